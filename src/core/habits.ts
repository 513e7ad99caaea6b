// A debtor's habits, worked out from their past and drawn towards what is usual in the workspace where it is short: days late and
// their trend, the share of claims disputed, the share of promises kept. It says on what it rests and decides nothing.

import { average, estimate, inWords, type Lateness, type Prior, priorOf, trendOf } from './behaviour.ts'

/** What the ledger knows of one debtor. */
export interface Past {
  /** Days late of the claims paid last, oldest first. */
  readonly late: Lateness
  /** The year of the first of them. */
  readonly since?: number
  readonly claims: number
  readonly disputed: number
  /** Those that were judged. */
  readonly promises: number
  readonly kept: number
}

interface Share {
  readonly mean: number
  /** How many of a debtor's own weigh as much as what is usual here. */
  readonly weight: number
}

/** What those are called that people pay here: a creditor sends invoices, an agency collects claims. */
export type PaidNoun = 'invoice' | 'claim'

/** What is usual in the workspace. */
export interface Usual {
  readonly noun: PaidNoun
  readonly lateness: Prior
  /** How many paid claims tell of it. */
  readonly paid: number
  readonly disputed: Share
  readonly kept: Share
}

export interface Habits {
  /** Days late to expect; negative where they pay early. */
  readonly daysLate: number
  /** By how many days the newer half of what they paid is later than the older half, drawn to what is usual. */
  readonly trendDays: number
  readonly trend?: 'getting later' | 'getting earlier'
  readonly disputedShare: number
  readonly keptShare: number
  readonly past: Past
  /** All of it with its grounds, as a clause. */
  readonly says: string
}

// What a workspace that knows nothing yet takes for usual, and how many claims or promises of its own weigh as much: a cautious
// guess of the house, which a few dozen facts outweigh.
const disputedAtFirst: Share = { mean: 0.05, weight: 20 }
const keptAtFirst: Share = { mean: 0.6, weight: 5 }
const weights = { least: 2, most: 50 }
/** A trend is said where it is at least so many days, over at least so many claims. */
const trendSaid = { days: 3, claims: 6 }

export function usualOf(pasts: readonly Past[], noun: PaidNoun = 'claim'): Usual {
  return {
    noun,
    paid: pasts.reduce((sum, it) => sum + it.late.length, 0),
    lateness: priorOf(pasts.map((it) => it.late).filter((it) => it.length > 0)),
    disputed: shareOf(
      pasts.map((it) => ({ of: it.claims, yes: it.disputed })),
      disputedAtFirst,
    ),
    kept: shareOf(
      pasts.map((it) => ({ of: it.promises, yes: it.kept })),
      keptAtFirst,
    ),
  }
}

/** The habits of a debtor with this past, where this is usual. */
export function habitsOf(past: Past, usual: Usual): Habits {
  const { daysLate } = estimate(past.late, usual.lateness)
  const trendDays = trendOf(past.late, usual.lateness)
  const said = past.late.length >= trendSaid.claims && Math.abs(trendDays) >= trendSaid.days
  const trend = said ? (trendDays > 0 ? 'getting later' : 'getting earlier') : undefined
  const disputedShare = drawn(past.disputed, past.claims, usual.disputed)
  const keptShare = drawn(past.kept, past.promises, usual.kept)
  return { daysLate, trendDays, trend, disputedShare, keptShare, past, says: saying(past, usual, daysLate, trend) }
}

function saying(past: Past, usual: Usual, daysLate: number, trend: string | undefined): string {
  const parts: string[] = []
  const count = past.late.length
  if (count === 0)
    parts.push(
      usual.paid === 0 ? 'nothing paid yet' : `nothing paid yet, and ${inWords(usual.lateness.mean)} is usual here`,
    )
  else {
    const own = average(past.late)
    const drawnTo =
      inWords(own) === inWords(daysLate)
        ? ''
        : `; ${inWords(usual.lateness.mean)} is usual here, so ${inWords(daysLate)} is expected`
    const paid = `${counted(count, usual.noun)} since ${past.since}`
    parts.push(`usually ${inWords(own)}${trend ? `, ${trend}` : ''} (${paid}${drawnTo})`)
  }
  if (past.claims > 0) parts.push(`${past.disputed === 0 ? 'none' : past.disputed} of ${past.claims} disputed`)
  if (past.promises > 0)
    parts.push(
      `${past.kept === 0 ? 'none' : past.kept} of ${past.promises} promise${past.promises === 1 ? '' : 's'} kept`,
    )
  return parts.join('; ')
}

function counted(count: number, noun: PaidNoun): string {
  if (noun === 'invoice') return count === 1 ? '1 invoice' : `${count} invoices`
  return count === 1 ? '1 claim' : `${count} claims`
}

function drawn(yes: number, of: number, usual: Share): number {
  return (yes + usual.mean * usual.weight) / (of + usual.weight)
}

// Beta-binomial, its spread by moments (Kleinman 1973): debtors who differ more than chance alone would have it are believed
// sooner.
function shareOf(all: readonly { of: number; yes: number }[], atFirst: Share): Share {
  const of = all.reduce((sum, it) => sum + it.of, 0)
  const yes = all.reduce((sum, it) => sum + it.yes, 0)
  const mean = drawn(yes, of, atFirst)
  const several = all.filter((it) => it.of > 0)
  const chance = mean * (1 - mean)
  const size = of - several.reduce((sum, it) => sum + it.of ** 2, 0) / Math.max(1, of) - (several.length - 1)
  if (several.length < 2 || size <= 0) return { mean, weight: Math.max(weights.least, atFirst.weight) }
  const spread = several.reduce((sum, it) => sum + it.of * (it.yes / it.of - mean) ** 2, 0)
  const alike = (spread - chance * (several.length - 1)) / (chance * size)
  const weight = alike <= 0 ? weights.most : 1 / alike - 1
  return { mean, weight: Math.min(weights.most, Math.max(weights.least, weight)) }
}
