// India: the bank rate on which interest for small suppliers rests. No point of it was verified, so it has no rows.

import type { Series } from '../../core/rate.ts'

export const bankRate: Series = {
  id: 'in.rbi.bank_rate',
  name: 'Bank Rate of the Reserve Bank of India',
  cite: 'MSMED Act 2006 s 16',
  source: 'notified by the Reserve Bank of India',
  points: [],
}
export const all: readonly Series[] = [bankRate]
