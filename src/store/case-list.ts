// The list of cases: a narrow row for each case and currency, derived from what it sums up. Whoever locks a debtor means to change
// something about them, so the rows of all that were locked are written anew at the end of the transaction, under that same lock.

import type { RawBuilder } from 'kysely'
import { type Day, dayAt } from '../core/day.ts'
import { assert } from '../core/problem.ts'
import { change, onDay, row, rows, sql, type Tx } from './db.ts'

const touched = new WeakMap<object, Map<number, Set<string>>>()

/** The rows of these debtors are derived again before this transaction ends. */
export function touch(tx: Tx, book: number, debtorIds: readonly string[]): void {
  let all = tx.later ?? touched.get(tx.query)
  if (!all) {
    all = new Map()
    touched.set(tx.query, all)
    tx.atEnd(() => deriveTouched(tx))
  }
  const its = all.get(book) ?? new Set()
  all.set(book, its)
  for (const id of debtorIds) its.add(id)
}

async function deriveTouched(tx: Tx): Promise<void> {
  const all = touched.get(tx.query)
  touched.delete(tx.query)
  const today = await todayOf(tx)
  for (const [book, ids] of all ?? []) if (ids.size > 0) await derive(tx, book, [...ids], today)
}

async function todayOf(tx: Tx): Promise<Day> {
  const found = await row<{ zone: string }>(tx, sql`SELECT zone FROM workspaces WHERE id = ${tx.workspaceId}::uuid`)
  assert(found, 'a transaction stands in a workspace')
  return dayAt(tx.now, found.zone)
}

/** All debtors of a book, or those of whom more has fallen due before `day` than their rows know: in order, after `after`. */
export async function debtorsToDerive(
  tx: Tx,
  book: number,
  which: 'all' | Day,
  after: string | undefined,
  limit: number,
): Promise<string[]> {
  const from = after === undefined ? sql`` : sql`AND debtor_id > ${after}::uuid`
  const found = await rows<{ id: string }>(
    tx,
    which === 'all'
      ? sql`SELECT debtor_id AS id FROM debtor_state WHERE book_id = ${book} ${from} ORDER BY debtor_id LIMIT ${limit}`
      : sql`SELECT DISTINCT debtor_id AS id FROM case_lists WHERE book_id = ${book} AND next_due_on < ${onDay(which)}::date ${from} ORDER BY debtor_id LIMIT ${limit}`,
  )
  return found.map((it) => it.id)
}

/** Whether a book has open claims and no row for any: it comes from an older program, or its first import was cut short. */
export async function wantsRows(tx: Tx, book: number): Promise<boolean> {
  const found = await row<{ wants: boolean }>(
    tx,
    sql`SELECT NOT EXISTS (SELECT 1 FROM case_lists l WHERE l.book_id = ${book})
          AND EXISTS (SELECT 1 FROM claim_state s WHERE s.book_id = ${book} AND s.open) AS wants`,
  )
  return found?.wants === true
}

// The columns that are derived, in the order of both halves of the statement.
const derived = [
  ...['debtor_id', 'no', 'name', 'name_key', 'kind', 'country', 'handling', 'segment', 'collector', 'claims'],
  ...['open_minor', 'overdue_minor', 'oldest_due_on', 'next_due_on', 'next_look_on', 'next', 'step', 'stage'],
  ...['held', 'held_until'],
]
const listed = derived.join(', ')
const given = derived.map((it) => `excluded.${it}`).join(', ')
const known = derived.map((it) => `case_lists.${it}`).join(', ')

/**
 * Writes the rows of these debtors, who are locked, as everything about them now stands; those without open claims have none.
 * @returns how many rows were other than they ought to be
 */
