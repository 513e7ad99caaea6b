// Backups: made from one snapshot, restored into an empty place, moved to a server. A file that has its name is whole; one that was
// interrupted still has a temporary one. Whether it is good is proof.ts's to say.

import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { problem, quoted } from '../core/problem.ts'
import { type About, beginRestore, checkEmpty, openSnapshot, type Restore } from '../store/backup.ts'
import { openPlace, type Source } from '../store/db.ts'
import { openArchive, readArchive, writeArchive } from './archive.ts'

/** Where a database lives: a server by its URL, else the embedded one of the data folder. */
export interface Where {
  readonly dataDir: string
  readonly url?: string
}

/** How far a backup or a restore is: after every part of a table, and before every index. */
export interface Progress {
  readonly doing: 'writing' | 'checking' | 'reading' | 'indexes' | 'verifying'
  /** Tables, or indexes, begun and in all; the number of tables of a file that is being checked is not known yet. */
  readonly done: number
  readonly of?: number
  readonly rows?: number
}

/** Hears how far the work is. What it throws ends the work, and nothing is left of it. */
export type Told = (progress: Progress) => void

export interface BackupOptions extends Where {
  readonly source: Source
  readonly program: string
  /** Age recipients to encrypt to, any of whom can open it. */
  readonly to?: readonly string[]
  readonly told?: Told
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
      const rows = await fill(snapshot, archive, written, options.told)
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
async function fill(snapshot: Snapshot, archive: Archive, read: Promise<unknown>, told?: Told): Promise<number> {
  let rows = 0
  const { tables } = snapshot.about
  async function write(): Promise<void> {
    for (const [i, table] of tables.entries()) {
      await snapshot.copy(table.name, async (csv, count) => {
        await archive.part(table.name, csv, count)
        rows += count
        told?.({ doing: 'writing', done: i, of: tables.length, rows })
      })
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
export async function settle(path: string): Promise<void> {
  const handle = await open(path, process.platform === 'win32' ? 'r+' : 'r').catch((error) => {
    if (process.platform !== 'win32') throw error
    return undefined
  })
  await handle?.sync().finally(() => handle.close())
}

/** Reads a backup to its end without any database; a Problem names what is damaged. */
export async function checkFile(file: string, identity?: string, told?: Told): Promise<About> {
  let done = 0
  return await readArchive(await openArchive(file, identity), {
    about: async () => undefined,
    async part() {
      told?.({ doing: 'checking', done: done++ })
      return undefined
    },
  })
}

export interface RestoreOptions extends Where {
  /** The file with the age key to decrypt with, or that key itself. */
  readonly identity?: string
  readonly told?: Told
}

/** Fills an empty place from a backup, in one transaction that ends only when everything was verified. */
export async function restore(file: string, options: RestoreOptions): Promise<About> {
  // First without a database, so that a damaged file does not even make a data folder.
  await checkFile(file, options.identity, options.told)
  const place = await openPlace(options)
  try {
    return await into(
      place,
      (reader) => openArchive(file, options.identity).then((bytes) => readArchive(bytes, reader)),
      options.told,
    )
  } finally {
    await place.leave()
  }
}

type Reader = Parameters<typeof readArchive>[1]

async function into(
  place: Awaited<ReturnType<typeof openPlace>>,
  read: (reader: Reader) => Promise<About>,
  told?: Told,
): Promise<About> {
  let target: Restore | undefined
  const begun = new Set<string>()
  let [rows, of] = [0, 0]
  try {
    const about = await read({
      async about(it) {
        of = it.tables.length
        target = await beginRestore(place, it)
      },
      async part(table, csv) {
        const count = await target!.load(table, csv)
        begun.add(table)
        rows += count
        told?.({ doing: 'reading', done: begun.size, of, rows })
        return count
      },
    })
    await target!.finish((doing, done, all) => told?.({ doing, done, of: all }))
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
      const restored = into(place, (reader) => readArchive(archive.bytes, reader), from.told)
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
