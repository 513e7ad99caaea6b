// CODA, the statement of Belgian banks: lines of 128 letters, amounts in thousandths. The trailer counts lines and sums both sides;
// all of it must hold.

import { type Day, dayOf } from '../../core/day.ts'
import { minorDigits } from '../../core/money.ts'
import { problem, quoted } from '../../core/problem.ts'
import { isBelgian, structuredIn } from './reference.ts'
import {
  type BankEntry,
  type BankFile,
  type EntryKind,
  type Payment,
  plain,
  type Statement,
  safeSum,
  said,
} from './statement.ts'
import { currencyOf, type Place, wrong } from './value.ts'

export function isCoda(text: string): boolean {
  return /^0{5}\d{6}\d{3}05.{112}/.test(text)
}

export function readCoda(text: string): BankFile {
  const statements: Statement[] = []
  let open: Row[] | undefined
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const row = { line: i + 1, text: line.padEnd(128) }
    const kind = line[0]!
    if (kind === '0') {
      if (open) throw cutShort(open)
      open = []
    }
    if (!open)
      throw wrong(
        { at: `record ${quoted(kind)}`, line: row.line },
        'it stands outside a statement (no record 0 before it).',
      )
    open.push(row)
    if (kind === '9') {
      statements.push(statementOf(open, `statement ${statements.length + 1}`))
      open = undefined
    } else if (!/[0123489]/.test(kind))
      throw wrong({ at: 'record', line: row.line }, `${quoted(kind)} is no kind of record.`)
  }
  if (open) throw cutShort(open)
  return { format: 'CODA', statements }
}

interface Row {
  readonly line: number
  readonly text: string
}

function cutShort(rows: readonly Row[]) {
  return problem('bank.cut_short', 'The statement has no end (record 9).', 'Export it again; it was cut short.', {
    line: rows.at(-1)!.line,
  })
}

function statementOf(rows: readonly Row[], at: string): Statement {
  const first = rows.find((it) => it.text[0] === '1')
  const last = rows.find((it) => it.text[0] === '8')
  const end = rows.at(-1)!
  if (!first) throw wrong({ at, line: rows[0]!.line }, 'it has no opening balance (record 1).')
  if (!last) throw wrong({ at, line: end.line }, 'it has no closing balance (record 8).')
  const { account, currency } = accountIn(first.text.slice(5, 42), first.text[1]!, {
    at: `${at}, record 1`,
    line: first.line,
  })
  const openedOn = dayIn(first.text.slice(58, 64), { at: `${at}, record 1`, line: first.line })
  const closedOn = dayIn(last.text.slice(57, 63), { at: `${at}, record 8`, line: last.line })
  const amount = (text: string, sign: string, row: Row, what: string) =>
    amountIn(text, sign, currency, { at: `${at}, ${what}`, line: row.line })
  const entries = entriesOf(rows, currency, at)
  const counted = rows.filter((it) => /[1-8]/.test(it.text[0]!) && it.text[0] !== '4').length
  const count = end.text.slice(16, 22)
  if (Number(count) !== counted) {
    throw wrong(
      { at: `${at}, record 9`, line: end.line },
      `it counts ${quoted(count)} records and there are ${counted}.`,
    )
  }
  const sides = [
    {
      says: 'the sum in record 9',
      of: 'debits' as const,
      amountMinor: amount(end.text.slice(22, 37), '0', end, 'record 9'),
    },
    {
      says: 'the sum in record 9',
      of: 'credits' as const,
      amountMinor: amount(end.text.slice(37, 52), '0', end, 'record 9'),
    },
  ]
  return {
    at,
    line: rows[0]!.line,
    account,
    currency,
    number: plain(first.text.slice(2, 5)),
    opening: { amountMinor: amount(first.text.slice(43, 58), first.text[42]!, first, 'record 1'), day: openedOn },
    closing: { amountMinor: amount(last.text.slice(42, 57), last.text[41]!, last, 'record 8'), day: closedOn },
    from: openedOn,
    until: closedOn,
    entries,
    sums: sides,
  }
}

/** Structure 0 is a Belgian number, 1 a foreign one, 2 a Belgian IBAN, 3 a foreign IBAN. */
function accountIn(text: string, structure: string, place: Place): { account: string; currency: string } {
  const [number, currency] =
    structure === '0' ? [text.slice(0, 12), text.slice(13, 16)] : [text.slice(0, 34), text.slice(34, 37)]
  const account = number.replace(/\s/g, '')
  if (account === '' || !/[0-3]/.test(structure)) throw wrong(place, 'it names no account.')
  return { account, currency: currencyOf(currency, place) }
}

/** Thousandths of the currency; what the currency cannot hold is refused. */
function amountIn(text: string, sign: string, currency: string, place: Place): number {
  if (!/^\d{15}$/.test(text) || !/[01]/.test(sign)) throw wrong(place, `${quoted(sign + text)} is no amount.`)
  const unit = 10 ** (3 - minorDigits(currency))
  const thousandths = Number(text)
  if (thousandths % unit !== 0 || thousandths / unit > 100_000_000_000_000) {
    throw wrong(place, `${quoted(text)} has more decimals than ${currency}, or is too large.`)
  }
  const minor = thousandths / unit
  return sign === '1' && minor !== 0 ? -minor : minor
}

