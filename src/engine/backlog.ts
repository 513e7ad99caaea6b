// The backlog: what is overdue already when a list first comes in. It is held, asked for once by its age, and goes the way a person says:
// a statement of account first, into the ladder, left to them, or written off. Taken back while nothing went out.

import {
  afterStatementDays,
  type BacklogAnswer,
  type BacklogBand,
  backlogBand,
  backlogBands,
  backlogCause,
  statementFirst,
} from '../core/backlog.ts'
import { addDays, type Day } from '../core/day.ts'
import { problem } from '../core/problem.ts'
import { dropChangedAsked } from '../store/approval.ts'
import {
  addBands,
  type BandHold,
  type BandRow,
  debtorsOf,
  debtorsUnder,
  holdsUnder,
  holdUnder,
  liftUnder,
  markBand,
  overdueOf,
  readBand,
  writtenOffSince,
  writtenSince,
} from '../store/backlog.ts'
import { changeClaim, readClaims } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { lookAgain, writeOff } from '../store/ledger.ts'
import { type Heads, lockDebtors } from '../store/record.ts'
import { correctGroups } from '../store/reversal.ts'
import { listBooks } from '../store/workspace.ts'
import type { ImportDesk } from './import.ts'

const debtorsAtOnce = 300

/** All of it belongs to the import, and goes back with it when that is taken back. */
function within(desk: ImportDesk, importId: string): ImportDesk['tx'] {
  return (work) => desk.tx((tx) => work({ ...tx, stamp: { import: importId } }))
}

interface Counted {
  readonly id: string
  claims: number
  debtors: number
  readonly sums: Record<string, number>
}

/** Holds what an import brought that is overdue already. @returns how many claims wait to be answered for */
export async function holdBacklog(desk: ImportDesk, importId: string): Promise<number> {
  const { today } = desk
  const bands = new Map<BacklogBand, Counted>()
  const bandOf = (tx: Tx, dueOn: Day): Counted => {
    const name = backlogBand(today - dueOn)
    const found = bands.get(name) ?? { id: tx.newId(), claims: 0, debtors: 0, sums: {} }
    bands.set(name, found)
    return found
  }
  for (const book of await desk.tx(listBooks)) {
    let after: string | undefined
    for (;;) {
      const ids = await within(
        desk,
        importId,
      )(async (tx) => {
        const some = await debtorsOf(tx, book, importId, after, debtorsAtOnce)
        if (some.length === 0) return some
        const heads = await lockDebtors(tx, book, some)
        const found = (await overdueOf(tx, heads, importId, today)).map((it) => ({ ...it, band: bandOf(tx, it.dueOn) }))
        if (found.length === 0) return some
        await holdUnder(
          tx,
          heads,
          found.map((it) => ({ ...it, claimId: it.id, bandId: it.band.id })),
          { cause: backlogCause, from: today },
        )
        await lookAgain(tx, book, [...new Set(found.map((it) => it.debtorId))], today)
        for (const [band, its] of Map.groupBy(found, (it) => it.band)) {
          band.claims += its.length
          band.debtors += new Set(its.map((it) => it.debtorId)).size
          for (const it of its) band.sums[it.currency] = (band.sums[it.currency] ?? 0) + it.openMinor
        }
        return some
      })
      after = ids.at(-1)
      if (ids.length < debtorsAtOnce) break
    }
  }
  const listed = backlogBands.flatMap((band) => {
    const it = bands.get(band)
    return it ? [{ ...it, importId, band, on: today }] : []
  })
  if (listed.length > 0) await desk.tx((tx) => addBands(tx, listed))
  return listed.reduce((sum, it) => sum + it.claims, 0)
}

async function bandBy(desk: ImportDesk, id: string): Promise<BandRow> {
  const found = await desk.tx((tx) => readBand(tx, id))
  if (!found)
    throw problem('backlog.unknown', 'There is no such part of a backlog.', 'Take an id from the list of the backlog.')
  return found
}

/** Does what a person says with a band, and keeps that they said it; `note` stands in the reason of what is written off. Doing it again after it was cut short does the rest. */
export async function answerBacklog(desk: ImportDesk, id: string, answer: BacklogAnswer, note = ''): Promise<BandRow> {
  const band = await bandBy(desk, id)
  if (band.answer !== null)
    throw problem('backlog.already', 'This was answered already.', 'Undo that first, then say something else.')
  await eachBatch(desk, band, false, async (tx, heads) => {
    const holds = await holdsUnder(tx, heads, band.id, { cause: backlogCause, lifted: false })
    await liftUnder(tx, heads, holds, { cause: backlogCause, on: desk.today, because: answer })
    await go(tx, heads, desk, band, holds, answer, note)
  })
  await desk.tx(async (tx) => {
    await markBand(tx, band, answer)
    await dropChangedAsked(tx)
  })
  return bandBy(desk, id)
}

