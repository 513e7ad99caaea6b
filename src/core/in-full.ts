// Money marked as settling all that is owed: taking it may be acceptance, so it is seen before it is booked. It sees the mark, and
// decides nothing.

import { folded } from './text.ts'

export interface InFullWords {
  readonly language: 'en' | 'de' | 'fr' | 'es'
  /** Patterns of the text without blanks and marks. */
  readonly marks: readonly string[]
  /** Patterns that may just say that an invoice is paid. */
  readonly weak: readonly string[]
  /** Patterns of the text with its blanks: it says that it is not meant so, or is one of several. */
  readonly not: readonly string[]
  /** What to write when it is taken as a part: with `{sum}` and `{rest}`. */
  readonly reply: string
}

export interface InFullMark {
  readonly language: InFullWords['language']
  /** The words as they stood, for people. */
  readonly words: string
  /** Said of plain payments too: a question only where less came than is owed. */
  readonly weak: boolean
}

/** Answers to it: the rest is let go; it is a part payment, and they are told; or it goes back. */
export const inFullAnswers = ['accept', 'part', 'send-back'] as const
export type InFullAnswer = (typeof inFullAnswers)[number]

/** The first mark in a text; undefined where there is none, or the text says that it is none. */
export function inFullMark(text: string, words: readonly InFullWords[]): InFullMark | undefined {
  const plain = folded(text)
    .replace(/[^\p{L}\p{N}&]+/gu, ' ')
    .trim()
  // With each letter of the squeezed text goes where it stood.
  const places: number[] = []
  let squeezed = ''
  for (const [i, letter] of [...plain].entries()) {
    if (letter === ' ') continue
    squeezed += letter
    places.push(i)
  }
  for (const { language, marks, weak } of words) {
    for (const mark of [...marks, ...weak]) {
      const found = new RegExp(mark).exec(squeezed)
      if (!found || found[0] === '') continue
      if (words.some((one) => one.not.some((it) => new RegExp(it).test(plain)))) return undefined
      const [from, until] = [places[found.index]!, places[found.index + found[0].length - 1]! + 1]
      return { language, words: plain.slice(from, until), weak: !marks.includes(mark) }
    }
  }
  return undefined
}
