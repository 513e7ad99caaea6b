// One among several processes on a database: who holds the advisory lock does the work, the others look again later. The lock
// ends with its connection, so a process that dies leaves nothing to clean up.

import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from './db.ts'
import { isMigrated } from './migrate.ts'

const lock = 7_312

/**
 * Runs `work` if nobody else is at it; `what` names it. `stands` asks whether the lock still does: false once the connection that
 * held it is gone, and another process may be at it. @returns whether it did
 */
export async function asTheOne(
  db: Db,
  what: string,
  work: (stands: () => Promise<boolean>) => Promise<void>,
): Promise<boolean> {
  const key = createHash('sha256').update(what).digest().readInt32BE(0)
  return db.app.connection().execute(async (query) => {
    const got = await sql<{ got: boolean }>`SELECT pg_try_advisory_lock(${lock}, ${key}::int) AS got`.execute(query)
    if (got.rows[0]?.got !== true) return false
    const stands = () =>
      sql`SELECT 1`.execute(query).then(
        () => true,
        () => false,
      )
    try {
      await work(stands)
    } finally {
      // A connection that is gone has let go already.
      if (await stands()) await sql`SELECT pg_advisory_unlock(${lock}, ${key}::int)`.execute(query)
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
