// A bank's table as rows of cells, whatever it was written as: what splits its columns, and on which row the header stands. Rows above it
// and below the last entry stay in the grid, since balances stand there. It reads no meaning into a cell.

import { type CsvError, parse } from 'csv-parse/sync'
import { problem } from '../../core/problem.ts'
import { linesIn, parserOptions } from '../layout.ts'
import { compact, headerWorth } from './table-column.ts'

export interface GridRow {
  readonly line: number
  readonly cells: readonly string[]
  /** Of a sheet, a letter for each cell: n a number, d a day, s a text. */
  readonly held?: string
}

export interface Grid {
  /** `CSV, columns split by ;`, `XLSX, sheet "March"`. */
  readonly describes: string
  readonly rows: readonly GridRow[]
  /** Where in the rows the header is. */
  readonly header: number
}

/** Of a sheet, whose cells have no bytes to count beforehand. */
export const tableRowsMax = 100_000
const headLines = 80
const headRowsMax = 60

const splits: Readonly<Record<string, string>> = { ';': ';', ',': ',', '\t': 'tab', '|': '|' }

/** Undefined where no row is the header of a bank's table. `named` are columns that a map says there are. */
export function gridOf(text: string, named: readonly string[] = []): Grid | undefined {
  const declared = /^\uFEFF?sep=(.)\r?\n/.exec(text)
  const body = text.slice(declared?.[0].length ?? 0).replace(/^\uFEFF/, '')
  const firstLine = declared ? 2 : 1
  const head = body.split(/\r\n|\n|\r/, headLines).join('\n')
  let best: { delimiter: string; worth: number } | undefined
  for (const delimiter of declared ? [declared[1]!] : Object.keys(splits)) {
    if (!head.includes(delimiter)) continue
    const worth = Math.max(0, ...head.split('\n').map((line) => headerScore(cellsOf(line, delimiter), named)))
    if (worth > (best?.worth ?? 0)) best = { delimiter, worth }
  }
  if (best === undefined) return undefined
  const rows = rowsOf(body, best.delimiter, firstLine)
  const header = headerIn(rows, named)
  if (header === undefined) return undefined
  return { describes: `CSV, columns split by ${splits[best.delimiter] ?? best.delimiter}`, rows, header }
}

/** The first rows of a table of which no column is known: split by what gives most rows the same number of columns. */
export function rowsLikely(text: string, limit: number): GridRow[] {
  const declared = /^\uFEFF?sep=(.)\r?\n/.exec(text)
  const body = text.slice(declared?.[0].length ?? 0).replace(/^\uFEFF/, '')
  const head = body.split(/\r\n|\n|\r/, limit + headRowsMax)
  const widthsOf = (delimiter: string) =>
    head.map((line) => cellsOf(line, delimiter).length).filter((width) => width > 1)
  const worth = (delimiter: string) => {
    const same = Map.groupBy(widthsOf(delimiter), (width) => width)
    return Math.max(0, ...[...same].map(([width, lines]) => lines.length * Math.min(width, 12)))
  }
  const [best] = (declared ? [declared[1]!] : Object.keys(splits)).sort((a, b) => worth(b) - worth(a))
  if (best === undefined || worth(best) === 0) return []
  return rowsOf(body, best, declared ? 2 : 1).slice(0, limit)
}

/** The row with the most known names, the first of several. */
export function headerIn(rows: readonly GridRow[], named: readonly string[] = []): number | undefined {
  let best: { at: number; worth: number } | undefined
  for (const [at, { cells }] of rows.slice(0, headRowsMax).entries()) {
    const worth = headerScore(cells, named)
    if (worth > (best?.worth ?? 0)) best = { at, worth }
  }
  return best?.at
}

/** Columns that a map names outweigh any that are known by themselves. */
function headerScore(cells: readonly string[], named: readonly string[]): number {
  if (named.length === 0) return headerWorth(cells)
  const there = new Set(cells.map(compact))
  return named.every((name) => there.has(compact(name))) ? 100 + headerWorth(cells) : 0
}

/** One line by itself, to look for a header: cells of more lines do not matter there. */
function cellsOf(line: string, delimiter: string): string[] {
  return line.split(delimiter).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/s, '$1')
      .replaceAll('""', '"'),
  )
}

function rowsOf(body: string, delimiter: string, firstLine: number): GridRow[] {
  const rows: GridRow[] = []
  let line = firstLine
  try {
    parse(body, {
      ...parserOptions(delimiter),
      on_record: (cells: string[]) => {
        if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells })
        line += linesIn(cells)
        return null
      },
    })
  } catch (error) {
    const says =
      (error as CsvError).code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'a quotation mark opens in this row and is not closed.'
        : 'the row cannot be parsed.'
    throw problem(
      'bank.row',
      `The table cannot be read: ${says}`,
      'Export the file again from the bank, without editing it.',
      {
        line,
      },
    )
  }
  return rows
}
