// A CSV file as a table: where the header is, how columns are split, and its rows, streamed. It judges form only; what a
// column means is not its business.

import { once } from 'node:events'
import { type CsvError, Parser } from 'csv-parse'
import { type Problem, problem } from '../core/problem.ts'
import { amountParts } from './amount.ts'
import { dateParts } from './date.ts'
import { encodingText, fileName, inspectText, lineBytesMax, type TextFile, utf8Chunks } from './encoding.ts'
import { fieldsNamed } from './field.ts'

/** Any table: a CSV file, later a sheet of a workbook. */
export interface Table {
  /** `'CSV, UTF-8, columns split by ;, header on line 4'` */
  readonly describes: string
  readonly headerLine: number
  /** Header cells, trimmed; those without a name or with another's get one of their own. */
  readonly columns: readonly string[]
  /** The first rows, up to 2,000, for recognition. */
  readonly sample: readonly (readonly string[])[]
  /** The line of each row of the sample. */
  readonly sampleLines: readonly number[]
  /** What splits columns in a file written beside this one. */
  readonly delimiter: string
  /** From the first row, afresh at each call. Short rows are filled up; longer ones come as they are. Empty ones are left out. */
  rows(): AsyncIterable<TableRow | Problem>
  /** The same, some hundred rows at a time: one hop of the event loop for each row is what reading would mostly cost. */
  batches(): AsyncIterable<readonly (TableRow | Problem)[]>
  readonly sha256: Promise<string>
}

export interface TableRow {
  readonly line: number
  readonly cells: readonly string[]
  /** What is wrong with the row as text, whatever its columns mean. */
  readonly problem?: Problem
}

export interface CsvGiven {
  /** Where a person knows better than the bytes: any WHATWG label, such as `windows-1250`. */
  readonly encoding?: string
  readonly delimiter?: string
}

const sampleRowsMax = 2000
const headTextBytes = 256 * 1024
/** A cell of more lines than this is a quotation mark that nobody closed. */
const recordLinesMax = 200
const recoveriesMax = 20

/** Throws a Problem for a file that cannot be read as a table at all. */
export async function openCsv(path: string, given: CsvGiven = {}): Promise<Table> {
  const file = await inspectText(path, given.encoding)
  const head = await headText(file)
  if (head.trim() === '') {
    throw problem(
      'import.empty',
      `${fileName(path)} holds no rows.`,
      'Export it again; at least a header and one row are needed.',
    )
  }
  const declared = /^sep=(.)\r?\n/.exec(head)
  const start = declared ? { bytes: Buffer.byteLength(declared[0]), line: 2 } : { bytes: 0, line: 1 }
  const body = Buffer.from(head).subarray(start.bytes)
  const layout = layoutOf(body, given.delimiter ?? declared?.[1], path)
  const headerLine = start.line + layout.header.line - 1
  const place: Place = {
    file,
    delimiter: layout.delimiter,
    bytes: start.bytes + layout.header.endBytes,
    line: start.line + layout.header.endLine - 1,
    columns: layout.header.cells.length,
  }
  const { rows, trouble } = await sampleOf(place)
  if (rows.length === 0) {
    throw (
      trouble ??
      problem(
        'import.header_only',
        `${fileName(path)} has a header and no rows under it.`,
        'Export it again with its rows.',
      )
    )
  }
  const names = uniqueNames(layout.header.cells)
  return {
    describes: `CSV, ${encodingText(file.encoding)}, columns split by ${delimiterText(layout.delimiter)}, header on line ${headerLine}`,
    headerLine,
    columns: names,
    sample: rows.map((row) => row.cells),
    sampleLines: rows.map((row) => row.line),
    delimiter: layout.delimiter,
    rows: () => rowsOf(place),
    batches: () => batchesOf(place),
    sha256: Promise.resolve(file.sha256),
  }
}

async function sampleOf(place: Place): Promise<{ rows: TableRow[]; trouble: Problem | undefined }> {
  const rows: TableRow[] = []
  let trouble: Problem | undefined
  for await (const batch of batchesOf(place)) {
    for (const row of batch) {
      if (!('cells' in row)) trouble ??= row
      else if (rows.length < sampleRowsMax) rows.push(row)
    }
    if (rows.length === sampleRowsMax) break
  }
  return { rows, trouble }
}

