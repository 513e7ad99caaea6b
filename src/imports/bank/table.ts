// A bank's or payment provider's table, CSV or a sheet, as statements: one for each account and currency in it. What its columns are is
// worked out from their names and values or told by a map; every line is an entry, a balance or known words, or the file is refused.

import type { Day } from '../../core/day.ts'
import { isCurrency } from '../../core/money.ts'
import { problem, quoted } from '../../core/problem.ts'
import { uniqueNames } from '../csv.ts'
import type { BankFile, Statement } from './statement.ts'
import { accountIn, newestFirst, noteOf, runningBalance } from './table-balance.ts'
import { type Columns, columnsOf, compact, currencyNamed, joined, type TableField } from './table-column.ts'
import type { Grid, GridRow } from './table-grid.ts'
import { isStatus } from './table-kind.ts'
import { cellOf, lineOf, type TableLine, type TablePlan } from './table-line.ts'
import type { BankMap } from './table-map.ts'
import { providerColumns, providerOf } from './table-provider.ts'
import { amountIn, amountStyle, type Cell, currencyIn, dateStyle, refuse } from './table-style.ts'

export interface ReadTable {
  readonly file: BankFile
  readonly plan: TablePlan
}

/** Throws a Problem that names the line or the option that is missing. */
export function readTable(grid: Grid, given?: BankMap): ReadTable {
  const plan = planOf(grid, given)
  const { entries, notes } = linesOf(grid, plan)
  const accounts = new Map<string, TableLine[]>()
  for (const entry of entries) {
    const key = `${entry.account} ${entry.entry.currency}`
    const own = accounts.get(key)
    if (own) own.push(entry)
    else accounts.set(key, [entry])
  }
  if (accounts.size === 0) {
    throw problem(
      'bank.empty',
      'There is no entry under the header of the table.',
      'Export the period again from the bank.',
    )
  }
  const statements = [...accounts.values()].map((lines) => statementOf(lines, plan, accounts.size === 1 ? notes : []))
  const name = plan.provider === undefined ? '' : `, ${plan.provider.name}`
  return { file: { format: `${grid.describes.split(',')[0]}${name}`, statements }, plan }
}

function planOf(grid: Grid, given: BankMap | undefined): TablePlan {
  const written = (grid.rows[grid.header]?.cells ?? []).map((cell) => cell.replace(/\s+/g, ' ').trim())
  // Two columns of one name are told apart in a map; a nameless one has none to be called by.
  const unique = uniqueNames(written)
  const header = written.map((name, at) => (name === '' ? '' : unique[at]!))
  const above = grid.rows.slice(0, grid.header)
  const below = grid.rows.slice(grid.header + 1)
  const provider = providerOf(header)
  const told = accountIn(above.map((row) => row.cells))
  const sample = below.slice(0, 200).filter((row) => row.cells.length >= header.length - 1)
  const guessed = columnsOf(written, {
    sample: sample.map((row) => row.cells),
    accountTold: told !== undefined,
    isStatus,
  })
  const columns = {
    ...guessed,
    ...(provider && providerColumns(provider, header)),
    ...byHand(given, header),
  } satisfies Columns
  const has = (field: TableField) => (columns[field]?.length ?? 0) > 0
  if (!has('day')) throw missing('day', header)
  // One of two columns of debit and credit may be named by hand; a single column of sums stands before both.
  if (!has('amount') && !(has('debit') && has('credit'))) throw missing('amount', header)
  if (has('amount') && given?.columns.debit === undefined) Object.assign(columns, { debit: [], credit: [] })
  const cells = (fields: readonly TableField[]) =>
    fields.flatMap((field) => (columns[field] ?? []).flatMap((at) => below.map((row) => cellOf(row, at))))
  const sums = cells(['amount', 'debit', 'credit', 'fee', 'net', 'balance'])
  const style = {
    ...amountStyle(sums, given?.decimal ?? provider?.decimal),
    ...dateStyle(
      cells(['day', 'valueDay']).filter((cell) => cell.held !== 'd'),
      given?.dates ?? provider?.dates,
      inEnglish(header),
    ),
  }
  const currency = given?.currency ?? currencyTold(columns, header, sums, above)
  const account = given?.account?.replace(/\s/g, '').toUpperCase() ?? provider?.account ?? told
  const fees = given?.fees ?? provider?.fees ?? (has('net') ? 'net' : undefined)
  if (has('fee') && fees === undefined) {
    throw problem(
      'bank.fees',
      `The column ${quoted(header[columns.fee![0]!]!)} holds fees, and nothing says whether they are taken off the amount or within it already.`,
      'Say it: --fees taken or --fees within.',
    )
  }
  const signs = given?.signs ?? provider?.signs ?? 'received'
  const map: BankMap = {
    columns: Object.fromEntries(
      Object.entries(columns).map(([field, list]) => [field, (list as readonly number[]).map((at) => header[at]!)]),
    ),
    decimal: style.decimal,
    dates: style.dates === 'serial' ? undefined : style.dates,
    currency: has('currency') ? undefined : currency,
    account: given?.account,
    signs: given?.signs,
    fees: given?.fees,
  }
  return { header, columns, provider, style, signs, fees: fees ?? 'within', currency, account, map }
}

