// What the parts of one decision share: the debtor's facts, the house, and which due leads the case.

import type { Calendar } from './calendar.ts'
import type { CaseFacts, DebtorFacts, House, Item } from './case.ts'
import { ladderOf, type Standing } from './ladder.ts'
import { type Policy, rank } from './policy.ts'

export interface Sheet {
  readonly facts: DebtorFacts
  readonly house: House
  readonly calendar: Calendar
  /** One message a day: set as soon as one case of this debtor has taken the day. */
  taken: boolean
}

/** The leading due: furthest along among what is overdue, then what would be said today, then the oldest. */
export function leader(standings: readonly Standing[]): Standing | undefined {
  const severity = (one: Standing) => (one.position < 0 ? -1 : rank(ladderOf(one.policy)[one.position]!.stage))
  const today = (one: Standing) => one.candidate?.index ?? -1
  const pool = standings.some((one) => one.overdue) ? standings.filter((one) => one.overdue) : standings
  return [...pool].sort(
    (a, b) =>
      severity(b) - severity(a) ||
      today(b) - today(a) ||
      a.due.dueOn - b.due.dueOn ||
      (a.claim.number < b.claim.number ? -1 : 1),
  )[0]
}

/** The policy of the case for this day where no due leads. */
export function policyOfCase(one: CaseFacts, house: House): Policy {
  return house.policies.get(one.claims[0]?.policyId ?? '') ?? house.policies.get(one.policyId)!
}

/** Asked for, by currency. */
export function sumsOf(items: readonly Item[], one: CaseFacts): Record<string, number> {
  const currency = new Map(one.claims.map((claim) => [claim.id, claim.currency]))
  const sums: Record<string, number> = {}
  for (const item of items) {
    const code = currency.get(item.claimId)!
    sums[code] = (sums[code] ?? 0) + item.openMinor
  }
  return sums
}
