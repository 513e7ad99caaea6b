// The time machine: the book lived through the days to come, or through last quarter, under a draft and under what is saved; who hears
// what when, and what changes. A large book is asked in parts, so that one sees how far it is and may stop.

import {
  Alert,
  Badge,
  Box,
  Button,
  Checkbox,
  Group,
  Progress,
  SegmentedControl,
  Skeleton,
  Stack,
  Table,
  Text,
} from '@mantine/core'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { Answer } from '../../src/http/client.ts'
import { dunwell } from '../api.ts'
import { policyWords } from '../words/policies.ts'
import { stepName } from '../words/steps.ts'
import { type PolicyBody, sameBody } from './policy-draft.ts'
import { Failed } from './state.tsx'
import { type Forms, useForms, useLanguage, useWords } from './tongue.tsx'

const ReportChart = lazy(() => import('./report-chart.tsx'))

type Action = Answer<'POST /v1/simulations'>['actions'][number]
export interface Lived {
  readonly span: Span
  readonly policy: PolicyBody | undefined
  readonly from: string
  readonly until: string
  readonly draft: readonly Action[]
  readonly today: readonly Action[]
}
type Span = 'ahead' | 'past'

const parts = 8
const shownAtOnce = 12

export function TimeMachine({
  draft,
  today,
  lived,
  onLived,
}: {
  /** Undefined: what is saved, by itself. */
  draft: PolicyBody | undefined
  today: string
  lived: Lived | undefined
  onLived: (it: Lived | undefined) => void
}) {
  const w = useWords(policyWords)
  const [span, setSpan] = useState<Span>('ahead')
  const [behaviour, setBehaviour] = useState<'nobody' | 'past'>('nobody')
  const [done, setDone] = useState<number>()
  const [error, setError] = useState<Error>()
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])
  const run = async () => {
    const abort = new AbortController()
    stop.current = abort
    setError(undefined)
    setDone(0)
    const days = span === 'ahead' ? { days: 90 } : lastQuarter(today)
    const found = { draft: [] as Action[], today: [] as Action[] }
    try {
      let ends = { from: today, until: today }
      for (let no = 1; no <= parts; no++) {
        const it = await dunwell('POST /v1/simulations', {
          body: {
            ...days,
            policy: draft,
            againstCurrent: draft !== undefined,
            behaviour: span === 'past' ? 'nobody' : behaviour,
            part: { no, of: parts },
          },
          signal: abort.signal,
        })
        found.draft.push(...it.actions)
        found.today.push(...(it.current ?? it.actions))
        ends = it
        setDone(no)
      }
      onLived({ span, policy: draft, from: ends.from, until: ends.until, ...found })
    } catch (problem) {
      if (!abort.signal.aborted) setError(problem as Error)
    }
    setDone(undefined)
  }
  const stale = lived && draft && !(lived.policy && sameBody(lived.policy, draft))
  return (
    <Stack gap="md" id="time-machine">
      <Text size="sm" c="dimmed">
        {draft ? w.machineSays : w.machinePlain}
      </Text>
      <Group gap="sm">
        <SegmentedControl
          value={span}
          onChange={(it) => setSpan(it as Span)}
          data={[
            { value: 'ahead', label: w.ahead },
            { value: 'past', label: w.past },
          ]}
        />
        {span === 'ahead' && (
          <SegmentedControl
            value={behaviour}
            onChange={(it) => setBehaviour(it as typeof behaviour)}
            data={[
              { value: 'nobody', label: w.nobodyPays },
              { value: 'past', label: w.asUsual },
            ]}
          />
        )}
        {done === undefined ? (
          <Button onClick={() => void run()}>{draft ? w.seeFirst : w.run}</Button>
        ) : (
          <Button variant="default" onClick={() => stop.current?.abort()}>
            {w.cancel}
          </Button>
        )}
      </Group>
      {done !== undefined && (
        <Box role="status">
          <Progress value={(done / parts) * 100} animated aria-label={w.progress(done, parts)} />
          <Text size="sm" c="dimmed" mt={4}>
            {w.progress(done, parts)}. {w.progressSays}
          </Text>
        </Box>
      )}
      {error && <Failed error={error} again={() => void run()} />}
      {stale && done === undefined && (
        <Alert color="amber" variant="light">
          {w.stale}
        </Alert>
      )}
      {lived && <Difference lived={lived} />}
    </Stack>
  )
}

