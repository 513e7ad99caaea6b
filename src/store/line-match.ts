// What became of bank lines: proposals that wait, parts that were booked, debtors held meanwhile, payers learned. Proposals name debtors
// and claims by their keys alone, so that a name is read where it lives.

import type { Day, Moment } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { assert, problem } from '../core/problem.ts'
import { type BankLineRow, bankColumns } from './bank.ts'
import { atMoment, change, insert, onDay, row, rows, sql, type Tx } from './db.ts'
import { lookAgain } from './ledger.ts'
import { addRecord, type Heads, lockDebtors } from './record.ts'

export type LineState = 'waiting' | 'unapplied' | 'booked' | 'ignored' | 'withdrawn'

/** A proposal as it is kept: what it gives, without names. */
export interface KeptProposal {
  readonly parts: readonly {
    readonly book: number
    readonly id: string
    readonly amountMinor: number
    readonly gives: readonly {
      readonly claimId: string
      readonly amountMinor: number
      readonly allowedMinor?: number
      readonly creditMinor?: number
    }[]
  }[]
  readonly chips: readonly string[]
}

export interface LineMatchRow extends BankLineRow {
  readonly state: LineState
  readonly byHand: boolean
  readonly because: string
  readonly proposals: readonly KeptProposal[]
  readonly heldBooks: readonly number[]
  readonly anyone: boolean
  readonly at: Moment
  readonly actor: string
}

const untouched = sql`NOT EXISTS (SELECT 1 FROM line_matches m WHERE m.workspace_id = l.workspace_id AND m.line_id = l.id)`

/** Ids of lines of money that came in and nobody has looked at, from `after` on in order of day and id. */
export async function unmatchedIds(
  tx: Tx,
  ask: { readonly after?: { day: Day; id: string }; readonly limit: number },
): Promise<{ id: string; day: Day }[]> {
  return rows(
    tx,
    sql`SELECT l.id, l.day FROM bank_lines l WHERE l.workspace_id = ${tx.workspaceId}::uuid AND l.undone_at IS NULL AND l.amount_minor > 0 AND l.raw->>'kind' = 'credit' AND l.raw->>'settles' IS NULL
          ${ask.after === undefined ? sql`` : sql`AND (l.day, l.id) > (${onDay(ask.after.day)}::date, ${ask.after.id}::uuid)`}
          AND ${untouched} ORDER BY l.day, l.id LIMIT ${ask.limit}`,
  )
}

/** Those of these lines that nobody has looked at, in order of day and id. */
export async function unmatchedOf(tx: Tx, ids: readonly string[]): Promise<BankLineRow[]> {
  return rows(
    tx,
    sql`SELECT ${bankColumns} FROM bank_lines l WHERE l.workspace_id = ${tx.workspaceId}::uuid AND l.id = ANY(${ids as string[]}::uuid[])
          AND l.undone_at IS NULL AND ${untouched} ORDER BY l.day, l.id`,
  )
}

const matchColumns = sql`m.state, m.by_hand AS "byHand", m.because, m.proposals, m.held_books AS "heldBooks", m.anyone, m.at, m.actor`

/** Lines that wait for a person, the oldest first. */
export async function openMatches(
  tx: Tx,
  ask: { readonly after?: { day: Day; id: string }; readonly limit: number; readonly states?: readonly LineState[] },
  lock = false,
): Promise<LineMatchRow[]> {
  return rows(
    tx,
    sql`SELECT ${bankColumns}, ${matchColumns} FROM line_matches m JOIN bank_lines l ON l.workspace_id = m.workspace_id AND l.id = m.line_id
        WHERE m.workspace_id = ${tx.workspaceId}::uuid AND m.state = ANY(${(ask.states ?? ['waiting', 'unapplied']) as string[]}::text[])
          ${ask.after === undefined ? sql`` : sql`AND (l.day, l.id) > (${onDay(ask.after.day)}::date, ${ask.after.id}::uuid)`}
        ORDER BY l.day, l.id LIMIT ${ask.limit} ${lock ? sql`FOR UPDATE OF m` : sql``}`,
  )
}

