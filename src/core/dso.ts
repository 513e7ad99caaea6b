// Days sales outstanding, worked out in the two ways the trade uses. It takes sales by day and judges nothing.

import { addDays, type Day, dayOf, monthOf, yearOf } from './day.ts'

/** What was charged on a day; corrections may make it less than zero. */
export interface Sale {
  readonly day: Day
  readonly amountMinor: number
}

export interface Dso {
  readonly openMinor: number
  /** Charged in the last `days` days, the day itself included. */
  readonly salesMinor: number
  /** Open ÷ sales × days, to a tenth, halves up; undefined without sales. */
  readonly dsoDays?: number
  /** Undefined where all sales known are less than what is open. */
  readonly countBackDays?: number
}

/** As a person would check it by hand. */
export function dsoFormula(days: number): string {
  return (
    `Days sales outstanding: what is open, divided by what was charged in the last ${days} days, times ${days}. ` +
    'Count-back: from what is open, each month’s charges are taken off, newest month first, and its days counted; ' +
    'the month that is not used up counts with its share.'
  )
}

/** @param sales up to `day`, in any order */
export function dso(openMinor: number, sales: readonly Sale[], day: Day, days: number): Dso {
  const from = addDays(day, 1 - days)
  const salesMinor = sales.reduce((sum, it) => (it.day >= from && it.day <= day ? sum + it.amountMinor : sum), 0)
  return {
    openMinor,
    salesMinor,
    dsoDays: salesMinor > 0 ? tenth((openMinor / salesMinor) * days) : undefined,
    countBackDays: countBack(openMinor, sales, day),
  }
}

function countBack(openMinor: number, sales: readonly Sale[], day: Day): number | undefined {
  const months = new Map<number, number>()
  for (const it of sales) {
    const month = firstOfMonth(it.day)
    if (it.day <= day) months.set(month, (months.get(month) ?? 0) + it.amountMinor)
  }
  const earliest = Math.min(...months.keys())
  let left = openMinor
  let counted = 0
  let until: Day = addDays(day, 1)
  while (left > 0) {
    const from = firstOfMonth(addDays(until, -1))
    if (from < earliest) return undefined
    const charged = Math.max(0, months.get(from) ?? 0)
    if (charged >= left) return tenth(counted + ((until - from) * left) / charged)
    left -= charged
    counted += until - from
    until = from
  }
  return tenth(counted)
}

function firstOfMonth(value: Day): Day {
  return dayOf(yearOf(value), monthOf(value), 1)!
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}
