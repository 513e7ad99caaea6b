// Which backups were restored elsewhere and verified, so that the age of the last good one can be said; and how far one is that is being made.

import type { Moment } from '../core/day.ts'
import { atMoment, change, type Db, insert, row, sql, type Tx } from './db.ts'

export interface Proved {
  readonly file: string
  readonly madeAt: number
  readonly says: string
}

export async function addProof(
  tx: Tx,
  it: Proved & { readonly bytes: number; readonly proved: boolean },
): Promise<void> {
  await insert(
    tx,
    'backups',
    [
      'id:uuid',
      'file:text',
      'bytes:bigint',
      'made_at:timestamptz',
      'tried_at:timestamptz',
      'proved:boolean',
      'says:text',
    ],
    [[tx.newId(), it.file, it.bytes, it.madeAt, tx.now, it.proved, it.says]],
  )
}

/** When the newest good backup was begun, and when any was last tried; 0 for never. */
export async function lastTry(tx: Tx): Promise<{ provedAt: number; triedAt: number }> {
  const found = await row<{ proved: number | null; tried: number | null }>(
    tx,
    sql`SELECT max(made_at) FILTER (WHERE proved) AS proved, max(tried_at) AS tried FROM backups WHERE workspace_id = ${tx.workspaceId}::uuid`,
  )
  return { provedAt: found?.proved ?? 0, triedAt: found?.tried ?? 0 }
}

/** Of the whole database, for those who watch over it: the moment of its newest good backup, and whether a later one failed. */
export async function backupHealth(db: Db): Promise<{ provedAt?: number; failedSince: boolean }> {
  const found = await row<{ proved: number | null; failed: number | null }>(
    { query: db.owner as never },
    sql`SELECT max(made_at) FILTER (WHERE proved) AS proved, max(made_at) FILTER (WHERE NOT proved) AS failed FROM backups`,
  )
  const { proved, failed } = found!
  return { provedAt: proved ?? undefined, failedSince: failed !== null && failed > (proved ?? 0) }
}

/** The newest backup that was proved, and what failed after it. */
export async function lastProof(tx: Tx): Promise<{ proved?: Proved; failed?: Proved }> {
  const newest = (proved: boolean, after: number) =>
    row<Proved>(
      tx,
      sql`SELECT file, made_at AS "madeAt", says FROM backups
          WHERE workspace_id = ${tx.workspaceId}::uuid AND proved = ${proved} AND made_at > ${atMoment(after)}::timestamptz
          ORDER BY made_at DESC LIMIT 1`,
    )
  const proved = await newest(true, 0)
  return { proved, failed: await newest(false, proved?.madeAt ?? 0) }
}

export interface BackupWork {
  readonly doing: string
  readonly done: number
  readonly parts: number | null
  readonly begunAt: Moment
  readonly begunBy: string
}

/** Says how far the backup is that this workspace asked for; the first time it is news to whoever looks. */
export async function tellBackup(tx: Tx, it: Omit<BackupWork, 'begunBy'> & { readonly at: Moment }): Promise<void> {
  const told = await change(
    tx,
    sql`UPDATE backup_work SET doing = ${it.doing}, done = ${it.done}, parts = ${it.parts}, seen_at = ${atMoment(it.at)}::timestamptz
        WHERE workspace_id = ${tx.workspaceId}::uuid AND begun_at = ${atMoment(it.begunAt)}::timestamptz`,
  )
  if (told > 0) return
  await endBackup(tx)
  await insert(
    tx,
    'backup_work',
    ['doing:text', 'done:integer', 'parts:integer', 'begun_at:timestamptz', 'begun_by:text', 'seen_at:timestamptz'],
    [[it.doing, it.done, it.parts, it.begunAt, tx.actor, it.at]],
  )
}

/** No backup of this workspace is being made any more. */
export async function endBackup(tx: Tx): Promise<void> {
  await change(tx, sql`DELETE FROM backup_work WHERE workspace_id = ${tx.workspaceId}::uuid`)
  tx.touched.add('workspace')
}

/** The backup of the whole database that is being made, whoever asked for it: told since `alive`, the last one told. */
export function backupAtWork(db: Db, alive: Moment): Promise<BackupWork | undefined> {
  return row<BackupWork>(
    { query: db.owner as never },
    sql`SELECT doing, done, parts, begun_at AS "begunAt", begun_by AS "begunBy" FROM backup_work
        WHERE seen_at >= ${atMoment(alive)}::timestamptz ORDER BY seen_at DESC LIMIT 1`,
  )
}
