// What is owed of one claim on any day, line by line: what was charged, interest by segments, fees with their ground, what was
// paid and where it went. The lines add up to the total. It posts nothing; what the law gives and nobody has claimed yet is
// counted apart, as claimable.

import { type Component, components } from './allocation.ts'
import type { Fee } from './charge.ts'
import { type Day, dayText } from './day.ts'
import { interest, type Rest, type Segment, type Way } from './interest.ts'
import { assert, type Problem } from './problem.ts'
import type { RateSpan } from './rate.ts'

export interface PostedLine {
  readonly component: Component
  readonly kind: string
  readonly amountMinor: number
  readonly day: Day
  readonly dueNo?: number
  readonly paymentId?: string
  /** The rule by which a payment was spread, or on which a charge rests. */
  readonly ruleId?: string
  readonly cite?: string
  readonly reason: string
  readonly undoes?: string
  readonly id?: string
  /** The line whose amount this one changes. */
  readonly adjustsId?: string
  /** The line that this one undoes. */
  readonly reversesId?: string
}

/** By what interest runs, or why none does. */
export type Basis =
  | {
      readonly kind: 'clause' | 'statute'
      readonly ruleId: string
      readonly says: string
      readonly cite: string
      readonly way: Way
      /** Runs from the day after due, or after this day where that is later. */
      readonly noticeOn?: Day
      /** As far as they are known, and what is missing beyond. */
      rates(from: Day, until: Day): { readonly spans: readonly RateSpan[]; readonly problem?: Problem }
    }
  | { readonly kind: 'none'; readonly says: string }

export interface ClaimFacts {
  readonly number: string
  readonly currency: string
  readonly dues: readonly { readonly no: number; readonly dueOn: Day }[]
  /** Up to the day asked for. */
  readonly postings: readonly PostedLine[]
  readonly basis: Basis
  readonly rests: readonly Rest[]
  /** Fees that the law or a clause grants once the claim is late, beside interest. */
  readonly fees: readonly Fee[]
  /** What was looked for and is not granted, with why. */
  readonly notes: readonly string[]
}

export interface StatementLine {
  readonly day: Day
  readonly what: 'charge' | 'interest' | 'fee' | 'cost' | 'paid' | 'let_go'
  readonly component: Component
  readonly amountMinor: number
  readonly says: string
  readonly ground?: string
  readonly segment?: Segment
  readonly paymentId?: string
  /** Granted, and not posted yet. */
  readonly claimable: boolean
}

export interface ClaimStatement {
  readonly number: string
  readonly currency: string
  readonly day: Day
  readonly lines: readonly StatementLine[]
  readonly segments: readonly Segment[]
  readonly notes: readonly string[]
  readonly basis: Basis
  /** The sum of the lines. */
  readonly totalMinor: number
  /** On our books. */
  readonly open: Readonly<Record<Component, number>>
  readonly openMinor: number
  /** Granted and not posted; under zero where more was posted than is due by what is known now. */
  readonly claimableMinor: { readonly interest: number; readonly fee: number }
  /** The fees in it. */
  readonly granted: readonly Fee[]
  /** What one day more costs, in ten-thousandths of a minor unit. */
  readonly perDiem: number
  /** From some day on no rate is known, so that the interest shown ends before. */
  readonly problem?: Problem
}

/** Explains a claim at the end of `day`. */
export function explainClaim(it: ClaimFacts, day: Day): ClaimStatement {
  const postings = it.postings.filter((one) => one.day <= day)
  const until = (day + 1) as Day
  const { segments, problem } = segmentsOf(it, postings, until)
  const computed = segments.reduce((sum, one) => sum + one.amountMinor, 0)
  const posted = sumOf(postings, (one) => one.component === 'interest' && one.kind === 'interest')
  const late = it.dues.some((one) => one.dueOn < day) && openOf(postings, 'principal') + computed > 0
  // What was posted by the same rule is taken off; a fee by the step may have grown since.
  const granted = (late ? it.fees : [])
    .map((fee) => ({
      ...fee,
      amountMinor:
        fee.amountMinor -
        sumOf(postings, (one) => (one.kind === 'fee' || one.kind === 'cost') && one.ruleId === fee.ruleId),
    }))
    .filter((fee) => fee.amountMinor > 0)
  const lines: StatementLine[] = [
    ...postings.filter((one) => !(one.component === 'interest' && one.kind === 'interest')).map(postedLine),
    ...segments.map((segment) => ({
      day: segment.from,
      what: 'interest' as const,
      component: 'interest' as const,
      amountMinor: segment.amountMinor,
      says: segment.says,
      ground: it.basis.kind === 'none' ? undefined : it.basis.ruleId,
      segment,
      claimable: false,
    })),
    ...granted.map((fee) => ({
      day,
      what: fee.component ?? ('fee' as const),
      component: fee.component ?? ('fee' as const),
      amountMinor: fee.amountMinor,
      says: fee.says,
      ground: fee.cite,
      claimable: true,
    })),
  ]
  const open = Object.fromEntries(components.map((one) => [one, openOf(postings, one)])) as Record<Component, number>
  const openMinor = components.reduce((sum, one) => sum + open[one], 0)
  const claimableMinor = { interest: computed - posted, fee: granted.reduce((sum, one) => sum + one.amountMinor, 0) }
  const totalMinor = lines.reduce((sum, one) => sum + one.amountMinor, 0)
  assert(totalMinor === openMinor + claimableMinor.interest + claimableMinor.fee, 'a statement adds up')
  return {
    number: it.number,
    currency: it.currency,
    day,
    lines: lines.sort((a, b) => a.day - b.day),
    segments,
    notes: [
      ...(it.basis.kind === 'none' ? [it.basis.says] : []),
      ...(problem
        ? [`Interest is shown up to where its rate is known. ${problem.facts.says} ${problem.facts.fix}`]
        : []),
      ...it.notes,
    ],
    problem,
    basis: it.basis,
    totalMinor,
    open,
    openMinor,
    claimableMinor,
    granted,
    perDiem: perDiemAfter(it, postings, until),
  }
}

