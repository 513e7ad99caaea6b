// The demo's company: customers in six countries and what was invoiced to them, drawn from a seed, so that one seed and day
// always give the same ledger. All names are invented, addresses end in .example, phones come from ranges kept for fiction.

import { addDays, type Day } from '../core/day.ts'
import { assert } from '../core/problem.ts'
import type { NewContact } from '../store/debtor.ts'
import { awkward } from './demo-awkward.ts'
import {
  type DemoCompany,
  type DemoDebtor,
  type Dice,
  type Draft,
  dice,
  domainOf,
  invoices,
  phoneOf,
  type Temperament,
} from './demo-draw.ts'
import { middle } from './demo-middle.ts'

interface Place {
  readonly country: string
  readonly currency: string
  /** City with its postcode as it stands in an address, region for the calendar, start of a phone number kept for fiction. */
  readonly cities: readonly { readonly line: string; readonly region?: string; readonly phone?: string }[]
  readonly stems: readonly string[]
  /** `*` stands for the stem. */
  readonly firms: readonly string[]
  readonly streets: readonly string[]
  readonly people: readonly string[]
  readonly termsDays: readonly number[]
}

// Ofcom (0113 496 0xxx and its like), Bundesnetzagentur (Filmrufnummern), Arcep (01 99 00 and its like), ComReg (020 91x) and
// NANPA (555-01xx) keep these for fiction. The Netherlands keep none that we know of, so nobody there has a phone.
const places: readonly Place[] = [
  {
    country: 'GB',
    currency: 'GBP',
    cities: [
      { line: 'Leeds LS9 7QX', phone: '+441134960' },
      { line: 'Sheffield S3 8ZT', phone: '+441144960' },
      { line: 'Bristol BS2 0ZW', phone: '+441174960' },
      { line: 'Manchester M4 6ZQ', phone: '+441614960' },
      { line: 'Glasgow G5 8ZX', region: 'SCT', phone: '+441414960' },
      { line: 'London SE16 4ZT', phone: '+442079460' },
      { line: 'Hull HU1 3ZE', phone: '+441632960' },
    ],
    stems: [
      'Brackenfold',
      'Thistlemere',
      'Pennistow',
      'Larkhollow',
      'Wexcombe',
      'Marrowby',
      'Duskwater',
      'Fenwharf',
      'Cobblestead',
      'Ravelstoke',
      'Ottermead',
      'Hollinbeck',
      'Saltgarth',
      'Wrenmoor',
      'Appledrift',
      'Stonewick',
    ],
    firms: [
      '* Fabrications Ltd',
      '* Catering Ltd',
      '* Print Works Ltd',
      '* Boatyard Ltd',
      '* Shopfitters Ltd',
      '* Nurseries LLP',
    ],
    streets: ['Tannery Lane', 'Mill Wharf', 'Station Yard', 'Foundry Road', 'Chapel Row'],
    people: ['Priya Lowther', 'Owen Tarbuck', 'Hattie Crane', 'Declan Moss', 'Ruth Ashdown'],
    termsDays: [30, 30, 14],
  },
  {
    country: 'DE',
    currency: 'EUR',
    cities: [
      { line: '10997 Berlin', region: 'BE', phone: '+493023125' },
      { line: '20457 Hamburg', region: 'HH', phone: '+494066969' },
      { line: '50733 Köln', region: 'NW', phone: '+492214710' },
      { line: '81371 München', region: 'BY', phone: '+498999998' },
      { line: '60314 Frankfurt', region: 'HE', phone: '+496990009' },
    ],
    stems: [
      'Falkenmoor',
      'Hasselgrund',
      'Kupferwald',
      'Tannenkrug',
      'Weidenkolk',
      'Silberdorn',
      'Rotbuchen',
      'Morgenhall',
    ],
    firms: [
      '* Metallbau GmbH',
      '* Möbelwerkstatt GmbH',
      '* Anlagenbau GmbH & Co. KG',
      '* Feinkost GmbH',
      '* Haustechnik GmbH',
    ],
    streets: ['Gerberstraße', 'Am Alten Hafen', 'Ziegelweg', 'Lindenallee'],
    people: ['Jana Reuter', 'Tobias Wenk', 'Birgit Halm', 'Yusuf Aydin'],
    termsDays: [14, 30, 30],
  },
  {
    country: 'FR',
    currency: 'EUR',
    cities: [
      { line: '69007 Lyon', phone: '+33465710' },
      { line: '44200 Nantes', phone: '+33261910' },
      { line: '59800 Lille', phone: '+33353010' },
      { line: '33800 Bordeaux', phone: '+33536490' },
    ],
    stems: ['Valombre', 'Clairefosse', 'Montrivel', 'Aubeterne', 'Rochepine', 'Fontarelle', 'Vertvallon'],
    firms: ['Menuiserie * SARL', 'Ateliers * SAS', 'Imprimerie * SARL', 'Traiteur * SARL'],
    streets: ['rue des Tanneurs', 'quai du Nord', 'rue du Moulin', 'allée des Tilleuls'],
    people: ['Camille Vasseur', 'Idriss Morel', 'Sylvie Canet'],
    termsDays: [30, 45],
  },
  {
    country: 'NL',
    currency: 'EUR',
    cities: [{ line: '3011 ZT Rotterdam' }, { line: '3511 ZX Utrecht' }, { line: '9711 ZW Groningen' }],
    stems: ['Rietwoude', 'Kromvaart', 'Wilgenstroom', 'Duinhoeve', 'Molenberk', 'Grasveld'],
    firms: ['* Tuinmeubelen B.V.', '* Installatietechniek B.V.', '* Scheepswerf B.V.', '* Verpakkingen B.V.'],
    streets: ['Havenkade', 'Looiersgracht', 'Molenpad'],
    people: ['Femke Dorsman', 'Ruben Haak', 'Lotte Versteeg'],
    termsDays: [30],
  },
  {
    country: 'IE',
    currency: 'EUR',
    cities: [
      { line: 'Cork T12 ZX97', phone: '+353209100' },
      { line: 'Galway H91 ZX42', phone: '+353209110' },
      { line: 'Dublin D08 ZX15', phone: '+353209120' },
    ],
    stems: ['Ballyderrin', 'Knockavoe', 'Carrigmoyle', 'Dromhollow', 'Tullafinn'],
    firms: ['* Hardware Ltd', '* Joinery Ltd', '* Dairy Supplies DAC'],
    streets: ['Quay Street', 'Rope Walk', 'Priory Lane'],
    people: ['Niamh Carty', 'Fergal Dunne', 'Aoife Tully'],
    termsDays: [30],
  },
  {
    country: 'US',
    currency: 'USD',
    cities: [
      { line: 'Portland, OR 97205', region: 'OR', phone: '+150355501' },
      { line: 'Milwaukee, WI 53204', region: 'WI', phone: '+141455501' },
      { line: 'Rochester, NY 14604', region: 'NY', phone: '+158555501' },
      { line: 'Austin, TX 78702', region: 'TX', phone: '+151255501' },
    ],
    stems: ['Cedar Notch', 'Prairie Lantern', 'Tamarack Bend', 'Sable Ridge', 'Copper Heron', 'Quarry Gate'],
    firms: ['* Millworks LLC', '* Fixtures Inc.', '* Outfitting Inc.', '* Interiors LLC'],
    streets: ['Canal Street', 'Depot Avenue', 'Orchard Road'],
    people: ['Dana Whitlow', 'Marcus Oyler', 'Elena Brandt'],
    termsDays: [30, 30, 45],
  },
]

