// Tax that was charged and never came: whether and from when it may be taken back under the rule of a place, how much, what to do
// first, and what goes back to the tax office when money comes later. It judges by what is known here and sends the rest to an accountant.

import { addDays, addMonths, type Day, lastOfMonth, monthOf } from './day.ts'
import type { Sure } from './law.ts'

export interface TaxRule {
  readonly id: string
  /** Of the creditor, who owes the tax. */
  readonly places: readonly string[]
  readonly says: string
  readonly cite: string
  /** What was read, and where. */
  readonly source: string
  readonly sure: Sure
  /** How long it must have stayed unpaid; left out where no time alone is enough. */
  readonly wait?: { readonly months: number; readonly since: 'due' | 'issued' | 'later' }
  /** It must be written off in the accounts. */
  readonly writtenOff?: boolean
  /** What one must be able to show, where time alone is not enough. */
  readonly proof?: string
  /** Until when it may be taken back, counted from the end of the wait or from the same day as the wait. */
  readonly within?: { readonly months: number; readonly after: 'start' | 'wait' } | 'quarter'
  /** Below it a consumer's claim without tax gives nothing. */
  readonly consumerNetMinor?: number
  /** What to do, and book, first. */
  readonly first: string
  /** What happens when money comes later; left out where nobody has read it. */
  readonly back?: string
  /** Differs too much within the place, or was not read: nothing is said but to ask. */
  readonly askOnly?: boolean
}

export interface TaxFacts {
  readonly debtorKind: string
  readonly issuedOn: Day
  readonly dueOn: Day
  /** All that was charged, tax included. */
  readonly chargedMinor: number
  readonly taxMinor: number
  readonly openMinor: number
  readonly writtenOffMinor: number
  /** Taken back before, less what went back again. */
  readonly takenMinor: number
  readonly lastPaidOn?: Day
  /** Money of the customer since the tax was taken back that is given to no claim: it may be for this one. */
  readonly onAccountMinor?: number
}

export const taxStatuses = [
  'pay_back',
  'money_came',
  'take',
  'write_off',
  'prove',
  'wait',
  'late',
  'ask',
  'taken',
] as const
export type TaxStatus = (typeof taxStatuses)[number]

export interface TaxAnswer {
  readonly status: TaxStatus
  /** Of what is unpaid, in the proportion of the invoice; of `pay_back`, what goes back. Rounded down, or up where it goes back. */
  readonly taxMinor: number
  readonly unpaidMinor: number
  readonly from?: Day
  /** Included. */
  readonly until?: Day
}

/** What holds of a claim on a day. A rule from memory never says more than to ask. */
export function taxRelief(facts: TaxFacts, rule: TaxRule | undefined, day: Day): TaxAnswer {
  const unpaidMinor = Math.max(0, facts.openMinor) + facts.writtenOffMinor
  const taxMinor = taxOf(facts, unpaidMinor)
  const about = { unpaidMinor, taxMinor }
  if (facts.takenMinor > 0) {
    const backMinor = facts.takenMinor - taxMinor
    if (backMinor > 0) return { unpaidMinor, taxMinor: backMinor, status: 'pay_back', from: facts.lastPaidOn }
    const came = Math.min(facts.onAccountMinor ?? 0, unpaidMinor)
    if (came > 0) return { unpaidMinor, taxMinor: taxMinor - taxOf(facts, unpaidMinor - came), status: 'money_came' }
    return { ...about, taxMinor: facts.takenMinor, status: 'taken' }
  }
  if (!rule || rule.askOnly || rule.sure === 'memory') return { ...about, status: 'ask' }
  const netMinor = facts.chargedMinor - facts.taxMinor
  if (rule.consumerNetMinor !== undefined && facts.debtorKind === 'consumer' && netMinor <= rule.consumerNetMinor)
    return { ...about, status: 'ask' }
  const { from, until } = window(facts, rule)
  const dated = { ...about, from, until }
  if (from !== undefined && day < from) return { ...dated, status: 'wait' }
  if (until !== undefined && day > until) return { ...dated, status: 'late' }
  if (rule.writtenOff && facts.writtenOffMinor < unpaidMinor) return { ...dated, status: 'write_off' }
  return { ...dated, status: rule.proof === undefined ? 'take' : 'prove' }
}

function taxOf({ taxMinor, chargedMinor }: TaxFacts, unpaidMinor: number): number {
  return Number((BigInt(taxMinor) * BigInt(Math.min(unpaidMinor, chargedMinor))) / BigInt(chargedMinor))
}

/** From the day after the months are over, whole as they are counted: a day too late costs nothing, a day too early does. */
function window(facts: TaxFacts, rule: TaxRule): { from?: Day; until?: Day } {
  if (!rule.wait) return {}
  const { issuedOn, dueOn } = facts
  const start = { due: dueOn, issued: issuedOn, later: Math.max(issuedOn, dueOn) as Day }[rule.wait.since]
  const from = addDays(addMonths(start, rule.wait.months), 1)
  if (rule.within === undefined) return { from }
  if (rule.within === 'quarter') return { from, until: lastOfMonth(addMonths(from, 2 - ((monthOf(from) - 1) % 3))) }
  const { months, after } = rule.within
  return { from, until: addMonths(after === 'start' ? start : addMonths(start, rule.wait.months), months) }
}
