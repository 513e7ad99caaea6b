// What somebody asked for above what they may do alone, while it waits for a second person and after. It falls away by itself at the end
// of the transaction that changed what it was about; the record of the debtor, or of the workspace, says each step and whose it was.

import { type Day, dayText, type Moment } from '../core/day.ts'
import { type Key, publicId } from '../core/id.ts'
import type { Limited } from '../core/member.ts'
import { problem } from '../core/problem.ts'
import { readBand } from './backlog.ts'
import { atMoment, change, insert, row, rows, sql, type Tx } from './db.ts'
import { addRecord, addWorkspaceRecord, lockDebtors } from './record.ts'

export type ApprovalKind = 'write_off' | 'waiver' | 'offer' | 'in_full' | 'policy' | 'policy_use' | 'backlog'
export type ApprovalState = 'waiting' | 'done' | 'refused' | 'withdrawn' | 'fallen'

/** Which limit an act is held against. */
export const limitOf: Readonly<Record<ApprovalKind, Limited>> = {
  write_off: 'writeOff',
  waiver: 'waiver',
  offer: 'settlement',
  in_full: 'settlement',
  policy: 'policies',
  policy_use: 'policies',
  backlog: 'writeOff',
}

/** What stood when it was asked for. */
export interface Seen {
  /** Principal, interest, fee and cost of each claim, by its id. */
  readonly claims?: Readonly<Record<string, readonly number[]>>
  /** Money marked as settling all, which must wait still. */
  readonly inFull?: string
  /** The version of a policy, and which one was the usual. */
  readonly policy?: { readonly id: string; readonly version: number; readonly usual: string }
  /** A part of the backlog of which nothing was said yet. */
  readonly backlog?: string
}

export interface ApprovalRow extends Key {
  readonly kind: ApprovalKind
  readonly act: Readonly<Record<string, unknown>>
  readonly because: string
  readonly debtorId: string | null
  readonly amountMinor: number | null
  readonly currency: string | null
  readonly facts: Readonly<Record<string, unknown>>
  readonly seen: Seen
  readonly askedOn: Day
  readonly askedAt: Moment
  readonly askedBy: string
  readonly askedId: string
  readonly state: ApprovalState
  readonly endedAt: Moment | null
  readonly endedBy: string | null
  readonly endedId: string | null
  readonly answer: string | null
  /** When those who may answer were told of it by mail. */
  readonly toldAt: Moment | null
}

const columns = sql`book_id AS book, id, kind, act, because, debtor_id AS "debtorId", amount_minor AS "amountMinor", currency, facts, seen,
  asked_on AS "askedOn", asked_at AS "askedAt", asked_by AS "askedBy", asked_id AS "askedId", state, ended_at AS "endedAt", ended_by AS "endedBy",
  ended_id AS "endedId", answer, told_at AS "toldAt"`

export function approvalId(key: Key): string {
  return publicId('apr', key)
}

/** Adds an entry where it belongs: to the debtor's chain, or to the workspace's. The debtor is locked here. */
async function keep(tx: Tx, it: Pick<ApprovalRow, 'book' | 'debtorId'>, kind: string, id: string, body: object) {
  if (it.debtorId === null) return addWorkspaceRecord(tx, kind, id, body)
  // What was asked of one who was merged meanwhile ends where it was asked.
  const heads = await lockDebtors(tx, it.book, [it.debtorId], 'taken too')
  await addRecord(tx, heads, [{ debtorId: it.debtorId, kind, subjectId: id, body }])
}

export type NewApproval = Pick<
  ApprovalRow,
  | 'book'
  | 'kind'
  | 'act'
  | 'because'
  | 'debtorId'
  | 'amountMinor'
  | 'currency'
  | 'facts'
  | 'seen'
  | 'askedOn'
  | 'askedId'
>

