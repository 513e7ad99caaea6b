// What came back: the payments a line of the bank may undo, the fact that one did, and which lines still wait for an answer.

import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { atMoment, change, insert, onDay, row, rows, sql, type Tx } from './db.ts'
import { addRecord, type Heads } from './record.ts'

export interface ReturnCandidate extends Key {
  readonly debtorId: string
  readonly debtorName: string
  readonly aliases: readonly string[] | null
  readonly amountMinor: number
  readonly day: Day
  readonly reference: string | null
  readonly lineId: string | null
  readonly paid: readonly string[] | null
}

/** Payments of one of these amounts that stand, within these days, newest first. */
export async function returnCandidates(
  tx: Tx,
  it: { readonly amounts: readonly number[]; readonly currency: string; readonly from: Day; readonly to: Day },
): Promise<ReturnCandidate[]> {
  return rows(
    tx,
    sql`SELECT m.book_id AS book, m.id, m.debtor_id AS "debtorId", d.name AS "debtorName", m.amount_minor AS "amountMinor", m.day, m.reference, m.line_id AS "lineId",
          (SELECT array_agg(a.alias) FROM debtor_aliases a WHERE a.book_id = m.book_id AND a.debtor_id = m.debtor_id AND a.withdrawn_at IS NULL) AS aliases,
          (SELECT array_agg(DISTINCT c.number) FROM postings p JOIN claims c ON c.book_id = p.book_id AND c.id = p.claim_id
            WHERE p.book_id = m.book_id AND p.payment_id = m.id) AS paid
        FROM payments m JOIN debtors d ON d.book_id = m.book_id AND d.id = m.debtor_id
        WHERE m.workspace_id = ${tx.workspaceId}::uuid AND m.kind = 'payment' AND m.amount_minor = ANY(${it.amounts as number[]}::bigint[]) AND m.currency = ${it.currency}
          AND m.day >= ${onDay(it.from)}::date AND m.day <= ${onDay(it.to)}::date AND d.moved_to IS NULL
          AND (SELECT coalesce(sum(p.amount_minor), 0) FROM postings p WHERE p.book_id = m.book_id AND p.payment_id = m.id) <> 0
        ORDER BY m.day DESC, m.id DESC LIMIT 50`,
  )
}

export interface NewReturned {
  readonly debtorId: string
  readonly paymentId: string
  readonly onDay: Day
  readonly code?: string
  readonly says: string
  readonly feeMinor?: number
  readonly line?: { readonly id: string; readonly partNo: number }
}

export async function addReturned(tx: Tx, heads: Heads, it: NewReturned): Promise<string> {
  const id = tx.newId()
  await insert(
    tx,
    'returned',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'payment_id:uuid',
      'on_day:date',
      'code:text',
      'says:text',
      'fee_minor:bigint',
      'line_id:uuid',
      'part_no:integer',
      'recorded_at:timestamptz',
      'actor:text',
    ],
    [
      [
        heads.book,
        id,
        it.debtorId,
        it.paymentId,
        it.onDay,
        it.code,
        it.says,
        it.feeMinor,
        it.line?.id,
        it.line?.partNo,
        tx.now,
        tx.actor,
      ],
    ],
  )
  const { debtorId, ...body } = it
  await addRecord(tx, heads, [{ debtorId, kind: 'payment.returned', subjectId: it.paymentId, body }])
  return id
}

export interface ReturnedRow {
  readonly id: string
  readonly paymentId: string
  readonly onDay: Day
  readonly code: string | null
  readonly says: string
  readonly feeMinor: number | null
  readonly lineId: string | null
  readonly partNo: number | null
}

const columns = sql.raw(
  `r.id, r.payment_id AS "paymentId", r.on_day AS "onDay", r.code, r.says, r.fee_minor AS "feeMinor", r.line_id AS "lineId", r.part_no AS "partNo"`,
)

/** How a payment came back, where that stands. */
export async function findReturned(tx: Tx, payment: Key): Promise<ReturnedRow | undefined> {
  return row(
    tx,
    sql`SELECT ${columns} FROM returned r WHERE r.book_id = ${payment.book} AND r.payment_id = ${payment.id}::uuid AND r.taken_back_at IS NULL`,
  )
}

/** What the bank took for returns of a debtor's payments, with the first claim that each had paid. */
export async function returnCosts(
  tx: Tx,
  debtor: Key,
  recorded?: number,
): Promise<{ claimId: string; feeMinor: number; code: string | null; onDay: Day }[]> {
  return rows(
    tx,
    sql`SELECT r.fee_minor AS "feeMinor", r.code, r.on_day AS "onDay",
          (SELECT p.claim_id FROM postings p WHERE p.book_id = r.book_id AND p.payment_id = r.payment_id AND p.claim_id IS NOT NULL ORDER BY p.recorded_at, p.id LIMIT 1) AS "claimId"
        FROM returned r WHERE r.book_id = ${debtor.book} AND r.debtor_id = ${debtor.id}::uuid AND r.taken_back_at IS NULL AND r.fee_minor > 0
          ${recorded === undefined ? sql`` : sql`AND r.recorded_at <= ${atMoment(recorded)}::timestamptz`}`,
  )
}

