// With which provider a workspace is paid online: one account, its secrets kept as other secrets are, never in the record.

import type { Moment } from '../core/day.ts'
import { change, insert, row, sql, type Tx } from './db.ts'
import { addWorkspaceRecord } from './record.ts'

export interface PayAccount {
  readonly provider: 'stripe'
  readonly secretKey: string
  /** Signs what the provider tells us. */
  readonly webhookSecret: string
  /** Of the provider's test mode, where no money moves. */
  readonly test: boolean
  /** A stand-in on this machine, in the provider's place. */
  readonly atUrl: string | null
  readonly setAt: Moment
}

export async function readPayAccount(tx: Tx): Promise<PayAccount | undefined> {
  return row(
    tx,
    sql`SELECT provider, secret_key AS "secretKey", webhook_secret AS "webhookSecret", test, at_url AS "atUrl", set_at AS "setAt"
        FROM pay_accounts WHERE workspace_id = ${tx.workspaceId}::uuid`,
  )
}

/** Takes the place of the one before. */
export async function keepPayAccount(tx: Tx, it: Omit<PayAccount, 'setAt'>): Promise<void> {
  await change(tx, sql`DELETE FROM pay_accounts WHERE workspace_id = ${tx.workspaceId}::uuid`)
  await insert(
    tx,
    'pay_accounts',
    [
      'provider:text',
      'secret_key:text',
      'webhook_secret:text',
      'test:boolean',
      'at_url:text',
      'set_at:timestamptz',
      'actor:text',
    ],
    [[it.provider, it.secretKey, it.webhookSecret, it.test, it.atUrl, tx.now, tx.actor]],
  )
  await addWorkspaceRecord(tx, 'pay_account.set', undefined, { provider: it.provider, test: it.test, at: it.atUrl })
}

/** @returns false where there was none */
export async function dropPayAccount(tx: Tx): Promise<boolean> {
  const gone = await change(tx, sql`DELETE FROM pay_accounts WHERE workspace_id = ${tx.workspaceId}::uuid`)
  if (gone > 0) await addWorkspaceRecord(tx, 'pay_account.removed', undefined, {})
  return gone > 0
}
