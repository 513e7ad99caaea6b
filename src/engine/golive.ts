// Going live: what must be there first, a test message to oneself through the workspace's own mail server, and then the switch. It is a
// deliberate act of a person; from then on the day is today, and what is approved goes out.

import { composeEmail } from '../channels/compose.ts'
import { openSmtp } from '../channels/smtp.ts'
import type { Moment } from '../core/day.ts'
import { problem } from '../core/problem.ts'
import type { Db, Tx } from '../store/db.ts'
import { changeSettings, goLive, readWorkspace, type Workspace } from '../store/workspace.ts'
import { testWords } from './house-words.ts'
import { withSignIn } from './sign-in.ts'

interface LiveDesk {
  readonly db: Db
  readonly workspace: Workspace
  readonly actor: string
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

export const neededToGoLive = ['bank', 'signatory', 'smtp'] as const
export type NeededToGoLive = (typeof neededToGoLive)[number]

/** What is still missing before anything may leave; letters are printed, and need no mail server. */
export function lackingToGoLive({ settings }: Workspace, lettersOnly = false): NeededToGoLive[] {
  const there: Readonly<Record<NeededToGoLive, boolean>> = {
    bank: settings.bank !== undefined,
    signatory: settings.signatory !== undefined && (settings.signatory.email ?? settings.email) !== undefined,
    smtp: lettersOnly || settings.smtp !== undefined,
  }
  return neededToGoLive.filter((it) => !there[it])
}

/** A message to oneself over the mail server that is set. @returns what the server answered; a Problem where it did not take it */
export async function sendTest(desk: LiveDesk, to: string): Promise<string> {
  const { settings, name } = desk.workspace
  if (!settings.smtp)
    throw problem(
      'live.smtp',
      'No mail server is set, so no test message can go out.',
      'Set one: ./dunwell settings set smtp.host=… smtp.port=587 smtp.security=starttls smtp.user=… smtp.password=…',
    )
  const address = settings.signatory?.email ?? settings.email
  if (address === undefined || lackingToGoLive(desk.workspace).length > 0) throw lacking()
  const smtp = openSmtp(await withSignIn(desk.db, desk.workspace, settings.smtp, { actor: desk.actor, fresh: true }))
  try {
    const now = await desk.tx(async (tx) => tx.now)
    const words = testWords(desk.workspace, undefined)
    const bytes = await composeEmail({
      messageId: `<live.${now}@${address.split('@')[1]}>`,
      from: { name, address },
      to: [{ address: to }],
      subject: words.subject,
      text: `${words.body}\n`,
      html: `<p>${words.body}</p>`,
      attachments: [],
      date: now,
      autoSubmitted: true,
    })
    const outcome = await smtp.send(bytes, { from: address, to: [to] })
    if (outcome.kind === 'accepted') return outcome.detail
    throw problem(
      'live.test',
      `The test message was not accepted: ${outcome.detail}`,
      'Correct the mail settings and try again; the workspace stays in rehearsal.',
    )
  } finally {
    await smtp.close()
  }
}

/**
 * The switch, after a test message that was accepted. `lettersOnly` goes live without a mail server: what would be an email is a letter
 * to print, until one is set. @returns since when, and what the mail server said
 */
export async function switchLive(
  desk: LiveDesk,
  how: { readonly testTo: string } | { readonly lettersOnly: true },
): Promise<{ since: Moment; test?: string }> {
  if (desk.workspace.liveSince !== undefined)
    throw problem('live.already', 'This workspace is live already.', 'Nothing needs doing.')
  const test = 'testTo' in how ? await sendTest(desk, how.testTo) : checkLetters(desk.workspace)
  await desk.tx(async (tx) => {
    if (!('testTo' in how)) await changeSettings(tx, { lettersOnly: true })
    await goLive(tx)
  })
  const { liveSince } = await desk.tx(readWorkspace)
  return { since: liveSince!, test }
}

function checkLetters(workspace: Workspace): undefined {
  if (workspace.settings.smtp)
    throw problem(
      'live.has_mail',
      'A mail server is set, so mails would go out.',
      'Go live with a test message, or take the mail server out of the settings first.',
    )
  if (lackingToGoLive(workspace, true).length > 0) throw lacking()
}

function lacking() {
  return problem(
    'live.details',
    'Before going live a signatory with an address and an account to pay to are needed.',
    'See "dunwell settings show".',
  )
}
