// What an import needs of the tables beyond debtors, claims and postings: itself and its counts, the maps that were used, which
// claims it named, what a file told of money before, and disputes that a file opened.

import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import type { Handling } from '../core/policy.ts'
import { folded, words } from '../core/text.ts'
import { change, insert, onDay, row, rows, sql, type Tx } from './db.ts'
import type { DebtorRow } from './debtor.ts'
import { addRecord, type Heads } from './record.ts'
import { addRefs, externalRef } from './ref.ts'

export interface NewImport {
  readonly kind: 'claims' | 'debtors' | 'bank'
  readonly creditorId: string
  readonly fileName: string
  readonly fileSha: string
  readonly mapping: unknown
  readonly fullListOn?: Day
}

/** Writes down that a file is being taken in. Until `endImport` it has not ended, and no list is judged by it. */
export async function beginImport(tx: Tx, it: NewImport): Promise<string> {
  const id = tx.newId()
  await insert(
    tx,
    'imports',
    [
      'id:uuid',
      'kind:text',
      'creditor_id:uuid',
      'file_name:text',
      'file_sha:text',
      'mapping:jsonb',
      'full_list_on:date',
      'started_at:timestamptz',
      'actor:text',
    ],
    [[id, it.kind, it.creditorId, it.fileName, it.fileSha, it.mapping as object, it.fullListOn, tx.now, tx.actor]],
  )
  return id
}

export interface ImportEnd {
  readonly claimsNamed: number
  /** What the file says is open, by currency. */
  readonly sumNamed: Readonly<Record<string, number>>
  readonly counts: unknown
  readonly partial: boolean
}

export async function endImport(tx: Tx, id: string, it: ImportEnd): Promise<void> {
  await change(
    tx,
    sql`UPDATE imports SET claims_named = ${it.claimsNamed}, sum_named = ${JSON.stringify(it.sumNamed)}::jsonb,
          counts = ${JSON.stringify(it.counts)}::jsonb, partial = ${it.partial}, ended_at = ${new Date(tx.now).toISOString()}
        WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}::uuid`,
  )
}

/** How many debtors and claims the planner believes there are. */
export async function believedRows(tx: Tx): Promise<number> {
  const found = await row<{ sum: number }>(
    tx,
    sql`SELECT coalesce(sum(greatest(reltuples, 0)), 0)::float8 AS sum FROM pg_class WHERE oid IN ('debtors'::regclass, 'claims'::regclass)`,
  )
  return Math.round(found?.sum ?? 0)
}

const growing = [
  ...['debtors', 'debtor_state', 'contacts', 'addresses', 'cases', 'case_state', 'refs', 'search_words'],
  ...['claims', 'dues', 'claim_state', 'payments', 'postings', 'allocations', 'list_claims', 'holds', 'disputes'],
]

/**
 * Tells the planner how large tables have become. A first import fills empty tables, and what was planned for an empty table
 * reads a whole book for each row that is checked against it; the server's own housekeeping notices a minute later.
 */
export async function refreshPlans(tx: Tx): Promise<void> {
  // Only an owner may; within this transaction, because nobody else sees its rows yet.
  await sql.raw('SET LOCAL ROLE dunwell_owner').execute(tx.query)
  await sql.raw(`ANALYZE ${growing.join(', ')}`).execute(tx.query)
  await sql.raw('SET LOCAL ROLE dunwell_app').execute(tx.query)
}

/** Whether any list of claims was taken in whole before. */
export async function hasImported(tx: Tx, creditorId: string): Promise<boolean> {
  const found = await row(
    tx,
    sql`SELECT 1 FROM imports WHERE workspace_id = ${tx.workspaceId}::uuid AND creditor_id = ${creditorId}::uuid
          AND kind = 'claims' AND ended_at IS NOT NULL AND undone_at IS NULL LIMIT 1`,
  )
  return found !== undefined
}

/** Of these imports those that were cut short. */
export async function unfinishedImports(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const found = await rows<{ id: string }>(
    tx,
    sql`SELECT id FROM imports WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ANY(${ids as string[]}::uuid[]) AND ended_at IS NULL`,
  )
  return new Set(found.map((one) => one.id))
}

/** The map that was used for the last file with these headers. */
export async function readKept(tx: Tx, headerSha: string): Promise<unknown> {
  const found = await row<{ body: unknown }>(
    tx,
    sql`SELECT body FROM mappings WHERE workspace_id = ${tx.workspaceId}::uuid AND header_sha = ${headerSha}`,
  )
  return found?.body
}