/** Where the rows begin, in bytes of the UTF-8 text, and in lines of the file. */
interface Place {
  readonly file: TextFile
  readonly delimiter: string
  readonly bytes: number
  readonly line: number
  readonly columns: number
}

async function* rowsOf(place: Place): AsyncGenerator<TableRow | Problem> {
  for await (const batch of batchesOf(place)) for (const row of batch) yield row
}

/** All rows; after a row that cannot be parsed, on from the line below it. */
async function* batchesOf(place: Place): AsyncGenerator<readonly (TableRow | Problem)[]> {
  let from = place
  for (let recoveries = 0; ; recoveries++) {
    const stopped = yield* parsedRows(from)
    if (stopped === undefined) return
    yield [stopped.problem]
    if (recoveries === recoveriesMax) {
      const says = 'Too many rows cannot be parsed; from here on the file was not read.'
      const fix = 'Correct the rows named above, or export the list again, and import once more.'
      yield [problem('import.rest_unread', says, fix, { line: stopped.line })]
      return
    }
    const next = await lineAfter(place.file, stopped.bytes)
    if (next === undefined) return
    from = { ...place, bytes: next, line: stopped.line + 1 }
  }
}

interface Stopped {
  readonly problem: Problem
  /** Where the row that failed begins. */
  readonly bytes: number
  readonly line: number
}

async function* parsedRows(place: Place): AsyncGenerator<readonly TableRow[], Stopped | undefined> {
  let batch: TableRow[] = []
  let line = place.line
  let bytes = 0
  let runaway = false
  let parsedLines = 0
  // Rows are taken as they are parsed and handed on chunk by chunk: one hop of the event loop for a thousand rows.
  const parser = new Parser({
    ...parserOptions(place.delimiter),
    on_record: (cells: string[], context: { bytes: number; lines: number }) => {
      if (runaway) return null
      // The parser counts a quoted CR LF twice, so its count only tells that there is something to count.
      const lines = context.lines === parsedLines + 1 ? 1 : linesIn(cells)
      parsedLines = context.lines
      if (lines > recordLinesMax) {
        runaway = true
        return null
      }
      const row = shaped(cells, line, place)
      if (row !== undefined) batch.push(row)
      line += lines
      bytes = context.bytes
      return null
    },
  })
  let failed: Error | undefined
  parser.on('error', (error) => {
    failed ??= error
  })
  parser.resume()
  let skip = place.bytes
  try {
    for await (let chunk of utf8Chunks(place.file)) {
      if (skip >= chunk.length) {
        skip -= chunk.length
        continue
      }
      chunk = chunk.subarray(skip)
      skip = 0
      await new Promise<void>((resolve) => parser.write(chunk, () => resolve()))
      if (batch.length > 0) yield batch
      batch = []
      if (failed !== undefined || runaway) break
    }
    if (failed === undefined && !runaway) {
      const finished = once(parser, 'finish').catch(() => undefined)
      parser.end()
      await finished
      if (batch.length > 0) yield batch
    }
  } finally {
    parser.destroy()
  }
  if (failed === undefined && !runaway) return undefined
  const quote = runaway || (failed as CsvError).code === 'CSV_QUOTE_NOT_CLOSED'
  const where = { line }
  const trouble = quote
    ? problem(
        'import.quote_open',
        'A quotation mark opens in this row and is not closed.',
        'Close it, or write it twice where it belongs to the text.',
        where,
      )
    : (failed as CsvError).code === 'CSV_MAX_RECORD_SIZE'
      ? problem(
          'import.line_too_long',
          `The row is longer than ${lineBytesMax / 1_000_000} MB, or a quotation mark in it is not closed.`,
          'Correct the row, or export the list again with one row to a line.',
          where,
        )
      : problem(
          'import.row_unreadable',
          'The row cannot be parsed.',
          'Check its quotation marks and export it again.',
          where,
        )
  return { problem: trouble, bytes: place.bytes + bytes, line }
}

