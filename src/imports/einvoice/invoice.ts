// What an e-invoice says, whatever its syntax, and how it is read out of elements: what must be there and cannot be read refuses the
// file, what may be missing is left out and said, each by the path of its element.

import { type Day, dayOf } from '../../core/day.ts'
import { ibanText } from '../../core/iban.ts'
import type { InvoicePayment } from '../../core/invoice-terms.ts'
import { isCurrency } from '../../core/money.ts'
import { Problem, problem, quoted } from '../../core/problem.ts'
import { type Exact, exactOf } from './exact.ts'
import { at, type Element, textAt } from './xml.ts'

export interface Party {
  readonly name?: string
  readonly vatNumber?: string
  /** The number that the seller keeps the buyer under. */
  readonly externalId?: string
  readonly lines: readonly string[]
  readonly postcode?: string
  readonly city?: string
  readonly region?: string
  readonly country?: string
  readonly email?: string
  readonly contact?: { readonly name?: string; readonly email?: string; readonly phone?: string }
  /** Its name is a first and a last name. */
  readonly person?: true
  readonly publicBody?: string
}

export interface Totals {
  /** Net amounts of the lines; empty where the profile has none. */
  readonly lines: readonly Exact[]
  readonly lineTotal?: Stated
  readonly allowances: readonly Exact[]
  readonly allowanceTotal?: Stated
  readonly charges: readonly Exact[]
  readonly chargeTotal?: Stated
  readonly net: Stated
  readonly taxes: readonly TaxPart[]
  readonly tax?: Stated
  readonly gross: Stated
  readonly prepaid?: Stated
  readonly rounding?: Stated
  /** Paid by or for others than the buyer, added to what is due (XRechnung's extension). */
  readonly thirdParty?: Exact
  readonly payable: Stated
  /** The profile states what is due and not what was paid before. */
  readonly withoutPrepaid?: true
}

export interface TaxPart {
  readonly path: string
  readonly basis?: Exact
  readonly tax: Exact
  readonly rate?: Exact
}

export interface Stated {
  readonly value: Exact
  readonly path: string
}

export interface EInvoice {
  readonly syntax: 'UBL' | 'CII' | 'ZUGFeRD 1' | 'FatturaPA'
  readonly profile?: string
  readonly number: string
  readonly typeCode: string
  readonly credit: boolean
  readonly issuedOn: Day
  readonly currency: string
  readonly totals: Totals
  /** Parts that fall due; one without an amount is all of it. */
  readonly dues: readonly { readonly on: Day; readonly amount?: Exact; readonly path: string }[]
  readonly termsText?: string
  readonly termsPath?: string
  readonly seller: Party
  readonly buyer: Party
  readonly payment: InvoicePayment
  readonly orderNumber?: string
  readonly deliveryNote?: string
  readonly buyerReference?: string
  /** Numbers of the invoices that it corrects or lowers. */
  readonly refersTo: readonly string[]
  readonly notes: readonly string[]
  /** What the buyer keeps back by law, and what they pay to the state themselves: both are no part of the claim. */
  readonly withheld?: { readonly amount: Exact; readonly says: string; readonly taxFree: boolean }
}

/** Where a reader notes what it left out. */
export interface Reading {
  readonly notes: Problem[]
}

const textMax = 500

export function missing(path: string, what: string): Problem {
  return problem(
    'einvoice.missing',
    `${path} is missing or empty: ${what}.`,
    'Ask who wrote the invoice to correct it.',
  )
}

export function unreadable(it: Element, what: string): Problem {
  return problem(
    'einvoice.unreadable',
    `${it.path} says ${quoted(it.text)}, which is no ${what}.`,
    'Ask who wrote the invoice to correct it.',
    { column: it.path, value: it.text.slice(0, 100) },
  )
}

/** A value that must be there. */
export function required(parent: Element | undefined, path: string, under: string, what: string): Element {
  const it = at(parent, path)
  if (it === undefined || it.text === '') throw missing(`${parent?.path ?? under}/${path}`, what)
  if (it.text.length > textMax) throw unreadable(it, what)
  return it
}

/** Left out and said so: the claim can stand without it. */
export function leftOut(reading: Reading, it: Element, what: string): undefined {
  reading.notes.push(
    problem(
      'einvoice.left_out',
      `${it.path} says ${quoted(it.text)}, which is no ${what}; it was left out.`,
      'Correct the customer or the claim by hand where it matters.',
      { column: it.path },
    ),
  )
  return undefined
}

/** `2026-03-31`, with a zone left aside, as UBL and FatturaPA write days. */
export function isoDay(it: Element): Day {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:Z|[+-]\d{2}:\d{2})?$/.exec(it.text)
  const on = match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
  if (on === undefined || !sane(match![1]!)) throw unreadable(it, 'day such as 2026-03-31')
  return on
}

/** `20260331` under format 102, as CII writes days. */
export function compactDay(it: Element): Day {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(it.text) ?? /^(\d{4})-(\d{2})-(\d{2})(?:T00:00:00)?$/.exec(it.text)
  const format = it.attributes.get('format')
  const on = match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
  if (on === undefined || !sane(match![1]!) || (format !== undefined && format !== '102'))
    throw unreadable(it, `day such as 20260331${format === undefined ? '' : ` (format ${format})`}`)
  return on
}

/** Invoices of other centuries are slips of the keyboard. */
function sane(year: string): boolean {
  return Number(year) >= 1970 && Number(year) < 2100
}

export function currencyOf(it: Element): string {
  if (!isCurrency(it.text)) throw unreadable(it, 'currency such as EUR')
  return it.text
}

/** An amount in the invoice's currency: another one beside it refuses the file, it is never taken for the same. */
export function amountOf(it: Element, currency: string): Stated {
  const said = it.attributes.get('currencyID')
  if (said !== undefined && said !== '' && said !== currency)
    throw problem(
      'einvoice.currency',
      `${it.path} is in ${quoted(said)}, the invoice in ${currency}.`,
      'Ask who wrote the invoice to correct it: one invoice, one currency.',
      { column: it.path },
    )
  const value = exactOf(it.text)
  if (value === undefined) throw unreadable(it, 'amount such as 1234.50')
  return { value, path: it.path }
}

export function amountAt(parent: Element | undefined, path: string, currency: string): Stated | undefined {
  const it = at(parent, path)
  return it === undefined ? undefined : amountOf(it, currency)
}

/** The IBAN without blanks; one whose check digits are wrong is left out, so that nobody is told to pay there. */
export function ibanIn(reading: Reading, it: Element | undefined): string | undefined {
  if (it === undefined || it.text === '') return undefined
  try {
    return ibanText(it.text)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return leftOut(reading, it, 'IBAN whose check digits are right')
  }
}

export function short(text: string | undefined): string | undefined {
  const flat = text?.replace(/\s+/g, ' ').trim()
  return flat === undefined || flat === '' ? undefined : flat.slice(0, textMax)
}

export function shortAt(parent: Element | undefined, path: string): string | undefined {
  return short(textAt(parent, path))
}

/** The object without what is undefined. */
export function given<T extends object>(it: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(it).filter(([, value]) => value !== undefined)) as never
}
