// Approvals of messages that are not written yet. A yes stands until the run writes the message it was for: then it is used, or what
// changed since is said and a person is asked again.

import { type Agreed, changedSince } from '../core/approval.ts'
import type { DebtorFacts, MessageAction } from '../core/case.ts'
import { addDays, type Day, dayText, type Moment } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { problem } from '../core/problem.ts'
import { atMoment, change, insert, onDay, rows, sql, type Tx } from './db.ts'
import { addRecord, lockDebtors } from './record.ts'

export interface Ahead extends Agreed, Key {
  readonly debtorId: string
  readonly caseId: string
  readonly stepId: string
  readonly day: Day
  /** Not included. */
  readonly untilDay: Day
  readonly approvedBy: string
  readonly approvedAt: Moment
}

// It may come a little later than was foreseen, as when a mail server was down.
const daysOfGrace = 7

const columns = sql`book_id AS book, id, debtor_id AS "debtorId", case_id AS "caseId", step_id AS "stepId", items, sums, day, until_day AS "untilDay",
  approved_by AS "approvedBy", approved_at AS "approvedAt"`

/** What stands for these cases of a book. */
export async function standingAhead(tx: Tx, book: number, caseIds: readonly string[]): Promise<Ahead[]> {
  return rows(
    tx,
    sql`SELECT ${columns} FROM approvals_ahead WHERE book_id = ${book} AND case_id = ANY(${caseIds as string[]}::uuid[]) AND state = 'standing'
        ORDER BY approved_at, id`,
  )
}

/** Whether they are about the same step over some of the same claims: what one would call the same message. */
export function isFor(it: Ahead, caseId: string, action: MessageAction): boolean {
  return (
    it.caseId === caseId &&
    it.stepId === action.stepId &&
    action.items.some((item) => it.items.some((one) => one.claimId === item.claimId && one.dueNo === item.dueNo))
  )
}

/** The yes that was given ahead for a message that is written now, and whether it holds; what is asked where it does not. */
export function heeded(
  all: readonly Ahead[],
  facts: DebtorFacts,
  action: MessageAction,
  day: Day,
): { it: Ahead; state: 'used' | 'changed'; asks?: string } | undefined {
  const its = all.filter((one) => isFor(one, action.caseId, action) && day < one.untilDay)
  const claims = facts.cases.flatMap((one) => one.claims)
  const numberOf = (id: string) => claims.find((claim) => claim.id === id)?.number ?? id
  const changes = its.map((it) => ({ it, since: changedSince(it, action, numberOf) }))
  const holds = changes.find((one) => one.since === undefined)
  if (holds) return { it: holds.it, state: 'used' }
  const last = changes.at(-1)
  if (!last) return undefined
  const asks = `It was approved ahead for ${dayText(last.it.day)}, and since then ${last.since}.`
  return { it: last.it, state: 'changed', asks }
}

export async function endAhead(
  tx: Tx,
  book: number,
  ended: readonly { readonly it: Ahead; readonly state: 'used' | 'changed' }[],
): Promise<void> {
  if (ended.length === 0) return
  await change(
    tx,
    sql`UPDATE approvals_ahead a SET state = v.state, ended_at = ${atMoment(tx.now)}::timestamptz
        FROM unnest(${ended.map(({ it }) => it.id)}::uuid[], ${ended.map((one) => one.state)}::text[]) AS v (id, state)
        WHERE a.book_id = ${book} AND a.id = v.id AND a.state = 'standing'`,
  )
}

export interface NewAhead {
  readonly debtorId: string
  readonly caseId: string
  readonly day: Day
  readonly action: MessageAction
}

/** Keeps a yes for each of these messages of one book. One that stands already for the same message gives way. */
export async function addAhead(tx: Tx, book: number, all: readonly NewAhead[]): Promise<string[]> {
  if (all.length === 0) return []
  const heads = await lockDebtors(tx, book, [...new Set(all.map((it) => it.debtorId))].sort())
  const standing = await standingAhead(tx, book, [...new Set(all.map((it) => it.caseId))])
  const before = standing.filter((one) => all.some((it) => isFor(one, it.caseId, it.action) && one.day === it.day))
  await change(
    tx,
    sql`UPDATE approvals_ahead SET state = 'recalled', ended_at = ${atMoment(tx.now)}::timestamptz
        WHERE book_id = ${book} AND id = ANY(${before.map((it) => it.id)}::uuid[])`,
  )
  const made = all.map((it) => ({ ...it, id: tx.newId() }))
  await insert(
    tx,
    'approvals_ahead',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'case_id:uuid',
      'step_id:text',
      'items:jsonb',
      'sums:jsonb',
      'day:date',
      'until_day:date',
      'approved_at:timestamptz',
      'approved_by:text',
      'state:text',
    ],
    made.map(({ id, debtorId, caseId, day, action }) => [
      book,
      id,
      debtorId,
      caseId,
      action.stepId,
      action.items.map(({ claimId, dueNo }) => ({ claimId, dueNo })),
      action.sums,
      day,
      addDays(day, daysOfGrace),
      tx.now,
      tx.actor,
      'standing',
    ]),
  )
  await addRecord(
    tx,
    heads,
    made.map(({ id, debtorId, day, action: { stepId, sums } }) => ({
      debtorId,
      kind: 'message.approved_ahead',
      subjectId: id,
      body: { day, stepId, sums },
    })),
  )
  return made.map((it) => it.id)
}

