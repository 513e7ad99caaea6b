import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lives, wrongMoney } from './money.ts'

test('whatever becomes known in whatever order: nothing below zero, lines add up, and from nothing it is the same to the cent', () => {
  fc.assert(
    fc.property(lives, (life) => {
      expect(wrongMoney(life)).toBeUndefined()
    }),
    { numRuns: 1_000 },
  )
})

test('a return is known before a payment of the same day, or after it: the same claims are open', () => {
  const pay = { kind: 'pay', day: 30, currency: 'EUR', spread: 'oldest-first', order: 0, named: [], later: 5 } as const
  const facts = [
    { kind: 'charge', claim: 0, day: 1, amount: 100 },
    { kind: 'charge', claim: 1, day: 2, amount: 100 },
    { ...pay, amount: 100, onlyThen: true, after: 'returned' },
    { ...pay, amount: 100, onlyThen: true, after: 'kept' },
  ] as const
  const shuffle = [0, 1, 9, 10, 5]
  expect(wrongMoney({ facts, disputed: [], shuffle })).toBeUndefined()
})
