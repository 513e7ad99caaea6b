// Whole minor units and a currency. Adding two currencies is a bug. Rounding is named where it happens.

import { assert, problem, quoted } from './problem.ts'

// ISO 4217 currencies whose minor unit is not a hundredth.
const decimals: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
}
/** The largest single amount taken in, so that ninety of them still add up to a safe whole number: a million million in cents. */
const largestMinor = 100_000_000_000_000
const known = new Set(Intl.supportedValuesOf('currency'))

/** An ISO 4217 code in capitals, or a Problem. */
export function currencyCode(text: string): string {
  const code = text.trim().toUpperCase()
  if (!known.has(code)) {
    throw problem(
      'money.unknown_currency',
      `${quoted(text)} is not a currency.`,
      'Use a three-letter code such as EUR, GBP or USD.',
    )
  }
  return code
}

export function isCurrency(code: string): boolean {
  return known.has(code)
}

/** 2 for EUR, 0 for JPY, 3 for KWD (ISO 4217). */
export function minorDigits(currency: string): number {
  return decimals[currency] ?? 2
}

/**
 * A decimal with a point, as a program or a normalised file writes it (`'-1234.50'`), to minor units.
 * Undefined where it is no number, has more decimals than the currency, or is past `largestMinor`.
 */
export function minorFrom(decimal: string, currency: string): number | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(decimal)
  if (!match) return undefined
  const digits = minorDigits(currency)
  const fraction = (match[3] ?? '').replace(/0+$/, '')
  if (fraction.length > digits) return undefined
  const amount = Number(`${match[2]}${fraction.padEnd(digits, '0')}`)
  if (amount > largestMinor) return undefined
  return match[1] === '-' && amount !== 0 ? -amount : amount
}

/** `'-1234.50'`: for files and programs, never for a letter. */
export function decimalText(amountMinor: number, currency: string): string {
  const digits = minorDigits(currency)
  const sign = amountMinor < 0 ? '-' : ''
  const text = String(Math.abs(amountMinor)).padStart(digits + 1, '0')
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** `'1,234.50 GBP'`: for terminals and reasons, the same in every locale. */
export function moneyText(amountMinor: number, currency: string): string {
  const [whole, fraction] = decimalText(Math.abs(amountMinor), currency).split('.')
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${amountMinor < 0 ? '-' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`} ${currency}`
}

/**
 * Splits an amount by weights so that the parts always sum to it: each part rounds towards zero, and the units left over go
 * to the largest remainders, the earlier first (largest remainder method).
 */
export function share(amountMinor: number, weights: readonly number[]): number[] {
  assert(weights.length > 0 && weights.every((weight) => weight >= 0), 'weights must be given and not negative')
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  const even = total === 0n
  const sign = amountMinor < 0 ? -1 : 1
  const amount = BigInt(Math.abs(amountMinor))
  const divisor = even ? BigInt(weights.length) : total
  const exact = weights.map((weight) => amount * (even ? 1n : BigInt(weight)))
  const parts = exact.map((product) => Number(product / divisor))
  let left = Math.abs(amountMinor) - parts.reduce((sum, part) => sum + part, 0)
  const order = exact
    .map((product, index) => ({ index, remainder: product % divisor }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  for (const { index } of order) {
    if (left === 0) break
    parts[index]! += 1
    left -= 1
  }
  return parts.map((part) => (part === 0 ? 0 : part * sign))
}

/** One sum of each, in several currencies: `12.00 GBP + 7.50 EUR`. They stand one beside the other, for they are never added. */
export function sumsText<Of extends string>(
  sums: readonly ({ readonly currency: string } & Readonly<Record<Of, number>>)[],
  of: Of,
): string {
  return sums.map((one) => moneyText(one[of], one.currency)).join(' + ')
}
