// When someone may be reached, on every clock that may be theirs: windows by weekday and holiday in each zone, and the next
// moment at which all of them are open.

import type { Calendar } from './calendar.ts'
import { type Day, type Moment, offsetMs, weekday } from './day.ts'
import type { Effect, Window } from './law.ts'

/** A moment on the wall clock of a zone. */
export interface Wall {
  readonly day: Day
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number
  /** Minutes after midnight, with the seconds as a fraction. */
  readonly minute: number
}

const dayMs = 86_400_000

/** The wall clock in a zone. */
export function wallAt(moment: Moment, zone: string): Wall {
  const local = moment + offsetMs(moment, zone)
  const day = Math.floor(local / dayMs) as Day
  return { day, weekday: weekday(day), minute: (local - day * dayMs) / 60_000 }
}

type Hours = Extract<Effect, { kind: 'hours' }>

/** The open windows of a day in a place: none where it is closed. */
export function windowsOf(rule: Hours, wall: Pick<Wall, 'day' | 'weekday'>, calendar: Calendar): readonly Window[] {
  if (rule.holidays && isHoliday(calendar, wall.day)) return rule.holidays
  return rule.week[wall.weekday - 1] ?? []
}

/** Closed although no weekend: what the calendar calls a public holiday. */
export function isHoliday(calendar: Calendar, day: Day): boolean {
  const because = calendar.closedBecause(day)
  return because !== undefined && because !== 'Saturday' && because !== 'Sunday'
}

/** Open strictly between the ends: the boundary minute itself is closed. */
export function isOpen(windows: readonly Window[], minute: number): boolean {
  return windows.some(([from, until]) => minute > from && minute < until)
}

const step = 5 * 60_000

/**
 * The first moment from `from` on at which `open` holds, looked for in steps of five minutes on the hour's grid within
 * `days`; undefined where there is none. The minute after an opening is used, because the opening minute itself is closed.
 */
export function nextOpen(from: Moment, days: number, open: (moment: Moment) => boolean): Moment | undefined {
  const end = from + days * dayMs
  for (let at = Math.floor(from / step) * step + 60_000; at < end; at += step) if (at > from && open(at)) return at
  return undefined
}

/** `08:00`. */
export function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(Math.floor(minute % 60)).padStart(2, '0')}`
}
