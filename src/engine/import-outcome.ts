// What an import did, in counts and sentences: gathered batch by batch and added up only once the batch is written.

import type { Problem, ProblemFacts } from '../core/problem.ts'

export interface Changed {
  readonly line: number
  /** The number of the claim, or the customer's name where the row is about the customer. */
  readonly number: string
  readonly says: string
}

export interface Sum {
  claims: number
  amountMinor: number
  openMinor: number
}

/** Long lists keep their first entries and their count, so that a large file costs no more memory than a small one. */
export interface Some<T> {
  readonly first: T[]
  count: number
}

export interface Outcome {
  rows: number
  /** Further rows of the file that are in those: the other lines of their invoices. */
  summed: number
  debtors: number
  claims: number
  credits: number
  payments: number
  readonly changed: Some<Changed>
  unchanged: number
  leftOut: number
  readonly problems: Some<ProblemFacts>
  readonly notes: Some<ProblemFacts>
  /** New debtors by kind and the reason for it: `business`, tab, `the name holds "GmbH"`. */
  readonly kinds: Map<string, number>
  /** What the file lists, by currency; credit notes are not in it. */
  readonly sums: Map<string, Sum>
}

const keptMax = 500

export function outcome(): Outcome {
  return {
    rows: 0,
    summed: 0,
    debtors: 0,
    claims: 0,
    credits: 0,
    payments: 0,
    changed: { first: [], count: 0 },
    unchanged: 0,
    leftOut: 0,
    problems: { first: [], count: 0 },
    notes: { first: [], count: 0 },
    kinds: new Map(),
    sums: new Map(),
  }
}

export function add<T>(to: Some<T>, one: T): void {
  if (to.first.length < keptMax) to.first.push(one)
  to.count += 1
}

export function addNote(to: Outcome, note: Problem | ProblemFacts): void {
  add(to.notes, 'facts' in note ? note.facts : note)
}

export function addKind(to: Outcome, kind: string, because: string): void {
  const key = `${kind}\t${because}`
  // Reasons name legal forms and the like, so they are few; a file that makes them many is summed up.
  const under = to.kinds.has(key) || to.kinds.size < keptMax ? key : `${kind}\tother reasons`
  to.kinds.set(under, (to.kinds.get(under) ?? 0) + 1)
}

export function addSum(to: Outcome, currency: string, claims: number, amountMinor: number, openMinor: number): void {
  const sum = to.sums.get(currency) ?? { claims: 0, amountMinor: 0, openMinor: 0 }
  sum.claims += claims
  sum.amountMinor += amountMinor
  sum.openMinor += openMinor
  to.sums.set(currency, sum)
}

/** Adds the outcome of a batch that is written to that of the whole. */
export function join(to: Outcome, batch: Outcome): void {
  for (const count of ['rows', 'summed', 'debtors', 'claims', 'credits', 'payments', 'unchanged', 'leftOut'] as const) {
    to[count] += batch[count]
  }
  joinSome(to.changed, batch.changed)
  joinSome(to.problems, batch.problems)
  joinSome(to.notes, batch.notes)
  for (const [key, count] of batch.kinds) {
    const [kind, because] = key.split('\t') as [string, string]
    for (let i = 0; i < count; i++) addKind(to, kind, because)
  }
  for (const [currency, sum] of batch.sums) addSum(to, currency, sum.claims, sum.amountMinor, sum.openMinor)
}

function joinSome<T>(to: Some<T>, from: Some<T>): void {
  to.first.push(...from.first.slice(0, keptMax - to.first.length))
  to.count += from.count
}

/** Debtors by their number, a bit each: what an import has seen of a million of them fits into a hundred kilobytes. */
export interface Seen {
  has(no: number): boolean
  add(no: number): void
}

export function seenNumbers(): Seen {
  let bits = new Uint8Array(1024)
  return {
    has: (no) => ((bits[no >>> 3] ?? 0) & (1 << (no & 7))) !== 0,
    add(no) {
      if (no >>> 3 >= bits.length) {
        const more = new Uint8Array(Math.max(bits.length * 2, (no >>> 3) + 1))
        more.set(bits)
        bits = more
      }
      bits[no >>> 3]! |= 1 << (no & 7)
    },
  }
}
