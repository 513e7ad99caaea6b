// The small vocabularies of cells: yes and no, statuses, document types, ways of paying, terms. What is not in them is
// answered with undefined, never with the nearest word.

import { addDays, type Day, lastOfMonth } from '../core/day.ts'

export const claimKinds = ['invoice', 'credit_note', 'loan', 'rent', 'fee', 'judgment', 'other'] as const
export type ClaimKind = (typeof claimKinds)[number]
export type Handling = 'automatic' | 'approve' | 'by_hand'
export type PaysBy = 'direct_debit' | 'card' | 'transfer' | 'cheque' | 'cash' | 'other'
export type Status = 'open' | 'part_paid' | 'paid' | 'disputed' | 'void' | 'draft'

/** True where the cell holds nothing: empty, a dash, "n/a". */
export function isBlank(text: string): boolean {
  return text === '' || /^(?:\s*|[-–—]+|n\/a|#n\/a|null|\(blank\))$/i.test(text.trim())
}

const yes = new Set('yes y true 1 x ja j wahr oui o vrai si s verdadero waar disputed ✓ ✔ on'.split(' '))
const no = new Set('no n false 0 nein falsch non faux nee onwaar falso none off'.split(' '))

/** Undefined where the text is neither: then it is a text of its own. */
export function yesOrNo(text: string): boolean | undefined {
  const word = plain(text)
  if (word === '' || word === '-') return false
  return yes.has(word) ? true : no.has(word) ? false : undefined
}

export function statusOf(text: string): Status | undefined {
  return statuses.get(plain(text))
}

export function claimKindOf(text: string): ClaimKind | undefined {
  return types.get(plain(text))
}

export function handlingOf(text: string): Handling | undefined {
  return handlings.get(plain(text))
}

/** `other` for a way of paying that has no word here. */
export function paysByOf(text: string): PaysBy {
  return ways.get(plain(text)) ?? 'other'
}

export interface Terms {
  readonly days: number
  /** Counted from, or moved to, the end of the month. */
  readonly endOfMonth: boolean
}

/** `'30'`, `'30 days net'`, `'net 30'`, `'2/10 net 30'`, `'14 Tage 2 %, 30 Tage netto'`, `'30 jours fin de mois'`, `'sofort'`. */
export function termsOf(text: string): Terms | undefined {
  const words = plain(text)
  const number = /^(\d{1,3})(?:[.,]0+)?$/.exec(words)
  if (number) return { days: Number(number[1]), endOfMonth: false }
  if (
    /^(?:due )?(?:on|upon) receipt$|^immediate(?:ly)?$|^cod$|^cash on delivery$|^sofort(?: fallig)?$|^sofort netto$|^rein netto$|^prompt$|^a reception$|^comptant$|^al contado$|^contado$|^a vista$|^direct$|^contant$|^immediato$|^a vista fattura$/.test(
      words,
    )
  ) {
    return { days: 0, endOfMonth: false }
  }
  const endOfMonth =
    /\b(?:eom|end of (?:the )?month|monatsende|ende des monats|fin de mois|fdm|fin de mes|einde maand|fine mese|f m)\b/.test(
      words,
    )
  const net =
    /\b(?:net|netto|nets?|neto)\s*(?:in\s*)?(\d{1,3})\b/.exec(words) ??
    /\b(\d{1,3})\s*(?:days?|tagen?|tg|jours?|j|dias?|dagen|giorni|gg|d)?\s*(?:net|netto|nets|neto|ohne abzug)\b/.exec(
      words,
    )
  const numbers = words.match(/\d+/g) ?? []
  const days =
    net?.[1] ??
    (numbers.length === 1 && /\b\d{1,3}\s*(?:days?|tagen?|tg|jours?|j|dias?|dagen|giorni|gg|d)\b/.test(words)
      ? numbers[0]
      : undefined)
  if (days === undefined) return endOfMonth && numbers.length === 0 ? { days: 0, endOfMonth } : undefined
  return { days: Number(days), endOfMonth }
}

/** Day of issue plus the days; "end of month" then moves it to that month's last day. */
export function dueUnder(terms: Terms, issuedOn: Day): Day {
  const due = addDays(issuedOn, terms.days)
  return terms.endOfMonth ? lastOfMonth(due) : due
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[._]+/g, ' ').replace(/\s+/g, ' ').trim()
}

