// A file read in batches for the import to write: rows that belong together stay together, and what is no row or cannot be read
// goes beside them. It holds no more of the file than one batch.

import type { Problem } from '../core/problem.ts'
import { type ImportRow, readRows } from '../imports/claims.ts'
import type { Table } from '../imports/csv.ts'
import type { Mapping } from '../imports/mapping.ts'
import type { Passed } from './import-reject.ts'

const batchRows = 1000
/** The first batch is small, so that the planner knows of rows before there are many. */
export const firstRows = 200
/** Rows of one number or one customer that stand together are read together, up to this many. */
const batchRowsMax = 4000

/** The rows of a batch as they were read. */
export interface Read {
  readonly rows: ImportRow[]
  /** As the file has them: of an invoice with several lines, several. */
  readonly cells: Map<ImportRow, readonly (readonly string[])[]>
  readonly notes: Problem[]
  readonly passed: Passed[]
  /** Rows of the file, where there are more than of the batch. */
  summed: number
}

/** The file in batches, of which no more is held than is being written and read. */
export async function* batchesOf(table: Table, mapping: Mapping): AsyncGenerator<Read, undefined> {
  const empty = (): Read => ({ rows: [], cells: new Map(), notes: [], passed: [], summed: 0 })
  let read = empty()
  let size = firstRows
  for await (const it of readRows(table, mapping)) {
    const last = read.rows.at(-1)
    const apart = last === undefined || 'problem' in it || !together(last, it.row)
    const count = read.rows.length + read.passed.length
    if (count >= (apart ? size : batchRowsMax)) {
      yield read
      read = empty()
      size = batchRows
    }
    if ('problem' in it) read.passed.push(it)
    else {
      read.notes.push(...it.notes)
      read.rows.push(it.row)
      const further = it.further ?? []
      read.cells.set(it.row, [it.cells, ...further])
      read.summed += further.length
    }
  }
  if (read.rows.length + read.passed.length > 0) yield read
}

function together(a: ImportRow, b: ImportRow): boolean {
  if (a.claim !== undefined && a.claim.number === b.claim?.number) return true
  const { externalId, name } = a.debtor
  return externalId === b.debtor.externalId && (externalId !== undefined || name === b.debtor.name)
}
