// Money as it came and went back: what each payment brought on which day, through what, for which claims, and what had been done
// before. It reads postings, so what was corrected never came and what was returned goes on its own day.

import type { Day } from '../core/day.ts'
import { onDay, rows, sql, type Tx } from './db.ts'
import type { DebtorName } from './report.ts'

export interface CashIn {
  readonly debtor: DebtorName
  readonly paymentId: string
  readonly day: Day
  /** Below zero where it went back. */
  readonly amountMinor: number
  readonly currency: string
  readonly channel: 'bank' | 'import' | 'by_hand'
  readonly reference: string | null
  /** Numbers of the claims it was given to; empty while it is on account. */
  readonly numbers: readonly string[]
  /** The last message or task for one of these claims on an earlier day. */
  readonly step: string | null
  readonly how: string | null
  readonly stepOn: Day | null
}

/** All money of a book from one day to another, both included. */
export async function readCashIn(tx: Tx, book: number, from: Day, to: Day): Promise<CashIn[]> {
  const found = await rows<Omit<CashIn, 'debtor'> & { debtorId: string; no: number; name: string }>(
    tx,
    sql`WITH came AS (
          SELECT p.payment_id, p.day, -sum(p.amount_minor)::bigint AS amount FROM postings p
          WHERE p.book_id = ${book} AND p.kind = 'payment' AND p.payment_id IS NOT NULL AND p.day BETWEEN ${onDay(from)}::date AND ${onDay(to)}::date
          GROUP BY p.payment_id, p.day HAVING sum(p.amount_minor) <> 0)
        SELECT c.payment_id AS "paymentId", c.day, c.amount AS "amountMinor", m.currency, m.reference, d.id AS "debtorId", d.no, d.name,
          CASE WHEN m.line_id IS NOT NULL THEN 'bank' WHEN m.import_id IS NOT NULL THEN 'import' ELSE 'by_hand' END AS channel,
          ARRAY(SELECT DISTINCT k.number FROM postings q JOIN claims k ON k.book_id = q.book_id AND k.id = q.claim_id
            WHERE q.book_id = ${book} AND q.payment_id = c.payment_id AND q.amount_minor < 0) AS numbers,
          s.step, s.how, s.on_day AS "stepOn"
        FROM came c
        JOIN payments m ON m.book_id = ${book} AND m.id = c.payment_id
        JOIN debtors d ON d.book_id = ${book} AND d.id = m.debtor_id
        LEFT JOIN LATERAL (
          SELECT x.step, x.how, x.on_day FROM (
            SELECT g.step_id AS step, g.channel AS how, o.given_on AS on_day, g.id FROM postings q
            JOIN message_claims mc ON mc.book_id = q.book_id AND mc.claim_id = q.claim_id AND mc.named
            JOIN messages g ON g.book_id = q.book_id AND g.id = mc.message_id AND g.direction = 'out' AND g.step_id IS NOT NULL
            JOIN outbox o ON o.book_id = q.book_id AND o.message_id = g.id AND o.given_on < c.day
            WHERE q.book_id = ${book} AND q.payment_id = c.payment_id AND q.amount_minor < 0
            UNION ALL
            SELECT t.step_id, t.kind, t.done_on, t.id FROM postings q
            JOIN task_claims tc ON tc.book_id = q.book_id AND tc.claim_id = q.claim_id
            JOIN tasks t ON t.book_id = q.book_id AND t.id = tc.task_id AND t.step_id IS NOT NULL AND t.state = 'done' AND t.done_on < c.day
            WHERE q.book_id = ${book} AND q.payment_id = c.payment_id AND q.amount_minor < 0) x
          ORDER BY x.on_day DESC, x.id DESC LIMIT 1) s ON true
        ORDER BY c.day, d.no, c.payment_id`,
  )
  return found.map(({ debtorId, no, name, ...it }) => ({
    ...it,
    numbers: [...it.numbers].sort(),
    debtor: { book, id: debtorId, no, name },
  }))
}

export interface CashOnDay {
  readonly currency: string
  readonly day: Day
  readonly amountMinor: number
}

/** What came less what went back, by day. */
export async function readCashDays(tx: Tx, book: number, from: Day, to: Day): Promise<CashOnDay[]> {
  return rows(
    tx,
    sql`SELECT currency, day, -sum(amount_minor)::bigint AS "amountMinor" FROM postings
        WHERE book_id = ${book} AND kind = 'payment' AND day BETWEEN ${onDay(from)}::date AND ${onDay(to)}::date
        GROUP BY currency, day HAVING sum(amount_minor) <> 0`,
  )
}
