// Promises as they are looked through: due, coming, broken, kept, by day or by sum, each page from an index and never from an offset; what
// is promised on which day; and the offers that stand, "pay by … and we waive …". It only reads.

import type { RawBuilder } from 'kysely'
import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { problem } from '../core/problem.ts'
import { onDay, row, rows, sql, type Tx } from './db.ts'

/** `due`: open, and its day is today or over; `coming`: open, its day is still to come. */
export const promiseStandings = ['due', 'coming', 'broken', 'kept', 'withdrawn'] as const
export type PromiseStanding = (typeof promiseStandings)[number]

export const promiseOrders = ['day', 'sum', 'made'] as const
export type PromiseOrder = (typeof promiseOrders)[number]

export interface PromiseFilter {
  /** Of any standing where it is left out; such a list goes as they were made. */
  readonly standing?: PromiseStanding
  readonly debtor?: Key
  /** Those whose case these people work. */
  readonly of?: readonly string[]
  readonly currency?: string
  /** For days from here… */
  readonly from?: Day
  /** …to here, included. */
  readonly to?: Day
}

export interface PromiseRow extends Key {
  readonly debtorId: string
  readonly debtorNo: number
  readonly debtorName: string
  readonly amountMinor: number
  readonly currency: string
  readonly byDay: Day
  readonly madeOn: Day
  readonly who: string | null
  readonly state: string
  readonly judgedOn: Day | null
  readonly collector: string | null
  readonly claims: readonly { readonly id: string; readonly number: string; readonly openMinor: number }[]
}

/** Where a page ended: the value it was sorted by, and the row. */
export interface PromiseAt {
  readonly value: string
  readonly id: string
}

function conditions(tx: Tx, it: PromiseFilter, today: Day): RawBuilder<unknown> {
  const day = sql`${onDay(today)}::date`
  const open = it.standing === 'due' || it.standing === 'coming'
  const all = [
    sql`p.workspace_id = ${tx.workspaceId}::uuid`,
    ...(it.standing === undefined ? [] : [sql`p.state = ${open ? 'open' : it.standing}`]),
    ...(it.debtor === undefined ? [] : [sql`p.book_id = ${it.debtor.book} AND p.debtor_id = ${it.debtor.id}::uuid`]),
    ...(it.standing === 'due' ? [sql`p.by_day <= ${day}`] : it.standing === 'coming' ? [sql`p.by_day > ${day}`] : []),
    ...(it.currency === undefined ? [] : [sql`p.currency = ${it.currency}`]),
    ...(it.from === undefined ? [] : [sql`p.by_day >= ${onDay(it.from)}::date`]),
    ...(it.to === undefined ? [] : [sql`p.by_day <= ${onDay(it.to)}::date`]),
    ...(it.of === undefined
      ? []
      : [
          sql`EXISTS (SELECT 1 FROM case_state k WHERE k.book_id = p.book_id AND k.case_id = p.case_id AND k.collector = ANY(${it.of as string[]}::text[]))`,
        ]),
  ]
  return sql.join(all, sql` AND `)
}

const columns = sql`p.book_id AS book, p.id, p.debtor_id AS "debtorId", d.no AS "debtorNo", d.name AS "debtorName", p.amount_minor AS "amountMinor", p.currency,
          p.by_day AS "byDay", p.made_on AS "madeOn", p.who, p.state, p.judged_on AS "judgedOn",
          (SELECT k.collector FROM case_state k WHERE k.book_id = p.book_id AND k.case_id = p.case_id) AS collector,
          (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'number', c.number, 'openMinor', s.principal + s.interest + s.fee + s.cost) ORDER BY c.number COLLATE "C"), '[]'::jsonb)
            FROM promise_claims y JOIN claims c ON c.book_id = y.book_id AND c.id = y.claim_id
            JOIN claim_state s ON s.book_id = y.book_id AND s.claim_id = y.claim_id WHERE y.book_id = p.book_id AND y.promise_id = p.id) AS claims`

/** A page after `after`. What is still to be paid begins with the oldest day, what is judged with the newest; sums with the largest. */
export async function pagePromises(
  tx: Tx,
  filter: PromiseFilter,
  ask: { order: PromiseOrder; after?: PromiseAt; limit: number; today: Day },
): Promise<PromiseRow[]> {
  const upwards = ask.order === 'made' || filter.standing === 'due' || filter.standing === 'coming'
  const falls = ask.order === 'sum' || !upwards
  const by = sql.raw({ sum: 'p.amount_minor', day: 'p.by_day', made: 'p.book_id' }[ask.order])
  const type = sql.raw(ask.order === 'day' ? 'date' : 'bigint')
  const way = sql.raw(falls ? 'DESC' : 'ASC')
  const beyond = ask.after
    ? sql`AND (${by}, p.id) ${sql.raw(falls ? '<' : '>')} (${ask.after.value}::${type}, ${ask.after.id}::uuid)`
    : sql``
  return rows(
    tx,
    sql`SELECT ${columns}
        FROM (SELECT p.* FROM promises p WHERE ${conditions(tx, filter, ask.today)} ${beyond} ORDER BY ${by} ${way}, p.id ${way} LIMIT ${ask.limit}) p
        JOIN debtors d ON d.book_id = p.book_id AND d.id = p.debtor_id WHERE d.workspace_id = ${tx.workspaceId}::uuid ORDER BY ${by} ${way}, p.id ${way}`,
  )
}

