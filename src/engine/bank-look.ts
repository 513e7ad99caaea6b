// What stands in a table that was not recognised as a bank's, or was read otherwise than a person meant: its first rows, and what each
// column was taken for. Nothing is kept here; what a person says goes into the import itself, which keeps it for the next file.

import { readFile } from 'node:fs/promises'
import { Problem, problem } from '../core/problem.ts'
import { tableText } from '../imports/bank/read.ts'
import type { TableField } from '../imports/bank/table-column.ts'
import { type GridRow, rowsLikely, tableRowsMax } from '../imports/bank/table-grid.ts'
import type { BankMap } from '../imports/bank/table-map.ts'
import { isWorkbook, sheetRows } from '../imports/sheet.ts'
import { tableAt } from './bank-table.ts'
import type { ImportDesk } from './import.ts'

export interface BankLook {
  readonly sheets: readonly string[]
  readonly sheet: string | null
  /** The first rows as they stand, each with its line. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
  /** The line of the header, where it is known or was said. */
  readonly header: number | null
  readonly columns: Readonly<Partial<Record<TableField, readonly string[]>>>
  /** Why it cannot be read so; nothing where it can. */
  readonly refused: { readonly says: string; readonly fix: string } | null
}

const rowsShown = 30
const cellMax = 200

/** Looks at a table as it would be read with this map. A Problem where it is no table at all. */
export async function lookAtBankTable(
  desk: ImportDesk,
  path: string,
  given: { readonly map?: BankMap; readonly sheet?: string },
): Promise<BankLook> {
  const { rows, sheets, sheet } = await headRows(path, given.sheet)
  const shown = rows
    .slice(0, rowsShown)
    .map(({ line, cells }) => ({ line, cells: cells.map((cell) => cell.slice(0, cellMax)) }))
  const at = { sheets, sheet, rows: shown }
  try {
    const taken = await tableAt(desk, path, await readFile(path), {
      ...given,
      sheet: given.sheet ?? sheet ?? undefined,
    })
    if (taken === undefined) return { ...at, header: null, columns: {}, refused: notRecognised }
    const { header, map } = taken.plan
    const line = rows.find(({ cells }) => header.every((name, i) => (cells[i] ?? '').trim() === name.trim()))?.line
    return { ...at, header: line ?? null, columns: map.columns, refused: null }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { says, fix } = error.facts
    return { ...at, header: null, columns: {}, refused: { says, fix } }
  }
}

const notRecognised = {
  says: 'No row has names that are known for a day and an amount.',
  fix: 'Say which row names the columns, and which of them are the day and the amount.',
}

async function headRows(
  path: string,
  wanted: string | undefined,
): Promise<{ rows: readonly GridRow[]; sheets: readonly string[]; sheet: string | null }> {
  if (await isWorkbook(path)) {
    const all = await sheetRows(path, undefined, tableRowsMax)
    const one = all.find((it) => it.name === wanted) ?? all.find((it) => it.rows.length > 1) ?? all[0]
    if (!one) throw noTable()
    return { rows: one.rows, sheets: all.map((it) => it.name), sheet: one.name }
  }
  const rows = rowsLikely(tableText(await readFile(path)) ?? '', rowsShown)
  if (rows.length === 0) throw noTable()
  return { rows, sheets: [], sheet: null }
}

function noTable() {
  return problem(
    'bank.no_table',
    'The file is no table of columns.',
    'Export the list from the bank as CSV or XLSX, or take its camt or MT940 file.',
  )
}
