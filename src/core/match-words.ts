// Reads what a bank line says: the numbers in it, whole, apart, cut off or mistyped, and whose name it bears. It finds nothing by itself;
// match.ts holds what is read here against a debtor's claims.

import type { Day } from './day.ts'
import { numberOfReference } from './iban.ts'
import { likeness, ownWords } from './name.ts'
import { folded } from './text.ts'

export interface MatchLine {
  readonly day: Day
  /** Over 0: what came in. */
  readonly amountMinor: number
  readonly currency: string
  readonly text: string
  readonly name?: string
  /** IBAN, or the account number as the bank writes it. */
  readonly account?: string
  /** References that the payer's bank hands on beside the text. */
  readonly references: readonly string[]
  /** Structured references whose check digits hold, or which the bank names as such. */
  readonly structured: readonly string[]
  /** Offered in full and final settlement: taking it may be acceptance, so a person decides. */
  readonly settles?: boolean
}

/** What a line may be found by, as indexes have it. */
export interface LineKeys {
  /** Digits of claims' numbers as written. */
  readonly numbers: readonly string[]
  /** And as they may be meant, with the slips that hands make. */
  readonly slips: readonly string[]
  /** Numbers as written, and words with a digit: customers' own numbers. */
  readonly words: readonly string[]
  /** Debtors' numbers from our own references, checked. */
  readonly debtorNos: readonly number[]
  readonly payers: readonly string[]
  /** The remitter's own words. */
  readonly nameWords: readonly string[]
  /** Words of the text that may be a name: who pays for another says for whom. */
  readonly textWords: readonly string[]
}

/** Digits of a claim's number without zeros in front; undefined where there are too few to tell claims apart. */
export function numberKey(number: string): string | undefined {
  const digits = number.replace(/\D/g, '').replace(/^0+/, '')
  return digits.length >= 3 && digits.length <= 20 ? digits : undefined
}

export interface LineWords {
  /** Digits that follow one another, each alone and up to four together, without zeros in front. */
  readonly numbers: ReadonlySet<string>
  /** What those may have been before hands slipped, each with what stands there. */
  readonly slips: ReadonlyMap<string, string>
  /** Groups as written. */
  readonly groups: readonly string[]
  /** Those that the payer wrote; what banks hand on beside the text is often their own number. */
  readonly said: readonly string[]
  /** Digits inside structured references, without their check digits. */
  readonly structured: readonly string[]
  /** The last group, where the text ends so that a bank may have cut it. */
  readonly cut?: string
  readonly debtorNos: readonly number[]
  /** "From this one to that one." */
  readonly isRange: boolean
  /** The text folded and its umlauts as one letter. */
  readonly plain: string
}

export function wordsOf(line: MatchLine): LineWords {
  const free = [line.text, ...line.references].join(' \n ')
  const groups = groupsOf(free)
  const numbers = new Set<string>()
  for (const run of groups) {
    for (let at = 0; at < run.length; at++) {
      let joined = ''
      for (let count = 0; count < 4 && at + count < run.length; count++) {
        joined += run[at + count]!
        const key = joined.replace(/^0+/, '')
        if (key.length >= 3 && key.length <= 20) numbers.add(key)
      }
    }
  }
  const last = /(\d{4,})$/.exec(line.text)?.[1]
  const isCut = last !== undefined && [27, 35, 54, 70, 140].includes(line.text.length)
  return {
    numbers,
    slips: new Map(
      [...numbers].filter((it) => it.length >= 4 && it.length <= 14).flatMap((it) => slips(it).map((one) => [one, it])),
    ),
    groups: groups.flat(),
    said: groupsOf(line.text).flat(),
    structured: line.structured.filter((it) => /^\d{5,}$/.test(it)).flatMap((it) => [it.slice(0, -1), it.slice(0, -2)]),
    ...(isCut ? { cut: last } : {}),
    debtorNos: [...new Set(line.structured.map(numberOfReference).filter((it) => it !== undefined))],
    isRange: /\d\s*(?:bis|to|through|thru|until|au|à|hasta|t\/m)\s*(?:[\p{L}]{0,4}[-.]?)?\d/iu.test(line.text),
    plain: collapsed(line.text),
  }
}

/** Runs of groups of digits with nothing but blanks and signs between them. A letter O or l inside a number is a digit. */
function groupsOf(text: string): string[][] {
  const typed = text
    .replace(/(?<=\d)[oO](?=[\doO]|\b)|(?<=[\b\d])[oO](?=\d)|(?<![A-Za-z])[oO](?=\d{2})/g, '0')
    .replace(/(?<=\d)[lI](?=\d)/g, '1')
  const runs: string[][] = []
  for (const part of typed.split(/[^\d\s\-./_]+|\n/)) {
    const run = part.match(/\d+/g)
    if (run) runs.push(run)
  }
  return runs
}

/** What hands do to digits: two changed places, a zero left out or put in twice. */
function slips(key: string): string[] {
  const found = new Set<string>()
  for (let i = 0; i + 1 < key.length; i++) {
    if (key[i] !== key[i + 1]) found.add(key.slice(0, i) + key[i + 1] + key[i] + key.slice(i + 2))
  }
  for (let i = 1; i < key.length; i++) if (key[i] === '0') found.add(key.slice(0, i) + key.slice(i + 1))
  for (let i = 1; i <= key.length; i++) found.add(`${key.slice(0, i)}0${key.slice(i)}`)
  found.delete(key)
  return [...found].filter((it) => !it.startsWith('0'))
}

