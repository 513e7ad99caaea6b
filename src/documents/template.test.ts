import { describe, expect, test } from 'vitest'
import { Problem } from '../core/problem.ts'
import { renderMessage } from './render.ts'
import { sampleMessage } from './samples.ts'
import { loadTemplates } from './template.ts'

const head = '---\nid: friendly\nkind: reminder\ntone: gentle\nsubject: "About {{ creditor.name }}"\n---\n'

function problemOf(source: string, key = 'en/friendly'): Problem {
  try {
    loadTemplates({ overrides: { [key]: source } })
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error(`loaded without a problem: ${source}`)
}

test('our own templates load, one for each step', () => {
  const { all, get } = loadTemplates()
  const ids = (language: string) =>
    all.filter((it) => it.language === language && it.kind !== 'notice').map((it) => it.id)
  expect(ids('en')).toEqual([
    'before-due',
    'by-hand',
    'crossed',
    'demand',
    'final',
    'firm',
    'friendly',
    'help-and-plan',
    'last-notice',
    'personal-crossed',
    'personal-date',
    'personal-first',
    'personal-last',
    'personal-plan',
    'personal-second',
    'personal-thank-you',
    'receipt',
    'second',
    'statement',
    'statutory-interest',
    'thank-you',
  ])
  for (const language of ['de', 'fr', 'es']) expect(ids(language)).toEqual(ids('en'))
  expect(get('final', 'en')).toMatchObject({ tone: 'firm', needs: ['payBy', 'nextStep'] })
  expect(() => get('nobody', 'en')).toThrow('Use one of: before-due')
  expect(() => get('final', 'xx')).toThrow('Use another language.')
})

describe('a template is checked before anyone relies on it', () => {
  test.each([
    ['a variable that does not exist', 'Hi {{ debtor.nmae }}', 'documents.unknown_variable', 7],
    ['one at the top', '\n{{ custmer }}', 'documents.unknown_variable', 8],
    [
      'one in a branch that rarely runs',
      '{% if payBy %}{% else %}{{ nothing.here }}{% endif %}',
      'documents.unknown_variable',
      7,
    ],
    ['one in a loop', '{% for claim in claims %}\n{{ claim.amout }}{% endfor %}', 'documents.unknown_variable', 8],
    ['one in a condition', '{% if claim.open > 1 %}x{% endif %}', 'documents.unknown_variable', 7],
    ['one in a filter', '{{ totals.first.toPayMinor | money: totals.first.curency }}', 'documents.unknown_variable', 7],
    [
      'a loop variable after its loop',
      '{% for claim in claims %}{% endfor %}{{ claim.number }}',
      'documents.unknown_variable',
      7,
    ],
    ['a method of JavaScript', '{{ debtor.constructor }}', 'documents.unknown_variable', 7],
    ['an optional one without its if', 'By {{ payBy | day }}', 'documents.unguarded_variable', 7],
    ['an optional one inside an optional one', 'On {{ previous.on | day }}', 'documents.unguarded_variable', 7],
    [
      'an optional one behind or',
      '{% if payBy or nextStep %}{{ nextStep }}{% endif %}',
      'documents.unguarded_variable',
      7,
    ],
    [
      'an optional one behind unless',
      '{% unless nextStep %}{{ nextStep }}{% endunless %}',
      'documents.unguarded_variable',
      7,
    ],
    [
      'an optional one in the else of its if',
      '{% if nextStep %}{% else %}{{ nextStep }}{% endif %}',
      'documents.unguarded_variable',
      7,
    ],
    [
      'an optional list in a loop',
      '{% for claim in claims %}{% for due in claim.dues %}{% endfor %}{% endfor %}',
      'documents.unguarded_variable',
      7,
    ],
    [
      'an optional one of another loop',
      '{% for claim in named %}{% if claim.about %}{% for claim in others %}{{ claim.about }}{% endfor %}{% endif %}{% endfor %}',
      'documents.unguarded_variable',
      7,
    ],
    ['a sum without its currency', '{{ totals.first.toPayMinor }}', 'documents.unprintable', 7],
    ['a day as a number', '{{ day }}', 'documents.unprintable', 7],
    ['a whole list', '{{ claims }}', 'documents.unprintable', 7],
    ['money of a text', '{{ debtor.name | money: "EUR" }}', 'documents.misused', 7],
    ['money without currency', '{{ totals.first.toPayMinor | money }}', 'documents.misused', 7],
    ['an unknown filter', '{{ debtor.name | shout }}', 'documents.template_syntax', undefined],
    ['a filter that would undo the escaping', '{{ debtor.name | raw }}', 'documents.template_syntax', undefined],
    ['an unknown tag', '{% layout "x" %}', 'documents.template_syntax', undefined],
    ['an if without end', '{% if payBy %}', 'documents.template_syntax', undefined],
    ['a partial that does not exist', '{% include "nothing" %}', 'documents.partial', 7],
    ['a partial by a variable', '{% include debtor.name %}', 'documents.misused', 7],
  ])('%s', (_, body, code, line) => {
    expect(problemOf(head + body).facts).toMatchObject({ code, ...(line && { line }) })
  })

  test('what is wrong in a partial is found through the template that uses it', () => {
    expect(problemOf('{{ debtor.nick }}', 'en/_greeting').message).toContain('in _greeting')
  })

  test.each([
    ['no head', 'Hello'],
    ['no subject', '---\nid: friendly\nkind: reminder\ntone: gentle\n---\nHello'],
    ['another id', head.replace('friendly', 'freindly')],
    ['an unknown tone', head.replace('gentle', 'rude')],
    ['a broken subject', head.replace('{{ creditor.name }}', '{{ creditor.nmae }}')],
    ['an unknown entry', head.replace('tone:', 'colour: red\ntone:')],
  ])('%s', (_, source) => {
    expect(problemOf(source).facts.code).toMatch(/^documents\.(front_matter|unknown_variable)$/)
  })

  test('an optional variable inside its if, alone or with and, is fine', () => {
    const body =
      '{% if nextStep and payBy %}{{ nextStep }} {{ payBy | day }}{% endif %}{% assign list = named %}{{ list | named }}'
    const template = loadTemplates({ overrides: { 'en/friendly': head + body } }).get('friendly', 'en')
    expect(renderMessage(template, sampleMessage({ nextStep: 'we will call' })).text).toContain(
      'we will call 2 April 2026',
    )
  })
})

test('the version changes with the file and with its partials, and with nothing else', () => {
  const version = (overrides?: Record<string, string>) => loadTemplates({ overrides }).get('friendly', 'en').version
  const own = version()
  expect(version()).toBe(own)
  expect(version({ 'en/friendly': `${head}Hello` })).not.toBe(own)
  expect(version({ 'en/_help': 'We help.' })).not.toBe(own)
  expect(version({ 'de/friendly': `${head}Hallo` })).toBe(own)
})
