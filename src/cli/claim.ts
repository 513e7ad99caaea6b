// `dunwell claim`: what is agreed about one claim, and what the law asks to know of it.

import type { Command } from 'commander'
import { day, dayText } from '../core/day.ts'
import { moneyText } from '../core/money.ts'
import { agreeDate } from '../engine/agree.ts'
import { claimId, findClaim } from '../store/claim.ts'
import { atDesk, type CommonOptions, command, type Wiring } from './desk.ts'
import { claimSetting } from './law-missing.ts'

export function claim(program: Command, wiring: Wiring): void {
  const it = program.command('claim').description('one claim: agree-date, set')
  claimSetting(it, wiring)
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
