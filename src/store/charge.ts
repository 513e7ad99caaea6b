// Clauses of terms, rates entered here, and the grounds of posted charges: all history, read as it was known at any moment. The
// postings of a claim come with the rule that each rests on.

import { type Clause, clauseShape } from '../core/clause.ts'
import type { Day, Moment } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import type { Purpose, Sector } from '../core/law.ts'
import type { RatePoint } from '../core/rate.ts'
import type { PostedLine } from '../core/statement.ts'
import { atMoment, change, insert, momentAfter, onDay, rows, sql, type Tx } from './db.ts'
import { addRecord, addWorkspaceRecord, type Heads } from './record.ts'

/** Up to which day, and as our books stood at which moment. */
export interface AsOf {
  readonly day: Day
  readonly recorded?: Moment
}

function known(it: AsOf, column: string) {
  return it.recorded === undefined ? sql`` : sql`AND ${sql.ref(column)} <= ${atMoment(it.recorded)}::timestamptz`
}

export interface ClausePlace {
  readonly debtor: Key
  readonly claimId?: string
}

/** Keeps what the terms say for a debtor, or for one claim of theirs. */
export async function addClause(tx: Tx, heads: Heads, it: ClausePlace, body: Clause, because: string): Promise<void> {
  const id = tx.newId()
  const at = await momentAfter(
    tx,
    sql`SELECT max(recorded_at) FROM clauses WHERE book_id = ${heads.book} AND debtor_id = ${it.debtor.id}::uuid`,
  )
  await insertClauses(tx, [[heads.book, id, it.debtor.id, it.claimId, body, because, at, tx.actor]])
  if (it.claimId !== undefined)
    await change(
      tx,
      sql`UPDATE claims SET version = version + 1 WHERE book_id = ${heads.book} AND id = ${it.claimId}::uuid`,
    )
  await addRecord(tx, heads, [
    { debtorId: it.debtor.id, kind: 'terms.changed', subjectId: it.claimId ?? id, body: { clause: body, because } },
  ])
}

/** Rows of book, id, debtor, claim (none: all of theirs), body, because, moment and actor. */
export async function insertClauses(tx: Tx, clauses: readonly (readonly unknown[])[]): Promise<void> {
  const columns = ['book_id:bigint', 'id:uuid', 'debtor_id:uuid', 'claim_id:uuid', 'body:jsonb', 'because:text']
  await insert(tx, 'clauses', [...columns, 'recorded_at:timestamptz', 'actor:text'], clauses as never)
}

/** Clauses of a debtor in the order they were entered, those for all claims first. */
export async function readClauses(
  tx: Tx,
  debtor: Key,
  asOf: AsOf,
): Promise<{ claimId: string | null; clause: Clause; because: string }[]> {
  const found = await rows<{ claim_id: string | null; body: unknown; because: string }>(
    tx,
    sql`SELECT claim_id, body, because FROM clauses WHERE book_id = ${debtor.book} AND debtor_id = ${debtor.id}::uuid ${known(asOf, 'recorded_at')}
        ORDER BY claim_id NULLS FIRST, recorded_at, id`,
  )
  return found.map((it) => ({ claimId: it.claim_id, clause: clauseShape.parse(it.body), because: it.because }))
}

export interface EnteredRate {
  readonly seriesId: string
  readonly from: Day
  readonly until: Day
  readonly rateBp: number
  readonly source: string
}

const scale = 10_000

/** Keeps a rate that was looked up; the newest for a day counts. */
export async function addRate(tx: Tx, it: EnteredRate): Promise<void> {
  const id = tx.newId()
  const at = await momentAfter(
    tx,
    sql`SELECT max(recorded_at) FROM rates WHERE workspace_id = ${tx.workspaceId}::uuid AND series_id = ${it.seriesId}`,
  )
  await insert(
    tx,
    'rates',
    [
      'id:uuid',
      'series_id:text',
      'from_day:date',
      'until_day:date',
      'rate_millionths:bigint',
      'source:text',
      'recorded_at:timestamptz',
      'actor:text',
    ],
    [[id, it.seriesId, it.from, it.until, Math.round(it.rateBp * scale), it.source, at, tx.actor]],
  )
  await addWorkspaceRecord(tx, 'rate.entered', id, it)
}

