// Brings the tables up to date: numbered SQL files, forward only, each in one transaction under one lock. An old program
// refuses a newer database. Roles, grants and the row policy are applied anew each time from grants.ts.

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { problem } from '../core/problem.ts'
import { beforeWall, deletable, updatable } from './grants.ts'

const folder = new URL('./migrations/', import.meta.url)
export const migrationLock = 4_815_162_342

/** The number under which a database says that it was moved: no program knows it, so older ones refuse as well. */
export const movedNo = 1_000_000

interface Migration {
  readonly no: number
  readonly name: string
  readonly text: string
  readonly sha: string
}

function migrations(): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_.*\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(new URL(name, folder), 'utf8')
      return { no: Number(name.slice(0, 4)), name, text, sha: createHash('sha256').update(text).digest('hex') }
    })
}

/** Whether every migration that this program knows is there and none that it does not know. `query` is the owner's. */
export async function isMigrated(
  query: (text: string) => Promise<readonly { no: number; sha: string }[]>,
): Promise<boolean> {
  const done = new Map((await query('SELECT no, sha FROM schema_migrations')).map((one) => [one.no, one.sha]))
  const known = migrations()
  return done.size === known.length && known.every((one) => done.get(one.no) === one.sha)
}

/** Safe to call by several programs at once; the later ones find nothing to do. */
export async function migrate(connection: pg.ClientConfig): Promise<void> {
  const client = new pg.Client({ ...connection, application_name: 'dunwell migrate' })
  // The statement that fails tells it; without a listener the end of the connection would end the program.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
    await roles(client)
    await client.query('SET ROLE dunwell_owner')
    await client.query(versions)
    const done = new Map<number, string>(
      (await client.query('SELECT no, sha FROM schema_migrations')).rows.map((one) => [one.no, one.sha]),
    )
    let changed = false
    for (const one of pending(done)) {
      await client.query('BEGIN')
      try {
        await apply(client, one)
        await wall(client)
        await client.query('COMMIT')
      } catch (error) {
        await client.query('ROLLBACK')
        throw error
      }
      changed = true
    }
    if (changed) await client.query('ANALYZE')
  } finally {
    await client.end()
  }
}

/** Whether these tables are exactly of this program's version: then they can be worked with, and nothing is brought up to date. */
export async function isCurrent(connection: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    const there = await client.query(`SELECT to_regclass('public.schema_migrations') IS NOT NULL AS there`)
    if (!there.rows[0].there) return false
    const done: { no: number; sha: string }[] = (await client.query('SELECT no, sha FROM schema_migrations')).rows
    const own = new Map(migrations().map((one) => [one.no, one.sha]))
    return done.length === own.size && done.every((one) => own.get(one.no) === one.sha)
  } finally {
    await client.end()
  }
}

const versions =
  'CREATE TABLE IF NOT EXISTS schema_migrations (no integer PRIMARY KEY, name text NOT NULL, sha text NOT NULL)'

/** What is still to be applied; a Problem where these tables are not ours to change. */
function pending(done: ReadonlyMap<number, string>): Migration[] {
  const known = migrations()
  const moved = done.get(movedNo)
  if (moved !== undefined) {
    throw problem(
      'database.moved',
      `This database was moved to ${moved}; what is here is the old copy.`,
      'Set DATABASE_URL to that server. To come back, make a backup there and restore it into a new data folder.',
    )
  }
  const newest = Math.max(0, ...done.keys())
  if (newest > known.at(-1)!.no) {
    throw problem(
      'database.newer',
      `This database is at version ${newest}; this program knows only ${known.at(-1)!.no}.`,
      'Update the program, or choose another data folder.',
    )
  }
  return known.filter((one) => {
    const sha = done.get(one.no)
    if (sha !== undefined && sha !== one.sha) {
      throw problem(
        'database.altered',
        `Version ${one.no} of the tables was made by another text of ${one.name} than this program has.`,
        'Use the program that made it, or start in an empty data folder.',
      )
    }
    return sha === undefined
  })
}

async function apply(client: pg.Client, one: Migration): Promise<void> {
  await client.query(one.text)
  await client.query('INSERT INTO schema_migrations VALUES ($1, $2, $3)', [one.no, one.name, one.sha])
}

/**
 * Makes the tables as a backup had them, within the caller's transaction. A Problem where this program does not know those
 * versions.
 */
export async function makeTables(client: pg.Client, had: readonly { no: number; sha: string }[]): Promise<void> {
  await client.query(versions)
  const done = new Map(had.map((one) => [one.no, one.sha]))
  pending(done)
  for (const one of migrations()) if (done.has(one.no)) await apply(client, one)
}

/** Brings tables made by `makeTables` up to date, within the caller's transaction, and builds the wall. */
export async function finishTables(client: pg.Client, had: readonly { no: number; sha: string }[]): Promise<void> {
  for (const one of pending(new Map(had.map((it) => [it.no, it.sha])))) await apply(client, one)
  await wall(client)
}

// Roles belong to the whole server, so several databases may make them at the same moment.
export async function roles(client: pg.Client): Promise<void> {
  try {
    await makeRoles(client)
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    throw problem(
      'database.roles',
      `The user of this database may not make or use the roles that Dunwell works under: ${(error as Error).message}.`,
      'Let an administrator run: CREATE ROLE dunwell_owner; CREATE ROLE dunwell_app; GRANT dunwell_owner, dunwell_app TO that user; and make that user the owner of the database. Or connect as a user with CREATEROLE.',
    )
  }
}

async function makeRoles(client: pg.Client): Promise<void> {
  for (const role of ['dunwell_owner', 'dunwell_app']) {
    const there = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])
    if (there.rowCount === 0) {
      await client.query(`CREATE ROLE ${role} NOLOGIN`).catch((error: { code?: string }) => {
        if (error.code !== '42710' && error.code !== '23505') throw error
      })
    }
    const member = await client.query(
      `SELECT pg_has_role(current_user, $1, 'MEMBER') AS member, rolsuper FROM pg_roles WHERE rolname = current_user`,
      [role],
    )
    if (!member.rows[0].member && !member.rows[0].rolsuper) await client.query(`GRANT ${role} TO current_user`)
  }
  const name = (await client.query('SELECT current_database() AS name')).rows[0].name.replaceAll('"', '""')
  await client.query(`GRANT CREATE, CONNECT, TEMPORARY ON DATABASE "${name}" TO dunwell_owner`)
  await client.query('GRANT CREATE, USAGE ON SCHEMA public TO dunwell_owner')
}

async function wall(client: pg.Client): Promise<void> {
  const tables: string[] = (
    await client.query(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migrations'`,
    )
  ).rows.map((one) => one.tablename)
  await client.query('GRANT USAGE ON SCHEMA public TO dunwell_app')
  for (const table of tables) {
    const rights = ['SELECT', 'INSERT']
    if (updatable.includes(table)) rights.push('UPDATE')
    if (deletable.includes(table)) rights.push('DELETE')
    await client.query(`REVOKE ALL ON "${table}" FROM dunwell_app, PUBLIC`)
    await client.query(`GRANT ${rights.join(', ')} ON "${table}" TO dunwell_app`)
    if ((beforeWall as readonly string[]).includes(table)) continue
    await client.query(`ALTER TABLE "${table}" ENABLE ROW LEVEL SECURITY`)
    await client.query(`DROP POLICY IF EXISTS own_workspace ON "${table}"`)
    await client.query(
      `CREATE POLICY own_workspace ON "${table}" TO dunwell_app USING (workspace_id = current_setting('app.workspace_id')::uuid)`,
    )
  }
  await client.query('GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO dunwell_app')
}
