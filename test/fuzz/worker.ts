// One process of the fuzzing: takes lots of a fuzzer's cases, tries them, and says what came out and how much memory it has come to take
// above what it began with.

import { type Failure, fuzzers } from './fuzzers.ts'

export interface Lot {
  readonly name: string
  readonly seed: number
  readonly runs: number
}

export interface Tried extends Lot {
  readonly failure?: Failure
  readonly memoryMb: number
}

const begun = process.memoryUsage().rss
// Ended from outside it leaves in good order, so that its files go with it.
process.on('SIGTERM', () => process.exit())

process.on('message', async (lot: Lot) => {
  const fuzzer = fuzzers.find((it) => it.name === lot.name)!
  const failure = await fuzzer.run(lot.runs, lot.seed)
  const memoryMb = Math.round((process.resourceUsage().maxRSS * 1024 - begun) / 1024 / 1024)
  process.send!({ ...lot, failure, memoryMb } satisfies Tried)
})
