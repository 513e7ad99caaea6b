// What the terms of a claim say of interest, late fees and allocation, as data that is checked once and kept. It charges nothing:
// statement.ts works out what a clause or a statute gives.

import { z } from 'zod'
import { spreads } from './allocation.ts'
import { compoundings, dayCounts } from './interest.ts'
import { problem } from './problem.ts'
import { bpFrom } from './rate.ts'

const aDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const percent = z.string().regex(/^\d{1,3}(\.\d{1,6})?$/, 'a percentage such as 8.75')

export const clauseShape = z.strictObject({
  /** Agreed interest; it takes the place of a statute's. */
  interest: z
    .strictObject({
      percent,
      per: z.enum(['year', 'month']).default('year'),
      dayCount: z.enum(dayCounts).default('actual/365'),
      compounding: z.enum(compoundings).default('simple'),
      /** Where it was agreed: `Terms of 2025, § 7`. */
      cite: z.string().min(3),
    })
    .optional(),
  /** How days are counted where a statute gives the rate and leaves the count open. */
  dayCount: z.enum(dayCounts).optional(),
  lateFee: z
    .strictObject({
      amountMinor: z.int().min(1).optional(),
      percent: percent.optional(),
      per: z.enum(['claim', 'step']).default('claim'),
      maxMinor: z.int().min(1).optional(),
      cite: z.string().min(3),
    })
    .refine((it) => (it.amountMinor === undefined) !== (it.percent === undefined), 'either an amount or a percentage')
    .optional(),
  /** The day of a formal notice, from whose morrow interest runs where the law asks for one. */
  noticeOn: aDay.optional(),
  /** No interest and no fee of ours, whatever the law would give. */
  none: z.boolean().optional(),
  /** Days on which nothing runs. */
  rests: z.array(z.strictObject({ from: aDay, until: aDay.optional(), says: z.string().min(1) })).optional(),
  /** Registered small supplier (India), or a federal agency (US): what a person has to say of the creditor. */
  creditor: z.enum(['registered_supplier', 'federal_agency']).optional(),
  /** Posted charges that are waived by themselves when the rest is paid by a day. Nothing: taken back. */
  offer: z
    .strictObject({
      payBy: aDay,
      what: z.enum(['interest', 'fee', 'cost', 'all']).default('all'),
      amountMinor: z.int().min(1).optional(),
      because: z.string().min(1),
    })
    .nullable()
    .optional(),
  /** Between claims, where the payer chose nothing. */
  spread: z.enum(spreads).optional(),
})
export type Clause = z.infer<typeof clauseShape>

/** Checks a clause; the Problem names the place. */
export function clauseFrom(body: unknown): Clause {
  const parsed = clauseShape.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw problem(
    'clause.invalid',
    `The clause is not valid at ${issue!.path.join('.') || 'its top'}: ${issue!.message}.`,
    'See the examples of: ./dunwell terms set --help',
  )
}

/** Later clauses go over earlier ones, each field alone; rests add up. */
export function joinedClauses(clauses: readonly Clause[]): Clause {
  const rests = clauses.flatMap((it) => it.rests ?? [])
  return Object.assign({}, ...clauses, { rests }) as Clause
}

/** What a clause asks a year. */
export function yearlyBp(interest: NonNullable<Clause['interest']>): number {
  return bpFrom(interest.percent) * (interest.per === 'month' ? 12 : 1)
}
