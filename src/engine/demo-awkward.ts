// The demo's awkward customers: each shows one thing that makes collecting hard, is found by name, and is timed so that it can be
// seen on the demo's last day.

import { addDays, addMonths, type Day } from '../core/day.ts'
import type { Role } from '../core/policy.ts'
import type { NewContact } from '../store/debtor.ts'
import {
  type DemoDebtor,
  type DemoEvent,
  type Dice,
  type Draft,
  domainOf,
  invoices,
  phoneOf,
  type Temperament,
  work,
} from './demo-draw.ts'

export interface Sheet {
  readonly roll: Dice
  readonly from: Day
  readonly today: Day
  readonly debtors: DemoDebtor[]
  readonly drafts: Draft[]
}

/** To whom some claims are assigned; its account stands in the settings. */
export const factorName = 'Pennarrow Factors Ltd'

const branches = [
  'Aldermoor',
  'Birchgate',
  'Coldwater',
  'Dunmere',
  'Elmstead',
  'Foxley Cross',
  'Gorsehill',
  'Hazelford',
  'Ivybrook',
  'Juniper Way',
] as const

/** Adds the awkward customers and their claims to what was drawn. */
export function awkward(it: Sheet): void {
  partDisputed(it)
  onAccount(it)
  remnant(it)
  directDebit(it)
  headOffice(it)
  twoCurrencies(it)
  byHand(it)
  publicBody(it)
  loan(it)
  joint(it)
  deadMailbox(it)
  assigned(it)
  brokenPromise(it)
  credit(it)
  vanished(it)
}

function partDisputed(it: Sheet): void {
  const debtor = firm(it, 'Brackwater Joinery Ltd', 'GB', 'late', 'disputes part of one invoice; the rest is chased', {
    post: ['17 Sawpit Lane', 'Bristol BS3 2ZX'],
    phone: '+441174960',
  })
  past(it, debtor, 'GBP', 70, 180_000)
  claim(it, debtor, 'GBP', -20, 486_000, [
    { what: 'disputes', on: before(it, -11), cause: 'two doors arrived damaged', partMinor: 124_000 },
  ])
}

function onAccount(it: Sheet): void {
  const debtor = firm(it, 'Atelier Tessalune SARL', 'FR', 'prompt', 'paid 4,000.00 EUR without saying for what', {
    post: ['8 rue des Verriers', '69004 Lyon'],
    phone: '+33465710',
  })
  past(it, debtor, 'EUR', 40, 210_000)
  claim(it, debtor, 'EUR', -5, 318_000, [])
  claim(it, debtor, 'EUR', 14, 245_000, [
    { what: 'pays', on: work(it.today, -3), amountMinor: 400_000, onAccount: true },
  ])
}

function remnant(it: Sheet): void {
  const debtor = firm(it, 'Quillmoor Stationers Ltd', 'GB', 'prompt', 'paid 0.40 GBP short', {
    post: ['3 Inkhorn Court', 'Leeds LS11 5ZQ'],
    phone: '+441134960',
  })
  past(it, debtor, 'GBP', 20, 64_000)
  claim(it, debtor, 'GBP', -3, 81_240, [{ what: 'pays', on: work(it.today, -1), amountMinor: 81_200 }])
}

function directDebit(it: Sheet): void {
  const debtor = firm(it, 'Haverlund Kaffeekontor GmbH', 'DE', 'scripted', 'pays by direct debit; one came back', {
    post: ['Speicherkai 12', '20457 Hamburg'],
    phone: '+494066969',
    region: 'HH',
    paysBy: 'direct_debit',
  })
  for (let month = -8; month <= 0; month++) {
    const issuedOn = work(addDays(addMonths(it.today, month), -24), 0)
    const dueOn = addDays(issuedOn, 14)
    const on = work(dueOn, 0)
    const events: DemoEvent[] = [{ what: 'pays', on }]
    if (month === 0) events.push({ what: 'returns', on: work(on, 3) })
    it.drafts.push({
      debtor,
      kind: 'invoice',
      currency: 'EUR',
      issuedOn,
      dues: [{ dueOn, amountMinor: 96_000 + month * 1_150 }],
      about: 'monthly delivery',
      events: on < it.today ? events : [],
    })
  }
}

