// The bytes of a file as text: what kind of file it really is, how its letters are written, and its SHA-256, in one pass that
// holds one chunk at a time. It refuses what is no text and says what it is instead.

import { Buffer, isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Problem, problem, quoted } from '../core/problem.ts'

export interface TextFile {
  readonly path: string
  readonly encoding: string
  readonly sha256: string
  readonly size: number
  /** It holds NUL, or bytes that are no letters of the encoding (read as U+FFFD); the rows that hold one are refused. */
  readonly damaged: boolean
}

const chunkBytes = 256 * 1024
const headBytes = 64 * 1024
/** No row of a ledger is longer; a file that is one line is refused after reading this much of it. */
export const lineBytesMax = 1_000_000

/** Looks at the whole file once. Throws a Problem for what is no text. `encoding` is any WHATWG label, where a person gave one. */
export async function inspectText(path: string, encoding?: string): Promise<TextFile> {
  try {
    await mustBeFile(path)
    const head = await headOf(path, lineBytesMax + 1)
    if (head.length === 0) {
      throw problem(
        'import.empty',
        `${fileName(path)} is empty.`,
        'Export it again; at least a header and one row are needed.',
      )
    }
    refuseOtherKinds(path, head.subarray(0, headBytes))
    const named = encoding === undefined ? markedEncoding(path, head) : labelOf(encoding)
    refuseOneLine(path, head, named)
    const pass = await wholePass(path)
    const size = pass.size
    if (named === 'utf-8')
      return { path, encoding: named, sha256: pass.sha256, size, damaged: pass.zeros > 0 || !pass.utf8 }
    if (named !== undefined) return { path, encoding: named, sha256: pass.sha256, size, damaged: true }
    if (pass.zeros > 0) refuseZeros(path, pass.zeros, size)
    if (pass.utf8) return { path, encoding: 'utf-8', sha256: pass.sha256, size, damaged: pass.zeros > 0 }
    const { encoding: guessed, damaged } = await withoutUtf8(path)
    return { path, encoding: guessed, sha256: pass.sha256, size, damaged: damaged || pass.zeros > 0 }
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** The file as UTF-8 without a byte order mark, one chunk at a time. */
export async function* utf8Chunks(file: TextFile): AsyncGenerator<Buffer> {
  try {
    const stream = createReadStream(file.path, { highWaterMark: chunkBytes })
    if (file.encoding === 'utf-8' && !file.damaged) {
      let first = true
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        yield first && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk
        first = false
      }
      return
    }
    const decoder = new TextDecoder(file.encoding)
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const text = decoder.decode(chunk, { stream: true })
      if (text.length > 0) yield Buffer.from(text)
    }
    const rest = decoder.decode()
    if (rest.length > 0) yield Buffer.from(rest)
  } catch (error) {
    throw unreadable(file.path, error)
  }
}

/** "UTF-8", "Windows-1252": for people. */
export function encodingText(encoding: string): string {
  return encoding
    .replace(/^utf/, 'UTF')
    .replace(/^windows/, 'Windows')
    .replace('16le', '16 LE')
    .replace('16be', '16 BE')
}

async function mustBeFile(path: string): Promise<void> {
  const facts = await stat(path)
  if (facts.isDirectory()) {
    throw problem('import.folder', `${fileName(path)} is a folder.`, 'Name one file in it, for example open-items.csv.')
  }
  if (!facts.isFile()) {
    throw problem(
      'import.not_a_file',
      `${fileName(path)} is no ordinary file.`,
      'Save the list as a CSV file and name that.',
    )
  }
}

