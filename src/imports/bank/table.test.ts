import { expect, test } from 'vitest'
import {
  america,
  britain,
  dkb,
  france,
  ingNetherlands,
  payouts,
  paypal,
  rabobank,
  revolut,
  spain,
  sparkasse,
  stripe,
  wise,
} from '../../../test/bank-tables.ts'
import { dayText } from '../../core/day.ts'
import { Problem } from '../../core/problem.ts'
import { readBank } from './read.ts'
import type { BankMap } from './table-map.ts'

const map = (it: Partial<BankMap>): BankMap => ({ columns: {}, ...it })

/** A line for each entry: day, amount, kind, who. */
function read(text: string, given?: Partial<BankMap>) {
  const [file] = readBank(Buffer.from(text), given && map(given))
  return file!.statements.map((it) => ({
    of: `${it.account} ${it.currency} ${it.opening?.amountMinor ?? '?'} ${it.closing?.amountMinor ?? '?'}`,
    entries: it.entries.map((one) =>
      `${dayText(one.day)} ${one.amountMinor} ${one.kind}${one.booked ? '' : ' announced'} ${one.name ?? ''}`.trim(),
    ),
  }))
}

function refused(text: string, given?: Partial<BankMap>): string {
  try {
    readBank(Buffer.from(text), given && map(given))
  } catch (error) {
    if (error instanceof Problem) return `${error.message}`
    throw error
  }
  throw new Error('it was read')
}

test('PayPal: the payer paid the gross, the fee is an entry of its own, a withdrawal only moves', () => {
  const [it] = readBank(Buffer.from(paypal))[0]!.statements
  expect(read(paypal)).toEqual([
    {
      of: 'PAYPAL EUR 50000 9728',
      entries: [
        '2026-03-25 11900 credit Meyer GmbH',
        '2026-03-25 -272 fee',
        '2026-03-26 5000 credit announced Jansen BV',
        '2026-03-26 -1900 refund Meyer GmbH',
        '2026-03-27 -50000 transfer',
      ],
    },
  ])
  const [paid, fee, , back] = it!.entries
  expect(paid!.split).toEqual({ grossMinor: 11900, feeMinor: -272, netMinor: 11628 })
  expect(fee!.references.transaction).toBe('1AB')
  expect(back!.references).toMatchObject({ undoes: '1AB', customer: 'R-1001' })
  expect(it!.provider).toBe('PayPal')
})

test('Stripe: a refund and a dispute name the charge that they undo', () => {
  const [it] = readBank(Buffer.from(stripe))[0]!.statements
  expect(it!.entries.map((one) => [one.kind, one.amountMinor, one.references.undoes])).toEqual([
    ['credit', 11900, undefined],
    ['fee', -360, undefined],
    ['refund', -2000, 'ch_1'],
    ['charge_back', -9900, 'ch_1'],
    ['fee', -1500, undefined],
  ])
  expect(read(payouts)).toEqual([{ of: 'STRIPE EUR ? ?', entries: ['2026-03-09 -9540 transfer'] }])
})

test('Wise and Revolut: the balance follows every line, and a fee is taken where it is not within', () => {
  expect(read(wise)[0]!.of).toBe('WISE EUR 0 89850')
  expect(read(revolut)).toEqual([
    {
      of: 'REVOLUT-CURRENT EUR 0 3950',
      entries: ['2026-03-01 10000 credit', '2026-03-02 -4000 debit', '2026-03-02 -50 fee', '2026-03-04 -2000 transfer'],
    },
  ])
})

test('banks of five languages, with their own headers, marks and lines above and below', () => {
  expect(read(dkb)).toEqual([
    {
      of: 'DE02120300000000202051 EUR ? ?',
      entries: [
        '2026-03-28 -4010 debit announced Tankstelle',
        '2026-03-29 -40000 debit Vermieter AG',
        '2026-03-30 120050 credit Meyer GmbH',
      ],
    },
  ])
  expect(read(ingNetherlands)[0]!.of).toBe('NL91ABNA0417164300 EUR 100000 150000')
  expect(read(rabobank)[0]!.entries).toEqual(['2026-03-01 10000 credit Meyer BV', '2026-03-02 -3000 return Jansen BV'])
  expect(read(sparkasse)[0]!.entries[0]).toBe('2026-03-04 -2200 return Jansen')
  expect(read(france)).toEqual([
    { of: '12345678901 EUR ? ?', entries: ['2026-03-12 -6550 debit', '2026-03-30 50000 credit'] },
  ])
  expect(read(spain)[0]!.of).toBe('ES9121000418450200051332 EUR 105000 150000')
  expect(read(america, { currency: 'USD', account: '123' })[0]!.of).toBe('123 USD 123456 170000')
})

