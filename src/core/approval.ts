// Whether a message waits for a person, and by which channels it may go.

import { type Flown, neverFor, overLimit } from './autopilot.ts'
import type { CaseFacts, Item, MessageAction } from './case.ts'
import { nameOf } from './ladder.ts'
import { moneyText } from './money.ts'
import { rank, type Step, stepKey } from './policy.ts'
import { type Sheet, sumsOf } from './sheet.ts'

/** Why a person must approve it, or by whose leave it need not be; neither where its step asks nobody. */
export function approvalOf(
  { policyId, step, items }: { policyId: string; step: Step; items: readonly Item[] },
  one: CaseFacts,
  sheet: Sheet,
): { readonly approve?: string; readonly autopilot?: Flown } {
  const asks = asksOf(step, sheet)
  const may = asks !== undefined && neverFor(step) === undefined
  const allowed = may ? sheet.house.autopilots?.get(stepKey(policyId, step.id)) : undefined
  const over = allowed && overLimit(allowed, sumsOf(items, one))
  // What only a person can know is asked whatever is on autopilot.
  const approve = (allowed ? over : asks) ?? heldBack(step, items, one, sheet)
  if (approve !== undefined) return { approve }
  if (!allowed) return {}
  const { id, by, day, mostMinor, currency } = allowed
  return { autopilot: { id, by, day, mostMinor, currency } }
}

/** Why each message of a step is asked about; undefined where the step goes by itself. An autopilot takes this off a person, and nothing else. */
export function asksOf(step: Step, { house }: Pick<Sheet, 'house'>): string | undefined {
  if (step.approve) return `The policy asks a person to approve each ${nameOf(step).toLowerCase()}.`
  return house.seenFirst ? 'Each message is seen first, until its step is on autopilot.' : undefined
}

/** Why this one waits for a person, whatever its step says. */
function heldBack(step: Step, items: readonly Item[], one: CaseFacts, sheet: Sheet): string | undefined {
  if (sheet.facts.handling === 'approve') return 'This customer is handled with approval.'
  const named = new Set(items.map((item) => item.claimId))
  if (one.claims.some((claim) => named.has(claim.id) && claim.handling === 'approve'))
    return 'One of these claims is handled with approval.'
  return noInbox(step, sheet)
}

/** With nobody who reads answers by program, a person is asked for them from the second reminder on. */
export function noInbox(step: Step, { house }: Pick<Sheet, 'house'>): string | undefined {
  return !house.inboxConnected && rank(step.stage) > rank('friendly')
    ? 'No inbox is connected: any answer since?'
    : undefined
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
