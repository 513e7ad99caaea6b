// What was answered: promises, queries, disputes and holds, each naming its claims; and what became of them.

import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { moneyText } from '../core/money.ts'
import { problem } from '../core/problem.ts'
import { atMoment, change, insert, onDay, rows, sql, type Tx } from './db.ts'
import { lookAgain } from './ledger.ts'
import { addRecord, type Heads, lockDebtors } from './record.ts'

export interface InCase extends Key {
  /** The debtor's id is `id`. */
  readonly caseId: string
}

export interface NewPromise {
  readonly amountMinor: number
  readonly currency: string
  readonly byDay: Day
  readonly madeOn: Day
  readonly who?: string
  readonly claimIds: readonly string[]
}

export async function addPromise(tx: Tx, debtor: InCase, it: NewPromise): Promise<string> {
  const heads = await lockDebtors(tx, debtor.book, [debtor.id])
  const id = tx.newId()
  await insert(
    tx,
    'promises',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'case_id:uuid',
      'amount_minor:bigint',
      'currency:text',
      'by_day:date',
      'made_on:date',
      'who:text',
      'state:text',
      'recorded_at:timestamptz',
      'actor:text',
    ],
    [
      [
        debtor.book,
        id,
        debtor.id,
        debtor.caseId,
        it.amountMinor,
        it.currency,
        it.byDay,
        it.madeOn,
        it.who,
        'open',
        tx.now,
        tx.actor,
      ],
    ],
  )
  await insert(
    tx,
    'promise_claims',
    ['book_id:bigint', 'promise_id:uuid', 'claim_id:uuid'],
    it.claimIds.map((claim) => [debtor.book, id, claim]),
  )
  await addRecord(tx, heads, [{ debtorId: debtor.id, kind: 'promise', subjectId: id, body: it }])
  await lookAgain(tx, debtor.book, [debtor.id], it.madeOn)
  return id
}

/** Debtor locked in `heads`. */
export async function judgePromise(
  tx: Tx,
  heads: Heads,
  debtorId: string,
  promiseId: string,
  state: 'kept' | 'broken' | 'withdrawn',
  day: Day,
): Promise<void> {
  await change(
    tx,
    sql`UPDATE promises SET state = ${state}, judged_on = ${onDay(day)}::date WHERE book_id = ${heads.book} AND id = ${promiseId}::uuid AND state = 'open'`,
  )
  await addRecord(tx, heads, [{ debtorId, kind: `promise.${state}`, subjectId: promiseId, body: { day } }])
}

export async function addQuery(
  tx: Tx,
  debtor: InCase,
  it: { asks: string; on: Day; claimIds: readonly string[] },
): Promise<string> {
  const heads = await lockDebtors(tx, debtor.book, [debtor.id])
  const id = tx.newId()
  await insert(
    tx,
    'queries',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'case_id:uuid',
      'asks:text',
      'asked_on:date',
      'recorded_at:timestamptz',
      'actor:text',
    ],
    [[debtor.book, id, debtor.id, debtor.caseId, it.asks, it.on, tx.now, tx.actor]],
  )
  await insert(
    tx,
    'query_claims',
    ['book_id:bigint', 'query_id:uuid', 'claim_id:uuid'],
    it.claimIds.map((claim) => [debtor.book, id, claim]),
  )
  await addRecord(tx, heads, [{ debtorId: debtor.id, kind: 'query', subjectId: id, body: it }])
  await lookAgain(tx, debtor.book, [debtor.id], it.on)
  return id
}

export async function answerQuery(tx: Tx, key: Key, answer: string, on: Day): Promise<void> {
  await endOf(
    tx,
    'queries',
    key,
    on,
    'query.answered',
    { answer },
    sql`answered_on = ${onDay(on)}::date, answer = ${answer}`,
    sql`answered_on IS NULL`,
  )
}

