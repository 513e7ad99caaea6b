// Amounts as people and programs write them, to minor units. The decimal mark is the column's, settled once; a value that
// has another reading under it is refused, never bent: a wrong factor of a thousand is the worst error an import can make.

import { isCurrency, minorDigits, minorFrom } from '../core/money.ts'

export type DecimalMark = ',' | '.'

export interface AmountStyle {
  readonly decimal?: DecimalMark
  /** 3 where every value of the column is written with three decimals, so that 1.500 is one and a half. */
  readonly places?: number
}

/** An amount taken apart: what is left of it are digits and marks. */
export interface AmountParts {
  readonly body: string
  readonly negative: boolean
  /** The ISO codes that a sign or code in the cell can mean; undefined when the cell names none. */
  readonly codes: readonly string[] | undefined
}

export interface Wrong {
  readonly wrong: string
  readonly cure: string
}

const signs: Readonly<Record<string, readonly string[]>> = {
  '€': ['EUR'],
  EURO: ['EUR'],
  EUROS: ['EUR'],
  '£': ['GBP', 'EGP', 'GIP', 'FKP', 'SHP', 'SSP', 'SDG', 'LBP', 'SYP'],
  $: [
    'USD',
    'CAD',
    'AUD',
    'NZD',
    'SGD',
    'HKD',
    'MXN',
    'TWD',
    'ARS',
    'CLP',
    'COP',
    'BRL',
    'JMD',
    'TTD',
    'BSD',
    'BBD',
    'BZD',
    'FJD',
    'NAD',
    'XCD',
    'UYU',
    'DOP',
    'BMD',
    'KYD',
    'LRD',
    'GYD',
    'SRD',
    'BND',
    'SBD',
  ],
  US$: ['USD'],
  C$: ['CAD'],
  CA$: ['CAD'],
  A$: ['AUD'],
  AU$: ['AUD'],
  NZ$: ['NZD'],
  S$: ['SGD'],
  HK$: ['HKD'],
  NT$: ['TWD'],
  R$: ['BRL'],
  MX$: ['MXN'],
  '¥': ['JPY', 'CNY'],
  RMB: ['CNY'],
  '₹': ['INR'],
  RS: ['INR', 'PKR', 'LKR', 'NPR', 'MUR', 'SCR'],
  '₩': ['KRW'],
  '₽': ['RUB'],
  '₺': ['TRY'],
  TL: ['TRY'],
  '₪': ['ILS'],
  '₴': ['UAH'],
  '₫': ['VND'],
  '₱': ['PHP'],
  '฿': ['THB'],
  ZŁ: ['PLN'],
  KČ: ['CZK'],
  KR: ['SEK', 'NOK', 'DKK', 'ISK'],
  FT: ['HUF'],
  FR: ['CHF'],
  SFR: ['CHF'],
  LEI: ['RON'],
  LEU: ['RON'],
  ЛВ: ['BGN'],
  R: ['ZAR'],
}

/** The ISO codes that `'EUR'`, `'€'` or `'kr.'` can mean; undefined for what names no currency. */
export function currencyCodes(text: string): readonly string[] | undefined {
  const key = text.trim().toUpperCase().replace(/\.$/, '')
  if (Object.hasOwn(signs, key)) return signs[key]
  return isCurrency(key) ? [key] : undefined
}

