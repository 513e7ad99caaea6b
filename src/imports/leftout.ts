// Rows that are no rows: totals, footers, and headers repeated on every page.

import { type Problem, problem, quoted } from '../core/problem.ts'
import type { Plan, PlanColumn } from './cell.ts'

const totalLabel =
  /^(?:(?:grand|sub|net|overall|running)[\s-]*)?(?:totals?|totaux|totale|totali|totales|totaal|subtotaal|eindtotaal|sum|summe|summen|gesamt|gesamtsumme|gesamtbetrag|zwischensumme|endsumme|endbetrag|somme|suma|sous-total|total general|total général)(?=$|[\s:.,(])/i

/** Totals, footers and headers repeated on every page are no claims; a note says that they were left out. */
export function notARow(plan: Plan, cells: readonly string[], line: number): Problem | undefined {
  const first = cells.findIndex((cell) => cell.trim() !== '')
  if (first < 0) return undefined
  if (
    cells[first]!.trim() === plan.header[first] &&
    plan.header.every((name, i) => i < first || cells[i]!.replace(/\s+/g, ' ').trim() === name || cells[i] === '')
  ) {
    return problem(
      'import.repeated_header',
      'The header stands here once more; the row was left out.',
      'Nothing is to be done.',
      { line },
    )
  }
  // A rejects file keeps a line for what could not be parsed at all, with its verdict and nothing else.
  if (plan.used.every((column) => cells[column.index]!.trim() === '')) {
    return problem(
      'import.not_a_row',
      'The row holds nothing in the columns that are read; it was left out.',
      'Nothing is to be done.',
      { line },
    )
  }
  if (!plan.hasClaims) return undefined
  const empty = (column: PlanColumn | undefined) =>
    column === undefined || column.index === first || cells[column.index]!.trim() === ''
  const label = cells[first]!.trim()
  const { number, name, externalId } = plan.at
  if (totalLabel.test(label)) {
    if (empty(number) && plan.days.every(empty)) {
      return problem(
        'import.total_row',
        `${quoted(label)} opens a row of totals; it was left out.`,
        'Nothing is to be done; if it is a claim, give it its number and day.',
        { line, value: label },
      )
    }
    return undefined
  }
  if (empty(number) && plan.days.every((column) => cells[column.index]!.trim() === '')) {
    const filled = cells.filter((cell) => cell.trim() !== '').length
    const onlyAmounts = plan.amounts.filter((column) => cells[column.index]!.trim() !== '').length
    const bare = (column: PlanColumn | undefined) => column === undefined || cells[column.index]!.trim() === ''
    if (filled === onlyAmounts && bare(number) && bare(name) && bare(externalId)) {
      return problem(
        'import.total_row',
        'The row holds amounts and nothing else, as a row of totals does; it was left out.',
        'Nothing is to be done; if it is a claim, give it its number and day.',
        { line },
      )
    }
    if (filled === 1 && cells.length >= 4) {
      return problem(
        'import.not_a_row',
        `${quoted(label)} stands alone in its row, as a heading or a footer does; it was left out.`,
        'Nothing is to be done; if it is a claim, fill the row.',
        { line, value: label },
      )
    }
  }
  return undefined
}
