// The result of an import as programs read it: days as text, no sentence left out.

import { dayText } from '../core/day.ts'
import type { ProblemFacts } from '../core/problem.ts'
import type { ImportResult } from './import.ts'

/** A result for programs: plain objects, lists with their counts beside them. */
export function resultJson(result: ImportResult): unknown {
  const { changed, problems, notes, kinds, sums, debtors, claims, credits, cancelled: _, ...rest } = result
  return {
    ...rest,
    created: { debtors, claims, credits },
    changed: changed.first,
    changedCount: changed.count,
    problems: problems.first satisfies ProblemFacts[],
    problemsCount: problems.count,
    notes: notes.first,
    notesCount: notes.count,
    sums: Object.fromEntries(sums),
    kinds: [...kinds].map(([key, count]) => ({ kind: key.split('\t')[0], because: key.split('\t')[1], count })),
    list: result.list && {
      ...result.list,
      on: dayText(result.list.on),
      goneFirst: result.list.goneFirst.map((it) => ({ ...it, listOn: dayText(it.listOn) })),
    },
  }
}
