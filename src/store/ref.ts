// What must be unique across books: a claim's number within its creditor and kind, an external id or a name within its source.

import type { Key } from '../core/id.ts'
import { folded } from '../core/text.ts'
import { insert, rows, sql, type Tx } from './db.ts'

export interface Ref {
  readonly scopeId: string
  readonly kind: string
  readonly value: string
}

/** The kind under which a claim's number is kept: credit notes have their own series. */
export function claimRef(scopeId: string, kind: string, number: string): Ref {
  return { scopeId, kind: kind === 'credit_note' ? 'credit_note' : 'claim', value: folded(number) }
}

export function externalRef(scopeId: string, externalId: string): Ref {
  return { scopeId, kind: 'debtor', value: folded(externalId) }
}

export function nameRef(scopeId: string, name: string): Ref {
  return { scopeId, kind: 'debtor_name', value: folded(name) }
}

/** A plain text for a Map. */
export function refText(ref: Ref): string {
  return `${ref.scopeId}|${ref.kind}|${ref.value}`
}

/** Those of `refs` that exist, by `refText`. */
export async function findRefs(tx: Tx, refs: readonly Ref[]): Promise<Map<string, Key>> {
  if (refs.length === 0) return new Map()
  const found = await rows<{ scope_id: string; kind: string; value: string; book_id: number; target_id: string }>(
    tx,
    sql`SELECT r.scope_id, r.kind, r.value, r.book_id, r.target_id
        FROM unnest(${refs.map((it) => it.value)}::text[], ${refs.map((it) => it.scopeId)}::uuid[], ${refs.map((it) => it.kind)}::text[]) AS w (value, scope_id, kind)
        JOIN refs r ON r.workspace_id = ${tx.workspaceId}::uuid AND r.value = w.value AND r.scope_id = w.scope_id AND r.kind = w.kind`,
  )
  return new Map(
    found.map((one) => [
      refText({ scopeId: one.scope_id, kind: one.kind, value: one.value }),
      { book: one.book_id, id: one.target_id },
    ]),
  )
}

/** What a value leads to, in whatever scope; one person's number may be another creditor's too. */
export async function targetsOf(tx: Tx, kind: string, value: string): Promise<Key[]> {
  return rows(
    tx,
    sql`SELECT book_id AS book, target_id AS id FROM refs WHERE workspace_id = ${tx.workspaceId}::uuid AND kind = ${kind} AND value = ${folded(value)}`,
  )
}

/** Adds refs; one that another program took a moment ago breaks the transaction, unless `loose`. */
export async function addRefs(tx: Tx, refs: readonly (Ref & { readonly target: Key })[], loose = false): Promise<void> {
  await insert(
    tx,
    'refs',
    ['scope_id:uuid', 'kind:text', 'value:text', 'book_id:bigint', 'target_id:uuid'],
    refs.map((it) => [it.scopeId, it.kind, it.value, it.target.book, it.target.id]),
    loose ? { conflict: 'nothing' } : {},
  )
}
