// The Swiss QR-bill: the payload line by line, what the standard refuses, and the code read back from the printed page and from the
// picture in a mail, by a reader that is not ours, where one is installed.

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { extractText, getDocumentProxy } from 'unpdf'
import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { isIban, isQrIban, isQrReference, numberOfReference, referenceFor } from '../core/iban.ts'
import { economicArea, sepaBeyond, swissBill } from '../rules/payment-areas.ts'
import type { AccountFacts, MessageFacts } from './facts.ts'
import { templateFacts } from './facts.ts'
import { renderLetter } from './letter.ts'
import { renderMessage } from './render.ts'
import { sampleMessage } from './samples.ts'
import { swissPayload } from './swiss-qr.ts'
import { loadTemplates } from './template.ts'

const qrIban = 'CH61 3199 9000 0123 4567 8'
const iban = 'CH69 0070 0110 0012 3456 7'
const bergstrom = { name: 'Bergstrom AG', lines: ['Bahnhofstrasse 12a', '8001 Zürich'], country: 'CH' }
const facts = {
  iban: qrIban,
  creditor: bergstrom,
  debtor: { name: 'Müller & Söhne GmbH', lines: ['Seeweg 3', '6004 Luzern'], country: 'CH' },
  amountMinor: 1_949_75,
  currency: 'CHF',
  reference: referenceFor(1001, qrIban),
}

test('payment.swiss-qr-bill: all 31 lines, with a QR-IBAN and its reference', () => {
  expect(swissBill.countries).toEqual(['CH', 'LI'])
  expect(swissPayload(facts)!.split('\n')).toEqual([
    ...['SPC', '0200', '1', 'CH6131999000012345678'],
    ...['S', 'Bergstrom AG', 'Bahnhofstrasse', '12a', '8001', 'Zürich', 'CH'],
    ...['', '', '', '', '', '', ''],
    ...['1949.75', 'CHF'],
    ...['S', 'Müller & Söhne GmbH', 'Seeweg', '3', '6004', 'Luzern', 'CH'],
    ...['QRR', '680000000000000000000010018', '', 'EPD'],
  ])
})

test('an ordinary account takes an ISO 11649 reference or none, and never a QR reference; a QR-IBAN takes nothing else', () => {
  const kind = (over: object) =>
    swissPayload({ ...facts, ...over })
      ?.split('\n')
      .slice(27, 29)
  expect(kind({ iban, reference: referenceFor(1001, iban) })).toEqual(['SCOR', 'RF82D1001'])
  expect(kind({ iban, reference: '' })).toEqual(['NON', ''])
  expect(kind({ iban, reference: facts.reference })).toBeUndefined()
  expect(kind({ reference: 'RF82D1001' })).toBeUndefined()
  expect(kind({ reference: '68 00000 00000 00000 00000 10019' })).toBeUndefined()
})

test.each([
  ['an account elsewhere', { iban: 'DE89370400440532013000' }],
  ['an IBAN with a wrong digit', { iban: 'CH61 3199 9000 0123 4567 9' }],
  ['another currency', { currency: 'USD' }],
  ['nothing to pay', { amountMinor: 0 }],
  ['more than the standard carries', { amountMinor: 1_000_000_000_00 }],
  ['a creditor without postcode and town', { creditor: { ...bergstrom, lines: ['Somewhere'] } }],
])('no code for %s', (_, over) => {
  expect(swissPayload({ ...facts, ...over })).toBeUndefined()
})

test.each([
  [['4 Quay Street', 'Bristol BS1 4AA'], 'GB', ['4 Quay Street', '', 'BS1 4AA', 'Bristol', 'GB']],
  [['Postfach', 'D-20457 Hamburg', 'Deutschland'], 'DE', ['Postfach', '', '20457', 'Hamburg', 'DE']],
  [['Herengracht 5', '1015 BA Amsterdam'], 'NL', ['Herengracht', '5', '1015 BA', 'Amsterdam', 'NL']],
  [['1 Main St', 'Springfield, IL 62701'], 'US', ['1 Main St', '', 'IL 62701', 'Springfield', 'US']],
  [['nowhere to be found'], 'CH', ['', '', '', '', '']],
])('an address in its parts: %s', (lines, country, parts) => {
  const debtor = { name: 'A', lines, country }
  expect(
    swissPayload({ ...facts, debtor })!
      .split('\n')
      .slice(22, 27),
  ).toEqual(parts)
})

