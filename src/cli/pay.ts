// `dunwell pay setup`, `status`, `link`, `list`, `withdraw`, `remove`: paying online. Entering money that came is money.ts.

import type { Command } from 'commander'
import { openPayProvider } from '../channels/pay.ts'
import { momentText } from '../core/day.ts'
import { keyOf } from '../core/id.ts'
import { moneyText } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import { payAccountOf, payHookEvents, payHookUrl } from '../engine/pay-account.ts'
import { makeLink, noOnlinePay } from '../engine/pay-link.ts'
import { checkoutId, listCheckouts } from '../store/checkout.ts'
import { findClaim } from '../store/claim.ts'
import { findDebtor } from '../store/debtor.ts'
import { dropPayAccount, keepPayAccount, type PayAccount, readPayAccount } from '../store/pay-account.ts'
import { refusedPayEvents } from '../store/pay-event.ts'
import { type ListedLink, listPayLinks, payLinkId, readPayLink, withdrawPayLink } from '../store/pay-link.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Desk, type Wiring } from './desk.ts'
import { plural } from './run.ts'
import { secretFrom } from './secret.ts'

const shown = 50

/** Adds them to `pay`, which enters money where no such word follows it. */
export function payOnline(program: Command, wiring: Wiring): void {
  const it = program.commands.find((one) => one.name() === 'pay')!
  // What stands after the word is the word's, not that of `pay`.
  it.enablePositionalOptions()
  setup(it, wiring)
  command(it, 'status', 'whether links can be paid online, and what a person should look at', './dunwell pay status', {
    json: true,
  }).action(atDesk(wiring, status))
  command(
    it,
    'link',
    'make a payment link by hand, for all that is open of these claims of one customer',
    './dunwell pay link 2026-0117\n./dunwell pay link 2026-0117 2026-0131 --days 14',
    { json: true },
  )
    .argument('<claim...>', 'numbers or ids')
    .option('--days <n>', 'how long it holds (default: the setting payLinkDays)')
    .action((numbers: string[], options: CommonOptions & { days?: string }) =>
      atDesk(wiring, (desk) => link(desk, numbers, options.days))(options),
    )
  command(it, 'list', 'links and what became of them, the newest first', './dunwell pay list --customer 1017', {
    json: true,
  })
    .option('--customer <customer>', 'of this one alone')
    .action((options: CommonOptions & { customer?: string }) =>
      atDesk(wiring, (desk) => list(desk, options.customer))(options),
    )
  command(it, 'withdraw', 'end a link: its page says so kindly', './dunwell pay withdraw lnk_…', { json: true })
    .argument('<link>', 'from "dunwell pay list"')
    .action((id: string, options: CommonOptions) => atDesk(wiring, (desk) => withdraw(desk, id))(options))
  command(it, 'remove', 'forget the provider’s key: links then show bank transfer alone', './dunwell pay remove', {
    json: true,
  }).action(
    atDesk(wiring, (desk) =>
      desk.tx(async (tx) => {
        const removed = await dropPayAccount(tx)
        const text = removed
          ? 'The key is forgotten here. Revoke it at the provider as well, and remove its webhook.'
          : 'No provider was set up.'
        return { json: { removed }, text }
      }),
    ),
  )
}

interface SetupOptions extends CommonOptions {
  readonly keyFile?: string
  readonly webhookSecretFile?: string
  readonly check: boolean
  readonly at?: string
}

function setup(it: Command, wiring: Wiring): void {
  const one = command(
    it,
    'setup',
    'say with which key Stripe is asked for checkouts; it is typed in or read from a file, never given here',
    './dunwell pay setup stripe\n./dunwell pay setup stripe --key-file key.txt --webhook-secret-file whsec.txt',
    { json: true },
  )
  one
    .argument('<provider>', 'stripe')
    .option('--key-file <file>', 'a file whose first line is the key, sk_… or a restricted rk_…')
    .option('--webhook-secret-file <file>', 'a file whose first line is the webhook’s signing secret, whsec_…')
    .option('--no-check', 'do not ask Stripe whether the key is good')
    .addOption(one.createOption('--at <url>', 'a stand-in on this machine, for trials').hideHelp())
    .action((provider: string, options: SetupOptions) =>
      atDesk(wiring, (desk) => setUp(desk, provider, options))(options),
    )
}

