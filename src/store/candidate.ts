// Finds whom bank lines may be from, a batch of lines at a time and by indexes alone: numbers, names, words, sums, payers met before;
// then reads what is open of those. It judges nothing; core/match.ts does.

import type { Part } from '../core/allocation.ts'
import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import type { Learned } from '../core/match-who.ts'
import type { DebtorKind } from '../core/policy.ts'
import { row, rows, sql, type Tx } from './db.ts'

/** A key that led to a debtor. */
export interface Hit extends Key {
  readonly key: string
}

/** Debtors with claims of these numbers, open or paid; `keys` are digits as `numberKey` has them. */
export async function debtorsByNumber(tx: Tx, keys: readonly string[]): Promise<Hit[]> {
  if (keys.length === 0) return []
  return rows(
    tx,
    sql`SELECT s.word AS key, s.book_id AS book, s.subject_id AS id FROM search_words s
        WHERE s.workspace_id = ${tx.workspaceId}::uuid AND s.word = ANY(${keys.map((it) => `#${it}`)}::text[]) AND s.kind = 'number'`,
  )
}

/** Debtors by the short number that our payment reference carries. */
export async function debtorsByNo(tx: Tx, books: readonly number[], nos: readonly number[]): Promise<Hit[]> {
  if (nos.length === 0) return []
  return rows(
    tx,
    sql`SELECT d.no::text AS key, d.book_id AS book, d.id FROM debtors d
        WHERE d.book_id = ANY(${books as number[]}::bigint[]) AND d.no = ANY(${nos as number[]}::bigint[])`,
  )
}

/** Debtors by their whole name or another spelling of it, folded. */
export async function debtorsByName(tx: Tx, books: readonly number[], names: readonly string[]): Promise<Hit[]> {
  if (names.length === 0) return []
  const keys = sql`ANY(${names as string[]}::text[])`
  return rows(
    tx,
    sql`SELECT d.name_key AS key, d.book_id AS book, d.id FROM debtors d WHERE d.book_id = ANY(${books as number[]}::bigint[]) AND d.name_key = ${keys}
        UNION SELECT a.alias_key, a.book_id, a.debtor_id FROM debtor_aliases a
        WHERE a.workspace_id = ${tx.workspaceId}::uuid AND a.alias_key = ${keys} AND a.withdrawn_at IS NULL`,
  )
}

/** Debtors by single words of their names and numbers, in one book; of a word at most `limit` and one more. */
export async function debtorsByWord(tx: Tx, book: number, words: readonly string[], limit: number): Promise<Hit[]> {
  if (words.length === 0) return []
  return rows(
    tx,
    sql`SELECT w.word AS key, s.book_id AS book, s.subject_id AS id FROM unnest(${words as string[]}::text[]) AS w (word)
        JOIN LATERAL (SELECT x.book_id, x.subject_id FROM search_words x WHERE x.workspace_id = ${tx.workspaceId}::uuid AND x.book_id = ${book} AND x.word = w.word
          AND x.kind = 'debtor' LIMIT ${limit + 1}) s ON true`,
  )
}

/** Debtors of one book whose names have both words of a pair; the key is the pair joined by a blank. */
export async function debtorsByPair(
  tx: Tx,
  book: number,
  pairs: readonly (readonly [string, string])[],
  limit: number,
): Promise<Hit[]> {
  if (pairs.length === 0) return []
  return rows(
    tx,
    sql`SELECT w.one || ' ' || w.other AS key, s.book_id AS book, s.subject_id AS id
        FROM unnest(${pairs.map(([one]) => one)}::text[], ${pairs.map(([, other]) => other)}::text[]) AS w (one, other)
        JOIN LATERAL (SELECT x.book_id, x.subject_id FROM search_words x JOIN search_words y
            ON y.workspace_id = x.workspace_id AND y.book_id = x.book_id AND y.subject_id = x.subject_id AND y.word = w.other
          WHERE x.workspace_id = ${tx.workspaceId}::uuid AND x.book_id = ${book} AND x.word = w.one LIMIT ${limit}) s ON true`,
  )
}

/** Debtors of one book with an open claim of just this sum; of a sum at most `limit` and one more. The key is the sum. */
export async function debtorsBySum(tx: Tx, book: number, sums: readonly number[], limit: number): Promise<Hit[]> {
  if (sums.length === 0) return []
  return rows(
    tx,
    sql`SELECT w.sum::text AS key, s.book_id AS book, s.debtor_id AS id FROM unnest(${sums as number[]}::bigint[]) AS w (sum)
        JOIN LATERAL (SELECT x.book_id, x.debtor_id FROM claim_state x WHERE x.book_id = ${book} AND x.principal = w.sum AND x.open LIMIT ${limit + 1}) s ON true`,
  )
}

