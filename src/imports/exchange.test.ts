// Files of rates: the shapes that publishers use are read, and what is no rate is refused with its line.

import { expect, test } from 'vitest'
import { day } from '../core/day.ts'
import { readExchangeRates } from './exchange.ts'

const read = (text: string, base = 'EUR') => readExchangeRates(Buffer.from(text), { source: 'x', base })
const plain = (text: string, base?: string) =>
  read(text, base).map((it) => [it.base, it.currency, it.day, it.billionths / 1e9])

test('a column for each currency, N/A left out, a comma at the end', () => {
  const text = 'Date,USD,TRY,JPY,\n2026-03-31,1.0823,N/A,162.31,\n2026-03-30,1.08,42.5,162,\n'
  expect(plain(text)).toEqual([
    ['EUR', 'USD', day('2026-03-31'), 1.0823],
    ['EUR', 'JPY', day('2026-03-31'), 162.31],
    ['EUR', 'USD', day('2026-03-30'), 1.08],
    ['EUR', 'TRY', day('2026-03-30'), 42.5],
    ['EUR', 'JPY', day('2026-03-30'), 162],
  ])
})

test('the one day of a daily file, its month in words and blanks after the commas', () => {
  expect(plain('\ufeffDate, USD, GBP, \n31 March 2026, 1.0823, 0.8412, \n')).toEqual([
    ['EUR', 'USD', day('2026-03-31'), 1.0823],
    ['EUR', 'GBP', day('2026-03-31'), 0.8412],
  ])
})

test('a row for each pair, with semicolons, and the base in a column or given', () => {
  expect(plain('Day;Base;Currency;Rate\n2026-03-31;GBP;USD;1.29\n')).toEqual([['GBP', 'USD', day('2026-03-31'), 1.29]])
  expect(plain('date;currency;rate\n2026-03-31;usd;1.29\n', 'GBP')).toEqual([['GBP', 'USD', day('2026-03-31'), 1.29]])
})

test('the same rate twice is one', () => {
  expect(read('Date,USD\n2026-03-31,1.1\n2026-03-31,1.1\n')).toHaveLength(1)
})

test.each([
  ['PK\u0003\u0004', 'packed'],
  ['', 'no rates'],
  ['Date,USD\n', 'no rates'],
  ['Date,USD\n2026-03-31,N/A\n', 'no rates'],
  ['USD,GBP\n1,2\n', 'no column with the day'],
  ['Date,Dollar\n2026-03-31,1\n', 'No column is named by a currency'],
  ['Date,USD\n2026-03-31,"1,08"\n', 'Line 2: "1,08" is no rate of USD on 2026-03-31'],
  ['Date,USD\n2026-03-31,0\n', 'Line 2: "0" is no rate'],
  ['Date,USD\n31/03/2026,1\n', 'Line 2: "31/03/2026" is no day'],
  ['Date,USD\n31 Marchember 2026,1\n', 'is no day'],
  ['date,currency,rate\n2026-03-31,XYZ1,1\n', 'is no currency'],
  ['Date,USD\n2026-03-31,1\n2026-03-31,2\n', 'two rates of EUR and USD on 2026-03-31'],
  ['Date,USD\n"2026-03-31,1\n', 'That is no CSV'],
])('%j is refused', (text, says) => {
  expect(() => read(text)).toThrow(says)
})
