// With which provider a workspace is paid online: keys that are checked for their form before they are kept, and where the provider's
// webhook has to lead.

import { isTestKey, isWebhookSecret } from '../channels/pay.ts'
import type { Moment } from '../core/day.ts'
import { problem } from '../core/problem.ts'
import type { Tx } from '../store/db.ts'
import { addHouseMail } from '../store/house-mail.ts'
import { listMembers } from '../store/member.ts'
import { type PayAccount, readPayAccount } from '../store/pay-account.ts'
import { readWorkspace, type Workspace } from '../store/workspace.ts'
import { onlinePayWords } from './house-words.ts'

/** Where Stripe tells us of payments. */
export function payHookUrl({ id, settings }: Pick<Workspace, 'id' | 'settings'>): string {
  const base = (settings.publicUrl ?? 'https://YOUR-ADDRESS').replace(/\/+$/, '')
  return `${base}/hooks/stripe/${id}`
}

/** What the webhook has to tell of. */
export const payHookEvents = [
  'checkout.session.completed, .async_payment_succeeded, .async_payment_failed, .expired',
  'charge.refunded, charge.updated, refund.failed',
  'charge.dispute.created, .updated, .closed',
]

/** The account of these keys; a Problem where one is none. */
export function payAccountOf(
  workspace: Workspace,
  it: { readonly secretKey: string; readonly webhookSecret: string; readonly atUrl?: string },
): Omit<PayAccount, 'setAt'> {
  const { secretKey, webhookSecret } = it
  const test = isTestKey(secretKey)
  if (test === undefined)
    throw problem(
      'pay.key',
      'That is no secret key of Stripe.',
      'It begins with sk_live_, rk_live_, sk_test_ or rk_test_; a key with pk_ is the public one.',
      { column: 'secretKey' },
    )
  if (!isWebhookSecret(webhookSecret))
    throw problem(
      'pay.webhook_secret',
      'That is no signing secret of a webhook.',
      `It begins with whsec_; Stripe shows it with the webhook that leads to ${payHookUrl(workspace)}.`,
      { column: 'webhookSecret' },
    )
  return { provider: 'stripe', secretKey, webhookSecret, test, atUrl: it.atUrl ?? null }
}

/** Tells every owner how customers pay online from now on, and who said so. */
export async function tellOnlinePay(tx: Tx, now: Moment): Promise<void> {
  const workspace = await readWorkspace(tx)
  const keyEnds = (await readPayAccount(tx))?.secretKey.slice(-4)
  const it = { by: tx.actor, publicUrl: workspace.settings.publicUrl, keyEnds }
  for (const owner of (await listMembers(tx)).filter((one) => one.role === 'owner'))
    await addHouseMail(tx, { to: [owner.email], ...onlinePayWords(it, workspace, owner.language), at: now })
}
