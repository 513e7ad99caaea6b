// Money and credits as they come in: on account first, then given to claims in a group that sums to zero.

import {
  allocate,
  asNamed,
  type OpenClaim,
  type Order,
  oldestFirst,
  type Part,
  ruleIdOf,
  type Spread,
  spreads,
  usual,
} from '../core/allocation.ts'
import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { moneyText } from '../core/money.ts'
import { assert } from '../core/problem.ts'
import { insert, onDay, row, rows, sql, type Tx } from './db.ts'
import { type Group, type Line, post } from './ledger.ts'
import type { Heads } from './record.ts'

/** The rule of money that no claim is to have yet. */
export const onAccount = 'none'

export interface NewPayment {
  /** Given where postings made before name it. */
  readonly id?: string
  readonly debtorId: string
  readonly creditorId: string
  readonly kind: 'payment' | 'credit'
  readonly amountMinor: number
  readonly currency: string
  readonly day: Day
  readonly reference?: string
  readonly note?: string
  readonly importId?: string
  /** The bank line it came in, and which part of it; what is credited beside it names no part. */
  readonly line?: { readonly id: string; readonly part?: number }
  /** Given to these claims, on its own day unless said; what is left stays on account. */
  readonly parts: readonly DatedPart[]
  /** `none`: it is to stay on account. */
  readonly ruleId: string
  /** The claims named, in order; of a rule that goes by names those of the parts, unless said. */
  readonly named?: readonly string[]
  /** Up to this day it looks for claims to open; its own day unless said. */
  readonly until?: Day
}

/** A part that counts on a day of its own: that of a claim which opened after the money came. */
export type DatedPart = Part & { readonly day?: Day }

/** Takes in money or credits of one book: unapplied first, then allocated in a group that sums to zero. */
export async function addPayments(tx: Tx, heads: Heads, payments: readonly NewPayment[]): Promise<string[]> {
  const ids = payments.map((it) => it.id ?? tx.newId())
  await insert(
    tx,
    'payments',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'creditor_id:uuid',
      'kind:text',
      'amount_minor:bigint',
      'currency:text',
      'day:date',
      'reference:text',
      'note:text',
      'import_id:uuid',
      'line_id:uuid',
      'part_no:integer',
      'recorded_at:timestamptz',
    ],
    payments.map((it, i) => [
      heads.book,
      ids[i]!,
      it.debtorId,
      it.creditorId,
      it.kind,
      it.amountMinor,
      it.currency,
      it.day,
      it.reference,
      it.note,
      it.importId,
      it.line?.id,
      it.line?.part,
      tx.now,
    ]),
  )
  await post(
    tx,
    heads,
    payments.flatMap((it, i) => {
      const what = `${it.kind === 'credit' ? 'Credit' : 'Payment'} of ${moneyText(it.amountMinor, it.currency)}${it.reference ? ` (${it.reference})` : ''}`
      const money: Group = {
        debtorId: it.debtorId,
        creditorId: it.creditorId,
        reason: it.note ? `${what}: ${it.note}` : what,
        lines: [
          {
            component: 'unapplied',
            kind: it.kind,
            amountMinor: -it.amountMinor,
            currency: it.currency,
            day: it.day,
            paymentId: ids[i]!,
          },
        ],
      }
      const given = allocation({ paymentId: ids[i]!, ...it })
      return given ? [money, given] : [money]
    }),
  )
  return ids
}

/** Kept with no lines too, where nothing was open: once an earlier payment comes back, it is known how this one was to be spread. */
function allocation(it: NewPayment & { paymentId: string }): Group | undefined {
  if (it.ruleId === onAccount) return undefined
  const byNames = !(spreads as readonly string[]).includes(it.ruleId.split('+')[0]!) || it.ruleId.startsWith(asNamed)
  const named = it.named ?? (byNames ? [...new Set(it.parts.map((part) => part.claimId))] : undefined)
  if (named?.length === 0) return undefined
  return {
    debtorId: it.debtorId,
    creditorId: it.creditorId,
    reason: `Allocated: ${it.ruleId}`,
    allocation: { paymentId: it.paymentId, ruleId: it.ruleId, named, until: it.until ?? it.day },
    lines: allocationLines(it, it.parts),
  }
}

