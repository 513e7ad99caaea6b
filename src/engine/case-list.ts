// Keeps the list of cases true where no transaction of its own does: after an import, as days go by, and when all is verified.

import type { Day } from '../core/day.ts'
import { debtorsToDerive, derive, wantsRows } from '../store/case-list.ts'
import type { Tx } from '../store/db.ts'
import { lockDebtors } from '../store/record.ts'
import { listBooks } from '../store/workspace.ts'

type Inside = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

const debtorsAtOnce = 1_000

/** What has fallen due since the rows of a book were written is overdue in them; a book without rows gets all of them. */
export async function freshenCases(inside: Inside, book: number, day: Day): Promise<number> {
  return deriveBook(inside, book, (await inside((tx) => wantsRows(tx, book))) ? 'all' : day, day)
}

/** Derives every row again. @returns how many were other than they ought to be */
export async function deriveCases(inside: Inside, day: Day): Promise<number> {
  let other = 0
  for (const book of await inside(listBooks)) other += await deriveBook(inside, book, 'all', day)
  return other
}

async function deriveBook(inside: Inside, book: number, which: 'all' | Day, day: Day): Promise<number> {
  let other = 0
  let after: string | undefined
  for (;;) {
    const ids = await inside(async (tx) => {
      const found = await debtorsToDerive(tx, book, which, after, debtorsAtOnce)
      other += await deriveLocked(tx, book, found, day)
      return found
    })
    after = ids.at(-1)
    if (ids.length < debtorsAtOnce) return other
  }
}

/** The rows of debtors that were written about while nobody derived them. */
export async function deriveLater(
  inside: Inside,
  later: ReadonlyMap<number, ReadonlySet<string>>,
  day: Day,
): Promise<void> {
  for (const [book, all] of later) {
    const ids = [...all].sort()
    for (let at = 0; at < ids.length; at += debtorsAtOnce)
      await inside((tx) => deriveLocked(tx, book, ids.slice(at, at + debtorsAtOnce), day))
  }
}

async function deriveLocked(tx: Tx, book: number, ids: readonly string[], day: Day): Promise<number> {
  if (ids.length === 0) return 0
  // Derived here for this day, and not once more at the end.
  await lockDebtors({ ...tx, later: new Map() }, book, ids, 'taken too')
  return derive(tx, book, ids, day)
}
