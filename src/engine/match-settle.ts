// What a person does with a bank line: takes a proposal, splits the money by hand, says it is from no customer, takes that back. What they
// confirm teaches who pays for whom; what they take back is forgotten.

import type { Day } from '../core/day.ts'
import { type Key, parseId } from '../core/id.ts'
import { payerKeys } from '../core/match-words.ts'
import { moneyText } from '../core/money.ts'
import { type Problem, problem, quoted } from '../core/problem.ts'
import { type Candidate, readCandidates } from '../store/candidate.ts'
import { findClaim } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { findDebtor, readDebtors, readHome } from '../store/debtor.ts'
import { lookAgain } from '../store/ledger.ts'
import {
  addParts,
  changeMatch,
  findMatch,
  forgetPayers,
  holdForLines,
  type KeptProposal,
  type LineMatchRow,
  learnPayers,
  liftForLines,
  partsOf,
  paymentsOfLine,
  undoParts,
} from '../store/line-match.ts'
import { addWorkspaceRecord, type Heads, lockDebtors } from '../store/record.ts'
import { reversePayment } from '../store/reversal.ts'
import type { Workspace } from '../store/workspace.ts'
import { type Booking, bookParts, referenceOf, stillOpen } from './match-book.ts'
import { holdNote, linesOf } from './match-line.ts'
import { rerunMoney } from './rerun.ts'

interface At {
  readonly workspace: Workspace
  readonly today: Day
}

/** A line by its id or the end of it; a Problem where it was never looked at. */
export async function lineOf(tx: Tx, id: string, lock = false): Promise<LineMatchRow> {
  const plain = parseId('bln', id)?.id ?? id.trim().toLowerCase()
  const found = /^[0-9a-f]{8}$|^[0-9a-f-]{36}$/.test(plain) ? await findMatch(tx, plain, lock) : undefined
  if (!found)
    throw problem(
      'match.no_line',
      `There is no bank line ${quoted(id)} of money that came in.`,
      'See what waits: ./dunwell match list',
    )
  return found
}

async function openLine(tx: Tx, id: string): Promise<LineMatchRow> {
  const line = await lineOf(tx, id, true)
  if (line.state === 'waiting' || line.state === 'unapplied') return line
  const was = { booked: 'is booked already', ignored: 'was put aside', withdrawn: 'was taken back with its file' }
  throw problem(
    'match.settled',
    `The line of ${moneyText(line.amountMinor, line.currency)} ${was[line.state]}.`,
    line.state === 'withdrawn' ? 'Nothing is left to do.' : 'Undo that first: ./dunwell match undo LINE',
  )
}

/** Books a proposal as it stands; a Problem where what it names was paid meanwhile. */
export async function acceptLine(tx: Tx, at: At, id: string, no = 1): Promise<LineMatchRow> {
  const line = await openLine(tx, id)
  const proposal = line.proposals[no - 1]
  if (!proposal) throw noProposal(line, no)
  return settle(tx, at, line, proposal)
}

function noProposal(line: LineMatchRow, no: number): Problem {
  return problem(
    'match.no_proposal',
    line.proposals.length === 0
      ? 'Nothing is proposed for this line.'
      : `There is no proposal ${no}; there are ${line.proposals.length}.`,
    'Say yourself whose it is: ./dunwell match split LINE --to CUSTOMER=AMOUNT',
  )
}

/** Money for a claim, by number or id, or for a customer, where the order of the place spreads it. */
export interface SplitTo {
  readonly claim?: string
  readonly debtor?: string
  readonly amountMinor: number
}

/** Gives the line to claims and customers as a person says; what is said sums to the line. */
export async function splitLine(tx: Tx, at: At, id: string, to: readonly SplitTo[]): Promise<LineMatchRow> {
  const line = await openLine(tx, id)
  const sum = to.reduce((total, it) => total + it.amountMinor, 0)
  if (sum !== line.amountMinor || to.some((it) => it.amountMinor <= 0))
    throw problem(
      'match.sum',
      `The parts make ${moneyText(sum, line.currency)} and the line is ${moneyText(line.amountMinor, line.currency)}.`,
      'Give parts over zero that sum to the line; money for no claim goes to the customer: --to 1001=5.00',
    )
  const parts: KeptProposal['parts'][number][] = []
  for (const it of to) parts.push(await partOf(tx, line, it))
  return settle(tx, at, line, { parts, chips: ['split by hand'] })
}

