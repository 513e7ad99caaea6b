// The run: one pass over the cases due on the run day. Books are taken one by one by several workers, in batches that read in a
// handful of statements, decide, and write in one transaction. Nothing moves before every book is decided and the day's count
// has passed the brake. Running twice does nothing the second time, because nothing is due any more.

import { setImmediate as breath } from 'node:timers/promises'
import type { CaseDecision, DebtorFacts, House } from '../core/case.ts'
import { type Day, day } from '../core/day.ts'
import { decide } from '../core/decide.ts'
import { moneyText } from '../core/money.ts'
import { Problem } from '../core/problem.ts'
import { calendarOf } from '../rules/calendar.ts'
import { noticeTimes } from '../rules/law.ts'
import { judgePromise } from '../store/answer.ts'
import { type Db, inWorkspace, row, sql, type Tx } from '../store/db.ts'
import { writeOff } from '../store/ledger.ts'
import { fillMessageWords } from '../store/message-words.ts'
import { turnTo } from '../store/policy.ts'
import { lockDebtors } from '../store/record.ts'
import { beginRun, dayCounts, endRun, readRun } from '../store/run.ts'
import { countDue, dueDebtors, type RunFacts, runFacts, snapshot } from '../store/snapshot.ts'
import { freshStatistics } from '../store/statistics.ts'
import { type Decided, keepDecisions, setAside, type Written } from '../store/work.ts'
import { allPrinted, listBooks, type Workspace } from '../store/workspace.ts'
import { endStale, flying } from './autopilot.ts'
import type { Watch } from './books.ts'
import { freshenCases } from './case-list.ts'
import { chargeDemands } from './charge.ts'
import { houseLaw } from './legal.ts'

export interface RunOptions {
  readonly day: Day
  readonly actor: string
  /** Books decided side by side. */
  readonly workers?: number
  readonly onProgress?: (cases: number) => void
  /** Told between batches how far it is. Where nobody wants the rest it ends there: what is decided stays, and the day is not decided. */
  readonly watch?: Watch
  /** Only to measure what asking the law costs: a run sends nothing, and releasing asks whatever was decided. */
  readonly withoutLaw?: true
}

export interface RunResult extends Written {
  readonly day: Day
  readonly cases: number
  readonly setAside: readonly { readonly debtorId: string; readonly debtor: string; readonly says: string }[]
  readonly brake?: string
}

const casesPerBatch = 1_000
const claimsPerBatch = 20_000
const workersDefault = 4
const lastDay = day('2199-12-31')

const breathEvery = 16

export function houseOf(run: RunFacts, workspace: Workspace): House {
  return {
    day: run.day,
    calendarOf,
    noticeTimes,
    policies: run.policies,
    inboxConnected: isConnected(run, workspace),
    seenFirst: workspace.settings.seenFirst,
    autopilots: flying(run, workspace),
    lettersOnly: allPrinted(workspace),
    law: houseLaw(workspace, run.licences),
  }
}

// A mailbox that is set is connected by itself, as long as it is really read; a rehearsal has nobody who could answer.
function isConnected(run: RunFacts, { settings }: Workspace): boolean {
  return settings.inboxConnected || (settings.imap !== undefined && (run.rehearsal || run.inboxRead === true))
}

