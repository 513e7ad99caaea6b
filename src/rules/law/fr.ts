// France: amicable collection by who collects for others, and what comes before a suit.

import type { Binds, Rule } from '../../core/law.ts'

const others: Binds = { collectors: ['agency', 'debt_buyer'], purposes: ['consumer', 'business'] }
const anyone: Binds = {
  collectors: ['creditor', 'agency', 'debt_buyer', 'attorney'],
  purposes: ['consumer', 'business'],
}

export const rules: readonly Rule[] = [
  {
    id: 'fr.R124-4',
    place: 'FR',
    says: 'Who collects for others first sends a letter with the names, the ground, the sums apart, how to pay and the text of article L. 111-8; later messages name it by reference and day.',
    cite: 'CPCE R. 124-1, R. 124-4, R. 124-7',
    level: 'law',
    sure: 'primary',
    binds: others,
    effect: { kind: 'notice', notice: 'r124-4', within: 0, locks: 'contact' },
    note: 'Who bought the debt is taken as bound as well.',
  },
  {
    id: 'fr.R124-2_6',
    place: 'FR',
    says: 'Who collects for others has a written mandate, insurance, an account of its own for that money and a declaration to the prosecutor, gives a receipt for each payment and pays out within a month.',
    cite: 'CPCE R. 124-2, R. 124-3, R. 124-5, R. 124-6',
    level: 'law',
    sure: 'primary',
    binds: others,
    effect: { kind: 'licence' },
  },
  {
    id: 'fr.L111-8',
    place: 'FR',
    says: 'The costs of collecting out of court stay with the creditor, whatever a term says.',
    cite: 'CPCE L. 111-8, al. 2 and 3; Code de la consommation L. 121-21',
    level: 'law',
    sure: 'primary',
    binds: anyone,
    effect: { kind: 'conduct' },
  },
  {
    id: 'fr.750-1',
    place: 'FR',
    says: 'Before a suit over 5,000 euros or less, conciliation, mediation or an agreed procedure is tried.',
    cite: 'CPC 750-1',
    level: 'law',
    sure: 'primary',
    binds: anyone,
    effect: { kind: 'notice', notice: 'conciliation', locks: 'suit' },
    note: 'There are exceptions, which were not read: a person decides.',
  },
]
