// One contact of a debtor: made, changed and ended by a person. Contacts and addresses are never deleted, for what was sent to them
// stays with them.

import type { Key } from '../core/id.ts'
import type { Role } from '../core/policy.ts'
import { atMoment, change, insert, row, rows, sql, type Tx } from './db.ts'
import { addRecord, type Heads } from './record.ts'

export interface ContactRow {
  readonly id: string
  readonly debtorId: string
  readonly name: string | null
  readonly site: string | null
  readonly roles: readonly Role[]
  /** Those that were not withdrawn. */
  readonly addresses: readonly { id: string; channel: Channel; address: string; health: string }[]
}

export type Channel = 'email' | 'phone' | 'post'

/** Undefined where there is none, or it has ended. */
export async function readContact(tx: Tx, key: Key): Promise<ContactRow | undefined> {
  const found = await row<Omit<ContactRow, 'roles' | 'addresses'> & { roles: string }>(
    tx,
    sql`SELECT c.id, c.debtor_id AS "debtorId", c.name, c.site, c.roles FROM contacts c
        WHERE c.book_id = ${key.book} AND c.id = ${key.id}::uuid AND c.ended_at IS NULL`,
  )
  if (!found) return undefined
  const addresses = await rows<ContactRow['addresses'][number]>(
    tx,
    sql`SELECT a.id, a.channel, a.address, a.health FROM addresses a
        WHERE a.book_id = ${key.book} AND a.contact_id = ${key.id}::uuid AND a.health <> 'withdrawn' ORDER BY a.id`,
  )
  return { ...found, roles: found.roles.split(' ').filter(Boolean) as Role[], addresses }
}

export type ContactFields = Pick<ContactRow, 'name' | 'site' | 'roles'>

/** A new contact without addresses, behind those there are; the debtor is locked. @returns its id */
export async function makeContact(tx: Tx, heads: Heads, debtorId: string, it: ContactFields): Promise<string> {
  const last = await row<{ no: number | null }>(
    tx,
    sql`SELECT max(c.no) AS no FROM contacts c WHERE c.book_id = ${heads.book} AND c.debtor_id = ${debtorId}::uuid`,
  )
  const id = tx.newId()
  await insert(
    tx,
    'contacts',
    ['book_id:bigint', 'id:uuid', 'debtor_id:uuid', 'site:text', 'name:text', 'roles:text', 'no:integer'],
    [[heads.book, id, debtorId, it.site, it.name, it.roles.join(' '), (last?.no ?? 0) + 1]],
  )
  await addRecord(tx, heads, [{ debtorId, kind: 'contact.made', subjectId: id, body: it }])
  return id
}

/** Changes what differs; the record says from what to what. */
export async function setContact(tx: Tx, heads: Heads, before: ContactRow, to: ContactFields): Promise<void> {
  const { debtorId, id } = before
  const said = (it: ContactFields) => ({ name: it.name, site: it.site, roles: it.roles.join(' ') })
  const [was, is] = [said(before), said(to)]
  const changed = (['name', 'site', 'roles'] as const).filter((field) => was[field] !== is[field])
  if (changed.length === 0) return
  await change(
    tx,
    sql`UPDATE contacts SET name = ${is.name}, site = ${is.site}, roles = ${is.roles} WHERE book_id = ${heads.book} AND id = ${id}::uuid`,
  )
  const body = Object.fromEntries(changed.map((field) => [field, { from: was[field], to: is[field] }]))
  await addRecord(tx, heads, [{ debtorId, kind: 'contact.changed', subjectId: id, body }])
}

export async function endContact(tx: Tx, heads: Heads, it: ContactRow): Promise<void> {
  await change(
    tx,
    sql`UPDATE contacts SET ended_at = ${atMoment(tx.now)}::timestamptz WHERE book_id = ${heads.book} AND id = ${it.id}::uuid`,
  )
  const body = { name: it.name, site: it.site }
  await addRecord(tx, heads, [{ debtorId: it.debtorId, kind: 'contact.ended', subjectId: it.id, body }])
}

/** Addresses that are not theirs any more: nothing goes there, and what went stays on the record. */
export async function withdrawSome(
  tx: Tx,
  heads: Heads,
  debtorId: string,
  some: readonly { id: string; channel: string; address: string }[],
): Promise<void> {
  if (some.length === 0) return
  await change(
    tx,
    sql`UPDATE addresses SET health = 'withdrawn' WHERE book_id = ${heads.book} AND id = ANY(${some.map((it) => it.id)}::uuid[])`,
  )
  const entry = (it: (typeof some)[number]) => ({ channel: it.channel, address: it.address })
  await addRecord(
    tx,
    heads,
    some.map((it) => ({ debtorId, kind: 'address.withdrawn', subjectId: it.id, body: entry(it) })),
  )
}

/** A person says that an address works after all. */
export async function trustAddress(tx: Tx, heads: Heads, debtorId: string, id: string): Promise<void> {
  await change(tx, sql`UPDATE addresses SET health = 'ok' WHERE book_id = ${heads.book} AND id = ${id}::uuid`)
  await addRecord(tx, heads, [{ debtorId, kind: 'address.works', subjectId: id, body: {} }])
}

/** Whoever has read the debtor before does not know of this. */
export async function anotherVersion(tx: Tx, debtor: Key): Promise<void> {
  await change(
    tx,
    sql`UPDATE debtors SET version = version + 1 WHERE book_id = ${debtor.book} AND id = ${debtor.id}::uuid`,
  )
}
