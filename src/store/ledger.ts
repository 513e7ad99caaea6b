// The ledger: postings are added, never changed. Groups are written with their claims' derived sums and one record entry for
// each debtor, which holds every one of them whole. An allocation's group sums to zero, and the sums of claims are never edited
// in any other place.

import { type Component, components } from '../core/allocation.ts'
import type { Day } from '../core/day.ts'
import { assert, problem } from '../core/problem.ts'
import { watchApprovals } from './approval.ts'
import { change, insert, onDay, row, rows, sql, type Tx } from './db.ts'
import { addRecord, type Entry, type Heads } from './record.ts'

export type PostingKind =
  | 'charge'
  | 'interest'
  | 'fee'
  | 'cost'
  | 'payment'
  | 'credit'
  | 'write_off'
  | 'waiver'
  | 'transfer'

export interface Line {
  /** Given where other lines name it. */
  readonly id?: string
  readonly claimId?: string
  readonly component: Component | 'unapplied'
  readonly kind: PostingKind
  /** Over zero: they owe more. */
  readonly amountMinor: number
  readonly currency: string
  readonly day: Day
  readonly paymentId?: string
  readonly dueNo?: number
  readonly reversesId?: string
  readonly undoes?: 'return' | 'correction'
  /** One half of a pair that moves it from one debtor to another. */
  readonly transferId?: string
  /** The line whose amount this one changes, where facts dated back made it another. */
  readonly adjustsId?: string
  /** Let go because this payment met an offer: where it comes back, so does this. */
  readonly metById?: string
}

export interface Group {
  /** Given where other groups name it. */
  readonly id?: string
  readonly debtorId: string
  readonly creditorId: string
  readonly reason: string
  readonly lines: readonly Line[]
  /** An allocation's lines sum to zero. */
  readonly allocation?: {
    readonly paymentId: string
    readonly ruleId: string
    /** Worked out anew: its lines are the difference to this one and those before it. */
    readonly replacesId?: string
    /** The claims named, in order; without them all that are open. */
    readonly named?: readonly string[]
    /** Up to this day it looks for claims to open. */
    readonly until?: Day
  }
}

/** A claim just made, for the record. */
export interface Made {
  readonly id: string
  readonly debtorId: string
  readonly facts: object
}

/**
 * Writes groups of one book: postings, allocations, the claims' sums, the record. Debtors are locked in `heads`.
 * @returns the ids of the groups.
 * @param made the claims just made that are charged here; their sums are written by who makes them.
 */
export async function post(tx: Tx, heads: Heads, groups: readonly Group[], made?: readonly Made[]): Promise<string[]> {
  const lines: unknown[][] = []
  const allocations: unknown[][] = []
  const groupIds: string[] = []
  const sums = new Map<string, { by: Record<Component, number>; day: Day }>()
  for (const group of groups) {
    const groupId = group.id ?? tx.newId()
    groupIds.push(groupId)
    if (group.allocation) {
      assert(group.lines.reduce((sum, line) => sum + line.amountMinor, 0) === 0, 'an allocation sums to zero')
      allocations.push([
        heads.book,
        groupId,
        group.debtorId,
        group.allocation.paymentId,
        group.allocation.ruleId,
        group.allocation.replacesId,
        group.allocation.named,
        group.allocation.until,
        tx.now,
      ])
    }
    for (const line of group.lines) {
      lines.push([
        heads.book,
        line.id ?? tx.newId(),
        groupId,
        group.debtorId,
        group.creditorId,
        line.claimId,
        line.component,
        line.kind,
        line.amountMinor,
        line.currency,
        line.day,
        tx.now,
        line.paymentId,
        line.dueNo,
        line.reversesId,
        line.undoes,
        line.transferId,
        line.adjustsId,
        line.metById,
        group.reason,
        tx.actor,
      ])
      if (line.claimId && line.component !== 'unapplied') {
        const sum = sums.get(line.claimId) ?? { by: { principal: 0, interest: 0, fee: 0, cost: 0 }, day: line.day }
        sum.by[line.component] += line.amountMinor
        if (line.day > sum.day) sum.day = line.day
        sums.set(line.claimId, sum)
      }
    }
  }
  await insert(
    tx,
    'postings',
    [
      'book_id:bigint',
      'id:uuid',
      'group_id:uuid',
      'debtor_id:uuid',
      'creditor_id:uuid',
      'claim_id:uuid',
      'component:text',
      'kind:text',
      'amount_minor:bigint',
      'currency:text',
      'day:date',
      'recorded_at:timestamptz',
      'payment_id:uuid',
      'due_no:integer',
      'reverses_id:uuid',
      'undoes:text',
      'transfer_id:uuid',
      'adjusts_id:uuid',
      'met_by_id:uuid',
      'reason:text',
      'actor:text',
    ],
    lines as never,
  )
  await insert(
    tx,
    'allocations',
    [
      'book_id:bigint',
      'group_id:uuid',
      'debtor_id:uuid',
      'payment_id:uuid',
      'rule_id:text',
      'replaces_id:uuid',
      'named:jsonb',
      'until_day:date',
      'recorded_at:timestamptz',
    ],
    allocations as never,
  )
  const ids = [...sums.keys()]
  const of = (component: Component) => ids.map((id) => sums.get(id)!.by[component])
  if (ids.length > 0 && made === undefined) {
    const debtors = new Set(groups.map((it) => it.debtorId))
    watchApprovals(tx, heads.book, [...debtors])
    await change(
      tx,
      sql`UPDATE claim_state s SET principal = s.principal + v.principal, interest = s.interest + v.interest, fee = s.fee + v.fee, cost = s.cost + v.cost,
            open = s.principal + v.principal + s.interest + v.interest + s.fee + v.fee + s.cost + v.cost <> 0,
            last_day = CASE WHEN s.last_day IS NULL OR v.day > s.last_day THEN v.day ELSE s.last_day END
          FROM unnest(${ids}::uuid[], ${of('principal')}::bigint[], ${of('interest')}::bigint[], ${of('fee')}::bigint[], ${of('cost')}::bigint[],
            ${ids.map((id) => onDay(sums.get(id)!.day))}::date[]) AS v (id, principal, interest, fee, cost, day)
          WHERE s.book_id = ${heads.book} AND s.claim_id = ANY(${ids}::uuid[]) AND s.claim_id = v.id`,
    )
  }
  await addRecord(tx, heads, entriesOf(groups, groupIds, made ?? []))
  return groupIds
}

