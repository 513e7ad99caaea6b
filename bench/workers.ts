// How much faster several worker processes make a run of many books: npm run bench -- --workers 1,2,4 --server URL. Each measurement
// begins on a fresh clone, with all processes started and connected; it ends when the last of them has seen every book decided.

import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { day, momentAt } from '../src/core/day.ts'
import { uuid7 } from '../src/core/id.ts'
import { planImport, runImport } from '../src/engine/import.ts'
import { readyMade } from '../src/rules/policies.ts'
import { inWorkspace, openDb } from '../src/store/db.ts'
import { savePolicies } from '../src/store/policy.ts'
import { createWorkspace, goLive, readWorkspace } from '../src/store/workspace.ts'
import { claimsPerCustomer, today, writeLedger } from './ledger.ts'
import { clone, drop, type Place, say } from './place.ts'

const base = 'dunwell_bench_books'
const one = 'dunwell_bench_shared'
const actor = 'bench'

export interface Shared {
  readonly workers: number
  readonly ms: number
  readonly cases: number
  /** Of the cases, how many each process decided. */
  readonly shares: readonly number[]
}

/** Measures each number of workers `times` over, in turns, so that what else the machine does falls on all alike. */
export async function shareRuns(
  place: Place,
  ask: { workers: readonly number[]; books: number; customersPerBook: number; times: number; atOnce: number },
): Promise<Shared[]> {
  await furnish(place, ask.books, ask.customersPerBook)
  const all: Shared[] = []
  for (let i = 0; i < ask.times; i++) {
    for (const workers of ask.workers) {
      await clone(place, base, one)
      all.push(await shareRun(place, workers, ask.atOnce, ask.books * ask.customersPerBook))
    }
  }
  await drop(place, one)
  await drop(place, base)
  return all
}

async function furnish(place: Place, books: number, customers: number): Promise<void> {
  await drop(place, base)
  await say(place.url('postgres'), `CREATE DATABASE ${base}`)
  const source = { now: () => momentAt(day(today), 9, 'Europe/London'), random: (bytes: number) => randomBytes(bytes) }
  const db = await openDb({ dataDir: tmpdir(), url: place.url(base), source })
  const file = join(tmpdir(), `dunwell-bench-${process.pid}.csv`)
  try {
    const id = uuid7(source.now(), source.random(10))
    const facts = { name: 'Nordwind Ltd', creditorKind: 'business', country: 'GB', currency: 'GBP' }
    await createWorkspace(db, { ...facts, kind: 'creditor', zone: 'Europe/London', settings: {} }, actor, id)
    await inWorkspace(db, id, actor, (tx) => savePolicies(tx, readyMade))
    await inWorkspace(db, id, actor, goLive)
    const workspace = await inWorkspace(db, id, actor, readWorkspace)
    const tx = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(db, id, actor, work)
    const options = { customers: 'both' as const, defaults: { country: 'GB' } }
    for (let book = 0; book < books; book++) {
      await writeLedger(file, customers * claimsPerCustomer, book * customers)
      const desk = { workspace, today: day(today), tx }
      await runImport(desk, await planImport(desk, file, 'claims', options), options)
      // As full as a book gets: the next customers open another.
      await say(place.url(base), 'UPDATE books SET debtors = 20000')
    }
  } finally {
    await db.close()
    rmSync(file, { force: true })
  }
  await say(place.url(base), 'VACUUM ANALYZE')
}

async function shareRun(place: Place, workers: number, atOnce: number, cases: number): Promise<Shared> {
  const program = fileURLToPath(new URL('worker.ts', import.meta.url))
  const started = await Promise.all(
    Array.from({ length: workers }, async () => {
      const child = spawn(process.execPath, [program, place.url(one), String(atOnce)], {
        stdio: ['pipe', 'pipe', 'inherit'],
      })
      const lines: string[] = []
      const reader = createInterface(child.stdout).on('line', (line) => lines.push(line))
      await once(reader, 'line')
      return { child: child as ChildProcess, lines, ended: once(child, 'close') }
    }),
  )
  const from = performance.now()
  for (const { child } of started) child.stdin!.write('go\n')
  await Promise.all(started.map((it) => it.ended))
  const ms = performance.now() - from
  const shares = started.map(({ lines }) => (JSON.parse(lines.at(-1)!) as { cases: number }).cases)
  const done = shares.reduce((sum, it) => sum + it, 0)
  if (done !== cases) throw new Error(`${done} cases were decided, and there are ${cases}`)
  return { workers, ms, cases, shares }
}
