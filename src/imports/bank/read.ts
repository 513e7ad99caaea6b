// A file of a bank, recognised by its content: XML by its root, the others by how they begin; archives are opened. Everything is
// bounded, and what does not balance is refused.

import { isUtf8 } from 'node:buffer'
import { Unzip, UnzipInflate } from 'fflate'
import { Problem, type ProblemFacts, problem } from '../../core/problem.ts'
import { isBai2, readBai2 } from './bai2.ts'
import { isCamt, readCamt } from './camt.ts'
import { isCoda, readCoda } from './coda.ts'
import { isMt940, readMt940 } from './mt940.ts'
import { isOfx, readOfx } from './ofx.ts'
import { type BankFile, checkStatement } from './statement.ts'
import { type ReadTable, readTable } from './table.ts'
import { type Grid, gridOf } from './table-grid.ts'
import { type BankMap, namedIn } from './table-map.ts'
import { readXmlPieces, xmlBytesMax } from './xml.ts'

/** Larger files are refused before they are read. */
export const fileBytesMax = 64 * 1024 * 1024
/** Of what is read as one text, so that none takes 300 MB; camt, which is read entry by entry, may be four times as large. */
const textBytesMax = 12 * 1024 * 1024
/** Its values are given the ends that SGML leaves out, before they are read. */
const ofxBytesMax = 8 * 1024 * 1024
/** Enough to see what a file is. */
const headBytes = 64 * 1024
const filesMax = 500
const unpackedMax = 64 * 1024 * 1024

/** Every statement, each checked; throws the first Problem, which names the file inside an archive. `map` is for tables alone. */
export function readBank(bytes: Uint8Array, map?: BankMap): BankFile[] {
  return checkedFiles(readUnchecked(bytes, map))
}

function checkedFiles(files: BankFile[]): BankFile[] {
  for (const file of files) {
    const [first, ...more] = wrongIn(file)
    if (first === undefined) continue
    const others = more.length === 0 ? '' : ` (and ${more.length} more)`
    throw new Problem({ ...first, says: `${named(file.name)}${first.says}${others}` })
  }
  return files
}

/** A table by itself, for whoever keeps maps: what was read, and how. */
export function readBankTable(grid: Grid, map: BankMap | undefined): ReadTable {
  const read = readTable(grid, map)
  checkedFiles([read.file])
  return read
}

/** The table in a file that is none of the other formats; undefined for one of them, and for what is no bank's at all. */
export function bankTable(bytes: Uint8Array, map?: BankMap): Grid | undefined {
  const text = tableText(bytes)
  return text === undefined ? undefined : gridOf(text, namedIn(map))
}

/** The text of a file that may be a table; undefined where it is of another kind. */
export function tableText(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0 || bytes.length > fileBytesMax || isZip(bytes)) return undefined
  if (isXmlFile(bytes) || bytes.length > textBytesMax) return undefined
  const text = textOf(bytes)
  return text.includes('\0') || otherThanTable(text) ? undefined : text
}

/** Whether the bytes are of a format that only banks write, or an archive, which may hold some. */
export function isBankFormat(bytes: Uint8Array): boolean {
  if (bytes.length === 0 || bytes.length > fileBytesMax || isZip(bytes)) return false
  const head = headOf(bytes)
  // Of a document of another kind only its root shows that it is none of a bank.
  if (isXml(head) && !isOfx(head)) return /<(?:\w{1,20}:)?(?:BkToCstmr|camt\.05)/.test(head.slice(0, 8000))
  return !head.includes('\0') && otherThanTable(head)
}

function otherThanTable(text: string): boolean {
  return isOfx(text) || isCoda(text) || isBai2(text) || isMt940(text)
}

function isXml(text: string): boolean {
  return /^\s*<(?:\?xml|!--|!DOCTYPE|[A-Za-z:]*Document)/.test(text)
}

/** What is wrong with the sums of a file; empty where nothing is. */
export function wrongIn(file: BankFile): ProblemFacts[] {
  return file.statements.flatMap(checkStatement)
}

/** As `readBank`, without the arithmetic. */
export function readUnchecked(bytes: Uint8Array, map?: BankMap): BankFile[] {
  if (bytes.length === 0) throw problem('bank.empty', 'The file is empty.', 'Export it again from the bank.')
  if (bytes.length > fileBytesMax) throw tooLarge()
  if (!isZip(bytes)) return [readOne(bytes, map)]
  const inside = unzip(bytes)
  if (inside.size === 0)
    throw problem('bank.empty', 'There is no file in the archive.', 'Export it again from the bank.')
  return [...inside].map(([name, content]) => {
    try {
      return { ...readOne(content, map), name }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      throw new Problem({ ...error.facts, says: `${named(name)}${error.facts.says}` })
    }
  })
}

function named(name: string | undefined): string {
  return name === undefined ? '' : `${name}: `
}

function tooLarge(): Problem {
  return problem(
    'bank.too_large',
    `The file is larger than ${fileBytesMax / 1024 / 1024} MB.`,
    'Export shorter periods, one file each.',
  )
}

