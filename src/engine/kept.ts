// What is counted over a whole workspace takes a moment where it is large: then it is kept for a while by the process that counted it. Of a
// small one everything is counted each time, and every change shows at once.

import type { Moment } from '../core/day.ts'
import type { Tx } from '../store/db.ts'
import { debtorsAbout } from '../store/totals.ts'

// Among more debtors than this, one that changes does not change the whole.
const few = 5_000
const keptMost = 200
const kept = new Map<string, { readonly at: Moment; readonly it: unknown }>()

/** What `make` says, or what it said at most so long ago where the workspace is large. */
export async function keptAWhile<T>(tx: Tx, name: string, ms: number, make: () => Promise<T>): Promise<T> {
  const key = `${tx.workspaceId} ${name}`
  const had = kept.get(key)
  if (had && tx.now >= had.at && tx.now - had.at < ms) return had.it as T
  const it = await make()
  kept.delete(key)
  if ((await debtorsAbout(tx)) > few) kept.set(key, { at: tx.now, it })
  if (kept.size > keptMost) kept.delete(kept.keys().next().value!)
  return it
}
