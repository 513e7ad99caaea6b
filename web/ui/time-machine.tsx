// The time machine: the book lived through the days to come, or through last quarter, under a draft and under what is saved; who hears
// what when, and what changes. The server lives it beside us: one sees how far it is, may go on, and may stop it.

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
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import type { Answer } from '../../src/http/client.ts'
import { policyWords } from '../words/policies.ts'
import { stepName } from '../words/steps.ts'
import { type PolicyBody, sameBody } from './policy-draft.ts'
import { type Far, reckoned, stopReckoning, wasStopped } from './reckoning.ts'
import { Failed } from './state.tsx'
import { type Forms, useForms, useLanguage, useWords } from './tongue.tsx'

const ReportChart = lazy(() => import('./report-chart.tsx'))

type Sums = NonNullable<Answer<'POST /v1/reckonings'>['simulation']>
type Action = Sums['shown'][number]['draft'][number]
export interface Lived extends Sums {
  readonly span: Span
  readonly policy: PolicyBody | undefined
}
type Span = 'ahead' | 'past'

const shownAtOnce = 12

export function TimeMachine({
  draft,
  today,
  lived,
  onLived,
  asked,
  children,
}: {
  /** Undefined: what is saved, by itself. */
  draft: PolicyBody | undefined
  today: string
  lived: Lived | undefined
  onLived: (it: Lived | undefined) => void
  /** How often it was asked for from elsewhere on the page. */
  asked: number
  /** What can be done once it was looked at. */
  children?: ReactNode
}) {
  const w = useWords(policyWords)
  const [span, setSpan] = useState<Span>('ahead')
  const [behaviour, setBehaviour] = useState<'nobody' | 'past'>('nobody')
  const [far, setFar] = useState<Far>()
  const [working, setWorking] = useState(false)
  const [error, setError] = useState<Error>()
  const run = async () => {
    setError(undefined)
    setWorking(true)
    const days = span === 'ahead' ? { days: 90 } : lastQuarter(today)
    try {
      const it = await reckoned(
        { simulation: { ...days, policy: draft, behaviour: span === 'past' ? 'nobody' : behaviour }, anew: true },
        setFar,
      )
      onLived({ span, policy: draft, ...it.simulation! })
    } catch (problem) {
      if (!wasStopped(problem)) setError(problem as Error)
    }
    setWorking(false)
    setFar(undefined)
  }
  const answered = useRef(asked)
  useEffect(() => {
    if (asked === answered.current || working) return
    answered.current = asked
    void run()
  })
  const stale = lived !== undefined && draft !== undefined && !(lived.policy && sameBody(lived.policy, draft))
  return (
    <Stack gap="md" id="time-machine" style={{ scrollMarginTop: 120 }}>
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
        {!working ? (
          <Button variant={lived && !stale ? 'default' : 'filled'} onClick={() => void run()}>
            {lived && !stale ? w.again : draft ? w.seeFirst : w.run}
          </Button>
        ) : (
          <Button variant="default" onClick={() => far && stopReckoning(far.id)}>
            {w.cancel}
          </Button>
        )}
        {!working && children}
      </Group>
      {far && (
        <Box role="status">
          <Progress
            value={far.parts > 0 ? (far.done / far.parts) * 100 : 0}
            animated
            aria-label={w.progress(far.done, far.parts)}
          />
          <Text size="sm" c="dimmed" mt={4}>
            {w.progress(far.done, far.parts)}. {w.progressSays}
          </Text>
        </Box>
      )}
      {error && <Failed error={error} again={() => void run()} />}
      {stale && !working && (
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
      <SumsOf lived={lived} />
      {weeks.some((it) => it.draft > 0 || it.today > 0) && (
        <Box>
          <Text fw={620} mb={4}>
            {w.perWeek}
          </Text>
          <Suspense fallback={<Skeleton height={260} />}>
            <ReportChart as="bars" whole label={w.chart} points={weeks} series={series} />
          </Suspense>
        </Box>
      )}
      <Debtors lived={lived} />
    </Stack>
  )
}

function weeksOf(lived: Lived, forms: Forms) {
  return lived.weeks.map((it) => ({
    x: forms.shortDay(it.from).replace(/^\S+\s/, ''),
    full: forms.day(it.from),
    draft: it.draft,
    today: it.current,
  }))
}

function SumsOf({ lived }: { lived: Lived }) {
  const w = useWords(policyWords)
  const forms = useForms()
  const compared = lived.policy !== undefined
  const of = ({ messages, tasks, debtors, sums }: Lived['draft']) => ({
    ...{ messages, calls: tasks, customers: debtors },
    sums: new Map(sums.map((one) => [one.currency, one.amountMinor])),
  })
  const [draft, today] = [of(lived.draft), of(lived.current)]
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
    <Table className="report-table sums" maw={760} fz="sm" horizontalSpacing="xs">
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
            {compared ? w.underDraft : w.today}
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
  )
}

interface Pair {
  readonly step: string
  readonly before: Action | undefined
  readonly mine: Action | undefined
}

const nameOf = (it: Action) => it.step ?? it.task ?? it.kind

/** Each step of one customer with its day on either side; one that stands on one side alone has nothing on the other. */
function pairsOf(before: readonly Action[], mine: readonly Action[]): Pair[] {
  const steps = [...new Set([...before, ...mine].map(nameOf))]
  const pairs = steps.flatMap((step) => {
    const [a, b] = [before, mine].map((its) => its.filter((it) => nameOf(it) === step))
    return Array.from({ length: Math.max(a!.length, b!.length) }, (_, i) => ({ step, before: a![i], mine: b![i] }))
  })
  const day = (it: Pair) => (it.mine ?? it.before)!.day
  return pairs.sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0))
}

