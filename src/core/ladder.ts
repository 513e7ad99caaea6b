// Where one due stands on its policy's ladder, worked out from what was given: which step is the newest that may be given
// today, and when to look again. It never counts steps and never skips the firm end.

import { addBusinessDays, type Calendar } from './calendar.ts'
import type { ClaimFacts, DueFacts, EscalationFacts, GivenFacts, NoteFacts, Reason, TaskFacts } from './case.ts'
import { addDays, type Day, dayText, noDay } from './day.ts'
import { isAnnounced, managerWait } from './manager.ts'
import { type NoticeClocks, noticeEnd, noticeNames, standingNotice } from './notice.ts'
import { type Policy, rank, type Stage, type Step } from './policy.ts'
import type { Told } from './told.ts'

export interface Standing {
  readonly claim: ClaimFacts
  readonly due: DueFacts
  readonly policy: Policy
  /** What is chased: open, less what is held or contested. */
  readonly chasedMinor: number
  readonly overdue: boolean
  /** The furthest step given, or -1; an index into `ladderOf(policy)`. */
  readonly position: number
  /** A reminder in writing came after the due day. */
  readonly reminded: boolean
  /** The newest step that may be given today. */
  readonly candidate?: { readonly index: number; readonly step: Step }
  /** A step of which the account manager is to be told now, and when it may go on. */
  readonly announce?: { readonly step: Step; readonly on: Day; readonly occurrence: number }
  /** The first step that a notice still locks, or -1: from there on the claim stands under no message. */
  readonly lockedFrom: number
  readonly reasons: readonly Reason[]
  /** The next day on which this may change by itself. */
  readonly nextOn?: Day
}

export interface Place {
  readonly day: Day
  readonly calendar: Calendar
  readonly tasks: readonly TaskFacts[]
  readonly kind: string
  readonly paysBy?: string
  readonly paidOnTime: readonly boolean[]
  /** A steady late payer's usual days late; absent for others, and where the policy does not wait for them. */
  readonly steadyLate?: number
  readonly anythingOverdue: boolean
  /** Some contact has a phone number. */
  readonly phone: boolean
  /** Notices given and what was asked about them. */
  readonly told: readonly Told[]
  readonly clocks: NoticeClocks
  /** Of this case; absent where nobody looks after the customer. */
  readonly notes?: readonly NoteFacts[]
  readonly escalations?: readonly EscalationFacts[]
}

// What a reminder gave time for where the file that names it does not say: the days of a second reminder.
const daysToPayUnknown = 7
const callWaits = 5
const steadyGrace = 3

/** The steps in order, without statements of account, which go by the month. */
export function ladderOf(policy: Policy): readonly Step[] {
  return policy.steps.filter((step) => step.kind !== 'statement')
}

