// PDFs over the API: filed by the number in them, by hand where none fits, found again, and withdrawn.

import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { paperOf } from '../../test/pdf.ts'
import { addCustomer } from '../../test/seed-papers.ts'
import { inWorkspace } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { api } from './app.ts'

const at = await freshDatabase('2024-04-02')
const app = api({ db: at.db, dataDir: at.dataDir, version: 'test' })
const id = await nordwind(at)
const secret = await inWorkspace(at.db, id, 'test', async (tx) => {
  await addCustomer(tx, { name: 'Meyer Ltd', externalId: 'K-20', claims: ['2024-0117', '2024-0118'] })
  return (await addKey(tx, 'test', true)).secret
})

async function call(method: string, path: string, body?: Uint8Array) {
  const headers = { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/octet-stream' }
  const answer = await app.request(path, { method, headers, body: body && new Uint8Array(body) })
  return { status: answer.status, json: JSON.parse(await answer.text()) }
}
const file = (name: string, bytes: Uint8Array, more = '') =>
  call('POST', `/v1/documents?fileName=${encodeURIComponent(name)}${more}`, bytes).then((it) => it.json)
const list = (q = '') => call('GET', `/v1/documents${q}`).then((it) => it.json.items)

test('a PDF is filed by the number in it, once; what fits nowhere is filed where a person says', async () => {
  const invoice = paperOf('Invoice', 'Invoice no  Date', '2024-0117  31.03.2024', 'Total  100.00')
  expect(await file('scan.pdf', invoice)).toMatchObject({
    filed: { claim: '2024-0117', kind: 'invoice', customer: 'Meyer Ltd' },
    known: false,
  })
  expect(await file('scan.pdf', invoice)).toMatchObject({ filed: null, known: true })
  const blank = paperOf('Nothing that says anything')
  expect(await file('blank.pdf', blank)).toMatchObject({ filed: null, leftOver: { what: 'none' } })
  expect((await file('blank.pdf', blank, '&claim=2024-0118')).code).toBe('document.kind')
  expect(await file('blank.pdf', blank, '&claim=2024-0118&kind=order')).toMatchObject({ filed: { claim: '2024-0118' } })
  expect((await file('not.pdf', new TextEncoder().encode('MZ and no PDF'))).fix).toBeTypeOf('string')
})

test('documents are found by how their name begins and by a number, page by page, and withdrawn', async () => {
  expect((await list()).map((it: { name: string }) => it.name)).toEqual(['blank.pdf', 'scan.pdf'])
  expect((await list('?q=sca')).map((it: { name: string }) => it.name)).toEqual(['scan.pdf'])
  expect((await list('?q=2024-0118')).map((it: { name: string }) => it.name)).toEqual(['blank.pdf'])
  expect(await list('?q=%25')).toEqual([])
  const first = (await call('GET', '/v1/documents?limit=1')).json
  const second = (await call('GET', `/v1/documents?limit=1&cursor=${first.next}`)).json
  expect([...first.items, ...second.items]).toHaveLength(2)
  expect(second.next).toBeUndefined()
  const [it] = first.items
  expect((await call('POST', `/v1/documents/${it.id}/withdraw`)).json).toMatchObject({ withdrawn: true })
  expect((await list()).map((one: { id: string }) => one.id)).not.toContain(it.id)
})
