// Which of a debtor's claims make the sum of a payment: those named, one, all, or a set that fits alone; with what was deducted.
// The search for sets counts its steps and gives up: it never takes exponential time.

import type { Day } from './day.ts'
import { moneyText } from './money.ts'

export interface MatchClaim {
  readonly id: string
  readonly number: string
  readonly currency: string
  readonly issuedOn: Day
  readonly dueOn: Day
  readonly openMinor: number
  /** Agreed cash discount: by this day so much less is owed. */
  readonly discount?: { readonly until: Day; readonly amountMinor: number; readonly says: string }
  /** The reference that the invoice asks to pay under, plain. */
  readonly reference?: string
}

export interface Given {
  readonly claimId: string
  readonly number: string
  readonly amountMinor: number
  /** Agreed discount that is credited beside the payment. */
  readonly allowedMinor?: number
  /** What the credit on account pays of it. */
  readonly creditMinor?: number
}

/** How the sum stands to the claims, from surest to least. */
export type Fit = 'exact' | 'discount' | 'credit' | 'rounding' | 'set' | 'fee' | 'short' | 'part' | 'over' | 'none'

export interface SumFit {
  readonly fit: Fit
  readonly gives: readonly Given[]
  /** More than one set or claim would fit as well. */
  readonly several: boolean
  readonly chip: string
}

const roundingMinor = 5
/** What banks of payer and payee keep of a transfer, at most. */
const feeMinor = 2_000
const discountRates = [100, 150, 200, 250, 300, 400, 500]
const stepsMax = 20_000

const sumOf = (claims: readonly MatchClaim[]) => claims.reduce((sum, it) => sum + it.openMinor, 0)

/** Days between the last day of a discount and the money on our account that are still in time. */
const bankDays = 3

function agreed(claim: MatchClaim, on: Day): number {
  return claim.discount && on <= claim.discount.until + bankDays && claim.discount.amountMinor < claim.openMinor
    ? claim.discount.amountMinor
    : 0
}

/** All of each, or less what was agreed. */
function whole(claims: readonly MatchClaim[], on?: Day): Given[] {
  return claims.map((it) => {
    const allowedMinor = on === undefined ? 0 : agreed(it, on)
    return {
      claimId: it.id,
      number: it.number,
      amountMinor: it.openMinor - allowedMinor,
      ...(allowedMinor > 0 ? { allowedMinor } : {}),
    }
  })
}

/** In their order as far as the money goes. */
export function inTurn(claims: readonly MatchClaim[], amountMinor: number): Given[] {
  let left = amountMinor
  const given: Given[] = []
  for (const it of claims) {
    const part = Math.min(left, it.openMinor)
    if (part > 0) given.push({ claimId: it.id, number: it.number, amountMinor: part })
    left -= part
  }
  return given
}

/** Closed, with what is on account where the money ends. */
function withCredit(claims: readonly MatchClaim[], amountMinor: number): Given[] {
  let left = amountMinor
  return claims.map((it) => {
    const part = Math.min(left, it.openMinor)
    left -= part
    const rest = it.openMinor - part
    return { claimId: it.id, number: it.number, amountMinor: part, ...(rest > 0 ? { creditMinor: rest } : {}) }
  })
}

interface Facts {
  readonly amountMinor: number
  readonly currency: string
  readonly on: Day
  /** Money and credits on the debtor's account. */
  readonly creditMinor: number
}

