// camt.052, 053 and 054 (ISO 20022), every version: they differ in wrappings (a party under Pty, a status under Cd, a BIC or a BICFI)
// and not in sense. Entries the bank has not booked are kept apart and are no money.

import type { Day } from '../../core/day.ts'
import { problem } from '../../core/problem.ts'
import { structuredIn } from './reference.ts'
import {
  type Balance,
  type BankEntry,
  type BankFile,
  type EntryKind,
  type Payment,
  plain,
  type References,
  type Statement,
  safeSum,
  said,
} from './statement.ts'
import { amountOf, currencyOf, isoDay, type Place, wrong } from './value.ts'
import { all, type Each, type Element, placeOf, under, words } from './xml.ts'

const bodies: Readonly<Record<string, string>> = { Stmt: '053', Rpt: '052', Ntfctn: '054' }

/** True where the root is a Document of these messages. */
export function isCamt(root: Element): boolean {
  return root.children.some((body) => /^BkToCstmr|^camt\./.test(body.name))
}

/** `version` as the namespace says it, where it does: `camt.053.001.08`. */
export function readCamt(root: Element, each: Each, version: string | undefined): BankFile {
  const body = root.children.find((child) => /^BkToCstmr|^camt\./.test(child.name))
  const statements: Statement[] = []
  let kind = ''
  for (const [tag, message] of Object.entries(bodies)) {
    for (const it of all(body, tag)) {
      kind = message
      statements.push(statementOf(it, `${tag} ${statements.length + 1}`, message, creationDay(body), each))
    }
  }
  if (statements.length === 0) {
    throw problem(
      'bank.empty',
      'There is no statement, report or notification in the file.',
      'Export the period again from the bank.',
    )
  }
  return { format: version ?? `camt.${kind}`, statements }
}

function creationDay(body: Element | undefined): Day | undefined {
  const at = under(body, 'GrpHdr', 'CreDtTm')
  return at === undefined || at.text === '' ? undefined : isoDay(at.text, placeOf('GrpHdr, CreDtTm', at))
}

function statementOf(it: Element, at: string, message: string, created: Day | undefined, each: Each): Statement {
  const account = accountOf(under(it, 'Acct'))
  if (account === undefined) throw wrong(placeOf(`${at}, Acct`, under(it, 'Acct') ?? it), 'it names no account.')
  const [firstBalance] = all(it, 'Bal')
  const ccy =
    words(it, 'Acct', 'Ccy') ??
    under(firstBalance, 'Amt')?.attributes.Ccy ??
    under(first(each(it)), 'Amt')?.attributes.Ccy
  const currency = currencyOf(ccy ?? words(it, 'TxsSummry', 'Ccy') ?? 'XXX', placeOf(`${at}, Acct`, under(it, 'Acct')))
  const { opening, closing } = balancesOf(it, at, currency, message)
  const span = under(it, 'FrToDt')
  const from = dayOfMoment(span, 'FrDtTm', `${at}, FrToDt`) ?? opening?.day
  const until = closing?.day ?? dayOfMoment(span, 'ToDtTm', `${at}, FrToDt`) ?? created
  const entries: BankEntry[] = []
  for (const entry of each(it)) entries.push(entryOf(entry, `Ntry ${entries.length + 1}`, until, message))
  return {
    at,
    line: it.line,
    account,
    currency,
    number: words(it, 'ElctrncSeqNb') ?? words(it, 'LglSeqNb') ?? words(it, 'Id'),
    opening,
    closing,
    from,
    until,
    entries,
    sums: sumsOf(it, at, currency),
  }
}

function first(list: Iterable<Element>): Element | undefined {
  for (const one of list) return one
  return undefined
}

