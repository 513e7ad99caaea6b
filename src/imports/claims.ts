// Rows of a table under a map, as debtors and claims. It reads one row at a time and joins nothing: that two rows are one
// claim, or one debtor, the importer finds out. A row is taken whole or refused whole; what is merely odd is a note beside it.

import { type Day, day, dayText } from '../core/day.ts'
import { isCurrency, moneyText } from '../core/money.ts'
import { Problem, problem, quoted } from '../core/problem.ts'
import { type AmountParts, amountMinor, amountParts, currencyCodes, type Wrong } from './amount.ts'
import { countryOf, languageOf } from './country.ts'
import type { Table, TableRow } from './csv.ts'
import { readDate } from './date.ts'
import { type Field, fieldType, type Role, roleNamed } from './field.ts'
import { type DebtorKind, kindByName, kindOf, vatNumber } from './kind.ts'
import type { ColumnMapping, Mapping } from './mapping.ts'
import { emailsOf, phoneOf } from './reach.ts'
import {
  type ClaimKind,
  claimKindOf,
  dueUnder,
  type Handling,
  handlingOf,
  isBlank,
  type PaysBy,
  paysByOf,
  statusOf,
  termsOf,
  yesOrNo,
} from './word.ts'

export interface ImportContact {
  readonly name?: string
  readonly roles: readonly Role[]
  readonly email?: string
  readonly phone?: string
}

export interface ImportAddress {
  readonly lines: readonly string[]
  readonly postcode?: string
  readonly city?: string
  readonly region?: string
  readonly country?: string
}

export interface ImportDebtor {
  readonly name?: string
  readonly kind?: DebtorKind
  /** Why the kind is proposed; missing where a column says it outright. */
  readonly kindBecause?: string
  readonly externalId?: string
  /** ISO 3166-1 alpha-2. */
  readonly country?: string
  /** ISO 639-1. */
  readonly language?: string
  readonly handling?: Handling
  readonly accountManager?: string
  readonly paysBy?: PaysBy
  readonly vatNumber?: string
  /** E.164. */
  readonly phone?: string
  readonly email?: string
  readonly address?: ImportAddress
  readonly contacts: readonly ImportContact[]
}

export interface ImportClaim {
  readonly number: string
  readonly kind: ClaimKind
  readonly issuedOn?: Day
  /** Sum to the amount; none for a credit note. */
  readonly dues: readonly { readonly dueOn: Day; readonly amountMinor: number }[]
  readonly currency: string
  /** Above zero, a credit note's too. */
  readonly amountMinor: number
  readonly taxMinor?: number
  /** Given where the file says what is open and not what was paid when. */
  readonly openMinor?: number
  readonly paid?: readonly { readonly amountMinor: number; readonly day: Day }[]
  readonly disputed?: { readonly cause?: string }
  readonly orderNumber?: string
  readonly deliveryNote?: string
  readonly about?: string
  readonly lastReminder?: { readonly on?: Day; readonly step?: string | number }
  readonly factor?: string
}

export interface ImportRow {
  readonly line: number
  readonly debtor: ImportDebtor
  /** Missing where the row, or the whole file, lists a debtor only. */
  readonly claim?: ImportClaim
}

export type RowRead =
  | {
      readonly row: ImportRow
      readonly line: number
      readonly cells: readonly string[]
      readonly notes: readonly Problem[]
    }
  | {
      readonly problem: Problem
      readonly line: number
      readonly cells: readonly string[]
      /** Left out on purpose (a total, a repeated header): nothing to correct. */
      readonly leftOut?: true
    }

/** Throws a Problem at once where the map does not fit the table; after that each row stands for itself. */
export async function* readRows(table: Table, mapping: Mapping): AsyncGenerator<RowRead> {
  const read = rowReader(table.columns, mapping)
  for await (const batch of table.batches()) {
    for (const row of batch) {
      yield 'cells' in row ? read(row) : { problem: row, line: row.facts.line ?? 0, cells: [] }
    }
  }
}

