// A message as it was, exactly: the words and the file of what left or came in, or the words that a draft would have now.

import type { Day } from '../core/day.ts'
import { problem } from '../core/problem.ts'
import { mailView } from '../imports/mail.ts'
import { readAttempts } from '../store/attempt.ts'
import type { Tx } from '../store/db.ts'
import { bytesKept } from '../store/document.ts'
import { findMail, mailBytes, mailId } from '../store/inbox.ts'
import { messageId, readMessage } from '../store/outbox.ts'
import { findAnyMessage } from '../store/receipt.ts'
import type { Workspace } from '../store/workspace.ts'
import { wordsFor } from './preview.ts'

export interface Content {
  /** Whether these are the bytes of what was sent or received, or what would be said today. */
  readonly exact: boolean
  readonly channel: string
  readonly to?: string
  readonly from?: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly file?: { readonly name: string; readonly type: string; readonly bytes: Uint8Array }
}

export async function contentOf(tx: Tx, workspace: Workspace, id: string, day: Day): Promise<Content> {
  const message = await findAnyMessage(tx, id)
  const { mail } = message.intent
  if (typeof mail === 'string') {
    const found = await findMail(tx, mailId({ id: mail }))
    if (found.from === '') throw erased()
    const bytes = await mailBytes(tx, found)
    return {
      exact: true,
      channel: 'email',
      from: found.from,
      subject: found.subject,
      ...(await mailView(bytes)),
      file: { name: `${mailId(found)}.eml`, type: 'message/rfc822', bytes },
    }
  }
  const last = (await readAttempts(tx, message)).at(-1)
  if (!last) {
    const waiting = await readMessage(tx, message)
    if (!waiting)
      throw problem('message.no_words', 'This message has no words: it is a call.', 'Read its note instead.')
    const { to, subject, text, html } = await wordsFor(tx, workspace, waiting, day)
    return { exact: false, channel: waiting.channel, to, subject, text, html }
  }
  const bytes = await bytesKept(tx, last.bytes_sha)
  if (!bytes) throw erased()
  const base = { exact: true, channel: last.channel, to: last.address, subject: last.subject }
  if (last.channel === 'letter') {
    const file = { name: `${messageId(message)}.pdf`, type: 'application/pdf', bytes }
    return { ...base, text: last.text_body, file }
  }
  const { html } = await mailView(bytes)
  const file = { name: `${messageId(message)}.eml`, type: 'message/rfc822', bytes }
  return { ...base, text: last.text_body, html, file }
}

function erased() {
  return problem(
    'message.erased',
    'The words of this message were erased, as the law asks.',
    'That it was sent, and when, is still on the record.',
  )
}
