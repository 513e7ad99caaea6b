import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addClaim,
  addOnAccount,
  balanceOf,
  bucketIndex,
  bucketNames,
  emptyAging,
  openDues,
  openParts,
  type PostedClaim,
} from './aging.ts'
import { addDays, type Day, day } from './day.ts'

const base = day('2026-03-31')
const claim = (
  dues: readonly (readonly [on: string, amountMinor: number])[],
  restMinor = 0,
  extraMinor = 0,
): PostedClaim => ({
  dues: dues.map(([on, amountMinor], i) => ({ no: i + 1, dueOn: day(on), amountMinor })),
  restMinor,
  extraMinor,
  firstOn: day('2026-01-01'),
})

test.each([
  [-400, 'current'],
  [0, 'current'],
  [1, '1-30'],
  [30, '1-30'],
  [31, '31-60'],
  [60, '31-60'],
  [61, '61-90'],
  [90, '61-90'],
  [91, '90+'],
  [4000, '90+'],
])('%i days late is %s', (late, name) => {
  expect(bucketNames[bucketIndex(late)]).toBe(name)
})

test.each<[string, PostedClaim, [string, number][]]>([
  [
    'a payment that names no due lowers the oldest first',
    claim(
      [
        ['2026-03-01', 100],
        ['2026-02-01', 100],
      ],
      -130,
    ),
    [['2026-03-01', 70]],
  ],
  [
    'a due that was overpaid helps the next',
    claim([
      ['2026-02-01', -20],
      ['2026-03-01', 100],
    ]),
    [['2026-03-01', 80]],
  ],
  [
    'a fee stands with the oldest open due',
    claim(
      [
        ['2026-02-01', 100],
        ['2026-03-01', 100],
      ],
      -100,
      40,
    ),
    [['2026-03-01', 140]],
  ],
  [
    'interest alone stands with the last due',
    claim(
      [
        ['2026-02-01', 100],
        ['2026-03-01', 100],
      ],
      -200,
      7,
    ),
    [['2026-03-01', 7]],
  ],
  ['a claim without dues stands on its first day', claim([], 50), [['2026-01-01', 50]]],
  ['too much paid leaves nothing open', claim([['2026-02-01', 100]], -130), []],
  ['too much principal paid meets the interest', claim([['2026-02-01', 100]], -130, 50), [['2026-02-01', 20]]],
])('%s', (_, given, expected) => {
  expect(openParts(given)).toEqual(expected.map(([on, amountMinor]) => ({ dueOn: day(on), amountMinor })))
})

test('a claim in several buckets is counted once, in the oldest', () => {
  const aging = emptyAging('EUR')
  const given = claim([
    ['2026-01-15', 100],
    ['2026-03-31', 300],
    ['2026-03-30', 200],
  ])
  addClaim(aging, given, base)
  expect(aging.open).toEqual({ count: 1, amountMinor: 600 })
  expect(aging.buckets.map((it) => [it.name, it.count, it.amountMinor])).toEqual([
    ['current', 0, 300],
    ['1-30', 0, 200],
    ['31-60', 0, 0],
    ['61-90', 1, 100],
    ['90+', 0, 0],
  ])
})

const amounts = fc.integer({ min: -5000, max: 20_000 })
const claims = fc.array(
  fc.record({
    dues: fc.array(fc.tuple(fc.integer({ min: -150, max: 150 }), amounts), { maxLength: 5 }),
    restMinor: fc.integer({ min: -40_000, max: 3000 }),
    extraMinor: fc.integer({ min: -500, max: 3000 }),
  }),
  { maxLength: 12 },
)
const posted = (it: { dues: [number, number][]; restMinor: number; extraMinor: number }): PostedClaim => ({
  dues: it.dues.map(([after, amountMinor], i) => ({ no: i + 1, dueOn: addDays(base, after), amountMinor })),
  restMinor: it.restMinor,
  extraMinor: it.extraMinor,
  firstOn: addDays(base, -200),
})

test('aging adds up on every day', () => {
  fc.assert(
    fc.property(
      claims,
      fc.array(fc.tuple(fc.constantFrom('payment', 'credit', 'transfer'), fc.integer({ min: -900, max: 9000 }))),
      (some, accounts) => {
        const balances = some.map((it) => balanceOf(posted(it)))
        const positive = balances.filter((it) => it > 0)
        const ledger = balances.reduce((sum, it) => sum + it, 0) - accounts.reduce((sum, [, it]) => sum + it, 0)
        let olderBefore = bucketNames.map(() => 0)
        for (let on = -160; on <= 260; on += 1) {
          const today: Day = addDays(base, on)
          const aging = emptyAging('EUR')
          for (const it of some) addClaim(aging, posted(it), today)
          for (const [kind, amount] of accounts) addOnAccount(aging, kind, amount)
          const sum = (of: 'count' | 'amountMinor') => aging.buckets.reduce((total, it) => total + it[of], 0)
          expect(aging.buckets.every((it) => it.amountMinor >= 0)).toBe(true)
          expect(sum('amountMinor')).toBe(aging.open.amountMinor)
          expect(sum('count')).toBe(aging.open.count)
          expect(aging.open).toEqual({ count: positive.length, amountMinor: positive.reduce((t, it) => t + it, 0) })
          expect(aging.netMinor).toBe(aging.open.amountMinor - aging.creditsMinor - aging.unappliedMinor)
          expect(aging.netMinor).toBe(ledger)
          // Time alone makes money older, never younger: what is at least so old only grows.
          const older = bucketNames.map((_, i) => aging.buckets.slice(i).reduce((t, it) => t + it.amountMinor, 0))
          expect(older.every((it, i) => it >= olderBefore[i]!)).toBe(true)
          olderBefore = older
        }
      },
    ),
    { numRuns: 25 },
  )
})

test('open dues and what is beside them sum to the balance, and nothing is open of a claim paid too much', () => {
  fc.assert(
    fc.property(claims, (some) => {
      for (const it of some.map(posted)) {
        const { dues, besideMinor } = openDues(it)
        const open = dues.reduce((sum, due) => sum + due.amountMinor, 0)
        expect(open + besideMinor).toBe(balanceOf(it))
        expect(dues.every((due) => due.amountMinor >= 0)).toBe(true)
        if (besideMinor < 0) expect(open).toBe(0)
        expect(openParts(it).reduce((sum, part) => sum + part.amountMinor, 0)).toBe(Math.max(0, balanceOf(it)))
      }
    }),
  )
})
