// Writes an email as exact bytes. They depend on nothing but the parts, so what is kept is what went out. It decides nothing
// about whether to send.

import { createHash } from 'node:crypto'
import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { Moment } from '../core/day.ts'
import { assert, problem, quoted } from '../core/problem.ts'

export interface Mailbox {
  readonly name?: string
  readonly address: string
}

export interface Attachment {
  readonly name: string
  readonly contentType: string
  /** Where the HTML shows it: `<img src="cid:...">`. Without one it is an attachment to open. */
  readonly cid?: string
  readonly bytes: Uint8Array
}

export interface EmailParts {
  /** Ours and unique, `<...@...>`; the same message keeps it for ever. */
  readonly messageId: string
  readonly from: Mailbox
  readonly replyTo?: Mailbox
  readonly to: readonly Mailbox[]
  readonly cc?: readonly Mailbox[]
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachments: readonly Attachment[]
  /** The message this one answers, and those before it, as they called themselves. What is no message id is left out. */
  readonly inReplyTo?: string
  readonly references?: readonly string[]
  readonly date: Moment
  /** Whether a program decided to write, rather than a person. */
  readonly autoSubmitted: boolean
}

/** Bytes of a header line may be 998 at most (RFC 5322), and ASCII without a space cannot be folded. */
const subjectLengthMax = 250
const nameLengthMax = 120
const referencesMax = 20

/** The exact bytes of a message, the same for the same parts. A Problem (`email.address`) for an address that is none. */
export async function composeEmail(parts: EmailParts): Promise<Uint8Array> {
  const messageId = messageIdOf(parts.messageId)
  assert(messageId, `${quoted(parts.messageId)} is no message id`)
  const inReplyTo = messageIdOf(parts.inReplyTo ?? '')
  const composer = new MailComposer({
    messageId,
    date: new Date(parts.date),
    from: headerMailbox(parts.from),
    replyTo: parts.replyTo && headerMailbox(parts.replyTo),
    to: parts.to.map(headerMailbox),
    cc: parts.cc?.map(headerMailbox),
    subject: headerText(parts.subject, subjectLengthMax),
    inReplyTo,
    references: referencesOf(parts.references ?? [], inReplyTo),
    headers: parts.autoSubmitted ? autoHeaders : {},
    text: withLineEnds(parts.text),
    html: withLineEnds(parts.html),
    attachments: parts.attachments.map(attachmentOf),
    // The id is random, so nobody can write text that ends a part early; and `=_` never occurs in the encodings of a body.
    boundaryPrefix: '=_dunwell',
    baseBoundary: createHash('sha256').update(messageId).digest('hex').slice(0, 24),
    newline: '\r\n',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}

// A mailbox's own machine should not answer a machine (RFC 3834), and Exchange wants to be told in its own words. Not `All`:
// that would suppress the reports of messages that could not be delivered as well, and those we need.
const autoHeaders = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' }

/**
 * The address as a mail server reads it, its domain in ASCII (`xn--`), or undefined where it is none. Stricter than the RFC:
 * quoted names and numeric hosts are refused, because there they are a mistake or an attack, never a customer.
 */
export function mailAddress(text: string): string | undefined {
  const match = /^([^\s"(),:;<>@[\\\]\p{Cc}\p{Cf}\p{Cs}]{1,64})@([^\s@]{1,253})$/u.exec(text.trim())
  if (!match) return undefined
  // Only where needed: the conversion would read "12.34" as an IPv4 address.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
  const domain = /^[\x00-\x7f]*$/.test(match[2]!) ? match[2]! : domainToASCII(match[2]!)
  if (!/^(?!-)[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i.test(domain) || isIP(domain)) return undefined
  const address = `${match[1]}@${domain}`
  return address.length <= 254 ? address : undefined
}

function headerMailbox({ name, address }: Mailbox): { name: string; address: string } {
  const readable = mailAddress(address)
  if (readable === undefined) {
    throw problem(
      'email.address',
      `${quoted(address)} is not an email address.`,
      'Correct it; it looks like name@domain.',
    )
  }
  return { name: headerText(name ?? '', nameLengthMax), address: readable }
}

/** One line a person can read: no control characters, no tricks with the direction of writing, nothing already encoded. */
export function headerText(text: string, lengthMax: number): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replaceAll('=?', '= ?')
    .replace(/\s+/g, ' ')
    .trim()
  const letters = Array.from(line)
  return letters.length > lengthMax ? letters.slice(0, lengthMax).join('').trim() : line
}

function messageIdOf(text: string): string | undefined {
  const match = /^<?([!-;=?-~]+@[!-;=?-~]+)>?$/.exec(text.trim())
  return match && match[1]!.length <= 250 ? `<${match[1]}>` : undefined
}

/** The first and the latest of a long thread, as RFC 5322 allows, ending with the one that is answered. */
function referencesOf(ids: readonly string[], inReplyTo: string | undefined): string[] {
  const known = new Set([...ids.map(messageIdOf), inReplyTo].filter((id) => id !== undefined))
  if (inReplyTo !== undefined && known.delete(inReplyTo)) known.add(inReplyTo)
  const all = [...known]
  return all.length > referencesMax ? [all[0]!, ...all.slice(1 - referencesMax)] : all
}

function withLineEnds(text: string): string {
  return text.toWellFormed().replace(/\r\n|\r|\n/g, '\r\n')
}

function attachmentOf({ name, contentType, cid, bytes }: Attachment) {
  assert(cid === undefined || /^[\w.@-]+$/.test(cid), `${quoted(cid ?? '')} is no content id`)
  // A message inside a message may not be encoded (RFC 2046), and its bytes would not survive the way: it travels as a file.
  const plain = /^[a-z0-9]+\/[\w.+-]+$/i.test(contentType) && !/^(message|multipart)\//i.test(contentType)
  return {
    filename:
      headerText(name, nameLengthMax)
        .replace(/[\\/:*?"<>|]/g, '_')
        .replace(/^\.+/, '') || 'attachment',
    contentType: plain ? contentType : 'application/octet-stream',
    cid,
    content: Buffer.from(bytes),
  }
}
