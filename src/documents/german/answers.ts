// German beside the English: what is said of disputes, e-invoices, enclosures and erasure.

import type { Catalogue } from '../../core/tongue.ts'

export const answers: Catalogue = {
  'Nothing of {number} waits for an answer.': 'Bei {number} wartet nichts auf eine Antwort.',
  'See "dunwell dispute list".': 'Siehe „dunwell dispute list“.',
  'As of {today}. Everything is also in the folder "data", for programs; messages are in "messages".':
    'Stand {today}. Alles liegt auch im Ordner „data“, für Programme; die Nachrichten liegen in „messages“.',
  'The invoice {number} says due {dues}; here it is due {own}, and stays so.':
    'Die Rechnung {number} nennt als Fälligkeit {dues}; hier ist es {own} und bleibt so.',
  'Correct the due day by hand if the invoice is right.':
    'Berichtigen Sie den Fälligkeitstag von Hand, wenn die Rechnung recht hat.',
  '{number} is known over {before}; this file says {amountMinor}.':
    '{number} ist über {before} bekannt; diese Datei nennt {amountMinor}.',
  'An invoice is corrected by a credit note, not by another of its number: ask who wrote it, or withdraw the claim.':
    'Eine Rechnung wird durch eine Gutschrift berichtigt, nicht durch eine zweite mit derselben Nummer: Fragen Sie, wer sie schrieb, oder ziehen Sie die Forderung zurück.',
  'the claim was made of it: {number} stands in it': 'die Forderung entstand aus ihr: {number} steht darin',
  'Credit note {number} takes {sum} off {number2}.': 'Die Gutschrift {number} nimmt {sum} von {number2} weg.',
  'The credit note {number} names no invoice: it waits on account.':
    'Die Gutschrift {number} nennt keine Rechnung: Sie wartet als Guthaben.',
  'The credit note {number} names {refersTo}, which is no claim against this customer: it waits on account.':
    'Die Gutschrift {number} nennt {refersTo}, und das ist keine Forderung gegen diesen Kunden: Sie wartet als Guthaben.',
  'Give it to a claim: ./dunwell allocate CUSTOMER --claim NUMBER':
    'Ordnen Sie sie einer Forderung zu: ./dunwell allocate KUNDE --claim NUMMER',
  '{path} cannot be read ({code}).': '{path} lässt sich nicht lesen ({code}).',
  'Give the name of an e-invoice (XML or PDF), or of a folder of them.':
    'Nennen Sie eine E-Rechnung (XML oder PDF) oder einen Ordner mit solchen.',
  'Its buyer is {name}: this is a bill to you{value}, not a claim.':
    'Käufer ist {name}: Das ist eine Rechnung an Sie{value}, keine Forderung.',
  ' from {name}': ' von {name}',
  'Leave it out.': 'Lassen Sie sie weg.',
  'No copies go with it: {length} with {value} MB are more than one mail should carry ({documentsMax}, {value2} MB).':
    'Es gehen keine Kopien mit: {length} mit {value} MB sind mehr, als eine E-Mail tragen sollte ({documentsMax}, {value2} MB).',
  'They were erased already: {because}.': 'Sie wurden schon gelöscht: {because}.',
  'A legal hold stands: {legalHold}.': 'Es besteht eine Aufbewahrung aus rechtlichen Gründen: {legalHold}.',
  '{value} open: what is needed to assert them is kept (GDPR art. 17(3)(e)).':
    '{value} offen: Was zur Durchsetzung gebraucht wird, bleibt (Art. 17 Abs. 3 Buchst. e DSGVO).',
  'A claim is': 'Eine Forderung ist',
  '{openClaims} claims are': '{openClaims} Forderungen sind',
  '{because}; again after a restore': '{because}; erneut nach einer Wiederherstellung',
  'Tell them so, with the reason; ask again once that has ended.':
    'Sagen Sie es ihnen mit dem Grund; fragen Sie wieder, wenn das vorbei ist.',
  'Something has changed meanwhile.': 'Inzwischen hat sich etwas geändert.',
  'Look again, and decide anew.': 'Sehen Sie noch einmal nach, und entscheiden Sie neu.',
  '{value} is no code of a region.': '{value} ist kein Kürzel einer Region.',
  'Write it without its country: CA, NY-NYC.': 'Schreiben Sie es ohne das Land: CA, NY-NYC.',
  '{text} is no answer to this.': '{text} ist darauf keine Antwort.',
  'They live in {value}; a region is of one country.':
    'Sie wohnen in {value}; eine Region gehört zu einem einzigen Land.',
  'Name one of the countries: {value}.': 'Nennen Sie eines der Länder: {value}.',
  'There is no series {series}.': 'Eine Reihe {series} gibt es nicht.',
  'See the series: ./dunwell rate list': 'Sehen Sie die Reihen an: ./dunwell rate list',
  'The rate ends before it begins.': 'Der Satz endet, bevor er beginnt.',
  'Its end is the first day on which it no longer holds.': 'Sein Ende ist der erste Tag, an dem er nicht mehr gilt.',
  'who collects: the creditor itself, an agency, a debt buyer or a lawyer':
    'wer einzieht: der Gläubiger selbst, ein Inkassounternehmen, ein Forderungskäufer oder ein Anwalt',
  'whether the claim was overdue already when it was taken over':
    'ob die Forderung schon überfällig war, als sie übernommen wurde',
  'whether the claim is for a business or a private purpose':
    'ob die Forderung einem geschäftlichen oder einem privaten Zweck dient',
  'whether they are a business or a consumer': 'ob sie Unternehmen oder Privatperson sind',
  'which state or region they live in': 'in welchem Staat oder welcher Region sie wohnen',
  'whether the claim comes from banking or consumer credit':
    'ob die Forderung aus Bankgeschäft oder Verbraucherkredit stammt',
  'This process makes no backups.': 'Dieser Prozess macht keine Sicherungen.',
  'Run "dunwell backup" where the data is.': 'Starten Sie „dunwell backup“ dort, wo die Daten liegen.',
}
