// Debtors with their contacts and addresses: making them in bulk, finding one by what a person types, changing one.

import { type Day, dayAt } from '../core/day.ts'
import { groupKey } from '../core/group.ts'
import { numberOfReference } from '../core/iban.ts'
import { type Key, parseId, publicId } from '../core/id.ts'
import type { DebtorKind, Handling, Role } from '../core/policy.ts'
import { problem, quoted } from '../core/problem.ts'
import { folded, words } from '../core/text.ts'
import { aliased, keepAliases } from './alias.ts'
import { change, insert, row, rows, sql, type Tx } from './db.ts'
import { saidByHand } from './kind.ts'
import { addRecord, beginChains, type Heads, lockDebtors } from './record.ts'
import { addRefs, externalRef, nameRef, targetsOf } from './ref.ts'
import { type TakeNumbers, takeNumbers } from './workspace.ts'

export interface NewContact {
  readonly name?: string
  readonly site?: string
  readonly roles: readonly Role[]
  readonly emails?: readonly string[]
  /** E.164. */
  readonly phones?: readonly string[]
  /** Lines of a letter's address, joined by newlines. */
  readonly posts?: readonly string[]
}

export interface NewDebtor {
  readonly name: string
  readonly kind: DebtorKind
  readonly kindBecause: string
  readonly externalId?: string
  readonly country: string
  readonly region?: string
  readonly language: string
  readonly handling: Handling
  readonly paysBy?: string
  readonly vatNumber?: string
  readonly accountManager?: string
  readonly segment?: string
  /** The group of customers under one owner or payer that they belong to. */
  readonly group?: string
  readonly arrivedOn: Day
  readonly contacts: readonly NewContact[]
  /** Where its external id is unique: the creditor. */
  readonly creditorId: string
}

/** What a new debtor got. */
export interface MadeDebtor extends Key {
  readonly no: number
  readonly caseId: string
}

/**
 * Makes debtors with contacts, a case with their creditor, chains and refs, in as few statements as books.
 * The caller has made sure that none exists yet; a race is a broken unique constraint and undoes the transaction.
 * @param options with `oneOfName`, so is a second debtor of a name where neither has a number: a file cannot tell the two apart.
 */
export async function addDebtors(
  tx: Tx,
  debtors: readonly NewDebtor[],
  options: { readonly oneOfName?: boolean; readonly takeNumbers?: TakeNumbers } = {},
): Promise<{ made: MadeDebtor[]; heads: Map<number, Heads> }> {
  const made: MadeDebtor[] = []
  const heads = new Map<number, Heads>()
  let at = 0
  while (at < debtors.length) {
    const count = Math.min(debtors.length - at, 20_000)
    const taken = await (options.takeNumbers?.(count) ?? takeNumbers(tx, count))
    const some = debtors.slice(at, at + taken.count)
    const keys = some.map((_, i) => ({ book: taken.book, id: tx.newId(), no: taken.firstNo + i, caseId: tx.newId() }))
    const chain = heads.get(taken.book) ?? { book: taken.book, of: new Map() }
    heads.set(taken.book, chain)
    await insert(
      tx,
      'debtors',
      [
        'book_id:bigint',
        'id:uuid',
        'no:bigint',
        'kind:text',
        'kind_because:text',
        'name:text',
        'name_key:text',
        'external_id:text',
        'country:text',
        'region:text',
        'language:text',
        'handling:text',
        'pays_by:text',
        'vat_number:text',
        'account_manager:text',
        'segment:text',
        'group_name:text',
        'group_key:text',
        'arrived_on:date',
      ],
      some.map((it, i) => [
        taken.book,
        keys[i]!.id,
        keys[i]!.no,
        it.kind,
        it.kindBecause,
        it.name,
        folded(it.name),
        it.externalId,
        it.country,
        it.region,
        it.language,
        it.handling,
        it.paysBy,
        it.vatNumber,
        it.accountManager,
        it.segment,
        it.group,
        it.group && groupKey(it.group),
        it.arrivedOn,
      ]),
    )
    await beginChains(
      tx,
      chain,
      some.map((it, i) => ({ debtorId: keys[i]!.id, kind: 'debtor.made', subjectId: keys[i]!.id, body: it })),
    )
    await insert(
      tx,
      'cases',
      ['book_id:bigint', 'id:uuid', 'debtor_id:uuid', 'creditor_id:uuid', 'opened_at:timestamptz'],
      some.map((it, i) => [taken.book, keys[i]!.caseId, keys[i]!.id, it.creditorId, tx.now]),
    )
    await insert(
      tx,
      'case_state',
      ['book_id:bigint', 'case_id:uuid', 'debtor_id:uuid'],
      keys.map((key) => [taken.book, key.caseId, key.id]),
    )
    await addContacts(
      tx,
      some.map((it, i) => ({ key: keys[i]!, contacts: it.contacts, firstNo: 1 })),
    )
    await addRefs(
      tx,
      some.flatMap((it, i) => [
        ...(it.externalId ? [{ ...externalRef(it.creditorId, it.externalId), target: keys[i]! }] : []),
      ]),
    )
    const names = some.map((it, i) => ({ ...nameRef(it.creditorId, it.name), target: keys[i]! }))
    const [loose, strict] = [true, false].map((is) =>
      names.filter((_, i) => is !== (options.oneOfName === true && some[i]!.externalId === undefined)),
    )
    await addRefs(tx, strict!)
    await addRefs(tx, loose!, true)
    await insert(
      tx,
      'search_words',
      ['word:text', 'book_id:bigint', 'subject_id:uuid', 'kind:text'],
      some.flatMap((it, i) =>
        words(`${it.name} ${it.externalId ?? ''}`).map((word) => [word, taken.book, keys[i]!.id, 'debtor']),
      ),
      { conflict: 'nothing' },
    )
    made.push(...keys)
    at += taken.count
  }
  return { made, heads }
}

