// One cluster of PostgreSQL in a home: made, found running, started and stopped. It refuses to listen to any other machine,
// and who uses the server is none of its business.

import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, lstat, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { problem, quoted } from '../core/problem.ts'
import { clusterOf, type Home, type Outcome, programFiles, programVersion, runAs, sweep } from './ordinary.ts'
import { refusal } from './refusal.ts'

export interface Connection {
  /** The socket's folder, or 127.0.0.1 on Windows. */
  readonly host: string
  readonly port: number
  /** The superuser. Who can enter the socket's folder (mode 700) is trusted; Windows has the password instead. */
  readonly user: string
  readonly database: string
  readonly password?: string
}

const windows = process.platform === 'win32'
const unixPort = 5432
const socketName = `.s.PGSQL.${unixPort}`
// Linux takes 107 bytes of path for a socket, macOS 103.
const socketPathBytesMax = 100
export const stepMs = 10
// Ten minutes: after a power cut a server replays its journal, which takes minutes on a slow disk, and must be let.
export const stepsMax = 60_000
const logBytesMax = 10_000_000

/** The server that `postmaster.pid` names, if that process is alive and is a server. No connection yet while it wakes up. */
export async function runningServer(home: Home): Promise<{ pid: number; connection?: Connection } | undefined> {
  const text = await textOf(join(clusterOf(home), 'postmaster.pid'))
  if (text === undefined || !(await isServer(pidIn(text), home))) return undefined
  const [, , , port, folder] = text.split('\n')
  const pid = pidIn(text)
  if (folder === undefined || !port) return { pid }
  const person = { user: 'postgres', database: 'postgres' }
  if (!windows) return { pid, connection: { host: folder, port: Number(port), ...person } }
  const password = await readFile(join(home.folder, 'password'), 'utf8')
  return { pid, connection: { host: '127.0.0.1', port: Number(port), ...person, password } }
}

/**
 * Whether this number belongs to the server of this cluster. After a power cut, and in containers always, it soon belongs
 * to some other process, which PostgreSQL would take for the server and refuse to start; a dead process that its parent
 * has not buried still answers signals, but has no command any more.
 */
async function isServer(pid: number, home: Home): Promise<boolean> {
  try {
    if (!pid) return false
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  if (process.platform === 'linux') {
    const command = (await textOf(`/proc/${pid}/cmdline`)) ?? ''
    const [program = '', , folder] = command.split('\0')
    return basename(program) === 'postgres' && folder === clusterOf(home)
  }
  if (windows) {
    const list = await runAs(undefined, 'tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'], { cwd: home.folder })
    return list.text.includes('postgres.exe')
  }
  const { text } = await runAs(undefined, 'ps', ['-ww', '-o', 'command=', '-p', String(pid)], { cwd: '/' })
  return text.trimEnd().endsWith(`postgres -D ${clusterOf(home)}`)
}

export async function startServer(home: Home): Promise<Outcome> {
  const cluster = clusterOf(home)
  const program = await programFiles(home)
  await sweep(home.folder, 'cluster.')
  const sockets = windows ? undefined : await socketFolder(home)
  await clearStale(join(cluster, 'postmaster.pid'), home)
  if (sockets) await clearStale(join(sockets, `${socketName}.lock`), home)
  await writeWhole(join(cluster, 'postgresql.conf'), await settings(home, sockets), home)
  const said = join(home.folder, 'start.log')
  await rm(said, { force: true })
  const before = await logSizes(home)
  const args = ['start', '-w', '-t', '600', '-s', '-D', cluster, '-l', said]
  const outcome = await runAs(home.account, join(program, 'bin', 'pg_ctl'), args, {
    cwd: home.folder,
    lib: join(program, 'lib'),
  })
  if (outcome.ok) return outcome
  return { ok: false, text: `${(await textOf(said)) ?? ''}${await logSince(home, before)}${outcome.text}` }
}

