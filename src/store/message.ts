// A message that no step of a ladder made: a call, a mail that came in or was written by hand. Those of steps are in work.ts.

import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { insert, type Tx } from './db.ts'

export interface NewMessage {
  readonly debtor: Key
  readonly caseId: string | undefined
  readonly direction: 'in' | 'out'
  readonly channel: 'email' | 'phone'
  /** What it was about, and what came of it. */
  readonly intent: object
  readonly day: Day
}

/** Keeps it. @returns its id. */
export async function addMessage(tx: Tx, it: NewMessage): Promise<string> {
  const id = tx.newId()
  await insert(
    tx,
    'messages',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'case_id:uuid',
      'direction:text',
      'channel:text',
      'intent:jsonb',
      'run_day:date',
      'at:timestamptz',
      'actor:text',
    ],
    [[it.debtor.book, id, it.debtor.id, it.caseId, it.direction, it.channel, it.intent, it.day, tx.now, tx.actor]],
  )
  return id
}
