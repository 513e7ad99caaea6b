// Webhooks against a real receiver: what is told of a day, signed; what fails is tried again in its order and holds up nobody else; what
// is on this machine or in a network is not reached; played again, an event keeps its id.

import { afterAll, expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { type Receiver, startReceiver, verified } from '../../test/peers/receiver.ts'
import { checkWebhookUrl, isInside, postWebhook } from '../channels/webhook.ts'
import { day } from '../core/day.ts'
import { isEventName, wants } from '../core/event.ts'
import { keyOf } from '../core/id.ts'
import { readyMade } from '../rules/policies.ts'
import { inWorkspace, type Tx } from '../store/db.ts'
import { debtorId } from '../store/debtor.ts'
import { forgetEvents, listTries } from '../store/delivery.ts'
import { findPayment } from '../store/payment.ts'
import { savePolicies } from '../store/policy.ts'
import { eventId, findWebhook, listWebhooks, resumeWebhook, webhookId } from '../store/webhook.ts'
import { changeSettings, goLive, readWorkspace } from '../store/workspace.ts'
import { addRow } from './add.ts'
import { enterMoney, undoMoney } from './money.ts'
import { run } from './run.ts'
import { typedDebtor } from './typed.ts'
import { deliver, registerWebhook, replayTo, testWebhook, waits, webhookFaults } from './webhook.ts'

const at = await freshDatabase('2026-03-02')
const real = () => Date.now()
const receivers: Receiver[] = []
afterAll(() => Promise.all(receivers.map((it) => it.stop())))

async function receiver(): Promise<Receiver> {
  const it = await startReceiver()
  receivers.push(it)
  return it
}

async function place(name: string) {
  const id = await nordwind(at, { name })
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(at.db, id, 'test', work)
  await inside(async (tx) => {
    await savePolicies(tx, readyMade)
    await changeSettings(tx, { webhooks: { privateAddresses: true, http: true } })
  })
  return { id, inside, workspace: () => inside(readWorkspace) }
}

/** Delivers with the clock on the wall until `enough` says so. */
async function delivering(ready: () => Promise<boolean>, clock: { now(): number } = { now: real }): Promise<void> {
  const quit = new AbortController()
  const db = { ...at.db, source: { now: () => clock.now(), random: at.db.source.random } }
  const errors: unknown[] = []
  const work = deliver(db, {
    stopping: () => quit.signal.aborted,
    signal: quit.signal,
    everyMs: 5,
    onError: (error) => errors.push(error),
  })
  while (!(await ready())) await new Promise((done) => setImmediate(done))
  quit.abort()
  await work
  expect(errors).toEqual([])
}

async function claimOf(its: Awaited<ReturnType<typeof place>>, number: string, amountMinor = 100_00) {
  const workspace = await its.workspace()
  const desk = { db: at.db, workspace, today: day('2026-03-02'), actor: 'test', tx: its.inside, dataDir: at.dataDir }
  const due = day('2026-02-04')
  return addRow(desk, typedDebtor('GB', `Quince ${number} LLP`, undefined, { email: 'pay@quince.example' }), {
    number,
    kind: 'invoice',
    issuedOn: day('2026-01-05'),
    dues: [{ dueOn: due, amountMinor }],
    amountMinor,
    currency: 'GBP',
  } as never)
}

test('a day is told as it happens: thin, signed, in its order, each once', async () => {
  const its = await place('Told Ltd')
  const there = await receiver()
  const { secret, id } = await its.inside(async (tx) =>
    registerWebhook(tx, await readWorkspace(tx), { url: there.url, events: ['*'] }),
  )
  const { claim, debtor } = await claimOf(its, 'T-1')
  await run(at.db, await its.workspace(), { day: day('2026-03-02'), actor: 'test' })
  const money = await its.inside(async (tx) => {
    const facts = { workspace: await readWorkspace(tx), today: day('2026-03-02') }
    const made = { kind: 'payment' as const, debtor: debtor as never, claims: [], amountMinor: 100_00, currency: 'GBP' }
    const { id: payment } = await enterMoney(tx, facts, { ...made, on: day('2026-03-02') })
    return payment
  })
  at.clock.set('2026-03-02', 11)
  await its.inside(async (tx) => {
    const facts = { workspace: await readWorkspace(tx), today: day('2026-03-02') }
    await undoMoney(tx, facts, keyOf('pay', money), { mistake: false, on: day('2026-03-02'), because: 'it bounced' })
    expect((await findPayment(tx, keyOf('pay', money)))?.undone).toBe(true)
  })
  const waiting = async () => (await its.inside((tx) => findWebhook(tx, webhookId(id)))).waiting
  await delivering(async () => (await waiting()) === 0)
  const told = there.received.map((it) => verified(secret, it))
  const kinds = told.map((it) => it.type)
  for (const kind of [
    'debtor.created',
    'claim.created',
    'message.drafted',
    'run.finished',
    'payment.recorded',
    'claim.paid',
  ])
    expect(
      kinds.filter((it) => it === kind),
      kind,
    ).toHaveLength(1)
  expect(kinds.at(-1)).toBe('payment.reversed')
  expect(told.find((it) => it.type === 'claim.created')?.data).toEqual({
    debtor: debtorId(debtor),
    claim: expect.stringMatching(/^clm_/),
    kind: 'invoice',
    amount: { amountMinor: 100_00, currency: 'GBP' },
  })
  expect(told.find((it) => it.type === 'payment.recorded')?.data).toMatchObject({ payment: money, kind: 'payment' })
  expect(told.at(-1)?.data).toMatchObject({ payment: money, because: 'return' })
  expect(claim).toBeDefined()
  expect(new Set(there.received.map((it) => it.id)).size).toBe(there.received.length)
  expect(JSON.stringify(told)).not.toMatch(/Quince|@|LLP/)
  expect(() => verified(`whsec_${Buffer.alloc(32).toString('base64')}`, there.received[0]!)).toThrow()
})

test('what was rolled back is never told, and one who wants only payments hears only of them', async () => {
  const its = await place('Rolled Ltd')
  const there = await receiver()
  const { id } = await its.inside(async (tx) =>
    registerWebhook(tx, await readWorkspace(tx), { url: there.url, events: ['payment.*'] }),
  )
  const { debtor } = await claimOf(its, 'R-1')
  const pay = (tx: Tx, workspace: Awaited<ReturnType<typeof its.workspace>>) =>
    enterMoney(
      tx,
      { workspace, today: day('2026-03-02') },
      { kind: 'payment', debtor: debtor as never, claims: [], amountMinor: 5, currency: 'GBP', on: day('2026-03-02') },
    )
  await expect(
    its.inside(async (tx) => {
      await pay(tx, await readWorkspace(tx))
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  const waiting = async () => (await its.inside((tx) => findWebhook(tx, webhookId(id)))).waiting
  expect(await waiting()).toBe(0)
  await its.inside(async (tx) => pay(tx, await readWorkspace(tx)))
  expect(await waiting()).toBe(1)
})

test('what fails is tried again over three days in its order, holds up nobody else, and ends in a Problem and a cure', async () => {
  const its = await place('Failing Ltd')
  const [bad, good] = [await receiver(), await receiver()]
  bad.answer = 500
  const [one, other] = await its.inside(async (tx) => {
    const workspace = await readWorkspace(tx)
    return [
      await registerWebhook(tx, workspace, { url: bad.url, events: ['claim.created'] }),
      await registerWebhook(tx, workspace, { url: good.url, events: ['claim.created'] }),
    ]
  })
  for (const number of ['F-1', 'F-2', 'F-3']) await claimOf(its, number)
  let now = real()
  const clock = { now: () => now }
  const state = () => its.inside((tx) => findWebhook(tx, webhookId(one!.id)))
  await delivering(async () => good.received.length === 3 && (await state()).tries === 1, clock)
  expect(bad.received).toHaveLength(1)
  const begun = now
  for (const [i, wait] of waits.entries()) {
    expect((await state()).nextAt).toBe(now + wait)
    now += wait
    await delivering(async () => (await state()).tries === i + 2, clock)
  }
  expect((now - begun) / 86_400_000).toBeGreaterThan(3)
  const off = await state()
  expect(off).toMatchObject({ state: 'off', waiting: 3, offBecause: expect.stringMatching(/11 times .* status 500/) })
  expect(new Set(bad.received.map((it) => it.id)).size, 'always the first in order').toBe(1)
  expect(await its.inside(webhookFaults)).toMatchObject([{ fix: expect.stringMatching(/webhook resume/) }])
  bad.answer = 200
  await its.inside(async (tx) => resumeWebhook(tx, await findWebhook(tx, webhookId(one!.id))))
  await delivering(async () => (await state()).waiting === 0, clock)
  expect(bad.received.slice(-3).map((it) => it.id)).toEqual(good.received.map((it) => it.id))
  expect(other).toBeDefined()
  const log = await its.inside((tx) => listTries(tx, one!.id, { limit: 100 }))
  expect(log).toHaveLength(bad.received.length)
  expect(log[0]).toMatchObject({ status: 200, says: 'thank you', kind: 'claim.created' })
  expect(await its.inside((tx) => listTries(tx, one!.id, { limit: 100, failed: true }))).toHaveLength(waits.length + 1)
})

test('who answers 410 is told nothing more', async () => {
  const its = await place('Gone Ltd')
  const there = await receiver()
  there.answer = 410
  await its.inside(async (tx) => registerWebhook(tx, await readWorkspace(tx), { url: there.url, events: ['*'] }))
  await claimOf(its, 'G-1')
  await delivering(async () => (await its.inside(listWebhooks))[0]!.state === 'off')
  expect(there.received).toHaveLength(1)
})

test('played again, one event or all since a moment, each under its own id; forgotten after its time', async () => {
  const its = await place('Again Ltd')
  const there = await receiver()
  const { id } = await its.inside(async (tx) =>
    registerWebhook(tx, await readWorkspace(tx), { url: there.url, events: ['claim.created'] }),
  )
  const row = () => its.inside((tx) => findWebhook(tx, webhookId(id)))
  for (const number of ['A-1', 'A-2']) await claimOf(its, number)
  await delivering(async () => (await row()).waiting === 0)
  const ids = there.received.map((it) => it.id)
  await its.inside(async (tx) => replayTo(tx, await findWebhook(tx, webhookId(id)), { event: ids[1]! }))
  await delivering(async () => (await row()).waiting === 0)
  expect(there.received.map((it) => it.id)).toEqual([...ids, ids[1]])
  await its.inside(async (tx) => replayTo(tx, await findWebhook(tx, webhookId(id)), { since: at.clock.now() - 1000 }))
  await delivering(async () => (await row()).waiting === 0)
  expect(there.received.map((it) => it.id)).toEqual([...ids, ids[1], ...ids])
  // One who comes later is told of what was kept for others.
  const late = await receiver()
  const { id: lateId } = await its.inside(async (tx) =>
    registerWebhook(tx, await readWorkspace(tx), { url: late.url, events: ['*'] }),
  )
  await its.inside(async (tx) =>
    replayTo(tx, await findWebhook(tx, webhookId(lateId)), { since: at.clock.now() - 1000 }),
  )
  await delivering(async () => late.received.length === 2)
  await expect(
    its.inside(async (tx) =>
      replayTo(tx, await findWebhook(tx, webhookId(id)), { event: eventId('01990000-0000-7000-8000-000000000000') }),
    ),
  ).rejects.toThrow(/no event/)
  await its.inside((tx) => forgetEvents(tx, real() + 1000))
  expect(await its.inside((tx) => listTries(tx, id, { limit: 10 }))).toEqual([])
})

test('a test goes out at once and says what came of it; a redirect is not followed, a long answer not read', async () => {
  const its = await place('Test Ltd')
  const [there, elsewhere] = [await receiver(), await receiver()]
  const { id, secret } = await its.inside(async (tx) =>
    registerWebhook(tx, await readWorkspace(tx), { url: there.url, events: ['*'] }),
  )
  const go = async () => testWebhook(at.db, await its.workspace(), id, real)
  expect(await go()).toMatchObject({ delivered: true, status: 200, says: 'thank you' })
  expect(verified(secret, there.received[0]!).type).toBe('webhook.test')
  there.answer = (response) => void response.writeHead(302, { Location: elsewhere.url }).end()
  expect(await go()).toMatchObject({ delivered: false, status: 302 })
  expect(elsewhere.received).toEqual([])
  there.answer = (response) => {
    response.writeHead(500)
    const more = () => void (response.destroyed || response.write('x'.repeat(65_536), () => setImmediate(more)))
    more()
  }
  const { says, ...endless } = await go()
  expect(endless).toMatchObject({ delivered: false, status: 500 })
  expect(says.length).toBe(500)
  await there.stop()
  expect(await go()).toMatchObject({ delivered: false, says: expect.stringMatching(/ECONNREFUSED/) })
})

const strict = { privateAddresses: false, http: false }
test.each([
  'http://shop.example/hooks',
  'https://127.0.0.1/x',
  'https://localhost/x',
  'https://[::1]/x',
  'https://10.1.2.3/x',
  'https://169.254.169.254/latest/meta-data',
  'https://0x7f.1/x',
  'https://2130706433/x',
  'https://[::ffff:192.168.1.1]/x',
  'https://[fe80::1]/x',
  'https://me:word@shop.example/x',
  'ftp://shop.example/x',
  'shop.example',
  '',
])('%s is refused with a cure', (url) => {
  expect(() => checkWebhookUrl(url, strict)).toThrow(/\S/)
})

test('addresses of this machine and of networks are known, and a name that leads there is not reached', async () => {
  for (const inner of [
    '127.9.9.9',
    '172.31.0.1',
    '100.64.0.1',
    '0.0.0.0',
    '::',
    '::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '255.255.255.255',
  ])
    expect(isInside(inner), inner).toBe(true)
  for (const outer of ['93.184.216.34', '172.32.0.1', '2606:2800:220:1::1']) expect(isInside(outer), outer).toBe(false)
  const there = await receiver()
  const post = {
    secret: `whsec_${Buffer.alloc(32).toString('base64')}`,
    id: 'evt_1',
    body: '{}',
    at: real(),
    timeoutMs: 5000,
  }
  const url = there.url.replace('127.0.0.1', 'localhost')
  const shut = { ...post, url, rehearsal: false, allowed: { privateAddresses: false, http: true } }
  expect(await postWebhook(shut)).toEqual({ says: expect.stringMatching(/private network/) })
  const away = { ...post, url: 'https://shop.example/x', rehearsal: true, allowed: strict }
  expect(await postWebhook(away)).toEqual({ says: expect.stringMatching(/rehearsal/) })
  expect(there.received).toEqual([])
  there.answer = 'hang'
  const silent = {
    ...post,
    url: there.url,
    rehearsal: true,
    timeoutMs: 50,
    allowed: { privateAddresses: true, http: true },
  }
  expect(await postWebhook(silent)).toEqual({ says: 'No answer in 0.05 seconds.' })
})

test('names of events and their groups', () => {
  expect(['*', 'claim.*', 'claim.paid'].every(isEventName)).toBe(true)
  expect(['', 'claim', 'claim.', 'nothing.*', '**', 'webhook.test'].some(isEventName)).toBe(false)
  expect(wants(['claim.*'], 'claims.x')).toBe(false)
})

test('live, an event for an address of the internet is queued; in rehearsal it is not', async () => {
  const its = await place('Live Ltd')
  const { id } = await its.inside(async (tx) =>
    registerWebhook(tx, await readWorkspace(tx), { url: 'https://shop.example/hooks', events: ['*'] }),
  )
  const waiting = async () => (await its.inside((tx) => findWebhook(tx, webhookId(id)))).waiting
  await claimOf(its, 'L-1')
  expect(await waiting()).toBe(0)
  await its.inside(goLive)
  await claimOf(its, 'L-2')
  expect(await waiting()).toBeGreaterThan(0)
})
