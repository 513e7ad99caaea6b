// From the link in a reminder to the payment in the books and back again: against a Stripe of our own on loopback, through the pages
// and the webhook that people and the provider really use.

import type { AddressInfo } from 'node:net'
import { serve as listen } from '@hono/node-server'
import { afterAll, expect, test } from 'vitest'
import { dayText } from '../../src/core/day.ts'
import { api } from '../../src/http/app.ts'
import { addDispute } from '../../src/store/answer.ts'
import { listCheckouts } from '../../src/store/checkout.ts'
import { findClaim } from '../../src/store/claim.ts'
import { inWorkspace, type Tx } from '../../src/store/db.ts'
import { caseOf, findDebtor } from '../../src/store/debtor.ts'
import { verifyLedger } from '../../src/store/ledger.ts'
import { keepPayAccount } from '../../src/store/pay-account.ts'
import { refusedPayEvents } from '../../src/store/pay-event.ts'
import { listPayLinks, withdrawPayLink } from '../../src/store/pay-link.ts'
import { listPayments } from '../../src/store/payment.ts'
import { verifyRecord } from '../../src/store/record.ts'
import type { Settings } from '../../src/store/workspace.ts'
import { nordwind } from '../database.ts'
import { type StripeEvent, type StripePeer, signed, startStripe } from '../peers/stripe.ts'
import { type Stage, stage, story, wordsOf } from './story.ts'

const open: (() => unknown)[] = []
afterAll(async () => {
  for (const close of open.splice(0)) await close()
})

interface Desk extends Stage {
  readonly peer: StripePeer
  readonly url: string
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  deliver(
    event: StripeEvent,
    how?: { secret?: string; agedSeconds?: number; workspace?: string; spoil?: boolean },
  ): Promise<string>
  payments(): Promise<string[]>
  openOf(number: string): Promise<number>
}

/** A workspace that is paid online, with its pages served. */
async function desk(settings: Partial<Settings> = {}): Promise<Desk> {
  const it = await stage({ publicUrl: 'https://pay.nordwind.example', ...settings })
  const peer = await startStripe()
  peer.now = () => it.at.clock.now()
  const app = api({ db: it.at.db, dataDir: it.at.dataDir, version: 'test' })
  const server = listen({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 })
  open.push(peer.stop, () => server.close())
  const tx = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(it.at.db, it.workspaceId, 'test', work)
  const { key: secretKey, webhookSecret, url: atUrl } = peer
  await tx((inner) => keepPayAccount(inner, { provider: 'stripe', secretKey, webhookSecret, test: false, atUrl }))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...it,
    peer,
    url,
    tx,
    async deliver(event, { secret = peer.webhookSecret, agedSeconds = 0, workspace = it.workspaceId, spoil } = {}) {
      const { body, signature } = signed(event, secret, Math.floor(it.at.clock.now() / 1000) - agedSeconds)
      const answer = await fetch(`${url}/hooks/stripe/${workspace}`, {
        method: 'POST',
        headers: { 'Stripe-Signature': signature },
        body: spoil ? body.replace('"livemode"', ' "livemode"') : body,
      })
      return `${answer.status} ${((await answer.json()) as { heard: string }).heard}`
    },
    payments: () =>
      tx(async (inner) =>
        (await listPayments(inner, await findDebtor(inner, 'Ann'))).map(
          (one) => `${dayText(one.day)} ${one.amountMinor}${one.undone ? ' undone' : ''}`,
        ),
      ),
    openOf: (number) => tx(async (inner) => (await findClaim(inner, number)).openMinor),
  }
}

const toReminder = `
  2024-01-01  Ann is a business in GB, ann@work.example
  2024-01-01  Ann is invoiced A1 100.00 GBP, due 2024-01-20
  2024-01-01  Ann is invoiced A2 30.00 GBP, due 2024-03-20
  2024-01-17  the day runs
              → email "before-due" to ann@work.example: A1 100.00 GBP
  2024-01-23  the day runs
              → email "friendly" to ann@work.example: A1 100.00 GBP
`

