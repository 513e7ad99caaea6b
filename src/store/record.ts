// The record: a hash chain per debtor and one per workspace. A writer first locks the debtors' state rows, in order of id, and
// takes the heads from them; that lock is the one all writers of a debtor share.

import { linkHash, payloadHash } from '../core/chain.ts'
import { publicId } from '../core/id.ts'
import { assert, type Problem, problem } from '../core/problem.ts'
import { touch } from './case-list.ts'
import { change, type Db, insert, row, rows, sql, type Tx } from './db.ts'
import { keepEvents } from './event.ts'
import { verifyChains } from './verify.ts'

interface Head {
  seq: number
  sha: Buffer
}
/** The chains locked by this transaction, by debtor. */
export interface Heads {
  readonly book: number
  readonly of: Map<string, Head>
}

export interface Entry {
  readonly debtorId: string
  readonly kind: string
  readonly subjectId?: string
  readonly body: unknown
}

/**
 * Locks debtors of one book in order of id. Debtors made in this transaction are added with `beginChains`. One who was merged
 * into another takes no more: a Problem that names the other, unless `moved` is `taken too`, for what came of things said before.
 */
export async function lockDebtors(
  tx: Tx,
  book: number,
  debtorIds: readonly string[],
  moved: 'refused' | 'taken too' = 'refused',
): Promise<Heads> {
  const ids = [...new Set(debtorIds)]
  const found = await rows<{ debtor_id: string; seq: number; head_sha: Buffer; moved: boolean }>(
    tx,
    sql`SELECT debtor_id, seq, head_sha, moved FROM debtor_state WHERE book_id = ${book} AND debtor_id = ANY(${ids}::uuid[])
        ORDER BY debtor_id FOR UPDATE`,
  )
  const gone = moved === 'refused' ? found.find((one) => one.moved) : undefined
  if (gone) throw await movedAway(tx, book, gone.debtor_id)
  touch(tx, book, ids)
  return { book, of: new Map(found.map((one) => [one.debtor_id, { seq: one.seq, sha: one.head_sha }])) }
}

async function movedAway(tx: Tx, book: number, id: string): Promise<Problem> {
  type Who = { no: number; name: string; moved_to: { book: number; id: string } | null }
  const who = (at: { book: number; id: string }) =>
    row<Who>(
      tx,
      sql`SELECT no, name, moved_to FROM debtors WHERE book_id = ${at.book} AND id = ${at.id}::uuid`,
    ) as Promise<Who>
  const old = await who({ book, id })
  let now = old
  while (now.moved_to) now = await who(now.moved_to)
  return problem(
    'debtor.moved',
    `${old.name} (${old.no}) was merged into ${now.name} (${now.no}) and takes no more.`,
    `Use the number ${now.no}.`,
  )
}

/** Begins the chains of debtors just made with these entries, one or more for each: their state rows are written once, as they then are. */
export async function beginChains(tx: Tx, heads: Heads, entries: readonly Entry[]): Promise<void> {
  const ids = [...new Set(entries.map((it) => it.debtorId))]
  for (const id of ids) heads.of.set(id, { seq: 0, sha: Buffer.alloc(0) })
  touch(tx, heads.book, ids)
  await addLinks(tx, heads, entries)
  await insert(
    tx,
    'debtor_state',
    ['book_id:bigint', 'debtor_id:uuid', 'seq:bigint', 'head_sha:bytea'],
    ids.map((id) => [heads.book, id, heads.of.get(id)!.seq, heads.of.get(id)!.sha]),
  )
}

/** Adds entries to the chains of locked debtors, in the order given. */
export async function addRecord(tx: Tx, heads: Heads, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  await addLinks(tx, heads, entries)
  const ids = [...new Set(entries.map((it) => it.debtorId))]
  // Asked for by their ids as well: joined alone, a planner that knows little of the table reads the whole book for a few.
  await change(
    tx,
    sql`UPDATE debtor_state s SET seq = v.seq, head_sha = v.sha
        FROM unnest(${ids}::uuid[], ${ids.map((id) => heads.of.get(id)!.seq)}::bigint[], ${ids.map((id) => `\\x${heads.of.get(id)!.sha.toString('hex')}`)}::bytea[]) AS v (id, seq, sha)
        WHERE s.book_id = ${heads.book} AND s.debtor_id = ANY(${ids}::uuid[]) AND s.debtor_id = v.id`,
  )
}

