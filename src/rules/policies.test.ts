import { describe, expect, test } from 'vitest'
import { lateLawOf } from './late-payment.ts'
import { policyFrom } from './notices.ts'
import { policyByKind, readyMade } from './policies.ts'

const ladder = (id: string) => readyMade.find((it) => it.id === id)!

describe('the ready-made ladders', () => {
  test.each(readyMade.map((it) => [it.id, it] as const))('%s is whole and survives being saved', (_, policy) => {
    expect(policyFrom(JSON.parse(JSON.stringify(policy)))).toEqual(policy)
  })

  test('a consumer is not called in the first twelve days, and the offer of a plan comes before the final notice', () => {
    const { steps } = ladder('consumer')
    for (const step of steps) if (step.kind === 'call') expect(step.days).toBeGreaterThan(12)
    expect(steps.filter((it) => it.kind === 'message').map((it) => it.days)).toEqual([-3, 3, 12, 24, 40])
    expect(steps.some((it) => it.stage === 'demand')).toBe(false)
  })

  test('a public body gets no final notice and no demand', () => {
    const { steps } = ladder('public-body')
    expect(steps.map((it) => [it.kind, it.days])).toEqual([
      ['message', -7],
      ['message', 5],
      ['call', 15],
      ['message', 30],
    ])
    for (const step of steps) expect(step.stage).not.toMatch(/final|demand/)
  })

  test('between people there are four messages at most, none firm', () => {
    const { steps } = ladder('between-people')
    // A loan without a day is asked for one first, and then hears one message less.
    const asked = (given: boolean) =>
      steps.filter((it) => (it.after === 'issue' ? given : !(given && it.when.notGiven?.includes('date'))))
    expect([asked(false).length, asked(true).length]).toEqual([4, 4])
    for (const step of steps)
      expect([step.kind, step.tone === 'firm', step.payBy]).toEqual(['message', false, undefined])
  })
})

test.each([
  ['business', 'consumer', 'consumer'],
  ['business', 'public_body', 'public-body'],
  ['business', 'sole_trader', undefined],
  ['business', 'business', undefined],
  ['public_body', 'consumer', 'consumer'],
  ['private_person', 'consumer', 'between-people'],
  ['private_person', 'business', 'between-people'],
])('a %s who is owed by a %s uses %s', (creditor, debtor, policy) => {
  expect(policyByKind({ creditor, debtor })).toBe(policy)
})

test.each([
  ['DE', 'eu'],
  ['GB', 'gb'],
  ['CH', undefined],
  ['US', undefined],
])('the law on late payment in %s is %s', (country, law) => {
  expect(lateLawOf(country)?.law).toBe(law)
})
