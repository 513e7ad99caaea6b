// Long lists by the page, in an order that does not move while they are read: debtors by their number, claims by the moment they
// were made. With each row stands its version, by which a caller says which state they have seen.

import type { Day } from '../core/day.ts'
import { groupKey } from '../core/group.ts'
import type { Key } from '../core/id.ts'
import { type ClaimRow, readClaims } from './claim.ts'
import { row, rows, sql, type Tx } from './db.ts'
import { type DebtorRow, readDebtors } from './debtor.ts'
import { targetsOf } from './ref.ts'
import { claimsStarting, debtorsWith } from './search.ts'

export type Versioned<T> = T & { readonly version: number }

interface VersionedKey extends Key {
  readonly version: number
}

export interface DebtorFilter {
  readonly externalId?: string
  /** Beginnings of words of the name, or of the number. */
  readonly words?: string
  readonly handling?: string
  readonly kind?: string
  readonly country?: string
  /** Who is in this group, however it is spelled. */
  readonly group?: string
}

/** Debtors with their versions, in the order they are named; who was merged into another is left out. */
export async function debtorsInOrder(tx: Tx, keys: readonly Key[]): Promise<Versioned<DebtorRow>[]> {
  const versions: VersionedKey[] = []
  for (const [book, some] of Map.groupBy(keys, (it) => it.book)) {
    const ids = some.map((it) => it.id)
    versions.push(
      ...(await rows<VersionedKey>(
        tx,
        sql`SELECT d.book_id AS book, d.id, d.version FROM debtors d WHERE d.book_id = ${book} AND d.id = ANY(${ids}::uuid[]) AND d.moved_to IS NULL`,
      )),
    )
  }
  return inOrder(keys, await inBooks(versions, (book, ids) => readDebtors(tx, book, ids)))
}

function inOrder<T extends Key>(keys: readonly Key[], found: T[]): T[] {
  const place = new Map(keys.map((it, i) => [it.id, i]))
  return found.sort((a, b) => place.get(a.id)! - place.get(b.id)!)
}

/** Where a page of debtors ended: their number, and the folded name where names are the order. */
export interface DebtorAt {
  readonly no: number
  readonly nameKey?: string
}

/** Debtors in the order of their number or of their name, after `after`. */
export async function pageDebtors(
  tx: Tx,
  ask: { order: 'no' | 'name'; down?: boolean; after?: DebtorAt; limit: number },
  filter: DebtorFilter = {},
): Promise<Versioned<DebtorRow>[]> {
  const named = filter.externalId === undefined ? undefined : await targetsOf(tx, 'debtor', filter.externalId)
  const { after } = ask
  const beyond = sql.raw(ask.down ? '<' : '>')
  const way = sql.raw(ask.down ? 'DESC' : 'ASC')
  const from = !after
    ? sql``
    : ask.order === 'no'
      ? sql`AND d.no ${beyond} ${after.no}`
      : sql`AND (d.name_key, d.no) ${beyond} (${after.nameKey ?? ''}::text, ${after.no}::bigint)`
  const only = sql.join(
    [
      sql``,
      ...(named === undefined
        ? []
        : [
            sql`AND (d.book_id, d.id) IN (SELECT * FROM unnest(${named.map((it) => it.book)}::bigint[], ${named.map((it) => it.id)}::uuid[]))`,
          ]),
      ...(filter.words === undefined ? [] : [sql`AND (d.book_id, d.id) IN (${debtorsWith(tx, filter.words)})`]),
      ...(['handling', 'kind', 'country'] as const).flatMap((it) =>
        filter[it] === undefined ? [] : [sql`AND d.${sql.ref(it)} = ${filter[it]}`],
      ),
      ...(filter.group === undefined ? [] : [sql`AND d.group_key = ${groupKey(filter.group)}`]),
      // What a partial index holds is said beside the parameter, which the planner does not look into.
      ...(filter.handling === undefined || filter.handling === 'automatic' ? [] : [sql`AND d.handling <> 'automatic'`]),
    ],
    sql` `,
  )
  const keys = await rows<VersionedKey>(
    tx,
    sql`SELECT d.book_id AS book, d.id, d.version FROM debtors d WHERE d.workspace_id = ${tx.workspaceId}::uuid AND d.moved_to IS NULL ${from} ${only}
          AND NOT EXISTS (SELECT 1 FROM erasures e WHERE e.book_id = d.book_id AND e.debtor_id = d.id)
        ORDER BY ${ask.order === 'no' ? sql`d.no ${way}` : sql`d.name_key ${way}, d.no ${way}`} LIMIT ${ask.limit}`,
  )
  return inOrder(keys, await inBooks(keys, (book, ids) => readDebtors(tx, book, ids)))
}

export interface ClaimFilter {
  readonly debtor?: Key
  readonly open?: boolean
  readonly number?: string
  /** The beginning of a number. */
  readonly starts?: string
  /** The newest first. */
  readonly newest?: boolean
}

