// `dunwell payment return` and `unreturn`: a payment that the bank took back, by hand where no line says beyond doubt which it was.

import type { Command } from 'commander'
import { dayText } from '../core/day.ts'
import { keyOf } from '../core/id.ts'
import { minorFrom, moneyText } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import { chargesOn, partNamed, returnPayment, unreturnPayment } from '../engine/returned.ts'
import { returnReasonOf } from '../rules/returns.ts'
import { findPayment } from '../store/payment.ts'
import { atDesk, type CommonOptions, command, dayOption, type Wiring } from './desk.ts'

interface ReturnOptions extends CommonOptions {
  readonly line?: string
  readonly part?: string
  readonly on?: string
  readonly reason?: string
  readonly fee?: string
}

export function payment(program: Command, wiring: Wiring): void {
  const parent = program.command('payment').description('money that came back')
  command(
    parent,
    'return',
    'a payment came back: a direct debit, a charge-back, a refund; what it paid is open again from that day',
    './dunwell payment return pay_… --line 019ccc2e-3a00-7a53-8f0d-6f1d4b6a2c11\n./dunwell payment return pay_… --on 2026-03-12 --reason AM04 --fee 3.50',
    { json: true },
  )
    .argument('<payment>', 'from "dunwell payments"')
    .option('--line <id>', 'the bank line that tells of it: its day, reason and charges are taken')
    .option('--part <number>', 'which part of a line that books several')
    .option('--on <day>', 'the day it came back (default: that of the line, else today)')
    .option('--reason <text>', 'the bank’s code, AM04, or its words')
    .option('--fee <amount>', 'what the bank took for it')
    .action((id: string, options: ReturnOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const key = keyOf('pay', id)
          const known = await findPayment(tx, key)
          if (!known)
            throw problem('payment.unknown', `There is no payment ${quoted(id)}.`, 'See "dunwell payments CUSTOMER".')
          const part = options.line === undefined ? undefined : await partNamed(tx, options.line, partNo(options.part))
          const fee = options.fee === undefined ? undefined : minorFrom(options.fee, known.currency)
          if (options.fee !== undefined && (fee === undefined || fee < 0))
            throw problem('money.amount', `${quoted(options.fee)} is not an amount.`, 'Write it with a point: 3.50')
          const feeMinor = part ? chargesOn(part, known, fee) : fee
          const on = options.on === undefined && part ? part.line.day : dayOption(options.on, desk.today)
          const reason = options.reason ?? part?.reason
          await returnPayment(tx, desk, key, { on, reason, feeMinor, part })
          const { code, says } = returnReasonOf(reason)
          return {
            json: { returned: id, on: dayText(on), code, says, feeMinor: feeMinor ?? null },
            text: [
              `Came back on ${dayText(on)}: ${moneyText(known.amountMinor, known.currency)} of ${dayText(known.day)}. ${says}`,
              'What it had paid is open again, and the case is looked at by the next run.',
              ...(feeMinor
                ? [
                    `The bank took ${moneyText(feeMinor, known.currency)}; the statement says whether it may be asked for.`,
                  ]
                : []),
              `Undo:  ./dunwell payment unreturn ${id} --because …`,
            ].join('\n'),
          }
        }),
      )(options),
    )
  command(
    parent,
    'unreturn',
    'it did not come back after all: the payment counts again, and its bank line waits',
    './dunwell payment unreturn pay_… --because "another customer’s"',
    { json: true },
  )
    .argument('<payment>')
    .requiredOption('--because <reason>')
    .action((id: string, options: CommonOptions & { because: string }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const it = await unreturnPayment(tx, desk, keyOf('pay', id), options.because)
          return {
            json: { payment: id },
            text: `${moneyText(it.amountMinor, it.currency)} of ${dayText(it.day)} counts again, as before it was said to have come back.`,
          }
        }),
      )(options),
    )
}

function partNo(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw problem('bank.which_part', `${quoted(text)} is no part of a line.`, 'Write its number: --part 2')
  return Number(text)
}
