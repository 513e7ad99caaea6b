// Moves the money of one debtor to another: claims, payments and every posting are written anew where they go, and undone where
// they were by the other half of the pair, on the same day and of the same kind. So no balance, aging or sum by kind of any day
// changes, in total or for a claim.

import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { problem } from '../core/problem.ts'
import { folded } from '../core/text.ts'
import { change, insert, rows, sql, type Tx } from './db.ts'
import { type Group, type Line, post } from './ledger.ts'
import { addNumbers } from './number.ts'
import type { Heads } from './record.ts'

/** What was written anew, by what it was: claims, cases, payments, messages and all else that an id names. */
type IdMap = Map<string, string>

export interface Move {
  readonly transferId: string
  readonly from: Key
  readonly to: Key
  readonly fromHeads: Heads
  readonly toHeads: Heads
  readonly ids: IdMap
  /** The old cases; what they became is in the map. */
  readonly cases: readonly string[]
  /** A sentence's part: "Moved from 1001 Meyer GmbH to 1002". */
  readonly says: string
}

/** New ids for rows of the old book, kept in the map. */
export function renamed(tx: Tx, it: Move, olds: readonly string[]): { from: string[]; to: string[] } {
  for (const old of olds) it.ids.set(old, tx.newId())
  return pairs(it, olds)
}

/** Two lists side by side, for `unnest`. */
export function pairs(it: Move, olds: readonly string[]): { from: string[]; to: string[] } {
  return { from: [...olds], to: olds.map((old) => it.ids.get(old)!) }
}

/** The ids of a table's rows that belong to the debtor. */
export async function idsOf(tx: Tx, it: Move, table: string, more = sql``): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    sql`SELECT x.id FROM ${sql.table(table)} x WHERE x.book_id = ${it.from.book} AND x.debtor_id = ${it.from.id}::uuid ${more} ORDER BY x.id`,
  )
  return found.map((one) => one.id)
}

/** Claims with dues and state, payments, and all postings in pairs. The cases are in the map already. @returns the claims moved. */
export async function moveMoney(tx: Tx, it: Move): Promise<number> {
  const claims = await idsOf(tx, it, 'claims')
  await copyClaims(tx, it, claims)
  const payments = renamed(tx, it, await idsOf(tx, it, 'payments'))
  await change(
    tx,
    sql`INSERT INTO payments (book_id, id, workspace_id, debtor_id, creditor_id, kind, amount_minor, currency, day, reference, note, import_id, line_id, recorded_at)
        SELECT ${it.to.book}::bigint, v.new, p.workspace_id, ${it.to.id}::uuid, p.creditor_id, p.kind, p.amount_minor, p.currency, p.day, p.reference, p.note, p.import_id, p.line_id, p.recorded_at
        FROM unnest(${payments.from}::uuid[], ${payments.to}::uuid[]) AS v (old, new) JOIN payments p ON p.book_id = ${it.from.book} AND p.id = v.old`,
  )
  // The parts of bank lines lie with the workspace and follow by a statement of their own.
  await change(
    tx,
    sql`UPDATE bank_line_parts p SET book_id = ${it.to.book}, payment_id = v.new FROM unnest(${payments.from}::uuid[], ${payments.to}::uuid[]) AS v (old, new)
        WHERE p.workspace_id = ${tx.workspaceId}::uuid AND p.book_id = ${it.from.book} AND p.payment_id = v.old`,
  )
  await movePostings(tx, it)
  await moveReturned(tx, it)
  await moveRefs(tx, it, claims, payments.from)
  return claims.length
}