export async function keepMapping(tx: Tx, headerSha: string, body: object): Promise<void> {
  const text = JSON.stringify(body)
  await change(
    tx,
    sql`INSERT INTO mappings (workspace_id, header_sha, body) VALUES (${tx.workspaceId}::uuid, ${headerSha}, ${text}::jsonb)
        ON CONFLICT (workspace_id, header_sha) DO UPDATE SET body = ${text}::jsonb`,
  )
}

/** Writes down that this import named these claims, which others made; naming one twice is once. */
export async function nameClaims(tx: Tx, importId: string, claims: readonly Key[]): Promise<void> {
  await insert(
    tx,
    'list_claims',
    ['book_id:bigint', 'import_id:uuid', 'claim_id:uuid'],
    claims.map((it) => [it.book, importId, it.id]),
    { conflict: 'nothing' },
  )
}

/** Those of `claimIds`, made by others, that rows further up in the same file have named. */
export async function namedBefore(
  tx: Tx,
  importId: string,
  book: number,
  claimIds: readonly string[],
): Promise<Set<string>> {
  const found = await rows<{ claim_id: string }>(
    tx,
    sql`SELECT claim_id FROM list_claims WHERE book_id = ${book} AND import_id = ${importId}::uuid AND claim_id = ANY(${claimIds as string[]}::uuid[])`,
  )
  return new Set(found.map((one) => one.claim_id))
}

/** The cases of debtors of one book with a creditor, by debtor. */
export async function casesOf(
  tx: Tx,
  book: number,
  debtorIds: readonly string[],
  creditorId: string,
): Promise<Map<string, string>> {
  const found = await rows<{ debtor_id: string; id: string }>(
    tx,
    sql`SELECT debtor_id, id FROM cases WHERE book_id = ${book} AND debtor_id = ANY(${debtorIds as string[]}::uuid[]) AND creditor_id = ${creditorId}::uuid`,
  )
  return new Map(found.map((one) => [one.debtor_id, one.id]))
}

/** Which of these debtors have a kind that a person has confirmed. */
export async function confirmedKinds(tx: Tx, book: number, debtorIds: readonly string[]): Promise<Set<string>> {
  const found = await rows<{ id: string }>(
    tx,
    sql`SELECT id FROM debtors WHERE book_id = ${book} AND id = ANY(${debtorIds as string[]}::uuid[]) AND kind_confirmed`,
  )
  return new Set(found.map((one) => one.id))
}

/** Gives a locked debtor, known by name alone until now, its number. */
export async function giveNumber(
  tx: Tx,
  heads: Heads,
  creditorId: string,
  debtor: DebtorRow,
  externalId: string,
): Promise<void> {
  await change(
    tx,
    sql`UPDATE debtors SET external_id = ${externalId}, version = version + 1 WHERE book_id = ${debtor.book} AND id = ${debtor.id}::uuid`,
  )
  await addRefs(tx, [{ ...externalRef(creditorId, externalId), target: debtor }])
  await insert(
    tx,
    'search_words',
    ['word:text', 'book_id:bigint', 'subject_id:uuid', 'kind:text'],
    words(externalId).map((word) => [word, debtor.book, debtor.id, 'debtor']),
    { conflict: 'nothing' },
  )
  const body = { externalId: { from: null, to: externalId } }
  await addRecord(tx, heads, [{ debtorId: debtor.id, kind: 'debtor.changed', subjectId: debtor.id, body }])
}

export interface ContactRow {
  readonly id: string
  readonly debtor_id: string
  readonly name: string | null
  readonly no: number
}

export async function readContacts(tx: Tx, book: number, debtorIds: readonly string[]): Promise<ContactRow[]> {
  return rows(
    tx,
    sql`SELECT id, debtor_id, name, no FROM contacts WHERE book_id = ${book} AND debtor_id = ANY(${debtorIds as string[]}::uuid[]) AND ended_at IS NULL ORDER BY no, id`,
  )
}

/** Further addresses of contacts that exist, with their entries in the record. */
export async function addAddresses(
  tx: Tx,
  heads: Heads,
  some: readonly { debtorId: string; contactId: string; channel: 'email' | 'phone' | 'post'; address: string }[],
): Promise<void> {
  const ids = some.map(() => tx.newId())
  await insert(
    tx,
    'addresses',
    ['book_id:bigint', 'id:uuid', 'debtor_id:uuid', 'contact_id:uuid', 'channel:text', 'address:text', 'health:text'],
    some.map((it, i) => [heads.book, ids[i]!, it.debtorId, it.contactId, it.channel, it.address, 'ok']),
  )
  await addRecord(
    tx,
    heads,
    some.map((it, i) => ({
      debtorId: it.debtorId,
      kind: 'address.added',
      subjectId: ids[i]!,
      body: { channel: it.channel, address: it.address },
    })),
  )
}

