// The payment part and receipt of a Swiss QR-bill as a letter prints them: what the code says, in words, under the headings that the
// standard gives for each language (SIX, QR-bill 2.3, annex C). Any other language is given the English ones.

import { groupedReference } from '../core/iban.ts'
import { qrSvg } from './qr.ts'
import { readSwiss } from './swiss-qr.ts'

const headings = {
  en: {
    receipt: 'Receipt',
    part: 'Payment part',
    account: 'Account / Payable to',
    reference: 'Reference',
    message: 'Additional information',
    by: 'Payable by',
    byBlank: 'Payable by (name/address)',
    currency: 'Currency',
    amount: 'Amount',
    acceptance: 'Acceptance point',
    separate: 'Separate before paying in',
  },
  de: {
    receipt: 'Empfangsschein',
    part: 'Zahlteil',
    account: 'Konto / Zahlbar an',
    reference: 'Referenz',
    message: 'Zusätzliche Informationen',
    by: 'Zahlbar durch',
    byBlank: 'Zahlbar durch (Name/Adresse)',
    currency: 'Währung',
    amount: 'Betrag',
    acceptance: 'Annahmestelle',
    separate: 'Vor der Einzahlung abzutrennen',
  },
  fr: {
    receipt: 'Récépissé',
    part: 'Section paiement',
    account: 'Compte / Payable à',
    reference: 'Référence',
    message: 'Informations supplémentaires',
    by: 'Payable par',
    byBlank: 'Payable par (nom/adresse)',
    currency: 'Monnaie',
    amount: 'Montant',
    acceptance: 'Point de dépôt',
    separate: 'A détacher avant le versement',
  },
} as const

/** What the program that sets the letter draws; undefined where the payload is of no Swiss code. */
export function billOf(payload: string, language: string) {
  const it = readSwiss(payload)
  if (!it) return undefined
  return {
    headings: headings[language as keyof typeof headings] ?? headings.en,
    account: [groupedReference(it.iban), ...it.creditor],
    reference: it.reference === '' ? null : groupedReference(it.reference),
    message: it.message === '' ? null : it.message,
    debtor: it.debtor ?? null,
    currency: it.currency,
    amount: it.amount === '' ? null : it.amount.replace(/\B(?=(\d{3})+\.)/g, ' '),
    code: qrSvg(payload, true),
  }
}