// How many ordinary customers each place has; with the awkward ones about sixty.
const ordinary: Readonly<Record<string, number>> = { GB: 14, DE: 8, FR: 6, NL: 5, IE: 4, US: 6 }

const temperaments: readonly (readonly [Temperament, number])[] = [
  ['prompt', 24],
  ['forgetful', 22],
  ['late', 18],
  ['slow', 14],
  ['disputing', 11],
  ['struggling', 11],
  ['vanished', 4],
]

/** The company as it stands on `today`, with `days` of it lived and three months of ledger before them. */
export function demoCompany(seed: number, today: Day, days = 183): DemoCompany {
  const roll = dice(seed)
  const opensOn = addDays(today, -days)
  const from = addDays(opensOn, -92)
  const debtors: DemoDebtor[] = []
  const drafts: Draft[] = []
  for (const place of places) {
    for (let i = 0; i < ordinary[place.country]!; i++) {
      const name = place.firms[(i + roll.from(0, 1)) % place.firms.length]!.replace('*', place.stems[i]!)
      debtors.push(ordinaryDebtor(roll, place, name))
      drafts.push(
        ...invoices(roll, {
          debtor: debtors.length - 1,
          currency: place.currency,
          from,
          until: today,
          everyDays: roll.of([21, 30, 30, 45, 60, 60, 90]),
          termsDays: roll.of(place.termsDays),
          sizeMinor: roll.of([40_000, 90_000, 140_000, 260_000]),
        }),
      )
    }
  }
  const sheet = { roll, from, today, debtors, drafts }
  awkward(sheet)
  middle(sheet)
  const claims = drafts
    .filter((it) => it.issuedOn <= today)
    .sort((a, b) => a.issuedOn - b.issuedOn || a.debtor - b.debtor)
    .map((it, i) => ({ ...it, number: it.number ?? `INV-${21_400 + i}` }))
  const names = new Set(debtors.map((it) => it.name))
  assert(names.size === debtors.length, 'each customer of the demo has a name of its own')
  return { debtors, claims, opensOn, today }
}

function ordinaryDebtor(roll: Dice, place: Place, name: string): DemoDebtor {
  const city = roll.of(place.cities)
  const [payer, boss] = [roll.of(place.people), roll.of(place.people)]
  const domain = domainOf(name)
  const contacts: NewContact[] = [
    {
      name: payer,
      roles: ['accounts_payable'],
      emails: [`accounts@${domain}`],
      phones: city.phone ? [phoneOf(roll, city.phone)] : [],
      posts: [[name, `${roll.from(1, 180)} ${roll.of(place.streets)}`, city.line].join('\n')],
    },
    ...(boss === payer
      ? []
      : [
          {
            name: boss,
            roles: ['decision_maker' as const],
            emails: [`${boss.split(' ')[0]!.toLowerCase()}@${domain}`],
            phones: city.phone ? [phoneOf(roll, city.phone)] : [],
          },
        ]),
  ]
  return {
    name,
    kind: 'business',
    kindBecause: `its name says ${name.split(' ').at(-1)}`,
    country: place.country,
    region: city.region,
    handling: roll.chance(0.05) ? 'approve' : 'automatic',
    contacts,
    temperament: weighed(roll),
  }
}

function weighed(roll: Dice): Temperament {
  let left = roll.next() * temperaments.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [temperament, weight] of temperaments) {
    left -= weight
    if (left < 0) return temperament
  }
  return 'prompt'
}
