import { describe, expect, test } from 'vitest'
import { cappedAt, costsMax, fixedSum, lateFee, sizeFee, stepFee } from '../core/charge.ts'
import { day } from '../core/day.ts'
import { fraction } from '../core/interest.ts'
import { allocationRuleOf } from './allocation.ts'
import { dutchCosts, englishIssueFee, exemptFromCriminalRate, fixedSumOf, germanFeesOn, serviceCap } from './charges.ts'

describe('fixed sums', () => {
  test.each([
    ['GB', 'business', 'GBP', 999_99, 'gb.lpcdia.sum', 40_00],
    ['GB', 'sole_trader', 'GBP', 1_000_00, 'gb.lpcdia.sum', 70_00],
    ['GB', 'business', 'GBP', 9_999_99, 'gb.lpcdia.sum', 70_00],
    ['GB', 'business', 'GBP', 10_000_00, 'gb.lpcdia.sum', 100_00],
    ['DE', 'business', 'EUR', 5_00, 'de.288.5', 40_00],
    ['FR', 'business', 'EUR', 5_00, 'fr.d441-5', 40_00],
    ['AT', 'public_body', 'EUR', 5_00, 'eu.2011_7.sum', 40_00],
  ] as const)('%s, %s, %s %i: %s', (place, kind, currency, claim, id, sum) => {
    const rule = fixedSumOf(place, kind, currency)!
    expect(rule.id).toBe(id)
    expect(fixedSum(rule, claim)).toBe(sum)
  })

  test.each([
    ['GB', 'consumer', 'GBP'],
    ['DE', 'consumer', 'EUR'],
    ['FR', 'consumer', 'EUR'],
    ['US', 'business', 'USD'],
    // Written in pounds: nobody converts it.
    ['GB', 'business', 'EUR'],
  ] as const)('%s, %s, %s: none', (place, kind, currency) => {
    expect(fixedSumOf(place, kind, currency)).toBeUndefined()
  })
})

test.each([
  [100_00, 40_00],
  [266_67, 40_00],
  [2_500_00, 375_00],
  [5_000_00, 625_00],
  [10_000_00, 875_00],
  [200_000_00, 2_775_00],
  [1_000_000_00, 6_775_00],
  [9_000_000_00, 6_775_00],
])('nl.bik: on %i at most %i', (claim, most) => {
  expect(costsMax(dutchCosts, claim)).toBe(most)
})

test.each([
  [50_00, 90_00, true, 27_00, 5_40],
  [50_00, 50_00, true, 15_00, 3_00],
  [1_500_00, 50_00, true, 63_50, 12_70],
  [10_000_00, 90_00, true, 552_60, 20_00],
  [500_01, 130_00, true, 79_20, 15_84],
])('de.rvg2300: on %i at a factor of %i', (claimMinor, factorBp, undisputed, feeMinor, expensesMinor) => {
  expect(stepFee(germanFeesOn(day('2025-05-31')), { claimMinor, factorBp, undisputed })).toEqual({
    feeMinor,
    expensesMinor,
  })
})

test('de.rvg2300: the table since June 2025 was not read, and is not made up', () => {
  expect(() => germanFeesOn(day('2025-06-01'))).toThrow('is not known here')
})

test.each([
  [300_00, 35_00],
  [300_01, 50_00],
  [10_000_00, 455_00],
  [10_000_01, 500_00],
  [199_999_99, 9_999_99],
  [200_000_00, 10_000_00],
  [900_000_00, 10_000_00],
])('uk.ccj.fees: on %i', (claim, fee) => {
  expect(sizeFee(englishIssueFee, claim)).toBe(fee)
})

describe('late fees', () => {
  const open = { openMinor: 500_00, currency: 'EUR', times: 2 }

  test('no clause and no statute, no fee, and it says so', () => {
    expect(lateFee(undefined, open)).toEqual({
      none: 'No late fee: no clause of the terms grants one, and no statute does.',
    })
  })

  test.each([
    [{ amountMinor: 5_00, per: 'step', cite: 'Terms § 7' }, 10_00, 'Late fee: 5.00 EUR, 2 times.'],
    [{ amountMinor: 5_00, per: 'claim', cite: 'Terms § 7' }, 5_00, 'Late fee: 5.00 EUR.'],
    [
      { rateBp: 2_00, per: 'step', maxMinor: 15_00, cite: 'Terms § 7' },
      15_00,
      'Late fee: 2.00% of 500.00 EUR, 2 times, at most 15.00 EUR.',
    ],
  ] as const)('by %o', (clause, amountMinor, says) => {
    expect(lateFee(clause, open)).toEqual({ amountMinor, says, cite: 'Terms § 7', ruleId: 'terms.late-fee' })
  })

  test('none before a reminder was given', () => {
    expect(lateFee({ amountMinor: 5_00, per: 'step', cite: 'Terms § 7' }, { ...open, times: 0 })).toHaveProperty('none')
  })
})

test('us.scra.3937: above six per cent is forgiven', () => {
  const part = fraction(day('2025-01-01'), day('2026-01-01'), 'actual/365')
  expect(cappedAt(10_000_00, { rateBp: 18_00, maxBp: serviceCap.maxBp }, part)).toEqual({
    rateBp: 6_00,
    amountMinor: 600_00,
    forgivenMinor: 1_200_00,
  })
})

test.each([
  [true, true, 600_000_00, 80_00, false],
  [false, false, 600_000_00, 80_00, false],
  [false, true, 10_000_00, 40_00, false],
  [false, true, 10_000_01, 48_00, true],
  [false, true, 500_000_00, 49_00, false],
  [false, true, 600_000_00, 80_00, true],
])(
  'ca.interest: natural person %s, business %s, %i at %i',
  (naturalPerson, businessPurpose, creditMinor, aprBp, exempt) => {
    expect(exemptFromCriminalRate({ naturalPerson, businessPurpose, creditMinor, aprBp })).toBe(exempt)
  },
)

test.each([
  ['DE', 'business', undefined, 'de.367'],
  ['DE', 'consumer', 'consumer_credit', 'de.497_3'],
  ['DE', 'consumer', undefined, 'de.367'],
  ['FR', 'consumer', undefined, 'fr.1343-1'],
  ['US', 'business', 'federal_agency', 'us.31cfr901.9f'],
  ['US-TX', 'consumer', undefined, 'us.1692h'],
  ['GB', 'consumer', undefined, undefined],
] as const)('a payment in %s by a %s for %s goes by %s', (place, kind, only, id) => {
  expect(allocationRuleOf(place, kind, only)?.id).toBe(id)
})
