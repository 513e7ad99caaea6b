// A message that a person writes: how it reads, what the linter and the gate say of it while they type, and keeping it as a draft.
// It leaves by release.ts and no other way.

import { byHandAction, byHandPolicy, byHandRecipient, isAnswer } from '../core/by-hand.ts'
import type { CaseFacts, DebtorFacts, House, MessageAction, OwnWords, Reason } from '../core/case.ts'
import { mayContact, type Recipient } from '../core/contact.ts'
import type { Day, Moment } from '../core/day.ts'
import type { Duty } from '../core/gate.ts'
import type { Key } from '../core/id.ts'
import type { Finding } from '../core/lint.ts'
import { problem } from '../core/problem.ts'
import { type RenderedMessage, renderMessage } from '../documents/render.ts'
import { calendarOf } from '../rules/calendar.ts'
import { addByHand, saidOn } from '../store/by-hand.ts'
import type { Tx } from '../store/db.ts'
import { listOutbox } from '../store/outbox.ts'
import { type RunFacts, runFacts, snapshot } from '../store/snapshot.ts'
import type { Workspace } from '../store/workspace.ts'
import { keepVerdict } from './autopilot.ts'
import { dutyLines, lawfulNow } from './lawful.ts'
import { lintBeforeSending } from './lint.ts'
import { postOf } from './notice.ts'
import { houseOf } from './run.ts'
import { messageFacts, templateOf } from './words.ts'

export interface ByHandWish {
  readonly subject: string
  readonly text: string
  readonly account: boolean
  /** Of the debtor: an email or a post address; else the first that works. */
  readonly addressId?: string
}

export interface Remark extends Finding {
  /** Of the text as it was typed; undefined where it is about what surrounds it. */
  readonly typedLine?: number
}

export interface ByHandView {
  readonly action: MessageAction
  readonly recipient: Recipient
  readonly language: string
  readonly message: RenderedMessage
  readonly remarks: readonly Remark[]
  readonly may: { readonly may: boolean; readonly until?: Moment | Day; readonly reasons: readonly Reason[] }
}

interface Around {
  readonly run: RunFacts
  readonly house: House
  readonly debtor: DebtorFacts
  readonly it: CaseFacts
}

async function around(tx: Tx, workspace: Workspace, key: Key, day: Day): Promise<Around> {
  const run = await runFacts(tx, workspace, day)
  const [debtor] = await snapshot(tx, run, key.book, [key.id])
  const it = debtor?.cases.find((one) => one.claims.some((claim) => claim.openMinor > 0)) ?? debtor?.cases[0]
  if (!debtor || !it) throw problem('case.none', 'This customer has no case.', 'Add a claim first.')
  return { run, house: houseOf(run, workspace), debtor, it }
}

function wordsOf(debtor: DebtorFacts, wish: ByHandWish, lettersOnly: boolean | undefined): OwnWords {
  const all = debtor.contacts.flatMap((contact) => contact.addresses).filter((one) => one.channel !== 'phone')
  const address =
    wish.addressId === undefined
      ? (all.find((one) => one.usable && one.channel === (lettersOnly ? 'post' : 'email')) ??
        all.find((one) => one.usable))
      : all.find((one) => one.id === wish.addressId)
  if (!address?.usable)
    throw problem(
      'message.address',
      wish.addressId === undefined
        ? `No address that works is known for ${debtor.name}.`
        : 'This address is not known here, or does not work any more.',
      'Add an email or post address to the customer, or choose another.',
    )
  const { subject, text, account } = wish
  return { subject, text, account, channel: address.channel === 'post' ? 'letter' : 'email', addressId: address.id }
}

/** How it would read, and what stands in its way, now. Nothing is written. */
export async function viewByHand(
  tx: Tx,
  workspace: Workspace,
  key: Key,
  wish: ByHandWish,
  day: Day,
): Promise<ByHandView> {
  return view(tx, workspace, await around(tx, workspace, key, day), wish, day)
}

