// What stands beside better-auth in its schema, or is asked of it in one statement: the secret with which cookies are signed and second
// factors sealed (made once for each database, in no backup), where somebody is signed in, what they can show, and tries that failed.

import { createHash } from 'node:crypto'
import type { Moment } from '../core/day.ts'
import type { Db } from './db.ts'
import { change, row, rows, sql } from './db.ts'

/** The secret; of two programs that make it at the same moment both take the first one's. */
export async function identitySecret(db: Db): Promise<string> {
  const on = { query: db.identities as never }
  const read = () => row<{ value: string }>(on, sql`SELECT value FROM secret`)
  const there = await read()
  if (there) return there.value
  const made = Buffer.from(db.source.random(48)).toString('base64url')
  await sql`INSERT INTO secret (value) VALUES (${made}) ON CONFLICT DO NOTHING`.execute(db.identities)
  return (await read())!.value
}

/** What somebody can show of themselves besides a password, and whether they have one. */
export interface Factors {
  readonly email: string
  readonly password: boolean
  readonly totp: boolean
  readonly passkeys: number
}

/** By address; who was never here is left out. */
export async function factorsOf(db: Db, emails: readonly string[]): Promise<Map<string, Factors>> {
  const found = await rows<Factors>(
    { query: db.identities as never },
    sql`SELECT u.email, coalesce(u."twoFactorEnabled", false) AS totp,
          EXISTS (SELECT FROM account a WHERE a."userId" = u.id AND a.password IS NOT NULL) AS password,
          (SELECT count(*)::int FROM passkey p WHERE p."userId" = u.id) AS passkeys
        FROM "user" u WHERE u.email = ANY(${[...emails]}::text[])`,
  )
  return new Map(found.map((it) => [it.email, it]))
}

export interface SessionRow {
  readonly id: string
  readonly begunAt: Moment
  readonly seenAt: Moment
  readonly expiresAt: Moment
  readonly address: string | null
  readonly agent: string | null
}

/** Where somebody is signed in, the latest first. The driver's own moments, because this schema is better-auth's. */
export async function sessionsOf(db: Db, userId: string, now: Moment): Promise<SessionRow[]> {
  return rows(
    { query: db.identities as never },
    sql`SELECT id, (extract(epoch FROM "createdAt") * 1000)::float8 AS "begunAt", (extract(epoch FROM "updatedAt") * 1000)::float8 AS "seenAt",
          (extract(epoch FROM "expiresAt") * 1000)::float8 AS "expiresAt", "ipAddress" AS address, "userAgent" AS agent
        FROM session WHERE "userId" = ${userId}::uuid AND "expiresAt" > ${new Date(now).toISOString()}::timestamptz ORDER BY "updatedAt" DESC, id`,
  )
}

/** Ends one session of somebody, or all but one. @returns how many */
export async function endSessions(
  db: Db,
  userId: string,
  which: { readonly id: string } | { readonly butId: string },
): Promise<number> {
  const those = 'id' in which ? sql`id = ${which.id}::uuid` : sql`id <> ${which.butId}::uuid`
  return change(
    { query: db.identities as never },
    sql`DELETE FROM session WHERE "userId" = ${userId}::uuid AND ${those}`,
  )
}

/** Signs somebody out everywhere: their seat was taken. */
export async function endSessionsOf(db: Db, email: string): Promise<number> {
  return change(
    { query: db.identities as never },
    sql`DELETE FROM session WHERE "userId" IN (SELECT id FROM "user" WHERE email = ${email})`,
  )
}

const triesMax = 10
const triesMs = 15 * 60_000

function subjectOf(subject: string): string {
  return `\\x${createHash('sha256').update(subject).digest('hex')}`
}

/**
 * Counts a try before it is made, so that tries at the same moment count too. After ten within 15 minutes the subject waits 15 minutes.
 * @returns until when it waits; undefined where this try may be made
 */
export async function countTry(db: Db, subject: string): Promise<Moment | undefined> {
  const now = db.source.now()
  const at = (moment: number) => new Date(moment).toISOString()
  const found = await row<{ until: number | null }>(
    { query: db.identities as never },
    sql`INSERT INTO tries AS t (subject, count, since) VALUES (${subjectOf(subject)}::bytea, 1, ${at(now)}::timestamptz)
        ON CONFLICT (subject) DO UPDATE SET
          count = CASE WHEN t.until > ${at(now)}::timestamptz THEN t.count
            WHEN t.until IS NOT NULL OR t.since < ${at(now - triesMs)}::timestamptz THEN 1 ELSE t.count + 1 END,
          since = CASE WHEN t.until > ${at(now)}::timestamptz THEN t.since
            WHEN t.until IS NOT NULL OR t.since < ${at(now - triesMs)}::timestamptz THEN ${at(now)}::timestamptz ELSE t.since END,
          until = CASE WHEN t.until > ${at(now)}::timestamptz THEN t.until
            WHEN t.until IS NOT NULL OR t.since < ${at(now - triesMs)}::timestamptz THEN NULL
            WHEN t.count >= ${triesMax} THEN ${at(now + triesMs)}::timestamptz ELSE NULL END
        RETURNING (extract(epoch FROM until) * 1000)::float8 AS until`,
  )
  return found!.until ?? undefined
}

/** It was right: what went wrong before is forgotten. */
export async function forgetTries(db: Db, subject: string): Promise<void> {
  await change({ query: db.identities as never }, sql`DELETE FROM tries WHERE subject = ${subjectOf(subject)}::bytea`)
}
