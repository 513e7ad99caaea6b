// Erasing what is kept of a debtor, as the owner of the tables: the content of entries goes, their hashes stay, and an entry behind
// them says what went and why. Sums, days and numbers of claims and postings stay, so that the books still add up.

import { erasedKind } from '../core/chain.ts'
import type { Day, Moment } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { atMoment, change, insert, onDay, row, rows, sql, type Tx } from './db.ts'
import { batches, hashesOf, hashesOfOthers, linesOf, linesOfOthers, mailsOf, mailsOfOthers } from './elsewhere.ts'
import { addRecord, lockDebtors } from './record.ts'

/** `personal`: what no rule asks to be kept; `all`: whatever could name them. */
export type Scope = 'personal' | 'all'

export interface ErasureRow {
  readonly because: string
  readonly restrictedAt: Moment
  readonly keptUntil: Day | null
  readonly erasedAt: Moment | null
}

export async function readErasure(tx: Tx, key: Key): Promise<ErasureRow | undefined> {
  return row(
    tx,
    sql`SELECT because, restricted_at AS "restrictedAt", kept_until AS "keptUntil", erased_at AS "erasedAt" FROM erasures
        WHERE book_id = ${key.book} AND debtor_id = ${key.id}::uuid`,
  )
}

/** Entries whose content a narrower erasure takes: how to reach them, what they told us, calls and tasks. */
const personalKinds = /^(contact|told|address|call|task|hold|promise|query|note|approval)/

/** Erases in the owner's transaction; @returns how many contents of entries went. */
export async function eraseDebtor(
  tx: Tx,
  key: Key,
  scope: Scope,
  facts: { readonly because: string; readonly keptUntil?: Day },
): Promise<number> {
  const heads = await lockDebtors(tx, key.book, [key.id])
  const at = sql`book_id = ${key.book} AND debtor_id = ${key.id}::uuid`
  const there = await rows<{ seq: number; kind: string }>(
    tx,
    sql`SELECT r.seq, r.kind FROM record r JOIN record_payloads p USING (book_id, debtor_id, seq)
        WHERE r.book_id = ${key.book} AND r.debtor_id = ${key.id}::uuid AND r.kind <> ${erasedKind} ORDER BY r.seq`,
  )
  const numbers = there.filter((it) => scope === 'all' || personalKinds.test(it.kind)).map((it) => it.seq)
  await addRecord(tx, heads, [
    { debtorId: key.id, kind: erasedKind, body: { entries: ranges(numbers), scope, because: facts.because } },
  ])
  const done: ReturnType<typeof sql>[] = [
    sql`DELETE FROM record_payloads WHERE ${at} AND seq = ANY(${numbers}::bigint[])`,
    sql`DELETE FROM search_words WHERE workspace_id = ${tx.workspaceId}::uuid AND book_id = ${key.book} AND subject_id = ${key.id}::uuid`,
    sql`DELETE FROM message_words WHERE book_id = ${key.book} AND message_id IN (SELECT id FROM messages WHERE ${at})`,
    sql`DELETE FROM debtor_aliases WHERE ${at}`,
    sql`DELETE FROM address_facts WHERE book_id = ${key.book} AND address_id IN (SELECT id FROM addresses WHERE ${at})`,
    sql`UPDATE addresses SET address = '', health = 'dead' WHERE ${at}`,
    sql`UPDATE contacts SET name = NULL, site = NULL WHERE ${at}`,
    sql`UPDATE told SET body = '{}', source = '', ended_because = NULL WHERE ${at}`,
    sql`UPDATE holds SET note = NULL WHERE ${at}`,
    sql`UPDATE promises SET who = NULL WHERE ${at}`,
    sql`UPDATE queries SET asks = '', answer = NULL WHERE ${at}`,
    sql`UPDATE notes SET says = '' WHERE ${at}`,
    sql`UPDATE approvals SET because = '', act = act - 'because', answer = CASE WHEN state = 'refused' THEN '' ELSE answer END WHERE ${at}`,
    sql`UPDATE tasks SET says = '', note = NULL, facts = '{}' WHERE ${at}`,
    sql`UPDATE debtors SET account_manager = NULL, pays_by = NULL, moved_to = NULL WHERE book_id = ${key.book} AND id = ${key.id}::uuid`,
  ]
  for (const statement of done) await change(tx, statement)
  if (scope === 'all') {
    await eraseElsewhere(tx, key)
    for (const statement of everything(tx, key)) await change(tx, statement)
  }
  const erasedAt = scope === 'all' ? atMoment(tx.now) : null
  await change(
    tx,
    sql`INSERT INTO erasures (book_id, debtor_id, workspace_id, because, restricted_at, kept_until, erased_at, actor)
        VALUES (${key.book}, ${key.id}::uuid, ${tx.workspaceId}::uuid, ${facts.because}, ${atMoment(tx.now)}::timestamptz, ${onDay(facts.keptUntil)}::date, ${erasedAt}::timestamptz, ${tx.actor})
        ON CONFLICT (book_id, debtor_id) DO UPDATE SET kept_until = EXCLUDED.kept_until, erased_at = coalesce(EXCLUDED.erased_at, erasures.erased_at)`,
  )
  return numbers.length
}