/** What lowered a claim so far, apart from its charges. */
export interface ClaimMoney {
  readonly principal: number
  readonly interest: number
  readonly fee: number
  readonly cost: number
  /** What imports have taken in as paid under its number, bounced or not: a file that repeats itself tells nothing new. */
  readonly toldMinor: number
  /** Payments from elsewhere that were given to it. */
  readonly paidMinor: number
  /** All else that lowered its principal: those payments, credits, write-offs. */
  readonly loweredMinor: number
}

/** The money of claims of one book, by claim. Put together here: a join of the three is planned badly while tables are new. */
export async function claimMoney(
  tx: Tx,
  book: number,
  claims: readonly { readonly id: string; readonly debtorId: string; readonly number: string }[],
): Promise<Map<string, ClaimMoney>> {
  if (claims.length === 0) return new Map()
  const ids = claims.map((it) => it.id)
  const debtors = [...new Set(claims.map((it) => it.debtorId))]
  const numbers = [...new Set(claims.map((it) => it.number))]
  const payments = await rows<{ id: string; debtor_id: string; reference: string; amount: number }>(
    tx,
    sql`SELECT id, debtor_id, reference, amount_minor AS amount FROM payments
        WHERE book_id = ${book} AND debtor_id = ANY(${debtors}::uuid[]) AND reference = ANY(${numbers}::text[])
          AND import_id IS NOT NULL AND line_id IS NULL AND kind = 'payment'
          AND import_id NOT IN (SELECT i.id FROM imports i WHERE i.workspace_id = ${tx.workspaceId}::uuid AND i.undone_at IS NOT NULL)`,
  )
  const postings = await rows<{ claim_id: string; payment_id: string | null; kind: string; all: number; own: number }>(
    tx,
    sql`SELECT claim_id, payment_id, kind, -sum(amount_minor) AS "all", -coalesce(sum(amount_minor) FILTER (WHERE component = 'principal'), 0) AS own
        FROM postings WHERE book_id = ${book} AND claim_id = ANY(${ids}::uuid[]) AND kind <> 'charge' GROUP BY claim_id, payment_id, kind`,
  )
  const states = await rows<{ id: string; principal: number; interest: number; fee: number; cost: number }>(
    tx,
    sql`SELECT claim_id AS id, principal, interest, fee, cost FROM claim_state WHERE book_id = ${book} AND claim_id = ANY(${ids}::uuid[])`,
  )
  const told = Map.groupBy(payments, (it) => `${it.debtor_id} ${it.reference}`)
  const given = Map.groupBy(postings, (it) => it.claim_id)
  const state = new Map(states.map((it) => [it.id, it]))
  return new Map(
    claims.map((claim) => {
      const own = told.get(`${claim.debtorId} ${claim.number}`) ?? []
      const ownIds = new Set(own.map((it) => it.id))
      const others = (given.get(claim.id) ?? []).filter((it) => it.payment_id === null || !ownIds.has(it.payment_id))
      const { principal, interest, fee, cost } = state.get(claim.id)!
      const money = {
        principal,
        interest,
        fee,
        cost,
        toldMinor: own.reduce((sum, it) => sum + it.amount, 0),
        paidMinor: others.reduce((sum, it) => sum + (it.kind === 'payment' ? it.all : 0), 0),
        loweredMinor: others.reduce((sum, it) => sum + it.own, 0),
      }
      return [claim.id, money]
    }),
  )
}

/** What payments and credits gave to a claim's principal, the newest first. */
export async function givenTo(
  tx: Tx,
  book: number,
  claimId: string,
): Promise<{ paymentId: string; kind: 'payment' | 'credit'; day: Day; amountMinor: number }[]> {
  return rows(
    tx,
    sql`SELECT p.payment_id AS "paymentId", m.kind, m.day, -sum(p.amount_minor) AS "amountMinor"
        FROM postings p JOIN payments m ON m.book_id = p.book_id AND m.id = p.payment_id
        WHERE p.book_id = ${book} AND p.claim_id = ${claimId}::uuid AND p.component = 'principal'
        GROUP BY p.payment_id, m.kind, m.day HAVING sum(p.amount_minor) < 0 ORDER BY m.day DESC, p.payment_id DESC`,
  )
}

