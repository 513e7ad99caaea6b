// Questions on interest, fees and what a payment pays: answered from the facts by the core and the rules that charge real claims.

import { pour } from '../../src/core/allocation.ts'
import { cappedAt, costsMax, fixedSum, partOf, sizeFee, stepFee } from '../../src/core/charge.ts'
import { addMonths, type Day, dayText, day as parse } from '../../src/core/day.ts'
import { amountOf, type DayCount, dayCounts, fraction, interest, type Way } from '../../src/core/interest.ts'
import { decimalText, minorFrom } from '../../src/core/money.ts'
import { bpFrom, markedUp, movedBase, percentText, pointOn, type RateSpan } from '../../src/core/rate.ts'
import {
  agencyDebts,
  canadianRates,
  dutchCosts,
  englishIssueFee,
  exemptFromCriminalRate,
  fixedSumOf,
  frenchCapitalisation,
  frenchFloor,
  germanFeesOn,
  serviceCap,
} from '../../src/rules/charges.ts'
import { statuteOf, statuteRates } from '../../src/rules/interest.ts'
import { bankRate } from '../../src/rules/rates/gb.ts'
import { allocation, between } from './allocation.ts'
import type { Answer, Example, Facts, Json } from './example.ts'
import { dayIn, list, someDay, text } from './facts.ts'

const usualCurrency: Readonly<Record<string, string>> = { GB: 'GBP', US: 'USD', CA: 'CAD', IN: 'INR', AU: 'AUD' }
const simple: Way = { dayCount: 'actual/365', compounding: 'simple' }

export interface Asked {
  readonly place: string
  readonly currency: string
  readonly facts: Facts
  readonly method: string
  readonly citation: string
  minor(value: Json | undefined): number | undefined
  shown(minor: number): string
}

export const money: Answer = (example) => {
  const answer = example.kind === undefined ? undefined : answers[example.kind]
  return answer?.(asked(example))
}

function asked(example: Example): Asked {
  const { facts } = example
  const place = example.jurisdiction ?? ''
  const currency = text(facts.currency) ?? usualCurrency[place.slice(0, 2)] ?? 'EUR'
  return {
    place,
    currency,
    facts,
    method: Object.values(example.method ?? {}).join('; '),
    citation: example.citation ?? '',
    minor: (value) => (value === undefined || value === null ? undefined : minorFrom(String(value), currency)),
    shown: (minor) => decimalText(minor, currency),
  }
}

