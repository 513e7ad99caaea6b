// One message from one template and its facts: subject, plain text and HTML from the same words, so that no reader sees
// another sum than the next. Decides nothing and sends nothing.

import { createHash } from 'node:crypto'
import { assert } from '../core/problem.ts'
import { assertAddsUp, type MessageFacts, type TemplateFacts, templateFacts, withNulls } from './facts.ts'
import { htmlOf } from './mail.ts'
import { assertImages, type Document, parseMarkup } from './markup.ts'
import { qrPng } from './qr.ts'
import type { Template } from './template.ts'
import { textOf } from './text.ts'

export interface Attachment {
  readonly name: string
  readonly contentType: string
  /** Shown inside the HTML under this content id. */
  readonly cid?: string
  readonly bytes: Uint8Array
}

export interface RenderedMessage {
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachments: readonly Attachment[]
}

/** Throws where a fact the template needs is missing or the lines do not add up to the total: bugs that spoil one message. */
export function renderMessage(template: Template, facts: MessageFacts): RenderedMessage {
  const words = wordsOf(template, facts)
  const attachments = words.facts.payTo.flatMap(({ qr }, index): Attachment[] => {
    const shown = words.document.blocks.some((block) => block.type === 'image' && block.source === `qr-${index + 1}`)
    if (qr === undefined || !shown) return []
    // The id comes from what the code says, so the same message has the same bytes.
    const id = createHash('sha256').update(qr).digest('hex').slice(0, 16)
    return [
      {
        name: `payment-${index + 1}.png`,
        contentType: 'image/png',
        cid: `payment-${index + 1}.${id}@qr`,
        bytes: qrPng(qr),
      },
    ]
  })
  const images = new Map(attachments.map(({ name, cid }) => [name.replace('payment', 'qr').replace('.png', ''), cid!]))
  return {
    subject: words.subject,
    text: textOf(words.document, words.heading),
    html: htmlOf({
      language: facts.language,
      subject: words.subject,
      heading: words.heading,
      sender: facts.creditor.name,
      document: words.document,
      images,
    }),
    attachments,
  }
}

export interface Words {
  readonly subject: string
  readonly heading?: string
  readonly document: Document
  readonly facts: TemplateFacts
}

// A mail server folds long headers, but a reader's list shows fifty characters; past this it is a slip or an attack.
const subjectMax = 200

/** The words of a message before they are drawn: what mail, text and letter share. */
export function wordsOf(template: Template, facts: MessageFacts): Words {
  assert(
    facts.language === template.language,
    `a message in ${facts.language} was given a template in ${template.language}`,
  )
  for (const need of template.needs) {
    assert(facts[need as keyof MessageFacts] !== undefined, `the template ${template.id} was not given ${need}`)
  }
  if (template.kind === 'reminder' || template.kind === 'demand' || template.kind === 'notice') {
    assert(
      facts.claims.some((claim) => claim.named),
      `the ${template.kind} ${template.id} names no claim`,
    )
    assertAddsUp(facts)
  }
  const seen = templateFacts(facts)
  const scope = withNulls(seen)
  const document = parseMarkup(template.body(scope))
  assertImages(document)
  return {
    subject: shortened(template.subject(scope).replaceAll('\u00a0', ' ')),
    heading: template.heading?.(scope),
    document,
    facts: seen,
  }
}

function shortened(subject: string): string {
  const letters = [...subject]
  return letters.length > subjectMax ? `${letters.slice(0, subjectMax - 1).join('')}…` : subject
}
