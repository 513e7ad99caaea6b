// One report: a chart for its shape, the table with its sums, the formula in words and a CSV. It may take long on a large book; it can
// be left meanwhile, and stopped.

import {
  ActionIcon,
  Alert,
  Anchor,
  Box,
  Button,
  Group,
  List,
  Progress,
  SegmentedControl,
  SimpleGrid,
  Skeleton,
  Stack,
  Text,
  Tooltip,
} from '@mantine/core'
import { IconArrowLeft, IconRefresh } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { Column, Row } from '../../src/core/report.ts'
import { DunwellProblem } from '../../src/http/client.ts'
import { dunwell, useAsk } from '../api.ts'
import { saveText } from '../ui/download.ts'
import { Page, Paper } from '../ui/page.tsx'
import { type Far, reckoned, stopReckoning, wasStopped } from '../ui/reckoning.ts'
import { type Asked, queryOf, ReportAsk, useAsked } from '../ui/report-ask.tsx'
import type { ChartFacts } from '../ui/report-chart.tsx'
import { figure, type ReportFacts, ReportTable } from '../ui/report-table.tsx'
import { Empty, Failed } from '../ui/state.tsx'
import { Told } from '../ui/told.tsx'
import { type Forms, useForms, useLanguage, useWords } from '../ui/tongue.tsx'
import { reportNames, reportWords } from '../words/reports.ts'
import { stepName } from '../words/steps.ts'

const ReportChart = lazy(() => import('../ui/report-chart.tsx'))
type ReportWords = (typeof reportWords)['en']
interface Said {
  readonly language: 'en' | 'de'
  readonly w: ReportWords
}

const keptMs = 30 * 60_000

export default function ReportPage() {
  const w = useWords(reportWords)
  const forms = useForms()
  const language = useLanguage()
  const { name = '' } = useParams({ strict: false }) as { name?: string }
  const [asked, change] = useAsked()
  const kinds = useAsk('GET /v1/reports/tables')
  const all = useQueryClient()
  const query = queryOf(asked)
  const key = ['report', name, query]
  // Not with the signal of the page: who leaves finds it finished. Nor taken anew by every change at the desk: it may be long.
  const [far, setFar] = useState<Far>()
  const anew = useRef(false)
  const ask = useQuery({
    queryKey: key,
    queryFn: async () => {
      const wish = { report: { ...query, name }, anew: anew.current }
      anew.current = false
      const found = await reckoned(wish as never, setFar).finally(() => setFar(undefined))
      return { ...found.report!, madeAt: found.askedAt }
    },
    retry: (failures, error) => failures < 2 && !(error instanceof DunwellProblem),
    staleTime: 'static',
    gcTime: keptMs,
    placeholderData: (before) => (before?.name === name ? before : undefined),
  })
  const makeAnew = () => {
    anew.current = true
    void ask.refetch()
  }
  const stopped = wasStopped(ask.error)
  const stop = () => {
    if (far) stopReckoning(far.id)
    void all.cancelQueries({ queryKey: key })
  }
  const kind = kinds.data?.items.find((it) => it.name === name)
  const known = reportNames[language][name]
  const it = ask.data
  const usual = {
    day: undefined,
    from: undefined,
    to: undefined,
    days: undefined,
    currency: undefined,
    converted: undefined,
  }
  return (
    <Page
      title={known?.title ?? it?.title ?? name}
      says={known?.says ?? kind?.says}
      actions={
        <Group gap="xs">
          {it && (
            <Text size="xs" c="dimmed">
              {w.madeAt(forms.moment(it.madeAt))}
            </Text>
          )}
          <Tooltip label={w.anew}>
            <ActionIcon variant="default" size="lg" aria-label={w.anew} onClick={makeAnew}>
              <IconRefresh size={17} />
            </ActionIcon>
          </Tooltip>
        </Group>
      }
    >
      <Anchor component={Link} to={'/reports' as never} size="sm" mt={-12}>
        <Group gap={4}>
          <IconArrowLeft size={14} aria-hidden />
          {w.all}
        </Group>
      </Anchor>
      {kind && it && (
        <ReportAsk looks={kind.looks} days={kind.days} asOf={it.asOf} currencies={currenciesOf(it)} key={name} />
      )}
      {ask.isFetching && <Working onStop={stop} bare={it !== undefined} far={far} />}
      {!ask.isFetching && ask.error && !stopped && <Failed error={ask.error} again={() => void ask.refetch()} />}
      {!ask.isFetching && (!ask.error || stopped) && !it && (
        <Alert variant="light" color="gray">
          <Group justify="space-between">
            <Text size="sm">{w.stopped}</Text>
            <Button size="xs" variant="default" onClick={() => void ask.refetch()}>
              {w.anew}
            </Button>
          </Group>
        </Alert>
      )}
      {it && !(ask.error && !stopped && !ask.isFetching) && (
        <Box style={ask.isPlaceholderData ? { opacity: 0.55 } : undefined}>
          {it.rows.length === 0 && it.more.every((one) => one.rows.length === 0) ? (
            <Stack gap="md">
              <Empty title={w.nothing} says={w.nothingSays}>
                <Button variant="default" onClick={() => change(usual)}>
                  {w.nothingGo}
                </Button>
              </Empty>
              <Words it={it} />
            </Stack>
          ) : (
            <Figures it={it} asked={asked} />
          )}
        </Box>
      )}
    </Page>
  )
}

