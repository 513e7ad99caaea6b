// What each kind of rule finds in the way of one contact: a sentence and, where it ends by itself, when. gate.ts asks them all.

import { type Day, dayText, momentText } from './day.ts'
import { counted, dayOn, freeFrom, inWindow, lastConversation } from './frequency.ts'
import type { Known, Planned } from './gate.ts'
import { clockText, isHoliday, isOpen, type Wall, wallAt, windowsOf } from './hours.ts'
import { noticeEnd, periodEnd } from './notice.ts'
import type { Bound } from './regime.ts'
import { asked, coversAll, holdsOn, type Spot, type Times, type Told, within } from './told.ts'

export interface Finding {
  readonly says: string
  /** Nothing before the next day, week or answer. */
  readonly notBefore?: Day
  /** Only the hour is wrong. */
  readonly hour?: true
}

type Check = (bound: Bound, planned: Planned, known: Known, walls: readonly Wall[]) => Finding | undefined
const toThemselves = new Set(['person', 'spouse', 'representative'])
// What may be said to anyone at any time of day, because a rule of its own says so or nobody is disturbed.
const isLetter = (planned: Planned) => planned.medium === 'letter'

/** By kind of rule; a kind without one decides nothing. */
export const checks: Partial<Record<Bound['rule']['effect']['kind'], Check>> = {
  hours: (bound, planned, known, walls) => {
    const { effect } = bound.rule
    if (effect.kind !== 'hours' || !effect.media.includes(planned.medium) || !reachesThem(planned)) return undefined
    if (effect.at === 'work' && planned.address?.spot !== 'work') return undefined
    if (effect.at === 'elsewhere' && planned.address?.spot === 'work') return undefined
    if (planned.aim === 'legal_process' || isReceipt(planned)) return undefined
    for (const [i, wall] of walls.entries()) {
      // Where only the country is known, the holidays of the region whose rule this may be are kept too.
      const region = bound.missing.includes('region') ? known.clocks.calendarOf(bound.rule.place) : undefined
      const closed = effect.holidays && region && isHoliday(region, wall.day)
      const windows = closed ? effect.holidays : windowsOf(effect, wall, known.clocks.calendar)
      if (isOpen(windows, wall.minute)) continue
      const zone = known.zones[i]!
      const open = windows.map(([from, until]) => `after ${clockText(from)} and before ${clockText(until)}`)
      const when = open.length > 0 ? `only ${open.join(' or ')}` : 'not at all on this day'
      return { says: `It is ${momentText(planned.at, zone)} in ${zone}; ${when}.`, hour: true }
    }
    return undefined
  },
  frequency: (bound, planned, known, walls) => {
    const { effect } = bound.rule
    if (effect.kind !== 'frequency' || !effect.counts.includes(planned.medium) || !reachesThem(planned))
      return undefined
    if (effect.at === 'work' && planned.address?.spot !== 'work') return undefined
    if (effect.at === 'personal' && (planned.address?.spot === 'work' || planned.address?.spot === 'other'))
      return undefined
    if (effect.at === 'other' && planned.address?.spot !== 'work' && planned.address?.spot !== 'other') return undefined
    if (planned.aim === 'confirm_opt_out' || planned.aim === 'legal_process') return undefined
    for (const claim of effect.per === 'claim' ? planned.claims : [undefined]) {
      for (const [i, wall] of walls.entries()) {
        const zone = known.zones[i]
        if (askedFor(effect, planned, known, wall.day, claim)) continue
        const found = counted(effect, known.history, known.told, planned.person, claim, known.oneOf, zone)
        const days = found.map((it) => dayOn(it, zone))
        const made = inWindow(days, wall.day, effect.days)
        if (made < effect.max) continue
        const times = `${made} ${made === 1 ? 'contact' : 'contacts'} in the ${effect.days} days up to ${dayText(wall.day)}`
        return { says: `${times}; at most ${effect.max}.`, notBefore: freeFrom(days, wall.day, effect) }
      }
    }
    return undefined
  },
  rest: (bound, planned, known, walls) => {
    const { effect } = bound.rule
    if (effect.kind !== 'rest' || !effect.media.includes(planned.medium) || !reachesThem(planned)) return undefined
    for (const claim of planned.claims) {
      for (const [i, wall] of walls.entries()) {
        if (askedFor(effect, planned, known, wall.day, claim)) continue
        const { history, oneOf, zones } = known
        const last = lastConversation(effect, history, planned.person, claim, wall.day, oneOf, zones[i])
        if (last === undefined || wall.day >= last + effect.days) continue
        const until = (last + effect.days) as Day
        return {
          says: `They were spoken to on ${dayText(last)}; the next call may be on ${dayText(until)}.`,
          notBefore: until,
        }
      }
    }
    return undefined
  },
  attorney: (_, planned, known, walls) => {
    if (!reachesThem(planned)) return undefined
    const found = lawyerOf(planned, known, walls)
    if (!found) return undefined
    return { says: `They are represented${found.name ? ` by ${found.name}` : ''}: write to their lawyer.` }
  },
  told_times: (_, planned, known, walls) => {
    if (!reachesThem(planned) || isLetter(planned)) return undefined
    if (isReceipt(planned)) return undefined
    for (const [i, wall] of walls.entries()) {
      const times = told(known, 'no_time', [wall]).filter((it) => within(it.times, wall.weekday, wall.minute))
      if (times.some((it) => !mayAnswer(planned, wall, known.zones[i]!, it.times))) {
        return { says: 'They asked not to be contacted at this time.', hour: true }
      }
    }
    for (const place of told(known, 'no_place', walls)) {
      if (planned.address?.spot === place.spot) return { says: `They asked not to be contacted at ${at(place.spot)}.` }
      if (planned.knownAt === place.spot) {
        return { says: `They are known to be at ${at(place.spot)}, where they asked not to be contacted.` }
      }
    }
    return undefined
  },
  told_media: (_, planned, known, walls) => {
    if (!reachesThem(planned) || planned.aim === 'confirm_opt_out' || planned.aim === 'legal_process') return undefined
    const found = told(known, 'no_medium', walls).find(
      (it) => it.medium === planned.medium && (it.address === undefined || it.address === planned.address?.value),
    )
    if (!found || (planned.aim === 'reply' && planned.replyTo?.medium === planned.medium)) return undefined
    const how = found.address ? `at ${found.address}` : `by ${planned.medium}`
    return { says: `They asked on ${dayText(found.on)} not to be contacted ${how}.` }
  },
  cease: (bound, planned, known, walls) => {
    const { effect } = bound.rule
    if (effect.kind !== 'cease' || !reachesThem(planned)) return undefined
    if (['confirm_end', 'say_remedy', 'legal_process', 'confirm_opt_out'].includes(planned.aim)) return undefined
    // The law knows no thanks for a payment unless it answers them; where only manners ask for silence, a thank-you may go.
    if (planned.aim === 'receipt' && (!effect.written || answersThem(planned))) return undefined
    if (planned.aim === 'reply' && answersThem(planned)) return undefined
    const found = [...told(known, 'cease', walls), ...told(known, 'refuses', walls)].find(
      (it) => it.written || !effect.written,
    )
    if (!found) return undefined
    const what = found.kind === 'cease' ? 'asked us to stop' : 'refused to pay'
    return { says: `They ${what} on ${dayText(found.on)}.` }
  },
  workplace: (bound, planned, known, walls) => {
    const { effect } = bound.rule
    if (effect.kind !== 'workplace' || !reachesThem(planned)) return undefined
    // A mobile rings at work as well, where they are known to be there.
    const there = planned.knownAt === 'work' && (planned.medium === 'phone' || planned.medium === 'visit')
    if (planned.address?.spot !== 'work' && !there) return undefined
    if (effect.unless === 'consent') {
      if (consents(known, planned, walls, 'work')) return undefined
      return { says: 'This is their work, and they have not agreed in writing to be contacted there.' }
    }
    return told(known, 'employer_forbids', walls).length > 0 ? { says: 'Their employer does not allow it.' } : undefined
  },
  work_email: (_, planned, known, walls) => {
    if (planned.medium !== 'email' || !planned.address?.employers || !reachesThem(planned)) return undefined
    if (planned.address.usedWithUs || consents(known, planned, walls, 'work')) return undefined
    return { says: 'This address was given to them by their employer, and they have not used it with us.' }
  },
  others: (_, planned, known, walls) => {
    if (planned.publicPost) return { says: othersRead }
    if (planned.to === 'employer' || planned.to === 'other') {
      if (planned.aim === 'location' || consents(known, planned, walls, 'others')) return undefined
      return { says: 'Nobody but they, and who stands for them, may hear of what they owe.' }
    }
    if (
      planned.address?.shared &&
      planned.aim !== 'location' &&
      planned.aim !== 'legal_process' &&
      !(planned.aim === 'reply' && answersThem(planned)) &&
      !planned.limited &&
      !consents(known, planned, walls, 'others')
    ) {
      return { says: 'Others read this address, or answer this number.' }
    }
    return undefined
  },
  location: (bound, planned, known, walls) => {
    const { effect } = bound.rule
    if (effect.kind !== 'location' || planned.aim !== 'location') return undefined
    // Once their lawyer is known, nobody else is asked (15 USC 1692b(6)).
    if (planned.to !== 'attorney' && lawyerOf(planned, known, walls)) {
      return { says: 'They have a lawyer: nobody else is asked where they are.' }
    }
    const made = known.history.filter((it) => it.direction === 'out' && it.person === planned.person).length
    return made >= effect.perPerson ? { says: 'This person was asked already.' } : undefined
  },
  public_post: (_, planned) => (planned.publicPost ? { says: othersRead } : undefined),
  postcard: (_, planned) =>
    planned.postcard ? { says: 'Anyone can read a postcard: use a closed envelope without marks.' } : undefined,
  consent: (bound, planned, known, walls) => {
    const { effect } = bound.rule
    if (effect.kind !== 'consent' || !effect.media.includes(planned.medium) || !reachesThem(planned)) return undefined
    if (effect.automated) {
      if (!planned.automated || consents(known, planned, walls, 'automated')) return undefined
      return { says: 'They have not agreed to automated calls or texts to this number.' }
    }
    const day = Math.max(...walls.map((wall) => wall.day))
    const { lastTextFrom } = planned.address ?? {}
    if (effect.days === undefined) {
      if (planned.address?.usedWithUs || consents(known, planned, walls, undefined)) return undefined
    } else {
      if (lastTextFrom !== undefined && lastTextFrom <= day && day - lastTextFrom <= effect.days) return undefined
      const agreed = [undefined, 'contact', 'automated'] as const
      if (agreed.some((about) => consents(known, planned, walls, about, effect.days))) return undefined
    }
    return {
      says: `It is not known that they use this address with us: ${planned.medium} needs that, or their consent.`,
    }
  },
  stop: (bound, planned, known, walls) => {
    const { effect } = bound.rule
    if (effect.kind !== 'stop') return undefined
    // Courts go on against the estate or a soldier in their own way; a stay stops them as well (11 USC 362(a)(1)).
    if (planned.aim === 'legal_process' && !stays.has(effect.cause)) return undefined
    const found = known.told.filter(
      (it) =>
        it.kind === 'cause' &&
        it.cause === effect.cause &&
        walls.some((wall) => holdsOn(it, wall.day) && (effect.days === undefined || wall.day < it.on + effect.days)),
    )
    if (found.length === 0) return undefined
    // Who acts for the estate, or for the minor, is spoken to instead.
    if ((effect.cause === 'deceased' || effect.cause === 'minor') && planned.to === 'representative') return undefined
    if (effect.cause === 'deceased' && planned.to === 'spouse') return undefined
    const ends = found.map((it) =>
      Math.min(it.until ?? Infinity, effect.days === undefined ? Infinity : it.on + effect.days),
    )
    const until = Math.max(...ends)
    const since = Math.min(...found.map((it) => it.on)) as Day
    return {
      says: `${causeSays[effect.cause]} (since ${dayText(since)}).`,
      notBefore: until === Infinity ? undefined : (until as Day),
    }
  },
  time_barred: (bound, planned, known) => {
    const { effect } = bound.rule
    if (effect.kind !== 'time_barred') return undefined
    const claims = known.claims.filter((it) => planned.claims.includes(it.id))
    if (effect.extinguished && claims.some((it) => it.timeBarred)) {
      return { says: 'The claim ended with its time limit: nothing is owed any more.' }
    }
    if (planned.threatensSuit && claims.some((it) => it.timeBarred)) {
      return { says: 'The time to sue has run out: no suit, and no threat of one.' }
    }
    return undefined
  },
  notice: (bound, planned, known, walls) => {
    const { effect } = bound.rule
    if (effect.kind !== 'notice' || !effect.locks || effect.locks === 'costs' || !reachesThem(planned)) return undefined
    const another =
      planned.aim === 'required_notice' && planned.notice !== undefined && planned.notice !== effect.notice
    // What comes before a suit locks the suit and the formal demand before it: to say that one may follow is neither.
    const asks =
      effect.locks === 'suit'
        ? planned.aim === 'legal_process' || planned.beforeSuit === true
        : planned.aim === 'collect' || another
    if (!asks) return undefined
    for (const claim of known.claims.filter((it) => planned.claims.includes(it.id))) {
      const days = walls.map((wall) => wall.day)
      const today = Math.min(...days) as Day
      const last = claim.notices
        .filter((it) => it.notice === effect.notice && it.result !== 'returned' && it.sentOn <= today)
        .toSorted((a, b) => a.sentOn - b.sentOn)
        .at(-1)
      if (effect.within !== undefined) {
        // To be sent soon after the first word; once that time has passed, nothing else goes before it.
        const first = claim.firstSaidOn
        if (last || first === undefined || Math.max(...days) <= first + effect.within) continue
        return {
          says: `The notice that had to follow the first word of ${dayText(first)} was not given: it goes first.`,
        }
      }
      if (!last) return { says: 'A notice that the law asks for must go first.' }
      const until = noticeEnd(last, known.told, claim.id, known.clocks)
      if (until === undefined) {
        return { says: `What they asked for after the notice of ${dayText(last.sentOn)} was not sent to them yet.` }
      }
      if (today <= until) {
        return {
          says: `The time given in the notice of ${dayText(last.sentOn)} runs until ${dayText(until)}.`,
          notBefore: (until + 1) as Day,
        }
      }
    }
    return undefined
  },
  dispute: (bound, planned, known, walls) => {
    const { effect } = bound.rule
    const answers = planned.aim === 'required_notice' && (planned.notice ?? 'validation') === 'validation'
    const asks = planned.aim === 'collect' || planned.aim === 'required_notice'
    if (effect.kind !== 'dispute' || !asks || answers || !reachesThem(planned)) return undefined
    for (const it of told(known, 'disputes', walls)) {
      if (!it.written || !planned.claims.includes(it.claim)) continue
      const claim = known.claims.find((one) => one.id === it.claim)
      const notices = claim?.notices.filter((one) => one.notice === effect.inPeriod && one.result !== 'returned') ?? []
      // Outside the period nothing stops by law; without a notice that arrived the period has not ended.
      const over = notices.length > 0 && notices.every((one) => it.on > periodEnd(one, known.clocks))
      if (effect.inPeriod && over) continue
      const answered = known.told.some(
        (one) =>
          one.kind === 'answered' &&
          one.claim === it.claim &&
          one.on >= it.on &&
          walls.every((wall) => holdsOn(one, wall.day)),
      )
      if (answered) continue
      const what = it.asks === 'original_creditor' ? 'asked who the first creditor was' : 'disputed the debt'
      return { says: `They ${what} on ${dayText(it.on)}: collecting rests until that is answered.` }
    }
    return undefined
  },
  licence: (_, planned, known) =>
    known.licensed !== true && planned.aim !== 'legal_process'
      ? { says: 'Collecting for others needs a licence here, and none is in force.' }
      : undefined,
}

