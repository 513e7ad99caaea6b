// Merging a debtor into another: what there is to move, the pointing from the old record to the new, and which merges there were.
// The money is moved by transfer.ts, all else by carry.ts; this file joins them in the caller's one transaction.

import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import type { Handling } from '../core/policy.ts'
import { words } from '../core/text.ts'
import { aliasesOf, keepAliases } from './alias.ts'
import { carryAll } from './carry.ts'
import { change, insert, onDay, row, rows, sql, type Tx } from './db.ts'
import { caseOf, changeDebtor, type DebtorRow } from './debtor.ts'
import { lookAgain } from './ledger.ts'
import { carryNotSame } from './proposal.ts'
import { addRecord, type Heads, lockDebtors } from './record.ts'
import { type Move, moveMoney } from './transfer.ts'

/** What belongs to a debtor and would move with them. */
export interface Belongings {
  readonly claims: number
  readonly openClaims: number
  readonly payments: number
  readonly promises: number
  readonly holds: number
  readonly disputes: number
  readonly queries: number
  readonly tasks: number
  /** Given to them, and counted. */
  readonly messages: number
  /** Drafts that wait and are overtaken. */
  readonly drafts: number
  readonly documents: number
  /** Being handed over, or in doubt. */
  readonly inHand: number
  /** Plans, settlements, matters and placements. */
  readonly elsewhere: number
  /** Others answer for their claims, or they for others'. */
  readonly liable: number
}

export async function belongingsOf(tx: Tx, debtor: Key): Promise<Belongings> {
  const of = (table: string, more = sql``) =>
    sql`(SELECT count(*) FROM ${sql.table(table)} x WHERE x.book_id = ${debtor.book} AND x.debtor_id = ${debtor.id}::uuid ${more})`
  const found = await row<Belongings>(
    tx,
    sql`SELECT ${of('claims')} AS claims, ${of('claim_state', sql`AND x.open`)} AS "openClaims", ${of('payments')} AS payments,
          ${of('promises', sql`AND x.state = 'open'`)} AS promises, ${of('holds', sql`AND x.lifted_at IS NULL`)} AS holds,
          ${of('disputes', sql`AND x.settled_on IS NULL`)} AS disputes, ${of('queries', sql`AND x.answered_on IS NULL`)} AS queries,
          ${of('tasks', sql`AND x.state = 'open'`)} AS tasks, ${of('outbox', sql`AND x.given_on IS NOT NULL`)} AS messages,
          ${of('outbox', sql`AND x.state = 'waiting'`)} AS drafts, ${of('documents')} AS documents,
          ${of('outbox', sql`AND x.state IN ('released', 'in_doubt')`)} AS "inHand",
          ${of('plans')} + ${of('settlements')} + ${of('matters')} + ${of('placements')} AS elsewhere,
          (SELECT count(*) FROM liable l JOIN claims c ON c.book_id = l.book_id AND c.id = l.claim_id
            WHERE l.book_id = ${debtor.book} AND l.until_day IS NULL AND (l.debtor_id = ${debtor.id}::uuid OR c.debtor_id = ${debtor.id}::uuid)) AS liable`,
  )
  return found!
}

/** What is open, and what stands on account (below zero), by currency. */
export async function sumsOf(tx: Tx, debtor: Key): Promise<{ currency: string; open: number; onAccount: number }[]> {
  return rows(
    tx,
    sql`SELECT currency, coalesce(sum(amount_minor) FILTER (WHERE component <> 'unapplied'), 0)::bigint AS open,
          coalesce(sum(amount_minor) FILTER (WHERE component = 'unapplied'), 0)::bigint AS "onAccount"
        FROM postings WHERE book_id = ${debtor.book} AND debtor_id = ${debtor.id}::uuid GROUP BY currency ORDER BY currency COLLATE "C"`,
  )
}

/** Locks both, in order of book and id, with those who answer for claims beside them. */
export async function lockBoth(tx: Tx, from: Key, into: Key): Promise<{ from: Heads; into: Heads }> {
  const beside = await rows<{ id: string }>(
    tx,
    sql`SELECT l.debtor_id AS id FROM liable l JOIN claims c ON c.book_id = l.book_id AND c.id = l.claim_id WHERE l.book_id = ${from.book} AND c.debtor_id = ${from.id}::uuid
        UNION SELECT c.debtor_id FROM liable l JOIN claims c ON c.book_id = l.book_id AND c.id = l.claim_id WHERE l.book_id = ${from.book} AND l.debtor_id = ${from.id}::uuid`,
  )
  const inOld = [from.id, ...beside.map((one) => one.id)]
  if (from.book === into.book) {
    const heads = await lockDebtors(tx, from.book, [...inOld, into.id])
    return { from: heads, into: heads }
  }
  const old = () => lockDebtors(tx, from.book, inOld)
  const fresh = () => lockDebtors(tx, into.book, [into.id])
  if (from.book < into.book) return { from: await old(), into: await fresh() }
  const heads = await fresh()
  return { from: await old(), into: heads }
}

