// What the payment provider tells: each event once, in whatever order it comes, booked as payments, returns and holds. What speaks
// of a payment that is not here yet waits for it; what does not fit is kept for a person and books nothing.

import { openPayProvider } from '../channels/pay.ts'
import { addDays, type Day, dayAt } from '../core/day.ts'
import { keyOf, parseId } from '../core/id.ts'
import { moneyText } from '../core/money.ts'
import { disputeAfter, isOver, type PayEvent, type PayNews, standing } from '../core/pay-link.ts'
import { Problem, problem } from '../core/problem.ts'
import { type Checkout, changeCheckout, checkoutOfPayment, namePayment, readCheckout } from '../store/checkout.ts'
import { type ClaimRow, claimId, findClaim } from '../store/claim.ts'
import { type Db, inWorkspace, type Tx } from '../store/db.ts'
import { readHome } from '../store/debtor.ts'
import { lookAgain } from '../store/ledger.ts'
import { readPayAccount } from '../store/pay-account.ts'
import { forgetOldEvents, type KeptEvent, keepPayEvent, settlePayEvent, waitingEvents } from '../store/pay-event.ts'
import { findPayment } from '../store/payment.ts'
import { lockDebtors } from '../store/record.ts'
import type { Workspace } from '../store/workspace.ts'
import { enterMoney, undoMoney } from './money.ts'
import { holdClaims, liftHolds } from './pay-link.ts'

/** A bank debit may take two weeks to be confirmed; after this a person should ask. */
const processingDays = 21
/** After money was given back, time for a person to say what is still owed. */
const refundDays = 7

export type HeardPay = 'done' | 'again' | 'waiting' | 'refused' | 'ignored' | 'unsigned'

interface At {
  readonly workspace: Workspace
  readonly today: Day
}

/**
 * One delivery of the provider. Throws where it could not be kept, so that the provider delivers again.
 * @param wall the moment on the wall, by which a signature's age is judged: a rehearsal stands on a day of its own
 */
export async function hearPay(
  db: Db,
  at: At,
  it: { body: Uint8Array; signature: string | undefined; wall: number },
): Promise<HeardPay> {
  const { workspace } = at
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(db, workspace.id, 'payment provider', work)
  const account = await inside(readPayAccount)
  const provider = account && (await openPayProvider(account))
  const event = provider?.heard(it.body, it.signature, it.wall)
  if (!event) return 'unsigned'
  // Of the test mode in a workspace that takes real money, or the other way round; and what concerns nobody here.
  if (event.test !== account!.test || event.news.kind === 'other') return 'ignored'
  const heard = await inside((tx) => keepAndApply(tx, at, event)).catch(async (error): Promise<HeardPay> => {
    if (!(error instanceof Problem) || /^(database\.|debtor\.moved)/.test(error.facts.code)) throw error
    // Delivered again it would fail again: it is kept for a person.
    return inside((tx) => keepRefused(tx, at, event, error.facts.says))
  })
  const paid = event.news.kind === 'paid' || event.news.kind === 'fee_known' ? refOf(event.news) : undefined
  // The fee is known a moment later than the payment, or only when the provider says so; no booking waits for it.
  if (paid !== undefined && heard === 'done') {
    const fee = await provider!.feeOf(paid).catch(() => undefined)
    if (fee) await inside((tx) => keepFee(tx, paid, fee))
  }
  return heard
}

function refOf(news: PayNews): string | undefined {
  return 'paymentRef' in news ? news.paymentRef : undefined
}

async function keepAndApply(tx: Tx, at: At, event: PayEvent): Promise<HeardPay> {
  const { news } = event
  // Kept first: a second delivery of it at the same moment waits here and then finds it there.
  const kept = { ...event, paymentRef: refOf(news), state: 'done' as const, says: '' }
  if (!(await keepPayEvent(tx, kept))) return 'again'
  await forgetOldEvents(tx)
  const checkout = await lockedCheckout(tx, news)
  // Disputes of a shop on the same account wait for a payment that never comes, and are forgotten.
  if (!checkout || (!('sessionRef' in news) && checkout.state !== 'paid')) {
    await settlePayEvent(tx, event.id, 'waiting', 'It speaks of a payment that is not here yet.')
    return 'waiting'
  }
  await apply(tx, at, event, checkout)
  return 'done'
}

