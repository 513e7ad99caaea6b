import { describe, expect, test } from 'vitest'
import { day } from '../core/day.ts'
import { amountText, claimsIn, dayIn, moneyIn } from './format.ts'
import { languageOf } from './languages.ts'
import { sampleClaim } from './samples.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')

test.each([
  [1_240_00, 'EUR', '1,240.00 EUR'],
  [5, 'EUR', '0.05 EUR'],
  [-80_00, 'GBP', '−80.00 GBP'],
  [1_500_000, 'JPY', '1,500,000 JPY'],
  [12_345, 'KWD', '12.345 KWD'],
  [0, 'USD', '0.00 USD'],
  // A float of this sum would end in .92.
  [9_007_199_254_740_991, 'EUR', '90,071,992,547,409.91 EUR'],
])('%i minor units %s read %s', (minor, currency, text) => {
  expect(plain(moneyIn(minor, currency, 'en'))).toBe(text)
  expect(`${amountText(minor, currency, 'en')} ${currency}`).toBe(text)
})

test('days are written the British way', () => {
  expect(plain(dayIn(day('2026-03-12'), 'en'))).toBe('12 March 2026')
  expect(plain(dayIn(day('2026-03-02'), 'en', 'short'))).toBe('2 Mar 2026')
  expect(plain(dayIn(day('2026-03-12'), 'en', 'dayMonth'))).toBe('12 March')
})

describe('claims are counted in words', () => {
  test.each([
    [[sampleClaim()], 'invoice 2026-0117'],
    [[sampleClaim(), sampleClaim()], '2 invoices'],
    [[sampleClaim({ kind: 'rent' }), sampleClaim({ kind: 'rent' })], '2 rent payments'],
    [[sampleClaim(), sampleClaim({ kind: 'fee' })], '2 items'],
    [[sampleClaim({ kind: 'licence' })], 'item 2026-0117'],
  ])('%#', (claims, text) => {
    expect(claimsIn(claims, 'en')).toBe(text)
  })
})

test('a language without words is a problem that names those with', () => {
  expect(() => languageOf('tlh')).toThrow('Use one of: en, nl, de, fr, es.')
})

describe('each language has its own marks', () => {
  test.each([
    ['en', '1,240.00 EUR', '1 March 2026', '1 Mar 2026', '1 March'],
    ['de', '1.240,00 EUR', '1. März 2026', '01.03.2026', '1. März'],
    ['fr', '1 240,00 EUR', '1er mars 2026', '01/03/2026', '1er mars'],
    ['es', '1.240,00 EUR', '1 de marzo de 2026', '01/03/2026', '1 de marzo'],
  ])('%s', (language, money, long, short, near) => {
    const on = day('2026-03-01')
    expect(plain(moneyIn(1_240_00, 'EUR', language))).toBe(money)
    expect(plain(dayIn(on, language))).toBe(long)
    expect(plain(dayIn(on, language, 'short'))).toBe(short)
    expect(plain(dayIn(on, language, 'dayMonth'))).toBe(near)
  })
})
