// Hearing back: what came of an attempt, in a transaction of its own, and what nobody answered for in time. It moves a message
// only by the last attempt, and never to waiting unless nothing left.

import type { Outcome } from '../channels/outcome.ts'
import type { Recipient } from '../core/contact.ts'
import type { Day } from '../core/day.ts'
import { stageNames } from '../core/ladder.ts'
import { noticeRules } from '../rules/notices.ts'
import { markAddress, readAddresses } from '../store/address.ts'
import { readAttempts } from '../store/attempt.ts'
import { type Db, inWorkspace, type Tx } from '../store/db.ts'
import { type DebtorRow, readHome } from '../store/debtor.ts'
import type { AttemptAt } from '../store/inbox.ts'
import { lookAgain } from '../store/ledger.ts'
import { firstCase } from '../store/merge.ts'
import {
  type AttemptKind,
  expired,
  heard,
  messageId,
  type OutboxRow,
  type OutboxState,
  readMessage,
} from '../store/outbox.ts'
import { type Heads, lockDebtors } from '../store/record.ts'
import { endNotices } from '../store/told.ts'
import { addTask } from '../store/work.ts'
import type { Workspace } from '../store/workspace.ts'

/** A message that was released to one recipient. */
export interface Attempt {
  readonly message: OutboxRow
  readonly no: number
  readonly recipient: Recipient
  readonly caseId: string
  /** Files to print with a letter. */
  readonly beside?: readonly Uint8Array[]
}

/** Keeps what came of handing over. */
export async function hearBack(tx: Tx, it: Attempt, outcome: Outcome, day: Day): Promise<void> {
  const { message, no, recipient } = it
  const heads = await lockDebtors(tx, message.book, [message.debtorId])
  const now = await readMessage(tx, message)
  const { detail } = outcome
  const last = (await readAttempts(tx, message)).length === no
  const [kind, wanted] = meaning(outcome)
  // The lease may have run out meanwhile: then what we know counts for more than the doubt, but not for more than a person,
  // unless that person let it wait for another go and it did arrive.
  const moves =
    last &&
    (now?.state === 'released' ||
      (now?.state === 'in_doubt' && wanted !== 'in_doubt') ||
      (now?.state === 'waiting' && wanted !== 'waiting'))
  if (outcome.kind === 'refused' && outcome.permanent)
    await markAddress(tx, heads, message.debtorId, recipient.address.id, detail)
  await heard(tx, heads, message, no, {
    kind,
    detail,
    ...(moves && { state: wanted, day, says: wanted === 'sent' ? undefined : detail }),
  })
  if (moves && wanted === 'waiting')
    await endNotices(tx, heads, { book: message.book, id: message.debtorId }, { message: message.id }, day, detail)
  if (outcome.kind === 'accepted' && recipient.channel === 'letter') {
    const { notice, answers } = message.intent
    const enclose = answers ?? (notice && noticeRules[notice].enclose)
    const says = message.intent.printOnly
      ? `Have this ${stageNames[message.stage].toLowerCase()} checked, then print and post it.`
      : `${
          it.beside?.length
            ? `Print and post this letter with its ${it.beside.length === 1 ? 'enclosure, the file' : `${it.beside.length} enclosures, the files`} beside it.`
            : 'Print and post this letter.'
        }${enclose ? ` Enclose ${enclose}.` : ''}`
    await addTask(
      tx,
      heads,
      { debtorId: message.debtorId, caseId: it.caseId },
      {
        kind: 'post',
        day,
        says,
        occurrence: `${message.id}:${no}`,
        facts: { file: detail, message: messageId(message) },
        items: message.intent.items,
      },
    )
  }
}

function meaning(outcome: Outcome): readonly [AttemptKind, OutboxState] {
  if (outcome.kind === 'accepted') return ['accepted', 'sent']
  return [outcome.kind, outcome.kind === 'in_doubt' ? 'in_doubt' : 'waiting']
}

/** What a delivery report says of an attempt, days after it was handed over. */
export interface Report {
  readonly action: 'failed' | 'delayed' | 'delivered'
  /** The address itself does not work. */
  readonly permanent: boolean
  readonly address?: string
  readonly reason: string
}

