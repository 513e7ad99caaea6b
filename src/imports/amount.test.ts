import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minorDigits } from '../core/money.ts'
import { type AmountStyle, amountMinor, amountParts } from './amount.ts'
import { AmountTally } from './tally.ts'

function read(text: string, style: AmountStyle, currency: string): number | string | undefined {
  const parts = amountParts(text)
  if (parts === undefined) return undefined
  if ('wrong' in parts) return parts.wrong
  const minor = amountMinor(parts, style, currency)
  return typeof minor === 'number' ? minor : minor.wrong
}

test.each([
  ['1.234,56', ',', 123456],
  ['1,234.56', '.', 123456],
  ['1 234,56', ',', 123456],
  ['1\u00a0234,56', ',', 123456],
  ['1\u202f234,56', ',', 123456],
  ["1'234.56", '.', 123456],
  ['1’234.56', '.', 123456],
  ['12,34,567.00', '.', 123456700],
  ['(12.50)', '.', -1250],
  ['12.50-', '.', -1250],
  ['-12.50', '.', -1250],
  ['\u221212.50', '.', -1250],
  ['€ 12,50', ',', 1250],
  ['12,50 EUR', ',', 1250],
  ['EUR 1.234,50', ',', 123450],
  ['-€12.50', '.', -1250],
  ['€-12.50', '.', -1250],
  ['(€12.50)', '.', -1250],
  ['12,50 CR', ',', -1250],
  ['12,50 DR', ',', 1250],
  ['120,00 H', ',', -12000],
  ['120,00S', ',', 12000],
  ['120,-', ',', 12000],
  ['120.--', '.', 12000],
  ['.50', '.', 50],
  ['1.000', ',', 100000],
  ['12.5000', '.', 1250],
  ['１２,５０', ',', 1250],
  ['0,00', ',', 0],
  ['-0.00', '.', 0],
] as const)('%s with "%s" is %d cents', (text, decimal, expected) => {
  expect(read(text, { decimal }, 'EUR')).toBe(expected)
})

test.each([
  ['1.234,5.6', ','],
  ['1.234,5.6', '.'],
  ['1.234,56', '.'],
  ['12.50', ','],
  ['1.23.456', ','],
  ['12 34,50', ','],
  ['0.123', '.'],
  ['1.200', '.'],
  ['12.505', '.'],
  ['90071992547409.93', '.'],
  ['1.2E+05', '.'],
  ['--12', '.'],
  ['(-12)', '.'],
  ['12 apples', '.'],
  ['€12 £', '.'],
  ['twelve', '.'],
  ['1/2', '.'],
  ['=1+1', '.'],
  ['1..5', '.'],
  ['9'.repeat(80), '.'],
] as const)('%s with "%s" is refused', (text, decimal) => {
  expect(read(text, { decimal }, 'EUR')).toBeTypeOf('string')
})

test.each(['', '  ', '-', '–', 'n/a', 'NULL', '#N/A'])('%j holds no amount', (text) => {
  expect(read(text, {}, 'EUR')).toBeUndefined()
})

test('without a settled mark a value settles itself or is refused', () => {
  expect(read('12,50', {}, 'EUR')).toBe(1250)
  expect(read('12.50', {}, 'EUR')).toBe(1250)
  expect(read('1.234.567', {}, 'EUR')).toBe(123456700)
  expect(read('1.234', {}, 'EUR')).toMatch('two ways')
  expect(read('1,234', {}, 'KWD')).toMatch('two ways')
  expect(read('1.234', {}, 'JPY')).toBe(1234)
  expect(read('0.120', {}, 'EUR')).toBe(12)
})

test('a column written with three decimals says so in its map', () => {
  expect(read('1.500', { decimal: '.', places: 3 }, 'EUR')).toBe(150)
  expect(read('1.505', { decimal: '.', places: 3 }, 'EUR')).toMatch('3 decimals')
  expect(read('1.500', { decimal: '.' }, 'KWD')).toBe(1500)
})