function lastQuarter(today: string): { from: string; days: number } {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1]
  const first = Date.UTC(year, month - (month % 3) - 3, 1)
  const after = Date.UTC(year, month - (month % 3), 1)
  return { from: new Date(first).toISOString().slice(0, 10), days: Math.round((after - first) / 86_400_000) }
}

function Difference({ lived }: { lived: Lived }) {
  const w = useWords(policyWords)
  const forms = useForms()
  const compared = lived.policy !== undefined
  const weeks = weeksOf(lived, forms)
  const series = [
    { id: 'draft', title: compared ? w.underDraft : w.messages },
    ...(compared ? [{ id: 'today', title: w.today }] : []),
  ].map((it) => ({ ...it, says: (value: number) => forms.count(value), short: (value: number) => forms.count(value) }))
  return (
    <Stack gap="lg">
      <Sums lived={lived} />
      {weeks.some((it) => it.draft > 0 || it.today > 0) && (
        <Box>
          <Text fw={620} mb={4}>
            {w.perWeek}
          </Text>
          <Suspense fallback={<Skeleton height={260} />}>
            <ReportChart as="bars" label={w.chart} points={weeks} series={series} />
          </Suspense>
        </Box>
      )}
      <Debtors lived={lived} />
    </Stack>
  )
}

function weeksOf(lived: Lived, forms: Forms) {
  const start = Date.parse(lived.from)
  const count = Math.ceil((Date.parse(lived.until) - start) / 604_800_000)
  const weeks = Array.from({ length: count }, (_, i) => {
    const day = new Date(start + i * 604_800_000).toISOString().slice(0, 10)
    return { x: forms.shortDay(day).replace(/^\S+\s/, ''), full: forms.day(day), draft: 0, today: 0 }
  })
  for (const side of ['draft', 'today'] as const)
    for (const it of lived[side]) {
      const week = weeks[Math.floor((Date.parse(it.day) - start) / 604_800_000)]
      if (week && it.kind === 'message') week[side]++
    }
  return weeks
}

function sumsBy(actions: readonly Action[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const it of actions)
    for (const one of it.sums) sums.set(one.currency, (sums.get(one.currency) ?? 0) + one.amountMinor)
  return sums
}

