// Questions on how often: may one call again and when, was the limit kept, what counts, what a consent takes out.

import { type Day, day, dayText } from '../../src/core/day.ts'
import { connects, counted, inWindow, lastConversation } from '../../src/core/frequency.ts'
import { type Known, lawful, type Planned } from '../../src/core/gate.ts'
import type { Effect } from '../../src/core/law.ts'
import { asked, type Told } from '../../src/core/told.ts'
import type { Answer, Example, Facts } from './example.ts'
import { consentsIn, dayIn, knownFrom, list, oneOf, person, resultIn, someDay, text } from './facts.ts'

export const frequency: Answer = (example) => {
  const { query } = example
  switch (query.type) {
    case 'next_call_allowed':
      return nextCall(example)
    case 'presumption_if_no_call_before':
      return ifNoCallBefore(example)
    case 'presumption':
    case 'presumption_if_called':
      return presumption(example)
    case 'presumption_all_debts':
      return allDebts(example)
    case 'tally':
      return tally(example)
    case 'counts_toward_frequency':
      return { counts: counts(example.facts.call as Facts) }
    case 'consent_active':
      return { active: consentActive(example.facts, query) }
    case 'allocation':
      return allocation(String(example.facts.situation ?? ''))
    case 'rebuttal_factor':
      return rebuttal(example.facts)
    default:
      return undefined
  }
}

function limits(known: Known) {
  const effects = known.regime.bound.map((it) => it.rule.effect)
  const calls = effects.find((it): it is Extract<Effect, { kind: 'frequency' }> => it.kind === 'frequency')!
  const rest = effects.find((it): it is Extract<Effect, { kind: 'rest' }> => it.kind === 'rest')!
  return { calls, rest }
}

function claimOf(example: Example): string {
  const { query, facts } = example
  const group = text(query.debtGroup)
  const member = group && list(facts.debts).find((it) => it.accountGroup === group)
  return member ? String(member.id) : (text(query.debt) ?? String(list(facts.debts)[0]?.id ?? 'debt'))
}

// A call at ten in the morning: only counts and rests can be in the way.
function call(on: Day, claim: string, who: string): Planned {
  return {
    medium: 'phone',
    at: on * 86_400_000 + 15 * 3_600_000,
    to: 'person',
    person: who,
    claims: [claim],
    aim: 'collect',
  }
}

function firstFree(known: Known, claim: string, who: string, from: Day): Day {
  for (let on = from; ; on = (on + 1) as Day) {
    const upTo = { ...known, history: known.history.filter((it) => it.day <= on) }
    if (lawful(call(on, claim, who), upTo).kind === 'permit') return on
  }
}

function whoOf(example: Example): string {
  return text(example.query.person) ?? person
}

function lastDay(known: Known): Day {
  return Math.max(0, ...known.history.map((it) => it.day)) as Day
}

function nextCall(example: Example): Facts {
  const known = knownFrom(example.facts)
  const asOf = dayIn(example.query.asOf ?? example.query.date) ?? lastDay(known)
  return {
    nextCallAllowedOn: dayText(firstFree(known, claimOf(example), whoOf(example), asOf)),
    presumptionIfCalledBefore: 'violation',
  }
}

function ifNoCallBefore(example: Example): Facts {
  const known = knownFrom(example.facts)
  const claim = claimOf(example)
  const talk = lastConversation(limits(known).rest, known.history, whoOf(example), claim, lastDay(known), known.oneOf)
  const next = firstFree(known, claim, whoOf(example), lastDay(known))
  const on = dayIn(example.query.date) ?? next
  return {
    presumption: on >= next ? 'compliance' : 'violation',
    nextCallAllowedOn: dayText(next),
    ...(talk === undefined
      ? {}
      : { coolingOffDays: [dayText(talk), dayText((talk + limits(known).rest.days - 1) as Day)] }),
  }
}

// Every call placed is asked anew with what was known before it.
function violates(known: Known, claim: string, who: string): boolean {
  const same = known.oneOf ?? ((it: string) => it)
  const placed = known.history.filter(
    (it) =>
      it.direction === 'out' &&
      it.medium === 'phone' &&
      it.person === who &&
      !it.professional &&
      connects(it.result) &&
      it.claims.some((one) => same(one) === same(claim)),
  )
  return placed.some((one) => {
    const before = known.history.filter(
      (it) => it !== one && (it.day < one.day || known.history.indexOf(it) < known.history.indexOf(one)),
    )
    return lawful(call(one.day, claim, who), { ...known, history: before }).kind === 'refusal'
  })
}

function presumption(example: Example): Facts {
  const known = knownFrom(example.facts)
  const claim = claimOf(example)
  const who = whoOf(example)
  const asOf = dayIn(example.query.asOf ?? example.query.date) ?? lastDay(known)
  const without = { ...known, told: known.told.filter((it) => it.kind !== 'consent') }
  const found = counted(limits(known).calls, known.history, known.told, who, claim, known.oneOf)
  const again = lawful(call(asOf, claim, who), known).kind === 'refusal'
  const members = list(example.facts.debts).filter(
    (it) => oneOf(example.facts)(String(it.id)) === oneOf(example.facts)(claim),
  )
  return {
    presumption: violates(known, claim, who) ? 'violation' : 'compliance',
    withoutConsent: violates(without, claim, who) ? 'violation' : 'compliance',
    excludedCalls: known.history
      .filter(
        (it) =>
          it.direction === 'out' &&
          it.medium === 'phone' &&
          asked(known.told, { medium: 'phone', day: it.day, claims: [claim] }, 7),
      )
      .map((it) => dayText(it.day)),
    callsInWindow: inWindow(
      found.map((it) => it.day),
      asOf,
      limits(known).calls.days,
    ),
    treatedAs: members.length > 1 ? 'one_debt' : 'separate_debts',
    eighthCall: again ? 'violation' : 'compliance',
    nextCall: again ? 'violation' : 'compliance',
  }
}

