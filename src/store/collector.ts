// Whose a case is, the rules by which cases are given, and how many each person has. What is decided with it is core/collector.ts.

import { type CaseToGive, type CollectorRule, type CollectorWhy, collectorRulesShape } from '../core/collector.ts'
import type { Key } from '../core/id.ts'
import { problem } from '../core/problem.ts'
import { change, insert, row, rows, sql, type Tx } from './db.ts'
import { addRecord, addWorkspaceRecord, type Heads } from './record.ts'

export interface CollectorRules {
  /** 0 where none were ever saved. */
  readonly version: number
  readonly rules: readonly CollectorRule[]
}

/** The rules in force. */
export async function readCollectorRules(tx: Tx): Promise<CollectorRules> {
  const found = await row<{ version: number; body: unknown }>(
    tx,
    sql`SELECT version, body FROM collector_rules WHERE workspace_id = ${tx.workspaceId}::uuid ORDER BY version DESC LIMIT 1`,
  )
  return found ? { version: found.version, rules: collectorRulesShape.parse(found.body) } : { version: 0, rules: [] }
}

/** Keeps these rules as a new version, with its entry in the record. @returns the version */
export async function saveCollectorRules(tx: Tx, rules: readonly CollectorRule[]): Promise<number> {
  const version = (await readCollectorRules(tx)).version + 1
  const saved = await insert(
    tx,
    'collector_rules',
    ['version:integer', 'body:jsonb', 'saved_at:timestamptz', 'actor:text'],
    [[version, rules, tx.now, tx.actor]],
    { conflict: 'nothing' },
  )
  if (saved === 0)
    throw problem('version.other', 'Somebody else changed the rules at this moment.', 'Read them again and save anew.')
  await addWorkspaceRecord(tx, 'collector.rules', undefined, { version, rules })
  return version
}

/** Who was here and can have no cases any more. */
export async function goneMembers(tx: Tx): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    sql`SELECT id FROM members WHERE workspace_id = ${tx.workspaceId}::uuid AND (removed_at IS NOT NULL OR role = 'viewer')`,
  )
  return found.map((it) => it.id)
}

/** Whether any open case has nobody, or somebody who is gone. */
export async function anyToGive(tx: Tx, gone: readonly string[]): Promise<boolean> {
  const found = await row<{ any: boolean }>(
    tx,
    sql`SELECT EXISTS (SELECT 1 FROM case_lists WHERE workspace_id = ${tx.workspaceId}::uuid AND collector IS NULL)
          OR EXISTS (SELECT 1 FROM case_lists WHERE workspace_id = ${tx.workspaceId}::uuid AND collector = ANY(${gone as string[]}::text[])) AS any`,
  )
  return found!.any
}

/** Debtors of a book with an open case that nobody has, or somebody who is gone: in order, after `after`. */
export async function debtorsToGive(
  tx: Tx,
  book: number,
  gone: readonly string[],
  after: string | undefined,
  limit: number,
): Promise<string[]> {
  const from = after === undefined ? sql`` : sql`AND debtor_id > ${after}::uuid`
  const found = await rows<{ id: string }>(
    tx,
    sql`SELECT DISTINCT debtor_id AS id FROM case_lists WHERE book_id = ${book} AND (collector IS NULL OR collector = ANY(${gone as string[]}::text[])) ${from}
        ORDER BY debtor_id LIMIT ${limit}`,
  )
  return found.map((it) => it.id)
}

export interface CaseToGiveRow extends CaseToGive {
  readonly caseId: string
  readonly debtorId: string
  readonly had: string | null
}

/** The cases of these debtors, who are locked, that nobody has or somebody who is gone; with what rules ask about. */
export async function casesToGive(
  tx: Tx,
  book: number,
  debtorIds: readonly string[],
  gone: readonly string[],
): Promise<CaseToGiveRow[]> {
  const found = await rows<Omit<CaseToGiveRow, 'creditor'> & { creditorId: string }>(
    tx,
    sql`SELECT k.case_id AS "caseId", k.debtor_id AS "debtorId", k.collector AS had, c.creditor_id AS "creditorId", d.country, d.language, d.name_key AS "nameKey",
          (SELECT coalesce(jsonb_agg(jsonb_build_object('currency', l.currency, 'amountMinor', l.open_minor)), '[]'::jsonb) FROM case_lists l
            WHERE l.book_id = k.book_id AND l.case_id = k.case_id) AS open
        FROM case_state k JOIN cases c ON c.book_id = k.book_id AND c.id = k.case_id JOIN debtors d ON d.book_id = k.book_id AND d.id = k.debtor_id
        WHERE k.book_id = ${book} AND k.debtor_id = ANY(${debtorIds as string[]}::uuid[]) AND (k.collector IS NULL OR k.collector = ANY(${gone as string[]}::text[]))
        ORDER BY k.debtor_id, k.case_id`,
  )
  // Creditors belong to the workspace, cases to their books: asked for apart.
  const names = new Map(
    (
      await rows<{ id: string; name: string }>(
        tx,
        sql`SELECT id, name FROM creditors WHERE workspace_id = ${tx.workspaceId}::uuid`,
      )
    ).map((it) => [it.id, it.name]),
  )
  return found.map(({ creditorId, ...it }) => ({ ...it, creditor: names.get(creditorId) ?? '' }))
}

