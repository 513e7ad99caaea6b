// The rows an import refused, as a file that opens in a spreadsheet: the same columns, and beside them what is wrong and
// what cures it. Corrected, it is imported again as it is; those two columns are left out on reading.

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { type Problem, problem } from '../core/problem.ts'
import type { Table } from './csv.ts'
import { fileName } from './encoding.ts'

export interface Rejects {
  add(cells: readonly string[], problem: Problem): Promise<void>
  /** How many rows were written. Without any, there is no file. */
  close(): Promise<number>
}

/** The file is made with its first row; UTF-8 with a byte order mark, which Excel needs to see that it is UTF-8. */
export function rejectsFile(path: string, table: Pick<Table, 'columns' | 'delimiter'>): Rejects {
  const columns = withoutVerdict(table.columns)
  let stream: ReturnType<typeof createWriteStream> | undefined
  let failed: Error | undefined
  let count = 0
  const write = async (cells: readonly string[]): Promise<void> => {
    const room = stream!.write(`${cells.map((cell) => csvCell(cell, table.delimiter)).join(table.delimiter)}\r\n`)
    if (!room && failed === undefined) await once(stream!, 'drain').catch(() => undefined)
    if (failed !== undefined) throw unwritable(path, failed)
  }
  return {
    async add(cells, trouble) {
      if (stream === undefined) {
        stream = createWriteStream(path)
        stream.on('error', (error) => {
          failed ??= error
        })
        stream.write('\ufeff')
        await write([...columns, 'problem', 'cure'])
      }
      count += 1
      const own = Array.from({ length: columns.length }, (_, i) => disarmed(cells[i] ?? ''))
      // Cells beyond the header stay beyond it: dropping them would lose what the row was refused for.
      const beyond = cells.slice(table.columns.length).map(disarmed)
      const line = trouble.facts.line === undefined ? '' : `Line ${trouble.facts.line}: `
      await write([...own, `${line}${trouble.facts.says}`, trouble.facts.fix, ...beyond])
    },
    async close() {
      if (stream !== undefined) {
        const closed = once(stream, 'close').catch(() => undefined)
        stream.end()
        await closed
        if (failed !== undefined) throw unwritable(path, failed)
      }
      return count
    },
  }
}

const formula = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u
const number = /^\s*[+-]?[\d.,'’\s\u00a0\u202f]+%?\s*$/

/** A cell that a spreadsheet would run has an apostrophe before it, which marks it as text. Numbers, however they are written, have none. */
function disarmed(cell: string): string {
  return formula.test(cell) && !number.test(cell) ? `'${cell}` : cell
}

/** The cell as it was before its row was refused. */
export function rearmed(cell: string): string {
  return cell.startsWith("'") && disarmed(cell.slice(1)) === cell ? cell.slice(1) : cell
}

/** The columns of the list that a rejects file came from: refused again it does not grow two columns each time. */
export function withoutVerdict(columns: readonly string[]): readonly string[] {
  return columns.at(-2) === 'problem' && columns.at(-1) === 'cure' ? columns.slice(0, -2) : columns
}

/** Quoted where it must be, and never changed: the row has to come back as it went. */
export function csvCell(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || /["\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function unwritable(path: string, error: Error): Problem {
  const code = (error as NodeJS.ErrnoException).code ?? error.name
  return problem(
    'import.rejects_unwritable',
    `The refused rows cannot be written to ${fileName(path)} (${code}).`,
    'Name a file in a folder that you may write to.',
  )
}
