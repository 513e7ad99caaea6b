// The books of a made-up company in memory, with the same indexes as the database has, so that a whole year is matched in seconds: what
// is booked, what is learned, and who could be meant. It decides nothing.

import { addDays } from '../../src/core/day.ts'
import type { MatchClaim } from '../../src/core/match-sum.ts'
import type { Learned, MatchDebtor } from '../../src/core/match-who.ts'
import { keysOf, type MatchLine, nameKey, numberKey } from '../../src/core/match-words.ts'
import { words } from '../../src/core/text.ts'
import type { Company, Customer, Invoice } from './company.ts'

/** Words that lead to more than so many customers say too little alone. */
const commonMin = 60

export class Books {
  private readonly customers = new Map<number, Customer>()
  private readonly invoices = new Map<number, Invoice[]>()
  readonly openMinor = new Map<number, number>()
  readonly accountMinor = new Map<number, number>()
  private readonly byNumber = new Map<string, Set<number>>()
  private readonly byWord = new Map<string, Set<number>>()
  private readonly byName = new Map<string, Set<number>>()
  private readonly learned = new Map<string, Set<number>>()

  constructor(company: Company) {
    const put = (index: Map<string, Set<number>>, key: string, no: number) => {
      const there = index.get(key) ?? new Set()
      index.set(key, there.add(no))
    }
    for (const one of company.customers) {
      this.customers.set(one.no, one)
      for (const word of words(`${one.name} ${one.no + 1000}`)) put(this.byWord, word, one.no)
      put(this.byName, nameKey(one.name), one.no)
    }
    for (const one of company.invoices) {
      const there = this.invoices.get(one.customer.no) ?? []
      this.invoices.set(one.customer.no, there)
      there.push(one)
      this.openMinor.set(one.id, one.amountMinor)
      const key = numberKey(one.number)
      if (key !== undefined) put(this.byNumber, key, one.customer.no)
    }
  }

  /** Credit notes that are known by a day, once each. */
  creditsUntil(company: Company, day: number, done: Set<number>): void {
    for (const it of company.credits) {
      if (it.creditMinor === undefined || done.has(it.id) || it.issuedOn + 5 > day) continue
      done.add(it.id)
      this.account(it.customer.no, it.creditMinor)
    }
  }

  account(no: number, minor: number): void {
    this.accountMinor.set(no, (this.accountMinor.get(no) ?? 0) + minor)
  }

  /** Oldest due first where no claim was named; what is left stays on account. */
  spread(no: number, minor: number, toClaims: boolean): void {
    let left = minor
    const open = toClaims ? [...(this.invoices.get(no) ?? [])].sort((a, b) => a.dueOn - b.dueOn) : []
    for (const it of open) {
      const part = Math.min(left, this.openMinor.get(it.id)!)
      this.openMinor.set(it.id, this.openMinor.get(it.id)! - part)
      left -= part
    }
    if (left > 0) this.account(no, left)
  }

  learn(keys: readonly string[], no: number): void {
    for (const key of keys) this.learned.set(key, (this.learned.get(key) ?? new Set()).add(no))
  }

  candidates(line: MatchLine): { debtors: MatchDebtor[]; learned: Learned[] } {
    const keys = keysOf(line)
    const found = new Map<number, string[]>()
    const add = (no: number, hit?: string) => {
      const there = found.get(no) ?? []
      found.set(no, there)
      if (hit !== undefined) there.push(hit)
    }
    for (const some of [keys.numbers, keys.slips]) {
      if (found.size > 0) break
      for (const key of some) for (const no of [...(this.byNumber.get(key) ?? [])].slice(0, 30)) add(no, key)
    }
    for (const no of keys.debtorNos) if (this.customers.has(no - 1000)) add(no - 1000)
    const learned = keys.payers.flatMap((key) =>
      [...(this.learned.get(key) ?? [])].map((no) => ({ key, book: 1, id: String(no) })),
    )
    for (const it of learned) add(Number(it.id))
    const name = line.name === undefined ? '' : nameKey(line.name)
    const named = this.byName.get(name)
    for (const no of [...(named ?? [])].slice(0, 30)) add(no)
    for (const word of keys.words) for (const no of [...(this.byWord.get(word) ?? [])].slice(0, 30)) add(no)
    if (named === undefined) for (const no of this.byWords(keys.nameWords)) add(no)
    if (keys.textWords.length > 1 || ![...found.values()].some((hits) => hits.length > 0))
      for (const no of this.byWords(keys.textWords)) add(no)
    if (found.size === 0) for (const no of this.byAmount(line)) add(no)
    return { debtors: [...found].map(([no, hits]) => this.debtor(no, hits)), learned }
  }

  private byWords(some: readonly string[]): number[] {
    const rows = some.map((it) => this.byWord.get(it) ?? new Set<number>()).filter((it) => it.size > 0)
    rows.sort((a, b) => a.size - b.size)
    const [first, second] = rows
    if (!first) return []
    const rare = rows.filter((it) => it.size <= commonMin)
    if (rare.length > 0) return rare.flatMap((it) => [...it])
    return second ? [...first].filter((it) => second.has(it)).slice(0, commonMin) : []
  }

  private byAmount(line: MatchLine): number[] {
    const found = new Set<number>()
    for (const [no, some] of this.invoices) {
      if (some.some((it) => it.issuedOn <= line.day && this.openMinor.get(it.id) === line.amountMinor)) found.add(no)
      if (found.size >= 25) break
    }
    return [...found]
  }

  private debtor(no: number, hits: readonly string[]): MatchDebtor {
    const customer = this.customers.get(no)!
    const claims: MatchClaim[] = (this.invoices.get(no) ?? [])
      .map((it) => ({ it, openMinor: this.openMinor.get(it.id)! }))
      .filter(({ openMinor }) => openMinor > 0)
      .map(({ it, openMinor }) => ({
        id: String(it.id),
        number: it.number,
        currency: 'EUR',
        issuedOn: it.issuedOn,
        dueOn: it.dueOn,
        openMinor,
        ...(customer.discount && openMinor === it.amountMinor
          ? {
              discount: {
                until: addDays(it.issuedOn, customer.discount.days),
                amountMinor: Math.round((it.amountMinor * customer.discount.percent) / 100),
                says: `less ${customer.discount.percent} % agreed cash discount`,
              },
            }
          : {}),
      }))
      .sort((a, b) => a.dueOn - b.dueOn)
    return {
      book: 1,
      id: String(no),
      no: no + 1000,
      name: customer.name,
      aliases: [],
      externalId: String(no + 1000),
      claims,
      credits: { EUR: this.accountMinor.get(no) ?? 0 },
      hits,
    }
  }
}
