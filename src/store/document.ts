// Documents filed under a claim or a customer: the bytes once per hash, a row for where they belong, an entry in the chain. One
// filed wrongly is withdrawn, never deleted.

import { gunzipSync } from 'node:zlib'
import type { Moment } from '../core/day.ts'
import { type Key, keyOf, publicId } from '../core/id.ts'
import { problem } from '../core/problem.ts'
import { folded } from '../core/text.ts'
import { hashOf, keepBlob } from './blob.ts'
import { change, insert, row, rows, sql, type Tx } from './db.ts'
import { addRecord, type Heads, lockDebtors } from './record.ts'

export interface NewDocument {
  readonly debtorId: string
  /** The claim it is about; absent: the customer as a whole. */
  readonly claimId?: string
  readonly kind: string
  readonly name: string
  readonly bytes: Uint8Array
  /** Why it stands there: which number was found where, or that a person said so. */
  readonly because: string
}

export interface DocumentRow extends Key {
  readonly debtorId: string
  readonly debtorNo: number
  readonly debtorName: string
  readonly claimId: string | null
  readonly claimNumber: string | null
  readonly kind: string
  readonly name: string
  readonly sha: Buffer
  readonly size: number
  readonly recordedAt: Moment
  readonly withdrawnAt: Moment | null
}

export function documentId(key: Key): string {
  return publicId('doc', key)
}

/**
 * Files a document of a debtor who is locked.
 * @returns its id, or undefined where the same bytes stand there already as the same kind: then nothing is written
 */
export async function addDocument(tx: Tx, heads: Heads, it: NewDocument): Promise<string | undefined> {
  const sha = hashOf(it.bytes)
  const subject = it.claimId ?? it.debtorId
  const there = await row(
    tx,
    sql`SELECT 1 FROM documents WHERE book_id = ${heads.book} AND subject_id = ${subject}::uuid AND kind = ${it.kind} AND sha = ${sha} AND withdrawn_at IS NULL`,
  )
  if (there) return undefined
  const id = tx.newId()
  await keepBlob(tx, it.bytes, sha)
  await insert(
    tx,
    'documents',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'subject_id:uuid',
      'kind:text',
      'name:text',
      'sha:bytea',
      'size:integer',
      'recorded_at:timestamptz',
    ],
    [[heads.book, id, it.debtorId, subject, it.kind, it.name, sha, it.bytes.length, tx.now]],
  )
  const { kind, name, because } = it
  await addRecord(tx, heads, [
    {
      debtorId: it.debtorId,
      kind: 'document.filed',
      subjectId: subject,
      body: { id, kind, name, because, bytes: sha.toString('hex') },
    },
  ])
  return id
}

const columns = sql.raw(
  `x.book_id AS book, x.id, x.debtor_id AS "debtorId", d.no AS "debtorNo", d.name AS "debtorName", c.id AS "claimId", c.number AS "claimNumber",
   x.kind, x.name, x.sha, x.size, x.recorded_at AS "recordedAt", x.withdrawn_at AS "withdrawnAt"`,
)
const from = sql.raw(
  `documents x JOIN debtors d ON d.book_id = x.book_id AND d.id = x.debtor_id
   LEFT JOIN claims c ON c.book_id = x.book_id AND c.id = x.subject_id`,
)

/** Those that stand, the newest first: of a customer, of one claim, or of all. */
export async function listDocuments(
  tx: Tx,
  of?: { debtor: Key } | { claim: Key },
  limit = 1_000,
): Promise<DocumentRow[]> {
  const where = !of
    ? sql`x.workspace_id = ${tx.workspaceId}::uuid`
    : 'claim' in of
      ? sql`x.book_id = ${of.claim.book} AND x.subject_id = ${of.claim.id}::uuid`
      : sql`x.book_id = ${of.debtor.book} AND x.debtor_id = ${of.debtor.id}::uuid`
  return rows(
    tx,
    sql`SELECT ${columns} FROM ${from} WHERE ${where} AND x.withdrawn_at IS NULL ORDER BY x.recorded_at DESC, x.id DESC LIMIT ${limit}`,
  )
}

/** Those that stand, the newest first, before `before`; with words, those whose name begins so or whose claim has that number. */
export async function pageDocuments(
  tx: Tx,
  it: { readonly before?: Key; readonly limit: number; readonly words?: string },
): Promise<DocumentRow[]> {
  const { before, limit, words } = it
  const subjects = words === undefined ? [] : await subjectsOf(tx, words)
  const begins = words?.trim() ?? ''
  const until = `${begins}\u{10ffff}`
  return rows(
    tx,
    sql`SELECT ${columns} FROM ${from} WHERE x.workspace_id = ${tx.workspaceId}::uuid AND x.withdrawn_at IS NULL
          ${before === undefined ? sql`` : sql`AND x.id < ${before.id}::uuid`}
          ${words === undefined ? sql`` : sql`AND ((x.name COLLATE "C" >= ${begins} AND x.name COLLATE "C" < ${until}) OR x.subject_id = ANY(${subjects}::uuid[]) OR x.debtor_id = ANY(${subjects}::uuid[]))`}
        ORDER BY x.id DESC LIMIT ${limit}`,
  )
}

