import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import pg from 'pg'
import { afterAll, expect, inject, test } from 'vitest'
import { program } from '../../src/cli/program.ts'
import { openDb } from '../../src/store/db.ts'
import { makeTables, roles } from '../../src/store/migrate.ts'
import { freshDatabase, nordwind } from '../database.ts'
import { admin, database, dropDatabase } from '../setup.ts'
import { damage, holdings } from './scene.ts'

const folder = mkdtempSync(join(tmpdir(), 'dunwell-backup-'))
await chmod(folder, 0o755)
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = await freshDatabase('2026-03-02')
await nordwind(at)

let made = 0
const emptied: string[] = []
// Registered once, here: a hook that is registered while a test runs is never called.
afterAll(async () => {
  for (const name of emptied) await dropDatabase(inject('server'), name)
})
/** An empty database, dropped when the file's tests are over. */
async function emptyDatabase(): Promise<string> {
  const server = inject('server')
  const name = `dunwell_empty_${process.pid}_${process.env.VITEST_POOL_ID ?? 0}_${process.hrtime.bigint()}_${++made}`
  await admin(server, `CREATE DATABASE ${name}`)
  emptied.push(name)
  return database(server, name)
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

/** A command as a person types it, at a server or (without one) in a data folder. */
async function run(url: string | undefined, ...words: string[]): Promise<string> {
  let printed = ''
  const clock = { ...at.clock, set: () => undefined }
  const it = program({
    clock,
    actor: 'test',
    dataDir: folder,
    databaseUrl: url,
    env: {},
    version: '0',
    write: (text) => {
      printed += text
    },
    openDatabase: (dataDir) => openDb({ dataDir, url, source: clock }),
  })
  await it.parseAsync(['node', 'dunwell', ...words])
  return printed
}

const ledger = join(folder, 'ledger.csv')
writeFileSync(
  ledger,
  [
    'Customer;Email;Invoice number;Invoice date;Due date;Amount',
    ...Array.from(
      { length: 300 },
      (_, i) =>
        `"Firm ""${i % 60}"", Ltd";ap${i % 60}@firm.example;R${i};2026-01-10;2026-02-0${1 + (i % 9)};${i + 1}.0${i % 10}`,
    ),
  ].join('\n'),
)
await run(at.url, 'import', 'claims', ledger, '--currency', 'GBP', '--customers', 'business')
await run(at.url, 'run')
const file = join(folder, 'whole.tar.zst')
await run(at.url, 'backup', file)

test('a backup goes back into an empty database, equal in every table, and life goes on there', async () => {
  const url = await emptyDatabase()
  expect(await run(url, 'restore', file)).toContain('All sums, balances and chains hold.')
  expect(await holdings(url)).toEqual(await holdings(at.url))
  const keys = `SELECT conname, pg_get_constraintdef(oid) AS says FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY conrelid::regclass::text, conname`
  expect(await ask(url, keys)).toEqual(await ask(at.url, keys))
  const indexes = `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexdef`
  expect(await ask(url, indexes)).toEqual(await ask(at.url, indexes))
  const next = `SELECT nextval('books_id_seq')::int AS no`
  expect(await ask(url, next)).toEqual(await ask(at.url, next))
  expect(await run(url, 'verify')).toContain('all balances and chains hold')
  expect(await run(url, 'pay', 'Firm "7", Ltd', '--amount', '8.07')).toContain('8.07')
  await expect(run(url, 'restore', file)).rejects.toThrow(/There is a workspace here already/)
})

test('200 damaged backups are each refused by the name of what is damaged', async () => {
  const whole = readFileSync(file)
  const broken = join(folder, 'broken.tar.zst')
  const taken: string[] = []
  for (let seed = 1; seed <= 200; seed++) {
    const { how, bytes } = damage(whole, seed)
    writeFileSync(broken, bytes)
    const says = await run(at.url, 'restore', '--check', broken).catch((error) => String(error.message))
    if (!/^The backup is damaged in (its (first|last) bytes|[\w./]+): .*Nothing was restored/.test(says))
      taken.push(`${how}: ${says}`)
  }
  expect(taken).toEqual([])
})

test('a damaged backup leaves an empty place empty', async () => {
  const url = await emptyDatabase()
  const broken = join(folder, 'cut.tar.zst')
  writeFileSync(broken, readFileSync(file).subarray(0, -1000))
  await expect(run(url, 'restore', broken)).rejects.toThrow(/The backup is damaged in/)
  expect(await ask(url, `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).toEqual([])
  const nowhere = join(folder, 'nowhere')
  await expect(run(undefined, 'restore', broken, '--data', nowhere)).rejects.toThrow(/The backup is damaged in/)
  expect(existsSync(nowhere)).toBe(false)
})

test('a backup that was encrypted opens with its key alone', async () => {
  const key = await generateX25519Identity()
  const identity = join(folder, 'key.txt')
  writeFileSync(identity, `# a key\n${key}\n`)
  const other = join(folder, 'other.txt')
  writeFileSync(other, await generateX25519Identity())
  const sealed = join(folder, 'sealed.age')
  await run(at.url, 'backup', sealed, '--to', await identityToRecipient(key))
  await expect(run(at.url, 'restore', '--check', sealed)).rejects.toThrow(/is encrypted/)
  await expect(run(at.url, 'restore', '--check', sealed, '--identity', other)).rejects.toThrow(/to another key/)
  expect(await run(at.url, 'restore', '--check', sealed, '--identity', identity)).toContain('as it was written')
  const whole = readFileSync(sealed)
  for (let seed = 1; seed <= 20; seed++) {
    writeFileSync(sealed, damage(whole, seed).bytes)
    await expect(run(at.url, 'restore', '--check', sealed, '--identity', identity)).rejects.toThrow(/damaged in/)
  }
})

test('a backup of older tables is brought up to date; one of newer tables is refused', async () => {
  const old = await emptyDatabase()
  const client = new pg.Client({ connectionString: old })
  await client.connect()
  const text = readFileSync(new URL('../../src/store/migrations/0001_house.sql', import.meta.url))
  await roles(client)
  await client.query('SET ROLE dunwell_owner')
  await makeTables(client, [{ no: 1, sha: createHash('sha256').update(text).digest('hex') }])
  const id = '01890000-0000-7000-8000-000000000001'
  await client.query(
    `INSERT INTO workspaces VALUES ('${id}', 'Old Ltd', 'creditor', 'GB', 'GBP', 'Europe/London', NULL, NULL, '2026-01-01');
     INSERT INTO workspace_state VALUES ('${id}');
     INSERT INTO creditors VALUES ('${id}', '${id}', 'business', 'Old Ltd', '{}');
     INSERT INTO settings VALUES ('${id}', 'workspace', '{}')`,
  )
  const older = join(folder, 'older.tar.zst')
  await run(old, 'backup', older)
  const url = await emptyDatabase()
  await run(url, 'restore', older)
  const versions = 'SELECT no FROM schema_migrations ORDER BY no'
  expect(await ask(url, versions)).toEqual(await ask(at.url, versions))
  expect(await run(url, 'status')).toContain('Old Ltd, in rehearsal')

  await client.query(`INSERT INTO schema_migrations VALUES (9999, 'from the future', 'x')`)
  await client.end()
  const newer = join(folder, 'newer.tar.zst')
  await run(old, 'backup', newer)
  await expect(run(await emptyDatabase(), 'restore', newer)).rejects.toThrow(/knows only .* Update the program/)
})

test('a ledger that does not hold is not restored, and never counts as a good backup', async () => {
  const bad = await emptyDatabase()
  await run(bad, 'restore', file)
  await ask(
    bad,
    `UPDATE claim_state SET principal = principal + 1 WHERE claim_id = (SELECT min(claim_id::text)::uuid FROM claim_state)`,
  )
  const wrong = join(folder, 'wrong.tar.zst')
  await run(bad, 'backup', wrong)
  const url = await emptyDatabase()
  await expect(run(url, 'restore', wrong)).rejects.toThrow(/1 balances do not hold.*Nothing was restored/)
  expect(await ask(url, `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).toEqual([])
  const place = join(folder, 'bad')
  await expect(run(bad, 'backup', '--keep', 'daily=1', place)).rejects.toThrow(/cannot be trusted/)
  expect(readdirSync(place)).toEqual(['dunwell-2026-03-02T090000Z.tar.zst.failed'])
  expect(await run(bad, 'status')).toContain('A later one failed')
})

test('scheduled backups are proved elsewhere, kept by rule, and the status tells the age of the last', async () => {
  const place = join(folder, 'kept')
  for (const day of ['2026-03-03', '2026-03-04']) {
    at.clock.set(day)
    await run(at.url, 'backup', '--keep', 'daily=1', place)
  }
  expect(readdirSync(place)).toEqual(['dunwell-2026-03-04T090000Z.tar.zst'])
  expect(readdirSync(folder).filter((name) => name.startsWith('scratch'))).toEqual([])
  at.clock.set('2026-03-05', 10)
  expect(await run(at.url, 'status')).toMatch(
    /Last good backup {2}2026-03-04 09:00 \(25 hours ago\).*300 claims restored/,
  )
})

test('everything moves to a server, and the old place refuses to go on', async () => {
  const home = join(folder, 'home')
  await run(undefined, 'restore', file, '--data', home)
  const url = await emptyDatabase()
  expect(await run(undefined, 'move', '--to', url, '--data', home)).toContain('is on the server')
  const there = await holdings(url)
  const here = await holdings(at.url)
  expect(there.postings).toBe(here.postings)
  expect(there.record).toBe(here.record)
  await expect(run(undefined, 'verify', '--data', home)).rejects.toThrow(/was moved to/)
  await expect(run(undefined, 'move', '--to', url, '--data', home)).rejects.toThrow(/was moved to|workspace here/)
})

test('killed in the middle of either, nothing is left that looks good', async () => {
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
  const target = await emptyDatabase()
  /** Kills the program as soon as it is seen in the database, a little later each time. */
  async function killed(url: string, late: number, ...words: string[]): Promise<void> {
    const child = spawn(process.execPath, [main, ...words], { env: { DATABASE_URL: url, DUNWELL_DATA: folder } })
    const over = new Promise((done) => child.on('exit', done))
    let looks = -1
    while (looks < late && child.exitCode === null) {
      const busy = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'dunwell backup'`
      if (looks >= 0 || (await ask(url, busy)).length > 0) looks += 1
    }
    child.kill('SIGKILL')
    await over
  }
  for (const late of [0, 10, 40]) {
    const path = join(folder, `killed-${late}.tar.zst`)
    await killed(at.url, late, 'backup', path)
    if (existsSync(path)) expect(await run(at.url, 'restore', '--check', path)).toContain('as it was written')
    await killed(target, late, 'restore', file)
    const tables = await ask(target, `SELECT count(*)::int AS count FROM pg_tables WHERE schemaname = 'public'`)
    if (tables[0]!.count !== 0) {
      expect(await holdings(target)).toEqual(await holdings(at.url))
      return
    }
  }
  await run(target, 'restore', file)
})
