// The message of the day, if any: the leading due's step, or another's in a tone that does not fall back, or a courtesy, or the
// monthly statement. Everything a person should hear is in one message.

import { approvalOf, channelsOf } from './approval.ts'
import { flownReasons } from './autopilot.ts'
import { addBusinessDays, type Calendar, nextBusinessDay } from './calendar.ts'
import type { CaseFacts, Item, MessageAction, Reason } from './case.ts'
import { courtesy, firstStatement, statement } from './courtesy.ts'
import { addDays, type Day, dayText, noDay } from './day.ts'
import { ladderOf, nameOf, type Standing } from './ladder.ts'
import { rank, type Step } from './policy.ts'
import { leader, type Sheet, sumsOf } from './sheet.ts'
import { verification } from './verification.ts'

export function chooseMessage(
  one: CaseFacts,
  standings: readonly Standing[],
  sheet: Sheet,
  why: Reason[],
  looks: Day[],
): MessageAction | undefined {
  const { facts, house } = sheet
  const { day } = house
  const wanted =
    verification(one, sheet) ??
    reminder(one, standings, sheet, why) ??
    firstStatement(one, sheet) ??
    courtesy(one, sheet) ??
    statement(one, standings, sheet)
  for (const it of standings) why.push(...it.reasons)
  if (!wanted) return undefined
  const policy = house.policies.get(wanted.policyId)!
  const closed = sheet.calendar.closedBecause(day)
  // A thank-you or an apology needs no distance from a reminder.
  const apart = wanted.items.length === 0 || wanted.answers ? 1 : Math.max(1, policy.minDaysBetween)
  const earliest = facts.lastContactOn === undefined ? day : addDays(facts.lastContactOn, apart)
  let until: Day | undefined
  let says: string | undefined
  // Who is being talked with is not written to by a program; a statement or a thank-you asks for nothing.
  const asks = wanted.items.length > 0 && wanted.stage !== 'statement' && !wanted.answers
  const quiet =
    asks && facts.lastTalkOn !== undefined
      ? addBusinessDays(sheet.calendar, facts.lastTalkOn, policy.quietAfterTalk)
      : day
  if (sheet.taken || facts.lastContactOn === day) {
    until = addDays(day, 1)
    says = 'one message a day is enough for one person'
  } else if (earliest > day) {
    until = earliest
    says = `the last contact was on ${dayText(facts.lastContactOn!)}, and there are at least ${apart} days between two`
  } else if (quiet > day) {
    until = quiet
    says = `a person spoke on ${dayText(facts.lastTalkOn!)}, and the ladder rests ${policy.quietAfterTalk} business days after that`
  } else if (closed) {
    until = nextBusinessDay(sheet.calendar, day)
    says = `${dayText(day)} is no business day where they are (${closed})`
  }
  if (says) {
    why.unshift({ says: `The ${nameFor(wanted)} waits: ${says}.` })
    if (until !== undefined) looks.push(until)
    return undefined
  }
  const draft = one.drafts.find(
    (it) => (it.runDay === day || it.attempted) && it.stepId === wanted.stepId && it.policyId === wanted.policyId,
  )
  return draft ? { ...wanted, keep: draft.messageId } : wanted
}

function nameFor(action: MessageAction): string {
  if (action.answers) return 'answer'
  return nameOf({ stage: action.stage, kind: 'message', notice: action.notice }).toLowerCase()
}

