// Hands mails to the people of the house: by the workspace's own mail server, under its own address. A rehearsal sends them only to a
// server on this machine. What no server takes is tried again by the schedule.

import { composeEmail, mailAddress } from '../channels/compose.ts'
import { isLoopback, openSmtp } from '../channels/smtp.ts'
import type { Moment } from '../core/day.ts'
import { problem } from '../core/problem.ts'
import { type Db, inWorkspace } from '../store/db.ts'
import { triedHouseMail, waitingHouseMails } from '../store/house-mail.ts'
import type { Member } from '../store/member.ts'
import type { Workspace } from '../store/workspace.ts'
import { testWords } from './house-words.ts'
import { withSignIn } from './sign-in.ts'

export interface Letter {
  readonly to: string
  readonly subject: string
  /** Plain text; blank lines part its paragraphs. */
  readonly body: string
  /** Instead of what the body makes, where it has a form of its own. */
  readonly html?: string
  /** Whether a person pressed for it. */
  readonly byHand: boolean
}

const pauseMs = 10 * 60_000

/** Why no mail can go to anybody; undefined where one can. */
export function noMail(workspace: Workspace): string | undefined {
  const { smtp } = workspace.settings
  if (!smtp) return 'No mail server is set.'
  if (senderOf(workspace) === undefined) return 'No address to send from is set.'
  if (workspace.liveSince === undefined && !isLoopback(smtp.host)) return 'In rehearsal nothing leaves this machine.'
  return undefined
}

/** From whom mails of the workspace come. */
export function senderOf({ settings }: Pick<Workspace, 'settings'>): string | undefined {
  const address = settings.signatory?.email ?? settings.email
  return address === undefined ? undefined : mailAddress(address)
}

/** Hands one over now. @returns what the server said; `sent` only where it took it */
export async function sendLetter(
  db: Db,
  workspace: Workspace,
  it: Letter,
  at: { readonly actor: string; readonly now: Moment; readonly id: string; readonly anyServer?: boolean },
): Promise<{ sent: boolean; says: string }> {
  const { settings, name } = workspace
  const address = senderOf(workspace)
  const because = noMail(workspace)
  if (because !== undefined && !(at.anyServer && settings.smtp && address !== undefined))
    return { sent: false, says: because }
  const smtp = openSmtp(await withSignIn(db, workspace, settings.smtp!, { actor: at.actor }))
  try {
    const bytes = await composeEmail({
      messageId: `<house.${at.id}@${address!.split('@')[1]}>`,
      from: { name, address: address! },
      to: [{ address: it.to }],
      subject: it.subject,
      text: `${it.body}\n`,
      html: it.html ?? paragraphs(it.body),
      attachments: [],
      date: at.now,
      autoSubmitted: !it.byHand,
    })
    const outcome = await smtp.send(bytes, { from: address!, to: [it.to] })
    return { sent: outcome.kind === 'accepted', says: outcome.detail }
  } finally {
    await smtp.close()
  }
}

/** A text as HTML: blank lines part its paragraphs. */
export function paragraphs(body: string): string {
  return body
    .split('\n\n')
    .map((part) => `<p>${escaped(part).replaceAll('\n', '<br>')}</p>`)
    .join('\n')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** Hands over what waits. What fails waits on, and says why. */
export async function sendHouseMails(
  db: Db,
  workspace: Workspace,
  at: { readonly actor: string; readonly now: Moment },
): Promise<number> {
  if (noMail(workspace) !== undefined) return 0
  const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(db, workspace.id, at.actor, work)
  const waiting = await inside((tx) => waitingHouseMails(tx, at.now - pauseMs))
  let sent = 0
  for (const { id, recipient, subject, body } of waiting) {
    const letter = { to: recipient, subject, body, byHand: false }
    const done = await sendLetter(db, workspace, letter, { ...at, id }).catch((error: Error) => ({
      sent: false,
      says: error.message,
    }))
    await inside((tx) => triedHouseMail(tx, id, at.now, done.sent, done.says.slice(0, 500)))
    if (done.sent) sent++
  }
  return sent
}

/** Sends a message to oneself. A Problem that says what to put right where the server does not take it. */
export async function testMail(
  db: Db,
  workspace: Workspace,
  to: string,
  at: { readonly actor: string; readonly now: Moment; readonly id: string; readonly language?: Member['language'] },
): Promise<string> {
  const letter = { to, ...testWords(workspace, at.language), byHand: true }
  // To oneself and on purpose: a rehearsal may.
  const done = await sendLetter(db, workspace, letter, { ...at, anyServer: true })
  if (!done.sent)
    throw problem(
      'mail.test',
      `The test message was not accepted: ${done.says}`,
      'Correct the mail settings and try again.',
    )
  return done.says
}
