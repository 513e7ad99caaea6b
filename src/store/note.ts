// Notes: what a person wants to remember of a debtor. They are said to nobody and move nothing; one written by mistake is
// withdrawn, never deleted.

import type { Day } from '../core/day.ts'
import { type Key, keyOf, publicId } from '../core/id.ts'
import { problem } from '../core/problem.ts'
import { atMoment, change, insert, row, sql, type Tx } from './db.ts'
import { addRecord, lockDebtors } from './record.ts'

function noteId(key: Key): string {
  return publicId('nte', key)
}

export async function addNote(tx: Tx, debtor: Key, says: string, day: Day): Promise<string> {
  const heads = await lockDebtors(tx, debtor.book, [debtor.id])
  const id = tx.newId()
  await insert(
    tx,
    'notes',
    ['book_id:bigint', 'id:uuid', 'debtor_id:uuid', 'says:text', 'day:date', 'recorded_at:timestamptz', 'actor:text'],
    [[debtor.book, id, debtor.id, says, day, tx.now, tx.actor]],
  )
  await addRecord(tx, heads, [{ debtorId: debtor.id, kind: 'note', subjectId: id, body: { says, day } }])
  return noteId({ book: debtor.book, id })
}

/** Takes a note back; it stays on the record. */
export async function withdrawNote(tx: Tx, text: string): Promise<void> {
  const key = keyOf('nte', text)
  const found = await row<{ debtorId: string }>(
    tx,
    sql`SELECT debtor_id AS "debtorId" FROM notes WHERE book_id = ${key.book} AND id = ${key.id}::uuid AND withdrawn_at IS NULL`,
  )
  const over = () => problem('note.unknown', 'There is no such note.', 'Take an id from the timeline of the case.')
  if (!found) throw over()
  const heads = await lockDebtors(tx, key.book, [found.debtorId])
  const done = await change(
    tx,
    sql`UPDATE notes SET withdrawn_at = ${atMoment(tx.now)}::timestamptz WHERE book_id = ${key.book} AND id = ${key.id}::uuid AND withdrawn_at IS NULL`,
  )
  // Somebody else was quicker while this waited for the lock.
  if (done === 0) throw over()
  await addRecord(tx, heads, [{ debtorId: found.debtorId, kind: 'note.withdrawn', subjectId: key.id, body: {} }])
}