/** Adds contacts with their addresses. `firstNo` orders them after those there are. */
export async function addContacts(
  tx: Tx,
  of: readonly { key: Key; contacts: readonly NewContact[]; firstNo: number }[],
): Promise<void> {
  const contactRows: (string | number | undefined)[][] = []
  const addressRows: string[][] = []
  for (const { key, contacts, firstNo } of of) {
    for (const [i, contact] of contacts.entries()) {
      const id = tx.newId()
      contactRows.push([key.book, id, key.id, contact.site, contact.name, contact.roles.join(' '), firstNo + i])
      const channels = { email: contact.emails, phone: contact.phones, post: contact.posts }
      for (const [channel, values] of Object.entries(channels)) {
        for (const value of values ?? [])
          addressRows.push([String(key.book), tx.newId(), key.id, id, channel, value, 'ok'])
      }
    }
  }
  await insert(
    tx,
    'contacts',
    ['book_id:bigint', 'id:uuid', 'debtor_id:uuid', 'site:text', 'name:text', 'roles:text', 'no:integer'],
    contactRows,
  )
  await insert(
    tx,
    'addresses',
    ['book_id:bigint', 'id:uuid', 'debtor_id:uuid', 'contact_id:uuid', 'channel:text', 'address:text', 'health:text'],
    addressRows,
  )
}

export interface DebtorRow extends Key {
  readonly no: number
  readonly name: string
  readonly kind: DebtorKind
  readonly kindBecause: string
  readonly externalId?: string
  readonly country: string
  readonly region?: string
  readonly zone?: string
  readonly kindConfirmed?: boolean
  readonly language: string
  readonly handling: Handling
  readonly paysBy?: string
  readonly vatNumber?: string
  readonly accountManager?: string
  readonly segment?: string
  readonly group?: string
  /** Merged into another: where to look instead. The record takes no more. */
  readonly movedTo?: Key
}

const debtorColumns = sql.raw(
  `d.book_id AS book, d.id, d.no, d.name, d.kind, d.kind_because AS "kindBecause", d.kind_confirmed AS "kindConfirmed", d.external_id AS "externalId", d.country, d.region, d.zone,
   d.language, d.handling, d.pays_by AS "paysBy", d.vat_number AS "vatNumber", d.account_manager AS "accountManager", d.segment, d.group_name AS "group",
   d.moved_to AS "movedTo"`,
)

type Found = DebtorRow & { readonly movedTo: Key | null }

/** Those who were merged into another stand for that other, once. */
async function home(tx: Tx, found: readonly Found[]): Promise<DebtorRow[]> {
  const all = new Map<string, DebtorRow>()
  for (const one of found) {
    const it = await followDebtor(tx, withoutNulls(one))
    all.set(`${it.book} ${it.id}`, it)
  }
  return [...all.values()]
}

