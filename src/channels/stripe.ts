// Stripe Checkout. Amounts are turned into Stripe's units and back here and nowhere else; of what Stripe tells only ids, states and
// sums are taken, never who paid.

import Stripe from 'stripe'
import type { Moment } from '../core/day.ts'
import { minorDigits, moneyText } from '../core/money.ts'
import type { Dispute, PayEvent, PayNews } from '../core/pay-link.ts'
import { problem, quoted } from '../core/problem.ts'
import type { CheckoutAsked, PayProvider, PaySecrets } from './pay.ts'
import { isLoopback } from './smtp.ts'

/** How old a signature may be: Stripe's own advice. */
const toleranceSeconds = 300
const timeoutMs = 10_000

// Units of Stripe that differ from ISO 4217: these two are sent in hundredths although they have none.
const stripeDigits: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 }

/** In Stripe's units; a Problem where Stripe cannot take the sum to its last unit. */
function toStripe(amountMinor: number, currency: string): number {
  const more = (stripeDigits[currency] ?? minorDigits(currency)) - minorDigits(currency)
  const amount = more >= 0 ? amountMinor * 10 ** more : amountMinor / 10 ** -more
  // Of three decimals the last must be a zero.
  const whole = Number.isSafeInteger(amount) && (minorDigits(currency) < 3 || amount % 10 === 0)
  if (!whole)
    throw problem(
      'pay.amount',
      `Stripe cannot take ${moneyText(amountMinor, currency)} exactly.`,
      'Pay it by bank transfer.',
    )
  return amount
}

function fromStripe(amount: number, currency: string): number {
  const more = (stripeDigits[currency] ?? minorDigits(currency)) - minorDigits(currency)
  return more >= 0 ? Math.round(amount / 10 ** more) : amount * 10 ** -more
}

// Languages that Checkout's page speaks, of those that we write; any other is left to the payer's browser.
const locales = new Set(['en', 'de', 'fr', 'es', 'nl'])

export function openStripe(secrets: PaySecrets): PayProvider {
  const at = secrets.atUrl === null ? undefined : new URL(secrets.atUrl)
  const stripe = new Stripe(secrets.secretKey, {
    maxNetworkRetries: 1,
    timeout: timeoutMs,
    telemetry: false,
    // Only a stand-in on this machine may take Stripe's place: a key goes nowhere else.
    ...(at && isLoopback(at.hostname) && { host: at.hostname, port: at.port, protocol: 'http' as const }),
  })
  return {
    async check() {
      await asked(() => stripe.checkout.sessions.list({ limit: 1 }))
    },
    async checkout(it) {
      const session = await asked(() => stripe.checkout.sessions.create(paramsOf(it), { idempotencyKey: it.id }))
      if (!session.url) throw problem('pay.closed', 'This checkout is over already.', 'Open the payment link again.')
      return { sessionRef: session.id, url: session.url }
    },
    async end(sessionRef) {
      try {
        await stripe.checkout.sessions.expire(sessionRef)
        return true
      } catch (error) {
        if (error instanceof Stripe.errors.StripeInvalidRequestError) return false
        throw told(error)
      }
    },
    async feeOf(paymentRef) {
      const payment = await asked(() =>
        stripe.paymentIntents.retrieve(paymentRef, { expand: ['latest_charge.balance_transaction'] }),
      )
      const charge = payment.latest_charge
      const booked = charge && typeof charge === 'object' ? charge.balance_transaction : null
      if (!booked || typeof booked !== 'object') return undefined
      const currency = booked.currency.toUpperCase()
      return { amountMinor: fromStripe(booked.fee, currency), currency }
    },
    heard(body, signature, now) {
      return heardFrom(stripe, secrets, { body, signature, now })
    },
  }
}

function paramsOf(it: CheckoutAsked): Stripe.Checkout.SessionCreateParams {
  // On the session, on the payment and, copied from there, on the charge: whatever Stripe tells of leads back.
  const metadata = { dunwell: it.id }
  return {
    mode: 'payment',
    client_reference_id: it.id,
    metadata,
    payment_intent_data: { metadata, description: it.about },
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: it.currency.toLowerCase(),
          unit_amount: toStripe(it.amountMinor, it.currency),
          product_data: { name: it.about },
        },
      },
    ],
    expires_at: Math.floor(it.expiresAt / 1000),
    success_url: it.doneUrl,
    cancel_url: it.backUrl,
    locale: (locales.has(it.language) ? it.language : 'auto') as Stripe.Checkout.SessionCreateParams.Locale,
  }
}

async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw told(error)
  }
}

