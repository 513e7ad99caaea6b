// Attempts at handing a message over, as they are read: what was tried where, what came of it, and what the thread and the pace need.

import type { Reason } from '../core/case.ts'
import type { Moment } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { atMoment, row, rows, sql, type Tx } from './db.ts'

/** The attempts of a message, oldest first, with the last thing known of each. */
export interface AttemptRow {
  readonly no: number
  readonly address_id: string | null
  readonly address: string
  readonly channel: 'email' | 'letter'
  readonly external_id: string
  readonly subject: string
  readonly text_body: string
  readonly permit: {
    reasons?: readonly Reason[]
    enclosed?: readonly { readonly name: string; readonly kind: string; readonly claim: string }[]
    leftOut?: string
  }
  readonly bytes_sha: Buffer
  readonly released_at: Moment
  readonly facts: readonly { readonly kind: string; readonly detail: string; readonly at: string }[] | null
}

export async function readAttempts(tx: Tx, key: Key): Promise<AttemptRow[]> {
  return rows(
    tx,
    sql`SELECT a.no, a.address_id, a.address, a.channel, a.external_id, a.subject, a.text_body, a.permit, a.bytes_sha, a.released_at,
          (SELECT jsonb_agg(jsonb_build_object('kind', f.kind, 'detail', f.detail, 'at', f.at) ORDER BY f.at, f.id) FROM attempt_facts f WHERE f.book_id = a.book_id AND f.message_id = a.message_id AND f.no = a.no) AS facts
        FROM attempts a WHERE a.book_id = ${key.book} AND a.message_id = ${key.id}::uuid ORDER BY a.no`,
  )
}

/** Emails released since a moment, for the pace. */
export async function releasedSince(tx: Tx, since: Moment): Promise<number> {
  const found = await row<{ count: number }>(
    tx,
    sql`SELECT count(*)::int AS count FROM attempts WHERE workspace_id = ${tx.workspaceId}::uuid AND channel = 'email' AND released_at > ${atMoment(since)}::timestamptz`,
  )
  return found!.count
}

/** The Message-ID of the last email to this debtor in this case, for the thread. */
export async function lastExternalId(tx: Tx, book: number, debtorId: string, caseId: string): Promise<string[]> {
  const found = await rows<{ external_id: string }>(
    tx,
    sql`SELECT a.external_id FROM attempts a JOIN messages m ON m.book_id = a.book_id AND m.id = a.message_id
        WHERE a.book_id = ${book} AND a.debtor_id = ${debtorId}::uuid AND m.case_id = ${caseId}::uuid AND a.channel = 'email' ORDER BY a.released_at DESC LIMIT 5`,
  )
  return found.map((it) => it.external_id).reverse()
}

export interface LetterRow {
  readonly book: number
  readonly messageId: string
  readonly sha: Buffer
}

/** Letters released in a span, in that order. */
export async function lettersReleased(
  tx: Tx,
  span: { readonly from: Moment; readonly until: Moment },
  limit: number,
): Promise<LetterRow[]> {
  return rows(
    tx,
    sql`SELECT book_id AS book, message_id AS "messageId", bytes_sha AS sha FROM attempts
        WHERE workspace_id = ${tx.workspaceId}::uuid AND channel = 'letter' AND released_at >= ${atMoment(span.from)}::timestamptz
          AND released_at < ${atMoment(span.until)}::timestamptz ORDER BY released_at, message_id LIMIT ${limit}`,
  )
}