async function partOf(tx: Tx, line: LineMatchRow, it: SplitTo): Promise<KeptProposal['parts'][number]> {
  if (it.claim === undefined) {
    const { book, id } = await findDebtor(tx, it.debtor ?? '')
    return { book, id, amountMinor: it.amountMinor, gives: [] }
  }
  const claim = await findClaim(tx, it.claim)
  if (claim.currency !== line.currency)
    throw problem(
      'money.currency',
      `${claim.number} is in ${claim.currency}, not ${line.currency}.`,
      'Give it to claims in the currency of the line.',
    )
  const { book, debtorId, id } = claim
  return { book, id: debtorId, amountMinor: it.amountMinor, gives: [{ claimId: id, amountMinor: it.amountMinor }] }
}

/** Books parts of a line that waits, lifts its holds and keeps who paid for whom. */
async function settle(tx: Tx, at: At, line: LineMatchRow, proposal: KeptProposal): Promise<LineMatchRow> {
  const parts: Part[] = []
  for (const it of proposal.parts) parts.push(await homed(tx, it))
  const books = [...new Set([...parts.map((it) => it.book), ...line.heldBooks])].sort((a, b) => a - b)
  const { nextNo } = await partsOf(tx, line.id)
  const booked = []
  for (const book of books) {
    const mine = parts.map((it, i) => ({ ...it, partNo: nextNo + i })).filter((it) => it.book === book)
    const ids = [...new Set(mine.map((it) => it.id))]
    const heads = await lockDebtors(tx, book, ids)
    const known = new Map((await readCandidates(tx, book, ids)).map((it) => [it.id, it]))
    const bookings = mine.map((it) => bookingOf(line, it, known.get(it.id)!))
    for (const it of bookings) if (!stillOpen(it.debtor, it.gives)) throw paidMeanwhile(it)
    const payments = await bookEach(tx, at, heads, bookings)
    for (const [i, it] of bookings.entries())
      booked.push({ lineId: line.id, partNo: it.partNo, amountMinor: it.amountMinor, book, id: payments[i]! })
    if (line.heldBooks.includes(book)) await liftForLines(tx, book, [line.id], at.today, heads)
  }
  await addParts(tx, new Map([[line.id, line.amountMinor]]), booked)
  const said = { state: 'booked', because: `confirmed by ${tx.actor}`, byHand: true, heldBooks: [] } as const
  await changeMatch(tx, line.id, said)
  await learn(tx, line, parts)
  await addWorkspaceRecord(tx, 'line.booked', line.id, { parts: booked.length, byHand: true })
  return { ...line, ...said }
}

type Part = KeptProposal['parts'][number]

/** One who was merged into another meanwhile stands for that other, and claims that moved are not looked for. */
async function homed(tx: Tx, it: Part): Promise<Part> {
  const home = await readHome(tx, it)
  if (!home || (home.book === it.book && home.id === it.id)) return it
  return { ...it, book: home.book, id: home.id, gives: [] }
}

function bookingOf(line: LineMatchRow, it: Part & { partNo: number }, debtor: Candidate): Booking {
  const [told] = linesOf(line)
  return {
    lineId: line.id,
    partNo: it.partNo,
    debtor,
    amountMinor: it.amountMinor,
    currency: line.currency,
    on: line.day,
    gives: it.gives,
    reference: referenceOf(told?.text || told?.structured.join(' ') || '', line.amountMinor, line.currency),
  }
}

/** Several parts of one debtor see each other through the ledger: one after the other where they are by hand. */
async function bookEach(tx: Tx, at: At, heads: Heads, bookings: readonly Booking[]): Promise<string[]> {
  return bookParts(
    tx,
    at,
    heads,
    // The long way reads what is open anew and gives interest back where money came late to light.
    bookings.map((it) => ({ ...it, debtor: { ...it.debtor, special: true } })),
  )
}

