// The linter of words: a text and the facts of its message become findings, each with its rule, its place, why, and better
// words. It is handed the words and the law as data, sends nothing and changes nothing; it looks for what is surely wrong or
// worth a second look, and says nothing of what it does not know.

import type { DebtorKind, Stage } from './policy.ts'
import { readingEase } from './readability.ts'
import { closedUp, type Seen, seen } from './seen.ts'

export type LintLanguage = 'en' | 'de' | 'fr' | 'es'
export type Part = 'subject' | 'preview' | 'heading' | 'body' | 'sms' | 'envelope' | 'voicemail'
type Level = 'error' | 'warning'

/** What must stand in a text, with patterns as the words have them. */
export interface RequiredItem {
  readonly id: string
  /** What is missing where none of the patterns is there. */
  readonly says: string
  readonly patterns: readonly string[]
  readonly cite: string
  readonly better: string
  readonly level: Level
  readonly sure: RuleWords['sure']
}

/** A required item and the messages that need it, with its words by language. */
export interface RequiredRule extends Omit<RequiredItem, 'patterns' | 'better'> {
  readonly when: {
    readonly places?: readonly string[]
    readonly collectors?: readonly LintFacts['collector'][]
    readonly debtorKinds?: readonly DebtorKind[]
    readonly channels?: readonly LintFacts['channel'][]
    readonly stages?: readonly (Stage | 'thanks')[]
    /** Only in the first message, or only in later ones. */
    readonly initial?: boolean
  }
  readonly words: Readonly<
    Partial<Record<LintLanguage, { readonly patterns: readonly string[]; readonly better: string }>>
  >
}

/** Facts of the message. What is left out is not known, and the stricter reading holds. */
export interface LintFacts {
  readonly language: LintLanguage
  readonly part: Part
  readonly stage?: Stage | 'thanks'
  readonly channel?: 'email' | 'letter' | 'sms' | 'phone'
  /** Where the debtor lives, ISO 3166-1 alpha-2: which text is required there. */
  readonly place?: string
  /** The first message about this claim. */
  readonly initial?: boolean
  readonly debtorKind?: DebtorKind
  readonly collector?: 'creditor' | 'third_party' | 'debt_buyer' | 'attorney'
  /** A person has decided that this claim goes to court, and to say so. */
  readonly suitDecided?: boolean
  /** There is a judgment or another title, so that enforcement may be spoken of. */
  readonly enforceable?: boolean
  readonly timeBarred?: boolean
  readonly recipientIsThirdParty?: boolean
  /** A clause or statute stands behind every charge that the text names. */
  readonly chargeBasis?: boolean
  /** *familiar*: between people who know each other. */
  readonly manner?: 'formal' | 'familiar'
  readonly required?: readonly RequiredItem[]
}

/** One rule: what it forbids and how it is judged; its words stand by language. */
export interface LintRule {
  readonly id: string
  /** Why it is wrong, a sentence. */
  readonly says: string
  /** To a consumer, or where the kind is not known; and to a business, sole trader or public body. `undefined`: no finding. */
  readonly level: { readonly person?: Level; readonly business?: Level }
  /** "We will not tell your employer": as bad (*same*), a hint (*hint*), or nothing to find (*fine*). */
  readonly denied: 'same' | 'hint' | 'fine'
  readonly parts?: readonly Part[]
  readonly stages?: readonly (Stage | 'thanks')[]
  /** Facts that make the rule bind, and facts that lift it. */
  readonly ifFacts?: Readonly<Partial<Record<FlagName, true>>>
  readonly unless?: Readonly<Partial<Record<FlagName, true>>>
  /** Parts where it is only a remark for a creditor who writes in its own name, whom the law does not bind there. */
  readonly ownName?: readonly Part[]
  /** Between people who know each other: no finding, or a remark. */
  readonly familiar?: 'fine' | 'hint'
  /** Words in the same sentence that lift it: a stated reason, or the clause or statute of a charge. */
  readonly unlessSaid?: 'reasons' | 'bases'
  /** Not where the reader is asked to act. */
  readonly unlessAsked?: true
  /** Found by its looks and not by words. */
  readonly looks?: 'capitals' | 'marks' | 'sums' | 'reading'
}

type FlagName = 'suitDecided' | 'enforceable' | 'timeBarred' | 'recipientIsThirdParty' | 'chargeBasis'

