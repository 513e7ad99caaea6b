// Matches bank lines with claims, a batch in a transaction: what is certain books itself, what is likely waits for a person, the rest is
// unapplied; and whoever a line that waits could belong to is not chased meanwhile. A batch that others got in the way of begins again.

import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { type Match, match } from '../core/match.ts'
import type { MatchDebtor } from '../core/match-who.ts'
import type { MatchLine } from '../core/match-words.ts'
import type { BankLineRow } from '../store/bank.ts'
import { type Candidate, changedSince, ownAccounts } from '../store/candidate.ts'
import { isConflict, needNotWait, type Tx } from '../store/db.ts'
import {
  addMatches,
  addParts,
  changeMatch,
  countOpen,
  holdForLines,
  type LineHold,
  type LineMatchRow,
  type LineState,
  liftForLines,
  openMatches,
  unmatchedIds,
  unmatchedOf,
} from '../store/line-match.ts'
import { type Heads, lockDebtors } from '../store/record.ts'
import { listBooks, type Workspace } from '../store/workspace.ts'
import { type Booking, bookParts, referenceOf } from './match-book.ts'
import { type Finder, findDebtors, keyText } from './match-find.ts'
import { holdNote, kept, linesOf, together } from './match-line.ts'

export interface MatchDesk {
  readonly workspace: Workspace
  readonly today: Day
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

export interface MatchOutcome {
  booked: number
  waiting: number
  unapplied: number
  ignored: number
}

const linesAtOnce = 1_000
const idsAtOnce = 20_000
/** Which are read beside each other. */
const batchesAtOnce = 3
const triesMax = 8
const roundsMax = 50
const none: ReadonlyMap<string, LineMatchRow> = new Map()

/** Looks at every line that came in and nobody has looked at; what a crash left over is among them. */
export async function matchLines(desk: MatchDesk, progress?: (done: number) => void): Promise<MatchOutcome> {
  const sum: MatchOutcome = { booked: 0, waiting: 0, unapplied: 0, ignored: 0 }
  const finder = await finderOf(desk)
  let done = 0
  // What a batch wanted that was written to meanwhile is left over by it, for the next round.
  for (let round = 0, left = 1; left > 0 && round < roundsMax; round++) {
    const pages = pagesOf(desk)
    const [batches, books] = [queueOf<true>(), queueOf<number>()]
    left = 0
    const writePart = async ({ part, turn }: { part: Part; turn: Turn }) => {
      await turn.come
      const { outcome, taken } = await tried(desk, async (tx, tries) => {
        await needNotWait(tx)
        const ids = part.looked.map((it) => it.line.id)
        const read = tries === 1 ? part : await unread(tx, ids)
        return { outcome: await write(tx, desk, finder, read), taken: read.looked.length }
      }).finally(turn.over)
      add(sum, outcome)
      done += total(outcome)
      left += taken - total(outcome)
      progress?.(done)
    }
    const unread = async (tx: Tx, ids: readonly string[]) =>
      // Another program may have taken some of them, and then they are its own.
      look(tx, desk.workspace, finder, await unmatchedOf(tx, ids), none)
    const worker = async () => {
      for (let ids = await pages(); ids.length > 0; ids = await pages()) {
        const turn = batches([true])
        try {
          const read = await desk.tx((tx) => unread(tx, ids))
          await turn.come
          const parts = partsOf(read).map((part) => ({ part, turn: books(part.books) }))
          turn.over()
          await Promise.all(parts.map(writePart))
        } finally {
          turn.over()
        }
      }
    }
    await Promise.all(Array.from({ length: batchesAtOnce }, worker))
  }
  // What came before need not have waited for the disk; this does.
  if (done > 0) await desk.tx(async (tx) => void (await countOpen(tx)))
  return sum
}

interface Turn {
  readonly come: Promise<unknown>
  readonly over: () => void
}

/** Turns in the order in which they are asked for; one comes when all before it that want some of the same are over. */
function queueOf<K>(): (wanted: readonly K[]) => Turn {
  const last = new Map<K, Promise<void>>()
  return (wanted) => {
    const come = Promise.all(wanted.map((it) => last.get(it)))
    const { promise, resolve } = Promise.withResolvers<void>()
    for (const it of wanted) last.set(it, promise)
    return { come, over: resolve }
  }
}

interface Part extends Read {
  readonly books: readonly number[]
}

/**
 * A batch in parts that are written beside each other: the lines of each book, and those that touch several. Within a book batches are
 * written in the order of their days, for money of a later day changes what came before it.
 */
function partsOf(read: Read): Part[] {
  const booksOf = (it: Looked) => [...new Set(wantedBy(it).map((one) => one.book))]
  const parts = Map.groupBy(read.looked, (it) => (booksOf(it).length === 1 ? booksOf(it)[0]! : 'several'))
  return [...parts.values()].map((looked) => ({
    ...read,
    looked,
    books: [...new Set(looked.flatMap(booksOf))].sort((a, b) => a - b),
  }))
}

/** Ids of lines that nobody has looked at, page by page, of which many are asked for at once: to find them is to read all lines. */
function pagesOf(desk: MatchDesk): () => Promise<readonly string[]> {
  let after: { day: Day; id: string } | undefined
  let over = false
  let ids: string[] = []
  let last: Promise<readonly string[]> = Promise.resolve([])
  const next = async () => {
    if (ids.length === 0 && !over) {
      const found = await desk.tx((tx) => unmatchedIds(tx, { after, limit: idsAtOnce }))
      over = found.length < idsAtOnce
      after = found.at(-1)
      ids = found.map((it) => it.id)
    }
    return ids.splice(0, linesAtOnce)
  }
  return () => {
    last = last.then(next)
    return last
  }
}

function add(sum: MatchOutcome, it: MatchOutcome): void {
  for (const key of ['booked', 'waiting', 'unapplied', 'ignored'] as const) sum[key] += it[key]
}

function total(it: MatchOutcome): number {
  return it.booked + it.waiting + it.unapplied + it.ignored
}

/** Looks again at every line that waits: claims may have come in, or payers been learned. */
export async function matchAgain(desk: MatchDesk): Promise<MatchOutcome> {
  const sum: MatchOutcome = { booked: 0, waiting: 0, unapplied: 0, ignored: 0 }
  const finder = await finderOf(desk)
  let after: { day: Day; id: string } | undefined
  for (;;) {
    const some = await tried(desk, async (tx) => {
      const lines = await openMatches(tx, { after, limit: linesAtOnce }, true)
      const before = new Map(lines.map((it) => [it.id, it]))
      const read = await look(tx, desk.workspace, finder, lines, before)
      return { lines, outcome: await write(tx, desk, finder, read, before) }
    })
    add(sum, some.outcome)
    const last = some.lines.at(-1)
    if (!last || some.lines.length < linesAtOnce) return sum
    after = { day: last.day, id: last.id }
  }
}

async function finderOf(desk: Pick<MatchDesk, 'tx'>): Promise<Finder> {
  return desk.tx(async (tx) => ({ books: await listBooks(tx), common: new Set(), own: await ownAccounts(tx) }))
}

/** Again from the beginning where another program was in the way. */
async function tried<T>(desk: Pick<MatchDesk, 'tx'>, work: (tx: Tx, tries: number) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await desk.tx((tx) => work(tx, tries))
    } catch (error) {
      if (tries >= triesMax || !isConflict(error)) throw error
    }
  }
}

