// United States: interest on judgments, federal and of the states that were found. Others are missing on purpose.

import type { Series } from '../../core/rate.ts'
import { always, running } from './row.ts'

/** Set by the week before each judgment: it has no rows, and is entered with the judgment. */
export const federal: Series = {
  id: 'us.federal.post_judgment',
  name: 'US federal post-judgment rate',
  cite: '28 USC 1961',
  source: 'text of the statute: the weekly average one-year Treasury yield of the week before judgment',
  points: [],
}

export const newYork: Series = {
  id: 'us.ny.judgment',
  name: 'New York judgments',
  cite: 'NY CPLR 5004',
  source: 'the statute, read in source',
  points: always('9', 'primary'),
}

export const newYorkConsumer: Series = {
  id: 'us.ny.judgment.consumer',
  name: 'New York judgments for consumer debt against a natural person',
  cite: 'NY CPLR 5004(a)',
  source: 'the statute, read in source',
  points: running([['2022-04-30', '2', 'primary']]),
}

export const california: Series = {
  id: 'us.ca.judgment',
  name: 'California money judgments',
  cite: 'CCP 685.010',
  source: 'legal pages',
  points: always('10', 'secondary', 'Simple; some consumer and medical judgments bear less.'),
}

export const illinois: Series = {
  id: 'us.il.judgment',
  name: 'Illinois judgments',
  cite: '735 ILCS 5/2-1303',
  source: 'legal pages',
  points: always('9', 'secondary'),
}

export const illinoisConsumer: Series = {
  id: 'us.il.judgment.consumer',
  name: 'Illinois consumer debt judgments up to 25,000 USD',
  cite: '735 ILCS 5/2-1303',
  source: 'legal pages',
  points: always('5', 'secondary'),
}
export const all: readonly Series[] = [federal, newYork, newYorkConsumer, california, illinois, illinoisConsumer]
