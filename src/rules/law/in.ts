// India: the Reserve Bank on recovery for lenders.

import type { Rule } from '../../core/law.ts'
import { week } from './hours.ts'

// Banks and other lenders that the Reserve Bank supervises.
const lenders = { 'in.rbi.2022': 'bank', 'in.rbi.2022.lenders': 'consumer_credit' } as const

export const rules: readonly Rule[] = Object.entries(lenders).map(
  ([id, only]): Rule => ({
    id,
    place: 'IN',
    says: 'Lenders and who collects for them call nobody before 8 in the morning or after 7 in the evening, and harass nobody.',
    cite: 'RBI circular of 12 August 2022 on outsourcing and recovery agents',
    level: 'law',
    sure: 'secondary',
    binds: {
      collectors: ['creditor', 'agency', 'debt_buyer', 'attorney'],
      purposes: ['consumer', 'business'],
      only,
    },
    effect: { kind: 'hours', media: ['phone', 'sms', 'visit'], week: week('08:00-19:00') },
    note: 'Known from reports; the circular itself was not read.',
  }),
)
