import { expect, test } from 'vitest'
import { discountMinor, discountOf } from './discount.ts'

test.each([
  ['#SKONTO#TAGE=14#PROZENT=2.25#\nZahlbar binnen 21 Tagen', { rateBp: 225, days: 14 }],
  ['2 % Skonto innerhalb 10 Tagen, 30 Tage netto', { rateBp: 200, days: 10 }],
  ['2% discount within 10 days; net 30 days', { rateBp: 200, days: 10 }],
  ['30 Tage netto', undefined],
  ['8 % Verzugszinsen nach 30 Tagen', undefined],
  ['3 % Skonto in 8 Tagen, 2 % Skonto in 14 Tagen', undefined],
])('the terms %j give %j', (terms, wanted) => {
  expect(discountOf(terms)).toEqual(wanted)
})

test('a discount is rounded once, to the nearest cent', () => {
  expect(discountMinor(12_345, { rateBp: 200, days: 10 })).toBe(247)
  expect(discountMinor(25, { rateBp: 200, days: 10 })).toBe(1)
})
