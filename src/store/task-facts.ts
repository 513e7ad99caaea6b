// What tasks tell a decision: those that are open, and whether supply was stopped and not resumed.

import type { CaseFacts, NoteFacts, TaskFacts } from '../core/case.ts'
import type { Day } from '../core/day.ts'

/** What supply was stopped for last, unless somebody was asked to resume it since. */
export function stoppedOf(
  found: readonly { kind: string; day: Day; stopped_on: Day | null; claim_id: string; due_no: number }[],
): CaseFacts['stopped'] {
  const stops = found.flatMap(({ stopped_on: on, ...it }) => (on === null ? [] : [{ ...it, on }]))
  if (stops.length === 0) return undefined
  const on = Math.max(...stops.map((it) => it.on)) as Day
  if (found.some((it) => it.kind === 'resume_supply' && it.day >= on)) return undefined
  return { on, items: stops.map((it) => ({ claimId: it.claim_id, dueNo: it.due_no })) }
}

interface AboutStep {
  readonly kind: string
  readonly policy_id: string
  readonly step_id: string
  readonly claim_id: string
  readonly due_no: number
  readonly day: Day
  readonly outcome: string | null
}

/** What was asked or said of steps, due by due. */
export function aboutSteps(found: readonly AboutStep[] | undefined, kind: string): NoteFacts[] {
  return (found ?? [])
    .filter((it) => it.kind === kind)
    .map((it) => ({
      policyId: it.policy_id,
      stepId: it.step_id,
      claimId: it.claim_id,
      dueNo: it.due_no,
      on: it.day,
      outcome: it.outcome ?? undefined,
    }))
}

export interface TaskSql {
  id: string
  case_id: string
  kind: string
  policy_id: string | null
  step_id: string | null
  day: Day
  claim_id: string | null
  due_no: number | null
}

export function tasksOf(found: readonly TaskSql[]): TaskFacts[] {
  return [...Map.groupBy(found, (it) => it.id).values()].map((some) => ({
    id: some[0]!.id,
    kind: some[0]!.kind,
    policyId: some[0]!.policy_id ?? undefined,
    stepId: some[0]!.step_id ?? undefined,
    day: some[0]!.day,
    items: some.flatMap((it) => (it.claim_id ? [{ claimId: it.claim_id, dueNo: it.due_no! }] : [])),
  }))
}
