// The way out: what waits, what a person approved, what was released with its permit and exact bytes, and what came of it.

import type { Item, Reason } from '../core/case.ts'
import type { Day, Moment } from '../core/day.ts'
import { type Key, keyOf, publicId } from '../core/id.ts'
import type { Stage } from '../core/policy.ts'
import { problem } from '../core/problem.ts'
import { readAttempts } from './attempt.ts'
import { keepBlob } from './blob.ts'
import { atMoment, change, insert, onDay, row, rows, sql, type Tx } from './db.ts'
import { claimEffects } from './effect.ts'
import { keepMessageWords } from './message-words.ts'
import { addRecord, type Heads, lockDebtors } from './record.ts'
import type { Intent } from './work.ts'

/**
 * `waiting` for approval or for its time; `released` and in a worker's hands; `sent` when the server took it or the letter is
 * printed; `in_doubt` when nobody knows; `failed` when no address is left; `overtaken` and `dropped` never left.
 */
export type OutboxState = 'waiting' | 'released' | 'sent' | 'in_doubt' | 'failed' | 'overtaken' | 'dropped' | 'copied'

export interface OutboxRow extends Key {
  readonly debtorId: string
  readonly debtorName: string
  readonly debtorNo: number
  readonly caseId: string
  readonly state: OutboxState
  readonly runDay: Day
  readonly stepId: string
  readonly stage: Stage
  readonly policyId: string
  readonly templateId: string
  readonly language: string
  readonly channel: string
  readonly intent: Intent
  readonly needsApproval: boolean
  readonly asks: string | null
  readonly approvedBy: string | null
  readonly approvedAt: Moment | null
  readonly approvedSums: Record<string, number> | null
  readonly notBefore: Moment
  readonly sums: Record<string, number>
  readonly givenOn: Day | null
  readonly says: string | null
  readonly leaseUntil: Moment | null
}

const columns = sql.raw(
  `o.book_id AS book, o.message_id AS id, o.debtor_id AS "debtorId", d.name AS "debtorName", d.no AS "debtorNo", m.case_id AS "caseId", o.state, o.run_day AS "runDay",
   m.step_id AS "stepId", m.stage, m.policy_id AS "policyId", m.template_id AS "templateId", m.language, m.channel, m.intent, o.needs_approval AS "needsApproval", o.asks,
   o.approved_by AS "approvedBy", o.approved_at AS "approvedAt", o.approved_sums AS "approvedSums", o.not_before AS "notBefore", o.sums, o.given_on AS "givenOn", o.says,
   o.lease_until AS "leaseUntil"`,
)
const from = sql.raw(
  `outbox o JOIN messages m ON m.book_id = o.book_id AND m.id = o.message_id JOIN debtors d ON d.book_id = o.book_id AND d.id = o.debtor_id`,
)

export function messageId(key: Key): string {
  return publicId('msg', key)
}

/** By public id, or a Problem. */
export async function findMessage(tx: Tx, text: string): Promise<OutboxRow> {
  const key = keyOf('msg', text)
  const found = await readMessage(tx, key)
  if (!found) throw problem('message.unknown', `There is no message ${text}.`, 'See "dunwell outbox list".')
  return found
}

export async function readMessage(tx: Tx, key: Key): Promise<OutboxRow | undefined> {
  return row(tx, sql`SELECT ${columns} FROM ${from} WHERE o.book_id = ${key.book} AND o.message_id = ${key.id}::uuid`)
}

/** Of all debtors, or of one. */
export async function listOutbox(
  tx: Tx,
  states: readonly OutboxState[],
  limit = 10_000,
  debtor?: Key,
): Promise<OutboxRow[]> {
  const of = debtor ? sql`AND o.book_id = ${debtor.book} AND o.debtor_id = ${debtor.id}::uuid` : sql``
  return rows(
    tx,
    sql`SELECT ${columns} FROM ${from} WHERE o.workspace_id = ${tx.workspaceId}::uuid AND o.state = ANY(${states as string[]}::text[]) ${of}
        ORDER BY o.run_day DESC, o.needs_approval, o.debtor_id, o.message_id LIMIT ${limit}`,
  )
}