function Working({ onStop, bare, far }: { onStop: () => void; bare: boolean; far: Far | undefined }) {
  const w = useWords(reportWords)
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const tick = setInterval(() => setSeconds((before) => before + 1), 1000)
    return () => clearInterval(tick)
  }, [])
  return (
    <Stack gap="sm" role="status">
      {seconds >= 1 && (
        <Box className="paper" p="md">
          <Group justify="space-between" gap="sm">
            <Box>
              <Text fw={620}>{w.working(seconds)}</Text>
              <Text size="sm" c="dimmed">
                {w.leave}
              </Text>
            </Box>
            <Button variant="default" size="xs" onClick={onStop}>
              {w.stop}
            </Button>
          </Group>
          <Progress
            value={far && far.parts > 0 ? (100 * far.done) / far.parts : 100}
            animated
            mt="sm"
            aria-label={w.working(seconds)}
          />
        </Box>
      )}
      {!bare &&
        [180, 140].map((height) => (
          <Box key={height} className="paper" p="md">
            <Skeleton height={15} width={140} mb="md" />
            <Skeleton height={height} />
          </Box>
        ))}
    </Stack>
  )
}

function Figures({ it, asked }: { it: ReportFacts; asked: Asked }) {
  const w = useWords(reportWords)
  const forms = useForms()
  const language = useLanguage()
  const all = currenciesOf(it)
  const { data: here } = useAsk('GET /v1/workspace')
  const [chosen, draw] = useState<string>()
  const own = all.find((one) => one === here?.currency)
  const drawn = asked.currency ?? all.find((one) => one === chosen) ?? own ?? mostOf(it)
  const chart = chartOf(it, drawn, { forms, language, w })
  const known = reportNames[language][it.name]
  const more = it.more.filter((one) => one.rows.length > 0)
  const query = queryOf(asked)
  const csv = (table?: string) => async () => {
    const text = await dunwell('GET /v1/reports/tables/{name}/csv', {
      params: { name: it.name },
      query: { ...query, table },
    })
    saveText(`${[it.name, table, it.asOf.from, it.asOf.to ?? it.asOf.day].filter(Boolean).join('-')}.csv`, text)
  }
  return (
    <Stack gap="lg">
      {chart && chart.points.length > 1 && (
        <Paper
          title={bigFirst(chart.series.map((one) => w.term(one.title)).join(', '))}
          aside={
            asked.currency === undefined && all.length > 1 ? (
              <SegmentedControl
                size="xs"
                aria-label={w.drawn}
                data={all}
                value={drawn ?? ''}
                onChange={(one) => draw(one)}
              />
            ) : drawn !== undefined ? (
              <Text size="sm" c="dimmed">
                {w.in(drawn)}
              </Text>
            ) : undefined
          }
        >
          <Suspense fallback={<Skeleton height={260} />}>
            <ReportChart {...chart} label={w.chart(known?.title ?? it.title)} />
          </Suspense>
        </Paper>
      )}
      <ReportTable
        it={it}
        title={w.figures}
        currency={asked.currency}
        chief={it.chart?.y[0]}
        rowsInAll={it.rowsInAll}
        onCsv={csv()}
        key={asked.currency}
      />
      <SimpleGrid cols={{ base: 1, lg: more.length > 1 ? 2 : 1 }} spacing="lg" style={{ alignItems: 'start' }}>
        {more.map((one) => (
          <ReportTable
            key={one.name}
            it={one}
            title={w.term(one.title)}
            currency={asked.currency}
            rowsInAll={one.rows.length}
            onCsv={csv(one.name)}
          />
        ))}
      </SimpleGrid>
      <Words it={it} />
    </Stack>
  )
}

