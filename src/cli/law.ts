// `dunwell law`: the rules of contact by place, and which of them bind one customer's claims.

import type { Command } from 'commander'
import { type Day, dayText, day as parse } from '../core/day.ts'
import { placeOf, type Rule } from '../core/law.ts'
import { bindsText, forceSays, lawOf, levelSays, placeMeant, sureSays } from '../core/lawbook.ts'
import { problem, quoted } from '../core/problem.ts'
import { asksFor, type Bound } from '../core/regime.ts'
import { readRegime } from '../engine/regime.ts'
import { law } from '../rules/law.ts'
import { placeName } from '../rules/place-names.ts'
import { findDebtor } from '../store/debtor.ts'
import { type Answer, atDesk, type CommonOptions, command, type Desk, type Wiring } from './desk.ts'
import { missingCommands } from './law-missing.ts'

interface LawOptions extends CommonOptions {
  readonly place?: string
  readonly on?: string
  readonly debtor?: string
}

export function lawCommands(program: Command, wiring: Wiring): void {
  const it = command(
    program,
    'law',
    'the rules of contact: what each says, where it is written, whom it binds and how sure we are',
    './dunwell law --place US-CA\n./dunwell law --place DE --day 2026-12-01\n./dunwell law --debtor "Meyer"',
    { json: true, day: 'as they hold on this day (default: today); it turns no clock' },
  )
  // So that `law missing --json` is asked of `missing`.
  it.enablePositionalOptions()
  missingCommands(it, wiring)
  it.option('--place <place>', 'a country, region or city: DE, US-CA, US-NY-NYC')
    .option('--debtor <customer>', 'those that bind this customer’s claims, as law or as good practice')
    .action((options: LawOptions) => atDesk(wiring, (desk) => printed(desk, options), { anyDay: true })(options))
}

async function printed(desk: Desk, options: LawOptions): Promise<Answer> {
  const on = options.day === undefined ? desk.today : parse(options.day)
  if (options.debtor !== undefined) return ofDebtor(desk, options.debtor, on)
  const place = options.place === undefined ? undefined : placeMeant(law, options.place)
  if (options.place !== undefined && place === undefined) {
    const known = [...lawOf(law, on).keys()].filter((one) => one !== '*')
    throw problem(
      'law.place',
      `No rule is kept for ${quoted(options.place)}; there only what holds everywhere is kept.`,
      `Places with rules: ${known.join(', ')}.`,
    )
  }
  const found = lawOf(law, on, place)
  const blocks = [...found].map(([one, rules]) =>
    [heading(`${placeName(one)}${one === '*' ? '' : ` (${one})`}`), ...rules.map(ruleText)].join('\n\n'),
  )
  const rules = [...found.values()].flat()
  const memory = rules.filter((rule) => rule.sure === 'memory').length
  const end = `${rules.length} rules in force on ${dayText(on)}, ${memory} of them from memory.\nResearch, not legal advice.`
  return { json: { day: dayText(on), rules: rules.map(ruleJson) }, text: [...blocks, end].join('\n\n\n') }
}

async function ofDebtor(desk: Desk, customer: string, on: Day): Promise<Answer> {
  const { debtor, collector, regime } = await desk.tx(async (tx) =>
    readRegime(tx, desk.workspace, await findDebtor(tx, customer), on),
  )
  const place = placeOf(debtor)
  const kind = `${debtor.kind.replaceAll('_', ' ')}${debtor.kindConfirmed ? '' : ', not confirmed'}`
  const lines = [`${debtor.name}: ${kind}, ${placeName(place)}. Collected by: ${collector.replaceAll('_', ' ')}.`]
  for (const force of ['law', 'guidance', 'manners'] as const) {
    const some = regime.bound.filter((it) => it.force === force)
    if (some.length > 0) lines.push('', '', heading(forceSays[force]), ...some.flatMap((it) => ['', boundText(it)]))
  }
  if (regime.missing.length > 0) {
    lines.push('', '', heading('Not known; the stricter answer holds'), '')
    lines.push(...regime.missing.map((fact) => wrapped(asksFor[fact], '  ')))
    lines.push('', 'Answer for many at once: ./dunwell law missing')
  }
  return {
    json: {
      debtor: debtor.no,
      day: dayText(on),
      collector,
      place,
      missing: regime.missing,
      rules: regime.bound.map((it) => ({ ...ruleJson(it.rule), force: it.force, missing: it.missing })),
    },
    text: lines.join('\n'),
  }
}

function boundText({ rule, missing }: Bound): string {
  const if_ =
    missing.length > 0
      ? [wrapped(`May bind: it depends on ${missing.map((it) => asksFor[it]).join('; ')}.`, '    ')]
      : []
  return [wrapped(rule.says, '  '), wrapped(`${placeName(rule.place)}. ${rule.cite}.`, '    '), ...if_].join('\n')
}

function ruleText(rule: Rule): string {
  const days = [
    rule.from === undefined ? '' : `, since ${dayText(rule.from)}`,
    rule.until === undefined ? '' : `, until ${dayText(rule.until)}`,
  ]
  return [
    wrapped(rule.says, '  '),
    ...(rule.level === 'good_practice' && rule.place === '*' ? [] : [wrapped(`${rule.cite}.`, '    ')]),
    wrapped(`${levelSays[rule.level]}${days.join('')}; ${sureSays[rule.sure]}.`, '    '),
    wrapped(`Binds ${bindsText(rule.binds)}.`, '    '),
    ...(rule.note ? [wrapped(`Note: ${rule.note}`, '    ')] : []),
    `    ${rule.id}`,
  ].join('\n')
}

/** A rule as programs read it. */
function ruleJson({ from, until, binds, ...rule }: Rule) {
  return {
    ...rule,
    binds: { ...binds, says: bindsText(binds) },
    from: from === undefined ? null : dayText(from),
    until: until === undefined ? null : dayText(until),
  }
}

const widthMax = 79

function heading(text: string): string {
  return `${text}\n${'─'.repeat(Math.min(text.length, widthMax))}`
}

/** A paragraph with its indent, broken between words so that it stands in a terminal of eighty columns. */
function wrapped(text: string, indent: string): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > widthMax) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].map((it) => indent + it).join('\n')
}
