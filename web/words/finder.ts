// Words of finding anything.

import { both } from './both.ts'

export const finderWords = both({
  en: {
    pages: 'Pages',
    cases: 'Cases',
    openDebtor: (name: string) => `${name}: people, terms, consents`,
    payments: 'Payments',
    settled: 'settled',
    messages: 'Messages',
    call: 'A call',
    wayOf: (channel: string, direction: 'in' | 'out') =>
      channel === 'phone'
        ? direction === 'in'
          ? 'they called'
          : 'called'
        : direction === 'in'
          ? 'they wrote'
          : channel === 'letter'
            ? 'letter'
            : 'sent',
  },
  de: {
    pages: 'Seiten',
    cases: 'Fälle',
    openDebtor: (name: string) => `${name}: Menschen, Bedingungen, Einwilligungen`,
    payments: 'Zahlungen',
    settled: 'erledigt',
    messages: 'Nachrichten',
    call: 'Ein Anruf',
    wayOf: (channel: string, direction: 'in' | 'out') =>
      channel === 'phone'
        ? direction === 'in'
          ? 'angerufen worden'
          : 'angerufen'
        : direction === 'in'
          ? 'Eingang'
          : channel === 'letter'
            ? 'Brief'
            : 'gesendet',
  },
})
