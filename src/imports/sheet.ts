// A sheet of a workbook as a table: the same rows that the same list has as CSV. Numbers come as plain digits, days as
// 2026-03-31; how the sheet holds each cell stands beside it, so that what a spreadsheet has damaged can be told.

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { type Problem, problem, quoted } from '../core/problem.ts'
import { amountParts } from './amount.ts'
import { type CsvGiven, openCsv, type Table, type TableRow, uniqueNames } from './csv.ts'
import { fileName } from './encoding.ts'
import { type HeadRecord, headerOf, knownNames } from './layout.ts'
import {
  attribute,
  type Block,
  blocks,
  damaged,
  openWorkbook,
  partText,
  type SheetPart,
  textsIn,
  unescaped,
  type Workbook,
} from './workbook.ts'

export interface TableGiven extends CsvGiven {
  /** Of a workbook with several, the sheet to read. */
  readonly sheet?: string
}

const headRows = 300
const sampleRowsMax = 2000
/** Excel's own limits are 16,384 columns and 1,048,576 rows; no list of claims is so wide. */
const columnsMax = 1000
const sheetsMax = 60

/** A CSV file or an XLSX workbook, told apart by content, whatever the file is called. Throws a Problem for anything else. */
export async function openTable(path: string, given: TableGiven = {}): Promise<Table> {
  if (await isWorkbook(path)) return openSheet(path, given.sheet)
  if (given.sheet === undefined) return openCsv(path, given)
  throw problem('import.no_sheets', `${fileName(path)} is no workbook and has no sheets.`, 'Leave out --sheet.')
}

/** Every visible sheet, or the named one, with its rows as they stand. Throws a Problem where there are more rows than that. */
export async function sheetRows(
  path: string,
  named: string | undefined,
  rowsMax: number,
): Promise<{ readonly name: string; readonly rows: readonly SheetRow[] }[]> {
  const book = await openWorkbook(path)
  const asked = named?.trim().toLowerCase()
  const sheets = book.sheets.filter((it) => (asked === undefined ? !it.hidden : it.name.trim().toLowerCase() === asked))
  if (sheets.length === 0) {
    const names = book.sheets.map((it) => quoted(it.name)).slice(0, 12)
    throw problem('import.no_sheet', `${fileName(path)} has no such sheet.`, `Name one of: ${names.join(', ')}.`)
  }
  const found = []
  for (const sheet of sheets.slice(0, sheetsMax)) {
    const place = { book, part: sheet.part, after: 0, width: columnsMax, commas: new Set<number>() }
    const rows = await firstRows(place, rowsMax + 1)
    if (rows.length > rowsMax) {
      throw problem(
        'import.too_large',
        `The sheet ${quoted(sheet.name)} has more than ${rowsMax} rows.`,
        'Export shorter periods, one file each.',
      )
    }
    found.push({ name: sheet.name, rows })
  }
  return found
}

/** Told by its content, whatever it is called. */
export async function isWorkbook(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'r')
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0)
      const head = buffer.subarray(0, bytesRead)
      return head.toString('latin1', 0, 4) === 'PK\x03\x04' && !head.includes('opendocument') && hasParts(head)
    } finally {
      await file.close()
    }
  } catch {
    // Whoever opens it as text says what stands in the way.
    return false
  }
}

function hasParts(head: Buffer): boolean {
  return head.includes('xl/') || head.includes('[Content_Types].xml')
}

interface Found {
  readonly sheet: SheetPart
  readonly header: HeadRecord
  readonly width: number
  readonly known: number
}

/** The named sheet, else the visible one under whose header most is known. */
async function openSheet(path: string, named: string | undefined): Promise<Table> {
  const book = await openWorkbook(path)
  const found = await chosenSheet(book, named)
  const { sheet, header } = found
  const width = Math.max(found.width, header.cells.length)
  const place: Place = { book, part: sheet.part, after: header.line, width, commas: new Set() }
  const raw = await firstRows(place, sampleRowsMax)
  const commas = new Set(
    Array.from({ length: width }, (_, at) => at).filter((at) =>
      raw.some((row) => row.held[at] === 's' && decimalComma(row.cells[at]!)),
    ),
  )
  const settled: Place = { ...place, commas }
  const sample = await firstRows(settled, sampleRowsMax)
  if (sample.length === 0) {
    throw problem(
      'import.header_only',
      `The sheet ${quoted(sheet.name)} has a header and no rows under it.`,
      'Export it again with its rows.',
    )
  }
  const others = book.sheets.filter((it) => it !== sheet).map((it) => quoted(it.name))
  const more =
    others.length === 0 ? '' : `; not read: ${others.slice(0, 5).join(', ')}${others.length > 5 ? ', …' : ''}`
  const hidden = sample.some((row) => row.hidden) ? '; hidden rows are read too' : ''
  return {
    describes: `XLSX, sheet ${quoted(sheet.name)}, header on line ${header.line}${hidden}${more}`,
    headerLine: header.line,
    columns: uniqueNames(Array.from({ length: width }, (_, at) => header.cells[at] ?? '')),
    sample: sample.map((row) => row.cells),
    sampleLines: sample.map((row) => row.line),
    sampleHeld: sample.map((row) => row.held),
    from1904: book.from1904,
    delimiter: ',',
    rows: () => rowsOf(settled),
    batches: () => batchesOf(settled),
    sha256: shaOf(path),
  }
}

