// Walks a parsed template with the shape of the facts in hand: every variable must exist, one that may be missing must stand
// inside an `if` that asks for it, a sum must pass through `money` or `amount`, a day through `day`. Reads no facts.

import { type Template as Parsed, toValueSync } from 'liquidjs'
import { type Problem, problem, quoted } from '../core/problem.ts'
import { factsShape, type Shape } from './facts.ts'
import { filters, isFields } from './format.ts'
import { type Node, nodesOf, type Token, type Value } from './parsed.ts'

export interface CheckFacts {
  readonly parsed: readonly Parsed[]
  readonly where: string
  /** Optional facts that are always there for this template. */
  readonly needs: readonly string[]
}

interface Scope {
  readonly where: string
  readonly row: number
  readonly variables: ReadonlyMap<string, Shape>
  /** Paths that an enclosing `if` has found to be there. */
  readonly present: ReadonlySet<string>
}

const forloop: Shape = { fields: { index: 'number', first: 'flag', last: 'flag', length: 'number' } }

/** Throws the first Problem; its line is that of the file, or it names the partial. */
export function check({ parsed, where, needs }: CheckFacts): void {
  const variables = new Map<string, Shape>(Object.entries(factsShape.fields))
  walk(nodesOf(parsed), { where, row: 1, variables, present: new Set(needs) })
}

function walk(nodes: readonly Node[], outer: Scope): void {
  const variables = new Map(outer.variables)
  for (const node of nodes) {
    if (node.str !== undefined) continue
    const scope: Scope = { ...outer, variables, row: node.token.getPosition()[0] }
    if (node.branches) {
      for (const branch of node.branches) {
        valueShape(branch.value, scope, 'asked')
        walk(branch.templates, node.name === 'if' ? { ...scope, present: asked(branch.value, scope) } : scope)
      }
      walk(node.elseTemplates ?? [], scope)
    } else if (node.name === 'for') {
      const list = tokenShape(node.collection!, scope, 'used')
      if (typeof list !== 'object' || !('each' in list)) throw misused(scope, 'for', 'goes over a list')
      const inner = new Map(variables).set(node.variable!, list.each).set('forloop', forloop)
      // What was known of a variable of this name does not hold for the loop's own.
      const present = new Set([...scope.present].filter((path) => path.split('.')[0] !== node.variable))
      walk(node.templates ?? [], { ...scope, variables: inner, present })
      walk(node.elseTemplates ?? [], scope)
    } else if (node.name === 'assign') {
      variables.set(node.key!, valueShape(node.value!, scope, 'used'))
    } else if (node.name === 'include') {
      walk(partialOf(node, scope), { ...scope, where: `${outer.where} in _${String(node.file)}` })
    } else if (node.value) {
      const shape = valueShape(node.value, scope, 'used')
      if (shape === 'text' || shape === 'number') continue
      const cures: Partial<Record<string, string>> = {
        minor: 'Put a sum through money or amount: {{ total.toPayMinor | money: total.currency }}.',
        day: 'Put a day through day or short_day: {{ payBy | day }}.',
      }
      throw found(
        scope,
        'documents.unprintable',
        `prints something that is not text`,
        cures[String(shape)] ?? 'Name one of its fields.',
      )
    }
  }
}

function partialOf(node: Node, scope: Scope): readonly Node[] {
  if (typeof node.file !== 'string') throw misused(scope, 'include', 'names its partial in quotes')
  try {
    return toValueSync(node.children!(true, true))
  } catch (error) {
    throw found(
      scope,
      'documents.partial',
      `cannot include ${quoted(node.file)}: ${(error as Error).message.split('\n')[0]}`,
      'Name a file that begins with an underscore, without the underscore and the ending.',
    )
  }
}

/** The paths that are there whenever this condition holds: its operands, joined by `and` alone. */
function asked(value: Value, scope: Scope): ReadonlySet<string> {
  const tokens = value.initial.postfix
  const present = new Set(scope.present)
  if (value.filters.length > 0 || tokens.some((token) => token.operator !== undefined && token.operator !== 'and')) {
    return present
  }
  for (const token of tokens) if (isPath(token)) present.add(pathOf(token).join('.'))
  return present
}