/** For a person to look at; until then nobody is chased for what may be paid. */
async function keepRefused(tx: Tx, at: At, event: PayEvent, says: string): Promise<HeardPay> {
  if (!(await keepPayEvent(tx, { ...event, paymentRef: refOf(event.news), state: 'refused', says }))) return 'again'
  const checkout = await lockedCheckout(tx, event.news).catch(() => undefined)
  if (checkout) await holdClaims(tx, checkout, at.workspace, { cause: 'online_payment_unclear' })
  return 'refused'
}

/** The checkout that the news is about, its debtor locked; a Problem where the news names one that is not here. */
async function lockedCheckout(tx: Tx, news: PayNews): Promise<Checkout | undefined> {
  if (news.kind === 'other') return undefined
  const key = 'checkout' in news ? parseId('chk', news.checkout) : undefined
  const found = 'checkout' in news ? key && (await readCheckout(tx, key)) : await checkoutOfPayment(tx, news.paymentRef)
  if (!found && 'checkout' in news)
    throw problem('pay.unknown', 'It names a checkout that was not made here.', 'Look it up at the provider.')
  if (!found) return undefined
  await lockDebtors(tx, found.book, [found.debtorId], 'taken too')
  return readCheckout(tx, found)
}

async function apply(tx: Tx, at: At, event: KeptEvent, it: Checkout): Promise<void> {
  const { news } = event
  if ('currency' in news && news.currency !== it.currency)
    throw problem(
      'pay.currency',
      `It speaks of ${news.currency}, the checkout of ${it.currency}.`,
      'Look it up at the provider.',
    )
  if ('sessionRef' in news && it.sessionRef !== null && it.sessionRef !== news.sessionRef)
    throw problem('pay.session', 'It names another session than this checkout has.', 'Look it up at the provider.')
  switch (news.kind) {
    case 'paid':
      return paid(tx, at, event, news, it)
    case 'processing': {
      // Its end may have been told before its beginning.
      if (it.state === 'paid' || it.state === 'failed') return
      await changeCheckout(tx, it, { state: 'processing', sessionRef: news.sessionRef })
      const until = addDays(at.today, processingDays)
      return holdClaims(tx, it, at.workspace, { cause: 'online_payment_processing', until })
    }
    case 'failed':
    case 'expired':
      if (it.state === 'paid' || (news.kind === 'expired' && it.state === 'processing')) return
      await changeCheckout(tx, it, { state: news.kind, sessionRef: news.sessionRef })
      await liftHolds(tx, it, at.workspace)
      return lookAgain(tx, it.book, [it.debtorId], at.today)
    case 'refunded':
    case 'refund_failed': {
      // Each word says how it is as of its moment; an older one that comes late says nothing new.
      if (it.refundedAt !== null && event.at < it.refundedAt) return
      const before = it.refundedAt === event.at && news.kind === 'refunded' ? it.refundedMinor : 0
      const refundedMinor =
        news.kind === 'refunded'
          ? Math.max(before, news.refundedMinor)
          : Math.max(0, it.refundedMinor - news.amountMinor)
      await changeCheckout(tx, it, { refundedMinor, refundedAt: event.at })
      const why = news.kind === 'refunded' ? 'given back through the provider' : 'a refund did not arrive and came back'
      await settle(tx, at, event, { ...it, refundedMinor }, why)
      // While a bank is asked, that hold goes on.
      if (news.kind !== 'refunded' || !Object.values(it.disputes).every(isOver)) return
      return holdClaims(tx, it, at.workspace, { cause: 'payment_refunded', until: addDays(at.today, refundDays) })
    }
    case 'disputed': {
      const { amountMinor, status } = news
      const now = disputeAfter(it.disputes[news.dispute], { amountMinor, status })
      const disputes = { ...it.disputes, [news.dispute]: now }
      await changeCheckout(tx, it, { disputes })
      const why = now.status === 'won' ? 'the dispute at their bank was won' : 'disputed at their bank'
      await settle(tx, at, event, { ...it, disputes }, why)
      if (Object.values(disputes).every(isOver)) return liftHolds(tx, it, at.workspace)
      return holdClaims(tx, it, at.workspace, { cause: 'payment_disputed_at_bank' })
    }
  }
}

