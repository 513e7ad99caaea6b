// French words that may not be said, what to say instead, and the law (France) behind it. Which facts make a rule bind stands
// in forbidden.ts; nothing is decided here.

import type { LanguageWords } from '../../core/lint.ts'

const aggressive = 'Code de la consommation art. L121-6, L121-7'
const deceptive = 'Code de la consommation art. L121-2'

export const fr: LanguageWords = {
  language: 'fr',
  rules: {
    'threat.violence': {
      forbids: [
        'nous savons où vous (habitez|vivez|travaillez)',
        'vous (allez|risquez de) (le |fort )?(regretter|payer cher|souffrir)',
        'vous le regretterez',
        '(il pourrait vous arriver|un accident est vite arrivé|surveillez vos arrières)',
        '(casser|frapper|tabasser) ~ (figure|jambes|gueule|os)',
        "(envoyer|enverrons) (quelqu'un|nos hommes|du monde) (chez vous)?",
      ],
      better: 'Appelez-nous, afin que nous trouvions une solution ensemble.',
      cite: 'Code pénal art. 222-17, 312-1',
      sure: 'memory',
    },
    'threat.arrest': {
      forbids: [
        "(?<!numéro de )(?<!votre )police(?! (d'assurance|d'abonnement|n|de caractère))",
        '(gendarme*|gendarmerie|procureur|prison|emprison*|incarcér*|arrêté par|arrestation|interpell*|garde à vue|menottes)',
        '(porter|porterons|portons|dépôt de|déposer|déposerons|déposons) plainte',
        '(plainte|poursuite|poursuites|action|sanction|sanctions) pénale*',
        '(pénalement|au pénal|correctionnel*|délit|escroquerie|abus de confiance|infraction|casier judiciaire)',
      ],
      better: 'Merci de régler avant le [date], ou appelez-nous si ce n’est pas possible.',
      cite: `${aggressive}; Code pénal art. 312-10`,
      sure: 'memory',
    },
    'threat.seizure': {
      forbids: [
        '(saisie-attribution|saisie-vente|saisie-arrêt|saisie (immobilière|mobilière|bancaire|conservatoire)|saisies? (de|sur|des|du) ((votre|vos) )?(salaires?|comptes?|biens?|meubles?|revenus?|voiture|véhicule|maison))',
        "(saisir|saisirons|ferons saisir|faire saisir|saisissons|saisi|saisis) (vos|votre|sur|tous|l'ensemble) ~ (biens?|meubles?|salaires?|comptes?|voiture|véhicule|maison|revenus?|mobilier|appartement)",
        '(vos|votre) ~ (biens?|meubles?|salaires?|comptes?|voiture|véhicule|maison|revenus?|mobilier) ~ (saisis?|saisies?|bloqués?|bloquée?s?|vendus?|vendues?|prélevés?|enlevés?|gelés?)',
        '(prélever|prélèverons|retenir|retenue) ~ (sur|directement sur) (votre|vos) (salaires?|paie|revenus?|allocations?)',
        '(huissier*|commissaire* de justice) ~ (viendra|passera|se présentera|se rendra|interviendra|mandaté|procédera|saisira|chez vous|votre domicile|envoyé)',
        "(mandater|mandaterons|envoyer|enverrons|faire intervenir|ferons intervenir|ferons appel à|saisir|saisirons) (un |une |notre |l')?(huissier*|commissaire* de justice)",
        '(expuls(er|ion|é|és|ée) (de (votre|chez)|du logement|locative)|exécution forcée|recouvrement forcé|vente aux enchères|avis à tiers détenteur)',
        '(nos agents|nos hommes|un agent) ~ (chez vous|votre domicile|vos biens|vos meubles)',
      ],
      better:
        'Si nous ne trouvons pas de solution, nous étudierons ce que la loi permet et vous écrirons avant d’agir.',
      cite: `CPCE art. L111-2 (no enforcement without a title); ${aggressive}`,
      sure: 'memory',
    },
    'threat.disclosure': {
      fineForBusiness: ['(collègues?|chef*|supérieur*|patron*|partenaires?|amis?|propriétaire)'],
      forbids: [
        '(informer*|informons|informerons|prévenir|préviendrons|prévenons|préviens|avertir|avertirons|contacter*|contactons|contacterons|appeler|appellerons|écrire|écrirons|parler|parlerons|alerter*|alerterons|dire|dirons|signaler*|signalerons|aviser|aviserons|joindre|joindrons) ~ (votre|vos) ~ (employeur*|patron*|chef*|supérieur*|collègues?|voisins?|voisinage|famille|parents?|mère|père|mari|femme|épouse|époux|conjoint*|compagn*|proches|amis?|entourage|propriétaire|bailleur|clients?|fournisseurs?|partenaires?)',
        '(votre|vos) ~ (employeur*|patron*|chef*|supérieur*|collègues?|voisins?|voisinage|famille|parents|mari|femme|épouse|époux|conjoint*|proches|amis?|entourage|propriétaire|clients?|fournisseurs?|partenaires?) ~ (informés?|informée?s?|prévenus?|prévenue?s?|avertis?|avertie?s?|contactés?|contactée?s?|saura|sauront|apprendra|apprendront|au courant|avisés?|avisée?s?|alertés?|alertée?s?|découvrir*)',
        '(publier|publierons|afficher|afficherons|diffuser|diffuserons|divulguer|divulguerons) ~ (votre|vos|nom|photo|dette|facebook|internet|réseaux|liste)',
        '(tout le (monde|quartier|village)|toute la (ville|profession|rue)) ~ (saura|sera|apprendra|au courant)',
        'liste (noire|des mauvais payeurs)',
      ],
      better: 'Nous n’en parlons qu’avec vous.',
      cite: `RGPD art. 6; ${aggressive}; Code civil art. 9`,
      sure: 'memory',
    },
    'threat.credit_file': {
      forbids: [
        '(fich(é|és|ée|ées|age|er|ier) ~ (banque de france|ficp|fcc|incidents|mauvais payeurs|bancaire|national)|banque de france|ficp|interdit* bancaire*|interdiction bancaire)',
        '(plus (aucun|jamais|de)) (crédit|prêt|emprunt)',
        '(nuire|ruiner|détruire|dégrader) ~ (cote|réputation|notation|solvabilité|crédit)',
      ],
      better: 'Merci de régler avant le [date], ou dites-nous ce que vous voyez autrement.',
      cite: `Code de la consommation art. L751-1 to L751-4 (only lenders report to the FICP); ${aggressive}`,
      sure: 'memory',
    },
    'threat.suit': {
      ...suit(),
      better: 'Sans réponse à cette date, nous déciderons de la suite et vous écrirons auparavant.',
    },
    'threat.suit_time_barred': {
      ...suit(),
      better: 'Cette dette est prescrite : nous n’agirons pas en justice.',
      cite: 'Code de la consommation art. L218-2; Code civil art. 2219, 2224',
    },
    'threat.last_chance': {
      forbids: [
        '(dernière|ultime|seule|toute dernière) (chance|opportunité|occasion|possibilité|avertissement|sommation|mise en garde)',
        'ultime (avertissement|rappel|relance|avis)',
        'dernier avertissement',
        '(graves|lourdes|sérieuses|fâcheuses|sévères) conséquences',
        'conséquences (graves|lourdes|sérieuses|fâcheuses)',
        "(il sera trop tard|avant qu'il ne soit trop tard|le temps presse|vous l'aurez voulu|sinon gare)",
        "(aucune autre|pas d'autre|plus d'autre) (chance|choix|possibilité)",
      ],
      better: 'Ceci est notre dernier rappel. Réglez ou appelez-nous avant le [date] ; ensuite [ce qui suit vraiment].',
      cite: 'Good practice; Code de la consommation art. L121-6',
      sure: 'manners',
    },
    'threat.deportation': {
      forbids: [
        "(titre de séjour|carte de séjour|carte de résident|droit d'asile|demande d'asile|naturalisation|reconduite à la frontière|reconduit à la frontière|oqtf|services de l'immigration)",
        '(expuls(é|és|ée|ion|er)) (du|hors du|de ce|de) (territoire|pays|france)',
        '(perdre|retirer|retrait) ~ (visa|séjour|papiers|nationalité)',
      ],
      better: 'À supprimer ; une dette n’a rien à voir avec le droit au séjour.',
      cite: aggressive,
      sure: 'memory',
    },
    'urgency.false': {
      forbids: [
        "(sous|dans les|en|d'ici) (24|48|12|vingt-quatre|quarante-huit) ?(heures|h)",
        "(payer|payez|régler|réglez|règlement|paiement|appeler|appelez|agir|agissez|contactez-nous|répondre|répondez|versez|virez|acquitter) ~ (immédiatement|sur-le-champ|sur le champ|sans délai|sans attendre|de toute urgence|séance tenante|aujourd'hui même|dès aujourd'hui|au plus vite|tout de suite|immédiat)",
        "(immédiatement|sans délai|sans attendre|de toute urgence|d'urgence|dès maintenant) (payer|payez|régler|réglez|nous payer|nous régler|acquitter|le règlement|le paiement|la somme)",
        '(paiement|règlement|réponse|action|réaction) (immédiate?|urgente?)',
        '(extrêmement|très) urgent',
        '(urgent|urgence)',
        'avant (ce soir|minuit)',
      ],
      better: 'Merci de régler au plus tard le [une date qui en laisse le temps].',
      cite: 'Good practice; Code de la consommation art. L121-6',
      sure: 'manners',
    },
    'urgency.capitals': {
      forbids: [],
      better: 'Écrivez en minuscules.',
      cite: 'Good practice',
      sure: 'manners',
    },
    'urgency.marks': {
      forbids: [],
      better: 'Terminez la phrase par un point.',
      cite: 'Good practice',
      sure: 'manners',
    },
    'shame.insult': {
      forbids: [
        '(escroc*|voleur*|voleuse*|menteur*|menteuse*|profiteur*|profiteuse*|parasite*|mauvais payeur*|fraudeur*|tricheur*|canaille*|arnaqueur*|crapule*|minable*|imbécile*|idiot*|salaud*|bon à rien|fainéant*)',
        '(malhonnête*|irresponsables?|lamentables?|méprisables?|pitoyables?|scandaleux|scandaleuse)',
        'vous (mentez|avez menti|nous volez|nous avez volé)',
      ],
      better: 'Dites ce qui est dû, depuis quand, et pour quelle date vous le demandez.',
      cite: 'Code pénal art. R621-2; Code de la consommation art. L121-7',
      sure: 'memory',
    },
    'shame.reproach': {
      forbids: [
        '(honte|honteux|honteuse|déshonor*)',
        "(toute|une|n'importe quelle|les) (personne*|gens|entreprise*|client*) (honnêtes?|dignes?|respectables?|responsables?|correctes?)",
        '(un|tout) (honnête homme|client honnête|citoyen honnête|bon citoyen)',
        'les gens honnêtes',
        'que (penseraient|diraient|penserait|dirait) ~ (famille|enfants|parents|voisins|amis|proches|employeur)',
        '(vivre|vivez) (au-dessus de vos moyens|à nos frais|aux dépens|aux crochets)',
        '(aucun|aucune|pas de|ni) (scrupule*|conscience|dignité|honneur)',
        '(déçus?|choqués?|scandalisés?|indignés?|outrés?) (par|de) (vous|votre)',
        'comportement (inadmissible|inacceptable|indigne|scandaleux)',
        'mauvais exemple',
      ],
      better: 'Y a-t-il une raison pour laquelle cette somme reste ouverte ? Dites-la-nous.',
      cite: 'Code de la consommation art. L121-6; good practice',
      sure: 'manners',
    },
    'disclosure.outside': {
      forbids: debtWords(),
      better: 'Seulement le numéro et votre nom : Facture 4711, [votre nom].',
      cite: 'RGPD art. 5(1)(c), (f); CPCE art. R124-4 (sealed letter); good practice',
      sure: 'memory',
    },
    'disclosure.third_party': {
      forbids: [...debtWords(), "(n'a pas|n'ont pas|pas encore) (payé|réglé)", '(sa|leur) facture'],
      better: 'Merci de lui demander d’appeler [nom] au [numéro].',
      cite: 'RGPD art. 6; Code civil art. 9; good practice',
      sure: 'memory',
    },
    'pretence.court': {
      forbids: [
        '(sommation (de payer|interpellative|à comparaître)|sommé de|sommée de|sommés de|citation à comparaître|assignation à|commandement de payer|injonction (judiciaire|de payer du|officielle)|ordonne de|il est ordonné|au nom (du peuple|de la loi|de la république)|par ordre du|par décision de justice)',
        "(avis|acte|notification|courrier|document|mise en demeure) (judiciaire|officiel|officielle|d'huissier|du tribunal|extrajudiciaire)",
        '(numéro de rôle|n°? ?rg|rg n°?|rôle général) ?:? ?[0-9]*',
        "(notification|avis) (de|d') (poursuites|saisie|jugement|audience|exécution)",
        'pré-?judiciaire',
        '(sceau|cachet) (du tribunal|officiel|de justice)',
        'république française',
      ],
      better: 'Merci de régler avant le [date]. Cette lettre vient de [nom], non d’un tribunal.',
      cite: 'Code pénal art. 433-13; Code de la consommation art. L121-2',
      sure: 'memory',
    },
    'pretence.authority': {
      forbids: [
        "(par|voie d'|ministère d'|étude d'|cabinet d'|via|en qualité d'|en tant qu'|agissant comme) ?(huissier*( de justice)?|commissaires? de justice)",
        "(par voie|par ministère) (d'|de) ?(huissier*|commissaire*)",
        "(au nom|pour le compte|sur ordre|mandat) (de l'état|du tribunal|de la justice|du trésor|du gouvernement|de la police|de la préfecture|des autorités|du ministère)",
        '(service|département|direction|bureau|division) (des? )?(contentieux judiciaire|saisies?|exécution|poursuites|enquêtes|fraudes?|juridique national|national du recouvrement)',
        '(nous sommes|je suis) (un |une |le |la |votre )?(tribunal|huissier*|avocat*|commissaire*|police|officier ministériel)',
        'officier (ministériel|public)',
        "(organisme|service|agence) (d'état|officiel|national) (de|du) recouvrement",
      ],
      better: 'Signez de votre nom et de votre fonction dans l’entreprise.',
      cite: 'Code pénal art. 433-13, 433-17; Code de la consommation art. L121-2',
      sure: 'memory',
    },
    'accusation.early': {
      forbids: [
        "vous (avez|n'avez) ~ (ignoré|négligé|refusé|manqué|failli|omis|respecté|daigné|tenu)",
        'vous (refusez|ignorez|négligez|persistez|manquez|ne respectez|vous soustrayez|vous obstinez|êtes en faute|vous dérobez)',
        '(malgré|en dépit de) (nos|de|plusieurs) ?(nombreux|nombreuses|multiples|maints|maintes|relances répétées|différents|divers)',
        'votre (refus|négligence|manquement|défaillance|carence|mauvaise foi|mauvaise volonté|inertie|silence persistant|faute)',
        '(de mauvaise foi|délibérément|sciemment|volontairement|intentionnellement)',
        '(violation|manquement|inexécution) (de|à) (vos|votre|du contrat)',
        '(vos|de mauvaises|fausses) excuses',
      ],
      better: 'Sauf erreur de notre part, la facture [numéro] reste ouverte. Pourriez-vous vérifier ?',
      cite: 'Good practice',
      sure: 'manners',
    },
    'bank.changed': {
      forbids: [
        '(notre|nos) (rib|iban|banque|compte|compte bancaire|coordonnées bancaires|coordonnées|références bancaires|domiciliation) (a|ont|est|sont|vient|viennent) ~ (changé|modifiées?|modifié|changer|mises? à jour|mis à jour|nouveau|nouvelles|transféré)',
        '(?<!votre )(?<!vos )(nouveau|nouvel|nouvelle|nouvelles|nouveaux) (rib|iban|compte|compte bancaire|banque|coordonnées bancaires|références bancaires|domiciliation)',
        '(nous avons|avons) ~ (changé|change) (de|notre) (banque|compte|rib|domiciliation|iban)',
        '(changement|modification) (de|du|des|de nos|de notre) (rib|iban|compte|coordonnées bancaires|banque|domiciliation)',
        "(ne plus|n'utilisez plus|ne versez plus) ~ (ancien|précédent) ~ (compte|rib|iban)",
      ],
      better: 'Le compte à utiliser est celui de votre facture.',
      cite: 'Good practice against payment fraud',
      sure: 'manners',
    },
    'charge.unnamed': {
      forbids: [
        "frais (de|d') ?(recouvrement|dossier|relance|rappel|gestion|retard|mise en demeure|procédure|impayé|administration|huissier|traitement|rejet)",
        '(frais|pénalité*|majoration*|indemnité*|surcoût) (supplémentaires?|administratifs?|forfaitaires?|de retard|additionnels?|de [0-9]+)',
        "(pénalités?|majoration|clause pénale|indemnité) ~ (ajouté*|appliqu*|factur*|s'élève*|due*)",
      ],
      better: 'Selon [clause ou article], une somme de [montant] s’ajoute.',
      cite: 'CPCE art. L111-8 al. 2-3; Code de la consommation art. L121-21',
      sure: 'read',
    },
    'promise.impossible': {
      forbids: [
        '(nous|je) ~ (garanti*|promet*|promettons|assurons|jure*|certifi*) ~ (jamais|toujours|personne|rien|aucun*|définitivement)',
        '(nous ne|on ne|plus personne ne|personne ne) ~ (plus jamais|jamais plus|jamais)',
        "vous n'(entendrez|aurez|recevrez) ~ (plus jamais|jamais plus|jamais)",
        '(garanti|garantie) (à )?100 ?%',
        '(effacer|effacerons|supprimer|supprimerons) ~ (fichage|dossier|toute trace|ficp)',
      ],
      better: 'Dès réception de votre paiement, nous le confirmerons par écrit.',
      cite: `Good practice; ${deceptive}`,
      sure: 'manners',
    },
    'address.gendered': {
      forbids: [
        '(cher|chers) (monsieur|messieurs)',
        'messieurs,',
        '(?<!madame, )(?<!madame ou )monsieur,',
        '(mademoiselle|mesdemoiselles|monsieur le comptable|madame la secrétaire|mes chers messieurs)',
      ],
      better: 'Madame, Monsieur,',
      cite: 'Good practice',
      sure: 'manners',
    },
    'address.familiar': {
      forbids: [
        '(salut|coucou|hello|hey|yo)',
        '(bonjour|salut) (les amis|les gars|la compagnie|mon cher|ma chère|à tous)',
        '(tu|toi|ton|ta|tes|te)',
        '(bisous?|bises?|gros bisous|mon pote|mon ami|ma belle|mon grand)',
        "t'(as|es|avais)",
      ],
      better: 'Madame, Monsieur, / Cordialement,',
      cite: 'Good practice',
      sure: 'manners',
    },
    'reading.hard': {
      forbids: [],
      better: 'Des phrases et des mots plus courts ; une chose à la fois.',
      cite: 'Kandel et Moles, Cahiers Études de Radio-Télévision 19 (1958) 253',
      sure: 'manners',
    },
  },
  denials: [
    'pas',
    'jamais',
    'aucun*',
    'sans',
    'ni',
    'rien',
    'personne',
    "n'[a-z]*",
    'ne',
    'plutôt que',
    'au lieu de',
    'éviter',
  ],
  denialsAfter: ['pas', 'jamais'],
  noDenials: [
    '(pas|rien) (seulement|hésiter|que|manquer|exclure)',
    "n'hésite*",
    "(n'hésiter* pas|ne manquer* pas|ne tarder* pas)",
    "(pas|plus|aucun*|sans) (d'autre|autre|de) ?(choix|avis|moyen|solution|délai|préavis|rappel|alternative)",
    'sans (paiement|réponse|règlement|nouvelle*|autre|délai|nouvel)',
    '(pas|rien) (payé|réglé|payez|réglez)',
    'ne (payez|réglez)',
  ],
  asks: ['(merci de|veuillez|pouvez-vous|pourriez-vous|vous (pouvez|pourriez|souhaitez|devriez))'],
  attributions: [
    '(vous|votre (lettre|courrier|message|mail)) ~ (écrit|écriviez|écrivez|demandé|demandez|dit|disiez|dites|mentionn*|parlez|parliez)',
    'votre (question|message|courrier|lettre)',
  ],
  reasons: [
    "(parce que|car|puisque|afin (de|que)|pour (que|éviter)|en raison|à cause|selon (l'article|la|le)|conformément|en vertu|article [a-z]?[0-9]|comme (convenu|demandé|promis)|nous vous (avons|l'avons|envoyons|enverrons|répondrons|confirmons)|nous (avons|l'avons) (envoyé|transmis|livré|corrigé|répondu|expédié)|je vous (l'envoie|envoie|réponds)|demandée?s?)",
  ],
  bases: [
    '(article*|art.|l.? ?[0-9]+|code|loi|clause*|conditions générales|cgv|contrat|directive|décret|jugement|convenu*|tribunal) ?[0-9a-z]*',
  ],
  easeMin: { person: 50, business: 40 },
}

