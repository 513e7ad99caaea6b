// What is worked out beside whoever asked: one row each, with how far it is and what came of it, a file too. Kept for a day.

import type { Moment } from '../core/day.ts'
import { atMoment, change, insert, row, rows, sql, type Tx } from './db.ts'

export type ReckoningState = 'at_work' | 'done' | 'failed' | 'cancelled'

export const reckoningKinds = ['report', 'simulation', 'run', 'import', 'list', 'letters', 'dossier'] as const

export interface Reckoning {
  readonly id: string
  readonly kind: (typeof reckoningKinds)[number]
  /** What it is about: a name, a day, a number. */
  readonly about: string
  readonly state: ReckoningState
  readonly done: number
  readonly parts: number
  readonly askedAt: Moment
  readonly askedBy: string
  readonly seenAt: Moment
  /** As JSON, where it is done. */
  readonly answer: string | null
  readonly problem: Readonly<Record<string, unknown>> | null
  readonly fileName: string | null
}

export interface MadeFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

// The answer of one may be long: a list of many leaves it out.
const shown = `id, kind, about, state, done, parts, asked_at AS "askedAt", asked_by AS "askedBy", seen_at AS "seenAt", problem, file_name AS "fileName"`
const columns = sql.raw(`${shown}, answer`)
const listed = sql.raw(`${shown}, NULL AS answer`)

export async function addReckoning(
  tx: Tx,
  it: Pick<Reckoning, 'kind' | 'about'> & {
    readonly ask: object
    readonly askSha: Uint8Array
    readonly at: Moment
  },
): Promise<string> {
  const id = tx.newId()
  await insert(
    tx,
    'reckonings',
    [
      'id:uuid',
      'kind:text',
      'about:text',
      'ask:jsonb',
      'ask_sha:bytea',
      'asked_at:timestamptz',
      'asked_by:text',
      'seen_at:timestamptz',
    ],
    [[id, it.kind, it.about, it.ask as never, it.askSha, it.at, tx.actor, it.at]],
  )
  tellAll(tx, it.kind)
  return id
}

const askLock = 7_311

/** Who asks the same at the same moment comes after this transaction. */
export async function lockAsk(tx: Tx, askSha: Buffer): Promise<void> {
  await row(tx, sql`SELECT pg_advisory_xact_lock(${askLock}, ${askSha.readInt32BE(0)}::int)`)
}

/** The latest that was asked so, whatever became of it. */
export async function latestReckoning(tx: Tx, askSha: Uint8Array): Promise<Reckoning | undefined> {
  return row<Reckoning>(
    tx,
    sql`SELECT ${columns} FROM reckonings WHERE workspace_id = ${tx.workspaceId}::uuid AND ask_sha = ${askSha}
        ORDER BY asked_at DESC, id DESC LIMIT 1`,
  )
}

/** What was asked since a moment, the newest first, without answers and files. */
export async function listReckonings(tx: Tx, since: Moment, limit: number): Promise<Reckoning[]> {
  return rows<Reckoning>(
    tx,
    sql`SELECT ${listed} FROM reckonings WHERE workspace_id = ${tx.workspaceId}::uuid AND asked_at >= ${atMoment(since)}::timestamptz
        ORDER BY asked_at DESC, id DESC LIMIT ${limit}`,
  )
}

/** The file that came of one; undefined where none did. */
export async function reckoningFile(tx: Tx, id: string): Promise<MadeFile | undefined> {
  return row<MadeFile>(
    tx,
    sql`SELECT file_name AS name, file_type AS type, file AS bytes FROM reckonings
        WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}::uuid AND file IS NOT NULL`,
  )
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

/** What writes to the whole book is news to whoever has a page open, in whichever process it begins and ends. */
function tellAll(tx: Tx, kind: Reckoning['kind']): void {
  if (kind === 'run' || kind === 'import') tx.touched.add('workspace')
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
  it: {
    readonly state: Exclude<ReckoningState, 'at_work'>
    readonly answer?: string
    readonly file?: MadeFile
    readonly problem?: object
  },
): Promise<boolean> {
  const ended = await row<Pick<Reckoning, 'kind'>>(
    tx,
    sql`UPDATE reckonings SET state = ${it.state}, answer = ${it.answer ?? null}, problem = ${it.problem === undefined ? null : JSON.stringify(it.problem)}::jsonb,
          file = ${it.file?.bytes ?? null}::bytea, file_name = ${it.file?.name ?? null}, file_type = ${it.file?.type ?? null}
        WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}::uuid AND state = 'at_work' RETURNING kind`,
  )
  if (ended) tellAll(tx, ended.kind)
  return ended !== undefined
}

/** What was asked before this moment is needed no more. */
export async function dropReckonings(tx: Tx, before: Moment): Promise<void> {
  await rows(
    tx,
    sql`DELETE FROM reckonings WHERE workspace_id = ${tx.workspaceId}::uuid AND asked_at < ${atMoment(before)}::timestamptz`,
  )
}