/** What stands in a dispute's `actor` when a file opened it: only such a dispute is settled by a file. */
const byFile = 'import'

export interface OpenDispute {
  readonly id: string
  readonly claimId: string
  readonly debtorId: string
  readonly byFile: boolean
}

export async function openDisputes(tx: Tx, book: number, claimIds: readonly string[]): Promise<OpenDispute[]> {
  return rows(
    tx,
    sql`SELECT d.id, c.claim_id AS "claimId", d.debtor_id AS "debtorId", d.actor = ${byFile} AS "byFile"
        FROM dispute_claims c JOIN disputes d ON d.book_id = c.book_id AND d.id = c.dispute_id
        WHERE c.book_id = ${book} AND c.claim_id = ANY(${claimIds as string[]}::uuid[]) AND d.settled_on IS NULL`,
  )
}

export interface NewDispute {
  readonly debtorId: string
  readonly caseId: string
  readonly claimId: string
  readonly cause: string
}

/** Opens disputes over whole claims that a file names as disputed. */
export async function disputeByFile(tx: Tx, heads: Heads, some: readonly NewDispute[], on: Day): Promise<void> {
  const ids = some.map(() => tx.newId())
  await insert(
    tx,
    'disputes',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'case_id:uuid',
      'cause:text',
      'opened_on:date',
      'recorded_at:timestamptz',
      'actor:text',
    ],
    some.map((it, i) => [heads.book, ids[i]!, it.debtorId, it.caseId, it.cause, on, tx.now, byFile]),
  )
  await insert(
    tx,
    'dispute_claims',
    ['book_id:bigint', 'dispute_id:uuid', 'claim_id:uuid'],
    some.map((it, i) => [heads.book, ids[i]!, it.claimId]),
  )
  await addRecord(
    tx,
    heads,
    some.map((it, i) => ({
      debtorId: it.debtorId,
      kind: 'dispute.opened',
      subjectId: ids[i]!,
      body: { cause: it.cause, claims: [it.claimId], on, by: 'import' },
    })),
  )
}

export async function settleByFile(tx: Tx, heads: Heads, some: readonly OpenDispute[], on: Day): Promise<void> {
  const outcome = 'the list names it as disputed no longer'
  await change(
    tx,
    sql`UPDATE disputes SET settled_on = ${onDay(on)}::date, outcome = ${outcome}
        WHERE book_id = ${heads.book} AND id = ANY(${some.map((it) => it.id)}::uuid[]) AND settled_on IS NULL`,
  )
  await addRecord(
    tx,
    heads,
    some.map((it) => ({ debtorId: it.debtorId, kind: 'dispute.settled', subjectId: it.id, body: { outcome, on } })),
  )
}

export interface LargeDebtor extends Key {
  readonly no: number
  readonly name: string
  readonly handling: Handling
  readonly openMinor: number
}

/** The debtors who owe most in one currency on a day, the largest first; those handled automatically only. */
export async function largestDebtors(
  tx: Tx,
  creditorId: string,
  currency: string,
  on: Day,
  limit: number,
): Promise<LargeDebtor[]> {
  return rows(
    tx,
    sql`SELECT d.book_id AS book, d.id, d.no, d.name, d.handling, o.open AS "openMinor"
        FROM (SELECT p.book_id, p.debtor_id, sum(p.amount_minor) AS open FROM postings p
              WHERE p.workspace_id = ${tx.workspaceId}::uuid AND p.creditor_id = ${creditorId}::uuid AND p.currency = ${currency} AND p.claim_id IS NOT NULL AND p.day <= ${onDay(on)}::date
              GROUP BY p.book_id, p.debtor_id HAVING sum(p.amount_minor) > 0) o
        JOIN debtors d ON d.book_id = o.book_id AND d.id = o.debtor_id
        WHERE d.handling = 'automatic' ORDER BY o.open DESC, d.no LIMIT ${limit}`,
  )
}

/** The currencies in which a creditor is owed anything. */
export async function currenciesOf(tx: Tx, creditorId: string): Promise<string[]> {
  const found = await rows<{ currency: string }>(
    tx,
    sql`SELECT DISTINCT c.currency FROM claims c WHERE c.workspace_id = ${tx.workspaceId}::uuid AND c.creditor_id = ${creditorId}::uuid ORDER BY 1`,
  )
  return found.map((one) => one.currency)
}

/** For comparing addresses: mail is one whatever its capitals. */
export function addressKey(channel: string, address: string): string {
  return `${channel} ${folded(address)}`
}
