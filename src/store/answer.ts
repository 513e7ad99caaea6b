// What was answered: promises, queries, disputes and holds, each naming its claims; and what became of them.

import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { moneyText } from '../core/money.ts'
import { problem } from '../core/problem.ts'
import { atMoment, type Cell, change, insert, onDay, rows, sql, type Tx } from './db.ts'
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
  return keep(tx, debtor, {
    table: 'promises',
    noun: 'promise',
    columns: {
      'case_id:uuid': debtor.caseId,
      'amount_minor:bigint': it.amountMinor,
      'currency:text': it.currency,
      'by_day:date': it.byDay,
      'made_on:date': it.madeOn,
      'who:text': it.who,
      'state:text': 'open',
    },
    claims: it.claimIds.map((id) => ({ id })),
    on: it.madeOn,
    body: it,
  })
}

interface Kept {
  readonly table: 'promises' | 'queries' | 'disputes' | 'holds'
  readonly noun: AnswerRow['noun']
  /** What this noun has beside its debtor and who recorded it when, as `name:type`. */
  readonly columns: Readonly<Record<string, Cell | undefined>>
  /** Absent where the row itself says how far it reaches. */
  readonly claims?: readonly { readonly id: string; readonly partMinor?: number }[]
  readonly on: Day
  readonly body: object
}

/** Keeps an answer with its claims and its entry in the record; the case is looked at again from its day on. */
async function keep(tx: Tx, debtor: Key, it: Kept): Promise<string> {
  const heads = await lockDebtors(tx, debtor.book, [debtor.id])
  const id = tx.newId()
  const own = Object.entries(it.columns)
  await insert(
    tx,
    it.table,
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      ...own.map(([name]) => name),
      'recorded_at:timestamptz',
      'actor:text',
    ],
    [[debtor.book, id, debtor.id, ...own.map(([, value]) => value), tx.now, tx.actor]],
  )
  // Of a dispute a part may be meant; the other nouns have no such column.
  const part = it.noun === 'dispute'
  if (it.claims)
    await insert(
      tx,
      `${it.noun}_claims`,
      ['book_id:bigint', `${it.noun}_id:uuid`, 'claim_id:uuid', ...(part ? ['part_minor:bigint'] : [])],
      it.claims.map((claim) => [debtor.book, id, claim.id, ...(part ? [claim.partMinor] : [])]),
    )
  await addRecord(tx, heads, [{ debtorId: debtor.id, kind: it.noun, subjectId: id, body: it.body }])
  await lookAgain(tx, debtor.book, [debtor.id], it.on)
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

/** It was entered by mistake. */
export async function withdrawPromise(tx: Tx, key: Key, on: Day): Promise<void> {
  await endOf(
    tx,
    'promises',
    key,
    on,
    'promise.withdrawn',
    {},
    sql`state = 'withdrawn', judged_on = ${onDay(on)}::date`,
    sql`state = 'open'`,
  )
}

export async function addQuery(
  tx: Tx,
  debtor: InCase,
  it: { asks: string; on: Day; claimIds: readonly string[] },
): Promise<string> {
  return keep(tx, debtor, {
    table: 'queries',
    noun: 'query',
    columns: { 'case_id:uuid': debtor.caseId, 'asks:text': it.asks, 'asked_on:date': it.on },
    claims: it.claimIds.map((id) => ({ id })),
    on: it.on,
    body: it,
  })
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
  return keep(tx, debtor, {
    table: 'disputes',
    noun: 'dispute',
    columns: { 'case_id:uuid': debtor.caseId, 'cause:text': it.cause, 'opened_on:date': it.on },
    claims: it.claims,
    on: it.on,
    body: it,
  })
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
  return keep(tx, debtor, {
    table: 'holds',
    noun: 'hold',
    columns: {
      'case_id:uuid': it.caseId,
      'claim_id:uuid': it.claimId,
      'part_minor:bigint': it.partMinor,
      'cause:text': it.cause,
      'note:text': it.note,
      'from_day:date': it.from,
      'until_day:date': it.until,
      'subject_id:uuid': it.subjectId,
    },
    on: it.from,
    body: it,
  })
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
  table: 'queries' | 'disputes' | 'holds' | 'promises',
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
    sql`(SELECT coalesce(jsonb_agg(c.number ORDER BY c.number COLLATE "C"), '[]'::jsonb) FROM ${sql.table(table)} y JOIN claims c ON c.book_id = y.book_id AND c.id = y.claim_id WHERE y.book_id = x.book_id AND y.${sql.ref(column)} = x.id)`
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
