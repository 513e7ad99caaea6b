// Measures what a user waits for, side by side with its floor: npm run bench -- --sizes 10000,100000,1000000 --due 10,100 --server URL;
// backup and restore alone: --backup 100000; how several processes share one run: --workers 1,2,4; what asking the law costs: --gate 100000;
// how long reports take: --reports 100000; what a person at the desk waits for: --desk 1000000, with --data FOLDER to keep the filled book for
// the next time and --only PART for some screens; bank lines against open claims:
// --match 100000,1000000.
// Every run begins on a fresh clone of the same database; shown are medians of three and how far the three lie apart.

import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { measureBackup } from './backup.ts'
import { deskBench } from './desk.ts'
import { gateBench } from './gate.ts'
import { claimsPerCustomer, today, writeLedger } from './ledger.ts'
import { writeMatchBank, writeMatchLedger } from './match.ts'
import { clone, databaseCpu, drop, embeddedPlace, type Place, say, serverPlace } from './place.ts'
import { reportBench } from './reports.ts'
import { shareRuns } from './workers.ts'

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000,1000000' },
    due: { type: 'string', default: '10,100' },
    server: { type: 'string' },
    'server-only': { type: 'boolean', default: false },
    times: { type: 'string', default: '3' },
    /** Measures backup and restore of so many claims, and nothing else. */
    backup: { type: 'string' },
    // Several processes on one run, and nothing else.
    workers: { type: 'string' },
    books: { type: 'string', default: '16' },
    // Each process takes four of them at once, as "dunwell worker" does; one at once uses one core of it and one of the database.
    'at-once': { type: 'string', default: '4' },
    'customers-per-book': { type: 'string', default: '1500' },
    gate: { type: 'string' },
    /** How long each report takes over so many claims with a past, and nothing else. */
    reports: { type: 'string' },
    /** What every screen of the desk asks over so many claims, and nothing else. */
    desk: { type: 'string' },
    /** Where the filled book of --desk stays for the next time. */
    data: { type: 'string' },
    /** Only screens with this in their name, or one part: browser, beside, run. */
    only: { type: 'string' },
    /** Bank lines and open claims, as 100000,1000000; and nothing else. */
    match: { type: 'string' },
  },
})
const sizes = values.sizes.split(',').map(Number)
const due = values.due.split(',').map(Number)
const times = Number(values.times)
const run = promisify(execFile)
// As ./dunwell starts it.
const node = (args: string[], env: Record<string, string> = {}) =>
  run(process.execPath, ['--max-semi-space-size=32', ...args], { env: { ...process.env, ...env }, maxBuffer: 1e8 })

interface Measured {
  readonly done: number
  readonly ms: number
  /** Of the program, and of the database where it runs here. */
  readonly cpuMs: number
  readonly databaseCpuMs?: number
  readonly memoryMb: number
  readonly says?: string
}

async function step(place: Place | undefined, ...args: string[]): Promise<Measured> {
  const before = place && (await databaseCpu(place))
  const { stdout } = await node([fileURLToPath(new URL('step.ts', import.meta.url)), ...args])
  const after = place && (await databaseCpu(place))
  const databaseCpuMs = before === undefined || after === undefined ? undefined : (after - before) * 1000
  return { ...(JSON.parse(stdout) as Measured), databaseCpuMs }
}

/** Seconds of CPU, ours and the database's: what it costs whatever else the machine does. */
const cpu = (it: Measured) =>
  `${(it.cpuMs / 1000).toFixed(1)} + ${it.databaseCpuMs === undefined ? '?' : (it.databaseCpuMs / 1000).toFixed(1)} s`
const middle = (some: readonly Measured[]) => [...some].sort((a, b) => a.ms - b.ms)[some.length >> 1]!

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!
const apart = (some: readonly Measured[]) => {
  const all = some.map((it) => it.ms)
  return `±${Math.round((50 * (Math.max(...all) - Math.min(...all))) / median(all))} %`
}
const whole = (number: number) => Math.round(number).toLocaleString('en-GB')
const seconds = (ms: number) => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`
const perSecond = (it: { done: number }, ms: number) => whole((it.done * 1000) / ms)

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = head.map((cell, i) => Math.max(cell.length, ...lines.map((line) => line[i]!.length)))
  return [head, ...lines]
    .map((line) => line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '))
    .join('\n')
}

const folder = mkdtempSync(join(tmpdir(), 'dunwell-bench-'))
chmodSync(folder, 0o755)
const print = (text: string) => process.stdout.write(`${text}\n`)
print(
  `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), load ${loadavg()[0]!.toFixed(1)} before, Node ${process.version}`,
)
print(
  `Medians of ${times}, ± is half the range of them; imports once. ${claimsPerCustomer} open claims a customer; a case is a customer's.\n`,
)

