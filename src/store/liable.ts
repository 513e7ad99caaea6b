// Who answers for a claim beside its debtor: each is a debtor of the same book, with messages, limits and notices of their own.
// What one of them pays lowers the claim for all.

import type { Day } from '../core/day.ts'
import { insert, type Tx } from './db.ts'
import { lookAgain } from './ledger.ts'
import { addRecord, type Heads } from './record.ts'

export interface NewLiable {
  readonly claimId: string
  /** Whose claim it is. */
  readonly mainId: string
  /** Who answers for it too; has a case with the same creditor. */
  readonly debtorId: string
  readonly role: 'joint' | 'guarantor' | 'estate' | 'successor'
  readonly from: Day
}

/** Makes debtors of one book liable for claims of others. All of them are locked in `heads`. */
export async function addLiable(tx: Tx, heads: Heads, some: readonly NewLiable[]): Promise<void> {
  await insert(
    tx,
    'liable',
    ['book_id:bigint', 'claim_id:uuid', 'debtor_id:uuid', 'role:text', 'from_day:date'],
    some.map((it) => [heads.book, it.claimId, it.debtorId, it.role, it.from]),
  )
  // It stands in the record of both: a court asks either for it.
  await addRecord(
    tx,
    heads,
    some.flatMap((it) =>
      [it.mainId, it.debtorId].map((debtorId) => ({ debtorId, kind: 'liable', subjectId: it.claimId, body: it })),
    ),
  )
  for (const it of some) await lookAgain(tx, heads.book, [it.debtorId], it.from)
}
