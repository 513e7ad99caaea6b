// Commands that a sentence names as its cure, and the page of the desk where the same is done.

import type { partWords } from '../words/parts.ts'
import type { toldWords } from '../words/told.ts'

type Part = keyof (typeof partWords)['en']
type Word = keyof (typeof toldWords)['en']

/** A page of the desk: a part of the settings, or one with a word of its own. */
export type Place = { readonly part: Part; readonly show?: string } | { readonly page: string; readonly word: Word }

// Longest first where one begins like another; a command that no line names is shown as it is.
const places: readonly (readonly [
  RegExp,
  { readonly part: Part; readonly show?: string } | { readonly page: string; readonly word: Word },
])[] = [
  [/^settings set (smtp|imap|mail|spf|dkim)/, { part: 'mail' }],
  [/^settings set (bank|factors)/, { part: 'bank' }],
  [/^settings set (publicUrl|pay)/, { part: 'pay' }],
  [/^settings set unitCosts/, { part: 'sending' }],
  [/^settings set autopilot/, { part: 'autopilot' }],
  [/^settings set webhooks/, { part: 'webhooks' }],
  [/^settings set (collector=|sectors)/, { part: 'law' }],
  [/^settings set (signatory|addressLines|email|phone|claimFacts)/, { part: 'business' }],
  [/^autopilot/, { part: 'autopilot' }],
  [/^(mail|inbox list)/, { part: 'mail' }],
  [/^licence/, { part: 'law' }],
  [/^pay setup/, { part: 'pay' }],
  [/^rate exchange/, { part: 'law', show: 'exchange' }],
  [/^rate /, { part: 'law', show: 'rates' }],
  [/^law /, { part: 'law' }],
  [/^webhook/, { part: 'webhooks' }],
  [/^key /, { part: 'keys' }],
  [/^collector /, { part: 'collectors' }],
  [/^person /, { part: 'people' }],
  [/^(backup|restore)/, { part: 'backup' }],
  [/^(match|bank|in-full)/, { page: '/bank', word: 'bank' }],
  [/^(document|import documents)/, { page: '/documents', word: 'documents' }],
  [/^import/, { page: '/imports', word: 'imports' }],
  [/^(template|lint)/, { page: '/templates', word: 'templates' }],
  [/^policy/, { page: '/policies', word: 'policies' }],
  [/^report/, { page: '/reports', word: 'reports' }],
  [/^(outbox|week)/, { page: '/week', word: 'week' }],
  [/^live/, { page: '/golive', word: 'golive' }],
  [/^debtor/, { page: '/debtors', word: 'debtors' }],
  [/^promise/, { page: '/promises', word: 'promises' }],
  [
    /^(show|told|dispute|case|pay|payments|reverse|allocate|credit|charge|waive|write-off|terms|claim|notice|add claim)\b/,
    { page: '/cases', word: 'cases' },
  ],
]

// From its name to the end of the sentence, of the bracket, or to the next command; or all that stands in quotes.
const command =
  /\.\/dunwell ((?:"[^"\n]*"|'[^'\n]*'|\.(?=\S)|,(?=\S)|[^\s"'.,;()]|\s(?!\s)(?!\.\/))+)|["„“]dunwell ([^"“”]+)["“”]/g

/** Where the desk does what a command does; undefined for what only the terminal does. */
export function placeOf(said: string): Place | undefined {
  return places.find(([which]) => which.test(said))?.[1]
}

/** The sentence in pieces: text as it is, and what each command says, without the program's name. */
export function piecesOf(text: string): readonly (string | { readonly command: string })[] {
  const pieces: (string | { command: string })[] = []
  let at = 0
  for (const found of text.matchAll(command)) {
    if (found.index > at) pieces.push(text.slice(at, found.index))
    pieces.push({ command: (found[1] ?? found[2])!.trim() })
    at = found.index + found[0].length
  }
  if (at < text.length) pieces.push(text.slice(at))
  return pieces
}