/** Decides every case that is due and keeps what was decided. Sends nothing. */
export async function run(db: Db, workspace: Workspace, options: RunOptions): Promise<RunResult> {
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(db, workspace.id, options.actor, work)
  await freshStatistics(db)
  const { facts, books } = await inside(async (tx) => {
    if (workspace.liveSince === undefined) await turnTo(tx, options.day)
    await beginRun(tx, options.day)
    const read = await runFacts(tx, workspace, options.day)
    await endStale(tx, read)
    return { facts: read, books: await listBooks(tx) }
  })
  if (options.watch) for (const book of books) options.watch.more(await inside((tx) => countDue(tx, book, options.day)))
  const done: { cases: number; written: Written; aside: Aside[] } = {
    cases: 0,
    aside: [],
    written: { messages: 0, kept: 0, tasks: 0, nothing: 0 },
  }
  const take = async (book: number, wait: boolean): Promise<'done' | 'busy'> => {
    for (;;) {
      const batch = await decideBatch(db, workspace, facts, book, options, wait)
      if (batch === 'done') {
        await freshenCases(inside, book, options.day)
        let at: string | undefined
        do at = await inside((tx) => fillMessageWords(tx, book, at))
        while (at !== undefined)
      }
      if (batch === 'busy' || batch === 'done') return batch
      done.cases += batch.cases
      done.aside.push(...batch.aside)
      for (const key of ['messages', 'kept', 'tasks', 'nothing'] as const) done.written[key] += batch.written[key]
      options.onProgress?.(done.cases)
      await options.watch?.step(batch.cases)
    }
  }
  // Each program begins at another book, so that several share a run instead of queueing at its first.
  const from = books.length > 0 ? db.source.random(1)[0]! % books.length : 0
  const busy: number[] = []
  const takeAll = async (some: readonly number[], wait: boolean) => {
    const queue = [...some]
    const width = Math.min(options.workers ?? workersDefault, queue.length)
    const one = async () => {
      for (let book = queue.shift(); book !== undefined; book = queue.shift())
        if ((await take(book, wait)) === 'busy') busy.push(book)
    }
    // Each ends its batch before this is over, also where one of them stops.
    const ends = await Promise.allSettled(Array.from({ length: width }, one))
    for (const it of ends) if (it.status === 'rejected') throw it.reason
  }
  await takeAll([...books.slice(from), ...books.slice(0, from)], false)
  // Another program has these in hand; should it be killed, its lock is gone and what is left is ours.
  await takeAll(busy, true)
  const brake = await inside((tx) => brakeOf(tx, workspace, options.day))
  return { day: options.day, cases: done.cases, setAside: done.aside, brake, ...done.written }
}

type Aside = RunResult['setAside'][number]

interface Batch {
  readonly cases: number
  readonly written: Written
  readonly aside: Aside[]
}

const bookLock = 7_310

async function decideBatch(
  db: Db,
  workspace: Workspace,
  facts: RunFacts,
  book: number,
  options: RunOptions,
  wait: boolean,
): Promise<Batch | 'done' | 'busy'> {
  return inWorkspace(db, workspace.id, options.actor, async (tx) => {
    // One program at a time decides a book; the lock ends with the transaction, so no crash leaves it behind.
    if (wait) await row(tx, sql`SELECT pg_advisory_xact_lock(${bookLock}, ${book}::int)`)
    else {
      const got = await row<{ got: boolean }>(
        tx,
        sql`SELECT pg_try_advisory_xact_lock(${bookLock}, ${book}::int) AS got`,
      )
      if (!got?.got) return 'busy'
    }
    const due = await dueDebtors(tx, book, facts.day, casesPerBatch)
    if (due.length === 0) return 'done'
    let claims = 0
    const ids: string[] = []
    for (const it of due) {
      claims += it.claims
      if (ids.length > 0 && claims > claimsPerBatch) break
      ids.push(it.debtorId)
    }
    return writeBatch(tx, workspace, facts, book, ids, options)
  })
}

/** Writes a batch; one that fails is halved until the debtor that spoils it stands alone and is set aside with its error. */
async function writeBatch(
  tx: Tx,
  workspace: Workspace,
  facts: RunFacts,
  book: number,
  ids: readonly string[],
  options: RunOptions,
): Promise<Batch> {
  const aside: Aside[] = []
  const written: Written = { messages: 0, kept: 0, tasks: 0, nothing: 0 }
  const attempt = async (some: readonly string[]): Promise<void> => {
    await sql`SAVEPOINT half`.execute(tx.query)
    try {
      const one = await lookAt(tx, workspace, facts, book, some, options)
      for (const key of ['messages', 'kept', 'tasks', 'nothing'] as const) written[key] += one[key]
      await sql`RELEASE SAVEPOINT half`.execute(tx.query)
    } catch (error) {
      await sql`ROLLBACK TO SAVEPOINT half`.execute(tx.query)
      if (some.length === 1) {
        const says = error instanceof Problem ? error.message : `An error in Dunwell: ${(error as Error).message}`
        const debtor = await setAside(tx, book, some[0]!, facts.day, says)
        aside.push({ debtorId: some[0]!, debtor, says })
        return
      }
      const middle = some.length >> 1
      await attempt(some.slice(0, middle))
      await attempt(some.slice(middle))
    }
  }
  await attempt(ids)
  return { cases: ids.length, written, aside }
}

