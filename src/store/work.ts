// What a look leaves behind: actions with their reasons, drafts, tasks, effects, and when to look again. One call writes a
// whole batch.

import { createHash } from 'node:crypto'
import { changedSince } from '../core/approval.ts'
import type { Action, CaseDecision, DebtorFacts, MessageAction, Reason, TaskAction } from '../core/case.ts'
import { addDays, type Day } from '../core/day.ts'
import { type Ahead, endAhead, heeded, standingAhead } from './ahead.ts'
import { change, insert, onDay, rows, sql, type Tx } from './db.ts'
import { addEffects, claimEffects, type EffectRow } from './effect.ts'
import { addRecord, type Entry, type Heads } from './record.ts'
import { weigh } from './task.ts'

export interface Decided {
  readonly facts: DebtorFacts
  readonly decisions: readonly CaseDecision[]
}

/** What was written, for the day's count. */
export interface Written {
  messages: number
  kept: number
  tasks: number
  nothing: number
}

/** Keeps the decisions of debtors of one book, locked in `heads`. Write-offs and promises are written by their own files. */
export async function keepDecisions(tx: Tx, heads: Heads, day: Day, decided: readonly Decided[]): Promise<Written> {
  const written: Written = { messages: 0, kept: 0, tasks: 0, nothing: 0 }
  const { book } = heads
  const all = decided.flatMap(({ facts, decisions }) => decisions.map((decision) => ({ facts, decision })))
  const caseIds = all.map(({ decision }) => decision.caseId)
  const before = new Map(
    (
      await rows<{ case_id: string; says_sha: Buffer | null }>(
        tx,
        sql`SELECT case_id, says_sha FROM case_state WHERE book_id = ${book} AND case_id = ANY(${caseIds}::uuid[])`,
      )
    ).map((it) => [it.case_id, it.says_sha]),
  )
  const taken = await takenTasks(tx, book, all)
  const approved = await approvals(tx, book, all)
  const ahead = await standingAhead(tx, book, caseIds)
  const ended: { it: Ahead; state: 'used' | 'changed' }[] = []
  const actions: unknown[][] = []
  const messages: unknown[][] = []
  const outbox: unknown[][] = []
  const tasks: unknown[][] = []
  const taskClaims: unknown[][] = []
  const effects: EffectRow[] = []
  const entries: Entry[] = []
  const overtaken: { id: string; because: string }[] = []
  const states: { caseId: string; next: Day | undefined; sha: Buffer }[] = []

  for (const { facts, decision } of all) {
    const sha = saysSha(decision)
    const same = before.get(decision.caseId)?.equals(sha) === true
    states.push({ caseId: decision.caseId, next: decision.nextLookOn, sha })
    for (const it of decision.overtaken) {
      overtaken.push({ id: it.messageId, because: it.because })
      const body = { because: it.because }
      entries.push({ debtorId: facts.id, kind: 'message.overtaken', subjectId: it.messageId, body })
    }
    for (const id of decision.pointless)
      entries.push({
        debtorId: facts.id,
        kind: 'task.dropped',
        subjectId: id,
        body: { outcome: 'nothing_open', on: day },
      })
    for (const action of decision.actions) {
      if (action.kind === 'nothing') {
        written.nothing += 1
        if (same) continue
      }
      if (action.kind === 'message' && action.keep) {
        written.kept += 1
        continue
      }
      if (action.kind === 'task' && taken.has(taskKey(facts.id, action))) continue
      const actionId = tx.newId()
      actions.push([
        book,
        actionId,
        facts.id,
        decision.caseId,
        day,
        action.kind,
        stepOf(action),
        policyOf(action),
        versionOf(action),
        action.reasons,
        tx.now,
      ])
      // The message or the task that it makes stands in its entry, so that who reads the record finds it.
      const makes = action.kind === 'message' || action.kind === 'task' ? tx.newId() : undefined
      entries.push({ debtorId: facts.id, kind: 'decision', subjectId: actionId, body: { day, action, makes } })
      if (action.kind === 'message') {
        const carried = decision.overtaken
          .map((it) => approved.get(it.messageId))
          .find((it) => it && stillApproved(it, action))
        const id = makes!
        const yes = carried ? undefined : heeded(ahead, facts, action, day)
        if (yes) ended.push(yes)
        const given = yes?.state === 'used' && action.approve !== undefined ? yes.it : undefined
        if (given) {
          const { approvedBy: by, approvedAt: at } = given
          entries.push({
            debtorId: facts.id,
            kind: 'message.approved',
            subjectId: id,
            body: { sums: action.sums, ahead: { by, at } },
          })
        }
        messages.push([
          book,
          id,
          facts.id,
          decision.caseId,
          actionId,
          'out',
          action.channels[0],
          action.stepId,
          action.stage,
          action.policyId,
          action.policyVersion,
          action.templateId,
          facts.language,
          intentOf(action),
          day,
          tx.now,
          tx.actor,
        ])
        outbox.push([
          book,
          id,
          facts.id,
          'waiting',
          day,
          action.approve !== undefined,
          action.approve === undefined ? undefined : (yes?.asks ?? action.approve),
          carried?.approved_by ?? given?.approvedBy,
          carried?.approved_at ?? given?.approvedAt,
          carried || given ? action.sums : undefined,
          carried?.not_before ?? tx.now,
          action.sums,
        ])
        written.messages += 1
      } else if (action.kind === 'task') {
        const id = makes!
        tasks.push([
          book,
          id,
          facts.id,
          decision.caseId,
          actionId,
          action.task,
          action.stepId,
          action.stage,
          action.policyId,
          day,
          action.says,
          {},
          'open',
        ])
        for (const item of action.items) taskClaims.push([book, id, item.claimId, item.dueNo])
        effects.push([book, facts.id, `task.${action.task}`, action.occurrence, actionId, tx.now])
        written.tasks += 1
      }
    }
  }
  await insert(
    tx,
    'actions',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'case_id:uuid',
      'day:date',
      'kind:text',
      'step_id:text',
      'policy_id:text',
      'policy_version:integer',
      'reasons:jsonb',
      'recorded_at:timestamptz',
    ],
    actions as never,
  )
  await insert(
    tx,
    'messages',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'case_id:uuid',
      'action_id:uuid',
      'direction:text',
      'channel:text',
      'step_id:text',
      'stage:text',
      'policy_id:text',
      'policy_version:integer',
      'template_id:text',
      'language:text',
      'intent:jsonb',
      'run_day:date',
      'at:timestamptz',
      'actor:text',
    ],
    messages as never,
  )
  await insert(
    tx,
    'outbox',
    [
      'book_id:bigint',
      'message_id:uuid',
      'debtor_id:uuid',
      'state:text',
      'run_day:date',
      'needs_approval:boolean',
      'asks:text',
      'approved_by:text',
      'approved_at:timestamptz',
      'approved_sums:jsonb',
      'not_before:timestamptz',
      'sums:jsonb',
    ],
    outbox as never,
  )
  await addTasks(tx, tasks, taskClaims)
  await addEffects(tx, effects)
  await overtake(tx, book, overtaken)
  await endAhead(tx, book, ended)
  const pointless = all.flatMap(({ decision }) => decision.pointless)
  if (pointless.length > 0) {
    await change(
      tx,
      sql`UPDATE tasks SET state = 'dropped', outcome = 'nothing_open', done_on = ${onDay(day)}::date WHERE book_id = ${book} AND id = ANY(${pointless}::uuid[]) AND state = 'open'`,
    )
  }
  // Asked for by their ids as well, as in record.ts: so it costs what is due, and not what the book holds.
  await change(
    tx,
    sql`UPDATE case_state s SET next_look_on = v.next, says_sha = v.sha, set_aside = NULL
        FROM unnest(${caseIds}::uuid[], ${states.map((it) => onDay(it.next))}::date[], ${states.map((it) => `\\x${it.sha.toString('hex')}`)}::bytea[]) AS v (id, next, sha)
        WHERE s.book_id = ${book} AND s.case_id = ANY(${caseIds}::uuid[]) AND s.case_id = v.id`,
  )
  await addRecord(tx, heads, entries)
  return written
}

