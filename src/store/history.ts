// What was said to debtors and paid by them before, as a decision needs it: never more than the tone, the thanks and the
// punctuality ask for.

import { byHand } from '../core/by-hand.ts'
import type { Day } from '../core/day.ts'
import type { Stage } from '../core/policy.ts'
import { onDay, rows, sql, type Tx } from './db.ts'
import type { RunFacts } from './snapshot.ts'

/** The past of some debtors of a book, up to the run day in rehearsal. */
export async function history(tx: Tx, run: RunFacts, book: number, ids: string[]) {
  const day = onDay(run.day)
  const seen = run.rehearsal ? sql`AND p.day <= ${day}::date` : sql``
  const said = await rows<SaidSql>(
    tx,
    sql`SELECT m.debtor_id, m.case_id, CASE WHEN m.step_id = ${byHand} THEN NULL ELSE m.stage END AS stage, m.step_id, o.given_on FROM messages m JOIN outbox o ON o.book_id = m.book_id AND o.message_id = m.id
        WHERE m.book_id = ${book} AND m.debtor_id = ANY(${ids}::uuid[]) AND o.given_on <= ${day}::date
        UNION ALL SELECT t.debtor_id, t.case_id, NULL, NULL, t.done_on FROM tasks t
        WHERE t.book_id = ${book} AND t.debtor_id = ANY(${ids}::uuid[]) AND t.kind IN ('call', 'promise_broken') AND t.state = 'done' AND t.outcome = 'reached' AND t.done_on <= ${day}::date
        ORDER BY 5`,
  )
  // Live, the claim's own sums say that it is closed, and only then are its postings read.
  const shut = run.rehearsal
    ? sql``
    : sql`JOIN claim_state s ON s.book_id = ${book} AND s.claim_id = c.id AND s.case_id = k.id AND NOT s.open`
  const talks = await rows<{ debtor_id: string; on: Day }>(
    tx,
    sql`SELECT m.debtor_id, max(m.run_day) AS on FROM messages m WHERE m.book_id = ${book} AND m.debtor_id = ANY(${ids}::uuid[]) AND (m.step_id IS NULL
            AND (m.intent ->> 'talk' = 'true' OR m.intent ->> 'outcome' = 'reached')
            OR m.step_id = ${byHand} AND EXISTS (SELECT 1 FROM outbox o WHERE o.book_id = m.book_id AND o.message_id = m.id AND o.given_on <= ${day}::date)) AND m.run_day <= ${day}::date
          AND NOT EXISTS (SELECT 1 FROM undone_calls u WHERE u.book_id = m.book_id AND u.message_id = m.id) GROUP BY m.debtor_id`,
  )
  const closed = await rows<{
    case_id: string
    last_day: Day
    due_on: Day
    payment_id: string | null
    amount: number | null
    currency: string
  }>(
    tx,
    sql`SELECT k.id AS case_id, x.last_day, x.due_on, x.payment_id, x.currency, (SELECT m.amount_minor FROM payments m WHERE m.book_id = ${book} AND m.id = x.payment_id) AS amount
        FROM cases k JOIN LATERAL (
          SELECT c.currency, max(p.day) AS last_day, (SELECT max(d.due_on) FROM dues d WHERE d.book_id = ${book} AND d.claim_id = c.id) AS due_on,
            (array_agg(p.payment_id ORDER BY p.day DESC, p.recorded_at DESC) FILTER (WHERE p.payment_id IS NOT NULL))[1] AS payment_id
          FROM claims c ${shut} JOIN postings p ON p.book_id = ${book} AND p.claim_id = c.id ${seen}
          WHERE c.book_id = ${book} AND c.case_id = k.id GROUP BY c.id, c.currency HAVING sum(p.amount_minor) = 0 ORDER BY max(p.day) DESC, c.id LIMIT 12) x ON true
        WHERE k.book_id = ${book} AND k.debtor_id = ANY(${ids}::uuid[]) ORDER BY k.id, x.last_day DESC`,
  )
  const crossed = await rows<{
    case_id: string
    message_id: string
    payment_id: string
    amount: number
    currency: string
    day: Day
  }>(
    tx,
    sql`WITH recent AS MATERIALIZED (
          SELECT t.message_id, t.released_at, o.given_on FROM attempts t JOIN outbox o ON o.book_id = t.book_id AND o.message_id = t.message_id
          WHERE t.book_id = ${book} AND t.debtor_id = ANY(${ids}::uuid[]) AND t.no = 1 AND o.given_on >= ${day}::date - 10 AND o.given_on <= ${day}::date)
        SELECT DISTINCT ON (m.id) m.case_id, m.id AS message_id, y.id AS payment_id, y.amount_minor AS amount, y.currency, y.day
        FROM recent t JOIN messages m ON m.book_id = ${book} AND m.id = t.message_id AND m.stage NOT IN ('before', 'statement') AND m.step_id <> ${byHand}
        JOIN message_claims mc ON mc.book_id = ${book} AND mc.message_id = m.id
        JOIN postings p ON p.book_id = ${book} AND p.claim_id = mc.claim_id AND p.kind = 'payment' AND p.reverses_id IS NULL AND p.transfer_id IS NULL AND p.recorded_at > t.released_at
        JOIN payments y ON y.book_id = ${book} AND y.id = p.payment_id AND y.day <= t.given_on AND y.day >= ${day}::date - 10
        WHERE NOT EXISTS (SELECT 1 FROM effects e WHERE e.book_id = ${book} AND e.subject_id = m.debtor_id AND e.effect = 'crossed' AND e.occurrence = m.id::text)
        ORDER BY m.id, y.id`,
  )
  const ahead = run.rehearsal
    ? await rows<{ case_id: string; day: Day }>(
        tx,
        sql`SELECT k.id AS case_id, min(p.day) AS day FROM postings p JOIN cases k ON k.book_id = p.book_id AND k.debtor_id = p.debtor_id AND k.creditor_id = p.creditor_id
            WHERE p.book_id = ${book} AND p.debtor_id = ANY(${ids}::uuid[]) AND p.day > ${day}::date GROUP BY k.id
            UNION ALL SELECT k.id, min(p.day) FROM liable l JOIN postings p ON p.book_id = l.book_id AND p.claim_id = l.claim_id
            JOIN cases k ON k.book_id = l.book_id AND k.debtor_id = l.debtor_id AND k.creditor_id = p.creditor_id
            WHERE l.book_id = ${book} AND l.debtor_id = ANY(${ids}::uuid[]) AND p.day > ${day}::date GROUP BY k.id`,
      )
    : []
  const thanked = new Set(
    (
      await rows<{ occurrence: string }>(
        tx,
        sql`SELECT occurrence FROM effects WHERE book_id = ${book} AND subject_id = ANY(${ids}::uuid[]) AND effect IN ('thank-you', 'crossed-thanks')`,
      )
    ).map((it) => it.occurrence),
  )
  return { said, talks: new Map(talks.map((it) => [it.debtor_id, it.on])), closed, crossed, ahead, thanked }
}

interface SaidSql {
  debtor_id: string
  case_id: string
  stage: Stage | null
  step_id: string | null
  given_on: Day
}