export async function stopServer(home: Home): Promise<void> {
  const server = await runningServer(home)
  if (!server) return
  const program = await programFiles(home)
  // Without pg_ctl's own waiting, which looks only ten times a second.
  const outcome = await runAs(
    home.account,
    join(program, 'bin', 'pg_ctl'),
    ['stop', '-m', 'fast', '-W', '-s', '-D', clusterOf(home)],
    { cwd: home.folder, lib: join(program, 'lib') },
  )
  for (let step = 0; step < stepsMax; step++) {
    if ((await runningServer(home))?.pid !== server.pid) return
    if (!outcome.ok) throw refusal(home, outcome.text)
    await pause(stepMs)
  }
  throw problem(
    'database.no_stop',
    `The database in ${quoted(home.dataDir, 200)} does not stop.`,
    `End the process ${server.pid} by hand; nothing that was saved is lost.`,
  )
}

export async function makeCluster(home: Home): Promise<void> {
  const cluster = clusterOf(home)
  if (!existsSync(cluster)) {
    const program = await programFiles(home)
    const fresh = `${cluster}.${tag()}`
    const access = windows ? ['--auth=scram-sha-256', `--pwfile=${await makePassword(home)}`] : ['--auth=trust']
    const outcome = await runAs(
      home.account,
      join(program, 'bin', 'initdb'),
      ['-D', fresh, '-U', 'postgres', '--encoding=UTF8', '--locale=C', '--no-instructions', ...access],
      { cwd: home.folder, lib: join(program, 'lib') },
    )
    // Fails where another starter was quicker: then its cluster is the one, and ours may have been swept away meanwhile.
    if (outcome.ok) await rename(fresh, cluster).catch(() => undefined)
    await sweep(home.folder, basename(fresh))
    if (!existsSync(cluster)) throw refusal(home, outcome.text)
    await settle(home.folder)
  }
  const version = (await textOf(join(cluster, 'PG_VERSION')))?.trim()
  const ours = (await programVersion()).split('.')[0]
  if (version === undefined) {
    throw problem(
      'database.damaged',
      `There is no whole database in ${quoted(cluster, 200)}.`,
      'Restore a backup into a new data folder.',
    )
  }
  if (version !== ours) {
    throw problem(
      'database.other_version',
      `The data folder ${quoted(home.dataDir, 200)} holds a database of PostgreSQL ${version}; this program brings ${ours}.`,
      'Make a backup with the version of Dunwell that wrote it, and restore it into a new data folder with this one.',
    )
  }
}

/** Makes a rename outlast a power cut. Windows has no such call and needs none. */
async function settle(folder: string): Promise<void> {
  if (windows) return
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}

// The whole of postgresql.conf; what an owner sets with ALTER SYSTEM comes after it and wins. The log keeps a file for each
// day of the week, begun anew when its day comes round. It tells of the server's life only: what goes wrong with a statement
// goes to the program that sent it, and a log is no place for people's data. The log of writes may grow to two gigabytes before
// tables are brought up to date, because a page that is written again after that is logged whole, and an import writes all pages.
async function settings(home: Home, sockets: string | undefined): Promise<string> {
  const place = sockets
    ? [
        "listen_addresses = ''",
        `port = ${unixPort}`,
        `unix_socket_directories = '"${sockets.replaceAll("'", "''")}"'`,
        'unix_socket_permissions = 0700',
      ]
    : ["listen_addresses = '127.0.0.1'", `port = ${await freePort(home)}`]
  return `# Dunwell writes this file anew at each start. Put settings of your own in with ALTER SYSTEM.
${place.join('\n')}
max_connections = 100
shared_buffers = 256MB
wal_buffers = 16MB
max_wal_size = 2GB
checkpoint_timeout = 15min
fsync = on
synchronous_commit = on
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
datestyle = 'ISO, YMD'
logging_collector = on
log_directory = 'log'
log_filename = 'postgres-%a.log'
log_rotation_age = 1d
log_rotation_size = 0
log_truncate_on_rotation = on
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_checkpoints = off
`
}

