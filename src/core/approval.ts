// Whether a message waits for a person, and by which channels it may go.

import type { CaseFacts, Item, MessageAction } from './case.ts'
import { nameOf } from './ladder.ts'
import { moneyText } from './money.ts'
import { rank, type Step } from './policy.ts'
import type { Sheet } from './sheet.ts'

/** Why a person must approve it; undefined where it may go by itself. */
export function approvalOf(step: Step, items: readonly Item[], one: CaseFacts, sheet: Sheet): string | undefined {
  if (step.approve) return `The policy asks a person to approve each ${nameOf(step).toLowerCase()}.`
  if (sheet.facts.handling === 'approve') return 'This customer is handled with approval.'
  const named = new Set(items.map((item) => item.claimId))
  if (one.claims.some((claim) => named.has(claim.id) && claim.handling === 'approve'))
    return 'One of these claims is handled with approval.'
  if (!sheet.house.inboxConnected && rank(step.stage) > rank('friendly'))
    return 'No inbox is connected: any answer since?'
  return undefined
}

export function channelsOf(step: Step): ('email' | 'letter')[] {
  return step.channels.filter((channel) => channel !== 'phone')
}

/** What a person said yes to: these claims, and no more than these sums. */
export interface Agreed {
  readonly items: readonly Pick<Item, 'claimId' | 'dueNo'>[]
  readonly sums: Readonly<Record<string, number>>
}

/** What has changed since a person said yes; undefined while no claim came to it and no sum grew, so that the yes holds. */
export function changedSince(
  agreed: Agreed,
  now: Pick<MessageAction, 'items' | 'sums'>,
  numberOf: (claimId: string) => string,
): string | undefined {
  const named = new Set(agreed.items.map((item) => `${item.claimId}:${item.dueNo}`))
  const came = now.items.filter((item) => !named.has(`${item.claimId}:${item.dueNo}`))
  if (came.length > 0) {
    const numbers = [...new Set(came.map((item) => numberOf(item.claimId)))]
    return `${numbers.join(', ')} came to it`
  }
  for (const [currency, sum] of Object.entries(now.sums)) {
    const before = agreed.sums[currency] ?? 0
    if (sum > before) return `the sum grew from ${moneyText(before, currency)} to ${moneyText(sum, currency)}`
  }
  return undefined
}
