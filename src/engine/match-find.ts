// Whom the lines of a batch may be from: asks the indexes in a few statements for all of them together, what is cheap first, and the
// rest only for lines that nothing has led anywhere yet.

import { addDays, type Day } from '../core/day.ts'
import { type CashDiscount, discountMinor, discountOf } from '../core/discount.ts'
import type { Key } from '../core/id.ts'
import type { MatchClaim } from '../core/match-sum.ts'
import { isNamed, type Learned, type MatchDebtor } from '../core/match-who.ts'
import { keysOf, type LineKeys, type MatchLine } from '../core/match-words.ts'
import { folded } from '../core/text.ts'
import {
  type Candidate,
  type CandidateClaim,
  debtorsByName,
  debtorsByNo,
  debtorsByNumber,
  debtorsByPair,
  debtorsBySum,
  debtorsByWord,
  type Hit,
  learnedPayers,
  namesOf,
  readCandidates,
} from '../store/candidate.ts'
import type { Tx } from '../store/db.ts'
import type { Workspace } from '../store/workspace.ts'

/** A word that leads to more debtors of a book says too little alone. */
const commonMin = 60
/** A sum that more debtors of a book owe says nothing. */
const sumsMax = 25
/** Of one line no more are looked at. */
const debtorsMax = 80

export interface Found {
  /** Of each line, in order. */
  readonly debtors: readonly MatchDebtor[][]
  readonly learned: readonly Learned[][]
  /** Lines whose sum alone fits more debtors than can be held. */
  readonly many: ReadonlySet<number>
  readonly known: ReadonlyMap<string, Candidate>
}

/** What is asked once for all batches: our own accounts, and which words have shown to be common. */
export interface Finder {
  readonly books: readonly number[]
  readonly common: Set<string>
  readonly own: ReadonlySet<string>
}

export const keyText = (it: Key) => `${it.book} ${it.id}`

class Candidates {
  /** `faint`: nothing but a word of a name leads there. */
  readonly of: Map<string, { key: Key; hits: string[]; faint: boolean }>[]

  constructor(count: number) {
    this.of = Array.from({ length: count }, () => new Map())
  }

  add(line: number, it: Key, hit?: string, faint = false): void {
    const all = this.of[line]!
    const key = keyText(it)
    const there = all.get(key)
    if (there) {
      if (hit !== undefined) there.hits.push(hit)
      there.faint &&= faint
    } else if (all.size < debtorsMax)
      all.set(key, { key: { book: it.book, id: it.id }, hits: hit === undefined ? [] : [hit], faint })
  }
}

export async function findDebtors(
  tx: Tx,
  workspace: Workspace,
  finder: Finder,
  lines: readonly MatchLine[],
): Promise<Found> {
  const keys = lines.map(keysOf)
  const found = new Candidates(lines.length)
  const numbered = await byNumbers(tx, keys, found)
  const byNo = Map.groupBy(await debtorsByNo(tx, finder.books, unique(keys.flatMap((it) => it.debtorNos))), (it) =>
    Number(it.key),
  )
  const payers = Map.groupBy(await learnedPayers(tx, unique(keys.flatMap((it) => it.payers))), (it) => it.key)
  const names = Map.groupBy(
    await debtorsByName(
      tx,
      finder.books,
      unique(lines.flatMap((it) => (it.name === undefined ? [] : [folded(it.name)]))),
    ),
    (it) => it.key,
  )
  const learned = keys.map((it) => it.payers.flatMap((key) => payers.get(key) ?? []))
  for (const [i, it] of keys.entries()) {
    for (const hit of it.debtorNos.flatMap((no) => byNo.get(no) ?? [])) {
      found.add(i, hit)
      numbered.add(i)
    }
    for (const one of learned[i]!) found.add(i, one)
    const name = lines[i]!.name
    if (name !== undefined) for (const hit of (names.get(folded(name)) ?? []).slice(0, 30)) found.add(i, hit)
  }
  await byWords(tx, finder, keys, found, numbered)
  await likeOnly(tx, lines, found)
  const many = await bySums(tx, finder, lines, found)
  const known = await read(tx, found)
  const debtors = found.of.map((all) => {
    const some = new Map<string, MatchDebtor>()
    for (const { key, hits } of all.values()) {
      const it = known.get(keyText(key))
      // Merged into another: both lead to the same one.
      const home = it && keyText(it)
      if (it && !some.has(home!)) some.set(home!, debtorOf(workspace, it, hits))
    }
    return [...some.values()]
  })
  const home = (it: Learned): Learned => ({ ...it, ...keyOnly(known.get(keyText(it)) ?? it) })
  return {
    debtors,
    learned: learned.map((some) => some.map(home)),
    many,
    known: new Map([...known.values()].map((it) => [keyText(it), it])),
  }
}

