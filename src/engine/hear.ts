// Hearing back: what came of an attempt, in a transaction of its own, and what nobody answered for in time. It moves a message
// only by the last attempt, and never to waiting unless nothing left.

import type { Outcome } from '../channels/outcome.ts'
import type { Recipient } from '../core/contact.ts'
import type { Day } from '../core/day.ts'
import { stageNames } from '../core/ladder.ts'
import { type Db, inWorkspace, type Tx } from '../store/db.ts'
import { markAddress } from '../store/debtor.ts'
import {
  type AttemptKind,
  expired,
  heard,
  messageId,
  type OutboxRow,
  type OutboxState,
  readAttempts,
  readMessage,
} from '../store/outbox.ts'
import { lockDebtors } from '../store/record.ts'
import { addTask } from '../store/work.ts'
import type { Workspace } from '../store/workspace.ts'

/** A message that was released to one recipient. */
export interface Attempt {
  readonly message: OutboxRow
  readonly no: number
  readonly recipient: Recipient
  readonly caseId: string
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
  if (outcome.kind === 'accepted' && recipient.channel === 'letter') {
    const says = message.intent.printOnly
      ? `Have this ${stageNames[message.stage].toLowerCase()} checked, then print and post it.`
      : 'Print and post this letter.'
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