/** Where a due stands. `chasedMinor` over 0. */
export function standing(
  claim: ClaimFacts,
  due: DueFacts,
  policy: Policy,
  chasedMinor: number,
  place: Place,
): Standing {
  const ladder = ladderOf(policy)
  const { day, calendar } = place
  const reasons: Reason[] = []
  const waits: Day[] = []
  const locks = locksOf(ladder, claim, chasedMinor, place)
  const ungiven = locks.find((it) => !it.given)
  // A notice that is still to be given, or came back, is the next step, however far the claim has come.
  const position = Math.min(positionOf(ladder, claim, due, policy), ungiven ? ungiven.index - 1 : ladder.length)
  const reminded =
    due.given.some((given) => given.kind === 'message' && rank(given.stage) >= rank('friendly')) ||
    claim.lastReminder !== undefined
  const overdue = day > due.dueOn
  const undated = due.dueOn === noDay
  // Someone who always pays twelve days late is first reminded when even that day has passed.
  const firstAfter = ladder.findIndex((step) => step.kind === 'message' && step.stage !== 'before')
  const usual =
    policy.waitForSteady && place.steadyLate !== undefined && position < firstAfter
      ? addDays(due.dueOn, place.steadyLate + steadyGrace)
      : undefined
  const nominalFirst =
    firstAfter < 0 || undated ? undefined : triggerDay(ladder[firstAfter]!, firstAfter, ladder, claim, due, calendar)
  const steady = usual !== undefined && nominalFirst !== undefined && usual > nominalFirst ? usual : undefined
  if (steady !== undefined && overdue && steady > day) {
    reasons.push({
      says: `${claim.number} waits until ${dayText(steady)}: they always pay about ${place.steadyLate} days late.`,
      rule: 'policy.wait_for_steady',
    })
  }
  let candidate: Standing['candidate']
  let nearest: Reason | undefined
  let announce: Standing['announce']

  const wasGiven = (step: Step) => due.given.some((given) => given.policyId === policy.id && given.stepId === step.id)
  for (let index = ladder.length - 1; index >= 0 && !candidate; index--) {
    const step = ladder[index]!
    // Words that came later have not stopped supply: a stop that waited for the account manager is not passed over.
    if (index <= position && (step.kind !== 'stop' || wasGiven(step))) continue
    // Nothing is owed on a day before there is one: it is asked for, and nothing else.
    if (undated !== (step.after === 'issue')) continue
    const usually = triggerDay(step, index, ladder, claim, due, calendar)
    const escalated = usually === undefined ? undefined : escalation(place, policy, step, claim, due)
    const nominal = escalated === undefined ? usually : (Math.min(escalated, usually!) as Day)
    const on =
      steady === undefined || escalated !== undefined || step.stage === 'before' || nominal === undefined
        ? nominal
        : index === firstAfter
          ? steady
          : undefined
    if (on === undefined || !applies(step, claim, due, policy, chasedMinor, place)) continue
    if (step.stage === 'before' && day >= due.dueOn) continue
    // Told two business days ahead, so that the step itself can come on its day.
    const mine =
      place.notes && isAnnounced(step) && due.openMinor > 0
        ? place.notes.filter(
            (note) =>
              note.policyId === policy.id &&
              note.stepId === step.id &&
              note.claimId === claim.id &&
              note.dueNo === due.no,
          )
        : undefined
    const told =
      mine && !blockedUntil(index, ladder, claim, due, { ...place, day: Math.max(on, day) as Day }, reminded)
        ? managerWait(mine, Math.max(on, day) as Day, day, calendar)
        : undefined
    if (told?.wanted && !announce)
      announce = { step, on: Math.max(on, told.until) as Day, occurrence: mine!.length + 1 }
    if (on > day) {
      waits.push(on, ...(mine ? [addBusinessDays(calendar, on, -2)] : []))
      continue
    }
    if (step.stage === 'before' && place.anythingOverdue) {
      reasons.push({
        says: undated
          ? `${claim.number} has no due day yet; it is asked for when nothing is overdue.`
          : `No separate reminder before due for ${claim.number}: something is overdue already.`,
      })
      continue
    }
    const lock = locks.find((it) => it.index < index)
    if (lock) {
      nearest = { says: `${nameOf(step)} for ${claim.number} is locked ${lock.says}.`, rule: 'policy.notice' }
      if (lock.until !== undefined) waits.push(addDays(lock.until, 1))
      continue
    }
    const blocked = blockedUntil(index, ladder, claim, due, place, reminded)
    if (blocked) {
      // From firm to gentle: the last one kept is the nearest, and the only one worth saying.
      nearest = { says: `${nameOf(step)} for ${claim.number} waits: ${blocked.because}.` }
      if (blocked.until !== undefined) waits.push(blocked.until)
      continue
    }
    if (told) {
      nearest = { says: `${nameOf(step)} for ${claim.number} waits: ${told.because}.` }
      waits.push(told.until)
      continue
    }
    const tasked = place.tasks.find(
      (task) =>
        task.kind !== 'manager_note' &&
        task.policyId === policy.id &&
        task.stepId === step.id &&
        task.items.some((item) => item.claimId === claim.id && item.dueNo === due.no),
    )
    if (tasked) continue
    candidate = { index, step }
    if (escalated !== undefined && usually! > day)
      reasons.push({
        says: `${nameOf(step)} for ${claim.number} comes before its day, ${dayText(usually!)}: a person escalated it on ${dayText(escalated)}.`,
        rule: 'policy.escalated',
      })
  }
  if (nearest && !candidate) reasons.push(nearest)
  const unmade = candidate && place.tasks.find((task) => isCallFor(task, claim, due))
  if (unmade)
    reasons.push({
      says: `The call of ${dayText(unmade.day)} was not made within ${callWaits} business days: the ladder goes on.`,
    })
  const later = waits.filter((one) => one > day)
  return {
    claim,
    due,
    policy,
    chasedMinor,
    overdue,
    position,
    reminded,
    lockedFrom: locks[0] ? locks[0].index + 1 : -1,
    candidate,
    announce,
    reasons,
    nextOn: later.length > 0 ? (Math.min(...later) as Day) : undefined,
  }
}