export async function addDispute(
  tx: Tx,
  debtor: InCase,
  it: { cause: string; on: Day; claims: readonly { id: string; partMinor?: number }[] },
): Promise<string> {
  const heads = await lockDebtors(tx, debtor.book, [debtor.id])
  const id = tx.newId()
  await insert(
    tx,
    'disputes',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'case_id:uuid',
      'cause:text',
      'opened_on:date',
      'recorded_at:timestamptz',
      'actor:text',
    ],
    [[debtor.book, id, debtor.id, debtor.caseId, it.cause, it.on, tx.now, tx.actor]],
  )
  await insert(
    tx,
    'dispute_claims',
    ['book_id:bigint', 'dispute_id:uuid', 'claim_id:uuid', 'part_minor:bigint'],
    it.claims.map((claim) => [debtor.book, id, claim.id, claim.partMinor]),
  )
  await addRecord(tx, heads, [{ debtorId: debtor.id, kind: 'dispute', subjectId: id, body: it }])
  await lookAgain(tx, debtor.book, [debtor.id], it.on)
  return id
}

export async function settleDispute(tx: Tx, key: Key, outcome: string, on: Day): Promise<void> {
  await endOf(
    tx,
    'disputes',
    key,
    on,
    'dispute.settled',
    { outcome },
    sql`settled_on = ${onDay(on)}::date, outcome = ${outcome}`,
    sql`settled_on IS NULL`,
  )
}

export interface NewHold {
  readonly cause: string
  readonly note?: string
  readonly from: Day
  /** Not included. */
  readonly until?: Day
  readonly caseId?: string
  readonly claimId?: string
  readonly partMinor?: number
  readonly subjectId?: string
}

export async function addHold(tx: Tx, debtor: Key, it: NewHold): Promise<string> {
  const heads = await lockDebtors(tx, debtor.book, [debtor.id])
  const id = tx.newId()
  await insert(
    tx,
    'holds',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'case_id:uuid',
      'claim_id:uuid',
      'part_minor:bigint',
      'cause:text',
      'note:text',
      'from_day:date',
      'until_day:date',
      'subject_id:uuid',
      'recorded_at:timestamptz',
      'actor:text',
    ],
    [
      [
        debtor.book,
        id,
        debtor.id,
        it.caseId,
        it.claimId,
        it.partMinor,
        it.cause,
        it.note,
        it.from,
        it.until,
        it.subjectId,
        tx.now,
        tx.actor,
      ],
    ],
  )
  await addRecord(tx, heads, [{ debtorId: debtor.id, kind: 'hold', subjectId: id, body: it }])
  await lookAgain(tx, debtor.book, [debtor.id], it.from)
  return id
}

export async function liftHold(tx: Tx, key: Key, on: Day): Promise<void> {
  await endOf(
    tx,
    'holds',
    key,
    on,
    'hold.lifted',
    {},
    sql`lifted_on = ${onDay(on)}::date, lifted_at = ${atMoment(tx.now)}::timestamptz, lifted_by = ${tx.actor}`,
    sql`lifted_on IS NULL`,
  )
}

async function endOf(
  tx: Tx,
  table: 'queries' | 'disputes' | 'holds',
  key: Key,
  on: Day,
  kind: string,
  body: object,
  sets: ReturnType<typeof sql>,
  still: ReturnType<typeof sql>,
): Promise<void> {
  const [found] = await rows<{ debtor_id: string }>(
    tx,
    sql`SELECT debtor_id FROM ${sql.table(table)} WHERE book_id = ${key.book} AND id = ${key.id}::uuid AND ${still}`,
  )
  const over = () =>
    problem(
      'answer.over',
      'There is none with this id that is still open.',
      'See the customer’s page: ./dunwell show CUSTOMER',
    )
  if (!found) throw over()
  const heads = await lockDebtors(tx, key.book, [found.debtor_id])
  const done = await change(
    tx,
    sql`UPDATE ${sql.table(table)} SET ${sets} WHERE book_id = ${key.book} AND id = ${key.id}::uuid AND ${still}`,
  )
  // Somebody else was quicker while this waited for the lock.
  if (done === 0) throw over()
  await addRecord(tx, heads, [{ debtorId: found.debtor_id, kind, subjectId: key.id, body: { on, ...body } }])
  await lookAgain(tx, key.book, [found.debtor_id], on)
}