/** The home's folder; where its path is too long for a socket, a private temporary folder that later starters find again. */
async function socketFolder(home: Home): Promise<string> {
  // PostgreSQL reads the setting as a list, in which these characters would need quotes within quotes.
  if (Buffer.byteLength(join(home.folder, socketName)) <= socketPathBytesMax && !/["\\]/.test(home.folder)) {
    return home.folder
  }
  const note = join(home.folder, 'socket-folder')
  const noted = await textOf(note)
  if (noted && (await isPrivate(noted, home))) return noted
  // Root's own temporary folder may be closed to the account that runs the server.
  const parent = home.account || Buffer.byteLength(tmpdir()) > 70 ? '/tmp' : tmpdir()
  const made = await mkdtemp(join(parent, 'dunwell-'))
  if (home.account) await chown(made, home.account.uid, home.account.gid)
  await writeWhole(note, made, home)
  return made
}

/** In a temporary folder anybody can put a folder of that name once ours is gone. */
async function isPrivate(folder: string, home: Home): Promise<boolean> {
  const facts = await lstat(folder).catch(() => undefined)
  const uid = home.account?.uid ?? process.getuid?.()
  return facts?.isDirectory() === true && facts.uid === uid && (facts.mode & 0o077) === 0
}

/** Removes a lock file whose server is gone. A starter that is quicker than we gets its own back. */
async function clearStale(path: string, home: Home): Promise<void> {
  let text = await textOf(path)
  if (text === '') {
    // Being written this moment, or cut off by a power cut.
    await pause(50)
    text = await textOf(path)
  }
  if (text === undefined || (await isServer(pidIn(text), home))) return
  const aside = `${path}.${tag()}`
  try {
    await rename(path, aside)
  } catch {
    return
  }
  if (await isServer(pidIn((await textOf(aside)) ?? ''), home)) await rename(aside, path)
  else await rm(aside, { force: true })
}

/** The sizes of the log files, after those that grew too large while no server ran to begin them anew were removed. */
async function logSizes(home: Home): Promise<ReadonlyMap<string, number>> {
  const folder = join(clusterOf(home), 'log')
  const sizes = new Map<string, number>()
  for (const name of await readdir(folder).catch(() => [])) {
    const { size } = await stat(join(folder, name))
    if (size > logBytesMax) await rm(join(folder, name))
    else sizes.set(name, size)
  }
  return sizes
}

async function logSince(home: Home, sizes: ReadonlyMap<string, number>): Promise<string> {
  const folder = join(clusterOf(home), 'log')
  const names = await readdir(folder).catch(() => [])
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name))))
  return texts.map((bytes, i) => bytes.subarray(sizes.get(names[i]!) ?? 0).toString('utf8')).join('')
}

/** Windows: the port of the last start if it is still free, so that programs which outlived the server find it again. */
async function freePort(home: Home): Promise<number> {
  const before = /^port = (\d+)$/m.exec((await textOf(join(clusterOf(home), 'postgresql.conf'))) ?? '')?.[1]
  const listen = (wanted: number) =>
    new Promise<number>((done, fail) => {
      const server = createServer()
      server.on('error', fail).listen(wanted, '127.0.0.1', () => {
        const address = server.address()
        server.close(() => done(typeof address === 'object' && address ? address.port : wanted))
      })
    })
  return before ? await listen(Number(before)).catch(() => listen(0)) : await listen(0)
}

/** Windows: made once per home; the second of two starters takes the first one's. */
async function makePassword(home: Home): Promise<string> {
  const path = join(home.folder, 'password')
  await writeFile(path, randomBytes(24).toString('hex'), { flag: 'wx', mode: 0o600 }).catch((error) => {
    if (error.code !== 'EEXIST') throw error
  })
  return path
}

/** Owned by the account that runs the server, and never seen half written. */
async function writeWhole(path: string, text: string, { account }: Home): Promise<void> {
  const fresh = `${path}.${tag()}`
  await writeFile(fresh, text, { flag: 'wx', mode: 0o600 })
  if (account) await chown(fresh, account.uid, account.gid)
  await rename(fresh, path)
}

function pidIn(text: string): number {
  return Math.abs(Number.parseInt(text, 10)) || 0
}

function tag(): string {
  return `${process.pid}.${randomBytes(4).toString('hex')}`
}

/** Undefined where there is no such file. */
async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}
