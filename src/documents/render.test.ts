import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../core/day.ts'
import type { AccountFacts, MessageFacts } from './facts.ts'
import { renderMessage } from './render.ts'
import { sampleClaim, sampleClaims, sampleMessage } from './samples.ts'
import { loadTemplates } from './template.ts'

const templates = loadTemplates()
const received = { amountMinor: 1_240_00, currency: 'EUR', day: day('2026-03-19') }
const full: Partial<MessageFacts> = {
  nextStep: 'we will send a formal demand',
  previous: { on: day('2026-03-01'), about: 'a reminder about invoice 2026-0117' },
  received,
}
const render = (id: string, over: Partial<MessageFacts> = {}) =>
  renderMessage(templates.get(id, 'en'), sampleMessage({ ...full, ...over }))
const words = (html: string) =>
  html
    .replace(/<style>[\s\S]*?<\/style>|<title>[\s\S]*?<\/title>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replace(/\s+/g, ' ')
const flat = (text: string) => text.replace(/\s+/g, ' ')
const chasing = ['before-due', 'friendly', 'second', 'firm', 'final', 'demand']
// Notices say what the law asks, and have tests of their own.
const everything = templates.all
  .filter((it) => it.language === 'en' && it.notice === undefined)
  .map((template) => template.id)
const hostile =
  '<script>alert(1)</script> **b** [x](https://evil.example) |a| ![i](http://e.example/x.png) # \u202e𝒳 😀 אב'

describe('every reminder says what it is about', () => {
  test.each(chasing)('%s', (id) => {
    const { text, html } = render(id)
    for (const said of [flat(text), words(html)]) {
      for (const part of ['2026-0117', '10 Feb 2026', '12 Mar 2026', 'PO-4711', '1,240.00', 'RF18 5390 0754 7034']) {
        expect(said).toContain(part)
      }
      expect(said).toMatch(/Days late .*\b8\b/)
      expect(said).toContain('Payments received up to and including 18 March 2026 are included.')
      expect(said).toContain('Paid already? Tell us the day and the reference')
      expect(said).toContain('Something wrong? Tell us what')
      expect(said).toContain('Marta Lindqvist')
      expect(said).toContain('+49 40 555 0123')
      expect(said).toContain('HRB 99999')
      expect(said).toContain('DE89 3704 0044 0532 0130 00')
    }
  })
  test.each(['second', 'firm', 'final', 'demand'])('%s names its last day', (id) => {
    expect(flat(render(id).text)).toContain('by 2 April 2026')
    expect(() => render(id, { payBy: undefined })).toThrow('was not given payBy')
  })
})

test('the words of our templates name no debtor and no case, shame nobody and threaten nothing', () => {
  for (const id of everything) {
    const { subject, text, html } = render(id)
    expect(`${text} ${words(html)}`).not.toMatch(
      /\b(debtor|case|debt|collection|court|lawyer|legal action|credit rating|failure)\b/i,
    )
    expect(subject).not.toMatch(/urgent|final|demand|last|overdue!|warning|immediately|!/i)
  }
})

test('only the final notice and the steps beside it say what comes next, and only as given', () => {
  for (const id of everything) {
    const says = flat(render(id).text).includes('we will send a formal demand')
    expect([id, says]).toEqual([id, ['firm', 'final', 'demand'].includes(id)])
  }
  expect(() => render('final', { nextStep: undefined })).toThrow('was not given nextStep')
  expect(flat(render('firm', { nextStep: undefined }).text)).not.toContain('If we have neither')
})

test.each([
  ['friendly', {}, 'Invoice 2026-0117 from Nordwind Lagertechnik GmbH, due 12 March'],
  ['friendly', { claims: sampleClaims(3) }, '3 invoices from Nordwind Lagertechnik GmbH, 696.63 EUR overdue'],
  [
    'firm',
    { claims: [sampleClaim(), sampleClaim({ number: 'B', currency: 'GBP', openMinor: 300_00 })] },
    '2 invoices from Nordwind Lagertechnik GmbH, 1,240.00 EUR and 300.00 GBP overdue',
  ],
  [
    'before-due',
    { claims: [sampleClaim({ dueOn: day('2027-01-04'), daysLate: -290 })] },
    'Invoice 2026-0117 from Nordwind Lagertechnik GmbH, due 4 January 2027',
  ],
  ['statement', {}, 'Statement of account from Nordwind Lagertechnik GmbH, 20 March 2026'],
] satisfies [string, Partial<MessageFacts>, string][])('the subject of %s is plain (%#)', (id, over, subject) => {
  expect(render(id, over).subject).toBe(subject)
})

test('credits, held parts and later parts are taken off in plain view, and other claims stand apart', () => {
  const { text, html } = render('second', {
    claims: [
      sampleClaim({ heldMinor: 200_00 }),
      sampleClaim({
        number: 'L-7',
        openMinor: 900_00,
        laterMinor: 600_00,
        dues: [
          { dueOn: day('2026-03-01'), openMinor: 200_00 },
          { dueOn: day('2026-03-08'), openMinor: 100_00 },
        ],
      }),
      sampleClaim({ number: 'NEXT-1', named: false, dueOn: day('2026-04-20'), daysLate: -31 }),
    ],
    credits: [{ currency: 'EUR', amountMinor: 80_00, about: 'Credit note GS-12', day: day('2026-03-03') }],
  })
  for (const said of [flat(text), words(html)]) {
    expect(said).toMatch(/2026-0117, being looked into and not asked for now −200\.00/)
    expect(said).toMatch(/L-7, of which due 1 Mar 2026: 200\.00; 8 Mar 2026: 100\.00(?![\d;])/)
    expect(said).toMatch(/L-7, due later and not asked for now −600\.00/)
    expect(said).toMatch(/Credit note GS-12, 3 Mar 2026 −80\.00/)
    expect(said).toMatch(/To pay, EUR[ -]+1,260\.00/)
    expect(said.indexOf('NEXT-1')).toBeGreaterThan(said.indexOf('For completeness'))
  }
})

test('currencies have a table and a total each, and are never added', () => {
  const { text } = render('firm', {
    claims: [sampleClaim(), sampleClaim({ number: 'UK-1', currency: 'GBP', openMinor: 250_00 })],
  })
  expect(flat(text)).toContain('Please pay 1,240.00 EUR and 250.00 GBP by 2 April 2026')
  expect(text).toMatch(/To pay, EUR +1,240\.00/)
  expect(text).toMatch(/To pay, GBP +250\.00/)
  expect(text).not.toContain('1,490')
})

test('a message whose lines do not add up to its total is never rendered', () => {
  const facts = sampleMessage()
  const wrong = { ...facts, totals: facts.totals.map((total) => ({ ...total, toPayMinor: total.toPayMinor + 1 })) }
  expect(() => renderMessage(templates.get('friendly', 'en'), wrong)).toThrow('its lines add up to 124000')
  expect(() => render('friendly', { totals: [] })).toThrow('has no total')
  expect(() => render('friendly', { claims: [sampleClaim({ named: false })] })).toThrow('names no claim')
})

describe('how to pay', () => {
  const euro: AccountFacts = { holder: 'Nordwind', iban: 'DE89370400440532013000', lines: [] }
  const codes = (over: Partial<MessageFacts>) => render('second', over).attachments.length

  test('an euro account has a code in the mail, under the id the page names', () => {
    const { html, attachments } = render('second')
    expect(attachments).toHaveLength(1)
    expect(html).toContain(`src="cid:${attachments[0]!.cid}"`)
    expect(Buffer.from(attachments[0]!.bytes).subarray(1, 4).toString()).toBe('PNG')
  })
  test('no other currency has one, and no account without IBAN', () => {
    expect(codes({ claims: [sampleClaim({ currency: 'GBP' })] })).toBe(0)
    expect(codes({ payTo: [{ holder: 'N', lines: ['Sort code: 12-34-56'] }] })).toBe(0)
    expect(codes({ payTo: [{ ...euro, currency: 'GBP' }] })).toBe(0)
  })
  test('each currency goes to its own account', () => {
    const { text } = render('second', {
      claims: [sampleClaim(), sampleClaim({ number: 'B', currency: 'GBP', openMinor: 300_00 })],
      payTo: [
        euro,
        { holder: 'Nordwind UK', lines: ['Sort code: 12-34-56', 'Account number: 12345678'], currency: 'GBP' },
      ],
    })
    const [, first, second] = text.split(/Amount +/)
    expect(first).toMatch(/^1,240\.00 EUR[\s\S]*DE89/)
    expect(second).toMatch(/^300\.00 GBP[\s\S]*Sort code +12-34-56\n +Account number +12345678/)
  })
  test('assigned claims are paid to who bought them, each part with its own sum', () => {
    const claims = [sampleClaim(), sampleClaim({ number: 'F-1', openMinor: 500_00, factor: 'Elbe Factoring AG' })]
    const payTo = [
      { ...euro, claimNumbers: ['2026-0117'] },
      {
        ...euro,
        holder: 'Elbe Factoring AG',
        iban: 'DE02120300000000202051',
        factor: 'Elbe Factoring AG',
        claimNumbers: ['F-1'],
      },
    ]
    const { text, attachments } = render('final', { claims, payTo })
    expect(flat(text)).toMatch(
      /For 2026-0117: Amount 1,240\.00 EUR .* F-1: assigned to Elbe Factoring AG\. .* Amount 500\.00 EUR/,
    )
    expect(attachments).toHaveLength(2)
    // A credit belongs to neither account, so neither sum can be said to the cent.
    const credits = [{ currency: 'EUR', amountMinor: 10_00, about: 'Credit' }]
    expect(render('final', { claims, payTo, credits }).text).not.toContain('Amount')
  })
  test('a pay link is shown whole, and only https is a link', () => {
    const link = 'https://pay.example/i?a=1&b=2'
    expect(render('second', { payTo: [{ ...euro, link }] }).text).toMatch(
      /Pay online +https:\/\/pay\.example\/i\?a=1&b=2\n/,
    )
    expect(render('second', { payTo: [{ ...euro, link }] }).html).toContain('href="https://pay.example/i?a=1&amp;b=2"')
    expect(render('second', { payTo: [{ ...euro, link: 'javascript:alert(1)' }] }).html).not.toContain(
      'href="javascript',
    )
  })
})

describe('hostile names', () => {
  const over = (name: string): Partial<MessageFacts> => ({
    debtor: { name, contactName: name, addressLines: [name], kind: 'business', number: name },
    claims: [sampleClaim({ number: name, orderNumber: name, about: name })],
    signatory: { name, role: name, phone: name, email: name },
  })
  test('are text and nothing else', () => {
    const { html, text, subject } = render('second', over(hostile))
    expect(html).not.toMatch(/<script|<img src="http|evil\.example"|<em>/)
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; **b** [x](https://evil.example) |a|')
    expect(flat(text)).toContain('<script>alert(1)</script> **b** [x](https://evil.example) |a|')
    expect(text + subject).not.toMatch(/[\u202a-\u202e\ue000-\uf8ff]/)
  })
  test('of 10,000 characters are shown whole, wrapped, and do not fill a subject', () => {
    const name = 'W'.repeat(10_000)
    const { html, text, subject } = render('demand', over(name))
    expect(html).toContain(name)
    expect(text.replace(/\s/g, '')).toContain(name)
    expect(subject.length).toBeLessThanOrEqual(200)
  })
  test('add no element to the page', () => {
    const tags = (html: string) => html.match(/<\/?[a-z][^\s>]*/gi)
    const tame = tags(render('friendly', { debtor: { ...sampleMessage().debtor, contactName: 'Ann' } }).html)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (contactName) => {
        fc.pre(contactName.trim() !== '')
        expect(tags(render('friendly', { debtor: { ...sampleMessage().debtor, contactName } }).html)).toEqual(tame)
      }),
      { numRuns: 50 },
    )
  })
})

