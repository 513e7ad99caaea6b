// Manners: what decent collecting asks in every place, law or not. It may only hold a contact back.

import type { Binds, Effect, Rule } from '../../core/law.ts'
import { week } from './hours.ts'

const anyone: Binds = {
  collectors: ['creditor', 'agency', 'debt_buyer', 'attorney'],
  purposes: ['consumer', 'business'],
}
const persons: Binds = { ...anyone, purposes: ['consumer'] }

function manner(id: string, says: string, effect: Effect, binds: Binds = anyone): Rule {
  return {
    id: `manners.${id}`,
    place: '*',
    says,
    cite: 'Good practice',
    level: 'good_practice',
    sure: 'primary',
    binds,
    effect,
  }
}

export const rules: readonly Rule[] = [
  manner('times', 'No contact at a time or place they asked us to keep free.', { kind: 'told_times' }),
  manner('media', 'A way of contact that they asked us not to use is not used.', { kind: 'told_media' }),
  manner('cease', 'Who asks us to stop is left alone, also where it was not in writing.', {
    kind: 'cease',
    written: false,
  }),
  manner('lawyer', 'Who has a lawyer for it is spoken to through that lawyer.', { kind: 'attorney' }),
  manner('bankrupt', 'With an insolvency everything stops until a person has looked.', {
    kind: 'stop',
    cause: 'bankrupt',
  }),
  manner('deceased', 'After a death only who acts for the estate is spoken to.', { kind: 'stop', cause: 'deceased' }),
  manner('minor', 'Of a minor, only who has custody is spoken to.', { kind: 'stop', cause: 'minor' }),
  manner(
    'service',
    'Who is away in military service is left alone until a person has looked.',
    { kind: 'stop', cause: 'active_service' },
    persons,
  ),
  manner('crisis', 'Who is in a mental health crisis is left alone.', { kind: 'stop', cause: 'mental_health_crisis' }),
  manner('breathing', 'Who was given time by law to get advice is left alone.', {
    kind: 'stop',
    cause: 'breathing_space',
  }),
  manner(
    'hours',
    'No calls, texts or visits before 8 in the morning or after 9 in the evening where they are.',
    { kind: 'hours', media: ['phone', 'sms', 'visit'], week: week('08:00-21:00') },
    persons,
  ),
  manner('messages', 'At most two messages a day to one person.', {
    kind: 'frequency',
    counts: ['email', 'sms', 'social'],
    max: 2,
    days: 1,
    per: 'person',
  }),
  manner(
    'calls',
    'At most three calls a week to one person.',
    { kind: 'frequency', counts: ['phone'], max: 3, days: 7, per: 'person', leavesOutAsked: 7 },
    persons,
  ),
  manner('work', 'No contact at work where the employer forbids it.', { kind: 'workplace', unless: 'not_forbidden' }),
  manner('others', 'Nobody else hears of a private debt.', { kind: 'others' }, persons),
  manner('public', 'Nothing that others can read.', { kind: 'public_post' }),
  manner('postcard', 'No postcards.', { kind: 'postcard' }),
  manner('barred', 'No threat of suit once the time to sue has run out.', { kind: 'time_barred' }),
]
