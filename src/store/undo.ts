// What taking an import back needs of the tables: the imports themselves, what the record says they did, and the way back for
// fields, dues, disputes, holds, addresses and numbers. Nothing is deleted but rows of `refs`, which only find.

import type { Day, Moment } from '../core/day.ts'
import { folded } from '../core/text.ts'
import { change, onDay, row, rows, sql, type Tx } from './db.ts'
import type { Heads } from './record.ts'

export interface ImportRow {
  readonly id: string
  readonly kind: 'claims' | 'debtors' | 'bank'
  readonly creditorId: string
  readonly fileName: string
  readonly fullListOn: Day | null
  readonly partial: boolean
  readonly counts: {
    readonly created?: { readonly debtors: number; readonly claims: number; readonly credits: number }
    readonly changed?: number
    readonly payments?: number
    readonly rows?: number
    readonly knownBefore?: Day | null
    /** Of a bank's file: new lines, and the day to which it moved what we know. */
    readonly lines?: number
    readonly knownTo?: Day
    readonly statements?: readonly BankStatementKept[]
  }
  readonly startedAt: Moment
  readonly endedAt: Moment | null
  readonly undoneAt: Moment | null
  readonly actor: string
}

/** What a bank's file said of one account and time, and how many of its lines were new. */
export interface BankStatementKept {
  readonly format: string
  readonly file?: string
  readonly account: string
  readonly currency: string
  readonly number?: string
  readonly from?: string
  readonly until?: string
  readonly openingMinor?: number
  readonly closingMinor?: number
  readonly entries: number
  readonly fresh: number
  readonly known: number
  readonly announced: number
  readonly inMinor: number
  readonly outMinor: number
}

/** Newest first. */
export async function listImports(tx: Tx): Promise<ImportRow[]> {
  // All of a rehearsal's day begin at one moment: the record knows their order. One that was cut short has no entry, and nothing of
  // that moment came after it.
  return rows(
    tx,
    sql`SELECT i.id, i.kind, i.creditor_id AS "creditorId", i.file_name AS "fileName", i.full_list_on AS "fullListOn", i.partial, i.counts,
          i.started_at AS "startedAt", i.ended_at AS "endedAt", i.undone_at AS "undoneAt", i.actor
        FROM imports i LEFT JOIN
          (SELECT subject_id, min(seq) AS seq FROM workspace_record
           WHERE workspace_id = ${tx.workspaceId}::uuid AND kind IN ('import.done', 'bank.imported') GROUP BY subject_id) r
        ON r.subject_id = i.id
        WHERE i.workspace_id = ${tx.workspaceId}::uuid ORDER BY i.started_at DESC, r.seq DESC NULLS FIRST, i.id DESC`,
  )
}

/** The import of a file with these very bytes that ended and was not taken back; of several the one that tells of the latest day. */
export async function importOf(tx: Tx, fileSha: string): Promise<{ id: string; fullListOn: Day | null } | undefined> {
  return row(
    tx,
    sql`SELECT id, full_list_on AS "fullListOn" FROM imports WHERE workspace_id = ${tx.workspaceId}::uuid AND file_sha = ${fileSha}
          AND ended_at IS NOT NULL AND undone_at IS NULL ORDER BY full_list_on DESC NULLS LAST, started_at DESC, id DESC LIMIT 1`,
  )
}

/** Later imports that name claims which this one made, with how many. */
export async function namedLater(tx: Tx, id: string): Promise<{ id: string; fileName: string; claims: number }[]> {
  return rows(
    tx,
    sql`SELECT i.id, i.file_name AS "fileName", count(*) AS claims FROM claims c
        JOIN list_claims l ON l.book_id = c.book_id AND l.claim_id = c.id AND l.import_id <> c.import_id
        JOIN imports i ON i.workspace_id = c.workspace_id AND i.id = l.import_id
        WHERE c.workspace_id = ${tx.workspaceId}::uuid AND c.import_id = ${id}::uuid AND c.withdrawn_on IS NULL AND i.undone_at IS NULL
        GROUP BY i.id, i.file_name ORDER BY i.id DESC`,
  )
}

/** Whether a claim that an import brought still stands. */
export async function standsStill(tx: Tx, id: string): Promise<boolean> {
  const found = await row(
    tx,
    sql`SELECT 1 FROM claims WHERE workspace_id = ${tx.workspaceId}::uuid AND import_id = ${id}::uuid AND withdrawn_on IS NULL LIMIT 1`,
  )
  return found !== undefined
}

