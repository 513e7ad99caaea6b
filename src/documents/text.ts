// The plain text of a message, good on its own: wrapped at 76 characters, tables aligned, nothing of Markdown left in it.

import { type Block, type Document, type Inline, plainText } from './markup.ts'
import { type FoldedRow, folded, lengthOf, widthsOf } from './table.ts'

const width = 76

/** Ends with a line break. */
export function textOf(document: Document, heading?: string): string {
  const parts = [
    ...(heading ? [underlined(heading, '=')] : []),
    ...document.blocks.map(blockText),
    ...(document.footer.length > 0 ? ['-'.repeat(40)] : []),
    ...document.footer.map(blockText),
  ].filter((part) => part !== '')
  // The no-break spaces have done their work in wrapping; a reader who searches types plain ones.
  return `${parts.join('\n\n').replaceAll('\u00a0', ' ')}\n`
}

function blockText(block: Block): string {
  if (block.type === 'heading') return underlined(lineText(block.children), '-')
  if (block.type === 'paragraph') return wrapped(lineText(block.children), width).join('\n')
  if (block.type === 'list') {
    return block.items
      .map((item, index) => {
        const mark = block.ordered ? `${index + 1}. ` : '- '
        const lines = item.map(blockText).join('\n').split('\n')
        return lines.map((line, at) => (at === 0 ? mark : ' '.repeat(mark.length)) + line).join('\n')
      })
      .join('\n')
  }
  if (block.type === 'details') return detailsText(block.rows)
  // A code to scan says nothing in text; all it holds stands beside it in words.
  return block.type === 'table' ? tableText(block) : ''
}

function underlined(text: string, mark: string): string {
  return wrapped(text, width)
    .map((line) => `${line}\n${mark.repeat(lengthOf(line))}`)
    .join('\n')
}

/** The words, with the address of a link after them unless they are that address. */
function lineText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.type === 'strong' || inline.type === 'emphasis') return lineText(inline.children)
      if (inline.type !== 'link') return plainText([inline])
      const words = plainText(inline.children)
      return !inline.href.startsWith('https:') || inline.href === words ? words : `${words}: ${inline.href}`
    })
    .join('')
}

function detailsText(rows: Extract<Block, { readonly type: 'details' }>['rows']): string {
  const labels = rows.map(([label]) => plainText(label))
  const indent = Math.min(Math.max(...labels.map(lengthOf)), 24) + 3
  return rows
    .map(([, value], index) => {
      const [first = '', ...rest] = wrapped(lineText(value), width - indent - 2)
      const label = wrapped(labels[index]!, indent - 1)
      const head = [...label.slice(0, -1), padded(label.at(-1) ?? '', indent) + first]
      return [...head, ...rest.map((line) => ' '.repeat(indent) + line)].map((line) => `  ${line}`).join('\n')
    })
    .join('\n')
}

function tableText(table: Extract<Block, { readonly type: 'table' }>): string {
  const { columns, rows } = folded(table, width)
  const widths = widthsOf(columns, rows)
  const gaps = 2 * (columns.length - 1)
  const fixed = widths.slice(1).reduce((sum, one) => sum + one, 0) + gaps
  // The first column has the room that the others leave, and wraps in it; a table too wide even so runs over, whole.
  const narrow = rows.some((row) => row.details.length > 0)
  widths[0] = Math.max(12, narrow ? width - fixed : Math.min(widths[0]!, width - fixed))
  const total = widths.reduce((sum, one) => sum + one, 0) + gaps
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => padded(cell, widths[index]!, columns[index]!.align))
      .join('  ')
      .trimEnd()
  const rule = '-'.repeat(total)
  const out = [line(columns.map((column) => plainText(column.head))), rule]
  rows.forEach((row, index) => {
    if (row.total && !rows[index - 1]?.total) out.push(rule)
    if (row.spans) out.push(...spanText(row, total))
    else {
      const [first = '', ...rest] = wrapped(plainText(row.cells[0]!), widths[0]!)
      out.push(line([first, ...row.cells.slice(1).map((cell) => plainText(cell))]), ...rest)
    }
    if (row.details.length > 0) {
      const details = row.details.map(({ head, value }) => `${plainText(head)}: ${plainText(value)}`).join('; ')
      out.push(...wrapped(details, total - 3).map((each) => `   ${each}`))
    }
  })
  return out.join('\n')
}

function spanText(row: FoldedRow, total: number): string[] {
  const figure = plainText(row.cells.at(-1)!)
  const lines = wrapped(plainText(row.cells[0]!), Math.max(12, total - lengthOf(figure) - 2))
  if (figure === '') return lines.map((line) => `   ${line}`)
  const last = lines.pop() ?? ''
  return [...lines, last + padded(figure, total - lengthOf(last), 'right')]
}

function padded(text: string, to: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, to - lengthOf(text)))
  return align === 'left' ? text + space : space + text
}

/** Breaks at spaces; inside a word only where it is wider than a line and no web address. */
function wrapped(text: string, room: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    let used = 0
    for (const word of paragraph.split(' ')) {
      for (const part of partsOf(word, room)) {
        const length = lengthOf(part)
        if (line === '') {
          line = part
          used = length
        } else if (used + 1 + length <= room) {
          line += ` ${part}`
          used += 1 + length
        } else {
          lines.push(line)
          line = part
          used = length
        }
      }
    }
    return line === '' && lines.length > 0 ? lines : [...lines, line]
  })
}

function partsOf(word: string, room: number): string[] {
  if (word === '') return []
  if (word.length <= room || word.startsWith('https://')) return [word]
  const letters = [...word]
  const parts: string[] = []
  for (let at = 0; at < letters.length; at += room) parts.push(letters.slice(at, at + room).join(''))
  return parts
}
