// Landing: where a received mail belongs, and what follows from it. A delivery failure is heard of like an attempt's answer, a
// person's reply holds the case until somebody has looked, a program's answer is only kept. Nothing is answered from here.

import { createHash } from 'node:crypto'
import type { Day } from '../core/day.ts'
import { type InboundMail, readMail } from '../imports/mail.ts'
import { optsOut } from '../rules/words/optout.ts'
import { addHold, liftHold } from '../store/answer.ts'
import { type Db, inWorkspace, type Tx } from '../store/db.ts'
import { readHome } from '../store/debtor.ts'
import {
  type AttemptAt,
  attemptOf,
  debtorsAt,
  isKnown,
  keepMail,
  type Landing,
  lastAttemptTo,
  type MailRow,
  mailDone,
} from '../store/inbox.ts'
import { readMessage } from '../store/outbox.ts'
import { addTold } from '../store/told.ts'
import type { Workspace } from '../store/workspace.ts'
import { keepVerdict } from './autopilot.ts'
import { hearReport } from './hear.ts'

export interface Landed {
  readonly kind: InboundMail['kind'] | 'written_by_hand' | 'known'
  readonly subject: string
  readonly from: string
  readonly landed: readonly Landing[]
  /** What followed, a sentence. */
  readonly says: string
}

export interface LandOptions {
  readonly actor: string
  readonly day: Day
  /** Of the folder of sent mails: what is not ours was written by hand. */
  readonly sent?: boolean
}

// A failure without our Message-ID is believed about an address only while it can be about a mail of late.
const reportDays = 14
const dayMs = 86_400_000

/** Reads a mail and lands it, once. */
export async function landMail(db: Db, workspace: Workspace, bytes: Uint8Array, options: LandOptions): Promise<Landed> {
  const mail = await readMail(bytes)
  return inWorkspace(db, workspace.id, options.actor, (tx) => land(tx, workspace, mail, bytes, options))
}

async function land(
  tx: Tx,
  workspace: Workspace,
  mail: InboundMail,
  bytes: Uint8Array,
  options: LandOptions,
): Promise<Landed> {
  const from = mail.from?.address ?? ''
  const { settings } = workspace
  const own = [settings.email, settings.signatory?.email].map((it) => it?.toLowerCase())
  const out = options.sent === true || (from !== '' && own.includes(from) && mail.kind === 'reply')
  const key = `${out ? 'out' : 'in'}:${mail.messageId ?? createHash('sha256').update(bytes).digest('hex')}`
  const known = (says: string): Landed => ({ kind: 'known', subject: mail.subject, from, landed: [], says })
  if (await isKnown(tx, key)) return known('It landed before.')
  // A copy of what the program itself sent is on the timeline already.
  if (out && (await attemptOf(tx, mail.messageId ? [mail.messageId] : []))) return known('Dunwell sent it.')
  const found = out ? { landed: await byAddresses(tx, mail.to), attempt: undefined } : await placeOf(tx, mail, own)
  const talk = out || mail.kind === 'reply' || mail.kind === 'complaint'
  const kind = out ? ('written_by_hand' as const) : mail.kind
  const holds = talk && !out
  if (kind === 'complaint' && found.attempt) {
    const message = await readMessage(tx, found.attempt)
    if (message) await keepVerdict(tx, message, 'complained', found.landed)
  }
  const lost = found.landed.length === 0
  const says = lost ? nowhere(kind) : saysOf(kind, found.landed.length, mail)
  const id = await keepMail(tx, {
    key,
    direction: out ? 'out' : 'in',
    kind,
    // Mail by hand to somebody who owes nothing, and news of programs, are nobody's work.
    state: lost ? (out || kind === 'auto_reply' ? 'done' : 'lost') : holds ? 'open' : 'done',
    from,
    subject: mail.subject,
    text: mail.text,
    bytes,
    bounce: mail.bounce,
    landed: found.landed,
    says,
    day: options.day,
    talk,
  })
  if (id === undefined) return known('It landed before.')
  if (holds)
    for (const one of found.landed)
      await addHold(tx, one, {
        cause: 'reply_unread',
        note: mail.subject.slice(0, 200),
        from: options.day,
        caseId: one.caseId,
        subjectId: id,
      })
  if (kind === 'reply') for (const one of found.landed) await understood(tx, workspace, one, mail, from, options.day)
  if (found.attempt && (mail.bounce || mail.kind === 'delivered'))
    await hearReport(
      tx,
      found.attempt,
      mail.bounce ?? { action: 'delivered', permanent: false, reason: 'They opened it.' },
      options.day,
    )
  return { kind, subject: mail.subject, from, landed: found.landed, says }
}