const imports: string[][] = []
const runs: string[][] = []
const shared: string[][] = []
const same = new Map<string, number>()

async function measure(place: Place): Promise<void> {
  for (const size of sizes) {
    const file = join(folder, `${size}.csv`)
    await writeLedger(file, size)
    const base = 'dunwell_bench_base'
    await drop(place, base)
    await say(place.url('postgres'), `CREATE DATABASE ${base}`)
    const taken = await step(place, 'import', place.url(base), file)
    if (taken.done !== size) throw new Error(`${taken.done} of ${size} claims came in`)
    imports.push([
      place.name,
      whole(size),
      seconds(taken.ms),
      perSecond(taken, taken.ms),
      cpu(taken),
      `${whole(taken.memoryMb)} MB`,
    ])
    process.stderr.write(`${imports.at(-1)!.join('  ')}\n`)
    await say(place.url(base), 'VACUUM ANALYZE')
    for (const percent of due) {
      const part = 'dunwell_bench_part'
      await clone(place, base, part)
      // Every n-th case is due, the others in a month.
      await say(
        place.url(part),
        `UPDATE case_state s SET next_look_on = CASE WHEN d.no * ${percent} % 100 < ${percent} THEN date '${today}' ELSE date '${today}' + 30 END
         FROM debtors d WHERE d.book_id = s.book_id AND d.id = s.debtor_id`,
      )
      await say(place.url(part), 'VACUUM ANALYZE case_state')
      const ours: Measured[] = []
      const floors: Measured[] = []
      for (let i = 0; i < times; i++) {
        for (const [what, all] of [
          ['floor', floors],
          ['run', ours],
        ] as const) {
          await clone(place, part, 'dunwell_bench_one')
          all.push(await step(place, what, place.url('dunwell_bench_one')))
        }
      }
      await drop(place, 'dunwell_bench_one')
      await drop(place, part)
      const [mine, plain] = [median(ours.map((it) => it.ms)), median(floors.map((it) => it.ms))]
      if (ours[0]!.done !== floors[0]!.done) throw new Error('the floor did other cases')
      same.set(`${place.name} ${size} ${percent}`, mine)
      runs.push([
        place.name,
        whole(size),
        `${percent} %`,
        whole(ours[0]!.done),
        `${seconds(mine)} ${apart(ours)}`,
        perSecond(ours[0]!, mine),
        cpu(middle(ours)),
        `${seconds(plain)} ${apart(floors)}`,
        perSecond(plain > 0 ? floors[0]! : ours[0]!, plain),
        cpu(middle(floors)),
        (mine / plain).toFixed(1),
        `${whole(Math.max(...ours.map((it) => it.memoryMb)))} MB`,
      ])
      process.stderr.write(`${runs.at(-1)!.join('  ')}\n`)
    }
    await drop(place, base)
    rmSync(file)
  }
}

/** One run by 1, 2 or more processes, beside what one alone needs. */
async function share(place: Place): Promise<void> {
  const workers = values.workers!.split(',').map(Number)
  const facts = { books: Number(values.books), customersPerBook: Number(values['customers-per-book']) }
  const all = await shareRuns(place, { workers, times, atOnce: Number(values['at-once']), ...facts })
  const of = (count: number) => all.filter((it) => it.workers === count)
  const alone = median(of(workers[0]!).map((it) => it.ms))
  for (const count of workers) {
    const ms = median(of(count).map((it) => it.ms))
    const first = of(count)[0]!
    shared.push([
      place.name,
      whole(count),
      whole(first.cases),
      `${seconds(ms)} ±${Math.round((50 * (Math.max(...of(count).map((it) => it.ms)) - Math.min(...of(count).map((it) => it.ms)))) / ms)} %`,
      perSecond({ done: first.cases }, ms),
      (alone / ms).toFixed(2),
      first.shares.map(whole).join(' + '),
    ])
  }
}

/** The program from nothing to an answer, on a data folder that was used before, its database stopped. */
async function warmStart(): Promise<string> {
  const data = join(folder, 'data')
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
  const { DATABASE_URL: _, ...env } = process.env
  const dunwell = (...args: string[]) => run(process.execPath, [main, ...args, '--data', data], { env })
  await dunwell('init', '--name', 'Nordwind Ltd', '--country', 'GB', '--currency', 'GBP')
  const all: Measured[] = []
  for (let i = 0; i < times; i++) {
    const from = performance.now()
    await dunwell('policy', 'list')
    all.push({ done: 1, ms: performance.now() - from, cpuMs: 0, memoryMb: 0 })
  }
  return `${seconds(median(all.map((it) => it.ms)))} ${apart(all)}`
}

