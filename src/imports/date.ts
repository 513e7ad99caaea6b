// Dates as exports write them, to days. The order of day and month is the column's, settled by its values or by a person; a
// value with two readings and no settled order is refused.

import { type Day, dayOf } from '../core/day.ts'
import type { Wrong } from './amount.ts'

/** `serial` is a spreadsheet's count of days since 1899-12-30. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd' | 'serial'

/** A date taken apart: already a day, or three numbers whose order has to be known. */
export type DateParts =
  | { readonly kind: 'day'; readonly day: Day; readonly style: string }
  | {
      readonly kind: 'numbers'
      readonly numbers: readonly [number, number, number]
      readonly short: boolean
      readonly mark: string
    }
  | { readonly kind: 'serial'; readonly serial: number }

const nothing = /^(?:|[-–—.]+|n\/?a|#n\/a|null|none|nil|nat|0+|0{4}[-/.]0{2}[-/.]0{2}.*|0{2}[-/.]0{2}[-/.]0{4}.*)$/i
const time =
  /(?:[T\s]|,\s)\s*\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?\s?m\.?)?\s*(?:uhr|Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i
const yearFirst = /^(\d{4})([-/.]|\. ?| )(\d{1,2})\2(\d{1,2})\.?$/
const yearLast = /^(\d{1,2})(?:\s*([-/.])\s*| )(\d{1,2})(?:\s*\2\s*| )(\d{4}|\d{2})$/

/** Undefined where the cell holds no date. */
export function dateParts(text: string): DateParts | Wrong | undefined {
  let rest = text.trim()
  if (nothing.test(rest)) return undefined
  if (rest.length > 60) return notADate
  if (/^\d{8}$/.test(rest)) return packed(rest)
  if (/^\d{5}(?:[.,]\d+)?$/.test(rest)) return { kind: 'serial', serial: Number.parseInt(rest, 10) }
  if (/^\d+$/.test(rest)) {
    return { wrong: 'is a number, not a date', cure: 'Format the column as a date, export again, or write 2026-03-31.' }
  }
  if (rest.length > 8) rest = rest.replace(time, '').trim()
  if (/^\d{8}$/.test(rest)) return packed(rest)
  const first = yearFirst.exec(rest)
  if (first) {
    const found = dayOf(Number(first[1]), Number(first[3]), Number(first[4]))
    return found === undefined ? noSuchDay : { kind: 'day', day: found, style: `y${first[2]}` }
  }
  const last = yearLast.exec(rest) ?? yearLast.exec(rest.replace(/^\p{L}{2,10}[.,]?\s+/u, ''))
  if (last) {
    const numbers = [Number(last[1]), Number(last[3]), Number(last[4])] as const
    return { kind: 'numbers', numbers, short: last[4]!.length === 2, mark: last[2] ?? ' ' }
  }
  return namedMonth(rest)
}

/** Undefined for an empty cell. `order` is the column's; without it only dates with one reading are taken. */
export function readDate(text: string, order: DateOrder | undefined): Day | Wrong | undefined {
  const parts = dateParts(text)
  if (parts === undefined || 'wrong' in parts) return parts
  switch (parts.kind) {
    case 'day':
      return parts.day
    case 'serial':
      if (order !== 'serial') return { wrong: 'is a number, not a date', cure: 'Write the day as 2026-03-31.' }
      return serialDay(parts.serial) ?? noSuchDay
    case 'numbers': {
      const readings = readingsOf(parts)
      if (order === undefined) {
        const days = new Set(Object.values(readings))
        if (days.size === 1) return [...days][0]!
        return days.size === 0 ? noSuchDay : twoReadings
      }
      const found = order === 'serial' ? undefined : readings[order]
      if (found !== undefined) return found
      if (Object.keys(readings).length === 0) return noSuchDay
      return {
        wrong: `does not fit its column, which is written ${orderText(order)}`,
        cure: 'Write the day as 2026-03-31.',
      }
    }
  }
}

/** 20260331, or 31032026: no year from 1900 on can be a month and a day, so the two never meet. */
function packed(digits: string): DateParts | Wrong {
  const found = dayOf(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6)))
  if (found !== undefined) return { kind: 'day', day: found, style: 'y' }
  return {
    kind: 'numbers',
    numbers: [Number(digits.slice(0, 2)), Number(digits.slice(2, 4)), Number(digits.slice(4))],
    short: false,
    mark: '',
  }
}

