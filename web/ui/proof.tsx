// Showing who one is at this very moment: a code, a passkey, or the password where nobody here has either. The passkey is asked by the
// browser itself.

import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useState } from 'react'
import { get } from '../api.ts'
import { trustWords } from '../words/trust.ts'
import { useWords } from './tongue.tsx'

export type Proof = { totp: string } | { passkey: Record<string, unknown> } | { password: string }

/** What the browser signs for a challenge of the server. */
export async function passkeyAnswer(): Promise<Record<string, unknown>> {
  const options = await get<PublicKeyCredentialRequestOptionsJSON>('/auth/passkey/generate-authenticate-options')
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
  const given = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential
  return given.toJSON() as unknown as Record<string, unknown>
}

/** Makes a passkey of this device, for the server to keep. */
export async function newPasskey(): Promise<Record<string, unknown>> {
  const options = await get<PublicKeyCredentialCreationOptionsJSON>('/auth/passkey/generate-register-options')
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential
  return made.toJSON() as unknown as Record<string, unknown>
}

export function ShowWho({
  by,
  totp,
  passkeys,
  busy,
  label,
  error,
  onProof,
  onCancel,
}: {
  by: 'second_factor' | 'password'
  totp: boolean
  passkeys: number
  busy: boolean
  label: string
  error?: string
  onProof: (proof: Proof) => void
  onCancel: () => void
}) {
  const w = useWords(trustWords)
  const [text, setText] = useState('')
  const [refused, setRefused] = useState(false)
  const byPasskey = () =>
    passkeyAnswer().then(
      (passkey) => onProof({ passkey }),
      () => setRefused(true),
    )
  const typed = by === 'password' || totp
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onProof(by === 'password' ? { password: text } : { totp: text.replaceAll(/\s/g, '') })
      }}
    >
      <Stack>
        <Text size="sm">{by === 'password' ? w.showPassword : w.showFactor}</Text>
        {by === 'password' ? (
          <PasswordInput
            label={w.password}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            autoComplete="current-password"
            error={error}
            data-autofocus
          />
        ) : (
          totp && (
            <TextInput
              label={w.code}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              inputMode="numeric"
              autoComplete="one-time-code"
              error={error}
              data-autofocus
            />
          )
        )}
        {refused && (
          <Text size="sm" c="rust" role="alert">
            {w.passkeyRefused}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {w.cancel}
          </Button>
          {by === 'second_factor' && passkeys > 0 && (
            <Button
              variant={typed ? 'default' : 'filled'}
              leftSection={<IconFingerprint size={16} />}
              loading={busy}
              onClick={() => void byPasskey()}
            >
              {w.byPasskey}
            </Button>
          )}
          {typed && (
            <Button type="submit" loading={busy} disabled={text === ''}>
              {label}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}
