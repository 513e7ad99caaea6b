// Words by which payers mark money as settling all that is owed, and words that say it does not; and what to answer when it is taken
// as a part. The marks are compared without blanks, marks and case, because banks cut and join words as they like.

import type { InFullWords } from '../../core/in-full.ts'

/** Of every language, because a bank's line does not say in which it is written. */
export const inFullWords: readonly InFullWords[] = [
  {
    language: 'en',
    marks: [
      '(full|final)(and|&|&amp;)?(final|full)?settlement',
      'infull(and|&)?final(payment|discharge|satisfaction)',
      'infull(satisfaction|discharge|settlement)',
      'fullandfinalpayment',
      'accordandsatisfaction',
    ],
    weak: ['(payment|paid|pd|settled|settles?)(theaccount|account)?infull'],
    not: [
      '\\b(not|never|no|isn t|without being) (\\w+ ){0,4}(in full|full|final|settle\\w*)',
      '\\b(first|second|third|fourth|1st|2nd|3rd|\\d{1,2}) (of|out of) (two|three|four|five|six|\\d{1,2})\\b',
      '\\b(instal?lment|rate) (no )?\\d',
    ],
    reply:
      'We have received {sum}. We take it as a part payment and do not accept it in full and final settlement. {rest} is still open.',
  },
  {
    language: 'de',
    marks: [
      'vollst(ae|a)?ndige[rn]?(erledigung|abgeltung|tilgung)',
      '(endgult|endguelt|abschliess|abschlies)(ige|end)[rn]?e?[rn]?(erledigung|abgeltung|regelung|zahlung|ausgleich)',
      '(ausgleich|abgeltung|erledigung)(samtlicher|saemtlicher|aller|all)(weiteren)?(forderung|anspruch|ansprueche)',
      '(alles|restzahlung|restforderung|forderung(en)?|anspruche|ansprueche|damit|hiermit)(ist|sind)?(damit|hiermit)?(alles)?(abgegolten|erledigt)',
      'zurabgeltung',
    ],
    weak: ['schlusszahlung'],
    not: [
      '\\b(nicht|keine?|ohne) (\\w+ ){0,4}(erledig\\w*|abgelt\\w*|abgegolten|ausgleich\\w*)',
      '\\b(rate|teil) (nr )?\\d',
      '\\b\\d{1,2} (von|rate von) \\d{1,2}\\b',
    ],
    reply:
      'Wir haben {sum} erhalten. Wir verrechnen den Betrag als Teilzahlung und nehmen ihn nicht als vollständige Erledigung an. Offen sind noch {rest}.',
  },
  {
    language: 'fr',
    marks: [
      'solded(e)?tou(t|s)compte',
      '(solde|reglement|paiement|versement)(total(et)?)?(definitif|liberatoire|transactionnel)',
      'poursolde(detoute|definitif|integral)',
      'extinction(totale|complete)?de(la|toute)dette',
    ],
    weak: ['poursolde'],
    not: [
      '\\b(ne|n|non|pas|sans) (\\w+ ){0,4}(solde|definitif|liberatoire)',
      '\\b\\d{1,2} ?(ere?|eme|e)? (sur|echeance|versement)\\b',
      '\\bacompte n',
    ],
    reply:
      'Nous avons reçu {sum}. Nous l’imputons comme paiement partiel et ne l’acceptons pas pour solde de tout compte. Il reste dû {rest}.',
  },
  {
    language: 'es',
    marks: [
      '(pago|liquidacion|cancelacion)(final|total)y(definitiv|final)[oa]',
      '(saldo)?y?finiquito',
      '(pago|saldo)definitivo',
      'porsaldodetodoconcepto',
      '(cancelacion|liquidacion|extincion)total(de)?(la)?deuda',
    ],
    weak: ['pagototal'],
    not: [
      '\\b(no|sin|nunca) (\\w+ ){0,4}(total|definitiv\\w*|finiquito|saldo)',
      '\\b(plazo|cuota|pago) (n )?\\d',
      '\\b\\d{1,2} de \\d{1,2}\\b',
    ],
    reply:
      'Hemos recibido {sum}. Lo aplicamos como pago parcial y no lo aceptamos como pago total y definitivo. Quedan pendientes {rest}.',
  },
]