// What an answer says about contact by itself: no more of it at this address; and, for who must know it, that they use it with us.
async function understood(
  tx: Tx,
  workspace: Workspace,
  one: Landing,
  mail: InboundMail,
  from: string,
  on: Day,
): Promise<void> {
  if (from === '') return
  if (optsOut(mail.subject, mail.text)) {
    await addTold(tx, one, {
      kind: 'no_medium',
      medium: 'email',
      address: from,
      on,
      source: `their mail: ${mail.subject}`,
    })
  } else if ((workspace.settings.collector ?? workspace.kind) !== 'creditor') {
    await addTold(tx, one, {
      kind: 'consent',
      medium: 'email',
      address: from,
      to: 'us',
      on,
      source: 'they wrote from it',
    })
  }
}

interface Place {
  readonly landed: readonly Landing[]
  readonly attempt?: AttemptAt
}

async function placeOf(tx: Tx, mail: InboundMail, own: readonly (string | undefined)[]): Promise<Place> {
  const { bounce } = mail
  // The nearest first: what it answers, then what that answered.
  const ids = [bounce?.originalMessageId, mail.inReplyTo, ...mail.references.toReversed()].filter(
    (id) => id !== undefined,
  )
  const attempt =
    (await attemptOf(tx, ids)) ??
    (bounce?.address ? await lastAttemptTo(tx, bounce.address, tx.now - reportDays * dayMs) : undefined)
  if (attempt) {
    // Who was merged since is answered where they are now.
    const home = await readHome(tx, { book: attempt.book, id: attempt.debtorId })
    const moved = home !== undefined && home.id !== attempt.debtorId
    const place = { book: attempt.book, id: attempt.debtorId, caseId: attempt.caseId ?? undefined }
    return { attempt, landed: [moved ? { book: home.book, id: home.id } : place] }
  }
  if (bounce) return { landed: await byAddresses(tx, bounce.address ? [bounce.address] : []) }
  return { landed: await byAddresses(tx, mail.from && !own.includes(mail.from.address) ? [mail.from.address] : []) }
}

async function byAddresses(tx: Tx, addresses: readonly string[]): Promise<Landing[]> {
  return addresses.length === 0 ? [] : debtorsAt(tx, addresses)
}

function nowhere(kind: Landed['kind']): string {
  return kind === 'written_by_hand'
    ? 'To nobody who is a customer here.'
    : 'It answers none of our messages, and its address is no customer’s.'
}

function saysOf(kind: Landed['kind'], count: number, mail: InboundMail): string {
  const several = count > 1 ? ` ${count} customers have this address; each is held.` : ''
  if (kind === 'reply') return `A reply: nothing more goes out until a person has looked.${several}`
  if (kind === 'complaint')
    return `They reported our mail as spam: nothing more goes out until a person has looked.${several}`
  if (kind === 'bounce')
    return `It did not arrive${mail.bounce?.permanent ? ', and the address does not work' : ''}: ${mail.bounce?.reason}`
  if (kind === 'delay') return `It is still on its way: ${mail.bounce?.reason}`
  if (kind === 'delivered') return 'It arrived.'
  if (kind === 'written_by_hand') return 'Written by hand.'
  return 'A program answered; nothing is held.'
}

/** A person has looked: the mail waits no longer, and the holds it caused are lifted. */
export async function lookedAt(tx: Tx, mail: MailRow, on: Day): Promise<number> {
  const holds = await mailDone(tx, mail)
  for (const hold of holds) await liftHold(tx, hold, on)
  return holds.length
}
