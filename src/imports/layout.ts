// Where a table stands in a text: what splits its columns and which row is its header, judged by the rows themselves.

import { Parser } from 'csv-parse'
import { problem } from '../core/problem.ts'
import { amountParts } from './amount.ts'
import { dateParts } from './date.ts'
import { fileName, lineBytesMax } from './encoding.ts'
import { fieldsNamed } from './header.ts'

export interface HeadRecord {
  readonly cells: readonly string[]
  readonly line: number
  readonly endLine: number
  readonly endBytes: number
}

export interface Layout {
  readonly delimiter: string
  readonly header: HeadRecord
}

const usual = [',', ';', '\t', '|']
const others = ['\x1f', '\x1e', '\x01', '^', '~', '¦', '#', '!', ':', '=', '*', '&', '%', '§', '$', '\\']

/** Tries each mark that may split columns and keeps the one under which most rows are alike and a header stands on top. */
export function layoutOf(body: Buffer, given: string | undefined, path: string): Layout {
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
    // One known name alone is chance; it only breaks a tie.
    const names = knownNames(header)
    const score =
      alike + (names >= 2 ? names : names / 10) + Math.min(width, 50) / 1000 - (usual.includes(delimiter) ? 0 : 0.3)
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
export function headerOf(records: readonly HeadRecord[], width: number): HeadRecord | undefined {
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

export function knownNames(record: HeadRecord): number {
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

/** How many lines of the file a record takes; CR LF is one line break. */
export function linesIn(cells: readonly string[]): number {
  let lines = 1
  for (const cell of cells) {
    if (!cell.includes('\n') && !cell.includes('\r')) continue
    lines += cell.match(/\r\n|\n|\r/g)!.length
  }
  return lines
}

export function parserOptions(delimiter: string) {
  return {
    delimiter,
    // All three, as files joined from several systems mix them.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: lineBytesMax,
  }
}
