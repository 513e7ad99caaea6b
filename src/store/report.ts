// What the reports ask the database: book by book, through a cursor, so that a ledger of any size takes the same memory. It
// sums postings up to a day; what the sums mean is worked out in core.

import type { RawBuilder } from 'kysely'
import type { PostedClaim, PostedDue } from '../core/aging.ts'
import type { Day, Moment } from '../core/day.ts'
import type { Sale } from '../core/dso.ts'
import type { Key } from '../core/id.ts'
import { type ClaimRow, readClaims, readDues } from './claim.ts'
import { onDay, row, rows, sql, type Tx } from './db.ts'
import type { PostingKind } from './ledger.ts'
import { listBooks } from './workspace.ts'

/** A past day, and up to when we pretend to know what was paid. */
export interface AsOf {
  readonly day: Day
  /** Money, credits and what was let go dated later are left out; what was charged stays. */
  readonly knownUntil?: Day
}

export interface ClaimFigures extends PostedClaim {
  readonly claimId: string
  readonly debtorId: string
  readonly currency: string
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly PostedDue[] ? PostedDue[] : T[K] }

export interface OnAccount {
  readonly debtorId: string
  readonly currency: string
  readonly kind: PostingKind
  /** Over zero when it is theirs. */
  readonly amountMinor: number
}

export interface DebtorName extends Key {
  readonly no: number
  readonly name: string
}

/** What is open of some debtors, their claims that are settled left out. */
export interface DebtorFigures {
  readonly debtor: DebtorName
  readonly claims: readonly ClaimFigures[]
  readonly onAccount: readonly OnAccount[]
}

/** Kinds that settle a claim: a report that knows payments up to a day leaves the later ones out. */
export const settling: readonly PostingKind[] = ['payment', 'credit', 'write_off', 'waiver']
/** All debtors with postings that matter, some at a time, book by book; each book is one statement, so that its sums belong together. */
export async function* readFigures(tx: Tx, asOf: AsOf): AsyncGenerator<DebtorFigures[]> {
  for (const book of await listBooks(tx)) {
    const debtors = await rows<DebtorName>(
      tx,
      sql`SELECT book_id AS book, id, no, name FROM debtors WHERE book_id = ${book}`,
    )
    const names = new Map(debtors.map((it) => [it.id, it]))
    // The last debtor of a piece may go on in the next one.
    let rest: LineSql[] = []
    for await (const piece of pieces(tx, linesOf(book, sql`true`, asOf))) {
      const last = piece.at(-1)!.debtor_id
      const begins = piece.findIndex((it) => it.debtor_id === last)
      if (begins > 0 || rest[0]?.debtor_id !== last) {
        yield figuresOf([...rest, ...piece.slice(0, begins)], names)
        rest = piece.slice(begins)
      } else {
        rest = [...rest, ...piece]
      }
    }
    yield figuresOf(rest, names)
  }
}

/** The figures of some claims of a book; those whose balance is zero are left out. */
export async function readClaimFigures(
  tx: Tx,
  book: number,
  claimIds: readonly string[],
  asOf: AsOf,
): Promise<ClaimFigures[]> {
  if (claimIds.length === 0) return []
  const lines = await rows(tx, linesOf(book, sql`p.claim_id = ANY(${claimIds as string[]}::uuid[])`, asOf))
  return claimsOf(lines)
}

interface LineSql {
  debtor_id: string
  claim_id: string | null
  currency: string
  kind: PostingKind | null
  due_no: number | null
  due_on: Day | null
  principal: number
  other: number
  first_on: Day
}