/** What the indexes are asked for one line. */
export function keysOf(line: MatchLine): LineKeys {
  const words = wordsOf(line)
  const asWritten = [...words.numbers, ...words.structured.flatMap(tails)]
  const likely = [...words.numbers].filter((it) => it.length >= 5 && it.length <= 14)
  return {
    numbers: [...new Set(asWritten)].slice(0, 60),
    slips: [...new Set(likely.slice(0, 6).flatMap(slips))].slice(0, 200),
    words: [...new Set((folded(line.text).match(/[\p{L}\p{N}]{3,}/gu) ?? []).filter((it) => /\d/.test(it)))].slice(
      0,
      8,
    ),
    debtorNos: words.debtorNos,
    payers: payerKeys(line),
    nameWords: line.name === undefined ? [] : searched(line.name),
    textWords: searched(line.text.replace(/[\d]+/g, ' ')).filter((it) => !usual.has(it)),
  }
}

// What stands in most payments and is nobody's name.
const usual = new Set(
  'rechnung rechnungen invoice invoices facture factura zahlung payment paiement pago miete rent fuer pour kunden kundennr vielen dank danke thanks from ihre your gutschrift betrag nummer number'.split(
    ' ',
  ),
)

/** Endings of a structured reference that may be a claim's number. */
function tails(digits: string): string[] {
  const plain = digits.replace(/^0+/, '')
  return [plain, ...[14, 13, 12, 11, 10, 9, 8, 7, 6, 5].map((it) => digits.slice(-it).replace(/^0+/, ''))].filter(
    (it) => it.length >= 4,
  )
}

/** By what a payer is known again: the account, and the name in its own words. */
export function payerKeys(line: Pick<MatchLine, 'account' | 'name'>): string[] {
  const account = line.account?.replace(/\s/g, '').toUpperCase()
  const name = line.name === undefined ? '' : nameKey(line.name)
  return [...(account && account.length >= 8 ? [`a ${account}`] : []), ...(name.length >= 4 ? [`n ${name}`] : [])]
}

/** One form for the spellings of a name: no legal form, no title, umlauts spelled either way, words in order. */
export function nameKey(name: string): string {
  return [...nameWords(name)].sort().join(' ')
}

const titles = new Set('herr frau herrn mr mrs ms dr prof firma fa familie u o'.split(' '))

// A name is taken apart once, however many lines of a batch it is held against.
const taken = new Map<string, readonly string[]>()
const takenMax = 20_000

function nameWords(name: string): readonly string[] {
  const there = taken.get(name)
  if (there) return there
  const own = ownWords(name.replace(/[.](?=\S{3})/g, '. ')).map(collapsed)
  const plain = own.filter((it) => !titles.has(it))
  const words = plain.length > 0 ? plain : own
  if (taken.size >= takenMax) taken.clear()
  taken.set(name, words)
  return words
}

/** Words of a name as the search has them: umlauts as one letter and, where two stand for one, both ways. */
function searched(name: string): string[] {
  const all = nameWordsAsWritten(name)
  return [...new Set(all.flatMap((it) => [it, oneLetter(it)]))].filter((it) => it.length >= 4).slice(0, 10)
}

function nameWordsAsWritten(name: string): string[] {
  return ownWords(name).filter((it) => !titles.has(it))
}

function oneLetter(word: string): string {
  return word.replace(/([aou])e/g, '$1')
}

/** Folded, and every "ae", "oe", "ue" as the letter that an umlaut folds to. */
function collapsed(text: string): string {
  return oneLetter(folded(text))
}

/** How a remitter's name stands to a debtor's: 100 the same in its own words, 80 as good as, 60 in part, 0 another. */
export function nameScore(remitter: string, debtor: string): number {
  const [theirs, ours] = [nameWords(remitter), nameWords(debtor)]
  if (theirs.length === 0 || ours.length === 0) return 0
  if (folded(remitter) === folded(debtor)) return 105
  const cut = remitter.length >= 25
  let missing = ours.length
  let extra = 0
  let partial = 0
  const left = [...ours]
  for (const [i, word] of theirs.entries()) {
    const same = left.indexOf(word)
    if (same >= 0) {
      left.splice(same, 1)
      missing -= 1
      continue
    }
    const last = i === theirs.length - 1
    const short = left.findIndex(
      (it) => it.startsWith(word) && (word.length >= 4 || (word.length === 1 && ours.length > 1) || (cut && last)),
    )
    if (short >= 0) {
      left.splice(short, 1)
      missing -= 1
      partial += 1
    } else if (!(cut && last && word.length < 4)) extra += 1
  }
  const found = ours.length - missing
  if (missing === 0 && extra === 0) return partial === 0 ? 100 : ours.length === 1 || partial === ours.length ? 60 : 92
  // The end of the name was cut away with whole words.
  if (extra === 0 && cut && found >= 2) return 85
  const [one, other] = [theirs.join(' '), ours.join(' ')]
  // Of very different length they cannot be alike, and comparing letters costs most of all.
  const near = Math.min(one.length, other.length) / Math.max(one.length, other.length) >= 0.72
  const alike = near ? likeness(one, other) : 0
  if (alike >= 92) return 85
  if (missing === 0 && found >= 2 && extra <= 2) return 80
  if (extra === 0 && found >= 2) return 70
  if (found >= 2) return 60
  return alike >= 84 && theirs.length > 1 ? 60 : 0
}

/** Whether the text says a debtor's name, as who pays for another writes it. */
export function nameInText(words: LineWords, debtor: string): boolean {
  const own = nameWords(debtor)
  return own.length >= 2 && own.every((it) => it.length >= 3 && words.plain.includes(it))
}