const causeSays = {
  bankrupt: 'They are bankrupt: everything stops, and a person looks at it',
  deceased: 'They have died: only who acts for the estate may be contacted',
  minor: 'They are a minor: only who has custody of them may be contacted',
  active_service: 'They are in military service: a person looks at it first',
  breathing_space: 'They have breathing space: no contact about the debt',
  mental_health_crisis: 'They are in a mental health crisis: no contact about the debt',
} as const

const othersRead = 'Others can read it: a message about a debt is private.'
/** What stays courts too. */
const stays: ReadonlySet<string> = new Set(['bankrupt', 'breathing_space', 'mental_health_crisis'])

const at = (spot: Spot) => (spot === 'home' ? 'home' : 'work')

/** Themselves, or who stands for them in law. */
export function reachesThem(planned: Planned): boolean {
  return toThemselves.has(planned.to)
}

function told<K extends Told['kind']>(known: Known, kind: K, walls: readonly Wall[]): Extract<Told, { kind: K }>[] {
  return known.told.filter(
    (it): it is Extract<Told, { kind: K }> => it.kind === kind && walls.some((wall) => holdsOn(it, wall.day)),
  )
}

function lawyerOf(planned: Planned, known: Known, walls: readonly Wall[]) {
  return told(known, 'attorney', walls).find(
    (it) => !it.silent && (!it.claims || it.claims.some((claim) => planned.claims.includes(claim))),
  )
}

