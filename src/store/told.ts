// What was told to us of a person, or learned, that bears on contact, and the contacts that limits count. Rows are ended by a
// day, never changed.

import type { Day } from '../core/day.ts'
import type { Contact, Result } from '../core/frequency.ts'
import type { Key } from '../core/id.ts'
import type { Medium } from '../core/law.ts'
import { problem } from '../core/problem.ts'
import type { Told } from '../core/told.ts'
import { atMoment, change, insert, onDay, rows, sql, type Tx } from './db.ts'
import { lookAgain } from './ledger.ts'
import { addRecord, type Heads, lockDebtors } from './record.ts'

/** Distributes over the kinds, so that each keeps its own fields. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
export type NewTold = Without<Told, 'id'>

export async function addTold(tx: Tx, debtor: Key, it: NewTold): Promise<string> {
  return addToldTo(tx, await lockDebtors(tx, debtor.book, [debtor.id]), debtor, it)
}

/** The same under a lock that is held already. */
export async function addToldTo(tx: Tx, heads: Heads, debtor: Key, it: NewTold): Promise<string> {
  const id = tx.newId()
  const { kind, on, until, source, ...body } = it
  await insert(
    tx,
    'told',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'kind:text',
      'body:jsonb',
      'on_day:date',
      'until_day:date',
      'source:text',
      'recorded_at:timestamptz',
      'actor:text',
    ],
    [[debtor.book, id, debtor.id, kind, body, on, until, source ?? 'a person', tx.now, tx.actor]],
  )
  await addRecord(tx, heads, [{ debtorId: debtor.id, kind: `told.${kind}`, subjectId: id, body: it }])
  await lookAgain(tx, debtor.book, [debtor.id], on)
  return id
}

/** Ends one from a day on, which is not included any more. */
export async function endTold(tx: Tx, key: Key, on: Day, because: string): Promise<void> {
  const [found] = await rows<{ debtor_id: string }>(
    tx,
    sql`SELECT debtor_id FROM told WHERE book_id = ${key.book} AND id = ${key.id}::uuid AND ended_on IS NULL`,
  )
  const over = () =>
    problem('told.over', 'There is none with this id that still counts.', 'See "dunwell told list CUSTOMER".')
  if (!found) throw over()
  const heads = await lockDebtors(tx, key.book, [found.debtor_id])
  const done = await change(
    tx,
    sql`UPDATE told SET ended_on = ${onDay(on)}::date, ended_at = ${atMoment(tx.now)}::timestamptz, ended_by = ${tx.actor}, ended_because = ${because}
        WHERE book_id = ${key.book} AND id = ${key.id}::uuid AND ended_on IS NULL`,
  )
  // Somebody else was quicker while this waited for the lock.
  if (done === 0) throw over()
  await addRecord(tx, heads, [
    { debtorId: found.debtor_id, kind: 'told.ended', subjectId: key.id, body: { on, because } },
  ])
  await lookAgain(tx, key.book, [found.debtor_id], on)
}

/** A notice that did not reach them counts as not given; its replacement has a clock of its own. @returns how many ended */
export async function endNotices(
  tx: Tx,
  heads: Heads,
  debtor: Key,
  which: { readonly message?: string; readonly claim?: string },
  on: Day,
  because: string,
): Promise<number> {
  const found = await rows<{ id: string }>(
    tx,
    sql`UPDATE told SET ended_on = ${onDay(on)}::date, ended_at = ${atMoment(tx.now)}::timestamptz, ended_by = ${tx.actor}, ended_because = ${because}
        WHERE book_id = ${debtor.book} AND debtor_id = ${debtor.id}::uuid AND kind = 'notice' AND ended_on IS NULL
          AND (${which.message ?? null}::text IS NULL OR body ->> 'message' = ${which.message ?? null}::text)
          AND (${which.claim ?? null}::text IS NULL OR body ->> 'claim' = ${which.claim ?? null}::text) RETURNING id`,
  )
  for (const { id } of found)
    await addRecord(tx, heads, [{ debtorId: debtor.id, kind: 'told.ended', subjectId: id, body: { on, because } }])
  if (found.length > 0) await lookAgain(tx, debtor.book, [debtor.id], on)
  return found.length
}

