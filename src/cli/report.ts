// `dunwell report`: aging, days sales outstanding, the worklist, a statement and false chases, for people (text), programs
// (--json) and spreadsheets (--csv).

import type { Command } from 'commander'
import { bucketNames } from '../core/aging.ts'
import { csvText } from '../core/csv.ts'
import { day as parsedDay } from '../core/day.ts'
import { decimalText, moneyText } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import {
  type AgingReport,
  agingReport,
  type DsoReport,
  dsoReport,
  type FalseChaseReport,
  falseChases,
  type Statement,
  statement,
} from '../engine/report.ts'
import { findDebtor } from '../store/debtor.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, dayOption, type Wiring } from './desk.ts'
import { forecasting } from './forecast.ts'
import { tableAnswer, tableReports } from './report-table.ts'
import { worklistCommand } from './worklist.ts'

interface Options extends CommonOptions {
  readonly csv?: boolean
}

const asOfDay = 'the day of the report, any day (default: today)'

export function report(program: Command, wiring: Wiring): void {
  const parent = program.command('report').description('what is open, how old it is, and what to do next')

  command(parent, 'aging', 'how old open money is, as of any day', './dunwell report aging --day 2026-03-31', {
    json: true,
    day: asOfDay,
  })
    .option('--known-until <day>', 'as if payments and credits after this day were not known yet')
    .option('--csv', 'a row for each debtor and currency')
    .option('--converted', "the sums in the workspace's currency, at the rates of the day (see rate exchange)")
    .action(
      atDesk<Options & { knownUntil?: string; converted?: boolean }>(
        wiring,
        async (desk, options) => {
          if (options.converted) return tableAnswer(desk, 'aging', options)
          const knownUntil = options.knownUntil === undefined ? undefined : parsedDay(options.knownUntil)
          const asOf = { day: dayOption(options.day, desk.today), knownUntil }
          const found = await desk.tx((tx) => agingReport(tx, asOf))
          return answer(found, options, agingText, agingCsv)
        },
        { anyDay: true },
      ),
    )

  command(parent, 'dso', 'days sales outstanding, and its count-back', './dunwell report dso --days 90', {
    json: true,
    day: asOfDay,
  })
    .option('--days <number>', 'the days of sales to compare with', '90')
    .option('--csv', 'a row for each currency')
    .option('--by-month', 'at the end of each of the last twelve months')
    .option('--converted', "by month, in the workspace's currency, at the rates of the day (see rate exchange)")
    .action(
      atDesk<Options & { days: string; byMonth?: boolean; converted?: boolean }>(
        wiring,
        async (desk, options) => {
          if (options.byMonth || options.converted) return tableAnswer(desk, 'dso', options)
          const days = Number(options.days)
          if (!Number.isInteger(days) || days < 1 || days > 3660) {
            throw problem(
              'report.days',
              `${quoted(options.days)} is not a number of days.`,
              'Use a whole number from 1 to 3660, such as 90.',
            )
          }
          const found = await desk.tx((tx) => dsoReport(tx, dayOption(options.day, desk.today), days))
          return answer(found, options, dsoText, dsoCsv)
        },
        { anyDay: true },
      ),
    )

  tableReports(parent, wiring)
  worklistCommand(parent, wiring)
  forecasting(parent, wiring)

  const statements = command(
    parent,
    'statement',
    'the account of one customer',
    './dunwell report statement "Meyer GmbH" --day 2026-03-31',
    { json: true, day: asOfDay },
  )
    .argument('<debtor>', 'number, name or id')
    .option('--csv', 'a row for each claim and posting')
  statements.action((debtor: string, options: Options) =>
    atDesk<Options>(
      wiring,
      async (desk) => {
        const day = dayOption(options.day, desk.today)
        const found = await desk.tx(async (tx) => statement(tx, await findDebtor(tx, debtor), day))
        return answer(found, options, statementText, statementCsv)
      },
      { anyDay: true },
    )(options),
  )

  command(
    parent,
    'false-chases',
    'reminders to someone who had already paid, as we know by now',
    './dunwell report false-chases',
    { json: true },
  )
    .option('--csv', 'a row for each message and claim')
    .action(
      atDesk<Options>(wiring, async (desk, options) => {
        const found = await desk.tx((tx) => falseChases(tx, desk.workspace.zone))
        return answer(found, options, falseChasesText, falseChasesCsv)
      }),
    )
}

