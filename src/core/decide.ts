// The heart of the house: what to do about every case of one debtor on a day, and why. Pure: the run, the preview, "explain",
// the gate at release and the tests call this same function. It knows no clock, no database and no words.

import { onAccount } from './account.ts'
import { addBusinessDays, type Calendar, nextBusinessDay } from './calendar.ts'
import type {
  Action,
  CaseDecision,
  CaseFacts,
  ClaimFacts,
  DebtorFacts,
  House,
  Item,
  MessageAction,
  Reason,
  TaskAction,
} from './case.ts'
import { addDays, addMonths, type Day, dayOf, dayText, monthOf, yearOf } from './day.ts'
import { chasedOf, heldBecause } from './hold.ts'
import { ladderOf, nameOf, type Place, type Standing, standing } from './ladder.ts'
import { moneyText } from './money.ts'
import { type Policy, rank, type Step, stepKey } from './policy.ts'

/** How many business days a promise is waited for after its day. */
export const promiseGrace = 2
// No overdue case goes longer than this without a look, whatever else was decided.
const longestWithoutLook = 30
const crossedFor = 10

interface Sheet {
  readonly facts: DebtorFacts
  readonly house: House
  readonly calendar: Calendar
  /** One message a day: set as soon as one case of this debtor has taken the day. */
  taken: boolean
}

/** Decides all cases of a debtor together, because limits are per person. */
export function decide(facts: DebtorFacts, house: House): CaseDecision[] {
  const sheet: Sheet = { facts, house, calendar: house.calendarOf(facts.country, facts.region), taken: false }
  return facts.cases.map((one) => decideCase(one, sheet))
}

function decideCase(one: CaseFacts, sheet: Sheet): CaseDecision {
  const { house, facts } = sheet
  const day = house.day
  const actions: Action[] = []
  const why: Reason[] = []
  const looks: Day[] = []

  const promised = judgePromises(one, sheet, actions, looks)
  const rests = writeOffRests(one, house, actions)
  const open = one.claims.filter((claim) => claim.openMinor > 0 && !rests.has(claim.id))
  const standings = stand(one, open, promised, sheet, why, looks)

  const by = facts.handling === 'by_hand'
  const stopped = moneyFirst(one, standings, actions, why)
  const message = by || stopped ? undefined : chooseMessage(one, standings, sheet, why, looks)
  if (message) {
    sheet.taken = true
    actions.push(message)
  }
  if (!by && !stopped && !message) actions.push(...chooseCalls(one, standings, sheet, looks))
  if (by) actions.push(...byHand(one, standings, sheet, looks))

  const drafts = one.drafts.map((draft) => ({
    draft,
    kept: message?.keep === draft.messageId,
  }))
  const overtaken = drafts
    .filter(({ kept }) => !kept)
    .map(({ draft }) => ({
      messageId: draft.messageId,
      because:
        message && message.stepId === draft.stepId
          ? 'redrawn with the facts of the day'
          : (why[0]?.says ?? (message ? 'another step has come' : 'there is nothing to say any more')),
    }))
  if (message) looks.push(addDays(day, 1))
  const monthly = policyOfCase(one, house).steps.find((step) => step.kind === 'statement')
  if (monthly && open.length > 0) looks.push(nextStatementDay(day, monthly.days ?? 1))
  if (open.length > 0) looks.push(addDays(day, longestWithoutLook))
  if (one.nextFactOn !== undefined) looks.push(one.nextFactOn)
  if (actions.length === 0) {
    actions.push({ kind: 'nothing', caseId: one.caseId, reasons: why.length > 0 ? why : [restful(open, standings)] })
  }
  // What was written today changes what is said tomorrow.
  if (actions.some((action) => action.kind === 'write_off' || action.kind === 'promise')) looks.push(addDays(day, 1))
  const later = looks.filter((look) => look > day)
  const stillOpen = new Set(open.map((claim) => claim.id))
  return {
    caseId: one.caseId,
    actions,
    overtaken,
    pointless: one.tasks
      .filter((it) => it.items.length > 0 && !it.items.some((item) => stillOpen.has(item.claimId)))
      .map((it) => it.id),
    nextLookOn: later.length > 0 ? (Math.min(...later) as Day) : undefined,
  }
}

