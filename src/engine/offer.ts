// An offer: "pay by a day, and we waive". It is kept on the claim; a payment that meets it waives by itself what was offered.

import { clauseFrom } from '../core/clause.ts'
import { type Day, dayText } from '../core/day.ts'
import { addClause } from '../store/charge.ts'
import type { ClaimRow } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { readDebtors } from '../store/debtor.ts'
import { lookAgain } from '../store/ledger.ts'
import { lockDebtors } from '../store/record.ts'
import type { Workspace } from '../store/workspace.ts'
import { explained } from './statement.ts'

export type Waivable = 'interest' | 'fee' | 'cost' | 'all'

export interface OfferAsked {
  readonly payBy: Day
  readonly what: Waivable
  readonly amountMinor?: number
  readonly because: string
}

interface At {
  readonly workspace: Workspace
  readonly today: Day
}

/** What an offer, or a waiver, would let go of what is posted now, and what is left to pay. */
export async function letsGo(
  tx: Tx,
  at: At,
  claim: ClaimRow,
  it: Pick<OfferAsked, 'what' | 'amountMinor'>,
): Promise<{ waivesMinor: number; leavesMinor: number }> {
  const [debtor] = await readDebtors(tx, claim.book, [claim.debtorId])
  const [now] = (await explained(tx, at.workspace, debtor!, { day: at.today }, claim.id)).claims
  const wanted = (['interest', 'fee', 'cost'] as const).filter((one) => it.what === 'all' || it.what === one)
  const posted = wanted.reduce((sum, one) => sum + Math.max(0, now?.open[one] ?? 0), 0)
  const waivesMinor = Math.min(posted, it.amountMinor ?? posted)
  return { waivesMinor, leavesMinor: (now?.openMinor ?? 0) - waivesMinor }
}

/** Keeps an offer on a claim; it takes the place of an earlier one. @returns what it waives, and what then settles the claim */
export async function keepOffer(tx: Tx, at: At, claim: ClaimRow, it: OfferAsked) {
  const { what, amountMinor, because } = it
  const offer = { payBy: dayText(it.payBy), what, because, ...(amountMinor !== undefined && { amountMinor }) }
  const [debtor] = await readDebtors(tx, claim.book, [claim.debtorId])
  const heads = await lockDebtors(tx, claim.book, [claim.debtorId])
  await addClause(tx, heads, { debtor: debtor!, claimId: claim.id }, clauseFrom({ offer }), because)
  await lookAgain(tx, claim.book, [claim.debtorId], at.today)
  return { offer, ...(await letsGo(tx, at, claim, it)) }
}

/** Takes an offer back; what was met already stays waived. */
export async function withdrawOffer(tx: Tx, at: At, claim: ClaimRow, because: string): Promise<void> {
  const [debtor] = await readDebtors(tx, claim.book, [claim.debtorId])
  const heads = await lockDebtors(tx, claim.book, [claim.debtorId])
  await addClause(tx, heads, { debtor: debtor!, claimId: claim.id }, { offer: null }, because)
  await lookAgain(tx, claim.book, [claim.debtorId], at.today)
}
