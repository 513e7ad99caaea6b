// Reads the facts of an example into what the core knows: events, consents, what was said, clocks and addresses. It goes by what
// a fact says and never by the example's id.

import { type Day, day, dayOf, dayText } from '../../src/core/day.ts'
import type { Contact, Result } from '../../src/core/frequency.ts'
import type { ClaimLaw, Known } from '../../src/core/gate.ts'
import { heard } from '../../src/core/heard.ts'
import type { Medium } from '../../src/core/law.ts'
import { clocksOf } from '../../src/core/permit.ts'
import { regimeOf } from '../../src/core/regime.ts'
import type { Spot, Told } from '../../src/core/told.ts'
import { calendarOf } from '../../src/rules/calendar.ts'
import { law, noticeTimes } from '../../src/rules/law.ts'
import type { Facts, Json } from './example.ts'

/** The day of an example that names none: a plain Tuesday. */
export const someDay = day('2026-03-03')
export const person = 'consumer'

export function list(value: Json | undefined): readonly Facts[] {
  return Array.isArray(value) ? (value as readonly Facts[]) : []
}

export function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []
}

export function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** A day in any of the ways an example writes one; the year of `near` where it names none. */
export function dayIn(value: Json | undefined, near: Day = someDay): Day | undefined {
  const written = text(value)
  const found = written && /(\d{4}-)?(\d{2})-(\d{2})/.exec(written)
  if (!found) return undefined
  return found[1] ? day(found[0]) : dayOf(Number(dayText(near).slice(0, 4)), Number(found[2]), Number(found[3]))
}

export function mediumIn(said: string): Medium | undefined {
  if (/letter|post|(?<!e-|e)\bmail\b/i.test(said)) return 'letter'
  if (/e-?mail/i.test(said)) return 'email'
  if (/text|sms/i.test(said)) return 'sms'
  if (/phone|call|voicemail|voice/i.test(said)) return 'phone'
  if (/visit|in person|face/i.test(said)) return 'visit'
  return /social|post on|page/i.test(said) ? 'social' : undefined
}

/** What came of a call, by how an example puts it. */
export function resultIn(said: string): Result {
  if (/busy/i.test(said)) return 'busy'
  if (/not.in.service|disconnected|out of service|invalid.number/i.test(said)) return 'not_in_service'
  if (/not.connect|did.not.connect|fails? to connect|dropped before|no.connection/i.test(said)) return 'not_connected'
  if (/conversation|spoke|talked|answered by consumer/i.test(said) && !/no conversation/i.test(said))
    return 'conversation'
  if (/limited/i.test(said)) return 'limited_content'
  if (/voicemail|recorded|recording|message/i.test(said)) return 'voicemail'
  if (/wrong/i.test(said)) return 'wrong_number'
  return 'unanswered'
}

export function historyIn(facts: Facts): Contact[] {
  return list(facts.events ?? facts.calls).flatMap((it) => {
    const on = dayIn(it.date ?? it.at ?? it.on)
    const medium = mediumIn(String(it.channel ?? it.medium ?? 'phone'))
    if (on === undefined || !medium) return []
    const result = resultIn(String(it.result ?? 'unanswered'))
    const claims = texts(it.countToward ?? it.debts ?? it.debt)
    const discussed = texts(it.debtsDiscussed ?? it.discussed)
    return [
      {
        day: on,
        medium,
        direction: it.direction === 'inbound' ? ('in' as const) : ('out' as const),
        person: String(it.person ?? person),
        result,
        claims: claims.length > 0 ? claims : discussed,
        discussed,
        professional: /attorney|lawyer|creditor|reporting/i.test(String(it.with ?? it.to ?? it.person ?? '')),
      },
    ]
  })
}

export function consentsIn(facts: Facts): Told[] {
  return list(facts.consents).map((it, i) => ({
    kind: 'consent',
    id: String(it.id ?? i),
    on: dayIn(it.date ?? it.on) ?? someDay,
    until: dayIn(it.revoked ?? it.revokedOn ?? it.until),
    medium: mediumIn(String(it.medium ?? it.channel ?? 'phone')) ?? 'phone',
    claim: text(it.debt),
    days: texts(it.validOn).length > 0 ? texts(it.validOn).map((one) => day(one)) : undefined,
    to: /creditor/i.test(String(it.givenTo ?? it.to ?? '')) ? 'creditor' : 'us',
  }))
}

