// The way in: mails that were received or written by hand, each kept once with its exact bytes; whom they are from; and how far
// each folder of a mailbox was read.

import { gunzipSync } from 'node:zlib'
import type { Day, Moment } from '../core/day.ts'
import { type Key, keyOf, publicId } from '../core/id.ts'
import { problem } from '../core/problem.ts'
import { hashOf, keepBlob } from './blob.ts'
import { atMoment, change, insert, row, rows, sql, type Tx } from './db.ts'
import { addMessage } from './message.ts'
import { keepMessageWords } from './message-words.ts'
import { addRecord, addWorkspaceRecord, lockDebtors } from './record.ts'
import type { Workspace } from './workspace.ts'

/** Where a mail landed: a debtor, and the case where one of our messages says which. */
export interface Landing extends Key {
  readonly caseId?: string
}

export interface NewMail {
  /** Its Message-ID, or the hash of its bytes. */
  readonly key: string
  readonly direction: 'in' | 'out'
  readonly kind: string
  /** `open` until a person has looked; `lost` when it landed nowhere. */
  readonly state: 'open' | 'done' | 'lost'
  readonly from: string
  readonly subject: string
  readonly text: string
  readonly bytes: Uint8Array
  readonly bounce?: object
  readonly landed: readonly Landing[]
  readonly says: string
  readonly day: Day
  /** A person spoke: the ladder rests for a while. */
  readonly talk: boolean
}

export interface MailRow {
  readonly id: string
  readonly direction: 'in' | 'out'
  readonly kind: string
  readonly state: NewMail['state']
  readonly from: string
  readonly subject: string
  readonly text: string
  readonly landed: readonly Landing[]
  readonly says: string
  readonly day: Day
  readonly at: Moment
}

const columns = sql.raw(
  `id, direction, kind, state, from_address AS "from", subject, text_body AS text, landed, says, day, recorded_at AS at`,
)

/** The id that people type. */
export function mailId(it: Pick<MailRow, 'id'>): string {
  return publicId('inb', { book: 0, id: it.id })
}

/** Whether a mail of this key landed before. */
export async function isKnown(tx: Tx, key: string): Promise<boolean> {
  const found = await row(
    tx,
    sql`SELECT 1 FROM inbox WHERE workspace_id = ${tx.workspaceId}::uuid AND mail_key = ${key}`,
  )
  return found !== undefined
}

/**
 * Keeps a mail: its bytes, its row, and a message for each debtor it landed on.
 * @returns its id, or undefined where it landed before: then nothing is written
 */
export async function keepMail(tx: Tx, it: NewMail): Promise<string | undefined> {
  const id = tx.newId()
  const sha = hashOf(it.bytes)
  const fresh = await insert(
    tx,
    'inbox',
    [
      'id:uuid',
      'mail_key:text',
      'direction:text',
      'kind:text',
      'state:text',
      'from_address:text',
      'subject:text',
      'text_body:text',
      'bytes_sha:bytea',
      'bounce:jsonb',
      'landed:jsonb',
      'says:text',
      'day:date',
      'recorded_at:timestamptz',
    ],
    [
      [
        id,
        it.key,
        it.direction,
        it.kind,
        it.state,
        it.from,
        storable(it.subject),
        storable(it.text),
        sha,
        it.bounce,
        it.landed,
        storable(it.says),
        it.day,
        tx.now,
      ],
    ],
    { conflict: 'nothing' },
  )
  if (fresh === 0) return undefined
  await keepBlob(tx, it.bytes, sha)
  const hash = sha.toString('hex')
  if (it.landed.length === 0) await addWorkspaceRecord(tx, 'mail.lost', id, { kind: it.kind, bytes: hash })
  for (const one of it.landed) {
    const heads = await lockDebtors(tx, one.book, [one.id])
    const message = await addMessage(tx, {
      debtor: one,
      caseId: one.caseId,
      direction: it.direction,
      channel: 'email',
      intent: { kind: it.kind, talk: it.talk, subject: storable(it.subject), from: it.from, mail: id },
      day: it.day,
    })
    // What a program of theirs answers is found by its subject alone.
    const own = ['reply', 'complaint', 'written_by_hand'].includes(it.kind)
    await keepMessageWords(
      tx,
      { book: one.book, id: message },
      it.subject,
      it.from,
      own ? storable(it.text) : undefined,
    )
    await addRecord(tx, heads, [
      {
        debtorId: one.id,
        kind: `mail.${it.direction}`,
        subjectId: message,
        body: { kind: it.kind, from: it.from, subject: it.subject, bytes: hash, mail: id },
      },
    ])
  }
  return id
}