test('a name with line breaks writes no other line, letters that the standard lacks become plain ones', () => {
  const lines = swissPayload({
    ...facts,
    creditor: { ...bergstrom, name: `Ēvil\n\nCH00 ${'ﬁ漢x'.repeat(60)}` },
  })!.split('\n')
  expect(lines).toHaveLength(31)
  expect(lines[5]).toMatch(/^Ēvil CH00 fi x/)
  expect([...lines[5]!].length).toBeLessThanOrEqual(70)
})

test('QR references lead back to their debtor, and nobody else’s do', () => {
  expect([isIban(qrIban), isQrIban(qrIban), isQrIban(iban), isIban('CH61 3199 9000 0123 4567 9')]).toEqual([
    true,
    true,
    false,
    false,
  ])
  for (const no of [1, 1001, 987_654_321_012_345]) expect(numberOfReference(referenceFor(no, qrIban))).toBe(no)
  // The standard's own example is well made and not ours.
  expect(isQrReference('21 00000 00003 13947 14300 09017')).toBe(true)
  expect(numberOfReference('210000000003139471430009017')).toBeUndefined()
  expect(numberOfReference('680000000000000000000010019')).toBeUndefined()
})

test('payment.eea, payment.sepa-beyond: every land once', () => {
  const all = [...economicArea.countries, ...sepaBeyond.countries]
  expect(new Set(all).size).toBe(all.length)
})

const templates = loadTemplates()

function swissMessage(
  account: Partial<AccountFacts>,
  language: string,
  over: Partial<MessageFacts> = {},
): MessageFacts {
  const base = sampleMessage()
  const francs = <T extends object>(all: readonly T[]) => all.map((it) => ({ ...it, currency: 'CHF' }))
  return {
    ...base,
    language,
    claims: francs(base.claims),
    totals: francs(base.totals),
    credits: francs(base.credits),
    creditor: { ...base.creditor, name: 'Bergstrom AG', addressLines: bergstrom.lines, country: 'CH' },
    debtor: { ...base.debtor, name: 'Müller & Söhne GmbH', addressLines: ['Seeweg 3', '6004 Luzern'], country: 'CH' },
    payTo: [{ holder: 'Bergstrom AG', lines: [], ...account }],
    reference: referenceFor(1001, account.iban),
    ...over,
  }
}

async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(pdf.slice()), { mergePages: false })
  return text.map((page) => page.replace(/\s+/g, ' '))
}

test('a letter brings its payment part on a page of its own, in the words of its language', async () => {
  const { pdf, pages } = renderLetter(templates.get('second', 'de'), swissMessage({ iban: qrIban }, 'de'))
  expect(pages).toBe(2)
  const part = (await pagesOf(pdf))[1]!
  for (const words of [
    'Empfangsschein',
    'Zahlteil',
    'Konto / Zahlbar an',
    'CH61 3199 9000 0123 4567 8',
    'Zahlbar durch',
    '1 240.00',
    'CHF',
    'Annahmestelle',
    '68 00000 00000 00000 00000 10018',
  ])
    expect(part).toContain(words)
  const french = renderLetter(
    templates.get('second', 'fr'),
    swissMessage({ iban }, 'fr', { debtor: { ...swissMessage({}, 'fr').debtor, addressLines: ['?'] } }),
  )
  expect((await pagesOf(french.pdf))[1]).toContain('Payable par (nom/adresse)')
  // On another paper the part would be cut wrong: there the code stands beside the words.
  expect(
    renderLetter(templates.get('second', 'de'), swissMessage({ iban: qrIban }, 'de'), { paper: 'us-letter' }).pages,
  ).toBe(1)
})

