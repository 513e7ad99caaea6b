// What may take long, over the API: the same answer as in one piece, nobody else's, kept where the book is large, stopped where nobody
// wants it any more.

import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { publicId } from '../core/id.ts'
import { reckon } from '../engine/reckoning.ts'
import { readyMade } from '../rules/policies.ts'
import { inWorkspace } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { savePolicies } from '../store/policy.ts'
import { api } from './app.ts'

const at = await freshDatabase('2026-04-02')
const app = api({ db: at.db, dataDir: at.dataDir, version: 'test' })
const id = await nordwind(at, { currency: 'EUR' })
await inWorkspace(at.db, id, 'test', (tx) => savePolicies(tx, readyMade))
const keyOf = async (workspace: string) =>
  inWorkspace(at.db, workspace, 'test', async (tx) => (await addKey(tx, 'test', true)).secret)
const secret = await keyOf(id)

async function call(method: string, path: string, body?: object, as = secret) {
  const headers = { Authorization: `Bearer ${as}`, ...(body && { 'Content-Type': 'application/json' }) }
  const answer = await app.request(path, { method, headers, body: body && JSON.stringify(body) })
  // biome-ignore lint/suspicious/noExplicitAny: each expectation says what it holds
  return { status: answer.status, json: JSON.parse(await answer.text()) as any }
}

async function whole(body: object) {
  let it = await call('POST', '/v1/reckonings', body)
  while (it.json.state === 'at_work') it = await call('GET', `/v1/reckonings/${it.json.id}`)
  return it.json
}

const claim = (number: string, dueOn: string, amountMinor: number) => ({
  debtor: { name: `Customer ${number} Ltd`, kind: 'business', country: 'GB', email: `${number}@customer.example` },
  number,
  issuedOn: '2026-01-02',
  dueOn,
  amount: { amountMinor, currency: 'EUR' },
})

test('a report that is worked out beside whoever asks is the one that is made in one piece', async () => {
  for (const [i, dueOn] of ['2026-01-10', '2026-03-15', '2026-04-20'].entries())
    expect((await call('POST', '/v1/claims', claim(`R${i}`, dueOn, 1000_00 + i))).status).toBe(201)
  const beside = await whole({ report: { name: 'aging' } })
  expect(beside).toMatchObject({ state: 'done', simulation: null, says: null })
  expect(beside.done).toBe(beside.parts)
  const { json } = await call('GET', '/v1/reports/tables/aging')
  expect(beside.report).toEqual(json)
  expect(json.rows.length).toBeGreaterThan(2)
  const cash = await whole({ report: { name: 'cash' } })
  expect(cash.report).toEqual((await call('GET', '/v1/reports/tables/cash')).json)
})

test('the time machine sums what it lives: as many messages, over as much, as when all of them are listed', async () => {
  const { json } = await call('POST', '/v1/simulations', { days: 60 })
  const messages = json.actions.filter((it: { kind: string }) => it.kind === 'message')
  const { simulation } = await whole({ simulation: { days: 60 } })
  expect(messages.length).toBeGreaterThan(2)
  expect(simulation.draft.messages).toBe(messages.length)
  expect(simulation.draft.sums).toEqual([
    {
      currency: 'EUR',
      amountMinor: messages
        .flatMap((it: { sums: { amountMinor: number }[] }) => it.sums)
        .reduce((sum: number, it: { amountMinor: number }) => sum + it.amountMinor, 0),
    },
  ])
  const weekly = simulation.weeks.map((it: { draft: number }) => it.draft)
  expect(weekly.reduce((sum: number, it: number) => sum + it, 0)).toBe(messages.length)
  // Without a draft both sides are the same, and nobody changes.
  expect(simulation).toMatchObject({ changed: 0, debtors: 3, current: simulation.draft })
  const { json: ladders } = await call('GET', '/v1/policies')
  const { version: _, ...standard } = ladders.items.find((it: { id: string }) => it.id === 'standard')
  const without = { ...standard, steps: standard.steps.slice(-1) }
  const other = await whole({ simulation: { days: 60, policy: without } })
  expect(other.simulation.changed).toBeGreaterThan(0)
  expect(other.simulation.current.messages).toBe(messages.length)
  expect(other.simulation.shown[0]).toMatchObject({ changes: true })
})

test('a small book is worked out anew each time; what went wrong is told with its cure; others find nothing', async () => {
  const first = await whole({ report: { name: 'aging' } })
  await call('POST', '/v1/claims', claim('R9', '2026-02-02', 5_00))
  const second = await whole({ report: { name: 'aging' } })
  expect(second.id).not.toBe(first.id)
  expect(second.report).not.toEqual(first.report)
  const spoilt = await whole({ report: { name: 'cash-in', from: '2026-04-01', to: '2026-03-01' } })
  expect(spoilt).toMatchObject({ state: 'failed', report: null, says: '2026-04-01 is after 2026-03-01.' })
  const other = await keyOf(await nordwind(at, { name: 'Quay Street Ltd', currency: 'EUR' }))
  expect((await call('GET', `/v1/reckonings/${first.id}`, undefined, other)).status).toBe(404)
  expect((await call('POST', `/v1/reckonings/${first.id}/cancel`, {}, other)).status).toBe(404)
  expect((await call('POST', '/v1/reckonings', {})).status).toBe(400)
})

test('who asks the same meanwhile joins; stopped, it ends at the next part and nothing is answered', async () => {
  const desk = { db: at.db, workspace: { id }, actor: 'test', wall: () => at.db.source.now() }
  const ask = { kind: 'report' as const, ask: { name: 'endless' }, anew: false }
  let steps = 0
  const ended = Promise.withResolvers<unknown>()
  const first = await reckon(desk, ask, async (watch) => {
    watch.more(1_000_000)
    try {
      for (;;) {
        await inWorkspace(at.db, id, 'test', async () => undefined)
        await watch.step(1)
        steps++
      }
    } catch (error) {
      ended.resolve(error)
      throw error
    }
  })
  expect(first.state).toBe('at_work')
  const joined = await reckon(desk, ask, async () => expect.unreachable())
  expect(joined.id).toBe(first.id)
  const shown = publicId('rck', { book: 0, id: first.id })
  const { json } = await call('POST', `/v1/reckonings/${shown}/cancel`, {})
  expect(json).toMatchObject({ state: 'cancelled', report: null })
  // The clock of this database stands still, so its work hears of it only when it is told by the clock's next half second.
  at.clock.set('2026-04-02', 10)
  expect(await ended.promise).toMatchObject({ facts: { code: 'reckoning.cancelled' } })
  expect(steps).toBeGreaterThan(0)
  expect((await call('GET', `/v1/reckonings/${shown}`)).json.state).toBe('cancelled')
})