export interface Giving {
  readonly caseId: string
  readonly debtorId: string
  readonly had: string | null
  /** Nobody: the rules give it anew. */
  readonly to: string | null
  readonly why: CollectorWhy | null
}

/** Gives cases of debtors that are locked, with an entry in the record of each. */
export async function giveCases(tx: Tx, heads: Heads, all: readonly Giving[]): Promise<void> {
  if (all.length === 0) return
  await change(
    tx,
    sql`UPDATE case_state k SET collector = v.collector, collector_why = v.why::jsonb
        FROM unnest(${all.map((it) => it.caseId)}::uuid[], ${all.map((it) => it.to)}::text[], ${all.map((it) => it.why && JSON.stringify(it.why))}::text[]) AS v (case_id, collector, why)
        WHERE k.book_id = ${heads.book} AND k.case_id = v.case_id AND k.case_id = ANY(${all.map((it) => it.caseId)}::uuid[])`,
  )
  await addRecord(
    tx,
    heads,
    all.map((it) => ({
      debtorId: it.debtorId,
      kind: 'case.collector',
      subjectId: it.caseId,
      body: { from: it.had, to: it.to, why: it.why },
    })),
  )
}

export interface HadCase {
  readonly caseId: string
  readonly debtorId: string
  readonly had: string | null
  readonly why: CollectorWhy | null
}

/** Whose the cases of debtors of one book are, in order of the cases. */
export async function collectorsAt(tx: Tx, book: number, debtorIds: readonly string[]): Promise<HadCase[]> {
  return rows(
    tx,
    sql`SELECT case_id AS "caseId", debtor_id AS "debtorId", collector AS had, collector_why AS why FROM case_state
        WHERE book_id = ${book} AND debtor_id = ANY(${debtorIds as string[]}::uuid[]) ORDER BY debtor_id, case_id`,
  )
}

/** How many open cases each person has, in one book. */
export async function countGiven(tx: Tx, book: number): Promise<Map<string, number>> {
  const found = await rows<{ id: string; cases: number }>(
    tx,
    sql`SELECT collector AS id, count(DISTINCT case_id)::integer AS cases FROM case_lists WHERE book_id = ${book} AND collector IS NOT NULL GROUP BY 1`,
  )
  return new Map(found.map((it) => [it.id, it.cases]))
}

/** How many rows the list of cases has of one person's (or of nobody's); counting ends at `bound`. */
export async function countOf(tx: Tx, member: string | null, bound: number): Promise<number> {
  const its = member === null ? sql`collector IS NULL` : sql`collector = ${member}`
  const found = await row<{ count: number }>(
    tx,
    sql`SELECT count(*)::integer AS count FROM (SELECT 1 FROM case_lists WHERE workspace_id = ${tx.workspaceId}::uuid AND ${its} LIMIT ${bound}) AS counted`,
  )
  return found!.count
}

/** How many cases of these people wait for a yes to what was written. */
export async function countAsking(tx: Tx, of: readonly string[]): Promise<number> {
  const found = await row<{ count: number }>(
    tx,
    sql`SELECT count(DISTINCT case_id)::integer AS count FROM case_lists
        WHERE workspace_id = ${tx.workspaceId}::uuid AND next = 'approve' AND collector = ANY(${of as string[]}::text[])`,
  )
  return found!.count
}

/** Of these debtors those whose cases all belong to others than these people. */
export async function ofOthers(tx: Tx, keys: readonly Key[], of: readonly string[]): Promise<Set<string>> {
  const others = new Set<string>()
  for (const [book, some] of Map.groupBy(keys, (it) => it.book)) {
    const its = Map.groupBy(await collectorsAt(tx, book, [...new Set(some.map((it) => it.id))]), (it) => it.debtorId)
    for (const [id, cases] of its) if (cases.every((it) => it.had !== null && !of.includes(it.had))) others.add(id)
  }
  return others
}
