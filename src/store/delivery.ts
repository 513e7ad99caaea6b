// Deliveries to webhooks: what waits for each in its order, what came of every try, and playing events again. An event keeps its id
// and its bytes however often it is delivered, so that a receiver can tell what it has seen.

import type { Moment } from '../core/day.ts'
import { keyOf } from '../core/id.ts'
import { problem, quoted } from '../core/problem.ts'
import { atMoment, change, type Db, insert, row, rows, sql, type Tx } from './db.ts'
import { bodyOf } from './event.ts'

/** Webhooks of all workspaces with something that may be delivered now. */
export async function dueWebhooks(db: Db, now: Moment): Promise<{ workspaceId: string; id: string }[]> {
  return rows(
    { query: db.owner as never },
    sql`SELECT h.workspace_id AS "workspaceId", h.id FROM webhooks h
        WHERE h.state = 'on' AND (h.next_at IS NULL OR h.next_at <= ${atMoment(now)}::timestamptz)
          AND EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.workspace_id = h.workspace_id AND d.webhook_id = h.id AND d.done_at IS NULL)
        ORDER BY h.id`,
  )
}

/** How many wait, and how many webhooks are off, over all workspaces: for the metrics. */
export async function deliveryCounts(db: Db): Promise<{ waiting: number; off: number }> {
  const found = await row<{ waiting: number; off: number }>(
    { query: db.owner as never },
    sql`SELECT (SELECT count(*)::int FROM webhook_deliveries d JOIN webhooks h ON h.workspace_id = d.workspace_id AND h.id = d.webhook_id WHERE d.done_at IS NULL AND h.state = 'on') AS waiting,
          (SELECT count(*)::int FROM webhooks WHERE state = 'off') AS off`,
  )
  return found!
}

export interface Delivery {
  readonly webhookId: string
  readonly eventId: string
  readonly url: string
  readonly secret: string
  readonly body: string
  readonly tries: number
}

/** The next in order for a webhook that is on and whose time has come. */
export async function nextDelivery(tx: Tx, webhookId: string): Promise<Delivery | undefined> {
  return row(
    tx,
    sql`SELECT h.id AS "webhookId", e.id AS "eventId", h.url, h.secret, e.body, h.tries
        FROM webhooks h JOIN webhook_deliveries d ON d.workspace_id = h.workspace_id AND d.webhook_id = h.id AND d.done_at IS NULL
          JOIN webhook_events e ON e.workspace_id = d.workspace_id AND e.id = d.event_id
        WHERE h.workspace_id = ${tx.workspaceId}::uuid AND h.id = ${webhookId}::uuid AND h.state = 'on'
          AND (h.next_at IS NULL OR h.next_at <= ${atMoment(tx.now)}::timestamptz)
        ORDER BY d.event_id LIMIT 1`,
  )
}

export interface Tried {
  /** None where nobody answered. */
  readonly status?: number
  readonly ms: number
  /** The first of what was answered, or what went wrong. */
  readonly says: string
}

async function log(tx: Tx, it: { webhookId: string; eventId: string }, tried: Tried): Promise<void> {
  await insert(
    tx,
    'webhook_attempts',
    ['id:uuid', 'webhook_id:uuid', 'event_id:uuid', 'at:timestamptz', 'ms:integer', 'status:integer', 'says:text'],
    [[tx.newId(), it.webhookId, it.eventId, tx.now, tried.ms, tried.status, tried.says]],
  )
}

/** It arrived: what comes next in the order may go. */
export async function keepDelivered(tx: Tx, it: Delivery, tried: Tried): Promise<void> {
  await log(tx, it, tried)
  await change(
    tx,
    sql`UPDATE webhook_deliveries SET done_at = ${atMoment(tx.now)}::timestamptz
        WHERE workspace_id = ${tx.workspaceId}::uuid AND webhook_id = ${it.webhookId}::uuid AND event_id = ${it.eventId}::uuid`,
  )
  await change(
    tx,
    sql`UPDATE webhooks SET tries = 0, next_at = NULL, failing_since = NULL WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${it.webhookId}::uuid AND state = 'on'`,
  )
}

/** It did not: the webhook waits until `nextAt`, with all that comes after in its order. */
export async function keepFailed(tx: Tx, it: Delivery, tried: Tried, nextAt: Moment | undefined): Promise<void> {
  await log(tx, it, tried)
  await change(
    tx,
    sql`UPDATE webhooks SET tries = tries + 1, next_at = ${atMoment(nextAt)}::timestamptz, failing_since = coalesce(failing_since, ${atMoment(tx.now)}::timestamptz)
        WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${it.webhookId}::uuid AND state = 'on'`,
  )
}