/** The sum of the claims named, as it is or less something. */
export function namedFit(facts: Facts, named: readonly MatchClaim[], others: readonly MatchClaim[]): SumFit {
  const { amountMinor } = facts
  const sum = sumOf(named)
  const what = named.length === 1 ? 'the claim named' : `the ${named.length} claims named`
  const several = false
  const close = closeFit(facts, named, what)
  if (close && close.fit !== 'fee' && close.fit !== 'short') return { ...close, several }
  if (amountMinor > sum) {
    const more = between(named, others, amountMinor - sum) ?? sets(others, amountMinor - sum, 3)
    if (more.found.length > 0) {
      // All that lies between two numbers is what "from … to …" says; any other set may fit by chance.
      const fit = 'all' in more ? 'exact' : 'set'
      const set = [...named, ...more.found[0]!]
      return {
        fit,
        gives: whole(set),
        several: more.found.length > 1 || !more.complete,
        chip: `sum of ${what} and ${more.found[0]!.length} more`,
      }
    }
    return {
      fit: 'over',
      gives: whole(named),
      several,
      chip: `${moneyText(amountMinor - sum, facts.currency)} more than ${what}`,
    }
  }
  if (close) return { ...close, several }
  return { fit: 'part', gives: inTurn(named, amountMinor), several: named.length > 1, chip: `part of ${what}` }
}

/** "From this one to that one": what lies between two that are named, all of it or a set. */
function between(named: readonly MatchClaim[], others: readonly MatchClaim[], target: number) {
  if (named.length !== 2) return undefined
  const [from, to] = named.map((it) => it.issuedOn).sort((a, b) => a - b)
  const some = others.filter((it) => it.issuedOn >= from! && it.issuedOn <= to!)
  if (some.length > 0 && sumOf(some) === target) return { found: [some], complete: true, all: true }
  const found = sets(some, target, 6)
  return found.found.length > 0 ? found : undefined
}

/** Where nothing is named: one claim, all, or a set. */
export function anyFit(facts: Facts, claims: readonly MatchClaim[]): SumFit {
  const { amountMinor, on } = facts
  const ones = claims.filter((it) => it.openMinor === amountMinor)
  if (ones.length > 0)
    return {
      fit: 'exact',
      gives: whole(ones.slice(0, 1)),
      several: ones.length > 1,
      chip: ones.length > 1 ? `exact sum of ${ones.length} claims, the oldest taken` : 'exact sum of one open claim',
    }
  const due = claims.filter((it) => it.dueOn <= on)
  for (const [some, what] of [
    [claims, `all ${claims.length} open claims`],
    [due, `all ${due.length} claims due`],
  ] as const) {
    if (some.length > 1 && sumOf(some) === amountMinor)
      return { fit: 'exact', gives: whole(some), several: false, chip: `exact sum of ${what}` }
  }
  const discounted = claims.filter((it) => agreed(it, on) > 0 && it.openMinor - agreed(it, on) === amountMinor)
  if (discounted.length > 0)
    return {
      fit: 'discount',
      gives: whole(discounted.slice(0, 1), on),
      several: discounted.length > 1,
      chip: `one open claim ${discounted[0]!.discount!.says}`,
    }
  if (facts.creditMinor > 0) {
    const less = claims.filter((it) => it.openMinor - facts.creditMinor === amountMinor)
    if (less.length > 0)
      return {
        fit: 'credit',
        gives: withCredit(less.slice(0, 1), amountMinor),
        several: less.length > 1,
        chip: 'one open claim less the credit on account',
      }
    if (claims.length > 1 && sumOf(claims) - facts.creditMinor === amountMinor)
      return {
        fit: 'credit',
        gives: withCredit(claims, amountMinor),
        several: false,
        chip: 'all open claims less the credit on account',
      }
  }
  const made = sets(claims, amountMinor, 6)
  if (made.found.length > 0)
    return {
      fit: 'set',
      gives: whole(made.found[0]!),
      several: made.found.length > 1 || !made.complete,
      chip: `exact sum of ${made.found[0]!.length} open claims`,
    }
  const close = claims.flatMap((it) => closeFit(facts, [it], 'one open claim') ?? [])
  const best = close.find((it) => it.fit === 'rounding') ?? close[0]
  if (best) return { ...best, several: close.filter((it) => it.fit === best.fit).length > 1 }
  const sum = sumOf(claims)
  if (claims.length === 0 || amountMinor > sum)
    return {
      fit: claims.length === 0 ? 'none' : 'over',
      gives: inTurn(claims, amountMinor),
      several: false,
      chip:
        claims.length === 0
          ? 'nothing is open'
          : `${moneyText(amountMinor - sum, facts.currency)} more than all that is open`,
    }
  return { fit: 'part', gives: inTurn(claims, amountMinor), several: true, chip: 'no sum fits: the oldest first' }
}