function missing(field: 'day' | 'amount', header: readonly string[]) {
  const what = field === 'day' ? 'the day of an entry' : 'the amount of an entry'
  return problem(
    'bank.no_column',
    `No column of the table is known as ${what}.`,
    `Say which it is: --map ${field}="${header.find((name) => name !== '') ?? 'NAME'}". Its columns are: ${header
      .filter((name) => name !== '')
      .slice(0, 30)
      .join(', ')}.`,
  )
}

/** Columns as a map names them; a Problem for a name that the table does not have. */
function byHand(given: BankMap | undefined, header: readonly string[]): Partial<Record<TableField, readonly number[]>> {
  const own = header.map(compact)
  const found: Partial<Record<TableField, readonly number[]>> = {}
  for (const [field, list] of Object.entries(given?.columns ?? {}) as [TableField, readonly string[]][]) {
    const at = list.map((name) => {
      const index = header.indexOf(name) === -1 ? own.indexOf(compact(name)) : header.indexOf(name)
      if (index !== -1) return index
      throw problem(
        'bank.no_column',
        `The map names the column ${quoted(name)}, and the table has none of that name.`,
        `Name one of: ${header
          .filter((one) => one !== '')
          .slice(0, 30)
          .join(', ')}.`,
      )
    })
    found[field] = joined.has(field) ? at : at.slice(0, 1)
  }
  return found
}

/** Words that no bank writes in English above a column. */
const foreign =
  /betrag|buchung|wertstellung|datum|saldo|verwendung|umsatz|w[äa]hrung|montant|libell|d[ée]bit\s?euro|solde|devise|fecha|importe|concepto|bedrag|omschrijving|rekening|tegen|importo|causale|valuta|d[ée]bit.*cr[ée]dit euros|op[ée]ration|é/i

function inEnglish(header: readonly string[]): boolean {
  return !header.some((name) => foreign.test(name))
}

function currencyTold(
  columns: Columns,
  header: readonly string[],
  sums: readonly Cell[],
  above: readonly GridRow[],
): string | undefined {
  const named = (['amount', 'credit', 'debit', 'balance'] as const)
    .flatMap((field) => columns[field] ?? [])
    .map((at) => currencyNamed(header[at]!))
    .find((code) => code !== undefined)
  if (named !== undefined) return named
  const signs = new Set(sums.map(currencyIn).filter((code) => code !== undefined))
  if (signs.size === 1) return [...signs][0]
  // A cell by itself, or behind a sum: "1.500,00 EUR".
  const told = new Set(
    above
      .flatMap((row) => row.cells.map((cell) => /(?:^|\d\s?)([A-Z]{3})$/.exec(cell.trim())?.[1]))
      .filter((code) => code !== undefined && isCurrency(code)),
  )
  return told.size === 1 ? [...told][0] : undefined
}

interface TableNote {
  readonly what: 'opening' | 'closing'
  readonly cells: readonly Cell[]
}

function linesOf(grid: Grid, plan: TablePlan): { entries: TableLine[]; notes: TableNote[] } {
  const entries: TableLine[] = []
  const notes: TableNote[] = []
  const { columns, header } = plan
  const sumsAt = [...(columns.amount ?? []), ...(columns.debit ?? []), ...(columns.credit ?? [])]
  const debitsSigned = signsOf(grid, columns)
  // Rows without a day and a sum: above the first entry and below the last they are words, between them something is lost.
  let idle: GridRow | undefined
  for (const [at, row] of grid.rows.entries()) {
    if (at === grid.header) continue
    const isSum = sumsAt.some((one) => (row.cells[one] ?? '').trim() !== '')
    const isDay = (row.cells[columns.day![0]!] ?? '').trim() !== ''
    const note =
      at < grid.header || !isSum || !isDay || row.cells.length < header.length ? noteOf(row.cells) : undefined
    if (note !== undefined) {
      if (note.what !== 'total') {
        notes.push({ what: note.what, cells: note.texts.map((text) => ({ line: row.line, text })) })
      }
      continue
    }
    if (at < grid.header) continue
    if (!isSum && !isDay) {
      if (entries.length > 0) idle ??= row
      continue
    }
    if (idle !== undefined && (isSum || row.cells.length >= widthOf(header))) {
      throw refuse(idle.line, 'The row stands between entries and has neither a day nor a sum.')
    }
    // A line of words under the table, in the column of the days.
    if (
      !isSum &&
      entries.length > 0 &&
      row.cells.filter((cell) => cell.trim() !== '').length === 1 &&
      !/\d/.test(row.cells.join(''))
    )
      continue
    mustFit(row, header)
    const line = lineOf(row, plan, debitsSigned)
    if (line !== undefined) entries.push(line)
  }
  return { entries, notes }
}

