// Hostile names, notes and numbers in all that is rendered: they stay words, change nothing around them, and nothing runs over anything
// else or off the page.

import PostalMime from 'postal-mime'
import { extractTextItems, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import { hostileWords } from '../../test/hostile-words.ts'
import { composeEmail } from '../channels/compose.ts'
import { day } from '../core/day.ts'
import { askToHold } from './hold-page.ts'
import { renderLetter } from './letter.ts'
import { renderMessage } from './render.ts'
import { sampleClaim, sampleMessage } from './samples.ts'
import { renderStatement } from './statement.ts'
import { loadTemplates } from './template.ts'

const templates = loadTemplates()
const plain = 'Harbour'

function messageOf(name: string) {
  return sampleMessage({
    debtor: { ...sampleMessage().debtor, name, contactName: name },
    claims: [sampleClaim({ number: name, about: name, orderNumber: name })],
  })
}

/** The elements of a page, in order, without what they hold. */
function elements(html: string): string[] {
  return [...html.matchAll(/<\/?[a-z][^>]*>/gi)].map(([tag]) => tag.replace(/\s.*/s, ''))
}

const squeezed = (text: string) => text.replace(/[\s\u200b\u00ad\u2066-\u2069]+/g, '')

interface Placed {
  readonly page: number
  readonly text: string
  readonly left: number
  readonly right: number
  readonly bottom: number
  readonly size: number
}

async function placed(pdf: Uint8Array): Promise<{ items: Placed[]; text: string }> {
  const document = await getDocumentProxy(pdf.slice())
  const { items } = await extractTextItems(document)
  const all = items.flatMap((page, index) =>
    page
      .filter((it) => it.str.trim() !== '')
      .map((it) => ({
        page: index,
        text: it.str,
        left: it.x,
        right: it.x + it.width,
        bottom: it.y,
        size: it.fontSize,
      })),
  )
  return { items: all, text: squeezed(all.map((it) => it.text).join('')) }
}

const a4 = { width: 595.3, height: 841.9 }

/** What runs off the page, or over something else. */
function unsightly(items: readonly Placed[]): string[] {
  const off = items
    .filter((it) => it.left < 10 || it.right > a4.width - 10 || it.bottom < 10 || it.bottom > a4.height - 10)
    .map((it) => `off the page: ${it.text.slice(0, 40)}`)
  const over: string[] = []
  for (const [i, one] of items.entries())
    for (const other of items.slice(i + 1)) {
      if (one.page !== other.page || Math.abs(one.bottom - other.bottom) > Math.min(one.size, other.size) * 0.6)
        continue
      const shared = Math.min(one.right, other.right) - Math.max(one.left, other.left)
      if (shared > 1.5) over.push(`over each other: ${one.text.slice(0, 40)} / ${other.text.slice(0, 40)}`)
    }
  return [...off, ...over]
}

test.each(hostileWords)('$is in a mail: words in both parts, one header each', async ({ text, read }) => {
  for (const language of ['en', 'de'] as const) {
    const template = templates.get('second', language)
    const facts = { ...messageOf(text), language }
    const message = renderMessage(template, facts)
    const usual = renderMessage(template, { ...messageOf(plain), language })
    expect(elements(message.html)).toEqual(elements(usual.html))
    expect(message.text + message.subject).not.toMatch(/[\u202a-\u202e\u200f\u200b\u2060]|\r[^\n]/)
    expect(squeezed(message.text)).toContain(read)
    const bytes = await composeEmail({
      messageId: '<1@nordwind.example>',
      from: { name: text, address: 'accounts@nordwind.example' },
      to: [{ name: text, address: 'ap@harbour.example' }],
      subject: `${message.subject} ${text}`,
      text: message.text,
      html: message.html,
      attachments: [],
      date: 0,
      autoSubmitted: true,
    })
    const mail = await new PostalMime().parse(bytes)
    expect(mail.headers.map((it) => it.key).sort()).toEqual(
      [
        'auto-submitted',
        'content-type',
        'date',
        'from',
        'message-id',
        'mime-version',
        'subject',
        'to',
        'x-auto-response-suppress',
      ].sort(),
    )
    expect(mail.to).toMatchObject([{ address: 'ap@harbour.example' }])
    expect(mail.bcc ?? []).toEqual([])
    expect(squeezed(mail.text ?? '')).toContain(read)
    expect(elements(mail.html ?? '')).toEqual(elements(usual.html))
  }
})

test.each(hostileWords)(
  '$is in a letter: the address stays whole in its window, nothing runs over or off',
  async (it) => {
    for (const id of ['second', 'demand']) {
      const facts = messageOf(it.text)
      const { items, text } = await placed(renderLetter(templates.get(id, 'en'), facts).pdf)
      expect(text).toContain(it.read)
      // The window of the envelope: 62.7 to 90 mm from the top, 25 to 105 from the left.
      const inWindow = items.filter(
        (one) => one.page === 0 && one.left < 297 && one.bottom < a4.height - 178 && one.bottom > a4.height - 255,
      )
      const shown = squeezed(inWindow.map((one) => one.text).join(''))
      for (const line of facts.debtor.addressLines) expect(shown, 'the address').toContain(squeezed(line))
      expect(unsightly(items)).toEqual([])
    }
  },
)

test.each(hostileWords)('$is in a statement: read back, nothing runs over or off', async (it) => {
  const line = { day: '2026-03-20', what: it.text, detail: it.text, amount: '-1,240.00' }
  const { pdf } = renderStatement({
    creditor: it.text.slice(0, 300),
    day: day('2026-03-20'),
    title: `Statement for ${it.text.slice(0, 300)}`,
    subtitle: it.text,
    footer: 'Nordwind Ltd',
    claims: [
      {
        title: it.text.slice(0, 300),
        currency: 'EUR',
        notes: [it.text],
        lines: [line, { ...line, what: 'Payment', detail: '' }],
        sums: [{ label: it.text.slice(0, 300), amount: '1,240.00', strong: true }],
      },
    ],
    totals: ['In all 1,240.00 EUR'],
  })
  const { items, text } = await placed(pdf)
  expect(text).toContain(it.read)
  expect(text.match(/1,240\.00/g)!.length).toBeGreaterThanOrEqual(4)
  expect(unsightly(items)).toEqual([])
})

test.each(hostileWords)('$is on a page behind a link', ({ text }) => {
  const page = (name: string) => askToHold({ language: 'en', business: name }, name, day('2026-03-20'), 'token')
  expect(elements(page(text))).toEqual(elements(page(plain)))
})
