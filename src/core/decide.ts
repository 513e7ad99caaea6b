// The heart of the house: what to do about every case of one debtor on a day, and why. Pure: the run, the preview, "explain",
// the gate at release and the tests call this same function. It knows no clock, no database and no words.

import { onAccount } from './account.ts'
import { isSteady } from './behaviour.ts'
import { addBusinessDays } from './calendar.ts'
import type {
  Action,
  CaseDecision,
  CaseFacts,
  ClaimFacts,
  DebtorFacts,
  House,
  MessageAction,
  Reason,
  TaskAction,
  TaskFacts,
} from './case.ts'
import { courtesyTo, recipientOf } from './contact.ts'
import { nextStatementDay } from './courtesy.ts'
import { addDays, type Day, dayAt, dayText, type Moment, noDay } from './day.ts'
import { chasedOf, heldBecause } from './hold.ts'
import { type Place, type Standing, standing } from './ladder.ts'
import { moneyText } from './money.ts'
import { aimOf, ask, clocksOf, precedesSuit, reasonOf, threatens } from './permit.ts'
import { chooseMessage } from './reminder.ts'
import { leader, policyOfCase, type Sheet } from './sheet.ts'
import { agreeDates, announcements, byHand, chooseCalls, supply } from './task.ts'

/** How many business days a promise is waited for after its day. */
const promiseGrace = 2
// No overdue case goes longer than this without a look, whatever else was decided.
const longestWithoutLook = 30
/** Nothing, because it is not time: no news for a timeline. */
export const restRule = 'ladder.rest'

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
  const due = by || stopped ? undefined : chooseMessage(one, standings, sheet, why, looks)
  const chosen: typeof due = due && house.lettersOnly ? { ...due, channels: ['letter'] } : due
  const lost = chosen && nowhere(one, chosen, sheet)
  if (lost) {
    why.unshift({ says: lost.says })
    actions.push(lost)
  }
  const message = lost ? undefined : chosen && lawfulOf(one, chosen, sheet, why, looks)
  if (message) {
    sheet.taken = true
    actions.push(message)
  }
  if (!by && !stopped && !message)
    actions.push(...chooseCalls(one, standings, sheet, looks).filter((it) => mayCall(one, it, sheet, why, looks)))
  if (!by && !stopped) actions.push(...announcements(one, standings, sheet, looks))
  actions.push(...agreeDates(one, standings, sheet, looks))
  if (!stopped) actions.push(...supply(one, standings, sheet, looks))
  const written = by ? byHand(one, standings, sheet, looks) : []
  actions.push(...written)

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
      .filter(
        (it) =>
          (it.kind === 'write' && written.length > 0) ||
          (it.kind === 'manager_note' && wasGiven(one, it)) ||
          (it.kind === 'agree_date' && isDated(one, it)) ||
          (it.kind !== 'resume_supply' && it.items.length > 0 && !it.items.some((item) => stillOpen.has(item.claimId))),
      )
      .map((it) => it.id),
    nextLookOn: later.length > 0 ? (Math.min(...later) as Day) : undefined,
  }
}

function isDated(one: CaseFacts, it: TaskFacts): boolean {
  return it.items.every((item) =>
    one.claims.some(
      (claim) => claim.id === item.claimId && claim.dues.some((due) => due.no === item.dueNo && due.dueOn !== noDay),
    ),
  )
}

// The customer has heard what the account manager was told of.
function wasGiven(one: CaseFacts, note: TaskFacts): boolean {
  return note.items.some((item) =>
    one.claims.some(
      (claim) =>
        claim.id === item.claimId &&
        claim.dues.some(
          (due) =>
            due.no === item.dueNo &&
            due.given.some((given) => given.stepId === note.stepId && given.policyId === note.policyId),
        ),
    ),
  )
}

// A message without an address is a task for us, once for the addresses there are, and no draft every day.
function nowhere(one: CaseFacts, message: MessageAction, { facts, house }: Sheet): TaskAction | undefined {
  if (one.drafts.some((draft) => draft.messageId === message.keep && draft.attempted)) return undefined
  const step = house.policies.get(message.policyId)?.steps.find((it) => it.id === message.stepId)
  if (recipientOf(facts, { to: step?.to ?? courtesyTo, copy: [] }, message.channels, new Set())) return undefined
  const says = `No address that works is known for ${facts.name} (${message.channels.join(' or ')}).`
  const known = facts.contacts.reduce((sum, contact) => sum + contact.addresses.length, 0)
  return {
    kind: 'task',
    task: 'fix',
    caseId: one.caseId,
    reasons: [{ says }],
    occurrence: `address:${known}`,
    items: message.items.map(({ claimId, dueNo }) => ({ claimId, dueNo })),
    says,
  }
}

