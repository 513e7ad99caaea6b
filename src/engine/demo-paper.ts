// The papers of the demo's company, in the forms in which they come to a real desk: the bank's statement of a morning (camt.053), a
// customer's mail, an invoice as PDF, and the list of a ledger that was taken over. What is done with them, others decide.

import { addDays, type Day, dayText } from '../core/day.ts'
import { decimalText, moneyText } from '../core/money.ts'
import { renderStatement } from '../documents/statement.ts'
import { domainOf, type Transfer, work } from './demo-draw.ts'
import type { Owed } from './demo-till.ts'

/** A transfer with its currency: what the bank tells of, whoever it is from. */
export interface Credit extends Transfer {
  readonly currency: string
}

// An account for each currency; the last one is no IBAN, as with many banks.
const accounts: Readonly<Record<string, string>> = {
  GBP: '<IBAN>GB33BUKB20201555555555</IBAN>',
  EUR: '<IBAN>DE89370400440532013000</IBAN>',
  USD: '<Othr><Id>40219911</Id></Othr>',
}

/** A statement of one day, each account with its balances; `balances` move with it. */
export function statementXml(day: Day, credits: readonly Credit[], balances: Map<string, number>): string {
  const on = dayText(day)
  // The bank writes of an account on the days on which something moved; of the main one every day.
  const moved = Object.entries(accounts).filter(
    ([currency]) => currency === 'GBP' || credits.some((it) => it.currency === currency),
  )
  const statements = moved.map(([currency, id]) => {
    const its = credits.filter((it) => it.currency === currency)
    const opening = balances.get(currency) ?? 250_000
    const closing = its.reduce((sum, it) => sum + it.amountMinor, opening)
    balances.set(currency, closing)
    const amount = (minor: number) => `<Amt Ccy="${currency}">${decimalText(minor, currency)}</Amt>`
    const balance = (code: string, minor: number) =>
      `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${amount(minor)}<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${on}</Dt></Dt></Bal>`
    const entries = its.map(
      (
        it,
        i,
      ) => `<Ntry>${amount(it.amountMinor)}<CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${on}</Dt></BookgDt>
<AcctSvcrRef>${currency}-${day}-${i + 1}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>${inXml(it.name)}</Nm></Pty></Dbtr>${
        it.account ? `<DbtrAcct><Id><Othr><Id>${it.account}</Id></Othr></Id></DbtrAcct>` : ''
      }</RltdPties><RmtInf><Ustrd>${inXml(it.text)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`,
    )
    return `<Stmt><Id>${currency}-${on}</Id><Acct><Id>${id}</Id><Ccy>${currency}</Ccy></Acct>
${balance('OPBD', opening)}
${balance('CLBD', closing)}
${entries.join('\n')}
</Stmt>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>${on}</MsgId><CreDtTm>${on}T23:30:00</CreDtTm></GrpHdr>
${statements.join('\n')}
</BkToCstmrStmt></Document>
`
}

function inXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
}

/** What a customer writes, as their mail program sends it. */
export interface Written {
  readonly from: string
  readonly name: string
  readonly subject: string
  readonly says: string
}

export function mailBytes(day: Day, no: number, it: Written): Uint8Array {
  const [, domain] = it.from.split('@')
  return Buffer.from(
    [
      `From: ${encoded(it.name)} <${it.from}>`,
      'To: Nordwind Ltd <accounts@nordwind.example>',
      `Subject: ${encoded(it.subject)}`,
      `Message-ID: <${day}.${no}@${domain}>`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      `Hello,\n\n${it.says}\n\nKind regards\n${it.name}`.replace(/\n/g, '\r\n'),
      '',
    ].join('\r\n'),
  )
}

function encoded(text: string): string {
  return /^[ -~]*$/.test(text) ? `"${text}"`.replace(/"/g, '') : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
}

const titles = { invoice: 'Invoice', delivery: 'Delivery note', contract: 'Loan agreement' } as const

/** An invoice, or another paper about a claim, on A4. */
export function paperOf({ of, person }: Owed, kind: keyof typeof titles): { name: string; bytes: Uint8Array } {
  const sum = of.dues.reduce((total, due) => total + due.amountMinor, 0)
  const total = moneyText(sum, of.currency)
  const title = `${titles[kind]} ${of.number}`
  const about = `${of.about ?? 'goods'}${of.orderNumber ? `, your order ${of.orderNumber}` : ''}`
  const first = of.dues[0]!
  const { pdf } = renderStatement({
    creditor: 'Nordwind Ltd',
    day: of.issuedOn,
    title,
    subtitle: person.of.name,
    footer: 'Nordwind Ltd, 4 Quay Street, Bristol BS1 4ZZ',
    claims: [
      {
        title: kind === 'delivery' ? 'Delivered in full, and signed for' : 'What it is for',
        currency: of.currency,
        notes: [],
        lines: [{ day: dayText(of.issuedOn), what: about, detail: '', amount: decimalText(sum, of.currency) }],
        sums: [{ label: 'Total', amount: decimalText(sum, of.currency), strong: true }],
      },
    ],
    totals:
      kind === 'delivery'
        ? []
        : [`${total}, ${of.dues.length > 1 ? 'the first part' : 'payable'} by ${dayText(first.dueOn)}.`],
  })
  return { name: `${title}.pdf`, bytes: pdf }
}

const takenOver = [
  ['R-101', 'Amberley Fencing Ltd', -212, 48_000],
  ['R-102', 'Amberley Fencing Ltd', -178, 36_500],
  ['R-103', 'Copperdale Cafés Ltd', -121, 129_900],
  ['R-104', 'Nettlecombe Stables Ltd', -84, 74_250],
  ['R-105', 'Pinmill Chandlery Ltd', -47, 210_400],
  ['R-106', 'Pinmill Chandlery Ltd', -25, 58_800],
  ['R-107', 'Sallowfield Farm Shop Ltd', -16, 33_120],
  ['R-108', 'Sallowfield Farm Shop Ltd', 14, 41_760],
] as const

/** The open invoices of a workshop that was taken over, as its program lists them. */
export function ledgerTakenOver(today: Day): string {
  const rows = takenOver.map(([number, name, dueIn, amountMinor]) => {
    const dueOn = addDays(today, dueIn)
    const issuedOn = work(addDays(dueOn, -31), 1)
    const cells = [name, number, dayText(issuedOn), dayText(dueOn), decimalText(amountMinor, 'GBP'), 'GBP']
    return [...cells, `accounts@${domainOf(name)}`, 'GB'].join(';')
  })
  return `Customer;Invoice number;Invoice date;Due date;Amount;Currency;Email;Country\n${rows.join('\n')}\n`
}
