// What a debtor answered, kept with the claims it is about: a promise, a query, a dispute, a hold. The terminal and the API speak
// through these, so that both refuse the same things in the same words.

import { type Day, dayText } from '../core/day.ts'
import { moneyText } from '../core/money.ts'
import { problem } from '../core/problem.ts'
import { addDispute, addHold, addPromise, addQuery, type InCase } from '../store/answer.ts'
import { type ClaimRow, claimsOf } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { caseOf, type DebtorRow } from '../store/debtor.ts'
import type { Workspace } from '../store/workspace.ts'
import { claimsAgainst } from './money.ts'

/** A debtor, their case, and the claims that an answer is about. */
export interface Place {
  readonly debtor: DebtorRow
  readonly in: InCase
  readonly claims: readonly ClaimRow[]
}

/** The claims named, or all open ones. */
export async function placeOf(
  tx: Tx,
  workspace: Workspace,
  debtor: DebtorRow,
  numbers: readonly string[] | undefined,
): Promise<Place> {
  const claims = numbers ? await claimsAgainst(tx, debtor, numbers) : await claimsOf(tx, debtor)
  const caseId = claims[0]?.caseId ?? (await caseOf(tx, debtor, workspace.creditorId))
  return { debtor, in: { book: debtor.book, id: debtor.id, caseId }, claims }
}

/** A part of a claim, which may not be more than is open of it. */
function partOf(partMinor: number | undefined, claim: ClaimRow): number | undefined {
  if (partMinor !== undefined && partMinor > claim.openMinor)
    throw problem(
      'claim.part',
      `${moneyText(partMinor, claim.currency)} is more than is open of ${claim.number} (${moneyText(claim.openMinor, claim.currency)}).`,
      'Give a smaller part, or leave it out for the whole.',
    )
  return partMinor
}

export interface HoldWish {
  readonly cause: string
  readonly note?: string
  readonly from: Day
  readonly until?: Day
  readonly reach: 'debtor' | 'case' | 'claims'
  readonly partMinor?: number
}

/** Holds everything of a debtor, a case, or the claims of the place. @returns the ids of the holds */
export async function holdAt(tx: Tx, at: Place, it: HoldWish): Promise<string[]> {
  if (it.cause.trim() === '')
    throw problem('hold.cause', 'A hold needs its cause.', 'Say why: "talks with their accountant".')
  if (it.until !== undefined && it.until <= it.from)
    throw problem('hold.past', `${dayText(it.until)} is not in the future.`, 'Give a later day.')
  const named = it.reach === 'claims' ? at.claims : []
  if (it.partMinor !== undefined && named.length !== 1)
    throw problem('hold.part', 'A part is of one claim.', 'Name one claim.')
  const base = { cause: it.cause, note: it.note, from: it.from, until: it.until }
  if (named.length === 0)
    return [await addHold(tx, at.in, { ...base, caseId: it.reach === 'case' ? at.in.caseId : undefined })]
  const ids: string[] = []
  for (const one of named)
    ids.push(await addHold(tx, at.in, { ...base, claimId: one.id, partMinor: partOf(it.partMinor, one) }))
  return ids
}

export interface PromiseWish {
  readonly amountMinor: number
  readonly currency: string
  readonly byDay: Day
  readonly who?: string
}

/** Keeps a promise about the claims of the place that are in its currency. */
export async function promiseAt(
  tx: Tx,
  at: Place,
  today: Day,
  it: PromiseWish,
): Promise<{ id: string; claims: readonly ClaimRow[] }> {
  const { amountMinor, currency, byDay } = it
  const claims = at.claims.filter((one) => one.currency === currency)
  const open = claims.reduce((sum, one) => sum + one.openMinor, 0)
  if (open === 0)
    throw problem(
      'promise.nothing',
      `Nothing of ${at.debtor.name} is open in ${currency}.`,
      'Name a claim that is open, or its currency.',
    )
  if (amountMinor > open)
    throw problem(
      'promise.more',
      `${moneyText(amountMinor, currency)} is more than the ${moneyText(open, currency)} these claims have open.`,
      'Name further claims, or a smaller sum; what they pay on top stays on account.',
    )
  if (byDay < today) throw problem('promise.past', `${dayText(byDay)} is over.`, 'Give today or a later day.')
  const claimIds = claims.map((one) => one.id)
  return { id: await addPromise(tx, at.in, { ...it, madeOn: today, claimIds }), claims }
}

export async function askAt(tx: Tx, at: Place, today: Day, asks: string): Promise<string> {
  return addQuery(tx, at.in, { asks, on: today, claimIds: at.claims.map((it) => it.id) })
}

export async function disputeAt(
  tx: Tx,
  at: Place,
  today: Day,
  it: { cause: string; partMinor?: number },
): Promise<string> {
  const claims = at.claims.map((one) => ({ id: one.id, partMinor: partOf(it.partMinor, one) }))
  return addDispute(tx, at.in, { cause: it.cause, on: today, claims })
}
