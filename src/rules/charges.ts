// What the law grants or allows beside a claim, as data: fixed sums for paying late, tables of collection costs, court fees, and
// caps on interest. Which of them a claim may carry is asked of charges by place, debtor and collector.

import type { CostTable, FixedSum, Ground, SizeTable, StepTable } from '../core/charge.ts'
import { type Day, day } from '../core/day.ts'
import { type Cause, type Collector, type Place, reaches } from '../core/law.ts'
import type { DebtorKind } from '../core/policy.ts'
import { problem } from '../core/problem.ts'
import { noticeTimes } from './law.ts'

const trade = ['business', 'sole_trader', 'public_body'] as const
const firms = ['business', 'public_body'] as const
const anyone: readonly Collector[] = ['creditor', 'agency', 'debt_buyer', 'attorney']
const forty = [{ amountMinor: 40_00 }] as const

const fixedSums: readonly FixedSum[] = [
  {
    id: 'gb.lpcdia.sum',
    places: ['GB'],
    says: 'A fixed sum for each late commercial debt: 40 below 1,000, 70 below 10,000, else 100 pounds.',
    cite: 'Late Payment of Commercial Debts (Interest) Act 1998 s. 5A',
    sure: 'primary',
    currency: 'GBP',
    debtors: trade,
    bands: [
      { belowMinor: 1_000_00, amountMinor: 40_00 },
      { belowMinor: 10_000_00, amountMinor: 70_00 },
      { amountMinor: 100_00 },
    ],
  },
  {
    id: 'de.288.5',
    places: ['DE'],
    says: 'A lump sum of 40 euros from a debtor who is no consumer, credited against costs of the law.',
    cite: 'BGB § 288(5)',
    sure: 'primary',
    currency: 'EUR',
    debtors: firms,
    bands: forty,
  },
  {
    id: 'fr.d441-5',
    places: ['FR'],
    says: 'A fixed indemnity of 40 euros for each late invoice between professionals.',
    cite: 'Code de commerce L441-10, D441-5',
    sure: 'secondary',
    currency: 'EUR',
    debtors: firms,
    bands: forty,
  },
  {
    id: 'eu.2011_7.sum',
    places: [
      'AT',
      'BE',
      'CY',
      'EE',
      'ES',
      'FI',
      'GR',
      'HR',
      'IE',
      'IT',
      'LT',
      'LU',
      'LV',
      'MT',
      'NL',
      'PT',
      'SI',
      'SK',
    ],
    says: 'A business that pays late owes a flat 40 euros for recovery costs, without a reminder.',
    cite: 'Directive 2011/7/EU art. 6(1)-(2) and the law that transposes it',
    sure: 'secondary',
    currency: 'EUR',
    debtors: firms,
    bands: forty,
  },
]

export const dutchCosts: CostTable = {
  id: 'nl.bik',
  places: ['NL'],
  says: 'Costs of collecting out of court: 15% of the first 2,500, 10% of the next 2,500, 5% of the next 5,000, 1% up to 200,000, 0.5% above; 40 to 6,775 euros.',
  cite: 'Besluit vergoeding voor buitengerechtelijke incassokosten art. 2 (Stb. 2012, 141)',
  sure: 'primary',
  currency: 'EUR',
  debtors: ['consumer', 'sole_trader', 'business', 'public_body'],
  collectors: anyone,
  slices: [
    { sizeMinor: 2_500_00, rateBp: 15_00 },
    { sizeMinor: 2_500_00, rateBp: 10_00 },
    { sizeMinor: 5_000_00, rateBp: 5_00 },
    { sizeMinor: 190_000_00, rateBp: 1_00 },
    { rateBp: 50 },
  ],
  minMinor: 40_00,
  maxMinor: 6_775_00,
  after: { debtors: ['consumer'], notice: 'fourteen_days', cite: 'BW 6:96(6)' },
}

const germanFees: StepTable = {
  id: 'de.rvg2300',
  says: 'A collector may ask what a lawyer could: the fee by the size of the claim, times a factor, and 20% for expenses, at most 20 euros.',
  cite: 'RDG § 13e; RVG § 13, VV 2300, VV 7002',
  sure: 'primary',
  currency: 'EUR',
  smallest: { upToMinor: 50_00, feeMinor: 30_00 },
  first: { upToMinor: 500_00, feeMinor: 49_00 },
  steps: [
    { upToMinor: 2_000_00, stepMinor: 500_00, feeMinor: 39_00 },
    { upToMinor: 10_000_00, stepMinor: 1_000_00, feeMinor: 56_00 },
    { upToMinor: 25_000_00, stepMinor: 3_000_00, feeMinor: 52_00 },
    { upToMinor: 50_000_00, stepMinor: 5_000_00, feeMinor: 81_00 },
    { upToMinor: 200_000_00, stepMinor: 15_000_00, feeMinor: 94_00 },
    { upToMinor: 500_000_00, stepMinor: 30_000_00, feeMinor: 132_00 },
  ],
  minimumMinor: 15_00,
  factorMaxBp: { undisputed: 90_00, other: 1_30_00 },
  expenses: { rateBp: 20_00, maxMinor: 20_00 },
}
const germanFeesEnd = day('2025-06-01')

/** The German table for an instruction given on a day; a Problem for days whose table was not read. */
export function germanFeesOn(instructedOn: Day): StepTable {
  if (instructedOn >= germanFeesEnd) {
    throw problem(
      'charge.table_unknown',
      `The fee table since 2025-06-01 is not known here (${germanFees.cite}).`,
      'Work the fee out from the table in force and enter it as a cost with its reason.',
    )
  }
  return germanFees
}

