// Netherlands: the letter that comes before costs.

import type { Rule } from '../../core/law.ts'

export const rules: readonly Rule[] = [
  {
    id: 'nl.14day',
    place: 'NL',
    says: 'A consumer owes collection costs only after a letter that names them and leaves fourteen days to pay, counted from the day after it arrived.',
    cite: 'BW 6:96(6)',
    level: 'law',
    sure: 'secondary',
    binds: { collectors: ['creditor', 'agency', 'debt_buyer', 'attorney'], purposes: ['consumer'] },
    effect: { kind: 'notice', notice: 'fourteen_days', locks: 'costs', gives: { days: 14, receiptDays: 5 } },
    note: 'No law names a day of receipt: five business days are our own caution, longer than the post takes.',
  },
]
