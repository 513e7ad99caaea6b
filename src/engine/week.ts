// The week ahead: what would go out in the next days if nobody pays or answers, with the same decision the run makes. It is lived a
// page of customers at a time, those with the next look first, so that a large book answers as quickly as a small one.

import { createHash } from 'node:crypto'
import type { DebtorFacts, MessageAction } from '../core/case.ts'
import { courtesyTo, recipientOf } from '../core/contact.ts'
import { addDays, type Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { problem } from '../core/problem.ts'
import { renderMessage } from '../documents/render.ts'
import { type Ahead, addAhead, isFor, lookedAt, standingAhead } from '../store/ahead.ts'
import type { Tx } from '../store/db.ts'
import { type RunFacts, runFacts, snapshot } from '../store/snapshot.ts'
import { listBooks, type Workspace } from '../store/workspace.ts'
import { enclosedText } from './enclosure.ts'
import { type PreviewWords, shownFacts } from './preview.ts'
import { houseOf } from './run.ts'
import { lived } from './simulate.ts'
import { templateOf } from './words.ts'

export const weekDays = 7

/** A message that is not written yet. */
export interface Coming {
  readonly debtor: DebtorFacts
  readonly caseId: string
  readonly day: Day
  readonly action: MessageAction
  /** Names it by what it would say: the same as long as step, day, claims and sums are. */
  readonly key: string
  /** The yes that stands for it. */
  readonly ahead: Ahead | undefined
}

/** Where a page begins: a day of looks, a book, and the last customer read there. */
export interface WeekCursor {
  readonly day: Day
  readonly book: number
  readonly after: string
}

// Most looks bring no message, so a page reads more customers than it is to show; and never more than these, so that it is quick.
const debtorsPerPage = 25
const debtorsAtLeast = 20

/** The messages of the customers with the next looks, about `limit` of them, and where to go on. */
export async function comingPage(
  tx: Tx,
  workspace: Workspace,
  today: Day,
  from: WeekCursor | undefined,
  limit: number,
): Promise<{ coming: Coming[]; next: WeekCursor | undefined }> {
  const run = await runFacts(tx, workspace, today)
  const { found, next } = await looksFrom(
    tx,
    today,
    from,
    Math.min(debtorsPerPage, Math.max(debtorsAtLeast, limit * 3)),
  )
  const coming: Coming[] = []
  for (const [book, ids] of found) coming.push(...(await comingOf(tx, workspace, run, book, ids)))
  return { coming, next }
}

/** Who is looked at next, by book, so that each book is read once for a page. */
async function looksFrom(
  tx: Tx,
  today: Day,
  from: WeekCursor | undefined,
  most: number,
): Promise<{ found: Map<number, string[]>; next: WeekCursor | undefined }> {
  const found = new Map<number, string[]>()
  const books = await listBooks(tx)
  let left = most
  for (let day = from?.day ?? today; day < addDays(today, weekDays); day = addDays(day, 1)) {
    for (const book of books) {
      if (from && day === from.day && book < from.book) continue
      const after = from && day === from.day && book === from.book ? from.after : undefined
      const ids = await lookedAt(tx, book, { on: day, first: day === today, after, limit: left })
      found.set(book, [...(found.get(book) ?? []), ...ids])
      left -= ids.length
      if (left === 0) return { found, next: { day, book, after: ids.at(-1)! } }
    }
  }
  return { found, next: undefined }
}

/** What these customers of a book would hear this week. */
async function comingOf(
  tx: Tx,
  workspace: Workspace,
  run: RunFacts,
  book: number,
  ids: readonly string[],
): Promise<Coming[]> {
  if (ids.length === 0) return []
  const house = houseOf(run, workspace)
  const span = { from: run.day, until: addDays(run.day, weekDays) }
  const found: Omit<Coming, 'ahead'>[] = []
  for (const debtor of await snapshot(tx, run, book, ids)) {
    for (const { on, facts, decisions } of lived(debtor, house, span)) {
      for (const action of decisions.flatMap((it) => it.actions)) {
        // What is kept waits in the outbox already.
        if (action.kind !== 'message' || action.keep !== undefined) continue
        found.push({ debtor: facts, caseId: action.caseId, day: on, action, key: keyOf(on, action) })
      }
    }
  }
  const standing = await standingAhead(tx, book, [...new Set(found.map((it) => it.caseId))])
  return found.map((it) => ({
    ...it,
    ahead: standing.findLast((one) => isFor(one, it.caseId, it.action) && it.day < one.untilDay),
  }))
}

function keyOf(on: Day, { caseId, stepId, items, sums }: MessageAction): string {
  const named = items.map((item) => `${item.claimId}:${item.dueNo}`).sort()
  const whole = JSON.stringify([on, caseId, stepId, named, Object.entries(sums).sort()])
  return createHash('sha256').update(whole).digest('hex').slice(0, 24)
}

/** A message as a person saw it. */
export interface Seen {
  readonly debtor: Key
  readonly key: string
}

/** Approves what is to come, as it was seen. @returns what is approved, what is not the same any more, and the yeses that were kept */
export async function approveComing(
  tx: Tx,
  workspace: Workspace,
  today: Day,
  seen: readonly Seen[],
): Promise<{ approved: string[]; changed: string[]; made: Key[] }> {
  const run = await runFacts(tx, workspace, today)
  const approved = new Set<string>()
  const made: Key[] = []
  for (const [book, some] of [...Map.groupBy(seen, (it) => it.debtor.book)].sort(([a], [b]) => a - b)) {
    const keys = new Set(some.map((it) => it.key))
    const all = await comingOf(tx, workspace, run, book, [...new Set(some.map((it) => it.debtor.id))])
    const its = all.filter((it) => keys.has(it.key))
    const ids = await addAhead(
      tx,
      book,
      its.map(({ debtor, caseId, day, action }) => ({ debtorId: debtor.id, caseId, day, action })),
    )
    made.push(...ids.map((id) => ({ book, id })))
    for (const it of its) approved.add(it.key)
  }
  return {
    approved: [...approved],
    changed: seen.map((it) => it.key).filter((key) => !approved.has(key)),
    made,
  }
}

/** The words that a message would have on its day, as far as they are known today. */
export async function comingWords(tx: Tx, workspace: Workspace, today: Day, it: Seen): Promise<PreviewWords> {
  const run = await runFacts(tx, workspace, today)
  const found = (await comingOf(tx, workspace, run, it.debtor.book, [it.debtor.id])).find((one) => one.key === it.key)
  if (!found)
    throw problem(
      'week.changed',
      'This message would not go out like this any more.',
      'Look at the week ahead again: something has changed since.',
    )
  const { debtor, caseId, day, action } = found
  const policy = run.policies.get(action.policyId)!
  const step = policy.steps.find((one) => one.id === action.stepId)
  const recipient = recipientOf(
    debtor,
    { to: step?.to ?? courtesyTo, copy: step?.copy ?? [] },
    action.channels,
    new Set(),
  )
  const template = templateOf(action, debtor.language, run.templates)
  const { facts, enclosed } = await shownFacts(tx, {
    workspace,
    run: { ...run, day },
    debtor,
    case: debtor.cases.find((one) => one.caseId === caseId)!,
    action,
    policy,
    day,
    language: template.language,
    contactName: recipient?.contact.name,
  })
  const { subject, text, html } = renderMessage(template, facts)
  return { to: recipient?.address.address, subject, text, html, enclosed: enclosedText(enclosed) }
}
