// Links by which a debtor pays: made with a message or by hand, looked at when somebody clicks, and turned into a checkout at the
// provider only then, over what is owed at that moment. Nothing here tells of the case more than the link is about.

import { type CheckoutAsked, openPayProvider, type PayProvider } from '../channels/pay.ts'
import { isLoopback } from '../channels/smtp.ts'
import type { CaseFacts, MessageAction } from '../core/case.ts'
import { addDays, dayAt } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { type LinkClaim, type OwedNow, owedNow } from '../core/pay-link.ts'
import { problem } from '../core/problem.ts'
import { addHold, liftHold } from '../store/answer.ts'
import {
  addCheckout,
  type Checkout,
  changeCheckout,
  checkoutId,
  checkoutsOf,
  holdsOfCheckout,
  readCheckout,
} from '../store/checkout.ts'
import { homeOfClaim } from '../store/claim.ts'
import { type Db, inWorkspace, type Tx } from '../store/db.ts'
import { type DebtorRow, readDebtors } from '../store/debtor.ts'
import { type PayAccount, readPayAccount } from '../store/pay-account.ts'
import { addPayLink, type PayLink, readPayLink } from '../store/pay-link.ts'
import { onAccountOf, openClaims } from '../store/payment.ts'
import { lockDebtors } from '../store/record.ts'
import type { Workspace } from '../store/workspace.ts'

const dayMs = 86_400_000
const minuteMs = 60_000
/** How long somebody may take to pay at the provider, and how little of that is worth being sent there for. */
const checkoutMs = 45 * minuteMs
const checkoutLeftMs = 5 * minuteMs
/** A checkout that was begun and never opened: within this the provider is asked again for the same one. */
const begunMs = 5 * minuteMs

/** Why nothing can be paid online; undefined where it can. */
export function noOnlinePay(workspace: Workspace, account: PayAccount | undefined): string | undefined {
  if (!account) return 'No provider is set up: ./dunwell pay setup stripe'
  if (workspace.settings.publicUrl === undefined)
    return 'Nobody outside knows where to find this desk: ./dunwell settings set publicUrl=https://pay.nordwind.example'
  const here = account.atUrl !== null && isLoopback(new URL(account.atUrl).hostname)
  if (workspace.liveSince === undefined && !here)
    return 'In rehearsal nothing leaves this machine; links appear once the workspace is live.'
  if (workspace.liveSince !== undefined && account.test && !here)
    return 'The key is of the provider’s test mode, where no money moves: ./dunwell pay setup stripe with the live one.'
  return undefined
}

/** The address of a link. */
function addressOf(workspace: Workspace, token: string): string {
  return `${workspace.settings.publicUrl!.replace(/\/+$/, '')}/pay/${token}`
}

/** How the address of a link looks before it is made. */
export async function linkToCome(tx: Tx, workspace: Workspace): Promise<string | undefined> {
  const there = noOnlinePay(workspace, await readPayAccount(tx)) === undefined
  return there ? addressOf(workspace, 'made-when-it-is-sent') : undefined
}

/** For what a message asks of claims that are ours to be paid for. @returns its address; undefined where no link may appear */
export async function linkInMessage(
  tx: Tx,
  workspace: Workspace,
  of: { debtor: Key; case: CaseFacts; action: MessageAction; messageId: string },
): Promise<string | undefined> {
  if (noOnlinePay(workspace, await readPayAccount(tx)) !== undefined) return undefined
  const asked = new Map<string, number>()
  for (const item of of.action.items)
    if (item.named) asked.set(item.claimId, (asked.get(item.claimId) ?? 0) + item.openMinor)
  const claims = of.case.claims.flatMap((it): LinkClaim[] => {
    const askedMinor = asked.get(it.id) ?? 0
    // What was sold to another is paid to that other.
    if (askedMinor <= 0 || it.factor) return []
    const { id, number, kind, currency, openMinor } = it
    return [{ id, number, kind, currency, openMinor, askedMinor: Math.min(askedMinor, openMinor) }]
  })
  if (claims.length === 0) return undefined
  const { debtor, messageId } = of
  const expiresAt = tx.now + workspace.settings.payLinkDays * dayMs
  const { token } = await addPayLink(tx, { debtor, creditorId: of.case.creditorId, messageId, claims, expiresAt })
  return addressOf(workspace, token)
}

