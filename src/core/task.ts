// What the day asks of a person: calls, and what is written by hand.

import { nextBusinessDay } from './calendar.ts'
import type { CaseFacts, TaskAction } from './case.ts'
import { addDays, type Day, dayText, noDay } from './day.ts'
import { ladderOf, nameOf, type Standing } from './ladder.ts'
import { stepKey } from './policy.ts'
import { leader, type Sheet } from './sheet.ts'

/** Calls that a step asks for, unless they were spoken or written to just now. */
export function chooseCalls(one: CaseFacts, standings: readonly Standing[], sheet: Sheet, looks: Day[]): TaskAction[] {
  const calls = standings.filter((it) => it.candidate?.step.kind === 'call' && it.claim.handling !== 'by_hand')
  const lead = [...calls].sort((a, b) => b.candidate!.index - a.candidate!.index || a.due.dueOn - b.due.dueOn)[0]
  if (!lead) return []
  const { day } = sheet.house
  const last = sheet.facts.lastContactOn
  const earliest = last === undefined ? day : addDays(last, Math.max(1, lead.policy.minDaysBetween))
  if (earliest > day || sheet.calendar.closedBecause(day)) {
    looks.push(nextBusinessDay(sheet.calendar, Math.max(earliest, day) as Day))
    return []
  }
  const step = lead.candidate!.step
  const same = calls.filter((it) => it.policy.id === lead.policy.id && it.candidate!.index === lead.candidate!.index)
  return [task(one, 'call', lead, same, `${nameOf(step)}: ${same.map((it) => it.claim.number).join(', ')}.`)]
}

/** Notes to the account manager of what the customer hears in two business days, one a case and step. */
export function announcements(
  one: CaseFacts,
  standings: readonly Standing[],
  sheet: Sheet,
  looks: Day[],
): TaskAction[] {
  const { facts, house, calendar } = sheet
  const wanted = standings.filter((it) => it.announce && it.claim.handling !== 'by_hand')
  const lead = [...wanted].sort((a, b) => a.due.dueOn - b.due.dueOn)[0]
  if (!lead?.announce) return []
  if (calendar.closedBecause(house.day)) {
    looks.push(nextBusinessDay(calendar, house.day))
    return []
  }
  const { step, on, occurrence } = lead.announce
  const same = wanted.filter((it) => it.policy.id === lead.policy.id && it.announce?.step.id === step.id)
  const numbers = same.map((it) => it.claim.number).join(', ')
  const what =
    step.kind === 'stop'
      ? `supply stops on ${dayText(on)} because of ${numbers}`
      : `a ${nameOf(step).toLowerCase()} about ${numbers} goes out on ${dayText(on)}`
  const says = `For ${facts.accountManager}: ${what}. Go on, or talk first?`
  return [
    {
      kind: 'task',
      task: 'manager_note',
      caseId: one.caseId,
      policyId: lead.policy.id,
      stepId: step.id,
      stage: step.stage,
      items: same.map((it) => ({ claimId: it.claim.id, dueNo: it.due.no })),
      occurrence: `${stepKey(lead.policy.id, step.id)}:${lead.claim.id}:${lead.due.no}:${occurrence}`,
      says,
      reasons: [{ says }],
    },
  ]
}

/** That supply is to be stopped, and to be resumed when all it was stopped for is paid. */
export function supply(one: CaseFacts, standings: readonly Standing[], sheet: Sheet, looks: Day[]): TaskAction[] {
  const { facts, house, calendar } = sheet
  const wanted = standings.filter((it) => it.candidate?.step.kind === 'stop')
  const lead = [...wanted].sort((a, b) => a.due.dueOn - b.due.dueOn)[0]
  const { stopped } = one
  const owed = (item: { claimId: string; dueNo: number }) =>
    one.claims.some(
      (claim) => claim.id === item.claimId && claim.dues.some((it) => it.no === item.dueNo && it.openMinor > 0),
    )
  const resume = stopped !== undefined && !lead && !stopped.items.some(owed)
  if (!lead && !resume) return []
  if (calendar.closedBecause(house.day)) {
    looks.push(nextBusinessDay(calendar, house.day))
    return []
  }
  if (lead) {
    const same = wanted.filter((it) => it.policy.id === lead.policy.id && it.candidate!.index === lead.candidate!.index)
    const numbers = same.map((it) => it.claim.number).join(', ')
    const says = `Stop supply to ${facts.name}: ${numbers}. Tell them and whoever delivers, then end this task.`
    return [task(one, 'stop_supply', lead, same, says)]
  }
  const says = `Resume supply to ${facts.name}: all that it was stopped for on ${dayText(stopped!.on)} is settled.`
  return [
    {
      kind: 'task',
      task: 'resume_supply',
      caseId: one.caseId,
      items: stopped!.items,
      occurrence: dayText(stopped!.on),
      says,
      reasons: [{ says }],
    },
  ]
}