const answers: Readonly<Record<string, (it: Asked) => Facts | undefined>> = {
  collection_costs: collectionCosts,
  court_issue_fee: (it) => {
    const claim = it.minor(it.facts.claimIncludingInterest ?? it.facts.claim)
    return claim === undefined || !it.place.startsWith('GB')
      ? undefined
      : { issueFee: it.shown(sizeFee(englishIssueFee, claim)) }
  },
  daily_interest: simpleInterest,
  day_count: simpleInterest,
  default_interest: (it) => {
    const contract = text(it.facts.contractRate)
    const statute = statuteOf(it.place, 'consumer', 'agreed_without_rate')
    if (contract === undefined && !statute) return undefined
    const rateBp = contract === undefined ? pointOn(statute!.series, someDay)!.rateBp : bpFrom(contract)
    return simpleInterest(it, rateBp)
  },
  fixed_sum: (it) => {
    const claim = it.minor(it.facts.debt ?? it.facts.principal)
    const rule = fixedSumOf(it.place, it.facts.consumer === true ? 'consumer' : 'business', it.currency)
    if (claim === undefined) return undefined
    return { fixedSum: it.shown(rule ? fixedSum(rule, claim) : 0) }
  },
  interest_cap_exemption: (it) => ({
    exemptFromSection347: exemptFromCriminalRate({
      naturalPerson: it.facts.borrowerNaturalPerson === true,
      businessPurpose: it.facts.businessPurpose === true,
      creditMinor: it.minor(it.facts.creditAdvanced) ?? 0,
      aprBp: bpFrom(String(it.facts.aprPercent)),
    }),
  }),
  interest_waiver: (it) => ({
    interestAndAdminMustBeWaived: each(
      it.facts.paidInDaysAfterInterestBegan,
      (days) => days <= agencyDebts.waivedWithinDays,
    ),
  }),
  judgment_interest: judgment,
  judgment_interest_with_payments: withPayments,
  late_payment_commercial: commercial,
  late_payment: commercial,
  payment_allocation: allocation,
  payment_allocation_between_debts: between,
  post_judgment_interest: yearly,
  statutory_interest: yearly,
  rate_floor: (it) => {
    const legal = text(it.facts.legalRateOthersPercent)
    return legal === undefined
      ? undefined
      : { minimumPenaltyRatePercent: percentText(markedUp(bpFrom(legal), frenchFloor)) }
  },
  reference_rate_derivation: (it) => {
    const { previousBasePercent, previousMroPercent, mroPercent } = it.facts
    const baseBp = movedBase({
      previousBaseBp: bpFrom(String(previousBasePercent)),
      previousReferenceBp: bpFrom(String(previousMroPercent)),
      referenceBp: bpFrom(String(mroPercent)),
    })
    const over = (debtor: 'consumer' | 'business') => percentText(markedUp(baseBp, statuteOf('DE', debtor)!.markup))
    return {
      basePercent: percentText(baseBp),
      consumerDefaultPercent: over('consumer'),
      businessDefaultPercent: over('business'),
    }
  },
  reference_rate_selection: (it) => {
    const from = dayIn(it.facts.interestStarts)
    const statute = statuteOf('GB', 'business')
    if (from === undefined || !statute) return undefined
    const [span] = statuteRates(statute, { from, until: (from + 400) as Day })
    const year = dayText(from).slice(0, 4)
    const reference = dayText(from).slice(5) >= '07-01' ? parse(`${year}-06-30`) : parse(`${Number(year) - 1}-12-31`)
    return {
      referenceDate: dayText(reference),
      referenceRatePercent: percentText(pointOn(bankRate, reference)!.rateBp),
      statutoryRatePercent: percentText(span!.rateBp),
      fixedForLifeOfDebt: span!.until === from + 400,
    }
  },
  statutory_interest_simple: simpleInterest,
  verzugszinsen: german,
  capitalisation: (it) => {
    const agreed = Array.isArray(it.facts.agreedOrOrdered) ? it.facts.agreedOrOrdered : [it.facts.agreedOrOrdered]
    const may = (months: number, i: number) => months >= frenchCapitalisation.monthsMin && agreed[i] === true
    return { mayCapitalise: each(it.facts.interestDueForMonths, may) }
  },
  interest_cap: (it) => {
    const principal = it.minor(it.facts.principal)
    const days = Number(it.facts.daysInService ?? it.facts.days)
    if (principal === undefined || !days) return undefined
    const rateBp = bpFrom(String(it.facts.contractRatePercent))
    const before = it.facts.incurredBeforeService !== false
    const part = fraction(someDay, (someDay + days) as Day, 'actual/365')
    const capped = cappedAt(principal, { rateBp, maxBp: before ? serviceCap.maxBp : rateBp }, part)
    return {
      maxRatePercent: String(capped.rateBp / 100),
      interest: it.shown(capped.amountMinor),
      forgiven: it.shown(capped.forgivenMinor),
      mayDeferExcess: false,
    }
  },
  penalty: (it) => {
    const debt = it.minor(it.facts.debt ?? it.facts.principal)!
    const rateBp = Math.min(bpFrom(String(it.facts.ratePercent)), agencyDebts.penaltyMaxBp)
    const one = (days: number) =>
      days > agencyDebts.penaltyAfterDays
        ? it.shown(amountOf(debt, rateBp, fraction(someDay, (someDay + days) as Day, 'actual/365')))
        : it.shown(0)
    return { penalty: each(it.facts.daysDelinquent, one) }
  },
  rate_disclosure: (it) => {
    const said = /(\d+(?:\.\d+)?)% per (month|week|day|year)/.exec(String(it.facts.contractSays))
    if (!said) return undefined
    const times = { month: 12, week: 52, day: 365, year: 1 }[said[2]!]!
    const yearBp = bpFrom(said[1]!) * times
    const free = times === 1 || it.facts.annualEquivalentStated === true || it.facts.mortgageOnRealProperty === true
    const most = free ? yearBp : Math.min(yearBp, canadianRates.unstatedMaxBp)
    return { maxRecoverableRatePercent: percentText(most) }
  },
}

function each<T extends Json>(value: Json | undefined, work: (days: number, i: number) => T): T | T[] {
  return Array.isArray(value) ? value.map((one, i) => work(Number(one), i)) : work(Number(value), 0)
}

