// German beside the English: what is said of templates, what was typed, undoing, uploads, webhooks and the week ahead.

import type { Catalogue } from '../../core/tongue.ts'

export const typing: Catalogue = {
  'There is no template {id} in {language}{value}.': 'Es gibt keine Vorlage {id} in {language}{value}.',
  ', version {version}': ', Fassung {version}',
  'See "dunwell template list".': 'Siehe „dunwell template list“.',
  '{id} is no name of a template.': '{id} ist kein Name einer Vorlage.',
  'Use lower-case letters and hyphens.': 'Nehmen Sie Kleinbuchstaben und Bindestriche.',
  '{words} must not be said ({rule}): {says} Law: {cite}.{value}':
    '{words} darf nicht gesagt werden ({rule}): {says} Recht: {cite}.{value}',
  ' Also {more}.': ' Außerdem {more}.',
  'Better: {better} See all with: ./dunwell lint FILE': 'Besser: {better} Alles auf einmal zeigt: ./dunwell lint DATEI',
  'There are no words in the language {code}.': 'In der Sprache {code} gibt es keine Worte.',
  '{country} is no known country.': '{country} ist kein bekanntes Land.',
  'Use two letters such as GB.': 'Nehmen Sie zwei Buchstaben wie DE.',
  '{language} is no known language.': '{language} ist keine bekannte Sprache.',
  'Use two letters such as en.': 'Nehmen Sie zwei Buchstaben wie de.',
  '{email} is no email address.': '{email} ist keine E-Mail-Adresse.',
  'Correct it.': 'Berichtigen Sie sie.',
  'The customer has no name.': 'Der Kunde hat keinen Namen.',
  'The name {name} is {length} characters long.': 'Der Name {name} ist {length} Zeichen lang.',
  '{text} is no name of a group.': '{text} ist kein Name einer Gruppe.',
  'Give it a name of 1 to {groupMax} characters.': 'Geben Sie ihr einen Namen mit 1 bis {groupMax} Zeichen.',
  'Give a name of 1 to {nameMax} characters.': 'Geben Sie einen Namen mit 1 bis {nameMax} Zeichen an.',
  '{phone} is no phone number.': '{phone} ist keine Telefonnummer.',
  'Write it with its country: +44 …': 'Schreiben Sie sie mit ihrem Land: +49 …',
  '{vat} has the form of a VAT number': '{vat} hat die Form einer Umsatzsteuer-Nummer',
  'There is no import {id}.': 'Es gibt keinen Import {id}.',
  'See them: ./dunwell import list': 'Sehen Sie nach: ./dunwell import list',
  '{fileName} was taken back already.': '{fileName} wurde schon zurückgenommen.',
  '{fileName} cannot be taken back: the import of {fileName2} names {claims} of its claims.':
    '{fileName} lässt sich nicht zurücknehmen: Der Import von {fileName2} nennt {claims} von dessen Forderungen.',
  'Take that back first: ./dunwell import undo {id}': 'Nehmen Sie zuerst jenen zurück: ./dunwell import undo {id}',
  '{fileName} cannot be taken back, because something was built on it:\n{some}{value}\n':
    '{fileName} lässt sich nicht zurücknehmen, weil darauf aufgebaut wurde:\n{some}{value}\n',
  'Undo that first (./dunwell payments CUSTOMER, ./dunwell reverse ID), or correct single claims instead.':
    'Nehmen Sie das zuerst zurück (./dunwell payments KUNDE, ./dunwell reverse ID), oder berichtigen Sie stattdessen einzelne Forderungen.',
  '{fileName} cannot be taken back: it was imported by an older version, which did not note in the record what the import wrote. Nothing was changed.':
    '{fileName} lässt sich nicht zurücknehmen: Eine ältere Fassung hat den Import gemacht und nicht festgehalten, was er schrieb. Es wurde nichts geändert.',
  'Correct single claims instead (./dunwell case NUMBER), or restore the backup from before it: ./dunwell restore':
    'Berichtigen Sie stattdessen einzelne Forderungen (./dunwell case NUMMER), oder stellen Sie die Sicherung von vorher wieder her: ./dunwell restore',
  'The file is empty.': 'Die Datei ist leer.',
  'Export it again, and drop it once more.': 'Geben Sie sie noch einmal aus, und legen Sie sie wieder ab.',
  'This file is not here any more.': 'Diese Datei ist nicht mehr hier.',
  'Drop it once more; files wait for a day.': 'Legen Sie sie noch einmal ab; Dateien warten einen Tag.',
  'A list of payments{value}.': 'Eine Liste von Zahlungen{value}.',
  ' of {name}': ' von {name}',
  'A list of payments.': 'Eine Liste von Zahlungen.',
  'An e-invoice.': 'Eine E-Rechnung.',
  'A file of a bank.': 'Eine Datei einer Bank.',
  'An archive, perhaps of a bank’s files.': 'Ein Archiv, vielleicht mit Dateien einer Bank.',
  'A PDF with an e-invoice in it.': 'Ein PDF mit einer E-Rechnung darin.',
  'A PDF.': 'Ein PDF.',
  'This file is being taken in already.': 'Diese Datei wird gerade aufgenommen.',
  'Wait until it is done; nothing is lost.': 'Warten Sie, bis es fertig ist; nichts geht verloren.',
  'No event is named.': 'Es ist kein Ereignis genannt.',
  '{other} is no event.': '{other} ist kein Ereignis.',
  'Use * for all, a group such as claim.*, or: {eventKinds}.':
    'Nehmen Sie * für alle, eine Gruppe wie claim.*, oder: {eventKinds}.',
  'There are {webhooksMax} webhooks already.': 'Es gibt schon {webhooksMax} Webhooks.',
  'Remove one that nobody uses.': 'Entfernen Sie einen, den niemand benutzt.',
  'This webhook is off.': 'Dieser Webhook ist aus.',
  'Resume it first: ./dunwell webhook resume ID': 'Schalten Sie ihn zuerst wieder ein: ./dunwell webhook resume ID',
  'One event or a moment?': 'Ein Ereignis oder ein Zeitpunkt?',
  'Give either --event evt_… or --since 2026-03-01.': 'Geben Sie entweder --event evt_… oder --since 2026-03-01 an.',
  'It answered 410: it wants no more.': 'Es antwortete 410: Es will nichts mehr.',
  'It failed {tries} times over three days, the last time with {value}.':
    'Es ist in drei Tagen {tries}-mal fehlgeschlagen, zuletzt mit {value}.',
  'status {status}': 'Status {status}',
  'It fails; {tries} tries so far.': 'Es schlägt fehl; bisher {tries} Versuche.',
  'This message would not go out like this any more.': 'Diese Nachricht ginge so nicht mehr hinaus.',
  'Look at the week ahead again: something has changed since.':
    'Sehen Sie sich die nächste Woche noch einmal an: Seither hat sich etwas geändert.',
  'No person is named who signs reminders.': 'Es ist niemand genannt, der Erinnerungen unterschreibt.',
  'Name one: ./dunwell settings set signatory.name="Ada Palmer" signatory.phone="+44 117 496 0001"':
    'Nennen Sie jemanden: ./dunwell settings set signatory.name="Ada Palmer" signatory.phone="+49 40 496 0001"',
  'No account is named to pay to.': 'Es ist kein Konto genannt, auf das gezahlt wird.',
  'Name one: ./dunwell settings set bank.iban=GB33BUKB20201555555555':
    'Nennen Sie eines: ./dunwell settings set bank.iban=DE02120300000000202051',
  'The account of {factor}, to whom claims are assigned, is not known.':
    'Das Konto von {factor}, an den Forderungen abgetreten sind, ist nicht bekannt.',
  'Add it: ./dunwell settings set factors."{factor}".holder="{factor2}" factors."{factor3}".iban=…':
    'Fügen Sie es hinzu: ./dunwell settings set factors."{factor}".holder="{factor2}" factors."{factor3}".iban=…',
  'Step "{id}" is a notice ({notice}), but its template "{id2}" is {value}.':
    'Schritt „{id}“ ist eine Mitteilung ({notice}), aber seine Vorlage „{id2}“ ist {value}.',
  'another ({notice})': 'eine andere ({notice})',
  'Step "{id}" uses the template "{id2}" of the notice {notice}, but is no notice itself.':
    'Schritt „{id}“ benutzt die Vorlage „{id2}“ der Mitteilung {notice}, ist aber selbst keine.',
  'Set "notice: {value}" and a template of that notice.':
    'Setzen Sie „notice: {value}“ und eine Vorlage dieser Mitteilung.',
  'Step "{id}" says what comes next, but the ladder ends there.':
    'Schritt „{id}“ sagt, was als Nächstes kommt, aber dort endet der Ablauf.',
  'Add a step after it, or give it another template.':
    'Fügen Sie danach einen Schritt hinzu, oder geben Sie ihm eine andere Vorlage.',
  'Step "{id}" uses the template "{id2}", which names a day to pay by.':
    'Schritt „{id}“ benutzt die Vorlage „{id2}“, die einen Zahltag nennt.',
  'Add payBy to the step.': 'Fügen Sie dem Schritt payBy hinzu.',
  'what kind of work it is, nobody has said': 'welche Art Arbeit es ist, hat niemand gesagt',
  '{stageNames} to approve: {value}': 'Freizugeben: {stageNames}: {value}',
  'It has neither a name nor an address.': 'Es hat weder Namen noch Adresse.',
  'Give one of them.': 'Geben Sie eins davon an.',
  '{address} stands here twice.': '{address} steht hier zweimal.',
  'Leave one of them out.': 'Lassen Sie eins davon weg.',
  'One of the addresses is not this contact’s any more.': 'Eine der Adressen gehört nicht mehr zu diesem Kontakt.',
  'Read the contact again.': 'Lesen Sie den Kontakt noch einmal.',
  'There is no such contact.': 'Diesen Kontakt gibt es nicht.',
  'Take an id from their debtor’s page.': 'Nehmen Sie eine Kennung von der Seite des Kunden.',
}