/** An event that tells nothing, for one webhook alone; it never waits. */
export async function addTest(tx: Tx, webhookId: string): Promise<Delivery> {
  const eventId = tx.newId()
  const body = bodyOf(tx, 'webhook.test', { says: 'It works.' })
  await insert(
    tx,
    'webhook_events',
    ['id:uuid', 'kind:text', 'at:timestamptz', 'body:text'],
    [[eventId, 'webhook.test', tx.now, body]],
  )
  const found = await row<{ url: string; secret: string }>(
    tx,
    sql`SELECT url, secret FROM webhooks WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${webhookId}::uuid`,
  )
  return { ...found!, webhookId, eventId, body, tries: 0 }
}

export async function keepTest(tx: Tx, it: Delivery, tried: Tried): Promise<void> {
  await log(tx, it, tried)
}

export interface AttemptLog extends Tried {
  readonly id: string
  readonly eventId: string
  readonly kind: string | null
  readonly at: Moment
  readonly body: string | null
}

/** Tries at a webhook before the one named, the newest first. */
export async function listTries(
  tx: Tx,
  webhookId: string,
  ask: { before?: string; failed?: boolean; limit: number },
): Promise<AttemptLog[]> {
  return rows(
    tx,
    sql`SELECT a.id, a.event_id AS "eventId", e.kind, a.at, a.ms, a.status, a.says, e.body FROM webhook_attempts a
          LEFT JOIN webhook_events e ON e.workspace_id = a.workspace_id AND e.id = a.event_id
        WHERE a.workspace_id = ${tx.workspaceId}::uuid AND a.webhook_id = ${webhookId}::uuid ${ask.before === undefined ? sql`` : sql`AND a.id < ${ask.before}::uuid`}
          ${ask.failed ? sql`AND (a.status IS NULL OR a.status NOT BETWEEN 200 AND 299)` : sql``} ORDER BY a.id DESC LIMIT ${ask.limit}`,
  )
}

/** Queues an event again, or all since a moment that the webhook wants: under their own ids, in their order. @returns how many */
export async function replay(
  tx: Tx,
  webhookId: string,
  what: { event: string } | { since: Moment; kinds: readonly string[] },
): Promise<number> {
  const ids =
    'event' in what
      ? await rows<{ id: string }>(
          tx,
          sql`SELECT id FROM webhook_events WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${keyOf('evt', what.event).id}::uuid`,
        )
      : await rows<{ id: string }>(
          tx,
          sql`SELECT id FROM webhook_events WHERE workspace_id = ${tx.workspaceId}::uuid AND at >= ${atMoment(what.since)}::timestamptz AND kind = ANY(${what.kinds as string[]}::text[])`,
        )
  if ('event' in what && ids.length === 0)
    throw problem(
      'event.unknown',
      `There is no event ${quoted(what.event)}.`,
      'Take an id from "dunwell webhook log"; events are kept for 30 days.',
    )
  const some = ids.map((it) => it.id)
  await insert(
    tx,
    'webhook_deliveries',
    ['webhook_id:uuid', 'event_id:uuid'],
    some.map((id) => [webhookId, id]),
    { conflict: 'nothing' },
  )
  await change(
    tx,
    sql`UPDATE webhook_deliveries SET done_at = NULL WHERE workspace_id = ${tx.workspaceId}::uuid AND webhook_id = ${webhookId}::uuid AND event_id = ANY(${some}::uuid[])`,
  )
  return some.length
}

/** Forgets events and tries older than a moment, but nothing that still waits. */
export async function forgetEvents(tx: Tx, before: Moment): Promise<void> {
  const since = atMoment(before)
  await change(
    tx,
    sql`DELETE FROM webhook_attempts WHERE workspace_id = ${tx.workspaceId}::uuid AND at < ${since}::timestamptz`,
  )
  await change(
    tx,
    sql`DELETE FROM webhook_deliveries WHERE workspace_id = ${tx.workspaceId}::uuid AND done_at < ${since}::timestamptz`,
  )
  await change(
    tx,
    sql`DELETE FROM webhook_events e WHERE e.workspace_id = ${tx.workspaceId}::uuid AND e.at < ${since}::timestamptz
          AND NOT EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.workspace_id = e.workspace_id AND d.event_id = e.id)`,
  )
}
