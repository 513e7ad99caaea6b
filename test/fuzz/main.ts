// npm run fuzz -- [NAME…] [--runs 1000000] [--seed 1] [--threads 4]: tries random cases on all cores and stops at the first that
// fails, printed as small as it goes and with the seed that brings it back.

import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { fuzzers } from './fuzzers.ts'
import type { Lot, Tried } from './worker.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '1000000' },
    seed: { type: 'string' },
    threads: { type: 'string', default: String(availableParallelism()) },
  },
})
const perLot = 5_000
const runs = Number(values.runs)
// Another million every day, and the same one when its seed is given.
const seed = Number(values.seed ?? Math.floor(Date.now() / 86_400_000))
const whole = (number: number) => number.toLocaleString('en-GB')

function lotsOf(name: string): Lot[] {
  return Array.from({ length: Math.ceil(runs / perLot) }, (_, i) => ({
    name,
    seed: seed * 1_000 + i,
    runs: Math.min(perLot, runs - i * perLot),
  }))
}

/** Gives the lots out to the threads; resolves with the first that failed, if any. */
async function tryAll(lots: readonly Lot[], threads: number): Promise<Tried | undefined> {
  const queue = [...lots]
  const workers = Array.from({ length: threads }, () => new Worker(new URL('worker.ts', import.meta.url)))
  const from = performance.now()
  const total = lots.reduce((sum, lot) => sum + lot.runs, 0)
  let done = 0
  let said = 0
  let failed: Tried | undefined
  await Promise.all(
    workers.map(
      (worker) =>
        new Promise<void>((resolve, reject) => {
          const next = () => {
            const lot = failed ? undefined : queue.shift()
            if (lot) worker.postMessage(lot)
            else resolve()
          }
          worker.on('error', reject)
          worker.on('message', (tried: Tried) => {
            done += tried.runs
            if (tried.failure) failed ??= tried
            if (done - said >= total / 20) {
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
  ).finally(() => Promise.all(workers.map((worker) => worker.terminate())))
  return failed
}

const chosen = fuzzers.filter((it) => positionals.length === 0 || positionals.includes(it.name))
const unknown = positionals.filter((name) => !fuzzers.some((it) => it.name === name))
if (unknown.length > 0 || !(runs > 0)) {
  console.error(`Name some of ${fuzzers.map((it) => it.name).join(', ')}, and how many with --runs 1000000.`)
  process.exit(2)
}
for (const fuzzer of chosen) {
  console.log(`${fuzzer.name}: ${fuzzer.says}. ${whole(runs)} cases, seed ${seed}, ${values.threads} threads.`)
  const from = performance.now()
  const failed = await tryAll(lotsOf(fuzzer.name), Number(values.threads))
  const seconds = Math.round((performance.now() - from) / 1000)
  if (failed?.failure) {
    console.log(
      `\nFound after ${seconds} s, in the lot of seed ${failed.seed}: ${failed.failure.says}\n${failed.failure.example}`,
    )
    process.exitCode = 1
  } else console.log(`None of ${whole(runs)} failed, in ${seconds} s.`)
}
