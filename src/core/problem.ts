// What went wrong for a person outside, and how to put it right. A Problem is thrown for what the caller can cure;
// a bug is an assert. It never carries a stack to a screen.

export interface ProblemFacts {
  /** Stable, lower case with dots: `import.unknown_column`. */
  readonly code: string
  /** What happened, a whole sentence. */
  readonly says: string
  /** How to put it right, a whole sentence in the imperative. */
  readonly fix: string
  /** 1-based line of the file, where there is one. */
  readonly line?: number
  readonly column?: string
  readonly value?: string
}

export class Problem extends Error {
  readonly facts: ProblemFacts
  constructor(facts: ProblemFacts) {
    super(`${facts.line === undefined ? '' : `Line ${facts.line}: `}${facts.says} ${facts.fix}`)
    this.name = 'Problem'
    this.facts = facts
  }
}

/** Throws a Problem; reads as one line where a value is needed. */
export function problem(code: string, says: string, fix: string, where: Partial<ProblemFacts> = {}): Problem {
  return new Problem({ ...where, code, says, fix })
}

/** A bug, not a Problem: it spoils one case, is reported loudly, and the run goes on to the next. */
export function assert(condition: unknown, says: string): asserts condition {
  if (!condition) throw new Error(`This is a bug in Dunwell: ${says}`)
}

/** At most `length` characters of what a person wrote, for quoting back in a sentence. */
export function quoted(value: string, length = 60): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what must not reach a terminal
  const flat = value.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ')
  return flat.length > length ? `"${flat.slice(0, length)}…"` : `"${flat}"`
}
