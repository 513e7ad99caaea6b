// German beside the English: what the law of the United States and its states asks, in short; the citations stay as they are.

import type { Catalogue } from '../../core/tongue.ts'

export const lawUs: Catalogue = {
  'The federal law on collecting protects natural persons who owe for personal, family or household purposes; business debts are outside it.':
    'Das Bundesrecht über Inkasso schützt natürliche Personen, die für persönliche, familiäre oder häusliche Zwecke schulden; Geschäftsschulden fallen nicht darunter.',
  'It binds who collects for others or has made collecting its main trade, and a creditor that collects under another name; not a creditor in its own name, nor who took a debt over before it was in default.':
    'Es bindet, wer für andere einzieht oder davon lebt, und Gläubiger, die unter anderem Namen einziehen; nicht den Gläubiger im eigenen Namen und nicht, wer eine Schuld vor dem Verzug übernahm.',
  'A buyer of debts that collects for itself is not collecting for another; it is bound where collecting is its main trade.':
    'Ein Forderungskäufer, der für sich einzieht, zieht nicht für andere ein; er ist gebunden, wo das sein Hauptgeschäft ist.',
  'Whether collecting is the main trade of a buyer is not asked here: buyers are taken as bound.':
    'Ob das Einziehen das Hauptgeschäft eines Käufers ist, wird hier nicht gefragt: Käufer gelten als gebunden.',
  'Regulation F follows the Act in whom it binds and which debts it covers, and adds its own rules from 30 November 2021.':
    'Regulation F folgt dem Gesetz darin, wen es bindet und welche Schulden es erfasst, und gibt seit 30. November 2021 eigene Regeln dazu.',
  'A state law that protects better stays in force: the stricter rule holds.':
    'Ein Landesrecht, das besser schützt, bleibt in Kraft: Die strengere Regel gilt.',
  'A petition in bankruptcy stops every act to collect.': 'Ein Insolvenzantrag hält jede Beitreibung an.',
  'Exceptions of 362(b) are not known here: a person decides.':
    'Ausnahmen von 362(b) sind hier nicht bekannt: Ein Mensch entscheidet.',
  'In military service interest and fees on older debts are capped at 6 %, the rest is forgiven: a person looks first.':
    'Im Wehrdienst sind Zinsen und Gebühren auf ältere Schulden auf 6 % begrenzt, der Rest ist erlassen: Zuerst sieht ein Mensch hin.',
  'The law caps interest; that contact waits for a person is our caution.':
    'Das Gesetz begrenzt Zinsen; dass der Kontakt auf einen Menschen wartet, ist unsere Vorsicht.',
  'Before a judgment by default somebody swears whether the person is in military service.':
    'Vor einem Versäumnisurteil versichert jemand an Eides statt, ob die Person im Wehrdienst ist.',
  'Automated or recorded calls and texts to a mobile need prior consent, which can be withdrawn in any reasonable way.':
    'Automatische oder aufgezeichnete Anrufe und SMS an Mobilnummern brauchen vorherige Einwilligung, die auf jede vernünftige Art widerrufen werden kann.',
  'Recorded calls to a line at home that need no consent are at most three in thirty days, and say how to stop them.':
    'Aufgezeichnete Anrufe auf einen Privatanschluss ohne Einwilligung sind höchstens drei in dreißig Tagen und sagen, wie man sie abstellt.',
  'No recorded calls are made here.': 'Hier gibt es keine aufgezeichneten Anrufe.',
  'Calls that sell are made after 8 in the morning and before 9 in the evening; calls about debts do well to keep to that.':
    'Verkaufsanrufe werden nach 8 Uhr morgens und vor 9 Uhr abends gemacht; Anrufe über Schulden halten sich besser daran.',
  'From memory; it binds who sells by telephone.': 'Aus dem Gedächtnis; es bindet, wer am Telefon verkauft.',
  'The head and subject of an email are true, and one that advertises says how to stop more of them.':
    'Kopf und Betreff einer E-Mail sind wahr, und wirbt sie, so sagt sie, wie man weitere abstellt.',
  'Messages about a debt are mostly not advertising; that a wish to stop is met within ten business days is from memory.':
    'Nachrichten über eine Schuld sind meist keine Werbung; dass ein Wunsch binnen zehn Geschäftstagen erfüllt wird, ist aus dem Gedächtnis.',
  'Credit bureaus report a debt for seven years from the start of the delinquency.':
    'Auskunfteien melden eine Schuld sieben Jahre ab Beginn des Verzugs.',
  'From memory; nothing is reported from here.': 'Aus dem Gedächtnis; von hier wird nichts gemeldet.',
  'In May 2025 the Bureau withdrew 67 of its papers, those on time-barred and medical debts among them; Regulation F itself was found unchanged.':
    'Im Mai 2025 hat das Bureau 67 seiner Papiere zurückgezogen, darunter die zu verjährten und medizinischen Schulden; Regulation F selbst war unverändert.',
  'Check it again before relying on any of those papers.':
    'Prüfen Sie es erneut, bevor Sie sich auf eines dieser Papiere stützen.',
  'A creditor of consumer credit commits no unfair, deceptive or abusive act.':
    'Ein Gläubiger von Verbraucherkrediten handelt nicht unlauter, täuschend oder missbräuchlich.',
  'That section 1788.17 takes these over is from memory; it also binds creditors in their own name.':
    'Dass Section 1788.17 dies übernimmt, ist aus dem Gedächtnis; sie bindet auch Gläubiger im eigenen Namen.',
  'Since July 2025 some business debts of up to 500,000 dollars are covered too.':
    'Seit Juli 2025 sind auch manche Geschäftsschulden bis 500.000 Dollar erfasst.',
  'Which business debts was not read: have a business claim in California looked at before it is placed or threatened with suit.':
    'Welche Geschäftsschulden, wurde nicht gelesen: Lassen Sie eine Geschäftsforderung in Kalifornien prüfen, bevor sie vergeben oder mit Klage gedroht wird.',
  'At most two calls or texts in seven days about a debt to a home, mobile or personal number.':
    'Höchstens zwei Anrufe oder SMS in sieben Tagen über eine Schuld an eine private Nummer.',
  'Attempts that reach nobody may be outside by the Attorney General’s guidance; they are counted here.':
    'Versuche, die niemanden erreichen, können nach der Leitlinie des Attorney General außen vor sein; hier zählen sie.',
  'At most two calls or texts in thirty days about a debt to any other number, such as one at work.':
    'Höchstens zwei Anrufe oder SMS in dreißig Tagen über eine Schuld an jede andere Nummer, etwa bei der Arbeit.',
  'Validation information within five business days of the first word; creditors too.':
    'Angaben zur Prüfung binnen fünf Geschäftstagen nach dem ersten Wort; auch für Gläubiger.',
  'From memory: check it before collecting from consumers in Massachusetts.':
    'Aus dem Gedächtnis: Prüfen Sie es, bevor Sie bei Verbrauchern in Massachusetts einziehen.',
  'An agency contacts a person at most three times a week.':
    'Ein Inkassounternehmen spricht eine Person höchstens dreimal in der Woche an.',
  'The exact wording of the subsection was not read: every medium but letters is counted.':
    'Der genaue Wortlaut wurde nicht gelesen: Jedes Mittel außer Briefen zählt.',
  'An agency contacts a person at work at most once a week.':
    'Ein Inkassounternehmen spricht eine Person am Arbeitsplatz höchstens einmal in der Woche an.',
  'No contact at home before half past seven in the morning or after nine in the evening.':
    'Kein Kontakt zu Hause vor halb acht morgens oder nach neun Uhr abends.',
  'More than two contacts in seven days count as too many.':
    'Mehr als zwei Kontakte in sieben Tagen gelten als zu viele.',
  'Kept beside the amended rule until it is certain from when that one holds: the stricter number counts.':
    'Neben der geänderten Regel behalten, bis feststeht, ab wann diese gilt: Die strengere Zahl zählt.',
  'At most three attempts in seven days about an account, by creditors too.':
    'Höchstens drei Versuche in sieben Tagen zu einem Konto, auch durch Gläubiger.',
  'The day from which it holds is given as 1 September 2026 and as 1 January 2027: the earlier is taken.':
    'Als Beginn werden der 1. September 2026 und der 1. Januar 2027 genannt: Der frühere wird genommen.',
  'No suit on a debt whose time has run out, and no payment revives it.':
    'Keine Klage auf eine verjährte Schuld, und keine Zahlung belebt sie wieder.',
  'When the time to sue has run out the debt is gone.': 'Nach Ablauf der Verjährung ist die Schuld erloschen.',
  'The citation is from memory.': 'Die Fundstelle ist aus dem Gedächtnis.',
  'No contact before 8 in the morning or after 9 in the evening where the person is.':
    'Kein Kontakt vor 8 Uhr morgens oder nach 9 Uhr abends am Ort der Person.',
  'The law says after 8 and before 9: both minutes are taken as closed. Where number and address disagree, all places must allow it.':
    'Das Gesetz sagt nach 8 und vor 9: Beide Minuten gelten als geschlossen. Wo Nummer und Anschrift verschieden sind, müssen alle Orte es erlauben.',
  'No contact at a time or place the person has said, or we otherwise know, to be inconvenient.':
    'Kein Kontakt zu Zeiten oder an Orten, die die Person als ungelegen genannt hat oder von denen wir es sonst wissen.',
  'No contact with a person who is known to be represented by an attorney for the debt, unless the attorney agrees or does not answer.':
    'Kein Kontakt mit einer Person, die für die Schuld bekanntermaßen anwaltlich vertreten ist, außer die Vertretung stimmt zu oder antwortet nicht.',
  'No contact at work where the employer is known to forbid it.':
    'Kein Kontakt am Arbeitsplatz, wo der Arbeitgeber es bekanntermaßen verbietet.',
  'Nobody but the person, who stands for them in law, their attorney, the creditor and a reporting agency may hear of the debt.':
    'Nur die Person, wer gesetzlich für sie einsteht, ihre anwaltliche Vertretung, der Gläubiger und eine Auskunftei dürfen von der Schuld erfahren.',
  'After a written refusal to pay or request to stop, only the end of collecting, or a remedy, may be told.':
    'Nach schriftlicher Verweigerung oder der Bitte aufzuhören darf nur noch das Ende der Beitreibung oder ein Rechtsmittel mitgeteilt werden.',
  'Others may be asked once where the person can be found, without a word of the debt.':
    'Andere dürfen einmal gefragt werden, wo die Person zu finden ist, ohne ein Wort über die Schuld.',
  'An email address needs the person’s own use of it with us, their consent, or its lawful use by the creditor or collector before us.':
    'Eine E-Mail-Adresse braucht ihren Gebrauch durch die Person uns gegenüber, ihre Einwilligung oder rechtmäßigen Gebrauch durch den Gläubiger oder das Inkassounternehmen vor uns.',
  'The procedures are from memory: they may hold a message back, never let one out.':
    'Die Verfahren sind aus dem Gedächtnis: Sie können eine Nachricht zurückhalten, nie eine hinauslassen.',
  'A text needs the person’s own text, or consent, of the last 60 days.':
    'Eine SMS braucht eine SMS oder Einwilligung der Person aus den letzten 60 Tagen.',
  'Every email and text says plainly how to stop more of them, free of charge.':
    'Jede E-Mail und SMS sagt klar, wie man weitere kostenlos abstellt.',
  'A way of contact that the person asked us not to use is not used.':
    'Ein Weg, den wir auf Wunsch der Person nicht nutzen sollen, wird nicht genutzt.',
  'At most seven calls in seven consecutive days about a debt, to one person.':
    'Höchstens sieben Anrufe in sieben Tagen über eine Schuld, an eine Person.',
  'A presumption, which we keep as a limit. Unanswered calls and limited-content messages count, what does not connect does not.':
    'Eine Vermutung, die wir als Grenze halten. Unbeantwortete Anrufe und Nachrichten mit beschränktem Inhalt zählen, was nicht verbindet, nicht.',
  'After a conversation about a debt, no call about it for seven days, the day of the conversation being the first.':
    'Nach einem Gespräch über eine Schuld sieben Tage kein Anruf darüber; der Tag des Gesprächs ist der erste.',
  'Whoever began the conversation.': 'Wer immer das Gespräch begann.',
  'Nothing that harasses, oppresses or abuses, in any medium; what single acts do not, many may.':
    'Nichts, was bedrängt, bedrückt oder missbraucht, auf keinem Weg; was Einzelnes nicht tut, können viele.',
  'No pressing by numbers: at most two messages a day to one person.':
    'Kein Druck durch Menge: höchstens zwei Nachrichten am Tag an eine Person.',
  'The law names no number. Two a day is ours.': 'Das Gesetz nennt keine Zahl. Zwei am Tag ist unsere.',
  'No violence or threat of it, no insult, no shaming lists, no calls meant to annoy, in any medium.':
    'Keine Gewalt oder Drohung damit, keine Beleidigung, keine Prangerlisten, keine Anrufe zur Belästigung, auf keinem Weg.',
  'Nothing false or misleading: no pretended authority, no threat of what is not lawful or not meant, no false name.':
    'Nichts Falsches oder Irreführendes: keine vorgetäuschte Amtsgewalt, keine Drohung mit Unerlaubtem oder nicht Gemeintem, kein falscher Name.',
  'The first message says that it is from a debt collector, tries to collect a debt and will use what it learns for that; later ones say who it is from.':
    'Die erste Nachricht sagt, dass sie von einem Inkassounternehmen kommt, eine Schuld einziehen will und Erfahrenes dafür nutzt; spätere sagen, von wem sie sind.',
  'A voicemail that says no more than a name, a number and a request to call back is no message about the debt, and yet a call.':
    'Eine Sprachnachricht nur mit Name, Nummer und Bitte um Rückruf ist keine Nachricht über die Schuld und doch ein Anruf.',
  'The list of what it may say is from memory.': 'Die Liste dessen, was sie sagen darf, ist aus dem Gedächtnis.',
  'Nothing unfair: no sum without agreement or law, no postcard, no marks on the envelope.':
    'Nichts Unlauteres: keine Summe ohne Vereinbarung oder Gesetz, keine Postkarte, keine Vermerke auf dem Umschlag.',
  'Only sums that the agreement names or the law allows, interest and fees included.':
    'Nur Summen, die die Vereinbarung nennt oder das Gesetz erlaubt, Zinsen und Gebühren eingeschlossen.',
  'No postcards, and an envelope shows nothing but addresses.':
    'Keine Postkarten, und ein Umschlag zeigt nur Anschriften.',
  'No message to an address that an employer gave, unless the person used it with us or agreed to it.':
    'Keine Nachricht an eine Adresse vom Arbeitgeber, außer die Person nutzte sie uns gegenüber oder stimmte zu.',
  'No post that others can read.': 'Keine Post, die andere lesen können.',
  'No suit and no threat of one once the time to sue has run out.':
    'Keine Klage und keine Androhung, sobald verjährt ist.',
  'Whether it has run out goes by the law of the state and a person’s look.':
    'Ob verjährt ist, richtet sich nach dem Recht des Staates und dem Blick eines Menschen.',
  'Before a credit bureau hears of a debt the person is spoken to, or written to and 14 days pass.':
    'Bevor eine Auskunftei von einer Schuld erfährt, wird mit der Person gesprochen, oder es wird ihr geschrieben und 14 Tage gewartet.',
  'The 14 days are from memory.': 'Die 14 Tage sind aus dem Gedächtnis.',
  'A debt known to be paid or settled is not sold or handed on.':
    'Eine Schuld, die bekanntermaßen bezahlt oder erledigt ist, wird nicht verkauft oder weitergegeben.',
  'Suit only where the person signed or lives, or where the land lies.':
    'Klage nur, wo die Person unterschrieben hat oder wohnt oder wo das Grundstück liegt.',
  'The validation information goes with the first word about a debt or within five days of it.':
    'Die Angaben zur Prüfung gehen mit dem ersten Wort über eine Schuld oder binnen fünf Tagen danach.',
  'The validation information names debt, creditor, sums since the itemisation date, the end of the period, and the rights, and ends in a reply form.':
    'Die Angaben zur Prüfung nennen Schuld, Gläubiger, Beträge seit dem Stichtag, das Ende der Frist und die Rechte und enden mit einem Antwortformular.',
  'The list of items is from memory.': 'Die Liste der Angaben ist aus dem Gedächtnis.',
  'The itemisation date is the day of the last statement, charge-off, last payment, transaction or judgment, and is the same for all that is said of a debt.':
    'Der Stichtag ist der Tag der letzten Abrechnung, Ausbuchung, Zahlung, des Geschäfts oder Urteils und für alles zu einer Schuld derselbe.',
  'Who uses the model form B-1 has given the validation information in the right form.':
    'Wer das Muster B-1 nutzt, hat die Angaben in der richtigen Form gegeben.',
  'The time to dispute ends 30 days after the notice was received; it may be taken for received five days after sending, Saturdays, Sundays and federal holidays not counted.':
    'Die Einwendungsfrist endet 30 Tage nach Zugang der Mitteilung; Zugang darf fünf Tage nach dem Absenden angenommen werden, ohne Samstage, Sonntage und Bundesfeiertage.',
  'A written dispute, or question who the first creditor was, within the period stops collecting until it is answered; nothing may overshadow that right.':
    'Ein schriftlicher Einwand oder die Frage nach dem ersten Gläubiger binnen der Frist hält die Beitreibung an, bis geantwortet ist; nichts darf dieses Recht verdecken.',
  'A dispute may come electronically; one that only repeats what was answered may be answered briefly; silence admits nothing.':
    'Ein Einwand darf elektronisch kommen; einer, der nur Beantwortetes wiederholt, darf kurz beantwortet werden; Schweigen gesteht nichts zu.',
  'The comments were not read.': 'Die Erläuterungen wurden nicht gelesen.',
  'Not to dispute is no admission.': 'Nicht zu bestreiten ist kein Anerkenntnis.',
  'After a death the notice goes to a named person who acts for the estate.':
    'Nach einem Todesfall geht die Mitteilung an eine benannte Person, die für den Nachlass handelt.',
  'What must be said in writing is sent so that it can be expected to arrive and be kept; what came back was not given.':
    'Was schriftlich sein muss, wird so gesendet, dass Ankunft und Aufbewahrung zu erwarten sind; was zurückkam, war nicht gegeben.',
  'A later notice by email needs consent to electronic records.':
    'Eine spätere Mitteilung per E-Mail braucht die Einwilligung in elektronische Unterlagen.',
  'Records are kept until three years after the last act of collecting.':
    'Unterlagen werden bis drei Jahre nach der letzten Beitreibungshandlung aufbewahrt.',
  'A recording of a call is kept until three years after it.':
    'Die Aufnahme eines Anrufs wird bis drei Jahre danach aufbewahrt.',
  'After a death only the husband or wife and who acts for the estate are spoken to; nobody is told that they owe it themselves.':
    'Nach einem Todesfall wird nur mit der Witwe, dem Witwer und denen gesprochen, die für den Nachlass handeln; niemandem wird gesagt, er schulde selbst.',
  'Of a minor, only parents or guardians are spoken to.':
    'Bei Minderjährigen wird nur mit Eltern oder Vormund gesprochen.',
}
