// A call is logged in one go with what came of it: a promise, a dispute, the next try. What was logged by mistake is taken back as a
// whole: the call counts as never made, and what came of it ends.

import type { Day } from '../core/day.ts'
import { type Key, keyOf, publicId } from '../core/id.ts'
import { problem } from '../core/problem.ts'
import { judgePromise, settleDispute } from '../store/answer.ts'
import type { Tx } from '../store/db.ts'
import type { DebtorRow } from '../store/debtor.ts'
import { lookAgain } from '../store/ledger.ts'
import { lockDebtors } from '../store/record.ts'
import {
  type CallMade,
  callMade,
  dropTask,
  finishTask,
  logCall,
  reopenTask,
  type TaskEnd,
  undoCall,
} from '../store/task.ts'
import { addTask } from '../store/work.ts'
import type { Workspace } from '../store/workspace.ts'
import { disputeAt, placeOf, promiseAt } from './answers.ts'
import { keepContested } from './dispute.ts'

export interface CallWish {
  readonly outcome: TaskEnd['outcome']
  readonly note?: string
  readonly incoming: boolean
  /** The open task that asked for the call. */
  readonly task?: string
  readonly promise?: { readonly amountMinor: number; readonly currency: string; readonly by: Day }
  readonly dispute?: { readonly cause: string; readonly claims?: readonly string[] }
  /** Ring again on this day. */
  readonly again?: Day
}

/** @returns the call's id and those of what came of it */
export async function callMadeWith(
  tx: Tx,
  workspace: Workspace,
  debtor: DebtorRow,
  wish: CallWish,
  today: Day,
): Promise<{ call: Key; made: CallMade }> {
  const at = await placeOf(tx, workspace, debtor, undefined)
  const open = at.claims.filter((claim) => claim.openMinor > 0)
  const made: { -readonly [K in keyof CallMade]: CallMade[K] } = {}
  if (wish.promise) {
    const { amountMinor, currency, by } = wish.promise
    made.promise = (await promiseAt(tx, { ...at, claims: open }, today, { amountMinor, currency, byDay: by })).id
  }
  if (wish.dispute) {
    const { cause, claims } = wish.dispute
    const contested = claims ? await placeOf(tx, workspace, debtor, claims) : { ...at, claims: open }
    if (contested.claims.length === 0)
      throw problem('dispute.nothing', `Nothing of ${debtor.name} is open.`, 'Log the call without a dispute.')
    made.dispute = await disputeAt(tx, contested, today, { cause })
    await keepContested(tx, workspace, { ...contested, says: cause, written: false }, today)
  }
  const end: TaskEnd = {
    outcome: wish.outcome,
    note: wish.note,
    on: today,
    direction: wish.incoming ? 'in' : 'out',
  }
  if (wish.again !== undefined) {
    if (wish.again <= today)
      throw problem('call.again', 'The next call would not be in the future.', 'Choose a later day.')
    made.again = await addTask(
      tx,
      await lockDebtors(tx, debtor.book, [debtor.id]),
      { debtorId: debtor.id, caseId: at.in.caseId },
      {
        kind: 'call',
        day: wish.again,
        says: wish.note ? `Call again: ${wish.note}` : 'Call again, as agreed or because nobody was reached.',
        occurrence: `again:${tx.newId()}`,
        items: open.map((claim) => ({ claimId: claim.id, dueNo: 1 })),
      },
    )
  }
  if (wish.task === undefined) return { call: await logCall(tx, at.in, at.in.caseId, { ...end, made }), made }
  const key = keyOf('tsk', wish.task)
  const call = (await finishTask(tx, key, { ...end, made: { ...made, ended: key.id } })).call
  if (!call)
    throw problem('call.task', 'This task is no call.', 'Finish it where it is listed, and log the call alone.')
  return { call, made }
}

/** Takes a call back with what came of it. A second time changes nothing. */
export async function undoCallMade(tx: Tx, key: Key, today: Day): Promise<void> {
  const { debtorId, made, undone } = await callMade(tx, key)
  if (undone) return
  const { book } = key
  const heads = await lockDebtors(tx, book, [debtorId])
  if (made.promise) await judgePromise(tx, heads, debtorId, made.promise, 'withdrawn', today)
  if (made.again) await dropTask(tx, heads, debtorId, made.again, today)
  await undoCall(tx, heads, { ...key, debtorId }, made)
  if (made.ended) await reopenTask(tx, heads, debtorId, made.ended)
  await lookAgain(tx, book, [debtorId], today)
  if (made.dispute) await settleDispute(tx, { book, id: made.dispute }, 'entered by mistake', today)
}

export function callId(key: Key): string {
  return publicId('msg', key)
}
