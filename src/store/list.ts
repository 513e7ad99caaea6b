// Full lists of open items: how the last one looked, which open claims a new one does not name, and the holds that keep those
// from being chased until a person says what became of them.

import { type Day, dayText } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { change, insert, onDay, row, rows, sql, type Tx } from './db.ts'
import { addRecord, addWorkspaceRecord, type Heads } from './record.ts'

const goneFromList = 'gone_from_list'

export interface FullList {
  readonly id: string
  readonly on: Day
  readonly partial: boolean
  readonly claimsNamed: number
  readonly sumNamed: Readonly<Record<string, number>>
  readonly counts: Readonly<Record<string, unknown>>
  readonly fileName: string
}

/** The newest full lists of a creditor that were taken in to their end, the newest first. */
export async function fullLists(tx: Tx, creditorId: string, limit: number): Promise<FullList[]> {
  return rows(
    tx,
    sql`SELECT id, full_list_on AS "on", partial, claims_named AS "claimsNamed", sum_named AS "sumNamed", counts, file_name AS "fileName" FROM imports
        WHERE workspace_id = ${tx.workspaceId}::uuid AND creditor_id = ${creditorId}::uuid AND full_list_on IS NOT NULL AND ended_at IS NOT NULL AND undone_at IS NULL
        ORDER BY full_list_on DESC, started_at DESC LIMIT ${limit}`,
  )
}

export async function fullList(tx: Tx, id: string): Promise<FullList | undefined> {
  return row(
    tx,
    sql`SELECT id, full_list_on AS "on", partial, claims_named AS "claimsNamed", sum_named AS "sumNamed", counts, file_name AS "fileName" FROM imports
        WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}::uuid`,
  )
}

export async function markList(tx: Tx, id: string, partial: boolean): Promise<void> {
  await change(
    tx,
    sql`UPDATE imports SET partial = ${partial} WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}::uuid`,
  )
}

/** How many claims an import named: those it made, and those that were there. */
export async function countNamed(tx: Tx, importId: string): Promise<number> {
  const found = await row<{ count: number }>(
    tx,
    sql`SELECT count(*) AS count FROM (
          SELECT book_id, claim_id FROM list_claims WHERE workspace_id = ${tx.workspaceId}::uuid AND import_id = ${importId}::uuid
          UNION SELECT book_id, id FROM claims WHERE workspace_id = ${tx.workspaceId}::uuid AND import_id = ${importId}::uuid) named`,
  )
  return found?.count ?? 0
}

/** Open claims that were here when the list was drawn up and that it does not name; not those held for that already. */
const missing = (tx: Tx, book: number, creditorId: string, list: { id: string; on: Day }) =>
  sql`FROM claims c JOIN claim_state s ON s.book_id = c.book_id AND s.claim_id = c.id
      WHERE c.book_id = ${book} AND c.workspace_id = ${tx.workspaceId}::uuid AND c.creditor_id = ${creditorId}::uuid AND s.open AND c.withdrawn_on IS NULL
        AND c.arrived_on <= ${onDay(list.on)}::date AND c.issued_on <= ${onDay(list.on)}::date
        AND c.import_id IS DISTINCT FROM ${list.id}::uuid
        AND NOT EXISTS (SELECT 1 FROM list_claims l WHERE l.book_id = c.book_id AND l.import_id = ${list.id}::uuid AND l.claim_id = c.id)
        AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.book_id = c.book_id AND h.debtor_id = c.debtor_id AND h.claim_id = c.id AND h.cause = ${goneFromList} AND h.lifted_at IS NULL)`

/** Some debtors of a book with claims that the list does not name, in order of id, after `after`. */
export async function debtorsGone(
  tx: Tx,
  book: number,
  creditorId: string,
  list: { id: string; on: Day },
  after: string | undefined,
  limit: number,
): Promise<string[]> {
  const found = await rows<{ debtor_id: string }>(
    tx,
    sql`SELECT DISTINCT c.debtor_id ${missing(tx, book, creditorId, list)} ${after === undefined ? sql`` : sql`AND c.debtor_id > ${after}::uuid`}
        ORDER BY c.debtor_id LIMIT ${limit}`,
  )
  return found.map((one) => one.debtor_id)
}

/** Holds every claim of locked debtors that the list does not name. @returns how many. */
export async function holdGone(
  tx: Tx,
  heads: Heads,
  creditorId: string,
  list: { id: string; on: Day },
  from: Day,
): Promise<number> {
  const found = await rows<{ id: string; debtor_id: string; case_id: string }>(
    tx,
    sql`SELECT c.id, c.debtor_id, c.case_id ${missing(tx, heads.book, creditorId, list)} AND c.debtor_id = ANY(${[...heads.of.keys()]}::uuid[]) ORDER BY c.id`,
  )
  const ids = found.map(() => tx.newId())
  await insert(
    tx,
    'holds',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'case_id:uuid',
      'claim_id:uuid',
      'cause:text',
      'from_day:date',
      'subject_id:uuid',
      'recorded_at:timestamptz',
      'actor:text',
    ],
    found.map((it, i) => [
      heads.book,
      ids[i]!,
      it.debtor_id,
      it.case_id,
      it.id,
      goneFromList,
      from,
      list.id,
      tx.now,
      tx.actor,
    ]),
  )
  await addRecord(
    tx,
    heads,
    found.map((it, i) => ({
      debtorId: it.debtor_id,
      kind: 'hold.added',
      subjectId: ids[i]!,
      body: { cause: goneFromList, claimId: it.id, from, listOn: list.on },
    })),
  )
  return found.length
}

