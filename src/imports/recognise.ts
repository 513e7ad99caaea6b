// What each column of an unknown table is, by its name and by what it holds, and why. Where the file itself does not settle a
// date's order or a decimal mark, it asks: a guess there costs months or a factor of a thousand.

import { isCurrency } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import { amountParts, currencyCodes } from './amount.ts'
import type { Table } from './csv.ts'
import { type Field, fieldSays, fieldType } from './field.ts'
import { filledIn, fitOf, isAmount, isDate, share } from './fit.ts'
import { currencyHint, fieldsNamed, leftOutByName } from './header.ts'
import { vatNumber } from './kind.ts'
import type { ColumnMapping, Defaults, Mapping } from './mapping.ts'
import { emailsOf } from './reach.ts'
import { AmountTally, DayPairTally, DayTally, type Verdict } from './tally.ts'

export interface Taken {
  readonly column: string
  readonly field: Field
  readonly because: string
}

export interface Ignored {
  readonly column: string
  readonly because: string
}

export interface Question {
  readonly column?: string
  readonly asks: string
  readonly choices: readonly string[]
  /** What to write in the map. */
  readonly settle: string
  /** The same as data, for whoever answers by choosing. */
  readonly answers?: readonly QuestionAnswer[]
}

export interface QuestionAnswer {
  readonly says: string
  readonly columns?: Readonly<Record<string, Partial<ColumnMapping>>>
  readonly defaults?: Defaults
}

export interface Recognition {
  readonly mapping: Mapping
  readonly taken: readonly Taken[]
  readonly ignored: readonly Ignored[]
  /** While one is open, the file cannot be imported rightly. */
  readonly questions: readonly Question[]
  /** Who the customers are. Asked once, and not in the way: without an answer, kinds that no name shows stay open. */
  readonly customers?: Question
}

export interface RecogniseGiven {
  readonly defaults?: Defaults
  /** What a person has settled; the rest of such a column is still worked out. */
  readonly columns?: Readonly<Record<string, Partial<ColumnMapping>>>
  /** Why, where it was no person who settled it. */
  readonly reasons?: Readonly<Record<string, string>>
  readonly customers?: Mapping['customers']
  readonly fullList?: true
}

/** Reads the sample, and the whole file where the sample leaves a date or an amount open. */
export async function recognise(table: Table, given: RecogniseGiven = {}): Promise<Recognition> {
  for (const name of Object.keys(given.columns ?? {})) {
    if (table.columns.includes(name)) continue
    const near = table.columns.slice(0, 12).join(', ')
    throw problem(
      'import.unknown_column',
      `There is no column ${quoted(name)}.`,
      `Rename it in the map to one of: ${near}.`,
      { column: name },
    )
  }
  const { chosen, ignored } = assign(table, given)
  const defaults = given.defaults ?? {}
  const currency = defaults.currency
  const settled = await settle(table, chosen, { currency, columns: given.columns ?? {} })
  const taken: Taken[] = []
  const columns: Record<string, ColumnMapping> = Object.create(null) as Record<string, ColumnMapping>
  const questions: Question[] = []
  for (const [index, name] of table.columns.entries()) {
    const choice = chosen.get(index)
    if (choice === undefined) {
      columns[name] = { field: 'ignore' }
      continue
    }
    const own = given.columns?.[name]
    const found = settled.get(index)
    const hint = fieldType(choice.field) === 'amount' ? currencyOf(name) : undefined
    columns[name] = {
      field: choice.field,
      ...(choice.part === undefined ? {} : { part: choice.part }),
      ...(choice.role === undefined ? {} : { role: choice.role }),
      ...(hint === undefined ? {} : { currency: hint }),
      ...found?.map,
      ...withoutUndefined(own),
    } as ColumnMapping
    const reasons = [choice.because, found?.because].filter((reason) => reason !== undefined)
    taken.push({ column: name, field: choice.field, because: reasons.join('; ') })
    if (found?.question !== undefined) questions.push({ column: name, ...found.question })
  }
  questions.push(...missing(table, chosen, columns, defaults))
  const customers = given.customers === undefined ? customersQuestion(chosen) : undefined
  const mapping: Mapping = {
    columns: { ...columns },
    defaults,
    ...(given.customers === undefined ? {} : { customers: given.customers }),
    ...(given.fullList === undefined ? {} : { fullList: given.fullList }),
  }
  return { mapping, taken, ignored, questions, ...(customers === undefined ? {} : { customers }) }
}