async function addTasks(tx: Tx, tasks: readonly unknown[][], taskClaims: readonly unknown[][]): Promise<void> {
  await insert(
    tx,
    'tasks',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'case_id:uuid',
      'action_id:uuid',
      'kind:text',
      'step_id:text',
      'stage:text',
      'policy_id:text',
      'day:date',
      'says:text',
      'facts:jsonb',
      'state:text',
    ],
    tasks as never,
  )
  await insert(
    tx,
    'task_claims',
    ['book_id:bigint', 'task_id:uuid', 'claim_id:uuid', 'due_no:integer'],
    taskClaims as never,
  )
  await weigh(tx, tasks)
}

/** A task outside a look: something a person must see to. Once per effect. @returns its id where it is new */
export async function addTask(
  tx: Tx,
  heads: Heads,
  of: { debtorId: string; caseId: string },
  it: { kind: string; says: string; day: Day; occurrence: string; facts?: object; items?: TaskAction['items'] },
): Promise<string | undefined> {
  const effect: EffectRow = [heads.book, of.debtorId, `task.${it.kind}`, it.occurrence, undefined, tx.now]
  if ((await claimEffects(tx, [effect])) === 0) return undefined
  const id = tx.newId()
  await addTasks(
    tx,
    [
      [
        heads.book,
        id,
        of.debtorId,
        of.caseId,
        undefined,
        it.kind,
        undefined,
        undefined,
        undefined,
        it.day,
        it.says,
        it.facts ?? {},
        'open',
      ],
    ],
    (it.items ?? []).map((item) => [heads.book, id, item.claimId, item.dueNo]),
  )
  await addRecord(tx, heads, [{ debtorId: of.debtorId, kind: 'task', subjectId: id, body: it }])
  return id
}

