// What PostgreSQL's planner knows of the tables. A ledger that has just been filled looks empty to it until its own housekeeping
// comes by, a minute later and more; until then every statement is planned for a handful of rows.

import { type Db, sql } from './db.ts'

/** Counts the tables anew: after much was written at once. Takes well under a second for a small ledger, seconds for a large one. */
export async function refreshStatistics(db: Db): Promise<void> {
  await sql`ANALYZE`.execute(db.owner)
}

// Few rows are planned well with whatever is known of them.
const changedMin = 2_000

/**
 * The same where much was written since they were counted last. A plan made for a handful of rows takes minutes on a book that has
 * just been filled, and housekeeping that came by in between knows of the first book only.
 */
export async function freshStatistics(db: Db): Promise<void> {
  const found = await sql<{
    stale: boolean
  }>`SELECT coalesce(bool_or(n_mod_since_analyze > ${changedMin} AND n_mod_since_analyze * 4 > n_live_tup), false) AS stale
    FROM pg_stat_user_tables WHERE relname IN ('claim_state', 'case_state', 'postings', 'dues', 'case_lists')`.execute(
    db.owner,
  )
  if (found.rows[0]?.stale) await refreshStatistics(db)
}
