// The law once more, written a second time from the texts themselves and as plainly as they read, to hold the gate against. It
// shares nothing with src, and counts by going through everything one by one. It names the laws that a contact breaks, if any; where
// a fact is missing a law counts as soon as it may bind.

import { isHoliday, local, type Story, type StoryFact, type StoryPlan } from './story.ts'

const all = ['creditor', 'agency', 'debt_buyer', 'attorney']
const third = ['agency', 'debt_buyer', 'attorney']
const agencies = ['agency', 'debt_buyer']

interface Who {
  readonly place: string
  readonly collectors: readonly string[]
  readonly purpose?: 'consumer'
  readonly debtors?: readonly string[]
  readonly sector?: string
  /** 15 USC 1692a(6)(F)(iii): not who took over what was not in default. */
  readonly onlyInDefault?: boolean
}

// Whether a law may bind: there is a way to fill in what is not known in which it does.
function binds(story: Story, who: Who): boolean {
  const { places, collector, sectors } = story
  const here = places.some(
    (place) => place === who.place || place.startsWith(`${who.place}-`) || who.place.startsWith(`${place}-`),
  )
  if (!here) return false
  if (collector && !who.collectors.includes(collector)) return false
  if (who.onlyInDefault && collector !== 'creditor' && story.inDefault === false) return false
  if (who.sector && sectors && !sectors.includes(who.sector)) return false
  const kinds = story.debtorKnown ? [story.debtor] : ['consumer', 'sole_trader', 'business', 'public_body']
  return kinds.some((kind) => {
    if (who.debtors && !who.debtors.includes(kind)) return false
    if (!who.purpose) return true
    if (story.purpose) return story.purpose === who.purpose
    return kind === 'consumer' || kind === 'sole_trader'
  })
}

/** The laws that this contact breaks; `duties` are what the message will carry. Empty: none. */
export function violations(story: Story, duties: readonly string[]): string[] {
  const broken = new Set<string>()
  for (const zone of story.zones) for (const law of brokenIn(story, duties, zone)) broken.add(law)
  return [...broken]
}

