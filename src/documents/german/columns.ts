// German beside the English: what is said of columns, maps, papers and workbooks.

import type { Catalogue } from '../../core/tongue.ts'

export const columns: Catalogue = {
  '{path} has no header: the first rows hold values, not the names of columns.':
    '{path} hat keine Kopfzeile: Die ersten Zeilen enthalten Werte, nicht die Namen der Spalten.',
  'Add a first line that names the columns, for example customer;invoice number;invoice date;due date;amount.':
    'Fügen Sie eine erste Zeile mit den Namen der Spalten hinzu, zum Beispiel Kunde;Rechnungsnummer;Rechnungsdatum;Fälligkeit;Betrag.',
  'The header stands here once more; the row was left out.':
    'Die Kopfzeile steht hier noch einmal; die Zeile wurde weggelassen.',
  'The row holds nothing in the columns that are read; it was left out.':
    'Die Zeile enthält nichts in den gelesenen Spalten; sie wurde weggelassen.',
  '{label} opens a row of totals; it was left out.': '{label} beginnt eine Summenzeile; sie wurde weggelassen.',
  'Nothing is to be done; if it is a claim, give it its number and day.':
    'Es ist nichts zu tun; ist es eine Forderung, geben Sie ihr Nummer und Tag.',
  'The row holds amounts and nothing else, as a row of totals does; it was left out.':
    'Die Zeile enthält nur Beträge, wie eine Summenzeile; sie wurde weggelassen.',
  '{label} stands alone in its row, as a heading or a footer does; it was left out.':
    '{label} steht allein in der Zeile, wie eine Über- oder Unterschrift; sie wurde weggelassen.',
  'Nothing is to be done; if it is a claim, fill the row.':
    'Es ist nichts zu tun; ist es eine Forderung, füllen Sie die Zeile.',
  'Line {unreadable} cannot be read, so that the sum of the invoice it belongs to would be too small.':
    'Zeile {unreadable} ist nicht zu lesen, darum wäre die Summe ihrer Rechnung zu klein.',
  'Correct that line, or export the list again, and import once more.':
    'Berichtigen Sie diese Zeile, oder geben Sie die Liste neu aus, und importieren Sie noch einmal.',
  'The lines of the invoices lie so far apart that over {value},000 of them would have to be held at once.':
    'Die Posten der Rechnungen liegen so weit auseinander, dass über {value}.000 davon zugleich zu halten wären.',
  'Sort the list by {name}, so that the lines of an invoice stand together, and import it again.':
    'Sortieren Sie die Liste nach {name}, damit die Posten einer Rechnung zusammenstehen, und importieren Sie neu.',
  '{number} has {before} in column {name} on line {line}, and {here} here.':
    '{number} hat {before} in Spalte {name} in Zeile {line} und {here} hier.',
  'Make it the same in all rows of the invoice, or give the other invoice a number of its own.':
    'Machen Sie es in allen Zeilen der Rechnung gleich, oder geben Sie der anderen Rechnung eine eigene Nummer.',
  'Line {line} may be a line of {number}: it stands below it and has no number.':
    'Zeile {line} kann ein Posten von {number} sein: Sie steht darunter und hat keine Nummer.',
  'Fill in the number of the invoice in each of its rows.': 'Tragen Sie die Rechnungsnummer in jeder ihrer Zeilen ein.',
  'The line has no amount.': 'Der Posten hat keinen Betrag.',
  'Fill it in; write 0 for a line that costs nothing.':
    'Tragen Sie ihn ein; schreiben Sie 0 für einen Posten, der nichts kostet.',
  'Its lines sum to more than can be kept to the cent.': 'Die Posten ergeben mehr, als auf den Cent zu halten ist.',
  'Correct their amounts; they may have the wrong decimal mark.':
    'Berichtigen Sie ihre Beträge; vielleicht ist das Dezimalzeichen falsch.',
  'The {value} of {head} sum to {lines}{withTax}, and {name} says {moneyText}.':
    'Die {value} von {head} ergeben {lines}{withTax}, und {name} sagt {moneyText}.',
  '{count} lines': '{count} Posten',
  'Correct the lines or the whole. If the whole is right and holds more than the lines, such as shipping, set {name} to ignore in the map.':
    'Berichtigen Sie die Posten oder das Ganze. Stimmt das Ganze und enthält es mehr als die Posten, etwa Versand, setzen Sie {name} in der Zuordnung auf ignore.',
  'Is the tax in {tax} part of {line}, or does it come on top?':
    'Ist die Steuer in {tax} Teil von {line}, oder kommt sie dazu?',
  'part of it': 'Teil davon',
  'on top': 'obendrauf',
  'A row for each line of an invoice: rows of one number are summed into one claim, by {line}{value}.':
    'Eine Zeile je Posten einer Rechnung: Zeilen einer Nummer werden zu einer Forderung summiert, nach {line}{value}.',
  ' and {tax}': ' und {tax}',
  'What the lines are for ({items}) is joined.': 'Wofür die Posten sind ({items}), wird verbunden.',
  'The sum is checked against {total}.': 'Die Summe wird gegen {total} geprüft.',
  'The file has several rows with different amounts under one number and one day, such as {split}: {name} seems to be the amount of a line, not of the invoice.':
    'Die Datei hat mehrere Zeilen mit verschiedenen Beträgen unter einer Nummer und einem Tag, etwa {split}: {name} scheint der Betrag eines Postens zu sein, nicht der Rechnung.',
  'If it is, write a map with --suggest-map and set {name} to lineAmount in it: the lines of each invoice are then summed. Otherwise map the column with the whole amount to amount.':
    'Ist es so, schreiben Sie mit --suggest-map eine Zuordnung, und setzen Sie {name} darin auf lineAmount: Dann werden die Posten jeder Rechnung summiert. Sonst ordnen Sie die Spalte mit dem ganzen Betrag amount zu.',
  'Many rows, such as line {lines}, have an amount and nothing in {name}: they seem to be further lines of the invoice above.':
    'Viele Zeilen, etwa Zeile {lines}, haben einen Betrag und nichts in {name}: Sie scheinen weitere Posten der Rechnung darüber zu sein.',
  'Fill in {name} and the customer in each row (a spreadsheet fills them down), or export the list with one row for each invoice.':
    'Tragen Sie {name} und den Kunden in jeder Zeile ein (eine Tabellenkalkulation füllt sie nach unten aus), oder geben Sie die Liste mit einer Zeile je Rechnung aus.',
  'There is no map {path}.': 'Es gibt keine Zuordnung {path}.',
  'Write one with --suggest-map, or check its name.':
    'Schreiben Sie eine mit --suggest-map, oder prüfen Sie ihren Namen.',
  'Correct that line; --suggest-map writes a map to start from.':
    'Berichtigen Sie diese Zeile; --suggest-map schreibt eine Zuordnung zum Anfangen.',
  'Correct it. A column is a field ({fields}, …) or ignore.':
    'Berichtigen Sie sie. Eine Spalte ist ein Feld ({fields}, …) oder ignore.',
  'The map uses anchors that unfold without end.': 'Die Zuordnung benutzt Anker, die sich endlos entfalten.',
  'Write it without anchors.': 'Schreiben Sie sie ohne Anker.',
  '"{at}" in its name': '„{at}“ im Namen',
  'its title "{at}"': 'der Titel „{at}“',
  '{open} is open of a claim over {amount}.': '{open} sind offen von einer Forderung über {amount}.',
  'Correct one of them; interest and fees are claims of their own.':
    'Berichtigen Sie eines davon; Zinsen und Gebühren sind eigene Forderungen.',
  'What is open is below zero: {open}.': 'Was offen ist, liegt unter null: {open}.',
  'Write 0, and the surplus as a credit note in a row of its own.':
    'Schreiben Sie 0 und den Überschuss als Gutschrift in eine eigene Zeile.',
  'Its status is paid, and {open} is open.': 'Ihr Stand ist bezahlt, und {open} sind offen.',
  'Correct the status or what is open.': 'Berichtigen Sie den Stand oder was offen ist.',
  '{paid} is paid on a claim over {amount}.': '{paid} sind gezahlt auf eine Forderung über {amount}.',
  'Write at most the amount, and a surplus as a credit note in a row of its own.':
    'Schreiben Sie höchstens den Betrag, und einen Überschuss als Gutschrift in eine eigene Zeile.',
  '{paid} paid and {open} open do not sum to {amount}.': '{paid} gezahlt und {open} offen ergeben nicht {amount}.',
  'Correct one of the three.': 'Berichtigen Sie eines der drei.',
  '{paid} is paid, and nothing says on which day.': '{paid} sind gezahlt, und nichts sagt, an welchem Tag.',
  'Fill in the day, add a column with what is open, or set defaults: paidOn in the map.':
    'Tragen Sie den Tag ein, fügen Sie eine Spalte mit dem Offenen hinzu, oder setzen Sie defaults: paidOn in der Zuordnung.',
  'There is a day of payment, its status is not paid, and nothing says how much was paid.':
    'Es gibt einen Zahltag, der Stand ist nicht bezahlt, und nichts sagt, wie viel gezahlt wurde.',
  'Fill in what was paid or what is open.': 'Tragen Sie ein, was gezahlt oder was offen ist.',
  'Its status is part paid, and nothing says how much is open: it was taken as open in whole.':
    'Ihr Stand ist teilweise bezahlt, und nichts sagt, wie viel offen ist: Sie wurde als ganz offen genommen.',
  'Add a column with what is open, or enter what came with ./dunwell pay.':
    'Fügen Sie eine Spalte mit dem Offenen hinzu, oder tragen Sie mit ./dunwell pay ein, was kam.',
  'This PDF {what}.': 'Dieses PDF {what}.',
  'Open it, print it into a new PDF, and file that; or file it by hand with "dunwell document add".':
    'Öffnen Sie es, drucken Sie es in ein neues PDF, und legen Sie dieses ab; oder legen Sie es von Hand mit „dunwell document add“ ab.',
  'Save it again.': 'Speichern Sie es noch einmal.',
  'The file is not a PDF.': 'Die Datei ist kein PDF.',
  'Save or scan it as a PDF.': 'Speichern oder scannen Sie sie als PDF.',
  'The PDF breaks off before its end.': 'Das PDF bricht vor seinem Ende ab.',
  'The PDF can only be opened with a password.': 'Das PDF lässt sich nur mit Passwort öffnen.',
  'Save a copy without a password, and file that.': 'Speichern Sie eine Kopie ohne Passwort, und legen Sie diese ab.',
  'The PDF is damaged: {fault}.': 'Das PDF ist beschädigt: {fault}.',
  'Open it, print it into a new PDF, and file that.':
    'Öffnen Sie es, drucken Sie es in ein neues PDF, und legen Sie dieses ab.',
  'Export the list of open items of the customers (OPOS Debitoren) and import that.':
    'Geben Sie die Liste der offenen Posten der Debitoren (OPOS Debitoren) aus, und importieren Sie diese.',
  'Export the unpaid invoices with their numbers, due dates and amounts due, and import that.':
    'Geben Sie die unbezahlten Rechnungen mit Nummer, Fälligkeit und offenem Betrag aus, und importieren Sie diese.',
  'Run the report "Open Invoices" (or "Invoice List") with the columns Due Date and Open Balance, and import that.':
    'Starten Sie den Bericht „Open Invoices“ (oder „Invoice List“) mit den Spalten Due Date und Open Balance, und importieren Sie diesen.',
  '{file} is an export of {program}: {refuses}.': '{file} ist ein Export von {program}: {refuses}.',
  'its name and what it holds point to no field': 'ihr Name und ihr Inhalt deuten auf kein Feld',
  'it holds email addresses': 'sie enthält E-Mail-Adressen',
  'it holds currency codes': 'sie enthält Währungscodes',
  'it holds VAT numbers': 'sie enthält Umsatzsteuer-Nummern',
  '{days} days': '{days} Tage',
  'Which column names the customer?': 'Welche Spalte nennt den Kunden?',
  'Which column holds the number of the invoice or claim?':
    'Welche Spalte enthält die Nummer der Rechnung oder Forderung?',
  'Which column holds the amount?': 'Welche Spalte enthält den Betrag?',
  'When do the claims fall due?': 'Wann sind die Forderungen fällig?',
  'From which day are the terms counted?': 'Ab welchem Tag zählt das Zahlungsziel?',
  'In which currency are the amounts?': 'In welcher Währung sind die Beträge?',
  'Are the customers businesses, consumers, or both? It counts for those whose name or VAT number does not tell.':
    'Sind die Kunden Unternehmen, Verbraucher oder beides? Das zählt für die, bei denen Name und Umsatzsteuer-Nummer nichts sagen.',
  'The refused rows cannot be written to {path} ({code}).':
    'Die abgelehnten Zeilen lassen sich nicht nach {path} schreiben ({code}).',
  'Name a file in a folder that you may write to.':
    'Nennen Sie eine Datei in einem Ordner, in den Sie schreiben dürfen.',
  '{path} is no workbook and has no sheets.': '{path} ist keine Arbeitsmappe und hat keine Blätter.',
  'Leave out --sheet.': 'Lassen Sie --sheet weg.',
  '{path} has no such sheet.': '{path} hat kein solches Blatt.',
  'The sheet {name} has more than {rowsMax} rows.': 'Das Blatt {name} hat mehr als {rowsMax} Zeilen.',
  'The sheet {name} has a header and no rows under it.':
    'Das Blatt {name} hat eine Kopfzeile und keine Zeilen darunter.',
  '{path} has no sheet {named}.': '{path} hat kein Blatt {named}.',
  'No sheet of {path} has a header: the first rows hold values, not the names of columns.':
    'Kein Blatt von {path} hat eine Kopfzeile: Die ersten Zeilen enthalten Werte, nicht die Namen der Spalten.',
  'Add a first row that names the columns, for example customer, invoice number, invoice date, due date, amount.':
    'Fügen Sie eine erste Zeile mit den Namen der Spalten hinzu, zum Beispiel Kunde, Rechnungsnummer, Rechnungsdatum, Fälligkeit, Betrag.',
  'Several sheets of {path} look like a list: {alike}.':
    'Mehrere Blätter von {path} sehen nach einer Liste aus: {alike}.',
  'Say which one, for example --sheet {alike}.': 'Sagen Sie, welches, zum Beispiel --sheet {alike}.',
  'the map says how its dates are written': 'die Zuordnung sagt, wie die Daten geschrieben sind',
  'its numbers count days as a spreadsheet does': 'die Zahlen zählen Tage wie eine Tabellenkalkulation',
  'its dates begin with the year': 'die Daten beginnen mit dem Jahr',
  'its dates can be read in one way only': 'die Daten lassen sich nur auf eine Art lesen',
  'How are its dates written? {example} has {length} readings, and nothing in the file settles it.':
    'Wie sind die Daten geschrieben? {example} hat {length} Lesarten, und nichts in der Datei entscheidet es.',
  'How are its dates written? {quoted} and {quoted2} contradict each other.':
    'Wie sind die Daten geschrieben? {quoted} und {quoted2} widersprechen sich.',
  'nothing falls due before it was issued': 'nichts wird vor seinem Rechnungstag fällig',
  'every claim has the same terms, {value} days': 'jede Forderung hat dasselbe Zahlungsziel, {value} Tage',
  'the map says its decimal mark': 'die Zuordnung nennt das Dezimalzeichen',
  'Which is its decimal mark? {text} on line {line} and {text2} on line {line2} contradict each other.':
    'Welches ist das Dezimalzeichen? {text} in Zeile {line} und {text2} in Zeile {line2} widersprechen sich.',
  'its decimal mark is "{only}": {text} on line {line} can be read in no other way':
    'das Dezimalzeichen ist „{only}“: {text} in Zeile {line} lässt sich nicht anders lesen',
  '{currency} has no decimals, so its marks split thousands':
    '{currency} hat keine Nachkommastellen, darum trennen die Zeichen Tausender',
  'its decimal mark is "{only}", as that of {index} is': 'das Dezimalzeichen ist „{only}“, wie das von {index}',
  'Which is its decimal mark? {text} has two readings, and nothing in the file settles it.':
    'Welches ist das Dezimalzeichen? {text} hat zwei Lesarten, und nichts in der Datei entscheidet es.',
  '{path} is a ZIP archive and no Excel workbook.': '{path} ist ein ZIP-Archiv und keine Excel-Mappe.',
  'Unpack it, and name the list itself: a CSV or an XLSX file.':
    'Packen Sie es aus, und nennen Sie die Liste selbst: eine CSV- oder XLSX-Datei.',
  '{path} is an Excel workbook without a sheet of cells.': '{path} ist eine Excel-Mappe ohne ein Blatt mit Zellen.',
  'Open it in a spreadsheet program and save the list as CSV.':
    'Öffnen Sie sie in einer Tabellenkalkulation, und speichern Sie die Liste als CSV.',
  '{path} was not read: {why}.': '{path} wurde nicht gelesen: {why}.',
  '{path} is damaged or cut short.': '{path} ist beschädigt oder abgeschnitten.',
  'Export or copy it again.': 'Geben Sie sie noch einmal aus, oder kopieren Sie sie neu.',
}
