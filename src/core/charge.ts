// What may be charged beside the claim itself: fixed sums, tables of costs, late fees by a clause, and the caps on all of them.
// Never what was neither agreed nor granted by law: without a clause and without a statute the answer is no, and says so.

import { amountOf, type Fraction } from './interest.ts'
import type { Collector, Place, Sure } from './law.ts'
import { moneyText } from './money.ts'
import type { DebtorKind } from './policy.ts'
import { percentText } from './rate.ts'

/** Where a charge is written, for the statement and the letter. */
export interface Ground {
  readonly id: string
  readonly says: string
  readonly cite: string
  readonly sure: Sure
}

/** A sum the law grants for each late claim, by the size of the claim. */
export interface FixedSum extends Ground {
  readonly places: readonly Place[]
  readonly currency: string
  readonly debtors: readonly DebtorKind[]
  /** The first band the claim is below; the last is without a limit. */
  readonly bands: readonly { readonly belowMinor?: number; readonly amountMinor: number }[]
}

/** The most that may be asked for collecting, as parts of the claim. */
export interface CostTable extends Ground {
  readonly places: readonly Place[]
  readonly currency: string
  readonly debtors: readonly DebtorKind[]
  readonly collectors: readonly Collector[]
  /** A rate for each further part of the claim; the last is without a limit. */
  readonly slices: readonly { readonly sizeMinor?: number; readonly rateBp: number }[]
  readonly minMinor: number
  readonly maxMinor: number
  /** Who owes it only after a notice, and which. */
  readonly after?: { readonly debtors: readonly DebtorKind[]; readonly notice: string; readonly cite: string }
}

/** A fee table in steps: up to a size the first fee, then a further one for each step begun. */
export interface StepTable extends Ground {
  readonly currency: string
  /** Undisputed claims up to a limit, where the table has a fee of its own for them. */
  readonly smallest?: { readonly upToMinor: number; readonly feeMinor: number }
  readonly first: { readonly upToMinor: number; readonly feeMinor: number }
  readonly steps: readonly { readonly upToMinor: number; readonly stepMinor: number; readonly feeMinor: number }[]
  readonly minimumMinor: number
  /** The factor counts no further: for what is undisputed, and for all. */
  readonly factorMaxBp: { readonly undisputed: number; readonly other: number }
  readonly expenses: { readonly rateBp: number; readonly maxMinor: number }
}

/** Fees by size: fixed up to each limit, then a rate, then fixed again. */
export interface SizeTable extends Ground {
  readonly currency: string
  readonly bands: readonly { readonly upToMinor: number; readonly feeMinor: number }[]
  readonly rate: { readonly upToMinor: number; readonly rateBp: number }
  readonly aboveMinor: number
}

/** What the terms say of a fee for paying late. */
export interface FeeClause {
  /** Either a sum or a rate of what is open. */
  readonly amountMinor?: number
  readonly rateBp?: number
  readonly per: 'claim' | 'step'
  readonly maxMinor?: number
  /** The clause: `Terms of 2025, § 7`. */
  readonly cite: string
}

export interface Fee {
  /** What it is on our books: a fee, unless it was a cost of ours. */
  readonly component?: 'cost'
  readonly amountMinor: number
  readonly says: string
  readonly cite: string
  readonly ruleId: string
}

const year: Fraction = { days: 1, over: 1n, under: 1n }

/** A rate of an amount, half up. */
export function partOf(amountMinor: number, rateBp: number): number {
  return amountOf(amountMinor, rateBp, year)
}

/** The sum for a claim of this size. */
export function fixedSum(rule: FixedSum, claimMinor: number): number {
  return rule.bands.find((it) => it.belowMinor === undefined || claimMinor < it.belowMinor)?.amountMinor ?? 0
}

/** The most that the table allows, before any tax on it. */
export function costsMax(table: CostTable, claimMinor: number): number {
  let left = claimMinor
  let sum = 0n
  for (const { sizeMinor, rateBp } of table.slices) {
    const part = sizeMinor === undefined ? left : Math.min(left, sizeMinor)
    sum += BigInt(part) * BigInt(rateBp)
    left -= part
  }
  // Rounded once, down: never a cent more than the table allows.
  return Math.min(table.maxMinor, Math.max(table.minMinor, Number(sum / 10_000n)))
}

/** The fee of a table in steps, times its factor, with the lump sum for expenses. */
export function stepFee(
  table: StepTable,
  it: { readonly claimMinor: number; readonly factorBp: number; readonly undisputed: boolean },
): { feeMinor: number; expensesMinor: number } {
  const { claimMinor, undisputed } = it
  const factorBp = Math.min(it.factorBp, undisputed ? table.factorMaxBp.undisputed : table.factorMaxBp.other)
  let fee = table.first.feeMinor
  let reached = table.first.upToMinor
  for (const { upToMinor, stepMinor, feeMinor } of table.steps) {
    if (claimMinor <= reached) break
    const covered = Math.min(claimMinor, upToMinor) - reached
    fee += Math.ceil(covered / stepMinor) * feeMinor
    reached = upToMinor
  }
  const small = table.smallest
  const own = small && undisputed && claimMinor <= small.upToMinor
  const feeMinor = Math.max(table.minimumMinor, partOf(own ? small.feeMinor : fee, factorBp))
  return {
    feeMinor,
    expensesMinor: Math.min(table.expenses.maxMinor, partOf(feeMinor, table.expenses.rateBp)),
  }
}

/** A fee by size; the rate is rounded down to the unit, as the courts do. */
export function sizeFee(table: SizeTable, claimMinor: number): number {
  const band = table.bands.find((it) => claimMinor <= it.upToMinor)
  if (band) return band.feeMinor
  if (claimMinor <= table.rate.upToMinor) return Number((BigInt(claimMinor) * BigInt(table.rate.rateBp)) / 10_000n)
  return table.aboveMinor
}

/** A late fee by its clause. `times`: how many steps were given, where it is owed for each. */
export function lateFee(
  clause: FeeClause | undefined,
  it: { readonly openMinor: number; readonly currency: string; readonly times: number },
): Fee | { readonly none: string } {
  if (!clause) return { none: 'No late fee: no clause of the terms grants one, and no statute does.' }
  const times = clause.per === 'claim' ? Math.min(1, it.times) : it.times
  if (times === 0) return { none: `No late fee yet: ${clause.cite} grants it for a reminder, and none was given.` }
  const one = clause.amountMinor ?? partOf(it.openMinor, clause.rateBp ?? 0)
  const amountMinor = Math.min(one * times, clause.maxMinor ?? Number.MAX_SAFE_INTEGER)
  const how =
    clause.rateBp === undefined
      ? moneyText(one, it.currency)
      : `${percentText(clause.rateBp)}% of ${moneyText(it.openMinor, it.currency)}`
  return {
    amountMinor,
    says: `Late fee: ${how}${times > 1 ? `, ${times} times` : ''}${amountMinor < one * times ? `, at most ${moneyText(amountMinor, it.currency)}` : ''}.`,
    cite: clause.cite,
    ruleId: 'terms.late-fee',
  }
}

/** Interest at a rate above what may be asked is cut down to it; the rest is forgiven, not put off. */
export function cappedAt(
  amountMinor: number,
  it: { readonly rateBp: number; readonly maxBp: number },
  part: Fraction,
): { rateBp: number; amountMinor: number; forgivenMinor: number } {
  const rateBp = Math.min(it.rateBp, it.maxBp)
  const charged = amountOf(amountMinor, rateBp, part)
  return { rateBp, amountMinor: charged, forgivenMinor: amountOf(amountMinor, it.rateBp, part) - charged }
}
