// The Netherlands: statutory interest, commercial and other. Only single half-years were verified; the others are not known here.

import type { Series } from '../../core/rate.ts'
import { halfYears } from './row.ts'

export const commercial: Series = {
  id: 'nl.handelsrente',
  name: 'Dutch statutory commercial interest',
  cite: 'BW 6:119a',
  source: 'secondary Dutch pages',
  points: halfYears([
    ['2015H1', '8.05', 'secondary'],
    ['2016H1', '8.05', 'secondary'],
    ['2024H1', '12.50', 'secondary'],
    ['2024H2', '12.25', 'secondary'],
  ]),
}

export const other: Series = {
  id: 'nl.wettelijke_rente',
  name: 'Dutch statutory interest, not commercial',
  cite: 'BW 6:119',
  source: 'secondary Dutch pages',
  points: halfYears([
    ['2016H1', '2.00', 'secondary'],
    ['2024H1', '7.00', 'secondary'],
    ['2025H1', '6.00', 'memory'],
  ]),
}
export const all: readonly Series[] = [commercial, other]
