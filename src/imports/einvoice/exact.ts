// Amounts of e-invoices as exact decimals: prices and lines may have more digits than their currency, so sums are made in units of
// 10^-8 and rounded once, where they are compared with what the file states.

import { minorDigits } from '../../core/money.ts'

/** In units of 10^-8. */
export type Exact = bigint & { readonly brand: 'Exact' }

const places = 8
export const zero = 0n as Exact

/** A plain decimal with a point, as XML Schema has it; undefined for anything else, or for more digits than can be kept. */
export function exactOf(text: string): Exact | undefined {
  const match = /^([+-]?)(\d{0,15})(?:\.(\d{0,20}))?$/.exec(text)
  if (!match || (match[2] === '' && (match[3] ?? '') === '')) return undefined
  const fraction = (match[3] ?? '').replace(/0+$/, '')
  if (fraction.length > places) return undefined
  const value = BigInt(`${match[2] || '0'}${fraction.padEnd(places, '0')}`)
  return (match[1] === '-' ? -value : value) as Exact
}

export function sum(some: readonly Exact[]): Exact {
  return some.reduce((total, it) => total + it, 0n) as Exact
}

export function plus(a: Exact, b: Exact): Exact {
  return (a + b) as Exact
}

export function minus(a: Exact, b: Exact): Exact {
  return (a - b) as Exact
}

/** Half a cent goes away from zero, as invoices are rounded. */
export function rounded(value: Exact, currency: string): Exact {
  const unit = 10n ** BigInt(places - minorDigits(currency))
  const away = value < 0n ? -1n : 1n
  return (((value * away + unit / 2n) / unit) * unit * away) as Exact
}

/** Percent of an amount, not rounded beyond the eighth place. */
export function percentOf(value: Exact, percent: Exact): Exact {
  return ((value * percent) / (100n * 10n ** BigInt(places))) as Exact
}

/** Whole minor units; undefined where it has more decimals than the currency or is too large to be kept exactly. */
export function minorOf(value: Exact, currency: string): number | undefined {
  const unit = 10n ** BigInt(places - minorDigits(currency))
  if (value % unit !== 0n) return undefined
  const minor = value / unit
  return minor > 100_000_000_000_000n || minor < -100_000_000_000_000n ? undefined : Number(minor)
}

/** `'1234.50'`, with as many places as it needs and at least the currency's. */
export function exactText(value: Exact, currency: string): string {
  const digits = String(value < 0n ? -value : value).padStart(places + 1, '0')
  const fraction = digits.slice(-places).replace(/0+$/, '').padEnd(minorDigits(currency), '0')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -places)}${fraction === '' ? '' : `.${fraction}`} ${currency}`
}

export function within(a: Exact, b: Exact, tolerance: Exact): boolean {
  const apart = a - b
  return (apart < 0n ? -apart : apart) <= tolerance
}
