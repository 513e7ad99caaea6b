// What things are called: a creditor's desk speaks of customers and invoices, an agency's of debtors and claims.

import { both, type Language } from './both.ts'

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

// In order: what is longer goes first. German cases follow from the word before.
const changes: Record<Language, readonly (readonly [RegExp, string])[]> = {
  en: [
    [/\bcustomer(s?)\b/g, 'debtor$1'],
    [/\bCustomer(s?)\b/g, 'Debtor$1'],
    [/\ban invoice\b/g, 'a claim'],
    [/\bAn invoice\b/g, 'A claim'],
    [/(?<![eE]-)\binvoice(s?)\b/g, 'claim$1'],
    [/(?<![eE]-)\bInvoice(s?)\b/g, 'Claim$1'],
  ],
  de: [
    [/\b(des|eines|jedes|dieses|Ihres) Kunden\b/g, '$1 Schuldners'],
    [/\b(von|mit|bei|zu|aus|Ihren|allen|vielen|mehreren|diesen) Kunden\b/g, '$1 Schuldnern'],
    [/\bKunden(?=nummer)/g, 'Schuldner'],
    [/\bKunden?\b/g, 'Schuldner'],
    [/(?<!E-)\bRechnung(en)?\b/g, 'Forderung$1'],
  ],
}

const spoken = new WeakMap<object, object>()

/** Words of a page as an agency says them. Only whole words change: an e-invoice stays one. */
export function ofAgency<W>(words: W, language: Language): W {
  if (typeof words === 'string')
    return changes[language].reduce<string>((text, [from, to]) => text.replace(from, to), words) as W
  if (typeof words === 'function')
    return ((...args: unknown[]) => ofAgency((words as (...args: unknown[]) => unknown)(...args), language)) as W
  if (typeof words !== 'object' || words === null) return words
  const known = spoken.get(words)
  if (known) return known as W
  const shown = Array.isArray(words)
    ? words.map((one) => ofAgency(one, language))
    : Object.fromEntries(Object.entries(words).map(([name, one]) => [name, ofAgency(one, language)]))
  spoken.set(words, shown)
  return shown as W
}