function valueShape(value: Value, scope: Scope, use: 'asked' | 'used'): Shape {
  const tokens = value.initial.postfix
  const shapes = tokens
    .filter((token) => token.operator === undefined)
    .map((token) => tokenShape(token, scope, value.filters.length > 0 ? 'used' : use))
  let shape: Shape = tokens.length === 1 ? shapes[0]! : 'flag'
  for (const filter of value.filters) {
    // The engine appends its own escaping as a last, nameless step.
    const row = filters[filter.name]
    if (!row) continue
    if (!row.takes.some((taken) => fits(shape, taken))) throw misused(scope, filter.name, 'was given something else')
    const given = filter.args.map((argument) => tokenShape(argument as Token, scope, 'used'))
    const least = row.arguments.length - (row.optionalArguments ?? 0)
    const fit = given.every((argument, index) => row.arguments[index] && fits(argument, row.arguments[index]))
    if (given.length < least || !fit)
      throw misused(scope, filter.name, `needs ${row.arguments.join(', ') || 'nothing'}`)
    shape = row.gives
  }
  return shape
}

function fits(shape: Shape, wanted: Shape): boolean {
  return shape === wanted || (typeof shape === 'object' && JSON.stringify(shape) === JSON.stringify(wanted))
}

function isPath(token: Token): boolean {
  return token.props !== undefined
}

function pathOf(token: Token): string[] {
  const props = (token.props ?? []).map((prop) => String(prop.content))
  return token.variable ? [String(token.variable.content), ...props] : props
}

function tokenShape(token: Token, scope: Scope, use: 'asked' | 'used'): Shape {
  if (!isPath(token))
    return typeof token.content === 'number' ? 'number' : typeof token.content === 'boolean' ? 'flag' : 'text'
  const path = pathOf(token)
  let shape: Shape | undefined = scope.variables.get(path[0]!)
  for (let depth = 1; ; depth++) {
    if (shape === undefined) {
      throw found(
        scope,
        'documents.unknown_variable',
        `names ${quoted(path.join('.'))}, which does not exist`,
        `Use one of: ${namesBeside(path.slice(0, depth - 1), scope).join(', ')}.`,
      )
    }
    if (typeof shape === 'object' && 'optional' in shape) {
      const soFar = path.slice(0, depth).join('.')
      const isAsked = use === 'asked' && depth === path.length
      if (!isAsked && !scope.present.has(soFar)) {
        throw found(
          scope,
          'documents.unguarded_variable',
          `uses ${quoted(soFar)}, which may be missing`,
          `Put it inside {% if ${soFar} %} … {% endif %}.`,
        )
      }
      shape = shape.optional
    }
    if (depth >= path.length) return shape
    shape = fieldOf(shape, path[depth]!)
  }
}

function fieldOf(shape: Shape, name: string): Shape | undefined {
  if (isFields(shape)) return Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined
  if (typeof shape === 'object' && 'each' in shape) {
    if (name === 'size') return 'number'
    return name === 'first' || name === 'last' ? shape.each : undefined
  }
  return undefined
}

function namesBeside(path: readonly string[], scope: Scope): string[] {
  if (path.length === 0) return [...scope.variables.keys()].sort()
  let shape = scope.variables.get(path[0]!)
  for (const name of path.slice(1)) shape = shape && fieldOf(bare(shape), name)
  if (shape && isFields(bare(shape))) return Object.keys((bare(shape) as { fields: object }).fields)
  return shape && typeof bare(shape) === 'object' ? ['size', 'first', 'last'] : ['the value itself']
}

function bare(shape: Shape): Shape {
  return typeof shape === 'object' && 'optional' in shape ? shape.optional : shape
}

function misused(scope: Scope, name: string, says: string): Problem {
  return found(
    scope,
    'documents.misused',
    `misuses ${quoted(name)}: it ${says}`,
    'See how the templates beside it do it.',
  )
}

function found(scope: Scope, code: string, says: string, fix: string): Problem {
  return problem(code, `The template ${scope.where} ${says}.`, fix, { line: scope.row })
}
