// Long lists by the page, in an order that does not move while they are read: debtors by their number, claims by the moment they
// were made. With each row stands its version, by which a caller says which state they have seen.

import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { type ClaimRow, readClaims } from './claim.ts'
import { row, rows, sql, type Tx } from './db.ts'
import { type DebtorRow, readDebtors } from './debtor.ts'
import { targetsOf } from './ref.ts'

export type Versioned<T> = T & { readonly version: number }

interface VersionedKey extends Key {
  readonly version: number
}

/** Debtors after the number `after`. */
export async function pageDebtors(
  tx: Tx,
  after: number,
  limit: number,
  externalId?: string,
): Promise<Versioned<DebtorRow>[]> {
  const named = externalId === undefined ? undefined : await targetsOf(tx, 'debtor', externalId)
  const keys = await rows<VersionedKey>(
    tx,
    sql`SELECT book_id AS book, id, version FROM debtors WHERE workspace_id = ${tx.workspaceId}::uuid AND no > ${after} AND moved_to IS NULL
          ${
            named === undefined
              ? sql``
              : sql`AND (book_id, id) IN (SELECT * FROM unnest(${named.map((it) => it.book)}::bigint[], ${named.map((it) => it.id)}::uuid[]))`
          } AND NOT EXISTS (SELECT 1 FROM erasures e WHERE e.book_id = debtors.book_id AND e.debtor_id = debtors.id) ORDER BY no LIMIT ${limit}`,
  )
  const found = await inBooks(keys, (book, ids) => readDebtors(tx, book, ids))
  return found.sort((a, b) => a.no - b.no)
}

export interface ClaimFilter {
  readonly debtor?: Key
  readonly open?: boolean
  readonly number?: string
}

/** Claims after the one named, book by book in the order they were made. */
export async function pageClaims(
  tx: Tx,
  after: Key | undefined,
  limit: number,
  { debtor, open, number }: ClaimFilter = {},
): Promise<Versioned<ClaimRow>[]> {
  const from = after ? sql`AND (c.book_id, c.id) > (${after.book}, ${after.id}::uuid)` : sql``
  const of = debtor ? sql`AND c.book_id = ${debtor.book} AND c.debtor_id = ${debtor.id}::uuid` : sql``
  const keys = await rows<VersionedKey>(
    tx,
    sql`SELECT c.book_id AS book, c.id, c.version FROM claims c JOIN claim_state s ON s.book_id = c.book_id AND s.claim_id = c.id
        WHERE c.workspace_id = ${tx.workspaceId}::uuid AND c.moved_to IS NULL ${from} ${of} ${open === undefined ? sql`` : sql`AND s.open = ${open}`}
          ${number === undefined ? sql`` : sql`AND c.number = ${number}`} ORDER BY c.book_id, c.id LIMIT ${limit}`,
  )
  const found = await inBooks(keys, (book, ids) => readClaims(tx, book, ids))
  return found.sort((a, b) => a.book - b.book || (a.id < b.id ? -1 : 1))
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
): Promise<(Key & { readonly kind: string; readonly day: Day; readonly says: string })[]> {
  return rows(
    tx,
    sql`SELECT t.book_id AS book, t.id, t.kind, t.day, t.says FROM tasks t
        WHERE t.book_id = ${debtor.book} AND t.debtor_id = ${debtor.id}::uuid AND t.state = 'open' ORDER BY t.day, t.id`,
  )
}
