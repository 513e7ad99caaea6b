// German beside the English: the formulas, notes and remarks of reports.

import type { Catalogue } from '../../core/tongue.ts'

export const reports: Catalogue = {
  'Each payment on the day it counts, and each return on its own day with a minus; what was entered by mistake and corrected is left out, credits are no money. The last step is the latest message or call for one of the claims that the money was given to, on an earlier day than the money: one of the same day came too late to have caused it.':
    'Jede Zahlung an dem Tag, an dem sie zählt, und jede Rückgabe an ihrem eigenen mit einem Minus; irrtümlich Eingetragenes und Berichtigtes bleibt weg, Gutschriften sind kein Geld. Der letzte Schritt ist die späteste Nachricht oder der späteste Anruf zu einer der Forderungen, denen das Geld zugeordnet wurde, an einem früheren Tag als das Geld: Am selben Tag kam er zu spät, um der Grund zu sein.',
  'Collected: payments less returns, by the week they count in, up to the day before. Expected: each open due is paid as late as its customer usually pays, drawn towards what is usual here where they paid little before; a promise counts as far as theirs are kept. In eight of ten futures a week brings between low and high. Disputed, held and placed claims rest and are not expected at all.':
    'Eingegangen: Zahlungen abzüglich Rückgaben, nach der Woche, in der sie zählen, bis zum Tag davor. Erwartet: Jeder offene Posten wird so spät bezahlt, wie sein Kunde meist zahlt, hin zum hier Üblichen gezogen, wo dieser noch wenig gezahlt hat; eine Zusage zählt, soweit seine gehalten werden. In acht von zehn möglichen Verläufen bringt eine Woche zwischen wenig und viel. Bestrittene, angehaltene und vergebene Forderungen ruhen und werden gar nicht erwartet.',
  'What is open of each claim on the day, by the days since it fell due; due on the day itself is current. Money that names no due lowers the oldest first; interest, fees and costs stand with the oldest due that is open. A claim is counted once, where its oldest due stands.':
    'Was von jeder Forderung an dem Tag offen ist, nach den Tagen seit der Fälligkeit; was an dem Tag selbst fällig ist, gilt als nicht überfällig. Geld ohne bestimmten Posten senkt den ältesten zuerst; Zinsen, Gebühren und Kosten stehen beim ältesten offenen Posten. Eine Forderung zählt einmal, dort, wo ihr ältester Posten steht.',
  'What has no due day yet counts as current.': 'Was noch keinen Fälligkeitstag hat, gilt als nicht überfällig.',
  'At the end of each month: what was open, and how much of it had been due for at least one day, for more than 30, 60 and 90 days. The share is overdue divided by open. Money dated into a past month lowers that month too.':
    'Am Ende jedes Monats: was offen war und wie viel davon mindestens einen Tag, über 30, 60 und 90 Tage fällig war. Der Anteil ist Überfälliges geteilt durch Offenes. Geld, das auf einen vergangenen Monat datiert ist, senkt auch diesen.',
  'DSO: what is open, divided by what was charged in the {window} days before, times {window2}: for how many days of sales one waits. Count-back: from what is open, each month’s charges are taken off, newest month first, and its days counted; the month that is not used up counts with its share.':
    'DSO: was offen ist, geteilt durch das in den {window} Tagen davor Berechnete, mal {window2}: auf wie viele Tage Umsatz man wartet. Rückrechnung: Vom Offenen wird das in jedem Monat Berechnete abgezogen, der neueste Monat zuerst, und seine Tage werden gezählt; der Monat, der nicht aufgebraucht wird, zählt mit seinem Anteil.',
  'Nothing charged before {since} is known here: until {since2} the window is not full, and the figures are too high.':
    'Vor dem {since} ist hier nichts Berechnetes bekannt: Bis {since2} ist das Fenster nicht voll, und die Werte sind zu hoch.',
  'Collection effectiveness index: (open before + charged − open after) divided by (open before + charged − what is current after), in percent. 100 % means that nothing overdue was left. What was credited or written off counts as collected here; the cash-in report counts money alone.':
    'Einzugsquote (CEI): (vorher offen + berechnet − nachher offen) geteilt durch (vorher offen + berechnet − davon nachher nicht fällig), in Prozent. 100 % heißt, dass nichts Überfälliges blieb. Gutgeschriebenes und Ausgebuchtes zählt hier als eingezogen; der Bericht über den Geldeingang zählt nur Geld.',
  'Each time a step named a claim that was open: whether the claim was paid whole within the {days} days after, and how much of it came. Beside it, claims of the same currency that were as many days late in the same time and that nobody had named in the {days2} days before: how many paid a day until they were named too, brought to {days3} days. Days late are the middle one. Steps of the last {days4} days are left out: their time is not over.':
    'Jedes Mal, wenn ein Schritt eine offene Forderung nannte: ob sie in den {days} Tagen danach ganz bezahlt wurde und wie viel davon kam. Daneben Forderungen derselben Währung, die zur selben Zeit gleich lange überfällig waren und die in den {days2} Tagen davor niemand genannt hatte: wie viele je Tag zahlten, bis auch sie genannt wurden, auf {days3} Tage gebracht. Die Verzugstage sind der mittlere Wert. Schritte der letzten {days4} Tage bleiben weg: Ihre Zeit ist noch nicht um.',
  'It is no proof of cause: who is asked and who is left alone differ in more than the asking, and one step follows another.':
    'Das beweist keine Ursache: Wer gefragt und wer in Ruhe gelassen wird, unterscheidet sich in mehr als dem Fragen, und ein Schritt folgt auf den anderen.',
  'Their share is left out where fewer than {fewest} were not asked, or where they were watched for less than a quarter of the days: it would be a guess.':
    'Der Anteil bleibt weg, wo weniger als {fewest} nicht gefragt wurden oder wo sie weniger als ein Viertel der Tage beobachtet wurden: Es wäre geraten.',
  'Promises to pay by the month of the promised day, as they were judged up to the day of the report: kept where the money was there in time, broken where it was not. The share is kept divided by kept and broken; withdrawn and open ones count in neither.':
    'Zahlungszusagen nach dem Monat des zugesagten Tages, wie sie bis zum Tag des Berichts beurteilt wurden: gehalten, wo das Geld rechtzeitig da war, gebrochen, wo nicht. Der Anteil ist gehalten geteilt durch gehalten und gebrochen; zurückgenommene und offene zählen bei keinem.',
  'Claims contested, by cause: those opened and those settled from the first day to the last, and those that stood open on the last. Contested is the part in question, or what was open of the whole claim on that day. The usual time is the mean from opening to settling.':
    'Bestrittene Forderungen nach Grund: die vom ersten bis zum letzten Tag neu bestrittenen und geklärten und die am letzten Tag offenen. Bestritten ist der strittige Teil, oder was von der ganzen Forderung an dem Tag offen war. Die übliche Dauer ist das Mittel vom Beginn bis zur Klärung.',
  'Recovered: payments on claims after they fell due, less returns. Costs entered are those posted to claims (postage, agency, attorney, court), also where the customer owes them. Messages and calls count at what one costs you (settings unitCosts) and stand in the row of your own currency, whatever currency the claims are in. The share is cost in all divided by recovered.':
    'Zurückgeholt: Zahlungen auf Forderungen nach ihrer Fälligkeit, abzüglich Rückgaben. Eingetragene Kosten sind die, die auf Forderungen gebucht sind (Porto, Inkasso, Anwalt, Gericht), auch wo der Kunde sie schuldet. Nachrichten und Anrufe zählen mit dem, was Sie eine kostet (Einstellung unitCosts), und stehen in der Zeile Ihrer eigenen Währung, gleich welche Währung die Forderungen haben. Der Anteil ist alle Kosten geteilt durch das Zurückgeholte.',
  'how old open money is': 'wie alt das Offene ist',
  'how much was overdue at the end of each month': 'wie viel am Ende jedes Monats überfällig war',
  'days sales outstanding at the end of each month': 'Außenstandsdauer am Ende jedes Monats',
  'the days of sales to compare with': 'die Tage Umsatz, mit denen verglichen wird',
  'how much of what could be collected was, month by month':
    'wie viel vom Einziehbaren eingezogen wurde, Monat für Monat',
  'what came, when, through what, and which step preceded it': 'was kam, wann, worüber und nach welchem Schritt',
  'cash collected and expected, week by week': 'eingegangenes und erwartetes Geld, Woche für Woche',
  'what each step brings, beside claims that nobody was asked about':
    'was jeder Schritt bringt, neben Forderungen, nach denen niemand gefragt hat',
  'within how many days after a step money counts': 'in wie vielen Tagen nach einem Schritt Geld zählt',
  'promises to pay: kept, broken, open': 'Zahlungszusagen: gehalten, gebrochen, offen',
  'what is contested and why': 'was bestritten wird und warum',
  'what chasing cost against what it recovered': 'was das Mahnen kostete und was es zurückbrachte',
  'which tax of bad debts comes back, from when, how much, and what to book first':
    'welche Steuer aus Forderungsausfällen zurückkommt, ab wann, wie viel und was vorher zu buchen ist',
  'There is no report {name}.': 'Es gibt keinen Bericht {name}.',
  'Ask for one of: {reportKinds}.': 'Fragen Sie nach einem von: {reportKinds}.',
  '{from} is after {to}.': '{from} liegt nach {to}.',
  'Give the first day of the report as from, and the last as to.':
    'Nennen Sie den ersten Tag des Berichts als „von“ und den letzten als „bis“.',
  'The report {name} has no table {name2}.': 'Der Bericht {name} hat keine Tabelle {name2}.',
  'It has: {all}.': 'Er hat: {all}.',
  'Worked out anew: {what}. {because}.': 'Neu berechnet: {what}. {because}.',
  'Spread anew, and it came back on {returnedOn}. {because}.':
    'Neu verteilt, und am {returnedOn} kam es zurück. {because}.',
  '{says} ({code})': '{says} ({code})',
  'It was taken back by a person. Which payment came back?':
    'Ein Mensch hat es zurückgenommen. Welche Zahlung kam zurück?',
  '{sum} of {day} came back. {says} {asks}': '{sum} vom {day} kam zurück. {says} {asks}',
  'Ask them before you remind: they may dispute the claim.':
    'Fragen Sie nach, bevor Sie erinnern: Vielleicht bestreiten sie die Forderung.',
  'Write to nobody before you know who answers for the estate.':
    'Schreiben Sie niemandem, bevor Sie wissen, wer für den Nachlass einsteht.',
  'Nothing of this line waits as a return{value}.': 'Nichts von dieser Zeile wartet als Rückgabe{value}.',
  ' under part {partNo}': ' unter Teil {partNo}',
  '{value} parts of this line wait.': '{value} Teile dieser Zeile warten.',
  'Name one: --part {waiting}': 'Nennen Sie einen: --part {waiting}',
  'The line is over {moneyText} and the payment over {amountMinor}.':
    'Die Zeile lautet auf {moneyText}, die Zahlung auf {amountMinor}.',
  'Name the payment that came back; what the bank took on top goes with --fee. A part of a payment is none.':
    'Nennen Sie die Zahlung, die zurückkam; was die Bank darüber hinaus nahm, kommt mit --fee dazu. Ein Teil einer Zahlung ist keine.',
  '{pay} did not come back.': '{pay} kam nicht zurück.',
}
