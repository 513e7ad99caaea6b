// Ireland: the Consumer Credit Act, which binds creditors in their own name.

import type { Binds, Rule } from '../../core/law.ts'
import { hours, week } from './hours.ts'

const credit: Binds = {
  collectors: ['creditor', 'agency', 'debt_buyer', 'attorney'],
  purposes: ['consumer'],
  only: 'consumer_credit',
}

export const rules: readonly Rule[] = [
  {
    id: 'ie.cca.46',
    place: 'IE',
    says: 'On consumer credit no visit or call between 9 in the evening and 9 in the morning, on Sundays or on public holidays.',
    cite: 'Consumer Credit Act 1995, s 46',
    level: 'law',
    sure: 'primary',
    binds: credit,
    effect: {
      kind: 'hours',
      media: ['phone', 'visit'],
      week: week('09:00-21:00', '09:00-21:00', ''),
      holidays: hours(''),
    },
  },
  {
    id: 'ie.cca.46.work',
    place: 'IE',
    says: 'On consumer credit no visit or call at work without written consent.',
    cite: 'Consumer Credit Act 1995, s 46',
    level: 'law',
    sure: 'primary',
    binds: credit,
    effect: { kind: 'workplace', unless: 'consent' },
    note: 'Also where they live there and other attempts failed; that is for a person to decide.',
  },
  {
    id: 'ie.cca.46.others',
    place: 'IE',
    says: 'On consumer credit nothing goes to an employer or the family without written consent for that.',
    cite: 'Consumer Credit Act 1995, ss 45, 46',
    level: 'law',
    sure: 'primary',
    binds: credit,
    effect: { kind: 'others' },
  },
  {
    id: 'ie.cca.45',
    place: 'IE',
    says: 'On consumer credit a letter goes in a closed envelope with names, "personal" and a return address at most.',
    cite: 'Consumer Credit Act 1995, s 45',
    level: 'law',
    sure: 'primary',
    binds: credit,
    effect: { kind: 'postcard' },
  },
  {
    id: 'ie.cca.110',
    place: 'IE',
    says: 'High-cost credit is collected only on weekdays between 10 in the morning and 9 in the evening, not on public holidays.',
    cite: 'Consumer Credit Act 1995, s 110',
    level: 'law',
    sure: 'primary',
    binds: { ...credit, only: 'high_cost_credit' },
    effect: {
      kind: 'hours',
      media: ['phone', 'visit'],
      week: week('10:00-21:00', '10:00-21:00', ''),
      holidays: hours(''),
    },
    note: 'From 8 with written consent, which is not used here. Saturday is taken as a weekday, as the Act names Sundays.',
  },
]
