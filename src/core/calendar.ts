// Which days count as business days, and counting in them. A calendar comes from the rules; nothing here knows a holiday.

import { addDays, type Day } from './day.ts'
import { assert } from './problem.ts'

export interface Calendar {
  /** Whose days these are, for reasons: `GB-ENG`, or a sentence where nothing better is known. */
  readonly place: string
  isBusinessDay(day: Day): boolean
  /** Why the day is closed, `Good Friday` or `Sunday`; undefined where it is open. */
  closedBecause(day: Day): string | undefined
}

// Longer than any real closure; a calendar that never opens is a bug, not an endless loop.
const closedDaysMax = 60

/**
 * `count` business days after `from`, or before it where `count` is negative; `from` itself is never counted.
 * With 0 it is `from` where that is open, else the next day that is: a notice of no days still needs an open day.
 */
export function addBusinessDays(calendar: Calendar, from: Day, count: number): Day {
  assert(Number.isInteger(count), `business days must be whole, not ${count}`)
  if (count === 0) return nextBusinessDay(calendar, from)
  const step = count < 0 ? -1 : 1
  let at = from
  for (let left = Math.abs(count); left > 0; left--) at = open(calendar, addDays(at, step), step)
  return at
}

/** The day itself where it is open, else the next one that is. */
export function nextBusinessDay(calendar: Calendar, day: Day): Day {
  return open(calendar, day, 1)
}

/**
 * How many business days lie in `from < d <= until`: the day of sending does not count and the last day does, as in a
 * notice period. With the two exchanged the same number, negative.
 */
export function businessDaysBetween(calendar: Calendar, from: Day, until: Day): number {
  if (until < from) return 0 - businessDaysBetween(calendar, until, from)
  let count = 0
  for (let at = addDays(from, 1); at <= until; at = addDays(at, 1)) if (calendar.isBusinessDay(at)) count++
  return count
}

function open(calendar: Calendar, day: Day, step: 1 | -1): Day {
  let at = day
  for (let closed = 0; !calendar.isBusinessDay(at); closed++) {
    assert(closed < closedDaysMax, `the calendar of ${calendar.place} has no open day within ${closedDaysMax}`)
    at = addDays(at, step)
  }
  return at
}