/** Rates entered here by series, the newest first. */
export async function readRates(tx: Tx, asOf?: AsOf): Promise<Map<string, RatePoint[]>> {
  const found = await rows<{
    series_id: string
    from_day: Day
    until_day: Day
    rate_millionths: number
    source: string
  }>(
    tx,
    sql`SELECT series_id, from_day, until_day, rate_millionths, source FROM rates WHERE workspace_id = ${tx.workspaceId}::uuid
          ${asOf ? known(asOf, 'recorded_at') : sql``} ORDER BY recorded_at DESC, id DESC`,
  )
  const points = found.map((it) => ({
    seriesId: it.series_id,
    point: {
      from: it.from_day,
      until: it.until_day,
      rateBp: it.rate_millionths / scale,
      sure: 'primary' as const,
      source: `${it.source} (entered here)`,
    },
  }))
  return new Map(
    [...Map.groupBy(points, (it) => it.seriesId)].map(([id, list]) => [id, list.map((it) => it.point)] as const),
  )
}

export interface ChargedClaim extends Key {
  readonly debtorId: string
  readonly creditorId: string
  readonly number: string
  readonly kind: string
  readonly currency: string
  readonly purpose: Purpose | null
  readonly sector: Sector | null
  readonly openMinor: number
  /** How many reminders named it, the polite first ones left out, up to the day. */
  readonly steps: number
  /** The day of the first formal letter that named it. */
  readonly demandedOn: Day | null
  /** The day up to which interest was posted. */
  readonly interestUntil: Day | null
}

/** Claims of a debtor, or the one named, with what charges ask of them. */
export async function chargedClaims(tx: Tx, debtor: Key, asOf: AsOf, claimId?: string): Promise<ChargedClaim[]> {
  const given = (stages: string, what: string) =>
    sql`(SELECT ${sql.raw(what)} FROM message_claims mc JOIN messages m ON m.book_id = mc.book_id AND m.id = mc.message_id
          JOIN outbox o ON o.book_id = m.book_id AND o.message_id = m.id
          WHERE mc.book_id = c.book_id AND mc.claim_id = c.id AND mc.named AND o.given_on <= ${onDay(asOf.day)}::date AND m.stage = ANY(${sql.lit(stages)}::text[]))`
  return rows(
    tx,
    sql`SELECT c.book_id AS book, c.id, c.debtor_id AS "debtorId", c.creditor_id AS "creditorId", c.number, c.kind, c.currency, c.purpose, c.sector,
          s.principal + s.interest + s.fee + s.cost AS "openMinor",
          ${given('{friendly,second,firm,final,demand}', 'count(DISTINCT m.id)::int')} AS steps,
          ${given('{firm,final,demand}', 'min(o.given_on)')} AS "demandedOn",
          (SELECT max(g.until_day) FROM charge_grounds g WHERE g.book_id = c.book_id AND g.claim_id = c.id AND g.component = 'interest') AS "interestUntil"
        FROM claims c JOIN claim_state s ON s.book_id = c.book_id AND s.claim_id = c.id
        WHERE c.book_id = ${debtor.book} AND c.debtor_id = ${debtor.id}::uuid AND c.issued_on <= ${onDay(asOf.day)}::date
          AND c.withdrawn_on IS NULL ${claimId === undefined ? sql`` : sql`AND c.id = ${claimId}::uuid`}
        ORDER BY c.issued_on, c.number COLLATE "C"`,
  )
}

