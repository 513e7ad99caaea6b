// Days as people type them: 24.12.2026, 24/12/26, 24 Dec, tomorrow, Fr, +7. What is left out is taken as near to today as it fits; what
// could be two things is none.

import type { Language } from '../words/both.ts'

const dayMs = 86_400_000
const asTime = (day: string) => Date.parse(`${day}T00:00:00Z`)
const asDay = (time: number) => new Date(time).toISOString().slice(0, 10)

/** So many days on from a day of the wire. */
export function addDays(day: string, days: number): string {
  return asDay(asTime(day) + days * dayMs)
}

/** The same day of another month, or its last one where that has fewer. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return asDay(Date.UTC(year, month - 1 + months, Math.min(date, last)))
}

/** 0 is Monday. */
export function weekdayOf(day: string): number {
  return (new Date(asTime(day)).getUTCDay() + 6) % 7
}

/** As it stands in a field: 24/12/2026, or 24.12.2026 in German. */
export function dayText(day: string, language: Language): string {
  const [year, month, date] = day.split('-')
  return language === 'de' ? `${date}.${month}.${year}` : `${date}/${month}/${year}`
}

interface Near {
  readonly today: string
  /** The first and the last day that are wanted. */
  readonly min?: string | undefined
  readonly max?: string | undefined
}

// In both tongues whichever the desk speaks: people mix them.
const named: Readonly<Record<string, number>> = {
  today: 0,
  heute: 0,
  tomorrow: 1,
  tmr: 1,
  morgen: 1,
  ubermorgen: 2,
  uebermorgen: 2,
  yesterday: -1,
  gestern: -1,
  vorgestern: -2,
}
const weekdays = [
  ['monday', 'montag'],
  ['tuesday', 'dienstag'],
  ['wednesday', 'mittwoch'],
  ['thursday', 'donnerstag'],
  ['friday', 'freitag'],
  ['saturday', 'samstag', 'sonnabend'],
  ['sunday', 'sonntag'],
]
const months = ['jan', 'feb', 'mar|mrz', 'apr', 'may|mai', 'jun', 'jul', 'aug', 'sep', 'oct|okt', 'nov', 'dec|dez']
const ahead = /^(?:\+|in )\s*(\d{1,3})\s*(d|w|m|t|days?|weeks?|months?|tage?n?|wochen?|monate?n?)?$/
const back = /^-\s*(\d{1,3})\s*(d|w|m|t)?$/

/** The day that is meant, as on the wire; undefined where it is none. */
export function dayFrom(text: string, near: Near): string | undefined {
  const typed = text.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ')
  const { today } = near
  const away = named[typed]
  if (away !== undefined) return addDays(today, away)
  const weekday = weekdayNamed(typed)
  if (weekday !== undefined) return addDays(today, ((weekday - weekdayOf(today) + 6) % 7) + 1)
  const on = ahead.exec(typed) ?? back.exec(typed)
  if (on) {
    const count = Number(on[1]) * (typed.startsWith('-') ? -1 : 1)
    const unit = on[2]?.[0]
    return unit === 'm' ? addMonths(today, count) : addDays(today, unit === 'w' ? count * 7 : count)
  }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed)
  if (iso) return real(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const figures =
    /^(\d\d)(\d\d)(\d{4}|\d\d)$/.exec(typed) ?? /^(\d{1,2})[./ -] ?(\d{1,2})(?:[./ -] ?(\d{4}|\d\d)?)?$/.exec(typed)
  if (figures) return dated(Number(figures[1]), Number(figures[2]), figures[3], near)
  const words = /^(\d{1,2})\.? ([a-z]{3,9})\.?(?: (\d{4}|\d\d))?$/.exec(typed)
  if (words) return dated(Number(words[1]), monthNamed(words[2]!), words[3], near)
  const turned = /^([a-z]{3,9})\.? (\d{1,2})(?:,? (\d{4}))?$/.exec(typed)
  if (turned) return dated(Number(turned[2]), monthNamed(turned[1]!), turned[3], near)
  return undefined
}

function weekdayNamed(typed: string): number | undefined {
  const start = typed.replace(/^(next|nachsten?) /, '').replace(/\.$/, '')
  if (start.length < 2) return undefined
  const found = weekdays.findIndex((names) => names.some((name) => name.startsWith(start)))
  return found < 0 ? undefined : found
}

function monthNamed(typed: string): number {
  return months.findIndex((it) => it.split('|').some((start) => typed.startsWith(start))) + 1
}

function dated(date: number, month: number, year: string | undefined, near: Near): string | undefined {
  if (year !== undefined) return real(year.length === 2 ? 2000 + Number(year) : Number(year), month, date)
  const here = Number(near.today.slice(0, 4))
  const some = [here - 1, here, here + 1, here + 2].flatMap((one) => real(one, month, date) ?? [])
  const fits = some.filter(
    (it) => (near.min === undefined || it >= near.min) && (near.max === undefined || it <= near.max),
  )
  const apart = (it: string) => Math.abs(asTime(it) - asTime(near.today))
  return (fits.length > 0 ? fits : some).sort((a, b) => apart(a) - apart(b))[0]
}

function real(year: number, month: number, date: number): string | undefined {
  if (year < 1900 || year > 2200) return undefined
  const time = Date.UTC(year, month - 1, date)
  const found = new Date(time)
  return found.getUTCMonth() === month - 1 && found.getUTCDate() === date ? asDay(time) : undefined
}
