// What a mailbox is signed in with: one sign-in a workspace, its tokens kept as other secrets are, never in the record. Renewals
// wait for one another on the row, so that a rotated token is never lost.

import type { Moment } from '../core/day.ts'
import { atMoment, change, insert, row, sql, type Tx } from './db.ts'
import { addWorkspaceRecord } from './record.ts'

export interface SignIn {
  readonly provider: string
  readonly account: string
  readonly clientId: string
  readonly clientSecret: string | null
  /** Where it is renewed, and the mail servers that its token may be shown to. */
  readonly endpoints: {
    readonly authorize: string
    readonly token: string
    readonly device?: string
    readonly hosts: readonly string[]
  }
  readonly scope: string
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresAt: Moment
  readonly signedInAt: Moment
  readonly renewedAt: Moment
  readonly refusedAt: Moment | null
  readonly refusedSays: string | null
}

/** `lock`: until the transaction ends nobody else renews it. */
export async function readSignIn(tx: Tx, lock = false): Promise<SignIn | undefined> {
  return row(
    tx,
    sql`SELECT provider, account, client_id AS "clientId", client_secret AS "clientSecret", endpoints, scope, access_token AS "accessToken",
          refresh_token AS "refreshToken", expires_at AS "expiresAt", signed_in_at AS "signedInAt", renewed_at AS "renewedAt",
          refused_at AS "refusedAt", refused_says AS "refusedSays"
        FROM mail_sign_ins WHERE workspace_id = ${tx.workspaceId}::uuid ${lock ? sql`FOR UPDATE` : sql``}`,
  )
}

type Fresh = Pick<
  SignIn,
  'provider' | 'account' | 'clientId' | 'endpoints' | 'scope' | 'accessToken' | 'refreshToken' | 'expiresAt'
> & { readonly clientSecret?: string }

/** Takes the place of the one before. */
export async function keepSignIn(tx: Tx, it: Fresh): Promise<void> {
  await change(tx, sql`DELETE FROM mail_sign_ins WHERE workspace_id = ${tx.workspaceId}::uuid`)
  await insert(
    tx,
    'mail_sign_ins',
    [
      'provider:text',
      'account:text',
      'client_id:text',
      'client_secret:text',
      'endpoints:jsonb',
      'scope:text',
      'access_token:text',
      'refresh_token:text',
      'expires_at:timestamptz',
      'signed_in_at:timestamptz',
      'renewed_at:timestamptz',
    ],
    [
      [
        it.provider,
        it.account,
        it.clientId,
        it.clientSecret,
        it.endpoints,
        it.scope,
        it.accessToken,
        it.refreshToken,
        it.expiresAt,
        tx.now,
        tx.now,
      ],
    ],
  )
  const { provider, account, clientId, scope } = it
  await addWorkspaceRecord(tx, 'mail.signed_in', undefined, { provider, account, clientId, scope })
}

export async function keepRenewal(
  tx: Tx,
  it: Pick<SignIn, 'accessToken' | 'refreshToken' | 'expiresAt'>,
): Promise<void> {
  await change(
    tx,
    sql`UPDATE mail_sign_ins SET access_token = ${it.accessToken}, refresh_token = ${it.refreshToken}, expires_at = ${atMoment(it.expiresAt)}::timestamptz,
          renewed_at = ${atMoment(tx.now)}::timestamptz, refused_at = NULL, refused_says = NULL WHERE workspace_id = ${tx.workspaceId}::uuid`,
  )
}

/** The provider takes it no more: said until somebody signs in again. */
export async function keepRefusal(tx: Tx, says: string): Promise<void> {
  const first = await change(
    tx,
    sql`UPDATE mail_sign_ins SET refused_at = ${atMoment(tx.now)}::timestamptz, refused_says = ${says} WHERE workspace_id = ${tx.workspaceId}::uuid AND refused_at IS NULL`,
  )
  if (first > 0) await addWorkspaceRecord(tx, 'mail.sign_in_refused', undefined, { says })
}

/** @returns false where nobody was signed in */
export async function dropSignIn(tx: Tx): Promise<boolean> {
  const gone = await change(tx, sql`DELETE FROM mail_sign_ins WHERE workspace_id = ${tx.workspaceId}::uuid`)
  if (gone > 0) await addWorkspaceRecord(tx, 'mail.signed_out', undefined, {})
  return gone > 0
}
