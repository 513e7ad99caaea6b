// German beside the English: what is said of filing papers, founding, going live and importing lists.

import type { Catalogue } from '../../core/tongue.ts'

export const imports: Catalogue = {
  'There is no such customer.': 'Diesen Kunden gibt es nicht.',
  'Take an id from the list of debtors.': 'Nehmen Sie eine Kennung aus der Liste der Kunden.',
  'It was filed before and withdrawn by hand.': 'Es wurde schon abgelegt und von Hand zurückgezogen.',
  'The folder {folder} cannot be read ({code}).': 'Der Ordner {folder} lässt sich nicht lesen ({code}).',
  'Give the name of a folder that holds PDFs.': 'Nennen Sie einen Ordner, in dem PDF liegen.',
  'It is a link to another place.': 'Es ist eine Verknüpfung an einen anderen Ort.',
  'Copy the file itself here.': 'Kopieren Sie die Datei selbst hierher.',
  'It is no plain file.': 'Es ist keine gewöhnliche Datei.',
  'Leave only PDFs in the folder.': 'Lassen Sie nur PDF im Ordner.',
  'The file has {ceil} MB, more than {round}.': 'Die Datei hat {ceil} MB, mehr als {round}.',
  'Make it smaller: scan it in black and white, or save it with less resolution.':
    'Machen Sie sie kleiner: in Schwarzweiß scannen oder mit geringerer Auflösung speichern.',
  'The file cannot be read ({code}).': 'Die Datei lässt sich nicht lesen ({code}).',
  'Check its name and its rights.': 'Prüfen Sie ihren Namen und ihre Rechte.',
  'It belongs to {value} ({because}), but neither its name nor a title says what it is.':
    'Sie gehört zu {value} ({because}), aber weder ihr Name noch ein Titel sagt, was sie ist.',
  'claim {number}': 'Forderung {number}',
  'Say it: --kind invoice, contract, order or proof_of_delivery; or put the word into its name.':
    'Sagen Sie es: --kind invoice, contract, order oder proof_of_delivery; oder schreiben Sie das Wort in ihren Namen.',
  "{shown} stands in it and is a claim's number, but nothing says that it is meant.":
    '{shown} steht darin und ist die Nummer einer Forderung, aber nichts sagt, dass sie gemeint ist.',
  'No number of a claim or a customer was found in its name or its text.':
    'Weder im Namen noch im Text steht die Nummer einer Forderung oder eines Kunden.',
  'Its name says claim {number}, its text {said}.': 'Der Name nennt Forderung {number}, der Text {said}.',
  'It fits several claims: {top}.': 'Es passt zu mehreren Forderungen: {top}.',
  'customer number {shown} {place}': 'Kundennummer {shown} {place}',
  'It fits several customers: {named}.': 'Es passt zu mehreren Kunden: {named}.',
  'The workspace has no name.': 'Der Arbeitsbereich hat keinen Namen.',
  'Give the business that is owed: --name "Nordwind Ltd"':
    'Nennen Sie das Unternehmen, dem geschuldet wird: --name "Nordwind GmbH"',
  '{country} is not a country with a known time zone.': '{country} ist kein Land mit bekannter Zeitzone.',
  'Use two letters such as GB, or give --zone.': 'Nehmen Sie zwei Buchstaben wie DE, oder geben Sie --zone an.',
  '{zone} is not a time zone.': '{zone} ist keine Zeitzone.',
  'Use a name such as Europe/London.': 'Nehmen Sie einen Namen wie Europe/Berlin.',
  'No mail server is set, so no test message can go out.':
    'Es ist kein Mailserver eingerichtet, darum kann keine Testnachricht hinausgehen.',
  'Set one: ./dunwell settings set smtp.host=… smtp.port=587 smtp.security=starttls smtp.user=… smtp.password=…':
    'Richten Sie einen ein: ./dunwell settings set smtp.host=… smtp.port=587 smtp.security=starttls smtp.user=… smtp.password=…',
  'Before going live a signatory with an address and an account to pay to are needed.':
    'Vor dem Scharfschalten braucht es jemanden, der unterschreibt, mit Adresse, und ein Konto, auf das gezahlt wird.',
  'See "dunwell settings show".': 'Siehe „dunwell settings show“.',
  'The test message was not accepted: {detail}': 'Die Testnachricht wurde nicht angenommen: {detail}',
  'Correct the mail settings and try again; the workspace stays in rehearsal.':
    'Berichtigen Sie die Mail-Einstellungen, und versuchen Sie es noch einmal; es bleibt bei der Probe.',
  'This workspace is live already.': 'Dieser Arbeitsbereich versendet schon echt.',
  'Nothing needs doing.': 'Es ist nichts zu tun.',
  'Have this {stageNames} checked, then print and post it.':
    'Lassen Sie dies prüfen, dann drucken und aufgeben: {stageNames}.',
  'Print and post this letter with its {value} beside it.': 'Diesen Brief drucken und aufgeben, mit {value} daneben.',
  'enclosure, the file': 'der Anlage, der Datei',
  '{length} enclosures, the files': '{length} Anlagen, den Dateien',
  'Print and post this letter.': 'Diesen Brief drucken und aufgeben.',
  'The program that was sending it ended without an answer from the mail server.':
    'Das Programm, das sie gerade sendete, endete ohne Antwort des Mailservers.',
  'No mail server is set.': 'Es ist kein Mailserver eingerichtet.',
  'No address to send from is set.': 'Es ist keine Absenderadresse eingerichtet.',
  'This is the test message. If you read it, reminders will arrive too.':
    'Das ist die Testnachricht. Wenn Sie sie lesen, kommen auch Erinnerungen an.',
  'Correct the mail settings and try again.':
    'Berichtigen Sie die Mail-Einstellungen, und versuchen Sie es noch einmal.',
  'Too many wrong passwords. This account waits {value}.': 'Zu viele falsche Passwörter. Dieses Konto wartet {value}.',
  'a minute': 'eine Minute',
  '{minutes} minutes': '{minutes} Minuten',
  'Try again then; or ask an owner for a link that lets you in.':
    'Versuchen Sie es dann noch einmal; oder lassen Sie sich von der Inhaberin oder dem Inhaber einen Link geben.',
  'Too many wrong tries.': 'Zu viele Fehlversuche.',
  'Wait a quarter of an hour and try again.': 'Warten Sie eine Viertelstunde, und versuchen Sie es noch einmal.',
  'You have a password already.': 'Sie haben schon ein Passwort.',
  'Change it with the one you have.': 'Ändern Sie es mit dem bisherigen.',
  '{late} is after today, {today}: it cannot have happened.':
    '{late} liegt nach heute, {today}: Das kann noch nicht geschehen sein.',
  'Correct the day; days may stand in the wrong order, so check how the file writes them.':
    'Berichtigen Sie den Tag; vielleicht stehen Tag und Monat vertauscht. Prüfen Sie, wie die Datei sie schreibt.',
  'The credit note {number} is over {amountMinor} here and was over {before}. Nothing was changed.':
    'Die Gutschrift {number} lautet hier auf {amountMinor} und lautete auf {before}. Es wurde nichts geändert.',
  'Undo it and enter it anew: ./dunwell payments CUSTOMER, ./dunwell reverse, ./dunwell credit':
    'Nehmen Sie sie zurück, und tragen Sie sie neu ein: ./dunwell payments KUNDE, ./dunwell reverse, ./dunwell credit',
  'The credit note {number} stands in the file before, over another amount.':
    'Die Gutschrift {number} steht weiter oben in der Datei mit einem anderen Betrag.',
  'Put the whole of a credit note into one row.': 'Schreiben Sie eine Gutschrift ganz in eine Zeile.',
  'The number {number} belongs to another customer already ({where}).':
    'Die Nummer {number} gehört schon einem anderen Kunden ({where}).',
  'Correct the number or the customer; a claim that changed hands is moved, not imported.':
    'Berichtigen Sie die Nummer oder den Kunden; eine Forderung, die den Schuldner gewechselt hat, wird verschoben, nicht importiert.',
  '{number} is in {currency}; this row says {currency2}.':
    '{number} lautet auf {currency}; diese Zeile sagt {currency2}.',
  'Correct the currency, or withdraw the claim and give the new one a number of its own.':
    'Berichtigen Sie die Währung, oder ziehen Sie die Forderung zurück, und geben Sie der neuen eine eigene Nummer.',
  '{number} stands in the file before, with another amount due on {dueOn}.':
    '{number} steht weiter oben in der Datei mit einem anderen Betrag, fällig am {dueOn}.',
  'Put each part that falls due on one day into one row, with its whole amount.':
    'Schreiben Sie jeden Teil, der an einem Tag fällig wird, mit seinem ganzen Betrag in eine Zeile.',
  '{number} falls due in {parts} parts, and none of them is what this row says: it cannot be told which one changed.':
    '{number} wird in {parts} Teilen fällig, und keiner ist der dieser Zeile: Welcher sich geändert hat, lässt sich nicht sagen.',
  'Put the rows of all its parts one below the other, with at most one of them changed at a time.':
    'Schreiben Sie die Zeilen aller Teile untereinander, mit höchstens einem geänderten auf einmal.',
  '{number} falls due in several parts, and this row gives what was paid on one: nothing was booked.':
    '{number} wird in mehreren Teilen fällig, und diese Zeile nennt, was auf einen gezahlt wurde: Es wurde nichts gebucht.',
  'Put the rows of all its parts one below the other, so that they are read together.':
    'Schreiben Sie die Zeilen aller Teile untereinander, damit sie zusammen gelesen werden.',
  'The list says that {open} of {number} is open; here it is {value}. Nothing was changed.':
    'Die Liste sagt, von {number} seien {open} offen; hier sind es {value}. Es wurde nichts geändert.',
  'See what was paid: ./dunwell case {number}': 'Sehen Sie nach, was gezahlt wurde: ./dunwell case {number}',
  '{length} customers are called {name}.': '{length} Kunden heißen {name}.',
  'Add a column with the number of the customer, so that it is clear whose claim this is.':
    'Fügen Sie eine Spalte mit der Kundennummer hinzu, damit klar ist, wessen Forderung das ist.',
  'The list says that {name} is a {kind}; a person has confirmed {kind2}, which stays.':
    'Die Liste hält {name} für: {kind}; ein Mensch hat festgelegt: {kind2}, und das bleibt.',
  'Change it with: ./dunwell debtor set {no} --kind {kind}':
    'Ändern Sie es mit: ./dunwell debtor set {no} --kind {kind}',
  '{fresh} new bank {value}, {known} known already': '{fresh} neue Bank-{value}, {known} schon bekannt',
  'e-invoice, {fresh} new {value}': 'E-Rechnung, {fresh} neue {value}',
  'As a list of claims it would be taken for:': 'Als Liste von Forderungen würde sie so verstanden:',
  'It looks like an export of {preset}:': 'Sie sieht nach einem Export von {preset} aus:',
  'What it leaves open:': 'Was sie offen lässt:',
  'Take it in by hand once; from then on lists with these columns come in by themselves:':
    'Nehmen Sie sie einmal von Hand auf; danach kommen Listen mit diesen Spalten von selbst herein:',
  'Put it right and put it back into the inbox.': 'Berichtigen Sie es, und legen Sie es wieder in den Eingang.',
  'The rows are in the file beside this one, without ".txt". Correct them and put that file into the inbox.':
    'Die Zeilen stehen in der Datei daneben, ohne „.txt“. Berichtigen Sie sie, und legen Sie diese Datei in den Eingang.',
  '{name} was taken in without {value}:': '{name} wurde aufgenommen, ohne {value}:',
  'one row': 'eine Zeile',
  '{count} rows': '{count} Zeilen',
  '1 row': '1 Zeile',
  '{number} was corrected: what was paid beyond it is on account':
    '{number} wurde berichtigt: Was darüber hinaus gezahlt wurde, ist Guthaben',
  'What each column of {path} is.': 'Was jede Spalte von {path} ist.',
  '{fullListOn} is after today, {today}: no list can be of that day.':
    '{fullListOn} liegt nach heute, {today}: Von diesem Tag kann keine Liste sein.',
  'Give the day on which the list was drawn up.': 'Nennen Sie den Tag, an dem die Liste erstellt wurde.',
  'Nothing was imported: the file leaves {value} open.\n{asks}':
    'Es wurde nichts importiert: Die Datei lässt {value} offen.\n{asks}',
  '{length} questions': '{length} Fragen',
  'a question': 'eine Frage',
  'Answer with the option named, or write a map with --suggest-map map.yaml, correct it, and import with --map map.yaml.':
    'Antworten Sie mit der genannten Option, oder schreiben Sie mit --suggest-map map.yaml eine Zuordnung, berichtigen Sie sie, und importieren Sie mit --map map.yaml.',
  'The file is still here: correct what you like and take it in when you want.':
    'Die Datei ist noch hier: Ändern Sie, was Sie möchten, und übernehmen Sie sie, wann Sie wollen.',
  'It was cancelled while it was read. Nothing was taken in.':
    'Der Import wurde beim Lesen abgebrochen. Es wurde nichts übernommen.',
  'It was cancelled after {rows}. They stay, whole, because they cannot be taken back: {says}':
    'Der Import wurde nach {rows} abgebrochen. Sie bleiben vollständig, denn sie lassen sich nicht zurücknehmen: {says}',
  'Take in the file again to have the rest, nothing comes twice; or take this import back under Import, once what was built on it is undone.':
    'Übernehmen Sie die Datei noch einmal, um den Rest zu bekommen; doppelt kommt nichts. Oder nehmen Sie diesen Import unter „Import“ zurück, sobald zurückgenommen ist, was darauf aufbaut.',
  'It was cancelled after {rows}, and they were taken back: nothing of this file is owed. Customers it named stay, with nothing open.':
    'Der Import wurde nach {rows} abgebrochen und zurückgenommen: Aus dieser Datei wird nichts geschuldet. Kunden, die sie nannte, bleiben, ohne dass etwas offen ist.',
}
