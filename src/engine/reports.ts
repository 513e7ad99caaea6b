// All reports of one shape by their names: what each is called, what it asks for, and how it is made. The terminal, the API and the
// desk find them here, and turn them into the workspace's currency here.

import { addDays, addMonths, type Day, dayText } from '../core/day.ts'
import { type Exchange, exchangeOn } from '../core/exchange.ts'
import { Problem, problem, quoted } from '../core/problem.ts'
import { currenciesOf, inCurrency, type Report, type Table } from '../core/report.ts'
import type { Db } from '../store/db.ts'
import { exchangeRatesNear } from '../store/exchange.ts'
import type { Workspace } from '../store/workspace.ts'
import type { Reader } from './books.ts'
import { cashFlow, cashIn } from './report-cash.ts'
import { agingTable, collectionIndex, dsoTrend, overdueTrend } from './report-open.ts'
import { costOfRecovery, disputesByCause, promisesKept, stepEffect } from './report-work.ts'
import { badDebtTax } from './tax-relief.ts'

/** What a report works in: one transaction for what it reads at once, and the database for what takes transactions of its own. */
export interface ReportDesk extends Reader {
  readonly db: Db
  readonly workspace: Workspace
  readonly actor: string
}

export interface ReportAsk {
  readonly day: Day
  /** Included; by default a month before `to`. */
  readonly from?: Day
  /** Included; by default the day. */
  readonly to?: Day
  /** Of sales to compare with, or after a step. */
  readonly days?: number
  /** Whether all is turned into the workspace's currency. */
  readonly converted?: boolean
}

interface Span {
  readonly day: Day
  readonly from: Day
  readonly to: Day
}

interface Kind {
  readonly name: string
  readonly says: string
  /** Whether it looks at a day, or at what happened from one to another. */
  readonly looks: 'day' | 'span'
  /** How many months it looks back by itself. */
  readonly months: number
  /** What `days` means and is where nothing is said. */
  readonly days?: { readonly says: string; readonly usual: number }
  make(desk: ReportDesk, span: Span, days: number): Promise<Report>
}

export const reportKinds: readonly Kind[] = [
  {
    name: 'aging',
    says: 'how old open money is',
    looks: 'day',
    months: 1,
    make: (desk, { day }) => agingTable(desk, day),
  },
  {
    name: 'overdue',
    says: 'how much was overdue at the end of each month',
    looks: 'day',
    months: 12,
    make: (desk, { day }) => overdueTrend(desk, day),
  },
  {
    name: 'dso',
    says: 'days sales outstanding at the end of each month',
    looks: 'day',
    months: 12,
    days: { says: 'the days of sales to compare with', usual: 90 },
    make: (desk, { day }, days) => dsoTrend(desk, day, days),
  },
  {
    name: 'cei',
    says: 'how much of what could be collected was, month by month',
    looks: 'day',
    months: 12,
    make: (desk, { day }) => collectionIndex(desk, day),
  },
  {
    name: 'cash-in',
    says: 'what came, when, through what, and which step preceded it',
    looks: 'span',
    months: 1,
    make: (desk, { from, to }) => cashIn(desk, from, to),
  },
  {
    name: 'cash',
    says: 'cash collected and expected, week by week',
    looks: 'day',
    months: 3,
    make: (desk, { day }) => cashFlow(desk, day),
  },
  {
    name: 'steps',
    says: 'what each step brings, beside claims that nobody was asked about',
    looks: 'span',
    months: 6,
    days: { says: 'within how many days after a step money counts', usual: 14 },
    make: (desk, { from, to, day }, days) => stepEffect(desk, { from, to }, day, days),
  },
  {
    name: 'promises',
    says: 'promises to pay: kept, broken, open',
    looks: 'span',
    months: 12,
    make: (desk, { from, to, day }) => promisesKept(desk, { from, to }, day),
  },
  {
    name: 'disputes',
    says: 'what is contested and why',
    looks: 'span',
    months: 12,
    make: (desk, { from, to }) => disputesByCause(desk, { from, to }),
  },
  {
    name: 'costs',
    says: 'what chasing cost against what it recovered',
    looks: 'span',
    months: 12,
    make: (desk, { from, to }) => costOfRecovery(desk, desk.workspace, { from, to }),
  },
  {
    name: 'bad-debt-tax',
    says: 'which tax of bad debts comes back, from when, how much, and what to book first',
    looks: 'day',
    months: 1,
    make: (desk, { day }) => badDebtTax(desk, desk.workspace, day),
  },
]

export function reportKind(name: string): Kind {
  const kind = reportKinds.find((it) => it.name === name)
  if (kind) return kind
  throw problem(
    'report.unknown',
    `There is no report ${quoted(name)}.`,
    `Ask for one of: ${reportKinds.map((it) => it.name).join(', ')}.`,
  )
}

/** Makes a report. A Problem where it ends before it begins, or where a rate is missing that it would have to be turned by. */
export async function makeReport(desk: ReportDesk, name: string, ask: ReportAsk): Promise<Report> {
  const kind = reportKind(name)
  const to = ask.to ?? ask.day
  const from = ask.from ?? addDays(addMonths(to, -kind.months), 1)
  if (from > to)
    throw problem(
      'report.days',
      `${dayText(from)} is after ${dayText(to)}.`,
      'Give the first day of the report as from, and the last as to.',
    )
  const report = await kind.make(desk, { day: ask.day, from, to }, ask.days ?? kind.days?.usual ?? 0)
  return ask.converted ? turned(desk, report, kind.looks === 'day' ? ask.day : to) : report
}

/** One of a report's tables by name, or its first; a Problem where it has none of that name. */
export function tableOf(it: Report, name: string | undefined): Table {
  const all = [it, ...it.more]
  const found = name === undefined ? it : all.find((one) => one.name === name)
  if (found) return found
  throw problem(
    'report.table',
    `The report ${it.name} has no table ${quoted(name!)}.`,
    `It has: ${all.map((one) => one.name).join(', ')}.`,
  )
}

/** All in the workspace's currency, at the rates of one day. */
async function turned(desk: ReportDesk, report: Report, day: Day): Promise<Report> {
  const to = desk.workspace.currency
  const others = new Set([report, ...report.more].flatMap(currenciesOf))
  others.delete(to)
  if (others.size === 0) return report
  const rates = await desk.tx((tx) => exchangeRatesNear(tx, day))
  const ways = new Map<string, Exchange>()
  for (const from of [...others].sort()) {
    const way = exchangeOn(rates, { from, to, day })
    if (way instanceof Problem) throw way
    ways.set(from, way)
  }
  return inCurrency(report, to, ways)
}
