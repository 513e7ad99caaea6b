// A small statement in each format, ours throughout: what the tests of the readers read and what the fuzzing spoils.

const camtEntry = (no: number, amount: string, way: 'CRDT' | 'DBIT', more: string) =>
  `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${way}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt>
<ValDt><Dt>2026-03-03</Dt></ValDt><AcctSvcrRef>BANK-${no}</AcctSvcrRef>${more}</Ntry>`

const credit = `<NtryDtls><TxDtls><Refs><EndToEndId>E2E-1</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>Meyer &amp; Sons</Nm></Pty></Dbtr>
<DbtrAcct><Id><IBAN>DE02120300000000202051</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>Invoice R-1001</Ustrd>
<Strd><CdtrRefInf><Ref>RF18 5390 0754 7034</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls>`
const batch = `<NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>
<TxDtls><Amt Ccy="EUR">100.25</Amt><RmtInf><Ustrd>R-1002</Ustrd></RmtInf></TxDtls>
<TxDtls><Amt Ccy="EUR">49.75</Amt><RmtInf><Ustrd>R-1003</Ustrd></RmtInf></TxDtls></NtryDtls>`
const returned = `<NtryDtls><TxDtls><Refs><EndToEndId>E2E-0</EndToEndId></Refs>
<RltdPties><Dbtr><Pty><Nm>Late Payer Ltd</Nm></Pty></Dbtr><Cdtr><Pty><Nm>Nordwind Ltd</Nm></Pty></Cdtr></RltdPties><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls>`
const balance = (code: string, amount: string) =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-02</Dt></Dt></Bal>`

export const camt = `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-03-03T01:00:00</CreDtTm></GrpHdr>
<Stmt><Id>S1</Id><ElctrncSeqNb>42</ElctrncSeqNb><Acct><Id><IBAN>GB33BUKB20201555555555</IBAN></Id><Ccy>EUR</Ccy></Acct>
${balance('OPBD', '1000.00')}
${balance('CLBD', '1187.50')}
${camtEntry(1, '50.00', 'CRDT', credit)}
${camtEntry(2, '150.00', 'CRDT', batch)}
${camtEntry(3, '12.50', 'DBIT', returned)}
</Stmt></BkToCstmrStmt></Document>
`

export const mt940 = `:20:STARTUMS
:25:DE02120300000000202051
:28C:12/1
:60F:C260301EUR1000,00
:61:2603020302CR50,00N166NONREF//BANK-1
:86:166?00GUTSCHRIFT?109310?20EREF+E2E-1?21SVWZ+Rechnung R-1001 und R-?2
21002?30BYLADEM1001?31DE02120300000000202051?32Meyer und Soehne GmbH
:61:2603020302RD12,5NTRFNONREF//BANK-2
:86:/NAME/JANSEN BV/IBAN/NL91ABNA0417164300/REMI/Factuur R-1003/EREF/E2
E-3
:61:2603020302DR20,00N109NONREF//BANK-3
:86:109?00SEPA-LASTSCHR. RETOURE?20EREF+E2E-0?21SVWZ+R-0999?34914
:62F:C260302EUR1042,50
-
`

export const ofx1 = `OFXHEADER:100
DATA:OFXSGML
VERSION:102

<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS></SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STMTRS><CURDEF>USD
<BANKACCTFROM><BANKID>111000<ACCTID>0001234<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260301<DTEND>20260302120000[-5:EST]
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260302120000.000[-5:EST]<TRNAMT>150.25<FITID>F1<NAME>MEYER & SONS<MEMO>INV R-1001
</STMTTRN>
<STMTTRN><TRNTYPE>SRVCHG<DTPOSTED>20260302<TRNAMT>-3.00<FITID>F2<NAME>FEE</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>1147.25<DTASOF>20260302</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
`

export const ofx2 = `<?xml version="1.0" encoding="UTF-8"?>
<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX><CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>JPY</CURDEF><CCACCTFROM><ACCTID>000042</ACCTID></CCACCTFROM>
<BANKTRANLIST><DTSTART>20260301</DTSTART><DTEND>20260302</DTEND>
<STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20260302</DTPOSTED><TRNAMT>15000</TRNAMT><FITID>000123</FITID><NAME>MEYER</NAME></STMTTRN>
</BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>
`

export const bai2 = `01,BANK,NORD,260302,2112,1,,,2/
02,NORD,BANK,1,260302,2400,USD,2/
03,0001234,USD,010,100000,,,015,109500,,,100,12000,2,/
88,400,2500,1,/
16,195,10000,V,260303,,B1,R1001,WIRE MEYER AND SONS/
88,INVOICE R-1001/
16,142,2000,Z,B2,,ACH R-1002/
16,557,2500,Z,B3,,RETURN R-0999/
49,238500,7/
98,238500,1,9/
99,238500,1,11/
`

const codaLine = (...cells: readonly (readonly [at: number, text: string])[]) => {
  let line = ''
  for (const [at, text] of cells) line = line.padEnd(at) + text
  return line.padEnd(128)
}

export const coda = [
  codaLine([0, '0000002032600005'], [24, 'NORDWIND']),
  codaLine([0, '12001BE68539007547034'], [39, 'EUR0000000001000000010326'], [64, 'NORDWIND']),
  codaLine(
    [0, '2100010000BANK1'],
    [31, '0000000000050000020326001500001'],
    [62, '101090337554390'],
    [115, '020326001'],
  ),
  codaLine([0, '2300010000BE62510007547061'], [47, 'MEYER NV']),
  codaLine([0, '82001BE68539007547034'], [38, 'EUR0000000001050000020326']),
  codaLine([0, '9'], [16, '000004000000000000000000000000050000']),
].join('\n')

export const samples: Readonly<Record<string, string>> = { camt, mt940, ofx1, ofx2, bai2, coda }
