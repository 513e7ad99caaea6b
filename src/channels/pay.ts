// Paying online, whoever the provider is: a checkout for one sum, its end before its time, what the provider kept for itself, and
// what it tells us, checked by its signature. Providers are named here; nothing else of the program knows one.

import type { Moment } from '../core/day.ts'
import type { PayEvent } from '../core/pay-link.ts'

export interface PaySecrets {
  readonly provider: 'stripe'
  readonly secretKey: string
  readonly webhookSecret: string
  readonly test: boolean
  /** A stand-in on this machine. */
  readonly atUrl: string | null
}

export interface CheckoutAsked {
  /** Our own id; asked again under it, the provider answers with the same checkout. */
  readonly id: string
  readonly amountMinor: number
  readonly currency: string
  /** What it is for, as the payer reads it. */
  readonly about: string
  readonly language: string
  readonly expiresAt: Moment
  /** Where the payer comes back to. */
  readonly doneUrl: string
  readonly backUrl: string
}

export interface PayProvider {
  /** Whether the key may do what is asked of it; a Problem where not. */
  check(): Promise<void>
  /** @returns where the payer pays. A Problem where the provider does not take it, or cannot be reached. */
  checkout(it: CheckoutAsked): Promise<{ readonly sessionRef: string; readonly url: string }>
  /** Ends a checkout that nobody has paid. @returns false where it could not be ended, as it was paid or is over */
  end(sessionRef: string): Promise<boolean>
  /** What the provider kept of a payment; undefined as long as it does not say. */
  feeOf(paymentRef: string): Promise<{ readonly amountMinor: number; readonly currency: string } | undefined>
  /** What was told; undefined where the signature is not the provider's, or too old. */
  heard(body: Uint8Array, signature: string | undefined, now: Moment): PayEvent | undefined
}

/** Read in only here: most commands ask no provider, and its library is large. */
export async function openPayProvider(secrets: PaySecrets): Promise<PayProvider> {
  const { openStripe } = await import('./stripe.ts')
  return openStripe(secrets)
}

/** Whether a secret key is of the provider's test mode; undefined where it is no secret key. */
export function isTestKey(key: string): boolean | undefined {
  const mode = /^(?:sk|rk)_(test|live)_[A-Za-z0-9_]{8,250}$/.exec(key)?.[1]
  return mode === undefined ? undefined : mode === 'test'
}

export function isWebhookSecret(text: string): boolean {
  return /^whsec_[A-Za-z0-9+/=_-]{16,250}$/.test(text)
}
