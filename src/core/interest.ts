// Interest for late payment, exact to the unit: by stretches in which base and rate stay the same, each worked out as a fraction
// and rounded once, half up, so that the lines a debtor sees add up to the total a debtor sees. It knows no law: the rates, the
// days on which nothing runs and the way of counting are handed in.

import { addMonths, type Day, dayText, monthOf, yearOf } from './day.ts'
import type { Sure } from './law.ts'
import { assert, problem } from './problem.ts'
import type { RateSpan } from './rate.ts'

/**
 * Days by the calendar over a fixed year; months of thirty days (30E/360); each day over its own year; or whole months over
 * twelve, counted from the first day, and a part of a month by its days.
 */
export const dayCounts = ['actual/365', 'actual/366', 'actual/360', '30/360', 'actual/actual', 'months/12'] as const
export type DayCount = (typeof dayCounts)[number]

export const compoundings = ['simple', 'yearly', 'monthly'] as const
export type Compounding = (typeof compoundings)[number]

export interface Way {
  readonly dayCount: DayCount
  readonly compounding: Compounding
  /** `line`: once a line, which is the rule here. `daily`: the amount of a day first, as some courts publish it. */
  readonly rounding?: 'line' | 'daily'
}

/** Days without interest: a hold, a moratorium, our own delay. */
export interface Rest {
  readonly from: Day
  readonly until?: Day
  readonly says: string
}

export interface Running {
  /** The first day that counts. */
  readonly from: Day
  /** The first that does not: interest of a single day has `until` one day after `from`. */
  readonly until: Day
  /** What bears interest from a day on, until the next. */
  readonly base: readonly { readonly from: Day; readonly amountMinor: number }[]
  readonly rates: readonly RateSpan[]
  readonly way: Way
  readonly rests?: readonly Rest[]
  /** Interest paid or waived, which is not added to the base again where interest bears interest. */
  readonly paid?: readonly { readonly on: Day; readonly amountMinor: number }[]
}

/** One line of a statement. */
export interface Segment {
  readonly from: Day
  readonly until: Day
  /** As the way of counting counts them. */
  readonly days: number
  readonly baseMinor: number
  /** Interest within the base, where interest bears interest. */
  readonly capitalisedMinor: number
  readonly rateBp: number
  readonly amountMinor: number
  /** What a day more costs, in ten-thousandths of a minor unit, before it is rounded. */
  readonly perDiem: number
  readonly says: string
  readonly source: string
  readonly sure: Sure
  readonly dayCount: DayCount
  /** Why nothing ran. */
  readonly rest?: string
}

export interface Fraction {
  readonly days: number
  readonly over: bigint
  readonly under: bigint
}

const rateScale = 10_000n
const whole = 10_000n * rateScale

/** Interest by segments, and their sum. A Problem where a day has no rate. */
export function interest(it: Running): { readonly segments: readonly Segment[]; readonly amountMinor: number } {
  const segments: Segment[] = []
  const rests = it.rests ?? []
  const capitalises = it.way.compounding === 'simple' ? [] : anniversaries(it)
  let accrued = 0
  let joined = 0
  let paidThen = 0
  for (const [from, until] of stretches(it, capitalises)) {
    const paid = (it.paid ?? []).filter((one) => one.on <= from).reduce((sum, one) => sum + one.amountMinor, 0)
    if (capitalises.includes(from)) {
      joined = Math.max(0, accrued - paid)
      paidThen = paid
    }
    // What is paid goes to the interest that joined the base first, for it is the older.
    const capitalised = Math.max(0, joined - (paid - paidThen))
    const principal = it.base.findLast((one) => one.from <= from)?.amountMinor ?? 0
    const baseMinor = Math.max(0, principal) + (principal > 0 ? capitalised : 0)
    if (baseMinor === 0) continue
    const rest = rests.find((one) => one.from <= from && (one.until === undefined || from < one.until))
    const rate = it.rates.find((one) => one.from <= from && from < one.until)
    if (!rate && !rest) {
      throw problem(
        'interest.no_rate',
        `There is no rate for ${dayText(from)}.`,
        'Give the rate of that day, or end the interest before it.',
      )
    }
    const rateBp = rest ? 0 : rate!.rateBp
    const part = fraction(from, until, it.way.dayCount, it.from)
    const amountMinor = rest ? 0 : amountOf(baseMinor, rateBp, part, it.way.rounding)
    accrued += amountMinor
    const same = segments.at(-1)
    const line: Segment = {
      from,
      until,
      days: part.days,
      baseMinor,
      capitalisedMinor: principal > 0 ? capitalised : 0,
      rateBp,
      amountMinor,
      perDiem: rest ? 0 : perDiem(baseMinor, rateBp, from, it.way.dayCount),
      says: rest?.says ?? rate!.says,
      source: rest ? '' : rate!.source,
      sure: rest ? 'primary' : rate!.sure,
      dayCount: it.way.dayCount,
      rest: rest?.says,
    }
    assert(!same || same.until <= from, 'segments follow one another')
    segments.push(line)
  }
  return { segments, amountMinor: accrued }
}

