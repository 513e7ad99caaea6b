// `dunwell terms`, `rate`, `charge`, `waive`, `cost`: what may be charged and why, and charging it.

import type { Command } from 'commander'
import { type Clause, clauseFrom, joinedClauses } from '../core/clause.ts'
import { dayText, day as parse } from '../core/day.ts'
import { minorFrom, moneyText } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import { percentText } from '../core/rate.ts'
import { addCost, type Charged, claimCharges, waive } from '../engine/charge.ts'
import { keepOffer } from '../engine/offer.ts'
import { enterRate, knownSeries } from '../engine/rate.ts'
import { addClause, readClauses } from '../store/charge.ts'
import { findClaim } from '../store/claim.ts'
import { readDebtors } from '../store/debtor.ts'
import { lookAgain } from '../store/ledger.ts'
import { lockDebtors } from '../store/record.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Desk, dayOption, type Wiring } from './desk.ts'
import { exchanging } from './exchange.ts'
import { debtorOrClaim } from './statement.ts'

interface TermsOptions extends CommonOptions {
  readonly interest?: string
  readonly count?: string
  readonly compound?: string
  readonly lateFee?: string
  readonly per?: string
  readonly max?: string
  readonly cite?: string
  readonly notice?: string
  readonly restFrom?: string
  readonly restUntil?: string
  readonly spread?: string
  readonly none?: boolean
  readonly creditor?: string
  readonly because: string
}

interface OfferOptions extends CommonOptions {
  readonly payBy: string
  readonly because: string
  readonly what: string
  readonly amount?: string
}

export function charging(program: Command, wiring: Wiring): void {
  terms(program.command('terms').description('what the terms say of interest and late fees: show, set'), wiring)
  rates(program.command('rate').description('rates: of interest (list, add), between currencies (exchange)'), wiring)

  command(
    program,
    'charge',
    'post the interest and fees that the law and the terms grant up to a day',
    './dunwell charge "Meyer GmbH"\n./dunwell charge 2026-0117 --until 2026-03-31',
    { json: true },
  )
    .argument('<customer or claim>')
    .option('--until <day>', 'interest up to and with this day (default: today)')
    .option('--because <reason>', 'why now', 'Claimed by a person')
    .action((text: string, options: CommonOptions & { until?: string; because: string }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const { debtor, claim } = await debtorOrClaim(tx, text)
          const asked = { day: dayOption(options.until, desk.today), claimId: claim?.id, because: options.because }
          return chargedAnswer(await claimCharges(tx, desk, debtor, asked))
        }),
      )(options),
    )

  command(
    program,
    'waive',
    'let go of posted interest, fees or costs of a claim',
    './dunwell waive 2026-0117 --what interest --because "paid in full as agreed"',
    { json: true },
  )
    .argument('<claim>')
    .requiredOption('--because <reason>')
    .option('--what <component>', 'interest, fee, cost or all', 'all')
    .option('--amount <amount>', 'a part of it, with a point')
    .option('--on <day>')
    .action(
      (number: string, options: CommonOptions & { because: string; what: string; amount?: string; on?: string }) =>
        atDesk(wiring, (desk) => waiveIt(desk, number, options))(options),
    )

  command(
    program,
    'offer',
    'offer to waive posted charges of a claim if the rest is paid by a day; a payment that meets it waives them by itself',
    './dunwell offer 2026-0117 --pay-by 2026-04-15 --because "on the phone with Mr Alm"\n./dunwell offer 2026-0117 --pay-by 2026-04-15 --what interest --amount 20.00 --because "our letter of 1 April"',
    { json: true },
  )
    .argument('<claim>')
    .requiredOption('--pay-by <day>')
    .requiredOption('--because <reason>', 'how it was offered')
    .option('--what <component>', 'interest, fee, cost or all', 'all')
    .option('--amount <amount>', 'at most so much, with a point')
    .action((number: string, options: OfferOptions) =>
      atDesk<OfferOptions>(wiring, (desk) => offerIt(desk, number, options))(options),
    )

  command(
    program,
    'cost',
    'enter a cost of collecting that may be asked for: postage, agency, attorney, court',
    './dunwell cost 2026-0117 --amount 36.00 --what "court fee" --cite "GKG KV 1100"',
    { json: true },
  )
    .argument('<claim>')
    .requiredOption('--amount <amount>', 'with a point')
    .requiredOption('--what <text>', 'what was paid for')
    .requiredOption('--cite <text>', 'the clause or the law that lets us ask for it; without one it stays ours')
    .option('--on <day>')
    .action((number: string, options: CommonOptions & { amount: string; what: string; cite: string; on?: string }) =>
      atDesk(wiring, (desk) => costIt(desk, number, options))(options),
    )
}