/** In the order they were written, book by book, after the one named: an order that does not move while it is read. */
export async function pageOutbox(
  tx: Tx,
  state: OutboxState,
  ask: { after?: Key; limit: number; debtor?: Key },
): Promise<OutboxRow[]> {
  const { after, limit, debtor } = ask
  const of = debtor ? sql`AND o.book_id = ${debtor.book} AND o.debtor_id = ${debtor.id}::uuid` : sql``
  const later = after ? sql`AND (o.book_id, o.message_id) > (${after.book}, ${after.id}::uuid)` : sql``
  return rows(
    tx,
    sql`SELECT ${columns} FROM ${from} WHERE o.workspace_id = ${tx.workspaceId}::uuid AND o.state = ${state} ${of} ${later}
        ORDER BY o.book_id, o.message_id LIMIT ${limit}`,
  )
}

/** Waiting messages whose run day is decided, that need no approval or have it, and whose time has come; by debtor. */
export async function readyMessages(tx: Tx, day: Day, now: Moment, limit: number): Promise<Key[]> {
  return rows(
    tx,
    sql`SELECT o.book_id AS book, o.message_id AS id FROM outbox o JOIN runs r ON r.workspace_id = o.workspace_id AND r.day = o.run_day
        WHERE o.workspace_id = ${tx.workspaceId}::uuid AND o.state = 'waiting' AND o.run_day <= ${onDay(day)}::date AND (NOT o.needs_approval OR o.approved_at IS NOT NULL)
          AND o.not_before <= ${atMoment(now)}::timestamptz AND r.decided_at IS NOT NULL AND r.brake <> 'held'
        ORDER BY o.book_id, o.message_id LIMIT ${limit}`,
  )
}

/**
 * Approves a waiting message; it may be recalled until `notBefore`.
 * @returns false where it was approved before: a second yes changes nothing
 */
export async function approve(tx: Tx, it: OutboxRow, notBefore: Moment): Promise<boolean> {
  const heads = await lockDebtors(tx, it.book, [it.debtorId])
  const done = await change(
    tx,
    sql`UPDATE outbox SET approved_by = ${tx.actor}, approved_at = ${atMoment(tx.now)}::timestamptz, approved_sums = sums, not_before = ${atMoment(notBefore)}::timestamptz
        WHERE book_id = ${it.book} AND message_id = ${it.id}::uuid AND state = 'waiting' AND approved_at IS NULL`,
  )
  if (done === 0) {
    const now = await readMessage(tx, it)
    if (now?.state === 'waiting') return false
    throw problem(
      'outbox.not_waiting',
      `This message is ${now!.state.replaceAll('_', ' ')}, not waiting.`,
      'See "dunwell outbox list".',
    )
  }
  await addRecord(tx, heads, [
    { debtorId: it.debtorId, kind: 'message.approved', subjectId: it.id, body: { sums: it.sums } },
  ])
  return true
}

/** Takes an approval back while the message still waits. */
export async function recall(tx: Tx, it: OutboxRow): Promise<void> {
  if (it.state === 'waiting' && it.approvedAt === null) {
    throw problem(
      'outbox.not_approved',
      'This message was not approved.',
      'It waits; drop it with "dunwell outbox drop" if it should not go.',
    )
  }
  if (!(await recallIfWaiting(tx, it)))
    throw problem('outbox.gone', 'This message has left already.', 'A message can be recalled until it is released.')
}

/** @returns false where it has left already */
export async function recallIfWaiting(tx: Tx, it: OutboxRow): Promise<boolean> {
  const heads = await lockDebtors(tx, it.book, [it.debtorId])
  const done = await change(
    tx,
    sql`UPDATE outbox SET approved_by = NULL, approved_at = NULL, approved_sums = NULL, needs_approval = true, asks = coalesce(asks, 'It was recalled.')
        WHERE book_id = ${it.book} AND message_id = ${it.id}::uuid AND state = 'waiting'`,
  )
  if (done === 0) return false
  await addRecord(tx, heads, [{ debtorId: it.debtorId, kind: 'message.recalled', subjectId: it.id, body: {} }])
  return true
}

/** Puts a waiting message out of the way, with a reason; debtor locked in `heads`. */
export async function drop(
  tx: Tx,
  heads: Heads,
  it: Pick<OutboxRow, 'book' | 'id' | 'debtorId'>,
  because: string,
): Promise<void> {
  await change(
    tx,
    sql`UPDATE outbox SET state = 'dropped', says = ${because} WHERE book_id = ${it.book} AND message_id = ${it.id}::uuid AND state = 'waiting'`,
  )
  await addRecord(tx, heads, [{ debtorId: it.debtorId, kind: 'message.dropped', subjectId: it.id, body: { because } }])
}

