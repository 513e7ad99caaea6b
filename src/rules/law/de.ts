// Germany: what a collector owes a private person to say, and when default begins.

import type { Binds, Rule } from '../../core/law.ts'

const agencies: Binds = {
  collectors: ['agency', 'debt_buyer'],
  purposes: ['consumer', 'business'],
  debtors: ['consumer', 'sole_trader'],
}
const anyone: Binds = {
  collectors: ['creditor', 'agency', 'debt_buyer', 'attorney'],
  purposes: ['consumer', 'business'],
}

export const rules: readonly Rule[] = [
  {
    id: 'de.rdg13a',
    place: 'DE',
    says: 'The first letter of a collection agency to a private person names client, ground, interest, costs, VAT and address of the debtor’s data.',
    cite: 'RDG § 13a, § 20',
    level: 'law',
    sure: 'primary',
    binds: agencies,
    effect: { kind: 'notice', notice: 'rdg13a', within: 0, locks: 'contact' },
    note: 'Read in a copy of 2022; the fine may have changed since.',
  },
  {
    id: 'de.rdg13e',
    place: 'DE',
    says: 'A collection agency charges no more than a lawyer could, and not beside a lawyer; money for the client goes on at once.',
    cite: 'RDG § 13e to § 13g',
    level: 'law',
    sure: 'primary',
    binds: { ...anyone, collectors: ['creditor', 'agency', 'debt_buyer'] },
    effect: { kind: 'conduct' },
  },
  {
    id: 'de.rdg10',
    place: 'DE',
    says: 'Who collects for others is registered for it.',
    cite: 'RDG § 10',
    level: 'law',
    sure: 'memory',
    binds: { ...anyone, collectors: ['agency', 'debt_buyer'] },
    effect: { kind: 'licence' },
    note: 'From memory: it holds contact back until a registration is kept here.',
  },
  {
    id: 'de.286',
    place: 'DE',
    says: 'Default begins with a reminder after the due day, with a day named in the contract, or 30 days after due day and invoice; for consumers the last only where the invoice said so.',
    cite: 'BGB § 286',
    level: 'law',
    sure: 'primary',
    binds: anyone,
    effect: { kind: 'conduct' },
  },
]
