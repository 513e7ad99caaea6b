// How late debtors paid before, as the ledger says it.

import type { Day } from '../core/day.ts'
import { onDay, rows, sql, type Tx } from './db.ts'

export interface Punctuality {
  /** Days late, rounded; negative where they pay early. */
  of(debtorId: string): number
}

// A debtor's own mean counts as much as this many claims of the workspace's: with few of their own they are like the others.
const weightOfOthers = 4

/** Mean days late of closed claims up to `until`, each debtor's own shrunk towards the mean of all in the book. */
export async function paidLate(tx: Tx, book: number, debtorIds: readonly string[], until: Day): Promise<Punctuality> {
  const found = await rows<{ debtor_id: string; late: number; claims: number }>(
    tx,
    sql`SELECT x.debtor_id, sum(x.late)::float8 AS late, count(*)::int AS claims FROM (
          SELECT c.debtor_id, max(p.day) - (SELECT max(d.due_on) FROM dues d WHERE d.book_id = c.book_id AND d.claim_id = c.id) AS late
          FROM claims c JOIN postings p ON p.book_id = c.book_id AND p.claim_id = c.id AND p.day <= ${onDay(until)}::date
          WHERE c.book_id = ${book} GROUP BY c.book_id, c.id, c.debtor_id HAVING sum(p.amount_minor) = 0) x
        WHERE x.late IS NOT NULL GROUP BY x.debtor_id`,
  )
  const claims = found.reduce((sum, it) => sum + it.claims, 0)
  const usual = claims === 0 ? 0 : found.reduce((sum, it) => sum + it.late, 0) / claims
  const own = new Map(
    found.map((it) => [it.debtor_id, (it.late + usual * weightOfOthers) / (it.claims + weightOfOthers)]),
  )
  const wanted = new Set(debtorIds)
  return { of: (id) => Math.round((wanted.has(id) ? own.get(id) : undefined) ?? usual) }
}
