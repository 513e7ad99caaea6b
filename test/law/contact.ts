// Questions on one contact: may it be made at this time, at this place, by this medium, to this address, and what may be answered.

import { type Day, dayAt, dayText, type Moment, parseDay, weekday } from '../../src/core/day.ts'
import { type Known, lawful, type Planned } from '../../src/core/gate.ts'
import { heard } from '../../src/core/heard.ts'
import { clockText, wallAt } from '../../src/core/hours.ts'
import type { Medium } from '../../src/core/law.ts'
import type { Answer, Example, Facts, Json } from './example.ts'
import { dayIn, knownFrom, mediumIn, person, someDay, text, texts, zonesIn } from './facts.ts'

const dayMs = 86_400_000
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

export const contact: Answer = (example) => {
  const { facts, query } = example
  switch (query.type) {
    case 'may_contact':
    case 'may_place_call':
    case 'may_call':
      return mayContact(example)
    case 'allowed_window':
      return allowedWindow(facts, query)
    case 'may_respond':
      return mayRespond(facts)
    case 'may_send':
      return maySend(facts)
    case 'may_email':
      return mayEmail(facts)
    case 'may_text':
      return mayText(facts, query)
    case 'general_block_created': {
      const said = heard(texts(facts.consumerStatement ?? facts.consumerStatements).join('\n'), someDay)
      const created = said.noTimes.length + said.noPlaces.length + said.noMedia.length > 0 || said.cease
      return { created, currentContactMustStop: said.busyNow || created }
    }
    case 'time_of_communication': {
      // What is sent electronically is said when it is sent, whenever it is read.
      const sent = momentOf(facts.sentAt, zonesIn(facts)[0]!)
      if (sent === undefined) return undefined
      const medium = mediumIn(String(facts.message ?? 'email')) ?? 'email'
      const verdict = lawful(planned({ medium, at: sent }), withConsents(knownFrom(facts), medium))
      return { relevantInstant: 'sentAt', withinHours: verdict.kind === 'permit' }
    }
    case 'allowed_under_22f4':
      return {
        allowed: lawful(planned({ medium: 'social', publicPost: isPublic(facts) }), knownFrom(facts)).kind === 'permit',
      }
    default:
      return undefined
  }
}

function planned(more: Partial<Planned>): Planned {
  return {
    medium: 'phone',
    at: at(someDay, 12 * 60, 'America/New_York'),
    to: 'person',
    person,
    claims: ['debt'],
    aim: 'collect',
    ...more,
  }
}

/** Minutes after midnight on a day, on that zone's clock. */
export function at(on: Day, minute: number, zone: string): Moment {
  const guess = on * dayMs + minute * 60_000
  const wall = wallAt(guess, zone)
  return guess - ((wall.day - on) * 1440 + wall.minute - minute) * 60_000
}

/** `2020-10-06T14:00 local (Tuesday)`, `07:59`, `Wed 15:30`. */
function momentOf(value: Json | undefined, zone: string, near: Day = someDay): Moment | undefined {
  const written = text(value)
  if (written === undefined) return undefined
  const clock = /(\d{1,2}):(\d{2})/.exec(written)
  const minute = clock ? Number(clock[1]) * 60 + Number(clock[2]) : 12 * 60
  const named = /\d{4}-\d{2}-\d{2}/.exec(written)
  const name = /\b(mon|tue|wed|thu|fri|sat|sun)/i.exec(written)
  let on = named ? parseDay(named[0]) : near
  if (!named && name) on = (near + ((weekdays.indexOf(name[1]!.toLowerCase()) + 1 - weekday(near) + 7) % 7)) as Day
  return on === undefined ? undefined : at(on, minute, zone)
}

