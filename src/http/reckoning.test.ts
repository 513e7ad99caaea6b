// What may take long, over the API: the same answer as in one piece, nobody else's, kept where the book is large, stopped where nobody
// wants it any more.

import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { day } from '../core/day.ts'
import { publicId } from '../core/id.ts'
import { reckon } from '../engine/reckoning.ts'
import { send } from '../engine/release.ts'
import { runSeen, runWasStopped, stopRun } from '../engine/run-beside.ts'
import { readyMade } from '../rules/policies.ts'
import { inWorkspace } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { savePolicies } from '../store/policy.ts'
import { readRun } from '../store/run.ts'
import { changeSettings, readWorkspace } from '../store/workspace.ts'
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
  const ask = { kind: 'report' as const, about: 'endless', ask: { name: 'endless' }, anew: false }
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
  expect(await ended.promise).toMatchObject({ facts: { code: 'reckoning.cancelled' } })
  expect(steps).toBeGreaterThan(0)
  expect((await call('GET', `/v1/reckonings/${shown}`)).json.state).toBe('cancelled')
})

const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(at.db, id, 'test', work)
const fileOf = async (reckoned: string) => {
  const { json } = await call('GET', `/v1/reckonings/${reckoned}/file`)
  return { ...json, bytes: Buffer.from(json.base64 ?? '', 'base64') }
}

test('a list is made as a file beside whoever asks: all of its pages, under the filters that were given', async () => {
  const debtor = { name: '=cmd()', kind: 'business', country: 'GB', email: 'a@cmd.example' }
  for (let i = 0; i < 3; i++)
    expect((await call('POST', '/v1/claims', { ...claim(`LIST-${i}`, '2026-03-01', 20_00), debtor })).status).toBe(201)
  const made = await whole({ list: { name: 'claims', query: { starts: 'LIST', newest: 'true' } } })
  expect(made).toMatchObject({ kind: 'list', about: 'claims', state: 'done', counts: { rows: 3, more: false } })
  const { name, type, bytes } = await fileOf(made.id)
  expect([name, type]).toEqual(['claims-2026-04-02.csv', 'text/csv'])
  const [head, ...rows] = bytes.toString('utf8').trimEnd().split('\r\n')
  expect(head).toMatch(/^\ufeffnumber,customer,kind,issued,due,currency,amount,open/)
  expect(rows.map((it: string) => it.split(',').slice(0, 2)).sort()).toEqual([
    ['LIST-0', "'=cmd()"],
    ['LIST-1', "'=cmd()"],
    ['LIST-2', "'=cmd()"],
  ])
  expect((await call('POST', '/v1/reckonings', { list: { name: 'claims', query: { shoe: '1' } } })).status).toBe(400)
  for (const one of ['cases', 'debtors', 'promises'])
    expect(await whole({ list: { name: one } })).toMatchObject({ state: 'done', about: one })
  const { items } = (await call('GET', '/v1/reckonings')).json
  const abouts = items.map((it: { about: string }) => it.about)
  expect(abouts).toEqual(expect.arrayContaining(['debtors', 'cases', 'claims', 'aging']))
  expect(items[0]).toMatchObject({ askedBy: 'key test', state: 'done' })
  expect(items.every((it: object) => !('report' in it))).toBe(true)
})

test('the run of the day is begun beside whoever asks, and is then done', async () => {
  const begun = await call('POST', '/v1/runs/beside', {})
  let it = begun.json
  while (it.state === 'at_work') it = (await call('GET', `/v1/reckonings/${it.id}`)).json
  expect(it).toMatchObject({ kind: 'run', about: '2026-04-02', state: 'done', counts: { setAside: 0 } })
  expect(it.counts.cases).toBeGreaterThan(2)
  expect(it.done).toBe(it.parts)
  expect((await inside((tx) => readRun(tx, day('2026-04-02'))))?.decided_at).toBeTruthy()
})

