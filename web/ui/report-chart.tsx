// The chart over a report's table: bars or lines in the one accent colour, the second series hatched or dashed, so that nobody needs
// to tell colours apart. It is fetched when a report is opened, never before.

import { Box, Group, Text } from '@mantine/core'
import { useId } from 'react'
import { Bar, BarChart, CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'

export interface Series {
  readonly id: string
  readonly title: string
  /** A figure as it is read, and the short form that an axis has room for. */
  says(value: number): string
  short(value: number): string
}

export interface ChartFacts {
  readonly as: 'bars' | 'lines'
  readonly label: string
  readonly points: readonly Readonly<Record<string, string | number | null>>[]
  readonly series: readonly Series[]
}

const accent = 'var(--desk-chart)'
const quiet = { fill: 'var(--desk-quiet)', fontSize: 12 }
const dashes = ['', '6 4', '2 3']

export default function ReportChart({ as, label, points, series }: ChartFacts) {
  const hatch = useId()
  const [first] = series
  if (!first) return null
  const data = points as Record<string, string | number | null>[]
  const Around = as === 'bars' ? BarChart : LineChart
  return (
    <Box component="figure" m={0}>
      <Box role="img" aria-label={label} h={260}>
        <ResponsiveContainer width="100%" height="100%">
          <Around data={data} margin={{ top: 12, right: 12, bottom: 4, left: 4 }} accessibilityLayer={false} barGap={2}>
            <defs>
              <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="6" height="6" fill="var(--desk-paper)" />
                <rect width="2.5" height="6" fill={accent} />
              </pattern>
            </defs>
            <CartesianGrid vertical={false} stroke="var(--desk-line)" />
            <XAxis
              dataKey="x"
              tick={quiet}
              tickLine={false}
              axisLine={{ stroke: 'var(--desk-line)' }}
              minTickGap={10}
            />
            <YAxis
              tick={quiet}
              tickLine={false}
              axisLine={false}
              width={56}
              tickFormatter={(value: number) => first.short(value)}
            />
            <Tooltip
              cursor={{ fill: 'var(--desk-line)', opacity: 0.45, stroke: 'var(--desk-line)' }}
              isAnimationActive={false}
              content={({ active, payload }) =>
                active && payload?.length ? (
                  <Box className="paper" px="sm" py={6} style={{ boxShadow: 'var(--mantine-shadow-sm)' }}>
                    <Text size="xs" c="dimmed">
                      {String((payload[0]!.payload as Record<string, unknown>).full)}
                    </Text>
                    {series.map((it) => {
                      const value = (payload[0]!.payload as Record<string, unknown>)[it.id]
                      return (
                        <Group key={it.id} justify="space-between" gap="md" wrap="nowrap">
                          <Text size="sm">{it.title}</Text>
                          <Text size="sm" fw={620} className="figure">
                            {typeof value === 'number' ? it.says(value) : '–'}
                          </Text>
                        </Group>
                      )
                    })}
                  </Box>
                ) : null
              }
            />
            {series.map((it, i) =>
              as === 'bars' ? (
                <Bar
                  key={it.id}
                  dataKey={it.id}
                  fill={i === 0 ? accent : `url(#${hatch})`}
                  stroke={accent}
                  strokeWidth={i === 0 ? 0 : 1}
                  radius={[3, 3, 0, 0]}
                  maxBarSize={44}
                  isAnimationActive={false}
                />
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
      {series.length > 1 && (
        <Group component="figcaption" gap="lg" justify="center" mt={4}>
          {series.map((it, i) => (
            <Group key={it.id} gap={6} wrap="nowrap">
              <Mark as={as} no={i} hatch={hatch} />
              <Text size="sm">{it.title}</Text>
            </Group>
          ))}
        </Group>
      )}
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