/** Keeps what is asked for. A Problem where the very same waits already. */
export async function addApproval(tx: Tx, it: NewApproval): Promise<Key> {
  const same = (await waitingApprovals(tx)).find(
    (one) => one.kind === it.kind && one.debtorId === it.debtorId && subjectOf(one.act) === subjectOf(it.act),
  )
  if (same)
    throw problem(
      'approval.already',
      `${nameOf(same.askedBy)} asked for this on ${dayText(same.askedOn)}, and it waits.`,
      'Wait for the answer, or withdraw that one first.',
    )
  const id = tx.newId()
  const { book, kind, act, because, debtorId, amountMinor, currency, facts, seen, askedOn, askedId } = it
  await insert(
    tx,
    'approvals',
    [
      'book_id:bigint',
      'id:uuid',
      'kind:text',
      'act:jsonb',
      'because:text',
      'debtor_id:uuid',
      'amount_minor:bigint',
      'currency:text',
      'facts:jsonb',
      'seen:jsonb',
      'asked_on:date',
      'asked_at:timestamptz',
      'asked_by:text',
      'asked_id:uuid',
    ],
    [
      [
        ...[book, id, kind, act, because, debtorId, amountMinor, currency, facts, seen],
        ...[askedOn, tx.now, tx.actor, askedId],
      ],
    ],
  )
  await keep(tx, it, 'approval.asked', id, { kind, because, amountMinor, currency, facts })
  return { book, id }
}

/** What an act is about, so that the same is not asked for twice. */
function subjectOf(act: Readonly<Record<string, unknown>>): string {
  const body = act.policy
  const policy = typeof body === 'object' && body !== null ? (body as { id?: unknown }).id : body
  return JSON.stringify([act.claim, act.offer, policy, act.segment, act.band])
}

/** The name of an actor who is a person: without the address behind it. */
export function nameOf(actor: string): string {
  return actor.replace(/ <[^<>]*>$/, '')
}

/** Those that wait, the oldest first. */
export async function waitingApprovals(tx: Tx): Promise<ApprovalRow[]> {
  return rows(
    tx,
    sql`SELECT ${columns} FROM approvals WHERE workspace_id = ${tx.workspaceId}::uuid AND state = 'waiting' ORDER BY id`,
  )
}

/** All there were, the newest first, after one of them. */
export async function pageApprovals(tx: Tx, after: string | undefined, limit: number): Promise<ApprovalRow[]> {
  const below = after === undefined ? sql`` : sql`AND id < ${after}::uuid`
  return rows(
    tx,
    sql`SELECT ${columns} FROM approvals WHERE workspace_id = ${tx.workspaceId}::uuid ${below} ORDER BY id DESC LIMIT ${limit}`,
  )
}

/** Of one debtor, the newest first. */
export async function approvalsOf(tx: Tx, debtor: Key, limit: number): Promise<ApprovalRow[]> {
  return rows(
    tx,
    sql`SELECT ${columns} FROM approvals WHERE book_id = ${debtor.book} AND debtor_id = ${debtor.id}::uuid ORDER BY id DESC LIMIT ${limit}`,
  )
}

/** One of them, or a Problem. With `lock` nobody else ends it before this transaction does; its debtor is locked first. */
export async function readApproval(tx: Tx, key: Key, lock = false): Promise<ApprovalRow> {
  const read = (how: ReturnType<typeof sql>) =>
    row<ApprovalRow>(
      tx,
      sql`SELECT ${columns} FROM approvals WHERE workspace_id = ${tx.workspaceId}::uuid AND book_id = ${key.book} AND id = ${key.id}::uuid ${how}`,
    )
  let found = await read(sql``)
  if (found && lock) {
    if (found.debtorId !== null) await lockDebtors(tx, key.book, [found.debtorId], 'taken too')
    found = await read(sql`FOR UPDATE`)
  }
  if (!found)
    throw problem('approval.unknown', 'There is no such request.', 'Take an id from the list of what waits for a yes.')
  return found
}

/** It waits no longer. @returns whether it did until now */
export async function endApproval(
  tx: Tx,
  it: ApprovalRow,
  to: { readonly state: Exclude<ApprovalState, 'waiting'>; readonly byId?: string; readonly answer?: string },
): Promise<boolean> {
  const ended = await change(
    tx,
    sql`UPDATE approvals SET state = ${to.state}, ended_at = ${atMoment(tx.now)}::timestamptz, ended_by = ${tx.actor},
          ended_id = ${to.byId ?? null}::uuid, answer = ${to.answer ?? null}
        WHERE book_id = ${it.book} AND id = ${it.id}::uuid AND state = 'waiting'`,
  )
  if (ended === 0) return false
  const { kind, askedBy, amountMinor, currency } = it
  const body = { kind, askedBy, amountMinor, currency, answer: to.answer }
  await keep(tx, it, `approval.${to.state === 'done' ? 'approved' : to.state}`, it.id, body)
  return true
}

