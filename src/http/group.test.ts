// Groups of customers: given, told together, seen in lists, taken out, merged and erased.

import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { inWorkspace } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { api } from './app.ts'

const db = await freshDatabase('2026-03-02')
const app = api({ db: db.db, dataDir: db.dataDir, version: 'test' })
const id = await nordwind(db)
const secret = await inWorkspace(db.db, id, 'test', async (tx) => (await addKey(tx, 'writer', true)).secret)

async function send(method: string, path: string, body?: unknown, version?: number) {
  const answer = await app.request(path, {
    method,
    headers: {
      Authorization: `Bearer ${secret}`,
      'Content-Type': 'application/json',
      ...(version !== undefined && { 'If-Match': `"${version}"` }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return { status: answer.status, json: JSON.parse(await answer.text()) }
}

async function claim(name: string, amountMinor: number, currency: string, group?: string): Promise<string> {
  const { json } = await send('POST', '/v1/claims', {
    debtor: { name, kind: 'business', country: 'GB', group },
    number: `${name.slice(0, 3)}-${amountMinor}`,
    amount: { amountMinor, currency },
    issuedOn: '2026-01-10',
    dueOn: '2026-02-09',
  })
  return json.debtor
}

async function change(debtor: string, body: object) {
  const { json } = await send('GET', `/v1/debtors/${debtor}`)
  return send('PATCH', `/v1/debtors/${debtor}`, body, json.version)
}

const around = async (debtor: string) => (await send('GET', `/v1/debtors/${debtor}/overview`)).json.group

test('customers of one owner stand together, each currency by itself, and nobody is told of who is not in it', async () => {
  const stores = await claim('Ardenvale Stores plc', 100_000, 'GBP', 'Ardenvale Holdings')
  const kitchens = await claim('Gallowmere Kitchens Ltd', 40_000, 'GBP')
  const marine = await claim('Thornquay Marine Ltd', 7_000, 'EUR')
  await claim('Quince & Rowe LLP', 500, 'GBP')
  expect(await around(kitchens)).toBeNull()
  expect(await around(stores)).toMatchObject({ debtors: 1, others: [] })
  await change(kitchens, { group: '  ARDENVALE   holdings ' })
  await change(marine, { group: 'Ardenvale Hóldings' })
  const together = {
    debtors: 3,
    owed: [
      { currency: 'GBP', openMinor: 140_000, overdueMinor: 140_000 },
      { currency: 'EUR', openMinor: 7_000, overdueMinor: 7_000 },
    ],
  }
  expect(await around(stores)).toMatchObject({
    ...together,
    others: [{ name: 'Gallowmere Kitchens Ltd' }, { name: 'Thornquay Marine Ltd' }],
  })
  expect((await send('GET', '/v1/groups?starts=arden')).json.items).toMatchObject([together])
  expect((await send('GET', '/v1/groups?starts=b')).json.items).toEqual([])
  for (const order of ['no', 'name', 'open', 'overdue']) {
    const listed = await send('GET', `/v1/debtors?group=ardenvale%20HOLDINGS&order=${order}&limit=2`)
    const rest = await send(
      'GET',
      `/v1/debtors?group=ardenvale%20HOLDINGS&order=${order}&limit=2&cursor=${listed.json.next}`,
    )
    const ids = [...listed.json.items, ...rest.json.items].map((it: { id: string }) => it.id)
    expect(ids.sort()).toEqual([stores, kitchens, marine].sort())
  }
})

test('a name may begin with any sign', async () => {
  await claim('Heron Ltd', 300, 'GBP', '🦀 Holding')
  const { items } = (await send('GET', '/v1/groups')).json
  expect(items.map((it: { name: string }) => it.name)).toContain('🦀 Holding')
})

test('what need not be said is taken out again', async () => {
  const debtor = await claim('Oxbourne Pottery Ltd', 900, 'GBP', 'Oxbourne Group')
  await change(debtor, { segment: 'north', accountManager: 'Ada Palmer' })
  const emptied = await change(debtor, { group: null, segment: null, accountManager: null, paysBy: null })
  expect(emptied.status).toBe(200)
  for (const field of ['group', 'segment', 'accountManager', 'paysBy']) expect(emptied.json).not.toHaveProperty(field)
  expect((await send('GET', '/v1/groups?starts=oxb')).json.items).toEqual([])
  expect((await change(debtor, { group: '  ' })).status).toBe(400)
  expect((await change(debtor, { name: null })).status).toBe(400)
  expect((await change(debtor, { group: 'x'.repeat(101) })).status).toBe(400)
})
