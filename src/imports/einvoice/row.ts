// From an e-invoice to the row that every import takes: a debtor and a claim, or the Problem that keeps it out. Sums are checked
// before anything is believed.

import { addDays, type Day, dayText } from '../../core/day.ts'
import { problem, quoted } from '../../core/problem.ts'
import { kindByName, vatNumber } from '../kind.ts'
import { emailsOf, phoneOf } from '../reach.ts'
import type { ImportClaim, ImportDebtor, ImportRow } from '../row.ts'
import { type Exact, exactText, minorOf, minus, plus, zero } from './exact.ts'
import { type EInvoice, given, missing, type Party, type Reading, short } from './invoice.ts'
import { checkSums } from './sums.ts'
import { daysIn } from './terms.ts'

export interface RowGiven {
  /** Days from issue to due, where the invoice says nothing of it. */
  readonly termsDays?: number
}

// UNTDID 1001, as EN 16931 allows them: credit notes, and what asks for no money at all.
const creditCodes = new Set(['81', '83', '261', '262', '296', '308', '381', '396', '420', '458', '502', '503', '532'])
const noClaims: Readonly<Record<string, string>> = {
  '325': 'a proforma invoice',
  '71': 'a request for payment',
  '130': 'an invoicing data sheet',
  '202': 'a direct payment valuation',
  '751': 'invoice information for accounting, not an invoice',
}

/** Throws a Problem where the invoice cannot become a claim. */
export function rowOf(it: EInvoice, reading: Reading, options: RowGiven & { readonly line: number }): ImportRow {
  const { currency, totals } = it
  const not = noClaims[it.typeCode]
  if (not !== undefined)
    throw problem('einvoice.kind', `It is ${not} (type ${it.typeCode}).`, 'Leave it out: nobody owes you this.')
  if (!/^\d{1,3}$/.test(it.typeCode))
    throw problem(
      'einvoice.unreadable',
      `Its type code ${quoted(it.typeCode)} is none.`,
      'Ask who wrote the invoice to correct it.',
    )
  const wrong = checkSums(it)
  if (wrong) throw wrong
  const rounding = totals.rounding?.value ?? zero
  const whole = minus(plus(plus(totals.gross.value, rounding), totals.thirdParty ?? zero), it.withheld?.amount ?? zero)
  const signed = minor(whole, currency, totals.gross.path)
  const named = it.credit || creditCodes.has(it.typeCode)
  if (signed === 0)
    throw problem(
      'einvoice.nothing_owed',
      `${quoted(it.number)} is over nothing.`,
      'Nothing is to be done; if something is owed, ask who wrote the invoice to correct it.',
    )
  if (named && signed < 0)
    throw problem(
      'einvoice.sign',
      `${totals.gross.path} of a credit note is ${exactText(whole, currency)}: whether it lowers or raises what is owed, nobody can say.`,
      'Ask who wrote it: a credit note is written with amounts above zero.',
    )
  const credit = named || signed < 0
  const debtor = debtorOf(it, reading)
  const amountMinor = Math.abs(signed)
  const prepaid = totals.withoutPrepaid ? minus(whole, totals.payable.value) : (totals.prepaid?.value ?? zero)
  const paidMinor = minor(prepaid, currency, totals.prepaid?.path ?? totals.payable.path) * (signed < 0 ? -1 : 1)
  if (paidMinor < 0)
    throw problem(
      'einvoice.prepaid',
      `${totals.prepaid?.path ?? totals.payable.path} says that less than nothing was paid before.`,
      'Ask who wrote the invoice to correct it.',
    )
  if (it.withheld)
    reading.notes.push(
      problem(
        'einvoice.withheld',
        `Of ${exactText(totals.gross.value, currency)} ${it.withheld.says}: that is no part of the claim.`,
        'Nothing is to be done.',
      ),
    )
  const taxMinor = it.withheld?.taxFree ? 0 : taxOf(it)
  const claim: ImportClaim = given({
    number: it.number.slice(0, 100),
    kind: credit ? ('credit_note' as const) : ('invoice' as const),
    issuedOn: it.issuedOn,
    dues: credit ? [] : duesOf(it, { amountMinor, whole }, reading, options),
    currency,
    amountMinor,
    taxMinor: taxMinor > 0 && taxMinor < amountMinor ? taxMinor : undefined,
    paid: paidMinor > 0 ? [{ amountMinor: paidMinor, day: it.issuedOn }] : undefined,
    orderNumber: it.orderNumber,
    deliveryNote: it.deliveryNote,
    about: short(it.notes.join(' ')),
    payment: Object.keys(it.payment).length > 0 ? it.payment : undefined,
    buyerReference: it.buyerReference,
  })
  return { line: options.line, debtor, claim }
}

function taxOf({ totals, currency }: EInvoice): number {
  return totals.tax === undefined ? 0 : Math.abs(minor(totals.tax.value, currency, totals.tax.path))
}

function minor(value: Exact, currency: string, path: string): number {
  const found = minorOf(value, currency)
  if (found === undefined)
    throw problem(
      'einvoice.places',
      `${path} comes to ${exactText(value, currency)}: more decimals than ${currency} has, or more than can be kept exactly.`,
      'Ask who wrote the invoice to correct it.',
      { column: path },
    )
  return found
}