/** Who was paid for under these keys before. */
export async function learnedPayers(tx: Tx, keys: readonly string[]): Promise<Learned[]> {
  if (keys.length === 0) return []
  return rows(
    tx,
    sql`SELECT DISTINCT key, book_id AS book, debtor_id AS id FROM payers
        WHERE workspace_id = ${tx.workspaceId}::uuid AND key = ANY(${keys as string[]}::text[]) AND forgotten_at IS NULL`,
  )
}

export interface CandidateClaim {
  readonly id: string
  readonly debtorId: string
  readonly creditorId: string
  readonly number: string
  readonly currency: string
  readonly issuedOn: Day
  readonly dueOn: Day
  readonly open: Readonly<Record<Part['component'], number>>
  readonly disputed: boolean
  /** What its e-invoice says of discount and reference. */
  readonly payTerms: string | null
  readonly reference: string | null
}

export interface Candidate extends Key {
  readonly no: number
  readonly name: string
  readonly kind: DebtorKind
  readonly country: string
  readonly region: string | null
  readonly externalId: string | null
  readonly movedTo: Key | null
  /** How many entries their chain has: whoever writes adds one. */
  readonly seq: number
  readonly aliases: readonly string[]
  readonly claims: readonly CandidateClaim[]
  /** On account with each creditor, as `creditor currency`. */
  readonly credits: Readonly<Record<string, number>>
  /** Clauses of their own or charged interest: money takes the long way. */
  readonly special: boolean
}

/** Names and aliases of debtors of one book. */
export async function namesOf(tx: Tx, book: number, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  const some = sql`ANY(${ids as string[]}::uuid[])`
  return rows(
    tx,
    sql`SELECT id, name FROM debtors WHERE book_id = ${book} AND id = ${some}
        UNION ALL SELECT debtor_id, alias FROM debtor_aliases WHERE book_id = ${book} AND debtor_id = ${some} AND withdrawn_at IS NULL`,
  )
}

/** What is known of debtors of one book, whoever they owe; of each the oldest claims. */
export async function readCandidates(tx: Tx, book: number, ids: readonly string[]): Promise<Candidate[]> {
  const some = sql`ANY(${ids as string[]}::uuid[])`
  const debtors = await rows<Omit<Candidate, 'aliases' | 'claims' | 'credits' | 'special'>>(
    tx,
    sql`SELECT d.book_id AS book, d.id, d.no, d.name, d.kind, d.country, d.region, d.external_id AS "externalId", d.moved_to AS "movedTo", s.seq
        FROM debtors d JOIN debtor_state s ON s.book_id = d.book_id AND s.debtor_id = d.id WHERE d.book_id = ${book} AND d.id = ${some}`,
  )
  const aliases = Map.groupBy(
    await rows<{ debtorId: string; alias: string }>(
      tx,
      sql`SELECT debtor_id AS "debtorId", alias FROM debtor_aliases WHERE book_id = ${book} AND debtor_id = ${some} AND withdrawn_at IS NULL`,
    ),
    (it) => it.debtorId,
  )
  const any = (await row<Record<'disputes' | 'clauses' | 'grounds', boolean>>(
    tx,
    sql`SELECT EXISTS (SELECT 1 FROM disputes d WHERE d.book_id = ${book} AND d.settled_on IS NULL) AS disputes,
          EXISTS (SELECT 1 FROM clauses c WHERE c.book_id = ${book}) AS clauses, EXISTS (SELECT 1 FROM charge_grounds g WHERE g.book_id = ${book}) AS grounds`,
  ))!
  const claims = await openOf(tx, book, ids, any.disputes)
  const accounts = Map.groupBy(
    await rows<{ debtorId: string; key: string; sum: number }>(
      tx,
      sql`SELECT debtor_id AS "debtorId", creditor_id || ' ' || currency AS key, -sum(amount_minor) AS sum FROM postings
          WHERE book_id = ${book} AND debtor_id = ${some} AND component = 'unapplied' GROUP BY book_id, debtor_id, creditor_id, currency HAVING sum(amount_minor) <> 0`,
    ),
    (it) => it.debtorId,
  )
  const special = new Set<string>()
  for (const statement of [
    ...(any.clauses
      ? [sql<{ id: string }>`SELECT debtor_id AS id FROM clauses WHERE book_id = ${book} AND debtor_id = ${some}`]
      : []),
    ...(any.grounds
      ? [
          sql<{
            id: string
          }>`SELECT debtor_id AS id FROM charge_grounds WHERE book_id = ${book} AND claim_id = ANY(${claims.map((it) => it.id)}::uuid[])`,
        ]
      : []),
  ])
    for (const it of await rows(tx, statement)) special.add(it.id)
  const byDebtor = Map.groupBy(claims, (it) => it.debtorId)
  return debtors.map((it) => ({
    ...it,
    aliases: (aliases.get(it.id) ?? []).map((one) => one.alias),
    claims: (byDebtor.get(it.id) ?? []).sort((a, b) => a.dueOn - b.dueOn || (a.number < b.number ? -1 : 1)),
    credits: Object.fromEntries((accounts.get(it.id) ?? []).map((one) => [one.key, one.sum])),
    special: special.has(it.id),
  }))
}