function answer<T>(json: T, options: Options, text: (it: T) => string, csv: (it: T) => string): Answer {
  if (options.csv && options.json) {
    throw problem('report.formats', 'A report comes as JSON or as CSV.', 'Give --json or --csv, not both.')
  }
  return { json, text: options.csv ? csv(json) : text(json) }
}

/** An amount without its currency, which stands above the table. */
function amount(amountMinor: number, currency: string): string {
  return moneyText(amountMinor, currency).slice(0, -currency.length - 1)
}

function agingText(it: AgingReport): string {
  const known = it.knownUntil === null ? '' : `, payments known until ${it.knownUntil}`
  if (it.totals.every((one) => one.open.count === 0 && one.creditsMinor === 0 && one.unappliedMinor === 0)) {
    return `Nothing is open on ${it.day}${known}.`
  }
  const tables = it.totals.map((total) => {
    const { currency } = total
    const lines = [
      ...total.buckets.map((one) => [one.name, one.count, amount(one.amountMinor, currency)]),
      ...(total.undatedMinor === undefined
        ? []
        : [['of current: no due day yet', '', amount(total.undatedMinor, currency)]]),
      ['open', total.open.count, amount(total.open.amountMinor, currency)],
      ['credits', '', amount(-total.creditsMinor, currency)],
      ['on account', '', amount(-total.unappliedMinor, currency)],
      ['net', '', amount(total.netMinor, currency)],
    ]
    const debtors = it.byDebtor
      .flatMap(({ debtor, totals }) =>
        totals.filter((one) => one.currency === currency).map((one) => ({ debtor, one })),
      )
      .sort((a, b) => b.one.open.amountMinor - a.one.open.amountMinor)
      .map(({ debtor, one }) => [
        debtor.no,
        debtor.name,
        amount(one.open.amountMinor, currency),
        ...one.buckets.map((bucket) => amount(bucket.amountMinor, currency)),
        amount(-one.creditsMinor - one.unappliedMinor, currency),
        amount(one.netMinor, currency),
      ])
    const head = ['no', 'customer', 'open', ...bucketNames, 'credits, on account', 'net']
    return `${columns([currency, 'claims', 'amount'], lines)}\n\n${columns(head, debtors)}`
  })
  return `Aging on ${it.day}${known}\n\n${tables.join('\n\n')}`
}

function agingCsv(it: AgingReport): string {
  const head = [
    'currency',
    'debtor_id',
    'no',
    'name',
    'claims',
    'open',
    ...bucketNames,
    'credits',
    'unapplied',
    'net',
    'no_due_day',
  ]
  return csvText(
    head,
    it.byDebtor.flatMap(({ debtor, totals }) =>
      totals.map((one) => [
        one.currency,
        debtor.id,
        debtor.no,
        debtor.name,
        one.open.count,
        ...[
          one.open.amountMinor,
          ...one.buckets.map((bucket) => bucket.amountMinor),
          one.creditsMinor,
          one.unappliedMinor,
          one.netMinor,
          one.undatedMinor ?? 0,
        ].map((minor) => decimalText(minor, one.currency)),
      ]),
    ),
  )
}

function dsoText(it: DsoReport): string {
  if (it.totals.length === 0) return `Nothing was charged up to ${it.day}.`
  const table = columns(
    ['currency', 'open', `charged in ${it.days} days`, 'DSO', 'count-back'],
    it.totals.map((one) => [
      one.currency,
      amount(one.openMinor, one.currency),
      amount(one.salesMinor, one.currency),
      one.dsoDays?.toFixed(1) ?? '–',
      one.countBackDays?.toFixed(1) ?? '–',
    ]),
  )
  return `Days sales outstanding on ${it.day}\n\n${table}\n\n${it.formula}`
}

function dsoCsv(it: DsoReport): string {
  return csvText(
    ['day', 'days', 'currency', 'open', 'sales', 'dso_days', 'count_back_days'],
    it.totals.map((one) => [
      it.day,
      it.days,
      one.currency,
      decimalText(one.openMinor, one.currency),
      decimalText(one.salesMinor, one.currency),
      one.dsoDays,
      one.countBackDays,
    ]),
  )
}