/** Bank lines against a ledger, once. */
async function matchBench(place: Place): Promise<string> {
  const [lines, claims] = values.match!.split(',').map(Number)
  const ledger = join(folder, 'match.csv')
  await writeMatchLedger(ledger, claims!)
  const base = 'dunwell_bench_base'
  await drop(place, base)
  await say(place.url('postgres'), `CREATE DATABASE ${base}`)
  const imported = await step(place, 'import', place.url(base), ledger)
  if (imported.done !== claims) throw new Error(`${imported.done} of ${claims} claims came in`)
  await say(place.url(base), 'VACUUM ANALYZE')
  const bank = writeMatchBank(folder, lines!, claims!)
  const matched = await step(place, 'match', place.url(base), bank)
  await drop(place, base)
  return table(
    ['matching', 'open claims', 'lines', 'time', 'lines/s', 'CPU ours + database', 'peak memory', ''],
    [
      [
        place.name,
        whole(claims!),
        whole(matched.done),
        seconds(matched.ms),
        perSecond(matched, matched.ms),
        cpu(matched),
        `${whole(matched.memoryMb)} MB`,
        matched.says ?? '',
      ],
    ],
  )
}

if (values.match) {
  const place = await embeddedPlace()
  try {
    print(await matchBench(place))
  } finally {
    await place.close()
    rmSync(folder, { recursive: true, force: true })
  }
  process.exit()
}
if (values.gate) {
  try {
    print(
      await gateBench({
        cases: Number(values.gate),
        times,
        folder,
        step: (...args) => step(undefined, ...args),
        median,
      }),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  process.exit()
}
if (values.reports) {
  try {
    await reportBench({
      claims: Number(values.reports),
      folder,
      step: (...args) => step(undefined, ...args),
      print,
    })
    print(`load ${loadavg()[0]!.toFixed(1)} after`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  process.exit()
}
if (values.desk !== undefined) {
  const place = values.server ? serverPlace(values.server) : await embeddedPlace(values.data)
  try {
    const { claims, keep } = { claims: Number(values.desk), keep: values.data !== undefined }
    await deskBench(place, { claims, folder, keep, only: values.only, step, print, table })
    print(`load ${loadavg()[0]!.toFixed(1)} after`)
  } finally {
    await place.close()
    rmSync(folder, { recursive: true, force: true })
  }
  process.exit()
}
if (values.backup !== undefined) {
  rmSync(folder, { recursive: true, force: true })
  await measureBackup(Number(values.backup), print)
  process.exit()
}
try {
  const places: (() => Promise<Place>)[] = [
    ...(values['server-only'] ? [] : [embeddedPlace]),
    ...(values.server ? [async () => serverPlace(values.server!)] : []),
  ]
  for (const open of places) {
    const place = await open()
    await (values.workers ? share(place) : measure(place)).finally(() => place.close())
  }
  if (values.workers) {
    print(table(['run shared', 'workers', 'cases', 'time', 'cases/s', 'times as fast', 'shares'], shared))
    print(`load ${loadavg()[0]!.toFixed(1)} after`)
    process.exitCode = 0
    rmSync(folder, { recursive: true, force: true })
    process.exit()
  }
  print(table(['import', 'claims', 'time', 'rows/s', 'CPU ours + database', 'peak memory'], imports))
  print(
    `\n${table(['run', 'open claims', 'due', 'cases', 'time', 'cases/s', 'CPU', 'floor', 'cases/s', 'CPU', 'ratio', 'peak memory'], runs)}\n`,
  )
  for (const [key, ms] of same) {
    const [place, size, percent] = key.split(' ')
    const tenfold = same.get(`${place} ${Number(size) * 10} ${Number(percent) / 10}`)
    if (tenfold)
      print(
        `${place}: ten times the book of ${whole(Number(size))} with as many due costs ${(tenfold / ms).toFixed(2)} times`,
      )
  }
  print(`warm start, from the command to its answer: ${await warmStart()}`)
  const renders: Measured[] = []
  for (let i = 0; i < times; i++) renders.push(await step(undefined, 'render'))
  print(
    `emails rendered on one core: ${perSecond(renders[0]!, median(renders.map((it) => it.ms)))} a second ${apart(renders)} (${perSecond(renders[0]!, median(renders.map((it) => it.cpuMs)))} a second of CPU)`,
  )
  print(
    `load ${loadavg()[0]!.toFixed(1)} after; over ${availableParallelism()} the machine was busy with other work as well`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
