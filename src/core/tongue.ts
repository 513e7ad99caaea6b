// Says in another language what was said in English: a sentence is found in a catalogue by the words that stand still in it, and what was
// put in is carried over, days and money in the other language's form. The record keeps what was said; this only shows it. A
// sentence that the catalogue does not know stays as it is, never half translated.

import { isCurrency } from './money.ts'

/** English sentence, with `{name}` where something stands in it, to the other language's. `{#name}` takes figures alone, `{@name}` a day. */
export type Catalogue = Readonly<Record<string, string>>

export interface Forms {
  /** A day as in `2026-03-05`. */
  day(text: string): string
  /** An amount as in `-1,234.50`, and its currency. */
  money(amount: string, currency: string): string
  /** A decimal as in `8.75`, and whole numbers in groups as in `1,200`. */
  number(text: string): string
  readonly and: string
  readonly or: string
  readonly quotes: readonly [string, string]
  /** Words that open a sentence and are small inside one. */
  readonly small: readonly string[]
}

/** Says a text; the same text where nothing of it is known. */
export type Tongue = (text: string) => string

interface Pattern {
  readonly says: string
  readonly starts: string
  readonly ends: string
  readonly still: number
  readonly longest: string
  /** Has so few words of its own that it fits by chance: what stands in it must be known as ours. */
  readonly weak: boolean
  readonly names: readonly string[]
  readonly matches: RegExp
}

interface Known {
  readonly asked: Map<string, string | undefined>
  readonly exact: ReadonlyMap<string, string>
  readonly byStart: ReadonlyMap<string, readonly Pattern[]>
  readonly floating: readonly Pattern[]
}

const kept = 20_000
const lettersOfItsOwn = 8
const deepest = 5

export function tongue(catalogue: Catalogue, forms: Forms): Tongue {
  const known = learned(catalogue)
  return (text) =>
    spoken(known, forms, text, 0) ?? (/^-?[\d.,]+ [A-Z]{3}$|^[\d-]{10}$/.test(text) ? inForm(text, forms) : text)
}

/** Whether a sentence with placeholders has its entry, whatever its placeholders are called. */
export function entryKey(sentence: string): string {
  return sentence.trim().replaceAll(/\{[^{}]*\}/g, '{}')
}

function learned(catalogue: Catalogue): Known {
  const exact = new Map<string, string>()
  const byStart = new Map<string, Pattern[]>()
  const floating: Pattern[] = []
  for (const [key, says] of Object.entries(catalogue)) {
    if (!/\{[^{}]*\}/.test(key)) {
      exact.set(key.trimEnd(), says.trimEnd())
      continue
    }
    const pattern = compiled(key.trimEnd(), says.trimEnd())
    const start = /^(\S+)\s/.exec(pattern.starts)?.[1]
    if (start === undefined) floating.push(pattern)
    else byStart.set(start, [...(byStart.get(start) ?? []), pattern])
  }
  const order = (a: Pattern, b: Pattern) => b.still - a.still
  for (const list of byStart.values()) list.sort(order)
  return { asked: new Map(), exact, byStart, floating: floating.sort(order) }
}

const shapes: Readonly<Record<string, string>> = { '#': '(\\d[\\d.,]*)', '@': '(\\d{4}-\\d{2}-\\d{2})' }

