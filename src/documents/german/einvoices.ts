// German beside the English: what is said of e-invoices.

import type { Catalogue } from '../../core/tongue.ts'

export const einvoices: Catalogue = {
  '{path} is neither true nor false.': '{path} ist weder wahr noch falsch.',
  'Ask who wrote the invoice to correct it.': 'Bitten Sie, wer die Rechnung schrieb, sie zu berichtigen.',
  '{path} adjusts what is to be paid in a way that is not known here.':
    '{path} ändert den Zahlbetrag auf eine hier nicht bekannte Art.',
  'Enter it by hand: ./dunwell add claim': 'Tragen Sie sie von Hand ein: ./dunwell add claim',
  '{path} is {text}, which is no invoice to a customer.':
    '{path} ist {text}, und das ist keine Rechnung an einen Kunden.',
  'Leave it out: nobody owes you this.': 'Lassen Sie sie weg: Niemand schuldet Ihnen das.',
  'its basis times its rate is': 'ihre Grundlage mal ihrem Satz ist',
  'the lines come to': 'die Posten ergeben',
  'net and tax come to': 'Netto und Steuer ergeben',
  'the total less what is withheld is': 'die Summe abzüglich des Einbehalts ist',
  '{path} says {stated}, but {says} {computed}.': '{path} sagt {stated}, aber {says} {computed}.',
  'Ask who wrote the invoice to correct it: nobody can say which of the two is owed.':
    'Bitten Sie, wer die Rechnung schrieb, sie zu berichtigen: Niemand kann sagen, welches von beiden geschuldet ist.',
  '{path} is missing or empty: {what}.': '{path} fehlt oder ist leer: {what}.',
  '{path} says {text}, which is no {what}.': '{path} sagt {text}, und das ist nicht: {what}.',
  '{path} says {text}, which is no {what}; it was left out.':
    '{path} sagt {text}, und das ist nicht: {what}; es wurde weggelassen.',
  'Correct the customer or the claim by hand where it matters.':
    'Berichtigen Sie Kunde oder Forderung von Hand, wo es darauf ankommt.',
  '{path} is in {said}, the invoice in {currency}.': '{path} lautet auf {said}, die Rechnung auf {currency}.',
  'Ask who wrote the invoice to correct it: one invoice, one currency.':
    'Bitten Sie, wer die Rechnung schrieb, sie zu berichtigen: eine Rechnung, eine Währung.',
  'Copy it again from where it came from.': 'Kopieren Sie sie noch einmal von dort, woher sie kam.',
  'The file is a signed envelope (such as .p7m), not the invoice itself.':
    'Die Datei ist ein signierter Umschlag (wie .p7m), nicht die Rechnung selbst.',
  'Take the XML out of it: openssl smime -verify -noverify -inform DER -in FILE.p7m -out FILE.xml':
    'Nehmen Sie das XML heraus: openssl smime -verify -noverify -inform DER -in DATEI.p7m -out DATEI.xml',
  'This is no e-invoice that is known here: {says}.': 'Das ist keine hier bekannte E-Rechnung: {says}.',
  'Known are UBL 2.1 invoices and credit notes, CII, Factur-X and ZUGFeRD, and FatturaPA.':
    'Bekannt sind Rechnungen und Gutschriften in UBL 2.1, CII, Factur-X und ZUGFeRD sowie FatturaPA.',
  'The PDF has no XML inside: it is a picture of an invoice, not an e-invoice.':
    'Im PDF ist kein XML: Es ist das Bild einer Rechnung, keine E-Rechnung.',
  'The PDF has no XML inside, only {files}.': 'Im PDF ist kein XML, nur {files}.',
  'File it under its claim instead: ./dunwell import documents FOLDER':
    'Legen Sie es stattdessen bei seiner Forderung ab: ./dunwell import documents ORDNER',
  'The PDF holds {name} and {name2}; the first was read.':
    'Das PDF enthält {name} und {name2}; gelesen wurde das erste.',
  'Check that both say the same.': 'Prüfen Sie, ob beide dasselbe sagen.',
  'It is {not} (type {typeCode}).': 'Es ist {not} (Art {typeCode}).',
  'Its type code {typeCode} is none.': 'Die Art {typeCode} gibt es nicht.',
  '{number} is over nothing.': '{number} lautet auf nichts.',
  'Nothing is to be done; if something is owed, ask who wrote the invoice to correct it.':
    'Es ist nichts zu tun; wird etwas geschuldet, bitten Sie, wer die Rechnung schrieb, sie zu berichtigen.',
  '{path} of a credit note is {whole}: whether it lowers or raises what is owed, nobody can say.':
    '{path} einer Gutschrift ist {whole}: Ob sie die Schuld senkt oder erhöht, kann niemand sagen.',
  'Ask who wrote it: a credit note is written with amounts above zero.':
    'Fragen Sie, wer sie schrieb: Eine Gutschrift wird mit Beträgen über null geschrieben.',
  '{value} says that less than nothing was paid before.': '{value} sagt, dass vorher weniger als nichts gezahlt wurde.',
  'Of {value} {says}: that is no part of the claim.': 'Von {value} {says}: Das ist kein Teil der Forderung.',
  '{path} comes to {value}: more decimals than {currency} has, or more than can be kept exactly.':
    '{path} ergibt {value}: mehr Nachkommastellen, als {currency} hat, oder mehr, als genau zu halten ist.',
  '{path}: it falls due on {on}, before it was issued on {issuedOn}.':
    '{path}: Sie ist am {on} fällig, vor ihrem Rechnungstag {issuedOn}.',
  '{path} is one of {length} due days, and has no amount.':
    '{path} ist einer von {length} Fälligkeitstagen und hat keinen Betrag.',
  '{path}: the parts that fall due do not come to {whole}.': '{path}: Die fälligen Teile ergeben nicht {whole}.',
  'There is no due day; {path} says {termsText}: taken as {words} days, due {issuedOn}.':
    'Es gibt keinen Fälligkeitstag; {path} sagt {termsText}: als {words} Tage verstanden, fällig am {issuedOn}.',
  'Correct the due day by hand if it means something else.':
    'Berichtigen Sie den Fälligkeitstag von Hand, wenn etwas anderes gemeint ist.',
  'Nothing says when it falls due: there is neither a due day nor payment terms.':
    'Nichts sagt, wann sie fällig ist: weder Fälligkeitstag noch Zahlungsbedingungen.',
  'There is no due day, and {path} says {termsText}, which gives none.':
    'Es gibt keinen Fälligkeitstag, und {path} sagt {termsText}, was keinen ergibt.',
  'Say your terms: --terms 30.': 'Nennen Sie Ihr Zahlungsziel: --terms 30.',
  "The buyer's VAT number {vatNumber} has not the form of one; it is kept as it is and proves nothing.":
    'Die Umsatzsteuer-Nummer {vatNumber} des Käufers hat nicht deren Form; sie bleibt, wie sie ist, und beweist nichts.',
  "The buyer's email {text} is none; it was left out.":
    'Die E-Mail-Adresse {text} des Käufers ist keine; sie wurde weggelassen.',
  'Correct it by hand.': 'Berichtigen Sie es von Hand.',
  "The buyer's phone {text} is no number that can be called; it was left out.":
    'Die Telefonnummer {text} des Käufers lässt sich nicht anrufen; sie wurde weggelassen.',
  '{path} says {value}, but {says} {computed} ({rule}).': '{path} sagt {value}, aber {says} {computed} ({rule}).',
  '{path} stands there a second time in {currency}.': '{path} steht ein zweites Mal in {currency} da.',
  'The XML has {ceil} MB, more than {round}.': 'Das XML hat {ceil} MB, mehr als {round}.',
  'Leave large attachments out of it, or file it by hand.':
    'Lassen Sie große Anlagen weg, oder legen Sie es von Hand ab.',
  'The XML brings a document type of its own (<!DOCTYPE>), which may name outside files or grow without end.':
    'Das XML bringt eine eigene Dokumentart mit (<!DOCTYPE>), die fremde Dateien nennen oder endlos wachsen kann.',
  'No e-invoice needs one: ask who wrote it for a file without.':
    'Keine E-Rechnung braucht eine: Bitten Sie um eine Datei ohne sie.',
  '{path} holds the entity {whole}, which XML does not know.':
    '{path} enthält die Entität {whole}, die XML nicht kennt.',
  'Ask who wrote the file for one without entities of its own.': 'Bitten Sie um eine Datei ohne eigene Entitäten.',
  'Its elements stand more than {depthMax} deep in each other.':
    'Die Elemente stehen mehr als {depthMax} tief ineinander.',
  'It has more than {elementsMax} elements.': 'Es hat mehr als {elementsMax} Elemente.',
  'No e-invoice needs that: ask who wrote it.': 'Keine E-Rechnung braucht das: Fragen Sie, wer sie schrieb.',
  'It is no well-formed XML: {says}{value}.': 'Es ist kein wohlgeformtes XML: {says}{value}.',
  ' (line {line})': ' (Zeile {line})',
  'Copy or export it again; if it is the same, ask who wrote it.':
    'Kopieren oder geben Sie es noch einmal aus; ist es dasselbe, fragen Sie, wer es schrieb.',
  'The XML says that it is written in {label}, which is no encoding.':
    'Das XML nennt als Kodierung {label}, und das ist keine.',
  'Ask who wrote it for a file in UTF-8.': 'Bitten Sie um eine Datei in UTF-8.',
  'The XML holds bytes that are no {label}.': 'Das XML enthält Bytes, die kein {label} sind.',
  'Copy or export it again, in UTF-8.': 'Kopieren oder geben Sie es noch einmal in UTF-8 aus.',
}
