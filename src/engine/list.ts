// Full lists of open items: what a list does not name was paid, or credited, or left out of a partial export. Nothing of it is
// chased until a person says which; a list that is much shorter than the last is believed only when a person says so.

import { allocate, asNamed } from '../core/allocation.ts'
import { type Day, dayText } from '../core/day.ts'
import { moneyText } from '../core/money.ts'
import { assert, problem } from '../core/problem.ts'
import type { Tx } from '../store/db.ts'
import { lookAgain } from '../store/ledger.ts'
import {
  countNamed,
  debtorsGone,
  type FullList,
  fullList,
  fullLists,
  type GoneClaim,
  goneClaims,
  holdGone,
  liftGone,
  markList,
  unknowUntil,
} from '../store/list.ts'
import { addPayments } from '../store/payment.ts'
import { addWorkspaceRecord, lockDebtors } from '../store/record.ts'
import { listBooks, setKnownUntil } from '../store/workspace.ts'
import type { ImportDesk } from './import.ts'
import type { Sum } from './import-outcome.ts'

export interface ListResult {
  readonly on: Day
  /** Much shorter than the last: nothing is held and nothing is known until a person says that it is complete. */
  readonly partial: boolean
  readonly because?: string
  readonly gone: number
  readonly goneFirst: readonly GoneClaim[]
  readonly goneSums: Readonly<Record<string, number>>
}

type Write = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/** Under this share of the last list's claims or sum a list counts as partial. */
const wholeFromPercent = 70
const debtorsAtOnce = 500
const shownFirst = 20

/** Holds what a full list does not name, unless the list is too short to be believed. */
export async function judgeList(it: {
  desk: ImportDesk
  write: Write
  importId: string
  on: Day
  sums: ReadonlyMap<string, Sum>
  knownBefore?: Day
}): Promise<ListResult> {
  const { desk, write, importId, on } = it
  const { creditorId } = desk.workspace
  const because = await write(async (tx) => {
    const last = (await fullLists(tx, creditorId, 50)).find((list) => !list.partial && list.id !== importId)
    const sums = Object.fromEntries([...it.sums].map(([currency, sum]) => [currency, sum.openMinor]))
    return last && shortfall(last, await countNamed(tx, importId), sums)
  })
  if (because !== undefined) return { on, partial: true, because, gone: 0, goneFirst: [], goneSums: {} }
  const gone = await holdAll(desk, write, { id: importId, on })
  return { on, partial: false, ...gone }
}

function shortfall(last: FullList, named: number, sums: Readonly<Record<string, number>>): string | undefined {
  const short = (now: number, before: number) => before > 0 && now * 100 < before * wholeFromPercent
  if (short(named, last.claimsNamed)) {
    return `it names ${named} of our claims, and the full list of ${dayText(last.on)} named ${last.claimsNamed}`
  }
  for (const [currency, before] of Object.entries(last.sumNamed)) {
    const now = sums[currency] ?? 0
    if (short(now, before)) {
      return `it sums to ${moneyText(now, currency)}, and the full list of ${dayText(last.on)} to ${moneyText(before, currency)}`
    }
  }
  return undefined
}

async function holdAll(desk: ImportDesk, write: Write, list: { id: string; on: Day }) {
  const { creditorId } = desk.workspace
  let gone = 0
  for (const book of await write(listBooks)) {
    let after: string | undefined
    for (;;) {
      const some = await write(async (tx) => {
        const ids = await debtorsGone(tx, book, creditorId, list, after, debtorsAtOnce)
        if (ids.length === 0) return ids
        const heads = await lockDebtors(tx, book, ids)
        gone += await holdGone(tx, heads, creditorId, list, desk.today)
        await lookAgain(tx, book, ids, desk.today)
        return ids
      })
      after = some.at(-1)
      if (some.length < debtorsAtOnce) break
    }
  }
  return write(async (tx) => {
    await setKnownUntil(tx, creditorId, list.on, `a full list of open items of ${dayText(list.on)}`)
    const all = gone === 0 ? [] : await goneClaims(tx, { importId: list.id })
    return { gone, goneFirst: all.slice(0, shownFirst), goneSums: sumsOf(all) }
  })
}

function openOf(claim: GoneClaim): number {
  return claim.principal + claim.interest + claim.fee + claim.cost
}

export function sumsOf(claims: readonly GoneClaim[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const claim of claims) sums[claim.currency] = (sums[claim.currency] ?? 0) + openOf(claim)
  return sums
}

/** All claims that wait for a word on what became of them. */
export function readGone(desk: ImportDesk): Promise<GoneClaim[]> {
  return desk.tx((tx) => goneClaims(tx))
}