/** The reminder of the day, if any: the leading due's step, or another's raised to a tone that does not fall back. */
function reminder(
  one: CaseFacts,
  standings: readonly Standing[],
  sheet: Sheet,
  why: Reason[],
): MessageAction | undefined {
  const lead = leader(standings)
  if (!lead) return undefined
  const { facts } = sheet
  const { day } = sheet.house
  const policy = lead.policy
  const ladder = ladderOf(policy)
  const mine = standings.filter((it) => it.policy.id === policy.id && it.claim.handling !== 'by_hand')
  const wanting = mine.filter((it) => it.candidate?.step.kind === 'message' && (it.overdue || !lead.overdue))
  if (wanting.length === 0) return undefined
  const reasons: Reason[] = []
  let index = -1
  if (wanting.includes(lead)) {
    index = lead.candidate!.index
    reasons.push({
      says: `${lead.claim.number}, ${lateness(lead, day)}, leads: ${nameOf(ladder[index]!).toLowerCase()} is its next step.`,
    })
  } else {
    index = Math.max(...wanting.map((it) => it.candidate!.index))
    const first = wanting.find((it) => it.candidate!.index === index)!
    reasons.push({
      says: `${first.claim.number}, ${lateness(first, day)}, has come to its ${nameOf(ladder[index]!).toLowerCase()}.`,
    })
  }
  reasons.push(...lead.reasons)
  const raised = floorOf(one, lead, standings, ladder, day)
  // A notice is said as it is: nothing takes its place.
  if (raised > index && lead.overdue && !ladder[index]!.notice) {
    index = raised
    reasons.push({
      says: `The tone does not fall back while anything stays overdue: it goes out as ${nameOf(ladder[index]!).toLowerCase()}.`,
    })
  }
  const step = ladder[index]!
  const severe = rank(step.stage) >= rank('final')
  const items: Item[] = []
  for (const it of standings) {
    if (step.stage !== 'before' && !it.overdue) continue
    if (step.stage === 'before' && it.candidate?.step.id !== step.id) continue
    // What a notice locks stands under nothing but that notice, and not in the table either.
    if (it.lockedFrom >= 0 && it.policy.id === policy.id && index >= it.lockedFrom) continue
    if (step.notice && it.position >= index) continue
    const fits =
      it.policy.id === policy.id &&
      it.claim.handling !== 'by_hand' &&
      (!severe || it.reminded || step.notice !== undefined)
    items.push({
      claimId: it.claim.id,
      dueNo: it.due.no,
      openMinor: it.chasedMinor,
      named: fits,
      fresh: fits && it.position < index,
    })
  }
  if (!items.some((item) => item.fresh)) {
    why.push({ says: `Nothing may stand under the ${nameOf(step).toLowerCase()}: no claim has had a reminder.` })
    return undefined
  }
  const printOnly =
    step.stage === 'demand' &&
    !ladder.some((it) => it.notice) &&
    (facts.kind === 'consumer' || facts.kind === 'sole_trader')
      ? 'The notice that their place asks for is not built yet: have this checked, print it and send it yourself.'
      : undefined
  const leave = approvalOf({ policyId: policy.id, step, items }, one, sheet)
  reasons.push(...flownReasons(leave.autopilot))
  return {
    kind: 'message',
    caseId: one.caseId,
    reasons,
    policyId: policy.id,
    policyVersion: policy.version,
    stepId: step.id,
    stage: step.stage,
    templateId: step.template!,
    notice: step.notice,
    items,
    sums: sumsOf(items, one),
    payBy: payByOf(step, day, sheet.calendar),
    ...leave,
    occurrence: dayText(day),
    channels: printOnly ? ['letter'] : channelsOf(step),
    printOnly,
  }
}

// The mildest step that a reminder may be, so that a new claim does not sound gentler than what they heard last week: never
// more than the last reminder before the firm letter, because a claim that had no reminder cannot start there.
function floorOf(
  one: CaseFacts,
  lead: Standing,
  standings: readonly Standing[],
  ladder: readonly Step[],
  day: Day,
): number {
  const said = one.claims.flatMap((claim) =>
    claim.openMinor > 0
      ? claim.dues.filter((due) => due.openMinor > 0 && due.dueOn < day).flatMap((due) => due.given)
      : [],
  )
  let severity = Math.max(-1, ...said.filter((given) => given.kind === 'message').map((given) => rank(given.stage)))
  const oldest = Math.min(...standings.filter((it) => it.overdue).map((it) => it.due.dueOn))
  // Paid in the meantime, but something was overdue all along.
  if (one.lastSaid && oldest <= Math.max(one.lastSaid.on, one.lastPaidOn ?? one.lastSaid.on))
    severity = Math.max(severity, rank(one.lastSaid.stage))
  const cap = ladder.findLastIndex((step) => step.kind === 'message' && rank(step.stage) < rank('firm'))
  const mild = (step: Step) => step.kind === 'message' && step.stage !== 'before' && rank(step.stage) <= severity
  const hardest = Math.max(-1, ...ladder.filter(mild).map((step) => rank(step.stage)))
  // A ladder may say several things in one tone: what is repeated is the first of them, not the last.
  const floor = ladder.findIndex((step) => mild(step) && rank(step.stage) === hardest)
  return lead.overdue ? Math.min(floor, cap) : -1
}

function lateness(it: Standing, day: Day): string {
  if (it.due.dueOn === noDay) return 'without a due day'
  const late = day - it.due.dueOn
  return late > 0 ? `${late} day${late === 1 ? '' : 's'} late` : `due ${dayText(it.due.dueOn)}`
}

/** The day a message of this step, given on `day`, asks to be paid by. */
export function payByOf(step: Step, day: Day, calendar: Calendar): Day | undefined {
  if (!step.payBy) return undefined
  return step.payBy.businessDays !== undefined
    ? addBusinessDays(calendar, day, step.payBy.businessDays)
    : addDays(day, step.payBy.days ?? 0)
}
