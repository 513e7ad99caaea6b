// Words of the list of customers and of one customer's page.

import { both } from './both.ts'

export const debtorWords = both({
  en: {
    no: 'No.',
    name: 'Name',
    kind: 'Kind',
    country: 'Country',
    handling: 'Handling',
    manager: 'Account manager',
    segment: 'Segment',
    emptySays: 'They come with the first list of open items, or one by one.',
    bringIn: 'Import a list',
    kinds: {
      business: 'business',
      sole_trader: 'sole trader',
      consumer: 'consumer',
      public_body: 'public body',
    },
    handlings: { automatic: 'by itself', approve: 'seen first', by_hand: 'by hand' },
  },
  de: {
    no: 'Nr.',
    name: 'Name',
    kind: 'Art',
    country: 'Land',
    handling: 'Bearbeitung',
    manager: 'Betreuung',
    segment: 'Segment',
    emptySays: 'Sie kommen mit der ersten Liste offener Posten, oder einzeln.',
    bringIn: 'Liste einlesen',
    kinds: {
      business: 'Unternehmen',
      sole_trader: 'Einzelunternehmen',
      consumer: 'Privatperson',
      public_body: 'Behörde',
    },
    handlings: { automatic: 'von selbst', approve: 'erst ansehen', by_hand: 'von Hand' },
  },
})
