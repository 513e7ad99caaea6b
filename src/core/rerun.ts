// What a customer's money does from a day on, worked out anew from facts: charges, money with the way it is to be spread, what came
// back, what was let go. It goes day by day in an order that does not ask when a fact became known, so that a payment entered late
// gives the same cents as one entered in time. It posts nothing.

import { allocate, type Component, components, criteria, type Order, type Part, type Spread } from './allocation.ts'
import type { Day } from './day.ts'
import type { PostedLine } from './statement.ts'

/** How money is to be spread: decided once, and in force for claims that open up to `until`, included. */
export interface Wish {
  readonly spread: Spread
  readonly order: Order
  /** The payer's own choice, in order; without it all open claims. */
  readonly named?: readonly string[]
  readonly until: Day
}

/** Part of money on a claim, with the day on which it counts. Over zero: it lowers the claim. */
export interface Given extends Part {
  readonly day: Day
}

export interface Money {
  readonly id: string
  readonly day: Day
  readonly amountMinor: number
  readonly returnedOn?: Day
  readonly wishes: readonly Wish[]
  /** As it stands on our books. */
  readonly given: readonly Given[]
}

export interface MoneyClaim {
  readonly claimId: string
  readonly number: string
  readonly dueOn: Day
  readonly disputed: readonly { readonly from: Day; readonly until?: Day }[]
  /** Posted and not by money: charges, interest, fees, costs, what was let go. */
  readonly lines: readonly ClaimLine[]
  rateBp?(day: Day): number
  /** All interest up to the end of a day by these postings; undefined where it cannot be known. */
  interest?(lines: readonly PostedLine[], day: Day): number | undefined
  /** Whether a fee for being late is owed on that day by these postings. */
  late?(lines: readonly PostedLine[], day: Day): boolean
}

export interface ClaimLine extends PostedLine {
  readonly id: string
  /** The line whose amount this one changes. */
  readonly adjustsId?: string
}

/** What should stand on our books, where it is worked out. */
export interface Rerun {
  readonly given: ReadonlyMap<string, readonly Given[]>
  /** What is to be added to a line that stands: a fee that was not owed, a waiver of more than there was. */
  readonly adjusted: readonly { readonly claimId: string; readonly line: ClaimLine; readonly amountMinor: number }[]
}

const letGo: ReadonlySet<string> = new Set(['write_off', 'waiver'])

function moves(line: ClaimLine): boolean {
  return (
    line.adjustsId !== undefined ||
    letGo.has(line.kind) ||
    // What no rule of ours gave stands as it was entered.
    (line.ruleId !== undefined && (line.kind === 'fee' || line.kind === 'interest'))
  )
}

interface Running {
  readonly money: Money
  readonly given: Given[]
  left: number
}

/**
 * Works out all money and all that depends on it from `from` on; what counts before stays as it stands.
 *
 * Within a day: charges, fees for lateness, interest, waivers, what came back, money that was on account, money of the day, and last
 * what was written off, for only what is left can be.
 */
