// Changes of the account that debtors pay to, while they wait and after: who asked, who agreed, when it takes effect. One at a time;
// the settings themselves are changed by whoever lets one take effect (engine/bank-change.ts).

import type { Moment } from '../core/day.ts'
import { publicId } from '../core/id.ts'
import { problem } from '../core/problem.ts'
import { atMoment, change, insert, row, rows, sql, type Tx } from './db.ts'
import { addWorkspaceRecord } from './record.ts'
import type { Settings } from './workspace.ts'

/** What of the settings says where money goes. */
export type PaidTo = Pick<Settings, 'bank' | 'factors' | 'payLink'>

export interface BankChange {
  readonly id: string
  readonly next: PaidTo
  readonly before: PaidTo
  readonly shownBy: 'totp' | 'passkey' | 'password'
  readonly askedAt: Moment
  readonly askedBy: string
  readonly askedId: string
  readonly effectiveAt: Moment
  readonly needsSecond: boolean
  readonly agreedAt: Moment | null
  readonly agreedBy: string | null
  readonly state: 'waiting' | 'done' | 'withdrawn'
  readonly endedAt: Moment | null
  readonly endedBy: string | null
}

/** Bank changes belong to no book. */
export function bankChangeId(id: string): string {
  return publicId('bch', { book: 1, id })
}

const columns = sql`id, next, before, shown_by AS "shownBy", asked_at AS "askedAt", asked_by AS "askedBy", asked_id AS "askedId",
  effective_at AS "effectiveAt", needs_second AS "needsSecond", agreed_at AS "agreedAt", agreed_by AS "agreedBy", state,
  ended_at AS "endedAt", ended_by AS "endedBy"`

export async function waitingBankChange(tx: Tx): Promise<BankChange | undefined> {
  return row(
    tx,
    sql`SELECT ${columns} FROM bank_changes WHERE workspace_id = ${tx.workspaceId}::uuid AND state = 'waiting'`,
  )
}

/** The last ones, the newest first. */
export async function listBankChanges(tx: Tx, limit: number): Promise<BankChange[]> {
  return rows(
    tx,
    sql`SELECT ${columns} FROM bank_changes WHERE workspace_id = ${tx.workspaceId}::uuid ORDER BY id DESC LIMIT ${limit}`,
  )
}

/** Keeps a change that waits. A Problem where one waits already. */
export async function addBankChange(
  tx: Tx,
  it: Pick<BankChange, 'next' | 'before' | 'shownBy' | 'askedAt' | 'askedId' | 'effectiveAt' | 'needsSecond'>,
): Promise<string> {
  if (await waitingBankChange(tx))
    throw problem(
      'bank_change.already',
      'Another change of where you are paid is waiting.',
      'Withdraw that one first, or wait until it has taken effect.',
    )
  const id = tx.newId()
  await insert(
    tx,
    'bank_changes',
    [
      'id:uuid',
      'next:jsonb',
      'before:jsonb',
      'shown_by:text',
      'asked_at:timestamptz',
      'asked_by:text',
      'asked_id:uuid',
      'effective_at:timestamptz',
      'needs_second:boolean',
    ],
    [[id, it.next, it.before, it.shownBy, it.askedAt, tx.actor, it.askedId, it.effectiveAt, it.needsSecond]],
  )
  const { next, before, shownBy, needsSecond, effectiveAt } = it
  await addWorkspaceRecord(tx, 'bank_change.asked', id, { next, before, shownBy, needsSecond, effectiveAt })
  return id
}

/** A second person's yes. */
export async function agreeToBankChange(tx: Tx, it: BankChange, at: Moment): Promise<void> {
  await change(
    tx,
    sql`UPDATE bank_changes SET agreed_at = ${atMoment(at)}::timestamptz, agreed_by = ${tx.actor}
        WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${it.id}::uuid AND state = 'waiting'`,
  )
  await addWorkspaceRecord(tx, 'bank_change.agreed', it.id, {})
}

/** It waits no longer. */
export async function endBankChange(tx: Tx, it: BankChange, state: 'done' | 'withdrawn', at: Moment): Promise<void> {
  await change(
    tx,
    sql`UPDATE bank_changes SET state = ${state}, ended_at = ${atMoment(at)}::timestamptz, ended_by = ${tx.actor}
        WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${it.id}::uuid AND state = 'waiting'`,
  )
  await addWorkspaceRecord(tx, `bank_change.${state}`, it.id, {})
}
