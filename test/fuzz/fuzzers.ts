// What can be tried with random cases: each by a name, with its cases and what may be wrong with one. Another one is a line here; another
// importer is an entry of importers.ts.

import fc from 'fast-check'
import { wrong } from '../law/history.ts'
import { trials } from '../law/trials.ts'
import { wrongWith } from './importer.ts'
import { importers } from './importers.ts'
import { lives, wrongMoney } from './money.ts'

export interface Failure {
  readonly says: string
  readonly example: string
}

export interface Fuzzer {
  readonly name: string
  readonly says: string
  /** How many cases are tried unless someone says otherwise. */
  readonly runs: number
  /** Tries `runs` cases of a seed; what failed, with its case. */
  readonly run: (runs: number, seed: number) => Promise<Failure | undefined>
}

/** A failing case is made as small as it goes. */
function fuzzer<T>(
  name: string,
  says: string,
  runs: number,
  cases: fc.Arbitrary<T>,
  failure: (one: T) => string | undefined,
): Fuzzer {
  return {
    name,
    says,
    runs,
    run: async (numRuns, seed) => {
      const property = fc.property(cases, (one) => {
        const found = failure(one)
        if (found !== undefined) throw new Error(found)
      })
      const result = fc.check(property, { numRuns, seed })
      if (!result.failed) return undefined
      const error = result.errorInstance
      return {
        says: error instanceof Error ? error.message : String(error),
        example: JSON.stringify(result.counterexample?.[0], undefined, 2),
      }
    },
  }
}

export const fuzzers: readonly Fuzzer[] = [
  fuzzer('law', 'no permitted contact breaks the law as a second reader wrote it down', 1_000_000, trials, wrong),
  fuzzer(
    'money',
    'whatever becomes known in whatever order, no cent is lost, made or spread otherwise',
    100_000,
    lives,
    wrongMoney,
  ),
  ...importers.map(
    (it): Fuzzer => ({
      name: it.name,
      says: 'no spoiled file crashes it or keeps it long, and no changed sum or day is read as it was',
      runs: it.runs,
      run: async (runs, seed) => {
        for (let i = 0; i < runs; i += 1) {
          const says = await wrongWith(it, seed * 100_003 + i)
          if (says !== undefined) return { says, example: `case ${seed * 100_003 + i}` }
        }
        await it.close?.()
        return undefined
      },
    }),
  ),
]