/** The path of the link in the newest message. */
async function linkOf(it: Desk): Promise<string> {
  const found = /https:\/\/pay\.nordwind\.example(\/pay\/[0-9a-z]{26})/.exec((await wordsOf(it))[0]!)
  expect(found, 'the reminder carries a payment link').not.toBeNull()
  return found![1]!
}

async function see(it: Desk, path: string): Promise<string> {
  const answer = await fetch(it.url + path)
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(answer.headers.get('cache-control')).toBe('no-store')
  return `${answer.status} ${(await answer.text()).replaceAll('\u00a0', ' ')}`
}

async function click(it: Desk, path: string, currency = 'GBP') {
  const body = new URLSearchParams({ currency })
  const answer = await fetch(it.url + path, { method: 'POST', body, redirect: 'manual' })
  return {
    status: answer.status,
    to: answer.headers.get('location'),
    text: (await answer.text()).replaceAll('\u00a0', ' '),
  }
}

test('a reminder, its link, a payment, a part given back, all given back: each day says what stood', async () => {
  const it = await desk()
  await story(it, toReminder)
  expect(it.peer.asked, 'nobody is asked for a link when a message is written').toEqual([])
  const path = await linkOf(it)
  const page = await see(it, path)
  expect(page).toMatch(/^200 /)
  for (const part of [
    'Payment to Nordwind Ltd',
    'Invoice A1',
    '100.00 GBP',
    'GB33 BUKB 2020 1555 5555 55',
    'Pay by card',
  ])
    expect(page).toContain(part)
  // What falls due later was not asked for; nothing else of the case is told.
  for (const part of ['A2', '30.00', 'Ann', 'overdue', '<script', 'late'])
    expect(page.slice(page.indexOf('<body>'))).not.toContain(part)

  const first = await click(it, path)
  expect(first.status).toBe(303)
  const [session] = it.peer.sessions
  expect(first.to).toBe(session!.url)
  expect(session).toMatchObject({ amount_total: 10000, currency: 'gbp' })
  expect(session!.form['line_items[0][price_data][product_data][name]']).toBe('Invoice A1, Nordwind Ltd')
  expect(session!.form.success_url).toBe(`https://pay.nordwind.example${path}/thanks`)

  expect(await see(it, `${path}/thanks`)).toContain('As soon as your payment is confirmed')
  expect(await it.deliver(it.peer.complete(session!.id))).toBe('200 done')
  expect(await see(it, `${path}/thanks`)).toContain('We have received your payment of 100.00 GBP.')
  expect(await see(it, path)).toContain('All settled')
  expect(await it.payments()).toEqual(['2024-01-23 10000'])
  expect(await it.openOf('A1')).toBe(0)

  expect(await it.deliver(it.peer.book(session!.id, 170))).toBe('200 done')
  expect(await it.tx((tx) => listCheckouts(tx, 5))).toMatchObject([
    { feeMinor: 170, feeCurrency: 'GBP', standingMinor: 10000 },
  ])
  expect(await it.openOf('A1'), 'the fee is ours').toBe(0)

  // A week of peace after money was given back; then the claim goes on where it stood.
  await story(
    it,
    `
    2024-02-05  the day runs
  `,
  )
  expect(await it.deliver(it.peer.refund(session!.id, 4000))).toBe('200 done')
  expect(await it.openOf('A1')).toBe(4000)
  expect(await it.payments()).toEqual(['2024-02-05 6000', '2024-01-23 10000 undone'])
  await story(
    it,
    `
    2024-02-06  the day runs
    2024-02-12  the day runs
                → task Call: A1.
    2024-02-19  the day runs
                → email "second" to ann@work.example: A1 40.00 GBP
  `,
  )
  expect(await it.deliver(it.peer.refund(session!.id, 6000))).toBe('200 done')
  expect(await it.openOf('A1')).toBe(10000)
  expect(await it.tx(verifyLedger)).toEqual([])
  expect(await verifyRecord(it.at.db, it.workspaceId)).toEqual([])
})

