// `dunwell rate exchange`: rates between currencies, from files of whoever publishes them; reports turn amounts by them and say so.

import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { dayText, day as parsedDay } from '../core/day.ts'
import { carryDays, exchangeOn } from '../core/exchange.ts'
import { currencyCode } from '../core/money.ts'
import { Problem, problem, quoted } from '../core/problem.ts'
import { readExchangeRates } from '../imports/exchange.ts'
import { addExchangeRates, exchangeRatesNear, listExchangeRates } from '../store/exchange.ts'
import { atDesk, type CommonOptions, columns, command, type Desk, type Wiring } from './desk.ts'

interface ImportOptions extends CommonOptions {
  readonly source?: string
  readonly base: string
}

const bytesMost = 50_000_000

export function exchanging(parent: Command, wiring: Wiring): void {
  const it = parent.command('exchange').description('rates between currencies: import, list, show')

  command(
    it,
    'import',
    'read a file of dated rates, such as eurofxref-hist.csv of the European Central Bank',
    './dunwell rate exchange import eurofxref-hist.csv --source "ECB reference rates"\n./dunwell rate exchange import rates.csv --base GBP --source "our bank"',
    { json: true },
  )
    .argument('<file>', 'CSV: Date, USD, GBP, … or date, base, currency, rate')
    .option('--source <text>', 'who published them; the same for each file of theirs (default: the name of the file)')
    .option('--base <currency>', 'of what one unit is quoted, where no column says it', 'EUR')
    .addHelpText(
      'after',
      `\nA rate is how much of the currency one unit of the base buys. On a day without a list the publisher's last one holds,\nfor at most ${carryDays} days: weekends and the holidays beside them. Rates are read from files only, never from the network.`,
    )
    .action((file: string, options: ImportOptions) =>
      atDesk<ImportOptions>(wiring, (desk) => importRates(desk, file, options))(options),
    )

  command(it, 'list', 'whose rates are known, and from when to when', './dunwell rate exchange list', {
    json: true,
  }).action(
    atDesk(wiring, async (desk) => {
      const found = await desk.tx((tx) => listExchangeRates(tx))
      const json = found.map((one) => ({ ...one, from: dayText(one.from), to: dayText(one.to) }))
      const body = json.map((one) => [one.source, one.base, one.currencies, one.days, one.from, one.to])
      return {
        json,
        text:
          found.length === 0
            ? 'No rates between currencies are known yet.\nLoad some: ./dunwell rate exchange import FILE.csv --source "who published them"'
            : columns(['source', 'one unit of', 'currencies', 'days', 'from', 'to'], body),
      }
    }),
  )

  command(
    it,
    'show',
    'the rate between two currencies on a day, and where it is from',
    './dunwell rate exchange show USD GBP --on 2026-03-31',
    { json: true },
  )
    .argument('<from>')
    .argument('<to>')
    .option('--on <day>', 'default: today')
    .action((from: string, to: string, options: CommonOptions & { on?: string }) =>
      atDesk<CommonOptions & { on?: string }>(wiring, async (desk) => {
        const ask = {
          from: currencyCode(from),
          to: currencyCode(to),
          day: options.on === undefined ? desk.today : parsedDay(options.on),
        }
        const way = exchangeOn(await desk.tx((tx) => exchangeRatesNear(tx, ask.day)), ask)
        if (way instanceof Problem) throw way
        return { json: { from: ask.from, to: ask.to, day: dayText(way.day), says: way.says }, text: way.says }
      })(options),
    )
}

async function importRates(desk: Desk, file: string, options: ImportOptions) {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw problem('file.unreadable', `${quoted(file)} cannot be read: ${error.code}.`, 'Check the path and its rights.')
  })
  if (bytes.length > bytesMost)
    throw problem('exchange.large', `${quoted(file)} is larger than 50 MB.`, 'Give it in several parts.')
  const source = options.source?.trim() || basename(file)
  const rates = readExchangeRates(bytes, { source, base: currencyCode(options.base) })
  const kept = await desk.tx((tx) => addExchangeRates(tx, rates, basename(file)))
  const days = rates.map((one) => one.day).sort((a, b) => a - b)
  const [from, to] = [dayText(days[0]!), dayText(days.at(-1)!)]
  const currencies = new Set(rates.map((one) => one.currency)).size
  return {
    json: { source, read: rates.length, kept, from, to, currencies },
    text: `${rates.length} rates of ${currencies} currencies read, from ${from} to ${to} (${source}); ${kept} were new.`,
  }
}
