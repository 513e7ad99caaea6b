// What steps, stages, channels and roles are called. A step that an owner named is shown by its own name.

import type { Language } from './both.ts'

const english: Readonly<Record<string, string>> = {
  'before-due': 'Reminder before due',
  statement: 'Statement of account',
  friendly: 'Friendly note',
  second: 'Second reminder',
  call: 'Call',
  firm: 'Firm letter',
  'call-decision-maker': 'Call to the decision-maker',
  'stop-supply': 'Stop of supply',
  final: 'Final notice',
  demand: 'Formal demand',
  receipt: 'Receipt of the invoice',
  'help-and-plan': 'Help and a plan',
  'thank-you': 'Thank-you',
  'letter-of-claim': 'Letter of claim (United Kingdom)',
  'fourteen-days': 'Fourteen-day letter (Netherlands)',
  'validation-notice': 'Validation notice (United States)',
  'amicable-collection': 'First letter of collection (France)',
  'rdg-first-letter': 'First letter of collection (Germany)',
  'collection-notice': 'Notice of collection (Canada)',
  'statutory-interest': 'Statutory interest',
  'last-notice': 'Last notice',
  verification: 'Verification of a debt',
  crossed: 'Crossed with your payment',
  before: 'Reminder before due',
  email: 'Email',
  letter: 'Letter',
  phone: 'Phone',
  accounts_payable: 'Accounts payable',
  accountant: 'Accountant',
  buyer: 'Buyer',
  decision_maker: 'Who decides',
  attorney: 'Attorney',
  gentle: 'gentle',
  standard: 'even',
}

const german: Readonly<Record<string, string>> = {
  'before-due': 'Erinnerung vor Fälligkeit',
  statement: 'Kontoauszug',
  friendly: 'Freundliche Erinnerung',
  second: 'Zweite Erinnerung',
  call: 'Anruf',
  firm: 'Deutliches Schreiben',
  'call-decision-maker': 'Anruf bei Entscheidern',
  'stop-supply': 'Lieferstopp',
  final: 'Letzte Mahnung',
  // A hidden hyphen: on the ladder it stands in a narrow card, and not every browser can part German words.
  demand: 'Förmliche Zahlungs\u00ADaufforderung',
  receipt: 'Eingang der Rechnung',
  'help-and-plan': 'Hilfe und Ratenzahlung',
  'thank-you': 'Dank',
  'letter-of-claim': 'Letter of Claim (Vereinigtes Königreich)',
  'fourteen-days': 'Vierzehn-Tage-Brief (Niederlande)',
  'validation-notice': 'Validation Notice (Vereinigte Staaten)',
  'amicable-collection': 'Erstes Inkassoschreiben (Frankreich)',
  'rdg-first-letter': 'Erstes Inkassoschreiben (Deutschland)',
  'collection-notice': 'Mitteilung der Beitreibung (Kanada)',
  'statutory-interest': 'Gesetzliche Zinsen',
  'last-notice': 'Letzter Hinweis',
  verification: 'Nachweis einer Forderung',
  crossed: 'Mit der Zahlung gekreuzt',
  before: 'Erinnerung vor Fälligkeit',
  email: 'E-Mail',
  letter: 'Brief',
  phone: 'Telefon',
  accounts_payable: 'Buchhaltung',
  accountant: 'Steuerberatung',
  buyer: 'Einkauf',
  decision_maker: 'Entscheider',
  attorney: 'Anwalt',
  gentle: 'sanft',
  standard: 'sachlich',
}

/** A step, stage, channel or role as a person says it. */
export function stepName(language: Language, id: string): string {
  const known = (language === 'de' ? german : english)[id]
  return known ?? `${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll(/[-_]/g, ' ')}`
}

/** How a step speaks; the word "firm" is also a step's name. */
export function toneName(language: Language, tone: string): string {
  if (tone === 'firm') return language === 'de' ? 'bestimmt' : 'firm'
  return stepName(language, tone)
}

const germanPolicies: Readonly<Record<string, string>> = {
  'Standard, between businesses': 'Standard, zwischen Unternehmen',
  'Firm, between businesses': 'Bestimmt, zwischen Unternehmen',
  'Gentle, for freelancers': 'Sanft, für Freiberufler',
  Consumers: 'Privatpersonen',
  'Public bodies': 'Öffentliche Stellen',
  'Between people': 'Zwischen Menschen',
  'For others, United States': 'Für andere, Vereinigte Staaten',
  'For others, Germany': 'Für andere, Deutschland',
  'For others, France': 'Für andere, Frankreich',
  'For others, United Kingdom': 'Für andere, Vereinigtes Königreich',
  'For others, Netherlands': 'Für andere, Niederlande',
  'For others, Canada': 'Für andere, Kanada',
}

/** What a policy is called; one that an owner named keeps its name. */
export function policyName(language: Language, name: string): string {
  return (language === 'de' ? germanPolicies[name] : undefined) ?? name
}
