// UBL 2.1 invoices and credit notes, as EN 16931, Peppol and XRechnung fill them. It reads what a claim needs and the sums; the
// lines themselves only for their net amounts.

import { problem } from '../../core/problem.ts'
import { type Exact, sum } from './exact.ts'
import {
  amountAt,
  amountOf,
  currencyOf,
  type EInvoice,
  given,
  ibanIn,
  isoDay,
  leftOut,
  missing,
  type Party,
  type Reading,
  required,
  shortAt,
  type Totals,
} from './invoice.ts'
import { all, at, type Element, textAt } from './xml.ts'

export const ublNamespaces: Readonly<Record<string, string>> = {
  'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2': 'Invoice',
  'urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2': 'CreditNote',
}

export function readUbl(root: Element, reading: Reading): EInvoice {
  const top = root.name
  const isNote = top === 'CreditNote'
  const number = required(root, 'ID', top, 'the number of the invoice')
  const currency = currencyOf(required(root, 'DocumentCurrencyCode', top, 'its currency'))
  const typeAt = at(root, isNote ? 'CreditNoteTypeCode' : 'InvoiceTypeCode')
  const buyer = at(root, 'AccountingCustomerParty/Party')
  const seller = at(root, 'AccountingSupplierParty/Party')
  if (buyer === undefined) throw missing(`${top}/AccountingCustomerParty/Party`, 'the buyer')
  if (seller === undefined) throw missing(`${top}/AccountingSupplierParty/Party`, 'the seller')
  return given({
    syntax: 'UBL' as const,
    profile: shortAt(root, 'CustomizationID'),
    number: number.text,
    typeCode: typeAt?.text ?? (isNote ? '381' : '380'),
    credit: isNote,
    issuedOn: isoDay(required(root, 'IssueDate', top, 'the day of issue')),
    currency,
    totals: totalsOf(root, currency),
    ...duesOf(root, currency),
    termsText:
      all(root, 'PaymentTerms/Note')
        .map((it) => it.text)
        .join('\n') || undefined,
    termsPath: at(root, 'PaymentTerms/Note')?.path,
    seller: partyOf(seller, reading),
    buyer: partyOf(buyer, reading),
    payment: paymentOf(root, reading),
    orderNumber: shortAt(root, 'OrderReference/ID'),
    deliveryNote: shortAt(root, 'DespatchDocumentReference/ID'),
    buyerReference: shortAt(root, 'BuyerReference'),
    refersTo: all(root, 'BillingReference/InvoiceDocumentReference/ID').map((it) => it.text),
    notes: all(root, 'Note').map((it) => it.text),
  })
}

function totalsOf(root: Element, currency: string): Totals {
  const sums = at(root, 'LegalMonetaryTotal')
  if (sums === undefined) throw missing(`${root.name}/LegalMonetaryTotal`, 'the totals')
  const must = (name: string, what: string) => amountOf(required(sums, name, root.name, what), currency)
  const adjustments = all(root, 'AllowanceCharge').map((it) => {
    const indicator = required(it, 'ChargeIndicator', root.name, 'whether it is a charge')
    if (!/^(?:true|false|1|0)$/.test(indicator.text))
      throw problem(
        'einvoice.unreadable',
        `${indicator.path} is neither true nor false.`,
        'Ask who wrote the invoice to correct it.',
      )
    const amount = amountOf(required(it, 'Amount', root.name, 'the amount of an allowance or a charge'), currency).value
    return { charge: /^(?:true|1)$/.test(indicator.text), amount }
  })
  // A second total may state the tax in the currency of the tax office.
  const taxes = all(root, 'TaxTotal').filter((it) => {
    const said = at(it, 'TaxAmount')?.attributes.get('currencyID')
    return said === undefined || said === currency || at(root, 'TaxCurrencyCode')?.text !== said
  })
  if (taxes.length > 1)
    throw problem(
      'einvoice.twice',
      `${taxes[1]!.path} stands there a second time in ${currency}.`,
      'Ask who wrote the invoice to correct it.',
    )
  const line = root.name === 'CreditNote' ? 'CreditNoteLine' : 'InvoiceLine'
  const extra = all(root, 'PrepaidPayment/PaidAmount').map((it) => amountOf(it, currency).value)
  const extension = /conformant#urn:xeinkauf\.de:kosit:extension/.test(textAt(root, 'CustomizationID') ?? '')
  return given({
    lines: all(root, line).map(
      (it): Exact =>
        amountOf(required(it, 'LineExtensionAmount', root.name, 'the net amount of a line'), currency).value,
    ),
    lineTotal: amountAt(sums, 'LineExtensionAmount', currency),
    allowances: adjustments.filter((it) => !it.charge).map((it) => it.amount),
    allowanceTotal: amountAt(sums, 'AllowanceTotalAmount', currency),
    charges: adjustments.filter((it) => it.charge).map((it) => it.amount),
    chargeTotal: amountAt(sums, 'ChargeTotalAmount', currency),
    net: must('TaxExclusiveAmount', 'the total without tax'),
    taxes: taxes.flatMap((it) =>
      all(it, 'TaxSubtotal').map((part) =>
        given({
          path: part.path,
          basis: amountAt(part, 'TaxableAmount', currency)?.value,
          tax: amountOf(required(part, 'TaxAmount', root.name, 'the tax of a rate'), currency).value,
          rate: rateOf(at(part, 'TaxCategory/Percent')),
        }),
      ),
    ),
    tax: amountAt(taxes[0], 'TaxAmount', currency),
    gross: must('TaxInclusiveAmount', 'the total with tax'),
    prepaid: amountAt(sums, 'PrepaidAmount', currency),
    rounding: amountAt(sums, 'PayableRoundingAmount', currency),
    thirdParty: extension && extra.length > 0 ? sum(extra) : undefined,
    payable: must('PayableAmount', 'what is to be paid'),
  })
}

