// Backups: made from one snapshot, restored into an empty place, moved to a server, and proved by being restored elsewhere. A
// file that has its name is whole; one that was interrupted still has a temporary one.

import { createWriteStream } from 'node:fs'
import { chmod, mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type KeepRule, kept } from '../core/keep.ts'
import { Problem, problem, quoted } from '../core/problem.ts'
import { type About, beginRestore, checkEmpty, openSnapshot, type Restore } from '../store/backup.ts'
import { openPlace, type Source } from '../store/db.ts'
import { openArchive, readArchive, writeArchive } from './archive.ts'

/** Where a database lives: a server by its URL, else the embedded one of the data folder. */
export interface Where {
  readonly dataDir: string
  readonly url?: string
}

export interface BackupOptions extends Where {
  readonly source: Source
  readonly program: string
  /** An age recipient to encrypt to. */
  readonly to?: string
}

export interface Made {
  readonly file: string
  readonly bytes: number
  readonly rows: number
  readonly about: About
}

/** Writes all tables as of this moment into a file that is not there yet; it has its name only when it is whole. */
export async function backUp(file: string, options: BackupOptions): Promise<Made> {
  if (await stat(file).catch(() => undefined)) {
    throw problem('backup.exists', `${quoted(file, 200)} is there already.`, 'Give another name, or remove it first.')
  }
  await mkdir(dirname(resolve(file)), { recursive: true })
  const place = await openPlace(options)
  const fresh = `${file}.${process.pid}.part`
  try {
    const snapshot = await openSnapshot(place, { now: options.source.now(), program: options.program })
    try {
      const archive = await writeArchive(snapshot.about, options.to)
      const written = pipeline(archive.bytes, createWriteStream(fresh, { mode: 0o600 }))
      const rows = await fill(snapshot, archive, written)
      await settle(fresh)
      await rename(fresh, file)
      await settle(dirname(resolve(file)))
      return { file, bytes: (await stat(file)).size, rows, about: snapshot.about }
    } finally {
      await snapshot.end()
    }
  } catch (error) {
    await rm(fresh, { force: true })
    throw error
  } finally {
    await place.leave()
  }
}

type Snapshot = Awaited<ReturnType<typeof openSnapshot>>
type Archive = Awaited<ReturnType<typeof writeArchive>>

/** Lets every table through the archive, and waits until `read`, which takes its bytes, has them all. */
async function fill(snapshot: Snapshot, archive: Archive, read: Promise<unknown>): Promise<number> {
  let rows = 0
  async function write(): Promise<void> {
    for (const table of snapshot.about.tables) {
      rows += await snapshot.copy(table.name, (csv, count) => archive.part(table.name, csv, count))
    }
    await archive.end()
  }
  try {
    // Whichever fails first ends both: a full disk would otherwise leave the writer waiting for room.
    await Promise.all([write(), read])
  } catch (error) {
    archive.fail(error)
    await read.catch(() => undefined)
    throw error
  }
  return rows
}

/** Makes what was written outlast a power cut. Windows has no such call for folders and needs none. */
async function settle(path: string): Promise<void> {
  const handle = await open(path, process.platform === 'win32' ? 'r+' : 'r').catch((error) => {
    if (process.platform !== 'win32') throw error
    return undefined
  })
  await handle?.sync().finally(() => handle.close())
}

/** Reads a backup to its end without any database; a Problem names what is damaged. */
export async function checkFile(file: string, identity?: string): Promise<About> {
  return await readArchive(await openArchive(file, identity), {
    about: async () => undefined,
    part: async () => undefined,
  })
}

export interface RestoreOptions extends Where {
  readonly identity?: string
}

/** Fills an empty place from a backup, in one transaction that ends only when everything was verified. */
export async function restore(file: string, options: RestoreOptions): Promise<About> {
  // First without a database, so that a damaged file does not even make a data folder.
  await checkFile(file, options.identity)
  const place = await openPlace(options)
  try {
    return await into(place, (reader) =>
      openArchive(file, options.identity).then((bytes) => readArchive(bytes, reader)),
    )
  } finally {
    await place.leave()
  }
}

type Reader = Parameters<typeof readArchive>[1]

async function into(
  place: Awaited<ReturnType<typeof openPlace>>,
  read: (reader: Reader) => Promise<About>,
): Promise<About> {
  let target: Restore | undefined
  try {
    const about = await read({
      async about(it) {
        target = await beginRestore(place, it)
      },
      part: (table, csv) => target!.load(table, csv),
    })
    await target!.finish()
    return about
  } finally {
    await target?.end()
  }
}

