// Days as people type them into the desk, in both tongues; what could be two things is none.

import { expect, test } from 'vitest'
import { dayFrom, dayText } from '../web/ui/date-text.ts'

// A Monday.
const today = '2026-03-02'

test.each([
  ['24.12.2026', '2026-12-24'],
  ['24/12/2026', '2026-12-24'],
  ['4-3-26', '2026-03-04'],
  ['24 12 2026', '2026-12-24'],
  ['24122026', '2026-12-24'],
  ['241226', '2026-12-24'],
  ['2026-12-24', '2026-12-24'],
  ['24.12.', '2025-12-24'],
  ['5/3', '2026-03-05'],
  ['24 Dec 2026', '2026-12-24'],
  ['24. Dezember 2026', '2026-12-24'],
  ['3. März', '2026-03-03'],
  ['Dec 24, 2026', '2026-12-24'],
  ['today', '2026-03-02'],
  ['heute', '2026-03-02'],
  ['Tomorrow', '2026-03-03'],
  ['morgen', '2026-03-03'],
  ['übermorgen', '2026-03-04'],
  ['yesterday', '2026-03-01'],
  ['fri', '2026-03-06'],
  ['Fr', '2026-03-06'],
  ['next friday', '2026-03-06'],
  ['Di', '2026-03-03'],
  ['mon', '2026-03-09'],
  ['Montag', '2026-03-09'],
  ['+7', '2026-03-09'],
  ['+2w', '2026-03-16'],
  ['in 3 Tagen', '2026-03-05'],
  ['in 2 weeks', '2026-03-16'],
  ['+1m', '2026-04-02'],
  ['-3', '2026-02-27'],
])('%s is a day', (text, day) => {
  expect(dayFrom(text, { today })).toBe(day)
})

test.each(['', ' ', '31.2.2026', '30/02', '32.1.', '1', '13', 'soon', 'm', 'd', '24.13.2026', '1.1.0026', '+1234'])(
  '"%s" is none',
  (text) => expect(dayFrom(text, { today })).toBeUndefined(),
)

test('without its year a day is the one that is wanted', () => {
  expect(dayFrom('24.12.', { today, min: today })).toBe('2026-12-24')
  expect(dayFrom('1.2.', { today, max: today })).toBe('2026-02-01')
  expect(dayFrom('29.2.', { today, min: today })).toBe('2028-02-29')
})

test('a month on is the same day, or the last of a shorter month', () => {
  expect(dayFrom('+1m', { today: '2026-01-31' })).toBe('2026-02-28')
})

test('it is shown as it is written where one lives', () => {
  expect(dayText('2026-12-04', 'en')).toBe('04/12/2026')
  expect(dayText('2026-12-04', 'de')).toBe('04.12.2026')
})
