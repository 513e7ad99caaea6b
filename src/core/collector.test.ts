import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CaseToGive, type CollectorWhen, collectorRulesFrom, coversFor, giveCase, takers } from './collector.ts'
import { day } from './day.ts'

const anna = '01990000-0000-7000-8000-00000000000a'
const ben = '01990000-0000-7000-8000-00000000000b'
const cleo = '01990000-0000-7000-8000-00000000000c'
const people = { able: new Set([anna, ben, cleo]), sharing: [anna, ben, cleo] }
const one: CaseToGive = {
  creditor: 'Nordwind Ltd',
  country: 'DE',
  language: 'de',
  nameKey: 'kuhn & sohn',
  open: [{ currency: 'EUR', amountMinor: 50_000 }],
}

test.each<[string, CollectorWhen, boolean]>([
  ['country', { country: 'DE' }, true],
  ['another country', { country: 'GB' }, false],
  ['language', { language: 'de' }, true],
  ['creditor, however written', { creditor: 'NORDWIND  ltd' }, true],
  ['names to K take in Kuhn', { nameFrom: 'A', nameTo: 'K' }, true],
  ['names to Ka do not', { nameFrom: 'A', nameTo: 'Ka' }, false],
  ['names from L', { nameFrom: 'L' }, false],
  ['an accent is none', { nameFrom: 'K', nameTo: 'Kü' }, true],
  ['a sum, its ends included', { owedFromMinor: 50_000, owedToMinor: 50_000, currency: 'EUR' }, true],
  ['a sum in another currency', { owedFromMinor: 1, currency: 'USD' }, false],
  ['all must hold', { country: 'DE', nameFrom: 'L' }, false],
])('a rule by %s', (_, when, fits) => {
  expect(giveCase([{ when, to: [ben] }], one, people, new Map([[ben, 9]]))?.rule).toBe(fits ? 0 : undefined)
})

test('the first rule that fits counts; of several the one with the fewest; who is gone is passed over', () => {
  const rules = [
    { when: { country: 'DE' }, to: [ben, cleo] },
    { when: { language: 'de' }, to: [anna] },
  ]
  const cases = new Map([
    [ben, 5],
    [cleo, 4],
  ])
  expect(giveCase(rules, one, people, cases)).toEqual({ to: cleo, rule: 0 })
  const left = { able: new Set([anna]), sharing: [anna] }
  expect(giveCase(rules, one, left, cases)).toEqual({ to: anna, rule: 1 })
  expect(giveCase([], one, people, cases)).toEqual({ to: anna })
  expect(giveCase([], one, { able: new Set(), sharing: [] }, cases)).toBeUndefined()
})

test('shared without a rule nobody gets two more than another', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), (count) => {
      const cases = new Map<string, number>()
      for (let it = 0; it < count; it++) {
        const { to } = giveCase([], one, people, cases)!
        cases.set(to, (cases.get(to) ?? 0) + 1)
      }
      const all = people.sharing.map((id) => cases.get(id) ?? 0)
      expect(Math.max(...all) - Math.min(...all)).toBeLessThanOrEqual(1)
    }),
  )
})

test('rules that say nothing, or nonsense, are refused by their number', () => {
  const wrong = (when: unknown) => () =>
    collectorRulesFrom([
      { when: { country: 'DE' }, to: [ben] },
      { when, to: [ben] },
    ])
  expect(wrong({})).toThrow('Rule 2 says of no case that it fits.')
  expect(wrong({ nameFrom: 'M', nameTo: 'C' })).toThrow('Rule 2 ends its names before they begin.')
  expect(wrong({ owedFromMinor: 5, owedToMinor: 4, currency: 'EUR' })).toThrow('ends its sums')
  expect(wrong({ owedFromMinor: 5 })).toThrow('a sum and its currency together')
  expect(wrong({ country: 'Germany' })).toThrow('Rule 2 at when.country: is no country')
  expect(wrong({ nameFrom: 'K', nameTo: 'K' })).not.toThrow()
})

test('cover passes on from who is away too, ends on its day, and a circle ends', () => {
  const until = day('2026-12-05')
  const all = [
    { id: anna, role: 'collector', coverId: ben, coverUntil: until },
    { id: ben, role: 'collector', coverId: cleo, coverUntil: until },
    { id: cleo, role: 'manager', coverId: null, coverUntil: null },
  ] as const
  expect(coversFor(all, cleo, day('2026-12-04'))).toEqual([ben, anna])
  expect(coversFor(all, ben, day('2026-12-04'))).toEqual([anna])
  expect(coversFor(all, cleo, until)).toEqual([])
  const circle = all.map((it) => (it.id === cleo ? { ...it, coverId: anna, coverUntil: until } : it))
  expect(coversFor(circle, anna, day('2026-12-01'))).toEqual([cleo, ben])
})

test('without rules cases are shared among collectors; without collectors and rules nobody is given any', () => {
  const member = (id: string, role: 'owner' | 'collector' | 'viewer') => ({ id, role, coverId: null, coverUntil: null })
  const [ann, kim, vic] = [member(anna, 'owner'), member(ben, 'collector'), member(cleo, 'viewer')]
  expect(takers([ann, kim, vic], []).sharing).toEqual([ben])
  expect(takers([ann, vic], []).sharing).toEqual([])
  expect(takers([ann, vic], [{ when: { country: 'DE' }, to: [anna] }]).sharing).toEqual([anna])
  expect([...takers([ann, kim, vic], []).able]).toEqual([anna, ben])
})
