// Being away: until when, and who covers. Of oneself, or of another by who manages.

import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { Answer } from '../../src/http/client.ts'
import { useAsk, useDo } from '../api.ts'
import { collectorWords } from '../words/collectors.ts'
import { shellWords } from '../words/shell.ts'
import { DateField } from './date-field.tsx'
import { Form } from './form.tsx'
import { useWords } from './tongue.tsx'

type Member = Answer<'GET /v1/members'>['items'][number]

/** The button with its form; for who is away the button that says they are back. */
export function Away({ it }: { it: Member }) {
  const w = useWords(collectorWords)
  const shell = useWords(shellWords)
  const own = useDo('PUT /v1/account/cover')
  const others = useDo('PUT /v1/members/{id}/cover')
  const { data } = useAsk('GET /v1/collectors')
  const today = useAsk('GET /v1/workspace').data?.today
  const [open, setOpen] = useState(false)
  const [until, setUntil] = useState('')
  const [by, setBy] = useState<string | null>(null)
  const people = (data?.people ?? []).filter((one) => one.id !== it.id)
  if (people.length === 0) return null
  const say = (cover: { id: string; until: string } | null) => {
    const done = {
      onSuccess: () => {
        setOpen(false)
        notifications.show({ message: cover ? w.awayDone(it.name) : w.backDone(it.name) })
      },
    }
    if (it.you) own.mutate({ body: { cover } }, done)
    else others.mutate({ params: { id: it.id }, body: { cover } }, done)
  }
  const busy = own.isPending || others.isPending
  if (it.cover !== null && (it.cover.until === null || today === undefined || it.cover.until > today))
    return (
      <Button size="compact-sm" variant="default" loading={busy} onClick={() => say(null)}>
        {w.back}
      </Button>
    )
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => setOpen(true)}
        aria-label={`${it.you ? w.awayMe : w.awayOf(it.name)}…`}
      >
        {it.you ? w.awayMe : w.away}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={it.you ? w.awayMe : w.awayOf(it.name)}
        closeButtonProps={{ 'aria-label': shell.close }}
      >
        <Form
          onSubmit={() => by !== null && until !== '' && say({ id: by, until })}
          error={own.error ?? others.error}
          fields={[]}
          busy={busy}
          label={w.save}
        >
          <DateField
            label={w.backOn}
            min={today ?? undefined}
            value={until}
            onChange={setUntil}
            required
            data-autofocus
          />
          <Select
            label={w.cover}
            data={people.map((one) => ({ value: one.id, label: one.name }))}
            value={by}
            onChange={setBy}
            required
          />
          <Text size="sm" c="dimmed">
            {w.awaySays}
          </Text>
        </Form>
      </Modal>
    </>
  )
}

/** Whom somebody covers, and whether they are away, in a line. */
export function AwayLine({ it, day }: { it: Member; day: (text: string) => string }) {
  const w = useWords(collectorWords)
  const { data } = useAsk('GET /v1/collectors')
  const one = data?.people.find((known) => known.id === it.id)
  if (!one || (!one.away && one.covers.length === 0)) return null
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed" component={Stack} gap={0}>
        {one.away && <span>{w.isAway(one.away.until ? day(one.away.until) : '', one.away.by)}</span>}
        {one.covers.length > 0 && <span>{w.covers(one.covers.join(', '))}</span>}
      </Text>
    </Group>
  )
}
