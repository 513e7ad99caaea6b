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
  /** Whole minutes after midnight, as a clock shows them: 08:00:30 is still the minute of eight. */
  readonly minute: number
}

const dayMs = 86_400_000
const minuteMs = 60_000

/** The wall clock in a zone. */
export function wallAt(moment: Moment, zone: string): Wall {
  const local = moment + offsetMs(moment, zone)
  const day = Math.floor(local / dayMs) as Day
  return { day, weekday: weekday(day), minute: Math.floor((local - day * dayMs) / minuteMs) }
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

/** Where to look for an opening: from when, for how many days, on which clocks, and after which minutes of a day one may begin. */
export interface Search {
  readonly from: Moment
  readonly days: number
  readonly zones: readonly string[]
  readonly minutes: readonly number[]
}

// A clock that is put forward opens a window by jumping into it; no clock has jumped further.
const jumpMax = 180

/** The first whole minute after `from` at which `open` holds; undefined where there is none within the days searched. */
export function nextOpen(
  { from, days, zones, minutes }: Search,
  open: (moment: Moment) => boolean,
): Moment | undefined {
  const soon = Math.floor(from / minuteMs) * minuteMs + minuteMs
  if (open(soon)) return soon
  const first = Math.floor(from / dayMs)
  for (let day = first; day <= first + days; day++) {
    for (const at of openings(day, zones, minutes)) {
      if (at <= soon || !open(at)) continue
      let earliest = at
      for (let back = 0; back < jumpMax && earliest - minuteMs > soon && open(earliest - minuteMs); back++)
        earliest -= minuteMs
      return earliest
    }
  }
  return undefined
}

// The moments of one day in UTC at which some clock shows one of these minutes, in order.
function openings(day: number, zones: readonly string[], minutes: readonly number[]): Moment[] {
  const found = new Set<Moment>()
  for (const zone of zones) {
    for (const local of [day - 1, day, day + 1]) {
      // Around a change of the clocks a minute may be shown twice, or by either offset.
      const before = offsetMs((local - 1) * dayMs, zone)
      const after = offsetMs((local + 2) * dayMs, zone)
      for (const minute of minutes) {
        const shown = local * dayMs + minute * minuteMs
        for (const offset of before === after ? [before] : [before, after]) {
          const at = shown - offset
          if (at >= day * dayMs && at < (day + 1) * dayMs) found.add(at)
        }
      }
    }
  }
  return [...found].sort((a, b) => a - b)
}

/** `08:00`. */
export function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(Math.floor(minute % 60)).padStart(2, '0')}`
}
