// What a waiting message would say now, and what a case brings next: read, decided and worded, nothing written.

import type { Action, CaseDecision, DebtorFacts, MessageAction, OwnWords, TaskAction } from '../core/case.ts'
import { courtesyTo, recipientOf } from '../core/contact.ts'
import { addDays, type Day } from '../core/day.ts'
import { decide } from '../core/decide.ts'
import type { Key } from '../core/id.ts'
import { problem } from '../core/problem.ts'
import type { MessageFacts } from '../documents/facts.ts'
import { renderMessage } from '../documents/render.ts'
import type { Tx } from '../store/db.ts'
import type { OutboxRow } from '../store/outbox.ts'
import { type RunFacts, runFacts, snapshot } from '../store/snapshot.ts'
import type { Workspace } from '../store/workspace.ts'
import { viewByHand } from './by-hand.ts'
import { claimableOf } from './claimable.ts'
import { type Enclosed, enclosedText, enclosedWith } from './enclosure.ts'
import { noticeWords, postOf } from './notice.ts'
import { linkToCome } from './pay-link.ts'
import { houseOf } from './run.ts'
import { lived } from './simulate.ts'
import { messageFacts, templateOf, type WordFacts } from './words.ts'

export interface PreviewWords {
  readonly to?: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  /** What would go with it, and what would be left out. */
  readonly enclosed?: readonly string[]
}

/** The words of a waiting message with the facts of `day`. */
export async function wordsFor(tx: Tx, workspace: Workspace, message: OutboxRow, day: Day): Promise<PreviewWords> {
  const { written } = message.intent
  if (written) return ownWords(tx, workspace, message, written, day)
  const run = await runFacts(tx, workspace, day)
  const [debtor] = await snapshot(tx, run, message.book, [message.debtorId])
  const decision = debtor && decide(debtor, houseOf(run, workspace)).find((it) => it.caseId === message.caseId)
  const action = decision?.actions.find(
    (it): it is MessageAction => it.kind === 'message' && it.stepId === message.stepId,
  )
  if (!debtor || !action) {
    const says = decision?.actions[0]?.reasons[0]?.says ?? 'There is nothing to say any more.'
    return { subject: '(would not be sent)', text: `Today this message would not go out: ${says}` }
  }
  const it = debtor.cases.find((one) => one.caseId === message.caseId)!
  const policy = run.policies.get(action.policyId)!
  const step = policy.steps.find((one) => one.id === action.stepId)
  const recipient = recipientOf(
    debtor,
    { to: step?.to ?? courtesyTo, copy: step?.copy ?? [] },
    action.channels,
    new Set(),
  )
  const template = templateOf(action, debtor.language, run.templates)
  const { language } = template
  const of = { workspace, run, debtor, case: it, action, policy, day, language, contactName: recipient?.contact.name }
  const { facts, enclosed } = await shownFacts(tx, of)
  const { subject, text, html } = renderMessage(template, facts)
  return { to: recipient?.address.address, subject, text, html, enclosed: enclosedText(enclosed) }
}

async function ownWords(
  tx: Tx,
  workspace: Workspace,
  message: OutboxRow,
  written: OwnWords,
  day: Day,
): Promise<PreviewWords> {
  const { recipient, message: words } = await viewByHand(
    tx,
    workspace,
    { book: message.book, id: message.debtorId },
    written,
    day,
  )
  return { to: recipient.address.address, subject: words.subject, text: words.text, html: words.html }
}

/** The facts and enclosures of a message that is shown and not sent. */
export async function shownFacts(
  tx: Tx,
  it: Omit<WordFacts, 'postLines' | 'duties' | 'enclosures' | 'notice' | 'payLink' | 'claimable'> & {
    readonly run: RunFacts
  },
): Promise<{ facts: MessageFacts; enclosed: Enclosed }> {
  const step = it.policy.steps.find((one) => one.id === it.action.stepId)
  const enclosed = await enclosedWith(tx, it.debtor.book, step, it.action, it.language)
  const facts = messageFacts({
    ...it,
    enclosures: enclosed.lines,
    postLines: postOf(it.debtor)?.split('\n'),
    payLink: await linkToCome(tx, it.workspace),
    claimable: await claimableOf(
      tx,
      it.workspace,
      { book: it.debtor.book, debtorId: it.debtor.id, day: it.day },
      it.action,
    ),
    notice: await noticeWords(tx, it),
  })
  return { facts, enclosed }
}

export interface Outlook {
  readonly debtor: DebtorFacts
  readonly today: readonly CaseDecision[]
  /** What comes by itself after today, in order, if what is decided is done and nobody pays or answers. */
  readonly ahead: readonly { readonly day: Day; readonly caseId: string; readonly action: Action }[]
}

const daysAhead = 120

/** What `day` brings for a debtor and why, and what comes next if nobody pays, writes or decides. */
export async function outlook(tx: Tx, workspace: Workspace, key: Key, day: Day): Promise<Outlook> {
  return outlookIn(tx, workspace, await runFacts(tx, workspace, day), key)
}

/** The same, where what holds for the run is read already. */
export async function outlookIn(tx: Tx, workspace: Workspace, run: RunFacts, key: Key): Promise<Outlook> {
  const { day } = run
  const [debtor] = await snapshot(tx, run, key.book, [key.id])
  if (!debtor) throw problem('case.none', 'This customer has no case.', 'Add a claim first.')
  const house = houseOf(run, workspace)
  let today: readonly CaseDecision[] = []
  const ahead: { day: Day; caseId: string; action: Action }[] = []
  // From look to look, as the engine itself does: on the days between nothing is decided.
  for (const { on, facts, decisions } of lived(debtor, house, { from: day, until: addDays(day, daysAhead + 1) })) {
    if (on === day) {
      today = decisions
      continue
    }
    for (const { caseId, actions } of decisions)
      for (const action of actions) {
        const news = action.kind === 'message' || (action.kind === 'task' && !already(facts, caseId, action))
        if (news) ahead.push({ day: on, caseId, action })
      }
  }
  return { debtor, today, ahead }
}

// A task that waits already is no news of a later day.
function already(facts: DebtorFacts, caseId: string, action: TaskAction): boolean {
  const open = facts.cases.find((it) => it.caseId === caseId)?.tasks ?? []
  return open.some(
    (it) =>
      it.kind === action.task &&
      it.stepId === action.stepId &&
      action.items.every((item) => it.items.some((one) => one.claimId === item.claimId && one.dueNo === item.dueNo)),
  )
}