/** The sums of claims, as `Seen` keeps them. */
export async function sumsOfClaims(tx: Tx, book: number, ids: readonly string[]): Promise<Record<string, number[]>> {
  const found = await rows<{ id: string; principal: number; interest: number; fee: number; cost: number }>(
    tx,
    sql`SELECT claim_id AS id, principal, interest, fee, cost FROM claim_state WHERE book_id = ${book} AND claim_id = ANY(${ids as string[]}::uuid[])`,
  )
  return Object.fromEntries(found.map((it) => [it.id, [it.principal, it.interest, it.fee, it.cost]]))
}

/** What of it is other than it was when it was asked for; undefined where nothing is. */
export async function changedUnder(tx: Tx, it: ApprovalRow): Promise<string | undefined> {
  const { claims, inFull, policy, backlog } = it.seen
  if (claims) {
    const now = await sumsOfClaims(tx, it.book, Object.keys(claims))
    const sum = (all: readonly number[] | undefined) => (all ?? []).reduce((total, one) => total + one, 0)
    const ids = Object.keys(claims)
    if (ids.every((id) => sum(now[id]) <= 0)) return 'paid'
    if (ids.some((id) => JSON.stringify(now[id]) !== JSON.stringify(claims[id]))) return 'sum'
  }
  if (inFull !== undefined) {
    const open = await row(
      tx,
      sql`SELECT id FROM offers_in_full WHERE book_id = ${it.book} AND id = ${inFull}::uuid AND answer IS NULL`,
    )
    if (!open) return 'answered'
  }
  if (backlog !== undefined) {
    const band = await readBand(tx, backlog)
    if (band?.answer !== null) return 'answered'
  }
  if (policy) {
    const now = await row<{ version: number | null; usual: string | null }>(
      tx,
      sql`SELECT (SELECT max(version) FROM policy_versions WHERE workspace_id = ${tx.workspaceId}::uuid AND policy_id = ${policy.id}) AS version,
            (SELECT value ->> 'policy' FROM settings WHERE workspace_id = ${tx.workspaceId}::uuid AND key = 'workspace') AS usual`,
    )
    if ((now?.version ?? 0) !== policy.version) return 'policy'
    if (it.kind === 'policy_use' && now?.usual !== policy.usual) return 'policy'
  }
  return undefined
}

const watched = new WeakMap<object, Map<number, Set<string>>>()

/** At the end of this transaction, whatever waits for a yes about these debtors and was changed by it falls away. */
export function watchApprovals(tx: Tx, book: number, debtorIds: readonly string[]): void {
  let all = watched.get(tx.query)
  if (!all) {
    all = new Map()
    watched.set(tx.query, all)
    tx.atEnd(async () => {
      const seen = watched.get(tx.query)
      watched.delete(tx.query)
      for (const [its, ids] of seen ?? []) await dropChanged(tx, its, [...ids])
    })
  }
  const its = all.get(book) ?? new Set()
  all.set(book, its)
  for (const id of debtorIds) its.add(id)
}

async function dropChanged(tx: Tx, book: number, ids: readonly string[]): Promise<void> {
  const waiting = await rows<ApprovalRow>(
    tx,
    sql`SELECT ${columns} FROM approvals WHERE workspace_id = ${tx.workspaceId}::uuid AND state = 'waiting' AND book_id = ${book}
          AND debtor_id = ANY(${ids as string[]}::uuid[]) ORDER BY id`,
  )
  for (const it of waiting) await dropIfChanged(tx, it)
}

async function dropIfChanged(tx: Tx, it: ApprovalRow): Promise<void> {
  const answer = await changedUnder(tx, it)
  if (answer !== undefined) await endApproval(tx, it, { state: 'fallen', answer })
}

/** The same for what is about no debtor, after a policy was saved or chosen, or something was said of the backlog. */
export async function dropChangedAsked(tx: Tx): Promise<void> {
  for (const it of await waitingApprovals(tx)) if (it.debtorId === null) await dropIfChanged(tx, it)
}

/** When anybody was last told of what waits; undefined where nobody ever was. */
export async function lastTold(tx: Tx): Promise<Moment | undefined> {
  const found = await row<{ at: Moment | null }>(
    tx,
    sql`SELECT max(told_at) AS at FROM approvals WHERE workspace_id = ${tx.workspaceId}::uuid`,
  )
  return found?.at ?? undefined
}

/** Those who may answer were told of these. */
export async function markTold(tx: Tx, some: readonly ApprovalRow[], at: Moment): Promise<void> {
  for (const it of some)
    await change(
      tx,
      sql`UPDATE approvals SET told_at = ${atMoment(at)}::timestamptz WHERE book_id = ${it.book} AND id = ${it.id}::uuid`,
    )
}
