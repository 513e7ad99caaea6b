// German beside the English: what is said of the files of banks.

import type { Catalogue } from '../../core/tongue.ts'

export const bankFiles: Catalogue = {
  'The file has no end (record 99).': 'Die Datei hat kein Ende (Satz 99).',
  'Export it again; it was cut short.': 'Geben Sie sie noch einmal aus; sie wurde abgeschnitten.',
  'There is no account in the file.': 'In der Datei ist kein Konto.',
  'Export the period again.': 'Geben Sie den Zeitraum noch einmal aus.',
  '{type} is no type of a summary (three digits).': '{type} ist keine Art einer Summe (drei Ziffern).',
  '{count} is no count.': '{count} ist keine Anzahl.',
  '{type} is no type of a transaction (three digits).': '{type} ist keine Art einer Buchung (drei Ziffern).',
  '{text} is no day of the calendar.': '{text} ist kein Tag des Kalenders.',
  'There is no statement, report or notification in the file.': 'In der Datei ist kein Auszug, Bericht oder Avis.',
  'Export the period again from the bank.': 'Geben Sie den Zeitraum noch einmal bei der Bank aus.',
  'NbOfNtries is no number.': 'NbOfNtries ist keine Zahl.',
  'CdtDbtInd says neither CRDT nor DBIT.': 'CdtDbtInd sagt weder CRDT noch DBIT.',
  '{kind} is no kind of record.': '{kind} ist keine Satzart.',
  'The statement has no end (record 9).': 'Der Auszug hat kein Ende (Satz 9).',
  'the sum in record 9': 'die Summe in Satz 9',
  '{quoted} is no amount.': '{quoted} ist kein Betrag.',
  '{text} has more decimals than {currency}, or is too large.':
    '{text} hat mehr Nachkommastellen als {currency} oder ist zu groß.',
  '{detail} is no number of a detail.': '{detail} ist keine Nummer einer Einzelheit.',
  'There is no statement in the file.': 'In der Datei ist kein Auszug.',
  'Export the statement again, whole.': 'Geben Sie den Auszug noch einmal ganz aus.',
  'Export the statement again; it was cut short.': 'Geben Sie den Auszug noch einmal aus; er wurde abgeschnitten.',
  '"{text}" is no day of entry (month and day).': '„{text}“ ist kein Buchungstag (Monat und Tag).',
  'There is no <OFX> in the file.': 'In der Datei ist kein <OFX>.',
  'The bank answered with an error instead of a statement: {message}.':
    'Die Bank antwortete mit einem Fehler statt einem Auszug: {message}.',
  'Sign in at the bank again and export once more.':
    'Melden Sie sich bei der Bank neu an, und geben Sie ihn noch einmal aus.',
  'The file is of an investment account: no customer pays there.':
    'Die Datei ist von einem Depot: Dort zahlt kein Kunde.',
  'Export the bank account instead.': 'Geben Sie stattdessen das Bankkonto aus.',
  'The file lists accounts and has no statement.': 'Die Datei nennt Konten und hat keinen Auszug.',
  'Export the transactions of the account.': 'Geben Sie die Buchungen des Kontos aus.',
  'Export it again from the bank.': 'Geben Sie sie noch einmal bei der Bank aus.',
  'There is no file in the archive.': 'Im Archiv ist keine Datei.',
  'The file is larger than {value} MB.': 'Die Datei ist größer als {value} MB.',
  'The file is larger than {max}. The most is {ofxBytesMax} for OFX, {textBytesMax} for MT940, BAI2, CODA and CSV, and {xmlBytesMax} for camt.':
    'Die Datei ist größer als {max}. Höchstens {ofxBytesMax} für OFX, {textBytesMax} für MT940, BAI2, CODA und CSV und {xmlBytesMax} für camt.',
  'The file holds NUL bytes, which no text has.': 'Die Datei enthält Nullbytes, die kein Text hat.',
  'Download it again from the bank.': 'Laden Sie sie noch einmal bei der Bank herunter.',
  'The file is none of camt.052, 053 or 054, MT940 or MT942, OFX or QFX, BAI2 or CODA, and no table with a day and an amount among the names of its columns.':
    'Die Datei ist weder camt.052, 053 oder 054, MT940 oder MT942, OFX oder QFX, BAI2 oder CODA noch eine Tabelle mit einem Tag und einem Betrag unter den Namen ihrer Spalten.',
  'Export one of these from the bank; of a table name the columns: --map day="…" --map amount="…".':
    'Geben Sie eines davon bei der Bank aus; bei einer Tabelle nennen Sie die Spalten: --map day="…" --map amount="…".',
  'The file is XML of {name}, and no statement of an account.': 'Die Datei ist XML von {name} und kein Kontoauszug.',
  'Export camt.053 (or MT940, OFX, BAI2, CODA, CSV) from the bank.':
    'Geben Sie bei der Bank camt.053 (oder MT940, OFX, BAI2, CODA, CSV) aus.',
  'The file says that it is {declared}, and is not.': 'Die Datei nennt sich {declared} und ist es nicht.',
  'The archive holds more than {filesMax} files, or unpacks to more than {value} MB.':
    'Das Archiv enthält mehr als {filesMax} Dateien oder wird ausgepackt größer als {value} MB.',
  'Import its files one by one.': 'Importieren Sie seine Dateien einzeln.',
  'There is an archive inside the archive.': 'Im Archiv ist ein Archiv.',
  'Import it by itself.': 'Importieren Sie es für sich.',
  'The archive is damaged.': 'Das Archiv ist beschädigt.',
  'The archive is cut short.': 'Das Archiv ist abgeschnitten.',
  'Export the statement again from the bank; if it says the same, ask the bank.':
    'Geben Sie den Auszug noch einmal bei der Bank aus; sagt er dasselbe, fragen Sie die Bank.',
  '{at}, {at2}: it is in {currency} and its account in {currency2}.':
    '{at}, {at2}: Er lautet auf {currency} und sein Konto auf {currency2}.',
  '{at}, {at2}: its {length} parts make {sum} and the entry is {amountMinor}.':
    '{at}, {at2}: Seine {length} Teile ergeben {sum}, und die Buchung lautet auf {amountMinor}.',
  '{at}: {says} counts {count} entries and there are {length}.':
    '{at}: {says} zählt {count} Buchungen, und es sind {length}.',
  '{at}: {says} is {amountMinor} and its entries make {sum}.':
    '{at}: {says} ist {amountMinor}, und die Buchungen ergeben {sum}.',
  '{at} of {account}{days} does not balance: opening {amountMinor} and {length} entries of together {moved} make {money}, and closing is {amountMinor2}; {off} {value}.':
    '{at} von {account}{days} geht nicht auf: Anfang {amountMinor} und {length} Buchungen über zusammen {moved} ergeben {money}, und das Ende ist {amountMinor2}; {off} {value}.',
  'is missing': 'fehlt',
  'is too much': 'ist zu viel',
  'The sum of the entries is past any amount of money.': 'Die Summe der Buchungen ist größer als jeder Geldbetrag.',
  'Export the statement again.': 'Geben Sie den Auszug noch einmal aus.',
  'The balance does not follow: {before} and {since} make {money}, and the line says {balanceMinor}.':
    'Der Saldo geht nicht auf: {before} und {since} ergeben {money}, und die Zeile sagt {balanceMinor}.',
  'Export the list again, whole and unedited; if its column is no balance after each line, leave it out (--map balance=).':
    'Geben Sie die Liste noch einmal ganz und unverändert aus; ist die Spalte kein Saldo nach jeder Zeile, lassen Sie sie weg (--map balance=).',
  'The table cannot be read: {says}': 'Die Tabelle lässt sich nicht lesen: {says}',
  'Export the file again from the bank, without editing it.':
    'Geben Sie die Datei noch einmal bei der Bank aus, ohne sie zu bearbeiten.',
  '{text} is no state that is known here, so it cannot be told whether the entry is booked.':
    '{text} ist kein hier bekannter Stand; ob gebucht ist, lässt sich nicht sagen.',
  'Take lines that are not booked out of the list, and leave the column out (--map status=).':
    'Nehmen Sie nicht gebuchte Zeilen aus der Liste, und lassen Sie die Spalte weg (--map status=).',
  'The row has a sum and no day.': 'Die Zeile hat eine Summe und keinen Tag.',
  'The row has a day and no sum, and is no balance that is known here.':
    'Die Zeile hat einen Tag und keine Summe und ist kein hier bekannter Saldo.',
  'The row has a debit and a credit: one of them must be empty.': 'Die Zeile hat Soll und Haben: Eines muss leer sein.',
  '{mark} says neither debit nor credit.': '{mark} sagt weder Soll noch Haben.',
  'The row is a credit ({mark}) with a minus before its sum.':
    'Die Zeile ist Haben ({mark}) mit einem Minus vor der Summe.',
  'The amount, the fee and the net sum of the row do not fit together.':
    'Betrag, Gebühr und Nettobetrag der Zeile passen nicht zusammen.',
  'Nothing in the table says its currency.': 'Nichts in der Tabelle nennt ihre Währung.',
  'Say it: --currency EUR.': 'Sagen Sie sie: --currency EUR.',
  'Nothing in the table says which account it is of.': 'Nichts in der Tabelle sagt, von welchem Konto sie ist.',
  'Say it: --account DE02… (its IBAN or number).': 'Sagen Sie es: --account DE02… (IBAN oder Nummer).',
  'The map {path} cannot be read ({code}).': 'Die Zuordnung {path} lässt sich nicht lesen ({code}).',
  'Write one with --suggest-map, or name a column by hand: --map amount="Betrag".':
    'Schreiben Sie eine mit --suggest-map, oder nennen Sie eine Spalte von Hand: --map amount="Betrag".',
  'In {path}: {value}.': 'In {path}: {value}.',
  'Correct that line.': 'Berichtigen Sie diese Zeile.',
  'In {called}{value}: {message}.': 'In {called}{value}: {message}.',
  ', at {where}': ', bei {where}',
  'A field is one of: {tableFields}.': 'Ein Feld ist eines von: {tableFields}.',
  'The file is Stripe’s list of payments: it shows no day on which money came back, and no payout.':
    'Die Datei ist die Zahlungsliste von Stripe: Sie zeigt weder Rückgaben noch Auszahlungen.',
  'Export Balances → All activity (balance history) with all columns, or the report "Balance change from activity", itemised.':
    'Geben Sie Balances → All activity (balance history) mit allen Spalten aus oder den Bericht „Balance change from activity“, einzeln.',
  '{text} on line {line} and {text2} on line {line2} have different decimal marks.':
    '{text} in Zeile {line} und {text2} in Zeile {line2} haben verschiedene Dezimalzeichen.',
  'Export the file again, or say which it is: --decimal , (or --decimal .).':
    'Geben Sie die Datei noch einmal aus, oder sagen Sie, welches es ist: --decimal , (oder --decimal .).',
  '{text} can be read in two ways, one a thousand times the other, and nothing in the file settles it.':
    '{text} lässt sich auf zwei Arten lesen, die eine das Tausendfache der anderen, und nichts in der Datei entscheidet es.',
  'Say which is its decimal mark: --decimal , (or --decimal .).':
    'Sagen Sie das Dezimalzeichen: --decimal , (oder --decimal .).',
  '{text} is written in another order of day and month than the dates above it.':
    '{text} schreibt Tag und Monat in anderer Folge als die Daten darüber.',
  '{text} can be read as two different days, and no date in the file settles which it is.':
    '{text} lässt sich als zwei verschiedene Tage lesen, und kein Datum der Datei entscheidet es.',
  'Say how its dates are written: --dates dmy (day first) or --dates mdy (month first).':
    'Sagen Sie, wie die Daten geschrieben sind: --dates dmy (Tag zuerst) oder --dates mdy (Monat zuerst).',
  '{text} {wrong}.': '{text} {wrong}.',
  '{text} is in another currency than {currency}, that of its entry.':
    '{text} lautet auf eine andere Währung als {currency}, die der Buchung.',
  '{text} has a minus and a mark of debit or credit.': '{text} hat ein Minus und ein Zeichen für Soll oder Haben.',
  'There is no entry under the header of the table.': 'Unter der Kopfzeile der Tabelle steht keine Buchung.',
  'The column {header} holds fees, and nothing says whether they are taken off the amount or within it already.':
    'Die Spalte {header} enthält Gebühren, und nichts sagt, ob sie vom Betrag abgezogen oder schon darin sind.',
  'Say it: --fees taken or --fees within.': 'Sagen Sie es: --fees taken oder --fees within.',
  'No column of the table is known as {what}.': 'Keine Spalte der Tabelle ist als {what} bekannt.',
  'Say which it is: --map {field}="{value}". Its columns are: {header}.':
    'Sagen Sie, welche es ist: --map {field}="{value}". Ihre Spalten sind: {header}.',
  'The map names the column {name}, and the table has none of that name.':
    'Die Zuordnung nennt die Spalte {name}, und die Tabelle hat keine solche.',
  'Name one of: {header}.': 'Nennen Sie eine von: {header}.',
  'The row stands between entries and has neither a day nor a sum.':
    'Die Zeile steht zwischen Buchungen und hat weder Tag noch Summe.',
  'The row has {count} cells and the header {length}: its values are under the wrong names.':
    'Die Zeile hat {count} Zellen und die Kopfzeile {length}: Ihre Werte stehen unter den falschen Namen.',
  'Debits are written with a minus on line {line} and without one on line {line2}.':
    'Soll steht in Zeile {line} mit Minus und in Zeile {line2} ohne.',
  '{text} is no amount of {currency} ({currency2} decimals at most).':
    '{text} ist kein Betrag in {currency} (höchstens {currency2} Nachkommastellen).',
  'The file declares a document type; a bank file has none.':
    'Die Datei gibt eine Dokumentart an; eine Bankdatei hat keine.',
  'The file is not whole XML: {msg}.': 'Die Datei ist kein vollständiges XML: {msg}.',
  'Export it again; it may have been cut short.': 'Geben Sie sie noch einmal aus; vielleicht wurde sie abgeschnitten.',
  'The file cannot be read as XML: {says}.': 'Die Datei lässt sich nicht als XML lesen: {says}.',
  'There is no element in the file.': 'In der Datei ist kein Element.',
  'No row has names that are known for a day and an amount.':
    'Keine Zeile hat Namen, die für einen Tag und einen Betrag bekannt sind.',
  'Say which row names the columns, and which of them are the day and the amount.':
    'Sagen Sie, welche Zeile die Spalten benennt, und welche davon Tag und Betrag sind.',
  'The file is no table of columns.': 'Die Datei ist keine Tabelle mit Spalten.',
  'Export the list from the bank as CSV or XLSX, or take its camt or MT940 file.':
    'Geben Sie die Liste der Bank als CSV oder XLSX aus, oder nehmen Sie ihre camt- oder MT940-Datei.',
  'Take one of the list.': 'Nehmen Sie eine aus der Liste.',
}