function conflict(says: string): Error {
  return Object.assign(new Error(says), { code: '40001' })
}

interface Looked {
  readonly line: BankLineRow
  readonly answer: Match
  readonly state: LineState
  readonly anyone: boolean
  readonly bookings: readonly Booking[]
}

/** Locks, books and holds what was found; `before` are those that were looked at already. */
async function write(
  tx: Tx,
  desk: Pick<MatchDesk, 'workspace' | 'today'>,
  finder: Finder,
  read: Read,
  before: ReadonlyMap<string, LineMatchRow> = none,
): Promise<MatchOutcome> {
  const outcome: MatchOutcome = { booked: 0, waiting: 0, unapplied: 0, ignored: 0 }
  if (read.looked.length === 0) return outcome
  const { heads, looked } = await lockAll(tx, read, (changed) => look(tx, desk.workspace, finder, changed, before))
  for (const it of looked) outcome[it.state as keyof MatchOutcome] += 1
  const fresh = looked.filter((it) => !before.has(it.line.id))
  const added = await addMatches(tx, fresh.map(rowOf))
  if (!added) throw conflict('another program looks at these lines')
  const again = looked.filter((it) => before.has(it.line.id))
  for (const it of again) await liftOf(tx, heads, desk.today, before.get(it.line.id)!)
  await bookAll(tx, desk, heads, looked)
  await holdAll(tx, heads, desk.today, looked)
  for (const it of again) await changeMatch(tx, it.line.id, { ...rowOf(it), byHand: before.get(it.line.id)!.byHand })
  return outcome
}