/** Before `everything`, by which these are found. What another customer has too stays: bytes are kept once per hash. */
async function eraseElsewhere(tx: Tx, key: Key): Promise<void> {
  await change(
    tx,
    sql`DELETE FROM payers WHERE workspace_id = ${tx.workspaceId}::uuid AND book_id = ${key.book} AND debtor_id = ${key.id}::uuid`,
  )
  const mails = await mailsOf(tx, key)
  for (const some of batches(await hashesOf(tx, key, mails))) {
    const others = new Set((await hashesOfOthers(tx, key, some)).map((it) => it.toString('hex')))
    const own = some.filter((it) => !others.has(it.toString('hex')))
    await change(tx, sql`DELETE FROM blobs WHERE workspace_id = ${tx.workspaceId}::uuid AND sha = ANY(${own}::bytea[])`)
  }
  for (const some of batches(mails)) {
    const others = new Set(await mailsOfOthers(tx, key, some))
    await change(
      tx,
      sql`UPDATE inbox SET from_address = '', subject = '', text_body = '', bounce = NULL, says = ''
          WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ANY(${some.filter((it) => !others.has(it))}::uuid[])`,
    )
  }
  for (const some of batches(await linesOf(tx, key))) {
    const others = new Set(await linesOfOthers(tx, key, some))
    await change(
      tx,
      sql`UPDATE bank_lines SET raw = '{}' WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ANY(${some.filter((it) => !others.has(it))}::uuid[])`,
    )
    await change(
      tx,
      sql`UPDATE line_matches SET proposals = '[]', because = '' WHERE workspace_id = ${tx.workspaceId}::uuid AND line_id = ANY(${some.filter((it) => !others.has(it))}::uuid[])`,
    )
  }
}

// In this order: what is found by something else goes before it.
function everything(tx: Tx, key: Key) {
  const at = sql`book_id = ${key.book} AND debtor_id = ${key.id}::uuid`
  const own = sql`book_id = ${key.book} AND message_id IN (SELECT id FROM messages WHERE ${at})`
  return [
    sql`UPDATE attempt_facts SET detail = '' WHERE ${own}`,
    sql`UPDATE refusals SET reasons = '[]' WHERE ${own}`,
    sql`UPDATE attempts SET address = '', subject = '', text_body = '', permit = '{}' WHERE ${at}`,
    sql`UPDATE outbox SET says = NULL, asks = NULL, state = CASE WHEN state = 'waiting' THEN 'dropped' ELSE state END WHERE ${at}`,
    sql`UPDATE messages SET intent = '{"items": [], "reasons": []}' WHERE ${at}`,
    sql`UPDATE actions SET reasons = '[]' WHERE ${at}`,
    sql`UPDATE documents SET name = '' WHERE ${at}`,
    sql`UPDATE payments SET reference = NULL, note = NULL WHERE ${at}`,
    sql`UPDATE postings SET reason = '' WHERE ${at}`,
    sql`UPDATE claims SET about = NULL, order_number = NULL, delivery_note = NULL, terms = terms - 'payment' - 'buyerReference' WHERE ${at}`,
    sql`UPDATE clauses SET because = '' WHERE ${at}`,
    sql`UPDATE tax_reliefs SET because = '' WHERE ${at}`,
    sql`UPDATE case_state SET set_aside = NULL WHERE ${at}`,
    sql`DELETE FROM refs WHERE workspace_id = ${tx.workspaceId}::uuid AND book_id = ${key.book} AND target_id = ${key.id}::uuid`,
    sql`UPDATE debtors SET name = 'erased', name_key = 'erased', external_id = NULL, vat_number = NULL, segment = NULL, group_name = NULL, group_key = NULL WHERE book_id = ${key.book} AND id = ${key.id}::uuid`,
  ]
}