function statementText(it: Statement): string {
  const title = `Statement of account on ${it.day}: ${it.debtor.no} ${it.debtor.name}`
  if (it.totals.length === 0) return `${title}\n\nNothing was posted up to this day.`
  const parts = it.totals.map((total) => {
    const { currency } = total
    const claims = columns(
      [currency, 'date', 'due', 'amount', 'paid', 'open'],
      [
        ...it.claims
          .filter((one) => one.currency === currency)
          .map((one) => [
            one.number,
            one.issuedOn,
            one.dueOn,
            amount(one.amountMinor, currency),
            amount(one.paidMinor, currency),
            amount(one.openMinor, currency),
          ]),
        [
          'total',
          '',
          '',
          amount(total.amountMinor, currency),
          amount(total.paidMinor, currency),
          amount(total.openMinor, currency),
        ],
      ],
    )
    // Money that only moved from the account to a claim changes no balance and would be read as paid twice.
    const moves = columns(
      ['day', 'what', 'amount', 'balance'],
      it.postings
        .filter((one) => one.currency === currency && !one.allocated)
        .map((one) => [
          one.day,
          one.undoes === null ? one.reason : `${one.undoes}: ${one.reason}`,
          amount(one.amountMinor, currency),
          amount(one.balanceMinor, currency),
        ]),
    )
    const account = [
      ...(total.unappliedMinor === 0 ? [] : [`On account: ${moneyText(total.unappliedMinor, currency)}`]),
      ...(total.creditsMinor === 0 ? [] : [`Credits: ${moneyText(total.creditsMinor, currency)}`]),
      `Balance: ${moneyText(total.netMinor, currency)}`,
    ]
    return `${claims}\n\n${moves}\n\n${account.join('\n')}`
  })
  return `${title}\n\n${parts.join('\n\n')}`
}

function statementCsv(it: Statement): string {
  const { no, name } = it.debtor
  return csvText(
    ['no', 'name', 'row', 'currency', 'number', 'day', 'due', 'what', 'amount', 'paid', 'open', 'balance'],
    [
      ...it.claims.map((one) => [
        ...[no, name, 'claim', one.currency, one.number, one.issuedOn, one.dueOn, one.kind],
        ...[one.amountMinor, one.paidMinor, one.openMinor].map((minor) => decimalText(minor, one.currency)),
        '',
      ]),
      ...it.onAccount.map((one) => [
        ...[no, name, 'on account', one.currency, '', it.day, '', one.kind],
        ...[decimalText(one.amountMinor, one.currency), '', '', ''],
      ]),
      ...it.postings.map((one) => [
        ...[no, name, 'posting', one.currency, one.number, one.day, '', one.reason],
        ...[decimalText(one.amountMinor, one.currency), '', '', decimalText(one.balanceMinor, one.currency)],
      ]),
      ...it.totals.map((one) => [
        ...[no, name, 'total', one.currency, '', it.day, '', ''],
        ...[one.amountMinor, one.paidMinor, one.openMinor, one.netMinor].map((minor) =>
          decimalText(minor, one.currency),
        ),
      ]),
    ],
  )
}

function falseChasesText(it: FalseChaseReport): string {
  const share = `${(it.share * 100).toFixed(2)} %`
  const total =
    it.count === 0
      ? `No reminder went to someone who had already paid, of ${it.reminders} sent.`
      : `${it.count} of ${it.reminders} reminders (${share}) went to someone who had already paid.`
  if (it.chases.length === 0) return total
  const table = columns(
    ['sent', 'no', 'customer', 'claim', 'paid on', 'known since (UTC)', 'message'],
    it.chases.map((one) => [
      one.sentOn,
      one.debtor.no,
      one.debtor.name,
      one.number,
      one.paymentDay,
      one.recordedAt.slice(0, 16).replace('T', ' '),
      one.message,
    ]),
  )
  return `${total}\n\n${table}`
}

function falseChasesCsv(it: FalseChaseReport): string {
  return csvText(
    [
      'message_id',
      'no',
      'name',
      'sent_on',
      'claim_id',
      'number',
      'due_no',
      'payment_day',
      'recorded_at',
      'whole_message',
    ],
    it.chases.map((one) => [
      ...[one.message, one.debtor.no, one.debtor.name, one.sentOn, one.claim, one.number, one.dueNo],
      ...[one.paymentDay, one.recordedAt, String(one.wholeMessage)],
    ]),
  )
}