function suit() {
  return {
    forbids: [
      '(action*|procédure*|poursuite*|voie*|recours|suite*|démarche*|phase|instance) (judiciaire*|légale*|juridique*|contentieuse*|en justice)',
      'poursuites',
      '(saisir|saisirons|saisissons|saisie de|saisine) ~ (tribunal|tribunaux|juge|justice|juridiction*|conciliateur)',
      '(porter|porterons|devant|agir|agirons|aller|irons|ester|attaquer|attaquerons|assigner*|assignerons|assignation|traduire|traîner|poursuivre|poursuivrons) ~ (en justice|tribunal|tribunaux|juge|au tribunal)',
      '(assigner|assignerons|assignation)',
      '(vous|votre entreprise) (poursuivre|poursuivrons|assigner|attaquer)',
      '(injonction de payer|redressement judiciaire|liquidation judiciaire|frais de justice|dépens)',
      '(confier|confierons|transmettre|transmettrons|remettre|remettrons|mandater|mandaterons|saisir) ~ (avocat*|service juridique|service contentieux|contentieux|conseil juridique)',
      '(notre avocat*|nos avocats|notre service (juridique|contentieux)) ~ (chargé*|prendra|agira|contactera|engager*|saisi*)',
      'on se verra au tribunal',
    ],
    cite: `${aggressive} (action that cannot lawfully be taken); good practice`,
    sure: 'memory' as const,
  }
}

function debtWords(): readonly string[] {
  return [
    '(dette*|impayé*|impayée*|recouvrement|débiteur*|créance*|créancier*|arriéré*|retard de paiement|en retard|relance*|mise en demeure|contentieux|huissier*|non (payé*|réglé*)|solde dû|restant dû|restant à payer|montant dû|somme due|échu*|loyers? dus?|défaut de paiement)',
    '(dernier|premier|second|deuxième|troisième|ultime|1er|2e) (rappel|avis|relance|avertissement)',
    'rappel de paiement',
    '(tribunal|poursuites|saisie|avocat)',
    '(payez|réglez|vous devez|payer votre|régler votre)',
  ]
}
