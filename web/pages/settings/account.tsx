// What is one's own: name and language, password, second factor, passkeys, and where one is signed in.

import { Alert, Badge, Button, Code, Group, Modal, PasswordInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { encode } from 'uqr'
import type { Answer } from '../../../src/http/client.ts'
import { dunwell, get, once, post, queries, useAsk, useDo } from '../../api.ts'
import { useMerging } from '../../ui/change.tsx'
import { errorAt, Form, Once, Two, useDraft, useKept } from '../../ui/form.tsx'
import { Paper } from '../../ui/page.tsx'
import { newPasskey } from '../../ui/proof.tsx'
import { Failed, Shown } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { trustWords } from '../../words/trust.ts'

type Account = Answer<'GET /v1/account'>

export default function Account() {
  const asked = useAsk('GET /v1/account')
  return (
    <Shown ask={asked}>
      {(it) => (
        <>
          <Me it={it} />
          <Password it={it} />
          <Factor it={it} />
          <Passkeys />
          <Sessions it={it} />
        </>
      )}
    </Shown>
  )
}

/** A plain request beside the API, after which all that is shown is taken anew. */
function usePost<T>(path: string) {
  const all = useQueryClient()
  return useMutation<T, Error, unknown>({
    mutationFn: (body) => post<T>(path, body),
    onSuccess: () => all.invalidateQueries(),
  })
}

function Me({ it }: { it: Account }) {
  const w = useWords(trustWords)
  const kept = useKept()
  const { value, set, clear } = useDraft({ name: it.name, language: it.language ?? 'en' })
  const fieldsOf = (of: Pick<Account, 'name' | 'language'>) => ({ name: of.name, language: of.language ?? 'en' })
  const { seen, see, save, error, busy, question } = useMerging({
    ...{ begun: it, labels: { name: w.name, language: w.language }, shown: fieldsOf },
    read: () => dunwell('GET /v1/account'),
  })
  const send = () => {
    const was = fieldsOf(seen)
    const wanted = Object.entries(fieldsOf(value)).filter(([key, to]) => to !== was[key as 'name'])
    void save(Object.fromEntries(wanted), async (fields, { version: ifMatch }) => {
      const body = Object.fromEntries(wanted.filter(([key]) => fields.has(key)))
      if (fields.size > 0) see(await once('PATCH /v1/account', { body, ifMatch }))
      await queries.invalidateQueries()
      clear()
      kept()
    })
  }
  return (
    <Paper title={w.me} aside={<Badge variant="light">{w.roles[it.role as 'owner']}</Badge>}>
      <Form onSubmit={send} error={error} fields={['name']} busy={busy}>
        <Two>
          <TextInput
            label={w.name}
            description={it.email}
            value={value.name}
            onChange={(event) => set('name', event.currentTarget.value)}
            error={errorAt(error, 'name')}
          />
          <Select
            label={w.language}
            data={(['en', 'de'] as const).map((one) => ({ value: one, label: w.languages[one] }))}
            value={value.language}
            onChange={(next) => next !== null && set('language', next)}
          />
        </Two>
      </Form>
      {question}
    </Paper>
  )
}

function Password({ it }: { it: Account }) {
  const w = useWords(trustWords)
  const first = useDo('POST /v1/account/password')
  const change = usePost('/auth/change-password')
  const [now, setNow] = useState('')
  const [next, setNext] = useState('')
  const doing = it.password ? change : first
  const onSuccess = () => {
    setNow('')
    setNext('')
    notifications.show({ message: w.passwordDone })
  }
  const submit = () =>
    it.password
      ? change.mutate({ currentPassword: now, newPassword: next, revokeOtherSessions: true }, { onSuccess })
      : first.mutate({ body: { password: next } }, { onSuccess })
  return (
    <Paper title={w.passwordTitle}>
      <Form
        onSubmit={submit}
        error={doing.error}
        fields={[]}
        busy={doing.isPending}
        label={it.password ? w.passwordChange : w.passwordSet}
      >
        {!it.password && <Text size="sm">{w.passwordFirst}</Text>}
        <Two>
          {it.password && (
            <PasswordInput
              label={w.passwordNow}
              value={now}
              onChange={(event) => setNow(event.currentTarget.value)}
              autoComplete="current-password"
            />
          )}
          <PasswordInput
            label={w.passwordNext}
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
            autoComplete="new-password"
          />
        </Two>
        <Text size="xs" c="dimmed">
          {w.passwordSays}
        </Text>
      </Form>
    </Paper>
  )
}

interface SetUp {
  readonly totpURI: string
  readonly backupCodes: readonly string[]
}

function Factor({ it }: { it: Account }) {
  const w = useWords(trustWords)
  const [asking, setAsking] = useState(false)
  const [password, setPassword] = useState('')
  const [made, setMade] = useState<SetUp | undefined>(undefined)
  const enable = usePost<SetUp>('/auth/two-factor/enable')
  const disable = usePost('/auth/two-factor/disable')
  const doing = it.totp ? disable : enable
  const submit = () =>
    doing.mutate(
      { password },
      {
        onSuccess: (answer) => {
          setAsking(false)
          setPassword('')
          if (!it.totp) setMade(answer as SetUp)
        },
      },
    )
  return (
    <Paper
      title={w.factor}
      aside={
        <Badge variant="light" color={it.totp ? 'accent' : 'gray'}>
          {it.totp ? w.factorIsOn : w.factorIsOff}
        </Badge>
      }
    >
      <Stack align="flex-start">
        <Text size="sm" c="dimmed">
          {w.factorSays}
        </Text>
        {!it.password && <Text size="sm">{w.factorFirst}</Text>}
        {made ? (
          <SettingUp it={made} on={it.totp} done={() => setMade(undefined)} />
        ) : (
          <Button variant="default" onClick={() => setAsking(true)} disabled={!it.password}>
            {it.totp ? w.factorOff : w.factorSetUp}
          </Button>
        )}
      </Stack>
      <Modal opened={asking} onClose={() => setAsking(false)} title={it.totp ? w.factorOff : w.factorSetUp}>
        <Form
          onSubmit={submit}
          error={doing.error}
          fields={[]}
          busy={doing.isPending}
          label={it.totp ? w.factorOff : w.factorSetUp}
        >
          <Text size="sm">{w.showPassword}</Text>
          <PasswordInput
            label={w.password}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="current-password"
            data-autofocus
          />
        </Form>
      </Modal>
    </Paper>
  )
}

function SettingUp({ it, on, done }: { it: SetUp; on: boolean; done: () => void }) {
  const w = useWords(trustWords)
  const verify = usePost('/auth/two-factor/verify-totp')
  const [code, setCode] = useState('')
  const secret = new URL(it.totpURI).searchParams.get('secret') ?? ''
  return (
    <Stack w="100%">
      {!on && (
        <>
          <Text size="sm">{w.factorScan}</Text>
          <Group align="flex-start" gap="lg">
            <Square text={it.totpURI} />
            <Stack gap="xs" style={{ flex: 1, minWidth: 220 }}>
              <Text size="sm" c="dimmed">
                {w.factorByHand}
              </Text>
              <Code style={{ overflowWrap: 'anywhere' }}>{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</Code>
              <Form
                onSubmit={() => verify.mutate({ code: code.replaceAll(/\s/g, '') })}
                error={verify.error}
                fields={[]}
                busy={verify.isPending}
                label={w.factorConfirm}
              >
                <TextInput
                  label={w.code}
                  value={code}
                  onChange={(event) => setCode(event.currentTarget.value)}
                  inputMode="numeric"
                  autoComplete="one-time-code"
                  maw={220}
                />
              </Form>
            </Stack>
          </Group>
        </>
      )}
      {on && (
        <>
          <Once title={w.factorBackup} says={w.factorBackupSays} text={it.backupCodes.join('\n')} />
          <Group>
            <Button variant="default" onClick={done}>
              OK
            </Button>
          </Group>
        </>
      )}
    </Stack>
  )
}

/** A code to scan: drawn on white with its quiet edge, in the dark too. */
function Square({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 2 })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      width={190}
      height={190}
      role="img"
      aria-label="QR"
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

interface Passkey {
  readonly id: string
  readonly name?: string | null
  readonly createdAt?: string | null
}

function Passkeys() {
  const w = useWords(trustWords)
  const forms = useForms()
  const all = useQueryClient()
  const asked = useQuery({ queryKey: ['passkeys'], queryFn: () => get<Passkey[]>('/auth/passkey/list-user-passkeys') })
  const remove = usePost('/auth/passkey/delete-passkey')
  const add = useMutation({
    mutationFn: async () =>
      post('/auth/passkey/verify-registration', { response: await newPasskey(), name: deviceOf(navigator.userAgent) }),
    onSuccess: () => all.invalidateQueries(),
  })
  return (
    <Paper title={w.passkeys}>
      <Stack>
        <Text size="sm" c="dimmed">
          {w.passkeysSay}
        </Text>
        <Shown ask={asked} lines={2}>
          {(items) => (
            <Stack gap="sm">
              {items.length === 0 && <Text size="sm">{w.passkeyNone}</Text>}
              {items.map((it) => (
                <Group key={it.id} justify="space-between">
                  <Text size="sm">
                    {it.name ?? w.passkeyUnnamed}
                    {it.createdAt && ` · ${forms.moment(it.createdAt)}`}
                  </Text>
                  <Button size="compact-sm" variant="default" onClick={() => remove.mutate({ id: it.id })}>
                    {w.keyRevoke}
                  </Button>
                </Group>
              ))}
            </Stack>
          )}
        </Shown>
        {add.error && (
          <Alert color="amber" variant="light" role="alert">
            {w.passkeyFailed}
          </Alert>
        )}
        {remove.error && <Failed error={remove.error} />}
        <Group>
          <Button variant="default" loading={add.isPending} onClick={() => add.mutate()}>
            {w.passkeyAdd}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}

/** What a browser says of itself, in two words. */
function deviceOf(agent: string | null): string | undefined {
  const browser = /(Edg|Firefox|Chrome|Safari)\//.exec(agent ?? '')?.[1]
  const system = /Windows|Android|iPhone|iPad|Mac OS X|Linux/.exec(agent ?? '')?.[0]
  if (browser === undefined && system === undefined) return undefined
  return [browser === 'Edg' ? 'Edge' : browser, system === 'Mac OS X' ? 'macOS' : system].filter(Boolean).join(', ')
}

function Sessions({ it }: { it: Account }) {
  const w = useWords(trustWords)
  const forms = useForms()
  const end = useDo('POST /v1/account/sessions/{id}/end')
  const others = useDo('POST /v1/account/sessions/end-others')
  return (
    <Paper title={w.sessions}>
      <Stack gap="sm">
        {it.sessions.map((one) => (
          <Group key={one.id} justify="space-between" gap="sm">
            <Stack gap={0}>
              <Group gap="xs">
                <Text size="sm" fw={550}>
                  {deviceOf(one.agent) ?? w.unknownDevice}
                </Text>
                {one.here && <Badge variant="outline">{w.here}</Badge>}
              </Group>
              <Text size="xs" c="dimmed">
                {[one.address, one.seenAt && w.sessionSeen(forms.moment(one.seenAt))].filter(Boolean).join(' · ')}
              </Text>
            </Stack>
            {!one.here && (
              <Button size="compact-sm" variant="default" onClick={() => end.mutate({ params: { id: one.id } })}>
                {w.sessionEnd}
              </Button>
            )}
          </Group>
        ))}
        {it.sessions.length > 1 && (
          <Group>
            <Button variant="default" loading={others.isPending} onClick={() => others.mutate({})}>
              {w.sessionsEnd}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  )
}
