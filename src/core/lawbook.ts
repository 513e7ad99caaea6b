// The law as a person reads it: which rules hold in a place on a day, whom each binds and how sure we are, in words.

import type { Day } from './day.ts'
import { type Binds, type Force, inForce, type Level, type Place, type Rule, reaches, type Sure } from './law.ts'

export const levelSays: Readonly<Record<Level, string>> = {
  law: 'Law',
  guidance: 'Guidance',
  good_practice: 'Good practice',
  pending: 'Not law yet',
  status: 'For information',
}

export const sureSays: Readonly<Record<Sure, string>> = {
  primary: 'read in its source',
  derived: 'worked out from its source',
  secondary: 'known from pages about it',
  memory: 'from memory, so it may only hold back',
}

export const forceSays: Readonly<Record<Force, string>> = {
  law: 'Law that binds here',
  guidance: 'Guidance of a regulator',
  manners: 'Good practice here, law for others or nowhere',
}

/** The rules that hold on a day, of a place with what is wider and what is narrower, or of all; by place. */
export function lawOf(rules: readonly Rule[], on: Day, place?: Place): Map<Place, Rule[]> {
  const found = rules.filter(
    (rule) => inForce(rule, on) && (place === undefined || reaches(rule.place, place) !== 'no'),
  )
  const by = Map.groupBy(found, (rule) => rule.place)
  // Wide before narrow; what holds everywhere stands last.
  return new Map([...by].sort(([a], [b]) => Number(a === '*') - Number(b === '*') || (a < b ? -1 : 1)))
}

/** The place of a rule that a person means: `us-ca`, `UK`; undefined where no rule stands for it or anything in or around it. */
export function placeMeant(rules: readonly Rule[], text: string): Place | undefined {
  const typed = text.trim().toUpperCase().replace(/^UK\b/, 'GB')
  return rules.some((rule) => rule.place !== '*' && reaches(rule.place, typed) !== 'no') ? typed : undefined
}

const collectorWords = {
  creditor: 'creditors in their own name',
  agency: 'agencies',
  debt_buyer: 'buyers of debts',
  attorney: 'lawyers',
} as const

const sectorWords = {
  bank: 'from banking',
  consumer_credit: 'from consumer credit',
  high_cost_credit: 'from high-cost credit',
  financial_product: 'from financial products',
} as const

/** Whom a rule binds and for which debts, as "agencies and buyers of debts; private debts". */
export function bindsText({ collectors, purposes, debtors, only }: Binds): string {
  const who = collectors.length === 4 ? 'everyone who collects' : listed(collectors.map((it) => collectorWords[it]))
  const debts = purposes.length === 2 ? 'all debts' : purposes[0] === 'consumer' ? 'private debts' : 'business debts'
  const from = debtors ? ` of ${listed(debtors.map((it) => `${it.replaceAll('_', ' ')}s`))}` : ''
  return `${who}; ${debts}${from}${only ? ` ${sectorWords[only]}` : ''}`
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
