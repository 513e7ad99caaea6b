// Germany: the base rate by half-year and the general statutory rate.

import type { Series } from '../../core/rate.ts'
import { always, running } from './row.ts'

export const base: Series = {
  id: 'de.bundesbank.basiszinssatz',
  name: 'German base rate (Basiszinssatz)',
  cite: 'BGB § 247',
  source: 'Deutsche Bundesbank, through a library that reads its interface, 2025-10-04',
  points: running(
    [
      ['2002-01-01', '2.57', 'primary'],
      ['2002-07-01', '2.47', 'primary'],
      ['2003-01-01', '1.97', 'primary'],
      ['2003-07-01', '1.22', 'primary'],
      ['2004-01-01', '1.14', 'primary'],
      ['2004-07-01', '1.13', 'primary'],
      ['2005-01-01', '1.21', 'primary'],
      ['2005-07-01', '1.17', 'primary'],
      ['2006-01-01', '1.37', 'primary'],
      ['2006-07-01', '1.95', 'primary'],
      ['2007-01-01', '2.70', 'primary'],
      ['2007-07-01', '3.19', 'primary'],
      ['2008-01-01', '3.32', 'primary'],
      ['2008-07-01', '3.19', 'primary'],
      ['2009-01-01', '1.62', 'primary'],
      ['2009-07-01', '0.12', 'primary'],
      ['2011-07-01', '0.37', 'primary'],
      ['2012-01-01', '0.12', 'primary'],
      ['2013-01-01', '-0.13', 'primary'],
      ['2013-07-01', '-0.38', 'primary'],
      ['2014-01-01', '-0.63', 'primary'],
      ['2014-07-01', '-0.73', 'primary'],
      ['2015-01-01', '-0.83', 'primary'],
      ['2016-07-01', '-0.88', 'primary'],
      ['2023-01-01', '1.62', 'primary'],
      ['2023-07-01', '3.12', 'primary'],
      ['2024-01-01', '3.62', 'primary'],
      ['2024-07-01', '3.37', 'primary'],
      ['2025-01-01', '2.27', 'primary'],
      ['2025-07-01', '1.27', 'primary'],
      ['2026-01-01', '1.27', 'secondary', 'By the rule of § 247 from the reference rate; confirm with the Bundesbank.'],
    ],
    '2026-07-01',
  ),
}

export const general: Series = {
  id: 'de.statutory_general',
  name: 'German general statutory rate',
  cite: 'BGB § 246',
  source: 'federal statutes, copy of 2022-03-26',
  points: always('4', 'primary'),
}
export const all: readonly Series[] = [base, general]
