// What the page of a customer or of a claim shows beside its own fields: contacts and what is known of each address, money on account,
// cases, postings, and what holds or contests it.

import type { Day, Moment } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { rows, sql, type Tx } from './db.ts'

export interface ContactFacts {
  readonly id: string
  readonly name: string | null
  readonly site: string | null
  readonly roles: string
  readonly addresses: readonly {
    readonly id: string
    readonly channel: string
    readonly address: string
    readonly health: string
    readonly facts: readonly { kind: string; scope: string | null; source: string; at: string }[]
  }[]
}

/** Contacts with their addresses, and what was said or found of each: consent, objection, a bounce; the newest first. */
export async function contactsOf(tx: Tx, debtor: Key): Promise<ContactFacts[]> {
  return rows(
    tx,
    sql`SELECT c.id, c.name, c.site, c.roles, coalesce((
          SELECT jsonb_agg(jsonb_build_object('id', a.id, 'channel', a.channel, 'address', a.address, 'health', a.health, 'facts', coalesce((
            SELECT jsonb_agg(jsonb_build_object('kind', f.kind, 'scope', f.scope, 'source', f.source, 'at', f.at) ORDER BY f.at DESC, f.id)
            FROM address_facts f WHERE f.book_id = a.book_id AND f.address_id = a.id), '[]'::jsonb)) ORDER BY a.id)
          FROM addresses a WHERE a.book_id = c.book_id AND a.contact_id = c.id AND a.health <> 'withdrawn'), '[]'::jsonb) AS addresses
        FROM contacts c WHERE c.book_id = ${debtor.book} AND c.debtor_id = ${debtor.id}::uuid AND c.ended_at IS NULL ORDER BY c.no, c.id`,
  )
}

export interface Sum {
  readonly currency: string
  readonly amountMinor: number
}

/** Money that came and was not given to any claim; over zero it is theirs. */
export async function onAccountOf(tx: Tx, debtor: Key): Promise<Sum[]> {
  return rows(
    tx,
    sql`SELECT p.currency COLLATE "C" AS currency, (-sum(p.amount_minor))::bigint AS "amountMinor" FROM postings p
        WHERE p.book_id = ${debtor.book} AND p.debtor_id = ${debtor.id}::uuid AND p.component = 'unapplied' GROUP BY 1 HAVING sum(p.amount_minor) <> 0 ORDER BY 1`,
  )
}

export interface CaseSum {
  readonly currency: string
  readonly claims: number
  readonly openMinor: number
  readonly overdueMinor: number
  readonly oldestDueOn: Day
  readonly nextLookOn: Day
  readonly next: string
  readonly step: string | null
  readonly held: string | null
}

export async function casesOf(tx: Tx, debtor: Key): Promise<CaseSum[]> {
  return rows(
    tx,
    sql`SELECT currency, claims, open_minor AS "openMinor", overdue_minor AS "overdueMinor", oldest_due_on AS "oldestDueOn", next_look_on AS "nextLookOn", next, step, held
        FROM case_lists WHERE book_id = ${debtor.book} AND debtor_id = ${debtor.id}::uuid ORDER BY overdue_minor DESC, case_id, currency`,
  )
}

export interface PostingLine {
  readonly id: string
  readonly day: Day
  readonly recordedAt: Moment
  readonly kind: string
  readonly component: string
  readonly amountMinor: number
  readonly reason: string
  readonly actor: string
  readonly undoes: string | null
  readonly undone: boolean
  readonly rule: string | null
  readonly paymentId: string | null
  readonly reference: string | null
}

const postingsMax = 1_000

/** Every posting of a claim, oldest first, with the rule that spread it and the payment it came from. */
export async function postingsOf(tx: Tx, claim: Key): Promise<PostingLine[]> {
  return rows(
    tx,
    sql`SELECT p.id, p.day, p.recorded_at AS "recordedAt", p.kind, p.component, p.amount_minor AS "amountMinor", p.reason, p.actor, p.undoes,
          EXISTS (SELECT 1 FROM postings r WHERE r.book_id = p.book_id AND r.reverses_id = p.id) AS undone,
          a.rule_id AS rule, p.payment_id AS "paymentId", m.reference
        FROM postings p LEFT JOIN allocations a ON a.book_id = p.book_id AND a.group_id = p.group_id
        LEFT JOIN payments m ON m.book_id = p.book_id AND m.id = p.payment_id
        WHERE p.book_id = ${claim.book} AND p.claim_id = ${claim.id}::uuid ORDER BY p.day, p.recorded_at, p.id LIMIT ${postingsMax}`,
  )
}

export interface Resting {
  readonly id: string
  readonly what: 'hold' | 'dispute' | 'query' | 'promise'
  readonly says: string
  readonly since: Day
  readonly until: Day | null
  readonly ended: Day | null
  readonly partMinor: number | null
}

/** What ever held or contested a claim, the newest first; holds over its whole debtor or case count too. */
export async function restingOf(tx: Tx, claim: Key & { debtorId: string; caseId: string }): Promise<Resting[]> {
  const { book, id, debtorId, caseId } = claim
  return rows(
    tx,
    sql`SELECT * FROM (
          SELECT h.id, 'hold' AS what, h.cause AS says, h.from_day AS since, h.until_day AS until, h.lifted_on AS ended, h.part_minor AS "partMinor" FROM holds h
            WHERE h.book_id = ${book} AND h.debtor_id = ${debtorId}::uuid AND (h.claim_id = ${id}::uuid OR h.claim_id IS NULL AND (h.case_id IS NULL OR h.case_id = ${caseId}::uuid))
          UNION ALL SELECT d.id, 'dispute', d.cause, d.opened_on, NULL, d.settled_on, c.part_minor FROM dispute_claims c JOIN disputes d ON d.book_id = c.book_id AND d.id = c.dispute_id
            WHERE c.book_id = ${book} AND c.claim_id = ${id}::uuid
          UNION ALL SELECT q.id, 'query', q.asks, q.asked_on, NULL, q.answered_on, NULL FROM query_claims c JOIN queries q ON q.book_id = c.book_id AND q.id = c.query_id
            WHERE c.book_id = ${book} AND c.claim_id = ${id}::uuid
          UNION ALL SELECT p.id, 'promise', p.state, p.made_on, p.by_day, p.judged_on, NULL FROM promise_claims c JOIN promises p ON p.book_id = c.book_id AND p.id = c.promise_id
            WHERE c.book_id = ${book} AND c.claim_id = ${id}::uuid) AS it
        ORDER BY since DESC, id LIMIT 100`,
  )
}
