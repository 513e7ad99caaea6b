// All tables of a database as they were at one moment, and their way back into an empty one. Both ways work as the owner, in
// one transaction: what is read is one snapshot, and what is written is there whole or not at all. What a file looks like is
// the engine's.

import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Moment } from '../core/day.ts'
import { assert, problem, quoted } from '../core/problem.ts'
import { copyIn, copyOut } from './copy.ts'
import { type Db, type Place, parsers, type Tx } from './db.ts'
import { verifyLedger } from './ledger.ts'
import { finishTables, makeTables, migrationLock, movedNo, roles } from './migrate.ts'
import { verifyRecord } from './record.ts'

/** What a backup says of itself before its first row. */
export interface About {
  readonly format: 'dunwell-backup'
  readonly formatVersion: 1
  readonly program: string
  readonly madeAt: string
  readonly schema: readonly { readonly no: number; readonly name: string; readonly sha: string }[]
  readonly workspaces: readonly { readonly id: string; readonly name: string }[]
  /** Sums to the cent, by workspace and currency; counted again after a restore. */
  readonly figures: readonly Figure[]
  readonly sequences: readonly { readonly name: string; readonly last: number; readonly called: boolean }[]
  readonly tables: readonly { readonly name: string; readonly columns: readonly string[] }[]
}

export interface Figure {
  readonly workspaceId: string
  readonly currency: string
  readonly postings: number
  readonly postedMinor: string
  readonly claims: number
  readonly openMinor: string
}

export interface Snapshot {
  readonly about: About
  /** A table's rows as CSV with a header line, in parts that end with a row. @returns how many rows. */
  copy(table: string, take: (csv: Buffer, rows: number) => Promise<void>): Promise<number>
  /** Keeps every writer out until `end`; only where it was asked for. */
  end(): Promise<void>
}

// Rows of a part are held in memory once, on the way out.
const partBytes = 8_000_000
const csv = "(FORMAT csv, ENCODING 'UTF8')"

