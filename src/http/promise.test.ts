// Promises as they are looked through: by what became of them, by day and by sum, page by page; a new day for one; the offers that stand.

import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { clauseFrom } from '../core/clause.ts'
import { day } from '../core/day.ts'
import { keyOf } from '../core/id.ts'
import { judgePromise } from '../store/answer.ts'
import { addClause } from '../store/charge.ts'
import { inWorkspace } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { lockDebtors, verifyRecord } from '../store/record.ts'
import { changeSettings } from '../store/workspace.ts'
import { api } from './app.ts'

const at = await freshDatabase('2026-03-02')
const app = api({ db: at.db, dataDir: at.dataDir, version: 'test' })
const id = await nordwind(at)
const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(at.db, id, 'test', work)
const secret = await inside(async (tx) => {
  await changeSettings(tx, { requestsPerMinute: 0 })
  return (await addKey(tx, 'writer', true)).secret
})

async function call(method: string, path: string, body?: unknown) {
  const answer = await app.request(path, {
    method,
    headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const text = await answer.text()
  const json = answer.headers.get('Content-Type')?.startsWith('text/csv') ? text : JSON.parse(text)
  return { status: answer.status, json }
}

interface Made {
  readonly debtor: string
  readonly claim: string
}
async function debtor(name: string, currency = 'GBP'): Promise<Made> {
  const { json } = await call('POST', '/v1/claims', {
    debtor: { name, externalId: name, kind: 'business', country: 'GB' },
    ...{ number: `R-${name}`, amount: { amountMinor: 120_000, currency }, issuedOn: '2026-01-10', dueOn: '2026-02-09' },
  })
  return { debtor: json.debtor, claim: json.claim.id }
}
async function promised(of: Made, by: string, amountMinor: number, currency = 'GBP'): Promise<string> {
  const { status, json } = await call('POST', '/v1/promises', {
    ...{ debtor: of.debtor, amount: { amountMinor, currency }, by, who: '=Ms "Ash"' },
  })
  expect(status, JSON.stringify(json)).toBe(201)
  return json.ids[0]
}
async function judged(promise: string, of: Made, state: 'kept' | 'broken'): Promise<void> {
  const key = keyOf('prm', promise)
  await inside(async (tx) => {
    const heads = await lockDebtors(tx, key.book, [keyOf('dbt', of.debtor).id])
    await judgePromise(tx, heads, keyOf('dbt', of.debtor).id, key.id, state, day('2026-03-04'))
  })
}
const list = async (query: string): Promise<[string, string][]> =>
  (await call('GET', `/v1/promises?${query}`)).json.items.map((it: { name: string; until: string }) => [
    it.name,
    it.until,
  ])

const ash = await debtor('Ash')
const birch = await debtor('Birch')
const cedar = await debtor('Cedar', 'EUR')
const first = await promised(ash, '2026-03-02', 10_000)
const second = await promised(birch, '2026-03-09', 30_000)
await promised(ash, '2026-03-06', 20_000)
await promised(cedar, '2026-03-06', 5_000, 'EUR')

test('promises by what became of them, in order of their days or sums, page by page', async () => {
  expect(await list('standing=due')).toEqual([['Ash', '2026-03-02']])
  const coming = [
    ['Ash', '2026-03-06'],
    ['Cedar', '2026-03-06'],
    ['Birch', '2026-03-09'],
  ]
  expect((await list('standing=coming')).sort()).toEqual(coming.sort())
  expect((await list('standing=coming')).map(([, until]) => until)).toEqual(['2026-03-06', '2026-03-06', '2026-03-09'])
  expect((await list('standing=coming&order=sum')).map(([name]) => name)).toEqual(['Birch', 'Ash', 'Cedar'])
  expect(await list('standing=coming&currency=EUR')).toEqual([['Cedar', '2026-03-06']])
  expect(await list('standing=coming&to=2026-03-08&currency=GBP')).toEqual([['Ash', '2026-03-06']])
  expect(await list(`debtor=${ash.debtor}`)).toHaveLength(2)
  for (const query of ['standing=coming', 'standing=coming&order=sum', 'limit=2']) {
    const seen: string[] = []
    let next: string | undefined
    do {
      const { json } = await call(
        'GET',
        `/v1/promises?${query}&limit=1${next ? `&cursor=${next}` : ''}`.replace('limit=2&', ''),
      )
      seen.push(...json.items.map((it: { id: string }) => it.id))
      next = json.next
    } while (next)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(query === 'limit=2' ? 4 : 3)
  }
  const { json } = await call('GET', '/v1/promises?standing=due')
  expect(json.items[0]).toMatchObject({
    ...{ id: first, amountMinor: 10_000, state: 'open', openMinor: 120_000, claims: ['R-Ash'], collector: null },
  })
  expect((await call('GET', '/v1/promises?standing=due&cursor=abc')).status).toBe(400)
  const cursor = (await call('GET', '/v1/promises?standing=coming&limit=1')).json.next
  expect((await call('GET', `/v1/promises?standing=coming&order=sum&cursor=${cursor}`)).status).toBe(400)
})

test('sums by standing and by day, never over currencies, and a CSV that no spreadsheet runs', async () => {
  const { json } = await call('GET', '/v1/promises/sums')
  expect(json.due).toEqual([{ currency: 'GBP', promises: 1, amountMinor: 10_000 }])
  expect(json.coming).toEqual([
    { currency: 'GBP', promises: 2, amountMinor: 50_000 },
    { currency: 'EUR', promises: 1, amountMinor: 5_000 },
  ])
  expect(json.days).toEqual([
    { day: '2026-03-06', currency: 'GBP', promises: 1, amountMinor: 20_000 },
    { day: '2026-03-06', currency: 'EUR', promises: 1, amountMinor: 5_000 },
    { day: '2026-03-09', currency: 'GBP', promises: 1, amountMinor: 30_000 },
  ])
  const csv = (await call('GET', '/v1/promises/csv?standing=due')).json.split('\r\n')
  expect(csv[0]).toContain('customer,amount,currency,by')
  expect(csv[1]).toContain(`Ash,100.00,GBP,2026-03-02,2026-03-02,"'=Ms ""Ash""",open`)
})

test('a new day takes the place of one that is not over; one whose day is over counts as broken', async () => {
  const moved = await call('POST', `/v1/promises/${second}/move`, { by: '2026-03-12' })
  expect(moved.status).toBe(201)
  expect((await list('standing=withdrawn')).map(([name]) => name)).toEqual(['Birch'])
  expect(await list('standing=coming&from=2026-03-10')).toEqual([['Birch', '2026-03-12']])
  expect((await call('POST', `/v1/promises/${second}/move`, { by: '2026-03-20' })).json.code).toBe('promise.over')
  expect((await call('POST', `/v1/promises/${moved.json.id}/move`, { by: '2026-03-01' })).json.code).toBe(
    'promise.past',
  )
  expect(await list('standing=coming&from=2026-03-10'), 'nothing half done').toEqual([['Birch', '2026-03-12']])
  at.clock.set('2026-03-03')
  await call('POST', `/v1/promises/${first}/move`, { by: '2026-03-20' })
  expect(await list('standing=broken')).toEqual([['Ash', '2026-03-02']])
  await judged(moved.json.id, birch, 'kept')
  expect(await list('standing=kept')).toEqual([['Birch', '2026-03-12']])
  const sums = (await call('GET', '/v1/promises/sums')).json
  expect([sums.broken, sums.kept]).toEqual([
    [{ currency: 'GBP', promises: 1, amountMinor: 10_000 }],
    [{ currency: 'GBP', promises: 1, amountMinor: 30_000 }],
  ])
  const nobody = 'prm_00000000000000000000000000'
  expect((await call('POST', `/v1/promises/${nobody}/move`, { by: '2026-03-20' })).status).toBe(404)
  expect(await verifyRecord(at.db, id)).toEqual([])
})

test('of each claim the newest offer stands, until its day is over or it is taken back', async () => {
  const offer = (body: object | null) =>
    inside(async (tx) => {
      const key = keyOf('dbt', birch.debtor)
      const heads = await lockDebtors(tx, key.book, [key.id])
      const to = { debtor: key, claimId: keyOf('clm', birch.claim).id }
      await addClause(tx, heads, to, clauseFrom({ offer: body }), 'on the phone')
    })
  const standing = async () => (await call('GET', '/v1/promises/sums')).json.offers
  await offer({ payBy: '2026-03-10', because: 'on the phone' })
  at.clock.set('2026-03-03', 10)
  await offer({ payBy: '2026-03-15', what: 'interest', because: 'asked again' })
  expect(await standing()).toMatchObject([
    {
      name: 'Birch',
      number: 'R-Birch',
      payBy: '2026-03-15',
      what: 'interest',
      amountMinor: null,
      because: 'asked again',
    },
  ])
  at.clock.set('2026-03-16')
  expect(await standing()).toEqual([])
  at.clock.set('2026-03-15')
  await offer(null)
  expect(await standing()).toEqual([])
})
