import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { ciiOf, pdfWith, type Sample, ublOf } from '../../test/einvoice-samples.ts'
import { dayAt, dayText } from '../core/day.ts'
import { findClaim, readDues } from '../store/claim.ts'
import { inWorkspace, row, rows, sql } from '../store/db.ts'
import { findDebtor, listDebtors } from '../store/debtor.ts'
import { documentBytes, listDocuments } from '../store/document.ts'
import { verifyLedger } from '../store/ledger.ts'
import { listPayments, openClaims } from '../store/payment.ts'
import { verifyRecord } from '../store/record.ts'
import { readWorkspace } from '../store/workspace.ts'
import { importEInvoices } from './einvoice.ts'
import type { ImportDesk } from './import.ts'
import { undoImport } from './undo.ts'

const at = await freshDatabase()
const folder = mkdtempSync(join(tmpdir(), 'dunwell-einvoice-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function desk(): Promise<ImportDesk> {
  const id = await nordwind(at, { currency: 'EUR' })
  const workspace = await inWorkspace(at.db, id, 'test', readWorkspace)
  return {
    workspace,
    today: dayAt(at.clock.now(), workspace.zone),
    tx: (work) => inWorkspace(at.db, id, 'test', work),
  }
}

let count = 0
/** A folder of its own with these files. */
function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const path = join(folder, `case-${++count}`)
  mkdirSync(path)
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content)
  return path
}

const whole: Sample = { due: '2026-02-14', vat: 'DE123456788', buyerNumber: '10042' }
const credit: Sample = {
  ...{ number: 'C-1', credit: true, refersTo: '2026-0117', vat: 'DE123456788', buyerNumber: '10042' },
  ...{ net: '100.00', tax: '19.00', gross: '119.00', lines: ['100.00'], issued: '2026-01-20' },
}

/** Everything that an import could have written, to compare before and after. */
const written = (it: ImportDesk) =>
  it.tx((tx) =>
    row<Record<string, number>>(
      tx,
      sql`SELECT (SELECT count(*)::int FROM claims) AS claims, (SELECT count(*)::int FROM postings) AS postings, (SELECT count(*)::int FROM imports) AS imports,
            (SELECT count(*)::int FROM documents) AS documents, (SELECT count(*)::int FROM record) AS record, (SELECT count(*)::int FROM debtors) AS debtors,
            (SELECT count(*)::int FROM payments) AS payments, (SELECT count(*)::int FROM addresses) AS addresses`,
    ),
  )

test('an invoice, its credit note and its terms: a claim that is lowered, each file under it; and a second time nothing', async () => {
  const it = await desk()
  const pdf = pdfWith('factur-x.xml', ciiOf(whole))
  const path = folderOf({ 'a credit.xml': ublOf(credit), 'b invoice.pdf': pdf, 'notes.txt': 'not one' })
  const before = await written(it)
  const dry = await importEInvoices(it, path, { dryRun: true })
  expect(await written(it)).toEqual(before)
  const result = await importEInvoices(it, path)
  expect(result).toMatchObject({ files: 3, customers: 1, documents: 2, known: [] })
  expect({ ...result, importId: undefined, dryRun: true }).toEqual(dry)
  expect(result.invoices.map((one) => [one.file, one.became, one.claim.number])).toEqual([
    ['a credit.xml', 'new', 'C-1'],
    ['b invoice.pdf', 'new', '2026-0117'],
  ])
  expect(result.refused.map((one) => [one.file, one.problem.code])).toEqual([['notes.txt', 'einvoice.not_one']])
  expect(result.lowered).toEqual(['Credit note C-1 takes 119.00 EUR off 2026-0117.'])
  await it.tx(async (tx) => {
    const claim = await findClaim(tx, '2026-0117')
    const debtor = await findDebtor(tx, '10042')
    expect(claim).toMatchObject({ taxMinor: 19_000, orderNumber: '000123', about: 'Spare parts & service' })
    expect(debtor).toMatchObject({ name: 'Meyer GmbH', vatNumber: 'DE123456788', kind: 'business', country: 'DE' })
    expect((await readDues(tx, claim.book, [claim.id])).map((due) => dayText(due.due_on))).toEqual(['2026-02-14'])
    const [open] = await openClaims(tx, debtor, it.workspace.creditorId, 'EUR')
    expect(open!.open.principal).toBe(107_100)
    expect(await rows(tx, sql`SELECT rule_id FROM allocations`)).toEqual([{ rule_id: 'as-named+de.367' }])
    const papers = await listDocuments(tx)
    expect(papers.map((paper) => [paper.name, paper.kind, paper.claimNumber]).sort()).toEqual([
      ['a credit.xml', 'credit_note', null],
      ['b invoice.pdf', 'invoice', '2026-0117'],
    ])
    expect(Buffer.from(await documentBytes(tx, papers.find((one) => one.kind === 'invoice')!))).toEqual(
      Buffer.from(pdf),
    )
    const [kept] = await rows<{ terms: object }>(tx, sql`SELECT terms FROM claims WHERE id = ${claim.id}::uuid`)
    expect(kept!.terms).toMatchObject({
      payment: { means: '58', reference: 'RF18539007547034', ibans: ['DE02120300000000202051'] },
      buyerReference: '04011000-12345-34',
    })
  })
  const after = await written(it)
  expect(await importEInvoices(it, path)).toMatchObject({ known: ['a credit.xml', 'b invoice.pdf'], invoices: [] })
  expect(await written(it)).toEqual(after)
})

