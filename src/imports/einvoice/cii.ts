// The cross-industry invoice of UN/CEFACT, as Factur-X, ZUGFeRD 2, XRechnung and EN 16931 fill it, and its elder of ZUGFeRD 1, which
// has the same parts under other names.

import { problem } from '../../core/problem.ts'
import type { Exact } from './exact.ts'
import {
  amountAt,
  amountOf,
  compactDay,
  currencyOf,
  type EInvoice,
  given,
  ibanIn,
  missing,
  type Party,
  type Reading,
  required,
  type Stated,
  shortAt,
  type Totals,
} from './invoice.ts'
import { countryOf } from './ubl.ts'
import { all, at, type Element, textAt } from './xml.ts'

/** What an element is called in either. */
interface Names {
  readonly document: string
  readonly transaction: string
  readonly agreement: string
  readonly delivery: string
  readonly settlement: string
  readonly sums: string
  readonly lineNet: string
}

const since2: Names = {
  document: 'ExchangedDocument',
  transaction: 'SupplyChainTradeTransaction',
  agreement: 'ApplicableHeaderTradeAgreement',
  delivery: 'ApplicableHeaderTradeDelivery',
  settlement: 'ApplicableHeaderTradeSettlement',
  sums: 'SpecifiedTradeSettlementHeaderMonetarySummation',
  lineNet: 'SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount',
}

const before2: Names = {
  document: 'HeaderExchangedDocument',
  transaction: 'SpecifiedSupplyChainTradeTransaction',
  agreement: 'ApplicableSupplyChainTradeAgreement',
  delivery: 'ApplicableSupplyChainTradeDelivery',
  settlement: 'ApplicableSupplyChainTradeSettlement',
  sums: 'SpecifiedTradeSettlementMonetarySummation',
  lineNet: 'SpecifiedSupplyChainTradeSettlement/SpecifiedTradeSettlementMonetarySummation/LineTotalAmount',
}

export const ciiNamespaces: Readonly<Record<string, string>> = {
  'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100': 'CrossIndustryInvoice',
  'urn:ferd:CrossIndustryDocument:invoice:1p0': 'CrossIndustryDocument',
}

export function readCii(root: Element, reading: Reading): EInvoice {
  const old = root.name === 'CrossIndustryDocument'
  const names = old ? before2 : since2
  const part = (parent: Element, name: string, what: string) => {
    const it = at(parent, name)
    if (it === undefined) throw missing(`${parent.path}/${name}`, what)
    return it
  }
  const document = part(root, names.document, 'number and day of the invoice')
  const transaction = part(root, names.transaction, 'the invoice itself')
  const agreement = part(transaction, names.agreement, 'buyer and seller')
  const settlement = part(transaction, names.settlement, 'what is to be paid')
  const delivery = at(transaction, names.delivery)
  const currency = currencyOf(required(settlement, 'InvoiceCurrencyCode', root.path, 'its currency'))
  const profile =
    shortAt(root, 'ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID') ??
    shortAt(root, 'SpecifiedExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID')
  const issued = required(document, 'IssueDateTime/DateTimeString', root.path, 'the day of issue')
  const terms = all(settlement, 'SpecifiedTradePaymentTerms')
  const described = terms.flatMap((it) => all(it, 'Description')).filter((it) => it.text !== '')
  return given({
    syntax: old ? ('ZUGFeRD 1' as const) : ('CII' as const),
    profile,
    number: required(document, 'ID', root.path, 'the number of the invoice').text,
    typeCode: required(document, 'TypeCode', root.path, 'whether it is an invoice or a credit note').text,
    credit: false,
    issuedOn: compactDay(issued),
    currency,
    totals: totalsOf(transaction, settlement, names, { currency, profile: profile ?? '' }),
    dues: terms.flatMap((it) => {
      const on = at(it, 'DueDateDateTime/DateTimeString')
      if (on === undefined || on.text === '') return []
      return [
        given({ on: compactDay(on), amount: amountAt(it, 'PartialPaymentAmount', currency)?.value, path: on.path }),
      ]
    }),
    termsText: described.map((it) => it.text).join('\n') || undefined,
    termsPath: described[0]?.path,
    seller: partyOf(part(agreement, 'SellerTradeParty', 'the seller'), reading),
    buyer: partyOf(part(agreement, 'BuyerTradeParty', 'the buyer'), reading),
    payment: paymentOf(settlement, reading),
    orderNumber: documentNumber(at(agreement, 'BuyerOrderReferencedDocument')),
    deliveryNote:
      documentNumber(at(delivery, 'DespatchAdviceReferencedDocument')) ??
      documentNumber(at(delivery, 'DeliveryNoteReferencedDocument')),
    buyerReference: shortAt(agreement, 'BuyerReference'),
    refersTo: all(settlement, 'InvoiceReferencedDocument').flatMap((it) => documentNumber(it) ?? []),
    notes: all(document, 'IncludedNote').flatMap((it) =>
      // Details of the register of companies and the like are no words about the claim.
      textAt(it, 'SubjectCode') === 'REG' ? [] : all(it, 'Content').map((content) => content.text),
    ),
  })
}

