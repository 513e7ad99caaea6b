// One message of the week ahead: to whom, about how much, what stands in its way, why, and its words on demand.

import {
  ActionIcon,
  Anchor,
  Badge,
  Box,
  Checkbox,
  Group,
  Menu,
  Stack,
  Text,
  Tooltip,
  UnstyledButton,
} from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDots, IconMail, IconMailOpened } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Answer } from '../../../src/http/client.ts'
import { useAsk, useDo } from '../../api.ts'
import { ByAutopilot, type Flown, nameOnly } from '../../ui/autopilot.tsx'
import { useMay } from '../../ui/seat.tsx'
import { Shown } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { type Reason, Why } from '../../ui/why.tsx'
import { shellWords } from '../../words/shell.ts'
import { weekWords } from '../../words/week.ts'

type Written = Answer<'GET /v1/outbox'>['items'][number]
type Coming = Answer<'GET /v1/week/coming'>['items'][number]

/** A message that waits, or one that is to come. */
export interface Going {
  /** Of the message, or the key of what it would be. */
  readonly id: string
  readonly written: boolean
  readonly day: string
  readonly debtor: { readonly id: string; readonly no: number; readonly name: string }
  readonly stage: string
  readonly channel: string
  readonly sums: readonly { readonly currency: string; readonly amountMinor: number }[]
  readonly claims: number | undefined
  readonly asks: string | null
  readonly state: 'asks' | 'approved' | 'alone'
  readonly approved: { readonly id: string | undefined; readonly by: string } | undefined
  readonly autopilot: Flown | null
  readonly says: string | null
  readonly reasons: readonly Reason[]
}

