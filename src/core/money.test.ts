import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalText, minorFrom, moneyText, share } from './money.ts'

test.each([
  ['12.50', 'EUR', 1250],
  ['-0.00', 'EUR', 0],
  ['12.505', 'EUR', undefined],
  ['12.500', 'EUR', 1250],
  ['1200', 'JPY', 1200],
  ['1.5', 'JPY', undefined],
  ['1.234', 'KWD', 1234],
  ['90071992547409.93', 'EUR', undefined],
  ['1,5', 'EUR', undefined],
])('%s %s is %s', (text, currency, expected) => {
  expect(minorFrom(text, currency)).toBe(expected)
})

test('money is written with its decimals', () => {
  expect(moneyText(123456, 'GBP')).toBe('1,234.56 GBP')
  expect(moneyText(-5, 'EUR')).toBe('-0.05 EUR')
  expect(moneyText(1000, 'JPY')).toBe('1,000 JPY')
})

test('a text and its amount are one', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e14, max: 1e14 }), fc.constantFrom('EUR', 'JPY', 'KWD'), (amount, currency) => {
      expect(minorFrom(decimalText(amount, currency), currency)).toBe(amount)
    }),
  )
})

test('shares sum to the whole, and none is further than one unit from its exact part', () => {
  const amounts = fc.integer({ min: -1e12, max: 1e12 })
  fc.assert(
    fc.property(amounts, fc.array(fc.nat({ max: 1e9 }), { minLength: 1, maxLength: 30 }), (amount, weights) => {
      const parts = share(amount, weights)
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount)
      const total = weights.reduce((sum, weight) => sum + weight, 0)
      for (const [i, weight] of weights.entries()) {
        if (total > 0) expect(Math.abs(parts[i]! - (amount * weight) / total)).toBeLessThanOrEqual(1.001)
      }
    }),
  )
})