/** The postings of claims with the rule each rests on, by claim, as far as the day and the moment go. */
export async function postedLines(
  tx: Tx,
  book: number,
  ids: readonly string[],
  asOf: AsOf,
): Promise<Map<string, PostedLine[]>> {
  const found = await rows<{ claimId: string } & { [K in keyof PostedLine]: PostedLine[K] | null }>(
    tx,
    sql`SELECT p.claim_id AS "claimId", p.component, p.kind, p.amount_minor AS "amountMinor", p.day, p.payment_id AS "paymentId", p.undoes, p.reason,
          CASE WHEN p.component <> 'principal' OR p.payment_id IS NOT NULL THEN NULL ELSE coalesce(p.due_no, r.due_no) END AS "dueNo",
          coalesce(a.rule_id, g.rule_id) AS "ruleId", g.cite, p.id, p.adjusts_id AS "adjustsId", p.reverses_id AS "reversesId"
        FROM postings p LEFT JOIN postings r ON r.book_id = p.book_id AND r.id = CASE WHEN p.reverses_id IS NULL THEN p.adjusts_id ELSE p.reverses_id END
        LEFT JOIN allocations a ON a.book_id = p.book_id AND a.group_id = CASE WHEN r.group_id IS NULL THEN p.group_id ELSE r.group_id END
        LEFT JOIN charge_grounds g ON g.book_id = p.book_id AND g.group_id = CASE WHEN r.group_id IS NULL THEN p.group_id ELSE r.group_id END
        WHERE p.book_id = ${book} AND p.claim_id = ANY(${ids as string[]}::uuid[]) AND p.day <= ${onDay(asOf.day)}::date ${known(asOf, 'p.recorded_at')}
        ORDER BY p.day, p.recorded_at, p.id`,
  )
  const lines = found.map(({ claimId, ...it }) => ({
    claimId,
    line: Object.fromEntries(Object.entries(it).filter(([, value]) => value !== null)) as unknown as PostedLine,
  }))
  return new Map(
    [...Map.groupBy(lines, (it) => it.claimId)].map(([id, list]) => [id, list.map((it) => it.line)] as const),
  )
}

export interface Grounds {
  readonly groupId: string
  readonly claim: Pick<ChargedClaim, 'id' | 'debtorId'>
  readonly component: 'interest' | 'fee' | 'cost'
  readonly ruleId: string
  readonly cite: string
  readonly until: Day
  readonly lines: readonly object[]
}

/** What posted charges rest on, beside their groups. */
export async function addGrounds(tx: Tx, book: number, grounds: readonly Grounds[]): Promise<void> {
  await insert(
    tx,
    'charge_grounds',
    [
      'book_id:bigint',
      'group_id:uuid',
      'debtor_id:uuid',
      'claim_id:uuid',
      'component:text',
      'rule_id:text',
      'cite:text',
      'until_day:date',
      'lines:jsonb',
      'recorded_at:timestamptz',
    ],
    grounds.map((it) => [
      book,
      it.groupId,
      it.claim.debtorId,
      it.claim.id,
      it.component,
      it.ruleId,
      it.cite,
      it.until,
      it.lines,
      tx.now,
    ]),
  )
}

/** What was told of a person that bears on interest: breathing space, active service. */
export async function toldCauses(
  tx: Tx,
  debtor: Key,
  asOf: AsOf,
): Promise<{ from: Day; until: Day | null; cause: string }[]> {
  return rows(
    tx,
    sql`SELECT on_day AS from, least(until_day, ended_on) AS until, body ->> 'cause' AS cause FROM told
        WHERE book_id = ${debtor.book} AND debtor_id = ${debtor.id}::uuid AND kind = 'cause' ${known(asOf, 'recorded_at')} ORDER BY on_day`,
  )
}

/** Money of a debtor that is given to no claim, by currency, over zero. */
export async function unapplied(tx: Tx, debtor: Key, asOf: AsOf): Promise<{ currency: string; amountMinor: number }[]> {
  return rows(
    tx,
    sql`SELECT p.currency, -sum(p.amount_minor)::bigint AS "amountMinor" FROM postings p
        WHERE p.book_id = ${debtor.book} AND p.debtor_id = ${debtor.id}::uuid AND p.component = 'unapplied' AND p.day <= ${onDay(asOf.day)}::date ${known(asOf, 'p.recorded_at')}
        GROUP BY p.currency HAVING sum(p.amount_minor) <> 0 ORDER BY p.currency COLLATE "C"`,
  )
}
