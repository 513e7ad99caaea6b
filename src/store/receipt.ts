// What is kept of one message, gathered for its receipt: the message, its entries in the chain with the anchors that cover them,
// the bytes, and what was heard. It reads; nothing here decides.

import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { readHeads } from '../core/anchor.ts'
import { firstFault, type StoredLink } from '../core/chain.ts'
import type { Day, Moment } from '../core/day.ts'
import { type Key, keyOf } from '../core/id.ts'
import { problem } from '../core/problem.ts'
import { row, rows, sql, type Tx } from './db.ts'

export interface MessageFacts extends Key {
  readonly debtorId: string
  readonly debtorNo: number
  readonly debtorName: string
  readonly direction: 'in' | 'out'
  readonly channel: string
  readonly actionId: string | null
  readonly stepId: string | null
  readonly policyId: string | null
  readonly policyVersion: number | null
  readonly templateId: string | null
  readonly language: string | null
  readonly intent: { readonly reasons?: readonly { says: string; rule?: string; cite?: string }[] } & Record<
    string,
    unknown
  >
  readonly at: Moment
  readonly state: string | null
  readonly says: string | null
  readonly approvedBy: string | null
  readonly approvedAt: Moment | null
}

/** By its public id, or by the Message-ID of an email. */
export async function findAnyMessage(tx: Tx, text: string): Promise<MessageFacts> {
  const key = text.includes('@') ? await byMessageId(tx, text.trim()) : keyOf('msg', text)
  const found =
    key &&
    (await row<MessageFacts>(
      tx,
      sql`SELECT m.book_id AS book, m.id, m.debtor_id AS "debtorId", d.no AS "debtorNo", d.name AS "debtorName", m.direction, m.channel, m.action_id AS "actionId", m.step_id AS "stepId",
            m.policy_id AS "policyId", m.policy_version AS "policyVersion", m.template_id AS "templateId", m.language, m.intent, m.at, o.state, o.says,
            o.approved_by AS "approvedBy", o.approved_at AS "approvedAt"
          FROM messages m JOIN debtors d ON d.book_id = m.book_id AND d.id = m.debtor_id LEFT JOIN outbox o ON o.book_id = m.book_id AND o.message_id = m.id
          WHERE m.book_id = ${key.book} AND m.id = ${key.id}::uuid`,
    ))
  if (!found)
    throw problem(
      'message.unknown',
      `There is no message ${text}.`,
      'See "dunwell outbox list --all", or "dunwell inbox list".',
    )
  return found
}

async function byMessageId(tx: Tx, text: string): Promise<Key | undefined> {
  const id = text.startsWith('<') ? text : `<${text}>`
  return row<Key>(
    tx,
    sql`SELECT book_id AS book, message_id AS id FROM attempts WHERE workspace_id = ${tx.workspaceId}::uuid AND external_id = ${id}`,
  )
}

/** The entries about one message, in order, with their contents. */
export interface EntryOf {
  readonly seq: number
  readonly at: Moment
  readonly actor: string
  readonly kind: string
  readonly sha: Buffer
  readonly body: Record<string, unknown> | undefined
}

export interface ChainOf {
  readonly entries: readonly EntryOf[]
  /** The first broken link of the debtor's whole chain, as a sentence. */
  readonly fault?: string
  readonly anchors: readonly { readonly no: number; readonly day: Day; readonly root: Buffer; readonly seq: number }[]
}

export async function readChainOf(tx: Tx, it: MessageFacts): Promise<ChainOf> {
  const links = await rows<StoredLink>(
    tx,
    sql`SELECT r.seq, r.at, r.actor, r.kind, r.subject_id AS "subjectId", r.payload_sha AS "payloadSha", r.prev_sha AS prev, r.sha, p.salt, p.body, false AS strange
        FROM record r LEFT JOIN record_payloads p USING (book_id, debtor_id, seq)
        WHERE r.book_id = ${it.book} AND r.debtor_id = ${it.debtorId}::uuid ORDER BY r.seq`,
  )
  const head = await row<{ seq: number; sha: Buffer }>(
    tx,
    sql`SELECT seq, head_sha AS sha FROM debtor_state WHERE book_id = ${it.book} AND debtor_id = ${it.debtorId}::uuid`,
  )
  const found = await rows<{ no: number; day: Day; root: Buffer; packed: Buffer }>(
    tx,
    sql`SELECT a.no, a.day, a.root_sha AS root, substring(h.heads FROM position(uuid_send(${it.debtorId}::uuid) IN h.heads) FOR 56) AS packed
        FROM anchor_heads h JOIN anchors a ON a.workspace_id = h.workspace_id AND a.no = h.anchor_no
        WHERE h.book_id = ${it.book} AND position(uuid_send(${it.debtorId}::uuid) IN h.heads) > 0 ORDER BY a.no`,
  )
  const anchors = found.map(({ packed, ...rest }) => ({ ...rest, ...readHeads(packed)[0]! }))
  const known = anchors.map(({ no, seq, sha }) => ({ seq, sha, by: `anchor ${no}` }))
  return {
    entries: links
      .filter((link) => link.subjectId === it.id || (it.actionId !== null && link.subjectId === it.actionId))
      .map(({ seq, at, actor, kind, sha, body }) => ({
        seq,
        at,
        actor,
        kind,
        sha,
        body: body === null ? undefined : JSON.parse(body),
      })),
    fault: firstFault(
      links,
      head,
      known.filter((one, i) => one.seq !== known[i - 1]?.seq),
    )?.says,
    anchors,
  }
}

/** Whether the kept bytes are those of this hash, and how many they are. */
export async function checkBytes(
  tx: Tx,
  sha: Buffer,
): Promise<{ readonly state: 'as sent' | 'altered' | 'missing'; readonly size?: number }> {
  const found = await row<{ bytes: Buffer }>(
    tx,
    sql`SELECT bytes FROM blobs WHERE workspace_id = ${tx.workspaceId}::uuid AND sha = ${sha}`,
  )
  if (!found) return { state: 'missing' }
  try {
    const bytes = gunzipSync(found.bytes)
    const same = createHash('sha256').update(bytes).digest().equals(sha)
    return { state: same ? 'as sent' : 'altered', size: bytes.length }
  } catch {
    return { state: 'altered' }
  }
}

/** The claims a message named, with what was open then. */
export async function namedClaims(
  tx: Tx,
  key: Key,
): Promise<{ number: string; openMinor: number; currency: string }[]> {
  return rows(
    tx,
    sql`SELECT c.number, sum(mc.open_minor) AS "openMinor", c.currency FROM message_claims mc JOIN claims c ON c.book_id = mc.book_id AND c.id = mc.claim_id
        WHERE mc.book_id = ${key.book} AND mc.message_id = ${key.id}::uuid AND mc.named GROUP BY c.number, c.currency ORDER BY c.number`,
  )
}