function duesOf(
  it: EInvoice,
  { amountMinor, whole }: { amountMinor: number; whole: Exact },
  reading: Reading,
  options: RowGiven,
): ImportClaim['dues'] {
  const { dues, currency, issuedOn } = it
  const early = dues.find((due) => due.on < issuedOn)
  if (early)
    reading.notes.push(
      problem(
        'einvoice.due_before_issue',
        `${early.path}: it falls due on ${dayText(early.on)}, before it was issued on ${dayText(issuedOn)}.`,
        'Check both days.',
      ),
    )
  if (dues.length === 1) return [{ dueOn: dues[0]!.on, amountMinor }]
  if (dues.length > 1) {
    const parts = dues.map((due) => {
      if (due.amount === undefined)
        throw problem(
          'einvoice.due_parts',
          `${due.path} is one of ${dues.length} due days, and has no amount.`,
          'Ask who wrote the invoice to correct it.',
        )
      return { dueOn: due.on, amountMinor: minor(due.amount, currency, due.path) }
    })
    const total = parts.reduce((sum, part) => sum + part.amountMinor, 0)
    if (total !== amountMinor || parts.some((part) => part.amountMinor <= 0))
      throw problem(
        'einvoice.due_parts',
        `${dues[0]!.path}: the parts that fall due do not come to ${exactText(whole, currency)}.`,
        'Ask who wrote the invoice to correct it.',
      )
    const days = [...new Set(parts.map((part) => part.dueOn))].sort((a, b) => a - b)
    return days.map((dueOn) => ({
      dueOn,
      amountMinor: parts.filter((part) => part.dueOn === dueOn).reduce((sum, part) => sum + part.amountMinor, 0),
    }))
  }
  return [{ dueOn: dueByWords(it, reading, options), amountMinor }]
}

function dueByWords(it: EInvoice, reading: Reading, options: RowGiven): Day {
  const words = it.termsText === undefined ? undefined : daysIn(it.termsText)
  const path = it.termsPath ?? 'the payment terms'
  if (words !== undefined) {
    reading.notes.push(
      problem(
        'einvoice.terms',
        `There is no due day; ${path} says ${quoted(it.termsText!)}: taken as ${words} days, due ${dayText(addDays(it.issuedOn, words))}.`,
        'Correct the due day by hand if it means something else.',
      ),
    )
    return addDays(it.issuedOn, words)
  }
  if (options.termsDays !== undefined) return addDays(it.issuedOn, options.termsDays)
  throw problem(
    'einvoice.no_due',
    it.termsText === undefined
      ? 'Nothing says when it falls due: there is neither a due day nor payment terms.'
      : `There is no due day, and ${path} says ${quoted(it.termsText)}, which gives none.`,
    'Say your terms: --terms 30.',
  )
}

function debtorOf({ buyer, syntax }: EInvoice, reading: Reading): ImportDebtor {
  if (buyer.name === undefined)
    throw missing(
      `${syntax === 'UBL' ? 'AccountingCustomerParty' : syntax === 'FatturaPA' ? 'CessionarioCommittente' : 'BuyerTradeParty'}`,
      'the name of the buyer',
    )
  const valid = buyer.vatNumber === undefined ? undefined : vatNumber(buyer.vatNumber)
  if (buyer.vatNumber !== undefined && valid === undefined)
    reading.notes.push(
      problem(
        'einvoice.vat_number',
        `The buyer's VAT number ${quoted(buyer.vatNumber)} has not the form of one; it is kept as it is and proves nothing.`,
        'Write it with its country, such as DE123456789.',
      ),
    )
  const email =
    emailIn(buyer.email, reading) ?? (buyer.contact?.name ? undefined : emailIn(buyer.contact?.email, reading))
  const contact = buyer.contact?.name ? contactOf(buyer, reading) : undefined
  const phone = buyer.contact?.name ? undefined : phoneIn(buyer, reading)
  return given({
    name: buyer.name,
    ...kindIn(buyer, valid),
    externalId: buyer.externalId,
    country: buyer.country,
    vatNumber: valid ?? buyer.vatNumber,
    email,
    phone,
    address: addressOf(buyer),
    contacts: contact ? [contact] : [],
  })
}

function kindIn(buyer: Party, valid: string | undefined): Pick<ImportDebtor, 'kind' | 'kindBecause'> {
  if (buyer.publicBody) return { kind: 'public_body', kindBecause: buyer.publicBody }
  const byName = kindByName(buyer.name!)
  if (byName) return { kind: byName.kind, kindBecause: byName.because }
  if (valid !== undefined && buyer.person)
    return { kind: 'sole_trader', kindBecause: `a person with the VAT number ${valid}` }
  if (valid !== undefined) return { kind: 'business', kindBecause: `${valid} has the form of a VAT number` }
  return {}
}

function emailIn(text: string | undefined, reading: Reading): string | undefined {
  if (text === undefined) return undefined
  const { good } = emailsOf(text)
  if (good[0] === undefined)
    reading.notes.push(
      problem(
        'einvoice.left_out',
        `The buyer's email ${quoted(text)} is none; it was left out.`,
        'Correct it by hand.',
      ),
    )
  return good[0]
}

function phoneIn(buyer: Party, reading: Reading): string | undefined {
  const text = buyer.contact?.phone
  if (text === undefined) return undefined
  const phone = phoneOf(text, buyer.country)
  if (phone === undefined)
    reading.notes.push(
      problem(
        'einvoice.left_out',
        `The buyer's phone ${quoted(text)} is no number that can be called; it was left out.`,
        'Correct it by hand.',
      ),
    )
  return phone
}

function contactOf(buyer: Party, reading: Reading): ImportDebtor['contacts'][number] {
  return given({
    name: buyer.contact!.name,
    roles: [],
    email: emailIn(buyer.contact!.email, reading),
    phone: phoneIn(buyer, reading),
  })
}

function addressOf({ lines, postcode, city, region, country }: Party): ImportDebtor['address'] {
  if (lines.length === 0 && postcode === undefined && city === undefined) return undefined
  return given({ lines, postcode, city, region, country })
}
