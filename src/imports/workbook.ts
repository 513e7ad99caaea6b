// An XLSX workbook: a ZIP of XML parts, each read as a stream and bounded, so that a small file cannot become a large one in
// memory. It follows no entity and no reference out of the file, computes no formula and runs nothing.

import { createReadStream } from 'node:fs'
import { Unzip, UnzipInflate } from 'fflate'
import { Problem, problem } from '../core/problem.ts'
import { fileName } from './encoding.ts'

export interface SheetPart {
  readonly name: string
  readonly part: string
  readonly hidden: boolean
}

export interface Workbook {
  readonly path: string
  readonly sheets: readonly SheetPart[]
  /** Days count from 1904, as on an old Macintosh. */
  readonly from1904: boolean
  readonly strings: readonly string[]
  /** How each cell style shows a number. */
  readonly styles: readonly NumberStyle[]
}

export interface NumberStyle {
  readonly day?: true
  /** Shown with two decimals. */
  readonly cents?: true
  /** Shown with zeros in front up to this many digits: `00000`. */
  readonly zeros?: number
}

/** No push inflates to more than a thousand times this. */
const readBytes = 16 * 1024
const smallBytesMax = 16_000_000
const stringsBytesMax = 256_000_000
const sheetBytesMax = 2_000_000_000
/** Sheets of alike rows pack to a fiftieth; what packs much better was made to burst. */
const packedMax = 400
const entriesMax = 5000

