// The linter itself: places, denials, quotations, facts that lift a rule, disguises, what must stand in a text, and its pace.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lexicon } from '../rules/words/lexicon.ts'
import { required } from '../rules/words/required.ts'
import { type LintFacts, type LintLanguage, lint, requiredOf } from './lint.ts'

const facts: LintFacts = {
  language: 'en',
  part: 'body',
  stage: 'second',
  debtorKind: 'consumer',
  collector: 'creditor',
}
const found = (text: string, over: Partial<LintFacts> = {}) => lint(text, { ...facts, ...over }, lexicon)
const rules = (text: string, over: Partial<LintFacts> = {}) => found(text, over).map((it) => `${it.rule} ${it.level}`)

test('a finding says where, which words, why, what else to say, and by which law', () => {
  const [it, ...more] = found('Dear Ada,\n\nIf you do not pay, we will **inform your employer**.\n')
  expect(more).toEqual([])
  expect(it).toMatchObject({
    rule: 'threat.disclosure',
    level: 'error',
    line: 3,
    column: 30,
    words: 'inform your employer',
    better: 'We speak about this with you alone.',
    sure: 'read',
  })
  expect(it!.cite).toContain('15 USC 1692b')
  expect(it!.says).toContain('tell others')
})

describe('disguises are seen through', () => {
  test.each([
    ['look-alike letters', 'You will be аrrеstеd.'],
    ['invisible characters', 'You will be ar\u200bres\u00adte\u2060d.'],
    ['entities', 'You will be &#97;rr&eacute;sted.'],
    ['markup', 'You will be ar<b>res</b>ted.'],
    ['template code', 'You will be ar{% if true %}rest{% endif %}ed.'],
    ['a template comment', 'You will be ar{% comment %}x{% endcomment %}rested.'],
    ['blanks between letters', 'You will be a r r e s t e d.'],
    ['points between letters', 'You will be a.r.r.e.s.t.e.d now.'],
    ['a break in the word', 'You will be arr\nested.'],
    ['a hyphen at the end of a line', 'You will be ar-\nrested.'],
    ['figures for letters', 'You will be 4rrest3d or arr3sted.'],
    ['wide letters', 'You will be ａｒｒｅｓｔｅｄ.'],
    ['marks on letters', 'You will be a\u0336r\u0336r\u0336e\u0336s\u0336t\u0336e\u0336d\u0336.'],
    ['capitals', 'You will be aRReSTeD.'],
    ['Markdown', 'You will be arr**est**ed.'],
  ])('%s', (_, text) => {
    expect(rules(text)).toContain('threat.arrest error')
  })
})

test('a denial is a hint where naming it is bad enough, and nothing where it is good news', () => {
  expect(rules('We will not inform your employer.')).toEqual(['threat.disclosure warning'])
  expect(rules('If you do not pay, we will inform your employer.')).toEqual(['threat.disclosure error'])
  expect(rules('If you do not pay we will inform your employer.')).toEqual(['threat.disclosure error'])
  expect(rules('We will not hesitate to inform your employer.')).toEqual(['threat.disclosure error'])
  expect(rules('We do not threaten you with court action.', { suitDecided: false })).toEqual([])
  expect(rules('Wir informieren Ihren Arbeitgeber nicht.', { language: 'de' })).toEqual(['threat.disclosure warning'])
})

test('the other side’s own words are a remark; ours in quotation marks are not', () => {
  expect(rules('You wrote: "you will inform your employer and your family, I fear". We will not.')).toEqual([
    'threat.disclosure warning',
  ])
  expect(rules('We will "inform your employer".')).toEqual(['threat.disclosure error'])
})

test('what is decided and lawful may be said', () => {
  const says = 'If we do not receive payment by 3 May we will instruct a solicitor.'
  expect(rules(says, { suitDecided: true })).toEqual([])
  expect(rules(says, { suitDecided: false })).toEqual(['threat.suit error'])
  expect(rules(says, { debtorKind: 'business', suitDecided: false })).toEqual(['threat.suit error'])
  // Nobody has said: to a business that is a missing fact, which warns.
  expect(rules(says, { debtorKind: 'business' })).toEqual(['threat.suit warning'])
  expect(rules(says)).toEqual(['threat.suit error'])
  expect(rules(says, { suitDecided: true, timeBarred: true })).toEqual(['threat.suit_time_barred error'])
  expect(rules('The bailiffs may come on 3 May.')).toEqual(['threat.seizure error'])
  expect(rules('The bailiffs may come on 3 May.', { enforceable: true })).toEqual([])
  expect(rules('We have added a late fee of £12.')).toEqual(['charge.unnamed error'])
  expect(rules('Under clause 7 we have added a late fee of £12.')).toEqual([])
  expect(rules('We have added a late fee of £12.', { chargeBasis: true })).toEqual([])
})