async function chosenSheet(book: Workbook, named: string | undefined): Promise<Found> {
  const names = book.sheets.map((it) => quoted(it.name)).slice(0, 12)
  const asked = named?.trim().toLowerCase()
  const sheets = book.sheets.filter((it) => (asked === undefined ? !it.hidden : it.name.trim().toLowerCase() === asked))
  if (asked !== undefined && sheets.length === 0) {
    const fix = `Name one of: ${names.join(', ')}.`
    throw problem('import.no_sheet', `${fileName(book.path)} has no sheet ${quoted(named!)}.`, fix)
  }
  const found: Found[] = []
  for (const sheet of sheets.slice(0, sheetsMax)) {
    const rows = await firstRows({ book, part: sheet.part, after: 0, width: columnsMax, commas: new Set() }, headRows)
    const one = headerIn(sheet, rows)
    if (one !== undefined) found.push(one)
  }
  const [best, second] = found.sort((a, b) => b.known - a.known)
  if (best === undefined) {
    throw problem(
      'import.no_header',
      `No sheet of ${fileName(book.path)} has a header: the first rows hold values, not the names of columns.`,
      'Add a first row that names the columns, for example customer, invoice number, invoice date, due date, amount.',
    )
  }
  if (second !== undefined && second.known === best.known) {
    const alike = found.filter((it) => it.known === best.known).map((it) => quoted(it.sheet.name))
    const says = `Several sheets of ${fileName(book.path)} look like a list: ${alike.slice(0, 12).join(', ')}.`
    throw problem('import.several_sheets', says, `Say which one, for example --sheet ${alike[0]}.`)
  }
  return best
}

function headerIn(sheet: SheetPart, rows: readonly SheetRow[]): Found | undefined {
  if (rows.length === 0) return undefined
  const filled = rows.map((row) => row.held.trimEnd().length).sort((a, b) => b - a)
  // A lone note far to the right makes no list wider.
  const width = filled[Math.floor(filled.length / 10)]!
  const records = rows.map((row): HeadRecord => {
    const length = Math.max(width, row.held.trimEnd().length)
    const cells = Array.from({ length }, (_, at) => row.cells[at] ?? '')
    return { cells, line: row.line, endLine: row.line + 1, endBytes: 0 }
  })
  const header = headerOf(records, width)
  return header && { sheet, header, width, known: knownNames(header) }
}

/** Where the rows of a list are. */
interface Place {
  readonly book: Workbook
  readonly part: string
  /** The line of the header. */
  readonly after: number
  readonly width: number
  /** Columns whose texts have a decimal comma; their numbers are written with one too. */
  readonly commas: ReadonlySet<number>
}

export interface SheetRow extends TableRow {
  readonly held: string
  readonly hidden: boolean
}

async function firstRows(place: Place, max: number): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  for await (const batch of batchesOf(place)) {
    rows.push(...batch.slice(0, max - rows.length))
    if (rows.length === max) break
  }
  return rows
}

async function* rowsOf(place: Place): AsyncGenerator<TableRow | Problem> {
  for await (const batch of batchesOf(place)) yield* batch
}

async function* batchesOf(place: Place): AsyncGenerator<readonly SheetRow[]> {
  const { path } = place.book
  let line = 0
  for await (const found of blocks(partText(path, place.part), 'row', path)) {
    let rows: SheetRow[] = []
    for (const block of found) {
      const said = Number(attribute(block.head, 'r') ?? line + 1)
      // Lines only grow; a file that says otherwise was not written by a spreadsheet.
      if (!Number.isSafeInteger(said) || said <= line || said > 1_048_576) throw damaged(path)
      line = said
      if (line <= place.after) continue
      const row = rowIn(block, line, place)
      if (row !== undefined) rows.push(row)
      if (rows.length === 1000) {
        yield rows
        rows = []
      }
    }
    if (rows.length > 0) yield rows
  }
}

