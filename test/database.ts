// A database of its own for a test file, cloned from the template; with a clock that the test sets.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, inject } from 'vitest'
import { type Day, day, momentAt } from '../src/core/day.ts'
import { uuid7 } from '../src/core/id.ts'
import { type Db, openDb } from '../src/store/db.ts'
import { createWorkspace, type NewWorkspace } from '../src/store/workspace.ts'
import { admin, database, dropDatabase } from './setup.ts'

export interface TestClock {
  now(): number
  random(bytes: number): Uint8Array
  set(text: string, hour?: number): void
}

/** A clock that stands still until it is set, and dice that fall the same way every time. */
export function testClock(text: string, seed = 1): TestClock {
  let moment = momentAt(day(text), 9, 'Europe/London')
  let state = seed >>> 0
  return {
    now: () => moment,
    random(bytes) {
      return Uint8Array.from({ length: bytes }, () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0
        return state >>> 24
      })
    },
    set(next, hour = 9) {
      moment = momentAt(day(next), hour, 'Europe/London')
    },
  }
}

export interface TestDatabase {
  readonly db: Db
  readonly url: string
  readonly dataDir: string
  readonly clock: TestClock
}

let count = 0
const opened: (() => Promise<void>)[] = []
// Registered once, here: a hook that is registered while a test runs is never called.
afterAll(async () => {
  for (const close of opened.splice(0)) await close()
})

/** Clones the template, or a database that was made of it; dropped when the file's tests are over. */
export async function freshDatabase(today = '2026-03-02', template = inject('template')): Promise<TestDatabase> {
  const server = inject('server')
  const name = `dunwell_test_${process.pid}_${process.env.VITEST_POOL_ID ?? 0}_${process.hrtime.bigint()}_${++count}`
  await admin(server, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  const dataDir = mkdtempSync(join(tmpdir(), 'dunwell-data-'))
  // What was made before a clone was taken fell by other dice, or ids would meet.
  const clock = testClock(today, template === inject('template') ? 1 : 2)
  const url = database(server, name)
  const db = await openDb({ dataDir, url, source: clock })
  opened.push(async () => {
    await db.close()
    await dropDatabase(server, name)
    rmSync(dataDir, { recursive: true, force: true })
  })
  return { db, url, dataDir, clock }
}

/** A workspace as most tests want it: Nordwind Ltd, London, GBP. */
export async function nordwind(it: TestDatabase, facts: Partial<NewWorkspace> = {}): Promise<string> {
  const id = uuid7(it.clock.now(), it.clock.random(10))
  await createWorkspace(
    it.db,
    {
      name: 'Nordwind Ltd',
      kind: 'creditor',
      creditorKind: 'business',
      country: 'GB',
      currency: 'GBP',
      zone: 'Europe/London',
      ...facts,
      settings: {
        addressLines: ['4 Quay Street', 'Bristol BS1 4AA'],
        legalLines: ['Company no. 01234567'],
        phone: '+44 117 496 0000',
        signatory: { name: 'Ada Palmer', role: 'Accounts', phone: '+44 117 496 0001', email: 'ada@nordwind.example' },
        bank: { holder: 'Nordwind Ltd', iban: 'GB33BUKB20201555555555', lines: [] },
        email: 'accounts@nordwind.example',
        ...facts.settings,
      },
    },
    'test',
    id,
  )
  return id
}

export type { Day }
