// What may not be said to somebody who owes, whatever the language: each rule with the facts that make it bind and how bad it
// is. The words and the law of each language stand in the files beside it.

import type { LintRule } from '../../core/lint.ts'

const both = { person: 'error', business: 'error' } as const
const remark = { person: 'warning', business: 'warning' } as const
const toPeople = { person: 'error', business: 'warning' } as const
const outside = ['subject', 'preview', 'sms', 'envelope', 'voicemail'] as const

export const forbidden: readonly LintRule[] = [
  { id: 'threat.violence', says: 'It threatens with harm.', level: both, denied: 'hint' },
  {
    id: 'threat.arrest',
    says: 'It threatens with the police, a charge or prison; owing money is no crime.',
    level: both,
    denied: 'hint',
  },
  {
    id: 'threat.seizure',
    says: 'It threatens to take goods, wages or accounts, which only a court’s title allows.',
    level: both,
    denied: 'hint',
    unless: { enforceable: true },
  },
  {
    id: 'threat.disclosure',
    says: 'It threatens to tell others of the debt; naming them to deny it plants the same thought.',
    level: both,
    denied: 'hint',
    unlessAsked: true,
  },
  {
    id: 'threat.credit_file',
    says: 'It threatens with an entry in a credit file, which needs its own legal ground and is no means of pressure.',
    level: toPeople,
    denied: 'hint',
  },
  {
    id: 'threat.suit',
    says: 'It announces court or lawyers, which nobody has decided for this claim.',
    level: toPeople,
    denied: 'fine',
    unless: { suitDecided: true, timeBarred: true },
  },
  {
    id: 'threat.suit_time_barred',
    says: 'It threatens with a court although the claim is past its time limit.',
    level: both,
    denied: 'fine',
    ifFacts: { timeBarred: true },
  },
  {
    id: 'threat.last_chance',
    says: 'It speaks of a last chance: pressure that says nothing of what happens next.',
    level: remark,
    denied: 'fine',
  },
  {
    id: 'threat.deportation',
    says: 'It threatens with the right to stay in the country, which has nothing to do with a debt.',
    level: both,
    denied: 'hint',
  },
  {
    id: 'urgency.false',
    says: 'It hurries without a reason: no day, no law and no "because" stands beside it.',
    level: remark,
    denied: 'fine',
    unlessSaid: 'reasons',
  },
  { id: 'urgency.capitals', says: 'It shouts in capitals.', level: remark, denied: 'same', looks: 'capitals' },
  { id: 'urgency.marks', says: 'It shouts with exclamation marks.', level: remark, denied: 'same', looks: 'marks' },
  { id: 'shame.insult', says: 'It insults who is meant to pay.', level: both, denied: 'same' },
  { id: 'shame.reproach', says: 'It shames who is meant to pay.', level: toPeople, denied: 'same' },
  {
    id: 'disclosure.outside',
    says: 'Others can read or hear this part, and it tells them of a debt or its sum.',
    level: { person: 'error' },
    denied: 'same',
    familiar: 'hint',
    ownName: ['preview', 'sms'],
    parts: outside,
    looks: 'sums',
  },
  {
    id: 'disclosure.third_party',
    says: 'It goes to somebody who does not owe, and tells them of the debt.',
    level: both,
    denied: 'same',
    ifFacts: { recipientIsThirdParty: true },
  },
  { id: 'pretence.court', says: 'It looks like the paper of a court.', level: both, denied: 'fine' },
  {
    id: 'pretence.authority',
    says: 'It sounds as if an authority, a bailiff or a lawyer were writing.',
    level: both,
    denied: 'fine',
  },
  {
    id: 'accusation.early',
    says: 'It accuses in one of the first steps; most late payments are an oversight.',
    level: remark,
    denied: 'same',
    stages: ['before', 'statement', 'friendly', 'second', 'thanks'],
  },
  {
    id: 'bank.changed',
    says: 'It announces a new bank account. Fraudsters write just that, so no reminder does; tell it once, by another way.',
    level: both,
    denied: 'fine',
  },
  {
    id: 'charge.unnamed',
    says: 'It adds a charge without the clause or statute that allows it.',
    level: toPeople,
    denied: 'fine',
    unless: { chargeBasis: true },
    unlessSaid: 'bases',
  },
  {
    id: 'promise.impossible',
    says: 'It promises what nobody can keep.',
    level: remark,
    denied: 'same',
  },
  {
    id: 'address.gendered',
    says: 'It takes a business or office for men, or for one man.',
    level: { business: 'warning' },
    denied: 'same',
  },
  {
    id: 'address.familiar',
    says: 'It is too familiar for people who do business with each other.',
    level: { business: 'warning' },
    denied: 'same',
    familiar: 'fine',
  },
  { id: 'reading.hard', says: 'It is hard to read.', level: remark, denied: 'same', looks: 'reading' },
]