/** The debtor, or the one into whom they were merged in the end. */
async function followDebtor(tx: Tx, debtor: DebtorRow): Promise<DebtorRow> {
  let it = debtor
  while (it.movedTo) it = (await readDebtors(tx, it.movedTo.book, [it.movedTo.id]))[0]!
  return it
}

/** By key, wherever they were merged to; undefined where there is none. */
export async function readHome(tx: Tx, key: Key): Promise<DebtorRow | undefined> {
  const [found] = await readDebtors(tx, key.book, [key.id])
  return found && followDebtor(tx, found)
}

export async function readDebtors(tx: Tx, book: number, ids: readonly string[]): Promise<DebtorRow[]> {
  const found = await rows<DebtorRow>(
    tx,
    sql`SELECT ${debtorColumns} FROM debtors d WHERE d.book_id = ${book} AND d.id = ANY(${ids as string[]}::uuid[]) ORDER BY d.id`,
  )
  return found.map(withoutNulls)
}

/** Who is restricted or erased stands in no list. */
export async function listDebtors(tx: Tx): Promise<DebtorRow[]> {
  const listed = sql`NOT EXISTS (SELECT 1 FROM erasures e WHERE e.book_id = d.book_id AND e.debtor_id = d.id)`
  const all = sql<DebtorRow>`SELECT ${debtorColumns} FROM debtors d WHERE d.workspace_id = ${tx.workspaceId}::uuid AND d.moved_to IS NULL AND ${listed} ORDER BY d.no`
  return (await rows(tx, all)).map(withoutNulls)
}

function withoutNulls<T extends object>(it: T): T {
  return Object.fromEntries(Object.entries(it).filter(([, value]) => value !== null)) as T
}

/**
 * One debtor by what a person types: number, public id, external id, whole name, or words of the name.
 * Several or none is a Problem that lists the nearest.
 */
export async function findDebtor(tx: Tx, text: string): Promise<DebtorRow> {
  const typed = text.trim()
  const key = parseId('dbt', typed) ?? parseId('cas', typed)
  const number = /^\d{1,15}$/.test(typed) ? Number(typed) : (numberOfReference(typed) ?? -1)
  const known = key ? [] : [...(await targetsOf(tx, 'debtor', typed)), ...(await aliased(tx, typed))]
  const exact = await home(
    tx,
    await rows<Found>(
      tx,
      key
        ? sql`SELECT ${debtorColumns} FROM debtors d WHERE d.book_id = ${key.book} AND (d.id = ${key.id}::uuid
              OR d.id = (SELECT c.debtor_id FROM cases c WHERE c.book_id = ${key.book} AND c.id = ${key.id}::uuid))`
        : sql`SELECT ${debtorColumns} FROM debtors d WHERE d.workspace_id = ${tx.workspaceId}::uuid AND (d.no = ${number} OR d.name_key = ${folded(typed)}
              OR (d.book_id, d.id) IN (SELECT * FROM unnest(${known.map((it) => it.book)}::bigint[], ${known.map((it) => it.id)}::uuid[])))
            ORDER BY d.no LIMIT 20`,
    ),
  )
  if (exact.length === 1) return exact[0]!
  const near = exact.length > 1 ? exact : await searchDebtors(tx, typed)
  if (near.length === 1) return near[0]!
  if (near.length === 0) {
    throw problem(
      'debtor.unknown',
      `There is no customer ${quoted(typed)}.`,
      'Use the number, the name or a part of it; "dunwell debtor list" shows all.',
    )
  }
  const names = near
    .slice(0, 6)
    .map((it) => `${it.no} ${it.name}`)
    .join('; ')
  throw problem('debtor.several', `${quoted(typed)} could be several customers: ${names}.`, 'Use the number.')
}

/** Debtors that have words beginning with all that was typed. */
export async function searchDebtors(tx: Tx, text: string, limit = 20): Promise<DebtorRow[]> {
  const typed = words(text)
  if (typed.length === 0) return []
  const ranges = typed.map(
    (
      word,
    ) => sql`SELECT s.book_id, s.subject_id FROM search_words s WHERE s.workspace_id = ${tx.workspaceId}::uuid AND s.kind = 'debtor'
        AND s.word >= ${word} AND s.word < ${`${word}\uffff`}`,
  )
  const found = await rows<DebtorRow>(
    tx,
    sql`SELECT ${debtorColumns} FROM debtors d WHERE (d.book_id, d.id) IN (${sql.join(ranges, sql` INTERSECT `)}) AND d.moved_to IS NULL ORDER BY d.no LIMIT ${limit}`,
  )
  return found.map(withoutNulls)
}

