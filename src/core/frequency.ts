// How often someone was contacted, and when the next contact may be: rolling windows of consecutive days whose first day
// counts, and the rest after a conversation (12 CFR 1006.14(b) and the places that are stricter).

import { type Day, type Moment, offsetMs } from './day.ts'
import type { Effect, Medium } from './law.ts'
import { asked, type Told } from './told.ts'

/** What came of a call. Only what did not connect to the number dialled is no call. */
export type Result =
  | 'conversation'
  | 'unanswered'
  | 'voicemail'
  | 'limited_content'
  | 'busy'
  | 'not_in_service'
  | 'not_connected'
  | 'wrong_number'
  | 'sent'

export interface Contact {
  readonly id?: string
  readonly day: Day
  /** Where it is known, each clock that may be theirs has its own day for it. */
  readonly at?: Moment
  readonly medium: Medium
  readonly direction: 'out' | 'in'
  /** Who was reached or tried: one person's count is not another's. */
  readonly person: string
  readonly result: Result
  /** The claims a placed call counts toward. One that was about none in particular counts toward all of them here. */
  readonly claims: readonly string[]
  /** The claims spoken about. */
  readonly discussed: readonly string[]
  /** With their attorney, a creditor or a reporting agency: no contact with the person. */
  readonly professional?: boolean
  /** Placed because they asked for it. */
  readonly asked?: boolean
  readonly spot?: 'home' | 'work' | 'mobile' | 'other'
}

/** Whether a placed call connected: a busy line and a number out of service did not; ringing out and any recording did. */
export function connects(result: Result): boolean {
  return result !== 'busy' && result !== 'not_in_service' && result !== 'not_connected'
}

type Frequency = Extract<Effect, { kind: 'frequency' }>
type Rest = Extract<Effect, { kind: 'rest' }>

/** Claims that are one for counting: loans serviced under one account number when they were obtained. */
export type OneOf = (claim: string) => string

/** The day of a contact on a clock. */
export function dayOn(it: Contact, zone: string | undefined): Day {
  if (it.at === undefined || zone === undefined) return it.day
  return Math.floor((it.at + offsetMs(it.at, zone)) / 86_400_000) as Day
}

/** The contacts that count toward a limit for one person and, where the limit is per claim, one claim. */
export function counted(
  rule: Frequency,
  history: readonly Contact[],
  told: readonly Told[],
  person: string,
  claim: string | undefined,
  oneOf: OneOf = (it) => it,
  zone?: string,
): Contact[] {
  const since = rule.afterConversation ? firstConversation(history, person, zone) : undefined
  return history.filter((it) => {
    if (it.direction !== 'out' || it.person !== person || it.professional || !rule.counts.includes(it.medium))
      return false
    if (it.medium === 'phone' && !connects(it.result)) return false
    if (rule.onlyReached && it.result !== 'conversation' && it.medium === 'phone') return false
    if (rule.at === 'work' && it.spot !== 'work') return false
    if (rule.at === 'personal' && (it.spot === 'work' || it.spot === 'other')) return false
    if (rule.at === 'other' && it.spot !== 'work' && it.spot !== 'other') return false
    const day = dayOn(it, zone)
    if (rule.afterConversation && (since === undefined || day < since)) return false
    if (rule.per === 'claim' && claim !== undefined && !about(it.claims, claim, oneOf)) return false
    if (rule.leavesOutAsked === undefined) return true
    // Where the limit is per claim, a wish about that claim is enough.
    const claims = claim === undefined ? it.claims : [claim]
    return !(it.asked || asked(told, { medium: it.medium, day, claims }, rule.leavesOutAsked))
  })
}

function firstConversation(history: readonly Contact[], person: string, zone: string | undefined): Day | undefined {
  const days = history
    .filter((it) => it.person === person && it.result === 'conversation' && !it.professional)
    .map((it) => dayOn(it, zone))
  return days.length > 0 ? (Math.min(...days) as Day) : undefined
}

// What named no claim may have been about any: it stands with each.
function about(claims: readonly string[], claim: string, oneOf: OneOf): boolean {
  return claims.length === 0 || claims.some((one) => oneOf(one) === oneOf(claim))
}

/** How many of these days lie in the window that ends on `day`. */
export function inWindow(days: readonly Day[], day: Day, window: number): number {
  return days.filter((it) => it <= day && it > day - window).length
}

/** The first day, `day` or later, on which one more contact keeps to the limit, whatever is planned for the days after. */
export function freeFrom(days: readonly Day[], day: Day, rule: Frequency): Day {
  let at = day
  while (inWindow(days, at, rule.days) >= rule.max) at = (at + 1) as Day
  return at
}

/** The last conversation about a claim, whoever began it, on or before `day`. */
export function lastConversation(
  rule: Rest,
  history: readonly Contact[],
  person: string,
  claim: string | undefined,
  day: Day,
  oneOf: OneOf = (it) => it,
  zone?: string,
): Day | undefined {
  const days = history
    .filter(
      (it) =>
        it.person === person &&
        !it.professional &&
        it.result === 'conversation' &&
        rule.media.includes(it.medium) &&
        dayOn(it, zone) <= day &&
        (claim === undefined || about(it.discussed.length > 0 ? it.discussed : it.claims, claim, oneOf)),
    )
    .map((it) => dayOn(it, zone))
  return days.length > 0 ? (Math.max(...days) as Day) : undefined
}
