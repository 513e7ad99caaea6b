// Autopilot at work: which steps are offered it and on what evidence, a person's yes and no to that, what counts as a yes to a message
// as it was, and everything that ends it. Whether one message goes by it is core's to say.

import { createHash } from 'node:crypto'
import { asksOf, noInbox } from '../core/approval.ts'
import { type Autopilot, countInARow, type Flown, inARow, neverFor, type Verdict } from '../core/autopilot.ts'
import type { House, MessageAction } from '../core/case.ts'
import type { Moment } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { minorDigits, moneyText } from '../core/money.ts'
import { type Policy, type Step, stepKey } from '../core/policy.ts'
import { problem, quoted } from '../core/problem.ts'
import {
  addAutopilot,
  addVerdicts,
  declinedAt,
  endAutopilot,
  newestVerdicts,
  rewordedAt,
  type StepAt,
  standingAutopilots,
} from '../store/autopilot.ts'
import type { Tx } from '../store/db.ts'
import { drop, findMessage, type OutboxRow } from '../store/outbox.ts'
import { readPolicies, unknownPolicy } from '../store/policy.ts'
import { lockDebtors } from '../store/record.ts'
import type { RunFacts } from '../store/snapshot.ts'
import { readTemplates } from '../store/template.ts'
import { notGrown } from '../store/work.ts'
import type { Workspace } from '../store/workspace.ts'
import { templatesWith } from './words.ts'

const usualMost = 1000

/** The owner's amount, in minor units of the workspace's currency. */
export function mostOf({ settings, currency }: Pick<Workspace, 'settings' | 'currency'>): number {
  return settings.autopilot.mostMinor ?? usualMost * 10 ** minorDigits(currency)
}

/** A hash of a step and of its words in every language. */
function wordingOf(step: Step, own: Readonly<Record<string, string>>): string {
  const words = templatesWith(own)
    .all.filter((it) => it.id === step.template)
    .map((it) => `${it.language} ${it.version}`)
  return createHash('sha256')
    .update(JSON.stringify([step, words.sort()]))
    .digest('hex')
    .slice(0, 32)
}

function stepOf(policies: ReadonlyMap<string, Policy>, { policyId, stepId }: StepAt): Step | undefined {
  return policies.get(policyId)?.steps.find((it) => it.id === stepId)
}

type Known = Pick<RunFacts, 'policies' | 'templates'>

function isStale(known: Known, it: Autopilot): boolean {
  const step = stepOf(known.policies, it)
  return !step || wordingOf(step, known.templates) !== it.wording
}

/** The steps that go without a yes today, never above what the owner's amount is now. */
export function flying(run: RunFacts, workspace: Workspace): ReadonlyMap<string, Autopilot> {
  const most = mostOf(workspace)
  return new Map(
    run.autopilots
      .filter((it) => it.currency === workspace.currency && !isStale(run, it))
      .map((it) => [stepKey(it.policyId, it.stepId), { ...it, mostMinor: Math.min(it.mostMinor, most) }]),
  )
}

/** Ends those whose step or words are others now, as after a new version of Dunwell. No debtor may be locked yet. */
export async function endStale(tx: Tx, run: RunFacts): Promise<void> {
  for (const it of run.autopilots) if (isStale(run, it)) await endAutopilot(tx, it, reworded)
}

const reworded = 'Its words or its step were changed.'

/** In the order in which they are shown; `no_inbox`: a person is asked whether they have answered. */
export const stepStates = ['on', 'offered', 'counting', 'no_inbox'] as const

/** A step that asks for a yes, and how far it is from going without. */
export interface StepState {
  readonly policy: Policy
  readonly step: Step
  readonly state: (typeof stepStates)[number]
  /** Approved as they were, one after the other, up to ten. */
  readonly inARow: number
  /** When the first of them left. */
  readonly since: Moment | undefined
  readonly on: Autopilot | undefined
}

