// Rates of interest as they are known here: what came with the program, and what was looked up and entered since.

import type { Day } from '../core/day.ts'
import { problem, quoted } from '../core/problem.ts'
import { bpFrom, type Series } from '../core/rate.ts'
import { allSeries } from '../rules/interest.ts'
import { addRate, readRates } from '../store/charge.ts'
import type { Tx } from '../store/db.ts'

/** Every series with all its points, those entered here behind those that came with the program. */
export async function knownSeries(tx: Tx): Promise<Series[]> {
  const entered = await readRates(tx)
  return allSeries.map((it) => ({ ...it, points: [...it.points, ...[...(entered.get(it.id) ?? [])].reverse()] }))
}

export interface RateLooked {
  readonly series: string
  readonly from: Day
  /** Not included. */
  readonly until: Day
  /** A year: `1.27`. */
  readonly percent: string
  /** Where and when it was read. */
  readonly source: string
}

/** Keeps a rate that a person looked up where it is published; the newest for a day counts. @returns its series */
export async function enterRate(tx: Tx, it: RateLooked): Promise<Series> {
  const series = allSeries.find((one) => one.id === it.series)
  if (!series)
    throw problem('rate.series', `There is no series ${quoted(it.series)}.`, 'See the series: ./dunwell rate list')
  if (it.until <= it.from)
    throw problem(
      'rate.days',
      'The rate ends before it begins.',
      'Its end is the first day on which it no longer holds.',
    )
  const { from, until, source } = it
  await addRate(tx, { seriesId: series.id, from, until, rateBp: bpFrom(it.percent), source })
  return series
}
