// A stored bank line as the matcher reads it, and a proposal as it is kept: an entry that books several payments at once is matched
// payment by payment.

import type { Match, MatchClass, Proposal } from '../core/match.ts'
import type { MatchLine } from '../core/match-words.ts'
import { moneyText } from '../core/money.ts'
import type { BankLineRow } from '../store/bank.ts'
import type { KeptProposal } from '../store/line-match.ts'

interface Told {
  readonly amountMinor: number
  readonly currency: string
  readonly text?: string
  readonly name?: string
  readonly account?: string
  readonly references?: Readonly<Record<string, unknown>>
  readonly settles?: boolean
}

/** The payments that a line books, mostly one. */
export function linesOf(it: BankLineRow): MatchLine[] {
  const parts = (it.raw.parts ?? []) as Told[]
  const alike = parts.every((one) => one.currency === it.currency && one.amountMinor > 0)
  const sum = parts.reduce((total, one) => total + one.amountMinor, 0)
  // Where the bank kept something the parts make more than the line: then it is looked at whole.
  const told: Told[] = parts.length > 1 && alike && sum === it.amountMinor ? parts : [{ ...it.raw, ...only(parts) }]
  return told.map((one) => ({
    day: it.day,
    amountMinor: told.length === 1 ? it.amountMinor : one.amountMinor,
    currency: it.currency,
    text: one.text ?? '',
    name: one.name,
    account: one.account,
    ...referencesOf(one.references ?? {}),
    settles: one.settles === true || it.raw.settles === true,
  }))
}

/** A single part says what its entry leaves out. */
function only(parts: readonly Told[]): Partial<Told> {
  const [one] = parts
  if (!one || parts.length > 1) return {}
  const { amountMinor: _, currency: __, ...rest } = one
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== ''))
}

function referencesOf(it: Readonly<Record<string, unknown>>): Pick<MatchLine, 'references' | 'structured'> {
  const texts = [it.endToEnd, it.customer, it.transaction].filter((one) => typeof one === 'string')
  return { references: texts, structured: Array.isArray(it.structured) ? it.structured.map(String) : [] }
}

/** The answers for a line's payments as one: as sure as the least sure of them. */
export function together(matches: readonly Match[]): Match {
  if (matches.length === 1) return matches[0]!
  const order: readonly MatchClass[] = ['unapplied', 'likely', 'certain']
  const least = matches.reduce((low, it) => (order.indexOf(it.class) < order.indexOf(low.class) ? it : low))
  const firsts = matches.map((it) => it.proposals[0])
  const whole = firsts.every((it) => it !== undefined) ? [joined(firsts as Proposal[])] : []
  const others = matches.flatMap((it) => it.proposals.slice(whole.length > 0 && it.class !== 'unapplied' ? 1 : 0))
  if (least.class === 'unapplied')
    return {
      class: 'unapplied',
      proposals: [...whole, ...others].slice(0, 20),
      because: `of its ${matches.length} payments one: ${least.because}`,
    }
  return { class: least.class, proposals: whole, because: `${matches.length} payments: ${least.because}` }
}

function joined(some: readonly Proposal[]): Proposal {
  return {
    parts: some.flatMap((it) => it.parts),
    chips: some.flatMap((it, i) => it.chips.map((chip) => `${i + 1}: ${chip}`)),
    score: Math.min(...some.map((it) => it.score)),
  }
}

export function kept(it: Proposal): KeptProposal {
  return {
    chips: it.chips,
    parts: it.parts.map(({ book, id, amountMinor, gives }) => ({
      book,
      id,
      amountMinor,
      gives: gives.map(({ number: _, ...give }) => give),
    })),
  }
}

/** What stands with a hold, for whoever looks at the customer. */
export function holdNote(it: Pick<BankLineRow, 'amountMinor' | 'currency'>): string {
  return `${moneyText(it.amountMinor, it.currency)} came in that could be theirs: ./dunwell match list`
}
