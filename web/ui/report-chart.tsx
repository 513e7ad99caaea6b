// The chart over a report's table: bars or lines in the one accent colour, the second series hatched or dashed, so that nobody needs
// to tell colours apart. Days go from left to right; names stand one beneath the other, where each has room for its words. It is fetched
// when a report is opened, never before.

import { Box, Group, Text } from '@mantine/core'
import { useId } from 'react'
import {
  Bar,
  BarChart,
  CartesianGrid,
  ErrorBar,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'

export interface Series {
  readonly id: string
  readonly title: string
  /** A figure as it is read, and the short form that an axis has room for. */
  says(value: number): string
  short(value: number): string
  /** The fields of a point that say between which figures it probably lies, and what that is called. */
  readonly range?: { readonly low: string; readonly high: string; readonly title: string }
}

export interface ChartFacts {
  readonly as: 'bars' | 'lines'
  readonly label: string
  readonly points: readonly Readonly<Record<string, string | number | null>>[]
  readonly series: readonly Series[]
  /** Names instead of days: bars across, one beneath the other. */
  readonly across?: boolean
  /** One series goes on where the other ends: they share their places. */
  readonly stacked?: boolean
  /** Things are counted: there is nothing between one and two. */
  readonly whole?: boolean
}

const accent = 'var(--desk-chart)'
const quiet = { fill: 'var(--desk-quiet)', fontSize: 12 }
const dashes = ['', '6 4', '2 3']

export default function ReportChart(chart: ChartFacts) {
  const { as, label, points, series, across, stacked } = chart
  const hatch = useId()
  const [first] = series
  if (!first) return null
  const data = points as Record<string, string | number | null>[]
  const Around = as === 'bars' ? BarChart : LineChart
  const height = across ? 34 + points.length * (series.length > 1 ? 42 : 32) : 260
  const figures = {
    tick: quiet,
    tickLine: false,
    tickFormatter: (value: number) => first.short(value),
    ...roundTicks(chart),
  }
  return (
    <Box component="figure" m={0}>
      <Box role="img" aria-label={label} h={height} className="chart">
        <ResponsiveContainer width="100%" height="100%">
          <Around
            data={data}
            layout={across ? 'vertical' : 'horizontal'}
            margin={{ top: 12, right: across ? 20 : 12, bottom: 4, left: 4 }}
            accessibilityLayer={false}
            barGap={2}
          >
            <defs>
              <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="6" height="6" fill="var(--desk-paper)" />
                <rect width="2.5" height="6" fill={accent} />
              </pattern>
            </defs>
            <CartesianGrid vertical={across ?? false} horizontal={!across} stroke="var(--desk-line)" />
            {across ? (
              <XAxis type="number" {...figures} axisLine={false} minTickGap={24} />
            ) : (
              <XAxis
                dataKey="x"
                tick={quiet}
                tickLine={false}
                axisLine={{ stroke: 'var(--desk-line)' }}
                minTickGap={14}
              />
            )}
            {across ? (
              <YAxis
                type="category"
                dataKey="x"
                tick={{ ...quiet, fill: 'var(--mantine-color-text)' }}
                tickLine={false}
                axisLine={{ stroke: 'var(--desk-line)' }}
                interval={0}
                width={136}
              />
            ) : (
              <YAxis {...figures} axisLine={false} width={52} />
            )}
            <Tooltip
              cursor={{ fill: 'var(--desk-line)', opacity: 0.45, stroke: 'var(--desk-line)' }}
              isAnimationActive={false}
              content={({ active, payload }) =>
                active && payload?.length ? (
                  <Told point={payload[0]!.payload as Record<string, unknown>} series={series} />
                ) : null
              }
            />
            {series.map((it, i) =>
              as === 'bars' ? (
                <Bar
                  key={it.id}
                  dataKey={it.id}
                  {...(stacked && { stackId: 'one' })}
                  fill={i === 0 ? accent : `url(#${hatch})`}
                  stroke={accent}
                  strokeWidth={i === 0 ? 0 : 1}
                  radius={across ? [0, 3, 3, 0] : [3, 3, 0, 0]}
                  maxBarSize={across ? 18 : 44}
                  isAnimationActive={false}
                >
                  {it.range && (
                    <ErrorBar
                      dataKey={rangeOf(it)}
                      direction="y"
                      width={5}
                      stroke="var(--desk-quiet)"
                      strokeWidth={1.25}
                      isAnimationActive={false}
                    />
                  )}
                </Bar>
              ) : (
                <Line
                  key={it.id}
                  dataKey={it.id}
                  stroke={accent}
                  strokeWidth={2}
                  strokeDasharray={dashes[i] ?? '1 3'}
                  dot={{ r: 3, fill: i === 0 ? accent : 'var(--desk-paper)', stroke: accent, strokeDasharray: '' }}
                  isAnimationActive={false}
                  connectNulls={false}
                />
              ),
            )}
          </Around>
        </ResponsiveContainer>
      </Box>
      {(series.length > 1 || series.some((it) => it.range)) && (
        <Group component="figcaption" gap="4px 20px" justify="center" mt={6}>
          {series.map((it, i) => (
            <Group key={it.id} gap={6} wrap="nowrap">
              <Mark as={as} no={i} hatch={hatch} />
              <Text size="sm" className="capital">
                {it.title}
              </Text>
            </Group>
          ))}
          {series.map(
            (it) =>
              it.range && (
                <Group key={it.range.title} gap={6} wrap="nowrap">
                  <svg width="12" height="14" aria-hidden="true" stroke="var(--desk-quiet)" strokeWidth="1.25">
                    <path d="M2 1h8M6 1v12M2 13h8" />
                  </svg>
                  <Text size="sm">{it.range.title}</Text>
                </Group>
              ),
          )}
        </Group>
      )}
    </Box>
  )
}

/** Four steps of a round size up to the highest figure; below nought the chart finds its own. */
function roundTicks({ points, series, stacked, whole }: ChartFacts) {
  const values = points.map((point) => {
    const its = series.map((it) => Number(point[it.id] ?? 0))
    const highs = series.map((it) => Number((it.range && point[it.range.high]) ?? 0))
    return { low: Math.min(...its), high: Math.max(...highs, ...(stacked ? [its.reduce((a, b) => a + b)] : its)) }
  })
  const most = Math.max(...values.map((it) => it.high))
  if (most <= 0 || values.some((it) => it.low < 0)) return {}
  const size = 10 ** Math.floor(Math.log10(most / 4))
  const step = [1, 2, 2.5, 5, 10].map((it) => it * size).find((it) => it * 4 >= most && (!whole || it % 1 === 0)) ?? 1
  const ticks = Array.from({ length: Math.ceil(most / step) + 1 }, (_, i) => i * step)
  return { domain: [0, ticks.at(-1)!], ticks }
}

/** How far below and above a point its range goes. */
const rangeOf =
  ({ id, range }: Series) =>
  (point: Record<string, unknown>): [number, number] => {
    const [at, low, high] = [point[id], point[range!.low], point[range!.high]].map(Number)
    return [Math.max(0, at! - low!), Math.max(0, high! - at!)]
  }

function Told({ point, series }: { point: Record<string, unknown>; series: readonly Series[] }) {
  return (
    <Box className="paper" px="sm" py={6} style={{ boxShadow: 'var(--mantine-shadow-sm)' }}>
      <Text size="xs" c="dimmed">
        {String(point.full)}
      </Text>
      {series.map((it) => {
        const value = point[it.id]
        const [low, high] = it.range ? [point[it.range.low], point[it.range.high]] : []
        return (
          <Box key={it.id}>
            <Group justify="space-between" gap="md" wrap="nowrap">
              <Text size="sm" className="capital">
                {it.title}
              </Text>
              <Text size="sm" fw={620} className="figure">
                {typeof value === 'number' ? it.says(value) : '–'}
              </Text>
            </Group>
            {typeof low === 'number' && typeof high === 'number' && (
              <Text size="xs" c="dimmed" ta="right" className="figure">
                {it.says(low)} – {it.says(high)}
              </Text>
            )}
          </Box>
        )
      })}
    </Box>
  )
}

function Mark({ as, no, hatch }: { as: 'bars' | 'lines'; no: number; hatch: string }) {
  return (
    <svg width="26" height="12" aria-hidden="true">
      {as === 'bars' ? (
        <rect x="6.5" y="0.5" width="13" height="11" fill={no === 0 ? accent : `url(#${hatch})`} stroke={accent} />
      ) : (
        <>
          <line x1="0" x2="26" y1="6" y2="6" stroke={accent} strokeWidth="2" strokeDasharray={dashes[no] ?? '1 3'} />
          <circle cx="13" cy="6" r="3" fill={no === 0 ? accent : 'var(--desk-paper)'} stroke={accent} />
        </>
      )}
    </svg>
  )
}
