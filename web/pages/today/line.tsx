// A line of Today: who it is about, what waits and why it stands there, how much it is about, and the verb that it asks for.

import { ActionIcon, Anchor, Box, Button, Group, Text, Tooltip } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCheck, IconMail, IconPhone } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Answer } from '../../../src/http/client.ts'
import { useDo } from '../../api.ts'
import { CallableFrom } from '../../ui/callable.tsx'
import { useMay } from '../../ui/seat.tsx'
import { Told } from '../../ui/told.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { Why } from '../../ui/why.tsx'
import { todayWords } from '../../words/today.ts'
import { MessageModal } from '../case/message.tsx'
import { useSaid } from '../case/page.tsx'

export type Work = Answer<'GET /v1/today'>['parts'][string]['items'][number]
export type Mail = Answer<'GET /v1/inbox'>['items'][number]

const isCall = (it: Work) => it.kind === 'call' || it.kind === 'promise_broken'
/** Ended by a tick; a call is ended by what came of it, a note to the manager by its answer. */
export const isTicked = (it: Work) => !isCall(it) && it.kind !== 'manager_note'

/** Where a line's own verb is done. */
export function placeOf(it: Work, act?: string): string {
  const verb = act ?? (isCall(it) ? 'call' : it.kind === 'write' ? 'write' : it.kind === 'agree_date' ? 'date' : '')
  if (verb === '') return `/cases/${it.debtor.id}`
  return `/cases/${it.debtor.id}?do=${verb}${verb === 'call' && isCall(it) ? `&about=${it.id}` : ''}`
}

/** Ends a task, and says so with the way back. */
export function useDone(): { done: (it: Work) => void; busy: boolean } {
  const w = useWords(todayWords)
  const said = useSaid()
  const done = useDo('POST /v1/tasks/{id}/done')
  const reopen = useDo('POST /v1/tasks/{id}/reopen')
  return {
    busy: done.isPending,
    done: ({ id, debtor }) =>
      done.mutate(
        { params: { id }, body: {} },
        {
          onSuccess: () =>
            said(w.doneSays(debtor.name), () => reopen.mutateAsync({ params: { id }, body: undefined as never })),
          onError: (error) => notifications.show({ message: error.message, color: 'rust' }),
        },
      ),
  }
}

export function useLooked(): { looked: (it: Mail) => void; busy: boolean } {
  const w = useWords(todayWords)
  const done = useDo('POST /v1/inbox/{id}/done')
  return {
    busy: done.isPending,
    looked: ({ id }) =>
      done.mutate(
        { params: { id } },
        { onSuccess: ({ lifted }) => notifications.show({ message: w.lookedDone(lifted) }) },
      ),
  }
}

function Line({ id, here, children }: { id: string; here: boolean; children: ReactNode }) {
  return (
    <Box id={id} className={here ? 'work-line row-here' : 'work-line'} aria-current={here ? 'true' : undefined}>
      {children}
    </Box>
  )
}

function Name({ debtor, from }: { debtor: { id: string; name: string } | undefined; from?: string }) {
  if (!debtor)
    return (
      <Text fw={620} className="theirs" component="span">
        {from}
      </Text>
    )
  return (
    <Anchor component={Link} to={`/cases/${debtor.id}` as never} fw={620} c="inherit" className="theirs">
      {debtor.name}
    </Anchor>
  )
}

export function WorkLine({ it, here }: { it: Work; here: boolean }) {
  const w = useWords(todayWords)
  const forms = useForms()
  const may = useMay('collector')
  const { done, busy } = useDone()
  const late = it.daysLate === null ? undefined : it.daysLate > 0 ? w.daysLate(it.daysLate) : w.notDue
  return (
    <Line id={it.id} here={here}>
      <Group gap="0 8px" align="baseline" className="work-name">
        <Name debtor={it.debtor} />
        {late && (
          <Text size="xs" c="dimmed" component="span" style={{ whiteSpace: 'nowrap' }}>
            {late}
          </Text>
        )}
      </Group>
      <div className="work-sum">
        {it.open.map((sum) => (
          <Text key={sum.currency} fw={620} className="figure">
            {forms.money(sum.amountMinor, sum.currency)}
          </Text>
        ))}
      </div>
      <div className="work-text">
        <Text size="sm" className="theirs" lineClamp={3}>
          <Told text={it.says} />
        </Text>
        {it.lastWords && (
          <Text size="xs" c="dimmed" className="theirs" lineClamp={2}>
            {w.lastWords}: {it.lastWords}
          </Text>
        )}
        {isCall(it) && <CallableFrom it={it.callable} />}
        <Group gap="sm" mt={4}>
          {it.call && (
            <Anchor href={`tel:${it.call.phone.replaceAll(/[^\d+]/g, '')}`} size="sm" c="inherit">
              <Group gap={4} wrap="nowrap">
                <IconPhone size={14} aria-hidden />
                <span className="figure">{forms.phone(it.call.phone)}</span>
              </Group>
            </Anchor>
          )}
          <Why label={w.why} reasons={[{ says: it.why }, { says: it.habits }]} />
        </Group>
      </div>
      {may && (
        <Group gap={6} wrap="nowrap" className="work-verbs">
          <Verb it={it} />
          {isTicked(it) && (
            <Tooltip label={w.done}>
              <ActionIcon
                variant="default"
                size={28}
                loading={busy}
                aria-label={w.doneOf(it.debtor.name)}
                onClick={() => done(it)}
              >
                <IconCheck size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
        </Group>
      )}
    </Line>
  )
}

/** What the work is: ring, read and print, write, agree a day; else to look at the case. */
function Verb({ it }: { it: Work }) {
  const w = useWords(todayWords)
  const [reading, setReading] = useState(false)
  if (it.letter)
    return (
      <>
        <Button size="compact-sm" variant="light" onClick={() => setReading(true)}>
          {w.readLetter}
        </Button>
        <MessageModal id={it.letter} opened={reading} close={() => setReading(false)} />
      </>
    )
  const says = isCall(it) ? w.called : it.kind === 'write' ? w.write : it.kind === 'agree_date' ? w.agree : w.openCase
  return (
    <Button component={Link} to={placeOf(it) as never} size="compact-sm" variant="light">
      {says}
    </Button>
  )
}

export function MailLine({ it, here }: { it: Mail; here: boolean }) {
  const w = useWords(todayWords)
  const forms = useForms()
  const { looked, busy } = useLooked()
  return (
    <Line id={it.id} here={here}>
      <Group gap="0 8px" align="baseline" className="work-name">
        <Group gap={8} wrap="nowrap" align="baseline" style={{ minWidth: 0 }}>
          <IconMail size={16} aria-hidden style={{ alignSelf: 'flex-start', flex: 'none', marginTop: 4 }} />
          <Name debtor={it.debtors[0]} from={it.from} />
        </Group>
        <Text size="xs" c="dimmed" component="span" style={{ whiteSpace: 'nowrap' }}>
          {forms.moment(it.at)}
        </Text>
      </Group>
      <div className="work-text">
        <Text size="sm" fw={550} className="theirs" lineClamp={1}>
          {it.subject}
        </Text>
        <Text size="sm" c="dimmed" className="theirs" lineClamp={3}>
          {it.text.replaceAll(/\s+/g, ' ')}
        </Text>
      </div>
      <div className="work-verbs">
        <Tooltip label={it.says} multiline w={260}>
          <Button size="compact-sm" variant="light" loading={busy} onClick={() => looked(it)}>
            {w.looked}
          </Button>
        </Tooltip>
      </div>
    </Line>
  )
}
