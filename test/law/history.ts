// What must hold of the gate's answer to every made-up history: what it permits breaks no law by the second reading of them, what it
// refuses until a moment is lawful then, and more facts against a contact never let it out.

import type { Day } from '../../src/core/day.ts'
import type { Contact, Result } from '../../src/core/frequency.ts'
import { type Aim, type Known, lawful, type Planned, type Verdict } from '../../src/core/gate.ts'
import type { Medium, Sector } from '../../src/core/law.ts'
import { clocksOf } from '../../src/core/permit.ts'
import { type Bound, regimeOf } from '../../src/core/regime.ts'
import type { Told } from '../../src/core/told.ts'
import { calendarOf } from '../../src/rules/calendar.ts'
import { law, noticeTimes } from '../../src/rules/law.ts'
import { violations } from './checker.ts'
import { local, type Story, type StoryFact } from './story.ts'
import type { Trial } from './trials.ts'

/** The same facts as the gate knows them. */
function asked(story: Story, manners: boolean, at: number): { planned: Planned; known: Known } {
  const on = Math.max(...story.zones.map((zone) => local(at, zone).day)) as Day
  const regime = regimeOf(
    {
      collector: story.collector,
      inDefaultWhenObtained: story.inDefault,
      purpose: story.purpose,
      debtorKind: story.debtor,
      kindIsSure: story.debtorKnown,
      places: story.places,
      sectors: story.sectors as readonly Sector[] | undefined,
    },
    law,
    on,
  )
  const place = story.places[0]!
  const it = story.planned
  return {
    planned: {
      ...it,
      at,
      medium: it.medium as Medium,
      to: it.to as Planned['to'],
      aim: it.aim as Aim,
      address: it.address as Planned['address'],
      knownAt: it.knownAt as Planned['knownAt'],
      replyTo: it.replyTo as Planned['replyTo'],
    },
    known: {
      regime: manners ? regime : { ...regime, bound: regime.bound.filter((one) => one.force !== 'manners') },
      history: story.contacts.map((one) => ({
        ...one,
        day: local(one.at, story.zones[0]!).day as Day,
        medium: one.medium as Medium,
        result: one.result as Result,
        spot: one.spot as Contact['spot'],
      })),
      told: story.told.map(toldOf),
      claims: story.claims.map((claim) => ({
        id: claim.id,
        timeBarred: claim.timeBarred,
        firstSaidOn: claim.firstSaid as Day | undefined,
        notices: claim.notices.map((one) => ({
          notice: one.notice,
          sentOn: one.sent as Day,
          result: one.returned ? ('returned' as const) : undefined,
        })),
      })),
      zones: story.zones,
      clocks: clocksOf({ country: place.slice(0, 2), region: place.slice(3) }, { calendarOf, noticeTimes }),
      oneOf: (id) => story.claims.find((claim) => claim.id === id)?.group ?? id,
      licensed: story.licensed,
    },
  }
}

function toldOf(it: StoryFact, no: number): Told {
  const base = { id: String(no), on: it.on as Day, until: it.until as Day | undefined }
  const fits = it as unknown as Told
  if (it.kind === 'attorney')
    return {
      ...base,
      kind: 'attorney',
      claims: it.claim === undefined ? undefined : [it.claim],
      silent: it.silent ? true : undefined,
    }
  if (it.kind === 'no_time')
    return {
      ...base,
      kind: 'no_time',
      times: { weekdays: it.weekdays, from: it.fromMinute, until: it.untilMinute },
    }
  if (it.kind === 'disputes') return { ...fits, ...base, asks: 'verification' } as Told
  return { ...fits, ...base }
}

const dutiesOf = (verdict: Verdict) => (verdict.kind === 'permit' ? verdict.duties.map((it) => it.kind) : [])

/** What the gate's answer breaks of what must hold; undefined where all holds. */
export function wrong(trial: Trial): string | undefined {
  const { story } = trial
  const { planned, known } = asked(story, trial.manners, story.planned.at)
  const verdict = lawful(planned, known)
  if (verdict.kind === 'permit') {
    const broken = violations(story, dutiesOf(verdict))
    if (broken.length > 0) return `permitted, and breaks ${broken.join('; ')}`
  }
  const turned = lawful(planned, { ...known, history: known.history.toReversed(), told: known.told.toReversed() })
  if (turned.kind !== verdict.kind || until(turned) !== until(verdict))
    return 'the order of the facts changes the answer'
  if (verdict.kind === 'refusal') {
    const more = lawful(planned, { ...known, told: [...known.told, toldOf(trial.more, 99)] })
    if (more.kind === 'permit') return `one more restriction turns the refusal into a permit: ${trial.more.kind}`
    if (verdict.until !== undefined) {
      const then = wrongAt(
        trial,
        verdict.until,
        verdict.grounds.every((it) => it.hour),
      )
      if (then) return then
    }
  }
  const heap = (odd: boolean): readonly Bound[] =>
    known.regime.bound.filter((_, i) => ((trial.heaps >> (i % 31)) & 1) === Number(odd))
  for (const bound of [heap(true), heap(false)]) {
    const part = lawful(planned, { ...known, regime: { ...known.regime, bound } })
    if (part.kind === 'refusal' && verdict.kind === 'permit')
      return 'a part of the rules refuses and all of them permit'
  }
  return undefined
}

function until(verdict: Verdict): number | undefined {
  return verdict.kind === 'refusal' ? verdict.until : undefined
}

function wrongAt({ story, manners }: Trial, at: number, onlyHours: boolean): string | undefined {
  const then: Story = { ...story, planned: { ...story.planned, at } }
  const { known } = asked(story, manners, story.planned.at)
  const later = asked(then, manners, at)
  // A law that begins in between is asked then; the answer of today is about the law of today.
  if (later.known.regime.bound.length !== known.regime.bound.length) return undefined
  const verdict = lawful(later.planned, known)
  const when = new Date(at).toISOString()
  if (verdict.kind !== 'permit') return `refused until ${when}, and refused then`
  const broken = violations(then, dutiesOf(verdict))
  if (broken.length > 0) return `refused until ${when}, and then it breaks ${broken.join('; ')}`
  if (onlyHours && at - 60_000 > story.planned.at) {
    if (lawful({ ...later.planned, at: at - 60_000 }, known).kind === 'permit')
      return `refused until ${when}, and permitted a minute before`
  }
  return undefined
}

/** Whether the gate permits it, for counting how many histories tried a permit. */
export function permits({ story, manners }: Trial): boolean {
  const { planned, known } = asked(story, manners, story.planned.at)
  return lawful(planned, known).kind === 'permit'
}
