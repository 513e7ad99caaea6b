// `dunwell simulate`: who would hear what, when, before anything is switched on; and what another policy would change.

import type { Command } from 'commander'
import { csvText } from '../core/csv.ts'
import { addDays, type Day, dayText, day as parsed, weekday } from '../core/day.ts'
import { messageName } from '../core/ladder.ts'
import { decimalText, moneyText } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import { type Behaviour, type Simulated, simulate } from '../engine/simulate.ts'
import { checkTemplates } from '../engine/words.ts'
import { policyFrom } from '../rules/notices.ts'
import { readPolicies } from '../store/policy.ts'
import { readTemplates } from '../store/template.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Desk, type Wiring } from './desk.ts'
import { readYaml } from './settings.ts'

interface Options extends CommonOptions {
  readonly days: string
  readonly from?: string
  readonly policy?: string
  readonly against?: string
  readonly behaviour: string
  readonly csv?: boolean
}

export function simulating(program: Command, wiring: Wiring): void {
  command(
    program,
    'simulate',
    'the time machine: who would hear what in the days to come, or in days past; nothing is written',
    './dunwell simulate --days 90\n./dunwell simulate --days 90 --policy mine.yaml --against current\n./dunwell simulate --from 2025-01-01 --days 365 --policy mine.yaml',
    { json: true },
  )
    .option('--days <n>', 'how many days', '90')
    .option('--from <day>', 'the first day (default: today); a day in the past is lived from the ledger')
    .option('--policy <file or id>', 'under this policy: a file, or a saved one as the workspace’s own')
    .option('--against <which>', 'current: show beside it what the saved policies would do')
    .option(
      '--behaviour <how>',
      'nobody (nobody pays), past (each as late as usual), or a number of days late',
      'nobody',
    )
    .option('--csv', 'a row for each message and task, with --against those of both')
    .action((options: Options) => atDesk(wiring, (desk) => machine(desk, options), { anyDay: true })(options))
}

async function machine(desk: Desk, options: Options): Promise<Answer> {
  const days = Number(options.days)
  if (!Number.isInteger(days) || days < 1 || days > 1100)
    throw problem(
      'simulate.days',
      `${quoted(options.days)} is no number of days.`,
      'Give a whole number from 1 to 1100.',
    )
  if (options.against !== undefined && options.against !== 'current')
    throw problem('simulate.against', `${quoted(options.against)} cannot be compared with.`, 'Use --against current.')
  const from = options.from === undefined ? desk.today : parsed(options.from)
  if (options.csv && options.json)
    throw problem('simulate.formats', 'The result comes as JSON or as CSV.', 'Give --json or --csv, not both.')
  const saved = options.policy === undefined ? undefined : (await desk.tx(readPolicies)).get(options.policy)
  const policy = saved ?? (options.policy === undefined ? undefined : policyFrom(readYaml(options.policy)))
  if (policy) checkTemplates(policy, await desk.tx(readTemplates))
  const span = { from, until: addDays(from, days), actor: desk.actor, behaviour: behaviourOf(options.behaviour) }
  const found = await simulate(desk.db, desk.workspace, desk.today, { ...span, policy, asMain: saved !== undefined })
  const current = options.against ? await simulate(desk.db, desk.workspace, desk.today, span) : undefined
  const assumed =
    from < desk.today
      ? 'payments as the ledger has them'
      : span.behaviour.kind === 'given'
        ? `everyone pays ${span.behaviour.daysLate} days late`
        : span.behaviour.kind
  const head = `${dayText(from)} to ${dayText(addDays(span.until, -1))}, if ${assumed} and every approval is given. Nothing is written.`
  const lines = [head, '', weeks(found)]
  if (current) lines.push('', 'Against the saved policies', '', differences(found, current))
  else if (found.length > 0) lines.push('', 'The first of them', '', firsts(found))
  return {
    json: {
      from: dayText(from),
      until: dayText(span.until),
      assumed,
      actions: found.map(plain),
      current: current?.map(plain),
    },
    text: options.csv ? csv(found, current) : lines.join('\n'),
  }
}

function behaviourOf(text: string): Behaviour {
  if (text === 'nobody') return { kind: 'nobody pays' }
  if (text === 'past') return { kind: 'as in the past' }
  const daysLate = Number(text)
  if (!Number.isInteger(daysLate) || Math.abs(daysLate) > 3650)
    throw problem(
      'simulate.behaviour',
      `${quoted(text)} is no behaviour.`,
      'Use nobody, past, or a number of days late such as 14.',
    )
  return { kind: 'given', daysLate }
}

function plain(it: Simulated) {
  return {
    day: dayText(it.day),
    debtor: it.debtor,
    what: nameOf(it),
    sums: it.action.kind === 'message' ? it.action.sums : {},
    because: it.action.reasons.map((reason) => reason.says),
  }
}

