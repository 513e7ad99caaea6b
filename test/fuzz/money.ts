// Made-up lives of a customer's money: charges, interest, fees, payments, returns, mistakes, waivers, write-offs and new rates over
// several claims and two currencies, becoming known in any order. One line of facts arrives twice, in two orders, in small ledgers
// that post only differences; what may be wrong with the result is said in a sentence.

import fc from 'fast-check'
import { components, type Order, type Spread, spreads, usual } from '../../src/core/allocation.ts'
import { type Day, dayText } from '../../src/core/day.ts'
import { type ClaimLine, type Given, type Money, type MoneyClaim, partsChanged, rerun } from '../../src/core/rerun.ts'
import { type ClaimFacts, explainClaim, interestUpTo, isLate, type PostedLine } from '../../src/core/statement.ts'
import { orderOf } from '../../src/rules/allocation.ts'

const last = 400
const claimCount = 5
/** The first three are owed in one currency, the others in another. */
const currencyOf = (claim: number) => (claim < 3 ? 'EUR' : 'JPY')
const orders: readonly Order[] = [usual, orderOf('x+de.497_3'), orderOf('x+fr.1343-1'), orderOf('x+us.1692h')]

type Fact =
  | {
      readonly kind: 'charge' | 'cost' | 'fee' | 'interest'
      readonly claim: number
      readonly day: number
      readonly amount: number
    }
  | {
      readonly kind: 'waiver' | 'write_off'
      readonly claim: number
      readonly day: number
      readonly amount: number
      readonly of: number
    }
  | {
      readonly kind: 'pay'
      readonly day: number
      readonly amount: number
      readonly currency: string
      readonly spread: Spread
      readonly order: number
      readonly named: readonly number[]
      readonly onlyThen: boolean
      readonly after: 'kept' | 'returned' | 'never'
      readonly later: number
    }
  | { readonly kind: 'rate'; readonly day: number; readonly amount: number }

export interface Life {
  readonly facts: readonly Fact[]
  readonly disputed: readonly { readonly claim: number; readonly from: number; readonly length: number }[]
  /** By which the second order of arrival is drawn. */
  readonly shuffle: readonly number[]
}

const aDay = fc.integer({ min: 1, max: last - 40 })
const aClaim = fc.nat({ max: claimCount - 1 })
const amount = fc.integer({ min: 1, max: 90_000 })
const fact: fc.Arbitrary<Fact> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('charge', 'charge', 'cost', 'fee', 'interest', 'interest'),
      claim: aClaim,
      day: aDay,
      amount,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('waiver', 'write_off'),
      claim: aClaim,
      day: aDay,
      amount,
      of: fc.nat({ max: 3 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('pay'),
      day: aDay,
      amount,
      currency: fc.constantFrom('EUR', 'EUR', 'JPY'),
      spread: fc.constantFrom(...spreads),
      order: fc.nat({ max: orders.length - 1 }),
      named: fc.uniqueArray(aClaim, { maxLength: 3 }),
      onlyThen: fc.boolean(),
      after: fc.constantFrom('kept', 'kept', 'returned', 'never'),
      later: fc.nat({ max: 40 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('rate'), day: aDay, amount: fc.integer({ min: 0, max: 2_000 }) }),
  },
) as fc.Arbitrary<Fact>

export const lives: fc.Arbitrary<Life> = fc
  .record({
    facts: fc.array(fact, { minLength: 1, maxLength: 14 }),
    disputed: fc.array(fc.record({ claim: aClaim, from: aDay, length: fc.integer({ min: 1, max: 200 }) }), {
      maxLength: 2,
    }),
    shuffle: fc.array(fc.nat({ max: 1_000_000 }), { minLength: 28, maxLength: 28 }),
  })
  .map((it) => ({ ...it, facts: rates(it.facts) }))

/** The newest rate for a day counts, so that of two for one day the order would matter: the first is kept. */
function rates(facts: readonly Fact[]): Fact[] {
  const seen = new Set<number>()
  return facts.filter((it) => it.kind !== 'rate' || (!seen.has(it.day) && seen.add(it.day)))
}

/** What becomes known, one at a time. */
type Arrival = { readonly what: 'fact'; readonly no: number } | { readonly what: 'undone'; readonly no: number }

class Books {
  readonly lines = new Map<number, ClaimLine[]>()
  readonly moneys = new Map<number, Money & { currency: string }>()
  private readonly rates: { from: number; rateBp: number }[] = [{ from: 0, rateBp: 900 }]
  private ids = 0
  private readonly life: Life

  constructor(life: Life) {
    this.life = life
    for (let claim = 0; claim < claimCount; claim += 1) this.lines.set(claim, [])
  }

