// `dunwell claim`: what is agreed about one claim, and what the law asks to know of it.

import type { Command } from 'commander'
import { day, dayText } from '../core/day.ts'
import { minorFrom, moneyText } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import { agreeDate } from '../engine/agree.ts'
import { keepTaxRelief } from '../engine/tax-relief.ts'
import { claimId, findClaim } from '../store/claim.ts'
import { atDesk, type CommonOptions, command, dayOption, type Wiring } from './desk.ts'
import { claimSetting } from './law-missing.ts'

export function claim(program: Command, wiring: Wiring): void {
  const it = program.command('claim').description('one claim: agree-date, set, tax-relief')
  claimSetting(it, wiring)
  taxRelief(it, wiring)
  command(
    it,
    'agree-date',
    'enter the day that was agreed for a loan without one; the ladder runs from it',
    './dunwell claim agree-date L-1 2026-06-30',
    { json: true },
  )
    .argument('<claim>', 'its number or id')
    .argument('<day>', 'the day that was agreed')
    .action((number: string, text: string, options: CommonOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const found = await findClaim(tx, number)
          const dueOn = day(text)
          await agreeDate(tx, found, { dueOn, on: desk.today })
          return {
            json: { claim: claimId(found), number: found.number, dueOn: dayText(dueOn) },
            text: `${found.number} over ${moneyText(found.openMinor, found.currency)} falls due on ${dayText(dueOn)}. Nobody hears of it before.`,
          }
        }),
      )(options),
    )
}

interface ReliefOptions extends CommonOptions {
  readonly amount: string
  readonly because: string
  readonly on?: string
  readonly back?: boolean
}

function taxRelief(it: Command, wiring: Wiring): void {
  command(
    it,
    'tax-relief',
    'keep that the tax of a bad debt was taken back in a return, or, with --back, went back when money came',
    './dunwell claim tax-relief 2026-0117 --amount 190.00 --because "VAT return of the first quarter"\n./dunwell claim tax-relief 2026-0117 --back --amount 80.00 --because "VAT return of the second quarter"',
    { json: true },
  )
    .argument('<claim>', 'its number or id')
    .requiredOption('--amount <amount>', 'with a point, in the currency of the claim')
    .requiredOption('--because <text>', 'in which return it stands')
    .option('--on <day>', 'default: today')
    .option('--back', 'it went back to the tax office')
    .action((number: string, options: ReliefOptions) =>
      atDesk<ReliefOptions>(wiring, (desk) =>
        desk.tx(async (tx) => {
          const found = await findClaim(tx, number)
          const amount = minorFrom(options.amount, found.currency)
          if (amount === undefined || amount <= 0)
            throw problem(
              'money.amount',
              `${quoted(options.amount)} is not an amount in ${found.currency}.`,
              'Write it with a point: 15.00',
            )
          const on = dayOption(options.on, desk.today)
          const relief = { amountMinor: options.back ? -amount : amount, on, because: options.because }
          const { takenMinor } = await keepTaxRelief(tx, found, relief)
          return {
            json: { claim: claimId(found), on: dayText(on), amountMinor: relief.amountMinor, takenMinor },
            text: `Kept for ${found.number}: ${moneyText(amount, found.currency)} ${options.back ? 'went back' : 'taken back'} on ${dayText(on)}, ${moneyText(takenMinor, found.currency)} in all.`,
          }
        }),
      )(options),
    )
}
