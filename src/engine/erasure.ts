// Retention and erasure: what of a debtor must be kept, why and until when; what may go; and the erasing of it. Where a claim is
// open, or a person said that nothing may be lost, all of it stays.

import { type Day, day, dayText } from '../core/day.ts'
import { type Key, parseId } from '../core/id.ts'
import { regimeFor } from '../core/permit.ts'
import { problem } from '../core/problem.ts'
import { type Keeping, keepings } from '../core/retention.ts'
import { bookRules } from '../rules/books.ts'
import { asOwner, type Db, inWorkspace, type Tx } from '../store/db.ts'
import { debtorId } from '../store/debtor.ts'
import { eraseDebtor, readErasure, readTraces, type Scope, type Trace } from '../store/erasure.ts'
import { type RunFacts, runFacts, snapshot } from '../store/snapshot.ts'
import { listBooks, type Workspace } from '../store/workspace.ts'
import { houseOf } from './run.ts'

export interface ErasurePlan {
  readonly trace: Trace
  /** Undefined: nothing stands against erasing what no rule keeps. */
  readonly refused?: string
  readonly keep: readonly Keeping[]
  /** The day from which all of it may be erased. */
  readonly until: Day
  readonly scope: Scope
}

/** What erasing one debtor would do today. */
export async function planErasure(tx: Tx, workspace: Workspace, key: Key, today: Day): Promise<ErasurePlan> {
  const run = await runFacts(tx, workspace, today)
  const [plan] = await plansOf(tx, workspace, run, key.book, await readTraces(tx, key.book, { id: key.id }), today)
  const before = await readErasure(tx, key)
  return before?.erasedAt == null ? plan! : { ...plan!, refused: `They were erased already: ${before.because}.` }
}

async function plansOf(
  tx: Tx,
  workspace: Workspace,
  run: RunFacts,
  book: number,
  traces: readonly Trace[],
  today: Day,
): Promise<ErasurePlan[]> {
  const house = houseOf(run, workspace)
  const known = await snapshot(
    tx,
    run,
    book,
    traces.map((it) => it.id),
  )
  const facts = new Map(known.map((it) => [it.id, it]))
  return traces.map((trace) => {
    const debtor = facts.get(trace.id)
    const bound = debtor && house.law ? regimeFor(debtor, undefined, [], house, house.law).bound : []
    const keep = keepings(bound, bookRules, workspace.country, trace.last)
    const until = keep[0]!.until
    const refused = trace.legalHold
      ? `A legal hold stands: ${trace.legalHold}.`
      : trace.openClaims > 0
        ? `${trace.openClaims === 1 ? 'A claim is' : `${trace.openClaims} claims are`} open: what is needed to assert them is kept (GDPR art. 17(3)(e)).`
        : undefined
    return { trace, refused, keep, until, scope: until < today ? 'all' : 'personal' }
  })
}

const batch = 200

/** Debtors of whom nothing must be kept any more, in all books. */
export async function dueForErasure(tx: Tx, workspace: Workspace, today: Day): Promise<ErasurePlan[]> {
  const run = await runFacts(tx, workspace, today)
  const due: ErasurePlan[] = []
  for (const book of await listBooks(tx)) {
    const traces = (await readTraces(tx, book, { before: today })).filter((it) => it.erasedAt === null)
    for (let from = 0; from < traces.length; from += batch) {
      const plans = await plansOf(tx, workspace, run, book, traces.slice(from, from + batch), today)
      due.push(...plans.filter((it) => it.scope === 'all' && it.refused === undefined))
    }
  }
  return due
}

/** A line of the list of erasures that lies beside the database: an older backup does not know of them. */
export interface ErasedLine {
  readonly debtor: string
  readonly scope: Scope
  readonly because: string
  readonly keptUntil?: string
}

/** Erases again what a restored backup has brought back. @returns how many customers */
export async function eraseAgain(
  db: Db,
  workspace: Workspace,
  actor: string,
  lines: readonly ErasedLine[],
): Promise<number> {
  let again = 0
  for (const line of lines) {
    const key = parseId('dbt', line.debtor)
    if (!key) continue
    const done = await inWorkspace(db, workspace.id, actor, async (tx) => {
      const there = await readTraces(tx, key.book, { id: key.id })
      const before = await readErasure(tx, key)
      // Gone as far as it was then, or never here: made after the backup.
      return there.length === 0 || (before !== undefined && (line.scope === 'personal' || before.erasedAt !== null))
    })
    if (done) continue
    const keptUntil = line.keptUntil === undefined ? undefined : day(line.keptUntil)
    const facts = { because: `${line.because}; again after a restore`, keptUntil }
    await asOwner(db, workspace.id, actor, (tx) => eraseDebtor(tx, key, line.scope, facts))
    again += 1
  }
  return again
}

export interface EraseOptions {
  readonly actor: string
  readonly today: Day
  readonly because: string
}

/** Erases what may go, in one transaction; asks again inside it. @returns what was done */
export async function erase(
  db: Db,
  workspace: Workspace,
  key: Key,
  options: EraseOptions,
): Promise<{ plan: ErasurePlan; contents: number; line: ErasedLine }> {
  const plan = await inWorkspace(db, workspace.id, options.actor, (tx) =>
    planErasure(tx, workspace, key, options.today),
  )
  if (plan.refused)
    throw problem('erase.refused', plan.refused, 'Tell them so, with the reason; ask again once that has ended.')
  const because = plan.scope === 'all' ? options.because : `${options.because}; the rest on ${dayText(plan.until)}`
  const contents = await asOwner(db, workspace.id, options.actor, async (tx) => {
    const [now] = await readTraces(tx, key.book, { id: key.id })
    if (now!.legalHold !== null || now!.openClaims > 0)
      throw problem('erase.changed', 'Something has changed meanwhile.', 'Look again, and decide anew.')
    return eraseDebtor(tx, key, plan.scope, { because, keptUntil: plan.scope === 'all' ? undefined : plan.until })
  })
  const keptUntil = plan.scope === 'all' ? undefined : dayText(plan.until)
  return { plan, contents, line: { debtor: debtorId(key), scope: plan.scope, because, keptUntil } }
}
