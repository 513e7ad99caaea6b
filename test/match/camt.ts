// Writes made-up bank lines as a bank does, camt.053, so that they go the whole way through the program.

import { dayText } from '../../src/core/day.ts'
import type { YearLine } from './year.ts'

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
const amount = (minor: number) => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`

export interface CamtFacts {
  readonly account: string
  readonly openingMinor: number
  readonly currency?: string
}

/** One statement with these lines; `until` is the day of its last balance. */
export function camtOf(lines: readonly YearLine[], facts: CamtFacts, until: string): string {
  const currency = facts.currency ?? 'EUR'
  const closing = lines.reduce((sum, it) => sum + it.amountMinor, facts.openingMinor)
  const balance = (code: string, minor: number, on: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${amount(minor)}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${on}</Dt></Dt></Bal>`
  const entries = lines.map((it) => {
    const name = it.name === undefined ? '' : `<Dbtr><Pty><Nm>${escaped(it.name)}</Nm></Pty></Dbtr>`
    const account = it.account === undefined ? '' : `<DbtrAcct><Id><IBAN>${it.account}</IBAN></Id></DbtrAcct>`
    const text = it.text === '' ? '' : `<Ustrd>${escaped(it.text)}</Ustrd>`
    const strd = (it.structured ?? []).map((one) => `<Strd><CdtrRefInf><Ref>${one}</Ref></CdtrRefInf></Strd>`).join('')
    const end = it.endToEnd === undefined ? '' : `<Refs><EndToEndId>${it.endToEnd}</EndToEndId></Refs>`
    const on = dayText(it.day)
    return `<Ntry><Amt Ccy="${currency}">${amount(it.amountMinor)}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${on}</Dt></BookgDt><ValDt><Dt>${on}</Dt></ValDt><AcctSvcrRef>L${it.id}</AcctSvcrRef><NtryDtls><TxDtls>${end}<RltdPties>${name}${account}</RltdPties><RmtInf>${text}${strd}</RmtInf></TxDtls></NtryDtls></Ntry>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>M1</MsgId><CreDtTm>${until}T23:00:00</CreDtTm></GrpHdr>
<Stmt><Id>S1</Id><ElctrncSeqNb>1</ElctrncSeqNb><Acct><Id><IBAN>${facts.account}</IBAN></Id><Ccy>${currency}</Ccy></Acct>
${balance('OPBD', facts.openingMinor, until)}
${balance('CLBD', closing, until)}
${entries.join('\n')}
</Stmt></BkToCstmrStmt></Document>
`
}

/** The invoices of a company as an open-items list. */
export function ledgerOf(
  invoices: readonly {
    number: string
    issuedOn: number
    dueOn: number
    amountMinor: number
    customer: { no: number; name: string; country: string; person: boolean }
  }[],
): string {
  const text = (it: string) => `"${it.replaceAll('"', '""')}"`
  return [
    'Customer no;Customer;Kind;Country;Invoice number;Invoice date;Due date;Amount;Currency',
    ...invoices.map((it) =>
      [
        it.customer.no + 1000,
        text(it.customer.name),
        it.customer.person ? 'consumer' : 'business',
        it.customer.country,
        it.number,
        dayText(it.issuedOn as never),
        dayText(it.dueOn as never),
        amount(it.amountMinor),
        'EUR',
      ].join(';'),
    ),
  ].join('\n')
}
