// Money that came, entered by a person or a program: for claims named, or spread oldest due first; taken back when it bounced.
// The terminal and the API speak through these, so that both refuse the same things in the same words.

import { asNamed, oldestFirst, type Part, ruleIdOf, usual } from '../core/allocation.ts'
import { type Clause, joinedClauses } from '../core/clause.ts'
import { type Day, dayText } from '../core/day.ts'
import { type Key, publicId } from '../core/id.ts'
import { placeOf } from '../core/law.ts'
import { moneyText } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import { allocationRuleOf } from '../rules/allocation.ts'
import { readClauses } from '../store/charge.ts'
import { type ClaimRow, findClaim } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { type DebtorRow, readDebtors } from '../store/debtor.ts'
import { lookAgain, writeOff } from '../store/ledger.ts'
import {
  addPayments,
  findPayment,
  type NewPayment,
  onAccount,
  type PaymentRow,
  type SpreadBy,
} from '../store/payment.ts'
import { type Heads, lockDebtors } from '../store/record.ts'
import { reversePayment } from '../store/reversal.ts'
import type { Workspace } from '../store/workspace.ts'
import { meetOffers, unmeetOffers } from './charge.ts'
import { placeMoney, rerunMoney, wishFor } from './rerun.ts'

interface At {
  readonly workspace: Workspace
  readonly today: Day
}

/** Money of tomorrow is no money yet; a rehearsal may type ahead, because it does not see what is dated after its day. */
function notAhead(at: At, on: Day): Day {
  if (at.workspace.liveSince !== undefined && on > at.today)
    throw problem('money.future', `${dayText(on)} is still to come.`, 'Give today or an earlier day.')
  return on
}

/** Claims by number or id, each of them against this debtor, and each once however often it is named. */
export async function claimsAgainst(
  tx: Tx,
  debtor: { id: string; name: string },
  numbers: readonly string[],
): Promise<ClaimRow[]> {
  const claims: ClaimRow[] = []
  for (const number of numbers) {
    const found = await findClaim(tx, number)
    // Named twice, by number and by id perhaps, it is still one.
    if (!claims.some((it) => it.id === found.id)) claims.push(found)
  }
  const other = claims.find((it) => it.debtorId !== debtor.id)
  if (other)
    throw problem(
      'claim.other',
      `${other.number} is not a claim against ${debtor.name}.`,
      'Check the number, or name the other customer.',
    )
  return claims
}

/** By the terms, else by the law of the debtor's place. */
export async function spreadBy(tx: Tx, at: At, debtor: DebtorRow, day: Day): Promise<SpreadBy> {
  const said = (await readClauses(tx, debtor, { day })).filter((it) => it.claimId === null).map((it) => it.clause)
  return spreadOf(at.workspace, debtor, said)
}

/** The same where the debtor's own clauses are at hand. */
export function spreadOf(
  workspace: Workspace,
  debtor: Pick<DebtorRow, 'country' | 'region' | 'kind'>,
  said: readonly Clause[],
): SpreadBy {
  const clause = joinedClauses([workspace.settings.terms, ...said])
  const credit = workspace.settings.sectors?.includes('consumer_credit')
  const only = clause.creditor === 'federal_agency' ? clause.creditor : credit ? 'consumer_credit' : undefined
  const place = placeOf(debtor)
  const rule = allocationRuleOf(place, debtor.kind, only)
  return { order: rule ?? usual, between: clause.spread ?? rule?.between ?? oldestFirst }
}

export interface MoneyIn {
  readonly kind: 'payment' | 'credit'
  readonly debtor: DebtorRow
  readonly claims: readonly ClaimRow[]
  readonly amountMinor: number
  readonly currency: string
  readonly on: Day
  readonly onAccount?: boolean
  readonly reference?: string
  readonly note?: string
  /** The bank line it came in. */
  readonly line?: NewPayment['line']
}

