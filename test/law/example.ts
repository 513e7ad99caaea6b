// Worked examples of law: what a file of them looks like, and how an answer is held against what it expects.

import { readFileSync } from 'node:fs'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type Facts = Readonly<Record<string, Json>>

export interface Example {
  readonly id: string
  readonly rule?: string
  readonly topic?: string
  readonly citation?: string
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
    why: `nothing here answers ${JSON.stringify(example.query)} from these facts`,
  }
}

/** Every value expected must be given alike; what is given beyond that does not matter, and null expects nothing. */
function differences(expected: Json, given: Json | undefined, at = ''): string[] {
  if (expected === null) return []
  if (typeof expected === 'object' && !Array.isArray(expected)) {
    if (given === null || typeof given !== 'object' || Array.isArray(given))
      return [`${at || 'answer'}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(given)}`]
    const named = given as Facts
    return Object.entries(expected).flatMap(([key, value]) => differences(value, named[key], at ? `${at}.${key}` : key))
  }
  return same(expected, given) ? [] : [`${at}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(given)}`]
}

function same(expected: Json, given: Json | undefined): boolean {
  if (Array.isArray(expected)) {
    return Array.isArray(given) && given.length === expected.length && expected.every((it, i) => same(it, given[i]))
  }
  return expected === given
}
