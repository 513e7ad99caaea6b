// `dunwell statement`: what is owed on any day and why, to the cent, as text, JSON, CSV or a typeset PDF.

import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { csvText } from '../core/csv.ts'
import { type Problem, problem, quoted } from '../core/problem.ts'
import { renderStatement } from '../documents/statement.ts'
import { type Explained, explained } from '../engine/statement.ts'
import {
  knownText,
  lineWords,
  statementHead,
  statementJson,
  statementPaper,
  statementRows,
  sumsOf,
  titleOf,
  totalsText,
} from '../engine/statement-words.ts'
import { type ClaimRow, findClaim } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { type DebtorRow, findDebtor, readDebtors } from '../store/debtor.ts'
import { type Answer, atDesk, type CommonOptions, command, type Desk, dayOption, type Wiring } from './desk.ts'

interface Options extends CommonOptions {
  readonly asRecorded?: string
  readonly payoff?: string
  readonly csv?: boolean
  readonly pdf?: string
  readonly open?: boolean
}

export function statements(program: Command, wiring: Wiring): void {
  command(
    program,
    'statement',
    'what is owed on any day and why: interest by segments, fees with their ground, payments and where they went',
    './dunwell statement "Meyer GmbH" --day 2026-03-31\n./dunwell statement 2026-0117 --payoff 2026-04-15\n./dunwell statement 1017 --day 2026-01-31 --as-recorded 2026-02-01T09:00Z\n./dunwell statement 1017 --pdf statement.pdf',
    { json: true, day: 'the day at whose end it stands (default: today)' },
  )
    .argument('<customer or claim>', 'number, name or id')
    .option('--payoff <day>', 'the sum that settles it if paid by this day')
    .option('--as-recorded <moment>', 'as our books stood at this moment: 2026-02-01T09:00Z')
    .option('--open', 'only claims with something to pay')
    .option('--csv', 'a row for each line')
    .option('--pdf <file>', 'write it as a PDF')
    .action((text: string, options: Options) =>
      atDesk<Options>(wiring, (desk) => statementIt(desk, text, options), { anyDay: true })(options),
    )
}

/** A claim by its number, else a customer. */
export async function debtorOrClaim(tx: Tx, text: string): Promise<{ debtor: DebtorRow; claim?: ClaimRow }> {
  try {
    const claim = await findClaim(tx, text)
    const [debtor] = await readDebtors(tx, claim.book, [claim.debtorId])
    return { debtor: debtor!, claim }
  } catch (error) {
    if ((error as Problem).facts?.code !== 'claim.unknown') throw error
    return { debtor: await findDebtor(tx, text) }
  }
}

function momentOf(text: string): number {
  const at = Date.parse(text)
  if (Number.isNaN(at) || !/T\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/.test(text)) {
    throw problem(
      'moment.unreadable',
      `${quoted(text)} is not a moment.`,
      'Write it with its zone: 2026-02-01T09:00Z, or 2026-02-01T10:00+01:00',
    )
  }
  return at
}

async function statementIt(desk: Desk, text: string, options: Options): Promise<Answer> {
  if ([options.json, options.csv, options.pdf].filter(Boolean).length > 1)
    throw problem('report.formats', 'A statement comes in one form at a time.', 'Give one of --json, --csv and --pdf.')
  const day = options.payoff ? dayOption(options.payoff, desk.today) : dayOption(options.day, desk.today)
  const recorded = options.asRecorded === undefined ? undefined : momentOf(options.asRecorded)
  const found = await desk.tx(async (tx) => {
    const { debtor, claim } = await debtorOrClaim(tx, text)
    return explained(tx, desk.workspace, debtor, { day, recorded }, claim?.id)
  })
  if (options.payoff) noGap(found)
  const it = options.open ? { ...found, claims: found.claims.filter((one) => one.totalMinor !== 0) } : found
  const payoff = options.payoff !== undefined
  if (options.pdf) {
    const { pdf, pages } = renderStatement(statementPaper(it, desk.workspace.name, payoff))
    writeFileSync(options.pdf, pdf)
    return { json: { file: options.pdf, pages }, text: `${options.pdf}: ${pages} page${pages === 1 ? '' : 's'}.` }
  }
  const json = { ...statementJson(it), payoff }
  return { json, text: options.csv ? csvText(statementHead, statementRows(it)) : statementText(it, payoff) }
}

/** A sum that settles is not quoted while a rate is missing. */
function noGap(it: Explained): void {
  const gap = it.claims.find((one) => one.problem !== undefined)
  if (gap) throw gap.problem
}

function statementText(it: Explained, payoff: boolean): string {
  const head = `${titleOf(it, payoff)}\n${knownText(it)}`
  if (it.claims.length === 0) return `${head}\n\nNothing was charged up to this day.`
  const parts = it.claims.map((claim) => {
    const words = claim.lines.map((line) => lineWords(line, claim.currency))
    const sums = sumsOf(claim)
    const width = Math.max(...[...words, ...sums].map((one) => one.amount.length), claim.currency.length)
    const line = (amount: string, rest: string) => `${amount.padStart(width)}  ${rest}`
    return [
      `Claim ${claim.number}`,
      ...claim.notes.map((note) => `  ${note}`),
      line(claim.currency, ''),
      ...words.flatMap((one) => [
        line(one.amount, `${one.day}  ${one.what}`),
        ...(one.detail === '' ? [] : [line('', `            ${one.detail}`)]),
      ]),
      ...sums.map((one) => line(one.amount, `${one.strong ? one.label.toUpperCase() : one.label}`)),
    ]
      .map((one) => one.trimEnd())
      .join('\n')
  })
  return [head, ...parts, totalsText(it).join('\n')].join('\n\n')
}
