// One row of a bank's table as an entry: what came in and what went out however the table says it, with a provider's fee as an entry of its
// own. Whatever in the row cannot be read exactly refuses the file, with its line.

import { isCurrency } from '../../core/money.ts'
import { problem, quoted } from '../../core/problem.ts'
import { structuredIn } from './reference.ts'
import { type BankEntry, plain, type References, said } from './statement.ts'
import type { Moved } from './table-balance.ts'
import type { Columns, TableField } from './table-column.ts'
import type { GridRow } from './table-grid.ts'
import { isBooked, kindOf, signOf } from './table-kind.ts'
import type { BankMap } from './table-map.ts'
import type { Provider } from './table-provider.ts'
import { amountIn, type Cell, dayIn, refuse, type Style } from './table-style.ts'

/** How a table is read: what each column is taken for, and what no column says. */
export interface TablePlan {
  readonly header: readonly string[]
  readonly columns: Columns
  readonly provider?: Provider
  readonly style: Style
  readonly signs: 'received' | 'spent'
  readonly fees: 'net' | 'taken' | 'within'
  readonly currency?: string
  readonly account?: string
  /** As a map, to be kept for the next file with these columns. */
  readonly map: BankMap
}

export interface TableLine {
  readonly account: string
  readonly entry: BankEntry
  readonly fee?: BankEntry
  readonly moved: Moved
}

export function cellOf(row: GridRow, at: number): Cell {
  return { line: row.line, text: row.cells[at] ?? '', held: row.held?.[at] }
}

/** Undefined for what is not booked and has no day. */
export function lineOf(row: GridRow, plan: TablePlan, debitsSigned: boolean): TableLine | undefined {
  const { columns, style, provider } = plan
  const { line } = row
  const cell = (field: TableField): Cell => {
    const at = columns[field]?.[0]
    return at === undefined ? { line, text: '' } : cellOf(row, at)
  }
  const words = (field: TableField) =>
    plain(
      [...new Set((columns[field] ?? []).map((at) => (row.cells[at] ?? '').trim()))]
        .filter((text) => text !== '')
        .join(' '),
    )
  const booked = isBooked(
    (columns.status ?? []).map((at) => row.cells[at] ?? ''),
    line,
  )
  const day = dayIn(cell('day'), style)
  if (day === undefined) {
    if (!booked) return undefined
    throw refuse(line, 'The row has a sum and no day.')
  }
  const currency = currencyOf(cell('currency').text, plan, line)
  const sum = sumOf(cell, currency, plan, debitsSigned)
  if (sum === undefined) throw refuse(line, 'The row has a day and no sum, and is no balance that is known here.')
  const own = (field: TableField) => amountIn(cell(field), currency, style)?.amountMinor
  const { amountMinor, feeMinor, netMinor } = splitOf(
    { amountMinor: sum, fee: own('fee'), net: own('net') },
    plan,
    line,
  )
  const type = words('type') ?? ''
  const reason = said(words('reason'))
  const kind = kindOf(provider, { type, amountMinor, reason })
  const bankId = said(words('bankId'))
  const payment = said(words('payment'))
  const text = plain([...new Set([words('text'), words('type')])].filter((one) => one !== undefined).join(' ')) ?? ''
  const undoes = undoing.has(kind) ? said(words('undoes')) : undefined
  const structured = [...new Set([...structuredCell(words('structured')), ...structuredIn(text)])]
  const references: References = {
    ...given('endToEnd', said(words('endToEnd'))),
    ...given('mandate', said(words('mandate'))),
    ...given('customer', said(words('customer'))),
    ...given('transaction', payment),
    ...given('undoes', undoes),
    ...(structured.length === 0 ? {} : { structured }),
  }
  const payee = words('payee') ?? words('payer')
  const name = words('name') ?? (amountMinor < 0 ? payee : (words('payer') ?? words('payee')))
  const entry: BankEntry = {
    at: `line ${line}`,
    line,
    day,
    valueDay: dayIn(cell('valueDay'), style),
    amountMinor,
    currency,
    kind,
    text,
    name: said(name),
    account: said(words('counterAccount')?.replace(/\s/g, '').toUpperCase()),
    bic: said(words('bic')),
    references,
    reason,
    bankId,
    booked,
    parts: [],
    ...(feeMinor === 0 ? {} : { split: { grossMinor: amountMinor, feeMinor, netMinor } }),
  }
  const balance = booked && (columns.balance?.length ?? 0) > 0 ? own('balance') : undefined
  return {
    account: accountOf(cell('account').text, plan),
    entry,
    fee: feeMinor === 0 ? undefined : feeOf(entry, feeMinor),
    moved: { line, amountMinor: booked ? netMinor : 0, balanceMinor: balance },
  }
}

