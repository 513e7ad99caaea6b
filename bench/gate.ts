// What asking the law costs a run: a mixed book in twelve places, run with the law and without it by turns, each time on a fresh
// clone of the same database. Shown are medians, in time and in time on the processor, which other work on the machine disturbs less.

import { join } from 'node:path'
import { writeMixedLedger } from './ledger.ts'
import { clone, drop, embeddedPlace, say } from './place.ts'

interface Measured {
  readonly done: number
  readonly ms: number
  readonly cpuMs: number
}

interface Bench {
  readonly cases: number
  readonly times: number
  readonly folder: string
  readonly step: (...args: string[]) => Promise<Measured>
  readonly median: (numbers: readonly number[]) => number
}

/** Two lines of text: what was measured, and how many times longer the run with the law takes. */
export async function gateBench({ cases, times, folder, step, median }: Bench): Promise<string> {
  const place = await embeddedPlace()
  try {
    const file = join(folder, 'mixed.csv')
    await writeMixedLedger(file, cases)
    const base = 'dunwell_bench_mixed'
    await say(place.url('postgres'), `CREATE DATABASE ${base}`)
    await step('import', place.url(base), file)
    await say(place.url(base), 'VACUUM ANALYZE')
    const found: Record<'run' | 'bare', Measured[]> = { run: [], bare: [] }
    for (let i = 0; i < times; i++) {
      for (const what of i % 2 === 0 ? (['bare', 'run'] as const) : (['run', 'bare'] as const)) {
        await clone(place, base, 'dunwell_bench_one')
        found[what].push(await step(what, place.url('dunwell_bench_one'), 'mixed'))
      }
    }
    await drop(place, 'dunwell_bench_one')
    await drop(place, base)
    const of = (what: 'run' | 'bare', which: 'ms' | 'cpuMs') => median(found[what].map((it) => it[which]))
    const ratio = (which: 'ms' | 'cpuMs') => (of('run', which) / of('bare', which)).toFixed(2)
    const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
    return [
      `${found.run[0]!.done.toLocaleString('en-GB')} cases in 12 places: ${seconds(of('run', 'ms'))} with the law, ${seconds(of('bare', 'ms'))} without it; processor ${seconds(of('run', 'cpuMs'))} and ${seconds(of('bare', 'cpuMs'))}`,
      `with the law a run takes ${ratio('ms')} times as long, and ${ratio('cpuMs')} times the processor (medians of ${times})`,
    ].join('\n')
  } finally {
    await place.close()
  }
}
