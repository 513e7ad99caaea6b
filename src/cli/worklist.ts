// `dunwell report worklist`: what waits for a person, what wins most a minute first, and why it stands there.

import type { Command } from 'commander'
import { worthFormula } from '../core/attention.ts'
import { csvText } from '../core/csv.ts'
import { moneyText } from '../core/money.ts'
import { problem } from '../core/problem.ts'
import { type WorkItem, type Worklist, worklist } from '../engine/worklist.ts'
import { attention } from '../rules/attention.ts'
import { atDesk, type CommonOptions, columns, command, dayOption, type Wiring } from './desk.ts'

interface Options extends CommonOptions {
  readonly csv?: boolean
}

export function worklistCommand(parent: Command, wiring: Wiring): void {
  command(
    parent,
    'worklist',
    'whom to call and what to do and approve, most money a minute first',
    './dunwell report worklist\n./dunwell report worklist --csv > today.csv',
    { json: true, day: 'the day of the report, any day (default: today)' },
  )
    .option('--csv', 'a row for each task')
    .addHelpText('after', `\n${help()}`)
    .action(
      atDesk<Options>(
        wiring,
        async (desk, options) => {
          if (options.csv && options.json)
            throw problem('report.formats', 'A report comes as JSON or as CSV.', 'Give --json or --csv, not both.')
          const found = await desk.tx((tx) => worklist(tx, dayOption(options.day, desk.today), { approvals: true }))
          return { json: found, text: options.csv ? worklistCsv(found) : worklistText(found) }
        },
        { anyDay: true },
      ),
    )
}

function help(): string {
  const body = Object.entries(attention).map(([kind, it]) => [
    kind.replaceAll('_', ' '),
    it.minutes,
    `${Math.round(it.wins * 100)} %`,
    it.because,
  ])
  return [
    `What comes first: ${worthFormula}.`,
    'Few claims or promises of their own draw a customer towards what is usual in your books. No rate between currencies is kept, so a unit of one counts as a unit of another.',
    '',
    columns(['work', 'minutes', 'wins', 'because'], body),
  ].join('\n')
}

function worklistText(it: Worklist): string {
  if (it.tasks.length === 0) return 'There is nothing to do.'
  const minutes = it.tasks.reduce((sum, task) => sum + (attention[task.kind]?.minutes ?? 0), 0)
  const head = `${it.tasks.length === 1 ? '1 thing' : `${it.tasks.length} things`} to do, about ${minutes === 1 ? 'a minute' : `${minutes} minutes`}; what wins most a minute first (--help says how).`
  return [head, ...it.tasks.map(oneText)].join('\n\n')
}

function oneText(task: WorkItem): string {
  const open = task.open.map((one) => moneyText(one.amountMinor, one.currency)).join(' and ')
  const late = task.daysLate !== null && task.daysLate > 0 ? `, ${days(task.daysLate)} late` : ''
  const claims = task.claims.map((one) => one.number)
  const more = claims.length > 6 ? ` and ${claims.length - 6} more` : ''
  return [
    `${task.day}  ${task.kind.replaceAll('_', ' ')}  ${task.debtor.no} ${task.debtor.name}${open === '' ? '' : `  ${open}${late}`}`,
    task.says,
    ...(task.call ? [`Call ${[task.call.name, task.call.phone].filter((one) => one !== null).join(', ')}`] : []),
    ...(task.lastWords ? [`Last: ${task.lastWords}`] : []),
    ...(claims.length > 0 ? [`${claims.slice(0, 6).join(', ')}${more}`] : []),
    `They: ${task.habits}`,
    `Why here: ${task.why}`,
    task.id,
  ].join('\n  ')
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`
}

function worklistCsv(it: Worklist): string {
  return csvText(
    [
      'task_id',
      'day',
      'kind',
      'no',
      'name',
      'contact',
      'phone',
      'open',
      'days_late',
      'claims',
      'says',
      'a_minute',
      'why',
      'habits',
    ],
    it.tasks.map((task) => [
      task.id,
      task.day,
      task.kind,
      task.debtor.no,
      task.debtor.name,
      task.call?.name,
      task.call?.phone,
      task.open.map((one) => moneyText(one.amountMinor, one.currency)).join('; '),
      task.daysLate,
      task.claims.map((one) => one.number).join('; '),
      task.says,
      task.worth ? moneyText(task.worth.perMinuteMinor, task.worth.currency) : '',
      task.why,
      task.habits,
    ]),
  )
}
