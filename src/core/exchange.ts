// Rates between currencies as somebody published them, and amounts turned by them. A rate is never guessed: it is that of the day,
// or of the last day on which the same publisher published anything, at most a few days before; else it is a Problem.

import { addDays, type Day, dayText } from './day.ts'
import { minorDigits } from './money.ts'
import { type Problem, problem } from './problem.ts'

/** How much of a currency one unit of the base bought on a day. */
export interface ExchangeRate {
  readonly base: string
  readonly currency: string
  readonly day: Day
  readonly billionths: number
  /** Who published it, or the file it was read from. */
  readonly source: string
}

/**
 * How many days a rate holds beyond its own: over a weekend and the holidays beside it publishers publish nothing and their last
 * rate goes on, four days at Easter and at most Christmases. A fifth day is a missing file.
 */
export const carryDays = 4

const scale = 1_000_000_000

/** `'1.0823'` to billionths; undefined for what is no rate over zero or has more than nine decimals. */
export function billionthsFrom(text: string): number | undefined {
  const match = /^(\d{1,7})(?:\.(\d{1,9}))?$/.exec(text)
  if (!match) return undefined
  const value = Number(match[1]) * scale + Number((match[2] ?? '').padEnd(9, '0'))
  return value > 0 && Number.isSafeInteger(value) ? value : undefined
}

/** 1082300000 to `'1.0823'`. */
export function rateText(billionths: number): string {
  const fraction = String(billionths % scale)
    .padStart(9, '0')
    .replace(/0+$/, '')
  return `${Math.floor(billionths / scale)}${fraction === '' ? '' : `.${fraction}`}`
}

/** A way from one currency to another on a day: amounts times `times`, divided by `per`. */
export interface Exchange {
  readonly from: string
  readonly to: string
  /** The day of the rate, which may be a few days before the day asked for. */
  readonly day: Day
  readonly times: bigint
  readonly per: bigint
  /** `1 EUR = 1.0823 USD of 2026-03-31 (ECB)`. */
  readonly says: string
}

/**
 * The way from one currency to another on a day.
 * @param rates those of the day and of `carryDays` before it, what was entered last first
 */
export function exchangeOn(
  rates: readonly ExchangeRate[],
  ask: { readonly from: string; readonly to: string; readonly day: Day },
): Exchange | Problem {
  const { from, to, day } = ask
  const near = rates.filter((it) => it.day <= day && it.day >= addDays(day, -carryDays))
  for (const published of Map.groupBy(near, (it) => `${it.base} ${it.source}`).values()) {
    // A currency that its publisher left out on its last day has no rate: an older one would be carried past a newer list.
    const last = Math.max(...published.map((it) => it.day)) as Day
    const list = published.filter((it) => it.day === last)
    const found = throughBase(list, from, to, last)
    if (found) return found
  }
  return problem(
    'exchange.unknown',
    `No rate between ${from} and ${to} is known for ${dayText(day)}, nor for the ${carryDays} days before it.`,
    'Load the rates of that day: ./dunwell rate exchange import FILE.csv --source "who published them"',
  )
}

function throughBase(list: readonly ExchangeRate[], from: string, to: string, day: Day): Exchange | undefined {
  const { base, source } = list[0]!
  const of = (currency: string) => list.find((it) => it.currency === currency)?.billionths
  const [fromRate, toRate] = [from === base ? scale : of(from), to === base ? scale : of(to)]
  if (fromRate === undefined || toRate === undefined) return undefined
  const parts = [from, to]
    .filter((currency) => currency !== base)
    .map((currency) => `${rateText(of(currency)!)} ${currency}`)
  const says = `1 ${base} = ${parts.join(' = ')} of ${dayText(day)} (${source})`
  return { from, to, day, times: BigInt(toRate), per: BigInt(fromRate), says }
}

/** An amount in the other currency, rounded once, halves away from zero. */
export function exchanged(amountMinor: number, by: Exchange): number {
  const shift = minorDigits(by.to) - minorDigits(by.from)
  const times = by.times * 10n ** BigInt(Math.max(0, shift))
  const per = by.per * 10n ** BigInt(Math.max(0, -shift))
  const product = BigInt(Math.abs(amountMinor)) * times
  const rounded = Number((product * 2n + per) / (per * 2n))
  return amountMinor < 0 && rounded !== 0 ? -rounded : rounded
}