function headOffice(it: Sheet): void {
  const name = 'Pellworthy Garden Centres Ltd'
  const domain = domainOf(name)
  const debtor = firm(it, name, 'GB', 'late', 'one head office pays for ten branches', {
    post: ['Pellworthy House', '40 Orchard Way', 'Sheffield S8 0ZX'],
    phone: '+441144960',
    more: branches.map((site) => ({
      site,
      roles: ['buyer' as Role],
      emails: [`${site.toLowerCase().replace(/ /g, '-')}@${domain}`],
    })),
  })
  const about = (roll: Dice) => `Branch ${roll.of(branches)}`
  past(it, debtor, 'GBP', 0, 110_000, { everyDays: 10, about })
}

function twoCurrencies(it: Sheet): void {
  const debtor = firm(it, 'Zwaluwdijk Instruments B.V.', 'NL', 'late', 'owes in euro and in US dollars', {
    post: ['Zwaluwdijk 5', '3011 ZS Rotterdam'],
  })
  past(it, debtor, 'EUR', 45, 150_000)
  past(it, debtor, 'USD', 45, 230_000)
  claim(it, debtor, 'EUR', -8, 174_550, [])
  claim(it, debtor, 'USD', -14, 312_000, [])
}

function byHand(it: Sheet): void {
  const debtor = firm(it, 'Ardenvale Stores plc', 'GB', 'late', 'a key account: nothing goes out by itself', {
    post: ['Ardenvale Tower', '1 Exchange Place', 'London SE1 9ZZ'],
    phone: '+442079460',
    handling: 'by_hand',
    accountManager: 'Noor Haddad',
    group: 'Ardenvale Holdings',
  })
  past(it, debtor, 'GBP', 75, 940_000)
  claim(it, debtor, 'GBP', -4, 1_840_000, [])
}

function publicBody(it: Sheet): void {
  const debtor = firm(it, 'Eastmere District Council', 'GB', 'late', 'a public body', {
    post: ['Accounts Office', 'Town Hall', 'Hull HU1 2ZZ'],
    phone: '+441632960',
    kind: 'public_body',
    kindBecause: 'its name says Council',
  })
  past(it, debtor, 'GBP', 0, 320_000)
}

function loan(it: Sheet): void {
  const debtor = person(
    it,
    'Imogen Farrow',
    'GB',
    'a private loan in twelve instalments, two of them missed',
    ['22 Lark Rise', 'Leeds LS6 2ZX'],
    { phone: '+441134960' },
  )
  const first = addDays(addMonths(it.today, -8), 12)
  const dues = Array.from({ length: 12 }, (_, month) => ({ dueOn: addMonths(first, month), amountMinor: 17_500 }))
  const paid = dues.filter((due) => due.dueOn < addDays(it.today, -60))
  it.drafts.push({
    debtor,
    number: 'LOAN-2031',
    kind: 'loan',
    currency: 'GBP',
    issuedOn: work(addDays(first, -30), 0),
    dues,
    about: 'workshop equipment',
    events: paid.map((due) => ({ what: 'pays', on: work(due.dueOn, 0), amountMinor: due.amountMinor })),
  })
}

function joint(it: Sheet): void {
  const home = ['9 Weir Terrace', 'Cork T12 ZX31']
  const main = person(it, 'Conor Delahunt', 'IE', 'answers for one invoice together with Maeve Delahunt', home, {
    phone: '+353209100',
  })
  const other = person(it, 'Maeve Delahunt', 'IE', 'answers for the same invoice, with messages of her own', home)
  claim(it, main, 'EUR', -23, 640_000, [], { about: 'a garden workshop', joint: other })
}

function deadMailbox(it: Sheet): void {
  const debtor = firm(
    it,
    'Kestrelmoor Yard Supplies Ltd',
    'GB',
    'scripted',
    'its mailbox is dead; letters go by post',
    {
      post: ['Unit 4, Slipway Estate', 'Hull HU9 1ZX'],
      phone: '+441632960',
      deadMailbox: true,
    },
  )
  claim(it, debtor, 'GBP', -21, 227_400, [])
  claim(it, debtor, 'GBP', -6, 98_650, [])
}

function assigned(it: Sheet): void {
  const debtor = firm(it, 'Bremerholt Werkzeugbau GmbH', 'DE', 'late', `pays some invoices to ${factorName}`, {
    post: ['Hammerweg 31', '50733 Köln'],
    phone: '+492214710',
    region: 'NW',
  })
  past(it, debtor, 'EUR', 40, 190_000)
  claim(it, debtor, 'EUR', -9, 412_300, [], { factor: factorName })
  claim(it, debtor, 'EUR', -3, 158_000, [])
}

