// What a rule of law is, as data: where it holds and since when, whom it binds, where it is written, how sure we are of it, and
// what it does to a contact. The rules themselves are in rules/law, one file per place; gate.ts applies them.

import { createHash } from 'node:crypto'
import type { Day } from './day.ts'
import type { DebtorKind } from './policy.ts'

/** ISO 3166: a country (`US`), a region (`US-MA`), or a place below one (`US-NY-NYC`); `*` for manners, which hold everywhere. */
export type Place = string

/** As exactly as it is known of somebody. */
export function placeOf({ country, region }: { readonly country: string; readonly region?: string }): Place {
  return region ? `${country}-${region}` : country
}

/** Who collects: in its own name what it is owed itself, for another, bought debts, or as a lawyer for a client. */
export const collectors = ['creditor', 'agency', 'debt_buyer', 'attorney'] as const
export type Collector = (typeof collectors)[number]

/** What the debt was for, not who owes it: a sole trader may owe either. */
export const purposes = ['consumer', 'business'] as const
export type Purpose = (typeof purposes)[number]

/** Trades for which some rules are made: a rule with one binds where the claim or the workspace is of it, or may be. */
export const sectors = ['bank', 'consumer_credit', 'high_cost_credit', 'financial_product'] as const
export type Sector = (typeof sectors)[number]

export const media = ['phone', 'email', 'sms', 'letter', 'visit', 'social'] as const
export type Medium = (typeof media)[number]

/** `law` binds; `guidance` is a regulator's and treated alike; `good_practice` is manners; `pending` and `status` decide nothing. */
export type Level = 'law' | 'guidance' | 'good_practice' | 'pending' | 'status'

/** Read in source; worked out from such; described by another page that was read; not read. What was not read never permits. */
export type Sure = 'primary' | 'derived' | 'secondary' | 'memory'

export interface Binds {
  readonly collectors: readonly Collector[]
  readonly purposes: readonly Purpose[]
  readonly debtors?: readonly DebtorKind[]
  readonly only?: Sector
  /** Who took a debt over before it was in default collects it as its own. */
  readonly exceptNotInDefault?: true
}

/** Minutes after midnight, both ends outside: at 08:00 sharp a window from 08:00 is still closed. */
export type Window = readonly [from: number, until: number]

/** By weekday, Monday first; a day without a window is closed. */
export type Week = readonly (readonly Window[])[]

