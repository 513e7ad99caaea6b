// `dunwell report …` for the reports of one shape: a table with its sums, the formula in words and what to mind, or the same as JSON
// or CSV.

import type { Command } from 'commander'
import { day as parsedDay } from '../core/day.ts'
import { moneyText } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import { type Column, type Report, type Row, type Table, tableCsv } from '../core/report.ts'
import { makeReport, reportKind, reportKinds, tableOf } from '../engine/reports.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Desk, dayOption, type Wiring } from './desk.ts'

export interface TableOptions extends CommonOptions {
  readonly from?: string
  readonly to?: string
  readonly days?: string
  readonly converted?: boolean
  readonly csv?: boolean
  readonly table?: string
}

/** Reports that have a command of their own beside these, which turns to `tableAnswer` where it is asked for the table. */
const elsewhere = ['aging', 'dso']
const rowsShown = 200

export function tableReports(parent: Command, wiring: Wiring): void {
  for (const kind of reportKinds.filter((it) => !elsewhere.includes(it.name))) {
    const example = kind.looks === 'span' ? '--from 2026-01-01 --to 2026-03-31' : '--day 2026-03-31'
    const it = command(parent, kind.name, kind.says, `./dunwell report ${kind.name} ${example}`, {
      json: true,
      day: 'the day of the report, any day (default: today)',
    })
    if (kind.looks === 'span') {
      it.option(
        '--from <day>',
        `the first day (default: ${kind.months === 1 ? 'a month' : `${kind.months} months`} before the last)`,
      )
      it.option('--to <day>', 'the last day (default: the day of the report)')
    }
    if (kind.days) it.option('--days <number>', `${kind.days.says} (default: ${kind.days.usual})`)
    it.option('--converted', "in the workspace's currency, at the rates of the day (see rate exchange)")
    it.option('--csv', 'as CSV, whole')
    it.option('--table <name>', 'with --csv: one of the tables below the first')
    it.action(atDesk<TableOptions>(wiring, (desk, options) => tableAnswer(desk, kind.name, options), { anyDay: true }))
  }
}

export async function tableAnswer(desk: Desk, name: string, options: TableOptions): Promise<Answer> {
  if (options.csv && options.json)
    throw problem('report.formats', 'A report comes as JSON or as CSV.', 'Give --json or --csv, not both.')
  const it = await makeReport(desk, name, {
    day: dayOption(options.day, desk.today),
    from: options.from === undefined ? undefined : parsedDay(options.from),
    to: options.to === undefined ? undefined : parsedDay(options.to),
    days: daysOf(options.days, reportKind(name).days?.says),
    converted: options.converted,
  })
  return { json: it, text: options.csv ? tableCsv(tableOf(it, options.table)) : text(it) }
}

function daysOf(given: string | undefined, says: string | undefined): number | undefined {
  if (given === undefined || says === undefined) return undefined
  const days = Number(given)
  if (Number.isInteger(days) && days >= 1 && days <= 3660) return days
  throw problem(
    'report.days',
    `${quoted(given)} is not a number of days.`,
    'Use a whole number from 1 to 3660, such as 90.',
  )
}

function text(it: Report): string {
  const { day, from, to } = it.asOf
  const when = from === undefined ? `on ${day}` : `from ${from} to ${to}`
  const head = [`${it.title}, ${when}`]
  if (it.converted)
    head.push(`Converted to ${it.converted.currency}: ${it.converted.rates.join('; ')}. Rounded in each row.`)
  const all = [it, ...it.more].filter((one) => one.rows.length > 0)
  const tables = all.map((one) => (one === it ? tableText(one) : `${one.title}\n\n${tableText(one)}`))
  if (tables.length === 0) tables.push('Nothing to show.')
  return [
    ...head,
    '',
    tables.join('\n\n'),
    ...[it.formula, ...it.notes].map((one) => `\n${one.split('\n').map(wrapped).join('\n')}`),
  ].join('\n')
}

function tableText(it: Table): string {
  const own = it.columns.filter((one) => !one.quiet)
  const head = own.map((one) => (one.kind === 'ratio' ? `${one.title}, ${one.unit}` : one.title))
  const byCurrency = own[0]?.id === 'currency' ? [...Map.groupBy(it.rows, (row) => row.currency).values()] : [it.rows]
  const tenths = new Set(own.filter((one) => isInTenths(one, it.rows)).map((one) => one.id))
  const line = (row: Row) => own.map((one) => cellText(one, row, tenths.has(one.id)))
  const gap = own.map(() => '')
  let left = rowsShown
  const body = byCurrency.flatMap((rows, i) => {
    const shown = rows.slice(0, left)
    left -= shown.length
    const label = own.find((one) => (one.kind === 'text' || one.kind === 'day') && one.id !== 'currency')
    const total = it.totals.find((row) => row.currency === rows[0]?.currency)
    const sums = total && rows.length > 1 && label ? [line({ ...total, [label.id]: 'in all' })] : []
    return [...(i > 0 && byCurrency.some((some) => some.length > 1) ? [gap] : []), ...shown.map(line), ...sums]
  })
  const more = it.rows.length - (rowsShown - left)
  return `${columns(head, body)}${more > 0 ? `\n… and ${more} rows more: --csv has them all` : ''}`
}

function isInTenths(column: Column, rows: readonly Row[]): boolean {
  return (
    column.kind === 'ratio' || (column.kind === 'days' && rows.some((row) => Number(row[column.id] ?? 0) % 1 !== 0))
  )
}

function cellText(column: Column, row: Row, tenths: boolean): string {
  const cell = row[column.id] ?? null
  if (cell === null) return ''
  if (typeof cell === 'string') return cell
  if (tenths) return cell.toFixed(1)
  if (column.kind !== 'money') return String(cell)
  const currency = String(row.currency)
  return moneyText(cell, currency).slice(0, -currency.length - 1)
}

const lineWidth = 110

function wrapped(it: string): string {
  const lines: string[] = ['']
  for (const word of it.split(' ')) {
    const last = lines.at(-1)!
    if (last.length + word.length + 1 > lineWidth) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines.join('\n')
}