function brokenPromise(it: Sheet): void {
  const debtor = firm(it, 'Saltmarrow Foundry Ltd', 'GB', 'struggling', 'broke a promise to pay', {
    post: ['Furnace Street', 'Sheffield S9 2ZX'],
    phone: '+441144960',
  })
  past(it, debtor, 'GBP', 60, 160_000)
  claim(it, debtor, 'GBP', -24, 391_000, [
    { what: 'promise', on: before(it, -11), amountMinor: 200_000, byDay: work(it.today, -4) },
    { what: 'pays', on: work(it.today, -5), amountMinor: 50_000 },
  ])
}

function credit(it: Sheet): void {
  const debtor = firm(it, 'Ravensluice Catering Ltd', 'GB', 'prompt', 'a credit stands on the account', {
    post: ['5 Sluice Bank', 'Manchester M4 5ZX'],
    phone: '+441614960',
  })
  past(it, debtor, 'GBP', 40, 120_000)
  claim(it, debtor, 'GBP', -8, 294_000, [{ what: 'credit', on: before(it, -6), amountMinor: 15_000 }])
}

function vanished(it: Sheet): void {
  const debtor = firm(it, 'Solvanta Trading LLC', 'US', 'scripted', 'answers nothing any more', {
    post: ['810 Depot Avenue', 'Suite 2', 'Milwaukee, WI 53204'],
    phone: '+141455501',
    region: 'WI',
  })
  claim(it, debtor, 'USD', -51, 684_000, [])
  claim(it, debtor, 'USD', -36, 512_500, [])
  claim(it, debtor, 'USD', -19, 240_000, [])
}

interface Details {
  /** Who answers the phone, and writes. */
  readonly who?: string
  readonly post: readonly string[]
  readonly phone?: string
  readonly region?: string
  readonly more?: readonly NewContact[]
}

/** @returns its place in the company. */
export function firm(
  it: Sheet,
  name: string,
  country: string,
  temperament: Temperament,
  trait: string,
  details: Details &
    Partial<
      Pick<
        DemoDebtor,
        'kind' | 'kindBecause' | 'handling' | 'paysBy' | 'accountManager' | 'group' | 'deadMailbox' | 'ladder'
      >
    >,
): number {
  const { who, post, phone, more, ...rest } = details
  it.debtors.push({
    name,
    kind: 'business',
    kindBecause: `its name says ${name.split(' ').at(-1)}`,
    country,
    handling: 'automatic',
    temperament,
    trait,
    ...rest,
    contacts: [
      {
        name: who,
        roles: ['accounts_payable'],
        emails: [`accounts@${domainOf(name)}`],
        phones: phone ? [phoneOf(it.roll, phone)] : [],
        posts: [[name, ...post].join('\n')],
      },
      ...(more ?? []),
    ],
  })
  return it.debtors.length - 1
}

function person(
  it: Sheet,
  name: string,
  country: string,
  trait: string,
  post: readonly string[],
  details: { phone?: string } = {},
): number {
  const [given, family] = name.toLowerCase().split(' ')
  it.debtors.push({
    name,
    kind: 'consumer',
    kindBecause: 'a person, buying for themselves',
    country,
    handling: 'automatic',
    temperament: 'scripted',
    trait,
    contacts: [
      {
        name,
        roles: ['accounts_payable'],
        emails: [`${given}.${family}@mail.example`],
        phones: details.phone ? [phoneOf(it.roll, details.phone)] : [],
        posts: [[name, ...post].join('\n')],
      },
    ],
  })
  return it.debtors.length - 1
}

/** Ordinary invoices that end some days before today. */
export function past(
  it: Sheet,
  debtor: number,
  currency: string,
  endsDaysAgo: number,
  sizeMinor: number,
  rhythm: { everyDays?: number; about?: (roll: Dice) => string } = {},
): void {
  const until = addDays(it.today, -endsDaysAgo)
  it.drafts.push(
    ...invoices(it.roll, {
      debtor,
      currency,
      from: it.from,
      until,
      everyDays: 40,
      termsDays: 30,
      sizeMinor,
      ...rhythm,
    }),
  )
}

/** One claim with thirty days' terms, due so many days from today; nothing but its events happens to it. */
export function claim(
  it: Sheet,
  debtor: number,
  currency: string,
  dueIn: number,
  amountMinor: number,
  events: readonly DemoEvent[],
  more: Partial<Draft> = {},
): void {
  const dueOn = addDays(it.today, dueIn)
  it.drafts.push({
    debtor,
    kind: 'invoice',
    currency,
    issuedOn: work(addDays(dueOn, -31), 1),
    dues: [{ dueOn, amountMinor }],
    events,
    ...more,
  })
}

/** One of our business days, so many days from today or just before. */
export function before(it: Sheet, days: number): Day {
  return work(addDays(it.today, days + 1), -1)
}
