// What the demo's company is drawn with: dice, the shapes of customers and claims, and a rhythm of invoices. It knows no
// customer by name.

import { addBusinessDays, nextBusinessDay } from '../core/calendar.ts'
import { addDays, type Day } from '../core/day.ts'
import type { DebtorKind, Handling } from '../core/policy.ts'
import { calendarOf } from '../rules/calendar.ts'
import type { NewContact } from '../store/debtor.ts'

/** How a customer pays: the demo's life acts by it. */
export type Temperament =
  | 'prompt'
  | 'forgetful'
  | 'late'
  | 'slow'
  | 'disputing'
  | 'struggling'
  | 'vanished'
  /** Never acts by itself; its claims' events say all. */
  | 'scripted'

/** What happens to one claim on a day, whatever the temperament of who owes it. */
export type DemoEvent =
  | { readonly what: 'pays'; readonly on: Day; readonly amountMinor?: number; readonly onAccount?: boolean }
  | { readonly what: 'returns'; readonly on: Day }
  | { readonly what: 'credit'; readonly on: Day; readonly amountMinor: number }
  | { readonly what: 'disputes'; readonly on: Day; readonly cause: string; readonly partMinor?: number }
  | { readonly what: 'promise'; readonly on: Day; readonly amountMinor: number; readonly byDay: Day }
  /** What was promised gets another day. */
  | { readonly what: 'moves'; readonly on: Day; readonly byDay: Day }
  /** A mail of theirs; `{number}` stands for the claim's. */
  | { readonly what: 'writes'; readonly on: Day; readonly subject: string; readonly says: string }
  /** A line on our statement, whoever it turns out to be from. */
  | ({ readonly what: 'transfers'; readonly on: Day } & Transfer)

/** Money as the bank tells of it. */
export interface Transfer {
  readonly amountMinor: number
  readonly name: string
  readonly account?: string
  /** `{number}` stands for the claim's. */
  readonly text: string
}

export interface DemoDebtor {
  readonly name: string
  readonly kind: DebtorKind
  readonly kindBecause: string
  readonly country: string
  readonly region?: string
  readonly handling: Handling
  readonly paysBy?: string
  readonly accountManager?: string
  readonly group?: string
  readonly contacts: readonly NewContact[]
  readonly temperament: Temperament
  /** The ladder chosen for them. */
  readonly ladder?: string
  /** Why it is worth a look, for the list at the end. */
  readonly trait?: string
  /** The first email address stops working after the first message. */
  readonly deadMailbox?: boolean
}

export interface DemoClaim {
  readonly number: string
  /** The place of its debtor in the company. */
  readonly debtor: number
  readonly kind: string
  readonly currency: string
  readonly issuedOn: Day
  readonly dues: readonly { readonly dueOn: Day; readonly amountMinor: number }[]
  readonly orderNumber?: string
  readonly about?: string
  readonly factor?: string
  /** Given: the temperament does not act on this claim. */
  readonly events?: readonly DemoEvent[]
  /** Another debtor of the company who answers for it too. */
  readonly joint?: number
}

export interface DemoCompany {
  readonly debtors: readonly DemoDebtor[]
  /** In order of issue. */
  readonly claims: readonly DemoClaim[]
  /** The first day that is lived; the ledger begins before it. */
  readonly opensOn: Day
  readonly today: Day
}

/** A claim before it has its number. */
export type Draft = Omit<DemoClaim, 'number'> & { readonly number?: string }

/** Dice that fall the same way for the same seed. */
export interface Dice {
  /** From 0 to 1, 1 not included. */
  next(): number
  /** A whole number, both ends included. */
  from(least: number, most: number): number
  of<T>(list: readonly T[]): T
  chance(share: number): boolean
}

/** Mulberry32: small, quick, and good enough for a demo; nothing secret comes from it. */
export function dice(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    from: (least, most) => least + Math.floor(next() * (most - least + 1)),
    of: (list) => list[Math.floor(next() * list.length)]!,
    chance: (share) => next() < share,
  }
}

/** The days on which we work and post: the demo's company is in England. */
export const ours = calendarOf('GB')

const goods = [
  'fittings',
  'fixings and screws',
  'workbenches',
  'hinges',
  'shelving',
  'hand tools',
  'castors',
  'racking',
]

/** `brackenfold-catering.example`: a domain that belongs to nobody. */
export function domainOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
  return `${plain.split('-').filter(Boolean).slice(0, 2).join('-')}.example`
}

/** Twelve digits at most, the last ones drawn; a US number keeps to the hundred that is free. */
export function phoneOf(roll: Dice, start: string): string {
  const digits = start.startsWith('+1') ? 2 : 3
  return `${start}${String(roll.from(0, 10 ** digits - 1)).padStart(digits, '0')}`
}

export interface Rhythm {
  readonly debtor: number
  readonly currency: string
  readonly from: Day
  /** Not included. */
  readonly until: Day
  readonly everyDays: number
  readonly termsDays: number
  /** The middle of the amounts. */
  readonly sizeMinor: number
  readonly about?: (roll: Dice) => string
}

/** Invoices in a rhythm, never on a day on which nobody works. */
export function invoices(roll: Dice, it: Rhythm): Draft[] {
  const drafts: Draft[] = []
  let at = addDays(it.from, roll.from(0, it.everyDays))
  while (at < it.until) {
    const issuedOn = nextBusinessDay(ours, at)
    if (issuedOn >= it.until) break
    drafts.push({
      debtor: it.debtor,
      kind: 'invoice',
      currency: it.currency,
      issuedOn,
      dues: [{ dueOn: addDays(issuedOn, it.termsDays), amountMinor: amountOf(roll, it.sizeMinor) }],
      orderNumber: roll.chance(0.6) ? `PO-${roll.from(41_000, 58_999)}` : undefined,
      about: it.about ? it.about(roll) : roll.of(goods),
    })
    at = addDays(at, Math.max(3, it.everyDays + roll.from(-3, 3)))
  }
  return drafts
}

// Many small, few large: the middle times e to a sum of dice, which is near enough to the usual bell.
function amountOf(roll: Dice, middleMinor: number): number {
  const bell = roll.next() + roll.next() + roll.next() + roll.next() - 2
  return Math.max(4_500, Math.round((middleMinor * Math.exp(1.1 * bell)) / 5) * 5)
}

/** `count` of our business days after a day; negative: before. */
export function work(from: Day, count: number): Day {
  return addBusinessDays(ours, from, count)
}