const sumsOf = (it: Action | undefined) => JSON.stringify(it?.sums ?? [])
const differs = (it: Pair) => it.before?.day !== it.mine?.day || sumsOf(it.before) !== sumsOf(it.mine)

function Debtors({ lived }: { lived: Lived }) {
  const w = useWords(policyWords)
  const forms = useForms()
  const language = useLanguage()
  const compared = lived.policy !== undefined
  const [onlyChanges, setOnly] = useState(true)
  const [many, setMany] = useState(shownAtOnce)
  const all = lived.shown.map((it) => ({ ...it, pairs: pairsOf(compared ? it.current : [], it.draft) }))
  const shown = all.filter((it) => !compared || !onlyChanges || it.changes)
  // Of a large book some are listed; how many there are in all is counted.
  const count = compared && onlyChanges ? lived.changed : lived.debtors
  const sums = (it: Pair) =>
    ((it.mine ?? it.before)?.sums ?? []).map((one) => forms.money(one.amountMinor, one.currency)).join(' + ')
  /** Said once, where every message names the same. */
  const sumOfAll = (its: readonly Pair[]) => {
    const named = new Set(its.map(sums).filter((it) => it !== ''))
    return named.size === 1 ? [...named][0] : undefined
  }
  return (
    <Box>
      <Group justify="space-between" mb="xs" gap="xs">
        <Group gap="xs">
          <Text fw={620}>{w.who}</Text>
          <Badge variant="light" color="gray">
            {forms.count(count)}
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
      {compared && shown.length > 0 && (
        <Box className="machine-line machine-head" aria-hidden="true">
          <span />
          <span>{w.today}</span>
          <span>{w.underDraft}</span>
          <span />
        </Box>
      )}
      {shown.slice(0, many).map((it) => (
        <Box key={it.no} py="xs" style={{ borderTop: '1px solid var(--desk-line)' }}>
          <Group justify="space-between" wrap="nowrap" gap="sm" mb={2} maw={760}>
            <Text fw={620} className="name">
              {it.name}
            </Text>
            {sumOfAll(it.pairs) && (
              <Text size="sm" className="figure quiet">
                {sumOfAll(it.pairs)}
              </Text>
            )}
          </Group>
          {it.pairs
            .filter((one) => !compared || !onlyChanges || differs(one))
            .map((one) => (
              <Box key={`${one.step} ${one.before?.day} ${one.mine?.day}`} className="machine-line">
                <span>{stepName(language, one.step)}</span>
                {compared && (
                  <span className="figure quiet">
                    <span className="hidden-words">{w.today}: </span>
                    {one.before ? forms.shortDay(one.before.day) : w.never}
                  </span>
                )}
                <span className={compared && differs(one) ? 'figure machine-new' : 'figure'}>
                  {compared && <span className="hidden-words">{w.underDraft}: </span>}
                  {one.mine ? forms.shortDay(one.mine.day) : w.never}
                </span>
                {!sumOfAll(it.pairs) && <span className="figure quiet">{sums(one)}</span>}
              </Box>
            ))}
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