/** Copies everything to an empty database on a server; the old one then refuses to be worked with. */
export async function move(from: BackupOptions, to: string): Promise<About> {
  const old = await openPlace(from)
  const place = await openPlace({ dataDir: from.dataDir, url: to }).catch(async (error) => {
    await old.leave()
    throw error
  })
  try {
    await checkEmpty(place.connection)
    const snapshot = await openSnapshot(old, { now: from.source.now(), program: from.program, alone: true })
    try {
      const archive = await writeArchive(snapshot.about)
      // What stops the reading side is told by the one promise below; nobody else listens to the pipe between.
      archive.bytes.on('error', () => undefined)
      const restored = into(place, (reader) => readArchive(archive.bytes, reader))
      restored.catch(() => undefined)
      await fill(snapshot, archive, restored)
      await snapshot.moved(nameOf(to))
      return snapshot.about
    } finally {
      await snapshot.end()
    }
  } finally {
    await place.leave()
    await old.leave()
  }
}

/** A server's name without its secrets. */
function nameOf(url: string): string {
  const { host, pathname } = new URL(url)
  return `postgres://${host}${pathname}`
}

export interface Proof {
  readonly proved: boolean
  readonly says: string
}

/** Restores a backup into a database of its own, elsewhere, which is gone afterwards. */
async function prove(file: string, options: { dataDir: string; identity?: string }): Promise<Proof> {
  const root = resolve(options.dataDir)
  for (const left of await readdir(root).catch(() => [])) {
    if (isLeft(/^scratch-(\d+)$/.exec(left))) await clearScratch(join(root, left))
  }
  const scratch = join(root, `scratch-${process.pid}`)
  await mkdir(scratch, { recursive: true, mode: 0o711 })
  // The account that runs the database must be able to pass.
  await chmod(scratch, 0o711)
  try {
    const about = await restore(file, { dataDir: scratch, identity: options.identity })
    return { proved: true, says: sums(about) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { proved: false, says: error.facts.says }
  } finally {
    await removeScratch(scratch)
  }
}

/** Whether the program whose number stands in a name is gone: it was killed, and what it was making is nobody's. */
function isLeft(name: RegExpExecArray | null): boolean {
  const pid = Number(name?.[1])
  if (!pid) return false
  // In a container the next program often gets the same number.
  if (pid === process.pid) return true
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/** A killed program leaves its server running: it is joined, and stopped by the last one to leave. */
async function clearScratch(scratch: string): Promise<void> {
  const place = await openPlace({ dataDir: scratch }).catch(() => undefined)
  await place?.leave()
  await removeScratch(scratch)
}

async function removeScratch(scratch: string): Promise<void> {
  // As root the database may live elsewhere, behind a link.
  const lent = await realpath(join(scratch, 'database')).catch(() => undefined)
  if (lent) await rm(lent, { recursive: true, force: true })
  await rm(scratch, { recursive: true, force: true })
}

function sums(about: About): string {
  const claims = about.figures.reduce((sum, one) => sum + one.claims, 0)
  return `${claims} claims restored and verified to the cent`
}

const named = /^dunwell-(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)Z\.tar\.zst(\.age)?$/

/** Makes a backup in a folder, proves it, and lets go of those that the rule does not keep. Only what was proved has its name. */
export async function backUpAndKeep(
  folder: string,
  rule: KeepRule,
  options: BackupOptions & { readonly identity?: string },
): Promise<{ made: Made; proof: Proof; removed: string[] }> {
  await mkdir(folder, { recursive: true })
  const stamp = new Date(options.source.now()).toISOString().slice(0, 19).replaceAll(':', '')
  const name = join(folder, `dunwell-${stamp}Z.tar.zst${options.to === undefined ? '' : '.age'}`)
  if (await stat(name).catch(() => undefined)) {
    throw problem('backup.exists', `${quoted(name, 200)} is there already.`, 'Wait a second and run it again.')
  }
  for (const left of await readdir(folder)) {
    if (isLeft(/^dunwell-.*\.(\d+)\.(?:part|unproved)$/.exec(left))) await rm(join(folder, left), { force: true })
  }
  const unproved = `${name}.${process.pid}.unproved`
  const made = await backUp(unproved, options)
  const proof = await prove(unproved, options)
  if (!proof.proved) {
    const failed = `${name}.failed`
    await rename(unproved, failed)
    return { made: { ...made, file: failed }, proof, removed: [] }
  }
  await rename(unproved, name)
  await settle(resolve(folder))
  return { made: { ...made, file: name }, proof, removed: await letGo(folder, rule) }
}

async function letGo(folder: string, rule: KeepRule): Promise<string[]> {
  const found = (await readdir(folder)).flatMap((name) => {
    const at = named.exec(name)
    return at ? [{ name, moment: Date.parse(`${at[1]}T${at[2]}:${at[3]}:${at[4]}Z`) }] : []
  })
  const stay = kept(
    found.map((one) => one.moment),
    rule,
  )
  const go = found.filter((one) => !stay.has(one.moment)).map((one) => join(folder, one.name))
  for (const path of go) await rm(path)
  return go.map((path) => basename(path)).sort()
}
