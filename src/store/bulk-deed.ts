// What was done to many cases at once, kept for a while so that whoever did it can take it back, also from another page and another day.
// Its moments are those of the clock on the wall, where the days of a rehearsal are of no use.

import type { Moment } from '../core/day.ts'
import { atMoment, change, insert, row, rows, sql, type Tx } from './db.ts'

/** Whose deeds: a member's, or those of a program under its key. */
export interface Doer {
  readonly memberId: string | undefined
  readonly actor: string
}

export interface BulkDeedRow<D = unknown, U = unknown> {
  readonly id: string
  readonly at: Moment
  readonly deed: D
  readonly done: number
  readonly undo: U
  readonly undoneAt: Moment | null
}

const columns = sql`id, at, deed, done, undo, undone_at AS "undoneAt"`
const whose = ({ memberId, actor }: Doer) =>
  memberId === undefined ? sql`member_id IS NULL AND actor = ${actor}` : sql`member_id = ${memberId}::uuid`

/** @returns its id */
export async function addBulkDeed(
  tx: Tx,
  by: Doer,
  it: { readonly deed: object; readonly done: number; readonly undo: object; readonly at: Moment },
): Promise<string> {
  const id = tx.newId()
  await insert(
    tx,
    'bulk_deeds',
    ['id:uuid', 'member_id:uuid', 'actor:text', 'at:timestamptz', 'deed:jsonb', 'done:integer', 'undo:jsonb'],
    [[id, by.memberId, by.actor, it.at, it.deed, it.done, it.undo]],
  )
  return id
}

/** The last of somebody's, the newest first. */
export async function listBulkDeeds(tx: Tx, by: Doer, limit: number): Promise<BulkDeedRow[]> {
  return rows(
    tx,
    sql`SELECT ${columns} FROM bulk_deeds WHERE workspace_id = ${tx.workspaceId}::uuid AND ${whose(by)} ORDER BY at DESC, id DESC LIMIT ${limit}`,
  )
}

/** One of somebody's, which nobody else takes back meanwhile. */
export async function lockBulkDeed<D, U>(tx: Tx, by: Doer, id: string): Promise<BulkDeedRow<D, U> | undefined> {
  return row(
    tx,
    sql`SELECT ${columns} FROM bulk_deeds WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}::uuid AND ${whose(by)} FOR UPDATE`,
  )
}

export async function endBulkDeed(tx: Tx, id: string, undone: number, at: Moment): Promise<void> {
  await change(
    tx,
    sql`UPDATE bulk_deeds SET undone_at = ${atMoment(at)}::timestamptz, undone = ${undone}
        WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}::uuid`,
  )
}

/** Those that nobody takes back any more. */
export async function forgetBulkDeeds(tx: Tx, before: Moment): Promise<number> {
  return change(
    tx,
    sql`DELETE FROM bulk_deeds WHERE workspace_id = ${tx.workspaceId}::uuid AND at < ${atMoment(before)}::timestamptz`,
  )
}
