// The one shape of reports: sums by currency, ratios worked out from sums, one currency at named rates, and CSV.

import { expect, test } from 'vitest'
import { day } from './day.ts'
import { billionthsFrom, type Exchange, exchangeOn } from './exchange.ts'
import { type Column, inCurrency, monthEnds, type Report, table, tableCsv } from './report.ts'

const columns: Column[] = [
  { id: 'currency', title: 'currency', kind: 'text' },
  { id: 'month', title: 'month', kind: 'text' },
  { id: 'claims', title: 'claims', kind: 'number' },
  { id: 'open', title: 'open', kind: 'money', apart: true },
  { id: 'paid', title: 'paid', kind: 'money' },
  { id: 'wait', title: 'wait', kind: 'days' },
  { id: 'share', title: 'share', kind: 'ratio', over: 'paid', under: 'open', times: 100, unit: '%' },
]
const rows = [
  { currency: 'EUR', month: '2026-01', claims: 2, open: 200_00, paid: 50_00, wait: 3 },
  { currency: 'EUR', month: '2026-02', claims: 1, open: 0, paid: 10_00, wait: 4 },
  { currency: 'USD', month: '2026-01', claims: 4, open: 300_00, paid: 30_00, wait: 5 },
]
const made = table({ name: 't', title: 'T', columns, rows })
const report: Report = { ...made, formula: 'f', asOf: { day: '2026-03-31' }, more: [], notes: [] }
const on = day('2026-03-31')
const usd = { base: 'EUR', currency: 'USD', day: on, billionths: billionthsFrom('1.5')!, source: 'ECB' }
const ways = new Map([['USD', exchangeOn([usd], { from: 'USD', to: 'EUR', day: on }) as Exchange]])

test('currencies are summed apart, what stands apart is not summed, and nothing is divided by nothing', () => {
  expect(made.totals).toEqual([
    { currency: 'EUR', claims: 3, paid: 60_00, share: null },
    { currency: 'USD', claims: 4, paid: 30_00, share: null },
  ])
  expect(made.rows.map((row) => row.share)).toEqual([25, null, 10])
})

test('in one currency rows of a month become one, with the rate beside them and the ratio worked out again', () => {
  const turned = inCurrency(report, 'EUR', ways)
  expect(turned.converted).toEqual({ currency: 'EUR', rates: ['1 EUR = 1.5 USD of 2026-03-31 (ECB)'] })
  expect(turned.rows).toEqual([
    {
      ...{ currency: 'EUR', month: '2026-01', claims: 6, open: 400_00, paid: 70_00, wait: null, share: 17.5 },
      at_rate: '1 EUR = 1.5 USD of 2026-03-31 (ECB)',
    },
    { currency: 'EUR', month: '2026-02', claims: 1, open: 0, paid: 10_00, wait: 4, share: null, at_rate: null },
  ])
  expect(turned.totals).toEqual([{ currency: 'EUR', claims: 7, paid: 80_00, share: null }])
})

test('what is in the one currency already stays as it is and says nothing of rates', () => {
  const home: Report = { ...report, ...table({ ...made, rows: rows.slice(0, 2) }) }
  expect(inCurrency(home, 'EUR', new Map())).toBe(home)
})

test('CSV has columns by their ids and money as decimals', () => {
  const odd = table({ name: 't', title: 'T', columns: columns.slice(0, 5), rows: [{ ...rows[0]!, month: '=1+1' }] })
  expect(tableCsv(odd)).toBe("currency,month,claims,open,paid\r\nEUR,'=1+1,2,200.00,50.00\r\n")
})

test('ends of months, and the day itself last', () => {
  const days = monthEnds(day('2026-03-31'), 2)
  expect(days).toEqual([day('2026-01-31'), day('2026-02-28'), day('2026-03-31')])
  expect(monthEnds(day('2024-03-05'), 1)).toEqual([day('2024-02-29'), day('2024-03-05')])
})
