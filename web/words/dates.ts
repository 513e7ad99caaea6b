// Words of a field for a day and of its calendar.

import { both } from './both.ts'

export const dateWords = both({
  en: {
    hint: 'dd/mm/yyyy',
    choose: 'Choose a day',
    notADay: 'This is no day. Write 24/12/2026, tomorrow, fri or +7.',
    wanted: 'Say which day.',
    tooEarly: (day: string) => `Not before ${day}.`,
    tooLate: (day: string) => `Not after ${day}.`,
    earlier: 'Month before',
    later: 'Next month',
    today: 'Today',
  },
  de: {
    hint: 'TT.MM.JJJJ',
    choose: 'Tag wählen',
    notADay: 'Das ist kein Tag. Schreiben Sie 24.12.2026, morgen, Fr oder +7.',
    wanted: 'Sagen Sie, welcher Tag.',
    tooEarly: (day: string) => `Nicht vor dem ${day}.`,
    tooLate: (day: string) => `Nicht nach dem ${day}.`,
    earlier: 'Monat davor',
    later: 'Nächster Monat',
    today: 'Heute',
  },
})
