// A file laid on the desk: what it is, what is asked, what a person corrects, what it would make, and that nobody else finds it.

import { expect, test } from 'vitest'
import { camt } from '../../test/bank-samples.ts'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { ublOf } from '../../test/einvoice-samples.ts'
import { inWorkspace } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { api } from './app.ts'

const at = await freshDatabase('2026-04-02')
const app = api({ db: at.db, dataDir: at.dataDir, version: 'test' })
const keyOf = async (workspace: string) =>
  inWorkspace(at.db, workspace, 'test', async (tx) => (await addKey(tx, 'test', true)).secret)
const secret = await keyOf(await nordwind(at, { currency: 'EUR' }))

async function call(method: string, path: string, body?: string | object, as = secret) {
  const type = typeof body === 'string' ? 'application/octet-stream' : 'application/json'
  const headers = { Authorization: `Bearer ${as}`, ...(body === undefined ? {} : { 'Content-Type': type }) }
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await app.request(path, { method, headers, body: text })
  return { status: answer.status, json: JSON.parse(await answer.text()) }
}

const list = [
  'Customer;Invoice no;Issued;Due;Total;Remark',
  'Meyer GmbH;2026-001;02/01/2026;05/02/2026;1.240,00;north',
  'Öz & Söhne;2026-002;03/01/2026;06/02/2026;99,50;south',
  'Hansen Ltd;2026-003;03/01/2026;soon;10,00;south',
].join('\n')
const upload = (text: string, name = 'open items.csv') =>
  call('POST', `/v1/uploads?fileName=${encodeURIComponent(name)}`, text)

interface Question {
  readonly asks: string
  readonly answers: readonly { readonly says: string; readonly columns?: object; readonly defaults?: object }[]
}

test('a list is recognised, asks what it leaves open, shows what it would make, and is taken in once it is said', async () => {
  const first = await upload(list)
  expect(first).toMatchObject({ status: 201, json: { what: 'table', fileName: 'open items.csv' } })
  const { id, list: seen } = first.json
  const fieldOf = (name: string, of = seen) => of.columns.find((it: { name: string }) => it.name === name).field
  expect(fieldOf('Customer')).toBe('name')
  expect(fieldOf('Due')).toBe('dueOn')
  const asked = seen.questions as Question[]
  expect(asked.map((it) => it.asks).join('\n')).toMatch(/dates written[\s\S]*currency/)
  const open = await call('POST', `/v1/uploads/${id}/import`, { kind: 'claims', dryRun: true })
  expect(open.json.code).toBe('import.questions')
  const chosen = asked.map((it) => it.answers.find((one) => /day first|dd|EUR/i.test(one.says)) ?? it.answers[0]!)
  const said = {
    kind: 'claims',
    columns: { ...Object.assign({}, ...chosen.map((it) => it.columns)), Remark: { field: 'about' } },
    defaults: Object.assign({}, ...chosen.map((it) => it.defaults)),
  }
  const again = await call('POST', `/v1/uploads/${id}/look`, said)
  expect(again.json.list.questions).toEqual([])
  expect(fieldOf('Remark', again.json.list)).toBe('about')
  const shown = await call('POST', `/v1/uploads/${id}/import`, { ...said, dryRun: true })
  expect(shown.json).toMatchObject({
    dryRun: true,
    importId: null,
    created: { claims: 2, debtors: 2 },
    sums: { EUR: { amountMinor: 133_950 } },
    problems: [{ line: 4, value: 'soon' }],
  })
  expect((await call('GET', '/v1/claims')).json.items).toEqual([])
  const done = await call('POST', `/v1/uploads/${id}/import`, said)
  expect(done.json.created).toMatchObject({ claims: 2, debtors: 2 })
  expect(done.json.rejects).toContain('Hansen Ltd;2026-003')
  expect((await call('GET', '/v1/claims')).json.items.map((it: { about: string }) => it.about).sort()).toEqual([
    'north',
    'south',
  ])
  expect((await call('POST', `/v1/uploads/${id}/look`, {})).json.code, 'it is needed no more').toBe('upload.unknown')
  expect((await call('POST', `/v1/imports/${done.json.importId}/undo`, {})).json).toMatchObject({ claimsWithdrawn: 2 })
})

test('a file is known by what it holds, whatever it is called', async () => {
  const whatOf = async (text: string, name: string) => (await upload(text, name)).json.what
  expect(await whatOf(camt, 'x.csv')).toBe('bank')
  expect(await whatOf(ublOf({ due: '2026-02-14' }), 'x.pdf')).toBe('einvoice')
  expect(await whatOf('%PDF-1.4 and no more', 'invoice.xlsx')).toBe('document')
  expect(await whatOf('PK\x03\x04 and nothing more [Content_Types].xml', 'x.xlsx')).toBe('unknown')
  expect(await whatOf('\0\0\0\0', 'list.csv')).toBe('unknown')
  const customers = await upload('Customer no;Name;E-mail\n7;Meyer GmbH;a@meyer.example\n8;Hansen Ltd;b@hansen.example')
  expect(customers.json.list.kind).toBe('debtors')
})

test('the name of a file leads nowhere, and who works elsewhere does not find it', async () => {
  const { json } = await upload(list, '../../../etc/passwd')
  expect(json.fileName).not.toContain('/')
  const long = await upload(list, `Open items of Nordwind ${'at the end of the month '.repeat(4)}2026-03.csv`)
  expect(long.json.fileName).toMatch(/^Open items of Nordwind .{17}….* 2026-03\.csv$/)
  const other = await keyOf(await nordwind(at, { name: 'Other Ltd' }))
  expect((await call('POST', `/v1/uploads/${json.id}/look`, {}, other)).json.code).toBe('upload.unknown')
  expect((await call('POST', `/v1/uploads/${json.id}/import`, { kind: 'claims' }, other)).status).toBe(404)
  expect((await upload('')).json.code).toBe('upload.empty')
})

test('what is cancelled while it is read or written leaves nothing, and the file can be taken in again', async () => {
  const rows = Array.from({ length: 6_000 }, (_, i) => `Customer ${i % 300} GmbH;X-${i};2026-01-02;2026-02-01;12.40;DE`)
  const { id } = (await upload(['Customer;Invoice no;Issued;Due;Total;Country', ...rows].join('\n'))).json
  const said = { kind: 'claims', customers: 'business', defaults: { currency: 'EUR' } }
  expect((await call('POST', `/v1/uploads/${id}/cancel`, {})).json).toMatchObject({ atWork: false })
  for (const dryRun of [true, false]) {
    const taking = call('POST', `/v1/uploads/${id}/import`, { ...said, dryRun })
    while (!((await call('GET', `/v1/uploads/${id}`)).json.rowsDone > 0));
    expect((await call('POST', `/v1/uploads/${id}/cancel`, {})).json).toMatchObject({ atWork: true })
    const ended = await taking
    expect(ended).toMatchObject({ status: 409, json: { code: 'import.cancelled' } })
    expect(ended.json.detail).toMatch(
      dryRun ? /Nothing was taken in/ : /rows, and they were taken back: nothing of this file is owed/,
    )
    expect((await call('GET', '/v1/claims?open=true')).json.items).toEqual([])
  }
  expect((await call('GET', '/v1/imports')).json.items[0].undoneAt).not.toBeNull()
  const taken = await call('POST', `/v1/uploads/${id}/import`, said)
  expect(taken.json.created).toMatchObject({ claims: 6_000 })
})
