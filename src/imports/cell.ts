// A map laid over a table: which cell of a row holds what, and how each is read. Every refusal here names its line, its column
// and its value.

import { type Day, day } from '../core/day.ts'
import { type Problem, problem, quoted } from '../core/problem.ts'
import { type AmountParts, amountMinor, amountParts, type Wrong } from './amount.ts'
import { readDate } from './date.ts'
import { type Field, fieldType, type Role } from './field.ts'
import type { DebtorKind } from './kind.ts'
import type { ColumnMapping, Mapping } from './mapping.ts'
import { isBlank } from './word.ts'

export interface PlanColumn {
  readonly index: number
  readonly name: string
  readonly map: ColumnMapping
  /** Exports repeat their dates and amounts; reading each text once is most of the speed. */
  readonly seen: Map<string, unknown>
}

export interface Plan {
  readonly mapping: Mapping
  readonly header: readonly string[]
  readonly at: Readonly<Partial<Record<Field, PlanColumn>>>
  readonly dues: readonly { readonly on?: PlanColumn; readonly amount?: PlanColumn }[]
  readonly contacts: readonly {
    readonly role?: Role
    readonly name?: PlanColumn
    readonly title?: PlanColumn
    readonly email?: PlanColumn
    readonly phone?: PlanColumn
  }[]
  readonly hasClaims: boolean
  readonly used: readonly PlanColumn[]
  readonly amounts: readonly PlanColumn[]
  readonly days: readonly PlanColumn[]
  readonly defaultPaidOn: Day | undefined
  readonly kinds: Map<string, { kind: DebtorKind; because: string } | undefined>
}

export const seenMax = 20_000
const claimFields: readonly Field[] = [
  'number',
  'amount',
  'netAmount',
  'debit',
  'credit',
  'open',
  'issuedOn',
  'dueOn',
  'dueAmount',
]

export function planOf(header: readonly string[], mapping: Mapping): Plan {
  const at: Partial<Record<Field, PlanColumn>> = {}
  const dues = new Map<number, { on?: PlanColumn; amount?: PlanColumn }>()
  const contacts = new Map<
    string,
    { role?: Role; name?: PlanColumn; title?: PlanColumn; email?: PlanColumn; phone?: PlanColumn }
  >()
  const used: PlanColumn[] = []
  for (const [name, map] of Object.entries(mapping.columns)) {
    const index = header.indexOf(name)
    if (index < 0) {
      if (map.field === 'ignore') continue
      const near = header.slice(0, 12).join(', ')
      throw problem(
        'import.unknown_column',
        `There is no column ${quoted(name)}.`,
        `Rename it in the map to one of: ${near}.`,
        { column: name },
      )
    }
    if (map.field === 'ignore') continue
    const column: PlanColumn = { index, name, map, seen: new Map() }
    used.push(column)
    const part = map.part ?? 1
    if (map.field === 'dueAmount' || (map.field === 'dueOn' && map.part !== undefined)) {
      const due = dues.get(part) ?? {}
      dues.set(part, { ...due, [map.field === 'dueOn' ? 'on' : 'amount']: column })
    } else if (map.field.startsWith('contact')) {
      const key = map.role ?? `${part}`
      const which = (
        { contactName: 'name', contactRole: 'title', contactEmail: 'email', contactPhone: 'phone' } as const
      )[map.field as 'contactName']
      contacts.set(key, { ...contacts.get(key), ...(map.role ? { role: map.role } : {}), [which]: column })
    } else {
      const taken = at[map.field]
      if (taken !== undefined) {
        throw problem(
          'import.column_twice',
          `Both ${quoted(taken.name)} and ${quoted(name)} are mapped to ${map.field}.`,
          'Set one of them to ignore in the map.',
          { column: name },
        )
      }
      at[map.field] = column
    }
  }
  const ordered = [...dues].sort(([a], [b]) => a - b).map(([, due]) => due)
  for (const due of ordered) {
    if (due.on === undefined) {
      throw problem(
        'import.due_without_day',
        `The column ${quoted(due.amount!.name)} is a part due, and no column says on which day.`,
        'Map the column with its day to dueOn with the same part.',
        { column: due.amount!.name },
      )
    }
  }
  return {
    mapping,
    header,
    at,
    dues: ordered,
    contacts: [...contacts.values()],
    hasClaims: claimFields.some((field) => at[field] !== undefined) || ordered.length > 0,
    used,
    amounts: used.filter((column) => fieldType(column.map.field as Field) === 'amount'),
    days: used.filter((column) => fieldType(column.map.field as Field) === 'day'),
    defaultPaidOn: mapping.defaults.paidOn === undefined ? undefined : day(mapping.defaults.paidOn),
    kinds: new Map(),
  }
}

