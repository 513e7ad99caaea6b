// Mails to the people of the house, never to a debtor: kept with what they say until a mail server took them. What is in them is not
// secret; a link that signs somebody in never lies here.

import type { Moment } from '../core/day.ts'
import { atMoment, change, insert, rows, sql, type Tx } from './db.ts'

export interface HouseMail {
  readonly id: string
  readonly recipient: string
  readonly subject: string
  readonly body: string
  readonly madeAt: Moment
}

// A server that says no so often will not be asked for ever; Today and the settings still show what was to be told.
const triesMax = 50

export async function addHouseMail(
  tx: Tx,
  it: { readonly to: readonly string[]; readonly subject: string; readonly body: string; readonly at: Moment },
): Promise<void> {
  await insert(
    tx,
    'house_mails',
    ['id:uuid', 'recipient:text', 'subject:text', 'body:text', 'made_at:timestamptz'],
    it.to.map((recipient) => [tx.newId(), recipient, it.subject, it.body, it.at]),
  )
}

/** Those no server has taken, the oldest first; a failed one not again before `triedBefore`. */
export async function waitingHouseMails(tx: Tx, triedBefore: Moment): Promise<HouseMail[]> {
  return rows(
    tx,
    sql`SELECT id, recipient, subject, body, made_at AS "madeAt" FROM house_mails
        WHERE workspace_id = ${tx.workspaceId}::uuid AND sent_at IS NULL AND tries < ${triesMax}
          AND (tried_at IS NULL OR tried_at < ${atMoment(triedBefore)}::timestamptz)
        ORDER BY made_at, id LIMIT 50`,
  )
}

/** What came of handing one over: sent, or what the server said. */
export async function triedHouseMail(tx: Tx, id: string, at: Moment, sent: boolean, says: string): Promise<void> {
  await change(
    tx,
    sql`UPDATE house_mails SET tries = tries + 1, tried_at = ${atMoment(at)}::timestamptz, says = ${says},
          sent_at = ${sent ? atMoment(at) : null}::timestamptz
        WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}::uuid`,
  )
}
