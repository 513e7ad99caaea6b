// OFX and QFX: version 1 is SGML whose values have no end tag, version 2 is XML. Both give bank and card accounts; investment
// accounts are told to be none of ours. There is no opening balance in OFX, so nothing can be balanced: amounts stand alone.

import type { Day } from '../../core/day.ts'
import { dayOf } from '../../core/day.ts'
import { problem, quoted } from '../../core/problem.ts'
import { structuredIn } from './reference.ts'
import { type BankEntry, type BankFile, type EntryKind, plain, type Statement, said } from './statement.ts'
import { currencyOf, type Place, signedAmount, wrong } from './value.ts'
import { all, type Each, type Element, placeOf, readXmlPieces, under, words } from './xml.ts'

export function isOfx(text: string): boolean {
  return /^\s*OFXHEADER\s*:|<\?OFX\b|^\s*(?:<\?xml[^>]*>\s*)?<OFX>/i.test(text.slice(0, 4000))
}

export function readOfx(text: string): BankFile {
  const start = text.search(/<OFX>/i)
  if (start === -1) throw problem('bank.ofx', 'There is no <OFX> in the file.', 'Export it again; it was cut short.')
  const head = text.slice(0, start)
  const two = /<\?OFX[^>]*OFXHEADER="200"/i.test(head)
  // The lines before stay, as blanks, so that the lines of what is told are the file's own.
  const body = head.replace(/[^\n]/g, '') + (two ? text.slice(start) : closed(text.slice(start)))
  const { root, each } = readXmlPieces(Buffer.from(body), 'STMTTRN')
  const messages = root.children.flatMap((it) => it.children)
  const sets = messages.flatMap((it) => [...all(it, 'STMTRS'), ...all(it, 'CCSTMTRS')])
  const statements = sets.map((it, i) => statementOf(it, `statement ${i + 1}`, each))
  if (statements.length === 0) throw nothingIn(root)
  return { format: `OFX ${two ? 2 : 1}`, statements }
}

/** Gives each value the end tag that SGML leaves out, also to a value that is left out, and writes lone `&` as XML does. */
function closed(text: string): string {
  const ends = new Map<string, number>()
  for (const match of text.matchAll(/<\/([A-Z0-9.]{1,40})>/gi)) ends.set(match[1]!, match.index)
  return text
    .replace(
      /<([A-Z0-9.]{1,40})>([^<\r\n]*)(<\/\1>)?/gi,
      (whole, tag: string, value: string, end: string | undefined, at: number) =>
        end !== undefined || (value.trim() === '' && (ends.get(tag) ?? -1) > at)
          ? whole
          : `<${tag}>${value.trimEnd()}</${tag}>`,
    )
    .replace(/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/gi, '&amp;')
}

function nothingIn(root: Element) {
  const status = under(root, 'SIGNONMSGSRSV1', 'SONRS', 'STATUS')
  const code = words(status, 'CODE')
  if (code !== undefined && code !== '0') {
    const message = words(status, 'MESSAGE') ?? `code ${code}`
    return problem(
      'bank.ofx_status',
      `The bank answered with an error instead of a statement: ${quoted(message, 200)}.`,
      'Sign in at the bank again and export once more.',
    )
  }
  if (root.children.some((it) => it.name.startsWith('INVSTMT'))) {
    return problem(
      'bank.ofx_investment',
      'The file is of an investment account: no customer pays there.',
      'Export the bank account instead.',
    )
  }
  if (root.children.some((it) => it.name.startsWith('SIGNUP'))) {
    return problem(
      'bank.empty',
      'The file lists accounts and has no statement.',
      'Export the transactions of the account.',
    )
  }
  return problem('bank.empty', 'There is no statement in the file.', 'Export the transactions of the account.')
}

