import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate, type Component, components, type OpenClaim, type Order, spreads, usual } from './allocation.ts'
import type { Day } from './day.ts'

function claim(number: string, open: Partial<Record<Component, number>>, more: Partial<OpenClaim> = {}): OpenClaim {
  return {
    claimId: number,
    number,
    dueOn: 100 as Day,
    open: { cost: 0, interest: 0, fee: 0, principal: 0, ...open },
    ...more,
  }
}

const german: Order = { id: 'de.367', components: ['cost', 'fee', 'interest', 'principal'] }
const credit: Order = { id: 'de.497_3', components: ['cost', 'fee', 'principal', 'interest'] }

test.each([
  [usual, { cost: 40, interest: 25, principal: 35 }],
  [german, { cost: 40, interest: 25, principal: 35 }],
  [credit, { cost: 40, principal: 60 }],
] as const)('within a claim, $0.id', (order, expected) => {
  const parts = allocate(100, [claim('A', { cost: 40, interest: 25, principal: 1_000 })], 'oldest-first', order)
  expect(Object.fromEntries(parts.map((it) => [it.component, it.amountMinor]))).toEqual(expected)
})

test.each([
  ['oldest-first', ['A', 'C', 'B']],
  ['dearest-first', ['C', 'A', 'B']],
  ['de.366', ['C', 'A', 'B']],
  ['as-named', ['A', 'B', 'C']],
] as const)('between claims, %s', (spread, order) => {
  const claims = [
    claim('A', { principal: 10 }, { dueOn: 1 as Day, security: 1 }),
    claim('B', { principal: 10 }, { dueOn: 9 as Day, due: false }),
    claim('C', { principal: 10 }, { dueOn: 5 as Day, rateBp: 900 }),
  ]
  expect(allocate(30, claims, spread).map((it) => it.claimId)).toEqual(order)
})

test('de.366: debts alike in all share what comes', () => {
  const claims = [claim('B', { principal: 300 }), claim('A', { principal: 100 })]
  expect(allocate(100, claims, 'de.366').map((it) => [it.claimId, it.amountMinor])).toEqual([
    ['A', 25],
    ['B', 75],
  ])
})

test('us.1692h: nothing goes to a disputed claim, even where it was named', () => {
  const order: Order = { ...usual, id: 'us.1692h', neverDisputed: true }
  const claims = [claim('A', { principal: 50 }, { disputed: true }), claim('B', { principal: 50 })]
  expect(allocate(80, claims, 'as-named', order)).toEqual([{ claimId: 'B', component: 'principal', amountMinor: 50 }])
})

test('for any claims and any order: never more than came, never more than is open, and nothing left while something is', () => {
  const amounts = fc.record(Object.fromEntries(components.map((one) => [one, fc.integer({ min: -50, max: 1_000 })])))
  const some = fc.array(
    fc.tuple(amounts, fc.integer({ min: 0, max: 5 }), fc.boolean(), fc.integer({ min: 0, max: 2 })),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  fc.assert(
    fc.property(
      fc.constantFrom(...spreads),
      fc.constantFrom(usual, german, credit),
      fc.integer({ min: 1, max: 5_000 }),
      some,
      (spread, order, amount, drawn) => {
        const claims = drawn.map(([open, at, due, security], i) =>
          claim(`C${i}`, open, { dueOn: at as Day, due, security }),
        )
        const parts = allocate(amount, claims, spread, order)
        const given = parts.reduce((sum, it) => sum + it.amountMinor, 0)
        const openSum = claims.reduce(
          (sum, it) => sum + components.reduce((all, one) => all + Math.max(0, it.open[one]), 0),
          0,
        )
        expect(given).toBe(Math.min(amount, openSum))
        for (const it of parts) {
          expect(it.amountMinor).toBeGreaterThan(0)
          expect(it.amountMinor).toBeLessThanOrEqual(
            claims.find((one) => one.claimId === it.claimId)!.open[it.component],
          )
        }
        const back = allocate(amount, [...claims].reverse(), spread, order)
        if (spread !== 'as-named' && spread !== 'pro-rata') expect(back).toEqual(parts)
      },
    ),
  )
})