type Sums = Record<Part['component'], number>

/**
 * Open claims, table by table and by keys alone: a join of these is planned as a walk through all claims of a book. The way leads by
 * the cases, because what is open is indexed by them and what was ever owed is not asked for.
 */
async function openOf(tx: Tx, book: number, ids: readonly string[], disputes: boolean): Promise<CandidateClaim[]> {
  const cases = await rows<{ id: string }>(
    tx,
    sql`SELECT case_id AS id FROM case_state WHERE book_id = ${book} AND debtor_id = ANY(${ids as string[]}::uuid[])`,
  )
  const states = await rows<{ id: string } & Sums>(
    tx,
    sql`SELECT claim_id AS id, principal, interest, fee, cost FROM claim_state WHERE book_id = ${book} AND case_id = ANY(${cases.map((it) => it.id)}::uuid[]) AND open`,
  )
  const open = new Map(states.map(({ id, principal, interest, fee, cost }) => [id, { principal, interest, fee, cost }]))
  const claims = sql`ANY(${[...open.keys()]}::uuid[])`
  const dues = await rows<{ id: string; dueOn: Day }>(
    tx,
    sql`SELECT claim_id AS id, min(due_on) AS "dueOn" FROM dues WHERE book_id = ${book} AND claim_id = ${claims} AND replaced_at IS NULL GROUP BY claim_id`,
  )
  const disputed = disputes
    ? await rows<{ id: string }>(
        tx,
        sql`SELECT x.claim_id AS id FROM dispute_claims x JOIN disputes y ON y.book_id = x.book_id AND y.id = x.dispute_id
            WHERE x.book_id = ${book} AND x.claim_id = ${claims} AND x.part_minor IS NULL AND y.settled_on IS NULL`,
      )
    : []
  const dueOn = new Map(dues.map((it) => [it.id, it.dueOn]))
  const contested = new Set(disputed.map((it) => it.id))
  const found = await rows<Omit<CandidateClaim, 'open' | 'dueOn' | 'disputed'>>(
    tx,
    sql`SELECT id, debtor_id AS "debtorId", creditor_id AS "creditorId", number, currency, issued_on AS "issuedOn",
          terms #>> '{payment,terms}' AS "payTerms", terms #>> '{payment,reference}' AS reference
        FROM claims WHERE book_id = ${book} AND id = ${claims} AND moved_to IS NULL AND withdrawn_on IS NULL`,
  )
  return found.map((it) => ({
    ...it,
    dueOn: dueOn.get(it.id) ?? it.issuedOn,
    open: open.get(it.id)!,
    disputed: contested.has(it.id),
  }))
}

/** Our own accounts, as statements name them. */
export async function ownAccounts(tx: Tx): Promise<Set<string>> {
  const found = await rows<{ account: string }>(
    tx,
    sql`SELECT DISTINCT account FROM bank_lines WHERE workspace_id = ${tx.workspaceId}::uuid AND undone_at IS NULL`,
  )
  return new Set(found.map((it) => it.account))
}

/** Those whose chains were written to since they were read; all are locked in `heads` by now. */
export function changedSince(
  heads: ReadonlyMap<string, { readonly seq: number }>,
  read: readonly Candidate[],
): Candidate[] {
  return read.filter((it) => heads.get(it.id) !== undefined && heads.get(it.id)!.seq !== it.seq)
}
