// Links by which a debtor pays: each a door whose secret stands in a message, and behind it the claims it is for. Only the hash of
// the secret is kept here; the secret itself stands in the bytes of the message that carried it.

import { createHash } from 'node:crypto'
import type { Moment } from '../core/day.ts'
import { type Key, publicId } from '../core/id.ts'
import type { LinkClaim } from '../core/pay-link.ts'
import { atMoment, change, type Db, insert, row, rows, sql, type Tx } from './db.ts'
import { addRecord, lockDebtors } from './record.ts'

export interface PayLink extends Key {
  readonly debtorId: string
  readonly creditorId: string
  readonly messageId: string | null
  readonly claims: readonly LinkClaim[]
  readonly madeAt: Moment
  readonly expiresAt: Moment
  readonly withdrawnAt: Moment | null
}

const doorKind = 'pay'
// Crockford's alphabet, because a letter's link is typed by hand.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const tokenLength = 26

export function payLinkId(key: Key): string {
  return publicId('lnk', key)
}

/** As somebody may have typed it: capitals and the letters that stand for others count as meant. */
function tokenOf(text: string): string | undefined {
  const token = text.trim().toLowerCase().replace(/o/g, '0').replace(/[il]/g, '1')
  return token.length === tokenLength && [...token].every((letter) => alphabet.includes(letter)) ? token : undefined
}

function shaOf(token: string): string {
  return `\\x${createHash('sha256').update(`pay ${token}`).digest('hex')}`
}

export interface NewPayLink {
  readonly debtor: Key
  readonly creditorId: string
  readonly messageId?: string
  readonly claims: readonly LinkClaim[]
  readonly expiresAt: Moment
}

/** @returns the secret of its address, which nobody can read again. */
export async function addPayLink(tx: Tx, it: NewPayLink): Promise<{ link: Key; token: string }> {
  const id = tx.newId()
  const token = Array.from(tx.random(tokenLength), (byte) => alphabet[byte & 31]).join('')
  const { book } = it.debtor
  await insert(
    tx,
    'pay_links',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'creditor_id:uuid',
      'message_id:uuid',
      'claims:jsonb',
      'made_at:timestamptz',
      'expires_at:timestamptz',
      'actor:text',
    ],
    [[book, id, it.debtor.id, it.creditorId, it.messageId, it.claims, tx.now, it.expiresAt, tx.actor]],
  )
  await rows(
    tx,
    sql`INSERT INTO doors (secret_sha, kind, workspace_id, book_id, subject_id, expires_at)
        VALUES (${shaOf(token)}::bytea, ${doorKind}, ${tx.workspaceId}::uuid, ${book}, ${id}::uuid, ${atMoment(it.expiresAt)}::timestamptz)`,
  )
  return { link: { book, id }, token }
}

/** Where a secret leads; undefined for one of nobody. Whether the link still holds is known behind the wall. */
export async function openPayDoor(db: Db, text: string): Promise<{ workspaceId: string; link: Key } | undefined> {
  const token = tokenOf(text)
  if (token === undefined) return undefined
  const found = await row<{ workspace: string; book: number; id: string }>(
    { query: db.app as never },
    sql`SELECT workspace_id AS workspace, book_id AS book, subject_id AS id FROM doors WHERE secret_sha = ${shaOf(token)}::bytea AND kind = ${doorKind}`,
  )
  return found && { workspaceId: found.workspace, link: { book: found.book, id: found.id } }
}

const columns = sql.raw(
  `l.book_id AS book, l.id, l.debtor_id AS "debtorId", l.creditor_id AS "creditorId", l.message_id AS "messageId", l.claims, l.made_at AS "madeAt",
   l.expires_at AS "expiresAt", l.withdrawn_at AS "withdrawnAt"`,
)

export async function readPayLink(tx: Tx, key: Key): Promise<PayLink | undefined> {
  return row(tx, sql`SELECT ${columns} FROM pay_links l WHERE l.book_id = ${key.book} AND l.id = ${key.id}::uuid`)
}

export interface ListedLink extends PayLink {
  readonly debtorNo: number
  readonly debtorName: string
  readonly checkouts: number
  readonly paidMinor: number
}

/** The newest first, of all debtors or of one. */
export async function listPayLinks(tx: Tx, limit: number, debtor?: Key): Promise<ListedLink[]> {
  const of = debtor ? sql`AND l.book_id = ${debtor.book} AND l.debtor_id = ${debtor.id}::uuid` : sql``
  return rows(
    tx,
    sql`SELECT ${columns}, d.no AS "debtorNo", d.name AS "debtorName",
          (SELECT count(*)::int FROM checkouts c WHERE c.book_id = l.book_id AND c.link_id = l.id) AS checkouts,
          (SELECT coalesce(sum(c.standing_minor), 0)::bigint FROM checkouts c WHERE c.book_id = l.book_id AND c.link_id = l.id) AS "paidMinor"
        FROM pay_links l JOIN debtors d ON d.book_id = l.book_id AND d.id = l.debtor_id
        WHERE l.workspace_id = ${tx.workspaceId}::uuid ${of} ORDER BY l.made_at DESC, l.id DESC LIMIT ${limit}`,
  )
}

/** Its address opens no payment any more. @returns false where it was withdrawn before */
export async function withdrawPayLink(tx: Tx, link: PayLink): Promise<boolean> {
  const heads = await lockDebtors(tx, link.book, [link.debtorId], 'taken too')
  const done = await change(
    tx,
    sql`UPDATE pay_links SET withdrawn_at = ${atMoment(tx.now)}::timestamptz WHERE book_id = ${link.book} AND id = ${link.id}::uuid AND withdrawn_at IS NULL`,
  )
  if (done > 0)
    await addRecord(tx, heads, [{ debtorId: link.debtorId, kind: 'pay_link.withdrawn', subjectId: link.id, body: {} }])
  return done > 0
}
