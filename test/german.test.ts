// Every sentence that the program can say stands in the German catalogue. The sentences are read out of the source, so that a new one
// without German fails here and not on somebody's screen; what nobody meets at the desk is listed below, with the reason.

import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { entryKey } from '../src/core/tongue.ts'
import { german, germanCatalogue } from '../src/documents/german.ts'
import { sentencesOf } from './sentences.ts'

const root = join(import.meta.dirname, '..')

// The terminal speaks English, and so do letters' own languages, documents for programs and what is said before a desk stands.
const elsewhere: readonly (readonly [RegExp, string])[] = [
  [/\.test\.ts$/, 'a test'],
  [/^src\/(cli\/|main\.ts)/, 'the terminal'],
  [/^src\/documents\//, 'letters have their own languages; the owner’s mail and its pages have both'],
  [/^src\/rules\/words\//, 'what may not be said in a letter, kept in the letter’s language'],
  [/^src\/engine\/(demo|house-words)/, 'a made-up company; words that stand in both languages already'],
  [/^src\/(channels|engine)\/sign-in\.ts$/, 'signing in to a mailbox, in the terminal'],
  [/^src\/core\/(chain|keep)\.ts$/, 'verifying and keeping of backups, in the terminal'],
  [/^src\/engine\/(anchor|archive)\.ts$/, 'anchors and backups, in the terminal'],
  [
    /^src\/store\/(backup|cluster|distribution|embedded|migrate|ordinary|refusal|verify)\.ts$/,
    'a database, before a desk',
  ],
  [/^src\/http\/(client|document|serve)\.ts$/, 'for those who write programs, or watch the server'],
  [/^src\/core\/event\.ts$/, 'the document of webhooks'],
]
const apart: readonly (readonly [RegExp, string])[] = [
  [
    /^This is an attempt to collect|^Este es un intento|^This communication is from|^Esta comunicación/,
    'words of the law',
  ],
  [/^Lettre de recouvrement/, 'words of a letter'],
  [/^(This is a test that you|Dies ist ein Test, um den)/, 'the mark of a test mail, in the language of who asked'],
  [/^\{[^{}]*\}$/, 'what was said elsewhere'],
  [/^(BAI|CODA|OFX|summary) /, 'the name of a format'],
  [/^Reden retour/, 'names of columns'],
  [
    /^(Lifts a hold\.|Takes back a promise that was entered|Says (that a query|how a dispute))/,
    'the document of the API',
  ],
]

function sources(): string[] {
  const listed = execFileSync('git', ['ls-files', 'src/*.ts'], { cwd: root, encoding: 'utf8' })
  return listed
    .trim()
    .split('\n')
    .filter((file) => !elsewhere.some(([where]) => where.test(file)))
}

const known = new Set(Object.keys(germanCatalogue).map(entryKey))

test('every sentence of the source has its German', () => {
  const without = sources().flatMap((file) =>
    sentencesOf(join(root, file))
      .filter(({ text }) => !known.has(entryKey(text)) && !apart.some(([which]) => which.test(text)))
      .map(({ text, line }) => `${file}:${line}  ${text}`),
  )
  expect(without, 'Give each its German in src/documents/german/').toEqual([])
})

test('the German takes over whatever stands in a sentence', () => {
  for (const [english, says] of Object.entries(germanCatalogue)) {
    const inside = new Set([...english.matchAll(/\{[#@]?([^{}]*)\}/g)].map(([, name]) => name!))
    const used = [...says.matchAll(/\{([^{}%]*)\}/g)].map(([, name]) => name!)
    expect(
      used.filter((name) => !inside.has(name)),
      says,
    ).toEqual([])
    expect(says, english).not.toBe('')
  }
})

test.each([
  [
    'The promise of 781.05 GBP by 2026-09-08 was kept.',
    'Die Zusage über 781,05 GBP bis 8. September 2026 wurde gehalten.',
  ],
  [
    'INV-7, 50 days late, leads: formal demand is its next step.',
    'INV-7, 50 Tage überfällig, führt: Der nächste Schritt ist „Förmliche Zahlungsaufforderung“.',
  ],
  [
    'They are represented by Ada Palmer: write to their lawyer.',
    'Sie werden vertreten durch Ada Palmer: Schreiben Sie der Anwältin oder dem Anwalt.',
  ],
  [
    '"Meyer and Sons" could be several customers: 1001, 1002.',
    '„Meyer and Sons“ könnten mehrere Kunden sein: 1001, 1002.',
  ],
  [
    'There is no claim INV-7. Take an id from the list of claims.',
    'Es gibt keine Forderung INV-7. Nehmen Sie eine Kennung aus der Liste der Forderungen.',
  ],
  [
    'usually 13 days late (11 invoices since 2026); none of 13 disputed',
    'meist 13 Tage überfällig (11 Rechnungen seit 2026); keine von 13 bestritten',
  ],
  [
    'By autopilot, allowed by Ada Palmer on 2026-03-05 for this step, up to 1,000.00 EUR.',
    'Per Autopilot, für diesen Schritt erlaubt von Ada Palmer am 5. März 2026, bis zu 1.000,00 EUR.',
  ],
  [
    'Standard, between businesses, final: A person sees each final notice.',
    'Standard, between businesses, final: Jede Nachricht dieser Art sieht ein Mensch an: Letzte Mahnung.',
  ],
  ['Rule 2 ends its names before they begin.', 'Regel 2 lässt die Namen enden, bevor sie beginnen.'],
  ['It was refused by Ada Palmer already.', 'Ada Palmer hat es schon abgelehnt.'],
  [
    'not worth a court (asked for by Cleo, approved by Ada)',
    'not worth a court (erbeten von Cleo, freigegeben von Ada)',
  ],
])('%s', (english, says) => {
  expect(german(english).replaceAll('\u00a0', ' ')).toBe(says)
})

test.each([
  'proof of delivery',
  'the price differs from the quotation',
  'They have it in hand and will not need another reminder.',
  'Thank you: 1,175.35 EUR received by Nordwind Ltd',
  'Meyer and Sons',
  'Invoice INV-7 from Nordwind Ltd, due 30 September',
  '10% of 1,000.00 EUR and the rest later',
])('what somebody wrote stays: %s', (text) => {
  expect(german(text)).toBe(text)
})

test('ten thousand sentences take no time that anybody would wait for', () => {
  const began = process.hrtime.bigint()
  for (let i = 0; i < 10_000; i += 1) german(`INV-${i}, ${i % 90} days late, has come to its firm letter.`)
  expect(Number(process.hrtime.bigint() - began) / 1e6).toBeLessThan(5_000)
})