/** An empty row is no row. A short one is filled up: many programs leave out what is empty at the end. */
function shaped(cells: string[], line: number, place: Place): TableRow | undefined {
  let filled = 0
  for (let i = cells.length; i > 0; i--) {
    if (cells[i - 1]!.trim() !== '') {
      filled = i
      break
    }
  }
  if (filled === 0) return undefined
  while (cells.length < place.columns) cells.push('')
  if (cells.length > place.columns) cells.length = Math.max(place.columns, filled)
  if (!place.file.damaged) return { line, cells }
  const bad = cells.findIndex((cell) => cell.includes('\0') || cell.includes('\ufffd'))
  if (bad < 0) return { line, cells }
  const what = cells[bad]!.includes('\0') ? 'a NUL byte' : 'a letter that was damaged on its way'
  return {
    line,
    cells,
    problem: problem(
      'import.damaged',
      `The row holds ${what}.`,
      'Correct it, or export the list again as "CSV UTF-8".',
      { line, value: cells[bad]! },
    ),
  }
}

/** How many lines of the file a record takes; CR LF is one line break. */
function linesIn(cells: readonly string[]): number {
  let lines = 1
  for (const cell of cells) {
    if (!cell.includes('\n') && !cell.includes('\r')) continue
    lines += cell.match(/\r\n|\n|\r/g)!.length
  }
  return lines
}

function parserOptions(delimiter: string) {
  return {
    delimiter,
    // All three, as files joined from several systems mix them.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: lineBytesMax,
  }
}

/** Undefined at the end of the file. */
async function lineAfter(file: TextFile, bytes: number): Promise<number | undefined> {
  let passed = 0
  for await (const chunk of utf8Chunks(file)) {
    const from = Math.max(0, bytes - passed)
    if (from < chunk.length) {
      const text = chunk.subarray(from)
      const feed = text.indexOf(10)
      const carriage = text.indexOf(13)
      const at = feed < 0 ? carriage : carriage < 0 || carriage > feed || carriage === feed - 1 ? feed : carriage
      if (at >= 0) return passed + from + at + 1
    }
    passed += chunk.length
  }
  return undefined
}

async function headText(file: TextFile): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const chunk of utf8Chunks(file)) {
    parts.push(chunk)
    length += chunk.length
    if (length > headTextBytes) {
      const cut = Buffer.concat(parts).subarray(0, headTextBytes)
      const end = Math.max(cut.lastIndexOf(10), cut.lastIndexOf(13))
      return cut.subarray(0, end < 0 ? cut.length : end + 1).toString()
    }
  }
  return Buffer.concat(parts).toString()
}

interface HeadRecord {
  readonly cells: readonly string[]
  readonly line: number
  readonly endLine: number
  readonly endBytes: number
}

interface Layout {
  readonly delimiter: string
  readonly header: HeadRecord
}

const usual = [',', ';', '\t', '|']
const others = ['\x1f', '\x1e', '\x01', '^', '~', '¦', '#', '!', ':', '=', '*', '&', '%', '§', '$', '\\']

/** Tries each mark that may split columns and keeps the one under which most rows are alike and a header stands on top. */
function layoutOf(body: Buffer, given: string | undefined, path: string): Layout {
  let best: { layout: Layout; score: number } | undefined
  let readable = false
  for (const delimiter of given === undefined ? [...usual, ...others] : [given]) {
    if (best !== undefined && best.score > 2.5 && others.includes(delimiter)) break
    if (given === undefined && !body.includes(delimiter)) continue
    const records = headRecords(body, delimiter)
    const width = commonWidth(records)
    if (width < 2 && given === undefined) continue
    readable = true
    const header = headerOf(records, width)
    if (header === undefined) continue
    const alike = records.filter((record) => record.cells.length === width).length / records.length
    const score = alike + knownNames(header) + Math.min(width, 50) / 1000 - (usual.includes(delimiter) ? 0 : 0.3)
    if (best === undefined || score > best.score + 1e-9) best = { layout: { delimiter, header }, score }
  }
  if (best !== undefined) return best.layout
  // One column has no delimiter; a list of names is still a list.
  const single = headRecords(body, ',')
  const header = readable ? undefined : headerOf(single, 1)
  if (header !== undefined) return { delimiter: ',', header }
  throw problem(
    'import.no_header',
    `${fileName(path)} has no header: the first rows hold values, not the names of columns.`,
    'Add a first line that names the columns, for example customer;invoice number;invoice date;due date;amount.',
  )
}

