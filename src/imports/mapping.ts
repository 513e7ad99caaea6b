// The map of a file: which column is what, and what no column says. Written as YAML with its reasons beside it, so that a
// person can correct it and use it again tomorrow.

import { readFile } from 'node:fs/promises'
import { Document, isMap, type Pair, parseDocument, type Scalar, type YAMLMap } from 'yaml'
import { z } from 'zod'
import { parseDay } from '../core/day.ts'
import { isCurrency } from '../core/money.ts'
import { Problem, problem, quoted } from '../core/problem.ts'
import { countryOf, languageOf } from './country.ts'
import { fileName } from './encoding.ts'
import { type Field, fields, roles } from './field.ts'
import { claimKinds } from './word.ts'

const column = z.strictObject({
  field: z.enum([...fields, 'ignore']),
  /** How its days are written; `serial` counts days as a spreadsheet does. */
  dateOrder: z.enum(['dmy', 'mdy', 'ymd', 'serial']).optional(),
  decimal: z.enum([',', '.']).optional(),
  /** 3 where every value is written with three decimals. */
  places: z.literal(3).optional(),
  /** The currency its header names. */
  currency: z.string().refine(isCurrency, 'is no currency code').optional(),
  /** Which instalment, or which further contact, where an export keeps several side by side. */
  part: z.int().min(1).max(60).optional(),
  role: z.enum(roles).optional(),
})

const defaults = z.strictObject({
  currency: z.string().refine(isCurrency, 'is no currency code').optional(),
  country: z
    .string()
    .refine((text) => /^[A-Z]{2}$/.test(text) && countryOf(text) === text, 'is no two-letter country code')
    .optional(),
  language: z
    .string()
    .refine((text) => languageOf(text) === text, 'is no two-letter language code')
    .optional(),
  kind: z.enum(claimKinds).optional(),
  termsDays: z.int().min(0).max(999).optional(),
  /** The day payments count that the file gives no day for. */
  paidOn: z
    .string()
    .refine((text) => parseDay(text) !== undefined, 'is no day such as 2026-03-31')
    .optional(),
})

const schema = z.strictObject({
  columns: z
    .record(z.string(), z.union([z.enum([...fields, 'ignore']).transform((field) => ({ field })), column]))
    .default({}),
  defaults: defaults.default({}),
  /** Who the customers are that neither a column nor a name tells. */
  customers: z.enum(['business', 'consumer', 'both']).optional(),
  /** The file lists all that is open, so that what is missing from it has been paid. */
  fullList: z.literal(true).optional(),
  encoding: z.string().optional(),
  delimiter: z.string().min(1).max(4).optional(),
})

export type ColumnMapping = z.output<typeof column>
export type Defaults = z.output<typeof defaults>
export interface Mapping {
  /** By header, as `Table.columns` spells it. */
  readonly columns: Readonly<Record<string, ColumnMapping>>
  readonly defaults: Defaults
  readonly customers?: 'business' | 'consumer' | 'both'
  readonly fullList?: true
  readonly encoding?: string
  readonly delimiter?: string
}

/** What a map's comments say beside its lines. */
export interface MappingNotes {
  readonly about?: string
  readonly taken?: readonly { readonly column: string; readonly because: string }[]
  readonly ignored?: readonly { readonly column: string; readonly because: string }[]
  readonly questions?: readonly { readonly column?: string; readonly asks: string; readonly settle: string }[]
}

/** Throws a Problem that names the line or the key which is wrong. */
export async function readMapping(path: string): Promise<Mapping> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    const says =
      code === 'ENOENT' ? `There is no map ${fileName(path)}.` : `The map ${fileName(path)} cannot be read (${code}).`
    throw problem('map.unreadable', says, 'Write one with --suggest-map, or check its name.')
  }
  return parseMapping(text, fileName(path))
}

/** YAML or JSON. `called` names it in a Problem. */
export function parseMapping(text: string, called = 'the map'): Mapping {
  const document = parseDocument(text)
  const error = document.errors[0]
  if (error !== undefined) {
    const line = error.linePos?.[0].line
    throw new Problem({
      code: 'map.unreadable',
      says: `In ${called}: ${error.message.split('\n')[0]!.replace(/:$/, '')}.`,
      fix: 'Correct that line; --suggest-map writes a map to start from.',
      line,
    })
  }
  const parsed = schema.safeParse(plainOf(document) ?? {})
  if (parsed.success) return parsed.data as Mapping
  const issue = deepest(parsed.error.issues[0]!)
  const where = issue.path.map(String).join(' → ')
  const says = `In ${called}${where === '' ? '' : `, at ${quoted(where, 120)}`}: ${issue.message.replace(/\.$/, '')}.`
  throw problem('map.invalid', says, `Correct it. A column is a field (${fields.slice(0, 6).join(', ')}, …) or ignore.`)
}

function plainOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 })
  } catch {
    throw problem('map.unreadable', 'The map uses anchors that unfold without end.', 'Write it without anchors.')
  }
}

/** Of a union's failures the one of its last choice, which is the long form. */
function deepest(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string } {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue
  const inner = issue.errors.at(-1)![0]
  if (inner === undefined) return issue
  const below = deepest(inner)
  return {
    path: [...issue.path, ...below.path],
    message: below.path.length === 0 ? 'is no known field' : below.message,
  }
}

/** YAML with the reasons as comments; `readMapping` reads it back the same. */
export function mappingText(mapping: Mapping, notes: MappingNotes = {}): string {
  const plain = {
    columns: Object.fromEntries(Object.entries(mapping.columns).map(([name, entry]) => [name, short(entry)])),
    defaults: mapping.defaults,
    ...(mapping.customers === undefined ? {} : { customers: mapping.customers }),
    ...(mapping.fullList === undefined ? {} : { fullList: mapping.fullList }),
    ...(mapping.encoding === undefined ? {} : { encoding: mapping.encoding }),
    ...(mapping.delimiter === undefined ? {} : { delimiter: mapping.delimiter }),
  }
  const document = new Document(plain)
  const open = (notes.questions ?? []).map(
    (question) => `\n To settle: ${question.asks}\n   ${question.settle.replaceAll('\n', '\n   ')}`,
  )
  document.commentBefore = [
    notes.about === undefined ? ' What each column of the file is.' : ` ${notes.about}`,
    ...open,
  ].join('\n')
  const because = new Map([...(notes.taken ?? []), ...(notes.ignored ?? [])].map((note) => [note.column, note.because]))
  const columns = document.get('columns') as YAMLMap<Scalar<string>, YAMLMap | Scalar>
  for (const pair of columns.items as Pair<Scalar<string>, YAMLMap | Scalar>[]) {
    const reason = because.get(pair.key.value)
    if (reason !== undefined) pair.key.commentBefore = ` ${reason.replace(/[\r\n]+/g, ' ')}`
    if (isMap(pair.value)) pair.value.flow = true
  }
  return document.toString({ lineWidth: 0 })
}

function short(entry: ColumnMapping): ColumnMapping | Field | 'ignore' {
  const bare = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as ColumnMapping
  return Object.keys(bare).length === 1 ? bare.field : bare
}

type Columns = Readonly<Record<string, Partial<ColumnMapping>>>

/** A column that a person spoke of keeps nothing of what was taken for it before, unless it is still the same field. */
export function columnsOver(taken: Columns | undefined, said: Columns | undefined): Columns | undefined {
  if (said === undefined || taken === undefined) return said ?? taken
  const joined = Object.entries(said).map(([name, it]) => {
    const before = taken[name]
    return [name, before?.field === it.field ? { ...before, ...it } : it]
  })
  return { ...taken, ...Object.fromEntries(joined) }
}

/** What a person may say of columns, as it comes from outside. */
export const saidShape = z.record(z.string().max(300), column.partial())

const debtorFields: ReadonlySet<Field | 'ignore'> = new Set<Field>([
  ...(['name', 'externalId', 'debtorKind', 'country', 'language', 'handling', 'accountManager', 'paysBy'] as const),
  ...(['group', 'vatNumber', 'email', 'phone', 'address', 'street', 'street2', 'postcode', 'city', 'region'] as const),
  ...(['contactName', 'contactRole', 'contactEmail', 'contactPhone'] as const),
])

/** The map of a list of customers: what it says of claims is left out. */
export function debtorsOnly(mapping: Mapping): Mapping {
  const columns = Object.entries(mapping.columns).map(([name, column]) =>
    debtorFields.has(column.field) ? [name, column] : [name, { field: 'ignore' }],
  )
  return { ...mapping, columns: Object.fromEntries(columns) as Mapping['columns'] }
}
