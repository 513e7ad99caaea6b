// Words of Today: what waits for a person, in the order of a good morning.

import { both } from './both.ts'

export const todayWords = both({
  en: {
    title: 'Today',
    empty: 'Nothing waits for you.',
    emptySays: 'The next look is made by itself tomorrow morning.',
  },
  de: {
    title: 'Heute',
    empty: 'Nichts wartet auf Sie.',
    emptySays: 'Der nächste Blick geschieht morgen früh von selbst.',
  },
})
