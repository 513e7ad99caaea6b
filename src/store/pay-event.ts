// What the provider told, each event once by its own id: done, waiting for the payment it speaks of, or refused for a person to
// look at.

import type { Moment } from '../core/day.ts'
import type { PayNews } from '../core/pay-link.ts'
import { atMoment, change, insert, rows, sql, type Tx } from './db.ts'

export interface KeptEvent {
  readonly id: string
  readonly at: Moment
  readonly news: PayNews
}

/** A provider tells the same for three days; after so long nothing waits any more. */
const waitsMs = 30 * 86_400_000

/** @returns false where it was kept before */
export async function keepPayEvent(
  tx: Tx,
  it: KeptEvent & {
    readonly paymentRef?: string
    readonly state: 'done' | 'waiting' | 'refused'
    readonly says: string
  },
): Promise<boolean> {
  const fresh = await insert(
    tx,
    'pay_events',
    [
      'id:text',
      'kind:text',
      'at:timestamptz',
      'received_at:timestamptz',
      'payment_ref:text',
      'news:jsonb',
      'state:text',
      'says:text',
    ],
    [[it.id, it.news.kind, it.at, tx.now, it.paymentRef, it.news, it.state, it.says]],
    { conflict: 'nothing' },
  )
  return fresh > 0
}

export async function settlePayEvent(
  tx: Tx,
  id: string,
  state: 'done' | 'waiting' | 'refused',
  says: string,
): Promise<void> {
  await change(
    tx,
    sql`UPDATE pay_events SET state = ${state}, says = ${says} WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}`,
  )
}

/** What waits for this payment, in the order in which it happened. */
export async function waitingEvents(tx: Tx, paymentRef: string): Promise<KeptEvent[]> {
  return rows(
    tx,
    sql`SELECT id, at, news FROM pay_events WHERE workspace_id = ${tx.workspaceId}::uuid AND payment_ref = ${paymentRef} AND state = 'waiting'
        ORDER BY at, id COLLATE "C"`,
  )
}

/** Forgets what waited for a payment that is none of ours. */
export async function forgetOldEvents(tx: Tx): Promise<void> {
  await change(
    tx,
    sql`DELETE FROM pay_events WHERE workspace_id = ${tx.workspaceId}::uuid AND state = 'waiting' AND received_at < ${atMoment(tx.now - waitsMs)}::timestamptz`,
  )
}

export interface PayFault {
  readonly id: string
  readonly kind: string
  readonly at: Moment
  readonly says: string
}

/** What a person should look at, the newest first. */
export async function refusedPayEvents(tx: Tx, limit = 20): Promise<PayFault[]> {
  return rows(
    tx,
    sql`SELECT id, kind, at, says FROM pay_events WHERE workspace_id = ${tx.workspaceId}::uuid AND state = 'refused' ORDER BY at DESC, id COLLATE "C" LIMIT ${limit}`,
  )
}
