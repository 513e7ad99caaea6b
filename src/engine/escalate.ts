// A person lets the next step of a case come now instead of on its own day: what that brings, the decision, and its undoing. What the
// law asks, the days between two contacts, the time that was given to pay and who must approve it hold as they always do.

import type { Action, CaseFacts, DebtorFacts, House, Reason } from '../core/case.ts'
import { addDays, type Day, dayText } from '../core/day.ts'
import { ladderOf, nameOf } from '../core/ladder.ts'
import type { Step } from '../core/policy.ts'
import { problem } from '../core/problem.ts'
import type { InCase } from '../store/answer.ts'
import type { Tx } from '../store/db.ts'
import type { DebtorRow } from '../store/debtor.ts'
import { addEscalation } from '../store/escalation.ts'
import { lockDebtors } from '../store/record.ts'
import { runFacts, snapshot } from '../store/snapshot.ts'
import type { Workspace } from '../store/workspace.ts'
import { houseOf } from './run.ts'
import { lived } from './simulate.ts'

export interface Escalatable {
  readonly caseId: string
  readonly policyId: string
  readonly step: Step
  readonly name: string
  readonly items: readonly { readonly claimId: string; readonly dueNo: number }[]
  /** The claims' numbers. */
  readonly claims: readonly string[]
  /** When it comes by itself, and when at the earliest once it is escalated. */
  readonly on: Day
  readonly sooner: Day
  /** What it waits for until then, where that is not today. */
  readonly waits: readonly Reason[]
}

const daysAhead = 120

/** What can be escalated today; undefined where nothing overdue has a step to come, or it comes today anyway. */
export async function escalatable(
  tx: Tx,
  workspace: Workspace,
  found: DebtorRow,
  day: Day,
): Promise<Escalatable | undefined> {
  const run = await runFacts(tx, workspace, day)
  const [debtor] = await snapshot(tx, run, found.book, [found.id])
  if (!debtor) return undefined
  const house = houseOf(run, workspace)
  const next = firstStep(debtor, house)
  if (!next || next.on === day) return undefined
  const { caseId, step, policyId } = next
  const of = debtor.cases.find((it) => it.caseId === caseId)!
  const overdue = (item: { claimId: string; dueNo: number }) =>
    of.claims.some((it) => it.id === item.claimId && it.dues.some((due) => due.no === item.dueNo && due.dueOn < day))
  const items = next.items.filter(overdue).map(({ claimId, dueNo }) => ({ claimId, dueNo }))
  if (items.length === 0) return undefined
  const also = items.map((item) => ({ ...item, policyId, stepId: step.id, on: day }))
  const escalations = [...(of.escalations ?? []), ...also]
  const cases = debtor.cases.map((it): CaseFacts => (it === of ? { ...it, escalations } : it))
  const then = firstStep({ ...debtor, cases }, house, step)
  const numbers = new Map(of.claims.map((it) => [it.id, it.number]))
  return {
    ...{ caseId, policyId, step, items },
    name: nameOf(step),
    claims: [...new Set(items.map((it) => numbers.get(it.claimId)!))],
    on: next.on,
    sooner: then?.on ?? next.on,
    waits: then && then.on > day ? then.waits.filter((it) => it.rule !== 'policy.escalated') : [],
  }
}

interface Coming {
  readonly on: Day
  readonly caseId: string
  readonly policyId: string
  readonly step: Step
  readonly items: readonly { claimId: string; dueNo: number }[]
  readonly waits: readonly Reason[]
}

/** The first step of a ladder that comes after a due day, or the first time that one comes, if nobody pays or answers. */
function firstStep(debtor: DebtorFacts, house: House, wanted?: Step): Coming | undefined {
  const waits = new Map<string, readonly Reason[]>()
  for (const { on, decisions } of lived(debtor, house, { from: house.day, until: addDays(house.day, daysAhead) })) {
    for (const { caseId, actions } of decisions) {
      if (on === house.day) waits.set(caseId, actions.find((it) => it.kind === 'nothing')?.reasons ?? [])
      for (const action of actions) {
        const its = stepOf(action, house)
        if (its && (!wanted || its.step.id === wanted.id)) return { ...its, on, caseId, waits: waits.get(caseId) ?? [] }
      }
    }
  }
  return undefined
}

function stepOf(action: Action, house: House): Pick<Coming, 'policyId' | 'step' | 'items'> | undefined {
  const asked = action.kind === 'task' && (action.task === 'call' || action.task === 'stop_supply')
  if (action.kind !== 'message' && !asked) return undefined
  const { policyId, stepId } = action
  const policy = policyId === undefined ? undefined : house.policies.get(policyId)
  const step = policy && ladderOf(policy).find((it) => it.id === stepId)
  if (!policy || !step || step.stage === 'before' || step.after === 'issue') return undefined
  // Of a message only what newly comes to this step: the rest stands in its table.
  const items = action.kind === 'message' ? action.items.filter((it) => it.fresh) : action.items
  return { policyId: policy.id, step, items }
}

/**
 * Lets the next step come from today on.
 *
 * @param expected the step that the person saw, by its id.
 * @throws Problem `escalation.none` or `escalation.waits` where nothing can come sooner, `escalation.changed` where another step is next by now.
 */
export async function escalate(
  tx: Tx,
  workspace: Workspace,
  found: DebtorRow,
  it: { readonly expected?: string; readonly because?: string; readonly on: Day },
): Promise<{ id: string; book: number; what: Escalatable }> {
  await lockDebtors(tx, found.book, [found.id])
  const what = await escalatable(tx, workspace, found, it.on)
  if (!what)
    throw problem(
      'escalation.none',
      'Nothing here can come sooner: nothing overdue has a step to come, or it comes today.',
      'Look at what happens next and why on the page of the case.',
    )
  if (it.expected !== undefined && it.expected !== what.step.id)
    throw problem(
      'escalation.changed',
      `The next step is the ${what.name.toLowerCase()} by now.`,
      'Look at the case again, then decide.',
    )
  const { caseId, policyId, step, items, name, claims } = what
  if (what.sooner >= what.on)
    throw problem(
      'escalation.waits',
      `The ${name.toLowerCase()} cannot come before ${dayText(what.on)}.`,
      'What it waits for stands on the page of the case; you can always write or call.',
    )
  const debtor: InCase = { book: found.book, id: found.id, caseId }
  const says = `${name} for ${claims.join(', ')}, before its day.`
  const { because, on } = it
  const key = await addEscalation(tx, debtor, {
    ...{ policyId, stepId: step.id, stage: step.stage, says, items, on },
    ...(because !== undefined && { because }),
  })
  return { ...key, what }
}
