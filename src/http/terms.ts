// Credit terms over the API: on what terms a customer buys, each with whose terms say so, and changing what was agreed with them.

import { z } from '@hono/zod-openapi'
import { spreads } from '../core/allocation.ts'
import { publicId } from '../core/id.ts'
import { agreeTerms, creditTerms } from '../engine/terms.ts'
import type { Tx } from '../store/db.ts'
import { lockDebtors } from '../store/record.ts'
import { debtorBy } from './debtor.ts'
import { type ApiDesk, checkVersion, operation } from './operation.ts'
import { amountShape, oneOf, textShape, wire, wireDay } from './shape.ts'

const whose = z
  .enum(['debtor', 'workspace'])
  .openapi({ description: 'Whose terms say so: this customer’s, or those of all.' })
const interestPer = z.enum(['year', 'month'])
const feePer = z.enum(['claim', 'step'])
const percent = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,6})?$/, 'is a percentage such as 8.75')
  .openapi({ example: '9.5' })

const termsShape = z
  .object({
    version: z.int(),
    payment: z
      .object({
        days: z.int(),
        of: z.int().openapi({ description: 'So many of the newest invoices give these days,' }),
        among: z.int().openapi({ description: 'of so many.' }),
        claim: z.object({ id: z.string(), number: z.string() }).openapi({ description: 'The newest of them.' }),
      })
      .nullable()
      .openapi({ description: 'From the day of an invoice to its due day, as their own invoices say.' }),
    interest: z.object({ percent: z.string(), per: interestPer, cite: z.string(), of: whose }).nullable(),
    lateFee: z
      .object({
        amountMinor: z.int().nullable(),
        percent: z.string().nullable(),
        per: feePer,
        maxMinor: z.int().nullable(),
        cite: z.string(),
        of: whose,
      })
      .nullable(),
    none: z
      .object({ none: z.boolean(), of: whose })
      .openapi({ description: 'Nothing is charged, whatever the law would give.' }),
    spread: z.object({ spread: z.enum(spreads), of: whose }).nullable(),
    claims: z.int().openapi({ description: 'Claims with terms of their own.' }),
    supplyStoppedOn: wireDay.nullable(),
    currency: z.string(),
  })
  .openapi('CreditTerms')

async function termsJson(tx: Tx, desk: ApiDesk, id: string) {
  const debtor = await debtorBy(tx, id)
  const { version, payment, interest, lateFee, none, spread, claims, supplyStoppedOn } = await creditTerms(
    tx,
    desk.workspace,
    debtor,
    desk.today,
  )
  const fee = lateFee?.its
  return {
    version,
    json: {
      version,
      payment: payment
        ? {
            days: payment.days,
            of: payment.of,
            among: payment.among,
            claim: { id: publicId('clm', payment.newest), number: payment.newest.number },
          }
        : null,
      interest: interest
        ? { percent: interest.its.percent, per: interest.its.per, cite: interest.its.cite, of: interest.of }
        : null,
      lateFee:
        fee && lateFee
          ? {
              amountMinor: fee.amountMinor ?? null,
              percent: fee.percent ?? null,
              per: fee.per,
              maxMinor: fee.maxMinor ?? null,
              cite: fee.cite,
              of: lateFee.of,
            }
          : null,
      none: { none: none.its, of: none.of },
      spread: spread ? { spread: spread.its, of: spread.of } : null,
      claims,
      supplyStoppedOn: wire(supplyStoppedOn),
      currency: desk.workspace.currency,
    },
  }
}

export const terms = [
  operation({
    id: 'readCreditTerms',
    noun: 'debtors',
    method: 'get',
    path: '/v1/debtors/{id}/terms',
    says: 'On what terms a debtor buys: days to pay, interest and late fees as agreed, whether supply is stopped; each with whose terms say so.',
    params: oneOf('dbt'),
    answer: termsShape,
    versioned: true,
    work: (desk, { params }) => desk.tx((tx) => termsJson(tx, desk, params.id)),
  }),
  operation({
    id: 'changeCreditTerms',
    noun: 'debtors',
    method: 'patch',
    path: '/v1/debtors/{id}/terms',
    says: 'Keeps what was agreed with a debtor of interest and late fees, for all their claims that agreed on nothing else. What is not named stays.',
    params: oneOf('dbt'),
    body: z.strictObject({
      interest: z.strictObject({ percent, per: interestPer.default('year'), cite: textShape(300) }).optional(),
      lateFee: z
        .strictObject({
          amountMinor: amountShape.optional(),
          percent: percent.optional(),
          per: feePer.default('claim'),
          maxMinor: amountShape.optional(),
          cite: textShape(300),
        })
        .optional(),
      none: z.boolean().optional(),
      spread: z.enum(spreads).optional(),
      because: textShape(500).openapi({ description: 'How it was agreed.' }),
    }),
    answer: termsShape,
    versioned: true,
    right: 'manage',
    work: (desk, { params, body: { because, ...clause }, version }) =>
      desk.tx(async (tx) => {
        const debtor = await debtorBy(tx, params.id)
        await lockDebtors(tx, debtor.book, [debtor.id])
        checkVersion(version, (await creditTerms(tx, desk.workspace, debtor, desk.today)).version)
        await agreeTerms(tx, debtor, { clause: JSON.parse(JSON.stringify(clause)), because }, desk.today)
        return termsJson(tx, desk, params.id)
      }),
  }),
] as const