test('euros to a Swiss account have the Swiss code, to a German one the European', () => {
  const euros = {
    ...sampleMessage(),
    creditor: { ...sampleMessage().creditor, addressLines: bergstrom.lines, country: 'CH' },
  }
  const code = (account: AccountFacts) => templateFacts({ ...euros, payTo: [account] }).payTo[0]!.qr
  expect(code({ holder: 'Bergstrom AG', iban, lines: [] })).toMatch(/^SPC\n/)
  expect(code({ holder: 'Nordwind', iban: 'DE89370400440532013000', lines: [] })).toMatch(/^BCD\n/)
})

const readers = ['zbarimg', 'pdftoppm'].every((name) => spawnSync(name, ['--version']).error === undefined)

// This reader takes the Swiss cross for a corner of the code, so what the cross covers is painted white: then nothing under it can
// have helped, and the rest must bear the loss, as error correction M does.
test.skipIf(!readers)('the codes are read back from paper as they went in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-qr-'))
  const read = (file: string) =>
    execFileSync('zbarimg', ['--raw', '-q', '-Sbinary', file], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  const picture = (message: MessageFacts, page: number) => {
    const pdf = join(folder, 'letter.pdf')
    writeFileSync(pdf, renderLetter(templates.get('second', message.language), message).pdf)
    execFileSync('pdftoppm', ['-r', '254', '-gray', '-singlefile', '-f', String(page), pdf, join(folder, 'page')])
    return join(folder, 'page.pgm')
  }
  try {
    for (const account of [{ iban: qrIban }, { iban }]) {
      const message = swissMessage(account, 'de')
      const file = picture(message, 2)
      // Ten dots a millimetre: the cross lies around the middle of the code, which begins at 67 and 209 mm.
      const bytes = readFileSync(file)
      const [, width, height] = /^P5\s+(\d+) (\d+)/.exec(bytes.toString('latin1', 0, 40))!.map(Number)
      const head = bytes.length - width! * height!
      for (let y = 2320 - 36; y < 2320 + 36; y++)
        bytes.fill(255, head + y * width! + 900 - 36, head + y * width! + 900 + 36)
      writeFileSync(file, bytes)
      expect(read(file)).toBe(templateFacts(message).payTo[0]!.qr)
    }
    expect(read(picture(sampleMessage(), 1))).toBe(templateFacts(sampleMessage()).payTo[0]!.qr)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a mail shows the same code, with the cross in its middle and nothing else changed', () => {
  const message = swissMessage({ iban }, 'de')
  const payload = templateFacts(message).payTo[0]!.qr!
  const { data } = encode(payload, { ecc: 'M', boostEcc: false, border: 0, maskPattern: 0 })
  const png = Buffer.from(renderMessage(templates.get('second', 'de'), message).attachments[0]!.bytes)
  const start = png.indexOf('IDAT') + 4
  const rows = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)))
  const rowBytes = Math.ceil(png.readUInt32BE(16) / 8) + 1
  const dark = (x: number, y: number) => (rows[y * rowBytes + 1 + (x >> 3)]! & (0x80 >> (x & 7))) === 0
  const side = (data.length * 7) / 46
  let changed = 0
  for (let y = 0; y < data.length; y++) {
    for (let x = 0; x < data.length; x++) {
      const same = dark((x + 4) * 6 + 3, (y + 4) * 6 + 3) === data[y]![x]
      const inside = [x, y].every((at) => Math.abs(at + 0.5 - data.length / 2) <= side / 2 + 0.5)
      if (!inside) expect(same, `${x} ${y}`).toBe(true)
      if (!same) changed += 1
    }
  }
  expect(changed).toBeGreaterThan(10)
  const middle = Math.floor(((data.length + 8) * 6) / 2)
  expect([dark(middle, middle), dark(middle - 20, middle - 20)]).toEqual([false, true])
})
