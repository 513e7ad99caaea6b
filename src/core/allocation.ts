// How a payment or credit is spread over claims and within each: by a named order, never more than is open, what is left stays on
// account. Which order the law of a place sets is data in rules/allocation.ts.

import type { Day } from './day.ts'
import { share } from './money.ts'

export const components = ['cost', 'interest', 'fee', 'principal'] as const
export type Component = (typeof components)[number]

export interface OpenClaim {
  readonly claimId: string
  readonly number: string
  /** The oldest due that is still open. */
  readonly dueOn: Day
  readonly open: Readonly<Record<Component, number>>
  /** Contested, so that the law of some places lets no payment go to it. */
  readonly disputed?: boolean
  /** What it costs the debtor a year while it is open, for those orders that go by it. */
  readonly rateBp?: number
  /** Not yet due comes after all that is. */
  readonly due?: boolean
  /** How well it is secured, 0 for not at all: the less, the earlier in some places. */
  readonly security?: number
}

export interface Part {
  readonly claimId: string
  readonly component: Component
  readonly amountMinor: number
}

/** Oldest due first; within a claim costs, interest, fees, principal (as § 367 BGB and common practice elsewhere order them). */
export const oldestFirst = 'oldest-first'
/** In the order in which the claims were named: the payer's own choice. */
export const asNamed = 'as-named'

/**
 * Between claims: oldest due first, as named, the one that costs most, in equal parts of what is open, as § 366(2) BGB or as
 * art. 1342-10 Code civil order them where the debtor chose nothing.
 */
export const spreads = [oldestFirst, asNamed, 'dearest-first', 'pro-rata', 'de.366', 'fr.1342-10'] as const
export type Spread = (typeof spreads)[number]

/** Within a claim. */
export interface Order {
  readonly id: string
  readonly components: readonly Component[]
  /** Nothing goes to a disputed claim. */
  readonly neverDisputed?: true
}

/** Costs, interest, fees, principal: where neither law nor contract says otherwise. */
export const usual: Order = { id: 'usual', components }

/** What is stored with an allocation: how between claims, and within each where that is not the usual way. */
export function ruleIdOf(spread: Spread, order: Order = usual): string {
  return order.id === usual.id ? spread : `${spread}+${order.id}`
}

/**
 * Spreads `amountMinor` (over 0) over `claims`.
 * @returns the parts, which sum to the amount or less; what is missing stays unapplied.
 */
export function allocate(
  amountMinor: number,
  claims: readonly OpenClaim[],
  spread: Spread,
  order: Order = usual,
): Part[] {
  const may = order.neverDisputed ? claims.filter((it) => !it.disputed) : claims
  if (spread === 'pro-rata') {
    const weights = may.map((it) => Math.max(0, openOf(it)))
    const sum = weights.reduce((total, it) => total + it, 0)
    if (sum === 0) return []
    const shares = share(Math.min(amountMinor, sum), weights)
    return may.flatMap((claim, i) => within(shares[i]!, claim, order))
  }
  let left = amountMinor
  return inOrder(may, spread).flatMap((alike) => {
    const parts = alike.length === 1 ? within(left, alike[0]!, order) : allocate(left, alike, 'pro-rata', order)
    left -= parts.reduce((sum, it) => sum + it.amountMinor, 0)
    return parts
  })
}

function within(amountMinor: number, claim: OpenClaim, order: Order): Part[] {
  const given = pour(
    amountMinor,
    order.components.map((component) => Math.max(0, claim.open[component])),
  )
  return order.components.flatMap((component, i) =>
    given[i]! > 0 ? [{ claimId: claim.claimId, component, amountMinor: given[i]! }] : [],
  )
}

/** Fills each in turn as far as the amount goes. */
export function pour(amountMinor: number, open: readonly number[]): number[] {
  let left = amountMinor
  return open.map((one) => {
    const part = Math.max(0, Math.min(left, one))
    left -= part
    return part
  })
}

function openOf(claim: OpenClaim): number {
  return components.reduce((sum, component) => sum + Math.max(0, claim.open[component]), 0)
}

/** By what an order between claims goes, first to last. */
export type Criterion = 'due' | 'least_secure' | 'dearest' | 'oldest' | 'number' | 'pro_rata'

export const criteria: Readonly<Record<Spread, readonly Criterion[]>> = {
  [oldestFirst]: ['oldest', 'number'],
  [asNamed]: [],
  'dearest-first': ['dearest', 'oldest', 'number'],
  'pro-rata': ['pro_rata'],
  'de.366': ['due', 'least_secure', 'dearest', 'oldest', 'pro_rata'],
  'fr.1342-10': ['due', 'dearest', 'oldest', 'pro_rata'],
}

const before: Readonly<Record<Criterion, (a: OpenClaim, b: OpenClaim) => number>> = {
  due: (a, b) => Number(b.due ?? true) - Number(a.due ?? true),
  least_secure: (a, b) => (a.security ?? 0) - (b.security ?? 0),
  dearest: (a, b) => (b.rateBp ?? 0) - (a.rateBp ?? 0),
  oldest: (a, b) => a.dueOn - b.dueOn,
  number: (a, b) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0),
  pro_rata: () => 0,
}

/** The claims in the order in which a payment reaches them; those alike in all share it. */
export function inOrder(claims: readonly OpenClaim[], spread: Spread): OpenClaim[][] {
  const by = criteria[spread]
  if (by.length === 0) return claims.map((it) => [it])
  const compare = (a: OpenClaim, b: OpenClaim) => {
    for (const one of by) {
      const order = before[one](a, b)
      if (order !== 0) return order
    }
    return 0
  }
  const groups: OpenClaim[][] = []
  // By number first, so that those alike come in the same order whatever order they were handed over in.
  for (const claim of [...claims].sort(before.number).sort(compare)) {
    const alike = groups.at(-1)
    if (alike && compare(alike[0]!, claim) === 0) alike.push(claim)
    else groups.push([claim])
  }
  return groups
}
