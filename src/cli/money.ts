// `dunwell pay`, `credit`, `reverse`, `allocate`, `write-off`, `payments`: money that came, and what it did.

import type { Command } from 'commander'
import { dayText } from '../core/day.ts'
import { keyOf, publicId } from '../core/id.ts'
import { currencyCode, minorFrom, moneyText } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import { askInFull, isOffer, markedInFull, questionOf } from '../engine/in-full.ts'
import { allocateMoney, claimsAgainst, enterMoney, undoMoney, writeOffClaim } from '../engine/money.ts'
import { findClaim, readClaims } from '../store/claim.ts'
import { findDebtor } from '../store/debtor.ts'
import { listPayments } from '../store/payment.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Desk, dayOption, type Wiring } from './desk.ts'
import { questionText } from './in-full.ts'
import { plural } from './run.ts'

interface PayOptions extends CommonOptions {
  readonly amount?: string
  readonly currency?: string
  readonly on?: string
  readonly claim?: string[]
  readonly reference?: string
  readonly note?: string
  readonly onAccount?: boolean
}

export function money(program: Command, wiring: Wiring): void {
  for (const kind of ['payment', 'credit'] as const) {
    const name = kind === 'payment' ? 'pay' : 'credit'
    command(
      program,
      name,
      kind === 'payment'
        ? 'enter money that came: for claims named, or spread oldest due first'
        : 'enter a credit note',
      kind === 'payment'
        ? './dunwell pay "Meyer GmbH" --amount 400.00 --on 2026-02-20 --claim 2026-0117'
        : './dunwell credit "Meyer GmbH" --amount 50.00 --reference CN-7',
      { json: true },
    )
      .argument('<customer>', 'number, name or a part of it')
      // Asked for below: what is required here would be required of the words under `pay` too.
      .option('--amount <amount>', 'with a point: 400.00')
      .option('--currency <code>', 'default: the workspace’s, or the claim’s')
      .option('--on <day>', 'the day it counts (default: today)')
      .option('--claim <numbers...>', 'for these claims, in this order')
      .option('--reference <text>', 'what the payer wrote, or the number of the credit note')
      .option('--note <text>')
      .option('--on-account', 'give it to no claim yet')
      .action((customer: string, options: PayOptions) =>
        atDesk(wiring, (desk) => pay(desk, kind, customer, options))(options),
      )
  }

  command(program, 'payments', 'money and credits of a customer, newest first', './dunwell payments "Meyer GmbH"', {
    json: true,
  })
    .argument('<customer>')
    .action((customer: string, options: CommonOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const found = await listPayments(tx, await findDebtor(tx, customer))
          const body = found.map((it) => [
            publicId('pay', it),
            dayText(it.day),
            it.kind,
            moneyText(it.amountMinor, it.currency),
            moneyText(it.leftMinor, it.currency),
            it.undone ? 'undone' : (it.reference ?? ''),
          ])
          return {
            json: found.map((it) => ({ ...it, id: publicId('pay', it), day: dayText(it.day) })),
            text:
              found.length === 0
                ? 'No money yet.'
                : columns(['payment', 'day', '', 'amount', 'on account', 'reference'], body),
          }
        }),
      )(options),
    )

  command(
    program,
    'reverse',
    'undo a payment: it bounced, or it was a mistake',
    './dunwell reverse pay_… --because "returned by the bank"',
    { json: true },
  )
    .argument('<payment>', 'from "dunwell payments"')
    .requiredOption('--because <reason>')
    .option('--mistake', 'it never was: counts on its own day (default: it bounced, counts on --on)')
    .option('--on <day>', 'the day it bounced (default: today)')
    .action((id: string, options: CommonOptions & { because: string; mistake?: boolean; on?: string }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const key = keyOf('pay', id)
          const payment = await undoMoney(tx, desk, key, {
            mistake: options.mistake === true,
            on: dayOption(options.on, desk.today),
            because: options.because,
          })
          return {
            json: { reversed: id },
            text: `Undone: ${moneyText(payment.amountMinor, payment.currency)} of ${dayText(payment.day)}. What it had paid is open again.`,
          }
        }),
      )(options),
    )

  command(
    program,
    'allocate',
    'give what is on account to claims',
    './dunwell allocate "Meyer GmbH" --claim 2026-0117',
    { json: true },
  )
    .argument('<customer>')
    .option('--claim <numbers...>', 'these claims, in this order (default: oldest due first)')
    .option('--currency <code>')
    .action((customer: string, options: CommonOptions & { claim?: string[]; currency?: string }) =>
      atDesk(wiring, (desk) => allocateIt(desk, customer, options))(options),
    )

  command(
    program,
    'write-off',
    'lower a claim to nothing',
    './dunwell write-off 2026-0117 --because "company dissolved"',
    { json: true },
  )
    .argument('<claim>')
    .requiredOption('--because <reason>')
    .option('--on <day>')
    .action((number: string, options: CommonOptions & { because: string; on?: string }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const claim = await findClaim(tx, number)
          const amount = await writeOffClaim(tx, desk, claim, dayOption(options.on, desk.today), options.because)
          return {
            json: { claim: claim.number, amountMinor: amount, currency: claim.currency },
            text: `${moneyText(amount, claim.currency)} of ${claim.number} written off.`,
          }
        }),
      )(options),
    )
}

