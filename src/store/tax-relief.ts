// Tax of bad debts: what is unpaid of claims that carry tax, and what of it was taken back and given back, kept as history.

import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { insert, onDay, row, rows, sql, type Tx } from './db.ts'
import { addRecord, lockDebtors } from './record.ts'
import type { DebtorName } from './report.ts'

export interface TaxedClaim {
  readonly debtor: DebtorName
  readonly debtorKind: string
  readonly claimId: string
  readonly number: string
  readonly currency: string
  readonly issuedOn: Day
  readonly dueOn: Day
  readonly chargedMinor: number
  readonly taxMinor: number
  readonly openMinor: number
  readonly writtenOffMinor: number
  readonly takenMinor: number
  readonly lastPaidOn: Day | null
  /** Money of the debtor that came since tax was taken back and is given to no claim. */
  readonly onAccountMinor: number
}

/** Claims of a book that carry tax and have something overdue or written off on a day, or of which tax was taken back. */
export async function readTaxedClaims(tx: Tx, book: number, day: Day): Promise<TaxedClaim[]> {
  const on = onDay(day)
  const found = await rows<Omit<TaxedClaim, 'debtor'> & { debtorId: string; no: number; name: string }>(
    tx,
    sql`WITH due AS (
          SELECT claim_id, min(due_on) AS due_on FROM dues WHERE book_id = ${book} AND set_id = claim_id AND replaced_at IS NULL GROUP BY claim_id),
        taken AS (
          SELECT claim_id, sum(amount_minor) AS taken, min(on_day) AS since FROM tax_reliefs WHERE book_id = ${book} AND on_day <= ${on}::date GROUP BY claim_id),
        posted AS (
          SELECT claim_id, sum(amount_minor) AS open, sum(amount_minor) FILTER (WHERE kind = 'charge') AS charged,
            -coalesce(sum(amount_minor) FILTER (WHERE kind = 'write_off'), 0) AS written_off,
            max(day) FILTER (WHERE kind = 'payment' AND amount_minor < 0 AND undoes IS NULL) AS last_paid
          FROM postings WHERE book_id = ${book} AND claim_id IS NOT NULL AND component = 'principal' AND day <= ${on}::date GROUP BY claim_id)
        SELECT d.id AS "debtorId", d.no, d.name, d.kind AS "debtorKind", c.id AS "claimId", c.number, c.currency, c.issued_on AS "issuedOn",
          coalesce(u.due_on, c.issued_on) AS "dueOn", p.charged::bigint AS "chargedMinor", c.tax_minor AS "taxMinor", p.open::bigint AS "openMinor",
          p.written_off::bigint AS "writtenOffMinor", coalesce(t.taken, 0)::bigint AS "takenMinor", p.last_paid AS "lastPaidOn",
          CASE WHEN t.since IS NULL THEN 0 ELSE (SELECT -coalesce(sum(a.amount_minor), 0) FROM postings a
            WHERE a.book_id = ${book} AND a.debtor_id = d.id AND a.claim_id IS NULL AND a.kind = 'payment' AND a.currency = c.currency
              AND a.day BETWEEN t.since AND ${on}::date) END::bigint AS "onAccountMinor"
        FROM claims c JOIN posted p ON p.claim_id = c.id JOIN debtors d ON d.book_id = ${book} AND d.id = c.debtor_id
        LEFT JOIN due u ON u.claim_id = c.id LEFT JOIN taken t ON t.claim_id = c.id
        WHERE c.book_id = ${book} AND c.tax_minor > 0 AND c.moved_to IS NULL AND p.charged > 0
          AND (p.open > 0 AND coalesce(u.due_on, c.issued_on) < ${on}::date OR p.written_off > 0 OR t.taken > 0)
        ORDER BY d.no, c.issued_on, c.number COLLATE "C"`,
  )
  return found.map(({ debtorId, no, name, ...it }) => ({ ...it, debtor: { book, id: debtorId, no, name } }))
}

/** How many claims over so many days late are open and say nothing of tax. */
export async function countUntaxed(tx: Tx, book: number, before: Day): Promise<number> {
  const found = await row<{ count: number }>(
    tx,
    sql`SELECT count(*) AS count FROM claim_state s JOIN claims c ON c.book_id = ${book} AND c.id = s.claim_id AND c.tax_minor IS NULL
        WHERE s.book_id = ${book} AND s.open AND s.principal > 0 AND EXISTS (
          SELECT 1 FROM dues u WHERE u.book_id = ${book} AND u.claim_id = s.claim_id AND u.set_id = s.claim_id AND u.replaced_at IS NULL AND u.due_on < ${onDay(before)}::date)`,
  )
  return found!.count
}

/** Keeps that tax was taken back, or, below zero, given back again. */
export async function addTaxRelief(
  tx: Tx,
  claim: Key & { readonly debtorId: string; readonly number: string; readonly currency: string },
  it: { readonly amountMinor: number; readonly on: Day; readonly because: string },
): Promise<void> {
  const heads = await lockDebtors(tx, claim.book, [claim.debtorId])
  const id = tx.newId()
  await insert(
    tx,
    'tax_reliefs',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'claim_id:uuid',
      'amount_minor:bigint',
      'on_day:date',
      'because:text',
      'recorded_at:timestamptz',
      'actor:text',
    ],
    [[claim.book, id, claim.debtorId, claim.id, it.amountMinor, it.on, it.because, tx.now, tx.actor]],
  )
  const { amountMinor, on, because } = it
  const body = { number: claim.number, amountMinor, currency: claim.currency, on, because }
  await addRecord(tx, heads, [{ debtorId: claim.debtorId, kind: 'tax_relief', subjectId: claim.id, body }])
}

/** What of a claim's tax is taken back by now. */
export async function takenTax(tx: Tx, claim: Key): Promise<number> {
  const found = await row<{ sum: number }>(
    tx,
    sql`SELECT coalesce(sum(amount_minor), 0)::bigint AS sum FROM tax_reliefs WHERE book_id = ${claim.book} AND claim_id = ${claim.id}::uuid`,
  )
  return found!.sum
}
