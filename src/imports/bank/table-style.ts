// How a table writes its sums and days: settled once from all of its values, so that no value is read by itself. Where the values leave two
// readings it asks, because a guess there costs months, or a factor of a thousand.

import type { Day } from '../../core/day.ts'
import { problem, quoted } from '../../core/problem.ts'
import { type AmountParts, amountMinor, amountParts, type DecimalMark, markOf, type Wrong } from '../amount.ts'
import { type DateOrder, dateParts, readDate, readingsOf } from '../date.ts'

/** A value with its line, for saying where. */
export interface Cell {
  readonly line: number
  readonly text: string
  /** n where a sheet holds it as a number, d as a day. */
  readonly held?: string
}

export interface Style {
  readonly decimal?: DecimalMark
  readonly places?: number
  readonly dates?: DateOrder
}

export interface Given {
  readonly decimal?: DecimalMark
  readonly dates?: 'dmy' | 'mdy' | 'ymd'
}

/** A row that cannot be taken as it stands. */
export function refuse(line: number, says: string, fix = 'Export the file again from the bank, without editing it.') {
  return problem('bank.row', says, fix, { line })
}

/** The decimal mark of all sums, and whether all are written with three decimals. */
export function amountStyle(cells: readonly Cell[], given: DecimalMark | undefined): Style {
  const bodies = cells.flatMap((cell) => {
    if (cell.held === 'n') return []
    const parts = amountParts(unmarked(cell.text).text)
    return parts === undefined || 'wrong' in parts ? [] : [{ ...cell, body: parts.body }]
  })
  const three = bodies.filter((it) => /[.,]\d{3}$/.test(it.body)).length
  if (given !== undefined) return { decimal: given, ...threePlaces(bodies, given) }
  const seen = new Map<DecimalMark, (typeof bodies)[number]>()
  let either: (typeof bodies)[number] | undefined
  for (const it of bodies) {
    const mark = markOf(it.body, undefined)
    if (mark === ',' || mark === '.') seen.set(mark, seen.get(mark) ?? it)
    else if (mark === 'either') either ??= it
  }
  const [comma, point] = [seen.get(','), seen.get('.')]
  if (comma && point) {
    throw refuse(
      Math.max(comma.line, point.line),
      `${quoted(comma.text)} on line ${comma.line} and ${quoted(point.text)} on line ${point.line} have different decimal marks.`,
      'Export the file again, or say which it is: --decimal , (or --decimal .).',
    )
  }
  const only = comma ? ',' : point ? '.' : undefined
  if (only !== undefined) return { decimal: only, ...threePlaces(bodies, only) }
  // 29.000 in every row: thousands and thousandths look alike, and nothing tells them apart.
  if (either !== undefined && three > 0) {
    throw refuse(
      either.line,
      `${quoted(either.text)} can be read in two ways, one a thousand times the other, and nothing in the file settles it.`,
      'Say which is its decimal mark: --decimal , (or --decimal .).',
    )
  }
  return {}
}

/** All with three decimals, of which the last is a zero: so cards write their hundredths. */
function threePlaces(bodies: readonly { readonly body: string }[], mark: DecimalMark): { places?: 3 } {
  const end = new RegExp(`\\${mark}\\d\\d0$`)
  return bodies.length > 0 && bodies.every((it) => end.test(it.body)) ? { places: 3 } : {}
}

/** The order of day and month in all dates; undefined where no date needs one. */
export function dateStyle(cells: readonly Cell[], given: Given['dates'], inEnglish: boolean): Style {
  if (given !== undefined) return { dates: given }
  let left = new Set<'dmy' | 'mdy'>(['dmy', 'mdy'])
  let open: Cell | undefined
  for (const cell of cells) {
    const parts = dateParts(cell.text)
    if (parts === undefined || 'wrong' in parts || parts.kind !== 'numbers') continue
    // Nobody writes month.day.year, and the month first in another language than English; and two digits of a year stand first only where a person says so: 31.02.26 is no day of 2031.
    const readings = readingsOf(parts)
    const orders = (parts.mark === '.' || !inEnglish ? (['dmy'] as const) : (['dmy', 'mdy'] as const)).filter(
      (it) => it in readings,
    )
    if (orders.length === 0) continue
    const both = new Set(orders.filter((order) => left.has(order)))
    if (both.size === 0) {
      throw refuse(
        cell.line,
        `${quoted(cell.text)} is written in another order of day and month than the dates above it.`,
      )
    }
    left = both
    open ??= cell
  }
  if (open === undefined) return {}
  const [only, another] = [...left]
  if (another === undefined) return { dates: only! }
  throw refuse(
    open.line,
    `${quoted(open.text)} can be read as two different days, and no date in the file settles which it is.`,
    'Say how its dates are written: --dates dmy (day first) or --dates mdy (month first).',
  )
}

/** The day in a cell; undefined where it is empty. */
export function dayIn(cell: Cell, style: Style): Day | undefined {
  const found = readDate(cell.text, cell.held === 'd' ? undefined : style.dates)
  if (found === undefined || typeof found === 'number') return found
  throw refuse(cell.line, `${quoted(cell.text)} ${found.wrong}.`, found.cure)
}

/** A sum as it is written, and the mark of debit or credit behind it. */
function unmarked(text: string): { readonly text: string; readonly mark?: 'D' | 'C' } {
  const match = /^(.*\d)\s*(DR|CR|S|H|D|C)\.?$/is.exec(text.trim())
  if (!match) return { text }
  return { text: match[1]!, mark: /^[ch]/i.test(match[2]!) ? 'C' : 'D' }
}

export interface ReadAmount {
  readonly amountMinor: number
  /** A sign or a mark stands in the cell. */
  readonly signed: boolean
}

/** The sum in a cell, with its own sign; undefined where it is empty. */
export function amountIn(cell: Cell, currency: string, style: Style): ReadAmount | undefined {
  const { text, mark } = unmarked(cell.text)
  const parts = amountParts(text)
  if (parts === undefined) return undefined
  if ('wrong' in parts) throw said(cell, parts)
  if (parts.codes !== undefined && !parts.codes.includes(currency)) {
    throw refuse(cell.line, `${quoted(cell.text)} is in another currency than ${currency}, that of its entry.`)
  }
  const found = amountMinor(parts, cell.held === 'n' ? { decimal: '.', places: 3 } : style, currency)
  if (typeof found !== 'number') throw said(cell, found)
  if (mark !== undefined && parts.negative) {
    throw refuse(cell.line, `${quoted(cell.text)} has a minus and a mark of debit or credit.`)
  }
  const amount = mark === 'D' && found !== 0 ? -found : found
  return { amountMinor: amount, signed: mark !== undefined || parts.negative || /^\s*\+/.test(cell.text) }
}

function said(cell: Cell, it: Wrong) {
  return refuse(cell.line, `${quoted(cell.text)} ${it.wrong}.`, it.cure)
}

/** The one currency that a sign in a cell names, or undefined. */
export function currencyIn(cell: Cell): string | undefined {
  const parts: AmountParts | Wrong | undefined = amountParts(unmarked(cell.text).text)
  return parts === undefined || 'wrong' in parts || parts.codes?.length !== 1 ? undefined : parts.codes[0]
}
