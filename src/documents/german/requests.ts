// German beside the English: what the API says of requests that it does not take.

import type { Catalogue } from '../../core/tongue.ts'

export const requests: Catalogue = {
  'The body is larger than {maxSize} bytes.': 'Der Inhalt ist größer als {maxSize} Byte.',
  'Send it in several smaller requests.': 'Senden Sie ihn in mehreren kleineren Anfragen.',
  '{method} is not done at {path}.': '{method} gibt es unter {path} nicht.',
  'Use {there}; see /docs.': 'Nehmen Sie {there}; siehe /docs.',
  'There is nothing at {path}.': 'Unter {path} ist nichts.',
  'See /docs for what there is.': 'Was es gibt, steht unter /docs.',
  'The Idempotency-Key {key} came with another request before.':
    'Der Idempotency-Key {key} kam schon mit einer anderen Anfrage.',
  'Give each request a key of its own; repeat a request with its body unchanged.':
    'Geben Sie jeder Anfrage einen eigenen Schlüssel; wiederholen Sie eine Anfrage mit unverändertem Inhalt.',
  'The first request with this Idempotency-Key is still at work.':
    'Die erste Anfrage mit diesem Idempotency-Key ist noch in Arbeit.',
  'Send it again in a few seconds; the answer is kept for it.':
    'Senden Sie sie in ein paar Sekunden noch einmal; die Antwort wird dafür aufgehoben.',
  'The Idempotency-Key is none.': 'Der Idempotency-Key ist keiner.',
  'Give 1 to 200 printable characters without blanks, such as a UUID.':
    'Nehmen Sie 1 bis 200 druckbare Zeichen ohne Leerzeichen, etwa eine UUID.',
  'The request does not say for which version it is.': 'Die Anfrage sagt nicht, für welche Fassung sie gilt.',
  'Send the ETag that came with it as If-Match, such as "3"; or If-Match: * to change whatever stands there.':
    'Senden Sie den mitgekommenen ETag als If-Match, etwa „3“; oder If-Match: *, um zu ändern, was immer dort steht.',
  'If-Match {header} is no version.': 'If-Match {header} ist keine Fassung.',
  'Send the ETag as it came, such as "3".': 'Senden Sie den ETag, wie er kam, etwa „3“.',
  'Take the id as it was given, whole.': 'Nehmen Sie die Kennung ganz, wie sie gegeben wurde.',
  '{name} stands in the query {length} times.': '{name} steht {length}-mal in der Abfrage.',
  'Give it once.': 'Geben Sie es einmal an.',
  'The body is {quoted}.': 'Der Inhalt ist {quoted}.',
  'Send the file with Content-Type: {takes}.': 'Senden Sie die Datei mit Content-Type: {takes}.',
  'Send JSON with Content-Type: application/json.': 'Senden Sie JSON mit Content-Type: application/json.',
  'The body is no JSON in UTF-8.': 'Der Inhalt ist kein JSON in UTF-8.',
  'Check its brackets, quotation marks and encoding.': 'Prüfen Sie Klammern, Anführungszeichen und Kodierung.',
  'A text in the {where} holds {unfit}.': 'Ein Text in {where} enthält {unfit}.',
  'Take that character out.': 'Nehmen Sie dieses Zeichen heraus.',
  '{at} in the {where} is not as it should be: {message}.': '{at} in {where} ist nicht, wie es sein soll: {message}.',
  'Correct that place; /docs shows the form.': 'Berichtigen Sie diese Stelle; /docs zeigt die Form.',
  'Writing off needs at least a manager.': 'Ausbuchen darf erst die Leitung.',
  'Ask one to do it, or choose otherwise.': 'Bitten Sie jemanden darum, oder wählen Sie anders.',
  'That was not right.': 'Das war nicht richtig.',
  'Try again; a code holds for half a minute.': 'Versuchen Sie es noch einmal; ein Code gilt eine halbe Minute.',
  'Views are kept for people, and this is a key.': 'Ansichten gehören zu Menschen, und dies ist ein Schlüssel.',
  'Sign in at the desk.': 'Melden Sie sich am Schreibtisch an.',
  'There is no such view of yours.': 'Diese Ansicht haben Sie nicht.',
  'Take one from your list.': 'Nehmen Sie eine aus Ihrer Liste.',
  'There is no claim {id}.': 'Es gibt keine Forderung {id}.',
  'Take an id from the list of claims.': 'Nehmen Sie eine Kennung aus der Liste der Forderungen.',
  '{number} has no due day, and is no loan.': '{number} hat keinen Fälligkeitstag und ist kein Darlehen.',
  'Give its due day.': 'Nennen Sie den Fälligkeitstag.',
  'The dues of {number} sum to {sum}, and it is over {amountMinor}.':
    'Die Teile von {number} ergeben {sum}, und sie lautet auf {amountMinor}.',
  'Let the dues sum to the amount.': 'Lassen Sie die Teile den Betrag ergeben.',
  'More is open of {number} than it is over, {amountMinor}.':
    'Von {number} ist mehr offen, als sie lautet, {amountMinor}.',
  'Give what is open of it, at most its amount.': 'Nennen Sie, was davon offen ist, höchstens ihren Betrag.',
  'Writing off {minor} is above your limit.': '{minor} auszubuchen liegt über Ihrer Grenze.',
  'Ask an owner to raise it: Settings, People.':
    'Bitten Sie die Inhaberin oder den Inhaber, sie zu erhöhen: Einstellungen, Personen.',
  'Ask somebody who may: {others}.': 'Bitten Sie jemanden, der es darf: {others}.',
  'The answer was {status} {statusText}, and no problem of Dunwell.':
    'Die Antwort war {status} {statusText}, und keine Meldung von Dunwell.',
  'Check the address, and what stands between.': 'Prüfen Sie die Adresse, und was dazwischen steht.',
  'There is no customer {id}.': 'Es gibt keinen Kunden {id}.',
  'Send it again with "confirm": true.': 'Senden Sie es noch einmal mit "confirm": true.',
  '{text} is no known {noun}.': '{text} ist als {noun} nicht bekannt.',
  'Use two letters, such as de.': 'Nehmen Sie zwei Buchstaben, etwa de.',
  'This request does not come from the desk.': 'Diese Anfrage kommt nicht vom Schreibtisch.',
  'Open the desk and do it there.': 'Öffnen Sie den Schreibtisch, und machen Sie es dort.',
  'Open the desk first.': 'Öffnen Sie zuerst den Schreibtisch.',
  'The desk does not go by the name {host}.': 'Der Schreibtisch hört nicht auf den Namen {host}.',
  'Start it with --origin https://…, as it stands in the address line.':
    'Starten Sie ihn mit --origin https://…, wie es in der Adresszeile steht.',
  'This request comes from a page of others.': 'Diese Anfrage kommt von einer fremden Seite.',
  'The request cannot be read.': 'Die Anfrage lässt sich nicht lesen.',
  'Nobody is signed in.': 'Niemand ist angemeldet.',
  'Sign in, or send a key with Authorization: Bearer dw_….':
    'Melden Sie sich an, oder senden Sie einen Schlüssel mit Authorization: Bearer dw_….',
  'The request carries no key.': 'Die Anfrage trägt keinen Schlüssel.',
  'This key opens nothing.': 'Dieser Schlüssel öffnet nichts.',
  'Make one with "./dunwell key add --name …" and send it as "Authorization: Bearer dw_…".':
    'Machen Sie einen mit „./dunwell key add --name …“, und senden Sie ihn als „Authorization: Bearer dw_…“.',
  'This is for people who are signed in.': 'Das ist für Menschen, die angemeldet sind.',
  'Sign in at the desk and do it there.': 'Melden Sie sich am Schreibtisch an, und machen Sie es dort.',
  'This key may only read.': 'Dieser Schlüssel darf nur lesen.',
  'Make one that writes: ./dunwell key add --name … --write':
    'Machen Sie einen, der schreibt: ./dunwell key add --name … --write',
  'You have no seat in this workspace.': 'Sie haben in diesem Arbeitsbereich keinen Platz.',
  'Ask an owner to invite you, or choose another.': 'Lassen Sie sich einladen, oder wählen Sie einen anderen.',
  'Your role here is {role}; this needs at least {right}.':
    'Ihre Rolle hier ist {role}; dies braucht mindestens {right}.',
  'Ask an owner to do it, or to change your role.':
    'Bitten Sie die Inhaberin oder den Inhaber, es zu tun oder Ihre Rolle zu ändern.',
  'What is it?': 'Was ist es?',
  'Say one of: {documentKinds}.': 'Sagen Sie eines von: {documentKinds}.',
  'This is not the name of the business.': 'Das ist nicht der Name des Unternehmens.',
  'Type it as it stands above.': 'Schreiben Sie ihn, wie er oben steht.',
  'No rule is kept for {place}.': 'Für {place} gibt es keine Regel.',
  'Leave the place out to see all.': 'Lassen Sie den Ort weg, um alle zu sehen.',
  'They cannot be covered by this person.': 'Diese Person kann nicht vertreten.',
  'Choose another who works here.': 'Wählen Sie jemand anderen, der hier arbeitet.',
  'Nobody here has this number.': 'Niemand hier hat diese Nummer.',
  'Take one from the list of people.': 'Nehmen Sie eine aus der Liste der Personen.',
  'They sign in with what they have.': 'Sie melden sich mit dem an, was sie haben.',
  'Name two that are not merged.': 'Nennen Sie zwei, die nicht zusammengeführt sind.',
  'It was merged before.': 'Es wurde schon zusammengeführt.',
  'It is at version {now} now; the request was made for version {seen}.':
    'Es ist jetzt bei Fassung {now}; die Anfrage galt Fassung {seen}.',
  'Read it again, look at what changed, and send the change with the new ETag as If-Match.':
    'Lesen Sie es neu, sehen Sie, was sich geändert hat, und senden Sie die Änderung mit dem neuen ETag als If-Match.',
  'This message is {state}.': 'Diese Nachricht ist {state}.',
  'Only what waits can be dropped.': 'Nur was wartet, lässt sich verwerfen.',
  'This key may make {perMinute} requests a minute.':
    'Dieser Schlüssel darf {perMinute} Anfragen in der Minute stellen.',
  'Wait {retryAfter} {value} and send it again; claims go in by ten thousand with POST /v1/claims/bulk. The owner may allow more: ./dunwell settings set requestsPerMinute={value2}':
    'Warten Sie {retryAfter} {value}, und senden Sie es noch einmal; Forderungen gehen zu Zehntausenden mit POST /v1/claims/bulk. Mehr kann erlaubt werden: ./dunwell settings set requestsPerMinute={value2}',
  'It is marked {words}: taking it may accept it as full payment.':
    'Sie ist mit {words} bezeichnet: Sie zu nehmen kann heißen, sie als volle Zahlung anzunehmen.',
  'Ask a person, and send inFull: accept lets the rest go, part takes it as a part payment. Or send it back.':
    'Fragen Sie einen Menschen, und senden Sie inFull: accept erlässt den Rest, part nimmt sie als Teilzahlung. Oder schicken Sie sie zurück.',
  'Take an id from the payments of a debtor.': 'Nehmen Sie eine Kennung aus den Zahlungen eines Kunden.',
  'The body is of the policy "{id}".': 'Der Inhalt ist vom Ablauf „{id}“.',
  'Put it to the path of its own id.': 'Legen Sie ihn unter den Pfad seiner eigenen Kennung.',
  'That names several at once.': 'Das nennt mehrere auf einmal.',
  'Name a debtor, a segment or a claim, or none.':
    'Nennen Sie einen Kunden, ein Segment oder eine Forderung, oder nichts davon.',
  'Dunwell stopped at something it did not expect. Nothing is half-written.':
    'Dunwell ist bei etwas Unerwartetem stehen geblieben. Nichts ist halb geschrieben.',
  'Please report it with the request you made.': 'Bitte melden Sie es mit der Anfrage, die Sie gestellt haben.',
  'The disk is full.': 'Der Datenträger ist voll.',
  'Make room and send it again.': 'Machen Sie Platz, und senden Sie es noch einmal.',
  'This server does not look up names.': 'Dieser Server schlägt keine Namen nach.',
  'Ask whoever looks after your domain.': 'Fragen Sie, wer sich um Ihre Domain kümmert.',
  'The server or the user is another one.': 'Server oder Benutzer sind andere.',
  'Give the password for it.': 'Geben Sie das Passwort dafür an.',
  'The cursor is none that this list gave.': 'Diese Liste hat einen solchen Cursor nicht ausgegeben.',
  'Take "next" of the page before, as it is.': 'Nehmen Sie „next“ der vorigen Seite, wie es ist.',
  'Rehearse in one that is not: a data folder of its own.': 'Proben Sie in einem anderen: einem eigenen Datenordner.',
  'A rehearsal goes from a day to the same or a later one, at most {rehearsedMax} days.':
    'Eine Probe geht von einem Tag zum selben oder einem späteren, höchstens {rehearsedMax} Tage.',
  'Give fewer days, and go on from there with the next request.':
    'Nennen Sie weniger Tage, und gehen Sie mit der nächsten Anfrage von dort weiter.',
  'This desk has its owner already.': 'Dieser Schreibtisch hat schon seine Inhaberin oder seinen Inhaber.',
  'Sign in, or ask the owner to invite you.': 'Melden Sie sich an, oder lassen Sie sich einladen.',
  '{value} is not as it should be: {message}.': '{value} ist nicht, wie es sein soll: {message}.',
  'The form': 'Das Formular',
  'The business is missing.': 'Das Unternehmen fehlt.',
  'Say who is owed.': 'Sagen Sie, wem geschuldet wird.',
  'This code is no longer good.': 'Dieser Code gilt nicht mehr.',
  'Start dunwell serve again; it shows a new one.': 'Starten Sie dunwell serve neu; es zeigt einen neuen.',
  'This is not the code.': 'Das ist nicht der Code.',
  'Take the one that the terminal shows.': 'Nehmen Sie den, den das Terminal zeigt.',
  '{outcome} is no outcome of a call.': '{outcome} ist kein Ergebnis eines Anrufs.',
  '{outcome} is no answer to this note.': '{outcome} ist keine Antwort auf diese Notiz.',
  'Use go_on or talk_first.': 'Nehmen Sie go_on oder talk_first.',
  'This step has no words.': 'Dieser Schritt hat keine Worte.',
  'Choose a step that is a message.': 'Wählen Sie einen Schritt, der eine Nachricht ist.',
  '{day} is not over yet.': 'Der {day} ist noch nicht vorbei.',
}