/** Both in order of their days, what waits already first. */
export function goingOf(today: string, written: readonly Written[], coming: readonly Coming[]): Going[] {
  const waits = written.map(
    (it): Going => ({
      id: it.id,
      written: true,
      day: today,
      debtor: { id: it.debtor, no: it.debtorNo, name: it.debtorName },
      stage: it.stage,
      channel: it.channel,
      sums: it.sums,
      claims: undefined,
      asks: it.asks,
      state: it.approvedAt ? 'approved' : it.needsApproval ? 'asks' : 'alone',
      approved: it.approvedBy ? { id: undefined, by: it.approvedBy } : undefined,
      autopilot: it.autopilot,
      says: it.says,
      reasons: it.reasons as unknown as Reason[],
    }),
  )
  const ahead = coming.map(
    (it): Going => ({
      id: it.key,
      written: false,
      day: it.day,
      debtor: it.debtor,
      stage: it.stage,
      channel: it.channel,
      sums: it.sums,
      claims: it.claims.length,
      asks: it.asks,
      state: it.approved ? 'approved' : it.asks ? 'asks' : 'alone',
      approved: it.approved ? { id: it.approved.id, by: it.approved.by } : undefined,
      autopilot: it.autopilot,
      says: null,
      reasons: it.reasons as unknown as Reason[],
    }),
  )
  return [...waits, ...ahead].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

export function WeekLine({
  it,
  here,
  open,
  ticked,
  onTick,
  onOpen,
  onApprove,
  onHold,
  under,
  dayOf,
  hushed,
}: {
  it: Going
  here: boolean
  open: boolean
  ticked: boolean
  onTick: () => void
  onOpen: () => void
  onApprove: () => void
  onHold: () => void
  /** It stands under its customer's name, which is not said again. */
  under?: boolean
  /** Its day, where the list is not by days. */
  dayOf?: string
  /** Why it asks is said above the list already. */
  hushed: boolean
}) {
  const w = useWords(weekWords)
  const forms = useForms()
  const may = useMay('collector')
  const stage = (w.stages as Record<string, string>)[it.stage] ?? it.stage
  const channel = it.channel === 'email' ? w.email : w.letter
  return (
    <Box id={it.id} className={here ? 'week-line row-here' : 'week-line'} aria-current={here ? 'true' : undefined}>
      <div className="week-tick">
        {may && it.state === 'asks' && (
          <Checkbox checked={ticked} onChange={onTick} aria-label={w.noTick(it.debtor.name)} />
        )}
      </div>
      <div className="week-name">
        {under ? (
          <Text fw={620}>{stage}</Text>
        ) : (
          <Anchor component={Link} to={`/cases/${it.debtor.id}` as never} fw={620} c="inherit" className="theirs">
            {it.debtor.name}
          </Anchor>
        )}
      </div>
      <Group gap={4} wrap="nowrap" align="flex-start" className="week-sum">
        <Stack gap={0} align="flex-end">
          {it.sums.map((sum) => (
            <Text key={sum.currency} fw={620} className="figure">
              {forms.money(sum.amountMinor, sum.currency)}
            </Text>
          ))}
        </Stack>
        {may && <Deeds it={it} onApprove={onApprove} onHold={onHold} />}
      </Group>
      <div className="week-facts">
        {it.state === 'asks' && it.asks && !hushed && (
          <Text size="sm" className="theirs">
            {it.asks}
          </Text>
        )}
        <Group gap="2px 14px">
          <Text size="sm" c="dimmed">
            {[dayOf, !under && stage, channel, it.claims !== undefined && w.claims(it.claims)]
              .filter(Boolean)
              .join(' · ')}
          </Text>
          <State it={it} />
          <UnstyledButton
            onClick={onOpen}
            aria-expanded={open}
            className="quiet"
            style={{ display: 'inline-flex', gap: 4, alignItems: 'center' }}
          >
            {open ? <IconMailOpened size={16} aria-hidden /> : <IconMail size={16} aria-hidden />}
            <Text size="xs" span td="underline" style={{ textUnderlineOffset: 3 }}>
              {open ? w.hide : w.show}
            </Text>
          </UnstyledButton>
          <Why
            reasons={[
              ...it.reasons,
              ...(it.asks && hushed ? [{ says: it.asks }] : []),
              ...(it.says ? [{ says: it.says }] : []),
            ]}
          />
        </Group>
        {open && (it.written ? <WrittenWords it={it} /> : <ComingWords it={it} />)}
      </div>
    </Box>
  )
}

function State({ it }: { it: Going }) {
  const w = useWords(weekWords)
  const may = useMay('collector')
  if (it.state === 'approved') {
    const by = nameOnly(it.approved?.by ?? '')
    return it.written ? (
      <Badge variant="light" tt="none" maw={260}>{`✓ ${w.yes(by)}`}</Badge>
    ) : (
      <Tooltip label={w.aheadSays} multiline w={260}>
        <Badge variant="light" tt="none" tabIndex={0} maw={260}>{`✓ ${w.ahead(by)}`}</Badge>
      </Tooltip>
    )
  }
  // That it asks is said by its tick; who may not tick reads it.
  if (it.state === 'asks')
    return may ? null : (
      <Badge variant="light" color="amber" tt="none">
        {w.waits}
      </Badge>
    )
  if (it.autopilot) return <ByAutopilot it={it.autopilot} />
  return (
    <Tooltip label={w.byItselfSays} multiline w={260}>
      <Badge variant="light" color="gray" tt="none" tabIndex={0}>
        {w.byItself}
      </Badge>
    </Tooltip>
  )
}

function Deeds({ it, onApprove, onHold }: { it: Going; onApprove: () => void; onHold: () => void }) {
  const w = useWords(weekWords)
  const recall = useDo('POST /v1/outbox/{id}/recall')
  const recallAhead = useDo('POST /v1/week/{id}/recall')
  const drop = useDo('POST /v1/outbox/{id}/drop')
  const s = useWords(shellWords)
  const told = (message: string) => ({
    onSuccess: () => void notifications.show({ message, closeButtonProps: { 'aria-label': s.close } }),
  })
  const takeBack = () =>
    it.written
      ? recall.mutate({ params: { id: it.id } }, told(w.undone))
      : recallAhead.mutate({ params: { id: it.approved!.id! } }, told(w.undone))
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} mt={-2} aria-label={`${it.debtor.name} …`}>
          <IconDots size={17} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {it.state === 'asks' && <Menu.Item onClick={onApprove}>{w.one}</Menu.Item>}
        {it.state === 'approved' && <Menu.Item onClick={takeBack}>{w.recall}</Menu.Item>}
        <Menu.Item onClick={onHold}>{w.hold}</Menu.Item>
        {it.written && (
          <Menu.Item
            onClick={() => drop.mutate({ params: { id: it.id }, body: { because: w.dropBecause } }, told(w.dropped))}
          >
            {w.drop}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function WrittenWords({ it }: { it: Going }) {
  const ask = useAsk('GET /v1/outbox/{id}', { params: { id: it.id } })
  return (
    <Shown ask={ask} lines={5}>
      {(found) => <Words of={found.words as { to?: string; subject: string; text: string }} />}
    </Shown>
  )
}

function ComingWords({ it }: { it: Going }) {
  const w = useWords(weekWords)
  const ask = useAsk('GET /v1/week/coming/{debtor}/{key}', { params: { debtor: it.debtor.id, key: it.id } })
  return (
    <Shown ask={ask} lines={5}>
      {(found) => <Words of={found} says={w.asOfDay} />}
    </Shown>
  )
}

function Words({ of, says }: { of: { to?: string; subject: string; text: string }; says?: string }) {
  const w = useWords(weekWords)
  return (
    <Box
      mt="sm"
      p="md"
      style={{ border: '1px solid var(--desk-line)', borderRadius: 'var(--mantine-radius-md)' }}
      maw={760}
    >
      {says && (
        <Text size="xs" c="dimmed" mb="xs">
          {says}
        </Text>
      )}
      <Text size="sm" c="dimmed" className="theirs">
        {w.to}: {of.to ?? w.noAddress}
      </Text>
      <Text fw={620} mt={4} className="theirs">
        {of.subject}
      </Text>
      <Text size="sm" mt="xs" className="theirs">
        {of.text}
      </Text>
    </Box>
  )
}