function sumsOf(it: Element, at: string, currency: string): Statement['sums'] {
  const sums = []
  for (const [tag, of] of [
    ['TtlCdtNtries', 'credits'],
    ['TtlDbtNtries', 'debits'],
  ] as const) {
    const total = under(it, 'TxsSummry', tag)
    if (total === undefined) continue
    const count = words(total, 'NbOfNtries')
    const place = placeOf(`${at}, ${tag}`, total)
    if (count !== undefined && !/^\d{1,15}$/.test(count)) throw wrong(place, 'NbOfNtries is no number.')
    const sum = words(total, 'Sum')
    sums.push({
      says: tag,
      of,
      count: count === undefined ? undefined : Number(count),
      amountMinor: sum === undefined ? undefined : amountOf(sum, currency, '.', place),
    })
  }
  return sums
}

/** Opening is OPBD or the close before (PRCD), closing is CLBD; a page in between has interim balances (ITBD) for one of them. */
function balancesOf(
  it: Element,
  at: string,
  currency: string,
  message: string,
): { opening?: Balance; closing?: Balance } {
  const found = new Map<string, Balance[]>()
  for (const bal of all(it, 'Bal')) {
    const code = words(bal, 'Tp', 'CdOrPrtry', 'Cd') ?? words(bal, 'Tp', 'Cd')
    if (code === undefined || !['OPBD', 'PRCD', 'CLBD', 'ITBD'].includes(code)) continue
    const place = placeOf(`${at}, Bal ${code}`, bal)
    const amount = under(bal, 'Amt')
    const its = currencyOf(amount?.attributes.Ccy ?? currency, place)
    if (its !== currency) throw wrong(place, `it is in ${its} and the account in ${currency}.`)
    const sign = signOf(bal, place, 'CRDT')
    const day = dayUnder(under(bal, 'Dt'), `${at}, Bal ${code}`)
    const balance = { amountMinor: signed(sign, amountOf(amount?.text ?? '', currency, '.', place)), day }
    found.set(code, [...(found.get(code) ?? []), balance])
  }
  const interim = message === '053' ? (found.get('ITBD') ?? []) : []
  const opening =
    found.get('OPBD')?.[0] ??
    found.get('PRCD')?.[0] ??
    (found.has('CLBD') || interim.length === 2 ? interim[0] : undefined)
  const closing = found.get('CLBD')?.at(-1) ?? (opening && interim.at(-1) !== opening ? interim.at(-1) : undefined)
  return { opening, closing }
}

function entryOf(it: Element, at: string, fallback: Day | undefined, message: string): BankEntry {
  const place = placeOf(at, it)
  const amount = under(it, 'Amt')
  const currency = currencyOf(amount?.attributes.Ccy, placeOf(`${at}, Amt`, amount ?? it))
  const sign = signOf(it, place)
  const amountMinor = signed(sign, amountOf(amount?.text ?? '', currency, '.', placeOf(`${at}, Amt`, amount ?? it)))
  const status = words(it, 'Sts', 'Cd') ?? words(it, 'Sts')
  const booked = status === undefined ? message !== '054' || under(it, 'BookgDt') !== undefined : status === 'BOOK'
  const valueDay = dayUnder(under(it, 'ValDt'), `${at}, ValDt`)
  const day = dayUnder(under(it, 'BookgDt'), `${at}, BookgDt`) ?? fallback ?? valueDay
  if (day === undefined) throw wrong(place, 'neither it nor its statement names a day.')
  const details = all(it, 'NtryDtls').flatMap((one) => all(one, 'TxDtls'))
  const entryText = plain(words(it, 'AddtlNtryInf'))
  const reversed = words(it, 'RvslInd') === 'true'
  const codes = codeOf(it)
  const txs = details.map((tx, i) =>
    detailOf(tx, `${at}, TxDtls ${i + 1}`, { amountMinor, currency, sign, codes, reversed }),
  )
  const own = details.length === 1 ? txs[0]! : undefined
  // Without amounts of their own they cannot be told apart: their words and references are the entry's.
  const parts = details.length > 1 && txs.every((tx) => tx.own) ? txs.map(({ own: _, ...payment }) => payment) : []
  const loose = details.length > 1 && parts.length === 0 ? txs : []
  const text = [...(own ? [own.text] : loose.map((tx) => tx.text)), entryText].filter(
    (one) => one !== undefined && one !== '',
  )
  const structured = [...new Set((own ? [own] : loose).flatMap((tx) => tx.references.structured ?? []))]
  return {
    at,
    line: it.line,
    day,
    valueDay,
    amountMinor,
    currency,
    kind: own?.kind ?? kindOf({ sign, codes, reversed, returned: false, text: text.join(' ') }),
    text: text.join(' '),
    name: own?.name,
    account: own?.account,
    bic: own?.bic,
    references: own?.references ?? (structured.length > 0 ? { structured } : {}),
    reason: own?.reason,
    bankId: said(words(it, 'AcctSvcrRef')) ?? own?.bankId ?? said(words(it, 'NtryRef')),
    booked,
    parts,
    chargesMinor: chargesOf([it, ...details], currency, at),
  }
}

