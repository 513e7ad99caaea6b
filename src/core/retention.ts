// How long what we keep must be kept, by the rules that bind: until so many years after the last act of collecting, or after a
// call that was recorded. Longer is allowed for a reason; shorter is not.

import { addMonths, type Day } from './day.ts'
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
