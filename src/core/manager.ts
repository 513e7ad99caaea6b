// The account manager hears of a firm letter, a final notice or a stop of supply two business days before the customer does, and may ask to talk
// to them first, twice at most. Silence lets it go on.

import { addBusinessDays, type Calendar } from './calendar.ts'
import type { NoteFacts } from './case.ts'
import { type Day, dayText } from './day.ts'
import { rank, type Step } from './policy.ts'

const daysAhead = 2
const talksMost = 2
/** How many business days "let me talk first" gives. */
export const talkDays = 5

export interface ManagerWait {
  /** A note is to be written now. */
  readonly wanted: boolean
  readonly because: string
  readonly until: Day
}

/** Steps that the account manager is told of before. */
export function isAnnounced(step: Pick<Step, 'kind' | 'stage'>): boolean {
  if (step.kind === 'stop') return true
  return step.kind === 'message' && (rank(step.stage) === rank('firm') || rank(step.stage) === rank('final'))
}

/**
 * Whether a step due on `on` waits for the account manager. Undefined where they had their days, said "go on", or where a note
 * would be too early.
 */
export function managerWait(
  notes: readonly NoteFacts[],
  on: Day,
  day: Day,
  calendar: Calendar,
): ManagerWait | undefined {
  const sorted = [...notes].sort((a, b) => a.on - b.on)
  const last = sorted.at(-1)
  const talks = sorted.filter((note) => note.outcome === 'talk_first').length
  if (!last || (last.outcome === 'talk_first' && talks < talksMost)) {
    if (addBusinessDays(calendar, on, -daysAhead) > day) return undefined
    const until = addBusinessDays(calendar, day, daysAhead)
    return { wanted: true, because: `the account manager is told first and has until ${dayText(until)}`, until }
  }
  if (last.outcome !== undefined) return undefined
  const until = addBusinessDays(calendar, last.on, daysAhead)
  return until > day
    ? { wanted: false, because: `the account manager has until ${dayText(until)} to say something`, until }
    : undefined
}
