// What is open and how that moved: aging on any day, the overdue trend, days sales outstanding and the collection effectiveness index
// month by month. All four rest on the same balances, so that they agree with one another to the cent.

import { type Aging, addAging } from '../core/aging.ts'
import { addDays, type Day, dayText } from '../core/day.ts'
import { dso, type Sale } from '../core/dso.ts'
import { type Column, monthEnds, type Report, type Row, table } from '../core/report.ts'
import { agingOn } from '../store/balance.ts'
import { readBookSales, salesByCurrency } from '../store/report.ts'
import { eachBook, type Reader } from './books.ts'

const monthsBack = 12
const currency: Column = { id: 'currency', title: 'currency', kind: 'text' }
const monthEnd: Column = { id: 'day', title: 'day', kind: 'day' }

/** The agings of all books in one, by currency in the order of their codes. */
async function agingAll(desk: Reader, days: readonly Day[]): Promise<Map<string, Aging[]>> {
  const sums = new Map<string, Aging[]>()
  for (const found of await eachBook(desk, (tx, book) => agingOn(tx, book, days))) {
    for (const [code, agings] of found) {
      const there = sums.get(code)
      if (there) for (const [at, aging] of agings.entries()) addAging(there[at]!, aging)
      else sums.set(code, agings)
    }
  }
  return new Map([...sums].sort(([a], [b]) => (a < b ? -1 : 1)))
}

async function salesAll(desk: Reader, day: Day): Promise<Map<string, Sale[]>> {
  return salesByCurrency((await eachBook(desk, (tx, book) => readBookSales(tx, book, day))).flat())
}

/** Whether anything at all stood open or on account. */
function isBusy(aging: Aging): boolean {
  return aging.open.amountMinor !== 0 || aging.creditsMinor !== 0 || aging.unappliedMinor !== 0
}

export async function agingTable(desk: Reader, day: Day): Promise<Report> {
  const found = [...(await agingAll(desk, [day])).values()].map(([aging]) => aging!).filter(isBusy)
  const rows = found.flatMap((it) =>
    it.buckets.map((one): Row => {
      return { currency: it.currency, age: one.name, claims: one.count, amount: one.amountMinor }
    }),
  )
  const account = found.map((it) => ({
    currency: it.currency,
    open: it.open.amountMinor,
    credits: -it.creditsMinor,
    unapplied: -it.unappliedMinor,
    net: it.netMinor,
  }))
  const undated = found.filter((it) => it.undatedMinor)
  return {
    ...table({
      name: 'aging',
      title: 'Aging',
      columns: [
        currency,
        { id: 'age', title: 'days late', kind: 'text' },
        { id: 'claims', title: 'claims', kind: 'number' },
        { id: 'amount', title: 'open', kind: 'money' },
      ],
      rows,
    }),
    formula:
      'What is open of each claim on the day, by the days since it fell due; due on the day itself is current. Money that names no due lowers the oldest first; interest, fees and costs stand with the oldest due that is open. A claim is counted once, where its oldest due stands.',
    asOf: { day: dayText(day) },
    more: [
      table({
        name: 'account',
        title: 'Credits and money on account',
        columns: [
          currency,
          { id: 'open', title: 'open', kind: 'money' },
          { id: 'credits', title: 'credits', kind: 'money' },
          { id: 'unapplied', title: 'on account', kind: 'money' },
          { id: 'net', title: 'net', kind: 'money' },
        ],
        rows: account,
      }),
    ],
    notes: undated.length === 0 ? [] : ['What has no due day yet counts as current.'],
    chart: { x: 'age', y: ['amount'], as: 'bars' },
  }
}

export async function overdueTrend(desk: Reader, day: Day): Promise<Report> {
  const days = monthEnds(day, monthsBack)
  const rows = perDay(await agingAll(desk, days), days, (aging, at): Row => {
    const late = aging.buckets.map((one) => one.amountMinor)
    const from = (bucket: number) => late.slice(bucket).reduce((sum, it) => sum + it, 0)
    return {
      currency: aging.currency,
      day: dayText(days[at]!),
      open: aging.open.amountMinor,
      overdue: from(1),
      over30: from(2),
      over60: from(3),
      over90: from(4),
      claims: aging.buckets.slice(1).reduce((sum, it) => sum + it.count, 0),
    }
  })
  const money = (id: string, title: string): Column => ({ id, title, kind: 'money', apart: true })
  return {
    ...table({
      name: 'overdue',
      title: 'Overdue, month by month',
      columns: [
        currency,
        monthEnd,
        money('open', 'open'),
        money('overdue', 'overdue'),
        money('over30', 'over 30 days'),
        money('over60', 'over 60 days'),
        money('over90', 'over 90 days'),
        { id: 'claims', title: 'claims overdue', kind: 'number', apart: true },
        { id: 'share', title: 'overdue share', kind: 'ratio', over: 'overdue', under: 'open', times: 100, unit: '%' },
      ],
      rows,
    }),
    formula:
      'At the end of each month: what was open, and how much of it had been due for at least one day, for more than 30, 60 and 90 days. The share is overdue divided by open. Money dated into a past month lowers that month too.',
    asOf: { day: dayText(day) },
    more: [],
    notes: [],
    chart: { x: 'day', y: ['overdue', 'over90'], as: 'lines' },
  }
}

