// Pages of the list of cases: any filter and any order, each page from an index and never from an offset, and how many match, counted
// up to a bound. It reads the derived rows of case-list.ts alone.

import type { RawBuilder } from 'kysely'
import { addDays, type Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import type { DebtorKind, Handling } from '../core/policy.ts'
import { onDay, row, rows, sql, type Tx } from './db.ts'
import { debtorsWith } from './search.ts'

export const caseOrders = ['overdue', 'late', 'look', 'name'] as const
export type CaseOrder = (typeof caseOrders)[number]
export const lateBuckets = ['current', '1-30', '31-60', '61-90', '90+'] as const
export const caseNexts = ['error', 'approve', 'send', 'task', 'held', 'look'] as const

export interface CaseFilter {
  readonly words?: string
  readonly late?: (typeof lateBuckets)[number]
  readonly overdueFrom?: number
  readonly overdueTo?: number
  readonly currency?: string
  readonly next?: (typeof caseNexts)[number]
  readonly held?: string
  readonly handling?: Handling
  readonly country?: string
  readonly kind?: DebtorKind
  readonly segment?: string
  readonly stage?: string
  /** Ids of members; null for those that nobody has. */
  readonly collector?: readonly string[] | null
}

export interface CaseRow extends Key {
  readonly caseId: string
  readonly no: number
  readonly name: string
  readonly nameKey: string
  readonly kind: DebtorKind
  readonly country: string
  readonly handling: Handling
  readonly segment: string | null
  readonly collector: string | null
  readonly currency: string
  readonly claims: number
  readonly openMinor: number
  readonly overdueMinor: number
  readonly oldestDueOn: Day
  readonly nextLookOn: Day
  readonly next: (typeof caseNexts)[number]
  readonly step: string | null
  readonly stage: string | null
  readonly held: string | null
  readonly heldUntil: Day | null
}

/** Where a page ended: the value it was sorted by, and the row. */
export interface CaseAt {
  readonly value: string
  readonly caseId: string
  readonly currency: string
}

const columns = sql.raw(
  `l.book_id AS book, l.debtor_id AS id, l.case_id AS "caseId", l.no, l.name, l.name_key AS "nameKey", l.kind, l.country, l.handling, l.segment, l.collector,
   l.currency, l.claims, l.open_minor AS "openMinor", l.overdue_minor AS "overdueMinor", l.oldest_due_on AS "oldestDueOn", l.next_look_on AS "nextLookOn",
   l.next, l.step, l.stage, l.held, l.held_until AS "heldUntil"`,
)

const orders: Readonly<Record<CaseOrder, { column: string; type: string; turned?: true }>> = {
  overdue: { column: 'overdue_minor', type: 'bigint' },
  // The latest first is the oldest day first.
  late: { column: 'oldest_due_on', type: 'date', turned: true },
  look: { column: 'next_look_on', type: 'date' },
  name: { column: 'name_key', type: 'text' },
}

function conditions(tx: Tx, it: CaseFilter, today: Day): RawBuilder<unknown> {
  const same = (column: string, value: string | undefined) =>
    value === undefined ? [] : [sql`l.${sql.ref(column)} = ${value}`]
  const day = (days: number) => sql`${onDay(addDays(today, days))}::date`
  const late = {
    current: [sql`l.oldest_due_on >= ${day(0)}`],
    '1-30': [sql`l.oldest_due_on < ${day(0)}`, sql`l.oldest_due_on >= ${day(-30)}`],
    '31-60': [sql`l.oldest_due_on < ${day(-30)}`, sql`l.oldest_due_on >= ${day(-60)}`],
    '61-90': [sql`l.oldest_due_on < ${day(-60)}`, sql`l.oldest_due_on >= ${day(-90)}`],
    '90+': [sql`l.oldest_due_on < ${day(-90)}`],
  }
  const all = [
    sql`l.workspace_id = ${tx.workspaceId}::uuid`,
    ...(it.words === undefined ? [] : [sql`(l.book_id, l.debtor_id) IN (${debtorsWith(tx, it.words)})`]),
    ...(it.late === undefined ? [] : late[it.late]),
    ...(it.overdueFrom === undefined ? [] : [sql`l.overdue_minor >= ${it.overdueFrom}`]),
    ...(it.overdueTo === undefined ? [] : [sql`l.overdue_minor <= ${it.overdueTo}`]),
    ...same('currency', it.currency),
    // What a partial index holds is said beside the parameter, which the planner does not look into.
    ...same('next', it.next),
    ...(it.next === undefined || it.next === 'look' ? [] : [sql`l.next <> 'look'`]),
    ...same('handling', it.handling),
    ...(it.handling === undefined || it.handling === 'automatic' ? [] : [sql`l.handling <> 'automatic'`]),
    ...same('country', it.country),
    ...same('kind', it.kind),
    ...same('segment', it.segment),
    ...same('stage', it.stage),
    ...(it.collector === undefined
      ? []
      : it.collector === null
        ? [sql`l.collector IS NULL`]
        : [sql`l.collector = ANY(${it.collector as string[]}::text[])`]),
    ...same('held', it.held),
    ...(it.held === undefined ? [] : [sql`(l.held_until IS NULL OR l.held_until > ${day(0)} OR l.held = 'promise')`]),
  ]
  return sql.join(all, sql` AND `)
}

/** A page of cases after `after`, in an order; `down` begins with the largest, the latest, the last. */
export async function pageCases(
  tx: Tx,
  filter: CaseFilter,
  ask: { order: CaseOrder; down: boolean; after?: CaseAt; limit: number; today: Day },
): Promise<CaseRow[]> {
  const { column, type, turned } = orders[ask.order]
  const falls = turned ? !ask.down : ask.down
  const by = sql.raw(`l.${column}`)
  const { after } = ask
  const beyond = after
    ? sql`AND (${by}, l.case_id, l.currency) ${sql.raw(falls ? '<' : '>')} (${after.value}::${sql.raw(type)}, ${after.caseId}::uuid, ${after.currency}::text)`
    : sql``
  const way = sql.raw(falls ? 'DESC' : 'ASC')
  return rows(
    tx,
    sql`SELECT ${columns} FROM case_lists l WHERE ${conditions(tx, filter, ask.today)} ${beyond}
        ORDER BY ${by} ${way}, l.case_id ${way}, l.currency ${way} LIMIT ${ask.limit}`,
  )
}

/** The value that a row is sorted by, as its cursor holds it. */
export function orderedBy(it: CaseRow, order: CaseOrder): string {
  if (order === 'overdue') return String(it.overdueMinor)
  if (order === 'name') return it.nameKey
  return onDay(order === 'late' ? it.oldestDueOn : it.nextLookOn)!
}

/** How many match; counting ends at `bound`, because past that nobody reads the number. */
export async function countCases(tx: Tx, filter: CaseFilter, today: Day, bound: number): Promise<number> {
  const found = await row<{ count: number }>(
    tx,
    sql`SELECT count(*) AS count FROM (SELECT 1 FROM case_lists l WHERE ${conditions(tx, filter, today)} LIMIT ${bound}) AS matching`,
  )
  return found!.count
}

/** What the filters may be set to, as it occurs here. */
export async function caseChoices(tx: Tx): Promise<Readonly<Record<string, string[]>>> {
  // Read once, for all of them together: there are few combinations, however many cases.
  const found = await rows<Record<string, string | null>>(
    tx,
    sql`SELECT l.currency, l.country, l.held, l.segment, l.stage, l.collector FROM case_lists l WHERE l.workspace_id = ${tx.workspaceId}::uuid GROUP BY 1, 2, 3, 4, 5, 6`,
  )
  const all: Record<string, string[]> = {}
  for (const what of ['currency', 'country', 'held', 'segment', 'stage', 'collector'])
    all[what] = [...new Set(found.flatMap((it) => it[what] ?? []))].sort()
  return all
}
