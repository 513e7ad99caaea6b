// `dunwell collector`: who works which cases, by rules or by hand, and who covers for whom.

import { type Command, Option } from 'commander'
import {
  type CollectorRule,
  type CollectorWhen,
  collectorRulesFrom,
  coversFor,
  isAway,
  takers,
} from '../core/collector.ts'
import { dayText, day as parse } from '../core/day.ts'
import { minorFrom, moneyText } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import { coverMember, giveByHand, shareCases } from '../engine/collector.ts'
import { countGiven, countOf, readCollectorRules, saveCollectorRules } from '../store/collector.ts'
import type { Tx } from '../store/db.ts'
import { findDebtor } from '../store/debtor.ts'
import { listMembers, type Member, memberBy } from '../store/member.ts'
import { listBooks } from '../store/workspace.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Desk, type Wiring } from './desk.ts'

interface RuleOptions extends CommonOptions {
  readonly to: readonly string[]
  readonly creditor?: string
  readonly country?: string
  readonly language?: string
  readonly names?: string
  readonly owed?: string
  readonly currency?: string
}

export function collector(program: Command, wiring: Wiring): void {
  const it = program.command('collector').description('who works which cases: list, rules, give, away, share')

  command(it, 'list', 'who works cases, how many, and who covers for whom', './dunwell collector list', {
    json: true,
  }).action(atDesk(wiring, listed))

  command(it, 'rules', 'the rules by which cases are given, in order', './dunwell collector rules', {
    json: true,
  }).action(
    atDesk(wiring, async (desk) => {
      const { version, rules, all } = await desk.tx(async (tx) => ({
        ...(await readCollectorRules(tx)),
        all: await listMembers(tx),
      }))
      return { json: { version, rules }, text: rulesText(rules, all) }
    }),
  )

  command(
    it,
    'rule',
    'add a rule: which cases go to whom; the first that fits counts',
    './dunwell collector rule --country DE --names A-K --to anna@nordwind.example\n./dunwell collector rule --owed 10000.. --currency EUR --to ben@nordwind.example cleo@nordwind.example',
    { json: true },
  )
    .option('--creditor <name>', 'owed to this creditor')
    .option('--country <code>', 'of customers there, such as DE')
    .option('--language <code>', 'of customers who are written to in it, such as de')
    .option('--names <range>', 'by first letters: A-K, or L- for all from there on')
    .option('--owed <range>', 'by what is open: 1000..5000, 10000.. or ..500')
    .option('--currency <code>', 'of --owed (default: the workspace’s)')
    .addOption(new Option('--to <emails...>', 'who gets them; of several who has the fewest').makeOptionMandatory())
    .action((options: RuleOptions) => atDesk<RuleOptions>(wiring, addRule)(options))

  command(it, 'drop-rule', 'take a rule away by its number', './dunwell collector drop-rule 2', { json: true })
    .argument('<number>', 'from "collector rules"')
    .action((text: string, options: CommonOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const { rules } = await readCollectorRules(tx)
          const no = Number(text)
          if (!Number.isInteger(no) || no < 1 || no > rules.length)
            throw problem('collector.no_rule', `There is no rule ${quoted(text)}.`, 'See: ./dunwell collector rules')
          return saved(tx, rules.toSpliced(no - 1, 1))
        }),
      )(options),
    )

  command(
    it,
    'give',
    'give the cases of a customer to somebody, or back to the rules',
    './dunwell collector give "Meyer GmbH" ben@nordwind.example\n./dunwell collector give "Meyer GmbH" rules',
    { json: true },
  )
    .argument('<customer>')
    .argument('<email>', 'or "rules": as the rules say')
    .action((customer: string, email: string, options: CommonOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const debtor = await findDebtor(tx, customer)
          const to = email === 'rules' ? null : await memberAt(tx, email)
          await giveByHand(tx, desk.workspace, [debtor], to?.id ?? null)
          return {
            json: { debtor: debtor.no, collector: to?.email ?? null },
            text: to
              ? `${debtor.name} is worked by ${to.name} from now on.`
              : `${debtor.name} goes to whom the rules say.`,
          }
        }),
      )(options),
    )

  command(
    it,
    'away',
    'somebody is away, and another does their work until the day they are back',
    './dunwell collector away anna@nordwind.example --until 2026-12-05 --cover ben@nordwind.example',
    { json: true },
  )
    .argument('<email>')
    .requiredOption('--until <day>', 'the day they are back; not included')
    .requiredOption('--cover <email>', 'who does their work')
    .action((email: string, options: CommonOptions & { until: string; cover: string }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const who = await memberAt(tx, email)
          const by = await memberAt(tx, options.cover)
          const until = parse(options.until)
          await coverMember(tx, who.id, { id: by.id, until }, desk.today)
          return {
            json: { away: who.email, until: dayText(until), cover: by.email },
            text: `${who.name} is away until ${dayText(until)}; ${by.name} covers.`,
          }
        }),
      )(options),
    )

  command(it, 'back', 'somebody is back', './dunwell collector back anna@nordwind.example', { json: true })
    .argument('<email>')
    .action((email: string, options: CommonOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const who = await memberAt(tx, email)
          await coverMember(tx, who.id, null, desk.today)
          return { json: { back: who.email }, text: `${who.name} is back.` }
        }),
      )(options),
    )

  command(
    it,
    'share',
    'give every case that nobody has, as the desk does by itself when it is served',
    './dunwell collector share',
    { json: true },
  ).action(
    atDesk(wiring, async (desk) => {
      const given = await shareCases(desk.db, desk.workspace, { actor: desk.actor })
      const all = await desk.tx(listMembers)
      const body = [...given].map(([id, cases]): [string, number] => [all.find((one) => one.id === id)!.name, cases])
      return {
        json: { given: body.map(([name, cases]) => ({ name, cases })) },
        text:
          body.length === 0
            ? 'Nothing to give: every open case has somebody, or there are neither rules nor anybody with the role of a collector.'
            : body.map(([name, cases]) => `${name}: ${cases} ${cases === 1 ? 'case' : 'cases'}`).join('\n'),
      }
    }),
  )
}

