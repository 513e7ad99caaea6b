// What notices say of a claim beyond its sums: who is owed, the ground, the itemisation since a day. Facts of the owner, kept as
// they gave them; whether an itemisation adds up is worked out here.

import { z } from 'zod'

/** The days from which a debt may be itemised (12 CFR 1006.34(b)(3)). */
const itemizationDays = ['last_statement', 'charge_off', 'last_payment', 'transaction', 'judgment'] as const

const text = z.string().min(1).max(2000)
const sum = z.string().regex(/^\d+(\.\d{1,3})?$/, 'a sum such as 1240.00')
const date = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'a day such as 2026-03-31')

export const claimFactsShape = z.strictObject({
  /** Who is owed now, and where they are. */
  creditor: text.optional(),
  creditorAddress: text.optional(),
  /** Who was owed on the day of the itemisation, where it was somebody else. */
  creditorThen: text.optional(),
  accountNumber: text.optional(),
  /** What it was for: goods, a service, a loan. */
  ground: text.optional(),
  contractOn: date.optional(),
  itemizedBy: z.enum(itemizationDays).optional(),
  itemizedOn: date.optional(),
  amountThen: sum.optional(),
  interestSince: sum.optional(),
  feesSince: sum.optional(),
  paymentsSince: sum.optional(),
  creditsSince: sum.optional(),
  /** Sentences: how interest is worked out, what costs there are and why, whether VAT on them can be deducted. */
  interestSays: text.optional(),
  costsSay: text.optional(),
  vatSays: text.optional(),
  /** Where the debtor's address came from, if not from the creditor. */
  addressSource: text.optional(),
  assignment: text.optional(),
  instalments: text.optional(),
  /** The authority that watches over the collector, with its address. */
  supervisor: text.optional(),
  /** The text of CPCE L. 111-8, second and third paragraph. */
  lawText: text.optional(),
  /** The debt comes from a consumer financial product or service. */
  consumerFinance: z.boolean().optional(),
})
export type ClaimLawFacts = z.infer<typeof claimFactsShape>

export interface Itemization {
  readonly thenMinor: number
  readonly interestMinor: number
  readonly feesMinor: number
  readonly paymentsMinor: number
  readonly creditsMinor: number
}

/** What is owed by an itemisation. */
export function owedNow(it: Itemization): number {
  return it.thenMinor + it.interestMinor + it.feesMinor - it.paymentsMinor - it.creditsMinor
}