export async function derive(tx: Tx, book: number, ids: readonly string[], today: Day): Promise<number> {
  const some = ids as string[]
  const day = onDay(today)
  const gone = await change(
    tx,
    // By what there is, gathered once: asked row by row, a planner that knows little of the tables reads the book again for each.
    sql`WITH open AS MATERIALIZED (
          SELECT DISTINCT k.case_id, c.currency FROM case_state k
          JOIN claim_state t ON t.book_id = k.book_id AND t.case_id = k.case_id AND t.open
          JOIN claims c ON c.book_id = t.book_id AND c.id = t.claim_id
          WHERE k.book_id = ${book} AND k.debtor_id = ANY(${some}::uuid[]))
        DELETE FROM case_lists l WHERE l.book_id = ${book} AND l.debtor_id = ANY(${some}::uuid[])
          AND (l.case_id, l.currency) NOT IN (SELECT o.case_id, o.currency COLLATE "C" FROM open o)`,
  )
  const other = await change(
    tx,
    sql`INSERT INTO case_lists (workspace_id, book_id, case_id, currency, ${sql.raw(listed)})
        ${rowsOf(tx, book, some, day!)}
        ON CONFLICT (book_id, case_id, currency) DO UPDATE SET (${sql.raw(listed)}) = (${sql.raw(given)})
          WHERE (${sql.raw(known)}) IS DISTINCT FROM (${sql.raw(given)})`,
  )
  // Whose an open task is, so that a person's own are found by an index.
  await change(
    tx,
    sql`UPDATE tasks t SET collector = k.collector FROM case_state k
        WHERE t.book_id = ${book} AND t.debtor_id = ANY(${some}::uuid[]) AND t.state = 'open' AND k.book_id = ${book} AND k.debtor_id = ANY(${some}::uuid[])
          AND k.case_id = t.case_id AND t.collector IS DISTINCT FROM k.collector`,
  )
  return gone + other
}

