// Tells a list with a row for each line of an invoice from one with a row for each invoice, by the rows themselves: one number
// stands in several of them while the amount changes. A name alone proves nothing; where both are possible it asks or refuses.

import { problem, quoted } from '../core/problem.ts'
import type { Table } from './csv.ts'
import type { Field } from './field.ts'
import type { ColumnMapping, Mapping } from './mapping.ts'
import type { Question } from './recognise.ts'

const named = {
  gross: `line amount, line total, item total, item amount, item line total, line item amount, line item total, row total, extended price, extended amount, ext price,
    line amount incl tax, line gross, Positionsbetrag, Positionssumme, Positionswert, Zeilenbetrag, Zeilensumme, Zeilengesamt, Gesamtpreis,
    montant ligne, montant de la ligne, total ligne, total ligne ttc, importe línea, importe de línea, total línea, regelbedrag, regeltotaal,
    importo riga, totale riga`,
  net: `line subtotal, line net, line net amount, net line amount, item subtotal, line amount excl tax, Positionsbetrag netto, Zeilenbetrag netto,
    total ligne ht, montant ligne ht`,
  tax: 'line tax, line tax amount, item tax, item tax amount, tax amount, Positionssteuer, Zeilensteuer, montant tva ligne',
  item: `item name, item, item desc, item description, line description, line item, product, product name, product/service, product or service, service,
    Artikel, Artikelname, Artikelbezeichnung, Position, Positionstext, Leistung, article, désignation, produit, artículo, producto, artikelomschrijving,
    articolo, prodotto`,
  quantity: `quantity, qty, hours, units, item quantity, line quantity, Menge, Anzahl, Stück, quantité, qté, cantidad, aantal, quantità`,
  price: `rate, unit price, unit amount, unit cost, price, item price, item rate, item cost, sales price, Einzelpreis, Stückpreis, Preis, prix unitaire,
    pu, precio unitario, precio, prijs, stukprijs, prezzo unitario`,
}

type Kind = keyof typeof named
const known = Object.fromEntries(
  Object.entries(named).map(([kind, list]) => [kind, new Set(list.split(',').map(folded))]),
) as Record<Kind, Set<string>>

export interface LineShape {
  /** What its columns are beyond what their names say. */
  readonly columns: Readonly<Record<string, Partial<ColumnMapping>>>
  readonly question?: Question
}