function collectionCosts(it: Asked): Facts | undefined {
  const { facts } = it
  const claim = it.minor(facts.principal ?? facts.debt)
  if (claim === undefined) return undefined
  if (it.place === 'NL') return { maxCostsExVat: it.shown(costsMax(dutchCosts, claim)) }
  // Out of court they stay with the creditor there (CPCE L111-8).
  if (it.place === 'FR') return { maxCostsExVat: it.shown(0), chargeable: false, mayChargeDebtor: false }
  if (it.place !== 'DE') return undefined
  const before = dayIn(facts.instructedBefore) ?? parse('2025-06-01')
  const { feeMinor, expensesMinor } = stepFee(germanFeesOn((before - 1) as Day), {
    claimMinor: claim,
    factorBp: Math.round(Number(facts.factor) * 10_000),
    undisputed: facts.undisputed === true,
  })
  return { fee: it.shown(feeMinor), expenses: it.shown(expensesMinor), totalExVat: it.shown(feeMinor + expensesMinor) }
}

/** One stretch at one rate, over days, months or dates, as the facts give them. */
function simpleInterest(it: Asked, given?: number): Facts | undefined {
  const principal = it.minor(it.facts.principal ?? it.facts.judgment ?? it.facts.debt)
  const rateBp = given ?? (text(it.facts.ratePercent) === undefined ? undefined : bpFrom(String(it.facts.ratePercent)))
  if (principal === undefined || rateBp === undefined) return undefined
  const named = `${it.facts.dayCount ?? ''} ${it.method}`
  const months = it.facts.months === undefined ? undefined : Number(it.facts.months)
  const dayCount: DayCount =
    dayCounts.find((one) => named.includes(one)) ?? (months === undefined ? 'actual/365' : 'months/12')
  const from = dayIn(it.facts.from) ?? parse('2025-01-01')
  const until =
    dayIn(it.facts.to) ??
    (months === undefined ? ((from + Number(it.facts.days ?? 1)) as Day) : addMonths(from, months))
  const way: Way = { dayCount, compounding: 'simple' }
  const over = (rounding: Way['rounding'], last = until) =>
    interest({
      from,
      until: last,
      base: [{ from, amountMinor: principal }],
      rates: [spanOf(rateBp, from, last)],
      way: { ...way, rounding },
    })
  const exact = over('line')
  // A source that takes the amount of a day in whole pence first says so.
  const daily = /daily amount (?:to cents|rounded to pence)|^\s*\d+\.\d\d x \d+|; \d+\.\d\d x \d+/.test(it.method)
  const stated = /daily amount to cents/.test(it.method) ? 'daily' : 'line'
  const oneDay = over('line', (from + 1) as Day).amountMinor
  return {
    ratePercent: percentText(rateBp),
    statutoryRatePercent: percentText(rateBp),
    days: exact.segments[0]?.days ?? until - from,
    interest: it.shown(over(stated).amountMinor),
    exact: it.shown(exact.amountMinor),
    perYear: it.shown(partOf(principal, rateBp)),
    perDayRounded: it.shown(oneDay),
    dailyInterestRounded: it.shown(oneDay),
    totalAfter: it.shown(principal + exact.amountMinor),
    ...(daily ? { asPublished: it.shown(over('daily').amountMinor) } : {}),
  }
}

function spanOf(rateBp: number, from: Day, until: Day): RateSpan {
  return { from, until, rateBp, says: 'the example', source: 'the example', sure: 'primary' }
}

function judgment(it: Asked): Facts | undefined {
  if (it.facts.ratePercent !== undefined) return simpleInterest(it)
  const consumer = Object.entries(it.facts).some(([key, value]) => /consumer/i.test(key) && value === true)
  const statute = statuteOf(it.place, consumer ? 'consumer' : 'business', 'judgment')
  return statute && simpleInterest(it, statuteRates(statute, { from: someDay, until: (someDay + 1) as Day })[0]!.rateBp)
}

/** Interest of each stretch, then a payment to interest and to principal; what is left of interest bears none. */
function withPayments(it: Asked): Facts {
  const rateBp = bpFrom(String(it.facts.ratePercent))
  const rounding = /daily amount to cents/.test(it.method) ? 'daily' : 'line'
  let from = someDay as Day
  let principal = it.minor(it.facts.judgment ?? it.facts.principal)!
  let unpaid = 0
  const of = (days: number, how: Way['rounding']) => {
    const until = (from + days) as Day
    const way: Way = { ...simple, rounding: how }
    return interest({
      from,
      until,
      base: [{ from, amountMinor: principal }],
      rates: [spanOf(rateBp, from, until)],
      way,
    }).amountMinor
  }
  const steps = list(it.facts.steps).map((step): Facts => {
    const days = Number(step.days)
    const daily = of(1, 'line')
    const grown = of(days, rounding)
    const [toInterest, toPrincipal] = pour(it.minor(step.payment) ?? 0, [unpaid + grown, principal])
    unpaid += grown - toInterest!
    principal -= toPrincipal!
    from = (from + days) as Day
    return {
      dailyInterestRounded: it.shown(daily),
      interest: it.shown(grown),
      toInterest: it.shown(toInterest!),
      toPrincipal: it.shown(toPrincipal!),
      principalAfter: it.shown(principal),
      interestAfter: it.shown(unpaid),
      nextDaily: it.shown(of(1, 'line')),
    }
  })
  return { steps, principalAfter: it.shown(principal) }
}