/** Every step that autopilot could take off a person, of all ladders: those on it first, then those nearest to it. */
export async function autopilotSteps(tx: Tx, run: RunFacts, house: House): Promise<StepState[]> {
  const its = [...run.policies.values()].flatMap((policy) =>
    policy.steps
      .filter((step) => neverFor(step) === undefined && asksOf(step, { house }) !== undefined)
      .map((step) => ({ policy, step, policyId: policy.id, stepId: step.id })),
  )
  const said = await newestVerdicts(tx, its, inARow)
  const declined = await declinedAt(tx)
  const isIts = (it: StepAt) => (one: StepAt) => one.policyId === it.policyId && one.stepId === it.stepId
  const all = its.map(({ policy, step, ...at }): StepState => {
    const after = declined.find(isIts(at))?.at ?? Number.NEGATIVE_INFINITY
    const newest = said.filter((it) => isIts(at)(it) && it.at > after)
    const count = countInARow(newest, wordingOf(step, run.templates))
    const on = house.autopilots?.get(stepKey(policy.id, step.id))
    const asked = noInbox(step, { house }) !== undefined
    const state = on ? 'on' : asked ? 'no_inbox' : count >= inARow ? 'offered' : 'counting'
    return { policy, step, state, inARow: count, since: newest[count - 1]?.at, on }
  })
  return all.sort((a, b) => stepStates.indexOf(a.state) - stepStates.indexOf(b.state) || b.inARow - a.inARow)
}

async function offered(tx: Tx, run: RunFacts, house: House, at: StepAt): Promise<StepState> {
  const policy = run.policies.get(at.policyId)
  if (!policy) throw unknownPolicy(at.policyId)
  const step = policy.steps.find((it) => it.id === at.stepId)
  if (!step)
    throw problem(
      'autopilot.step',
      `${quoted(at.policyId)} has no step ${quoted(at.stepId)}.`,
      `See "dunwell policy show ${at.policyId}".`,
    )
  const never = neverFor(step)
  if (never !== undefined)
    throw problem('autopilot.never', `${policy.name}, ${step.id}: ${never}`, 'Approve each of them in the week ahead.')
  const it = (await autopilotSteps(tx, run, house)).find((one) => one.policy === policy && one.step === step)
  if (!it)
    throw problem(
      'autopilot.not_asked',
      `${policy.name}, ${step.id}: nobody is asked about it, so there is nothing to allow.`,
      'Its messages go by themselves already.',
    )
  if (it.state === 'on')
    throw problem(
      'autopilot.on',
      `${policy.name}, ${step.id} is on autopilot already.`,
      'See "dunwell autopilot list".',
    )
  if (it.state === 'no_inbox')
    throw problem(
      'autopilot.no_inbox',
      'With no inbox connected a person must say whether they have answered.',
      'Connect the mailbox that answers come to.',
    )
  if (it.state === 'counting')
    throw problem(
      'autopilot.not_offered',
      `${it.inARow} of ${inARow} messages of this step in a row were approved as they were.`,
      'It is offered when there are ten.',
    )
  return it
}

/** What a person's word on an offer rests on. */
export interface Deciding {
  readonly workspace: Workspace
  readonly run: RunFacts
  readonly house: House
}

/** A person allows a step that is offered to go by itself, up to a sum within the owner's amount. */
export async function allow(
  tx: Tx,
  { workspace, run, house }: Deciding,
  at: StepAt,
  wish: { readonly mostMinor?: number } = {},
): Promise<string> {
  const { step, inARow: count, since } = await offered(tx, run, house, at)
  const most = mostOf(workspace)
  const mostMinor = wish.mostMinor ?? most
  const { currency } = workspace
  if (mostMinor > most)
    throw problem(
      'autopilot.most',
      `${moneyText(mostMinor, currency)} is more than the owner allows: ${moneyText(most, currency)}.`,
      'Take less, or have the owner raise it: ./dunwell settings set autopilot.mostMinor=…',
      { column: 'mostMinor' },
    )
  const wording = wordingOf(step, run.templates)
  const id = await addAutopilot(tx, { ...at, wording, mostMinor, currency, day: run.day }, 'on', { count, since })
  if (id === undefined)
    throw problem('autopilot.on', `${at.stepId} is on autopilot already.`, 'See "dunwell autopilot list".')
  return id
}

/** "Not now": it is offered again after ten more. */
export async function putOff(tx: Tx, { workspace, run, house }: Deciding, at: StepAt): Promise<void> {
  const { step, inARow: count, since } = await offered(tx, run, house, at)
  const { currency } = workspace
  const its = { ...at, wording: wordingOf(step, run.templates), mostMinor: mostOf(workspace), currency, day: run.day }
  await addAutopilot(tx, its, 'declined', { count, since })
}

/** Takes a leave back: from now on each message of the step is asked about, those that wait too. */
export async function takeBack(tx: Tx, which: (it: Autopilot) => boolean): Promise<Autopilot> {
  const it = (await standingAutopilots(tx)).find(which)
  if (!it)
    throw problem('autopilot.unknown', 'There is no such autopilot, or it has ended.', 'See "dunwell autopilot list".')
  await endAutopilot(tx, it, 'It was taken back.')
  return it
}

