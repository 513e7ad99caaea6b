// What keeps claims from being chased on a day, as it is stored: holds, promises, queries, disputes, and work going on elsewhere.

import type { RawBuilder } from 'kysely'
import type { HoldFacts, PromiseFacts } from '../core/case.ts'
import type { Day } from '../core/day.ts'
import { onDay, row, rows, sql, type Tx } from './db.ts'

/** Everything that pauses these debtors or these claims of a book on `on`. */
export async function pauses(tx: Tx, on: Day, book: number, ids: string[], claimIds: string[]) {
  const day = onDay(on)
  const some = async <T>(there: boolean, statement: RawBuilder<T>) => (there ? rows(tx, statement) : [])
  const holds = await rows<HoldSql>(
    tx,
    sql`SELECT id, debtor_id, case_id, claim_id, part_minor, cause, note, from_day, until_day FROM holds
        WHERE book_id = ${book} AND debtor_id = ANY(${ids}::uuid[]) AND from_day <= ${day}::date AND (until_day IS NULL OR until_day > ${day}::date)
          AND (lifted_on IS NULL OR lifted_on > ${day}::date)
        UNION ALL SELECT h.id, l.debtor_id, NULL, h.claim_id, h.part_minor, h.cause, h.note, h.from_day, h.until_day
        FROM liable l JOIN holds h ON h.book_id = l.book_id AND h.claim_id = l.claim_id
        WHERE l.book_id = ${book} AND l.debtor_id = ANY(${ids}::uuid[]) AND h.from_day <= ${day}::date AND (h.until_day IS NULL OR h.until_day > ${day}::date)
          AND (h.lifted_on IS NULL OR h.lifted_on > ${day}::date)`,
  )
  const promises = await rows<PromiseSql>(
    tx,
    sql`SELECT p.id, p.case_id, p.amount_minor, p.currency, p.by_day, p.made_on, pc.claim_ids,
          (SELECT coalesce(-sum(x.amount_minor), 0) FROM postings x WHERE x.book_id = p.book_id AND x.debtor_id = p.debtor_id AND x.currency = p.currency
            AND x.kind = 'payment' AND x.day >= p.made_on AND x.day <= ${day}::date AND (x.claim_id = ANY(pc.claim_ids) OR x.component = 'unapplied' AND NOT EXISTS (
              SELECT 1 FROM allocations a WHERE a.book_id = x.book_id AND a.group_id = x.group_id) AND NOT EXISTS (
              SELECT 1 FROM allocations a WHERE a.book_id = x.book_id AND a.payment_id = x.payment_id))) AS received
        FROM promises p JOIN LATERAL (SELECT array_agg(c.claim_id) AS claim_ids FROM promise_claims c WHERE c.book_id = p.book_id AND c.promise_id = p.id) pc ON true
        WHERE p.book_id = ${book} AND p.debtor_id = ANY(${ids}::uuid[]) AND p.state = 'open' AND p.made_on <= ${day}::date`,
  )
  // Most books have few of these and many have none: then a batch's claims, by the ten thousand, need not be sent to ask.
  const any = (await row<Record<'queries' | 'disputes' | 'elsewhere', boolean>>(
    tx,
    sql`SELECT EXISTS (SELECT 1 FROM queries q WHERE q.book_id = ${book}) AS queries, EXISTS (SELECT 1 FROM disputes d WHERE d.book_id = ${book}) AS disputes,
          EXISTS (SELECT 1 FROM plans p WHERE p.book_id = ${book}) OR EXISTS (SELECT 1 FROM placements p WHERE p.book_id = ${book})
            OR EXISTS (SELECT 1 FROM matters m WHERE m.book_id = ${book}) AS elsewhere`,
  ))!
  const queries = await some<{ id: string; asks: string; claim_id: string }>(
    any.queries,
    sql`SELECT q.id, q.asks, c.claim_id FROM queries q JOIN query_claims c ON c.book_id = q.book_id AND c.query_id = q.id
        WHERE q.book_id = ${book} AND c.claim_id = ANY(${claimIds}::uuid[]) AND q.asked_on <= ${day}::date AND (q.answered_on IS NULL OR q.answered_on > ${day}::date)`,
  )
  const disputes = await some<{ id: string; cause: string; claim_id: string; part_minor: number | null }>(
    any.disputes,
    sql`SELECT d.id, d.cause, c.claim_id, c.part_minor FROM disputes d JOIN dispute_claims c ON c.book_id = d.book_id AND c.dispute_id = d.id
        WHERE d.book_id = ${book} AND c.claim_id = ANY(${claimIds}::uuid[]) AND d.opened_on <= ${day}::date AND (d.settled_on IS NULL OR d.settled_on > ${day}::date)`,
  )
  const elsewhere = await some<{ claim_id: string; says: string }>(
    any.elsewhere,
    sql`SELECT c.claim_id, 'a plan is agreed' AS says FROM plan_claims c JOIN plans p ON p.book_id = c.book_id AND p.id = c.plan_id AND p.state = 'kept'
          WHERE c.book_id = ${book} AND c.claim_id = ANY(${claimIds}::uuid[])
        UNION ALL SELECT c.claim_id, 'placed with ' || p.placed_with FROM placement_claims c JOIN placements p ON p.book_id = c.book_id AND p.id = c.placement_id AND p.ended_on IS NULL
          WHERE c.book_id = ${book} AND c.claim_id = ANY(${claimIds}::uuid[])
        UNION ALL SELECT c.claim_id, 'in the matter ' || m.kind FROM matter_claims c JOIN matters m ON m.book_id = c.book_id AND m.id = c.matter_id AND m.stage <> 'closed'
          WHERE c.book_id = ${book} AND c.claim_id = ANY(${claimIds}::uuid[])`,
  )
  return { holds, promises, queries, disputes, elsewhere }
}

interface HoldSql {
  id: string
  debtor_id: string
  case_id: string | null
  claim_id: string | null
  part_minor: number | null
  cause: string
  note: string | null
  from_day: Day
  until_day: Day | null
}

export function holdOf(it: HoldSql): HoldFacts {
  return {
    id: it.id,
    cause: it.cause,
    note: it.note ?? undefined,
    from: it.from_day,
    until: it.until_day ?? undefined,
    caseId: it.case_id ?? undefined,
    claimId: it.claim_id ?? undefined,
    partMinor: it.part_minor ?? undefined,
  }
}

interface PromiseSql {
  id: string
  case_id: string
  amount_minor: number
  currency: string
  by_day: Day
  made_on: Day
  claim_ids: string[] | null
  received: number
}

export function promiseOf(it: PromiseSql): PromiseFacts {
  return {
    id: it.id,
    claimIds: it.claim_ids ?? [],
    amountMinor: it.amount_minor,
    currency: it.currency,
    byDay: it.by_day,
    madeOn: it.made_on,
    receivedMinor: it.received,
  }
}