/** Matches line by line, each against what those before it in the batch have left open. */
async function look(
  tx: Tx,
  workspace: Workspace,
  finder: Finder,
  lines: readonly BankLineRow[],
  before: ReadonlyMap<string, LineMatchRow>,
): Promise<{ looked: Looked[]; known: ReadonlyMap<string, Candidate> }> {
  if (lines.length === 0) return { looked: [], known: new Map() }
  const { own } = finder
  const units = lines.flatMap((line) => linesOf(line).map((told) => ({ line, told })))
  const found = await findDebtors(
    tx,
    workspace,
    finder,
    units.map((it) => it.told),
  )
  const paid = new Map<string, number>()
  const byLine = Map.groupBy(
    units.map((it, i) => ({ ...it, i })),
    (it) => it.line.id,
  )
  const looked = lines.map((line): Looked => {
    const parts = byLine.get(line.id)!
    if (
      parts.every(({ told }) => told.account !== undefined && own.has(told.account.replace(/\s/g, '').toUpperCase()))
    ) {
      const answer: Match = { class: 'unapplied', proposals: [], because: 'a transfer between your own accounts' }
      return { line, answer, state: 'ignored', anyone: false, bookings: [] }
    }
    const answer = together(
      parts.map(({ told, i }) => match(told, lessPaid(found.debtors[i]!, paid), found.learned[i]!)),
    )
    const byHand = before.get(line.id)?.byHand === true
    const books = answer.class === 'certain' && !byHand
    const bookings = books ? bookingsOf(line, answer, parts[0]!.told, found.known) : []
    for (const it of bookings)
      for (const one of it.gives)
        paid.set(
          one.claimId,
          (paid.get(one.claimId) ?? 0) + one.amountMinor + (one.allowedMinor ?? 0) + (one.creditMinor ?? 0),
        )
    const many = parts.some(({ i }) => found.many.has(i))
    return {
      line,
      answer: many ? { ...answer, because: 'very many customers owe just this sum' } : answer,
      state: books ? 'booked' : answer.class === 'unapplied' ? 'unapplied' : 'waiting',
      anyone: many,
      bookings,
    }
  })
  return { looked, known: found.known }
}

function lessPaid(debtors: readonly MatchDebtor[], paid: ReadonlyMap<string, number>): readonly MatchDebtor[] {
  if (paid.size === 0 || !debtors.some((it) => it.claims.some((one) => paid.has(one.id)))) return debtors
  return debtors.map((it) => ({
    ...it,
    claims: it.claims
      .map((one) => (paid.has(one.id) ? { ...one, openMinor: one.openMinor - paid.get(one.id)! } : one))
      .filter((one) => one.openMinor > 0),
  }))
}

function bookingsOf(
  line: BankLineRow,
  answer: Match,
  told: MatchLine,
  known: ReadonlyMap<string, Candidate>,
): Booking[] {
  return answer.proposals[0]!.parts.map((part, i) => ({
    lineId: line.id,
    partNo: i + 1,
    debtor: known.get(keyText(part))!,
    amountMinor: part.amountMinor,
    currency: line.currency,
    on: line.day,
    gives: part.gives,
    reference: referenceOf(told.text || told.structured.join(' '), line.amountMinor, line.currency),
  }))
}

