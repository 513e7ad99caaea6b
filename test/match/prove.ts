// Lives a made-up year line by line: the matcher answers, a person confirms what waits and puts right what is wrong, and it is counted
// how often the answer was right. What books itself wrongly is listed.

import { type Match, match, type Proposal, proposalText } from '../../src/core/match.ts'
import { type MatchLine, payerKeys } from '../../src/core/match-words.ts'
import { structuredIn } from '../../src/imports/bank/reference.ts'
import type { Company } from './company.ts'
import { Books } from './memory.ts'
import type { Truth, YearLine } from './year.ts'

export interface Counts {
  lines: number
  /** Those that belong to a customer. */
  owned: number
  certain: number
  certainRight: number
  likely: number
  likelyRight: number
  unapplied: number
  /** Lines of nobody that were left alone. */
  leftAlone: number
}

export interface Proof {
  readonly all: Counts
  readonly byNoise: ReadonlyMap<string, Counts>
  readonly wrong: readonly {
    readonly line: YearLine
    readonly class: string
    readonly says: string
    readonly chips: string
  }[]
  readonly open: readonly { readonly line: YearLine; readonly because: string }[]
}

const none = (): Counts => ({
  lines: 0,
  owned: 0,
  certain: 0,
  certainRight: 0,
  likely: 0,
  likelyRight: 0,
  unapplied: 0,
  leftAlone: 0,
})

/** @param from lines before this day are confirmed by a person, and are not counted */
export function prove(company: Company, year: readonly YearLine[], from: number): Proof {
  const books = new Books(company)
  const all = none()
  const byNoise = new Map<string, Counts>()
  const wrong: Proof['wrong'][number][] = []
  const open: Proof['open'][number][] = []
  const credits = new Set<number>()
  for (const it of year) {
    books.creditsUntil(company, it.day, credits)
    const line = lineOf(it)
    const { debtors, learned } = books.candidates(line)
    const answer = match(line, debtors, learned)
    const first = answer.proposals[0]
    // An invoice that an earlier payment without words has paid cannot be paid again: then the customer is all that can be right.
    const gone = it.truth?.pays.some((one) => (books.openMinor.get(one.invoice) ?? 0) < one.amountMinor) ?? false
    const truth = it.truth && { ...it.truth, anyInvoice: it.truth.anyInvoice || gone }
    const right = first !== undefined && truth !== undefined && isRight(first, truth, it)
    if (it.day >= from) {
      for (const counts of [all, ...it.noises.map((one) => byNoise.get(one) ?? byNoise.set(one, none()).get(one)!)])
        count(counts, it, answer, right)
      if (answer.class !== 'unapplied' && !right)
        wrong.push({ line: it, class: answer.class, says: proposalText(first!, 'EUR'), chips: first!.chips.join('; ') })
      if (answer.class === 'unapplied' && it.truth) open.push({ line: it, because: answer.because })
    }
    // A wrong booking is found by a person in the end and put right; what is confirmed or put right teaches.
    if (right && answer.class !== 'unapplied') book(books, first)
    else if (it.truth) bookTruth(books, it.truth, it)
    if (it.truth && (answer.class !== 'certain' || !right || it.day < from))
      books.learn(payerKeys(line), it.truth.customer)
  }
  return { all, byNoise, wrong, open }
}

export function lineOf(it: YearLine): MatchLine {
  return {
    day: it.day,
    amountMinor: it.amountMinor,
    currency: 'EUR',
    text: it.text,
    name: it.name,
    account: it.account,
    references: it.endToEnd === undefined ? [] : [it.endToEnd],
    structured: [...(it.structured ?? []), ...structuredIn(it.text)],
  }
}

function count(it: Counts, line: YearLine, answer: Match, right: boolean): void {
  it.lines += 1
  if (line.truth) it.owned += 1
  if (answer.class === 'unapplied') {
    it.unapplied += 1
    if (!line.truth) it.leftAlone += 1
    return
  }
  it[answer.class] += 1
  if (right) it[answer.class === 'certain' ? 'certainRight' : 'likelyRight'] += 1
}

/** The right customer and, where the payer named invoices, exactly these with exactly these amounts. */
export function isRight(it: Proposal, truth: Truth, line: YearLine): boolean {
  if (it.parts.length !== 1 || it.parts[0]!.id !== String(truth.customer)) return false
  if (it.parts[0]!.amountMinor !== line.amountMinor) return false
  if (truth.anyInvoice) return true
  const given = new Map(it.parts[0]!.gives.map((one) => [Number(one.claimId), one.amountMinor]))
  const pays = truth.pays.filter((one) => one.amountMinor > 0)
  // Of several invoices named and something deducted nobody outside knows which of them is short: the set is what can be right.
  if (pays.length > 1) return given.size === pays.length && pays.every((one) => given.has(one.invoice))
  return given.size === pays.length && pays.every((one) => given.get(one.invoice) === one.amountMinor)
}

function book(books: Books, it: Proposal): void {
  for (const part of it.parts) {
    let left = part.amountMinor
    for (const one of part.gives) {
      left -= one.amountMinor
      lower(books, Number(one.claimId), one.amountMinor + (one.allowedMinor ?? 0) + (one.creditMinor ?? 0))
      if (one.creditMinor !== undefined) books.account(Number(part.id), -one.creditMinor)
    }
    if (left > 0) books.spread(Number(part.id), left, part.gives.length === 0)
  }
}

function bookTruth(books: Books, truth: Truth, line: YearLine): void {
  let left = line.amountMinor
  for (const one of truth.pays) {
    const part = Math.min(one.amountMinor, books.openMinor.get(one.invoice) ?? 0, left)
    lower(books, one.invoice, part)
    left -= part
  }
  if (left > 0) books.account(truth.customer, left)
}

function lower(books: Books, invoice: number, minor: number): void {
  books.openMinor.set(invoice, Math.max(0, (books.openMinor.get(invoice) ?? 0) - minor))
}
