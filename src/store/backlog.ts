// The backlog's bands and the holds that stand for them: which claims of an import were overdue when it came in, and what was said.

import { backlogCause } from '../core/backlog.ts'
import type { Day, Moment } from '../core/day.ts'
import { atMoment, change, insert, onDay, row, rows, sql, type Tx } from './db.ts'
import { addRecord, addWorkspaceRecord, type Heads } from './record.ts'

export interface BandRow {
  readonly id: string
  readonly importId: string
  readonly fileName: string
  readonly band: string
  readonly on: Day
  readonly claims: number
  readonly debtors: number
  readonly sums: Readonly<Record<string, number>>
  readonly answer: string | null
  readonly answeredAt: Moment | null
  readonly answeredBy: string | null
}

export type NewBand = Omit<BandRow, 'fileName' | 'answer' | 'answeredAt' | 'answeredBy'>

const columns = sql.raw(
  `b.id, b.import_id AS "importId", i.file_name AS "fileName", b.band, b.on_day AS "on", b.claims, b.debtors, b.sums, b.answer,
   b.answered_at AS "answeredAt", b.answered_by AS "answeredBy"`,
)

/** All bands of imports that stand, the newest import first. */
export async function readBands(tx: Tx): Promise<BandRow[]> {
  return rows(
    tx,
    sql`SELECT ${columns} FROM backlog b JOIN imports i ON i.workspace_id = b.workspace_id AND i.id = b.import_id
        WHERE b.workspace_id = ${tx.workspaceId}::uuid AND i.undone_at IS NULL ORDER BY i.started_at DESC, b.id`,
  )
}

export async function readBand(tx: Tx, id: string): Promise<BandRow | undefined> {
  return row(
    tx,
    sql`SELECT ${columns} FROM backlog b JOIN imports i ON i.workspace_id = b.workspace_id AND i.id = b.import_id
        WHERE b.workspace_id = ${tx.workspaceId}::uuid AND b.id = ${id}::uuid AND i.undone_at IS NULL`,
  )
}

export async function addBands(tx: Tx, bands: readonly NewBand[]): Promise<void> {
  await insert(
    tx,
    'backlog',
    ['id:uuid', 'import_id:uuid', 'band:text', 'on_day:date', 'claims:integer', 'debtors:integer', 'sums:jsonb'],
    bands.map((it) => [it.id, it.importId, it.band, it.on, it.claims, it.debtors, it.sums]),
  )
}

/** Keeps what was said of a band; undefined takes it back. */
export async function markBand(tx: Tx, it: BandRow, answer: string | undefined): Promise<void> {
  const at = answer === undefined ? sql`NULL` : sql`${atMoment(tx.now)}::timestamptz`
  await change(
    tx,
    sql`UPDATE backlog SET answer = ${answer ?? null}, answered_at = ${at}, answered_by = ${answer === undefined ? null : tx.actor}
        WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${it.id}::uuid`,
  )
  const { band, claims, debtors } = it
  const body = { band, claims, debtors, answer: answer ?? it.answer }
  await addWorkspaceRecord(tx, answer === undefined ? 'backlog.undone' : 'backlog.answered', it.id, body)
}

export interface OverdueClaim {
  readonly id: string
  readonly debtorId: string
  readonly caseId: string
  readonly currency: string
  readonly openMinor: number
  readonly dueOn: Day
}

/** Debtors of a book with claims that an import made, in order of id, after `after`. */
export async function debtorsOf(
  tx: Tx,
  book: number,
  importId: string,
  after: string | undefined,
  limit: number,
): Promise<string[]> {
  const found = await rows<{ debtor_id: string }>(
    tx,
    sql`SELECT DISTINCT c.debtor_id FROM claims c WHERE c.book_id = ${book} AND c.workspace_id = ${tx.workspaceId}::uuid AND c.import_id = ${importId}::uuid
          ${after === undefined ? sql`` : sql`AND c.debtor_id > ${after}::uuid`} ORDER BY c.debtor_id LIMIT ${limit}`,
  )
  return found.map((it) => it.debtor_id)
}

/** Open claims of locked debtors that an import made and that were due before `on`. */
export async function overdueOf(tx: Tx, heads: Heads, importId: string, on: Day): Promise<OverdueClaim[]> {
  return rows(
    tx,
    sql`SELECT c.id, c.debtor_id AS "debtorId", c.case_id AS "caseId", c.currency, s.principal + s.interest + s.fee + s.cost AS "openMinor", d.due_on AS "dueOn"
        FROM claims c JOIN claim_state s ON s.book_id = c.book_id AND s.claim_id = c.id
        JOIN LATERAL (SELECT min(x.due_on) AS due_on FROM dues x WHERE x.book_id = c.book_id AND x.claim_id = c.id AND x.replaced_at IS NULL) d ON true
        WHERE c.book_id = ${heads.book} AND c.workspace_id = ${tx.workspaceId}::uuid AND c.debtor_id = ANY(${[...heads.of.keys()]}::uuid[])
          AND c.import_id = ${importId}::uuid AND s.open AND c.withdrawn_on IS NULL AND d.due_on < ${onDay(on)}::date ORDER BY c.id`,
  )
}

export interface BandHold {
  readonly id: string
  readonly claimId: string
  readonly caseId: string
  readonly debtorId: string
}

