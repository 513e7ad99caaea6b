// A bank's table on its way in: read with what a person says of its columns, over what was kept from the last file with the same ones; and
// what was settled is kept for the next.

import { createHash } from 'node:crypto'
import { Problem, problem, quoted } from '../core/problem.ts'
import { bankTable, isBankFormat, readBankTable, tableText } from '../imports/bank/read.ts'
import type { BankFile } from '../imports/bank/statement.ts'
import { compact } from '../imports/bank/table-column.ts'
import { type Grid, headerIn, rowsLikely, tableRowsMax } from '../imports/bank/table-grid.ts'
import type { TablePlan } from '../imports/bank/table-line.ts'
import { type BankMap, checked, mapOver, namedIn } from '../imports/bank/table-map.ts'
import { isWorkbook, sheetRows } from '../imports/sheet.ts'
import type { Tx } from '../store/db.ts'
import { keepMapping, readKept } from '../store/import.ts'
import type { BankOptions } from './bank.ts'
import type { ImportDesk } from './import.ts'

export interface TableTaken {
  readonly file: BankFile
  readonly plan: TablePlan
  readonly kept: boolean
  /** Under which a map of these columns is kept. */
  readonly key: string
}

/** Undefined where the file is no table. */
export async function tableAt(
  desk: ImportDesk,
  path: string,
  bytes: Uint8Array,
  options: BankOptions,
): Promise<TableTaken | undefined> {
  const grid = await gridAt(path, bytes, options).catch((error) => {
    if (error instanceof Problem && error.facts.code === 'bank.unknown') return error
    throw error
  })
  // None of its names are known by themselves: a person may have said what they are when the last such file came.
  if (grid === undefined || grid instanceof Problem) {
    const said = await saidBefore(desk, path, bytes, options)
    if (said) return tableAt(desk, path, bytes, { ...options, map: mapOver(options.map, said) })
    if (grid === undefined) return undefined
    throw grid
  }
  const key = keyOf(grid)
  const kept = await desk.tx((tx) => keptMap(tx, key))
  return { ...readBankTable(grid, mapOver(options.map, kept)), kept: kept !== undefined, key }
}

/** The rows of a workbook's sheet or of a CSV file, where they are a bank's. */
export async function gridAt(path: string, bytes: Uint8Array, options: BankOptions): Promise<Grid | undefined> {
  if (await isWorkbook(path)) return sheetGrid(path, options)
  return bankTable(bytes, options.map)
}

/** The sheet with a bank's header; a Problem where none has one, or several do. */
async function sheetGrid(path: string, { sheet, map }: BankOptions): Promise<Grid> {
  const sheets = await sheetRows(path, sheet, tableRowsMax)
  const found = sheets.flatMap(({ name, rows }) => {
    const header = headerIn(rows, namedIn(map))
    return header === undefined ? [] : [{ describes: 'XLSX', name, rows, header }]
  })
  if (found.length === 1) return found[0]!
  const names = (found.length === 0 ? sheets : found)
    .map((it) => quoted(it.name))
    .slice(0, 12)
    .join(', ')
  if (found.length === 0) {
    throw problem(
      'bank.unknown',
      `No sheet of the workbook has a day and an amount among the names of its columns: ${names}.`,
      'Name the columns: --map day="…" --map amount="…".',
    )
  }
  throw problem(
    'bank.several_sheets',
    `Several sheets of the workbook are a bank’s: ${names}.`,
    'Say which one: --sheet NAME.',
  )
}

const headRowsMax = 60

/** What was kept for a row of these that then was the header; nothing where a map names the columns already. */
async function saidBefore(
  desk: ImportDesk,
  path: string,
  bytes: Uint8Array,
  { map, sheet }: BankOptions,
): Promise<BankMap | undefined> {
  if (namedIn(map).length > 0 || isBankFormat(bytes)) return undefined
  const rows = (await isWorkbook(path))
    ? (await sheetRows(path, sheet, tableRowsMax)).flatMap((it) => it.rows.slice(0, headRowsMax))
    : rowsLikely(tableText(bytes) ?? '', headRowsMax)
  return desk.tx(async (tx) => {
    for (const { cells } of rows) {
      const kept = await keptMap(tx, keyOfNames(cells))
      if (kept && namedIn(kept).length > 0) return kept
    }
    return undefined
  })
}

function keyOf(grid: Grid): string {
  return keyOfNames(grid.rows[grid.header]!.cells)
}

function keyOfNames(cells: readonly string[]): string {
  const names = cells.map(compact)
  return createHash('sha256')
    .update(JSON.stringify(['bank', ...names]))
    .digest('hex')
}

async function keptMap(tx: Tx, key: string): Promise<BankMap | undefined> {
  const body = await readKept(tx, key)
  return body === undefined ? undefined : checked(body, 'the map kept from the last file')
}

/** Whether a table with these columns was taken in before. */
export async function wasTaken(tx: Tx, grid: Grid): Promise<boolean> {
  return (await keptMap(tx, keyOf(grid))) !== undefined
}

/** For the next file with these columns. Of lists of several accounts none is meant by itself any more. */
export async function keepBankMap(tx: Tx, { plan, key }: TableTaken): Promise<void> {
  const before = await keptMap(tx, key)
  const { account, ...map } = plan.map
  const several =
    before?.severalAccounts || (before?.account !== undefined && account !== undefined && before.account !== account)
  await keepMapping(tx, key, several ? { ...map, severalAccounts: true } : { ...map, account })
}