/** A row for each currency and day on which anything stood open. */
function perDay(
  found: ReadonlyMap<string, readonly Aging[]>,
  days: readonly Day[],
  row: (aging: Aging, at: number) => Row,
) {
  return [...found.values()].flatMap((agings) =>
    days.flatMap((_, at) => (isBusy(agings[at]!) ? [row(agings[at]!, at)] : [])),
  )
}

export async function dsoTrend(desk: Reader, day: Day, window: number): Promise<Report> {
  const days = monthEnds(day, monthsBack)
  const sales = await salesAll(desk, day)
  const rows = perDay(await agingAll(desk, days), days, (aging, at): Row => {
    const upTo = (sales.get(aging.currency) ?? []).filter((it) => it.day <= days[at]!)
    const it = dso(aging.open.amountMinor, upTo, days[at]!, window)
    return {
      currency: aging.currency,
      day: dayText(days[at]!),
      open: it.openMinor,
      charged: it.salesMinor,
      count_back: it.countBackDays ?? null,
    }
  })
  return {
    ...table({
      name: 'dso',
      title: 'Days sales outstanding, month by month',
      columns: [
        currency,
        monthEnd,
        { id: 'open', title: 'open', kind: 'money', apart: true },
        { id: 'charged', title: `charged in ${window} days`, kind: 'money', apart: true },
        { id: 'dso', title: 'DSO', kind: 'ratio', over: 'open', under: 'charged', times: window, unit: 'days' },
        { id: 'count_back', title: 'count-back', kind: 'days' },
      ],
      rows,
    }),
    formula: `DSO: what is open, divided by what was charged in the ${window} days before, times ${window}: for how many days of sales one waits. Count-back: from what is open, each month’s charges are taken off, newest month first, and its days counted; the month that is not used up counts with its share.`,
    asOf: { day: dayText(day) },
    more: [],
    notes: shortHistory(sales, days[0]!, window),
    chart: { x: 'day', y: ['dso', 'count_back'], as: 'lines' },
  }
}

/** The first months of a new workspace have too few sales behind them. */
function shortHistory(sales: ReadonlyMap<string, readonly Sale[]>, first: Day, window: number): string[] {
  const since = [...sales.values()]
    .flat()
    .reduce<Day | undefined>((least, it) => (least === undefined || it.day < least ? it.day : least), undefined)
  if (since === undefined || since <= addDays(first, -window)) return []
  return [
    `Nothing charged before ${dayText(since)} is known here: until ${dayText(addDays(since, window))} the window is not full, and the figures are too high.`,
  ]
}

export async function collectionIndex(desk: Reader, day: Day): Promise<Report> {
  const days = monthEnds(day, monthsBack)
  const [found, sales] = [await agingAll(desk, days), await salesAll(desk, day)]
  const rows = [...found].flatMap(([code, agings]) =>
    days.slice(1).flatMap((to, i): Row[] => {
      const [before, after] = [agings[i]!, agings[i + 1]!]
      const charged = (sales.get(code) ?? []).reduce(
        (sum, it) => (it.day > days[i]! && it.day <= to ? sum + it.amountMinor : sum),
        0,
      )
      if (!isBusy(before) && !isBusy(after) && charged === 0) return []
      const [open, left, current] = [before.open.amountMinor, after.open.amountMinor, after.buckets[0]!.amountMinor]
      return [
        {
          currency: code,
          day: dayText(to),
          open,
          charged,
          left,
          current,
          collected: open + charged - left,
          collectible: open + charged - current,
        },
      ]
    }),
  )
  const money = (id: string, title: string, apart: boolean): Column => ({ id, title, kind: 'money', apart })
  return {
    ...table({
      name: 'cei',
      title: 'Collection effectiveness, month by month',
      columns: [
        currency,
        { id: 'day', title: 'month until', kind: 'day' },
        money('open', 'open before', true),
        money('charged', 'charged', false),
        money('left', 'open after', true),
        money('current', 'of it current', true),
        money('collected', 'collected', false),
        money('collectible', 'could be collected', true),
        { id: 'cei', title: 'CEI', kind: 'ratio', over: 'collected', under: 'collectible', times: 100, unit: '%' },
      ],
      rows,
    }),
    formula:
      'Collection effectiveness index: (open before + charged − open after) divided by (open before + charged − what is current after), in percent. 100 % means that nothing overdue was left. What was credited or written off counts as collected here; the cash-in report counts money alone.',
    asOf: { day: dayText(day), from: dayText(days[0]!), to: dayText(day) },
    more: [],
    notes: [],
    chart: { x: 'day', y: ['cei'], as: 'lines' },
  }
}
