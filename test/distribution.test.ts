// The way to a cluster, on a stand-in for Citus that checks what the real one checks: every table is taken, in this order, once; a table
// that breaks the house's rules is not.

import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { program } from '../src/cli/program.ts'
import { openDb } from '../src/store/db.ts'
import { distribute, distribution, liesOf } from '../src/store/distribution.ts'
import { shimCitus } from './citus.ts'
import { freshDatabase, nordwind, type TestDatabase } from './database.ts'
import { admin } from './setup.ts'

const touched: TestDatabase[] = []
// Roles belong to the server, not to the database that is dropped.
afterAll(async () => {
  for (const it of touched.slice(0, 1))
    await admin(it.url, 'ALTER ROLE dunwell_owner NOLOGIN; ALTER ROLE dunwell_app NOLOGIN')
})

/** With `propagates` as a server has it where Citus is loaded; here only a superuser may set what nobody knows. */
async function place({ propagates = false } = {}) {
  const fresh = await freshDatabase()
  const [user] = await ask(fresh.url, 'SELECT rolsuper AS super FROM pg_roles WHERE rolname = current_user')
  const set = propagates || !user!.super
  const options = `${fresh.url.includes('?') ? '&' : '?'}options=${encodeURIComponent('-c citus.propagate_set_commands=local')}`
  const at = set ? { ...fresh, url: `${fresh.url}${options}` } : fresh
  touched.push(at)
  return { at, connection: { connectionString: at.url }, leave: async () => undefined }
}

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

/** The tables whose rows were taken away from here, after they were spread. */
async function emptied(url: string): Promise<string[]> {
  const calls = await ask(url, `SELECT says FROM citus_shim.calls WHERE says LIKE 'emptied %'`)
  return calls.map((it) => String(it.says).slice('emptied '.length))
}

/** The command as a person types it. */
async function run(at: TestDatabase, ...words: string[]): Promise<string> {
  let printed = ''
  const it = program({
    clock: { ...at.clock, set: () => undefined },
    actor: 'test',
    dataDir: at.dataDir,
    databaseUrl: at.url,
    env: {},
    version: '0',
    write: (text) => {
      printed += text
    },
    openDatabase: (dataDir) => openDb({ dataDir, url: at.url, source: at.clock }),
  })
  await it.parseAsync(['node', 'dunwell', ...words])
  return printed
}

test('a server without Citus is refused with the cure, and shown what would be done', async () => {
  const { at } = await place()
  await expect(run(at, 'distribute')).rejects.toThrow(/This database has no Citus/)
  const script = await run(at, 'distribute', '--dry-run')
  expect(script).toContain(`SELECT create_distributed_table('public.debtors', 'book_id', colocate_with => 'none');`)
  expect(script).toContain(
    `SELECT create_distributed_table('public.claims', 'book_id', colocate_with => 'public.debtors');`,
  )
  expect(script).toContain(`SELECT create_distributed_table('public.refs', 'value', colocate_with => 'none');`)
  expect(script).toContain(`SELECT create_reference_table('public.books');`)
})

test('every table is taken, whoever is pointed to before who points; the second time nothing is left to do', async () => {
  const { at } = await place()
  await nordwind(at)
  await shimCitus(at.url)
  expect(await run(at, 'distribute')).toMatch(/\d+ statements run: every table lies where it should/)
  expect(await run(at, 'distribute')).toContain('nothing was left to do')
  expect(await run(at, 'distribute', '--dry-run')).toContain('Nothing is left to do')
  const tables = await ask(
    at.url,
    `SELECT c.relname AS name, t.kind, t.key, array_agg(a.attname::text) AS columns FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
     LEFT JOIN citus_shim.tables t ON t.name = c.oid
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'schema_migrations' GROUP BY 1, 2, 3`,
  )
  expect(tables.length).toBeGreaterThan(60)
  for (const it of tables) {
    const lies = liesOf(it.name as string, it.columns as string[])
    const key = lies === 'everywhere' ? null : lies === 'book' ? 'book_id' : lies.by
    expect([it.kind, it.key], it.name as string).toEqual([key === null ? 'reference' : 'distributed', key])
  }
  const inBooks = await ask(
    at.url,
    `SELECT count(DISTINCT company)::int AS companies FROM citus_shim.tables WHERE key = 'book_id'`,
  )
  expect(inBooks).toEqual([{ companies: 1 }])
  expect(await emptied(at.url)).toEqual(expect.arrayContaining(['workspaces', 'settings', 'creditors']))
  expect(
    await ask(at.url, `SELECT current_setting('citus.propagate_set_commands') AS propagates`),
    'a new connection tells every node its workspace',
  ).toEqual([{ propagates: 'local' }])
})