/** All interest up to the end of a day by these postings; undefined where a rate is missing on the way. */
export function interestUpTo(it: ClaimFacts, lines: readonly PostedLine[], day: Day): number | undefined {
  const { segments, problem } = segmentsOf(it, lines, (day + 1) as Day)
  return problem === undefined ? segments.reduce((sum, one) => sum + one.amountMinor, 0) : undefined
}

/** Late at the end of a day by these postings, so that a fee for it is owed. */
export function isLate(it: ClaimFacts, lines: readonly PostedLine[], day: Day): boolean {
  if (!it.dues.some((one) => one.dueOn < day)) return false
  return openOf(lines, 'principal') + (interestUpTo(it, lines, day) ?? 0) > 0
}

/** What the next day costs, after all that was paid up to now. */
function perDiemAfter(it: ClaimFacts, postings: readonly PostedLine[], until: Day): number {
  const next = (until + 1) as Day
  const { segments } = segmentsOf(it, postings, next)
  return segments.filter((one) => one.until === next).reduce((sum, one) => sum + one.perDiem, 0)
}

/** Interest of each due on its own: it starts on the morrow of its day, and what is paid goes to the oldest first. */
function segmentsOf(
  it: ClaimFacts,
  postings: readonly PostedLine[],
  until: Day,
): { segments: Segment[]; problem?: Problem } {
  if (it.basis.kind === 'none') return { segments: [] }
  const { way, rates, noticeOn } = it.basis
  const dues = [...it.dues].sort((a, b) => a.dueOn - b.dueOn || a.no - b.no)
  let earlier = 0
  let problem: Problem | undefined
  const segments = dues.flatMap((due) => {
    const mine = sumOf(postings, (one) => one.component === 'principal' && one.dueNo === due.no)
    const before = earlier
    earlier += mine
    const start = Math.max(due.dueOn, noticeOn ?? due.dueOn) + 1
    const from = start as Day
    if (from >= until || mine <= 0) return []
    const base = baseOf(postings, { dueMinor: mine, beforeMinor: before, from })
    if (base.every((one) => one.amountMinor === 0)) return []
    // Taken off every due's own account, so that interest on interest is never asked of what was paid.
    const paid = byDay(postings.filter((one) => one.component === 'interest' && one.kind !== 'interest')).map(
      ([day, amountMinor]) => ({ on: (day + 1) as Day, amountMinor: -amountMinor }),
    )
    // Once nothing is open no rate needs to be known.
    const lastOpen = base.findLast((one) => one.amountMinor > 0)!
    const ends = base.find((one) => one.from > lastOpen.from)?.from ?? until
    const found = rates(from, Math.min(ends, until) as Day)
    problem ??= found.problem
    const last = found.spans.at(-1)?.until
    if (last === undefined) return []
    return interest({ from, until: last, base, rates: found.spans, way, rests: it.rests, paid }).segments
  })
  return { segments, problem }
}

/** What is open of a due from each day on: the day of a payment still bears interest, the next no more. */
function baseOf(
  postings: readonly PostedLine[],
  due: { readonly dueMinor: number; readonly beforeMinor: number; readonly from: Day },
): { from: Day; amountMinor: number }[] {
  const lowering = byDay(postings.filter((one) => one.component === 'principal' && one.dueNo === undefined))
  const days = [...new Set([due.from, ...lowering.map(([day]) => (day + 1) as Day)])]
    .filter((one) => one >= due.from)
    .sort((a, b) => a - b)
  return days.map((from) => {
    const lowered = -lowering.reduce((sum, [day, amountMinor]) => (day < from ? sum + amountMinor : sum), 0)
    return { from, amountMinor: Math.min(due.dueMinor, Math.max(0, due.dueMinor - (lowered - due.beforeMinor))) }
  })
}

/** Sums by day; what a correction took back on the same day cuts no line in two, or its rounding would tell. */
function byDay(lines: readonly PostedLine[]): [day: Day, amountMinor: number][] {
  return [...Map.groupBy(lines, (one) => one.day)]
    .map(([day, some]): [Day, number] => [day, sumOf(some, () => true)])
    .filter(([, amountMinor]) => amountMinor !== 0)
}

function postedLine(one: PostedLine): StatementLine {
  const paid = one.paymentId !== undefined
  const kinds: Readonly<Record<string, StatementLine['what']>> = {
    write_off: 'let_go',
    waiver: 'let_go',
    fee: 'fee',
    cost: 'cost',
  }
  return {
    day: one.day,
    what: paid ? 'paid' : (kinds[one.kind] ?? 'charge'),
    component: one.component,
    amountMinor: one.amountMinor,
    says: one.undoes ? `${one.undoes}: ${one.reason}` : one.reason,
    ground: one.cite ?? one.ruleId,
    paymentId: one.paymentId,
    claimable: false,
  }
}

function openOf(postings: readonly PostedLine[], component: Component): number {
  return sumOf(postings, (one) => one.component === component)
}

function sumOf(postings: readonly PostedLine[], which: (one: PostedLine) => boolean): number {
  return postings.reduce((sum, one) => (which(one) ? sum + one.amountMinor : sum), 0)
}

/** `2026-02-10 to 2026-03-31`, the last day included. */
export function spanText(segment: Segment): string {
  return `${dayText(segment.from)} to ${dayText((segment.until - 1) as Day)}`
}
