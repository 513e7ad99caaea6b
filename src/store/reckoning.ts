// What is worked out beside whoever asked: one row each, with how far it is and what came of it. Kept for a day.

import type { Moment } from '../core/day.ts'
import { atMoment, change, insert, row, rows, sql, type Tx } from './db.ts'

export type ReckoningState = 'at_work' | 'done' | 'failed' | 'cancelled'

export interface Reckoning {
  readonly id: string
  readonly kind: 'report' | 'simulation'
  readonly state: ReckoningState
  readonly done: number
  readonly parts: number
  readonly askedAt: Moment
  readonly seenAt: Moment
  /** As JSON, where it is done. */
  readonly answer: string | null
  readonly problem: Readonly<Record<string, unknown>> | null
}

const columns = sql.raw(`id, kind, state, done, parts, asked_at AS "askedAt", seen_at AS "seenAt", answer, problem`)

export async function addReckoning(
  tx: Tx,
  it: { readonly kind: Reckoning['kind']; readonly ask: object; readonly askSha: Uint8Array; readonly at: Moment },
): Promise<string> {
  const id = tx.newId()
  await insert(
    tx,
    'reckonings',
    [
      'id:uuid',
      'kind:text',
      'ask:jsonb',
      'ask_sha:bytea',
      'asked_at:timestamptz',
      'asked_by:text',
      'seen_at:timestamptz',
    ],
    [[id, it.kind, it.ask as never, it.askSha, it.at, tx.actor, it.at]],
  )
  return id
}

/** The latest that answers this, or is at it: asked since `since`, and with a sign of life since `alive` where it is at work. */
export async function standingReckoning(
  tx: Tx,
  it: { readonly askSha: Uint8Array; readonly since: Moment; readonly alive: Moment },
): Promise<Reckoning | undefined> {
  return row<Reckoning>(
    tx,
    sql`SELECT ${columns} FROM reckonings WHERE workspace_id = ${tx.workspaceId}::uuid AND ask_sha = ${it.askSha}
          AND ((state = 'done' AND asked_at >= ${atMoment(it.since)}::timestamptz) OR (state = 'at_work' AND seen_at >= ${atMoment(it.alive)}::timestamptz))
        ORDER BY asked_at DESC LIMIT 1`,
  )
}

export async function readReckoning(tx: Tx, id: string): Promise<Reckoning | undefined> {
  return row<Reckoning>(
    tx,
    sql`SELECT ${columns} FROM reckonings WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}::uuid`,
  )
}

/** Says how far it is. @returns whether somebody still wants it */
export async function tellReckoning(
  tx: Tx,
  id: string,
  it: { readonly done: number; readonly parts: number; readonly at: Moment },
): Promise<boolean> {
  const told = await change(
    tx,
    sql`UPDATE reckonings SET done = ${it.done}, parts = ${it.parts}, seen_at = ${atMoment(it.at)}::timestamptz
        WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}::uuid AND state = 'at_work'`,
  )
  return told > 0
}

/** Ends it, unless it has ended. @returns whether it did */
export async function endReckoning(
  tx: Tx,
  id: string,
  it: { readonly state: Exclude<ReckoningState, 'at_work'>; readonly answer?: string; readonly problem?: object },
): Promise<boolean> {
  const ended = await change(
    tx,
    sql`UPDATE reckonings SET state = ${it.state}, answer = ${it.answer ?? null}, problem = ${it.problem === undefined ? null : JSON.stringify(it.problem)}::jsonb
        WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}::uuid AND state = 'at_work'`,
  )
  return ended > 0
}

/** What was asked before this moment is needed no more. */
export async function dropReckonings(tx: Tx, before: Moment): Promise<void> {
  await rows(
    tx,
    sql`DELETE FROM reckonings WHERE workspace_id = ${tx.workspaceId}::uuid AND asked_at < ${atMoment(before)}::timestamptz`,
  )
}
