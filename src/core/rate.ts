// Rates of interest as dated series: what the rate was on a day, whose it is and how sure we are of it. A day that a series
// does not know is a Problem and never takes the rate of the day before; a rate that nobody read is never charged.

import { type Day, dayText } from './day.ts'
import type { Sure } from './law.ts'
import { assert, Problem, problem } from './problem.ts'

export interface RatePoint {
  /** Left out: as far back as we look. */
  readonly from?: Day
  /** Not included; left out: until the law changes. */
  readonly until?: Day
  /** Hundredths of a percent a year. */
  readonly rateBp: number
  readonly sure: Sure
  readonly note?: string
  /** Where this point alone was read, when elsewhere than its series. */
  readonly source?: string
}

export interface Series {
  readonly id: string
  readonly name: string
  readonly cite: string
  readonly source: string
  readonly points: readonly RatePoint[]
}

/** A rate as it is charged for some days, with all that a statement says of it. */
export interface RateSpan {
  readonly from: Day
  /** Not included. */
  readonly until: Day
  readonly rateBp: number
  /** `BGB § 288: base rate 1.27% + 9`. */
  readonly says: string
  readonly source: string
  readonly sure: Sure
}

/** Points over a series, or a multiple of it, as a statute sets its own rate. */
export interface Markup {
  readonly addBp?: number
  readonly times?: number
}

const scale = 10_000

/** `'8.75'` percent to 875: exact, to a ten-thousandth of a hundredth. */
export function bpFrom(percent: string): number {
  const match = /^(-?)(\d{1,4})(?:\.(\d{1,6}))?$/.exec(percent.trim())
  if (!match) {
    throw problem('rate.unreadable', `"${percent.slice(0, 30)}" is not a percentage.`, 'Write it with a point: 8.75')
  }
  const bp = Number(`${match[2]}${(match[3] ?? '').padEnd(6, '0')}`) / scale
  return match[1] === '-' ? -bp : bp
}

/** 875 to `'8.75'`, with two decimals or as many as it takes. */
export function percentText(rateBp: number): string {
  const whole = Math.round(Math.abs(rateBp) * scale)
  const fraction = String(whole % 1_000_000).padStart(6, '0')
  return `${rateBp < 0 ? '-' : ''}${Math.floor(whole / 1_000_000)}.${fraction.slice(0, 2)}${fraction.slice(2).replace(/0+$/, '')}`
}

/** The points of a series on a day, whether they may be charged or not. */
export function pointOn(series: Series, on: Day): RatePoint | undefined {
  return series.points.find(
    (it) => (it.from === undefined || on >= it.from) && (it.until === undefined || on < it.until),
  )
}

/** The rate on a day that may be charged, or the Problem that names the series and the day. */
export function rateOn(series: Series, on: Day): RatePoint | Problem {
  const point = pointOn(series, on)
  if (!point) {
    return problem(
      'rate.unknown',
      `The rate of ${dayText(on)} is not known here: ${series.name} (${series.id}).`,
      `Look it up where it is published and enter it: ./dunwell rate add ${series.id} --from DAY --until DAY --percent P --source WHERE`,
    )
  }
  if (point.sure === 'memory') {
    return problem(
      'rate.unsure',
      `Nobody has read the rate of ${dayText(on)} at its source: ${series.name} (${series.id}).`,
      `Check it and enter it: ./dunwell rate add ${series.id} --from DAY --until DAY --percent P --source WHERE`,
    )
  }
  return point
}

/**
 * The rates from `from` to `until`, not included, as far as they are known without a gap, and the Problem of the first day that
 * is not known or was not read.
 * @param fixed the rate of the first day holds to the end.
 */
export function knownRates(
  series: Series,
  span: { readonly from: Day; readonly until: Day; readonly fixed?: boolean },
  markup: Markup = {},
  cite = series.cite,
): { readonly spans: RateSpan[]; readonly problem?: Problem } {
  const spans: RateSpan[] = []
  let at = span.from
  while (at < span.until) {
    const point = rateOn(series, at)
    if (point instanceof Problem) return { spans, problem: point }
    const ends = span.fixed || point.until === undefined ? span.until : point.until
    const until = Math.min(ends, span.until) as Day
    assert(until > at, 'a rate lasts at least a day')
    spans.push({
      from: at,
      until,
      rateBp: markedUp(point.rateBp, markup),
      says: `${cite}: ${series.name} ${percentText(point.rateBp)}%${markupText(markup)}`,
      source: point.source ?? series.source,
      sure: point.sure,
    })
    at = until
  }
  return { spans }
}

/** As `knownRates`, where a day that is not known throws its Problem. */
export function ratesOf(...asked: Parameters<typeof knownRates>): RateSpan[] {
  const { spans, problem: gap } = knownRates(...asked)
  if (gap) throw gap
  return spans
}

export function markedUp(rateBp: number, { addBp = 0, times = 1 }: Markup): number {
  return Math.round(rateBp * times * scale + addBp * scale) / scale
}

function markupText({ addBp, times }: Markup): string {
  const more = addBp ? ` + ${percentText(addBp).replace(/\.?0+$/, '')} points` : ''
  return `${times && times !== 1 ? ` × ${times}` : ''}${more}`
}

/** A series with rows entered here, which go before those that came with it. */
export function withRows(series: Series, rows: readonly RatePoint[]): Series {
  return rows.length === 0 ? series : { ...series, points: [...rows, ...series.points] }
}

/**
 * The German base rate from the one before: it moves by as much as the reference rate has moved since (BGB § 247(1)).
 */
export function movedBase(it: {
  readonly previousBaseBp: number
  readonly previousReferenceBp: number
  readonly referenceBp: number
}): number {
  return Math.round((it.previousBaseBp + it.referenceBp - it.previousReferenceBp) * scale) / scale
}