function statementOf(it: Element, at: string, each: Each): Statement {
  const from = under(it, 'BANKACCTFROM') ?? under(it, 'CCACCTFROM')
  const account = words(from, 'ACCTID')
  if (account === undefined) throw wrong(placeOf(at, it), 'it names no account (ACCTID).')
  const currency = currencyOf(words(it, 'CURDEF'), placeOf(`${at}, CURDEF`, under(it, 'CURDEF') ?? it))
  const list = under(it, 'BANKTRANLIST')
  const ledger = under(it, 'LEDGERBAL')
  const entries: BankEntry[] = []
  for (const one of each(list)) entries.push(entryOf(one, currency, `${at}, STMTTRN ${entries.length + 1}`))
  const balance = words(ledger, 'BALAMT')
  const closing =
    balance === undefined
      ? undefined
      : {
          amountMinor: signedAmount(balance, currency, placeOf(`${at}, BALAMT`, under(ledger, 'BALAMT'))),
          day: dayUnder(ledger, 'DTASOF', at),
        }
  return {
    at,
    line: it.line,
    account: [words(from, 'BANKID'), account]
      .filter((one) => one !== undefined)
      .join('/')
      .replace(/\s/g, ''),
    currency,
    closing,
    from: dayUnder(list, 'DTSTART', at),
    until: dayUnder(list, 'DTEND', at) ?? closing?.day,
    entries,
  }
}

function entryOf(it: Element, currency: string, at: string): BankEntry {
  const place = placeOf(at, it)
  const day = dayUnder(it, 'DTPOSTED', at)
  if (day === undefined) throw wrong(place, 'it has no day (DTPOSTED).')
  const amount = words(it, 'TRNAMT')
  if (amount === undefined) throw wrong(place, 'it has no amount (TRNAMT).')
  const its = words(it, 'CURRENCY', 'CURSYM')
  const own = its === undefined ? currency : currencyOf(its, place)
  const amountMinor = signedAmount(amount, own, placeOf(`${at}, TRNAMT`, under(it, 'TRNAMT')))
  const name = plain(words(it, 'NAME') ?? words(it, 'PAYEE', 'NAME'))
  const memo = plain(words(it, 'MEMO'))
  const text = [name, memo === name ? undefined : memo].filter((one) => one !== undefined).join(' ')
  const structured = structuredIn(text)
  const check = said(words(it, 'CHECKNUM'))
  const corrected = said(words(it, 'CORRECTFITID'))
  return {
    at,
    line: it.line,
    day,
    valueDay: dayUnder(it, 'DTAVAIL', at),
    amountMinor,
    currency: own,
    kind: corrected === undefined ? kindOf(words(it, 'TRNTYPE'), text, amountMinor) : 'reversal',
    text,
    name,
    account: words(it, 'BANKACCTFROM', 'ACCTID') ?? words(it, 'BANKACCTTO', 'ACCTID'),
    references: {
      endToEnd: said(words(it, 'REFNUM')),
      customer: check,
      transaction: corrected,
      structured: structured.length > 0 ? structured : undefined,
    },
    bankId: said(words(it, 'FITID')),
    booked: true,
    parts: [],
  }
}

function kindOf(type: string | undefined, text: string, amountMinor: number): EntryKind {
  if (/\bcharge-?\s?back\b/i.test(text)) return 'charge_back'
  if (type === 'FEE' || type === 'SRVCHG') return 'fee'
  if (amountMinor < 0 && /^(?:ACH |DIRECT DEBIT )?(?:RETURN(?:ED)?|REVERSAL)\b(?!.*\bFEE\b)/i.test(text))
    return 'return'
  return amountMinor < 0 ? 'debit' : 'credit'
}

/** `20090401122017.000[-5:EST]`: the day as the bank writes it. */
function dayUnder(it: Element | undefined, name: string, at: string): Day | undefined {
  const text = words(it, name)
  if (text === undefined) return undefined
  const place: Place = placeOf(`${at}, ${name}`, under(it, name))
  const match = /^(\d{4})(\d{2})(\d{2})(?:\d{2,6}(?:\.\d{1,9})?)?(?:\[[^\]]*\])?$/.exec(text)
  const day = match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
  if (day === undefined) throw wrong(place, `${quoted(text)} is no day of the calendar.`)
  return day
}