/** One row at a time, for callers that hold rows already. */
export function rowReader(columns: readonly string[], mapping: Mapping): (row: TableRow) => RowRead {
  const plan = planOf(columns, mapping)
  return (row) => {
    const { line, cells } = row
    try {
      if (row.problem !== undefined) throw row.problem
      if (cells.length > columns.length) {
        const says = `The row has ${cells.length} cells, and the header names ${columns.length} columns.`
        throw problem(
          'import.too_many_cells',
          says,
          'Put quotation marks around a cell that holds the mark which splits columns.',
          { line },
        )
      }
      const leftOut = notARow(plan, cells, line)
      if (leftOut !== undefined) return { problem: leftOut, line, cells, leftOut: true }
      const reading: Reading = { plan, cells, line, notes: [] }
      const debtor = debtorOf(reading)
      const claim = plan.hasClaims ? claimOf(reading) : undefined
      if (claim instanceof Problem) return { problem: claim, line, cells, leftOut: true }
      return {
        row: claim === undefined ? { line, debtor } : { line, debtor, claim },
        line,
        cells,
        notes: reading.notes,
      }
    } catch (error) {
      if (error instanceof Problem) return { problem: error, line, cells }
      throw error
    }
  }
}

interface PlanColumn {
  readonly index: number
  readonly name: string
  readonly map: ColumnMapping
  /** Exports repeat their dates and amounts; reading each text once is most of the speed. */
  readonly seen: Map<string, unknown>
}

