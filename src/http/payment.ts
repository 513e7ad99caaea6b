// Money over the API: enter it, list it, take it back, give what is on account to claims.

import { z } from '@hono/zod-openapi'
import type { Day } from '../core/day.ts'
import { keyOf, publicId } from '../core/id.ts'
import { problem, quoted } from '../core/problem.ts'
import { answerInFull, askInFull, isOffer, markedInFull } from '../engine/in-full.ts'
import { allocateMoney, claimsAgainst, enterMoney, undoMoney } from '../engine/money.ts'
import { claimId } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { debtorId } from '../store/debtor.ts'
import type { OfferInFull } from '../store/in-full.ts'
import { findPayment, type PaymentRow, pagePayments } from '../store/payment.ts'
import type { Workspace } from '../store/workspace.ts'
import { debtorBy } from './debtor.ts'
import { operation } from './operation.ts'
import {
  currencyShape,
  cursorOf,
  dayShape,
  idShape,
  keyCursor,
  moneyShape,
  oneOf,
  pageOf,
  pageShape,
  textShape,
  wire,
  wireDay,
} from './shape.ts'

const paymentShape = z
  .object({
    id: z.string(),
    debtor: z.string(),
    kind: z.enum(['payment', 'credit']),
    amountMinor: z.int(),
    leftMinor: z.int(),
    currency: z.string(),
    day: wireDay,
    reference: z.string().nullable(),
    undone: z.boolean(),
  })
  .openapi('Payment')

const part = z.object({ claim: z.string(), component: z.string(), amountMinor: z.int() })
export const claimNumbers = z
  .array(textShape(100))
  .min(1)
  .max(500)
  .openapi({ description: 'Claims by number or id, in this order.' })

function paymentJson({ book, id, debtorId: owner, day, ...it }: PaymentRow) {
  return { ...it, id: publicId('pay', { book, id }), debtor: debtorId({ book, id: owner }), day: wire(day) }
}

const partsOf = (book: number, parts: readonly { claimId: string; component: string; amountMinor: number }[]) =>
  parts.map((it) => ({
    claim: claimId({ book, id: it.claimId }),
    component: it.component,
    amountMinor: it.amountMinor,
  }))

async function answeredAt(
  tx: Tx,
  desk: { readonly workspace: Workspace; readonly today: Day },
  offer: OfferInFull,
  answer: 'accept' | 'part',
) {
  return (await answerInFull(tx, desk, offer, answer)).money!
}

export const payments = [
  operation({
    id: 'addPayment',
    noun: 'payments',
    method: 'post',
    path: '/v1/payments',
    says: 'Enters money that came, or a credit note: for claims named, or oldest due first.',
    body: z.strictObject({
      debtor: idShape('dbt'),
      kind: z.enum(['payment', 'credit']).default('payment'),
      amount: moneyShape,
      day: dayShape.optional().openapi({ description: 'The day it counts; today unless said.' }),
      claims: claimNumbers.optional(),
      reference: textShape(200).optional(),
      note: textShape(500).optional(),
      onAccount: z.boolean().default(false),
      inFull: z.enum(['accept', 'part']).optional().openapi({
        description:
          'For money whose words mark it as settling all: `accept` lets the rest go, `part` takes it as a part payment. Without it such money is refused.',
      }),
    }),
    answer: z.object({ payment: paymentShape, parts: z.array(part), onAccountMinor: z.int() }),
    status: 201,
    work: (desk, { body }) =>
      desk.tx(async (tx) => {
        const debtor = await debtorBy(tx, body.debtor)
        const claims = await claimsAgainst(tx, debtor, body.claims ?? [])
        const { kind, reference, note, onAccount } = body
        const made = { kind, debtor, claims, ...body.amount, on: body.day ?? desk.today, onAccount, reference, note }
        const mark = kind === 'payment' ? markedInFull(reference, note) : undefined
        const offered = mark !== undefined && (await isOffer(tx, desk, made, mark))
        if (offered && body.inFull === undefined)
          throw problem(
            'payment.in_full',
            `It is marked ${quoted(mark.words)}: taking it may accept it as full payment.`,
            'Ask a person, and send inFull: accept lets the rest go, part takes it as a part payment. Or send it back.',
          )
        const { id, parts, leftMinor } = offered
          ? await answeredAt(tx, desk, await askInFull(tx, desk, made, mark), body.inFull!)
          : await enterMoney(tx, desk, made)
        const payment = paymentJson((await findPayment(tx, keyOf('pay', id)))!)
        return { json: { payment, parts: partsOf(debtor.book, parts), onAccountMinor: leftMinor } }
      }),
  }),
  operation({
    id: 'listPayments',
    noun: 'payments',
    method: 'get',
    path: '/v1/payments',
    says: 'Money and credits of all debtors or of one, in the order they were entered.',
    query: z.strictObject({ ...pageShape, debtor: idShape('dbt').optional() }),
    answer: pageOf(paymentShape),
    work: (desk, { query }) =>
      desk.tx(async (tx) => {
        const debtor = query.debtor === undefined ? undefined : await debtorBy(tx, query.debtor)
        const after = keyCursor('pay', query.cursor)
        const found = await pagePayments(tx, { after, limit: query.limit + 1, debtor })
        const items = found.slice(0, query.limit)
        const next = found.length > items.length ? cursorOf('pay', publicId('pay', items.at(-1)!)) : undefined
        return { json: { items: items.map(paymentJson), next } }
      }),
  }),
  operation({
    id: 'readPayment',
    noun: 'payments',
    method: 'get',
    path: '/v1/payments/{id}',
    says: 'One payment or credit.',
    params: oneOf('pay'),
    answer: paymentShape,
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        const found = await findPayment(tx, keyOf('pay', params.id))
        if (!found)
          throw problem(
            'payment.unknown',
            `There is no payment ${quoted(params.id)}.`,
            'Take an id from the payments of a debtor.',
          )
        return { json: paymentJson(found) }
      }),
  }),
  operation({
    id: 'reversePayment',
    noun: 'payments',
    method: 'post',
    path: '/v1/payments/{id}/reverse',
    says: 'Takes a payment back: it bounced on a day, or it was a mistake. What it had paid is open again.',
    params: oneOf('pay'),
    body: z.strictObject({ because: textShape(500), mistake: z.boolean().default(false), on: dayShape.optional() }),
    answer: paymentShape,
    work: (desk, { params, body }) =>
      desk.tx(async (tx) => {
        const key = keyOf('pay', params.id)
        await undoMoney(tx, desk, key, { ...body, on: body.on ?? desk.today })
        return { json: paymentJson((await findPayment(tx, key))!) }
      }),
  }),
  operation({
    id: 'allocateMoney',
    noun: 'payments',
    method: 'post',
    path: '/v1/debtors/{id}/allocate',
    says: 'Gives what is on account to claims: those named, else oldest due first.',
    params: oneOf('dbt'),
    body: z.strictObject({ currency: currencyShape.optional(), claims: claimNumbers.optional() }),
    answer: z.object({ currency: z.string(), parts: z.array(part) }),
    work: (desk, { params, body }) =>
      desk.tx(async (tx) => {
        const debtor = await debtorBy(tx, params.id)
        const claims = await claimsAgainst(tx, debtor, body.claims ?? [])
        const currency = body.currency ?? claims[0]?.currency ?? desk.workspace.currency
        const parts = await allocateMoney(tx, desk, debtor, claims, currency)
        return { json: { currency, parts: partsOf(debtor.book, parts) } }
      }),
  }),
] as const
