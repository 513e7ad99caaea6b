// What work brought: each step beside claims that nobody was asked about, promises kept, disputes by cause, and cost against what was
// recovered. It shows what came after, and never says that it came because of it.

import { addDays, type Day, dayText } from '../core/day.ts'
import { minorDigits } from '../core/money.ts'
import { type Column, type Report, type Row, table } from '../core/report.ts'
import type { Tx } from '../store/db.ts'
import {
  type BaseCount,
  countDisputes,
  countEffort,
  countPromises,
  countRecovery,
  countSteps,
  countUntouched,
  type DisputeCount,
  type Span,
  type StepCount,
} from '../store/effort.ts'
import type { Workspace } from '../store/workspace.ts'
import { eachBook, type Reader } from './books.ts'

const currency: Column = { id: 'currency', title: 'currency', kind: 'text' }
const count = (id: string, title: string): Column => ({ id, title, kind: 'number' })
const money = (id: string, title: string): Column => ({ id, title, kind: 'money' })
const share = (id: string, title: string, over: string, under: string): Column => {
  return { id, title, kind: 'ratio', over, under, times: 100, unit: '%' }
}
/** Fewer than these tell nothing. */
const fewest = 30

async function overBooks<T>(desk: Reader, read: (tx: Tx, book: number) => Promise<readonly T[]>): Promise<T[]> {
  return (await eachBook(desk, read)).flat()
}

/** Rows of one key made one, their numbers added. */
function added<T extends object>(rows: readonly T[], keyOf: (it: T) => string, numbers: readonly (keyof T)[]): T[] {
  return [...Map.groupBy(rows, keyOf).values()].map((some) => ({
    ...some[0]!,
    ...Object.fromEntries(numbers.map((id) => [id, some.reduce((sum, it) => sum + Number(it[id]), 0)])),
  }))
}

const byCurrencyAnd = (id: string) => (a: Row, b: Row) =>
  a.currency === b.currency
    ? String(a[id]) < String(b[id])
      ? -1
      : 1
    : String(a.currency) < String(b.currency)
      ? -1
      : 1

export async function stepEffect(desk: Reader, { from, to }: Span, day: Day, days: number): Promise<Report> {
  // Who was asked yesterday has not had the days to pay yet.
  const last = Math.min(to, addDays(day, -days)) as Day
  const seen = { from, to: last }
  const none = last < from
  const found = none ? [] : await overBooks(desk, (tx, book) => countSteps(tx, book, seen, days))
  const keyOf = (it: StepCount) => `${it.currency} ${it.step} ${it.how}`
  const steps = added(
    found.map((it) => ({ ...it, late: it.late * it.claims })),
    keyOf,
    ['claims', 'openMinor', 'late', 'paid', 'paidMinor'],
  ).map((it) => ({ ...it, late: Math.round(it.late / it.claims) }))
  const lates = [...new Set(steps.map((it) => it.late))]
  const base =
    lates.length === 0 ? [] : await overBooks(desk, (tx, book) => countUntouched(tx, book, seen, days, lates))
  const baseKey = (it: { currency: string; late: number }) => `${it.currency} ${it.late}`
  const baseOf = new Map(added(base, baseKey, ['claims', 'paid', 'days']).map((it) => [baseKey(it), it]))
  steps.sort((a, b) => (a.currency === b.currency ? a.late - b.late : a.currency < b.currency ? -1 : 1))
  const rows = steps.map((it): Row => {
    const other = baseOf.get(baseKey(it))
    const tells = other !== undefined && other.claims >= fewest && other.days >= (other.claims * days) / 4
    return {
      currency: it.currency,
      step: it.step,
      how: it.how.replaceAll('_', ' '),
      late: it.late,
      claims: it.claims,
      open: it.openMinor,
      paid: it.paid,
      paid_amount: it.paidMinor,
      base: other?.claims ?? 0,
      base_days: other?.days ?? 0,
      base_paid: other?.paid ?? 0,
      base_told: tells ? other.claims : null,
      base_like: tells ? tenth(other.claims * paidWithin(other, days)) : null,
    }
  })
  return {
    ...table({
      name: 'steps',
      title: `What each step brings within ${days} days`,
      columns: [
        currency,
        { id: 'step', title: 'step', kind: 'text' },
        { id: 'how', title: 'by', kind: 'text' },
        { id: 'late', title: 'days late', kind: 'days' },
        count('claims', 'claims'),
        money('open', 'open then'),
        count('paid', 'paid'),
        share('share', 'paid share', 'paid', 'claims'),
        money('paid_amount', 'money'),
        count('base', 'not asked'),
        count('base_paid', 'paid unasked'),
        { ...count('base_days', 'days watched'), quiet: true },
        { ...count('base_told', 'not asked, enough to tell'), quiet: true },
        { ...count('base_like', 'of these would pay'), quiet: true },
        share('base_share', 'their share', 'base_like', 'base_told'),
      ],
      rows,
    }),
    formula: `Each time a step named a claim that was open: whether the claim was paid whole within the ${days} days after, and how much of it came. Beside it, claims of the same currency that were as many days late in the same time and that nobody had named in the ${days} days before: how many paid a day until they were named too, brought to ${days} days. Days late are the middle one. Steps of the last ${days} days are left out: their time is not over.`,
    asOf: { day: dayText(day), from: dayText(from), to: dayText(none ? to : last) },
    more: [],
    notes: [
      'It is no proof of cause: who is asked and who is left alone differ in more than the asking, and one step follows another.',
      ...(rows.some((it) => it.base_told === null)
        ? [
            `Their share is left out where fewer than ${fewest} were not asked, or where they were watched for less than a quarter of the days: it would be a guess.`,
          ]
        : []),
    ],
    chart: { x: 'step', y: ['share', 'base_share'], as: 'bars' },
  }
}