test('letters are printed together, page by page, and all that is kept of a customer is one archive', async () => {
  await inside((tx) =>
    changeSettings(tx, { lettersOnly: true, recallMinutes: 0, knowledge: { reminders: null, demands: null } }),
  )
  const post = { name: 'Paper Ltd', kind: 'business', country: 'GB', address: ['Paper Ltd', '4 Quay', 'Leeds LS1 4AP'] }
  const made = []
  for (const number of ['P1', 'P2'])
    made.push(
      (
        await call('POST', '/v1/claims', {
          ...claim(number, '2026-01-05', 900_00),
          debtor: { ...post, name: `Paper ${number}` },
        })
      ).json,
    )
  expect(await whole({ letters: { from: '2026-04-02', to: '2026-04-02' } })).toMatchObject({
    state: 'failed',
    says: 'No letter was released from 2026-04-02 to 2026-04-02.',
  })
  await runSeen(at.db, await inside(readWorkspace), { day: day('2026-04-02'), actor: 'test' })
  const { items } = (await call('GET', '/v1/outbox?limit=200')).json
  const letters = items.filter((it: { channel: string }) => it.channel === 'letter')
  expect(letters.length).toBe(2)
  await call('POST', '/v1/outbox/approve', { messages: letters.map((it: { id: string }) => it.id) })
  const to = { day: day('2026-04-02'), actor: 'test', dataDir: at.dataDir, worker: 'test' }
  expect(await send(at.db, await inside(readWorkspace), to)).toMatchObject({ printed: 2 })
  const it = await whole({ letters: { from: '2026-04-02', to: '2026-04-02' } })
  expect(it, JSON.stringify(it)).toMatchObject({ kind: 'letters', state: 'done', counts: { rows: 2 } })
  const pdf = await fileOf(it.id)
  expect(pdf).toMatchObject({ name: 'letters-2026-04-02.pdf', type: 'application/pdf' })
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(Number(/\/Type \/Pages\s+\/Count (\d+)/.exec(pdf.bytes.toString('latin1'))?.[1])).toBe(it.counts.pages)
  const archive = await whole({ dossier: { debtor: made[0].debtor } })
  expect(archive).toMatchObject({ kind: 'dossier', about: 'Paper P1', state: 'done' })
  const entries = Object.keys(unzipSync((await fileOf(archive.id)).bytes))
  expect(entries).toContain('read-me-first.txt')
  expect(entries.some((one) => one.endsWith('.pdf'))).toBe(true)
})

test('a run is stopped in whichever process it works; the day waits until somebody runs it again', async () => {
  at.clock.set('2026-04-03', 10)
  const workspace = await inside(readWorkspace)
  const desk = { db: at.db, workspace, actor: 'schedule', wall: () => at.db.source.now() }
  const going = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<unknown>()
  const { id: running } = await reckon(
    desk,
    { kind: 'run', about: '2026-04-02', ask: { day: '2026-04-02' }, anew: true },
    async (watch) => {
      try {
        for (let i = 0; ; i++) {
          await inside(async () => undefined)
          await watch.step(1)
          if (i === 3) going.resolve()
        }
      } catch (error) {
        ended.resolve(error)
        throw error
      }
    },
  )
  await going.promise
  const shown = publicId('rck', { book: 0, id: running })
  expect((await call('POST', `/v1/reckonings/${shown}/cancel`, {})).json.code).toBe('reckoning.other')
  // Another process can do no more than change the row.
  expect(await inside((tx) => stopRun(tx, day('2026-04-02'), at.db.source.now()))).toMatchObject({ id: running })
  expect(await ended.promise).toMatchObject({ facts: { code: 'reckoning.cancelled' } })
  expect((await call('POST', `/v1/runs/${shown}/cancel`, {})).json).toMatchObject({
    state: 'cancelled',
    stoppedBy: 'test',
  })
  at.clock.set('2026-04-03', 11)
  expect(await inside((tx) => runWasStopped(tx, day('2026-04-02')))).toBe(true)
  let it = (await call('POST', '/v1/runs/beside', {})).json
  while (it.state === 'at_work') it = (await call('GET', `/v1/reckonings/${it.id}`)).json
  expect(await inside((tx) => runWasStopped(tx, day('2026-04-02')))).toBe(false)
})
