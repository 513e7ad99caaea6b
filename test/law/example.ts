// Worked examples of law: what a file of them looks like, and how an answer is held against what it expects.

import { readFileSync } from 'node:fs'
import { minorFrom } from '../../src/core/money.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type Facts = Readonly<Record<string, Json>>

export interface Example {
  readonly id: string
  readonly rule?: string
  readonly topic?: string
  readonly citation?: string
  /** Examples on money name what is asked, where, and how the source counts. */
  readonly kind?: string
  readonly jurisdiction?: string
  readonly method?: Facts
  readonly facts: Facts
  readonly query: Facts
  readonly expected: Facts
}

/** What a family of questions answers: undefined where it is not its question, or it lacks the facts. */
export type Answer = (example: Example) => Facts | undefined

export interface Outcome {
  readonly id: string
  readonly result: 'pass' | 'fail' | 'unsupported'
  readonly why?: string
}

/** A list of examples, or rules that carry small ones of their own: a local time and whether it is allowed. */
export function examplesIn(file: string): Example[] {
  const body = JSON.parse(readFileSync(file, 'utf8')) as
    | { examples?: Example[]; rules?: RuleWithExamples[] }
    | Example[]
  if (Array.isArray(body)) return body
  if (body.examples) return body.examples
  if (!body.rules) throw new Error(`${file} holds no list named "examples".`)
  return body.rules.flatMap(({ id, examples = [] }) =>
    examples.map(({ allowed, ...facts }) => ({
      id: `${id} at ${facts.localDateTime}`,
      rule: id,
      facts,
      query: { type: 'may_contact', rule: id },
      expected: { allowed: allowed ?? null },
    })),
  )
}

interface RuleWithExamples {
  readonly id: string
  readonly examples?: readonly Facts[]
}

/** Answers one example by the first family that takes it. */
export function judge(example: Example, answers: readonly Answer[]): Outcome {
  try {
    for (const answer of answers) {
      const given = answer(example)
      if (!given) continue
      const differs = differences(example.expected, given)
      return differs.length === 0
        ? { id: example.id, result: 'pass' }
        : { id: example.id, result: 'fail', why: differs.join('; ') }
    }
  } catch (error) {
    return { id: example.id, result: 'fail', why: `${(error as Error).name}: ${(error as Error).message}` }
  }
  return {
    id: example.id,
    result: 'unsupported',
    why: `nothing here answers ${JSON.stringify(example.query ?? example.kind)} from these facts`,
  }
}

/**
 * Every value expected must be given alike; what is given beyond that does not matter, and null expects nothing. What a source
 * printed (`asPublished`) counts only where it says how it rounded, for the exact figure stands beside it.
 */
function differences(expected: Json, given: Json | undefined, at = ''): string[] {
  if (expected === null) return []
  if (typeof expected === 'object' && !Array.isArray(expected)) {
    if (given === null || typeof given !== 'object' || Array.isArray(given))
      return [`${at || 'answer'}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(given)}`]
    const named = given as Facts
    return Object.entries(expected).flatMap(([key, value]) =>
      key === 'asPublished' && named[key] === undefined
        ? []
        : differences(value, named[key], at ? `${at}.${key}` : key),
    )
  }
  return same(expected, given) ? [] : [`${at}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(given)}`]
}

function same(expected: Json, given: Json | undefined): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(given) &&
      given.length === expected.length &&
      expected.every((it, i) => differences(it, given[i]).length === 0)
    )
  }
  // '10000' and '10000.00' are one amount.
  if (isDecimal(expected) && isDecimal(given)) return minorFrom(expected, 'CLF') === minorFrom(given, 'CLF')
  return expected === given
}

function isDecimal(value: Json | undefined): value is string {
  return typeof value === 'string' && /^-?\d+(\.\d{1,4})?$/.test(value)
}
