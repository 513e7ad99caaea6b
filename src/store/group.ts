// Groups: customers under one owner or payer, by the name that each of them carries. One view of what they owe together; claims and cases
// stay each customer's own.

import { groupKey } from '../core/group.ts'
import { rows, sql, type Tx } from './db.ts'
import type { Owed } from './owing.ts'

export interface GroupRow {
  readonly name: string
  readonly key: string
  /** How many customers are in it. */
  readonly debtors: number
  /** What they owe together, the largest sum first. */
  readonly owed: readonly Owed[]
}

// Behind every text: a name may begin with any sign, those beyond 16 bits included.
const last = '\u{10ffff}'

// Who was merged into another is that other, and who is erased stands in no list.
const counted = sql`d.moved_to IS NULL AND NOT EXISTS (SELECT 1 FROM erasures e WHERE e.book_id = d.book_id AND e.debtor_id = d.id)`

/** The first groups whose name begins so, in the order of their names. */
export async function listGroups(tx: Tx, starts: string, limit: number): Promise<GroupRow[]> {
  const begin = groupKey(starts)
  const found = await rows<Omit<GroupRow, 'owed'>>(
    tx,
    sql`SELECT d.group_key AS key, min(d.group_name) AS name, count(*)::int AS debtors FROM debtors d
        WHERE d.workspace_id = ${tx.workspaceId}::uuid AND d.group_key IS NOT NULL AND ${counted}
          AND d.group_key >= ${begin} AND d.group_key < ${`${begin}${last}`}
        GROUP BY d.group_key ORDER BY d.group_key LIMIT ${limit}`,
  )
  const sums = await rows<Owed & { key: string }>(
    tx,
    sql`SELECT d.group_key AS key, l.currency, sum(l.open_minor)::bigint AS "openMinor", sum(l.overdue_minor)::bigint AS "overdueMinor"
        FROM debtors d JOIN case_lists l ON l.book_id = d.book_id AND l.debtor_id = d.id
        WHERE d.workspace_id = ${tx.workspaceId}::uuid AND d.group_key = ANY(${found.map((it) => it.key)}::text[]) AND ${counted}
        GROUP BY d.group_key, l.currency ORDER BY 4 DESC, 3 DESC, 2`,
  )
  return found.map((it) => ({
    ...it,
    owed: sums.filter((one) => one.key === it.key).map(({ key: _, ...owed }) => owed),
  }))
}

/** One group by any spelling of its name; undefined where nobody is in it. */
export async function readGroup(tx: Tx, name: string): Promise<GroupRow | undefined> {
  const key = groupKey(name)
  const [found] = await listGroups(tx, key, 1)
  return found?.key === key ? found : undefined
}
