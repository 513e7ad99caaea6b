// Anchors: written once a day and before a backup, listed, and taken outside. Of each book the heads that changed are kept with
// the anchor, and all of them anew once the changes outgrow them.

import { anchorRoot, type BookRoot, changedHeads, headBytes, headsRoot, mergeHeads } from '../core/anchor.ts'
import type { Day, Moment } from '../core/day.ts'
import { insert, onDay, row, rows, sql, type Tx } from './db.ts'
import { addWorkspaceRecord } from './record.ts'

export interface AnchorRow {
  readonly no: number
  readonly day: Day
  readonly at: Moment
  readonly root: Buffer
  readonly previous: Buffer
  /** How long the workspace's own chain was, and its head. */
  readonly seq: number
  readonly head: Buffer
  /** Chains of debtors. */
  readonly chains: number
}

const columns = sql.raw(
  'no, day, recorded_at AS at, root_sha AS root, prev_sha AS previous, seq, head_sha AS head, chains',
)

/** Newest first. */
export async function listAnchors(tx: Pick<Tx, 'query' | 'workspaceId'>, limit = 100_000): Promise<AnchorRow[]> {
  return rows(
    tx,
    sql`SELECT ${columns} FROM anchors WHERE workspace_id = ${tx.workspaceId}::uuid ORDER BY no DESC LIMIT ${limit}`,
  )
}

/**
 * Hashes all heads into an anchor and adds it to the workspace's chain.
 * @param when `daily` once a day; `changed` where anything was added to the record since the last one
 * @returns undefined where there is nothing to do
 */
export async function writeAnchor(tx: Tx, day: Day, when: 'daily' | 'changed'): Promise<AnchorRow | undefined> {
  const ofToday = () =>
    row(
      tx,
      sql`SELECT 1 FROM anchors WHERE workspace_id = ${tx.workspaceId}::uuid AND day = ${onDay(day)}::date LIMIT 1`,
    )
  if (when === 'daily' && (await ofToday())) return undefined
  // One at a time; no other writer waits for it.
  const lock = Number.parseInt(tx.workspaceId.slice(-12), 16)
  await rows(tx, sql`SELECT pg_advisory_xact_lock(${lock})`)
  if (when === 'daily' && (await ofToday())) return undefined
  const last = (await listAnchors(tx, 1))[0]
  const no = (last?.no ?? 0) + 1
  const own = await row<{ seq: number; head: Buffer }>(
    tx,
    sql`SELECT seq, head_sha AS head FROM workspace_state WHERE workspace_id = ${tx.workspaceId}::uuid`,
  )
  const list = await rows<{ id: number }>(
    tx,
    sql`SELECT id FROM books WHERE workspace_id = ${tx.workspaceId}::uuid ORDER BY id`,
  )
  const books: BookRoot[] = []
  const fresh: unknown[][] = []
  let chains = 0
  for (const { id: book } of list) {
    // Packed by the database: a row for each debtor would take longer to read than to hash.
    const found = await row<{ heads: Buffer | null }>(
      tx,
      sql`SELECT string_agg(uuid_send(debtor_id) || int8send(seq) || head_sha, ''::bytea ORDER BY debtor_id) AS heads
          FROM debtor_state WHERE book_id = ${book} AND seq > 0`,
    )
    const heads = found?.heads ?? Buffer.alloc(0)
    const root = headsRoot(heads)
    books.push({ book, root })
    chains += heads.length / headBytes
    const before = await bookHeads(tx, book)
    if (before && headsRoot(before.heads).equals(root)) continue
    const changed = changedHeads(before?.heads ?? Buffer.alloc(0), heads)
    const complete = !before || before.since + changed.length > heads.length
    fresh.push([book, no, complete, complete ? heads : changed, root])
  }
  if (when === 'changed' && last && fresh.length === 0 && own!.seq === last.seq + 1) return undefined
  const previous = last?.root ?? Buffer.alloc(0)
  const facts = { workspaceId: tx.workspaceId, no, day, at: tx.now, previous, seq: own!.seq, head: own!.head, books }
  const root = anchorRoot(facts)
  for (const values of fresh) {
    const named = ['book_id:bigint', 'anchor_no:bigint', 'complete:boolean', 'heads:bytea', 'root_sha:bytea']
    await insert(tx, 'anchor_heads', named, [values] as never)
  }
  await insert(
    tx,
    'anchors',
    [
      'no:bigint',
      'day:date',
      'recorded_at:timestamptz',
      'root_sha:bytea',
      'prev_sha:bytea',
      'seq:bigint',
      'head_sha:bytea',
      'chains:bigint',
    ],
    [[no, day, tx.now, root, previous, own!.seq, own!.head, chains]],
  )
  await addWorkspaceRecord(tx, 'anchor', undefined, { no, root: root.toString('hex') })
  return { no, day, at: tx.now, root, previous, seq: own!.seq, head: own!.head, chains }
}

export interface HeadsRow {
  readonly no: number
  readonly complete: boolean
  readonly heads: Buffer
  readonly root: Buffer
}

/** All heads of a book as its last anchor, or the one named, knows them, and how many bytes of changes stand behind the last complete ones. */
async function bookHeads(
  tx: Pick<Tx, 'query'>,
  book: number,
  upTo?: number,
): Promise<{ heads: Buffer; since: number } | undefined> {
  const until = upTo === undefined ? sql`` : sql`AND anchor_no <= ${upTo}`
  const parts = await rows<HeadsRow>(
    tx,
    sql`SELECT anchor_no AS no, complete, heads, root_sha AS root FROM anchor_heads WHERE book_id = ${book} ${until}
          AND anchor_no >= (SELECT max(anchor_no) FROM anchor_heads WHERE book_id = ${book} AND complete ${until}) ORDER BY anchor_no`,
  )
  if (parts.length === 0) return undefined
  let since = 0
  let heads = parts[0]!.heads
  for (const part of parts.slice(1)) {
    heads = mergeHeads(heads, part.heads)
    since += part.heads.length
  }
  return { heads, since }
}

/** The heads of each book that an anchor knows, a book at a time. */
export async function* anchoredBooks(
  tx: Pick<Tx, 'query' | 'workspaceId'>,
  no: number,
): AsyncGenerator<{ book: number; heads: Buffer }> {
  const list = await rows<{ id: number }>(
    tx,
    sql`SELECT DISTINCT book_id AS id FROM anchor_heads WHERE workspace_id = ${tx.workspaceId}::uuid AND anchor_no <= ${no} ORDER BY id`,
  )
  for (const { id: book } of list) {
    const found = await bookHeads(tx, book, no)
    if (found) yield { book, heads: found.heads }
  }
}
