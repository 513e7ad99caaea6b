// Other spellings of a customer: kept with the import they came from and when they were last seen, found by search and by
// imports, shown beside the name, and taken back with their import. The first spelling stays the name until a person says otherwise.

import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { folded, words } from '../core/text.ts'
import { atMoment, change, insert, onDay, rows, sql, type Tx } from './db.ts'
import { addRecord, type Heads } from './record.ts'
import { addRefs, nameRef } from './ref.ts'

export interface NewAlias {
  readonly debtorId: string
  readonly alias: string
  readonly creditorIds: readonly string[]
  readonly because: string
  readonly importId?: string
  readonly seenOn: Day
}

const aliasKey = (it: { debtorId: string; alias: string }) => `${it.debtorId} ${folded(it.alias)}`

/** Keeps spellings of debtors of one book, locked in `heads`; one that is known is seen again. @returns those that are new. */
export async function keepAliases(tx: Tx, heads: Heads, some: readonly NewAlias[]): Promise<NewAlias[]> {
  const wanted = [...new Map(some.map((it) => [aliasKey(it), it])).values()]
  if (wanted.length === 0) return []
  const ids = [...new Set(wanted.map((it) => it.debtorId))]
  const there = await rows<{ debtorId: string; alias: string; withdrawn: boolean; seen_on: Day | null }>(
    tx,
    sql`SELECT debtor_id AS "debtorId", alias, withdrawn_at IS NOT NULL AS withdrawn, seen_on FROM debtor_aliases
        WHERE book_id = ${heads.book} AND debtor_id = ANY(${ids}::uuid[])`,
  )
  const known = new Map(there.map((it) => [aliasKey(it), it]))
  const fresh = wanted.filter((it) => !known.has(aliasKey(it)))
  const again = wanted.filter((it) => known.has(aliasKey(it)))
  const revived = again.filter((it) => known.get(aliasKey(it))!.withdrawn)
  await insert(
    tx,
    'debtor_aliases',
    [
      'book_id:bigint',
      'debtor_id:uuid',
      'alias_key:text',
      'alias:text',
      'because:text',
      'import_id:uuid',
      'seen_on:date',
      'seen_import_id:uuid',
    ],
    fresh.map((it) => [
      heads.book,
      it.debtorId,
      folded(it.alias),
      it.alias,
      it.because,
      it.importId,
      it.seenOn,
      it.importId,
    ]),
  )
  if (again.length > 0) {
    await change(
      tx,
      sql`UPDATE debtor_aliases a SET seen_on = v.seen, seen_import_id = v.import, withdrawn_at = NULL,
            import_id = CASE WHEN a.withdrawn_at IS NULL THEN a.import_id ELSE v.import END
          FROM unnest(${again.map((it) => it.debtorId)}::uuid[], ${again.map((it) => folded(it.alias))}::text[], ${again.map((it) => onDay(it.seenOn))}::date[],
            ${again.map((it) => it.importId ?? null)}::uuid[]) AS v (debtor, key, seen, import)
          WHERE a.book_id = ${heads.book} AND a.debtor_id = v.debtor AND a.alias_key = v.key`,
    )
  }
  const news = [...fresh, ...revived]
  await leadTo(tx, heads.book, news)
  await addRecord(
    tx,
    heads,
    news.map(({ debtorId, alias, because }) => ({
      debtorId,
      kind: 'debtor.alias',
      subjectId: debtorId,
      body: { alias, because },
    })),
  )
  return news
}

async function leadTo(tx: Tx, book: number, some: readonly NewAlias[]): Promise<void> {
  const refs = some.flatMap((it) =>
    it.creditorIds.map((creditorId) => ({
      ...nameRef(creditorId, it.alias),
      target: { book, id: it.debtorId },
    })),
  )
  await addRefs(tx, refs, true)
  await insert(
    tx,
    'search_words',
    ['word:text', 'book_id:bigint', 'subject_id:uuid', 'kind:text'],
    some.flatMap((it) => words(it.alias).map((word) => [word, book, it.debtorId, 'debtor'])),
    { conflict: 'nothing' },
  )
}

export interface AliasRow {
  readonly alias: string
  readonly because: string
  /** The file it was first seen in. */
  readonly fileName: string | null
  readonly seenOn: Day | null
}

/** The other spellings of a debtor, the last seen first. */
export async function aliasesOf(tx: Tx, debtor: Key): Promise<AliasRow[]> {
  return rows(
    tx,
    sql`SELECT a.alias, a.because, i.file_name AS "fileName", a.seen_on AS "seenOn" FROM debtor_aliases a
        JOIN debtors d ON d.book_id = a.book_id AND d.id = a.debtor_id AND d.name_key <> a.alias_key
        LEFT JOIN imports i ON i.workspace_id = a.workspace_id AND i.id = a.import_id
        WHERE a.book_id = ${debtor.book} AND a.debtor_id = ${debtor.id}::uuid AND a.withdrawn_at IS NULL ORDER BY a.seen_on DESC, a.alias_key`,
  )
}

