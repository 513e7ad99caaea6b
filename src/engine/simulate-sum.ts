// The time machine over a book of any size: what a draft would do beside what is saved, summed as it is lived, a few debtors at a time.
// It keeps the sums, the weeks, and some of those for whom something changes; never all that would be said.

import { addDays, type Day } from '../core/day.ts'
import type { PolicyBody } from '../core/policy.ts'
import { type Db, inWorkspace, type Tx } from '../store/db.ts'
import { debtorsWithCases } from '../store/snapshot.ts'
import { listBooks, type Workspace } from '../store/workspace.ts'
import type { Watch } from './books.ts'
import { liveSome, type Simulated, type SimulatedWorld, type SimulateOptions, simulatedWorld } from './simulate.ts'

export interface SideSums {
  messages: number
  tasks: number
  debtors: number
  readonly sums: Record<string, number>
}

export interface LivedDebtor {
  readonly no: number
  readonly name: string
  readonly draft: readonly Simulated[]
  readonly current: readonly Simulated[]
  readonly changes: boolean
}

export interface LivedSums {
  readonly from: Day
  readonly until: Day
  readonly draft: SideSums
  /** Under what is saved; the same as the draft's where there is none. */
  readonly current: SideSums
  /** Messages of each week from the first day on. */
  readonly weeks: readonly { readonly from: Day; readonly draft: number; readonly current: number }[]
  readonly debtors: number
  readonly changed: number
  /** At most so many of those that change, and of the others. */
  readonly shown: readonly LivedDebtor[]
}

const debtorsAtOnce = 50
const shownMost = { changed: 200, same: 100 }

export async function simulateSums(
  db: Db,
  workspace: Workspace,
  today: Day,
  options: Omit<SimulateOptions, 'part' | 'policy'> & { readonly policy?: PolicyBody; readonly watch?: Watch },
): Promise<LivedSums> {
  const { watch, policy, ...span } = options
  const tx = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(db, workspace.id, options.actor, work)
  const { draft, current, books } = await tx(async (one) => ({
    draft: await simulatedWorld(one, workspace, today, { ...span, policy }),
    current: policy && (await simulatedWorld(one, workspace, today, span)),
    books: await listBooks(one),
  }))
  const sums = { draft: noSums(), current: noSums(), all: 0, changed: 0 }
  const weeks = Array.from({ length: Math.ceil((span.until - span.from) / 7) }, (_, i) => ({
    from: addDays(span.from, i * 7),
    draft: 0,
    current: 0,
  }))
  const shown = { changed: [] as LivedDebtor[], same: [] as LivedDebtor[] }
  const ids = new Map<number, string[]>()
  for (const book of books) ids.set(book, await tx((one) => debtorsWithCases(one, book)))
  for (const some of ids.values()) watch?.more(Math.ceil(some.length / debtorsAtOnce))
  for (const [book, all] of ids) {
    for (let at = 0; at < all.length; at += debtorsAtOnce) {
      const some = all.slice(at, at + debtorsAtOnce)
      for (const one of await livedBoth(tx, { draft, current }, book, some)) {
        sums.all++
        if (one.changes) sums.changed++
        add(sums.draft, one.draft)
        add(sums.current, one.current)
        for (const side of ['draft', 'current'] as const)
          for (const it of one[side])
            if (it.action.kind === 'message') weeks[Math.floor((it.day - span.from) / 7)]![side]++
        const list = one.changes ? shown.changed : shown.same
        if (list.length < (one.changes ? shownMost.changed : shownMost.same)) list.push(one)
      }
      await watch?.step(1)
    }
  }
  return {
    ...{ from: span.from, until: span.until, draft: sums.draft, current: sums.current, weeks },
    ...{ debtors: sums.all, changed: sums.changed, shown: [...shown.changed, ...shown.same] },
  }
}

/** Each of those who hear anything, under both. */
async function livedBoth(
  tx: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  worlds: { readonly draft: SimulatedWorld; readonly current: SimulatedWorld | undefined },
  book: number,
  ids: readonly string[],
): Promise<LivedDebtor[]> {
  const { current: saved } = worlds
  const mine = await tx((one) => liveSome(one, worlds.draft, book, ids))
  const theirs = saved ? await tx((one) => liveSome(one, saved, book, ids)) : mine
  const [draft, current] = [byDebtor(mine), byDebtor(theirs)]
  return [...new Set([...draft.keys(), ...current.keys()])]
    .sort((a, b) => a - b)
    .map((no) => {
      const its = { draft: draft.get(no) ?? [], current: current.get(no) ?? [] }
      const { name } = (its.draft[0] ?? its.current[0])!.debtor
      return { no, name, ...its, changes: its.draft.map(said).join() !== its.current.map(said).join() }
    })
}

function byDebtor(all: readonly Simulated[]): Map<number, Simulated[]> {
  const inOrder = [...all].sort((a, b) => a.day - b.day)
  return Map.groupBy(inOrder, (it) => it.debtor.no)
}

const said = ({ day, action }: Simulated) =>
  `${day} ${('stepId' in action && action.stepId) || (action.kind === 'task' ? action.task : action.kind)}`

function noSums(): SideSums {
  return { messages: 0, tasks: 0, debtors: 0, sums: {} }
}

function add(to: SideSums, some: readonly Simulated[]): void {
  if (some.length > 0) to.debtors++
  for (const { action } of some) {
    if (action.kind === 'task') to.tasks++
    if (action.kind !== 'message') continue
    to.messages++
    for (const [currency, minor] of Object.entries(action.sums)) to.sums[currency] = (to.sums[currency] ?? 0) + minor
  }
}
