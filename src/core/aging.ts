// How old open money is on a day: what is open of each due, and five buckets that always add up to the balance. It takes sums
// of postings and knows nothing of where they lie.

import { type Day, noDay } from './day.ts'

export const bucketNames = ['current', '1-30', '31-60', '61-90', '90+'] as const
export type BucketName = (typeof bucketNames)[number]

/** What was posted to a claim up to a day, summed. */
export interface PostedClaim {
  /** Its own dues with all principal that names them, payments too. */
  readonly dues: readonly PostedDue[]
  /** Principal that names no due: below zero when it is a payment's. */
  readonly restMinor: number
  /** Interest, fees and costs. */
  readonly extraMinor: number
  /** Stands in where a claim has no due. */
  readonly firstOn: Day
}

export interface PostedDue {
  readonly no: number
  readonly dueOn: Day
  readonly amountMinor: number
}

export interface OpenDues {
  /** Oldest first, each zero or more. */
  readonly dues: readonly PostedDue[]
  /** What is open beside the dues; below zero when more was paid than owed, and then nothing is open of any due. */
  readonly besideMinor: number
}

/** Money that names no due lowers the oldest first. Dues and what is beside them sum to the claim's balance. */
export function openDues(claim: PostedClaim): OpenDues {
  const sorted = [...claim.dues].sort((a, b) => a.dueOn - b.dueOn || a.no - b.no)
  const loose = [claim.restMinor, claim.extraMinor]
  // Whatever lowers is one pot, so that an overpaid due helps the next one.
  let lowers = -[...loose, ...sorted.map((due) => due.amountMinor)].reduce((sum, it) => sum + Math.min(0, it), 0)
  const dues = sorted.map((due) => {
    const owed = Math.max(0, due.amountMinor)
    const part = Math.min(lowers, owed)
    lowers -= part
    return { no: due.no, dueOn: due.dueOn, amountMinor: owed - part }
  })
  return { dues, besideMinor: loose.reduce((sum, it) => sum + Math.max(0, it), 0) - lowers }
}

export interface OpenPart {
  readonly dueOn: Day
  readonly amountMinor: number
}

/**
 * What is open, oldest due first: parts over zero that sum to the claim's balance, or none where that is zero or less.
 * Interest, fees and costs stand with the oldest open due, or with the last due when all principal is paid.
 */
export function openParts(claim: PostedClaim): OpenPart[] {
  const { dues, besideMinor } = openDues(claim)
  const parts = dues.filter((due) => due.amountMinor > 0).map(({ dueOn, amountMinor }) => ({ dueOn, amountMinor }))
  if (besideMinor <= 0) return parts
  const first = parts[0]
  if (first) first.amountMinor += besideMinor
  else parts.push({ dueOn: dues.at(-1)?.dueOn ?? claim.firstOn, amountMinor: besideMinor })
  return parts
}

export function balanceOf(claim: PostedClaim): number {
  return claim.dues.reduce((sum, due) => sum + due.amountMinor, claim.restMinor + claim.extraMinor)
}

export interface Figure {
  count: number
  amountMinor: number
}

/** The aging of one currency, added up claim by claim. */
export interface Aging {
  readonly currency: string
  readonly open: Figure
  /** All five, always, in the order of their age. */
  readonly buckets: readonly (Figure & { readonly name: BucketName })[]
  /** Of what is current: no day is agreed on which it falls due. Absent where there is none. */
  undatedMinor?: number
  /** Credits not yet given to a claim, and claims paid too much: what we owe them, over zero. */
  creditsMinor: number
  /** Payments not yet given to a claim, over zero. */
  unappliedMinor: number
  /** Open less credits less payments on account: what the sales ledger says. */
  netMinor: number
}

export function emptyAging(currency: string): Aging {
  return {
    currency,
    open: { count: 0, amountMinor: 0 },
    buckets: bucketNames.map((name) => ({ name, count: 0, amountMinor: 0 })),
    creditsMinor: 0,
    unappliedMinor: 0,
    netMinor: 0,
  }
}

/** A due on the day itself is current; one day later it is in 1-30. */
export function bucketIndex(daysLate: number): number {
  return daysLate <= 0 ? 0 : daysLate <= 30 ? 1 : daysLate <= 60 ? 2 : daysLate <= 90 ? 3 : 4
}

/** A claim stands with each part in that part's bucket, and is counted once: in its oldest. */
export function addClaim(aging: Aging, claim: PostedClaim, day: Day): void {
  const balance = balanceOf(claim)
  aging.netMinor += balance
  if (balance < 0) aging.creditsMinor -= balance
  if (balance <= 0) return
  aging.open.count += 1
  aging.open.amountMinor += balance
  for (const [i, part] of openParts(claim).entries()) {
    const bucket = aging.buckets[bucketIndex(day - part.dueOn)]!
    bucket.amountMinor += part.amountMinor
    if (part.dueOn === noDay) aging.undatedMinor = (aging.undatedMinor ?? 0) + part.amountMinor
    if (i === 0) bucket.count += 1
  }
}

/** Money given to no claim yet; `amountMinor` is over zero when it is theirs. */
export function addOnAccount(aging: Aging, kind: string, amountMinor: number): void {
  if (kind === 'credit') aging.creditsMinor += amountMinor
  else aging.unappliedMinor += amountMinor
  aging.netMinor -= amountMinor
}

/** Adds one aging to another of the same currency. */
export function addAging(to: Aging, from: Aging): void {
  to.open.count += from.open.count
  to.open.amountMinor += from.open.amountMinor
  for (const [i, bucket] of to.buckets.entries()) {
    bucket.count += from.buckets[i]!.count
    bucket.amountMinor += from.buckets[i]!.amountMinor
  }
  if (from.undatedMinor !== undefined) to.undatedMinor = (to.undatedMinor ?? 0) + from.undatedMinor
  to.creditsMinor += from.creditsMinor
  to.unappliedMinor += from.unappliedMinor
  to.netMinor += from.netMinor
}

/** Whether there is anything to show: money of theirs and of ours may cancel out, and still both are there. */
export function isEmpty(aging: Aging): boolean {
  return aging.open.count === 0 && aging.creditsMinor === 0 && aging.unappliedMinor === 0
}
