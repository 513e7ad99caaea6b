// The secret with which cookies are signed and second factors sealed: made once for each database, and in no backup.

import type { Db } from './db.ts'
import { row, sql } from './db.ts'

/** The secret; of two programs that make it at the same moment both take the first one's. */
export async function identitySecret(db: Db): Promise<string> {
  const on = { query: db.identities as never }
  const read = () => row<{ value: string }>(on, sql`SELECT value FROM secret`)
  const there = await read()
  if (there) return there.value
  const made = Buffer.from(db.source.random(48)).toString('base64url')
  await sql`INSERT INTO secret (value) VALUES (${made}) ON CONFLICT DO NOTHING`.execute(db.identities)
  return (await read())!.value
}
