// Who comes in: a bearer key opens one workspace, to read or to write; a person who is signed in opens those in which they have a seat,
// to do what their role may. A key that was revoked is a key of nobody.

import { type Day, dayAt, momentAt } from '../core/day.ts'
import { parseId, publicId } from '../core/id.ts'
import { leastRole, may } from '../core/member.ts'
import { problem } from '../core/problem.ts'
import type { Person } from '../engine/identity.ts'
import { type Db, inWorkspace } from '../store/db.ts'
import { openDoor, standingKey } from '../store/door.ts'
import { type Member, memberBy, seatsOf } from '../store/member.ts'
import { readWorkspace, type Workspace } from '../store/workspace.ts'
import type { Browser, Operation } from './operation.ts'

export interface Entered {
  /** With the clock of the workspace: a rehearsal stands at 09:00 of its day. */
  readonly db: Db
  readonly workspace: Workspace
  readonly today: Day
  readonly actor: string
  /** Whose requests are counted together. */
  readonly keyId: string
  readonly member?: Member
  readonly browser?: Browser
}

/** How a request shows who sends it. */
export interface Caller {
  readonly authorization?: string
  /** The workspace that a person means; their first one unless they say. */
  readonly workspace?: string
  /** Whose session it is; asked only where there is no key. */
  readonly person?: () => Promise<Person | undefined>
  /** The browser of that person. */
  readonly browser?: (person: Person) => Promise<Browser>
}

/** The header by which a person says in which workspace they work. */
export const workspaceHeader = 'Dunwell-Workspace'

/** Throws a Problem for nobody, and for who may not do this. */
export async function enter(
  wiring: { readonly db: Db },
  caller: Caller,
  one: Pick<Operation, 'method' | 'reads' | 'right' | 'peopleOnly'>,
): Promise<Entered> {
  const writes = one.method !== 'get' && !one.reads
  const person = caller.authorization === undefined ? await caller.person?.() : undefined
  if (person)
    return {
      ...(await enterAsPerson(wiring.db, person, caller.workspace, one, writes)),
      browser: await caller.browser?.(person),
    }
  return enterByKey(wiring.db, caller, one, writes)
}

async function enterByKey(
  db: Db,
  { authorization, person }: Caller,
  one: Pick<Operation, 'peopleOnly'>,
  writes: boolean,
): Promise<Entered> {
  const secret = /^Bearer +(\S{8,200})$/i.exec(authorization ?? '')?.[1]
  const door = secret === undefined ? undefined : await openDoor(db, secret)
  const found =
    door &&
    (await inWorkspace(db, door.workspaceId, 'door', async (tx) => {
      const key = await standingKey(tx, door.keyId)
      return key && { key, workspace: await readWorkspace(tx) }
    }))
  if (!found && authorization === undefined && person !== undefined)
    throw problem('signin.needed', 'Nobody is signed in.', 'Sign in, or send a key with Authorization: Bearer dw_….')
  if (!found)
    throw problem(
      'key.needed',
      secret === undefined ? 'The request carries no key.' : 'This key opens nothing.',
      'Make one with "./dunwell key add --name …" and send it as "Authorization: Bearer dw_…".',
    )
  if (one.peopleOnly)
    throw problem('key.people', 'This is for people who are signed in.', 'Sign in at the desk and do it there.')
  if (writes && !found.key.mayWrite)
    throw problem('key.reading', 'This key may only read.', 'Make one that writes: ./dunwell key add --name … --write')
  return { ...atWorkspace(db, found.workspace), actor: `key ${found.key.name}`, keyId: found.key.id }
}

async function enterAsPerson(
  db: Db,
  person: Person,
  asked: string | undefined,
  one: Pick<Operation, 'right'>,
  writes: boolean,
): Promise<Entered> {
  const seats = await seatsOf(db, person.email)
  const id = asked === undefined ? seats[0] : parseId('wsp', asked)?.id
  const found =
    id !== undefined && seats.includes(id)
      ? await inWorkspace(db, id, 'door', async (tx) => {
          const member = await memberBy(tx, person.email)
          return member && { member, workspace: await readWorkspace(tx) }
        })
      : undefined
  // Which workspaces there are is nobody's business who has no seat in them.
  if (!found)
    throw problem('seat.none', 'You have no seat in this workspace.', 'Ask an owner to invite you, or choose another.')
  const right = one.right ?? (writes ? 'work' : 'read')
  if (!may(found.member.role, right))
    throw problem(
      'right.missing',
      `Your role here is ${found.member.role}; this needs at least ${leastRole(right)}.`,
      'Ask an owner to do it, or to change your role.',
    )
  const { name, email } = found.member
  return {
    ...atWorkspace(db, found.workspace),
    actor: `${name} <${email}>`,
    keyId: found.member.id,
    member: found.member,
  }
}

/** Workspaces belong to no book. */
export function workspaceId(id: string): string {
  return publicId('wsp', { book: 1, id })
}

/** The workspace on its own day. */
export function atWorkspace(db: Db, workspace: Workspace): { db: Db; workspace: Workspace; today: Day } {
  const { zone, liveSince, runDay } = workspace
  if (liveSince !== undefined || runDay === undefined) return { db, workspace, today: dayAt(db.source.now(), zone) }
  const moment = momentAt(runDay, 9, zone)
  const source = { now: () => moment, random: (bytes: number) => db.source.random(bytes) }
  return { db: { ...db, source }, workspace, today: runDay }
}