/** Enters money or a credit note. What no claim takes stays on account. The debtor is locked here, unless in `locked`. */
export async function enterMoney(
  tx: Tx,
  at: At,
  it: MoneyIn,
  locked?: Heads,
): Promise<{ id: string; parts: readonly Part[]; leftMinor: number; ruleId: string }> {
  const { debtor, claims, currency, amountMinor } = it
  const off = claims.find((one) => one.currency !== currency)
  if (off)
    throw problem(
      'money.currency',
      `${off.number} is in ${off.currency}, not ${currency}.`,
      'Enter one payment per currency.',
    )
  const day = notAhead(at, it.on)
  const heads = locked ?? (await lockDebtors(tx, debtor.book, [debtor.id]))
  const creditorId = claims[0]?.creditorId ?? at.workspace.creditorId
  const paymentId = tx.newId()
  const toNone = it.onAccount || (it.kind === 'credit' && claims.length === 0)
  if (it.kind === 'payment' && !it.onAccount) {
    const claimIds = claims.map((one) => one.id)
    await meetOffers(tx, at, heads, debtor, { amountMinor, currency, on: day, claimIds, paymentId })
  }
  const by = await spreadBy(tx, at, debtor, it.on)
  const named = claims.length === 0 ? undefined : claims.map((one) => one.id)
  const ruleId = toNone ? onAccount : ruleIdOf(named ? asNamed : by.between, by.order)
  const until = Math.max(day, at.today) as Day
  const { kind, reference, note, line } = it
  const money = { creditorId, amountMinor, currency, day, ruleId, named, until }
  const what = `${kind === 'credit' ? 'A credit' : 'A payment'} of ${moneyText(amountMinor, currency)} dated ${dayText(day)} came to be known`
  const parts = await placeMoney(tx, at, heads, debtor, money, what)
  await addPayments(tx, heads, [{ ...money, id: paymentId, debtorId: debtor.id, kind, reference, note, line, parts }])
  await lookAgain(tx, debtor.book, [debtor.id], at.today)
  const leftMinor = amountMinor - parts.reduce((sum, one) => sum + one.amountMinor, 0)
  return { id: publicId('pay', { book: debtor.book, id: paymentId }), parts, leftMinor, ruleId }
}

/** Takes a payment back: it bounced on `on`, or it never was (`mistake`). */
export async function undoMoney(
  tx: Tx,
  at: At,
  key: Key,
  it: { mistake: boolean; on: Day; because: string },
): Promise<PaymentRow> {
  const payment = await findPayment(tx, key)
  if (!payment)
    throw problem(
      'payment.unknown',
      `There is no payment ${quoted(publicId('pay', key))}.`,
      'See "dunwell payments CUSTOMER".',
    )
  const heads = await lockDebtors(tx, key.book, [payment.debtorId])
  const day = notAhead(at, it.on)
  if (!it.mistake && day < payment.day)
    throw problem(
      'payment.before',
      `It came on ${dayText(payment.day)} and cannot have bounced on ${dayText(day)}.`,
      'Give the day it bounced with --on, or --mistake where it never came.',
    )
  const as = it.mistake ? 'correction' : 'return'
  await reversePayment(tx, heads, payment.debtorId, key.id, { as, day, reason: it.because })
  const [debtor] = await readDebtors(tx, key.book, [payment.debtorId])
  const sum = `The payment of ${moneyText(payment.amountMinor, payment.currency)} of ${dayText(payment.day)}`
  const because = it.mistake ? `${sum} never was` : `${sum} came back on ${dayText(day)}`
  const waived = { paymentId: key.id, as, on: day, because: `${because}, and with it what was waived for it.` } as const
  await unmeetOffers(tx, at, heads, debtor!, waived)
  // From its own day even where it came back later: of money of one day what was kept goes first.
  await rerunMoney(tx, at, heads, debtor!, payment.day, because)
  await lookAgain(tx, key.book, [payment.debtorId], at.today)
  return payment
}

/** Gives what is on account to claims: those named, else oldest due first. */
export async function allocateMoney(
  tx: Tx,
  at: At,
  debtor: DebtorRow,
  claims: readonly ClaimRow[],
  currency: string,
): Promise<Part[]> {
  const heads = await lockDebtors(tx, debtor.book, [debtor.id])
  const creditorId = claims[0]?.creditorId ?? at.workspace.creditorId
  const named = claims.length === 0 ? undefined : claims.map((it) => it.id)
  const by = await spreadBy(tx, at, debtor, at.today)
  const ruleId = ruleIdOf(named ? asNamed : by.between, by.order)
  const parts = await wishFor(tx, at, heads, debtor, { creditorId, currency, ruleId, named, until: at.today })
  await lookAgain(tx, debtor.book, [debtor.id], at.today)
  return parts
}

/** Lowers a claim to nothing. @returns what was written off */
export async function writeOffClaim(tx: Tx, at: At, claim: ClaimRow, on: Day, because: string): Promise<number> {
  const heads = await lockDebtors(tx, claim.book, [claim.debtorId])
  const amount = await writeOff(tx, heads, claim, notAhead(at, on), because)
  const [debtor] = await readDebtors(tx, claim.book, [claim.debtorId])
  await rerunMoney(tx, at, heads, debtor!, on, `${claim.number} was written off on ${dayText(on)}`)
  await lookAgain(tx, claim.book, [claim.debtorId], at.today)
  return amount
}
