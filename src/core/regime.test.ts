import { expect, test } from 'vitest'
import { law } from '../rules/law.ts'
import { day } from './day.ts'
import { type RegimeFacts, regimeOf } from './regime.ts'

const on = day('2026-11-22')
const facts: RegimeFacts = {
  collector: 'agency',
  inDefaultWhenObtained: true,
  purpose: 'consumer',
  debtorKind: 'consumer',
  kindIsSure: true,
  places: ['US-TX'],
  sectors: [],
}

function force(over: Partial<RegimeFacts>, id: string) {
  return regimeOf({ ...facts, ...over }, law, on).bound.find((it) => it.rule.id === id)?.force
}

test('the federal act binds who collects consumer debts for others; a creditor keeps it as manners', () => {
  expect(force({}, 'us.fdcpa.1692c.a1.hours')).toBe('law')
  expect(force({ collector: 'creditor' }, 'us.fdcpa.1692c.a1.hours')).toBe('manners')
  expect(force({ purpose: 'business', debtorKind: 'business' }, 'us.fdcpa.1692c.a1.hours')).toBeUndefined()
})

test('formalities of collectors are no manners: a creditor does not call itself a debt collector', () => {
  expect(force({}, 'us.regf.1006.18.e')).toBe('law')
  expect(force({ collector: 'creditor' }, 'us.regf.1006.18.e')).toBeUndefined()
  expect(force({ collector: 'creditor' }, 'us.fdcpa.1692g.a')).toBeUndefined()
})

test('what was not in default when it was taken over is collected as one’s own', () => {
  expect(force({ inDefaultWhenObtained: false }, 'us.fdcpa.1692g.a')).toBeUndefined()
  const unknown = regimeOf({ ...facts, inDefaultWhenObtained: undefined }, law, on)
  expect(unknown.bound.map((it) => it.rule.id)).toContain('us.fdcpa.1692g.a')
  expect(unknown.missing).toContain('in_default_when_obtained')
})

test('a state’s rule binds its creditors too; where the state is not known it may bind, and says what would settle it', () => {
  expect(force({ collector: 'creditor', places: ['US-MA'] }, 'us.ma.940cmr7.04.personal')).toBe('law')
  expect(force({ collector: 'creditor', places: ['US-TX'] }, 'us.ma.940cmr7.04.personal')).toBeUndefined()
  const unknown = regimeOf({ ...facts, collector: 'creditor', places: ['US'] }, law, on)
  const rule = unknown.bound.find((it) => it.rule.id === 'us.ma.940cmr7.04.personal')
  expect(rule?.missing).toEqual(['region'])
})

test('nobody’s manners rest on a guess, and a business that is only taken for one warns where law binds others', () => {
  const guessed = regimeOf(
    { ...facts, collector: 'creditor', debtorKind: 'business', kindIsSure: false, purpose: undefined },
    law,
    on,
  )
  expect(guessed.lenient).toBe(true)
  expect(guessed.bound.filter((it) => it.force === 'manners' && it.rule.binds.purposes.length === 1)).toEqual([])
})

test('a rule holds from its day and not before, and what is pending decides nothing', () => {
  const before = regimeOf({ ...facts, places: ['US-NY-NYC'] }, law, day('2026-08-31')).bound.map((it) => it.rule.id)
  const after = regimeOf({ ...facts, places: ['US-NY-NYC'] }, law, day('2026-09-01')).bound.map((it) => it.rule.id)
  expect(before).not.toContain('us.nyc.shield')
  expect(after).toContain('us.nyc.shield')
})