function mayContact(example: Example): Facts {
  const { facts, query } = example
  const candidates = texts(query.candidates ?? facts.candidates)
  const first = text(facts.candidate) ?? text(facts.at) ?? text(facts.callAt) ?? text(query.at)
  const on = parseDay(/\d{4}-\d{2}-\d{2}/.exec(first ?? '')?.[0] ?? '') ?? someDay
  const known = knownFrom(facts, {}, on)
  if (candidates.length === 0) {
    const barred = barredBy(first ?? '')
    const zone = known.zones[0]!
    const medium = mediumIn(String(query.channel ?? facts.channel ?? '')) ?? 'phone'
    const said = `${first ?? ''} ${query.channel ?? facts.channel ?? ''} ${facts.place ?? ''}`
    const moment = momentOf(first, zone) ?? planned({}).at
    const it = planned({ medium, at: moment, to: recipient(facts), address: addressOf(said, facts) })
    const verdict = lawful(it, withConsents({ ...known, told: [...known.told, ...barred(on)] }, medium))
    const until = heard(texts(facts.creditorFileNote).join('\n'), on).until
    return { allowed: verdict.kind === 'permit', ...(until === undefined ? {} : { until: untilText(until) }) }
  }
  const allowed = candidates.map((candidate) => {
    const medium = mediumIn(candidate) ?? 'phone'
    const address = addressOf(candidate, facts)
    const known1 = withConsents(known, medium)
    const moment = momentOf(candidate, known.zones[0]!, on) ?? planned({}).at
    const spot =
      facts.collectorKnowsConsumerIsHome === true
        ? 'home'
        : facts.collectorKnowsConsumerIsAtWork === true
          ? 'work'
          : undefined
    return [
      candidate,
      lawful(planned({ medium, at: moment, address, knownAt: spot }), known1).kind === 'permit',
    ] as const
  })
  return { allowed: Object.fromEntries(allowed) }
}

// The example is about something else: that the address may be used at all is taken as settled.
function withConsents(known: Known, medium: Medium): Known {
  const consent = {
    kind: 'consent' as const,
    id: `use-${medium}`,
    on: (someDay - 1) as Day,
    medium,
    to: 'us' as const,
    about: 'electronic_notices' as const,
  }
  const bound = known.regime.bound.filter((it) => it.rule.effect.kind !== 'consent')
  return { ...known, regime: { ...known.regime, bound }, told: [...known.told, consent] }
}

// "a time inconvenient under 1006.6(b)(1) or a medium refused under 1006.14(h)": told in words, not as a clock.
function barredBy(words: string): (on: Day) => Known['told'] {
  return (on) => [
    ...(/inconvenient/i.test(words)
      ? [{ kind: 'no_time' as const, id: 'inconvenient', on: (on - 9) as Day, times: {} }]
      : []),
    ...(/medium refused|refused .*medium|14\(h\)/i.test(words)
      ? [{ kind: 'no_medium' as const, id: 'refused', on: (on - 9) as Day, medium: 'phone' as const }]
      : []),
  ]
}

function untilText(until: Day): string {
  return dayText(until).endsWith('-01-01') ? 'end_of_calendar_year_or_consumer_lifts' : dayText(until)
}

function recipient(facts: Facts): Planned['to'] {
  const who = String(facts.recipient ?? facts.with ?? facts.contact ?? '')
  if (/attorney|lawyer/i.test(who)) return 'attorney'
  if (/spouse|wife|husband/i.test(who)) return 'spouse'
  if (/executor|administrator|guardian|parent|representative/i.test(who)) return 'representative'
  if (/employer/i.test(who)) return 'employer'
  return /neighbou?r|friend|relative|sister|brother|co-?worker|third/i.test(who) ? 'other' : 'person'
}

function addressOf(candidate: string, facts: Facts): Planned['address'] {
  const named = /\b(?:e-?mail|text|sms|number|address)\s+(?:to\s+)?([A-Z0-9]|\S+@\S+)\b/.exec(candidate)?.[1]
  const spot = /mobile|cell/i.test(candidate)
    ? 'mobile'
    : /home|landline/i.test(candidate)
      ? 'home'
      : /work|office/i.test(candidate)
        ? 'work'
        : undefined
  const only = text(facts.address)
  return named || spot || only ? { value: named ?? only ?? candidate, spot, usedWithUs: true } : undefined
}

function allowedWindow(facts: Facts, query: Facts): Facts {
  const known = knownFrom(facts)
  const zone = text(query.displayZone) ?? known.zones[0]!
  const open: number[] = []
  for (let minute = 0; minute < 1440; minute++) {
    if (lawful(planned({ at: at(someDay, minute, zone) }), known).kind === 'permit') open.push(minute)
  }
  return open.length === 0 ? { none: true } : { after: clockText(open[0]! - 1), before: clockText(open.at(-1)! + 1) }
}