/** From the account to claims, part by part; each day's lines sum to zero. An amount under zero goes back to the account. */
export function allocationLines(
  it: Pick<NewPayment, 'kind' | 'currency' | 'day' | 'amountMinor'> & { readonly paymentId: string },
  parts: readonly DatedPart[],
): Line[] {
  const line = { kind: it.kind, currency: it.currency, paymentId: it.paymentId }
  const days = [...Map.groupBy(parts, (part) => part.day ?? it.day)].sort(([a], [b]) => a - b)
  assert(parts.reduce((sum, part) => sum + part.amountMinor, 0) <= it.amountMinor, 'no more is allocated than came')
  return days.flatMap(([day, some]) => {
    const amountMinor = some.reduce((sum, part) => sum + part.amountMinor, 0)
    return [
      ...(amountMinor === 0 ? [] : [{ ...line, component: 'unapplied' as const, amountMinor, day }]),
      ...some.map((part) => ({
        ...line,
        claimId: part.claimId,
        component: part.component,
        amountMinor: -part.amountMinor,
        day,
      })),
    ]
  })
}

interface OpenRow {
  claim_id: string
  number: string
  currency: string
  due_on: Day | null
  issued_on: Day
  principal: number
  interest: number
  fee: number
  cost: number
  disputed: boolean
}

/** What may take money: the open claims of a debtor with a creditor, in one currency. */
export async function openClaims(tx: Tx, debtor: Key, creditorId: string, currency: string): Promise<OpenClaim[]> {
  const found = await rows<OpenRow>(
    tx,
    sql`SELECT s.claim_id, c.number, c.currency, c.issued_on, s.principal, s.interest, s.fee, s.cost,
          EXISTS (SELECT 1 FROM dispute_claims x JOIN disputes y ON y.book_id = x.book_id AND y.id = x.dispute_id
            WHERE x.book_id = s.book_id AND x.claim_id = s.claim_id AND x.part_minor IS NULL AND y.settled_on IS NULL) AS disputed,
          (SELECT min(d.due_on) FROM dues d WHERE d.book_id = s.book_id AND d.claim_id = s.claim_id AND d.replaced_at IS NULL) AS due_on
        FROM claim_state s JOIN claims c ON c.book_id = s.book_id AND c.id = s.claim_id
        WHERE s.book_id = ${debtor.book} AND s.debtor_id = ${debtor.id}::uuid AND s.open AND c.creditor_id = ${creditorId}::uuid AND c.currency = ${currency}`,
  )
  return found.map((it) => ({
    claimId: it.claim_id,
    number: it.number,
    dueOn: it.due_on ?? it.issued_on,
    open: { principal: it.principal, interest: it.interest, fee: it.fee, cost: it.cost },
    disputed: it.disputed,
  }))
}

/** How a place or the terms order a payment: within each claim, and between claims where the payer chose nothing. */
export interface SpreadBy {
  readonly order: Order
  readonly between: Spread
}

/** Spreads an amount over the claims named, or over all open ones: oldest due first unless a place or the terms say otherwise. */
export function spread(
  amountMinor: number,
  open: readonly OpenClaim[],
  named: readonly string[] = [],
  by: SpreadBy = { order: usual, between: oldestFirst },
): { parts: Part[]; ruleId: string } {
  const ruleId = ruleIdOf(named.length === 0 ? by.between : asNamed, by.order)
  if (named.length === 0) return { parts: allocate(amountMinor, open, by.between, by.order), ruleId }
  const order = named.map((id) => open.find((claim) => claim.claimId === id)).filter((it) => it !== undefined)
  return { parts: allocate(amountMinor, order, asNamed, by.order), ruleId }
}

export interface PaymentRow extends Key {
  readonly debtorId: string
  readonly kind: 'payment' | 'credit'
  readonly amountMinor: number
  readonly leftMinor: number
  readonly currency: string
  readonly day: Day
  readonly reference: string | null
  readonly undone: boolean
}

