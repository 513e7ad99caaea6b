// Which rules bind one contact: by who collects, what for, from whom and where. Where a fact is missing the stricter answer
// holds, and the fact is named, so that one answer can settle it for everyone it concerns.

import type { Day } from './day.ts'
import {
  type Collector,
  type Force,
  inForce,
  type Place,
  type Purpose,
  type Rule,
  reaches,
  type Sector,
} from './law.ts'
import type { DebtorKind } from './policy.ts'

export interface RegimeFacts {
  readonly collector?: Collector
  /** In default already when it was taken over: a debt taken over before is collected as one's own. */
  readonly inDefaultWhenObtained?: boolean
  readonly purpose?: Purpose
  readonly debtorKind: DebtorKind
  /** A person said what kind they are, or their papers do; otherwise it was taken from a name. */
  readonly kindIsSure: boolean
  /** As exactly as known: a country, a region, a city. Several where they live and work apart. */
  readonly places: readonly Place[]
  /** Undefined: not known of this claim. */
  readonly sectors?: readonly Sector[]
}

export type MissingFact = 'collector' | 'in_default_when_obtained' | 'purpose' | 'debtor_kind' | 'region' | 'sector'

export interface Bound {
  readonly rule: Rule
  readonly force: Force
  /** It may bind: these facts decide. */
  readonly missing: readonly MissingFact[]
}

export interface Regime {
  readonly bound: readonly Bound[]
  readonly missing: readonly MissingFact[]
  /** A creditor in its own name, writing to someone taken for a business: missing facts warn. */
  readonly lenient: boolean
}

/** What the facts that are missing ask, in words for a person. */
export const asksFor: Readonly<Record<MissingFact, string>> = {
  collector: 'who collects: the creditor itself, an agency, a debt buyer or a lawyer',
  in_default_when_obtained: 'whether the claim was overdue already when it was taken over',
  purpose: 'whether the claim is for a business or a private purpose',
  debtor_kind: 'whether they are a business or a consumer',
  region: 'which state or region they live in',
  sector: 'whether the claim comes from banking or consumer credit',
}

// What the law asks of those who collect for others and a creditor does well to keep: contact and respect, no formalities.
const habits: ReadonlySet<string> = new Set([
  'hours',
  'frequency',
  'rest',
  'attorney',
  'told_times',
  'told_media',
  'cease',
  'workplace',
  'work_email',
  'others',
  'location',
  'public_post',
  'postcard',
  'stop',
  'time_barred',
  'dispute',
])

/** The rules that bind on a day, each with how it binds and what would have to be known to be sure. */
export function regimeOf(facts: RegimeFacts, rules: readonly Rule[], on: Day): Regime {
  const bound: Bound[] = []
  const lenient = facts.collector === 'creditor' && facts.debtorKind !== 'consumer'
  for (const rule of rules) {
    if (rule.level === 'pending' || rule.level === 'status' || !inForce(rule, on)) continue
    const missing: MissingFact[] = []
    const reach = facts.places.map((place) => reaches(rule.place, place))
    if (!reach.some((one) => one !== 'no')) continue
    if (!reach.includes('sure')) missing.push('region')
    const purpose = purposeOf(facts, rule)
    if (purpose === 'no') continue
    if (purpose !== 'sure') missing.push(purpose)
    if (rule.binds.debtors && !rule.binds.debtors.includes(facts.debtorKind)) {
      if (facts.kindIsSure) continue
      missing.push('debtor_kind')
    }
    if (rule.binds.only) {
      if (facts.sectors && !facts.sectors.includes(rule.binds.only)) continue
      if (!facts.sectors) missing.push('sector')
    }
    const who = collectorOf(facts, rule)
    if (who === 'no' && !habits.has(rule.effect.kind)) continue
    if (who !== 'sure' && who !== 'no') missing.push(who)
    const force: Force =
      who === 'no' || rule.level === 'good_practice' ? 'manners' : rule.level === 'guidance' ? 'guidance' : 'law'
    // Manners are for people we know to be private persons here: nobody's habits rest on a guess.
    if (force === 'manners' && missing.length > 0) continue
    // A rule for others only, and too little known to say it is ours: a creditor writing to a business is told and goes on.
    bound.push({ rule, force, missing })
  }
  return { bound, missing: [...new Set(bound.flatMap((one) => one.missing))], lenient }
}

function purposeOf(facts: RegimeFacts, rule: Rule): 'sure' | 'no' | MissingFact {
  if (facts.purpose) return rule.binds.purposes.includes(facts.purpose) ? 'sure' : 'no'
  if (rule.binds.purposes.length === 2) return 'sure'
  const [only] = rule.binds.purposes
  // A company, and a public body, buys for its trade; a consumer by definition does not.
  if (facts.debtorKind === 'consumer') return only === 'consumer' ? 'sure' : facts.kindIsSure ? 'no' : 'debtor_kind'
  if (facts.debtorKind === 'sole_trader') return 'purpose'
  if (only === 'business') return 'sure'
  return facts.kindIsSure ? 'no' : 'debtor_kind'
}

function collectorOf(facts: RegimeFacts, rule: Rule): 'sure' | 'no' | MissingFact {
  const { collectors } = rule.binds
  if (collectors.length === 4) return 'sure'
  if (!facts.collector) return 'collector'
  if (!collectors.includes(facts.collector)) return 'no'
  if (facts.collector === 'creditor' || collectors.includes('creditor')) return 'sure'
  if (!rule.binds.exceptNotInDefault) return 'sure'
  if (facts.inDefaultWhenObtained === false) return 'no'
  return facts.inDefaultWhenObtained === undefined ? 'in_default_when_obtained' : 'sure'
}
