// How late a debtor pays, judged from how late they paid: few facts of their own are drawn towards what is usual in the
// workspace (empirical Bayes: James and Stein 1961, Efron and Morris 1973). It predicts days and gives ranges; it decides nothing.

/** Days late of one debtor's closed dues, oldest first. */
export type Lateness = readonly number[]

export interface Prior {
  /** Mean days late of everyone. */
  readonly mean: number
  /** How many dues of a debtor's own weigh as much as what is usual here. */
  readonly weight: number
  /** By how much single dues miss their debtor's estimate, sorted: the shape of the range, in at most 400 even steps. */
  readonly residuals: readonly number[]
  /** The variance of one debtor's dues around their own mean. */
  readonly within: number
  /** By how many days newer halves are later than older ones here, and the variance of that between debtors, chance left out. */
  readonly trend: { readonly mean: number; readonly between: number }
}

export interface Estimate {
  /** Days late to expect; negative where they pay early. */
  readonly daysLate: number
  readonly dues: number
  /** Its grounds, as a clause. */
  readonly says: string
}

const weightMost = 50
// What happened long ago tells less: after this many later dues, half as much.
const halfLife = 12
const residualsMost = 400
/** Fewer dues have no halves to compare. */
const halvesFrom = 4

/** What is usual here, from everyone's past. Debtors with one due tell of the mean only. */
export function priorOf(all: readonly Lateness[]): Prior {
  const flat = all.flat()
  if (flat.length === 0) return { mean: 0, weight: 1, residuals: [0], within: 0, trend: { mean: 0, between: 0 } }
  const mean = average(flat)
  const several = all.filter((it) => it.length > 1)
  const free = several.reduce((sum, it) => sum + it.length - 1, 0)
  const within = free === 0 ? 0 : several.reduce((sum, it) => sum + squares(it, average(it)), 0) / free
  // Between debtors: the spread of their means, less what chance alone would bring.
  const means = several.map((it) => ({ mean: average(it), chance: within / it.length }))
  const between =
    means.length < 2 ? 0 : means.reduce((sum, it) => sum + (it.mean - mean) ** 2 - it.chance, 0) / (means.length - 1)
  const weight = between <= 0 ? weightMost : Math.min(weightMost, Math.max(0.5, within / between))
  const prior = { mean, weight, residuals: [0], within, trend: trendPrior(several, within) }
  const residuals = all.flatMap((it) =>
    it.map(
      (late, i) =>
        late -
        estimate(
          it.filter((_, k) => k !== i),
          prior,
        ).daysLate,
    ),
  )
  return { ...prior, residuals: thinned(residuals.sort((a, b) => a - b)) }
}

// Even steps through what is sorted keep its shape.
function thinned(sorted: readonly number[]): readonly number[] {
  if (sorted.length <= residualsMost) return sorted
  const step = sorted.length / residualsMost
  return Array.from({ length: residualsMost }, (_, i) => sorted[Math.floor((i + 0.5) * step)]!)
}

/** By how many days the newer half is later than the older; the variance that chance alone gives it stands beside it. */
function halves(own: Lateness, within: number): { later: number; chance: number } | undefined {
  if (own.length < halvesFrom) return undefined
  const middle = Math.floor(own.length / 2)
  const [older, newer] = [own.slice(0, middle), own.slice(middle)]
  return { later: average(newer) - average(older), chance: within * (1 / older.length + 1 / newer.length) }
}

function trendPrior(several: readonly Lateness[], within: number): Prior['trend'] {
  const all = several.flatMap((it) => halves(it, within) ?? [])
  if (all.length < 2) return { mean: 0, between: 0 }
  const mean = average(all.map((it) => it.later))
  const between = all.reduce((sum, it) => sum + (it.later - mean) ** 2 - it.chance, 0) / (all.length - 1)
  return { mean, between: Math.max(0, between) }
}

/** By how many days a debtor's newer half is later than the older one, drawn towards what is usual as far as chance may explain it. */
export function trendOf(own: Lateness, prior: Prior): number {
  const mine = halves(own, prior.within)
  if (!mine) return prior.trend.mean
  const { mean, between } = prior.trend
  const believed = between + mine.chance === 0 ? 1 : between / (between + mine.chance)
  return mean + (mine.later - mean) * believed
}

/** What to expect of a debtor with this past. */
export function estimate(own: Lateness, prior: Prior): Estimate {
  let sum = prior.mean * prior.weight
  let weight = prior.weight
  for (const [i, late] of own.entries()) {
    const tells = 0.5 ** ((own.length - 1 - i) / halfLife)
    sum += late * tells
    weight += tells
  }
  const daysLate = sum / weight
  const says =
    own.length === 0
      ? `nothing paid yet; ${inWords(prior.mean)} is usual here`
      : `${inWords(average(own))} over ${own.length} due${own.length === 1 ? '' : 's'}; ${inWords(prior.mean)} is usual here`
  return { daysLate, dues: own.length, says }
}

/** 6 dues or more that were paid within a week of each other: they pay late, and always as late. */
export function isSteady(own: Lateness): boolean {
  const last = own.slice(-12)
  return last.length >= 6 && Math.max(...last) - Math.min(...last) < 7
}

/**
 * Days from now until a due is paid, as many equally likely answers as there are residuals left: what is late already cannot
 * have been paid earlier. Whole days, 1 or more; sorted.
 */
export function daysToWait(daysLate: number, expected: number, prior: Prior): number[] {
  const likely = prior.residuals
    .map((residual) => Math.round(expected + residual) - daysLate)
    .filter((wait) => wait > 0)
  if (likely.length > 0) return likely
  // Later than anything seen before: nobody can say; a month, then two.
  return [30, 60]
}

export function inWords(days: number): string {
  const whole = Math.round(Math.abs(days))
  if (whole === 0) return 'on the day'
  return `${whole} day${whole === 1 ? '' : 's'} ${days > 0 ? 'late' : 'early'}`
}

export function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function squares(values: readonly number[], middle: number): number {
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0)
}
