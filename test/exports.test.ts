import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { dayAt } from '../src/core/day.ts'
import { Problem } from '../src/core/problem.ts'
import { type ImportDesk, type ImportResult, planImport, runImport } from '../src/engine/import.ts'
import { readRows } from '../src/imports/claims.ts'
import { findClaim } from '../src/store/claim.ts'
import { inWorkspace } from '../src/store/db.ts'
import { readWorkspace } from '../src/store/workspace.ts'
import { freshDatabase, nordwind } from './database.ts'
import { typed, workbook } from './workbook.ts'

const folder = mkdtempSync(join(tmpdir(), 'dunwell-exports-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = await freshDatabase()

async function desk(): Promise<ImportDesk> {
  const id = await nordwind(at, { currency: 'EUR' })
  const workspace = await inWorkspace(at.db, id, 'test', readWorkspace)
  return {
    workspace,
    today: dayAt(at.clock.now(), workspace.zone),
    tx: (work) => inWorkspace(at.db, id, 'test', work),
  }
}

const shared = resolve(import.meta.dirname, '../../shared/data/accounting-exports')

test.skipIf(!existsSync(shared))(
  'every file of the sample exports is imported or refused with a cure (skipped where the sample data is missing)',
  async () => {
    const it = await desk()
    const files = readdirSync(shared, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    expect(files.length).toBeGreaterThan(0)
    const listed: string[] = []
    for (const file of files) {
      const path = join(file.parentPath, file.name)
      for (const kind of ['claims', 'debtors'] as const) {
        const options = { rejects: join(folder, `${file.name}.csv`), defaults: { currency: 'EUR' } }
        const end = await planImport(it, path, kind, options)
          .then((plan) => runImport(it, plan, options))
          .catch((error: unknown) => error)
        if (end instanceof Error) {
          expect(end, file.name).toBeInstanceOf(Problem)
          const { says, fix } = (end as Problem).facts
          expect(fix).toMatch(/\S/)
          listed.push(`${file.name} as ${kind}: refused. ${says.split('\n')[0]} → ${fix}`)
        } else {
          const { rows, claims, debtors, problems } = end as ImportResult
          expect(claims + debtors + problems.count, file.name).toBeGreaterThan(0)
          listed.push(
            `${file.name} as ${kind}: ${rows} rows, ${claims} claims, ${debtors} customers, ${problems.count} problems`,
          )
        }
      }
    }
    console.log(listed.join('\n'))
  },
)
if (!existsSync(shared)) console.log('Skipped: the sample exports are not beside this checkout.')

const rows: readonly (readonly [program: string, csv: string])[] = [
  [
    'Xero',
    '*ContactName,EmailAddress,POCity,*InvoiceNumber,Reference,*InvoiceDate,*DueDate,Total,TaxTotal,InvoiceAmountPaid,InvoiceAmountDue,Description,*Quantity,*UnitAmount,LineAmount,TaxAmount,Currency,Type,Status\n' +
      'Meyer GmbH,a@meyer.example,Bremen,XN,PO 7,2026-01-10,2026-02-09,119.00,19.00,19.00,100.00,Work,1,60,60,11.40,EUR,Sales invoice,Awaiting Payment\n' +
      'Meyer GmbH,a@meyer.example,Bremen,XN,PO 7,2026-01-10,2026-02-09,119.00,19.00,19.00,100.00,Parts,1,40,40,7.60,EUR,Sales invoice,Awaiting Payment\n',
  ],
  [
    'Zoho',
    'Invoice Date,Invoice ID,Invoice Number,Invoice Status,Customer ID,Customer Name,Due Date,Currency Code,Item Name,Quantity,Item Price,Item Total,SubTotal,Total,Balance\n' +
      '2026-01-10,990001,XN,Overdue,77,Meyer GmbH,2026-02-09,EUR,Work,1,60,60,100.00,119.00,100.00\n' +
      '2026-01-10,990001,XN,Overdue,77,Meyer GmbH,2026-02-09,EUR,Parts,1,40,40,100.00,119.00,100.00\n',
  ],
  [
    'QuickBooks',
    'Date,Transaction Type,Num,Customer,Due Date,Amount,Open Balance\n2026-01-10,Invoice,XN,Meyer GmbH,2026-02-09,119.00,100.00\n',
  ],
  [
    'Invoice Ninja',
    'Client Name,Client Balance,Invoice Number,Invoice Amount,Invoice Balance,Invoice Date,Invoice Due Date\nMeyer GmbH,900.00,XN,119.00,100.00,2026-01-10,2026-02-09\n',
  ],
  [
    'FreshBooks',
    'Client Name,Invoice #,Date Issued,Date Due,Invoice Status,Date Paid,Item Name,Item Description,Rate,Quantity,Line Subtotal,Tax 1 Type,Tax 1 Amount,Line Total,Currency\n' +
      'Meyer GmbH,XN,2026-01-10,2026-02-09,viewed,,Work,January,50,1,50.00,VAT,10.00,60.00,EUR\n' +
      'Meyer GmbH,XM,2026-01-10,2026-02-09,paid,2026-01-20,Work,February,50,1,50.00,VAT,10.00,60.00,EUR\n' +
      'Meyer GmbH,XN,2026-01-10,2026-02-09,viewed,,Parts,,40,1,40.00,,0,40.00,EUR\n',
  ],
  [
    'QuickBooks, invoices with their lines',
    '*InvoiceNo,*Customer,*InvoiceDate,*DueDate,Terms,Item(Product/Service),ItemDescription,ItemQuantity,ItemRate,*ItemAmount,ItemTaxCode,ItemTaxAmount,Currency\n' +
      'XN,Meyer GmbH,2026-01-10,2026-02-09,Net 30,Work,January,1,50,50.00,VAT,10.00,EUR\nXN,Meyer GmbH,2026-01-10,2026-02-09,Net 30,Parts,,1,40,40.00,,0.00,EUR\n',
  ],
  [
    'Wave',
    'Business name,Customer name,Invoice number,PO number,Invoice date,Due date,Status,Amount paid,Amount due,Currency,Total,Tax total,Discount total\n' +
      'Nordwind,Meyer GmbH,XN,7,2026-01-10,2026-02-09,PARTIAL,19.00,100.00,EUR,119.00,19.00,0\n',
  ],
  [
    'DATEV, OPOS',
    'Konto;Rechnungsnummer;Datum;Fälligkeit;Sollbetrag;Habenbetrag;Saldo;Gegenkonto;Buchungstext\n' +
      '10001;XN;10.01.2026;09.02.2026;119,00;19,00;100,00;8400;Beratung\n10001;GS1;11.01.2026;11.01.2026;;5,00;-5,00;8400;Gutschrift\n',
  ],
  [
    'SAP',
    'Account,Assignment,Document Number,Document Type,Document Date,Net due date,Amount in doc. curr.,Document currency\n4711,A,XN,RV,10.01.2026,09.02.2026,100.00,EUR\n4711,A,XM,RV,10.01.2026,29.02.2028,1.00,EUR\n',
  ],
]

test.each(rows)('an export of %s is recognised and taken for what it is', async (program, csv) => {
  const it = await desk()
  const path = join(folder, 'export.csv')
  writeFileSync(path, csv)
  const options = { defaults: { currency: 'EUR' } }
  const plan = await planImport(it, path, 'claims', options)
  expect(plan.preset).toContain(program)
  const result = await runImport(it, plan, { ...options, rejects: join(folder, 'rejects.csv') })
  expect(result.problems.first).toEqual([])
  expect((await it.tx((tx) => findClaim(tx, 'XN'))).openMinor).toBe(10_000)
})

test.each(rows)('the XLSX twin of an export of %s gives the same claims', async (program, csv) => {
  const it = await desk()
  const mark = csv.includes(';') ? ';' : ','
  // Days and amounts in cells of their own kinds, as a spreadsheet holds them; German ones first as a spreadsheet reads them.
  const cell = (text: string) =>
    typed(text.replace(/^(\d\d)\.(\d\d)\.(\d{4})$/, '$3-$2-$1').replace(/^(-?\d+),(\d\d)$/, '$1.$2'))
  const cells = csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(mark))
  const twin = workbook([{ name: 'Export', rows: [cells[0]!, ...cells.slice(1).map((line) => line.map(cell))] }])
  const read = async (name: string, content: string | Uint8Array) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    const plan = await planImport(it, path, 'claims', { defaults: { currency: 'EUR' } })
    expect(plan.preset).toContain(program)
    const all = []
    for await (const one of readRows(plan.table, plan.mapping)) all.push('row' in one ? one.row : one.problem.facts)
    return all
  }
  expect(await read('twin.xlsx', twin)).toEqual(await read('export.csv', csv))
})

test('a row for each line of an invoice is refused before the first line is taken for the whole', async () => {
  const it = await desk()
  const path = join(folder, 'lines.csv')
  const line = (number: string, amount: string) => `Meyer GmbH,${number},2026-01-10,2026-02-09,${amount}`
  const lines = ['R1', 'R2', 'R3'].flatMap((number) => [line(number, '60.00'), line(number, '40.00')])
  writeFileSync(path, ['Customer,Invoice number,Invoice date,Due date,Amount', ...lines].join('\n'))
  await expect(planImport(it, path, 'claims', { defaults: { currency: 'EUR' } })).rejects.toThrow(
    'the amount of a line',
  )
})

test.each([
  ['DATEV, Buchungsstapel', 'Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;Konto;Belegfeld 1\n24,95;H;1200;R1\n'],
  [
    'Wave, account transactions',
    'Transaction ID,Transaction Date,Account Name,Amount (One column),Customer,Invoice Number\n1,2026-01-10,Accounts Receivable,60.00,Meyer GmbH,R1\n',
  ],
  [
    'QuickBooks, sales by customer detail',
    'Date,Transaction Type,Num,Product/Service,Qty,Sales Price,Amount,Balance\n2026-01-10,Invoice,R1,Work,1,60.00,60.00,60.00\n',
  ],
])('%s is refused with a cure: it would be taken for something else', async (program, csv) => {
  const it = await desk()
  const path = join(folder, 'other.csv')
  writeFileSync(path, csv)
  await expect(planImport(it, path, 'claims')).rejects.toThrow(program)
})
