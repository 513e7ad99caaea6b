// E-invoices of our own for tests: one small UBL invoice or credit note, its twin in CII, a FatturaPA, and a PDF that carries XML.
// Names and numbers are made up.

import { assembled } from './pdf.ts'

export interface Sample {
  readonly number?: string
  readonly credit?: boolean
  readonly currency?: string
  readonly net?: string
  readonly tax?: string
  readonly gross?: string
  readonly prepaid?: string
  readonly payable?: string
  readonly lines?: readonly string[]
  readonly issued?: string
  readonly due?: string
  readonly terms?: string
  readonly buyer?: string
  readonly vat?: string
  readonly buyerNumber?: string
  readonly refersTo?: string
  readonly seller?: string
  readonly iban?: string
}

function filled(it: Sample) {
  return {
    ...{ number: '2026-0117', credit: false, currency: 'EUR', issued: '2026-01-15', seller: 'Nordwind Ltd' },
    ...{ net: '1000.00', tax: '190.00', gross: '1190.00', prepaid: '0.00', buyer: 'Meyer GmbH' },
    ...{ payable: it.payable ?? it.gross ?? '1190.00', lines: it.lines ?? ['600.00', '400.00'] },
    ...{ iban: 'DE02120300000000202051' },
    ...it,
  }
}

const party = 'urn:oasis:names:specification:ubl:schema:xsd'

export function ublOf(sample: Sample = {}): string {
  const it = filled(sample)
  const root = it.credit ? 'CreditNote' : 'Invoice'
  const money = (name: string, value: string) => `<cbc:${name} currencyID="${it.currency}">${value}</cbc:${name}>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<${root} xmlns="${party}:${root}-2" xmlns:cac="${party}:CommonAggregateComponents-2" xmlns:cbc="${party}:CommonBasicComponents-2">
  <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
  <cbc:ID>${it.number}</cbc:ID>
  <cbc:IssueDate>${it.issued}</cbc:IssueDate>
  ${it.due && !it.credit ? `<cbc:DueDate>${it.due}</cbc:DueDate>` : ''}
  <cbc:${it.credit ? 'CreditNoteTypeCode>381' : 'InvoiceTypeCode>380'}</cbc:${it.credit ? 'CreditNoteTypeCode' : 'InvoiceTypeCode'}>
  <cbc:Note>Spare parts &amp; service</cbc:Note>
  <cbc:DocumentCurrencyCode>${it.currency}</cbc:DocumentCurrencyCode>
  <cbc:BuyerReference>04011000-12345-34</cbc:BuyerReference>
  <cac:OrderReference><cbc:ID>000123</cbc:ID></cac:OrderReference>
  ${it.refersTo ? `<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>${it.refersTo}</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>` : ''}
  <cac:AccountingSupplierParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>${it.seller}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty><cac:Party>
    <cbc:EndpointID schemeID="EM">accounts@meyer.example</cbc:EndpointID>
    ${it.buyerNumber ? `<cac:PartyIdentification><cbc:ID>${it.buyerNumber}</cbc:ID></cac:PartyIdentification>` : ''}
    <cac:PostalAddress><cbc:StreetName>Hafenweg 3</cbc:StreetName><cbc:CityName>Kiel</cbc:CityName><cbc:PostalZone>24103</cbc:PostalZone><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
    ${it.vat ? `<cac:PartyTaxScheme><cbc:CompanyID>${it.vat}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>` : ''}
    <cac:PartyLegalEntity><cbc:RegistrationName>${it.buyer}</cbc:RegistrationName></cac:PartyLegalEntity>
  </cac:Party></cac:AccountingCustomerParty>
  <cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode><cbc:PaymentID>RF18539007547034</cbc:PaymentID><cac:PayeeFinancialAccount><cbc:ID>${it.iban}</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
  ${it.terms ? `<cac:PaymentTerms><cbc:Note>${it.terms}</cbc:Note></cac:PaymentTerms>` : ''}
  <cac:TaxTotal>${money('TaxAmount', it.tax)}<cac:TaxSubtotal>${money('TaxableAmount', it.net)}${money('TaxAmount', it.tax)}<cac:TaxCategory><cbc:Percent>19</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
  <cac:LegalMonetaryTotal>
    ${money('LineExtensionAmount', it.net)}
    ${money('TaxExclusiveAmount', it.net)}
    ${money('TaxInclusiveAmount', it.gross)}
    ${money('PrepaidAmount', it.prepaid)}
    ${money('PayableAmount', it.payable)}
  </cac:LegalMonetaryTotal>
  ${it.lines.map((line, i) => `<cac:${root}Line><cbc:ID>${i + 1}</cbc:ID>${money('LineExtensionAmount', line)}</cac:${root}Line>`).join('\n  ')}
</${root}>
`
}