  arrive(it: Arrival): void {
    const fact = this.life.facts[it.no]!
    if (fact.kind === 'rate') {
      this.rates.push({ from: fact.day, rateBp: fact.amount })
      this.settle(0)
    } else if (fact.kind === 'pay') this.money(it, fact)
    else {
      this.lines.get(fact.claim)!.push(this.lineOf(fact))
      this.settle(fact.day)
    }
  }

  private money(it: Arrival, fact: Fact & { kind: 'pay' }): void {
    const own = fact.named.filter((one) => currencyOf(one) === fact.currency)
    const named = own.length > 0 || fact.spread === 'as-named' ? own.map(String) : undefined
    if (it.what === 'fact') {
      this.moneys.set(it.no, {
        id: `P${String(it.no).padStart(3, '0')}`,
        currency: fact.currency,
        day: fact.day as Day,
        amountMinor: fact.amount,
        wishes: [
          {
            spread: named ? 'as-named' : fact.spread,
            order: orders[fact.order]!,
            named,
            until: (fact.onlyThen ? fact.day : last) as Day,
          },
        ],
        given: [],
      })
      this.settle(fact.day)
    } else if (fact.after === 'never') {
      this.moneys.delete(it.no)
      this.settle(fact.day)
    } else {
      const money = this.moneys.get(it.no)!
      this.moneys.set(it.no, { ...money, returnedOn: (fact.day + fact.later) as Day })
      this.settle(fact.day)
    }
  }

  private lineOf(fact: Exclude<Fact, { kind: 'pay' | 'rate' }>): ClaimLine {
    const id = `L${++this.ids}`
    const at = { id, day: fact.day as Day, reason: 'drawn' }
    switch (fact.kind) {
      case 'charge':
        return { ...at, component: 'principal', kind: 'charge', amountMinor: fact.amount, dueNo: 1 }
      case 'cost':
        return { ...at, component: 'cost', kind: 'cost', amountMinor: fact.amount }
      case 'fee':
        return { ...at, component: 'fee', kind: 'fee', amountMinor: fact.amount, ruleId: 'drawn' }
      case 'interest':
        return { ...at, component: 'interest', kind: 'interest', amountMinor: 1, ruleId: 'drawn' }
      case 'waiver':
        return {
          ...at,
          component: (['interest', 'fee', 'cost'] as const)[fact.of % 3]!,
          kind: 'waiver',
          amountMinor: -fact.amount,
        }
      default:
        return { ...at, component: components[fact.of]!, kind: 'write_off', amountMinor: -fact.amount }
    }
  }

  facts(claim: number): ClaimFacts {
    const spans = [...this.rates].sort((a, b) => a.from - b.from)
    return {
      number: String(claim),
      currency: currencyOf(claim),
      dues: [{ no: 1, dueOn: (20 + claim * 15) as Day }],
      postings: this.lines.get(claim)!,
      basis: {
        kind: 'statute',
        ruleId: 'drawn',
        says: 'drawn',
        cite: 'drawn',
        way: { dayCount: 'actual/365', compounding: claim === 1 ? 'monthly' : 'simple' },
        rates: (from, until) => ({
          spans: spans.flatMap((it, i) => {
            const a = Math.max(it.from, from) as Day
            const b = Math.min(spans[i + 1]?.from ?? until, until) as Day
            return a < b
              ? [{ from: a, until: b, rateBp: it.rateBp, says: 'drawn', source: 'drawn', sure: 'primary' }]
              : []
          }),
        }),
      },
      rests: [],
      fees: [],
      notes: [],
    }
  }

  claims(currency: string): MoneyClaim[] {
    return [...this.lines.keys()]
      .filter((it) => currencyOf(it) === currency)
      .map((claim) => {
        const facts = this.facts(claim)
        return {
          claimId: String(claim),
          number: String(claim),
          dueOn: facts.dues[0]!.dueOn,
          disputed: this.life.disputed
            .filter((it) => it.claim === claim)
            .map((it) => ({ from: it.from as Day, until: (it.from + it.length) as Day })),
          lines: this.lines.get(claim)!,
          rateBp: () => claim * 100,
          interest: (lines, day) => interestUpTo(facts, lines, day),
          late: (lines, day) => isLate(facts, lines, day),
        }
      })
  }

  /** As the program does: works out from a day on and posts the differences. */
  settle(from: number): void {
    for (const currency of ['EUR', 'JPY']) {
      const moneys = [...this.moneys].filter(([, it]) => it.currency === currency)
      const done = rerun(
        this.claims(currency),
        moneys.map(([, it]) => it),
        from as Day,
      )
      for (const [no, money] of moneys) {
        const changed = partsChanged(money, done.given.get(money.id)!)
        this.moneys.set(no, { ...money, given: [...money.given, ...changed] })
      }
      for (const { claimId, line, amountMinor } of done.adjusted) {
        this.lines.get(Number(claimId))!.push({ ...line, id: `L${++this.ids}`, adjustsId: line.id, amountMinor })
      }
    }
  }

