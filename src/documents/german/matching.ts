// German beside the English: what is said of mailboxes, lists and the matching of payments.

import type { Catalogue } from '../../core/tongue.ts'

export const matching: Catalogue = {
  'There is no such money: {off}.': 'Dieses Geld gibt es nicht: {off}.',
  'See what waits: ./dunwell in-full list': 'Sehen Sie, was wartet: ./dunwell in-full list',
  'It was answered already: {answer}.': 'Es wurde schon beantwortet: {answer}.',
  'Undo a payment with: ./dunwell reverse': 'Nehmen Sie eine Zahlung so zurück: ./dunwell reverse',
  'This line was answered already.': 'Diese Zeile wurde schon beantwortet.',
  'See what it is: ./dunwell bank show ID': 'Sehen Sie, was sie ist: ./dunwell bank show ID',
  'This line is not marked as settling all.': 'Diese Zeile ist nicht als volle Zahlung bezeichnet.',
  'Enter it as a payment: ./dunwell pay CUSTOMER': 'Tragen Sie sie als Zahlung ein: ./dunwell pay KUNDE',
  'It landed before.': 'Sie kam schon einmal an.',
  'Dunwell sent it.': 'Dunwell hat sie gesendet.',
  'They opened it.': 'Sie haben sie geöffnet.',
  'To nobody who is a customer here.': 'An niemanden, der hier Kunde ist.',
  'It answers none of our messages, and its address is no customer’s.':
    'Sie antwortet auf keine unserer Nachrichten, und ihre Adresse gehört keinem Kunden.',
  'Written by hand.': 'Von Hand geschrieben.',
  'A program answered; nothing is held.': 'Ein Programm hat geantwortet; nichts wird angehalten.',
  'The message does not say how to stop further emails, which it must.':
    'Die Nachricht sagt nicht, wie weitere E-Mails abzubestellen sind, und das muss sie.',
  'The message does not say that it comes from a debt collector, which it must.':
    'Die Nachricht sagt nicht, dass sie von einem Inkassounternehmen kommt, und das muss sie.',
  'The words "{words}" ({part}) must not leave: {says} Better: {better}':
    'Die Worte „{words}“ ({part}) dürfen nicht hinaus: {says} Besser: {better}',
  'No claim is gone from a list.': 'In keiner Liste fehlt eine Forderung.',
  'Nothing is to be done.': 'Es ist nichts zu tun.',
  'The newest full list counts as complete already, or there is none.':
    'Die neueste volle Liste gilt schon als vollständig, oder es gibt keine.',
  'Import one with: ./dunwell import claims FILE --full-list 2026-03-31':
    'Importieren Sie eine mit: ./dunwell import claims DATEI --full-list 2026-03-31',
  'No mailbox is set.': 'Es ist kein Postfach eingerichtet.',
  'Set one: ./dunwell settings set imap.host=imap.example.com imap.user=ada imap.password=…':
    'Richten Sie eines ein: ./dunwell settings set imap.host=imap.example.com imap.user=ada imap.password=…',
  'A rehearsal reads no mailbox but one on this same machine.':
    'Eine Probe liest kein Postfach außer einem auf diesem Rechner.',
  'Go live first, or land files by hand: ./dunwell inbox add reply.eml':
    'Schalten Sie zuerst scharf, oder legen Sie Dateien von Hand ab: ./dunwell inbox add antwort.eml',
  '{folder} had it.': '{folder} hatte sie schon.',
  'Copied to {folder}.': 'Kopiert nach {folder}.',
  'less {value} % agreed cash discount': 'abzüglich {value} % vereinbartes Skonto',
  'of its {length} payments one: {because}': 'von ihren {length} Zahlungen eine: {because}',
  '{length} payments: {because}': '{length} Zahlungen: {because}',
  'There is no bank line {id} of money that came in.': 'Es gibt keine Bankzeile {id} mit Geld, das hereinkam.',
  'See what waits: ./dunwell match list': 'Sehen Sie, was wartet: ./dunwell match list',
  'The line of {amountMinor} {was}.': 'Die Zeile über {amountMinor} {was}.',
  'Nothing is left to do.': 'Es bleibt nichts zu tun.',
  'Undo that first: ./dunwell match undo LINE': 'Nehmen Sie das zuerst zurück: ./dunwell match undo ZEILE',
  'Nothing is proposed for this line.': 'Für diese Zeile gibt es keinen Vorschlag.',
  'There is no proposal {no}; there are {length}.': 'Es gibt keinen Vorschlag {no}; es gibt {length}.',
  'Say yourself whose it is: ./dunwell match split LINE --to CUSTOMER=AMOUNT':
    'Sagen Sie selbst, von wem sie ist: ./dunwell match split ZEILE --to KUNDE=BETRAG',
  'The parts make {sum} and the line is {amountMinor}.':
    'Die Teile ergeben {sum}, und die Zeile lautet auf {amountMinor}.',
  'Give parts over zero that sum to the line; money for no claim goes to the customer: --to 1001=5.00':
    'Nennen Sie Teile über null, die zusammen die Zeile ergeben; Geld für keine Forderung geht an den Kunden: --to 1001=5.00',
  '{number} is in {currency}, not {currency2}.': '{number} lautet auf {currency}, nicht auf {currency2}.',
  'Give it to claims in the currency of the line.': 'Ordnen Sie es Forderungen in der Währung der Zeile zu.',
  'confirmed by {actor}': 'bestätigt von {actor}',
  'Less is open now of {value} than the line would give.':
    'Von {value} ist jetzt weniger offen, als die Zeile brächte.',
  'what was named of {name}': 'was von {name} genannt war',
  'Look again (./dunwell match run), or split the line: what is too much goes to the customer.':
    'Sehen Sie noch einmal nach (./dunwell match run), oder teilen Sie die Zeile auf: Was zu viel ist, geht an den Kunden.',
  'Nothing was done with this line yet.': 'Mit dieser Zeile wurde noch nichts gemacht.',
  'The match of the bank line was undone': 'Die Zuordnung der Bankzeile wurde zurückgenommen',
  'a person took back what was done with it': 'ein Mensch hat zurückgenommen, was damit gemacht wurde',
  'a transfer between your own accounts': 'eine Umbuchung zwischen Ihren eigenen Konten',
  'very many customers owe just this sum': 'sehr viele Kunden schulden genau diese Summe',
}