/** One promise; a Problem where there is none. */
export async function findPromise(tx: Tx, key: Key): Promise<PromiseRow> {
  const found = await row<PromiseRow>(
    tx,
    sql`SELECT ${columns} FROM promises p JOIN debtors d ON d.book_id = p.book_id AND d.id = p.debtor_id
        WHERE p.workspace_id = ${tx.workspaceId}::uuid AND p.book_id = ${key.book} AND p.id = ${key.id}::uuid`,
  )
  if (!found) throw problem('promise.unknown', 'There is no such promise.', 'Take its id from the list of promises.')
  return found
}

/** The value that a row is sorted by, as its cursor holds it. */
export function promiseOrderedBy(it: PromiseRow, order: PromiseOrder): string {
  if (order === 'made') return String(it.book)
  return order === 'sum' ? String(it.amountMinor) : onDay(it.byDay)!
}

export interface PromiseSum {
  readonly currency: string
  readonly promises: number
  readonly amountMinor: number
}

/** How many there are under a filter, and their sums by currency. */
export async function sumPromises(tx: Tx, filter: PromiseFilter, today: Day): Promise<PromiseSum[]> {
  return rows(
    tx,
    sql`SELECT p.currency, count(*)::integer AS promises, sum(p.amount_minor)::bigint AS "amountMinor" FROM promises p
        WHERE ${conditions(tx, filter, today)} GROUP BY p.currency ORDER BY sum(p.amount_minor) DESC`,
  )
}

/** What is promised for each of the next days that have any, and currency. */
export async function promisedDays(
  tx: Tx,
  of: readonly string[] | undefined,
  today: Day,
  until: Day,
): Promise<(PromiseSum & { readonly day: Day })[]> {
  return rows(
    tx,
    sql`SELECT p.by_day AS day, p.currency, count(*)::integer AS promises, sum(p.amount_minor)::bigint AS "amountMinor" FROM promises p
        WHERE ${conditions(tx, { standing: 'coming', ...(of && { of }), to: until }, today)} GROUP BY 1, 2 ORDER BY 1, 4 DESC`,
  )
}

export interface StandingOffer extends Key {
  readonly debtorId: string
  readonly debtorNo: number
  readonly debtorName: string
  readonly claimId: string
  readonly number: string
  readonly currency: string
  readonly openMinor: number
  readonly offer: {
    readonly payBy: string
    readonly what: string
    readonly amountMinor?: number
    readonly because: string
  }
}

/**
 * Offers to waive charges for paying by a day: of each claim the newest word, if it is an offer, its day is not over and something is
 * open; the first to end first, at most `limit`.
 */
export async function standingOffers(tx: Tx, today: Day, limit: number): Promise<StandingOffer[]> {
  return rows(
    tx,
    sql`SELECT o.book_id AS book, o.id, o.debtor_id AS "debtorId", d.no AS "debtorNo", d.name AS "debtorName", o.claim_id AS "claimId", c.number, c.currency,
          s.principal + s.interest + s.fee + s.cost AS "openMinor", o.body -> 'offer' AS offer
        FROM clauses o JOIN claims c ON c.book_id = o.book_id AND c.id = o.claim_id
        JOIN claim_state s ON s.book_id = o.book_id AND s.claim_id = o.claim_id AND s.open JOIN debtors d ON d.book_id = o.book_id AND d.id = o.debtor_id
        WHERE o.workspace_id = ${tx.workspaceId}::uuid AND o.body -> 'offer' IS NOT NULL AND o.body -> 'offer' ->> 'payBy' COLLATE "C" >= ${onDay(today)}
          AND NOT EXISTS (SELECT 1 FROM clauses n WHERE n.book_id = o.book_id AND n.debtor_id = o.debtor_id AND n.claim_id = o.claim_id
            AND n.body -> 'offer' IS NOT NULL AND (n.recorded_at, n.id) > (o.recorded_at, o.id))
        ORDER BY o.body -> 'offer' ->> 'payBy' COLLATE "C", o.id LIMIT ${limit}`,
  )
}