function dayIn(text: string, place: Place): Day {
  const match = /^(\d\d)(\d\d)(\d\d)$/.exec(text)
  const day = match ? dayOf(2000 + Number(match[3]), Number(match[2]), Number(match[1])) : undefined
  if (day === undefined) throw wrong(place, `${quoted(text)} is no day of the calendar.`)
  return day
}

interface Movement {
  readonly row: Row
  readonly detail: number
  readonly amountMinor: number
  text: string
  information: string
  structured?: string
  customer?: string
  bic?: string
  account?: string
  name?: string
}

/** A movement and the lines that go on from it; details (numbers above 0) are parts of the movement before. */
function entriesOf(rows: readonly Row[], currency: string, at: string): BankEntry[] {
  const groups: Movement[][] = []
  let now: Movement | undefined
  for (const row of rows) {
    const { text } = row
    const kind = text.slice(0, 2)
    const place = { at: `${at}, record ${kind}`, line: row.line }
    if (kind === '21') {
      const detail = text.slice(6, 10)
      if (!/^\d{4}$/.test(detail)) throw wrong(place, `${quoted(detail)} is no number of a detail.`)
      now = {
        row,
        detail: Number(detail),
        amountMinor: amountIn(text.slice(32, 47), text[31]!, currency, place),
        text: text[61] === '1' ? '' : text.slice(62, 115),
        information: '',
      }
      if (text[61] === '1') communication(now, text.slice(62, 115))
      if (now.detail === 0) groups.push([now])
      else if (groups.length > 0) groups.at(-1)!.push(now)
      else throw wrong(place, 'a detail stands before any movement.')
    } else if (kind === '22' || kind === '23') {
      if (!now) throw wrong(place, 'it stands before any movement.')
      if (kind === '22') {
        now.text += text.slice(10, 63)
        now.customer = said(text.slice(63, 98))
        now.bic = plain(text.slice(98, 109))
      } else {
        const account = text.slice(10, 47)
        now.account = plain(account.slice(0, 34))?.replace(/\s.*$/, '')
        now.name = plain(text.slice(47, 82))
        now.text += text.slice(82, 125)
      }
    } else if (/^3[123]/.test(kind) && now)
      now.information += text.slice(kind === '31' ? 40 : 10, kind === '31' ? 113 : kind === '32' ? 115 : 100)
    else if (/^[23]/.test(kind)) throw wrong(place, 'it is no record of a movement.')
  }
  return groups.map((group, i) => entryOf(group, currency, `${at}, movement ${i + 1}`))
}

/** Structured communications: 101 and 102 are +++…+++, the others are words of the bank's own. */
function communication(it: Movement, text: string): void {
  const digits = text.slice(3, 15)
  if (/^10[12]/.test(text) && isBelgian(digits)) it.structured = digits
  else it.text = text.slice(3)
}

function entryOf([main, ...details]: readonly Movement[], currency: string, at: string): BankEntry {
  const { row } = main!
  const place = { at, line: row.line }
  const payment = paymentOf(main!, currency)
  // Details of a globalised movement repeat themselves where they are broken down further: only those that make its sum are parts.
  const parts = details.length > 0 && safeSum(details.map((it) => it.amountMinor)) === main!.amountMinor ? details : []
  if (details.length > 0 && parts.length === 0) {
    throw wrong(place, `its ${details.length} details do not make its amount.`)
  }
  const value = row.text.slice(47, 53)
  return {
    ...payment,
    at,
    line: row.line,
    day: dayIn(row.text.slice(115, 121), place),
    valueDay: value === '000000' || value.trim() === '' ? undefined : dayIn(value, place),
    bankId: said(row.text.slice(10, 31)),
    booked: true,
    parts: parts.map((it) => paymentOf(it, currency)),
  }
}

function paymentOf(it: Movement, currency: string): Payment {
  const words = plain(it.text) ?? ''
  const information = plain(it.information)
  const text = [words, information].filter((one) => one !== undefined && one !== '').join(' ')
  const code = it.row.text.slice(53, 61)
  const kind = kindOf(code, it.amountMinor)
  const structured = [...(it.structured === undefined ? [] : [it.structured]), ...structuredIn(text)]
  return {
    amountMinor: it.amountMinor,
    currency,
    kind,
    text,
    name: it.name,
    account: it.account,
    bic: it.bic,
    references: { customer: it.customer, structured: structured.length > 0 ? [...new Set(structured)] : undefined },
    reason: kind === 'return' ? `CODA ${code}` : undefined,
  }
}

// Family 05 is direct debit; its operations 03 and 05 are unpaid debits and refunds. Family 80 and operation 37 are the bank's own costs.
function kindOf(code: string, amountMinor: number): EntryKind {
  const family = code.slice(1, 3)
  const operation = code.slice(3, 5)
  if (family === '05' && (operation === '03' || operation === '05') && amountMinor < 0) return 'return'
  if (family === '80' || family === '35' || operation === '37') return 'fee'
  return amountMinor < 0 ? 'debit' : 'credit'
}
