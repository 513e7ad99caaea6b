import { expect, test } from 'vitest'
import { calendarOf } from '../rules/calendar.ts'
import { dutchCosts } from '../rules/charges.ts'
import { noticeTimes } from '../rules/law.ts'
import { policyFrom } from '../rules/notices.ts'
import { costsMax } from './charge.ts'
import { day, dayText } from './day.ts'
import { noticeEnd, standingNotice } from './notice.ts'
import { clocksOf } from './permit.ts'
import type { Told } from './told.ts'

const clocks = clocksOf({ country: 'NL' }, { calendarOf, noticeTimes })
const sent = (notice: string, on: string): Told => ({ kind: 'notice', id: notice, claim: 'c', notice, on: day(on) })
const asks = (what: 'documents' | 'advice', on: string): Told => ({
  kind: 'asks_time',
  id: what,
  claim: 'c',
  for: what,
  on: day(on),
})
const answered = (on: string): Told => ({ kind: 'answered', id: on, claim: 'c', on: day(on) })

test.each([
  // Five days without weekends and Columbus Day, then 30 calendar days.
  ['validation', '2026-10-05', [], '2026-11-12'],
  ['validation', '2026-12-21', [], '2027-01-28'],
  ['letter_of_claim', '2026-03-01', [], '2026-03-31'],
  ['letter_of_claim', '2026-03-01', [asks('advice', '2026-03-20')], '2026-04-19'],
  ['letter_of_claim', '2026-03-01', [asks('documents', '2026-03-20')], undefined],
  ['letter_of_claim', '2026-03-01', [asks('documents', '2026-03-20'), answered('2026-04-10')], '2026-05-10'],
  // A reply to an earlier letter gives no time after this one.
  ['letter_of_claim', '2026-03-01', [asks('documents', '2026-02-20')], '2026-03-31'],
  ['fourteen_days', '2026-03-02', [], '2026-03-23'],
  ['collection_notice', '2026-03-02', [], '2026-03-08'],
  ['rdg13a', '2026-03-02', [], '2026-03-02'],
] as const)('%s of %s ends on its day', (kind, on, more, end) => {
  const told = [sent(kind, on), ...more]
  const found = noticeEnd(standingNotice(told, 'c', kind)!, told, 'c', clocks)
  expect(found === undefined ? undefined : dayText(found)).toBe(end)
})

test('an end that was printed too early shortens nothing, one that gives longer stands', () => {
  const printed = (endsOn: string) => ({ notice: 'validation', sentOn: day('2026-10-05'), endsOn: day(endsOn) })
  const end = (endsOn: string) => dayText(noticeEnd(printed(endsOn), [], 'c', clocks)!)
  expect([end('2026-11-01'), end('2026-12-24')]).toEqual(['2026-11-12', '2026-12-24'])
})

test('one that came back does not stand', () => {
  const back = { ...sent('validation', '2026-10-05'), until: day('2026-10-20') }
  expect(standingNotice([back], 'c', 'validation')).toBeUndefined()
  expect(standingNotice([back, sent('validation', '2026-10-21')], 'c', 'validation')?.sentOn).toBe(day('2026-10-21'))
})

const ladder = (step: object) => () =>
  policyFrom({ id: 'mine', name: 'Mine', steps: [{ id: 'a', stage: 'friendly', days: 1, template: 'x', ...step }] })

test.each([
  ['a day to pay by within the time to dispute', { notice: 'validation', channels: ['letter'], payBy: { days: 7 } }],
  ['a validation notice by email', { notice: 'validation' }],
  ['a letter of claim by email', { notice: 'letter_of_claim', stage: 'final', channels: ['letter', 'email'] }],
])('a policy with %s is refused', (_, step) => {
  expect(ladder(step)).toThrow(/not valid/)
})

test.each([
  [100_00, 40_00],
  [2_500_00, 375_00],
  [5_000_00, 625_00],
  [10_000_00, 875_00],
  [200_000_00, 2_775_00],
  [10_000_000_00, 6_775_00],
])('nl.bik: a Dutch claim of %s cents may cost %s', (principal, costs) => {
  expect(costsMax(dutchCosts, principal)).toBe(costs)
})
