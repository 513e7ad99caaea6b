import { inflateSync } from 'node:zlib'
import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { epcPayload, isCreditorReference, qrPng, qrSvg } from './qr.ts'

const facts = {
  holder: 'Nordwind Lagertechnik GmbH',
  iban: 'DE89 3704 0044 0532 0130 00',
  bic: 'COBADEFFXXX',
  amountMinor: 1_240_05,
  reference: 'RF18 5390 0754 7034',
}

test('EPC069-12: every line stands where a banking app looks for it', () => {
  expect(epcPayload(facts)).toBe(
    'BCD\n002\n1\nSCT\nCOBADEFFXXX\nNordwind Lagertechnik GmbH\nDE89370400440532013000\nEUR1240.05\n\nRF18539007547034\n',
  )
})

test('without an amount the payer types it; a reference that is not ISO 11649 goes as text', () => {
  expect(epcPayload({ ...facts, amountMinor: undefined, bic: undefined, reference: 'Invoice 7' })).toBe(
    'BCD\n002\n1\nSCT\n\nNordwind Lagertechnik GmbH\nDE89370400440532013000\n\n\n\nInvoice 7',
  )
})

test.each([
  ['no IBAN', { iban: undefined }],
  ['no IBAN of any country', { iban: '12345678' }],
  ['nothing to pay', { amountMinor: 0 }],
  ['more than the standard carries', { amountMinor: 1_000_000_000_00 }],
  ['no holder', { holder: ' \n ' }],
  ['a wrong check digit', { iban: 'DE89 3704 0044 0532 0130 01' }],
  ['an account outside SEPA', { iban: 'AE07 0331 2345 6789 0123 456' }],
  ['an account beyond the economic area without a BIC', { iban: 'GB33 BUKB 2020 1555 5555 55', bic: undefined }],
  ['an account that takes QR references alone', { iban: 'CH61 3199 9000 0123 4567 8' }],
  ['more bytes than the standard carries', { holder: '漢'.repeat(70), reference: '字'.repeat(140) }],
])('no code with %s', (_, over) => {
  expect(epcPayload({ ...facts, ...over })).toBeUndefined()
})

test('beyond the economic area an account is paid by IBAN and BIC', () => {
  const british = { ...facts, iban: 'GB33 BUKB 2020 1555 5555 55', bic: 'BUKBGB22' }
  expect(epcPayload(british)).toContain('\nBUKBGB22\n')
})

test('a holder with line breaks cannot write other lines, and is cut at 70 characters', () => {
  const lines = epcPayload({ ...facts, holder: `Evil\nDE00\r\n${'x'.repeat(100)}` })!.split('\n')
  expect(lines).toHaveLength(11)
  expect(lines[5]).toHaveLength(70)
  expect(lines[6]).toBe('DE89370400440532013000')
})

test.each([
  ['RF18539007547034', true],
  ['RF19539007547034', false],
  ['RF18', false],
  ['DE18539007547034', false],
])('%s is a creditor reference: %s', (reference, is) => {
  expect(isCreditorReference(reference)).toBe(is)
})

test('the PNG holds the same modules as the code, black on white', () => {
  const payload = epcPayload(facts)!
  const { data } = encode(payload, { ecc: 'M', boostEcc: false, border: 4, maskPattern: 0 })
  const png = Buffer.from(qrPng(payload, 2))
  const width = png.readUInt32BE(16)
  expect(width).toBe(data.length * 2)
  const start = png.indexOf('IDAT') + 4
  const rows = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)))
  const rowBytes = Math.ceil(width / 8) + 1
  const dark = (x: number, y: number) => (rows[y * rowBytes + 1 + (x >> 3)]! & (0x80 >> (x & 7))) === 0
  const seen = data.map((modules, y) => modules.map((_, x) => dark(2 * x, 2 * y) && dark(2 * x + 1, 2 * y + 1)))
  expect(seen).toEqual(data)
  expect(qrSvg(payload)).toContain('<svg')
})
