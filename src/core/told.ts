// What we were told of a person, or learned, that bears on contact: each fact with the day from which it counts and who said
// it. Facts are only ever ended, never changed; what is withdrawn stays on the record.

import type { Day } from './day.ts'
import type { Cause, Medium } from './law.ts'

/** Minutes after midnight where the person is; both ends belong to it. */
export interface Times {
  /** 1 Monday to 7 Sunday; left out: every day. */
  readonly weekdays?: readonly number[]
  readonly from?: number
  readonly until?: number
}

export type Spot = 'home' | 'work'

interface Dated {
  readonly id: string
  readonly on: Day
  /** Not included. */
  readonly until?: Day
  readonly source?: string
}

export type Told = Dated &
  (
    | { readonly kind: 'attorney'; readonly name?: string; readonly claims?: readonly string[]; readonly silent?: true }
    | { readonly kind: 'cease'; readonly written: boolean }
    | { readonly kind: 'refuses'; readonly written: boolean }
    /** Without an address the whole medium, with one that address for every claim. */
    | { readonly kind: 'no_medium'; readonly medium: Medium; readonly address?: string }
    | { readonly kind: 'no_time'; readonly times: Times }
    | { readonly kind: 'no_place'; readonly spot: Spot }
    | { readonly kind: 'employer_forbids' }
    /** They asked for it, or allowed it: on the days named, or within seven days of saying so. */
    | {
        readonly kind: 'consent'
        readonly medium: Medium
        readonly address?: string
        readonly claim?: string
        readonly days?: readonly Day[]
        readonly to: 'us' | 'creditor' | 'earlier_collector'
        readonly about?: 'contact' | 'work' | 'automated' | 'others' | 'electronic_notices'
      }
    | { readonly kind: 'cause'; readonly cause: Cause; readonly representative?: string }
    | {
        readonly kind: 'disputes'
        readonly claim: string
        readonly written: boolean
        readonly asks: 'verification' | 'original_creditor'
      }
    /** A person looked: the time to sue for it has run out. */
    | { readonly kind: 'time_barred'; readonly claim: string }
    | {
        readonly kind: 'notice'
        readonly claim: string
        readonly notice: string
        readonly result?: 'received' | 'returned'
        /** As printed in it. */
        readonly endsOn?: Day
        /** The message that was the notice. */
        readonly message?: string
      }
    /** A reply to a letter of claim that asks for documents, or says that they seek advice. */
    | { readonly kind: 'asks_time'; readonly claim: string; readonly for: 'documents' | 'advice' }
    /** A dispute or question was answered, with what proves it. */
    | { readonly kind: 'answered'; readonly claim: string; readonly document?: string }
  )

export function holdsOn(one: Dated, day: Day): boolean {
  return one.on <= day && (one.until === undefined || day < one.until)
}

/** Whether a moment of a day lies in times that were named. */
export function within(times: Times, weekday: number, minute: number): boolean {
  if (times.weekdays && !times.weekdays.includes(weekday)) return false
  return minute >= (times.from ?? 0) && minute <= (times.until ?? 24 * 60)
}

type Consent = Extract<Told, { kind: 'consent' }>

/**
 * Whether a contact was asked for, or allowed, within so many `days` of saying so: it counts for nothing then. `claims`: all it is
 * about; a wish that named a claim or an address covers no other. `address` undefined: one that is not known.
 */
export function asked(
  told: readonly Told[],
  it: { readonly medium: Medium; readonly day: Day; readonly claims: readonly string[]; readonly address?: string },
  days: number,
): boolean {
  const wishes = told.filter(
    (one): one is Consent =>
      one.kind === 'consent' &&
      (one.about === undefined || one.about === 'contact') &&
      one.to === 'us' &&
      one.medium === it.medium &&
      holdsOn(one, it.day) &&
      it.day < one.on + days &&
      (one.days === undefined || one.days.includes(it.day)) &&
      (one.address === undefined || one.address === it.address),
  )
  return coversAll(wishes, it.claims)
}

/** Whether consents cover every one of these claims, together; one that names no claim covers all. */
export function coversAll(consents: readonly Consent[], claims: readonly string[]): boolean {
  if (consents.some((one) => one.claim === undefined)) return true
  return claims.length > 0 && claims.every((claim) => consents.some((one) => one.claim === claim))
}