async function addLinks(tx: Tx, heads: Heads, entries: readonly Entry[]): Promise<void> {
  const links: unknown[][] = []
  const payloads: unknown[][] = []
  for (const entry of entries) {
    const head = heads.of.get(entry.debtorId)
    assert(head, 'a record entry needs its debtor locked')
    const link = nextLink(tx, head, tx.stamp ? { ...entry, body: { ...(entry.body as object), ...tx.stamp } } : entry)
    links.push([
      heads.book,
      entry.debtorId,
      head.seq,
      tx.now,
      tx.actor,
      entry.kind,
      entry.subjectId,
      link.payloadSha,
      link.prev,
      head.sha,
    ])
    payloads.push([heads.book, entry.debtorId, head.seq, link.salt, link.body])
  }
  await insert(
    tx,
    'record',
    [
      'book_id:bigint',
      'debtor_id:uuid',
      'seq:bigint',
      'at:timestamptz',
      'actor:text',
      'kind:text',
      'subject_id:uuid',
      'payload_sha:bytea',
      'prev_sha:bytea',
      'sha:bytea',
    ],
    links as never,
  )
  await insert(
    tx,
    'record_payloads',
    ['book_id:bigint', 'debtor_id:uuid', 'seq:bigint', 'salt:bytea', 'body:text'],
    payloads as never,
  )
  await keepEvents(tx, heads.book, entries)
  for (const entry of entries) tx.touched.add(publicId('dbt', { book: heads.book, id: entry.debtorId }))
}

/** Adds one entry to the workspace's own chain: what has no debtor. */
export async function addWorkspaceRecord(
  tx: Tx,
  kind: string,
  subjectId: string | undefined,
  body: unknown,
): Promise<void> {
  const state = await row<{ seq: number; head_sha: Buffer }>(
    tx,
    sql`SELECT seq, head_sha FROM workspace_state WHERE workspace_id = ${tx.workspaceId} FOR UPDATE`,
  )
  assert(state, 'every workspace has a state row')
  tx.touched.add('workspace')
  const head = { seq: state.seq, sha: state.head_sha }
  const link = nextLink(tx, head, { kind, subjectId, body })
  await insert(
    tx,
    'workspace_record',
    [
      'seq:bigint',
      'at:timestamptz',
      'actor:text',
      'kind:text',
      'subject_id:uuid',
      'payload_sha:bytea',
      'prev_sha:bytea',
      'sha:bytea',
    ],
    [[head.seq, tx.now, tx.actor, kind, subjectId, link.payloadSha, link.prev, head.sha]],
  )
  await insert(
    tx,
    'workspace_record_payloads',
    ['seq:bigint', 'salt:bytea', 'body:text'],
    [[head.seq, link.salt, link.body]],
  )
  await change(
    tx,
    sql`UPDATE workspace_state SET seq = ${head.seq}, head_sha = ${head.sha} WHERE workspace_id = ${tx.workspaceId}`,
  )
  await keepEvents(tx, 0, [{ kind, subjectId, body }])
}

function nextLink(tx: Tx, head: Head, entry: { kind: string; subjectId?: string; body: unknown }) {
  const salt = tx.random(16)
  const body = JSON.stringify(entry.body)
  const payloadSha = payloadHash(salt, body)
  const prev = head.sha
  head.seq += 1
  head.sha = linkHash({
    seq: head.seq,
    at: tx.now,
    actor: tx.actor,
    kind: entry.kind,
    subjectId: entry.subjectId,
    payloadSha,
    prev,
  })
  return { salt, body, payloadSha, prev }
}

/** What does not hold in any chain of a workspace, as sentences. */
export async function verifyRecord(db: Pick<Db, 'owner'>, workspaceId: string): Promise<string[]> {
  return (await verifyChains(db, workspaceId)).broken.map((it) => it.says)
}