/**
 * One entry for each debtor: an import brings a customer's claims by the dozen, and one link proves them as well as a dozen.
 * It holds the claims made and all groups with their lines, as they are in the tables.
 */
function entriesOf(groups: readonly Group[], groupIds: readonly string[], made: readonly Made[]): Entry[] {
  const of = new Map<string, { claims: object[]; groups: object[]; subjectId: string }>()
  const entry = (debtorId: string, subjectId: string) => {
    const there = of.get(debtorId) ?? { claims: [], groups: [], subjectId }
    of.set(debtorId, there)
    return there
  }
  for (const { id, debtorId, facts } of made) entry(debtorId, id).claims.push({ id, ...facts })
  for (const [i, { debtorId, ...group }] of groups.entries()) {
    entry(debtorId, groupIds[i]!).groups.push({ id: groupIds[i]!, ...group })
  }
  // Named after its first claim or group, for there may be one only.
  return [...of].map(([debtorId, { claims, groups: posted, subjectId }]) =>
    claims.length > 0
      ? { debtorId, kind: 'claims.made', subjectId, body: { claims, groups: posted } }
      : { debtorId, kind: 'posting', subjectId, body: { groups: posted } },
  )
}

/** Facts move a case's next look to `day`: every case of these debtors is looked at by the next run. */
export async function lookAgain(tx: Tx, book: number, debtorIds: readonly string[], day: Day): Promise<void> {
  await change(
    tx,
    sql`UPDATE case_state SET next_look_on = ${onDay(day)}::date, set_aside = NULL
        WHERE book_id = ${book} AND debtor_id = ANY(${debtorIds as string[]}::uuid[]) AND (next_look_on IS NULL OR next_look_on > ${onDay(day)}::date)`,
  )
}

/** Lowers what is open of a claim to nothing: written off, with its reason. */
export async function writeOff(
  tx: Tx,
  heads: Heads,
  claim: { id: string; debtorId: string; creditorId: string; currency: string },
  day: Day,
  reason: string,
): Promise<number> {
  const state = await row<Record<Component, number>>(
    tx,
    sql`SELECT principal, interest, fee, cost FROM claim_state WHERE book_id = ${heads.book} AND claim_id = ${claim.id}::uuid`,
  )
  const lines = components
    .filter((component) => (state?.[component] ?? 0) > 0)
    .map((component) => ({
      claimId: claim.id,
      component,
      kind: 'write_off' as const,
      amountMinor: -state![component],
      currency: claim.currency,
      day,
    }))
  if (lines.length === 0)
    throw problem('claim.closed', 'Nothing is open of this claim.', 'There is nothing to write off.')
  await post(tx, heads, [{ debtorId: claim.debtorId, creditorId: claim.creditorId, reason, lines }])
  return -lines.reduce((sum, line) => sum + line.amountMinor, 0)
}

