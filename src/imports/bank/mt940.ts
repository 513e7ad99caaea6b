// MT940 and MT942 (SWIFT), with or without their envelope and as banks really write them. A statement without its balances, or
// with a line that is no line, is refused with its number.

import type { Day } from '../../core/day.ts'
import { dayOf, yearOf } from '../../core/day.ts'
import { problem } from '../../core/problem.ts'
import { type Details, detailsOf } from './mt940-details.ts'
import {
  type Balance,
  type BankEntry,
  type BankFile,
  type EntryKind,
  plain,
  type Statement,
  said,
} from './statement.ts'
import { amountOf, currencyOf, type Place, shortDay, wrong } from './value.ts'

interface Field {
  readonly tag: string
  readonly line: number
  /** The words behind the tag, and the lines that follow it. */
  readonly lines: string[]
}

export function isMt940(text: string): boolean {
  return /(?:^|\n)\s*(?:\{4:\s*)?:(?:20|25|28C?|60[FM]|61|62[FM]|86|NS):/.test(text.slice(0, 4000))
}

export function readMt940(text: string): BankFile {
  const messages = messagesOf(text)
  const statements: Statement[] = []
  for (const fields of messages) {
    if (!fields.some((it) => it.tag !== '20' && it.tag !== '940')) continue
    statements.push(statementOf(fields, `statement ${statements.length + 1}`))
  }
  if (statements.length === 0) {
    throw problem('bank.empty', 'There is no statement in the file.', 'Export the period again from the bank.')
  }
  const intraday = messages.some((fields) =>
    fields.some((it) => it.tag === '34F' || it.tag === '90C' || it.tag === '90D'),
  )
  return { format: intraday && statements.every((it) => it.closing === undefined) ? 'MT942' : 'MT940', statements }
}

/** A message begins with :20: and ends before the next, or with a dash on a line of its own. */
function messagesOf(text: string): Field[][] {
  const messages: Field[][] = []
  let open: Field[] | undefined
  let ended = false
  for (const [i, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const line = raw.replace(/^(?:\{[1235]:[^{}]*\}|\{4:)+/, '')
    const match = /^\s?:(\d{2}[A-Z]?|NS):(.*)$/.exec(line)
    if (match) {
      if (match[1] === '20' || open === undefined || ended) {
        open = []
        messages.push(open)
        ended = false
      }
      open.push({ tag: match[1]!, line: i + 1, lines: [match[2]!] })
    } else if (/^-\}?/.test(line) && /^-(?:\}.*)?\s*$/.test(line)) ended = true
    else if (!ended && open !== undefined && line !== '') open.at(-1)!.lines.push(line)
  }
  return messages
}

function statementOf(fields: readonly Field[], at: string): Statement {
  const start = fields[0]!
  const here = { at, line: start.line }
  const one = (...tags: string[]) => fields.find((it) => tags.includes(it.tag))
  const account = plain(one('25', '25P')?.lines.join(''))?.replace(/\s/g, '')
  if (account === undefined) throw wrong(here, 'it names no account (:25:).', 'Export the statement again, whole.')
  const first = one('60F', '60M')
  const last = fields.findLast((it) => it.tag === '62F' || it.tag === '62M')
  const floors = fields.filter((it) => it.tag === '34F')
  const intraday = first === undefined && last === undefined && (floors.length > 0 || one('90C', '90D') !== undefined)
  if (!intraday) {
    const missing =
      first === undefined ? 'an opening balance (:60F:)' : last === undefined ? 'a closing balance (:62F:)' : undefined
    if (missing !== undefined)
      throw wrong(here, `it has no ${missing.replace(/^an? /, '')}.`, 'Export the statement again; it was cut short.')
  }
  const currency = intraday
    ? currencyOf(/^[A-Z]{3}/.exec((floors[0] ?? one('90C', '90D'))!.lines[0]!.replace(/^\d+/, ''))?.[0], here)
    : currencyOf(/^[CD]\d{6}([A-Z]{3})/.exec(first!.lines[0]!)?.[1], {
        at: `${at}, :${first!.tag}:`,
        line: first!.line,
      })
  const opening = first && balanceOf(first, currency, at)
  const closing = last && balanceOf(last, currency, at)
  const created = one('13D', '13')
  const stated =
    created && /^\d{6}/.test(created.lines[0]!)
      ? shortDay(created.lines[0]!.slice(0, 6), { at: `${at}, :13:`, line: created.line })
      : undefined
  return {
    at,
    line: start.line,
    account,
    currency,
    number: plain(one('28C', '28')?.lines[0]),
    opening,
    closing,
    from: opening?.day,
    until: closing?.day ?? stated,
    entries: entriesOf(fields, currency, at),
    sums: intraday ? sumsOf(fields, currency, at) : undefined,
  }
}

function balanceOf(field: Field, currency: string, at: string): Balance {
  const place = { at: `${at}, :${field.tag}:`, line: field.line }
  const match = /^([CD])(\d{6})([A-Z]{3})?([\d,]+)\s*$/.exec(field.lines[0]!)
  if (!match) throw wrong(place, 'it is no balance (C or D, day, currency, amount).')
  if (match[3] !== undefined && match[3] !== currency)
    throw wrong(place, `it is in ${match[3]} and the statement in ${currency}.`)
  const amount = amountOf(match[4]!, currency, ',', place)
  return { amountMinor: match[1] === 'D' && amount !== 0 ? -amount : amount, day: shortDay(match[2]!, place) }
}

function sumsOf(fields: readonly Field[], currency: string, at: string): Statement['sums'] {
  return fields
    .filter((it) => it.tag === '90C' || it.tag === '90D')
    .map((it) => {
      const place = { at: `${at}, :${it.tag}:`, line: it.line }
      const match = /^(\d{1,5})([A-Z]{3})([\d,]+)\s*$/.exec(it.lines[0]!)
      if (!match) throw wrong(place, 'it is no sum (count, currency, amount).')
      if (match[2] !== currency) throw wrong(place, `it is in ${match[2]} and the statement in ${currency}.`)
      const amountMinor = amountOf(match[3]!, currency, ',', place)
      return {
        says: `:${it.tag}:`,
        of: it.tag === '90C' ? ('credits' as const) : ('debits' as const),
        count: Number(match[1]),
        amountMinor,
      }
    })
}

function entriesOf(fields: readonly Field[], currency: string, at: string): BankEntry[] {
  const entries: BankEntry[] = []
  for (const [i, field] of fields.entries()) {
    if (field.tag !== '61') continue
    const more: Field[] = []
    for (let at = i + 1; fields[at]?.tag === '86' || fields[at]?.tag === 'NS'; at += 1) more.push(fields[at]!)
    entries.push(entryOf(field, more, currency, `${at}, entry ${entries.length + 1}`))
  }
  return entries
}

// Value day, day of entry, mark (R reversed, E expected), third letter of the currency, amount, type, references.
const lineShape = /^(\d{6})(\d{4}|\s{4})?(E?R?[CD])([A-Z])?\s*(\d[\d,]*)\s*([NFS][A-Z0-9 ]{3})(.*)$/

function entryOf(field: Field, more: readonly Field[], currency: string, at: string): BankEntry {
  const place = { at, line: field.line }
  const [head, ...below] = field.lines
  // Some banks break the line before its amount.
  const broken = !lineShape.test(head!) && below.length > 0
  const match = lineShape.exec(broken ? head! + below.shift() : head!)
  if (!match) throw wrong(place, ':61: is no line of a statement (day, C or D, amount, type).')
  const [, value, entered, mark, , amount, type, rest] = match
  const valueDay = shortDay(value!, place)
  const minor = amountOf(amount!, currency, ',', place)
  // A reversed credit takes money out, a reversed debit brings it back.
  const out = /^E?(?:D|RC)$/.test(mark!)
  const amountMinor = out && minor !== 0 ? -minor : minor
  const slash = rest!.indexOf('//')
  const customer = plain(slash === -1 ? rest!.slice(0, 16) : rest!.slice(0, slash))
  const bankId = slash === -1 ? undefined : said(rest!.slice(slash + 2))
  const behind = slash === -1 ? plain(rest!.slice(16)) : undefined
  const details = more.length > 0 && more.every((it) => it.tag === '86') ? detailsOf(linesOf(more)) : nonSwift(more)
  const supplement = plain(below.join(' '))
  const text = [details.business, details.text, behind, supplement]
    .filter((it) => it !== undefined && it !== '')
    .join(' ')
  const structured = details.references.structured
  return {
    at,
    line: field.line,
    day: entered === undefined || entered.trim() === '' ? valueDay : entryDay(entered, valueDay, place),
    valueDay,
    amountMinor,
    currency,
    kind: kindOf(mark!, type, details, out),
    text,
    name: details.name ?? behind,
    account: details.account,
    bic: details.bic,
    references: { ...details.references, customer: details.references.customer ?? said(customer), structured },
    reason: details.reason,
    bankId,
    booked: !mark!.startsWith('E'),
    parts: [],
  }
}

/** Several :86: of one entry are one text, each a line of its own. */
function linesOf(more: readonly Field[]): string[] {
  return more.flatMap((it) => it.lines)
}

/** The month and day of entry, in the year that brings it closest to the value day. */
function entryDay(text: string, valueDay: Day, place: Place): Day {
  const year = yearOf(valueDay)
  const days = [year - 1, year, year + 1].map((it) => dayOf(it, Number(text.slice(0, 2)), Number(text.slice(2))))
  const real = days.filter((it) => it !== undefined).sort((a, b) => Math.abs(a - valueDay) - Math.abs(b - valueDay))
  if (real[0] === undefined) throw wrong(place, `"${text}" is no day of entry (month and day).`)
  return real[0]
}

/** Subfields of :NS: after an entry: 01 to 14 words, 15 and 16 a name, 17 the business. */
function nonSwift(more: readonly Field[]): Details {
  const rows = more.flatMap((it) => (it.tag === 'NS' ? it.lines : []))
  const of = (from: number, until: number) =>
    plain(
      rows
        .filter((row) => /^\d\d/.test(row) && Number(row.slice(0, 2)) >= from && Number(row.slice(0, 2)) <= until)
        .map((row) => row.slice(2))
        .join(' '),
    )
  const swift = linesOf(more.filter((it) => it.tag === '86'))
  return {
    text: [of(1, 14), ...swift].filter((it) => it !== undefined).join(' '),
    name: of(15, 16),
    business: of(17, 17),
    references: {},
  }
}

// German business codes: returned direct debits (108, 109, 183, 184, 114), returned transfers (159), fees (808), STORNO (899, 079).
const returnCodes = new Set(['108', '109', '114', '159', '181', '182', '183', '184'])

function kindOf(
  mark: string,
  type: string | undefined,
  { code, business, text, reason }: Details,
  out: boolean,
): EntryKind {
  const says = `${business ?? ''} ${text}`
  if (/\bcharge-?\s?back\b/i.test(says)) return 'charge_back'
  if (type?.slice(1) === 'RTI' && !/STORNO/i.test(says)) return 'return'
  if (
    (code !== undefined && returnCodes.has(code)) ||
    /\bRETOURE\b|\bR[ÜU]E?CKLASTSCHRIFT|\bTerugboeking\b/i.test(says)
  )
    return 'return'
  if (reason !== undefined && /^(?:AC|AM|MD|MS|RR)\d\d\b/.test(reason)) return 'return'
  if (mark.includes('R') || code === '899') return 'reversal'
  if (type?.slice(1) === 'CHG' || code === '808' || code === '805') return 'fee'
  return out ? 'debit' : 'credit'
}
