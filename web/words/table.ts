// Words of every list.

import { both } from './both.ts'

export const tableWords = both({
  en: {
    choose: (name: string) => `Choose ${name}`,
    chooseAll: 'Choose all that are shown',
    chosen: (count: string) => `${count} chosen`,
    letGo: 'Choose none',
    sortBy: (column: string) => `Sort by ${column}`,
    order: 'Order',
    downwards: 'largest first',
    upwards: 'smallest first',
    shown: (shown: string, all: string) => `${shown} of ${all}`,
    all: (count: string) => `${count} in all`,
    more: (count: string) => `more than ${count}`,
    noMatch: 'Nothing matches.',
    noMatchSays: 'Take a filter away, and more comes back.',
    clear: 'Take all filters away',
    keyMove: 'down and up in the list',
    keyOpen: 'open what is marked',
    keyChoose: 'choose what is marked',
  },
  de: {
    choose: (name: string) => `${name} auswählen`,
    chooseAll: 'Alle gezeigten auswählen',
    chosen: (count: string) => `${count} ausgewählt`,
    letGo: 'Auswahl aufheben',
    sortBy: (column: string) => `Nach ${column} ordnen`,
    order: 'Reihenfolge',
    downwards: 'größte zuerst',
    upwards: 'kleinste zuerst',
    shown: (shown: string, all: string) => `${shown} von ${all}`,
    all: (count: string) => `${count} insgesamt`,
    more: (count: string) => `mehr als ${count}`,
    noMatch: 'Dazu passt nichts.',
    noMatchSays: 'Nehmen Sie einen Filter weg, dann kommt mehr zurück.',
    clear: 'Alle Filter wegnehmen',
    keyMove: 'in der Liste hinunter und hinauf',
    keyOpen: 'Markiertes öffnen',
    keyChoose: 'Markiertes auswählen',
  },
})
