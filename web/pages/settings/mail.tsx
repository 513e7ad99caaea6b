// The mail servers, tried at once with a message to oneself, and what a domain says of our mails in words.

import {
  Badge,
  Button,
  Checkbox,
  Group,
  NumberInput,
  PasswordInput,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../../src/http/client.ts'
import { useAsk, useDo } from '../../api.ts'
import { errorAt, Form, Once, Two, useDraft, useKept } from '../../ui/form.tsx'
import { Paper } from '../../ui/page.tsx'
import { useMay } from '../../ui/seat.tsx'
import { useSettingsSave } from '../../ui/settings-save.tsx'
import { Failed, Shown } from '../../ui/state.tsx'
import { useWords } from '../../ui/tongue.tsx'
import { mailWords } from '../../words/mail.ts'
import type { SettingsAnswer } from './business.tsx'

export default function Mail() {
  const asked = useAsk('GET /v1/settings')
  return (
    <Shown ask={asked}>
      {(it) => (
        <>
          <Server it={it} what="smtp" />
          <Server it={it} what="imap" />
          <Domain />
        </>
      )}
    </Shown>
  )
}

const ports = { smtp: 587, imap: 993 } as const

function Server({ it, what }: { it: SettingsAnswer; what: 'smtp' | 'imap' }) {
  const w = useWords(mailWords)
  const may = useMay('owner')
  const save = useSettingsSave(it)
  const test = useDo('POST /v1/settings/mail-test')
  const kept = useKept()
  const now = it[what]
  const { value, set, clear } = useDraft({
    host: now?.host ?? '',
    port: now?.port ?? ports[what],
    security: now?.security ?? (what === 'smtp' ? 'starttls' : 'tls'),
    user: now?.user ?? '',
    password: '',
    copy: it.imapCopy,
  })
  const submit = () => {
    const { host, port, user, password } = value
    const server = {
      ...{ host: host.trim(), port, security: value.security as 'tls' },
      ...(user.trim() !== '' && { user: user.trim() }),
      ...(password !== '' && { password }),
    }
    const next = host.trim() === '' ? null : server
    const imap = next && { ...next, copyToSent: value.copy, ...(it.imapSent !== null && { sent: it.imapSent }) }
    save.mutate(
      { body: what === 'smtp' ? { smtp: next } : { imap } },
      {
        onSuccess: () => {
          clear()
          kept()
        },
      },
    )
  }
  const at = (field: string) => errorAt(save.error, `${what}.${field}`)
  const fields = ['host', 'port', 'user', 'password'].map((one) => `${what}.${one}`)
  return (
    <Paper
      title={what === 'smtp' ? w.out : w.in}
      aside={
        <Badge variant="light" color={now ? 'accent' : 'gray'}>
          {now ? w.set : w.notSet}
        </Badge>
      }
    >
      <Text size="sm" c="dimmed" mb="sm">
        {what === 'smtp' ? w.outSays : w.inSays}
      </Text>
      {it.signedIn && (
        <Text size="sm" mb="sm">
          {it.signedIn.refused ? w.signInRefused(it.signedIn.account) : w.signedIn(it.signedIn.account)}
        </Text>
      )}
      <Form onSubmit={submit} error={save.error} fields={fields} busy={save.isPending} off={!may}>
        <Two>
          <TextInput
            label={w.host}
            placeholder={`${what}.example.com`}
            value={value.host}
            onChange={(event) => set('host', event.currentTarget.value)}
            error={at('host')}
            readOnly={!may}
          />
          <Group gap="sm" wrap="nowrap" align="flex-start">
            <NumberInput
              label={w.port}
              value={value.port}
              onChange={(next) => set('port', Number(next))}
              error={at('port')}
              hideControls
              w={90}
              readOnly={!may}
            />
            <Select
              label={w.security}
              data={[
                { value: 'tls', label: 'TLS' },
                { value: 'starttls', label: 'STARTTLS' },
                { value: 'none', label: w.securityNone },
              ]}
              value={value.security}
              onChange={(next) => next !== null && set('security', next)}
              style={{ flex: 1 }}
              disabled={!may}
            />
          </Group>
          <TextInput
            label={w.user}
            value={value.user}
            onChange={(event) => set('user', event.currentTarget.value)}
            error={at('user')}
            autoComplete="off"
            readOnly={!may}
          />
          <PasswordInput
            label={w.password}
            description={now?.secret ? w.passwordKept : undefined}
            value={value.password}
            onChange={(event) => set('password', event.currentTarget.value)}
            error={at('password')}
            autoComplete="new-password"
            readOnly={!may}
          />
        </Two>
        {what === 'imap' && (
          <Checkbox
            label={w.copy}
            description={w.copySays}
            checked={value.copy}
            onChange={(event) => set('copy', event.currentTarget.checked)}
            disabled={!may}
          />
        )}
      </Form>
      {save.question}
      {what === 'smtp' && now && may && (
        <Stack gap="xs" mt="md" pt="md" style={{ borderTop: '1px solid var(--desk-line)' }} align="flex-start">
          <Text size="sm">{w.testSays}</Text>
          <Button variant="default" loading={test.isPending} onClick={() => test.mutate({ body: {} })}>
            {w.test}
          </Button>
          {test.error && <Failed error={test.error} />}
          {test.data && (
            <Text size="sm" role="status">
              {w.testDone(test.data.to)}
            </Text>
          )}
        </Stack>
      )}
    </Paper>
  )
}

type Finding = Answer<'POST /v1/settings/sending-domain'>['findings'][number]

function Domain() {
  const w = useWords(mailWords)
  const check = useDo('POST /v1/settings/sending-domain')
  const [selector, setSelector] = useState('')
  const run = () => check.mutate({ body: selector.trim() === '' ? {} : { selector: selector.trim() } })
  return (
    <Paper title={w.domain}>
      <Stack>
        <Text size="sm" c="dimmed">
          {w.domainSays}
        </Text>
        <Group align="flex-end">
          <TextInput
            label={w.selector}
            description={w.selectorSays}
            value={selector}
            onChange={(event) => setSelector(event.currentTarget.value)}
            flex={1}
            miw={220}
            maw={340}
          />
          <Button onClick={run} loading={check.isPending} variant={check.data ? 'default' : 'filled'}>
            {w.check}
          </Button>
        </Group>
        {check.error && <Failed error={check.error} />}
        {check.data && (
          <Stack gap="md" role="status">
            <Text fw={620}>{check.data.domain}</Text>
            {check.data.findings.map((it) => (
              <FindingOf key={it.what} it={it} />
            ))}
          </Stack>
        )}
      </Stack>
    </Paper>
  )
}

const colours = { good: 'accent', weak: 'amber', missing: 'rust', wrong: 'rust' } as const

function FindingOf({ it }: { it: Finding }) {
  const w = useWords(mailWords)
  const says = (w.findings[it.what] as Readonly<Record<string, string>>)[it.says] ?? w.states[it.state]
  return (
    <Stack gap={6}>
      <Group gap="xs">
        <Badge variant="light" color={colours[it.state]}>
          {w.states[it.state]}
        </Badge>
        <Text fw={620}>{it.what.toUpperCase()}</Text>
        <Text size="sm" c="dimmed">
          {w.what[it.what]}
        </Text>
      </Group>
      <Text size="sm">{says}</Text>
      {it.state !== 'good' && (
        <Text size="sm" c="dimmed">
          {w.who[it.what]}
        </Text>
      )}
      {it.found !== null && it.state !== 'missing' && (
        <Text size="xs" c="dimmed" className="theirs">
          {w.found}: {it.found}
        </Text>
      )}
      {it.record && (
        <Once
          title={it.state === 'missing' ? w.add : w.replace}
          says={w.recordSays(it.record.name, it.record.type)}
          text={it.record.value}
        />
      )}
    </Stack>
  )
}
