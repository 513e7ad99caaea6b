// Disputes and requests that the law gives a weight of its own: kept as facts that stop collecting, and answered with a document
// that goes to the debtor before anything else does.

import type { Day } from '../core/day.ts'
import { addDays } from '../core/day.ts'
import { standingNotice } from '../core/notice.ts'
import { problem } from '../core/problem.ts'
import { noticeTimes } from '../rules/law.ts'
import { listAnswers, settleDispute } from '../store/answer.ts'
import type { ClaimRow } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import type { DebtorRow } from '../store/debtor.ts'
import { runFacts, snapshot } from '../store/snapshot.ts'
import { addTold, readTold } from '../store/told.ts'
import { collectsForOthers, type Workspace } from '../store/workspace.ts'

export interface Contested {
  readonly debtor: DebtorRow
  readonly claims: readonly ClaimRow[]
  /** What they said. */
  readonly says: string
  readonly written: boolean
}

const firstCreditor = /\b(original|first|initial)\s+creditor|acreedor\s+original|ursprünglich\w*\s+gläubiger/i
// Notices whose time runs anew once they ask for documents.
const asking = [...noticeTimes].flatMap(([notice, time]) => (time.anewOnReply ? [notice] : []))

/**
 * Keeps what a dispute or query means in law: from a private person, to who collects for others, it stops collecting until it is
 * answered; after a letter of claim, asking for something gives them time. @returns whether anything was kept
 */
export async function keepContested(tx: Tx, workspace: Workspace, it: Contested, today: Day): Promise<boolean> {
  const { debtor, claims, written } = it
  const private_ = debtor.kind === 'consumer' || debtor.kind === 'sole_trader'
  if (!private_) return false
  const told = (await readTold(tx, debtor.book, [debtor.id])).get(debtor.id) ?? []
  let kept = false
  for (const claim of claims) {
    if (collectsForOthers(workspace)) {
      const asks = firstCreditor.test(it.says) ? 'original_creditor' : 'verification'
      await addTold(tx, debtor, { kind: 'disputes', claim: claim.id, written, asks, on: today, source: it.says })
      kept = true
    }
    if (asking.some((notice) => standingNotice(told, claim.id, notice))) {
      await addTold(tx, debtor, { kind: 'asks_time', claim: claim.id, for: 'documents', on: today, source: it.says })
      kept = true
    }
  }
  return kept
}

/** Answers what is contested of claims: the document goes to them first, then collecting may go on. */
export async function verifyClaims(
  tx: Tx,
  workspace: Workspace,
  debtor: DebtorRow,
  claims: readonly ClaimRow[],
  document: string,
  today: Day,
): Promise<{ settled: number; open: number; on: Day }> {
  const told = (await readTold(tx, debtor.book, [debtor.id])).get(debtor.id) ?? []
  const disputes = (await listAnswers(tx, 'dispute', debtor)).filter((it) => it.state === 'open')
  const numbers = new Set(claims.map((it) => it.number))
  const run = await runFacts(tx, workspace, today)
  const [facts] = await snapshot(tx, run, debtor.book, [debtor.id])
  // Whoever heard of us today hears no more today; the answer counts from when it can leave.
  const on = facts?.lastContactOn === today ? addDays(today, 1) : today
  for (const claim of claims) {
    const asked = told.some(
      (it) =>
        (it.kind === 'disputes' || it.kind === 'asks_time') &&
        it.claim === claim.id &&
        !told.some((one) => one.kind === 'answered' && one.claim === claim.id && one.on >= it.on),
    )
    if (!asked && !disputes.some((it) => it.claims.includes(claim.number)))
      throw problem('dispute.none', `Nothing of ${claim.number} waits for an answer.`, 'See "dunwell dispute list".')
    await addTold(tx, debtor, { kind: 'answered', claim: claim.id, document, on, source: 'answered by us' })
  }
  // A dispute about several claims ends when all of them are answered.
  const done = disputes.filter((it) => it.claims.length > 0 && it.claims.every((number) => numbers.has(number)))
  for (const it of done) await settleDispute(tx, it, `verified with ${document}`, today)
  const open = disputes.filter((it) => !done.includes(it) && it.claims.some((number) => numbers.has(number))).length
  return { settled: done.length, open, on }
}
