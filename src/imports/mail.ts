// Reads one received mail: who wrote it, which of ours it answers, and whether a person wrote it at all. It decides nothing
// about a case, opens no attachment, and takes no longer for a hostile mail than for a long one.

import PostalMime, { type Address, type Email } from 'postal-mime'
import type { Moment } from '../core/day.ts'
import { absenceIn, isAutomatic } from './autoreply.ts'
import { type Bounce, readReport } from './bounce.ts'
import { newPart } from './quotation.ts'

/**
 * `bounce` did not arrive and will not; `delay` is still tried; `delivered` arrived, or was opened. `complaint`: somebody pressed
 * "this is spam" and the provider tells us. `auto_reply` and `out_of_office` come from a program, `reply` from a person, as far as one can see.
 */
export type MailKind = 'bounce' | 'delay' | 'delivered' | 'complaint' | 'auto_reply' | 'out_of_office' | 'reply'

export interface InboundMail {
  readonly kind: MailKind
  /** With its angle brackets, as all Message-IDs here. */
  readonly messageId?: string
  readonly inReplyTo?: string
  /** Oldest first, at most the last 30. */
  readonly references: readonly string[]
  readonly from?: { readonly name?: string; readonly address: string }
  readonly to: readonly string[]
  readonly subject: string
  /** What is new in it: without what it quotes, and without a signature. */
  readonly text: string
  /** When it says it was written. */
  readonly at?: Moment
  readonly bounce?: Bounce
}

// What lies behind is an attachment of an attachment; nothing that tells one kind from another stands so deep.
const readBytesMax = 1024 * 1024
const partsMax = 5_000
const textMax = 100_000
const referencesMax = 30
const kinds: Readonly<Record<Bounce['action'], MailKind>> = {
  failed: 'bounce',
  delayed: 'delay',
  delivered: 'delivered',
}

/** Reads a mail. It throws for none: what cannot be parsed is read as plain text. */
export async function readMail(bytes: Uint8Array): Promise<InboundMail> {
  const raw = withLineFeeds(bytes.subarray(0, readBytesMax))
  const email = await parse(raw)
  const headers = new Map<string, string>()
  for (const { key, value } of email.headers) if (!headers.has(key)) headers.set(key, value.slice(0, 2_000))
  const body = (email.text ?? (email.html === undefined ? '' : withoutTags(email.html))).slice(0, textMax)
  const subject = (email.subject ?? '').replace(/\s+/g, ' ').trim().slice(0, 500)
  const from = mailboxes(email.from ? [email.from] : [])[0]
  const text = newPart(body)
  const parts = email.attachments.map((it) => ({ type: it.mimeType, text: textOf(it.content) }))
  const bounce = readReport({ headers, subject, from: from?.address ?? '', name: from?.name ?? '', body, parts })
  const about = { headers, subject, text, returnPath: headers.get('return-path') }
  return {
    kind: bounce ? kinds[bounce.action] : kindOf(headers, about),
    messageId: idsIn(email.messageId)[0],
    inReplyTo: idsIn(email.inReplyTo)[0],
    references: idsIn(email.references).slice(-referencesMax),
    from,
    to: mailboxes([...(email.to ?? []), ...(email.cc ?? [])]).map((it) => it.address),
    subject,
    text,
    at: momentOf(email.date),
    bounce,
  }
}

