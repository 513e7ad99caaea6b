// Whose money a bank line is and what it pays: candidates with evidence in plain words, and how sure. It is careful: certain takes
// two kinds of evidence that do not hang together, or a checked reference and a sum that fits, and nobody else whom it fits as well.

import type { Key } from './id.ts'
import { anyFit, type Given, inTurn, type MatchClaim, namedFit, type SumFit, sets } from './match-sum.ts'
import { type LineWords, type MatchLine, nameInText, nameScore, numberKey, wordsOf } from './match-words.ts'
import { moneyText } from './money.ts'

/** A debtor whom a line may be from, as indexes found them. */
export interface MatchDebtor extends Key {
  readonly no: number
  readonly name: string
  readonly aliases: readonly string[]
  readonly externalId?: string
  /** Open ones, oldest due first. */
  readonly claims: readonly MatchClaim[]
  /** On account, by currency. */
  readonly credits: Readonly<Record<string, number>>
  /** Numbers of claims by which they were found, open or paid. */
  readonly hits: readonly string[]
}

/** What a person confirmed before: this account or name paid for this debtor. */
export interface Learned extends Key {
  /** As `payerKeys` has it: `a …` an account, `n …` a name. */
  readonly key: string
}

export interface Proposal {
  /** What each debtor gets; together the line. */
  readonly parts: readonly ProposalPart[]
  /** The evidence, each in plain words. */
  readonly chips: readonly string[]
  readonly score: number
}

export interface ProposalPart extends Key {
  readonly no: number
  readonly name: string
  readonly amountMinor: number
  /** Claims and what each gets; empty: by the order of the place. What is left of the part stays on account. */
  readonly gives: readonly Given[]
}

export type MatchClass = 'certain' | 'likely' | 'unapplied'

export interface Match {
  readonly class: MatchClass
  /** The best first; of an unapplied line everyone it could belong to. */
  readonly proposals: readonly Proposal[]
  /** Why it is not surer, or that it is. */
  readonly because: string
}

const proposalsMax = 20

/** What points at a debtor, and how much. */
interface Who {
  readonly score: number
  readonly chips: readonly string[]
  /** A reference with check digits. */
  readonly checked: boolean
  /** Claims named without a slip in digits enough to mean one claim. */
  readonly number: boolean
  /** Named with a slip, cut off, or by its end. */
  readonly nearNumber: boolean
  readonly payer: 'same' | 'near' | 'none'
  readonly named: readonly MatchClaim[]
  /** Beside those named: with a slip. */
  readonly mistyped: readonly MatchClaim[]
  /** And with a slip, cut off, or by their end. */
  readonly nearly: readonly MatchClaim[]
  /** The text names something that is not open here. */
  readonly otherNumber: boolean
}

interface Judged {
  readonly debtor: MatchDebtor
  readonly who: Who
  readonly sum: SumFit
  readonly score: number
}

const fitScore: Readonly<Record<SumFit['fit'], readonly [named: number, unnamed: number]>> = {
  exact: [45, 40],
  discount: [42, 36],
  credit: [40, 30],
  rounding: [35, 22],
  set: [35, 28],
  fee: [22, 10],
  short: [22, 10],
  part: [15, 0],
  over: [8, 0],
  none: [0, 0],
}
const severalCost = 14
const likelyMin = 50
const aheadMin = 15
const chanceMin = 20

