// Ready-made policies for who collects for others from private persons, by the law of their place: the notice it asks for comes
// first and locks what follows. Also the Dutch letter before costs, which a creditor itself sends too.

import type { PolicyBody } from '../core/policy.ts'
import { policyFrom } from './notices.ts'

const small = { EUR: 100, GBP: 100, USD: 100, CAD: 100 }
const base = { minDaysBetween: 7, tolerance: small, thankYou: true }
const lastly = { stage: 'final', tone: 'firm', approve: true } as const

// What every agency's ladder goes on with once its notice has had its time.
const afterNotice = [
  {
    id: 'second',
    stage: 'second',
    after: 'previous',
    days: 14,
    template: 'second',
    tone: 'gentle',
    payBy: { days: 14 },
  },
  { id: 'call', stage: 'call', kind: 'call', after: 'previous', days: 7, channels: ['phone'] },
  { id: 'help-and-plan', stage: 'firm', days: 75, template: 'help-and-plan', payBy: { days: 14 } },
  { id: 'last-notice', ...lastly, days: 100, template: 'last-notice', payBy: { days: 14 } },
] as const

/** United States: the validation information before anything else, and quiet until the time to dispute has run out. */
const us = policyFrom({
  id: 'agency-us',
  name: 'For others, United States',
  ...base,
  steps: [
    {
      id: 'validation-notice',
      stage: 'friendly',
      days: 1,
      notice: 'validation',
      template: 'validation-notice',
      channels: ['letter'],
    },
    ...afterNotice,
  ],
})

/** Germany: the first letter names client, ground, interest, costs and VAT (RDG § 13a, BRAO § 43d). */
const de = policyFrom({
  id: 'agency-de',
  name: 'For others, Germany',
  ...base,
  steps: [
    {
      id: 'first-letter',
      stage: 'friendly',
      days: 1,
      notice: 'rdg13a',
      template: 'rdg-first-letter',
      channels: ['letter', 'email'],
    },
    ...afterNotice,
  ],
})

/** France: the letter of amicable collection (CPCE R. 124-4). */
const fr = policyFrom({
  id: 'agency-fr',
  name: 'For others, France',
  ...base,
  steps: [
    {
      id: 'amicable-collection',
      stage: 'friendly',
      days: 1,
      notice: 'r124-4',
      template: 'amicable-collection',
      channels: ['letter'],
    },
    ...afterNotice,
  ],
})

/** England and Wales: reminders, then the letter of claim with its 30 days, then 14 days' notice. */
const uk = policyFrom({
  id: 'agency-uk',
  name: 'For others, United Kingdom',
  ...base,
  steps: [
    { id: 'friendly', stage: 'friendly', days: 1, template: 'friendly', tone: 'gentle' },
    { id: 'second', stage: 'second', days: 14, template: 'second', tone: 'gentle', payBy: { days: 10 } },
    { id: 'help-and-plan', stage: 'firm', days: 30, template: 'help-and-plan', payBy: { days: 14 } },
    {
      id: 'letter-of-claim',
      ...lastly,
      days: 50,
      notice: 'letter_of_claim',
      template: 'letter-of-claim',
      channels: ['letter'],
    },
    { id: 'last-notice', ...lastly, stage: 'demand', days: 80, template: 'last-notice', payBy: { days: 14 } },
  ],
})

/** Netherlands: the letter of fourteen days without costs, before costs may be asked for (BW 6:96(6)). */
const nl = policyFrom({
  id: 'agency-nl',
  name: 'For others, Netherlands',
  ...base,
  steps: [
    { id: 'friendly', stage: 'friendly', days: 1, template: 'friendly', tone: 'gentle' },
    {
      id: 'fourteen-days',
      stage: 'second',
      days: 14,
      notice: 'fourteen_days',
      template: 'fourteen-days',
      channels: ['letter', 'email'],
    },
    { id: 'call', stage: 'call', kind: 'call', after: 'previous', days: 21, channels: ['phone'] },
    { id: 'help-and-plan', stage: 'firm', days: 50, template: 'help-and-plan', payBy: { days: 14 } },
    { id: 'last-notice', ...lastly, days: 70, template: 'last-notice', payBy: { days: 14 } },
  ],
})

/** Canada: a notice in writing, then six days without a word, as Ontario asks. */
const ca = policyFrom({
  id: 'agency-ca',
  name: 'For others, Canada',
  ...base,
  steps: [
    {
      id: 'collection-notice',
      stage: 'friendly',
      days: 1,
      notice: 'collection_notice',
      template: 'collection-notice',
      channels: ['letter', 'email'],
    },
    ...afterNotice,
  ],
})

export const agencyPolicies: readonly PolicyBody[] = [us, de, fr, uk, nl, ca]

/** By the country of who owes. */
const byCountry: Readonly<Record<string, string>> = {
  US: us.id,
  DE: de.id,
  FR: fr.id,
  GB: uk.id,
  NL: nl.id,
  CA: ca.id,
}
/** Where who collects for others has a ladder of the country's own. */
export const agencyCountries: readonly string[] = Object.keys(byCountry)

// Where the law protects sole traders like consumers, or, as in France, everyone.
const soleTradersToo: ReadonlySet<string> = new Set(['DE', 'FR', 'GB', 'US', 'CA'])

/** The ladder of who collects for others from a debtor of this kind and place; undefined where no notice is known. */
export function agencyPolicy(debtor: { readonly kind: string; readonly country: string }): string | undefined {
  const { kind, country } = debtor
  const meant = kind === 'consumer' || country === 'FR' || (kind === 'sole_trader' && soleTradersToo.has(country))
  return meant ? byCountry[country] : undefined
}
