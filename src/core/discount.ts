// Cash discount agreed for an early payment, as the terms of an invoice say it. Only one reading counts: words that leave two are none.

/** Percent off, in basis points, when paid within so many days of the invoice. */
export interface CashDiscount {
  readonly rateBp: number
  readonly days: number
}

const structured = /#SKONTO#TAGE=(\d{1,3})#PROZENT=(\d{1,2}(?:\.\d{1,2})?)#/
const named = /skonto|discount|escompte|sconto|korting|descuento|rabatt/i
const percents = /(\d{1,2}(?:[.,]\d{1,2})?)\s?%/g
const spans = /(\d{1,3})\s?(?:-\s?)?(?:tage?n?|days?|jours?|giorni|dagen|d[ií]as)\b/gi

/** @returns undefined where nothing or more than one thing is said */
export function discountOf(terms: string): CashDiscount | undefined {
  const coded = structured.exec(terms)
  if (coded) return of(coded[2]!, coded[1]!)
  // A clause of its own: "2 % Skonto innerhalb 10 Tagen, 30 Tage netto".
  const clauses = terms.split(/[,;\n]|\.\s/).filter((it) => named.test(it) || /%/.test(it))
  if (clauses.length !== 1 || !named.test(terms)) return undefined
  const clause = clauses[0]!
  const percent = [...clause.matchAll(percents)].map((it) => it[1]!)
  const days = [...clause.matchAll(spans)].map((it) => it[1]!)
  return percent.length === 1 && days.length === 1 ? of(percent[0]!, days[0]!) : undefined
}

function of(percent: string, days: string): CashDiscount | undefined {
  const rateBp = Math.round(Number(percent.replace(',', '.')) * 100)
  return rateBp > 0 && rateBp <= 2_000 && Number(days) > 0 ? { rateBp, days: Number(days) } : undefined
}

/** What is taken off, rounded to the nearest minor unit. */
export function discountMinor(amountMinor: number, it: CashDiscount): number {
  return Number((BigInt(amountMinor) * BigInt(it.rateBp) + 5_000n) / 10_000n)
}