/** Takes back a spelling that an import brought and no later one has seen. The words of it no longer lead to the debtor. */
export async function withdrawAlias(
  tx: Tx,
  heads: Heads,
  debtorId: string,
  it: { readonly importId: string; readonly alias: string; readonly creditorId: string },
): Promise<void> {
  const gone = await change(
    tx,
    sql`UPDATE debtor_aliases SET withdrawn_at = ${atMoment(tx.now)}::timestamptz WHERE book_id = ${heads.book} AND debtor_id = ${debtorId}::uuid
          AND alias_key = ${folded(it.alias)} AND import_id = ${it.importId}::uuid AND (seen_import_id IS NULL OR seen_import_id = ${it.importId}::uuid) AND withdrawn_at IS NULL`,
  )
  if (gone === 0) return
  await change(
    tx,
    sql`DELETE FROM refs WHERE workspace_id = ${tx.workspaceId}::uuid AND scope_id = ${it.creditorId}::uuid AND kind = 'debtor_name'
          AND value = ${folded(it.alias)} AND book_id = ${heads.book} AND target_id = ${debtorId}::uuid`,
  )
  const names = await rows<{ name: string; external_id: string | null }>(
    tx,
    sql`SELECT name, external_id FROM debtors WHERE book_id = ${heads.book} AND id = ${debtorId}::uuid
        UNION ALL SELECT alias, NULL FROM debtor_aliases WHERE book_id = ${heads.book} AND debtor_id = ${debtorId}::uuid AND withdrawn_at IS NULL`,
  )
  const kept = new Set(names.flatMap((one) => words(`${one.name} ${one.external_id ?? ''}`)))
  const lost = words(it.alias).filter((word) => !kept.has(word))
  if (lost.length === 0) return
  await change(
    tx,
    sql`DELETE FROM search_words WHERE workspace_id = ${tx.workspaceId}::uuid AND word = ANY(${lost}::text[]) AND book_id = ${heads.book} AND subject_id = ${debtorId}::uuid`,
  )
}

export interface NamedDebtor extends Key {
  readonly nameKey: string
  readonly externalId: string | null
}

/** Every debtor of a creditor that bears one of these names now, or is spelled so. */
export async function debtorsNamed(
  tx: Tx,
  creditorId: string,
  books: readonly number[],
  nameKeys: readonly string[],
): Promise<NamedDebtor[]> {
  if (nameKeys.length === 0 || books.length === 0) return []
  const [keys, inBooks] = [sql`ANY(${nameKeys as string[]}::text[])`, sql`ANY(${books as number[]}::bigint[])`]
  return rows(
    tx,
    sql`SELECT d.book_id AS book, d.id, n.key AS "nameKey", d.external_id AS "externalId" FROM (
          SELECT book_id, id, name_key AS key FROM debtors WHERE book_id = ${inBooks} AND name_key = ${keys}
          UNION SELECT book_id, debtor_id, alias_key FROM debtor_aliases WHERE workspace_id = ${tx.workspaceId}::uuid AND alias_key = ${keys} AND withdrawn_at IS NULL) n
        JOIN debtors d ON d.book_id = n.book_id AND d.id = n.id AND d.moved_to IS NULL
        WHERE EXISTS (SELECT 1 FROM cases k WHERE k.book_id = d.book_id AND k.debtor_id = d.id AND k.creditor_id = ${creditorId}::uuid) ORDER BY d.no`,
  )
}

/** The debtors that are known by this spelling too. */
export async function aliased(tx: Tx, text: string): Promise<Key[]> {
  return rows(
    tx,
    sql`SELECT book_id AS book, debtor_id AS id FROM debtor_aliases
        WHERE workspace_id = ${tx.workspaceId}::uuid AND alias_key = ${folded(text)} AND withdrawn_at IS NULL`,
  )
}

/** Whoever has these VAT numbers, by number; several may share one. */
export async function debtorsWithVat(tx: Tx, numbers: readonly string[]): Promise<Map<string, Key[]>> {
  if (numbers.length === 0) return new Map()
  const found = await rows<{ vat: string } & Key>(
    tx,
    sql`SELECT d.vat_number AS vat, d.book_id AS book, d.id FROM books b
        JOIN debtors d ON d.book_id = b.id AND d.vat_number = ANY(${[...new Set(numbers)]}::text[])
        WHERE b.workspace_id = ${tx.workspaceId}::uuid AND d.moved_to IS NULL`,
  )
  return new Map(
    [...Map.groupBy(found, (it) => it.vat)].map(([vat, some]) => [vat, some.map(({ book, id }) => ({ book, id }))]),
  )
}