/** A rule's words in one language. `*` ends a word of any length, `~` is up to six words between, `?`, `|`, `()` as in patterns. */
export interface RuleWords {
  readonly forbids: readonly string[]
  /** Words that make it ordinary between businesses: "we will write to your colleagues". */
  readonly fineForBusiness?: readonly string[]
  /** What to write instead, in that language. */
  readonly better: string
  readonly cite: string
  /** *read*: the source was read; *told*: by others; *memory*; *manners*: good practice, no law. */
  readonly sure: 'read' | 'told' | 'memory' | 'manners'
}

export interface LanguageWords {
  readonly language: LintLanguage
  readonly rules: Readonly<Record<string, RuleWords>>
  readonly denials: readonly string[]
  /** That deny what came before them. */
  readonly denialsAfter: readonly string[]
  /** Sound like a denial and are none: "will not hesitate to". */
  readonly noDenials: readonly string[]
  /** Words after which the reader is the one who acts: "please speak to your manager" is no threat. */
  readonly asks: readonly string[]
  /** What comes before the other side's own words in quotation marks. */
  readonly attributions: readonly string[]
  readonly reasons: readonly string[]
  readonly bases: readonly string[]
  /** Below this score a text is hard, for a person and for a business. */
  readonly easeMin: { readonly person: number; readonly business: number }
}

export interface Lexicon {
  readonly rules: readonly LintRule[]
  readonly languages: Readonly<Record<LintLanguage, LanguageWords>>
}

export interface Finding {
  readonly rule: string
  readonly level: Level
  readonly part: Part
  /** From 1. */
  readonly line: number
  readonly column: number
  /** As they were written. */
  readonly words: string
  readonly says: string
  readonly better: string
  readonly cite: string
  readonly sure: RuleWords['sure']
}

// Of one rule in one text; more would not be read.
const findingsMax = 40

/** All findings in the order of the text. Takes time in proportion to the text. */
export function lint(source: string, facts: LintFacts, lexicon: Lexicon): Finding[] {
  const words = lexicon.languages[facts.language]
  const compiled = compiledOf(words)
  const plain = seen(source)
  const closed = closedUp(plain)
  const found = new Map<string, Finding & { readonly from: number }>()
  const lines = lineStarts(source)
  for (const rule of lexicon.rules) {
    const level = levelOf(rule, facts)
    const said = words.rules[rule.id]
    if (level === undefined || !said) continue
    let count = 0
    const finding = (it: Seen, from: number, until: number, judged: Level, says = rule.says) => {
      const start = it.at[from] ?? source.length
      const end = it.at[until] ?? source.length
      const key = `${rule.id} ${start}`
      count += 1
      if (found.has(key) || count > findingsMax) return
      const line = lineOf(lines, start)
      found.set(key, {
        rule: rule.id,
        level: judged,
        part: facts.part,
        line: line + 1,
        column: start - lines[line]! + 1,
        words: shown(source.slice(start, end).replace(/[*_\s]+$/, '')),
        says,
        better: said.better,
        cite: said.cite,
        sure: said.sure,
        from: start,
      })
    }
    if (rule.looks === 'reading') {
      const person = isPerson(facts)
      const least = words.easeMin[person ? 'person' : 'business']
      const reading = facts.part === 'body' && readingEase(facts.language, plain.text.split(/[.!?:;\n]+/))
      if (reading && reading.score < least) {
        const says = `${rule.says} ${reading.formula} gives ${reading.score}, with ${reading.wordsPerSentence} words to a sentence; at least ${least} is asked for here.`
        finding(plain, 0, Math.min(40, plain.text.length), level, says)
      }
      continue
    }
    if (rule.looks === 'capitals') for (const [from, until] of shouted(plain.cased)) finding(plain, from, until, level)
    if (rule.looks === 'marks')
      for (const one of plain.text.matchAll(/!(?: ?!)+/g)) finding(plain, one.index, one.index + one[0].length, level)
    // A thank-you names what was paid.
    if (rule.looks === 'sums' && facts.stage !== 'thanks')
      for (const one of plain.text.matchAll(sums)) finding(plain, one.index, one.index + one[0].length, level)
    const pattern = compiled.rules.get(rule.id)
    if (!pattern) continue
    for (const it of closed ? [plain, closed] : [plain]) {
      for (const one of it.text.matchAll(pattern)) {
        const until = one.index + one[0].length
        const ordinary = !isPerson(facts) && compiled.ordinary.get(rule.id)?.test(one[0])
        const judged = ordinary ? undefined : judge({ it, from: one.index, until, rule, level, compiled })
        if (judged) finding(it, one.index, until, judged)
      }
    }
  }
  const missing = (facts.required ?? []).filter((item) => !patternOf(item.patterns)?.test(plain.text))
  const all = [
    ...overlapping([...found.values()]),
    ...missing.map((item) => missingFinding(item, facts, lines, source)),
  ]
  return all.sort((a, b) => a.line - b.line || a.column - b.column || (a.rule < b.rule ? -1 : 1))
}