// Whether they asked for this contact, about this claim, or about every claim it is about.
function askedFor(
  { leavesOutAsked }: { readonly leavesOutAsked?: number },
  planned: Planned,
  known: Known,
  day: Day,
  claim: string | undefined,
): boolean {
  if (leavesOutAsked === undefined) return false
  const claims = claim === undefined ? planned.claims : [claim]
  return asked(known.told, { medium: planned.medium, day, claims, address: planned.address?.value }, leavesOutAsked)
}

// What restricts holds where it holds on one clock; what permits must hold on all of them.
function consents(
  known: Known,
  planned: Planned,
  walls: readonly Wall[],
  about: 'contact' | 'work' | 'automated' | 'others' | undefined,
  days?: number,
): boolean {
  const found = known.told.filter(
    (it): it is Extract<Told, { kind: 'consent' }> =>
      it.kind === 'consent' &&
      it.to === 'us' &&
      it.about === about &&
      it.medium === planned.medium &&
      sameAddress(it.address, planned) &&
      walls.every(
        ({ day }) =>
          holdsOn(it, day) &&
          (it.days === undefined || it.days.includes(day)) &&
          (days === undefined || day - it.on <= days),
      ),
  )
  return coversAll(found, planned.claims)
}

function sameAddress(address: string | undefined, planned: Planned): boolean {
  return address === undefined || address === planned.address?.value
}

// Thanks for what they just sent, by the way they sent it, is no new contact.
function isReceipt(planned: Planned): boolean {
  return planned.aim === 'receipt' && answersThem(planned)
}

function answersThem(planned: Planned): boolean {
  return planned.replyTo?.medium === planned.medium
}

// A message of theirs at a time they had closed may be answered once, the same way and before that time is over.
function mayAnswer(planned: Planned, wall: Wall, zone: string, times: Times): boolean {
  if (planned.aim !== 'reply' || !planned.replyTo || !answersThem(planned) || planned.replyTo.repliesSince > 0)
    return false
  const asked = wallAt(planned.replyTo.at, zone)
  if (planned.replyTo.at > planned.at || asked.day !== wall.day || !within(times, asked.weekday, asked.minute))
    return false
  return times.until === undefined || wall.minute < times.until
}