/** Loans under one account number are one. */
export function oneOf(facts: Facts): (claim: string) => string {
  const group = new Map(
    list(facts.debts).flatMap((it) =>
      text(it.accountGroup) ? [[String(it.id), String(it.accountGroup)] as const] : [],
    ),
  )
  return (claim) => group.get(claim) ?? claim
}

/** What a collector of consumer debts for others is bound by; the examples are all about such a one. */
export function knownFrom(facts: Facts, more: Partial<Known> = {}, on: Day = someDay): Known {
  const regime = regimeOf(
    {
      collector: 'agency',
      inDefaultWhenObtained: true,
      purpose: 'consumer',
      debtorKind: 'consumer',
      kindIsSure: true,
      places: ['US'],
      sectors: [],
    },
    law.filter((rule) => rule.place === 'US'),
    // The commentary names no year; the rules are asked as they stand.
    someDay,
  )
  return {
    regime,
    history: historyIn(facts),
    told: [...consentsIn(facts), ...saidIn(facts, on)],
    claims: claimsIn(facts),
    zones: zonesIn(facts),
    clocks: clocksOf({ country: 'US' }, { calendarOf, noticeTimes }),
    oneOf: oneOf(facts),
    ...more,
  }
}

function claimsIn(facts: Facts): ClaimLaw[] {
  const debts = list(facts.debts).map((it) => String(it.id))
  const expired = /expired|time.barred|run out|passed/i.test(String(facts.debt ?? ''))
  return (debts.length > 0 ? debts : ['debt']).map((id) => ({ id, timeBarred: expired, notices: [] }))
}

export function zonesIn(facts: Facts): string[] {
  const zones = list(facts.locationSignals).map((it) => String(it.zone))
  const named = text(facts.zone ?? facts.consumerZone)
  return zones.length > 0 ? [...new Set(zones)] : [named ?? 'America/New_York']
}

/** Statements, notes and requests: what they told us about times, places and media. */
export function saidIn(facts: Facts, on: Day): Told[] {
  const words = [
    'consumerStatements',
    'consumerStatement',
    'creditorFileNote',
    'statement',
    'note',
    'request',
    'requests',
    'block',
  ]
  const said = words.flatMap((key) => texts(facts[key]))
  const spots = said.filter((it): it is Spot => it === 'home' || it === 'work')
  const understood = said
    .filter((it) => it !== 'home' && it !== 'work')
    .map((it) => (facts.block === it ? `not ${it}` : it))
  const { noTimes, noPlaces, noMedia, until, cease } = heard(understood.join('\n'), on)
  const since = (on - 30) as Day
  return [
    ...noTimes.map((times, i): Told => ({ kind: 'no_time', id: `time-${i}`, on: since, until, times })),
    ...[...noPlaces, ...spots].map((spot, i): Told => ({ kind: 'no_place', id: `place-${i}`, on: since, spot })),
    ...noMedia.map((it, i): Told => ({ kind: 'no_medium', id: `medium-${i}`, on: since, ...it })),
    ...(cease ? [{ kind: 'cease' as const, id: 'cease', on: since, written: true }] : []),
    ...flags(facts, since),
  ]
}

// Facts given as flags: "represented": true, "bankruptcyPetition": true.
function flags(facts: Facts, on: Day): Told[] {
  const told: Told[] = []
  for (const [key, value] of Object.entries(facts)) {
    if (value !== true) continue
    if (/represented|attorneyKnown|hasAttorney/i.test(key)) {
      const silent = Object.keys(facts).some(
        (one) => facts[one] === true && /attorney.*(fails|silent|unresponsive)/i.test(one),
      )
      told.push({ kind: 'attorney', id: key, on, ...(silent ? { silent } : {}) })
    }
    if (/employer(Prohibits|Forbids)|prohibitsAtWork/i.test(key)) told.push({ kind: 'employer_forbids', id: key, on })
    if (/(?<!de)cease/i.test(key)) told.push({ kind: 'cease', id: key, on, written: true })
    if (/refuses?(ToPay)?$/i.test(key)) told.push({ kind: 'refuses', id: key, on, written: true })
    if (/bankrupt/i.test(key)) told.push({ kind: 'cause', id: key, on, cause: 'bankrupt' })
    if (/deceased/i.test(key)) told.push({ kind: 'cause', id: key, on, cause: 'deceased' })
    if (/minor/i.test(key)) told.push({ kind: 'cause', id: key, on, cause: 'minor' })
  }
  return told
}