/** Matches one line. `debtors` are all whom any index found; `learned` what was confirmed of this payer. */
export function match(line: MatchLine, debtors: readonly MatchDebtor[], learned: readonly Learned[]): Match {
  const words = wordsOf(line)
  const known = Map.groupBy(learned, (it) => it.key)
  const all = debtors
    .map((debtor) => judge(line, words, debtor, known))
    .filter((it) => it.score >= chanceMin)
    .sort((a, b) => b.score - a.score || a.debtor.no - b.debtor.no)
  const together = jointly(line, all)
  const single = all.map((it) => proposalOf(line, it))
  const ownFirst = all.some((it) => it.who.payer === 'same' && fitsWhole(it))
  const joint = together ? [together] : []
  const proposals = (ownFirst ? [...single.slice(0, 1), ...joint, ...single.slice(1)] : [...joint, ...single]).slice(
    0,
    proposalsMax,
  )
  const [first, second] = all
  if (together) {
    const payers = new Set(together.parts.map((it) => all.find((one) => one.debtor.id === it.id)!.who.payer))
    // One of them pays by name and another is only named: a mistyped number would look just so.
    const doubtful = payers.has('none') && payers.size > 1
    if (!ownFirst)
      return doubtful || line.settles
        ? { class: 'likely', proposals, because: 'claims of several customers are named, and the payer is one of them' }
        : { class: 'certain', proposals, because: 'claims of several customers are named and make the sum' }
  }
  if (!first) return { class: 'unapplied', proposals, because: 'nothing in it points at a customer' }
  if (first.score < likelyMin)
    return { class: 'unapplied', proposals, because: 'what points at a customer is too little' }
  if (first.who.payer === 'none' && !first.who.checked && first.sum.fit === 'over')
    return { class: 'unapplied', proposals, because: 'the number is of one customer, and neither sum nor payer agree' }
  const rival = second && first.score - second.score < aheadMin ? second : undefined
  if (rival)
    return {
      class: 'unapplied',
      proposals,
      because: `it fits ${first.debtor.name} and ${rival.debtor.name} about as well`,
    }
  const doubt = doubtOf(line, first, all)
  if (doubt === undefined) return { class: 'certain', proposals, because: 'the evidence agrees' }
  return { class: 'likely', proposals, because: doubt }
}

/** Why a person should look, or undefined where nothing is in doubt. */
function doubtOf(line: MatchLine, it: Judged, all: readonly Judged[]): string | undefined {
  const { who, sum } = it
  if (line.settles) return 'it is offered in full settlement: taking it may be acceptance'
  const sumFits = ['exact', 'discount', 'credit', 'rounding'].includes(sum.fit) && !sum.several
  const payer = who.payer !== 'none'
  const other = all.find((one) => one !== it && one.who.payer === 'same' && fitsWhole(one))
  if (who.otherNumber && !who.number) return 'it names a number that is not open'
  if (other && who.payer !== 'same') return `the payer’s name is that of ${other.debtor.name}, where the sum fits too`
  if (who.checked && sumFits) return undefined
  if (who.number && sumFits) return undefined
  if (who.number && who.named.length > 0 && sum.fit === 'set' && !sum.several && payer) return undefined
  if (who.number && who.payer === 'same' && who.named.length === 1 && ['part', 'fee', 'short'].includes(sum.fit))
    return undefined
  if (who.nearNumber && sumFits && who.payer === 'same') return undefined
  if (who.payer === 'same' && sumFits && sum.fit !== 'rounding' && who.named.length === 0) return undefined
  if (who.checked || who.number) return 'the sum does not fit'
  if (sum.several) return 'more than one sum of claims fits'
  if (!sumFits) return 'the sum does not fit'
  return who.payer === 'none' ? 'only the sum and little else agree' : 'the name agrees in part only'
}

function fitsWhole(it: Judged): boolean {
  return ['exact', 'discount', 'credit', 'set'].includes(it.sum.fit)
}

