// A message in the story: where it went, what proves it, its exact words, and why it was allowed; and the lines that all entries are
// made of.

import { Box, Button, Group, Stack, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useAsk } from '../../api.ts'
import { type Flown, nameOnly } from '../../ui/autopilot.tsx'
import { Failed } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { type Reason, Why } from '../../ui/why.tsx'
import { autopilotWords } from '../../words/autopilot.ts'
import { caseWords } from '../../words/case.ts'
import { shellWords } from '../../words/shell.ts'
import { MessageWords } from './message.tsx'
import { type Entry, useStepName, wordOf } from './page.tsx'

export type Facts = Readonly<Record<string, unknown>>
/** A text among the facts of an entry, where it says anything. */
export const text = (facts: Facts, name: string): string | undefined => {
  const value = facts[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}
export function Line({
  title,
  says,
  struck,
  aside,
}: {
  title: string
  says: readonly (string | false | undefined)[]
  struck?: boolean
  aside?: ReactNode
}) {
  const some = says.filter((it): it is string => typeof it === 'string' && it !== '')
  return (
    <Group gap={8} wrap="nowrap" justify="space-between" align="flex-start">
      <Text
        size="sm"
        component="div"
        td={struck ? 'line-through' : undefined}
        style={{ minWidth: 0 }}
        className="theirs"
      >
        <Text span fw={620}>
          {title}
        </Text>
        {some.length > 0 && <Text span c="dimmed">{` · ${some.join(' · ')}`}</Text>}
      </Text>
      {aside}
    </Group>
  )
}

export function Own({ says }: { says: string | undefined }) {
  if (says === undefined) return null
  return (
    <Text size="sm" className="theirs">
      {says}
    </Text>
  )
}

interface HeardFact {
  readonly kind: string
  readonly detail: string
  readonly at: string
}

/** A message of ours: where it went, what proves it, its words, and why it was allowed. */
export function Said({ it }: { it: Entry }) {
  const w = useWords(caseWords)
  const p = useWords(autopilotWords)
  const forms = useForms()
  const nameOf = useStepName()
  const { facts } = it
  const heard = (facts.heard as HeardFact[] | null) ?? []
  const state = text(facts, 'state')
  const letter = facts.channel === 'letter'
  const last = heard.filter((one) => !(letter && one.kind === 'accepted'))
  const by = text(facts, 'by')
  const flown = facts.autopilot as Flown | undefined
  return (
    <Stack gap={3}>
      <Line
        title={nameOf({ kind: 'message', stage: text(facts, 'stage'), step: text(facts, 'step') })}
        says={[
          letter ? w.byLetter : w.byEmail,
          text(facts, 'to') && w.to(String(facts.to).split('\n')[0]!),
          state !== 'sent' && wordOf(w.states, state),
        ]}
      />
      {text(facts, 'subject') && (
        <Text size="sm" className="theirs">
          {text(facts, 'subject')}
        </Text>
      )}
      {state === 'dropped' && <Own says={text(facts, 'says')} />}
      <Readable id={text(facts, 'subject') ? it.id : undefined} lawful>
        {letter && heard.some((one) => one.kind === 'accepted') && (
          <Proof says={`${w.printed} ${forms.momentOn(heard[0]!.at, it.day)}`} detail={heard[0]!.detail} />
        )}
        {last.map((one) => (
          <Proof
            key={`${one.kind} ${one.at}`}
            says={`${wordOf(w.heard, one.kind)} ${forms.momentOn(one.at, it.day)}`}
            detail={one.detail}
            bad={one.kind === 'bounced' || one.kind === 'refused' || one.kind === 'in_doubt'}
          />
        ))}
        {(by || flown) && (
          <Text size="xs" c="dimmed">
            {by ? w.approvedBy(nameOnly(by)) : p.sent(nameOnly(flown!.by), forms.day(flown!.on))}
          </Text>
        )}
      </Readable>
    </Stack>
  )
}

function Proof({ says, detail, bad }: { says: string; detail: string; bad?: boolean }) {
  return (
    <Text size="xs" className="proof" data-bad={bad || undefined} title={detail}>
      {says}
    </Text>
  )
}

/** Its words, opened where they stand, and why it was allowed, behind what proves it; without an id there are no words. */
export function Readable({ id, lawful, children }: { id: string | undefined; lawful?: boolean; children?: ReactNode }) {
  const w = useWords(caseWords)
  const [open, setOpen] = useState(false)
  if (id === undefined) return <Group gap="4px 12px">{children}</Group>
  return (
    <Stack gap="xs" mt={2}>
      <Group gap="4px 12px">
        {children}
        <Group gap={12} wrap="nowrap">
          <Button
            variant="transparent"
            size="compact-xs"
            px={0}
            onClick={() => setOpen(!open)}
            aria-expanded={open}
            className="case-read"
          >
            {open ? w.showHide : w.showMessage}
          </Button>
          {lawful && <Lawful id={id} />}
        </Group>
      </Group>
      {open && (
        <Box className="case-words">
          <MessageWords id={id} />
        </Box>
      )}
    </Stack>
  )
}

interface ReceiptText {
  readonly attempts?: readonly { readonly reasons?: readonly Reason[] }[]
  readonly decided?: readonly Reason[]
}

function Lawful({ id }: { id: string }) {
  const w = useWords(caseWords)
  return (
    <Why label={w.lawful}>
      <Receipt id={id} />
    </Why>
  )
}

function Receipt({ id }: { id: string }) {
  const s = useWords(shellWords)
  const ask = useAsk('GET /v1/outbox/{id}/receipt', { params: { id } }, { staleTime: 60_000 })
  if (ask.error) return <Failed error={ask.error} />
  if (!ask.data) return <Text size="sm">{s.loading}</Text>
  const found = ask.data as ReceiptText
  const reasons = [...(found.decided ?? []), ...(found.attempts?.at(-1)?.reasons ?? [])]
  return (
    <Stack gap={8}>
      {reasons.map((it) => (
        <Box key={it.says}>
          <Text size="sm">{it.says}</Text>
          {it.cite && (
            <Text size="xs" c="dimmed">
              {it.cite}
            </Text>
          )}
        </Box>
      ))}
    </Stack>
  )
}