async function go(
  tx: Tx,
  heads: Heads,
  desk: ImportDesk,
  band: BandRow,
  holds: readonly BandHold[],
  answer: BacklogAnswer,
  note: string,
): Promise<void> {
  if (answer === 'ladder') return
  if (answer === 'statement') {
    const until = addDays(desk.today, afterStatementDays)
    const wishes = holds.map((it) => ({ ...it, bandId: band.id }))
    await holdUnder(tx, heads, wishes, { cause: statementFirst, from: desk.today, until })
    return
  }
  const claims = await readClaims(
    tx,
    heads.book,
    holds.map((it) => it.claimId),
  )
  for (const claim of claims) {
    if (answer === 'by_hand') await changeClaim(tx, heads, claim, { handling: 'by_hand' }, 'left to a person')
    // What was paid meanwhile needs no writing off.
    else if (claim.openMinor > 0) await writeOff(tx, heads, claim, desk.today, `backlog written off${note}`)
  }
}

/** Takes an answer back. A Problem once anything went out to one of its debtors. */
export async function undoBacklog(desk: ImportDesk, id: string): Promise<BandRow> {
  const band = await bandBy(desk, id)
  const { answer, answeredAt } = band
  if (answer === null || answeredAt === null)
    throw problem('backlog.undone', 'Nothing was said of this yet.', 'Nothing is to be undone.')
  await eachBatch(desk, band, true, async (tx, heads) => {
    const name = await writtenSince(tx, heads.book, [...heads.of.keys()], answeredAt)
    if (name !== undefined)
      throw problem(
        'backlog.gone',
        `Something went out to ${name} since.`,
        'Hold single cases, or change how they are handled, where they are.',
      )
  })
  await eachBatch(desk, band, true, async (tx, heads) => {
    const lifted = await holdsUnder(tx, heads, band.id, { cause: backlogCause, lifted: true })
    const held = new Set(
      (await holdsUnder(tx, heads, band.id, { cause: backlogCause, lifted: false })).map((it) => it.claimId),
    )
    const back = [...new Map(lifted.map((it) => [it.claimId, it])).values()].filter((it) => !held.has(it.claimId))
    await goBack(tx, heads, desk, band, back, answer as BacklogAnswer)
    const wishes = back.map((it) => ({ ...it, bandId: band.id }))
    await holdUnder(tx, heads, wishes, { cause: backlogCause, from: desk.today })
  })
  await desk.tx((tx) => markBand(tx, band, undefined))
  return bandBy(desk, id)
}

async function goBack(
  tx: Tx,
  heads: Heads,
  desk: ImportDesk,
  band: BandRow,
  back: readonly BandHold[],
  answer: BacklogAnswer,
): Promise<void> {
  const ids = back.map((it) => it.claimId)
  if (answer === 'statement') {
    const held = await holdsUnder(tx, heads, band.id, { cause: statementFirst, lifted: false })
    await liftUnder(tx, heads, held, { cause: statementFirst, on: desk.today, because: 'undone' })
  }
  if (answer === 'by_hand')
    for (const claim of await readClaims(tx, heads.book, ids))
      await changeClaim(tx, heads, claim, { handling: null }, 'the answer for the backlog was undone')
  if (answer === 'write_off')
    for (const { debtorId, groupId } of await writtenOffSince(tx, heads, ids, band.answeredAt! - answeringMs))
      await correctGroups(tx, heads, debtorId, [groupId], 'the answer for the backlog was undone')
}

// An answer for very many claims takes a while, and is marked when it is done.
const answeringMs = 60 * 60_000

/** Goes through the debtors of a band, some at once, each time in a transaction of its own under their locks. */
async function eachBatch(
  desk: ImportDesk,
  band: BandRow,
  lifted: boolean,
  work: (tx: Tx, heads: Heads) => Promise<void>,
): Promise<void> {
  for (const book of await desk.tx(listBooks)) {
    let after: string | undefined
    for (;;) {
      const ids = await within(
        desk,
        band.importId,
      )(async (tx) => {
        const some = await debtorsUnder(tx, book, band.id, { lifted, after, limit: debtorsAtOnce })
        if (some.length === 0) return some
        await work(tx, await lockDebtors(tx, book, some))
        await lookAgain(tx, book, some, desk.today)
        return some
      })
      after = ids.at(-1)
      if (ids.length < debtorsAtOnce) break
    }
  }
}
