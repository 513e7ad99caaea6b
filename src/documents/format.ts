// Money, days and counted things as a reader of each language writes them, and the filters that bring them into templates.
// The words themselves are in languages.ts. Amounts are never rounded here.

import type { FilterImplOptions } from 'liquidjs'
import { type Day, dayText, noDay, yearOf } from '../core/day.ts'
import { groupedReference } from '../core/iban.ts'
import { decimalText } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import type { ClaimFacts, Fields, Shape } from './facts.ts'
import { factsShape } from './facts.ts'
import { languageOf } from './languages.ts'

// An Intl formatter costs a thousand times what it formats, so each is made once.
const numbers = new Map<string, Intl.NumberFormat>()
const dates = new Map<string, Map<Day, string>>()
const plurals = new Map<string, Intl.PluralRules>()
const noBreak = '\u00a0'

/** `'1,240.00'`, with the decimals of its currency and a true minus sign. */
export function amountText(amountMinor: number, currency: string, language: string): string {
  const decimal = decimalText(Math.abs(amountMinor), currency)
  const fraction = decimal.length - 1 - decimal.lastIndexOf('.')
  const digits = decimal.includes('.') ? fraction : 0
  const key = `${language} ${digits}`
  let format = numbers.get(key)
  if (!format) {
    format = new Intl.NumberFormat(languageOf(language).locale, {
      // Spanish would leave 1240,00 without its point; on an invoice it has one.
      useGrouping: 'always',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
    numbers.set(key, format)
  }
  // Given as a decimal string, which Intl takes exactly; a float would round large sums.
  // French groups by a narrow space, which not every font and reader has.
  const figures = format.format(decimal as Intl.StringNumericLiteral).replaceAll('\u202f', noBreak)
  return `${amountMinor < 0 ? '−' : ''}${figures}`
}

/** `'1,240.00 EUR'`, kept on one line by a no-break space. */
export function moneyIn(amountMinor: number, currency: string, language: string): string {
  return `${amountText(amountMinor, currency, language)}${noBreak}${currency}`
}

type DayStyle = 'long' | 'short' | 'dayMonth'
const dayStyles: Readonly<Record<DayStyle, Intl.DateTimeFormatOptions>> = {
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short', year: 'numeric' },
  dayMonth: { day: 'numeric', month: 'long' },
}

/** `'12 March 2026'`, `'12 Mar 2026'` or `'12 March'`; German, French and Spanish write the short one in figures. */
export function dayIn(day: Day, language: string, style: DayStyle = 'long'): string {
  if (day === noDay) return '–'
  const key = `${language} ${style}`
  let known = dates.get(key)
  if (!known) {
    known = new Map()
    dates.set(key, known)
  }
  let text = known.get(day)
  if (text === undefined) {
    const { locale, shortDay, firstDay } = languageOf(language)
    const look = (style === 'short' && shortDay) || dayStyles[style]
    text = new Intl.DateTimeFormat(locale, { ...look, timeZone: 'UTC' })
      .format(new Date(`${dayText(day)}T00:00:00Z`))
      .replaceAll(' ', noBreak)
    if (firstDay && style !== 'short') text = text.replace(/^1(?=\u00a0)/, firstDay)
    known.set(day, text)
  }
  return text
}

/** `'invoice 2024-0117'`, `'3 invoices'`, or `'3 items'` where the kinds differ. */
export function claimsIn(claims: readonly ClaimFacts[], language: string): string {
  const { kinds, otherKind } = languageOf(language)
  const words = claims.every((claim) => claim.kind === claims[0]?.kind)
    ? (kinds[claims[0]?.kind ?? ''] ?? otherKind)
    : otherKind
  return claims.length === 1 ? `${words[0]} ${claims[0]!.number}` : `${claims.length} ${words[1]}`
}

/** `'1,240.00 EUR and 300.00 GBP'`. */
function listIn(parts: readonly string[], language: string): string {
  if (parts.length === 1) return parts[0]!
  return new Intl.ListFormat(languageOf(language).locale, { type: 'conjunction' }).format(parts)
}

function daysIn(count: number, language: string): string {
  const { locale, days } = languageOf(language)
  let rules = plurals.get(locale)
  if (!rules) {
    rules = new Intl.PluralRules(locale)
    plurals.set(locale, rules)
  }
  return `${count}${noBreak}${rules.select(count) === 'one' ? days[0] : days[1]}`
}

/** `'DE89 3704 0044 0532 0130 00'`: as on a bank card, so that it can be compared with a finger. */
function inFours(code: string): string {
  return groupedReference(code).replaceAll(' ', noBreak)
}

function firstName(name: string): string {
  const given = name.includes(',') ? name.slice(name.indexOf(',') + 1) : name
  const words = given.trim().split(/\s+/)
  return words.find((word) => word !== '' && !word.endsWith('.')) ?? name
}

/** What a filter may be given, what it makes of it, and how. The shapes let a template be checked before it is used. */
export interface FilterRow {
  readonly takes: readonly Shape[]
  readonly arguments: readonly Shape[]
  /** As many of `arguments` as may be left out, from the end. */
  readonly optionalArguments?: number
  readonly gives: Shape
  readonly apply: FilterImplOptions
}

const claims = factsShape.fields.claims
const totals = factsShape.fields.totals
type Total = {
  readonly currency: string
  readonly overdueMinor: number
  readonly openMinor: number
  toPayMinor: number
}
type Sum = 'overdue' | 'open' | 'to_pay'
const sums: Readonly<Record<Sum, 'overdueMinor' | 'openMinor' | 'toPayMinor'>> = {
  overdue: 'overdueMinor',
  open: 'openMinor',
  to_pay: 'toPayMinor',
}

/** The filters a template may use; there are no others. */
export const filters: Readonly<Record<string, FilterRow>> = {
  money: {
    takes: ['minor'],
    arguments: ['text'],
    gives: 'text',
    apply(minor: number, currency: string) {
      return moneyIn(minor, currency, spoken(this))
    },
  },
  amount: {
    takes: ['minor'],
    arguments: ['text'],
    gives: 'text',
    apply(minor: number, currency: string) {
      return amountText(minor, currency, spoken(this))
    },
  },
  less: {
    takes: ['minor'],
    arguments: ['text'],
    gives: 'text',
    apply(minor: number, currency: string) {
      return amountText(-minor, currency, spoken(this))
    },
  },
  day: {
    takes: ['day'],
    arguments: [],
    gives: 'text',
    apply(day: Day) {
      return dayIn(day, spoken(this))
    },
  },
  short_day: {
    takes: ['day'],
    arguments: [],
    gives: 'text',
    apply(day: Day) {
      return dayIn(day, spoken(this), 'short')
    },
  },
  // The year is left out where it is the year of `other`.
  day_near: {
    takes: ['day'],
    arguments: ['day'],
    gives: 'text',
    apply(day: Day, other: Day) {
      return dayIn(day, spoken(this), yearOf(day) === yearOf(other) ? 'dayMonth' : 'long')
    },
  },
  days_from: {
    takes: ['day'],
    arguments: ['day'],
    gives: 'text',
    apply(day: Day, other: Day) {
      return daysIn(day - other, spoken(this))
    },
  },
  days: {
    takes: ['number'],
    arguments: [],
    gives: 'text',
    apply(count: number) {
      return daysIn(count, spoken(this))
    },
  },
  named: {
    takes: [claims],
    arguments: [],
    gives: 'text',
    apply(list: readonly ClaimFacts[]) {
      return claimsIn(list, spoken(this))
    },
  },
  sums: {
    takes: [totals],
    arguments: ['text'],
    gives: 'text',
    apply(list: readonly Total[], which: string) {
      const field = sums[which as Sum]
      if (!field) {
        throw problem(
          'documents.unknown_sum',
          `There is no sum called ${quoted(which)}.`,
          `Use one of: ${Object.keys(sums).join(', ')}.`,
        )
      }
      const language = spoken(this)
      const parts = list.filter((total) => total[field] > 0)
      return listIn(
        parts.map((total) => moneyIn(total[field], total.currency, language)),
        language,
      )
    },
  },
  sentence: {
    takes: ['text'],
    arguments: [],
    gives: 'text',
    apply(text: string) {
      return text.charAt(0).toLocaleUpperCase(languageOf(spoken(this)).locale) + text.slice(1)
    },
  },
  // What a friend calls them: of 'Dr. Anna Berg' or 'Berg, Anna' it is Anna.
  first_name: { takes: ['text'], arguments: [], gives: 'text', apply: firstName },
  fours: { takes: ['text'], arguments: [], gives: 'text', apply: inFours },
  tight: { takes: ['text'], arguments: [], gives: 'text', apply: (text: string) => text.replace(/\s/g, '') },
  join: {
    takes: [{ each: 'text' }],
    arguments: ['text'],
    optionalArguments: 1,
    gives: 'text',
    apply: (list: readonly string[], between = ', ') => list.join(between),
  },
  before: {
    takes: ['text'],
    arguments: ['text'],
    gives: 'text',
    apply: (text: string, mark: string) => (text.includes(mark) ? text.slice(0, text.indexOf(mark)) : ''),
  },
  after: {
    takes: ['text'],
    arguments: ['text'],
    gives: 'text',
    apply: (text: string, mark: string) =>
      text.includes(mark) ? text.slice(text.indexOf(mark) + mark.length).trimStart() : text,
  },
}

export function isFields(shape: Shape): shape is Fields {
  return typeof shape === 'object' && 'fields' in shape
}

function spoken(filter: { context: { environments: object } }): string {
  return (filter.context.environments as { language: string }).language
}
