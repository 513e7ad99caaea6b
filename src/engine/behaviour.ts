// What to expect of debtors, joined from the ledger's counts: what is usual in the workspace is learnt from at most two thousand of
// its debtors, so that it costs the same in a book of any size and is never out of date.

import type { Day } from '../core/day.ts'
import { type Habits, habitsOf, type Past, type Usual, usualOf } from '../core/habits.ts'
import type { Key } from '../core/id.ts'
import { pastsOf, someDebtors } from '../store/behaviour.ts'
import type { Tx } from '../store/db.ts'
import { readWorkspace } from '../store/workspace.ts'
import { keptAWhile } from './kept.ts'

const learntFrom = 2_000
const atOnce = 1_000

const keptMs = 10 * 60_000
const keptMost = 64
/** What was learnt last, by workspace and day, with the version of those it was learnt from; the oldest first. */
const learnt = new Map<string, { readonly version: string; readonly usual: Usual }>()

/** What is usual here up to a day. It is learnt anew when anything about those it is learnt from has changed; of very many, now and then. */
export function usualHere(tx: Tx, day: Day): Promise<Usual> {
  return keptAWhile(tx, `usual ${day}`, keptMs, async () => {
    const { books, version } = await someDebtors(tx, learntFrom)
    const key = `${tx.workspaceId} ${day}`
    const had = learnt.get(key)
    if (had?.version === version) return had.usual
    const pasts: Past[] = []
    for (const [book, ids] of books) pasts.push(...(await pastsOf(tx, book, day, ids)).values())
    const { kind } = await readWorkspace(tx)
    const usual = usualOf(pasts, kind === 'agency' ? 'claim' : 'invoice')
    learnt.delete(key)
    learnt.set(key, { version, usual })
    if (learnt.size > keptMost) learnt.delete(learnt.keys().next().value!)
    return usual
  })
}

/** The habits of some debtors, by their id. */
export async function readHabits(
  tx: Tx,
  debtors: readonly Key[],
  day: Day,
  usual: Usual,
): Promise<Map<string, Habits>> {
  const found = new Map<string, Habits>()
  for (const [book, some] of Map.groupBy(debtors, (it) => it.book)) {
    const ids = [...new Set(some.map((it) => it.id))]
    for (let at = 0; at < ids.length; at += atOnce)
      for (const [id, past] of await pastsOf(tx, book, day, ids.slice(at, at + atOnce)))
        found.set(id, habitsOf(past, usual))
  }
  return found
}

/** The habits of one debtor. */
export async function habitsAlone(tx: Tx, debtor: Key, day: Day): Promise<Habits> {
  return (await readHabits(tx, [debtor], day, await usualHere(tx, day))).get(debtor.id)!
}
