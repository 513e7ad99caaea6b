// A CSV file as a table: where the header is, how columns are split, and its rows, streamed. It judges form only; what a
// column means is not its business.

import { once } from 'node:events'
import { type CsvError, Parser } from 'csv-parse'
import { type Problem, problem } from '../core/problem.ts'
import { encodingText, fileName, inspectText, lineBytesMax, type TextFile, utf8Chunks } from './encoding.ts'
import { layoutOf, linesIn, parserOptions } from './layout.ts'
import { rearmed, withoutVerdict } from './rejects.ts'

/** Any table: a CSV file or a sheet of a workbook. */
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
  /** Of a sheet: how it holds the cells of each row of the sample. */
  readonly sampleHeld?: readonly string[]
  /** Of a sheet: its days count from 1904. */
  readonly from1904?: boolean
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
  /** Of a sheet, a letter for each cell: s text, n number, d day, e error, f formula without a result, a space for nothing. */
  readonly held?: string
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
    refused: withoutVerdict(layout.header.cells).length < layout.header.cells.length,
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
  /** Its rows were refused before, so what a spreadsheet would run has a mark before it. */
  readonly refused: boolean
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
  // Until the first quotation mark a row is a line and nothing else, and splitting lines takes a tenth of the parser's time.
  let plain = true
  let before = 0
  let held: Buffer = Buffer.alloc(0)
  const takeLines = (text: string) => {
    for (const one of text.split(lineEnds)) {
      const row = shaped(one.split(place.delimiter), line, place)
      if (row !== undefined) batch.push(row)
      line += 1
    }
  }
  try {
    for await (let chunk of utf8Chunks(place.file)) {
      if (skip >= chunk.length) {
        skip -= chunk.length
        continue
      }
      chunk = chunk.subarray(skip)
      skip = 0
      if (plain) {
        if (held.length > 0) chunk = Buffer.concat([held, chunk])
        plain = !chunk.includes(quotationMark) && held.length < heldMax
        if (plain) {
          // A carriage return at the very end may be half of a line's end.
          const end = Math.max(chunk.lastIndexOf(10), chunk.subarray(0, -1).lastIndexOf(13))
          if (end >= 0) takeLines(chunk.toString('utf8', 0, chunk[end] === 10 && chunk[end - 1] === 13 ? end - 1 : end))
          before += end + 1
          held = chunk.subarray(end + 1)
          if (batch.length > 0) yield batch
          batch = []
          continue
        }
      }
      await new Promise<void>((resolve) => parser.write(chunk, () => resolve()))
      if (batch.length > 0) yield batch
      batch = []
      if (failed !== undefined || runaway) break
    }
    if (plain && held.length > 0) takeLines(held.toString())
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
  return { problem: trouble, bytes: place.bytes + before + bytes, line }
}

const lineEnds = /\r\n|\n|\r/
const quotationMark = 0x22
// A line may be as long; the parser says what is wrong with one that is longer.
const heldMax = lineBytesMax / 2

/** An empty row is no row. A short one is filled up: many programs leave out what is empty at the end. */
function shaped(given: string[], line: number, place: Place): TableRow | undefined {
  const cells = place.refused ? given.map(rearmed) : given
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

export function uniqueNames(cells: readonly string[]): string[] {
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