  /** All that stands on a claim, money too. */
  postings(claim: number): PostedLine[] {
    const paid = [...this.moneys.values()].flatMap((money) =>
      money.given
        .filter((it) => it.claimId === String(claim))
        .flatMap((it) => {
          const line = { ...it, kind: 'payment', amountMinor: -it.amountMinor, paymentId: money.id, reason: 'drawn' }
          const back = money.returnedOn
          return back === undefined
            ? [line]
            : [line, { ...line, amountMinor: it.amountMinor, day: Math.max(back, it.day) as Day }]
        }),
    )
    return [...this.lines.get(claim)!, ...paid]
  }

  onAccount(money: Money, day: Day): number {
    if (money.day > day || (money.returnedOn !== undefined && money.returnedOn <= day)) return 0
    return money.amountMinor - money.given.reduce((sum, it) => (it.day <= day ? sum + it.amountMinor : sum), 0)
  }

  /** By claim, component and day, and the account by currency and day: what must not depend on the order of arrival. */
  figures(): string {
    const sums = new Map<string, number>()
    const add = (key: string, amountMinor: number) => sums.set(key, (sums.get(key) ?? 0) + amountMinor)
    for (const claim of this.lines.keys()) {
      for (const it of this.postings(claim)) add(`${claim} ${it.component} ${dayText(it.day)}`, it.amountMinor)
    }
    for (const money of this.moneys.values()) {
      const spread = (it: Given) => add(`account ${money.currency} ${dayText(it.day)}`, -it.amountMinor)
      if (money.returnedOn === undefined) for (const it of money.given) spread(it)
    }
    return [...sums]
      .filter(([, sum]) => sum !== 0)
      .map(([key, sum]) => `${key} ${sum}`)
      .sort()
      .join('\n')
  }
}

function arrivals(life: Life, shuffled: boolean): Arrival[] {
  const all = life.facts.flatMap((it, no): Arrival[] => [
    { what: 'fact', no },
    ...(it.kind === 'pay' && it.after !== 'kept' ? [{ what: 'undone' as const, no }] : []),
  ])
  if (!shuffled) return all
  const keyed = all.map((it, i) => ({ it, key: life.shuffle[i]! }))
  const at = new Map(keyed.filter((one) => one.it.what === 'fact').map((one) => [one.it.no, one.key]))
  // Nothing is undone before it is known.
  return keyed
    .map((one) => (one.it.what === 'undone' ? { ...one, key: Math.max(one.key, at.get(one.it.no)! + 0.5) } : one))
    .sort((a, b) => a.key - b.key)
    .map((one) => one.it)
}

/** What is wrong with a life, if anything. */
export function wrongMoney(life: Life): string | undefined {
  const [first, second] = [new Books(life), new Books(life)]
  for (const it of arrivals(life, false)) first.arrive(it)
  for (const it of arrivals(life, true)) second.arrive(it)
  const figures = first.figures()
  if (figures !== second.figures()) return `the order of arrival matters:\n${figures}\n\n${second.figures()}`
  const wrong = unsound(first) ?? unsound(second)
  if (wrong) return wrong
  first.settle(-1)
  if (first.figures() !== figures) return `from nothing it is:\n${first.figures()}\n\nand was:\n${figures}`
  return undefined
}

function unsound(books: Books): string | undefined {
  const days = new Set<Day>([last as Day])
  for (const claim of books.lines.keys()) for (const it of books.postings(claim)) days.add(it.day)
  for (const day of days) {
    for (const money of books.moneys.values()) {
      const left = books.onAccount(money, day)
      if (left < 0) return `${money.id} gave ${-left} more than it had by ${dayText(day)}`
    }
    for (const claim of books.lines.keys()) {
      const postings = books.postings(claim)
      const it = explainClaim({ ...books.facts(claim), postings }, day)
      for (const component of components) {
        if (it.open[component] < 0) return `${component} of claim ${claim} is ${it.open[component]} on ${dayText(day)}`
      }
      const sum = it.lines.reduce((total, one) => total + one.amountMinor, 0)
      if (sum !== it.totalMinor) return `the lines of claim ${claim} make ${sum} and the total is ${it.totalMinor}`
      const charged = postings.some((one) => one.kind === 'interest' && one.day === day && !('adjustsId' in one))
      if (charged && it.claimableMinor.interest !== 0)
        return `interest of claim ${claim} on ${dayText(day)} is off by ${it.claimableMinor.interest}`
    }
  }
  return undefined
}
