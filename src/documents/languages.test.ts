// Every template in every language, read back: each says its facts in that language's own marks, addresses the reader in one
// manner, keeps hostile values words, and has nothing left over from another language or from the template itself.

import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, test } from 'vitest'
import { day } from '../core/day.ts'
import type { MessageFacts } from './facts.ts'
import { languageOf } from './languages.ts'
import { renderLetter } from './letter.ts'
import { renderMessage } from './render.ts'
import { sampleClaim, sampleClaims, sampleMessage } from './samples.ts'
import { loadTemplates, type Template } from './template.ts'

const templates = loadTemplates()
const each = templates.all.filter((it) => it.kind !== 'notice').map((it) => [`${it.language}/${it.id}`, it] as const)
const hostile = '<b>x</b> **b** [x](https://evil.example) |a| #panic("x") $y$ {{ day }}'

interface Marks {
  readonly sum: string
  readonly payBy: string
  readonly cutOff: string
  readonly name: string
  /** Pronouns that belong to the other manner. */
  readonly formal: RegExp
  readonly familiar: RegExp
}
const marks: Readonly<Record<string, Marks>> = {
  en: {
    sum: '1,240.00 EUR',
    payBy: '2 April 2026',
    cutOff: '18 March 2026',
    name: 'Tom',
    formal: /\bDear\b/,
    familiar: /\bHi Tom\b/,
  },
  de: {
    sum: '1.240,00 EUR',
    payBy: '2. April 2026',
    cutOff: '18. März 2026',
    name: 'Tom',
    formal: /\b(Sie|Ihnen|Ihre[mnrs]?)\b/,
    familiar: /\b(du|dir|dich|dein\w*)\b/i,
  },
  fr: {
    sum: '1 240,00 EUR',
    payBy: '2 avril 2026',
    cutOff: '18 mars 2026',
    name: 'Tom',
    formal: /\b(vous|votre|vos)\b/i,
    familiar: /\b(tu|te|toi|ton|ta|tes)\b|\bt’/i,
  },
  es: {
    sum: '1.240,00 EUR',
    payBy: '2 de abril de 2026',
    cutOff: '18 de marzo de 2026',
    name: 'Tom',
    formal: /\b(usted|su|sus|le)\b/i,
    familiar: /\b(tú|te|ti|tu|tus)\b/i,
  },
}
// Words that stand in English templates and in no other language's.
const english = /\b(the|dear|invoice|due|open|paid|reminder|please|with|your|reference|amount)\b/i
const leftOver =
  /\{\{|\}\}|\{%|%\}|undefined|null|NaN|\[object|\b(NAMED|TOPAY|PAYBY|IF1|ELSE|END)\b|\s[,.](\s|$)| {2,}[a-z]/

const flat = (text: string) =>
  text
    .replaceAll('\u00a0', ' ')
    .replace(/[\u200b\u00ad]/g, '')
    .replace(/\s+/g, ' ')
const seen = (html: string) =>
  flat(
    html
      .replace(/<style>[\s\S]*?<\/style>|<title>[\s\S]*?<\/title>/g, '')
      .replace(/<\/?(strong|em|a|span)\b[^>]*>/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/&(amp|lt|gt|quot|#39|middot|nbsp);/g, ' '),
  )

function facts(template: Template, over: Partial<MessageFacts> = {}): MessageFacts {
  const { next, sent, onAccount } = languageOf(template.language)
  const credits = (over.credits ?? []).map((it) => ({ ...it, about: onAccount.payment }))
  return sampleMessage({
    nextStep: next.demand,
    previous: { on: day('2026-03-02'), about: sent.second },
    received: { amountMinor: 1_240_00, currency: 'EUR', day: day('2026-03-19') },
    creditor: { name: 'Nordwind GmbH', addressLines: ['Speicherweg 14', '20457 Hamburg'], legalLines: ['HRB 99999'] },
    signatory: { name: 'Marta Lindqvist', phone: '+49 40 555 0123' },
    debtor: { ...sampleMessage().debtor, name: 'Muelle SA', addressLines: ['7 Quai', '44000 Nantes'] },
    claims: [sampleClaim({ number: 'R-117', orderNumber: undefined })],
    payTo: [{ holder: 'Nordwind GmbH', iban: 'DE89370400440532013000', lines: [] }],
    ...over,
    credits,
    language: template.language,
  })
}

async function paperOf(template: Template, message: MessageFacts): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(renderLetter(template, message).pdf), { mergePages: true })
  return flat(text)
}

test.each(each)('%s says its facts by mail, in text and on paper', async (_, template) => {
  const mark = marks[template.language]!
  const message = facts(template)
  const { subject, text, html } = renderMessage(template, message)
  for (const said of [flat(text), seen(html), await paperOf(template, message)]) {
    expect(said).toContain('R-117')
    expect(said).toContain(mark.sum)
    expect(said).toContain(mark.cutOff)
    expect(said).toContain('DE89 3704 0044 0532 0130 00')
    expect(said).toContain(template.manner === 'familiar' ? 'Marta' : 'Marta Lindqvist')
    expect(said).not.toMatch(leftOver)
    if (template.language !== 'en') expect(said).not.toMatch(english)
    if (template.needs.includes('payBy')) expect(said).toContain(mark.payBy)
    if (template.needs.includes('nextStep')) expect(said).toContain(message.nextStep!)
  }
  expect(subject).not.toMatch(/\{\{|undefined|\u00a0/)
  expect(subject.length).toBeGreaterThan(8)
  expect(subject.length).toBeLessThan(100)
})

test.each(each)('%s addresses its reader in one manner', (_, template) => {
  const mark = marks[template.language]!
  for (const kind of ['business', 'consumer', 'public_body'] as const) {
    const message = facts(template, { debtor: { ...facts(template).debtor, kind } })
    const { subject, text } = renderMessage(template, message)
    expect(`${subject} ${text}`).not.toMatch(template.manner === 'familiar' ? mark.formal : mark.familiar)
    if (template.manner === 'familiar') {
      expect(text).toContain(mark.name)
      expect(text).not.toContain('Ashby')
      // It asks: no charge, no law, no day by which something happens.
      expect(text).not.toMatch(
        /Mahnung|Zinsen|intérêts|intereses|interest|Gebühr|frais|fee\b|exigir|réclam|reclam|demand/i,
      )
    }
  }
})

describe.each(['de', 'en', 'es', 'fr'])('awkward facts in %s', (language) => {
  const here = templates.all.filter((it) => it.language === language && it.kind !== 'notice')

  test('several claims in two currencies, parts held and later, credits, other claims, nobody named', async () => {
    const claims = [
      ...sampleClaims(3),
      sampleClaim({ number: 'H-1', heldMinor: 100_00, laterMinor: 40_00, kind: 'rent' }),
      sampleClaim({
        number: 'G-1',
        currency: 'GBP',
        kind: 'loan',
        dues: [
          { dueOn: day('2026-02-01'), openMinor: 620_00 },
          { dueOn: day('2026-03-01'), openMinor: 620_00 },
        ],
      }),
      sampleClaim({ number: 'O-1', named: false }),
    ]
    const credits = [{ currency: 'EUR', amountMinor: 50_00, about: '' }]
    for (const template of here) {
      const { contactName: _, ...debtor } = facts(template).debtor
      const message = facts(template, { claims, credits, debtor, previous: undefined, payBy: day('2026-04-02') })
      const { text, html } = renderMessage(template, message)
      for (const said of [flat(text), seen(html), await paperOf(template, message)]) {
        expect(said).toContain('G-1')
        expect(said).toMatch(/1[.,\s]?240[.,]00/)
        expect(said).not.toMatch(leftOver)
        if (language !== 'en') expect(said).not.toMatch(english)
      }
    }
  })

  test('hostile values stay words', async () => {
    for (const template of here) {
      const message = facts(template, {
        debtor: { ...facts(template).debtor, name: hostile, contactName: hostile },
        claims: [sampleClaim({ number: hostile, about: hostile, orderNumber: hostile })],
      })
      const { text, html } = renderMessage(template, message)
      expect(text).toContain('{{ day }}')
      expect(html).not.toContain('<b>x</b>')
      expect(html).not.toContain('href="https://evil.example"')
      expect(await paperOf(template, message)).toContain('#panic("x") $y$ {{ day }}')
    }
  })

  test('the law on late payment is named where it can apply, and hedged where it is not known', () => {
    const template = templates.get('statutory-interest', language)
    const said = (lateLaw?: 'eu' | 'gb') => flat(renderMessage(template, facts(template, { lateLaw })).text)
    expect(said('eu')).toContain('2011/7/')
    expect(said('gb')).toContain('Late Payment of Commercial Debts (Interest) Act 1998')
    expect(said()).not.toMatch(/2011|1998/)
  })

  test('nothing that is not true is threatened', () => {
    for (const template of here) {
      const { text } = renderMessage(template, facts(template))
      expect(text).not.toMatch(
        /Inkasso|Anwalt|Gericht|Schufa|avocat|tribunal|huissier|justice|abogado|juzgado|judicial|morosos|lawyer|court\b/i,
      )
    }
  })
})
