// Autopilot: when a step of a ladder may go without a person's yes. It is offered after ten yeses in a row to what the step says, a
// person allows it up to a sum, and it is never for a final notice, a formal demand or a notice of the law.

import type { Reason } from './case.ts'
import { type Day, dayText, type Moment } from './day.ts'
import { nameOf } from './ladder.ts'
import { moneyText } from './money.ts'
import { isWritten, rank, type Step } from './policy.ts'

/** So many in a row, approved as they were, before it is offered. */
export const inARow = 10

/**
 * What became of a message of a step in a person's hands: `approved` as it was; `taken_out` before it left; `rewritten` in their own
 * words; `complained` of by who got it. `reworded` is no message: the words or the step changed.
 */
export const verdicts = ['approved', 'taken_out', 'rewritten', 'complained', 'reworded'] as const
export type Verdict = (typeof verdicts)[number]

/** One verdict over a step, with the wording it had then. */
export interface StepVerdict {
  readonly verdict: Verdict
  readonly wording: string
  readonly at: Moment
}

/** A step that a person allowed to go by itself. */
export interface Autopilot {
  readonly id: string
  readonly policyId: string
  readonly stepId: string
  /** A hash of the step and its words in all languages: with another it is over. */
  readonly wording: string
  /** No message that asks for more, or in another currency, goes by it. */
  readonly mostMinor: number
  readonly currency: string
  readonly by: string
  readonly day: Day
  readonly at: Moment
}

/** Kept with each message that goes by it. */
export type Flown = Pick<Autopilot, 'id' | 'by' | 'day' | 'mostMinor' | 'currency'>

/** Why a step is never on autopilot; undefined where it may be. */
export function neverFor(step: Step): string | undefined {
  if (!isWritten(step)) return 'It is no message.'
  if (step.notice) return 'It is a notice of the law: a person sees each.'
  if (rank(step.stage) >= rank('final')) return `A person sees each ${nameOf(step).toLowerCase()}.`
  return undefined
}

/** How many of the newest, in a row, were approved as they were in today's wording. Newest first. */
export function countInARow(newestFirst: readonly StepVerdict[], wording: string): number {
  const end = newestFirst.findIndex((it) => it.verdict !== 'approved' || it.wording !== wording)
  return end < 0 ? newestFirst.length : end
}

/** Why this message does not go by an autopilot that is on; undefined where it does. */
export function overLimit(
  it: Pick<Autopilot, 'mostMinor' | 'currency'>,
  sums: Readonly<Record<string, number>>,
): string | undefined {
  for (const [currency, sum] of Object.entries(sums)) {
    if (currency !== it.currency)
      return `Its step is on autopilot in ${it.currency} only, and this asks for ${currency}.`
    if (sum > it.mostMinor)
      return `Its step is on autopilot up to ${moneyText(it.mostMinor, it.currency)}, and this asks for ${moneyText(sum, currency)}.`
  }
  return undefined
}

/** The sentence that a message by autopilot carries. */
export function flownSays({ by, day, mostMinor, currency }: Flown): string {
  // Their name will do; the address stands in the record of the decision.
  return `By autopilot, allowed by ${by.replace(/ <[^>]*>$/, '')} on ${dayText(day)} for this step, up to ${moneyText(mostMinor, currency)}.`
}

/** As a reason of the message, where it goes by one. */
export function flownReasons(it: Flown | undefined): Reason[] {
  return it ? [{ says: flownSays(it) }] : []
}