/** Without the names that a mark at the end of the line leaves empty. */
function widthOf(header: readonly string[]): number {
  return header.findLastIndex((name) => name !== '') + 1
}

/** A row with a cell too many, or one too few, has its values under the wrong names. */
function mustFit(row: GridRow, header: readonly string[]): void {
  const filled = row.cells.findLastIndex((cell) => cell.trim() !== '') + 1
  const short = row.held === undefined && row.cells.length < widthOf(header)
  if (!short && filled <= header.length) return
  const count = short ? row.cells.length : filled
  throw refuse(
    row.line,
    `The row has ${count} cells and the header ${header.length}: its values are under the wrong names.`,
  )
}

/** Whether debits are written with a minus; a Problem where some are and some are not. */
function signsOf(grid: Grid, columns: Columns): boolean {
  const at = columns.debit?.[0]
  if (at === undefined) return false
  let [minus, none] = [undefined, undefined] as (GridRow | undefined)[]
  for (const row of grid.rows.slice(grid.header + 1)) {
    const text = (row.cells[at] ?? '').trim()
    if (!/[1-9]/.test(text)) continue
    if (/^[-−–(]|[-−–)]$/.test(text)) minus ??= row
    else none ??= row
  }
  if (minus && none) {
    throw refuse(
      Math.max(minus.line, none.line),
      `Debits are written with a minus on line ${minus.line} and without one on line ${none.line}.`,
    )
  }
  return minus !== undefined
}

function statementOf(lines: readonly TableLine[], plan: TablePlan, notes: readonly TableNote[]): Statement {
  const first = lines[0]!
  const { currency } = first.entry
  const [from, to] = [first.entry.day, lines.at(-1)!.entry.day]
  const down = from === to ? undefined : from > to
  const ordered = newestFirst(
    lines.map((it) => it.moved),
    down,
  )
    ? [...lines].reverse()
    : lines
  const balances = runningBalance(
    ordered.map((it) => it.moved),
    currency,
  )
  const days = ordered.map((it) => it.entry.day)
  const until = Math.max(...spread(days)) as Day
  const told = toldBalances(notes, currency, plan)
  const opening = balances.opening ?? told.opening
  // A sum above the header may be that of the day of the export; with the opening beside it, it is the list's own.
  const closing = balances.closing ?? (told.opening === undefined ? undefined : told.closing)
  return {
    at: 'table',
    line: first.entry.line,
    account: first.account,
    currency,
    opening,
    closing: closing && { ...closing, day: until },
    from: Math.min(...spread(days)) as Day,
    until,
    entries: ordered.flatMap((it) => (it.fee === undefined ? [it.entry] : [it.entry, it.fee])),
    lastDayOpen: true,
    ...(plan.provider === undefined || plan.provider.bank ? {} : { provider: plan.provider.name }),
  }
}

/** The least and the largest, since a call takes no hundred thousand arguments. */
function spread(days: readonly Day[]): [Day, Day] {
  let [least, most] = [days[0]!, days[0]!]
  for (const day of days) {
    if (day < least) least = day
    if (day > most) most = day
  }
  return [least, most]
}

function toldBalances(notes: readonly TableNote[], currency: string, plan: TablePlan) {
  const found: { opening?: { amountMinor: number }; closing?: { amountMinor: number } } = {}
  for (const { what, cells } of notes) {
    for (const cell of cells) {
      if (/^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/.test(cell.text.trim()) || !/\d/.test(cell.text)) continue
      const { text } = cell
      const sum = amountIn({ ...cell, text: text.replace(new RegExp(`\\s*${currency}$`), '') }, currency, plan.style)
      if (sum === undefined) continue
      if (what === 'opening') found.opening ??= { amountMinor: sum.amountMinor }
      else found.closing = { amountMinor: sum.amountMinor }
      break
    }
  }
  return found
}