/** Sends a message back for approval: what a person approved has changed. */
export async function askAgain(
  tx: Tx,
  heads: Heads,
  it: OutboxRow,
  asks: string,
  sums: Record<string, number>,
): Promise<void> {
  await change(
    tx,
    sql`UPDATE outbox SET needs_approval = true, approved_by = NULL, approved_at = NULL, approved_sums = NULL, asks = ${asks}, sums = ${JSON.stringify(sums)}::jsonb
        WHERE book_id = ${it.book} AND message_id = ${it.id}::uuid`,
  )
  await addRecord(tx, heads, [{ debtorId: it.debtorId, kind: 'message.asked_again', subjectId: it.id, body: { asks } }])
}

/** The gate said no: the reason is kept once, and the message goes on waiting. */
export async function refuse(
  tx: Tx,
  heads: Heads,
  it: OutboxRow,
  reasons: readonly Reason[],
  until: Day | undefined,
  /** It is not tried again before. */
  notBefore?: Moment,
  /** What the answer rested on. */
  law?: object,
): Promise<void> {
  const says = reasons.map((reason) => reason.says).join(' ')
  if (it.says === says) return
  await insert(
    tx,
    'refusals',
    ['book_id:bigint', 'id:uuid', 'message_id:uuid', 'reasons:jsonb', 'until_day:date', 'at:timestamptz'],
    [[it.book, tx.newId(), it.id, reasons, until, tx.now]],
  )
  await change(
    tx,
    sql`UPDATE outbox SET says = ${says}, not_before = coalesce(${notBefore === undefined ? null : atMoment(notBefore)}::timestamptz, not_before)
        WHERE book_id = ${it.book} AND message_id = ${it.id}::uuid`,
  )
  await addRecord(tx, heads, [
    { debtorId: it.debtorId, kind: 'refusal', subjectId: it.id, body: { reasons, until, law } },
  ])
}

export interface Release {
  readonly message: OutboxRow
  readonly items: readonly Item[]
  readonly effects: readonly { readonly subjectId: string; readonly effect: string; readonly occurrence: string }[]
  readonly addressId?: string
  readonly address: string
  readonly channel: 'email' | 'letter'
  readonly permit: object
  /** The Message-ID, or the name of the printed file. */
  readonly externalId: string
  readonly subject: string
  readonly text: string
  /** By which words it is found later, beside its subject. */
  readonly foundBy: string
  readonly bytes: Uint8Array
  readonly sums: Record<string, number>
  readonly payBy?: Day
  readonly day: Day
  readonly worker: string
  readonly leaseUntil: Moment
}

/**
 * Writes a release: effects, the claims named, the exact bytes, the attempt. A broken constraint on `effects` means that it
 * was said already; another attempt of the same message owns its effects.
 * @returns the number of the attempt, or undefined where it was said already.
 */
