// Whose money a bank line is and what it pays: candidates with evidence in plain words, and how sure. It is careful: certain takes
// two kinds of evidence that do not hang together, or a checked reference and a sum that fits, and nobody else whom it fits as well.

import type { Key } from './id.ts'
import { anyFit, type Given, inTurn, type MatchClaim, namedFit, type SumFit, sets } from './match-sum.ts'
import { type Learned, type MatchDebtor, pointing, type Who } from './match-who.ts'
import { type LineWords, type MatchLine, wordsOf } from './match-words.ts'
import { moneyText } from './money.ts'

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
  const unread = unreadOf(first, all)
  if (unread !== undefined) return { class: 'unapplied', proposals, because: unread }
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
  const other = all.find(
    (one) =>
      one !== it && (one.who.payer === 'same' || (one.who.payer === 'near' && one.who.nearNumber)) && fitsWhole(one),
  )
  if (who.otherNumber && !who.number) return 'it names a number that is not open'
  if (other && who.payer !== 'same') return `a name in it is that of ${other.debtor.name}, where the sum fits too`
  if (who.checked && sumFits) return undefined
  if (who.number && sumFits) return undefined
  const isPart =
    ['part', 'fee', 'short'].includes(sum.fit) && !sum.several && !who.leftUnread && who.nearly.length === 0
  if (who.number && who.payer === 'same' && who.named.length === 1 && isPart) return undefined
  if (who.nearNumber && sumFits && who.payer === 'same') return undefined
  // A number too short to mean one claim alone takes nothing away where name and sum agree.
  if (who.payer === 'same' && sumFits && sum.fit !== 'rounding') return undefined
  if (who.checked || who.number) return 'the sum does not fit'
  if (sum.several) return 'more than one sum of claims fits'
  if (!sumFits) return 'the sum does not fit'
  return who.payer === 'none' ? 'only the sum and little else agree' : 'the name agrees in part only'
}

/** Where the line says something that the best answer leaves unsaid, it is no answer. */
function unreadOf({ who, sum, debtor }: Judged, all: readonly Judged[]): string | undefined {
  const whole = ['exact', 'discount', 'credit', 'rounding', 'set'].includes(sum.fit)
  if (whole) return undefined
  const over = sum.fit === 'over' || sum.fit === 'none'
  if (who.named.length > 0 && who.payer === 'none' && !who.checked) {
    if (over) return 'the number is of one customer, and neither sum nor payer agree'
    if (all.some((it) => it.who.payer !== 'none'))
      return `the number is of ${debtor.name}, the payer’s name of another, and the sum does not fit`
  }
  if (who.named.length > 0 && over && who.leftUnread)
    return 'more came than is named, and not all that it says could be read'
  if (who.named.length === 0 && over && who.leftUnread && !who.checked)
    return 'it names something that is none of theirs'
  return undefined
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
      const gives = part.gives.map(
        (one) =>
          `${one.number} ${moneyText(one.amountMinor, currency)}${one.creditMinor ? ` and ${moneyText(one.creditMinor, currency)} on account` : ''}${one.allowedMinor ? ` and ${moneyText(one.allowedMinor, currency)} discount` : ''}`,
      )
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