// A text column takes no NUL; a mail may hold one.
function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed()
}

export interface AttemptAt extends Key {
  readonly no: number
  readonly debtorId: string
  readonly caseId: string | null
  readonly addressId: string | null
  readonly address: string
}

const attemptColumns = sql.raw(
  `a.book_id AS book, a.message_id AS id, a.no, a.debtor_id AS "debtorId", m.case_id AS "caseId", a.address_id AS "addressId", a.address`,
)

/** The attempt that went out under one of these Message-IDs; the first named wins. */
export async function attemptOf(tx: Tx, messageIds: readonly string[]): Promise<AttemptAt | undefined> {
  if (messageIds.length === 0) return undefined
  const found = await rows<AttemptAt & { external: string }>(
    tx,
    sql`SELECT ${attemptColumns}, a.external_id AS external FROM attempts a JOIN messages m ON m.book_id = a.book_id AND m.id = a.message_id
        WHERE a.workspace_id = ${tx.workspaceId}::uuid AND a.external_id = ANY(${messageIds as string[]}::text[])`,
  )
  return found.sort((a, b) => messageIds.indexOf(a.external) - messageIds.indexOf(b.external))[0]
}

// An address is kept as it was typed, and a mail names it in small letters. Told by letters of ASCII alone, so that every
// database answers alike; asked only where the index knew nothing, because no index serves it.
const smallLetters = sql`translate(a.address, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')`

/** The last email to an address, in small letters, since a moment. */
export async function lastAttemptTo(tx: Tx, address: string, since: Moment): Promise<AttemptAt | undefined> {
  const to = (is: ReturnType<typeof sql>) =>
    row<AttemptAt>(
      tx,
      sql`SELECT ${attemptColumns} FROM attempts a JOIN messages m ON m.book_id = a.book_id AND m.id = a.message_id
          WHERE a.workspace_id = ${tx.workspaceId}::uuid AND ${is} = ${address} AND a.channel = 'email' AND a.released_at >= ${atMoment(since)}::timestamptz
          ORDER BY a.released_at DESC LIMIT 1`,
    )
  return (await to(sql`a.address`)) ?? to(smallLetters)
}

/** Whose addresses these are, in small letters: at most 20 debtors. */
export async function debtorsAt(tx: Tx, addresses: readonly string[]): Promise<Key[]> {
  const having = (is: ReturnType<typeof sql>) =>
    rows<Key>(
      tx,
      sql`SELECT DISTINCT a.book_id AS book, a.debtor_id AS id FROM addresses a JOIN debtors d ON d.book_id = a.book_id AND d.id = a.debtor_id AND d.moved_to IS NULL
          WHERE a.workspace_id = ${tx.workspaceId}::uuid AND a.channel = 'email' AND ${is} = ANY(${addresses as string[]}::text[]) ORDER BY 1, 2 LIMIT 20`,
    )
  const found = await having(sql`a.address`)
  return found.length > 0 ? found : having(smallLetters)
}

/** Newest first; only what waits for a person, or all. */
export async function listMail(tx: Tx, all: boolean, limit = 1_000): Promise<MailRow[]> {
  return rows(
    tx,
    sql`SELECT ${columns} FROM inbox WHERE workspace_id = ${tx.workspaceId}::uuid AND (${all}::boolean OR state <> 'done') ORDER BY recorded_at DESC, id DESC LIMIT ${limit}`,
  )
}

/** By its id, or a Problem. */
export async function findMail(tx: Tx, text: string): Promise<MailRow> {
  const { id } = keyOf('inb', text)
  const found = await row<MailRow>(
    tx,
    sql`SELECT ${columns} FROM inbox WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}::uuid`,
  )
  if (!found) throw problem('inbox.unknown', `There is no mail ${text}.`, 'See "dunwell inbox list --all".')
  return found
}

/** The exact bytes as they came. */
export async function mailBytes(tx: Tx, it: MailRow): Promise<Uint8Array> {
  const found = await row<{ sha: Buffer }>(
    tx,
    sql`SELECT bytes_sha AS sha FROM inbox WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${it.id}::uuid`,
  )
  const blobs = await packed(tx, [found!.sha])
  return gunzipSync(blobs.get(found!.sha.toString('hex'))!)
}

/** Bytes by their hash in hexadecimal, compressed as they lie. On a cluster they lie by it, away from what names them. */
async function packed(tx: Tx, shas: readonly Buffer[]): Promise<Map<string, Buffer>> {
  const wanted = [...new Set(shas.map((sha) => `\\x${sha.toString('hex')}`))]
  const found = await rows<{ sha: Buffer; bytes: Buffer }>(
    tx,
    sql`SELECT sha, bytes FROM blobs WHERE workspace_id = ${tx.workspaceId}::uuid AND sha = ANY(${wanted}::bytea[])`,
  )
  return new Map(found.map((one) => [one.sha.toString('hex'), one.bytes]))
}

