// What can be tried with random cases: each by a name, with its cases and what may be wrong with one. Another one is a line here.

import fc from 'fast-check'
import { wrong } from '../law/history.ts'
import { trials } from '../law/trials.ts'
import { damagedBank, damagedEInvoice } from './damaged.ts'
import { lives, wrongMoney } from './money.ts'

export interface Fuzzer {
  readonly name: string
  readonly says: string
  /** Tries `runs` cases of a seed; what failed, made as small as it goes, with its case as JSON. */
  readonly run: (runs: number, seed: number) => { readonly says: string; readonly example: string } | undefined
}

function fuzzer<T>(
  name: string,
  says: string,
  cases: fc.Arbitrary<T>,
  failure: (one: T) => string | undefined,
): Fuzzer {
  return {
    name,
    says,
    run: (runs, seed) => {
      const property = fc.property(cases, (one) => {
        const found = failure(one)
        if (found !== undefined) throw new Error(found)
      })
      const result = fc.check(property, { numRuns: runs, seed })
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
  fuzzer('law', 'no permitted contact breaks the law as a second reader wrote it down', trials, wrong),
  fuzzer('bank', 'no spoiled bank file is read unsoundly or crashes its reader', fc.nat(), damagedBank),
  fuzzer(
    'money',
    'whatever becomes known in whatever order, no cent is lost, made or spread otherwise',
    lives,
    wrongMoney,
  ),
  fuzzer('einvoice', 'no damaged e-invoice is read unsoundly or crashes its reader', fc.nat(), damagedEInvoice),
]