const keyOnly = ({ book, id }: Key): Key => ({ book, id })

/** As written first; what hands may have changed only where that leads nowhere. @returns the lines that it led somewhere */
async function byNumbers(tx: Tx, keys: readonly LineKeys[], found: Candidates): Promise<Set<number>> {
  const led = new Set<number>()
  const ask = async (of: (it: LineKeys) => readonly string[], skip: ReadonlySet<number>) => {
    const wanted = keys.flatMap((it, i) => (skip.has(i) ? [] : of(it)))
    const hits = Map.groupBy(await debtorsByNumber(tx, unique(wanted)), (it) => it.key.slice(1))
    for (const [i, it] of keys.entries()) {
      if (skip.has(i)) continue
      for (const key of of(it)) {
        for (const hit of hits.get(key) ?? []) {
          found.add(i, hit, key)
          led.add(i)
        }
      }
    }
  }
  await ask((it) => it.numbers, new Set())
  const written = new Set(led)
  await ask((it) => it.slips, written)
  return written
}

/** By the rare words of a name; by two common ones together only where nothing else has led anywhere. */
async function byWords(
  tx: Tx,
  finder: Finder,
  keys: readonly LineKeys[],
  found: Candidates,
  numbered: ReadonlySet<number>,
): Promise<void> {
  const wanted = keys.map((it, i) =>
    numbered.has(i)
      ? it.textWords.length > 1
        ? it.textWords
        : []
      : unique([
          ...it.words,
          ...it.nameWords,
          ...(found.of[i]!.size === 0 || it.textWords.length > 1 ? it.textWords : []),
        ]),
  )
  const words = unique(wanted.flat()).filter((it) => !finder.common.has(it))
  const rare = new Map<string, Hit[]>()
  for (const book of finder.books) {
    for (const [word, hits] of Map.groupBy(await debtorsByWord(tx, book, words, commonMin), (it) => it.key)) {
      if (hits.length > commonMin) finder.common.add(word)
      else rare.set(word, [...(rare.get(word) ?? []), ...hits])
    }
  }
  const pairs = new Map<string, [string, string]>()
  const pairsOf = new Map<number, string[]>()
  for (const [i, some] of wanted.entries()) {
    const asked = some.filter((it) => !finder.common.has(it))
    // A word with a digit may be the number of a customer, which is more than a likeness.
    const sure = new Set(asked.filter((it) => /\d/.test(it)).flatMap((it) => (rare.get(it) ?? []).map(keyText)))
    for (const hit of nearest(asked.map((it) => rare.get(it) ?? [])))
      found.add(i, hit, undefined, !sure.has(keyText(hit)))
    const common = unique(keys[i]!.nameWords).filter((it) => finder.common.has(it))
    if (found.of[i]!.size > 0 || common.length < 2) continue
    const all = common
      .slice(0, 4)
      .flatMap((one, at) => common.slice(at + 1, 4).map((other) => [one, other] as [string, string]))
    for (const pair of all) pairs.set(pair.join(' '), pair)
    pairsOf.set(
      i,
      all.map((it) => it.join(' ')),
    )
  }
  if (pairs.size === 0) return
  for (const book of finder.books) {
    const hits = Map.groupBy(await debtorsByPair(tx, book, [...pairs.values()], commonMin), (it) => it.key)
    for (const [i, some] of pairsOf)
      for (const pair of some) for (const hit of hits.get(pair) ?? []) found.add(i, hit, undefined, true)
  }
}

/** Those who share most words with the line, and a few that share one less where not all of its words lead anywhere. */
function nearest(hits: readonly (readonly Hit[])[]): Hit[] {
  const counts = new Map<string, { hit: Hit; count: number }>()
  for (const some of hits) {
    for (const hit of some) {
      const there = counts.get(keyText(hit))
      if (there) there.count += 1
      else counts.set(keyText(hit), { hit, count: 1 })
    }
  }
  const all = [...counts.values()]
  const most = Math.max(0, ...all.map((it) => it.count))
  const best = all.filter((it) => it.count === most)
  // One word less may be a word that the bank cut off or the payer left out.
  const next = most > 1 && most < hits.length ? all.filter((it) => it.count === most - 1) : []
  return [...best.slice(0, 20), ...next.slice(0, 6)].map((it) => it.hit)
}

