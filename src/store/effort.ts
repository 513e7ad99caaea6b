// What was done and what came of it, counted: steps and the money after them, promises, disputes, and what chasing cost. It counts
// within a book; what the counts mean is worked out above.

import type { Day } from '../core/day.ts'
import { onDay, rows, sql, type Tx } from './db.ts'

export interface Span {
  readonly from: Day
  /** Included. */
  readonly to: Day
}

export interface StepCount {
  readonly step: string
  readonly how: string
  readonly currency: string
  /** Claims that were named and open, each time they were. */
  readonly claims: number
  readonly openMinor: number
  /** How many days late half of them were at most. */
  readonly late: number
  /** Paid whole within the days. */
  readonly paid: number
  readonly paidMinor: number
}

// What was open of a claim on a day, and what was paid on it in the days after. A claim that was moved sums to zero on every day.
const after = (book: number, days: number) =>
  sql`JOIN LATERAL (SELECT sum(p.amount_minor) FILTER (WHERE p.day <= x.day) AS open,
        -coalesce(sum(p.amount_minor) FILTER (WHERE p.kind = 'payment' AND p.day > x.day AND p.day <= x.day + ${days}::int), 0) AS paid
      FROM postings p WHERE p.book_id = ${book} AND p.claim_id = x.claim_id) b ON b.open > 0`

const sums = sql`count(*)::bigint AS claims, sum(b.open)::bigint AS "openMinor",
  count(*) FILTER (WHERE b.paid >= b.open)::bigint AS paid, sum(least(greatest(b.paid, 0), b.open))::bigint AS "paidMinor"`

/** Claims named by a step in the span, and what was paid on them in the days after. */
export async function countSteps(tx: Tx, book: number, { from, to }: Span, days: number): Promise<StepCount[]> {
  return rows(
    tx,
    sql`WITH x AS (
          SELECT DISTINCT g.id, g.step_id AS step, g.channel AS how, o.given_on AS day, mc.claim_id FROM outbox o
          JOIN messages g ON g.book_id = o.book_id AND g.id = o.message_id AND g.direction = 'out' AND g.step_id IS NOT NULL
          JOIN message_claims mc ON mc.book_id = o.book_id AND mc.message_id = g.id AND mc.named
          WHERE o.book_id = ${book} AND o.given_on BETWEEN ${onDay(from)}::date AND ${onDay(to)}::date
          UNION ALL
          SELECT DISTINCT t.id, t.step_id, t.kind, t.done_on, tc.claim_id FROM tasks t
          JOIN task_claims tc ON tc.book_id = t.book_id AND tc.task_id = t.id
          WHERE t.book_id = ${book} AND t.state = 'done' AND t.step_id IS NOT NULL AND t.done_on BETWEEN ${onDay(from)}::date AND ${onDay(to)}::date)
        SELECT x.step, x.how, c.currency, ${sums}, percentile_disc(0.5) WITHIN GROUP (ORDER BY x.day - d.due_on) AS late
        FROM x JOIN claims c ON c.book_id = ${book} AND c.id = x.claim_id
        JOIN LATERAL (SELECT coalesce(min(y.due_on), x.day) AS due_on FROM dues y
          WHERE y.book_id = ${book} AND y.claim_id = x.claim_id AND y.set_id = x.claim_id AND y.replaced_at IS NULL AND y.due_on < '9999-12-31') d ON true
        ${after(book, days)} GROUP BY x.step, x.how, c.currency`,
  )
}

export interface BaseCount {
  readonly currency: string
  readonly late: number
  readonly claims: number
  /** Paid whole before anybody asked, or before the days were over. */
  readonly paid: number
  /** For how many days they were waited for in all: until they paid, were asked, or the days were over. */
  readonly days: number
}

/**
 * Claims that were so many days late on a day of the span, open, and named by nobody in the days before. Each is watched until it is
 * paid or named: to leave out who was asked later would keep those who had paid by then, and make silence look like the best step.
 */