test.each([
  [
    'a key that is unique across books',
    'CREATE UNIQUE INDEX claims_number ON claims (workspace_id, number)',
    /do not include the partition column/,
  ],
  [
    'a foreign key out of the book',
    'ALTER TABLE claims ADD FOREIGN KEY (workspace_id, import_id) REFERENCES bank_lines (workspace_id, id)',
    /not colocated/,
  ],
  [
    'a row that sets its book to null',
    'ALTER TABLE contacts ADD FOREIGN KEY (book_id, debtor_id) REFERENCES debtors (book_id, id) ON DELETE SET NULL',
    /SET NULL/,
  ],
  [
    'a trigger',
    'CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$; CREATE TRIGGER watch AFTER INSERT ON claims EXECUTE FUNCTION nothing()',
    /has triggers/,
  ],
])('%s stops it there, and once it is gone the rest is done', async (_, statement, says) => {
  const it = await place()
  await nordwind(it.at)
  await shimCitus(it.at.url)
  const all = await distribution(it)
  await admin(it.at.url, `SET ROLE dunwell_owner; ${statement}`)
  await expect(distribute(it)).rejects.toThrow(says)
  const left = await distribution(it)
  expect(left.length).toBeLessThan(all.length)
  const undo = statement.startsWith('CREATE UNIQUE')
    ? 'DROP INDEX claims_number'
    : statement.startsWith('CREATE FUNCTION')
      ? 'DROP FUNCTION nothing CASCADE'
      : statement.includes('contacts')
        ? 'ALTER TABLE contacts DROP CONSTRAINT contacts_book_id_debtor_id_fkey1'
        : 'ALTER TABLE claims DROP CONSTRAINT claims_workspace_id_import_id_fkey'
  await admin(it.at.url, `SET ROLE dunwell_owner; ${undo}`)
  expect(await emptied(it.at.url)).toEqual([])
  await distribute(it)
  expect(await distribution(it)).toEqual([])
  expect(await emptied(it.at.url), 'spread by the first call, emptied by the second').toContain('workspaces')
})

test('what the server has already is not done again', async () => {
  const it = await place({ propagates: true })
  expect((await distribution(it)).map((one) => one.text).join()).not.toContain('propagate_set_commands')
})

test('what only an administrator may do is named with its statement', async () => {
  const it = await place()
  await shimCitus(it.at.url)
  // The stand-in forbids it as a server does.
  await ask(
    it.at.url,
    `CREATE OR REPLACE FUNCTION citus_shim.create_reference_table(it regclass) RETURNS void LANGUAGE plpgsql AS $$
     BEGIN RAISE EXCEPTION 'permission denied for %', it USING ERRCODE = '42501'; END $$`,
  )
  await expect(distribute(it)).rejects.toMatchObject({
    facts: { code: 'distribute.forbidden', fix: expect.stringContaining('SELECT create_reference_table') },
  })
})

test('a table that somebody distributed otherwise is named', async () => {
  const it = await place()
  await shimCitus(it.at.url)
  await admin(
    it.at.url,
    `SET ROLE dunwell_owner; SELECT create_distributed_table('public.blobs', 'workspace_id', 'none')`,
  )
  await expect(distribution(it)).rejects.toThrow(/"blobs" is distributed already, by "workspace_id" and not by "sha"/)
})
