// Release: one transaction that locks the debtor, asks again whether this message is still right today, keeps the permit or the
// refusal, keeps the exact bytes, and writes the attempt. Handing over begins after that commit, with no transaction open;
// hearing back is a second transaction. Whatever ends in between leaves a message in doubt, never one sent twice.

import { openFolder } from '../channels/folder.ts'
import type { Outcome } from '../channels/outcome.ts'
import { isLoopback, openSmtp, type Smtp } from '../channels/smtp.ts'
import { flownReasons } from '../core/autopilot.ts'
import { byHand, byHandAction, byHandPolicy, byHandRecipient, isAnswer } from '../core/by-hand.ts'
import type { DebtorFacts, House, MessageAction, OwnWords } from '../core/case.ts'
import { courtesyTo, mayContact, recipientOf } from '../core/contact.ts'
import { type Day, dayAt, dayText, type Moment } from '../core/day.ts'
import { decide } from '../core/decide.ts'
import type { Key } from '../core/id.ts'
import { stepKey } from '../core/policy.ts'
import { Problem } from '../core/problem.ts'
import type { Told } from '../core/told.ts'
import { calendarOf } from '../rules/calendar.ts'
import { readAttempts, releasedSince } from '../store/attempt.ts'
import { saidOn } from '../store/by-hand.ts'
import { type Db, inWorkspace, type Tx } from '../store/db.ts'
import { lookAgain } from '../store/ledger.ts'
import { paperWords } from '../store/message-words.ts'
import {
  askAgain,
  drop,
  heard,
  messageId,
  type OutboxRow,
  readMessage,
  readyMessages,
  refuse,
  release,
} from '../store/outbox.ts'
import { type Heads, lockDebtors } from '../store/record.ts'
import { keepRules } from '../store/rule-set.ts'
import { type RunFacts, runFacts, snapshot } from '../store/snapshot.ts'
import { standingStop } from '../store/stop.ts'
import { endNotices } from '../store/told.ts'
import { addTask } from '../store/work.ts'
import type { Workspace } from '../store/workspace.ts'
import { flownBy, keepYes, sinceAllowed } from './autopilot.ts'
import { composed } from './composed.ts'
import { enclosedFacts } from './enclosure.ts'
import { type Attempt, doubtExpired, hearBack } from './hear.ts'
import { lawfulNow } from './lawful.ts'
import { stoppedByWords } from './lint.ts'
import { again, keepNotices } from './notice.ts'
import { houseOf } from './run.ts'
import { withSignIn } from './sign-in.ts'

export interface SendOptions {
  readonly day: Day
  readonly actor: string
  readonly dataDir: string
  /** Who holds the lease: unique per program. */
  readonly worker: string
  /** Called at each phase, for progress and for tests that end the program there. */
  readonly onPhase?: (
    phase: 'before' | 'released' | 'handed_over' | 'answered',
    message: OutboxRow,
    outcome?: Outcome,
  ) => Promise<void> | void
  /** Send no more than this many. */
  readonly limit?: number
  /** Asked before each message: true ends it there, with nothing in hand. */
  readonly stop?: () => boolean
}

export interface SendResult {
  readonly sent: number
  readonly printed: number
  readonly refused: number
  readonly inDoubt: number
  readonly notSent: number
  readonly heldBack: readonly { readonly message: OutboxRow; readonly says: string }[]
  readonly dropped: readonly { readonly message: OutboxRow; readonly says: string }[]
  /** Waiting for the pace of mails. */
  readonly paced: number
}

interface Handover extends Attempt {
  readonly bytes: Uint8Array
  /** Files to print with a letter. */
  readonly beside: readonly Uint8Array[]
  readonly from?: string
  readonly debtor: string
  readonly handOverUntil: Moment
}

type Released =
  | { kind: 'released'; handover: Handover }
  | { kind: 'held'; says: string }
  | { kind: 'dropped'; says: string }
  | { kind: 'gone' }

const hour = 3_600_000
const tooLate: Outcome = {
  kind: 'not_sent',
  detail: 'The program was held up for so long that it was too late to hand this over.',
}

