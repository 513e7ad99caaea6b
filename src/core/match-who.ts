// What in a bank line points at a debtor: references, numbers of claims with the slips of hands, and who paid, each with its words and its
// weight. How much of it is enough, match.ts decides.

import type { Key } from './id.ts'
import { type MatchClaim, sets } from './match-sum.ts'
import { type LineWords, type MatchLine, nameInText, nameScore, numberKey, wordsOf } from './match-words.ts'

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

/** What points at a debtor, and how much. */
export interface Who {
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
  /** There are numbers in the text that are none of theirs, and no dates. */
  readonly leftUnread: boolean
}

/** Of a name's score: less says nothing. */
const alikeMin = 60

export function pointing(
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
  const taken = exact.length > 0 ? exact : nearest(numbers.slice(0, 6), line.amountMinor)
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
    leftUnread: isUnread(words, debtor, claims, paid),
  }
}

/** Whether a line says one of these names, as its payer or in its text, so that it counts for anything. */
export function isNamed(line: MatchLine, names: readonly string[]): boolean {
  if (line.name !== undefined && names.some((it) => nameScore(line.name!, it) >= alikeMin)) return true
  const words = wordsOf(line)
  return names.some((it) => nameInText(words, it))
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
  if (name >= alikeMin) {
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
  const exact = claims.flatMap((it) => {
    const key = numberKey(it.number)
    return key !== undefined && words.numbers.has(key) ? [key] : []
  })
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
    else if (digits >= 5 && isSlip(words, key, exact)) found.push({ claim, how: 'slip', digits })
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

/** What is read without a slip explains its digits: the invoice next to it is not meant. */
function isSlip(words: LineWords, key: string, exact: readonly string[]): boolean {
  const explained = (it: string) => exact.some((one) => one.includes(it) || it.includes(one))
  const slip = words.slips.get(key)
  if (slip !== undefined && !explained(slip)) return true
  for (const number of words.numbers)
    if (number.length === key.length && oneApart(number, key) && !explained(number)) return true
  return false
}

function oneApart(a: string, b: string): boolean {
  let apart = 0
  for (let i = 0; i < a.length && apart < 2; i++) if (a[i] !== b[i]) apart += 1
  return apart === 1
}

/** Of several numbers that are only near, those that make the sum. */
function nearest<T extends { readonly claim: MatchClaim }>(near: readonly T[], amountMinor: number): readonly T[] {
  if (near.length < 2) return near
  const one = near.filter((it) => it.claim.openMinor === amountMinor)
  if (one.length === 1) return one
  const { found } = sets(
    near.map((it) => it.claim),
    amountMinor,
    6,
  )
  return found.length === 1 ? near.filter((it) => found[0]!.includes(it.claim)) : near
}

/** Something that looks like a number of theirs, and is none that is open. */
function unknownNumber(words: LineWords, claims: readonly MatchClaim[], debtor: MatchDebtor): boolean {
  const lengths = new Set(claims.map((it) => numberKey(it.number)?.length))
  const own = debtor.externalId === undefined ? undefined : numberKey(debtor.externalId)
  return words.said.some((group) => {
    const bare = group.replace(/^0+/, '')
    return bare.length >= 5 && bare !== own && lengths.has(bare.length)
  })
}

function isUnread(
  words: LineWords,
  debtor: MatchDebtor,
  claims: readonly MatchClaim[],
  paid: readonly string[],
): boolean {
  const own = debtor.externalId === undefined ? undefined : numberKey(debtor.externalId)
  const known = [...paid, ...claims.map((it) => numberKey(it.number) ?? '')]
  const said = [...words.said, ...words.structured]
  return (
    said.some((group) => {
      const bare = group.replace(/^0+/, '')
      const isYear = /^20\d\d$/.test(bare)
      return bare.length >= 3 && !isYear && bare !== own && !known.some((it) => it.includes(bare) || bare.includes(it))
    }) || words.isRange
  )
}
