// Requests that carry an Idempotency-Key: the answer is kept in the transaction that did the work, under a lock on the key, so
// that however often and however close together a request comes, its work is done once.

import { createHash } from 'node:crypto'
import type { Moment } from '../core/day.ts'
import { atMoment, change, insert, row, rows, sql, type Tx } from './db.ts'

export interface KeptAnswer {
  readonly requestSha: Buffer
  readonly status: number
  readonly body: string
  readonly etag: string | null
}

/** The status of a request that is not answered yet. */
export const atWork = 0

const requestLock = 7_311

/** Waits for whoever holds the same key, then reads what they answered. The lock ends with the transaction. */
export async function lockRequest(
  tx: Tx,
  key: string,
): Promise<(KeptAnswer & { readonly answeredAt: Moment }) | undefined> {
  const hash = createHash('sha256').update(`${tx.workspaceId} ${key}`).digest().readInt32BE(0)
  await rows(tx, sql`SELECT pg_advisory_xact_lock(${requestLock}, ${hash}::int)`)
  return row(
    tx,
    sql`SELECT request_sha AS "requestSha", status, body, etag, answered_at AS "answeredAt" FROM api_requests WHERE workspace_id = ${tx.workspaceId}::uuid AND key = ${key}`,
  )
}

/** `at` is the clock on the wall, by which answers are forgotten: the days of a rehearsal are of no use for that. */
export async function keepAnswer(tx: Tx, key: string, answer: KeptAnswer, at: Moment): Promise<void> {
  await insert(
    tx,
    'api_requests',
    ['key:text', 'request_sha:bytea', 'status:integer', 'body:text', 'etag:text', 'answered_at:timestamptz'],
    [[key, answer.requestSha, answer.status, answer.body, answer.etag, at]],
  )
}

export async function forgetAnswer(tx: Tx, key: string): Promise<void> {
  await change(tx, sql`DELETE FROM api_requests WHERE workspace_id = ${tx.workspaceId}::uuid AND key = ${key}`)
}

/** Answers older than any sensible repetition. */
export async function forgetAnswers(tx: Tx, before: Moment): Promise<number> {
  return change(
    tx,
    sql`DELETE FROM api_requests WHERE workspace_id = ${tx.workspaceId}::uuid AND answered_at < ${atMoment(before)}::timestamptz`,
  )
}