export const englishIssueFee: SizeTable = {
  id: 'uk.ccj.fees',
  says: 'The fee for issuing a money claim: by bands to 10,000, then 5% to 200,000, then 10,000 pounds.',
  cite: 'Civil Proceedings Fees Order 2008 Sch. 1 fee 1.1',
  sure: 'primary',
  currency: 'GBP',
  bands: [
    { upToMinor: 300_00, feeMinor: 35_00 },
    { upToMinor: 500_00, feeMinor: 50_00 },
    { upToMinor: 1_000_00, feeMinor: 70_00 },
    { upToMinor: 1_500_00, feeMinor: 80_00 },
    { upToMinor: 3_000_00, feeMinor: 115_00 },
    { upToMinor: 5_000_00, feeMinor: 205_00 },
    { upToMinor: 10_000_00, feeMinor: 455_00 },
  ],
  rate: { upToMinor: 200_000_00, rateBp: 5_00 },
  aboveMinor: 10_000_00,
}

/** The most a year on what someone owed before they went into active service. */
export const serviceCap: Ground & { readonly places: readonly Place[]; readonly cause: Cause; readonly maxBp: number } =
  {
    id: 'us.scra.3937',
    places: ['US'],
    cause: 'active_service',
    says: 'At most 6% a year in active service on what was owed before, fees included; what is above is forgiven.',
    cite: '50 USC 3937(a)',
    sure: 'primary',
    maxBp: 6_00,
  }

/** Debts to agencies of the United States: a penalty from the first day once more than 90 have passed; no interest if paid in 30. */
export const agencyDebts: Ground & {
  readonly penaltyMaxBp: number
  readonly penaltyAfterDays: number
  readonly waivedWithinDays: number
} = {
  id: 'us.31cfr901.9',
  says: 'A penalty of at most 6% a year on what is more than 90 days late, from the first day; nothing when paid within 30 days.',
  cite: '31 CFR 901.9(d), (g)',
  sure: 'primary',
  penaltyMaxBp: 6_00,
  penaltyAfterDays: 90,
  waivedWithinDays: 30,
}

/** Interest on interest in France: due for a whole year at least, and agreed or ordered. */
export const frenchCapitalisation: Ground & { readonly monthsMin: number } = {
  id: 'fr.1343-2',
  says: 'Interest bears interest once it was due for a year, and where that was agreed or ordered.',
  cite: 'Code civil art. 1343-2',
  sure: 'primary',
  monthsMin: 12,
}

/** The least that terms between professionals in France may set, as a multiple of the legal rate. */
export const frenchFloor: Ground & { readonly times: number } = {
  id: 'fr.l441-10.floor',
  says: 'Terms may not set less than three times the legal rate.',
  cite: 'Code de commerce L441-10',
  sure: 'secondary',
  times: 3,
}

/** While these are so, what is owed bears no interest and no fees. */
export const interestRests: Ground & { readonly places: readonly Place[]; readonly causes: readonly Cause[] } = {
  id: 'uk.breathing.interest',
  places: ['GB'],
  causes: ['breathing_space', 'mental_health_crisis'],
  says: 'Breathing space: no interest and no fees',
  cite: 'Debt Respite Scheme Regulations 2020, SI 2020/1311',
  sure: 'secondary',
}

/** Canada: a rate not given by the year counts no more than this, land apart; and loans above a size are free of the cap on rates. */
export const canadianRates: Ground & {
  readonly places: readonly Place[]
  readonly unstatedMaxBp: number
  readonly exemptAboveMinor: number
  readonly cappedAboveMinor: number
  readonly cappedMaxBp: number
} = {
  id: 'ca.interest',
  places: ['CA'],
  says: 'A rate not also stated by the year gives at most 5%. Commercial loans over 10,000 may bear 48%, over 500,000 any rate.',
  cite: 'Interest Act s. 4; Criminal Code s. 347; SOR/2024-114 s. 1',
  sure: 'primary',
  unstatedMaxBp: 5_00,
  cappedAboveMinor: 10_000_00,
  exemptAboveMinor: 500_000_00,
  cappedMaxBp: 48_00,
}

/** Whether a loan is outside Canada's criminal rate of interest: never for a natural person or a private purpose. */
export function exemptFromCriminalRate(it: {
  readonly naturalPerson: boolean
  readonly businessPurpose: boolean
  readonly creditMinor: number
  readonly aprBp: number
}): boolean {
  if (it.naturalPerson || !it.businessPurpose || it.creditMinor <= canadianRates.cappedAboveMinor) return false
  return it.creditMinor > canadianRates.exemptAboveMinor || it.aprBp <= canadianRates.cappedMaxBp
}

/** The fixed sum a creditor may claim from such a debtor there; undefined where the law grants none. */
export function fixedSumOf(place: string, debtor: DebtorKind, currency: string): FixedSum | undefined {
  return fixedSums.find((it) => it.currency === currency && it.debtors.includes(debtor) && holdsIn(it, place))
}

/** Whether a rule of charges holds for someone in a place. */
export function holdsIn({ places }: { readonly places: readonly Place[] }, place: Place): boolean {
  return places.some((one) => reaches(one, place) === 'sure')
}

/** What a statement says of costs that may be asked for only after a notice. */
export function costsWait(place: Place, debtor: DebtorKind): string[] {
  const { after } = dutchCosts
  if (!after?.debtors.includes(debtor) || !holdsIn(dutchCosts, place)) return []
  const { days } = noticeTimes.get(after.notice)!
  return [
    `Costs of collecting may be asked only after a letter that gives ${days} days and names the sum (${after.cite}); none is charged by itself.`,
  ]
}