/**
 * Keeps what somebody said of a message of a step; anything but a yes ends its autopilot. Debtors that are locked after this are named,
 * so that all are locked in one order.
 */
export async function keepVerdict(
  tx: Tx,
  message: Pick<OutboxRow, 'book' | 'id' | 'policyId' | 'stepId'>,
  verdict: Exclude<Verdict, 'approved' | 'reworded'>,
  besides: readonly Key[],
): Promise<void> {
  const step = stepOf(await readPolicies(tx), message)
  if (!step || neverFor(step) !== undefined) return
  const at = { policyId: message.policyId, stepId: message.stepId }
  await addVerdicts(tx, [{ ...at, message, verdict, wording: wordingOf(step, await readTemplates(tx)) }])
  const on = (await standingAutopilots(tx)).find((it) => it.policyId === at.policyId && it.stepId === at.stepId)
  if (on) await endAutopilot(tx, on, endedBy[verdict], besides)
}

const endedBy = {
  taken_out: 'A message of it was taken out.',
  rewritten: 'A person wrote other words in the place of one.',
  complained: 'Somebody reported a message of it as unwanted.',
} as const

/** Counts a message that leaves as a person approved it. A program's yes is none, nor one to words that are others now. */
export async function keepYes(tx: Tx, run: RunFacts, message: OutboxRow): Promise<void> {
  if (message.approvedAt === null || message.intent.written || message.approvedBy?.startsWith('key ')) return
  const step = stepOf(run.policies, message)
  if (!step || neverFor(step) !== undefined) return
  const since = await rewordedAt(tx, message)
  if (since !== undefined && message.approvedAt <= since) return
  const { policyId, stepId } = message
  await addVerdicts(tx, [{ policyId, stepId, message, verdict: 'approved', wording: wordingOf(step, run.templates) }])
}

/** The leave by which a message goes; none where a person said yes to it. */
export function flownBy(message: OutboxRow): Flown | undefined {
  return message.approvedAt === null ? message.intent.autopilot : undefined
}

/** What has changed since a person said yes, or since autopilot wrote it, so that somebody must look again; undefined where nothing has. */
export function sinceAllowed(message: OutboxRow, action: MessageAction): string | undefined {
  const { items, sums } = message.intent
  if (flownBy(message)) {
    if (action.approve !== undefined) return action.approve
    return notGrown(items, sums, action) ? undefined : 'What is owed has grown since autopilot wrote it: please look.'
  }
  if (!message.needsApproval || notGrown(items, message.approvedSums ?? {}, action)) return undefined
  return 'What is owed has changed since it was approved: please look again.'
}

/** Does what may change ladders or words, and ends the autopilots of steps that are not what they were. */
export async function keepingWords<T>(tx: Tx, change: () => Promise<T>): Promise<T> {
  const before = await wordings(tx)
  const done = await change()
  const after = await wordings(tx)
  const changed = [...before].filter(([key, it]) => after.get(key)?.wording !== it.wording).map(([, it]) => it)
  await addVerdicts(
    tx,
    changed.map((it) => ({ ...it, verdict: 'reworded' as const })),
  )
  for (const it of await standingAutopilots(tx))
    if (changed.some((one) => one.policyId === it.policyId && one.stepId === it.stepId))
      await endAutopilot(tx, it, reworded)
  return done
}

async function wordings(tx: Tx): Promise<Map<string, StepAt & { wording: string }>> {
  const own = await readTemplates(tx)
  const all = [...(await readPolicies(tx)).values()].flatMap((policy) =>
    policy.steps
      .filter((step) => neverFor(step) === undefined)
      .map((step) => ({ policyId: policy.id, stepId: step.id, wording: wordingOf(step, own) })),
  )
  return new Map(all.map((it) => [stepKey(it.policyId, it.stepId), it]))
}

/** A person takes a message out that waits: it is not sent, and a step on autopilot is asked about again. */
export async function takeOut(tx: Tx, id: string, because: string): Promise<void> {
  const before = await findMessage(tx, id)
  const debtor = { book: before.book, id: before.debtorId }
  if (before.state === 'waiting') await keepVerdict(tx, before, 'taken_out', [debtor])
  const heads = await lockDebtors(tx, before.book, [before.debtorId])
  // It may have left while this waited for the lock.
  const message = await findMessage(tx, id)
  if (message.state !== 'waiting')
    throw problem(
      'outbox.gone',
      `This message is ${message.state.replaceAll('_', ' ')}.`,
      'Only what waits can be dropped.',
    )
  await drop(tx, heads, message, because)
}
