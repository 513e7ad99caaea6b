// The private PostgreSQL of a data folder: made at the first start, shared by all programs that use the folder, stopped by
// the last one that leaves. It outlives whatever kills a program.
//
// No lock file guards the start, because a killed program would leave it behind. PostgreSQL itself lets only one server
// into a cluster, and a rename lets only one cluster into the folder: who comes second finds what is there and joins it.

import { Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client, DatabaseError } from 'pg'
import { problem, quoted } from '../core/problem.ts'
import { type Connection, makeCluster, runningServer, startServer, stepMs, stepsMax, stopServer } from './cluster.ts'
import { clusterOf, type Home, homeOf, type Outcome } from './ordinary.ts'
import { explained, refusal } from './refusal.ts'

export interface Embedded {
  readonly connection: Connection
  /** Leaves, and stops the server if no other program uses it: close pools first. A second call does nothing. */
  leave(): Promise<void>
}

interface Seat {
  readonly client: Client
  readonly socket: Socket
  readonly connection: Connection
}

// The advisory lock that every program holds shared for its life. Any number that nothing else in that database locks.
const seatLock = 0x64756e77

/**
 * Starts (or joins) the private PostgreSQL of a data folder, and makes both where they are missing. Throws a Problem where
 * folder, disk or machine do not allow it.
 */
export async function openEmbedded(dataDir: string): Promise<Embedded> {
  const home = await explained(dataDir, () => homeOf(dataDir))
  const first = await explained(dataDir, () => takeSeat(home))
  let held = Promise.resolve(keep(first))
  let leaving: Promise<void> | undefined

  // A crash of the server costs the seat. Who still works here takes a new one: else another program, leaving, would think
  // itself the last and stop the server; and after a crash of the whole server nobody would start it again.
  function keep(seat: Seat): Seat {
    seat.client.once('end', () => {
      if (leaving) return
      held = takeSeat(home).then(keep)
      held.catch(() => undefined)
    })
    // A program that ends without leaving ends; the server waits for the next one.
    seat.socket.unref()
    return seat
  }

  async function depart(): Promise<void> {
    const seat = await held.catch(() => undefined)
    if (!seat) return
    seat.socket.ref()
    if (await isLast(seat.client)) await explained(dataDir, () => stopServer(home))
    await seat.client.end()
  }

  function leave(): Promise<void> {
    leaving ??= depart()
    return leaving
  }
  return { connection: first.connection, leave }
}

/** Connects and takes the shared lock, starting the server as often as it is not there. */
async function takeSeat(home: Home): Promise<Seat> {
  await makeCluster(home)
  let start: { outcome?: Outcome | Error } | undefined
  for (let step = 0; step < stepsMax; step++) {
    const server = await runningServer(home)
    if (server) {
      const seat = server.connection && (await sitDown(server.connection))
      if (seat) return seat
    } else if (!start || start.outcome) {
      if (start?.outcome) mayTryAgain(home, start.outcome)
      const begun: { outcome?: Outcome | Error } = {}
      start = begun
      // Not awaited: pg_ctl looks for the server ten times a second, we look a hundred times.
      startServer(home).then(
        (outcome) => {
          begun.outcome = outcome
        },
        (error) => {
          begun.outcome = error
        },
      )
    }
    await pause(stepMs)
  }
  throw problem(
    'database.no_answer',
    `The database in ${quoted(home.dataDir, 200)} is there but does not answer.`,
    `Restart the machine; what it last said is in ${join(clusterOf(home), 'log')}.`,
  )
}

/** Undefined where the server is just starting up or shutting down. */
async function sitDown(connection: Connection): Promise<Seat | undefined> {
  const socket = new Socket()
  const client = new Client({
    ...connection,
    stream: () => socket,
    ssl: false,
    application_name: `dunwell ${process.pid}`,
    connectionTimeoutMillis: 30_000,
  })
  // The end of the connection is what counts, and 'end' tells it.
  client.on('error', () => undefined)
  try {
    await client.connect()
    // Waits where another program holds it alone, which is about to stop the server: then the connection breaks.
    await client.query('SELECT pg_advisory_lock_shared($1)', [seatLock])
    return { client, socket, connection }
  } catch (error) {
    await client.end()
    if (!(error instanceof DatabaseError)) return undefined
    // Cannot connect now, shut down by the administrator or a crash, too many connections.
    if (['57P01', '57P02', '57P03', '53300'].includes(error.code ?? '')) return undefined
    throw error
  }
}

/** Gives the seat up first: two that leave at once would each see the other's seat, and nobody would stop the server. */
async function isLast(seat: Client): Promise<boolean> {
  try {
    await seat.query('SELECT pg_advisory_unlock_shared($1)', [seatLock])
    const { rows } = await seat.query<{ last: boolean }>('SELECT pg_try_advisory_lock($1) AS last', [seatLock])
    return rows[0]!.last
  } catch {
    // The server is gone, or somebody is stopping it.
    return false
  }
}

/** Throws what made a start fail, unless it will pass: another starter was quicker, or processes of a killed server linger. */
function mayTryAgain(home: Home, outcome: Outcome | Error): void {
  if (outcome instanceof Error) throw outcome
  if (
    outcome.ok ||
    /shared memory block .* is still in use|lock file .* (already exists|is empty)/.test(outcome.text)
  ) {
    return
  }
  throw refusal(home, outcome.text)
}