/** Releases and hands over every message that is ready, one after the other. */
export async function send(db: Db, workspace: Workspace, options: SendOptions): Promise<SendResult> {
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(db, workspace.id, options.actor, work)
  const { settings } = workspace
  await doubtExpired(db, workspace, options.actor)
  const facts = await inside((tx) => runFacts(tx, workspace, options.day))
  const house = houseOf(facts, workspace)
  await inside((tx) => keepRules(tx, house.law?.rules))
  // A rehearsal never leaves the machine: files, or a server on it.
  const smtp =
    settings.smtp && (workspace.liveSince !== undefined || isLoopback(settings.smtp.host))
      ? openSmtp(await withSignIn(db, workspace, settings.smtp, options))
      : undefined
  const result = { sent: 0, printed: 0, refused: 0, inDoubt: 0, notSent: 0, paced: 0 }
  const heldBack: { message: OutboxRow; says: string }[] = []
  const dropped: { message: OutboxRow; says: string }[] = []
  let room = await inside((tx) => roomFor(tx, workspace, smtp !== undefined))
  let left = options.limit ?? Number.MAX_SAFE_INTEGER
  const tried = new Set<string>()
  try {
    for (;;) {
      const ready = (await inside((tx) => readyMessages(tx, options.day, tx.now, 5_000))).filter(
        (it) => !tried.has(it.id),
      )
      if (ready.length === 0) break
      for (const key of ready) {
        tried.add(key.id)
        if (left <= 0 || options.stop?.()) continue
        if (room <= 0) {
          result.paced += 1
          continue
        }
        // A refused address makes the message wait again for the next one: it is tried until no address is left.
        for (let again = true; again; ) {
          again = false
          const message = await inside((tx) => readMessage(tx, key))
          if (!message) break
          await options.onPhase?.('before', message)
          // One message that cannot be worked out stands aside with its error; the others go on. A lost database ends it all.
          const released = await inside((tx) => releaseOne(tx, workspace, facts, house, key, options)).catch(
            (error): Released => {
              if (error instanceof Problem && error.facts.code.startsWith('database.')) throw error
              return {
                kind: 'held',
                says: error instanceof Problem ? error.message : `An error in Dunwell: ${(error as Error).message}`,
              }
            },
          )
          if (released.kind === 'held') heldBack.push({ message, says: released.says })
          if (released.kind === 'dropped') dropped.push({ message, says: released.says })
          if (released.kind !== 'released') break
          await options.onPhase?.('released', message)
          const outcome =
            db.source.now() < released.handover.handOverUntil
              ? await handOver(released.handover, smtp, options)
              : tooLate
          await options.onPhase?.('handed_over', message, outcome)
          await inside((tx) => hearBack(tx, released.handover, outcome, options.day))
          await options.onPhase?.('answered', message, outcome)
          left -= 1
          if (released.handover.recipient.channel === 'email') room -= 1
          if (outcome.kind === 'accepted')
            result[released.handover.recipient.channel === 'letter' ? 'printed' : 'sent'] += 1
          else if (outcome.kind === 'in_doubt') result.inDoubt += 1
          else if (outcome.kind === 'not_sent') result.notSent += 1
          else {
            result.refused += 1
            again = outcome.permanent
          }
        }
      }
    }
  } finally {
    await smtp?.close()
  }
  return { ...result, heldBack, dropped }
}

// Files need no pace; a mail server is given so many an hour.
async function roomFor(tx: Tx, workspace: Workspace, overSmtp: boolean): Promise<number> {
  const { mailsPerHour } = workspace.settings
  if (!overSmtp || mailsPerHour === 0 || workspace.liveSince === undefined) return Number.MAX_SAFE_INTEGER
  return mailsPerHour - (await releasedSince(tx, tx.now - hour))
}