// What the law of their place does not allow today is not written; where it says until when, that is when we look again.
function lawfulOf(
  one: CaseFacts,
  message: MessageAction,
  sheet: Sheet,
  why: Reason[],
  looks: Day[],
): MessageAction | undefined {
  const answers: { verdict: ReturnType<typeof askMessage> }[] = []
  const channels: ('email' | 'letter')[] = []
  for (const [i, channel] of message.channels.entries()) {
    const verdict = askMessage(one, message, channel, sheet)
    answers.push({ verdict })
    if (verdict?.kind === 'refusal') continue
    channels.push(channel)
    if (!reachable(sheet, channel)) continue
    // It goes that way; the others stay for when it does not arrive, and release asks of them then.
    channels.push(...message.channels.slice(i + 1))
    break
  }
  if (channels.length > 0) return channels.length === message.channels.length ? message : { ...message, channels }
  for (const { verdict } of answers) {
    if (verdict?.kind !== 'refusal') continue
    why.unshift(...verdict.grounds.map(reasonOf))
    if (verdict.until !== undefined) looks.push(lookAt(verdict.until, sheet))
  }
  return undefined
}

function reachable({ facts }: Sheet, channel: 'email' | 'letter'): boolean {
  const kind = channel === 'email' ? 'email' : 'post'
  return facts.contacts.some((contact) => contact.addresses.some((it) => it.channel === kind && it.usable))
}

// Tomorrow at the earliest: their morning may still be today's evening in UTC.
function lookAt(until: Moment, { house }: Sheet): Day {
  return Math.max(dayAt(until, 'UTC'), house.day + 1) as Day
}

// A call that may not be made today is no task; the hours of the day are said when a person is about to ring.
function mayCall(one: CaseFacts, call: TaskAction, sheet: Sheet, why: Reason[], looks: Day[]): boolean {
  const { facts, house } = sheet
  const claimIds = [...new Set(call.items.map((item) => item.claimId))]
  const verdict = ask(facts, one, { medium: 'phone', claimIds }, house)
  if (verdict?.kind !== 'refusal') return true
  why.unshift(...verdict.grounds.map(reasonOf))
  if (verdict.until !== undefined) looks.push(lookAt(verdict.until, sheet))
  return false
}

function askMessage(one: CaseFacts, message: MessageAction, channel: 'email' | 'letter', { facts, house }: Sheet) {
  const claimIds = [...new Set(message.items.map((item) => item.claimId))]
  return ask(
    facts,
    one,
    {
      medium: channel,
      claimIds,
      aim: aimOf(message),
      notice: message.notice,
      threatensSuit: threatens(message),
      beforeSuit: precedesSuit(message),
    },
    house,
  )
}

function restful(open: readonly ClaimFacts[], standings: readonly Standing[]): Reason {
  if (open.length === 0) return { says: 'Nothing is open.', rule: restRule }
  const next = standings.map((one) => one.nextOn).filter((on) => on !== undefined)
  if (next.length > 0)
    return { says: `No step is due; the next one may be on ${dayText(Math.min(...next) as Day)}.`, rule: restRule }
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
    steadyLate: isSteady(one.paidLate)
      ? Math.round(one.paidLate.reduce((sum, late) => sum + late, 0) / one.paidLate.length)
      : undefined,
    anythingOverdue,
    told: facts.told ?? [],
    clocks: clocksOf(facts, house),
    notes: facts.accountManager === undefined ? undefined : one.notes,
    escalations: one.escalations,
    phone: facts.contacts.some((contact) => contact.addresses.some((it) => it.channel === 'phone' && it.usable)),
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
      if (due.dueOn >= day && due.dueOn !== noDay) looks.push(addDays(due.dueOn, 1))
      standings.push(small ? { ...it, candidate: undefined } : it)
    }
  }
  return standings
}
