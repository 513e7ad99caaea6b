// What tells two customers apart or together, book by book: names with other spellings, tax numbers, addresses; and the pairs of
// which a person said that they are not the same.

import type { Key } from '../core/id.ts'
import type { DebtorKind } from '../core/policy.ts'
import { insert, row, rows, sql, type Tx } from './db.ts'
import type { DebtorRow } from './debtor.ts'
import { addRecord, lockDebtors } from './record.ts'

export interface Traits extends Key {
  readonly no: number
  readonly name: string
  readonly kind: DebtorKind
  readonly country: string
  readonly vatNumber: string | null
}

/** Everyone of a book who was not merged away. */
export async function readTraits(tx: Tx, book: number): Promise<Traits[]> {
  return rows(
    tx,
    sql`SELECT book_id AS book, id, no, name, kind, country, vat_number AS "vatNumber" FROM debtors WHERE book_id = ${book} AND moved_to IS NULL ORDER BY no`,
  )
}

export interface Told {
  readonly debtorId: string
  readonly channel: string
  readonly text: string
}

/** Addresses of a book, and other spellings under the channel `name`. */
export async function readTold(tx: Tx, book: number): Promise<Told[]> {
  return rows(
    tx,
    sql`SELECT debtor_id AS "debtorId", channel, address AS text FROM addresses WHERE book_id = ${book} AND health <> 'withdrawn'
        UNION ALL SELECT debtor_id, 'name', alias FROM debtor_aliases WHERE book_id = ${book} AND withdrawn_at IS NULL`,
  )
}

const pairKey = (one: string, other: string) => (one < other ? `${one} ${other}` : `${other} ${one}`)

/** Pairs that are not the same, as a function. */
export async function readNotSame(tx: Tx): Promise<(one: string, other: string) => boolean> {
  const found = await rows<{ one_id: string; other_id: string }>(
    tx,
    sql`SELECT one_id, other_id FROM not_same WHERE workspace_id = ${tx.workspaceId}::uuid`,
  )
  const known = new Set(found.map((it) => pairKey(it.one_id, it.other_id)))
  return (one, other) => known.has(pairKey(one, other))
}

export async function isNotSame(tx: Tx, one: string, other: string): Promise<boolean> {
  const [small, large] = pairKey(one, other).split(' ')
  const found = await row(
    tx,
    sql`SELECT 1 FROM not_same WHERE workspace_id = ${tx.workspaceId}::uuid AND one_id = ${small}::uuid AND other_id = ${large}::uuid`,
  )
  return found !== undefined
}

/** Keeps that two are not the same, in the record of both. @returns false where it was known. */
export async function keepNotSame(tx: Tx, one: DebtorRow, other: DebtorRow): Promise<boolean> {
  const [small, large] = pairKey(one.id, other.id).split(' ')
  const fresh = await insert(
    tx,
    'not_same',
    ['one_id:uuid', 'other_id:uuid', 'recorded_at:timestamptz', 'actor:text'],
    [[small, large, tx.now, tx.actor]],
    { conflict: 'nothing' },
  )
  if (fresh === 0) return false
  const inOrder = [one, other].sort((a, b) => a.book - b.book || (a.id < b.id ? -1 : 1))
  for (const [book, some] of Map.groupBy(inOrder, (it) => it.book)) {
    const heads = await lockDebtors(
      tx,
      book,
      some.map((it) => it.id),
    )
    await addRecord(
      tx,
      heads,
      some.map((it) => {
        const than = it === one ? other : one
        return { debtorId: it.id, kind: 'debtor.not_same', subjectId: than.id, body: { no: than.no, name: than.name } }
      }),
    )
  }
  return true
}

/** Whom the old one is not, the new one is not either. */
export async function carryNotSame(tx: Tx, from: Key, to: Key): Promise<void> {
  const found = await rows<{ id: string }>(
    tx,
    sql`SELECT other_id AS id FROM not_same WHERE workspace_id = ${tx.workspaceId}::uuid AND one_id = ${from.id}::uuid
        UNION SELECT one_id FROM not_same WHERE workspace_id = ${tx.workspaceId}::uuid AND other_id = ${from.id}::uuid`,
  )
  await insert(
    tx,
    'not_same',
    ['one_id:uuid', 'other_id:uuid', 'recorded_at:timestamptz', 'actor:text'],
    found
      .filter((it) => it.id !== to.id)
      .map((it) => {
        const [small, large] = pairKey(it.id, to.id).split(' ')
        return [small, large, tx.now, tx.actor]
      }),
    { conflict: 'nothing' },
  )
}
