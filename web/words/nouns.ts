// What things are called: a creditor's desk speaks of customers and invoices, an agency's of debtors and claims.

import { both } from './both.ts'

export const creditorNouns = both({
  en: {
    debtor: 'customer',
    debtors: 'Customers',
    aDebtor: 'Customer',
    noDebtors: 'No customers yet',
    claim: 'invoice',
    claims: 'Invoices',
    aClaim: 'Invoice',
    noClaims: 'No invoices yet',
  },
  de: {
    debtor: 'Kunde',
    debtors: 'Kunden',
    aDebtor: 'Kunde',
    noDebtors: 'Noch keine Kunden',
    claim: 'Rechnung',
    claims: 'Rechnungen',
    aClaim: 'Rechnung',
    noClaims: 'Noch keine Rechnungen',
  },
})

export const agencyNouns = both({
  en: {
    debtor: 'debtor',
    debtors: 'Debtors',
    aDebtor: 'Debtor',
    noDebtors: 'No debtors yet',
    claim: 'claim',
    claims: 'Claims',
    aClaim: 'Claim',
    noClaims: 'No claims yet',
  },
  de: {
    debtor: 'Schuldner',
    debtors: 'Schuldner',
    aDebtor: 'Schuldner',
    noDebtors: 'Noch keine Schuldner',
    claim: 'Forderung',
    claims: 'Forderungen',
    aClaim: 'Forderung',
    noClaims: 'Noch keine Forderungen',
  },
})
