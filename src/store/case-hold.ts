// Holds over a whole debtor or a whole case: what a list can lift, and put back as it was. Holds of one claim stay, for a list does not
// show which.

import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import type { NewHold } from './answer.ts'
import { onDay, rows, sql, type Tx } from './db.ts'

/** Those that stand on a day. */
export async function holdsOf(tx: Tx, debtor: Key, on: Day): Promise<Key[]> {
  return rows(
    tx,
    sql`SELECT book_id AS book, id FROM holds WHERE book_id = ${debtor.book} AND debtor_id = ${debtor.id}::uuid AND claim_id IS NULL AND lifted_at IS NULL
          AND (until_day IS NULL OR until_day > ${onDay(on)}::date) ORDER BY id`,
  )
}

/** Holds as they could be put again, with whose they are; those that are there. */
export async function readHolds(
  tx: Tx,
  keys: readonly Key[],
): Promise<{ book: number; debtorId: string; hold: Omit<NewHold, 'from'> }[]> {
  const found: { book: number; debtorId: string; hold: Omit<NewHold, 'from'> }[] = []
  for (const [book, some] of Map.groupBy(keys, (it) => it.book)) {
    const ids = some.map((it) => it.id)
    const its = await rows<{
      debtor_id: string
      cause: string
      note: string | null
      until_day: Day | null
      case_id: string | null
    }>(
      tx,
      sql`SELECT debtor_id, cause, note, until_day, case_id FROM holds WHERE book_id = ${book} AND id = ANY(${ids}::uuid[]) AND lifted_at IS NOT NULL ORDER BY debtor_id, id`,
    )
    for (const { debtor_id: debtorId, cause, note, until_day: until, case_id: caseId } of its)
      found.push({
        book,
        debtorId,
        hold: { cause, note: note ?? undefined, until: until ?? undefined, caseId: caseId ?? undefined },
      })
  }
  return found
}
