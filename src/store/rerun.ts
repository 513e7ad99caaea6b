// What working money out anew needs of one customer's ledger: claims that money may go to, and money with the way it was to be
// spread, where it went and whether it came back.

import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { atMoment, onDay, rows, sql, type Tx } from './db.ts'

export interface LedgerClaim {
  readonly claimId: string
  readonly creditorId: string
  readonly currency: string
  readonly number: string
  readonly dueOn: Day
}

/** All claims of a debtor that were not withdrawn or moved, whether open or not. */
export async function ledgerClaims(tx: Tx, debtor: Key): Promise<LedgerClaim[]> {
  return rows(
    tx,
    sql`SELECT c.id AS "claimId", c.creditor_id AS "creditorId", c.currency, c.number,
          coalesce((SELECT min(d.due_on) FROM dues d WHERE d.book_id = c.book_id AND d.claim_id = c.id AND d.replaced_at IS NULL), c.issued_on) AS "dueOn"
        FROM claims c WHERE c.book_id = ${debtor.book} AND c.debtor_id = ${debtor.id}::uuid AND c.withdrawn_on IS NULL AND c.moved_to IS NULL
        ORDER BY c.number COLLATE "C", c.id`,
  )
}

/** When whole claims of a debtor were disputed. */
export async function disputeSpans(tx: Tx, debtor: Key): Promise<{ claimId: string; from: Day; until: Day | null }[]> {
  return rows(
    tx,
    sql`SELECT x.claim_id AS "claimId", y.opened_on AS from, y.settled_on AS until FROM disputes y
        JOIN dispute_claims x ON x.book_id = y.book_id AND x.dispute_id = y.id
        WHERE y.book_id = ${debtor.book} AND y.debtor_id = ${debtor.id}::uuid AND x.part_minor IS NULL`,
  )
}

/** A return that was itself taken back is none. */
const stands = sql`NOT EXISTS (SELECT 1 FROM postings b WHERE b.book_id = p.book_id AND b.adjusts_id = p.id)`

export interface LedgerMoney {
  readonly id: string
  readonly creditorId: string
  readonly kind: 'payment' | 'credit'
  readonly currency: string
  readonly amountMinor: number
  readonly day: Day
  readonly returnedOn: Day | null
}

/** Money and credits of a debtor that are true or were until they came back. */
export async function ledgerMoney(tx: Tx, debtor: Key): Promise<LedgerMoney[]> {
  return rows(
    tx,
    sql`SELECT m.id, m.creditor_id AS "creditorId", m.kind, m.currency, m.amount_minor AS "amountMinor", m.day, u."returnedOn"
        FROM payments m LEFT JOIN (SELECT p.payment_id, min(p.day) FILTER (WHERE p.undoes = 'return' AND ${stands}) AS "returnedOn",
            bool_or(p.undoes = 'correction') AS never
          FROM postings p WHERE p.book_id = ${debtor.book} AND p.debtor_id = ${debtor.id}::uuid AND p.undoes IS NOT NULL GROUP BY p.payment_id) u
          ON u.payment_id = m.id
        WHERE m.book_id = ${debtor.book} AND m.debtor_id = ${debtor.id}::uuid AND u.never IS NOT TRUE ORDER BY m.day, m.id`,
  )
}

export interface LedgerWish {
  readonly groupId: string
  readonly paymentId: string
  readonly ruleId: string
  readonly replacesId: string | null
  readonly named: readonly string[] | null
  readonly until: Day | null
}

/** How money was to be spread, and what was worked out anew since, in the order in which it was decided. */
export async function ledgerWishes(tx: Tx, debtor: Key): Promise<LedgerWish[]> {
  return rows(
    tx,
    sql`SELECT a.group_id AS "groupId", a.payment_id AS "paymentId", a.rule_id AS "ruleId", a.replaces_id AS "replacesId", a.named, a.until_day AS until
        FROM allocations a WHERE a.book_id = ${debtor.book} AND a.debtor_id = ${debtor.id}::uuid AND a.payment_id IS NOT NULL
        ORDER BY a.recorded_at, a.group_id`,
  )
}

export interface LedgerPart {
  readonly paymentId: string
  readonly claimId: string
  readonly component: 'principal' | 'interest' | 'fee' | 'cost'
  readonly day: Day
  readonly amountMinor: number
}

/** Where money of a debtor stands on claims, by day; what came back still counts on its first day. */
export async function ledgerParts(tx: Tx, debtor: Key): Promise<LedgerPart[]> {
  // What no payment brought is left out here: asked of the database, it walks through all that payments brought.
  const found = await rows<LedgerPart & { readonly paymentId: string | null }>(
    tx,
    sql`SELECT p.payment_id AS "paymentId", p.claim_id AS "claimId", p.component, p.day, -sum(p.amount_minor)::bigint AS "amountMinor" FROM postings p
        WHERE p.book_id = ${debtor.book} AND p.debtor_id = ${debtor.id}::uuid AND p.claim_id IS NOT NULL
          AND NOT (p.undoes IS NOT DISTINCT FROM 'return' AND ${stands})
        GROUP BY p.payment_id, p.claim_id, p.component, p.day HAVING sum(p.amount_minor) <> 0`,
  )
  return found.filter((it) => it.paymentId !== null)
}

interface Told {
  readonly debtorId: string
  readonly day: Day
  /** Money given to this claim; without one a claim of that day, which free money may have to go to. */
  readonly claimId?: string
}

/** For whom something dated back may change what was known before: of the same claim, or money that goes where the order says. */
export async function knownSince(tx: Tx, book: number, told: readonly Told[]): Promise<Set<string>> {
  const of = (some: readonly Told[]) =>
    sql`unnest(${some.map((it) => it.debtorId)}::uuid[], ${some.map((it) => it.claimId ?? it.debtorId)}::uuid[], ${some.map((it) => onDay(it.day))}::date[]) AS v (debtor_id, claim_id, day)`
  const before = sql`recorded_at < ${atMoment(tx.now)}::timestamptz`
  const money = told.filter((it) => it.claimId !== undefined)
  const claims = told.filter((it) => it.claimId === undefined)
  const found = await rows<{ debtorId: string }>(
    tx,
    sql`SELECT p.debtor_id AS "debtorId" FROM postings p JOIN ${of(money)} ON p.claim_id = v.claim_id
        WHERE p.book_id = ${book} AND p.kind <> 'charge' AND p.day >= v.day AND p.${before}
        UNION SELECT a.debtor_id FROM allocations a JOIN ${of(claims)} ON a.debtor_id = v.debtor_id
        WHERE a.book_id = ${book} AND a.named IS NULL AND a.until_day >= v.day AND a.${before}`,
  )
  return new Set(found.map((it) => it.debtorId))
}
