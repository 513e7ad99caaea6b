// A made-up company with its customers and a year of invoices, for proving the matching of bank lines: drawn from a seed, knowing
// nothing of the matcher. No person or firm in it exists.

import { addDays, type Day, day } from '../../src/core/day.ts'

export type Draw = (below: number) => number

/** Dice that fall the same way for the same seed. */
export function dice(seed: number): Draw {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

export const pick = <T>(draw: Draw, some: readonly T[]): T => some[draw(some.length)]!
/** True so many times in a hundred. */
export const chance = (draw: Draw, percent: number): boolean => draw(1000) < percent * 10

/** How a customer says what a payment is for. */
export type Manner = 'number' | 'ours' | 'structured' | 'customer' | 'words' | 'nothing'

export interface Customer {
  readonly no: number
  readonly name: string
  readonly person: boolean
  readonly country: string
  readonly ibans: string[]
  readonly manner: Manner
  /** The number of the group whose head pays for all, where there is one. */
  readonly group?: number
  /** Agreed with them: percent off within so many days of the invoice. */
  readonly discount?: { readonly percent: number; readonly days: number }
  readonly termDays: number
  /** Pays the same each month. */
  readonly monthlyMinor?: number
}

export interface Invoice {
  readonly id: number
  readonly customer: Customer
  readonly number: string
  readonly amountMinor: number
  readonly issuedOn: Day
  readonly dueOn: Day
  /** A credit note that lowers what they owe, entered on its day and on account since. */
  readonly creditMinor?: number
}

export interface Company {
  readonly customers: readonly Customer[]
  readonly invoices: readonly Invoice[]
  /** Those with a credit note. */
  readonly credits: readonly Invoice[]
}

const surnames =
  'Müller Schmidt Schneider Fischer Weber Becker Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Wolff Pfeiffer'.split(
    ' ',
  )
const firstNames =
  'Anna Peter Maria Thomas Ursula Michael Monika Andreas Petra Stefan Sabine Klaus Renate Jürgen Karin Wolfgang Brigitte Günter Ingrid Jörg Susanne Bernd Gisela Uwe Claudia Matthias Birgit Christian Heike Martin Jan Lena Paul Sophie Felix Clara Jonas Marie'.split(
    ' ',
  )
const trades =
  'Metallbau Elektrotechnik Gebäudereinigung Maschinenbau Logistik Bauunternehmung Autohaus Druckerei Gartenbau Haustechnik Spedition Kältetechnik Werbeagentur Immobilienverwaltung Steuerberatung Küchenstudio Dachdeckerei Malerbetrieb Großhandel Medizintechnik Präzisionswerkzeuge Verpackungen Lebensmittel Getränkevertrieb Ingenieurbüro Softwarelösungen Personaldienste Sicherheitstechnik Fensterbau Holzhandel'.split(
    ' ',
  )
const forms = ['GmbH', 'GmbH', 'GmbH', 'GmbH & Co. KG', 'KG', 'AG', 'e.K.', 'OHG', 'UG (haftungsbeschränkt)']
const abroad: readonly [country: string, names: readonly string[], forms: readonly string[]][] = [
  [
    'GB',
    'Ashby Thornton Whitcombe Pembroke Harcastle Norwood Kingsley Barlow Fenwick Stanmore'.split(' '),
    ['Ltd', 'Limited', 'plc', 'LLP'],
  ],
  [
    'FR',
    'Durand Lefèvre Moreau Garnier Chevalier Rousselet Beaumont Delacroix Fournier Gauthier'.split(' '),
    ['SARL', 'SAS', 'SA'],
  ],
  ['CH', 'Zürcher Brunner Gerber Wyss Frei Moser Zimmerli Lüthi Stalder Aebischer'.split(' '), ['AG', 'GmbH', 'Sàrl']],
  [
    'NL',
    'Jansen Bakker Visser Smits Dekker Hendriks Dijkstra Vermeulen Brouwer Willems'.split(' '),
    ['B.V.', 'V.O.F.', 'N.V.'],
  ],
  [
    'BE',
    'Peeters Janssens Maes Jacobs Claes Goossens Wouters Lambrecht Dubois Leclercq'.split(' '),
    ['BV', 'NV', 'SRL'],
  ],
  [
    'NO',
    'Hansen Johansen Olsen Larsen Andersen Nilsen Kristiansen Bakken Haugen Solberg'.split(' '),
    ['AS', 'ASA', 'ENK'],
  ],
]
const tradesAbroad = 'Trading Engineering Services Logistics Foods Interiors Printing Systems Supplies Marine'.split(
  ' ',
)
const lengths: Readonly<Record<string, number>> = { DE: 18, GB: 18, FR: 23, CH: 17, NL: 14, BE: 12, NO: 11 }

/** An account number with digits that check; of no bank. */
export function account(draw: Draw, country: string): string {
  const body = Array.from({ length: lengths[country] ?? 18 }, () => draw(10)).join('')
  const number = `${body}${country.charCodeAt(0) - 55}${country.charCodeAt(1) - 55}00`
  return `${country}${String(98n - (BigInt(number) % 97n)).padStart(2, '0')}${body}`
}

/** How the company numbers its invoices: one way for all, chosen by the seed. */
const series: readonly ((date: Day, no: number) => string)[] = [
  (date, no) => `RE-${yearOf(date)}-${String(no).padStart(5, '0')}`,
  (date, no) => `${yearOf(date)}${String(no).padStart(5, '0')}`,
  (_, no) => `INV${String(100_000 + no)}`,
  (date, no) => `R${String(yearOf(date)).slice(2)}/${String(no).padStart(5, '0')}`,
]

function yearOf(date: Day): number {
  return new Date(date * 86_400_000).getUTCFullYear()
}

export function makeCompany(seed: number, size: { customers: number; months: number }): Company {
  const draw = dice(seed)
  const customers: Customer[] = []
  for (let i = 0; i < size.customers; i++) customers.push(customer(draw, i + 1, customers, size.customers))
  const number = series[seed % series.length]!
  const start = day('2025-01-01')
  const drafts: { customer: Customer; issuedOn: Day; amountMinor: number; creditMinor?: number }[] = []
  for (const one of customers) {
    // A few take most of what is sold.
    const perMonth =
      one.monthlyMinor !== undefined ? 1 : pick(draw, [0.1, 0.2, 0.2, 0.3, 0.3, 0.5, 0.5, 0.7, 1, 1, 1.5, 3])
    const typical = one.person ? 4_000 + draw(40_000) : 15_000 + draw(400_000)
    for (let month = 0; month < size.months; month++) {
      const from = addDays(start, Math.floor(month * 30.4))
      const count = Math.floor(perMonth) + (chance(draw, (perMonth % 1) * 100) ? 1 : 0)
      for (let k = 0; k < count; k++) {
        const issuedOn = one.monthlyMinor === undefined ? addDays(from, draw(28)) : from
        const amountMinor =
          one.monthlyMinor ??
          (chance(draw, 15) ? 1_000 * (5 + draw(200)) : 500 + draw(typical) + Math.floor(typical / 3))
        const creditMinor = chance(draw, 1.5) ? 500 + draw(Math.floor(amountMinor / 2)) : undefined
        drafts.push({ customer: one, issuedOn, amountMinor, creditMinor })
      }
    }
  }
  drafts.sort((a, b) => a.issuedOn - b.issuedOn || a.customer.no - b.customer.no)
  const invoices = drafts.map((it, i) => ({
    ...it,
    id: i,
    number: number(it.issuedOn, i + 1),
    dueOn: addDays(it.issuedOn, it.customer.termDays),
  }))
  return { customers, invoices, credits: invoices.filter((it) => it.creditMinor !== undefined) }
}

const monthly = [4_900, 7_900, 11_900, 11_900, 23_800, 29_900, 59_500]

function customer(draw: Draw, no: number, before: readonly Customer[], all: number): Customer {
  const person = chance(draw, 22)
  const foreign = !person && chance(draw, 18)
  const [country, names, ownForms] = foreign ? pick(draw, abroad) : (['DE', surnames, forms] as const)
  const like = before.length > 50 && chance(draw, 2) ? pick(draw, before) : undefined
  const words = person
    ? `${pick(draw, firstNames)} ${pick(draw, surnames)}`
    : `${pick(draw, names)} ${chance(draw, 25) ? `& ${foreign ? 'Partners' : 'Söhne'} ` : ''}${pick(draw, foreign ? tradesAbroad : trades)}`
  // Two of nearly one name: the same words under another legal form, or at another place.
  const name =
    like === undefined
      ? person
        ? words
        : `${words} ${pick(draw, ownForms)}`
      : like.person
        ? like.name
        : `${like.name.split(' ').slice(0, 2).join(' ')} ${pick(draw, ['Nord', 'Süd', 'Holding', 'Service', 'Vertrieb'])} ${pick(draw, ownForms)}`
  const group = !person && chance(draw, 4) ? draw(Math.max(3, Math.floor(all / 100))) : undefined
  const manner: Manner = chance(draw, 12)
    ? 'ours'
    : ['CH', 'NO', 'BE'].includes(country) && chance(draw, 70)
      ? 'structured'
      : pick(draw, [
          ...Array<Manner>(15).fill('number'),
          'customer',
          'words',
          ...(person ? (['words', 'nothing'] as const) : []),
        ])
  return {
    no,
    name,
    person,
    country,
    ibans: [account(draw, country)],
    manner,
    group,
    discount:
      !person && chance(draw, 25) ? { percent: pick(draw, [2, 2, 3]), days: pick(draw, [8, 10, 14]) } : undefined,
    termDays: pick(draw, [14, 14, 30, 30, 30, 45]),
    monthlyMinor: chance(draw, 25) ? pick(draw, monthly) : undefined,
  }
}