async function setUp(desk: Desk, provider: string, options: SetupOptions): Promise<Answer> {
  if (provider !== 'stripe')
    throw problem('pay.provider', `${quoted(provider)} is no provider that is known here.`, 'Use: stripe')
  const { at } = options
  if (at !== undefined && !/^http:\/\/(127\.0\.0\.1|localhost):\d+$/.test(at))
    throw problem('pay.at', `${quoted(at)} is not on this machine.`, 'Leave --at out.')
  const secretKey = await secretFrom(options.keyFile, 'Stripe’s secret key (sk_… or rk_…)')
  const webhookSecret = await secretFrom(options.webhookSecretFile, 'The webhook’s signing secret (whsec_…)')
  const account = payAccountOf(desk.workspace, { secretKey, webhookSecret, atUrl: at })
  const { test } = account
  if (options.check) await (await openPayProvider(account)).check()
  await desk.tx((tx) => keepPayAccount(tx, account))
  const because = noOnlinePay(desk.workspace, { ...account, setAt: 0 })
  return {
    json: { provider, test, ready: because === undefined, because, webhook: payHookUrl(desk.workspace) },
    text: [
      `Stripe is set up${test ? ', in its test mode' : ''}${options.check ? '; it takes the key' : ''}.`,
      `Its webhook leads to  ${payHookUrl(desk.workspace)}`,
      `and tells of          ${payHookEvents.join('\n                      ')}`,
      because === undefined
        ? 'Messages carry a payment link from now on.'
        : `No link appears in messages yet. ${because}`,
    ].join('\n'),
  }
}

async function status(desk: Desk): Promise<Answer> {
  const { account, faults, checkouts } = await desk.tx(async (tx) => ({
    account: await readPayAccount(tx),
    faults: await refusedPayEvents(tx),
    checkouts: await listCheckouts(tx, 1_000),
  }))
  const because = noOnlinePay(desk.workspace, account)
  const fees = feesOf(checkouts)
  const underWay = checkouts.filter((it) => it.state === 'processing').length
  return {
    json: {
      provider: account?.provider ?? null,
      test: account?.test,
      ready: because === undefined,
      because,
      webhook: account && payHookUrl(desk.workspace),
      underWay,
      fees,
      faults,
    },
    text: [
      ...(account ? [providerText(account, desk)] : []),
      because === undefined ? 'Messages carry a payment link.' : `No link appears in messages. ${because}`,
      ...(account ? [`Its webhook leads to ${payHookUrl(desk.workspace)}`] : []),
      ...(underWay > 0 ? [`${plural(underWay, 'payment')} waiting for the bank to confirm.`] : []),
      ...Object.entries(fees).map(
        ([currency, minor]) => `The provider kept ${moneyText(minor, currency)} of the last payments: a cost of yours.`,
      ),
      ...faults.map(
        (it) => `To look at: ${it.kind} of ${momentText(it.at, desk.workspace.zone)}, ${it.id}: ${it.says}`,
      ),
    ].join('\n'),
  }
}

function providerText(account: PayAccount, desk: Desk): string {
  const since = momentText(account.setAt, desk.workspace.zone)
  return `Stripe, ${account.test ? 'test mode' : 'live mode'}, key …${account.secretKey.slice(-4)}, set ${since}.`
}

function feesOf(checkouts: readonly { feeMinor: number | null; feeCurrency: string | null }[]): Record<string, number> {
  const fees: Record<string, number> = {}
  for (const { feeMinor, feeCurrency } of checkouts)
    if (feeMinor !== null && feeCurrency !== null) fees[feeCurrency] = (fees[feeCurrency] ?? 0) + feeMinor
  return fees
}

