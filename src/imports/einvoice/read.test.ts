import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { ciiOf, fatturaOf, pdfWith, type Sample, ublOf } from '../../../test/einvoice-samples.ts'
import { mutated } from '../../../test/mutate.ts'
import { paperOf } from '../../../test/pdf.ts'
import { dayText } from '../../core/day.ts'
import { Problem, type ProblemFacts } from '../../core/problem.ts'
import { openPdfReader } from '../pdf.ts'
import { type ReadFile, readEInvoices, readXmlInvoices } from './read.ts'
import { daysIn } from './terms.ts'

const pdf = openPdfReader()
afterAll(() => pdf.close())

const read = (text: string | Uint8Array, termsDays?: number) => readXmlInvoices(Buffer.from(text), { termsDays })
const one = (file: ReadFile) => file.invoices[0]!.row
function refusal(text: string | Uint8Array): ProblemFacts {
  try {
    read(text)
  } catch (error) {
    if (error instanceof Problem) return error.facts
    throw error
  }
  throw new Error('it was not refused')
}

const whole: Sample = { due: '2026-02-14', vat: 'DE123456788', buyerNumber: '10042' }

test('an invoice in UBL becomes a debtor and a claim, and nothing in it becomes a number that is text', () => {
  const { debtor, claim } = one(read(ublOf(whole)))
  expect(debtor).toEqual({
    name: 'Meyer GmbH',
    kind: 'business',
    kindBecause: 'the name holds the legal form "GmbH"',
    externalId: '10042',
    country: 'DE',
    vatNumber: 'DE123456788',
    email: 'accounts@meyer.example',
    address: { lines: ['Hafenweg 3'], postcode: '24103', city: 'Kiel', country: 'DE' },
    contacts: [],
  })
  expect({ ...claim, issuedOn: dayText(claim!.issuedOn!), dues: claim!.dues.map((due) => dayText(due.dueOn)) }).toEqual(
    {
      number: '2026-0117',
      kind: 'invoice',
      issuedOn: '2026-01-15',
      dues: ['2026-02-14'],
      currency: 'EUR',
      amountMinor: 119_000,
      taxMinor: 19_000,
      orderNumber: '000123',
      about: 'Spare parts & service',
      payment: { means: '58', reference: 'RF18539007547034', ibans: ['DE02120300000000202051'] },
      buyerReference: '04011000-12345-34',
    },
  )
})

test('its twins say the same: CII, and a PDF that carries it', async () => {
  const ubl = one(read(ublOf(whole)))
  expect(one(read(ciiOf(whole)))).toEqual(ubl)
  expect(one(await readEInvoices(pdfWith('factur-x.xml', ciiOf(whole)), pdf))).toEqual(ubl)
})

test('a credit note has no due day and names what it lowers; an invoice below nothing is one', () => {
  const credit = read(ublOf({ credit: true, number: 'C-1', refersTo: '2026-0117' }))
  expect(one(credit).claim).toMatchObject({ kind: 'credit_note', number: 'C-1', dues: [], amountMinor: 119_000 })
  expect(credit.invoices[0]!.invoice.refersTo).toEqual(['2026-0117'])
  const below = { net: '-1000.00', tax: '-190.00', gross: '-1190.00', payable: '-1190.00', lines: ['-1000.00'] }
  expect(one(read(ublOf(below))).claim).toMatchObject({ kind: 'credit_note', amountMinor: 119_000 })
  expect(refusal(ublOf({ ...below, credit: true }))).toMatchObject({ code: 'einvoice.sign' })
})

test('what was paid before is a payment on the day of issue', () => {
  const { claim } = one(read(ublOf({ ...whole, prepaid: '190.00', payable: '1000.00' })))
  expect(claim).toMatchObject({ amountMinor: 119_000, paid: [{ amountMinor: 19_000 }] })
})

test('FatturaPA: instalments, without what is withheld and what is paid to the state', () => {
  const file = read(fatturaOf())
  const { debtor, claim } = one(file)
  expect(debtor).toMatchObject({ name: 'Ufficio Esempio', kind: 'public_body', vatNumber: 'IT01234567890' })
  expect(claim).toMatchObject({ number: '12/PA', amountMinor: 90_000 })
  expect(claim!.taxMinor).toBeUndefined()
  expect(claim!.dues.map((due) => [dayText(due.dueOn), due.amountMinor])).toEqual([
    ['2026-02-15', 40_000],
    ['2026-03-15', 50_000],
  ])
  expect(file.notes.map((it) => it.facts.code)).toEqual(['einvoice.withheld'])
  expect(refusal(fatturaOf({ payable: '1000.00' }))).toMatchObject({ code: 'einvoice.sums' })
  expect(refusal(fatturaOf({ lines: '1001.01' }))).toMatchObject({ code: 'einvoice.sums' })
})

describe('sums that contradict one another refuse the file, and say which', () => {
  test.each<[string, Sample, string]>([
    [
      'lines',
      { lines: ['600.00', '400.01'] },
      'LineExtensionAmount says 1000.00 EUR, but the lines come to 1000.01 EUR',
    ],
    ['tax', { tax: '189.99' }, 'TaxInclusiveAmount says 1190.00 EUR, but net and tax come to 1189.99 EUR'],
    ['rate', { tax: '150.00', gross: '1150.00' }, 'its basis times its rate is 190.00 EUR'],
    [
      'payable',
      { payable: '1290.00' },
      'PayableAmount says 1290.00 EUR, but the total less what was paid before is 1190.00',
    ],
  ])('%s', (_, sample, says) => {
    const facts = refusal(ublOf({ ...whole, ...sample }))
    expect(facts.code).toBe('einvoice.sums')
    expect(facts.says).toContain(says)
  })
})