export interface AnswerRow extends Key {
  readonly noun: 'hold' | 'promise' | 'query' | 'dispute'
  readonly debtorId: string
  readonly debtorName: string
  readonly debtorNo: number
  readonly says: string
  readonly from: Day
  readonly until: Day | null
  readonly state: string
  readonly claims: readonly string[]
}

/** Everything answered, of one debtor or of all; open ones first, or a page of them in the order they were made. */
export async function listAnswers(
  tx: Tx,
  noun: AnswerRow['noun'],
  debtor?: Key,
  page?: { after?: Key; limit: number },
): Promise<AnswerRow[]> {
  const of = debtor ? sql`AND x.book_id = ${debtor.book} AND x.debtor_id = ${debtor.id}::uuid` : sql``
  const numbers = (table: string, column: string) =>
    sql`(SELECT coalesce(jsonb_agg(c.number ORDER BY c.number), '[]'::jsonb) FROM ${sql.table(table)} y JOIN claims c ON c.book_id = y.book_id AND c.id = y.claim_id WHERE y.book_id = x.book_id AND y.${sql.ref(column)} = x.id)`
  const named = sql`x.book_id AS book, x.id, x.debtor_id AS "debtorId", d.name AS "debtorName", d.no AS "debtorNo"`
  const join = sql`JOIN debtors d ON d.book_id = x.book_id AND d.id = x.debtor_id WHERE x.workspace_id = ${tx.workspaceId}::uuid ${of}
    ${page?.after ? sql`AND (x.book_id, x.id) > (${page.after.book}, ${page.after.id}::uuid)` : sql``}
    ${page ? sql`ORDER BY x.book_id, x.id LIMIT ${page.limit}` : sql``}`
  const order = (by: string) => (page ? sql`` : sql`ORDER BY ${sql.raw(by)}`)
  const statements = {
    hold: sql`SELECT ${named}, x.cause || coalesce(': ' || x.note, '') AS says, x.from_day AS from, x.until_day AS until, CASE WHEN x.lifted_on IS NULL THEN 'open' ELSE 'lifted' END AS state,
        coalesce((SELECT jsonb_build_array(c.number) FROM claims c WHERE c.book_id = x.book_id AND c.id = x.claim_id), '[]'::jsonb) AS claims FROM holds x ${join} ${order('x.lifted_on IS NOT NULL, x.from_day DESC')}`,
    promise: sql`SELECT ${named}, x.amount_minor AS amount, x.currency, x.made_on AS from, x.by_day AS until, x.state, ${numbers('promise_claims', 'promise_id')} AS claims FROM promises x ${join} ${order("x.state <> 'open', x.by_day")}`,
    query: sql`SELECT ${named}, x.asks AS says, x.asked_on AS from, x.answered_on AS until, CASE WHEN x.answered_on IS NULL THEN 'open' ELSE 'answered' END AS state, ${numbers('query_claims', 'query_id')} AS claims FROM queries x ${join} ${order('x.answered_on IS NOT NULL, x.asked_on')}`,
    dispute: sql`SELECT ${named}, x.cause AS says, x.opened_on AS from, x.settled_on AS until, CASE WHEN x.settled_on IS NULL THEN 'open' ELSE 'settled' END AS state, ${numbers('dispute_claims', 'dispute_id')} AS claims FROM disputes x ${join} ${order('x.settled_on IS NOT NULL, x.opened_on')}`,
  }
  const found = await rows<AnswerRow & { amount?: number; currency?: string }>(tx, statements[noun] as never)
  return found.map(({ amount, currency, ...it }) => ({
    ...it,
    says: amount === undefined ? it.says : moneyText(amount, currency!),
    noun,
  }))
}