const careful: readonly Handling[] = ['automatic', 'approve', 'by_hand']

/** Moves everything of `from` to `into`, both locked. @returns how many claims moved. */
export async function mergeInto(
  tx: Tx,
  heads: { from: Heads; into: Heads },
  from: DebtorRow,
  into: DebtorRow,
  today: Day,
): Promise<number> {
  const cases = await rows<{ id: string; creditor_id: string }>(
    tx,
    sql`SELECT id, creditor_id FROM cases WHERE book_id = ${from.book} AND debtor_id = ${from.id}::uuid ORDER BY id`,
  )
  const move: Move = {
    transferId: tx.newId(),
    from,
    to: into,
    fromHeads: heads.from,
    toHeads: heads.into,
    ids: new Map(),
    cases: cases.map((one) => one.id),
    says: `Moved from ${from.no} ${from.name} to ${into.no} ${into.name}`,
  }
  for (const one of cases) move.ids.set(one.id, await caseOf(tx, into, one.creditor_id))
  const claims = await moveMoney(tx, move)
  await carryAll(tx, move, today)
  await carryLiable(tx, move, today)
  await carryNotSame(tx, from, into)
  await takeName(
    tx,
    heads.into,
    from,
    into,
    cases.map((one) => one.creditor_id),
    today,
  )
  await point(tx, move, from, today)
  const { transferId } = move
  const moved = [...move.ids].filter(([old]) => !move.cases.includes(old))
  await addRecord(tx, heads.from, [
    {
      debtorId: from.id,
      kind: 'debtor.moved',
      subjectId: into.id,
      body: { transferId, into: { no: into.no, name: into.name, book: into.book, id: into.id }, claims },
    },
  ])
  await addRecord(tx, heads.into, [
    {
      debtorId: into.id,
      kind: 'debtor.merged',
      subjectId: from.id,
      body: {
        transferId,
        from: { no: from.no, name: from.name, book: from.book, id: from.id },
        claims,
        ids: Object.fromEntries(moved),
      },
    },
  ])
  await lookAgain(tx, into.book, [into.id], today)
  return claims
}

/** Who answers for a claim goes on to; within a book only, which the caller has made sure of. */
async function carryLiable(tx: Tx, it: Move, today: Day): Promise<void> {
  if (it.from.book !== it.to.book) return
  const mine = await rows<{ claim_id: string }>(
    tx,
    sql`SELECT l.claim_id FROM liable l JOIN claims c ON c.book_id = l.book_id AND c.id = l.claim_id WHERE l.book_id = ${it.from.book} AND c.debtor_id = ${it.from.id}::uuid`,
  )
  const claims = [...new Set(mine.map((one) => one.claim_id))]
  await change(
    tx,
    sql`INSERT INTO liable (book_id, claim_id, debtor_id, workspace_id, role, from_day, until_day)
        SELECT l.book_id, v.new, l.debtor_id, l.workspace_id, l.role, l.from_day, l.until_day
        FROM unnest(${claims}::uuid[], ${claims.map((id) => it.ids.get(id)!)}::uuid[]) AS v (old, new)
        JOIN liable l ON l.book_id = ${it.from.book} AND l.claim_id = v.old AND l.debtor_id <> ${it.to.id}::uuid`,
  )
  await change(
    tx,
    sql`INSERT INTO liable (book_id, claim_id, debtor_id, workspace_id, role, from_day, until_day)
        SELECT l.book_id, l.claim_id, ${it.to.id}::uuid, l.workspace_id, l.role, l.from_day, l.until_day
        FROM liable l JOIN claims c ON c.book_id = l.book_id AND c.id = l.claim_id AND c.debtor_id <> ${it.to.id}::uuid
        WHERE l.book_id = ${it.from.book} AND l.debtor_id = ${it.from.id}::uuid ON CONFLICT DO NOTHING`,
  )
  const ended = sql`until_day = ${onDay(today)}::date`
  await change(
    tx,
    sql`UPDATE liable SET ${ended} WHERE book_id = ${it.from.book} AND until_day IS NULL AND (debtor_id = ${it.from.id}::uuid OR claim_id = ANY(${claims}::uuid[]))`,
  )
}

