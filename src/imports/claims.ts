// Reads a table row by row with its map: each row, or the lines of each invoice, become a debtor and a claim, or the Problem that
// keeps them out. It writes nothing, and it never lets one bad row stop the others.

import { Problem, problem } from '../core/problem.ts'
import { planOf, type Reading } from './cell.ts'
import { claimOf } from './claim.ts'
import type { Table, TableRow } from './csv.ts'
import { damageOf } from './damage.ts'
import { debtorOf } from './debtor.ts'
import { notARow } from './leftout.ts'
import { summedRows } from './lines.ts'
import { sumsLines } from './lineshape.ts'
import type { Mapping } from './mapping.ts'
import type { ImportRow } from './row.ts'

export type { ImportAddress, ImportClaim, ImportDebtor, ImportRow } from './row.ts'

export type RowRead =
  | {
      readonly row: ImportRow
      readonly line: number
      readonly cells: readonly string[]
      /** Further rows of the file that are in it: the other lines of its invoice. */
      readonly further?: readonly (readonly string[])[]
      readonly notes: readonly Problem[]
    }
  | {
      readonly problem: Problem
      readonly line: number
      readonly cells: readonly string[]
      readonly further?: readonly (readonly string[])[]
      /** Left out on purpose (a total, a repeated header): nothing to correct. */
      readonly leftOut?: true
    }

/** Throws a Problem at once where the map does not fit the table; after that each row stands for itself. */
export async function* readRows(table: Table, mapping: Mapping): AsyncGenerator<RowRead> {
  const read = rowReader(table.columns, mapping)
  const damage = damageOf(table, mapping)
  if (sumsLines(mapping)) {
    yield* summedRows(table, mapping, read, damage)
    return
  }
  for await (const batch of table.batches()) {
    for (const row of batch) {
      if (!('cells' in row)) {
        yield { problem: row, line: row.facts.line ?? 0, cells: [] }
        continue
      }
      const it = read(row)
      const harm = 'leftOut' in it ? undefined : damage(row)
      yield harm === undefined ? it : { problem: harm, line: row.line, cells: row.cells }
    }
  }
}

/** One row at a time, for callers that hold rows already. */
export function rowReader(columns: readonly string[], mapping: Mapping): (row: TableRow) => RowRead {
  const plan = planOf(columns, mapping)
  return (row) => {
    const { line, cells } = row
    try {
      if (row.problem !== undefined) throw row.problem
      if (cells.length > columns.length) {
        const says = `The row has ${cells.length} cells, and the header names ${columns.length} columns.`
        throw problem(
          'import.too_many_cells',
          says,
          'Put quotation marks around a cell that holds the mark which splits columns.',
          { line },
        )
      }
      const leftOut = notARow(plan, cells, line)
      if (leftOut !== undefined) return { problem: leftOut, line, cells, leftOut: true }
      const reading: Reading = { plan, cells, line, notes: [] }
      const debtor = debtorOf(reading)
      const claim = plan.hasClaims ? claimOf(reading) : undefined
      if (claim instanceof Problem) return { problem: claim, line, cells, leftOut: true }
      return {
        row: claim === undefined ? { line, debtor } : { line, debtor, claim },
        line,
        cells,
        notes: reading.notes,
      }
    } catch (error) {
      if (error instanceof Problem) return { problem: error, line, cells }
      throw error
    }
  }
}
