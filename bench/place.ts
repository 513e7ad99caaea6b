// Where a measurement happens: a server, with databases cloned from one another so that every repetition begins alike.

import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openEmbedded } from '../src/store/embedded.ts'

export interface Place {
  readonly name: string
  url(database: string): string
  close(): Promise<void>
}

/** The embedded server in a temporary folder, or in one that stays, with the settings that everybody gets. */
export async function embeddedPlace(kept?: string): Promise<Place> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'dunwell-bench-'))
  mkdirSync(folder, { recursive: true })
  // The server runs as an ordinary user, who must be able to enter.
  chmodSync(folder, 0o755)
  const { connection, leave } = await openEmbedded(folder)
  const { host, port, user, password } = connection
  const query = new URLSearchParams({ host, port: String(port), user, ...(password && { password }) })
  return {
    name: 'embedded',
    url: (database) => `postgresql:///${database}?${query}`,
    async close() {
      await leave()
      if (kept === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A server whose user may create databases. */
export function serverPlace(url: string): Place {
  return {
    name: 'server',
    url(database) {
      const it = new URL(url)
      it.pathname = `/${database}`
      return it.href
    },
    close: async () => undefined,
  }
}

/** One statement, outside any workspace. */
export async function say(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

/**
 * Seconds of CPU that connections now ended have used, of a server on this machine; undefined elsewhere. The difference around a
 * piece of work says what it cost, also where other work slows the clock down.
 */
export async function databaseCpu(place: Place): Promise<number | undefined> {
  const client = new pg.Client({ connectionString: place.url('postgres') })
  await client.connect()
  try {
    const { rows } = await client.query('SELECT pg_backend_pid() AS pid')
    const own = statOf(rows[0].pid)
    if (!own.name.startsWith('postgres')) return undefined
    // Of the process that starts all others: time of those that have ended, in hundredths of a second.
    const { fields } = statOf(Number(own.fields[1]))
    return (Number(fields[13]) + Number(fields[14])) / 100
  } catch {
    return undefined
  } finally {
    await client.end()
  }
}

/** What Linux says of a process, from its state on. */
function statOf(pid: number): { name: string; fields: string[] } {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const end = text.lastIndexOf(')')
  return { name: text.slice(text.indexOf('(') + 1, end), fields: text.slice(end + 2).split(' ') }
}

export async function clone(place: Place, from: string, to: string): Promise<void> {
  await drop(place, to)
  await say(place.url('postgres'), `CREATE DATABASE ${to} TEMPLATE ${from} STRATEGY file_copy`)
  await say(place.url('postgres'), 'CHECKPOINT')
}

export async function drop(place: Place, name: string): Promise<void> {
  await say(place.url('postgres'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
}
