// The open claims of debtors, with what is open of each: of a rehearsal as of its day, live by all that is recorded. And what the
// law is asked by, for whoever asks no more than that.

import type { ClaimFacts, DebtorFacts, GivenFacts } from '../core/case.ts'
import type { Day } from '../core/day.ts'
import type { LawClaim, LawDebtor } from '../core/permit.ts'
import type { Stage } from '../core/policy.ts'
import { onDay, rows, sql, type Tx } from './db.ts'
import { readDebtors } from './debtor.ts'
import type { RunFacts } from './snapshot.ts'
import { readContacted, readTold } from './told.ts'

export interface OpenClaim {
  debtor_id: string
  id: string
  case_id: string
  creditor_id: string
  number: string
  kind: string
  currency: string
  issued_on: Day
  arrived_on: Day
  principal: number
  open_minor: number
  order_number: string | null
  delivery_note: string | null
  about: string | null
  factor: string | null
  handling: ClaimFacts['handling'] | null
  last_reminder_on: Day | null
  last_reminder_stage: Stage | null
  purpose: ClaimFacts['purpose'] | null
  sector: ClaimFacts['sector'] | null
  in_default_when_obtained: boolean | null
}

type Seen = Pick<RunFacts, 'day' | 'rehearsal'>

/** A rehearsal's day ends what counts of postings `p`; live, all that is recorded counts. */
export function seenOn(run: Seen) {
  return run.rehearsal ? sql`AND p.day <= ${onDay(run.day)}::date` : sql``
}

/** Open claims that debtors of a book owe or are liable for, oldest first. */
export function openClaims(tx: Tx, run: Seen, book: number, ids: readonly string[]): Promise<OpenClaim[]> {
  const day = onDay(run.day)
  const seen = seenOn(run)
  const mine = sql`mine AS (
      SELECT c.id AS claim_id, c.debtor_id FROM claims c WHERE c.book_id = ${book} AND c.debtor_id = ANY(${ids}::uuid[])
      UNION ALL SELECT l.claim_id, l.debtor_id FROM liable l WHERE l.book_id = ${book} AND l.debtor_id = ANY(${ids}::uuid[])
        AND l.from_day <= ${day}::date AND (l.until_day IS NULL OR l.until_day > ${day}::date))`
  const columns = sql.raw(
    `m.debtor_id, c.id, k.id AS case_id, c.creditor_id, c.number, c.kind, c.currency, c.issued_on, c.arrived_on, c.order_number, c.delivery_note, c.about,
     c.factor, c.handling, c.last_reminder_on, c.last_reminder_stage, c.purpose, c.sector, c.in_default_when_obtained`,
  )
  const sums = sql.raw('s.principal, s.principal + s.interest + s.fee + s.cost AS open_minor')
  return rows<OpenClaim>(
    tx,
    run.rehearsal
      ? sql`WITH ${mine} SELECT ${columns}, b.principal, b.open_minor FROM mine m
            JOIN LATERAL (SELECT sum(p.amount_minor) FILTER (WHERE p.component = 'principal') AS principal, sum(p.amount_minor) AS open_minor
              FROM postings p WHERE p.book_id = ${book} AND p.claim_id = m.claim_id ${seen}) b ON b.open_minor <> 0
            JOIN claims c ON c.book_id = ${book} AND c.id = m.claim_id AND c.issued_on <= ${day}::date
            JOIN cases k ON k.book_id = ${book} AND k.debtor_id = m.debtor_id AND k.creditor_id = c.creditor_id ORDER BY c.issued_on, c.number COLLATE "C"`
      : // Live, from the open claims' own sums: what was closed long ago is not gone through.
        sql`WITH mine AS (
              SELECT s.claim_id, s.debtor_id, ${sums} FROM cases o JOIN claim_state s ON s.book_id = ${book} AND s.case_id = o.id AND s.open
              WHERE o.book_id = ${book} AND o.debtor_id = ANY(${ids}::uuid[])
              UNION ALL SELECT l.claim_id, l.debtor_id, ${sums} FROM liable l JOIN claim_state s ON s.book_id = ${book} AND s.claim_id = l.claim_id AND s.open
              WHERE l.book_id = ${book} AND l.debtor_id = ANY(${ids}::uuid[]) AND l.from_day <= ${day}::date AND (l.until_day IS NULL OR l.until_day > ${day}::date))
            SELECT ${columns}, m.principal, m.open_minor FROM mine m JOIN claims c ON c.book_id = ${book} AND c.id = m.claim_id
            JOIN cases k ON k.book_id = ${book} AND k.debtor_id = m.debtor_id AND k.creditor_id = c.creditor_id ORDER BY c.issued_on, c.number COLLATE "C"`,
  )
}

