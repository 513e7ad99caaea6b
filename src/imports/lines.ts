// The lines of an invoice summed into its claim, for lists with a row for each line. An invoice is read once its last line is: one
// line that cannot be read keeps the whole of it out, because a sum without it would be a smaller claim.

import { moneyText } from '../core/money.ts'
import { Problem, problem, quoted } from '../core/problem.ts'
import { amountIn, code, type Plan, type PlanColumn, planOf, type Reading, textAt } from './cell.ts'
import { claimOf, currencyIn } from './claim.ts'
import type { RowRead } from './claims.ts'
import type { Table, TableRow } from './csv.ts'
import { debtorOf } from './debtor.ts'
import type { Field } from './field.ts'
import { notARow } from './leftout.ts'
import type { Mapping } from './mapping.ts'

/** Lines that wait for others of their invoice; more of them would fill the memory of a small machine. */
const heldMax = 250_000
const bucketBits = 22
const full = 0xffff
const aboutMax = 300

/** What must be the same in all rows of an invoice, where it is filled in. */
const common: readonly Field[] = [
  ...(['name', 'externalId', 'currency', 'issuedOn', 'dueOn', 'terms', 'amount', 'netAmount', 'tax', 'open'] as const),
  ...(['paidAmount', 'paidOn', 'status', 'disputed', 'lastReminderOn'] as const),
]

/** Throws a Problem, before anything is written, for a list whose sums could not be trusted or held. */
export async function checkLines(table: Table, mapping: Mapping): Promise<void> {
  const plan = planOf(table.columns, mapping)
  const counted = await countsOf(table, plan)
  if (counted.unreadable !== undefined && plan.at.amount === undefined) {
    throw problem(
      'import.lines_unreadable',
      `Line ${counted.unreadable} cannot be read, so that the sum of the invoice it belongs to would be too small.`,
      'Correct that line, or export the list again, and import once more.',
      { line: counted.unreadable },
    )
  }
  if (counted.apart <= heldMax) return
  const left = counted.left.slice()
  const waiting = new Map<number, number>()
  let held = 0
  for await (const batch of table.batches()) {
    for (const row of batch) {
      const key = 'cells' in row ? keyOf(plan, row) : undefined
      if (key === undefined) continue
      const bucket = bucketOf(key)
      held += 1
      waiting.set(bucket, (waiting.get(bucket) ?? 0) + 1)
      if (held > heldMax) throw tooFarApart(plan)
      if (taken(left, bucket)) {
        held -= waiting.get(bucket)!
        waiting.delete(bucket)
      }
    }
  }
}

function tooFarApart({ at }: Plan): Problem {
  return problem(
    'import.lines_apart',
    `The lines of the invoices lie so far apart that over ${heldMax / 1000},000 of them would have to be held at once.`,
    `Sort the list by ${quoted(at.number!.name)}, so that the lines of an invoice stand together, and import it again.`,
    { column: at.number!.name },
  )
}

/** The rows of a list of lines: one for each invoice, when its last line was read. */
export async function* summedRows(
  table: Table,
  mapping: Mapping,
  one: (row: TableRow) => RowRead,
  damage: (row: TableRow) => Problem | undefined,
): AsyncGenerator<RowRead> {
  const plan = planOf(table.columns, mapping)
  const left = (await countsOf(table, plan)).left.slice()
  const waiting = new Map<string, TableRow[]>()
  const inBucket = new Map<number, Set<string>>()
  const spoilt = new Map<string, Problem>()
  let above: string | undefined
  // The invoice above is given once the row below it shows that it has ended.
  let ready: string[] = []
  const give = function* (keys: readonly string[]) {
    for (const key of keys) {
      yield* whole(plan, waiting.get(key)!, damage, spoilt.get(key))
      waiting.delete(key)
      spoilt.delete(key)
    }
  }
  for await (const batch of table.batches()) {
    for (const row of batch) {
      if (!('cells' in row)) {
        yield { problem: row, line: row.facts.line ?? 0, cells: [] }
        continue
      }
      const key = keyOf(plan, row)
      const out = row.problem === undefined ? notARow(plan, row.cells, row.line) : undefined
      if (key === undefined) {
        const it = one(row)
        // A line without a number may be the invoice's above.
        if ('problem' in it && !it.leftOut && above !== undefined && waiting.has(above)) spoilt.set(above, it.problem)
        yield it
        continue
      }
      yield* give(ready)
      ready = []
      const bucket = bucketOf(key)
      if (out !== undefined) yield { problem: out, line: row.line, cells: row.cells, leftOut: true }
      else {
        above = key
        const rows = waiting.get(key)
        if (rows === undefined) waiting.set(key, [row])
        else rows.push(row)
        inBucket.set(bucket, (inBucket.get(bucket) ?? new Set()).add(key))
      }
      if (taken(left, bucket)) {
        ready = [...(inBucket.get(bucket) ?? [])]
        inBucket.delete(bucket)
      }
    }
  }
  yield* give([...waiting.keys()])
}

