// BAI2, the cash management file of American and Canadian banks. Amounts are whole cents; each account, group and file carries a
// control total over all its amounts, and all of them must hold.

import { type Day, dayOf } from '../../core/day.ts'
import { type Problem, problem, quoted } from '../../core/problem.ts'
import { structuredIn } from './reference.ts'
import { type BankEntry, type BankFile, type EntryKind, plain, type Statement, safeSum, said } from './statement.ts'
import { currencyOf, minorUnits, type Place, shortDay, wrong } from './value.ts'

interface Line {
  readonly code: string
  readonly fields: readonly string[]
  readonly line: number
}

export function isBai2(text: string): boolean {
  return /^\s*01,[^,\n]*,[^,\n]*,\d{6,8},/.test(text)
}

export function readBai2(text: string): BankFile {
  const statements: Statement[] = []
  const file = new Total('file')
  let group: { total: Total; currency: string; day: Day; accounts: number } | undefined
  let account: Account | undefined
  const closed = (line: Line, what: string): Problem =>
    wrong({ at: `record ${line.code}`, line: line.line }, `it stands outside ${what}.`)
  let ended = false
  for (const line of linesOf(text)) {
    const place = { at: `record ${line.code}`, line: line.line }
    if (line.code === '02') {
      if (group) throw wrong(place, 'the group before has no end (record 98).')
      group = {
        total: new Total('group'),
        currency: currencyOf(line.fields[6] || 'USD', place),
        day: dayIn(line.fields[4] ?? '', place),
        accounts: 0,
      }
      group.total.records += 1
    } else if (line.code === '03') {
      if (!group || account) throw closed(line, 'a group, or the account before has no end (record 49)')
      account = new Account(line, group)
    } else if (line.code === '88') {
      if (account) account.goOn(line)
      else if (group) group.total.records += 1
      else file.records += 1
    } else if (line.code === '16') {
      if (!account) throw closed(line, 'an account')
      account.add(line)
    } else if (line.code === '49') {
      if (!account || !group) throw closed(line, 'an account')
      account.total.records += 1
      account.read()
      account.total.check(line.fields[1], line.fields[2], place)
      group.total.add(account.total)
      group.accounts += 1
      statements.push(account.statement(`account ${statements.length + 1}`))
      account = undefined
    } else if (line.code === '98') {
      if (!group || account) throw closed(line, 'a group')
      group.total.records += 1
      group.total.check(line.fields[1], line.fields[3], place)
      if (Number(line.fields[2]) !== group.accounts) {
        throw wrong(place, `it counts ${quoted(line.fields[2] ?? '')} accounts and there are ${group.accounts}.`)
      }
      file.add(group.total)
      group = undefined
    } else if (line.code === '99') {
      if (group) throw closed(line, 'a file')
      file.records += 2
      file.check(line.fields[1], line.fields[3], place)
      ended = true
    }
  }
  if (!ended) throw problem('bank.cut_short', 'The file has no end (record 99).', 'Export it again; it was cut short.')
  if (statements.length === 0)
    throw problem('bank.empty', 'There is no account in the file.', 'Export the period again.')
  return { format: 'BAI2', statements }
}

/** Records end with a slash, each on a line; some banks put several on one, and let a text run over the end of a line. */
function linesOf(text: string): Line[] {
  const lines: Line[] = []
  const marks = /(?:^|\/[ \t]*\r?\n?[ \t]*|\r?\n[ \t]*)(?=(?:01|02|03|16|49|88|98|99),)/g
  const starts = [...text.matchAll(marks)].map((match) => match.index + match[0].length)
  let line = 1
  let counted = 0
  for (const [i, start] of starts.entries()) {
    for (let at = text.indexOf('\n', counted); at !== -1 && at < start; at = text.indexOf('\n', at + 1)) line += 1
    counted = start
    const body = text
      .slice(start, starts[i + 1] ?? text.length)
      .trimEnd()
      .replace(/\/$/, '')
      .replace(/\r?\n/g, ' ')
    const fields = body.split(',')
    lines.push({ code: fields[0]!, fields, line })
  }
  return lines
}

/** The control total of an account, group or file: the sum of all amounts as they are written, and how many records. */
class Total {
  readonly amounts: number[] = []
  records = 0
  readonly says: string
  constructor(says: string) {
    this.says = says
  }
  add(other: Total): void {
    this.amounts.push(safeSum(other.amounts))
    this.records += other.records
  }
  check(sum: string | undefined, count: string | undefined, place: Place): void {
    const given = minorUnits(sum ?? '', place)
    const own = safeSum(this.amounts)
    if (given !== own) {
      throw wrong(place, `the control total of the ${this.says} is ${given} and its amounts make ${own}.`)
    }
    const many = plain(count)
    if (many !== undefined && Number(many) !== this.records) {
      throw wrong(place, `the ${this.says} counts ${quoted(many)} records and there are ${this.records}.`)
    }
  }
}

interface Group {
  readonly currency: string
  readonly day: Day
}

class Account {
  readonly total = new Total('account')
  readonly group: Group
  readonly head: Line
  readonly currency: string
  private readonly headFields: string[]
  private readonly items: { line: Line; fields: string[] }[] = []
  private readonly balances = new Map<string, { amountMinor: number; count?: number }>()
  private readonly entries: BankEntry[] = []

  constructor(head: Line, group: Group) {
    this.head = head
    this.group = group
    this.headFields = head.fields.slice(3)
    this.currency = currencyOf(head.fields[2] || group.currency, { at: 'record 03', line: head.line })
    this.total.records = 1
  }

