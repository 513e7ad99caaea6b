// One among several processes on a database: who holds the advisory lock does the work, the others look again later. The lock
// ends with its connection, so a process that dies leaves nothing to clean up.

import { sql } from 'kysely'
import type { Db } from './db.ts'
import { isMigrated } from './migrate.ts'

const dayLock = 7_312
const backupLock = 7_313

/** Runs the work of the day if nobody else is at it. @returns whether it did */
export function asTheOne(db: Db, work: () => Promise<void>): Promise<boolean> {
  return alone(db, dayLock, work)
}

/** The same for backups: they take minutes, for which the day must not wait. */
export function asTheOneToBackUp(db: Db, work: () => Promise<void>): Promise<boolean> {
  return alone(db, backupLock, work)
}

function alone(db: Db, lock: number, work: () => Promise<void>): Promise<boolean> {
  return db.app.connection().execute(async (query) => {
    const got = await sql<{ got: boolean }>`SELECT pg_try_advisory_lock(${lock}) AS got`.execute(query)
    if (got.rows[0]?.got !== true) return false
    try {
      await work()
    } finally {
      await sql`SELECT pg_advisory_unlock(${lock})`.execute(query)
    }
    return true
  })
}

/** Whether the database answers and its tables are those of this program. */
export async function isReady(db: Db): Promise<boolean> {
  try {
    return await isMigrated(async (text) => (await sql.raw<{ no: number; sha: string }>(text).execute(db.owner)).rows)
  } catch {
    return false
  }
}