function commercial(it: Asked): Facts | undefined {
  const { facts } = it
  if (facts.bankRatePercent !== undefined) {
    const statute = statuteOf(it.place, 'business', 'registered_supplier')
    return statute && compounded(it, markedUp(bpFrom(String(facts.bankRatePercent)), statute.markup), statute.way)
  }
  if (facts.baseRatePercent !== undefined) {
    // The British series holds the eight points already, for it is read by the half-year.
    const added = it.place.startsWith('GB') ? { addBp: 8_00 } : statuteOf(it.place, 'business')?.markup
    return added && simpleInterest(it, markedUp(bpFrom(String(facts.baseRatePercent)), added))
  }
  return facts.ratePercent === undefined ? german(it) : simpleInterest(it)
}

function compounded(it: Asked, rateBp: number, way: Way): Facts {
  const principal = it.minor(it.facts.principal ?? it.facts.judgment)!
  const months = Number(it.facts.months ?? Number(it.facts.years) * 12)
  const from = parse('2025-01-01')
  const until = addMonths(from, months)
  const { amountMinor } = interest({
    from,
    until,
    base: [{ from, amountMinor: principal }],
    rates: [spanOf(rateBp, from, until)],
    way,
  })
  return {
    annualRatePercent: percentText(rateBp),
    interest: it.shown(amountMinor),
    totalAfter: it.shown(principal + amountMinor),
  }
}

/** Years one after another, each at its rate, interest joining the principal at the end of each. */
function yearly(it: Asked): Facts | undefined {
  const statute = statuteOf(
    it.place,
    it.place.startsWith('US') ? 'business' : 'consumer',
    it.place.startsWith('US') ? 'judgment' : undefined,
  )
  if (!Array.isArray(it.facts.years)) {
    if (it.facts.ratePercent === undefined) return undefined
    return compounded(it, bpFrom(String(it.facts.ratePercent)), {
      dayCount: 'months/12',
      compounding: /simple/.test(it.method) ? 'simple' : (statute?.way.compounding ?? 'yearly'),
    })
  }
  const principal = it.minor(it.facts.principal)!
  const from = parse('2023-01-01')
  const rates = list(it.facts.years).map((year, i) =>
    spanOf(bpFrom(String(year.ratePercent)), addMonths(from, 12 * i), addMonths(from, 12 * (i + 1))),
  )
  const { amountMinor } = interest({
    from,
    until: rates.at(-1)!.until,
    base: [{ from, amountMinor: principal }],
    rates,
    way: statute?.way ?? { dayCount: 'months/12', compounding: 'yearly' },
  })
  return { interest: it.shown(amountMinor), totalAfter: it.shown(principal + amountMinor) }
}

/** The statute's own rates between two dates; or both ways of counting days at a rate that is given. */
function german(it: Asked): Facts | undefined {
  const principal = it.minor(it.facts.principal)
  if (principal === undefined) return undefined
  if (it.facts.ratePercent !== undefined) {
    const rateBp = bpFrom(String(it.facts.ratePercent))
    const days = Number(it.facts.days)
    const by = (under: bigint) => it.shown(amountOf(principal, rateBp, { days, over: BigInt(days), under }))
    return { ...simpleInterest(it), actual365: by(365n), thirty360: by(360n), actual360: by(360n) }
  }
  const from = dayIn(it.facts.from)
  const until = dayIn(it.facts.to)
  const statute = statuteOf(it.place, it.facts.consumer === true ? 'consumer' : 'business')
  if (from === undefined || until === undefined || !statute) return undefined
  const rates = statuteRates(statute, { from, until })
  const { amountMinor } = interest({ from, until, base: [{ from, amountMinor: principal }], rates, way: statute.way })
  return {
    ratePercent: percentText(rates[0]!.rateBp),
    days: until - from,
    interest: it.shown(amountMinor),
    totalAfter: it.shown(principal + amountMinor),
  }
}