/** The share that pays within so many days where as many a day pay as did while they were watched. */
function paidWithin(it: BaseCount, days: number): number {
  return 1 - (1 - Math.min(1, it.paid / it.days)) ** days
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}

export async function promisesKept(desk: Reader, span: Span, day: Day): Promise<Report> {
  const found = await overBooks(desk, (tx, book) => countPromises(tx, book, span, day))
  const groups = Map.groupBy(found, (it) => `${it.currency} ${dayText(it.byDay).slice(0, 7)}`)
  const rows = [...groups].map(([key, some]): Row => {
    const [code, month] = key.split(' ') as [string, string]
    const of = (state: string, what: 'promises' | 'amountMinor') =>
      some.reduce((sum, it) => (it.state === state ? sum + it[what] : sum), 0)
    return {
      currency: code,
      month,
      promises: some.reduce((sum, it) => sum + it.promises, 0),
      amount: some.reduce((sum, it) => sum + it.amountMinor, 0),
      kept: of('kept', 'promises'),
      broken: of('broken', 'promises'),
      withdrawn: of('withdrawn', 'promises'),
      open: of('open', 'promises'),
      judged: of('kept', 'promises') + of('broken', 'promises'),
      kept_amount: of('kept', 'amountMinor'),
      judged_amount: of('kept', 'amountMinor') + of('broken', 'amountMinor'),
    }
  })
  return {
    ...table({
      name: 'promises',
      title: 'Promises kept',
      columns: [
        currency,
        { id: 'month', title: 'promised for', kind: 'text' },
        count('promises', 'promises'),
        money('amount', 'amount'),
        count('kept', 'kept'),
        count('broken', 'broken'),
        count('withdrawn', 'withdrawn'),
        count('open', 'open'),
        { ...count('judged', 'judged'), quiet: true },
        { ...money('judged_amount', 'judged amount'), quiet: true },
        share('share', 'kept share', 'kept', 'judged'),
        money('kept_amount', 'kept amount'),
        share('amount_share', 'of the amount', 'kept_amount', 'judged_amount'),
      ],
      rows: rows.sort(byCurrencyAnd('month')),
    }),
    formula:
      'Promises to pay by the month of the promised day, as they were judged up to the day of the report: kept where the money was there in time, broken where it was not. The share is kept divided by kept and broken; withdrawn and open ones count in neither.',
    asOf: { day: dayText(day), from: dayText(span.from), to: dayText(span.to) },
    more: [],
    notes: [],
    chart: { x: 'month', y: ['kept', 'broken'], as: 'bars' },
  }
}

