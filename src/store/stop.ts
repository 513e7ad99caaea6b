// "Stop all sending": a person's word that nothing goes out, until a person lifts it. Every release asks here first, in its own
// transaction, so that at most the message in hand is still sent.

import type { Moment } from '../core/day.ts'
import { problem } from '../core/problem.ts'
import { atMoment, change, insert, row, sql, type Tx } from './db.ts'
import { addWorkspaceRecord } from './record.ts'

export interface Stop {
  readonly id: string
  readonly at: Moment
  readonly by: string
}

/** The stop that stands, if one does. */
export async function standingStop(tx: Tx): Promise<Stop | undefined> {
  return row(
    tx,
    sql`SELECT id, stopped_at AS at, stopped_by AS by FROM stops WHERE workspace_id = ${tx.workspaceId}::uuid AND lifted_at IS NULL
        ORDER BY stopped_at LIMIT 1`,
  )
}

/** Stops all sending; where it is stopped already, the first one stands. */
export async function stopSending(tx: Tx): Promise<Stop> {
  const there = await standingStop(tx)
  if (there) return there
  const id = tx.newId()
  await insert(tx, 'stops', ['id:uuid', 'stopped_at:timestamptz', 'stopped_by:text'], [[id, tx.now, tx.actor]])
  await addWorkspaceRecord(tx, 'sending.stopped', id, {})
  return { id, at: tx.now, by: tx.actor }
}

/** Lets sending go on. A Problem where nothing is stopped. */
export async function liftStop(tx: Tx): Promise<void> {
  const lifted = await change(
    tx,
    sql`UPDATE stops SET lifted_at = ${atMoment(tx.now)}::timestamptz, lifted_by = ${tx.actor}
        WHERE workspace_id = ${tx.workspaceId}::uuid AND lifted_at IS NULL`,
  )
  if (lifted === 0) throw problem('sending.done', 'Sending is not stopped.', 'Nothing to do.')
  await addWorkspaceRecord(tx, 'sending.resumed', undefined, {})
}
