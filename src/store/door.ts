// Keys by which programs come in. The door (the hash of a secret, and whose workspace it opens) stands before the wall; the key
// itself, with its name and what it may do, stands behind it. The secret is shown once and kept nowhere.

import { createHash } from 'node:crypto'
import type { Moment } from '../core/day.ts'
import { parseId, publicId } from '../core/id.ts'
import { problem, quoted } from '../core/problem.ts'
import { atMoment, change, type Db, insert, row, rows, sql, type Tx } from './db.ts'
import { addWorkspaceRecord } from './record.ts'

export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly mayWrite: boolean
  readonly madeAt: Moment
  readonly revokedAt: Moment | null
}

const kind = 'key'

function shaOf(secret: string): string {
  return `\\x${createHash('sha256').update(secret).digest('hex')}`
}

/** Makes a key. @returns its secret, which nobody can read again */
export async function addKey(tx: Tx, name: string, mayWrite: boolean): Promise<{ id: string; secret: string }> {
  const id = tx.newId()
  const secret = `dw_${Buffer.from(tx.random(32)).toString('base64url')}`
  await insert(
    tx,
    'api_keys',
    ['id:uuid', 'name:text', 'may_write:boolean', 'made_at:timestamptz', 'actor:text'],
    [[id, name, mayWrite, tx.now, tx.actor]],
  )
  await rows(
    tx,
    sql`INSERT INTO doors (secret_sha, kind, workspace_id, subject_id) VALUES (${shaOf(secret)}::bytea, ${kind}, ${tx.workspaceId}::uuid, ${id}::uuid)`,
  )
  await addWorkspaceRecord(tx, 'key.made', id, { name, mayWrite })
  return { id: keyId(id), secret }
}

/** Keys belong to no book. */
export function keyId(id: string): string {
  return publicId('key', { book: 1, id })
}

/** All keys, the newest first. */
export async function listKeys(tx: Tx): Promise<ApiKey[]> {
  return rows(
    tx,
    sql`SELECT id, name, may_write AS "mayWrite", made_at AS "madeAt", revoked_at AS "revokedAt" FROM api_keys
        WHERE workspace_id = ${tx.workspaceId}::uuid ORDER BY revoked_at IS NOT NULL, id DESC`,
  )
}

/** Takes a key back by its id, or by its name where one key alone has it. */
export async function revokeKey(tx: Tx, text: string): Promise<ApiKey> {
  const key = parseId('key', text)
  const found = (await listKeys(tx)).filter(
    (it) => it.revokedAt === null && (key ? it.id === key.id : it.name === text.trim()),
  )
  if (found.length !== 1) {
    throw problem(
      found.length === 0 ? 'key.unknown' : 'key.several',
      found.length === 0 ? `There is no key ${quoted(text)} in use.` : `Several keys are called ${quoted(text)}.`,
      'Use the id that "dunwell key list" shows.',
    )
  }
  await change(
    tx,
    sql`UPDATE api_keys SET revoked_at = ${atMoment(tx.now)}::timestamptz WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${found[0]!.id}::uuid`,
  )
  await addWorkspaceRecord(tx, 'key.revoked', found[0]!.id, { name: found[0]!.name })
  return found[0]!
}

/** Where a secret leads; undefined for a secret of nobody. Whether its key still stands is known behind the wall. */
export async function openDoor(db: Db, secret: string): Promise<{ workspaceId: string; keyId: string } | undefined> {
  return row(
    { query: db.app as never },
    sql`SELECT workspace_id AS "workspaceId", subject_id AS "keyId" FROM doors WHERE secret_sha = ${shaOf(secret)}::bytea AND kind = ${kind}`,
  )
}

/** The key of an open door, unless it was revoked. */
export async function standingKey(tx: Tx, id: string): Promise<ApiKey | undefined> {
  return row(
    tx,
    sql`SELECT id, name, may_write AS "mayWrite", made_at AS "madeAt", revoked_at AS "revokedAt" FROM api_keys
        WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}::uuid AND revoked_at IS NULL`,
  )
}
