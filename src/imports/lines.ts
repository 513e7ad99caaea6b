// A list with a row for each line of an invoice instead of one for each invoice. Its first line would be taken for the whole, so
// it is refused before anything is written.

import { problem, quoted } from '../core/problem.ts'
import type { Table } from './csv.ts'
import type { Mapping } from './mapping.ts'

/** Throws a Problem where numbers repeat with the same days and different amounts, often enough to be no slip. */
export function refuseLines(table: Table, mapping: Mapping): void {
  const at = (...fields: string[]) =>
    table.columns.findIndex((name) => fields.includes(mapping.columns[name]?.field ?? 'ignore'))
  const number = at('number')
  const amount = at('amount', 'netAmount')
  const days = [at('issuedOn'), at('dueOn')]
  if (number < 0 || amount < 0) return
  const seen = new Map<string, { readonly days: string; readonly amount: string }>()
  const split = new Set<string>()
  for (const cells of table.sample) {
    const key = cells[number]!.trim()
    const own = { days: days.map((index) => cells[index] ?? '').join('|'), amount: cells[amount]!.trim() }
    const before = seen.get(key)
    if (key === '' || own.amount === '') continue
    if (before === undefined) seen.set(key, own)
    else if (before.days === own.days && before.amount !== own.amount) split.add(key)
  }
  if (split.size < 3 || split.size * 5 < seen.size) return
  const [example] = split
  throw problem(
    'import.line_items',
    `The file has several rows with different amounts under one number and one day, such as ${quoted(example!)}: ${quoted(table.columns[amount]!)} seems to be the amount of a line, not of the invoice.`,
    'Map the column with the whole amount to amount (--suggest-map), or add up the lines of each invoice into one row.',
    { column: table.columns[amount] },
  )
}