function restful(open: readonly ClaimFacts[], standings: readonly Standing[]): Reason {
  if (open.length === 0) return { says: 'Nothing is open.' }
  const next = standings.map((one) => one.nextOn).filter((on) => on !== undefined)
  if (next.length > 0) return { says: `No step is due; the next one may be on ${dayText(Math.min(...next) as Day)}.` }
  return { says: 'The ladder has no further step; a person decides what comes next.' }
}

// Money or credits on account are given to claims before anyone is asked for more: a task says so, and where they could be the
// payment of what leads, nothing is asked meanwhile.
function moneyFirst(one: CaseFacts, standings: readonly Standing[], actions: Action[], why: Reason[]): boolean {
  const overdue = standings.filter((it) => it.overdue)
  const lead = leader(standings)
  if (!lead || overdue.length === 0) return false
  const items = overdue.map((it) => ({
    claimId: it.claim.id,
    dueNo: it.due.no,
    openMinor: it.chasedMinor,
    named: true,
    fresh: false,
  }))
  let stopped = false
  for (const it of onAccount(one, items, lead.policy, { claimId: lead.claim.id, openMinor: lead.chasedMinor })) {
    stopped ||= it.stops
    if (it.stops) why.unshift({ says: it.says })
    actions.push({
      kind: 'task',
      task: 'allocate',
      caseId: one.caseId,
      reasons: [{ says: it.says }],
      occurrence: `${it.currency}:${it.amountMinor}`,
      items: items.map(({ claimId, dueNo }) => ({ claimId, dueNo })),
      says: it.says,
    })
  }
  return stopped
}

function judgePromises(one: CaseFacts, sheet: Sheet, actions: Action[], looks: Day[]): ReadonlyMap<string, Day> {
  const { day } = sheet.house
  const holding = new Map<string, Day>()
  for (const promise of one.promises) {
    const last = addBusinessDays(sheet.calendar, promise.byDay, promiseGrace)
    const what = `${moneyText(promise.amountMinor, promise.currency)} by ${dayText(promise.byDay)}`
    if (promise.receivedMinor >= promise.amountMinor) {
      actions.push({
        kind: 'promise',
        caseId: one.caseId,
        promiseId: promise.id,
        state: 'kept',
        reasons: [{ says: `The promise of ${what} was kept.` }],
      })
    } else if (day > last) {
      const got = moneyText(promise.receivedMinor, promise.currency)
      const reasons = [{ says: `The promise of ${what} was not kept: ${got} came by ${dayText(last)}.` }]
      actions.push({ kind: 'promise', caseId: one.caseId, promiseId: promise.id, state: 'broken', reasons })
      // The call comes first; the ladder goes on from tomorrow, and waits for that call.
      for (const id of promise.claimIds) holding.set(id, day)
      const open = one.claims.filter((claim) => claim.openMinor > 0 && promise.claimIds.includes(claim.id))
      if (open.length > 0) {
        actions.push({
          kind: 'task',
          task: 'promise_broken',
          caseId: one.caseId,
          reasons,
          occurrence: promise.id,
          items: open.flatMap((claim) =>
            claim.dues.filter((due) => due.openMinor > 0).map((due) => ({ claimId: claim.id, dueNo: due.no })),
          ),
          says: `Ask what happened: ${what} was promised, ${got} came.`,
        })
      }
    } else {
      for (const id of promise.claimIds) holding.set(id, Math.max(last, holding.get(id) ?? last) as Day)
      looks.push(addDays(last, 1))
    }
  }
  return holding
}

function writeOffRests(one: CaseFacts, house: House, actions: Action[]): ReadonlySet<string> {
  const rests = new Set<string>()
  for (const claim of one.claims) {
    const tolerance = house.policies.get(claim.policyId)?.tolerance[claim.currency] ?? 0
    if (claim.openMinor <= 0 || claim.paidMinor <= 0 || claim.openMinor > tolerance) continue
    if (claim.disputes.length > 0 || claim.queries.length > 0) continue
    rests.add(claim.id)
    actions.push({
      kind: 'write_off',
      caseId: one.caseId,
      claimId: claim.id,
      amountMinor: claim.openMinor,
      currency: claim.currency,
      reasons: [
        {
          says:
            `${moneyText(claim.openMinor, claim.currency)} is left of ${claim.number}, not more than the ` +
            `${moneyText(tolerance, claim.currency)} that are not worth asking for.`,
          rule: 'policy.tolerance',
        },
      ],
    })
  }
  return rests
}

