import { expect, test } from 'vitest'
import { calendarOf } from '../rules/calendar.ts'
import { law, noticeTimes } from '../rules/law.ts'
import { addDays, day, momentText } from './day.ts'
import { type Known, lawful, type Planned } from './gate.ts'
import { clocksOf } from './permit.ts'
import { type RegimeFacts, regimeOf } from './regime.ts'
import type { Told } from './told.ts'

const on = day('2026-03-03')
// Ten in the morning in New York.
const ten = on * 86_400_000 + 15 * 3_600_000

function known(over: Partial<Known> = {}, regime: Partial<RegimeFacts> = {}): Known {
  return {
    regime: regimeOf(
      {
        collector: 'agency',
        inDefaultWhenObtained: true,
        purpose: 'consumer',
        debtorKind: 'consumer',
        kindIsSure: true,
        places: ['US-NJ'],
        sectors: [],
        ...regime,
      },
      law,
      on,
    ),
    history: [],
    told: [],
    claims: [{ id: 'A', notices: [] }],
    zones: ['America/New_York'],
    clocks: clocksOf({ country: 'US' }, { calendarOf, noticeTimes }),
    ...over,
  }
}

function call(over: Partial<Planned> = {}): Planned {
  return { medium: 'phone', at: ten, to: 'person', person: 'p', claims: ['A'], aim: 'collect', ...over }
}

const used = { value: 'a@example.test', usedWithUs: true }

test('a refusal says the rule, where it is written, and the first moment at which all of it is lawful', () => {
  const late = lawful(call({ at: ten + 12 * 3_600_000 }), known())
  expect(late).toMatchObject({ kind: 'refusal', grounds: [{ rule: 'us.fdcpa.1692c.a1.hours', force: 'law' }] })
  if (late.kind !== 'refusal') throw new Error('expected a refusal')
  expect(momentText(late.until!, 'America/New_York')).toBe('2026-03-04 08:01')
})

test('after a conversation the next call is lawful on the eighth day, in the first open minute', () => {
  const talk = {
    day: on,
    medium: 'phone',
    direction: 'in',
    person: 'p',
    result: 'conversation',
    claims: ['A'],
    discussed: ['A'],
  } as const
  const verdict = lawful(call({ at: ten + 86_400_000 }), known({ history: [talk] }))
  if (verdict.kind !== 'refusal') throw new Error('expected a refusal')
  // On 8 March the clocks go on by an hour.
  expect(momentText(verdict.until!, 'America/New_York')).toBe('2026-03-10 08:01')
})

test('what lasts has no end: a cease, a lawyer, a bankruptcy', () => {
  const facts: Told[] = [
    { kind: 'cease', id: '1', on, written: true },
    { kind: 'attorney', id: '2', on },
    { kind: 'cause', id: '3', on, cause: 'bankrupt' },
  ]
  for (const told of facts) {
    const verdict = lawful(call(), known({ told: [told] }))
    expect(verdict).toMatchObject({ kind: 'refusal', until: undefined })
  }
})

test('a cease still lets the end of collecting be told', () => {
  const told: Told[] = [{ kind: 'cease', id: '1', on, written: true }]
  expect(lawful(call({ medium: 'letter', aim: 'confirm_end' }), known({ told })).kind).toBe('permit')
})

test('a fact counts from its day until its end, and not longer', () => {
  const told: Told[] = [{ kind: 'no_medium', id: '1', on: addDays(on, -5), until: on, medium: 'phone' }]
  expect(lawful(call(), known({ told })).kind).toBe('permit')
  expect(lawful(call({ at: ten - 86_400_000 }), known({ told })).kind).toBe('refusal')
})

