// What an import passes over: rows left out on purpose, and rows refused, which go into a file beside the list, to be corrected
// and imported again.

import { basename, dirname, extname, join as joinPath } from 'node:path'
import { Problem } from '../core/problem.ts'
import type { RowRead } from '../imports/claims.ts'
import type { Table } from '../imports/csv.ts'
import { type Rejects, rejectsFile } from '../imports/rejects.ts'
import { add, addNote, type Outcome } from './import-outcome.ts'

/** A row that is no claim and no customer. */
export type Passed = Extract<RowRead, { readonly problem: Problem }>

export async function passOver(total: Outcome, rejects: { add: Rejects['add'] }, it: Passed): Promise<void> {
  const further = it.further ?? []
  total.rows += 1
  total.summed += further.length
  if (it.leftOut) {
    total.leftOut += 1
    addNote(total, it.problem)
    return
  }
  add(total.problems, it.problem.facts)
  for (const cells of [it.cells, ...further]) await rejects.add(cells, it.problem)
}

/** Where the refused rows go; a folder that cannot be written to costs that file and not the import. */
export function rejectsOf(
  list: { readonly path: string; readonly table: Table },
  options: { readonly rejects?: string; readonly dryRun?: boolean },
  total: Outcome,
) {
  const path = options.rejects ?? besides(list.path)
  const file = options.dryRun ? undefined : rejectsFile(path, list.table)
  let failed = false
  const trying = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return failed ? undefined : await work()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      failed = true
      addNote(total, error)
      return undefined
    }
  }
  return {
    add: async (cells: readonly string[], trouble: Problem) => {
      if (file) await trying(() => file.add(cells, trouble))
    },
    close: async (): Promise<string | undefined> => {
      const count = file ? await trying(() => file.close()) : 0
      return count ? path : undefined
    },
  }
}

/** `ledger.rejects.csv`, and for that one's own rejects `ledger.rejects-2.csv`: a file is never written over while it is read. */
function besides(path: string): string {
  const extension = extname(path)
  const name = basename(path, extension)
  const again = /^(.*)\.rejects(?:-(\d+))?$/.exec(name)
  const next = again ? `${again[1]}.rejects-${Number(again[2] ?? 1) + 1}` : `${name}.rejects`
  return joinPath(dirname(path), `${next}.csv`)
}
