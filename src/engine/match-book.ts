// Books what bank lines give to debtors of one book, all of a batch together: discounts agreed, then the money, to the claims named first
// and the rest by the order of the place. Whoever has clauses of their own or charged interest takes the way of every other payment.

import { asNamed, type OpenClaim, type Part, ruleIdOf } from '../core/allocation.ts'
import type { Day } from '../core/day.ts'
import { keyOf } from '../core/id.ts'
import type { Given } from '../core/match-sum.ts'
import { moneyText } from '../core/money.ts'
import { assert } from '../core/problem.ts'
import type { Candidate } from '../store/candidate.ts'
import { readClaims } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { readDebtors } from '../store/debtor.ts'
import { lookAgain } from '../store/ledger.ts'
import { addPayments, type NewPayment, spread, withLaterMoney } from '../store/payment.ts'
import type { Heads } from '../store/record.ts'
import type { Workspace } from '../store/workspace.ts'
import { openSum } from './match-find.ts'
import { enterMoney, spreadBy, spreadOf } from './money.ts'
import { wishFor } from './rerun.ts'

export interface Booking {
  readonly lineId: string
  readonly partNo: number
  readonly debtor: Candidate
  readonly amountMinor: number
  readonly currency: string
  readonly on: Day
  readonly gives: readonly Omit<Given, 'number'>[]
  /** What the payer wrote, for the ledger. */
  readonly reference?: string
}

interface At {
  readonly workspace: Workspace
  readonly today: Day
}

/** Books these in the order given; debtors are locked in `heads`. @returns the payments, in order */
export async function bookParts(tx: Tx, at: At, heads: Heads, bookings: readonly Booking[]): Promise<string[]> {
  const open = new Map(bookings.map((it) => [it.debtor.id, openOf(it.debtor)]))
  const ids: string[] = new Array(bookings.length)
  const payments: NewPayment[] = []
  const places: (number | undefined)[] = []
  // Money of theirs that is dated later was spread without this: then all of it is worked out anew.
  const later = await withLaterMoney(
    tx,
    heads.book,
    bookings.map((it) => ({ debtorId: it.debtor.id, day: it.on })),
  )
  for (const [i, it] of bookings.entries()) {
    // Credits on account and the long way need what was written before them.
    if (it.debtor.special || later.has(it.debtor.id) || it.gives.some((one) => (one.creditMinor ?? 0) > 0)) continue
    for (const { payment, isMoney } of paymentsOf(at, it, open.get(it.debtor.id)!)) {
      payments.push(payment)
      places.push(isMoney ? i : undefined)
    }
  }
  for (const [n, id] of (await addPayments(tx, heads, payments)).entries())
    if (places[n] !== undefined) ids[places[n]] = id
  for (const [i, it] of bookings.entries()) ids[i] ??= await bookLong(tx, at, heads, it)
  const debtors = [...new Set(bookings.map((it) => it.debtor.id))]
  await lookAgain(tx, heads.book, debtors, at.today)
  return ids
}

function openOf(it: Candidate): OpenClaim[] {
  return it.claims.map((one) => ({
    claimId: one.id,
    number: one.number,
    dueOn: one.dueOn,
    open: one.open,
    disputed: one.disputed,
  }))
}

/** The agreed discount as a credit, then the money; lowers `open` by both, so that the next of the batch sees it. */
function paymentsOf(at: At, it: Booking, open: OpenClaim[]): { payment: NewPayment; isMoney: boolean }[] {
  const creditorId = creditorOf(at, it)
  const mine = open.filter(
    (one) => creditorOfClaim(it, one.claimId) === creditorId && currencyOf(it, one.claimId) === it.currency,
  )
  const by = spreadOf(at.workspace, { ...it.debtor, region: it.debtor.region ?? undefined }, [])
  const base = { debtorId: it.debtor.id, creditorId, currency: it.currency, day: it.on, reference: it.reference }
  const made: { payment: NewPayment; isMoney: boolean }[] = []
  const give = (payment: Omit<NewPayment, 'parts' | 'ruleId'>, named: readonly string[], isMoney: boolean) => {
    const { parts, ruleId } = spread(payment.amountMinor, mine, named, by)
    lower(open, mine, parts)
    const until = Math.max(it.on, at.today) as Day
    made.push({ payment: { ...payment, parts, ruleId, named, until }, isMoney })
  }
  for (const one of it.gives) {
    if (!one.allowedMinor) continue
    const note = 'cash discount agreed and taken in time'
    give(
      { ...base, kind: 'credit', amountMinor: one.allowedMinor, note, line: { id: it.lineId } },
      [one.claimId],
      false,
    )
  }
  const line = { id: it.lineId, part: it.partNo }
  give(
    { ...base, kind: 'payment', amountMinor: it.amountMinor, line },
    it.gives.map((one) => one.claimId),
    true,
  )
  return made
}

