// Made-up histories in many places, on many clocks and by all kinds of collectors, with one contact planned after each.

import fc from 'fast-check'
import { local, type Story, type StoryFact, type StoryPlan } from './story.ts'

const dayMs = 86_400_000
const first = Date.UTC(2024, 0, 1) / dayMs
const last = Date.UTC(2027, 11, 31) / dayMs

const wide = ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles', 'Pacific/Honolulu']
const places: readonly { readonly places: readonly string[]; readonly zones: readonly string[] }[] = [
  { places: ['US'], zones: wide },
  { places: ['US-NJ'], zones: ['America/New_York'] },
  { places: ['US-MA'], zones: ['America/New_York'] },
  { places: ['US-WA'], zones: ['America/Los_Angeles'] },
  { places: ['US-NY-NYC'], zones: ['America/New_York'] },
  { places: ['US-CA'], zones: ['America/Los_Angeles', 'America/New_York'] },
  { places: ['US-MA', 'US-NY-NYC'], zones: ['America/New_York'] },
  { places: ['US-MS'], zones: ['America/Chicago'] },
  { places: ['GB-ENG'], zones: ['Europe/London'] },
  { places: ['GB'], zones: ['Europe/London'] },
  { places: ['GB-SCT'], zones: ['Europe/London'] },
  { places: ['DE'], zones: ['Europe/Berlin'] },
  { places: ['FR'], zones: ['Europe/Paris'] },
  { places: ['IE'], zones: ['Europe/Dublin'] },
  { places: ['NL'], zones: ['Europe/Amsterdam'] },
  { places: ['CA-ON'], zones: ['America/Toronto', 'America/Winnipeg'] },
  { places: ['CA-QC'], zones: ['America/Toronto', 'America/Halifax'] },
  { places: ['CA'], zones: ['America/Vancouver', 'America/Toronto', 'America/St_Johns'] },
  { places: ['AU'], zones: ['Australia/Sydney', 'Australia/Perth', 'Australia/Adelaide', 'Australia/Lord_Howe'] },
  { places: ['AU-NSW'], zones: ['Australia/Sydney', 'Australia/Broken_Hill'] },
  { places: ['IN'], zones: ['Asia/Kolkata'] },
]

// Days on which clocks change, holidays, ends of years, the day on which a rule begins.
const oddDays = [
  '2024-03-10',
  '2025-03-09',
  '2026-03-08',
  '2024-11-03',
  '2026-11-01',
  '2026-03-29',
  '2025-10-26',
  '2026-10-04',
  '2026-04-05',
  '2026-12-25',
  '2025-12-31',
  '2026-01-01',
  '2026-06-24',
  '2026-07-01',
  '2026-08-03',
  '2026-09-01',
  '2026-09-07',
  '2026-03-17',
  '2027-01-26',
  '2024-02-29',
].map((text) => Date.parse(text) / dayMs)

// The minutes at which some law opens or closes, and midnight.
const edges = [0, 420, 450, 480, 540, 600, 780, 1020, 1140, 1200, 1260, 1440].flatMap((minute) => [
  minute - 1,
  minute,
  minute + 1,
])

/** The moment at which a clock shows this minute; where none does, one near it. */
function momentAt(day: number, minute: number, zone: string): number {
  const guess = day * dayMs + minute * 60_000
  const shown = local(guess, zone)
  return guess - ((shown.day - day) * 1440 + shown.minute - minute) * 60_000
}

const anyDay = fc.oneof(fc.integer({ min: first, max: last }), fc.constantFrom(...oddDays))
const anyMinute = fc.oneof(
  fc.constantFrom(...edges),
  fc.integer({ min: 0, max: 1439 }),
  fc.integer({ min: 541, max: 1130 }),
)
const media = ['phone', 'email', 'sms', 'letter', 'visit', 'social'] as const
const medium = fc.oneof(
  { weight: 4, arbitrary: fc.constant('phone') },
  { weight: 1, arbitrary: fc.constant('sms') },
  { weight: 3, arbitrary: fc.constantFrom(...media) },
)
const seldom = fc.integer({ min: 0, max: 24 }).map((it) => it === 0)
const often = fc.integer({ min: 0, max: 3 }).map((it) => it > 0)
const maybe = <T>(it: fc.Arbitrary<T>) => fc.option(it, { nil: undefined, freq: 3 })
const claimIds = ['A', 'B', 'C']
const someClaims = fc.subarray(claimIds, { minLength: 0, maxLength: 3 })
const address = fc.constantFrom('a@example.test', '+15550100')
const spot = fc.constantFrom('home', 'work', 'mobile', 'other')
const person = fc.oneof({ weight: 6, arbitrary: fc.constant('p') }, { weight: 1, arbitrary: fc.constantFrom('q', 'n') })
const ago = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 8 }) },
  { weight: 2, arbitrary: fc.integer({ min: 5, max: 34 }) },
  { weight: 1, arbitrary: fc.constantFrom(29, 30, 31, 59, 60, 61, 62) },
)

