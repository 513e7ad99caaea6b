// The law of all places, gathered. A place is a file beside these; it stands in this list, and a test says so where it does not.

import type { Rule } from '../core/law.ts'
import { rules as everywhere } from './law/everywhere.ts'
import { rules as us } from './law/us.ts'
import { rules as usStates } from './law/us-states.ts'

export const law: readonly Rule[] = [...everywhere, ...us, ...usStates]