export async function takeBackReturned(
  tx: Tx,
  heads: Heads,
  it: { id: string; debtorId: string; paymentId: string },
  because: string,
): Promise<void> {
  await change(
    tx,
    sql`UPDATE returned SET taken_back_at = ${atMoment(tx.now)}::timestamptz WHERE book_id = ${heads.book} AND id = ${it.id}::uuid`,
  )
  await addRecord(tx, heads, [
    { debtorId: it.debtorId, kind: 'payment.return_undone', subjectId: it.paymentId, body: { because } },
  ])
}

/** Promises that were kept by money which came back are open again, for the next run to judge. */
export async function reopenPromises(tx: Tx, heads: Heads, payment: { id: string; debtorId: string }): Promise<number> {
  const found = await rows<{ id: string }>(
    tx,
    sql`SELECT DISTINCT s.id FROM promises s JOIN promise_claims x ON x.book_id = s.book_id AND x.promise_id = s.id
        JOIN postings p ON p.book_id = x.book_id AND p.claim_id = x.claim_id
        WHERE s.book_id = ${heads.book} AND s.debtor_id = ${payment.debtorId}::uuid AND s.state = 'kept' AND p.payment_id = ${payment.id}::uuid`,
  )
  const ids = found.map((it) => it.id)
  if (ids.length === 0) return 0
  await change(
    tx,
    sql`UPDATE promises SET state = 'open', judged_on = NULL WHERE book_id = ${heads.book} AND id = ANY(${ids}::uuid[]) AND state = 'kept'`,
  )
  await addRecord(
    tx,
    heads,
    ids.map((id) => ({
      debtorId: payment.debtorId,
      kind: 'promise.reopened',
      subjectId: id,
      body: { payment: payment.id },
    })),
  )
  return ids.length
}

/** Marks a part of a line as what undid a payment, or with none as nobody's; a part that was marked and undone before is marked anew. */
export async function markPart(
  tx: Tx,
  it: { readonly lineId: string; readonly partNo: number; readonly amountMinor: number; readonly payment?: Key },
): Promise<void> {
  const values = sql`${it.amountMinor}::bigint, ${it.payment?.book ?? null}::bigint, ${it.payment?.id ?? null}::uuid`
  await change(
    tx,
    sql`INSERT INTO bank_line_parts (workspace_id, line_id, part_no, amount_minor, book_id, payment_id)
        SELECT ${tx.workspaceId}::uuid, ${it.lineId}::uuid, ${it.partNo}::integer, ${values}
        ON CONFLICT (workspace_id, line_id, part_no) DO UPDATE SET amount_minor = excluded.amount_minor, book_id = excluded.book_id,
          payment_id = excluded.payment_id, undone_at = NULL`,
  )
}

export async function unmarkPart(tx: Tx, lineId: string, partNo: number): Promise<void> {
  await change(
    tx,
    sql`UPDATE bank_line_parts SET undone_at = ${atMoment(tx.now)}::timestamptz
        WHERE workspace_id = ${tx.workspaceId}::uuid AND line_id = ${lineId}::uuid AND part_no = ${partNo}`,
  )
}

export interface PartRow {
  readonly lineId: string
  readonly partNo: number
  readonly book: number | null
  readonly paymentId: string | null
}

/** What of these lines is given to someone or to nobody. */
export async function markedParts(tx: Tx, lineIds: readonly string[]): Promise<PartRow[]> {
  if (lineIds.length === 0) return []
  return rows(
    tx,
    sql`SELECT line_id AS "lineId", part_no AS "partNo", book_id AS book, payment_id AS "paymentId" FROM bank_line_parts
        WHERE workspace_id = ${tx.workspaceId}::uuid AND line_id = ANY(${lineIds as string[]}::uuid[]) AND undone_at IS NULL`,
  )
}

/** References of the lines that payments came in with. */
export async function lineReferences(tx: Tx, lineIds: readonly string[]): Promise<Map<string, string[]>> {
  if (lineIds.length === 0) return new Map()
  const found = await rows<{ id: string; bankId: string | null; references: Record<string, string | string[]> }>(
    tx,
    sql`SELECT id, raw ->> 'bankId' AS "bankId", coalesce(raw -> 'references', '{}') AS references FROM bank_lines
        WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ANY(${lineIds as string[]}::uuid[])`,
  )
  return new Map(
    found.map((it) => [it.id, [it.bankId ?? [], ...Object.values(it.references)].flat()] as [string, string[]]),
  )
}
