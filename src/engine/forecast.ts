// Cash in, week by week: each open due is paid as its debtor usually does, with the range that their past leaves. What is
// disputed, held or with somebody else is left out and said.

import { setImmediate as breath } from 'node:timers/promises'
import { daysToWait } from '../core/behaviour.ts'
import { addDays, type Day, weekday } from '../core/day.ts'
import type { Habits, Usual } from '../core/habits.ts'
import { heldBecause } from '../core/hold.ts'
import { type Db, inWorkspace, type Tx } from '../store/db.ts'
import { debtorsWithCases, type RunFacts, runFacts, snapshot } from '../store/snapshot.ts'
import type { Workspace } from '../store/workspace.ts'
import { readHabits, usualHere } from './behaviour.ts'
import { eachBook, type Reader, type Watch } from './books.ts'

export interface WeekForecast {
  /** A Monday, or the first day asked for. */
  readonly from: Day
  readonly expectedMinor: number
  /** In one of ten futures less than the first comes, in one of ten more than the second. */
  readonly lowMinor: number
  readonly highMinor: number
}

export interface Forecast {
  readonly day: Day
  readonly currencies: readonly {
    readonly currency: string
    readonly openMinor: number
    readonly weeks: readonly WeekForecast[]
    readonly laterMinor: number
    /** Open, but nobody can say when: disputed, held, promised for later or placed. */
    readonly restingMinor: number
  }[]
  /** Of the debtors with something open; days late and promises kept are what is usual in the workspace. */
  readonly grounds: {
    readonly debtors: number
    readonly dues: number
    readonly usualDaysLate: number
    readonly promisesKept: number
  }
}

const futures = 400
const debtorsAtOnce = 200
const duesAtOnce = 20_000

interface OpenDue {
  readonly amountMinor: number
  readonly waits: readonly number[]
}

/** @param weeks how many, from `day` on. With `only`, of these books; left out, of all. */
export async function forecast(
  db: Db,
  workspace: Workspace,
  actor: string,
  day: Day,
  weeks: number,
  { only, watch }: { readonly only?: readonly number[]; readonly watch?: Watch } = {},
): Promise<Forecast> {
  const reader: Reader = { watch, tx: (work) => inWorkspace(db, workspace.id, actor, work) }
  const { run, usual } = await reader.tx(async (tx) => ({
    run: await runFacts(tx, workspace, day),
    usual: await usualHere(tx, day),
  }))
  const grounds = { debtors: 0, dues: 0, usualDaysLate: usual.lateness.mean, promisesKept: usual.kept.mean }
  const open = new Map<string, OpenSum>()
  // In the order of the books, so that the dice fall alike however the books were shared out.
  for (const part of await eachBook(reader, (tx, book) => openOf(tx, book, run, usual, watch), only)) {
    grounds.debtors += part.debtors
    grounds.dues += part.dues
    for (const [currency, sum] of part.open) {
      const all = open.get(currency) ?? { dues: [], openMinor: 0, restingMinor: 0 }
      open.set(currency, all)
      for (const due of sum.dues) all.dues.push(due)
      all.openMinor += sum.openMinor
      all.restingMinor += sum.restingMinor
    }
  }
  const currencies = []
  for (const [currency, sum] of [...open].sort(([a], [b]) => (a < b ? -1 : 1)))
    currencies.push({
      currency,
      openMinor: sum.openMinor,
      restingMinor: sum.restingMinor,
      ...(await spread(sum.dues, day, { weeks, chasedMinor: sum.openMinor - sum.restingMinor, watch })),
    })
  return { day, currencies, grounds }
}

interface OpenSum {
  readonly dues: OpenDue[]
  openMinor: number
  restingMinor: number
}

