// What went out to one debtor, newest first: for looking back at it under other facts.

import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import type { Stage } from '../core/policy.ts'
import { rows, sql, type Tx } from './db.ts'

export interface Sent {
  readonly id: string
  readonly on: Day
  readonly channel: 'email' | 'letter'
  readonly stage: Stage
  readonly claims: readonly string[]
}

export async function readSent(tx: Tx, debtor: Key, limit: number): Promise<Sent[]> {
  return rows(
    tx,
    sql`SELECT m.id, o.given_on AS on, m.channel, m.stage,
          ARRAY(SELECT DISTINCT c.claim_id::text FROM message_claims c WHERE c.book_id = m.book_id AND c.message_id = m.id) AS claims
        FROM messages m JOIN outbox o ON o.book_id = m.book_id AND o.message_id = m.id
        WHERE m.book_id = ${debtor.book} AND m.debtor_id = ${debtor.id}::uuid AND o.given_on IS NOT NULL
          AND m.channel IN ('email', 'letter') AND m.stage IS NOT NULL
        ORDER BY o.given_on DESC, m.id DESC LIMIT ${limit}`,
  )
}
