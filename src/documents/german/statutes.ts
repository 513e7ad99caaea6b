// German beside the English: order of payment, guesses, tax of bad debts, keeping of books, charges and interest by law, in short.

import type { Catalogue } from '../../core/tongue.ts'

export const statutes: Catalogue = {
  '{cite}: UK late payment rate, by the half-year in which interest starts {#rate}%':
    '{cite}: britischer Verzugssatz nach dem Halbjahr des Zinsbeginns {rate} %',
  '{cite}: ECB reference rate of the half-year {#rate}% + {#points} points':
    '{cite}: Bezugszinssatz der EZB im Halbjahr {rate} % + {points} Punkte',
  '{cite}: German base rate (Basiszinssatz) {#rate}% + {#points} points':
    '{cite}: Basiszinssatz {rate} % + {points} Punkte',
  'Consumer credit: costs, then what is overdue, then interest; a part payment may not be refused.':
    'Verbraucherdarlehen: Kosten, dann der fällige Betrag, dann Zinsen; eine Teilzahlung darf nicht zurückgewiesen werden.',
  'Costs, then interest, then the claim itself; who says otherwise of a payment may have it refused.':
    'Kosten, dann Zinsen, dann die Hauptforderung; wer eine Zahlung anders bestimmt, dem darf sie zurückgewiesen werden.',
  'Interest before capital; between debts those due, then what the debtor most wants to clear, then the oldest.':
    'Zinsen vor Kapital; zwischen mehreren Schulden die fälligen, dann die lästigste, dann die älteste.',
  'Debts to federal agencies: contingency fees, penalties, administrative costs, interest, principal.':
    'Schulden bei Bundesbehörden: Erfolgsgebühren, Strafen, Verwaltungskosten, Zinsen, Hauptforderung.',
  'Where the debtor owes several debts a payment goes where they say, and never to a disputed one.':
    'Bei mehreren Schulden geht eine Zahlung dorthin, wohin der Schuldner sagt, und nie auf eine bestrittene.',
  'six minutes to look it up, ring and note the answer; one call in four brings what would not have come':
    'sechs Minuten zum Nachsehen, Anrufen und Festhalten; einer von vier Anrufen bringt, was sonst nicht gekommen wäre',
  'a call like any other; who broke a promise is believed less by their own record':
    'ein Anruf wie jeder andere; wer eine Zusage brach, dem wird nach dem eigenen Verlauf weniger geglaubt',
  'a minute to read it; one reminder in ten brings what would not have come':
    'eine Minute zum Lesen; eine von zehn Erinnerungen bringt, was sonst nicht gekommen wäre',
  'four minutes to write what a reminder says; it wins as much as one':
    'vier Minuten, um zu schreiben, was eine Erinnerung sagt; es bringt so viel wie eine',
  'five minutes to print and post it; it wins as much as any reminder':
    'fünf Minuten zum Drucken und Aufgeben; es bringt so viel wie jede Erinnerung',
  'three minutes at the account; nobody is asked for the rest until it is done':
    'drei Minuten am Konto; vorher wird niemand nach dem Rest gefragt',
  'five minutes to find an address; without it nothing reaches them at all':
    'fünf Minuten, um eine Adresse zu finden; ohne sie erreicht sie gar nichts',
  'a minute to answer; silence lets it go on by itself':
    'eine Minute für die Antwort; ohne sie geht es von selbst weiter',
  'five minutes to tell everyone who delivers; it also keeps more from being lost':
    'fünf Minuten, um es allen zu sagen, die liefern; es verhütet auch weiteren Verlust',
  'they have paid and wait for us, so it comes first': 'sie haben gezahlt und warten auf uns, darum kommt es zuerst',
  'six minutes to talk; nothing is owed on a day before there is one':
    'sechs Minuten zum Reden; vor einem vereinbarten Tag wird nichts geschuldet',
  'VAT on what stays unpaid for six months after it fell due, or after the supply if that was later, comes back once it is written off in the accounts, within four years and six months.':
    'Umsatzsteuer auf das, was sechs Monate nach Fälligkeit oder, wenn später, nach der Lieferung unbezahlt ist, kommt zurück, sobald es in den Büchern ausgebucht ist, binnen vier Jahren und sechs Monaten.',
  'Write it off in your accounts and move it to a refunds for bad debts account; keep the invoice and show that you accounted for the VAT. Then it goes into the input tax of your VAT return.':
    'Buchen Sie es in Ihren Büchern aus und auf ein Konto für Erstattungen aus Ausfällen um; behalten Sie die Rechnung, und belegen Sie, dass Sie die Steuer angemeldet hatten. Dann gehört es zur Vorsteuer Ihrer Anmeldung.',
  'When money comes later, the VAT in it goes back in the return for the period in which it came (reg. 171).':
    'Kommt später Geld, geht die Steuer darin in der Anmeldung des Zeitraums zurück, in dem es kam (reg. 171).',
  'VAT on a bad debt comes back when all reasonable steps to recover it were taken and it was written off, deductible as a bad debt; a credit period that ran out is not enough.':
    'Die Steuer auf einen Ausfall kommt zurück, wenn alles Zumutbare zur Beitreibung getan und er als Ausfall abziehbar ausgebucht wurde; ein abgelaufenes Zahlungsziel genügt nicht.',
  'Write it off in your accounts, claim by claim; a general provision gives nothing. Not for the moneys received basis.':
    'Buchen Sie Forderung für Forderung aus; eine Pauschalwertberichtigung bringt nichts. Nicht bei Besteuerung nach Geldeingang.',
  'Umsatzsteuer is corrected in the period in which the price became uncollectible: the debtor cannot pay, insolvency was opened, or it cannot be enforced for the foreseeable future. No time alone is enough.':
    'Die Umsatzsteuer wird in dem Zeitraum berichtigt, in dem das Entgelt uneinbringlich wurde: Der Schuldner kann nicht zahlen, die Insolvenz wurde eröffnet, oder es ist auf absehbare Zeit nicht durchsetzbar. Zeitablauf allein genügt nicht.',
  'Correct the tax in the return of the period in which it became uncollectible; a value adjustment in the books is neither needed nor enough. Not where you are taxed on what you receive (§ 20 UStG).':
    'Berichtigen Sie die Steuer in der Anmeldung des Zeitraums, in dem das Entgelt uneinbringlich wurde; eine Wertberichtigung in den Büchern ist weder nötig noch genug. Nicht bei Ist-Besteuerung (§ 20 UStG).',
  'When money comes later, the tax is corrected again in the period in which it came (§ 17 Abs. 2 Nr. 1 Satz 2 UStG).':
    'Kommt später Geld, wird die Steuer im Zeitraum des Eingangs erneut berichtigt (§ 17 Abs. 2 Nr. 1 Satz 2 UStG).',
  'Umsatzsteuer is corrected in the period in which the price became uncollectible; doubt or denial alone is not enough.':
    'Die Umsatzsteuer wird in dem Zeitraum berichtigt, in dem das Entgelt uneinbringlich wurde; Zweifel oder Bestreiten allein genügt nicht.',
  'Correct the tax in the return of the period in which it was lost.':
    'Berichtigen Sie die Steuer in der Anmeldung des Zeitraums, in dem sie verloren ging.',
  'When money comes later, the tax is corrected again (§ 16 Abs. 3 UStG 1994).':
    'Kommt später Geld, wird die Steuer erneut berichtigt (§ 16 Abs. 3 UStG 1994).',
  'A claim counts as uncollectible one year after it fell due; the btw comes back in the return of the period in which the year ends, sooner where it is certain sooner.':
    'Eine Forderung gilt ein Jahr nach Fälligkeit als uneinbringlich; die btw kommt in der Anmeldung des Zeitraums zurück, in dem das Jahr endet, früher, wo es früher feststeht.',
  'Nothing has to be written off. Enter it with a minus in box 1a or 1b of the return of just that period: in a later one it may be refused.':
    'Es muss nichts ausgebucht werden. Tragen Sie es mit Minus in Feld 1a oder 1b der Anmeldung genau dieses Zeitraums ein: In einer späteren kann es abgelehnt werden.',
  'What is paid later is entered again in box 1a or 1b of the period in which it came, tax in proportion.':
    'Was später gezahlt wird, kommt im Zeitraum des Eingangs wieder in Feld 1a oder 1b, die Steuer anteilig.',
  'TVA comes back when the claim is finally irrecoverable, or from the judgment that opens liquidation, and only with a corrected invoice. No time alone is enough.':
    'Die TVA kommt zurück, wenn die Forderung endgültig uneinbringlich ist, oder ab dem Urteil, das die Liquidation eröffnet, und nur mit berichtigter Rechnung. Zeitablauf allein genügt nicht.',
  'Send the customer a copy of the invoice marked "Facture demeurée impayée pour la somme de … € (prix net) et pour la somme de … € (TVA correspondante) qui ne peut faire l’objet d’une déduction (article 272 du CGI)" and keep a copy: without it nothing comes back.':
    'Schicken Sie dem Kunden ein Doppel der Rechnung mit dem Vermerk „Facture demeurée impayée pour la somme de … € (prix net) et pour la somme de … € (TVA correspondante) qui ne peut faire l’objet d’une déduction (article 272 du CGI)“, und behalten Sie eine Kopie: Ohne sie kommt nichts zurück.',
  'The taxable base may be lowered one year after the tax fell due (a smaller business: six months), when payment was asked for in court or through a notary, within three months of the end of that year; from a consumer only where the base is over 300 euros.':
    'Die Bemessungsgrundlage darf ein Jahr nach Entstehen der Steuer gesenkt werden (kleinere Unternehmen: sechs Monate), wenn gerichtlich oder notariell gemahnt wurde, binnen drei Monaten nach Ablauf; bei Verbrauchern nur, wenn sie über 300 Euro liegt.',
  'Issue a factura rectificativa, send it to the customer, enter it in the registers and tell the Agencia Tributaria within a month.':
    'Stellen Sie eine factura rectificativa aus, schicken Sie sie dem Kunden, tragen Sie sie in die Register ein, und melden Sie es binnen eines Monats der Agencia Tributaria.',
  'IVA comes back by a credit note where the customer’s insolvency, or an enforcement that brought nothing, is why it stays unpaid. No time alone is enough.':
    'Die IVA kommt durch eine Gutschrift zurück, wo die Insolvenz des Kunden oder eine erfolglose Vollstreckung der Grund des Ausfalls ist. Zeitablauf allein genügt nicht.',
  'Issue a nota di variazione in diminuzione; ask your accountant from which day and until when.':
    'Stellen Sie eine nota di variazione in diminuzione aus; fragen Sie Ihre Steuerberatung, ab wann und bis wann.',
  'Sales tax on a bad debt comes back in most states once it is charged off and deductible for federal income tax; each state has its own rule and time.':
    'Sales tax auf einen Ausfall kommt in den meisten Bundesstaaten zurück, sobald er ausgebucht und bei der Bundeseinkommensteuer abziehbar ist; jeder Staat hat eigene Regeln und Fristen.',
  'Charge it off in your books first.': 'Buchen Sie es zuerst in Ihren Büchern aus.',
  'Where it was taken back, tax on what is collected later is reported as of the period in which it comes, in the states that were read.':
    'Wo sie zurückgeholt wurde, wird die Steuer auf später Eingezogenes für den Zeitraum des Eingangs gemeldet, in den gelesenen Staaten.',
  'Books are kept for ten years from the end of the calendar year, vouchers for eight.':
    'Bücher werden zehn Jahre ab Ende des Kalenderjahres aufbewahrt, Belege acht.',
  'Business letters, sent and received, are kept for six years from the end of the calendar year.':
    'Geschäftsbriefe, gesendete und empfangene, werden sechs Jahre ab Ende des Kalenderjahres aufbewahrt.',
  'Records behind a tax return are kept for six years from the end of the period.':
    'Unterlagen zu einer Steuererklärung werden sechs Jahre ab Ende des Zeitraums aufbewahrt.',
  'Accounting documents are kept for ten years.': 'Buchungsunterlagen werden zehn Jahre aufbewahrt.',
  'The administration is kept for seven years.': 'Die Verwaltung wird sieben Jahre aufbewahrt.',
  'Letters that belong to the administration are kept for seven years.':
    'Briefe, die zur Verwaltung gehören, werden sieben Jahre aufbewahrt.',
  'Records behind a tax return are kept for six years.':
    'Unterlagen zu einer Steuererklärung werden sechs Jahre aufbewahrt.',
  'Records are kept for six years from the end of the last tax year they concern.':
    'Unterlagen werden sechs Jahre ab Ende des letzten Steuerjahres aufbewahrt, das sie betreffen.',
  'Financial records are kept for seven years.': 'Finanzunterlagen werden sieben Jahre aufbewahrt.',
  'Books of account are kept for eight financial years.': 'Geschäftsbücher werden acht Geschäftsjahre aufbewahrt.',
  'A fixed sum for each late commercial debt: 40 below 1,000, 70 below 10,000, else 100 pounds.':
    'Eine feste Summe je verspäteter Geschäftsforderung: 40 unter 1.000, 70 unter 10.000, sonst 100 Pfund.',
  'A lump sum of 40 euros from a debtor who is no consumer, credited against costs of the law.':
    'Eine Pauschale von 40 Euro von einem Schuldner, der kein Verbraucher ist, angerechnet auf Kosten der Rechtsverfolgung.',
  'A fixed indemnity of 40 euros for each late invoice between professionals.':
    'Eine feste Entschädigung von 40 Euro je verspäteter Rechnung zwischen Unternehmern.',
  'A business that pays late owes a flat 40 euros for recovery costs, without a reminder.':
    'Ein Unternehmen, das zu spät zahlt, schuldet pauschal 40 Euro Beitreibungskosten, ohne Mahnung.',
  'Costs of collecting out of court: 15% of the first 2,500, 10% of the next 2,500, 5% of the next 5,000, 1% up to 200,000, 0.5% above; 40 to 6,775 euros.':
    'Außergerichtliche Inkassokosten: 15 % der ersten 2.500, 10 % der nächsten 2.500, 5 % der nächsten 5.000, 1 % bis 200.000, 0,5 % darüber; 40 bis 6.775 Euro.',
  'A collector may ask what a lawyer could: the fee by the size of the claim, times a factor, and 20% for expenses, at most 20 euros.':
    'Ein Inkassounternehmen darf verlangen, was ein Anwalt könnte: die Gebühr nach der Höhe der Forderung mal einem Satz, und 20 % für Auslagen, höchstens 20 Euro.',
  'The fee table since 2025-06-01 is not known here ({cite}).':
    'Die Gebührentabelle seit 2025-06-01 ist hier nicht bekannt ({cite}).',
  'Work the fee out from the table in force and enter it as a cost with its reason.':
    'Rechnen Sie die Gebühr nach der geltenden Tabelle aus, und tragen Sie sie mit ihrem Grund als Kosten ein.',
  'The fee for issuing a money claim: by bands to 10,000, then 5% to 200,000, then 10,000 pounds.':
    'Die Gerichtsgebühr für eine Geldforderung: nach Stufen bis 10.000, dann 5 % bis 200.000, dann 10.000 Pfund.',
  'At most 6% a year in active service on what was owed before, fees included; what is above is forgiven.':
    'Im aktiven Dienst höchstens 6 % im Jahr auf ältere Schulden, Gebühren eingeschlossen; was darüber liegt, ist erlassen.',
  'A penalty of at most 6% a year on what is more than 90 days late, from the first day; nothing when paid within 30 days.':
    'Höchstens 6 % im Jahr auf das, was über 90 Tage überfällig ist, ab dem ersten Tag; nichts bei Zahlung binnen 30 Tagen.',
  'Interest bears interest once it was due for a year, and where that was agreed or ordered.':
    'Zinsen tragen Zinsen, sobald sie ein Jahr fällig sind und es vereinbart oder angeordnet ist.',
  'Terms may not set less than three times the legal rate.':
    'Bedingungen dürfen nicht weniger als das Dreifache des gesetzlichen Satzes setzen.',
  'Breathing space: no interest and no fees': 'Schuldnerfrist: keine Zinsen und keine Gebühren',
  'A rate not also stated by the year gives at most 5%. Commercial loans over 10,000 may bear 48%, over 500,000 any rate.':
    'Ein Satz, der nicht auch als Jahressatz genannt ist, gibt höchstens 5 %. Geschäftskredite über 10.000 dürfen 48 % tragen, über 500.000 jeden Satz.',
  'Costs of collecting may be asked only after a letter that gives {days} days and names the sum ({cite}); none is charged by itself.':
    'Inkassokosten dürfen erst nach einem Brief verlangt werden, der {days} Tage gibt und die Summe nennt ({cite}); von selbst wird nichts berechnet.',
  'Where the amount is honestly disputed, taking a payment conspicuously marked as full satisfaction discharges the claim; of an instrument an organisation may undo that by paying it back within 90 days. The common law of most states treats other payments alike.':
    'Wo der Betrag ehrlich strittig ist, erlischt die Forderung durch Annahme einer deutlich als volle Zahlung bezeichneten Zahlung; bei einem Wertpapier kann ein Unternehmen das durch Rückzahlung binnen 90 Tagen aufheben. Das Common Law der meisten Staaten behandelt andere Zahlungen ebenso.',
  'A lesser sum does not discharge a debt that is not disputed, for want of consideration; taking marked money is evidence of agreement and no proof, and is countered by saying at once that it is a part payment. A disputed debt may be settled so.':
    'Ein kleinerer Betrag tilgt eine unbestrittene Schuld nicht, mangels Gegenleistung; bezeichnetes Geld zu nehmen ist ein Anzeichen für Annahme und kein Beweis; dem begegnet, wer sofort sagt, dass es eine Teilzahlung ist. Eine bestrittene Schuld kann so erledigt werden.',
  'Using a payment that was offered only for a waiver may be acceptance without a word; not where the sum is grossly small against an undisputed claim, and hardly where money simply arrives on an account. Refuse it at once in writing.':
    'Eine Zahlung zu verwenden, die nur gegen Erlass angeboten war, kann stille Annahme sein; nicht bei krassem Missverhältnis zu einer unbestrittenen Forderung, und kaum, wo Geld einfach auf dem Konto eingeht. Widersprechen Sie sofort schriftlich.',
  'A waiver needs to be accepted; conduct that leaves no reasonable doubt is enough. Refuse it at once in writing.':
    'Ein Verzicht muss angenommen werden; ein Verhalten ohne vernünftigen Zweifel genügt. Widersprechen Sie sofort schriftlich.',
  'A waiver is a contract and is not presumed, and a settlement needs concessions on both sides; a reservation made at once keeps the rest.':
    'Ein Erlass ist ein Vertrag und wird nicht vermutet, ein Vergleich braucht beiderseitiges Nachgeben; ein sofortiger Vorbehalt wahrt den Rest.',
  'A debt may be forgiven by conduct; money taken without a reservation may be read so. Make it at once.':
    'Eine Schuld kann durch Verhalten erlassen werden; Geld ohne Vorbehalt zu nehmen kann so gelesen werden. Machen Sie ihn sofort.',
  'We know no rule for this place. Treat it as an offer that taking the money may accept, and ask a lawyer.':
    'Für diesen Ort kennen wir keine Regel. Behandeln Sie es als Angebot, das durch Annahme des Geldes angenommen sein kann, und fragen Sie anwaltlich nach.',
  'Eight points over Bank Rate, fixed for the life of the debt by the half-year in which interest starts; simple.':
    'Acht Punkte über dem Leitzins der Bank of England, für die Dauer der Schuld nach dem Halbjahr des Zinsbeginns festgelegt; einfach.',
  'Nine points over the base rate of each half-year; no interest on interest.':
    'Neun Punkte über dem Basiszinssatz jedes Halbjahres; keine Zinseszinsen.',
  'Five points over the base rate of each half-year, from default; no interest on interest.':
    'Fünf Punkte über dem Basiszinssatz jedes Halbjahres, ab Verzug; keine Zinseszinsen.',
  'Ten points over the reference rate of each half-year between professionals, where the terms set no rate.':
    'Zehn Punkte über dem Bezugszinssatz jedes Halbjahres zwischen Unternehmern, wo die Bedingungen keinen Satz nennen.',
  'The legal rate of each half-year, from the formal notice.':
    'Der gesetzliche Satz jedes Halbjahres, ab der förmlichen Mahnung.',
  'Eight points over the reference rate of each half-year.': 'Acht Punkte über dem Bezugszinssatz jedes Halbjahres.',
  'Eight points over the reference rate of each half-year between businesses; added to the debt at the end of each year.':
    'Acht Punkte über dem Bezugszinssatz jedes Halbjahres zwischen Unternehmen; am Ende jedes Jahres der Schuld zugeschlagen.',
  'Statutory interest; added to the debt at the end of each year.':
    'Gesetzliche Zinsen; am Ende jedes Jahres der Schuld zugeschlagen.',
  'At least eight points over the reference rate of each half-year.':
    'Mindestens acht Punkte über dem Bezugszinssatz jedes Halbjahres.',
  'Three times the bank rate, with monthly rests, to a registered micro or small supplier.':
    'Das Dreifache des Banksatzes, monatlich zugeschlagen, an eingetragene kleine Lieferanten.',
  'Five per cent where interest is owed by agreement or law and no rate is fixed.':
    'Fünf Prozent, wo nach Vereinbarung oder Gesetz Zinsen geschuldet sind und kein Satz bestimmt ist.',
  'The Treasury yield of the week before the judgment; added to it each year.':
    'Die Rendite der Bundesanleihe in der Woche vor dem Urteil; jährlich zugeschlagen.',
  'Nine per cent a year on judgments; simple.': 'Neun Prozent im Jahr auf Urteile; einfach.',
  'Two per cent a year on judgments for consumer debt against a natural person.':
    'Zwei Prozent im Jahr auf Urteile über Verbraucherschulden gegen eine natürliche Person.',
  'Ten per cent a year on money judgments; simple.': 'Zehn Prozent im Jahr auf Zahlungsurteile; einfach.',
  'Nine per cent a year on judgments.': 'Neun Prozent im Jahr auf Urteile.',
  'Five per cent a year on judgments for consumer debt up to 25,000 USD.':
    'Fünf Prozent im Jahr auf Urteile über Verbraucherschulden bis 25.000 USD.',
  'that a debt collector tries to collect a debt and what information is used for':
    'dass ein Inkassounternehmen eine Schuld einziehen will und wozu Angaben genutzt werden',
  'the right to dispute in writing, and that collecting rests until it is answered':
    'das Recht, schriftlich zu bestreiten, und dass die Beitreibung bis zur Antwort ruht',
  'the right to ask for the name and address of the original creditor':
    'das Recht, Name und Anschrift des ersten Gläubigers zu erfragen',
  'that without a dispute the debt is assumed valid': 'dass die Schuld ohne Einwand als gültig angenommen wird',
  'where the Bureau explains these rights': 'wo das Bureau diese Rechte erklärt',
  'how to dispute electronically': 'wie elektronisch zu bestreiten ist',
  'a form to send back, with the prompts to dispute and to ask for the original creditor':
    'ein Formular zum Zurückschicken, mit Feldern für Einwand und Frage nach dem ersten Gläubiger',
  'A euro transfer to an account in the European Economic Area needs its IBAN alone.':
    'Eine Euro-Überweisung auf ein Konto im Europäischen Wirtschaftsraum braucht nur die IBAN.',
  'A euro transfer to an account of SEPA outside the European Economic Area needs its BIC too.':
    'Eine Euro-Überweisung auf ein SEPA-Konto außerhalb des Europäischen Wirtschaftsraums braucht auch die BIC.',
  'The Swiss QR-bill is for accounts in Switzerland and Liechtenstein, in francs or euros.':
    'Die Schweizer QR-Rechnung ist für Konten in der Schweiz und in Liechtenstein, in Franken oder Euro.',
  'By the rule of § 247 from the reference rate; confirm with the Bundesbank.':
    'Nach der Regel des § 247 aus dem Bezugszinssatz; bei der Bundesbank zu bestätigen.',
  'Implied by the German base rate.': 'Folgt aus dem deutschen Basiszinssatz.',
  'Level from the Italian notice of the reference rate.':
    'Höhe aus der italienischen Bekanntmachung des Bezugszinssatzes.',
  'Check with the Bank of England.': 'Bei der Bank of England zu prüfen.',
  'Simple; some consumer and medical judgments bear less.':
    'Einfach; manche Urteile über Verbraucher- und Arztschulden tragen weniger.',
}
