// Italy: the reference rate of the late payment decree by half-year. Half-years not listed were not verified.

import type { Series } from '../../core/rate.ts'
import { halfYears } from './row.ts'

export const reference: Series = {
  id: 'it.dlgs231.reference',
  name: 'Italian reference rate (saggio di riferimento)',
  cite: 'D.Lgs. 231/2002 art. 5',
  source:
    'table of a chamber of industry (2002H2 to 2008H2); notices of the ministry quoted elsewhere; Gazzetta Ufficiale of 2026-01-20',
  points: halfYears([
    ['2002H2', '3.35', 'secondary'],
    ['2003H1', '2.85', 'secondary'],
    ['2003H2', '2.10', 'secondary'],
    ['2004H1', '2.02', 'secondary'],
    ['2004H2', '2.01', 'secondary'],
    ['2005H1', '2.09', 'secondary'],
    ['2005H2', '2.05', 'secondary'],
    ['2006H1', '2.25', 'secondary'],
    ['2006H2', '2.83', 'secondary'],
    ['2007H1', '3.58', 'secondary'],
    ['2007H2', '4.07', 'secondary'],
    ['2008H1', '4.20', 'secondary'],
    ['2008H2', '4.10', 'secondary'],
    ['2009H1', '2.50', 'secondary'],
    ['2009H2', '1.00', 'secondary'],
    ['2010H1', '1.00', 'secondary'],
    ['2010H2', '1.00', 'secondary'],
    ['2011H1', '1.00', 'secondary'],
    ['2011H2', '1.25', 'secondary'],
    ['2012H1', '1.00', 'secondary'],
    ['2012H2', '1.00', 'secondary'],
    ['2013H1', '0.75', 'secondary'],
    ['2022H1', '0.00', 'secondary'],
    ['2023H1', '2.50', 'secondary'],
    ['2025H1', '3.15', 'secondary'],
    ['2026H1', '2.15', 'secondary'],
  ]),
}
export const all: readonly Series[] = [reference]
