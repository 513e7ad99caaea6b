// What is open in a book, summed: the figures that a screen shows at once, whatever the size of the workspace. Summed anew every few
// minutes and after a run, never by hand; each sum carries its moment.

import { addDays, addMonths, type Day, lastOfMonth, type Moment } from '../core/day.ts'
import { atMoment, onDay, row, rows, sql, type Tx } from './db.ts'

export interface Totals {
  readonly currency: string
  readonly openMinor: number
  readonly overdueMinor: number
  readonly overdueClaims: number
  /** Open and over 90 days late, or with a broken promise. */
  readonly atRiskMinor: number
  readonly collectedMinor: number
  /** In the week of the day; null where it was not worked out. */
  readonly expectedMinor: number | null
}

export interface BookTotals {
  readonly book: number
  readonly day: Day
  readonly at: Moment
  readonly currencies: readonly Totals[]
}

/** Sums a book as it stands. */
export async function sumBook(tx: Tx, book: number, day: Day): Promise<Omit<Totals, 'expectedMinor'>[]> {
  const late = onDay(day)
  const risky = onDay(addDays(day, -90))
  const open = await rows<Omit<Totals, 'collectedMinor' | 'expectedMinor'>>(
    tx,
    sql`WITH due AS (
          SELECT s.claim_id, s.principal, s.principal + s.interest + s.fee + s.cost AS balance, c.currency, sum(d.amount_minor) AS charged,
            sum(d.amount_minor) FILTER (WHERE d.due_on < ${late}::date) AS late, sum(d.amount_minor) FILTER (WHERE d.due_on < ${risky}::date) AS risky
          FROM claim_state s JOIN claims c ON c.book_id = s.book_id AND c.id = s.claim_id
          LEFT JOIN dues d ON d.book_id = s.book_id AND d.claim_id = s.claim_id AND d.set_id = s.claim_id AND d.replaced_at IS NULL
          WHERE s.book_id = ${book} AND s.open GROUP BY s.claim_id, s.principal, balance, c.currency),
        parts AS (
          SELECT claim_id, currency, balance,
            greatest(0, coalesce(late, 0) - greatest(0, charged - principal)) AS overdue, greatest(0, coalesce(risky, 0) - greatest(0, charged - principal)) AS risk
          FROM due),
        broken AS (
          SELECT DISTINCT pc.claim_id FROM promises p JOIN promise_claims pc ON pc.book_id = p.book_id AND pc.promise_id = p.id
          WHERE p.book_id = ${book} AND p.state = 'broken')
        SELECT p.currency, sum(p.balance) AS "openMinor", sum(p.overdue) AS "overdueMinor", count(*) FILTER (WHERE p.overdue > 0)::int AS "overdueClaims",
          sum(CASE WHEN b.claim_id IS NOT NULL THEN p.balance ELSE p.risk END) AS "atRiskMinor"
        FROM parts p LEFT JOIN broken b ON b.claim_id = p.claim_id GROUP BY p.currency`,
  )
  const came = await rows<{ currency: string; amountMinor: number }>(
    tx,
    sql`SELECT p.currency, -sum(p.amount_minor) AS "amountMinor" FROM postings p
        WHERE p.book_id = ${book} AND p.component = 'unapplied' AND p.kind = 'payment' AND p.day >= ${onDay(addDays(lastOfMonth(addMonths(day, -1)), 1))}::date AND p.day <= ${late}::date
          AND NOT EXISTS (SELECT 1 FROM allocations a WHERE a.book_id = p.book_id AND a.group_id = p.group_id) GROUP BY p.currency`,
  )
  const currencies = [...new Set([...open, ...came].map((it) => it.currency))].sort()
  return currencies.map((currency) => {
    const it = open.find((one) => one.currency === currency)
    return {
      currency,
      openMinor: it?.openMinor ?? 0,
      overdueMinor: it?.overdueMinor ?? 0,
      overdueClaims: it?.overdueClaims ?? 0,
      atRiskMinor: it?.atRiskMinor ?? 0,
      collectedMinor: came.find((one) => one.currency === currency)?.amountMinor ?? 0,
    }
  })
}

/** All books' sums as they were last made. */
export async function readTotals(tx: Tx): Promise<BookTotals[]> {
  const found = await rows<{
    book: number
    currency: string
    at: Moment
    figures: Omit<Totals, 'currency'> & { day: Day }
  }>(
    tx,
    sql`SELECT book_id AS book, currency, figures, at FROM book_totals WHERE workspace_id = ${tx.workspaceId}::uuid ORDER BY book_id, currency COLLATE "C"`,
  )
  return [...Map.groupBy(found, (it) => it.book)].map(([book, some]) => ({
    book,
    day: some[0]!.figures.day,
    at: some[0]!.at,
    currencies: some
      .filter((it) => it.currency !== none)
      .map(({ currency, figures: { day: _, ...figures } }) => ({ currency, ...figures })),
  }))
}

/** About how many debtors there are, at least as many: by their numbers, without counting them. */
export async function debtorsAbout(tx: Tx): Promise<number> {
  const ends = await row<{ first: number | null; last: number | null }>(
    tx,
    sql`SELECT (SELECT min(no) FROM debtors WHERE workspace_id = ${tx.workspaceId}::uuid) AS first, (SELECT max(no) FROM debtors WHERE workspace_id = ${tx.workspaceId}::uuid) AS last`,
  )
  return ends?.first == null || ends.last == null ? 0 : ends.last - ends.first + 1
}

// A book without any money has its moment too.
const none = '-'

export async function keepTotals(tx: Tx, it: Omit<BookTotals, 'at'>): Promise<void> {
  await rows(tx, sql`DELETE FROM book_totals WHERE workspace_id = ${tx.workspaceId}::uuid AND book_id = ${it.book}`)
  const lines = [
    { currency: none, figures: { day: it.day } },
    ...it.currencies.map(({ currency, ...figures }) => ({ currency, figures: { ...figures, day: it.day } })),
  ]
  await rows(
    tx,
    sql`INSERT INTO book_totals (workspace_id, book_id, currency, figures, at)
        SELECT ${tx.workspaceId}::uuid, ${it.book}, x.currency, x.figures, ${atMoment(tx.now)}::timestamptz
        FROM unnest(${lines.map((one) => one.currency)}::text[], ${lines.map((one) => JSON.stringify(one.figures))}::jsonb[]) AS x (currency, figures)
        ON CONFLICT (workspace_id, book_id, currency) DO NOTHING`,
  )
}
