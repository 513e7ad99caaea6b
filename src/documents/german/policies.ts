// German beside the English: what is said of passwords, payment links, drafts of policies and receipts.

import type { Catalogue } from '../../core/tongue.ts'

export const policies: Catalogue = {
  'A password has {passwordMin} to {passwordMax} characters; this one has {length}.':
    'Ein Passwort hat {passwordMin} bis {passwordMax} Zeichen; dieses hat {length}.',
  'Three or four words that do not belong together are easy to keep in mind.':
    'Drei oder vier Wörter, die nicht zusammengehören, merkt man sich leicht.',
  'This password, or one much like it, is among those that are tried first.':
    'Dieses Passwort oder ein sehr ähnliches gehört zu denen, die zuerst ausprobiert werden.',
  'It speaks of a payment that is not here yet.': 'Es spricht von einer Zahlung, die noch nicht hier ist.',
  'It names a checkout that was not made here.': 'Es nennt eine Bezahlseite, die nicht hier entstand.',
  'Look it up at the provider.': 'Sehen Sie beim Anbieter nach.',
  'It speaks of {currency}, the checkout of {currency2}.':
    'Es spricht von {currency}, die Bezahlseite von {currency2}.',
  'It names another session than this checkout has.': 'Es nennt eine andere Sitzung als die dieser Bezahlseite.',
  '{amountMinor} were paid; the checkout was over {amountMinor2}.':
    'Gezahlt wurden {amountMinor}; die Bezahlseite lautete auf {amountMinor2}.',
  'Look it up at the provider, and enter it with "dunwell pay".':
    'Sehen Sie beim Anbieter nach, und tragen Sie es mit „dunwell pay“ ein.',
  'It names no payment.': 'Es nennt keine Zahlung.',
  'The customer was merged into {name} since: {paymentRef} is {why}.':
    'Der Kunde wurde seither mit {name} zusammengeführt: {paymentRef} ist {why}.',
  'Take the payment back by hand: ./dunwell payments, ./dunwell reverse.':
    'Nehmen Sie die Zahlung von Hand zurück: ./dunwell payments, ./dunwell reverse.',
  'In rehearsal nothing leaves this machine; links appear once the workspace is live.':
    'In der Probe verlässt nichts diesen Rechner; Links entstehen, sobald scharf geschaltet ist.',
  'The key is of the provider’s test mode, where no money moves: ./dunwell pay setup stripe with the live one.':
    'Der Schlüssel ist vom Testbetrieb des Anbieters, wo sich kein Geld bewegt: ./dunwell pay setup stripe mit dem echten.',
  'Links cannot be made yet.': 'Links lassen sich noch nicht machen.',
  'These claims are not all against one customer.': 'Diese Forderungen sind nicht alle gegen einen Kunden.',
  'Make a link for each customer.': 'Machen Sie für jeden Kunden einen Link.',
  '{name}: what follows rests until the time that it gives has run out.':
    '{name}: Was folgt, ruht, bis die genannte Frist abgelaufen ist.',
  '{name}: it goes on paper.': '{name}: Sie geht auf Papier.',
  '{name}: it must set no day to pay by.': '{name}: Sie darf keinen Zahltag setzen.',
  'It goes out without approval by anybody; a step this severe should wait for one.':
    'Das geht ohne Freigabe hinaus; ein so ernster Schritt sollte auf eine warten.',
  'It stands {value} days before the time given by “{id}” has run out; it waits until then.':
    'Der Schritt steht {value} Tage vor dem Ablauf der Frist aus {id}; er wartet bis dahin.',
  'Nothing is open with this customer on {day}.': 'Bei diesem Kunden ist am {day} nichts offen.',
  'Choose a customer who owes something, or another day with --day.':
    'Wählen Sie einen Kunden, der etwas schuldet, oder mit --day einen anderen Tag.',
  'There are no words of {id} in the language {language}.': 'Es gibt für {id} keine Worte in der Sprache {language}.',
  'Use one of: {known}.': 'Nehmen Sie eines von: {known}.',
  'The ladder {ids} has no message called {step}.': 'Der Ablauf {ids} hat keine Nachricht namens {step}.',
  'Use one of: {value}; or name another ladder with --policy.':
    'Nehmen Sie eine von: {value}; oder nennen Sie mit --policy einen anderen Ablauf.',
  'see "dunwell policy list"': 'siehe „dunwell policy list“',
  'There is nothing to say any more.': 'Es gibt nichts mehr zu sagen.',
  'Wait a second and run it again.': 'Warten Sie eine Sekunde, und starten Sie es noch einmal.',
  'The process was told to end.': 'Dem Vorgang wurde gesagt, dass er enden soll.',
  'The backup is made at the next start.': 'Die Sicherung entsteht beim nächsten Start.',
  'The reasons were erased.': 'Die Gründe wurden gelöscht.',
  'Statutory interest and the flat sum between businesses could not be claimed any more ({cite}).':
    'Gesetzliche Zinsen und die Pauschale zwischen Unternehmen könnten nicht mehr verlangt werden ({cite}).',
  'Statutory interest and a flat sum between businesses could be claimed ({cite}).':
    'Gesetzliche Zinsen und eine Pauschale zwischen Unternehmen könnten verlangt werden ({cite}).',
  '{name} as {to}: this is what it changes.\n  {lines}': '{name} als {to}: Das ändert sich dadurch.\n  {lines}',
  'Nothing is changed yet. {fix}': 'Noch ist nichts geändert. {fix}',
  '{count} would not have gone:': '{count} wären nicht hinausgegangen:',
  'Would bind:': 'Würde gelten:',
  'Notices that would be needed:': 'Mitteilungen, die nötig wären:',
  'Would bind no more:': 'Würde nicht mehr gelten:',
  'Ladder: {to} instead of {from}.': 'Ablauf: {to} statt {from}.',
  'Next: {to} instead of {from}.': 'Als Nächstes: {to} statt {from}.',
  '{name} has no case.': '{name} hat keinen Fall.',
  'Add a claim first: ./dunwell add claim --help': 'Fügen Sie zuerst eine Forderung hinzu: ./dunwell add claim --help',
  'This workspace is live.': 'Dieser Arbeitsbereich versendet echt.',
  'Rehearse in another data folder: --data rehearsal': 'Proben Sie in einem anderen Datenordner: --data probe',
  'The program was held up for so long that it was too late to hand this over.':
    'Das Programm wurde so lange aufgehalten, dass es zum Übergeben zu spät war.',
  'An error in Dunwell: {message}': 'Ein Fehler in Dunwell: {message}',
  'All sending is stopped, by {by}.': 'Der gesamte Versand ist angehalten, von {by}.',
  'What is owed has changed since it was approved: please look again.':
    'Was geschuldet wird, hat sich seit der Freigabe geändert: Bitte sehen Sie noch einmal hin.',
  'This was said already.': 'Das wurde schon gesagt.',
  'This message is not in doubt but {value}.': 'Diese Nachricht ist nicht ungewiss, sondern {value}.',
  'See "dunwell outbox list --in-doubt".': 'Siehe „dunwell outbox list --in-doubt“.',
  'A person found that it had not left.': 'Ein Mensch hat festgestellt, dass sie nicht hinausgegangen war.',
}
