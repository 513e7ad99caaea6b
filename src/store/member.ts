// The people of a workspace: who works in it, as what, and until when another does their work. Who somebody is, is known elsewhere
// (engine/identity.ts); the tie is the email address, whose hash leads to the workspaces before the wall.

import { createHash } from 'node:crypto'
import type { Day, Moment } from '../core/day.ts'
import { publicId } from '../core/id.ts'
import type { Approves, Role } from '../core/member.ts'
import { problem, quoted } from '../core/problem.ts'
import { atMoment, change, type Db, insert, onDay, row, rows, sql, type Tx } from './db.ts'
import { addWorkspaceRecord } from './record.ts'

export interface Member {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly approves: Approves | null
  readonly language: string | null
  readonly coverId: string | null
  /** Not included. */
  readonly coverUntil: Day | null
  readonly addedAt: Moment
  readonly version: number
}

/** A member as other programs and the browser name them; members belong to no book. */
export function memberId(id: string): string {
  return publicId('mbr', { book: 1, id })
}

/** As it is compared and kept: without blanks around it, in small letters. */
export function foldedEmail(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase()
}

function shaOf(email: string): string {
  return `\\x${createHash('sha256').update(foldedEmail(email)).digest('hex')}`
}

const columns = sql`id, email, name, role, approves, language, cover_id AS "coverId", cover_until AS "coverUntil", added_at AS "addedAt", version`

/** The workspaces in which this address has a seat, in order of their ids. */
export async function seatsOf(db: Db, email: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    { query: db.app as never },
    sql`SELECT workspace_id AS id FROM seats WHERE email_sha = ${shaOf(email)}::bytea ORDER BY workspace_id`,
  )
  return found.map((it) => it.id)
}

/** Whether anybody at all may sign in here. */
export async function anybody(db: Db): Promise<boolean> {
  const found = await row<{ there: boolean }>(
    { query: db.app as never },
    sql`SELECT EXISTS (SELECT FROM seats) AS there`,
  )
  return found!.there
}

/** The member with this address who was not removed. */
export async function memberBy(tx: Tx, email: string): Promise<Member | undefined> {
  return row(
    tx,
    sql`SELECT ${columns} FROM members WHERE workspace_id = ${tx.workspaceId}::uuid AND email = ${foldedEmail(email)} AND removed_at IS NULL`,
  )
}

/** All who were not removed, in the order in which they came. */
export async function listMembers(tx: Tx): Promise<Member[]> {
  return rows(
    tx,
    sql`SELECT ${columns} FROM members WHERE workspace_id = ${tx.workspaceId}::uuid AND removed_at IS NULL ORDER BY added_at, id`,
  )
}

/** Gives somebody a seat. A Problem where the address has one. */
export async function addMember(
  tx: Tx,
  it: Pick<Member, 'email' | 'name' | 'role'> & Partial<Pick<Member, 'approves' | 'language'>>,
): Promise<string> {
  if (await memberBy(tx, it.email))
    throw problem('member.there', `${quoted(it.email)} works here already.`, 'Change their role instead.')
  const id = tx.newId()
  const email = foldedEmail(it.email)
  await insert(
    tx,
    'members',
    [
      'id:uuid',
      'email:text',
      'name:text',
      'role:text',
      'approves:jsonb',
      'language:text',
      'added_at:timestamptz',
      'actor:text',
    ],
    [[id, email, it.name, it.role, it.approves ?? null, it.language ?? null, tx.now, tx.actor]],
  )
  await rows(
    tx,
    sql`INSERT INTO seats (email_sha, workspace_id) VALUES (${shaOf(email)}::bytea, ${tx.workspaceId}::uuid) ON CONFLICT DO NOTHING`,
  )
  await addWorkspaceRecord(tx, 'member.added', id, {
    email,
    name: it.name,
    role: it.role,
    approves: it.approves ?? null,
  })
  return id
}

export interface MemberChange {
  readonly role?: Role
  readonly approves?: Approves | null
  readonly name?: string
  readonly language?: string | null
  readonly cover?: { readonly id: string; readonly until: Day } | null
}

/** Changes what is named, where they are still as they were seen. The last owner stays one. */
export async function changeMember(tx: Tx, id: string, it: MemberChange, seen?: number): Promise<void> {
  await row(
    tx,
    sql`SELECT id FROM members WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}::uuid FOR UPDATE`,
  )
  const all = await listMembers(tx)
  const found = memberOf(all, id)
  if (seen !== undefined && seen !== found.version)
    throw problem(
      'version.other',
      `What is kept of ${found.name} was changed meanwhile.`,
      'Read it again, look at what changed, and send the change with the new version.',
    )
  if (it.role !== undefined && it.role !== 'owner') keepAnOwner(all, found)
  const next = { ...found, ...it }
  const cover = it.cover === undefined ? { id: found.coverId, until: found.coverUntil } : it.cover
  await change(
    tx,
    sql`UPDATE members SET role = ${next.role}, name = ${next.name}, language = ${next.language}, approves = ${next.approves ? JSON.stringify(next.approves) : null}::jsonb,
          version = version + 1, cover_id = ${cover?.id ?? null}::uuid, cover_until = ${cover?.until === undefined || cover?.until === null ? null : onDay(cover.until)}::date
        WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}::uuid`,
  )
  await addWorkspaceRecord(tx, 'member.changed', id, { ...it })
}

/** Names of all who are or were here, by their ids: what they did keeps theirs. */
export async function memberNames(tx: Tx): Promise<Map<string, string>> {
  const found = await rows<{ id: string; name: string }>(
    tx,
    sql`SELECT id, name FROM members WHERE workspace_id = ${tx.workspaceId}::uuid`,
  )
  return new Map(found.map((it) => [it.id, it.name]))
}

/** Takes a seat away; whoever calls this ends the sessions of who sat there (store/identity.ts). */
export async function removeMember(tx: Tx, id: string): Promise<Member> {
  const all = await listMembers(tx)
  const found = memberOf(all, id)
  keepAnOwner(all, found)
  await change(
    tx,
    sql`UPDATE members SET removed_at = ${atMoment(tx.now)}::timestamptz WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}::uuid`,
  )
  await change(
    tx,
    sql`DELETE FROM seats WHERE workspace_id = ${tx.workspaceId}::uuid AND email_sha = ${shaOf(found.email)}::bytea`,
  )
  await change(
    tx,
    sql`UPDATE members SET cover_id = NULL, cover_until = NULL WHERE workspace_id = ${tx.workspaceId}::uuid AND cover_id = ${id}::uuid`,
  )
  await addWorkspaceRecord(tx, 'member.removed', id, { email: found.email })
  return found
}

function memberOf(all: readonly Member[], id: string): Member {
  const found = all.find((it) => it.id === id)
  if (!found) throw problem('member.unknown', 'Nobody here has this number.', 'Take one from the list of people.')
  return found
}

function keepAnOwner(all: readonly Member[], leaving: Member): void {
  if (leaving.role === 'owner' && all.filter((it) => it.role === 'owner').length === 1)
    throw problem(
      'member.last_owner',
      `${leaving.name} is the only owner, and a workspace has one.`,
      'Make somebody else an owner first.',
    )
}
