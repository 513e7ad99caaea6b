// A file of rates between currencies: a column for each currency and a row for each day, as the European Central Bank publishes its
// reference rates, or a row for each day and pair. It refuses what it cannot read, by line, and never guesses a rate.

import { parse } from 'csv-parse/sync'
import { type Day, dayText, parseDay } from '../core/day.ts'
import { billionthsFrom, type ExchangeRate } from '../core/exchange.ts'
import { isCurrency } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'

/** A list from 1999 on has 7,000 days of 40 currencies. */
const ratesMost = 1_000_000
const dayNames = ['date', 'day', 'datum', 'time_period']
const baseNames = ['base', 'from', 'base currency']
const currencyNames = ['currency', 'to', 'quote', 'quote currency']
const rateNames = ['rate', 'value', 'obs_value']

/**
 * The rates of a file, each with how much of the currency a unit of `base` buys. What a publisher marks as not available is left out.
 * @param given who published them, and of what one unit is quoted where the file has no column for it (the ECB's: EUR)
 */
export function readExchangeRates(
  bytes: Uint8Array,
  given: { readonly source: string; readonly base: string },
): ExchangeRate[] {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    throw problem('exchange.packed', 'That is a packed file.', 'Unpack it and give the CSV inside.')
  const text = new TextDecoder().decode(bytes)
  const delimiter = text.slice(0, 4000).split(';').length > text.slice(0, 4000).split(',').length ? ';' : ','
  let lines: { record: string[]; info: { lines: number } }[]
  try {
    lines = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as never
  } catch (error) {
    throw problem(
      'exchange.unreadable',
      `That is no CSV: ${(error as Error).message}`,
      'Export the rates as CSV, with one header row.',
    )
  }
  const [header, ...body] = lines
  if (!header || body.length === 0)
    throw problem(
      'exchange.empty',
      'There are no rates in the file.',
      'Give a CSV with a header and a row for each day.',
    )
  const names = header.record.map((it) => it.trim().toLowerCase())
  const at = (some: readonly string[]) => names.findIndex((it) => some.includes(it))
  const dayAt = at(dayNames)
  if (dayAt < 0)
    throw problem(
      'exchange.no_day',
      'There is no column with the day.',
      `Call it one of: ${dayNames.join(', ')}; and the others by their currencies (USD, GBP, …), or "currency" and "rate".`,
    )
  const [currencyAt, rateAt, baseAt] = [at(currencyNames), at(rateNames), at(baseNames)]
  const found: ExchangeRate[] = []
  const add = (line: number, base: string, currency: string, day: Day, text: string) => {
    if (text === '' || /^(n\/?a|-|\.)$/i.test(text) || base === currency) return
    const billionths = billionthsFrom(text)
    if (billionths === undefined)
      throw problem(
        'exchange.rate',
        `${quoted(text)} is no rate of ${currency} on ${dayText(day)}.`,
        'Write it with a point and at most nine decimals: 1.0823',
        { line },
      )
    found.push({ base, currency, day, billionths, source: given.source })
    if (found.length > ratesMost)
      throw problem('exchange.many', `There are more than ${ratesMost} rates in the file.`, 'Give it in several parts.')
  }
  const wide = names.flatMap((name, i) =>
    i !== dayAt && isCurrency(name.toUpperCase()) ? [[name.toUpperCase(), i] as const] : [],
  )
  const long = currencyAt >= 0 && rateAt >= 0
  if (!long && wide.length === 0)
    throw problem(
      'exchange.no_currency',
      'No column is named by a currency, and there is none called "currency" beside one called "rate".',
      'Name the columns by their currencies: Date, USD, GBP, …',
    )
  for (const { record, info } of body) {
    const day = dayOf(record[dayAt] ?? '')
    if (day === undefined)
      throw problem('exchange.day', `${quoted(record[dayAt] ?? '')} is no day.`, 'Write it as 2026-03-31.', {
        line: info.lines,
      })
    if (!long) {
      for (const [currency, i] of wide) add(info.lines, given.base, currency, day, record[i] ?? '')
      continue
    }
    const base = baseAt < 0 ? given.base : code(record[baseAt] ?? '', info.lines)
    add(info.lines, base, code(record[currencyAt] ?? '', info.lines), day, record[rateAt] ?? '')
  }
  return unequivocal(found)
}

function code(text: string, line: number): string {
  const name = text.toUpperCase()
  if (isCurrency(name)) return name
  throw problem('exchange.currency', `${quoted(text)} is no currency.`, 'Use a three-letter code such as USD.', {
    line,
  })
}

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/** `2026-03-31`, or `31 March 2026` as the ECB writes the one day of its daily file. */
function dayOf(text: string): Day | undefined {
  const match = /^(\d{1,2}) ([A-Za-z]+) (\d{4})$/.exec(text)
  if (!match) return parseDay(text)
  const month = months.indexOf(match[2]!.toLowerCase()) + 1
  return month === 0
    ? undefined
    : parseDay(`${match[3]}-${String(month).padStart(2, '0')}-${match[1]!.padStart(2, '0')}`)
}

/** A pair stands once for each day, or twice alike. */
function unequivocal(rates: readonly ExchangeRate[]): ExchangeRate[] {
  const once = new Map<string, ExchangeRate>()
  for (const it of rates) {
    const key = `${it.base} ${it.currency} ${it.day}`
    const before = once.get(key)
    if (before && before.billionths !== it.billionths)
      throw problem(
        'exchange.twice',
        `There are two rates of ${it.base} and ${it.currency} on ${dayText(it.day)}.`,
        'Leave the one that holds.',
      )
    once.set(key, it)
  }
  if (once.size === 0)
    throw problem(
      'exchange.empty',
      'There are no rates in the file.',
      'Give a CSV with a header and a row for each day.',
    )
  return [...once.values()]
}
