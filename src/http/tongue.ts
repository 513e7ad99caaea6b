// Answers in the language that is asked for. What the program says it says in English, and so the record keeps it; whoever asks for German,
// as the desk does for a German seat, is shown it in German, and whoever asks for English reads its days as they are written there. Only
// fields that carry sentences of ours are touched.

import { parseDay } from '../core/day.ts'
import type { Tongue } from '../core/tongue.ts'
import { dayIn } from '../documents/format.ts'
import { german } from '../documents/german.ts'

/** The fields whose text the program made, wherever they stand in an answer. */
const sentences = new Set([
  'says',
  'why',
  'because',
  'kindBecause',
  'habits',
  'asks',
  'approve',
  'formula',
  'notes',
  'reason',
  'detail',
  'fix',
  'noMail',
  'binds',
  'better',
  'chips',
  'evidence',
  'lastWords',
  'placeName',
  'force',
  'offBecause',
])
/** Fields that are ours only beside another: a note to a law, the title of a problem, a rate's name and where it was read. */
const besides: Readonly<Record<string, string>> = { note: 'cite', title: 'code', name: 'cite', source: 'sure' }

// A day alone: not a part of a number or name, and not what a command is given.
const wireDays = /(?<![\w./=-]|--\w+ )(\d{4}-\d{2}-\d{2})(?![\w./-]*[\w/-])/g

/** The record's English with its days as a reader writes them; where a sentence begins with one and names what was said, after a comma. */
const english: Tongue = (text) =>
  text.replaceAll(wireDays, (all, written: string, at: number) => {
    const found = parseDay(written)
    if (found === undefined) return all
    const shown = dayIn(found, 'en')
    return at === 0 && /^ (?:\w+: |call, )/.test(text.slice(all.length)) ? `${shown},` : shown
  })

/** The tongue of a request, or none for programs, which say nothing of a language and get what the record keeps. */
export function tongueOf(accepts: string | undefined): Tongue | undefined {
  if (accepts === undefined) return undefined
  return /^\s*de\b/i.test(accepts) ? german : /^\s*en\b/i.test(accepts) ? english : undefined
}

/** The body of an answer with its sentences in another tongue; a text that is no JSON stays. */
export function spokenBody(body: string, say: Tongue | undefined): string {
  if (say === undefined || !body.startsWith('{')) return body
  return JSON.stringify(spoken(JSON.parse(body), say))
}

function spoken(value: unknown, say: Tongue): unknown {
  if (Array.isArray(value)) return value.map((one) => spoken(one, say))
  if (typeof value !== 'object' || value === null) return value
  const shown: Record<string, unknown> = {}
  for (const [name, one] of Object.entries(value)) {
    const beside = besides[name]
    const ours = sentences.has(name) || (beside !== undefined && beside in value)
    shown[name] = ours ? said(one, say) : spoken(one, say)
  }
  return shown
}

function said(value: unknown, say: Tongue): unknown {
  if (typeof value === 'string') return say(value)
  if (Array.isArray(value)) return value.map((one) => said(one, say))
  return spoken(value, say)
}
