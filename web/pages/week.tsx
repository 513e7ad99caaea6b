// The week ahead: all that would go out in seven days, by day, with why and in which words. One key says yes to all that is ticked; a
// yes to what is not written yet holds while it stays what it was.

import { Box, Button, Checkbox, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { Answer } from '../../src/http/client.ts'
import { dunwell, useAsk } from '../api.ts'
import { useKeys } from '../ui/keys.tsx'
import { Page, Paper } from '../ui/page.tsx'
import { useMay } from '../ui/seat.tsx'
import { Empty, Failed, Loading, Shown } from '../ui/state.tsx'
import { useForms, useWords } from '../ui/tongue.tsx'
import { shellWords } from '../words/shell.ts'
import { weekWords } from '../words/week.ts'
import { HoldDialog } from './week/hold.tsx'
import { type Going, goingOf, WeekLine } from './week/line.tsx'

type Week = Answer<'GET /v1/week'>

export default function WeekPage() {
  const w = useWords(weekWords)
  const ask = useAsk('GET /v1/week', undefined, { refetchInterval: 60_000 })
  return (
    <Page title={w.title} says={w.says}>
      <Shown ask={ask} lines={12}>
        {(it) => <Days it={it} />}
      </Shown>
    </Page>
  )
}

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
    fetching: written.isFetchingNextPage || coming.isFetchingNextPage,
    error: written.error ?? coming.error,
    again: () => void Promise.all([written.refetch(), coming.refetch()]),
  }
}

