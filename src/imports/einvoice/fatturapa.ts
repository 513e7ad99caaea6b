// FatturaPA, the Italian e-invoice: one file may hold several invoices to one buyer. What the buyer keeps back as withholding tax, and
// tax that a public buyer pays to the state itself (split payment), is no part of the claim.

import { addDays, type Day } from '../../core/day.ts'
import { type Problem, problem } from '../../core/problem.ts'
import { type Exact, exactOf, exactText, minus, percentOf, plus, sum, within, zero } from './exact.ts'
import {
  amountAt,
  amountOf,
  currencyOf,
  type EInvoice,
  given,
  ibanIn,
  isoDay,
  missing,
  type Party,
  type Reading,
  required,
  type Stated,
  shortAt,
  unreadable,
} from './invoice.ts'
import { countryOf } from './ubl.ts'
import { all, at, type Element, textAt } from './xml.ts'

/** The exchange system's own checks allow this much: error 00422 (lines), and 00421 (a cent of tax, once rounded). */
const linesTolerance = exactOf('1')!
const taxTolerance = exactOf('0.015')!

const credits = new Set(['TD04', 'TD08'])
const invoices = new Set(['TD01', 'TD02', 'TD03', 'TD05', 'TD06', 'TD07', 'TD09', 'TD24', 'TD25', 'TD26'])

export function readFatturaPa(root: Element, reading: Reading): EInvoice[] {
  const header = at(root, 'FatturaElettronicaHeader')
  const bodies = all(root, 'FatturaElettronicaBody')
  if (header === undefined) throw missing(`${root.path}/FatturaElettronicaHeader`, 'buyer and seller')
  if (bodies.length === 0) throw missing(`${root.path}/FatturaElettronicaBody`, 'the invoice itself')
  const seller = at(header, 'CedentePrestatore')
  const buyer = at(header, 'CessionarioCommittente')
  if (seller === undefined) throw missing(`${header.path}/CedentePrestatore`, 'the seller')
  if (buyer === undefined) throw missing(`${header.path}/CessionarioCommittente`, 'the buyer')
  const forPublic = textAt(header, 'DatiTrasmissione/FormatoTrasmissione')?.startsWith('FPA') === true
  const pec = shortAt(header, 'DatiTrasmissione/PECDestinatario')
  const parties = {
    seller: partyOf(seller, reading),
    buyer: given({
      ...partyOf(buyer, reading),
      email: pec,
      publicBody: forPublic ? 'the invoice is in the format for public bodies (FPA)' : undefined,
    }),
  }
  return bodies.map((body) => bodyOf(body, parties, reading))
}

function bodyOf(body: Element, parties: Pick<EInvoice, 'seller' | 'buyer'>, reading: Reading): EInvoice {
  const general = at(body, 'DatiGenerali/DatiGeneraliDocumento')
  if (general === undefined) throw missing(`${body.path}/DatiGenerali/DatiGeneraliDocumento`, 'number, day and kind')
  const type = required(general, 'TipoDocumento', body.path, 'what kind of document it is')
  if (!credits.has(type.text) && !invoices.has(type.text))
    throw problem(
      'einvoice.kind',
      `${type.path} is ${type.text}, which is no invoice to a customer.`,
      'Leave it out: nobody owes you this.',
    )
  const currency = currencyOf(required(general, 'Divisa', body.path, 'its currency'))
  const issuedOn = isoDay(required(general, 'Data', body.path, 'the day of issue'))
  const { totals, split } = totalsOf(body, general, currency)
  const payments = all(body, 'DatiPagamento/DettaglioPagamento')
  const held = withheldOf(general, { currency, split })
  const payable = minus(totals.gross.value, held?.amount ?? zero)
  const accounts = payments.flatMap((it) => ibanIn(reading, at(it, 'IBAN')) ?? [])
  const first = (name: string) => payments.map((it) => shortAt(it, name)).find((it) => it !== undefined)
  const dues = duesOf(payments, { currency, issuedOn })
  checkPayable(dues, payable, currency)
  return given({
    syntax: 'FatturaPA' as const,
    profile: type.text,
    number: required(general, 'Numero', body.path, 'the number of the invoice').text,
    typeCode: credits.has(type.text) ? '381' : '380',
    credit: credits.has(type.text),
    issuedOn,
    currency,
    totals: { ...totals, payable: { value: totals.gross.value, path: totals.gross.path } },
    dues: dues.flatMap((it) =>
      it.on === undefined ? [] : [given({ on: it.on, amount: it.amount?.value, path: it.path })],
    ),
    ...parties,
    payment: given({
      means: first('ModalitaPagamento'),
      reference: first('CodicePagamento'),
      ibans: accounts.length === 0 ? undefined : [...new Set(accounts)],
      bic: first('BIC'),
      payee: first('Beneficiario'),
    }),
    orderNumber: shortAt(body, 'DatiGenerali/DatiOrdineAcquisto/IdDocumento'),
    deliveryNote: shortAt(body, 'DatiGenerali/DatiDDT/NumeroDDT'),
    buyerReference: shortAt(body, 'DatiGenerali/DatiOrdineAcquisto/CodiceCommessaConvenzione'),
    refersTo: all(body, 'DatiGenerali/DatiFattureCollegate/IdDocumento').map((it) => it.text),
    notes: all(general, 'Causale').map((it) => it.text),
    withheld: held,
  })
}