export async function countUntouched(
  tx: Tx,
  book: number,
  { from, to }: Span,
  days: number,
  lates: readonly number[],
): Promise<BaseCount[]> {
  const [first, last] = [onDay(from), onDay(to)]
  return rows(
    tx,
    sql`WITH x AS (
          SELECT d.claim_id, l.late, d.due_on + l.late AS day FROM unnest(${lates as number[]}::int[]) AS l (late)
          JOIN dues d ON d.book_id = ${book} AND d.set_id = d.claim_id AND d.replaced_at IS NULL
            AND d.due_on BETWEEN ${first}::date - l.late AND ${last}::date - l.late),
        named AS (
          SELECT mc.claim_id, o.given_on AS day FROM outbox o
          JOIN message_claims mc ON mc.book_id = o.book_id AND mc.message_id = o.message_id AND mc.named
          WHERE o.book_id = ${book} AND o.given_on BETWEEN ${first}::date - ${days}::int AND ${last}::date + ${days}::int
          UNION ALL
          SELECT tc.claim_id, t.done_on FROM tasks t JOIN task_claims tc ON tc.book_id = t.book_id AND tc.task_id = t.id
          WHERE t.book_id = ${book} AND t.state = 'done' AND t.done_on BETWEEN ${first}::date - ${days}::int AND ${last}::date + ${days}::int),
        alone AS (
          SELECT x.claim_id, x.late, x.day, least(${days}::int, min(n.day - x.day)) AS days FROM x
          LEFT JOIN named n ON n.claim_id = x.claim_id AND n.day BETWEEN x.day - ${days}::int AND x.day + ${days}::int
          GROUP BY 1, 2, 3 HAVING min(n.day) IS NULL OR min(n.day) > x.day),
        watched AS (
          SELECT a.late, c.currency, b.paid >= b.open AS paid, CASE WHEN b.paid >= b.open THEN b.paid_on - a.day ELSE a.days END AS days
          FROM alone a JOIN claims c ON c.book_id = ${book} AND c.id = a.claim_id AND c.issued_on <= a.day
          JOIN LATERAL (SELECT sum(p.amount_minor) FILTER (WHERE p.day <= a.day) AS open,
              -coalesce(sum(p.amount_minor) FILTER (WHERE p.kind = 'payment' AND p.day > a.day AND p.day <= a.day + a.days), 0) AS paid,
              max(p.day) FILTER (WHERE p.kind = 'payment' AND p.day > a.day AND p.day <= a.day + a.days) AS paid_on
            FROM postings p WHERE p.book_id = ${book} AND p.claim_id = a.claim_id) b ON b.open > 0)
        SELECT late, currency, count(*)::bigint AS claims, count(*) FILTER (WHERE paid)::bigint AS paid, sum(days)::bigint AS days
        FROM watched GROUP BY late, currency`,
  )
}

export interface PromiseCount {
  readonly currency: string
  readonly byDay: Day
  readonly state: 'open' | 'kept' | 'broken' | 'withdrawn'
  readonly promises: number
  readonly amountMinor: number
}

/** Promises for days of the span, as they stood on a day. */
export async function countPromises(tx: Tx, book: number, { from, to }: Span, day: Day): Promise<PromiseCount[]> {
  return rows(
    tx,
    sql`SELECT p.currency, p.by_day AS "byDay", CASE WHEN p.judged_on <= ${onDay(day)}::date THEN p.state ELSE 'open' END AS state,
          count(*)::bigint AS promises, sum(p.amount_minor)::bigint AS "amountMinor"
        FROM promises p JOIN debtors d ON d.book_id = p.book_id AND d.id = p.debtor_id AND d.moved_to IS NULL
        WHERE p.book_id = ${book} AND p.by_day BETWEEN ${onDay(from)}::date AND ${onDay(to)}::date AND p.made_on <= ${onDay(day)}::date
        GROUP BY 1, 2, 3`,
  )
}

export interface DisputeCount {
  readonly currency: string
  readonly cause: string
  readonly opened: number
  readonly openedMinor: number
  readonly settled: number
  /** From opening to settling, added up. */
  readonly settledDays: number
  readonly open: number
  readonly openMinor: number
}