export function rerun(claims: readonly MoneyClaim[], moneys: readonly Money[], from: Day): Rerun {
  const adjusted: { claimId: string; line: ClaimLine; amountMinor: number }[] = []
  const states = claims.map((claim) => stateOf(claim, from))
  const by = new Map(states.map((it) => [it.claim.claimId, it]))
  const running = [...moneys].sort(inTurn(by)).map((money): Running => {
    const given = money.given.filter((it) => it.day < from)
    return { money, given, left: money.amountMinor - given.reduce((sum, it) => sum + it.amountMinor, 0) }
  })
  for (const it of running) {
    for (const part of it.given) by.get(part.claimId)?.take(part, it.money.id)
    const back = it.money.returnedOn
    if (back === undefined || back >= from) continue
    for (const part of it.given)
      by.get(part.claimId)?.giveBack({ ...part, day: Math.max(back, part.day) as Day }, it.money.id)
  }
  const fitting = (it: Running, day: Day) => {
    for (const wish of it.money.wishes) {
      if (it.left <= 0 || day > wish.until) continue
      const open = states.filter((one) => one.openMinor() > 0).map((one) => one.open(day))
      const named = wish.named?.flatMap((id) => open.find((one) => one.claimId === id) ?? [])
      for (const part of allocate(it.left, named ?? open, wish.spread, wish.order)) {
        const given = { ...part, day }
        it.given.push(given)
        it.left -= part.amountMinor
        by.get(part.claimId)!.take(given, it.money.id)
      }
    }
  }
  const comesBack = (it: Running, day: Day) => {
    for (const part of it.given) by.get(part.claimId)?.giveBack({ ...part, day }, it.money.id)
    it.left = 0
  }
  for (const day of daysOf(claims, moneys, from)) {
    for (const one of states) adjusted.push(...one.charge(day))
    for (const it of running) if (it.money.returnedOn === day && it.money.day < day) comesBack(it, day)
    for (const it of running) if (it.money.day < day && standing(it.money, day)) fitting(it, day)
    for (const it of running) {
      if (it.money.day !== day) continue
      fitting(it, day)
      if (it.money.returnedOn !== undefined && it.money.returnedOn <= day) comesBack(it, day)
    }
    for (const one of states) adjusted.push(...one.letGo(day, 'write_off'))
  }
  return { given: new Map(running.map((it) => [it.money.id, it.given])), adjusted }
}

/** Where money is to stand less where it stands: the difference alone is posted. */
export function partsChanged(money: Money, given: readonly Given[]): Given[] {
  const off = new Map<string, Given>()
  const add = (part: Given, sign: 1 | -1) => {
    const { claimId, component, day } = part
    const key = `${claimId} ${component} ${day}`
    off.set(key, {
      claimId,
      component,
      day,
      amountMinor: (off.get(key)?.amountMinor ?? 0) + sign * part.amountMinor,
    })
  }
  for (const part of given) add(part, 1)
  for (const part of money.given) add(part, -1)
  return [...off.values()].filter((it) => it.amountMinor !== 0)
}

function standing(money: Money, day: Day): boolean {
  return money.returnedOn === undefined || money.returnedOn > day
}

function daysOf(claims: readonly MoneyClaim[], moneys: readonly Money[], from: Day): Day[] {
  const days = new Set<Day>()
  for (const claim of claims) for (const line of claim.lines) days.add(line.day)
  for (const money of moneys) {
    days.add(money.day)
    if (money.returnedOn !== undefined) days.add(money.returnedOn)
  }
  return [...days].filter((day) => day >= from).sort((a, b) => a - b)
}

/**
 * Money of one day in an order that its arrival has no part in: kept before returned, named before free, the fewer names the earlier,
 * then the larger sum.
 */
