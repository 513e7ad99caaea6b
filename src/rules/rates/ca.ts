// Canada: interest where none is fixed.

import type { Series } from '../../core/rate.ts'
import { always } from './row.ts'

export const unfixed: Series = {
  id: 'ca.federal.default',
  name: 'Canadian rate where interest is owed and no rate is fixed',
  cite: 'Interest Act RSC 1985 c I-15 s 3',
  source: 'federal laws of Canada, 2026-07-23',
  points: always('5', 'primary'),
}
export const all: readonly Series[] = [unfixed]