function terms(it: Command, wiring: Wiring): void {
  command(it, 'show', 'what holds for a customer or claim', './dunwell terms show "Meyer GmbH"', { json: true })
    .argument('<customer or claim>')
    .action((text: string, options: CommonOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const { debtor, claim } = await debtorOrClaim(tx, text)
          const all = await readClauses(tx, debtor, { day: desk.today })
          const mine = all.filter((one) => one.claimId === null || one.claimId === claim?.id)
          const clause = joinedClauses([desk.workspace.settings.terms, ...mine.map((one) => one.clause)])
          const lines = Object.entries(clause).flatMap(([key, value]) =>
            Array.isArray(value) && value.length === 0 ? [] : [`${key}: ${JSON.stringify(value)}`],
          )
          return {
            json: clause,
            text:
              lines.length === 0
                ? 'The terms say nothing of interest and fees: only a statute can give them.\nSay what was agreed: ./dunwell terms set --help'
                : lines.join('\n'),
          }
        }),
      )(options),
    )

  command(
    it,
    'set',
    'say what was agreed, for a customer or one claim; all customers: settings set terms.…',
    './dunwell terms set "Meyer GmbH" --interest 9.5 --cite "Terms of 2025, § 7" --because "signed offer"\n./dunwell terms set 2026-0117 --interest 1.5/month --compound monthly --cite "Contract 4.2" --because "contract"\n./dunwell terms set 1017 --late-fee 15.00 --per step --max 45.00 --cite "Terms § 8" --because "signed offer"\n./dunwell terms set 2026-0117 --notice 2026-02-01 --because "their reply of 2 February"\n./dunwell terms set 2026-0117 --rest-from 2026-05-01 --rest-until 2026-06-01 --because "we delivered late"',
    { json: true },
  )
    .argument('<customer or claim>')
    .requiredOption('--because <reason>', 'how we know')
    .option('--interest <percent>', 'a year, or with /month: 9.5, 1.5/month')
    .option('--count <way>', 'how days count: actual/365, actual/366, actual/360, 30/360, actual/actual, months/12')
    .option('--compound <how>', 'simple, yearly or monthly')
    .option('--late-fee <amount>', 'a sum, or a percentage with %: 15.00, 2%')
    .option('--per <what>', 'the fee is owed once a claim, or for each step')
    .option('--max <amount>', 'the most the fees may come to')
    .option('--cite <text>', 'the clause in which it was agreed')
    .option('--notice <day>', 'a formal notice was given on this day')
    .option('--rest-from <day>', 'no interest from this day')
    .option('--rest-until <day>', 'to this day, not included')
    .option('--spread <order>', 'how their payments go to claims: oldest-first, dearest-first, pro-rata')
    .option('--creditor <what>', 'registered_supplier (India) or federal_agency (US)')
    .option('--none', 'charge nothing, whatever the law would give')
    .action((text: string, options: TermsOptions) =>
      atDesk<TermsOptions>(wiring, (desk) => setTerms(desk, text, options))(options),
    )
}

