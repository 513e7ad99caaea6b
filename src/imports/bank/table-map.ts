// The map of a bank's table: which column is what, and what no column says. Written as YAML, or by hand as field=column; kept with the
// names of the columns, so that the next file of the bank is read as the last one was.

import { readFile } from 'node:fs/promises'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { isCurrency } from '../../core/money.ts'
import { problem, quoted } from '../../core/problem.ts'
import { fileName } from '../encoding.ts'
import { tableFields } from './table-column.ts'

const column = z.union([
  z.string().transform((name) => (name === '' ? [] : [name])),
  z.array(z.string().min(1)).max(20),
])

const schema = z.strictObject({
  /** A field with its column or columns; without any it is not read. */
  columns: z.partialRecord(z.enum(tableFields), column).default({}),
  decimal: z.enum([',', '.']).optional(),
  dates: z.enum(['dmy', 'mdy', 'ymd']).optional(),
  currency: z.string().refine(isCurrency, 'is no currency code').optional(),
  account: z.string().min(1).max(60).optional(),
  /** `spent`: a sum above zero went out. */
  signs: z.enum(['received', 'spent']).optional(),
  /** The fee is taken off the amount, or within it already. */
  fees: z.enum(['taken', 'within']).optional(),
  /** Kept where lists of several accounts have these columns: none of them can be meant by itself. */
  severalAccounts: z.literal(true).optional(),
})

export type BankMap = Readonly<z.output<typeof schema>>

/** What is left open by one map is taken from the one under it. */
export function mapOver(above: BankMap | undefined, under: BankMap | undefined): BankMap | undefined {
  if (above === undefined || under === undefined) return above ?? under
  const said = Object.fromEntries(Object.entries(above).filter(([, value]) => value !== undefined))
  return { ...under, ...said, columns: { ...under.columns, ...above.columns } }
}

/** Files of maps and `field=column`, the later over the earlier. */
export async function readBankMap(given: readonly string[]): Promise<BankMap | undefined> {
  let map: BankMap | undefined
  for (const one of given) {
    const at = one.indexOf('=')
    const field = one.slice(0, Math.max(0, at)).trim()
    if (at === -1) map = mapOver(await mapIn(one), map)
    else map = mapOver(checked({ columns: { [field]: one.slice(at + 1).trim() } }, `--map ${quoted(one)}`), map)
  }
  return map
}

async function mapIn(path: string): Promise<BankMap> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw problem(
      'map.unreadable',
      `The map ${fileName(path)} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
      'Write one with --suggest-map, or name a column by hand: --map amount="Betrag".',
    )
  }
  try {
    return checked(parse(text, { maxAliasCount: 50 }) ?? {}, fileName(path))
  } catch (error) {
    if (!(error instanceof Error) || error.name === 'Problem') throw error
    throw problem(
      'map.unreadable',
      `In ${fileName(path)}: ${quoted(error.message.split('\n')[0]!, 120)}.`,
      'Correct that line.',
    )
  }
}

/** What was kept, or handed in, as a map; a Problem that names the key which is wrong. */
export function checked(body: unknown, called: string): BankMap {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]!
  const where = issue.path.map(String).join(' → ')
  throw problem(
    'map.invalid',
    `In ${called}${where === '' ? '' : `, at ${quoted(where, 120)}`}: ${issue.message.replace(/\.$/, '')}.`,
    `A field is one of: ${tableFields.join(', ')}.`,
  )
}

export function bankMapText(map: BankMap): string {
  const columns = Object.fromEntries(
    Object.entries(map.columns).map(([field, list]) => [
      field,
      list.length === 1 ? list[0] : list.length === 0 ? '' : list,
    ]),
  )
  const { columns: _, ...rest } = map
  return `# Which column of the file is what. A field with '' is not read.\n${stringify({ columns, ...rest }, { lineWidth: 0 })}`
}

/** Every column that a map names. */
export function namedIn(map: BankMap | undefined): string[] {
  return Object.values(map?.columns ?? {}).flat()
}
