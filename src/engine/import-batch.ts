// One batch of rows in one transaction: debtors looked up and locked, new ones made, claims compared, and everything written in
// as many statements as a batch of any size needs. Only rows that changed something that was known cost statements of their own.

import { type Day, dayText } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { moneyText } from '../core/money.ts'
import { Problem, type ProblemFacts, problem, quoted } from '../core/problem.ts'
import type { ImportRow } from '../imports/claims.ts'
import { claimId, readClaims, readDues } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import {
  claimMoney,
  nameClaims,
  namedBefore,
  type OpenDispute,
  openDisputes,
  unfinishedImports,
} from '../store/import.ts'
import { lookAgain } from '../store/ledger.ts'
import { goneHolds, liftGone } from '../store/list.ts'
import { creditedUnder } from '../store/payment.ts'
import type { Heads } from '../store/record.ts'
import { claimRef, findRefs, type Ref, refText } from '../store/ref.ts'
import type { TakeNumbers, Workspace } from '../store/workspace.ts'
import {
  type ClaimedRow,
  type Difference,
  difference,
  type Group,
  groupsOf,
  type Known,
  otherDebtor,
} from './import-claim.ts'
import { debtorRefs, lockSlots, settleSlots, slotsOf } from './import-debtor.ts'
import { add, addKind, addNote, type Outcome, outcome, type Seen } from './import-outcome.ts'
import { writeGroups } from './import-write.ts'

/** What holds for all batches of an import. */
export interface Taking {
  readonly workspace: Workspace
  readonly creditorId: string
  readonly today: Day
  readonly importId?: string
  /** The day that money counts on where the file names none: the list's own, else today. */
  readonly moneyDay: Day
  /** What the file has columns for, and what only its defaults say. */
  readonly said: {
    readonly disputes: boolean
    readonly country: boolean
    readonly language: boolean
    readonly defaultCountry?: string
    readonly defaultLanguage?: string
  }
  /** Debtors that batches before have seen. */
  readonly seen: Seen
  /** Where numbers for new customers come from, if not from the batch's own transaction. */
  readonly takeNumbers?: TakeNumbers
}

/** A batch while it is written. */
export interface Batch {
  readonly taking: Taking
  readonly tx: Tx
  readonly heads: Map<number, Heads>
  readonly outcome: Outcome
  readonly seenNos: number[]
  readonly refused: Map<ImportRow, Problem>
  refuse(row: ImportRow, trouble: Problem): void
  isNew(row: ImportRow): void
  changes(row: ImportRow, number: string, says: string): void
  note(row: ImportRow, facts: ProblemFacts): void
  addKind(kind: string, because: string): void
  /** The debtor's cases are looked at by the next run. */
  touch(key: Key): void
}

export interface Taken {
  readonly outcome: Outcome
  readonly refused: ReadonlyMap<ImportRow, Problem>
  readonly seenNos: readonly number[]
}

/**
 * Takes rows in. `lost` are numbers in rows that could not be read: a list that names them wrongly names them all the same.
 */
export async function takeBatch(
  taking: Taking,
  tx: Tx,
  rows: readonly ImportRow[],
  lost: readonly string[] = [],
  refs: ReadonlyMap<string, Ref> = refsOf(taking, rows, lost),
): Promise<Taken> {
  const { batch, done, touched } = begin(taking, tx)
  for (const row of rows) refuseFuture(batch, row)
  const sound = rows.filter((row) => !batch.refused.has(row))
  const found = await findRefs(tx, [...refs.values()])
  const slots = await slotsOf(batch, sound, found)
  await lockSlots(batch, [...new Set(slots.values())])
  const groups = groupsOf(
    sound.flatMap((row) => {
      const slot = slots.get(row)
      if (!slot || !row.claim) return []
      return [
        { row: row as ClaimedRow, slot, ref: refText(claimRef(taking.creditorId, row.claim.kind, row.claim.number)) },
      ]
    }),
    batch.refuse,
  )
  const known = await compareGroups(batch, groups, found)
  const fresh = freshGroups(batch, groups, found)
  const alive = [...new Set(slots.values())].filter((slot) => slot.rows.some((row) => !batch.refused.has(row)))
  for (const slot of alive) {
    const kept = slot.rows.filter((row) => !batch.refused.has(row))
    slot.rows.splice(0, slot.rows.length, ...kept)
  }
  await settleSlots(batch, alive)
  const grown = await grownCredits(batch, groups, found)
  const named = await writeGroups(batch, fresh, known, grown)
  if (taking.importId !== undefined) await nameAll(batch, rows, found, lost, named)
  for (const [book, ids] of touched) await lookAgain(tx, book, [...ids], taking.today)
  batch.outcome.rows = rows.length
  batch.outcome.unchanged = rows.filter((row) => !batch.refused.has(row) && !done.has(row)).length
  return { outcome: batch.outcome, refused: batch.refused, seenNos: batch.seenNos }
}

