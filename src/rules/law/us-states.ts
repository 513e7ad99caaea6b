// United States, the states and New York City, as far as they are stricter than the federation. The strictest rule wins
// (15 USC 1692n), so nothing here loosens anything. Many states license agencies; none of those laws was read, so none stands here.

import { day } from '../../core/day.ts'
import type { Binds, Rule } from '../../core/law.ts'
import { week } from './hours.ts'
import { rules as federal } from './us.ts'

const others: Binds = { collectors: ['agency', 'debt_buyer', 'attorney'], purposes: ['consumer'] }
const agencies: Binds = { collectors: ['agency', 'debt_buyer'], purposes: ['consumer', 'business'] }
const creditorsToo: Binds = { collectors: ['creditor', 'agency', 'debt_buyer', 'attorney'], purposes: ['consumer'] }

// What California's Act takes over from the federal one for creditors in their own name (Cal. Civ. Code 1788.17).
const takenOver = [
  'us.fdcpa.1692c.a1.hours',
  'us.regf.1006.6.b1',
  'us.fdcpa.1692c.a2.attorney',
  'us.fdcpa.1692c.a3.work',
  'us.fdcpa.1692c.b',
  'us.fdcpa.1692c.c',
  'us.fdcpa.1692b',
  'us.fdcpa.1692d',
  'us.fdcpa.1692e',
  'us.fdcpa.1692f',
  'us.regf.1006.22.f1',
]

const california: readonly Rule[] = federal
  .filter((rule) => takenOver.includes(rule.id))
  .map((rule) => ({
    ...rule,
    id: rule.id.replace('us.', 'us.ca.rosenthal.'),
    place: 'US-CA',
    cite: `Cal. Civ. Code 1788.17, which takes over ${rule.cite}`,
    sure: 'secondary',
    binds: creditorsToo,
    note: 'That section 1788.17 takes these over is from memory; it also binds creditors in their own name.',
  }))

export const rules: readonly Rule[] = [
  ...california,
  {
    id: 'us.ca.sb1286',
    place: 'US-CA',
    says: 'Since July 2025 some business debts of up to 500,000 dollars are covered too.',
    cite: 'Cal. SB 1286 (2024)',
    level: 'law',
    sure: 'secondary',
    from: day('2025-07-01'),
    binds: { ...creditorsToo, purposes: ['business'] },
    effect: { kind: 'conduct' },
    note: 'Which business debts was not read: have a business claim in California looked at before it is placed or threatened with suit.',
  },
  {
    id: 'us.ma.940cmr7.04.personal',
    place: 'US-MA',
    says: 'At most two calls or texts in seven days about a debt to a home, mobile or personal number.',
    cite: '940 CMR 7.04(1)(f)',
    level: 'law',
    sure: 'primary',
    binds: creditorsToo,
    effect: { kind: 'frequency', counts: ['phone', 'sms'], max: 2, days: 7, per: 'claim', at: 'personal' },
    note: 'Attempts that reach nobody may be outside by the Attorney General’s guidance; they are counted here.',
  },
  {
    id: 'us.ma.940cmr7.04.other',
    place: 'US-MA',
    says: 'At most two calls or texts in thirty days about a debt to any other number, such as one at work.',
    cite: '940 CMR 7.04(1)(f)',
    level: 'law',
    sure: 'primary',
    binds: creditorsToo,
    effect: { kind: 'frequency', counts: ['phone', 'sms'], max: 2, days: 30, per: 'claim', at: 'other' },
  },
  {
    id: 'us.ma.940cmr7.08',
    place: 'US-MA',
    says: 'Validation information within five business days of the first word; creditors too.',
    cite: '940 CMR 7.08',
    level: 'law',
    sure: 'memory',
    binds: creditorsToo,
    effect: { kind: 'conduct' },
    note: 'From memory: check it before collecting from consumers in Massachusetts.',
  },
  {
    id: 'us.wa.rcw19.16.250.week',
    place: 'US-WA',
    says: 'An agency contacts a person at most three times a week.',
    cite: 'RCW 19.16.250',
    level: 'law',
    sure: 'primary',
    binds: agencies,
    effect: { kind: 'frequency', counts: ['phone', 'email', 'sms', 'visit'], max: 3, days: 7, per: 'person' },
    note: 'The exact wording of the subsection was not read: every medium but letters is counted.',
  },
  {
    id: 'us.wa.rcw19.16.250.work',
    place: 'US-WA',
    says: 'An agency contacts a person at work at most once a week.',
    cite: 'RCW 19.16.250',
    level: 'law',
    sure: 'primary',
    binds: agencies,
    effect: { kind: 'frequency', counts: ['phone', 'visit'], max: 1, days: 7, per: 'person', at: 'work' },
  },
  {
    id: 'us.wa.rcw19.16.250.hours',
    place: 'US-WA',
    says: 'No contact at home before half past seven in the morning or after nine in the evening.',
    cite: 'RCW 19.16.250',
    level: 'law',
    sure: 'primary',
    binds: agencies,
    effect: { kind: 'hours', media: ['phone', 'sms', 'visit'], week: week('07:30-21:00') },
  },
  {
    id: 'us.nyc.5-77.old',
    place: 'US-NY-NYC',
    says: 'More than two contacts in seven days count as too many.',
    cite: '6 RCNY 5-77(b)(1)(iv)',
    level: 'law',
    sure: 'secondary',
    binds: others,
    effect: {
      kind: 'frequency',
      counts: ['phone', 'email', 'sms', 'visit'],
      max: 2,
      days: 7,
      per: 'claim',
      leavesOutAsked: 7,
    },
    note: 'Kept beside the amended rule until it is certain from when that one holds: the stricter number counts.',
  },
  {
    id: 'us.nyc.shield',
    place: 'US-NY-NYC',
    says: 'At most three attempts in seven days about an account, by creditors too.',
    cite: '6 RCNY 5-77 as amended',
    level: 'law',
    sure: 'secondary',
    from: day('2026-09-01'),
    binds: creditorsToo,
    effect: {
      kind: 'frequency',
      counts: ['phone', 'email', 'sms', 'visit'],
      max: 3,
      days: 7,
      per: 'claim',
      leavesOutAsked: 7,
    },
    note: 'The day from which it holds is given as 1 September 2026 and as 1 January 2027: the earlier is taken.',
  },
  {
    id: 'us.nv.sb276',
    place: 'US-NV',
    says: 'No suit on a debt whose time has run out, and no payment revives it.',
    cite: 'Nev. SB 276 (2023), NRS chapter 649',
    level: 'law',
    sure: 'secondary',
    binds: { ...agencies, purposes: ['consumer'] },
    effect: { kind: 'time_barred' },
  },
  {
    id: 'us.ms.15-1-3',
    place: 'US-MS',
    says: 'When the time to sue has run out the debt is gone.',
    cite: 'Miss. Code 15-1-3',
    level: 'law',
    sure: 'secondary',
    binds: { ...creditorsToo, purposes: ['consumer', 'business'] },
    effect: { kind: 'time_barred', extinguished: true },
  },
  {
    id: 'us.wi.extinguish',
    place: 'US-WI',
    says: 'When the time to sue has run out the debt is gone.',
    cite: 'Wis. Stat. 893.05',
    level: 'law',
    sure: 'secondary',
    binds: { ...creditorsToo, purposes: ['consumer', 'business'] },
    effect: { kind: 'time_barred', extinguished: true },
    note: 'The citation is from memory.',
  },
]