function Days({ it }: { it: Week }) {
  const w = useWords(weekWords)
  const s = useWords(shellWords)
  const forms = useForms()
  const may = useMay('collector')
  const { all, more, next, whole, loading, fetching, error, again } = useGoing(it.from)
  const queries = useQueryClient()
  const [out, setOut] = useState<ReadonlySet<string>>(new Set())
  const [at, setAt] = useState<string>()
  const [open, setOpen] = useState<string>()
  const [holding, setHolding] = useState<Going>()
  const [busy, setBusy] = useState(false)
  const asking = all.filter((one) => one.state === 'asks')
  const ticked = asking.filter((one) => !out.has(one.id))
  const toggle = (ids: readonly string[], off: boolean) => {
    const now = new Set(out)
    for (const id of ids) {
      if (off) now.add(id)
      else now.delete(id)
    }
    setOut(now)
  }
  const approve = async (some?: readonly Going[]) => {
    if (!may || busy) return
    setBusy(true)
    try {
      const found = some ?? (await whole()).filter((one) => one.state === 'asks' && !out.has(one.id))
      const done = await approveAll(found)
      await queries.invalidateQueries()
      notifications.show({
        closeButtonProps: { 'aria-label': s.close },
        message: [w.approved(done.approved), done.changed > 0 && w.changed(done.changed)].filter(Boolean).join(' '),
      })
    } catch (problem) {
      notifications.show({
        color: 'rust',
        closeButtonProps: { 'aria-label': s.close },
        message: (problem as Error).message,
      })
      await queries.invalidateQueries()
    } finally {
      setBusy(false)
    }
  }
  const here = all.findIndex((one) => one.id === at)
  const move = (by: number) => {
    const to = all[Math.max(0, Math.min(all.length - 1, here + by))]
    if (!to) return
    setAt(to.id)
    document.getElementById(to.id)?.scrollIntoView({ block: 'nearest' })
  }
  const marked = all[here]
  useKeys([
    { key: 'j', says: s.keyMove, run: () => move(1) },
    { key: 'k', says: s.keyMove, run: () => move(-1) },
    { key: 'a', says: w.approveAll, run: () => void approve() },
    { key: 'x', says: w.keyTick, run: () => marked && toggle([marked.id], !out.has(marked.id)) },
    { key: 'Enter', says: w.keyWords, run: () => marked && setOpen(open === marked.id ? undefined : marked.id) },
    { key: 'h', says: w.keyHold, run: () => marked && may && setHolding(marked) },
  ])
  if (error && all.length === 0) return <Failed error={error} again={again} />
  if (loading) return <Loading lines={12} />
  if (all.length === 0 && !more)
    return (
      <Empty title={w.empty} says={w.emptySays}>
        <Button component={Link} to={'/imports' as never} variant="default">
          {w.emptyGo}
        </Button>
      </Empty>
    )
  return (
    <Stack gap="lg">
      <Strip days={it.days} all={all} />
      {may && asking.length > 0 && (
        <Group
          className="paper"
          px="md"
          py="sm"
          justify="space-between"
          gap="sm"
          style={{ position: 'sticky', top: 60, zIndex: 5 }}
        >
          <Text>
            <Text span fw={640} className="figure">
              {forms.count(ticked.length)}
            </Text>{' '}
            {w.toApprove}
            <Text span c="dimmed">
              {' '}
              · {sumsText(ticked, forms.money)}
            </Text>
          </Text>
          <Button
            loading={busy}
            disabled={ticked.length === 0}
            onClick={() => void approve()}
            rightSection={
              <kbd className="key" data-on>
                a
              </kbd>
            }
          >
            {more ? w.approveRest : w.approve(forms.count(ticked.length))}
          </Button>
        </Group>
      )}
      {[...Map.groupBy(all, (one) => one.day)].map(([day, some]) => {
        const its = some.filter((one) => one.state === 'asks').map((one) => one.id)
        const chosen = its.filter((id) => !out.has(id))
        return (
          <Paper
            key={day}
            title={day === it.from ? `${w.now} · ${forms.shortDay(day)}` : forms.shortDay(day)}
            aside={
              <Text size="sm" c="dimmed" className="figure">
                {w.messages(some.length)} · {sumsText(some, forms.money)}
              </Text>
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
            {some.map((one) => (
              <WeekLine
                key={one.id}
                it={one}
                here={one.id === at}
                open={one.id === open}
                ticked={!out.has(one.id)}
                onTick={() => toggle([one.id], !out.has(one.id))}
                onOpen={() => setOpen(open === one.id ? undefined : one.id)}
                onApprove={() => void approve([one])}
                onHold={() => setHolding(one)}
              />
            ))}
          </Paper>
        )
      })}
      {more && (
        <Group justify="center" gap="sm">
          <Text c="dimmed" size="sm">
            {w.moreSays}
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

const atOnce = 500

/** Says yes in blocks, so that a long list neither waits for one long answer nor stands half done without being told. */
async function approveAll(some: readonly Going[]): Promise<{ approved: number; changed: number }> {
  const done = { approved: 0, changed: 0 }
  const written = some.filter((one) => one.written)
  for (let from = 0; from < written.length; from += atOnce) {
    const messages = written.slice(from, from + atOnce).map((one) => one.id)
    const { approved } = await dunwell('POST /v1/outbox/approve', {
      body: { messages },
      idempotencyKey: crypto.randomUUID(),
    })
    done.approved += approved.length
  }
  const coming = some.filter((one) => !one.written)
  for (let from = 0; from < coming.length; from += atOnce) {
    const { approved, changed } = await dunwell('POST /v1/week/approve', {
      body: { coming: coming.slice(from, from + atOnce).map((one) => ({ debtor: one.debtor.id, key: one.id })) },
      idempotencyKey: crypto.randomUUID(),
    })
    done.approved += approved.length
    done.changed += changed.length
  }
  return done
}

/** The days side by side: how much of what is shown goes when. */
function Strip({ days, all }: { days: Week['days']; all: readonly Going[] }) {
  const w = useWords(weekWords)
  const forms = useForms()
  const counts = days.map(({ day }) => all.filter((one) => one.day === day).length)
  const most = Math.max(1, ...counts)
  return (
    <SimpleGrid cols={{ base: 7 }} spacing={{ base: 4, sm: 'sm' }}>
      {days.map(({ day }, i) => (
        <Box
          key={day}
          className="paper"
          px={{ base: 6, sm: 'sm' }}
          py="xs"
          aria-label={`${forms.shortDay(day)}: ${w.messages(counts[i]!)}`}
          role="img"
        >
          <Text size="xs" c="dimmed" className="name" visibleFrom="sm">
            {forms.shortDay(day)}
          </Text>
          <Text size="xs" c="dimmed" hiddenFrom="sm">
            {forms.shortDay(day).slice(0, 2)}
          </Text>
          <Text fw={640} fz={{ base: 'md', sm: 'xl' }} className="figure">
            {forms.count(counts[i]!)}
          </Text>
          <Box mt={4} h={4} style={{ borderRadius: 2, background: 'var(--desk-line)' }}>
            <Box
              h={4}
              w={`${(counts[i]! / most) * 100}%`}
              style={{ borderRadius: 2, background: 'var(--mantine-primary-color-filled)' }}
            />
          </Box>
        </Box>
      ))}
    </SimpleGrid>
  )
}

/** Sums of each currency, never added. */
function sumsText(some: readonly Going[], money: (minor: number, currency: string) => string): string {
  const sums = new Map<string, number>()
  for (const one of some)
    for (const { currency, amountMinor } of one.sums) sums.set(currency, (sums.get(currency) ?? 0) + amountMinor)
  return [...sums]
    .sort(([, a], [, b]) => b - a)
    .map(([currency, sum]) => money(sum, currency))
    .join(' · ')
}
