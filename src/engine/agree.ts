// The day that was agreed for a claim without one: its dues fall due on it from now on, and its ladder runs from there.

import { type Day, dayText, noDay } from '../core/day.ts'
import { problem } from '../core/problem.ts'
import { type ClaimRow, changeClaim, readDues } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { lookAgain } from '../store/ledger.ts'
import { lockDebtors } from '../store/record.ts'

/** A Problem where it has a day already, or where the day lies before the claim was made. */
export async function agreeDate(tx: Tx, claim: ClaimRow, agreed: { dueOn: Day; on: Day }): Promise<void> {
  const { dueOn, on } = agreed
  const heads = await lockDebtors(tx, claim.book, [claim.debtorId])
  // Read under the lock: of two who agree a day the second is told.
  const dues = await readDues(tx, claim.book, [claim.id])
  const open = dues.filter((due) => due.due_on === noDay)
  if (open.length === 0) {
    const days = dues.map((due) => dayText(due.due_on)).join(', ')
    throw problem(
      'claim.dated',
      `${claim.number} falls due on ${days} already.`,
      'What they say they will pay is kept with: ./dunwell promise add CUSTOMER --amount AMOUNT --by DAY',
    )
  }
  if (dueOn < claim.issuedOn)
    throw problem(
      'claim.due_before_issue',
      `${dayText(dueOn)} is before ${claim.number} was made, ${dayText(claim.issuedOn)}.`,
      'Give the day that was agreed.',
    )
  for (const due of open)
    await changeClaim(tx, heads, claim, { due_on: { no: due.no, from: noDay, to: dueOn } }, 'agreed with them')
  await lookAgain(tx, claim.book, [claim.debtorId], on)
}