export interface GoneClaim extends Key {
  readonly holdId: string
  readonly importId: string
  /** The day of the list it is gone from. */
  readonly listOn: Day
  readonly number: string
  readonly currency: string
  readonly creditorId: string
  readonly debtorId: string
  readonly debtorNo: number
  readonly debtorName: string
  readonly principal: number
  readonly interest: number
  readonly fee: number
  readonly cost: number
}

const goneColumns = sql.raw(
  `c.book_id AS book, c.id, h.id AS "holdId", h.subject_id AS "importId", i.full_list_on AS "listOn", c.number, c.currency, c.creditor_id AS "creditorId",
   c.debtor_id AS "debtorId", d.no AS "debtorNo", d.name AS "debtorName", s.principal, s.interest, s.fee, s.cost`,
)
const goneJoined = sql.raw(
  `holds h JOIN claims c ON c.book_id = h.book_id AND c.id = h.claim_id JOIN claim_state s ON s.book_id = c.book_id AND s.claim_id = c.id
   JOIN debtors d ON d.book_id = c.book_id AND d.id = c.debtor_id JOIN imports i ON i.workspace_id = h.workspace_id AND i.id = h.subject_id`,
)

export interface GoneFilter {
  readonly importId?: string
  readonly claimIds?: readonly string[]
  readonly book?: number
  readonly debtorIds?: readonly string[]
}

/** Claims held as gone from a list, the largest first. */
export async function goneClaims(tx: Tx, filter: GoneFilter = {}): Promise<GoneClaim[]> {
  const { importId, claimIds, book, debtorIds } = filter
  return rows(
    tx,
    sql`SELECT ${goneColumns} FROM ${goneJoined} WHERE h.workspace_id = ${tx.workspaceId}::uuid AND h.cause = ${goneFromList} AND h.lifted_at IS NULL
          ${importId === undefined ? sql`` : sql`AND h.subject_id = ${importId}::uuid`}
          ${book === undefined ? sql`` : sql`AND h.book_id = ${book}`}
          ${debtorIds === undefined ? sql`` : sql`AND h.debtor_id = ANY(${debtorIds as string[]}::uuid[])`}
          ${claimIds === undefined ? sql`` : sql`AND h.claim_id = ANY(${claimIds as string[]}::uuid[])`}
        ORDER BY s.principal DESC, c.number COLLATE "C", c.id`,
  )
}

export interface GoneHold {
  readonly holdId: string
  readonly claimId: string
  readonly debtorId: string
}

/** The standing holds of that cause on claims of locked debtors. */
export async function goneHolds(tx: Tx, heads: Heads, claimIds: readonly string[]): Promise<GoneHold[]> {
  return rows(
    tx,
    sql`SELECT h.id AS "holdId", h.claim_id AS "claimId", h.debtor_id AS "debtorId" FROM holds h
        WHERE h.book_id = ${heads.book} AND h.debtor_id = ANY(${[...heads.of.keys()]}::uuid[]) AND h.cause = ${goneFromList} AND h.lifted_at IS NULL
          AND h.claim_id = ANY(${claimIds as string[]}::uuid[])`,
  )
}

/** Ends holds of locked debtors. */
export async function liftGone(
  tx: Tx,
  heads: Heads,
  some: readonly GoneHold[],
  on: Day,
  because: string,
): Promise<void> {
  if (some.length === 0) return
  await change(
    tx,
    sql`UPDATE holds SET lifted_on = ${onDay(on)}::date, lifted_at = ${new Date(tx.now).toISOString()}, lifted_by = ${tx.actor}
        WHERE book_id = ${heads.book} AND id = ANY(${some.map((it) => it.holdId)}::uuid[]) AND lifted_at IS NULL`,
  )
  await addRecord(
    tx,
    heads,
    some.map((it) => ({
      debtorId: it.debtorId,
      kind: 'hold.lifted',
      subjectId: it.holdId,
      body: { cause: goneFromList, claimId: it.claimId, on, because },
    })),
  )
}

/** The day up to which payments are known, as it is now. */
export async function knownUntil(tx: Tx, creditorId: string): Promise<Day | undefined> {
  const found = await row<{ known_until: Day | null }>(
    tx,
    sql`SELECT known_until FROM creditors WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${creditorId}::uuid`,
  )
  return found?.known_until ?? undefined
}

/** A list that was taken as whole was not: what we know ends where it ended before, unless something newer came since. */
export async function unknowUntil(
  tx: Tx,
  creditorId: string,
  list: Day,
  before: Day | undefined,
  because = `the list of ${dayText(list)} was partial`,
): Promise<void> {
  const moved = await change(
    tx,
    sql`UPDATE creditors SET known_until = ${onDay(before)}::date
        WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${creditorId}::uuid AND known_until = ${onDay(list)}::date`,
  )
  const body = { day: before ?? null, because }
  if (moved > 0) await addWorkspaceRecord(tx, 'creditor.known_until', creditorId, body)
}