/** A mail as it is shown: its words, and its HTML with the pictures that came in it; nothing is fetched from elsewhere. */
export async function mailView(bytes: Uint8Array): Promise<{ text: string; html?: string }> {
  const email = await parse(withLineFeeds(bytes.subarray(0, readBytesMax)))
  const pictures = new Map(
    email.attachments
      .filter((it) => it.contentId !== undefined && /^image\/(png|jpeg|gif)$/.test(it.mimeType))
      .map((it) => [it.contentId!.replace(/^<|>$/g, ''), it]),
  )
  const shown = email.html?.slice(0, readBytesMax).replace(/cid:([^"'\s)]+)/g, (whole, id: string) => {
    const picture = pictures.get(id)
    if (!picture) return whole
    const bytes = new Uint8Array(typeof picture.content === 'string' ? Buffer.from(picture.content) : picture.content)
    return `data:${picture.mimeType};base64,${Buffer.from(bytes).toString('base64')}`
  })
  return { text: (email.text ?? withoutTags(email.html ?? '')).slice(0, textMax), ...(shown && { html: shown }) }
}

function kindOf(headers: ReadonlyMap<string, string>, about: Parameters<typeof isAutomatic>[0]): MailKind {
  const type = headers.get('content-type')?.toLowerCase() ?? ''
  if (type.includes('feedback-report') || /^\s*(abuse report|complaint about message)/i.test(about.subject))
    return 'complaint'
  // A receipt says that it arrived and was opened.
  if (type.includes('disposition-notification')) return 'delivered'
  if (!isAutomatic(about)) return 'reply'
  return absenceIn(`${about.subject}\n${about.text}`) ? 'out_of_office' : 'auto_reply'
}

async function parse(raw: Uint8Array): Promise<Email> {
  const options = { maxNestingDepth: 40, maxHeadersSize: 512 * 1024, forceRfc822Attachments: true }
  try {
    if (boundariesIn(raw) > partsMax) throw new Error('too many parts')
    return await PostalMime.parse(raw, options)
  } catch {
    // Nested, headed or divided beyond all sense: its first headers tell who wrote, and the rest is text.
    const latin = Buffer.from(raw.subarray(0, 64 * 1024)).toString('latin1')
    const end = latin.search(/\r?\n\r?\n/)
    const head = (end < 0 ? latin : latin.slice(0, end))
      .split(/\r?\n(?![ \t])/)
      .filter((line) => line.length < 4_000 && !/^(content-|mime-)/i.test(line))
      .slice(0, 200)
      .join('\r\n')
    const plain = `${head}\r\n\r\n${end < 0 ? '' : latin.slice(end).trimStart()}`
    return PostalMime.parse(Buffer.from(plain, 'latin1'), options)
  }
}

// Each part costs more than its bytes, and no honest mail has thousands.
function boundariesIn(raw: Uint8Array): number {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  let count = 0
  for (let at = bytes.indexOf('\n--'); at >= 0 && count <= partsMax; at = bytes.indexOf('\n--', at + 3)) count += 1
  return count
}

// Lines that end in CR alone come from very old machines, and from files that were carried over one.
function withLineFeeds(bytes: Uint8Array): Uint8Array {
  if (bytes.subarray(0, 65_536).includes(0x0a)) return bytes
  return bytes.map((byte) => (byte === 0x0d ? 0x0a : byte))
}

function textOf(content: ArrayBuffer | Uint8Array | string): string {
  if (typeof content === 'string') return content.slice(0, textMax)
  const bytes = Buffer.from(content instanceof ArrayBuffer ? new Uint8Array(content) : content).subarray(0, textMax)
  return bytes.toString('utf8').replace(/\r\n?/g, '\n')
}

function withoutTags(html: string): string {
  return html
    .slice(0, textMax)
    .replace(/<(br|p|div|tr)\b[^<>]{0,500}>/gi, '\n')
    .replace(/<[^<>]{0,2000}>/g, '')
}

function mailboxes(addresses: readonly Address[]): { name?: string; address: string }[] {
  return addresses
    .flatMap((it) => it.group ?? [it])
    .slice(0, 100)
    .map((it) => ({ ...(it.name ? { name: it.name.slice(0, 200) } : {}), address: it.address.trim().toLowerCase() }))
    .filter((it) => it.address.includes('@') && it.address.length <= 320)
}

function idsIn(text: string | undefined): string[] {
  return (text ?? '').slice(0, 20_000).match(/<[^<>\s]{3,250}>/g) ?? []
}

function momentOf(text: string | undefined): Moment | undefined {
  const at = Date.parse(text ?? '')
  return at > 0 && at < 4_102_444_800_000 ? at : undefined
}