test('dates that can be read two ways are refused with the cure', () => {
  expect(refused(britain)).toMatch(/Line 2: "02\/03\/2026" can be read as two different days.*--dates dmy/)
  expect(refused(britain, { dates: 'dmy' })).toMatch('--currency EUR')
  expect(read(britain, { dates: 'dmy', currency: 'GBP' })[0]!.entries.at(-1)).toBe('2026-03-02 10000 credit')
  expect(read(britain, { dates: 'mdy', currency: 'GBP' })[0]!.entries.at(-1)).toBe('2026-02-03 10000 credit')
})

const broken: readonly [why: string, text: string, says: RegExp][] = [
  [
    'a balance that does not follow',
    spain.replace('-50,00;1.000,00', '-50,00;1.001,00'),
    /Line 5: The balance does not follow/,
  ],
  ['gross, fee and net', paypal.replace('"-2.72"', '"-2.73"'), /Line 2: The amount, the fee and the net sum/],
  ['a state nobody knows', paypal.replace('"Pending"', '"Peculiar"'), /Line 3: "Peculiar" is no state/],
  ['a lost cell', sparkasse.replace('"DE02120300000000202051";"05', '"05'), /Line 2: The row has 16 cells/],
  ['an emptied sum', sparkasse.replace('"1.119,00"', '""'), /Line 2: The row has a day and no sum/],
  ['an emptied day', sparkasse.replace('"05.03.26"', '""'), /Line 2: The row has a sum and no day/],
  ['another decimal mark', sparkasse.replace('"-22,00"', '"-22.00"'), /Line 3: .*different decimal marks/],
  ['a slip in a year of four digits', paypal.replace('25/03/2026', '25/03/0026'), /Line 2: "25\/03\/0026"/],
  ['a day of another order', spain.replace('05/03/2026', '05/13/2026'), /Line 5: "05\/13\/2026"/],
  ['a day of no calendar', sparkasse.replace('"05.03.26"', '"31.02.26"'), /Line 2: "31.02.26"/],
  ['two sums in one row', france.replace(';;500,00', ';1,00;500,00'), /Line 5: The row has a debit and a credit/],
  ['a mark nobody knows', ingNetherlands.replace('"Bij"', '"Ja"'), /Line 2: "Ja" says neither debit nor credit/],
  ['an open quotation mark', `${sparkasse}"DE0`, /quotation mark/],
  [
    'a list of payments without refunds',
    'id,Amount,Amount Refunded,Fee,Captured,Currency,Created (UTC)\n',
    /balance history/,
  ],
  ['no entry', `${sparkasse.split('\n')[0]}\n`, /no entry/],
]
test.each(broken)('%s refuses the file and says where', (_, text, says) => {
  expect(refused(text)).toMatch(says)
})

test('a payment to Total Energies whose day was lost is no sum of the list', () => {
  const text = 'Date;Description;Amount (EUR)\n2026-03-01;Meyer;10,00\n;Total Energies;-5,00\n'
  expect(refused(text, { account: '1' })).toMatch(/Line 3: The row has a sum and no day/)
  expect(read(text.replace(';Total Energies', ';Total'), { account: '1' })[0]!.entries).toHaveLength(1)
})

test('columns by hand stand over those by name; a column can be left out', () => {
  const text = 'Tag;Wieviel;Wofür\n01.03.2026;10,00;R-1\n'
  const columns = { day: ['Tag'], amount: ['Wieviel'], text: ['Wofür'] }
  expect(read(text, { columns, currency: 'EUR', account: '1' })[0]!.entries).toEqual(['2026-03-01 1000 credit'])
  expect(refused(text)).toMatch('--map day=')
  expect(refused(text, { columns: { ...columns, text: ['Zweck'] } })).toMatch('--map day=')
  const off = spain.replace('-50,00;1.000,00', '-50,00;1.001,00')
  expect(read(off, { columns: { balance: [] } })[0]!.of).toBe('ES9121000418450200051332 EUR ? ?')
})

test('1.234 in every row has two readings, and --decimal settles it', () => {
  const text = 'Date;Description;Amount (EUR)\n2026-03-01;Meyer;1.234\n'
  expect(refused(text, { account: '1' })).toMatch('--decimal')
  expect(read(text, { account: '1', decimal: ',' })[0]!.entries).toEqual([
    '2026-03-01 123400 credit Meyer'.replace(' Meyer', ''),
  ])
})
