import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Component } from './allocation.ts'
import { type Day, day } from './day.ts'
import { type ClaimFacts, explainClaim, type PostedLine } from './statement.ts'

const due = day('2025-01-31')

function facts(postings: readonly PostedLine[], rateChangesOn: readonly number[]): ClaimFacts {
  return {
    number: 'A',
    currency: 'EUR',
    dues: [
      { no: 1, dueOn: due },
      { no: 2, dueOn: (due + 60) as Day },
    ],
    postings,
    basis: {
      kind: 'statute',
      ruleId: 'test',
      says: 'test',
      cite: 'test',
      way: { dayCount: 'actual/365', compounding: 'simple' },
      rates: (from, until) => {
        const cuts = [from, ...rateChangesOn.map((it) => due + it).filter((it) => it > from && it < until)] as Day[]
        cuts.sort((a, b) => a - b)
        return {
          spans: cuts.map((on, i) => ({
            from: on,
            until: cuts[i + 1] ?? until,
            rateBp: 500 + (on % 7) * 100,
            says: `rate of ${on}`,
            source: 'test',
            sure: 'primary',
          })),
        }
      },
    },
    rests: [],
    fees: [{ amountMinor: 40_00, says: 'Forty.', cite: 'test', ruleId: 'forty' }],
    notes: [],
  }
}

const charges: PostedLine[] = [1, 2].map((dueNo) => ({
  component: 'principal',
  kind: 'charge',
  amountMinor: 1_000_00 * dueNo,
  day: (due - 30) as Day,
  dueNo,
  reason: 'invoice',
}))

const paid = fc
  .record({
    at: fc.integer({ min: -20, max: 400 }),
    amountMinor: fc.integer({ min: 1, max: 900_00 }),
    component: fc.constantFrom<Component[]>('principal', 'interest'),
    back: fc.boolean(),
  })
  .map(({ at, amountMinor, component, back }): PostedLine[] => {
    const line = {
      component,
      kind: 'payment',
      amountMinor: -amountMinor,
      day: (due + at) as Day,
      paymentId: 'p',
      reason: 'paid',
    }
    return back ? [line, { ...line, amountMinor, day: (line.day + 9) as Day, undoes: 'return' }] : [line]
  })

test('in whatever order all came to be known, the same lines; and on every day they add up', () => {
  fc.assert(
    fc.property(
      fc.array(paid, { maxLength: 8 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { maxLength: 4 }),
      fc.integer({ min: -10, max: 420 }),
      fc.integer(),
      (payments, rateChanges, at, seed) => {
        const postings = [...charges, ...payments.flat()]
        const shuffled = postings
          .map((it, i) => ({ it, key: (Math.imul(i + 1, seed | 1) ^ seed) >>> 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ it }) => it)
        const on = (due + at) as Day
        const one = explainClaim(facts(postings, rateChanges), on)
        const other = explainClaim(facts(shuffled, rateChanges), on)
        expect(other.segments).toEqual(one.segments)
        expect([other.totalMinor, other.open, other.claimableMinor]).toEqual([
          one.totalMinor,
          one.open,
          one.claimableMinor,
        ])
        expect(one.lines.reduce((sum, it) => sum + it.amountMinor, 0)).toBe(one.totalMinor)
        expect(one.totalMinor).toBe(one.openMinor + one.claimableMinor.interest + one.claimableMinor.fee)
        for (const it of one.segments) expect(it.baseMinor).toBeGreaterThan(0)
      },
    ),
  )
})

test('each due bears interest from the morrow of its own day; what is paid goes to the oldest', () => {
  const payment: PostedLine = {
    component: 'principal',
    kind: 'payment',
    amountMinor: -1_500_00,
    day: (due + 90) as Day,
    paymentId: 'p',
    reason: 'paid',
  }
  const { segments } = explainClaim(facts([...charges, payment], []), (due + 100) as Day)
  expect(segments.map((it) => [it.from - due, it.days, it.baseMinor])).toEqual([
    [1, 90, 1_000_00],
    [61, 30, 2_000_00],
    [91, 10, 1_500_00],
  ])
})

test('nothing is granted on the due day itself, and a fee that was posted is not granted again', () => {
  expect(explainClaim(facts(charges, []), due).claimableMinor).toEqual({ interest: 0, fee: 0 })
  const fee: PostedLine = {
    component: 'fee',
    kind: 'fee',
    amountMinor: 40_00,
    day: (due + 5) as Day,
    ruleId: 'forty',
    reason: 'Forty.',
  }
  expect(explainClaim(facts(charges, []), (due + 5) as Day).claimableMinor.fee).toBe(40_00)
  expect(explainClaim(facts([...charges, fee], []), (due + 5) as Day).claimableMinor.fee).toBe(0)
})