/** One moment of a whole database. With `alone` nobody else may write until it ends, and it refuses where somebody works. */
export async function openSnapshot(
  place: Place,
  facts: { readonly now: Moment; readonly program: string; readonly alone?: boolean },
): Promise<Snapshot & { moved(to: string): Promise<void> }> {
  const client = await connect(place)
  try {
    await asOwner(client)
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ ${facts.alone ? '' : 'READ ONLY'}`)
    if (facts.alone) await keepOut(client)
    const there = await client.query(`SELECT to_regclass('public.schema_migrations') IS NOT NULL AS there`)
    const workspaces = there.rows[0].there
      ? (await client.query('SELECT id, name FROM workspaces ORDER BY created_at, id')).rows
      : []
    if (workspaces.length === 0) {
      throw problem(
        'workspace.none',
        'There is no workspace here yet, so there is nothing to back up.',
        'Choose the data folder with --data, or the server with DATABASE_URL.',
      )
    }
    const about: About = {
      format: 'dunwell-backup',
      formatVersion: 1,
      program: facts.program,
      madeAt: new Date(facts.now).toISOString(),
      schema: (await client.query('SELECT no, name, sha FROM schema_migrations WHERE no < $1 ORDER BY no', [movedNo]))
        .rows,
      workspaces,
      figures: await figures(client),
      sequences: await sequences(client),
      tables: await tables(client),
    }
    return {
      about,
      copy(table, take) {
        const columns = about.tables.find((one) => one.name === table)!.columns
        const header = Buffer.from(`${columns.join(',')}\n`)
        const statement = `COPY "${table}" (${named(columns)}) TO STDOUT WITH ${csv}`
        return copyOut(client, statement, partBytes, (bytes, rows) => take(Buffer.concat([header, bytes]), rows))
      },
      async moved(to) {
        await client.query('INSERT INTO schema_migrations VALUES ($1, $2, $3)', [movedNo, 'moved', to])
        await client.query('COMMIT')
      },
      end: () => client.end(),
    }
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}

async function keepOut(client: pg.Client): Promise<void> {
  const others = await client.query(
    // A program is seen by its statements, or by its seat at an embedded server.
    `SELECT count(*)::int AS count FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND (
       (datname = current_database() AND application_name = 'dunwell')
       OR (starts_with(application_name, 'dunwell ') AND application_name <> $1))`,
    [`dunwell ${process.pid}`],
  )
  const list = (await client.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).rows
  if (others.rows[0].count > 0) {
    throw problem(
      'move.in_use',
      'Another program of Dunwell is working with this database.',
      'End it (dunwell serve, a worker, another terminal), then move.',
    )
  }
  // A new transaction: its snapshot must be taken after the locks, not before.
  await client.query('COMMIT')
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
  for (const one of list) await client.query(`LOCK TABLE "${one.tablename}" IN SHARE MODE`)
}

export interface Restore {
  /** Reads one part of a table. @returns how many rows it had. */
  load(table: string, bytes: AsyncIterable<Uint8Array>): Promise<number>
  /**
   * Indexes and foreign keys, the tables brought up to date, and every balance, chain and figure checked. Then, and only
   * then, the database holds it. Throws a Problem (`restore.unequal`) and leaves nothing where something does not hold.
   * @param told before each piece of it; what it throws ends the restore.
   */
  finish(told?: (doing: 'indexes' | 'verifying', done: number, of: number) => void): Promise<void>
  /** Lets go; without `finish` nothing is left behind. */
  end(): Promise<void>
}

/** Begins to fill an empty database. A Problem where it is not empty or the backup is of tables we do not know. */
export async function beginRestore(place: Place, about: About): Promise<Restore> {
  const client = await connect(place)
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
    await roles(client)
    await asOwner(client)
    await client.query(`SET maintenance_work_mem = '256MB'`)
    await client.query('BEGIN')
    await refuseFull(client)
    await makeTables(client, about.schema)
    const own = new Map((await tables(client)).map((one) => [one.name, new Set(one.columns)]))
    for (const one of about.tables) {
      const unknown = one.columns.find((column) => !own.get(one.name)?.has(column))
      if (!own.has(one.name) || unknown !== undefined) throw strange(one.name, unknown)
    }
    const rebuild = await strip(client)
    return {
      load(table, bytes) {
        const columns = about.tables.find((one) => one.name === table)?.columns
        if (!columns) throw strange(table, undefined)
        return copyIn(client, `COPY "${table}" (${named(columns)}) FROM STDIN WITH (FORMAT csv, HEADER match)`, bytes)
      },
      async finish(told) {
        for (const [i, statement] of rebuild.entries()) {
          told?.('indexes', i, rebuild.length)
          await client.query(statement)
        }
        told?.('verifying', 0, 1)
        for (const one of about.sequences) {
          await client.query('SELECT setval($1::regclass, $2, $3)', [`public.${one.name}`, one.last, one.called])
        }
        await client.query('ANALYZE')
        // Checked as they are after being brought up to date: an older backup knows tables of the record by another form.
        await finishTables(client, about.schema)
        await check(client, about)
        await client.query('COMMIT')
      },
      end: () => client.end(),
    }
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}

/** Only tables without a workspace may make way: without one there can be no row. */
async function refuseFull(client: pg.Client): Promise<void> {
  const list: string[] = (
    await client.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`)
  ).rows.map((one) => one.tablename)
  if (list.length === 0) return
  if (!list.includes('schema_migrations')) {
    throw problem(
      'restore.foreign',
      `This database holds tables that are not Dunwell's, such as ${quoted(list[0]!)}.`,
      'Make an empty database for Dunwell and name it in DATABASE_URL.',
    )
  }
  const found = list.includes('workspaces') ? (await client.query('SELECT name FROM workspaces LIMIT 1')).rows[0] : null
  if (found) {
    throw problem(
      'restore.not_empty',
      `There is a workspace here already: ${quoted(found.name)}.`,
      'Restore into a new data folder (--data), or into an empty database (DATABASE_URL).',
    )
  }
  await client.query(`DROP TABLE ${list.map((name) => `"${name}"`).join(', ')}`)
}

function strange(table: string, column: string | undefined) {
  return problem(
    'backup.strange',
    column === undefined
      ? `The backup has a table ${quoted(table)}, which its version of the tables does not have.`
      : `The backup has a column ${quoted(column)} in ${quoted(table)}, which its version of the tables does not have.`,
    'Take another backup.',
  )
}

/** Takes indexes and keys off, for rows go in several times as fast without; @returns what puts them on again, in order. */
async function strip(client: pg.Client): Promise<string[]> {
  const keys: { relation: string; name: string; kind: string; definition: string }[] = (
    await client.query(
      `SELECT r.relname AS relation, c.conname AS name, c.contype AS kind, pg_get_constraintdef(c.oid) AS definition
       FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
       WHERE r.relnamespace = 'public'::regnamespace AND r.relkind = 'r' AND c.contype IN ('f', 'p', 'u')
       ORDER BY array_position(ARRAY['f', 'u', 'p'], c.contype::text), r.relname, c.conname`,
    )
  ).rows
  for (const one of keys) await client.query(`ALTER TABLE "${one.relation}" DROP CONSTRAINT "${one.name}"`)
  const indexes: { name: string; definition: string }[] = (
    await client.query(
      `SELECT indexname AS name, indexdef AS definition FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname`,
    )
  ).rows
  for (const one of indexes) await client.query(`DROP INDEX "${one.name}"`)
  const add = (one: (typeof keys)[number]) =>
    `ALTER TABLE "${one.relation}" ADD CONSTRAINT "${one.name}" ${one.definition}`
  return [
    ...keys.filter((one) => one.kind !== 'f').map(add),
    ...indexes.map((one) => one.definition),
    ...keys.filter((one) => one.kind === 'f').map(add),
  ]
}

