// A message of a ladder as a mail to the person who works on its words, marked as a test: how it really looks where mails are read. It goes
// to that person and nobody else, keeps nothing, and counts as no contact.

import type { Key } from '../core/id.ts'
import { problem } from '../core/problem.ts'
import type { Db, Tx } from '../store/db.ts'
import type { Workspace } from '../store/workspace.ts'
import { paragraphs, sendLetter } from './house-mail.ts'
import { type StepWanted, stepWords } from './preview-step.ts'

interface TestDesk {
  readonly db: Db
  readonly workspace: Workspace
  readonly today: Parameters<typeof stepWords>[4]
  readonly actor: string
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

const marks = {
  en: {
    subject: (it: string) => `[Test] ${it}`,
    says: (debtor: string) =>
      `This is a test that you asked for. It went to you alone: nothing was sent to ${debtor}, and nothing counts as sent.`,
  },
  de: {
    subject: (it: string) => `[Test] ${it}`,
    says: (debtor: string) =>
      `Dies ist ein Test, um den Sie gebeten haben. Er ging nur an Sie: An ${debtor} wurde nichts gesendet, und nichts gilt als gesendet.`,
  },
} as const

/** @returns what the mail server said; a Problem where it did not take it */
export async function sendTemplateTest(
  desk: TestDesk,
  person: { readonly email: string; readonly language: string | null },
  debtor: { readonly key: Key; readonly name: string },
  wanted: StepWanted,
): Promise<{ said: string; subject: string }> {
  const { message, now, id } = await desk.tx(async (tx) => ({
    ...(await stepWords(tx, desk.workspace, debtor.key, wanted, desk.today)),
    now: tx.now,
    id: tx.newId(),
  }))
  if (message.text === '')
    throw problem('template.empty', 'This step has no words.', 'Choose a step that is a message.')
  const mark = marks[person.language === 'de' ? 'de' : 'en']
  const subject = mark.subject(message.subject)
  const says = mark.says(debtor.name)
  const letter = {
    to: person.email,
    subject,
    body: `${says}\n\n${message.text}`,
    html: marked(message.html, paragraphs(says)),
    byHand: true,
  }
  // To oneself and on purpose: a rehearsal may.
  const done = await sendLetter(desk.db, desk.workspace, letter, { actor: desk.actor, now, id, anyServer: true })
  if (done.sent) return { said: done.says, subject }
  throw problem(
    'mail.test',
    `The test message was not accepted: ${done.says}`,
    'Set a mail server under Settings, Mail, or correct what stands there, and try again.',
  )
}

/** The mark comes first in what is read. */
function marked(html: string, mark: string): string {
  const body = /<body[^>]*>/i.exec(html)
  const at = body ? body.index + body[0].length : 0
  return `${html.slice(0, at)}${mark}<hr>${html.slice(at)}`
}
