// `dunwell promise list|move|withdraw`: promises looked through by what became of them, given another day, and taken back.

import { type Command, Option } from 'commander'
import { dayText, day as parse } from '../core/day.ts'
import { keyOf, publicId } from '../core/id.ts'
import { moneyText } from '../core/money.ts'
import { openNow, promiseAnew, promisesCsv } from '../engine/promise.ts'
import { withdrawPromise } from '../store/answer.ts'
import { findDebtor } from '../store/debtor.ts'
import { memberNames } from '../store/member.ts'
import { findPromise, type PromiseRow, type PromiseStanding, pagePromises, promiseStandings } from '../store/promise.ts'
import { atDesk, type CommonOptions, columns, command, type Wiring } from './desk.ts'

interface ListOptions extends CommonOptions {
  readonly standing?: PromiseStanding
  readonly sum?: boolean
  readonly csv?: boolean
}

// More are read over the API, page by page.
const listMax = 1_000

export function promiseCommands(parent: Command, wiring: Wiring): void {
  command(
    parent,
    'list',
    `promises: all as they were made, or of one standing by day or by sum; at most ${listMax}`,
    './dunwell promise list --standing due\n./dunwell promise list --standing broken --csv > broken.csv\n./dunwell promise list "Meyer GmbH"',
    { json: true },
  )
    .argument('[customer]')
    .addOption(
      new Option('--standing <which>', 'due: open, its day is today or over; coming: open, still to come').choices(
        promiseStandings,
      ),
    )
    .option('--sum', 'with --standing: the largest first instead of by day')
    .option('--csv', 'as CSV, for spreadsheets')
    .action((customer: string | undefined, options: ListOptions) =>
      atDesk<ListOptions>(wiring, (desk) =>
        desk.tx(async (tx) => {
          const debtor = customer === undefined ? undefined : await findDebtor(tx, customer)
          const { standing } = options
          const found = await pagePromises(
            tx,
            { ...(standing && { standing }), ...(debtor && { debtor }) },
            { order: standing ? (options.sum ? 'sum' : 'day') : 'made', limit: listMax, today: desk.today },
          )
          const names = await memberNames(tx)
          const json = found.map((it) => promiseJson(it, names))
          if (options.csv) return { json, text: promisesCsv(found, names) }
          const body = json.map((it) => [
            it.id,
            it.debtorName,
            it.says,
            it.from,
            it.until,
            it.state,
            it.claims.join(', '),
          ])
          const head = ['', 'customer', 'says', 'from', 'until', 'state', 'claims']
          return { json, text: json.length === 0 ? 'There is no promise.' : columns(head, body) }
        }),
      )(options),
    )

  command(
    parent,
    'move',
    'give a promise another day; one whose day is over counts as broken',
    './dunwell promise move prm_… --by 2026-04-12',
    { json: true },
  )
    .argument('<id>', 'from "promise list"')
    .requiredOption('--by <day>')
    .action((id: string, options: CommonOptions & { by: string }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const key = keyOf('prm', id)
          const next = await promiseAnew(tx, desk.workspace, key, parse(options.by), desk.today)
          const it = await findPromise(tx, { book: key.book, id: next })
          return {
            json: { id: publicId('prm', it), was: id },
            text: `${it.debtorName} promises ${moneyText(it.amountMinor, it.currency)} by ${dayText(it.byDay)} now.`,
          }
        }),
      )(options),
    )

  command(
    parent,
    'withdraw',
    'take back a promise that was entered by mistake; it counts as never made',
    './dunwell promise withdraw prm_…',
    { json: true },
  )
    .argument('<id>', 'from "promise list"')
    .action((id: string, options: CommonOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          await withdrawPromise(tx, keyOf('prm', id), desk.today)
          return { json: { id }, text: 'The promise is taken back; it counts as never made.' }
        }),
      )(options),
    )
}

function promiseJson(it: PromiseRow, names: ReadonlyMap<string, string>) {
  return {
    ...{ id: publicId('prm', it), debtorNo: it.debtorNo, debtorName: it.debtorName },
    ...{ says: moneyText(it.amountMinor, it.currency), amountMinor: it.amountMinor, currency: it.currency },
    ...{ from: dayText(it.madeOn), until: dayText(it.byDay), who: it.who, state: it.state },
    openMinor: openNow(it),
    claims: it.claims.map((one) => one.number),
    collector: it.collector === null ? null : (names.get(it.collector) ?? null),
  }
}
