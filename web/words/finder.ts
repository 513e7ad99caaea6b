// Words of finding anything.

import { both } from './both.ts'

export const finderWords = both({
  en: {
    pages: 'Pages',
    cases: 'Cases',
    openDebtor: (name: string) => `${name}: people, terms, consents`,
    payments: 'Payments',
    settled: 'settled',
  },
  de: {
    pages: 'Seiten',
    cases: 'Fälle',
    openDebtor: (name: string) => `${name}: Menschen, Bedingungen, Einwilligungen`,
    payments: 'Zahlungen',
    settled: 'erledigt',
  },
})