/** Lets go of those who share a word with a line and whose name is not like it: their claims need not be read. */
async function likeOnly(tx: Tx, lines: readonly MatchLine[], found: Candidates): Promise<void> {
  const faint = found.of.flatMap((all) => [...all.values()].filter((it) => it.faint).map((it) => it.key))
  const names = new Map<string, string[]>()
  for (const [book, some] of Map.groupBy(faint, (it) => it.book))
    for (const it of await namesOf(tx, book, unique(some.map((one) => one.id))))
      names.set(`${book} ${it.id}`, [...(names.get(`${book} ${it.id}`) ?? []), it.name])
  for (const [i, all] of found.of.entries()) {
    for (const [key, it] of all) {
      if (it.faint && !isNamed(lines[i]!, names.get(key) ?? [])) all.delete(key)
    }
  }
}

/** Who owes just this sum, for lines that say nothing else. @returns lines whose sum too many owe */
async function bySums(tx: Tx, finder: Finder, lines: readonly MatchLine[], found: Candidates): Promise<Set<number>> {
  const many = new Set<number>()
  const bare = lines.flatMap((it, i) => (found.of[i]!.size === 0 ? [{ i, sum: it.amountMinor }] : []))
  if (bare.length === 0) return many
  const hits = new Map<number, Hit[]>()
  for (const book of finder.books) {
    for (const hit of await debtorsBySum(tx, book, unique(bare.map((it) => it.sum)), sumsMax)) {
      const sum = Number(hit.key)
      hits.set(sum, [...(hits.get(sum) ?? []), hit])
    }
  }
  for (const { i, sum } of bare) {
    const some = hits.get(sum) ?? []
    if (some.length > sumsMax) many.add(i)
    for (const hit of some.slice(0, sumsMax)) found.add(i, hit)
  }
  return many
}

async function read(tx: Tx, found: Candidates): Promise<Map<string, Candidate>> {
  const known = new Map<string, Candidate>()
  let wanted = found.of.flatMap((all) => [...all.values()].map((it) => it.key))
  const asked = new Map<string, Key>(wanted.map((it) => [keyText(it), it]))
  while (wanted.length > 0) {
    for (const [book, some] of Map.groupBy(wanted, (it) => it.book))
      for (const it of await readCandidates(tx, book, unique(some.map((one) => one.id)))) known.set(keyText(it), it)
    wanted = wanted.flatMap((it) => known.get(keyText(it))?.movedTo ?? []).filter((it) => !known.has(keyText(it)))
  }
  const homeOf = (it: Candidate): Candidate => {
    const next = it.movedTo && known.get(keyText(it.movedTo))
    return next ? homeOf(next) : it
  }
  return new Map([...known].map(([key, it]) => [key, asked.has(key) || it.movedTo === null ? homeOf(it) : it]))
}

function debtorOf(workspace: Workspace, it: Candidate, hits: readonly string[]): MatchDebtor {
  return {
    book: it.book,
    id: it.id,
    no: it.no,
    name: it.name,
    aliases: it.aliases,
    ...(it.externalId === null ? {} : { externalId: it.externalId }),
    claims: it.claims.filter((one) => openSum(one) > 0).map((one) => claimOf(workspace, one)),
    credits: creditsOf(it),
    hits,
  }
}

/** By currency, with whichever creditor. */
function creditsOf(it: Candidate): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const [key, minor] of Object.entries(it.credits)) {
    const currency = key.slice(-3)
    sums[currency] = (sums[currency] ?? 0) + minor
  }
  return sums
}

export function openSum(it: CandidateClaim): number {
  return it.open.principal + it.open.interest + it.open.fee + it.open.cost
}

function claimOf(workspace: Workspace, it: CandidateClaim): MatchClaim {
  const openMinor = openSum(it)
  const discount = agreed(workspace, it)
  return {
    id: it.id,
    number: it.number,
    currency: it.currency,
    issuedOn: it.issuedOn,
    dueOn: it.dueOn,
    openMinor,
    ...(it.reference === null ? {} : { reference: it.reference }),
    ...(discount
      ? {
          discount: {
            until: addDays(it.issuedOn, discount.days) as Day,
            amountMinor: discountMinor(openMinor, discount),
            says: `less ${discount.rateBp / 100} % agreed cash discount`,
          },
        }
      : {}),
  }
}

function agreed(workspace: Workspace, it: CandidateClaim): CashDiscount | undefined {
  const own = it.payTerms === null ? undefined : discountOf(it.payTerms)
  const all = workspace.settings.cashDiscount
  return own ?? (all && { rateBp: Math.round(all.percent * 100), days: all.days })
}

function unique<T>(some: readonly T[]): T[] {
  return [...new Set(some)]
}