async function copyClaims(tx: Tx, it: Move, claims: readonly string[]): Promise<void> {
  const { from, to } = renamed(tx, it, claims)
  const cases = casesOf(it)
  await change(
    tx,
    sql`INSERT INTO claims (book_id, id, workspace_id, debtor_id, creditor_id, case_id, number, kind, currency, issued_on, arrived_on, tax_minor, order_number,
          delivery_note, about, terms, factor, handling, last_reminder_on, last_reminder_stage, import_id, withdrawn_on, purpose, sector, in_default_when_obtained)
        SELECT ${it.to.book}::bigint, v.new, c.workspace_id, ${it.to.id}::uuid, c.creditor_id, k.new, c.number, c.kind, c.currency, c.issued_on, c.arrived_on, c.tax_minor,
          c.order_number, c.delivery_note, c.about, c.terms, c.factor, c.handling, c.last_reminder_on, c.last_reminder_stage, c.import_id, c.withdrawn_on, c.purpose,
          c.sector, c.in_default_when_obtained
        FROM unnest(${from}::uuid[], ${to}::uuid[]) AS v (old, new) JOIN claims c ON c.book_id = ${it.from.book} AND c.id = v.old
        JOIN unnest(${cases.from}::uuid[], ${cases.to}::uuid[]) AS k (old, new) ON k.old = c.case_id`,
  )
  await change(
    tx,
    sql`INSERT INTO dues (book_id, claim_id, set_id, no, workspace_id, due_on, amount_minor, replaced_at)
        SELECT ${it.to.book}::bigint, v.new, CASE WHEN d.set_id = d.claim_id THEN v.new ELSE d.set_id END, d.no, d.workspace_id, d.due_on, d.amount_minor, d.replaced_at
        FROM unnest(${from}::uuid[], ${to}::uuid[]) AS v (old, new) JOIN dues d ON d.book_id = ${it.from.book} AND d.claim_id = v.old`,
  )
  await change(
    tx,
    sql`INSERT INTO claim_state (book_id, claim_id, workspace_id, case_id, debtor_id, open)
        SELECT c.book_id, c.id, c.workspace_id, c.case_id, c.debtor_id, false FROM claims c WHERE c.book_id = ${it.to.book} AND c.id = ANY(${to}::uuid[])`,
  )
  await change(
    tx,
    sql`INSERT INTO list_claims (book_id, import_id, claim_id, workspace_id)
        SELECT ${it.to.book}::bigint, l.import_id, v.new, l.workspace_id
        FROM unnest(${from}::uuid[], ${to}::uuid[]) AS v (old, new) JOIN list_claims l ON l.book_id = ${it.from.book} AND l.claim_id = v.old`,
  )
  await change(
    tx,
    sql`UPDATE claims c SET moved_to = v.now::jsonb, version = c.version + 1
        FROM unnest(${from}::uuid[], ${to.map((id) => JSON.stringify({ book: it.to.book, id }))}::text[]) AS v (old, now) WHERE c.book_id = ${it.from.book} AND c.id = v.old`,
  )
  const numbers = await rows<{ number: string }>(
    tx,
    sql`SELECT number FROM claims WHERE book_id = ${it.to.book} AND id = ANY(${to}::uuid[])`,
  )
  await addNumbers(
    tx,
    it.to.book,
    numbers.map(({ number }) => ({ number, debtorId: it.to.id })),
  )
  // A policy chosen for a claim is chosen for the claim wherever it goes.
  await change(
    tx,
    sql`INSERT INTO policy_choices (workspace_id, reach, subject, policy_id)
        SELECT p.workspace_id, p.reach, v.new::text, p.policy_id FROM unnest(${from}::uuid[], ${to}::uuid[]) AS v (old, new)
        JOIN policy_choices p ON p.workspace_id = ${tx.workspaceId}::uuid AND p.reach = 'claim' AND p.subject = v.old::text`,
  )
}

/** The old debtor's cases beside the new one's. */
export function casesOf(it: Move): { from: string[]; to: string[] } {
  return pairs(it, it.cases)
}

interface Posted {
  id: string
  group_id: string
  creditor_id: string
  claim_id: string | null
  component: Line['component']
  kind: Line['kind']
  amount_minor: number
  currency: string
  day: Day
  payment_id: string | null
  due_no: number | null
  counts_due_no: number | null
  reverses_id: string | null
  undoes: Line['undoes'] | null
  reason: string
  rule_id: string | null
  replaces_id: string | null
  named: string[] | null
  until_day: Day | null
  adjusts_id: string | null
  met_by_id: string | null
}

