// Which backups were restored elsewhere and verified: so that the age of the last good one can be said.

import { atMoment, type Db, insert, row, sql, type Tx } from './db.ts'

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