/** What is open in one book and when it may come. */
async function openOf(tx: Tx, book: number, run: RunFacts, usual: Usual, watch: Watch | undefined) {
  const { day } = run
  const open = new Map<string, OpenSum>()
  const part = { debtors: 0, dues: 0, open }
  const ids = await debtorsWithCases(tx, book)
  // A claim for which several answer comes in once.
  const counted = new Set<string>()
  // Very many wait alike: who paid nothing yet is taken for what is usual, and what is equally late waits equally long.
  const alike = new Map<string, readonly number[]>()
  const usually = (late: number, its: Habits) => {
    const key = `${late} ${its.daysLate}`
    const found = alike.get(key) ?? daysToWait(late, its.daysLate, usual.lateness)
    alike.set(key, found)
    return found
  }
  for (let at = 0; at < ids.length; at += debtorsAtOnce) {
    await watch?.step()
    const some = ids.slice(at, at + debtorsAtOnce).map((id) => ({ book, id }))
    const habits = await readHabits(tx, some, day, usual)
    for (const debtor of await snapshot(tx, run, book, ids.slice(at, at + debtorsAtOnce))) {
      const expected = habits.get(debtor.id)!
      part.debtors += expected.past.late.length > 0 ? 1 : 0
      part.dues += expected.past.late.length
      for (const it of debtor.cases) {
        for (const claim of it.claims) {
          if (counted.has(claim.id)) continue
          counted.add(claim.id)
          const sum = open.get(claim.currency) ?? { dues: [], openMinor: 0, restingMinor: 0 }
          open.set(claim.currency, sum)
          sum.openMinor += claim.openMinor
          const promised = it.promises.find((promise) => promise.claimIds.includes(claim.id))?.byDay
          const held = heldBecause(claim, it.caseId, debtor.holds, undefined, day)
          if (held.because) {
            sum.restingMinor += claim.openMinor
            continue
          }
          for (const due of claim.dues) {
            if (due.openMinor <= 0) continue
            const waits =
              promised === undefined || promised < day
                ? usually(day - due.dueOn, expected)
                : waitsPromised(day, due.dueOn, expected, usual, promised)
            sum.dues.push({ amountMinor: due.openMinor, waits })
          }
        }
      }
    }
  }
  return part
}

// A promise is believed as far as this debtor keeps theirs: so many of the futures have the money on its day, and in the others
// it comes some time after that day, as late as theirs usually does.
function waitsPromised(day: Day, dueOn: Day, it: Habits, usual: Usual, promised: Day): readonly number[] {
  const wait = promised - day
  const kept = Math.min(0.98, it.keptShare)
  const late = every(daysToWait(promised - dueOn, it.daysLate, usual.lateness), brokenWays).map((more) => wait + more)
  return [...Array<number>(Math.round((late.length * kept) / (1 - kept))).fill(wait), ...late]
}

const brokenWays = 40

/** At most so many of what is sorted, evenly. */
function every(sorted: readonly number[], most: number): readonly number[] {
  if (sorted.length <= most) return sorted
  return Array.from({ length: most }, (_, i) => sorted[Math.floor(((i + 0.5) * sorted.length) / most)]!)
}

// Every due's answers are equally likely, so the expected sum of a week is counted, not drawn; the range is drawn, by dice that
// fall the same way every time.
async function spread(
  dues: readonly OpenDue[],
  day: Day,
  { weeks, chasedMinor, watch }: { weeks: number; chasedMinor: number; watch: Watch | undefined },
) {
  const first = 8 - weekday(day)
  const weekOf = (wait: number) => (wait < first ? 0 : 1 + Math.floor((wait - first) / 7))
  const expected = new Float64Array(weeks + 1)
  for (const { amountMinor, waits } of dues) {
    for (const wait of waits) expected[Math.min(weeks, weekOf(wait))]! += amountMinor / waits.length
  }
  const drawn = Array.from({ length: weeks }, () => new Float64Array(futures))
  let state = 0x9e3779b9
  for (let future = 0; future < futures; future++) {
    // With a million dues each of them takes its time; whoever asks for something else comes in between.
    if (dues.length > duesAtOnce) await (watch?.step() ?? breath())
    for (const { amountMinor, waits } of dues) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      const week = weekOf(waits[Math.floor((state / 0x1_0000_0000) * waits.length)]!)
      if (week < weeks) drawn[week]![future]! += amountMinor
    }
  }
  const found = drawn.map((sums, i): WeekForecast => {
    const sorted = Float64Array.from(sums).sort()
    return {
      from: i === 0 ? day : addDays(day, first + 7 * (i - 1)),
      expectedMinor: Math.round(expected[i]!),
      lowMinor: Math.round(sorted[Math.floor(futures * 0.1)]!),
      highMinor: Math.round(sorted[Math.floor(futures * 0.9)]!),
    }
  })
  // What is left is later, to the cent: the lines add up to what is open.
  return { weeks: found, laterMinor: chasedMinor - found.reduce((sum, week) => sum + week.expectedMinor, 0) }
}