interface Choice {
  readonly field: Field
  readonly part?: number
  readonly role?: ColumnMapping['role']
  readonly because: string
}

interface Candidate extends Choice {
  readonly index: number
  readonly score: number
  readonly unsure?: boolean
}

/** The best pairing of columns and fields: the surest name first, each field once. */
function assign(table: Table, given: RecogniseGiven): { chosen: Map<number, Choice>; ignored: Ignored[] } {
  const chosen = new Map<number, Choice>()
  const reasons = new Map<number, string>()
  const candidates: Candidate[] = []
  const texts = table.columns.map((_, index) => filledIn(table, index))
  for (const [index, name] of table.columns.entries()) {
    const own = given.columns?.[name]
    const because = given.reasons?.[name] ?? 'the map says so'
    if (own?.field === 'ignore') reasons.set(index, because)
    else if (own?.field !== undefined) {
      chosen.set(index, { field: own.field, part: own.part, role: own.role, because })
    } else {
      const out = leftOutByName(name)
      if (out !== undefined) reasons.set(index, out)
      else candidates.push(...candidatesFor(name, index, texts[index]!, reasons))
    }
  }
  const key = (choice: Choice) =>
    `${choice.field} ${choice.role ?? ''} ${choice.part ?? (choice.field === 'dueAmount' ? 1 : '')}`
  const takenBy = new Map<string, number>()
  for (const [index, choice] of chosen) takenBy.set(key(choice), index)
  for (const candidate of candidates.sort((a, b) => b.score - a.score || a.index - b.index)) {
    if (chosen.has(candidate.index) || candidate.unsure) continue
    const other = takenBy.get(key(candidate))
    if (other !== undefined) {
      if (!reasons.has(candidate.index))
        reasons.set(
          candidate.index,
          `${quoted(table.columns[other]!)} is already taken for ${fieldSays(candidate.field)}`,
        )
      continue
    }
    takenBy.set(key(candidate), candidate.index)
    chosen.set(candidate.index, candidate)
  }
  for (const candidate of candidates) {
    // Nothing else is the customer's name, so "contact name" is.
    if (candidate.unsure && !takenBy.has(key(candidate))) chosen.set(candidate.index, candidate)
  }
  loneParts(chosen, reasons)
  const ignored = table.columns.flatMap((column, index) =>
    chosen.has(index)
      ? []
      : [{ column, because: reasons.get(index) ?? 'its name and what it holds point to no field' }],
  )
  return { chosen, ignored }
}

/** A numbered amount without a numbered day is no part due. */
function loneParts(chosen: Map<number, Choice>, reasons: Map<number, string>): void {
  const days = new Set(
    [...chosen.values()].filter((choice) => choice.field === 'dueOn').map((choice) => choice.part ?? 1),
  )
  for (const [index, choice] of chosen) {
    if (choice.field !== 'dueAmount' || days.has(choice.part ?? 1)) continue
    chosen.delete(index)
    reasons.set(index, 'it looks like a part due, and no column says on which day')
  }
}

function candidatesFor(
  name: string,
  index: number,
  texts: readonly string[],
  reasons: Map<number, string>,
): Candidate[] {
  const named = fieldsNamed(name)
  const found: Candidate[] = []
  for (const match of named) {
    const fits = fitOf(match, texts, named.length > 1)
    if (!fits.ok) {
      reasons.set(index, `its name suggests ${fieldSays(match.field)}, but it holds ${fits.holds}`)
      continue
    }
    const because = `its name ${match.exact ? 'means' : `holds "${match.known}", which means`} ${fieldSays(match.field)}${texts.length === 0 ? '; its first rows are empty' : ''}`
    const score = (match.exact ? 100 : 50) + Math.min(match.known.length, 20) - (texts.length === 0 ? 40 : 0)
    found.push({ field: match.field, part: match.part, role: match.role, index, score, because, unsure: !match.sure })
  }
  if (named.length > 0) return found
  if (texts.length === 0) reasons.set(index, 'it holds nothing in the first rows, and its name points to no field')
  // Some contents speak for themselves, whatever the column is called.
  else if (share(texts, (text) => emailsOf(text).good.length > 0) >= 0.9)
    found.push({ field: 'email', index, score: 20, because: 'it holds email addresses' })
  else if (share(texts, (text) => isCurrency(text)) >= 0.98)
    found.push({ field: 'currency', index, score: 20, because: 'it holds currency codes' })
  else if (share(texts, (text) => /[A-Z]{2}/.test(text) && vatNumber(text) !== undefined) >= 0.9)
    found.push({ field: 'vatNumber', index, score: 20, because: 'it holds VAT numbers' })
  return found
}

