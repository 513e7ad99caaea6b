// Policies by version, and which one is chosen for what: the most specific choice wins.

import { type Day, dayText, type Moment } from '../core/day.ts'
import type { Policy, PolicyBody } from '../core/policy.ts'
import { problem, quoted } from '../core/problem.ts'
import { policyFrom } from '../rules/notices.ts'
import { insert, rows, sql, type Tx } from './db.ts'
import { addWorkspaceRecord } from './record.ts'
import { setRunDay } from './workspace.ts'

/** Saves new versions of policies whose body differs from the newest. @returns the ids saved. */
export async function savePolicies(tx: Tx, bodies: readonly PolicyBody[]): Promise<string[]> {
  const newest = await readPolicies(tx)
  const saved: string[] = []
  for (const body of bodies) {
    const before = newest.get(body.id)
    if (before && JSON.stringify({ ...before, version: undefined }) === JSON.stringify({ ...body, version: undefined }))
      continue
    const version = (before?.version ?? 0) + 1
    await insert(
      tx,
      'policy_versions',
      ['policy_id:text', 'version:integer', 'body:jsonb', 'recorded_at:timestamptz', 'actor:text'],
      [[body.id, version, body, tx.now, tx.actor]],
    )
    await addWorkspaceRecord(tx, 'policy.saved', undefined, { ...body, version })
    saved.push(body.id)
  }
  return saved
}

/** The newest version of each policy. */
export async function readPolicies(tx: Tx): Promise<Map<string, Policy>> {
  const found = await rows<{ policy_id: string; version: number; body: PolicyBody }>(
    tx,
    sql`SELECT DISTINCT ON (policy_id COLLATE "C") policy_id, version, body FROM policy_versions
        WHERE workspace_id = ${tx.workspaceId}::uuid ORDER BY policy_id COLLATE "C", version DESC`,
  )
  return new Map(found.map((one) => [one.policy_id, { ...policyFrom(one.body), version: one.version }]))
}

/** When the newest version of each was saved, and by whom. */
export async function newestSaved(
  tx: Tx,
): Promise<{ readonly id: string; readonly version: number; readonly savedAt: Moment; readonly savedBy: string }[]> {
  return rows(
    tx,
    sql`SELECT DISTINCT ON (policy_id COLLATE "C") policy_id AS id, version, recorded_at AS "savedAt", actor AS "savedBy" FROM policy_versions
        WHERE workspace_id = ${tx.workspaceId}::uuid ORDER BY policy_id COLLATE "C", version DESC`,
  )
}

export interface CasesOfChoice {
  readonly kind: string
  readonly country: string
  /** Chosen for the debtor, and for their segment. */
  readonly own: string | null
  readonly ofSegment: string | null
  readonly cases: number
}

/** How many open cases are of whom a policy is chosen alike; undefined where it is chosen by creditor. */
export async function casesByChoice(tx: Tx): Promise<CasesOfChoice[] | undefined> {
  const chosen = await readChoices(tx)
  if (chosen.some((it) => it.reach === 'creditor')) return undefined
  return rows(
    tx,
    sql`SELECT l.kind, l.country, o.policy_id AS own, s.policy_id AS "ofSegment", count(*)::int AS cases FROM case_lists l
        LEFT JOIN policy_choices o ON o.workspace_id = l.workspace_id AND o.reach = 'debtor' AND o.subject = l.debtor_id::text
        LEFT JOIN policy_choices s ON s.workspace_id = l.workspace_id AND s.reach = 'segment' AND s.subject = l.segment
        WHERE l.workspace_id = ${tx.workspaceId}::uuid GROUP BY l.kind, l.country, o.policy_id, s.policy_id`,
  )
}

export const reaches = ['claim', 'debtor', 'segment', 'creditor'] as const
export type Reach = (typeof reaches)[number]
export interface Choice {
  readonly reach: Reach
  readonly subject: string
  readonly policyId: string
}

export async function readChoices(tx: Tx): Promise<Choice[]> {
  return rows(
    tx,
    sql`SELECT reach, subject, policy_id AS "policyId" FROM policy_choices WHERE workspace_id = ${tx.workspaceId}::uuid`,
  )
}

export async function choosePolicy(tx: Tx, choice: Choice): Promise<void> {
  if (!(await readPolicies(tx)).has(choice.policyId)) throw unknownPolicy(choice.policyId)
  await rows(
    tx,
    sql`INSERT INTO policy_choices (workspace_id, reach, subject, policy_id) VALUES (${tx.workspaceId}::uuid, ${choice.reach}, ${choice.subject}, ${choice.policyId})
        ON CONFLICT (workspace_id, reach, subject) DO UPDATE SET policy_id = excluded.policy_id`,
  )
  await addWorkspaceRecord(tx, 'policy.chosen', undefined, choice)
}

/** Takes a choice away: what is chosen further out counts again. */
export async function unchoosePolicy(tx: Tx, at: Pick<Choice, 'reach' | 'subject'>): Promise<void> {
  await rows(
    tx,
    sql`DELETE FROM policy_choices WHERE workspace_id = ${tx.workspaceId}::uuid AND reach = ${at.reach} AND subject = ${at.subject}`,
  )
  await addWorkspaceRecord(tx, 'policy.unchosen', undefined, at)
}

export function unknownPolicy(id: string) {
  return problem('policy.unknown', `There is no policy ${quoted(id)}.`, 'See "dunwell policy list".')
}

/** A new policy, rule or calendar is looked at today: every case of the workspace, book by book. */
export async function lookAtAll(tx: Tx, onDay: string): Promise<void> {
  for (const { id } of await rows<{ id: number }>(
    tx,
    sql`SELECT id FROM books WHERE workspace_id = ${tx.workspaceId}::uuid ORDER BY id`,
  )) {
    await rows(
      tx,
      sql`UPDATE case_state SET next_look_on = ${onDay}::date WHERE book_id = ${id} AND (next_look_on IS NULL OR next_look_on > ${onDay}::date)`,
    )
    await rows(
      tx,
      sql`UPDATE case_lists SET next_look_on = ${onDay}::date WHERE book_id = ${id} AND next_look_on > ${onDay}::date`,
    )
  }
}

/** Turns the clock of a rehearsal to a day and keeps it. Turned back, every case is looked at again from that day. */
export async function turnTo(tx: Tx, day: Day): Promise<void> {
  const [now] = await rows<{ run_day: Day | null }>(
    tx,
    sql`SELECT run_day FROM workspaces WHERE id = ${tx.workspaceId}::uuid FOR UPDATE`,
  )
  if (now!.run_day === day) return
  if (now!.run_day === null || day < now!.run_day) await lookAtAll(tx, dayText(day))
  await setRunDay(tx, day)
}