function judge(
  line: MatchLine,
  words: LineWords,
  debtor: MatchDebtor,
  learned: ReadonlyMap<string, readonly Learned[]>,
): Judged {
  // What is not issued yet cannot be paid.
  const claims = debtor.claims.filter(
    (it) => it.currency === line.currency && it.issuedOn <= line.day && it.openMinor > 0,
  )
  const who = pointing(line, words, debtor, claims, learned)
  const facts = {
    amountMinor: line.amountMinor,
    currency: line.currency,
    on: line.day,
    creditMinor: Math.max(0, debtor.credits[line.currency] ?? 0),
  }
  const named = new Set(who.named)
  const others = claims.filter((it) => !named.has(it))
  const sum =
    named.size > 0
      ? (withSlips(facts.amountMinor, who.named, who.nearly) ?? withMistyped(facts, who, others))
      : anyFit(facts, claims)
  const [forNamed, forAny] = fitScore[sum.fit]
  const score = who.score + (named.size > 0 ? forNamed : forAny) - (sum.several ? severalCost : 0)
  return { debtor, who, sum, score }
}

/** Where some numbers are right and others mistyped, together they make the sum. */
function withSlips(
  amountMinor: number,
  named: readonly MatchClaim[],
  nearly: readonly MatchClaim[],
): SumFit | undefined {
  const left = amountMinor - named.reduce((sum, it) => sum + it.openMinor, 0)
  if (left <= 0 || nearly.length === 0) return undefined
  const one = nearly.filter((it) => it.openMinor === left)
  const more = one.length > 0 ? one.map((it) => [it]) : sets(nearly, left, 5).found
  if (more.length === 0) return undefined
  return {
    fit: 'exact',
    gives: inTurn([...named, ...more[0]!], amountMinor),
    several: more.length > 1,
    chip: `exact sum with ${more[0]!.map((it) => it.number).join(', ')}, nearly the number`,
  }
}

/** The claims named, or where they are too little for the sum those too whose number is mistyped. */
function withMistyped(facts: Parameters<typeof namedFit>[0], who: Who, others: readonly MatchClaim[]): SumFit {
  const plain = namedFit(facts, who.named, others)
  if (who.mistyped.length === 0 || (plain.fit !== 'over' && plain.fit !== 'set')) return plain
  const taken = new Set(who.mistyped)
  const both = namedFit(
    facts,
    [...who.named, ...who.mistyped],
    others.filter((it) => !taken.has(it)),
  )
  return both.fit === 'over' ? plain : { ...both, several: true }
}

function pointing(
  line: MatchLine,
  words: LineWords,
  debtor: MatchDebtor,
  claims: readonly MatchClaim[],
  learned: ReadonlyMap<string, readonly Learned[]>,
): Who {
  const chips: string[] = []
  let score = 0
  let checked = false
  if (words.debtorNos.includes(debtor.no)) {
    chips.push('our payment reference')
    score += 100
    checked = true
  }
  const numbers = numbersOf(line, words, claims)
  const exact = numbers.filter((it) => it.how === 'exact' || it.how === 'structured')
  const long = exact.some((it) => it.digits >= 5)
  checked ||= numbers.some((it) => it.how === 'structured')
  // A slip beside what is right is mostly another number, or a date.
  const taken = exact.length > 0 ? exact : numbers.slice(0, 6)
  const best = taken[0]
  if (best) {
    score +=
      best.how === 'structured'
        ? 90
        : best.how === 'exact'
          ? ([70, 55, 40][Math.max(0, 6 - best.digits)] ?? 15)
          : best.how === 'slip'
            ? 34
            : best.digits >= 4
              ? 30
              : 15
    for (const it of taken.slice(0, 6)) chips.push(`${numberChip[it.how]} ${it.claim.number}`)
  }
  const paid = debtor.hits.filter((key) => words.numbers.has(key) && !claims.some((it) => numberKey(it.number) === key))
  const otherNumber = taken.length === 0 && (paid.length > 0 || unknownNumber(words, claims, debtor))
  if (taken.length === 0 && paid.length > 0) {
    chips.push('names a claim of theirs that is not open')
    score += 45
  }
  const customerNo = debtor.externalId === undefined ? undefined : numberKey(debtor.externalId)
  if (customerNo !== undefined && customerNo.length >= 4 && words.numbers.has(customerNo)) {
    chips.push(`customer number ${debtor.externalId}`)
    score += 45
  }
  const payer = payerOf(line, words, debtor, learned)
  return {
    score: score + payer.score,
    chips: [...chips, ...payer.chips],
    checked,
    number: exact.length > 0 && long,
    nearNumber: taken.length > 0 && exact.length === 0,
    payer: payer.how,
    named: taken.map((it) => it.claim),
    mistyped: exact.length > 0 ? numbers.filter((it) => it.how === 'slip').map((it) => it.claim) : [],
    nearly: exact.length > 0 ? numbers.slice(exact.length, exact.length + 12).map((it) => it.claim) : [],
    otherNumber,
  }
}