function currencyOf(header: string): string | undefined {
  const hint = currencyHint(header)
  const codes = hint === undefined ? undefined : currencyCodes(hint)
  return codes?.length === 1 || codes?.[0] === 'GBP' ? codes[0] : undefined
}

interface Settled {
  readonly map?: Partial<ColumnMapping>
  readonly because?: string
  readonly question?: Omit<Question, 'column'>
}

interface SettleGiven {
  readonly currency: string | undefined
  readonly columns: Readonly<Record<string, Partial<ColumnMapping>>>
}

/** Orders of dates and decimal marks: from the sample; where that leaves one open, from every row of the file. */
async function settle(
  table: Table,
  chosen: ReadonlyMap<number, Choice>,
  given: SettleGiven,
): Promise<Map<number, Settled>> {
  let tallies = talliesFor(table, chosen)
  for (const [i, cells] of table.sample.entries()) tally(tallies, cells, table.sampleLines[i]!)
  let verdicts = verdictsOf(tallies, table, given)
  if (verdicts.some((verdict) => verdict.open)) {
    tallies = talliesFor(table, chosen)
    for await (const batch of table.batches()) {
      for (const row of batch) if ('cells' in row) tally(tallies, row.cells, row.line)
    }
    verdicts = verdictsOf(tallies, table, given)
  }
  return new Map(
    verdicts.map((verdict) => [
      verdict.index,
      settledBy(verdict, table.columns[verdict.index]!, chosen.get(verdict.index)!.field),
    ]),
  )
}

interface Tallies {
  readonly days: readonly DayTally[]
  readonly amounts: readonly AmountTally[]
  readonly pair: DayPairTally | undefined
}

function talliesFor(table: Table, chosen: ReadonlyMap<number, Choice>): Tallies {
  const entries = [...chosen].filter(([index]) => index < table.columns.length).sort(([a], [b]) => a - b)
  const of = (type: 'day' | 'amount') => entries.filter(([, choice]) => fieldType(choice.field) === type)
  const issued = entries.find(([, choice]) => choice.field === 'issuedOn')
  const due = entries.find(([, choice]) => choice.field === 'dueOn')
  return {
    days: of('day').map(([index]) => new DayTally(index)),
    amounts: of('amount').map(([index]) => new AmountTally(index)),
    pair: issued && due ? new DayPairTally(issued[0], due[0]) : undefined,
  }
}

function tally(tallies: Tallies, cells: readonly string[], line: number): void {
  for (const days of tallies.days) days.add(cells[days.index] ?? '', line)
  for (const amounts of tallies.amounts) amounts.add(cells[amounts.index] ?? '', line)
  tallies.pair?.add(cells)
}

function verdictsOf(tallies: Tallies, table: Table, given: SettleGiven): Verdict[] {
  const said = (index: number) => given.columns[table.columns[index]!]
  const days = DayTally.settle(tallies.days, tallies.pair, {
    nameOf: (index) => table.columns[index]!,
    order: (index) => said(index)?.dateOrder,
  })
  const amounts = AmountTally.settle(tallies.amounts, given.currency, {
    nameOf: (index) => table.columns[index]!,
    decimal: (index) => said(index)?.decimal,
  })
  return [...days, ...amounts]
}

function settledBy(verdict: Verdict, column: string, field: Field): Settled {
  if (!verdict.open) return { map: verdict.map, because: verdict.because }
  const settle = verdict.choices.map(
    (choice) => `${quoted(column, 200)}: { field: ${field}, ${choice.writes} }   # ${choice.means}`,
  )
  return {
    question: {
      asks: verdict.asks,
      choices: verdict.choices.map((choice) => choice.means),
      settle: `columns:\n  ${settle.join('\n  # or: ')}`,
      answers: verdict.choices.map((choice) => ({
        says: choice.means,
        columns: { [column]: { field, ...choice.sets } },
      })),
    },
  }
}

const currencies = ['EUR', 'GBP', 'USD', 'CHF']