function Sums({ lived }: { lived: Lived }) {
  const w = useWords(policyWords)
  const forms = useForms()
  const compared = lived.policy !== undefined
  const of = (side: readonly Action[]) => ({
    messages: side.filter((it) => it.kind === 'message').length,
    calls: side.filter((it) => it.kind === 'task').length,
    customers: new Set(side.map((it) => it.debtorNo)).size,
    sums: sumsBy(side),
  })
  const [draft, today] = [of(lived.draft), of(lived.today)]
  const currencies = [...new Set([...draft.sums.keys(), ...today.sums.keys()])].sort()
  const lines = [
    ...(['messages', 'calls', 'customers'] as const).map((id) => ({
      says: w[id],
      draft: draft[id],
      today: today[id],
      form: forms.count,
    })),
    ...currencies.map((currency) => ({
      says: w.named(currency),
      draft: draft.sums.get(currency) ?? 0,
      today: today.sums.get(currency) ?? 0,
      form: (value: number) => forms.roughMoney(value, currency).split('\u00a0')[0]!,
    })),
  ]
  return (
    <Table.ScrollContainer minWidth={compared ? 420 : 260} type="native" tabIndex={0}>
      <Table className="report-table" maw={720}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">
              {forms.shortDay(lived.from)} – {forms.shortDay(lived.until)}
            </Table.Th>
            {compared && (
              <Table.Th ta="right" scope="col">
                {w.today}
              </Table.Th>
            )}
            <Table.Th ta="right" scope="col">
              {compared ? w.underDraft : ''}
            </Table.Th>
            {compared && (
              <Table.Th ta="right" scope="col">
                {w.change}
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((it) => (
            <Table.Tr key={it.says}>
              <Table.Td>{it.says}</Table.Td>
              {compared && (
                <Table.Td ta="right" className="figure">
                  {it.form(it.today)}
                </Table.Td>
              )}
              <Table.Td ta="right" className="figure" fw={620}>
                {it.form(it.draft)}
              </Table.Td>
              {compared && (
                <Table.Td ta="right" className="figure">
                  {it.draft === it.today
                    ? '–'
                    : `${it.draft > it.today ? '+' : '−'}${it.form(Math.abs(it.draft - it.today))}`}
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Debtors({ lived }: { lived: Lived }) {
  const w = useWords(policyWords)
  const forms = useForms()
  const language = useLanguage()
  const compared = lived.policy !== undefined
  const [onlyChanges, setOnly] = useState(true)
  const [many, setMany] = useState(shownAtOnce)
  const by = (side: readonly Action[]) => Map.groupBy(side, (it) => it.debtorNo)
  const [draft, today] = [by(lived.draft), by(lived.today)]
  const said = (it: Action) => `${it.day} ${it.step ?? it.task ?? it.kind}`
  const all = [...new Set([...draft.keys(), ...today.keys()])].map((no) => {
    const [mine, before] = [draft.get(no) ?? [], today.get(no) ?? []]
    const changes = mine.map(said).join() !== before.map(said).join()
    return { no, name: (mine[0] ?? before[0])!.debtor, mine, before, changes }
  })
  const shown = all.filter((it) => !compared || !onlyChanges || it.changes)
  const listed = (its: readonly Action[], others: readonly Action[]) =>
    compared && onlyChanges ? its.filter((it) => !others.some((one) => said(one) === said(it))) : its
  const line = (it: Action, other: readonly Action[]) => {
    const fresh = compared && !onlyChanges && !other.some((one) => said(one) === said(it))
    return (
      <Group key={`${said(it)} ${it.reasons.length}`} gap={6} wrap="nowrap">
        <Text size="sm" className="figure" c="dimmed" w={92}>
          {forms.shortDay(it.day)}
        </Text>
        <Text size="sm" fw={fresh ? 650 : undefined}>
          {stepName(language, it.step ?? it.task ?? it.kind)}
          {it.sums.length > 0 && (
            <Text span size="sm" c="dimmed" className="figure">
              {' '}
              {it.sums.map((one) => forms.money(one.amountMinor, one.currency)).join(' + ')}
            </Text>
          )}
        </Text>
      </Group>
    )
  }
  return (
    <Box>
      <Group justify="space-between" mb="xs" gap="xs">
        <Group gap="xs">
          <Text fw={620}>{w.who}</Text>
          <Badge variant="light" color="gray">
            {forms.count(shown.length)}
          </Badge>
        </Group>
        {compared && (
          <Checkbox
            size="xs"
            label={w.onlyChanges}
            checked={onlyChanges}
            onChange={(it) => setOnly(it.target.checked)}
          />
        )}
      </Group>
      {shown.length === 0 && <Text c="dimmed">{all.length === 0 ? w.nobody : w.same}</Text>}
      {shown.slice(0, many).map((it) => (
        <Box key={it.no} py="sm" style={{ borderTop: '1px solid var(--desk-line)' }}>
          <Text fw={620} className="name" mb={4}>
            {it.name}
          </Text>
          <Box className={compared ? 'two-sides' : undefined}>
            {compared && (
              <Box>
                <Text size="xs" c="dimmed">
                  {w.today}
                </Text>
                {listed(it.before, it.mine).map((one) => line(one, it.mine))}
                {listed(it.before, it.mine).length === 0 && <Text size="sm">–</Text>}
              </Box>
            )}
            <Box>
              {compared && (
                <Text size="xs" c="dimmed">
                  {w.underDraft}
                </Text>
              )}
              {listed(it.mine, it.before).map((one) => line(one, it.before))}
              {listed(it.mine, it.before).length === 0 && <Text size="sm">–</Text>}
            </Box>
          </Box>
        </Box>
      ))}
      {shown.length > many && (
        <Button mt="sm" size="xs" variant="default" onClick={() => setMany(many + shownAtOnce * 3)}>
          {w.moreDebtors(forms.count(shown.length - many))}
        </Button>
      )}
    </Box>
  )
}