/** The same claims to the cent, with discount, credit or rounding, or short as banks and payers make it. */
function closeFit(facts: Facts, claims: readonly MatchClaim[], what: string): Omit<SumFit, 'several'> | undefined {
  const { amountMinor, on, creditMinor, currency } = facts
  const sum = sumOf(claims)
  if (sum === amountMinor) return { fit: 'exact', gives: whole(claims), chip: `exact sum of ${what}` }
  const less = claims.reduce((total, it) => total + agreed(it, on), 0)
  // Each discount is rounded by who takes it: a cent a claim may lie between.
  if (less > 0 && Math.abs(sum - less - amountMinor) <= claims.length - 1) {
    const gives = whole(claims, on)
    const off = amountMinor - (sum - less)
    const last = gives.at(-1)!
    const exact =
      off === 0
        ? gives
        : [
            ...gives.slice(0, -1),
            { ...last, amountMinor: last.amountMinor + off, allowedMinor: (last.allowedMinor ?? 0) - off },
          ]
    if (exact.every((it) => it.amountMinor > 0 && (it.allowedMinor ?? 0) >= 0))
      return {
        fit: 'discount',
        gives: exact,
        chip: `${what} ${claims.find((it) => agreed(it, on) > 0)!.discount!.says}`,
      }
  }
  if (creditMinor > 0 && sum - creditMinor === amountMinor)
    return {
      fit: 'credit',
      gives: withCredit(claims, amountMinor),
      chip: `${what} less ${moneyText(creditMinor, currency)} on account`,
    }
  const short = sum - amountMinor
  if (Math.abs(short) <= roundingMinor)
    return {
      fit: 'rounding',
      gives: inTurn(claims, amountMinor),
      chip: `${what}, ${moneyText(Math.abs(short), currency)} ${short > 0 ? 'less' : 'more'} by rounding`,
    }
  if (short <= 0) return undefined
  const rate = discountRates.find((it) => Math.abs(Math.round((sum * it) / 10_000) - short) <= claims.length)
  if (rate !== undefined)
    return {
      fit: 'short',
      gives: inTurn(claims, amountMinor),
      chip: `${what} short by ${rate / 100} %, as a cash discount would be`,
    }
  if (short <= feeMinor && short % 10 === 0 && short * 4 < sum)
    return {
      fit: 'fee',
      gives: inTurn(claims, amountMinor),
      chip: `${what}, ${moneyText(short, currency)} short, as a bank's fee would be`,
    }
  return undefined
}

/** Up to two sets of two or more claims with this sum, in so many steps; `complete` where all were tried. */
export function sets(
  claims: readonly MatchClaim[],
  target: number,
  sizeMax: number,
): { found: MatchClaim[][]; complete: boolean } {
  const some = claims
    .filter((it) => it.openMinor > 0 && it.openMinor <= target)
    .sort((a, b) => b.openMinor - a.openMinor)
  // Of many claims some set nearly always fits by chance; only small ones mean something.
  const size = some.length > 24 ? Math.min(2, sizeMax) : some.length > 12 ? Math.min(3, sizeMax) : sizeMax
  const rest = new Array<number>(some.length + 1).fill(0)
  for (let i = some.length - 1; i >= 0; i--) rest[i] = rest[i + 1]! + some[i]!.openMinor
  const found: MatchClaim[][] = []
  let steps = 0
  const walk = (at: number, left: number, chosen: MatchClaim[]): void => {
    if (left === 0) {
      found.push(chosen)
      return
    }
    for (let i = at; i < some.length; i++) {
      if (found.length >= 2 || ++steps > stepsMax || rest[i]! < left || chosen.length >= size) return
      const one = some[i]!
      if (one.openMinor <= left) walk(i + 1, left - one.openMinor, [...chosen, one])
    }
  }
  walk(0, target, [])
  return { found, complete: steps <= stepsMax }
}