/** Disputes that were opened or settled in the span or stood open at its end, each claim of one by itself. */
export async function countDisputes(tx: Tx, book: number, { from, to }: Span): Promise<DisputeCount[]> {
  const [first, last] = [onDay(from), onDay(to)]
  return rows(
    tx,
    sql`WITH x AS (
          SELECT y.cause, y.opened_on, CASE WHEN y.settled_on <= ${last}::date THEN y.settled_on END AS settled_on, k.part_minor, k.claim_id, c.currency
          FROM disputes y JOIN debtors d ON d.book_id = y.book_id AND d.id = y.debtor_id AND d.moved_to IS NULL
          JOIN dispute_claims k ON k.book_id = y.book_id AND k.dispute_id = y.id JOIN claims c ON c.book_id = y.book_id AND c.id = k.claim_id
          WHERE y.book_id = ${book} AND y.opened_on <= ${last}::date AND (y.settled_on IS NULL OR y.settled_on >= ${first}::date OR y.opened_on >= ${first}::date))
        SELECT x.currency, x.cause, count(*) FILTER (WHERE x.opened_on >= ${first}::date)::bigint AS opened,
          coalesce(sum(least(coalesce(x.part_minor, b.then_open), b.then_open)) FILTER (WHERE x.opened_on >= ${first}::date), 0)::bigint AS "openedMinor",
          count(*) FILTER (WHERE x.settled_on >= ${first}::date)::bigint AS settled,
          coalesce(sum(x.settled_on - x.opened_on) FILTER (WHERE x.settled_on >= ${first}::date), 0)::bigint AS "settledDays",
          count(*) FILTER (WHERE x.settled_on IS NULL)::bigint AS open,
          coalesce(sum(least(coalesce(x.part_minor, b.now_open), b.now_open)) FILTER (WHERE x.settled_on IS NULL), 0)::bigint AS "openMinor"
        FROM x JOIN LATERAL (SELECT greatest(coalesce(sum(p.amount_minor) FILTER (WHERE p.day <= x.opened_on), 0), 0) AS then_open,
            greatest(coalesce(sum(p.amount_minor) FILTER (WHERE p.day <= ${last}::date), 0), 0) AS now_open
          FROM postings p WHERE p.book_id = ${book} AND p.claim_id = x.claim_id) b ON true
        GROUP BY x.currency, x.cause`,
  )
}

export interface EffortOnDay {
  readonly day: Day
  /** `email`, `letter`, …; `call` for calls. */
  readonly how: string
  readonly count: number
}

/** Messages handed over and calls made, by day. */
export async function countEffort(tx: Tx, book: number, { from, to }: Span): Promise<EffortOnDay[]> {
  return rows(
    tx,
    sql`SELECT o.given_on AS day, g.channel AS how, count(*)::bigint AS count FROM outbox o
        JOIN messages g ON g.book_id = o.book_id AND g.id = o.message_id AND g.direction = 'out'
        WHERE o.book_id = ${book} AND o.state <> 'copied' AND o.given_on BETWEEN ${onDay(from)}::date AND ${onDay(to)}::date GROUP BY 1, 2
        UNION ALL
        SELECT t.done_on, 'call', count(*)::bigint FROM tasks t
        WHERE t.book_id = ${book} AND t.state = 'done' AND t.kind IN ('call', 'promise_broken') AND t.done_on BETWEEN ${onDay(from)}::date AND ${onDay(to)}::date GROUP BY 1`,
  )
}

export interface RecoveryOnDay {
  readonly currency: string
  readonly day: Day
  /** Paid on claims after they fell due, less what was returned. */
  readonly recoveredMinor: number
  /** Costs that were entered and asked for: postage, agency, attorney, court. */
  readonly costMinor: number
}

export async function countRecovery(tx: Tx, book: number, { from, to }: Span): Promise<RecoveryOnDay[]> {
  return rows(
    tx,
    sql`WITH due AS (SELECT claim_id, min(due_on) AS due_on FROM dues WHERE book_id = ${book} AND set_id = claim_id AND replaced_at IS NULL GROUP BY claim_id)
        SELECT p.currency, p.day, -coalesce(sum(p.amount_minor) FILTER (WHERE p.kind = 'payment' AND p.day > d.due_on), 0)::bigint AS "recoveredMinor",
          coalesce(sum(p.amount_minor) FILTER (WHERE p.kind = 'cost'), 0)::bigint AS "costMinor"
        FROM postings p JOIN due d ON d.claim_id = p.claim_id
        WHERE p.book_id = ${book} AND p.claim_id IS NOT NULL AND p.kind IN ('payment', 'cost') AND p.day BETWEEN ${onDay(from)}::date AND ${onDay(to)}::date
        GROUP BY 1, 2`,
  )
}
