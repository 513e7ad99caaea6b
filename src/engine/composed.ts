// A message as exact bytes: the words with the facts of the moment, and the copies that go with it, as a mail or as a letter.
// It writes nothing and sends nothing.

import { composeEmail } from '../channels/compose.ts'
import { fileName } from '../channels/folder.ts'
import type { CaseFacts, DebtorFacts, MessageAction } from '../core/case.ts'
import type { Recipient } from '../core/contact.ts'
import type { Day } from '../core/day.ts'
import type { Duty } from '../core/gate.ts'
import type { Policy } from '../core/policy.ts'
import { problem } from '../core/problem.ts'
import type { MessageFacts } from '../documents/facts.ts'
import { paperOf, renderLetter } from '../documents/letter.ts'
import { renderMessage } from '../documents/render.ts'
import type { Template } from '../documents/template.ts'
import { lastExternalId, readAttempts } from '../store/attempt.ts'
import type { Tx } from '../store/db.ts'
import { messageId, type OutboxRow } from '../store/outbox.ts'
import type { RunFacts } from '../store/snapshot.ts'
import type { Workspace } from '../store/workspace.ts'
import { claimableOf } from './claimable.ts'
import { attachmentsOf, type Enclosed, enclosedWith } from './enclosure.ts'
import { dutyLines, lacks } from './lawful.ts'
import { laterLines, noticeWords } from './notice.ts'
import { linkInMessage } from './pay-link.ts'
import { messageFacts, templateOf } from './words.ts'

export interface WordsOf {
  readonly debtor: DebtorFacts
  readonly it: CaseFacts
  readonly action: MessageAction
  readonly policy: Policy
  readonly message: OutboxRow
  readonly recipient: Recipient
  readonly day: Day
  readonly run: RunFacts
  /** What the law asks it to carry. */
  readonly duties: readonly Duty[]
}

export interface Composed {
  readonly bytes: Uint8Array
  readonly subject: string
  readonly text: string
  readonly externalId: string
  readonly from?: string
  readonly template: Template
  readonly enclosed: Enclosed
  /** Of a letter: what lies beside it, to be printed with it. */
  readonly beside: readonly Uint8Array[]
}

/** The message as it will leave, with the facts and the copies of the moment. */
export async function composed(tx: Tx, workspace: Workspace, of: WordsOf): Promise<Composed> {
  const { debtor, it, action, recipient, message, day } = of
  const template = templateOf(action, debtor.language, of.run.templates)
  const post = recipient.channel === 'letter' ? recipient.address : inPost(debtor)
  const step = of.policy.steps.find((one) => one.id === action.stepId)
  const enclosed = await enclosedWith(tx, message.book, step, action, template.language)
  const attached = await attachmentsOf(tx, enclosed)
  const whole = messageFacts({
    workspace,
    debtor,
    case: it,
    action,
    policy: of.policy,
    day,
    language: template.language,
    contactName: recipient.contact.name,
    postLines: post?.address.split('\n'),
    enclosures: enclosed.lines,
    payLink: await linkInMessage(tx, workspace, {
      debtor: { book: message.book, id: debtor.id },
      case: it,
      action,
      messageId: message.id,
    }),
    duties: [...dutyLines(of.duties, template.language), ...laterLines(debtor, action, template.language)],
    claimable: await claimableOf(tx, workspace, { book: message.book, debtorId: debtor.id, day }, action),
    notice: await noticeWords(tx, {
      workspace,
      run: of.run,
      debtor,
      case: it,
      action,
      day,
      language: template.language,
    }),
  })
  const facts = action.notice ? { ...whole, duties: unsaid(template, whole) } : whole
  const rendered = renderMessage(template, facts)
  const lacking = lacks(of.duties, rendered.text, template.language)
  if (lacking)
    throw problem(
      'words.duty',
      lacking,
      'Put {% for line in duties %} back into the template’s footer: ./dunwell template show _footer',
    )
  const id = messageId(message)
  if (recipient.channel === 'letter') {
    const { pdf } = renderLetter(template, facts, {
      paper: paperOf(workspace.country),
      ...(action.printOnly ? { stamp: 'have this checked' as const } : {}),
    })
    return {
      bytes: pdf,
      subject: rendered.subject,
      text: rendered.text,
      externalId: fileName({ day, debtor: debtor.name, about: message.stepId, id, extension: 'pdf' }),
      template,
      enclosed,
      beside: attached.map((it) => it.bytes),
    }
  }
  const { settings } = workspace
  const address = settings.signatory?.email ?? settings.email ?? 'accounts@localhost.invalid'
  const domain = address.split('@')[1]!
  const attempts = await readAttempts(tx, message)
  const references = await lastExternalId(tx, message.book, debtor.id, it.caseId)
  const externalId = `<${id}.${attempts.length + 1}@${domain}>`
  const bytes = await composeEmail({
    messageId: externalId,
    from: { name: settings.signatory ? `${settings.signatory.name}, ${workspace.name}` : workspace.name, address },
    replyTo: settings.email ? { name: workspace.name, address: settings.email } : undefined,
    to: [{ name: recipient.contact.name ?? debtor.name, address: recipient.address.address }],
    cc: recipient.copies.map((copy) => ({ name: copy.name ?? debtor.name, address: copy.address })),
    subject: rendered.subject,
    text: rendered.text,
    html: rendered.html,
    attachments: [...rendered.attachments, ...attached],
    inReplyTo: references.at(-1),
    references,
    date: tx.now,
    autoSubmitted: true,
  })
  return {
    bytes,
    subject: rendered.subject,
    text: rendered.text,
    externalId,
    from: address,
    template,
    enclosed,
    beside: [],
  }
}

// What a notice says in its own words is not said twice.
function unsaid(template: Template, facts: MessageFacts): readonly string[] {
  const said = renderMessage(template, { ...facts, duties: [] }).text.replace(/\s+/g, ' ')
  return facts.duties.filter((line) => !said.includes(line))
}

function inPost(debtor: DebtorFacts) {
  return debtor.contacts.flatMap((it) => it.addresses).find((it) => it.channel === 'post' && it.usable)
}