async function lookAt(
  tx: Tx,
  workspace: Workspace,
  facts: RunFacts,
  book: number,
  ids: readonly string[],
  options: RunOptions,
): Promise<Written> {
  const heads = await lockDebtors(tx, book, ids)
  const debtors = await snapshot(tx, facts, book, ids)
  const all = houseOf(facts, workspace)
  const house = options.withoutLaw ? { ...all, law: undefined } : all
  const decided: Decided[] = []
  for (const [i, it] of debtors.entries()) {
    // A thousand take a second; whoever sits at the desk of the same process comes in between.
    if (i % breathEvery === breathEvery - 1) await breath()
    decided.push({ facts: it, decisions: decide(it, house) })
  }
  for (const { facts: debtor, decisions } of decided) {
    for (const decision of decisions) {
      for (const action of decision.actions) {
        if (action.kind === 'promise')
          await judgePromise(tx, heads, debtor.id, action.promiseId, action.state, facts.day)
        if (action.kind === 'write_off') {
          const creditorId = debtor.cases.find((it) => it.caseId === decision.caseId)!.creditorId
          await writeOff(
            tx,
            heads,
            { id: action.claimId, debtorId: debtor.id, creditorId, currency: action.currency },
            facts.day,
            action.reasons[0]!.says,
          )
        }
      }
    }
  }
  const charged = await chargeDemands(tx, workspace, heads, facts.day, decided)
  if (charged.length === 0) return keepDecisions(tx, heads, facts.day, decided)
  // What is asked for has grown by what was claimed: those are decided again, on what now stands in the books.
  const again = await snapshot(tx, facts, book, charged)
  const fresh = new Map(again.map((it) => [it.id, { facts: it, decisions: decide(it, house) }]))
  return keepDecisions(
    tx,
    heads,
    facts.day,
    decided.map((it) => fresh.get(it.facts.id) ?? it),
  )
}

/** Reads and decides everything that is due, and writes nothing. */
export async function preview(
  db: Db,
  workspace: Workspace,
  options: { day: Day; actor: string },
): Promise<{ debtor: DebtorFacts; decisions: CaseDecision[] }[]> {
  return inWorkspace(db, workspace.id, options.actor, async (tx) => {
    const facts = await runFacts(tx, workspace, options.day)
    const house = houseOf(facts, workspace)
    // A rehearsal that goes back looks at every case again, so its preview does.
    const { liveSince, runDay } = workspace
    const back = liveSince === undefined && (runDay === undefined || options.day < runDay)
    const until = back ? lastDay : options.day
    const found: { debtor: DebtorFacts; decisions: CaseDecision[] }[] = []
    for (const book of await listBooks(tx)) {
      const due = await dueDebtors(tx, book, until, Number.MAX_SAFE_INTEGER)
      for (let from = 0; from < due.length; from += casesPerBatch) {
        const ids = due.slice(from, from + casesPerBatch).map((it) => it.debtorId)
        for (const debtor of await snapshot(tx, facts, book, ids))
          found.push({ debtor, decisions: decide(debtor, house) })
      }
    }
    return found
  })
}

// A day far beyond the usual waits for a person: over three times the median of the days with messages in the last thirty, in
// messages or in any currency's sum; on the first day, over twenty-five messages.
async function brakeOf(tx: Tx, workspace: Workspace, day: Day): Promise<string | undefined> {
  const counts = await dayCounts(tx, day)
  const today = counts.find((it) => it.day === day) ?? { day, messages: 0, sums: {} }
  const before = counts.filter((it) => it.day < day && it.messages > 0)
  const { on, factor, firstDay } = workspace.settings.brake
  let says: string | undefined
  if (on && before.length === 0 && today.messages > firstDay) {
    says = `${today.messages} messages on the first day; up to ${firstDay} go out without a person.`
  } else if (on && before.length > 0) {
    const usual = median(before.map((it) => it.messages))
    if (today.messages > factor * usual) says = `${today.messages} messages, where ${usual} a day are usual.`
    for (const [currency, sum] of Object.entries(today.sums)) {
      const sums = before.map((it) => it.sums[currency] ?? 0).filter((it) => it > 0)
      if (sums.length === 0 || says) continue
      const middle = median(sums)
      if (sum > factor * middle)
        says = `${moneyText(sum, currency)} asked for, where ${moneyText(Math.round(middle), currency)} a day are usual.`
    }
  }
  const already = await readRun(tx, day)
  await endRun(tx, day, says ? 'held' : 'open', says, today)
  return already?.brake === 'released' ? undefined : says
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
