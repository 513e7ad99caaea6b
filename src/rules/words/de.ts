// German words that may not be said, what to say instead, and the law (Germany; Austria and Switzerland have their like) behind
// it. Which facts make a rule bind stands in forbidden.ts; nothing is decided here.

import type { LanguageWords } from '../../core/lint.ts'

const uwg = 'UWG § 4a Abs. 1, 2; good practice'

export const de: LanguageWords = {
  language: 'de',
  rules: {
    'threat.violence': {
      forbids: [
        'wir wissen, wo sie wohnen',
        '(sie|das) (werden|wirst|wird) (es|das|ihnen|dir) ~ (bereuen|leidtun|leid tun)',
        '(das|es) (werden sie|wirst du) ~ bereuen',
        '(verprügel*|zusammenschlag*|schläger|schlägertrupp*|russisch* inkasso|moskau inkasso)',
        'ihnen ~ (etwas zustoßen|etwas passieren)',
        '(schicken|schickt) ~ (unsere (leute|jungs|männer)|jemanden) (vorbei|zu ihnen)',
      ],
      better: 'Bitte rufen Sie uns an, damit wir gemeinsam einen Weg finden.',
      cite: 'StGB § 240, § 241; UWG § 4a Abs. 1',
      sure: 'memory',
    },
    'threat.arrest': {
      forbids: [
        '(polizei*|staatsanwalt*|staatsanwaltschaft|strafanzeige|strafantrag|strafverfahren|strafverfolgung|strafrechtlich*|kriminalpolizei)',
        '(anzeige) ~ (erstatten|stellen|betrug*|erstattet)',
        '(verhaft*|haftbefehl|festnahme|festgenommen|gefängnis*|haftstrafe*|ersatzhaft|erzwingungshaft|hinter gitter*|knast)',
        '(eingehungs|waren|zahlungs)betrug(s|es)?',
        '(wegen|als|ist|an|des) (betrug|betrugs)',
        '(betrügerisch|straftat|straftatbestand|strafbar|kriminell*)',
      ],
      better: 'Bitte zahlen Sie bis zum [Tag] oder rufen Sie uns an, wenn das nicht geht.',
      cite: 'StGB § 240 (BGH 5.12.2013, 1 StR 162/13); UWG § 4a Abs. 2',
      sure: 'memory',
    },
    'threat.seizure': {
      forbids: [
        '(gerichtsvollzieher|vollziehungsbeamt*|vollstreckungsbeamt*|inkassomitarbeiter) ~ (kommt|kommen|besuch*|aufsuch*|beauftrag*|schick*|vorbei|erschein*|klingel*|vor ihrer tür|einschalt*)',
        '(schicken|beauftragen|senden|bestellen) ~ gerichtsvollzieher*',
        '(gerichtsvollzieher*)',
        '(pfänd*|gepfändet*|lohnpfändung*|gehaltspfändung*|kontopfändung*|sachpfändung*|zwangsvollstreck*|vollstreckungsmaßnahm*|zwangsversteiger*|zwangsräumung|beschlagnahm*|taschenpfändung|kontosperr*)',
        '(vollstrecken|vollstreckt|vollstreckung)',
        '(ihr|ihre|ihren|ihrem) ~ (konto|lohn|gehalt|auto|haus|wohnung|möbel) ~ (weggenommen|wegnehmen|abgeholt|abholen|eingezogen|versteiger*|einbehalten)',
        '(direkt |unmittelbar )?(vom|von ihrem|aus ihrem) (lohn|gehalt|einkommen) (abziehen|abgezogen|einbehalten|einziehen)',
        '(zwangsweise|zwangsmaßnahm*)',
      ],
      better: 'Wenn wir keinen gemeinsamen Weg finden, prüfen wir, was das Recht zulässt, und schreiben Ihnen vorher.',
      cite: 'ZPO §§ 704, 794 (no enforcement without a title); UWG § 4a Abs. 2 Nr. 5',
      sure: 'memory',
    },
    'threat.disclosure': {
      fineForBusiness: ['(kolleg*|chef*|vorgesetzt*|mann|frau|partner*|freund*)'],
      forbids: [
        '(informier*|unterricht*|kontaktier*|benachrichtig*|anruf*|anschreib*|wend*|sprech*|red*|mitteil*|erzähl*|sag*|meld*|einschalt*|aufsuch*|schreib*) ~ (ihren?|ihrem|ihres|deinen?|deinem) ~ (arbeitgeber*|chef*|vorgesetzt*|kolleg*|nachbar*|familie*|eltern|mutter|vater|ehemann|ehefrau|mann|frau|partner*|verwandt*|freund*|vermieter*|kunden|lieferant*|geschäftspartner*|hausverwaltung)',
        '(erfährt|erfahren|hört|hören|weiß|wissen|bekommt ~ mit) (auch |dann |bald |davon )?(ihr|ihre|dein|deine) ~ (arbeitgeber*|chef*|kolleg*|nachbar*|familie*|eltern|verwandt*|freunde*|kunden|lieferant*)',
        '(?<!von )(?<!mit )(?<!durch )(?<!bei )(ihr|ihre|ihren|ihrem|ihres|dein|deine|deinen|deinem) ~ (arbeitgeber*|chef*|vorgesetzt*|kolleg*|nachbar*|familie*|eltern|ehemann|ehefrau|partner*|verwandt*|freunde*|vermieter*|kunden|lieferant*|geschäftspartner*) ~ (informier*|unterricht*|kontaktier*|benachrichtig*|anrufen|anschreiben|wenden|erfahr*|erfährt|mitteil*|erzähl*|sagen|melden|einschalten|aufsuchen|wissen|hören|sprechen|in kenntnis)',
        '(alle|jeder|die ganze (stadt|straße|nachbarschaft|branche)|das ganze (dorf|haus|viertel)) ~ (erfahren|erfährt|wissen|weiß|hören)',
        '(veröffentlich*|an den pranger|schwarze liste|schuldnerliste|im internet|in der zeitung|auf facebook) ~ (namen|sie|stellen|setzen|nennen|veröffentlich*|bekannt)',
        '(an den pranger|schwarze liste*|öffentliche schuldnerliste)',
        '(ihren|deinen) namen ~ (veröffentlich*|internet|nennen|bekannt)',
        'andere ~ vor ihnen warn*',
      ],
      better: 'Darüber sprechen wir nur mit Ihnen.',
      cite: 'DSGVO Art. 6; UWG § 4a Abs. 1, 2; StGB § 240',
      sure: 'memory',
    },
    'threat.credit_file': {
      forbids: [
        '(schufa|creditreform|crif|boniversum|infoscore|auskunftei*|wirtschaftsauskunftei*|ksv|ksv1870|bonität*|kreditwürdigkeit|negativeintrag*|schufa-eintrag*|negativmerkmal*)',
        '(keinen|nie (wieder|mehr) einen?|niemals) (kredit|handyvertrag|vertrag|wohnung)',
      ],
      better: 'Bitte zahlen Sie bis zum [Tag], oder sagen Sie uns, was Sie anders sehen.',
      cite: 'BDSG § 31 Abs. 2; UWG § 4a (BGH 19.3.2015, I ZR 157/13)',
      sure: 'memory',
    },
    'threat.suit': {
      ...suit(),
      better: 'Liegt uns bis dahin keine Antwort vor, entscheiden wir, wie es weitergeht, und schreiben Ihnen vorher.',
    },
    'threat.suit_time_barred': {
      ...suit(),
      better: 'Der Anspruch ist verjährt; wir klagen ihn nicht ein.',
      cite: 'BGB § 214; UWG § 5; good practice',
    },
    'threat.last_chance': {
      forbids: [
        '(letzte|allerletzte|einzige|letztmalige) (chance|gelegenheit|möglichkeit|warnung|aufforderung vor)',
        'letztmalig (auf|auffordern|gelegenheit)',
        '(schwerwiegende|ernste|ernsthafte|unangenehme|gravierende|drastische|weitreichende) (folgen|konsequenzen|nachteile)',
        '(die )?(zeit läuft ab|zeit ist um|zu spät ist)',
        'die konsequenzen (tragen|spüren)',
        'sonst (knallt|passiert|setzt)',
        'keine (weitere|andere|zweite) (chance|wahl|möglichkeit|warnung)',
      ],
      better:
        'Dies ist unsere letzte Mahnung. Bitte zahlen Sie bis zum [Tag] oder rufen Sie uns an; danach [was wirklich folgt].',
      cite: 'Good practice; UWG § 4a',
      sure: 'manners',
    },
    'threat.deportation': {
      forbids: [
        '(abschieb*|abgeschoben|ausländerbehörde|ausländeramt|bamf|aufenthaltstitel*|aufenthaltserlaubnis|aufenthaltsrecht|aufenthaltsstatus|einbürgerung|asylverfahren|bleiberecht)',
        '(des landes|aus deutschland|aus dem land) (verwiesen|verweisen|ausgewiesen|ausweisen)',
      ],
      better: 'Weglassen; eine Schuld hat mit dem Aufenthalt nichts zu tun.',
      cite: 'StGB § 240; UWG § 4a',
      sure: 'memory',
    },
    'urgency.false': {
      forbids: [
        '(binnen|innerhalb|in den nächsten|innert) ~ (24|48|12|vierundzwanzig|achtundvierzig) (stunden|std)',
        '(zahl*|überweis*|begleich*|meld*|ausgleich*|handeln|reagier*|ruf*) ~ (sofort|sofortig|umgehend|unverzüglich|augenblicklich|auf der stelle|noch heute|jetzt gleich|jetzt sofort)',
        '(sofort|umgehend|unverzüglich|augenblicklich|noch heute|auf der stelle|sofortig*|umgehend*) ~ (zahl*|zu zahlen|überweis*|zu überweisen|begleich*|zu begleichen|ausgleich*|auszugleichen|reagier*|handeln|zahlung*|begleichung|überweisung)',
        '(sofortige|umgehende|unverzügliche) (zahlung|reaktion|antwort|begleichung|überweisung|handlung)',
        '(dringend|äußerst dringend|höchst dringend|eilt|eilsache|eilig)',
        'ohne (jede weitere )?(verzug|verzögerung|aufschub)',
        'bis (heute abend|mitternacht|heute)',
      ],
      better: 'Bitte zahlen Sie bis zum [ein Tag, der dafür Zeit lässt].',
      cite: 'Good practice; UWG § 4a Abs. 2',
      sure: 'manners',
    },
    'urgency.capitals': {
      forbids: [],
      better: 'Schreiben Sie es in gewöhnlichen Buchstaben.',
      cite: 'Good practice',
      sure: 'manners',
    },
    'urgency.marks': {
      forbids: [],
      better: 'Schließen Sie den Satz mit einem Punkt.',
      cite: 'Good practice',
      sure: 'manners',
    },
    'shame.insult': {
      forbids: [
        '(betrüger*|schmarotzer*|schuldenmacher*|lügner*|gauner*|halunke*|schwindler*|dieb|diebe|asozial*|nichtsnutz*|versager*|schnorrer*|parasit*|penner*|idiot*|abzocker*|zechpreller*|gesindel|drückeberger*|taugenichts)',
        '(faul*|unehrlich*|unverschämt*|erbärmlich*|dreist*|schamlos*|verantwortungslos*|peinlich*) (kunde*|person*|mensch*|verhalten|schuldner*|zahler*|firma|haltung|art)?',
        '(sie|ihr) (haben|habt) ~ (belogen|bestohlen|betrogen|hintergangen)',
        'sie lügen',
      ],
      better: 'Sagen Sie, was seit wann offen ist und bis wann Sie darum bitten.',
      cite: 'StGB § 185; UWG § 4a Abs. 2 Nr. 2',
      sure: 'memory',
    },
    'shame.reproach': {
      forbids: [
        '(schäm*|scham|schande|beschämend*|blamier*|blamage)',
        '(jeder|ein|alle|die) (anständig*|ehrlich*|ordentlich*|ehrbar*|vernünftig*|verantwortungsvoll*) (mensch*|kunde*|bürger*|kaufmann|geschäftsmann|unternehmen|leute|person*)',
        '(anständig*|ehrliche*) (menschen|leute|kunden|bürger|kaufleute)',
        'was (würden|sollen|denken) ~ (familie|kinder|eltern|nachbarn|freunde|kollegen) ~ (sagen|denken|dazu)',
        '(auf kosten anderer|auf unsere kosten|über (ihre|eure) verhältnisse) ~ leben',
        '(sie leben|leben sie) (auf kosten anderer|auf unsere kosten|über ihre verhältnisse)',
        '(haben sie|hast du) (kein(en)?) (anstand|gewissen|ehrgefühl|scham|ehre)',
        '(enttäuscht|entsetzt|empört|schockiert) (von|über) (ihnen|ihr*|sie)',
        'inakzeptables (verhalten|benehmen)',
        'schlechtes vorbild',
      ],
      better: 'Gibt es einen Grund, warum der Betrag noch offen ist? Wir wüssten ihn gern.',
      cite: uwg,
      sure: 'manners',
    },
    'disclosure.outside': {
      forbids: debtWords(),
      better: 'Nur die Nummer und Ihr Name: Rechnung 4711 von [Name].',
      cite: 'DSGVO Art. 5 Abs. 1 lit. c, f, Art. 6; good practice',
      sure: 'memory',
    },
    'disclosure.third_party': {
      forbids: [
        ...debtWords(),
        '(nicht|noch nicht|nie) (bezahlt|gezahlt|beglichen|überwiesen)',
        '(seine|ihre|deren) (rechnung|rechnungen|konto)',
      ],
      better: 'Bitte richten Sie aus, [Name] möge uns unter [Nummer] anrufen.',
      cite: 'DSGVO Art. 6; good practice',
      sure: 'memory',
    },
    'pretence.court': {
      forbids: [
        '(gerichtlich*|richterlich*|amtlich*|behördlich*) (mahnung*|zahlungsaufforderung*|mahnschreiben|bescheid*|verfügung*|anordnung*|mitteilung*|zustellung*|ladung|vorladung)',
        '(aktenzeichen|az|geschäftszeichen|geschäftsnummer) ?.?:? ?[0-9]{1,3} ?(c|m|o|b|js|ds|t|s|u) ?[0-9]+/[0-9]+',
        '(vorladung|ladung zum termin|vorgeladen|im namen des volkes|hiermit wird (angeordnet|verfügt|beschlossen)|es wird (angeordnet|verfügt|beschlossen)|ergeht folgender (beschluss|bescheid)|rechtskräftig festgestellt)',
        '(letzte )?mahnung vor (dem )?(gericht|vollstreckung|gerichtsverfahren)',
        '(vollstreckungsankündigung|pfändungsankündigung|pfändungsbeschluss|vollstreckungsauftrag|zahlungsbefehl|strafbefehl|vorgerichtliches verfahren)',
        '(dienstsiegel|amtssiegel|gerichtssiegel)',
        'in der (rechtssache|sache) ~ gegen',
      ],
      better: 'Bitte zahlen Sie bis zum [Tag]. Dies ist ein Schreiben von [Name], keines von einem Gericht.',
      cite: 'UWG § 5; StGB § 132 (pretence of office); good practice',
      sure: 'memory',
    },
    'pretence.authority': {
      forbids: [
        '(im auftrag|im namen|in vertretung) (der|des|einer|eines) (behörde*|gericht*|staat*|amt*|amtes|land*|landes|stadt|polizei|justiz|regierung|finanzamt*)',
        '(vollstreckungsstelle|vollstreckungsabteilung|hauptstelle für|zentralstelle für|amt für forderung*|bundesamt|landesamt|betrugsabteilung|ermittlungsabteilung|ermittlungsdienst|forderungsamt|inkassobehörde)',
        '(wir sind|ich bin|hier spricht) (ein |eine |der |die |das )?(gericht*|behörde*|gerichtsvollzieher*|rechtsanwalt*|anwalt*|anwältin|anwaltskanzlei|kanzlei|polizei|amt)',
        '(staatlich*|amtlich*) (beauftragt*|bestellt*|befugt*|inkassostelle|stelle)',
      ],
      better: 'Unterschreiben Sie mit Ihrem Namen und Ihrer Aufgabe im Betrieb.',
      cite: 'UWG § 5; StGB § 132, § 132a; RDG § 11 Abs. 4',
      sure: 'memory',
    },
    'accusation.early': {
      forbids: [
        '(sie|ihr|du) ~ (versäumt|unterlassen|vernachlässigt|ignoriert|missachtet|verweigert|geweigert)',
        '(haben|hat|habt|hast) (sie|er|ihr|du|es) ~ (versäumt|unterlassen|vernachlässigt|ignoriert|missachtet|verweigert|geweigert)',
        '(sie|ihr) (weigern|verweigern|ignorieren|missachten|verstoßen|entziehen|drücken)',
        '(trotz|ungeachtet) (mehrfach*|wiederholt*|mehrmalig*|zahlreich*|vielfach*) (aufforderung*|mahnung*|erinnerung*|schreiben)',
        '(ihr|ihrem|ihre|ihrer) (versäumnis*|verzug*|zahlungsverzug*|nachlässigkeit|weigerung|pflichtverletzung*|vertragsbruch|vertragsverletzung|zahlungsunwillig*|schuldhaft*)',
        '(vertragsbrüchig|vertragsbruch|zahlungsunwillig*|pflichtwidrig|schuldhaft|vorsätzlich|böswillig|mutwillig|absichtlich)',
        '(nicht|keinesfalls) (nachgekommen|an (ihre|die) (pflicht*|vereinbarung*) gehalten)',
        'ausreden',
      ],
      better: 'Nach unseren Unterlagen ist die Rechnung [Nummer] noch offen. Würden Sie bitte nachsehen?',
      cite: 'Good practice',
      sure: 'manners',
    },
    'bank.changed': {
      forbids: [
        '(unser*|die) (bankverbindung|kontoverbindung|bankdaten|kontodaten|kontonummer|iban|konto|zahlungsverbindung) (hat|haben|wurde|wurden|ist|sind) ~ (geändert|gewechselt|umgestellt|aktualisiert|neu)',
        '(?<!ihre )(?<!ihrer )(?<!ihr )(neu*|geändert*|andere*|aktualisiert*) (bankverbindung*|kontoverbindung*|bankdaten|kontodaten|kontonummer|iban|konto|bankkonto)',
        '(haben|hat) ~ (bank|bankverbindung|konto|kontoverbindung|hausbank) (gewechselt|geändert|umgestellt)',
        '(änderung|wechsel) (unserer|der|des) (bankverbindung|kontoverbindung|bankdaten|kontodaten|kontos)',
        '(nicht mehr|nicht länger) ~ (auf|an) (das|unser|die) ~ (alte|bisherige|frühere) ~ (konto|bankverbindung|iban)',
        '(altes|alte|bisherige) (konto|bankverbindung|iban) ~ (nicht mehr|geschlossen|gekündigt|gelöscht)',
        'ab sofort ~ (konto|iban|bankverbindung)',
      ],
      better: 'Das Konto steht auf Ihrer Rechnung.',
      cite: 'Good practice against payment fraud',
      sure: 'manners',
    },
    'charge.unnamed': {
      forbids: [
        '(mahngebühr*|mahnkosten|mahnpauschale*|mahnspesen|bearbeitungsgebühr*|bearbeitungskosten|bearbeitungspauschale|inkassokosten|inkassogebühr*|verzugspauschale*|säumniszuschlag*|säumnisgebühr*|strafgebühr*|verwaltungsgebühr*|verwaltungskosten|kontoführungsgebühr*|aufschlag|zusatzkosten|auslagenpauschale|adressermittlungskosten|ratengebühr*)',
        '(gebühr|pauschale|zuschlag|strafe) (von|über|in höhe von) (€ ?)?[0-9][0-9.,]*',
      ],
      better: 'Nach [Klausel oder Paragraf] kommen [Betrag] hinzu.',
      cite: 'BGB § 280, § 286, § 288; RDG § 13a Abs. 1 Nr. 3-6',
      sure: 'read',
    },
    'promise.impossible': {
      forbids: [
        '(wir|ich) ~ (garantier*|versprech*|versicher*|schwör*) ~ (nie|niemals|immer|niemand|nichts|für immer|alle)',
        '(wir|ich) (werden|werde) (sie |ihnen )?(nie|niemals|nie wieder|nie mehr)',
        '(sie|ihnen) ~ (nie wieder|niemals wieder|nie mehr) ~ (hören|erhalten|bekommen|belästig*)',
        '(garantiert|100 ?%|hundertprozentig) ~ (sicher|gelöscht|erledigt|frei|erfolg)',
        '(niemand|keiner) wird ~ (je|jemals)',
        '(löschen|gelöscht) ~ (schufa|eintrag)',
      ],
      better: 'Sobald Ihre Zahlung da ist, bestätigen wir sie Ihnen schriftlich.',
      cite: 'Good practice; UWG § 5',
      sure: 'manners',
    },
    'address.gendered': {
      forbids: [
        '(sehr geehrte|werte|geehrte|verehrte|liebe) (herren|herrn)',
        'sehr geehrter herr,',
        'sehr geehrte frau,',
        '(an die herren|meine herren|hallo herr,|fräulein|die damen in der buchhaltung)',
      ],
      better: 'Guten Tag,',
      cite: 'Good practice',
      sure: 'manners',
    },
    'address.familiar': {
      forbids: [
        '(hi|hey|hallo|moin|servus|hallöchen) (leute|ihr lieben|zusammen|freunde|alle|ihr|du|mein lieber|kumpel)',
        '(hey|hi|hallöchen),?',
        '(ihr lieben|mein lieber|meine liebe|schatz|kumpel|digga|süße)',
        '(du|dir|dich|dein|deine|deinen|deinem|deiner|euch|euer|eure|euren|eurer|eurem)',
        '(liebste grüße|küsschen|bussi|hdl|knuddel)',
      ],
      better: 'Guten Tag, / Mit freundlichen Grüßen',
      cite: 'Good practice',
      sure: 'manners',
    },
    'reading.hard': {
      forbids: [],
      better: 'Kürzere Sätze und kürzere Wörter; eins nach dem anderen sagen.',
      cite: 'Amstad, Wie verständlich sind unsere Zeitungen?, Zürich 1978',
      sure: 'manners',
    },
  },
  denials: [
    'nicht',
    'ob',
    'kein*',
    'nie',
    'niemals',
    'niemand*',
    'ohne',
    'weder',
    'noch nie',
    'statt',
    'anstatt',
    'vermeiden',
  ],
  denialsAfter: ['nicht', 'nie', 'niemals'],
  noDenials: [
    'nicht (nur|zögern|davor|zurückschreck*|ausschließ*|scheuen|mehr lange)',
    '(zögern|scheuen) ~ nicht',
    'keine* ~ (andere|andre|weitere|wahl|alternative|möglichkeit)',
    'ohne (weitere*|vorherige*|erneute*|jede|ihre)',
    '(nicht|nie) (zahl*|gezahlt|bezahl*|überweis*|reagier*|begleich*)',
    'noch nicht',
    'nicht umhin',
  ],
  asks: ['(bitte|könn(en|ten) sie|würden sie|sie (können|könnten|sollten|möchten|dürfen))'],
  attributions: [
    '(sie|ihr schreiben|ihre mail|ihre nachricht) ~ (schrieben|schreiben|sagten|fragten|meinten|erwähnten|baten|geschrieben|gefragt|gesagt)',
    '(schrieben|fragten|sagten|schreiben|meinten|erwähnten) sie',
    'ihre (frage|worte|nachricht|mail)',
  ],
  reasons: [
    '(weil|da (sie|wir|die|der|das|sonst|ihre)|denn|damit|nach (§|artikel|art.|abs)|gemäß|laut|aufgrund|wegen|wie (vereinbart|besprochen|gewünscht|zugesagt)|bekommen sie|erhalten sie|senden wir|kümmere|gesendet|geschickt|geliefert|weitergeleitet|berichtigt|korrigiert|erstattet|bestätigt|bearbeitet)',
    '§',
  ],
  bases: [
    '(§§?|paragraf|paragraph|bgb|agb|klausel|ziffer|nummer|nr.|abschnitt|artikel|art.|vertrag*|gesetz*|geschäftsbedingungen|vereinbar*|urteil|gericht*) ?[0-9a-z]*',
    '§',
  ],
  easeMin: { person: 45, business: 35 },
}