function totalsOf(body: Element, general: Element, currency: string) {
  const parts = all(body, 'DatiBeniServizi/DatiRiepilogo').map((it) => ({
    path: it.path,
    rate: amountOf(required(it, 'AliquotaIVA', body.path, 'a rate'), '').value,
    basis: amountOf(required(it, 'ImponibileImporto', body.path, 'the basis of a rate'), currency).value,
    tax: amountOf(required(it, 'Imposta', body.path, 'the tax of a rate'), currency).value,
    rounding: amountAt(it, 'Arrotondamento', currency)?.value ?? zero,
    split: textAt(it, 'EsigibilitaIVA') === 'S',
    extra: amountAt(it, 'SpeseAccessorie', currency)?.value ?? zero,
  }))
  if (parts.length === 0) throw missing(`${body.path}/DatiBeniServizi/DatiRiepilogo`, 'the sums of each rate')
  for (const it of parts) {
    const computed = percentOf(it.basis, it.rate)
    if (!within(computed, it.tax, taxTolerance))
      throw disagree(`${it.path}/Imposta`, it.tax, { computed, says: 'its basis times its rate is', currency })
  }
  const lines = all(body, 'DatiBeniServizi/DettaglioLinee').map(
    (it) => amountOf(required(it, 'PrezzoTotale', body.path, 'the net amount of a line'), currency).value,
  )
  const funds = all(general, 'DatiCassaPrevidenziale').map(
    (it) => amountOf(required(it, 'ImportoContributoCassa', body.path, 'a contribution'), currency).value,
  )
  const net = sum(parts.map((it) => it.basis))
  const made = sum([...lines, ...funds, ...parts.map((it) => it.extra), ...parts.map((it) => it.rounding)])
  if (lines.length > 0 && !within(net, made, linesTolerance))
    throw disagree(`${body.path}/DatiBeniServizi/DatiRiepilogo/ImponibileImporto`, net, {
      computed: made,
      says: 'the lines come to',
      currency,
    })
  const tax = sum(parts.map((it) => it.tax))
  const whole = plus(net, tax)
  const stated = amountAt(general, 'ImportoTotaleDocumento', currency)
  const rounding = amountAt(general, 'Arrotondamento', currency)?.value ?? zero
  if (stated && stated.value !== whole && stated.value !== plus(whole, rounding))
    throw disagree(stated.path, stated.value, {
      computed: plus(whole, rounding),
      says: 'net and tax come to',
      currency,
    })
  const gross: Stated = stated ?? { value: plus(whole, rounding), path: `${body.path}/DatiBeniServizi/DatiRiepilogo` }
  const path = `${body.path}/DatiBeniServizi/DatiRiepilogo`
  return {
    totals: {
      lines: [],
      allowances: [],
      charges: [],
      net: { value: minus(gross.value, tax), path },
      taxes: parts.map(({ path, tax }) => ({ path, tax })),
      tax: { value: tax, path },
      gross,
    },
    split: sum(parts.filter((it) => it.split).map((it) => it.tax)),
  }
}