async function releaseOne(
  tx: Tx,
  workspace: Workspace,
  run: RunFacts,
  house: House,
  key: Key,
  options: SendOptions,
): Promise<Released> {
  const stop = await standingStop(tx)
  if (stop) return { kind: 'held', says: `All sending is stopped, by ${stop.by}.` }
  const first = await readMessage(tx, key)
  if (!first) return { kind: 'gone' }
  const heads = await lockDebtors(tx, key.book, [first.debtorId])
  const message = await readMessage(tx, key)
  if (message?.state !== 'waiting' || (message.needsApproval && message.approvedAt === null)) return { kind: 'gone' }

  const [debtor] = await snapshot(tx, run, key.book, [message.debtorId])
  const decision = debtor && decide(debtor, house).find((it) => it.caseId === message.caseId)
  const action =
    debtor && message.intent.written
      ? byHandNow(debtor, message, message.intent.written, options.day)
      : decision?.actions.find(
          (it): it is MessageAction =>
            it.kind === 'message' && it.stepId === message.stepId && it.policyId === message.policyId,
        )
  if (!debtor || !action) {
    const says =
      decision?.actions.flatMap((it) => it.reasons.map((reason) => reason.says))[0] ??
      'There is nothing to say any more.'
    return dropIt(tx, heads, message, says, options.day)
  }
  const it = debtor.cases.find((one) => one.caseId === message.caseId)!
  const policy = action.written ? byHandPolicy : run.policies.get(action.policyId)!
  if (action.written && !isAnswer(debtor) && (await saidOn(tx, message, options.day))) {
    const says = 'They had a message from us today already: one a day is enough.'
    await refuse(tx, heads, message, [{ says }], (options.day + 1) as Day)
    return { kind: 'held', says }
  }
  const gate = mayContact({
    debtor,
    case: it,
    action,
    policy,
    day: options.day,
    calendar: calendarOf(workspace.country),
    knowledge: workspace.settings.knowledge,
  })
  if (gate.kind === 'refusal') {
    await refuse(tx, heads, message, gate.reasons, gate.until)
    if (gate.allocate) {
      await addTask(
        tx,
        heads,
        { debtorId: debtor.id, caseId: it.caseId },
        {
          kind: 'allocate',
          day: options.day,
          says: gate.reasons[0]!.says,
          occurrence: `${gate.allocate.currency}:${gate.allocate.amountMinor}`,
          items: action.items,
        },
      )
    }
    return { kind: 'held', says: gate.reasons.map((reason) => reason.says).join(' ') }
  }
  const changed = sinceAllowed(message, action)
  if (changed !== undefined) {
    await askAgain(tx, heads, message, changed, action.sums)
    return { kind: 'held', says: changed }
  }
  const attempts = await readAttempts(tx, key)
  const step = policy.steps.find((one) => one.id === action.stepId) ?? { to: courtesyTo, copy: [] }
  // An address that refused for good is marked and passed over already; one that was never reached is tried again.
  const bounced = attempts.filter((one) => one.facts?.some((fact) => fact.kind === 'bounced'))
  const tried = new Set(bounced.map((one) => one.address_id).filter((id) => id !== null))
  const recipient = action.written
    ? byHandRecipient(debtor, action.written)
    : recipientOf(debtor, step, action.channels, tried)
  if (!recipient) {
    const says = `No address that works is known for ${debtor.name} (${action.channels.join(' or ')}).`
    await refuse(tx, heads, message, [{ says }], undefined)
    // One such task is enough, however many steps wait for an address.
    if (!it.tasks.some((task) => task.kind === 'fix'))
      await addTask(
        tx,
        heads,
        { debtorId: debtor.id, caseId: it.caseId },
        { kind: 'fix', day: options.day, says, occurrence: `address:${message.stepId}`, items: action.items },
      )
    return { kind: 'held', says }
  }
  if (recipient.channel === 'email' && house.lettersOnly) {
    const says = 'There is no mail server, so this email cannot leave: write it as a letter, or set a mail server.'
    await refuse(tx, heads, message, [{ says }], undefined)
    return { kind: 'held', says }
  }
  const law = lawfulNow(workspace, house, debtor, it, action, recipient, tx.now)
  if (law.kind === 'refusal') {
    await refuse(
      tx,
      heads,
      message,
      law.reasons,
      law.until === undefined ? undefined : dayAt(law.until, workspace.zone),
      law.until,
      law.kept,
    )
    return { kind: 'held', says: law.reasons.map((reason) => reason.says).join(' ') }
  }
  const of = { debtor, it, action, policy, message, recipient, day: options.day, run, duties: law.duties }
  const made = await composed(tx, workspace, of).catch((error) => {
    if (error instanceof Problem) return error
    throw error
  })
  if (made instanceof Problem) {
    await refuse(tx, heads, message, [{ says: made.message }], undefined)
    return { kind: 'held', says: made.message }
  }
  const stopped = await stoppedByWords(tx, heads, message, made, { ...of, workspace, template: made.template })
  if (stopped !== undefined) return { kind: 'held', says: stopped }
  const leaseMs = workspace.settings.leaseSeconds * 1000
  const no = await release(tx, heads, {
    message,
    // What a person writes is about these claims, and no step of their ladder.
    items: action.written ? action.items.map((item) => ({ ...item, named: false })) : action.items,
    effects: action.written
      ? byHandEffects(message, isAnswer(debtor), options.day)
      : effectsOf(message, action, options.day, debtor.told ?? []),
    addressId: recipient.address.id,
    address: recipient.address.address,
    channel: recipient.channel,
    permit: {
      reasons: [...flownReasons(flownBy(message)), ...gate.reasons, ...law.reasons],
      decided: action.reasons,
      day: options.day,
      law: law.kept,
      autopilot: flownBy(message),
      ...enclosedFacts(made.enclosed),
    },
    externalId: made.externalId,
    subject: made.subject,
    text: made.text,
    foundBy: `${action.written ? made.text : ''} ${paperWords(made.enclosed.documents)}`,
    bytes: made.bytes,
    sums: { ...action.sums },
    payBy: action.payBy,
    day: options.day,
    worker: options.worker,
    leaseUntil: tx.now + leaseMs,
  })
  if (no === undefined) return dropIt(tx, heads, message, 'This was said already.', options.day)
  if (no === 1) await keepYes(tx, run, message)
  await keepNotices(tx, heads, message, debtor, action, options.day)
  await lookAgain(tx, key.book, [debtor.id], (options.day + 1) as Day)
  return {
    kind: 'released',
    handover: {
      message,
      no,
      recipient,
      bytes: made.bytes,
      beside: made.beside,
      from: made.from,
      debtor: debtor.name,
      caseId: it.caseId,
      // Later the lease could run out in the middle, and a person could let it go a second time.
      handOverUntil: tx.now + leaseMs / 3,
    },
  }
}

