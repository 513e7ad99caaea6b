// The one shape of a report: columns that say what they hold, rows by the columns' ids, sums under them, and how it is worked out in
// words. Currencies stand in rows of their own and are summed apart; turned into one, a report says at which rates.

import { csvText } from './csv.ts'
import { addMonths, type Day, dayText, lastOfMonth } from './day.ts'
import { type Exchange, exchanged } from './exchange.ts'
import { decimalText } from './money.ts'

export type Cell = string | number | null
export type Row = Readonly<Record<string, Cell>>

interface AnyColumn {
  readonly id: string
  readonly title: string
  /** For programs and files; a terminal has no room for it. */
  readonly quiet?: boolean
}

export type Column = AnyColumn &
  /** What a row is about, or what is said of it. */
  (
    | { readonly kind: 'text' | 'day' }
    /** How long, which is said of one thing and never summed. */
    | { readonly kind: 'days' }
    /** Money is in minor units of the row's `currency`. */
    | {
        readonly kind: 'number' | 'money'
        /** Not summed under the table: a balance, which stands in every row again. */
        readonly apart?: boolean
      }
    /** One figure over another of the same row, such as a share. Worked out again from sums, never summed. */
    | {
        readonly kind: 'ratio'
        readonly over: string
        readonly under: string
        /** 100 for a percentage, 90 for days of a quarter. */
        readonly times: number
        readonly unit: '%' | 'days'
      }
  )

export interface Table {
  readonly name: string
  readonly title: string
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  /** A row for each currency, or one; empty where nothing is summed. */
  readonly totals: readonly Row[]
}

export interface Converted {
  readonly currency: string
  /** Each with the rate, its day and its source: `1 EUR = 1.0823 USD of 2026-03-31 (ECB)`. */
  readonly rates: readonly string[]
}

export interface Report extends Table {
  /** How it is worked out, as a person would check it by hand. */
  readonly formula: string
  readonly asOf: { readonly day: string; readonly from?: string; readonly to?: string }
  /** The same figures by something else. */
  readonly more: readonly Table[]
  /** What one should know before one relies on it. */
  readonly notes: readonly string[]
  /** Which columns a chart draws: along `x`, a series for each of `y`. */
  readonly chart?: { readonly x: string; readonly y: readonly string[]; readonly as: 'bars' | 'lines' }
  readonly converted?: Converted
}

/** A table with its ratios worked out and its sums under it. */
export function table(it: Omit<Table, 'totals'>): Table {
  const rows = it.rows.map((row) => withRatios(it.columns, row))
  return { ...it, rows, totals: totalsOf(it.columns, rows) }
}

function withRatios(columns: readonly Column[], row: Row): Row {
  const ratios = columns.filter((it) => it.kind === 'ratio')
  return ratios.length === 0 ? row : { ...row, ...Object.fromEntries(ratios.map((it) => [it.id, ratio(it, row)])) }
}

/** To a tenth, halves up; null where there is nothing to divide by. */
function ratio(it: Extract<Column, { kind: 'ratio' }>, row: Row): number | null {
  const [over, under] = [row[it.over], row[it.under]]
  if (typeof over !== 'number' || typeof under !== 'number' || under <= 0) return null
  return Math.round((over / under) * it.times * 10) / 10
}

function totalsOf(columns: readonly Column[], rows: readonly Row[]): Row[] {
  const summed = columns.filter((it) => isSummed(it) && !it.apart)
  if (summed.length === 0) return []
  const byCurrency = Map.groupBy(rows, (it) => it.currency ?? null)
  return [...byCurrency]
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
    .map(([currency, some]) => {
      const sums = Object.fromEntries(summed.map(({ id }) => [id, sumOf(some, id)]))
      return withRatios(columns, currency === null ? sums : { currency, ...sums })
    })
}

type Summed = Extract<Column, { kind: 'number' | 'money' }>

