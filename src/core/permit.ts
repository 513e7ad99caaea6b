// Asks the gate about one contact with a debtor: gathers what their facts, their claims and the house say into what the gate
// knows. Deciding, acting and releasing all ask here.

import type { ClaimFacts, DebtorFacts, GivenFacts, House, HouseLaw, Reason } from './case.ts'
import { type Day, dayAt, type Moment, offsetMs } from './day.ts'
import { type Aim, type Ground, type Known, lawful, type Planned, type Verdict } from './gate.ts'
import { type Medium, type Purpose, placeOf, type Rule } from './law.ts'
import { type NoticeClocks, type NoticeKind, noticesOf } from './notice.ts'
import { rank, type Stage } from './policy.ts'
import { type Regime, type RegimeFacts, regimeOf } from './regime.ts'

export interface Asked {
  readonly medium: Medium
  readonly claimIds: readonly string[]
  readonly address?: Planned['address']
  readonly to?: Planned['to']
  readonly aim?: Aim
  readonly notice?: NoticeKind
  readonly threatensSuit?: boolean
  readonly beforeSuit?: boolean
  readonly at?: Moment
}

/** The gate's answer for one contact of a case; undefined where the house has no law loaded. */
export function ask(debtor: LawDebtor, one: LawCase, asked: Asked, house: House): Verdict | undefined {
  const { law } = house
  if (!law) return undefined
  const known = knownOf(debtor, one, asked.claimIds, house, law)
  const planned = (at: Moment): Planned => ({
    medium: asked.medium,
    at,
    address: asked.address,
    to: asked.to ?? 'person',
    person: debtor.id,
    claims: asked.claimIds,
    aim: asked.aim ?? 'collect',
    notice: asked.notice,
    threatensSuit: asked.threatensSuit,
    beforeSuit: asked.beforeSuit,
  })
  const at = asked.at ?? law.at
  if (at !== undefined) return answer(planned(at), known, law)
  // Deciding asks for the day: at noon where they are, or else at the first hour of that day that will do.
  const noon = noonOf(house.day, known.zones[0]!)
  const verdict = answer(planned(noon), known, law, true)
  if (verdict.kind === 'permit' || verdict.until === undefined) return verdict
  return dayAt(verdict.until, known.zones[0]!) === house.day
    ? answer(planned(verdict.until), known, law, true)
    : verdict
}

/** Of a claim, what the law is asked by. */
export interface LawClaim extends Pick<ClaimFacts, 'id' | 'purpose' | 'sector' | 'inDefaultWhenObtained'> {
  readonly dues: readonly { readonly given: readonly Pick<GivenFacts, 'on'>[] }[]
}

export interface LawCase {
  readonly claims: readonly LawClaim[]
}

/** Of a debtor, what the law is asked by. */
export interface LawDebtor
  extends Pick<DebtorFacts, 'id' | 'kind' | 'kindConfirmed' | 'country' | 'region' | 'zone' | 'told' | 'contacted'> {
  readonly cases: readonly LawCase[]
}

/** Which rules bind a debtor for these claims. */
export function regimeFor(
  debtor: LawDebtor,
  one: LawCase | undefined,
  claimIds: readonly string[],
  house: House,
  law: HouseLaw,
): Regime {
  const claims = one?.claims.filter((it) => claimIds.includes(it.id)) ?? []
  const named = new Set(claims.map((it) => it.purpose))
  // One private claim among several makes the message one about a private debt.
  const purpose: Purpose | undefined = named.has('consumer')
    ? 'consumer'
    : named.has(undefined) || named.size === 0
      ? undefined
      : 'business'
  const taken = claims.map((it) => it.inDefaultWhenObtained)
  const trades = claims.map((it) => (it.sector === undefined ? law.sectors : it.sector === 'none' ? [] : [it.sector]))
  return keptRegime(
    {
      collector: law.collector,
      inDefaultWhenObtained: taken.includes(true)
        ? true
        : taken.length > 0 && taken.every((it) => it === false)
          ? false
          : undefined,
      purpose,
      debtorKind: debtor.kind,
      kindIsSure: debtor.kindConfirmed === true,
      places: [placeOf(debtor)],
      // One claim of which nobody knows leaves it open for them all.
      sectors: trades.length === 0 ? law.sectors : trades.every((it) => it !== undefined) ? trades.flat() : undefined,
    },
    law.rules,
    house.day,
  )
}

const regimes = new WeakMap<readonly Rule[], Map<string, Regime>>()
const regimesMax = 5_000