async function headOf(path: string, bytes: number): Promise<Buffer> {
  const handle = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(bytes)
    let length = 0
    while (length < bytes) {
      const { bytesRead } = await handle.read(buffer, length, bytes - length, length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return buffer.subarray(0, length)
  } finally {
    await handle.close()
  }
}

const starts: readonly (readonly [start: string, kind: string])[] = [
  ['%PDF', 'a PDF'],
  ['\x89PNG', 'a PNG picture'],
  ['\xff\xd8\xff', 'a JPEG picture'],
  ['GIF8', 'a GIF picture'],
  ['II*\0', 'a TIFF picture'],
  ['MM\0*', 'a TIFF picture'],
  ['\xd0\xcf\x11\xe0', 'an old Excel or Word file'],
  ['\x1f\x8b', 'a gzip archive'],
  ['7z\xbc\xaf', 'a 7-Zip archive'],
  ['Rar!', 'a RAR archive'],
  ['BZh', 'a bzip2 archive'],
  ['SQLite format 3', 'a SQLite database'],
  ['PAR1', 'a Parquet file'],
  ['{\\rtf', 'a rich text document'],
  ['\x7fELF', 'a program'],
  ['MZ\x90', 'a program'],
]

function refuseOtherKinds(path: string, head: Buffer): void {
  const kind = kindOf(head)
  if (kind === undefined) return
  const cure =
    kind === 'an Excel workbook' || kind.startsWith('an old Excel')
      ? 'Open it in a spreadsheet program and save the sheet as "CSV UTF-8".'
      : kind.endsWith('archive')
        ? 'Unpack it and import the CSV file inside.'
        : 'Export the list from where it is kept as a CSV file and import that.'
  throw problem('import.not_csv', `${fileName(path)} is ${kind}, not a CSV file.`, cure)
}

function kindOf(head: Buffer): string | undefined {
  const start = head.toString('latin1', 0, 16)
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) {
    if (head.includes('xl/') || head.includes('[Content_Types].xml')) return 'an Excel workbook'
    return head.includes('opendocument') ? 'an OpenDocument file' : 'a ZIP archive'
  }
  for (const [bytes, kind] of starts) if (start.startsWith(bytes)) return kind
  const text = head
    .toString('utf8', 0, 512)
    .replace(/^\ufeff/, '')
    .trimStart()
    .toLowerCase()
  if (text.startsWith('<!doctype html') || text.startsWith('<html') || text.startsWith('<table'))
    return 'a web page (HTML)'
  if (text.startsWith('<?xml')) return 'an XML file'
  if (/^(\{\s*"|\[\s*[[{])/.test(text)) return 'a JSON file'
  if (isYaml(text)) return 'a YAML file'
  return undefined
}

/** Nearly every line is a key and a colon, or an entry of a list. */
function isYaml(text: string): boolean {
  const lines = text.split('\n').slice(0, 30).slice(0, -1)
  const filled = lines.filter((line) => /[^\s#-]/.test(line) && !line.startsWith('#'))
  const keys = filled.filter((line) => /^\s*(?:- )?["']?[\w./$-]+["']?:(?:\s|$)/.test(line))
  return keys.length >= 3 && keys.length >= filled.length * 0.8
}

function labelOf(encoding: string): string {
  try {
    return new TextDecoder(encoding).encoding
  } catch {
    throw problem(
      'import.encoding_name',
      `${quoted(encoding)} is no encoding.`,
      'Use a name such as utf-8, windows-1252, windows-1250, iso-8859-2, macintosh or utf-16le.',
    )
  }
}

/** By byte order mark, or by the zeros that ASCII letters have in UTF-16. */
function markedEncoding(path: string, head: Buffer): string | undefined {
  const start = head.toString('latin1', 0, 4)
  if (start === '\xff\xfe\0\0' || start === '\0\0\xfe\xff') {
    throw problem('import.encoding', `${fileName(path)} is written in UTF-32.`, 'Save it as "CSV UTF-8".')
  }
  if (start.startsWith('\xef\xbb\xbf')) return 'utf-8'
  if (start.startsWith('\xff\xfe')) return 'utf-16le'
  if (start.startsWith('\xfe\xff')) return 'utf-16be'
  const probe = head.subarray(0, 4096)
  const zeros = [0, 0]
  for (const [i, byte] of probe.entries()) if (byte === 0) zeros[i % 2]! += 1
  const many = probe.length * 0.2
  if (probe.length > 3 && zeros[1]! > many && zeros[0]! < many / 20) return 'utf-16le'
  if (probe.length > 3 && zeros[0]! > many && zeros[1]! < many / 20) return 'utf-16be'
  return undefined
}

function refuseOneLine(path: string, head: Buffer, encoding: string | undefined): void {
  if (head.length <= lineBytesMax || head.includes(10) || head.includes(13)) return
  const zeros = encoding === undefined ? head.subarray(0, 4096).filter((byte) => byte === 0).length : 0
  if (zeros > 0) refuseZeros(path, zeros, 4096)
  throw problem(
    'import.line_too_long',
    `The first line of ${fileName(path)} is longer than ${lineBytesMax / 1_000_000} MB.`,
    'Export the list again with one row to a line.',
    { line: 1 },
  )
}

function refuseZeros(path: string, zeros: number, size: number): void {
  // A few are a slip of the exporting program and cost their rows only, however short the list is.
  if (zeros <= 3 || (zeros <= 20 && zeros / size < 0.001)) return
  throw problem(
    'import.not_text',
    `${fileName(path)} holds NUL bytes: it is no text, or it was damaged on its way.`,
    'Export the list again as "CSV UTF-8".',
  )
}

/** Size, SHA-256, NUL bytes, and whether all of it is UTF-8. */
async function wholePass(path: string): Promise<{ size: number; sha256: string; zeros: number; utf8: boolean }> {
  const sha = createHash('sha256')
  let size = 0
  let zeros = 0
  let utf8 = true
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>) {
    sha.update(chunk)
    size += chunk.length
    for (let at = chunk.indexOf(0); at >= 0 && zeros < 1000; at = chunk.indexOf(0, at + 1)) zeros += 1
    if (!utf8) continue
    const joined = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const whole = wholeLetters(joined)
    utf8 = isUtf8(joined.subarray(0, whole))
    rest = joined.subarray(whole)
  }
  return { size, sha256: sha.digest('hex'), zeros, utf8: utf8 && isUtf8(rest) }
}

/** Where the last, perhaps unfinished, letter begins, when it is cut by the end of the chunk. */
function wholeLetters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) break
    if (byte >= 0xc0) {
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needs > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

/** UTF-8 with a few broken letters, or Windows-1252, the only other encoding that spreadsheets of western Europe write. */
async function withoutUtf8(path: string): Promise<{ encoding: string; damaged: boolean }> {
  const decoder = new TextDecoder('utf-8')
  let good = 0
  let bad = 0
  let foreign = 0
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>) {
    for (const [letter] of decoder.decode(chunk, { stream: true }).matchAll(/[\u0080-\uffff]/g)) {
      if (letter === '\ufffd') bad += 1
      else good += 1
    }
    // The five bytes that Windows-1252 leaves without a letter; 0x81 is the "ü" of DOS.
    for (const byte of [0x81, 0x8d, 0x8f, 0x90, 0x9d]) if (chunk.includes(byte)) foreign += 1
  }
  if (good > bad) return { encoding: 'utf-8', damaged: true }
  if (foreign > 0) {
    throw problem(
      'import.encoding',
      `${fileName(path)} is written neither in UTF-8 nor in Windows-1252.`,
      'Save it as "CSV UTF-8", or name its encoding, for example encoding: ibm866 or encoding: shift_jis.',
    )
  }
  return { encoding: 'windows-1252', damaged: false }
}

export function fileName(path: string): string {
  return quoted(basename(path) || path)
}

/** What the operating system refused, for a person; all else goes through. */
function unreadable(path: string, error: unknown): unknown {
  if (error instanceof Problem || !(error instanceof Error)) return error
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return problem('import.missing', `There is no file ${fileName(path)}.`, 'Check the name and the folder.')
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return problem(
      'import.not_allowed',
      `${fileName(path)} may not be read.`,
      'Give yourself read permission, or copy the file.',
    )
  }
  if (code === 'EISDIR') return problem('import.folder', `${fileName(path)} is a folder.`, 'Name one file in it.')
  if (code === undefined || !/^E[A-Z]+$/.test(code)) return error
  return problem(
    'import.unreadable',
    `${fileName(path)} cannot be read (${code}).`,
    'Copy the file to a local disk and try again.',
  )
}
