// `dunwell verify`: re-derives every balance from its postings and every chain of the record from its first link.

import type { Command } from 'commander'
import { verifyLedger } from '../store/ledger.ts'
import { verifyRecord } from '../store/record.ts'
import { countHoldings } from '../store/report.ts'
import { atDesk, command, type Wiring } from './desk.ts'

export function verify(program: Command, wiring: Wiring): void {
  command(program, 'verify', 'check every balance and every chain of the record', './dunwell verify', {
    json: true,
  }).action(
    atDesk(wiring, async (desk) => {
      const { ledger, held } = await desk.tx(async (tx) => ({
        ledger: await verifyLedger(tx),
        held: await countHoldings(tx),
      }))
      const record = await verifyRecord(desk.db, desk.workspace.id)
      const holds = ledger.length === 0 && record.length === 0
      // An answer, not a failure to answer: it is printed like any other, and a script sees the code.
      if (!holds) process.exitCode = 1
      const counts = `${held.claims} claims, ${held.postings} postings, ${held.chains} chains, ${held.entries} entries`
      return {
        json: { holds, ...held, ledger, record },
        text: holds
          ? `${counts}: all balances and chains hold.`
          : [
              `Of ${counts}:`,
              first(ledger, 'balances are broken', 'All balances hold.'),
              first(record, 'chains are broken', 'All chains hold.'),
            ].join('\n'),
      }
    }),
  )
}

function first(broken: readonly string[], says: string, otherwise: string): string {
  if (broken.length === 0) return otherwise
  return `${broken.length} ${says}, the first: ${broken[0]}.`
}
