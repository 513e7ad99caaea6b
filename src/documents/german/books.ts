// German beside the English: what is said of the backlog, bank details, bank files, calls and charges.

import type { Catalogue } from '../../core/tongue.ts'

export const books: Catalogue = {
  'There is a claim {number} already.': 'Es gibt schon eine Forderung {number}.',
  'Give it another number; one claim has one number.':
    'Geben Sie ihr eine andere Nummer; eine Forderung hat eine Nummer.',
  'There is a customer {quoted} already.': 'Es gibt schon einen Kunden {quoted}.',
  'Change them with "./dunwell debtor set", or give the new one a number of its own with --external-id.':
    'Ändern Sie ihn mit „./dunwell debtor set“, oder geben Sie dem neuen mit --external-id eine eigene Nummer.',
  '{number} falls due on {days} already.': '{number} ist schon am {days} fällig.',
  'What they say they will pay is kept with: ./dunwell promise add CUSTOMER --amount AMOUNT --by DAY':
    'Was sie zu zahlen zusagen, wird so festgehalten: ./dunwell promise add KUNDE --amount BETRAG --by TAG',
  '{dueOn} is before {number} was made, {issuedOn}.':
    '{dueOn} liegt vor dem Tag, an dem {number} entstand, {issuedOn}.',
  'Give the day that was agreed.': 'Nennen Sie den vereinbarten Tag.',
  '{partMinor} is more than is open of {number} ({openMinor}).':
    '{partMinor} ist mehr, als von {number} offen ist ({openMinor}).',
  'Give a smaller part, or leave it out for the whole.':
    'Nennen Sie einen kleineren Teil, oder lassen Sie ihn für das Ganze weg.',
  'A hold needs its cause.': 'Anhalten braucht einen Grund.',
  'Say why: "talks with their accountant".': 'Sagen Sie, warum: „Gespräche mit ihrem Steuerberater“.',
  '{until} is not in the future.': '{until} liegt nicht in der Zukunft.',
  'Give a later day.': 'Nennen Sie einen späteren Tag.',
  'A part is of one claim.': 'Ein Teil gehört zu einer Forderung.',
  'Name one claim.': 'Nennen Sie eine Forderung.',
  'Nothing of {name} is open in {currency}.': 'Von {name} ist in {currency} nichts offen.',
  'Name a claim that is open, or its currency.': 'Nennen Sie eine offene Forderung oder deren Währung.',
  '{amountMinor} is more than the {open} these claims have open.':
    '{amountMinor} ist mehr als die {open}, die von diesen Forderungen offen sind.',
  'Name further claims, or a smaller sum; what they pay on top stays on account.':
    'Nennen Sie weitere Forderungen oder eine kleinere Summe; was sie darüber zahlen, bleibt als Guthaben.',
  '{byDay} is over.': 'Der {byDay} ist vorbei.',
  'Give today or a later day.': 'Nennen Sie heute oder einen späteren Tag.',
  'There is no such part of a backlog.': 'Diesen Teil des Rückstands gibt es nicht.',
  'Take an id from the list of the backlog.': 'Nehmen Sie eine Kennung aus der Liste des Rückstands.',
  'This was answered already.': 'Das wurde schon beantwortet.',
  'Undo that first, then say something else.': 'Nehmen Sie das zuerst zurück, und sagen Sie dann etwas anderes.',
  'Nothing was said of this yet.': 'Dazu wurde noch nichts gesagt.',
  'Nothing is to be undone.': 'Es gibt nichts zurückzunehmen.',
  'Something went out to {name} since.': 'An {name} ging seither etwas hinaus.',
  'Hold single cases, or change how they are handled, where they are.':
    'Halten Sie einzelne Fälle an, oder ändern Sie dort, wie sie betreut werden.',
  'Give another name, or remove it first.': 'Nehmen Sie einen anderen Namen, oder entfernen Sie das Vorhandene zuerst.',
  'A password is not enough for this.': 'Ein Passwort reicht dafür nicht.',
  'Show your code or your passkey.': 'Zeigen Sie Ihren Code oder Ihren Passkey.',
  'This needs a second factor, and you have none.': 'Das braucht einen zweiten Faktor, und Sie haben keinen.',
  'Set one up first: Settings, My account.': 'Richten Sie zuerst einen ein: Einstellungen, Mein Konto.',
  'You have no second factor that could be shown.': 'Sie haben keinen zweiten Faktor, den Sie zeigen könnten.',
  'Give your password.': 'Geben Sie Ihr Passwort ein.',
  'This is no BIC.': 'Das ist keine BIC.',
  'It has 8 or 11 letters and figures, such as COBADEFF.': 'Sie hat 8 oder 11 Buchstaben und Ziffern, wie COBADEFF.',
  'The account has no number.': 'Das Konto hat keine Nummer.',
  'Give its IBAN, or its numbers line by line.': 'Geben Sie die IBAN an, oder die Nummern Zeile für Zeile.',
  'This is what stands already.': 'So steht es schon da.',
  'Change what is to be different.': 'Ändern Sie, was anders werden soll.',
  'You asked for this yourself.': 'Sie haben das selbst gewünscht.',
  'Let another owner or manager agree.': 'Lassen Sie eine andere Person aus Inhaberschaft oder Leitung zustimmen.',
  'You came after this was asked for.': 'Sie kamen erst dazu, nachdem dies gewünscht wurde.',
  'Let somebody agree who was here before.': 'Lassen Sie jemanden zustimmen, der schon vorher hier war.',
  'Somebody has agreed already.': 'Es hat schon jemand zugestimmt.',
  'Nothing to do.': 'Es ist nichts zu tun.',
  'This change does not wait any more.': 'Diese Änderung wartet nicht mehr.',
  'Look at the bank details again.': 'Sehen Sie sich die Bankverbindung noch einmal an.',
  'No sheet of the workbook has a day and an amount among the names of its columns: {names}.':
    'Kein Blatt der Arbeitsmappe hat einen Tag und einen Betrag unter den Namen seiner Spalten: {names}.',
  'Name the columns: --map day="…" --map amount="…".': 'Nennen Sie die Spalten: --map day="…" --map amount="…".',
  'Several sheets of the workbook are a bank’s: {names}.':
    'Mehrere Blätter der Arbeitsmappe sind von einer Bank: {names}.',
  'Say which one: --sheet NAME.': 'Sagen Sie, welches: --sheet NAME.',
  'Give the path of a file that the bank made.': 'Nennen Sie den Pfad einer Datei, die von der Bank kommt.',
  '{path} is larger than {value} MB.': '{path} ist größer als {value} MB.',
  'Export shorter periods, one file each.': 'Geben Sie kürzere Zeiträume aus, je eine Datei.',
  '{fileName} cannot be taken back: {matched} of its lines are matched to customers.':
    '{fileName} lässt sich nicht zurücknehmen: {matched} ihrer Zeilen sind Kunden zugeordnet.',
  'Undo those matches first: ./dunwell match list --booked shows them.':
    'Nehmen Sie diese Zuordnungen zuerst zurück: ./dunwell match list --booked zeigt sie.',
  'There is no bank line {id}.': 'Es gibt keine Bankzeile {id}.',
  'See them: ./dunwell bank list': 'Sehen Sie nach: ./dunwell bank list',
  'This customer has no case.': 'Dieser Kunde hat keinen Fall.',
  'Add a claim first.': 'Fügen Sie zuerst eine Forderung hinzu.',
  'No address that works is known for {name}.': 'Für {name} ist keine Adresse bekannt, die funktioniert.',
  'This address is not known here, or does not work any more.':
    'Diese Adresse ist hier nicht bekannt oder funktioniert nicht mehr.',
  'Add an email or post address to the customer, or choose another.':
    'Geben Sie dem Kunden eine E-Mail- oder Postadresse, oder wählen Sie eine andere.',
  'Nothing is open with {name}.': 'Bei {name} ist nichts offen.',
  'Leave out the account, or wait until something is owed.':
    'Lassen Sie den Kontoauszug weg, oder warten Sie, bis etwas geschuldet wird.',
  'They had a message from us today already: one a day is enough.':
    'Sie haben heute schon eine Nachricht von uns: Eine am Tag genügt.',
  'The words "{words}" must not leave: {says}': 'Die Worte „{words}“ dürfen nicht hinaus: {says}',
  'Take them out.': 'Nehmen Sie sie heraus.',
  'Better: {better}': 'Besser: {better}',
  'Nothing of {name} is open.': 'Von {name} ist nichts offen.',
  'Log the call without a dispute.': 'Halten Sie den Anruf ohne Einwand fest.',
  'The next call would not be in the future.': 'Der nächste Anruf läge nicht in der Zukunft.',
  'Choose a later day.': 'Wählen Sie einen späteren Tag.',
  'Call again: {note}': 'Noch einmal anrufen: {note}',
  'Call again, as agreed or because nobody was reached.':
    'Noch einmal anrufen, wie verabredet oder weil niemand zu erreichen war.',
  'This task is no call.': 'Diese Aufgabe ist kein Anruf.',
  'Finish it where it is listed, and log the call alone.':
    'Erledigen Sie sie dort, wo sie steht, und halten Sie den Anruf für sich fest.',
  '{day} is still to come.': '{day} kommt erst noch.',
  'Charge up to today or an earlier day.': 'Berechnen Sie bis heute oder bis zu einem früheren Tag.',
  '{says}. {because}.': '{says}. {because}.',
  '{says} {cite}. {because}.': '{says} {cite}. {because}.',
  '{value} of interest, fees and costs stands on our books here.':
    'Hier stehen {value} an Zinsen, Gebühren und Kosten in unseren Büchern.',
  'What is only claimable need not be waived: it is not asked for. The claim itself is lowered by "dunwell write-off".':
    'Was nur verlangt werden kann, muss nicht erlassen werden: Es wird nicht verlangt. Die Forderung selbst wird mit „dunwell write-off“ gesenkt.',
  'Waived: {because}': 'Erlassen: {because}',
  'Give today or an earlier day.': 'Nennen Sie heute oder einen früheren Tag.',
  'Put {value} back into the template’s footer: ./dunwell template show _footer':
    'Setzen Sie {% for line in duties %} wieder in den Fuß der Vorlage: ./dunwell template show _footer',
  'This message has no words: it is a call.': 'Diese Nachricht hat keine Worte: Sie ist ein Anruf.',
  'Read its note instead.': 'Lesen Sie stattdessen seine Notiz.',
  'The words of this message were erased, as the law asks.':
    'Die Worte dieser Nachricht wurden gelöscht, wie es das Gesetz verlangt.',
  'That it was sent, and when, is still on the record.':
    'Dass und wann sie gesendet wurde, steht weiter in den Aufzeichnungen.',
}