/** What the columns of the lines are, or undefined where each row seems to be a claim of its own. */
export function lineShape(table: Table, mapping: Mapping): LineShape | undefined {
  const at = (field: Field) => table.columns.findIndex((name) => mapping.columns[name]?.field === field)
  const free = (index: number) => (mapping.columns[table.columns[index]!]?.field ?? 'ignore') === 'ignore'
  const find = (kind: Kind) => table.columns.findIndex((name, i) => known[kind].has(folded(name)) && free(i))
  const several = repeated(table, at('number'))
  const varies = (index: number) => index >= 0 && several.some((rows) => differ(rows, index))
  const days = [at('issuedOn'), at('dueOn')]
  // Parts that fall due on several days are rows of one claim, and no lines.
  const parts = several.filter((rows) =>
    days.some((index) => index >= 0 && distinct(rows, index) === rows.length),
  ).length
  if (at('number') < 0 || parts * 2 > several.length) return undefined
  const total = at('amount')
  const net = at('netAmount')
  const own = { gross: find('gross'), net: find('net') }
  const noTotal = (['amount', 'netAmount', 'open', 'debit', 'credit', 'dueAmount'] as const).every((it) => at(it) < 0)
  const columns: Record<string, Partial<ColumnMapping>> = {}
  const set = (index: number, field: Field | 'ignore') => {
    if (index >= 0) columns[table.columns[index]!] = { field }
  }
  if (own.gross >= 0 || own.net >= 0) {
    if (several.length === 0 && !noTotal) return undefined
    set(own.gross >= 0 ? own.gross : own.net, own.gross >= 0 ? 'lineAmount' : 'lineNet')
    // What changes from line to line is no whole amount.
    if (varies(total)) set(total, 'ignore')
    if (varies(net)) set(net, 'ignore')
  } else {
    const [quantity, price] = [find('quantity'), find('price')]
    // Lines over one sum look like a whole amount that is repeated; that it is quantity times price tells them apart.
    const ofLine = (index: number) => varies(index) || multiplied(several.flat(), quantity, price, index)
    // One number given twice by a slip is no list of lines; a rate alone may be that of the tax.
    const many = several.length * 5 >= new Set(table.sample.map((cells) => cells[at('number')]!.trim())).size
    if (!(quantity >= 0 && price >= 0) && !((quantity >= 0 || price >= 0) && many)) return undefined
    if (!ofLine(total) && !ofLine(net)) return undefined
    if (ofLine(total)) set(total, 'lineAmount')
    else set(net, 'lineNet')
    if (ofLine(total) && net >= 0) set(net, 'ignore')
  }
  const whole = total >= 0 && columns[table.columns[total]!] === undefined
  const tax = at('tax') >= 0 && (!whole || varies(at('tax'))) ? at('tax') : find('tax')
  set(tax, 'lineTax')
  set(find('item'), 'item')
  const line = Object.entries(columns).find(([, it]) => it.field === 'lineAmount')?.[0]
  const taxed = tax >= 0 && table.sample.some((cells) => /[1-9]/.test(cells[tax] ?? ''))
  // With a whole amount in each row, or net and gross side by side, the file itself says what the tax is in.
  const checked = own.net >= 0 || whole
  return line !== undefined && taxed && !checked
    ? { columns, question: taxQuestion(line, table.columns[tax]!) }
    : { columns }
}

function taxQuestion(line: string, tax: string): Question {
  return {
    column: line,
    asks: `Is the tax in ${quoted(tax)} part of ${quoted(line)}, or does it come on top?`,
    choices: ['part of it: lineAmount', 'on top: lineNet'],
    settle: `columns:\n  ${quoted(line, 200)}: lineAmount   # the tax is part of it\n# or:\n#   ${quoted(line, 200)}: lineNet   # the tax comes on top`,
    answers: [
      { says: 'part of it', columns: { [line]: { field: 'lineAmount' } } },
      { says: 'on top', columns: { [line]: { field: 'lineNet' } } },
    ],
  }
}

/** Whether the map sums the lines of each invoice. */
export function sumsLines(mapping: Mapping): boolean {
  return Object.values(mapping.columns).some((it) => it.field === 'lineAmount' || it.field === 'lineNet')
}

/** What was done with the lines, as a sentence for the person who imports. */
export function linesText(mapping: Mapping): string {
  const of = (...fields: Field[]) =>
    Object.entries(mapping.columns).flatMap(([name, it]) => (fields.includes(it.field as Field) ? [quoted(name)] : []))
  const net = of('lineAmount').length === 0
  const [line] = net ? of('lineNet') : of('lineAmount')
  const [tax] = net ? of('lineTax') : []
  const items = of('item', 'about')
  const total = of('amount', 'netAmount')
  return [
    `A row for each line of an invoice: rows of one number are summed into one claim, by ${line}${tax === undefined ? '' : ` and ${tax}`}.`,
    ...(items.length > 0 ? [`What the lines are for (${items.join(', ')}) is joined.`] : []),
    ...(total.length > 0 ? [`The sum is checked against ${total.join(' and ')}.`] : []),
  ].join(' ')
}

