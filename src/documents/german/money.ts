// German beside the English: what is said of merging, money, notices and the mail to owners.

import type { Catalogue } from '../../core/tongue.ts'

export const money: Catalogue = {
  '{name} ({no}) is one customer.': '{name} ({no}) ist ein einziger Kunde.',
  'Name two.': 'Nennen Sie zwei.',
  'It was said before that they are not the same customer.':
    'Es wurde schon gesagt, dass sie nicht derselbe Kunde sind.',
  "It cannot be undone: what was one customer's money cannot be told apart again by a program.":
    'Das lässt sich nicht zurücknehmen: Was das Geld eines Kunden war, kann ein Programm nicht wieder auseinanderhalten.',
  'They live in different books; everything is written anew in that of {no}.':
    'Sie liegen in verschiedenen Büchern; alles wird in dem von {no} neu geschrieben.',
  '{no} is taken for a {kind}, {no2} for a {kind2}, which holds.':
    '{no} gilt als {kind}, {no2} als {kind2}, und das bleibt.',
  '{no} is in {country}, {no2} in {country2}, which holds.':
    '{no} ist in {country}, {no2} in {country2}, und das bleibt.',
  'Their tax numbers differ: {vatNumber} and {vatNumber2}. Are they one?':
    'Ihre Steuernummern sind verschieden: {vatNumber} und {vatNumber2}. Sind sie eins?',
  '{name} ({no}) is taken for a {kind} and {name2} ({no2}) for a {kind2}; other rules hold for each.':
    '{name} ({no}) gilt als {kind} und {name2} ({no2}) als {kind2}; für beide gelten andere Regeln.',
  'Say first what is right: ./dunwell debtor set {value} --kind {value2}':
    'Sagen Sie zuerst, was stimmt: ./dunwell debtor set {value} --kind {value2}',
  '{inHand} message{value} to {name} ({no}) {value2} being sent or in doubt.':
    '{inHand} Nachrichten{value} an {name} ({no}) {value2} gerade unterwegs oder ungewiss.',
  'Settle what is in doubt (./dunwell outbox list), then merge.':
    'Klären Sie, was ungewiss ist (./dunwell outbox list), und führen Sie dann zusammen.',
  'Claims of {name} ({no}) are in a plan, a settlement, a matter or placed with somebody.':
    'Forderungen von {name} ({no}) sind in einer Ratenzahlung, einem Vergleich, einem Verfahren oder bei jemandem in Auftrag.',
  'Merge the other way round: ./dunwell debtor merge {no} --into {no2}':
    'Führen Sie andersherum zusammen: ./dunwell debtor merge {no} --into {no2}',
  'Others answer for claims of {name} ({no}), or {no2} for theirs, and {no3} lives in another book.':
    'Andere haften für Forderungen von {name} ({no}), oder {no2} für deren, und {no3} liegt in einem anderen Buch.',
  '{number} is not a claim against {name}.': '{number} ist keine Forderung gegen {name}.',
  'Check the number, or name the other customer.': 'Prüfen Sie die Nummer, oder nennen Sie den anderen Kunden.',
  'Enter one payment per currency.': 'Tragen Sie je Währung eine Zahlung ein.',
  'There is no payment {pay}.': 'Es gibt keine Zahlung {pay}.',
  'See "dunwell payments CUSTOMER".': 'Siehe „dunwell payments KUNDE“.',
  'It came on {day} and cannot have bounced on {day2}.':
    'Sie kam am {day} und kann nicht am {day2} zurückgegangen sein.',
  'Give the day it bounced with --on, or --mistake where it never came.':
    'Nennen Sie mit --on den Tag der Rückgabe, oder --mistake, wenn sie nie kam.',
  'The {name} must name our own address, and none is kept.':
    '{name} muss unsere eigene Anschrift nennen, und es ist keine hinterlegt.',
  'Give it: ./dunwell settings set addressLines=\'["4 Quay Street","Bristol BS1 4AA"]\'':
    'Geben Sie sie an: ./dunwell settings set addressLines=\'["Kaistraße 4","20457 Hamburg"]\'',
  'The {name} says how to answer by email, and no address is kept.':
    '{name} sagt, wie per E-Mail zu antworten ist, und es ist keine Adresse hinterlegt.',
  'Give it: ./dunwell settings set email=accounts@example.com':
    'Geben Sie sie an: ./dunwell settings set email=buchhaltung@example.com',
  'The {name} must name the postal address of {name2}, and none is known.':
    '{name} muss die Postanschrift von {name2} nennen, und es ist keine bekannt.',
  'Give it with the customer’s contacts.': 'Geben Sie sie bei den Kontakten des Kunden an.',
  'The {name} for {number} lacks: {gone}.': '{name} für {number} fehlt: {gone}.',
  'Give them: ./dunwell notice facts {number} {gone}=…': 'Geben Sie es an: ./dunwell notice facts {number} {gone}=…',
  'What is kept as the text of {cite} does not look like {of}.':
    'Was als Text von {cite} hinterlegt ist, sieht nicht aus wie {of}.',
  'Copy both paragraphs from the code: ./dunwell settings set claimFacts.lawText="…"':
    'Kopieren Sie beide Absätze aus dem Gesetz: ./dunwell settings set claimFacts.lawText="…"',
  'The itemisation of {number} comes to {sums}, but {openMinor} is open.':
    'Die Aufstellung von {number} ergibt {sums}, offen sind aber {openMinor}.',
  'Correct it: ./dunwell notice facts {number} amountThen=… interestSince=… feesSince=… paymentsSince=… creditsSince=…':
    'Berichtigen Sie sie: ./dunwell notice facts {number} amountThen=… interestSince=… feesSince=… paymentsSince=… creditsSince=…',
  '{line} (Letter of {on}.)': '{line} (Brief vom {on}.)',
  'There is no such customer any more.': 'Diesen Kunden gibt es nicht mehr.',
  'Look at the desk.': 'Sehen Sie am Schreibtisch nach.',
}
