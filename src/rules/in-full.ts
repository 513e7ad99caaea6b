// What taking money marked as a settlement in full may mean, by place: shown beside the question, and never decided by us.

import { type Place, reaches, type Sure } from '../core/law.ts'

export interface InFullRule {
  readonly id: string
  readonly places: readonly Place[]
  readonly says: string
  readonly cite: string
  readonly sure: Sure
}

const inFullRules: readonly InFullRule[] = [
  {
    id: 'us.ucc.3-311',
    places: ['US'],
    says: 'Where the amount is honestly disputed, taking a payment conspicuously marked as full satisfaction discharges the claim; of an instrument an organisation may undo that by paying it back within 90 days. The common law of most states treats other payments alike.',
    cite: 'UCC § 3-311(a)-(d); accord and satisfaction',
    sure: 'secondary',
  },
  {
    id: 'gb.day-v-mclea',
    places: ['GB', 'IE', 'AU', 'NZ', 'IN', 'ZA'],
    says: 'A lesser sum does not discharge a debt that is not disputed, for want of consideration; taking marked money is evidence of agreement and no proof, and is countered by saying at once that it is a part payment. A disputed debt may be settled so.',
    cite: 'Foakes v Beer (1884) 9 App Cas 605; Day v McLea (1889) 22 QBD 610',
    sure: 'memory',
  },
  {
    id: 'de.397.erlassfalle',
    places: ['DE'],
    says: 'Using a payment that was offered only for a waiver may be acceptance without a word; not where the sum is grossly small against an undisputed claim, and hardly where money simply arrives on an account. Refuse it at once in writing.',
    cite: 'BGB §§ 397, 151; BGH 10.05.2001, XII ZR 60/99; BGH 28.03.1990, VIII ZR 258/89',
    sure: 'secondary',
  },
  {
    id: 'at.1444',
    places: ['AT'],
    says: 'A waiver needs to be accepted; conduct that leaves no reasonable doubt is enough. Refuse it at once in writing.',
    cite: 'ABGB §§ 863, 1444',
    sure: 'memory',
  },
  {
    id: 'fr.1350',
    places: ['FR', 'BE', 'LU'],
    says: 'A waiver is a contract and is not presumed, and a settlement needs concessions on both sides; a reservation made at once keeps the rest.',
    cite: 'Code civil art. 1350, 2044',
    sure: 'memory',
  },
  {
    id: 'es.1187',
    places: ['ES'],
    says: 'A debt may be forgiven by conduct; money taken without a reservation may be read so. Make it at once.',
    cite: 'Código civil art. 1187, 1809',
    sure: 'memory',
  },
]

const elsewhere: InFullRule = {
  id: 'any.in-full',
  places: ['*'],
  says: 'We know no rule for this place. Treat it as an offer that taking the money may accept, and ask a lawyer.',
  cite: 'no source',
  sure: 'memory',
}

export function inFullRuleOf(place: Place): InFullRule {
  return inFullRules.find((it) => it.places.some((one) => reaches(one, place) === 'sure')) ?? elsewhere
}