function inTurn(by: ReadonlyMap<string, { readonly claim: MoneyClaim }>): (a: Money, b: Money) => number {
  const key = (it: Money) => {
    const [first] = it.wishes
    const named = first?.named?.map((id) => by.get(id)?.claim.number ?? id)
    return [
      it.returnedOn === undefined ? 1_000_000 : 1_000_000 - it.returnedOn,
      named === undefined ? Number.MAX_SAFE_INTEGER : named.length,
      named?.join('\n') ?? '',
      first === undefined ? '' : `${first.spread} ${criteria[first.spread].length} ${first.order.id} ${first.until}`,
    ] as const
  }
  const keys = new Map<Money, ReturnType<typeof key>>()
  const of = (it: Money) => keys.get(it) ?? keys.set(it, key(it)).get(it)!
  return (a, b) => {
    const [x, y] = [of(a), of(b)]
    return (
      a.day - b.day ||
      y[0] - x[0] ||
      x[1] - y[1] ||
      byText(x[2], y[2]) ||
      byText(x[3], y[3]) ||
      b.amountMinor - a.amountMinor ||
      byText(a.id, b.id)
    )
  }
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** A claim as it grows day by day. */
function stateOf(claim: MoneyClaim, from: Day) {
  const open: Record<Component, number> = { cost: 0, interest: 0, fee: 0, principal: 0 }
  const lines: PostedLine[] = []
  const add = (line: PostedLine) => {
    open[line.component] += line.amountMinor
    lines.push(line)
  }
  for (const line of claim.lines) if (line.day < from) add(line)
  const today = Map.groupBy(
    claim.lines.filter((it) => it.day >= from),
    (it) => it.day,
  )
  const sum = (some: readonly PostedLine[]) => some.reduce((total, it) => total + it.amountMinor, 0)
  /** A line stands for itself and all that changed it since. */
  const standsAt = (line: ClaimLine) => line.amountMinor + sum(claim.lines.filter((it) => it.adjustsId === line.id))
  const stood = new Map<string, number>()
  const settle = (line: ClaimLine, wantedMinor: number) => {
    stood.set(line.id, wantedMinor)
    if (wantedMinor !== 0) add({ ...line, amountMinor: wantedMinor })
    const amountMinor = wantedMinor - standsAt(line)
    return amountMinor === 0 ? [] : [{ claimId: claim.claimId, line, amountMinor }]
  }
  const originals = (day: Day) => (today.get(day) ?? []).filter((it) => it.adjustsId === undefined)
  /** What a line that undoes another is to be: the other as it stands. */
  const undoing = (id: string) => {
    const undone = claim.lines.find((it) => it.id === id)
    return -(stood.get(id) ?? (undone ? standsAt(undone) : 0)) || 0
  }
  const waived = (day: Day, kind: string) =>
    originals(day)
      .filter((it) => it.kind === kind && letGo.has(kind))
      .flatMap((line) =>
        settle(
          line,
          line.reversesId === undefined
            ? -Math.max(0, Math.min(-line.amountMinor, open[line.component])) || 0
            : undoing(line.reversesId),
        ),
      )
  return {
    claim,
    openMinor: () => components.reduce((total, one) => total + Math.max(0, open[one]), 0),
    open: (day: Day) => ({
      claimId: claim.claimId,
      number: claim.number,
      dueOn: claim.dueOn,
      due: claim.dueOn <= day,
      disputed: claim.disputed.some((it) => it.from <= day && (it.until === undefined || day < it.until)),
      rateBp: claim.rateBp?.(day),
      open: { ...open },
    }),
    take: (part: Given, paymentId: string) =>
      add({ ...part, kind: 'payment', amountMinor: -part.amountMinor, paymentId, reason: '' }),
    giveBack: (part: Given, paymentId: string) => add({ ...part, kind: 'payment', paymentId, reason: '' }),
    charge(day: Day) {
      const all = originals(day)
      for (const line of all) if (!moves(line)) add(line)
      const fees = all
        .filter((it) => it.kind === 'fee' && moves(it))
        .flatMap((line) => settle(line, claim.late?.(lines, day) === false ? 0 : line.amountMinor))
      const interest = all.filter((it) => it.kind === 'interest' && moves(it))
      return [...fees, ...charged(interest, day), ...waived(day, 'waiver')]
    },
    letGo: waived,
  }
  /** Interest posted on a day is all interest up to it, less what was posted before. */
  function charged(some: readonly ClaimLine[], day: Day) {
    if (some.length === 0) return []
    const computed = claim.interest?.(lines, day)
    if (computed === undefined) {
      return some.flatMap((line) => settle(line, standsAt(line)))
    }
    const before = sum(lines.filter((it) => it.component === 'interest' && it.kind === 'interest'))
    const [first, ...others] = some
    const rest = others.flatMap((line) => settle(line, standsAt(line)))
    const told = sum(others.map((line) => ({ ...line, amountMinor: standsAt(line) })))
    return [...settle(first!, computed - before - told), ...rest]
  }
}
