// Where debtors can be reached: their addresses, and the mark on one that does not work.

import { change, insert, rows, sql, type Tx } from './db.ts'
import { addRecord, type Heads } from './record.ts'

export interface AddressRow {
  readonly id: string
  readonly debtor_id: string
  readonly contact_id: string
  readonly channel: 'email' | 'phone' | 'post'
  readonly address: string
  readonly health: string
}

export async function readAddresses(tx: Tx, book: number, debtorIds: readonly string[]): Promise<AddressRow[]> {
  return rows(
    tx,
    sql`SELECT id, debtor_id, contact_id, channel, address, health FROM addresses
        WHERE book_id = ${book} AND debtor_id = ANY(${debtorIds as string[]}::uuid[]) ORDER BY id`,
  )
}

/** Marks an address that does not work any more, and why. */
export async function markAddress(
  tx: Tx,
  heads: Heads,
  debtorId: string,
  addressId: string,
  because: string,
): Promise<void> {
  await change(tx, sql`UPDATE addresses SET health = 'dead' WHERE book_id = ${heads.book} AND id = ${addressId}::uuid`)
  await insert(
    tx,
    'address_facts',
    ['book_id:bigint', 'id:uuid', 'address_id:uuid', 'kind:text', 'source:text', 'at:timestamptz'],
    [[heads.book, tx.newId(), addressId, 'refused', because, tx.now]],
  )
  await addRecord(tx, heads, [{ debtorId, kind: 'address.dead', subjectId: addressId, body: { because } }])
}
