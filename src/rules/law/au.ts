// Australia: the guideline of ACCC and ASIC, by which conduct is judged there, for creditors and agencies alike.

import type { Binds, Rule } from '../../core/law.ts'
import { hours, week } from './hours.ts'

const anyone: Binds = {
  collectors: ['creditor', 'agency', 'debt_buyer', 'attorney'],
  purposes: ['consumer', 'business'],
}
const persons: Binds = { ...anyone, debtors: ['consumer', 'sole_trader'] }
const cite = 'ACCC and ASIC, Debt collection guideline'

export const rules: readonly Rule[] = [
  {
    id: 'au.accc.hours',
    place: 'AU',
    says: 'Calls on weekdays from half past seven in the morning to nine in the evening, at weekends from nine, not on public holidays.',
    cite,
    level: 'guidance',
    sure: 'primary',
    binds: persons,
    effect: {
      kind: 'hours',
      media: ['phone', 'sms'],
      week: week('07:30-21:00', '09:00-21:00'),
      holidays: hours(''),
      at: 'elsewhere',
    },
  },
  {
    id: 'au.accc.hours.visits',
    place: 'AU',
    says: 'Visits from nine in the morning to nine in the evening, not on public holidays.',
    cite,
    level: 'guidance',
    sure: 'primary',
    binds: persons,
    effect: { kind: 'hours', media: ['visit'], week: week('09:00-21:00'), holidays: hours('') },
  },
  {
    id: 'au.accc.hours.work',
    place: 'AU',
    says: 'At work from nine in the morning to five in the afternoon.',
    cite,
    level: 'guidance',
    sure: 'primary',
    binds: persons,
    effect: { kind: 'hours', media: ['phone', 'visit'], week: week('09:00-17:00'), holidays: hours(''), at: 'work' },
    note: 'Or the hours they usually work, where those are known.',
  },
  {
    id: 'au.accc.frequency.week',
    place: 'AU',
    says: 'At most three contacts a week, unless they ask for more.',
    cite,
    level: 'guidance',
    sure: 'secondary',
    binds: persons,
    effect: {
      kind: 'frequency',
      counts: ['phone', 'email', 'sms', 'social'],
      max: 3,
      days: 7,
      per: 'person',
      leavesOutAsked: 7,
    },
  },
  {
    id: 'au.accc.frequency.month',
    place: 'AU',
    says: 'At most ten contacts a month, unless they ask for more.',
    cite,
    level: 'guidance',
    sure: 'secondary',
    binds: persons,
    effect: {
      kind: 'frequency',
      counts: ['phone', 'email', 'sms', 'social'],
      max: 10,
      days: 31,
      per: 'person',
      leavesOutAsked: 7,
    },
  },
  {
    id: 'au.accc.frequency.visits',
    place: 'AU',
    says: 'At most one visit a month.',
    cite,
    level: 'guidance',
    sure: 'secondary',
    binds: persons,
    effect: { kind: 'frequency', counts: ['visit'], max: 1, days: 31, per: 'person' },
  },
  {
    id: 'au.nsw.63',
    place: 'AU-NSW',
    says: 'When six years have passed without a suit or an acknowledgment the debt is gone.',
    cite: 'Limitation Act 1969 (NSW), s 63',
    level: 'law',
    sure: 'secondary',
    binds: anyone,
    effect: { kind: 'time_barred', extinguished: true },
  },
]
