// Keeps the rules of the cluster and of the wall by reading the database's own catalogue, and the SQL by reading the source.

import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { beforeWall, deletable, updatable } from '../src/store/grants.ts'
import { migrate } from '../src/store/migrate.ts'
import { freshDatabase, nordwind } from './database.ts'
import { forbidden } from './statement.ts'

const at = await freshDatabase()
const client = new pg.Client({ connectionString: at.url })
await client.connect()
afterAll(() => client.end())

interface Table {
  name: string
  columns: string[]
}
const tables: Table[] = (
  await client.query(`SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'schema_migrations' GROUP BY c.relname ORDER BY c.relname`)
).rows
const inBooks = tables.filter(
  (it) =>
    it.columns.includes('book_id') &&
    !['doors', 'refs', 'search_words', 'book_totals', 'bank_line_parts', 'payers'].includes(it.name),
)

test('there are tables in books and before the wall', () => {
  expect(inBooks.length).toBeGreaterThan(30)
  expect(tables.map((it) => it.name)).toEqual(expect.arrayContaining([...beforeWall]))
})

test('book_id comes first in every primary key and unique constraint of what lives in a book', async () => {
  const keys = (
    await client.query(`SELECT t.relname AS name, i.relname AS index, x.indisprimary AS main, a.attname AS first FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0] WHERE x.indisunique AND t.relnamespace = 'public'::regnamespace`)
  ).rows
  for (const table of inBooks) {
    const own = keys.filter((it) => it.name === table.name)
    expect(
      own.filter((it) => it.main),
      `${table.name} needs a primary key`,
    ).toHaveLength(1)
    for (const key of own) expect(key.first, `${key.index} of ${table.name}`).toBe('book_id')
  }
})

test('foreign keys between tables of a book begin with the book; none sets null, none cascades', async () => {
  const keys = (
    await client.query(`SELECT t.relname AS name, r.relname AS target, c.confdeltype AS on_delete, (SELECT attname FROM pg_attribute WHERE attrelid = c.conrelid AND attnum = c.conkey[1]) AS first
      FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class r ON r.oid = c.confrelid WHERE c.contype = 'f' AND t.relnamespace = 'public'::regnamespace`)
  ).rows
  const names = new Set(inBooks.map((it) => it.name))
  expect(keys.length).toBeGreaterThan(30)
  for (const key of keys) {
    expect(key.on_delete, `${key.name} → ${key.target}`).toBe('a')
    if (names.has(key.name)) {
      expect(names.has(key.target), `${key.name} may point only into its book, not to ${key.target}`).toBe(true)
      expect(key.first).toBe('book_id')
    }
  }
})

test('no triggers, and no sequence but the one of books', async () => {
  expect((await client.query(`SELECT tgname FROM pg_trigger WHERE NOT tgisinternal`)).rows).toEqual([])
  const sequences = (
    await client.query(`SELECT relname FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace`)
  ).rows
  expect(sequences.map((it) => it.relname)).toEqual(['books_id_seq'])
})

test('every table under the wall has its row policy, and the program owns nothing', async () => {
  const walls = (
    await client.query(`SELECT c.relname AS name, c.relrowsecurity AS walled, r.rolname AS owner, (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies
      FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'schema_migrations'`)
  ).rows
  for (const it of walls) {
    expect(it.owner, it.name).toBe('dunwell_owner')
    const outside = (beforeWall as readonly string[]).includes(it.name)
    expect([it.walled, it.policies], it.name).toEqual(outside ? [false, 0] : [true, 1])
  }
  const role = (
    await client.query(`SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = 'dunwell_app'`)
  ).rows[0]
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false })
})

test('the program may change only what grants.ts names; the rest is history', async () => {
  for (const { name } of tables) {
    const may = (
      await client.query(
        `SELECT has_table_privilege('dunwell_app', $1, 'SELECT') AS s, has_table_privilege('dunwell_app', $1, 'INSERT') AS i,
           has_table_privilege('dunwell_app', $1, 'UPDATE') AS u, has_table_privilege('dunwell_app', $1, 'DELETE') AS d, has_table_privilege('dunwell_app', $1, 'TRUNCATE') AS t`,
        [name],
      )
    ).rows[0]
    expect(may, name).toEqual({ s: true, i: true, u: updatable.includes(name), d: deletable.includes(name), t: false })
  }
  for (const history of [
    'postings',
    'payments',
    'record',
    'record_payloads',
    'messages',
    'attempts',
    'attempt_facts',
    'effects',
    'actions',
    'refusals',
  ]) {
    expect(updatable, history).not.toContain(history)
  }
})

test('an old program refuses a newer database, and an altered one', async () => {
  const own = await freshDatabase()
  const other = new pg.Client({ connectionString: own.url })
  await other.connect()
  try {
    await other.query(`INSERT INTO schema_migrations VALUES (9999, 'from the future', 'x')`)
    await expect(migrate({ connectionString: own.url })).rejects.toThrow(/knows only .* Update the program/)
    await other.query(`DELETE FROM schema_migrations WHERE no = 9999`)
    await other.query(`UPDATE schema_migrations SET sha = 'other' WHERE no = 1`)
    await expect(migrate({ connectionString: own.url })).rejects.toThrow(/made by another text/)
  } finally {
    await other.end()
  }
})

test('a connection without a workspace sees no row at all', async () => {
  await nordwind(at)
  await client.query('SET ROLE dunwell_app')
  try {
    await expect(client.query('SELECT * FROM settings')).rejects.toThrow(/app.workspace_id/)
    await client.query(`SET app.workspace_id = '00000000-0000-7000-8000-000000000000'`)
    expect((await client.query('SELECT * FROM settings')).rows).toEqual([])
  } finally {
    await client.query('RESET ROLE')
    await client.query('RESET app.workspace_id')
  }
})

// What no test makes the program send is read here; what is sent is held against all the rules by listen.ts.
test('no SQL of the source has a word that a cluster refuses', () => {
  const folder = new URL('../src/store/', import.meta.url)
  const files = [
    ...readdirSync(folder),
    ...readdirSync(new URL('migrations/', folder)).map((name) => `migrations/${name}`),
  ].filter((name) => /\.(ts|sql)$/.test(name) && !name.endsWith('.test.ts'))
  const found = files.flatMap((name) => {
    const text = readFileSync(new URL(name, folder), 'utf8').replace(/^\s*(\/\/|--|\*).*$/gm, '')
    const statements = name.endsWith('.sql') ? [text] : [...text.matchAll(/sql`[^`]*`/g)].map((it) => it[0])
    return statements.flatMap((statement) =>
      forbidden
        .filter(([pattern]) => pattern.test(statement))
        .map(([pattern, cure]) => `${name}: ${pattern} → ${cure}`),
    )
  })
  expect(found).toEqual([])
})
