import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { day } from '../core/day.ts'
import { Problem } from '../core/problem.ts'
import { readRows } from './claims.ts'
import { openCsv } from './csv.ts'
import type { Field } from './field.ts'
import { fieldsNamed } from './header.ts'
import { mappingText, parseMapping, readMapping } from './mapping.ts'
import { type RecogniseGiven, type Recognition, recognise } from './recognise.ts'

const folder = mkdtempSync(join(tmpdir(), 'dunwell-recognise-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0

async function recognised(text: string, given?: RecogniseGiven): Promise<Recognition> {
  const path = join(folder, `file-${++files}.csv`)
  writeFileSync(path, text)
  return recognise(await openCsv(path), given)
}

function fieldsOf(recognition: Recognition): Record<string, string> {
  return Object.fromEntries(Object.entries(recognition.mapping.columns).map(([name, entry]) => [name, entry.field]))
}

test.each<[string, Field | undefined]>([
  ['customerID', 'externalId'],
  ['Invoice No.', 'number'],
  ['INVOICE_DATE', 'issuedOn'],
  ['Rechnungsnummer', 'number'],
  ['Fälligkeitsdatum', 'dueOn'],
  ['Faelligkeitsdatum', 'dueOn'],
  ['Betrag (EUR)', 'amount'],
  ['Betrag in €', 'amount'],
  ["Date d'échéance", 'dueOn'],
  ['Montant TTC', 'amount'],
  ['Fecha de vencimiento', 'dueOn'],
  ['Vervaldatum', 'dueOn'],
  ['Data scadenza', 'dueOn'],
  ['Straße', 'street'],
  ['Offener Betrag', 'open'],
  ['Mahnstufe', 'reminderStep'],
  ['Invoice due date (net)', 'dueOn'],
  ['PaperlessDate', undefined],
  ['Whatever', undefined],
])('the header %s means %s', (header, field) => {
  expect(fieldsNamed(header)[0]?.field).toBe(field)
})

test('parts and roles in headers', () => {
  expect(fieldsNamed('Due 2')[0]).toMatchObject({ field: 'dueOn', part: 2 })
  expect(fieldsNamed('amount 1')[0]).toMatchObject({ field: 'dueAmount', part: 1 })
  expect(fieldsNamed('Accounts payable email')[0]).toMatchObject({ field: 'contactEmail', role: 'accounts_payable' })
  expect(fieldsNamed('Steuerberater')[0]).toMatchObject({ field: 'contactName', role: 'accountant' })
})

test('a German list of open items is recognised without a question', async () => {
  const read = await recognised(
    'Offene Posten per 31.03.2026;;;;;;\nKd.-Nr.;Kunde;Rechnung;RE-Datum;Fällig am;Betrag in €;Offen\n00042;Meyer GmbH;R-1;01.02.2026;03.03.2026;1.234,56;1.234,56\n00043;Schulz;R-2;02.02.2026;04.03.2026;99,00;9,00\n;;;;Summe;1.333,56;1.243,56\n',
  )
  expect(read.questions).toEqual([])
  expect(fieldsOf(read)).toEqual({
    'Kd.-Nr.': 'externalId',
    Kunde: 'name',
    Rechnung: 'number',
    'RE-Datum': 'issuedOn',
    'Fällig am': 'dueOn',
    'Betrag in €': 'amount',
    Offen: 'open',
  })
  expect(read.mapping.columns['Betrag in €']).toEqual({ field: 'amount', currency: 'EUR', decimal: ',' })
  expect(read.customers?.choices).toEqual(['business', 'consumer', 'both'])
})

const head = 'Customer,Invoice,Invoice date,Due date,Amount\n'

test('a date with two readings that nothing settles is a question', async () => {
  const read = await recognised(`${head}Meyer,1,03/04/2026,05/06/2026,10.00\n`, { defaults: { currency: 'EUR' } })
  expect(read.questions.map((question) => question.column)).toEqual(['Invoice date', 'Due date'])
  expect(read.questions[0]!.asks).toContain('03/04/2026')
  expect(read.mapping.columns['Due date']).toEqual({ field: 'dueOn' })
  const settled = await recognised(`${head}Meyer,1,03/04/2026,05/06/2026,10.00\n`, {
    defaults: { currency: 'EUR' },
    columns: { 'Invoice date': { dateOrder: 'dmy' }, 'Due date': { dateOrder: 'dmy' } },
  })
  expect(settled.questions).toEqual([])
  expect(settled.mapping.columns['Due date']).toEqual({ field: 'dueOn', dateOrder: 'dmy' })
})

test('what a question says to write settles it', async () => {
  const text = `${head}Meyer,1,03/04/2026,05/06/2026,"1,234"\n`
  const first = await recognised(text, { defaults: { currency: 'EUR' } })
  expect(first.questions).toHaveLength(3)
  const columns = Object.assign({}, ...first.questions.map((question) => parseMapping(question.settle).columns))
  expect((await recognised(text, { defaults: { currency: 'EUR' }, columns })).questions).toEqual([])
})

test('one value far behind the sample settles a column', async () => {
  const rows = Array.from({ length: 3000 }, (_, i) => `Meyer,${i},03/04/2026,03/04/2026,10.00\n`).join('')
  const read = await recognised(`${head}${rows}Meyer,x,03/04/2026,04/13/2026,10.00\n`, {
    defaults: { currency: 'EUR' },
  })
  expect(read.questions).toEqual([])
  expect(read.mapping.columns['Invoice date']!.dateOrder).toBe('mdy')
  expect(read.taken.find((entry) => entry.column === 'Due date')!.because).toContain('04/13/2026 on line 3002')
  expect(read.taken.find((entry) => entry.column === 'Invoice date')!.because).toContain('as those of "Due date"')
})

test('the same terms on every row settle both columns', async () => {
  const read = await recognised(
    `${head}M,1,01/02/2026,04/03/2026,1.00\nM,2,02/02/2026,05/03/2026,1.00\nM,3,03/02/2026,06/03/2026,1.00\nM,4,05/02/2026,08/03/2026,1.00\n`,
    { defaults: { currency: 'EUR' } },
  )
  expect(read.questions).toEqual([])
  expect(read.mapping.columns['Due date']!.dateOrder).toBe('dmy')
  expect(read.taken.find((entry) => entry.column === 'Invoice date')!.because).toMatch(
    'every claim has the same terms, 31 days',
  )
})

test('nothing falls due before it was issued', async () => {
  const read = await recognised(
    `${head}M,1,11/01/2026,02/12/2026,1.00\nM,2,12/02/2026,01/03/2027,1.00\nM,3,10/03/2026,09/04/2026,1.00\nM,4,12/05/2026,03/06/2026,1.00\n`,
    { defaults: { currency: 'EUR' } },
  )
  expect(read.questions).toEqual([])
  expect(read.mapping.columns['Due date']!.dateOrder).toBe('dmy')
  expect(read.taken.find((entry) => entry.column === 'Invoice date')!.because).toMatch(
    'nothing falls due before it was issued',
  )
})

test('dates that contradict each other are a question', async () => {
  const read = await recognised(`${head}M,1,2026-01-01,13/01/2026,1.00\nM,2,2026-01-01,01/13/2026,1.00\n`, {
    defaults: { currency: 'EUR' },
  })
  expect(read.questions[0]).toMatchObject({ column: 'Due date' })
  expect(read.questions[0]!.asks).toContain('contradict')
})

test('spreadsheet counts of days are recognised as such', async () => {
  const read = await recognised(`${head}M,1,46112,46142,1.00\n`, { defaults: { currency: 'EUR' } })
  expect(read.questions).toEqual([])
  expect(read.mapping.columns['Due date']).toEqual({ field: 'dueOn', dateOrder: 'serial' })
})

test('an amount with two readings is a question, unless another column settles it', async () => {
  const alone = await recognised(`${head}M,1,2026-01-01,2026-02-01,"1,234"\n`, { defaults: { currency: 'EUR' } })
  expect(alone.questions).toMatchObject([
    { column: 'Amount', choices: ['point: 1,234 is more than a thousand', 'comma: 1,234 is less than a thousand'] },
  ])
  const beside = await recognised(`Customer,Invoice,Due date,Amount,Open\nM,1,2026-01-01,"1,234","1,233.50"\n`, {
    defaults: { currency: 'EUR' },
  })
  expect(beside.questions).toEqual([])
  expect(beside.mapping.columns.Amount).toEqual({ field: 'amount', decimal: '.' })
  const yen = await recognised(`${head}M,1,2026-01-01,2026-02-01,"1,234"\n`, { defaults: { currency: 'JPY' } })
  expect(yen.questions).toEqual([])
})

test('what is missing is asked for', async () => {
  const read = await recognised('Wer,Was,Wann,Wieviel\nMeyer,R-1,2026-03-01,12.50\n')
  expect(read.questions.map((question) => question.asks)).toEqual([
    'Which column names the customer?',
    'Which column holds the number of the invoice or claim?',
    'Which column holds the amount?',
    'When do the claims fall due?',
    'In which currency are the amounts?',
  ])
  const columns = {
    Wer: { field: 'name' },
    Was: { field: 'number' },
    Wann: { field: 'issuedOn' },
    Wieviel: { field: 'amount' },
  } as const
  const answered = await recognised('Wer,Was,Wann,Wieviel\nMeyer,R-1,2026-03-01,12.50\n', {
    columns,
    defaults: { termsDays: 14, currency: 'EUR' },
  })
  expect(answered.questions).toEqual([])
})

test('a column of the right name and the wrong content is ignored, and it says so', async () => {
  const read = await recognised(
    'Customer,Country,Invoice,Due date,Amount EUR,1-30 days\nMeyer GmbH,391,1,2026-01-01,1.00,1.00\n',
  )
  expect(read.ignored).toEqual([
    { column: 'Country', because: 'its name suggests the customer\'s country, but it holds values such as "391"' },
    { column: '1-30 days', because: 'it is an aging column, which is worked out afresh from the due days' },
  ])
})

test('a map naming a column that is not there is a Problem', async () => {
  await expect(
    recognised(`${head}M,1,2026-01-01,2026-02-01,1\n`, { columns: { Betrag: { field: 'amount' } } }),
  ).rejects.toThrow('There is no column "Betrag".')
})

test('a map written is a map read, with its reasons beside it', async () => {
  const read = await recognised(
    'Kunde: Name;Rechnung;Fällig am;"Betrag ""neu"" EUR";#Notiz\nMeyer;1;31.12.2026;1,50;x\n',
    {
      columns: { 'Kunde: Name': { field: 'name' }, 'Betrag "neu" EUR': { field: 'amount' } },
      fullList: true,
      customers: 'both',
    },
  )
  const text = mappingText(read.mapping, { about: 'For the list of open items.', ...read })
  expect(text).toContain('31.12.2026 on line 2')
  expect(parseMapping(text)).toEqual(read.mapping)
  const path = join(folder, 'map.yaml')
  writeFileSync(path, text)
  expect(await readMapping(path)).toEqual(read.mapping)
  expect(parseMapping(JSON.stringify(read.mapping))).toEqual(read.mapping)
})

test.each([
  ['columns: { A: betrag }', 'A'],
  ['columns: { A: { field: amount, decimal: "x" } }', 'decimal'],
  ['colums: {}', 'colums'],
  ['defaults: { currency: EURO }', 'currency'],
  ['defaults: { country: Germany }', 'country'],
  ['defaults: { paidOn: 2026-02-31 }', 'paidOn'],
  ['columns: [', 'map'],
  ['- 1', 'map'],
])('the map %s is refused by name', (text, word) => {
  let caught: unknown
  try {
    parseMapping(text)
  } catch (error) {
    caught = error
  }
  expect(caught).toBeInstanceOf(Problem)
  expect((caught as Problem).message).toContain(word)
})

test('a missing map is a Problem', async () => {
  await expect(readMapping(join(folder, 'none.yaml'))).rejects.toThrow('There is no map')
})

const ledger = fileURLToPath(
  new URL('../../../shared/data/ledgers/ibm-watson-ar/WA_Fn-UseC_-Accounts-Receivable.csv', import.meta.url),
)

test.skipIf(!existsSync(ledger))(
  'a ledger nobody here wrote is recognised whole, given its currency (skipped where the sample data is missing)',
  async () => {
    const table = await openCsv(ledger)
    const read = await recognise(table, { defaults: { currency: 'USD' } })
    expect(read.questions).toEqual([])
    expect(fieldsOf(read)).toEqual({
      countryCode: 'ignore',
      customerID: 'externalId',
      PaperlessDate: 'ignore',
      invoiceNumber: 'number',
      InvoiceDate: 'issuedOn',
      DueDate: 'dueOn',
      InvoiceAmount: 'amount',
      Disputed: 'disputed',
      SettledDate: 'paidOn',
      PaperlessBill: 'ignore',
      DaysToSettle: 'ignore',
      DaysLate: 'ignore',
    })
    let rows = 0
    let disputed = 0
    for await (const entry of readRows(table, read.mapping)) {
      if (!('row' in entry)) throw entry.problem
      if (rows === 0) {
        expect(entry.row).toEqual({
          line: 2,
          debtor: { name: '0379-NEVHP', externalId: '0379-NEVHP', contacts: [] },
          claim: {
            number: '0000611365',
            kind: 'invoice',
            issuedOn: day('2013-01-02'),
            dues: [{ dueOn: day('2013-02-01'), amountMinor: 5594 }],
            currency: 'USD',
            amountMinor: 5594,
            paid: [{ amountMinor: 5594, day: day('2013-01-15') }],
          },
        })
      }
      rows += 1
      if (entry.row.claim!.disputed) disputed += 1
    }
    expect(rows).toBe(2466)
    expect(disputed).toBe(561)
  },
)

test('exports of well-known programs are recognised by their own headers', async () => {
  const xero = await recognised(
    '*ContactName,EmailAddress,*InvoiceNumber,*InvoiceDate,*DueDate,Total,InvoiceAmountPaid,InvoiceAmountDue,Currency,Type,Status\nBasket Case,,INV-1,25/02/2026,11/03/2026,"1,914.55",0.00,"1,914.55",USD,Sales invoice,Awaiting Payment\n',
  )
  expect(xero.questions).toEqual([])
  expect(Object.values(fieldsOf(xero))).toEqual([
    'name',
    'email',
    'number',
    'issuedOn',
    'dueOn',
    'amount',
    'paidAmount',
    'open',
    'currency',
    'kind',
    'status',
  ])
  const quickbooks = await recognised(
    'Customer,Contact name,Date,Num,Transaction Type,Due Date,Amount,Open Balance,Terms\nBill & Sons,Bill Little,03/25/2026,1027,Invoice,04/24/2026,"$1,085.00","$1,085.00",Net 30\n',
    { defaults: { currency: 'USD' } },
  )
  expect(quickbooks.questions).toEqual([])
  expect(Object.values(fieldsOf(quickbooks))).toEqual([
    'name',
    'contactName',
    'issuedOn',
    'number',
    'kind',
    'dueOn',
    'amount',
    'open',
    'terms',
  ])
})