async function pay(desk: Desk, kind: 'payment' | 'credit', customer: string, options: PayOptions): Promise<Answer> {
  const { amount } = options
  if (amount === undefined)
    throw problem('money.amount', 'How much came?', 'Give --amount with a point, such as --amount 400.00.')
  return desk.tx(async (tx) => {
    const debtor = await findDebtor(tx, customer)
    const claims = await claimsAgainst(tx, debtor, options.claim ?? [])
    const currency = options.currency
      ? currencyCode(options.currency)
      : (claims[0]?.currency ?? desk.workspace.currency)
    const amountMinor = minorFrom(amount, currency)
    if (amountMinor === undefined || amountMinor <= 0)
      throw problem(
        'money.amount',
        `${quoted(amount)} is not an amount in ${currency}.`,
        'Write it with a point and above zero: 400.00',
      )
    const on = dayOption(options.on, desk.today)
    const { onAccount, reference, note } = options
    const made = { kind, debtor, claims, amountMinor, currency, on, onAccount, reference, note }
    const mark = kind === 'payment' ? markedInFull(reference, note) : undefined
    if (mark && (await isOffer(tx, desk, made, mark))) {
      const offer = await askInFull(tx, desk, made, mark)
      const question = await questionOf(tx, offer)
      return { json: { payment: null, question }, text: questionText(offer, question) }
    }
    const { id, parts, leftMinor: left, ruleId } = await enterMoney(tx, desk, made)
    const touched = await readClaims(tx, debtor.book, [...new Set(parts.map((it) => it.claimId))])
    const numbers = new Map(touched.map((it) => [it.id, it]))
    const lines = parts.map((it) => {
      const claim = numbers.get(it.claimId)!
      return `  ${moneyText(it.amountMinor, currency)} to ${claim.number}${claim.openMinor === 0 ? ', which is paid' : `, ${moneyText(claim.openMinor, currency)} still open`}`
    })
    return {
      json: {
        payment: id,
        debtor: debtor.no,
        parts: parts.map((it) => ({ ...it, number: numbers.get(it.claimId)!.number })),
        onAccountMinor: left,
        currency,
        ruleId,
      },
      text: [
        `${kind === 'credit' ? 'A credit of ' : ''}${moneyText(amountMinor, currency)} ${kind === 'credit' ? 'to' : 'from'} ${debtor.name}, ${dayText(on)}:`,
        ...lines,
        ...(left > 0 ? [`  ${moneyText(left, currency)} stays on account`] : []),
      ].join('\n'),
    }
  })
}

async function allocateIt(
  desk: Desk,
  customer: string,
  options: { claim?: string[]; currency?: string },
): Promise<Answer> {
  return desk.tx(async (tx) => {
    const debtor = await findDebtor(tx, customer)
    const claims = await claimsAgainst(tx, debtor, options.claim ?? [])
    const currency = options.currency
      ? currencyCode(options.currency)
      : (claims[0]?.currency ?? desk.workspace.currency)
    const parts = await allocateMoney(tx, desk, debtor, claims, currency)
    const sum = parts.reduce((total, it) => total + it.amountMinor, 0)
    return {
      json: { parts, currency },
      text:
        parts.length === 0
          ? `Nothing in ${currency} on account fits an open claim.`
          : `${moneyText(sum, currency)} given to ${plural(new Set(parts.map((it) => it.claimId)).size, 'claim')}.`,
    }
  })
}
