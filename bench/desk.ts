// How long a person at the desk waits: everything that its screens ask of the server, asked over HTTP by somebody signed in, and how the
// pages feel in a real browser; reports and the time machine, worked out beside it; and all of it while the day is run. The book is filled once; with a folder to keep it in, the next time begins at once.

import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { addDays, day } from '../src/core/day.ts'
import { run } from '../src/engine/run.ts'
import { fillMessageWords } from '../src/store/message-words.ts'
import { listBooks } from '../src/store/workspace.ts'
import { measureBrowser } from './browser.ts'
import { liven, writeDeskLedger } from './fill.ts'
import { today } from './ledger.ts'
import { clone, drop, type Place, say } from './place.ts'
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
const startMs = 30_000

export async function deskBench(place: Place, it: DeskBench): Promise<void> {
  const base = `dunwell_bench_desk_${it.claims}`
  const url = place.url(base)
  const there = await say(place.url('postgres'), `SELECT 1 FROM pg_database WHERE datname = '${base}'`)
  if (there.length === 0) await fill(place, base, it)
  // Sums that were kept by another clock may be of the future, or fresh for ever.
  await say(url, 'DELETE FROM book_totals')
  const desk = await servedDesk(url)
  try {
    // A server that was just started makes the sums of Today anew, what is expected of the week among them; what is measured is one that
    // stands since morning.
    await worded(desk)
    await summed(desk)
    await pause(startMs)
    const part = it.only
    if (part !== 'browser' && part !== 'beside' && part !== 'run') await measure(desk, it)
    if (part === undefined || part === 'browser') {
      it.print(`\n${it.table(['in the browser', 'times', 'middle', 'p95'], await measureBrowser(desk))}`)
    }
    if (part === undefined || part === 'beside') await besides(desk, it)
  } finally {
    await desk.close()
  }
  if (it.only === undefined || it.only === 'run') await whileItRuns(place, base, it)
  if (!it.keep) await drop(place, base)
}

/** The words of messages that the next run would note, where the book was filled by an older program. */
async function worded(desk: BenchDesk): Promise<void> {
  for (const book of await desk.tx(listBooks)) {
    let at: string | undefined
    do at = await desk.tx((tx) => fillMessageWords(tx, book, at))
    while (at !== undefined)
  }
}

/** Until every figure of Today is there, and of this day. */
async function summed(desk: BenchDesk): Promise<void> {
  for (;;) {
    const { figures } = (await desk.ask('/v1/today')) as { figures: { expected: { amountMinor: number | null } }[] }
    if (figures.length > 0 && figures.every((it) => it.expected.amountMinor !== null)) return
    await pause(2_000)
  }
}

// What somebody asks all day, while something long is at work in the same process.
const daily = [
  '/v1/cases?limit=100&order=overdue',
  '/v1/today',
  '/v1/search?text=harbour',
  '/v1/debtors?limit=100',
  '/v1/outbox?state=waiting&limit=100',
]

/** Asks what is asked all day until it is over. */
async function askedMeanwhile(desk: BenchDesk, over: () => boolean): Promise<number[]> {
  const some = await examples(desk)
  const cases = some.debtors.map((id) => `/v1/cases/${id}`)
  const waits: number[] = []
  for (let i = 0; !over(); i++) {
    const from = performance.now()
    await desk.ask(i % 4 === 3 ? cases[i % cases.length]! : daily[i % daily.length]!)
    waits.push(performance.now() - from)
    await pause(40)
  }
  return waits
}

interface Far {
  readonly id: string
  readonly state: string
  readonly done: number
  readonly parts: number
}

const simulatedAtMost = 60_000

/** Reports and the time machine: how soon it answers, how long it works, what others wait meanwhile, and how soon it stops. */
async function besides(desk: BenchDesk, it: DeskBench): Promise<void> {
  const lines: string[][] = []
  const { items } = (await desk.ask('/v1/reports/tables')) as { items: { name: string }[] }
  const asks: [string, object][] = [
    ...items.map(({ name }): [string, object] => [name, { report: { name } }]),
    ['time machine, 90 days', { simulation: { days: 90 } }],
  ]
  for (const [name, body] of asks) {
    const from = performance.now()
    let far = (await desk.ask('/v1/reckonings', { ...body, anew: true })) as Far
    const at = performance.now() - from
    let over = far.state !== 'at_work'
    const meanwhile = askedMeanwhile(desk, () => over)
    while (far.state === 'at_work' && performance.now() - from < simulatedAtMost) {
      await pause(150)
      far = (await desk.ask(`/v1/reckonings/${far.id}`)) as Far
    }
    over = true
    const took = performance.now() - from
    let ends = `${(took / 1000).toFixed(1)} s`
    if (far.state === 'at_work') {
      ends = `${far.done} of ${far.parts} parts in ${ends}`
      await desk.ask(`/v1/reckonings/${far.id}/cancel`, {})
      far = (await desk.ask(`/v1/reckonings/${far.id}`)) as Far
    }
    const waits = await meanwhile
    const again = performance.now()
    if (far.state === 'done') await desk.ask('/v1/reckonings', body)
    const kept = far.state === 'done' ? `${(performance.now() - again).toFixed(0)} ms` : far.state
    const memory = `${Math.round(process.memoryUsage().rss / 1024 / 1024)} MB`
    lines.push([
      name,
      `${at.toFixed(0)} ms`,
      ends,
      String(waits.length),
      waits.length < 5 ? '–' : `${percentile(waits, 0.95).toFixed(0)} ms`,
      kept,
      memory,
    ])
    process.stderr.write(`${lines.at(-1)!.join('  ')}\n`)
  }
  it.print(
    `\n${it.table(['worked out beside', 'answers in', 'done in', 'asked meanwhile', 'their p95', 'asked again', 'memory'], lines)}`,
  )
}

/** What the screens take while the next day is run in the same process, on a copy. */
async function whileItRuns(place: Place, base: string, it: DeskBench): Promise<void> {
  const copy = `${base}_run`
  await clone(place, base, copy)
  const desk = await servedDesk(place.url(copy))
  try {
    const quiet = await askedFor(desk, 10_000)
    let over = false
    const from = performance.now()
    const run_ = run(desk.db, desk.workspace, { day: addDays(day(today), 1), actor: 'bench' }).finally(() => {
      over = true
    })
    const meanwhile = askedMeanwhile(desk, () => over)
    const { cases, messages } = await run_
    const seconds = (performance.now() - from) / 1000
    const waits = await meanwhile
    it.print(
      `\n${it.table(
        ['asked all day', 'requests', 'middle ms', 'p95 ms'],
        [
          [
            'while nothing else happens',
            String(quiet.length),
            percentile(quiet, 0.5).toFixed(1),
            percentile(quiet, 0.95).toFixed(1),
          ],
          [
            `while the day is run (${cases} cases, ${messages} messages, ${seconds.toFixed(1)} s)`,
            String(waits.length),
            percentile(waits, 0.5).toFixed(1),
            percentile(waits, 0.95).toFixed(1),
          ],
        ],
      )}`,
    )
  } finally {
    await desk.close()
    await drop(place, copy)
  }
}

async function askedFor(desk: BenchDesk, ms: number): Promise<number[]> {
  const until = performance.now() + ms
  return askedMeanwhile(desk, () => performance.now() > until)
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
      if (times.length > 0) worst.push({ path: asked.call, p95: percentile(times, 0.95) })
    }
    lines.push([
      screen.name,
      String(screen.asks.length),
      String(all.length),
      percentile(all, 0.5).toFixed(1),
      percentile(all, 0.95).toFixed(1),
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

const percentile = (times: readonly number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
