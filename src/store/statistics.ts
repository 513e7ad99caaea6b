// What PostgreSQL's planner knows of the tables. A ledger that has just been filled looks empty to it until its own housekeeping
// comes by, a minute later and more; until then every statement is planned for a handful of rows.

import { type Db, sql } from './db.ts'

/** Counts the tables anew: after much was written at once. Takes well under a second for a small ledger, seconds for a large one. */
export async function refreshStatistics(db: Db): Promise<void> {
  await sql`ANALYZE`.execute(db.owner)
}
