// How long what we keep must be kept, by the rules that bind: until so many years after the last act of collecting, or after a
// call that was recorded. Longer is allowed for a reason; shorter is not.

import { addMonths, type Day, dayOf, yearOf } from './day.ts'
import type { Sure } from './law.ts'
import type { Bound } from './regime.ts'

export interface Kept {
  readonly until: Day
  readonly rule: string
  readonly cite: string
}

/** The last day on which a record must still be there: the longest any rule asks for; undefined where none does. */
export function keptUntil(
  bound: readonly Bound[],
  last: Day,
  from: 'last_activity' | 'call' = 'last_activity',
): Kept | undefined {
  let longest: Kept | undefined
  for (const { rule } of bound) {
    const { effect } = rule
    if (effect.kind !== 'retention' || effect.from !== from) continue
    const until = addMonths(last, effect.years * 12)
    if (!longest || until > longest.until) longest = { until, rule: rule.id, cite: rule.cite }
  }
  return longest
}

/** How long books or letters are kept by commercial and tax law, from the end of the year of the last act. */
export interface BookRule {
  readonly id: string
  readonly place: string
  readonly keeps: 'ledger' | 'letters'
  readonly years: number
  readonly says: string
  readonly cite: string
  readonly sure: Sure
}

/** One reason to keep something, until the last day on which it must be there. */
export interface Keeping {
  readonly what: 'ledger' | 'letters' | 'everything'
  readonly until: Day
  readonly says: string
  readonly rule: string
  readonly cite: string
  readonly sure: Sure
}

// Where no rule of a place is known: as long as the longest we know. Keeping too long is put right later, erasing is not.
const yearsUnknown = 10

/**
 * All that says how long the traces of one debtor are kept, the longest first.
 * @param place where our books are kept
 * @param last the last act of collecting, or the last movement of money
 */
export function keepings(bound: readonly Bound[], books: readonly BookRule[], place: string, last: Day): Keeping[] {
  const byLaw = keptUntil(bound, last)
  const from = (years: number) => dayOf(yearOf(last) + years, 12, 31)!
  const own = books.filter((it) => it.place === place)
  const found: Keeping[] = own.map((it) => ({
    what: it.keeps,
    until: from(it.years),
    says: it.says,
    rule: it.id,
    cite: it.cite,
    sure: it.sure,
  }))
  if (!own.some((it) => it.keeps === 'ledger')) {
    found.push({
      what: 'ledger',
      until: from(yearsUnknown),
      says: `How long books are kept in ${place} is not known here, so they are kept for ${yearsUnknown} years.`,
      rule: 'books.unknown',
      cite: 'no source: ask your adviser',
      sure: 'memory',
    })
  }
  if (byLaw) {
    const says = bound.find((it) => it.rule.id === byLaw.rule)!.rule
    found.push({ what: 'everything', ...byLaw, says: says.says, sure: says.sure })
  }
  return found.sort((a, b) => b.until - a.until)
}