function compiled(key: string, says: string): Pattern {
  const parts = key.split(/\{([^{}]*)\}/)
  const still = parts.filter((_, i) => i % 2 === 0)
  const names = parts.filter((_, i) => i % 2 === 1).map((name) => name.replace(/^[#@]/, ''))
  const source = parts.map((part, i) => (i % 2 === 0 ? escaped(part) : (shapes[part[0]!] ?? '(.+?)'))).join('')
  return {
    says,
    starts: still[0]!,
    ends: still.at(-1)!,
    still: still.join('').length,
    longest: still.reduce((a, b) => (b.length > a.length ? b : a)),
    weak: !/^[\s,;]|\{@/.test(key) && still.join('').replaceAll(/[^\p{L}]/gu, '').length < lettersOfItsOwn,
    names,
    matches: new RegExp(`^${source}$`, 's'),
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function spoken(known: Known, forms: Forms, text: string, depth: number): string | undefined {
  // Sentences stand in sentences, and the same piece is asked for under many patterns.
  if (known.asked.has(text)) return known.asked.get(text)
  const says = spokenAnew(known, forms, text, depth)
  if (known.asked.size >= kept) known.asked.clear()
  known.asked.set(text, says)
  return says
}

function spokenAnew(known: Known, forms: Forms, text: string, depth: number): string | undefined {
  const bare = text.trim()
  if (bare === '' || depth > deepest) return undefined
  const [before, after] = text.split(bare) as [string, string]
  const one =
    whole(known, forms, bare, depth) ?? severalLines(known, forms, bare, depth) ?? several(known, forms, bare, depth)
  return one === undefined ? undefined : `${before}${one}${after}`
}

/** One sentence, also where its first letter or its full stop is not as in the catalogue: it may stand inside another. */
function whole(known: Known, forms: Forms, text: string, depth: number): string | undefined {
  const asIs = found(known, forms, text, depth)
  if (asIs !== undefined) return asIs
  const first = text[0]!
  const turned = first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase()
  if (turned !== first) {
    const other = found(known, forms, turned + text.slice(1), depth)
    if (other !== undefined) return first === first.toUpperCase() ? upper(other) : lower(other, forms)
  }
  if (/[.!?:]$/.test(text)) {
    const open = depth > 0 || !/\s/.test(text) ? undefined : found(known, forms, text.slice(0, -1), depth)
    return open === undefined ? undefined : open + text.at(-1)
  }
  const closed =
    found(known, forms, `${text}.`, depth) ??
    (turned === first ? undefined : found(known, forms, `${turned}${text.slice(1)}.`, depth))
  if (closed === undefined) return undefined
  const open = closed.replace(/\.$/, '')
  return first === first.toLowerCase() ? lower(open, forms) : open
}

function found(known: Known, forms: Forms, text: string, depth: number): string | undefined {
  const exact = known.exact.get(text)
  if (exact !== undefined) return exact
  const start = /^(\S+)\s/.exec(text)?.[1]
  const anchored = (start !== undefined && known.byStart.get(start)) || []
  return fitting(anchored, known, forms, text, depth) ?? fitting(known.floating, known, forms, text, depth)
}

function fitting(patterns: readonly Pattern[], known: Known, forms: Forms, text: string, depth: number) {
  for (const it of patterns) {
    if (text.length <= it.still || !text.startsWith(it.starts) || !text.endsWith(it.ends) || !text.includes(it.longest))
      continue
    const match = it.matches.exec(text)
    if (!match) continue
    if (it.weak && it.names.some((_, i) => !isOurs(known, match[i + 1]!))) continue
    const put = it.names.map((_, i) => inside(known, forms, match[i + 1]!, depth + 1))
    const values = new Map(it.names.map((name, i) => [name, put[i]!]))
    return it.says.replaceAll(/\{([^{}]*)\}/g, (as, name: string) => values.get(name) ?? as)
  }
  return undefined
}

/** What was put into a sentence: words of ours, days, money, or what somebody wrote, which stays. */
function inside(known: Known, forms: Forms, value: string, depth: number): string {
  if (/^".*"$/s.test(value) || /^“.*”$/s.test(value)) return `${forms.quotes[0]}${value.slice(1, -1)}${forms.quotes[1]}`
  // A piece such as " by Ada" is known with the blank before it.
  const words =
    (/^[\s,;]/.test(value) ? found(known, forms, value, depth) : undefined) ?? spoken(known, forms, value, depth)
  if (words !== undefined) return words
  const listed = list(known, forms, value, depth)
  return listed ?? inForm(value, forms)
}

/** A plain phrase of the catalogue, a day, money, a number of a claim, an address, a zone, something between quotation marks. */
function isOurs(known: Known, value: string): boolean {
  return (
    /^\S*[\d/@_]\S*$/.test(value) ||
    /^["“].*["”]$/s.test(value) ||
    known.exact.has(value) ||
    known.exact.has(value[0]!.toUpperCase() + value.slice(1)) ||
    known.exact.has(value[0]!.toLowerCase() + value.slice(1)) ||
    /^\d+ \p{L}+( \p{L}+)?$/u.test(value) ||
    /^-?[\d.,]+ [A-Z]{3}$|^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(value)
  )
}

function list(known: Known, forms: Forms, value: string, depth: number): string | undefined {
  const parts = value.split(/(, and |, or |, | and | or |; )/)
  if (parts.length < 3) return undefined
  const shown = parts.map((part, i) => {
    if (i % 2 === 1)
      return part
        .replace('and', forms.and)
        .replace('or', forms.or)
        .replace(/^, (?=\p{L}+ )/u, ' ')
    return spoken(known, forms, part, depth) ?? (isOurs(known, part) ? inForm(part, forms) : undefined)
  })
  // A name may hold a comma or an "and": only where each part is known to be none.
  return shown.every((one) => one !== undefined) ? shown.join('') : undefined
}

const dayPattern = /(?<![\w./-])(\d{4}-\d{2}-\d{2})(?![\w/-]|\.\w)/g
const moneyPattern = /(?<![\w.,])(-?\d{1,3}(?:,\d{3})*(?:\.\d+)?|-?\d+(?:\.\d+)?) ([A-Z]{3})(?![\w-])/g

/** Days and money wherever they stand; a lone figure with a point. */
function inForm(text: string, forms: Forms): string {
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$|^-?\d+\.\d{1,4}( ?%)?$/.test(text)) return forms.number(text)
  return text
    .replaceAll(dayPattern, (_, day: string) => forms.day(day))
    .replaceAll(moneyPattern, (whole, amount: string, currency: string) =>
      isCurrency(currency) ? forms.money(amount, currency) : whole,
    )
}

function severalLines(known: Known, forms: Forms, text: string, depth: number): string | undefined {
  if (!text.includes('\n')) return undefined
  return joined(text.split(/(\n\s*)/), 1, (line) => spoken(known, forms, line, depth + 1))
}

/** Several sentences in one text: as many at once as the catalogue knows together. */
function several(known: Known, forms: Forms, text: string, depth: number): string | undefined {
  const parts = text.split(/((?<=[.!?]["”)]?) (?=["“(]?[\p{Lu}\d]))/u)
  return parts.length < 3 ? undefined : joined(parts, together, (span) => whole(known, forms, span, depth))
}

const together = 4

/** Parts with what stood between them; undefined where none is known. */
function joined(
  parts: readonly string[],
  most: number,
  says: (span: string) => string | undefined,
): string | undefined {
  const shown: string[] = []
  let any = false
  let at = 0
  while (at < parts.length) {
    if (at % 2 === 1) {
      shown.push(parts[at]!)
      at += 1
      continue
    }
    // The whole was asked before.
    let end = Math.min(parts.length, at + most * 2 - 1)
    if (at === 0 && end === parts.length && most > 1) end -= 2
    let said: string | undefined
    for (; end > at; end -= 2) {
      said = says(parts.slice(at, end).join(''))
      if (said !== undefined) break
    }
    any ||= said !== undefined
    shown.push(said ?? parts[at]!)
    at = said === undefined ? at + 1 : end
  }
  return any ? shown.join('') : undefined
}

function upper(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

function lower(text: string, forms: Forms): string {
  const first = /^\p{L}+/u.exec(text)?.[0]
  return first !== undefined && forms.small.includes(first) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text
}
