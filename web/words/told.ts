// The places of the desk by which it says what the terminal says by a command.

import { both } from './both.ts'

export const toldWords = both({
  en: {
    settings: 'Settings',
    bank: 'Bank',
    imports: 'Import',
    documents: 'Documents',
    templates: 'Templates',
    policies: 'Policies',
    reports: 'Reports',
    week: 'The week ahead',
    debtors: 'the customers',
    cases: 'the case',
    promises: 'Promises',
    golive: 'Going live',
  },
  de: {
    settings: 'Einstellungen',
    bank: 'Bank',
    imports: 'Import',
    documents: 'Dokumente',
    templates: 'Vorlagen',
    policies: 'Abläufe',
    reports: 'Berichte',
    week: 'Die nächste Woche',
    debtors: 'die Kunden',
    cases: 'der Fall',
    promises: 'Zusagen',
    golive: 'Echt versenden',
  },
})