const sums =
  /(?:[€£$] ?\d[\d.,' ]{0,15}|\d[\d.,']{0,15} ?(?:€|£|\$|(?:eur|gbp|usd|chf|euros?|pounds?|dollars?)\b)|\b(?:eur|gbp|usd|chf) ?\d[\d.,']{0,15})/g

function missingFinding(item: RequiredItem, facts: LintFacts, lines: readonly number[], source: string): Finding {
  return {
    rule: 'required.missing',
    level: item.level,
    part: facts.part,
    line: lines.length,
    column: source.length - lines.at(-1)! + 1,
    words: '',
    says: `${item.says} (${item.id}).`,
    better: item.better,
    cite: item.cite,
    sure: item.sure,
  }
}

/** What must stand in the body of a message with these facts. Where a fact is not known, an item that may be needed is not asked for. */
export function requiredOf(rules: readonly RequiredRule[], facts: LintFacts): RequiredItem[] {
  return rules.flatMap(({ when, words, ...item }) => {
    const said = words[facts.language]
    const binds =
      fits(when.places, facts.place) &&
      fits(when.collectors, facts.collector) &&
      fits(when.debtorKinds, facts.debtorKind) &&
      fits(when.channels, facts.channel) &&
      fits(when.stages, facts.stage) &&
      (when.initial === undefined || when.initial === facts.initial)
    return said && binds ? [{ ...item, ...said }] : []
  })
}

function fits<T>(wanted: readonly T[] | undefined, is: T | undefined): boolean {
  return wanted === undefined || (is !== undefined && wanted.includes(is))
}

// A sole trader is written to at a business address, and is no consumer in what the business owes.
function isPerson(facts: LintFacts): boolean {
  return facts.debtorKind === undefined || facts.debtorKind === 'consumer'
}

function levelOf(rule: LintRule, facts: LintFacts): Level | undefined {
  if (rule.parts && !rule.parts.includes(facts.part)) return undefined
  if (rule.stages && !(facts.stage && rule.stages.includes(facts.stage))) return undefined
  const flags = (some: LintRule['ifFacts']) => Object.keys(some ?? {}).map((name) => facts[name as FlagName])
  if (flags(rule.ifFacts).some((flag) => flag !== true)) return undefined
  if (flags(rule.unless).some((flag) => flag === true)) return undefined
  const level = rule.level[isPerson(facts) ? 'person' : 'business']
  if (rule.familiar && facts.manner === 'familiar') return rule.familiar === 'hint' && level ? 'warning' : undefined
  if (level && facts.collector === 'creditor' && rule.ownName?.includes(facts.part)) return 'warning'
  // What is known not to be decided is no missing fact: it is a threat, to whomever.
  return rule.unless?.suitDecided && facts.suitDecided === false && level ? 'error' : level
}

interface Judged {
  readonly it: Seen
  readonly from: number
  readonly until: number
  readonly rule: LintRule
  readonly level: Level
  readonly compiled: Compiled
}

function judge({ it, from, until, rule, level, compiled }: Judged): Level | undefined {
  // A sentence is looked at within bounds, so that one without an end costs no more.
  const before = it.text.slice(Math.max(0, from - 240), from)
  const after = it.text.slice(until, until + 240)
  const sentence = `${before.slice(lastEnd(before))}${it.text.slice(from, until)}${after.split(/[.!?\n]/, 1)[0]}`
  if (rule.unlessSaid && compiled[rule.unlessSaid].test(sentence)) return undefined
  const near = before
    .slice(lastEnd(before, /[.!?\n,;:()]/g))
    .split(' ')
    .slice(-5)
    .join(' ')
  if (rule.unlessAsked && compiled.asks.test(near)) return undefined
  if (rule.denied !== 'same') {
    const said = it.text.slice(from, until)
    // "Wir informieren Ihren Arbeitgeber nicht": what follows at once counts too, where the language denies there.
    const next = /^(?: [a-z']{1,24}){1,4}/.exec(after)?.[0] ?? ''
    const clause = `${near}${said}${next}`
    const isDenied = compiled.denials.test(near + said) || compiled.denialsAfter.test(next)
    const denied = isDenied && !compiled.noDenials.test(clause)
    if (denied) return rule.denied === 'hint' ? 'warning' : undefined
  }
  return quotes(before, after, compiled) ? 'warning' : level
}

function lastEnd(text: string, ends = /[.!?\n]/g): number {
  let last = 0
  for (const one of text.matchAll(ends)) last = one.index + 1
  return last
}

// Inside quotation marks that open after words such as "you wrote": the other side's own words.
function quotes(before: string, after: string, compiled: Compiled): boolean {
  const marks = before.split('"').length - 1
  if (marks % 2 === 0 || !after.includes('"')) return false
  return compiled.attributions.test(before.slice(0, before.lastIndexOf('"')))
}

// Four words in capitals and more, or two long ones: an abbreviation, a name or a heading's one word is none.
function shouted(cased: string): [number, number][] {
  return [...cased.matchAll(/(?<![A-Za-z0-9])[A-Z]{2,}(?:[ \v,'-]{1,2}[A-Z]{1,}(?![a-z0-9])){1,60}/g)]
    .filter(([words]) => {
      const letters = words.replace(/[^A-Z]/g, '').length
      const count = words.split(/[ \v]/).length
      return (count >= 4 && letters >= 10) || (count >= 2 && letters >= 14)
    })
    .map((one) => [one.index, one.index + one[0].length])
}

interface Compiled {
  readonly rules: ReadonlyMap<string, RegExp>
  readonly ordinary: ReadonlyMap<string, RegExp>
  readonly denials: RegExp
  readonly denialsAfter: RegExp
  readonly noDenials: RegExp
  readonly asks: RegExp
  readonly attributions: RegExp
  readonly reasons: RegExp
  readonly bases: RegExp
}

const compiledBy = new WeakMap<LanguageWords, Compiled>()

function compiledOf(words: LanguageWords): Compiled {
  const known = compiledBy.get(words)
  if (known) return known
  const each = (patterns: (it: RuleWords) => readonly string[], flags?: string) =>
    new Map(
      Object.entries(words.rules).flatMap(([id, it]): [string, RegExp][] => {
        const pattern = patternOf(patterns(it), flags)
        return pattern ? [[id, pattern]] : []
      }),
    )
  const some = (patterns: readonly string[]) => patternOf(patterns) ?? /(?!)/
  const compiled: Compiled = {
    rules: each((it) => it.forbids, 'g'),
    ordinary: each((it) => it.fineForBusiness ?? []),
    denials: some(words.denials),
    denialsAfter: some(words.denialsAfter),
    noDenials: some(words.noDenials),
    asks: some(words.asks),
    attributions: some(words.attributions),
    reasons: some(words.reasons),
    bases: some(words.bases),
  }
  compiledBy.set(words, compiled)
  return compiled
}

// Each piece is bounded, so that matching takes time in proportion to the text.
function patternOf(patterns: readonly string[], flags = ''): RegExp | undefined {
  if (patterns.length === 0) return undefined
  const pieces = patterns.map((pattern) =>
    pattern
      .replace(/[äöü]/g, (letter) => `${letter.normalize('NFKD')[0]}e?`)
      .replaceAll('ß', 'ss')
      .replaceAll('œ', 'oe')
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replaceAll('’', "'")
      .replace(/[.$]/g, '\\$&')
      .replace(/(?<!\])\*/g, "[a-z'-]{0,24}")
      .replaceAll(' ~ ', ' (?:[^ \\n]{0,40}[^ \\n.!?:;] ){0,6}'),
  )
  return new RegExp(`(?<![a-z0-9])(?:${pieces.join('|')})(?![a-z0-9])`, flags)
}

/** Of two findings of one rule, one inside the other, the longer. */
function overlapping<T extends Finding & { readonly from: number }>(found: readonly T[]): Finding[] {
  const kept = found.filter(
    (it) =>
      !found.some(
        (other) =>
          other !== it &&
          other.rule === it.rule &&
          other.from <= it.from &&
          other.from + other.words.length >= it.from + it.words.length &&
          other.words.length > it.words.length,
      ),
  )
  return kept.map(({ from: _, ...finding }) => finding)
}

function shown(words: string): string {
  const flat = words.replace(/\s+/g, ' ')
  return flat.length > 120 ? `${flat.slice(0, 119)}…` : flat
}

function lineStarts(source: string): number[] {
  const starts = [0]
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

function lineOf(starts: readonly number[], place: number): number {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= place) low = middle
    else high = middle - 1
  }
  return low
}