interface Lock {
  /** Of the notice on the ladder. */
  readonly index: number
  readonly given: boolean
  readonly says: string
  readonly until?: Day
}

// The notices of a ladder that lock what stands behind them: not given yet, or their time still runs.
function locksOf(ladder: readonly Step[], claim: ClaimFacts, chasedMinor: number, place: Place): Lock[] {
  return ladder.flatMap((step, index): Lock[] => {
    if (!step.notice || !fits(step, claim, chasedMinor, place)) return []
    const name = nameOf(step).toLowerCase()
    const given = standingNotice(place.told, claim.id, step.notice)
    if (!given) return [{ index, given: false, says: `until the ${name} is given, because the law asks for it first` }]
    const until = noticeEnd(given, place.told, claim.id, place.clocks)
    const of = `the ${name} of ${dayText(given.sentOn)}`
    const days = place.clocks.times.get(step.notice)?.days
    if (until === undefined)
      return [{ index, given: true, says: `until what they asked for after ${of} is sent, and ${days} days more` }]
    if (until < place.day) return []
    const says = `until ${dayText(addDays(until, 1))}, because the time given in ${of} runs until ${dayText(until)}`
    return [{ index, given: true, says, until }]
  })
}

/** When a step falls due for a due; undefined where the step it follows was not given. */
function triggerDay(
  step: Step,
  index: number,
  ladder: readonly Step[],
  claim: ClaimFacts,
  due: DueFacts,
  calendar: Calendar,
): Day | undefined {
  let from: Day | undefined = step.after === 'issue' ? claim.issuedOn : due.dueOn
  if (step.after === 'previous') {
    const before = ladder[index - 1]
    from = before && due.given.filter((given) => given.stepId === before.id).at(-1)?.on
    if (from === undefined) return undefined
  }
  return step.businessDays !== undefined
    ? addBusinessDays(calendar, from, step.businessDays)
    : addDays(from, step.days ?? 0)
}

// The day from which a person let a step come for a due; undefined where nobody did.
function escalation(place: Place, policy: Policy, step: Step, claim: ClaimFacts, due: DueFacts): Day | undefined {
  const own = (it: EscalationFacts) =>
    it.policyId === policy.id && it.stepId === step.id && it.claimId === claim.id && it.dueNo === due.no
  return place.escalations?.find(own)?.on
}

// A case that changes ladder enters at the first step no milder than the last one said; a claim whose file names a reminder
// stands on that step and goes on with the next.
function positionOf(ladder: readonly Step[], claim: ClaimFacts, due: DueFacts, policy: Policy): number {
  let position = -1
  for (const given of due.given) {
    const own = given.policyId === policy.id ? ladder.findIndex((step) => step.id === given.stepId) : -1
    position = Math.max(position, own >= 0 ? own : beforeFirst(ladder, given.stage))
  }
  if (claim.lastReminder) {
    const said = rank(claim.lastReminder.stage)
    position = Math.max(
      position,
      ladder.findLastIndex((step) => step.kind === 'message' && rank(step.stage) <= said),
    )
  }
  return position
}

function beforeFirst(ladder: readonly Step[], stage: Stage): number {
  const first = ladder.findIndex((step) => rank(step.stage) >= rank(stage))
  return first < 0 ? ladder.length - 1 : first - 1
}

function applies(
  step: Step,
  claim: ClaimFacts,
  due: DueFacts,
  policy: Policy,
  chasedMinor: number,
  place: Place,
): boolean {
  const { when } = step
  if (due.given.some((given) => given.policyId === policy.id && when.notGiven?.includes(given.stepId))) return false
  return fits(step, claim, chasedMinor, place)
}

// As far as it does not hang on what was given for one due.
function fits(step: Step, claim: ClaimFacts, chasedMinor: number, place: Place): boolean {
  const { when } = step
  if (step.kind === 'call' && !place.phone) return false
  if (when.minimum && chasedMinor < (when.minimum[claim.currency] ?? 0)) return false
  if (when.maximum && chasedMinor > (when.maximum[claim.currency] ?? Number.MAX_SAFE_INTEGER)) return false
  if (when.debtorKinds && !(when.debtorKinds as readonly string[]).includes(place.kind)) return false
  if (when.claimKinds && !when.claimKinds.includes(claim.kind)) return false
  if (when.notPaysBy && place.paysBy !== undefined && when.notPaysBy.includes(place.paysBy)) return false
  if (when.notPromptLast) {
    const last = place.paidOnTime.slice(0, when.notPromptLast)
    if (last.length === when.notPromptLast && last.every(Boolean)) return false
  }
  return true
}

