// The time machine: the same decision over days that are still to come, or over days that are past, under any policy. Approvals
// are taken as given, payments as known; nothing is written and nothing is sent.

import { setImmediate as breath } from 'node:timers/promises'
import { assumeDone } from '../core/assume.ts'
import type { Action, CaseDecision, ClaimFacts, DebtorFacts, GivenFacts, House } from '../core/case.ts'
import { addDays, type Day } from '../core/day.ts'
import { decide } from '../core/decide.ts'
import type { Usual } from '../core/habits.ts'
import type { Policy, PolicyBody } from '../core/policy.ts'
import { type Db, inWorkspace, type Tx } from '../store/db.ts'
import { debtorsWithCases, type RunFacts, runFacts, snapshot } from '../store/snapshot.ts'
import { listBooks, type Workspace } from '../store/workspace.ts'
import { readHabits, usualHere } from './behaviour.ts'
import { houseOf } from './run.ts'

/** How the debtors of a simulated future behave. */
export type Behaviour =
  | { readonly kind: 'nobody pays' }
  /** Each due is paid as late as its debtor usually was; with few dues of their own, nearer to what is usual here. */
  | { readonly kind: 'as in the past' }
  | { readonly kind: 'given'; readonly daysLate: number }

export interface SimulateOptions {
  readonly from: Day
  /** Not included. */
  readonly until: Day
  readonly actor: string
  readonly behaviour: Behaviour
  /** Used instead of the saved policy of its id; a new id is used where the workspace's own policy would be. */
  readonly policy?: PolicyBody
  /** It is the workspace's own for the simulation, also where its id is saved already. */
  readonly asMain?: boolean
  /** Only every so-many-th debtor, counted from 1: a large book is simulated in parts, so that one sees how far it is and may stop. */
  readonly part?: { readonly no: number; readonly of: number }
}

export interface Simulated {
  readonly day: Day
  readonly debtor: { readonly no: number; readonly name: string }
  readonly caseId: string
  readonly action: Action
}

const debtorsAtOnce = 500

/** Everything that would be said and asked for, in order of days. A span that begins before today is lived from the ledger. */
export async function simulate(
  db: Db,
  workspace: Workspace,
  today: Day,
  options: SimulateOptions,
): Promise<Simulated[]> {
  return inWorkspace(db, workspace.id, options.actor, async (tx) => {
    const found: Simulated[] = []
    const world = await simulatedWorld(tx, workspace, today, options)
    for (const book of await listBooks(tx)) {
      const all = await debtorsWithCases(tx, book)
      const { part } = options
      const ids = part ? all.filter((_, i) => i % part.of === part.no - 1) : all
      for (let at = 0; at < ids.length; at += debtorsAtOnce)
        found.push(...(await liveSome(tx, world, book, ids.slice(at, at + debtorsAtOnce))))
    }
    return found.sort((a, b) => a.day - b.day || a.debtor.no - b.debtor.no)
  })
}

/** What holds for a whole simulation, read once. */
export interface SimulatedWorld {
  readonly workspace: Workspace
  readonly run: RunFacts
  readonly past: boolean
  readonly usual: Usual | undefined
  readonly options: SimulateOptions
}

export async function simulatedWorld(
  tx: Tx,
  workspace: Workspace,
  today: Day,
  options: SimulateOptions,
): Promise<SimulatedWorld> {
  const saved = await runFacts(tx, workspace, options.from)
  const past = options.from < today
  const run = withPolicy({ ...saved, rehearsal: saved.rehearsal || past }, options)
  const usual = options.behaviour.kind === 'as in the past' ? await usualHere(tx, run.day) : undefined
  return { workspace, run, past, usual, options }
}

/** What some debtors of a book would hear, each in the order of days. */
export async function liveSome(tx: Tx, it: SimulatedWorld, book: number, ids: readonly string[]): Promise<Simulated[]> {
  return it.past
    ? past(tx, it.workspace, it.run, book, ids, it.options)
    : future(tx, it.workspace, it.run, book, ids, it.options, it.usual)
}

function withPolicy(run: RunFacts, { policy: body, asMain = false }: SimulateOptions): RunFacts {
  if (!body) return run
  const before = run.policies.get(body.id)
  const policy: Policy = { ...body, version: (before?.version ?? 0) + 1 }
  return {
    ...run,
    policies: new Map([...run.policies, [body.id, policy]]),
    policyId: before && !asMain ? run.policyId : body.id,
  }
}

async function future(
  tx: Tx,
  workspace: Workspace,
  run: RunFacts,
  book: number,
  ids: readonly string[],
  options: SimulateOptions,
  usual: Usual | undefined,
): Promise<Simulated[]> {
  const some = ids.map((id) => ({ book, id }))
  const habits = usual && (await readHabits(tx, some, run.day, usual))
  const house = houseOf(run, workspace)
  const found: Simulated[] = []
  for (const debtor of await snapshot(tx, run, book, ids)) {
    // Each takes a while; whoever asks for something else comes in between.
    await breath()
    const paysOn = (dueOn: Day): Day | undefined => {
      if (options.behaviour.kind === 'given') return addDays(dueOn, options.behaviour.daysLate)
      const expected = habits?.get(debtor.id)
      return expected && addDays(dueOn, Math.round(expected.daysLate))
    }
    const days = lived(debtor, house, options, (facts, on) => withoutPaid(facts, on, paysOn))
    for (const { on, facts, decisions } of days) found.push(...news(facts, decisions, on))
  }
  return found
}

