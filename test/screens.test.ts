// The bench of the desk asks everything that its pages ask: no request of a page goes unmeasured, and none is measured that no page makes.

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { screens } from '../bench/screens.ts'
import { operations } from '../src/http/operations.ts'

const root = join(import.meta.dirname, '..')
const wanted = new Set<string>()
for (const file of globSync('web/**/*.{ts,tsx}', { cwd: root }))
  for (const [, call] of readFileSync(join(root, file), 'utf8').matchAll(/'((?:GET|POST) \/v1[^']*)'/g))
    wanted.add(call!)

// Long by their nature: begun, looked at and stopped in the bench's own part for what is worked out beside whoever asks.
const beside = ['POST /v1/reckonings', 'GET /v1/reckonings/{id}', 'POST /v1/reckonings/{id}/cancel']
// Asked for by name alone, as a form of answer; downloads of all that a report has; what waits for the names of the internet; what a file says
// that is not kept.
const others = [
  'GET /v1/reports/tables/{name}',
  'GET /v1/reports/tables/{name}/csv',
  'POST /v1/settings/sending-domain',
  'POST /v1/imports/bank/look',
  'GET /v1/reckonings/{id}/file',
]

test('every read that a page makes stands in the list that is measured, and nothing else', () => {
  const reads = operations
    .filter((it) => it.method === 'get' || ('reads' in it && it.reads))
    .map((it) => `${it.method.toUpperCase()} ${it.path}`)
  const asked = reads.filter((it) => wanted.has(it) && !others.includes(it)).sort()
  expect(asked.length).toBeGreaterThan(50)
  const measured = new Set([...screens.flatMap((it) => it.asks.map((ask) => ask.call)), ...beside])
  expect([...measured].sort()).toEqual(asked)
})