function allDebts(example: Example): Facts {
  const known = knownFrom(example.facts)
  const asOf = dayIn(example.query.asOf) ?? lastDay(known)
  const each = (of: (debt: string) => string | number) =>
    Object.fromEntries(list(example.facts.debts).map((it) => [String(it.id), of(String(it.id))]))
  return {
    presumption: each((debt) => (violates(known, debt, whoOf(example)) ? 'violation' : 'compliance')),
    callsInWindow: each((debt) => {
      const found = counted(limits(known).calls, known.history, known.told, whoOf(example), debt, known.oneOf)
      return inWindow(
        found.map((it) => it.day),
        asOf,
        limits(known).calls.days,
      )
    }),
  }
}

function tally(example: Example): Facts {
  const known = knownFrom(example.facts)
  const { calls, rest } = limits(known)
  const debts = list(example.facts.debts).map((it) => String(it.id))
  const who = whoOf(example)
  return {
    calls: Object.fromEntries(
      debts.map((debt) => [debt, counted(calls, known.history, known.told, who, debt, known.oneOf).length]),
    ),
    conversations: Object.fromEntries(
      debts.map((debt) => [
        debt,
        known.history.filter((it) => lastConversation(rest, [it], who, debt, it.day, known.oneOf) !== undefined).length,
      ]),
    ),
  }
}

function counts(given: Facts): boolean {
  const known = knownFrom({})
  const result = resultIn(String(given.result ?? given.outcome ?? ''))
  const one = { day: someDay, medium: 'phone' as const, person, result, claims: ['debt'], discussed: [] }
  const direction = given.direction === 'inbound' ? ('in' as const) : ('out' as const)
  const professional = /attorney|lawyer|creditor|reporting/i.test(String(given.with ?? given.to ?? ''))
  return counted(limits(known).calls, [{ ...one, direction, professional }], [], person, 'debt').length === 1
}

function consentActive(facts: Facts, query: Facts): boolean {
  const on = dayIn(facts.consentDate ?? facts.consent) ?? consentsIn(facts)[0]?.on ?? someDay
  const event = String(facts.event ?? '')
  const asOf = dayIn(query.asOf ?? query.date ?? facts.asOf) ?? on
  const ended =
    /revok|withdr|takes? (it )?back/i.test(event) ||
    /\b(ended|expired|over|passed|run out|elapsed|eighth|8th)\b/i.test(event)
  const seventh =
    /(seven|7)(th)? (consecutive )?day/i.test(event) && !/ended|after|passed|elapsed|over|expired|eighth/i.test(event)
  const consent: Told = {
    kind: 'consent',
    id: 'consent',
    on,
    until: ended && !seventh ? asOf : undefined,
    medium: 'phone',
    to: 'us',
  }
  return asked([consent], { medium: 'phone', day: asOf, claims: [] }, 7)
}

// Comments 14(b)(4)-1: an unanswered call, or one about no debt in particular, counts toward one debt of the collector's choice;
// a conversation is about the debts that were spoken of.
function allocation(situation: string): Facts {
  if (/one debt discussed|only one|a single debt/i.test(situation))
    return { conversationFor: 'that_debt', countToward: 'that_debt' }
  if (/more than one|several|multiple|two debts|both/i.test(situation) && /discuss|refer|raised/i.test(situation)) {
    return { conversationFor: 'each_debt_discussed', countToward: 'each_debt_discussed' }
  }
  if (/unanswered|neither|no particular debt|none/i.test(situation))
    return { countToward: 'at_least_one_debt_of_collectors_choice' }
  return { countToward: 'at_least_one_debt_of_collectors_choice' }
}

// Comment 14(b)(2)(ii)-2: what may rebut the presumption of a violation. Whether it does is for a person, so nothing is let out.
function rebuttal(facts: Facts): Facts | undefined {
  const said = String(facts.additional ?? facts.reason ?? '')
  const factors: readonly [RegExp, string][] = [
    [/court[- ]ordered|litigation|lawsuit|suit\b/i, 'active_litigation'],
    [
      /grace period|time is of the essence|avoid|warn|dropped|straight back|before .*(fee|deadline)|negative effect|expires|ends next day/i,
      'avoid_negative_effect_time_of_essence',
    ],
    [/required by|requires|as 12 CFR|law requires|mandated|ordered by law/i, 'required_by_law'],
    [/request|asked|call back|responded/i, 'consumer_request'],
  ]
  const found = factors.find(([words]) => words.test(said))
  return found && { presumption: presumed(facts), factor: found[1], factorMayRebut: true }
}

// The two situations of comment 14(b)(2)(ii)-1: eight calls in seven days, and a call soon after a conversation.
function presumed(facts: Facts): string {
  const claim = 'debt'
  const base = String(facts.basis ?? '')
  const first = day('2020-08-11')
  const events = /-1\.i$/.test(base)
    ? [0, 1, 2, 3, 4, 5, 6, 6].map((later) => ({
        date: dayText((first + later) as Day),
        channel: 'phone',
        result: 'unanswered',
        countToward: [claim],
      }))
    : [
        { date: '2020-08-14', channel: 'phone', result: 'conversation', countToward: [claim], debtsDiscussed: [claim] },
        { date: '2020-08-17', channel: 'phone', result: 'unanswered', countToward: [claim] },
      ]
  const known = knownFrom({ debts: [{ id: claim }], events: facts.events ?? (events as readonly Facts[]) })
  return violates(known, claim, person) ? 'violation' : 'compliance'
}