async function dropIt(tx: Tx, heads: Heads, message: OutboxRow, says: string, day: Day): Promise<Released> {
  await drop(tx, heads, message, says)
  await lookAgain(tx, message.book, [message.debtorId], (day + 1) as Day)
  return { kind: 'dropped', says }
}

// One message on their day; each due that this step is given to; a note once for what it is about.
function effectsOf(message: OutboxRow, action: MessageAction, day: Day, told: readonly Told[]) {
  const step = stepKey(action.policyId, action.stepId)
  return [
    { subjectId: message.debtorId, effect: 'message', occurrence: dayText(day) },
    ...(action.items.length === 0 || action.stage === 'statement' || action.answers
      ? [
          {
            subjectId: message.debtorId,
            effect: action.stage === 'statement' ? step : action.stepId,
            occurrence: action.occurrence,
          },
        ]
      : []),
    // Who is liable beside the debtor hears of the same claim in messages of their own.
    ...action.items
      .filter((item) => item.fresh)
      .map((item) => ({
        subjectId: item.claimId,
        effect: step,
        occurrence: `${item.dueNo}:${message.debtorId}${again(told, action, item.claimId)}`,
      })),
  ]
}

// An answer to what they wrote may go on a day that had its message.
function byHandEffects(message: OutboxRow, answers: boolean, day: Day) {
  const own = { subjectId: message.debtorId, effect: byHand, occurrence: message.id }
  return answers ? [own] : [own, { subjectId: message.debtorId, effect: 'message', occurrence: dayText(day) }]
}

function byHandNow(debtor: DebtorFacts, message: OutboxRow, written: OwnWords, day: Day): MessageAction | undefined {
  const it = debtor.cases.find((one) => one.caseId === message.caseId)
  return it && byHandAction(it, written, day)
}

async function handOver(it: Handover, smtp: Smtp | undefined, options: SendOptions): Promise<Outcome> {
  const { recipient } = it
  if (recipient.channel === 'email' && smtp) {
    return smtp.send(it.bytes, {
      from: it.from!,
      to: [recipient.address.address, ...recipient.copies.map((copy) => copy.address)],
    })
  }
  const letter = recipient.channel === 'letter'
  const folder = openFolder(`${options.dataDir}/${letter ? 'letters' : 'mail'}`)
  const write = (about: string, bytes: Uint8Array, extension: string) =>
    folder.send({
      day: options.day,
      debtor: it.debtor,
      about,
      id: `${messageId(it.message)}${it.no > 1 ? `.${it.no}` : ''}`,
      extension,
      bytes,
    })
  // What lies beside a letter comes first, so that a letter is never there without it.
  for (const [i, bytes] of it.beside.entries()) {
    const outcome = await write(`${it.message.stepId} enclosure ${i + 1}`, bytes, 'pdf')
    if (outcome.kind !== 'accepted') return outcome
  }
  return write(it.message.stepId, it.bytes, letter ? 'pdf' : 'eml')
}

/** A person settles what is in doubt: it arrived, or it surely did not. */
export async function settle(tx: Tx, message: OutboxRow, arrived: boolean, note: string): Promise<void> {
  const heads = await lockDebtors(tx, message.book, [message.debtorId])
  const now = await readMessage(tx, message)
  if (now?.state !== 'in_doubt')
    throw new Problem({
      code: 'outbox.not_in_doubt',
      says: `This message is not in doubt but ${now?.state.replaceAll('_', ' ')}.`,
      fix: 'See "dunwell outbox list --in-doubt".',
    })
  const no = (await readAttempts(tx, message)).length
  await heard(tx, heads, message, no, {
    kind: arrived ? 'settled_sent' : 'settled_not_sent',
    detail: note,
    state: arrived ? 'sent' : 'waiting',
    says: arrived ? undefined : 'A person found that it had not left.',
  })
  const debtor = { book: message.book, id: message.debtorId }
  if (!arrived) await endNotices(tx, heads, debtor, { message: message.id }, message.runDay, note)
}
