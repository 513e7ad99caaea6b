// German beside the English: what the law of the other places asks, in short; the citations stay as they are.

import type { Catalogue } from '../../core/tongue.ts'

export const law: Catalogue = {
  'Calls on weekdays from half past seven in the morning to nine in the evening, at weekends from nine, not on public holidays.':
    'Anrufe an Werktagen von halb acht morgens bis neun Uhr abends, am Wochenende ab neun, nicht an Feiertagen.',
  'Visits from nine in the morning to nine in the evening, not on public holidays.':
    'Besuche von neun Uhr morgens bis neun Uhr abends, nicht an Feiertagen.',
  'At work from nine in the morning to five in the afternoon.':
    'Am Arbeitsplatz von neun Uhr morgens bis fünf Uhr nachmittags.',
  'Or the hours they usually work, where those are known.':
    'Oder die Stunden, in denen sie üblicherweise arbeiten, wo diese bekannt sind.',
  'At most three contacts a week, unless they ask for more.':
    'Höchstens drei Kontakte in der Woche, außer sie bitten um mehr.',
  'At most ten contacts a month, unless they ask for more.':
    'Höchstens zehn Kontakte im Monat, außer sie bitten um mehr.',
  'At most one visit a month.': 'Höchstens ein Besuch im Monat.',
  'When six years have passed without a suit or an acknowledgment the debt is gone.':
    'Nach sechs Jahren ohne Klage oder Anerkenntnis ist die Schuld erloschen.',
  'Banks and who collects for them contact nobody before 7 in the morning or after 9 in the evening, on Sundays only from 1 to 5, and not on holidays.':
    'Banken und wer für sie einzieht sprechen niemanden vor 7 Uhr morgens oder nach 9 Uhr abends an, sonntags nur von 1 bis 5, und nicht an Feiertagen.',
  'The Schedule names no medium: all but letters are taken.':
    'Der Anhang nennt kein Mittel: Alle außer Briefen sind gemeint.',
  'Banks contact nobody at work without written consent.':
    'Banken sprechen niemanden ohne schriftliche Einwilligung am Arbeitsplatz an.',
  'Also where no contact at home is known or attempts there failed; that is for a person to decide.':
    'Auch wo kein Kontakt zu Hause bekannt ist oder Versuche dort scheiterten; das entscheidet ein Mensch.',
  'Banks ask others only where somebody can be found; nobody else hears of the debt without express consent.':
    'Banken fragen andere nur, wo jemand zu finden ist; ohne ausdrückliche Einwilligung erfährt sonst niemand von der Schuld.',
  'Who asks banks in writing to speak to a lawyer is contacted through that lawyer.':
    'Wer die Bank schriftlich bittet, mit einer Anwältin oder einem Anwalt zu sprechen, wird so angesprochen.',
  'Who asks banks to be contacted only in writing is contacted only in writing.':
    'Wer die Bank bittet, nur schriftlich angesprochen zu werden, wird nur schriftlich angesprochen.',
  'By law the wish comes by registered mail; it is kept however it comes.':
    'Nach dem Gesetz kommt der Wunsch per Einschreiben; er wird beachtet, wie immer er kommt.',
  'Who tells a bank that the debt is disputed and ready for a dispute body or a court is not pressed further.':
    'Wer der Bank sagt, dass die Schuld bestritten und reif für Schlichtung oder Gericht ist, wird nicht weiter gedrängt.',
  'By law the notice comes by registered mail; any written one is kept.':
    'Nach dem Gesetz kommt die Mitteilung per Einschreiben; jede schriftliche wird beachtet.',
  'Banks say what the debt is and who collects it, threaten nothing they do not mean, and add no charges but those of Bank Act s. 627.3.':
    'Banken sagen, was die Schuld ist und wer sie einzieht, drohen nichts an, was sie nicht vorhaben, und schlagen nichts auf außer dem in Bank Act s. 627.3.',
  'An agency first sends a written notice and waits six days after it.':
    'Ein Inkassounternehmen schickt zuerst eine schriftliche Mitteilung und wartet danach sechs Tage.',
  'After the first conversation an agency contacts a person at most three times in seven days.':
    'Nach dem ersten Gespräch spricht ein Inkassounternehmen eine Person höchstens dreimal in sieben Tagen an.',
  'Letters, and what the person asked for, do not count.': 'Briefe und was die Person erbeten hat zählen nicht.',
  'No contact between 9 in the evening and 7 in the morning, on Sundays only from 1 to 5, and not on holidays.':
    'Kein Kontakt zwischen 9 Uhr abends und 7 Uhr morgens, sonntags nur von 1 bis 5, und nicht an Feiertagen.',
  'The number of the section is from memory.': 'Die Nummer des Abschnitts ist aus dem Gedächtnis.',
  'Who collects for others in Ontario is registered there.':
    'Wer in Ontario für andere einzieht, ist dort eingetragen.',
  'From memory: it holds contact back until a registration is kept here.':
    'Aus dem Gedächtnis: Es hält Kontakt zurück, bis hier eine Eintragung hinterlegt ist.',
  'An agency contacts people from 8 in the morning to 8 in the evening, not on Sundays or holidays.':
    'Ein Inkassounternehmen spricht Menschen von 8 Uhr morgens bis 8 Uhr abends an, nicht an Sonn- und Feiertagen.',
  'The first letter of a collection agency to a private person names client, ground, interest, costs, VAT and address of the debtor’s data.':
    'Das erste Schreiben eines Inkassounternehmens an eine Privatperson nennt Auftraggeber, Grund, Zinsen, Kosten, Umsatzsteuer und die Herkunft der Anschrift.',
  'Read in a copy of 2022; the fine may have changed since.':
    'In einer Fassung von 2022 gelesen; das Bußgeld kann sich seither geändert haben.',
  'A collection agency charges no more than a lawyer could, and not beside a lawyer; money for the client goes on at once.':
    'Ein Inkassounternehmen berechnet nicht mehr, als ein Anwalt könnte, und nicht neben einem Anwalt; Fremdgeld geht unverzüglich weiter.',
  'Who collects for others is registered for it.': 'Wer für andere einzieht, ist dafür registriert.',
  'Default begins with a reminder after the due day, with a day named in the contract, or 30 days after due day and invoice; for consumers the last only where the invoice said so.':
    'Verzug beginnt mit einer Mahnung nach Fälligkeit, mit einem im Vertrag genannten Tag oder 30 Tage nach Fälligkeit und Rechnung; bei Verbrauchern Letzteres nur, wenn die Rechnung darauf hinwies.',
  'No contact at a time or place they asked us to keep free.':
    'Kein Kontakt zu Zeiten oder an Orten, die wir auf ihren Wunsch frei lassen.',
  'A way of contact that they asked us not to use is not used.':
    'Ein Weg, den wir auf ihren Wunsch nicht nutzen sollen, wird nicht genutzt.',
  'Who asks us to stop is left alone, also where it was not in writing.':
    'Wer uns bittet aufzuhören, wird in Ruhe gelassen, auch wenn es nicht schriftlich war.',
  'Who has a lawyer for it is spoken to through that lawyer.':
    'Wer dafür anwaltlich vertreten ist, wird so angesprochen.',
  'With an insolvency everything stops until a person has looked.':
    'Bei einer Insolvenz ruht alles, bis ein Mensch hingesehen hat.',
  'After a death only who acts for the estate is spoken to.':
    'Nach einem Todesfall wird nur mit denen gesprochen, die für den Nachlass handeln.',
  'Of a minor, only who has custody is spoken to.': 'Bei Minderjährigen wird nur mit Sorgeberechtigten gesprochen.',
  'Who is away in military service is left alone until a person has looked.':
    'Wer im Wehrdienst fort ist, wird in Ruhe gelassen, bis ein Mensch hingesehen hat.',
  'Who is in a mental health crisis is left alone.': 'Wer in einer seelischen Krise ist, wird in Ruhe gelassen.',
  'Who was given time by law to get advice is left alone.':
    'Wem das Gesetz Zeit für Beratung gibt, wird in Ruhe gelassen.',
  'No calls, texts or visits before 8 in the morning or after 9 in the evening where they are.':
    'Keine Anrufe, SMS oder Besuche vor 8 Uhr morgens oder nach 9 Uhr abends an ihrem Ort.',
  'At most two messages a day to one person.': 'Höchstens zwei Nachrichten am Tag an eine Person.',
  'At most three calls a week to one person.': 'Höchstens drei Anrufe in der Woche bei einer Person.',
  'No contact at work where the employer forbids it.': 'Kein Kontakt am Arbeitsplatz, wo der Arbeitgeber es verbietet.',
  'Nobody else hears of a private debt.': 'Niemand sonst erfährt von einer privaten Schuld.',
  'Nothing that others can read.': 'Nichts, was andere lesen können.',
  'No threat of suit once the time to sue has run out.': 'Keine Androhung einer Klage, sobald verjährt ist.',
  'Who collects for others first sends a letter with the names, the ground, the sums apart, how to pay and the text of article L. 111-8; later messages name it by reference and day.':
    'Wer für andere einzieht, schickt zuerst einen Brief mit den Namen, dem Grund, den Beträgen einzeln, dem Zahlungsweg und dem Text von Artikel L. 111-8; spätere Nachrichten verweisen darauf mit Tag.',
  'Who bought the debt is taken as bound as well.': 'Wer die Schuld gekauft hat, gilt ebenfalls als gebunden.',
  'Who collects for others has a written mandate, insurance, an account of its own for that money and a declaration to the prosecutor, gives a receipt for each payment and pays out within a month.':
    'Wer für andere einzieht, hat eine schriftliche Vollmacht, Versicherung, ein eigenes Konto für dieses Geld und eine Anmeldung bei der Staatsanwaltschaft, quittiert jede Zahlung und zahlt binnen eines Monats aus.',
  'The costs of collecting out of court stay with the creditor, whatever a term says.':
    'Die außergerichtlichen Inkassokosten bleiben beim Gläubiger, was immer eine Klausel sagt.',
  'Before a suit over 5,000 euros or less, conciliation, mediation or an agreed procedure is tried.':
    'Vor einer Klage bis 5.000 Euro wird Schlichtung, Mediation oder ein vereinbartes Verfahren versucht.',
  'There are exceptions, which were not read: a person decides.':
    'Es gibt Ausnahmen, die nicht gelesen wurden: Ein Mensch entscheidet.',
  'Before a business sues an individual it sends a letter of claim with the protocol’s enclosures and waits 30 days.':
    'Bevor ein Unternehmen eine Person verklagt, schickt es einen Letter of Claim mit den Anlagen des Protokolls und wartet 30 Tage.',
  'From the date of the letter; 30 days more after a reply that asks for documents or advice, and 14 days’ notice before a claim is issued.':
    'Ab dem Datum des Briefs; 30 Tage mehr nach einer Antwort, die um Unterlagen oder Beratung bittet, und 14 Tage Ankündigung vor der Klage.',
  'Breathing space stops interest, fees, enforcement and every contact about the debt for 60 days.':
    'Die Schuldnerfrist (Breathing Space) hält Zinsen, Gebühren, Vollstreckung und jeden Kontakt über die Schuld für 60 Tage an.',
  'In a mental health crisis breathing space lasts as long as the treatment and 30 days more.':
    'In einer seelischen Krise dauert die Schuldnerfrist so lange wie die Behandlung und 30 Tage darüber hinaus.',
  'The end of the treatment is entered by a person; 30 days are added to it by hand.':
    'Das Ende der Behandlung trägt ein Mensch ein; 30 Tage kommen von Hand dazu.',
  'Firms that lend to consumers or collect for lenders treat who is in arrears fairly: patience, clear words, no pressure, disputes looked into.':
    'Wer Verbrauchern leiht oder für Kreditgeber einzieht, behandelt Säumige fair: Geduld, klare Worte, kein Druck, Einwände werden geprüft.',
  'CONC 7.14: collecting rests while a dispute with grounds is looked into.':
    'CONC 7.14: Die Beitreibung ruht, solange ein begründeter Einwand geprüft wird.',
  'A debt whose time to sue has run out is never called enforceable, and not pursued from who says that it has.':
    'Eine verjährte Schuld wird nie durchsetzbar genannt und nicht von dem verfolgt, der sich darauf beruft.',
  'From memory.': 'Aus dem Gedächtnis.',
  'In Scotland a debt ends when five years have passed without a claim or an acknowledgment.':
    'In Schottland erlischt eine Schuld nach fünf Jahren ohne Klage oder Anerkenntnis.',
  'The time to sue on a simple contract is six years; an acknowledgment or part payment within it starts it anew.':
    'Einfache Vertragsforderungen verjähren in sechs Jahren; ein Anerkenntnis oder eine Teilzahlung lässt die Frist neu beginnen.',
  'Calls and messages need a lawful basis and are not misleading.':
    'Anrufe und Nachrichten brauchen eine Rechtsgrundlage und führen nicht in die Irre.',
  'A reminder: no limit of its own for collecting debts is known here.':
    'Ein Hinweis: Eine eigene Grenze für Inkasso ist hier nicht bekannt.',
  'On consumer credit no visit or call between 9 in the evening and 9 in the morning, on Sundays or on public holidays.':
    'Bei Verbraucherkrediten kein Besuch oder Anruf zwischen 9 Uhr abends und 9 Uhr morgens, an Sonn- oder Feiertagen.',
  'On consumer credit no visit or call at work without written consent.':
    'Bei Verbraucherkrediten kein Besuch oder Anruf am Arbeitsplatz ohne schriftliche Einwilligung.',
  'Also where they live there and other attempts failed; that is for a person to decide.':
    'Auch wo sie dort wohnen und andere Versuche scheiterten; das entscheidet ein Mensch.',
  'On consumer credit nothing goes to an employer or the family without written consent for that.':
    'Bei Verbraucherkrediten geht ohne schriftliche Einwilligung nichts an Arbeitgeber oder Familie.',
  'On consumer credit a letter goes in a closed envelope with names, "personal" and a return address at most.':
    'Bei Verbraucherkrediten geht ein Brief in geschlossenem Umschlag, höchstens mit Namen, „persönlich“ und Absender.',
  'High-cost credit is collected only on weekdays between 10 in the morning and 9 in the evening, not on public holidays.':
    'Teure Kredite werden nur werktags zwischen 10 Uhr morgens und 9 Uhr abends eingezogen, nicht an Feiertagen.',
  'From 8 with written consent, which is not used here. Saturday is taken as a weekday, as the Act names Sundays.':
    'Ab 8 mit schriftlicher Einwilligung, die hier nicht benutzt wird. Samstag gilt als Werktag, da das Gesetz Sonntage nennt.',
  'Lenders and who collects for them call nobody before 8 in the morning or after 7 in the evening, and harass nobody.':
    'Kreditgeber und wer für sie einzieht rufen niemanden vor 8 Uhr morgens oder nach 7 Uhr abends an und bedrängen niemanden.',
  'Known from reports; the circular itself was not read.':
    'Aus Berichten bekannt; das Rundschreiben selbst wurde nicht gelesen.',
  'A consumer owes collection costs only after a letter that names them and leaves fourteen days to pay, counted from the day after it arrived.':
    'Ein Verbraucher schuldet Inkassokosten erst nach einem Brief, der sie nennt und vierzehn Tage zum Zahlen lässt, gerechnet ab dem Tag nach seiner Ankunft.',
  'No law names a day of receipt: five business days are our own caution, longer than the post takes.':
    'Kein Gesetz nennt einen Tag des Zugangs: Fünf Geschäftstage sind unsere eigene Vorsicht, länger, als die Post braucht.',
}