const nothing = /^(?:|[-–—]+|n\/?a|#n\/a|null|none|nan|nil|k\.?\s?a\.?)$/i
const leadSign = /^(\p{L}{0,3}\p{Sc}|\p{L}{1,5}\.?)\s*(?=[-+−–(]?\s*[\d.,])/u
const tailSign = /\s*(\p{L}{0,3}\p{Sc}|\p{L}{1,5}\.?)$/u
const plain = /^-?\d+(?:\.\d{1,2})?$/

/** Undefined where the cell holds no amount at all. */
export function amountParts(text: string): AmountParts | Wrong | undefined {
  if (plain.test(text)) {
    const negative = text.charCodeAt(0) === 45
    return { body: negative ? text.slice(1) : text, negative, codes: undefined }
  }
  let rest = text.trim()
  if (nothing.test(rest)) return undefined
  if (rest.length > 60) return { wrong: 'is far too long for an amount', cure: 'Write the number alone.' }
  // Non-breaking and thin spaces become plain ones, wide digits narrow ones.
  rest = rest.normalize('NFKC').replaceAll('’', "'").replaceAll('−', '-').trim()
  let minuses = 0
  let codes: readonly string[] | undefined
  for (let round = 0; round < 6; round++) {
    const before = rest
    if (/^\(.*\)$/.test(rest)) {
      minuses += 1
      rest = rest.slice(1, -1).trim()
    }
    if (/^[-–]/.test(rest)) {
      minuses += 1
      rest = rest.slice(1).trimStart()
    } else if (rest.startsWith('+')) rest = rest.slice(1).trimStart()
    // "120,-" is a way to write no cents.
    const noCents = /(?<=\d)[.,][-–—]{1,2}$/.exec(rest)
    if (noCents) rest = rest.slice(0, noCents.index)
    else if (/\d\s*[-–]$/.test(rest)) {
      minuses += 1
      rest = rest.slice(0, -1).trimEnd()
    }
    const side = /(?<=[\d\s)])\s*(DR|CR|S|H)\.?$/i.exec(rest)
    if (side && /\d/.test(rest)) {
      if (/^(cr|h)$/i.test(side[1]!)) minuses += 1
      rest = rest.slice(0, side.index).trimEnd()
    } else {
      const sign = leadSign.exec(rest) ?? tailSign.exec(rest)
      if (sign && /\d/.test(rest)) {
        const found = currencyCodes(sign[1]!)
        if (found === undefined) return notANumber
        if (codes?.every((code) => !found.includes(code))) {
          return { wrong: 'names two currencies', cure: 'Write one amount in one currency.' }
        }
        codes = found
        rest = sign.index === 0 ? rest.slice(sign[0].length) : rest.slice(0, sign.index)
      }
    }
    rest = rest.trim()
    if (rest === before) break
  }
  if (minuses > 1) return { wrong: 'is negative twice over', cure: 'Write one minus, or none.' }
  if (/^\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(rest)) {
    return {
      wrong: 'is in the short form of a spreadsheet and has lost digits',
      cure: 'Format the column as a number and export again.',
    }
  }
  if (!/^[\d.,' ]*\d[\d.,' ]*$/.test(rest)) return notANumber
  return { body: rest, negative: minuses === 1, codes }
}

const notANumber: Wrong = { wrong: 'is no amount', cure: 'Write a number such as 1234.50.' }

/**
 * What one value says about its column's decimal mark: a mark; `none` when it has none or only groups of thousands; `either`
 * when it has two readings (1.234); undefined when it is no number under any.
 */
export function markOf(body: string, currency: string | undefined): DecimalMark | 'none' | 'either' | undefined {
  const dots = body.split('.').length - 1
  const commas = body.split(',').length - 1
  if (dots + commas === 0) return grouped(body, '.') ? 'none' : undefined
  if (dots > 0 && commas > 0) {
    const last: DecimalMark = body.lastIndexOf('.') > body.lastIndexOf(',') ? '.' : ','
    return readsWith(body, last) ? last : undefined
  }
  const mark: DecimalMark = dots > 0 ? '.' : ','
  const other: DecimalMark = mark === '.' ? ',' : '.'
  if (dots + commas > 1) return readsWith(body, other) ? other : undefined
  const asDecimal = readsWith(body, mark)
  const asGroups = readsWith(body, other)
  if (asDecimal && asGroups) return currency !== undefined && minorDigits(currency) === 0 ? 'none' : 'either'
  return asDecimal ? mark : asGroups ? other : undefined
}

/** Whole minor units, signed; or why not. */
export function amountMinor(parts: AmountParts, style: AmountStyle, currency: string): number | Wrong {
  const digits = minorDigits(currency)
  const says = style.decimal === undefined ? markOf(parts.body, currency) : undefined
  if (says === 'either') {
    return {
      wrong: 'can be read in two ways, one a thousand times the other',
      cure: 'Write it with its decimals (1234.00), or give the column its decimal mark in the map (decimal: "." or decimal: ",").',
    }
  }
  const decimal = style.decimal ?? (says === ',' || says === '.' ? says : parts.body.includes('.') ? ',' : '.')
  if (!readsWith(parts.body, decimal)) {
    return {
      wrong:
        style.decimal === undefined ? 'is no amount' : `is no amount in a column whose decimal mark is "${decimal}"`,
      cure: `Write it as ${decimal === '.' ? '1234.50 or 1,234.50' : '1234,50 or 1.234,50'}.`,
    }
  }
  const [whole = '', fraction = ''] = parts.body.split(decimal)
  // A settled mark is no proof for a value that looks like thousands: 1.200 among 12.50 may be a slip for 1,200.
  if (fraction.length === 3 && digits < 3 && /^[1-9]\d{0,2}$/.test(whole) && (style.places ?? 0) < 3) {
    return {
      wrong: 'has three digits after its mark and may be thousands',
      cure: 'Write it with two decimals, for example 1234.00 or 1.23.',
    }
  }
  const minor = minorFrom(`${whole.replace(/[.,' ]/g, '') || '0'}${fraction === '' ? '' : `.${fraction}`}`, currency)
  if (minor === undefined) {
    const needed = fraction.replace(/0+$/, '').length
    return needed > digits
      ? {
          wrong: `has ${needed} decimals, and ${currency} has ${digits}`,
          cure: `Round it to ${digits === 0 ? 'whole units' : `${digits} decimals`} and import the row again.`,
        }
      : { wrong: 'is larger than can be kept exactly', cure: 'Check the amount; if it is right, split the claim.' }
  }
  return parts.negative && minor !== 0 ? -minor : minor
}

function readsWith(body: string, decimal: DecimalMark): boolean {
  const at = body.indexOf(decimal)
  if (at < 0) return grouped(body, decimal)
  const whole = body.slice(0, at)
  const fraction = body.slice(at + 1)
  if (!/^\d*$/.test(fraction) || (whole === '' && fraction === '')) return false
  return whole === '' || grouped(whole, decimal)
}

/** Digits alone, or in groups of three (or two and three, as in India) split by one kind of mark that is not the decimal one. */
function grouped(whole: string, decimal: DecimalMark): boolean {
  if (/^\d+$/.test(whole)) return true
  const match = /^[1-9]\d{0,2}([.,' ])\d{3}(?:\1\d{3})*$/.exec(whole) ?? /^[1-9]\d?(?:(,)\d{2})+,\d{3}$/.exec(whole)
  return match !== null && match[1] !== decimal
}