// More numbers that begin alike than anybody reads.
const startingMax = 500

/** Claims after the one named, book by book in the order they were made. */
export async function pageClaims(
  tx: Tx,
  after: Key | undefined,
  limit: number,
  { debtor, open, number, starts, newest = false }: ClaimFilter = {},
): Promise<Versioned<ClaimRow>[]> {
  const from = after
    ? sql`AND (c.book_id, c.id) ${sql.raw(newest ? '<' : '>')} (${after.book}, ${after.id}::uuid)`
    : sql``
  const of = debtor ? sql`AND c.book_id = ${debtor.book} AND c.debtor_id = ${debtor.id}::uuid` : sql``
  const way = sql.raw(newest ? 'DESC' : 'ASC')
  // Numbers are kept apart from claims, in their own order; what begins so is looked up there.
  const some = starts === undefined ? undefined : await claimsStarting(tx, starts, startingMax)
  const among = some
    ? sql`AND (c.book_id, c.id) IN (SELECT * FROM unnest(${some.map((it) => it.book)}::bigint[], ${some.map((it) => it.id)}::uuid[]))`
    : sql``
  const keys = await rows<VersionedKey>(
    tx,
    sql`SELECT c.book_id AS book, c.id, c.version FROM claims c JOIN claim_state s ON s.book_id = c.book_id AND s.claim_id = c.id
        WHERE c.workspace_id = ${tx.workspaceId}::uuid AND c.moved_to IS NULL ${from} ${of} ${among} ${open === undefined ? sql`` : sql`AND s.open = ${open}`}
          ${number === undefined ? sql`` : sql`AND c.number = ${number}`} ORDER BY c.book_id ${way}, c.id ${way} LIMIT ${limit}`,
  )
  const found = await inBooks(keys, (book, ids) => readClaims(tx, book, ids))
  return found.sort((a, b) => (a.book - b.book || (a.id < b.id ? -1 : 1)) * (newest ? -1 : 1))
}

async function inBooks<T extends Key>(
  keys: readonly VersionedKey[],
  read: (book: number, ids: string[]) => Promise<T[]>,
): Promise<Versioned<T>[]> {
  const versions = new Map(keys.map((it) => [it.id, it.version]))
  const found: Versioned<T>[] = []
  for (const [book, some] of Map.groupBy(keys, (it) => it.book)) {
    const some_ = await read(
      book,
      some.map((it) => it.id),
    )
    found.push(...some_.map((it) => ({ ...it, version: versions.get(it.id)! })))
  }
  return found
}

/** The version of a debtor or a claim as it stands; undefined where there is none. */
export async function versionOf(tx: Tx, table: 'debtors' | 'claims', key: Key): Promise<number | undefined> {
  const found = await row<{ version: number }>(
    tx,
    sql`SELECT version FROM ${sql.table(table)} WHERE book_id = ${key.book} AND id = ${key.id}::uuid`,
  )
  return found?.version
}

/** The versions of claims of a book. */
export async function claimVersions(tx: Tx, book: number, ids: readonly string[]): Promise<Map<string, number>> {
  const found = await rows<{ id: string; version: number }>(
    tx,
    sql`SELECT id, version FROM claims WHERE book_id = ${book} AND id = ANY(${ids as string[]}::uuid[])`,
  )
  return new Map(found.map((it) => [it.id, it.version]))
}

/** How many entries the record of a debtor has: it grows with every change. */
export async function chainLength(tx: Tx, debtor: Key): Promise<number> {
  const found = await row<{ seq: number }>(
    tx,
    sql`SELECT seq FROM debtor_state WHERE book_id = ${debtor.book} AND debtor_id = ${debtor.id}::uuid`,
  )
  return found?.seq ?? 0
}

/** How many claims of a debtor are settled. */
export async function closedClaims(tx: Tx, debtor: Key): Promise<number> {
  const found = await row<{ count: number }>(
    tx,
    sql`SELECT count(*)::int AS count FROM cases k JOIN claim_state s ON s.book_id = k.book_id AND s.case_id = k.id AND NOT s.open
        WHERE k.book_id = ${debtor.book} AND k.debtor_id = ${debtor.id}::uuid`,
  )
  return found!.count
}

/** What waits for a person about a debtor, what is due first. */
export async function openTasksOf(
  tx: Tx,
  debtor: Key,
): Promise<
  (Key & { readonly kind: string; readonly day: Day; readonly says: string; readonly letter: string | null })[]
> {
  return rows(
    tx,
    sql`SELECT t.book_id AS book, t.id, t.kind, t.day, t.says, t.facts ->> 'message' AS letter FROM tasks t
        WHERE t.book_id = ${debtor.book} AND t.debtor_id = ${debtor.id}::uuid AND t.state = 'open' ORDER BY t.day, t.id`,
  )
}
