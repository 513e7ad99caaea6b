// Signing in: a password and, where somebody has one, a second factor; or a passkey.

import { Button, Center, Group, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { type FormEvent, type MouseEvent, useEffect, useState } from 'react'
import { DunwellProblem } from '../../src/http/client.ts'
import { post } from '../api.ts'
import { passkeyAnswer } from '../ui/proof.tsx'
import { Failed } from '../ui/state.tsx'
import { useWords } from '../ui/tongue.tsx'
import { signInWords } from '../words/signin.ts'

export default function SignIn({ seatless, done }: { seatless: boolean; done: () => void }) {
  const w = useWords(signInWords)
  useEffect(() => {
    document.title = `${w.title} · Dunwell`
  }, [w])
  return (
    <Center mih="100vh" p="md" component="main">
      <Stack w="100%" maw={380} gap="lg">
        <Group gap="sm">
          <img src="/icon.svg" alt="" width={40} height={40} />
          <div>
            <Text fw={680} size="xl" lh={1.1}>
              Dunwell
            </Text>
            <Text size="sm" c="dimmed">
              {w.tagline}
            </Text>
          </div>
        </Group>
        {seatless && <Text>{w.noSeat}</Text>}
        <div className="paper" style={{ padding: 'var(--mantine-spacing-lg)' }}>
          <SignInForm done={done} headed />
        </div>
        <Text size="xs" c="dimmed">
          {w.forgot}
        </Text>
      </Stack>
    </Center>
  )
}

/** The form alone: on its page, and over a desk that somebody was signed out of. */
export function SignInForm({ done, headed = false }: { done: () => void; headed?: boolean }) {
  const w = useWords(signInWords)
  const [step, setStep] = useState<'password' | 'code'>('password')
  const [error, setError] = useState<Error | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const tried = (work: () => Promise<void>) => async (event: FormEvent | MouseEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(undefined)
    await work().catch(setError)
    setBusy(false)
  }
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const enter = tried(async () => {
    const answer = await post<{ twoFactorRedirect?: boolean }>('/auth/sign-in/email', { email, password })
    if (answer.twoFactorRedirect) setStep('code')
    else done()
  })
  const byPasskey = tried(async () => {
    const response = await passkeyAnswer().catch(() => undefined)
    // Who changes their mind in the browser's own dialog has made no mistake.
    if (!response) return
    await post('/auth/passkey/verify-authentication', { response })
    done()
  })
  const verify = tried(async () => {
    const plain = code.trim()
    const way = /^\d{6}$/.test(plain) ? 'verify-totp' : 'verify-backup-code'
    await post(`/auth/two-factor/${way}`, { code: plain })
    done()
  })
  // What is no password by its length is the wrong one, and a code is not the password.
  const wrong = step === 'password' ? w.wrong : w.wrongCode
  const says =
    error instanceof DunwellProblem
      ? { 400: wrong, 401: wrong, 422: wrong, 429: w.many }[error.facts.status]
      : undefined
  return (
    <form onSubmit={step === 'password' ? enter : verify}>
      <Stack>
        {(headed || step === 'code') && (
          <Title order={headed ? 1 : 3} size={headed ? 'h2' : 'h4'}>
            {step === 'password' ? w.title : w.codeTitle}
          </Title>
        )}
        {step === 'password' ? (
          <>
            <TextInput
              label={w.email}
              type="email"
              autoComplete="username"
              required
              autoFocus
              value={email}
              onChange={(it) => setEmail(it.currentTarget.value)}
            />
            <PasswordInput
              label={w.password}
              autoComplete="current-password"
              required
              value={password}
              onChange={(it) => setPassword(it.currentTarget.value)}
            />
          </>
        ) : (
          <TextInput
            label={w.code}
            description={w.backup}
            autoComplete="one-time-code"
            inputMode="numeric"
            required
            autoFocus
            value={code}
            onChange={(it) => setCode(it.currentTarget.value)}
          />
        )}
        {error &&
          (says ? (
            <Text c="rust" size="sm" role="alert">
              {says}
            </Text>
          ) : (
            <Failed error={error} />
          ))}
        <Button type="submit" loading={busy} fullWidth>
          {step === 'password' ? w.enter : w.verify}
        </Button>
        {step === 'password' && (
          <Button variant="default" fullWidth leftSection={<IconFingerprint size={16} />} onClick={byPasskey}>
            {w.passkey}
          </Button>
        )}
        {step === 'code' && (
          <Button
            variant="default"
            fullWidth
            type="button"
            onClick={() => {
              setError(undefined)
              setCode('')
              setStep('password')
            }}
          >
            {w.back}
          </Button>
        )}
      </Stack>
    </form>
  )
}
