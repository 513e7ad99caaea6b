// Whether one contact is lawful, and polite: a permit with what it must say, or a refusal with the rule, where it is written and
// until when. Pure: asked when deciding, when a person is about to act, and inside the transaction that releases a message.
// The strictest rule wins; what is not known is taken for its stricter answer.

import { checks, type Finding, reachesThem } from './check.ts'
import { type Day, type Moment, momentText } from './day.ts'
import { type Contact, counted, dayOn, inWindow, type OneOf } from './frequency.ts'
import { nextOpen, wallAt } from './hours.ts'
import type { Force, Medium } from './law.ts'
import type { NoticeClocks, NoticeFacts } from './notice.ts'
import type { Bound, MissingFact, Regime } from './regime.ts'
import type { Spot, Told } from './told.ts'

/** What a contact is for. All but `collect` are let through where the law lets just them through. */
export type Aim =
  | 'collect'
  /** Their own message is answered, once, by the same medium. */
  | 'reply'
  | 'confirm_opt_out'
  | 'confirm_end'
  | 'say_remedy'
  /** A notice the law asks for: validation information, an answer to a dispute. */
  | 'required_notice'
  | 'receipt'
  | 'location'
  | 'legal_process'

export interface Planned {
  readonly medium: Medium
  readonly at: Moment
  /** Undefined: not chosen yet. */
  readonly address?: {
    readonly value: string
    readonly spot?: Spot | 'mobile' | 'other'
    /** Given by an employer. */
    readonly employers?: boolean
    /** Others read it too. */
    readonly shared?: boolean
    /** They used it with us, or a collector before us did lawfully. */
    readonly usedWithUs?: boolean
    readonly lastTextFrom?: Day
  }
  /** Whom it reaches: themselves, or who stands for them in law. */
  readonly to:
    | 'person'
    | 'spouse'
    | 'representative'
    | 'attorney'
    | 'creditor'
    | 'reporting_agency'
    | 'employer'
    | 'other'
  readonly person: string
  readonly claims: readonly string[]
  readonly aim: Aim
  /** Which notice, where it is one: it opens no other lock than its own. */
  readonly notice?: string
  readonly automated?: boolean
  /** A voicemail or letter that says no more than who calls and asks for an answer. */
  readonly limited?: boolean
  readonly threatensSuit?: boolean
  /** It is the last word before a court, where that is narrower than naming one; left out: as `threatensSuit`. */
  readonly beforeSuit?: boolean
  readonly publicPost?: boolean
  readonly postcard?: boolean
  /** Where they are known to be now. */
  readonly knownAt?: Spot
  readonly replyTo?: { readonly medium: Medium; readonly at: Moment; readonly repliesSince: number }
}

export interface ClaimLaw {
  readonly id: string
  readonly timeBarred?: boolean
  readonly extinguished?: boolean
  /** The first time anything was said about it by who collects. */
  readonly firstSaidOn?: Day
  readonly notices: readonly NoticeFacts[]
}

export interface Known {
  readonly regime: Regime
  readonly history: readonly Contact[]
  readonly told: readonly Told[]
  readonly claims: readonly ClaimLaw[]
  /** Every clock that may be theirs: of their home, their number, all of the place where nothing better is known. */
  readonly zones: readonly string[]
  /** The calendars of their place and of any other, and the times that notices give. */
  readonly clocks: NoticeClocks
  /** Claims that count as one. */
  readonly oneOf?: OneOf
  readonly licensed?: boolean
}

export interface Ground {
  readonly says: string
  readonly rule: string
  readonly cite: string
  readonly force: Force
  readonly missing: readonly MissingFact[]
  /** Only the hour is wrong. */
  readonly hour?: true
}

/** What a message must carry: how to stop more of them, or a sentence, by language. */
export type Duty =
  | { readonly kind: 'opt_out' }
  | { readonly kind: 'say_first' | 'say_later'; readonly says: Readonly<Record<string, string>> }