async function movePostings(tx: Tx, it: Move): Promise<void> {
  const all = await rows<Posted>(
    tx,
    sql`SELECT p.id, p.group_id, p.creditor_id, p.claim_id, p.component, p.kind, p.amount_minor, p.currency, p.day, p.payment_id, p.due_no,
          coalesce(p.due_no, r.due_no) AS counts_due_no, p.reverses_id, p.undoes, p.reason, p.adjusts_id, p.met_by_id, a.rule_id, a.replaces_id, a.named, a.until_day
        FROM postings p LEFT JOIN postings r ON r.book_id = p.book_id AND r.id = p.reverses_id
        LEFT JOIN allocations a ON a.book_id = p.book_id AND a.group_id = p.group_id
        WHERE p.book_id = ${it.from.book} AND p.debtor_id = ${it.from.id}::uuid ORDER BY p.recorded_at, p.id`,
  )
  if (all.length === 0) return
  renamed(
    tx,
    it,
    all.map((one) => one.id),
  )
  renamed(tx, it, [...new Set(all.map((one) => one.group_id))])
  const empty = await emptyAllocations(tx, it)
  renamed(
    tx,
    it,
    empty.map((one) => one.group_id),
  )
  const named = (old: string | null) => (old === null ? undefined : it.ids.get(old)!)
  const groups = [...Map.groupBy(all, (one) => one.group_id).values()]
  const there = groups.map((some): Group => {
    const { group_id, creditor_id, reason, rule_id, replaces_id, payment_id, until_day } = some[0]!
    return {
      id: it.ids.get(group_id)!,
      debtorId: it.to.id,
      creditorId: creditor_id,
      reason,
      ...(rule_id !== null && {
        allocation: {
          paymentId: named(payment_id ?? some.find((one) => one.payment_id !== null)!.payment_id)!,
          ruleId: rule_id,
          replacesId: replaces_id === null ? undefined : it.ids.get(replaces_id),
          named: some[0]!.named?.flatMap((old) => it.ids.get(old) ?? []),
          until: until_day ?? undefined,
        },
      }),
      lines: some.map((one) => ({
        id: it.ids.get(one.id)!,
        claimId: named(one.claim_id),
        component: one.component,
        kind: one.kind,
        amountMinor: one.amount_minor,
        currency: one.currency,
        day: one.day,
        paymentId: named(one.payment_id),
        dueNo: one.due_no ?? undefined,
        reversesId: named(one.reverses_id),
        undoes: one.undoes ?? undefined,
        transferId: it.transferId,
        adjustsId: named(one.adjusts_id),
        metById: named(one.met_by_id),
      })),
    }
  })
  const here = groups.map(
    (some): Group => ({
      debtorId: it.from.id,
      creditorId: some[0]!.creditor_id,
      reason: it.says,
      lines: some.map((one) => ({
        claimId: one.claim_id ?? undefined,
        component: one.component,
        kind: one.kind,
        amountMinor: -one.amount_minor,
        currency: one.currency,
        day: one.day,
        paymentId: one.payment_id ?? undefined,
        dueNo: one.counts_due_no ?? undefined,
        transferId: it.transferId,
      })),
    }),
  )
  await post(tx, it.fromHeads, here)
  await post(tx, it.toHeads, [...there, ...empty.map((one) => wishThere(it, one))])
}

interface EmptyAllocation {
  group_id: string
  payment_id: string
  creditor_id: string
  rule_id: string
  replaces_id: string | null
  named: string[] | null
  until_day: Day | null
}

/** How money was to be spread that found nothing open has no posting, and goes along all the same. */
async function emptyAllocations(tx: Tx, it: Move): Promise<EmptyAllocation[]> {
  return rows(
    tx,
    sql`SELECT a.group_id, a.payment_id, m.creditor_id, a.rule_id, a.replaces_id, a.named, a.until_day
        FROM allocations a JOIN payments m ON m.book_id = a.book_id AND m.id = a.payment_id
        WHERE a.book_id = ${it.from.book} AND a.debtor_id = ${it.from.id}::uuid
          AND NOT EXISTS (SELECT 1 FROM postings p WHERE p.book_id = a.book_id AND p.group_id = a.group_id)
        ORDER BY a.recorded_at, a.group_id`,
  )
}

