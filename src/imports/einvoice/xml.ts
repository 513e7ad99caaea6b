// XML of an e-invoice as a tree of elements that know their path. Bounded in size, depth and number; a document type is refused
// and with it every entity of the file's own; no text becomes a number here.

import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { type Problem, problem, quoted } from '../../core/problem.ts'

export interface Element {
  /** Without its prefix. */
  readonly name: string
  /** From the root, prefixes left out, counted where a name stands several times: `Invoice/InvoiceLine[2]/ID`. */
  readonly path: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly Element[]
  /** Its own text, trimmed. */
  readonly text: string
}

export interface XmlDocument {
  readonly root: Element
  /** The namespace of the root; empty where it has none. */
  readonly namespace: string
}

export interface XmlLimits {
  readonly bytesMax: number
  readonly depthMax: number
  readonly elementsMax: number
}

const xmlLimits: XmlLimits = { bytesMax: 20_000_000, depthMax: 60, elementsMax: 400_000 }

/** Throws a Problem for what is not well-formed, not decodable, too large, or brings a document type. */
export function parseXml(bytes: Uint8Array, limits: XmlLimits = xmlLimits): XmlDocument {
  if (bytes.length > limits.bytesMax)
    throw problem(
      'einvoice.too_large',
      `The XML has ${Math.ceil(bytes.length / 1e6)} MB, more than ${Math.round(limits.bytesMax / 1e6)}.`,
      'Leave large attachments out of it, or file it by hand.',
    )
  const text = decoded(bytes)
  if (/<!DOCTYPE|<!ENTITY/i.test(text))
    throw problem(
      'einvoice.doctype',
      'The XML brings a document type of its own (<!DOCTYPE>), which may name outside files or grow without end.',
      'No e-invoice needs one: ask who wrote it for a file without.',
    )
  checkBounds(text, limits)
  const valid = XMLValidator.validate(text)
  if (valid !== true) throw malformed(`${valid.err.msg.replace(/[.\s]*$/, '')}`, valid.err.line)
  let nodes: unknown
  try {
    nodes = parser.parse(text)
  } catch (error) {
    throw malformed((error as Error).message)
  }
  const [top, ...more] = (nodes as Node[]).filter((it) => nameOf(it) !== undefined)
  if (top === undefined || more.length > 0) throw malformed('it has not one root element')
  const qualified = nameOf(top)!
  const at = qualified.indexOf(':')
  const namespace = top[':@']?.[at < 0 ? '@xmlns' : `@xmlns:${qualified.slice(0, at)}`] ?? ''
  return { root: elementOf(top, local(qualified)), namespace: plain(namespace) }
}

// Everything stays text: "000123" must not become 123, and entities are resolved here, where only the five known ones exist.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  cdataPropName: '#cdata',
  maxNestedTags: 100,
})

type Node = { readonly [name: string]: unknown } & { readonly ':@'?: Readonly<Record<string, string>> }

function nameOf(node: Node): string | undefined {
  return Object.keys(node).find((key) => key !== ':@' && key !== '#text' && key !== '#cdata')
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function elementOf(node: Node, path: string): Element {
  const qualified = nameOf(node)!
  const nodes = node[qualified] as readonly Node[]
  const counts = new Map<string, number>()
  const names = nodes.flatMap((it) => nameOf(it) ?? []).map(local)
  const many = new Set(names.filter((name, i) => names.indexOf(name) !== i))
  const children: Element[] = []
  let text = ''
  for (const it of nodes) {
    const name = nameOf(it)
    if (name === undefined) {
      if ('#cdata' in it) text += ((it['#cdata'] as readonly Node[])[0]?.['#text'] as string | undefined) ?? ''
      else text += resolved(String(it['#text'] ?? ''), path)
      continue
    }
    const own = local(name)
    const no = (counts.get(own) ?? 0) + 1
    counts.set(own, no)
    children.push(elementOf(it, `${path}/${own}${many.has(own) ? `[${no}]` : ''}`))
  }
  const attributes = new Map(
    Object.entries(node[':@'] ?? {}).map(([key, value]) => [local(key.slice(1)), resolved(value, path).trim()]),
  )
  return { name: local(qualified), path, attributes, children, text: plain(text) }
}

const known: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** The five entities that XML itself knows, and letters by their number; any other is refused. */
function resolved(text: string, path: string): string {
  return text.replace(/&([^;&\s]{0,12});?/g, (whole, name: string) => {
    if (Object.hasOwn(known, name) && whole.endsWith(';')) return known[name]!
    const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name)
    const code = number === null ? Number.NaN : number[1] ? Number.parseInt(number[1], 16) : Number(number[2])
    if (whole.endsWith(';') && code > 8 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff))
      return String.fromCodePoint(code)
    throw problem(
      'einvoice.entity',
      `${path} holds the entity ${quoted(whole)}, which XML does not know.`,
      'Ask who wrote the file for one without entities of its own.',
    )
  })
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are taken out
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** Trimmed, with what must not reach a terminal or a letter taken out. */
function plain(text: string): string {
  return text.replace(unseen, '').trim()
}