/** What an invoice's rows come to: a row, or Problems that keep all of them out. */
function* whole(
  plan: Plan,
  rows: readonly TableRow[],
  damage: (row: TableRow) => Problem | undefined,
  spoilt: Problem | undefined,
): Generator<RowRead> {
  const first = rows[0]!
  const troubles = new Map<TableRow, Problem>()
  const add = (row: TableRow, trouble: Problem | undefined) => {
    if (trouble !== undefined && !troubles.has(row)) troubles.set(row, trouble)
  }
  for (const row of rows) {
    add(row, row.problem ?? tooLong(plan, row) ?? damage(row))
    add(row, row === first ? undefined : clash(plan, first, row))
  }
  const cells = first.cells.map((cell, i) =>
    cell.trim() === '' ? (rows.find((row) => (row.cells[i] ?? '').trim() !== '')?.cells[i] ?? cell) : cell,
  )
  const head: Reading = { plan, cells, line: first.line, notes: [] }
  if (spoilt !== undefined) add(first, missingLine(head, spoilt))
  if (troubles.size > 0) return yield* refusedWhole(rows, troubles)
  const further = rows.slice(1).map((row) => row.cells)
  try {
    const reading: Reading = { ...head, summed: sumOf(head, rows, add) }
    if (troubles.size > 0) return yield* refusedWhole(rows, troubles)
    const debtor = debtorOf(reading)
    const claim = claimOf(reading)
    const line = first.line
    if (claim instanceof Problem) yield { problem: claim, line, cells: first.cells, further, leftOut: true }
    else {
      const row = claim === undefined ? { line, debtor } : { line, debtor, claim }
      yield { row, line, cells: first.cells, further, notes: reading.notes }
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    yield { problem: error, line: first.line, cells: first.cells, further }
  }
}

/** Each row with a problem of its own; those without stand beside the first that has one. */
function* refusedWhole(rows: readonly TableRow[], troubles: ReadonlyMap<TableRow, Problem>): Generator<RowRead> {
  const sound = rows.filter((row) => !troubles.has(row)).map((row) => row.cells)
  for (const [i, [row, trouble]] of [...troubles].entries()) {
    yield { problem: trouble, line: row.line, cells: row.cells, further: i === 0 ? sound : [] }
  }
}

function tooLong({ header }: Plan, { line, cells }: TableRow): Problem | undefined {
  if (cells.length <= header.length) return undefined
  return problem(
    'import.too_many_cells',
    `The row has ${cells.length} cells, and the header names ${header.length} columns.`,
    'Put quotation marks around a cell that holds the mark which splits columns.',
    { line },
  )
}

function clash(plan: Plan, first: TableRow, row: TableRow): Problem | undefined {
  for (const field of common) {
    const column = plan.at[field]
    if (column === undefined) continue
    const [before, here] = [first, row].map((it) => (it.cells[column.index] ?? '').trim()) as [string, string]
    if (before === here || before === '' || here === '') continue
    const number = first.cells[plan.at.number!.index]!.trim()
    return problem(
      'import.lines_differ',
      `${quoted(number)} has ${quoted(before)} in column ${quoted(column.name)} on line ${first.line}, and ${quoted(here)} here.`,
      'Make it the same in all rows of the invoice, or give the other invoice a number of its own.',
      { line: row.line, column: column.name, value: here },
    )
  }
  return undefined
}

function missingLine(head: Reading, spoilt: Problem): Problem {
  const number = code(head, 'number')
  return problem(
    'import.line_lost',
    `Line ${spoilt.facts.line} may be a line of ${quoted(number)}: it stands below it and has no number.`,
    'Fill in the number of the invoice in each of its rows.',
    { line: head.line },
  )
}

function sumOf(
  head: Reading,
  rows: readonly TableRow[],
  add: (row: TableRow, trouble: Problem) => void,
): NonNullable<Reading['summed']> {
  const { at } = head.plan
  const currency = currencyIn(head)
  const column = at.lineAmount ?? at.lineNet
  let lines = 0
  let tax = 0
  for (const row of rows) {
    const reading: Reading = { ...head, cells: row.cells, line: row.line }
    try {
      const amount = amountIn(reading, column, currency)
      // A line of text alone; where nothing tells the whole, it may as well be an amount that was lost.
      if (amount === undefined && at.amount === undefined) throw noAmount(column!, row)
      lines += amount ?? 0
      tax += amountIn(reading, at.lineTax, currency) ?? 0
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      add(row, error)
    }
  }
  const net = at.lineAmount === undefined
  const amountMinor = agreed(head, { lines, tax, net, currency, count: rows.length })
  const own = at.lineTax === undefined ? undefined : tax
  return { amountMinor, taxMinor: own === 0 ? undefined : own, about: aboutOf(head, rows) }
}

function noAmount(column: PlanColumn, { line }: TableRow): Problem {
  return problem('import.no_amount', 'The line has no amount.', 'Fill it in; write 0 for a line that costs nothing.', {
    line,
    column: column.name,
  })
}

/** The whole amount: what the lines come to, and what a column says of the whole must agree with it. */
function agreed(
  head: Reading,
  { lines, tax, net, currency, count }: { lines: number; tax: number; net: boolean; currency: string; count: number },
): number {
  const { at } = head.plan
  const summed = net ? lines + tax : lines
  const stated = amountIn(head, at.amount, currency)
  const statedNet = amountIn(head, at.netAmount, currency)
  const headTax = at.tax === undefined ? 0 : (amountIn(head, at.tax, currency) ?? 0)
  if (!Number.isSafeInteger(summed) || !Number.isSafeInteger(lines + tax + headTax)) {
    throw problem(
      'import.amount',
      'Its lines sum to more than can be kept to the cent.',
      'Correct their amounts; they may have the wrong decimal mark.',
      { line: head.line },
    )
  }
  const own = at.lineTax === undefined ? summed + (net ? headTax : 0) : summed
  if (stated === undefined && statedNet === undefined) return own
  // A line's amount may be written with or without tax, and the tax in the lines or beside the whole.
  const sums = [lines, lines + tax, lines + headTax]
  if (statedNet !== undefined && (sums[0] === statedNet || lines - tax === statedNet)) return stated ?? own
  if (stated !== undefined && sums.includes(stated)) return stated
  const whole = stated === undefined ? at.netAmount! : at.amount!
  const withTax = tax === 0 ? '' : `, ${moneyText(lines + tax, currency)} with their tax`
  throw problem(
    'import.lines_sum',
    `The ${count === 1 ? 'line' : `${count} lines`} of ${quoted(code(head, 'number'))} sum to ${moneyText(lines, currency)}${withTax}, and ${quoted(whole.name)} says ${moneyText((stated ?? statedNet)!, currency)}.`,
    `Correct the lines or the whole. If the whole is right and holds more than the lines, such as shipping, set ${quoted((at.lineAmount ?? at.lineNet)!.name)} to ignore in the map.`,
    { line: head.line, column: whole.name },
  )
}

/** "Work in May: travel; hotel", each thing once. */
function aboutOf(head: Reading, rows: readonly TableRow[]): string | undefined {
  const { at } = head.plan
  const pairs = rows.map((row) => {
    const reading = { ...head, cells: row.cells }
    return [textAt(reading, at.about), textAt(reading, at.item)] as const
  })
  const abouts = new Set(pairs.map(([about]) => about).filter((it) => it !== ''))
  const one = abouts.size === 1 && rows.length > 1 ? [...abouts][0]! : undefined
  const parts = new Set(
    pairs
      .map(([about, item]) => (one !== undefined || about === item ? item : [item, about].filter(Boolean).join(': ')))
      .filter((it) => it !== '' && it !== one),
  )
  const text = [one, [...parts].join('; ')].filter(Boolean).join(': ')
  if (text === '') return undefined
  return text.length <= aboutMax ? text : `${text.slice(0, aboutMax - 2)} …`
}

/** What tells an invoice from others; a credit note may bear the number of its invoice. */
function keyOf({ at }: Plan, { cells }: TableRow): string | undefined {
  const number = (cells[at.number?.index ?? -1] ?? '').trim()
  if (number === '') return undefined
  return at.kind === undefined ? number : `${number}\n${(cells[at.kind.index] ?? '').trim()}`
}

interface Counts {
  /** How many rows there are under the numbers of each bucket; `full` stands for that many or more. */
  readonly left: Uint16Array
  /** Rows in buckets that came again after another number: no more than these can ever have to wait. */
  readonly apart: number
  /** The first line that could not be parsed. */
  readonly unreadable?: number
}

const counts = new WeakMap<Table, Promise<Counts>>()

/** Counted in buckets, since a map of a million numbers would be most of the memory; two that share one wait for each other. */
function countsOf(table: Table, plan: Plan): Promise<Counts> {
  const there = counts.get(table)
  if (there !== undefined) return there
  const counting = async (): Promise<Counts> => {
    const left = new Uint16Array(1 << bucketBits)
    const again = new Uint8Array(1 << bucketBits)
    let above: string | undefined
    let unreadable: number | undefined
    for await (const batch of table.batches()) {
      for (const row of batch) {
        if (!('cells' in row)) {
          unreadable ??= row.facts.line ?? 0
          continue
        }
        const key = keyOf(plan, row)
        if (key === undefined) continue
        const bucket = bucketOf(key)
        if (left[bucket]! > 0 && key !== above) again[bucket] = 1
        if (left[bucket]! < full) left[bucket]! += 1
        else again[bucket] = 1
        above = key
      }
    }
    let apart = 0
    for (const [bucket, rows] of left.entries()) {
      // One that is full was not counted to its end.
      if (again[bucket] === 1) apart += rows === full ? heldMax + 1 : rows
    }
    return { left, apart, unreadable }
  }
  const made = counting()
  counts.set(table, made)
  return made
}

/** Takes one row off a bucket. @returns whether it was the last */
function taken(left: Uint16Array, bucket: number): boolean {
  // So many that they were not counted: they wait for the end.
  if (left[bucket] === full) return false
  left[bucket]! -= 1
  return left[bucket] === 0
}

/** FNV-1a. */
function bucketOf(key: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return (hash >>> 0) >>> (32 - bucketBits)
}