/** Reads everything but the sheets. Throws a Problem for what is no workbook, or a hostile one. */
export async function openWorkbook(path: string): Promise<Workbook> {
  const book = await wholePart(path, 'xl/workbook.xml', smallBytesMax)
  if (book === undefined) {
    throw problem(
      'import.not_text',
      `${fileName(path)} is a ZIP archive and no Excel workbook.`,
      'Unpack it, and name the list itself: a CSV or an XLSX file.',
    )
  }
  const links = (await wholePart(path, 'xl/_rels/workbook.xml.rels', smallBytesMax)) ?? ''
  const targets = new Map(elements(links, 'Relationship').map((it) => [attribute(it, 'Id'), attribute(it, 'Target')]))
  const sheets = elements(book, 'sheet').flatMap((it): SheetPart[] => {
    const target = targets.get(attribute(it, 'r:id') ?? attribute(it, 'id'))
    const name = attribute(it, 'name')
    if (target === undefined || name === undefined || !/worksheets\//.test(target)) return []
    const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    return [{ name: unescaped(name), part, hidden: (attribute(it, 'state') ?? 'visible') !== 'visible' }]
  })
  if (sheets.length === 0) {
    throw problem(
      'import.empty',
      `${fileName(path)} is an Excel workbook without a sheet of cells.`,
      'Open it in a spreadsheet program and save the sheet as "CSV UTF-8".',
    )
  }
  const facts = elements(book, 'workbookPr')[0] ?? ''
  return {
    path,
    sheets,
    from1904: /^(1|true)$/.test(attribute(facts, 'date1904') ?? ''),
    strings: await sharedStrings(path),
    styles: stylesIn((await wholePart(path, 'xl/styles.xml', smallBytesMax)) ?? ''),
  }
}

/** The text of one part, chunk by chunk. Throws a Problem where it is missing, damaged, or far too large. */
export async function* partText(path: string, part: string, bytesMax = sheetBytesMax): AsyncGenerator<string> {
  const stream = createReadStream(path, { highWaterMark: readBytes })
  const decoder = new TextDecoder('utf-8')
  const unzip = new Unzip()
  unzip.register(UnzipInflate)
  let out: Uint8Array[] = []
  let begun = false
  let ended = false
  let entries = 0
  let failed: Error | undefined
  unzip.onfile = (file) => {
    entries += 1
    if (begun || file.name.replace(/^\//, '').toLowerCase() !== part.toLowerCase()) return
    begun = true
    file.ondata = (error, chunk, final) => {
      failed ??= error ?? undefined
      if (chunk !== undefined && chunk.length > 0) out.push(chunk)
      ended ||= final
    }
    file.start()
  }
  let packed = 0
  let bytes = 0
  let first = true
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (begun) packed += chunk.length
      unzip.push(new Uint8Array(chunk), false)
      if (failed !== undefined) throw failed
      if (entries > entriesMax) throw hostile(path, `it holds more than ${entriesMax} parts`)
      for (const piece of out) bytes += piece.length
      if (bytes > bytesMax || (bytes > smallBytesMax && bytes > packedMax * (packed + readBytes))) {
        throw hostile(path, 'it would unfold to far more than a list of claims can hold')
      }
      for (const piece of out) {
        const text = decoder.decode(piece, { stream: true })
        if (first && text.length > 0) {
          first = false
          if (/^[\s\S]{0,2000}<!(DOCTYPE|ENTITY)/i.test(text)) throw hostile(path, 'it declares entities')
        }
        yield text
      }
      out = []
      if (ended) return
    }
  } catch (error) {
    throw error instanceof Problem || (error as NodeJS.ErrnoException).syscall !== undefined ? error : damaged(path)
  } finally {
    stream.destroy()
  }
  if (begun) throw damaged(path)
}

function hostile(path: string, why: string): Problem {
  const fix = 'Open it in a spreadsheet program and save the list as CSV.'
  return problem('import.workbook_refused', `${fileName(path)} was not read: ${why}.`, fix)
}

export function damaged(path: string): Problem {
  return problem('import.workbook_damaged', `${fileName(path)} is damaged or cut short.`, 'Export or copy it again.')
}

async function wholePart(path: string, part: string, bytesMax: number): Promise<string | undefined> {
  let text: string | undefined
  for await (const piece of partText(path, part, bytesMax)) text = (text ?? '') + piece
  return text
}

/** Texts that cells point to, in their order; phonetic readings are left out. */
async function sharedStrings(path: string): Promise<string[]> {
  const strings: string[] = []
  for await (const batch of blocks(partText(path, 'xl/sharedStrings.xml', stringsBytesMax), 'si', path)) {
    for (const { inner } of batch) strings.push(textsIn(inner))
  }
  return strings
}

export interface Block {
  /** What stands between the element's name and its `>`. */
  readonly head: string
  readonly inner: string
}

/** A row or a text longer than this is none. */
const blockMax = 4_000_000

/** All elements of one name that do not hold each other, as they stream by. Each search goes on where the last one ended. */
export async function* blocks(chunks: AsyncIterable<string>, name: string, path: string): AsyncGenerator<Block[]> {
  let text = ''
  let open: string | undefined
  let close = ''
  for await (const chunk of chunks) {
    text += chunk
    const found: Block[] = []
    let at = 0
    for (;;) {
      const start = open === undefined ? prefixed(text, name, at) : opening(text, open, at)
      if (start === undefined) {
        at = Math.max(at, text.length - 100)
        break
      }
      at = start.at
      open = start.open
      close = `</${open.slice(1)}>`
      const headEnd = text.indexOf('>', at)
      if (headEnd < 0) break
      if (text[headEnd - 1] === '/') {
        found.push({ head: text.slice(at + open.length, headEnd - 1), inner: '' })
        at = headEnd + 1
        continue
      }
      const end = text.indexOf(close, headEnd)
      if (end < 0) break
      found.push({ head: text.slice(at + open.length, headEnd), inner: text.slice(headEnd + 1, end) })
      at = end + close.length
    }
    text = text.slice(at)
    if (text.length > blockMax) throw hostile(path, 'a row in it is longer than 4 MB')
    if (found.length > 0) yield found
  }
}

function opening(text: string, open: string, from: number): { at: number; open: string } | undefined {
  for (let at = text.indexOf(open, from); at >= 0; at = text.indexOf(open, at + 1)) {
    const next = text.charCodeAt(at + open.length)
    // A space, a line break, ">" or "/"; at the very end it is not known yet.
    if (next <= 32 || next === 62 || next === 47) return { at, open }
    if (Number.isNaN(next)) return undefined
  }
  return undefined
}

/** Some programs write `<x:row>`; which prefix it is shows at the first one. */
function prefixed(text: string, name: string, from: number): { at: number; open: string } | undefined {
  const match = new RegExp(`<((?:[A-Za-z]\\w{0,9}:)?${name})(?=[\\s/>])`).exec(text.slice(from))
  return match ? { at: from + match.index, open: `<${match[1]}` } : undefined
}

/** The heads of all elements of a name in a part that is held whole. */
function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<(?:\\w{1,10}:)?${name}(\\s[^<>]{0,4000})?>`, 'g'))].map((it) => it[1] ?? '')
}

export function attribute(head: string, name: string): string | undefined {
  const at = head.indexOf(` ${name}=`)
  if (at < 0) return /[\n\t]/.test(head) ? attribute(head.replace(/[\r\n\t]/g, ' '), name) : undefined
  const quote = head[at + name.length + 2]!
  const end = head.indexOf(quote, at + name.length + 3)
  return end < 0 ? undefined : head.slice(at + name.length + 3, end)
}

/** All `<t>` of a rich text, joined. */
export function textsIn(xml: string): string {
  const [first, ...others] = xml.split(/<(?:\w{1,10}:)?rPh[\s>]/)
  const spoken = [first, ...others.map((it) => it.slice(it.indexOf('rPh>') + 4))].join('')
  let text = ''
  for (const match of spoken.matchAll(/<(?:\w{1,10}:)?t(?:\s[^<>]*)?>([^<]*)</g)) text += match[1]
  return unescaped(text)
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The five names XML knows, numbers, and Excel's `_x000D_`. */
export function unescaped(text: string): string {
  const plain = text.includes('&')
    ? text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
        if (name !== undefined) return entities[name] ?? whole
        const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
        return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : ' '
      })
    : text
  return plain.includes('_x')
    ? plain.replace(/_x([0-9A-F]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : plain
}

const builtInDays = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58])
const builtInCents = new Set([2, 4, 7, 8, 39, 40, 43, 44])

function stylesIn(xml: string): NumberStyle[] {
  const codes = new Map(
    elements(xml, 'numFmt').map((it) => [
      Number(attribute(it, 'numFmtId')),
      unescaped(attribute(it, 'formatCode') ?? ''),
    ]),
  )
  const from = xml.search(/<(?:\w{1,10}:)?cellXfs[\s>]/)
  if (from < 0) return []
  const to = xml.slice(from).search(/<\/(?:\w{1,10}:)?cellXfs>/)
  return elements(to < 0 ? xml.slice(from) : xml.slice(from, from + to), 'xf').map((it) => {
    const id = Number(attribute(it, 'numFmtId') ?? 0)
    const code = codes.get(id)
    if (code === undefined) return builtInDays.has(id) ? { day: true } : builtInCents.has(id) ? { cents: true } : {}
    return styleOf(code)
  })
}

/** `'dd.mm.yyyy'` is a day, `'[h]:mm'` is none, `'#,##0.00'` shows cents, `'00000'` shows zeros. */
function styleOf(code: string): NumberStyle {
  const [shown = ''] = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').split(';')
  if (/[yd]/i.test(shown) || (/m/i.test(shown) && !/[hs0#]/i.test(shown))) return { day: true }
  if (/^0{2,}$/.test(shown.trim())) return { zeros: shown.trim().length }
  return /\.[0#?]{2}(?![0#?])/.test(shown) ? { cents: true } : {}
}