function suit() {
  return {
    forbids: [
      '(klage|klagen|verklag*|einklag*|eingeklagt|klageweg|klageerhebung|klageverfahren)',
      '(gerichtlich*|rechtlich*|juristisch*) (schritt*|verfahren|mahnverfahren|vorgehen|maßnahme*|weg*|geltendmach*|beitreib*|durchsetz*|hilfe|mittel)',
      '(gerichtlich|rechtlich|juristisch) (geltend|vorgehen|gegen sie|durchsetzen|beitreiben|verfolgen|vorzugehen|einfordern)',
      '(mahnbescheid*|mahnverfahren|vollstreckungsbescheid*|rechtsweg*|gerichtsverfahren|gerichtskosten|insolvenzantrag)',
      '(vor|zum|beim) (das |dem )?(gericht|amtsgericht|landgericht|kadi)',
      '(gericht|gerichte) (anrufen|einschalten|bemühen|entscheiden)',
      '(anwalt*|rechtsanwalt*|anwält*|rechtsanwält*|kanzlei|rechtsabteilung|inkassobüro|inkassounternehmen) ~ (übergeb*|übergib*|beauftrag*|einschalt*|abgeb*|abgegeben|weitergeb*|weiterleit*|eingeschaltet|vorgehen)',
      '(übergeben|beauftragen|schalten|geben|leiten|übertragen|wenden) ~ (anwalt*|rechtsanwalt*|anwält*|rechtsanwält*|kanzlei|rechtsabteilung)',
      'sehen uns vor gericht',
    ],
    cite: 'UWG § 4a Abs. 2 Nr. 5, § 5; good practice',
    sure: 'memory' as const,
  }
}

function debtWords(): readonly string[] {
  return [
    '(schuld|schulden|schuldner*|mahn*|zahlungserinnerung*|zahlungsaufforderung*|überfällig*|inkasso*|rückst[aä]nd*|unbezahlt*|zahlungsverzug|verzug|forderung*|offene[rn]? (betrag|rechnung*|forderung*|beträge)|fällig(e|er|en|es) (betrag|rechnung*|forderung*)|säumig*|gläubiger*|zahlungsrückstand*)',
    '(letzte|zweite|dritte|erste) (mahnung|erinnerung|aufforderung|zahlungserinnerung)',
    '(nicht|noch nicht) (bezahlt|gezahlt|beglichen)',
    '(gericht|gerichtlich*|anwalt|gerichtsvollzieher|pfändung|vollstreckung)',
    '(zahlen sie|bitte zahlen)',
  ]
}
