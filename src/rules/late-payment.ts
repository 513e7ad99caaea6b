// Whose law on late payment in commercial dealings a business or public body lives under. It names the law; it works out no
// sum: rates and what a contract changes are another page.

/** A law, and where it is written. */
interface LateLaw {
  readonly law: 'eu' | 'gb'
  readonly cite: string
  readonly countries: ReadonlySet<string>
}

const laws: readonly LateLaw[] = [
  {
    law: 'eu',
    // Art. 3 between undertakings, art. 4 where the debtor is a public authority: interest without a reminder.
    cite: 'Directive 2011/7/EU art. 3(1), 4(1)',
    countries: new Set('AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ')),
  },
  {
    law: 'gb',
    // S. 1 makes the interest a term of the contract, s. 2 names the contracts, s. 8 what may stand in its place.
    cite: 'Late Payment of Commercial Debts (Interest) Act 1998 s. 1, 2, 8',
    countries: new Set(['GB']),
  },
]

/** The law of a debtor's country, by ISO 3166-1 alpha-2; undefined where this page does not know it. */
export function lateLawOf(country: string): LateLaw | undefined {
  return laws.find((it) => it.countries.has(country))
}
