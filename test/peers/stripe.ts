// A small Stripe on loopback for the few endpoints that we ask: it checks key, form and idempotency as documented, keeps sessions,
// payments, refunds and disputes, and tells of them by signed events that a test delivers when, as often and in the order it likes.

import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface StripeEvent {
  readonly id: string
  readonly type: string
  readonly created: number
  readonly livemode: boolean
  readonly data: { readonly object: Readonly<Record<string, unknown>> }
}

interface Session {
  readonly id: string
  readonly url: string
  readonly amount_total: number
  readonly currency: string
  readonly client_reference_id: string
  readonly metadata: Record<string, string>
  readonly form: Readonly<Record<string, string>>
  status: 'open' | 'complete' | 'expired'
  payment_status: 'unpaid' | 'paid'
  payment_intent: string | null
}

interface Charge {
  readonly id: string
  readonly payment_intent: string
  readonly amount: number
  readonly currency: string
  readonly metadata: Record<string, string>
  amount_refunded: number
  fee?: number
}

export interface StripePeer {
  readonly url: string
  readonly key: string
  readonly webhookSecret: string
  readonly sessions: Session[]
  /** Every request, as `POST /v1/checkout/sessions`. */
  readonly asked: string[]
  /** Milliseconds; sessions and events are of this moment. */
  now: () => number
  /** Answers the next request instead. */
  next?: (response: ServerResponse) => void
  /** The payer pays on the provider's page; a debit is `processing` at first. */
  complete(session: string, how?: 'paid' | 'processing'): StripeEvent
  succeed(session: string): StripeEvent
  fail(session: string): StripeEvent
  expire(session: string): StripeEvent
  refund(session: string, amount: number): StripeEvent
  failRefund(session: string, amount: number): StripeEvent
  dispute(session: string, amount: number, status?: string): StripeEvent
  closeDispute(session: string, status: string): StripeEvent
  book(session: string, fee: number): StripeEvent
  event(type: string, object: Record<string, unknown>, over?: Partial<StripeEvent>): StripeEvent
  stop(): Promise<void>
}

/** What Stripe sends: the body, and the header that signs it at `at` seconds with `secret`. */
export function signed(event: StripeEvent, secret: string, at: number): { body: string; signature: string } {
  const body = JSON.stringify({ object: 'event', api_version: '2026-10-28.endive', ...event }, null, 2)
  const sum = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')
  return { body, signature: `t=${at},v1=${sum}` }
}

