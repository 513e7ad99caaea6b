// Interest that the law grants for paying late, as data: from whom, by which rate, and how it is counted. Where no statute is
// listed only a contract can give interest, and without one there is none.

import type { Ground } from '../core/charge.ts'
import type { Day } from '../core/day.ts'
import type { Way } from '../core/interest.ts'
import { type Place, reaches } from '../core/law.ts'
import type { DebtorKind } from '../core/policy.ts'
import { knownRates, type Markup, type RatePoint, type RateSpan, ratesOf, type Series, withRows } from '../core/rate.ts'
import * as ca from './rates/ca.ts'
import * as de from './rates/de.ts'
import * as eu from './rates/eu.ts'
import * as fr from './rates/fr.ts'
import * as gb from './rates/gb.ts'
import * as ie from './rates/ie.ts'
import * as india from './rates/in.ts'
import * as it from './rates/it.ts'
import * as nl from './rates/nl.ts'
import * as us from './rates/us.ts'

export const allSeries: readonly Series[] = [ca, de, eu, fr, gb, ie, india, it, nl, us].flatMap((one) => one.all)

export interface Statute extends Ground {
  readonly places: readonly Place[]
  readonly debtors: readonly DebtorKind[]
  readonly series: Series
  readonly markup: Markup
  /** The rate of the first day holds for the life of the debt. */
  readonly fixed?: true
  readonly way: Way
  /** Runs from the day after due by itself, or only from a formal notice. */
  readonly starts: 'due' | 'notice'
  /** What must be so of the creditor, which a person has to say. */
  readonly only?: 'registered_supplier' | 'judgment' | 'agreed_without_rate'
}

const firms = ['business', 'public_body'] as const
const trade = ['business', 'sole_trader', 'public_body'] as const
const privates = ['consumer', 'sole_trader'] as const
const all = ['business', 'sole_trader', 'consumer', 'public_body'] as const
const simple365: Way = { dayCount: 'actual/365', compounding: 'simple' }

