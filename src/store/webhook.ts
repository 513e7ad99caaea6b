// Webhooks: where other programs want to hear what happened, and of what. The secret that signs the deliveries is shown once;
// it is kept, because we sign with it ourselves.

import type { Moment } from '../core/day.ts'
import { type Key, keyOf, publicId } from '../core/id.ts'
import { problem, quoted } from '../core/problem.ts'
import { change, insert, row, rows, sql, type Tx } from './db.ts'
import { addWorkspaceRecord } from './record.ts'

export interface WebhookRow {
  readonly id: string
  readonly url: string
  readonly events: readonly string[]
  readonly local: boolean
  readonly state: 'on' | 'off' | 'removed'
  readonly offBecause: string | null
  readonly tries: number
  readonly nextAt: Moment | null
  readonly failingSince: Moment | null
  readonly madeAt: Moment
  readonly waiting: number
}

const columns = sql.raw(
  `h.id, h.url, h.events, h.local, h.state, h.off_because AS "offBecause", h.tries, h.next_at AS "nextAt", h.failing_since AS "failingSince", h.made_at AS "madeAt",
   (SELECT count(*)::int FROM webhook_deliveries d WHERE d.workspace_id = h.workspace_id AND d.webhook_id = h.id AND d.done_at IS NULL) AS waiting`,
)

export interface NewWebhook {
  readonly url: string
  readonly events: readonly string[]
  readonly local: boolean
}

/** Webhooks belong to no book. */
export function webhookId(id: string): string {
  return publicId('whk', { book: 1, id })
}

export function eventId(id: string): string {
  return publicId('evt', { book: 1, id })
}

/** @returns the secret too, which nobody is shown again */
export async function addWebhook(tx: Tx, it: NewWebhook): Promise<{ id: string; secret: string }> {
  const id = tx.newId()
  const secret = `whsec_${Buffer.from(tx.random(32)).toString('base64')}`
  await insert(
    tx,
    'webhooks',
    [
      'id:uuid',
      'url:text',
      'events:jsonb',
      'secret:text',
      'local:boolean',
      'state:text',
      'made_at:timestamptz',
      'actor:text',
    ],
    [[id, it.url, it.events, secret, it.local, 'on', tx.now, tx.actor]],
  )
  await addWorkspaceRecord(tx, 'webhook.made', id, it)
  return { id, secret }
}

/** All that were not removed, in the order they were made. */
export async function listWebhooks(tx: Tx): Promise<WebhookRow[]> {
  return rows(
    tx,
    sql`SELECT ${columns} FROM webhooks h WHERE h.workspace_id = ${tx.workspaceId}::uuid AND h.state <> 'removed' ORDER BY h.id`,
  )
}

/** By its id, or a Problem. */
export async function findWebhook(tx: Tx, text: string): Promise<WebhookRow> {
  const key: Key = keyOf('whk', text)
  const found = await row<WebhookRow>(
    tx,
    sql`SELECT ${columns} FROM webhooks h WHERE h.workspace_id = ${tx.workspaceId}::uuid AND h.id = ${key.id}::uuid AND h.state <> 'removed'`,
  )
  if (!found)
    throw problem('webhook.unknown', `There is no webhook ${quoted(text)}.`, 'Take an id from "dunwell webhook list".')
  return found
}

/** Nothing more goes there; what waits for it is forgotten, its log stays for a month. */
export async function removeWebhook(tx: Tx, it: WebhookRow): Promise<void> {
  await change(
    tx,
    sql`UPDATE webhooks SET state = 'removed', secret = '' WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${it.id}::uuid`,
  )
  await change(
    tx,
    sql`DELETE FROM webhook_deliveries WHERE workspace_id = ${tx.workspaceId}::uuid AND webhook_id = ${it.id}::uuid`,
  )
  await addWorkspaceRecord(tx, 'webhook.removed', it.id, { url: it.url })
}

/** Goes on at once, with what waits first, in its order. */
export async function resumeWebhook(tx: Tx, it: WebhookRow): Promise<void> {
  await change(
    tx,
    sql`UPDATE webhooks SET state = 'on', off_because = NULL, tries = 0, next_at = NULL, failing_since = NULL
        WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${it.id}::uuid`,
  )
  if (it.state === 'off') await addWorkspaceRecord(tx, 'webhook.resumed', it.id, {})
}

/** Ends the tries after a lasting failure, with the reason that the status shows. */
export async function stopWebhook(tx: Tx, id: string, because: string): Promise<void> {
  await change(
    tx,
    sql`UPDATE webhooks SET state = 'off', off_because = ${because}, next_at = NULL WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}::uuid AND state = 'on'`,
  )
  await addWorkspaceRecord(tx, 'webhook.stopped', id, { because })
}