/** One line by its id, or by the last eight signs of it; locked where it will be settled. */
export async function findMatch(tx: Tx, id: string, lock = false): Promise<LineMatchRow | undefined> {
  const of = /^[0-9a-f]{8}$/.test(id) ? sql`right(m.line_id::text, 8) = ${id}` : sql`m.line_id = ${id}::uuid`
  const found = await rows<LineMatchRow>(
    tx,
    sql`SELECT ${bankColumns}, ${matchColumns} FROM line_matches m JOIN bank_lines l ON l.workspace_id = m.workspace_id AND l.id = m.line_id
        WHERE m.workspace_id = ${tx.workspaceId}::uuid AND ${of} LIMIT 2 ${lock ? sql`FOR UPDATE OF m` : sql``}`,
  )
  if (found.length > 1)
    throw problem('match.several', 'Several lines end with these signs.', 'Give the whole id, from "bank list".')
  return found[0]
}

export interface NewMatch {
  readonly lineId: string
  readonly importId: string | null
  readonly state: LineState
  readonly because: string
  readonly proposals: readonly KeptProposal[]
  readonly heldBooks: readonly number[]
  readonly anyone: boolean
}

/** @returns whether all were new: another program that took one of them meanwhile was quicker. */
export async function addMatches(tx: Tx, matches: readonly NewMatch[]): Promise<boolean> {
  const added = await insert(
    tx,
    'line_matches',
    [
      'line_id:uuid',
      'import_id:uuid',
      'state:text',
      'because:text',
      'proposals:jsonb',
      'held_books:jsonb',
      'anyone:boolean',
      'at:timestamptz',
      'actor:text',
    ],
    matches.map((it) => [
      it.lineId,
      it.importId,
      it.state,
      it.because,
      it.proposals as object,
      it.heldBooks as object,
      it.anyone,
      tx.now,
      tx.actor,
    ]),
    { conflict: 'nothing' },
  )
  return added === matches.length
}

export async function changeMatch(
  tx: Tx,
  lineId: string,
  it: {
    readonly state: LineState
    readonly because: string
    readonly byHand: boolean
    readonly heldBooks: readonly number[]
    readonly proposals?: readonly KeptProposal[]
    readonly anyone?: boolean
  },
): Promise<void> {
  const proposals = it.proposals === undefined ? sql`` : sql`, proposals = ${JSON.stringify(it.proposals)}::jsonb`
  await change(
    tx,
    sql`UPDATE line_matches SET state = ${it.state}, because = ${it.because}, by_hand = ${it.byHand}, held_books = ${JSON.stringify(it.heldBooks)}::jsonb, anyone = ${it.anyone ?? false},
          at = ${atMoment(tx.now)}::timestamptz, actor = ${tx.actor} ${proposals}
        WHERE workspace_id = ${tx.workspaceId}::uuid AND line_id = ${lineId}::uuid`,
  )
}

export interface LinePart extends Key {
  readonly lineId: string
  readonly amountMinor: number
  /** `id` is the payment's. */
  readonly partNo: number
}

/** Keeps what a line's parts became; those of a line that count sum to the line. */
export async function addParts(
  tx: Tx,
  lineMinor: ReadonlyMap<string, number>,
  parts: readonly LinePart[],
): Promise<void> {
  for (const [lineId, some] of Map.groupBy(parts, (it) => it.lineId)) {
    const sum = some.reduce((total, it) => total + it.amountMinor, 0)
    assert(sum === lineMinor.get(lineId), 'the parts of a bank line sum to the line')
  }
  await insert(
    tx,
    'bank_line_parts',
    ['line_id:uuid', 'part_no:integer', 'amount_minor:bigint', 'book_id:bigint', 'payment_id:uuid'],
    parts.map((it) => [it.lineId, it.partNo, it.amountMinor, it.book, it.id]),
  )
}

