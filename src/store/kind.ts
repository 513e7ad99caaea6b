// What kinds debtors were taken for and why, and a person's word that it is right, for all of them at once.

import type { DebtorKind } from '../core/policy.ts'
import { change, rows, sql, type Tx } from './db.ts'
import { addRecord, lockDebtors } from './record.ts'

/** Why a kind is what it is, where a person said so: it counts as confirmed. */
export const saidByHand = 'said by hand'

/** How many debtors were taken for what, and why. */
export async function kindCounts(
  tx: Tx,
): Promise<{ kind: DebtorKind; because: string; confirmed: boolean; count: number }[]> {
  return rows(
    tx,
    sql`SELECT kind, kind_because AS because, kind_confirmed AS confirmed, count(*)::int AS count FROM debtors WHERE workspace_id = ${tx.workspaceId}::uuid AND moved_to IS NULL
        GROUP BY kind, kind_because, kind_confirmed ORDER BY count(*) DESC`,
  )
}

/** A person says that all proposed kinds are right; the record of each debtor keeps it. */
export async function confirmKinds(tx: Tx): Promise<number> {
  let confirmed = 0
  for (const { id: book } of await rows<{ id: number }>(
    tx,
    sql`SELECT id FROM books WHERE workspace_id = ${tx.workspaceId}::uuid ORDER BY id`,
  )) {
    const found = await rows<{ id: string; kind: string; because: string }>(
      tx,
      sql`SELECT id, kind, kind_because AS because FROM debtors WHERE book_id = ${book} AND NOT kind_confirmed AND moved_to IS NULL ORDER BY id`,
    )
    const ids = found.map((one) => one.id)
    const heads = await lockDebtors(tx, book, ids)
    await change(
      tx,
      sql`UPDATE debtors SET kind_confirmed = true, version = version + 1 WHERE book_id = ${book} AND id = ANY(${ids}::uuid[])`,
    )
    await addRecord(
      tx,
      heads,
      found.map((one) => ({ debtorId: one.id, kind: 'debtor.kind_confirmed', subjectId: one.id, body: one })),
    )
    confirmed += ids.length
  }
  return confirmed
}
