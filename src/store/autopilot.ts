// What was said of the messages of each step, and which steps a person allowed to go by themselves. A leave that ends stays as
// history with who ended it and why.

import type { Autopilot, StepVerdict, Verdict } from '../core/autopilot.ts'
import type { Day, Moment } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { atMoment, change, insert, row, rows, sql, type Tx } from './db.ts'
import { askAgain, type OutboxRow, readMessage } from './outbox.ts'
import { addWorkspaceRecord, lockDebtors } from './record.ts'

/** A step of a ladder. */
export interface StepAt {
  readonly policyId: string
  readonly stepId: string
}

export interface NewVerdict extends StepAt {
  readonly wording: string
  readonly verdict: Verdict
  /** None where the words changed. */
  readonly message?: Key
}

export async function addVerdicts(tx: Tx, all: readonly NewVerdict[]): Promise<void> {
  if (all.length === 0) return
  await insert(
    tx,
    'step_verdicts',
    [
      'id:uuid',
      'policy_id:text',
      'step_id:text',
      'wording:text',
      'verdict:text',
      'debtor_book:bigint',
      'message_id:uuid',
      'at:timestamptz',
      'actor:text',
    ],
    all.map((it) => [
      tx.newId(),
      it.policyId,
      it.stepId,
      it.wording,
      it.verdict,
      it.message?.book,
      it.message?.id,
      tx.now,
      tx.actor,
    ]),
  )
}

/**
 * The newest verdicts over each of these steps, newest first, and no more than so many of each. Of one moment, as in a rehearsal, a yes
 * counts as older than anything else.
 */
export async function newestVerdicts(
  tx: Tx,
  steps: readonly StepAt[],
  most: number,
): Promise<(StepAt & StepVerdict)[]> {
  if (steps.length === 0) return []
  return rows(
    tx,
    sql`SELECT v.policy_id AS "policyId", v.step_id AS "stepId", v.verdict, v.wording, v.at
        FROM unnest(${steps.map((it) => it.policyId)}::text[], ${steps.map((it) => it.stepId)}::text[]) AS w (policy_id, step_id)
        CROSS JOIN LATERAL (SELECT * FROM step_verdicts s WHERE s.workspace_id = ${tx.workspaceId}::uuid AND s.policy_id = w.policy_id
          AND s.step_id = w.step_id ORDER BY s.at DESC, (s.verdict = 'approved'), s.id DESC LIMIT ${most}) v
        ORDER BY v.at DESC, (v.verdict = 'approved'), v.id DESC`,
  )
}

/** When the words of a step last changed; undefined where they never did. */
export async function rewordedAt(tx: Tx, { policyId, stepId }: StepAt): Promise<Moment | undefined> {
  const found = await row<{ at: Moment | null }>(
    tx,
    sql`SELECT max(at) AS at FROM step_verdicts WHERE workspace_id = ${tx.workspaceId}::uuid AND policy_id = ${policyId} AND step_id = ${stepId}
          AND verdict = 'reworded'`,
  )
  return found?.at ?? undefined
}

const columns = sql`id, policy_id AS "policyId", step_id AS "stepId", wording, most_minor AS "mostMinor", currency, actor AS by, day, at`

/** The steps on autopilot. */
export async function standingAutopilots(tx: Tx): Promise<Autopilot[]> {
  return rows(
    tx,
    sql`SELECT ${columns} FROM autopilots WHERE workspace_id = ${tx.workspaceId}::uuid AND state = 'on' ORDER BY at, id`,
  )
}

export interface PastAutopilot extends Autopilot {
  readonly because: string
  readonly endedAt: Moment
  readonly endedBy: string
}

/** Those that ended, the last first. */
export async function pastAutopilots(tx: Tx, limit: number): Promise<PastAutopilot[]> {
  return rows(
    tx,
    sql`SELECT ${columns}, because, ended_at AS "endedAt", ended_by AS "endedBy" FROM autopilots
        WHERE workspace_id = ${tx.workspaceId}::uuid AND state = 'ended' ORDER BY ended_at DESC, id DESC LIMIT ${limit}`,
  )
}

