// Lays a table out for the room there is: where its columns do not fit side by side, those marked as details move below the
// first cell of each row. Counts characters; the mail folds always, paper and text only when they must.

import { type Block, type Column, type Inline, plainText } from './markup.ts'

type Table = Extract<Block, { readonly type: 'table' }>

export interface FoldedRow {
  readonly cells: readonly (readonly Inline[])[]
  readonly details: readonly { readonly head: readonly Inline[]; readonly value: readonly Inline[] }[]
  readonly total: boolean
  readonly spans: boolean
}

export interface FoldedTable {
  readonly columns: readonly Column[]
  readonly rows: readonly FoldedRow[]
}

/** `room` is in characters, with two between columns; 0 folds always. */
export function folded(table: Table, room: number): FoldedTable {
  const wide = widthsOf(table.columns, table.rows).reduce((sum, width) => sum + width + 2, -2)
  const whole = wide <= room
  const stays = table.columns.map((column, index) => whole || index === 0 || !column.detail)
  return {
    columns: table.columns.filter((_, index) => stays[index]),
    rows: table.rows.map((row) => ({
      cells: row.cells.filter((_, index) => stays[index]),
      details: table.columns.flatMap((column, index) => {
        const value = row.cells[index]!
        return stays[index] || value.length === 0 ? [] : [{ head: column.head, value }]
      }),
      total: row.total,
      spans: row.spans,
    })),
  }
}

/** The widest cell of each column, in characters; a cell that spans counts for none but the last. */
export function widthsOf(columns: readonly Column[], rows: readonly Pick<FoldedRow, 'cells' | 'spans'>[]): number[] {
  return columns.map((column, index) => {
    const cells = rows.map((row) => (row.spans && index === 0 ? 0 : lengthOf(plainText(row.cells[index] ?? []))))
    return Math.max(lengthOf(plainText(column.head)), ...cells)
  })
}

/** Characters as a reader counts them, but for accents that stand apart: two halves of a pair are one. */
export function lengthOf(text: string): number {
  let length = text.length
  for (let at = 0; at + 1 < text.length; at++) {
    const high = text.charCodeAt(at)
    if (high < 0xd800 || high > 0xdbff) continue
    const low = text.charCodeAt(at + 1)
    if (low < 0xdc00 || low > 0xdfff) continue
    length -= 1
    at += 1
  }
  return length
}
