// Tasks a person has done, and calls they made. A call counts as made whatever its outcome; only `reached` counts as a contact.
// A logged call is a message like any other.

import type { Day } from '../core/day.ts'
import { type Key, keyOf, publicId } from '../core/id.ts'
import { problem } from '../core/problem.ts'
import { atMoment, type Cell, change, insert, onDay, row, rows, sql, type Tx } from './db.ts'
import { lookAgain } from './ledger.ts'
import { addMessage } from './message.ts'
import { keepMessageWords } from './message-words.ts'
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
  /** What came of a call, so that it can be taken back with it. */
  readonly made?: CallMade
}

/** Ids: of the promise, the dispute and the task of the next try; of the task that the call ended; of the row that stands for it. */
export interface CallMade {
  readonly promise?: string
  readonly dispute?: string
  readonly again?: string
  readonly ended?: string
  readonly row?: string
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
export async function finishTask(tx: Tx, key: Key, end: TaskEnd): Promise<TaskRow & { readonly call?: Key }> {
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
  const of = { book: task.book, id: task.debtorId }
  const kept = state === 'done' && call ? await keepCall(tx, heads, of, task.caseId, end) : undefined
  await lookAgain(tx, task.book, [task.debtorId], end.on)
  return { ...task, ...(kept && { call: kept }) }
}

/** What a person did that no task asked for: a piece of work that was done at once. @returns its id among the tasks. */
export async function addDone(
  tx: Tx,
  debtor: Key,
  caseId: string,
  it: {
    readonly kind: 'call' | 'escalation'
    readonly says: string
    readonly outcome: string
    readonly note: string | undefined
    readonly on: Day
    readonly step?: { readonly policyId: string; readonly stepId: string; readonly stage: string }
  },
): Promise<string> {
  const id = tx.newId()
  const own: Readonly<Record<string, Cell | undefined>> = {
    'book_id:bigint': debtor.book,
    'id:uuid': id,
    'debtor_id:uuid': debtor.id,
    'case_id:uuid': caseId,
    'kind:text': it.kind,
    'policy_id:text': it.step?.policyId,
    'step_id:text': it.step?.stepId,
    'stage:text': it.step?.stage,
    'day:date': it.on,
    'says:text': it.says,
    'facts:jsonb': {},
    'state:text': 'done',
    'outcome:text': it.outcome,
    'note:text': it.note,
    'done_by:text': tx.actor,
    'done_on:date': it.on,
    'done_at:timestamptz': tx.now,
  }
  await insert(tx, 'tasks', Object.keys(own), [Object.values(own)])
  return id
}

/** A call that no task asked for. */
export async function logCall(tx: Tx, debtor: Key, caseId: string, end: TaskEnd): Promise<Key> {
  const heads = await lockDebtors(tx, debtor.book, [debtor.id])
  const { outcome, note, on } = end
  const id = await addDone(tx, debtor, caseId, { kind: 'call', says: 'A call.', outcome, note, on })
  const call = await keepCall(tx, heads, debtor, caseId, { ...end, made: { ...end.made, row: id } })
  await lookAgain(tx, debtor.book, [debtor.id], end.on)
  return call
}

async function keepCall(tx: Tx, heads: Heads, debtor: Key, caseId: string, end: TaskEnd): Promise<Key> {
  const id = await addMessage(tx, {
    debtor,
    caseId,
    direction: end.direction ?? 'out',
    channel: 'phone',
    intent: { outcome: end.outcome, note: end.note, made: end.made },
    day: end.on,
  })
  await keepMessageWords(tx, { book: debtor.book, id }, end.note)
  await addRecord(tx, heads, [{ debtorId: debtor.id, kind: 'call', subjectId: id, body: end }])
  return { book: debtor.book, id }
}

/** A logged call with what came of it. */
export async function callMade(tx: Tx, key: Key): Promise<{ debtorId: string; made: CallMade; undone: boolean }> {
  const found = await row<{ debtorId: string; made: CallMade | null; undone: boolean }>(
    tx,
    sql`SELECT m.debtor_id AS "debtorId", m.intent -> 'made' AS made,
          EXISTS (SELECT 1 FROM undone_calls u WHERE u.book_id = m.book_id AND u.message_id = m.id) AS undone
        FROM messages m WHERE m.book_id = ${key.book} AND m.id = ${key.id}::uuid AND m.channel = 'phone'`,
  )
  if (!found) throw problem('call.unknown', 'There is no such call.', 'Take its id from the answer that logged it.')
  return { ...found, made: found.made ?? {} }
}

/** The call was never made: it is counted nowhere any more, and stays on the record. Debtor locked. */
export async function undoCall(tx: Tx, heads: Heads, it: Key & { debtorId: string }, made: CallMade): Promise<void> {
  await insert(
    tx,
    'undone_calls',
    ['book_id:bigint', 'message_id:uuid', 'debtor_id:uuid', 'undone_at:timestamptz', 'actor:text'],
    [[it.book, it.id, it.debtorId, tx.now, tx.actor]],
    { conflict: 'nothing' },
  )
  if (made.row)
    await change(tx, sql`UPDATE tasks SET state = 'undone' WHERE book_id = ${it.book} AND id = ${made.row}::uuid`)
  await addRecord(tx, heads, [{ debtorId: it.debtorId, kind: 'call.undone', subjectId: it.id, body: { made } }])
}

/** A task that is no longer wanted. Debtor locked. */
export async function dropTask(tx: Tx, heads: Heads, debtorId: string, id: string, on: Day): Promise<void> {
  await change(
    tx,
    sql`UPDATE tasks SET state = 'dropped', outcome = 'undone', done_on = ${onDay(on)}::date WHERE book_id = ${heads.book} AND id = ${id}::uuid AND state = 'open'`,
  )
  await addRecord(tx, heads, [{ debtorId, kind: 'task.dropped', subjectId: id, body: { outcome: 'undone', on } }])
}

/** A task that was ended by mistake. Debtor locked. */
export async function reopenTask(tx: Tx, heads: Heads, debtorId: string, id: string): Promise<void> {
  await change(
    tx,
    sql`UPDATE tasks SET state = 'open', outcome = NULL, note = NULL, done_by = NULL, done_on = NULL, done_at = NULL WHERE book_id = ${heads.book} AND id = ${id}::uuid AND state = 'done'`,
  )
  await addRecord(tx, heads, [{ debtorId, kind: 'task.reopened', subjectId: id, body: {} }])
}

/** Opens a task that nothing came of but its end; of a call or an answered note more did, and is taken back there. */
export async function reopenDone(tx: Tx, publicId: string, on: Day): Promise<void> {
  const task = await findTask(tx, publicId)
  if (
    task.kind === 'call' ||
    task.kind === 'promise_broken' ||
    task.kind === 'manager_note' ||
    task.kind === 'escalation'
  )
    throw problem(
      'task.more',
      'More came of this than its end.',
      'Take back what came of it, in the story of the case.',
    )
  const heads = await lockDebtors(tx, task.book, [task.debtorId])
  if ((await readTask(tx, task)).state !== 'done')
    throw problem('task.open', 'This task is not done.', 'See "dunwell report worklist" for what is open.')
  await reopenTask(tx, heads, task.debtorId, task.id)
  await lookAgain(tx, task.book, [task.debtorId], on)
}

/** How much each new task (its book and its id first) is about: what is open of the claims it names, or of its case where it names none. */
export async function weigh(tx: Tx, tasks: readonly unknown[][]): Promise<void> {
  if (tasks.length === 0) return
  const book = tasks[0]![0] as number
  const ids = tasks.map((it) => it[1] as string)
  await change(
    tx,
    sql`UPDATE tasks t SET open_minor = w.open_minor FROM (
          SELECT x.id, coalesce(
            (SELECT sum(s.principal + s.interest + s.fee + s.cost) FROM claim_state s WHERE s.book_id = x.book_id AND s.claim_id IN (
              SELECT c.claim_id FROM task_claims c WHERE c.book_id = x.book_id AND c.task_id = x.id)),
            (SELECT sum(s.principal + s.interest + s.fee + s.cost) FROM claim_state s WHERE s.book_id = x.book_id AND s.case_id = x.case_id AND s.open), 0) AS open_minor
          FROM tasks x WHERE x.book_id = ${book} AND x.id = ANY(${ids}::uuid[])) w
        WHERE t.book_id = ${book} AND t.id = w.id`,
  )
}

/** Open tasks of these kinds with the most open, a page of them, across all books, or those of these people; a call agreed for a later day is not one yet. */
export async function topTasks(
  tx: Tx,
  kinds: readonly string[],
  limit: number,
  day: Day,
  of?: readonly string[],
): Promise<Key[]> {
  return rows(
    tx,
    sql`SELECT book_id AS book, id FROM tasks WHERE workspace_id = ${tx.workspaceId}::uuid AND state = 'open' AND kind = ANY(${kinds as string[]}::text[])
          ${whose(of)} AND day <= ${onDay(day)}::date
        ORDER BY open_minor DESC, id LIMIT ${limit}`,
  )
}

const whose = (of: readonly string[] | undefined) =>
  of === undefined ? sql`` : sql`AND collector = ANY(${of as string[]}::text[])`

/** How many open tasks of each kind there are, of all or of these people, but for those of a later day. */
export async function countTasks(tx: Tx, day: Day, of?: readonly string[]): Promise<Map<string, number>> {
  const open = sql`FROM tasks WHERE workspace_id = ${tx.workspaceId}::uuid AND state = 'open' ${whose(of)}`
  // All of them from an index alone; those of later days are few.
  const all = await rows<{ kind: string; count: number }>(
    tx,
    sql`SELECT kind, count(*)::int AS count ${open} GROUP BY kind`,
  )
  const later = await rows<{ kind: string; count: number }>(
    tx,
    sql`SELECT kind, count(*)::int AS count ${open} AND day > ${onDay(day)}::date GROUP BY kind`,
  )
  const waits = new Map(later.map((it) => [it.kind, it.count]))
  return new Map(all.map((it) => [it.kind, it.count - (waits.get(it.kind) ?? 0)]))
}