/** The dues of claims as they were agreed, in force now. */
export function ownDues(tx: Tx, book: number, claimIds: readonly string[]) {
  return rows<{ claim_id: string; no: number; due_on: Day; amount_minor: number }>(
    tx,
    sql`SELECT claim_id, no, due_on, amount_minor FROM dues WHERE book_id = ${book} AND claim_id = ANY(${claimIds as string[]}::uuid[]) AND set_id = claim_id
          AND replaced_at IS NULL ORDER BY claim_id, due_on, no`,
  )
}

/** Which steps the dues of claims were given, by message and by hand, in the order of days. */
export function givenFor(tx: Tx, run: Seen, book: number, claimIds: readonly string[]) {
  return rows<GivenFacts & { claim_id: string; due_no: number; debtor_id: string }>(
    tx,
    sql`SELECT mc.claim_id, mc.due_no, m.debtor_id, m.policy_id AS "policyId", m.step_id AS "stepId", m.stage, 'message' AS kind, o.given_on AS on, o.pay_by AS "payBy"
        FROM message_claims mc JOIN messages m ON m.book_id = mc.book_id AND m.id = mc.message_id JOIN outbox o ON o.book_id = mc.book_id AND o.message_id = mc.message_id
        WHERE mc.book_id = ${book} AND mc.claim_id = ANY(${claimIds as string[]}::uuid[]) AND mc.named AND o.given_on <= ${onDay(run.day)}::date
        UNION ALL
        SELECT tc.claim_id, tc.due_no, t.debtor_id, t.policy_id, t.step_id, t.stage, CASE WHEN t.kind = 'write' THEN 'message' ELSE 'call' END, t.done_on, NULL
        FROM task_claims tc JOIN tasks t ON t.book_id = tc.book_id AND t.id = tc.task_id
        WHERE tc.book_id = ${book} AND tc.claim_id = ANY(${claimIds as string[]}::uuid[]) AND t.kind IN ('call', 'write', 'stop_supply') AND t.state = 'done' AND t.step_id IS NOT NULL AND t.done_on <= ${onDay(run.day)}::date
        ORDER BY 8`,
  )
}

/** What the law is asked by, of debtors with open claims and nothing else of them: six statements for any number. */
export async function lawFacts(tx: Tx, run: Seen, book: number, ids: readonly string[]): Promise<LawFacts[]> {
  const debtors = (await readDebtors(tx, book, ids)).filter((it) => it.movedTo === undefined)
  const claims = await openClaims(tx, run, book, ids)
  const claimIds = [...new Set(claims.map((it) => it.id))]
  const dues = Map.groupBy(await ownDues(tx, book, claimIds), (it) => it.claim_id)
  const given = Map.groupBy(
    await givenFor(tx, run, book, claimIds),
    (it) => `${it.debtor_id}:${it.claim_id}:${it.due_no}`,
  )
  const told = await readTold(tx, book, ids)
  const contacted = await readContacted(tx, book, ids, run.day)
  const own = Map.groupBy(claims, (it) => it.debtor_id)
  return debtors.map((debtor) => ({
    ...debtor,
    book,
    told: told.get(debtor.id),
    contacted: contacted.get(debtor.id),
    cases: [...Map.groupBy(own.get(debtor.id) ?? [], (it) => it.case_id).values()].map((some) => ({
      claims: some.map((it) => ({
        id: it.id,
        currency: it.currency,
        openMinor: it.open_minor,
        purpose: it.purpose ?? undefined,
        sector: it.sector ?? undefined,
        inDefaultWhenObtained: it.in_default_when_obtained ?? undefined,
        dues: (dues.get(it.id) ?? []).map((due) => ({ given: given.get(`${debtor.id}:${it.id}:${due.no}`) ?? [] })),
      })),
    })),
  }))
}

export interface LawFacts extends LawDebtor, Pick<DebtorFacts, 'book' | 'no' | 'name'> {
  readonly cases: readonly { readonly claims: readonly (LawClaim & Pick<ClaimFacts, 'currency' | 'openMinor'>)[] }[]
}
