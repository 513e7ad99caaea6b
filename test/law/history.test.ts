// Twenty thousand histories in every run of the tests; npm run fuzz tries a million.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { permits, wrong } from './history.ts'
import { local } from './story.ts'
import { trials } from './trials.ts'

test('no permitted contact of 20,000 histories breaks the law as a second reader wrote it down', () => {
  fc.assert(
    fc.property(trials, (trial) => {
      expect(wrong(trial)).toBeUndefined()
    }),
    { numRuns: 20_000 },
  )
})

test('the histories try permits and refusals alike, in every month, at the minutes where laws open and close', () => {
  const some = fc.sample(trials, { numRuns: 2_000, seed: 7 })
  const permitted = some.filter(permits)
  expect(permitted.length).toBeGreaterThan(400)
  expect(permitted.length).toBeLessThan(1_800)
  const calls = permitted.filter((it) => it.story.planned.medium === 'phone' && it.story.contacts.length > 5)
  expect(calls.length).toBeGreaterThan(100)
  const walls = some.map(({ story }) => local(story.planned.at, story.zones[0]!))
  expect(walls.filter((it) => [480, 481, 1259, 1260].includes(it.minute)).length).toBeGreaterThan(30)
  expect(new Set(walls.map((it) => it.weekday)).size).toBe(7)
})
