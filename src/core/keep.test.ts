import { expect, test } from 'vitest'
import { keepRule, kept } from './keep.ts'

const at = (text: string) => Date.parse(`${text}Z`)

test.each([
  ['daily=7,weekly=4,monthly=12', { daily: 7, weekly: 4, monthly: 12 }],
  ['monthly=1', { daily: 0, weekly: 0, monthly: 1 }],
])('%s is a rule', (text, rule) => {
  expect(keepRule(text)).toEqual(rule)
})

test.each(['daily', 'hourly=3', 'daily=0', '', 'daily=7;weekly=4'])('"%s" is none', (text) => {
  expect(() => keepRule(text)).toThrow(/--keep daily=7/)
})

test('the newest of each day, week and month stays, and the newest of all', () => {
  const all = [
    '2026-01-15T03:00:00',
    '2026-02-10T03:00:00',
    '2026-02-27T03:00:00', // Friday: the newest of its week and month
    '2026-03-02T03:00:00', // Monday
    '2026-03-03T03:00:00',
    '2026-03-03T15:00:00',
    '2026-03-04T03:00:00',
  ].map(at)
  const days = (rule: string) =>
    [...kept(all, keepRule(rule))].sort((a, b) => a - b).map((it) => new Date(it).toISOString().slice(5, 13))
  expect(days('daily=2')).toEqual(['03-03T15', '03-04T03'])
  expect(days('weekly=2')).toEqual(['02-27T03', '03-04T03'])
  expect(days('monthly=3')).toEqual(['01-15T03', '02-27T03', '03-04T03'])
  expect(days('daily=1,weekly=2,monthly=3')).toEqual(['01-15T03', '02-27T03', '03-04T03'])
  expect(kept([], keepRule('daily=1')).size).toBe(0)
})
