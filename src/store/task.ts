// Tasks a person has done, and calls they made. A call counts as made whatever its outcome; only `reached` counts as a contact.
// A logged call is a message like any other.

import type { Day } from '../core/day.ts'
import { type Key, keyOf, publicId } from '../core/id.ts'
import { problem } from '../core/problem.ts'
import { atMoment, change, insert, onDay, row, sql, type Tx } from './db.ts'
import { lookAgain } from './ledger.ts'
import { addMessage } from './message.ts'
import { addRecord, type Heads, lockDebtors } from './record.ts'

/** How a call ended. `reached` is a conversation, `not_made` leaves it undone on purpose; the others were tries. */
export const outcomes = [
  'reached',
  'no_answer',
  'left_message',
  'busy',
  'not_in_service',
  'wrong_number',
  'refused',
  'not_made',
] as const

export interface TaskRow extends Key {
  readonly debtorId: string
  readonly caseId: string
  readonly kind: string
  readonly says: string
  readonly state: string
}

export interface TaskEnd {
  /** For a call one of `outcomes`; for what is no call, what was done. */
  readonly outcome: string
  readonly note?: string
  readonly on: Day
  /** `in`: they rang us. */
  readonly direction?: 'in' | 'out'
}

export function taskId(key: Key): string {
  return publicId('tsk', key)
}

export async function findTask(tx: Tx, text: string): Promise<TaskRow> {
  return readTask(tx, keyOf('tsk', text))
}

async function readTask(tx: Tx, key: Key): Promise<TaskRow> {
  const found = await row<TaskRow>(
    tx,
    sql`SELECT book_id AS book, id, debtor_id AS "debtorId", case_id AS "caseId", kind, says, state FROM tasks
        WHERE book_id = ${key.book} AND id = ${key.id}::uuid`,
  )
  if (!found) throw problem('task.unknown', 'There is no such task.', 'See "dunwell report worklist".')
  return found
}

/** Ends an open task; its case is looked at again, and a call is kept as a message. */
export async function finishTask(tx: Tx, key: Key, end: TaskEnd): Promise<TaskRow> {
  const task = await readTask(tx, key)
  const heads = await lockDebtors(tx, task.book, [task.debtorId])
  const state = end.outcome === 'not_made' ? 'dropped' : 'done'
  const ended = await change(
    tx,
    sql`UPDATE tasks SET state = ${state}, outcome = ${end.outcome}, note = ${end.note ?? null}, done_by = ${tx.actor},
          done_on = ${onDay(end.on)}::date, done_at = ${atMoment(tx.now)}::timestamptz
        WHERE book_id = ${task.book} AND id = ${task.id}::uuid AND state = 'open'`,
  )
  if (ended === 0) {
    throw problem('task.over', `This task is ${task.state} already.`, 'See "dunwell report worklist" for what is open.')
  }
  await addRecord(tx, heads, [{ debtorId: task.debtorId, kind: `task.${state}`, subjectId: task.id, body: end }])
  const call = task.kind === 'call' || task.kind === 'promise_broken'
  if (state === 'done' && call) await keepCall(tx, heads, { book: task.book, id: task.debtorId }, task.caseId, end)
  await lookAgain(tx, task.book, [task.debtorId], end.on)
  return task
}

/** A call that no task asked for. */
export async function logCall(tx: Tx, debtor: Key, caseId: string, end: TaskEnd): Promise<void> {
  const heads = await lockDebtors(tx, debtor.book, [debtor.id])
  await insert(
    tx,
    'tasks',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'case_id:uuid',
      'kind:text',
      'day:date',
      'says:text',
      'facts:jsonb',
      'state:text',
      'outcome:text',
      'note:text',
      'done_by:text',
      'done_on:date',
      'done_at:timestamptz',
    ],
    [
      [
        debtor.book,
        tx.newId(),
        debtor.id,
        caseId,
        'call',
        end.on,
        'A call.',
        {},
        'done',
        end.outcome,
        end.note,
        tx.actor,
        end.on,
        tx.now,
      ],
    ],
  )
  await keepCall(tx, heads, debtor, caseId, end)
  await lookAgain(tx, debtor.book, [debtor.id], end.on)
}

async function keepCall(tx: Tx, heads: Heads, debtor: Key, caseId: string, end: TaskEnd): Promise<void> {
  const id = await addMessage(tx, {
    debtor,
    caseId,
    direction: end.direction ?? 'out',
    channel: 'phone',
    intent: { outcome: end.outcome, note: end.note },
    day: end.on,
  })
  await addRecord(tx, heads, [{ debtorId: debtor.id, kind: 'call', subjectId: id, body: end }])
}
