// The first start in three calm steps: the code of the terminal, you, and who is owed. Each step is looked at before the next one, so
// that an error stands at its field; Enter goes on.

import { Box, Button, Center, Group, Progress, Stack, Text, Title, UnstyledButton } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { DunwellProblem } from '../../src/http/client.ts'
import { post } from '../api.ts'
import { Failed } from '../ui/state.tsx'
import { useLanguage, useWords } from '../ui/tongue.tsx'
import type { Language } from '../words/both.ts'
import { startWords } from '../words/start.ts'
import {
  type Errors,
  empty,
  type Filled,
  type Place,
  placeAround,
  type Step,
  WhoIsOwed,
  YourCode,
  Yourself,
} from './start-steps.tsx'

/** Where the first claims come from; kept for the page that follows. */
const owedKey = 'dunwell.owed'

const stepOf: Readonly<Record<string, Step>> = { code: 'code', name: 'you', email: 'you', password: 'you' }
const fieldOf: Readonly<Record<string, keyof Filled>> = {
  'start.code': 'code',
  'password.length': 'password',
  'password.weak': 'password',
  'iban.invalid': 'iban',
  'place.unknown': 'country',
  'zone.unknown': 'zone',
  'workspace.name': 'business',
}

export default function Start({
  workspace,
  places,
  speak,
  done,
}: {
  workspace: string | null
  places: readonly Place[]
  speak: (language: Language) => void
  done: () => void
}) {
  const w = useWords(startWords)
  const language = useLanguage()
  const given = useRef(new URLSearchParams(location.search).get('code')?.slice(0, 20) ?? '')
  const steps: readonly Step[] = workspace === null ? ['code', 'you', 'business'] : ['code', 'you']
  const [step, setStep] = useState<Step>('code')
  const [it, setIt] = useState<Filled>(() => ({ ...empty, ...placeAround(places), code: given.current }))
  const [errors, setErrors] = useState<Errors>({})
  const [failed, setFailed] = useState<Error>()
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    document.title = `${step === 'code' ? w.codeTitle : step === 'you' ? w.youTitle : w.businessTitle} · Dunwell`
    form.current?.querySelector<HTMLElement>('input:not([type="hidden"])')?.focus()
  }, [step, w])
  const set = (changes: Partial<Filled>) => {
    setIt((before) => ({ ...before, ...changes }))
    setErrors((before) => Object.fromEntries(Object.entries(before).filter(([name]) => !(name in changes))))
  }
  /** Puts what the server says at its field, and goes to the step where that is. */
  const told = (error: Error) => {
    const facts = error instanceof DunwellProblem ? error.facts : undefined
    const column = facts?.column?.replace(/^(you|business)\./, '').replace(/^addressLines.*/, 'address')
    const name = (facts && fieldOf[facts.code]) ?? (column as keyof Filled | undefined)
    if (!facts || name === undefined || !(name in empty)) return setFailed(error)
    setErrors({ [name]: w.problems[facts.code] ?? facts.detail })
    setStep(stepOf[name] ?? 'business')
  }
  const missing = (): Errors => {
    const needed: Record<Step, readonly (keyof Filled)[]> = {
      code: ['code'],
      you: ['name', 'email', 'password'],
      business: ['business', 'country', 'currency'],
    }
    const found: Errors = Object.fromEntries(
      needed[step].filter((name) => it[name].trim() === '').map((name) => [name, w.missing]),
    )
    if (step === 'you' && !found.email && !/^\S+@\S+\.\S+$/.test(it.email.trim())) found.email = w.emailWrong
    if (step === 'you' && !found.password && it.password.length < 10) found.password = w.problems['password.length']!
    return found
  }
  const look = () =>
    post<{ score: number | null }>('/desk/start/check', {
      code: it.code,
      ...(step !== 'code' && { you: { name: it.name, email: it.email, password: it.password } }),
      ...(step === 'business' && { iban: it.iban }),
    })
  const begin = async () => {
    await post('/desk/start', {
      code: it.code,
      name: it.name.trim(),
      email: it.email.trim(),
      password: it.password,
      language,
      ...(workspace === null && { business: businessOf(it) }),
    })
    await post('/auth/sign-in/email', { email: it.email.trim(), password: it.password })
    if (workspace === null) localStorage.setItem(owedKey, it.owed)
    history.replaceState(null, '', '/begin')
    done()
  }
  const goOn = async (event: FormEvent) => {
    event.preventDefault()
    setFailed(undefined)
    const lacking = missing()
    if (Object.keys(lacking).length > 0) {
      setErrors(lacking)
      form.current?.querySelector<HTMLElement>(`[name="${Object.keys(lacking)[0]}"]`)?.focus()
      return
    }
    setBusy(true)
    try {
      const { score } = await look()
      if (step === 'you' && score !== null && score < 2) setErrors({ password: w.problems['password.weak']! })
      else if (step === steps.at(-1)) await begin()
      else setStep(steps[steps.indexOf(step) + 1]!)
    } catch (error) {
      told(error as Error)
    }
    setBusy(false)
  }
  const at = steps.indexOf(step)
  const fields = { it, set, errors }
  return (
    <Center mih="100vh" p="md" py="xl" component="main">
      <Stack w="100%" maw={560} gap="lg">
        <Group justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
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
          <UnstyledButton onClick={() => speak(language === 'en' ? 'de' : 'en')} lang={language === 'en' ? 'de' : 'en'}>
            <Text size="sm" c="dimmed" td="underline" style={{ textUnderlineOffset: 3, whiteSpace: 'nowrap' }}>
              {w.other}
            </Text>
          </UnstyledButton>
        </Group>
        <form ref={form} onSubmit={goOn} noValidate className="paper" style={{ overflow: 'hidden' }}>
          <Progress
            value={((at + 1) / steps.length) * 100}
            size={3}
            radius={0}
            aria-label={w.step(at + 1, steps.length)}
          />
          <Stack p={{ base: 'md', sm: 'xl' }} gap="lg">
            <Box>
              <Text size="sm" c="dimmed">
                {w.step(at + 1, steps.length)}
              </Text>
              <Title order={1} size="h1">
                {{ code: w.codeTitle, you: w.youTitle, business: w.businessTitle }[step]}
              </Title>
              <Text c="dimmed" mt={4}>
                {
                  {
                    code: w.codeSays,
                    you: workspace === null ? w.youSays : w.workspaceSays(workspace),
                    business: w.businessSays,
                  }[step]
                }
              </Text>
            </Box>
            {step === 'code' && <YourCode {...fields} />}
            {step === 'you' && <Yourself {...fields} />}
            {step === 'business' && <WhoIsOwed {...fields} places={places} />}
            {failed && <Failed error={failed} />}
            <Group justify="space-between">
              {at > 0 ? (
                <Button variant="default" onClick={() => setStep(steps[at - 1]!)}>
                  {w.back}
                </Button>
              ) : (
                <span />
              )}
              <Button type="submit" loading={busy} size="md">
                {at === steps.length - 1 ? w.begin : w.next}
              </Button>
            </Group>
          </Stack>
        </form>
      </Stack>
    </Center>
  )
}

function businessOf(it: Filled) {
  const filled = (text: string) => (text.trim() === '' ? undefined : text.trim())
  return {
    name: it.business.trim(),
    kind: it.kind,
    collects: it.owed === 'others' ? 'others' : 'own',
    country: it.country,
    currency: it.currency.trim().toUpperCase(),
    zone: filled(it.zone),
    addressLines: it.address.split('\n').flatMap((line) => filled(line) ?? []),
    phone: filled(it.phone),
    iban: filled(it.iban),
    policy: it.policy,
  }
}
