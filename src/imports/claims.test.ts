import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { day, dayText } from '../core/day.ts'
import { Problem } from '../core/problem.ts'
import { type ImportClaim, type RowRead, readRows, rowReader } from './claims.ts'
import { openCsv } from './csv.ts'
import { type ColumnMapping, type Mapping, parseMapping } from './mapping.ts'
import { recognise } from './recognise.ts'
import { rejectsFile } from './rejects.ts'

const folder = mkdtempSync(join(tmpdir(), 'dunwell-claims-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** One row: header → [field, cell]. */
type Cells = Readonly<Record<string, string>>

const standard: Cells = {
  name: 'Meyer GmbH',
  number: 'R-1',
  issuedOn: '2026-03-01',
  dueOn: '2026-03-31',
  amount: '100.00',
}

function readRow(
  cells: Cells,
  more: Partial<Mapping> & { entries?: Record<string, Partial<ColumnMapping>> } = {},
): RowRead {
  const names = Object.keys(cells)
  const columns = Object.fromEntries(
    names.map((name) => [name, { field: name.replace(/ \d+$/, ''), ...more.entries?.[name] } as ColumnMapping]),
  )
  const mapping: Mapping = { columns, defaults: { currency: 'EUR', ...more.defaults }, customers: more.customers }
  return rowReader(names, mapping)({ line: 2, cells: Object.values(cells) })
}

function claim(cells: Cells, more?: Parameters<typeof readRow>[1]): ImportClaim {
  const read = readRow(cells, more)
  if (!('row' in read)) throw read.problem
  return read.row.claim!
}

function debtor(cells: Cells, more?: Parameters<typeof readRow>[1]) {
  const read = readRow(cells, more)
  if (!('row' in read)) throw read.problem
  return { ...read.row.debtor, notes: read.notes.map((note) => note.facts.code) }
}

function refusal(cells: Cells, more?: Parameters<typeof readRow>[1]): string {
  const read = readRow(cells, more)
  if (!('problem' in read)) return 'taken'
  expect(read.problem).toBeInstanceOf(Problem)
  expect(read.problem.facts.line).toBe(2)
  expect(read.problem.facts.fix).toMatch(/[.]$/)
  return `${read.problem.facts.code}${read.leftOut ? ' (left out)' : ''}`
}

test('a plain row is an invoice with one due', () => {
  expect(claim({ ...standard, tax: '15.97', orderNumber: 'PO 7', deliveryNote: '0007', about: '=1+1' })).toEqual({
    number: 'R-1',
    kind: 'invoice',
    issuedOn: day('2026-03-01'),
    dues: [{ dueOn: day('2026-03-31'), amountMinor: 10000 }],
    currency: 'EUR',
    amountMinor: 10000,
    taxMinor: 1597,
    orderNumber: 'PO 7',
    deliveryNote: '0007',
    about: '=1+1',
  })
})

test.each([
  ['30', '2026-03-31'],
  ['30 days net', '2026-03-31'],
  ['net 30', '2026-03-31'],
  ['NET30', '2026-03-31'],
  ['30 Tage netto', '2026-03-31'],
  ['14 Tage 2 % Skonto, 30 Tage netto', '2026-03-31'],
  ['2/10 net 30', '2026-03-31'],
  ['30 jours', '2026-03-31'],
  ['14 Tage', '2026-03-15'],
  ['45 jours fin de mois', '2026-04-30'],
  ['sofort', '2026-03-01'],
  ['due on receipt', '2026-03-01'],
])('terms "%s" from 1 March fall due on %s', (terms, due) => {
  const { dueOn: _, ...rest } = standard
  expect(dayText(claim({ ...rest, terms }).dues[0]!.dueOn)).toBe(due)
})

test('without a due day the terms count, without those the default, and else the row is refused', () => {
  const { dueOn: _, ...rest } = standard
  expect(refusal(rest)).toBe('import.no_due')
  expect(dayText(claim(rest, { defaults: { termsDays: 14 } }).dues[0]!.dueOn)).toBe('2026-03-15')
  expect(refusal({ ...rest, terms: 'soon' })).toBe('import.terms')
  expect(refusal({ ...rest, issuedOn: '', terms: '30' })).toBe('import.no_issue_day')
})

test('parts due side by side sum to the amount', () => {
  const parts = {
    name: 'Meyer',
    number: 'L-1',
    'dueOn 1': '2026-01-01',
    'dueAmount 1': '60.00',
    'dueOn 2': '2026-02-01',
    'dueAmount 2': '40.00',
    'dueOn 3': '',
    'dueAmount 3': '',
  }
  const entries = Object.fromEntries(
    Object.keys(parts).flatMap((name) => (/\d$/.test(name) ? [[name, { part: Number(name.at(-1)) }]] : [])),
  )
  const read = claim({ ...parts, amount: '100' }, { entries })
  expect(read.dues.map((due) => [dayText(due.dueOn), due.amountMinor])).toEqual([
    ['2026-01-01', 6000],
    ['2026-02-01', 4000],
  ])
  expect(claim(parts, { entries }).amountMinor).toBe(10000)
  expect(refusal({ ...parts, amount: '99' }, { entries })).toBe('import.dues_sum')
  expect(refusal({ ...parts, 'dueOn 2': '' }, { entries })).toBe('import.due_without_day')
  expect(refusal({ ...parts, 'dueAmount 2': '' }, { entries })).toBe('import.due_without_amount')
})

test('below zero is a credit note, over nothing is left out', () => {
  expect(claim({ ...standard, amount: '-50.00', dueOn: '' })).toMatchObject({
    kind: 'credit_note',
    amountMinor: 5000,
    dues: [],
  })
  expect(claim({ ...standard, amount: '50.00', kind: 'Gutschrift' })).toMatchObject({
    kind: 'credit_note',
    amountMinor: 5000,
    dues: [],
  })
  expect(claim({ ...standard, amount: '(50.00)', open: '(20.00)' })).toMatchObject({
    kind: 'credit_note',
    openMinor: 2000,
  })
  expect(refusal({ ...standard, amount: '0.00' })).toBe('import.nothing_owed (left out)')
  const { amount: _, ...rest } = standard
  expect(claim({ ...rest, debit: '', credit: '12.00' })).toMatchObject({ kind: 'credit_note', amountMinor: 1200 })
  expect(claim({ ...rest, debit: '12.00', credit: '0.00' })).toMatchObject({ kind: 'invoice', amountMinor: 1200 })
  expect(claim({ ...rest, netAmount: '100', tax: '19' })).toMatchObject({ amountMinor: 11900, taxMinor: 1900 })
})

test.each<[string, Cells, object | string]>([
  [
    'a paid day alone is paid in full',
    { paidOn: '2026-03-20' },
    { paid: [{ amountMinor: 10000, day: day('2026-03-20') }] },
  ],
  [
    'a paid day and what is open',
    { paidOn: '2026-03-20', open: '40.00' },
    { paid: [{ amountMinor: 6000, day: day('2026-03-20') }] },
  ],
  [
    'a paid amount and its day',
    { paidAmount: '30.00', paidOn: '2026-03-20' },
    { paid: [{ amountMinor: 3000, day: day('2026-03-20') }] },
  ],
  [
    'a paid amount that what is open confirms',
    { paidAmount: '30.00', open: '70.00' },
    { openMinor: 7000, paid: undefined },
  ],
  ['a paid amount without a day', { paidAmount: '30.00' }, 'import.paid_without_day'],
  ['nothing paid', { paidAmount: '0.00' }, { paid: undefined, openMinor: undefined }],
  ['a paid amount that what is open denies', { paidAmount: '30.00', open: '60.00' }, 'import.paid_and_open'],
  ['more paid than owed', { paidAmount: '130.00', paidOn: '2026-03-20' }, 'import.paid_amount'],
  ['what is open', { open: '40.00' }, { openMinor: 4000 }],
  ['nothing open', { open: '0' }, { openMinor: 0 }],
  ['more open than owed', { open: '140.00' }, 'import.open_above_amount'],
  ['less than nothing open', { open: '-1.00' }, 'import.open_below_zero'],
  ['open without an amount', { amount: '', open: '40.00' }, { amountMinor: 4000, openMinor: 4000 }],
  ['status paid', { status: 'Bezahlt' }, { openMinor: 0 }],
  ['status paid with money open', { status: 'paid', open: '5.00' }, 'import.paid_and_open'],
  ['status open with a paid day', { status: 'partially paid', paidOn: '2026-03-20' }, 'import.paid_without_amount'],
  ['status cancelled', { status: 'storniert' }, 'import.not_owed (left out)'],
  ['neither amount nor open', { amount: '' }, 'import.no_amount'],
])('%s', (_, cells, expected) => {
  if (typeof expected === 'string') expect(refusal({ ...standard, ...cells })).toBe(expected)
  else expect({ paid: undefined, openMinor: undefined, ...claim({ ...standard, ...cells }) }).toMatchObject(expected)
})

test('a default day stands in for the day of payment', () => {
  const paid = claim({ ...standard, paidAmount: '30.00' }, { defaults: { paidOn: '2026-04-01' } }).paid
  expect(paid).toEqual([{ amountMinor: 3000, day: day('2026-04-01') }])
})

test.each(['yes', 'Ja', 'oui', 'sí', 'x', '1', 'TRUE', 'Sì'])('"%s" is disputed', (disputed) => {
  expect(claim({ ...standard, disputed }).disputed).toEqual({})
})
test.each(['no', 'Nein', 'non', '0', 'false', '', '-', 'nee'])('"%s" is not disputed', (disputed) => {
  expect(claim({ ...standard, disputed }).disputed).toBeUndefined()
})
test('a text is the cause of the dispute', () => {
  expect(claim({ ...standard, disputed: 'goods damaged' }).disputed).toEqual({ cause: 'goods damaged' })
  expect(claim({ ...standard, disputed: 'yes', disputeCause: 'price' }).disputed).toEqual({ cause: 'price' })
})

test.each<[string, Cells, string]>([
  ['no customer', { name: '' }, 'import.no_debtor'],
  ['no number', { number: '' }, 'import.no_number'],
  ['no day of the calendar', { dueOn: '31.02.2026' }, 'import.date'],
  ['two readings', { dueOn: '03/04/2026' }, 'import.date'],
  ['a torn amount', { amount: '1.234,5.6' }, 'import.amount'],
  ['past 2^53', { amount: '90071992547409.93' }, 'import.amount'],
  ['another currency in the cell', { amount: '$ 100.00' }, 'import.currency'],
  ['no currency at all', { currency: 'Taler' }, 'import.currency'],
])('refuses %s', (_, cells, code) => {
  expect(refusal({ ...standard, ...cells })).toBe(code)
})

test('a refusal names line, column, value and cure', () => {
  const read = readRow({ ...standard, amount: '1.234,5.6' })
  expect('problem' in read && read.problem.facts).toMatchObject({ line: 2, column: 'amount', value: '1.234,5.6' })
})

test('the currency is the column’s, the header’s, the cell’s, then the default', () => {
  expect(claim({ ...standard, currency: 'gbp' }).currency).toBe('GBP')
  expect(claim({ ...standard, currency: '€' }).currency).toBe('EUR')
  expect(claim(standard, { entries: { amount: { currency: 'CHF' } } }).currency).toBe('CHF')
  expect(claim({ ...standard, amount: '£100.00' }, { defaults: { currency: undefined } }).currency).toBe('GBP')
  expect(claim({ ...standard, amount: '$100.00' }, { defaults: { currency: 'CAD' } }).currency).toBe('CAD')
  expect(refusal({ ...standard, amount: '$100.00' }, { defaults: { currency: undefined } })).toBe('import.no_currency')
  expect(claim({ ...standard, currency: 'JPY', amount: '1,234' }).amountMinor).toBe(1234)
})

test.each([
  ['Meyer GmbH', 'business'],
  ['Meyer GmbH & Co. KG', 'business'],
  ['Smith & Sons Ltd.', 'business'],
  ['Smith LLP', 'business'],
  ['Smith P.L.C.', 'business'],
  ['Baumann AG', 'business'],
  ['SARL Dupont', 'business'],
  ['Dupont S.A.S.', 'business'],
  ['Rossi S.p.A.', 'business'],
  ['Rossi S. r. l.', 'business'],
  ['García, S.L.', 'business'],
  ['De Vries B.V.', 'business'],
  ['Virtanen Oy', undefined],
  ['Virtanen OY', 'business'],
  ['Jensen A/S', 'business'],
  ['Jensen ApS', 'business'],
  ['Acme Inc.', 'business'],
  ['Acme Pty Ltd', 'business'],
  ['Kowalski sp. z o.o.', 'business'],
  ['Meyer e.K.', 'sole_trader'],
  ['Anna Meyer e. K.', 'sole_trader'],
  ['City of Leeds', 'public_body'],
  ['Leeds City Council', 'public_body'],
  ['Stadt Köln', 'public_body'],
  ['Landratsamt Passau', 'public_body'],
  ['Mairie de Lyon', 'public_body'],
  ['Ayuntamiento de Sevilla', 'public_body'],
  ['Stadtwerke Köln GmbH', 'business'],
  ['Paul Limited', 'business'],
  ['Co', undefined],
  ['Sarah Inca', undefined],
  ['Tim Ag', undefined],
  ['Maria Stadtler', undefined],
])('%s: %s', (name, kind) => {
  expect(debtor({ ...standard, name }).kind).toBe(kind)
})

test('who is what: column, name, VAT number, then the one answer', () => {
  expect(debtor({ ...standard, debtorKind: 'privat' })).toMatchObject({ kind: 'consumer' })
  expect(debtor({ ...standard, debtorKind: 'privat' }).kindBecause).toBeUndefined()
  expect(debtor({ ...standard, name: 'Anna Meyer', vatNumber: 'DE 123 456 789' })).toMatchObject({
    kind: 'business',
    vatNumber: 'DE123456789',
  })
  expect(debtor({ ...standard, name: 'Anna Meyer', vatNumber: '12-34' })).toMatchObject({
    vatNumber: '12-34',
    notes: ['import.vat_number'],
  })
  expect(debtor({ ...standard, name: 'Anna Meyer' }).kind).toBeUndefined()
  expect(debtor({ ...standard, name: 'Anna Meyer' }, { customers: 'business' }).kind).toBe('business')
  expect(debtor({ ...standard, name: 'Anna Meyer' }, { customers: 'both' }).kind).toBe('consumer')
  expect(debtor(standard, { customers: 'consumer' }).kind).toBe('business')
})

test.each([
  ['DE', 'DE'],
  ['deu', 'DE'],
  ['Deutschland', 'DE'],
  ['Germany', 'DE'],
  ['Allemagne', 'DE'],
  ['Alemania', 'DE'],
  ['UK', 'GB'],
  ['U.S.A.', 'US'],
  ['Österreich', 'AT'],
  ['Oesterreich', undefined],
  ['391', undefined],
])('country %s is %s', (country, expected) => {
  expect(debtor({ ...standard, country }).country).toBe(expected)
})

test('emails, phones and contacts', () => {
  const read = debtor({
    ...standard,
    country: 'Germany',
    email: 'a@meyer.example; Anna <b@meyer.example>, nonsense',
    phone: '030 123456',
    contactName: 'Anna Vogel',
    contactRole: 'Buchhaltung',
    contactEmail: 'anna@meyer.example',
    contactPhone: 'call me',
  })
  expect(read).toMatchObject({
    email: 'a@meyer.example',
    phone: '+4930123456',
    contacts: [
      { name: 'Anna Vogel', roles: ['accounts_payable'], email: 'anna@meyer.example' },
      { roles: [], email: 'b@meyer.example' },
    ],
    notes: ['import.email', 'import.phone'],
  })
  expect({ phone: undefined, ...debtor({ ...standard, phone: '030 123456' }) }).toMatchObject({
    phone: undefined,
    notes: ['import.phone'],
  })
  expect(debtor({ ...standard, phone: '0049 30 123456' }).phone).toBe('+4930123456')
})

test('address, language, handling, way of paying, reminders and factor', () => {
  const cells = {
    ...standard,
    street: 'Hauptstr. 1',
    postcode: '01067',
    city: 'Dresden',
    country: 'DE',
    language: 'Deutsch',
    handling: 'manual',
    paysBy: 'Lastschrift',
    accountManager: 'Kim',
    group: ' Muster  Holding',
    lastReminderOn: '2026-04-10',
    reminderStep: '2',
    factor: 'Muster Factoring',
  }
  expect(debtor(cells)).toMatchObject({
    address: { lines: ['Hauptstr. 1'], postcode: '01067', city: 'Dresden', country: 'DE' },
    language: 'de',
    handling: 'by_hand',
    paysBy: 'direct_debit',
    accountManager: 'Kim',
    group: 'Muster Holding',
  })
  expect(debtor({ ...standard, group: 'x'.repeat(101) })).toMatchObject({ notes: ['import.group'] })
  expect(claim(cells)).toMatchObject({ lastReminder: { on: day('2026-04-10'), step: 2 }, factor: 'Muster Factoring' })
})

test('totals, footers and repeated headers are left out with a note; a company called Total is not', () => {
  expect(refusal({ ...standard, name: 'Total', number: '', issuedOn: '', dueOn: '' })).toBe(
    'import.total_row (left out)',
  )
  expect(refusal({ ...standard, name: 'Summe:', number: '', issuedOn: '', dueOn: '' })).toBe(
    'import.total_row (left out)',
  )
  expect(refusal({ ...standard, name: '', number: '', issuedOn: '', dueOn: '' })).toBe('import.total_row (left out)')
  expect(refusal({ ...standard, name: 'Page 1 of 3', number: '', issuedOn: '', dueOn: '', amount: '' })).toBe(
    'import.not_a_row (left out)',
  )
  expect(refusal({ name: 'name', number: 'number', issuedOn: 'issuedOn', dueOn: 'dueOn', amount: 'amount' })).toBe(
    'import.repeated_header (left out)',
  )
  expect(debtor({ ...standard, name: 'Total Energies SE' }).name).toBe('Total Energies SE')
})

test('a list of customers has no claims', () => {
  const read = readRow({ externalId: '00042', name: 'Meyer', email: 'a@meyer.example' })
  expect('row' in read && read.row).toEqual({
    line: 2,
    debtor: { name: 'Meyer', externalId: '00042', email: 'a@meyer.example', contacts: [] },
  })
})

test('a map that does not fit its table is refused at once', () => {
  const map = parseMapping('columns: { Kunde: name, Betrag: amount }')
  expect(() => rowReader(['Kunde', 'Summe'], map)).toThrow('There is no column "Betrag".')
  expect(() => rowReader(['a', 'b'], parseMapping('columns: { a: name, b: name }'))).toThrow('mapped to name')
})

test('what is refused goes into a file that is corrected and imported again', async () => {
  const path = join(folder, 'open.csv')
  writeFileSync(
    path,
    'Offene Posten;;;\nKunde;Rechnung;Fällig am;Betrag EUR\n"Meyer; Söhne";0001;31.03.2026;10,00\nSchulz;0002;31.02.2026;"20,00"\nHuber;0003;31.03.2026;1;2\n',
  )
  const table = await openCsv(path)
  const { mapping, questions } = await recognise(table)
  expect(questions).toEqual([])
  const rejected = join(folder, 'rejects.csv')
  const rejects = rejectsFile(rejected, table)
  for await (const read of readRows(table, mapping)) if ('problem' in read) await rejects.add(read.cells, read.problem)
  expect(await rejects.close()).toBe(2)
  const again = await openCsv(rejected)
  expect(again.columns).toEqual(['Kunde', 'Rechnung', 'Fällig am', 'Betrag EUR', 'problem', 'cure'])
  expect(again.headerLine).toBe(1)
  expect(again.sample[0]!.slice(0, 4)).toEqual(['Schulz', '0002', '31.02.2026', '20,00'])
  expect(again.sample[0]![4]).toContain('is no day of the calendar')
  const corrected = again.sample[0]!.with(2, '28.02.2026')
  const read = rowReader(again.columns, (await recognise(again)).mapping)({ line: 2, cells: corrected })
  expect('row' in read && read.row.claim).toMatchObject({ number: '0002', amountMinor: 2000 })
  const twice = join(folder, 'rejects-2.csv')
  const more = rejectsFile(twice, again)
  await more.add(again.sample[0]!, new Problem({ code: 'x', says: 'Still wrong.', fix: 'Correct it.' }))
  await more.close()
  expect((await openCsv(twice)).columns).toEqual(again.columns)
})

test('no cell, however odd, breaks the reader or makes a claim that does not add up', () => {
  const odd = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom(
      '',
      '-',
      '1.234',
      '12,50',
      '31/12/2026',
      '2026-02-30',
      '=A1',
      '\0',
      '(5)',
      'x',
      '\u202e',
      '9'.repeat(30),
    ),
  )
  const names = [
    'name',
    'number',
    'issuedOn',
    'dueOn',
    'amount',
    'open',
    'paidAmount',
    'paidOn',
    'tax',
    'disputed',
    'email',
    'phone',
    'country',
    'terms',
    'status',
    'kind',
    'currency',
  ]
  fc.assert(
    fc.property(fc.tuple(...names.map(() => odd)), (cells) => {
      const read = readRow(Object.fromEntries(names.map((name, i) => [name, cells[i]!])))
      if (!('row' in read) || read.row.claim === undefined) return
      const { amountMinor, dues, kind, openMinor, paid } = read.row.claim
      expect(amountMinor).toBeGreaterThan(0)
      expect(Number.isSafeInteger(amountMinor)).toBe(true)
      if (kind !== 'credit_note') expect(dues.reduce((sum, due) => sum + due.amountMinor, 0)).toBe(amountMinor)
      if (openMinor !== undefined) expect(openMinor).toBeLessThanOrEqual(amountMinor)
      for (const payment of paid ?? []) expect(payment.amountMinor).toBeLessThanOrEqual(amountMinor)
    }),
    { numRuns: 2000 },
  )
})

test('part paid, and nothing says how much: open in whole, and it says so', () => {
  const read = readRow({ ...standard, status: 'partially paid' })
  if (!('row' in read)) throw read.problem
  expect([read.row.claim!.openMinor, read.notes.map((note) => note.facts.code)]).toEqual([
    undefined,
    ['import.part_paid'],
  ])
})