/** A look in a simulation: the facts as they would be, and what is decided on them. */
export interface Lived {
  readonly on: Day
  readonly facts: DebtorFacts
  readonly decisions: readonly CaseDecision[]
}

/** Lives one debtor from look to look, before `until`. `world` says what has changed by a day. */
export function* lived(
  start: DebtorFacts,
  house: House,
  span: Pick<SimulateOptions, 'from' | 'until'>,
  world: (facts: DebtorFacts, on: Day) => DebtorFacts = (facts) => facts,
): Generator<Lived> {
  let facts = start
  let on = span.from
  while (on < span.until) {
    facts = world(facts, on)
    const decisions = decide(facts, { ...house, day: on })
    yield { on, facts, decisions }
    facts = assumeDone(facts, decisions, on)
    const looks = decisions.map((it) => it.nextLookOn).filter((look) => look !== undefined)
    if (looks.length === 0) break
    on = Math.max(on + 1, Math.min(...looks)) as Day
  }
}

// A due that is late already, and later than is usual for its debtor, counts as paid at once: what comes of it nobody can say.
function withoutPaid(facts: DebtorFacts, on: Day, paysOn: (dueOn: Day) => Day | undefined): DebtorFacts {
  const paid = (dueOn: Day) => {
    const day = paysOn(dueOn)
    return day !== undefined && day <= on
  }
  return {
    ...facts,
    cases: facts.cases.map((it) => ({
      ...it,
      claims: it.claims
        .map((claim): ClaimFacts => {
          const dues = claim.dues.map((due) => (paid(due.dueOn) ? { ...due, openMinor: 0 } : due))
          const openMinor = dues.reduce((sum, due) => sum + due.openMinor, 0)
          return openMinor === claim.openMinor
            ? claim
            : { ...claim, dues, openMinor, principalMinor: openMinor, paidMinor: claim.amountMinor - openMinor }
        })
        .filter((claim) => claim.openMinor > 0),
    })),
  }
}

/** What a decision brings that was not there already. */
function news(facts: DebtorFacts, decisions: readonly CaseDecision[], on: Day): Simulated[] {
  return decisions.flatMap(({ caseId, actions }) =>
    actions
      .filter(
        (action) =>
          action.kind === 'message' || (action.kind === 'task' && !waits(facts, caseId, action.task, action.stepId)),
      )
      .map((action) => ({ day: on, debtor: { no: facts.no, name: facts.name }, caseId, action })),
  )
}

function waits(facts: DebtorFacts, caseId: string, kind: string, stepId: string | undefined): boolean {
  const tasks = facts.cases.find((it) => it.caseId === caseId)?.tasks ?? []
  return tasks.some((task) => task.kind === kind && task.stepId === stepId && kind !== 'call')
}

/** What was said in the simulation, carried from day to day over facts that are read anew. */
interface Carried {
  readonly given: ReadonlyMap<string, readonly GivenFacts[]>
  readonly facts: DebtorFacts
}

// The past is read day by day as the ledger stood, and only for those with something to look at.
async function past(
  tx: Tx,
  workspace: Workspace,
  run: RunFacts,
  book: number,
  ids: readonly string[],
  options: SimulateOptions,
): Promise<Simulated[]> {
  const found: Simulated[] = []
  const carried = new Map<string, Carried>()
  const looks = new Map(ids.map((id) => [id, options.from]))
  for (let on = options.from; on < options.until; on = addDays(on, 1)) {
    const due = ids.filter((id) => looks.get(id)! <= on)
    if (due.length === 0) continue
    const day = { ...run, day: on }
    await breath()
    for (const read of await snapshot(tx, day, book, due)) {
      const facts = carry(read, carried.get(read.id))
      const decisions = decide(facts, houseOf(day, workspace))
      found.push(...news(facts, decisions, on))
      const after = assumeDone(facts, decisions, on)
      carried.set(read.id, { facts: after, given: givenOf(after, carried.get(read.id)?.given) })
      const next = decisions.map((it) => it.nextLookOn).filter((look) => look !== undefined)
      looks.set(read.id, next.length > 0 ? (Math.min(...next) as Day) : options.until)
    }
  }
  return found
}

// Facts of the ledger, words of the simulation: what was really sent then is not seen.
function carry(read: DebtorFacts, before: Carried | undefined): DebtorFacts {
  return {
    ...read,
    lastContactOn: before?.facts.lastContactOn,
    contacted: before?.facts.contacted ?? [],
    cases: read.cases.map((it) => {
      const then = before?.facts.cases.find((one) => one.caseId === it.caseId)
      return {
        ...it,
        drafts: [],
        crossed: [],
        cleared: undefined,
        lastSaid: undefined,
        tasks: then?.tasks ?? [],
        notes: then?.notes ?? [],
        lastStatementOn: then?.lastStatementOn,
        claims: it.claims.map((claim) => ({
          ...claim,
          dues: claim.dues.map((due) => ({ ...due, given: before?.given.get(`${claim.id}:${due.no}`) ?? [] })),
        })),
      }
    }),
  }
}

function givenOf(
  facts: DebtorFacts,
  before: ReadonlyMap<string, readonly GivenFacts[]> | undefined,
): ReadonlyMap<string, readonly GivenFacts[]> {
  const given = new Map(before)
  for (const it of facts.cases) {
    for (const claim of it.claims)
      for (const due of claim.dues) if (due.given.length > 0) given.set(`${claim.id}:${due.no}`, due.given)
  }
  return given
}
