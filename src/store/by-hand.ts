// Messages that a person writes: kept beside the run's own, waiting for a yes like any of them.

import { byHand } from '../core/by-hand.ts'
import type { MessageAction } from '../core/case.ts'
import { type Day, dayText } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { insert, onDay, row, sql, type Tx } from './db.ts'
import { addRecord, lockDebtors } from './record.ts'

/** Whether a debtor had the message of a day already. */
export async function saidOn(tx: Tx, message: { book: number; debtorId: string }, day: Day): Promise<boolean> {
  const found = await row(
    tx,
    sql`SELECT 1 FROM effects WHERE book_id = ${message.book} AND subject_id = ${message.debtorId}::uuid AND effect = 'message' AND occurrence = ${dayText(day)}`,
  )
  return found !== undefined
}

/** The newest day that is decided and not held, up to today: what a person writes waits for no other. */
async function openDay(tx: Tx, today: Day): Promise<Day> {
  const found = await row<{ day: Day | null }>(
    tx,
    sql`SELECT max(r.day) AS day FROM runs r WHERE r.workspace_id = ${tx.workspaceId}::uuid AND r.day <= ${onDay(today)}::date AND r.decided_at IS NOT NULL AND r.brake <> 'held'`,
  )
  return found?.day ?? today
}

/** Keeps a message by hand as a draft; it leaves when it is approved. */
export async function addByHand(
  tx: Tx,
  debtor: Key,
  it: { readonly action: MessageAction; readonly language: string; readonly today: Day },
): Promise<Key> {
  const { action } = it
  const heads = await lockDebtors(tx, debtor.book, [debtor.id])
  const id = tx.newId()
  const day = await openDay(tx, it.today)
  const { items, sums, channels, reasons, occurrence, written } = action
  const intent = { stepId: byHand, items, sums, channels, reasons, occurrence, written }
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
      'step_id:text',
      'stage:text',
      'policy_id:text',
      'policy_version:integer',
      'template_id:text',
      'language:text',
      'intent:jsonb',
      'run_day:date',
      'at:timestamptz',
      'actor:text',
    ],
    [
      [
        debtor.book,
        id,
        debtor.id,
        action.caseId,
        'out',
        channels[0],
        byHand,
        action.stage,
        byHand,
        0,
        byHand,
        it.language,
        intent,
        day,
        tx.now,
        tx.actor,
      ],
    ],
  )
  await insert(
    tx,
    'outbox',
    [
      'book_id:bigint',
      'message_id:uuid',
      'debtor_id:uuid',
      'state:text',
      'run_day:date',
      'needs_approval:boolean',
      'asks:text',
      'not_before:timestamptz',
      'sums:jsonb',
    ],
    [[debtor.book, id, debtor.id, 'waiting', day, true, `Written by ${tx.actor}.`, tx.now, sums]],
  )
  await addRecord(tx, heads, [{ debtorId: debtor.id, kind: 'message.written', subjectId: id, body: { written } }])
  return { book: debtor.book, id }
}
