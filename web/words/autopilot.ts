// Words of autopilot: the offer, where steps stand, and how one ended.

import { both } from './both.ts'

export const autopilotWords = both({
  en: {
    offer: (step: string) => `Let “${step}” go by itself?`,
    offerSays: (policy: string, count: number, since: string, most: string) =>
      `Since ${since} the last ${count} messages of this step (${policy}) were approved as they were. From the next run on they would go without asking you, up to ${most} each.`,
    more: (count: number) => (count === 1 ? 'One more step is ready.' : `${count} more steps are ready.`),
    accept: 'Let them go',
    later: 'Not now',
    accepted: (step: string) =>
      `“${step}” is on autopilot. It ends by itself when its words change or one is taken out.`,
    putOff: 'Not now. It is offered again after ten more.',
    badge: 'by autopilot',
    badgeSays: (who: string, day: string, most: string) => `Allowed by ${who} on ${day} for this step, up to ${most}.`,
    sent: (who: string, day: string) => `by autopilot, allowed by ${who} on ${day}`,
    title: 'Autopilot',
    says: 'A step whose messages you approved ten times in a row, without a change, may go without asking. Never a final notice, a formal demand or a notice of the law; and all that goes still passes the gate and the morning mail.',
    seenFirst: 'See every message first',
    seenFirstSays:
      'Each message waits for a yes until its step is on autopilot. Off: only where a policy or a customer asks for it.',
    most: (currency: string) => `Up to, in ${currency}`,
    mostSays: 'What asks for more, or for another currency, still waits for a yes. Lowering it counts at once.',
    on: 'On autopilot',
    onNone: 'No step is on autopilot.',
    onSays: (who: string, day: string, most: string) => `allowed by ${who} on ${day}, up to ${most}`,
    stop: 'Take back',
    stopped: 'Taken back. Each message of this step waits for a yes again.',
    way: 'On the way there',
    wayNone: 'Nothing counts yet: it begins with the first message that you approve as it is.',
    inARow: (count: number, needed: number) => `${count} of ${needed} in a row`,
    noInbox: 'From the second reminder on you are asked whether they have answered, because no inbox is connected.',
    noSteps:
      'Your policies ask for no yes on their mild steps: they go by themselves. Switch on “See every message first” to approve them until you trust them.',
    past: 'Ended',
    ended: (day: string) => `ended ${day}`,
    because: {
      'It was taken back.': 'It was taken back.',
      'Its words or its step were changed.': 'Its words or its step were changed.',
      'A message of it was taken out.': 'A message of it was taken out.',
      'A person wrote other words in the place of one.': 'A person wrote other words in the place of one.',
      'Somebody reported a message of it as unwanted.': 'Somebody reported a message of it as unwanted.',
    },
  },
  de: {
    offer: (step: string) => `„${step}“ von selbst gehen lassen?`,
    offerSays: (policy: string, count: number, since: string, most: string) =>
      `Seit ${since} wurden die letzten ${count} Nachrichten dieses Schritts (${policy}) unverändert freigegeben. Ab dem nächsten Lauf gingen sie ohne Rückfrage hinaus, bis zu ${most} je Nachricht.`,
    more: (count: number) =>
      count === 1 ? 'Ein weiterer Schritt ist so weit.' : `${count} weitere Schritte sind so weit.`,
    accept: 'Von selbst gehen lassen',
    later: 'Jetzt nicht',
    accepted: (step: string) =>
      `„${step}“ geht nun per Autopilot. Das endet von selbst, wenn sich der Wortlaut ändert oder eine Nachricht herausgenommen wird.`,
    putOff: 'Jetzt nicht. Nach zehn weiteren wird es wieder angeboten.',
    badge: 'per Autopilot',
    badgeSays: (who: string, day: string, most: string) =>
      `Für diesen Schritt erlaubt von ${who} am ${day}, bis zu ${most}.`,
    sent: (who: string, day: string) => `per Autopilot, erlaubt von ${who} am ${day}`,
    title: 'Autopilot',
    says: 'Ein Schritt, dessen Nachrichten Sie zehnmal nacheinander unverändert freigegeben haben, darf ohne Rückfrage gehen. Nie eine letzte Mahnung, eine förmliche Zahlungsaufforderung oder eine Mitteilung, die das Gesetz verlangt; und alles geht weiter durch die Prüfung und die Morgenmail.',
    seenFirst: 'Jede Nachricht erst sehen',
    seenFirstSays:
      'Jede Nachricht wartet auf ein Ja, bis ihr Schritt per Autopilot geht. Aus: nur, wo ein Ablauf oder ein Kunde es verlangt.',
    most: (currency: string) => `Höchstens, in ${currency}`,
    mostSays:
      'Was mehr verlangt oder eine andere Währung hat, wartet weiter auf ein Ja. Ein kleinerer Betrag gilt sofort.',
    on: 'Per Autopilot',
    onNone: 'Kein Schritt geht per Autopilot.',
    onSays: (who: string, day: string, most: string) => `erlaubt von ${who} am ${day}, bis zu ${most}`,
    stop: 'Zurücknehmen',
    stopped: 'Zurückgenommen. Jede Nachricht dieses Schritts wartet wieder auf ein Ja.',
    way: 'Auf dem Weg dahin',
    wayNone: 'Noch zählt nichts: Es beginnt mit der ersten Nachricht, die Sie unverändert freigeben.',
    inARow: (count: number, needed: number) => `${count} von ${needed} nacheinander`,
    noInbox: 'Ab der zweiten Erinnerung werden Sie gefragt, ob geantwortet wurde, weil kein Posteingang verbunden ist.',
    noSteps:
      'Ihre Abläufe verlangen für die milden Schritte kein Ja: Sie gehen von selbst. Mit „Jede Nachricht erst sehen“ geben Sie sie frei, bis Sie ihnen trauen.',
    past: 'Beendet',
    ended: (day: string) => `beendet am ${day}`,
    because: {
      'It was taken back.': 'Er wurde zurückgenommen.',
      'Its words or its step were changed.': 'Wortlaut oder Schritt wurden geändert.',
      'A message of it was taken out.': 'Eine Nachricht des Schritts wurde herausgenommen.',
      'A person wrote other words in the place of one.': 'Jemand hat statt einer Nachricht eigene Worte geschrieben.',
      'Somebody reported a message of it as unwanted.':
        'Jemand hat eine Nachricht des Schritts als unerwünscht gemeldet.',
    },
  },
})