/** What the rows of these debtors ought to be. Principal lowers the oldest due first, as everywhere. */
function rowsOf(tx: Tx, book: number, ids: string[], day: string): RawBuilder<unknown> {
  return sql`
    WITH its AS MATERIALIZED (
      SELECT k.case_id, k.debtor_id, k.next_look_on, k.collector, k.set_aside FROM case_state k
      WHERE k.book_id = ${book} AND k.debtor_id = ANY(${ids}::uuid[])),
    held AS MATERIALIZED (
      SELECT h.debtor_id, h.case_id, h.claim_id, h.cause, h.until_day FROM holds h
        WHERE h.book_id = ${book} AND h.debtor_id = ANY(${ids}::uuid[]) AND h.lifted_at IS NULL AND h.from_day <= ${day}::date
          AND (h.until_day IS NULL OR h.until_day > ${day}::date)
      UNION ALL SELECT p.debtor_id, p.case_id, NULL, 'promise', p.by_day FROM promises p
        WHERE p.book_id = ${book} AND p.debtor_id = ANY(${ids}::uuid[]) AND p.state = 'open'
      UNION ALL SELECT d.debtor_id, d.case_id, d.id, 'dispute', NULL FROM disputes d
        WHERE d.book_id = ${book} AND d.debtor_id = ANY(${ids}::uuid[]) AND d.settled_on IS NULL
      UNION ALL SELECT q.debtor_id, q.case_id, q.id, 'query', NULL FROM queries q
        WHERE q.book_id = ${book} AND q.debtor_id = ANY(${ids}::uuid[]) AND q.answered_on IS NULL),
    waits AS MATERIALIZED (
      SELECT m.case_id, min(m.stage) AS stage, bool_or(o.needs_approval AND o.approved_at IS NULL) AS asks
      FROM outbox o JOIN messages m ON m.book_id = o.book_id AND m.id = o.message_id
      WHERE o.book_id = ${book} AND o.debtor_id = ANY(${ids}::uuid[]) AND o.state = 'waiting' GROUP BY m.case_id),
    todo AS MATERIALIZED (
      SELECT t.case_id, min(t.kind) AS kind FROM tasks t
      WHERE t.book_id = ${book} AND t.debtor_id = ANY(${ids}::uuid[]) AND t.state = 'open' GROUP BY t.case_id),
    owed AS MATERIALIZED (
      SELECT k.case_id, c.currency, c.id, s.principal, s.interest + s.fee + s.cost AS extra, c.last_reminder_on, c.last_reminder_stage
      FROM its k JOIN claim_state s ON s.book_id = ${book} AND s.case_id = k.case_id AND s.open
      JOIN claims c ON c.book_id = s.book_id AND c.id = s.claim_id),
    due AS (
      SELECT u.claim_id, u.due_on, sum(u.amount_minor) OVER (PARTITION BY u.claim_id ORDER BY u.due_on, u.no) AS upto,
        sum(u.amount_minor) OVER (PARTITION BY u.claim_id) AS whole, CASE WHEN u.due_on >= ${day}::date THEN u.amount_minor ELSE 0 END AS ahead
      FROM dues u WHERE u.book_id = ${book} AND u.claim_id = ANY(ARRAY(SELECT o.id FROM owed o)) AND u.set_id = u.claim_id AND u.replaced_at IS NULL),
    aged AS (
      SELECT o.case_id, o.currency, o.principal, o.extra, o.last_reminder_on, o.last_reminder_stage, coalesce(sum(d.ahead), 0) AS ahead,
        coalesce(min(d.due_on) FILTER (WHERE d.upto > d.whole - o.principal), max(d.due_on), '9999-12-31'::date) AS oldest,
        coalesce(min(d.due_on) FILTER (WHERE d.due_on >= ${day}::date), '9999-12-31'::date) AS next_due
      FROM owed o LEFT JOIN due d ON d.claim_id = o.id
      GROUP BY o.id, o.case_id, o.currency, o.principal, o.extra, o.last_reminder_on, o.last_reminder_stage),
    summed AS (
      SELECT a.case_id, a.currency, count(*)::integer AS claims, sum(a.principal + a.extra)::bigint AS open_minor,
        sum(CASE WHEN a.principal + a.extra <= 0 THEN 0 ELSE greatest(0, a.principal - a.ahead) + CASE WHEN a.oldest < ${day}::date THEN greatest(0, a.extra) ELSE 0 END END)::bigint AS overdue_minor,
        coalesce(min(a.oldest) FILTER (WHERE a.principal + a.extra > 0), '9999-12-31'::date) AS oldest, min(a.next_due) AS next_due,
        (array_agg(a.last_reminder_stage ORDER BY a.last_reminder_on DESC NULLS LAST))[1] AS stage
      FROM aged a GROUP BY a.case_id, a.currency)
    SELECT ${tx.workspaceId}::uuid, ${book}::bigint, k.case_id, s.currency, k.debtor_id, d.no, d.name, left(d.name_key, 40), d.kind, d.country, d.handling, d.segment, k.collector,
      s.claims, s.open_minor, s.overdue_minor, s.oldest, s.next_due, coalesce(k.next_look_on, '9999-12-31'::date),
      CASE WHEN k.set_aside IS NOT NULL THEN 'error' WHEN w.asks THEN 'approve' WHEN w.case_id IS NOT NULL THEN 'send'
        WHEN t.kind IS NOT NULL THEN 'task' WHEN h.cause IS NOT NULL AND h.claim_id IS NULL THEN 'held' ELSE 'look' END,
      coalesce(w.stage, t.kind), s.stage, h.cause, h.until_day
    FROM its k JOIN summed s ON s.case_id = k.case_id JOIN debtors d ON d.book_id = ${book} AND d.id = k.debtor_id
    LEFT JOIN waits w ON w.case_id = k.case_id LEFT JOIN todo t ON t.case_id = k.case_id
    LEFT JOIN LATERAL (
      SELECT h.cause, h.claim_id, h.until_day FROM held h WHERE h.debtor_id = k.debtor_id AND (h.case_id IS NULL OR h.case_id = k.case_id)
      ORDER BY h.claim_id IS NOT NULL, h.until_day DESC NULLS FIRST, h.cause COLLATE "C" LIMIT 1) h ON true`
}