/** Claims and customers that have this number. */
async function subjectsOf(tx: Tx, words: string): Promise<string[]> {
  const { claims, customers } = await numbersThatExist(tx, [folded(words)])
  return [...claims.values(), ...customers.values()].flatMap((keys) => keys.map((it) => it.id))
}

/** By the hash of its bytes, wherever it was filed, withdrawn ones included. */
export async function documentsWith(tx: Tx, sha: Buffer): Promise<DocumentRow[]> {
  return rows(
    tx,
    sql`SELECT ${columns} FROM ${from} WHERE x.workspace_id = ${tx.workspaceId}::uuid AND x.sha = ${sha} ORDER BY x.recorded_at`,
  )
}

/** Those of some kinds that stand under these claims, in the order they were filed. */
export async function documentsOf(
  tx: Tx,
  book: number,
  claimIds: readonly string[],
  kinds: readonly string[],
): Promise<DocumentRow[]> {
  if (claimIds.length === 0 || kinds.length === 0) return []
  return rows(
    tx,
    sql`SELECT ${columns} FROM ${from} WHERE x.book_id = ${book} AND x.subject_id = ANY(${claimIds as string[]}::uuid[])
          AND x.kind = ANY(${kinds as string[]}::text[]) AND x.withdrawn_at IS NULL ORDER BY x.recorded_at, x.id`,
  )
}

/** By public id, or a Problem. */
export async function findDocument(tx: Tx, text: string): Promise<DocumentRow> {
  const key = keyOf('doc', text)
  const found = await row<DocumentRow>(
    tx,
    sql`SELECT ${columns} FROM ${from} WHERE x.book_id = ${key.book} AND x.id = ${key.id}::uuid`,
  )
  if (!found) throw problem('document.unknown', `There is no document ${text}.`, 'See "dunwell document list".')
  return found
}

/** The exact bytes as they were filed. */
export async function documentBytes(tx: Tx, it: Pick<DocumentRow, 'sha'>): Promise<Uint8Array> {
  return (await bytesKept(tx, it.sha))!
}

/** Bytes by their hash; undefined where they were erased. */
export async function bytesKept(tx: Tx, sha: Buffer): Promise<Uint8Array | undefined> {
  const found = await row<{ bytes: Buffer }>(
    tx,
    sql`SELECT bytes FROM blobs WHERE workspace_id = ${tx.workspaceId}::uuid AND sha = ${sha}`,
  )
  return found && gunzipSync(found.bytes)
}

/** It was filed wrongly: from now on it goes out with nothing. A second time changes nothing. */
export async function withdrawDocument(tx: Tx, it: DocumentRow, why?: string): Promise<boolean> {
  const heads = await lockDebtors(tx, it.book, [it.debtorId])
  return withdrawFiled(tx, heads, { ...it, subjectId: it.claimId ?? it.debtorId }, why)
}

/** The same for a debtor who is locked already. */
export async function withdrawFiled(
  tx: Tx,
  heads: Heads,
  it: { readonly id: string; readonly debtorId: string; readonly subjectId: string; readonly name: string },
  why?: string,
): Promise<boolean> {
  const done = await change(
    tx,
    sql`UPDATE documents SET withdrawn_at = ${new Date(tx.now).toISOString()}::timestamptz WHERE book_id = ${heads.book} AND id = ${it.id}::uuid AND withdrawn_at IS NULL`,
  )
  if (done === 0) return false
  const { id, name } = it
  await addRecord(tx, heads, [
    { debtorId: it.debtorId, kind: 'document.withdrawn', subjectId: it.subjectId, body: { id, name, why } },
  ])
  return true
}

/** Which claims and customers have these numbers (folded): by number, each with all that have it. */
export async function numbersThatExist(
  tx: Tx,
  values: readonly string[],
): Promise<{ claims: Map<string, Key[]>; customers: Map<string, Key[]> }> {
  const unique = [...new Set(values)]
  const found = await rows<{ kind: string; value: string; book: number; id: string }>(
    tx,
    sql`SELECT r.kind, r.value, r.book_id AS book, r.target_id AS id FROM unnest(${unique}::text[]) AS w (value)
        JOIN refs r ON r.value = w.value AND r.workspace_id = ${tx.workspaceId}::uuid AND r.kind IN ('claim', 'debtor')`,
  )
  const claims = new Map<string, Key[]>()
  const customers = new Map<string, Key[]>()
  const add = (into: Map<string, Key[]>, { value, book, id }: { value: string } & Key) => {
    const all = into.get(value) ?? []
    if (!all.some((one) => one.id === id)) all.push({ book, id })
    into.set(value, all)
  }
  for (const one of found) add(one.kind === 'claim' ? claims : customers, one)
  const short = unique.filter((value) => /^\d{4,12}$/.test(value)).map(Number)
  if (short.length > 0) {
    // By book, whose index begins with it: a look into each, instead of a walk through all customers.
    const ours = await rows<{ no: number } & Key>(
      tx,
      sql`SELECT d.no, d.book_id AS book, d.id FROM books b JOIN debtors d ON d.book_id = b.id AND d.no = ANY(${short}::bigint[])
          WHERE b.workspace_id = ${tx.workspaceId}::uuid`,
    )
    for (const one of ours) add(customers, { value: String(one.no), book: one.book, id: one.id })
  }
  return { claims, customers }
}
