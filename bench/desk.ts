// How long a person at the desk waits: everything that its screens ask of the server, asked over HTTP by somebody signed in, and how the
// pages feel in a real browser. The book is filled once; with a folder to keep it in, the next time begins at once.

import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { liven, writeDeskLedger } from './fill.ts'
import { drop, type Place, say } from './place.ts'
import { examples, screens } from './screens.ts'
import { type BenchDesk, servedDesk } from './served.ts'

export interface DeskBench {
  readonly claims: number
  readonly folder: string
  readonly keep: boolean
  readonly only?: string
  step(place: Place, ...args: string[]): Promise<{ done: number; ms: number; cpuMs: number; databaseCpuMs?: number }>
  print(text: string): void
  table(head: readonly string[], lines: readonly (readonly string[])[]): string
}

const tries = 24

export async function deskBench(place: Place, it: DeskBench): Promise<void> {
  const base = `dunwell_bench_desk_${it.claims}`
  const url = place.url(base)
  const there = await say(place.url('postgres'), `SELECT 1 FROM pg_database WHERE datname = '${base}'`)
  if (there.length === 0) await fill(place, base, it)
  const desk = await servedDesk(url)
  try {
    await measure(desk, it)
  } finally {
    await desk.close()
    if (!it.keep) await drop(place, base)
  }
}

/** Under another name until it is whole. */
async function fill(place: Place, base: string, it: DeskBench): Promise<void> {
  const making = `${base}_making`
  const url = place.url(making)
  const file = join(it.folder, 'desk.csv')
  await writeDeskLedger(file, it.claims)
  await drop(place, making)
  await say(place.url('postgres'), `CREATE DATABASE ${making}`)
  const taken = await it.step(place, 'import', url, file)
  const [ours, its] = [taken.cpuMs, taken.databaseCpuMs ?? Number.NaN].map((ms) => (ms / 1000).toFixed(1))
  it.print(`${taken.done} claims taken in ${(taken.ms / 1000).toFixed(1)} s, CPU ${ours} + ${its} s`)
  await say(url, 'VACUUM ANALYZE')
  const desk = await servedDesk(url)
  try {
    await liven(desk, it.claims, it.folder, it.print)
  } finally {
    await desk.close()
  }
  await say(url, 'VACUUM ANALYZE')
  await say(place.url('postgres'), `ALTER DATABASE ${making} RENAME TO ${base}`)
}

async function measure(desk: BenchDesk, it: DeskBench): Promise<void> {
  const some = await examples(desk)
  const lines: string[][] = []
  const worst: { path: string; p95: number }[] = []
  for (const screen of screens) {
    if (it.only !== undefined && !screen.name.includes(it.only)) continue
    const all: number[] = []
    for (const asked of screen.asks) {
      const times = await timesOf(desk, asked, some)
      if (times.length === 0) it.print(`${screen.name}: ${asked.call} has nothing to ask about`)
      all.push(...times)
      if (times.length > 0) worst.push({ path: asked.call, p95: at(times, 0.95) })
    }
    lines.push([
      screen.name,
      String(screen.asks.length),
      String(all.length),
      at(all, 0.5).toFixed(1),
      at(all, 0.95).toFixed(1),
    ])
    process.stderr.write(`${lines.at(-1)!.join('  ')}\n`)
  }
  it.print(it.table(['screen', 'asks', 'requests', 'middle ms', 'p95 ms'], lines))
  worst.sort((a, b) => b.p95 - a.p95)
  it.print(
    `\n${it.table(
      ['slowest', 'p95 ms'],
      worst.slice(0, 15).map((one) => [one.path, one.p95.toFixed(1)]),
    )}`,
  )
}

/** Milliseconds of many tries, with another example each time and later pages of lists. */
async function timesOf(
  desk: BenchDesk,
  asked: (typeof screens)[number]['asks'][number],
  some: Awaited<ReturnType<typeof examples>>,
): Promise<number[]> {
  const times: number[] = []
  for (let i = -1; i < tries; i++) {
    const path = asked.path(some, Math.max(0, i))
    if (path === undefined) return []
    let cursor = ''
    for (let page = 0; page < (asked.pages ?? 1); page++) {
      const from = performance.now()
      const body = (await desk.ask(`${path}${cursor}`, asked.body?.(some, Math.max(0, i)))) as { next?: string }
      // The first of all is warming up: the pages' own connections stay open.
      if (i >= 0) times.push(performance.now() - from)
      if (!body?.next) break
      cursor = `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(body.next)}`
    }
    await pause(1)
  }
  return times
}

const at = (times: readonly number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