/**
 * Keeps a delivery report. After a failure the same message waits for its next address and counts as not given; an address
 * that is to blame is marked. A copy that failed marks its own address and leaves the message alone.
 */
export async function hearReport(tx: Tx, it: AttemptAt, report: Report, day: Day): Promise<void> {
  const home = await readHome(tx, { book: it.book, id: it.debtorId })
  if (home && home.id !== it.debtorId) return hearMoved(tx, it, home, report, day)
  const heads = await lockDebtors(tx, it.book, [it.debtorId])
  const message = { book: it.book, id: it.id, debtorId: it.debtorId }
  const detail = report.reason
  if (report.action !== 'failed') {
    await heard(tx, heads, message, it.no, { kind: report.action, detail })
    return
  }
  const addresses = await readAddresses(tx, it.book, [it.debtorId])
  const copy = addresses.find(
    (one) => one.channel === 'email' && one.address.toLowerCase() === report.address && one.id !== it.addressId,
  )
  const failed = copy ?? addresses.find((one) => one.id === it.addressId)
  if (report.permanent && failed?.health === 'ok') await markAddress(tx, heads, it.debtorId, failed.id, detail)
  if (copy && report.address !== it.address.toLowerCase()) return
  const now = await readMessage(tx, it)
  const last = (await readAttempts(tx, it)).length === it.no
  // Only what we took for given falls back; what a person dropped, or another attempt has answered for, stays.
  const moves = last && (now?.state === 'sent' || now?.state === 'in_doubt' || now?.state === 'released')
  const says = `It came back: ${detail}`
  await heard(tx, heads, message, it.no, { kind: 'bounced', detail, ...(moves && { state: 'waiting', says }) })
  if (moves) await endNotices(tx, heads, { book: it.book, id: it.debtorId }, { message: it.id }, day, says)
  await lookAgain(tx, it.book, [it.debtorId], day)
}

/** News of a message to a customer who was merged since: kept with it, and seen to where they are now. */
async function hearMoved(tx: Tx, it: AttemptAt, home: DebtorRow, report: Report, day: Day): Promise<void> {
  const failed = report.action === 'failed'
  const ids = new Map([[it.book, [it.debtorId]]])
  ids.set(home.book, [...(ids.get(home.book) ?? []), home.id])
  const heads = new Map<number, Heads>()
  for (const book of [...ids.keys()].sort((a, b) => a - b))
    heads.set(book, await lockDebtors(tx, book, ids.get(book)!, 'taken too'))
  const fact = { kind: failed ? 'bounced' : report.action, detail: report.reason } as const
  await heard(tx, heads.get(it.book)!, { book: it.book, id: it.id, debtorId: it.debtorId }, it.no, fact)
  if (!failed) return
  const address = report.address ?? it.address.toLowerCase()
  const bad = (await readAddresses(tx, home.book, [home.id])).find((one) => one.address.toLowerCase() === address)
  if (report.permanent && bad?.health === 'ok')
    await markAddress(tx, heads.get(home.book)!, home.id, bad.id, report.reason)
  const caseId = await firstCase(tx, home)
  if (caseId === undefined) return
  const says = `A message sent before the merge did not reach ${address}: ${report.reason}`
  const task = { kind: 'fix', day, says, occurrence: `moved:${it.id}:${it.no}` }
  await addTask(tx, heads.get(home.book)!, { debtorId: home.id, caseId }, task)
  await lookAgain(tx, home.book, [home.id], day)
}

/** Puts in doubt what was released and not answered for within its lease, each in a transaction of its own. */
export async function doubtExpired(db: Db, workspace: Workspace, actor: string): Promise<void> {
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(db, workspace.id, actor, work)
  for (const it of await inside((tx) => expired(tx, tx.now))) {
    await inside(async (tx) => {
      const heads = await lockDebtors(tx, it.book, [it.debtorId])
      const now = await readMessage(tx, it)
      if (now?.state !== 'released' || now.leaseUntil === null || now.leaseUntil >= tx.now) return
      const { length } = await readAttempts(tx, it)
      const detail = 'The program that was sending it ended without an answer from the mail server.'
      await heard(tx, heads, it, length, { kind: 'in_doubt', detail, state: 'in_doubt', says: detail })
    })
  }
}
