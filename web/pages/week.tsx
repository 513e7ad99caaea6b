// The week ahead: all that would go out in seven days, by day, with why and in which words. One key says yes to all that is ticked; a
// yes to what is not written yet holds while it stays what it was.

import { Anchor, Box, Button, Checkbox, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCalendarWeek } from '@tabler/icons-react'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import type { Answer } from '../../src/http/client.ts'
import { dunwell, useAsk } from '../api.ts'
import { AutopilotOffers } from '../ui/autopilot.tsx'
import { useKeys } from '../ui/keys.tsx'
import { Page, Paper } from '../ui/page.tsx'
import { useMay } from '../ui/seat.tsx'
import { Empty, Failed, LoadingSheets, Shown } from '../ui/state.tsx'
import { useForms, useWords } from '../ui/tongue.tsx'
import { shellWords } from '../words/shell.ts'
import { weekWords } from '../words/week.ts'
import { approveAll, type Given, takeBack } from './week/approve.ts'
import { HoldDialog } from './week/hold.tsx'
import { type Going, goingOf, WeekLine } from './week/line.tsx'
import { Strip } from './week/strip.tsx'

type Week = Answer<'GET /v1/week'>
type By = 'day' | 'customer'

export default function WeekPage() {
  const w = useWords(weekWords)
  const ask = useAsk('GET /v1/week', undefined, { refetchInterval: 60_000 })
  const [by, setBy] = useState<By>('day')
  return (
    <Page
      title={w.title}
      says={w.says}
      actions={
        <SegmentedControl
          size="sm"
          value={by}
          onChange={(next) => setBy(next as By)}
          data={[
            { value: 'day', label: w.byDay },
            { value: 'customer', label: w.byCustomer },
          ]}
          aria-label={w.order}
        />
      }
    >
      <Shown ask={ask} waiting={<LoadingSheets first={80} />}>
        {(it) => <Days it={it} by={by} />}
      </Shown>
    </Page>
  )
}

const atOnce = 150
const pagesAtOnce = 8