test('clicked twice, at once and again: one session; a sum that changed makes another and ends the first', async () => {
  const it = await desk()
  await story(it, toReminder)
  const path = await linkOf(it)
  const clicks = await Promise.all([click(it, path), click(it, path), click(it, path)])
  expect(clicks.map((one) => one.to)).toEqual(clicks.map(() => it.peer.sessions[0]!.url))
  await click(it, path)
  expect(it.peer.sessions).toHaveLength(1)
  await story(it, '2024-01-24  Ann pays 60.00 GBP for A1')
  expect(await see(it, path)).toContain('40.00 GBP')
  const again = await click(it, path)
  expect(it.peer.sessions.map((one) => [one.amount_total, one.status])).toEqual([
    [10000, 'expired'],
    [4000, 'open'],
  ])
  expect(again.to).toBe(it.peer.sessions[1]!.url)
  // The first was paid all the same, a moment before it was ended: what came is booked, and what is too much stays on account.
  expect(await it.deliver(it.peer.complete(it.peer.sessions[0]!.id))).toBe('200 done')
  expect(await it.openOf('A1')).toBe(0)
  expect(await see(it, path)).toContain('All settled')
  expect((await click(it, path)).text).toContain('All settled')
  expect(it.peer.sessions).toHaveLength(2)
})

test('nobody is reminded while a debit is confirmed; it fails, and the ladder goes on; it succeeds, and it ends', async () => {
  const it = await desk()
  await story(it, toReminder)
  const path = await linkOf(it)
  await click(it, path)
  const [session] = it.peer.sessions
  expect(await it.deliver(it.peer.complete(session!.id, 'processing'))).toBe('200 done')
  expect(await see(it, path)).toContain('A payment of 100.00 GBP is being confirmed')
  expect((await click(it, path)).status, 'no second payment meanwhile').toBe(200)
  expect(it.peer.sessions).toHaveLength(1)
  await story(it, '2024-02-06  the day runs')
  expect(await it.deliver(it.peer.fail(session!.id))).toBe('200 done')
  await story(
    it,
    `
    2024-02-07  the day runs
                → task Call: A1.
  `,
  )
  await click(it, path)
  const debit = it.peer.sessions[1]!.id
  const begun = it.peer.complete(debit, 'processing')
  const done = it.peer.succeed(debit)
  expect(await it.deliver(done)).toBe('200 done')
  expect(await it.deliver(begun), 'its beginning told after its end').toBe('200 done')
  expect(await it.openOf('A1')).toBe(0)
  expect(await it.payments()).toEqual(['2024-02-07 10000'])
})

test('told again, out of order, of another mode: each payment is booked once and each refund waits for its payment', async () => {
  const it = await desk()
  await story(it, toReminder)
  await click(it, await linkOf(it))
  const [session] = it.peer.sessions
  const paid = it.peer.complete(session!.id)
  const some = it.peer.refund(session!.id, 2500)
  const all = it.peer.refund(session!.id, 500)
  expect(await it.deliver(all)).toBe('200 waiting')
  expect(await it.deliver(some)).toBe('200 waiting')
  expect(await it.payments()).toEqual([])
  expect(await it.deliver({ ...paid, livemode: false })).toBe('200 ignored')
  expect(await Promise.all([it.deliver(paid), it.deliver(paid), it.deliver(paid)])).toHaveLength(3)
  expect(await it.deliver(paid)).toBe('200 again')
  expect(await it.deliver(some)).toBe('200 again')
  expect(await it.openOf('A1')).toBe(3000)
  const standing = (await it.payments()).filter((one) => !one.endsWith('undone'))
  expect(standing).toEqual(['2024-01-23 7000'])
  expect(await it.deliver(it.peer.event('customer.created', { id: 'cus_1', object: 'customer' }))).toBe('200 ignored')
  expect(await it.tx(verifyLedger)).toEqual([])
})

