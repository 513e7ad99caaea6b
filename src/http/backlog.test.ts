// The backlog of a first list: held by age, answered once per band, every answer doing what it says, and taken back while nothing
// went out.

import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { day } from '../core/day.ts'
import { run } from '../engine/run.ts'
import { readyMade } from '../rules/policies.ts'
import { inWorkspace } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { savePolicies } from '../store/policy.ts'
import { readWorkspace } from '../store/workspace.ts'
import { api } from './app.ts'

const at = await freshDatabase('2026-04-01')
const app = api({ db: at.db, dataDir: at.dataDir, version: 'test' })

const head = 'Customer,Email,Invoice no,Issued,Due,Total,Currency'
const rows = [
  'Alder Ltd,a@alder.example,1,2026-03-01,2026-03-20,100.00,GBP',
  'Birch Ltd,b@birch.example,2,2026-01-20,2026-02-10,200.00,GBP',
  'Cedar Ltd,c@cedar.example,3,2025-12-20,2026-01-10,300.00,GBP',
  'Cedar Ltd,c@cedar.example,4,2026-04-01,2026-05-01,50.00,GBP',
  'Elm Ltd,e@elm.example,5,2025-01-20,2025-02-10,400.00,GBP',
]

async function desk() {
  const id = await nordwind(at)
  await inWorkspace(at.db, id, 'test', (tx) => savePolicies(tx, readyMade))
  const secret = await inWorkspace(at.db, id, 'test', async (tx) => (await addKey(tx, 'test', true)).secret)
  const call = async (method: string, path: string, body?: string | object) => {
    const type = typeof body === 'string' ? 'application/octet-stream' : 'application/json'
    const headers = { Authorization: `Bearer ${secret}`, ...(body === undefined ? {} : { 'Content-Type': type }) }
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const answer = await app.request(path, { method, headers, body: text })
    return JSON.parse(await answer.text())
  }
  const takeIn = async (lines: readonly string[]) => {
    const { id: upload } = await call('POST', '/v1/uploads?fileName=list.csv', [head, ...lines].join('\n'))
    return call('POST', `/v1/uploads/${upload}/import`, { kind: 'claims', customers: 'business' })
  }
  const runOn = async (text: string) =>
    run(at.db, await inWorkspace(at.db, id, 'test', readWorkspace), { day: day(text), actor: 'test' })
  const bandOf = async (name: string) => {
    const { bands } = await call('GET', '/v1/backlog')
    return bands.find((it: { band: string }) => it.band === name)
  }
  return { call, takeIn, runOn, bandOf }
}

test('a first list is held by age until it is answered; a second one is not', async () => {
  const { call, takeIn, runOn, bandOf } = await desk()
  expect(await takeIn(rows)).toMatchObject({ created: { claims: 5 }, backlog: 4 })
  const { bands } = await call('GET', '/v1/backlog')
  expect(bands).toMatchObject([
    { band: '1-30', claims: 1, open: [{ amountMinor: 10_000, currency: 'GBP' }], answer: null },
    { band: '31-60', claims: 1 },
    { band: '61-90', claims: 1, debtors: 1, open: [{ amountMinor: 30_000 }] },
    { band: '181+', claims: 1 },
  ])
  expect((await runOn('2026-04-01')).messages, 'nothing goes out before it is answered').toBe(0)
  await call('POST', `/v1/backlog/${bands[0].id}/answer`, { answer: 'ladder' })
  expect(await bandOf('1-30')).toMatchObject({ answer: 'ladder', answeredBy: 'key test' })
  expect((await runOn('2026-04-01')).messages).toBe(1)
  expect(await takeIn(['Fir Ltd,f@fir.example,6,2026-01-01,2026-01-31,10.00,GBP'])).toMatchObject({ backlog: 0 })
})

test('a statement of account goes first, once, seen by a person; the ladder begins two weeks later', async () => {
  const { call, takeIn, runOn, bandOf } = await desk()
  await takeIn(rows)
  const band = await bandOf('61-90')
  await call('POST', `/v1/backlog/${band.id}/answer`, { answer: 'statement' })
  await runOn('2026-04-01')
  const first = (await call('GET', '/v1/outbox')).items
  expect(first).toMatchObject([{ stage: 'statement', state: 'waiting' }])
  const again = await call('POST', `/v1/backlog/${band.id}/answer`, { answer: 'ladder' })
  expect(again.code).toBe('backlog.already')
  await call('POST', `/v1/backlog/${band.id}/undo`, {})
  expect(await bandOf('61-90')).toMatchObject({ answer: null })
  await runOn('2026-04-01')
  expect((await call('GET', '/v1/outbox')).items, 'its draft is overtaken').toEqual([])
  await call('POST', `/v1/backlog/${band.id}/answer`, { answer: 'statement' })
  await runOn('2026-04-16')
  expect((await call('GET', '/v1/outbox')).items.map((it: { stage: string }) => it.stage)).toEqual(['second'])
})

test('left to a person, written off, and both taken back; the import goes back with them', async () => {
  const { call, takeIn, bandOf } = await desk()
  const { importId } = await takeIn(rows)
  const claimOf = async (number: string) => (await call('GET', `/v1/claims?number=${number}`)).items[0]
  const old = await bandOf('181+')
  const mid = await bandOf('31-60')
  await call('POST', `/v1/backlog/${old.id}/answer`, { answer: 'write_off' })
  expect((await claimOf('5')).openMinor).toBe(0)
  await call('POST', `/v1/backlog/${mid.id}/answer`, { answer: 'by_hand' })
  expect((await claimOf('2')).handling).toBe('by_hand')
  await call('POST', `/v1/backlog/${old.id}/undo`, {})
  await call('POST', `/v1/backlog/${mid.id}/undo`, {})
  expect((await claimOf('5')).openMinor).toBe(40_000)
  expect((await claimOf('2')).handling).toBe(null)
  await call('POST', `/v1/backlog/${old.id}/answer`, { answer: 'ladder' })
  expect(await call('POST', `/v1/imports/${importId}/undo`, {})).toMatchObject({ claimsWithdrawn: 5 })
  expect((await call('GET', '/v1/backlog')).bands).toEqual([])
})