function payerOf(
  line: MatchLine,
  words: LineWords,
  debtor: MatchDebtor,
  learned: ReadonlyMap<string, readonly Learned[]>,
): { score: number; chips: string[]; how: Who['payer'] } {
  const chips: string[] = []
  let score = 0
  let how: Who['payer'] = 'none'
  for (const [key, some] of learned) {
    const mine = some.some((it) => it.id === debtor.id && it.book === debtor.book)
    if (!mine) continue
    // Who pays for several says by its account alone not for whom.
    const alone = new Set(some.map((it) => it.id)).size === 1
    const isAccount = key.startsWith('a ')
    chips.push(isAccount ? 'paid from this account before' : 'paid under this name before')
    score = Math.max(score, alone ? (isAccount ? 65 : 55) : 32)
    how = alone ? 'same' : how === 'same' ? how : 'near'
  }
  const name =
    line.name === undefined ? 0 : Math.max(...[debtor.name, ...debtor.aliases].map((it) => nameScore(line.name!, it)))
  if (name >= 60) {
    const same = name >= 85
    chips.push(
      name >= 100 ? 'the payer’s name' : same ? 'the payer’s name, cut or misspelled' : 'a part of the payer’s name',
    )
    const points = name >= 105 ? 60 : name >= 100 ? 56 : same ? 50 : name >= 80 ? 40 : name >= 70 ? 34 : 24
    // Account and name are one kind of evidence, who pays: the second adds little.
    score = score > 0 ? Math.max(score, points) + 6 : points
    if (same) how = 'same'
    else if (how === 'none') how = 'near'
  } else if (nameInText(words, debtor.name)) {
    chips.push('the customer’s name in the text')
    score = Math.max(score, 42)
    if (how === 'none') how = 'near'
  }
  return { score, chips, how }
}

type How = 'structured' | 'exact' | 'slip' | 'end' | 'cut'

const numberChip: Readonly<Record<How, string>> = {
  structured: 'reference of',
  exact: 'number',
  slip: 'nearly the number',
  end: 'the end of number',
  cut: 'the number, cut off,',
}

/** Claims whose number the line says, the surest first. */
function numbersOf(
  line: MatchLine,
  words: LineWords,
  claims: readonly MatchClaim[],
): { claim: MatchClaim; how: How; digits: number }[] {
  if (words.numbers.size === 0 && words.structured.length === 0) return []
  const found: { claim: MatchClaim; how: How; digits: number }[] = []
  for (const claim of claims) {
    const key = numberKey(claim.number)
    const reference = claim.reference?.replace(/\s/g, '')
    if (reference !== undefined && line.structured.includes(reference)) {
      found.push({ claim, how: 'structured', digits: 20 })
      continue
    }
    if (key === undefined) continue
    const digits = key.length
    if (
      digits >= 4 &&
      words.structured.some((it) => it.endsWith(key) || (it.endsWith(key.slice(-10)) && key.length > 10))
    )
      found.push({ claim, how: 'structured', digits })
    else if (words.numbers.has(key)) found.push({ claim, how: 'exact', digits })
    else if (digits >= 5 && isSlip(words, key)) found.push({ claim, how: 'slip', digits })
    else if (words.cut !== undefined && words.cut.length >= 5 && key.startsWith(words.cut))
      found.push({ claim, how: 'cut', digits: words.cut.length })
    else {
      const end = words.groups.find((it) => isEnd(key, it))
      if (end !== undefined) found.push({ claim, how: 'end', digits: end.length })
    }
  }
  const order: readonly How[] = ['structured', 'exact', 'slip', 'cut', 'end']
  return found.sort((a, b) => order.indexOf(a.how) - order.indexOf(b.how) || b.digits - a.digits)
}

