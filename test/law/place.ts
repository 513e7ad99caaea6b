// Questions on one moment in one place, asked by a rule's name or by the place: may they be contacted when their clock shows this?

import { parseDay } from '../../src/core/day.ts'
import { type Known, lawful, type Planned } from '../../src/core/gate.ts'
import type { Collector, Purpose, Rule, Sector } from '../../src/core/law.ts'
import { clocksOf } from '../../src/core/permit.ts'
import { regimeOf } from '../../src/core/regime.ts'
import { calendarOf } from '../../src/rules/calendar.ts'
import { law, noticeTimes } from '../../src/rules/law.ts'
import { zonesOf } from '../../src/rules/place.ts'
import { at } from './contact.ts'
import type { Answer, Facts, Json } from './example.ts'
import { mediumIn, person, someDay, text, texts } from './facts.ts'

export const place: Answer = ({ rule, facts, query }) => {
  const shown = text(facts.localDateTime ?? query.localDateTime ?? facts.local ?? query.local)
  if (!shown || !/^may_|allowed|hours|contact/.test(String(query.type))) return undefined
  const named = text(
    query.rule ?? facts.rule ?? (query.place === undefined && facts.place === undefined ? rule : undefined),
  )
  const rules = named ? law.filter((it) => it.id === named || it.id.startsWith(`${named}.`)) : law
  const where = placeOf(text(query.place ?? facts.place ?? query.jurisdiction ?? facts.jurisdiction) ?? rules[0]?.place)
  if (rules.length === 0 || !where) return undefined
  return { allowed: allowed(where, rules, shown, { ...query, ...facts }, named !== undefined) }
}

// "Ireland", "UK", "US-MA".
function placeOf(said: string | undefined): string | undefined {
  const names: Readonly<Record<string, string>> = {
    uk: 'GB',
    england: 'GB-ENG',
    ireland: 'IE',
    australia: 'AU',
    canada: 'CA',
    ontario: 'CA-ON',
    quebec: 'CA-QC',
    india: 'IN',
    germany: 'DE',
    france: 'FR',
    netherlands: 'NL',
    'united states': 'US',
    massachusetts: 'US-MA',
    washington: 'US-WA',
    california: 'US-CA',
    'new york city': 'US-NY-NYC',
    nyc: 'US-NY-NYC',
  }
  return said && (names[said.toLowerCase()] ?? said.toUpperCase())
}

function allowed(where: string, rules: readonly Rule[], shown: string, facts: Facts, named: boolean): boolean {
  const day = parseDay(shown.slice(0, 10)) ?? someDay
  const [hour, minute] = (/(\d{1,2}):(\d{2})/.exec(shown) ?? ['', '12', '0']).slice(1).map(Number)
  const [country, ...region] = where.split('-')
  const own = text(facts.zone)
  const zones = own ? [own] : zonesOf(country!, region.join('-') || undefined)
  // The first zone of a place stands for the clock that the example speaks of.
  const zone = zones[0] ?? 'UTC'
  // Where a rule is named it is the one asked about, whoever else is bound.
  const sector = rules.length === 1 || named ? rules.flatMap((it) => it.binds.only ?? []) : undefined
  const bound = rules.filter((it) => it.level === 'law' || it.level === 'guidance')
  const regime = regimeOf(
    {
      collector: (text(facts.collector) as Collector | undefined) ?? 'agency',
      inDefaultWhenObtained: true,
      purpose: (text(facts.purpose) as Purpose | undefined) ?? 'consumer',
      debtorKind: 'consumer',
      kindIsSure: true,
      places: [where],
      sectors: sectorsIn(facts.sector ?? facts.sectors) ?? sector,
    },
    bound,
    day,
  )
  const clocks = regime.bound.filter((it) => it.force !== 'manners' && it.rule.effect.kind === 'hours')
  const known: Known = {
    regime: { ...regime, bound: clocks },
    history: [],
    told: [],
    claims: [],
    zones: [zone],
    clocks: clocksOf({ country: country!, region: region.join('-') || undefined }, { calendarOf, noticeTimes }),
  }
  const spot = /\bwork/i.test(String(facts.at ?? facts.spot ?? '')) ? 'work' : undefined
  const planned: Planned = {
    medium: mediumIn(String(facts.channel ?? facts.medium ?? 'phone')) ?? 'phone',
    at: at(day, hour! * 60 + minute!, zone),
    to: 'person',
    person,
    claims: [],
    aim: 'collect',
    address: spot && { value: 'work', spot },
  }
  return lawful(planned, known).kind === 'permit'
}

function sectorsIn(said: Json | undefined): Sector[] | undefined {
  const found = texts(said)
  return found.length > 0 ? (found as Sector[]) : undefined
}
