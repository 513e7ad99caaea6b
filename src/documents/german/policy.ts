// German beside the English: what is said of policies, matching, rates, money and what came back.

import type { Catalogue } from '../../core/tongue.ts'

export const policy: Catalogue = {
  '{text} is not a valid IBAN.': '{text} ist keine gültige IBAN.',
  'Copy it from your bank; two of its digits check the rest.':
    'Kopieren Sie sie von Ihrer Bank; zwei ihrer Ziffern prüfen die übrigen.',
  '{text} is not an id.': '{text} ist keine Kennung.',
  'Copy it whole; it starts with {prefix}_.': 'Kopieren Sie sie ganz; sie beginnt mit {prefix}_.',
  'There is no rate for {from}.': 'Für {from} gibt es keinen Zinssatz.',
  'Give the rate of that day, or end the interest before it.':
    'Geben Sie den Satz dieses Tages ein, oder beenden Sie die Zinsen davor.',
  '{number} waits until {steady}: they always pay about {steadyLate} days late.':
    '{number} wartet bis {steady}: Sie zahlen immer etwa {steadyLate} Tage zu spät.',
  '{number} has no due day yet; it is asked for when nothing is overdue.':
    '{number} hat noch keinen Fälligkeitstag; danach wird gefragt, wenn nichts überfällig ist.',
  'No separate reminder before due for {number}: something is overdue already.':
    'Keine eigene Erinnerung vor Fälligkeit für {number}: Es ist schon etwas überfällig.',
  '{step} for {number} comes before its day, {usually}: a person escalated it on {escalated}.':
    '{step} für {number} kommt vor dem eigenen Tag, {usually}: Am {escalated} hat ein Mensch ihn vorgezogen.',
  '{name} for {claims}, before its day.': '{name} für {claims}, vor dem eigenen Tag.',
  'That says nothing.': 'Das sagt nichts.',
  'Give what was agreed of interest or of a late fee.':
    'Geben Sie ein, was zu Zinsen oder Mahngebühren vereinbart wurde.',
  'The {step} cannot come before {on}.': '{step} kann nicht vor dem {on} kommen.',
  'What it waits for stands on the page of the case; you can always write or call.':
    'Worauf gewartet wird, steht auf der Seite des Falls; schreiben und anrufen können Sie immer.',
  'There is no such escalation.': 'Vorgezogen wurde hier nichts mit dieser Kennung.',
  'Take its id from the answer that made it.': 'Die Kennung steht in der Antwort, mit der es vorgezogen wurde.',
  'Nothing here can come sooner: nothing overdue has a step to come, or it comes today.':
    'Hier kann nichts früher kommen: Für nichts Überfälliges steht ein Schritt aus, oder er kommt heute.',
  'Look at what happens next and why on the page of the case.':
    'Sehen Sie auf der Seite des Falls nach, was als Nächstes geschieht und warum.',
  'The next step is the {step} by now.': 'Der nächste Schritt ist inzwischen: {step}.',
  'Look at the case again, then decide.': 'Sehen Sie den Fall noch einmal an, dann entscheiden Sie.',
  '{step} for {number} is locked {says}.': '{step} für {number} ist gesperrt {says}.',
  '{step} for {number} waits: {because}.': '{step} für {number} wartet: {because}.',
  'The call of {day} was not made within {callWaits} business days: the ladder goes on.':
    'Der Anruf vom {day} wurde nicht innerhalb von {callWaits} Geschäftstagen gemacht: Der Ablauf geht weiter.',
  'until the {name} is given, because the law asks for it first':
    'bis zur Mitteilung „{name}“, die das Gesetz zuerst verlangt',
  'until what they asked for after {of} is sent, and {days} days more':
    'bis geschickt ist, was sie nach {of} erbeten haben, und {days} Tage länger',
  'nobody has written to them about it yet': 'noch hat ihnen niemand deswegen geschrieben',
  '{ladder} was not given yet': '{ladder} kam noch nicht',
  'the day to pay by, {payBy}, is not over': 'der genannte Zahltag, {payBy}, ist noch nicht vorbei',
  'the call of {day} is still to be made': 'der Anruf vom {day} steht noch aus',
  '{says} {formula} gives {score}, with {wordsPerSentence} words to a sentence; at least {least} is asked for here.':
    '{says} {formula} ergibt {score}, mit {wordsPerSentence} Wörtern je Satz; hier wird mindestens {least} verlangt.',
  '{says} ({id}).': '{says} ({id}).',
  'the account manager is told first and has until {until}':
    'die Kundenbetreuung erfährt es zuerst und hat bis {until} Zeit',
  'the account manager has until {until} to say something': 'die Kundenbetreuung hat bis {until} Zeit, etwas zu sagen',
  'claims of several customers are named, and the payer is one of them':
    'Rechnungen mehrerer Kunden sind genannt, und der Zahler ist einer von ihnen',
  'claims of several customers are named and make the sum':
    'Rechnungen mehrerer Kunden sind genannt und ergeben die Summe',
  'nothing in it points at a customer': 'nichts darin deutet auf einen Kunden',
  'what points at a customer is too little': 'was auf einen Kunden deutet, ist zu wenig',
  'it fits {name} and {name2} about as well': 'es passt zu {name} und {name2} etwa gleich gut',
  'the evidence agrees': 'die Hinweise stimmen überein',
  '{text} is not a currency.': '{text} ist keine Währung.',
  'Use a three-letter code such as EUR, GBP or USD.':
    'Nehmen Sie einen Code aus drei Buchstaben wie EUR, GBP oder USD.',
  'The policy is not valid at {value}: {message}.': 'Der Ablauf stimmt bei {value} nicht: {message}.',
  'Compare it with "dunwell policy show standard" and correct that place.':
    'Vergleichen Sie ihn mit „dunwell policy show standard“, und berichtigen Sie diese Stelle.',
  'Give each step an id of its own.': 'Geben Sie jedem Schritt eine eigene Kennung.',
  'Write one of the two.': 'Schreiben Sie eines von beiden.',
  'Give it the stage firm or final, days, and no template.':
    'Geben Sie ihm die Stufe firm oder final, Tage und keine Vorlage.',
  'Name one.': 'Nennen Sie einen.',
  'Take attach out.': 'Nehmen Sie attach heraus.',
  'Set "after: month" with "days: 1".': 'Schreiben Sie „after: month“ mit „days: 1“.',
  'Correct its kind or its channels.': 'Berichtigen Sie seine Art oder seine Wege.',
  'A notice is written.': 'Eine Mitteilung ist schriftlich.',
  'Set "channels: [letter]".': 'Schreiben Sie „channels: [letter]“.',
  'Take payBy away ({cite}).': 'Nehmen Sie payBy heraus ({cite}).',
  'From the firm letter on each message names one: add payBy.':
    'Ab dem deutlichen Schreiben nennt jede Nachricht einen Zahltag: Fügen Sie payBy hinzu.',
  'Make it a message of the stage "before", no day before the issue.':
    'Machen Sie daraus eine Nachricht der Stufe „before“, an keinem Tag vor dem Rechnungstag.',
  'Correct notGiven.': 'Berichtigen Sie notGiven.',
  'Only the stage "before" may.': 'Das darf nur die Stufe „before“.',
  'Order the steps from gentle to firm.': 'Ordnen Sie die Schritte von sanft bis bestimmt.',
  'The policy is not valid: {what}.': 'Der Ablauf stimmt nicht: {what}.',
  '"{percent}" is not a percentage.': '„{percent}“ ist keine Prozentzahl.',
  'Write it with a point: 8.75': 'Schreiben Sie sie mit Punkt: 8.75',
  'The rate of {on} is not known here: {name} ({id}).': 'Der Satz vom {on} ist hier nicht bekannt: {name} ({id}).',
  'Look it up where it is published and enter it: ./dunwell rate add {id} --from DAY --until DAY --percent P --source WHERE':
    'Schlagen Sie ihn nach, wo er veröffentlicht wird, und tragen Sie ihn ein: ./dunwell rate add {id} --from TAG --until TAG --percent P --source WO',
  'Nobody has read the rate of {on} at its source: {name} ({id}).':
    'Niemand hat den Satz vom {on} an der Quelle gelesen: {name} ({id}).',
  'Check it and enter it: ./dunwell rate add {id} --from DAY --until DAY --percent P --source WHERE':
    'Prüfen Sie ihn, und tragen Sie ihn ein: ./dunwell rate add {id} --from TAG --until TAG --percent P --source WO',
  '{cite}: {name} {rateBp}%{markup}': '{cite}: {name} {rateBp} %{markup}',
  'The {wanted} waits: {says}.': '{wanted} wartet: {says}.',
  '{number}, {lead}, leads: {ladder} is its next step.': '{number}, {lead}, führt: Der nächste Schritt ist „{ladder}“.',
  '{number}, {first}, has come to its {ladder}.': 'Für {number}, {first}, ist „{ladder}“ an der Reihe.',
  'The tone does not fall back while anything stays overdue: it goes out as {ladder}.':
    'Der Ton fällt nicht zurück, solange etwas überfällig bleibt: Es geht als „{ladder}“ hinaus.',
  'Nothing may stand under the {step}: no claim has had a reminder.':
    'Unter „{step}“ dürfte nichts stehen: Für keine Rechnung gab es eine Erinnerung.',
  'The notice that their place asks for is not built yet: have this checked, print it and send it yourself.':
    'Die Mitteilung, die ihr Ort verlangt, gibt es hier noch nicht: Lassen Sie dies prüfen, drucken Sie es, und senden Sie es selbst.',
  'How long books are kept in {place} is not known here, so they are kept for {yearsUnknown} years.':
    'Wie lange Bücher in {place} aufbewahrt werden, ist hier nicht bekannt, darum {yearsUnknown} Jahre.',
  'No payment of {sum} is known that this could undo. Enter the payment, or say that it is not a customer’s.':
    'Es ist keine Zahlung von {sum} bekannt, die dies zurücknehmen könnte. Tragen Sie die Zahlung ein, oder sagen Sie, dass sie nicht von einem Kunden ist.',
  'Which payment came back? {value} the amount of {sum}, and nothing else says which it is.':
    'Welche Zahlung kam zurück? {value} den Betrag von {sum}, und sonst sagt nichts, welche es ist.',
  'One has': 'Eine hat',
  '{length} have': '{length} haben',
  '{undoes}: {reason}': '{undoes}: {reason}',
  'For {accountManager}: {what}. Go on, or talk first?':
    'Für {accountManager}: {what}. Weitermachen oder erst sprechen?',
  'Stop supply to {name}: {numbers}. Tell them and whoever delivers, then end this task.':
    'Lieferung an {name} anhalten: {numbers}. Sagen Sie es ihnen und allen, die liefern, und erledigen Sie dann diese Aufgabe.',
  'Resume supply to {name}: all that it was stopped for on {on} is settled.':
    'Lieferung an {name} wieder aufnehmen: Alles, weswegen sie am {on} angehalten wurde, ist geregelt.',
  'Agree a date with {name} for {number}: {heard}. Some places ask for notice of a loan without a term; look it up.':
    'Vereinbaren Sie mit {name} einen Tag für {number}: {heard}. Mancherorts muss ein Darlehen ohne Laufzeit gekündigt werden; sehen Sie nach.',
  'By hand: the {step} for {number} would be due.': 'Von Hand: Für {number} wäre „{step}“ an der Reihe.',
  '{number}, due {dueOn}, has come to its {step}.': 'Für {number}, fällig am {dueOn}, ist „{step}“ an der Reihe.',
  'Their dispute of {number} was answered on {on}: they get what proves it first.':
    'Ihr Einwand gegen {number} wurde am {on} beantwortet: Zuerst bekommen sie den Nachweis.',
}
