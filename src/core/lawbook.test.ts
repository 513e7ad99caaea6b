import { expect, test } from 'vitest'
import { day } from './day.ts'
import type { Rule } from './law.ts'
import { bindsText, lawOf, placeMeant } from './lawbook.ts'

const rule = (id: string, place: string, more: Partial<Rule> = {}): Rule => ({
  id,
  place,
  says: 'Something.',
  cite: 'Act 1',
  level: 'law',
  sure: 'primary',
  binds: { collectors: ['agency', 'debt_buyer'], purposes: ['consumer'] },
  effect: { kind: 'conduct' },
  ...more,
})
const rules = [rule('b', '*'), rule('c', 'US-CA', { from: day('2025-07-01') }), rule('a', 'US'), rule('d', 'DE')]

test('a place has its own rules, the wider and the narrower ones, and what holds everywhere last', () => {
  const ids = (place?: string, on = day('2026-01-01')) =>
    [...lawOf(rules, on, place).values()].flat().map((it) => it.id)
  expect(ids('US')).toEqual(['a', 'c', 'b'])
  expect(ids('US-CA')).toEqual(['a', 'c', 'b'])
  expect(ids('US-NY')).toEqual(['a', 'b'])
  expect(ids(undefined)).toEqual(['d', 'a', 'c', 'b'])
  expect(ids('US-CA', day('2025-06-30'))).toEqual(['a', 'b'])
})

test('a place is found as people type it', () => {
  expect(placeMeant(rules, 'us-ca')).toBe('US-CA')
  expect(placeMeant([...rules, rule('e', 'GB')], 'uk')).toBe('GB')
  expect(placeMeant(rules, 'FR')).toBeUndefined()
})

test('whom a rule binds, in words', () => {
  expect(bindsText(rules[0]!.binds)).toBe('agencies and buyers of debts; private debts')
  expect(
    bindsText({
      collectors: ['creditor', 'agency', 'debt_buyer', 'attorney'],
      purposes: ['consumer', 'business'],
      debtors: ['consumer', 'sole_trader'],
      only: 'bank',
    }),
  ).toBe('everyone who collects; all debts of consumers and sole traders from banking')
})