function readOne(bytes: Uint8Array, map: BankMap | undefined): BankFile {
  if (isXmlFile(bytes)) return readXmlFile(bytes)
  const max = isOfx(headOf(bytes)) ? ofxBytesMax : textBytesMax
  if (bytes.length > max) {
    const megabytes = (size: number) => `${size / 1024 / 1024} MB`
    throw problem(
      'bank.too_large',
      `The file is larger than ${megabytes(max)}. The most is ${megabytes(ofxBytesMax)} for OFX, ${megabytes(textBytesMax)} for MT940, BAI2, CODA and CSV, and ${megabytes(xmlBytesMax)} for camt.`,
      'Export shorter periods, one file each.',
    )
  }
  const text = textOf(bytes)
  if (text.includes('\0')) {
    throw problem('bank.damaged', 'The file holds NUL bytes, which no text has.', 'Download it again from the bank.')
  }
  if (isOfx(text)) return readOfx(text)
  if (isCoda(text)) return readCoda(text)
  if (isBai2(text)) return readBai2(text)
  if (isMt940(text)) return readMt940(text)
  const grid = gridOf(text, namedIn(map))
  if (grid !== undefined) return readTable(grid, map).file
  throw unknownFormat()
}

function unknownFormat(): Problem {
  return problem(
    'bank.unknown',
    'The file is none of camt.052, 053 or 054, MT940 or MT942, OFX or QFX, BAI2 or CODA, and no table with a day and an amount among the names of its columns.',
    'Export one of these from the bank; of a table name the columns: --map day="…" --map amount="…".',
  )
}

/** By its head, so that a large file need not become a text first. OFX 2 is XML of its own reader. */
function isXmlFile(bytes: Uint8Array): boolean {
  const head = headOf(bytes)
  return isXml(head) && !isOfx(head)
}

/** The beginning as text; a letter that is cut in two at its end does not matter here. */
function headOf(bytes: Uint8Array): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(utf16).decode(bytes.subarray(0, headBytes))
}

function readXmlFile(bytes: Uint8Array): BankFile {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4000)).toString('latin1')
  const declared = /<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head)?.[1]?.toLowerCase()
  const plain = (declared === undefined || declared === 'utf-8') && isUtf8(bytes)
  if (bytes.includes(0) && plain) {
    throw problem('bank.damaged', 'The file holds NUL bytes, which no text has.', 'Download it again from the bank.')
  }
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const { root, each } = readXmlPieces(plain ? bytes.subarray(marked ? 3 : 0) : Buffer.from(textOf(bytes)), 'Ntry')
  if (isCamt(root)) return readCamt(root, each, /camt\.05[234]\.001\.\d\d/.exec(head)?.[0])
  throw problem(
    'bank.unknown',
    `The file is XML of ${root.name}, and no statement of an account.`,
    'Export camt.053 (or MT940, OFX, BAI2, CODA, CSV) from the bank.',
  )
}

/** UTF-8 where it is valid or declared, else Windows-1252; UTF-16 by its mark. */
function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const declared = /<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head)?.[1]?.toLowerCase()
  try {
    return new TextDecoder(declared === undefined || declared.startsWith('us-ascii') ? 'utf-8' : declared, {
      fatal: true,
    }).decode(bytes)
  } catch {
    if (declared !== undefined) {
      throw problem(
        'bank.encoding',
        `The file says that it is ${declared}, and is not.`,
        'Export it again from the bank.',
      )
    }
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04
}

/** Counts what really comes out, whatever the archive says of itself. */
function unzip(bytes: Uint8Array): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  let [total, ended, begun] = [0, 0, 0]
  const bomb = () =>
    problem(
      'bank.archive',
      `The archive holds more than ${filesMax} files, or unpacks to more than ${unpackedMax / 1024 / 1024} MB.`,
      'Import its files one by one.',
    )
  const reader = new Unzip((file) => {
    const hidden = file.name.endsWith('/') || /(?:^|\/)(?:__MACOSX\/|\.)/.test(file.name)
    if (hidden) return
    begun += 1
    if (begun > filesMax) throw bomb()
    if (/\.zip$/i.test(file.name))
      throw problem('bank.archive', 'There is an archive inside the archive.', 'Import it by itself.')
    const chunks: Uint8Array[] = []
    let size = 0
    file.ondata = (error, chunk, final) => {
      if (error) throw error
      total += chunk.length
      size += chunk.length
      if (total > unpackedMax || size > xmlBytesMax) throw bomb()
      chunks.push(chunk)
      if (!final) return
      ended += 1
      files.set(file.name, joined(chunks, size))
    }
    file.start()
  })
  reader.register(UnzipInflate)
  try {
    // In pieces, so that a bomb is noticed while it unpacks.
    const piece = 64 * 1024
    for (let at = 0; at < bytes.length; at += piece)
      reader.push(bytes.subarray(at, at + piece), at + piece >= bytes.length)
  } catch (error) {
    if (error instanceof Problem) throw error
    throw problem('bank.archive', 'The archive is damaged.', 'Download it again from the bank.')
  }
  if (ended < begun) throw problem('bank.archive', 'The archive is cut short.', 'Download it again from the bank.')
  return files
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
