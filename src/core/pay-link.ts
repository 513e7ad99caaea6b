// What a payment link asks for now, and what of an online payment still stands after refunds and disputes. No provider is known
// here, and nothing is asked of one.

import type { Moment } from './day.ts'

/** A claim of a link, as it was when the link was made. */
export interface LinkClaim {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly currency: string
  readonly openMinor: number
  /** Of what was open, what was asked for then: parts that fall due later or were in dispute are not. */
  readonly askedMinor: number
}

/** The same claim today. */
export interface ClaimNow {
  readonly id: string
  readonly openMinor: number
  /** All of it is disputed, so that nothing is asked. */
  readonly disputed: boolean
}

export interface OwedNow {
  readonly currency: string
  /** Each over zero; they add up to the sum, less what is on account. */
  readonly claims: readonly {
    readonly id: string
    readonly number: string
    readonly kind: string
    readonly amountMinor: number
  }[]
  readonly onAccountMinor: number
  readonly amountMinor: number
}

/**
 * What the link asks for today, by currency. What was paid since lowers it, what was charged since raises it; what was not asked
 * for when it was made is still not asked for.
 * @param onAccount money of the debtor that no claim has, by currency, over zero
 */
export function owedNow(
  link: readonly LinkClaim[],
  now: readonly ClaimNow[],
  onAccount: Readonly<Record<string, number>>,
): OwedNow[] {
  const today = new Map(now.map((it) => [it.id, it]))
  return [...Map.groupBy(link, (it) => it.currency)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, theirs]) => {
      const claims = theirs.flatMap(({ id, number, kind, openMinor, askedMinor }) => {
        const it = today.get(id)
        const amountMinor = it && !it.disputed ? it.openMinor - (openMinor - askedMinor) : 0
        return amountMinor > 0 ? [{ id, number, kind, amountMinor }] : []
      })
      const sum = claims.reduce((total, it) => total + it.amountMinor, 0)
      const onAccountMinor = Math.min(sum, Math.max(0, onAccount[currency] ?? 0))
      return { currency, claims, onAccountMinor, amountMinor: sum - onAccountMinor }
    })
}

/** A payment that somebody contests at their bank. An inquiry takes no money; a lost one is gone for good. */
export interface Dispute {
  readonly amountMinor: number
  readonly status: 'inquiry' | 'open' | 'won' | 'lost' | 'inquiry_closed'
}

const over = new Set<Dispute['status']>(['won', 'lost', 'inquiry_closed'])

export function isOver(it: Dispute): boolean {
  return over.has(it.status)
}

/** What is known of a dispute after one more word of it: words come in any order, and an end is an end. Only an appeal wins what was lost. */
export function disputeAfter(before: Dispute | undefined, now: Dispute): Dispute {
  if (before === undefined || !isOver(before)) return now
  return before.status !== 'won' && isOver(now) ? now : before
}

/** What of an online payment is still ours: less what was given back, less what banks took. */
export function standing(it: {
  readonly paidMinor: number
  readonly refundedMinor: number
  readonly disputes: Readonly<Record<string, Dispute>>
}): number {
  const taken = Object.values(it.disputes)
    .filter(({ status }) => status === 'open' || status === 'lost')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  return Math.max(0, it.paidMinor - it.refundedMinor - taken)
}

/** What a provider tells, in our own words; `other` concerns nobody here. Sums are in minor units of their currency. */
export type PayNews =
  | {
      readonly kind: 'paid' | 'processing' | 'failed' | 'expired'
      /** Our own id of the checkout, as we gave it. */
      readonly checkout: string
      readonly sessionRef: string
      readonly paymentRef?: string
      readonly amountMinor: number
      readonly currency: string
    }
  | {
      readonly kind: 'refunded'
      readonly paymentRef: string
      /** All that was given back of it so far. */
      readonly refundedMinor: number
      readonly currency: string
    }
  | {
      readonly kind: 'refund_failed'
      readonly paymentRef: string
      readonly amountMinor: number
      readonly currency: string
    }
  | {
      readonly kind: 'disputed'
      readonly paymentRef: string
      readonly dispute: string
      readonly amountMinor: number
      readonly currency: string
      readonly status: Dispute['status']
    }
  | { readonly kind: 'fee_known'; readonly paymentRef: string }
  | { readonly kind: 'other' }

export interface PayEvent {
  readonly id: string
  readonly at: Moment
  /** Of the provider's test mode. */
  readonly test: boolean
  readonly news: PayNews
}