function begin(taking: Taking, tx: Tx) {
  const done = new Set<ImportRow>()
  const touched = new Map<number, Set<string>>()
  const total = outcome()
  const batch: Batch = {
    taking,
    tx,
    heads: new Map(),
    outcome: total,
    seenNos: [],
    refused: new Map(),
    refuse(row, trouble) {
      const placed = new Problem({ ...trouble.facts, line: row.line })
      batch.refused.set(row, placed)
      add(total.problems, placed.facts)
    },
    isNew: (row) => void done.add(row),
    changes(row, number, says) {
      done.add(row)
      add(total.changed, { line: row.line, number, says })
    },
    note: (row, facts) => addNote(total, { ...facts, line: row.line }),
    addKind: (kind, because) => addKind(total, kind, because),
    touch({ book, id }) {
      const ids = touched.get(book) ?? new Set()
      touched.set(book, ids.add(id))
    },
  }
  return { batch, done, touched }
}

/** A live workspace cannot have been told today what happens tomorrow; a rehearsal does not see it before its day. */
function refuseFuture(batch: Batch, row: ImportRow): void {
  const { workspace, today } = batch.taking
  if (workspace.liveSince === undefined || !row.claim) return
  const days = [...(row.claim.paid ?? []).map((it) => it.day), row.claim.lastReminder?.on ?? today]
  const late = days.find((it) => it > today)
  if (late === undefined) return
  batch.refuse(
    row,
    problem(
      'import.future',
      `${dayText(late)} is after today, ${dayText(today)}: it cannot have happened.`,
      'Correct the day; days may stand in the wrong order, so check how the file writes them.',
    ),
  )
}

/** All that a batch names, customers and claims, by `refText`. */
export function refsOf(
  { creditorId }: Pick<Taking, 'creditorId'>,
  rows: readonly ImportRow[],
  lost: readonly string[],
): Map<string, Ref> {
  const refs = new Map<string, Ref>()
  for (const ref of [
    ...debtorRefs(creditorId, rows),
    ...rows.flatMap(({ claim }) => (claim ? [claimRef(creditorId, claim.kind, claim.number)] : [])),
    ...lost.map((number) => claimRef(creditorId, 'invoice', number)),
  ]) {
    refs.set(refText(ref), ref)
  }
  return refs
}

export interface GrownCredit {
  readonly group: Group
  readonly beforeMinor: number
}

export interface Compared {
  readonly group: Group
  readonly known: Known
  readonly difference: Difference
  readonly disputes: readonly OpenDispute[]
}

/** Reads the claims that are known and compares them; those that cannot be joined are refused with all their rows. */
async function compareGroups(
  batch: Batch,
  groups: readonly Group[],
  found: ReadonlyMap<string, Key>,
): Promise<Compared[]> {
  const { tx, taking } = batch
  const compared: Compared[] = []
  const there = groups.filter((it) => found.has(it.ref) && it.rows[0]!.claim.kind !== 'credit_note')
  for (const [book, some] of Map.groupBy(there, (it) => found.get(it.ref)!.book)) {
    const ids = some.map((it) => found.get(it.ref)!.id)
    const claims = new Map((await readClaims(tx, book, ids)).map((it) => [it.id, it]))
    const own = some.filter((group) => {
      const claim = claims.get(found.get(group.ref)!.id)!
      if (group.slot.key?.book === book && group.slot.key.id === claim.debtorId) return true
      for (const row of group.rows) batch.refuse(row, otherDebtor(claim.number, claimId(claim)))
      return false
    })
    const mine = own.map((group) => claims.get(found.get(group.ref)!.id)!)
    const mineIds = mine.map((it) => it.id)
    const dues = Map.groupBy(await readDues(tx, book, mineIds), (it) => it.claim_id)
    const money = await claimMoney(tx, book, mine)
    const asksDisputes = taking.said.disputes || own.some((group) => group.rows.some((row) => row.claim.disputed))
    const disputes = asksDisputes ? Map.groupBy(await openDisputes(tx, book, mineIds), (it) => it.claimId) : new Map()
    const odd = own.filter((group) => oddDues(group, dues.get(found.get(group.ref)!.id) ?? []))
    const before = await namedSoFar(
      batch,
      book,
      odd.map((group) => claims.get(found.get(group.ref)!.id)!),
    )
    const heads = batch.heads.get(book)
    if (heads) {
      await liftGone(tx, heads, await goneHolds(tx, heads, mineIds), taking.today, 'a newer list names it again')
    }
    for (const group of own) {
      const claim = claims.get(found.get(group.ref)!.id)!
      const known: Known = {
        claim,
        dues: dues.get(claim.id) ?? [],
        money: money.get(claim.id)!,
        namedBefore: before.named.has(claim.id),
        unfinished: claim.importId !== null && before.unfinished.has(claim.importId),
      }
      const differs = difference(group, known, taking.moneyDay)
      if ('facts' in differs) for (const row of group.rows) batch.refuse(row, differs)
      else compared.push({ group, known, difference: differs, disputes: disputes.get(claim.id) ?? [] })
    }
  }
  return compared
}

