// India: the Reserve Bank on recovery for lenders.

import type { Rule } from '../../core/law.ts'
import { week } from './hours.ts'

export const rules: readonly Rule[] = [
  {
    id: 'in.rbi.2022',
    place: 'IN',
    says: 'Lenders and who collects for them call nobody before 8 in the morning or after 7 in the evening, and harass nobody.',
    cite: 'RBI circular of 12 August 2022 on outsourcing and recovery agents',
    level: 'law',
    sure: 'secondary',
    binds: {
      collectors: ['creditor', 'agency', 'debt_buyer', 'attorney'],
      purposes: ['consumer', 'business'],
      only: 'bank',
    },
    effect: { kind: 'hours', media: ['phone', 'sms', 'visit'], week: week('08:00-19:00') },
    note: 'Known from reports; the circular itself was not read.',
  },
]