/** What a rule does. Kinds that carry no parameter the gate could ask are `conduct`: the linter and people go by their words. */
export type Effect =
  | {
      readonly kind: 'hours'
      readonly media: readonly Medium[]
      readonly week: Week
      /** On public holidays of the place; left out: as on the weekday. */
      readonly holidays?: readonly Window[]
      /** Only for calls and visits at work, or only for those elsewhere. */
      readonly at?: 'work' | 'elsewhere'
    }
  | {
      readonly kind: 'frequency'
      readonly counts: readonly Medium[]
      readonly max: number
      /** Consecutive days, the first of which counts. */
      readonly days: number
      readonly per: 'claim' | 'person'
      readonly at?: 'work' | 'personal' | 'other'
      /** Only contacts after the first conversation count. */
      readonly afterConversation?: true
      /** Contacts that the person asked for within so many days before are left out. */
      readonly leavesOutAsked?: number
      /** Attempts that reached nobody are left out. */
      readonly onlyReached?: true
    }
  | {
      readonly kind: 'rest'
      readonly media: readonly Medium[]
      readonly days: number
      readonly leavesOutAsked?: number
    }
  | { readonly kind: 'attorney' }
  | { readonly kind: 'told_times' }
  | { readonly kind: 'told_media' }
  | { readonly kind: 'cease'; readonly written: boolean }
  | { readonly kind: 'workplace'; readonly unless: 'not_forbidden' | 'consent' }
  | { readonly kind: 'work_email' }
  | { readonly kind: 'others' }
  | { readonly kind: 'location'; readonly perPerson: number }
  | { readonly kind: 'public_post' }
  | { readonly kind: 'postcard' }
  | { readonly kind: 'consent'; readonly media: readonly Medium[]; readonly days?: number; readonly automated?: true }
  | { readonly kind: 'opt_out'; readonly media: readonly Medium[] }
  /** By language; who reads none of them gets English. */
  | {
      readonly kind: 'must_say'
      readonly first: Readonly<Record<string, string>>
      readonly later: Readonly<Record<string, string>>
    }
  | { readonly kind: 'stop'; readonly cause: Cause; readonly days?: number; readonly daysAfter?: number }
  | { readonly kind: 'time_barred'; readonly extinguished?: true }
  | {
      readonly kind: 'notice'
      readonly notice: string
      /** Within so many days of the first communication. */
      readonly within?: number
      readonly withinBusiness?: true
      /** What is locked until the notice was given and, unless it is due `within` a time, the days that it gives have passed. */
      readonly locks?: 'contact' | 'suit' | 'costs'
      readonly gives?: NoticeTime
    }
  /** The time that a notice gives, where another rule asks for the notice itself. */
  | { readonly kind: 'notice_time'; readonly notice: string; readonly gives: NoticeTime }
  /** `inPeriod`: only one that came within the time that this notice gave. */
  | { readonly kind: 'dispute'; readonly inPeriod?: string }
  | { readonly kind: 'licence' }
  | { readonly kind: 'retention'; readonly years: number; readonly from: 'last_activity' | 'call' }
  | { readonly kind: 'credit_report'; readonly waits: number }
  | { readonly kind: 'conduct' }

/** The time that a notice gives before what follows it. */
export interface NoticeTime {
  /** Calendar days after the letter's own day, or after the day on which it counts as received. */
  readonly days: number
  /** So many business days after it was sent it may be taken for received; left out: the days run from the letter. */
  readonly receiptDays?: number
  /** Whose holidays are no business days; left out: those of the debtor's place. */
  readonly holidaysOf?: Place
  /** The notice names its last day. */
  readonly printed?: true
  /** A reply that asks for documents or seeks advice gives the days anew. */
  readonly anewOnReply?: true
}

/** What is so about a person and stops collecting from them, whatever they said. */
export const causes = [
  'bankrupt',
  'deceased',
  'minor',
  'active_service',
  'breathing_space',
  'mental_health_crisis',
] as const
export type Cause = (typeof causes)[number]

export interface Rule {
  readonly id: string
  readonly place: Place
  /** One sentence that a person can read; the terminal, the desk and letters quote it. */
  readonly says: string
  readonly cite: string
  readonly level: Level
  readonly sure: Sure
  /** Left out: for as long as we look back. */
  readonly from?: Day
  /** Not included. */
  readonly until?: Day
  readonly binds: Binds
  readonly effect: Effect
  /** What to check before relying on it. */
  readonly note?: string
}

/** How a rule stands in one decision. Manners are what the law asks of others, kept by us as well. */
export type Force = 'law' | 'guidance' | 'manners'

export function inForce(rule: Rule, on: Day): boolean {
  return (rule.from === undefined || on >= rule.from) && (rule.until === undefined || on < rule.until)
}

/** Whether a rule of `rule` holds for someone in `place`: `sure`, `maybe` where only a wider place is known, or `no`. */
export function reaches(rule: Place, place: Place): 'sure' | 'maybe' | 'no' {
  if (rule === '*' || place === rule || place.startsWith(`${rule}-`)) return 'sure'
  return rule.startsWith(`${place}-`) ? 'maybe' : 'no'
}

const hashes = new WeakMap<readonly Rule[], string>()

/** The hash of rules as data: which version of them a permit rested on. */
export function rulesSha(rules: readonly Rule[]): string {
  let sha = hashes.get(rules)
  if (sha === undefined) {
    sha = createHash('sha256').update(JSON.stringify(rules)).digest('hex')
    hashes.set(rules, sha)
  }
  return sha
}
