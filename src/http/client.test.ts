// The typed client against the real server, over the wire: what the compiler says a call takes and answers is what happens.

import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import { afterAll, expect, expectTypeOf, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { readyMade } from '../rules/policies.ts'
import { inWorkspace } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { savePolicies } from '../store/policy.ts'
import { type Answer, type Ask, type Call, client, DunwellProblem } from './client.ts'
import { serve } from './serve.ts'

const at = await freshDatabase('2026-03-02')
const id = await nordwind(at)
const key = await inWorkspace(at.db, id, 'test', async (tx) => {
  await savePolicies(tx, readyMade)
  return (await addKey(tx, 'client', true)).secret
})
const serving = await serve({
  db: at.db,
  dataDir: at.dataDir,
  version: 'test',
  listen: { host: '127.0.0.1', port: 0 },
  log: pino({ level: 'silent' }),
})
afterAll(() => serving.stop())
const dunwell = client({ url: `http://127.0.0.1:${serving.port}/`, key })

test('a claim is added once, read, changed at its version, paid, and every page of a list is walked', async () => {
  const body = {
    debtor: { name: 'Meyer GmbH', externalId: 'C/1', country: 'DE' },
    number: 'K-1',
    amount: { amountMinor: 124_000, currency: 'EUR' },
    issuedOn: '2026-01-10',
    dueOn: '2026-02-09',
  }
  const made = await dunwell('POST /v1/claims', { body, idempotencyKey: 'order-1' })
  expect(await dunwell('POST /v1/claims', { body, idempotencyKey: 'order-1' })).toEqual(made)
  const params = { id: made.claim!.id }
  const read = await dunwell('GET /v1/claims/{id}', { params })
  expect(read).toMatchObject({ number: 'K-1', openMinor: 124_000, dues: [{ dueOn: '2026-02-09' }] })
  const changed = await dunwell('PATCH /v1/claims/{id}', { params, body: { about: 'boxes' }, ifMatch: read.version })
  expect(changed.version).toBe(read.version + 1)
  const stale = dunwell('PATCH /v1/claims/{id}', { params, body: { about: 'x' }, ifMatch: read.version })
  const refused: unknown = await stale.catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(DunwellProblem)
  expect((refused as DunwellProblem).facts).toMatchObject({
    status: 412,
    code: 'version.other',
    fix: expect.stringMatching(/ETag/),
  })
  const { payment } = await dunwell('POST /v1/payments', {
    body: { debtor: made.debtor, amount: { amountMinor: 124_000, currency: 'EUR' } },
  })
  expect(payment.amountMinor).toBe(124_000)
  for (const number of ['K-2', 'K-3']) await dunwell('POST /v1/claims', { body: { ...body, number } })
  const numbers: string[] = []
  for await (const claim of dunwell.pages('GET /v1/claims', { query: { limit: 1, open: 'true' } }))
    numbers.push(claim.number)
  expect(numbers.sort()).toEqual(['K-2', 'K-3'])
})

test('a file goes in as it is, and what is refused comes back with its cure', async () => {
  const file = 'Customer;Invoice;Date;Due;Amount\nQuince LLP;I-1;2026-01-02;2026-02-01;12.40\n'
  const taken = await dunwell('POST /v1/imports/{kind}', {
    params: { kind: 'claims' },
    query: { currency: 'GBP', customers: 'business' },
    file,
  })
  expect(taken).toMatchObject({ created: { claims: 1 } })
  const other = client({ url: `http://127.0.0.1:${serving.port}`, key: 'dw_nobody_at_all' })
  await expect(other('GET /v1/workspace')).rejects.toThrow(/opens nothing.*key add/)
  const nowhere = client({ url: `http://127.0.0.1:${serving.port}/healthz?`, key })
  await expect(nowhere('GET /v1/workspace')).resolves.toEqual({ alive: true })
})

test('a report comes as columns and rows, cut where asked with its sums whole, and as CSV', async () => {
  const list = await dunwell('GET /v1/reports/tables')
  expect(list.items.map((it) => it.name)).toContain('bad-debt-tax')
  const params = { name: 'cash-in' }
  const query = { from: '2026-03-01', to: '2026-03-02' }
  const report = await dunwell('GET /v1/reports/tables/{name}', { params, query: { ...query, rows: 0 } })
  expect(report).toMatchObject({ rows: [], rowsInAll: 1, totals: [{ currency: 'EUR', amount: 124_000 }] })
  expect(report.formula).toContain('Each payment on the day it counts')
  const csv = await dunwell('GET /v1/reports/tables/{name}/csv', { params, query })
  expect(csv.split('\r\n')).toMatchObject([
    expect.stringMatching(/^currency,day,no,/),
    expect.stringMatching(/^EUR,2026-03-02,1001,Meyer GmbH,1240\.00,came,by hand,K-1,/),
    '',
  ])
  const months = await dunwell('GET /v1/reports/tables/{name}/csv', { params, query: { ...query, table: 'months' } })
  expect(months).toBe('currency,month,payments,amount,stepped,waited\r\nEUR,2026-03,1,1240.00,0,0\r\n')
  const turned = dunwell('GET /v1/reports/tables/{name}', { params, query: { ...query, converted: 'true' } })
  await expect(turned).rejects.toThrow('No rate between EUR and GBP is known for 2026-03-02')
  const file = 'Date,GBP\n2026-02-27,0.8\n'
  const rates = { query: { source: 'ECB' }, file }
  expect(await dunwell('POST /v1/exchange-rates', rates)).toEqual({ read: 1, kept: 1 })
  expect(await dunwell('GET /v1/exchange-rates')).toMatchObject({ items: [{ source: 'ECB', base: 'EUR', days: 1 }] })
  const last = await dunwell('GET /v1/exchange-rates/last', { query: { base: 'EUR', source: 'ECB' } })
  expect(last.items).toHaveLength(1)
  const pounds = { params, query: { ...query, converted: 'true' } } as const
  expect(await dunwell('GET /v1/reports/tables/{name}', pounds)).toMatchObject({
    rows: [{ currency: 'GBP', amount: 99_200 }],
    converted: { currency: 'GBP', rates: ['1 EUR = 0.8 GBP of 2026-02-27 (ECB)'] },
  })
})

test('the published package names the client where the build puts it', () => {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
  const { exports } = JSON.parse(read('package.json')) as { exports: Record<string, Record<string, string>> }
  for (const path of Object.values(exports['./client']!))
    expect(read(path.replace('./dist/', 'src/').replace(/(\.d)?\.(js|ts)$/, '.ts'))).toMatch(/export function client\(/)
})

test('the compiler knows what a call takes and answers', () => {
  expectTypeOf<'GET /v1/claims'>().toExtend<Call>()
  expectTypeOf<'POST /v1/holds/{id}/lift'>().toExtend<Call>()
  expectTypeOf<'GET /v1/nothing'>().not.toExtend<Call>()
  expectTypeOf<Answer<'GET /v1/claims/{id}'>['openMinor']>().toEqualTypeOf<number>()
  expectTypeOf<Answer<'GET /v1/claims'>['items'][number]['number']>().toEqualTypeOf<string>()
  expectTypeOf<Ask<'POST /v1/payments'>['body']['amount']['currency']>().toEqualTypeOf<string>()
  expectTypeOf<Parameters<typeof dunwell<'GET /v1/workspace'>>['length']>().toEqualTypeOf<1 | 2>()
  expectTypeOf<Parameters<typeof dunwell<'GET /v1/claims/{id}'>>['length']>().toEqualTypeOf<2>()
})
