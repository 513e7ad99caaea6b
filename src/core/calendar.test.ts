import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addBusinessDays, businessDaysBetween, type Calendar, nextBusinessDay } from './calendar.ts'
import { addDays, type Day, day, dayText, weekday } from './day.ts'

// Monday to Friday, and one holiday on a Monday, so that the week of 4 May 2026 has four days.
const holiday = day('2026-05-04')
const desk: Calendar = {
  place: 'the desk',
  closedBecause(at) {
    if (at === holiday) return 'a holiday'
    return weekday(at) > 5 ? 'a weekend' : undefined
  },
  isBusinessDay(at) {
    return this.closedBecause(at) === undefined
  },
}

test.each([
  ['2026-04-29', 1, '2026-04-30'],
  ['2026-05-01', 1, '2026-05-05'],
  ['2026-05-02', 1, '2026-05-05'],
  ['2026-05-01', 5, '2026-05-11'],
  ['2026-05-05', -1, '2026-05-01'],
  ['2026-05-03', -1, '2026-05-01'],
  ['2026-05-01', 0, '2026-05-01'],
  ['2026-05-02', 0, '2026-05-05'],
])('%s and %i business days is %s', (from, count, expected) => {
  expect(dayText(addBusinessDays(desk, day(from), count))).toBe(expected)
})

test.each([
  ['2026-05-01', '2026-05-01', 0],
  ['2026-05-01', '2026-05-04', 0],
  ['2026-05-01', '2026-05-05', 1],
  ['2026-04-30', '2026-05-08', 5],
  ['2026-05-02', '2026-05-03', 0],
])('after %s until %s with it: %i business days', (from, until, expected) => {
  expect(businessDaysBetween(desk, day(from), day(until))).toBe(expected)
  expect(businessDaysBetween(desk, day(until), day(from))).toBe(0 - expected)
})

const days = fc.integer({ min: day('2026-01-01'), max: day('2026-12-31') }).map((value) => value as Day)

test('what is added is what lies between, and the day reached is open', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 60 }), (from, count) => {
      const later = addBusinessDays(desk, from, count)
      expect(desk.isBusinessDay(later)).toBe(true)
      expect(businessDaysBetween(desk, from, later)).toBe(count)
      const earlier = addBusinessDays(desk, from, -count)
      expect(desk.isBusinessDay(earlier)).toBe(true)
      expect(businessDaysBetween(desk, earlier, from)).toBe(count - (desk.isBusinessDay(from) ? 0 : 1))
    }),
  )
})

test('counting in two stretches is counting in one', () => {
  fc.assert(
    fc.property(days, days, days, (a, b, c) => {
      const sum = businessDaysBetween(desk, a, b) + businessDaysBetween(desk, b, c)
      expect(sum).toBe(businessDaysBetween(desk, a, c))
    }),
  )
})

test('the next business day is the day itself or the first open one after it', () => {
  fc.assert(
    fc.property(days, (from) => {
      const next = nextBusinessDay(desk, from)
      expect(next).toBeGreaterThanOrEqual(from)
      for (let at = from; at < next; at = addDays(at, 1)) expect(desk.isBusinessDay(at)).toBe(false)
      expect(desk.closedBecause(next)).toBeUndefined()
    }),
  )
})

test('a calendar that never opens is a bug that says whose', () => {
  const never: Calendar = { place: 'nowhere', isBusinessDay: () => false, closedBecause: () => 'always' }
  expect(() => nextBusinessDay(never, holiday)).toThrow('nowhere')
})