/** When the offer of each step was last put off, or its autopilot ended: what was approved before is no ground for another. */
export async function declinedAt(tx: Tx): Promise<(StepAt & { readonly at: Moment })[]> {
  return rows(
    tx,
    sql`SELECT policy_id AS "policyId", step_id AS "stepId", max(coalesce(ended_at, at)) AS at FROM autopilots
        WHERE workspace_id = ${tx.workspaceId}::uuid AND state <> 'on' GROUP BY policy_id, step_id`,
  )
}

export interface NewAutopilot extends StepAt {
  readonly wording: string
  readonly mostMinor: number
  readonly currency: string
  readonly day: Day
}

/** Keeps a person's word on an offer, with what it rested on. @returns its id, or undefined where the step is on autopilot already */
export async function addAutopilot(
  tx: Tx,
  it: NewAutopilot,
  state: 'on' | 'declined',
  evidence: object,
): Promise<string | undefined> {
  const id = tx.newId()
  const added = await insert(
    tx,
    'autopilots',
    [
      'id:uuid',
      'policy_id:text',
      'step_id:text',
      'wording:text',
      'most_minor:bigint',
      'currency:text',
      'state:text',
      'day:date',
      'at:timestamptz',
      'actor:text',
    ],
    [[id, it.policyId, it.stepId, it.wording, it.mostMinor, it.currency, state, it.day, tx.now, tx.actor]],
    { conflict: 'nothing' },
  )
  if (added === 0) return undefined
  await addWorkspaceRecord(tx, state === 'on' ? 'autopilot.allowed' : 'autopilot.declined', id, { ...it, evidence })
  return id
}

/**
 * Ends a leave, and asks a person about the drafts that wait by it. Debtors that the caller is to lock besides are locked with theirs,
 * in the one order. @returns false where it had ended before
 */
export async function endAutopilot(
  tx: Tx,
  it: Pick<Autopilot, 'id' | 'policyId' | 'stepId'>,
  because: string,
  besides: readonly Key[] = [],
): Promise<boolean> {
  const done = await change(
    tx,
    sql`UPDATE autopilots SET state = 'ended', because = ${because}, ended_at = ${atMoment(tx.now)}::timestamptz, ended_by = ${tx.actor}
        WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${it.id}::uuid AND state = 'on'`,
  )
  if (done === 0) return false
  const { id, policyId, stepId } = it
  const drafts = await rows<Key & { debtorId: string }>(
    tx,
    sql`SELECT o.book_id AS book, o.message_id AS id, o.debtor_id AS "debtorId" FROM outbox o
          JOIN messages m ON m.book_id = o.book_id AND m.id = o.message_id
        WHERE o.workspace_id = ${tx.workspaceId}::uuid AND o.state = 'waiting' AND m.intent -> 'autopilot' ->> 'id' = ${id}`,
  )
  const books = new Set([...drafts, ...besides].map((one) => one.book))
  for (const book of [...books].sort((a, b) => a - b)) {
    const its = drafts.filter((one) => one.book === book)
    const ids = [...its.map((one) => one.debtorId), ...besides.filter((one) => one.book === book).map((one) => one.id)]
    const heads = await lockDebtors(tx, book, [...new Set(ids)].sort(), 'taken too')
    for (const one of its) {
      const draft = await readMessage(tx, one)
      if (draft && waitsByIt(draft))
        await askAgain(tx, heads, draft, `The autopilot of its step has ended: ${because}`, draft.sums)
    }
  }
  await addWorkspaceRecord(tx, 'autopilot.ended', id, { policyId, stepId, because })
  return true
}

function waitsByIt(draft: OutboxRow): boolean {
  return draft.state === 'waiting' && !draft.needsApproval && draft.approvedAt === null
}