function documentNumber(it: Element | undefined): string | undefined {
  return shortAt(it, 'IssuerAssignedID') ?? shortAt(it, 'ID')
}

function totalsOf(
  transaction: Element,
  settlement: Element,
  names: Names,
  { currency, profile }: { currency: string; profile: string },
): Totals {
  const sums = at(settlement, names.sums)
  if (sums === undefined) throw missing(`${settlement.path}/${names.sums}`, 'the totals')
  const must = (name: string, what: string) => amountOf(required(sums, name, settlement.path, what), currency)
  const adjustments = all(settlement, 'SpecifiedTradeAllowanceCharge').map((it) => {
    const indicator = required(it, 'ChargeIndicator/Indicator', settlement.path, 'whether it is a charge')
    if (!/^(?:true|false|1|0)$/.test(indicator.text))
      throw problem(
        'einvoice.unreadable',
        `${indicator.path} is neither true nor false.`,
        'Ask who wrote the invoice to correct it.',
      )
    const amount = amountOf(
      required(it, 'ActualAmount', settlement.path, 'the amount of an allowance or a charge'),
      currency,
    )
    return { charge: /^(?:true|1)$/.test(indicator.text), amount: amount.value }
  })
  const services = all(settlement, 'SpecifiedLogisticsServiceCharge/AppliedAmount').map(
    (it) => amountOf(it, currency).value,
  )
  const lines = all(transaction, 'IncludedSupplyChainTradeLineItem').flatMap((it): Exact[] => {
    // Lines that only head or explain others are no part of the sum (the extended profile).
    const reason = textAt(it, 'AssociatedDocumentLineDocument/LineStatusReasonCode')
    if (reason === 'GROUP' || reason === 'INFORMATION') return []
    const net = at(it, names.lineNet)
    // ZUGFeRD 1 has lines of text alone.
    if (net === undefined && names === before2) return []
    if (net === undefined) throw missing(`${it.path}/${names.lineNet}`, 'the net amount of a line')
    return [amountOf(net, currency).value]
  })
  const advances = all(settlement, 'SpecifiedFinancialAdjustment/ActualAmount')
  if (advances.length > 0)
    throw problem(
      'einvoice.unread',
      `${advances[0]!.path} adjusts what is to be paid in a way that is not known here.`,
      'Enter it by hand: ./dunwell add claim',
    )
  return given({
    lines,
    lineTotal: amountAt(sums, 'LineTotalAmount', currency),
    allowances: adjustments.filter((it) => !it.charge).map((it) => it.amount),
    allowanceTotal: amountAt(sums, 'AllowanceTotalAmount', currency),
    charges: [...adjustments.filter((it) => it.charge).map((it) => it.amount), ...services],
    chargeTotal: amountAt(sums, 'ChargeTotalAmount', currency),
    net: must('TaxBasisTotalAmount', 'the total without tax'),
    taxes: all(settlement, 'ApplicableTradeTax').map((it) =>
      given({
        path: it.path,
        basis: amountAt(it, 'BasisAmount', currency)?.value,
        tax: amountOf(required(it, 'CalculatedAmount', settlement.path, 'the tax of a rate'), currency).value,
        rate: rateOf(at(it, 'RateApplicablePercent') ?? at(it, 'ApplicablePercent')),
      }),
    ),
    tax: taxTotal(sums, currency),
    gross: must('GrandTotalAmount', 'the total with tax'),
    prepaid: amountAt(sums, 'TotalPrepaidAmount', currency),
    rounding: amountAt(sums, 'RoundingAmount', currency),
    // ZUGFeRD 1's smallest profile states no due amount: then all of it is due.
    payable:
      names === before2 && at(sums, 'DuePayableAmount') === undefined
        ? must('GrandTotalAmount', 'the total with tax')
        : must('DuePayableAmount', 'what is to be paid'),
    withoutPrepaid: /:minimum$/i.test(profile) ? (true as const) : undefined,
  })
}