const undoing: ReadonlySet<string> = new Set(['return', 'charge_back', 'refund', 'reversal'])

function given<K extends string, T>(key: K, value: T | undefined): Partial<Record<K, T>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, T>)
}

function structuredCell(text: string | undefined): string[] {
  const flat = text?.replace(/[\s+/*]/g, '') ?? ''
  return /^[A-Z0-9]{4,27}$/i.test(flat) && /\d{3}/.test(flat) ? [flat.toUpperCase()] : []
}

/** What the provider kept is a cost of ours: it lowers no claim, and the payer paid the whole. */
function feeOf(it: BankEntry, feeMinor: number): BankEntry {
  return {
    at: it.at,
    line: it.line,
    day: it.day,
    amountMinor: feeMinor,
    currency: it.currency,
    kind: 'fee',
    text: plain(`Fee ${it.bankId ?? ''} ${it.text}`) ?? '',
    references: it.bankId === undefined ? {} : { transaction: it.bankId },
    bankId: it.bankId === undefined ? undefined : `${it.bankId} fee`,
    booked: it.booked,
    parts: [],
  }
}

/** What came in above zero, what went out below, however the table says which. */
function sumOf(
  cell: (field: TableField) => Cell,
  currency: string,
  plan: TablePlan,
  debitsSigned: boolean,
): number | undefined {
  const { columns, style } = plan
  const turn = plan.signs === 'spent' ? -1 : 1
  const turned = (amount: number, sign: number) => (amount === 0 ? 0 : amount * sign)
  if ((columns.amount?.length ?? 0) === 0) {
    const [debit, credit] = [amountIn(cell('debit'), currency, style), amountIn(cell('credit'), currency, style)]
    if (debit && credit && debit.amountMinor !== 0 && credit.amountMinor !== 0) {
      throw refuse(cell('debit').line, 'The row has a debit and a credit: one of them must be empty.')
    }
    if (debit === undefined && credit === undefined) return undefined
    if (credit && (credit.amountMinor !== 0 || debit === undefined)) return turned(credit.amountMinor, turn)
    return turned(debit!.amountMinor, debitsSigned ? turn : -turn)
  }
  const found = amountIn(cell('amount'), currency, style)
  const mark = cell('mark').text.trim()
  if (found === undefined || (columns.mark?.length ?? 0) === 0) return found && turned(found.amountMinor, turn)
  const sign = signOf(mark)
  const { line } = cell('mark')
  if (sign === undefined) throw refuse(line, `${quoted(mark)} says neither debit nor credit.`)
  if (found.amountMinor < 0 && sign > 0)
    throw refuse(line, `The row is a credit (${quoted(mark)}) with a minus before its sum.`)
  return turned(Math.abs(found.amountMinor), sign)
}

/** Gross, fee and net of a line, the fee below zero where it was kept. Throws a Problem where they do not fit. */
function splitOf(
  it: { readonly amountMinor: number; readonly fee?: number; readonly net?: number },
  plan: TablePlan,
  line: number,
): { readonly amountMinor: number; readonly feeMinor: number; readonly netMinor: number } {
  const { amountMinor, fee = 0, net } = it
  const whole = { amountMinor, feeMinor: 0, netMinor: amountMinor }
  const turned = (sum: number) => (sum === 0 ? 0 : -sum)
  if (plan.fees === 'within') return whole
  if (net === undefined) return fee === 0 ? whole : { amountMinor, feeMinor: turned(fee), netMinor: amountMinor - fee }
  for (const feeMinor of [fee, turned(fee)]) {
    if (amountMinor + feeMinor === net) return { amountMinor, feeMinor, netMinor: net }
  }
  throw refuse(line, 'The amount, the fee and the net sum of the row do not fit together.')
}

function currencyOf(text: string, plan: TablePlan, line: number): string {
  const code = text.trim().toUpperCase()
  if ((plan.columns.currency?.length ?? 0) > 0 && code !== '') {
    const found = code === '€' ? 'EUR' : code === '£' ? 'GBP' : code
    if (isCurrency(found)) return found
    throw refuse(line, `${quoted(text)} is no currency.`)
  }
  if (plan.currency !== undefined) return plan.currency
  throw problem('bank.no_currency', 'Nothing in the table says its currency.', 'Say it: --currency EUR.')
}

function accountOf(text: string, plan: TablePlan): string {
  const own = text.replace(/\s/g, '').toUpperCase()
  if (plan.provider !== undefined && own !== '') return `${plan.account}-${own}`
  const account = own === '' || (plan.columns.account?.length ?? 0) === 0 ? plan.account : own
  if (account !== undefined) return account
  throw problem(
    'bank.no_account',
    'Nothing in the table says which account it is of.',
    'Say it: --account DE02… (its IBAN or number).',
  )
}