/** By hand: for all that is open of these claims of one debtor. */
export async function makeLink(
  tx: Tx,
  workspace: Workspace,
  it: { claims: readonly (LinkClaim & { debtorId: string; creditorId: string; book: number })[]; days?: number },
): Promise<{ url: string; link: Key; expiresAt: number }> {
  const because = noOnlinePay(workspace, await readPayAccount(tx))
  if (because) throw problem('pay.not_ready', 'Links cannot be made yet.', because)
  const [first] = it.claims
  if (it.claims.some((one) => one.debtorId !== first!.debtorId || one.creditorId !== first!.creditorId))
    throw problem('pay.one_debtor', 'These claims are not all against one customer.', 'Make a link for each customer.')
  await lockDebtors(tx, first!.book, [first!.debtorId])
  const claims = it.claims.map(({ id, number, kind, currency, openMinor, askedMinor }) => ({
    ...{ id, number, kind, currency, openMinor, askedMinor },
  }))
  const expiresAt = tx.now + (it.days ?? workspace.settings.payLinkDays) * dayMs
  const debtor = { book: first!.book, id: first!.debtorId }
  const { link, token } = await addPayLink(tx, { debtor, creditorId: first!.creditorId, claims, expiresAt })
  return { url: addressOf(workspace, token), link, expiresAt }
}

/** What a link says to who opened it. */
export type LinkView =
  | { readonly kind: 'expired' | 'withdrawn' | 'settled'; readonly debtor: DebtorRow }
  | {
      readonly kind: 'open'
      readonly debtor: DebtorRow
      readonly owed: readonly OwedNow[]
      /** What is on its way, by currency: nothing is asked for that again. */
      readonly underWay: readonly { readonly currency: string; readonly amountMinor: number }[]
      readonly card: boolean
    }

/** What is owed now, or why nothing is asked. */
export async function viewLink(tx: Tx, workspace: Workspace, link: PayLink): Promise<LinkView> {
  const [debtor] = await readDebtors(tx, link.book, [link.debtorId])
  const now = await Promise.all(link.claims.map((it) => homeOfClaim(tx, { book: link.book, id: it.id })))
  // A customer that was merged into another has newer messages with newer links.
  const moved = debtor!.movedTo !== undefined || now.some((key, i) => key.id !== link.claims[i]!.id)
  if (link.withdrawnAt !== null || moved) return { kind: 'withdrawn', debtor: debtor! }
  if (link.expiresAt <= tx.now) return { kind: 'expired', debtor: debtor! }
  const owed = (await owedOf(tx, link)).filter((it) => it.amountMinor > 0)
  const checkouts = await checkoutsOf(tx, link)
  const underWay = checkouts
    .filter((it) => it.state === 'processing')
    .map(({ currency, amountMinor }) => ({ currency, amountMinor }))
  if (owed.length === 0 && underWay.length === 0) return { kind: 'settled', debtor: debtor! }
  const card = noOnlinePay(workspace, await readPayAccount(tx)) === undefined
  return { kind: 'open', debtor: debtor!, owed, underWay, card }
}

async function owedOf(tx: Tx, link: PayLink): Promise<OwedNow[]> {
  const debtor = { book: link.book, id: link.debtorId }
  const open = []
  for (const currency of new Set(link.claims.map((it) => it.currency)))
    open.push(...(await openClaims(tx, debtor, link.creditorId, currency)))
  const now = open.map((it) => ({
    id: it.claimId,
    openMinor: Object.values(it.open).reduce((sum, part) => sum + part, 0),
    disputed: it.disputed === true,
  }))
  return owedNow(link.claims, now, await onAccountOf(tx, debtor, link.creditorId))
}

/** Where somebody who clicked is sent on to; `nothing` where nothing is to be paid online in that currency any more. */
export type Begun = { readonly kind: 'pay'; readonly url: string } | { readonly kind: 'nothing' }

interface Clicked {
  readonly link: Key
  readonly currency: string
  /** The address they are on, without what follows the secret. */
  readonly pageUrl: string
  /** The moment on the wall, by which the provider counts: a rehearsal stands on a day of its own. */
  readonly wall: number
  /** What it is for, in the debtor's words. */
  about(owed: OwedNow, debtor: DebtorRow): string
}

/**
 * Makes a checkout over what is owed now, or finds the one that is still good for the same sum: however often somebody clicks, at
 * once or again, there is one to pay. Meanwhile their claims rest.
 */
