// Money that was marked as settling all and waits for an answer: no payment yet, and on no claim.

import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import type { InFullAnswer } from '../core/in-full.ts'
import { watchApprovals } from './approval.ts'
import { change, insert, onDay, row, rows, sql, type Tx } from './db.ts'
import { addRecord, type Heads } from './record.ts'

export interface OfferInFull extends Key {
  readonly debtorId: string
  readonly creditorId: string
  readonly amountMinor: number
  readonly currency: string
  readonly day: Day
  readonly words: string
  /** Claims that it named; none for all. */
  readonly claims: readonly string[]
  readonly reference: string | null
  readonly note: string | null
  readonly lineId: string | null
  readonly answer: InFullAnswer | null
}

const columns = sql.raw(
  `o.book_id AS book, o.id, o.debtor_id AS "debtorId", o.creditor_id AS "creditorId", o.amount_minor AS "amountMinor", o.currency, o.day, o.words, o.claims,
   o.reference, o.note, o.line_id AS "lineId", o.answer`,
)

export async function addOfferInFull(
  tx: Tx,
  heads: Heads,
  it: Omit<OfferInFull, 'book' | 'id' | 'answer' | 'reference' | 'note' | 'lineId'> & {
    readonly reference?: string
    readonly note?: string
    readonly lineId?: string
  },
): Promise<Key> {
  const id = tx.newId()
  await insert(
    tx,
    'offers_in_full',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'creditor_id:uuid',
      'amount_minor:bigint',
      'currency:text',
      'day:date',
      'words:text',
      'claims:jsonb',
      'reference:text',
      'note:text',
      'line_id:uuid',
      'recorded_at:timestamptz',
      'actor:text',
    ],
    [
      [
        heads.book,
        id,
        it.debtorId,
        it.creditorId,
        it.amountMinor,
        it.currency,
        it.day,
        it.words,
        it.claims,
        it.reference,
        it.note,
        it.lineId,
        tx.now,
        tx.actor,
      ],
    ],
  )
  const { debtorId, ...body } = it
  await addRecord(tx, heads, [{ debtorId, kind: 'offer_in_full.came', subjectId: id, body }])
  return { book: heads.book, id }
}

export async function findOfferInFull(tx: Tx, key: Key): Promise<OfferInFull | undefined> {
  return row(tx, sql`SELECT ${columns} FROM offers_in_full o WHERE o.book_id = ${key.book} AND o.id = ${key.id}::uuid`)
}

/** Those that wait, oldest first. */
export async function waitingOffers(tx: Tx): Promise<(OfferInFull & { readonly debtorName: string })[]> {
  return rows(
    tx,
    sql`SELECT ${columns}, d.name AS "debtorName" FROM offers_in_full o JOIN debtors d ON d.book_id = o.book_id AND d.id = o.debtor_id
        WHERE o.workspace_id = ${tx.workspaceId}::uuid AND o.answer IS NULL ORDER BY o.day, o.id`,
  )
}

export async function answerOfferInFull(
  tx: Tx,
  heads: Heads,
  it: OfferInFull,
  answer: InFullAnswer,
  on: Day,
  paymentId?: string,
): Promise<void> {
  await change(
    tx,
    sql`UPDATE offers_in_full SET answer = ${answer}, answered_on = ${onDay(on)}::date, answered_by = ${tx.actor}, payment_id = ${paymentId ?? null}::uuid
        WHERE book_id = ${it.book} AND id = ${it.id}::uuid AND answer IS NULL`,
  )
  watchApprovals(tx, it.book, [it.debtorId])
  await addRecord(tx, heads, [
    { debtorId: it.debtorId, kind: 'offer_in_full.answered', subjectId: it.id, body: { answer, paymentId } },
  ])
}

/** Holds that stand because of it. */
export async function holdsOfOffer(tx: Tx, it: OfferInFull): Promise<Key[]> {
  return rows(
    tx,
    sql`SELECT book_id AS book, id FROM holds WHERE book_id = ${it.book} AND debtor_id = ${it.debtorId}::uuid AND subject_id = ${it.id}::uuid AND lifted_on IS NULL`,
  )
}