test('undone it is gone: claims, what the credit note took, and the papers; then it can be imported again', async () => {
  const it = await desk()
  const path = folderOf({ 'a.xml': ublOf(whole), 'c.xml': ublOf(credit) })
  await importEInvoices(it, path)
  await undoImport(it, 'last')
  await it.tx(async (tx) => {
    expect(await listDocuments(tx)).toEqual([])
    const debtor = await findDebtor(tx, '10042')
    expect(await openClaims(tx, debtor, it.workspace.creditorId, 'EUR')).toEqual([])
    expect((await listPayments(tx, debtor)).every((one) => one.undone && one.leftMinor === 0)).toBe(true)
  })
  const again = await importEInvoices(it, path)
  expect(again).toMatchObject({ customers: 0, documents: 2 })
  expect(again.lowered).toHaveLength(1)
  expect(await it.tx(verifyLedger)).toEqual([])
  expect(await verifyRecord(at.db, it.workspace.id)).toEqual([])
})

test('one customer by VAT number, whatever their name is written like, in one folder and in the next', async () => {
  const it = await desk()
  const other = { ...whole, buyerNumber: undefined }
  await importEInvoices(
    it,
    folderOf({
      'a.xml': ublOf({ ...other, number: '1' }),
      'b.xml': ublOf({ ...other, number: '2', buyer: 'Meyer Maschinenbau GmbH' }),
    }),
  )
  await importEInvoices(it, folderOf({ 'c.xml': ciiOf({ ...other, number: '3', buyer: 'MEYER' }) }))
  // By an alias alone, without the number.
  const { vat: _, ...nameless } = other
  await importEInvoices(
    it,
    folderOf({ 'd.xml': ublOf({ ...nameless, number: '4', buyer: 'Meyer Maschinenbau GmbH' }) }),
  )
  const debtors = await it.tx((tx) => listDebtors(tx))
  expect(debtors.map((one) => one.name)).toEqual(['Meyer GmbH'])
  const [open] = [await it.tx(async (tx) => openClaims(tx, debtors[0]!, it.workspace.creditorId, 'EUR'))]
  expect(open!.map((one) => one.number).sort()).toEqual(['1', '2', '3', '4'])
})

test('an invoice is never rewritten: its twin is filed beside it, another amount is refused, another due day is told', async () => {
  const it = await desk()
  const path = folderOf({
    'a.xml': ublOf(whole),
    'b.xml': ciiOf(whole),
    'c.xml': ublOf({ ...whole, net: '2000.00', tax: '380.00', gross: '2380.00', lines: ['2000.00'] }),
    'd.xml': ublOf({ ...whole, due: '2026-03-14' }),
  })
  const result = await importEInvoices(it, path)
  expect(result.invoices.map((one) => [one.became, one.problem?.code])).toEqual([
    ['new', undefined],
    ['unchanged', undefined],
    ['refused', 'einvoice.other_amount'],
    ['unchanged', undefined],
  ])
  expect(result.notes.map((one) => one.note.code)).toEqual(['einvoice.due_kept'])
  // What is refused again leaves no trace either, so that the first can still be taken back.
  const before = await written(it)
  expect((await importEInvoices(it, path)).invoices.map((one) => one.became)).toEqual(['refused'])
  expect(await written(it)).toEqual(before)
  await it.tx(async (tx) => {
    const claim = await findClaim(tx, '2026-0117')
    const dues = await readDues(tx, claim.book, [claim.id])
    expect(dues.map((due) => [dayText(due.due_on), due.amount_minor])).toEqual([['2026-02-14', 119_000]])
    expect(await listDocuments(tx, { claim })).toHaveLength(3)
  })
})

test('a bill to us is no claim; what a credit note cannot lower waits and is told', async () => {
  const it = await desk()
  const path = folderOf({
    'bill.xml': ublOf({ ...whole, buyer: it.workspace.name, seller: 'Fabrik AG' }),
    'credit.xml': ublOf(credit),
  })
  const result = await importEInvoices(it, path)
  expect(result.refused.map((one) => one.problem.code)).toEqual(['einvoice.to_us'])
  expect(result.notes.map((one) => one.note.code)).toEqual(['einvoice.credit_waits'])
  // Once its invoice comes it can be given to it by hand; what was imported before stays as it is.
  expect(await importEInvoices(it, path)).toMatchObject({ known: ['credit.xml'], lowered: [] })
})

test('what was paid before the invoice was written lowers it on its day; too much waits on account', async () => {
  const it = await desk()
  const path = folderOf({ 'a.xml': ublOf({ ...whole, prepaid: '1290.00', payable: '-100.00' }) })
  await importEInvoices(it, path)
  await it.tx(async (tx) => {
    const debtor = await findDebtor(tx, '10042')
    expect(await openClaims(tx, debtor, it.workspace.creditorId, 'EUR')).toEqual([])
    expect((await listPayments(tx, debtor)).map((one) => [one.amountMinor, one.leftMinor, dayText(one.day)])).toEqual([
      [129_000, 10_000, '2026-01-15'],
    ])
  })
})

test('a path that is not there is told', async () => {
  await expect(importEInvoices(await desk(), join(folder, 'nowhere'))).rejects.toMatchObject({
    facts: { code: 'einvoice.path' },
  })
})
