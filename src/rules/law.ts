// The law of all places, gathered. A place is a file beside these; it stands in this list, and a test says so where it does not.

import type { Rule } from '../core/law.ts'
import { noticeTimesOf } from '../core/notice.ts'
import { rules as au } from './law/au.ts'
import { rules as ca } from './law/ca.ts'
import { rules as de } from './law/de.ts'
import { rules as everywhere } from './law/everywhere.ts'
import { rules as fr } from './law/fr.ts'
import { rules as gb } from './law/gb.ts'
import { rules as ie } from './law/ie.ts'
import { rules as india } from './law/in.ts'
import { rules as nl } from './law/nl.ts'
import { rules as us } from './law/us.ts'
import { rules as usFederal } from './law/us-federal.ts'
import { rules as usStates } from './law/us-states.ts'

export const law: readonly Rule[] = [
  ...everywhere,
  ...us,
  ...usFederal,
  ...usStates,
  ...gb,
  ...ie,
  ...de,
  ...fr,
  ...nl,
  ...ca,
  ...au,
  ...india,
]

/** How long what follows each notice is locked. */
export const noticeTimes = noticeTimesOf(law)
