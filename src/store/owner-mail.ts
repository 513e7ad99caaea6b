// What the owners of a workspace are told by mail, once of a kind, a day and a person, and the links in it by which a customer is held.

import { createHash } from 'node:crypto'
import type { Day, Moment } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { atMoment, change, type Db, insert, onDay, row, rows, sql, type Tx } from './db.ts'
import { addWorkspaceRecord } from './record.ts'
import { listBooks } from './workspace.ts'

export type OwnerMailKind = 'day' | 'week'

/** When the last mail about this day was written, to all or to one; undefined where none was. */
export async function ownerMailAt(tx: Tx, kind: OwnerMailKind, day: Day, to?: string): Promise<Moment | undefined> {
  const found = await row<{ at: Moment | null }>(
    tx,
    sql`SELECT max(written_at) AS at FROM owner_mails WHERE workspace_id = ${tx.workspaceId}::uuid AND kind = ${kind} AND day = ${onDay(day)}::date
          ${to === undefined ? sql`` : sql`AND address = ${to}`}`,
  )
  return found?.at ?? undefined
}

/** Keeps that a mail is written, before it leaves. @returns its id, or undefined where it was written already */
export async function addOwnerMail(
  tx: Tx,
  it: { kind: OwnerMailKind; day: Day; address: string; subject: string; messages: number },
): Promise<string | undefined> {
  const id = tx.newId()
  const added = await insert(
    tx,
    'owner_mails',
    ['id:uuid', 'kind:text', 'day:date', 'address:text', 'subject:text', 'messages:integer', 'written_at:timestamptz'],
    [[id, it.kind, it.day, it.address, it.subject, it.messages, tx.now]],
    { conflict: 'nothing' },
  )
  if (added === 0) return undefined
  await addWorkspaceRecord(tx, 'owner_mail', id, { kind: it.kind, day: it.day, to: it.address })
  return id
}

export async function keepOutcome(tx: Tx, id: string, outcome: string): Promise<void> {
  await change(
    tx,
    sql`UPDATE owner_mails SET outcome = ${outcome} WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}::uuid`,
  )
}

export interface GoesToday {
  readonly debtor: Key
  readonly name: string
  readonly stage: string
  readonly sums: Record<string, number>
  readonly autopilot: boolean
}

const goes = (tx: Tx, day: Day) =>
  sql`o.workspace_id = ${tx.workspaceId}::uuid AND o.state = 'waiting' AND o.run_day <= ${onDay(day)}::date
      AND (NOT o.needs_approval OR o.approved_at IS NOT NULL)`

/** What goes out without being asked again, the first of it, and all of it by sum. */
export async function goesToday(
  tx: Tx,
  day: Day,
  limit: number,
): Promise<{ first: GoesToday[]; count: number; sums: Record<string, number> }> {
  type First = Omit<GoesToday, 'debtor'> & Key
  const first = await rows<First>(
    tx,
    sql`SELECT o.book_id AS book, o.debtor_id AS id, d.name, m.stage, o.sums,
            o.approved_at IS NULL AND m.intent -> 'autopilot' IS NOT NULL AS autopilot FROM outbox o
          JOIN messages m ON m.book_id = o.book_id AND m.id = o.message_id JOIN debtors d ON d.book_id = o.book_id AND d.id = o.debtor_id
        WHERE ${goes(tx, day)} ORDER BY o.book_id, o.message_id LIMIT ${limit}`,
  )
  const count = await row<{ count: number }>(
    tx,
    sql`SELECT count(*)::int AS count FROM outbox o WHERE ${goes(tx, day)}`,
  )
  const sums = await rows<{ currency: string; sum: number }>(
    tx,
    sql`SELECT e.key AS currency, sum(e.value::bigint) AS sum FROM outbox o CROSS JOIN LATERAL jsonb_each_text(o.sums) e
        WHERE ${goes(tx, day)} GROUP BY e.key ORDER BY e.key`,
  )
  return {
    first: first.map(({ book, id, ...it }) => ({ debtor: { book, id }, ...it })),
    count: count!.count,
    sums: Object.fromEntries(sums.map((it) => [it.currency, it.sum])),
  }
}