async function listed(desk: Desk): Promise<Answer> {
  const { all, sharing, able, cases, nobody } = await desk.tx(async (tx) => {
    const members = await listMembers(tx)
    const { rules } = await readCollectorRules(tx)
    const counts = new Map<string, number>()
    for (const book of await listBooks(tx))
      for (const [id, count] of await countGiven(tx, book)) counts.set(id, (counts.get(id) ?? 0) + count)
    return { all: members, ...takers(members, rules), cases: counts, nobody: await countOf(tx, null, 1_000_000) }
  })
  const people = all
    .filter((it) => able.has(it.id))
    .map((it) => {
      const by = isAway(it, desk.today) ? all.find((one) => one.id === it.coverId) : undefined
      return {
        ...{ email: it.email, name: it.name, role: it.role, cases: cases.get(it.id) ?? 0 },
        shares: sharing.includes(it.id),
        away: by ? { until: dayText(it.coverUntil!), cover: by.email } : null,
        covers: coversFor(all, it.id, desk.today).map((id) => all.find((one) => one.id === id)!.email),
      }
    })
  const body = people.map((it) => [
    it.email,
    it.name,
    it.role,
    String(it.cases),
    it.away
      ? `away until ${it.away.until}, ${it.away.cover} covers`
      : it.covers.map((one) => `covers ${one}`).join(', '),
  ])
  return {
    json: { people, nobody },
    text: [
      people.length === 0
        ? 'Nobody has a seat yet. See: ./dunwell person add --help'
        : columns(['email', 'name', 'role', 'cases', ''], body),
      ...(nobody > 0
        ? [
            people.length > 0 && sharing.length === 0
              ? 'Cases are given to nobody in particular: add a rule, or somebody with the role of a collector.'
              : `${nobody} ${nobody === 1 ? 'case has' : 'cases have'} nobody yet: ./dunwell collector share`,
          ]
        : []),
    ].join('\n'),
  }
}