const contact = fc.record({
  ago,
  minute: fc.integer({ min: 0, max: 1439 }),
  medium,
  direction: fc.constantFrom('out', 'out', 'out', 'in'),
  person,
  result: fc.constantFrom(
    'unanswered',
    'unanswered',
    'voicemail',
    'limited_content',
    'sent',
    'busy',
    'not_in_service',
    'wrong_number',
    'conversation',
  ),
  claims: someClaims,
  discussed: fc.subarray(claimIds, { minLength: 0, maxLength: 1 }),
  professional: seldom,
  spot: maybe(spot),
})

const restricting: fc.Arbitrary<Omit<StoryFact, 'on' | 'until'>> = fc.oneof(
  fc.record({ kind: fc.constant('attorney'), claim: maybe(fc.constantFrom(...claimIds)), silent: seldom }),
  fc.record({ kind: fc.constantFrom('cease', 'refuses'), written: often }),
  fc.record({ kind: fc.constant('no_medium'), medium, address: maybe(address) }),
  fc.record({
    kind: fc.constant('no_time'),
    weekdays: maybe(fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 })),
    fromMinute: maybe(fc.integer({ min: 0, max: 1000 })),
    untilMinute: maybe(fc.integer({ min: 500, max: 1440 })),
  }),
  fc.record({ kind: fc.constant('no_place'), spot: fc.constantFrom('home', 'work') }),
  fc.record({ kind: fc.constant('employer_forbids') }),
  fc.record({
    kind: fc.constant('cause'),
    cause: fc.constantFrom(
      'bankrupt',
      'deceased',
      'minor',
      'active_service',
      'breathing_space',
      'mental_health_crisis',
    ),
  }),
  fc.record({ kind: fc.constant('disputes'), claim: fc.constantFrom(...claimIds), written: often }),
)
const consent: fc.Arbitrary<Omit<StoryFact, 'on' | 'until'>> = fc.record({
  kind: fc.constant('consent'),
  medium,
  address: maybe(address),
  claim: maybe(fc.constantFrom(...claimIds)),
  to: fc.constantFrom('us', 'us', 'us', 'creditor', 'earlier_collector'),
  about: fc.constantFrom(undefined, undefined, 'contact', 'work', 'automated', 'others', 'electronic_notices'),
})
const dated = { ago: fc.oneof(ago, fc.integer({ min: -2, max: 70 })), lasts: maybe(fc.integer({ min: 1, max: 70 })) }
const fact = fc.record({
  ...dated,
  it: fc.oneof(
    { weight: 2, arbitrary: restricting },
    { weight: 2, arbitrary: consent },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('answered'), claim: fc.constantFrom(...claimIds) }) },
  ),
  /** A consent to be called on these days after it only. */
  days: maybe(fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 3 })),
})
type Dated = typeof fact extends fc.Arbitrary<infer T> ? T : never

const notice = fc.record({
  notice: fc.constantFrom('validation', 'validation', 'letter_of_claim', 'collection_notice', 'rdg13a', 'r124-4'),
  ago: fc.oneof(ago, fc.integer({ min: 25, max: 50 })),
  returned: seldom,
})

