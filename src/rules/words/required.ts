// What must stand in a message, by who collects, where, from whom and how: each item with its law and patterns that show it is
// there. A pattern proves that words are there, not that they are true.

import type { RequiredRule } from '../../core/lint.ts'

const others = ['third_party', 'debt_buyer', 'attorney'] as const
const consumers = ['consumer'] as const
const asking = ['friendly', 'second', 'firm', 'final', 'demand'] as const
const us = ['US'] as const

export const required: readonly RequiredRule[] = [
  {
    id: 'us.opt-out',
    says: 'A way to opt out of this address is missing',
    cite: '12 CFR 1006.6(e)',
    level: 'error',
    sure: 'read',
    when: { places: us, collectors: others, debtorKinds: consumers, channels: ['email', 'sms'] },
    words: {
      en: {
        patterns: [
          '(opt out|opt-out|unsubscribe|reply stop|text stop)',
          '(stop|no longer) ~ (emails?|texts?|messages|contact*)',
        ],
        better: 'To stop messages to this address, reply STOP.',
      },
      es: {
        patterns: ['(darse de baja|responda (stop|baja)|cancelar ~ mensajes|no recibir más)'],
        better: 'Para no recibir más mensajes en esta dirección, responda STOP.',
      },
    },
  },
  {
    id: 'us.initial-disclosure',
    says: 'The first message does not say that it comes from a debt collector who wants to collect',
    cite: '15 USC 1692e(11); 12 CFR 1006.18(e)(1)',
    level: 'error',
    sure: 'read',
    when: { places: us, collectors: others, debtorKinds: consumers, initial: true },
    words: {
      en: {
        patterns: ['(attempting|attempt|trying) to collect a debt ~ any information ~ used for that purpose'],
        better:
          'We are a debt collector attempting to collect a debt and any information obtained will be used for that purpose.',
      },
    },
  },
  {
    id: 'us.later-disclosure',
    says: 'It does not say that it comes from a debt collector',
    cite: '15 USC 1692e(11); 12 CFR 1006.18(e)(2)',
    level: 'error',
    sure: 'read',
    when: { places: us, collectors: others, debtorKinds: consumers, initial: false },
    words: {
      en: { patterns: ['debt collectors?'], better: 'This communication is from a debt collector.' },
      es: { patterns: ['(cobrador de deudas|agencia de cobro*)'], better: 'Este mensaje es de un cobrador de deudas.' },
    },
  },
  {
    id: 'de.rdg-13a.principal',
    says: 'The first letter of a collector does not name for whom it collects',
    cite: 'RDG § 13a Abs. 1 Nr. 1',
    level: 'error',
    sure: 'read',
    when: { places: ['DE'], collectors: ['third_party', 'debt_buyer'], debtorKinds: consumers, initial: true },
    words: {
      de: {
        patterns: ['(auftraggeber*|gläubiger*|im auftrag|forderungsinhaber*|für unsere mandant*)'],
        better: 'Auftraggeber: [Name oder Firma] mit [Anschrift].',
      },
    },
  },
  {
    id: 'de.rdg-13a.ground',
    says: 'The first letter of a collector does not name the ground of the claim and the day of the contract',
    cite: 'RDG § 13a Abs. 1 Nr. 2',
    level: 'error',
    sure: 'read',
    when: { places: ['DE'], collectors: ['third_party', 'debt_buyer'], debtorKinds: consumers, initial: true },
    words: {
      de: {
        patterns: ['(vertrag*|kaufvertrag*|bestellung|leistung|lieferung|miete|darlehen) ~ (vom|am) [0-9]{1,2}'],
        better: 'Grund: Kaufvertrag über [Gegenstand] vom [Tag].',
      },
    },
  },
  {
    id: 'de.rdg-13a.costs',
    says: 'The first letter of a collector asks for costs and does not say their amount and ground',
    cite: 'RDG § 13a Abs. 1 Nr. 3-5',
    level: 'error',
    sure: 'read',
    when: { places: ['DE'], collectors: ['third_party', 'debt_buyer'], debtorKinds: consumers, initial: true },
    words: {
      de: {
        patterns: ['(zinsen|inkassokosten|vergütung|kosten)'],
        better: 'Hauptforderung [Betrag], Zinsen [Betrag] seit [Tag] zu [Satz], Kosten [Betrag] nach [Grund].',
      },
    },
  },
  {
    id: 'fr.r124-4.creditor',
    says: 'A collector’s letter does not name the creditor',
    cite: 'CPCE art. R124-4',
    level: 'error',
    sure: 'read',
    when: { places: ['FR'], collectors: ['third_party'] },
    words: {
      fr: {
        patterns: ['(créancier*|notre mandant*|pour le compte de|mandaté* par)'],
        better: 'Créancier : [nom ou dénomination], [adresse].',
      },
    },
  },
  {
    id: 'fr.r124-4.amicable',
    says: 'A collector’s letter does not say that it collects amicably',
    cite: 'CPCE art. R124-4',
    level: 'error',
    sure: 'read',
    when: { places: ['FR'], collectors: ['third_party'] },
    words: {
      fr: {
        patterns: ['recouvrement amiable'],
        better: '[Nom], [adresse], exerçant une activité de recouvrement amiable.',
      },
    },
  },
  {
    id: 'fr.r124-4.costs',
    says: 'A collector’s letter does not quote the law on who bears the costs',
    cite: 'CPCE art. R124-4, L111-8',
    level: 'error',
    sure: 'read',
    when: { places: ['FR'], collectors: ['third_party'] },
    words: {
      fr: {
        patterns: [
          'frais de recouvrement entrepris sans titre exécutoire restent à la charge du créancier',
          'l.? ?111-8',
        ],
        better: 'Reproduire les alinéas 2 et 3 de l’article L111-8 du code des procédures civiles d’exécution.',
      },
    },
  },
  {
    id: 'all.how-to-pay',
    says: 'It asks for money and does not say how to pay',
    cite: 'Good practice; for collectors in France CPCE art. R124-4',
    level: 'warning',
    sure: 'manners',
    when: { stages: asking, channels: ['email', 'letter'] },
    words: {
      en: {
        patterns: ['(iban|sort code|account number|how to pay|pay online|pay to|payment link|by card|cheque|check)'],
        better: 'How to pay: [account], reference [number].',
      },
      de: {
        patterns: ['(iban|so zahlen sie|zahlungsweg|online zahlen|überweis*|empfänger|konto)'],
        better: 'So zahlen Sie: [Konto], Verwendungszweck [Nummer].',
      },
      fr: {
        patterns: ['(iban|pour régler|payer en ligne|virement|bénéficiaire|chèque|carte)'],
        better: 'Pour régler : [compte], référence [numéro].',
      },
      es: {
        patterns: ['(iban|cómo pagar|forma* de pago|pagar en línea|transferencia|beneficiario|tarjeta)'],
        better: 'Cómo pagar: [cuenta], referencia [número].',
      },
    },
  },
  {
    id: 'all.something-wrong',
    says: 'It does not say what to do who thinks that it is wrong',
    cite: 'Good practice; for collectors in the United States 15 USC 1692g',
    level: 'warning',
    sure: 'manners',
    when: { stages: ['second', 'firm', 'final', 'demand'], debtorKinds: consumers, channels: ['email', 'letter'] },
    words: {
      en: {
        patterns: [
          '(dispute*|something (is )?wrong|not right|mistake|disagree|see (it|this) differently|question*|write to us)',
        ],
        better: 'Something wrong? Tell us what, and we will look into it.',
      },
      de: {
        patterns: [
          '(bestreiten|einwand|einwände|einwendung*|stimmt* ~ nicht|nicht richtig|fragen|anders sehen|irrtum|unklar)',
          '(etwas )?(stimmt nicht|nicht in ordnung)',
        ],
        better: 'Stimmt etwas nicht? Sagen Sie uns, was, und wir gehen dem nach.',
      },
      fr: {
        patterns: ["(contest*|ne va pas|erreur|question*|désaccord|pas d'accord|voyez autrement)"],
        better: 'Quelque chose ne va pas ? Dites-nous quoi, et nous vérifierons.',
      },
      es: {
        patterns: [
          '(no (está )?(de acuerdo|correcto|es correcto|es así)|algo no|algo (está )?mal|hay algo|error|disput*|duda*|discrep*|impugn*)',
        ],
        better: '¿Algo no es correcto? Díganos qué, y lo comprobaremos.',
      },
    },
  },
]