/** Each due that may be chased, with its place on the ladder; what is held says why. */
function stand(
  one: CaseFacts,
  open: readonly ClaimFacts[],
  promised: ReadonlyMap<string, Day>,
  sheet: Sheet,
  why: Reason[],
  looks: Day[],
): Standing[] {
  const { facts, house } = sheet
  const { day } = house
  const chased = open.flatMap((claim) => {
    const held = heldBecause(claim, one.caseId, facts.holds, promised.get(claim.id), day)
    if (held.until !== undefined) looks.push(held.until)
    if (held.because) {
      why.push({ says: `${claim.number} is not chased: ${held.because}.` })
      return []
    }
    return [{ claim, parts: chasedOf(claim, held.partMinor) }]
  })
  const anythingOverdue = chased.some(({ parts }) => parts.some(({ due }) => due.dueOn < day))
  const place: Place = {
    day,
    calendar: sheet.calendar,
    tasks: one.tasks,
    kind: facts.kind,
    paysBy: facts.paysBy,
    paidOnTime: one.paidOnTime,
    anythingOverdue,
  }
  const standings: Standing[] = []
  for (const { claim, parts } of chased) {
    const policy = house.policies.get(claim.policyId)
    if (!policy) throw new Error(`no policy ${claim.policyId}`)
    const sum = parts.reduce((total, part) => total + part.chasedMinor, 0)
    const small = sum < (policy.minimum[claim.currency] ?? 0)
    if (small)
      why.push({
        says: `${claim.number} is below the minimum of the policy; it stands in the table and leads nothing.`,
      })
    for (const { due, chasedMinor } of parts) {
      const it = standing(claim, due, policy, chasedMinor, place)
      if (it.nextOn !== undefined) looks.push(it.nextOn)
      // A due that is not over yet looks again the day after, when it has become overdue.
      if (due.dueOn >= day) looks.push(addDays(due.dueOn, 1))
      standings.push(small ? { ...it, candidate: undefined } : it)
    }
  }
  return standings
}

/** The leading due: furthest along among what is overdue, then what would be said today, then the oldest. */
function leader(standings: readonly Standing[]): Standing | undefined {
  const severity = (one: Standing) => (one.position < 0 ? -1 : rank(ladderOf(one.policy)[one.position]!.stage))
  const today = (one: Standing) => one.candidate?.index ?? -1
  const pool = standings.some((one) => one.overdue) ? standings.filter((one) => one.overdue) : standings
  return [...pool].sort(
    (a, b) =>
      severity(b) - severity(a) ||
      today(b) - today(a) ||
      a.due.dueOn - b.due.dueOn ||
      (a.claim.number < b.claim.number ? -1 : 1),
  )[0]
}

