// What one contact is judged by, told plainly, and how a clock and a calendar are read without any code of the program: times from Intl,
// holidays from their library. Days are whole days since 1970.

import Holidays from 'date-holidays'

export interface Story {
  readonly collector?: 'creditor' | 'agency' | 'debt_buyer' | 'attorney'
  readonly inDefault?: boolean
  readonly licensed?: boolean
  readonly purpose?: 'consumer' | 'business'
  readonly debtor: 'consumer' | 'sole_trader' | 'business' | 'public_body'
  readonly debtorKnown: boolean
  readonly places: readonly string[]
  readonly sectors?: readonly string[]
  readonly zones: readonly string[]
  readonly claims: readonly StoryClaim[]
  readonly contacts: readonly StoryContact[]
  readonly told: readonly StoryFact[]
  readonly planned: StoryPlan
}

export interface StoryClaim {
  readonly id: string
  /** Claims of one group count as one. */
  readonly group: string
  readonly timeBarred: boolean
  readonly firstSaid?: number
  readonly notices: readonly { readonly notice: string; readonly sent: number; readonly returned: boolean }[]
}

export interface StoryContact {
  readonly at: number
  readonly medium: string
  readonly direction: 'in' | 'out'
  readonly person: string
  readonly result: string
  readonly claims: readonly string[]
  readonly discussed: readonly string[]
  readonly professional: boolean
  readonly spot?: string
}

/** Days are whole days since 1970. */
export interface StoryFact {
  readonly kind: string
  readonly on: number
  readonly until?: number
  readonly medium?: string
  readonly address?: string
  readonly claim?: string
  readonly days?: readonly number[]
  readonly about?: string
  readonly to?: string
  readonly written?: boolean
  readonly silent?: boolean
  readonly weekdays?: readonly number[]
  readonly fromMinute?: number
  readonly untilMinute?: number
  readonly spot?: string
  readonly cause?: string
}

export interface StoryPlan {
  readonly at: number
  readonly medium: string
  readonly to: string
  readonly person: string
  readonly claims: readonly string[]
  readonly aim: string
  readonly address?: {
    readonly value: string
    readonly spot?: string
    readonly employers: boolean
    readonly shared: boolean
    readonly usedWithUs: boolean
    readonly lastTextFrom?: number
  }
  readonly automated: boolean
  readonly limited: boolean
  readonly threatensSuit: boolean
  readonly publicPost: boolean
  readonly postcard: boolean
  readonly knownAt?: string
  readonly replyTo?: { readonly medium: string; readonly at: number; readonly repliesSince: number }
}

export interface Local {
  readonly day: number
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number
  readonly minute: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** What calendar and clock show in a zone. */
export function local(at: number, zone: string): Local {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
    formats.set(zone, format)
  }
  // 31/12/2026, 23:59
  const text = format.format(at)
  const day =
    Date.UTC(Number(text.slice(6, 10)), Number(text.slice(3, 5)) - 1, Number(text.slice(0, 2))) / (24 * 60 * 60 * 1000)
  const weekday = new Date(day * 24 * 60 * 60 * 1000).getUTCDay()
  return {
    day,
    weekday: weekday === 0 ? 7 : weekday,
    minute: Number(text.slice(12, 14)) * 60 + Number(text.slice(15, 17)),
  }
}

const years = new Map<string, Set<string>>()

/** A public holiday of a country (`IE`) or a region (`CA-ON`). */
export function isHoliday(place: string, day: number): boolean {
  const date = new Date(day * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
  const key = `${place} ${date.slice(0, 4)}`
  let found = years.get(key)
  if (!found) {
    const [country, state] = place.split('-')
    const source = state ? new Holidays(country!, state) : new Holidays(country!)
    found = new Set(
      source
        .getHolidays(Number(date.slice(0, 4)))
        .filter((it) => it.type === 'public' && it.date.slice(11, 16) === '00:00')
        .map((it) => it.date.slice(0, 10)),
    )
    years.set(key, found)
  }
  return found.has(date)
}
