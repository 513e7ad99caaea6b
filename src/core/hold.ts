// What keeps a claim from being chased: holds by reach, disputes, queries, promises, and work going on elsewhere.

import type { ClaimFacts, DueFacts, HoldFacts } from './case.ts'
import { type Day, dayText } from './day.ts'

export interface Held {
  /** Why the whole claim rests; absent where it, or a part of it, may be chased. */
  readonly because?: string
  /** The part that rests while the remainder is chased. */
  readonly partMinor: number
  /** The next day on which this ends by itself. */
  readonly until?: Day
}

/** Whether a claim rests on `day`. `promisedUntil` is the last day its promise is waited for. */
export function heldBecause(
  claim: ClaimFacts,
  caseId: string,
  holds: readonly HoldFacts[],
  promisedUntil: Day | undefined,
  day: Day,
): Held {
  let partMinor = 0
  const ends: Day[] = []
  for (const hold of holds) {
    if (hold.from > day || (hold.until !== undefined && hold.until <= day)) continue
    if (hold.claimId !== undefined ? hold.claimId !== claim.id : hold.caseId !== undefined && hold.caseId !== caseId)
      continue
    if (hold.until !== undefined) ends.push(hold.until)
    if (hold.partMinor !== undefined) {
      partMinor += hold.partMinor
      continue
    }
    const until = hold.until === undefined ? 'until it is lifted' : `until ${dayText(hold.until)}`
    return { because: `on hold ${until} (${hold.cause.replaceAll('_', ' ')})`, partMinor: 0, until: hold.until }
  }
  if (claim.elsewhere) return { because: claim.elsewhere, partMinor: 0 }
  for (const dispute of claim.disputes) {
    if (dispute.partMinor === undefined) return { because: `disputed (${dispute.cause})`, partMinor: 0 }
    partMinor += dispute.partMinor
  }
  if (claim.queries.length > 0) return { because: `we owe them an answer (${claim.queries[0]!.asks})`, partMinor: 0 }
  if (promisedUntil !== undefined) {
    return {
      because:
        promisedUntil > day ? `a promise is waited for until ${dayText(promisedUntil)}` : 'a promise is judged today',
      partMinor: 0,
    }
  }
  if (partMinor >= claim.openMinor)
    return { because: 'all that is open of it is held or disputed', partMinor, until: first(ends) }
  return { partMinor, until: first(ends) }
}

/** What is chased of each open due: the part that rests is taken from the newest dues. Dues that rest whole are left out. */
export function chasedOf(claim: ClaimFacts, partMinor: number): { due: DueFacts; chasedMinor: number }[] {
  let rest = partMinor
  const parts: { due: DueFacts; chasedMinor: number }[] = []
  for (const due of [...claim.dues].sort((a, b) => b.dueOn - a.dueOn || b.no - a.no)) {
    const taken = Math.min(rest, Math.max(0, due.openMinor))
    rest -= taken
    if (due.openMinor - taken > 0) parts.push({ due, chasedMinor: due.openMinor - taken })
  }
  return parts.reverse()
}

function first(days: readonly Day[]): Day | undefined {
  return days.length > 0 ? (Math.min(...days) as Day) : undefined
}