// A question about a date is waited for so many days.
const dateWaits = 14

/** Dues without a day whose ladder does not ask for one, or asked and heard nothing: a person agrees it. What law asks is not said. */
export function agreeDates(one: CaseFacts, standings: readonly Standing[], sheet: Sheet, looks: Day[]): TaskAction[] {
  const { facts, house, calendar } = sheet
  return standings.flatMap((it): TaskAction[] => {
    if (it.due.dueOn !== noDay) return []
    const ids = ladderOf(it.policy).flatMap((step) => (step.after === 'issue' ? [step.id] : []))
    const asked = it.due.given.filter((given) => ids.includes(given.stepId)).at(-1)
    if (ids.length > 0 && !asked && facts.handling !== 'by_hand') return []
    const from = asked ? addDays(asked.on, dateWaits) : house.day
    const on = nextBusinessDay(calendar, Math.max(from, house.day) as Day)
    if (on > house.day) {
      looks.push(on)
      return []
    }
    const item = { claimId: it.claim.id, dueNo: it.due.no }
    if (one.tasks.some((task) => task.kind === 'agree_date' && task.items.some((its) => its.claimId === item.claimId)))
      return []
    const heard = asked
      ? `they were asked on ${dayText(asked.on)} and no day was entered`
      : 'nothing falls due before it'
    const says = `Agree a date with ${facts.name} for ${it.claim.number}: ${heard}. Some places ask for notice of a loan without a term; look it up.`
    return [
      {
        kind: 'task',
        task: 'agree_date',
        caseId: one.caseId,
        items: [item],
        occurrence: `${it.claim.id}:${it.due.no}:${asked ? dayText(asked.on) : 'unasked'}`,
        says,
        reasons: [{ says }],
      },
    ]
  })
}

/** What a person would do where nothing is sent by itself. */
export function byHand(one: CaseFacts, standings: readonly Standing[], sheet: Sheet, looks: Day[]): TaskAction[] {
  if (sheet.calendar.closedBecause(sheet.house.day)) {
    looks.push(nextBusinessDay(sheet.calendar, sheet.house.day))
    return []
  }
  const lead = leader(
    standings.filter(
      (it) => it.candidate && it.candidate.step.kind !== 'stop' && !one.tasks.some((open) => covers(open, it)),
    ),
  )
  if (!lead?.candidate) return []
  return [
    task(
      one,
      'write',
      lead,
      [lead],
      `By hand: the ${nameOf(lead.candidate.step).toLowerCase()} for ${lead.claim.number} would be due.`,
    ),
  ]
}

function covers(open: CaseFacts['tasks'][number], it: Standing): boolean {
  return (
    open.stepId === it.candidate?.step.id &&
    open.items.some((item) => item.claimId === it.claim.id && item.dueNo === it.due.no)
  )
}

function task(
  one: CaseFacts,
  kind: TaskAction['task'],
  lead: Standing,
  same: readonly Standing[],
  says: string,
): TaskAction {
  const step = lead.candidate!.step
  return {
    kind: 'task',
    task: kind,
    caseId: one.caseId,
    policyId: lead.policy.id,
    stepId: step.id,
    stage: step.stage,
    items: same.map((it) => ({ claimId: it.claim.id, dueNo: it.due.no })),
    occurrence: `${stepKey(lead.policy.id, step.id)}:${lead.claim.id}:${lead.due.no}`,
    says,
    reasons: [
      { says: `${lead.claim.number}, due ${dayText(lead.due.dueOn)}, has come to its ${nameOf(step).toLowerCase()}.` },
    ],
  }
}