// From the firm letter on a step needs the message before it given and its deadline run out; a call needs a reminder in
// writing; and a call that was not made stops what follows it for five business days.
function blockedUntil(
  index: number,
  ladder: readonly Step[],
  claim: ClaimFacts,
  due: DueFacts,
  place: Place,
  reminded: boolean,
): { because: string; until?: Day } | undefined {
  const step = ladder[index]!
  if (step.kind === 'call' && !reminded) return { because: 'nobody has written to them about it yet' }
  if (rank(step.stage) >= rank('firm')) {
    const before = ladder.findLastIndex((one, i) => i < index && one.kind === 'message' && one.stage !== 'before')
    if (before >= 0) {
      // A stop waits for the words it follows, and not for the deadline of firmer ones said meanwhile.
      const given = (step.kind === 'stop' ? firstGiven : lastGiven)(ladder, before, claim, due)
      if (!given) return { because: `${nameOf(ladder[before]!).toLowerCase()} was not given yet` }
      if (given.payBy !== undefined && given.payBy >= place.day) {
        return { because: `the day to pay by, ${dayText(given.payBy)}, is not over`, until: addDays(given.payBy, 1) }
      }
    }
  }
  for (const task of place.tasks) {
    if (!isCallFor(task, claim, due)) continue
    const until = addBusinessDays(place.calendar, task.day, callWaits)
    if (until > place.day) return { because: `the call of ${dayText(task.day)} is still to be made`, until }
  }
  return undefined
}

function isCallFor(task: TaskFacts, claim: ClaimFacts, due: DueFacts): boolean {
  const call = task.kind === 'call' || task.kind === 'promise_broken'
  return call && task.items.some((item) => item.claimId === claim.id && item.dueNo === due.no)
}

// The words in writing at least as far along as a step, oldest first.
function givenFrom(ladder: readonly Step[], index: number, due: DueFacts): GivenFacts[] {
  const wanted = rank(ladder[index]!.stage)
  return due.given.filter((one) => one.kind === 'message' && rank(one.stage) >= wanted).sort((a, b) => a.on - b.on)
}

function firstGiven(ladder: readonly Step[], index: number, claim: ClaimFacts, due: DueFacts) {
  return givenFrom(ladder, index, due)[0] ?? lastGiven(ladder, index, claim, due)
}

// The latest word in writing at least as far along as a step, whoever sent it.
function lastGiven(
  ladder: readonly Step[],
  index: number,
  claim: ClaimFacts,
  due: DueFacts,
): Pick<GivenFacts, 'on' | 'payBy'> | undefined {
  const wanted = rank(ladder[index]!.stage)
  const given = givenFrom(ladder, index, due).at(-1)
  if (given) return given
  const file = claim.lastReminder
  if (!file || rank(file.stage) < wanted) return undefined
  const on = file.on ?? claim.arrivedOn
  return { on, payBy: addDays(on, daysToPayUnknown) }
}

/** "Second reminder", for sentences. */
export function nameOf(
  step: Pick<Step, 'stage' | 'kind'> & Partial<Pick<Step, 'after'>> & { readonly notice?: Step['notice'] },
): string {
  if (step.notice) return noticeNames[step.notice]
  if (step.after === 'issue') return 'Question about a date'
  if (step.kind === 'stop') return 'Stop of supply'
  if (step.kind === 'call') return rank(step.stage) >= rank('firm') ? 'Call to the decision-maker' : 'Call'
  return stageNames[step.stage]
}

/** What a message is called: a notice by its own name, an answer as one. */
export function messageName(it: {
  readonly stage: Stage
  readonly notice?: Step['notice']
  readonly answers?: string
  readonly templateId?: string
}): string {
  if (it.templateId === 'by-hand') return 'Message by hand'
  if (it.templateId === 'personal-date') return 'Question about a date'
  return it.answers === undefined ? nameOf({ ...it, kind: 'message' }) : 'Answer to a dispute'
}

export const stageNames: Readonly<Record<Stage, string>> = {
  before: 'Reminder before due',
  statement: 'Statement of account',
  friendly: 'Friendly note',
  second: 'Second reminder',
  call: 'Call',
  firm: 'Firm letter',
  final: 'Final notice',
  demand: 'Formal demand',
}
