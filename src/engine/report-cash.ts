// Money that came, payment by payment and summed by channel, step and month; and what came and is expected, week by week.

import { addDays, type Day, dayText, weekday } from '../core/day.ts'
import { publicId } from '../core/id.ts'
import { type Column, dayCell, type Report, type Row, table } from '../core/report.ts'
import { readCashDays, readCashIn } from '../store/cash.ts'
import { debtorId } from '../store/debtor.ts'
import { eachBook, type Reader } from './books.ts'
import { forecast } from './forecast.ts'
import type { ReportDesk } from './reports.ts'

const currency: Column = { id: 'currency', title: 'currency', kind: 'text' }
const channels = { bank: 'bank line', import: 'import', by_hand: 'by hand' } as const

export async function cashIn(desk: Reader, from: Day, to: Day): Promise<Report> {
  const all = (await eachBook(desk, (tx, book) => readCashIn(tx, book, from, to))).flat()
  all.sort((a, b) => a.day - b.day || a.debtor.no - b.debtor.no)
  const rows = all.map((it): Row => {
    return {
      currency: it.currency,
      day: dayText(it.day),
      no: it.debtor.no,
      customer: it.debtor.name,
      amount: it.amountMinor,
      what: it.amountMinor < 0 ? 'returned' : 'came',
      channel: channels[it.channel],
      claims: it.numbers.length === 0 ? 'on account' : it.numbers.join(', '),
      step: it.step === null ? null : it.step,
      how: it.how?.replaceAll('_', ' ') ?? null,
      step_on: dayCell(it.stepOn),
      days: it.stepOn === null ? null : it.day - it.stepOn,
      reference: it.reference,
      payment: publicId('pay', { book: it.debtor.book, id: it.paymentId }),
      debtor: debtorId(it.debtor),
    }
  })
  const amount: Column = { id: 'amount', title: 'amount', kind: 'money' }
  return {
    ...table({
      name: 'payments',
      title: 'Cash in',
      columns: [
        currency,
        { id: 'day', title: 'day', kind: 'day' },
        { id: 'no', title: 'no', kind: 'text' },
        { id: 'customer', title: 'customer', kind: 'text' },
        amount,
        { id: 'what', title: 'what', kind: 'text' },
        { id: 'channel', title: 'through', kind: 'text' },
        { id: 'claims', title: 'for', kind: 'text' },
        { id: 'step', title: 'last step', kind: 'text' },
        { id: 'how', title: 'by', kind: 'text' },
        { id: 'step_on', title: 'on', kind: 'day' },
        { id: 'days', title: 'days before', kind: 'days' },
        { id: 'reference', title: 'reference', kind: 'text', quiet: true },
        { id: 'payment', title: 'payment', kind: 'text', quiet: true },
        { id: 'debtor', title: 'customer id', kind: 'text', quiet: true },
      ],
      rows: [...rows].sort((a, b) =>
        String(a.currency) < String(b.currency) ? -1 : a.currency === b.currency ? 0 : 1,
      ),
    }),
    name: 'cash-in',
    formula:
      'Each payment on the day it counts, and each return on its own day with a minus; what was entered by mistake and corrected is left out, credits are no money. The last step is the latest message or call for one of the claims that the money was given to, on an earlier day than the money: one of the same day came too late to have caused it.',
    asOf: { day: dayText(to), from: dayText(from), to: dayText(to) },
    more: [
      summed('channels', 'By what it came through', 'channel', 'through', rows),
      summed('steps', 'By the last step before it', 'step', 'last step', rows),
      summed(
        'months',
        'By month',
        'month',
        'month',
        rows.map((row) => ({ ...row, month: String(row.day).slice(0, 7) })),
      ),
    ],
    notes: [],
    chart: { x: 'day', y: ['amount'], as: 'bars' },
  }
}

