// Escalations: a person let the next step of a case come now. Kept as a piece of work that was done at once, about the dues it is for.

import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import type { Stage } from '../core/policy.ts'
import { problem } from '../core/problem.ts'
import type { InCase } from './answer.ts'
import { change, insert, row, sql, type Tx } from './db.ts'
import { lookAgain } from './ledger.ts'
import { addRecord, lockDebtors } from './record.ts'
import { addDone } from './task.ts'

export interface NewEscalation {
  readonly policyId: string
  readonly stepId: string
  readonly stage: Stage
  /** In words: `Firm letter for 2026-0117`. */
  readonly says: string
  readonly because?: string
  readonly items: readonly { readonly claimId: string; readonly dueNo: number }[]
  readonly on: Day
}

/** Debtor locked. @returns the id of its row among the tasks. */
export async function addEscalation(tx: Tx, debtor: InCase, it: NewEscalation): Promise<Key> {
  const heads = await lockDebtors(tx, debtor.book, [debtor.id])
  const { policyId, stepId, stage, says, because: note, on } = it
  const step = { policyId, stepId, stage }
  const id = await addDone(tx, debtor, debtor.caseId, { kind: 'escalation', says, outcome: 'done', note, on, step })
  await insert(
    tx,
    'task_claims',
    ['book_id:bigint', 'task_id:uuid', 'claim_id:uuid', 'due_no:integer'],
    it.items.map((item) => [debtor.book, id, item.claimId, item.dueNo]),
  )
  await addRecord(tx, heads, [{ debtorId: debtor.id, kind: 'escalation', subjectId: id, body: it }])
  await lookAgain(tx, debtor.book, [debtor.id], it.on)
  return { book: debtor.book, id }
}

/** The step waits for its own day again; the record keeps both. What was sent meanwhile stays sent. */
export async function withdrawEscalation(tx: Tx, key: Key, on: Day): Promise<void> {
  const found = await row<{ debtorId: string }>(
    tx,
    sql`SELECT debtor_id AS "debtorId" FROM tasks WHERE book_id = ${key.book} AND id = ${key.id}::uuid AND kind = 'escalation' AND state = 'done'`,
  )
  const over = () =>
    problem('escalation.unknown', 'There is no such escalation.', 'Take its id from the answer that made it.')
  if (!found) throw over()
  const heads = await lockDebtors(tx, key.book, [found.debtorId])
  const done = await change(
    tx,
    sql`UPDATE tasks SET state = 'undone' WHERE book_id = ${key.book} AND id = ${key.id}::uuid AND state = 'done'`,
  )
  // Somebody else was quicker while this waited for the lock.
  if (done === 0) throw over()
  await addRecord(tx, heads, [
    { debtorId: found.debtorId, kind: 'escalation.withdrawn', subjectId: key.id, body: { on } },
  ])
  await lookAgain(tx, key.book, [found.debtorId], on)
}