test('a bank takes the money back: a return and a hold; won, it is there again; lost, it stays away', async () => {
  const it = await desk()
  await story(it, toReminder)
  await click(it, await linkOf(it))
  const session = it.peer.sessions[0]!.id
  await it.deliver(it.peer.complete(session))
  expect(await it.deliver(it.peer.dispute(session, 10000, 'warning_needs_response'))).toBe('200 done')
  expect(await it.openOf('A1'), 'a bank that only asks takes nothing').toBe(0)
  await it.deliver(it.peer.closeDispute(session, 'warning_closed'))
  expect(await it.deliver(it.peer.dispute(session, 10000))).toBe('200 done')
  expect(await it.openOf('A1')).toBe(10000)
  await story(it, '2024-02-20  the day runs')
  expect(await it.deliver(it.peer.closeDispute(session, 'won'))).toBe('200 done')
  expect(await it.openOf('A1')).toBe(0)
  const lost = it.peer.dispute(session, 10000)
  await it.deliver(it.peer.closeDispute(session, 'lost'))
  expect(await it.deliver(lost), 'opened, told after it was lost').toBe('200 done')
  expect(await it.openOf('A1')).toBe(10000)
  await story(
    it,
    `
    2024-02-21  the day runs
                → task Call: A1.
  `,
  )
  expect(await it.tx(verifyLedger)).toEqual([])
})

test('a refund that did not arrive comes back', async () => {
  const it = await desk()
  await story(it, toReminder)
  await click(it, await linkOf(it))
  const session = it.peer.sessions[0]!.id
  await it.deliver(it.peer.complete(session))
  await it.deliver(it.peer.refund(session, 4000))
  expect(await it.openOf('A1')).toBe(4000)
  expect(await it.deliver(it.peer.failRefund(session, 4000))).toBe('200 done')
  expect(await it.openOf('A1')).toBe(0)
})

test('wrong signatures, old ones, spoiled bodies, another workspace: nothing is believed', async () => {
  const it = await desk()
  const nobody = '00000000-0000-7000-8000-000000000001'
  await story(it, toReminder)
  const other = await nordwind(it.at)
  const { key: secretKey, url: atUrl } = it.peer
  const keep = (webhookSecret: string) =>
    inWorkspace(it.at.db, other, 'test', (tx) =>
      keepPayAccount(tx, { provider: 'stripe', secretKey, webhookSecret, test: false, atUrl }),
    )
  await click(it, await linkOf(it))
  const event = it.peer.complete(it.peer.sessions[0]!.id)
  expect(await it.deliver(event, { secret: 'whsec_someoneelsessecret1' })).toBe('400 unsigned')
  expect(await it.deliver(event, { agedSeconds: 301 })).toBe('400 unsigned')
  expect(await it.deliver(event, { spoil: true })).toBe('400 unsigned')
  expect(await it.deliver(event, { workspace: nobody })).toBe('404 nowhere')
  expect(await it.deliver(event, { workspace: other }), 'one without a provider').toBe('400 unsigned')
  await keep('whsec_anothersecret12345')
  expect(await it.deliver(event, { workspace: other })).toBe('400 unsigned')
  expect(await it.deliver(event, { workspace: "x'--" })).toBe('404 nowhere')
  // Signed well, of a workspace that knows no such checkout.
  await keep(it.peer.webhookSecret)
  expect(await it.deliver(event, { workspace: other })).toBe('200 refused')
  expect(await it.payments()).toEqual([])
  expect(await it.deliver(event, { agedSeconds: 299 })).toBe('200 done')
})

test('another sum, currency or session than was asked for books nothing, holds, and waits for a person', async () => {
  const it = await desk()
  await story(it, toReminder)
  await click(it, await linkOf(it))
  const good = it.peer.complete(it.peer.sessions[0]!.id)
  for (const over of [{ amount_total: 9999 }, { currency: 'eur' }, { payment_intent: null }]) {
    const object = { ...good.data.object, ...over }
    expect(await it.deliver(it.peer.event('checkout.session.completed', object))).toBe('200 refused')
  }
  const object = { ...good.data.object, id: 'cs_live_other' }
  expect(await it.deliver(it.peer.event('checkout.session.completed', object))).toBe('200 refused')
  expect(await it.payments()).toEqual([])
  expect((await it.tx(refusedPayEvents)).map((one) => one.says)).toEqual(
    expect.arrayContaining(['99.99 GBP were paid; the checkout was over 100.00 GBP.']),
  )
  await story(it, '2024-02-20  the day runs')
  // The kept news names nobody.
  expect(JSON.stringify(await it.tx(refusedPayEvents))).not.toContain('Pat')
})