/** A rate has no currency; amounts of none are read the same way. */
function rateOf(it: Element | undefined): Exact | undefined {
  return it === undefined || it.text === '' ? undefined : amountOf(it, '').value
}

function duesOf(root: Element, currency: string): Pick<EInvoice, 'dues'> {
  const parts = all(root, 'PaymentTerms').flatMap((it) => {
    const on = at(it, 'PaymentDueDate') ?? at(it, 'InstallmentDueDate')
    if (on === undefined || on.text === '') return []
    const amount = amountAt(it, 'Amount', currency)
    return [given({ on: isoDay(on), amount: amount?.value, path: on.path })]
  })
  const whole = [at(root, 'DueDate'), ...all(root, 'PaymentMeans/PaymentDueDate')].find(
    (it) => it !== undefined && it.text !== '',
  )
  if (parts.length > 1 || !whole) return { dues: parts }
  return { dues: [{ on: isoDay(whole), path: whole.path }] }
}

function partyOf(party: Element, reading: Reading): Party {
  const address = at(party, 'PostalAddress')
  const schemes = all(party, 'PartyTaxScheme')
  const vat = schemes.find((it) => textAt(it, 'TaxScheme/ID')?.toUpperCase() === 'VAT')
  const own = all(party, 'PartyIdentification/ID').find((it) => it.text !== '' && !it.attributes.has('schemeID'))
  const endpoint = at(party, 'EndpointID')
  const contact = at(party, 'Contact')
  const email = endpoint?.attributes.get('schemeID') === 'EM' ? endpoint.text : undefined
  const country = at(address, 'Country/IdentificationCode')
  const person = at(party, 'Person')
  return given({
    name:
      shortAt(party, 'PartyLegalEntity/RegistrationName') ??
      shortAt(party, 'PartyName/Name') ??
      ([shortAt(person, 'FirstName'), shortAt(person, 'FamilyName')].filter((it) => it !== undefined).join(' ') ||
        undefined),
    vatNumber: shortAt(vat, 'CompanyID'),
    externalId: own === undefined ? undefined : own.text.slice(0, 100),
    lines: [
      shortAt(address, 'StreetName'),
      shortAt(address, 'AdditionalStreetName'),
      ...all(address, 'AddressLine/Line').map((it) => it.text),
    ].filter((it) => it !== undefined),
    postcode: shortAt(address, 'PostalZone'),
    city: shortAt(address, 'CityName'),
    region: shortAt(address, 'CountrySubentity'),
    country: countryOf(country, reading),
    email,
    contact:
      contact &&
      given({
        name: shortAt(contact, 'Name'),
        email: shortAt(contact, 'ElectronicMail'),
        phone: shortAt(contact, 'Telephone'),
      }),
  })
}

/** ISO 3166-1 alpha-2, as all three syntaxes want it. */
export function countryOf(it: Element | undefined, reading: Reading): string | undefined {
  if (it === undefined || it.text === '') return undefined
  return /^[A-Z]{2}$/.test(it.text) ? it.text : leftOut(reading, it, 'country code of two letters')
}

function paymentOf(root: Element, reading: Reading): EInvoice['payment'] {
  const means = all(root, 'PaymentMeans')
  const accounts = means.flatMap((it) => all(it, 'PayeeFinancialAccount'))
  const ids = accounts.flatMap((it) => at(it, 'ID') ?? [])
  const looksLike = (it: Element) => /^[A-Z]{2}\d{2}/i.test(it.text.replace(/\s/g, ''))
  const ibans = ids.filter(looksLike).flatMap((it) => ibanIn(reading, it) ?? [])
  const first = <T>(some: readonly (T | undefined)[]) => some.find((it) => it !== undefined)
  return given({
    means: first(means.map((it) => shortAt(it, 'PaymentMeansCode'))),
    reference: first(means.map((it) => shortAt(it, 'PaymentID'))),
    ibans: ibans.length === 0 ? undefined : [...new Set(ibans)],
    account: first(ids.filter((it) => !looksLike(it) && it.text !== '').map((it) => it.text.slice(0, 60))),
    bic: first(accounts.map((it) => shortAt(it, 'FinancialInstitutionBranch/ID'))),
    payee: first([shortAt(root, 'PayeeParty/PartyName/Name'), ...accounts.map((it) => shortAt(it, 'Name'))]),
    mandate: first(means.map((it) => shortAt(it, 'PaymentMandate/ID'))),
    terms: shortAt(root, 'PaymentTerms/Note'),
  })
}
