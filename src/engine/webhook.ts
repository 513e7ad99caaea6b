// Delivering to webhooks: each one's events in their order, at least once, while others wait for nobody. What fails is tried again for
// about three days; then the webhook is off until a person resumes it, and the status says so. One process delivers; another takes
// over as soon as it ends, however it ends.

import { setTimeout as pause } from 'node:timers/promises'
import { checkWebhookUrl, type Posted, postWebhook } from '../channels/webhook.ts'
import type { Moment } from '../core/day.ts'
import { eventKinds, isEventName, wants } from '../core/event.ts'
import { problem, quoted } from '../core/problem.ts'
import { type Db, inWorkspace, type Tx } from '../store/db.ts'
import {
  addTest,
  type Delivery,
  dueWebhooks,
  keepDelivered,
  keepFailed,
  keepTest,
  nextDelivery,
  replay,
  type Tried,
} from '../store/delivery.ts'
import { asTheOne } from '../store/election.ts'
import { addWebhook, eventId, listWebhooks, stopWebhook, type WebhookRow } from '../store/webhook.ts'
import { readWorkspace, type Workspace } from '../store/workspace.ts'

const actor = 'webhooks'
const second = 1000
const minute = 60 * second
const hour = 60 * minute
/** How long after each failure the next try comes: ten more, over a little more than three days. */
export const waits: readonly number[] = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  14 * hour,
]
const timeoutMs = 15 * second
const webhooksMax = 50
const everyMsDefault = 2 * second
/** Gone, says the other side: it wants no more (Standard Webhooks). */
const gone = 410

/** Registers a webhook, its address and its events checked. */
export async function registerWebhook(
  tx: Tx,
  workspace: Workspace,
  it: { url: string; events: readonly string[] },
): Promise<{ id: string; secret: string }> {
  const checked = checkWebhookUrl(it.url, workspace.settings.webhooks)
  const other = it.events.find((name) => !isEventName(name))
  if (other !== undefined || it.events.length === 0)
    throw problem(
      'webhook.event',
      other === undefined ? 'No event is named.' : `${quoted(other)} is no event.`,
      `Use * for all, a group such as claim.*, or: ${Object.keys(eventKinds).join(', ')}.`,
    )
  if ((await listWebhooks(tx)).length >= webhooksMax)
    throw problem('webhook.many', `There are ${webhooksMax} webhooks already.`, 'Remove one that nobody uses.')
  return addWebhook(tx, { ...checked, events: [...new Set(it.events)] })
}

/** Plays one event again, or all since a moment. @returns how many wait now */
export async function replayTo(tx: Tx, it: WebhookRow, what: { event?: string; since?: Moment }): Promise<number> {
  if (it.state === 'off')
    throw problem('webhook.off', 'This webhook is off.', 'Resume it first: ./dunwell webhook resume ID')
  if ((what.event === undefined) === (what.since === undefined))
    throw problem('webhook.replay', 'One event or a moment?', 'Give either --event evt_… or --since 2026-03-01.')
  if (what.event !== undefined) return replay(tx, it.id, { event: what.event })
  const kinds = Object.keys(eventKinds).filter((kind) => wants(it.events, kind))
  return replay(tx, it.id, { since: what.since!, kinds })
}

export interface TestResult extends Tried {
  readonly event: string
  readonly delivered: boolean
}

/** Sends an event that tells nothing, now and once, whatever else waits. `now` is the clock on the wall. */
export async function testWebhook(db: Db, workspace: Workspace, id: string, now: () => Moment): Promise<TestResult> {
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(db, workspace.id, actor, work)
  const it = await inside((tx) => addTest(tx, id))
  const tried = await tryOnce(workspace, it, now)
  await inside((tx) => keepTest(tx, it, tried))
  return { event: eventId(it.eventId), delivered: arrived(tried), ...tried }
}

