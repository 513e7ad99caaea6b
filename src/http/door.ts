// Who comes in: a bearer key opens one workspace, to read or to write. A key that was revoked is a key of nobody.

import { type Day, dayAt, momentAt } from '../core/day.ts'
import { problem } from '../core/problem.ts'
import { type Db, inWorkspace } from '../store/db.ts'
import { openDoor, standingKey } from '../store/door.ts'
import { readWorkspace, type Workspace } from '../store/workspace.ts'

export interface Entered {
  /** With the clock of the workspace: a rehearsal stands at 09:00 of its day. */
  readonly db: Db
  readonly workspace: Workspace
  readonly today: Day
  readonly actor: string
  readonly keyId: string
}

/** Throws a Problem for no key, a key of nobody, and a reading key where something is to be written. */
export async function enter(
  wiring: { readonly db: Db },
  header: string | undefined,
  writes: boolean,
): Promise<Entered> {
  const { db } = wiring
  const secret = /^Bearer +(\S{8,200})$/i.exec(header ?? '')?.[1]
  const door = secret === undefined ? undefined : await openDoor(db, secret)
  const found =
    door &&
    (await inWorkspace(db, door.workspaceId, 'door', async (tx) => {
      const key = await standingKey(tx, door.keyId)
      return key && { key, workspace: await readWorkspace(tx) }
    }))
  if (!found)
    throw problem(
      'key.needed',
      secret === undefined ? 'The request carries no key.' : 'This key opens nothing.',
      'Make one with "./dunwell key add --name …" and send it as "Authorization: Bearer dw_…".',
    )
  if (writes && !found.key.mayWrite)
    throw problem('key.reading', 'This key may only read.', 'Make one that writes: ./dunwell key add --name … --write')
  return { ...atWorkspace(db, found.workspace), actor: `key ${found.key.name}`, keyId: found.key.id }
}

/** The workspace on its own day. */
export function atWorkspace(db: Db, workspace: Workspace): { db: Db; workspace: Workspace; today: Day } {
  const { zone, liveSince, runDay } = workspace
  if (liveSince !== undefined || runDay === undefined) return { db, workspace, today: dayAt(db.source.now(), zone) }
  const moment = momentAt(runDay, 9, zone)
  const source = { now: () => moment, random: (bytes: number) => db.source.random(bytes) }
  return { db: { ...db, source }, workspace, today: runDay }
}