function mayRespond(facts: Facts): Facts | undefined {
  const inbound = facts.inbound as Facts | undefined
  if (!inbound) return undefined
  const medium = mediumIn(String(inbound.medium)) ?? 'email'
  const known = withConsents(knownFrom(facts), medium)
  const got = momentOf(inbound.at, known.zones[0]!)!
  const reply = (later: number, times: number, by: Medium): boolean => {
    const moment = got + later * 60_000
    const it = planned({ medium: by, at: moment, aim: 'reply', replyTo: { medium, at: got, repliesSince: times } })
    return lawful(it, withConsents(known, by)).kind === 'permit'
  }
  let last = 0
  while (last < 24 * 60 && reply(last, 0, medium)) last++
  const wall = wallAt(got + last * 60_000, known.zones[0]!)
  const sameDay = wall.day === dayAt(got, known.zones[0]!)
  return {
    allowedResponses: reply(1, 0, medium) ? (reply(1, 1, medium) ? 2 : 1) : 0,
    medium: String(inbound.medium),
    before: `${clockText(wall.minute)}${sameDay ? ' same day' : ''}`,
    thereafter: reply(1, 1, medium) ? 'allowed' : 'blocked',
    eachFurtherInboundEmail: `one more reply before ${clockText(wall.minute)}`,
  }
}

// A payment through the portal is a message of theirs: its receipt goes back the same way, or the way they then agreed to.
function maySend(facts: Facts): Facts | undefined {
  const ways = texts(facts.autoConfirmation ?? facts.candidates)
  if (ways.length === 0) return undefined
  const blocked = {
    ...knownFrom(facts),
    told: [{ kind: 'no_time' as const, id: 'blocked', on: (someDay - 9) as Day, times: {} }],
  }
  const allowed = ways.map((way) => {
    const other = /different/i.test(way)
    const agreed = /with_consent|consent_obtained/i.test(way) && !/without/i.test(way)
    const got = planned({}).at - 60_000
    const it = planned({
      medium: other && !agreed ? 'sms' : 'email',
      aim: 'receipt',
      replyTo: { medium: 'email', at: got, repliesSince: 0 },
    })
    return [way, lawful(it, withConsents(blocked, it.medium)).kind === 'permit'] as const
  })
  return { allowed: Object.fromEntries(allowed) }
}

function mayEmail(facts: Facts): Facts {
  const said = `${facts.address ?? ''} ${facts.situation ?? ''} ${facts.consent ?? ''}`
  const prior = /prior collector|previous collector|earlier collector/i.test(said) && /6\(d\)\(4\)\((i|ii)\)/.test(said)
  const used =
    /(used|uses|wrote|writes|emailed|contacted)\b.*\b(to|with)\b.*collector|consumer used/i.test(said) &&
    !/never|not used|creditor only|only (to|with) the creditor/i.test(said)
  const consented =
    /consent(ed)?\b.*direct(ly)?\b.*collector|prior consent direct/i.test(said) &&
    !/creditor only|only to the creditor/i.test(said)
  const employers = /employer|work/i.test(said)
  // Who agreed to be written to at work agreed to that address.
  const consents = (consented ? (['work', undefined] as const) : []).map((about) => ({
    kind: 'consent' as const,
    id: about ?? 'use',
    on: (someDay - 1) as Day,
    medium: 'email' as const,
    to: 'us' as const,
    about,
  }))
  const known = knownFrom(facts)
  const it = planned({ medium: 'email', address: { value: 'address', employers, usedWithUs: used || prior } })
  return { allowed: lawful(it, { ...known, told: [...known.told, ...consents] }).kind === 'permit' }
}

// A text of theirs, or consent, of the last sixty days (12 CFR 1006.6(d)(5)).
function mayText(facts: Facts, query: Facts): Facts {
  const on = dayIn(query.asOf ?? query.date ?? facts.asOf) ?? someDay
  const found = (words: RegExp) =>
    Object.entries(facts).flatMap(([key, value]) => (words.test(key) ? (dayIn(value) ?? []) : []))[0]
  const agreed = found(/^consent(?!.*(revok|withdr|end))/i)
  const ended = found(/revok|withdr|ended|optedOut|opt_?out/i)
  const known = knownFrom(facts, {}, on)
  const consents =
    agreed === undefined
      ? []
      : [{ kind: 'consent' as const, id: 'texts', on: agreed, until: ended, medium: 'sms' as const, to: 'us' as const }]
  const stopped =
    ended !== undefined ? [{ kind: 'no_medium' as const, id: 'stop', on: ended, medium: 'sms' as const }] : []
  const lastTextFrom = found(/text/i)
  const address = { value: 'number', lastTextFrom }
  const it = planned({ medium: 'sms', at: at(on, 12 * 60, known.zones[0]!), address })
  return { allowed: lawful(it, { ...known, told: [...known.told, ...consents, ...stopped] }).kind === 'permit' }
}

function isPublic(facts: Facts): boolean {
  const act = String(facts.act ?? '')
  return /public|contacts|friends|visible|wall|timeline/i.test(act) && !/private|direct message|not visible/i.test(act)
}
