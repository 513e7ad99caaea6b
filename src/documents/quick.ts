// Renders what most templates are made of (text, values through our own filters, if, for, include) from LiquidJS's own parse, in
// plain functions made once. The engine walks a generator for every name it looks up, which took most of a mail's time. It
// guesses nothing: what it does not know for sure, a template or a single message, is left to the engine.

import { type Template as Parsed, toValueSync } from 'liquidjs'
import { type Node, nodesOf, type Token, type Value } from './parsed.ts'

/** One message being rendered: its facts, and the items of the loops around where it stands. */
interface Message {
  readonly filter: { readonly context: { readonly environments: object } }
  readonly facts: Readonly<Record<string, unknown>>
  readonly loops: unknown[]
}
type Part = (message: Message) => string
type Read = (message: Message) => unknown
/** Names that loops around give, with their place in `loops`. */
type Names = ReadonlyMap<string, number>

class Unsure extends Error {}
// Made once: the way out is taken rarely, and nobody reads where it came from.
const unsure = new Unsure('left to the engine')

const partsDeep = 20

/**
 * A function that renders `parsed` like the engine; undefined where the template has something that only the engine knows.
 * The function itself answers undefined where a message's facts are not what it is sure of: then the engine decides.
 */
export function quick(parsed: readonly Parsed[]): ((facts: object) => string | undefined) | undefined {
  let write: Part
  try {
    write = sequence(nodesOf(parsed), new Map(), 0)
  } catch (error) {
    if (error === unsure) return undefined
    throw error
  }
  return (facts) => {
    try {
      return write({ filter: { context: { environments: facts } }, facts: facts as Message['facts'], loops: [] })
    } catch {
      // Whatever it is, the engine meets it too, and tells it with its place.
      return undefined
    }
  }
}

function sequence(nodes: readonly Node[], names: Names, depth: number): Part {
  const parts = nodes.map((node) => partOf(node, names, depth))
  return (message) => {
    let text = ''
    for (const part of parts) text += part(message)
    return text
  }
}

function partOf(node: Node, names: Names, depth: number): Part {
  const { str } = node
  if (str !== undefined) return () => str
  if (node.name === 'if') return choice(node, names, depth)
  if (node.name === 'for') return loop(node, names, depth)
  if (node.name === 'include') {
    const plain = typeof node.file === 'string' && !node.withVar && Object.keys(node.hash?.hash ?? {}).length === 0
    if (!plain || depth >= partsDeep) throw unsure
    return sequence(toValueSync(node.children!(true, true)) as readonly Node[], names, depth + 1)
  }
  if (node.name !== undefined || !node.value) throw unsure
  const read = valueRead(node.value, names)
  return (message) => {
    const value = read(message)
    if (typeof value !== 'string') throw unsure
    return value
  }
}

function choice(node: Node, names: Names, depth: number): Part {
  const branches = node.branches!.map(({ value, templates }) => ({
    asks: valueRead(value, names),
    write: sequence(templates, names, depth),
  }))
  const otherwise = sequence(node.elseTemplates ?? [], names, depth)
  return (message) => (branches.find(({ asks }) => isTrue(asks(message)))?.write ?? otherwise)(message)
}

/** In Liquid only false and nothing are false; zero and an empty text are true. */
function isTrue(value: unknown): boolean {
  return value !== false && value !== null && value !== undefined
}

function loop(node: Node, names: Names, depth: number): Part {
  if (Object.keys(node.hash?.hash ?? {}).length > 0) throw unsure
  const list = readerOf(node.collection!, names)
  // Two places each: the item and the loop itself. Where a loop has ended, another may use them again.
  const at = Math.max(-2, ...names.values().map((place) => place - (place % 2))) + 2
  const inner = new Map(names).set(node.variable!, at).set('forloop', at + 1)
  const each = sequence(node.templates ?? [], inner, depth)
  const otherwise = sequence(node.elseTemplates ?? [], names, depth)
  return (message) => {
    const items = list(message)
    if (!Array.isArray(items)) throw unsure
    if (items.length === 0) return otherwise(message)
    let text = ''
    for (let i = 0; i < items.length; i++) {
      message.loops[at] = items[i]
      message.loops[at + 1] = {
        index: i + 1,
        first: i === 0,
        last: i === items.length - 1,
        length: items.length,
      }
      text += each(message)
    }
    return text
  }
}

function valueRead(value: Value, names: Names): Read {
  let read = operationOf(value.initial.postfix, names)
  for (const { handler, args } of value.filters) {
    const given = args.map((argument) => (Array.isArray(argument) ? fail() : readerOf(argument as Token, names)))
    const before = read
    read = (message) => handler.call(message.filter, before(message), ...given.map((one) => one(message)))
  }
  return read
}

function operationOf(postfix: readonly Token[], names: Names): Read {
  const reads: Read[] = []
  for (const token of postfix) {
    if (token.operator === undefined) {
      reads.push(readerOf(token, names))
      continue
    }
    const operate = Object.hasOwn(operators, token.operator) ? operators[token.operator] : undefined
    const [right, left] = [reads.pop(), reads.pop()]
    if (!operate || !left || !right) throw unsure
    // Both sides are read, as the engine does, which may find that one of them is not there.
    reads.push((message) => operate(left(message), right(message)))
  }
  if (reads.length !== 1) throw unsure
  return reads[0]!
}

const operators: Readonly<Record<string, (a: unknown, b: unknown) => boolean>> = {
  and: (a, b) => isTrue(a) && isTrue(b),
  or: (a, b) => isTrue(a) || isTrue(b),
  '==': (a, b) => alike(a, b),
  '!=': (a, b) => !alike(a, b),
  '>': (a, b) => number(a) > number(b),
  '<': (a, b) => number(a) < number(b),
  '>=': (a, b) => number(a) >= number(b),
  '<=': (a, b) => number(a) <= number(b),
}

function alike(a: unknown, b: unknown): boolean {
  const plain = (it: unknown) => it === null || ['string', 'number', 'boolean'].includes(typeof it)
  return plain(a) && plain(b) ? a === b : fail()
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : fail()
}

function fail(): never {
  throw unsure
}

function readerOf(token: Token, names: Names): Read {
  if ('content' in token) {
    const { content } = token
    // Also drops such as `empty`, with an order of their own.
    if (!['string', 'number', 'boolean'].includes(typeof content)) throw unsure
    return () => content
  }
  if (!token.props || token.operator !== undefined) throw unsure
  const path = [...(token.variable ? [token.variable] : []), ...token.props].map(({ content }) => content)
  if (!path.every((name) => typeof name === 'string')) throw unsure
  const [first, ...rest] = path as string[]
  if (first === undefined) throw unsure
  const place = names.get(first)
  return (message) => {
    let value = place === undefined ? field(message.facts, first) : message.loops[place]
    for (const name of rest) value = field(value, name)
    // What is not there at all the engine tells with its place.
    return value === undefined ? fail() : value
  }
}

function field(value: unknown, name: string): unknown {
  if (value === null) return null
  if (typeof value !== 'object') return fail()
  if (Array.isArray(value)) {
    if (name === 'size') return value.length
    if (value.length === 0) return fail()
    return name === 'first' ? value[0] : name === 'last' ? value[value.length - 1] : fail()
  }
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : fail()
}
