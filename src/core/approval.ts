// Whether a message waits for a person, and by which channels it may go.

import type { CaseFacts, Item } from './case.ts'
import { nameOf } from './ladder.ts'
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
