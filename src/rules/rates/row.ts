// How the rows of a rate series are written: a rate that lasts until the next, one for a half-year alone, or one without an end.

import { day, dayOf } from '../../core/day.ts'
import type { Sure } from '../../core/law.ts'
import { bpFrom, type RatePoint } from '../../core/rate.ts'

/** First day (or half-year, `2024H1`), percent a year, how sure, and what to check. */
type Row = readonly [from: string, percent: string, sure: Sure, note?: string]

/** Each lasts until the next; the last until `knownUntil`, not included, so that nothing is carried on past what was read. */
export function running(rows: readonly Row[], knownUntil?: string): RatePoint[] {
  return rows.map(([from, percent, sure, note], i) => {
    const until = rows[i + 1]?.[0] ?? knownUntil
    return { from: day(from), until: until === undefined ? undefined : day(until), rateBp: bpFrom(percent), sure, note }
  })
}

/** Each for its half-year alone. A first row may begin within one. */
export function halfYears(rows: readonly Row[]): RatePoint[] {
  return rows.map(([from, percent, sure, note]) => {
    const [, year, half] = /^(\d{4})(?:H([12])|-\d\d-\d\d)$/.exec(from)!
    const second = half === '2' || (half === undefined && from.slice(5) >= '07-01')
    const first = half === undefined ? day(from) : dayOf(Number(year), second ? 7 : 1, 1)!
    const until = second ? dayOf(Number(year) + 1, 1, 1)! : dayOf(Number(year), 7, 1)!
    return { from: first, until, rateBp: bpFrom(percent), sure, note }
  })
}

/** As far back and ahead as we look: a statute names the figure. */
export function always(percent: string, sure: Sure, note?: string): RatePoint[] {
  return [{ rateBp: bpFrom(percent), sure, note }]
}