function chooseMessage(
  one: CaseFacts,
  standings: readonly Standing[],
  sheet: Sheet,
  why: Reason[],
  looks: Day[],
): MessageAction | undefined {
  const { facts, house } = sheet
  const { day } = house
  const wanted = reminder(one, standings, sheet, why) ?? courtesy(one, sheet) ?? statement(one, standings, sheet)
  for (const it of standings) why.push(...it.reasons)
  if (!wanted) return undefined
  const policy = house.policies.get(wanted.policyId)!
  const closed = sheet.calendar.closedBecause(day)
  // A thank-you or an apology needs no distance from a reminder.
  const apart = wanted.items.length === 0 ? 1 : Math.max(1, policy.minDaysBetween)
  const earliest = facts.lastContactOn === undefined ? day : addDays(facts.lastContactOn, apart)
  let until: Day | undefined
  let says: string | undefined
  if (sheet.taken || facts.lastContactOn === day) {
    until = addDays(day, 1)
    says = 'one message a day is enough for one person'
  } else if (earliest > day) {
    until = earliest
    says = `the last contact was on ${dayText(facts.lastContactOn!)}, and there are at least ${apart} days between two`
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
  return nameOf({ stage: action.stage, kind: 'message' }).toLowerCase()
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
  const raised = floorOf(one, lead, standings, ladder, day)
  if (raised > index && lead.overdue) {
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
    const fits = it.policy.id === policy.id && it.claim.handling !== 'by_hand' && (!severe || it.reminded)
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
    step.stage === 'demand' && (facts.kind === 'consumer' || facts.kind === 'sole_trader')
      ? 'The notice that their place asks for is not built yet: have this checked, print it and send it yourself.'
      : undefined
  return {
    kind: 'message',
    caseId: one.caseId,
    reasons,
    policyId: policy.id,
    policyVersion: policy.version,
    stepId: step.id,
    stage: step.stage,
    templateId: step.template!,
    items,
    sums: sumsOf(items, one),
    payBy: payBy(step, day, sheet.calendar),
    approve: approvalOf(step, items, one, sheet),
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
  const floor = ladder.findLastIndex(
    (step) => step.kind === 'message' && step.stage !== 'before' && rank(step.stage) <= severity,
  )
  return lead.overdue ? Math.min(floor, cap) : -1
}

function lateness(it: Standing, day: Day): string {
  const late = day - it.due.dueOn
  return late > 0 ? `${late} day${late === 1 ? '' : 's'} late` : `due ${dayText(it.due.dueOn)}`
}

function approvalOf(step: Step, items: readonly Item[], one: CaseFacts, sheet: Sheet): string | undefined {
  if (step.approve) return `The policy asks a person to approve each ${nameOf(step).toLowerCase()}.`
  if (sheet.facts.handling === 'approve') return 'This customer is handled with approval.'
  const named = new Set(items.map((item) => item.claimId))
  if (one.claims.some((claim) => named.has(claim.id) && claim.handling === 'approve'))
    return 'One of these claims is handled with approval.'
  if (!sheet.house.inboxConnected && rank(step.stage) > rank('friendly'))
    return 'No inbox is connected: any answer since?'
  return undefined
}

function channelsOf(step: Step): ('email' | 'letter')[] {
  return step.channels.filter((channel) => channel !== 'phone')
}

function payBy(step: Step, day: Day, calendar: Calendar): Day | undefined {
  if (!step.payBy) return undefined
  return step.payBy.businessDays !== undefined
    ? addBusinessDays(calendar, day, step.payBy.businessDays)
    : addDays(day, step.payBy.days ?? 0)
}

function sumsOf(items: readonly Item[], one: CaseFacts): Record<string, number> {
  const currency = new Map(one.claims.map((claim) => [claim.id, claim.currency]))
  const sums: Record<string, number> = {}
  for (const item of items) {
    const code = currency.get(item.claimId)!
    sums[code] = (sums[code] ?? 0) + item.openMinor
  }
  return sums
}

/** A thank-you, or the note for a payment that crossed with a reminder. */
function courtesy(one: CaseFacts, sheet: Sheet): MessageAction | undefined {
  const crossed = one.crossed.find((it) => sheet.house.day <= addDays(it.day, crossedFor))
  const policy = policyOfCase(one, sheet.house)
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
      templateId: 'crossed',
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
      templateId: 'thank-you',
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

function policyOfCase(one: CaseFacts, house: House): Policy {
  return house.policies.get(one.claims[0]?.policyId ?? '') ?? house.policies.get(one.policyId)!
}

function nextStatementDay(day: Day, dayOfMonth: number): Day {
  const at = dayOf(yearOf(day), monthOf(day), dayOfMonth)
  return at !== undefined && at > day ? at : addMonths(dayOf(yearOf(day), monthOf(day), 1)!, 1)
}

function statement(one: CaseFacts, standings: readonly Standing[], sheet: Sheet): MessageAction | undefined {
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
    approve: approvalOf(step, items, one, sheet),
    reasons: [{ says: `The statement of account for ${month}.` }],
  }
}

function chooseCalls(one: CaseFacts, standings: readonly Standing[], sheet: Sheet, looks: Day[]): TaskAction[] {
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

/** What a person would do where nothing is sent by itself. */
function byHand(one: CaseFacts, standings: readonly Standing[], sheet: Sheet, looks: Day[]): TaskAction[] {
  if (sheet.calendar.closedBecause(sheet.house.day)) {
    looks.push(nextBusinessDay(sheet.calendar, sheet.house.day))
    return []
  }
  const lead = leader(standings.filter((it) => it.candidate && !one.tasks.some((open) => covers(open, it))))
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