type Said = 'name' | 'kind' | 'kindBecause' | 'country' | 'region' | 'language' | 'handling' | 'vatNumber'
type Free = 'paysBy' | 'accountManager' | 'segment' | 'group'

/** What is named is changed; null takes out what need not be. */
export type DebtorChange = Partial<Pick<DebtorRow, Said>> & { readonly [Key in Free]?: DebtorRow[Key] | null }

const columnsOf: Record<keyof DebtorChange, string> = {
  name: 'name',
  kind: 'kind',
  kindBecause: 'kind_because',
  country: 'country',
  region: 'region',
  language: 'language',
  handling: 'handling',
  paysBy: 'pays_by',
  vatNumber: 'vat_number',
  accountManager: 'account_manager',
  segment: 'segment',
  group: 'group_name',
}

/** Changes fields of debtors already locked; the record says from what to what. */
export async function changeDebtor(tx: Tx, heads: Heads, before: DebtorRow, to: DebtorChange): Promise<string[]> {
  const changed = (Object.keys(to) as (keyof DebtorChange)[]).filter(
    (field) => to[field] !== undefined && to[field] !== (before[field] ?? null),
  )
  if (changed.length === 0) return []
  const sets = changed.map((field) => sql`${sql.ref(columnsOf[field])} = ${to[field]}`)
  if (changed.includes('name')) sets.push(sql`name_key = ${folded(to.name!)}`)
  if (changed.includes('group')) sets.push(sql`group_key = ${to.group ? groupKey(to.group) : null}::text`)
  // What a person says is no guess from a name any more.
  if (to.kindBecause === saidByHand) sets.push(sql`kind_confirmed = true`)
  await change(
    tx,
    sql`UPDATE debtors SET ${sql.join(sets)}, version = version + 1 WHERE book_id = ${before.book} AND id = ${before.id}::uuid`,
  )
  if (changed.includes('name')) await findByName(tx, heads, before, to.name!)
  const facts = Object.fromEntries(changed.map((field) => [field, { from: before[field] ?? null, to: to[field] }]))
  await addRecord(tx, heads, [{ debtorId: before.id, kind: 'debtor.changed', subjectId: before.id, body: facts }])
  return changed
}

/** The name before stays an alias, and the new one is found like any. */
async function findByName(tx: Tx, heads: Heads, before: DebtorRow, name: string): Promise<void> {
  const creditors = await rows<{ creditor_id: string }>(
    tx,
    sql`SELECT creditor_id FROM cases WHERE book_id = ${before.book} AND debtor_id = ${before.id}::uuid`,
  )
  const { stamp } = tx
  const base = {
    debtorId: before.id,
    creditorIds: creditors.map((it) => it.creditor_id),
    seenOn: dayAt(tx.now, 'UTC'),
    importId: stamp && 'import' in stamp ? stamp.import : undefined,
  }
  // Who had a number for a name had none.
  const old = before.name === before.externalId ? [] : [{ ...base, alias: before.name, because: 'the name before' }]
  await keepAliases(tx, heads, [...old, { ...base, alias: name, because: 'the name' }])
}

/** Finds, locks and changes one debtor. */
export async function setDebtor(tx: Tx, debtor: DebtorRow, to: DebtorChange): Promise<string[]> {
  const heads = await lockDebtors(tx, debtor.book, [debtor.id])
  return changeDebtor(tx, heads, debtor, to)
}

/** The case of a debtor with a creditor, made where there is none. */
export async function caseOf(tx: Tx, debtor: Key, creditorId: string): Promise<string> {
  const found = await row<{ id: string }>(
    tx,
    sql`SELECT id FROM cases WHERE book_id = ${debtor.book} AND debtor_id = ${debtor.id}::uuid AND creditor_id = ${creditorId}::uuid`,
  )
  if (found) return found.id
  const id = tx.newId()
  await insert(
    tx,
    'cases',
    ['book_id:bigint', 'id:uuid', 'debtor_id:uuid', 'creditor_id:uuid', 'opened_at:timestamptz'],
    [[debtor.book, id, debtor.id, creditorId, tx.now]],
  )
  await insert(tx, 'case_state', ['book_id:bigint', 'case_id:uuid', 'debtor_id:uuid'], [[debtor.book, id, debtor.id]])
  return id
}

export function debtorId(key: Key): string {
  return publicId('dbt', key)
}
