import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { paperOf } from '../../test/pdf.ts'
import { addCustomer } from '../../test/seed-papers.ts'
import { inWorkspace, rows, sql } from '../store/db.ts'
import { documentBytes, listDocuments, withdrawDocument } from '../store/document.ts'
import { verifyRecord } from '../store/record.ts'
import { readWorkspace } from '../store/workspace.ts'
import { fileFolder } from './filing.ts'
import { fileByHand } from './filing-one.ts'

const at = await freshDatabase()
const id = await nordwind(at)
const folder = mkdtempSync(join(tmpdir(), 'dunwell-papers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const within = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(at.db, id, 'test', work)
const workspace = await within(readWorkspace)
await within(async (tx) => {
  await addCustomer(tx, { name: 'Meyer Ltd', externalId: 'K-20', claims: ['2024-0117', '100', 'RE/2024/17', '700001'] })
  await addCustomer(tx, { name: 'Roth Ltd', claims: ['2024-0118', '2024-011'] })
})

const put = (name: string, bytes: Uint8Array) => writeFileSync(join(folder, name), bytes)
const file = () => fileFolder(at.db, workspace, folder, { actor: 'test' })

put('2024-0117.pdf', paperOf('Invoice', 'Invoice no  Date', '2024-0117  31.03.2024', 'Total  100.00'))
put('RE-2024-17.pdf', paperOf('Rechnung'))
put('scan 1.pdf', paperOf('INVOICE', 'Invoice no: 2024-0118', 'replaces 2024-0117'))
put('scan 2.pdf', paperOf('Invoice', 'Sum  100.00 EUR', 'Quantity 100'))
put('scan 3.pdf', paperOf('Delivery note', 'for invoice no 2024-0117', 'and invoice no 2024-0118'))
put('2024-0117 copy.pdf', paperOf('INVOICE', 'Invoice no 2024-0118'))
put('scan 4.pdf', paperOf('Meyer Ltd', 'Invoice', 'our number 700001'))
put('scan 5.pdf', paperOf('Invoice', 'our number 700001'))
put('contract K-20.pdf', paperOf('Terms'))
put('scan 6.pdf', paperOf('Customer no 1002', 'Roth Ltd', 'Agreement'))
put('scan 7.pdf', paperOf('Customer no 1002', 'Agreement'))
put('note 2024-0118.pdf', paperOf('Dear Sirs'))
put('broken.pdf', paperOf('Invoice no 2024-0117').subarray(0, 300))
put('page.pdf', Buffer.from('<html>'))
put('.hidden', Buffer.from('x'))
mkdirSync(join(folder, 'more'))
put('more/100.pdf', paperOf('Invoice'))
symlinkSync('/etc/hostname', join(folder, 'link.pdf'))
execFileSync('mkfifo', [join(folder, 'pipe.pdf')])

test('each goes where its number says, and what fits nothing or several is told with why', async () => {
  const result = await file()
  expect(result.filed.map((it) => [it.file, it.kind, it.claim ?? it.customer])).toEqual([
    ['2024-0117.pdf', 'invoice', '2024-0117'],
    ['RE-2024-17.pdf', 'invoice', 'RE/2024/17'],
    ['contract K-20.pdf', 'contract', 'Meyer Ltd'],
    ['more/100.pdf', 'invoice', '100'],
    ['scan 1.pdf', 'invoice', '2024-0118'],
    ['scan 4.pdf', 'invoice', '700001'],
    ['scan 6.pdf', 'contract', 'Roth Ltd'],
  ])
  expect(result.leftOver.map((it) => [it.file, it.what])).toEqual([
    ['2024-0117 copy.pdf', 'several'],
    ['broken.pdf', 'problem'],
    ['link.pdf', 'problem'],
    ['note 2024-0118.pdf', 'kind'],
    ['page.pdf', 'problem'],
    ['pipe.pdf', 'problem'],
    ['scan 2.pdf', 'none'],
    ['scan 3.pdf', 'several'],
    ['scan 5.pdf', 'none'],
    ['scan 7.pdf', 'none'],
  ])
  expect(result.leftOver[0]!.says).toBe(
    'Its name says claim 2024-0117, its text 2024-0118 of Roth Ltd ("2024-0118" called an invoice number in its text).',
  )
  expect(result.leftOver.find((it) => it.file === 'scan 2.pdf')!.says).toContain('nothing says that it is meant')
})

test('doing it again adds nothing, and what was withdrawn does not come back by itself', async () => {
  const count = () =>
    within((tx) =>
      rows<{ d: number; r: number }>(
        tx,
        sql`SELECT (SELECT count(*)::int FROM documents) AS d, (SELECT count(*)::int FROM record) AS r`,
      ),
    )
  const before = await count()
  expect(await file()).toMatchObject({ known: 7, filed: [] })
  expect(await count()).toEqual(before)
  const [one] = await within((tx) => listDocuments(tx))
  expect(await within((tx) => withdrawDocument(tx, one!))).toBe(true)
  expect(await within((tx) => withdrawDocument(tx, one!))).toBe(false)
  const again = await file()
  expect(again).toMatchObject({ known: 6, filed: [] })
  expect(again.leftOver.map((it) => it.says)).toContain('It was filed before and withdrawn by hand.')
})

test('by hand: where a person says, once, byte for byte', async () => {
  const path = join(folder, 'scan 5.pdf')
  const first = await within((tx) => fileByHand(tx, path, { claim: '700001', kind: 'invoice' }))
  expect(first.customer).toBe('Meyer Ltd')
  expect((await within((tx) => fileByHand(tx, path, { claim: '700001', kind: 'invoice' }))).id).toBeUndefined()
  const row = (await within((tx) => listDocuments(tx))).find((it) => it.name === 'scan 5.pdf')
  expect(Buffer.from(await within((tx) => documentBytes(tx, row!)))).toEqual(
    Buffer.from(paperOf('Invoice', 'our number 700001')),
  )
  await expect(
    within((tx) => fileByHand(tx, join(folder, 'page.pdf'), { claim: '100', kind: 'invoice' })),
  ).rejects.toMatchObject({ facts: { code: 'document.not_pdf' } })
  expect(await verifyRecord(at.db, id)).toEqual([])
})

test('a folder that is not there is told', async () => {
  await expect(fileFolder(at.db, workspace, join(folder, 'nowhere'), { actor: 'test' })).rejects.toMatchObject({
    facts: { code: 'document.folder' },
  })
})