async function paid(
  tx: Tx,
  at: At,
  event: KeptEvent,
  news: Extract<PayNews, { sessionRef: string }>,
  it: Checkout,
): Promise<void> {
  if (it.state === 'paid') return
  if (news.amountMinor !== it.amountMinor)
    throw problem(
      'pay.amount',
      `${moneyText(news.amountMinor, news.currency)} were paid; the checkout was over ${moneyText(it.amountMinor, it.currency)}.`,
      'Look it up at the provider, and enter it with "dunwell pay".',
    )
  if (news.paymentRef === undefined)
    throw problem('pay.reference', 'It names no payment.', 'Look it up at the provider.')
  const now = {
    state: 'paid',
    sessionRef: news.sessionRef,
    paymentRef: news.paymentRef,
    paidMinor: news.amountMinor,
  } as const
  await changeCheckout(tx, it, now)
  await namePayment(tx, it, news.paymentRef)
  await liftHolds(tx, it, at.workspace)
  await settle(tx, at, event, { ...it, ...now }, 'paid online')
  for (const late of await waitingEvents(tx, news.paymentRef)) {
    await apply(tx, at, late, (await readCheckout(tx, it))!)
    await settlePayEvent(tx, late.id, 'done', '')
  }
}

/**
 * The books say what still stands of the payment, no more and no less: what stood is undone as a return on the day of the news, and
 * what is left of it counts again from that day, so that every day in between stays as it was.
 */
async function settle(tx: Tx, at: At, event: KeptEvent, it: Checkout, why: string): Promise<void> {
  const target = standing(it)
  if (target === it.standingMinor) return
  const { workspace } = at
  const day = (it: number) =>
    workspace.liveSince === undefined ? at.today : (Math.min(dayAt(it, workspace.zone), at.today) as Day)
  let on = day(event.at)
  const debtor = await readHome(tx, { book: it.book, id: it.debtorId })
  if (it.paymentId !== null && debtor!.id === it.debtorId) {
    const key = { book: it.book, id: it.paymentId }
    const before = await findPayment(tx, key)
    // A person may have been quicker.
    if (before && !before.undone) {
      on = Math.max(on, before.day) as Day
      await undoMoney(tx, at, key, { mistake: false, on, because: `${it.paymentRef}: ${why}` })
    }
  } else if (it.paymentId !== null)
    throw problem(
      'pay.moved',
      `The customer was merged into ${debtor!.name} since: ${it.paymentRef} is ${why}.`,
      'Take the payment back by hand: ./dunwell payments, ./dunwell reverse.',
    )
  let paymentId: string | null = null
  if (target > 0) {
    const claims: ClaimRow[] = []
    for (const id of it.claims) claims.push(await findClaim(tx, claimId({ book: it.book, id })))
    const made = await enterMoney(tx, at, {
      kind: 'payment',
      debtor: debtor!,
      claims: claims.filter((one) => one.debtorId === debtor!.id),
      amountMinor: target,
      currency: it.currency,
      on,
      reference: it.paymentRef ?? undefined,
      note: it.standingMinor === 0 ? why : `what is left of it: ${why}`,
    })
    paymentId = keyOf('pay', made.id).id
  }
  await changeCheckout(tx, it, { paymentId, standingMinor: target })
  await lookAgain(tx, it.book, [it.debtorId], at.today)
}

async function keepFee(tx: Tx, paymentRef: string, fee: { amountMinor: number; currency: string }): Promise<void> {
  const it = await checkoutOfPayment(tx, paymentRef)
  if (it) await changeCheckout(tx, it, { feeMinor: fee.amountMinor, feeCurrency: fee.currency })
}
