// A table as a CSV file for spreadsheets: RFC 4180 quoting, and no cell of text that a spreadsheet would run as a formula.

export type Cell = string | number | null | undefined

/** A number cell that is already written out, such as an amount: a minus sign in front makes no formula of it. */
const plainNumber = /^-?\d+(\.\d+)?$/

/** Rows under a header, each line ended as RFC 4180 wants it. */
export function csvText(head: readonly string[], body: readonly (readonly Cell[])[]): string {
  return [head, ...body].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')
}

function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  const text = String(cell)
  // An apostrophe in front is how spreadsheets mark text; spaces and what nobody sees before the sign do not disarm it, nor does its
  // full-width form.
  const safe = !plainNumber.test(text) && /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