test('what stands outside a message tells nobody of a debt', () => {
  expect(rules('Final notice', { part: 'subject' })).toEqual(['disclosure.outside error'])
  expect(rules('Final notice', { part: 'subject', debtorKind: 'business' })).toEqual([])
  expect(rules('Final notice', { part: 'body' })).toEqual([])
  expect(rules('You owe £310.', { part: 'sms', collector: 'third_party' })).toEqual([
    'disclosure.outside error',
    'disclosure.outside error',
  ])
  expect(rules('You owe £310.', { part: 'sms' })).toEqual(['disclosure.outside warning', 'disclosure.outside warning'])
  expect(rules('£310 has arrived, thank you', { part: 'subject', stage: 'thanks' })).toEqual([])
  expect(rules('Your son has not paid.', { recipientIsThirdParty: true })).toEqual(['disclosure.third_party error'])
})

test('a long text in hard words is named with its figure', () => {
  const hard =
    'Notwithstanding the aforementioned contractual stipulations regarding remuneration, the undersigned organisation respectfully solicits immediate regularisation of the outstanding obligations accumulated throughout the preceding accounting period, irrespective of any administrative considerations potentially necessitating additional verification procedures within your organisational infrastructure, particularly including authorisation mechanisms, reconciliation requirements, documentation responsibilities and intermediary communications traditionally characterising comparable transactions. '
  const [it] = found(hard.repeat(2)).filter((one) => one.rule === 'reading.hard')
  expect(it?.says).toMatch(/Flesch Reading Ease gives -\d+/)
  const easy = 'Your invoice is still open. Please take a look at it this week. If you need a copy, call us. '
  expect(rules(easy.repeat(6))).toEqual([])
})

test('what must stand in a message is asked for by its facts', () => {
  const over = { collector: 'third_party', place: 'US', channel: 'email', initial: false } as const
  const asked = requiredOf(required, { ...facts, ...over })
  expect(asked.map((it) => it.id)).toEqual(
    expect.arrayContaining(['us.opt-out', 'us.later-disclosure', 'all.how-to-pay']),
  )
  const missing = found('Please pay by 3 May.', { ...over, required: asked })
  expect(missing.map((it) => [it.rule, it.level])).toContainEqual(['required.missing', 'error'])
  expect(missing[0]!.says).toContain('opt out')
  const whole =
    'This is from a debt collector. Pay to IBAN GB33. To stop emails to this address, reply STOP. Something wrong? Write to us.'
  expect(found(whole, { ...over, required: asked })).toEqual([])
  expect(requiredOf(required, { ...facts, ...over, collector: 'creditor' }).map((it) => it.id)).not.toContain(
    'us.opt-out',
  )
})

test.each([
  ['de', 'DE', ['de.rdg-13a.principal', 'de.rdg-13a.ground', 'de.rdg-13a.costs']],
  ['fr', 'FR', ['fr.r124-4.creditor', 'fr.r124-4.amicable', 'fr.r124-4.costs']],
] as const)('a collector’s first letter in %s', (language, place, ids) => {
  const over = { language, place, collector: 'third_party', channel: 'letter', initial: true } as const
  expect(requiredOf(required, { ...facts, ...over }).map((it) => it.id)).toEqual(expect.arrayContaining([...ids]))
})

test('any text is read to its end, and every finding stands in it', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom(
      'arrest',
      '{% if x %}',
      '{{ x }}',
      '<b>',
      '&shy;',
      '\n',
      '\n\n',
      '"',
      'ß',
      '\u200b',
      '!!',
      'we will sue you',
      '😀',
    ),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('')
      const lines = text.split('\n')
      for (const it of found(text)) {
        expect(it.line).toBeLessThanOrEqual(lines.length)
        expect(it.column).toBeLessThanOrEqual(lines[it.line - 1]!.length + 1)
      }
    }),
    { numRuns: 500 },
  )
})

// A pattern that runs wild takes minutes for such a text; what grows with the text alone takes a tenth of a second.
test.each(['en', 'de', 'fr', 'es'] as const)('long and hostile texts take time in proportion, %s', (language) => {
  const pieces = [
    'we will call your ',
    'a ',
    'a',
    '{{ ',
    '{% ',
    '<b ',
    '<!-- ',
    '&#1',
    '"',
    'no ',
    'informieren ihren ',
    'nous contacterons votre ',
    'informaremos a su ',
    'x\n',
    'A B ',
    '!',
    '1.',
  ]
  const clock = (text: string, of: LintLanguage) => {
    const before = process.cpuUsage().user
    found(text, { language: of })
    return process.cpuUsage(undefined).user - before
  }
  for (const piece of pieces) {
    found(piece.repeat(100), { language })
    const long = piece.repeat(Math.ceil(100_000 / piece.length))
    // In microseconds of this process: other work on the machine does not count.
    expect([piece, clock(long, language) < 4_000_000]).toEqual([piece, true])
  }
  expect(found('We will call the police. '.repeat(400), { language: 'en' }).length).toBeLessThanOrEqual(80)
})
