// Two web processes and two workers on one server: a request sent to both at once has one effect, the day is run once, one that is
// killed is not missed, and all end when they are told.

import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { readyMade } from '../src/rules/policies.ts'
import { inWorkspace, row, sql } from '../src/store/db.ts'
import { addKey } from '../src/store/door.ts'
import { savePolicies } from '../src/store/policy.ts'
import { goLive } from '../src/store/workspace.ts'
import { freshDatabase, nordwind } from './database.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

interface Line {
  readonly msg: string
  readonly port?: number
  readonly what?: string
}

interface Process {
  readonly child: ChildProcess
  readonly lines: Line[]
  readonly over: Promise<number | null>
  /** The first line that is asked for, said already or yet to come. */
  line(wanted: (it: Line) => boolean): Promise<Line>
}

const all: Process[] = []
afterAll(() => {
  for (const it of all) it.child.kill('SIGKILL')
})

function start(env: Record<string, string>, ...words: string[]): Process {
  const child = spawn(process.execPath, [main, ...words], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: Line[] = []
  let wake: () => void = () => undefined
  createInterface({ input: child.stdout! }).on('line', (text) => {
    lines.push(JSON.parse(text) as Line)
    wake()
  })
  const over = new Promise<number | null>((done) => child.on('exit', done))
  void over.then(() => wake())
  const it: Process = {
    child,
    lines,
    over,
    async line(wanted) {
      for (;;) {
        const found = lines.find(wanted)
        if (found) return found
        if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`)
        await new Promise<void>((done) => {
          wake = done
        })
      }
    },
  }
  all.push(it)
  return it
}

test('several web and worker processes share one server', async () => {
  const at = await freshDatabase('2026-03-02')
  chmodSync(at.dataDir, 0o755)
  const id = await nordwind(at, { settings: { runHour: 0 } })
  const secret = await inWorkspace(at.db, id, 'test', async (tx) => {
    await savePolicies(tx, readyMade)
    await goLive(tx)
    return (await addKey(tx, 'test', true)).secret
  })
  const env = { DATABASE_URL: at.url, DUNWELL_DATA: at.dataDir }
  const webs = [start(env, 'serve', '--port', '0'), start(env, 'serve', '--port', '0')]
  const workers = [start(env, 'worker', '--port', '0'), start(env, 'worker')]
  const ports = await Promise.all(webs.map(async (it) => (await it.line((one) => one.msg === 'serving')).port))
  await Promise.all(workers.map((it) => it.line((one) => one.msg === 'serving' || one.msg === 'working')))

  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      fetch(`http://127.0.0.1:${ports[i % 2]}/v1/debtors`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json', 'Idempotency-Key': 'once' },
        body: JSON.stringify({ name: 'Adlerhorst GmbH' }),
      }).then(async (it) => ({ status: it.status, text: await it.text() })),
    ),
  )
  expect(new Set(answers.map((it) => it.status))).toEqual(new Set([201]))
  expect(new Set(answers.map((it) => it.text)).size, 'one answer, given twenty times').toBe(1)
  const counted = await inWorkspace(at.db, id, 'test', (tx) =>
    row<{ count: number }>(tx, sql`SELECT count(*) AS count FROM debtors WHERE workspace_id = ${id}::uuid`),
  )
  expect(counted?.count).toBe(1)

  // They share the books of a run, so that several may have taken part; none does it twice.
  const most = () => Math.max(...all.map((it) => it.lines.filter((one) => one.what === 'run').length))
  await Promise.race(all.map((it) => it.line((one) => one.what === 'run')))

  workers[1]!.child.kill('SIGKILL')
  await workers[1]!.over
  const ready = await Promise.all(ports.map((port) => fetch(`http://127.0.0.1:${port}/readyz`)))
  expect(ready.map((it) => it.status)).toEqual([200, 200])

  const left = [...webs, workers[0]!]
  for (const it of left) it.child.kill('SIGTERM')
  expect(await Promise.all(left.map((it) => it.over))).toEqual([0, 0, 0])
  expect(most(), 'each takes part once at most').toBe(1)
  for (const it of left) expect(it.lines.at(-1)?.msg).toBe('ended')
})
