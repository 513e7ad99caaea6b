// Where tax of bad debts comes back and when, a row per rule: from the first day that is sure to the last.

import { expect, test } from 'vitest'
import { type TaxFacts, taxRelief } from '../core/bad-debt-tax.ts'
import { addDays, day, dayText } from '../core/day.ts'
import { taxRuleOf, taxRules } from './bad-debt-tax.ts'

const unpaid: TaxFacts = {
  debtorKind: 'business',
  issuedOn: day('2025-01-10'),
  dueOn: day('2025-02-09'),
  chargedMinor: 1200_00,
  taxMinor: 200_00,
  openMinor: 1200_00,
  writtenOffMinor: 0,
  takenMinor: 0,
}
const gone: TaxFacts = { ...unpaid, openMinor: 0, writtenOffMinor: 1200_00 }
const ask = (country: string, facts: TaxFacts, on: string) => taxRelief(facts, taxRuleOf(country), day(on))

test.each([
  // gb.vat.bad-debt: six months after the later of due and supply, written off, within 54 months.
  ['GB', unpaid, '2025-08-09', 'wait', '2025-08-10', '2029-08-09'],
  ['GB', unpaid, '2025-08-10', 'write_off', '2025-08-10', '2029-08-09'],
  ['GB', gone, '2025-08-10', 'take', '2025-08-10', '2029-08-09'],
  ['GB', gone, '2029-08-09', 'take', '2025-08-10', '2029-08-09'],
  ['GB', gone, '2029-08-10', 'late', '2025-08-10', '2029-08-09'],
  ['GB', { ...gone, issuedOn: day('2025-03-01') }, '2025-08-10', 'wait', '2025-09-02', '2029-09-01'],
  // nl.ob29.bad-debt: a year after it fell due, in the return of just that period.
  ['NL', unpaid, '2026-02-09', 'wait', '2026-02-10', '2026-03-31'],
  ['NL', unpaid, '2026-02-10', 'take', '2026-02-10', '2026-03-31'],
  ['NL', unpaid, '2026-04-01', 'late', '2026-02-10', '2026-03-31'],
  // es.liva80-4.bad-debt: a year after the tax fell due, within three months, and only with a demand that can be shown.
  ['ES', unpaid, '2026-01-10', 'wait', '2026-01-11', '2026-04-10'],
  ['ES', unpaid, '2026-01-11', 'prove', '2026-01-11', '2026-04-10'],
  ['ES', unpaid, '2026-04-11', 'late', '2026-01-11', '2026-04-10'],
  [
    'ES',
    { ...unpaid, debtorKind: 'consumer', chargedMinor: 360_00, taxMinor: 60_00, openMinor: 360_00 },
    '2026-01-11',
    'ask',
    null,
    null,
  ],
  // ie.vat.bad-debt, de.ustg17.bad-debt, at.ustg16.bad-debt, fr.cgi272.bad-debt, it.dpr633-26.bad-debt: no time alone is enough.
  ['IE', unpaid, '2035-01-01', 'write_off', null, null],
  ['IE', gone, '2035-01-01', 'prove', null, null],
  ['DE', unpaid, '2035-01-01', 'prove', null, null],
  ['AT', unpaid, '2035-01-01', 'prove', null, null],
  ['FR', unpaid, '2035-01-01', 'prove', null, null],
  ['IT', unpaid, '2035-01-01', 'prove', null, null],
  // us.sales-tax.bad-debt: differs by state; and a place of which nothing was read.
  ['US', gone, '2035-01-01', 'ask', null, null],
  ['BR', gone, '2035-01-01', 'ask', null, null],
] as const)('%s %#: on %s', (country, facts, on, status, from, until) => {
  const answer = ask(country, facts, on)
  expect(answer).toMatchObject({ status, taxMinor: (facts.openMinor + facts.writtenOffMinor) / 6 })
  expect([answer.from, answer.until].map((it) => (it === undefined ? null : dayText(it)))).toEqual([from, until])
})

test('only the tax of what is unpaid comes back, rounded down', () => {
  const part = { ...gone, chargedMinor: 100_00, taxMinor: 16_67, writtenOffMinor: 33_33 }
  expect(ask('GB', part, '2025-09-01').taxMinor).toBe(5_55)
})

test('what is partly written off waits for the rest', () => {
  const part = { ...unpaid, openMinor: 200_00, writtenOffMinor: 1000_00 }
  expect(ask('GB', part, '2025-09-01').status).toBe('write_off')
})

test('money that comes later gives tax back, in proportion, rounded up; and none is taken twice', () => {
  const taken = { ...gone, takenMinor: 200_00 }
  expect(ask('GB', taken, '2026-01-01')).toMatchObject({ status: 'taken', taxMinor: 200_00 })
  const paid = { ...taken, writtenOffMinor: 0, openMinor: 1100_01, lastPaidOn: day('2025-12-24') }
  expect(ask('GB', paid, '2026-01-01')).toMatchObject({ status: 'pay_back', taxMinor: 16_67, from: paid.lastPaidOn })
  const whole = { ...paid, openMinor: 0 }
  expect(ask('GB', whole, '2026-01-01')).toMatchObject({ status: 'pay_back', taxMinor: 200_00 })
  const given = { ...whole, takenMinor: 0 }
  expect(ask('GB', given, '2026-01-01').taxMinor).toBe(0)
})

test('money on account after it was taken back asks whether tax goes back', () => {
  const came = { ...gone, takenMinor: 200_00, onAccountMinor: 60_00 }
  expect(ask('GB', came, '2026-01-01')).toMatchObject({ status: 'money_came', taxMinor: 10_00 })
})

test('a rule from memory never says more than to ask', () => {
  const memory = { ...taxRuleOf('GB')!, sure: 'memory' as const }
  expect(taxRelief(gone, memory, addDays(gone.dueOn, 400)).status).toBe('ask')
})

test('each place has one rule, and each says what to do first', () => {
  const places = taxRules.flatMap((it) => it.places)
  expect(new Set(places).size).toBe(places.length)
  for (const it of taxRules)
    expect(
      [it.first.length, it.source.length, it.cite.length].every((length) => length > 10),
      it.id,
    ).toBe(true)
})