/** A line for each due of each claim that is open, one for what names no due, and one for each kind of money on account. */
function linesOf(book: number, reach: RawBuilder<unknown>, asOf: AsOf): RawBuilder<LineSql> {
  const known =
    asOf.knownUntil === undefined
      ? sql``
      : sql`AND (p.day <= ${onDay(asOf.knownUntil)}::date OR p.kind <> ALL(${settling as string[]}::text[]))`
  const counted = sql`p.book_id = ${book} AND ${reach} AND p.day <= ${onDay(asOf.day)}::date ${known}`
  const columns = (dueNo: string) =>
    sql.raw(`p.debtor_id, p.claim_id, p.currency, p.day, CASE WHEN p.claim_id IS NULL THEN p.kind END AS kind,
          CASE WHEN p.component = 'principal' THEN p.amount_minor ELSE 0 END AS principal,
          CASE WHEN p.component = 'principal' THEN 0 ELSE p.amount_minor END AS other,
          CASE WHEN p.component = 'principal' AND (p.due_set IS NULL OR p.due_set = p.claim_id) THEN ${dueNo} END AS due_no`)
  // What is undone may name no due of its own: it is that of the posting it undoes. A branch for the few, because a subquery
  // in the first would have the planner think that a book costs a hundred times more than it does.
  return sql<LineSql>`WITH lines AS (
      SELECT debtor_id, claim_id, currency, kind, due_no, sum(principal) AS principal, sum(other) AS other, min(day) AS first_on FROM (
        SELECT ${columns('p.due_no')} FROM postings p WHERE ${counted} AND p.reverses_id IS NULL
        UNION ALL
        SELECT ${columns('coalesce(p.due_no, r.due_no)')} FROM postings p JOIN postings r ON r.book_id = p.book_id AND r.id = p.reverses_id
        WHERE ${counted} AND p.reverses_id IS NOT NULL) x
      GROUP BY debtor_id, claim_id, currency, kind, due_no),
    summed AS (SELECT l.*, sum(principal + other) OVER (PARTITION BY debtor_id, claim_id, currency, kind) AS balance FROM lines l)
    SELECT s.debtor_id, s.claim_id, s.currency, s.kind, s.due_no, s.principal, s.other, s.first_on, d.due_on FROM summed s
    LEFT JOIN dues d ON d.book_id = ${book} AND d.claim_id = s.claim_id AND d.set_id = s.claim_id AND d.no = s.due_no AND d.replaced_at IS NULL
    WHERE s.balance <> 0 ORDER BY s.debtor_id`
}

const pieceSize = 20_000

/** The rows of a statement, a piece at a time, by a cursor of the transaction. */
async function* pieces<T>(tx: Tx, statement: RawBuilder<T>): AsyncGenerator<T[]> {
  // All rows will be read, so the plan that is quickest to its last row is the right one.
  await rows(tx, sql`SET LOCAL cursor_tuple_fraction = 1`)
  await rows(tx, sql`DECLARE pieces NO SCROLL CURSOR FOR ${statement}`)
  while (true) {
    const piece = await rows(tx, sql<T>`FETCH ${sql.raw(String(pieceSize))} FROM pieces`)
    if (piece.length > 0) yield piece
    if (piece.length < pieceSize) break
  }
  await rows(tx, sql`CLOSE pieces`)
}

function figuresOf(lines: readonly LineSql[], names: ReadonlyMap<string, DebtorName>): DebtorFigures[] {
  return [...Map.groupBy(lines, (it) => it.debtor_id)].map(([id, some]) => ({
    debtor: names.get(id)!,
    claims: claimsOf(some),
    onAccount: some
      .filter((it) => it.claim_id === null)
      .map((it) => ({ debtorId: id, currency: it.currency, kind: it.kind!, amountMinor: -it.other })),
  }))
}

function claimsOf(lines: readonly LineSql[]): ClaimFigures[] {
  const byClaim = new Map<string, Mutable<ClaimFigures>>()
  for (const it of lines) {
    if (it.claim_id === null) continue
    let claim = byClaim.get(it.claim_id)
    if (!claim) {
      const { claim_id: claimId, debtor_id: debtorId, currency, first_on: firstOn } = it
      claim = { claimId, debtorId, currency, dues: [], restMinor: 0, extraMinor: 0, firstOn }
      byClaim.set(claimId, claim)
    }
    // A due that was replaced has no day any more; its money counts with the claim's others.
    if (it.due_no === null || it.due_on === null) claim.restMinor += it.principal
    else claim.dues.push({ no: it.due_no, dueOn: it.due_on, amountMinor: it.principal })
    claim.extraMinor += it.other
    if (it.first_on < claim.firstOn) claim.firstOn = it.first_on
  }
  return [...byClaim.values()]
}

