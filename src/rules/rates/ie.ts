// Ireland: the late payment rate by half-year, eight points included.

import type { Series } from '../../core/rate.ts'
import { running } from './row.ts'

export const latePayment: Series = {
  id: 'ie.late_payment',
  name: 'Irish late payment rate',
  cite: 'SI 580/2012',
  source: 'table of the government of Ireland, read to 2024-07-01; later points worked out',
  points: running(
    [
      ['2013-03-16', '8.75', 'primary'],
      ['2013-07-01', '8.50', 'primary'],
      ['2014-01-01', '8.25', 'primary'],
      ['2014-07-01', '8.15', 'primary'],
      ['2015-01-01', '8.05', 'primary'],
      ['2016-07-01', '8.00', 'primary'],
      ['2023-01-01', '10.50', 'primary'],
      ['2023-07-01', '12.00', 'primary'],
      ['2024-01-01', '12.50', 'primary'],
      ['2024-07-01', '12.25', 'primary'],
      ['2025-01-01', '11.15', 'derived', '3.15 + 8'],
      ['2025-07-01', '10.15', 'derived', '2.15 + 8'],
      ['2026-01-01', '10.15', 'secondary', '2.15 + 8'],
    ],
    '2026-07-01',
  ),
}
export const all: readonly Series[] = [latePayment]