export type Verdict =
  | {
      readonly kind: 'permit'
      readonly grounds: readonly Ground[]
      readonly duties: readonly Duty[]
      /** What would refuse where more was known; it may go. */
      readonly warnings: readonly Ground[]
      readonly counters: Readonly<Record<string, number>>
    }
  | {
      readonly kind: 'refusal'
      readonly grounds: readonly Ground[]
      /** The first moment at which all of it may be lawful; undefined: a person or a new fact must end it. */
      readonly until?: Moment
      readonly warnings: readonly Ground[]
    }

const dayMs = 86_400_000
const hourMs = 3_600_000
/** Days searched for an opening, and how often a later day may bring up another reason. */
const horizon = 40
const turnsMax = 40

/**
 * The answer for one planned contact. Facts decide it: the same facts give the same answer at any time later. `brief`: a permit
 * without what it rests on, for whoever only asks whether.
 */
export function lawful(planned: Planned, known: Known, brief = false): Verdict {
  const now = judge(planned, known)
  if (now.refused.length === 0) {
    return {
      kind: 'permit',
      grounds: brief ? [] : basis(planned, known, now.counters),
      duties: dutiesOf(planned, known),
      warnings: now.warned,
      counters: now.counters,
    }
  }
  return {
    kind: 'refusal',
    grounds: strongest(now.refused.map((it) => it.ground)),
    until: freeAt(planned, known, now),
    warnings: now.warned,
  }
}

// Several rules may say the same: the one that binds most says it. Beside a reason that lasts, the hour is no news.
function strongest(grounds: readonly Ground[]): Ground[] {
  const lasting = grounds.filter((it) => !it.hour)
  const by = new Map<string, Ground>()
  for (const it of lasting.length > 0 ? lasting : grounds) {
    const known = by.get(it.says)
    if (!known || weight(it) > weight(known)) by.set(it.says, it)
  }
  return [...by.values()]
}

function weight(it: Ground): number {
  const force = it.force === 'law' ? 4 : it.force === 'guidance' ? 2 : 0
  return force + (it.missing.length === 0 ? 1 : 0)
}

interface Judged {
  readonly refused: { readonly ground: Ground; readonly finding: Finding }[]
  readonly warned: Ground[]
  readonly counters: Record<string, number>
}

function judge(planned: Planned, known: Known): Judged {
  const walls = known.zones.map((zone) => wallAt(planned.at, zone))
  const out: Judged = { refused: [], warned: [], counters: {} }
  for (const bound of known.regime.bound) {
    const { rule } = bound
    const finding = checks[rule.effect.kind]?.(bound, planned, known, walls)
    if (!finding) continue
    const ground = {
      says: finding.says,
      rule: rule.id,
      cite: rule.cite,
      force: bound.force,
      missing: bound.missing,
      hour: finding.hour,
    }
    // What must come before a suit against an individual is asked for when they may be one, not of who is taken for a company.
    const beforeSuit =
      rule.effect.kind === 'notice' &&
      rule.effect.locks === 'suit' &&
      bound.missing.includes('debtor_kind') &&
      planned.aim !== 'legal_process'
    const warns =
      bound.missing.length > 0 && known.regime.lenient && (!rule.binds.collectors.includes('creditor') || beforeSuit)
    if (warns) out.warned.push(ground)
    else out.refused.push({ ground, finding })
  }
  return out
}