/** Withholding tax and split payment: what the buyer owes to the state and not to the seller. */
function withheldOf(general: Element, { currency, split }: { currency: string; split: Exact }): EInvoice['withheld'] {
  const held = sum(
    all(general, 'DatiRitenuta').map(
      (it) => amountOf(required(it, 'ImportoRitenuta', general.path, 'what is withheld'), currency).value,
    ),
  )
  const amount = plus(held, split)
  if (amount === zero) return undefined
  const says = [
    ...(held === zero ? [] : [`the buyer withholds ${exactText(held, currency)} of tax (DatiRitenuta)`]),
    ...(split === zero ? [] : [`the buyer pays ${exactText(split, currency)} of VAT to the state (split payment)`]),
  ].join(', and ')
  return { amount, says, taxFree: split !== zero }
}

interface PaymentPart {
  readonly on?: Day
  readonly amount?: Stated
  readonly path: string
}

function duesOf(
  payments: readonly Element[],
  { currency, issuedOn }: { currency: string; issuedOn: Day },
): PaymentPart[] {
  return payments.map((it) => {
    const amount = amountOf(required(it, 'ImportoPagamento', it.path, 'what is to be paid'), currency)
    const on = at(it, 'DataScadenzaPagamento')
    if (on && on.text !== '') return { on: isoDay(on), amount, path: on.path }
    const days = at(it, 'GiorniTerminiPagamento')
    if (!days || days.text === '') return { amount, path: it.path }
    if (!/^\d{1,3}$/.test(days.text)) throw unreadable(days, 'number of days')
    const from = at(it, 'DataRiferimentoTerminiPagamento')
    return {
      on: addDays(from && from.text !== '' ? isoDay(from) : issuedOn, Number(days.text)),
      amount,
      path: days.path,
    }
  })
}

function checkPayable(parts: readonly PaymentPart[], payable: Exact, currency: string): void {
  if (parts.length === 0) return
  const paid = sum(parts.map((it) => it.amount!.value))
  if (paid !== payable)
    throw disagree(parts[0]!.amount!.path, paid, {
      computed: payable,
      says: 'the total less what is withheld is',
      currency,
    })
}

function disagree(path: string, stated: Exact, it: { computed: Exact; says: string; currency: string }): Problem {
  return problem(
    'einvoice.sums',
    `${path} says ${exactText(stated, it.currency)}, but ${it.says} ${exactText(it.computed, it.currency)}.`,
    'Ask who wrote the invoice to correct it: nobody can say which of the two is owed.',
    { column: path },
  )
}

function partyOf(party: Element, reading: Reading): Party {
  const data = at(party, 'DatiAnagrafici')
  const name = at(data, 'Anagrafica')
  const vat = at(data, 'IdFiscaleIVA')
  const address = at(party, 'Sede')
  const company = shortAt(name, 'Denominazione')
  const person = [shortAt(name, 'Nome'), shortAt(name, 'Cognome')].filter((it) => it !== undefined).join(' ')
  const [prefix, code] = [textAt(vat, 'IdPaese'), textAt(vat, 'IdCodice')]
  const street = [shortAt(address, 'Indirizzo'), shortAt(address, 'NumeroCivico')].filter((it) => it !== undefined)
  return given({
    name: company ?? (person === '' ? undefined : person),
    person: company === undefined && person !== '' ? (true as const) : undefined,
    vatNumber: code === undefined ? undefined : `${prefix ?? ''}${code}`,
    lines: street.length === 0 ? [] : [street.join(' ')],
    postcode: shortAt(address, 'CAP'),
    city: shortAt(address, 'Comune'),
    region: shortAt(address, 'Provincia'),
    country: countryOf(at(address, 'Nazione'), reading),
  })
}