type InCase = { facts: DebtorFacts; decision: CaseDecision }

async function takenTasks(tx: Tx, book: number, all: readonly InCase[]): Promise<ReadonlySet<string>> {
  const wanted = all.flatMap(({ facts, decision }) =>
    decision.actions.flatMap((action) =>
      action.kind === 'task' ? [{ id: facts.id, effect: `task.${action.task}`, occurrence: action.occurrence }] : [],
    ),
  )
  if (wanted.length === 0) return new Set()
  const found = await rows<{ subject_id: string; effect: string; occurrence: string }>(
    tx,
    sql`SELECT e.subject_id, e.effect, e.occurrence FROM unnest(${wanted.map((it) => it.id)}::uuid[], ${wanted.map((it) => it.effect)}::text[], ${wanted.map((it) => it.occurrence)}::text[]) AS w (id, effect, occurrence)
        JOIN effects e ON e.book_id = ${book} AND e.subject_id = w.id AND e.effect = w.effect AND e.occurrence = w.occurrence`,
  )
  return new Set(found.map((it) => `${it.subject_id} ${it.effect} ${it.occurrence}`))
}

function taskKey(debtorId: string, action: TaskAction): string {
  return `${debtorId} task.${action.task} ${action.occurrence}`
}

interface Approval {
  message_id: string
  approved_by: string
  approved_at: number
  approved_sums: Record<string, number>
  not_before: number
  intent: Intent
}

/** Approvals of drafts that are redrawn: they hold while the claims stay the same and no sum grows. */
async function approvals(tx: Tx, book: number, all: readonly InCase[]): Promise<ReadonlyMap<string, Approval>> {
  const ids = all.flatMap(({ decision }) => decision.overtaken.map((it) => it.messageId))
  if (ids.length === 0) return new Map()
  const found = await rows<Approval>(
    tx,
    sql`SELECT o.message_id, o.approved_by, o.approved_at, o.approved_sums, o.not_before, m.intent FROM outbox o JOIN messages m ON m.book_id = o.book_id AND m.id = o.message_id
        WHERE o.book_id = ${book} AND o.message_id = ANY(${ids}::uuid[]) AND o.approved_at IS NOT NULL`,
  )
  return new Map(found.map((it) => [it.message_id, it]))
}