type Sign = 'CRDT' | 'DBIT'
interface Around {
  readonly amountMinor: number
  readonly currency: string
  readonly sign: Sign
  readonly codes: string
  readonly reversed: boolean
}

function detailOf(
  tx: Element,
  at: string,
  entry: Around,
): Payment & { readonly own: boolean; readonly bankId?: string } {
  const place = placeOf(at, tx)
  const amount = under(tx, 'Amt') ?? under(tx, 'AmtDtls', 'TxAmt', 'Amt')
  const currency =
    amount === undefined ? entry.currency : currencyOf(amount.attributes.Ccy, placeOf(`${at}, Amt`, amount))
  const sign = signOf(tx, place, entry.sign)
  const own = amount !== undefined
  const amountMinor = own
    ? signed(sign, amountOf(amount.text, currency, '.', placeOf(`${at}, Amt`, amount)))
    : entry.amountMinor
  const refs = under(tx, 'Refs')
  const parties = under(tx, 'RltdPties')
  const returned = under(tx, 'RtrInf')
  const codes = codeOf(tx) || entry.codes
  // Of what came in the other side is the debtor; of what went out, the creditor. What comes back keeps the parties of what it undoes.
  const back = returned !== undefined || entry.reversed || returns.test(codes)
  const other = (sign === 'CRDT') === back ? 'Cdtr' : 'Dbtr'
  const party = under(parties, other) ?? under(parties, `Ultmt${other}`)
  const remittance = under(tx, 'RmtInf')
  const strd = all(remittance, 'Strd')
  const free = [
    ...all(remittance, 'Ustrd').map((one) => one.text),
    ...strd.flatMap((one) => all(one, 'AddtlRmtInf').map((more) => more.text)),
  ]
  const text = plain([...free.filter((one) => said(one) !== undefined), words(tx, 'AddtlTxInf') ?? ''].join(' ')) ?? ''
  const structured = strd
    .map((one) => said(words(one, 'CdtrRefInf', 'Ref'))?.replace(/[\s+/]/g, ''))
    .filter((one) => one !== undefined)
  const references: References = {
    endToEnd: said(words(refs, 'EndToEndId')),
    mandate: said(words(refs, 'MndtId')),
    customer: said(words(refs, 'InstrId')) ?? said(words(refs, 'PmtInfId')),
    transaction: said(words(refs, 'UETR')) ?? said(words(refs, 'TxId')),
    structured: some([...new Set([...structured, ...structuredIn(text)])]),
  }
  const reason = plain(
    [
      words(returned, 'Rsn', 'Cd') ?? words(returned, 'Rsn', 'Prtry') ?? '',
      ...all(returned, 'AddtlInf').map((one) => one.text),
    ].join(' '),
  )
  return {
    own,
    amountMinor,
    currency,
    kind: kindOf({ sign, codes, reversed: entry.reversed, returned: returned !== undefined, text }),
    text,
    name: plain(words(party, 'Pty', 'Nm') ?? words(party, 'Nm')),
    account: accountOf(under(parties, `${other}Acct`)),
    bic:
      words(under(tx, 'RltdAgts', `${other}Agt`, 'FinInstnId'), 'BICFI') ??
      words(under(tx, 'RltdAgts', `${other}Agt`, 'FinInstnId'), 'BIC'),
    references,
    reason,
    bankId: said(words(refs, 'AcctSvcrRef')),
  }
}

