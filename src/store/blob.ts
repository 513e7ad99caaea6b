// The bytes of papers, letters and mails: once per hash, compressed.

import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { insert, row, sql, type Tx } from './db.ts'

export function hashOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}

/** Keeps bytes where none of their hash are kept. @returns the hash. */
export async function keepBlob(tx: Tx, bytes: Uint8Array, sha = hashOf(bytes)): Promise<Buffer> {
  const columns = ['sha:bytea', 'size:integer', 'bytes:bytea']
  await insert(tx, 'blobs', columns, [[sha, bytes.length, gzipSync(bytes)]], { conflict: 'nothing' })
  return sha
}

/** The bytes of a hash; undefined where they were erased. */
export async function readBlob(tx: Tx, sha: Buffer): Promise<Buffer | undefined> {
  const found = await row<{ bytes: Buffer }>(
    tx,
    sql`SELECT bytes FROM blobs WHERE workspace_id = ${tx.workspaceId}::uuid AND sha = ${sha}`,
  )
  return found && gunzipSync(found.bytes)
}
