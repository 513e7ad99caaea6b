// Every region that law or clocks of ours name has a name at the desk, in both tongues.

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { regionName, regionsOf } from '../web/words/regions.ts'

const root = join(import.meta.dirname, '..')
const named = new Set(
  globSync('src/rules/**/*.ts', { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/'((?:US|CA|AU|GB|DE)-[A-Z]{2,3}(?:-NYC)?)'/g)].map(
      (it) => it[1]!,
    ),
  ),
)

test('what the rules name, the desk names', () => {
  expect(named.size).toBeGreaterThan(12)
  const raw = [...named].filter((it) => regionName(it.slice(0, 2), it.slice(3), 'en') === it.slice(3))
  expect(raw).toEqual([])
})

test('names are in the tongue of who reads, and what is not known stays its code', () => {
  expect(regionName('DE', 'BY', 'en')).toBe('Bavaria')
  expect(regionName('DE', 'BY-KATH', 'de')).toBe('Bayern')
  expect(regionName('US', 'us-ca', 'en')).toBe('California')
  expect(regionName('FR', '75', 'en')).toBe('75')
  expect([...regionsOf('US', 'en')]).toHaveLength(53)
  expect(regionsOf('DE', 'de').size).toBe(16)
  expect(regionsOf('CA', 'en').size).toBe(13)
})