/**
 * Credit notes that are known and that the file gives over another amount. What it names more is a further credit; what it names
 * less is for a person, because part of it may have been used. A note that lists only what is still open of it tells nothing.
 */
async function grownCredits(
  batch: Batch,
  groups: readonly Group[],
  found: ReadonlyMap<string, Key>,
): Promise<GrownCredit[]> {
  const grown: GrownCredit[] = []
  for (const group of groups) {
    const [row] = group.rows
    const { number, kind, amountMinor, openMinor, paid, currency } = row!.claim
    const key = found.get(group.ref)
    if (kind !== 'credit_note' || !key || batch.refused.has(row!)) continue
    if (group.slot.key?.book !== key.book || paid !== undefined || (openMinor ?? amountMinor) !== amountMinor) continue
    const before = await creditedUnder(batch.tx, group.slot.key, number, currency)
    if (before === 0 || before === amountMinor) continue
    if (before < amountMinor) grown.push({ group, beforeMinor: before })
    else
      batch.note(row!, {
        code: 'import.credit_smaller',
        says: `The credit note ${quoted(number)} is over ${moneyText(amountMinor, currency)} here and was over ${moneyText(before, currency)}. Nothing was changed.`,
        fix: `Undo it and enter it anew: ./dunwell payments CUSTOMER, ./dunwell reverse, ./dunwell credit`,
      })
  }
  return grown
}

/** Of several customers under one new number the first in the file has it. */
function freshGroups(batch: Batch, groups: readonly Group[], found: ReadonlyMap<string, unknown>): Group[] {
  const first = new Map<string, Group>()
  for (const group of groups) {
    if (found.has(group.ref)) continue
    const taken = first.get(group.ref)
    if (!taken) first.set(group.ref, group)
    else
      for (const row of group.rows)
        batch.refuse(row, otherDebtor(row.claim.number, `line ${taken.rows[0]!.line} of the file`))
  }
  return [...first.values()]
}

function oddDues(group: Group, dues: readonly { due_on: Day; amount_minor: number }[]): boolean {
  return (
    dues.length !== group.dues.length ||
    group.dues.some((it) => !dues.some((due) => due.due_on === it.dueOn && due.amount_minor === it.amountMinor))
  )
}

async function namedSoFar(batch: Batch, book: number, claims: readonly { id: string; importId: string | null }[]) {
  const { importId } = batch.taking
  if (importId === undefined || claims.length === 0) return { named: new Set<string>(), unfinished: new Set<string>() }
  // What it made itself, it named.
  const [own, others] = [true, false].map((is) =>
    claims.filter((it) => (it.importId === importId) === is).map((it) => it.id),
  )
  const named = await namedBefore(batch.tx, importId, book, others!)
  for (const id of own!) named.add(id)
  const makers = claims.flatMap((it) => (named.has(it.id) && it.importId !== null ? [it.importId] : []))
  return { named, unfinished: makers.length === 0 ? new Set<string>() : await unfinishedImports(batch.tx, makers) }
}

/** A row that is refused names its claim all the same: it is not gone from the list. */
async function nameAll(
  batch: Batch,
  rows: readonly ImportRow[],
  found: ReadonlyMap<string, Key>,
  lost: readonly string[],
  named: readonly Key[],
): Promise<void> {
  const { creditorId, importId } = batch.taking
  const numbers = [...lost, ...rows.flatMap((row) => (batch.refused.has(row) && row.claim ? [row.claim.number] : []))]
  const others = numbers.flatMap((number) => found.get(refText(claimRef(creditorId, 'invoice', number))) ?? [])
  const all = new Map([...named, ...others].map((key) => [`${key.book} ${key.id}`, key]))
  await nameClaims(batch.tx, importId!, [...all.values()])
}