export async function disputesByCause(desk: Reader, span: Span): Promise<Report> {
  const found = await overBooks(desk, (tx, book) => countDisputes(tx, book, span))
  const keyOf = (it: DisputeCount) => `${it.currency} ${it.cause}`
  const rows = added(found, keyOf, ['opened', 'openedMinor', 'settled', 'settledDays', 'open', 'openMinor']).map(
    (it): Row => ({
      currency: it.currency,
      cause: it.cause.replaceAll('_', ' '),
      opened: it.opened,
      opened_amount: it.openedMinor,
      settled: it.settled,
      settled_days: it.settledDays,
      open: it.open,
      open_amount: it.openMinor,
    }),
  )
  return {
    ...table({
      name: 'disputes',
      title: 'Disputes by cause',
      columns: [
        currency,
        { id: 'cause', title: 'cause', kind: 'text' },
        count('opened', 'opened'),
        money('opened_amount', 'contested'),
        count('settled', 'settled'),
        { ...count('settled_days', 'days to settle'), quiet: true },
        {
          id: 'days',
          title: 'usual time',
          kind: 'ratio',
          over: 'settled_days',
          under: 'settled',
          times: 1,
          unit: 'days',
        },
        count('open', 'still open'),
        money('open_amount', 'still contested'),
      ],
      rows: rows.sort(byCurrencyAnd('cause')),
    }),
    formula:
      'Claims contested, by cause: those opened and those settled from the first day to the last, and those that stood open on the last. Contested is the part in question, or what was open of the whole claim on that day. The usual time is the mean from opening to settling.',
    asOf: { day: dayText(span.to), from: dayText(span.from), to: dayText(span.to) },
    more: [],
    notes: [],
    chart: { x: 'cause', y: ['opened', 'open'], as: 'bars' },
  }
}

export async function costOfRecovery(desk: Reader, workspace: Workspace, span: Span): Promise<Report> {
  const [effort, money_] = [
    await overBooks(desk, (tx, book) => countEffort(tx, book, span)),
    await overBooks(desk, (tx, book) => countRecovery(tx, book, span)),
  ]
  const home = workspace.currency
  const { unitCosts } = workspace.settings
  const kindOf = (how: string) => (how === 'letter' || how === 'call' ? how : 'email')
  const months = new Map<string, Record<string, number>>()
  const at = (code: string, day: Day) => {
    const key = `${code} ${dayText(day).slice(0, 7)}`
    const there = months.get(key) ?? { recovered: 0, posted: 0, own: 0, emails: 0, letters: 0, calls: 0 }
    months.set(key, there)
    return there
  }
  for (const it of money_) {
    const of = at(it.currency, it.day)
    of.recovered! += it.recoveredMinor
    of.posted! += it.costMinor
  }
  for (const it of effort) {
    const of = at(home, it.day)
    const kind = kindOf(it.how)
    of[`${kind}s`]! += it.count
    of.own! += it.count * (unitCosts[kind] ?? 0) * 10 ** minorDigits(home)
  }
  const rows = [...months].map(([key, it]): Row => {
    const [code, month] = key.split(' ') as [string, string]
    const { emails, letters, calls, posted, recovered } = it
    const own = Math.round(it.own!)
    const shown =
      code === home ? { emails, letters, calls, own } : { emails: null, letters: null, calls: null, own: null }
    return { currency: code, month, ...shown, posted: posted!, cost: own + posted!, recovered: recovered! } as Row
  })
  const unpriced = (['email', 'letter', 'call'] as const).filter((how) => unitCosts[how] === undefined)
  return {
    ...table({
      name: 'costs',
      title: 'Cost against recovery',
      columns: [
        currency,
        { id: 'month', title: 'month', kind: 'text' },
        count('emails', 'emails'),
        count('letters', 'letters'),
        count('calls', 'calls'),
        money('own', 'their cost'),
        money('posted', 'costs entered'),
        money('cost', 'cost in all'),
        money('recovered', 'recovered'),
        share('share', 'cost share', 'cost', 'recovered'),
      ],
      rows: rows.sort(byCurrencyAnd('month')),
    }),
    formula:
      'Recovered: payments on claims after they fell due, less returns. Costs entered are those posted to claims (postage, agency, attorney, court), also where the customer owes them. Messages and calls count at what one costs you (settings unitCosts) and stand in the row of your own currency, whatever currency the claims are in. The share is cost in all divided by recovered.',
    asOf: { day: dayText(span.to), from: dayText(span.from), to: dayText(span.to) },
    more: [],
    notes:
      unpriced.length === 0
        ? []
        : [
            `What one of these costs you is not known and counts as nothing: ${unpriced.join(', ')}.\n./dunwell settings set unitCosts.${unpriced[0]}=1.20`,
          ],
    chart: { x: 'month', y: ['cost', 'recovered'], as: 'bars' },
  }
}