interface ToldSql {
  debtor_id: string
  id: string
  kind: Told['kind']
  body: object
  on_day: Day
  until_day: Day | null
  ended_on: Day | null
  source: string
}

/** By debtor, ended ones too: a window that looks back asks what held then. */
export async function readTold(tx: Tx, book: number, debtorIds: readonly string[]): Promise<Map<string, Told[]>> {
  const found = await rows<ToldSql>(
    tx,
    sql`SELECT debtor_id, id, kind, body, on_day, until_day, ended_on, source FROM told
        WHERE book_id = ${book} AND debtor_id = ANY(${debtorIds as string[]}::uuid[]) ORDER BY on_day, recorded_at, id`,
  )
  const by = new Map<string, Told[]>()
  for (const it of found) {
    const ends = [it.until_day, it.ended_on].filter((day) => day !== null)
    const told = {
      ...it.body,
      kind: it.kind,
      id: it.id,
      on: it.on_day,
      until: ends.length > 0 ? (Math.min(...ends) as Day) : undefined,
      source: it.source,
    } as Told
    by.set(it.debtor_id, [...(by.get(it.debtor_id) ?? []), told])
  }
  return by
}

// No limit looks further back than a month, and a day is lost at each end between zones. Conversations are read however old they
// are, because some limits begin with the first.
const lookBack = 35

const results: Readonly<Record<string, Result>> = {
  reached: 'conversation',
  refused: 'conversation',
  left_message: 'voicemail',
  busy: 'busy',
  wrong_number: 'wrong_number',
  not_in_service: 'not_in_service',
}

/** The contacts of the last weeks that limits count, by debtor, both ways. */
export async function readContacted(
  tx: Tx,
  book: number,
  debtorIds: readonly string[],
  day: Day,
): Promise<Map<string, Contact[]>> {
  const found = await rows<{
    debtor_id: string
    id: string
    direction: 'in' | 'out'
    channel: string
    outcome: string | null
    on: Day
    claims: string[]
  }>(
    tx,
    sql`SELECT m.debtor_id, m.id, m.direction, m.channel, m.intent ->> 'outcome' AS outcome, coalesce(o.given_on, m.run_day) AS on,
          ARRAY(SELECT DISTINCT c.claim_id::text FROM message_claims c WHERE c.book_id = ${book} AND c.message_id = m.id) AS claims
        FROM messages m LEFT JOIN outbox o ON o.book_id = m.book_id AND o.message_id = m.id
        WHERE m.book_id = ${book} AND m.debtor_id = ANY(${debtorIds as string[]}::uuid[]) AND (m.run_day > ${onDay(day)}::date - ${lookBack}::int OR m.intent ->> 'outcome' IN ('reached', 'refused'))
          AND m.run_day <= ${onDay(day)}::date AND (m.direction = 'in' OR m.channel = 'phone' OR o.given_on IS NOT NULL) AND coalesce(m.intent ->> 'outcome', '') <> 'not_made'
          AND (m.channel <> 'phone' OR NOT EXISTS (SELECT 1 FROM undone_calls u WHERE u.book_id = m.book_id AND u.message_id = m.id))`,
  )
  const by = new Map<string, Contact[]>()
  for (const it of found) {
    const contact: Contact = {
      id: it.id,
      day: it.on,
      medium: it.channel as Medium,
      direction: it.direction,
      person: it.debtor_id,
      result:
        it.channel === 'phone'
          ? (results[it.outcome ?? ''] ?? (it.direction === 'in' ? 'conversation' : 'unanswered'))
          : 'sent',
      claims: it.claims,
      discussed: it.claims,
    }
    by.set(it.debtor_id, [...(by.get(it.debtor_id) ?? []), contact])
  }
  return by
}