/** The running number alone, without year and letters; zeros before it may be left out. */
function isEnd(key: string, group: string): boolean {
  const bare = group.replace(/^0+/, '')
  return (
    bare.length >= 3 &&
    bare.length < key.length &&
    key.endsWith(bare) &&
    /^(?:.*0)?$|^20\d\d$|^\d\d$/.test(key.slice(0, -bare.length))
  )
}

function isSlip(words: LineWords, key: string): boolean {
  if (words.slips.has(key)) return true
  for (const number of words.numbers) if (number.length === key.length && oneApart(number, key)) return true
  return false
}

function oneApart(a: string, b: string): boolean {
  let apart = 0
  for (let i = 0; i < a.length && apart < 2; i++) if (a[i] !== b[i]) apart += 1
  return apart === 1
}

/** Something that looks like a number of theirs, and is none that is open. */
function unknownNumber(words: LineWords, claims: readonly MatchClaim[], debtor: MatchDebtor): boolean {
  const lengths = new Set(claims.map((it) => numberKey(it.number)?.length))
  const own = debtor.externalId === undefined ? undefined : numberKey(debtor.externalId)
  return words.groups.some((group) => {
    const bare = group.replace(/^0+/, '')
    return bare.length >= 5 && bare !== own && lengths.has(bare.length)
  })
}

/** Claims of several debtors named without a slip, which together make the sum. */
function jointly(line: MatchLine, all: readonly Judged[]): Proposal | undefined {
  const some = all.filter((it) => it.who.number && it.who.named.length > 0)
  if (some.length < 2 || some.length > 10) return undefined
  const sums = some.map((it) => it.who.named.reduce((sum, one) => sum + one.openMinor, 0))
  if (sums.reduce((sum, it) => sum + it, 0) !== line.amountMinor) return undefined
  return {
    parts: some.map(({ debtor, who }, i) => ({
      ...partOf(debtor),
      amountMinor: sums[i]!,
      gives: inTurn(who.named, sums[i]!),
    })),
    chips: [
      ...some.flatMap((it) => it.who.chips.filter((chip) => chip.startsWith('number'))),
      'exact sum of all claims named',
    ],
    score: 150,
  }
}

function proposalOf(line: MatchLine, { debtor, who, sum, score }: Judged): Proposal {
  // With nothing named and nothing that fits, the order of the place spreads it.
  const free = who.named.length === 0 && ['part', 'over', 'none'].includes(sum.fit)
  return {
    parts: [{ ...partOf(debtor), amountMinor: line.amountMinor, gives: free ? [] : sum.gives }],
    chips: [...who.chips, sum.chip],
    score,
  }
}

function partOf({ book, id, no, name }: MatchDebtor) {
  return { book, id, no, name }
}

/** What a proposal does, in one line for people. */
export function proposalText(it: Proposal, currency: string): string {
  return it.parts
    .map((part) => {
      const gives = part.gives.map((one) => `${one.number} ${moneyText(one.amountMinor, currency)}`)
      const left = part.amountMinor - part.gives.reduce((sum, one) => sum + one.amountMinor, 0)
      const rest =
        left > 0
          ? [
              part.gives.length === 0
                ? `${moneyText(left, currency)}, oldest first`
                : `${moneyText(left, currency)} on account`,
            ]
          : []
      return `${part.no} ${part.name}: ${[...gives, ...rest].join(', ')}`
    })
    .join('; ')
}
