import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addMonths, type Day, day, dayAt, dayText, momentAt, momentText, parseDay, weekday } from './day.ts'

test.each([
  ['2026-02-31', undefined],
  ['2024-02-29', '2024-02-29'],
  ['2023-02-29', undefined],
  ['0206-01-01', undefined],
  ['2026-3-1', undefined],
])('parses %s', (text, expected) => {
  const parsed = parseDay(text)
  expect(parsed === undefined ? undefined : dayText(parsed)).toBe(expected)
})

test('months keep to the end of the month', () => {
  expect(dayText(addMonths(day('2024-01-31'), 1))).toBe('2024-02-29')
  expect(dayText(addMonths(day('2024-01-31'), 13))).toBe('2025-02-28')
})

test('weekdays run Monday 1 to Sunday 7, before 1970 too', () => {
  expect(weekday(day('2026-11-21'))).toBe(6)
  expect(weekday(day('1970-01-01'))).toBe(4)
  expect(weekday(day('1969-12-28'))).toBe(7)
})

test('a text and its day are one', () => {
  fc.assert(
    fc.property(fc.integer({ min: -25000, max: 80000 }), (value) => {
      expect(day(dayText(value as Day))).toBe(value)
      expect(weekday(addDays(value as Day, 7))).toBe(weekday(value as Day))
    }),
  )
})

test('a moment falls on the day of its zone, and nine o’clock is nine on both sides of a clock change', () => {
  const late = Date.UTC(2026, 2, 28, 23, 30)
  expect(dayText(dayAt(late, 'Europe/London'))).toBe('2026-03-28')
  expect(dayText(dayAt(late, 'Europe/Berlin'))).toBe('2026-03-29')
  for (const text of ['2026-03-28', '2026-03-29', '2026-10-25', '2026-10-26']) {
    expect(momentText(momentAt(day(text), 9, 'Europe/Berlin'), 'Europe/Berlin')).toBe(`${text} 09:00`)
  }
})
