// Spoils bank files: bytes, lines, digits of amounts and days, cuts, repeats. Whatever comes of it, the readers must answer: read, and
// then every amount and day is one and every sum holds, or refused with a Problem. The same seed spoils the same way.

import { dayText } from '../../src/core/day.ts'
import { Problem } from '../../src/core/problem.ts'
import { readBank } from '../../src/imports/bank/read.ts'
import type { Statement } from '../../src/imports/bank/statement.ts'

export interface Outcome {
  readonly what: 'read' | 'refused'
  readonly ms: number
}

/** Numbers from 0 up to `below`, the same for the same seed. */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state % below
  }
}

type Draw = (below: number) => number

const spoilers: readonly ((text: string, draw: Draw) => string)[] = [
  // A byte, anywhere.
  (text, draw) => at(text, draw(text.length), String.fromCharCode(draw(256))),
  // A digit becomes another, or what is no digit.
  (text, draw) => atMatch(text, /\d/g, draw, '0123456789.,-+ eEx∞'[draw(19)]!),
  // An amount grows, loses its mark, or changes its sign.
  (text, draw) =>
    atMatch(
      text,
      /\d+[.,]\d+/g,
      draw,
      ['1e5', '-1', '0x10', 'NaN', '99999999999999999999', '1.005', '1,2,3', '', '٣'][draw(9)]!,
    ),
  // A day that is none.
  (text, draw) =>
    atMatch(
      text,
      /\d{4}-\d\d-\d\d|\d{6,8}/g,
      draw,
      ['2026-02-30', '20261301', '000000', '9999-99-99', '260230', '310226'][draw(6)]!,
    ),
  // Cut short.
  (text, draw) => text.slice(0, draw(text.length)),
  // A line lost, doubled, or moved.
  (text, draw) => inLines(text, (lines) => lines.splice(draw(lines.length), 1)),
  (text, draw) => inLines(text, (lines) => lines.splice(draw(lines.length), 0, lines[draw(lines.length)]!)),
  (text, draw) => inLines(text, (lines) => lines.splice(draw(lines.length), 0, ...lines.splice(draw(lines.length), 1))),
  // A piece repeated many times.
  (text, draw) => {
    const start = draw(text.length)
    const piece = text.slice(start, start + 1 + draw(40))
    return text.slice(0, start) + piece.repeat(1 + draw(400)) + text.slice(start)
  },
  // A mark of the format where none belongs.
  (text, draw) => {
    const start = draw(text.length)
    return (
      text.slice(0, start) +
      ['<', '>', '&', '\n:61:', '/', ',', '?20', '\0', '"', '<![CDATA[', '<!--', '\n16,', '\n21', '\ufeff'][draw(14)] +
      text.slice(start)
    )
  },
]

export function spoiled(text: string, draw: Draw): string {
  let out = text
  for (let times = 1 + draw(3); times > 0 && out.length > 0; times -= 1)
    out = spoilers[draw(spoilers.length)]!(out, draw)
  return out
}

function at(text: string, index: number, letter: string): string {
  return text.slice(0, index) + letter + text.slice(index + 1)
}

function atMatch(text: string, pattern: RegExp, draw: Draw, put: string): string {
  const found = [...text.matchAll(pattern)]
  const match = found[draw(Math.max(1, found.length))]
  return match === undefined ? text : text.slice(0, match.index) + put + text.slice(match.index + match[0].length)
}

function inLines(text: string, change: (lines: string[]) => void): string {
  const lines = text.split('\n')
  change(lines)
  return lines.join('\n')
}

/** Reads a spoiled file and holds what was read against what must be true. Throws what is neither read nor refused. */
export function tried(text: string): Outcome {
  const start = performance.now()
  let what: Outcome['what'] = 'read'
  try {
    for (const file of readBank(Buffer.from(text))) for (const statement of file.statements) mustBeSound(statement)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.facts.says.length < 10 || !error.facts.fix.endsWith('.'))
      throw new Error(`it is refused without words: ${error.message}`)
    what = 'refused'
  }
  return { what, ms: performance.now() - start }
}

export function mustBeSound(it: Statement): void {
  const sound = (amount: number) => {
    if (!Number.isSafeInteger(amount) || Object.is(amount, -0)) throw new Error(`${amount} was read as an amount`)
  }
  const real = (day: number | undefined) => {
    if (day !== undefined && !/^(?:19|20|21)\d\d-\d\d-\d\d$/.test(dayText(day as Parameters<typeof dayText>[0]))) {
      throw new Error(`${day} was read as a day`)
    }
  }
  for (const day of [it.from, it.until, it.opening?.day, it.closing?.day]) real(day)
  let sum = 0n
  for (const entry of it.entries) {
    sound(entry.amountMinor)
    real(entry.day)
    real(entry.valueDay)
    if (entry.currency !== it.currency) throw new Error('an entry of another currency was accepted')
    if (entry.booked) sum += BigInt(entry.amountMinor)
    for (const part of entry.parts) sound(part.amountMinor)
  }
  if (it.opening && it.closing && BigInt(it.opening.amountMinor) + sum !== BigInt(it.closing.amountMinor)) {
    throw new Error('a statement that does not balance was accepted')
  }
}
