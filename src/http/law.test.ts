// What the law asks and nobody has said: listed with whom it concerns, answered for all of them and for no others; rates that were looked up.

import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { day } from '../core/day.ts'
import { concernedBy } from '../engine/law-answer.ts'
import { inWorkspace } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { changeSettings, readWorkspace } from '../store/workspace.ts'
import { api } from './app.ts'

const at = await freshDatabase('2026-03-02')
const app = api({ db: at.db, dataDir: at.dataDir, version: 'test' })
const id = await nordwind(at)
const secret = await inWorkspace(at.db, id, 'test', async (tx) => {
  await changeSettings(tx, { requestsPerMinute: 0 })
  return (await addKey(tx, 'writer', true)).secret
})

async function call(method: string, path: string, body?: unknown) {
  const answer = await app.request(path, {
    method,
    headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return { status: answer.status, json: JSON.parse(await answer.text()) }
}

async function owes(name: string, kind: string, country: string): Promise<string> {
  const { status, json } = await call('POST', '/v1/claims', {
    debtor: { name, externalId: name, kind, country },
    ...{ number: `R-${name}`, amount: { amountMinor: 10_000, currency: 'GBP' } },
    ...{ issuedOn: '2026-01-10', dueOn: '2026-02-09' },
  })
  expect(status, JSON.stringify(json)).toBe(201)
  return json.debtor
}

interface Group {
  readonly fact: string
  readonly kind: string
  readonly country: string
  readonly customers: number
  readonly first: readonly { id: string; name: string }[]
}
const groups = async (fact: string): Promise<Group[]> =>
  (await call('GET', '/v1/law/missing')).json.groups.filter((it: Group) => it.fact === fact)

const ash = await owes('Ash', 'consumer', 'US')
const birch = await owes('Birch', 'consumer', 'US')
const cedar = await owes('Cedar', 'consumer', 'GB')

test('one answer is given to all whom it concerns, and to no others', async () => {
  const of = (country: string) => async () => (await groups('region')).filter((it) => it.country === country)
  const [american] = await of('US')()
  expect(american).toMatchObject({ kind: 'consumer', customers: 2 })
  expect(american!.first.map((it) => it.id).sort()).toEqual([ash, birch].sort())
  // Whoever looks for one only passes those over whom the answer does not concern.
  const few = { country: 'gb', kind: 'consumer', customersMax: 1 }
  const found = await inWorkspace(at.db, id, 'test', async (tx) =>
    concernedBy(tx, await readWorkspace(tx), 'region', day('2026-03-02'), few),
  )
  expect(found.whom.map((it) => it.name)).toEqual(['Cedar'])
  const wrong = await call('POST', '/v1/law/answers', { fact: 'region', value: 'California!' })
  expect(wrong).toMatchObject({ status: 422, json: { code: 'law.region' } })
  // CA is California in one country and nothing in the other.
  const both = await call('POST', '/v1/law/answers', { fact: 'region', value: 'CA', kind: 'consumer' })
  expect(both).toMatchObject({ status: 422, json: { code: 'law.countries' } })
  const given = await call('POST', '/v1/law/answers', { fact: 'region', value: 'CA', country: 'US', kind: 'consumer' })
  expect(given).toMatchObject({ status: 200, json: { changed: 2, more: false } })
  expect(await of('US')()).toEqual([])
  expect((await of('GB')())[0]!.first.map((it) => it.id)).toEqual([cedar])
})

test('a rate that was looked up holds from its day on, and says where it was read', async () => {
  const series = 'de.bundesbank.basiszinssatz'
  const now = async () =>
    (await call('GET', '/v1/rates')).json.items.find((it: { id: string }) => it.id === series).today
  const rate = { series, from: '2026-03-01', until: '2026-09-01', percent: '1.31', source: 'Bundesbank, 1 March 2026' }
  expect((await now())?.percent).not.toBe('1.31')
  expect((await call('POST', '/v1/rates', { ...rate, until: '2026-02-01' })).json.code).toBe('rate.days')
  expect((await call('POST', '/v1/rates', { ...rate, percent: '1,31' })).json.code).toBe('rate.unreadable')
  expect((await call('POST', '/v1/rates', { ...rate, series: 'none' })).json.code).toBe('rate.series')
  expect((await call('POST', '/v1/rates', rate)).status).toBe(201)
  expect(await now()).toMatchObject({ percent: '1.31', source: 'Bundesbank, 1 March 2026 (entered here)' })
})
