import { expect, test } from 'vitest'
import { camt } from '../../test/bank-samples.ts'
import { britain, paypal } from '../../test/bank-tables.ts'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { ublOf } from '../../test/einvoice-samples.ts'
import { inWorkspace } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { api } from './app.ts'

const at = await freshDatabase('2026-04-02')
const app = api({ db: at.db, dataDir: at.dataDir, version: 'test' })
const id = await nordwind(at, { currency: 'EUR' })
const secret = await inWorkspace(at.db, id, 'test', async (tx) => (await addKey(tx, 'test', true)).secret)

async function call(method: string, path: string, body?: string, type = 'application/octet-stream') {
  const headers = { Authorization: `Bearer ${secret}`, ...(body === undefined ? {} : { 'Content-Type': type }) }
  const answer = await app.request(path, { method, headers, body })
  return { status: answer.status, json: JSON.parse(await answer.text()) }
}

test('a bank’s file is shown first, taken in once by its bytes, and its lines are read page by page', async () => {
  const preview = await call('POST', '/v1/imports/bank?preview=true', camt)
  expect(preview.json).toMatchObject({ id: null, known: false, fresh: 3, incoming: 2 })
  expect((await call('GET', '/v1/bank/lines')).json.items).toEqual([])
  const taken = await call('POST', '/v1/imports/bank?fileName=march.xml', camt, 'application/xml')
  expect(taken).toMatchObject({
    status: 200,
    json: { known: false, fresh: 3, statements: [{ format: 'camt.053.001.08' }] },
  })
  const again = await call('POST', '/v1/imports/bank', camt)
  expect(again.json).toMatchObject({ id: taken.json.id, known: true, fresh: 0 })
  const statements = await call('GET', '/v1/bank/statements')
  expect(statements.json.items).toMatchObject([{ fileName: 'march.xml', openingMinor: 100_000, fresh: 3 }])
  const first = await call('GET', '/v1/bank/lines?limit=2')
  const second = await call('GET', `/v1/bank/lines?limit=2&cursor=${first.json.next}`)
  const seen = [...first.json.items, ...second.json.items]
  expect(seen.map((one: { amountMinor: number }) => one.amountMinor).sort()).toEqual([-1250, 15000, 5000])
  expect(second.json.next).toBeUndefined()
  const one = await call('GET', `/v1/bank/lines/${seen[0].id}`)
  expect(one.json).toMatchObject({ id: seen[0].id, account: 'GB33BUKB20201555555555' })
})

test('what a table does not say stands in the query; what is missing comes back with its cure', async () => {
  const asked = await call('POST', '/v1/imports/bank', britain)
  expect(asked.status).toBe(422)
  expect(asked.json.fix).toContain('dmy')
  const taken = await call('POST', '/v1/imports/bank?dates=dmy&currency=GBP', britain)
  expect(taken.json).toMatchObject({ fresh: 3, incoming: 1 })
  const provider = await call('POST', '/v1/imports/bank', paypal, 'text/csv')
  expect(provider.json).toMatchObject({ fresh: 4, cameBack: 1, incoming: 1, knownUntil: null })
  expect((await call('POST', '/v1/imports/bank', 'hello', 'text/csv')).json.code).toBe('bank.unknown')
  expect((await call('POST', '/v1/imports/bank', camt, 'image/png')).json.code).toBe('request.form')
})

test('an e-invoice becomes its claim once; a preview leaves nothing behind', async () => {
  const file = ublOf({ due: '2026-02-14', vat: 'DE123456788', buyerNumber: '10042' })
  const preview = await call('POST', '/v1/imports/einvoice?preview=true', file)
  expect(preview.json).toMatchObject({ id: null, known: false, invoices: [{ became: 'new' }] })
  const claims = () => call('GET', '/v1/claims').then((it) => it.json.items.length)
  expect(await claims()).toBe(0)
  expect((await call('POST', '/v1/imports/einvoice', file)).json).toMatchObject({
    known: false,
    invoices: [{ became: 'new' }],
  })
  expect((await call('POST', '/v1/imports/einvoice', file)).json).toMatchObject({ known: true, invoices: [] })
  expect(await claims()).toBe(1)
  expect((await call('POST', '/v1/imports/einvoice', '<a/>')).json.refused).toMatchObject([
    { code: 'einvoice.not_one' },
  ])
})