function wishThere(it: Move, one: EmptyAllocation): Group {
  return {
    id: it.ids.get(one.group_id)!,
    debtorId: it.to.id,
    creditorId: one.creditor_id,
    reason: it.says,
    allocation: {
      paymentId: it.ids.get(one.payment_id)!,
      ruleId: one.rule_id,
      replacesId: one.replaces_id === null ? undefined : it.ids.get(one.replaces_id),
      named: one.named?.flatMap((old) => it.ids.get(old) ?? []),
      until: one.until_day ?? undefined,
    },
    lines: [],
  }
}

/** What came back of the payments goes along; money that waits for an answer is answered first. */
async function moveReturned(tx: Tx, it: Move): Promise<void> {
  const waiting = await idsOf(tx, it, 'offers_in_full', sql`AND x.answer IS NULL`)
  if (waiting.length > 0) {
    throw problem(
      'merge.offer',
      'Money of theirs is marked as settling all and waits for an answer.',
      'Answer it first: ./dunwell in-full list',
    )
  }
  const all = renamed(tx, it, await idsOf(tx, it, 'returned', sql`AND x.taken_back_at IS NULL`))
  const found = await rows<{ id: string; payment: string }>(
    tx,
    sql`SELECT x.id, x.payment_id AS payment FROM returned x WHERE x.book_id = ${it.from.book} AND x.id = ANY(${all.from}::uuid[])`,
  )
  await change(
    tx,
    sql`INSERT INTO returned (book_id, id, workspace_id, debtor_id, payment_id, on_day, code, says, fee_minor, line_id, part_no, recorded_at, actor)
        SELECT ${it.to.book}::bigint, v.new, x.workspace_id, ${it.to.id}::uuid, v.payment, x.on_day, x.code, x.says, x.fee_minor, x.line_id, x.part_no, x.recorded_at, x.actor
        FROM unnest(${found.map((one) => one.id)}::uuid[], ${found.map((one) => it.ids.get(one.id)!)}::uuid[], ${found.map((one) => it.ids.get(one.payment)!)}::uuid[]) AS v (old, new, payment)
        JOIN returned x ON x.book_id = ${it.from.book} AND x.id = v.old`,
  )
}

/** Numbers, external ids and names that led to the old lead to the new. */
async function moveRefs(tx: Tx, it: Move, claims: readonly string[], payments: readonly string[]): Promise<void> {
  const named = await rows<{ value: string | null }>(
    tx,
    sql`SELECT number AS value FROM claims WHERE book_id = ${it.from.book} AND id = ANY(${claims as string[]}::uuid[])
        UNION SELECT reference FROM payments WHERE book_id = ${it.from.book} AND id = ANY(${payments as string[]}::uuid[]) AND reference IS NOT NULL
        UNION SELECT name FROM debtors WHERE book_id = ${it.from.book} AND id = ${it.from.id}::uuid
        UNION SELECT external_id FROM debtors WHERE book_id = ${it.from.book} AND id = ${it.from.id}::uuid AND external_id IS NOT NULL
        UNION SELECT alias FROM debtor_aliases WHERE book_id = ${it.from.book} AND debtor_id = ${it.from.id}::uuid`,
  )
  const earlier = await rows<{ value: string }>(
    tx,
    // Numbers of those who were merged into the old one before.
    sql`SELECT d.external_id AS value FROM merges m JOIN debtors d ON d.book_id = m.from_book AND d.id = m.from_id
        WHERE m.book_id = ${it.from.book} AND m.debtor_id = ${it.from.id}::uuid AND d.external_id IS NOT NULL`,
  )
  const values = [...new Set([...named, ...earlier].map((one) => folded(one.value ?? '')))]
  const targets = [it.from.id, ...claims, ...payments]
  const freed = await rows<{ scope_id: string; kind: string; value: string; target_id: string }>(
    tx,
    sql`DELETE FROM refs WHERE workspace_id = ${tx.workspaceId}::uuid AND value = ANY(${values}::text[]) AND book_id = ${it.from.book}
          AND target_id = ANY(${targets}::uuid[]) RETURNING scope_id, kind, value, target_id`,
  )
  await insert(
    tx,
    'refs',
    ['scope_id:uuid', 'kind:text', 'value:text', 'book_id:bigint', 'target_id:uuid'],
    freed.map((one) => [one.scope_id, one.kind, one.value, it.to.book, it.ids.get(one.target_id) ?? it.to.id]),
  )
}
