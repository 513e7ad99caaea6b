// Claims in the order of their first due, in pages that go along an index. Those that are settled are passed over, and where many are, a
// page may hold fewer than were asked for and say where the next one begins.

import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { type ClaimRow, readClaims } from './claim.ts'
import { onDay, rows, sql, type Tx } from './db.ts'
import type { ClaimFilter, Versioned } from './page.ts'
import { claimsStarting } from './search.ts'

export interface DueAt {
  readonly dueOn: Day
  readonly id: string
}

export interface DuePage {
  readonly items: Versioned<ClaimRow>[]
  /** The last that was looked at, where there may be more behind it. */
  readonly next?: DueAt
}

type Candidate = Key & DueAt

// So many more are looked at each time while the page is not full.
const looks = [400, 2_000, 6_000]
const startingMax = 500

export async function claimsByDue(
  tx: Tx,
  ask: { readonly down: boolean; readonly after?: DueAt; readonly limit: number },
  { debtor, open, number, starts }: ClaimFilter,
): Promise<DuePage> {
  const some = starts === undefined ? undefined : await claimsStarting(tx, starts, startingMax)
  const found: (Candidate & { version: number })[] = []
  let after = ask.after
  for (const look of looks) {
    const most = Math.max(look, ask.limit + 1)
    const candidates = await next(tx, { ...ask, after, limit: most }, debtor, some)
    for (const [book, its] of Map.groupBy(candidates, (it) => it.book)) {
      const kept = await rows<{ id: string; version: number }>(
        tx,
        sql`SELECT c.id, c.version FROM claims c JOIN claim_state s ON s.book_id = c.book_id AND s.claim_id = c.id
            WHERE c.book_id = ${book} AND c.id = ANY(${its.map((it) => it.id)}::uuid[]) AND c.moved_to IS NULL
              ${open === undefined ? sql`` : sql`AND s.open = ${open}`} ${number === undefined ? sql`` : sql`AND c.number = ${number}`}`,
      )
      const versions = new Map(kept.map((it) => [it.id, it.version]))
      for (const it of its) if (versions.has(it.id)) found.push({ ...it, version: versions.get(it.id)! })
    }
    if (found.length > ask.limit) break
    if (candidates.length < most) return { items: await read(tx, inOrder(found, ask.down)) }
    after = candidates.at(-1)!
  }
  const sorted = inOrder(found, ask.down)
  const items = sorted.slice(0, ask.limit)
  const last = sorted.length > ask.limit ? items.at(-1)! : after!
  return { items: await read(tx, items), next: { dueOn: last.dueOn, id: last.id } }
}

function next(
  tx: Tx,
  ask: { readonly down: boolean; readonly after?: DueAt | undefined; readonly limit: number },
  debtor: Key | undefined,
  some: readonly Key[] | undefined,
): Promise<Candidate[]> {
  const { after } = ask
  const way = sql.raw(ask.down ? 'DESC' : 'ASC')
  const from = after
    ? sql`AND (u.due_on, u.claim_id) ${sql.raw(ask.down ? '<' : '>')} (${onDay(after.dueOn)}::date, ${after.id}::uuid)`
    : sql``
  const of = debtor
    ? sql`AND u.book_id = ${debtor.book} AND u.claim_id IN (SELECT c.id FROM claims c WHERE c.book_id = ${debtor.book} AND c.debtor_id = ${debtor.id}::uuid)`
    : sql``
  const among = some
    ? sql`AND (u.book_id, u.claim_id) IN (SELECT * FROM unnest(${some.map((it) => it.book)}::bigint[], ${some.map((it) => it.id)}::uuid[]))`
    : sql``
  return rows(
    tx,
    sql`SELECT u.book_id AS book, u.claim_id AS id, u.due_on AS "dueOn" FROM dues u
        WHERE u.workspace_id = ${tx.workspaceId}::uuid AND u.no = 1 AND u.set_id = u.claim_id ${from} ${of} ${among}
        ORDER BY u.due_on ${way}, u.claim_id ${way} LIMIT ${ask.limit}`,
  )
}

function inOrder<T extends DueAt>(its: readonly T[], down: boolean): T[] {
  const sorted = [...its].sort((a, b) => a.dueOn - b.dueOn || (a.id < b.id ? -1 : 1))
  return down ? sorted.reverse() : sorted
}

async function read(tx: Tx, its: readonly (Candidate & { version: number })[]): Promise<Versioned<ClaimRow>[]> {
  const found = new Map<string, ClaimRow>()
  for (const [book, some] of Map.groupBy(its, (it) => it.book))
    for (const one of await readClaims(
      tx,
      book,
      some.map((it) => it.id),
    ))
      found.set(one.id, one)
  return its.flatMap((it) => (found.has(it.id) ? [{ ...found.get(it.id)!, version: it.version }] : []))
}
