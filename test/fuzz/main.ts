// npm run fuzz -- [NAME…] [--runs 1000000] [--seed 1] [--threads 4]: tries random cases on all cores and stops at the first that fails, with
// the seed that brings it back; a million cases of the law, 200,000 spoiled files of all importers, and each importer at its limit of
// size. A process that takes 300 MB more than it began with fails too.

import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { type Fuzzer, fuzzers } from './fuzzers.ts'
import { showSizes } from './sizes.ts'
import type { Lot, Tried } from './worker.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string' },
    seed: { type: 'string' },
    threads: { type: 'string', default: String(availableParallelism()) },
  },
})
const memoryMaxMb = 300
const lotMax = 5_000
// Another lot every day, and the same one when its seed is given.
const seed = Number(values.seed ?? Math.floor(Date.now() / 86_400_000))
const threads = Number(values.threads)
const whole = (number: number) => number.toLocaleString('en-GB')

function lotsOf({ name, runs: usual }: Fuzzer): Lot[] {
  const runs = Number(values.runs ?? usual)
  const perLot = Math.min(lotMax, Math.ceil(runs / threads))
  return Array.from({ length: Math.ceil(runs / perLot) }, (_, i) => ({
    name,
    seed: seed * 1_000 + i,
    runs: Math.min(perLot, runs - i * perLot),
  }))
}

interface Outcome {
  readonly failed?: Tried
  readonly memoryMb: number
}

/** Gives the lots out to processes; the first that failed, if any, and the most memory that one took. */
async function tryAll(lots: readonly Lot[]): Promise<Outcome> {
  const queue = [...lots]
  const workers = Array.from({ length: Math.min(threads, lots.length) }, () =>
    fork(new URL('worker.ts', import.meta.url)),
  )
  const from = performance.now()
  const total = lots.reduce((sum, lot) => sum + lot.runs, 0)
  let [done, said, memoryMb] = [0, 0, 0]
  let failed: Tried | undefined
  await Promise.all(
    workers.map(
      (worker) =>
        new Promise<void>((resolve, reject) => {
          const next = () => {
            const lot = failed ? undefined : queue.shift()
            if (lot) worker.send(lot)
            else resolve()
          }
          worker.on('error', reject)
          worker.on('exit', (code) => reject(new Error(`a process of the fuzzing ended with ${code}`)))
          worker.on('message', (tried: Tried) => {
            done += tried.runs
            memoryMb = Math.max(memoryMb, tried.memoryMb)
            if (tried.failure) failed ??= tried
            if (done - said >= total / 5 && total >= 100_000) {
              said = done
              const seconds = (performance.now() - from) / 1000
              console.log(
                `${whole(done).padStart(11)} of ${whole(total)}, ${whole(Math.round(done / seconds))} a second`,
              )
            }
            next()
          })
          next()
        }),
    ),
  ).finally(() => {
    for (const worker of workers) {
      worker.removeAllListeners('exit')
      worker.kill()
    }
  })
  return { failed, memoryMb }
}

const names = [...fuzzers.map((it) => it.name), 'sizes']
const chosen = fuzzers.filter((it) => positionals.length === 0 || positionals.includes(it.name))
const unknown = positionals.filter((name) => !names.includes(name))
if (unknown.length > 0 || (values.runs !== undefined && !(Number(values.runs) > 0))) {
  console.error(`Name some of ${names.join(', ')}, and how many with --runs 1000000.`)
  process.exit(2)
}
let files = 0
for (const fuzzer of chosen) {
  const lots = lotsOf(fuzzer)
  const runs = lots.reduce((sum, lot) => sum + lot.runs, 0)
  console.log(`${fuzzer.name}: ${fuzzer.says}. ${whole(runs)} cases, seed ${seed}, ${threads} processes.`)
  const from = performance.now()
  const { failed, memoryMb } = await tryAll(lots)
  const seconds = Math.round((performance.now() - from) / 1000)
  if (failed?.failure) {
    console.log(
      `\nFound after ${seconds} s, in the lot of seed ${failed.seed}: ${failed.failure.says}\n${failed.failure.example}`,
    )
    process.exitCode = 1
  } else console.log(`None of ${whole(runs)} failed, in ${seconds} s, with ${memoryMb} MB more than at the start.`)
  if (fuzzer.name === 'law') continue
  if (fuzzer.name !== 'money') files += runs
  if (memoryMb > memoryMaxMb) {
    console.log(`That is more memory than ${memoryMaxMb} MB.`)
    process.exitCode = 1
  }
}
if (files > 0) console.log(`${whole(files)} spoiled files in all.`)
if (positionals.length === 0 || positionals.includes('sizes')) {
  const most = await showSizes()
  if (most > memoryMaxMb) process.exitCode = 1
}
process.exit()