/** Books claims gone from a list as paid, or credited, in full on the day of that list, and lifts their holds. */
export async function settleGone(
  desk: ImportDesk,
  as: 'payment' | 'credit',
  claimIds?: readonly string[],
): Promise<GoneClaim[]> {
  const all = await desk.tx((tx) => goneClaims(tx, { claimIds }))
  if (all.length === 0) throw nothingGone()
  for (const [book, ids] of inSteps(all)) {
    await desk.tx(async (tx) => {
      const heads = await lockDebtors(tx, book, ids)
      // Read again under the lock: a payment may have come meanwhile.
      const claims = await goneClaims(tx, { book, debtorIds: ids, claimIds })
      await addPayments(
        tx,
        heads,
        claims
          .filter((claim) => openOf(claim) > 0)
          .map((claim) => ({
            debtorId: claim.debtorId,
            creditorId: claim.creditorId,
            kind: as,
            amountMinor: openOf(claim),
            currency: claim.currency,
            day: claim.listOn,
            reference: claim.number,
            note: `gone from the list of ${dayText(claim.listOn)}`,
            importId: claim.importId,
            parts: allocate(
              openOf(claim),
              [{ claimId: claim.id, number: claim.number, dueOn: claim.listOn, open: claim }],
              asNamed,
            ),
            ruleId: asNamed,
          })),
      )
      const because = as === 'payment' ? 'paid' : 'credited'
      await liftGone(
        tx,
        heads,
        claims.map((claim) => ({ holdId: claim.holdId, claimId: claim.id, debtorId: claim.debtorId })),
        desk.today,
        because,
      )
      await lookAgain(tx, book, ids, desk.today)
    })
  }
  return all
}

function inSteps(claims: readonly GoneClaim[]): [book: number, debtorIds: string[]][] {
  const steps: [number, string[]][] = []
  const books = Map.groupBy(claims, (it) => it.book)
  for (const book of [...books.keys()].sort((a, b) => a - b)) {
    const ids = [...new Set(books.get(book)!.map((it) => it.debtorId))].sort()
    for (let at = 0; at < ids.length; at += debtorsAtOnce) steps.push([book, ids.slice(at, at + debtorsAtOnce)])
  }
  return steps
}

function nothingGone() {
  return problem('gone.none', 'No claim is gone from a list.', 'Nothing is to be done.')
}

/** Says that the newest list with claims gone was partial: its holds are lifted, and it tells nothing of payments. */
export async function callPartial(desk: ImportDesk): Promise<{ list: FullList; lifted: number }> {
  const { creditorId } = desk.workspace
  const waiting = await desk.tx((tx) => goneClaims(tx))
  if (waiting.length === 0) throw nothingGone()
  const lists = await desk.tx((tx) => fullLists(tx, creditorId, 50))
  const list =
    lists.find((one) => waiting.some((claim) => claim.importId === one.id)) ??
    (await desk.tx((tx) => fullList(tx, waiting[0]!.importId)))
  assert(list, 'a hold names the list it came from')
  const held = waiting.filter((claim) => claim.importId === list.id)
  for (const [book, ids] of inSteps(held)) {
    await desk.tx(async (tx) => {
      const heads = await lockDebtors(tx, book, ids)
      const claims = await goneClaims(tx, { importId: list.id, book, debtorIds: ids })
      await liftGone(
        tx,
        heads,
        claims.map((claim) => ({ holdId: claim.holdId, claimId: claim.id, debtorId: claim.debtorId })),
        desk.today,
        'the list was partial',
      )
      await lookAgain(tx, book, ids, desk.today)
    })
  }
  await desk.tx(async (tx) => {
    await markList(tx, list.id, true)
    const before = list.counts.knownBefore
    await unknowUntil(tx, creditorId, list.on, typeof before === 'number' ? (before as Day) : undefined)
    await addWorkspaceRecord(tx, 'list.partial', list.id, { on: list.on, lifted: held.length })
  })
  return { list, lifted: held.length }
}

/** Says that the newest list, short as it is, is complete: what it does not name is held now. */
export async function callComplete(desk: ImportDesk): Promise<ListResult> {
  const [list] = await desk.tx((tx) => fullLists(tx, desk.workspace.creditorId, 1))
  if (!list?.partial) {
    throw problem(
      'gone.no_partial',
      'The newest full list counts as complete already, or there is none.',
      'Import one with: ./dunwell import claims FILE --full-list 2026-03-31',
    )
  }
  await desk.tx(async (tx) => {
    await markList(tx, list.id, false)
    await addWorkspaceRecord(tx, 'list.complete', list.id, { on: list.on })
  })
  const gone = await holdAll(desk, (work) => desk.tx(work), { id: list.id, on: list.on })
  return { on: list.on, partial: false, ...gone }
}
