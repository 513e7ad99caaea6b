// Messages that ask for nothing: a thank-you, the note for a payment that crossed a reminder, the monthly statement of account.

import { approvalOf, channelsOf } from './approval.ts'
import { flownReasons } from './autopilot.ts'
import { statementFirst } from './backlog.ts'
import { nextBusinessDay } from './calendar.ts'
import type { CaseFacts, MessageAction } from './case.ts'
import { addDays, addMonths, type Day, dayOf, dayText, monthOf, yearOf } from './day.ts'
import type { Standing } from './ladder.ts'
import { moneyText } from './money.ts'
import { policyOfCase, type Sheet, sumsOf } from './sheet.ts'

// A note about a payment is welcome for so many days.
const crossedFor = 10

/** A thank-you, or the note for a payment that crossed with a reminder. */
export function courtesy(one: CaseFacts, sheet: Sheet): MessageAction | undefined {
  const crossed = one.crossed.find((it) => sheet.house.day <= addDays(it.day, crossedFor))
  const policy = policyOfCase(one, sheet.house)
  const manner = policy.manner === 'familiar' ? 'personal-' : ''
  const base = {
    kind: 'message' as const,
    caseId: one.caseId,
    policyId: policy.id,
    policyVersion: policy.version,
    stage: 'before' as const,
    items: [],
    sums: {},
    channels: ['email' as const],
    approve: sheet.facts.handling === 'approve' ? 'This customer is handled with approval.' : undefined,
  }
  if (crossed) {
    return {
      ...base,
      stepId: 'crossed',
      templateId: `${manner}crossed`,
      occurrence: crossed.messageId,
      about: crossed,
      reasons: [
        { says: `Their payment of ${moneyText(crossed.amountMinor, crossed.currency)} crossed with our reminder.` },
      ],
    }
  }
  const cleared = one.cleared
  if (cleared?.reminded && policy.thankYou && sheet.house.day <= addDays(cleared.day, crossedFor)) {
    return {
      ...base,
      stepId: 'thank-you',
      templateId: `${manner}thank-you`,
      occurrence: cleared.paymentId,
      about: cleared,
      reasons: [
        {
          says: `All is paid with the ${moneyText(cleared.amountMinor, cleared.currency)} of ${dayText(cleared.day)}.`,
        },
      ],
    }
  }
  return undefined
}

/** The next day after `day` on which a statement is due. */
export function nextStatementDay(day: Day, dayOfMonth: number): Day {
  const at = dayOf(yearOf(day), monthOf(day), dayOfMonth)
  return at !== undefined && at > day ? at : addMonths(dayOf(yearOf(day), monthOf(day), 1)!, 1)
}

/** The statement of account that goes first to who was overdue already when the list came in: once, and seen by a person. */
export function firstStatement(one: CaseFacts, sheet: Sheet): MessageAction | undefined {
  const { facts, house } = sheet
  const mine = new Set(one.claims.map((it) => it.id))
  const hold = facts.holds.find(
    (it) =>
      it.cause === statementFirst &&
      it.claimId !== undefined &&
      mine.has(it.claimId) &&
      it.from <= house.day &&
      (it.until === undefined || it.until > house.day),
  )
  if (!hold || (one.lastStatementOn !== undefined && one.lastStatementOn >= hold.from)) return undefined
  const policy = policyOfCase(one, house)
  const items = one.claims
    .filter((claim) => claim.openMinor > 0 && !claim.elsewhere && claim.disputes.length === 0)
    .flatMap((claim) =>
      claim.dues
        .filter((due) => due.openMinor > 0)
        .map((due) => ({ claimId: claim.id, dueNo: due.no, openMinor: due.openMinor, named: true, fresh: false })),
    )
  if (items.length === 0) return undefined
  return {
    kind: 'message',
    caseId: one.caseId,
    policyId: policy.id,
    policyVersion: policy.version,
    stepId: 'statement-first',
    stage: 'statement',
    templateId: 'statement',
    items,
    sums: sumsOf(items, one),
    occurrence: dayText(hold.from),
    channels: ['email', 'letter'],
    approve: 'What was overdue when the list came in: each statement is seen before it goes.',
    reasons: [
      {
        says: `It was overdue when the list came in, and a statement of account goes first${hold.until === undefined ? '' : `; the ladder begins on ${dayText(hold.until)}`}.`,
      },
    ],
  }
}

export function statement(one: CaseFacts, standings: readonly Standing[], sheet: Sheet): MessageAction | undefined {
  const { house } = sheet
  const policy = policyOfCase(one, house)
  const step = policy.steps.find((it) => it.kind === 'statement')
  if (!step || standings.length === 0) return undefined
  const from = dayOf(yearOf(house.day), monthOf(house.day), step.days ?? 1)
  if (from === undefined || house.day < nextBusinessDay(sheet.calendar, from)) return undefined
  // An invoice of today needs no statement of today.
  if (!standings.some((it) => it.claim.issuedOn <= from)) return undefined
  const month = dayText(house.day).slice(0, 7)
  if (one.lastStatementOn !== undefined && dayText(one.lastStatementOn).slice(0, 7) === month) return undefined
  const items = standings.map((it) => ({
    claimId: it.claim.id,
    dueNo: it.due.no,
    openMinor: it.chasedMinor,
    named: true,
    fresh: false,
  }))
  const leave = approvalOf({ policyId: policy.id, step, items }, one, sheet)
  return {
    kind: 'message',
    caseId: one.caseId,
    policyId: policy.id,
    policyVersion: policy.version,
    stepId: step.id,
    stage: 'statement',
    templateId: step.template!,
    items,
    sums: sumsOf(items, one),
    occurrence: month,
    channels: channelsOf(step),
    ...leave,
    reasons: [{ says: `The statement of account for ${month}.` }, ...flownReasons(leave.autopilot)],
  }
}
