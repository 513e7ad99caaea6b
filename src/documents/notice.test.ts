// Every notice of the house, read back from its paper: each item that its law asks for is on it. Words that lost one are refused.

import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import { noticeKinds } from '../core/notice.ts'
import { paperOf, renderLetter } from './letter.ts'
import { checkNotice, lostItems, sampleNoticeMessage } from './notice.ts'
import { loadTemplates, type Template } from './template.ts'

const notices = loadTemplates().all.filter((it) => it.notice)
const each = notices.map((it) => [`${it.language}/${it.id}`, it] as const)

test('there is a notice for each kind, in the language of its law', () => {
  expect(new Set(notices.map((it) => it.notice))).toEqual(new Set(noticeKinds))
  expect(each.map(([name]) => name)).toEqual([
    'de/rdg-first-letter',
    'en/collection-notice',
    'en/letter-of-claim',
    'en/validation-notice',
    'es/validation-notice',
    'fr/amicable-collection',
    'nl/fourteen-days',
  ])
})

test.each(each)('%s says all that its law asks for, in its words and on paper', async (_, template) => {
  checkNotice(template)
  for (const paper of [paperOf('DE'), paperOf('US')]) {
    const message = sampleNoticeMessage(template)
    const { pdf } = renderLetter(template, message, { paper })
    const { text } = await extractText(await getDocumentProxy(pdf), { mergePages: true })
    const said = text.replace(/[\u200b\u00ad]/g, '').replace(/\s+/g, ' ')
    expect(lostItems(template, message, said).map((it) => it.says)).toEqual([])
    for (const value of ['Hafenstrom Ltd', 'R-117']) expect(said).toContain(value)
    expect(said).not.toMatch(/\{\{|\{%|undefined|null|NaN/)
  }
})

/** The template with a line of its source taken away. */
function without(template: Template, part: RegExp): Template {
  const key = `${template.language}/${template.id}`
  const source = template.source.replace(part, '')
  expect(source).not.toBe(template.source)
  return loadTemplates({ overrides: { [key]: source } }).get(template.id, template.language)
}

const named = (name: string) => each.find(([key]) => key === name)![1]

test.each([
  ['en/validation-notice', /This is an attempt[^\n]*\n/, '1006.18(e)'],
  ['en/validation-notice', /\| Fees charged[^\n]*\n/, '1006.34(c)(2)(viii)'],
  ['en/validation-notice', /, account \{\{ it.accountNumber \}\}/, '1006.34(c)(2)(iv)'],
  ['en/validation-notice', /\( {3}\) This is not my debt\.\n/, '1006.34(c)(4)'],
  ['es/validation-notice', /debemos suspender el cobro de lo que dispute/, '1692g(a)(4)'],
  ['en/letter-of-claim', /- the Standard Financial Statement\n/, '3.1, 3.3'],
  ['de/rdg-first-letter', /\| Auftraggeber[^\n]*\n/, '§ 13a Abs. 1 Nr. 1'],
  ['de/rdg-first-letter', /\{% if it.vatSays[\s\S]*?\{% endif %\}/, '§ 13a Abs. 1 Nr. 6'],
  ['fr/amicable-collection', /\{\{ notice.lawText \}\}/, 'R. 124-4, 5°'],
  ['nl/fourteen-days', /, te rekenen vanaf de dag nadat deze brief bij u is bezorgd/, 'BW 6:96(6)'],
])('%s without %s is refused, with the rule it lost', (name, part, cite) => {
  expect(() => checkNotice(without(named(name), part))).toThrow(cite)
})

test('a validation notice that asks for money by a day overshadows the right to dispute', () => {
  const template = named('en/validation-notice')
  const source = `${template.source}\n{% if payBy %}Pay by {{ payBy | day }}.{% endif %}`
  const changed = loadTemplates({ overrides: { 'en/validation-notice': source } }).get('validation-notice', 'en')
  expect(() => checkNotice(changed)).toThrow('overshadows')
})
