import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Work, worthOf } from './attention.ts'
import { type Habits, habitsOf, usualOf } from './habits.ts'

const usual = usualOf([])
const habits = (facts: Partial<Habits>): Habits => ({
  ...habitsOf({ late: [], claims: 0, disputed: 0, promises: 0, kept: 0 }, usual),
  ...facts,
})
const call: Work = { minutes: 6, wins: 0.25, byPromise: true, because: 'a call' }
const of = (amountMinor: number, away: number, it: Partial<Habits>, work: Work = call) =>
  worthOf(
    [{ currency: 'EUR', amountMinor, waits: Array.from({ length: 10 }, (_, i) => (i < away ? 40 : 5)) }],
    habits(it),
    work,
  )!.perMinute

test('what work wins a minute rises with money, with what stays away and with promises kept, and falls with disputes and minutes', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const facts = fc.record({
    sum: fc.integer({ min: 1, max: 10_000_000 }),
    away: fc.integer({ min: 0, max: 9 }),
    disputedShare: share,
    keptShare: share,
  })
  fc.assert(
    fc.property(facts, share, ({ sum, away, ...it }, more) => {
      const here = of(sum, away, it)
      expect(of(sum + 1, away, it)).toBeGreaterThanOrEqual(here)
      expect(of(sum, away + 1, it)).toBeGreaterThanOrEqual(here)
      expect(of(sum, away, { ...it, keptShare: Math.max(it.keptShare, more) })).toBeGreaterThanOrEqual(here)
      expect(of(sum, away, { ...it, disputedShare: Math.max(it.disputedShare, more) })).toBeLessThanOrEqual(here)
      expect(of(sum, away, it, { ...call, minutes: call.minutes + 1 })).toBeLessThanOrEqual(here)
    }),
  )
})

test('it says its factors, never adds two currencies, and of nothing open it says nothing', () => {
  const waits = [10, 40, 50, 60]
  const both = [
    { currency: 'EUR', amountMinor: 120_000, waits },
    { currency: 'USD', amountMinor: 50_000, waits },
  ]
  const it = worthOf(both, habits({ disputedShare: 0.1, keptShare: 0.5 }), call)!
  expect(it.currency).toBe('EUR')
  expect(it.says).toBe(
    '16.88 EUR a minute: 1,200.00 EUR open × 75 % that it does not come by itself × 25 % won by it × 90 % undisputed × 50 % of promises kept ÷ 6 min',
  )
  expect(worthOf([], habits({}), call)).toBeUndefined()
})