export async function release(tx: Tx, heads: Heads, it: Release): Promise<number | undefined> {
  const { book, id, debtorId } = it.message
  const earlier = await readAttempts(tx, it.message)
  if (earlier.length === 0) {
    const wanted = it.effects
    const fresh = await claimEffects(
      tx,
      wanted.map((effect) => [book, effect.subjectId, effect.effect, effect.occurrence, id, tx.now]),
    )
    if (fresh < wanted.length) return undefined
    await insert(
      tx,
      'message_claims',
      ['book_id:bigint', 'message_id:uuid', 'claim_id:uuid', 'due_no:integer', 'named:boolean', 'open_minor:bigint'],
      it.items.map((item) => [book, id, item.claimId, item.dueNo, item.named, item.openMinor]),
    )
  }
  const no = earlier.length + 1
  const sha = await keepBlob(tx, it.bytes)
  await insert(
    tx,
    'attempts',
    [
      'book_id:bigint',
      'message_id:uuid',
      'no:integer',
      'debtor_id:uuid',
      'address_id:uuid',
      'address:text',
      'channel:text',
      'permit:jsonb',
      'external_id:text',
      'subject:text',
      'text_body:text',
      'bytes_sha:bytea',
      'released_at:timestamptz',
      'lease_until:timestamptz',
    ],
    [
      [
        book,
        id,
        no,
        debtorId,
        it.addressId,
        it.address,
        it.channel,
        it.permit,
        it.externalId,
        it.subject,
        it.text,
        sha,
        tx.now,
        it.leaseUntil,
      ],
    ],
  )
  await keepMessageWords(tx, it.message, it.subject, it.foundBy)
  await change(
    tx,
    sql`UPDATE outbox SET state = 'released', given_on = ${onDay(it.day)}::date, pay_by = ${onDay(it.payBy)}::date, sums = ${JSON.stringify(it.sums)}::jsonb, says = NULL,
          worker = ${it.worker}, lease_until = ${atMoment(it.leaseUntil)}::timestamptz
        WHERE book_id = ${book} AND message_id = ${id}::uuid`,
  )
  await addRecord(tx, heads, [
    {
      debtorId,
      kind: 'permit',
      subjectId: id,
      body: { no, permit: it.permit, address: it.address, channel: it.channel },
    },
    {
      debtorId,
      kind: 'attempt',
      subjectId: id,
      body: { no, bytes: sha.toString('hex'), subject: it.subject, externalId: it.externalId, items: it.items },
    },
  ])
  return no
}

export type AttemptKind =
  | 'accepted'
  | 'refused'
  | 'not_sent'
  | 'in_doubt'
  | 'delivered'
  | 'delayed'
  | 'copied'
  | 'bounced'
  | 'settled_sent'
  | 'settled_not_sent'

/** What was heard of an attempt. Without a state it is kept and moves nothing. */
export interface Heard {
  readonly kind: AttemptKind
  readonly detail: string
  readonly state?: OutboxState
  readonly says?: string
  /** The day it counts as given, where the message has lost its own. */
  readonly day?: Day
}

/** Adds what was heard of an attempt, and moves the message with it. */
export async function heard(
  tx: Tx,
  heads: Heads,
  message: Pick<OutboxRow, 'book' | 'id' | 'debtorId'>,
  no: number,
  fact: Heard,
): Promise<void> {
  await insert(
    tx,
    'attempt_facts',
    ['book_id:bigint', 'id:uuid', 'message_id:uuid', 'no:integer', 'kind:text', 'detail:text', 'at:timestamptz'],
    [[message.book, tx.newId(), message.id, no, fact.kind, fact.detail, tx.now]],
  )
  if (fact.state !== undefined) {
    // Only what surely did not arrive is not given; what is in doubt counts as given until a person settles it.
    const given = fact.state === 'sent' || fact.state === 'in_doubt'
    await change(
      tx,
      sql`UPDATE outbox SET state = ${fact.state}, says = ${fact.says ?? null}, worker = NULL, lease_until = NULL,
            given_on = CASE WHEN ${given}::boolean THEN coalesce(given_on, ${onDay(fact.day)}::date) ELSE NULL END
          WHERE book_id = ${message.book} AND message_id = ${message.id}::uuid`,
    )
  }
  await addRecord(tx, heads, [
    {
      debtorId: message.debtorId,
      kind: `attempt.${fact.kind}`,
      subjectId: message.id,
      body: { no, detail: fact.detail },
    },
  ])
}

/** Released messages whose worker has not answered in time: nobody knows whether they left. */
export async function expired(tx: Tx, now: Moment): Promise<OutboxRow[]> {
  return rows(
    tx,
    sql`SELECT ${columns} FROM ${from} WHERE o.workspace_id = ${tx.workspaceId}::uuid AND o.state = 'released' AND o.lease_until < ${atMoment(now)}::timestamptz ORDER BY o.message_id`,
  )
}

/** How many messages wait for a person: to be approved, or to be told what became of them. */
export async function countOutbox(tx: Tx): Promise<{ toApprove: number; inDoubt: number }> {
  // Each from an index of its own.
  const its = sql`FROM outbox WHERE workspace_id = ${tx.workspaceId}::uuid`
  return (await row(
    tx,
    sql`SELECT (SELECT count(*) ${its} AND state = 'waiting' AND needs_approval AND approved_at IS NULL)::int AS "toApprove", (SELECT count(*) ${its} AND state = 'in_doubt')::int AS "inDoubt"`,
  ))!
}