export interface Reading {
  readonly plan: Plan
  readonly cells: readonly string[]
  readonly line: number
  readonly notes: Problem[]
  /** Where the cells are those of an invoice of several rows: what its lines come to. */
  readonly summed?: { readonly amountMinor: number; readonly taxMinor?: number; readonly about?: string }
}

/** Trimmed; empty where there is no such column, or it holds a dash. */
export function textAt(reading: Reading, column: PlanColumn | undefined): string {
  if (column === undefined) return ''
  const text = reading.cells[column.index]!.trim()
  return text.length < 8 && isBlank(text) ? '' : text
}

export function text(reading: Reading, field: Field): string {
  return textAt(reading, reading.plan.at[field])
}

/** Numbers and codes keep their zeros; `="00123"` is how some programs keep a spreadsheet from losing them. */
export function code(reading: Reading, field: Field): string {
  const cell = text(reading, field)
  return cell.charCodeAt(0) === 61 ? (/^="([^"]*)"$/.exec(cell)?.[1]?.trim() ?? cell) : cell
}

export function refused(reading: Reading, column: PlanColumn, value: string, kind: string, wrong: Wrong): Problem {
  const where = { line: reading.line, column: column.name, value }
  return problem(
    `import.${kind}`,
    `${quoted(value)} in column ${quoted(column.name)} ${wrong.wrong}.`,
    wrong.cure,
    where,
  )
}

export function note(
  reading: Reading,
  column: PlanColumn,
  value: string,
  kind: string,
  says: string,
  fix: string,
): void {
  const where = { line: reading.line, column: column.name, value }
  reading.notes.push(
    problem(`import.${kind}`, `${quoted(value)} in column ${quoted(column.name)} ${says}.`, fix, where),
  )
}

export function remembered<Value>(column: PlanColumn, key: string, read: () => Value): Value {
  const seen = column.seen as Map<string, Value>
  let value = seen.get(key)
  if (value === undefined && !seen.has(key)) {
    value = read()
    if (seen.size > seenMax) seen.clear()
    seen.set(key, value)
  }
  return value as Value
}

export function dayIn(reading: Reading, column: PlanColumn | undefined): Day | undefined {
  if (column === undefined) return undefined
  const cell = reading.cells[column.index]!
  if (cell === '') return undefined
  const read = remembered(column, cell, () => readDate(cell, column.map.dateOrder))
  if (typeof read === 'object') throw refused(reading, column, cell.trim(), 'date', read)
  return read
}

export function amountIn(reading: Reading, column: PlanColumn | undefined, currency: string): number | undefined {
  const parts = partsIn(reading, column)
  if (parts === undefined) return undefined
  const cell = reading.cells[column!.index]!.trim()
  if (parts.codes !== undefined && !parts.codes.includes(currency)) {
    throw refused(reading, column!, cell, 'currency', {
      wrong: `is not in ${currency}, the currency of its row`,
      cure: 'Correct the amount or the currency.',
    })
  }
  const minor = amountMinor(parts, column!.map, currency)
  if (typeof minor === 'object') throw refused(reading, column!, cell, 'amount', minor)
  return minor
}

export function partsIn(reading: Reading, column: PlanColumn | undefined): AmountParts | undefined {
  if (column === undefined) return undefined
  const cell = reading.cells[column.index]!
  if (cell === '') return undefined
  const parts = amountParts(cell)
  if (parts !== undefined && 'wrong' in parts) throw refused(reading, column, cell.trim(), 'amount', parts)
  return parts
}

export function known<Value>(
  reading: Reading,
  column: PlanColumn,
  read: (text: string) => Value | undefined,
  kind: string,
  says: string,
  fix: string,
): Value | undefined {
  const cell = textAt(reading, column)
  if (cell === '') return undefined
  const value = remembered(column, cell, () => read(cell))
  if (value === undefined) note(reading, column, cell, kind, says, fix)
  return value
}