function paidMeanwhile(it: Booking): Problem {
  const numbers = it.debtor.claims
    .filter((one) => it.gives.some((give) => give.claimId === one.id))
    .map((one) => one.number)
  return problem(
    'match.paid',
    `Less is open now of ${numbers.join(', ') || `what was named of ${it.debtor.name}`} than the line would give.`,
    'Look again (./dunwell match run), or split the line: what is too much goes to the customer.',
  )
}

async function learn(tx: Tx, line: LineMatchRow, parts: readonly Key[]): Promise<void> {
  const lines = linesOf(line)
  // Of an entry with several payments nobody knows here which is whose.
  const keys = lines.length === 1 ? payerKeys(lines[0]!) : []
  const debtors = [...new Map(parts.map((it) => [`${it.book} ${it.id}`, { book: it.book, id: it.id }])).values()]
  await learnPayers(
    tx,
    line.id,
    keys.flatMap((key) => debtors.map((it) => ({ ...it, key }))),
  )
}

/** A line that is from no customer. */
export async function ignoreLine(tx: Tx, at: At, id: string, because: string): Promise<LineMatchRow> {
  const line = await openLine(tx, id)
  for (const book of [...line.heldBooks].sort((a, b) => a - b)) await liftForLines(tx, book, [line.id], at.today)
  const said = { state: 'ignored', because, byHand: true, heldBooks: [] } as const
  await changeMatch(tx, line.id, said)
  await addWorkspaceRecord(tx, 'line.ignored', line.id, { because })
  return { ...line, ...said }
}

/** Takes back what was booked of a line, or that it was put aside: corrections undo the postings, and the holds return. */
export async function undoLine(tx: Tx, at: At, id: string): Promise<LineMatchRow> {
  const line = await lineOf(tx, id, true)
  if (line.state !== 'booked' && line.state !== 'ignored')
    throw problem('match.not_settled', 'Nothing was done with this line yet.', 'See what waits: ./dunwell match list')
  const { parts } = await partsOf(tx, line.id)
  const proposed = line.proposals.flatMap((it) => it.parts.map(({ book, id: debtor }) => ({ book, id: debtor })))
  const holders = new Map<string, Key>()
  for (const it of proposed) {
    const home = await readHome(tx, it)
    if (home) holders.set(`${home.book} ${home.id}`, { book: home.book, id: home.id })
  }
  const books = [...new Set([...parts.map((it) => it.book), ...[...holders.values()].map((it) => it.book)])].sort(
    (a, b) => a - b,
  )
  for (const book of books) {
    const ids = parts.filter((it) => it.book === book).map((it) => it.id)
    const payments = await paymentsOfLine(tx, book, line.id, ids)
    for (const it of payments) holders.set(`${book} ${it.debtorId}`, { book, id: it.debtorId })
    const mine = [...holders.values()].filter((it) => it.book === book).map((it) => it.id)
    const heads = await lockDebtors(tx, book, mine)
    // What came last goes first.
    for (const it of [...payments].reverse())
      await reversePayment(tx, heads, it.debtorId, it.id, {
        as: 'correction',
        day: line.day,
        reason: 'The match of the bank line was undone',
      })
    const paid = [...new Set(payments.map((it) => it.debtorId))]
    for (const debtor of await readDebtors(tx, book, paid))
      await rerunMoney(tx, at, heads, debtor, line.day, 'The match of a bank line was undone')
    await holdForLines(
      tx,
      heads,
      at.today,
      mine.map((debtorId) => ({ debtorId, lineId: line.id, note: holdNote(line) })),
    )
    await lookAgain(tx, book, mine, at.today)
  }
  await undoParts(tx, line.id)
  await forgetPayers(tx, line.id)
  const state = line.proposals.length > 0 ? 'waiting' : 'unapplied'
  const said = { state, because: 'a person took back what was done with it', byHand: true, heldBooks: books } as const
  await changeMatch(tx, line.id, said)
  await addWorkspaceRecord(tx, 'line.undone', line.id, { payments: parts.length })
  return { ...line, ...said }
}
