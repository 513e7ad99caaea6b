// Finding by what somebody types: customers by words of their name, of another spelling, or of their number; claims by their number.
// Words are folded before they are kept, so that case and accents make no difference; each is looked up from its beginning.

import type { RawBuilder } from 'kysely'
import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { folded, words } from '../core/text.ts'
import { type ClaimRow, readClaims } from './claim.ts'
import { rows, sql, type Tx } from './db.ts'
import { type DebtorRow, readDebtors } from './debtor.ts'

// What begins with a word ends before the word with this behind it.
const last = '\uffff'

/** Book and id of the debtors that have words beginning with all that was typed; none where nothing was. */
export function debtorsWith(tx: Tx, text: string, most = 2000): RawBuilder<unknown> {
  const typed = words(text)
  const [first = last, ...rest] = typed
  const within = (at: string, word: string) =>
    sql`${sql.ref(at)}.workspace_id = ${tx.workspaceId}::uuid AND ${sql.ref(at)}.kind = 'debtor' AND ${sql.ref(at)}.word >= ${word} AND ${sql.ref(at)}.word < ${`${word}${last}`}`
  // Joined, so that the server begins with whichever word is rarest.
  const joined = rest.map((word, i) => {
    const at = `s${i + 1}`
    return sql`JOIN search_words ${sql.raw(at)} ON ${sql.ref(at)}.book_id = s.book_id AND ${sql.ref(at)}.subject_id = s.subject_id AND ${within(at, word)}`
  })
  // One word alone may be in half of all names: then the first thousands of them are as good as any.
  const some = rest.length === 0 ? sql`LIMIT ${most}` : sql``
  return sql`SELECT s.book_id, s.subject_id FROM search_words s ${sql.join(joined, sql` `)} WHERE ${within('s', first)} ${some}`
}

// As many as are looked at for the few that are shown.
const foundMost = 300

/** Debtors found by words, those of the lowest numbers first. */
export async function findDebtors(tx: Tx, text: string, limit: number): Promise<DebtorRow[]> {
  const typed = words(text)
  if (typed.length === 0) return []
  const keys = await rows<Key>(
    tx,
    sql`SELECT d.book_id AS book, d.id FROM debtors d WHERE d.workspace_id = ${tx.workspaceId}::uuid AND (d.book_id, d.id) IN (${debtorsWith(tx, text, foundMost)})
          AND d.moved_to IS NULL ORDER BY d.no LIMIT ${limit}`,
  )
  const found = await inBooks(keys, (book, ids) => readDebtors(tx, book, ids))
  return found.sort((a, b) => a.no - b.no)
}

const claimKinds = ['claim', 'credit_note']

/** Claims whose number begins with what was typed, in the order of their numbers. */
export async function claimsStarting(tx: Tx, text: string, limit: number): Promise<Key[]> {
  const typed = folded(text)
  if (typed.length < 2) return []
  return rows(
    tx,
    sql`SELECT r.book_id AS book, r.target_id AS id FROM refs r WHERE r.workspace_id = ${tx.workspaceId}::uuid AND r.kind = ANY(${claimKinds}::text[])
          AND r.value >= ${typed} AND r.value < ${`${typed}${last}`} ORDER BY r.value LIMIT ${limit}`,
  )
}

/** The same, read. */
export async function findClaims(tx: Tx, text: string, limit: number): Promise<ClaimRow[]> {
  return inBooks(await claimsStarting(tx, text, limit), (book, ids) => readClaims(tx, book, ids))
}

export interface FoundPayment extends Key {
  readonly debtorId: string
  readonly debtorName: string
  readonly reference: string
  readonly amountMinor: number
  readonly currency: string
  readonly day: Day
}

/** Payments whose reference begins with what was typed, the newest first among those found. */
export async function findPayments(tx: Tx, text: string, limit: number): Promise<FoundPayment[]> {
  const typed = text.trim()
  if (typed.length < 3) return []
  const from = (start: string) =>
    sql`SELECT p.book_id, p.id FROM payments p WHERE p.workspace_id = ${tx.workspaceId}::uuid
        AND p.reference COLLATE "C" >= ${start} AND p.reference COLLATE "C" < ${`${start}${last}`} LIMIT ${limit}`
  return rows(
    tx,
    sql`SELECT p.book_id AS book, p.id, p.debtor_id AS "debtorId", d.name AS "debtorName", p.reference, p.amount_minor AS "amountMinor", p.currency, p.day
        FROM payments p JOIN debtors d ON d.book_id = p.book_id AND d.id = p.debtor_id
        WHERE p.workspace_id = ${tx.workspaceId}::uuid AND (p.book_id, p.id) IN ((${from(typed)}) UNION (${from(typed.toUpperCase())}))
        ORDER BY p.day DESC, p.id LIMIT ${limit}`,
  )
}

async function inBooks<T>(keys: readonly Key[], read: (book: number, ids: string[]) => Promise<T[]>): Promise<T[]> {
  const found: T[] = []
  for (const [book, some] of Map.groupBy(keys, (it) => it.book))
    found.push(
      ...(await read(
        book,
        some.map((it) => it.id),
      )),
    )
  return found
}
