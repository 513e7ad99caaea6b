// Which backups of a folder stay: the newest of each of the last days, weeks and months that have one. It knows moments, no
// files.

import { day, dayText, type Moment, weekday } from './day.ts'
import { problem, quoted } from './problem.ts'

/** What is kept where nobody said otherwise. */
export const usualKeep = 'daily=7,weekly=4,monthly=12'

export interface KeepRule {
  readonly daily: number
  readonly weekly: number
  readonly monthly: number
}

/** Reads `daily=7,weekly=4,monthly=12`; what is not named keeps none of its kind. */
export function keepRule(text: string): KeepRule {
  const rule = { daily: 0, weekly: 0, monthly: 0 }
  for (const part of text.split(',')) {
    const found = /^\s*(daily|weekly|monthly)=(\d{1,4})\s*$/.exec(part)
    if (!found) {
      throw problem(
        'backup.keep',
        `${quoted(part)} does not say what to keep.`,
        'Write it as: --keep daily=7,weekly=4,monthly=12',
      )
    }
    rule[found[1] as keyof KeepRule] = Number(found[2])
  }
  if (rule.daily + rule.weekly + rule.monthly === 0) {
    throw problem('backup.keep', 'This would keep no backup at all.', 'Keep at least one: --keep daily=7')
  }
  return rule
}

/** The moments that stay. The newest always does; days are counted in UTC, weeks begin on Monday. */
export function kept(moments: readonly Moment[], rule: KeepRule): ReadonlySet<Moment> {
  const newestFirst = [...moments].sort((a, b) => b - a)
  const stay = new Set<Moment>(newestFirst.slice(0, 1))
  const kinds: readonly [number, (moment: Moment) => string][] = [
    [rule.daily, (moment) => dateOf(moment)],
    [rule.weekly, (moment) => String(weekOf(moment))],
    [rule.monthly, (moment) => dateOf(moment).slice(0, 7)],
  ]
  for (const [count, nameOf] of kinds) {
    const seen = new Set<string>()
    for (const moment of newestFirst) {
      const name = nameOf(moment)
      if (seen.has(name) || seen.size >= count) continue
      seen.add(name)
      stay.add(moment)
    }
  }
  return stay
}

function dateOf(moment: Moment): string {
  return new Date(moment).toISOString().slice(0, 10)
}

/** The Monday that the week began with. */
function weekOf(moment: Moment): string {
  const date = day(dateOf(moment))
  return dayText((date - (weekday(date) - 1)) as typeof date)
}