function arrived({ status }: Posted): boolean {
  return status !== undefined && status >= 200 && status < 300
}

async function tryOnce(workspace: Workspace, it: Delivery, now: () => Moment): Promise<Tried> {
  const begun = now()
  const posted = await postWebhook({
    url: it.url,
    secret: it.secret,
    id: eventId(it.eventId),
    body: it.body,
    at: begun,
    allowed: workspace.settings.webhooks,
    rehearsal: workspace.liveSince === undefined,
    timeoutMs,
  })
  return { ...posted, ms: now() - begun }
}

export interface DelivererOptions {
  readonly stopping: () => boolean
  /** Told of every try: nothing in it says where to or what. */
  readonly onTry?: (it: { delivered: boolean; ms: number }) => void
  readonly onError?: (error: unknown) => void
  readonly everyMs?: number
  /** Ends the pause between two looks. */
  readonly signal?: AbortSignal
}

/** Delivers until told to stop; what is in hand is finished. While another process delivers, it stands by. */
export async function deliver(db: Db, options: DelivererOptions): Promise<void> {
  const wait = async () => {
    try {
      await pause(options.everyMs ?? everyMsDefault, undefined, { signal: options.signal })
    } catch {
      // Told to stop.
    }
  }
  const inHand = new Map<string, Promise<void>>()
  while (!options.stopping()) {
    try {
      await asTheOne(db, 'webhooks', async (stands) => {
        while (!options.stopping() && (await stands())) {
          for (const { workspaceId, id } of await dueWebhooks(db, db.source.now())) {
            if (inHand.has(id)) continue
            const work = deliverTo(db, workspaceId, id, options)
              .catch((error) => options.onError?.(error))
              .finally(() => inHand.delete(id))
            inHand.set(id, work)
          }
          await wait()
        }
        await Promise.all(inHand.values())
      })
    } catch (error) {
      options.onError?.(error)
    }
    if (!options.stopping()) await wait()
  }
  await Promise.all(inHand.values())
}

/** One webhook's events, one after the other, until none waits, one fails, or the process is to end. */
async function deliverTo(db: Db, workspaceId: string, id: string, options: DelivererOptions): Promise<void> {
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(db, workspaceId, actor, work)
  const now = () => db.source.now()
  while (!options.stopping()) {
    const found = await inside(async (tx) => {
      const next = await nextDelivery(tx, id)
      return next && { next, workspace: await readWorkspace(tx) }
    })
    if (!found) return
    const { next, workspace } = found
    const tried = await tryOnce(workspace, next, now)
    const delivered = arrived(tried)
    options.onTry?.({ delivered, ms: tried.ms })
    await inside(async (tx) => {
      if (delivered) return keepDelivered(tx, next, tried)
      const wait = tried.status === gone ? undefined : waits[next.tries]
      await keepFailed(tx, next, tried, wait === undefined ? undefined : tx.now + wait)
      if (wait === undefined) await stopWebhook(tx, id, because(next.tries + 1, tried))
    })
    if (!delivered) return
  }
}

function because(tries: number, { status, says }: Tried): string {
  if (status === gone) return 'It answered 410: it wants no more.'
  return `It failed ${tries} times over three days, the last time with ${status === undefined ? says : `status ${status}`}.`
}

/** What is wrong with the webhooks of a workspace, for its status: each with its cure. */
export async function webhookFaults(tx: Tx): Promise<{ webhook: WebhookRow; says: string; fix: string }[]> {
  return (await listWebhooks(tx)).flatMap((it) => {
    const says =
      it.state === 'off' ? (it.offBecause ?? '') : it.tries > 0 ? `It fails; ${it.tries} tries so far.` : undefined
    const fix =
      it.state === 'off' ? 'Put the receiver right, then: ./dunwell webhook resume ID' : 'See ./dunwell webhook log ID'
    return says === undefined ? [] : [{ webhook: it, says, fix }]
  })
}
