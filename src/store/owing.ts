// What customers owe, from the derived rows of case-list.ts: those who owe in the order of their sums, by the page and over an index,
// and the sums of some of them.

import { groupKey } from '../core/group.ts'
import type { Key } from '../core/id.ts'
import { rows, sql, type Tx } from './db.ts'
import type { DebtorFilter } from './page.ts'
import { targetsOf } from './ref.ts'
import { debtorsWith } from './search.ts'

export const owingOrders = ['open', 'overdue'] as const
export type OwingOrder = (typeof owingOrders)[number]

export interface Owed {
  readonly currency: string
  readonly openMinor: number
  readonly overdueMinor: number
}

/** Where a page ended: the sum, and whose row it was. */
export interface OwingAt {
  readonly minor: number
  readonly caseId: string
  readonly currency: string
}

/**
 * Debtors who owe, by their largest sum in any currency; sums of different currencies are compared as numbers and never added. Who owes
 * nothing has no row, and so no place in this order.
 */
export async function pageOwing(
  tx: Tx,
  ask: { order: OwingOrder; down: boolean; after?: OwingAt; limit: number },
  filter: DebtorFilter = {},
): Promise<(Key & OwingAt)[]> {
  const named = filter.externalId === undefined ? undefined : await targetsOf(tx, 'debtor', filter.externalId)
  const column = (at: string) => sql.raw(`${at}.${ask.order}_minor`)
  const way = sql.raw(ask.down ? 'DESC' : 'ASC')
  const { after } = ask
  const beyond = after
    ? sql`AND (${column('l')}, l.case_id, l.currency) ${sql.raw(ask.down ? '<' : '>')} (${after.minor}::bigint, ${after.caseId}::uuid, ${after.currency}::text)`
    : sql``
  const only = sql.join(
    [
      sql``,
      ...(named === undefined
        ? []
        : [
            sql`AND (l.book_id, l.debtor_id) IN (SELECT * FROM unnest(${named.map((it) => it.book)}::bigint[], ${named.map((it) => it.id)}::uuid[]))`,
          ]),
      ...(filter.words === undefined ? [] : [sql`AND (l.book_id, l.debtor_id) IN (${debtorsWith(tx, filter.words)})`]),
      ...(['handling', 'kind', 'country'] as const).flatMap((it) =>
        filter[it] === undefined ? [] : [sql`AND l.${sql.ref(it)} = ${filter[it]}`],
      ),
      ...(filter.group === undefined
        ? []
        : [
            sql`AND (l.book_id, l.debtor_id) IN (SELECT d.book_id, d.id FROM debtors d
              WHERE d.workspace_id = ${tx.workspaceId}::uuid AND d.group_key = ${groupKey(filter.group)})`,
          ]),
    ],
    sql` `,
  )
  return rows(
    tx,
    sql`SELECT l.book_id AS book, l.debtor_id AS id, ${column('l')} AS minor, l.case_id AS "caseId", l.currency FROM case_lists l
        WHERE l.workspace_id = ${tx.workspaceId}::uuid ${beyond} ${only}
          AND NOT EXISTS (SELECT 1 FROM case_lists o WHERE o.book_id = l.book_id AND o.debtor_id = l.debtor_id
            AND (${column('o')}, o.case_id, o.currency) > (${column('l')}, l.case_id, l.currency))
          AND NOT EXISTS (SELECT 1 FROM erasures e WHERE e.book_id = l.book_id AND e.debtor_id = l.debtor_id)
        ORDER BY ${column('l')} ${way}, l.case_id ${way}, l.currency ${way} LIMIT ${ask.limit}`,
  )
}

/** What each of these debtors owes, the largest sum first; who owes nothing is not among them. */
export async function owedBy(tx: Tx, debtors: readonly Key[]): Promise<Map<string, Owed[]>> {
  const all = new Map<string, Owed[]>()
  for (const [book, some] of Map.groupBy(debtors, (it) => it.book)) {
    const ids = some.map((it) => it.id)
    const found = await rows<Owed & { id: string }>(
      tx,
      sql`SELECT debtor_id AS id, currency, sum(open_minor)::bigint AS "openMinor", sum(overdue_minor)::bigint AS "overdueMinor" FROM case_lists
          WHERE book_id = ${book} AND debtor_id = ANY(${ids}::uuid[]) GROUP BY debtor_id, currency ORDER BY debtor_id, 4 DESC, 3 DESC, currency`,
    )
    for (const { id, ...owed } of found) all.set(id, [...(all.get(id) ?? []), owed])
  }
  return all
}
