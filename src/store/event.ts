// Events for other programs, written in the transaction of the fact they tell of: nobody hears of what was rolled back, and nothing
// that was kept goes untold. A workspace without a webhook pays one small question per transaction for it.

import { type Event, type EventKind, eventsOf, maybePaid, type Recorded, wants } from '../core/event.ts'
import { publicId } from '../core/id.ts'
import { insert, rows, sql, type Tx } from './db.ts'

interface Listener {
  readonly id: string
  readonly events: readonly string[]
  /** Off, or out of reach in a rehearsal: the event is kept for a replay and not queued. */
  readonly hears: boolean
}

// By transaction, so that a batch asks once however many entries it writes.
const listening = new WeakMap<Tx['query'], Promise<Listener[]>>()

function listenersOf(tx: Tx): Promise<Listener[]> {
  let found = listening.get(tx.query)
  if (!found) {
    found = rows<Listener>(
      tx,
      sql`SELECT h.id, h.events, h.state = 'on' AND (h.local OR w.live_since IS NOT NULL) AS hears FROM webhooks h JOIN workspaces w ON w.id = h.workspace_id
          WHERE h.workspace_id = ${tx.workspaceId}::uuid AND h.state <> 'removed' ORDER BY h.id`,
    )
    listening.set(tx.query, found)
  }
  return found
}

/** Keeps what entries of the record of one book (0: of the workspace) are to others. */
export async function keepEvents(tx: Tx, book: number, entries: readonly Recorded[]): Promise<void> {
  const listeners = await listenersOf(tx)
  if (listeners.length === 0) return
  const events = entries.flatMap((it) => eventsOf(book, it))
  if (listeners.some((it) => wants(it.events, 'claim.paid'))) events.push(...(await paid(tx, book, entries)))
  await tell(tx, events)
}

/** Keeps events that are no entry of the record. */
export async function tell(tx: Tx, events: readonly Event[]): Promise<void> {
  const listeners = await listenersOf(tx)
  const told = events
    .map((it) => ({ ...it, by: listeners.filter((one) => wants(one.events, it.kind)) }))
    .filter((it) => it.by.length > 0)
    .map((it) => ({ ...it, id: tx.newId() }))
  await insert(
    tx,
    'webhook_events',
    ['id:uuid', 'kind:text', 'at:timestamptz', 'body:text'],
    told.map((it) => [it.id, it.kind, tx.now, bodyOf(tx, it.kind, it.data)]),
  )
  await insert(
    tx,
    'webhook_deliveries',
    ['webhook_id:uuid', 'event_id:uuid'],
    told.flatMap((it) => it.by.filter((one) => one.hears).map((one) => [one.id, it.id])),
  )
}

/** As Standard Webhooks wants it: what, when, and the facts. */
export function bodyOf(tx: Tx, kind: EventKind | 'webhook.test', data: object): string {
  return JSON.stringify({ type: kind, timestamp: new Date(tx.now).toISOString(), data })
}

async function paid(tx: Tx, book: number, entries: readonly Recorded[]): Promise<Event[]> {
  const ids = [...new Set(entries.flatMap(maybePaid))]
  if (ids.length === 0) return []
  const closed = await rows<{ claim_id: string; debtor_id: string }>(
    tx,
    sql`SELECT claim_id, debtor_id FROM claim_state WHERE book_id = ${book} AND claim_id = ANY(${ids}::uuid[]) AND NOT open ORDER BY claim_id`,
  )
  return closed.map((it) => ({
    kind: 'claim.paid',
    data: { debtor: publicId('dbt', { book, id: it.debtor_id }), claim: publicId('clm', { book, id: it.claim_id }) },
  }))
}