function* brokenIn(story: Story, duties: readonly string[], zone: string): Generator<string> {
  const it = story.planned
  const now = local(it.at, zone)
  const reach = it.to === 'person' || it.to === 'spouse' || it.to === 'representative'
  const electronic = it.medium === 'email' || it.medium === 'sms' || it.medium === 'social'
  const answers = it.replyTo !== undefined && it.replyTo.medium === it.medium
  const court = it.aim === 'legal_process'
  const thanks = it.aim === 'receipt' && answers

  const holding = (kind: string) =>
    story.told.filter(
      (one) => one.kind === kind && one.on <= now.day && (one.until === undefined || now.day < one.until),
    )
  const about = (one: StoryFact) => one.claim === undefined || it.claims.includes(one.claim)
  const closedAt = (fromHour: number, untilHour: number) => now.minute <= fromHour * 60 || now.minute >= untilHour * 60

  // A consent given to the collector itself, for this medium and address, that covers all the contact is about.
  const agreed = (topics: readonly (string | undefined)[], days?: number) =>
    topics.some((topic) => {
      const found = holding('consent').filter(
        (one) =>
          one.to === 'us' &&
          one.about === topic &&
          one.medium === it.medium &&
          (one.address === undefined || one.address === it.address?.value) &&
          (one.days === undefined || one.days.includes(now.day)) &&
          (days === undefined || now.day - one.on <= days),
      )
      return covers(found, it.claims)
    })
  const lawyer = holding('attorney').some((one) => !one.silent && about(one))
  const atWork = it.address?.spot === 'work' || (it.knownAt === 'work' && ['phone', 'visit'].includes(it.medium))
  const count = (
    days: number,
    one: { claim?: string; media: readonly string[]; asked?: boolean; spot?: (s?: string) => boolean; since?: number },
  ) =>
    story.contacts.filter((past) => {
      const day = local(past.at, zone).day
      if (past.direction !== 'out' || past.person !== it.person || past.professional) return false
      if (!one.media.includes(past.medium) || day > now.day || day <= now.day - days) return false
      if (past.medium === 'phone' && ['busy', 'not_in_service', 'not_connected'].includes(past.result)) return false
      if (one.spot && !one.spot(past.spot)) return false
      if (one.since !== undefined && day <= one.since) return false
      const claims = past.claims
      if (one.claim !== undefined && !claims.some((claim) => groupOf(story, claim) === groupOf(story, one.claim!)))
        return false
      return !(one.asked && wanted(story, past.medium, day, one.claim === undefined ? claims : [one.claim], undefined))
    }).length
  const wantedNow = (claims: readonly string[]) => wanted(story, it.medium, now.day, claims, it.address?.value)

  const federal = binds(story, { place: 'US', collectors: third, purpose: 'consumer', onlyInDefault: true })
  // Cal. Civ. Code 1788.17 takes the sections on conduct over for creditors.
  const california = binds(story, { place: 'US-CA', collectors: all, purpose: 'consumer' })
  if (federal || california) {
    if (reach && it.medium !== 'letter' && !court && !thanks && closedAt(8, 21)) yield '15 USC 1692c(a)(1) hours'
    if (reach && it.medium !== 'letter' && !thanks) {
      for (const one of holding('no_time')) {
        if (one.weekdays && !one.weekdays.includes(now.weekday)) continue
        const until = one.untilMinute ?? 24 * 60
        if (now.minute < (one.fromMinute ?? 0) || now.minute > until) continue
        if (!answersAtThatTime(it, one, zone)) yield '15 USC 1692c(a)(1) inconvenient time'
      }
      for (const one of holding('no_place')) {
        if (one.spot === it.address?.spot || one.spot === it.knownAt) yield '15 USC 1692c(a)(1) inconvenient place'
      }
    }
    if (reach && lawyer && !court) yield '15 USC 1692c(a)(2) attorney'
    if (reach && atWork && holding('employer_forbids').length > 0) yield '15 USC 1692c(a)(3) employer'
    if ((it.to === 'other' || it.to === 'employer') && it.aim !== 'location' && !agreed(['others']))
      yield '15 USC 1692c(b) third parties'
    if (it.address?.shared && it.aim === 'collect' && !it.limited && !agreed(['others']))
      yield '15 USC 1692c(b) shared address'
    if (it.aim === 'location' && it.to !== 'attorney') {
      if (story.contacts.some((past) => past.direction === 'out' && past.person === it.person)) yield '15 USC 1692b(3)'
      if (lawyer) yield '15 USC 1692b(6)'
    }
    if (reach && !court && !thanks && !['confirm_end', 'say_remedy', 'confirm_opt_out'].includes(it.aim)) {
      const stopped = [...holding('cease'), ...holding('refuses')].some((one) => one.written)
      if (stopped && !(it.aim === 'reply' && answers)) yield '15 USC 1692c(c) cease'
    }
    if (it.postcard) yield '15 USC 1692f(7) postcard'
  }
  if (federal) {
    if (reach && !court && it.aim !== 'confirm_opt_out' && !(it.aim === 'reply' && answers)) {
      for (const one of holding('no_medium')) {
        if (one.medium === it.medium && (one.address === undefined || one.address === it.address?.value))
          yield '12 CFR 1006.14(h) medium'
      }
    }
    if (reach && it.medium === 'email' && it.address?.employers && !it.address.usedWithUs && !agreed(['work']))
      yield '12 CFR 1006.22(f)(3) work email'
    if (reach && it.medium === 'email' && !it.address?.usedWithUs && !agreed([undefined]))
      yield '12 CFR 1006.6(d)(4) email'
    if (reach && it.medium === 'sms') {
      const text = it.address?.lastTextFrom
      const recent = text !== undefined && text <= now.day && now.day - text <= 60
      if (!recent && !agreed([undefined, 'contact', 'automated'], 60)) yield '12 CFR 1006.6(d)(5) text'
    }
    if (reach && electronic && !duties.includes('opt_out')) yield '12 CFR 1006.6(e) opt-out'
    if (reach && !it.limited && !court) {
      const first = story.claims.some((claim) => it.claims.includes(claim.id) && claim.firstSaid === undefined)
      if (!duties.includes(first ? 'say_first' : 'say_later')) yield '15 USC 1692e(11) who is speaking'
    }
    if (it.publicPost) yield '12 CFR 1006.22(f)(4) public'
    if (reach && it.medium === 'phone' && !court && it.aim !== 'confirm_opt_out') {
      for (const claim of it.claims) {
        if (wantedNow([claim])) continue
        if (count(7, { claim, media: ['phone'], asked: true }) >= 7) yield '12 CFR 1006.14(b)(2)(i)(A) seven calls'
        const talked = story.contacts.some((past) => {
          const day = local(past.at, zone).day
          const spoken = past.discussed.length > 0 ? past.discussed : past.claims
          return (
            past.medium === 'phone' &&
            past.result === 'conversation' &&
            !past.professional &&
            past.person === it.person &&
            day <= now.day &&
            now.day - day < 7 &&
            spoken.some((one) => groupOf(story, one) === groupOf(story, claim))
          )
        })
        if (talked) yield '12 CFR 1006.14(b)(2)(i)(B) after a conversation'
      }
    }
    for (const claim of story.claims.filter((one) => it.claims.includes(one.id))) {
      if (it.threatensSuit && claim.timeBarred) yield '12 CFR 1006.26(b) time-barred'
      if (it.aim !== 'collect' || !reach) continue
      const given = claim.notices.filter((one) => one.notice === 'validation' && !one.returned && one.sent <= now.day)
      if (claim.firstSaid !== undefined && now.day > claim.firstSaid + 5 && given.length === 0)
        yield '15 USC 1692g(a) notice'
      const ends = claim.notices
        .filter((one) => one.notice === 'validation' && !one.returned)
        .map((one) => validationEnd(one.sent))
      for (const one of holding('disputes')) {
        if (!one.written || one.claim !== claim.id) continue
        const inTime = ends.length === 0 || ends.some((end) => one.on <= end)
        const answer = holding('answered').some((reply) => reply.claim === claim.id && reply.on >= one.on)
        if (inTime && !answer) yield '15 USC 1692g(b) dispute'
      }
    }
    const causes = holding('cause').map((one) => one.cause)
    if (!court && causes.includes('deceased') && it.to !== 'representative' && it.to !== 'spouse')
      yield '15 USC 1692c(d) deceased'
    if (!court && causes.includes('minor') && it.to !== 'representative') yield '15 USC 1692c(d) minor'
  }
  if (binds(story, { place: 'US', collectors: all })) {
    if (holding('cause').some((one) => one.cause === 'bankrupt')) yield '11 USC 362 stay'
    if (it.automated && reach && (it.medium === 'phone' || it.medium === 'sms') && !agreed(['automated']))
      yield '47 USC 227(b)'
  }

  const limited = reach && !court && it.aim !== 'confirm_opt_out'
  if (
    limited &&
    binds(story, { place: 'US-MA', collectors: all, purpose: 'consumer' }) &&
    ['phone', 'sms'].includes(it.medium)
  ) {
    const other = (spot?: string) => spot === 'work' || spot === 'other'
    for (const claim of it.claims) {
      if (!other(it.address?.spot) && count(7, { claim, media: ['phone', 'sms'], spot: (spot) => !other(spot) }) >= 2)
        yield '940 CMR 7.04(1)(f) personal'
      if (other(it.address?.spot) && count(30, { claim, media: ['phone', 'sms'], spot: other }) >= 2)
        yield '940 CMR 7.04(1)(f) other'
    }
  }
  const oral = ['phone', 'email', 'sms', 'visit']
  if (binds(story, { place: 'US-WA', collectors: third, purpose: 'consumer' })) {
    if (limited && oral.includes(it.medium) && count(7, { media: oral }) >= 3) yield 'RCW 19.16.250 three a week'
    if (limited && it.address?.spot === 'work' && ['phone', 'visit'].includes(it.medium)) {
      if (count(7, { media: ['phone', 'visit'], spot: (spot) => spot === 'work' }) >= 1)
        yield 'RCW 19.16.250 once at work'
    }
    if (reach && !court && !thanks && ['phone', 'sms', 'visit'].includes(it.medium) && closedAt(7.5, 21))
      yield 'RCW 19.16.250 hours'
  }
  if (limited && oral.includes(it.medium)) {
    const old = binds(story, { place: 'US-NY-NYC', collectors: third, purpose: 'consumer' })
    const fresh =
      binds(story, { place: 'US-NY-NYC', collectors: all, purpose: 'consumer' }) && it.at >= Date.UTC(2026, 8, 2)
    for (const claim of it.claims) {
      if (wantedNow([claim])) continue
      const made = count(7, { claim, media: oral, asked: true })
      if (old && made >= 2) yield '6 RCNY 5-77 two'
      if (fresh && made >= 3) yield '6 RCNY 5-77 three'
    }
  }

  for (const place of ['GB-ENG', 'GB-WLS']) {
    if (!binds(story, { place, collectors: all })) continue
    for (const one of holding('cause')) {
      if (one.cause === 'breathing_space' && now.day < one.on + 60) yield 'SI 2020/1311 breathing space'
      if (one.cause === 'mental_health_crisis') yield 'SI 2020/1311 mental health crisis'
    }
    if (reach && court && binds(story, { place, collectors: all, debtors: ['consumer', 'sole_trader'] })) {
      for (const claim of story.claims.filter((one) => it.claims.includes(one.id))) {
        const waited = claim.notices.some(
          (one) => one.notice === 'letter_of_claim' && !one.returned && now.day > one.sent + 30,
        )
        if (!waited) yield 'Pre-Action Protocol for Debt Claims'
      }
    }
  }
  if (
    binds(story, { place: 'GB', collectors: all, purpose: 'consumer', sector: 'consumer_credit' }) &&
    reach &&
    it.aim === 'collect'
  ) {
    for (const one of holding('disputes')) {
      if (!one.written || !it.claims.includes(one.claim!)) continue
      if (!holding('answered').some((reply) => reply.claim === one.claim && reply.on >= one.on))
        yield 'CONC 7.14 dispute'
    }
  }
  const barred = story.claims.some((claim) => it.claims.includes(claim.id) && claim.timeBarred)
  if (barred && it.threatensSuit && binds(story, { place: 'GB-ENG', collectors: all })) yield 'Limitation Act 1980'
  for (const place of ['GB-SCT', 'US-MS', 'US-WI', 'AU-NSW'])
    if (barred && binds(story, { place, collectors: all })) yield `${place}: the debt has ended`

  const spoken = reach && !court && !thanks && (it.medium === 'phone' || it.medium === 'visit')
  if (binds(story, { place: 'IE', collectors: all, purpose: 'consumer', sector: 'consumer_credit' })) {
    if (spoken && (closedAt(9, 21) || now.weekday === 7 || isHoliday('IE', now.day)))
      yield 'Consumer Credit Act 1995 s 46 hours'
    if (spoken && atWork && !agreed(['work'])) yield 'Consumer Credit Act 1995 s 46 work'
    if ((it.to === 'other' || it.to === 'employer') && it.aim !== 'location' && !agreed(['others']))
      yield 'Consumer Credit Act 1995 s 45'
    if (it.postcard || it.publicPost) yield 'Consumer Credit Act 1995 s 45 envelope'
  }
  if (binds(story, { place: 'IE', collectors: all, purpose: 'consumer', sector: 'high_cost_credit' })) {
    if (spoken && (closedAt(10, 21) || now.weekday === 7 || isHoliday('IE', now.day)))
      yield 'Consumer Credit Act 1995 s 110'
  }

  const said = reach && !court && !thanks && it.medium !== 'letter'
  const canadian = (holidays: string) =>
    isHoliday(holidays, now.day) || (now.weekday === 7 ? closedAt(13, 17) : closedAt(7, 21))
  const exact = (place: string) => story.places.find((one) => one.startsWith(place)) ?? place
  if (binds(story, { place: 'CA', collectors: all, sector: 'bank' })) {
    if (said && canadian(exact('CA'))) yield 'SOR/2021-181 hours'
    if (reach && lawyer && !court) yield 'SOR/2021-181 lawyer'
    if (reach && atWork && !court && !agreed(['work'])) yield 'SOR/2021-181 work'
    if ((it.to === 'other' || it.to === 'employer') && it.aim !== 'location' && !agreed(['others']))
      yield 'SOR/2021-181 others'
  }
  if (binds(story, { place: 'CA-ON', collectors: agencies })) {
    if (said && canadian('CA-ON')) yield 'R.R.O. 1990, Reg. 74 hours'
    const talks = story.contacts.filter(
      (past) => past.person === it.person && past.result === 'conversation' && !past.professional,
    )
    if (limited && it.medium !== 'letter' && talks.length > 0 && !wantedNow(it.claims)) {
      const since = Math.min(...talks.map((past) => local(past.at, zone).day))
      const media = ['phone', 'email', 'sms', 'visit', 'social']
      if (count(7, { media, since, asked: true }) >= 3) yield 'R.R.O. 1990, Reg. 74 three in seven days'
    }
    if (reach && it.aim === 'collect') {
      for (const claim of story.claims.filter((one) => it.claims.includes(one.id))) {
        const waited = claim.notices.some(
          (one) => one.notice === 'collection_notice' && !one.returned && now.day > one.sent + 6,
        )
        if (!waited) yield 'R.R.O. 1990, Reg. 74 notice'
      }
    }
  }
  if (binds(story, { place: 'CA-QC', collectors: agencies })) {
    if (said && (closedAt(8, 20) || now.weekday === 7 || isHoliday('CA-QC', now.day))) yield 'Quebec hours'
  }

  if (binds(story, { place: 'AU', collectors: all, debtors: ['consumer', 'sole_trader'] })) {
    const holiday = isHoliday(exact('AU'), now.day)
    const work = it.address?.spot === 'work'
    if (reach && !court && !thanks && ['phone', 'sms'].includes(it.medium) && !work) {
      if (holiday || closedAt(now.weekday >= 6 ? 9 : 7.5, 21)) yield 'ACCC and ASIC hours'
    }
    if (spoken && it.medium === 'visit' && (holiday || closedAt(9, 21))) yield 'ACCC and ASIC visits'
    if (spoken && work && closedAt(9, 17)) yield 'ACCC and ASIC hours at work'
    if (limited && ['phone', 'email', 'sms', 'social'].includes(it.medium) && !wantedNow(it.claims)) {
      const media = ['phone', 'email', 'sms', 'social']
      if (count(7, { media, asked: true }) >= 3) yield 'ACCC and ASIC three a week'
      if (count(30, { media, asked: true }) >= 10) yield 'ACCC and ASIC ten a month'
    }
    if (limited && it.medium === 'visit' && count(30, { media: ['visit'] }) >= 1)
      yield 'ACCC and ASIC one visit a month'
  }
  if (binds(story, { place: 'IN', collectors: all, sector: 'bank' })) {
    if (reach && !court && !thanks && ['phone', 'sms', 'visit'].includes(it.medium) && closedAt(8, 19))
      yield 'RBI hours'
  }

  for (const [place, collectors] of [
    ['DE', agencies],
    ['FR', ['agency']],
    ['CA-ON', agencies],
  ] as const) {
    if (story.licensed !== true && !court && binds(story, { place, collectors })) yield `${place} licence`
  }
  const persons = { place: 'DE', collectors: agencies, debtors: ['consumer', 'sole_trader'] }
  for (const [bound, notice] of [
    [binds(story, persons), 'rdg13a'],
    [binds(story, { place: 'FR', collectors: ['agency'] }), 'r124-4'],
  ] as const) {
    if (!bound || !reach || it.aim !== 'collect') continue
    for (const claim of story.claims.filter((one) => it.claims.includes(one.id))) {
      const given = claim.notices.some((one) => one.notice === notice && !one.returned && one.sent <= now.day)
      if (claim.firstSaid !== undefined && now.day > claim.firstSaid && !given) yield `${notice} goes first`
    }
  }
}

