import { expect, test } from 'vitest'
import { day } from './day.ts'
import { dso, dsoFormula, type Sale } from './dso.ts'

const sales = (...some: [string, number][]): Sale[] => some.map(([on, amountMinor]) => ({ day: day(on), amountMinor }))

test.each<[string, number, Sale[], number | undefined, number | undefined]>([
  ['nothing open is no day', 0, sales(['2026-03-10', 90_000]), 0, 0],
  ['the sales of the window only', 45_000, sales(['2025-12-31', 500_000], ['2026-01-01', 90_000]), 45, 74.5],
  [
    'a month used up, then a share of the one before',
    60_000,
    sales(['2026-03-05', 40_000], ['2026-02-05', 40_000]),
    67.5,
    45,
  ],
  ['an empty month between counts whole', 50_000, sales(['2026-03-05', 40_000], ['2026-01-05', 40_000]), 56.3, 66.8],
  ['without sales there is no answer', 100, [], undefined, undefined],
  ['sales that do not cover what is open', 50_000, sales(['2026-03-05', 40_000]), 112.5, undefined],
])('%s', (_, open, given, dsoDays, countBackDays) => {
  expect(dso(open, given, day('2026-03-31'), 90)).toMatchObject({ openMinor: open, dsoDays, countBackDays })
})

test('the formula names its days', () => {
  expect(dsoFormula(60)).toContain('the last 60 days, times 60')
})