export async function startStripe(key = 'sk_live_peer12345678'): Promise<StripePeer> {
  const answers = new Map<string, { form: string; status: number; body: object }>()
  const charges = new Map<string, Charge>()
  const disputes = new Map<string, Record<string, unknown>>()
  let made = 0
  const id = (prefix: string) => `${prefix}_Peer${String(++made).padStart(6, '0')}`

  const server = createServer(async (request, response) => {
    const url = new URL(request.url!, 'http://peer')
    peer.asked.push(`${request.method} ${url.pathname}`)
    const form = await bodyOf(request)
    if (peer.next) {
      const answer = peer.next
      peer.next = undefined
      return answer(response)
    }
    if (request.headers.authorization !== `Bearer ${key}`)
      return fail(response, 401, 'invalid_request_error', 'Invalid API Key provided: sk_l****5678')
    const idempotency = request.headers['idempotency-key'] as string | undefined
    const known = idempotency && request.method === 'POST' ? answers.get(idempotency) : undefined
    if (known && known.form !== form)
      return fail(
        response,
        400,
        'idempotency_error',
        'Keys for idempotent requests can only be used with the same parameters.',
      )
    if (known) return json(response, known.status, known.body)
    const [status, body] = answerTo(request.method!, url, new URLSearchParams(form))
    if (idempotency && request.method === 'POST') answers.set(idempotency, { form, status, body })
    json(response, status, body)
  })

  function answerTo(method: string, url: URL, form: URLSearchParams): [number, object] {
    const [, , noun, sub, subId, verb] = url.pathname.split('/')
    if (noun === 'checkout' && sub === 'sessions' && method === 'GET')
      return [200, { object: 'list', data: [], has_more: false, url: url.pathname }]
    if (noun === 'checkout' && sub === 'sessions' && subId === undefined) return begin(form)
    if (noun === 'checkout' && sub === 'sessions' && verb === 'expire') {
      const session = peer.sessions.find((it) => it.id === subId)
      if (session?.status !== 'open')
        return [400, error('invalid_request_error', 'Only Checkout Sessions with a status in ["open"] can be expired.')]
      session.status = 'expired'
      return [200, shown(session)]
    }
    if (noun === 'payment_intents' && method === 'GET') {
      const charge = [...charges.values()].find((it) => it.payment_intent === sub)
      if (!charge) return [404, error('invalid_request_error', `No such payment_intent: '${sub}'`)]
      const booked =
        charge.fee === undefined
          ? null
          : { id: `txn_${charge.id}`, object: 'balance_transaction', fee: charge.fee, currency: charge.currency }
      return [
        200,
        {
          id: sub,
          object: 'payment_intent',
          latest_charge: { ...charge, object: 'charge', balance_transaction: booked },
        },
      ]
    }
    return [404, error('invalid_request_error', `Unrecognized request URL (${method}: ${url.pathname}).`)]
  }

  function begin(form: URLSearchParams): [number, object] {
    const take = (name: string) => form.get(name) ?? ''
    const amount = Number(take('line_items[0][price_data][unit_amount]'))
    const seconds = Number(take('expires_at')) - peer.now() / 1000
    for (const name of ['success_url', 'cancel_url'])
      if (!URL.canParse(take(name))) return [400, error('invalid_request_error', `Not a valid URL: ${name}`)]
    if (take('mode') !== 'payment' || !Number.isInteger(amount))
      return [400, error('invalid_request_error', 'Missing required param.')]
    if (amount < 50)
      return [
        400,
        error('invalid_request_error', 'The Checkout Session’s total amount due must add up to at least £0.30 gbp'),
      ]
    if (seconds < 30 * 60 || seconds > 86_400)
      return [
        400,
        error(
          'invalid_request_error',
          'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.',
        ),
      ]
    const session: Session = {
      id: id('cs_live'),
      url: `${peer.url}/c/pay/${made}`,
      amount_total: amount * Number(take('line_items[0][quantity]')),
      currency: take('line_items[0][price_data][currency]'),
      client_reference_id: take('client_reference_id'),
      metadata: { dunwell: take('metadata[dunwell]') },
      form: Object.fromEntries(form),
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: null,
    }
    peer.sessions.push(session)
    return [200, shown(session)]
  }

  const find = (session: string) => peer.sessions.find((it) => it.id === session)!
  const chargeOf = (session: string) => charges.get(find(session).payment_intent!)!
  const charged = (it: Session) => {
    const charge: Charge = {
      id: id('ch'),
      payment_intent: it.payment_intent!,
      amount: it.amount_total,
      currency: it.currency,
      metadata: { dunwell: it.form['payment_intent_data[metadata][dunwell]']! },
      amount_refunded: 0,
    }
    charges.set(it.payment_intent!, charge)
  }

  const peer: StripePeer = {
    url: '',
    key,
    webhookSecret: 'whsec_peersecretpeersecret1234',
    sessions: [],
    asked: [],
    now: () => Date.now(),
    complete(session, how = 'paid') {
      const it = find(session)
      it.status = 'complete'
      it.payment_intent = id('pi')
      if (how === 'paid') {
        it.payment_status = 'paid'
        charged(it)
      }
      return peer.event('checkout.session.completed', shown(it))
    },
    succeed(session) {
      const it = find(session)
      it.payment_status = 'paid'
      charged(it)
      return peer.event('checkout.session.async_payment_succeeded', shown(it))
    },
    fail: (session) => peer.event('checkout.session.async_payment_failed', shown(find(session))),
    expire(session) {
      find(session).status = 'expired'
      return peer.event('checkout.session.expired', shown(find(session)))
    },
    refund(session, amount) {
      const charge = chargeOf(session)
      charge.amount_refunded += amount
      return peer.event('charge.refunded', {
        ...charge,
        object: 'charge',
        refunded: charge.amount_refunded === charge.amount,
      })
    },
    failRefund(session, amount) {
      const charge = chargeOf(session)
      charge.amount_refunded -= amount
      const { payment_intent, currency } = charge
      return peer.event('refund.failed', {
        id: id('re'),
        object: 'refund',
        amount,
        currency,
        payment_intent,
        status: 'failed',
      })
    },
    dispute(session, amount, status = 'needs_response') {
      const { payment_intent, currency, id: charge } = chargeOf(session)
      const it = { id: id('dp'), object: 'dispute', amount, currency, payment_intent, charge, status, metadata: {} }
      disputes.set(session, it)
      return peer.event('charge.dispute.created', it)
    },
    closeDispute: (session, status) => peer.event('charge.dispute.closed', { ...disputes.get(session), status }),
    book(session, fee) {
      const charge = chargeOf(session)
      charge.fee = fee
      return peer.event('charge.updated', { ...charge, object: 'charge', balance_transaction: `txn_${charge.id}` })
    },
    event: (type, object, over = {}) => ({
      id: id('evt'),
      type,
      created: Math.floor(peer.now() / 1000),
      livemode: key.includes('_live_'),
      data: { object: structuredClone(object) },
      ...over,
    }),
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  Object.assign(peer, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  return peer
}

function shown({ form: _, ...session }: Session): Record<string, unknown> {
  const url = session.status === 'open' ? session.url : null
  const customer_details = { name: 'Pat Payer', email: 'pat@payer.example' }
  return { ...session, object: 'checkout.session', url, customer_details }
}

function error(type: string, message: string): object {
  return { error: { type, message } }
}

function fail(response: ServerResponse, status: number, type: string, message: string): void {
  json(response, status, error(type, message))
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Request-Id': 'req_peer' })
  response.end(JSON.stringify(body))
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}
