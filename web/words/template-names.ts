// What each set of words is for, said so that one knows it without knowing its key. One that an owner made is called by its key.

import type { Language } from './both.ts'

const names: Readonly<Record<string, readonly [en: string, de: string]>> = {
  receipt: ['Did the invoice arrive complete?', 'Ist die Rechnung vollständig angekommen?'],
  'before-due': ['Reminder before the due day', 'Erinnerung vor der Fälligkeit'],
  friendly: ['First reminder, friendly', 'Erste Erinnerung, freundlich'],
  second: ['Second reminder', 'Zweite Erinnerung'],
  firm: ['Firm reminder', 'Deutliche Mahnung'],
  final: ['Final notice, between businesses', 'Letzte Mahnung, zwischen Unternehmen'],
  'last-notice': [
    'Last notice, to private persons and public bodies',
    'Letzter Hinweis, an Privatpersonen und öffentliche Stellen',
  ],
  demand: ['Formal demand before legal steps', 'Förmliche Zahlungsaufforderung vor rechtlichen Schritten'],
  statement: ['Statement of account, without a demand', 'Kontoauszug, ohne Aufforderung'],
  'help-and-plan': ['Offer of help and of paying in parts', 'Angebot von Hilfe und Ratenzahlung'],
  'thank-you': ['Thanks for a payment', 'Dank für eine Zahlung'],
  crossed: ['Their payment and our message crossed', 'Zahlung und Nachricht haben sich gekreuzt'],
  'by-hand': ['Frame of a message that you write yourself', 'Rahmen einer Nachricht, die Sie selbst schreiben'],
  verification: ['Answer to a debt that is contested', 'Antwort auf eine bestrittene Forderung'],
  'statutory-interest': ['Notice of interest by law', 'Hinweis auf gesetzliche Zinsen'],
  'letter-of-claim': ['Letter of claim (United Kingdom)', 'Letter of Claim (Vereinigtes Königreich)'],
  'fourteen-days': ['Fourteen-day letter (Netherlands)', 'Vierzehn-Tage-Brief (Niederlande)'],
  'validation-notice': ['Validation notice (United States)', 'Validation Notice (Vereinigte Staaten)'],
  'amicable-collection': ['First letter of collection (France)', 'Erstes Inkassoschreiben (Frankreich)'],
  'rdg-first-letter': ['First letter of collection (Germany)', 'Erstes Inkassoschreiben (Deutschland)'],
  'collection-notice': ['Notice of collection (Canada)', 'Mitteilung der Beitreibung (Kanada)'],
  'personal-first': ['Between people: first note', 'Zwischen Menschen: erste Nachricht'],
  'personal-second': ['Between people: second note', 'Zwischen Menschen: zweite Nachricht'],
  'personal-last': ['Between people: last note', 'Zwischen Menschen: letzte Nachricht'],
  'personal-date': ['Between people: when would suit you?', 'Zwischen Menschen: Wann würde es passen?'],
  'personal-plan': ['Between people: offer to pay in parts', 'Zwischen Menschen: Angebot von Raten'],
  'personal-crossed': ['Between people: payment and note crossed', 'Zwischen Menschen: Zahlung und Nachricht gekreuzt'],
  'personal-thank-you': ['Between people: thanks', 'Zwischen Menschen: Dank'],
}

export function templateName(language: Language, id: string): string {
  const known = names[id]
  if (known) return known[language === 'de' ? 1 : 0]
  return `${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll(/[-_]/g, ' ')}`
}
