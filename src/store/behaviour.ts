// What debtors did before, as the ledger says it: how late they paid, what they disputed, which promises they kept. It counts; what
// the counts mean is worked out in core.

import type { Day } from '../core/day.ts'
import type { Past } from '../core/habits.ts'
import { onDay, row, rows, sql, type Tx } from './db.ts'

// Older claims than these tell nothing of today.
const claimsMost = 40

/**
 * The past of some debtors of a book up to `until`, those included that have none. Days late are of claims that were paid: what
 * was written off or credited is not, unless it was a remnant of at most a unit of money.
 */
export async function pastsOf(tx: Tx, book: number, until: Day, ids: readonly string[]): Promise<Map<string, Past>> {
  const day = onDay(until)
  const some = sql`ANY(${ids as string[]}::uuid[])`
  const paid = await rows<{ debtor_id: string; late: number[]; since: number }>(
    tx,
    sql`SELECT y.debtor_id, (array_agg(y.late ORDER BY y.paid_on, y.id))::int[] AS late, extract(year FROM min(y.paid_on))::int AS since FROM (
          SELECT x.*, row_number() OVER (PARTITION BY x.debtor_id ORDER BY x.paid_on DESC, x.id DESC) AS back FROM (
            SELECT c.debtor_id, c.id, max(p.day) AS paid_on,
              max(p.day) - (SELECT max(d.due_on) FROM dues d WHERE d.book_id = ${book} AND d.claim_id = c.id AND d.set_id = c.id AND d.due_on < '9999-12-31') AS late
            FROM claims c JOIN postings p ON p.book_id = ${book} AND p.claim_id = c.id AND p.day <= ${day}::date
            WHERE c.book_id = ${book} AND c.debtor_id = ${some} AND c.moved_to IS NULL GROUP BY c.id, c.debtor_id
            HAVING sum(p.amount_minor) = 0 AND bool_or(p.kind = 'payment') AND NOT bool_or(p.kind IN ('write_off', 'credit') AND p.undoes IS NULL AND p.amount_minor < -100)) x
          WHERE x.late IS NOT NULL) y WHERE y.back <= ${claimsMost} GROUP BY y.debtor_id`,
  )
  const disputed = await rows<{ debtor_id: string; claims: number; disputed: number }>(
    tx,
    sql`SELECT c.debtor_id, count(*) AS claims, count(*) FILTER (WHERE EXISTS (
            SELECT 1 FROM dispute_claims y JOIN disputes x ON x.book_id = y.book_id AND x.id = y.dispute_id
            WHERE y.book_id = ${book} AND y.claim_id = c.id AND x.opened_on <= ${day}::date)) AS disputed
        FROM claims c WHERE c.book_id = ${book} AND c.debtor_id = ${some} AND c.issued_on <= ${day}::date AND c.withdrawn_on IS NULL AND c.moved_to IS NULL
        GROUP BY c.debtor_id`,
  )
  const promised = await rows<{ debtor_id: string; promises: number; kept: number }>(
    tx,
    sql`SELECT debtor_id, count(*) AS promises, count(*) FILTER (WHERE state = 'kept') AS kept FROM promises
        WHERE book_id = ${book} AND debtor_id = ${some} AND state IN ('kept', 'broken') AND judged_on <= ${day}::date GROUP BY debtor_id`,
  )
  const by = {
    paid: new Map(paid.map((it) => [it.debtor_id, it])),
    disputed: new Map(disputed.map((it) => [it.debtor_id, it])),
    promised: new Map(promised.map((it) => [it.debtor_id, it])),
  }
  return new Map(
    ids.map((id): [string, Past] => [
      id,
      {
        late: by.paid.get(id)?.late ?? [],
        since: by.paid.get(id)?.since,
        claims: by.disputed.get(id)?.claims ?? 0,
        disputed: by.disputed.get(id)?.disputed ?? 0,
        promises: by.promised.get(id)?.promises ?? 0,
        kept: by.promised.get(id)?.kept ?? 0,
      },
    ]),
  )
}

/** Some of the debtors of a workspace, and how far their records have come. */
export interface Sample {
  readonly books: ReadonlyMap<number, readonly string[]>
  /** Another one as soon as anything about any of them has changed. */
  readonly version: string
}

/** At most about `most` debtors from every part of the workspace, always the same ones as long as nobody comes to it. */
export async function someDebtors(tx: Tx, most: number): Promise<Sample> {
  const ends = (await row<{ first: number | null; last: number | null }>(
    tx,
    sql`SELECT (SELECT min(no) FROM debtors WHERE workspace_id = ${tx.workspaceId}::uuid) AS first, (SELECT max(no) FROM debtors WHERE workspace_id = ${tx.workspaceId}::uuid) AS last`,
  ))!
  // By their numbers, which lie in an index: counting them, or trying each, would read the whole workspace.
  const [first, last] = [ends.first ?? 0, ends.last ?? -1]
  const every = Math.max(1, Math.ceil((last - first + 1) / most))
  const numbers = Array.from({ length: Math.ceil((last - first + 1) / every) }, (_, i) => first + i * every)
  const found = await rows<{ book: number; id: string; seq: number }>(
    tx,
    sql`SELECT d.book_id AS book, d.id, s.seq FROM debtors d JOIN debtor_state s ON s.book_id = d.book_id AND s.debtor_id = d.id
        WHERE d.workspace_id = ${tx.workspaceId}::uuid AND d.no = ANY(${numbers}::bigint[]) AND d.moved_to IS NULL ORDER BY d.book_id, d.no`,
  )
  // Records only grow, so their lengths add up to another sum with each entry.
  const entries = found.reduce((sum, it) => sum + it.seq, 0)
  return {
    books: new Map([...Map.groupBy(found, (it) => it.book)].map(([book, some]) => [book, some.map((it) => it.id)])),
    version: `${found.length} ${found.at(-1)?.id ?? ''} ${entries}`,
  }
}