/** Takes a yes back while what it was for is not written. */
export async function recallAhead(tx: Tx, key: Key): Promise<void> {
  const [it] = await rows<{ debtorId: string; state: string }>(
    tx,
    sql`SELECT debtor_id AS "debtorId", state FROM approvals_ahead WHERE book_id = ${key.book} AND id = ${key.id}::uuid`,
  )
  if (!it) throw problem('ahead.unknown', 'There is no such approval.', 'Look at the week ahead again.')
  const heads = await lockDebtors(tx, key.book, [it.debtorId])
  const done = await change(
    tx,
    sql`UPDATE approvals_ahead SET state = 'recalled', ended_at = ${atMoment(tx.now)}::timestamptz
        WHERE book_id = ${key.book} AND id = ${key.id}::uuid AND state = 'standing'`,
  )
  if (done === 0)
    throw problem(
      'ahead.over',
      'This approval has done its work, or was taken back already.',
      'Where the message is written it stands among those that wait, and can be recalled there.',
    )
  await addRecord(tx, heads, [
    { debtorId: it.debtorId, kind: 'message.recalled', subjectId: key.id, body: { ahead: true } },
  ])
}

/** Takes back those of many that still stand, customers locked in one order. @returns which */
export async function recallAheadAll(tx: Tx, keys: readonly Key[]): Promise<Key[]> {
  const done: Key[] = []
  for (const [book, some] of [...Map.groupBy(keys, (it) => it.book)].sort(([a], [b]) => a - b)) {
    const ids = some.map((it) => it.id)
    const its = await rows<{ debtorId: string }>(
      tx,
      sql`SELECT DISTINCT debtor_id AS "debtorId" FROM approvals_ahead WHERE book_id = ${book} AND id = ANY(${ids}::uuid[]) AND state = 'standing'`,
    )
    const heads = await lockDebtors(tx, book, its.map((it) => it.debtorId).sort())
    const ended = await rows<{ id: string; debtorId: string }>(
      tx,
      sql`UPDATE approvals_ahead SET state = 'recalled', ended_at = ${atMoment(tx.now)}::timestamptz
          WHERE book_id = ${book} AND id = ANY(${ids}::uuid[]) AND state = 'standing' RETURNING id, debtor_id AS "debtorId"`,
    )
    await addRecord(
      tx,
      heads,
      ended.map(({ id, debtorId }) => ({ debtorId, kind: 'message.recalled', subjectId: id, body: { ahead: true } })),
    )
    done.push(...ended.map(({ id }) => ({ book, id })))
  }
  return done
}

/** Who is looked at on a day, in order of their ids; who has an earlier look in the span stands under that day. */
export async function lookedAt(
  tx: Tx,
  book: number,
  it: { on: Day; first: boolean; after?: string; limit: number },
): Promise<string[]> {
  const { on, first, after, limit } = it
  const when = first ? sql`s.next_look_on <= ${onDay(on)}::date` : sql`s.next_look_on = ${onDay(on)}::date`
  const earlier = first
    ? sql``
    : sql`AND NOT EXISTS (SELECT 1 FROM case_state e WHERE e.book_id = ${book} AND e.debtor_id = s.debtor_id AND e.next_look_on < ${onDay(on)}::date)`
  return (
    await rows<{ id: string }>(
      tx,
      sql`SELECT DISTINCT s.debtor_id AS id FROM case_state s WHERE s.book_id = ${book} AND ${when} ${earlier}
            ${after === undefined ? sql`` : sql`AND s.debtor_id > ${after}::uuid`}
          ORDER BY debtor_id LIMIT ${limit}`,
    )
  ).map((row) => row.id)
}

/** How many cases with something open are looked at on each of these days, of the whole workspace. */
export async function countLooks(tx: Tx, until: Day): Promise<{ day: Day; cases: number }[]> {
  return rows(
    tx,
    // From one narrow index, in which a case stands once for each of its currencies.
    sql`SELECT l.next_look_on AS day, count(DISTINCT l.case_id)::int AS cases FROM case_lists l
        WHERE l.workspace_id = ${tx.workspaceId}::uuid AND l.next_look_on < ${onDay(until)}::date GROUP BY l.next_look_on ORDER BY l.next_look_on`,
  )
}
