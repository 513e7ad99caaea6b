// Rates between currencies: which rate holds on a day, when none does, and how an amount is turned and rounded.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from './day.ts'
import {
  billionthsFrom,
  carryDays,
  type Exchange,
  type ExchangeRate,
  exchanged,
  exchangeOn,
  rateText,
} from './exchange.ts'
import { Problem } from './problem.ts'

const ecb = (on: string, currency: string, rate: string): ExchangeRate => {
  return { base: 'EUR', currency, day: day(on), billionths: billionthsFrom(rate)!, source: 'ECB' }
}
const rates = [
  ecb('2026-04-02', 'USD', '1.0823'),
  ecb('2026-04-02', 'GBP', '0.8412'),
  ecb('2026-04-02', 'JPY', '162.31'),
  ecb('2026-04-01', 'USD', '1.1'),
  ecb('2026-04-01', 'TRY', '42.5'),
]
const way = (from: string, to: string, on: string) => exchangeOn(rates, { from, to, day: day(on) })

test('a rate holds on its day, straight, turned round and through the base', () => {
  expect((way('EUR', 'USD', '2026-04-02') as Exchange).says).toBe('1 EUR = 1.0823 USD of 2026-04-02 (ECB)')
  expect(exchanged(100_00, way('EUR', 'USD', '2026-04-02') as Exchange)).toBe(108_23)
  expect(exchanged(108_23, way('USD', 'EUR', '2026-04-02') as Exchange)).toBe(100_00)
  // 100 USD are 92.3958 EUR, which are 77.7233 GBP: rounded once, at the end.
  expect(exchanged(100_00, way('USD', 'GBP', '2026-04-02') as Exchange)).toBe(77_72)
  expect((way('USD', 'GBP', '2026-04-02') as Exchange).says).toBe('1 EUR = 1.0823 USD = 0.8412 GBP of 2026-04-02 (ECB)')
})

test('currencies without and with three decimals', () => {
  expect(exchanged(100_00, way('EUR', 'JPY', '2026-04-02') as Exchange)).toBe(16_231)
  expect(exchanged(16_231, way('JPY', 'EUR', '2026-04-02') as Exchange)).toBe(100_00)
})

test('over the days of Easter the last list holds, and a day more is a missing file', () => {
  // 2 April 2026 is the Thursday before Easter; the next list is that of Tuesday the 7th.
  expect((way('EUR', 'USD', '2026-04-06') as Exchange).day).toBe(day('2026-04-02'))
  const gone = way('EUR', 'USD', '2026-04-07')
  expect(gone).toBeInstanceOf(Problem)
  expect((gone as Problem).facts.says).toContain('between EUR and USD is known for 2026-04-07')
  expect(carryDays).toBe(4)
})

test('what its publisher left out of the last list has no rate, however near its last one is', () => {
  expect(way('EUR', 'TRY', '2026-04-01')).not.toBeInstanceOf(Problem)
  expect(way('EUR', 'TRY', '2026-04-02')).toBeInstanceOf(Problem)
})

test('a later rate is never taken', () => {
  expect(way('EUR', 'USD', '2026-03-31')).toBeInstanceOf(Problem)
  expect((way('EUR', 'USD', '2026-04-01') as Exchange).says).toContain('1.1 USD')
})

test('no rate is put together from two publishers', () => {
  const two = [ecb('2026-04-02', 'USD', '1.1'), { ...ecb('2026-04-02', 'GBP', '0.8'), source: 'a bank' }]
  expect(exchangeOn(two, { from: 'USD', to: 'GBP', day: day('2026-04-02') })).toBeInstanceOf(Problem)
})

test.each(['0', '-1', '1,08', '1e3', '', 'N/A', '1.0000000001', '99999999'])('%s is no rate', (text) => {
  expect(billionthsFrom(text)).toBeUndefined()
})

test('the text of a rate reads as the same rate', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8_000_000_000_000_000 }), (billionths) => {
      expect(billionthsFrom(rateText(billionths))).toBe(billionths)
    }),
  )
})

test('an amount below zero turns like one above, and there and back is off by a rounding at most', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 5e8, max: 2e9 }), (amount, billionths) => {
      const on = day('2026-04-02')
      const list = [{ base: 'EUR', currency: 'USD', day: on, billionths, source: 'x' }]
      const there = exchangeOn(list, { from: 'EUR', to: 'USD', day: addDays(on, 1) }) as Exchange
      const back = exchangeOn(list, { from: 'USD', to: 'EUR', day: on }) as Exchange
      expect(exchanged(-amount, there)).toBe(amount === 0 ? 0 : -exchanged(amount, there))
      expect(Math.abs(exchanged(exchanged(amount, there), back) - amount)).toBeLessThanOrEqual(1)
    }),
  )
})