/** Every order under which the three numbers are a day of the calendar. */
export function readingsOf(
  parts: Extract<DateParts, { kind: 'numbers' }>,
): Partial<Record<'dmy' | 'mdy' | 'ymd', Day>> {
  const readings: Partial<Record<'dmy' | 'mdy' | 'ymd', Day>> = {}
  // A year of four digits is meant as it stands: 0026 is a slip, and not 2026.
  if (!parts.short && parts.numbers[2] < 1000) return readings
  for (const order of parts.short ? (['dmy', 'mdy', 'ymd'] as const) : (['dmy', 'mdy'] as const)) {
    const found = inOrder(parts.numbers, order)
    if (found !== undefined) readings[order] = found
  }
  return readings
}

export function orderText(order: DateOrder): string {
  return {
    dmy: 'day, month, year',
    mdy: 'month, day, year',
    ymd: 'year, month, day',
    serial: 'as a spreadsheet counts days',
  }[order]
}

export function serialDay(serial: number): Day | undefined {
  // 20000 is in 1954, 80000 in 2119. Before 61 the count has a day that never was, 29 February 1900.
  return serial >= 20_000 && serial <= 80_000 ? ((serial - 25_569) as Day) : undefined
}

function inOrder([a, b, c]: readonly [number, number, number], order: 'dmy' | 'mdy' | 'ymd'): Day | undefined {
  if (order === 'dmy') return dayOf(fullYear(c), b, a)
  return order === 'mdy' ? dayOf(fullYear(c), a, b) : dayOf(fullYear(a), b, c)
}

/** As it is written: 0026 is a slip, and not 2026. */
function yearOf(text: string): number {
  return text.length === 4 ? Number(text) : fullYear(Number(text))
}

/** Two digits mean 1970 to 2069: no open claim is older, and few fall due later. */
function fullYear(year: number): number {
  if (year >= 100) return year
  return year < 70 ? 2000 + year : 1900 + year
}

const months = new Map<string, number>()
for (const language of ['en', 'de', 'fr', 'es', 'nl', 'it']) {
  for (const style of ['long', 'short'] as const) {
    // Formatted with a day, some languages put the month into another case.
    for (const form of [{ month: style }, { month: style, day: 'numeric' }] as const) {
      const format = new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' })
      for (let month = 1; month <= 12; month++) {
        const name = format.formatToParts(Date.UTC(2023, month - 1, 15)).find((part) => part.type === 'month')!.value
        months.set(foldMonth(name), month)
      }
    }
  }
}
for (const [name, month] of Object.entries({
  mrz: 3,
  maerz: 3,
  sept: 9,
  set: 9,
  jaenner: 1,
  janner: 1,
  feber: 2,
  mai: 5,
  okt: 10,
  dez: 12,
})) {
  months.set(name, month)
}

function foldMonth(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\./g, '')
}

/** "31. März 2026", "Mar 31, 2026", "31-Mar-26", "Tue 31 mars 2026", "31 de marzo de 2026". */
function namedMonth(text: string): DateParts | Wrong {
  const tokens = text
    .replace(/(\d)(?:st|nd|rd|th|er|º|ª)\b/gi, '$1')
    .split(/[\s.,/-]+/)
    .filter((token) => token !== '' && !/^(?:de|del|of|the|den|le|el|il)$/i.test(token))
  const at = tokens.findIndex((token) => /^\p{L}/u.test(token) && months.has(foldMonth(token)))
  // "mar" opens Tuesdays of France and Spain: where two words name months, the later one is meant.
  const later = tokens.findLastIndex((token) => /^\p{L}/u.test(token) && months.has(foldMonth(token)))
  const monthAt = Math.max(later, at)
  if (monthAt < 0) return notADate
  const words = tokens.filter((token) => /^\p{L}/u.test(token))
  const numbers = tokens.filter((token) => /^\d+$/.test(token))
  if (words.length > 2 || numbers.length !== 2 || words.length + numbers.length !== tokens.length) return notADate
  const month = months.get(foldMonth(tokens[monthAt]!))!
  const [first, second] = numbers as [string, string]
  const found =
    first.length === 4 ? dayOf(yearOf(first), month, Number(second)) : dayOf(yearOf(second), month, Number(first))
  if (second.length === 3 || (first.length > 2 && first.length !== 4)) return notADate
  return found === undefined ? noSuchDay : { kind: 'day', day: found, style: 'named' }
}

const notADate: Wrong = { wrong: 'is no date', cure: 'Write the day as 2026-03-31.' }
const noSuchDay: Wrong = { wrong: 'is no day of the calendar', cure: 'Correct it; write the day as 2026-03-31.' }
const twoReadings: Wrong = {
  wrong: 'can be read as two different days',
  cure: 'Write it as 2026-03-31, or give the column its order in the map (dateOrder: dmy or dateOrder: mdy).',
}