/** Debtors of a book held under a band, after `after`: while it waits, or once it was answered. */
export async function debtorsUnder(
  tx: Tx,
  book: number,
  bandId: string,
  it: { readonly lifted: boolean; readonly after?: string; readonly limit: number },
): Promise<string[]> {
  const found = await rows<{ debtor_id: string }>(
    tx,
    sql`SELECT DISTINCT h.debtor_id FROM holds h WHERE h.book_id = ${book} AND h.workspace_id = ${tx.workspaceId}::uuid AND h.subject_id = ${bandId}::uuid
          AND h.cause = ${backlogCause} AND (h.lifted_at IS NOT NULL) = ${it.lifted}
          ${it.after === undefined ? sql`` : sql`AND h.debtor_id > ${it.after}::uuid`} ORDER BY h.debtor_id LIMIT ${it.limit}`,
  )
  return found.map((one) => one.debtor_id)
}

/** Holds of locked debtors under a band. */
export async function holdsUnder(
  tx: Tx,
  heads: Heads,
  bandId: string,
  it: { readonly cause: string; readonly lifted: boolean },
): Promise<BandHold[]> {
  return rows(
    tx,
    sql`SELECT h.id, h.claim_id AS "claimId", h.case_id AS "caseId", h.debtor_id AS "debtorId" FROM holds h
        WHERE h.book_id = ${heads.book} AND h.workspace_id = ${tx.workspaceId}::uuid AND h.debtor_id = ANY(${[...heads.of.keys()]}::uuid[])
          AND h.subject_id = ${bandId}::uuid AND h.cause = ${it.cause} AND (h.lifted_at IS NOT NULL) = ${it.lifted} ORDER BY h.id`,
  )
}

export interface BandHoldWish {
  readonly claimId: string
  readonly caseId: string
  readonly debtorId: string
  readonly bandId: string
}

/** Holds claims of locked debtors, all for one cause. */
export async function holdUnder(
  tx: Tx,
  heads: Heads,
  some: readonly BandHoldWish[],
  it: { readonly cause: string; readonly from: Day; readonly until?: Day },
): Promise<void> {
  const ids = some.map(() => tx.newId())
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
      'until_day:date',
      'subject_id:uuid',
      'recorded_at:timestamptz',
      'actor:text',
    ],
    some.map((one, i) => [
      heads.book,
      ids[i]!,
      one.debtorId,
      one.caseId,
      one.claimId,
      it.cause,
      it.from,
      it.until,
      one.bandId,
      tx.now,
      tx.actor,
    ]),
  )
  await addRecord(
    tx,
    heads,
    some.map((one, i) => ({
      debtorId: one.debtorId,
      kind: 'hold.added',
      subjectId: ids[i]!,
      body: { ...it, claimId: one.claimId, subjectId: one.bandId },
    })),
  )
}

/** Ends holds of locked debtors, each with the answer that lifted it. */
export async function liftUnder(
  tx: Tx,
  heads: Heads,
  some: readonly BandHold[],
  it: { readonly cause: string; readonly on: Day; readonly because: string },
): Promise<void> {
  if (some.length === 0) return
  await change(
    tx,
    sql`UPDATE holds SET lifted_on = ${onDay(it.on)}::date, lifted_at = ${atMoment(tx.now)}::timestamptz, lifted_by = ${tx.actor}
        WHERE book_id = ${heads.book} AND id = ANY(${some.map((one) => one.id)}::uuid[]) AND lifted_at IS NULL`,
  )
  await addRecord(
    tx,
    heads,
    some.map((one) => ({
      debtorId: one.debtorId,
      kind: 'hold.lifted',
      subjectId: one.id,
      body: { ...it, claimId: one.claimId },
    })),
  )
}

/** Of these debtors the first to whom anything went out since that moment. */
export async function writtenSince(
  tx: Tx,
  book: number,
  debtorIds: readonly string[],
  since: Moment,
): Promise<string | undefined> {
  const found = await row<{ name: string }>(
    tx,
    sql`SELECT d.name FROM attempts a JOIN debtors d ON d.book_id = a.book_id AND d.id = a.debtor_id
        WHERE a.book_id = ${book} AND a.debtor_id = ANY(${debtorIds as string[]}::uuid[]) AND a.released_at >= ${atMoment(since)}::timestamptz
        ORDER BY a.released_at LIMIT 1`,
  )
  return found?.name
}

/** Groups of postings that wrote these claims off since that moment and stand. */
export async function writtenOffSince(
  tx: Tx,
  heads: Heads,
  claimIds: readonly string[],
  since: Moment,
): Promise<{ readonly debtorId: string; readonly groupId: string }[]> {
  return rows(
    tx,
    sql`SELECT DISTINCT p.debtor_id AS "debtorId", p.group_id AS "groupId" FROM postings p
        WHERE p.book_id = ${heads.book} AND p.workspace_id = ${tx.workspaceId}::uuid AND p.debtor_id = ANY(${[...heads.of.keys()]}::uuid[])
          AND p.claim_id = ANY(${claimIds as string[]}::uuid[]) AND p.kind = 'write_off' AND p.reverses_id IS NULL
          AND p.recorded_at >= ${atMoment(since)}::timestamptz
          AND NOT EXISTS (SELECT 1 FROM postings r WHERE r.book_id = p.book_id AND r.reverses_id = p.id)`,
  )
}
