// Lines of bank statements, kept as they came: each once, however often a file tells of it. They are never edited; taking an import
// back only marks them, and then the same line may come in again.

import type { Day, Moment } from '../core/day.ts'
import { change, insert, onDay, row, rows, sql, type Tx } from './db.ts'

export interface NewBankLine {
  readonly account: string
  readonly day: Day
  readonly amountMinor: number
  readonly currency: string
  readonly fingerprint: string
  /** The entry as it was read, with the statement it stood on. */
  readonly raw: object
}

export interface BankLineRow {
  readonly id: string
  readonly account: string
  readonly day: Day
  readonly amountMinor: number
  readonly currency: string
  // biome-ignore lint/suspicious/noExplicitAny: the entry as the readers wrote it, imports/bank/statement.ts
  readonly raw: any
  readonly importId: string | null
  readonly recordedAt: Moment
}

/** Which of these lines are here already. */
export async function knownLines(tx: Tx, account: string, fingerprints: readonly string[]): Promise<Set<string>> {
  const found = await rows<{ fingerprint: string }>(
    tx,
    sql`SELECT fingerprint FROM bank_lines WHERE workspace_id = ${tx.workspaceId}::uuid AND account = ${account}
          AND fingerprint = ANY(${fingerprints as string[]}::text[]) AND undone_at IS NULL`,
  )
  return new Set(found.map((it) => it.fingerprint))
}

/** @returns how many were new; a line that another import brought in meanwhile is left out. */
export async function addBankLines(tx: Tx, importId: string, lines: readonly NewBankLine[]): Promise<number> {
  return insert(
    tx,
    'bank_lines',
    [
      'id:uuid',
      'account:text',
      'day:date',
      'amount_minor:bigint',
      'currency:text',
      'fingerprint:text',
      'raw:jsonb',
      'import_id:uuid',
      'recorded_at:timestamptz',
    ],
    lines.map((it) => [
      tx.newId(),
      it.account,
      it.day,
      it.amountMinor,
      it.currency,
      it.fingerprint,
      it.raw,
      importId,
      tx.now,
    ]),
    { conflict: 'nothing' },
  )
}

export const bankColumns = sql`l.id, l.account, l.day, l.amount_minor AS "amountMinor", l.currency, l.raw, l.import_id AS "importId", l.recorded_at AS "recordedAt"`

export interface BankLineFilter {
  readonly account?: string
  readonly from?: Day
  /** Included. */
  readonly to?: Day
  /** Those behind this one in the list. */
  readonly after?: { readonly day: Day; readonly id: string }
  readonly limit: number
}

/** The newest first; lines of imports taken back are not among them. */
export async function listBankLines(tx: Tx, filter: BankLineFilter): Promise<BankLineRow[]> {
  return rows(
    tx,
    sql`SELECT ${bankColumns} FROM bank_lines l WHERE workspace_id = ${tx.workspaceId}::uuid AND undone_at IS NULL
          ${filter.account === undefined ? sql`` : sql`AND account = ${filter.account}`}
          ${filter.from === undefined ? sql`` : sql`AND day >= ${onDay(filter.from)}::date`}
          ${filter.to === undefined ? sql`` : sql`AND day <= ${onDay(filter.to)}::date`}
          ${filter.after === undefined ? sql`` : sql`AND (day, id) < (${onDay(filter.after.day)}::date, ${filter.after.id}::uuid)`}
        ORDER BY day DESC, id DESC LIMIT ${filter.limit}`,
  )
}

export async function findBankLine(tx: Tx, id: string): Promise<BankLineRow | undefined> {
  return row(
    tx,
    sql`SELECT ${bankColumns} FROM bank_lines l WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}::uuid AND undone_at IS NULL`,
  )
}

/** Lines of an import that may undo payments, in the order of their days. */
export async function undoingLines(tx: Tx, importId: string): Promise<BankLineRow[]> {
  const kinds = sql`('return', 'charge_back', 'refund', 'reversal')`
  return rows(
    tx,
    sql`SELECT ${bankColumns} FROM bank_lines l WHERE workspace_id = ${tx.workspaceId}::uuid AND import_id = ${importId}::uuid AND undone_at IS NULL AND amount_minor < 0
          AND (raw ->> 'kind' IN ${kinds} OR EXISTS (SELECT 1 FROM jsonb_array_elements(raw -> 'parts') x WHERE x ->> 'kind' IN ${kinds}))
        ORDER BY day, id`,
  )
}