describe('what is hostile or broken is refused, each by its name', () => {
  const xml = ublOf(whole)
  test.each<[string, string | Uint8Array, string]>([
    [
      'an outside entity',
      xml.replace('?>', '?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
      'einvoice.doctype',
    ],
    ['an entity of its own', xml.replace('Hafenweg', '&haf;'), 'einvoice.entity'],
    ['depth', `<a>${'<b>'.repeat(5000)}${'</b>'.repeat(5000)}</a>`, 'einvoice.too_deep'],
    ['a break', xml.slice(0, -40), 'einvoice.malformed'],
    ['a wrong end', xml.replace('</cbc:ID>', '</cbc:Id>'), 'einvoice.malformed'],
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from(xml.slice(0, 500)), Buffer.from([0xff, 0xfe]), Buffer.from(xml.slice(500))]),
      'einvoice.encoding',
    ],
    ['an encoding that is none', xml.replace('UTF-8', 'UTF-8-X'), 'einvoice.encoding'],
    ['another root', '<html><body/></html>', 'einvoice.not_one'],
    ['words', 'Dear Sir', 'einvoice.not_one'],
    ['nothing', '', 'einvoice.empty'],
    ['a signed envelope', Buffer.from([0x30, 0x82, 1, 2, 3]), 'einvoice.signed'],
    ['a day that is none', xml.replace('2026-01-15', '2026-02-30'), 'einvoice.unreadable'],
    ['a day of another century', xml.replace('2026-01-15', '0206-01-15'), 'einvoice.unreadable'],
    ['an amount with a comma', xml.replace('>1190.00<', '>1190,00<'), 'einvoice.unreadable'],
    ['an amount in powers', xml.replaceAll('>1190.00<', '>1.19e3<'), 'einvoice.unreadable'],
    ['an amount in another currency', xml.replace('"EUR">1190.00', '"USD">1190.00'), 'einvoice.currency'],
    ['a currency that is none', xml.replaceAll('EUR', 'EUX'), 'einvoice.unreadable'],
    ['no number', xml.replace('<cbc:ID>2026-0117</cbc:ID>', ''), 'einvoice.missing'],
    ['no buyer', xml.replaceAll('AccountingCustomerParty', 'OtherParty'), 'einvoice.missing'],
    ['no due day', ublOf({}), 'einvoice.no_due'],
    [
      'nothing owed',
      ublOf({ ...whole, net: '0', tax: '0', gross: '0', payable: '0', lines: ['0'] }),
      'einvoice.nothing_owed',
    ],
    [
      'a third of a cent',
      ublOf({ ...whole, net: '1000.003', gross: '1190.003', payable: '1190.003', lines: ['1000.003'] }),
      'einvoice.places',
    ],
  ])('%s', (_, text, code) => {
    expect(refusal(text).code).toBe(code)
  })

  test('a PDF without XML, and one whose XML is something else', async () => {
    await expect(readEInvoices(paperOf('Invoice 7'), pdf)).rejects.toMatchObject({ facts: { code: 'einvoice.no_xml' } })
    await expect(readEInvoices(pdfWith('note.xml', '<a/>'), pdf)).rejects.toMatchObject({
      facts: { code: 'einvoice.not_one' },
    })
  })
})

test('what is left out is said, by its element', () => {
  const { notes } = read(ublOf({ ...whole, iban: 'DE03120300000000202051' }).replace('>DE<', '>Germany<'))
  expect(notes.map((it) => it.facts.column)).toEqual([
    'Invoice/AccountingCustomerParty/Party/PostalAddress/Country/IdentificationCode',
    'Invoice/PaymentMeans/PayeeFinancialAccount/ID',
  ])
})

test.each<[string, number | undefined]>([
  ['30 days net', 30],
  ['Zahlbar innerhalb 30 Tagen netto bis 04.04.2018, 3% Skonto innerhalb 10 Tagen bis 15.03.2018', 30],
  ['30 dagar netto. Dröjsmålsränta 12%', 30],
  ['#SKONTO#TAGE=14#PROZENT=2.25#\nZahlbar binnen 21 Tagen', 21],
  ['Paiement à 45 jours', 45],
  ['payable immediately', 0],
  ['Arbetet påbörjas 7 dagar efter mottagen förskottsbetalning.', undefined],
  ['30 days after receipt', undefined],
  ['Zahlbar innerhalb 14 Tagen nach Erhalt der Rechnung.', undefined],
  ['30 days after invoice date', undefined],
  ['payable 30 days after invoice date', 30],
  ['14 or 30 days net', undefined],
  ['2 % discount if paid within 2 days', undefined],
  ['as agreed', undefined],
])('terms: %s', (text, days) => {
  expect(daysIn(text)).toBe(days)
})

test('a file that is changed anywhere is the same claim, another one that agrees with itself, or a Problem; never a crash', () => {
  const samples = [ublOf(whole), ciiOf(whole), fatturaOf()].map((it) => Buffer.from(it))
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 }), fc.infiniteStream(fc.nat(0xffffff)), (which, dice) => {
      const next = (below: number) => dice.next().value % below
      try {
        for (const { row } of readXmlInvoices(mutated(samples[which]!, next)).invoices) {
          const { claim } = row
          expect(Number.isSafeInteger(claim!.amountMinor) && claim!.amountMinor > 0).toBe(true)
          expect(claim!.dues.every((due) => Number.isSafeInteger(due.dueOn))).toBe(true)
        }
      } catch (error) {
        if (!(error instanceof Problem)) throw error
      }
    }),
    { numRuns: 1500, seed: 20260302 },
  )
})