async function addRule(desk: Desk, options: RuleOptions): Promise<Answer> {
  return desk.tx(async (tx) => {
    const to: string[] = []
    for (const email of options.to) to.push((await memberAt(tx, email)).id)
    const { rules } = await readCollectorRules(tx)
    return saved(tx, [...rules, { when: whenOf(options, desk.workspace.currency), to }])
  })
}

async function saved(tx: Tx, rules: readonly CollectorRule[]): Promise<Answer> {
  const checked = collectorRulesFrom(rules)
  const version = await saveCollectorRules(tx, checked)
  return {
    json: { version, rules: checked },
    text: `${rulesText(checked, await listMembers(tx))}\nCases that somebody has stay with them; the others: ./dunwell collector share`,
  }
}

function whenOf(options: RuleOptions, ownCurrency: string): CollectorWhen {
  const { creditor, country, language } = options
  const range = (text: string | undefined, between: string) => {
    const [from, to, ...rest] = text?.split(between) ?? []
    if (text !== undefined && (to === undefined || rest.length > 0 || (from === '' && to === '')))
      throw problem(
        'collector.range',
        `${quoted(text)} is no range.`,
        between === '-' ? 'Write A-K, L- or -K.' : 'Write 1000..5000, 10000.. or ..500.',
      )
    return { from: from || undefined, to: to || undefined }
  }
  const names = range(options.names, '-')
  const owed = range(options.owed, '..')
  const currency = options.currency?.toUpperCase() ?? ownCurrency
  const minor = (text: string) => {
    const amount = minorFrom(text, currency)
    if (amount === undefined || amount < 0)
      throw problem('money.amount', `${quoted(text)} is not an amount in ${currency}.`, 'Write it with a point: 400.00')
    return amount
  }
  return {
    ...(creditor && { creditor }),
    ...(country && { country: country.toUpperCase() }),
    ...(language && { language: language.toLowerCase() }),
    ...(names.from && { nameFrom: names.from }),
    ...(names.to && { nameTo: names.to }),
    ...(owed.from && { owedFromMinor: minor(owed.from) }),
    ...(owed.to && { owedToMinor: minor(owed.to) }),
    ...(options.owed !== undefined && { currency }),
  }
}

function rulesText(rules: readonly CollectorRule[], all: readonly Member[]): string {
  const names = new Map(all.map((it) => [it.id, it.name]))
  const lines = rules.map(
    ({ when, to }, at) =>
      `${at + 1}. ${whenText(when)} → ${to.map((id) => names.get(id) ?? 'somebody who left').join(' or ')}`,
  )
  const { sharing } = takers(all, rules)
  const last =
    sharing.length === 0
      ? 'Cases are given to nobody in particular: add a rule, or somebody with the role of a collector.'
      : `${rules.length === 0 ? 'All' : 'All others'} are shared: to whoever has the fewest of ${sharing.map((id) => names.get(id)).join(', ')}.`
  return [...lines, last].join('\n')
}

function whenText(when: CollectorWhen): string {
  const money = (minor: number) => moneyText(minor, when.currency!)
  const { owedFromMinor: from, owedToMinor: to } = when
  return [
    when.creditor && `owed to ${when.creditor}`,
    when.country && `in ${when.country}`,
    when.language && `written to in ${when.language}`,
    (when.nameFrom || when.nameTo) && `names ${when.nameFrom ?? ''}–${when.nameTo ?? ''}`,
    from !== undefined && to !== undefined && `${money(from)} to ${money(to)} open`,
    from !== undefined && to === undefined && `${money(from)} or more open`,
    from === undefined && to !== undefined && `${money(to)} or less open`,
  ]
    .filter(Boolean)
    .join(', ')
}

async function memberAt(tx: Tx, email: string): Promise<Member> {
  const found = await memberBy(tx, email)
  if (!found) throw problem('person.unknown', `${quoted(email)} has no seat here.`, 'See: ./dunwell person list')
  return found
}