/** What waits in the outbox, and what is to come, each a page at a time. */
function useGoing(today: string) {
  const written = useInfiniteQuery({
    queryKey: ['GET /v1/outbox', 'week'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) => dunwell('GET /v1/outbox', { query: { state: 'waiting', limit: 200, cursor } }),
    getNextPageParam: (last) => last.next,
  })
  const coming = useInfiniteQuery({
    queryKey: ['GET /v1/week/coming'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) => dunwell('GET /v1/week/coming', { query: { limit: 60, cursor } }),
    getNextPageParam: (last) => last.next,
  })
  const joined = (one: typeof written.data, other: typeof coming.data) =>
    goingOf(today, one?.pages.flatMap((it) => it.items) ?? [], other?.pages.flatMap((it) => it.items) ?? [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it joins is named
  const all = useMemo(() => joined(written.data, coming.data), [today, written.data, coming.data])
  const more = written.hasNextPage || coming.hasNextPage
  // What waits already comes first.
  const next = async () => {
    await (written.hasNextPage ? written.fetchNextPage() : coming.fetchNextPage())
  }
  const fetching = written.isFetchingNextPage || coming.isFetchingNextPage
  const fetched = (written.data?.pages.length ?? 0) + (coming.data?.pages.length ?? 0)
  const error = written.error ?? coming.error
  // What a small business sends in a week is shown without asking; a page of what is to come may hold little.
  const goesOn = more && !error && all.length < atOnce && fetched < pagesAtOnce
  useEffect(() => {
    if (goesOn && !fetching) void next()
  })
  /** All there is, to the last page. */
  const whole = async () => {
    let [one, other] = [written.data, coming.data]
    for (let there = written.hasNextPage; there; ) ({ data: one, hasNextPage: there } = await written.fetchNextPage())
    for (let there = coming.hasNextPage; there; ) ({ data: other, hasNextPage: there } = await coming.fetchNextPage())
    return joined(one, other)
  }
  return {
    all,
    more,
    next,
    whole,
    loading: written.isPending || coming.isPending,
    fetching: fetching || goesOn,
    error,
    again: () => void Promise.all([written.refetch(), coming.refetch()]),
  }
}

/** The yeses of this visit, the last one first to be taken back, until what it was given to has left. */
function useYeses() {
  const w = useWords(weekWords)
  const s = useWords(shellWords)
  const queries = useQueryClient()
  const [given, setGiven] = useState<readonly Given[]>([])
  const [busy, setBusy] = useState(false)
  const told = (message: string, bad = false) =>
    notifications.show({ message, closeButtonProps: { 'aria-label': s.close }, ...(bad && { color: 'rust' }) })
  const doing = async (work: () => Promise<void>) => {
    if (busy) return
    setBusy(true)
    try {
      await work()
    } catch (problem) {
      told((problem as Error).message, true)
    } finally {
      await queries.invalidateQueries()
      setBusy(false)
    }
  }
  const approve = (some: () => Promise<readonly Going[]> | readonly Going[]) =>
    doing(async () => {
      const done = await approveAll(await some())
      const count = done.messages.length + done.ahead.length
      if (count > 0) setGiven([...given, done])
      told([w.approved(count), done.changed > 0 && w.changed(done.changed)].filter(Boolean).join(' '))
    })
  const undo = () =>
    doing(async () => {
      const last = given.at(-1)
      if (!last) return
      const { recalled, left } = await takeBack(last)
      setGiven(given.slice(0, -1))
      told([w.takenBack(recalled), left > 0 && w.hadLeft(left)].filter(Boolean).join(' '))
    })
  return { last: given.at(-1), busy, approve, undo }
}

function Days({ it, by }: { it: Week; by: By }) {
  const w = useWords(weekWords)
  const s = useWords(shellWords)
  const forms = useForms()
  const may = useMay('collector')
  const { all, more, next, whole, loading, fetching, error, again } = useGoing(it.from)
  const { last, busy, approve, undo } = useYeses()
  const [out, setOut] = useState<ReadonlySet<string>>(new Set())
  const [at, setAt] = useState<string>()
  const [open, setOpen] = useState<string>()
  const [holding, setHolding] = useState<Going>()
  const groups = by === 'day' ? byDay(all) : byCustomer(all)
  // As they stand on the screen, which the keys go by.
  const shown = groups.flatMap((group) => group.its)
  const asking = all.filter((one) => one.state === 'asks')
  const often = saidOften(asking)
  const ticked = asking.filter((one) => !out.has(one.id))
  const toggle = (ids: readonly string[], off: boolean) => {
    const now = new Set(out)
    for (const id of ids) {
      if (off) now.add(id)
      else now.delete(id)
    }
    setOut(now)
  }
  const wanted = (some: readonly Going[]) => some.filter((one) => one.state === 'asks' && !out.has(one.id))
  const yes = (some?: readonly Going[]) =>
    may && void approve(async () => (some ? some.filter((one) => one.state === 'asks') : wanted(await whole())))
  const here = shown.findIndex((one) => one.id === at)
  const marked = shown[here]
  const move = (step: number) => {
    const to = shown[Math.max(0, Math.min(shown.length - 1, here + step))]
    if (!to) return
    setAt(to.id)
    document.getElementById(to.id)?.scrollIntoView({ block: 'nearest' })
  }
  const tick = () => marked && toggle([marked.id], !out.has(marked.id))
  useKeys([
    { key: 'j', says: s.keyMove, run: () => move(1) },
    { key: 'k', says: s.keyMove, run: () => move(-1) },
    { key: 'a', says: w.keyOne, run: () => marked && yes([marked]) },
    { key: 'A', says: w.approveAll, run: () => yes() },
    { key: 'u', says: w.keyUndo, run: () => last && void undo() },
    { key: 'x', says: w.keyTick, run: tick },
    { key: ' ', says: w.keyTick, run: tick },
    { key: 'Enter', says: w.keyWords, run: () => marked && setOpen(open === marked.id ? undefined : marked.id) },
    { key: 'h', says: w.keyHold, run: () => marked && may && setHolding(marked) },
  ])
  if (error && all.length === 0) return <Failed error={error} again={again} />
  if (loading) return <LoadingSheets first={80} />
  if (all.length === 0 && !more)
    return (
      <Empty icon={IconCalendarWeek} title={w.empty} says={w.emptySays}>
        <Button component={Link} to={'/imports' as never} variant="default">
          {w.emptyGo}
        </Button>
      </Empty>
    )
  const lineOf = (one: Going, under?: boolean) => (
    <WeekLine
      key={one.id}
      it={one}
      here={one.id === at}
      open={one.id === open}
      ticked={!out.has(one.id)}
      under={under}
      hushed={one.asks !== null && often.includes(one.asks)}
      dayOf={by === 'customer' ? forms.shortDay(one.day) : undefined}
      onTick={() => toggle([one.id], !out.has(one.id))}
      onOpen={() => setOpen(open === one.id ? undefined : one.id)}
      onApprove={() => yes([one])}
      onHold={() => setHolding(one)}
    />
  )
  return (
    <Stack gap="lg">
      <AutopilotOffers />
      <Strip days={it.days} all={all} />
      {may && (asking.length > 0 || last) && (
        <Group className="paper week-bar" px="md" py="sm" justify="space-between" gap="sm">
          <Box style={{ minWidth: 0, flex: '1 1 260px' }}>
            <Group gap="0 12px">
              <Text>
                <Text span fw={640} className="figure">
                  {forms.count(ticked.length)}
                </Text>{' '}
                {ticked.length === 1 ? w.toApproveOne : w.toApprove}
                {asking.length > ticked.length && (
                  <Text span c="dimmed">
                    {' · '}
                    {w.takenOut(asking.length - ticked.length)}
                  </Text>
                )}
              </Text>
              <Sums of={ticked} />
            </Group>
            {often.map((says) => (
              <Text key={says} size="sm" c="dimmed">
                {says}
              </Text>
            ))}
          </Box>
          <Group gap="xs">
            {last && (
              <Button
                variant="default"
                disabled={busy}
                onClick={() => void undo()}
                rightSection={<kbd className="key">u</kbd>}
              >
                {w.undo(last.messages.length + last.ahead.length)}
              </Button>
            )}
            {ticked.length > 0 && (
              <Button
                loading={busy}
                onClick={() => yes()}
                rightSection={
                  <kbd className="key" data-on>
                    A
                  </kbd>
                }
              >
                {more && all.length >= atOnce ? w.approveRest : w.approve(forms.count(ticked.length))}
              </Button>
            )}
          </Group>
        </Group>
      )}
      {by === 'day' ? (
        groups.map(({ key: day, its: some }) => {
          const its = some.filter((one) => one.state === 'asks').map((one) => one.id)
          const chosen = its.filter((id) => !out.has(id))
          return (
            <Paper
              key={day}
              title={day === it.from ? `${w.now} · ${forms.shortDay(day)}` : forms.shortDay(day)}
              aside={
                <Group gap="0 12px" fz="sm">
                  <Text span size="sm">
                    {w.messages(some.length)}
                  </Text>
                  <Sums of={some} />
                </Group>
              }
              flush
            >
              {may && its.length > 1 && (
                <Box px="md" pb="xs">
                  <Checkbox
                    size="sm"
                    label={w.dayTick(forms.shortDay(day))}
                    checked={chosen.length === its.length}
                    indeterminate={chosen.length > 0 && chosen.length < its.length}
                    onChange={() => toggle(its, chosen.length > 0)}
                  />
                </Box>
              )}
              {some.map((one) => lineOf(one))}
            </Paper>
          )
        })
      ) : (
        <Paper title={w.byCustomer} flush>
          {groups.map(({ key, its }) => (
            <Customer key={key} its={its} onApprove={may ? () => yes(its) : undefined}>
              {its.map((one) => lineOf(one, its.length > 1))}
            </Customer>
          ))}
        </Paper>
      )}
      {more && all.length === 0 && fetching && <LoadingSheets first={0} />}
      {more && !(all.length === 0 && fetching) && (
        <Group justify="center" gap="sm">
          <Text c="dimmed" size="sm">
            {all.length > 0 ? w.moreSays : w.noneYet}
          </Text>
          <Button variant="default" loading={fetching} onClick={() => void next()}>
            {w.more}
          </Button>
        </Group>
      )}
      {holding && <HoldDialog it={holding} close={() => setHolding(undefined)} />}
    </Stack>
  )
}

interface Grouped {
  readonly key: string
  readonly its: readonly Going[]
}

function byDay(all: readonly Going[]): Grouped[] {
  return [...Map.groupBy(all, (one) => one.day)].map(([key, its]) => ({ key, its }))
}

/** Most money first; sums of several currencies are never added, so the largest of one decides. */
function byCustomer(all: readonly Going[]): Grouped[] {
  const most = (its: readonly Going[]) => Math.max(0, ...its.flatMap((one) => one.sums.map((sum) => sum.amountMinor)))
  return [...Map.groupBy(all, (one) => one.debtor.id)]
    .map(([key, its]) => ({ key, its }))
    .sort((a, b) => most(b.its) - most(a.its))
}

/** All that one customer would hear, with one yes to all of it. */
function Customer({
  its,
  onApprove,
  children,
}: {
  its: readonly Going[]
  onApprove: (() => void) | undefined
  children: ReactNode
}) {
  const w = useWords(weekWords)
  const forms = useForms()
  const [first] = its
  const asks = its.filter((one) => one.state === 'asks').length
  if (its.length < 2) return children
  return (
    <Box>
      <Group
        justify="space-between"
        gap="sm"
        wrap="nowrap"
        px="md"
        py="sm"
        style={{ borderTop: '1px solid var(--desk-line)' }}
      >
        <Box style={{ minWidth: 0 }}>
          <Anchor component={Link} to={`/cases/${first!.debtor.id}` as never} fw={620} c="inherit" className="name">
            {first!.debtor.name}
          </Anchor>
          <Text size="sm" c="dimmed">
            {w.messages(its.length)}
          </Text>
        </Box>
        {onApprove && asks > 0 && (
          <Button size="compact-sm" variant="default" onClick={onApprove} style={{ flex: 'none' }}>
            {w.approve(forms.count(asks))}
          </Button>
        )}
      </Group>
      {children}
    </Box>
  )
}

/** Why they ask, where many ask for the same reason: said once. */
function saidOften(asking: readonly Going[]): string[] {
  return [...Map.groupBy(asking, (one) => one.asks ?? '')]
    .filter(([says, some]) => says !== '' && some.length > 2)
    .map(([says]) => says)
}

/** Sums of each currency, never added, each whole on its line. */
function Sums({ of }: { of: readonly Going[] }) {
  const forms = useForms()
  const sums = new Map<string, number>()
  for (const one of of)
    for (const { currency, amountMinor } of one.sums) sums.set(currency, (sums.get(currency) ?? 0) + amountMinor)
  return [...sums]
    .sort(([, a], [, b]) => b - a)
    .map(([currency, sum]) => (
      <Text key={currency} span c="dimmed" inherit className="figure">
        {forms.money(sum, currency)}
      </Text>
    ))
}