function rateOf(it: Element | undefined): Exact | undefined {
  return it === undefined || it.text === '' ? undefined : amountOf(it, '').value
}

/** In the invoice's currency; a second one may be in that of the tax office. */
function taxTotal(sums: Element, currency: string): Stated | undefined {
  const found = all(sums, 'TaxTotalAmount')
  const own =
    found.find((it) => it.attributes.get('currencyID') === currency) ??
    found.find((it) => !it.attributes.has('currencyID'))
  if (own === undefined && found.length > 0) return amountOf(found[0]!, currency)
  return own === undefined ? undefined : amountOf(own, currency)
}

function partyOf(party: Element, reading: Reading): Party {
  const address = at(party, 'PostalTradeAddress')
  const contact = at(party, 'DefinedTradeContact')
  const vat = all(party, 'SpecifiedTaxRegistration/ID').find((it) => it.attributes.get('schemeID') === 'VA')
  const own = all(party, 'ID').find((it) => it.text !== '' && !it.attributes.has('schemeID'))
  const electronic = all(party, 'URIUniversalCommunication/URIID').find((it) => it.attributes.get('schemeID') === 'EM')
  return given({
    name: shortAt(party, 'Name') ?? shortAt(party, 'SpecifiedLegalOrganization/TradingBusinessName'),
    vatNumber: vat?.text || undefined,
    externalId: own?.text.slice(0, 100),
    lines: ['LineOne', 'LineTwo', 'LineThree', 'StreetName'].flatMap((name) => shortAt(address, name) ?? []),
    postcode: shortAt(address, 'PostcodeCode'),
    city: shortAt(address, 'CityName'),
    region: shortAt(address, 'CountrySubDivisionName'),
    country: countryOf(at(address, 'CountryID'), reading),
    email: electronic?.text,
    contact:
      contact &&
      given({
        name: shortAt(contact, 'PersonName') ?? shortAt(contact, 'DepartmentName'),
        email: shortAt(contact, 'EmailURIUniversalCommunication/URIID'),
        phone: shortAt(contact, 'TelephoneUniversalCommunication/CompleteNumber'),
      }),
  })
}

function paymentOf(settlement: Element, reading: Reading): EInvoice['payment'] {
  const means = all(settlement, 'SpecifiedTradeSettlementPaymentMeans')
  const accounts = means.flatMap((it) => all(it, 'PayeePartyCreditorFinancialAccount'))
  const ibans = accounts.flatMap((it) => ibanIn(reading, at(it, 'IBANID')) ?? [])
  const first = <T>(some: readonly (T | undefined)[]) => some.find((it) => it !== undefined)
  return given({
    means: first(means.map((it) => shortAt(it, 'TypeCode'))),
    reference: shortAt(settlement, 'PaymentReference'),
    ibans: ibans.length === 0 ? undefined : [...new Set(ibans)],
    account: first(accounts.map((it) => shortAt(it, 'ProprietaryID'))),
    bic: first(means.map((it) => shortAt(it, 'PayeeSpecifiedCreditorFinancialInstitution/BICID'))),
    payee: first([shortAt(settlement, 'PayeeTradeParty/Name'), ...accounts.map((it) => shortAt(it, 'AccountName'))]),
    mandate: shortAt(settlement, 'SpecifiedTradePaymentTerms/DirectDebitMandateID'),
    terms: shortAt(settlement, 'SpecifiedTradePaymentTerms/Description'),
  })
}
