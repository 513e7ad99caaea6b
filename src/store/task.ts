// A task's end: who did it, when, and what came of it. A call counts as made whatever its outcome; only `reached` counts as a
// contact.

import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { problem } from '../core/problem.ts'
import { atMoment, change, onDay, row, sql, type Tx } from './db.ts'
import { lookAgain } from './ledger.ts'
import { addRecord, lockDebtors } from './record.ts'

export interface TaskEnd {
  /** `reached`, `left_message`, `no_answer`; for what is no call, what was done. */
  readonly outcome: string
  readonly note?: string
  readonly on: Day
}

/** Ends an open task; its case is looked at again. */
export async function finishTask(tx: Tx, key: Key, end: TaskEnd): Promise<void> {
  const found = await row<{ debtor_id: string }>(
    tx,
    sql`SELECT debtor_id FROM tasks WHERE book_id = ${key.book} AND id = ${key.id}::uuid`,
  )
  const heads = found && (await lockDebtors(tx, key.book, [found.debtor_id]))
  const done = await change(
    tx,
    sql`UPDATE tasks SET state = 'done', outcome = ${end.outcome}, note = ${end.note ?? null}, done_by = ${tx.actor},
          done_on = ${onDay(end.on)}::date, done_at = ${atMoment(tx.now)}::timestamptz
        WHERE book_id = ${key.book} AND id = ${key.id}::uuid AND state = 'open'`,
  )
  if (!found || !heads || done === 0)
    throw problem('task.over', 'There is no such task that is still open.', 'See what is: ./dunwell report worklist')
  await addRecord(tx, heads, [{ debtorId: found.debtor_id, kind: 'task.done', subjectId: key.id, body: end }])
  await lookAgain(tx, key.book, [found.debtor_id], end.on)
}