test('an email by an agency must say how to stop, and the first message who it is from', () => {
  const verdict = lawful(call({ medium: 'email', address: used }), known())
  expect(verdict.kind === 'permit' && verdict.duties.map((it) => it.kind)).toEqual(['opt_out', 'say_first'])
  const later = lawful(
    call({ medium: 'letter' }),
    known({ claims: [{ id: 'A', notices: [], firstSaidOn: addDays(on, -3) }] }),
  )
  expect(later.kind === 'permit' && later.duties.map((it) => it.kind)).toEqual(['say_later'])
})

test('once five days have passed since the first word, the validation notice goes before anything else', () => {
  const claims = [{ id: 'A', notices: [], firstSaidOn: addDays(on, -6) }]
  expect(lawful(call(), known({ claims }))).toMatchObject({ kind: 'refusal', grounds: [{ rule: 'us.fdcpa.1692g.a' }] })
  expect(lawful(call({ medium: 'letter', aim: 'required_notice' }), known({ claims })).kind).toBe('permit')
  const given = [
    { id: 'A', firstSaidOn: addDays(on, -6), notices: [{ notice: 'validation', sentOn: addDays(on, -4) }] },
  ]
  expect(lawful(call(), known({ claims: given })).kind).toBe('permit')
})

test('a written dispute within the period stops collecting until it is answered; a later one does not', () => {
  const notice = { notice: 'validation', sentOn: addDays(on, -10) }
  const claims = [{ id: 'A', firstSaidOn: addDays(on, -10), notices: [notice] }]
  const dispute: Told = {
    kind: 'disputes',
    id: '1',
    on: addDays(on, -2),
    claim: 'A',
    written: true,
    asks: 'verification',
  }
  expect(lawful(call(), known({ claims, told: [dispute] })).kind).toBe('refusal')
  const answered: Told = { kind: 'answered', id: '2', on: addDays(on, -1), claim: 'A' }
  expect(lawful(call(), known({ claims, told: [dispute, answered] })).kind).toBe('permit')
  const old = [
    { id: 'A', firstSaidOn: addDays(on, -90), notices: [{ notice: 'validation', sentOn: addDays(on, -90) }] },
  ]
  expect(lawful(call(), known({ claims: old, told: [dispute] })).kind).toBe('permit')
})

test('nobody else hears of it, a relative or the employer; who stands for them may', () => {
  for (const to of ['other', 'employer'] as const) expect(lawful(call({ to }), known()).kind).toBe('refusal')
  for (const to of ['spouse', 'representative', 'attorney'] as const)
    expect(lawful(call({ to }), known()).kind).toBe('permit')
})

test('the hour the clocks skip and the hour they repeat are read on the wall of that place', () => {
  const before = Date.parse('2026-03-08T11:59:00Z')
  expect(lawful(call({ at: before }), known()).kind).toBe('refusal')
  expect(lawful(call({ at: before + 3 * 60_000 }), known()).kind).toBe('permit')
  // Half past the minute of eight is still that minute, which counts as closed.
  expect(lawful(call({ at: Date.parse('2026-11-01T13:00:30Z') }), known()).kind).toBe('refusal')
  const autumn = Date.parse('2026-11-01T13:01:00Z')
  expect(lawful(call({ at: autumn - 60_000 }), known()).kind).toBe('refusal')
  expect(lawful(call({ at: autumn }), known()).kind).toBe('permit')
})

test('a text needs consent or a text of theirs from the last sixty days', () => {
  const text = (days: number) => call({ medium: 'sms', address: { value: '+1', lastTextFrom: addDays(on, -days) } })
  expect(lawful(text(60), known()).kind).toBe('permit')
  expect(lawful(text(61), known()).kind).toBe('refusal')
})

test('time-barred: no threat of suit; a plain letter may go', () => {
  const claims = [{ id: 'A', notices: [], timeBarred: true }]
  expect(lawful(call({ medium: 'letter', threatensSuit: true }), known({ claims })).kind).toBe('refusal')
  expect(lawful(call({ medium: 'letter' }), known({ claims })).kind).toBe('permit')
})
