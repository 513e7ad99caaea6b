// What was open at the ends of many months at once, by age and currency. Claims with one due, nearly all, are worked out in the
// database in one pass over their postings; the few others by the same functions as the aging of one day.

import { type Aging, addAging, addClaim, addOnAccount, bucketNames, emptyAging } from '../core/aging.ts'
import { type Day, noDay } from '../core/day.ts'
import { assert } from '../core/problem.ts'
import { onDay, rows, sql, type Tx } from './db.ts'
import { readClaimFigures } from './report.ts'

/** The first day late of each bucket after the first. */
const firstLate = [1, 31, 61, 91] as const
const atOnce = 5_000

/**
 * The aging of a book on each of some days, as the postings say now. Days are given oldest first.
 * @returns by currency one aging for each day
 */
export async function agingOn(tx: Tx, book: number, days: readonly Day[]): Promise<Map<string, Aging[]>> {
  const found = new Map<string, Aging[]>()
  const of = (currency: string): Aging[] => {
    const there = found.get(currency) ?? days.map(() => emptyAging(currency))
    found.set(currency, there)
    return there
  }
  for (const step of await singleDues(tx, book, days)) addStep(of(step.currency), step)
  for (const one of await onAccount(tx, book, days))
    for (const aging of of(one.currency).slice(one.at)) addOnAccount(aging, one.kind, -one.amount)
  await addOthers(tx, book, days, of)
  return found
}

/** From a day on so much more is at least so late: level 0 is all that is open, -1 what was paid too much, -2 what has no due day. */
interface Step {
  readonly currency: string
  readonly level: number
  readonly at: number
  readonly amount: number
  readonly claims: number
}

/** Level 1 takes from the bucket before what it adds to its own, so that all levels together add up. */
function addStep(agings: readonly Aging[], { level, at, amount, claims }: Step): void {
  for (const aging of agings.slice(at)) {
    if (level === -2) {
      aging.undatedMinor = (aging.undatedMinor ?? 0) + amount
      continue
    }
    if (level === -1) {
      aging.creditsMinor += amount
      aging.netMinor -= amount
      continue
    }
    const bucket = aging.buckets[level]!
    bucket.amountMinor += amount
    bucket.count += claims
    const before = aging.buckets[level - 1]
    if (before) {
      before.amountMinor -= amount
      before.count -= claims
    } else {
      aging.open.amountMinor += amount
      aging.open.count += claims
      aging.netMinor += amount
    }
  }
}

/**
 * Of claims with one due or none: their balance between one posting and the next, and from which of the days on it was how late.
 * Only what changes from one day to the next is told, so a million claims come back as a few rows.
 */
async function singleDues(tx: Tx, book: number, days: readonly Day[]): Promise<Step[]> {
  assert(days.length > 0, 'there is a day to look at')
  const ends = days.map((it) => onDay(it)!)
  const levels = [-999_999, ...firstLate]
  assert(levels.length === bucketNames.length, 'each bucket has its first day')
  return rows<Step>(
    tx,
    sql`WITH due AS (
          SELECT claim_id, min(due_on) AS due_on, count(*) AS dues FROM dues
          WHERE book_id = ${book} AND set_id = claim_id AND replaced_at IS NULL GROUP BY claim_id),
        moved AS (
          SELECT claim_id, currency, width_bucket(day - 1, ${ends}::date[]) AS at, sum(amount_minor) AS amount, min(day) AS first_on FROM postings
          WHERE book_id = ${book} AND claim_id IS NOT NULL AND day <= ${ends.at(-1)!}::date GROUP BY 1, 2, 3),
        spans AS (
          SELECT m.claim_id, m.currency, m.at, sum(m.amount) OVER w AS balance, coalesce(lead(m.at) OVER w, ${days.length}) AS next,
            first_value(m.first_on) OVER w AS first_on
          FROM moved m WINDOW w AS (PARTITION BY m.claim_id ORDER BY m.at)),
        owed AS (
          SELECT s.currency, s.at, s.next, s.balance, coalesce(d.due_on, s.first_on) AS due_on FROM spans s LEFT JOIN due d ON d.claim_id = s.claim_id
          WHERE s.balance <> 0 AND coalesce(d.dues, 1) = 1),
        late AS (
          SELECT o.currency, l.level, greatest(o.at, CASE WHEN l.level = 0 THEN 0 ELSE width_bucket(o.due_on + l.days - 1, ${ends}::date[]) END) AS at,
            o.next, o.balance AS amount
          FROM owed o CROSS JOIN unnest(${levels.map((_, i) => i)}::int[], ${levels}::int[]) AS l (level, days) WHERE o.balance > 0
          UNION ALL SELECT currency, -1, at, next, -balance FROM owed WHERE balance < 0
          UNION ALL SELECT currency, -2, at, next, balance FROM owed WHERE balance > 0 AND due_on = ${onDay(noDay)}::date)
        SELECT currency, level, at, sum(amount)::bigint AS amount, sum(claims)::bigint AS claims FROM (
          SELECT currency, level, at, amount, 1 AS claims FROM late WHERE at < next
          UNION ALL SELECT currency, level, next, -amount, -1 FROM late WHERE at < next AND next < ${days.length}) x
        GROUP BY currency, level, at`,
  )
}

/** What came on account, by the first of the days that saw it; below zero as it is posted. */
async function onAccount(
  tx: Tx,
  book: number,
  days: readonly Day[],
): Promise<{ currency: string; kind: string; at: number; amount: number }[]> {
  const ends = days.map((it) => onDay(it)!)
  return rows(
    tx,
    sql`SELECT currency, kind, width_bucket(day - 1, ${ends}::date[]) AS at, sum(amount_minor)::bigint AS amount FROM postings
        WHERE book_id = ${book} AND claim_id IS NULL AND day <= ${ends.at(-1)!}::date GROUP BY 1, 2, 3`,
  )
}

/** Claims with several dues, a loan or a rent: which of them a payment lowered is worked out in core. */
async function addOthers(tx: Tx, book: number, days: readonly Day[], of: (currency: string) => Aging[]): Promise<void> {
  const found = await rows<{ id: string }>(
    tx,
    sql`SELECT claim_id AS id FROM dues WHERE book_id = ${book} AND set_id = claim_id AND replaced_at IS NULL GROUP BY claim_id HAVING count(*) > 1`,
  )
  for (let from = 0; from < found.length; from += atOnce) {
    const ids = found.slice(from, from + atOnce).map((it) => it.id)
    for (const [at, day] of days.entries()) {
      for (const claim of await readClaimFigures(tx, book, ids, { day })) {
        const own = emptyAging(claim.currency)
        addClaim(own, claim, day)
        addAging(of(claim.currency)[at]!, own)
      }
    }
  }
}