  add(line: Line): void {
    this.total.records += 1
    this.items.push({ line, fields: [...line.fields] })
  }

  /** Of an account the next summaries; of an entry, more text. */
  goOn(line: Line): void {
    this.total.records += 1
    const last = this.items.at(-1)
    if (last === undefined) {
      // The empty fields that end a record are those of its last summary.
      while (this.headFields.length % 4 !== 0 && this.headFields.at(-1) === '') this.headFields.pop()
      this.headFields.push('+', ...line.fields.slice(1))
    } else last.fields.push(...line.fields.slice(1).map((text, i) => (i === 0 ? `\n${text}` : text)))
  }

  read(): void {
    const place = { at: 'record 03', line: this.head.line }
    const fields = this.headFields
    for (let at = 0; at < fields.length; ) {
      const type = fields[at]!
      if (type === '+' || type === '') {
        at += 1
        continue
      }
      if (!/^\d{3}$/.test(type)) throw wrong(place, `${quoted(type)} is no type of a summary (three digits).`)
      const text = fields[at + 1] ?? ''
      if (text !== '') {
        const amountMinor = minorUnits(text, place)
        this.total.amounts.push(amountMinor)
        const count = plain(fields[at + 2])
        if (count !== undefined && !/^\d{1,9}$/.test(count)) throw wrong(place, `${quoted(count)} is no count.`)
        this.balances.set(type, { amountMinor, count: count === undefined ? undefined : Number(count) })
      }
      at = afterFunds(fields, at + 3, place).next
    }
    for (const [i, item] of this.items.entries()) this.entries.push(this.entryOf(item.line, item.fields, i + 1))
  }

  private entryOf(line: Line, fields: readonly string[], no: number): BankEntry {
    const at = `record 16, entry ${no}`
    const place = { at, line: line.line }
    const type = fields[1] ?? ''
    if (!/^\d{3}$/.test(type)) throw wrong(place, `${quoted(type)} is no type of a transaction (three digits).`)
    const written = minorUnits(fields[2] ?? '', place)
    this.total.amounts.push(written)
    const out = Number(type) >= 400 && Number(type) < 700
    const credit = Number(type) >= 100 && Number(type) < 400
    if (!out && !credit) throw wrong(place, `type ${type} is neither money that came in nor money that went out.`)
    const funds = afterFunds(fields, 3, place)
    const [bankRef, customer, ...texts] = fields.slice(funds.next)
    const text = plain(texts.join(',').replace(/,?\n/g, ' ')) ?? ''
    const amountMinor = out && written !== 0 ? -written : written
    const structured = structuredIn(text)
    const kind = kindOf(type, text, out)
    return {
      at,
      line: line.line,
      day: this.group.day,
      valueDay: funds.day,
      amountMinor,
      currency: this.currency,
      kind,
      text,
      references: { customer: said(customer), structured: structured.length > 0 ? structured : undefined },
      reason: kind === 'return' ? `BAI ${type}` : undefined,
      bankId: said(bankRef),
      booked: true,
      parts: [],
    }
  }

  statement(at: string): Statement {
    const of = (type: string) => this.balances.get(type)
    const sum = (type: string, side: 'credits' | 'debits') => {
      const it = of(type)
      return it === undefined
        ? []
        : [{ says: `summary ${type}`, of: side, count: it.count, amountMinor: it.amountMinor }]
    }
    const opening = of('010')
    const closing = of('015')
    const account = plain(this.head.fields[1])
    if (account === undefined) throw wrong({ at: 'record 03', line: this.head.line }, 'it names no account.')
    return {
      at,
      line: this.head.line,
      account,
      currency: this.currency,
      opening: opening && { amountMinor: opening.amountMinor },
      closing: closing && { amountMinor: closing.amountMinor, day: this.group.day },
      from: this.group.day,
      until: this.group.day,
      entries: this.entries,
      sums: [...sum('100', 'credits'), ...sum('400', 'debits')],
    }
  }
}

/** The fields of a funds type: V has a day and a time, S three amounts, D as many pairs as it says. */
function afterFunds(fields: readonly string[], at: number, place: Place): { next: number; day?: Day } {
  const type = fields[at] ?? ''
  if (type === 'V') return { next: at + 3, day: fields[at + 1] ? dayIn(fields[at + 1]!, place) : undefined }
  if (type === 'S') return { next: at + 4 }
  if (type !== 'D') return { next: at + 1 }
  const pairs = Number(fields[at + 1] ?? '')
  if (!Number.isInteger(pairs) || pairs < 0 || pairs > 99)
    throw wrong(place, 'funds type D does not say how many pairs follow.')
  return { next: at + 2 + pairs * 2 }
}

function dayIn(text: string, place: Place): Day {
  if (!/^\d{8}$/.test(text)) return shortDay(text, place)
  const day = dayOf(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)))
  if (day === undefined) throw wrong(place, `${quoted(text)} is no day of the calendar.`)
  return day
}

// 255, 257 and 357 credit what was returned or reversed, 555 and 557 take back deposited items and ACH entries.
const returnTypes = new Set(['255', '257', '357', '555', '557'])

function kindOf(type: string, text: string, out: boolean): EntryKind {
  if (/\bcharge-?\s?back\b/i.test(text)) return 'charge_back'
  if (returnTypes.has(type) || (out && /^(?:RETURNED CHEQUE|RTN-)/i.test(text))) return 'return'
  if (type === '698' || type === '661' || /\bSERVICE CH(?:AR)?GE?\b|\bSERVICE CHRG\b/i.test(text)) return 'fee'
  return out ? 'debit' : 'credit'
}