function isSummed(it: Column): it is Summed {
  return it.kind === 'number' || it.kind === 'money'
}

function sumOf(rows: readonly Row[], id: string): number | null {
  const there = rows.map((it) => it[id]).filter((it) => typeof it === 'number')
  return there.length === 0 ? null : there.reduce((sum, it) => sum + it, 0)
}

/**
 * The same report in one currency. Rows that differed in their currency alone become one; what was no sum in them, such as a day or
 * a count of days that both had, stays only where it is the same in all.
 * @param ways from each other currency of the report
 */
export function inCurrency(it: Report, currency: string, ways: ReadonlyMap<string, Exchange>): Report {
  const used = [...new Set([it, ...it.more].flatMap(currenciesOf))].sort().filter((one) => one !== currency)
  if (used.length === 0) return it
  const turned = { ...it, ...turn(it, currency, ways), more: it.more.map((one) => turn(one, currency, ways)) }
  return { ...turned, converted: { currency, rates: used.map((one) => ways.get(one)!.says) } }
}

/** The currencies that stand in a table. */
export function currenciesOf(it: Table): string[] {
  return [...new Set(it.rows.map((row) => row.currency).filter((one) => typeof one === 'string'))]
}

function turn(it: Table, currency: string, ways: ReadonlyMap<string, Exchange>): Table {
  if (currenciesOf(it).every((one) => one === currency)) return it
  const keys = it.columns.filter((one) => one.kind === 'text' || one.kind === 'day').map((one) => one.id)
  const money = it.columns.filter((one) => one.kind === 'money').map((one) => one.id)
  const turned = it.rows.map((row): Row => {
    const way = ways.get(String(row.currency))
    if (!way) return { ...row, at_rate: null }
    const cells = money.map((id): [string, Cell] => [id, typeof row[id] === 'number' ? exchanged(row[id], way) : null])
    return { ...row, ...Object.fromEntries(cells), currency, at_rate: way.says }
  })
  const groups = Map.groupBy(turned, (row) => JSON.stringify(keys.map((id) => row[id] ?? null)))
  const rows = [...groups.values()].map((some) => {
    const [first] = some
    if (some.length === 1) return first!
    const rates = some.map((row) => row.at_rate).filter((one) => one !== null)
    const sums = it.columns.filter(isSummed).map(({ id }) => [id, sumOf(some, id)])
    const lengths = it.columns.filter((one) => one.kind === 'days').map(({ id }) => [id, sameOf(some, id)])
    return {
      ...first!,
      ...Object.fromEntries([...sums, ...lengths]),
      at_rate: rates.length === 0 ? null : rates.join('; '),
    }
  })
  return table({
    ...it,
    columns: [...it.columns, { id: 'at_rate', title: 'converted at', kind: 'text', quiet: true }],
    rows,
  })
}

function sameOf(rows: readonly Row[], id: string): Cell {
  const [first, ...others] = rows.map((it) => it[id] ?? null)
  return others.every((it) => it === first) ? first! : null
}

/** The last days of so many months before a day, oldest first, and then the day itself. */
export function monthEnds(day: Day, months: number): Day[] {
  const ends = Array.from({ length: months }, (_, i) => lastOfMonth(addMonths(day, i - months)))
  return [...ends, day]
}

/** A day as a cell. */
export function dayCell(value: Day | null | undefined): string | null {
  return value === null || value === undefined ? null : dayText(value)
}

/** A table for spreadsheets: columns by their ids, money as decimals, ratios as numbers; sums are left to the spreadsheet. */
export function tableCsv(it: Table): string {
  return csvText(
    it.columns.map((one) => one.id),
    it.rows.map((row) => it.columns.map((one) => csvCell(one, row))),
  )
}

function csvCell(column: Column, row: Row): Cell {
  const cell = row[column.id] ?? null
  return column.kind === 'money' && typeof cell === 'number' ? decimalText(cell, String(row.currency)) : cell
}
