import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Day, day } from './day.ts'
import { amountOf, compoundings, type DayCount, dayCounts, fraction, interest, type Way } from './interest.ts'
import type { RateSpan } from './rate.ts'

const simple: Way = { dayCount: 'actual/365', compounding: 'simple' }

function rate(rateBp: number, from = day('1990-01-01'), until = day('2100-01-01')): RateSpan {
  return { from, until, rateBp, says: `at ${rateBp}`, source: 'test', sure: 'primary' }
}

describe('a part of a year', () => {
  const cases: readonly [DayCount, string, string, number, string][] = [
    ['actual/365', '2024-01-01', '2025-01-01', 366, '100.27'],
    ['actual/366', '2024-01-01', '2025-01-01', 366, '100.00'],
    ['actual/360', '2024-01-01', '2025-01-01', 366, '101.67'],
    ['30/360', '2024-01-01', '2025-01-01', 360, '100.00'],
    ['30/360', '2024-01-30', '2024-01-31', 0, '0.00'],
    ['30/360', '2024-02-28', '2024-03-31', 32, '8.89'],
    ['actual/actual', '2024-01-01', '2025-01-01', 366, '100.00'],
    ['actual/actual', '2023-12-31', '2024-01-02', 2, '0.55'],
    ['months/12', '2024-01-31', '2024-02-29', 29, '8.33'],
    ['months/12', '2024-01-01', '2024-04-01', 91, '25.00'],
  ]
  test.each(cases)('%s from %s to %s is %i days and %s on 1000 at 10%%', (dayCount, from, until, days, amount) => {
    const part = fraction(day(from), day(until), dayCount)
    expect(part.days).toBe(days)
    expect((amountOf(1_000_00, 10_00, part) / 100).toFixed(2)).toBe(amount)
  })

  test('adds up, however it is cut', () => {
    const someDay = fc.integer({ min: 7_000, max: 30_000 }).map((it) => it as Day)
    fc.assert(
      fc.property(fc.constantFrom(...dayCounts), fc.array(someDay, { minLength: 3, maxLength: 3 }), (way, days) => {
        const [a, b, c] = days.sort((one, other) => one - other) as [Day, Day, Day]
        const left = fraction(a, b, way, a)
        const right = fraction(b, c, way, a)
        const all = fraction(a, c, way, a)
        const sum = (left.over * right.under + right.over * left.under) * all.under
        expect(sum).toBe(all.over * left.under * right.under)
        expect(left.days + right.days).toBe(all.days)
      }),
    )
  })
})

describe('lines', () => {
  const from = day('2025-01-01')
  const until = day('2026-01-01')

  test('a new line where the base changes, where the rate does, and where nothing runs', () => {
    const { segments, amountMinor } = interest({
      from,
      until,
      base: [
        { from, amountMinor: 1_000_00 },
        { from: day('2025-03-01'), amountMinor: 600_00 },
      ],
      rates: [rate(11_27, from, day('2025-07-01')), rate(10_27, day('2025-07-01'), until)],
      rests: [{ from: day('2025-10-01'), until: day('2025-11-01'), says: 'we asked them to wait' }],
      way: simple,
    })
    expect(segments.map((it) => [it.days, it.baseMinor, it.rateBp, it.amountMinor, it.rest])).toEqual([
      [59, 1_000_00, 11_27, 18_22, undefined],
      [122, 600_00, 11_27, 22_60, undefined],
      [92, 600_00, 10_27, 15_53, undefined],
      [31, 600_00, 0, 0, 'we asked them to wait'],
      [61, 600_00, 10_27, 10_30, undefined],
    ])
    expect(amountMinor).toBe(18_22 + 22_60 + 15_53 + 10_30)
  })

  test('a day without a rate is a Problem that names the day', () => {
    const run = () =>
      interest({
        from,
        until,
        base: [{ from, amountMinor: 100 }],
        rates: [rate(500, from, day('2025-07-01'))],
        way: simple,
      })
    expect(run).toThrow('no rate for 2025-07-01')
  })

  test.each([
    ['yearly', 2, 816_00],
    // 831.43 in one sum; each month is a line, and rounds once.
    ['monthly', 2, 831_44],
    ['simple', 2, 800_00],
  ] as const)('%s over %i years', (compounding, years, expected) => {
    const way: Way = { dayCount: 'months/12', compounding }
    const last = day(`${2025 + years}-01-01`)
    expect(
      interest({ from, until: last, base: [{ from, amountMinor: 10_000_00 }], rates: [rate(400)], way }).amountMinor,
    ).toBe(expected)
  })

  test('interest that was paid bears none', () => {
    const way: Way = { dayCount: 'months/12', compounding: 'yearly' }
    const it = { from, until: day('2027-01-01'), base: [{ from, amountMinor: 10_000_00 }], rates: [rate(400)], way }
    expect(interest({ ...it, paid: [{ on: day('2025-12-31'), amountMinor: 400_00 }] }).amountMinor).toBe(800_00)
    expect(interest({ ...it, paid: [{ on: day('2026-07-01'), amountMinor: 400_00 }] }).amountMinor).toBe(
      400_00 + 208_00 + 200_00,
    )
  })

  test('nothing runs on nothing, and a credit earns none', () => {
    const base = [{ from, amountMinor: -5_00 }]
    expect(interest({ from, until, base, rates: [rate(500)], way: simple })).toEqual({ segments: [], amountMinor: 0 })
  })
})

test('for any bases, rates and rests the lines follow one another and sum to the total, as if never cut but for rounding', () => {
  const start = day('2020-01-01')
  const offset = fc.integer({ min: 0, max: 2_000 })
  fc.assert(
    fc.property(
      fc.constantFrom(...dayCounts),
      fc.constantFrom(...compoundings),
      fc.integer({ min: 1, max: 2_000 }),
      fc.array(fc.tuple(offset, fc.integer({ min: -1_000, max: 100_000_000 })), { minLength: 1, maxLength: 6 }),
      fc.uniqueArray(offset, { maxLength: 4 }),
      fc.array(fc.tuple(offset, fc.integer({ min: 1, max: 90 })), { maxLength: 3 }),
      (dayCount, compounding, days, bases, changes, rests) => {
        const until = (start + days) as Day
        const cuts = [0, ...changes.filter((it) => it > 0).sort((a, b) => a - b)]
        const base = bases
          .map(([at, amountMinor]) => ({ from: (start + at) as Day, amountMinor }))
          .sort((a, b) => a.from - b.from)
        const { segments, amountMinor } = interest({
          from: start,
          until,
          base,
          rates: cuts.map((at, i) => rate(100 + i * 37, (start + at) as Day, (start + (cuts[i + 1] ?? 9_999)) as Day)),
          rests: rests.map(([at, length]) => ({
            from: (start + at) as Day,
            until: (start + at + length) as Day,
            says: 'rest',
          })),
          way: { dayCount, compounding },
        })
        expect(segments.reduce((sum, it) => sum + it.amountMinor, 0)).toBe(amountMinor)
        for (const [i, it] of segments.entries()) {
          expect(it.from).toBeLessThan(it.until)
          if (i > 0) expect(it.from).toBeGreaterThanOrEqual(segments[i - 1]!.until)
          expect(it.baseMinor).toBeGreaterThan(0)
          expect(it.amountMinor).toBeGreaterThanOrEqual(0)
        }
      },
    ),
  )
})
