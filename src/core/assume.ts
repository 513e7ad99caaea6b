// Looks ahead: the facts as they would be had a decision been carried out and nothing else happened. The next decision on
// them says what comes next if nobody pays or answers.

import type { CaseDecision, CaseFacts, DebtorFacts, MessageAction, TaskAction } from './case.ts'
import type { Day } from './day.ts'
import type { Contact } from './frequency.ts'
import type { Told } from './told.ts'

/** The facts after `decisions` of `day` were carried out: messages given, calls waiting to be made. */
export function assumeDone(facts: DebtorFacts, decisions: readonly CaseDecision[], day: Day): DebtorFacts {
  const spoke = decisions.some((it) => it.actions.some((action) => action.kind === 'message'))
  return {
    ...facts,
    lastContactOn: spoke ? day : facts.lastContactOn,
    contacted: facts.contacted && [...facts.contacted, ...decisions.flatMap((it) => contacts(facts, it, day))],
    told: [...(facts.told ?? []), ...noticesGiven(decisions, day)],
    cases: facts.cases.map((it) => {
      const decision = decisions.find((one) => one.caseId === it.caseId)
      return decision ? after(it, decision, day) : it
    }),
  }
}

// The limits of the law count them in the days that follow.
function contacts(facts: DebtorFacts, decision: CaseDecision, day: Day): Contact[] {
  return decision.actions.flatMap((action) => {
    if (action.kind !== 'message') return []
    const claims = [...new Set(action.items.map((item) => item.claimId))]
    return {
      id: `${decision.caseId}:${action.stepId}:${day}`,
      day,
      medium: action.channels[0] ?? 'letter',
      direction: 'out' as const,
      person: facts.id,
      result: 'sent' as const,
      claims,
      discussed: claims,
    }
  })
}

function noticesGiven(decisions: readonly CaseDecision[], day: Day): Told[] {
  return decisions
    .flatMap((it) => it.actions)
    .flatMap((action) => {
      if (action.kind !== 'message' || !action.notice) return []
      const { notice } = action
      const claims = [...new Set(action.items.filter((item) => item.fresh).map((item) => item.claimId))]
      return claims.map((claim): Told => ({ kind: 'notice', id: `${notice}:${claim}`, on: day, claim, notice }))
    })
}

function after(it: CaseFacts, decision: CaseDecision, day: Day): CaseFacts {
  const messages = decision.actions.filter((action): action is MessageAction => action.kind === 'message')
  const tasks = decision.actions.filter((action): action is TaskAction => action.kind === 'task')
  return {
    ...it,
    drafts: [],
    crossed: [],
    cleared: undefined,
    promises: it.promises.filter(
      (promise) => !decision.actions.some((one) => one.kind === 'promise' && one.promiseId === promise.id),
    ),
    stopped: tasks.some((one) => one.task === 'resume_supply') ? undefined : it.stopped,
    lastStatementOn: messages.some((one) => one.stage === 'statement') ? day : it.lastStatementOn,
    notes: [
      ...it.notes,
      ...tasks
        .filter((one) => one.task === 'manager_note')
        .flatMap((one) =>
          one.items.map((item) => ({
            policyId: one.policyId!,
            stepId: one.stepId!,
            claimId: item.claimId,
            dueNo: item.dueNo,
            on: day,
          })),
        ),
    ],
    tasks: [
      ...it.tasks,
      ...tasks.map((one) => ({
        id: `${one.task}:${one.occurrence}`,
        kind: one.task,
        policyId: one.policyId,
        stepId: one.stepId,
        day,
        items: one.items,
      })),
    ],
    claims: it.claims.map((claim) => ({
      ...claim,
      dues: claim.dues.map((due) => ({
        ...due,
        given: [
          ...due.given,
          ...messages
            .filter((one) => one.items.some((item) => item.named && item.claimId === claim.id && item.dueNo === due.no))
            .map((one) => ({
              policyId: one.policyId,
              stepId: one.stepId,
              stage: one.stage,
              kind: 'message' as const,
              on: day,
              payBy: one.payBy,
            })),
        ],
      })),
    })),
  }
}
