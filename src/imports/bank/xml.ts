// XML as a tree of elements that know their line. Bounded in size and depth; a document type, and so any entity of its own, is
// refused, and values stay the text they are.

import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { problem, quoted } from '../../core/problem.ts'
import type { Place } from './value.ts'

export interface Element {
  /** Its name without a prefix. */
  readonly name: string
  readonly text: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  readonly line: number
}

export const xmlBytesMax = 48 * 1024 * 1024
const depthMax = 60

/** Trees take ten times their text; what cannot be read in pieces may not be larger. */
const wholeBytesMax = 4 * 1024 * 1024

/** The root element; a Problem with the line for what is no XML. */
function readXml(text: string): Element {
  mustBePlain(text, wholeBytesMax)
  return parsed(text, 1)
}

/** The elements of one name under another, one after the other. */
export type Each = (it: Element | undefined) => Iterable<Element>

/**
 * As `readXml`, but the many elements of this name stay bytes until `each` comes to one, so that a large file takes the memory of one of
 * them. They carry no attributes and lie in none of their own kind; where a file has comments or CDATA it is read at once. The bytes
 * are UTF-8, and sound.
 */
export function readXmlPieces(bytes: Uint8Array, name: string): { readonly root: Element; readonly each: Each } {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (source.length > xmlBytesMax) throw tooLarge(xmlBytesMax)
  const tag = new RegExp(`<((?:\\w{1,20}:)?${name})>`).exec(headOf(source, name))?.[1]
  const pieces = tag === undefined || source.includes('<!') ? undefined : piecesOf(source, tag)
  if (pieces === undefined) return { root: readXml(source.toString('utf8')), each: (it) => all(it, name) }
  const { frame, runs } = pieces
  return {
    root: parsed(frame, 1),
    *each(it) {
      for (const one of all(it, name))
        for (const { from, to, line } of runs[Number(one.attributes.run)] ?? [])
          yield parsed(source.toString('utf8', from, to), line)
    },
  }
}

/** The text up to behind the first element of the name. */
function headOf(source: Buffer, name: string): string {
  const at = source.indexOf(`${name}>`)
  return at === -1 ? '' : source.toString('utf8', Math.max(0, at - 100), at + name.length + 1)
}

interface Piece {
  readonly from: number
  readonly to: number
  readonly line: number
}

interface Pieces {
  /** The file with one empty element for each run of them, on the same lines. */
  readonly frame: string
  readonly runs: readonly (readonly Piece[])[]
}

/** Undefined where the elements are not all alike: with attributes, under two prefixes, one inside another, or without an end. */
function piecesOf(source: Buffer, tag: string): Pieces | undefined {
  const [open, close] = [`<${tag}>`, `</${tag}>`]
  const runs: Piece[][] = []
  const frame: string[] = []
  let [size, done, line, counted] = [0, 0, 1, 0]
  const keep = (text: string) => {
    frame.push(text)
    size += text.length
    if (size > wholeBytesMax) throw tooLarge(wholeBytesMax)
  }
  /** Passes on to a byte, and says how many lines that was. */
  const pass = (to: number) => {
    const before = line
    for (; counted < to; counted += 1) if (source[counted] === 10) line += 1
    return line - before
  }
  let next = source.indexOf(open)
  while (next !== -1) {
    const end = source.indexOf(close, next)
    if (end === -1) return undefined
    const to = end + close.length
    const after = source.indexOf(open, next + 1)
    if (after !== -1 && after < end) return undefined
    const between = source.toString('utf8', done, next)
    const alone = runs.length === 0 || between.trim() !== ''
    if (alone) {
      keep(`${between}<${tag} run="${runs.length}"/>`)
      runs.push([])
      pass(next)
    } else keep('\n'.repeat(pass(next)))
    runs.at(-1)!.push({ from: next, to, line })
    // Its line ends stay, so that the lines of what follows are the file's own.
    keep('\n'.repeat(pass(to)))
    done = to
    next = after
  }
  keep(source.toString('utf8', done))
  const plain = frame.join('')
  mustBePlain(plain, wholeBytesMax)
  // Any other spelling of the element is left in the frame, and shows there.
  const odd = new RegExp(`<(?:\\w{1,20}:)?${tag.split(':').at(-1)}(?! run=)[\\s/>]`)
  return odd.test(plain) ? undefined : { frame: plain, runs }
}

