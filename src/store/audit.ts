// The workspace's own record as a person reads it: who did what, the newest first, by the page. What was done with one debtor stands in
// that debtor's own record and on their page.

import type { Moment } from '../core/day.ts'
import { row, rows, sql, type Tx } from './db.ts'

export interface AuditEntry {
  readonly seq: number
  readonly at: Moment
  readonly actor: string
  readonly kind: string
  readonly body: string | null
}

export async function readAudit(
  tx: Tx,
  it: { readonly before?: number; readonly actor?: string; readonly limit: number },
): Promise<AuditEntry[]> {
  const before = it.before === undefined ? sql`` : sql`AND r.seq < ${it.before}`
  const actor = it.actor === undefined ? sql`` : sql`AND r.actor COLLATE "C" = ${it.actor}`
  return rows(
    tx,
    sql`SELECT r.seq, r.at, r.actor, r.kind, p.body FROM workspace_record r
          LEFT JOIN workspace_record_payloads p ON p.workspace_id = r.workspace_id AND p.seq = r.seq
        WHERE r.workspace_id = ${tx.workspaceId}::uuid ${before} ${actor} ORDER BY r.seq DESC LIMIT ${it.limit}`,
  )
}

/** Everybody who ever stands in it, each found by the next name after the one before, so that a long record is not read whole. */
export async function auditActors(tx: Tx): Promise<string[]> {
  const found: string[] = []
  for (;;) {
    const last = found.at(-1)
    const after = last === undefined ? sql`` : sql`AND actor COLLATE "C" > ${last}`
    const next = await row<{ actor: string }>(
      tx,
      sql`SELECT actor FROM workspace_record WHERE workspace_id = ${tx.workspaceId}::uuid ${after} ORDER BY actor COLLATE "C" LIMIT 1`,
    )
    if (!next || found.length >= 200) return found
    found.push(next.actor)
  }
}