/** Debtors of a book with any entry of the time in which an import was written, in order of id, after `after`. */
export async function debtorsWrittenIn(
  tx: Tx,
  book: number,
  span: { readonly from: Moment; readonly until: Moment },
  after: string | undefined,
  limit: number,
): Promise<string[]> {
  const at = (moment: Moment) => new Date(moment).toISOString()
  const found = await rows<{ debtor_id: string }>(
    tx,
    sql`SELECT DISTINCT debtor_id FROM record WHERE book_id = ${book} AND at >= ${at(span.from)}::timestamptz AND at <= ${at(span.until)}::timestamptz
          ${after === undefined ? sql`` : sql`AND debtor_id > ${after}::uuid`} ORDER BY debtor_id LIMIT ${limit}`,
  )
  return found.map((it) => it.debtor_id)
}

export interface RecordEntry {
  readonly debtorId: string
  readonly seq: number
  readonly at: Moment
  readonly kind: string
  readonly subjectId: string | null
  readonly body: string
}

export async function entriesOf(tx: Tx, book: number, debtorIds: readonly string[]): Promise<RecordEntry[]> {
  return rows(
    tx,
    sql`SELECT r.debtor_id AS "debtorId", r.seq, r.at, r.kind, r.subject_id AS "subjectId", coalesce(p.body, '{}') AS body
        FROM record r LEFT JOIN record_payloads p ON p.book_id = r.book_id AND p.debtor_id = r.debtor_id AND p.seq = r.seq
        WHERE r.book_id = ${book} AND r.debtor_id = ANY(${debtorIds as string[]}::uuid[]) ORDER BY r.debtor_id, r.seq`,
  )
}

/** Claims of locked debtors that an import made: withdrawn, and their numbers free again. */
export async function withdrawClaims(tx: Tx, heads: Heads, claimIds: readonly string[], on: Day): Promise<void> {
  if (claimIds.length === 0) return
  const found = await rows<{ number: string; creditor_id: string }>(
    tx,
    sql`UPDATE claims SET withdrawn_on = ${onDay(on)}::date, version = version + 1
        WHERE book_id = ${heads.book} AND id = ANY(${claimIds as string[]}::uuid[]) RETURNING number, creditor_id`,
  )
  await free(tx, 'claim', found, claimIds)
}

/** The numbers of credit notes that an import brought. */
export async function freeCredits(tx: Tx, heads: Heads, debtorId: string, importId: string): Promise<void> {
  const found = await rows<{ id: string; number: string; creditor_id: string }>(
    tx,
    sql`SELECT id, reference AS number, creditor_id FROM payments WHERE book_id = ${heads.book} AND debtor_id = ${debtorId}::uuid
          AND import_id = ${importId}::uuid AND kind = 'credit' AND reference IS NOT NULL`,
  )
  const ids = found.map((it) => it.id)
  await free(tx, 'credit_note', found, ids)
}

async function free(
  tx: Tx,
  kind: string,
  some: readonly { number: string; creditor_id: string }[],
  targets: readonly string[],
): Promise<void> {
  for (const [creditorId, own] of Map.groupBy(some, (it) => it.creditor_id)) {
    await freeRefs(tx, { scopeId: creditorId, kind, values: own.map((it) => it.number) }, targets)
  }
}

async function freeRefs(
  tx: Tx,
  refs: { readonly scopeId: string; readonly kind: string; readonly values: readonly string[] },
  targets: readonly string[],
): Promise<void> {
  await change(
    tx,
    sql`DELETE FROM refs WHERE workspace_id = ${tx.workspaceId}::uuid AND scope_id = ${refs.scopeId}::uuid AND kind = ${refs.kind}
          AND value = ANY(${refs.values.map(folded)}::text[]) AND target_id = ANY(${targets as string[]}::uuid[])`,
  )
}

/** Dues of claims that stay, after charges on them were corrected: lower again, or replaced where nothing is left. */
export async function lowerDue(
  tx: Tx,
  heads: Heads,
  due: { readonly claimId: string; readonly no: number; readonly byMinor: number },
): Promise<void> {
  await change(
    tx,
    sql`UPDATE dues SET replaced_at = CASE WHEN amount_minor = ${due.byMinor}::bigint THEN ${new Date(tx.now).toISOString()}::timestamptz ELSE replaced_at END,
          amount_minor = CASE WHEN amount_minor = ${due.byMinor}::bigint THEN amount_minor ELSE amount_minor - ${due.byMinor}::bigint END
        WHERE book_id = ${heads.book} AND claim_id = ${due.claimId}::uuid AND set_id = ${due.claimId}::uuid AND no = ${due.no}`,
  )
}

const plainFields = ['order_number', 'delivery_note', 'about', 'factor', 'handling', 'tax_minor'] as const

export interface ClaimWas {
  readonly from?: Readonly<Record<string, unknown>>
  readonly to: { readonly due_on?: { readonly no: number; readonly from: Day } }
}

