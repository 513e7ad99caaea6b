// What an entry of a table is, by the words of its type: a payment, what came back, what was kept. And whether it is booked at all, by the
// words of its state. A word for a state that is not known is refused, because money that is only announced is none.

import { quoted } from '../../core/problem.ts'
import type { EntryKind } from './statement.ts'
import { compact } from './table-column.ts'
import type { Provider } from './table-provider.ts'
import { refuse } from './table-style.ts'

const booked = new Set(
  `completed, complete, abgeschlossen, terminé, effectué, completado, completada, voltooid, booked, gebucht, umsatz gebucht, paid, available,
  succeeded, success, posted, settled, credit, debit, haben, soll, gutschrift, belastung, crédit, débit, finalizada, completata, completato,
  partially refunded, refunded, erstattet, teilweise erstattet, rückerstattet, teilweise rückerstattet, cleared, executed, comptabilisé,
  ok, uitgevoerd, geboekt, reconciled, processed, ausgeführt, bezahlt, sent, done, fully refunded, remboursé, partiellement remboursé,
  reembolsado, guthaben, abbuchung, bij, af, crédito, débito, ingreso, cargo, contabilizado, effettuato, accredito, addebito, verwerkt, in, out`
    .split(/,\s+/)
    .map(compact),
)
const announced = new Set(
  `pending, in transit, vorgemerkt, umsatz vorgemerkt, offen, en attente, pendiente, denied, canceled, cancelled, storniert, abgelehnt, declined,
  failed, reverted, on hold, held, hold, memo, notiz, mémo, nota, expired, uncleared, ausstehend, zurückgestellt, created, processing, in bearbeitung,
  refusé, annulé, expiré, denegado, cancelado, cancelada, geweigerd, geannuleerd, in behandeling, wartend, fehlgeschlagen, abgelaufen, unclaimed,
  nicht eingelöst, in attesa, annullato, rifiutato, waiting, scheduled, temporary, placed, removed, requires action, under review, gevorderd, openstaand`
    .split(/,\s+/)
    .map(compact),
)

/** True where it is booked, false where it is only announced or never came to be; undefined for a word that is no state. */
function stateOf(text: string): boolean | undefined {
  const word = compact(text)
  if (booked.has(word)) return true
  return announced.has(word) ? false : undefined
}

export function isStatus(text: string): boolean {
  return stateOf(text) !== undefined
}

/** Booked where every state says so. */
export function isBooked(states: readonly string[], line: number): boolean {
  return states
    .filter((text) => text.trim() !== '')
    .map((text) => {
      const state = stateOf(text)
      if (state !== undefined) return state
      throw refuse(
        line,
        `${quoted(text)} is no state that is known here, so it cannot be told whether the entry is booked.`,
        'Take lines that are not booked out of the list, and leave the column out (--map status=).',
      )
    })
    .every((state) => state)
}

const returned =
  /rücklastschrift|ruecklastschrift|rückbelastung|retoure|\breturned\b|\breturn (?:of|item|debit|payment)|unpaid|\brejet\b|impayé|reden retour|devolución|devuelto|stornering|storno lastschrift|retour incasso|insoluto|\bbounced\b/i
const fees =
  /entgelt|kontoführung|abschluss|\bgebühr|\bfees?\b|service charge|bank charge|\bfrais\b|\bcommission|\bkosten\b|comisión|comisiones|\bspese\b|\bbankkosten\b/i

/** `type` is what the bank calls it; the words of a payer say nothing of what a booking is. */
export function kindOf(
  provider: Provider | undefined,
  { type, amountMinor, reason }: { readonly type: string; readonly amountMinor: number; readonly reason?: string },
): EntryKind {
  const plain = amountMinor < 0 ? 'debit' : 'credit'
  if (provider?.kind !== undefined) return provider.kind
  const own = provider?.kinds.find(([, words]) => words.test(type))?.[0]
  if (own !== undefined) return own
  if (provider !== undefined && provider.bank === undefined) return plain
  if (/\bcharge-?\s?back\b/i.test(type)) return 'charge_back'
  if (reason !== undefined || returned.test(type)) return 'return'
  return amountMinor < 0 && fees.test(type) ? 'fee' : plain
}

const ins = new Set(
  'c, cr, cred, credit, haben, h, bij, in, abono, crédit, crédito, crdt, gutschrift, credito, eingang, ingreso, avere, +, entrée, incoming'
    .split(', ')
    .map((word) => compact(word) || word),
)
const outs = new Set(
  'd, dr, deb, debit, soll, s, af, out, cargo, débit, débito, dbit, belastung, debet, debito, ausgang, gasto, dare, -, sortie, outgoing, uit'
    .split(', ')
    .map((word) => compact(word) || word),
)

/** 1 for what came in, -1 for what went out; undefined for any other word. */
export function signOf(mark: string): 1 | -1 | undefined {
  const word = compact(mark) || mark.trim()
  if (ins.has(word)) return 1
  return outs.has(word) ? -1 : undefined
}
