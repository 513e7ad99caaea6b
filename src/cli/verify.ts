// `dunwell verify`: re-derives every balance from its postings and every chain of the record from its first link, and holds both
// against every anchor, here and outside.

import { resolve } from 'node:path'
import type { Command } from 'commander'
import { momentText } from '../core/day.ts'
import { readAnchorFile } from '../engine/anchor.ts'
import { deriveCases } from '../engine/case-list.ts'
import { verifyLedger } from '../store/ledger.ts'
import { countHoldings } from '../store/report.ts'
import { type Verified, verifyChains } from '../store/verify.ts'
import { anchorJson, anchorText } from './anchor.ts'
import { atDesk, type CommonOptions, command, type Desk, type Wiring } from './desk.ts'
import { plural } from './run.ts'

const shownMax = 20

export function verify(program: Command, wiring: Wiring): void {
  command(
    program,
    'verify',
    'check every balance and every chain of the record',
    './dunwell verify\n./dunwell verify --anchor anchor-march.jsonl',
    { json: true },
  )
    .option('--anchor <file>', 'hold it also against an anchor that was kept outside')
    .action((options: CommonOptions & { anchor?: string }) =>
      atDesk(wiring, async (desk) => {
        const { ledger, held } = await desk.tx(async (tx) => ({
          ledger: await verifyLedger(tx),
          held: await countHoldings(tx),
        }))
        const outside =
          options.anchor === undefined ? undefined : await readAnchorFile(resolve(options.anchor), desk.workspace.id)
        const found = await verifyChains(desk.db, desk.workspace.id, outside)
        const lists = await deriveCases(desk.tx, desk.today)
        const record = found.broken.map((it) => it.says)
        const holds = ledger.length === 0 && record.length === 0
        // An answer, not a failure to answer: it is printed like any other, and a script sees the code.
        if (!holds) process.exitCode = 1
        const counts = `${plural(held.claims, 'claim')}, ${plural(held.postings, 'posting')}, ${plural(held.chains, 'chain')}, ${held.entries.toLocaleString('en')} entries`
        return {
          json: {
            holds,
            ...held,
            ledger,
            record,
            lists,
            broken: found.broken,
            anchors: found.anchors,
            lastAnchor: found.last && anchorJson(found.last),
            outside: outside && { no: outside.no, root: outside.root },
            erased: found.erased.contents,
          },
          text: [
            holds ? `${counts}: all balances and chains hold.` : `Of ${counts}:`,
            ...(holds ? [] : [listed(ledger, ['balance is broken', 'balances are broken'], 'All balances hold.')]),
            ...(holds
              ? []
              : [
                  listed(
                    record,
                    ['thing is broken in the record', 'things are broken in the record'],
                    'All chains hold.',
                  ),
                ]),
            ...(lists === 0
              ? []
              : [`${lists} rows of the list of cases were other than they ought to be, and were derived again.`]),
            ...about(desk, found, outside?.no),
          ].join('\n'),
        }
      })(options),
    )
}

function about(desk: Desk, found: Verified, outside: number | undefined): string[] {
  const { contents, last } = found.erased
  return [
    ...(outside === undefined ? [] : [`Held against anchor ${outside}, kept outside.`]),
    found.last
      ? `Held against ${plural(found.anchors, 'anchor')}, the last: ${anchorText(found.last)}`
      : 'There is no anchor yet: what was cut off at the end cannot be told. Make one: ./dunwell anchor make',
    ...(contents === 0
      ? []
      : [
          `Content erased of ${contents} entries, last on ${momentText(last!, desk.workspace.zone)}; their hashes hold.`,
        ]),
  ]
}

function listed(broken: readonly string[], [one, more]: readonly [string, string], otherwise: string): string {
  if (broken.length === 0) return otherwise
  const rest = broken.length > shownMax ? `\n  and ${broken.length - shownMax} more` : ''
  return `${broken.length} ${broken.length === 1 ? one : more}, the first: ${broken[0]}.${broken
    .slice(1, shownMax)
    .map((it) => `\n  ${it}`)
    .join('')}${rest}`
}
