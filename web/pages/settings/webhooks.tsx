// Where other programs hear what happened: added, tried, what came of each try, and sent again.

import { Badge, Button, Group, Stack, Table, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { Answer } from '../../../src/http/client.ts'
import { useAsk, useDo } from '../../api.ts'
import { errorAt, Form, Once } from '../../ui/form.tsx'
import { Paper } from '../../ui/page.tsx'
import { Failed, Shown } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { trustWords } from '../../words/trust.ts'

type Hook = Answer<'GET /v1/webhooks'>['items'][number]

export default function Webhooks() {
  const w = useWords(trustWords)
  const asked = useAsk('GET /v1/webhooks')
  const add = useDo('POST /v1/webhooks')
  const [url, setUrl] = useState('')
  return (
    <>
      {add.data && <Once title={w.hookOnce} says={w.hookOnceSays} text={add.data.secret} />}
      <Paper title={w.hooks}>
        <Stack>
          <Text size="sm" c="dimmed">
            {w.hooksSay}
          </Text>
          <Shown ask={asked}>
            {({ items }) => {
              const there = items.filter((it) => it.state !== 'removed')
              if (there.length === 0) return <Text size="sm">{w.hooksEmpty}</Text>
              return (
                <Stack gap="md">
                  {there.map((it) => (
                    <One key={it.id} it={it} />
                  ))}
                </Stack>
              )
            }}
          </Shown>
          <Form
            onSubmit={() => add.mutate({ body: { url } }, { onSuccess: () => setUrl('') })}
            error={add.error}
            fields={['url']}
            busy={add.isPending}
            label={w.hookAdd}
          >
            <TextInput
              label={w.hookUrl}
              placeholder="https://shop.example/hooks"
              value={url}
              onChange={(event) => setUrl(event.currentTarget.value)}
              error={errorAt(add.error, 'url')}
            />
          </Form>
        </Stack>
      </Paper>
    </>
  )
}

function One({ it }: { it: Hook }) {
  const w = useWords(trustWords)
  const forms = useForms()
  const { data } = useAsk('GET /v1/workspace')
  const [tries, setTries] = useState(false)
  const test = useDo('POST /v1/webhooks/{id}/test')
  const replay = useDo('POST /v1/webhooks/{id}/replay')
  const resume = useDo('POST /v1/webhooks/{id}/resume')
  const remove = useDo('POST /v1/webhooks/{id}/remove')
  const params = { id: it.id }
  const error = test.error ?? replay.error ?? resume.error ?? remove.error
  const say = (message: string) => notifications.show({ message })
  const small = { size: 'compact-sm', variant: 'default' } as const
  return (
    <Stack gap="xs" pb="md" style={{ borderBottom: '1px solid var(--desk-line)' }}>
      <Group gap="xs">
        <Text fw={620} className="theirs">
          {it.url}
        </Text>
        <Badge variant="light" color={it.state === 'on' ? 'accent' : 'amber'}>
          {w.hookStates[it.state]}
        </Badge>
        {it.waiting > 0 && (
          <Text size="sm" c="dimmed">
            {w.hookWaiting(forms.count(it.waiting))}
          </Text>
        )}
      </Group>
      {it.offBecause !== null && <Text size="sm">{it.offBecause}</Text>}
      <Group gap="xs">
        <Button
          {...small}
          loading={test.isPending}
          onClick={() =>
            test.mutate({ params }, { onSuccess: ({ delivered, says }) => say(w.hookTested(delivered, says)) })
          }
        >
          {w.hookTest}
        </Button>
        <Button {...small} onClick={() => setTries(!tries)} aria-expanded={tries}>
          {w.hookTries}
        </Button>
        <Button
          {...small}
          disabled={!data}
          onClick={() =>
            replay.mutate(
              { params, body: { since: `${data!.today}T00:00:00Z` } },
              { onSuccess: ({ waiting }) => say(w.hookReplayed(forms.count(waiting))) },
            )
          }
        >
          {w.hookReplay}
        </Button>
        {it.state === 'off' && (
          <Button {...small} onClick={() => resume.mutate({ params })}>
            {w.hookResume}
          </Button>
        )}
        <Button {...small} onClick={() => remove.mutate({ params })}>
          {w.hookRemove}
        </Button>
      </Group>
      {error && <Failed error={error} />}
      {tries && <Tries id={it.id} />}
    </Stack>
  )
}

function Tries({ id }: { id: string }) {
  const w = useWords(trustWords)
  const forms = useForms()
  const asked = useAsk('GET /v1/webhooks/{id}/log', { params: { id }, query: { limit: 20 } })
  return (
    <Shown ask={asked} lines={3}>
      {({ items }) =>
        items.length === 0 ? (
          <Text size="sm" c="dimmed">
            {w.hookNoTries}
          </Text>
        ) : (
          <Table aria-label={w.hookTries}>
            <Table.Tbody>
              {items.map((it) => (
                <Table.Tr key={it.id}>
                  <Table.Td className="figure">{it.at && forms.moment(it.at)}</Table.Td>
                  <Table.Td>{it.type}</Table.Td>
                  <Table.Td className="figure">{it.status ?? '–'}</Table.Td>
                  <Table.Td className="theirs">{it.says}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )
      }
    </Shown>
  )
}
