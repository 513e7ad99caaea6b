// What a spreadsheet has done to a list on its way: zeros dropped from numbers that are names, part numbers made into dates,
// long numbers rounded, days and months swapped. What is lost cannot be guessed back; it is refused with the cure.

import { type Problem, problem, quoted } from '../core/problem.ts'
import type { Table, TableRow } from './csv.ts'
import { type Field, fieldType } from './field.ts'
import type { Mapping } from './mapping.ts'

const names: ReadonlySet<string> = new Set<Field>(['number', 'externalId', 'orderNumber', 'deliveryNote'])

const asText =
  'In the program that wrote the list export it as CSV and import that file unopened; or format the column as text and enter it again.'

interface Watched {
  readonly index: number
  readonly name: string
  readonly field: string
  /** Digits of those texts in the column that begin with a zero. */
  readonly zeros: number | undefined
  /** Digits that almost all its numbers have. */
  readonly digits: number | undefined
}

/** A judge of rows. Throws a Problem at once where a whole column is spoilt. */
export function damageOf(table: Table, mapping: Mapping): (row: TableRow) => Problem | undefined {
  const watched: Watched[] = []
  for (const [index, name] of table.columns.entries()) {
    const field = mapping.columns[name]?.field ?? 'ignore'
    if (field === 'ignore') continue
    if (fieldType(field) === 'day') refuseSwapped(table, index, name)
    watched.push({ index, name, field, ...widthsOf(table, index) })
  }
  return (row) => {
    for (const column of watched) {
      const value = row.cells[column.index] ?? ''
      const says =
        value === '' && row.held === undefined ? undefined : harmIn(column, value, row.held?.[column.index], table)
      if (says !== undefined) {
        const where = { line: row.line, column: column.name, value }
        return problem(
          'import.spreadsheet_damage',
          `${quoted(value)} in column ${quoted(column.name)} ${says[0]}.`,
          says[1],
          where,
        )
      }
    }
    return undefined
  }
}

function widthsOf(table: Table, index: number): Pick<Watched, 'zeros' | 'digits'> {
  let zeros = 0
  const lengths = new Map<number, number>()
  let count = 0
  for (const [i, cells] of table.sample.entries()) {
    const value = cells[index] ?? ''
    const held = table.sampleHeld?.[i]?.[index]
    if (held === 's' && /^0\d+$/.test(value)) zeros = Math.max(zeros, value.length)
    if (held === 'n' || (held === 's' && /^\d+$/.test(value))) {
      lengths.set(value.length, (lengths.get(value.length) ?? 0) + 1)
      count += 1
    }
  }
  const usual = [...lengths].sort(([, a], [, b]) => b - a)[0]
  return {
    zeros: zeros === 0 ? undefined : zeros,
    digits: usual !== undefined && count >= 5 && usual[1] >= count * 0.7 ? usual[0] : undefined,
  }
}

function harmIn(
  column: Watched,
  value: string,
  held: string | undefined,
  table: Table,
): readonly [string, string] | undefined {
  if (held === 'e')
    return ['is an error of the sheet', 'Correct the formula or the cell it points to, and save the workbook.']
  if (held === 'f') {
    return [
      'is a formula without a stored result',
      'Open the workbook in a spreadsheet program and save it there once.',
    ]
  }
  if (held === 'n' && table.from1904 && fieldType(column.field as Field) === 'day') {
    return [
      'is a plain number in a workbook that counts days from 1904',
      'Format the column as dates and save the workbook.',
    ]
  }
  if (column.field === 'postcode' && held === 'n' && column.digits === 5 && value.length === 4) {
    return ['has lost a zero in front: the sheet holds it as a number', asText]
  }
  if (!names.has(column.field)) return undefined
  if (/^[+-]?\d(?:[.,]\d+)?E\+?\d{2}$/i.test(value.trim()) && (held !== undefined || /E\+/i.test(value))) {
    return ['is what a spreadsheet makes of a long number: digits are lost', asText]
  }
  if (held === 'd') return ['is a date: a spreadsheet has made one of a number', asText]
  if (held !== 'n') return undefined
  if (value.length > 15) return ['is a number of over 15 digits, of which a spreadsheet keeps 15', asText]
  if (/[.,]/.test(value)) return ['is a number with decimals: a spreadsheet may have dropped zeros from it', asText]
  if (column.zeros !== undefined && value.length < column.zeros) {
    return [`has lost its zeros in front: others in the column are texts of ${column.zeros} digits`, asText]
  }
  return undefined
}

/**
 * A list of days in one order, opened where the other is used: days up to 12 became dates with day and month swapped, later ones
 * stayed text.
 */
function refuseSwapped(table: Table, index: number, name: string): void {
  if (table.sampleHeld === undefined) return
  let texts = 0
  let example = ''
  let dates = 0
  for (const [i, cells] of table.sample.entries()) {
    const value = cells[index] ?? ''
    const held = table.sampleHeld[i]?.[index]
    if (held === 'd') {
      // A date past the twelfth cannot have come of a swap.
      if (Number(value.slice(8, 10)) > 12) return
      dates += 1
    } else if (held === 's') {
      const parts = /^(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}$/.exec(value.trim())
      if (parts === null) continue
      if (Number(parts[1]) <= 12 && Number(parts[2]) <= 12) return
      texts += 1
      example = value
    }
  }
  if (texts < 2 || dates < 2) return
  const says = `In column ${quoted(name)} a spreadsheet has read some days with day and month swapped: those up to the twelfth are dates, the others, such as ${quoted(example)}, stayed text.`
  throw problem(
    'import.days_swapped',
    says,
    'Import the CSV file itself, unopened; or open it again with the column set to its real order.',
    {
      column: name,
    },
  )
}