/** Lines that took back a payment, some of whose parts nobody answered, the newest first. */
export async function unansweredLines(
  tx: Tx,
  after: { readonly day: Day; readonly id: string } | undefined,
  limit: number,
): Promise<BankLineRow[]> {
  return rows(
    tx,
    sql`SELECT ${bankColumns} FROM bank_lines l WHERE l.workspace_id = ${tx.workspaceId}::uuid AND undone_at IS NULL AND amount_minor < 0
          AND (raw ->> 'kind' IN ('return', 'charge_back', 'reversal')
            OR raw @> '{"parts": [{"kind": "return"}]}' OR raw @> '{"parts": [{"kind": "charge_back"}]}' OR raw @> '{"parts": [{"kind": "reversal"}]}')
          AND (SELECT count(*) FROM bank_line_parts p WHERE p.workspace_id = l.workspace_id AND p.line_id = l.id AND p.undone_at IS NULL)
            < greatest(1, jsonb_array_length(raw -> 'parts'))
          ${after === undefined ? sql`` : sql`AND (day, id) < (${onDay(after.day)}::date, ${after.id}::uuid)`}
        ORDER BY day DESC, id DESC LIMIT ${limit}`,
  )
}

/** Lines of an import by their fingerprints, in the order of their days. */
export async function linesByFingerprint(
  tx: Tx,
  importId: string,
  fingerprints: readonly string[],
): Promise<BankLineRow[]> {
  return rows(
    tx,
    sql`SELECT ${bankColumns} FROM bank_lines l WHERE workspace_id = ${tx.workspaceId}::uuid AND import_id = ${importId}::uuid
          AND fingerprint = ANY(${fingerprints as string[]}::text[]) AND undone_at IS NULL ORDER BY day, id`,
  )
}

/** Earlier lines of the account with the opposite amount that carry one of these references, or parts that do. */
export async function linesUndone(tx: Tx, it: BankLineRow, references: readonly string[]): Promise<BankLineRow[]> {
  if (references.length === 0) return []
  return rows(
    tx,
    sql`SELECT ${bankColumns} FROM bank_lines l WHERE workspace_id = ${tx.workspaceId}::uuid AND undone_at IS NULL AND account = ${it.account}
          AND amount_minor = ${-it.amountMinor} AND day <= ${onDay(it.day)}::date AND id <> ${it.id}::uuid
          AND (raw->'references'->>'endToEnd' = ANY(${references as string[]}::text[]) OR raw->>'bankId' = ANY(${references as string[]}::text[]))
        ORDER BY day DESC, id DESC LIMIT 5`,
  )
}

/** Lines of the account that a provider gave this number, or that are of the payment of this number: what was paid, not what was given back. */
export async function linesNumbered(tx: Tx, it: BankLineRow, number: string): Promise<BankLineRow[]> {
  return rows(
    tx,
    sql`SELECT ${bankColumns} FROM bank_lines l WHERE workspace_id = ${tx.workspaceId}::uuid AND undone_at IS NULL AND account = ${it.account}
          AND day <= ${onDay(it.day)}::date AND id <> ${it.id}::uuid AND raw->>'kind' <> 'fee'
          AND sign(amount_minor) = ${it.amountMinor < 0 ? 1 : -1}
          AND (raw->>'bankId' = ${number} OR raw->'references'->>'transaction' = ${number})
        ORDER BY day DESC, id DESC LIMIT 5`,
  )
}

/** How many lines of an import were matched to someone. */
export async function matchedOf(tx: Tx, importId: string): Promise<number> {
  const found = await row<{ count: number }>(
    tx,
    sql`SELECT count(DISTINCT l.id) AS count FROM bank_lines l JOIN bank_line_parts p ON p.workspace_id = l.workspace_id AND p.line_id = l.id
        WHERE l.workspace_id = ${tx.workspaceId}::uuid AND l.import_id = ${importId}::uuid AND p.undone_at IS NULL AND p.book_id IS NOT NULL`,
  )
  return found?.count ?? 0
}

/** @returns how many lines were taken back. */
export async function withdrawBankLines(tx: Tx, importId: string): Promise<number> {
  return change(
    tx,
    sql`UPDATE bank_lines SET undone_at = ${new Date(tx.now).toISOString()}::timestamptz
        WHERE workspace_id = ${tx.workspaceId}::uuid AND import_id = ${importId}::uuid AND undone_at IS NULL`,
  )
}

/** These wait for what a person makes of money that is to settle all, and are matched with nothing. */
export async function markSettling(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await change(
    tx,
    sql`UPDATE bank_lines SET raw = raw || '{"settles": true}'::jsonb WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ANY(${ids as string[]}::uuid[])`,
  )
}
