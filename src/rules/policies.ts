// The policies that come with the house. A workspace starts with a copy of each and may change its own.

import { type PolicyBody, policyFrom } from '../core/policy.ts'

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
    { id: 'second', stage: 'second', days: 8, template: 'second', to: billing, payBy: { days: 7 } },
    { id: 'call', stage: 'call', kind: 'call', days: 12, channels: ['phone'], to: billing },
    {
      id: 'firm',
      stage: 'firm',
      days: 20,
      template: 'firm',
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
      tone: 'firm',
      channels: ['letter', 'email'],
      to: deciding,
      payBy: { days: 10 },
      approve: true,
    },
  ],
})

export const readyMade: readonly PolicyBody[] = [standard]