async function link(desk: Desk, numbers: readonly string[], daysText: string | undefined): Promise<Answer> {
  const days = daysText === undefined ? undefined : Number(daysText)
  if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= 365))
    throw problem('pay.days', `${quoted(daysText!)} is no number of days.`, 'Give a number from 1 to 365.')
  const made = await desk.tx(async (tx) => {
    const claims = []
    for (const number of new Set(numbers)) {
      const claim = await findClaim(tx, number)
      if (claim.openMinor <= 0) throw problem('claim.closed', `Nothing is open of ${claim.number}.`, 'Leave it out.')
      if (claim.factor)
        throw problem(
          'claim.sold',
          `${claim.number} is assigned to ${claim.factor}, who is to be paid.`,
          'Leave it out.',
        )
      claims.push({ ...claim, askedMinor: claim.openMinor })
    }
    return makeLink(tx, desk.workspace, { claims, days })
  })
  const until = momentText(made.expiresAt, desk.workspace.zone)
  return {
    json: { link: payLinkId(made.link), url: made.url, expiresAt: new Date(made.expiresAt).toISOString() },
    text: `${made.url}\n  Holds until ${until}. It is shown this once; whoever has it sees what is owed on these claims and can pay it.\n  ${payLinkId(made.link)}`,
  }
}

async function list(desk: Desk, customer: string | undefined): Promise<Answer> {
  const { links, checkouts } = await desk.tx(async (tx) => ({
    links: await listPayLinks(tx, shown, customer === undefined ? undefined : await findDebtor(tx, customer)),
    checkouts: await listCheckouts(tx, 1_000),
  }))
  const of = (one: ListedLink) => checkouts.filter((it) => it.book === one.book && it.linkId === one.id)
  const now = desk.db.source.now()
  const body = links.map((one) => [
    payLinkId(one),
    momentText(one.madeAt, desk.workspace.zone),
    `${one.debtorNo} ${one.debtorName}`,
    one.claims.map((claim) => claim.number).join(', '),
    one.messageId === null ? 'by hand' : 'message',
    stateOf(one, now),
    of(one)
      .map((it) => `${it.state} ${moneyText(it.state === 'paid' ? it.standingMinor : it.amountMinor, it.currency)}`)
      .join('; '),
  ])
  return {
    json: links.map((one) => ({
      id: payLinkId(one),
      customer: one.debtorNo,
      claims: one.claims,
      byMessage: one.messageId !== null,
      state: stateOf(one, now),
      madeAt: new Date(one.madeAt).toISOString(),
      expiresAt: new Date(one.expiresAt).toISOString(),
      checkouts: of(one).map(
        ({ state, amountMinor, currency, standingMinor, feeMinor, feeCurrency, paymentRef, ...it }) => ({
          ...{ id: checkoutId(it), state, amountMinor, currency, standingMinor, feeMinor, feeCurrency, paymentRef },
        }),
      ),
    })),
    text:
      links.length === 0
        ? 'No link was made yet. Messages carry one once "dunwell pay status" says so; by hand: ./dunwell pay link CLAIM'
        : columns(['link', 'made', 'customer', 'claims', 'by', '', 'online'], body),
  }
}

function stateOf(one: ListedLink, now: number): string {
  if (one.withdrawnAt !== null) return 'withdrawn'
  return one.expiresAt <= now ? 'expired' : 'open'
}

async function withdraw(desk: Desk, id: string): Promise<Answer> {
  return desk.tx(async (tx) => {
    const found = await readPayLink(tx, keyOf('lnk', id))
    if (!found) throw problem('pay_link.unknown', `There is no link ${quoted(id)}.`, 'See "dunwell pay list".')
    const withdrawn = await withdrawPayLink(tx, found)
    return {
      json: { withdrawn },
      text: withdrawn ? 'Its page now says that it is no longer in use.' : 'It was withdrawn before.',
    }
  })
}
