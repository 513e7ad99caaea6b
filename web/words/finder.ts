// Words of finding anything.

import { both } from './both.ts'

export const finderWords = both({
  en: {
    pages: 'Pages',
    cases: 'Cases',
    openCase: (name: string) => `Open the case of ${name}`,
    payments: 'Payments',
    settled: 'settled',
  },
  de: {
    pages: 'Seiten',
    cases: 'Fälle',
    openCase: (name: string) => `Zum Fall von ${name}`,
    payments: 'Zahlungen',
    settled: 'erledigt',
  },
})