function Words({ it }: { it: ReportFacts }) {
  const w = useWords(reportWords)
  const forms = useForms()
  return (
    <Paper title={w.formula}>
      <Stack gap="md" maw="46rem">
        <Text>{w.workedOut(it.name, it.formula)}</Text>
        {it.notes.length > 0 && (
          <Box>
            <Text fw={620} mb={4}>
              {w.notes}
            </Text>
            <List size="sm" spacing={6}>
              {it.notes.map((one) => (
                <List.Item key={one} className="theirs">
                  <Told text={one.replace(/\b\d{4}-\d\d-\d\d\b/g, (day) => forms.day(day))} />
                </List.Item>
              ))}
            </List>
          </Box>
        )}
        {it.converted && it.converted.rates.length > 0 && (
          <Box>
            <Text fw={620} mb={4}>
              {w.rates}
            </Text>
            <List size="sm">
              {it.converted.rates.map((one) => (
                <List.Item key={one}>{one}</List.Item>
              ))}
            </List>
          </Box>
        )}
      </Stack>
    </Paper>
  )
}

function currenciesOf(it: ReportFacts): string[] {
  const all = [it, ...it.more].flatMap((one) => one.rows.map((row) => row.currency))
  return [...new Set(all.filter((one) => typeof one === 'string'))].sort()
}

