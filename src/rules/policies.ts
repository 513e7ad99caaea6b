// The policies that come with the house. A workspace starts with a copy of each and may change its own.

import { type DebtorKind, debtorKinds, type PolicyBody } from '../core/policy.ts'
import { policyFrom } from './notices.ts'
import { betweenPeople, consumer, gentle, publicBody } from './policies-by-debtor.ts'
import { agencyCountries, agencyPolicies, agencyPolicy } from './policies-of-agencies.ts'

const billing = ['accounts_payable', 'accountant', 'buyer'] as const
const deciding = ['decision_maker', 'accounts_payable', 'accountant', 'buyer'] as const

/** Between businesses: direct but polite, a demand after seven weeks. Days are calendar days unless they say otherwise. */
const standard = policyFrom({
  id: 'standard',
  name: 'Standard, between businesses',
  minDaysBetween: 3,
  tolerance: { EUR: 100, GBP: 100, USD: 100, CHF: 100 },
  thankYou: true,
  steps: [
    {
      id: 'before-due',
      stage: 'before',
      days: -3,
      template: 'before-due',
      tone: 'gentle',
      channels: ['email'],
      to: billing,
      when: {
        notPaysBy: ['direct_debit'],
        notPromptLast: 3,
        minimum: { EUR: 5_000, GBP: 5_000, USD: 5_000, CHF: 5_000 },
      },
    },
    { id: 'friendly', stage: 'friendly', businessDays: 2, template: 'friendly', tone: 'gentle', to: billing },
    {
      id: 'second',
      stage: 'second',
      days: 8,
      template: 'second',
      attach: ['invoice'],
      to: billing,
      payBy: { days: 7 },
    },
    { id: 'call', stage: 'call', kind: 'call', days: 12, channels: ['phone'], to: billing },
    {
      id: 'firm',
      stage: 'firm',
      days: 20,
      template: 'firm',
      attach: ['invoice'],
      tone: 'firm',
      to: billing,
      copy: ['decision_maker'],
      payBy: { days: 7 },
    },
    { id: 'call-decision-maker', stage: 'firm', kind: 'call', days: 29, channels: ['phone'], to: deciding },
    {
      id: 'final',
      stage: 'final',
      days: 35,
      template: 'final',
      attach: ['invoice'],
      tone: 'firm',
      to: deciding,
      copy: ['accounts_payable'],
      payBy: { days: 10 },
      approve: true,
    },
    {
      id: 'demand',
      stage: 'demand',
      days: 50,
      template: 'demand',
      attach: ['invoice'],
      tone: 'firm',
      channels: ['letter', 'email'],
      to: deciding,
      payBy: { days: 10 },
      approve: true,
    },
  ],
})

/** For those who pay only when pressed: the same words as the standard ladder, closer together. */
const firm = policyFrom({
  id: 'firm',
  name: 'Firm, between businesses',
  minDaysBetween: 2,
  tolerance: { EUR: 100, GBP: 100, USD: 100, CHF: 100 },
  thankYou: true,
  steps: [
    {
      id: 'before-due',
      stage: 'before',
      days: -3,
      template: 'before-due',
      tone: 'gentle',
      channels: ['email'],
      to: billing,
      when: { notPaysBy: ['direct_debit'], notPromptLast: 3 },
    },
    { id: 'friendly', stage: 'friendly', businessDays: 1, template: 'friendly', tone: 'gentle', to: billing },
    {
      id: 'second',
      stage: 'second',
      days: 6,
      template: 'second',
      attach: ['invoice'],
      to: billing,
      payBy: { days: 5 },
    },
    { id: 'call', stage: 'call', kind: 'call', days: 9, channels: ['phone'], to: billing },
    {
      id: 'firm',
      stage: 'firm',
      days: 13,
      template: 'firm',
      attach: ['invoice'],
      tone: 'firm',
      to: billing,
      copy: ['decision_maker'],
      payBy: { days: 6 },
    },
    { id: 'call-decision-maker', stage: 'firm', kind: 'call', days: 17, channels: ['phone'], to: deciding },
    { id: 'stop-supply', stage: 'firm', kind: 'stop', days: 20, when: { debtorKinds: ['business'] } },
    {
      id: 'final',
      stage: 'final',
      days: 22,
      template: 'final',
      attach: ['invoice'],
      tone: 'firm',
      to: deciding,
      copy: ['accounts_payable'],
      payBy: { days: 8 },
      approve: true,
    },
    {
      id: 'demand',
      stage: 'demand',
      days: 34,
      template: 'demand',
      attach: ['invoice'],
      tone: 'firm',
      channels: ['letter', 'email'],
      to: deciding,
      payBy: { days: 10 },
      approve: true,
    },
  ],
})

export const readyMade: readonly PolicyBody[] = [
  standard,
  gentle,
  firm,
  consumer,
  publicBody,
  betweenPeople,
  ...agencyPolicies,
]

// Who owes decides where nobody chose; a sole trader and a business go as the workspace does.
const byDebtor: Readonly<Record<string, string>> = { consumer: consumer.id, public_body: publicBody.id }

/** The ladder for a debtor of this kind where nobody chose one; undefined: the workspace's own. */
export function policyByKind(kinds: {
  readonly creditor: string
  readonly debtor: string
  /** Of the debtor. */
  readonly country?: string
  readonly forOthers?: boolean
}): string | undefined {
  const ofAgency = kinds.forOthers ? agencyPolicy({ kind: kinds.debtor, country: kinds.country ?? '' }) : undefined
  if (ofAgency) return ofAgency
  return kinds.creditor === 'private_person' ? betweenPeople.id : byDebtor[kinds.debtor]
}

/** Of whom a policy is the ladder where nobody chose one, in any country. */
export function kindsOfPolicy(
  id: string,
  of: { readonly creditor: string; readonly forOthers: boolean },
): DebtorKind[] {
  const countries = ['', ...agencyCountries]
  return debtorKinds.filter((debtor) => countries.some((country) => policyByKind({ ...of, debtor, country }) === id))
}
