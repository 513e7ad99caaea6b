// One case as a person reads it: who they are, what they owe, where on the ladder, what comes next and why, what the gate says now,
// and what is open. Read and worked out, nothing written.

import type { CaseFacts, ClaimFacts, DebtorFacts, House } from '../core/case.ts'
import { type Day, type Moment, momentText, noDay } from '../core/day.ts'
import type { Habits } from '../core/habits.ts'
import { ladderOf, nameOf } from '../core/ladder.ts'
import type { Medium } from '../core/law.ts'
import type { Policy, Stage, Step } from '../core/policy.ts'
import { zonesOf } from '../rules/place.ts'
import type { Tx } from '../store/db.ts'
import type { DebtorRow } from '../store/debtor.ts'
import { runFacts } from '../store/snapshot.ts'
import type { Workspace } from '../store/workspace.ts'
import { habitsAlone } from './behaviour.ts'
import { callWindow, type May, mayNow, type Window } from './may.ts'
import { type Outlook, outlookIn } from './preview.ts'
import { houseOf } from './run.ts'

export interface Owed {
  readonly currency: string
  readonly openMinor: number
  readonly overdueMinor: number
  readonly onAccountMinor: number
  /** Of the oldest due that is late. */
  readonly daysLate: number
}

export interface LadderStep {
  readonly id: string
  readonly name: string
  readonly stage: Stage
  readonly kind: Step['kind']
  /** `passed`: further steps were given, this one was left out. */
  readonly state: 'given' | 'passed' | 'next' | 'ahead'
  readonly on?: Day
}

export interface Ladder {
  readonly policyId: string
  readonly name: string
  readonly claims: readonly string[]
  readonly steps: readonly LadderStep[]
}

export interface CasePage {
  readonly debtor: DebtorFacts
  readonly habits: Habits
  readonly view: Outlook
  readonly owed: readonly Owed[]
  readonly ladders: readonly Ladder[]
  readonly zone: string
  readonly theirTime: string
  readonly calls?: Window
  readonly may: Readonly<Record<'phone' | 'email' | 'letter', May>>
  /** By the id of the address. */
  readonly mayAt: ReadonlyMap<string, May>
}

export async function casePage(
  tx: Tx,
  workspace: Workspace,
  found: DebtorRow,
  it: { readonly day: Day; readonly now: Moment },
): Promise<CasePage> {
  const run = await runFacts(tx, workspace, it.day)
  const view = await outlookIn(tx, workspace, run, found)
  const house = houseOf(run, workspace)
  const { debtor } = view
  const one = debtor.cases.find((each) => each.claims.length > 0) ?? debtor.cases[0]!
  const zone = debtor.zone ?? zonesOf(debtor.country, debtor.region)[0] ?? workspace.zone
  const at = it.now
  const phone = debtor.contacts.flatMap((each) => each.addresses).find((each) => each.channel === 'phone')
  const ways = ['phone', 'email', 'letter'] as const
  return {
    debtor,
    habits: await habitsAlone(tx, found, it.day),
    view,
    owed: owedOf(debtor, it.day),
    ladders: laddersOf(view, run.policies, it.day),
    zone,
    theirTime: momentText(at, zone),
    ...(phone && { calls: callWindow(house, debtor, one, { at, zone, address: phone.address }) }),
    may: Object.fromEntries(
      ways.map((medium) => [medium, mayNow(house, debtor, one, { medium, at })]),
    ) as CasePage['may'],
    mayAt: mayAtEach(house, debtor, one, at),
  }
}

const mediumOf: Readonly<Record<'email' | 'phone' | 'post', Medium>> = {
  email: 'email',
  phone: 'phone',
  post: 'letter',
}

function mayAtEach(house: House, debtor: DebtorFacts, one: CaseFacts, at: Moment): Map<string, May> {
  const all = debtor.contacts.flatMap((each) => each.addresses)
  return new Map(
    all.map((it) => [it.id, mayNow(house, debtor, one, { medium: mediumOf[it.channel], address: it.address, at })]),
  )
}

/** Sums per currency, never added. */
function owedOf(debtor: DebtorFacts, day: Day): Owed[] {
  const claims = debtor.cases.flatMap((it) => it.claims)
  const account = debtor.cases.flatMap((it) => it.onAccount)
  const currencies = [...new Set([...claims, ...account].map((it) => it.currency))].sort()
  return currencies.map((currency) => {
    const own = claims.filter((it) => it.currency === currency)
    const late = own.flatMap((it) => it.dues).filter((due) => due.openMinor > 0 && due.dueOn < day)
    return {
      currency,
      openMinor: own.reduce((sum, it) => sum + it.openMinor, 0),
      overdueMinor: late.reduce((sum, due) => sum + due.openMinor, 0),
      onAccountMinor: account.filter((it) => it.currency === currency).reduce((sum, it) => sum + it.amountMinor, 0),
      daysLate: late.reduce((most, due) => Math.max(most, day - due.dueOn), 0),
    }
  })
}

function laddersOf(view: Outlook, policies: ReadonlyMap<string, Policy>, day: Day): Ladder[] {
  const found: Ladder[] = []
  for (const one of view.debtor.cases) {
    const open = one.claims.filter((claim) => claim.openMinor > 0)
    for (const [policyId, claims] of Map.groupBy(open, (claim) => claim.policyId)) {
      const policy = policies.get(policyId)
      if (policy) found.push(ladderFor(policy, claims, view, one, day))
    }
  }
  return found
}

// The line of what was said and what is to come; steps that only ask for a day stand on it where there is a claim without one.
function ladderFor(policy: Policy, claims: readonly ClaimFacts[], view: Outlook, one: CaseFacts, day: Day): Ladder {
  const dues = claims.flatMap((claim) => claim.dues.filter((due) => due.openMinor > 0))
  const undated = dues.some((due) => due.dueOn === noDay)
  const steps = ladderOf(policy).filter((step) => step.after !== 'issue' || undated)
  const given = steps.map((step) => lastOn(dues, policy.id, step.id))
  const furthest = given.findLastIndex((on) => on !== undefined)
  const now = view.today.flatMap((it) => it.actions.map((action) => ({ day, caseId: it.caseId, action })))
  const ahead = [...now, ...view.ahead].filter((it) => it.caseId === one.caseId)
  let next = false
  return {
    policyId: policy.id,
    name: policy.name,
    claims: claims.map((claim) => claim.number),
    steps: steps.map((step, index) => {
      const base = { id: step.id, name: nameOf(step), stage: step.stage, kind: step.kind }
      const on = given[index]
      if (on !== undefined) return { ...base, state: 'given', on }
      if (index < furthest) return { ...base, state: 'passed' }
      const comes = ahead.find(
        ({ action }) => 'stepId' in action && action.stepId === step.id && action.policyId === policy.id,
      )
      if (comes && !next) {
        next = true
        return { ...base, state: 'next', on: comes.day }
      }
      return { ...base, state: 'ahead', ...(comes && { on: comes.day }) }
    }),
  }
}

function lastOn(dues: readonly ClaimFacts['dues'][number][], policyId: string, stepId: string): Day | undefined {
  const days = dues.flatMap((due) =>
    due.given.filter((it) => it.policyId === policyId && it.stepId === stepId).map((it) => it.on),
  )
  return days.length > 0 ? (Math.max(...days) as Day) : undefined
}