/** What the bank kept for itself before it booked the rest, in the currency of the entry. */
function chargesOf(elements: readonly Element[], currency: string, at: string): number | undefined {
  const amounts = elements
    .flatMap((it) => all(it, 'Chrgs'))
    .flatMap((it) => (under(it, 'TtlChrgsAndTaxAmt') ? [it] : under(it, 'Rcrd') ? all(it, 'Rcrd') : [it]))
    .flatMap((it) => {
      const amount = under(it, 'TtlChrgsAndTaxAmt') ?? under(it, 'Amt')
      if (amount === undefined || amount.attributes.Ccy !== currency) return []
      const place = placeOf(`${at}, Chrgs`, amount)
      return [-signed(signOf(it, place, 'DBIT'), amountOf(amount.text, currency, '.', place))]
    })
  return amounts.length === 0 ? undefined : safeSum(amounts)
}

/** Domain, family and subfamily, or the bank's own code. */
function codeOf(it: Element): string {
  const domain = under(it, 'BkTxCd', 'Domn')
  return [
    words(domain, 'Cd'),
    words(domain, 'Fmly', 'Cd'),
    words(domain, 'Fmly', 'SubFmlyCd'),
    words(it, 'BkTxCd', 'Prtry', 'Cd'),
  ]
    .filter((one) => one !== undefined)
    .join(' ')
}

// Subfamilies of the ISO 20022 list of bank transaction codes: reversals after return or reject, unpaid, charges and fees.
const returns = /\b(?:RRTN|RPCR|UPDD|UPCT|UPCQ|RIMB|PRDD|ARET|NRTI|(?:NRTI|N?DDT|N?TRF)\+(?:10[89]|159|18[1-4])\+\d*)\b/
const fees = /\b(?:CHRG|FEES|COMM|COME|COMI|COMT|NCHG)\b/

interface About {
  readonly sign: Sign
  readonly codes: string
  readonly reversed: boolean
  readonly returned: boolean
  readonly text: string
}

function kindOf({ sign, codes, reversed, returned, text }: About): EntryKind {
  if (/\bcharge-?\s?back\b/i.test(text)) return 'charge_back'
  if (returned || returns.test(codes)) return 'return'
  if (reversed) return 'reversal'
  if (fees.test(codes)) return 'fee'
  return sign === 'CRDT' ? 'credit' : 'debit'
}

function signOf(it: Element, place: Place, otherwise?: Sign): Sign {
  const said = words(it, 'CdtDbtInd') ?? otherwise
  if (said !== 'CRDT' && said !== 'DBIT') throw wrong(place, 'CdtDbtInd says neither CRDT nor DBIT.')
  return said
}

function signed(sign: Sign, amountMinor: number): number {
  return sign === 'DBIT' && amountMinor !== 0 ? -amountMinor : amountMinor
}

function accountOf(acct: Element | undefined): string | undefined {
  const id = under(acct, 'Id')
  const text = words(id, 'IBAN') ?? words(id, 'Othr', 'Id') ?? words(id, 'PrtryAcct', 'Id') ?? words(id, 'BBAN')
  return text?.replace(/\s/g, '').toUpperCase()
}

function dayUnder(it: Element | undefined, at: string): Day | undefined {
  if (it === undefined) return undefined
  const day = under(it, 'Dt') ?? under(it, 'DtTm')
  return isoDay(day?.text ?? '', placeOf(at, day ?? it))
}

function dayOfMoment(it: Element | undefined, name: string, at: string): Day | undefined {
  const moment = under(it, name)
  return moment === undefined ? undefined : isoDay(moment.text, placeOf(`${at}, ${name}`, moment))
}

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list
}