function mustBePlain(text: string, max: number): void {
  if (text.length > max) throw tooLarge(max)
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) {
    throw problem(
      'bank.doctype',
      'The file declares a document type; a bank file has none.',
      'Export it again from the bank.',
    )
  }
}

function tooLarge(max: number) {
  return problem(
    'bank.too_large',
    `The file is larger than ${max / 1024 / 1024} MB.`,
    'Export shorter periods, one file each.',
  )
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  trimValues: true,
  removeNSPrefix: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  captureMetaData: true,
  maxNestedTags: depthMax,
})

function parsed(text: string, firstLine: number): Element {
  const valid = XMLValidator.validate(text)
  if (valid !== true) {
    throw problem(
      'bank.xml',
      `The file is not whole XML: ${quoted(valid.err.msg, 120)}.`,
      'Export it again; it may have been cut short.',
      { line: valid.err.line + firstLine - 1 },
    )
  }
  let nodes: readonly Node[]
  try {
    nodes = parser.parse(text) as readonly Node[]
  } catch (error) {
    const says = error instanceof Error ? error.message : 'it cannot be read'
    throw problem('bank.xml', `The file cannot be read as XML: ${quoted(says, 120)}.`, 'Export it again from the bank.')
  }
  const lines = lineStarts(text)
  const mark = XMLParser.getMetaDataSymbol() as unknown as string
  const [root] = nodes.flatMap((node) => elementOf(node, lines, mark, firstLine))
  if (root === undefined) {
    throw problem('bank.xml', 'There is no element in the file.', 'Export it again from the bank.')
  }
  return root
}

type Node = Readonly<Record<string, unknown>>

function elementOf(node: Node, lines: readonly number[], mark: string, firstLine: number): Element[] {
  const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text')
  if (name === undefined) return []
  const inside = node[name] as readonly Node[]
  const start = (node[mark] as { startIndex?: number } | undefined)?.startIndex ?? 0
  const texts = inside.map((it) => it['#text']).filter((it) => typeof it === 'string')
  const attributes = Object.entries((node[':@'] ?? {}) as Record<string, string>).map(([key, value]) => [
    key,
    unescaped(value),
  ])
  return [
    {
      name,
      text: unescaped(texts.join(' ')),
      attributes: Object.fromEntries(attributes),
      children: inside.flatMap((it) => elementOf(it, lines, mark, firstLine)),
      line: lineOf(lines, start) + firstLine - 1,
    },
  ]
}

const names: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** The five entities of XML itself and numbered letters; any other stays as it is written. */
function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return names[name] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' '
  })
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

function lineOf(starts: readonly number[], at: number): number {
  let [low, high] = [0, starts.length]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (starts[middle]! <= at) low = middle
    else high = middle
  }
  return low + 1
}

/** The first element down this way. */
export function under(it: Element | undefined, ...way: readonly string[]): Element | undefined {
  let now = it
  for (const name of way) now = now?.children.find((child) => child.name === name)
  return now
}

export function all(it: Element | undefined, name: string): readonly Element[] {
  return it?.children.filter((child) => child.name === name) ?? []
}

/** The words of the first element down this way; undefined where there are none. */
export function words(it: Element | undefined, ...way: readonly string[]): string | undefined {
  const text = under(it, ...way)?.text.trim()
  return text === '' ? undefined : text
}

export function placeOf(at: string, it: Element | undefined): Place {
  return it === undefined ? { at } : { at, line: it.line }
}