/** The day of each of the claims' own dues, by `claim:no`. */
async function dueDays(tx: Tx, book: number, claimIds: readonly string[]): Promise<Map<string, Day>> {
  if (claimIds.length === 0) return new Map()
  return new Map((await readDues(tx, book, claimIds)).map((it) => [`${it.claim_id}:${it.no}`, it.due_on]))
}

/** What was charged up to a day, by currency and day; corrections count on the day of what they correct. */
export async function readSales(tx: Tx, until: Day): Promise<Map<string, Sale[]>> {
  const sales: SaleIn[] = []
  for (const book of await listBooks(tx)) sales.push(...(await readBookSales(tx, book, until)))
  return salesByCurrency(sales)
}

export interface SaleIn extends Sale {
  readonly currency: string
}

/** What was charged in one book. */
export function readBookSales(tx: Tx, book: number, until: Day): Promise<SaleIn[]> {
  return rows(
    tx,
    sql`SELECT currency, day, sum(amount_minor) AS "amountMinor" FROM postings
        WHERE book_id = ${book} AND kind = 'charge' AND day <= ${onDay(until)}::date GROUP BY currency, day`,
  )
}

/** Sales of several books, a day's in one sum. */
export function salesByCurrency(some: readonly SaleIn[]): Map<string, Sale[]> {
  const sales = new Map<string, Map<Day, number>>()
  for (const it of some) {
    const of = sales.get(it.currency) ?? new Map<Day, number>()
    of.set(it.day, (of.get(it.day) ?? 0) + it.amountMinor)
    sales.set(it.currency, of)
  }
  return new Map(
    [...sales].map(([currency, of]) => [currency, [...of].map(([day, amountMinor]) => ({ day, amountMinor }))]),
  )
}

export interface OpenTask {
  readonly book: number
  readonly id: string
  readonly kind: string
  readonly day: Day
  readonly says: string
  readonly stage: string | null
  readonly debtor: DebtorName
  /** The claims it names, or all of its case where it names none; settled ones too. */
  readonly claimIds: readonly string[]
  readonly phone?: { readonly name?: string; readonly number: string }
  /** What was said last, by whom and when: the words before the next call. */
  readonly lastWords?: string
  /** The letter that is to be posted. */
  readonly letter?: string
}

/** Open tasks of one book, or those named, with the number to call: that of accounts payable, or the first there is. */
export async function readOpenTasks(tx: Tx, book: number, ids?: readonly string[]): Promise<OpenTask[]> {
  const found = await rows<{
    id: string
    kind: string
    day: Day
    says: string
    stage: string | null
    debtor_id: string
    no: number
    name: string
    claim_ids: string[] | null
    letter: string | null
  }>(
    tx,
    sql`SELECT t.id, t.kind, t.day, t.says, t.stage, t.facts ->> 'message' AS letter, d.id AS debtor_id, d.no, d.name, coalesce(
          (SELECT array_agg(DISTINCT c.claim_id) FROM task_claims c WHERE c.book_id = t.book_id AND c.task_id = t.id),
          (SELECT array_agg(c.id) FROM claims c WHERE c.book_id = t.book_id AND c.case_id = t.case_id)) AS claim_ids
        FROM tasks t JOIN debtors d ON d.book_id = t.book_id AND d.id = t.debtor_id
        WHERE t.book_id = ${book} AND t.workspace_id = ${tx.workspaceId}::uuid AND t.state = 'open' AND (${ids === undefined}::boolean OR t.id = ANY(${(ids ?? []) as string[]}::uuid[])) ORDER BY t.day, t.id`,
  )
  const phones = await rows<{ debtor_id: string; name: string | null; address: string }>(
    tx,
    sql`SELECT DISTINCT ON (a.debtor_id) a.debtor_id, c.name, a.address
        FROM addresses a JOIN contacts c ON c.book_id = a.book_id AND c.id = a.contact_id
        WHERE a.book_id = ${book} AND a.debtor_id = ANY(${[...new Set(found.map((it) => it.debtor_id))]}::uuid[])
          AND a.channel = 'phone' AND a.health = 'ok'
        ORDER BY a.debtor_id, 'accounts_payable' = ANY(string_to_array(c.roles, ' ')) DESC, c.no, a.id`,
  )
  const said = await rows<{ debtor_id: string; says: string }>(
    tx,
    sql`SELECT DISTINCT ON (w.debtor_id) w.debtor_id, w.day || ' ' || w.says AS says FROM (
          SELECT a.debtor_id, o.given_on AS day, a.released_at AS at, a.channel || ': ' || a.subject AS says FROM attempts a
          JOIN outbox o ON o.book_id = a.book_id AND o.message_id = a.message_id WHERE a.book_id = ${book} AND o.given_on IS NOT NULL
            AND a.debtor_id = ANY(${[...new Set(found.map((it) => it.debtor_id))]}::uuid[])
          UNION ALL SELECT t.debtor_id, t.done_on, t.done_at, 'call, ' || replace(t.outcome, '_', ' ') || coalesce(': ' || t.note, '') FROM tasks t
          WHERE t.book_id = ${book} AND t.state = 'done' AND t.kind IN ('call', 'promise_broken')
            AND t.debtor_id = ANY(${[...new Set(found.map((it) => it.debtor_id))]}::uuid[])) w
        ORDER BY w.debtor_id, w.day DESC, w.at DESC`,
  )
  const lastOf = new Map(said.map((it) => [it.debtor_id, it.says]))
  const phoneOf = new Map(phones.map((it) => [it.debtor_id, { name: it.name ?? undefined, number: it.address }]))
  return found.map((it) => ({
    book,
    id: it.id,
    kind: it.kind,
    day: it.day,
    says: it.says,
    stage: it.stage,
    debtor: { book, id: it.debtor_id, no: it.no, name: it.name },
    claimIds: it.claim_ids ?? [],
    phone: phoneOf.get(it.debtor_id),
    lastWords: lastOf.get(it.debtor_id),
    letter: it.letter ?? undefined,
  }))
}

