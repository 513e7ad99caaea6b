// What a debtor's book only points to: received mails and lines of the bank lie with the workspace, bytes by their hash, and
// nothing in a book is joined to them. So each is asked for by what the one before has told, a batch at a time.

import type { Key } from '../core/id.ts'
import { rows, sql, type Tx } from './db.ts'

/** Keys that one statement asks for. */
const batch = 1_000

export function* batches<T>(list: readonly T[]): Generator<T[]> {
  for (let from = 0; from < list.length; from += batch) yield list.slice(from, from + batch)
}

/** Mails that this debtor's messages came in. */
export async function mailsOf(tx: Tx, key: Key): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    sql`SELECT DISTINCT intent ->> 'mail' AS id FROM messages WHERE book_id = ${key.book} AND debtor_id = ${key.id}::uuid AND intent ->> 'mail' IS NOT NULL`,
  )
  return found.map((it) => it.id)
}

/** Lines of the bank that this debtor's payments came in. */
export async function linesOf(tx: Tx, key: Key): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    sql`SELECT DISTINCT line_id AS id FROM payments WHERE book_id = ${key.book} AND debtor_id = ${key.id}::uuid AND line_id IS NOT NULL`,
  )
  return found.map((it) => it.id)
}

/** Hashes of all bytes that this debtor has: messages as they were sent, documents, and these mails. */
export async function hashesOf(tx: Tx, key: Key, mails: readonly string[]): Promise<Buffer[]> {
  const found = await rows<{ sha: Buffer }>(
    tx,
    sql`SELECT bytes_sha AS sha FROM attempts WHERE book_id = ${key.book} AND debtor_id = ${key.id}::uuid
        UNION SELECT sha FROM documents WHERE book_id = ${key.book} AND debtor_id = ${key.id}::uuid`,
  )
  for (const some of batches(mails)) {
    found.push(
      ...(await rows<{ sha: Buffer }>(
        tx,
        sql`SELECT bytes_sha AS sha FROM inbox WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ANY(${some}::uuid[])`,
      )),
    )
  }
  return [...new Map(found.map(({ sha }) => [sha.toString('hex'), sha])).values()]
}

/** Those of a batch of hashes that another debtor has too. */
export async function hashesOfOthers(tx: Tx, key: Key, hashes: readonly Buffer[]): Promise<Buffer[]> {
  const found = await rows<{ sha: Buffer }>(
    tx,
    sql`SELECT bytes_sha AS sha FROM attempts WHERE workspace_id = ${tx.workspaceId}::uuid AND bytes_sha = ANY(${hashes}::bytea[]) AND debtor_id <> ${key.id}::uuid
        UNION SELECT sha FROM documents WHERE workspace_id = ${tx.workspaceId}::uuid AND sha = ANY(${hashes}::bytea[]) AND debtor_id <> ${key.id}::uuid`,
  )
  const mails = await rows<{ id: string; sha: Buffer }>(
    tx,
    sql`SELECT id, bytes_sha AS sha FROM inbox WHERE workspace_id = ${tx.workspaceId}::uuid AND bytes_sha = ANY(${hashes}::bytea[])`,
  )
  const theirs = new Set<string>()
  for (const some of batches(mails)) {
    for (const id of await mailsOfOthers(
      tx,
      key,
      some.map((it) => it.id),
    ))
      theirs.add(id)
  }
  return [...found, ...mails.filter((it) => theirs.has(it.id))].map((it) => it.sha)
}

/** Those of a batch of mails that landed on another debtor too. */
export async function mailsOfOthers(tx: Tx, key: Key, mails: readonly string[]): Promise<string[]> {
  if (mails.length === 0) return []
  const found = await rows<{ id: string }>(
    tx,
    sql`SELECT DISTINCT intent ->> 'mail' AS id FROM messages
        WHERE workspace_id = ${tx.workspaceId}::uuid AND intent ->> 'mail' = ANY(${mails}::text[]) AND debtor_id <> ${key.id}::uuid`,
  )
  return found.map((it) => it.id)
}

/** Those of a batch of lines of the bank that paid for another debtor too. */
export async function linesOfOthers(tx: Tx, key: Key, lines: readonly string[]): Promise<string[]> {
  const parts = await rows<{ line: string; book: number; payment: string }>(
    tx,
    sql`SELECT line_id AS line, book_id AS book, payment_id AS payment FROM bank_line_parts
        WHERE workspace_id = ${tx.workspaceId}::uuid AND line_id = ANY(${lines}::uuid[]) AND book_id IS NOT NULL AND payment_id IS NOT NULL`,
  )
  const shared = new Set<string>()
  for (const [book, all] of Map.groupBy(parts, (it) => it.book)) {
    for (const some of batches(all)) {
      const theirs = await rows<{ id: string }>(
        tx,
        sql`SELECT id FROM payments WHERE book_id = ${book} AND id = ANY(${some.map((it) => it.payment)}::uuid[]) AND debtor_id <> ${key.id}::uuid`,
      )
      const ids = new Set(theirs.map((it) => it.id))
      for (const it of some) if (ids.has(it.payment)) shared.add(it.line)
    }
  }
  return [...shared]
}
