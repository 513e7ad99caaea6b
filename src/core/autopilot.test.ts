// When a step may go without a yes: what counts in a row, what is never offered, and what an autopilot does not take.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countInARow, flownSays, neverFor, overLimit, type StepVerdict, verdicts } from './autopilot.ts'
import { day } from './day.ts'
import { policyShape } from './policy.ts'

const today = day('2026-03-02')
const said = (verdict: StepVerdict['verdict'], wording = 'now'): StepVerdict => ({ verdict, wording, at: 0 })
const yes = (count: number) => Array.from({ length: count }, () => said('approved'))

test.each([
  ['none', [], 0],
  ['ten', yes(10), 10],
  ['nine, and before them one taken out', [...yes(9), said('taken_out'), ...yes(5)], 9],
  ['the newest was rewritten', [said('rewritten'), ...yes(20)], 0],
  ['the newest was complained of', [said('complained'), ...yes(20)], 0],
  ['the words changed after them', [said('reworded'), ...yes(20)], 0],
  ['four in today’s words, the others in earlier ones', [...yes(4), said('approved', 'before')], 4],
])('in a row: %s', (_, all, count) => {
  expect(countInARow(all, 'now')).toBe(count)
})

test('whatever happened before, only yeses to today’s words count, and the first thing else ends them', () => {
  const one = fc.record({ verdict: fc.constantFrom(...verdicts), wording: fc.constantFrom('now', 'before') })
  fc.assert(
    fc.property(fc.array(one), (all) => {
      const count = countInARow(
        all.map((it) => said(it.verdict, it.wording)),
        'now',
      )
      expect(all.slice(0, count).every((it) => it.verdict === 'approved' && it.wording === 'now')).toBe(true)
      const next = all[count]
      expect(next?.verdict === 'approved' && next.wording === 'now').toBe(false)
    }),
  )
})

const step = (facts: object) =>
  policyShape.parse({ id: 'p', name: 'P', steps: [{ id: 's', stage: 'friendly', days: 3, template: 't', ...facts }] })
    .steps[0]!

test.each([
  [{}, undefined],
  [{ stage: 'firm' }, undefined],
  [{ kind: 'statement', stage: 'statement', after: 'month' }, undefined],
  [{ stage: 'final' }, 'A person sees each final notice.'],
  [{ stage: 'demand' }, 'A person sees each formal demand.'],
  [{ kind: 'call', stage: 'call' }, 'It is no message.'],
  [{ stage: 'second', notice: 'us.validation' }, 'It is a notice of the law: a person sees each.'],
] as const)('never for %j', (facts, says) => {
  expect(neverFor({ ...step({}), ...facts } as never)).toBe(says)
})

test('nothing above the sum, and nothing in another currency', () => {
  const it = { mostMinor: 50_000, currency: 'GBP' }
  expect(overLimit(it, { GBP: 50_000 })).toBeUndefined()
  expect(overLimit(it, {})).toBeUndefined()
  expect(overLimit(it, { GBP: 50_001 })).toBe(
    'Its step is on autopilot up to 500.00 GBP, and this asks for 500.01 GBP.',
  )
  expect(overLimit(it, { GBP: 100, EUR: 1 })).toBe('Its step is on autopilot in GBP only, and this asks for EUR.')
})

test('a message by autopilot says who allowed it and when', () => {
  const it = { id: 'x', by: 'Ada Palmer <ada@nordwind.example>', day: today, mostMinor: 50_000, currency: 'GBP' }
  expect(flownSays(it)).toBe('By autopilot, allowed by Ada Palmer on 2026-03-02 for this step, up to 500.00 GBP.')
})