/** The old name and its spellings are aliases; what only the old one told is told by the new; the more careful handling holds. */
async function takeName(
  tx: Tx,
  heads: Heads,
  from: DebtorRow,
  into: DebtorRow,
  creditorIds: readonly string[],
  today: Day,
): Promise<void> {
  const because = `the name of ${from.no}, merged`
  const spellings = [from.name, ...(await aliasesOf(tx, from)).map((one) => one.alias)]
  await keepAliases(
    tx,
    heads,
    spellings.map((alias) => ({ debtorId: into.id, alias, creditorIds, because, seenOn: today })),
  )
  await insert(
    tx,
    'search_words',
    ['word:text', 'book_id:bigint', 'subject_id:uuid', 'kind:text'],
    words(`${from.name} ${from.externalId ?? ''}`).map((word) => [word, into.book, into.id, 'debtor']),
    { conflict: 'nothing' },
  )
  const lacks = <Field extends 'region' | 'paysBy' | 'vatNumber' | 'accountManager' | 'segment' | 'group'>(
    field: Field,
  ) => (into[field] === undefined ? from[field] : undefined)
  await changeDebtor(tx, heads, into, {
    region: from.country === into.country ? lacks('region') : undefined,
    paysBy: lacks('paysBy'),
    vatNumber: lacks('vatNumber'),
    accountManager: lacks('accountManager'),
    segment: lacks('segment'),
    group: lacks('group'),
    handling: careful.indexOf(from.handling) > careful.indexOf(into.handling) ? from.handling : undefined,
  })
  await change(
    tx,
    sql`UPDATE debtors SET minor = true, version = version + 1 WHERE book_id = ${into.book} AND id = ${into.id}::uuid AND NOT minor
          AND EXISTS (SELECT 1 FROM debtors d WHERE d.book_id = ${from.book} AND d.id = ${from.id}::uuid AND d.minor)`,
  )
}

async function point(tx: Tx, it: Move, from: DebtorRow, today: Day): Promise<void> {
  const to = JSON.stringify({ book: it.to.book, id: it.to.id })
  const old = sql`book_id = ${it.from.book} AND debtor_id = ${it.from.id}::uuid`
  await change(
    tx,
    sql`UPDATE debtors SET moved_to = ${to}::jsonb, version = version + 1 WHERE book_id = ${it.from.book} AND id = ${it.from.id}::uuid`,
  )
  await change(tx, sql`UPDATE debtor_state SET moved = true WHERE ${old}`)
  await change(tx, sql`UPDATE case_state SET next_look_on = NULL, set_aside = NULL WHERE ${old}`)
  await change(
    tx,
    sql`INSERT INTO merges (book_id, debtor_id, from_book, from_id, workspace_id, transfer_id, from_no, from_name, on_day, actor)
        SELECT ${it.to.book}::bigint, ${it.to.id}::uuid, m.from_book, m.from_id, m.workspace_id, m.transfer_id, m.from_no, m.from_name, m.on_day, m.actor
        FROM merges m WHERE m.book_id = ${it.from.book} AND m.debtor_id = ${it.from.id}::uuid`,
  )
  await insert(
    tx,
    'merges',
    [
      'book_id:bigint',
      'debtor_id:uuid',
      'from_book:bigint',
      'from_id:uuid',
      'transfer_id:uuid',
      'from_no:bigint',
      'from_name:text',
      'on_day:date',
      'actor:text',
    ],
    [[it.to.book, it.to.id, it.from.book, it.from.id, it.transferId, from.no, from.name, today, tx.actor]],
  )
}

export interface MergedRow {
  readonly book: number
  readonly id: string
  readonly no: number
  readonly name: string
  readonly on: Day
}

/** Who was merged into a debtor, in the end or on the way, the latest last. */
export async function mergedInto(tx: Tx, debtor: Key): Promise<MergedRow[]> {
  return rows(
    tx,
    sql`SELECT from_book AS book, from_id AS id, from_no AS no, from_name AS name, on_day AS on FROM merges
        WHERE book_id = ${debtor.book} AND debtor_id = ${debtor.id}::uuid ORDER BY on_day, from_no`,
  )
}

/** The oldest case of a debtor, for what belongs to no claim. */
export async function firstCase(tx: Tx, debtor: Key): Promise<string | undefined> {
  const found = await row<{ id: string }>(
    tx,
    sql`SELECT id FROM cases WHERE book_id = ${debtor.book} AND debtor_id = ${debtor.id}::uuid ORDER BY id LIMIT 1`,
  )
  return found?.id
}