test('links that are nobody’s, withdrawn, over, of a claim in dispute: each says so kindly and none leads to a checkout', async () => {
  const it = await desk({ payLinkDays: 10 })
  await story(it, toReminder)
  const path = await linkOf(it)
  expect(await see(it, '/pay/00000000000000000000000000')).toMatch(/^404 .*leads nowhere/s)
  expect(await see(it, '/pay/x')).toMatch(/^404 /)
  // Typed from paper.
  expect(await see(it, path.toUpperCase().replace('/PAY/', '/pay/').replaceAll('0', 'O'))).toContain('Invoice A1')
  expect((await click(it, path, 'EUR')).status).toBe(200)
  expect((await click(it, path, "GBP'; DROP")).status).toBe(200)
  await it.tx(async (tx) => {
    const ann = await findDebtor(tx, 'Ann')
    const claim = await findClaim(tx, 'A1')
    const at = { book: ann.book, id: ann.id, caseId: await caseOf(tx, ann, claim.creditorId) }
    await addDispute(tx, at, { cause: 'broken', on: claim.issuedOn, claims: [{ id: claim.id }] })
  })
  expect((await click(it, path)).text, 'what is disputed is not asked for').toContain('All settled')
  it.at.clock.set('2024-02-05')
  await story(it, '2024-02-05  the day runs')
  expect(await see(it, path)).toContain('no longer valid')
  await it.tx(async (tx) => withdrawPayLink(tx, (await listPayLinks(tx, 1))[0]!))
  expect(await see(it, path)).toContain('no longer in use')
  expect((await click(it, path)).status).toBe(200)
  expect(it.peer.sessions).toEqual([])
})

test('a provider that is away or refuses: the page says so kindly, bank transfer stays, and no detail of the key is told', async () => {
  const it = await desk()
  await story(it, toReminder)
  const path = await linkOf(it)
  for (const status of [401, 402]) {
    it.peer.next = (response) => {
      response.writeHead(status, { 'Content-Type': 'application/json' })
      response.end(
        JSON.stringify({ error: { type: 'invalid_request_error', message: 'Invalid API Key: sk_live_secret' } }),
      )
    }
    const answer = await click(it, path)
    expect(answer.status).toBe(503)
    expect(answer.text).toContain('Online payment is not available just now')
    expect(answer.text).toContain('GB33 BUKB')
    expect(answer.text).not.toContain('sk_live')
  }
  expect((await click(it, path)).status, 'and the same checkout goes on').toBe(303)
})

test('without a key, without an address, or in rehearsal with the real provider, no link appears', async () => {
  const without = await stage({ publicUrl: 'https://pay.nordwind.example' })
  await story(without, toReminder)
  expect((await wordsOf(without)).join()).not.toContain('/pay/')
  const it = await stage({})
  await inWorkspace(it.at.db, it.workspaceId, 'test', (tx) =>
    keepPayAccount(tx, {
      provider: 'stripe',
      secretKey: 'sk_live_12345678',
      webhookSecret: 'whsec_x',
      test: false,
      atUrl: 'http://127.0.0.1:1',
    }),
  )
  await story(it, toReminder)
  expect((await wordsOf(it)).join()).not.toContain('/pay/')
  const real = await stage({ publicUrl: 'https://pay.nordwind.example' })
  await inWorkspace(real.at.db, real.workspaceId, 'test', (tx) =>
    keepPayAccount(tx, {
      provider: 'stripe',
      secretKey: 'sk_live_12345678',
      webhookSecret: 'whsec_x',
      test: false,
      atUrl: null,
    }),
  )
  await story(real, toReminder)
  expect((await wordsOf(real)).join()).not.toContain('/pay/')
})