/** A row for each message and currency, and for each task; of two policies each row says whose it is. */
function csv(found: readonly Simulated[], current: readonly Simulated[] | undefined): string {
  const rows = (which: string, some: readonly Simulated[]) =>
    some.flatMap((it) => {
      const sums = it.action.kind === 'message' ? Object.entries(it.action.sums) : []
      const money = sums.length > 0 ? sums : [['', undefined] as const]
      return money.map(([currency, sum]) => [
        which,
        dayText(it.day),
        it.debtor.no,
        it.debtor.name,
        nameOf(it),
        currency,
        sum === undefined ? '' : decimalText(sum, currency),
        it.action.reasons[0]?.says,
      ])
    })
  return csvText(
    ['policy', 'day', 'no', 'name', 'what', 'currency', 'asked_for', 'because'],
    [...rows('this', found), ...(current ? rows('saved', current) : [])],
  )
}

function nameOf({ action }: Simulated): string {
  if (action.kind === 'message') return action.items.length === 0 ? action.templateId : messageName(action)
  return action.kind === 'task' ? `task: ${action.task.replaceAll('_', ' ')}` : action.kind
}

function weeks(found: readonly Simulated[]): string {
  if (found.length === 0) return 'Nobody would hear anything.'
  const monday = (on: Day) => addDays(on, 1 - weekday(on))
  const rows = [...Map.groupBy(found, (it) => monday(it.day))].map(([on, some]) => {
    const messages = some.filter((it) => it.action.kind === 'message')
    return [
      dayText(on),
      messages.length,
      some.length - messages.length,
      new Set(some.map((it) => it.debtor.no)).size,
      sumsText(messages),
    ]
  })
  return columns(['week of', 'messages', 'tasks', 'customers', 'asked for'], rows)
}

function sumsText(some: readonly Simulated[]): string {
  const sums = new Map<string, number>()
  for (const { action } of some) {
    if (action.kind !== 'message') continue
    for (const [currency, sum] of Object.entries(action.sums)) sums.set(currency, (sums.get(currency) ?? 0) + sum)
  }
  return [...sums]
    .sort()
    .map(([currency, sum]) => moneyText(sum, currency))
    .join(', ')
}

function firsts(found: readonly Simulated[]): string {
  const shown = found.slice(0, 15).map((it) => [dayText(it.day), it.debtor.name, nameOf(it), sumsText([it])])
  const more = found.length > shown.length ? `\n… and ${found.length - shown.length} more (--json has all)` : ''
  return `${columns(['day', 'customer', 'what', 'asked for'], shown)}${more}`
}

/** By step, and by customer where it differs. */
function differences(draft: readonly Simulated[], current: readonly Simulated[]): string {
  const names = [...new Set([...current, ...draft].map(nameOf))].sort()
  const count = (some: readonly Simulated[], name: string) => some.filter((it) => nameOf(it) === name).length
  const steps: (string | number)[][] = names.map((name) => [
    name,
    count(current, name),
    count(draft, name),
    count(draft, name) - count(current, name),
  ])
  steps.push(['asked for, in all', sumsText(current), sumsText(draft), ''])
  const of = (some: readonly Simulated[]) => Map.groupBy(some, (it) => it.debtor.no)
  const [now, then] = [of(current), of(draft)]
  const line = (some: readonly Simulated[] | undefined) =>
    (some ?? []).map((it) => `${dayText(it.day)} ${nameOf(it)}`).join(', ')
  const changed = [...new Set([...now.keys(), ...then.keys()])]
    .filter((no) => line(now.get(no)) !== line(then.get(no)))
    .sort((a, b) => a - b)
  const first = (some: readonly Simulated[] | undefined) =>
    some?.[0] ? `${dayText(some[0].day)} ${nameOf(some[0])}` : 'nothing'
  const body = changed.slice(0, 20).map((no) => {
    const [a, b] = [now.get(no), then.get(no)]
    return [
      no,
      (a ?? b)![0]!.debtor.name,
      a?.length ?? 0,
      b?.length ?? 0,
      sumsText(a ?? []),
      sumsText(b ?? []),
      first(a),
      first(b),
    ]
  })
  const more = changed.length > 20 ? `\n… and ${changed.length - 20} more customers (--json has all)` : ''
  const customers =
    changed.length === 0
      ? 'No customer would notice a difference.'
      : `${columns(['no', 'customer', 'saved', 'this', 'asked, saved', 'asked, this', 'first, saved', 'first, this'], body)}${more}`
  return `${columns(['step', 'saved', 'this', 'difference'], steps)}\n\n${customers}`
}