function summed(name: string, title: string, by: string, says: string, rows: readonly Row[]) {
  const groups = Map.groupBy(rows, (row) => JSON.stringify([row.currency, row[by] ?? 'none']))
  const summedUp = [...groups].map(([key, some]): Row => {
    const [code, value] = JSON.parse(key) as [string, string]
    const waited = some.filter((row) => typeof row.days === 'number' && Number(row.amount) > 0)
    return {
      currency: code,
      [by]: value,
      payments: some.filter((row) => Number(row.amount) > 0).length,
      amount: some.reduce((sum, row) => sum + Number(row.amount), 0),
      waited: waited.reduce((sum, row) => sum + Number(row.days), 0),
      stepped: waited.length,
    }
  })
  const average: Column[] =
    by === 'step'
      ? [{ id: 'days', title: 'usual wait', kind: 'ratio', over: 'waited', under: 'stepped', times: 1, unit: 'days' }]
      : []
  return table({
    name,
    title,
    columns: [
      currency,
      { id: by, title: says, kind: 'text' },
      { id: 'payments', title: 'payments', kind: 'number' },
      { id: 'amount', title: 'amount', kind: 'money' },
      { id: 'stepped', title: 'payments after a step', kind: 'number', quiet: true },
      { id: 'waited', title: 'days waited', kind: 'number', quiet: true },
      ...average,
    ],
    rows: summedUp.sort((a, b) => (String(a.currency) + String(a[by]) < String(b.currency) + String(b[by]) ? -1 : 1)),
  })
}

const weeksBack = 12
const weeksAhead = 12

/** What came in the weeks before and what is expected in those to come. */
export async function cashFlow(desk: ReportDesk, day: Day): Promise<Report> {
  // Weeks begin on Monday; the one that the day is in counts as come up to the day before, and as expected from then on.
  const monday = addDays(day, 1 - weekday(day))
  const first = addDays(monday, -7 * weeksBack)
  const came = (await eachBook(desk, (tx, book) => readCashDays(tx, book, first, addDays(day, -1)))).flat()
  const ahead = await forecast(desk.db, desk.workspace, desk.actor, day, weeksAhead, { watch: desk.watch })
  const codes = [...new Set([...came.map((it) => it.currency), ...ahead.currencies.map((it) => it.currency)])].sort()
  const rows = codes.flatMap((code): Row[] => {
    const weeks = new Map<Day, Record<string, number>>()
    for (let week = first; week <= monday; week = addDays(week, 7)) weeks.set(week, { collected: 0 })
    for (const it of came.filter((one) => one.currency === code)) {
      const of = weeks.get(addDays(it.day, 1 - weekday(it.day)))!
      of.collected = of.collected! + it.amountMinor
    }
    for (const it of ahead.currencies.find((one) => one.currency === code)?.weeks ?? []) {
      const week = addDays(it.from, 1 - weekday(it.from))
      const { expectedMinor: expected, lowMinor: low, highMinor: high } = it
      weeks.set(week, { ...weeks.get(week), expected, low, high })
    }
    return [...weeks].map(([week, it]) => ({ currency: code, week: dayText(week), ...it }))
  })
  const rest = ahead.currencies.map((it): Row => {
    return { currency: it.currency, open: it.openMinor, later: it.laterMinor, resting: it.restingMinor }
  })
  return {
    ...table({
      name: 'cash',
      title: 'Cash collected and expected, by week',
      columns: [
        currency,
        { id: 'week', title: 'week from', kind: 'day' },
        { id: 'collected', title: 'collected', kind: 'money' },
        { id: 'expected', title: 'expected', kind: 'money' },
        { id: 'low', title: 'low', kind: 'money', apart: true },
        { id: 'high', title: 'high', kind: 'money', apart: true },
      ],
      rows,
    }),
    formula:
      'Collected: payments less returns, by the week they count in, up to the day before. Expected: each open due is paid as late as its customer usually pays, drawn towards what is usual here where they paid little before; a promise counts as far as theirs are kept. In eight of ten futures a week brings between low and high. Disputed, held and placed claims rest and are not expected at all.',
    asOf: { day: dayText(day) },
    more: [
      table({
        name: 'rest',
        title: 'What is open beyond these weeks',
        columns: [
          currency,
          { id: 'open', title: 'open', kind: 'money' },
          { id: 'later', title: 'later', kind: 'money' },
          { id: 'resting', title: 'resting', kind: 'money' },
        ],
        rows: rest,
      }),
    ],
    notes: [],
    chart: { x: 'week', y: ['collected', 'expected'], as: 'bars' },
  }
}
