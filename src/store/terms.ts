// What the invoices of a customer say of the days they are given, and whether supply to them stands stopped. It only reads.

import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { row, rows, sql, type Tx } from './db.ts'

export interface GivenDays extends Key {
  readonly number: string
  /** From the day it was issued to its first due. */
  readonly days: number
}

const newestMost = 20

/** The newest invoices of a debtor with the days they give, the newest first. */
export async function daysGiven(tx: Tx, debtor: Key): Promise<GivenDays[]> {
  return rows(
    tx,
    sql`SELECT c.book_id AS book, c.id, c.number, u.due_on - c.issued_on AS days FROM claims c
        JOIN dues u ON u.book_id = c.book_id AND u.claim_id = c.id AND u.set_id = c.id AND u.no = 1 AND u.due_on < '9999-12-31'
        WHERE c.book_id = ${debtor.book} AND c.debtor_id = ${debtor.id}::uuid AND c.kind = 'invoice' AND c.withdrawn_on IS NULL
        ORDER BY c.issued_on DESC, c.id DESC LIMIT ${newestMost}`,
  )
}

/** Since when nothing more is supplied on credit; undefined where it is, or where somebody was asked to resume it. */
export async function supplyStopped(tx: Tx, debtor: Key): Promise<Day | undefined> {
  const last = await row<{ kind: string; on: Day | null }>(
    tx,
    sql`SELECT kind, done_on AS on FROM tasks WHERE book_id = ${debtor.book} AND debtor_id = ${debtor.id}::uuid
          AND (kind = 'stop_supply' AND state = 'done' OR kind = 'resume_supply') ORDER BY day DESC, id DESC LIMIT 1`,
  )
  return last?.kind === 'stop_supply' ? (last.on ?? undefined) : undefined
}