test('plain text is wrapped at 76, aligned, and without Markdown', () => {
  for (const id of everything) {
    const { text } = render(id, {
      claims: sampleClaims(12, { about: 'Shelving and brackets, second delivery of spring' }),
    })
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(76)
    expect(text).not.toMatch(/\*\*|^\||\]\(|\{\{|undefined|null|NaN/m)
  }
  const figures = render('second', { claims: sampleClaims(3) })
    .text.split('\n')
    .filter((line) => /^2025-|^To pay/.test(line))
  expect(new Set(figures.map((line) => line.length)).size).toBe(1)
})

test('a consumer is offered help in plain words', () => {
  const debtor = { name: 'Anna Berg', addressLines: [], kind: 'consumer' as const, number: '7' }
  for (const id of ['second', 'firm', 'final', 'demand']) {
    const text = flat(render(id, { debtor }).text)
    expect(text).toContain('Dear Anna Berg,')
    expect(text).toContain('A later day or smaller amounts can often be agreed')
  }
})

test('thanks ask for nothing', () => {
  const over = { claims: [], credits: [] }
  expect(flat(render('thank-you', over).text)).toContain(
    'Your payment of 1,240.00 EUR reached us on 19 March 2026. Thank you.',
  )
  expect(flat(render('crossed', over).text)).toContain('please forgive the message that crossed with it')
  for (const id of ['thank-you', 'crossed']) expect(render(id, over).text).not.toMatch(/how to pay|please pay/i)
})

test('the same facts give the same bytes', () => {
  expect(render('demand')).toEqual(render('demand'))
})

test('a claim not yet due has no days late', () => {
  const claim = sampleClaim({ dueOn: addDays(day('2026-03-20'), 7), daysLate: -7 })
  expect(render('before-due', { claims: [claim] }).text).not.toContain('Days late')
})

test('a firm letter mentions what may be claimed with where it is written, and says that it is not asked for', () => {
  const claimable = [
    { currency: 'EUR', interestMinor: 12_30, interestCite: 'BGB § 288(2)', feeMinor: 40_00, feeCite: 'BGB § 288(5)' },
  ]
  const said = flat(render('firm', { claimable }).text)
  expect(said).toMatch(/we may claim interest of 12\.30 EUR, worked out to .* \(BGB § 288\(2\)\)\. We may also claim/)
  expect(said).toContain('None of this is in the sum above')
  expect(flat(render('firm').text)).not.toContain('may claim')
})