/** A Problem where sums differ from what the backup says, a balance from its postings, or a chain does not hold. */
async function check(client: pg.Client, about: About): Promise<void> {
  const now = await figures(client)
  const off = about.figures.find((one, i) =>
    Object.entries(one).some(([key, value]) => now[i]?.[key as never] !== value),
  )
  if (off || now.length !== about.figures.length) {
    throw unequal(`The sums in ${off?.currency ?? 'one currency'} differ from what the backup says`)
  }
  // The same checks as `dunwell verify`, on this connection: nobody else can see the rows yet.
  const query = new Kysely<unknown>({
    dialect: new PostgresDialect({
      pool: {
        connect: async () => Object.assign(client, { release: () => undefined }),
        end: async () => undefined,
        options: {},
      },
    }),
  })
  const ledger = await verifyLedger({ query } as unknown as Tx)
  if (ledger.length > 0) throw unequal(`${ledger.length} balances do not hold, the first: ${ledger[0]}`)
  for (const { id } of about.workspaces) {
    const record = await verifyRecord({ owner: query } as unknown as Db, id)
    if (record.length > 0) throw unequal(`${record.length} chains of the record do not hold, the first: ${record[0]}`)
  }
}

function unequal(says: string) {
  return problem(
    'restore.unequal',
    `${says}. Nothing was restored.`,
    'Take another backup, and run "dunwell verify" where this one was made.',
  )
}

async function figures(client: pg.Client): Promise<Figure[]> {
  const found = await client.query(
    `SELECT workspace_id AS "workspaceId", currency, sum(postings)::int AS postings, sum(posted)::text AS "postedMinor",
       sum(claims)::int AS claims, sum(open)::text AS "openMinor"
     FROM (
       SELECT workspace_id, currency, count(*) AS postings, sum(amount_minor) AS posted, 0 AS claims, 0 AS open
       FROM postings GROUP BY workspace_id, currency
       UNION ALL
       SELECT c.workspace_id, c.currency, 0, 0, count(*), sum(s.principal + s.interest + s.fee + s.cost)
       FROM claims c JOIN claim_state s ON s.book_id = c.book_id AND s.claim_id = c.id GROUP BY c.workspace_id, c.currency
     ) AS both_sides GROUP BY workspace_id, currency ORDER BY workspace_id, currency`,
  )
  return found.rows
}

async function sequences(client: pg.Client): Promise<About['sequences']> {
  const names: string[] = (
    await client.query(`SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' ORDER BY sequencename`)
  ).rows.map((one) => one.sequencename)
  const found: About['sequences'][number][] = []
  for (const name of names) {
    const { rows } = await client.query(`SELECT last_value AS last, is_called AS called FROM "${name}"`)
    found.push({ name, ...rows[0] })
  }
  return found
}

async function tables(client: pg.Client): Promise<About['tables']> {
  const { rows } = await client.query(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'schema_migrations'
     GROUP BY c.relname ORDER BY c.relname`,
  )
  for (const one of rows)
    assert(
      [one.name, ...one.columns].every((name) => /^[a-z_]+$/.test(name)),
      'names are plain',
    )
  return rows
}

function named(columns: readonly string[]): string {
  return columns.map((name) => `"${name}"`).join(', ')
}

async function connect(place: Place): Promise<pg.Client> {
  const client = new pg.Client({ ...place.connection, types: parsers, application_name: 'dunwell backup' })
  // The statement that fails tells it; without a listener the end of a connection would end the program.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

async function asOwner(client: pg.Client): Promise<void> {
  await client.query('SET ROLE dunwell_owner')
  // So that every server writes the same text for the same value.
  await client.query(`SET timezone = 'UTC'; SET datestyle = 'ISO, YMD'; SET bytea_output = 'hex'`)
}

/** Says no before anything is read, where a database is not empty. */
export async function checkEmpty(connection: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    await refuseFull(client)
  } finally {
    await client.end()
  }
}