function creditorOf(at: At, it: Booking): string {
  const first = it.gives[0]
  return (first && creditorOfClaim(it, first.claimId)) ?? it.debtor.claims[0]?.creditorId ?? at.workspace.creditorId
}

function creditorOfClaim(it: Booking, claimId: string): string | undefined {
  return it.debtor.claims.find((one) => one.id === claimId)?.creditorId
}

function currencyOf(it: Booking, claimId: string): string | undefined {
  return it.debtor.claims.find((one) => one.id === claimId)?.currency
}

function lower(open: OpenClaim[], mine: OpenClaim[], parts: readonly Part[]): void {
  for (const part of parts) {
    for (const list of [open, mine]) {
      const at = list.findIndex((one) => one.claimId === part.claimId)
      assert(at >= 0, 'money goes to a claim that was read')
      const one = list[at]!
      list[at] = { ...one, open: { ...one.open, [part.component]: one.open[part.component] - part.amountMinor } }
    }
  }
}

/** As a person enters it, claim by claim as it is in the database now. */
async function bookLong(tx: Tx, at: At, heads: Heads, it: Booking): Promise<string> {
  const [debtor] = await readDebtors(tx, heads.book, [it.debtor.id])
  const order = new Map(it.gives.map((one, i) => [one.claimId, i]))
  const claims = it.gives.length === 0 ? [] : await readClaims(tx, heads.book, [...order.keys()])
  claims.sort((a, b) => order.get(a.id)! - order.get(b.id)!)
  const base = { debtor: debtor!, currency: it.currency, on: it.on, reference: it.reference }
  for (const one of it.gives) {
    if (!one.allowedMinor) continue
    const claim = claims.filter((claim) => claim.id === one.claimId)
    const note = 'cash discount agreed and taken in time'
    const credit = { ...base, kind: 'credit' as const, claims: claim, amountMinor: one.allowedMinor, note }
    await enterMoney(tx, at, { ...credit, line: { id: it.lineId } }, heads)
  }
  const line = { id: it.lineId, part: it.partNo }
  const paid = await enterMoney(tx, at, { ...base, kind: 'payment', claims, amountMinor: it.amountMinor, line }, heads)
  const byCredit = claims.filter((claim) =>
    it.gives.some((one) => one.claimId === claim.id && (one.creditMinor ?? 0) > 0),
  )
  if (byCredit.length > 0) {
    const { order } = await spreadBy(tx, at, debtor!, it.on)
    await wishFor(tx, at, heads, debtor!, {
      creditorId: byCredit[0]!.creditorId,
      currency: it.currency,
      ruleId: ruleIdOf(asNamed, order),
      named: byCredit.map((claim) => claim.id),
      until: at.today,
    })
  }
  return keyOf('pay', paid.id).id
}

/** What is open of a claim now may be less than when it was proposed: then it is no proposal any more. */
export function stillOpen(debtor: Candidate, gives: Booking['gives']): boolean {
  return gives.every((one) => {
    const claim = debtor.claims.find((it) => it.id === one.claimId)
    return claim !== undefined && openSum(claim) >= one.amountMinor + (one.allowedMinor ?? 0) + (one.creditMinor ?? 0)
  })
}

/** The words of the payer for the ledger, cut to what a person reads. */
export function referenceOf(text: string, amountMinor: number, currency: string): string {
  const plain = text.trim()
  return plain === '' ? `bank line of ${moneyText(amountMinor, currency)}` : plain.slice(0, 140)
}
