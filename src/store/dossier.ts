// All that is kept of one debtor, table by table as it is, with the bytes of every message: for the person it is about, who may
// ask for it. Which tables there are it reads from the catalogue, so that a new one is in the next export.

import { gunzipSync } from 'node:zlib'
import type { Moment } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { rows, sql, type Tx } from './db.ts'
import { batches, linesOf } from './elsewhere.ts'

// Derived from others, or shown in a better form of their own.
const leftOut = ['record', 'record_payloads', 'debtor_state', 'case_state', 'case_lists', 'claim_state', 'effects']

// What belongs to a debtor through a row of another table.
const through: readonly (readonly [table: string, column: string, of: string])[] = [
  ['dues', 'claim_id', 'claims'],
  ['attempt_facts', 'message_id', 'messages'],
  ['refusals', 'message_id', 'messages'],
  ['message_claims', 'message_id', 'messages'],
  ['address_facts', 'address_id', 'addresses'],
]

export async function readTables(tx: Tx, key: Key): Promise<Record<string, unknown[]>> {
  const names = await rows<{ name: string }>(
    tx,
    sql`SELECT c.relname::text AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'debtor_id'
        JOIN pg_attribute b ON b.attrelid = c.oid AND b.attname = 'book_id'
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> ALL(${leftOut}::text[]) ORDER BY c.relname`,
  )
  const found: Record<string, unknown[]> = {}
  const keep = async (name: string, where: ReturnType<typeof sql>) => {
    const list = await rows<{ it: unknown }>(
      tx,
      sql`SELECT to_jsonb(t) AS it FROM ${sql.table(name)} t WHERE t.book_id = ${key.book} AND ${where} ORDER BY t::text`,
    )
    if (list.length > 0) found[name] = list.map((one) => one.it)
  }
  await keep('debtors', sql`t.id = ${key.id}::uuid`)
  for (const { name } of names) await keep(name, sql`t.debtor_id = ${key.id}::uuid`)
  for (const [name, column, of] of through) {
    const own = sql`SELECT o.id FROM ${sql.table(of)} o WHERE o.book_id = ${key.book} AND o.debtor_id = ${key.id}::uuid`
    await keep(name, sql`t.${sql.ref(column)} IN (${own})`)
  }
  const lines: unknown[] = []
  for (const some of batches(await linesOf(tx, key))) {
    const list = await rows<{ it: unknown }>(
      tx,
      sql`SELECT to_jsonb(l) AS it FROM bank_lines l WHERE l.workspace_id = ${tx.workspaceId}::uuid AND l.id = ANY(${some}::uuid[])`,
    )
    lines.push(...list.map((one) => one.it))
  }
  if (lines.length > 0) found.bank_lines = lines
  return found
}

export interface RecordRow {
  readonly entry: number
  readonly at: Moment
  readonly actor: string
  readonly kind: string
  readonly sha: string
  /** Empty where the content was erased. */
  readonly content: unknown
}

export async function readRecord(tx: Tx, key: Key): Promise<RecordRow[]> {
  return rows(
    tx,
    sql`SELECT r.seq AS entry, r.at, r.actor, r.kind, encode(r.sha, 'hex') AS sha, p.body::jsonb AS content
        FROM record r LEFT JOIN record_payloads p USING (book_id, debtor_id, seq)
        WHERE r.book_id = ${key.book} AND r.debtor_id = ${key.id}::uuid ORDER BY r.seq`,
  )
}

export interface Sent {
  readonly id: string
  readonly at: Moment
  readonly direction: 'in' | 'out'
  readonly channel: string
  readonly no: number
  readonly subject: string
  readonly bytes: Buffer
}

/** Every message in and out whose bytes are kept, oldest first, one after the other. */
export async function* readBytes(tx: Tx, key: Key): AsyncGenerator<Sent> {
  const list = [...(await sentOf(tx, key)), ...(await receivedOf(tx, key))]
  list.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.no - b.no))
  for (const { sha, ...it } of list) {
    const [found] = await rows<{ bytes: Buffer }>(
      tx,
      sql`SELECT bytes FROM blobs WHERE workspace_id = ${tx.workspaceId}::uuid AND sha = ${sha}`,
    )
    if (found) yield { ...it, bytes: gunzipSync(found.bytes) }
  }
}

type Kept = Omit<Sent, 'bytes'> & { readonly sha: Buffer }

function sentOf(tx: Tx, key: Key): Promise<Kept[]> {
  return rows(
    tx,
    sql`SELECT message_id AS id, released_at AS at, 'out' AS direction, channel, no, subject, bytes_sha AS sha
        FROM attempts WHERE book_id = ${key.book} AND debtor_id = ${key.id}::uuid`,
  )
}

async function receivedOf(tx: Tx, key: Key): Promise<Kept[]> {
  const messages = await rows<Pick<Sent, 'id' | 'at' | 'direction'> & { mail: string }>(
    tx,
    sql`SELECT id, at, direction, intent ->> 'mail' AS mail FROM messages
        WHERE book_id = ${key.book} AND debtor_id = ${key.id}::uuid AND intent ->> 'mail' IS NOT NULL`,
  )
  const found: Kept[] = []
  for (const some of batches(messages)) {
    const mails = await rows<{ id: string; subject: string; sha: Buffer }>(
      tx,
      sql`SELECT id, subject, bytes_sha AS sha FROM inbox WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ANY(${some.map((it) => it.mail)}::uuid[])`,
    )
    const by = new Map(mails.map((it) => [it.id, it]))
    for (const { mail, ...it } of some) {
      const kept = by.get(mail)
      if (kept) found.push({ ...it, channel: 'email', no: 1, subject: kept.subject, sha: kept.sha })
    }
  }
  return found
}