function headRecords(body: Buffer, delimiter: string): HeadRecord[] {
  const records: HeadRecord[] = []
  let line = 1
  const parser = new Parser({
    ...parserOptions(delimiter),
    to: 300,
    on_record: (cells: string[], context: { bytes: number }) => {
      const endLine = line + linesIn(cells)
      if (cells.some((cell) => cell.trim() !== '')) records.push({ cells, line, endLine, endBytes: context.bytes })
      line = endLine
      return null
    },
  })
  parser.on('error', () => undefined)
  // It parses before `write` returns; what cannot be parsed leaves the records above it.
  // The parser looks a few bytes ahead, so the last row needs room behind it.
  parser.write(Buffer.concat([body, Buffer.from('\n\n\n\n')]))
  parser.destroy()
  return records
}

/** The width most rows have; of two as frequent, the larger. */
function commonWidth(records: readonly HeadRecord[]): number {
  const counts = new Map<number, number>()
  for (const { cells } of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  let width = 0
  for (const [candidate, count] of counts) {
    const most = counts.get(width) ?? 0
    if (count > most || (count === most && candidate > width)) width = candidate
  }
  return width
}

/** The row with the most known names; failing that, the first full row of words. Undefined where rows hold values from the start. */
function headerOf(records: readonly HeadRecord[], width: number): HeadRecord | undefined {
  const candidates = records.slice(0, 40).filter((record) => {
    const filled = record.cells.filter((cell) => cell.trim() !== '')
    return (
      filled.length >= Math.max(1, Math.ceil(Math.min(width, record.cells.length) / 2)) &&
      filled.every((cell) => cell.length <= 200)
    )
  })
  let known: HeadRecord | undefined
  for (const record of candidates) {
    const names = knownNames(record)
    const values = record.cells.filter(isValue).length
    if (names >= 2 && values * 3 <= record.cells.length && names > (known === undefined ? 1 : knownNames(known)))
      known = record
  }
  if (known !== undefined) return known
  return candidates.find((record) => {
    const filled = record.cells.filter((cell) => cell.trim() !== '').length
    return (
      record.cells.length >= Math.min(width, 2) &&
      Math.abs(record.cells.length - width) <= 1 &&
      filled >= Math.ceil(width / 2) &&
      !record.cells.some(isValue)
    )
  })
}

function knownNames(record: HeadRecord): number {
  return new Set(
    record.cells.flatMap((cell) =>
      fieldsNamed(cell.trim())
        .filter((match) => match.exact)
        .slice(0, 1)
        .map((match) => `${match.field}${match.part ?? ''}${match.role ?? ''}`),
    ),
  ).size
}

function isValue(cell: string): boolean {
  const text = cell.trim()
  if (text === '' || !/\d/.test(text)) return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
  const amount = amountParts(text)
  if (amount !== undefined && !('wrong' in amount)) return true
  const date = dateParts(text)
  return (date !== undefined && !('wrong' in date)) || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
}

function uniqueNames(cells: readonly string[]): string[] {
  const names = cells.map((cell) => cell.replace(/\s+/g, ' ').trim())
  const taken = new Set<string>()
  return names.map((name, index) => {
    const base = name === '' ? `column ${index + 1}` : name
    let unique = base
    for (let again = 2; taken.has(unique) || (unique !== name && names.includes(unique)); again++)
      unique = `${base} ${again}`
    taken.add(unique)
    return unique
  })
}

function delimiterText(delimiter: string): string {
  if (delimiter === '\t') return 'tab'
  return delimiter < ' ' ? `control character ${delimiter.charCodeAt(0)}` : delimiter
}
