// What undoes postings: a payment that came back or never was, groups that a correction takes out, a return that never came, and what was
// let go for a payment. The undone stays where it stands; a line against each is added.

import type { Component } from '../core/allocation.ts'
import type { Day } from '../core/day.ts'
import { problem } from '../core/problem.ts'
import { rows, sql, type Tx } from './db.ts'
import { type Group, type PostingKind, post } from './ledger.ts'
import type { Heads } from './record.ts'

interface PostingRow {
  id: string
  group_id: string
  creditor_id: string
  claim_id: string | null
  component: Component | 'unapplied'
  kind: PostingKind
  amount_minor: number
  currency: string
  day: Day
  payment_id: string | null
  due_no: number | null
}

/** Corrects all that these groups posted and nothing has undone. @returns the postings that were undone. */
export async function correctGroups(
  tx: Tx,
  heads: Heads,
  debtorId: string,
  groupIds: readonly string[],
  reason: string,
): Promise<readonly { claimId: string | null; kind: PostingKind; dueNo: number | null; amountMinor: number }[]> {
  const postings = await rows<PostingRow>(
    tx,
    sql`SELECT p.id, p.group_id, p.creditor_id, p.claim_id, p.component, p.kind, p.amount_minor, p.currency, p.day, p.payment_id, p.due_no FROM postings p
        WHERE p.book_id = ${heads.book} AND p.debtor_id = ${debtorId}::uuid AND p.group_id = ANY(${groupIds as string[]}::uuid[]) AND p.reverses_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM postings r WHERE r.book_id = p.book_id AND r.reverses_id = p.id)`,
  )
  if (postings.length > 0) {
    const day = postings[0]!.day
    await post(tx, heads, reversals(postings, debtorId, { as: 'correction', day, reason }))
  }
  return postings.map((it) => ({
    claimId: it.claim_id,
    kind: it.kind,
    dueNo: it.due_no,
    amountMinor: it.amount_minor,
  }))
}

/** Undoes all that a payment did: a return (it bounced, on `day`) or a correction (it never was). */
export async function reversePayment(
  tx: Tx,
  heads: Heads,
  debtorId: string,
  paymentId: string,
  undo: { as: 'return' | 'correction'; day: Day; reason: string },
): Promise<void> {
  const postings = await rows<PostingRow>(
    tx,
    sql`SELECT p.id, p.group_id, p.creditor_id, p.claim_id, p.component, p.kind, p.amount_minor, p.currency, p.day, p.payment_id, p.due_no FROM postings p
        WHERE p.book_id = ${heads.book} AND p.debtor_id = ${debtorId}::uuid AND p.payment_id = ${paymentId}::uuid AND p.reverses_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM postings r WHERE r.book_id = p.book_id AND r.reverses_id = p.id)`,
  )
  if (postings.length === 0) {
    throw problem('payment.undone', 'This payment was undone already.', 'Nothing is left to do.')
  }
  await post(tx, heads, reversals(postings, debtorId, undo))
}

/** A return that never was: what the payment had done counts again from the day it was thought to have come back. */
export async function takeBackReturn(
  tx: Tx,
  heads: Heads,
  debtorId: string,
  paymentId: string,
  reason: string,
): Promise<void> {
  const postings = await rows<PostingRow & { rule_id: string | null; replaces_id: string | null }>(
    tx,
    sql`SELECT p.id, p.group_id, p.creditor_id, p.claim_id, p.component, p.kind, p.amount_minor, p.currency, p.day, p.payment_id, p.due_no,
          a.rule_id, a.group_id AS replaces_id
        FROM postings p JOIN postings o ON o.book_id = p.book_id AND o.id = p.reverses_id
        LEFT JOIN allocations a ON a.book_id = o.book_id AND a.group_id = o.group_id
        WHERE p.book_id = ${heads.book} AND p.debtor_id = ${debtorId}::uuid AND p.payment_id = ${paymentId}::uuid AND p.undoes = 'return'
          AND NOT EXISTS (SELECT 1 FROM postings b WHERE b.book_id = p.book_id AND b.adjusts_id = p.id)`,
  )
  if (postings.length === 0) {
    throw problem('payment.not_returned', 'This payment did not come back.', 'Nothing is to be taken back.')
  }
  const groups = [...Map.groupBy(postings, (it) => it.group_id).values()]
  await post(
    tx,
    heads,
    groups.map((group): Group => {
      const { creditor_id, rule_id, replaces_id } = group[0]!
      return {
        debtorId,
        creditorId: creditor_id,
        reason,
        ...(rule_id !== null && replaces_id !== null
          ? { allocation: { paymentId, ruleId: rule_id, replacesId: replaces_id } }
          : {}),
        lines: group.map((it) => ({
          claimId: it.claim_id ?? undefined,
          component: it.component,
          kind: it.kind,
          amountMinor: -it.amount_minor,
          currency: it.currency,
          day: it.day,
          paymentId,
          adjustsId: it.id,
        })),
      }
    }),
  )
}

/**
 * What was let go because a payment met an offer is owed again once it came back (`return`, `correction`), and let go again where it
 * never did (`stands`). @returns the claims.
 */
export async function turnWaivers(
  tx: Tx,
  heads: Heads,
  debtorId: string,
  paymentId: string,
  turn: { as: 'return' | 'correction' | 'stands'; day: Day; reason: string },
): Promise<string[]> {
  const lines = await rows<PostingRow>(
    tx,
    sql`SELECT p.id, p.group_id, p.creditor_id, p.claim_id, p.component, p.kind, p.currency, p.day, p.payment_id, p.due_no,
          (p.amount_minor + coalesce((SELECT sum(b.amount_minor) FROM postings b WHERE b.book_id = p.book_id AND b.adjusts_id = p.id), 0))::bigint AS amount_minor
        FROM postings p
        WHERE p.book_id = ${heads.book} AND p.debtor_id = ${debtorId}::uuid AND p.met_by_id = ${paymentId}::uuid
          AND NOT EXISTS (SELECT 1 FROM postings r WHERE r.book_id = p.book_id AND r.reverses_id = p.id)`,
  )
  const standing = lines.filter((it) => (turn.as === 'stands' ? it.amount_minor > 0 : it.amount_minor < 0))
  const undo = { ...turn, as: turn.as === 'stands' ? ('correction' as const) : turn.as }
  const groups = reversals(standing, debtorId, undo).map((group) => ({
    ...group,
    lines: group.lines.map((line) => ({ ...line, metById: paymentId })),
  }))
  if (groups.length > 0) await post(tx, heads, groups)
  return [...new Set(standing.flatMap((it) => it.claim_id ?? []))]
}

function reversals(
  postings: readonly PostingRow[],
  debtorId: string,
  undo: { as: 'return' | 'correction'; day: Day; reason: string },
): Group[] {
  return [...Map.groupBy(postings, (it) => it.group_id).values()].map((group) => ({
    debtorId,
    creditorId: group[0]!.creditor_id,
    reason: undo.reason,
    lines: group.map((it) => ({
      claimId: it.claim_id ?? undefined,
      component: it.component,
      kind: it.kind,
      amountMinor: -it.amount_minor,
      currency: it.currency,
      // A return was true until it bounced; a correction never was.
      day: undo.as === 'return' && undo.day > it.day ? undo.day : it.day,
      paymentId: it.payment_id ?? undefined,
      dueNo: it.due_no ?? undefined,
      reversesId: it.id,
      undoes: undo.as,
    })),
  }))
}