/** The parts of a line that count, and the number that the next would have. */
export async function partsOf(tx: Tx, lineId: string): Promise<{ parts: LinePart[]; nextNo: number }> {
  const found = await rows<LinePart & { undone: boolean }>(
    tx,
    sql`SELECT line_id AS "lineId", part_no AS "partNo", amount_minor AS "amountMinor", book_id AS book, payment_id AS id, undone_at IS NOT NULL AS undone
        FROM bank_line_parts WHERE workspace_id = ${tx.workspaceId}::uuid AND line_id = ${lineId}::uuid ORDER BY part_no`,
  )
  return {
    parts: found.filter((it) => !it.undone),
    nextNo: 1 + found.reduce((max, it) => Math.max(max, it.partNo), 0),
  }
}

export async function undoParts(tx: Tx, lineId: string): Promise<void> {
  await change(
    tx,
    sql`UPDATE bank_line_parts SET undone_at = ${atMoment(tx.now)}::timestamptz
        WHERE workspace_id = ${tx.workspaceId}::uuid AND line_id = ${lineId}::uuid AND undone_at IS NULL`,
  )
}

/** Payments and credits of one book that a line brought and that are not undone, with whose they are. */
export async function paymentsOfLine(
  tx: Tx,
  book: number,
  lineId: string,
  ids: readonly string[],
): Promise<{ id: string; debtorId: string }[]> {
  return rows(
    tx,
    sql`SELECT m.id, m.debtor_id AS "debtorId" FROM payments m WHERE m.book_id = ${book} AND (m.line_id = ${lineId}::uuid OR m.id = ANY(${ids as string[]}::uuid[]))
          AND EXISTS (SELECT 1 FROM postings p WHERE p.book_id = m.book_id AND p.debtor_id = m.debtor_id AND p.payment_id = m.id AND p.reverses_id IS NULL
            AND NOT EXISTS (SELECT 1 FROM postings r WHERE r.book_id = p.book_id AND r.reverses_id = p.id))`,
  )
}

const lineCause = 'unapplied_payment'

export interface LineHold {
  readonly debtorId: string
  readonly lineId: string
  readonly note: string
}

/** Puts debtors of one book, locked in `heads`, on hold for a line that could be theirs. */
export async function holdForLines(tx: Tx, heads: Heads, from: Day, holds: readonly LineHold[]): Promise<void> {
  if (holds.length === 0) return
  const ids = holds.map(() => tx.newId())
  await insert(
    tx,
    'holds',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'cause:text',
      'note:text',
      'from_day:date',
      'subject_id:uuid',
      'recorded_at:timestamptz',
      'actor:text',
    ],
    holds.map((it, i) => [heads.book, ids[i]!, it.debtorId, lineCause, it.note, from, it.lineId, tx.now, tx.actor]),
  )
  await addRecord(
    tx,
    heads,
    holds.map((it, i) => ({
      debtorId: it.debtorId,
      kind: 'hold',
      subjectId: ids[i]!,
      body: { cause: lineCause, note: it.note, from, subjectId: it.lineId },
    })),
  )
  await lookAgain(tx, heads.book, [...new Set(holds.map((it) => it.debtorId))], from)
}

/** Debtors of one book who are held for these lines. */
export async function heldFor(tx: Tx, book: number, lineIds: readonly string[]): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    sql`SELECT DISTINCT debtor_id AS id FROM holds WHERE workspace_id = ${tx.workspaceId}::uuid AND book_id = ${book} AND subject_id = ANY(${lineIds as string[]}::uuid[]) AND lifted_on IS NULL`,
  )
  return found.map((it) => it.id)
}

/** Lifts the holds of these lines in one book; `heads` has its debtors locked, or they are locked here. */
export async function liftForLines(
  tx: Tx,
  book: number,
  lineIds: readonly string[],
  on: Day,
  locked?: Heads,
): Promise<void> {
  const held = await heldFor(tx, book, lineIds)
  if (held.length === 0) return
  const missing = held.filter((id) => !locked?.of.has(id))
  const more = await lockDebtors(tx, book, missing, 'taken too')
  const heads = locked ?? more
  for (const [id, head] of more.of) heads.of.set(id, head)
  const lifted = await rows<{ id: string; debtorId: string }>(
    tx,
    sql`UPDATE holds SET lifted_on = ${onDay(on)}::date, lifted_at = ${atMoment(tx.now)}::timestamptz, lifted_by = ${tx.actor}
        WHERE workspace_id = ${tx.workspaceId}::uuid AND book_id = ${book} AND subject_id = ANY(${lineIds as string[]}::uuid[]) AND lifted_on IS NULL RETURNING id, debtor_id AS "debtorId"`,
  )
  await addRecord(
    tx,
    heads,
    lifted.map((it) => ({ debtorId: it.debtorId, kind: 'hold.lifted', subjectId: it.id, body: { on } })),
  )
  await lookAgain(tx, book, held, on)
}

