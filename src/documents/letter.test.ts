import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import type { MessageFacts } from './facts.ts'
import { type LetterOptions, renderLetter } from './letter.ts'
import { sampleClaim, sampleClaims, sampleMessage } from './samples.ts'
import { loadTemplates } from './template.ts'

const templates = loadTemplates()

async function read(id: string, over: Partial<MessageFacts> = {}, options?: LetterOptions) {
  const facts = sampleMessage({
    nextStep: 'we will send a formal demand',
    received: { amountMinor: 1_00, currency: 'EUR', day: sampleMessage().day },
    ...over,
  })
  const letter = renderLetter(templates.get(id, 'en'), facts, options)
  const { text } = await extractText(await getDocumentProxy(letter.pdf.slice()), { mergePages: false })
  return { ...letter, sheets: text.map((page) => page.replace(/[\u200b\u00ad]/g, '').replace(/\s+/g, ' ')) }
}

// Notices, and the answer to a dispute, have their words read back in tests of their own.
const apart = (it: { id: string; notice?: string }) => it.notice !== undefined || it.id === 'verification'
const formal = templates.all.filter((it) => it.language === 'en' && it.manner === 'formal' && !apart(it))

test.each(formal.map((template) => template.id))('the words of %s can be read back', async (id) => {
  const { sheets, pages } = await read(id)
  const all = sheets.join(' ')
  expect(sheets).toHaveLength(pages)
  for (const part of [
    'Nordwind Lagertechnik GmbH',
    'Harbour & Sons Ltd',
    '7 Quay Lane',
    '20 March 2026',
    'Dear Tom Ashby,',
    '2026-0117',
    '10 Feb 2026',
    '12 Mar 2026',
    'PO-4711',
    '1,240.00',
    'DE89 3704 0044 0532 0130 00',
    'RF18 5390 0754 7034',
    'Marta Lindqvist',
    '+49 40 555 0123',
    'HRB 99999',
    `Page 1 of ${pages}`,
  ]) {
    expect(all).toContain(part)
  }
})

test('a usual reminder is one sheet', async () => {
  for (const id of ['before-due', 'friendly', 'second', 'firm', 'final'])
    expect([id, (await read(id)).pages]).toEqual([id, 1])
})

test('40 claims go on over pages: every figure once, the head again on each, the signature not alone', async () => {
  const claims = sampleClaims(40)
  const { sheets, pages } = await read('demand', { claims })
  expect(pages).toBeGreaterThan(1)
  const all = sheets.join(' ')
  for (const claim of claims) expect(all.split(claim.number)).toHaveLength(2)
  for (const [index, sheet] of sheets.entries()) {
    expect(sheet).toContain(`Page ${index + 1} of ${pages}`)
    if (/2025-04\d\d/.test(sheet)) expect(sheet).toContain('Days late')
  }
  expect(all).toContain('To pay, EUR 110,823.80')
  expect(sheets.at(-1)).toMatch(/Paid already\?.*With kind regards/)
})

test('a draft says so on every page, a letter never', async () => {
  const draft = await read('demand', { claims: sampleClaims(40) }, { stamp: 'have this checked' })
  for (const sheet of draft.sheets) expect(sheet).toContain('HAVE THIS CHECKED')
  expect((await read('demand')).sheets.join()).not.toContain('HAVE THIS CHECKED')
})

test('it is PDF/A, dated by its own day, and the same facts give the same bytes', async () => {
  const { pdf } = await read('demand')
  const bytes = Buffer.from(pdf).toString('latin1')
  expect(bytes).toContain('<pdfaid:part>2</pdfaid:part>')
  expect(bytes).toContain('D:20260320')
  expect(Buffer.compare(pdf, (await read('demand')).pdf)).toBe(0)
})

test('hostile names are words on paper too', async () => {
  const name = '#panic("x") <script> *b* \\ $x$ "quoted" 😀'
  const { sheets } = await read('friendly', {
    debtor: { name, contactName: name, addressLines: ['a', 'b'], kind: 'business', number: '1' },
    claims: [sampleClaim({ number: `${'N'.repeat(300)}-7` })],
  })
  const all = sheets.join(' ')
  expect(all).toContain('#panic("x") <script> *b* \\ $x$ "quoted"')
  expect(all.replace(/ /g, '')).toContain(`${'N'.repeat(300)}-7`)
})

test('a name of 10,000 characters stays inside its page and its window', async () => {
  const name = 'W'.repeat(10_000)
  const { sheets } = await read('demand', { debtor: { ...sampleMessage().debtor, name } })
  expect(sheets[0]).toContain('20 March 2026')
  expect(sheets.join('').replace(/ /g, '').split('W').length).toBeGreaterThan(10_000)
})

test('letters that no font has are a problem, not a hole', () => {
  const facts = sampleMessage({ debtor: { ...sampleMessage().debtor, contactName: 'A\u{10fffd}B' } })
  expect(() => renderLetter(templates.get('friendly', 'en'), facts)).toThrow(
    'The letter cannot be printed: no font here has U+10FFFD.',
  )
})
