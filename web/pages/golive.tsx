// Going live: what must be there first, a test message to oneself, and the switch, which is deliberate and an owner's.

import { Badge, Box, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconCircle, IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { Answer } from '../../src/http/client.ts'
import { useAsk, useDo } from '../api.ts'
import { Page, Paper } from '../ui/page.tsx'
import { useMay, useSeat } from '../ui/seat.tsx'
import { Failed, LoadingCards, Shown } from '../ui/state.tsx'
import { useForms, useWords } from '../ui/tongue.tsx'
import { liveWords } from '../words/begin.ts'

type Live = Answer<'GET /v1/live'>

export default function GoLivePage() {
  const w = useWords(liveWords)
  const forms = useForms()
  const ask = useAsk('GET /v1/live')
  return (
    <Page title={w.title} says={ask.data?.liveSince ? undefined : w.says} narrow>
      <Shown ask={ask} waiting={<LoadingCards cards={3} cols={1} />}>
        {(it) =>
          it.liveSince ? (
            <Paper>
              <Text fw={620}>{w.live}</Text>
              <Text c="dimmed">{w.since(forms.moment(it.liveSince))}</Text>
              {it.lettersOnly && (
                <Group mt="md" gap="md">
                  <Text>{w.lettersLive}</Text>
                  <Button component={Link} to={'/settings' as never} variant="default" size="xs">
                    {w.toMail}
                  </Button>
                </Group>
              )}
            </Paper>
          ) : (
            <Steps it={it} />
          )
        }
      </Shown>
    </Page>
  )
}

function Steps({ it }: { it: Live }) {
  const w = useWords(liveWords)
  const owner = useMay('owner')
  const { person } = useSeat()
  const [to, setTo] = useState(person.email)
  const ready = it.lacks.length === 0
  return (
    <Stack gap="lg">
      <Paper title={w.first}>
        <Stack gap="md">
          <Need what="bank" it={it} has={it.account} />
          <Need what="signatory" it={it} has={it.signatory} />
          <Need what="smtp" it={it} has={it.mailServer} />
          {!ready && (
            <Group>
              <Button component={Link} to={'/settings' as never} variant="default">
                {w.settings}
              </Button>
            </Group>
          )}
        </Stack>
      </Paper>
      {!owner && <Text c="dimmed">{w.owner}</Text>}
      {ready && owner && <Test to={to} onTo={setTo} />}
      {ready && owner && <Switch to={to} />}
      {owner && it.lacks.length === 1 && it.lacks[0] === 'smtp' && <Letters />}
    </Stack>
  )
}

function Need({ what, it, has }: { what: Live['lacks'][number]; it: Live; has: string | null }) {
  const w = useWords(liveWords)
  const lacks = it.lacks.includes(what)
  return (
    <Group wrap="nowrap" align="flex-start" gap="sm">
      {lacks ? (
        <IconCircle size={20} aria-hidden className="quiet" />
      ) : (
        <IconCircleCheck size={20} aria-hidden color="var(--mantine-primary-color-filled)" />
      )}
      <Box style={{ flex: 1 }}>
        <Text fw={600}>{w.needs[what]}</Text>
        <Text size="sm" c="dimmed">
          {has ?? w.needsSay[what]}
        </Text>
      </Box>
      <Badge variant="light" color={lacks ? 'amber' : 'gray'}>
        {lacks ? w.missing : w.there}
      </Badge>
    </Group>
  )
}

function Test({ to, onTo }: { to: string; onTo: (to: string) => void }) {
  const w = useWords(liveWords)
  const test = useDo('POST /v1/live/test')
  const send = (event: FormEvent) => {
    event.preventDefault()
    test.mutate({ body: { to } })
  }
  return (
    <Paper title={w.test}>
      <form onSubmit={send}>
        <Stack>
          <Text size="sm" c="dimmed">
            {w.testSays}
          </Text>
          <Group align="flex-end" gap="sm">
            <TextInput
              label={w.to}
              type="email"
              required
              value={to}
              onChange={(event) => onTo(event.currentTarget.value)}
              style={{ flex: 1, minWidth: 220 }}
            />
            <Button type="submit" variant="default" loading={test.isPending}>
              {w.testGo}
            </Button>
          </Group>
          {test.error && <Failed error={test.error} />}
          {test.data && <Text role="status">{w.testDone(test.data.said)}</Text>}
        </Stack>
      </form>
    </Paper>
  )
}

/** Without a mail server, by choice: a tick beside the name, because nothing else tests it. */
function Letters() {
  const w = useWords(liveWords)
  const [chosen, choose] = useState(false)
  return (
    <Sure title={w.letters} says={w.lettersSay} go={w.lettersGo} off={!chosen} body={{ lettersOnly: true }}>
      <Checkbox label={w.lettersChoose} checked={chosen} onChange={(event) => choose(event.currentTarget.checked)} />
    </Sure>
  )
}

function Switch({ to }: { to: string }) {
  const w = useWords(liveWords)
  return <Sure title={w.switch} says={w.switchSays} go={w.go} body={{ to }} />
}

/** Going live, which has no way back: the name of the business is typed, so that nobody does it in passing. */
function Sure({
  title,
  says,
  go,
  off = false,
  body,
  children,
}: {
  title: string
  says: string
  go: string
  off?: boolean
  body: { readonly to: string } | { readonly lettersOnly: true }
  children?: ReactNode
}) {
  const w = useWords(liveWords)
  const { workspace } = useSeat()
  const live = useDo('POST /v1/live')
  const [name, setName] = useState('')
  const begin = (event: FormEvent) => {
    event.preventDefault()
    live.mutate({ body: { name, ...body } })
  }
  return (
    <Paper title={title}>
      <form onSubmit={begin}>
        <Stack>
          <Text size="sm" c="dimmed">
            {says}
          </Text>
          {children}
          <TextInput
            label={w.name(workspace.name)}
            value={name}
            autoComplete="off"
            maw={420}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {live.error && <Failed error={live.error} />}
          <Group>
            <Button type="submit" loading={live.isPending} disabled={off || name.trim() === ''}>
              {go}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  )
}