/** Messages sent and money received in days, `from` included and `until` not. */
export async function weekOf(tx: Tx, from: Day, until: Day): Promise<{ sent: number; paid: Record<string, number> }> {
  let sent = 0
  const paid: Record<string, number> = {}
  for (const book of await listBooks(tx)) {
    const given = await row<{ count: number }>(
      tx,
      sql`SELECT count(*)::int AS count FROM outbox WHERE book_id = ${book} AND state = 'sent'
            AND given_on >= ${onDay(from)}::date AND given_on < ${onDay(until)}::date`,
    )
    sent += given!.count
    const money = await rows<{ currency: string; sum: number }>(
      tx,
      sql`SELECT currency, sum(amount_minor) AS sum FROM payments WHERE book_id = ${book} AND kind = 'payment'
            AND day >= ${onDay(from)}::date AND day < ${onDay(until)}::date GROUP BY currency`,
    )
    for (const it of money) paid[it.currency] = (paid[it.currency] ?? 0) + it.sum
  }
  return { sent, paid }
}

const doorKind = 'hold'

function shaOf(token: string): string {
  return `\\x${createHash('sha256').update(`hold ${token}`).digest('hex')}`
}

/** A link by which one customer is held, once, by who got it. @returns its secret, which is kept nowhere */
export async function addHoldLink(tx: Tx, it: { debtor: Key; address: string; expiresAt: Moment }): Promise<string> {
  const id = tx.newId()
  const token = Buffer.from(tx.random(24)).toString('base64url')
  await insert(
    tx,
    'hold_links',
    ['id:uuid', 'debtor_book:bigint', 'debtor_id:uuid', 'address:text', 'made_at:timestamptz'],
    [[id, it.debtor.book, it.debtor.id, it.address, tx.now]],
  )
  await rows(
    tx,
    sql`INSERT INTO doors (secret_sha, kind, workspace_id, subject_id, expires_at)
        VALUES (${shaOf(token)}::bytea, ${doorKind}, ${tx.workspaceId}::uuid, ${id}::uuid, ${atMoment(it.expiresAt)}::timestamptz)`,
  )
  return token
}

/** Where a secret leads; undefined for one of nobody. */
export async function openHoldDoor(
  db: Db,
  token: string,
): Promise<{ workspaceId: string; id: string; expiresAt: Moment } | undefined> {
  if (!/^[\w-]{32}$/.test(token)) return undefined
  return row(
    { query: db.app as never },
    sql`SELECT workspace_id AS "workspaceId", subject_id AS id, expires_at AS "expiresAt" FROM doors
        WHERE secret_sha = ${shaOf(token)}::bytea AND kind = ${doorKind}`,
  )
}

export interface HoldLink {
  readonly debtor: Key
  readonly address: string
  readonly usedAt: Moment | null
}

export async function readHoldLink(tx: Tx, id: string): Promise<HoldLink> {
  const found = await row<{ book: number; debtorId: string; address: string; usedAt: Moment | null }>(
    tx,
    sql`SELECT debtor_book AS book, debtor_id AS "debtorId", address, used_at AS "usedAt" FROM hold_links
        WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}::uuid`,
  )
  const { book, debtorId, address, usedAt } = found!
  return { debtor: { book, id: debtorId }, address, usedAt }
}

/** @returns false where it was used before */
export async function spendHoldLink(tx: Tx, id: string): Promise<boolean> {
  const done = await change(
    tx,
    sql`UPDATE hold_links SET used_at = ${atMoment(tx.now)}::timestamptz
        WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}::uuid AND used_at IS NULL`,
  )
  return done > 0
}