export const statutes: readonly Statute[] = [
  {
    id: 'gb.lpcdia.interest',
    places: ['GB'],
    debtors: trade,
    says: 'Eight points over Bank Rate, fixed for the life of the debt by the half-year in which interest starts; simple.',
    cite: 'Late Payment of Commercial Debts (Interest) Act 1998 s. 1, 4-6; SI 2002/1675 art. 4',
    sure: 'secondary',
    series: gb.latePayment,
    markup: {},
    fixed: true,
    way: simple365,
    starts: 'due',
  },
  {
    id: 'de.288.business',
    places: ['DE'],
    debtors: firms,
    says: 'Nine points over the base rate of each half-year; no interest on interest.',
    cite: 'BGB § 288(2), § 247, § 289',
    sure: 'primary',
    series: de.base,
    markup: { addBp: 9_00 },
    way: simple365,
    starts: 'due',
  },
  {
    id: 'de.288.consumer',
    places: ['DE'],
    debtors: privates,
    says: 'Five points over the base rate of each half-year, from default; no interest on interest.',
    cite: 'BGB § 288(1), § 247, § 286, § 289',
    sure: 'primary',
    series: de.base,
    markup: { addBp: 5_00 },
    way: simple365,
    starts: 'notice',
  },
  {
    id: 'fr.l441-10',
    places: ['FR'],
    debtors: firms,
    says: 'Ten points over the reference rate of each half-year between professionals, where the terms set no rate.',
    cite: 'Code de commerce L441-10',
    sure: 'secondary',
    series: eu.reference,
    markup: { addBp: 10_00 },
    way: simple365,
    starts: 'due',
  },
  {
    id: 'fr.1231-6',
    places: ['FR'],
    debtors: privates,
    says: 'The legal rate of each half-year, from the formal notice.',
    cite: 'Code civil art. 1231-6, 1344-1; Code monétaire et financier L313-2',
    sure: 'primary',
    series: fr.others,
    markup: {},
    way: simple365,
    starts: 'notice',
  },
  {
    id: 'ie.si580',
    places: ['IE'],
    debtors: firms,
    says: 'Eight points over the reference rate of each half-year.',
    cite: 'SI 580/2012',
    sure: 'primary',
    series: ie.latePayment,
    markup: {},
    way: simple365,
    starts: 'due',
  },
  {
    id: 'nl.6.119a',
    places: ['NL'],
    debtors: firms,
    says: 'Eight points over the reference rate of each half-year between businesses; added to the debt at the end of each year.',
    cite: 'BW 6:119a, 6:120(2)',
    sure: 'secondary',
    series: eu.reference,
    markup: { addBp: 8_00 },
    way: { dayCount: 'months/12', compounding: 'yearly' },
    starts: 'due',
  },
  {
    id: 'nl.6.119',
    places: ['NL'],
    debtors: privates,
    says: 'Statutory interest; added to the debt at the end of each year.',
    cite: 'BW 6:119, 6:120(1)',
    sure: 'secondary',
    series: nl.other,
    markup: {},
    way: { dayCount: 'months/12', compounding: 'yearly' },
    starts: 'notice',
  },
  {
    id: 'it.231.5',
    places: ['IT'],
    debtors: firms,
    says: 'Eight points over the reference rate of each half-year.',
    cite: 'D.Lgs. 231/2002 art. 2, 5',
    sure: 'secondary',
    series: it.reference,
    markup: { addBp: 8_00 },
    way: simple365,
    starts: 'due',
  },
  {
    id: 'es.3_2004',
    places: ['ES'],
    debtors: firms,
    says: 'Eight points over the reference rate of each half-year.',
    cite: 'Ley 3/2004 art. 7',
    sure: 'primary',
    series: eu.reference,
    markup: { addBp: 8_00 },
    way: simple365,
    starts: 'due',
  },
  {
    // Some of these grant more; none may grant less, and less is what we take.
    id: 'eu.2011_7.interest',
    places: ['AT', 'BE', 'CY', 'EE', 'FI', 'GR', 'HR', 'LT', 'LU', 'LV', 'MT', 'PT', 'SI', 'SK'],
    debtors: firms,
    says: 'At least eight points over the reference rate of each half-year.',
    cite: 'Directive 2011/7/EU art. 2(6), 3, 4 and the law that transposes it',
    sure: 'secondary',
    series: eu.reference,
    markup: { addBp: 8_00 },
    way: simple365,
    starts: 'due',
  },
  {
    id: 'in.msmed.16',
    places: ['IN'],
    debtors: firms,
    says: 'Three times the bank rate, with monthly rests, to a registered micro or small supplier.',
    cite: 'MSMED Act 2006 s. 15, 16',
    sure: 'primary',
    series: india.bankRate,
    markup: { times: 3 },
    way: { dayCount: 'months/12', compounding: 'monthly' },
    starts: 'due',
    only: 'registered_supplier',
  },
  {
    id: 'ca.interest.3',
    places: ['CA'],
    debtors: all,
    says: 'Five per cent where interest is owed by agreement or law and no rate is fixed.',
    cite: 'Interest Act RSC 1985 c I-15 s. 3',
    sure: 'primary',
    series: ca.unfixed,
    markup: {},
    way: simple365,
    starts: 'due',
    only: 'agreed_without_rate',
  },
  {
    id: 'us.28usc1961',
    places: ['US'],
    debtors: all,
    says: 'The Treasury yield of the week before the judgment; added to it each year.',
    cite: '28 USC 1961(a), (b)',
    sure: 'primary',
    series: us.federal,
    markup: {},
    fixed: true,
    way: { dayCount: 'months/12', compounding: 'yearly' },
    starts: 'due',
    only: 'judgment',
  },
  {
    id: 'us.ny.5004',
    places: ['US-NY'],
    debtors: firms,
    says: 'Nine per cent a year on judgments; simple.',
    cite: 'NY CPLR 5004(a)',
    sure: 'primary',
    series: us.newYork,
    markup: {},
    way: simple365,
    starts: 'due',
    only: 'judgment',
  },
  {
    id: 'us.ny.5004.consumer',
    places: ['US-NY'],
    debtors: privates,
    says: 'Two per cent a year on judgments for consumer debt against a natural person.',
    cite: 'NY CPLR 5004(a)',
    sure: 'primary',
    series: us.newYorkConsumer,
    markup: {},
    way: simple365,
    starts: 'due',
    only: 'judgment',
  },
  {
    id: 'us.ca.685',
    places: ['US-CA'],
    debtors: all,
    says: 'Ten per cent a year on money judgments; simple.',
    cite: 'CCP 685.010',
    sure: 'secondary',
    series: us.california,
    markup: {},
    way: { ...simple365, rounding: 'daily' },
    starts: 'due',
    only: 'judgment',
  },
  {
    id: 'us.il.2-1303',
    places: ['US-IL'],
    debtors: firms,
    says: 'Nine per cent a year on judgments.',
    cite: '735 ILCS 5/2-1303',
    sure: 'secondary',
    series: us.illinois,
    markup: {},
    way: simple365,
    starts: 'due',
    only: 'judgment',
  },
  {
    id: 'us.il.2-1303.consumer',
    places: ['US-IL'],
    debtors: privates,
    says: 'Five per cent a year on judgments for consumer debt up to 25,000 USD.',
    cite: '735 ILCS 5/2-1303',
    sure: 'secondary',
    series: us.illinoisConsumer,
    markup: {},
    way: simple365,
    starts: 'due',
    only: 'judgment',
  },
]

/** The statute that grants interest from such a debtor there; undefined where only a contract can. */
export function statuteOf(place: Place, debtor: DebtorKind, only: Statute['only'] = undefined): Statute | undefined {
  const here = statutes.filter(
    (one) =>
      one.only === only && one.debtors.includes(debtor) && one.places.some((where) => reaches(where, place) === 'sure'),
  )
  // A state's own before that of its country.
  return here.reduce<Statute | undefined>(
    (best, one) => (best && best.places[0]!.length >= one.places[0]!.length ? best : one),
    undefined,
  )
}

interface Span {
  readonly from: Day
  readonly until: Day
}

/** Its rates from the first day on which interest runs; rows entered here go first. A Problem where a day is not known. */
export function statuteRates(statute: Statute, span: Span, entered: readonly RatePoint[] = []): RateSpan[] {
  return ratesOf(...askedOf(statute, span, entered))
}

/** As far as they are known, and the Problem of the first day that is not. */
export function knownStatuteRates(statute: Statute, span: Span, entered: readonly RatePoint[]) {
  return knownRates(...askedOf(statute, span, entered))
}

function askedOf(statute: Statute, span: Span, entered: readonly RatePoint[]): Parameters<typeof knownRates> {
  return [withRows(statute.series, entered), { ...span, fixed: statute.fixed }, statute.markup, statute.cite]
}
