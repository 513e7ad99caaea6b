// German beside the English: why money came back.

import type { Catalogue } from '../../core/tongue.ts'

export const returns: Catalogue = {
  'The account number is wrong.': 'Die Kontonummer ist falsch.',
  'The account is closed.': 'Das Konto ist aufgelöst.',
  'The account is blocked.': 'Das Konto ist gesperrt.',
  'The account is a consumer’s, and the scheme is for businesses.':
    'Das Konto gehört einer Privatperson, und das Verfahren ist für Unternehmen.',
  'The account takes no direct debits.': 'Das Konto nimmt keine Lastschriften an.',
  'The kind of payment was wrong.': 'Die Art der Zahlung war falsch.',
  'There was not enough money on the account.': 'Auf dem Konto war nicht genug Geld.',
  'It was collected twice.': 'Es wurde zweimal eingezogen.',
  'The amount was wrong.': 'Der Betrag war falsch.',
  'It had come back already.': 'Es war schon zurückgekommen.',
  'The creditor’s address is missing.': 'Die Anschrift des Gläubigers fehlt.',
  'The bank does not know the creditor’s number.': 'Die Bank kennt die Nummer des Gläubigers nicht.',
  'The creditor’s bank is not in the scheme.': 'Die Bank des Gläubigers nimmt am Verfahren nicht teil.',
  'The payer asked for it back.': 'Der Zahler hat es zurückverlangt.',
  'The payer’s bank is not in the scheme.': 'Die Bank des Zahlers nimmt am Verfahren nicht teil.',
  'It was paid twice.': 'Es wurde zweimal gezahlt.',
  'The banks could not settle it.': 'Die Banken konnten es nicht abwickeln.',
  'The kind of direct debit was wrong.': 'Die Art der Lastschrift war falsch.',
  'The payer’s bank called it back.': 'Die Bank des Zahlers hat es zurückgerufen.',
  'It is said to be fraud.': 'Es soll Betrug sein.',
  'The payer says that there is no mandate.': 'Der Zahler sagt, es gebe kein Mandat.',
  'Facts of the mandate are missing or wrong.': 'Angaben des Mandats fehlen oder sind falsch.',
  'The payer asked for it back within eight weeks and gave no reason.':
    'Der Zahler hat es binnen acht Wochen ohne Grund zurückverlangt.',
  'The payer has died.': 'Der Zahler ist gestorben.',
  'The payer refused it and gave no reason.': 'Der Zahler hat es ohne Grund abgelehnt.',
  'The payer’s bank gave no reason.': 'Die Bank des Zahlers nennt keinen Grund.',
  'The reason stands in the text.': 'Der Grund steht im Text.',
  'The payer did not answer their bank.': 'Der Zahler hat seiner Bank nicht geantwortet.',
  'The bank finds no original payment.': 'Die Bank findet keine ursprüngliche Zahlung.',
  'The bank’s identifier is wrong.': 'Die Kennung der Bank ist falsch.',
  'A supervisor’s rule: the payer’s account or number is missing.':
    'Eine Vorgabe der Aufsicht: Konto oder Nummer des Zahlers fehlt.',
  'A supervisor’s rule: the payer’s name or address is missing.':
    'Eine Vorgabe der Aufsicht: Name oder Anschrift des Zahlers fehlt.',
  'A supervisor’s rule: the creditor’s name or address is missing.':
    'Eine Vorgabe der Aufsicht: Name oder Anschrift des Gläubigers fehlt.',
  'It could not be booked.': 'Es ließ sich nicht buchen.',
  'The payer’s bank blocks such debits at the payer’s wish.':
    'Die Bank des Zahlers sperrt solche Lastschriften auf Wunsch des Zahlers.',
  'A technical fault.': 'Eine technische Störung.',
  'It came too late in the day.': 'Es kam zu spät am Tag.',
  'The bank gives no reason.': 'Die Bank nennt keinen Grund.',
  'The bank says: {words}.': 'Die Bank sagt: {words}.',
  'Who lets a direct debit fail that they agreed to owes what the bank really took for it, and no lump sum beyond.':
    'Wer eine vereinbarte Lastschrift platzen lässt, schuldet, was die Bank dafür wirklich nahm, und keine Pauschale darüber hinaus.',
  'Who is in default through their own fault owes the necessary costs, here what the bank took.':
    'Wer schuldhaft in Verzug ist, schuldet die nötigen Kosten, hier das, was die Bank nahm.',
}