// 12 CFR 1006.14(b)(3)(i): they asked for it, on that day, no longer than seven days ago with the day of asking as the first.
function wanted(
  story: Story,
  medium: string,
  day: number,
  claims: readonly string[],
  address: string | undefined,
): boolean {
  const found = story.told.filter(
    (one) =>
      one.kind === 'consent' &&
      one.to === 'us' &&
      (one.about === undefined || one.about === 'contact') &&
      one.medium === medium &&
      one.on <= day &&
      (one.until === undefined || day < one.until) &&
      day - one.on < 7 &&
      (one.days === undefined || one.days.includes(day)) &&
      (one.address === undefined || one.address === address),
  )
  return covers(found, claims)
}

function covers(consents: readonly StoryFact[], claims: readonly string[]): boolean {
  if (consents.some((one) => one.claim === undefined)) return true
  return claims.length > 0 && claims.every((claim) => consents.some((one) => one.claim === claim))
}

function groupOf(story: Story, id: string): string {
  return story.claims.find((claim) => claim.id === id)?.group ?? id
}

// Comment 6(b)(1)-2: a message they send at a time they closed may be answered once, the same way, before that time is over.
function answersAtThatTime(it: StoryPlan, closed: StoryFact, zone: string): boolean {
  const got = it.replyTo
  if (it.aim !== 'reply' || !got || got.medium !== it.medium || got.repliesSince > 0 || got.at > it.at) return false
  const [then, now] = [local(got.at, zone), local(it.at, zone)]
  const until = closed.untilMinute ?? 24 * 60
  return then.day === now.day && then.minute >= (closed.fromMinute ?? 0) && then.minute <= until && now.minute < until
}

// 12 CFR 1006.34(b)(5): five days that are no Saturday, Sunday or federal holiday, then thirty days.
function validationEnd(sent: number): number {
  let day = sent
  for (let left = 5; left > 0; ) {
    day++
    const weekday = new Date(day * 24 * 60 * 60 * 1000).getUTCDay()
    if (weekday !== 0 && weekday !== 6 && !isHoliday('US', day)) left--
  }
  return day + 30
}
