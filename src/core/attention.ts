// Which work comes first: the money it is expected to win for each minute of a person's attention. Each factor is said with the
// result, so that it can be argued with.

import type { Habits } from './habits.ts'
import { moneyText } from './money.ts'

/** What a kind of work takes and wins. */
export interface Work {
  readonly minutes: number
  /** Of what would not come by itself, 0 to 1. */
  readonly wins: number
  /** It ends in a promise, and is worth as much as those are. */
  readonly byPromise?: boolean
  /** Before everything, whatever it is worth. */
  readonly first?: boolean
  readonly because: string
}

/** Money that comes by itself within so many days needs no attention today. */
const comesWithin = 30

export interface OpenMoney {
  readonly currency: string
  readonly amountMinor: number
  /** Days until it may come, equally likely each. */
  readonly waits: readonly number[]
}

export interface Worth {
  readonly currency: string
  /** Minor units, not rounded. */
  readonly perMinute: number
  /** The sum, as a sentence. */
  readonly says: string
}

/** The formula in words, for help texts. */
export const worthFormula =
  `what is open × the chance that it does not come by itself within ${comesWithin} days (from how late they paid) ` +
  '× what such work wins of that (a guess for each kind) × the share of their claims that is not disputed ' +
  '× for calls, the share of their promises that is kept ÷ the minutes it takes'

/**
 * What working on this money wins a minute, in the currency where that is most: it rises with what is open, with the chance
 * that it stays away and with promises kept; it falls with disputes and minutes. Undefined where nothing is open.
 */
export function worthOf(open: readonly OpenMoney[], habits: Habits, work: Work): Worth | undefined {
  const undisputed = 1 - habits.disputedShare
  const kept = work.byPromise ? habits.keptShare : 1
  const found = [...Map.groupBy(open, (it) => it.currency)].map(([currency, some]): Worth => {
    const sum = some.reduce((total, it) => total + it.amountMinor, 0)
    const away = some.reduce((total, it) => total + it.amountMinor * staysAway(it.waits), 0)
    const perMinute = (away * work.wins * undisputed * kept) / work.minutes
    const factors = [
      `${moneyText(sum, currency)} open`,
      `${percent(sum === 0 ? 0 : away / sum)} that it does not come by itself`,
      `${percent(work.wins)} won by it`,
      `${percent(undisputed)} undisputed`,
      ...(work.byPromise ? [`${percent(kept)} of promises kept`] : []),
    ]
    const gain = `${moneyText(Math.round(perMinute), currency)} a minute`
    return { currency, perMinute, says: `${gain}: ${factors.join(' × ')} ÷ ${work.minutes} min` }
  })
  return found.sort((a, b) => b.perMinute - a.perMinute)[0]
}

/** The chance that it does not come within the days that we would let pass. */
function staysAway(waits: readonly number[]): number {
  return waits.length === 0 ? 1 : waits.filter((wait) => wait >= comesWithin).length / waits.length
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