async function view(tx: Tx, workspace: Workspace, at: Around, wish: ByHandWish, day: Day): Promise<ByHandView> {
  const { run, house, debtor, it } = at
  const written = wordsOf(debtor, wish, house.lettersOnly)
  const recipient = byHandRecipient(debtor, written)!
  const action = byHandAction(it, written, day)
  if (written.account && action.items.length === 0)
    throw problem(
      'message.no_account',
      `Nothing is open with ${debtor.name}.`,
      'Leave out the account, or wait until something is owed.',
    )
  const law = lawfulNow(workspace, house, debtor, it, action, recipient, tx.now)
  const may = await mayLeave(tx, workspace, at, { action, day, law })
  const template = templateOf(action, debtor.language, run.templates)
  const duties = law.kind === 'permit' ? law.duties : []
  const message = rendered(workspace, at, { action, recipient, day, duties })
  const to = { workspace, debtor, it, action, channel: recipient.channel, contactName: recipient.contact.name }
  const { language, manner } = template
  const findings = lintBeforeSending(message, { ...to, language, manner })
  const lines = written.text.split('\n')
  const remarks = findings.map((finding) => {
    const at = lines.findIndex((line) => line.toLowerCase().includes(finding.words.toLowerCase()))
    return at < 0 || finding.words === '' ? finding : { ...finding, typedLine: at + 1 }
  })
  return { action, recipient, language, message, remarks, may }
}

/** The words as they stand, rendered with the facts of the moment. */
function rendered(
  workspace: Workspace,
  at: Around,
  of: { action: MessageAction; recipient: Recipient; day: Day; duties: readonly Duty[] },
): RenderedMessage {
  const { run, debtor, it } = at
  const { action, recipient, day, duties } = of
  const template = templateOf(action, debtor.language, run.templates)
  const { language } = template
  return renderMessage(
    template,
    messageFacts({
      workspace,
      debtor,
      case: it,
      action,
      policy: byHandPolicy,
      day,
      language,
      contactName: recipient.contact.name,
      postLines: recipient.channel === 'letter' ? recipient.address.address.split('\n') : postOf(debtor)?.split('\n'),
      duties: dutyLines(duties, language),
    }),
  )
}

// What release will ask, asked now: one a day, what we know of payments, and the law.
async function mayLeave(
  tx: Tx,
  workspace: Workspace,
  { debtor, it }: Around,
  of: { action: MessageAction; day: Day; law: ReturnType<typeof lawfulNow> },
): Promise<ByHandView['may']> {
  const { action, day, law } = of
  if (!isAnswer(debtor) && (await saidOn(tx, { book: debtor.book, debtorId: debtor.id }, day))) {
    const says = 'They had a message from us today already: one a day is enough.'
    return { may: false, until: (day + 1) as Day, reasons: [{ says }] }
  }
  const gate = mayContact({
    debtor,
    case: it,
    action,
    policy: byHandPolicy,
    day,
    calendar: calendarOf(workspace.country),
    knowledge: workspace.settings.knowledge,
  })
  if (gate.kind === 'refusal') return { may: false, until: gate.until, reasons: gate.reasons }
  if (law.kind === 'refusal') return { may: false, until: law.until, reasons: law.reasons }
  return { may: true, reasons: [...gate.reasons, ...law.reasons] }
}

/** Keeps it as a draft. Words that may not leave are refused here already, so that nobody approves them. */
export async function writeByHand(
  tx: Tx,
  workspace: Workspace,
  key: Key,
  wish: ByHandWish,
  day: Day,
): Promise<{ message: Key; view: ByHandView }> {
  const at = await around(tx, workspace, key, day)
  const found = await view(tx, workspace, at, wish, day)
  const stops = found.remarks.find((it) => it.level === 'error')
  if (stops)
    throw problem(
      'message.words',
      `The words "${stops.words}" must not leave: ${stops.says}`,
      stops.better === '' ? 'Take them out.' : `Better: ${stops.better}`,
    )
  // Words of one's own about the account stand in the place of a reminder that waits.
  if (wish.account && !isAnswer(at.debtor))
    for (const draft of await listOutbox(tx, ['waiting'], 20, key))
      if (!draft.intent.written) await keepVerdict(tx, draft, 'rewritten', [key])
  const message = await addByHand(tx, key, { action: found.action, language: at.debtor.language, today: day })
  return { message, view: found }
}