/** Puts a claim's fields back to what they were. */
export async function restoreClaim(tx: Tx, heads: Heads, id: string, { from = {}, to }: ClaimWas): Promise<void> {
  const sets = plainFields.flatMap((field) => {
    if (!(field in from)) return []
    const type = field === 'tax_minor' ? sql`::bigint` : sql`::text`
    return [sql`${sql.ref(field)} = ${from[field] as string | null}${type}`]
  })
  const reminder = from.last_reminder as { on: Day | null; stage: string | null } | undefined
  if (reminder) {
    sets.push(sql`last_reminder_on = ${onDay(reminder.on ?? undefined)}::date`)
    sets.push(sql`last_reminder_stage = ${reminder.stage}::text`)
  }
  if (sets.length > 0) {
    await change(
      tx,
      sql`UPDATE claims SET ${sql.join(sets)}, version = version + 1 WHERE book_id = ${heads.book} AND id = ${id}::uuid`,
    )
  }
  if (to.due_on) {
    await change(
      tx,
      sql`UPDATE dues SET due_on = ${onDay(to.due_on.from)}::date WHERE book_id = ${heads.book} AND claim_id = ${id}::uuid AND set_id = ${id}::uuid AND no = ${to.due_on.no}`,
    )
  }
}

/** A debtor known by name alone before loses the number again. */
export async function takeNumber(
  tx: Tx,
  heads: Heads,
  debtorId: string,
  creditorId: string,
  no: string,
): Promise<void> {
  await change(
    tx,
    sql`UPDATE debtors SET external_id = NULL, version = version + 1 WHERE book_id = ${heads.book} AND id = ${debtorId}::uuid`,
  )
  await freeRefs(tx, { scopeId: creditorId, kind: 'debtor', values: [no] }, [debtorId])
}

/** A further name leads to a debtor no longer. */
export async function takeName(tx: Tx, debtorId: string, creditorId: string, name: string): Promise<void> {
  await freeRefs(tx, { scopeId: creditorId, kind: 'debtor_name', values: [name] }, [debtorId])
}

/** Addresses that an import brought are used no longer; a newer list may bring them again. */
export async function withdrawAddresses(
  tx: Tx,
  heads: Heads,
  debtorId: string,
  some: readonly { readonly channel: string; readonly address: string }[],
): Promise<void> {
  for (const it of some) {
    await change(
      tx,
      sql`UPDATE addresses SET health = 'withdrawn' WHERE book_id = ${heads.book} AND debtor_id = ${debtorId}::uuid AND channel = ${it.channel} AND address = ${it.address}`,
    )
  }
}

export async function reviveAddress(tx: Tx, heads: Heads, id: string): Promise<void> {
  await change(tx, sql`UPDATE addresses SET health = 'ok' WHERE book_id = ${heads.book} AND id = ${id}::uuid`)
}

export async function reopenDispute(tx: Tx, heads: Heads, id: string): Promise<void> {
  await change(
    tx,
    sql`UPDATE disputes SET settled_on = NULL, outcome = NULL WHERE book_id = ${heads.book} AND id = ${id}::uuid`,
  )
}

export async function closeDispute(tx: Tx, heads: Heads, id: string, on: Day): Promise<void> {
  await change(
    tx,
    sql`UPDATE disputes SET settled_on = ${onDay(on)}::date, outcome = ${'the import was taken back'}
        WHERE book_id = ${heads.book} AND id = ${id}::uuid AND settled_on IS NULL`,
  )
}

export async function liftHold(tx: Tx, heads: Heads, id: string, on: Day): Promise<void> {
  await change(
    tx,
    sql`UPDATE holds SET lifted_on = ${onDay(on)}::date, lifted_at = ${new Date(tx.now).toISOString()}::timestamptz, lifted_by = ${tx.actor}
        WHERE book_id = ${heads.book} AND id = ${id}::uuid AND lifted_at IS NULL`,
  )
}

export async function holdAgain(tx: Tx, heads: Heads, id: string): Promise<void> {
  await change(
    tx,
    sql`UPDATE holds SET lifted_on = NULL, lifted_at = NULL, lifted_by = NULL WHERE book_id = ${heads.book} AND id = ${id}::uuid`,
  )
}

export async function markUndone(tx: Tx, id: string): Promise<void> {
  await change(
    tx,
    sql`UPDATE imports SET undone_at = ${new Date(tx.now).toISOString()}::timestamptz WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${id}::uuid`,
  )
}

/** How a debtor is called, for a sentence. */
export async function calledAs(tx: Tx, book: number, id: string): Promise<string> {
  const found = await row<{ name: string; no: number }>(
    tx,
    sql`SELECT name, no FROM debtors WHERE book_id = ${book} AND id = ${id}::uuid`,
  )
  return `${found!.name} (${found!.no})`
}
