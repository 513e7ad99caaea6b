// France: the legal rate by half-year, for creditors who are private persons and for all others. Half-years not listed were not verified.

import type { Series } from '../../core/rate.ts'
import { halfYears } from './row.ts'

export const others: Series = {
  id: 'fr.taux_legal.others',
  name: 'French legal rate, all other creditors',
  cite: 'Code monétaire et financier L313-2',
  source: 'published tables of half-years; 2026H1 from the text of the arrêté',
  points: halfYears([
    ['2016H1', '1.01', 'secondary'],
    ['2017H1', '0.90', 'secondary'],
    ['2017H2', '0.90', 'secondary'],
    ['2020H1', '0.87', 'secondary'],
    ['2020H2', '0.84', 'secondary'],
    ['2021H1', '0.79', 'secondary'],
    ['2021H2', '0.76', 'secondary'],
    ['2022H1', '0.76', 'secondary'],
    ['2022H2', '0.77', 'secondary'],
    ['2023H1', '2.06', 'secondary'],
    ['2023H2', '4.22', 'secondary'],
    ['2024H1', '5.07', 'secondary'],
    ['2024H2', '4.92', 'secondary'],
    ['2025H1', '3.71', 'secondary'],
    ['2025H2', '2.76', 'secondary'],
    ['2026H1', '2.62', 'primary'],
  ]),
}

export const individual: Series = {
  id: 'fr.taux_legal.individual',
  name: 'French legal rate, creditor a private person',
  cite: 'Code monétaire et financier L313-2',
  source: 'published tables of half-years; 2026H1 from the text of the arrêté',
  points: halfYears([
    ['2016H1', '4.54', 'secondary'],
    ['2017H1', '4.16', 'secondary'],
    ['2017H2', '3.94', 'secondary'],
    ['2020H1', '3.15', 'secondary'],
    ['2020H2', '3.11', 'secondary'],
    ['2021H1', '3.14', 'secondary'],
    ['2021H2', '3.12', 'secondary'],
    ['2022H1', '3.13', 'secondary'],
    ['2024H2', '8.16', 'secondary'],
    ['2025H1', '7.21', 'secondary'],
    ['2025H2', '6.65', 'secondary'],
    ['2026H1', '6.67', 'primary'],
  ]),
}
export const all: readonly Series[] = [others, individual]