const paymentColumns = sql.raw(
  `m.book_id AS book, m.id, m.debtor_id AS "debtorId", m.kind, m.amount_minor AS "amountMinor", m.currency, m.day, m.reference,
   -coalesce((SELECT sum(p.amount_minor) FROM postings p WHERE p.book_id = m.book_id AND p.payment_id = m.id AND p.component = 'unapplied'), 0) AS "leftMinor",
   coalesce((SELECT sum(p.amount_minor) FROM postings p WHERE p.book_id = m.book_id AND p.payment_id = m.id), 0) = 0 AS undone`,
)

export async function findPayment(tx: Tx, key: Key): Promise<PaymentRow | undefined> {
  return row(tx, sql`SELECT ${paymentColumns} FROM payments m WHERE m.book_id = ${key.book} AND m.id = ${key.id}::uuid`)
}

/** What of a debtor's money and credits no claim of a creditor has, by currency, over zero. */
export async function onAccountOf(tx: Tx, debtor: Key, creditorId: string): Promise<Record<string, number>> {
  const found = await rows<{ currency: string; left: number }>(
    tx,
    sql`SELECT currency, -sum(amount_minor) AS left FROM postings
        WHERE book_id = ${debtor.book} AND debtor_id = ${debtor.id}::uuid AND creditor_id = ${creditorId}::uuid AND component = 'unapplied'
        GROUP BY currency HAVING sum(amount_minor) < 0`,
  )
  return Object.fromEntries(found.map(({ currency, left }) => [currency, left]))
}

/** Whose a payment is. */
export async function paidBy(tx: Tx, payment: Key): Promise<Key | undefined> {
  return row(
    tx,
    sql`SELECT book_id AS book, debtor_id AS id FROM payments WHERE book_id = ${payment.book} AND id = ${payment.id}::uuid`,
  )
}

/** What a debtor was credited under the number of a credit note and is not undone, in minor units. */
export async function creditedUnder(tx: Tx, debtor: Key, number: string, currency: string): Promise<number> {
  const found = await row<{ sum: number }>(
    tx,
    sql`SELECT coalesce(sum(m.amount_minor), 0)::bigint AS sum FROM payments m
        WHERE m.book_id = ${debtor.book} AND m.debtor_id = ${debtor.id}::uuid AND m.kind = 'credit' AND m.reference = ${number} AND m.currency = ${currency}
          AND NOT EXISTS (SELECT 1 FROM postings p WHERE p.book_id = m.book_id AND p.payment_id = m.id AND p.undoes IS NOT NULL)`,
  )
  return found!.sum
}

/** Money and credits of a debtor, newest first. */
export async function listPayments(tx: Tx, debtor: Key): Promise<PaymentRow[]> {
  return rows(
    tx,
    sql`SELECT ${paymentColumns} FROM payments m WHERE m.book_id = ${debtor.book} AND m.debtor_id = ${debtor.id}::uuid ORDER BY m.day DESC, m.id DESC`,
  )
}

/** Money and credits of all debtors or of one, in the order they were entered, book by book, after the one named. */
export async function pagePayments(tx: Tx, ask: { after?: Key; limit: number; debtor?: Key }): Promise<PaymentRow[]> {
  const { after, limit, debtor } = ask
  const of = debtor ? sql`AND m.book_id = ${debtor.book} AND m.debtor_id = ${debtor.id}::uuid` : sql``
  const later = after ? sql`AND (m.book_id, m.id) > (${after.book}, ${after.id}::uuid)` : sql``
  return rows(
    tx,
    sql`SELECT ${paymentColumns} FROM payments m WHERE m.workspace_id = ${tx.workspaceId}::uuid ${of} ${later} ORDER BY m.book_id, m.id LIMIT ${limit}`,
  )
}

/** Of these debtors those who have money or credits of this day or a later one. */
export async function withLaterMoney(
  tx: Tx,
  book: number,
  asked: readonly { readonly debtorId: string; readonly day: Day }[],
): Promise<Set<string>> {
  const found = await rows<{ id: string }>(
    tx,
    sql`SELECT DISTINCT a.id FROM unnest(${asked.map((it) => it.debtorId)}::uuid[], ${asked.map((it) => onDay(it.day))}::date[]) AS a (id, day)
        WHERE EXISTS (SELECT FROM payments m WHERE m.book_id = ${book} AND m.debtor_id = a.id AND m.day >= a.day)`,
  )
  return new Set(found.map((it) => it.id))
}
