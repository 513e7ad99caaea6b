// How late debtors paid before, as the ledger says it; and what is open, due by due, for a look into the future.

import type { Lateness } from '../core/behaviour.ts'
import type { Day } from '../core/day.ts'
import { onDay, rows, sql, type Tx } from './db.ts'

// Older dues than these tell nothing of today.
const duesMost = 40

/**
 * Days late of each debtor's closed claims up to `until`, oldest first, by debtor. What was written off or credited is not paid,
 * unless it was a remnant of at most a unit of money.
 */
export async function latenessOf(tx: Tx, book: number, until: Day): Promise<Map<string, Lateness>> {
  const found = await rows<{ debtor_id: string; late: number[] }>(
    tx,
    sql`SELECT y.debtor_id, (array_agg(y.late ORDER BY y.paid_on, y.id))::int[] AS late FROM (
          SELECT x.*, row_number() OVER (PARTITION BY x.debtor_id ORDER BY x.paid_on DESC, x.id DESC) AS back FROM (
            SELECT c.debtor_id, c.id, max(p.day) AS paid_on,
              max(p.day) - (SELECT max(d.due_on) FROM dues d WHERE d.book_id = c.book_id AND d.claim_id = c.id AND d.set_id = c.id) AS late
            FROM claims c JOIN postings p ON p.book_id = c.book_id AND p.claim_id = c.id AND p.day <= ${onDay(until)}::date
            WHERE c.book_id = ${book} AND c.moved_to IS NULL GROUP BY c.book_id, c.id, c.debtor_id
            HAVING sum(p.amount_minor) = 0 AND bool_or(p.kind = 'payment') AND NOT bool_or(p.kind IN ('write_off', 'credit') AND p.undoes IS NULL AND p.amount_minor < -100)) x
          WHERE x.late IS NOT NULL) y WHERE y.back <= ${duesMost} GROUP BY y.debtor_id`,
  )
  return new Map(found.map((it) => [it.debtor_id, it.late]))
}
