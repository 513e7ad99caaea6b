// German beside the English: what is said of the run, sending, statements and the tax of bad debts.

import type { Catalogue } from '../../core/tongue.ts'

export const running: Catalogue = {
  '{messages} messages on the first day; up to {firstDay} go out without a person.':
    '{messages} Nachrichten am ersten Tag; bis zu {firstDay} gehen ohne einen Menschen hinaus.',
  '{messages} messages, where {usual} a day are usual.': '{messages} Nachrichten, wo {usual} am Tag üblich sind.',
  '{sum} asked for, where {middle} a day are usual.': '{sum} werden verlangt, wo {middle} am Tag üblich sind.',
  'There is no address that mails come from.': 'Es gibt keine Adresse, von der Nachrichten kommen.',
  'Give the business an email address first.': 'Geben Sie dem Unternehmen zuerst eine E-Mail-Adresse.',
  'The sign-in of {account} is not for {host}.': 'Die Anmeldung von {account} gilt nicht für {host}.',
  'It opens {hosts}: correct the server, or sign in again.':
    'Sie öffnet {hosts}: Berichtigen Sie den Server, oder melden Sie sich neu an.',
  'Nobody is signed in any more.': 'Niemand ist mehr angemeldet.',
  'Sign in: ./dunwell mail sign-in microsoft': 'Melden Sie sich an: ./dunwell mail sign-in microsoft',
  'of this on our books': 'davon in unseren Büchern',
  'As our books stand now.': 'Wie unsere Bücher jetzt stehen.',
  'As our books stood at {value}.': 'Wie unsere Bücher am {value} standen.',
  'No interest and no fee: the terms say so.': 'Keine Zinsen und keine Gebühr: So steht es in den Bedingungen.',
  'No interest: no clause of the terms gives it, and no statute known here does from {who}.':
    'Keine Zinsen: Keine Klausel der Bedingungen gibt sie, und kein hier bekanntes Gesetz bei {who}.',
  'No interest yet: {cite} gives it from a formal notice, and none is known. A firm letter of ours counts; another: ./dunwell terms set {number} --notice DAY':
    'Noch keine Zinsen: {cite} gibt sie ab einer förmlichen Mahnung, und es ist keine bekannt. Ein deutliches Schreiben von uns zählt; ein anderes: ./dunwell terms set {number} --notice TAG',
  'Tax of a claim in the proportion of what is unpaid (open and written off) to what was charged, rounded down; what goes back when money came later is what was taken less the tax of what is still unpaid. Interest and fees carry no tax here. The day of supply is taken to be that of the invoice.':
    'Steuer einer Forderung im Verhältnis des Unbezahlten (offen und ausgebucht) zum Berechneten, abgerundet; was zurückgeht, wenn später Geld kam, ist das Geltendgemachte abzüglich der Steuer auf das noch Unbezahlte. Zinsen und Gebühren tragen hier keine Steuer. Als Tag der Lieferung gilt der der Rechnung.',
  'No rule for {country} was read here: ask your accountant whether the tax comes back, from when, and what to book first.':
    'Für {country} wurde hier keine Regel gelesen: Fragen Sie Ihre Steuerberatung, ob die Steuer zurückkommt, ab wann und was vorher zu buchen ist.',
  'The rule: {says}\n{cite}. How sure: {sure} ({source}).': 'Die Regel: {says}\n{cite}. Wie sicher: {sure} ({source}).',
  'What holds for you is for your accountant to say.': 'Was für Sie gilt, sagt Ihre Steuerberatung.',
  'You must be able to show: {proof}.': 'Sie müssen nachweisen können: {proof}.',
  'When money comes later the tax in it is owed again: ask your accountant in which return.':
    'Kommt später Geld, wird die Steuer darin wieder geschuldet: Fragen Sie Ihre Steuerberatung, in welcher Anmeldung.',
  'Too late by the time that was read: ask your accountant before you let it go.':
    'Nach der gelesenen Frist zu spät: Fragen Sie Ihre Steuerberatung, bevor Sie darauf verzichten.',
  'Tax of an invoice in another currency comes back at the rate at which it was declared.':
    'Die Steuer einer Rechnung in anderer Währung kommt zum Kurs zurück, zu dem sie angemeldet wurde.',
  'Money on account came since from {value} whose tax was taken back: {value2}. Where it is for that claim, the tax in it goes back too.':
    'Seither kam Guthaben von {value}, deren Steuer geltend gemacht wurde: {value2}. Wo es für diese Forderung ist, geht auch die Steuer darin zurück.',
  'a customer': 'einem Kunden',
  '{length} customers': '{length} Kunden',
  '1 open claim is over {longOverdueDays} days late and says nothing of tax: import it with a tax column or as an e-invoice, or add it with --tax.':
    '1 offene Forderung ist über {longOverdueDays} Tage überfällig und sagt nichts über Steuer: Importieren Sie sie mit einer Steuerspalte oder als E-Rechnung, oder legen Sie sie mit --tax an.',
  '{untaxed} open claims are over {longOverdueDays} days late and say nothing of tax: import them with a tax column or as e-invoices, or add them with --tax.':
    '{untaxed} offene Forderungen sind über {longOverdueDays} Tage überfällig und sagen nichts über Steuer: Importieren Sie sie mit einer Steuerspalte oder als E-Rechnungen, oder legen Sie sie mit --tax an.',
  '{number} says nothing of tax.': '{number} sagt nichts über Steuer.',
  'Import it again with its tax, or add the tax to the list and import that.':
    'Importieren Sie sie noch einmal mit ihrer Steuer, oder ergänzen Sie die Steuer in der Liste, und importieren Sie diese.',
  'Of the tax of {number}, {taxMinor}, {taken} are taken back by now; this would make it {after}.':
    'Von der Steuer von {number}, {taxMinor}, sind inzwischen {taken} geltend gemacht; damit wären es {after}.',
  'Give the amount that stands in the return; with --back what went back.':
    'Nennen Sie den Betrag, der in der Anmeldung steht; mit --back, was zurückging.',
}
