// One thread of the fuzzing: takes lots of a fuzzer's cases, tries them, and says what came out.

import { parentPort } from 'node:worker_threads'
import { fuzzers } from './fuzzers.ts'

export interface Lot {
  readonly name: string
  readonly seed: number
  readonly runs: number
}

export interface Tried extends Lot {
  readonly failure?: { readonly says: string; readonly example: string }
}

parentPort?.on('message', (lot: Lot) => {
  const fuzzer = fuzzers.find((it) => it.name === lot.name)!
  parentPort!.postMessage({ ...lot, failure: fuzzer.run(lot.runs, lot.seed) } satisfies Tried)
})
