// `dunwell law missing`, `law answer` and `claim set`: what the law asks to know, and one answer for many.

import type { Command } from 'commander'
import { collectors, purposes, sectors } from '../core/law.ts'
import { moneyText } from '../core/money.ts'
import { debtorKinds } from '../core/policy.ts'
import { problem, quoted } from '../core/problem.ts'
import type { MissingFact } from '../core/regime.ts'
import {
  type AskedFact,
  answerFrom,
  concernedBy,
  giveAnswer,
  oneOf,
  purposeOf,
  sectorOf,
  yesNo,
} from '../engine/law-answer.ts'
import { type MissingGroup, type MissingOf, missingFacts } from '../engine/missing.ts'
import { confirmOther } from '../engine/reconsider.ts'
import { claimId, claimsOf, findClaim } from '../store/claim.ts'
import { changeClaimLaw } from '../store/claim-law.ts'
import type { Tx } from '../store/db.ts'
import { debtorId, findDebtor, readDebtors } from '../store/debtor.ts'
import { saidByHand } from '../store/kind.ts'
import { lookAgain } from '../store/ledger.ts'
import { changeSettings } from '../store/workspace.ts'
import { type Answer, atDesk, type CommonOptions, command, type Desk, type Wiring } from './desk.ts'

interface AnswerOptions extends CommonOptions {
  readonly country?: string
  readonly kind?: string
  readonly customers?: string
  readonly claims?: string
}

/** Under `law`. */
export function missingCommands(law: Command, wiring: Wiring): void {
  command(
    law,
    'missing',
    'facts that are not known, whom they hold back, and the one command that answers for all of them',
    './dunwell law missing',
    { json: true },
  ).action((options: CommonOptions) =>
    atDesk(wiring, async (desk) => {
      const { groups } = await desk.tx((tx) => missingFacts(tx, desk.workspace, desk.today))
      return { json: { missing: groups.map(groupJson) }, text: missingText(groups) }
    })(options),
  )
  command(
    law,
    'answer',
    `one answer for all whom it concerns, or for those you name\n\n${answers.map(([form, says]) => `  ${form.padEnd(44)} ${says}`).join('\n')}`,
    './dunwell law answer region=CA --customers 1041,1042\n./dunwell law answer purpose=business --kind sole_trader\n./dunwell law answer sector=none\n./dunwell law answer in_default=no --claims 2026-0117,2026-0118',
    { json: true },
  )
    .argument('<fact=value>')
    .option('--country <code>', 'only customers of this country')
    .option('--kind <kind>', `only ${debtorKinds.join(', ')}`)
    .option('--customers <list>', 'these, by number or name, with commas; also where something else was said before')
    .option('--claims <list>', 'these claims, by number, with commas; also where something else was said before')
    .action((pair: string, options: AnswerOptions) => atDesk(wiring, (desk) => answer(desk, pair, options))(options))
}

/** `dunwell claim set`. */
export function claimSetting(it: Command, wiring: Wiring): void {
  command(
    it,
    'set',
    'say what a claim was for, its trade, and whether it was overdue when it was taken over',
    './dunwell claim set 2026-0117 --purpose business\n./dunwell claim set 2026-0117 --sector none --in-default no',
    { json: true },
  )
    .argument('<claim>')
    .option('--purpose <what>', purposes.join(' or '))
    .option('--sector <trade>', [...sectors, 'none'].join(', '))
    .option('--in-default <yes or no>', 'overdue already when it was taken over')
    .option('--yes', 'change the purpose without showing first what that changes')
    .action(
      (
        number: string,
        options: CommonOptions & { purpose?: string; sector?: string; inDefault?: string; yes?: boolean },
      ) =>
        atDesk(wiring, (desk) =>
          desk.tx(async (tx) => {
            const claim = await findClaim(tx, number)
            const to = {
              ...(options.purpose === undefined ? {} : { purpose: purposeOf(options.purpose) }),
              ...(options.sector === undefined ? {} : { sector: sectorOf(options.sector) }),
              ...(options.inDefault === undefined ? {} : { inDefaultWhenObtained: yesNo(options.inDefault) }),
            }
            if (to.purpose !== undefined && !options.yes) {
              const [row] = await readDebtors(tx, claim.book, [claim.debtorId])
              const other = { purpose: to.purpose }
              await confirmOther(tx, desk.workspace, row!, other, desk.today, 'Repeat it with --yes.')
            }
            if (Object.keys(to).length === 0)
              throw problem('claim.nothing', 'Nothing was named.', 'Use --purpose, --sector or --in-default.')
            const changed = await changeClaimLaw(tx, claim.book, [claim.id], to, saidByHand)
            await lookAgain(tx, claim.book, [claim.debtorId], desk.today)
            return {
              json: { claim: claimId(claim), changed: changed > 0 },
              text: changed > 0 ? `${claim.number} is changed.` : 'Nothing changed.',
            }
          }),
        )(options),
    )
}

const answers: readonly (readonly [string, string])[] = [
  ['region=<code>', 'the state or region they live in, as in an address: CA, ENG'],
  ['purpose=business|consumer', 'what the claims were for'],
  ['sector=none|bank|consumer_credit|…', 'the trade the claims come from'],
  ['in_default=yes|no', 'whether they were overdue when taken over'],
  ['kind=business|consumer|sole_trader|…', 'what the customers are'],
  ['collector=creditor|agency|…', 'who collects, for the whole workspace'],
]

