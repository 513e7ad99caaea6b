// A statement on paper: the same lines that the terminal shows, typeset as PDF/A. It works nothing out.

import { readFileSync } from 'node:fs'
import { type Day, dayText } from '../core/day.ts'
import { onPaper, printable, type RenderedLetter } from './letter.ts'
import { plainValue } from './markup.ts'

/** Amounts and days already in words. */
export interface StatementPaper {
  readonly creditor: string
  readonly day: Day
  readonly title: string
  readonly subtitle: string
  readonly footer: string
  readonly claims: readonly {
    readonly title: string
    readonly currency: string
    readonly notes: readonly string[]
    readonly lines: readonly {
      readonly day: string
      readonly what: string
      readonly detail: string
      readonly amount: string
    }[]
    readonly sums: readonly { readonly label: string; readonly amount: string; readonly strong: boolean }[]
  }[]
  readonly totals: readonly string[]
}

const program = readFileSync(new URL('./statement.typ', import.meta.url), 'utf8')

export function renderStatement(it: StatementPaper): RenderedLetter {
  const [year, month, day] = dayText(it.day).split('-').map(Number)
  const clean = JSON.parse(JSON.stringify({ ...it, day: undefined }), (_, value: unknown) =>
    typeof value === 'string' ? printable(plainValue(value)) : value,
  ) as object
  return onPaper(program, 'statement', { ...clean, date: { year, month, day } })
}