/** A person has looked: it waits no longer. The holds it caused are for the caller to lift. */
export async function mailDone(tx: Tx, it: MailRow): Promise<Key[]> {
  const done = await change(
    tx,
    sql`UPDATE inbox SET state = 'done', done_by = ${tx.actor}, done_at = ${atMoment(tx.now)}::timestamptz
        WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${it.id}::uuid AND state <> 'done'`,
  )
  if (done === 0) throw problem('inbox.done', 'Somebody has looked at this mail already.', 'See "dunwell inbox list".')
  await addWorkspaceRecord(tx, 'mail.done', it.id, {})
  return rows(
    tx,
    sql`SELECT book_id AS book, id FROM holds WHERE workspace_id = ${tx.workspaceId}::uuid AND subject_id = ${it.id}::uuid AND lifted_on IS NULL`,
  )
}

export interface Position {
  readonly uidvalidity: number
  readonly uid: number
}

// Read every day at least: what came in since yesterday morning is not known otherwise.
const freshMs = 36 * 3_600_000

/** How a folder of a mailbox is named here. */
export function folderName(imap: { readonly user?: string; readonly host: string }, folder: string): string {
  return `${imap.user}@${imap.host}/${folder}`
}

/** Whether the mailbox of the settings was read of late. */
export async function inboxRead(tx: Tx, { settings }: Pick<Workspace, 'settings'>): Promise<boolean> {
  if (!settings.imap) return false
  const found = await row<{ at: Moment }>(
    tx,
    sql`SELECT fetched_at AS at FROM mailboxes WHERE workspace_id = ${tx.workspaceId}::uuid AND mailbox = ${folderName(settings.imap, 'INBOX')}`,
  )
  return found !== undefined && tx.now - found.at < freshMs
}

/** How far a folder was read. */
export async function readPosition(tx: Tx, mailbox: string): Promise<Position | undefined> {
  return row(
    tx,
    sql`SELECT uidvalidity, uid FROM mailboxes WHERE workspace_id = ${tx.workspaceId}::uuid AND mailbox = ${mailbox}`,
  )
}

export async function keepPosition(tx: Tx, mailbox: string, at: Position): Promise<void> {
  const there = await change(
    tx,
    sql`UPDATE mailboxes SET uidvalidity = ${at.uidvalidity}, uid = ${at.uid}, fetched_at = ${atMoment(tx.now)}::timestamptz
        WHERE workspace_id = ${tx.workspaceId}::uuid AND mailbox = ${mailbox}`,
  )
  if (there === 0)
    await insert(
      tx,
      'mailboxes',
      ['mailbox:text', 'uidvalidity:bigint', 'uid:bigint', 'fetched_at:timestamptz'],
      [[mailbox, at.uidvalidity, at.uid, tx.now]],
    )
}

export interface Uncopied extends Key {
  readonly no: number
  readonly debtorId: string
  readonly externalId: string
  readonly releasedAt: Moment
  bytes(): Uint8Array
}

/** Emails that a mail server took since a moment and that have no copy in the folder of sent mails yet; at most 1,000. */
export async function uncopied(tx: Tx, since: Moment): Promise<Uncopied[]> {
  const found = await rows<Omit<Uncopied, 'bytes'> & { sha: Buffer }>(
    tx,
    sql`SELECT a.book_id AS book, a.message_id AS id, a.no, a.debtor_id AS "debtorId", a.external_id AS "externalId", a.released_at AS "releasedAt", a.bytes_sha AS sha
        FROM attempts a
        WHERE a.workspace_id = ${tx.workspaceId}::uuid AND a.channel = 'email' AND a.released_at >= ${atMoment(since)}::timestamptz
          AND EXISTS (SELECT 1 FROM attempt_facts f WHERE f.book_id = a.book_id AND f.message_id = a.message_id AND f.no = a.no AND f.kind = 'accepted')
          AND NOT EXISTS (SELECT 1 FROM attempt_facts f WHERE f.book_id = a.book_id AND f.message_id = a.message_id AND f.no = a.no AND f.kind = 'copied')
        ORDER BY a.released_at LIMIT 1000`,
  )
  const blobs = await packed(
    tx,
    found.map((it) => it.sha),
  )
  return found.map(({ sha, ...it }) => ({ ...it, bytes: () => gunzipSync(blobs.get(sha.toString('hex'))!) }))
}