const factOf: Readonly<Record<string, MissingFact>> = {
  region: 'region',
  purpose: 'purpose',
  sector: 'sector',
  in_default: 'in_default_when_obtained',
  in_default_when_obtained: 'in_default_when_obtained',
  kind: 'debtor_kind',
  debtor_kind: 'debtor_kind',
  collector: 'collector',
}

async function answer(desk: Desk, pair: string, options: AnswerOptions): Promise<Answer> {
  const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
  const fact = factOf[name]
  if (!fact || !pair.includes('=') || value === '')
    throw problem(
      'law.answer',
      `${quoted(pair)} is no answer.`,
      `Write one of: ${answers.map(([it]) => it).join('; ')}.`,
    )
  if (fact === 'collector') return collectorIs(desk, value)
  const noun = 'claim' in answerFrom(fact, value) ? 'claim' : 'customer'
  return desk.tx(async (tx) => {
    const whom = await concerned(tx, desk, fact, options)
    const changed = await giveAnswer(tx, whom, fact, value, desk.today)
    return {
      json: { fact, value, changed, customers: whom.map((it) => debtorId(it)) },
      text:
        changed === 0
          ? 'Nobody is left whom this concerns: see ./dunwell law missing'
          : `Kept for ${changed} ${noun}${changed === 1 ? '' : 's'}; the next run decides by it.`,
    }
  })
}

async function collectorIs(desk: Desk, value: string): Promise<Answer> {
  const collector = oneOf(value, collectors)
  await desk.tx((tx) => changeSettings(tx, { collector }))
  return { json: { collector }, text: `Kept: claims are collected by: ${value.replaceAll('_', ' ')}.` }
}

/** Whom an answer is for: those named, or all of whom the fact is missing. */
async function concerned(tx: Tx, desk: Desk, fact: AskedFact, options: AnswerOptions): Promise<MissingOf[]> {
  const split = (text: string) => text.split(',').flatMap((it) => it.trim() || [])
  const found: MissingOf[] = []
  for (const text of split(options.claims ?? '')) {
    const claim = await findClaim(tx, text)
    found.push({ book: claim.book, id: claim.debtorId, no: 0, name: '', claimIds: [claim.id] })
  }
  for (const text of split(options.customers ?? '')) {
    const one = await findDebtor(tx, text)
    const claims = await claimsOf(tx, one)
    found.push({ book: one.book, id: one.id, no: one.no, name: one.name, claimIds: claims.map((it) => it.id) })
  }
  if (options.claims !== undefined || options.customers !== undefined) return found
  return (await concernedBy(tx, desk.workspace, fact, desk.today, options)).whom
}

/** Looked at after a run and in `status`: enough to find what holds many back, quick on the largest book. */
const customersLooked = 1_000

/** What missing facts hold back, in a few lines; none where they hold nothing. */
export async function missingHint(desk: Desk): Promise<string[]> {
  const { groups, all } = await desk.tx((tx) =>
    missingFacts(tx, desk.workspace, desk.today, { customersMax: customersLooked }),
  )
  const inTheWay = groups.filter(isInTheWay)
  if (inTheWay.length === 0) return []
  return [
    `Not known, so the stricter answer holds${all ? '' : ` (of the first ${customersLooked.toLocaleString('en')} customers)`}: ./dunwell law missing`,
    ...inTheWay.map((it) => {
      const held = Math.max(0, ...Object.values(it.holds))
      const what = held > 0 ? `holds back messages to ${held}` : `goes with a warning to ${it.warns}`
      return `  ${it.says} (${it.whom}): ${what}`
    }),
  ]
}

function missingText(groups: readonly MissingGroup[]): string {
  if (groups.length === 0) return 'Nothing that the law asks for is missing.'
  const inTheWay = groups.filter(isInTheWay)
  const rest = groups.filter((it) => !isInTheWay(it))
  const lines =
    inTheWay.length > 0
      ? ['Not known; the stricter answer holds until you say:', ...inTheWay.flatMap(groupLines)]
      : ['Nothing that is missing holds a message back today.']
  if (rest.length > 0) {
    lines.push('', 'Not in the way today, but a rule may hang on it later:')
    for (const it of rest) lines.push(...groupLines(it))
  }
  return lines.join('\n')
}

function isInTheWay(it: MissingGroup): boolean {
  return Object.keys(it.holds).length > 0 || it.warns > 0
}

const mediaWords: Readonly<Record<string, string>> = { email: 'emails', letter: 'letters', phone: 'calls' }

function groupLines(it: MissingGroup): string[] {
  const sums = Object.entries(it.open).map(([currency, minor]) => moneyText(minor, currency))
  const holds = Object.entries(it.holds).map(([medium, count]) => `${mediaWords[medium] ?? medium} to ${count}`)
  const names = it.customers.slice(0, 3).map((one) => `${one.no} ${one.name}`)
  const more = it.customers.length > 3 ? ` and ${it.customers.length - 3} more` : ''
  return [
    '',
    `  ${it.says[0]!.toUpperCase()}${it.says.slice(1)} (${it.whom})`,
    `    ${counted(it.customers.length, 'customer')}, ${counted(it.claims, 'claim')}, ${sums.join(' + ')} open`,
    `    ${names.join('; ')}${more}`,
    ...(holds.length > 0 ? [`    Holds back: ${holds.join(', ')}`] : []),
    ...(it.warns > 0 ? [`    Goes with a warning to ${it.warns}`] : []),
    `    Answer: ${it.answer}`,
  ]
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}

function groupJson({ customers, ...it }: MissingGroup) {
  return { ...it, customers: customers.map((one) => ({ id: debtorId(one), no: one.no, name: one.name })) }
}