/** The currency with the most rows that say something: sums of different currencies cannot be compared, rows can be counted. */
function mostOf(it: ReportFacts): string | undefined {
  const ys = it.chart?.y ?? []
  const counts = new Map<string, number>()
  for (const row of it.rows) {
    if (typeof row.currency !== 'string') continue
    const said = ys.filter((y) => typeof row[y] === 'number' && row[y] !== 0).length
    counts.set(row.currency, (counts.get(row.currency) ?? 0) + said)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}

const monthsFrom = 62

function chartOf(
  it: ReportFacts,
  currency: string | undefined,
  { forms, language, w }: { forms: Forms; language: 'en' | 'de'; w: ReportWords },
): ChartFacts | undefined {
  if (!it.chart) return undefined
  const { x, y, as } = it.chart
  const columns = it.columns as unknown as Column[]
  const of = (id: string) => columns.find((one) => one.id === id)
  const series = y.flatMap((id) => of(id) ?? [])
  const rows = it.rows.filter(
    (row) => currency === undefined || row.currency === undefined || row.currency === currency,
  )
  const dated = of(x)?.kind === 'day' || rows.every((row) => /^\d{4}-\d\d$/.test(String(row[x])))
  // Many days are one bar a month.
  const distinct = new Set(rows.map((row) => row[x]))
  const monthly =
    dated && distinct.size > monthsFrom && series.every((one) => one.kind === 'money' || one.kind === 'number')
  const ways = new Map(
    rows.map((row) => [row.step, new Set(rows.filter((one) => one.step === row.step).map((one) => one.how)).size]),
  )
  const labelOf = (row: Row) => {
    if (x !== 'step') return String(row[x]).slice(0, monthly ? 7 : undefined)
    const name = stepName(language, String(row.step))
    return (ways.get(row.step) ?? 1) > 1 ? `${name} · ${stepName(language, String(row.how))}` : name
  }
  const groups = Map.groupBy(
    rows.filter((row) => row[x] !== null && row[x] !== undefined),
    labelOf,
  )
  const points = [...groups].map(([label, some]) => {
    const [first] = some
    const values = series.map((one) => [one.id, some.length === 1 ? (first![one.id] ?? null) : added(some, one.id)])
    return {
      key: label,
      x: shortX(label, dated, { language, w }, it.name === 'cash'),
      full: longX(label, dated, { forms, language, w }),
      ...(some.length === 1 && { low: first!.low ?? null, high: first!.high ?? null }),
      ...Object.fromEntries(values),
    }
  })
  if (dated) points.sort((a, b) => (a.key < b.key ? -1 : 1))
  if (series.every((one) => points.every((point) => typeof (point as Row)[one.id] !== 'number'))) return undefined
  // What is expected begins where what came ends.
  const flows = it.name === 'cash'
  return {
    as,
    label: it.title,
    points,
    across: as === 'bars' && !dated && x !== 'age',
    stacked: flows,
    whole: series.every((one) => one.kind === 'number'),
    series: series.map((column) => ({
      id: column.id,
      title: w.term(column.title),
      says: (value) =>
        column.kind === 'money' ? forms.money(value, currency ?? '') : figure(column, { [column.id]: value }, forms),
      short: (value) => shortFigure(column, value, currency, language),
      ...(flows && column.id === 'expected' && { range: { low: 'low', high: 'high', title: w.range } }),
    })),
  }
}

const bigFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function added(rows: readonly Row[], id: string): number | null {
  const there = rows.map((row) => row[id]).filter((one) => typeof one === 'number')
  return there.length === 0 ? null : there.reduce((sum, one) => sum + one, 0)
}

const localeOf = (language: 'en' | 'de') => (language === 'de' ? 'de-DE' : 'en-GB')

function shortX(label: string, dated: boolean, { language, w }: Said, weeks: boolean): string {
  if (!dated) return w.term(label.replace(/^(\d+)-/, '$1–'))
  const day = new Date(`${label.length === 7 ? `${label}-01` : label}T00:00:00Z`)
  const form: Intl.DateTimeFormatOptions = weeks
    ? { day: 'numeric', month: 'short' }
    : label.length === 7
      ? { month: 'short', year: '2-digit' }
      : { day: 'numeric', month: 'short' }
  return new Intl.DateTimeFormat(localeOf(language), { ...form, timeZone: 'UTC' }).format(day)
}

function longX(label: string, dated: boolean, { forms, language, w }: Said & { readonly forms: Forms }): string {
  if (!dated) return /^\d/.test(label) ? w.aged(label.replace('-', '–')) : w.term(label)
  return label.length === 7
    ? new Intl.DateTimeFormat(localeOf(language), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
        new Date(`${label}-01T00:00:00Z`),
      )
    : forms.day(label)
}

function shortFigure(column: Column, value: number, currency: string | undefined, language: 'en' | 'de'): string {
  if (column.kind === 'ratio' && column.unit === '%') return `${value} %`
  const digits =
    column.kind === 'money' && currency
      ? new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits!
      : 0
  return new Intl.NumberFormat(localeOf(language), { notation: 'compact', maximumFractionDigits: 1 }).format(
    value / 10 ** digits,
  )
}
