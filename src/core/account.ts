// Money and credits on account, before they are given to claims: whether they could be the payment of what is asked for.

import type { CaseFacts, Item } from './case.ts'
import { moneyText } from './money.ts'
import type { Policy } from './policy.ts'

export interface OnAccount {
  readonly currency: string
  readonly amountMinor: number
  /** It could be the payment of the leading claim, or leaves less than the minimum: nothing is asked until it is settled. */
  readonly stops: boolean
  readonly says: string
}

/** Payments and credits on account in one currency. */
export function accountSum(it: CaseFacts, currency: string): number {
  return it.onAccount.filter((one) => one.currency === currency).reduce((sum, one) => sum + one.amountMinor, 0)
}

/** What stands on account in the currencies of `items`. A currency without the leading claim takes its smallest as such. */
export function onAccount(
  it: CaseFacts,
  items: readonly Item[],
  policy: Policy,
  lead: Pick<Item, 'claimId' | 'openMinor'> | undefined,
): OnAccount[] {
  const currencyOf = new Map(it.claims.map((claim) => [claim.id, claim.currency]))
  const named = items.filter((item) => item.named)
  const currencies = [...new Set(named.map((item) => currencyOf.get(item.claimId)))].filter(
    (code) => code !== undefined,
  )
  return currencies.flatMap((currency) => {
    const amountMinor = accountSum(it, currency)
    if (amountMinor === 0) return []
    const here = named.filter((item) => currencyOf.get(item.claimId) === currency)
    const sum = here.reduce((total, item) => total + item.openMinor, 0)
    const first =
      lead && currencyOf.get(lead.claimId) === currency
        ? lead.openMinor
        : Math.min(...here.map((item) => item.openMinor))
    const stops = amountMinor >= first || sum - amountMinor < (policy.minimum[currency] ?? 1)
    const money = moneyText(amountMinor, currency)
    const says = stops
      ? `${money} on account could be the payment of what is asked for: give it to claims first.`
      : `${money} on account is taken off in plain view; give it to a claim.`
    return [{ currency, amountMinor, stops, says }]
  })
}