export function ciiOf(sample: Sample = {}): string {
  const it = filled(sample)
  const day = (text: string) => `<udt:DateTimeString format="102">${text.replaceAll('-', '')}</udt:DateTimeString>`
  const standard = 'urn:un:unece:uncefact:data:standard'
  return `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="${standard}:CrossIndustryInvoice:100" xmlns:ram="${standard}:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="${standard}:UnqualifiedDataType:100">
  <rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:cen.eu:en16931:2017</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
  <rsm:ExchangedDocument><ram:ID>${it.number}</ram:ID><ram:TypeCode>${it.credit ? '381' : '380'}</ram:TypeCode><ram:IssueDateTime>${day(it.issued)}</ram:IssueDateTime><ram:IncludedNote><ram:Content>Spare parts &amp; service</ram:Content></ram:IncludedNote></rsm:ExchangedDocument>
  <rsm:SupplyChainTradeTransaction>
    ${it.lines.map((line) => `<ram:IncludedSupplyChainTradeLineItem><ram:SpecifiedLineTradeSettlement><ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>${line}</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>`).join('\n    ')}
    <ram:ApplicableHeaderTradeAgreement>
      <ram:BuyerReference>04011000-12345-34</ram:BuyerReference>
      <ram:SellerTradeParty><ram:Name>${it.seller}</ram:Name></ram:SellerTradeParty>
      <ram:BuyerTradeParty>
        ${it.buyerNumber ? `<ram:ID>${it.buyerNumber}</ram:ID>` : ''}
        <ram:Name>${it.buyer}</ram:Name>
        <ram:PostalTradeAddress><ram:PostcodeCode>24103</ram:PostcodeCode><ram:LineOne>Hafenweg 3</ram:LineOne><ram:CityName>Kiel</ram:CityName><ram:CountryID>DE</ram:CountryID></ram:PostalTradeAddress>
        <ram:URIUniversalCommunication><ram:URIID schemeID="EM">accounts@meyer.example</ram:URIID></ram:URIUniversalCommunication>
        ${it.vat ? `<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">${it.vat}</ram:ID></ram:SpecifiedTaxRegistration>` : ''}
      </ram:BuyerTradeParty>
      <ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>000123</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument>
    </ram:ApplicableHeaderTradeAgreement>
    <ram:ApplicableHeaderTradeDelivery/>
    <ram:ApplicableHeaderTradeSettlement>
      <ram:PaymentReference>RF18539007547034</ram:PaymentReference>
      <ram:InvoiceCurrencyCode>${it.currency}</ram:InvoiceCurrencyCode>
      <ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>58</ram:TypeCode><ram:PayeePartyCreditorFinancialAccount><ram:IBANID>${it.iban}</ram:IBANID></ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>
      <ram:ApplicableTradeTax><ram:CalculatedAmount>${it.tax}</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode><ram:BasisAmount>${it.net}</ram:BasisAmount><ram:RateApplicablePercent>19.00</ram:RateApplicablePercent></ram:ApplicableTradeTax>
      ${it.terms || it.due ? `<ram:SpecifiedTradePaymentTerms>${it.terms ? `<ram:Description>${it.terms}</ram:Description>` : ''}${it.due ? `<ram:DueDateDateTime>${day(it.due)}</ram:DueDateDateTime>` : ''}</ram:SpecifiedTradePaymentTerms>` : ''}
      <ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>${it.net}</ram:LineTotalAmount><ram:TaxBasisTotalAmount>${it.net}</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="${it.currency}">${it.tax}</ram:TaxTotalAmount><ram:GrandTotalAmount>${it.gross}</ram:GrandTotalAmount><ram:TotalPrepaidAmount>${it.prepaid}</ram:TotalPrepaidAmount><ram:DuePayableAmount>${it.payable}</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>
      ${it.refersTo ? `<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>${it.refersTo}</ram:IssuerAssignedID></ram:InvoiceReferencedDocument>` : ''}
    </ram:ApplicableHeaderTradeSettlement>
  </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>
`
}

/** Two instalments to a public body that pays the VAT to the state itself, and keeps back tax. */
export function fatturaOf({ payable = '900.00', lines = '1000.00' } = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<p:FatturaElettronica versione="FPA12" xmlns:p="http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2">
  <FatturaElettronicaHeader>
    <DatiTrasmissione><FormatoTrasmissione>FPA12</FormatoTrasmissione></DatiTrasmissione>
    <CedentePrestatore><DatiAnagrafici><Anagrafica><Denominazione>Nordwind Ltd</Denominazione></Anagrafica></DatiAnagrafici></CedentePrestatore>
    <CessionarioCommittente>
      <DatiAnagrafici><IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>01234567890</IdCodice></IdFiscaleIVA><Anagrafica><Denominazione>Ufficio Esempio</Denominazione></Anagrafica></DatiAnagrafici>
      <Sede><Indirizzo>Via Prova</Indirizzo><NumeroCivico>7</NumeroCivico><CAP>00100</CAP><Comune>Roma</Comune><Nazione>IT</Nazione></Sede>
    </CessionarioCommittente>
  </FatturaElettronicaHeader>
  <FatturaElettronicaBody>
    <DatiGenerali>
      <DatiGeneraliDocumento>
        <TipoDocumento>TD01</TipoDocumento><Divisa>EUR</Divisa><Data>2026-01-15</Data><Numero>12/PA</Numero>
        <DatiRitenuta><ImportoRitenuta>100.00</ImportoRitenuta></DatiRitenuta>
        <ImportoTotaleDocumento>1220.00</ImportoTotaleDocumento>
      </DatiGeneraliDocumento>
    </DatiGenerali>
    <DatiBeniServizi>
      <DettaglioLinee><PrezzoTotale>${lines}</PrezzoTotale></DettaglioLinee>
      <DatiRiepilogo><AliquotaIVA>22.00</AliquotaIVA><ImponibileImporto>1000.00</ImponibileImporto><Imposta>220.00</Imposta><EsigibilitaIVA>S</EsigibilitaIVA></DatiRiepilogo>
    </DatiBeniServizi>
    <DatiPagamento>
      <DettaglioPagamento><ModalitaPagamento>MP05</ModalitaPagamento><DataScadenzaPagamento>2026-02-15</DataScadenzaPagamento><ImportoPagamento>400.00</ImportoPagamento></DettaglioPagamento>
      <DettaglioPagamento><ModalitaPagamento>MP05</ModalitaPagamento><DataScadenzaPagamento>2026-03-15</DataScadenzaPagamento><ImportoPagamento>${Number(payable) - 400}.00</ImportoPagamento></DettaglioPagamento>
    </DatiPagamento>
  </FatturaElettronicaBody>
</p:FatturaElettronica>
`
}

/** A PDF of one empty page that carries a file. */
export function pdfWith(name: string, content: string): Uint8Array {
  const bytes = Buffer.from(content)
  return assembled([
    '<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(one) 4 0 R] >> >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
    `<< /Type /Filespec /F (${name}) /UF (${name}) /EF << /F 5 0 R >> >>`,
    Buffer.concat([
      Buffer.from(`<< /Type /EmbeddedFile /Subtype /text#2Fxml /Length ${bytes.length} >>\nstream\n`),
      bytes,
      Buffer.from('\nendstream'),
    ]),
  ])
}