/** Claims whose stored sums differ from their postings, and allocations that do not sum to zero; none is as it should be. */
export async function verifyLedger(tx: Tx): Promise<string[]> {
  const off = await rows<{ number: string; stored: number; posted: number }>(
    tx,
    sql`SELECT c.number, s.principal + s.interest + s.fee + s.cost AS stored, coalesce(p.sum, 0) AS posted
        FROM claim_state s JOIN claims c ON c.book_id = s.book_id AND c.id = s.claim_id
        LEFT JOIN (SELECT book_id, claim_id, sum(amount_minor) AS sum,
            sum(amount_minor) FILTER (WHERE component = 'principal') AS principal, sum(amount_minor) FILTER (WHERE component = 'interest') AS interest,
            sum(amount_minor) FILTER (WHERE component = 'fee') AS fee, sum(amount_minor) FILTER (WHERE component = 'cost') AS cost
          FROM postings WHERE claim_id IS NOT NULL GROUP BY book_id, claim_id) p ON p.book_id = s.book_id AND p.claim_id = s.claim_id
        WHERE s.principal <> coalesce(p.principal, 0) OR s.interest <> coalesce(p.interest, 0) OR s.fee <> coalesce(p.fee, 0) OR s.cost <> coalesce(p.cost, 0)
          OR s.open <> (coalesce(p.sum, 0) <> 0)`,
  )
  const groups = await rows<{ group_id: string; sum: number }>(
    tx,
    sql`SELECT a.group_id, sum(p.amount_minor) AS sum FROM allocations a JOIN postings p ON p.book_id = a.book_id AND p.group_id = a.group_id
        GROUP BY a.book_id, a.group_id HAVING sum(p.amount_minor) <> 0`,
  )
  const left = await rows<{ no: number; name: string; currency: string; day: string; sum: number }>(
    tx,
    sql`SELECT d.no, d.name, p.currency, p.day::text AS day, sum(p.amount_minor) AS sum FROM debtors d JOIN postings p ON p.book_id = d.book_id AND p.debtor_id = d.id
        WHERE d.moved_to IS NOT NULL GROUP BY d.no, d.name, p.currency, p.day HAVING sum(p.amount_minor) <> 0`,
  )
  return [
    ...left.map((it) => `${it.no} ${it.name} was merged and has ${it.sum} ${it.currency} left on ${it.day}`),
    ...(await strays(tx)),
    ...off.map((it) => `claim ${it.number}: its sums say ${it.stored}, its postings ${it.posted}`),
    ...groups.map((it) => `allocation ${it.group_id} sums to ${it.sum}`),
  ]
}

/** Rows that belong to nothing, or to another than the claim they belong to: asked of all at once, not of each as it is written. */
async function strays(tx: Tx): Promise<string[]> {
  const found = await rows<{ says: string }>(
    tx,
    sql`SELECT 'claim ' || c.number || ' has no sums' AS says FROM claims c
          WHERE NOT EXISTS (SELECT 1 FROM claim_state s WHERE s.book_id = c.book_id AND s.claim_id = c.id)
        UNION ALL SELECT 'the sums of ' || s.claim_id || ' belong to no claim, or to another case' FROM claim_state s
          WHERE NOT EXISTS (SELECT 1 FROM claims c WHERE c.book_id = s.book_id AND c.id = s.claim_id AND c.case_id = s.case_id AND c.debtor_id = s.debtor_id)
        UNION ALL SELECT 'a due of ' || u.claim_id || ' belongs to no claim' FROM dues u
          WHERE NOT EXISTS (SELECT 1 FROM claims c WHERE c.book_id = u.book_id AND c.id = u.claim_id)
        UNION ALL SELECT 'claim ' || c.number || ' is in the case of another customer' FROM claims c
          WHERE NOT EXISTS (SELECT 1 FROM cases k WHERE k.book_id = c.book_id AND k.id = c.case_id AND k.debtor_id = c.debtor_id)
        UNION ALL SELECT 'posting ' || p.id || ' belongs to no customer' FROM postings p
          WHERE NOT EXISTS (SELECT 1 FROM debtors d WHERE d.book_id = p.book_id AND d.id = p.debtor_id)`,
  )
  return found.map((it) => it.says)
}
