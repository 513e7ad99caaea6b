// The bytes of papers, letters and mails: once per hash, compressed.

import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { insert, type Tx } from './db.ts'

export function hashOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}

/** Keeps bytes where none of their hash are kept. @returns the hash. */
export async function keepBlob(tx: Tx, bytes: Uint8Array, sha = hashOf(bytes)): Promise<Buffer> {
  const columns = ['sha:bytea', 'size:integer', 'bytes:bytea']
  await insert(tx, 'blobs', columns, [[sha, bytes.length, gzipSync(bytes)]], { conflict: 'nothing' })
  return sha
}
