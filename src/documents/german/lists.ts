// German beside the English: what is said of lists, their cells, dates and amounts.

import type { Catalogue } from '../../core/tongue.ts'

export const lists: Catalogue = {
  'Write the number alone.': 'Schreiben Sie die Zahl allein.',
  'Write one amount in one currency.': 'Schreiben Sie einen Betrag in einer Währung.',
  'Write one minus, or none.': 'Schreiben Sie ein Minus oder keines.',
  'Format the column as a number and export again.':
    'Formatieren Sie die Spalte als Zahl, und geben Sie die Liste noch einmal aus.',
  'Write a number such as 1234.50.': 'Schreiben Sie eine Zahl wie 1234.50.',
  'Write it with its decimals (1234.00), or give the column its decimal mark in the map (decimal: "." or decimal: ",").':
    'Schreiben Sie sie mit Nachkommastellen (1234.00), oder nennen Sie in der Zuordnung das Dezimalzeichen der Spalte (decimal: „.“ oder decimal: „,“).',
  'Write it as {value}.': 'Schreiben Sie ihn wie {value}.',
  '1234.50 or 1,234.50': '1234.50 oder 1,234.50',
  '1234,50 or 1.234,50': '1234,50 oder 1.234,50',
  'Write it with two decimals, for example 1234.00 or 1.23.':
    'Schreiben Sie ihn mit zwei Nachkommastellen, zum Beispiel 1234.00 oder 1.23.',
  'Round it to {value} and import the row again.':
    'Runden Sie ihn auf {value}, und importieren Sie die Zeile noch einmal.',
  'whole units': 'ganze Einheiten',
  '{digits} decimals': '{digits} Nachkommastellen',
  'Check the amount; if it is right, split the claim.': 'Prüfen Sie den Betrag; stimmt er, teilen Sie die Forderung.',
  'No reason given.': 'Kein Grund genannt.',
  'There is no column {name}.': 'Es gibt keine Spalte {name}.',
  'Rename it in the map to one of: {near}.': 'Benennen Sie sie in der Zuordnung um in: {near}.',
  'Both {name} and {name2} are mapped to {field}.': '{name} und {name2} sind beide {field} zugeordnet.',
  'Set one of them to ignore in the map.': 'Setzen Sie eine davon in der Zuordnung auf ignore.',
  'The column {name} is a part due, and no column says on which day.':
    'Die Spalte {name} ist ein fälliger Teil, und keine Spalte sagt, an welchem Tag.',
  'Map the column with its day to dueOn with the same part.':
    'Ordnen Sie die Spalte mit dem Tag dueOn desselben Teils zu.',
  '{value} in column {name} {wrong}.': '{value} in Spalte {name} {wrong}.',
  '{value} in column {name} is no amount.': '{value} in Spalte {name} ist kein Betrag.',
  '{value} in column {name} is no day of the calendar.': '{value} in Spalte {name} ist kein Tag des Kalenders.',
  'Correct the amount or the currency.': 'Berichtigen Sie Betrag oder Währung.',
  'The claim has no number.': 'Die Forderung hat keine Nummer.',
  'Give it the number of the invoice or contract.': 'Geben Sie ihr die Nummer der Rechnung oder des Vertrags.',
  '{number} is {value}; it was left out.': '{number} ist {value}; sie wurde weggelassen.',
  'a draft': 'ein Entwurf',
  'Nothing is to be done; if it is owed, correct its status.':
    'Es ist nichts zu tun; wird sie geschuldet, berichtigen Sie ihren Stand.',
  '{number} is over nothing; it was left out.': '{number} lautet auf nichts; sie wurde weggelassen.',
  'Nothing is to be done; if something is owed, correct its amount.':
    'Es ist nichts zu tun; wird etwas geschuldet, berichtigen Sie ihren Betrag.',
  'Write invoice, credit note, loan, rent or fee.': 'Schreiben Sie Rechnung, Gutschrift, Darlehen, Miete oder Gebühr.',
  'Write a three-letter code such as EUR.': 'Schreiben Sie einen Code aus drei Buchstaben wie EUR.',
  'Nothing says in which currency the amount is.': 'Nichts sagt, in welcher Währung der Betrag ist.',
  'Add a column with the currency, or set defaults: currency in the map.':
    'Fügen Sie eine Spalte mit der Währung hinzu, oder setzen Sie defaults: currency in der Zuordnung.',
  'The row holds both a debit and a credit.': 'Die Zeile hat Soll und Haben.',
  'Leave the one that is meant.': 'Lassen Sie das Gemeinte stehen.',
  'The claim has no amount.': 'Die Forderung hat keinen Betrag.',
  'Fill in the amount or what is open.': 'Tragen Sie den Betrag ein oder was offen ist.',
  'The part in column {name} has no day.': 'Der Teil in Spalte {name} hat keinen Tag.',
  'Fill in the day it falls due.': 'Tragen Sie den Fälligkeitstag ein.',
  'The part due in column {name} has no amount above zero.':
    'Der fällige Teil in Spalte {name} hat keinen Betrag über null.',
  'Fill in the amount of each part.': 'Tragen Sie den Betrag jedes Teils ein.',
  'The parts due sum to {sum}, the claim is over {amount}.':
    'Die fälligen Teile ergeben {sum}, die Forderung lautet auf {amount}.',
  'Correct the parts or the amount.': 'Berichtigen Sie die Teile oder den Betrag.',
  'It falls due on {dueOn}, before it was issued on {issuedOn}.':
    'Sie ist am {dueOn} fällig, vor ihrem Rechnungstag {issuedOn}.',
  'Check both days.': 'Prüfen Sie beide Tage.',
  'Write the days alone, such as 30.': 'Schreiben Sie die Tage allein, etwa 30.',
  'Nothing says when the claim falls due.': 'Nichts sagt, wann die Forderung fällig ist.',
  'Fill in the due day or the terms, or set defaults: termsDays in the map.':
    'Tragen Sie Fälligkeit oder Zahlungsziel ein, oder setzen Sie defaults: termsDays in der Zuordnung.',
  'There are terms, and no day of issue to count them from.':
    'Es gibt ein Zahlungsziel und keinen Rechnungstag, ab dem es zählt.',
  'Fill in the day of issue or the due day.': 'Tragen Sie den Rechnungstag oder die Fälligkeit ein.',
  'The row has {length} cells, and the header names {length2} columns.':
    'Die Zeile hat {length} Zellen, und die Kopfzeile nennt {length2} Spalten.',
  'Put quotation marks around a cell that holds the mark which splits columns.':
    'Setzen Sie Anführungszeichen um eine Zelle, die das Trennzeichen enthält.',
  '{path} holds no rows.': '{path} enthält keine Zeilen.',
  'Export it again; at least a header and one row are needed.':
    'Geben Sie sie noch einmal aus; es braucht mindestens eine Kopfzeile und eine Zeile.',
  '{path} has a header and no rows under it.': '{path} hat eine Kopfzeile und keine Zeilen darunter.',
  'Export it again with its rows.': 'Geben Sie sie noch einmal mit ihren Zeilen aus.',
  'Too many rows cannot be parsed; from here on the file was not read.':
    'Zu viele Zeilen sind nicht zu lesen; ab hier wurde die Datei nicht gelesen.',
  'Correct the rows named above, or export the list again, and import once more.':
    'Berichtigen Sie die genannten Zeilen, oder geben Sie die Liste noch einmal aus, und importieren Sie neu.',
  'A quotation mark opens in this row and is not closed.':
    'In dieser Zeile öffnet ein Anführungszeichen und schließt nicht.',
  'Close it, or write it twice where it belongs to the text.':
    'Schließen Sie es, oder schreiben Sie es doppelt, wo es zum Text gehört.',
  'The row is longer than {value} MB, or a quotation mark in it is not closed.':
    'Die Zeile ist länger als {value} MB, oder ein Anführungszeichen darin schließt nicht.',
  'Correct the row, or export the list again with one row to a line.':
    'Berichtigen Sie die Zeile, oder geben Sie die Liste mit einer Zeile je Eintrag aus.',
  'The row cannot be parsed.': 'Die Zeile ist nicht zu lesen.',
  'Check its quotation marks and export it again.':
    'Prüfen Sie ihre Anführungszeichen, und geben Sie sie noch einmal aus.',
  'The row holds {what}.': 'Die Zeile enthält {what}.',
  'Correct it, or export the list again as "CSV UTF-8".':
    'Berichtigen Sie sie, oder geben Sie die Liste noch einmal als „CSV UTF-8“ aus.',
  'In the program that wrote the list export it as CSV and import that file unopened; or format the column as text and enter it again.':
    'Geben Sie die Liste im erzeugenden Programm als CSV aus, und importieren Sie diese Datei ungeöffnet; oder formatieren Sie die Spalte als Text, und tragen Sie sie neu ein.',
  'Correct the formula or the cell it points to, and save the workbook.':
    'Berichtigen Sie die Formel oder die Zelle, auf die sie zeigt, und speichern Sie die Mappe.',
  'Open the workbook in a spreadsheet program and save it there once.':
    'Öffnen Sie die Mappe einmal in einer Tabellenkalkulation, und speichern Sie sie dort.',
  'Format the column as dates and save the workbook.':
    'Formatieren Sie die Spalte als Datum, und speichern Sie die Mappe.',
  'In column {name} a spreadsheet has read some days with day and month swapped: those up to the twelfth are dates, the others, such as {example}, stayed text.':
    'In Spalte {name} hat eine Tabellenkalkulation bei manchen Tagen Tag und Monat vertauscht: Die bis zum Zwölften sind Daten, die anderen, etwa {example}, blieben Text.',
  'Import the CSV file itself, unopened; or open it again with the column set to its real order.':
    'Importieren Sie die CSV-Datei selbst, ungeöffnet; oder öffnen Sie sie neu mit der wirklichen Folge der Spalte.',
  'Format the column as a date, export again, or write 2026-03-31.':
    'Formatieren Sie die Spalte als Datum, und geben Sie sie neu aus, oder schreiben Sie 2026-03-31.',
  'Write the day as 2026-03-31.': 'Schreiben Sie den Tag als 2026-03-31.',
  'Correct it; write the day as 2026-03-31.': 'Berichtigen Sie ihn; schreiben Sie den Tag als 2026-03-31.',
  'Write it as 2026-03-31, or give the column its order in the map (dateOrder: dmy or dateOrder: mdy).':
    'Schreiben Sie ihn als 2026-03-31, oder nennen Sie in der Zuordnung die Folge der Spalte (dateOrder: dmy oder dateOrder: mdy).',
  'The row names no customer.': 'Die Zeile nennt keinen Kunden.',
  'Fill in the name or the number of the customer.': 'Tragen Sie Namen oder Nummer des Kunden ein.',
  'Write it as en, de, fr, es, nl or it.': 'Schreiben Sie sie als en, de, fr, es, nl oder it.',
  'Write automatic, approve or by hand.': 'Schreiben Sie automatic, approve oder by hand.',
  'Write its two-letter code, such as DE.': 'Schreiben Sie seinen Code aus zwei Buchstaben, etwa DE.',
  'Write it with its country, such as DE123456789.': 'Schreiben Sie sie mit ihrem Land, etwa DE123456789.',
  'Write business, sole trader, consumer or public body.':
    'Schreiben Sie Unternehmen, Einzelunternehmen, Verbraucher oder öffentliche Stelle.',
  'the map says that customers are businesses': 'die Zuordnung sagt, dass die Kunden Unternehmen sind',
  'the map says that customers are consumers': 'die Zuordnung sagt, dass die Kunden Privatpersonen sind',
  'the map says that customers are of both kinds, and nothing shows this one to be a business':
    'die Zuordnung sagt, dass die Kunden beides sind, und nichts weist diesen als Unternehmen aus',
  'Write it with its country, such as +49 30 123456.': 'Schreiben Sie sie mit ihrem Land, etwa +49 30 123456.',
  '{path} is empty.': '{path} ist leer.',
  '{path} is a folder.': '{path} ist ein Ordner.',
  'Name one file in it, for example open-items.csv.': 'Nennen Sie eine Datei darin, zum Beispiel offene-posten.csv.',
  '{path} is no ordinary file.': '{path} ist keine gewöhnliche Datei.',
  'Save the list as a CSV file and name that.': 'Speichern Sie die Liste als CSV-Datei, und nennen Sie diese.',
  'Open it in a spreadsheet program and save the sheet as "CSV UTF-8".':
    'Öffnen Sie sie in einer Tabellenkalkulation, und speichern Sie das Blatt als „CSV UTF-8“.',
  'Unpack it and import the CSV file inside.': 'Packen Sie es aus, und importieren Sie die CSV-Datei darin.',
  'Export the list from where it is kept as a CSV file and import that.':
    'Geben Sie die Liste dort, wo sie geführt wird, als CSV aus, und importieren Sie diese.',
  '{path} is {kind}, not a CSV file.': '{path} ist {kind}, keine CSV-Datei.',
  'a PDF': 'ein PDF',
  'a PNG picture': 'ein PNG-Bild',
  'a JPEG picture': 'ein JPEG-Bild',
  'a GIF picture': 'ein GIF-Bild',
  'a TIFF picture': 'ein TIFF-Bild',
  'an old Excel or Word file': 'eine alte Excel- oder Word-Datei',
  'a gzip archive': 'ein gzip-Archiv',
  'a 7-Zip archive': 'ein 7-Zip-Archiv',
  'a RAR archive': 'ein RAR-Archiv',
  'a bzip2 archive': 'ein bzip2-Archiv',
  'a SQLite database': 'eine SQLite-Datenbank',
  'a Parquet file': 'eine Parquet-Datei',
  'a rich text document': 'ein RTF-Dokument',
  'an Excel workbook': 'eine Excel-Mappe',
  'an OpenDocument file': 'eine OpenDocument-Datei',
  'a ZIP archive': 'ein ZIP-Archiv',
  'a web page (HTML)': 'eine Webseite (HTML)',
  'an XML file': 'eine XML-Datei',
  'a JSON file': 'eine JSON-Datei',
  'a YAML file': 'eine YAML-Datei',
  '{encoding} is no encoding.': '{encoding} ist keine Kodierung.',
  'Use a name such as utf-8, windows-1252, windows-1250, iso-8859-2, macintosh or utf-16le.':
    'Nehmen Sie einen Namen wie utf-8, windows-1252, windows-1250, iso-8859-2, macintosh oder utf-16le.',
  '{path} is written in UTF-32.': '{path} ist in UTF-32 geschrieben.',
  'Save it as "CSV UTF-8".': 'Speichern Sie sie als „CSV UTF-8“.',
  'The first line of {path} is longer than {value} MB.': 'Die erste Zeile von {path} ist länger als {value} MB.',
  'Export the list again with one row to a line.': 'Geben Sie die Liste mit einer Zeile je Eintrag aus.',
  '{path} holds NUL bytes: it is no text, or it was damaged on its way.':
    '{path} enthält Nullbytes: Es ist kein Text oder wurde unterwegs beschädigt.',
  'Export the list again as "CSV UTF-8".': 'Geben Sie die Liste noch einmal als „CSV UTF-8“ aus.',
  '{path} is written neither in UTF-8 nor in Windows-1252.':
    '{path} ist weder in UTF-8 noch in Windows-1252 geschrieben.',
  'Save it as "CSV UTF-8", or name its encoding, for example encoding: ibm866 or encoding: shift_jis.':
    'Speichern Sie sie als „CSV UTF-8“, oder nennen Sie ihre Kodierung, etwa encoding: ibm866 oder encoding: shift_jis.',
  'Check the name and the folder.': 'Prüfen Sie Namen und Ordner.',
  '{path} may not be read.': '{path} darf nicht gelesen werden.',
  'Give yourself read permission, or copy the file.': 'Geben Sie sich Leserechte, oder kopieren Sie die Datei.',
  'Name one file in it.': 'Nennen Sie eine Datei darin.',
  'Copy the file to a local disk and try again.':
    'Kopieren Sie die Datei auf einen lokalen Datenträger, und versuchen Sie es noch einmal.',
  'That is a packed file.': 'Das ist eine gepackte Datei.',
  'Unpack it and give the CSV inside.': 'Packen Sie sie aus, und geben Sie die CSV darin an.',
  'That is no CSV: {message}': 'Das ist keine CSV: {message}',
  'Export the rates as CSV, with one header row.': 'Geben Sie die Kurse als CSV aus, mit einer Kopfzeile.',
  'There are no rates in the file.': 'In der Datei sind keine Kurse.',
  'Give a CSV with a header and a row for each day.':
    'Geben Sie eine CSV mit einer Kopfzeile und einer Zeile je Tag an.',
  'There is no column with the day.': 'Es gibt keine Spalte mit dem Tag.',
  'Call it one of: {dayNames}; and the others by their currencies (USD, GBP, …), or "currency" and "rate".':
    'Nennen Sie sie eines von: {dayNames}; und die anderen nach ihren Währungen (USD, GBP, …), oder „currency“ und „rate“.',
  '{text} is no rate of {currency} on {day}.': '{text} ist kein Kurs für {currency} am {day}.',
  'Write it with a point and at most nine decimals: 1.0823':
    'Schreiben Sie ihn mit Punkt und höchstens neun Nachkommastellen: 1.0823',
  'There are more than {ratesMost} rates in the file.': 'In der Datei sind mehr als {ratesMost} Kurse.',
  'Give it in several parts.': 'Geben Sie sie in mehreren Teilen.',
  'No column is named by a currency, and there is none called "currency" beside one called "rate".':
    'Keine Spalte heißt nach einer Währung, und keine heißt „currency“ neben einer namens „rate“.',
  'Name the columns by their currencies: Date, USD, GBP, …':
    'Benennen Sie die Spalten nach ihren Währungen: Date, USD, GBP, …',
  '{quoted} is no day.': '{quoted} ist kein Tag.',
  'Write it as 2026-03-31.': 'Schreiben Sie ihn als 2026-03-31.',
  'Use a three-letter code such as USD.': 'Nehmen Sie einen Code aus drei Buchstaben wie USD.',
  'There are two rates of {base} and {currency} on {day}.': 'Für {base} und {currency} gibt es am {day} zwei Kurse.',
  'Leave the one that holds.': 'Lassen Sie den geltenden stehen.',
  'the number of the invoice or claim': 'die Nummer der Rechnung oder Forderung',
  "the customer's name": 'der Name des Kunden',
  "the customer's number in your books": 'die Kundennummer in Ihren Büchern',
  'what the customer is: business, sole trader, consumer or public body':
    'was der Kunde ist: Unternehmen, Einzelunternehmen, Verbraucher oder öffentliche Stelle',
  "the customer's country": 'das Land des Kunden',
  'the language to write in': 'die Sprache, in der geschrieben wird',
  'how the customer is to be handled: automatic, approve or by hand':
    'wie der Kunde betreut wird: automatisch, mit Freigabe oder von Hand',
  'the colleague who looks after the customer': 'wer den Kunden betreut',
  'how the customer pays': 'wie der Kunde zahlt',
  'the group of customers under one owner or payer that the customer belongs to':
    'die Gruppe von Kunden eines Eigentümers oder Zahlers, zu der der Kunde gehört',
  'is no name of a group': 'ist kein Name einer Gruppe',
  'Write at most {groupMax} characters.': 'Schreiben Sie höchstens {groupMax} Zeichen.',
  "the customer's VAT number": 'die Umsatzsteuer-Nummer des Kunden',
  "the customer's email address": 'die E-Mail-Adresse des Kunden',
  "the customer's phone number": 'die Telefonnummer des Kunden',
  "the customer's whole postal address": 'die ganze Postanschrift des Kunden',
  'the street of the address': 'die Straße der Anschrift',
  'the second line of the address': 'die zweite Zeile der Anschrift',
  'the postcode of the address': 'die Postleitzahl der Anschrift',
  'the city of the address': 'der Ort der Anschrift',
  'the state or region of the address': 'das Land oder die Region der Anschrift',
  'the name of a contact at the customer': 'der Name eines Kontakts beim Kunden',
  "the contact's role": 'die Rolle des Kontakts',
  "a contact's email address": 'die E-Mail-Adresse eines Kontakts',
  "a contact's phone number": 'die Telefonnummer eines Kontakts',
  'what is owed: invoice, credit note, rent, loan, fee':
    'was geschuldet wird: Rechnung, Gutschrift, Miete, Darlehen, Gebühr',
  'the day it was issued': 'der Rechnungstag',
  'the day it falls due': 'der Fälligkeitstag',
  'the part that falls due on its day': 'der Teil, der an seinem Tag fällig wird',
  'the terms of payment in days': 'das Zahlungsziel in Tagen',
  'the currency': 'die Währung',
  'the whole amount, tax included': 'der ganze Betrag mit Steuer',
  'the amount before tax': 'der Betrag ohne Steuer',
  'the tax in the amount': 'die Steuer im Betrag',
  'the amount when it is owed': 'der Betrag, wenn er geschuldet wird',
  'the amount when it is a credit': 'der Betrag, wenn er gutgeschrieben wird',
  'the amount of one line of the invoice, tax included': 'der Betrag eines Postens der Rechnung mit Steuer',
  'the amount of one line of the invoice, before tax': 'der Betrag eines Postens der Rechnung ohne Steuer',
  'the tax of one line of the invoice': 'die Steuer eines Postens der Rechnung',
  'what one line of the invoice is for': 'wofür ein Posten der Rechnung ist',
  'what is still open': 'was noch offen ist',
  'what has been paid': 'was gezahlt wurde',
  'the day it was paid': 'der Tag der Zahlung',
  'whether the customer contests it': 'ob der Kunde sie bestreitet',
  'why the customer contests it': 'warum der Kunde sie bestreitet',
  "the customer's order number": 'die Bestellnummer des Kunden',
  'the delivery note': 'der Lieferschein',
  'what it was for': 'wofür es war',
  'the day of the last reminder': 'der Tag der letzten Erinnerung',
  'how far reminding has come': 'wie weit das Mahnen ist',
  'the factor it was sold to': 'der Factor, an den sie verkauft wurde',
  'the status: open, paid, disputed, cancelled, draft': 'der Stand: offen, bezahlt, bestritten, storniert, Entwurf',
  'the name ends in "{sole}"': 'der Name endet auf „{sole}“',
  'the name holds the legal form "{form}"': 'der Name enthält die Rechtsform „{form}“',
  'the name holds "{inside}"': 'der Name enthält „{inside}“',
}