// A book has few kinds of debtors in few places: which rules bind is worked out once for each and kept.
function keptRegime(facts: RegimeFacts, rules: readonly Rule[], on: Day): Regime {
  const key = `${on} ${Object.values(facts).join('|')} ${facts.inDefaultWhenObtained} ${facts.purpose} ${facts.sectors}`
  let kept = regimes.get(rules)
  if (!kept || kept.size > regimesMax) {
    kept = new Map()
    regimes.set(rules, kept)
  }
  let regime = kept.get(key)
  if (!regime) {
    regime = regimeOf(facts, rules, on)
    kept.set(key, regime)
  }
  return regime
}

function knownOf(debtor: LawDebtor, one: LawCase, claimIds: readonly string[], house: House, law: HouseLaw): Known {
  const zones = debtor.zone ? [debtor.zone] : law.zonesOf(debtor.country, debtor.region)
  const told = debtor.told ?? []
  const regime = regimeFor(debtor, one, claimIds, house, law)
  return {
    regime,
    history: debtor.contacted ?? [],
    told,
    claims: claimIds.map((id) => ({
      id,
      timeBarred: told.some((it) => it.kind === 'time_barred' && it.claim === id),
      notices: noticesOf(told, id),
      firstSaidOn: firstSaid(debtor, id),
    })),
    zones: zones.length > 0 ? zones : ['UTC'],
    clocks: clocksOf(debtor, house),
    // Asked of the place that wants it: a licence for a region does where no more of them is known than the country.
    licensed: regime.bound.every(({ rule }) => rule.effect.kind !== 'licence' || law.licensedIn(rule.place, house.day)),
  }
}

/** What notices to a debtor are timed by. */
export function clocksOf(
  { country, region }: { country: string; region?: string },
  house: Pick<House, 'calendarOf' | 'noticeTimes'>,
): NoticeClocks {
  return {
    times: house.noticeTimes,
    calendar: house.calendarOf(country, region),
    calendarOf: (place) => house.calendarOf(place.slice(0, 2), place.slice(3) || undefined),
  }
}

function firstSaid(debtor: LawDebtor, claim: string): Day | undefined {
  const days = debtor.cases
    .flatMap((one) => one.claims)
    .filter((it) => it.id === claim)
    .flatMap((it) => it.dues.flatMap((due) => due.given.map((given) => given.on)))
  return days.length > 0 ? (Math.min(...days) as Day) : undefined
}

function noonOf(day: Day, zone: string): Moment {
  const guess = day * 86_400_000 + 43_200_000
  return guess - offsetMs(guess, zone)
}

// Where the owner chose so, what is only manners is said and does not refuse; the law is asked anew without them, because a reason
// that lasts may have stood before an hour that the law names, and because a permit carries its duties.
function answer(planned: Planned, known: Known, law: HouseLaw, brief = false): Verdict {
  const verdict = lawful(planned, known, brief)
  if (law.manners === 'keep' || verdict.kind === 'permit') return verdict
  const bound = known.regime.bound.filter((it) => it.force !== 'manners')
  const binding = lawful(planned, { ...known, regime: { ...known.regime, bound } }, brief)
  const manners = verdict.grounds.filter((it) => it.force === 'manners')
  return { ...binding, warnings: [...binding.warnings, ...manners] }
}

/** A notice is one that the law asks for; a thank-you, an apology and a statement ask for nothing; all else collects. */
export function aimOf(message: {
  readonly items: readonly unknown[]
  readonly stage: Stage
  readonly notice?: NoticeKind
  readonly answers?: string
}): Aim {
  if (message.notice || message.answers) return 'required_notice'
  return message.items.length === 0 ? 'receipt' : 'collect'
}

/** A formal demand is the last word before a court: what the law asks for before a suit must have gone before it. */
export function precedesSuit(message: { readonly stage: Stage }): boolean {
  return message.stage === 'demand'
}

/** From the final notice on a message names what comes next, which may be a court. */
export function threatens(message: { readonly stage: Stage }): boolean {
  return rank(message.stage) >= rank('final')
}

/** A ground as a reason of a decision: what, the rule, where it is written, and whether it is law or manners. */
export function reasonOf(ground: Ground): Reason {
  const mark =
    ground.force === 'manners'
      ? ' (good practice here)'
      : ground.force === 'guidance'
        ? ' (the regulator’s guidance)'
        : ''
  return { says: `${ground.says}${mark}`, rule: ground.rule, cite: ground.cite }
}
