// Days from issue to due out of the words of payment terms, where an invoice has no due day. It reads only what cannot be taken for
// anything else: one number of days in a clause that speaks of paying and not of a discount.

const days = /(?<![\d.,])(\d{1,3})\s*(?:tage?n?|days?|jours?|giorni|dagen|dagar|dager|d[ií]as|dias|dni)(?!\p{L})/giu
const discount = /skonto|discount|escompte|sconto|korting|rabatt|descuento|%/i
const paying =
  /\bnet(?:to)?\b|zahlbar|payable|\bpay|zahlung|zahlen|paiement|payer|\bpagament|\bpago\b|\bbetal|\bdue\b|f[aä]llig|within|innerhalb|binnen|sous\b/i
const penalty = /zins|interest|penalt|ränta|rente|int[eé]r[eê]t|interess|mora\b|mahn|reminder/i
/** Nobody here knows the day something was received. */
const receipt = /receipt|received|erhalt|eingang|zugang|réception|ricevimento|ontvangst|mottag|recepción/i
/** One of two terms, or from one to the other. */
const choice = /\b\d{1,3}\s*(?:or|oder|ou|of|to|bis|o|[-–/])\s*\d{1,3}\b/i
/** Days after something: after the invoice they can be counted, after anything else not. */
const after = /\b(?:after|from|nach|ab|efter|après|à compter|na|dopo|dalla)\b/i
const invoice = /invoice|rechnung|faktura|facture|factuur|fattura|\bissue|ausstellung/i
const atOnce =
  /^(?:zahlbar )?sofort(?: (?:ohne abzug|fällig|zahlbar|rein netto))*$|^(?:due|payable) (?:immediately|on receipt|upon receipt)$|^à réception$|^netto kasse$/i

/** Undefined where the words leave it open. */
export function daysIn(text: string): number | undefined {
  const clauses = text
    .split(/[\n;,]|\.(?=\s|$)/)
    .map((it) => it.replace(/\s+/g, ' ').trim())
    .filter((it) => it !== '' && !it.startsWith('#') && !discount.test(it) && !penalty.test(it))
  const found = new Set<number>()
  for (const clause of clauses) {
    if (atOnce.test(clause)) found.add(0)
    const numbers = [...clause.matchAll(days)]
    if (numbers.length === 0) continue
    if (choice.test(clause)) return undefined
    if (receipt.test(clause)) continue
    if (after.test(clause) && !invoice.test(clause)) continue
    // "30 days" alone is a term; "work begins 7 days after" is not.
    const alone = clause.slice(numbers[0]!.index + numbers[0]![0].length).trim()
    if (!paying.test(clause) && !(numbers[0]!.index === 0 && /^(?:netto|net)?$/i.test(alone))) continue
    for (const [, number] of numbers) found.add(Number(number))
  }
  return found.size === 1 ? [...found][0] : undefined
}
