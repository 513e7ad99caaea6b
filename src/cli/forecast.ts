// `dunwell report forecast`: cash in by week, with its range and its grounds.

import type { Command } from 'commander'
import { dayText } from '../core/day.ts'
import { decimalText } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import { type Forecast, forecast } from '../engine/forecast.ts'
import { atDesk, type CommonOptions, columns, command, dayOption, type Wiring } from './desk.ts'

export function forecasting(program: Command, wiring: Wiring): void {
  command(
    program,
    'forecast',
    'cash in by week, from how everyone paid before',
    './dunwell report forecast --weeks 13',
    {
      json: true,
      day: 'as of this day (default: today)',
    },
  )
    .option('--weeks <n>', 'how many weeks', '13')
    .action((options: CommonOptions & { weeks: string }) =>
      atDesk<CommonOptions & { weeks: string }>(
        wiring,
        async (desk) => {
          const weeks = Number(options.weeks)
          if (!Number.isInteger(weeks) || weeks < 1 || weeks > 104)
            throw problem(
              'forecast.weeks',
              `${quoted(options.weeks)} is no number of weeks.`,
              'Give a whole number from 1 to 104.',
            )
          const found = await forecast(desk.db, desk.workspace, desk.actor, dayOption(options.day, desk.today), weeks)
          return { json: plain(found), text: text(found) }
        },
        { anyDay: true },
      )(options),
    )
}

function plain(it: Forecast) {
  return {
    ...it,
    day: dayText(it.day),
    currencies: it.currencies.map((one) => ({
      ...one,
      weeks: one.weeks.map((week) => ({ ...week, from: dayText(week.from) })),
    })),
  }
}

function text(it: Forecast): string {
  const { grounds } = it
  const usual = Math.round(grounds.usualDaysLate)
  const head =
    grounds.dues === 0
      ? 'Nothing was paid yet, so this takes everyone to pay on the day.'
      : `From ${grounds.dues} claims that ${grounds.debtors} customers with something open paid before: ${Math.abs(usual)} days ${usual < 0 ? 'early' : 'late'} is usual here. Few of their own draw a customer towards that. A promise counts as far as theirs are kept (${Math.round(grounds.promisesKept * 100)} of 100 here).`
  if (it.currencies.length === 0) return 'Nothing is open.'
  const tables = it.currencies.map((one) => {
    const money = (minor: number) => decimalText(minor, one.currency).replace(/\B(?=(\d{3})+(?=\.|$))/g, ',')
    const body = one.weeks.map((week) => [
      dayText(week.from),
      money(week.expectedMinor),
      money(week.lowMinor),
      money(week.highMinor),
    ])
    const rest = one.restingMinor > 0 ? `\nResting (disputed, held, asked or placed): ${money(one.restingMinor)}` : ''
    return `${columns([`${one.currency}, from`, 'expected', 'low', 'high'], body)}\nLater: ${money(one.laterMinor)}${rest}\nOpen: ${money(one.openMinor)}`
  })
  return [head, 'In eight of ten futures a week brings between low and high.', '', tables.join('\n\n')].join('\n')
}