export interface StatementPosting {
  readonly id: string
  readonly claimId: string | null
  readonly component: string
  readonly kind: PostingKind
  readonly amountMinor: number
  readonly currency: string
  readonly day: Day
  readonly dueNo: number | null
  readonly undoes: 'return' | 'correction' | null
  readonly reason: string
  /** Money moved from the account to a claim: the lines of its group sum to zero. */
  readonly allocated: boolean
}

/** All postings of a debtor up to a day in the order of their days, money before it is allocated, with their claims. */
export async function readStatement(
  tx: Tx,
  debtor: Key,
  day: Day,
): Promise<{ postings: StatementPosting[]; claims: ClaimRow[]; days: Map<string, Day> }> {
  const postings = await rows<StatementPosting>(
    tx,
    sql`SELECT p.id, p.claim_id AS "claimId", p.component, p.kind, p.amount_minor AS "amountMinor", p.currency, p.day, p.undoes, p.reason,
          CASE WHEN p.component <> 'principal' OR p.due_set <> p.claim_id THEN NULL ELSE coalesce(p.due_no, r.due_no) END AS "dueNo",
          EXISTS (SELECT 1 FROM allocations a WHERE a.book_id = p.book_id AND a.group_id = CASE WHEN r.group_id IS NULL THEN p.group_id ELSE r.group_id END) AS allocated
        FROM postings p LEFT JOIN postings r ON r.book_id = p.book_id AND r.id = p.reverses_id
        WHERE p.book_id = ${debtor.book} AND p.debtor_id = ${debtor.id}::uuid AND p.day <= ${onDay(day)}::date ORDER BY p.day, p.recorded_at, allocated, p.group_id, p.claim_id NULLS FIRST, p.id`,
  )
  const ids = [...new Set(postings.map((it) => it.claimId).filter((it) => it !== null))]
  return {
    postings,
    claims: await readClaims(tx, debtor.book, ids),
    days: await dueDays(tx, debtor.book, ids),
  }
}

export interface LateKnowledge {
  readonly messageId: string
  readonly debtor: DebtorName
  readonly releasedAt: Moment
  readonly claimId: string
  readonly number: string
  readonly dueNo: number
  readonly paymentDay: Day
  readonly recordedAt: Moment
}

/**
 * Released messages of a book that name a claim on which a payment came to be known after the release, dated no later than
 * the day after it in UTC: the caller knows the zone and judges the day. The latest payment first.
 */
