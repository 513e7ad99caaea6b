import { expect, test } from 'vitest'
import { type Candidate, candidatesOf, kindOf } from './paper.ts'
import type { Line } from './pdf.ts'

/** Two blanks part a line into columns. */
function lines(...texts: readonly string[]): Line[] {
  return texts.map((text) => text.split(/ {2,}/).map((cell, i) => ({ from: i * 100, to: i * 100 + 60, text: cell })))
}

const strengths = (all: readonly Candidate[], value: string) => [
  ...new Set(all.filter((it) => it.value === value).map((it) => `${it.of} ${it.strength}`)),
]

test.each([
  ['a label before it', ['Invoice no. 100'], '100', ['claim said']],
  ['a label to its left', ['Rechnungsnummer:  100'], '100', ['claim said']],
  ['a label above it', ['Numéro de facture  Date', '100  31/03/2026'], '100', ['claim said']],
  ['Spanish', ['Factura nº 100'], '100', ['claim said']],
  ['a title', ['Invoice 100'], '100', ['claim said']],
  ['a customer', ['Kundennr. 1001'], '1001', ['customer said']],
  ['a bank account in groups is no customer', ['Konto Nr 1001 2345 67'], '1001', []],
  ['an amount', ['Total 100.00 EUR'], '100', []],
  ['a sum in thousands', ['1,100'], '100', []],
  ['a date', ['31.03.2026'], '2026', []],
  ['a date whole is a chance at most', ['31.03.2026'], '31.03.2026', ['claim weak']],
  ['a longer number', ['2024-100'], '100', []],
  ['a quantity', ['100 pcs'], '100', ['claim weak']],
  ['a span', ['Invoice 30 days net'], '30', ['claim weak']],
  ['another number', ['Order no 2024-0117'], '2024-0117', []],
  ['a phone', ['Tel. 0117-496000'], '0117-496000', []],
  ['a number that tells by itself', ['see 2024-0117 please'], '2024-0117', ['claim telling']],
  ['a sub-number is another', ['see 2024-0117-B'], '2024-0117', []],
  ['a postcode', ['10115 Berlin'], '10115', ['claim weak']],
  ['six digits need the name of the customer', ['900051'], '900051', ['claim digits']],
])('in a text: %s', (_, text, value, wanted) => {
  expect(strengths(candidatesOf('scan', lines(...text)), value)).toEqual(wanted)
})

test.each([
  ['100', '100', ['claim alone']],
  ['Invoice 100', '100', ['claim said']],
  ['Rechnung2024', '2024', ['claim said']],
  ['RE-2024-0117_Meyer GmbH', 're-2024-0117', ['claim telling']],
  ['RE-2024-0117', '2024-0117', ['claim said']],
  // No file name holds a slash.
  ['RE-2024-17', 're/2024/17', ['claim alone']],
  ['Meyer 100', '100', ['claim weak']],
  ['2024-100', '100', []],
  ['scan 2026-03-31', '2026-03-31', ['claim weak']],
  ['Kunde 1001 Vertrag', '1001', ['customer said']],
])('in the name %s: %s', (name, value, wanted) => {
  expect(strengths(candidatesOf(name, []), value)).toEqual(wanted)
})

test.each([
  ['Lieferschein 4711', [], 'proof_of_delivery'],
  ['purchase order Meyer', [], 'order'],
  ['contrat-cadre', [], 'contract'],
  ['facture_12', [], 'invoice'],
  ['scan0001', ['INVOICE', 'Order no: 45'], 'invoice'],
  ['scan0001', ['Order no 45', 'Invoice no 46', 'INVOICE'], 'invoice'],
  ['scan0001', ['Rechnung 2024-7'], 'invoice'],
  ['scan0001', ['Albarán'], 'proof_of_delivery'],
  ['scan0001', ['Dear Sir'], undefined],
  ['reminder', ['Order no 45'], undefined],
])('the kind of %s with %j', (name, text, kind) => {
  expect(kindOf(name, lines(...text))?.kind).toBe(kind)
})

test('a text of nothing but numbers is bounded', () => {
  const many = lines(...Array.from({ length: 40_000 }, (_, i) => `A-${i} B-${i} C-${i}`))
  expect(candidatesOf('x', many).length).toBeLessThan(25_000)
})
