// One of several worker processes that share a run: node bench/worker.ts URL BOOKS-AT-ONCE. It says "ready", waits for a line, runs the day as
// "dunwell worker" does, and says how many cases were its own.

import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { day, momentAt } from '../src/core/day.ts'
import { run } from '../src/engine/run.ts'
import { inWorkspace, openDb } from '../src/store/db.ts'
import { listWorkspaces, readWorkspace } from '../src/store/workspace.ts'
import { today } from './ledger.ts'

const actor = 'bench'
const source = { now: () => momentAt(day(today), 9, 'Europe/London'), random: (bytes: number) => randomBytes(bytes) }
const db = await openDb({ dataDir: tmpdir(), url: process.argv[2]!, source })
const [there] = await listWorkspaces(db)
const workspace = await inWorkspace(db, there!.id, actor, readWorkspace)
process.stdout.write('ready\n')
await once(process.stdin, 'data')
const { cases, messages } = await run(db, workspace, { day: day(today), actor, workers: Number(process.argv[3]) })
await db.close()
process.stdout.write(`${JSON.stringify({ cases, messages })}\n`)
process.stdin.destroy()