async function setTerms(desk: Desk, text: string, options: TermsOptions): Promise<Answer> {
  return desk.tx(async (tx) => {
    const { debtor, claim } = await debtorOrClaim(tx, text)
    const body = clauseOf(options, claim?.currency ?? desk.workspace.currency)
    const clause = clauseFrom(JSON.parse(JSON.stringify(body)))
    if (Object.keys(clause).length === 0)
      throw problem(
        'clause.empty',
        'That says nothing.',
        'Give at least one of --interest, --late-fee, --notice, --none.',
      )
    const heads = await lockDebtors(tx, debtor.book, [debtor.id])
    await addClause(tx, heads, { debtor, claimId: claim?.id }, clause, options.because)
    await lookAgain(tx, debtor.book, [debtor.id], desk.today)
    return { json: clause, text: `Kept for ${claim ? claim.number : debtor.name}: ${Object.keys(clause).join(', ')}.` }
  })
}

function clauseOf(it: TermsOptions, currency: string): Record<string, unknown> {
  const minor = (text: string) => {
    const amount = minorFrom(text, currency)
    if (amount === undefined || amount <= 0)
      throw problem('money.amount', `${quoted(text)} is not an amount in ${currency}.`, 'Write it with a point: 15.00')
    return amount
  }
  const cite = it.cite ?? ''
  if ((it.interest || it.lateFee) && cite.length < 3)
    throw problem(
      'clause.no_cite',
      'Interest and fees are charged only by a clause that can be shown.',
      'Say where it was agreed: --cite "Terms of 2025, § 7"',
    )
  const [percent, per] = (it.interest ?? '').split('/')
  const fee = it.lateFee
  return {
    interest: it.interest
      ? { percent, per: per || undefined, dayCount: it.count, compounding: it.compound, cite }
      : undefined,
    dayCount: it.interest ? undefined : it.count,
    lateFee: fee
      ? {
          amountMinor: fee.endsWith('%') ? undefined : minor(fee),
          percent: fee.endsWith('%') ? fee.slice(0, -1).trim() : undefined,
          per: it.per,
          maxMinor: it.max === undefined ? undefined : minor(it.max),
          cite,
        }
      : undefined,
    noticeOn: it.notice && dayText(parse(it.notice)),
    rests: it.restFrom
      ? [{ from: dayText(parse(it.restFrom)), until: it.restUntil && dayText(parse(it.restUntil)), says: it.because }]
      : undefined,
    spread: it.spread,
    creditor: it.creditor,
    none: it.none,
  } satisfies { [K in keyof Clause]?: unknown }
}

function rates(it: Command, wiring: Wiring): void {
  exchanging(it, wiring)
  command(it, 'list', 'the series, and the newest rate of each', './dunwell rate list\n./dunwell rate list eu', {
    json: true,
  })
    .argument('[series]', 'a part of its id: all its points')
    .action((part: string | undefined, options: CommonOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const found = (await knownSeries(tx)).filter((one) => part === undefined || one.id.includes(part))
          const body = found.flatMap((one) =>
            (part === undefined ? one.points.slice(-1) : one.points).map((point) => [
              one.id,
              point.from === undefined ? '' : dayText(point.from),
              point.until === undefined ? '' : dayText(point.until),
              percentText(point.rateBp),
              point.sure,
              point.source ?? one.source,
            ]),
          )
          return {
            json: found.map((one) => ({
              ...one,
              points: one.points.map((point) => ({
                ...point,
                from: point.from === undefined ? null : dayText(point.from),
                until: point.until === undefined ? null : dayText(point.until),
                percent: percentText(point.rateBp),
              })),
            })),
            text: columns(['series', 'from', 'until', 'percent', 'sure', 'source'], body),
          }
        }),
      )(options),
    )

  command(
    it,
    'add',
    'enter a rate you looked up where it is published',
    './dunwell rate add de.bundesbank.basiszinssatz --from 2026-07-01 --until 2027-01-01 --percent 1.27 --source "Bundesbank, 1 July 2026"',
    { json: true },
  )
    .argument('<series>', 'from "dunwell rate list"')
    .requiredOption('--from <day>')
    .requiredOption('--until <day>', 'not included')
    .requiredOption('--percent <percent>', 'a year: 1.27')
    .requiredOption('--source <text>', 'where and when you read it')
    .action((id: string, options: CommonOptions & { from: string; until: string; percent: string; source: string }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const days = { from: parse(options.from), until: parse(options.until) }
          const { percent, source } = options
          const series = await enterRate(tx, { series: id, ...days, percent, source })
          return {
            json: { series: id, from: options.from, until: options.until, percent: options.percent },
            text: `${series.name}: ${options.percent}% from ${options.from} until ${options.until}.`,
          }
        }),
      )(options),
    )
}