/** Depth and number, counted before a library builds anything of it. */
function checkBounds(text: string, { depthMax, elementsMax }: XmlLimits): void {
  let depth = 0
  let count = 0
  let at = 0
  for (;;) {
    const open = text.indexOf('<', at)
    if (open < 0) break
    const skip = skipped.find(([mark]) => text.startsWith(mark, open))
    if (skip) {
      const end = text.indexOf(skip[1], open + skip[0].length)
      if (end < 0) throw malformed(`a ${skip[0]} is not closed`)
      at = end + skip[1].length
      continue
    }
    const end = tagEnd(text, open)
    if (text[open + 1] === '/') depth -= 1
    else {
      count += 1
      if (text[end - 1] !== '/') depth += 1
    }
    if (depth > depthMax || count > elementsMax)
      throw problem(
        'einvoice.too_deep',
        depth > depthMax
          ? `Its elements stand more than ${depthMax} deep in each other.`
          : `It has more than ${elementsMax} elements.`,
        'No e-invoice needs that: ask who wrote it.',
      )
    at = end + 1
  }
  if (depth !== 0) throw malformed('it breaks off before its last element is closed')
}

const skipped: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
]

/** Where a tag ends; a ">" within an attribute does not end it. */
function tagEnd(text: string, open: number): number {
  let quote = ''
  for (let i = open + 1; i < text.length; i++) {
    const letter = text[i]!
    if (quote !== '') {
      if (letter === quote) quote = ''
    } else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '>') return i
  }
  throw malformed('a tag is not closed')
}

function malformed(says: string, line?: number): Problem {
  return problem(
    'einvoice.malformed',
    `It is no well-formed XML: ${says}${line === undefined ? '' : ` (line ${line})`}.`,
    'Copy or export it again; if it is the same, ask who wrote it.',
  )
}

/** By its byte order mark, else by what its first line declares, else UTF-8. A wrong byte is refused, not replaced. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes
  const marked =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : undefined
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 300)).toString('latin1')
  const declared = /<\?xml[^>]*?encoding\s*=\s*["']([^"']{0,40})["']/.exec(head)?.[1]
  const label = marked ?? declared ?? 'utf-8'
  let decoder: TextDecoder
  try {
    decoder = new TextDecoder(label, { fatal: true })
  } catch {
    throw problem(
      'einvoice.encoding',
      `The XML says that it is written in ${quoted(label)}, which is no encoding.`,
      'Ask who wrote it for a file in UTF-8.',
    )
  }
  try {
    return decoder.decode(bytes)
  } catch {
    throw problem(
      'einvoice.encoding',
      `The XML holds bytes that are no ${label.toUpperCase()}.`,
      'Copy or export it again, in UTF-8.',
    )
  }
}

/** The first element at a path below this one: `'Party/PostalAddress/CityName'`. */
export function at(element: Element | undefined, path: string): Element | undefined {
  let it = element
  for (const name of path.split('/')) it = it?.children.find((child) => child.name === name)
  return it
}

/** All elements at a path: of each step all of that name. */
export function all(element: Element | undefined, path: string): Element[] {
  let some = element ? [element] : []
  for (const name of path.split('/')) some = some.flatMap((it) => it.children.filter((child) => child.name === name))
  return some
}

/** The text at a path; undefined where there is none or it is empty. */
export function textAt(element: Element | undefined, path: string): string | undefined {
  const text = at(element, path)?.text
  return text === undefined || text === '' ? undefined : text
}