const draft = fc.record({
  place: fc.constantFrom(...places),
  /** One of the zones is known to be theirs. */
  zone: maybe(fc.integer({ min: 0, max: 9 })),
  collector: fc.constantFrom(undefined, 'creditor', 'agency', 'agency', 'agency', 'debt_buyer', 'attorney'),
  inDefault: fc.constantFrom(undefined, true, true, false),
  licensed: fc.constantFrom(true, true, true, false, undefined),
  purpose: fc.constantFrom(undefined, 'consumer', 'consumer', 'business'),
  debtor: fc.constantFrom('consumer', 'consumer', 'sole_trader', 'business', 'public_body'),
  debtorKnown: often,
  sectors: maybe(fc.subarray(['bank', 'consumer_credit', 'high_cost_credit', 'financial_product'])),
  grouped: seldom,
  claims: fc.array(
    fc.record({ timeBarred: seldom, firstSaid: maybe(ago), notices: fc.array(notice, { maxLength: 2 }) }),
    { minLength: 3, maxLength: 3 },
  ),
  contacts: fc.array(contact, { maxLength: 14, size: 'max' }),
  told: fc.array(fact, { maxLength: 4, size: 'max' }),
  day: anyDay,
  minute: anyMinute,
  second: fc.constantFrom(0, 0, 30, 59),
  plan: fc.record({
    medium,
    to: fc.oneof(
      { weight: 12, arbitrary: fc.constant('person') },
      {
        weight: 3,
        arbitrary: fc.constantFrom('spouse', 'representative', 'attorney', 'creditor', 'employer', 'other'),
      },
    ),
    person,
    claims: fc.subarray(claimIds, { minLength: 1, maxLength: 2 }),
    aim: fc.oneof(
      { weight: 10, arbitrary: fc.constant('collect') },
      {
        weight: 4,
        arbitrary: fc.constantFrom(
          'reply',
          'confirm_opt_out',
          'confirm_end',
          'say_remedy',
          'required_notice',
          'receipt',
          'location',
          'legal_process',
        ),
      },
    ),
    value: address,
    noAddress: seldom,
    spot: maybe(spot),
    employers: seldom,
    shared: seldom,
    usedWithUs: often,
    textAgo: maybe(fc.oneof(ago, fc.integer({ min: 58, max: 63 }))),
    automated: seldom,
    limited: seldom,
    threatensSuit: seldom,
    publicPost: seldom,
    postcard: seldom,
    knownAt: maybe(fc.constantFrom('home', 'work')),
    replyTo: maybe(
      fc.record({ medium, before: fc.integer({ min: 0, max: 1500 }), repliesSince: fc.constantFrom(0, 0, 1) }),
    ),
  }),
  /** Which of two heaps a rule falls on, to hold the union of both against each. */
  heaps: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  /** One more thing that restricts. */
  more: restricting,
  manners: seldom,
})
type Draft = typeof draft extends fc.Arbitrary<infer T> ? T : never

export interface Trial {
  readonly story: Story
  readonly heaps: number
  readonly more: StoryFact
  readonly manners: boolean
}

/** A history, one contact planned after it, and what is needed to try what must hold. */
export const trials: fc.Arbitrary<Trial> = draft.map(trialOf)

function trialOf(it: Draft): Trial {
  const { zones } = it.place
  const mine = it.zone === undefined ? zones : [zones[it.zone % zones.length]!]
  const zone = mine[0]!
  const { day, plan } = it
  const at = momentAt(day, it.minute, zone) + it.second * 1000
  const planned: StoryPlan = {
    at,
    medium: plan.medium,
    to: plan.to,
    person: plan.person,
    claims: plan.claims,
    aim: plan.aim,
    address: plan.noAddress
      ? undefined
      : {
          value: plan.value,
          spot: plan.spot,
          employers: plan.employers,
          shared: plan.shared,
          usedWithUs: plan.usedWithUs,
          lastTextFrom: plan.textAgo === undefined ? undefined : day - plan.textAgo,
        },
    automated: plan.automated,
    limited: plan.limited,
    threatensSuit: plan.threatensSuit,
    publicPost: plan.publicPost,
    postcard: plan.postcard,
    knownAt: plan.knownAt,
    replyTo: plan.replyTo && {
      medium: plan.replyTo.medium,
      at: at - plan.replyTo.before * 60_000,
      repliesSince: plan.replyTo.repliesSince,
    },
  }
  return {
    heaps: it.heaps,
    manners: it.manners,
    more: { ...it.more, on: day - 80 },
    story: {
      collector: it.collector as Story['collector'],
      inDefault: it.inDefault,
      licensed: it.licensed,
      purpose: it.purpose as Story['purpose'],
      debtor: it.debtor as Story['debtor'],
      debtorKnown: it.debtorKnown,
      places: it.place.places,
      sectors: it.sectors,
      zones: mine,
      claims: it.claims.map((claim, i) => ({
        id: claimIds[i]!,
        group: it.grouped && i < 2 ? 'account' : claimIds[i]!,
        timeBarred: claim.timeBarred,
        firstSaid: claim.firstSaid === undefined ? undefined : day - claim.firstSaid,
        notices: claim.notices.map((one) => ({ notice: one.notice, sent: day - one.ago, returned: one.returned })),
      })),
      contacts: it.contacts
        .map((one) => ({
          ...one,
          direction: one.direction as 'in' | 'out',
          at: momentAt(day - one.ago, one.minute, zone),
        }))
        .filter((one) => one.at < at),
      told: it.told.map((one) => factOf(one, day)),
      planned,
    },
  }
}

function factOf({ ago: before, lasts, days, it }: Dated, day: number): StoryFact {
  const on = day - before
  return {
    ...it,
    on,
    until: lasts === undefined ? undefined : on + lasts,
    ...(it.kind === 'consent' && days && days.length > 0 ? { days: days.map((one) => on + one) } : {}),
  }
}