function chargedAnswer(charged: readonly Charged[]): Answer {
  return {
    json: charged,
    text:
      charged.length === 0
        ? 'Nothing is granted that is not posted already. Why: "dunwell statement".'
        : charged
            .map((one) => `${moneyText(one.amountMinor, one.currency)} ${one.component} on ${one.number}: ${one.says}`)
            .join('\n'),
  }
}

async function waiveIt(
  desk: Desk,
  number: string,
  options: { because: string; what: string; amount?: string; on?: string },
): Promise<Answer> {
  const { what } = options
  if (what !== 'interest' && what !== 'fee' && what !== 'cost' && what !== 'all')
    throw problem('waiver.what', `${quoted(what)} cannot be waived.`, 'Name one of: interest, fee, cost, all.')
  return desk.tx(async (tx) => {
    const claim = await findClaim(tx, number)
    const [debtor] = await readDebtors(tx, claim.book, [claim.debtorId])
    const amountMinor = options.amount === undefined ? undefined : minorFrom(options.amount, claim.currency)
    if (options.amount !== undefined && (amountMinor === undefined || amountMinor <= 0))
      throw problem(
        'money.amount',
        `${quoted(options.amount)} is not an amount in ${claim.currency}.`,
        'Write it with a point: 15.00',
      )
    const on = dayOption(options.on, desk.today)
    const asked = { claimId: claim.id, component: what, amountMinor, on, because: options.because } as const
    const done = await waive(tx, desk, debtor!, asked)
    return {
      json: { claim: claim.number, ...done },
      text: `${moneyText(done.amountMinor, done.currency)} of ${claim.number} waived.`,
    }
  })
}

async function offerIt(desk: Desk, number: string, options: OfferOptions): Promise<Answer> {
  const { what, because } = options
  if (what !== 'interest' && what !== 'fee' && what !== 'cost' && what !== 'all')
    throw problem('waiver.what', `${quoted(what)} cannot be waived.`, 'Name one of: interest, fee, cost, all.')
  return desk.tx(async (tx) => {
    const claim = await findClaim(tx, number)
    const amountMinor = options.amount === undefined ? undefined : minorFrom(options.amount, claim.currency)
    const asked = { payBy: parse(options.payBy), what, amountMinor, because } as const
    const { offer, waivesMinor, leavesMinor } = await keepOffer(tx, desk, claim, asked)
    const pays = moneyText(leavesMinor, claim.currency)
    return {
      json: { claim: claim.number, offer, waivesMinor, currency: claim.currency },
      text: `Kept: ${pays} by ${offer.payBy} settles ${claim.number}, and ${moneyText(waivesMinor, claim.currency)} is waived when it comes.`,
    }
  })
}

async function costIt(
  desk: Desk,
  number: string,
  options: { amount: string; what: string; cite: string; on?: string },
): Promise<Answer> {
  return desk.tx(async (tx) => {
    const claim = await findClaim(tx, number)
    const [debtor] = await readDebtors(tx, claim.book, [claim.debtorId])
    const amountMinor = minorFrom(options.amount, claim.currency)
    if (amountMinor === undefined || amountMinor <= 0)
      throw problem(
        'money.amount',
        `${quoted(options.amount)} is not an amount in ${claim.currency}.`,
        'Write it with a point: 36.00',
      )
    const { what, cite } = options
    await addCost(tx, desk, debtor!, claim, { amountMinor, on: dayOption(options.on, desk.today), what, cite })
    return {
      json: { claim: claim.number, amountMinor, currency: claim.currency, what, cite },
      text: `${moneyText(amountMinor, claim.currency)} for ${what} on ${claim.number}.`,
    }
  })
}
