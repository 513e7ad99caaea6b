// German beside the English: what the deciding part says of claims, contacts, days and the ladder.

import type { Catalogue } from '../../core/tongue.ts'

export const deciding: Catalogue = {
  '{money} on account could be the payment of what is asked for: give it to claims first.':
    '{money} Guthaben könnten die Zahlung für das sein, was verlangt wird: Ordnen Sie sie zuerst Rechnungen zu.',
  '{money} on account is taken off in plain view; give it to a claim.':
    '{money} Guthaben werden sichtbar abgezogen; ordnen Sie sie einer Rechnung zu.',
  'The policy asks a person to approve each {step}.':
    'Nach dem Ablauf gibt jede Nachricht dieser Art ein Mensch frei: {step}.',
  'This customer is handled with approval.': 'Bei diesem Kunden wird jede Nachricht freigegeben.',
  'One of these claims is handled with approval.': 'Bei einer dieser Rechnungen wird jede Nachricht freigegeben.',
  'No inbox is connected: any answer since?': 'Kein Posteingang ist verbunden: Kam seither eine Antwort?',
  '{gain}: {factors} ÷ {minutes} min': '{gain}: {factors} ÷ {minutes} Min.',
  'A person wrote it.': 'Von einem Menschen geschrieben.',
  'No late fee: no clause of the terms grants one, and no statute does.':
    'Keine Mahngebühr: Keine Klausel der Bedingungen sieht eine vor, und kein Gesetz.',
  'No late fee yet: {cite} grants it for a reminder, and none was given.':
    'Noch keine Mahngebühr: {cite} gewährt sie für eine Mahnung, und es gab noch keine.',
  'Late fee: {how}{value}{value2}.': 'Mahngebühr: {how}{value}{value2}.',
  ', {times} times': ', {times}-mal',
  ', at most {amountMinor}': ', höchstens {amountMinor}',
  'It is {at} in {zone}; {when}.': 'Dort ist es {at} in {zone}; {when}.',
  'It is {at} in {zone}; only after {from} and before {until}.':
    'Dort ist es {at} in {zone}; nur nach {from} und vor {until}.',
  'It is {at} in {zone}; only after {from} and before {until} or after {then} and before {end}.':
    'Dort ist es {at} in {zone}; nur nach {from} und vor {until} oder nach {then} und vor {end}.',
  'It is {at} in {zone}; not at all on this day.': 'Dort ist es {at} in {zone}; an diesem Tag gar nicht.',
  '{times}; at most {max}.': '{times}; höchstens {max}.',
  'They were spoken to on {last}; the next call may be on {until}.':
    'Am {last} wurde mit ihnen gesprochen; der nächste Anruf ist ab {until} möglich.',
  'They are represented{value}: write to their lawyer.':
    'Sie werden vertreten{value}: Schreiben Sie der Anwältin oder dem Anwalt.',
  ' by {name}': ' durch {name}',
  'They asked not to be contacted at this time.': 'Sie haben gebeten, zu dieser Zeit nicht angesprochen zu werden.',
  'They asked not to be contacted at {spot}.': 'Sie haben gebeten, {spot} nicht angesprochen zu werden.',
  'They are known to be at {spot}, where they asked not to be contacted.':
    'Sie sind bekanntermaßen {spot}, wo sie nicht angesprochen werden möchten.',
  'They asked on {on} not to be contacted {how}.': 'Am {on} haben sie gebeten, {how} nicht angesprochen zu werden.',
  'They {what} on {on}.': 'Sie haben {what}, am {on}.',
  'This is their work, and they have not agreed in writing to be contacted there.':
    'Das ist ihre Arbeitsstelle, und sie haben nicht schriftlich zugestimmt, dort angesprochen zu werden.',
  'Their employer does not allow it.': 'Ihr Arbeitgeber erlaubt es nicht.',
  'This address was given to them by their employer, and they have not used it with us.':
    'Diese Adresse hat ihnen ihr Arbeitgeber gegeben, und sie haben sie uns gegenüber nicht benutzt.',
  'Nobody but they, and who stands for them, may hear of what they owe.':
    'Nur sie selbst und wer für sie einsteht dürfen erfahren, was sie schulden.',
  'Others read this address, or answer this number.':
    'Andere lesen unter dieser Adresse mit oder gehen unter dieser Nummer ans Telefon.',
  'They have a lawyer: nobody else is asked where they are.':
    'Sie haben eine Anwältin oder einen Anwalt: Niemand sonst wird gefragt, wo sie sind.',
  'This person was asked already.': 'Diese Person wurde schon gefragt.',
  'Anyone can read a postcard: use a closed envelope without marks.':
    'Eine Postkarte kann jeder lesen: Nehmen Sie einen geschlossenen Umschlag ohne Aufdruck.',
  'They have not agreed to automated calls or texts to this number.':
    'Sie haben automatischen Anrufen oder SMS an diese Nummer nicht zugestimmt.',
  'It is not known that they use this address with us: {medium} needs that, or their consent.':
    'Es ist nicht bekannt, dass sie diese Adresse uns gegenüber benutzen: {medium} verlangt das oder ihre Einwilligung.',
  '{causeSays} (since {since}).': '{causeSays} (seit {since}).',
  'The claim ended with its time limit: nothing is owed any more.':
    'Die Forderung ist mit Ablauf der Frist erloschen: Es wird nichts mehr geschuldet.',
  'The time to sue has run out: no suit, and no threat of one.':
    'Die Forderung ist verjährt: keine Klage und keine Androhung einer Klage.',
  'The notice that had to follow the first word of {first} was not given: it goes first.':
    'Die Mitteilung, die auf das erste Wort von {first} folgen musste, wurde nicht gegeben: Sie geht zuerst.',
  'A notice that the law asks for must go first.': 'Zuerst muss eine Mitteilung gehen, die das Gesetz verlangt.',
  'What they asked for after the notice of {sentOn} was not sent to them yet.':
    'Was sie nach der Mitteilung vom {sentOn} erbeten haben, wurde ihnen noch nicht geschickt.',
  'The time given in the notice of {sentOn} runs until {until}.':
    'Die Frist aus der Mitteilung vom {sentOn} läuft bis {until}.',
  'They {what} on {on}: collecting rests until that is answered.':
    'Sie haben {what}, am {on}: Bis das beantwortet ist, ruht die Beitreibung.',
  'Collecting for others needs a licence here, and none is in force.':
    'Wer hier für andere Forderungen einzieht, braucht eine Erlaubnis, und es liegt keine vor.',
  'Others can read it: a message about a debt is private.':
    'Andere können es lesen: Eine Nachricht über eine Forderung ist vertraulich.',
  'The clause is not valid at {value}: {message}.': 'Die Klausel stimmt bei {value} nicht: {message}.',
  'its top': 'ihrem Anfang',
  'See the examples of: ./dunwell terms set --help': 'Sehen Sie die Beispiele an: ./dunwell terms set --help',
  'A person wrote it, and it asks for no sum.': 'Ein Mensch hat sie geschrieben, und sie verlangt keine Summe.',
  'This customer is handled by hand: nothing is sent by itself.':
    'Dieser Kunde wird von Hand betreut: Nichts geht von selbst hinaus.',
  'It asks for nothing.': 'Sie verlangt nichts.',
  '{name} is handled {value}; nothing is held, promised or asked for these claims.':
    '{name} wird {value} betreut; für diese Rechnungen ist nichts angehalten, zugesagt oder angefragt.',
  'with approval': 'mit Freigabe',
  'This workspace does not wait for news of payments.':
    'Dieser Arbeitsbereich wartet nicht auf Nachrichten über Zahlungen.',
  'We do not know up to which day payments are entered; it waits until we do (dunwell known-until 2026-03-31).':
    'Wir wissen nicht, bis zu welchem Tag Zahlungen eingetragen sind; bis dahin wartet es (dunwell known-until 2026-03-31).',
  'We know of payments up to {knownUntil} only, {age} business days back; at most {limit} for this step.':
    'Zahlungen sind nur bis {knownUntil} bekannt, das ist {age} Geschäftstage her; für diesen Schritt höchstens {limit}.',
  'Payments are known up to {knownUntil}.': 'Zahlungen sind bis {knownUntil} bekannt.',
  'Their payment of {amountMinor} crossed with our reminder.':
    'Ihre Zahlung von {amountMinor} hat sich mit unserer Erinnerung gekreuzt.',
  'All is paid with the {amountMinor} of {day}.': 'Mit den {amountMinor} vom {day} ist alles bezahlt.',
  'What was overdue when the list came in: each statement is seen before it goes.':
    'Was überfällig war, als die Liste kam: Jeder Kontoauszug wird angesehen, bevor er hinausgeht.',
  'It was overdue when the list came in, and a statement of account goes first{value}.':
    'Es war schon überfällig, als die Liste kam, und zuerst geht ein Kontoauszug{value}.',
  '; the ladder begins on {until}': '; der Ablauf beginnt am {until}',
  'The statement of account for {month}.': 'Der Kontoauszug für {month}.',
  '{text} is not a day.': '{text} ist kein Tag.',
  'Write it as year-month-day, for example 2026-03-31.': 'Schreiben Sie Jahr-Monat-Tag, zum Beispiel 2026-03-31.',
  'redrawn with the facts of the day': 'neu geschrieben mit den Zahlen des Tages',
  'another step has come': 'ein anderer Schritt ist an der Reihe',
  'there is nothing to say any more': 'es gibt nichts mehr zu sagen',
  'No address that works is known for {name} ({channels}).':
    'Für {name} ist keine Adresse bekannt, die funktioniert ({channels}).',
  'Nothing is open.': 'Nichts ist offen.',
  'No step is due; the next one may be on {min}.': 'Kein Schritt steht an; der nächste kann am {min} kommen.',
  'The ladder has no further step; a person decides what comes next.':
    'Der Ablauf hat keinen weiteren Schritt; ein Mensch entscheidet, was nun kommt.',
  'The promise of {what} was kept.': 'Die Zusage über {what} wurde gehalten.',
  'The promise of {what} was not kept: {got} came by {last}.':
    'Die Zusage über {what} wurde nicht gehalten: Bis {last} kamen {got}.',
  'Ask what happened: {what} was promised, {got} came.': 'Fragen Sie, was war: {what} waren zugesagt, {got} kamen.',
  '{openMinor} is left of {number}, not more than the {tolerance} that are not worth asking for.':
    'Von {number} sind noch {openMinor} offen, nicht mehr als die {tolerance}, nach denen zu fragen sich nicht lohnt.',
  '{number} is not chased: {because}.': '{number} wird nicht angemahnt: {because}.',
  '{number} is below the minimum of the policy; it stands in the table and leads nothing.':
    '{number} liegt unter dem Mindestbetrag des Ablaufs; sie steht in der Tabelle und führt nichts an.',
  'Days sales outstanding: what is open, divided by what was charged in the last {days} days, times {days2}. Count-back: from what is open, each month’s charges are taken off, newest month first, and its days counted; the month that is not used up counts with its share.':
    'Außenstandsdauer (DSO): was offen ist, geteilt durch das in den letzten {days} Tagen Berechnete, mal {days2}. Rückrechnung: Vom Offenen wird das in jedem Monat Berechnete abgezogen, der neueste Monat zuerst, und seine Tage werden gezählt; der Monat, der nicht aufgebraucht wird, zählt mit seinem Anteil.',
  'No rate between {from} and {to} is known for {day}, nor for the {carryDays} days before it.':
    'Zwischen {from} und {to} ist für {day} kein Kurs bekannt, auch nicht für die {carryDays} Tage davor.',
  'Load the rates of that day: ./dunwell rate exchange import FILE.csv --source "who published them"':
    'Laden Sie die Kurse dieses Tages: ./dunwell rate exchange import DATEI.csv --source "wer sie veröffentlicht hat"',
  'It is {clocks}, within the hours.': 'Es ist {clocks}, innerhalb der Zeiten.',
  '{made} of {max} contacts that day.': '{made} von {max} Kontakten an diesem Tag.',
  '{made} of {max} contacts in the last {days} days.': '{made} von {max} Kontakten in den letzten {days} Tagen.',
  'on hold {until} ({cause})': 'angehalten {until} ({cause})',
  // Whole, because a person may have written the cause, and what is said around it is ours all the same.
  'on hold until {@day} ({cause})': 'angehalten bis {day} ({cause})',
  'on hold until it is lifted ({cause})': 'angehalten, bis es aufgehoben wird ({cause})',
  'reply unread': 'Antwort noch ungelesen',
  'gone from list': 'fehlt in der Liste',
  'unapplied payment': 'Geld, das von ihnen sein kann',
  'breathing space': 'gesetzliche Atempause',
  'active service': 'im Militärdienst',
  'mental health crisis': 'seelische Krise',
  'payment refunded': 'Zahlung erstattet',
  'payment disputed at bank': 'Zahlung bei der Bank bestritten',
  'online payment under way': 'Online-Zahlung unterwegs',
  'online payment unclear': 'Online-Zahlung unklar',
  'online payment processing': 'Online-Zahlung wird bearbeitet',
  'offer in full': 'Angebot, damit sei alles bezahlt',
  'disputed ({cause})': 'bestritten ({cause})',
  'we owe them an answer ({asks})': 'wir schulden eine Antwort ({asks})',
  'a promise is waited for until {promisedUntil}': 'eine Zusage läuft bis {promisedUntil}',
  'a promise is judged today': 'über eine Zusage wird heute geurteilt',
  'all that is open of it is held or disputed': 'alles, was davon offen ist, ist angehalten oder bestritten',
  'It is early there.': 'Dort ist es noch früh.',
  'It is late there.': 'Dort ist es schon spät.',
}
