import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { examplesIn, judge } from './example.ts'
import { answers } from './main.ts'

const own = fileURLToPath(new URL('examples.json', import.meta.url))
const shared = fileURLToPath(new URL('../../../shared/law/', import.meta.url))

test.each(examplesIn(own).map((it) => [it.id, it] as const))('%s', (_, example) => {
  expect(judge(example, answers)).toEqual({ id: example.id, result: 'pass' })
})

test.skipIf(!existsSync(shared)).each(['regf', 'interest'])(
  'the %s examples beside the project (skipped where they are missing)',
  (name) => {
    const outcomes = examplesIn(`${shared}${name}-examples.json`).map((it) => judge(it, answers))
    const failed = outcomes.filter((it) => it.result !== 'pass')
    console.log(`${outcomes.length - failed.length} of ${outcomes.length} ${name} examples pass`)
    expect(failed).toEqual([])
  },
)
