// One among several processes on a database: who holds the advisory lock does the work, the others look again later. The lock
// ends with its connection, so a process that dies leaves nothing to clean up.

import { sql } from 'kysely'
import type { Db } from './db.ts'
import { isMigrated } from './migrate.ts'

const locks = { schedule: 7_312, inbox: 7_313, backup: 7_314 } as const

/** Runs `work` if nobody else is at it. @returns whether it did */
export async function asTheOne(
  db: Db,
  work: () => Promise<void>,
  what: keyof typeof locks = 'schedule',
): Promise<boolean> {
  const lock = locks[what]
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