export async function beginCheckout(db: Db, workspace: Workspace, clicked: Clicked): Promise<Begun> {
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(db, workspace.id, 'payment link', work)
  const found = await inside((tx) => claimCheckout(tx, workspace, clicked))
  if (found.kind === 'nothing') return found
  const provider = await openPayProvider(found.account)
  await endStale(provider, found.stale)
  if (found.checkout.url !== null) return { kind: 'pay', url: found.checkout.url }
  const { checkout, owed, debtor } = found
  const asked: CheckoutAsked = {
    id: checkoutId(checkout),
    amountMinor: checkout.amountMinor,
    currency: checkout.currency,
    about: clicked.about(owed, debtor),
    language: debtor.language,
    expiresAt: checkout.expiresAt + clicked.wall - db.source.now(),
    doneUrl: `${clicked.pageUrl}/thanks`,
    backUrl: clicked.pageUrl,
  }
  const made = await provider.checkout(asked)
  await inside(async (tx) => {
    await lockDebtors(tx, checkout.book, [checkout.debtorId], 'taken too')
    const now = await readCheckout(tx, checkout)
    // Paid already, or told of by the provider, before its answer was written.
    if (now?.state === 'begun') await changeCheckout(tx, checkout, { state: 'open', ...made })
  })
  return { kind: 'pay', url: made.url }
}

type Claimed =
  | { kind: 'nothing' }
  | { kind: 'checkout'; checkout: Checkout; account: PayAccount; stale: string[]; owed: OwedNow; debtor: DebtorRow }

async function claimCheckout(tx: Tx, workspace: Workspace, { link: key, currency }: Clicked): Promise<Claimed> {
  const first = await readPayLink(tx, key)
  if (!first) return { kind: 'nothing' }
  await lockDebtors(tx, key.book, [first.debtorId], 'taken too')
  const link = (await readPayLink(tx, key))!
  const view = await viewLink(tx, workspace, link)
  const owed = view.kind === 'open' && view.card ? view.owed.find((it) => it.currency === currency) : undefined
  const busy = view.kind === 'open' && view.underWay.some((it) => it.currency === currency)
  if (!owed || busy) return { kind: 'nothing' }
  const account = (await readPayAccount(tx))!
  const stale: string[] = []
  let good: Checkout | undefined
  for (const it of (await checkoutsOf(tx, link)).filter((one) => one.currency === currency)) {
    if (it.state !== 'begun' && it.state !== 'open') continue
    const fresh = it.state === 'open' ? it.expiresAt - tx.now > checkoutLeftMs : tx.now - it.madeAt < begunMs
    const same = it.amountMinor === owed.amountMinor && it.claims.join() === owed.claims.map((one) => one.id).join()
    if (fresh && same && !good) good = it
    else {
      await changeCheckout(tx, it, { state: 'expired' })
      await liftHolds(tx, it, workspace)
      if (it.sessionRef !== null) stale.push(it.sessionRef)
    }
  }
  const { debtor } = view
  if (good) return { kind: 'checkout', checkout: good, account, stale, owed, debtor }
  const claims = owed.claims.map((it) => it.id)
  const { provider } = account
  const expiresAt = tx.now + checkoutMs
  const { debtorId, id: linkId, book } = link
  const { amountMinor } = owed
  const made = { book, debtorId, linkId, provider, amountMinor, currency, claims, expiresAt }
  const checkout = await addCheckout(tx, made)
  const until = addDays(dayAt(expiresAt, workspace.zone), 1)
  await holdClaims(tx, checkout, workspace, { cause: 'online_payment_under_way', until })
  return { kind: 'checkout', checkout, account, stale, owed, debtor }
}

/** Nobody is reminded of these claims meanwhile; a hold that the checkout had before ends. */
export async function holdClaims(
  tx: Tx,
  it: Checkout,
  workspace: Workspace,
  hold: { cause: string; until?: ReturnType<typeof dayAt> },
): Promise<void> {
  await liftHolds(tx, it, workspace)
  const debtor = { book: it.book, id: it.debtorId }
  // Where the claims went, their holds went with them.
  if ((await readDebtors(tx, it.book, [it.debtorId]))[0]?.movedTo) return
  const from = dayAt(tx.now, workspace.zone)
  for (const claimId of it.claims) await addHold(tx, debtor, { ...hold, claimId, from, subjectId: it.id })
}

export async function liftHolds(tx: Tx, it: Checkout, workspace: Workspace): Promise<void> {
  const on = dayAt(tx.now, workspace.zone)
  for (const id of await holdsOfCheckout(tx, it)) await liftHold(tx, { book: it.book, id }, on)
}

/** Best effort: one that cannot be ended is over, or was paid and is booked for what it was over. */
async function endStale(provider: PayProvider, sessions: readonly string[]): Promise<void> {
  for (const session of sessions) await provider.end(session).catch(() => undefined)
}
