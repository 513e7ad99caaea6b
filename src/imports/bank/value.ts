// Amounts, currencies and days as bank files write them, each read exactly or refused with the place it stands at. No floats.

import { type Day, dayOf, parseDay } from '../../core/day.ts'
import { isCurrency, minorDigits, minorFrom } from '../../core/money.ts'
import { type Problem, problem, quoted } from '../../core/problem.ts'

/** Where a value stands: in words, and its line where there is one. */
export interface Place {
  readonly at: string
  readonly line?: number
}

export function wrong(
  place: Place,
  says: string,
  fix = 'Export the file again from the bank, without editing it.',
): Problem {
  return problem('bank.unreadable', `${place.at}: ${says}`, fix, place.line === undefined ? {} : { line: place.line })
}

/** `'1234.50'` with a point, or with a comma where `mark` says so. Never negative: the sign stands beside it in these formats. */
export function amountOf(text: string, currency: string, mark: '.' | ',', place: Place): number {
  const flat = text.trim()
  const decimal = mark === ',' ? flat.replace(/,$/, '').replace(',', '.') : flat.replace(/^\./, '0.')
  const minor =
    /^\d{1,30}(?:\.\d+)?$/.test(decimal) && (mark === '.' || !flat.includes('.'))
      ? minorFrom(decimal, currency)
      : undefined
  if (minor === undefined) {
    throw wrong(place, `${quoted(text)} is no amount of ${currency} (${minorDigits(currency)} decimals at most).`)
  }
  return minor
}

/** As `amountOf` with a point, and with its own sign. */
export function signedAmount(text: string, currency: string, place: Place): number {
  const match = /^([+-]?)(.*)$/s.exec(text.trim())!
  const amount = amountOf(match[2]!, currency, '.', place)
  return match[1] === '-' && amount !== 0 ? -amount : amount
}

/** Whole minor units without a mark, as BAI2 writes them. */
export function minorUnits(text: string, place: Place): number {
  const match = /^([+-]?)(\d{1,30})$/.exec(text.trim())
  const amount = match ? Number(match[2]) : Number.NaN
  if (!(amount <= 100_000_000_000_000)) throw wrong(place, `${quoted(text)} is no amount.`)
  return match![1] === '-' && amount !== 0 ? -amount : amount
}

export function currencyOf(text: string | undefined, place: Place): string {
  const code = text?.trim() ?? ''
  if (!/^[A-Z]{3}$/.test(code) || !(isCurrency(code) || former.has(code))) {
    throw wrong(place, `${quoted(code)} is no currency.`)
  }
  return code
}

/** Of the days before the euro: old statements are still read. */
const former = new Set(['DEM', 'FRF', 'ITL', 'ESP', 'NLG', 'BEF', 'ATS', 'FIM', 'IEP', 'PTE'])

/** `yyyy-mm-dd`, or a moment that begins with it: the bank's own calendar day. */
export function isoDay(text: string, place: Place): Day {
  const flat = text.trim()
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2}|T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(
      flat,
    )
  const day = match ? parseDay(match[1]!) : undefined
  if (day === undefined) throw wrong(place, `${quoted(text)} is no day of the calendar.`)
  return day
}

/** `yymmdd`; years 80 to 99 are of the last century. */
export function shortDay(text: string, place: Place): Day {
  const match = /^(\d{2})(\d{2})(\d{2})$/.exec(text)
  const year = match ? Number(match[1]) : 0
  const day = match ? dayOf(year >= 80 ? 1900 + year : 2000 + year, Number(match[2]), Number(match[3])) : undefined
  if (day === undefined) throw wrong(place, `${quoted(text)} is no day of the calendar.`)
  return day
}
