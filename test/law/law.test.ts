import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { examplesIn, judge } from './example.ts'
import { answers } from './main.ts'

const own = fileURLToPath(new URL('examples.json', import.meta.url))
const shared = fileURLToPath(new URL('../../../shared/law/regf-examples.json', import.meta.url))

test.each(examplesIn(own).map((it) => [it.id, it] as const))('%s', (_, example) => {
  expect(judge(example, answers)).toEqual({ id: example.id, result: 'pass' })
})

test.skipIf(!existsSync(shared))('the official examples beside the project (skipped where they are missing)', () => {
  const outcomes = examplesIn(shared).map((it) => judge(it, answers))
  const failed = outcomes.filter((it) => it.result !== 'pass')
  console.log(`${outcomes.length - failed.length} of ${outcomes.length} official examples pass`)
  expect(failed).toEqual([])
})