/** Throws a Problem where numbers repeat with the same days and different amounts, often enough to be no slip. */
export function refuseLines(table: Table, mapping: Mapping): void {
  const at = (...fields: string[]) =>
    table.columns.findIndex((name) => fields.includes(mapping.columns[name]?.field ?? 'ignore'))
  const number = at('number')
  const amount = at('amount', 'netAmount', 'lineAmount', 'lineNet')
  if (number < 0 || amount < 0) return
  refuseHeadless(table, amount, [number, at('name'), at('externalId'), at('issuedOn'), at('dueOn')])
  if (sumsLines(mapping)) return
  const days = [at('issuedOn'), at('dueOn')].filter((index) => index >= 0)
  const several = repeated(table, number)
  const split = several.filter((rows) => differ(rows, amount) && !days.some((index) => differ(rows, index)))
  const numbers = new Set(table.sample.map((cells) => cells[number]!.trim()))
  if (split.length < 3 || split.length * 5 < numbers.size) return
  const name = table.columns[amount]!
  throw problem(
    'import.line_items',
    `The file has several rows with different amounts under one number and one day, such as ${quoted(split[0]![0]![number]!.trim())}: ${quoted(name)} seems to be the amount of a line, not of the invoice.`,
    `If it is, write a map with --suggest-map and set ${quoted(name)} to lineAmount in it: the lines of each invoice are then summed. Otherwise map the column with the whole amount to amount.`,
    { column: name },
  )
}

/** Lines that name their invoice in its first row only: below it may as well stand a subtotal, which would be claimed twice. */
function refuseHeadless(table: Table, amount: number, heads: readonly number[]): void {
  const filled = (cells: readonly string[], index: number) => (cells[index] ?? '').trim() !== ''
  const lines = table.sample.flatMap((cells, i) => {
    const bare = heads.every((index) => index < 0 || !filled(cells, index))
    const words = cells.some((cell, index) => index !== amount && /\p{L}/u.test(cell))
    return bare && words && /\d/.test(cells[amount] ?? '') ? [table.sampleLines[i]!] : []
  })
  if (lines.length < 3 || lines.length * 5 < table.sample.length) return
  const name = table.columns[heads[0]!]!
  throw problem(
    'import.lines_headless',
    `Many rows, such as line ${lines[0]}, have an amount and nothing in ${quoted(name)}: they seem to be further lines of the invoice above.`,
    `Fill in ${quoted(name)} and the customer in each row (a spreadsheet fills them down), or export the list with one row for each invoice.`,
    { line: lines[0], column: name },
  )
}

/** Rows of the sample under one number, where there are several. */
function repeated(table: Table, number: number): (readonly string[])[][] {
  if (number < 0) return []
  const rows = table.sample.filter((cells) => (cells[number] ?? '').trim() !== '')
  return [...Map.groupBy(rows, (cells) => cells[number]!.trim()).values()].filter((some) => some.length > 1)
}

function differ(rows: readonly (readonly string[])[], index: number): boolean {
  return distinct(rows, index) > 1
}

function distinct(rows: readonly (readonly string[])[], index: number): number {
  const texts = new Set(rows.map((cells) => (cells[index] ?? '').trim()))
  texts.delete('')
  return texts.size
}

/** Whether nearly all rows hold a quantity, a price, and their product. */
function multiplied(rows: readonly (readonly string[])[], quantity: number, price: number, product: number): boolean {
  if (quantity < 0 || price < 0 || product < 0 || rows.length === 0) return false
  const fits = rows.filter((cells) => {
    const [count, each, sum] = [quantity, price, product].map((index) => plainNumber(cells[index] ?? '')) as number[]
    return Math.abs(count! * each! - sum!) < 0.011
  })
  return fits.length >= rows.length * 0.9
}

/** Near enough to compare; the last mark is taken for the decimal one. */
function plainNumber(text: string): number {
  const marked = /^(.*)[.,](\d+)\D*$/.exec(text)
  const digits = (part: string) => part.replace(/[^\d-]/g, '')
  return Number(marked ? `${digits(marked[1]!)}.${marked[2]}` : digits(text) || Number.NaN)
}

function folded(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[([].*?[)\]]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
