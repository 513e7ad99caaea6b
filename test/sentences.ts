// Reads the sentences that the program can say out of its own source, with a placeholder for whatever stands in them when they are said:
// what the test of the German catalogue holds against it. It reads the code and runs none of it.

import { readFileSync } from 'node:fs'
import { parseAst } from 'vite'

export interface Sentence {
  /** With `{name}` where something is put in. */
  readonly text: string
  readonly file: string
  readonly line: number
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [name: string]: unknown
}

/** The names of properties whose text a person reads as it stands, whole sentence or not. */
const shown = new Set([
  'says',
  'fix',
  'why',
  'formula',
  'notes',
  'label',
  'cure',
  'missing',
  'instead',
  'because',
  'reason',
])
/** Calls that take sentences. */
const takers = new Set(['problem', 'refusal', 'refuse', 'no'])

export function sentencesOf(file: string): Sentence[] {
  const code = readFileSync(file, 'utf8')
  const found: Sentence[] = []
  const line = (node: Node) => code.slice(0, node.start).split('\n').length
  const add = (node: Node, whole: boolean) => {
    const text = textOf(node, code)
    if (text !== undefined && (whole ? /[a-z]{2}/i.test(text) && / /.test(text) : isSentence(text)))
      found.push({ text: numbered(text), file, line: line(node) })
  }
  const walk = (node: unknown, whole: boolean) => {
    if (Array.isArray(node)) for (const one of node) walk(one, whole)
    if (!isNode(node) || skipped(node)) return
    if (isText(node)) {
      add(node, whole)
      // What is put in may be words too: "and 3 more".
      const inner = whole || isSentence(textOf(node, code) ?? '')
      for (const one of partsOf(node)) walk(one, inner)
      return
    }
    if (node.type === 'CallExpression' && nameOf(node.callee) === 'operation') {
      // What an operation's own document says is for those who write programs, and that is English.
      const [it] = node.arguments as Node[]
      for (const one of (it?.properties ?? []) as Node[]) if (nameOf(one.key) !== 'says') walk(one, false)
      return
    }
    if (node.type === 'Property' && shown.has(nameOf(node.key))) return walk(node.value, true)
    if (node.type === 'ConditionalExpression' || node.type === 'LogicalExpression') {
      if (node.type === 'ConditionalExpression') {
        walk(node.test, false)
        walk(node.consequent, whole)
        return walk(node.alternate, whole)
      }
      walk(node.left, whole)
      return walk(node.right, whole)
    }
    if (node.type === 'CallExpression' && takers.has(nameOf(node.callee))) {
      const [code_, ...rest] = node.arguments as Node[]
      walk(code_, false)
      for (const one of rest) walk(one, isText(one) || one.type === 'ConditionalExpression')
      return
    }
    for (const [name, value] of Object.entries(node)) if (name !== 'type') walk(value, false)
  }
  walk(parseAst(code, { lang: 'ts' } as never), false)
  return found
}

function isNode(node: unknown): node is Node {
  return typeof node === 'object' && node !== null && typeof (node as Node).type === 'string'
}

function skipped(node: Node): boolean {
  if (node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression' || node.type === 'TSNonNullExpression')
    return false
  // Documents for those who write programs, citations of law, and a bug's words.
  if (
    node.type === 'Property' &&
    ['description', 'openapi', 'cite', 'quote', 'example', 'source'].includes(nameOf(node.key))
  )
    return true
  if (node.type === 'CallExpression' && ['assert', 'openapi', 'sql'].includes(nameOf(node.callee))) return true
  if (node.type === 'TaggedTemplateExpression') return true
  if (node.type === 'NewExpression' && nameOf(node.callee) === 'Error') return true
  return node.type.startsWith('TS') || node.type === 'ImportDeclaration'
}

const shaping = new Set([
  'join',
  'replaceAll',
  'replace',
  'toLowerCase',
  'toUpperCase',
  'slice',
  'trim',
  'map',
  'filter',
  'toISOString',
])

function nameOf(node: unknown): string {
  if (!isNode(node)) return ''
  if (node.type === 'Identifier') return node.name as string
  if (node.type === 'Literal') return String(node.value)
  if (node.type === 'MemberExpression') return node.computed ? nameOf(node.object) : nameOf(node.property)
  if (node.type === 'TSNonNullExpression' || node.type === 'TSAsExpression') return nameOf(node.expression)
  if (node.type !== 'CallExpression') return ''
  const callee = node.callee as Node
  if (callee.type === 'MemberExpression' && shaping.has(nameOf(callee))) return nameOf(callee.object)
  return nameOf((node.arguments as Node[])[0] ?? callee) || nameOf(callee)
}

/** Placeholders are named for what stands in them; of two alike the second gets a number. */
function numbered(text: string): string {
  const seen = new Map<string, number>()
  return text.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => {
    const plain = /^[a-zA-Z]\w*$/.test(name) ? name : 'value'
    const many = (seen.get(plain) ?? 0) + 1
    seen.set(plain, many)
    return many === 1 ? `{${plain}}` : `{${plain}${many}}`
  })
}

function isText(node: unknown): boolean {
  if (!isNode(node)) return false
  if (node.type === 'Literal') return typeof node.value === 'string'
  if (node.type === 'BinaryExpression' && node.operator === '+') return isText(node.left) || isText(node.right)
  return node.type === 'TemplateLiteral'
}

function partsOf(node: Node): Node[] {
  if (node.type === 'TemplateLiteral') return node.expressions as Node[]
  if (node.type === 'BinaryExpression')
    return [node.left, node.right].flatMap((it) => (isText(it) ? partsOf(it as Node) : [it as Node]))
  return []
}

function textOf(node: Node, code: string): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined
  if (node.type === 'BinaryExpression')
    return [node.left as Node, node.right as Node]
      .map((it) => (isText(it) ? textOf(it, code) : `{${nameOf(it) || 'value'}}`))
      .join('')
  const quasis = node.quasis as { value: { cooked: string } }[]
  const expressions = node.expressions as Node[]
  return quasis
    .map((it, i) => it.value.cooked + (expressions[i] ? `{${nameOf(expressions[i]) || 'value'}}` : ''))
    .join('')
}

function isSentence(text: string): boolean {
  return /^["“(]?[A-Z{0-9].*[.?!:]["”)]?$/s.test(text) && /[a-z]{2,} [a-z{"]/.test(text)
}
