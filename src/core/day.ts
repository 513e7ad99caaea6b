// A calendar date without a zone, as a whole number of days since 1970-01-01, so that comparing and subtracting are plain.
// The only file of core that knows Temporal; it reads no clock.

import { assert, problem, quoted } from './problem.ts'

export type Day = number & { readonly brand: 'Day' }
/** Milliseconds since 1970-01-01T00:00Z: when something was recorded. */
export type Moment = number

const dayMs = 86_400_000
const texts = new Map<number, string>()

/** `'2026-03-31'` to a Day; a Problem for anything else, 31 February included. */
export function day(text: string): Day {
  const parsed = parseDay(text)
  if (parsed === undefined) {
    throw problem(
      'day.unreadable',
      `${quoted(text)} is not a day.`,
      'Write it as year-month-day, for example 2026-03-31.',
    )
  }
  return parsed
}

/** As `day`, but undefined where the text is no day of the calendar. */
export function parseDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
}

/** Undefined where no such day exists. `month` is 1 to 12; years 1900 to 2199, which catches slips such as 0206. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | undefined {
  if (year < 1900 || year > 2199) return undefined
  const ms = Date.UTC(year, month - 1, dayOfMonth)
  const date = new Date(ms)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== dayOfMonth) return undefined
  return (ms / dayMs) as Day
}

/**
 * Stands for a day that is not agreed yet: a loan without a term. It is later than every real day, so that nothing takes it for
 * late; who shows a due day asks `dueText`.
 */
export const noDay = Math.floor(Date.UTC(9999, 11, 31) / dayMs) as Day

/** A due day for people and programs: its text, or undefined where none is agreed. */
export function dueText(value: Day): string | undefined {
  return value === noDay ? undefined : dayText(value)
}

/** `'2026-03-31'`. */
export function dayText(value: Day): string {
  let text = texts.get(value)
  if (text === undefined) {
    text = new Date(value * dayMs).toISOString().slice(0, 10)
    texts.set(value, text)
  }
  return text
}

export function addDays(value: Day, days: number): Day {
  assert(Number.isInteger(days), `days must be whole, not ${days}`)
  return (value + days) as Day
}

/** The same day of a later month, or that month's last day (31 January and one month: 28 February). */
export function addMonths(value: Day, months: number): Day {
  return fromPlain(plain(value).add({ months }))
}

/** 1 Monday to 7 Sunday. */
export function weekday(value: Day): number {
  return ((((value + 3) % 7) + 7) % 7) + 1
}

export function yearOf(value: Day): number {
  return new Date(value * dayMs).getUTCFullYear()
}

/** 1 to 12. */
export function monthOf(value: Day): number {
  return new Date(value * dayMs).getUTCMonth() + 1
}

export function lastOfMonth(value: Day): Day {
  const date = plain(value)
  return fromPlain(date.with({ day: date.daysInMonth }))
}

/** The calendar day at this moment in a zone such as `Europe/Berlin`. */
export function dayAt(moment: Moment, zone: string): Day {
  return Math.floor((moment + offsetMs(moment, zone)) / dayMs) as Day
}

/** The moment of `hour`:00 on a day in a zone; at a gap in the clock the later reading. */
export function momentAt(value: Day, hour: number, zone: string): Moment {
  return plain(value).toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour }) })
    .epochMilliseconds
}

const offsets = new Map<string, Map<number, number>>()

/** How far a zone's clock is ahead of UTC. Kept by quarter of an hour, which no zone's change has divided since 1972. */
export function offsetMs(moment: Moment, zone: string): number {
  const quarter = Math.floor(moment / 900_000)
  let known = offsets.get(zone)
  if (!known || known.size > 20_000) {
    known = new Map()
    offsets.set(zone, known)
  }
  let offset = known.get(quarter)
  if (offset === undefined) {
    const at = Temporal.Instant.fromEpochMilliseconds(quarter * 900_000).toZonedDateTimeISO(zone)
    offset = at.offsetNanoseconds / 1_000_000
    known.set(quarter, offset)
  }
  return offset
}

/** `'2026-03-31 09:05'` as a clock on the wall in that zone shows it. */
export function momentText(moment: Moment, zone: string): string {
  const local = moment + offsetMs(moment, zone)
  const day = Math.floor(local / dayMs) as Day
  return `${dayText(day)} ${new Date(local).toISOString().slice(11, 16)}`
}

function plain(value: Day): Temporal.PlainDate {
  return Temporal.PlainDate.from(dayText(value))
}

function fromPlain(date: Temporal.PlainDate): Day {
  return (Date.UTC(date.year, date.month - 1, date.day) / dayMs) as Day
}