/** Numbers that follow one another as from and until, both included. */
function ranges(numbers: readonly number[]): [number, number][] {
  const found: [number, number][] = []
  for (const one of numbers) {
    const last = found.at(-1)
    if (last && last[1] === one - 1) last[1] = one
    else found.push([one, one])
  }
  return found
}

export interface Trace extends Key {
  readonly no: number
  readonly name: string
  /** The last act of collecting, the last word or the last movement of money. */
  readonly last: Day
  readonly openClaims: number
  readonly legalHold: string | null
  readonly erasedAt: Moment | null
}

/** What decides on the keeping of debtors: of one, or of all in a book whose last trace is before a day. */
export async function readTraces(
  tx: Tx,
  book: number,
  of: { readonly id?: string; readonly before?: Day },
): Promise<Trace[]> {
  return rows(
    tx,
    sql`SELECT * FROM (SELECT d.book_id AS book, d.id, d.no, d.name, e.erased_at AS "erasedAt",
          GREATEST(d.arrived_on,
            (SELECT max(p.day) FROM postings p WHERE p.book_id = d.book_id AND p.debtor_id = d.id),
            (SELECT max((p.recorded_at AT TIME ZONE 'UTC')::date) FROM postings p WHERE p.book_id = d.book_id AND p.debtor_id = d.id),
            (SELECT max(p.day) FROM payments p WHERE p.book_id = d.book_id AND p.debtor_id = d.id),
            (SELECT max((m.at AT TIME ZONE 'UTC')::date) FROM messages m WHERE m.book_id = d.book_id AND m.debtor_id = d.id),
            (SELECT max((a.released_at AT TIME ZONE 'UTC')::date) FROM attempts a WHERE a.book_id = d.book_id AND a.debtor_id = d.id),
            (SELECT max(t.done_on) FROM tasks t WHERE t.book_id = d.book_id AND t.debtor_id = d.id),
            (SELECT max(t.on_day) FROM told t WHERE t.book_id = d.book_id AND t.debtor_id = d.id)) AS last,
          (SELECT count(*)::int FROM claim_state s WHERE s.book_id = d.book_id AND s.debtor_id = d.id AND s.open) AS "openClaims",
          (SELECT min(h.because) FROM legal_holds h WHERE h.book_id = d.book_id AND h.debtor_id = d.id AND h.ended_at IS NULL) AS "legalHold"
        FROM debtors d LEFT JOIN erasures e ON e.book_id = d.book_id AND e.debtor_id = d.id
        WHERE d.book_id = ${book} AND (${of.id ?? null}::uuid IS NULL OR d.id = ${of.id ?? null}::uuid)) t
        WHERE ${onDay(of.before) ?? null}::date IS NULL OR last < ${onDay(of.before) ?? null}::date ORDER BY no`,
  )
}

export async function addLegalHold(tx: Tx, key: Key, because: string): Promise<string> {
  const heads = await lockDebtors(tx, key.book, [key.id])
  const id = tx.newId()
  await insert(
    tx,
    'legal_holds',
    ['book_id:bigint', 'id:uuid', 'debtor_id:uuid', 'because:text', 'recorded_at:timestamptz', 'actor:text'],
    [[key.book, id, key.id, because, tx.now, tx.actor]],
  )
  await addRecord(tx, heads, [{ debtorId: key.id, kind: 'legal_hold', subjectId: id, body: { because } }])
  return id
}

/** @returns how many were lifted. */
export async function liftLegalHolds(tx: Tx, key: Key): Promise<number> {
  const heads = await lockDebtors(tx, key.book, [key.id])
  const done = await change(
    tx,
    sql`UPDATE legal_holds SET ended_at = ${atMoment(tx.now)}::timestamptz, ended_by = ${tx.actor}
        WHERE book_id = ${key.book} AND debtor_id = ${key.id}::uuid AND ended_at IS NULL`,
  )
  if (done > 0) await addRecord(tx, heads, [{ debtorId: key.id, kind: 'legal_hold.lifted', body: {} }])
  return done
}

export async function listLegalHolds(
  tx: Tx,
): Promise<{ no: number; name: string; because: string; at: Moment; by: string }[]> {
  return rows(
    tx,
    sql`SELECT d.no, d.name, h.because, h.recorded_at AS at, h.actor AS by FROM legal_holds h JOIN debtors d ON d.book_id = h.book_id AND d.id = h.debtor_id
        WHERE h.workspace_id = ${tx.workspaceId}::uuid AND h.ended_at IS NULL ORDER BY d.no`,
  )
}