/** Undefined for an empty row. Cells beyond the header stand under no name and are left out. */
function rowIn(block: Block, line: number, place: Place): SheetRow | undefined {
  const { inner } = block
  const cells: string[] = []
  let held = ''
  let filled = false
  let column = -1
  let at = 0
  let prefix: string | undefined
  for (;;) {
    const start = prefix === undefined ? inner.search(/<(?:\w{1,10}:)?c[\s/>]/) : inner.indexOf(prefix, at)
    if (start < 0) break
    prefix ??= /^<(?:\w{1,10}:)?c/.exec(inner.slice(start, start + 13))![0]
    const headEnd = inner.indexOf('>', start)
    if (headEnd < 0) break
    const empty = inner[headEnd - 1] === '/'
    const close = empty ? headEnd : inner.indexOf(`</${prefix.slice(1)}>`, headEnd)
    if (close < 0) break
    at = close + 1
    const head = inner.slice(start + prefix.length, headEnd)
    column = columnIn(attribute(head, 'r')) ?? column + 1
    if (empty || column >= place.width || column < cells.length) continue
    const cell = cellIn(head, inner.slice(headEnd + 1, close), place, column)
    while (cells.length < column) {
      cells.push('')
      held += ' '
    }
    cells.push(cell.text)
    held += cell.text.trim() === '' && cell.held !== 'f' ? ' ' : cell.held
    filled ||= held.at(-1) !== ' '
  }
  if (!filled) return undefined
  while (cells.length < place.width && place.width < columnsMax) cells.push('')
  return { line, cells, held: held.padEnd(cells.length), hidden: /\shidden=["'](1|true)/.test(block.head) }
}

/** `'C12'` is 2. */
function columnIn(reference: string | undefined): number | undefined {
  if (reference === undefined) return undefined
  let number = 0
  for (let i = 0; i < reference.length && i < 4; i++) {
    const letter = reference.charCodeAt(i) - 64
    if (letter < 1 || letter > 26) break
    number = number * 26 + letter
  }
  return number === 0 ? undefined : number - 1
}

function cellIn(head: string, xml: string, place: Place, column: number): { text: string; held: string } {
  const type = attribute(head, 't') ?? 'n'
  if (type === 'inlineStr') return { text: textsIn(xml), held: 's' }
  const value = /<(?:\w{1,10}:)?v(?:\s[^<>]*)?>([^<]*)</.exec(xml)?.[1]
  if (value === undefined || (value === '' && type !== 'str')) {
    return { text: '', held: /<(?:\w{1,10}:)?f[\s/>]/.test(xml) ? 'f' : ' ' }
  }
  if (type === 's') return { text: place.book.strings[Number(value)] ?? '', held: 's' }
  if (type === 'e') return { text: unescaped(value), held: 'e' }
  if (type === 'b') return { text: value === '1' ? 'TRUE' : 'FALSE', held: 's' }
  if (type === 'd') return { text: value.slice(0, 10), held: 'd' }
  if (type !== 'n') return { text: unescaped(value), held: 's' }
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number)) return { text: value, held: 's' }
  const style = place.book.styles[Number(attribute(head, 's') ?? 0)] ?? {}
  if (style.day) {
    const text = dayOfSerial(number, place.book.from1904)
    if (text !== undefined) return { text, held: 'd' }
  }
  if (style.zeros !== undefined && Number.isInteger(number) && number >= 0) {
    return { text: String(number).padStart(style.zeros, '0'), held: 's' }
  }
  const text = numberText(number, style.cents === true)
  return { text: place.commas.has(column) ? text.replace('.', ',') : text, held: 'n' }
}

/** The count of 1900 knows a 29 February that never was; before it, days are one further on. */
function dayOfSerial(serial: number, from1904: boolean): string | undefined {
  const whole = Math.floor(serial)
  const day = from1904 ? whole + 1462 : whole
  if (day < 1 || day === 60 || day > 2_958_465) return undefined
  return new Date((day - (day < 60 ? 25_568 : 25_569)) * 86_400_000).toISOString().slice(0, 10)
}

/** Without the noise of binary fractions; as the sheet shows it where it shows cents. */
function numberText(value: number, cents: boolean): string {
  if (Number.isInteger(value)) return Math.abs(value) < 1e15 ? String(value) : BigInt(value).toString()
  const exact = Number(value.toPrecision(15))
  const rounded = (Math.sign(exact) * Math.round(Math.abs(exact) * 100 + 1e-7)) / 100
  if (cents || Math.abs(rounded - exact) < 1e-9) return rounded.toFixed(2)
  return exact.toFixed(10).replace(/0+$/, '')
}

function decimalComma(text: string): boolean {
  const parts = amountParts(text)
  return parts !== undefined && !('wrong' in parts) && /,\d{1,2}$/.test(parts.body)
}

async function shaOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
