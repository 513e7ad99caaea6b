// How a payment or credit is spread over claims: by a named order, never more than is open, what is left stays on account.

import type { Day } from './day.ts'

export const components = ['cost', 'interest', 'fee', 'principal'] as const
export type Component = (typeof components)[number]

export interface OpenClaim {
  readonly claimId: string
  readonly number: string
  /** The oldest due that is still open. */
  readonly dueOn: Day
  readonly open: Readonly<Record<Component, number>>
}

export interface Part {
  readonly claimId: string
  readonly component: Component
  readonly amountMinor: number
}

/** Oldest due first; within a claim costs, interest, fees, principal (as § 367 BGB and common practice elsewhere order them). */
export const oldestFirst = 'oldest-first'
/** In the order in which the claims were named. */
export const asNamed = 'as-named'

/**
 * Spreads `amountMinor` (over 0) over `claims`.
 * @returns the parts, which sum to the amount or less; what is missing stays unapplied.
 */
export function allocate(
  amountMinor: number,
  claims: readonly OpenClaim[],
  rule: typeof oldestFirst | typeof asNamed,
): Part[] {
  const order =
    rule === asNamed
      ? claims
      : [...claims].sort((a, b) => a.dueOn - b.dueOn || (a.number < b.number ? -1 : a.number > b.number ? 1 : 0))
  let left = amountMinor
  const parts: Part[] = []
  for (const claim of order) {
    for (const component of components) {
      const part = Math.min(left, claim.open[component])
      if (part <= 0) continue
      parts.push({ claimId: claim.claimId, component, amountMinor: part })
      left -= part
    }
  }
  return parts
}