interface Plan {
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

const seenMax = 20_000
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

function planOf(header: readonly string[], mapping: Mapping): Plan {
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

interface Reading {
  readonly plan: Plan
  readonly cells: readonly string[]
  readonly line: number
  readonly notes: Problem[]
}

/** Trimmed; empty where there is no such column, or it holds a dash. */
function textAt(reading: Reading, column: PlanColumn | undefined): string {
  if (column === undefined) return ''
  const text = reading.cells[column.index]!.trim()
  return text.length < 8 && isBlank(text) ? '' : text
}

function text(reading: Reading, field: Field): string {
  return textAt(reading, reading.plan.at[field])
}

/** Numbers and codes keep their zeros; `="00123"` is how some programs keep a spreadsheet from losing them. */
function code(reading: Reading, field: Field): string {
  const cell = text(reading, field)
  return cell.charCodeAt(0) === 61 ? (/^="([^"]*)"$/.exec(cell)?.[1]?.trim() ?? cell) : cell
}

function refused(reading: Reading, column: PlanColumn, value: string, kind: string, wrong: Wrong): Problem {
  const where = { line: reading.line, column: column.name, value }
  return problem(
    `import.${kind}`,
    `${quoted(value)} in column ${quoted(column.name)} ${wrong.wrong}.`,
    wrong.cure,
    where,
  )
}

function note(reading: Reading, column: PlanColumn, value: string, kind: string, says: string, fix: string): void {
  const where = { line: reading.line, column: column.name, value }
  reading.notes.push(
    problem(`import.${kind}`, `${quoted(value)} in column ${quoted(column.name)} ${says}.`, fix, where),
  )
}

function remembered<Value>(column: PlanColumn, key: string, read: () => Value): Value {
  const seen = column.seen as Map<string, Value>
  let value = seen.get(key)
  if (value === undefined && !seen.has(key)) {
    value = read()
    if (seen.size > seenMax) seen.clear()
    seen.set(key, value)
  }
  return value as Value
}

function dayIn(reading: Reading, column: PlanColumn | undefined): Day | undefined {
  if (column === undefined) return undefined
  const cell = reading.cells[column.index]!
  if (cell === '') return undefined
  const read = remembered(column, cell, () => readDate(cell, column.map.dateOrder))
  if (typeof read === 'object') throw refused(reading, column, cell.trim(), 'date', read)
  return read
}

function amountIn(reading: Reading, column: PlanColumn | undefined, currency: string): number | undefined {
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

function partsIn(reading: Reading, column: PlanColumn | undefined): AmountParts | undefined {
  if (column === undefined) return undefined
  const cell = reading.cells[column.index]!
  if (cell === '') return undefined
  const parts = amountParts(cell)
  if (parts !== undefined && 'wrong' in parts) throw refused(reading, column, cell.trim(), 'amount', parts)
  return parts
}

const totalLabel =
  /^(?:(?:grand|sub|net|overall|running)[\s-]*)?(?:totals?|totaux|totale|totali|totales|totaal|subtotaal|eindtotaal|sum|summe|summen|gesamt|gesamtsumme|gesamtbetrag|zwischensumme|endsumme|endbetrag|somme|suma|sous-total|total general|total général)(?=$|[\s:.,(])/i

/** Totals, footers and headers repeated on every page are no claims; a note says that they were left out. */
function notARow(plan: Plan, cells: readonly string[], line: number): Problem | undefined {
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

function debtorOf(reading: Reading): ImportDebtor {
  const { plan } = reading
  const { at, mapping } = plan
  const externalId = code(reading, 'externalId')
  const name = text(reading, 'name') || (at.name === undefined ? externalId : '')
  if (name === '' && externalId === '') {
    const where = at.name ?? at.externalId
    throw problem('import.no_debtor', 'The row names no customer.', 'Fill in the name or the number of the customer.', {
      line: reading.line,
      column: where?.name,
    })
  }
  const country = countryIn(reading)
  const vat = vatIn(reading)
  const kind = kindIn(reading, name, vat)
  const phone = phoneIn(reading, at.phone, country)
  const emails = emailsIn(reading, at.email)
  const contacts = contactsIn(reading, country)
  for (const email of emails.slice(1)) contacts.push({ roles: [], email })
  const debtor: { -readonly [Key in keyof ImportDebtor]: ImportDebtor[Key] } = { contacts }
  if (name !== '') debtor.name = name
  if (kind !== undefined) {
    debtor.kind = kind.kind
    if (kind.because !== undefined) debtor.kindBecause = kind.because
  }
  if (externalId !== '') debtor.externalId = externalId
  if (country !== undefined) debtor.country = country
  const language =
    at.language === undefined
      ? undefined
      : known(
          reading,
          at.language,
          languageOf,
          'language',
          'is no known language',
          'Write it as en, de, fr, es, nl or it.',
        )
  if ((language ?? mapping.defaults.language) !== undefined) debtor.language = language ?? mapping.defaults.language
  const handling =
    at.handling === undefined
      ? undefined
      : known(
          reading,
          at.handling,
          handlingOf,
          'handling',
          'is no way of handling',
          'Write automatic, approve or by hand.',
        )
  if (handling !== undefined) debtor.handling = handling
  const manager = text(reading, 'accountManager')
  if (manager !== '') debtor.accountManager = manager
  const paysBy = text(reading, 'paysBy')
  if (paysBy !== '') debtor.paysBy = paysByOf(paysBy)
  if (vat !== undefined) debtor.vatNumber = vat.text
  if (phone !== undefined) debtor.phone = phone
  if (emails[0] !== undefined) debtor.email = emails[0]
  const address = addressIn(reading, country)
  if (address !== undefined) debtor.address = address
  return debtor
}

function known<Value>(
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

/** A country that cannot be read is left open: the default would be a guess against what the row says. */
function countryIn(reading: Reading): string | undefined {
  const column = reading.plan.at.country
  if (column === undefined || textAt(reading, column) === '') return reading.plan.mapping.defaults.country
  return known(reading, column, countryOf, 'country', 'is no known country', 'Write its two-letter code, such as DE.')
}

function vatIn(reading: Reading): { text: string; valid: boolean } | undefined {
  const column = reading.plan.at.vatNumber
  const cell = column === undefined ? '' : textAt(reading, column)
  if (cell === '') return undefined
  const valid = vatNumber(cell)
  if (valid === undefined) {
    note(
      reading,
      column!,
      cell,
      'vat_number',
      'has not the form of a VAT number; it is kept as it is and proves nothing',
      'Write it with its country, such as DE123456789.',
    )
  }
  return { text: valid ?? cell, valid: valid !== undefined }
}

function kindIn(
  reading: Reading,
  name: string,
  vat: { valid: boolean; text: string } | undefined,
): { kind: DebtorKind; because?: string } | undefined {
  const { at, mapping, kinds } = reading.plan
  if (at.debtorKind !== undefined) {
    const said = known(
      reading,
      at.debtorKind,
      kindOf,
      'debtor_kind',
      'is no kind of customer',
      'Write business, sole trader, consumer or public body.',
    )
    if (said !== undefined) return { kind: said }
  }
  if (name !== '' && at.name !== undefined) {
    if (!kinds.has(name)) {
      if (kinds.size > seenMax) kinds.clear()
      kinds.set(name, kindByName(name))
    }
    const proposed = kinds.get(name)
    if (proposed !== undefined) return proposed
  }
  if (vat?.valid) return { kind: 'business', because: `${vat.text} has the form of a VAT number` }
  if (mapping.customers === 'business')
    return { kind: 'business', because: 'the map says that customers are businesses' }
  if (mapping.customers === 'consumer')
    return { kind: 'consumer', because: 'the map says that customers are consumers' }
  // Of the two kinds the one that the law protects more, until a person knows better.
  if (mapping.customers === 'both')
    return {
      kind: 'consumer',
      because: 'the map says that customers are of both kinds, and nothing shows this one to be a business',
    }
  return undefined
}

function emailsIn(reading: Reading, column: PlanColumn | undefined): readonly string[] {
  const cell = textAt(reading, column)
  if (cell === '') return []
  const { good, bad } = remembered(column!, cell, () => emailsOf(cell))
  for (const text of bad) note(reading, column!, text, 'email', 'is no email address and was left out', 'Correct it.')
  return good
}

function phoneIn(reading: Reading, column: PlanColumn | undefined, country: string | undefined): string | undefined {
  const cell = textAt(reading, column)
  if (cell === '') return undefined
  const phone = phoneOf(cell, country)
  if (phone === undefined) {
    const says =
      country === undefined && !/^\s*(?:\+|00)/.test(cell)
        ? 'is a phone number without a country and was left out'
        : 'is no phone number and was left out'
    note(reading, column!, cell, 'phone', says, 'Write it with its country, such as +49 30 123456.')
  }
  return phone
}

function contactsIn(reading: Reading, country: string | undefined): ImportContact[] {
  const contacts: ImportContact[] = []
  for (const columns of reading.plan.contacts) {
    const name = textAt(reading, columns.name)
    const title = textAt(reading, columns.title)
    const emails = emailsIn(reading, columns.email)
    const phone = phoneIn(reading, columns.phone, country)
    if (name === '' && emails.length === 0 && phone === undefined) continue
    const role = columns.role ?? (title === '' ? undefined : roleNamed(title))
    const roles = role === undefined ? [] : [role]
    contacts.push({
      ...(name === '' ? {} : { name }),
      roles,
      ...(emails[0] === undefined ? {} : { email: emails[0] }),
      ...(phone === undefined ? {} : { phone }),
    })
    for (const email of emails.slice(1)) contacts.push({ roles, email })
  }
  return contacts
}

function addressIn(reading: Reading, country: string | undefined): ImportAddress | undefined {
  const { at } = reading.plan
  if (!(at.address || at.street || at.street2 || at.postcode || at.city || at.region)) return undefined
  const lines = [text(reading, 'address'), text(reading, 'street'), text(reading, 'street2')]
    .flatMap((part) => part.split(/\r\n|\n|\r/))
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const [postcode, city, region] = [code(reading, 'postcode'), text(reading, 'city'), text(reading, 'region')]
  if (lines.length === 0 && postcode === '' && city === '' && region === '') return undefined
  return {
    lines,
    ...(postcode === '' ? {} : { postcode }),
    ...(city === '' ? {} : { city }),
    ...(region === '' ? {} : { region }),
    ...(country === undefined ? {} : { country }),
  }
}

/** Undefined where the row names a debtor only; a Problem where it is left out on purpose. */
function claimOf(reading: Reading): ImportClaim | Problem | undefined {
  const { plan, line } = reading
  const { at, mapping } = plan
  const number = code(reading, 'number')
  const filled =
    plan.amounts.some((column) => textAt(reading, column) !== '') ||
    plan.days.some((column) => column.map.field !== 'lastReminderOn' && textAt(reading, column) !== '')
  if (number === '' && !filled) return undefined
  if (number === '')
    throw problem('import.no_number', 'The claim has no number.', 'Give it the number of the invoice or contract.', {
      line,
      column: at.number?.name,
    })
  const status = statusOf(text(reading, 'status'))
  if (status === 'void' || status === 'draft') {
    return problem(
      'import.not_owed',
      `${quoted(number)} is ${status === 'void' ? 'cancelled' : 'a draft'}; it was left out.`,
      'Nothing is to be done; if it is owed, correct its status.',
      { line, column: at.status?.name },
    )
  }
  const currency = currencyIn(reading)
  const given = (field: Field) => amountIn(reading, at[field], currency)
  const partAmounts = plan.dues.map((due) => amountIn(reading, due.amount, currency))
  const signed = wholeAmount(reading, given, partAmounts)
  if (signed === 0) {
    return problem(
      'import.nothing_owed',
      `${quoted(number)} is over nothing; it was left out.`,
      'Nothing is to be done; if something is owed, correct its amount.',
      { line, column: at.amount?.name },
    )
  }
  const named =
    at.kind === undefined
      ? undefined
      : known(
          reading,
          at.kind,
          claimKindOf,
          'kind',
          'is no kind of claim; it was taken as the default',
          'Write invoice, credit note, loan, rent or fee.',
        )
  const base = named ?? mapping.defaults.kind ?? 'invoice'
  const kind: ClaimKind = signed < 0 ? 'credit_note' : base
  const amount = Math.abs(signed)
  const issuedOn = dayIn(reading, at.issuedOn)
  const dues = kind === 'credit_note' ? [] : duesOf(reading, { amount, issuedOn, partAmounts, currency })
  const money = paymentsOf(reading, {
    amount,
    negative: signed < 0,
    credit: kind === 'credit_note',
    currency,
    given,
    settled: status,
  })
  const tax = given('tax')
  const claim: { -readonly [Key in keyof ImportClaim]: ImportClaim[Key] } = {
    number,
    kind,
    dues,
    currency,
    amountMinor: amount,
  }
  if (issuedOn !== undefined) claim.issuedOn = issuedOn
  if (tax !== undefined) {
    if (Math.abs(tax) < amount) claim.taxMinor = Math.abs(tax)
    else
      note(
        reading,
        at.tax!,
        textAt(reading, at.tax),
        'tax',
        'is not less than the amount; the tax was left out',
        'Correct it.',
      )
  }
  if (money.openMinor !== undefined) claim.openMinor = money.openMinor
  if (money.paid !== undefined) claim.paid = money.paid
  const disputed = disputeIn(reading, status === 'disputed')
  if (disputed !== undefined) claim.disputed = disputed
  const orderNumber = code(reading, 'orderNumber')
  if (orderNumber !== '') claim.orderNumber = orderNumber
  const deliveryNote = code(reading, 'deliveryNote')
  if (deliveryNote !== '') claim.deliveryNote = deliveryNote
  const about = text(reading, 'about')
  if (about !== '') claim.about = about
  const reminder = reminderIn(reading)
  if (reminder !== undefined) claim.lastReminder = reminder
  const factor = text(reading, 'factor')
  if (factor !== '' && yesOrNo(factor) !== false) claim.factor = factor
  return claim
}

/** The column's, else the header's, else the cell's own sign, else the default. */
function currencyIn(reading: Reading): string {
  const { at, mapping, amounts } = reading.plan
  const cell = text(reading, 'currency')
  if (cell !== '') {
    if (isCurrency(cell)) return cell
    const found = only(currencyCodes(cell), mapping.defaults.currency)
    if (found === undefined)
      throw refused(reading, at.currency!, cell, 'currency', {
        wrong: 'is no currency, or may be several',
        cure: 'Write a three-letter code such as EUR.',
      })
    return found
  }
  for (const column of amounts)
    if (column.map.currency !== undefined && reading.cells[column.index] !== '') return column.map.currency
  for (const column of amounts) {
    const codes = partsIn(reading, column)?.codes
    const found = codes === undefined ? undefined : only(codes, mapping.defaults.currency)
    if (found !== undefined) return found
  }
  if (mapping.defaults.currency !== undefined) return mapping.defaults.currency
  throw problem(
    'import.no_currency',
    'Nothing says in which currency the amount is.',
    'Add a column with the currency, or set defaults: currency in the map.',
    { line: reading.line, column: at.currency?.name },
  )
}

/** A sign such as $ means many currencies: the default decides among them, and nothing else. */
function only(codes: readonly string[] | undefined, preferred: string | undefined): string | undefined {
  if (codes === undefined) return undefined
  if (preferred !== undefined && codes.includes(preferred)) return preferred
  if (codes.length === 1 || codes[0] === 'GBP') return codes[0]
  return undefined
}

/** With its sign: below zero is a credit. */
function wholeAmount(
  reading: Reading,
  given: (field: Field) => number | undefined,
  partAmounts: readonly (number | undefined)[],
): number {
  const { at } = reading.plan
  const stated = given('amount')
  if (stated !== undefined) return stated
  const net = given('netAmount')
  if (net !== undefined && at.amount === undefined && at.tax !== undefined) {
    const sum = net + (given('tax') ?? 0)
    if (Number.isSafeInteger(sum)) return sum
  }
  const debit = given('debit')
  const credit = given('credit')
  if (debit !== undefined && debit !== 0 && credit !== undefined && credit !== 0) {
    throw problem(
      'import.debit_and_credit',
      'The row holds both a debit and a credit.',
      'Leave the one that is meant.',
      { line: reading.line, column: at.credit?.name },
    )
  }
  if (debit !== undefined && debit !== 0) return debit
  if (credit !== undefined && credit !== 0) return -credit
  if (debit !== undefined || credit !== undefined) return 0
  const parts = partAmounts.filter((part) => part !== undefined)
  if (parts.length > 0) {
    const sum = parts.reduce((total, part) => total + part, 0)
    if (Number.isSafeInteger(sum)) return sum
  }
  const open = given('open')
  if (open !== undefined) return open
  // Better too little than nothing: a net amount with no tax beside it is what the file says is owed.
  if (net !== undefined) return net
  throw problem('import.no_amount', 'The claim has no amount.', 'Fill in the amount or what is open.', {
    line: reading.line,
    column: (at.amount ?? at.open)?.name,
  })
}

function duesOf(
  reading: Reading,
  facts: { amount: number; issuedOn: Day | undefined; partAmounts: readonly (number | undefined)[]; currency: string },
): ImportClaim['dues'] {
  const { plan, line } = reading
  const { amount, issuedOn, currency } = facts
  const parts = plan.dues.flatMap((columns, i) => {
    const dueOn = dayIn(reading, columns.on)
    const part = facts.partAmounts[i]
    if (dueOn === undefined && (part === undefined || part === 0)) return []
    if (dueOn === undefined)
      throw problem(
        'import.due_without_day',
        `The part in column ${quoted(columns.amount!.name)} has no day.`,
        'Fill in the day it falls due.',
        { line, column: columns.on!.name },
      )
    return [{ dueOn, part, column: columns.on! }]
  })
  const [first] = parts
  if (parts.length === 1 && first!.part === undefined) return [{ dueOn: first!.dueOn, amountMinor: amount }]
  if (parts.length > 0) {
    const missing = parts.find((part) => part.part === undefined || part.part <= 0)
    if (missing !== undefined) {
      throw problem(
        'import.due_without_amount',
        `The part due in column ${quoted(missing.column.name)} has no amount above zero.`,
        'Fill in the amount of each part.',
        { line, column: missing.column.name },
      )
    }
    const sum = parts.reduce((total, part) => total + part.part!, 0)
    if (sum !== amount) {
      throw problem(
        'import.dues_sum',
        `The parts due sum to ${moneyText(sum, currency)}, the claim is over ${moneyText(amount, currency)}.`,
        'Correct the parts or the amount.',
        { line },
      )
    }
    return parts.map((part) => ({ dueOn: part.dueOn, amountMinor: part.part! }))
  }
  const dueOn = dayIn(reading, plan.at.dueOn) ?? dueByTerms(reading, issuedOn)
  if (issuedOn !== undefined && dueOn < issuedOn) {
    const where = { line, column: plan.at.dueOn?.name, value: dayText(dueOn) }
    reading.notes.push(
      problem(
        'import.due_before_issue',
        `It falls due on ${dayText(dueOn)}, before it was issued on ${dayText(issuedOn)}.`,
        'Check both days.',
        where,
      ),
    )
  }
  return [{ dueOn, amountMinor: amount }]
}

function dueByTerms(reading: Reading, issuedOn: Day | undefined): Day {
  const { plan, line } = reading
  const column = plan.at.terms
  const cell = textAt(reading, column)
  const terms = cell === '' ? undefined : remembered(column!, cell, () => termsOf(cell))
  if (cell !== '' && terms === undefined) {
    throw refused(reading, column!, cell, 'terms', {
      wrong: 'gives no number of days',
      cure: 'Write the days alone, such as 30.',
    })
  }
  const days = plan.mapping.defaults.termsDays
  const used = terms ?? (days === undefined ? undefined : { days, endOfMonth: false })
  if (used === undefined) {
    throw problem(
      'import.no_due',
      'Nothing says when the claim falls due.',
      'Fill in the due day or the terms, or set defaults: termsDays in the map.',
      { line, column: plan.at.dueOn?.name },
    )
  }
  if (issuedOn === undefined) {
    throw problem(
      'import.no_issue_day',
      'There are terms, and no day of issue to count them from.',
      'Fill in the day of issue or the due day.',
      { line, column: plan.at.issuedOn?.name },
    )
  }
  return dueUnder(used, issuedOn)
}

function paymentsOf(
  reading: Reading,
  facts: {
    amount: number
    negative: boolean
    credit: boolean
    currency: string
    given: (field: Field) => number | undefined
    settled: ReturnType<typeof statusOf>
  },
): Pick<ImportClaim, 'openMinor' | 'paid'> {
  const { plan, line } = reading
  const { at } = plan
  const { amount, currency, given, settled } = facts
  // A credit note's figures may all carry its minus.
  const upright = (minor: number | undefined) =>
    minor === undefined ? undefined : facts.negative ? (facts.credit && minor > 0 ? minor : -minor) : minor
  const open =
    upright(given('open')) ??
    (settled === 'paid' && at.paidOn === undefined && at.paidAmount === undefined ? 0 : undefined)
  const paid = upright(given('paidAmount'))
  const paidOn = dayIn(reading, at.paidOn)
  const oops = (kind: string, says: string, fix: string, column: PlanColumn | undefined) =>
    problem(`import.${kind}`, says, fix, { line, column: column?.name })
  if (open !== undefined && open > amount) {
    throw oops(
      'open_above_amount',
      `${moneyText(open, currency)} is open of a claim over ${moneyText(amount, currency)}.`,
      'Correct one of them; interest and fees are claims of their own.',
      at.open,
    )
  }
  if (open !== undefined && open < 0) {
    throw oops(
      'open_below_zero',
      `What is open is below zero: ${moneyText(open, currency)}.`,
      'Write 0, and the surplus as a credit note in a row of its own.',
      at.open,
    )
  }
  if (settled === 'paid' && open !== undefined && open > 0) {
    throw oops(
      'paid_and_open',
      `Its status is paid, and ${moneyText(open, currency)} is open.`,
      'Correct the status or what is open.',
      at.status,
    )
  }
  if (paid !== undefined && paid !== 0) {
    if (paid < 0 || paid > amount) {
      throw oops(
        'paid_amount',
        `${moneyText(paid, currency)} is paid on a claim over ${moneyText(amount, currency)}.`,
        'Write at most the amount, and a surplus as a credit note in a row of its own.',
        at.paidAmount,
      )
    }
    if (open !== undefined && paid + open !== amount) {
      throw oops(
        'paid_and_open',
        `${moneyText(paid, currency)} paid and ${moneyText(open, currency)} open do not sum to ${moneyText(amount, currency)}.`,
        'Correct one of the three.',
        at.paidAmount,
      )
    }
    const on = paidOn ?? plan.defaultPaidOn
    if (on !== undefined) return { paid: [{ amountMinor: paid, day: on }] }
    if (open !== undefined) return { openMinor: open }
    throw oops(
      'paid_without_day',
      `${moneyText(paid, currency)} is paid, and nothing says on which day.`,
      'Fill in the day, add a column with what is open, or set defaults: paidOn in the map.',
      at.paidOn ?? at.paidAmount,
    )
  }
  if (paidOn !== undefined && paid === undefined) {
    const whole = amount - (open ?? 0)
    if (open === undefined && (settled === 'open' || settled === 'part_paid')) {
      throw oops(
        'paid_without_amount',
        'There is a day of payment, its status is not paid, and nothing says how much was paid.',
        'Fill in what was paid or what is open.',
        at.paidOn,
      )
    }
    if (whole > 0) return { paid: [{ amountMinor: whole, day: paidOn }] }
  }
  if (open !== undefined) return { openMinor: open }
  if (settled === 'paid') return { openMinor: 0 }
  return {}
}

function disputeIn(reading: Reading, byStatus: boolean): { cause?: string } | undefined {
  const cell = text(reading, 'disputed')
  const cause = text(reading, 'disputeCause')
  const answer = yesOrNo(cell)
  // Neither yes nor no is the cause itself.
  if (answer === undefined) return { cause: cause === '' ? cell : cause }
  if (answer || byStatus || (reading.plan.at.disputed === undefined && cause !== ''))
    return cause === '' ? {} : { cause }
  return undefined
}

function reminderIn(reading: Reading): ImportClaim['lastReminder'] {
  const on = dayIn(reading, reading.plan.at.lastReminderOn)
  const cell = text(reading, 'reminderStep')
  const step = /^\d{1,3}$/.test(cell) ? Number(cell) : cell
  const none = step === '' || step === 0
  if (on === undefined && none) return undefined
  return { ...(on === undefined ? {} : { on }), ...(none ? {} : { step }) }
}