function vocabulary<Meaning extends string>(words: Readonly<Record<Meaning, string>>): Map<string, Meaning> {
  const map = new Map<string, Meaning>()
  for (const [meaning, list] of Object.entries(words) as [Meaning, string][]) {
    map.set(plain(meaning), meaning)
    for (const word of list.split(', ')) map.set(plain(word), meaning)
  }
  return map
}

const statuses = vocabulary<Status>({
  open: 'open, awaiting payment, submitted, unpaid, outstanding, overdue, due, sent, viewed, saved, issued, authorised, posted, approved, declined, retry, failed, offen, unbezahlt, überfällig, fällig, gesendet, ouvert, ouverte, impayé, impayée, non payé, en retard, échue, pendiente, impagada, vencida, abierta, openstaand, verlopen, verstuurd, aperta, scaduta, non pagata, da pagare',
  part_paid:
    'part paid, partly paid, partially paid, partial, teilbezahlt, teilweise bezahlt, partiellement payé, partiellement payée, parcialmente pagada, deels betaald, parzialmente pagata',
  paid: 'paid, auto-paid, autopaid, settled, closed, cleared, complete, completed, bezahlt, beglichen, ausgeglichen, erledigt, payé, payée, réglé, réglée, soldé, soldée, pagado, pagada, cobrada, betaald, voldaan, pagata, saldata',
  disputed:
    'disputed, in dispute, strittig, bestritten, reklamiert, contesté, contestée, en litige, en disputa, betwist, contestata',
  void: 'void, voided, cancelled, canceled, deleted, reversed, storniert, storno, annulliert, annulé, annulée, anulado, anulada, geannuleerd, vervallen, annullata, stornata',
  draft: 'draft, awaiting approval, entwurf, brouillon, borrador, concept, bozza',
})

const types = vocabulary<ClaimKind>({
  invoice:
    'invoice, inv, sales invoice, si, in, accrec, tax invoice, rechnung, re, rg, ar, ausgangsrechnung, facture, fa, fc, factura, factuur, verkoopfactuur, fattura, ft',
  credit_note:
    'credit note, credit, credit memo, cn, cm, sc, cr, crn, accreccredit, gutschrift, gs, gu, stornorechnung, rechnungskorrektur, avoir, av, note de crédit, nota de crédito, abono, factura rectificativa, creditnota, creditfactuur, nota di credito, nc',
  loan: 'loan, darlehen, kredit, prêt, préstamo, lening, prestito',
  rent: 'rent, miete, mietforderung, loyer, alquiler, renta, huur, affitto',
  fee: 'fee, charge, membership, subscription, gebühr, beitrag, mitgliedsbeitrag, frais, cotisation, cuota, tarifa, contributie, quota',
  judgment: 'judgment, judgement, urteil, titel, vollstreckungsbescheid, jugement, sentencia, vonnis, sentenza',
  other: 'other, sonstiges, autre, otro, overig, altro',
})

const handlings = vocabulary<Handling>({
  automatic: 'automatic, auto, automatisch, automatique, automático, automatico',
  approve: 'approve, approval, freigabe, mit freigabe, à valider, aprobar, goedkeuren, approvare',
  by_hand: 'by hand, manual, manuell, von hand, manuel, manuel, manual, handmatig, manuale',
})

const ways = vocabulary<PaysBy>({
  direct_debit:
    'direct debit, dd, sepa, sepa direct debit, sdd, lastschrift, sepa-lastschrift, bankeinzug, einzug, prélèvement, prélèvement sepa, domiciliación, recibo domiciliado, recibo, incasso, automatische incasso, addebito diretto, rid, sdd core',
  card: 'card, credit card, debit card, cc, visa, mastercard, amex, kreditkarte, karte, ec-karte, carte, carte bancaire, cb, tarjeta, creditcard, carta, carta di credito',
  transfer:
    'transfer, bank transfer, wire, wire transfer, bacs, eft, ach, sepa credit transfer, überweisung, bank, virement, virement bancaire, transferencia, transferencia bancaria, overboeking, overschrijving, bonifico, bonifico bancario, invoice, rechnung, auf rechnung',
  cheque: 'cheque, check, scheck, chèque, talón, assegno',
  cash: 'cash, bar, barzahlung, espèces, efectivo, contant, contanti',
  other: 'other',
})