// The first minute at which the clocks allow it; where something lasts until a day, the first such minute from that day on.
function freeAt(planned: Planned, known: Known, first: Judged): Moment | undefined {
  const clocks = known.regime.bound.filter(
    ({ rule: { effect } }) => effect.kind === 'hours' || effect.kind === 'told_times',
  )
  const minutes = beginnings(clocks, known)
  let from = planned.at
  let judged = first
  for (let turn = 0; turn < turnsMax; turn++) {
    if (judged.refused.some(({ finding }) => !finding.hour && finding.notBefore === undefined)) return undefined
    const days = judged.refused.flatMap(({ finding }) => finding.notBefore ?? [])
    const day = days.length > 0 ? Math.max(...days) : undefined
    // No clock is ahead of UTC by more than fourteen hours.
    if (day !== undefined) from = Math.max(from, day * dayMs - 15 * hourMs)
    const at = nextOpen({ from, days: horizon, zones: known.zones, minutes }, (moment) => {
      const walls = known.zones.map((zone) => wallAt(moment, zone))
      if (day !== undefined && walls.some((wall) => wall.day < day)) return false
      const then = { ...planned, at: moment }
      return !clocks.some((bound) => checks[bound.rule.effect.kind]?.(bound, then, known, walls) !== undefined)
    })
    if (at === undefined) return undefined
    judged = judge({ ...planned, at }, known)
    if (judged.refused.length === 0) return at
    from = at
  }
  return undefined
}

// The minutes of a day at which something closed may end: midnight, an opening, the end of a time they asked us to keep free.
function beginnings(clocks: readonly Bound[], known: Known): number[] {
  const minutes = new Set([0])
  for (const { rule } of clocks) {
    if (rule.effect.kind !== 'hours') continue
    for (const windows of [...rule.effect.week, rule.effect.holidays ?? []])
      for (const [from] of windows) minutes.add(from + 1)
  }
  for (const it of known.told) {
    if (it.kind !== 'no_time') continue
    if (it.times.until !== undefined) minutes.add(it.times.until + 1)
  }
  return [...minutes].filter((minute) => minute < 24 * 60)
}

function dutiesOf(planned: Planned, known: Known): Duty[] {
  const duties: Duty[] = []
  for (const { rule } of known.regime.bound) {
    const { effect } = rule
    if (
      effect.kind === 'opt_out' &&
      effect.media.includes(planned.medium) &&
      !duties.some((it) => it.kind === 'opt_out')
    ) {
      duties.push({ kind: 'opt_out' })
    }
    // A message that says no more than who calls is none about the debt; a pleading says it in its own way.
    if (
      effect.kind === 'must_say' &&
      reachesThem(planned) &&
      !planned.limited &&
      planned.aim !== 'legal_process' &&
      !duties.some((it) => it.kind !== 'opt_out')
    ) {
      const first = known.claims.some((it) => planned.claims.includes(it.id) && it.firstSaidOn === undefined)
      const says = first ? effect.first : effect.later
      duties.push({ kind: first ? 'say_first' : 'say_later', says })
    }
  }
  return duties
}

// Why it is lawful, in words that stand up later: the hours on each clock, the counts, and that nothing was told to us against it.
function basis(planned: Planned, known: Known, counters: Record<string, number>): Ground[] {
  const grounds: Ground[] = []
  for (const bound of known.regime.bound) {
    const { rule } = bound
    const { effect } = rule
    if (effect.kind === 'hours' && effect.media.includes(planned.medium)) {
      const clocks = known.zones.map((zone) => `${momentText(planned.at, zone)} in ${zone}`)
      grounds.push(ground(bound, `It is ${clocks.join(' and ')}, within the hours.`))
    }
    if (effect.kind === 'frequency' && effect.counts.includes(planned.medium)) {
      for (const claim of effect.per === 'claim' ? planned.claims : [undefined]) {
        const zone = known.zones[0]!
        const found = counted(effect, known.history, known.told, planned.person, claim, known.oneOf, zone)
        const days = found.map((it) => dayOn(it, zone))
        const day = wallAt(planned.at, zone).day
        const made = inWindow(days, day, effect.days)
        counters[`${rule.id}${claim ? `:${claim}` : ''}`] = made
        const says =
          effect.days === 1
            ? `${made} of ${effect.max} contacts that day.`
            : `${made} of ${effect.max} contacts in the last ${effect.days} days.`
        grounds.push(ground(bound, says))
      }
    }
  }
  return grounds
}

function ground(bound: Bound, says: string): Ground {
  return { says, rule: bound.rule.id, cite: bound.rule.cite, force: bound.force, missing: bound.missing }
}