interface Style {
  readonly decimal: ',' | '.'
  readonly group: string
  readonly indian: boolean
  readonly sign: 'before' | 'after' | 'brackets' | 'CR'
  readonly currency: (text: string) => string
}

const styles: fc.Arbitrary<Style> = fc
  .record({
    decimal: fc.constantFrom<',' | '.'>(',', '.'),
    group: fc.constantFrom('', '.', ',', ' ', "'", '’', '\u00a0', '\u202f'),
    indian: fc.boolean(),
    sign: fc.constantFrom<Style['sign']>('before', 'after', 'brackets', 'CR'),
    currency: fc.constantFrom<Style['currency']>(
      (text) => text,
      (text) => `¤ ${text}`,
      (text) => `${text} ¤`,
      (text) => `${text}¤`,
    ),
  })
  .filter((style) => style.group !== style.decimal)

function written(minor: number, currency: string, style: Style, decimals: boolean): string {
  const digits = minorDigits(currency)
  const padded = String(Math.abs(minor)).padStart(digits + 1, '0')
  const whole = digits === 0 ? padded : padded.slice(0, -digits)
  const fraction = digits === 0 ? '' : padded.slice(-digits)
  const groups = style.indian && style.group === ',' ? /\B(?=(?:\d{2})*\d{3}$)/g : /\B(?=(?:\d{3})+$)/g
  const body = `${whole.replace(groups, style.group)}${decimals && fraction !== '' ? `${style.decimal}${fraction}` : ''}`
  const named = style.currency(body).replace('¤', currency)
  if (minor >= 0) return named
  if (style.sign === 'brackets') return `(${named})`
  if (style.sign === 'before') return `-${named}`
  return style.sign === 'after' && /\d$/.test(named) ? `${named}-` : `${named} CR`
}

const currencies = fc.constantFrom('EUR', 'JPY', 'KWD')
const minors = fc.oneof(fc.integer({ min: -10_000_000, max: 10_000_000 }), fc.integer({ min: -1e14, max: 1e14 }))

test('an amount written with its decimals under its column mark reads back the same', () => {
  fc.assert(
    fc.property(minors, currencies, styles, (minor, currency, style) => {
      expect(read(written(minor, currency, style, true), { decimal: style.decimal }, currency)).toBe(minor)
    }),
    { numRuns: 1000 },
  )
})

test('an amount in any style, with nothing settled, reads back the same or is refused', () => {
  fc.assert(
    fc.property(minors, currencies, styles, fc.boolean(), (minor, currency, style, decimals) => {
      const units = 10 ** minorDigits(currency)
      const whole = decimals ? minor : Math.trunc(minor / units) * units + 0
      const found = read(written(whole, currency, style, decimals), {}, currency)
      if (typeof found === 'number') expect(found).toBe(whole)
      else expect(found).toMatch('two ways')
    }),
    { numRuns: 2000 },
  )
})

test('a column of amounts in one style reads back the same, is asked about, or refuses the value', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(minors, fc.boolean()), { minLength: 1, maxLength: 8 }),
      currencies,
      styles,
      (values, currency, style) => {
        const units = 10 ** minorDigits(currency)
        const amounts = values.map(([minor, decimals]) => ({
          minor: decimals ? minor : Math.trunc(minor / units) * units + 0,
          decimals,
        }))
        const cells = amounts.map(({ minor, decimals }) => written(minor, currency, style, decimals))
        const tally = new AmountTally(0)
        for (const [i, cell] of cells.entries()) tally.add(cell, i + 2)
        const [verdict] = AmountTally.settle([tally], currency, { nameOf: () => 'Amount' })
        if (verdict!.open) return
        for (const [i, cell] of cells.entries()) {
          const found = read(cell, verdict!.map ?? {}, currency)
          if (typeof found === 'number') expect(found).toBe(amounts[i]!.minor)
        }
      },
    ),
    { numRuns: 2000 },
  )
})