/** Where anything changes, in order: no stretch has two bases, two rates, or a rest for a part of it. */
function stretches(it: Running, capitalises: readonly Day[]): [Day, Day][] {
  const cuts = new Set<Day>([it.from, ...capitalises])
  const sorted = [...it.base].sort((a, b) => a.from - b.from)
  for (const [i, one] of sorted.entries()) {
    if (one.amountMinor !== (sorted[i - 1]?.amountMinor ?? 0)) cuts.add(one.from)
  }
  for (const [i, one] of it.rates.entries()) {
    const before = it.rates[i - 1]
    const same = before && before.rateBp === one.rateBp && before.says === one.says && before.sure === one.sure
    if (!same || before.until !== one.from) cuts.add(one.from)
  }
  for (const one of it.rests ?? []) {
    cuts.add(one.from)
    if (one.until !== undefined) cuts.add(one.until)
  }
  if (it.way.compounding !== 'simple') for (const one of it.paid ?? []) cuts.add(one.on)
  const last = it.rates.at(-1)
  if (last) cuts.add(last.until)
  const days = [...cuts].filter((one) => one >= it.from && one < it.until).sort((a, b) => a - b)
  return days.map((from, i) => [from, days[i + 1] ?? it.until])
}

function anniversaries(it: Running): Day[] {
  const step = it.way.compounding === 'yearly' ? 12 : 1
  const days: Day[] = []
  for (let months = step; ; months += step) {
    const on = addMonths(it.from, months)
    if (on >= it.until) return days
    days.push(on)
  }
}

/** The part of a year from one day to another. `anchor`: the day from which months are counted. */
export function fraction(from: Day, until: Day, dayCount: DayCount, anchor: Day = from): Fraction {
  const days = until - from
  switch (dayCount) {
    case 'actual/365':
      return { days, over: BigInt(days), under: 365n }
    case 'actual/366':
      return { days, over: BigInt(days), under: 366n }
    case 'actual/360':
      return { days, over: BigInt(days), under: 360n }
    case '30/360': {
      const thirties = at360(until) - at360(from)
      return { days: thirties, over: BigInt(thirties), under: 360n }
    }
    case 'actual/actual': {
      let leap = 0
      for (let year = yearOf(from); year <= yearOf(until); year++) {
        if (!isLeap(year)) continue
        leap += Math.max(0, Math.min(until, firstOf(year + 1)) - Math.max(from, firstOf(year)))
      }
      return { days, over: BigInt(days - leap) * 366n + BigInt(leap) * 365n, under: 365n * 366n }
    }
    case 'months/12': {
      const a = monthsSince(anchor, from)
      const b = monthsSince(anchor, until)
      const over = BigInt(b.months - a.months) * a.length * b.length + b.days * a.length - a.days * b.length
      return { days, over, under: 12n * a.length * b.length }
    }
  }
}

/** Whole months from the anchor, the days beyond, and how long the month is in which they lie. */
function monthsSince(anchor: Day, on: Day): { months: number; days: bigint; length: bigint } {
  let months = (yearOf(on) - yearOf(anchor)) * 12 + monthOf(on) - monthOf(anchor)
  while (addMonths(anchor, months) > on) months -= 1
  const start = addMonths(anchor, months)
  return { months, days: BigInt(on - start), length: BigInt(addMonths(anchor, months + 1) - start) }
}

function at360(on: Day): number {
  return yearOf(on) * 360 + monthOf(on) * 30 + Math.min(30, Number(dayText(on).slice(8)))
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function firstOf(year: number): number {
  return Date.UTC(year, 0, 1) / 86_400_000
}

/** Base × rate × part of a year, rounded half up once, or a day's amount first where `daily` is asked. */
export function amountOf(
  baseMinor: number,
  rateBp: number,
  part: Pick<Fraction, 'over' | 'under' | 'days'>,
  rounding: Way['rounding'] = 'line',
): number {
  const product = BigInt(baseMinor) * scaled(rateBp)
  if (rounding === 'daily' && part.days > 0) {
    // A day's amount, as published: the year is what the whole part divides by.
    return Number(halfUp(product * part.over, whole * part.under * BigInt(part.days))) * part.days
  }
  return Number(halfUp(product * part.over, whole * part.under))
}

function perDiem(baseMinor: number, rateBp: number, on: Day, dayCount: DayCount): number {
  const year = { 'actual/366': 366n, 'actual/360': 360n, '30/360': 360n, 'actual/365': 365n, 'months/12': 365n }
  const days = dayCount === 'actual/actual' ? (isLeap(yearOf(on)) ? 366n : 365n) : year[dayCount]
  return Number(halfUp(BigInt(baseMinor) * scaled(rateBp) * 10_000n, whole * days))
}

function scaled(rateBp: number): bigint {
  return BigInt(Math.round(rateBp * Number(rateScale)))
}

/** Half away from nothing, so that a charge and its undoing round alike. */
function halfUp(over: bigint, under: bigint): bigint {
  const sign = over < 0n ? -1n : 1n
  return (sign * (sign * over * 2n + under)) / (under * 2n)
}