export async function readLateKnowledge(tx: Tx, book: number): Promise<LateKnowledge[]> {
  const found = await rows<Omit<LateKnowledge, 'debtor'> & DebtorName>(
    tx,
    sql`SELECT DISTINCT a.message_id AS "messageId", ${book}::bigint AS book, d.id, d.no, d.name, a.released_at AS "releasedAt", mc.claim_id AS "claimId",
          c.number, mc.due_no AS "dueNo", y.day AS "paymentDay", y.recorded_at AS "recordedAt"
        FROM attempts a JOIN messages m ON m.book_id = a.book_id AND m.id = a.message_id AND m.direction = 'out'
        JOIN debtors d ON d.book_id = a.book_id AND d.id = m.debtor_id
        JOIN message_claims mc ON mc.book_id = a.book_id AND mc.message_id = a.message_id AND mc.named
        JOIN claims c ON c.book_id = a.book_id AND c.id = mc.claim_id
        JOIN postings p ON p.book_id = a.book_id AND p.claim_id = mc.claim_id AND p.kind = 'payment' AND p.amount_minor < 0 AND p.reverses_id IS NULL
        JOIN payments y ON y.book_id = a.book_id AND y.id = p.payment_id AND y.recorded_at > a.released_at
          AND y.day <= (a.released_at AT TIME ZONE 'UTC')::date + 1
        WHERE a.book_id = ${book} AND ${left} ORDER BY a.released_at, a.message_id, mc.claim_id, mc.due_no, y.day DESC, y.recorded_at DESC`,
  )
  return found.map(({ book: of, id, no, name, ...it }) => ({ ...it, debtor: { book: of, id, no, name } }))
}

// A try that surely never left reached nobody.
const left = sql`NOT EXISTS (SELECT 1 FROM attempt_facts f WHERE f.book_id = a.book_id AND f.message_id = a.message_id AND f.no = a.no
  AND f.kind IN ('refused', 'not_sent'))`

/** The dues that messages named, by message. */
export async function readNamed(
  tx: Tx,
  book: number,
  messageIds: readonly string[],
): Promise<{ messageId: string; claimId: string; dueNo: number }[]> {
  return rows(
    tx,
    sql`SELECT message_id AS "messageId", claim_id AS "claimId", due_no AS "dueNo" FROM message_claims
        WHERE book_id = ${book} AND message_id = ANY(${messageIds as string[]}::uuid[]) AND named`,
  )
}

/** How many messages that name a claim were sent out of a book. */
export async function countReminders(tx: Tx, book: number): Promise<number> {
  const found = await row<{ count: number }>(
    tx,
    sql`SELECT count(DISTINCT a.message_id) AS count FROM attempts a JOIN messages m ON m.book_id = a.book_id AND m.id = a.message_id AND m.direction = 'out'
        WHERE a.book_id = ${book} AND ${left}
          AND EXISTS (SELECT 1 FROM message_claims mc WHERE mc.book_id = a.book_id AND mc.message_id = a.message_id AND mc.named)`,
  )
  return found!.count
}

export interface Holdings {
  claims: number
  postings: number
  /** Chains: one for each debtor and the workspace's own. */
  chains: number
  entries: number
}

/** How much there is to verify. */
export async function countHoldings(tx: Tx): Promise<Holdings> {
  const own = await row<{ seq: number }>(
    tx,
    sql`SELECT seq FROM workspace_state WHERE workspace_id = ${tx.workspaceId}::uuid`,
  )
  const sum: Holdings = { claims: 0, postings: 0, chains: 1, entries: own!.seq }
  for (const book of await listBooks(tx)) {
    const it = await row<Holdings>(
      tx,
      sql`SELECT (SELECT count(*) FROM claims WHERE book_id = ${book}) AS claims, (SELECT count(*) FROM postings WHERE book_id = ${book}) AS postings,
            (SELECT count(*) FROM debtor_state WHERE book_id = ${book}) AS chains,
            (SELECT coalesce(sum(seq), 0) FROM debtor_state WHERE book_id = ${book}) AS entries`,
    )
    sum.claims += it!.claims
    sum.postings += it!.postings
    sum.chains += it!.chains
    sum.entries += it!.entries
  }
  return sum
}
