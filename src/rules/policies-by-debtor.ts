// Ready-made policies for who owes and who is owed: a freelancer's customers, consumers, public bodies, people who know each
// other. Each step leaves the one before it time to be answered.

import { policyFrom } from './notices.ts'

const billing = ['accounts_payable', 'accountant', 'buyer'] as const
const small = { EUR: 100, GBP: 100, USD: 100, CHF: 100 }

/** For freelancers and others whose customers are few and dear: fewer words, further apart, and no formal demand. */
export const gentle = policyFrom({
  id: 'gentle',
  name: 'Gentle, for freelancers',
  minDaysBetween: 5,
  tolerance: small,
  thankYou: true,
  steps: [
    {
      id: 'before-due',
      stage: 'before',
      days: -2,
      template: 'before-due',
      tone: 'gentle',
      channels: ['email'],
      to: billing,
      when: { notPaysBy: ['direct_debit'], notPromptLast: 3 },
    },
    { id: 'friendly', stage: 'friendly', businessDays: 3, template: 'friendly', tone: 'gentle', to: billing },
    {
      id: 'second',
      stage: 'second',
      days: 14,
      template: 'second',
      attach: ['invoice'],
      to: billing,
      payBy: { days: 10 },
    },
    { id: 'call', stage: 'call', kind: 'call', days: 21, channels: ['phone'], to: billing },
    { id: 'firm', stage: 'firm', days: 35, template: 'firm', attach: ['invoice'], to: billing, payBy: { days: 10 } },
    {
      id: 'last-notice',
      stage: 'final',
      days: 55,
      template: 'last-notice',
      attach: ['invoice'],
      to: ['decision_maker', ...billing],
      payBy: { days: 14 },
      approve: true,
    },
  ],
})

/** People who owe as consumers: help is offered before anything sounds firm, and nobody calls in the first twelve days. */
export const consumer = policyFrom({
  id: 'consumer',
  name: 'Consumers',
  minDaysBetween: 5,
  tolerance: small,
  thankYou: true,
  steps: [
    {
      id: 'before-due',
      stage: 'before',
      days: -3,
      template: 'before-due',
      tone: 'gentle',
      channels: ['email'],
      when: { notPaysBy: ['direct_debit'], notPromptLast: 3 },
    },
    { id: 'friendly', stage: 'friendly', days: 3, template: 'friendly', tone: 'gentle' },
    {
      id: 'second',
      stage: 'second',
      days: 12,
      template: 'second',
      attach: ['invoice'],
      tone: 'gentle',
      payBy: { days: 10 },
    },
    { id: 'call', stage: 'call', kind: 'call', days: 18, channels: ['phone'] },
    {
      id: 'help-and-plan',
      stage: 'firm',
      days: 24,
      template: 'help-and-plan',
      attach: ['invoice'],
      payBy: { days: 14 },
    },
    {
      id: 'last-notice',
      stage: 'final',
      days: 40,
      template: 'last-notice',
      attach: ['invoice'],
      tone: 'firm',
      channels: ['letter', 'email'],
      payBy: { days: 14 },
      approve: true,
    },
  ],
})

/** Public bodies pay what is complete: first whether they have it all, last what the law says of interest; never a final notice. */
export const publicBody = policyFrom({
  id: 'public-body',
  name: 'Public bodies',
  minDaysBetween: 5,
  tolerance: small,
  steps: [
    { id: 'receipt', stage: 'before', days: -7, template: 'receipt', tone: 'gentle', channels: ['email'], to: billing },
    { id: 'friendly', stage: 'friendly', days: 5, template: 'friendly', tone: 'gentle', to: billing },
    { id: 'call', stage: 'call', kind: 'call', days: 15, channels: ['phone'], to: billing },
    {
      id: 'statutory-interest',
      stage: 'firm',
      days: 30,
      template: 'statutory-interest',
      attach: ['invoice'],
      tone: 'firm',
      channels: ['letter', 'email'],
      to: billing,
      payBy: { days: 14 },
      approve: true,
    },
  ],
})

/** Between people who know each other: four messages at most, which ask and offer instalments from the first one on. */
export const betweenPeople = policyFrom({
  id: 'between-people',
  name: 'Between people',
  minDaysBetween: 7,
  thankYou: true,
  manner: 'familiar',
  steps: [
    { id: 'date', stage: 'before', after: 'issue', days: 0, template: 'personal-date', tone: 'gentle' },
    { id: 'first', stage: 'friendly', days: 3, template: 'personal-first', tone: 'gentle' },
    { id: 'second', stage: 'second', days: 14, template: 'personal-second', tone: 'gentle' },
    {
      id: 'plan',
      stage: 'second',
      days: 30,
      template: 'personal-plan',
      tone: 'gentle',
      // Who was asked for a day was offered instalments with it; a fifth message would be one too many.
      when: { notGiven: ['date'] },
    },
    { id: 'last', stage: 'second', days: 60, template: 'personal-last', approve: true },
  ],
})
