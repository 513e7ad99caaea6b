// One try to pay at the provider: what it was over, how far it came, what of it was given or taken back, and which payment stands
// for it in the books.

import type { Moment } from '../core/day.ts'
import { type Key, publicId } from '../core/id.ts'
import type { Dispute } from '../core/pay-link.ts'
import { atMoment, change, insert, row, rows, sql, type Tx } from './db.ts'
import { addRefs, findRefs, refText } from './ref.ts'

export type CheckoutState = 'begun' | 'open' | 'processing' | 'paid' | 'failed' | 'expired'

export interface Checkout extends Key {
  readonly debtorId: string
  readonly linkId: string
  readonly provider: string
  readonly amountMinor: number
  readonly currency: string
  /** In the order in which the payer chose them. */
  readonly claims: readonly string[]
  readonly state: CheckoutState
  readonly sessionRef: string | null
  readonly paymentRef: string | null
  readonly url: string | null
  readonly madeAt: Moment
  readonly expiresAt: Moment
  readonly paidMinor: number
  readonly refundedMinor: number
  readonly refundedAt: Moment | null
  readonly disputes: Readonly<Record<string, Dispute>>
  readonly paymentId: string | null
  readonly standingMinor: number
  readonly feeMinor: number | null
  readonly feeCurrency: string | null
}

export function checkoutId(key: Key): string {
  return publicId('chk', key)
}

const columns = sql.raw(
  `c.book_id AS book, c.id, c.debtor_id AS "debtorId", c.link_id AS "linkId", c.provider, c.amount_minor AS "amountMinor", c.currency, c.claims, c.state,
   c.session_ref AS "sessionRef", c.payment_ref AS "paymentRef", c.url, c.made_at AS "madeAt", c.expires_at AS "expiresAt", c.paid_minor AS "paidMinor",
   c.refunded_minor AS "refundedMinor", c.refunded_at AS "refundedAt", c.disputes, c.payment_id AS "paymentId", c.standing_minor AS "standingMinor",
   c.fee_minor AS "feeMinor", c.fee_currency AS "feeCurrency"`,
)

export async function addCheckout(
  tx: Tx,
  it: Pick<Checkout, 'book' | 'debtorId' | 'linkId' | 'provider' | 'amountMinor' | 'currency' | 'claims' | 'expiresAt'>,
): Promise<Checkout> {
  const id = tx.newId()
  await insert(
    tx,
    'checkouts',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'link_id:uuid',
      'provider:text',
      'amount_minor:bigint',
      'currency:text',
      'claims:jsonb',
      'state:text',
      'made_at:timestamptz',
      'expires_at:timestamptz',
    ],
    [
      [
        it.book,
        id,
        it.debtorId,
        it.linkId,
        it.provider,
        it.amountMinor,
        it.currency,
        it.claims,
        'begun',
        tx.now,
        it.expiresAt,
      ],
    ],
  )
  return (await readCheckout(tx, { book: it.book, id }))!
}

export async function readCheckout(tx: Tx, key: Key): Promise<Checkout | undefined> {
  return row(tx, sql`SELECT ${columns} FROM checkouts c WHERE c.book_id = ${key.book} AND c.id = ${key.id}::uuid`)
}

/** Those of a link, the newest first. */
export async function checkoutsOf(tx: Tx, link: Key): Promise<Checkout[]> {
  return rows(
    tx,
    sql`SELECT ${columns} FROM checkouts c WHERE c.book_id = ${link.book} AND c.link_id = ${link.id}::uuid ORDER BY c.made_at DESC, c.id DESC`,
  )
}

/** The newest first: of all debtors. */
export async function listCheckouts(tx: Tx, limit: number): Promise<(Checkout & { debtorNo: number; name: string })[]> {
  return rows(
    tx,
    sql`SELECT ${columns}, d.no AS "debtorNo", d.name FROM checkouts c JOIN debtors d ON d.book_id = c.book_id AND d.id = c.debtor_id
        WHERE c.workspace_id = ${tx.workspaceId}::uuid ORDER BY c.made_at DESC, c.id DESC LIMIT ${limit}`,
  )
}

/** What was heard of it. The debtor is locked. */
export async function changeCheckout(
  tx: Tx,
  key: Key,
  to: Partial<Omit<Checkout, 'book' | 'id' | 'debtorId' | 'linkId'>>,
): Promise<void> {
  const sets = Object.entries(to).map(([name, value]) => {
    const column = sql.ref(name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
    if (name === 'disputes') return sql`${column} = ${JSON.stringify(value)}::jsonb`
    if (name.endsWith('At')) return sql`${column} = ${atMoment(value as Moment | null)}::timestamptz`
    return sql`${column} = ${value}`
  })
  await change(tx, sql`UPDATE checkouts SET ${sql.join(sets)} WHERE book_id = ${key.book} AND id = ${key.id}::uuid`)
}

const refKind = 'online_payment'

/** From now on the provider's name for its payment leads here. */
export async function namePayment(tx: Tx, key: Key, paymentRef: string): Promise<void> {
  await addRefs(tx, [{ scopeId: tx.workspaceId, kind: refKind, value: paymentRef, target: key }], true)
}

export async function checkoutOfPayment(tx: Tx, paymentRef: string): Promise<Checkout | undefined> {
  const ref = { scopeId: tx.workspaceId, kind: refKind, value: paymentRef }
  const key = (await findRefs(tx, [ref])).get(refText(ref))
  return key && readCheckout(tx, key)
}

/** Open holds that were set because of a checkout. */
export async function holdsOfCheckout(tx: Tx, it: Checkout): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    sql`SELECT id FROM holds WHERE book_id = ${it.book} AND debtor_id = ${it.debtorId}::uuid AND subject_id = ${it.id}::uuid AND lifted_on IS NULL ORDER BY id`,
  )
  return found.map((one) => one.id)
}