/** What a list of claims cannot do without. */
function missing(
  table: Table,
  chosen: ReadonlyMap<number, Choice>,
  columns: Readonly<Record<string, ColumnMapping>>,
  defaults: Defaults,
): Question[] {
  const has = (...fields: Field[]) => [...chosen.values()].some((choice) => fields.includes(choice.field))
  const free = (test: (text: string) => boolean) =>
    table.columns.filter((_, index) => !chosen.has(index) && share(filledIn(table, index), test) >= 0.5)
  const ask = (field: Field, asks: string, choices: readonly string[], instead?: string): Question => {
    const [first] = choices
    const column = first === undefined ? undefined : `columns:\n  ${quoted(first, 200)}: ${field}`
    // One way is written out, the other stands beside it as a comment.
    const other = column === undefined ? instead : instead?.replace(/^/gm, '# ')
    const settle = [column, other].filter((way) => way !== undefined).join('\n# or:\n')
    return {
      asks,
      choices,
      settle: settle === '' ? `columns:\n  # header of the column: ${field}` : settle,
      answers: [
        ...choices.map((name) => ({ says: name, columns: { [name]: { field } } })),
        ...(instead === undefined
          ? []
          : [14, 30].map((days) => ({ says: `${days} days`, defaults: { termsDays: days } }))),
      ],
    }
  }
  const questions: Question[] = []
  if (!has('name', 'externalId'))
    questions.push(
      ask(
        'name',
        'Which column names the customer?',
        free((text) => /\p{L}/u.test(text)),
      ),
    )
  const claims = has('number', 'amount', 'netAmount', 'debit', 'credit', 'open', 'issuedOn', 'dueOn', 'dueAmount')
  // A list of customers alone is complete without any of what follows.
  if (!claims && free(isAmount).length === 0) return questions
  if (!has('number'))
    questions.push(
      ask(
        'number',
        'Which column holds the number of the invoice or claim?',
        free((text) => /\d/.test(text)),
      ),
    )
  if (!has('amount', 'netAmount', 'debit', 'credit', 'open', 'dueAmount', 'lineAmount', 'lineNet'))
    questions.push(ask('amount', 'Which column holds the amount?', free(isAmount)))
  if (!has('dueOn', 'terms') && defaults.termsDays === undefined) {
    questions.push(
      ask(
        'dueOn',
        'When do the claims fall due?',
        free(isDate),
        'defaults:\n  termsDays: 30   # days after the day of issue',
      ),
    )
  } else if (!has('dueOn') && !has('issuedOn')) {
    questions.push(ask('issuedOn', 'From which day are the terms counted?', free(isDate)))
  }
  if (defaults.currency === undefined && !has('currency') && !currencyInside(table, chosen, columns)) {
    questions.push({
      asks: 'In which currency are the amounts?',
      choices: currencies,
      settle: 'defaults:\n  currency: EUR',
      answers: currencies.map((currency) => ({ says: currency, defaults: { currency } })),
    })
  }
  return questions
}

/** Whether headers or cells name the currency of every amount. */
function currencyInside(
  table: Table,
  chosen: ReadonlyMap<number, Choice>,
  columns: Readonly<Record<string, ColumnMapping>>,
): boolean {
  return [...chosen].some(([index, choice]) => {
    if (fieldType(choice.field) !== 'amount') return false
    if (columns[table.columns[index]!]?.currency !== undefined) return true
    const named = share(filledIn(table, index), (text) => {
      const parts = amountParts(text)
      return (
        parts !== undefined &&
        !('wrong' in parts) &&
        parts.codes !== undefined &&
        (parts.codes.length === 1 || parts.codes[0] === 'GBP')
      )
    })
    return named === 1
  })
}

function customersQuestion(chosen: ReadonlyMap<number, Choice>): Question | undefined {
  if ([...chosen.values()].some((choice) => choice.field === 'debtorKind')) return undefined
  return {
    asks: 'Are the customers businesses, consumers, or both? It counts for those whose name or VAT number does not tell.',
    choices: ['business', 'consumer', 'both'],
    settle: 'customers: business',
  }
}

function withoutUndefined<Entry extends object>(entry: Entry | undefined): Partial<Entry> {
  return Object.fromEntries(Object.entries(entry ?? {}).filter(([, value]) => value !== undefined)) as Partial<Entry>
}