export interface NewPayer extends Key {
  readonly key: string
}

/** Keeps that a payer paid for these debtors, as a person confirmed of a line. */
export async function learnPayers(tx: Tx, lineId: string, payers: readonly NewPayer[]): Promise<void> {
  await insert(
    tx,
    'payers',
    ['key:text', 'line_id:uuid', 'book_id:bigint', 'debtor_id:uuid', 'learned_at:timestamptz', 'actor:text'],
    payers.map((it) => [it.key, lineId, it.book, it.id, tx.now, tx.actor]),
    { conflict: 'nothing' },
  )
  await change(
    tx,
    sql`UPDATE payers SET forgotten_at = NULL WHERE workspace_id = ${tx.workspaceId}::uuid AND line_id = ${lineId}::uuid
          AND (book_id, debtor_id) IN (SELECT * FROM unnest(${payers.map((it) => it.book)}::bigint[], ${payers.map((it) => it.id)}::uuid[]))`,
  )
}

/** What a line taught counts no more. */
export async function forgetPayers(tx: Tx, lineId: string): Promise<void> {
  await change(
    tx,
    sql`UPDATE payers SET forgotten_at = ${atMoment(tx.now)}::timestamptz WHERE workspace_id = ${tx.workspaceId}::uuid AND line_id = ${lineId}::uuid AND forgotten_at IS NULL`,
  )
}

/** Lines of an import that are not booked are put aside with it. @returns them */
export async function withdrawMatches(tx: Tx, importId: string): Promise<{ lineId: string; heldBooks: number[] }[]> {
  const found = await rows<{ lineId: string; heldBooks: number[] }>(
    tx,
    sql`SELECT line_id AS "lineId", held_books AS "heldBooks" FROM line_matches
        WHERE workspace_id = ${tx.workspaceId}::uuid AND import_id = ${importId}::uuid AND state IN ('waiting', 'unapplied') FOR UPDATE`,
  )
  await change(
    tx,
    sql`UPDATE line_matches SET state = 'withdrawn', held_books = '[]' WHERE workspace_id = ${tx.workspaceId}::uuid AND line_id = ANY(${found.map((it) => it.lineId)}::uuid[])`,
  )
  return found
}

export interface MatchCounts {
  readonly booked: number
  readonly waiting: number
  readonly unapplied: number
  readonly ignored: number
}

/** How the lines of an import, or all, stand. */
export async function countMatches(tx: Tx, importId?: string): Promise<MatchCounts> {
  const found = await rows<{ state: LineState; count: number }>(
    tx,
    sql`SELECT state, count(*) AS count FROM line_matches WHERE workspace_id = ${tx.workspaceId}::uuid
          ${importId === undefined ? sql`` : sql`AND import_id = ${importId}::uuid`} GROUP BY state`,
  )
  const of = (state: LineState) => found.find((it) => it.state === state)?.count ?? 0
  return { booked: of('booked'), waiting: of('waiting'), unapplied: of('unapplied'), ignored: of('ignored') }
}

/** How many lines wait that could be more people's than can be held. */
export async function countAnyone(tx: Tx): Promise<number> {
  const found = await row<{ count: number }>(
    tx,
    sql`SELECT count(*) AS count FROM line_matches WHERE workspace_id = ${tx.workspaceId}::uuid AND state IN ('waiting', 'unapplied') AND anyone`,
  )
  return found!.count
}

/** How many lines wait for a person. */
export async function countOpen(tx: Tx): Promise<number> {
  const found = await row<{ count: number }>(
    tx,
    sql`SELECT count(*) AS count FROM line_matches WHERE workspace_id = ${tx.workspaceId}::uuid AND state IN ('waiting', 'unapplied')`,
  )
  return found!.count
}