function stillApproved(it: Approval, action: MessageAction): boolean {
  return it.intent.stepId === action.stepId && notGrown(it.intent.items, it.approved_sums, action)
}

/** No claim more and no sum greater than what a person approved. */
export function notGrown(
  items: MessageAction['items'],
  sums: Readonly<Record<string, number>>,
  now: MessageAction,
): boolean {
  return changedSince({ items, sums }, now, (id) => id) === undefined
}

/** What a message is meant to say; the words are made when a person looks, and again at release. */
export interface Intent {
  readonly stepId: string
  readonly items: MessageAction['items']
  readonly sums: Readonly<Record<string, number>>
  readonly channels: MessageAction['channels']
  readonly reasons: readonly Reason[]
  readonly occurrence: string
  readonly printOnly?: string
  readonly about?: MessageAction['about']
  readonly notice?: MessageAction['notice']
  readonly answers?: string
  readonly written?: MessageAction['written']
  readonly autopilot?: MessageAction['autopilot']
}

function intentOf(action: MessageAction): Intent {
  const { stepId, items, sums, channels, reasons, occurrence, printOnly, about, notice, answers, autopilot } = action
  return { stepId, items, sums, channels, reasons, occurrence, printOnly, about, notice, answers, autopilot }
}

/** Drafts that no longer stand. */
async function overtake(tx: Tx, book: number, drafts: readonly { id: string; because: string }[]): Promise<void> {
  if (drafts.length === 0) return
  await change(
    tx,
    sql`UPDATE outbox o SET state = 'overtaken', says = v.because FROM unnest(${drafts.map((it) => it.id)}::uuid[], ${drafts.map((it) => it.because)}::text[]) AS v (id, because)
        WHERE o.book_id = ${book} AND o.message_id = v.id AND o.state = 'waiting'`,
  )
}

// "Nothing" is kept only when its reason changed; a reason with a rule changes with the rule, not with the day it names.
function saysSha(decision: CaseDecision): Buffer {
  const says = decision.actions.map((action) => [
    action.kind,
    action.reasons.map((reason) => reason.rule ?? reason.says),
  ])
  return createHash('sha256').update(JSON.stringify(says)).digest().subarray(0, 16)
}

const stepOf = (action: Action) => ('stepId' in action ? action.stepId : undefined)
const policyOf = (action: Action) => ('policyId' in action ? action.policyId : undefined)
const versionOf = (action: Action) => ('policyVersion' in action ? action.policyVersion : undefined)

/**
 * A customer who could not be decided or written, with the error: the run goes on without them. They are looked at again on the
 * next day, or as soon as anything about them changes; for good they are never left out.
 * @returns number and name
 */
export async function setAside(tx: Tx, book: number, debtorId: string, day: Day, says: string): Promise<string> {
  await change(
    tx,
    sql`UPDATE case_state SET set_aside = ${says}, next_look_on = ${onDay(addDays(day, 1))}::date WHERE book_id = ${book} AND debtor_id = ${debtorId}::uuid`,
  )
  const who = sql<{
    who: string
  }>`SELECT no || ' ' || name AS who FROM debtors WHERE book_id = ${book} AND id = ${debtorId}::uuid`
  return (await rows(tx, who))[0]!.who
}

export interface ActionRow {
  readonly day: Day
  readonly kind: string
  readonly step_id: string | null
  readonly reasons: readonly Reason[]
  readonly recorded_at: number
}

/** The latest decisions of a case, newest first. */
export async function readActions(tx: Tx, book: number, caseId: string, limit: number): Promise<ActionRow[]> {
  return rows(
    tx,
    sql`SELECT day, kind, step_id, reasons, recorded_at FROM actions WHERE book_id = ${book} AND case_id = ${caseId}::uuid ORDER BY recorded_at DESC, id DESC LIMIT ${limit}`,
  )
}