function holdersOf(it: Looked): { book: number; id: string }[] {
  if (it.state !== 'waiting' && it.state !== 'unapplied') return []
  const all = it.answer.proposals.flatMap((one) => one.parts)
  return [...new Map(all.map((part) => [keyText(part), { book: part.book, id: part.id }])).values()]
}

function rowOf(it: Looked) {
  return {
    lineId: it.line.id,
    importId: it.line.importId,
    state: it.state,
    because: it.answer.because,
    proposals: it.answer.proposals.map(kept),
    heldBooks: [...new Set(holdersOf(it).map((one) => one.book))],
    anyone: it.anyone,
  }
}

type Read = Awaited<ReturnType<typeof look>>

/**
 * Locks all who are booked or held, book by book. Lines of those whom somebody wrote to since they were read are looked at again,
 * now that nobody can; where that leads to others, nothing is kept of the line, and the next round finds it again.
 */
async function lockAll(
  tx: Tx,
  read: Read,
  again: (changed: readonly BankLineRow[]) => Promise<Read>,
): Promise<{ heads: Map<number, Heads>; looked: readonly Looked[] }> {
  const heads = new Map<number, Heads>()
  const changed = new Set<string>()
  const byBook = [...Map.groupBy(read.looked.flatMap(wantedBy), (it) => it.book)].sort(([a], [b]) => a - b)
  for (const [book, some] of byBook) {
    const locked = await lockDebtors(tx, book, [...new Set(some.map((it) => it.id))])
    heads.set(book, locked)
    const known = some.map((it) => read.known.get(keyText(it))).filter((it) => it !== undefined)
    for (const it of changedSince(locked.of, known)) changed.add(keyText(it))
  }
  if (changed.size === 0) return { heads, looked: read.looked }
  const touched = read.looked.filter((it) => wantedBy(it).some((one) => changed.has(keyText(one))))
  const still = read.looked.filter((it) => !touched.includes(it))
  const afresh = (await again(touched.map((it) => it.line))).looked
  const isLocked = (it: Key) => heads.get(it.book)?.of.has(it.id) === true
  // Whoever is booked twice in a batch was read once: what the first of the lines took, the second must see.
  const booked = new Set(still.flatMap((it) => it.bookings.map((one) => keyText(one.debtor))))
  const kept = afresh.filter(
    (it) => wantedBy(it).every(isLocked) && !it.bookings.some((one) => booked.has(keyText(one.debtor))),
  )
  return { heads, looked: [...still, ...kept] }
}

function wantedBy(it: Looked): Key[] {
  return [...it.bookings.map((one) => one.debtor), ...holdersOf(it)]
}

async function liftOf(tx: Tx, heads: ReadonlyMap<number, Heads>, today: Day, it: LineMatchRow): Promise<void> {
  for (const book of it.heldBooks) {
    // Those held before need not be among those locked now.
    const own = heads.get(book)
    await liftForLines(tx, book, [it.id], today, own)
  }
}

async function bookAll(
  tx: Tx,
  desk: Pick<MatchDesk, 'workspace' | 'today'>,
  heads: ReadonlyMap<number, Heads>,
  looked: readonly Looked[],
): Promise<void> {
  const all = looked.flatMap((it) => it.bookings)
  const parts = []
  for (const [book, some] of [...Map.groupBy(all, (it) => it.debtor.book)].sort(([a], [b]) => a - b)) {
    const ids = await bookParts(tx, desk, heads.get(book)!, some)
    for (const [i, it] of some.entries())
      parts.push({ lineId: it.lineId, partNo: it.partNo, amountMinor: it.amountMinor, book, id: ids[i]! })
  }
  await addParts(tx, new Map(looked.map((it) => [it.line.id, it.line.amountMinor])), parts)
}

async function holdAll(
  tx: Tx,
  heads: ReadonlyMap<number, Heads>,
  today: Day,
  looked: readonly Looked[],
): Promise<void> {
  const holds = new Map<number, LineHold[]>()
  for (const it of looked)
    for (const { book, id } of holdersOf(it))
      holds.set(book, [...(holds.get(book) ?? []), { debtorId: id, lineId: it.line.id, note: holdNote(it.line) }])
  for (const [book, some] of holds) await holdForLines(tx, heads.get(book)!, today, some)
}
