// Answers in the language that is asked for. What the program says it says in English, and so the record keeps it; whoever asks for German,
// as the desk does for a German seat, is shown it in German. Only fields that carry sentences of ours are touched.

import type { Tongue } from '../core/tongue.ts'
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
/** Fields that are ours only beside another: a note to a law, the title of a problem. */
const besides: Readonly<Record<string, string>> = { note: 'cite', title: 'code' }

/** The tongue of a request, or none where English is as good as any. */
export function tongueOf(accepts: string | undefined): Tongue | undefined {
  return accepts !== undefined && /^\s*de\b/i.test(accepts) ? german : undefined
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