/** What a person can do about it; what Stripe says of our key is never shown to a payer. */
function told(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error
  const says = error.message.split('\n')[0]!
  if (error instanceof Stripe.errors.StripeAuthenticationError || error instanceof Stripe.errors.StripePermissionError)
    return problem(
      'pay.key',
      `Stripe does not take the key: ${quoted(says, 300)}`,
      'Enter it again: ./dunwell pay setup stripe. A restricted key needs to write Checkout Sessions and to read PaymentIntents, Charges and Balance.',
    )
  if (error instanceof Stripe.errors.StripeConnectionError || (error.statusCode ?? 0) >= 500)
    return problem('pay.away', 'Stripe cannot be reached just now.', 'Try again in a few minutes.')
  if (error instanceof Stripe.errors.StripeRateLimitError)
    return problem('pay.away', 'Stripe asks for patience.', 'Try again in a minute.')
  return problem('pay.refused', `Stripe does not take it: ${quoted(says, 300)}`, 'Pay by bank transfer instead.')
}

interface Told {
  readonly body: Uint8Array
  readonly signature: string | undefined
  readonly now: Moment
}

function heardFrom(stripe: Stripe, secrets: PaySecrets, it: Told): PayEvent | undefined {
  if (it.signature === undefined) return undefined
  let event: Stripe.Event
  try {
    const bytes = Buffer.from(it.body)
    event = stripe.webhooks.constructEvent(
      bytes,
      it.signature,
      secrets.webhookSecret,
      toleranceSeconds,
      undefined,
      it.now,
    )
  } catch {
    return undefined
  }
  return { id: event.id, at: event.created * 1000, test: !event.livemode, news: newsOf(event) }
}

function newsOf(event: Stripe.Event): PayNews {
  switch (event.type) {
    case 'checkout.session.completed':
      return sessionNews(event.data.object, event.data.object.payment_status === 'unpaid' ? 'processing' : 'paid')
    case 'checkout.session.async_payment_succeeded':
      return sessionNews(event.data.object, 'paid')
    case 'checkout.session.async_payment_failed':
      return sessionNews(event.data.object, 'failed')
    case 'checkout.session.expired':
      return sessionNews(event.data.object, 'expired')
    case 'charge.refunded': {
      const { amount_refunded, payment_intent, metadata } = event.data.object
      if (metadata.dunwell === undefined || !payment_intent) return { kind: 'other' }
      const currency = event.data.object.currency.toUpperCase()
      return {
        kind: 'refunded',
        paymentRef: idOf(payment_intent),
        refundedMinor: fromStripe(amount_refunded, currency),
        currency,
      }
    }
    case 'refund.failed': {
      const { amount, payment_intent } = event.data.object
      if (!payment_intent) return { kind: 'other' }
      const currency = event.data.object.currency.toUpperCase()
      return {
        kind: 'refund_failed',
        paymentRef: idOf(payment_intent),
        amountMinor: fromStripe(amount, currency),
        currency,
      }
    }
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.closed': {
      const { id, amount, payment_intent, status } = event.data.object
      if (!payment_intent) return { kind: 'other' }
      const currency = event.data.object.currency.toUpperCase()
      return {
        kind: 'disputed',
        paymentRef: idOf(payment_intent),
        dispute: id,
        amountMinor: fromStripe(amount, currency),
        currency,
        status: disputeStatus(status),
      }
    }
    case 'charge.updated': {
      const { payment_intent, balance_transaction, metadata } = event.data.object
      if (metadata.dunwell === undefined || !payment_intent || !balance_transaction) return { kind: 'other' }
      return { kind: 'fee_known', paymentRef: idOf(payment_intent) }
    }
    default:
      return { kind: 'other' }
  }
}

function sessionNews(session: Stripe.Checkout.Session, kind: 'paid' | 'processing' | 'failed' | 'expired'): PayNews {
  const { id, client_reference_id, metadata, payment_intent, amount_total } = session
  // Of somebody's shop on the same account.
  if (!metadata?.dunwell || metadata.dunwell !== client_reference_id) return { kind: 'other' }
  const currency = (session.currency ?? '').toUpperCase()
  return {
    kind,
    checkout: metadata.dunwell,
    sessionRef: id,
    paymentRef: payment_intent ? idOf(payment_intent) : undefined,
    amountMinor: fromStripe(amount_total ?? 0, currency),
    currency,
  }
}

function idOf(it: string | { readonly id: string }): string {
  return typeof it === 'string' ? it : it.id
}

/** While a bank only asks (`warning_…`), the money stays. `prevented` ended before it began. */
function disputeStatus(status: string): Dispute['status'] {
  if (status === 'won' || status === 'lost') return status
  if (status === 'warning_closed' || status === 'prevented') return 'inquiry_closed'
  return status.startsWith('warning_') ? 'inquiry' : 'open'
}
