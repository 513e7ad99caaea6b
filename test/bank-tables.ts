// Tables of banks and payment providers, small and our own, with the columns that their exports have: for tests of the readers and for
// spoiling.

export const paypal = `"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address","To Email Address","Transaction ID","Item Title","Reference Txn ID","Invoice Number","Balance","Subject","Note","Balance Impact"
"25/03/2026","09:12:01","GMT","Meyer GmbH","Website Payment","Completed","EUR","119.00","-2.72","116.28","ap@meyer.example","us@nord.example","1AB","","","R-1001","616.28","","Order 17","Credit"
"26/03/2026","09:12:01","GMT","Jansen BV","Website Payment","Pending","EUR","50.00","0.00","50.00","ap@jansen.example","us@nord.example","1AC","","","R-1002","616.28","","","Memo"
"26/03/2026","10:12:01","GMT","Meyer GmbH","Payment Refund","Completed","EUR","-19.00","0.00","-19.00","us@nord.example","ap@meyer.example","1AD","","1AB","R-1001","597.28","","","Debit"
"27/03/2026","10:12:01","GMT","","General Withdrawal","Completed","EUR","-500.00","0.00","-500.00","us@nord.example","","1AE","","","","97.28","","","Debit"
`

export const stripe = `balance_transaction_id,created_utc,created,available_on_utc,available_on,currency,gross,fee,net,reporting_category,source_id,description,customer_facing_amount,customer_facing_currency,automatic_payout_id,charge_id,customer_email
txn_1,2026-03-02 10:00:00,2026-03-02 11:00:00,2026-03-09 00:00:00,2026-03-09 01:00:00,eur,119.00,3.60,115.40,charge,ch_1,R-1001,119.00,eur,po_1,ch_1,ap@meyer.example
txn_2,2026-03-04 10:00:00,2026-03-04 11:00:00,2026-03-09 00:00:00,2026-03-09 01:00:00,eur,-20.00,0.00,-20.00,refund,re_1,R-1001,-20.00,eur,po_1,ch_1,ap@meyer.example
txn_4,2026-03-05 10:00:00,2026-03-05 11:00:00,2026-03-09 00:00:00,2026-03-09 01:00:00,eur,-99.00,15.00,-114.00,dispute,dp_1,Chargeback,-99.00,eur,po_1,ch_1,ap@meyer.example
`

export const payouts = `id,Amount,Created (UTC),Currency,Arrival Date (UTC),Source Type,Status,Type,Method,Description,Destination,Balance Transaction
po_1,95.40,2026-03-09 10:00,eur,2026-03-11 00:00,card,paid,bank_account,standard,STRIPE PAYOUT,ba_1,txn_3
`

export const wise = `"TransferWise ID",Date,Amount,Currency,Description,"Payment Reference","Running Balance","Exchange From","Exchange To","Exchange Rate","Payer Name","Payee Name","Payee Account Number",Merchant,"Card Last Four Digits","Card Holder Full Name",Attachment,Note,"Total fees"
TRANSFER-1,02-03-2026,-101.50,EUR,"Sent money to Vermieter AG","Miete",898.50,EUR,EUR,,,"Vermieter AG",DE89370400440532013000,,,,,,1.50
BALANCE-2,01-03-2026,1000.00,EUR,"Received money from Meyer with reference R-1001","R-1001",1000.00,,,,"Meyer GmbH",,,,,,,,0.00
`

export const revolut = `Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance
TOPUP,Current,2026-03-01 10:00:00,2026-03-01 10:00:01,Payment from Meyer Gmbh,100.00,0.00,EUR,COMPLETED,100.00
TRANSFER,Current,2026-03-02 10:00:00,2026-03-02 10:00:01,To Vermieter,-40.00,0.50,EUR,COMPLETED,59.50
CARD_PAYMENT,Current,2026-03-03 10:00:00,,Shop,-5.00,0.00,EUR,PENDING,
EXCHANGE,Current,2026-03-04 10:00:00,2026-03-04 10:00:01,Exchanged to GBP,-20.00,0.00,EUR,COMPLETED,39.50
`

export const dkb = `"Girokonto";"DE02120300000000202051"
"Kontostand vom 31.03.2026:";"1.100,00 €"
""
"Buchungsdatum";"Wertstellung";"Status";"Zahlungspflichtige*r";"Zahlungsempfänger*in";"Verwendungszweck";"Umsatztyp";"IBAN";"Betrag (€)";"Gläubiger-ID";"Mandatsreferenz";"Kundenreferenz"
"30.03.26";"30.03.26";"Gebucht";"Meyer GmbH";"Nordwind";"Rechnung R-1001 RF18539007547034";"Eingang";"DE89370400440532013000";"1.200,50 €";"";"";"E2E-1"
"29.03.26";"29.03.26";"Gebucht";"Nordwind";"Vermieter AG";"Miete";"Ausgang";"DE89370400440532013000";"-400 €";"";"";""
"28.03.26";"28.03.26";"Vorgemerkt";"Nordwind";"Tankstelle";"x";"Ausgang";"";"-40,1 €";"";"";""
`

export const ingNetherlands = `"Datum","Naam / Omschrijving","Rekening","Tegenrekening","Code","Af Bij","Bedrag (EUR)","Mutatiesoort","Mededelingen","Saldo na mutatie","Tag"
"20260302","Meyer BV","NL91ABNA0417164300","NL20INGB0001234567","OV","Bij","1000,00","Overschrijving","Factuur R-1001","1500,00",""
"20260301","Huur","NL91ABNA0417164300","NL20INGB0001234567","IC","Af","500,00","Incasso","Huur","500,00",""
`

export const rabobank = `"IBAN/BBAN","Munt","BIC","Volgnr","Datum","Rentedatum","Bedrag","Saldo na trn","Tegenrekening IBAN/BBAN","Naam tegenpartij","Naam uiteindelijke partij","Naam initiërende partij","BIC tegenpartij","Code","Batch ID","Transactiereferentie","Machtigingskenmerk","Incassant ID","Betalingskenmerk","Omschrijving-1","Omschrijving-2","Omschrijving-3","Reden retour","Oorspr bedrag","Oorspr munt","Koers"
"NL91ABNA0417164300","EUR","RABONL2U","000000000000000001","2026-03-01","2026-03-01","+100,00","+600,00","NL20INGB0001234567","Meyer BV","","","INGBNL2A","cb","","E2E-7","","","","Factuur R-1001"," ","","","","",""
"NL91ABNA0417164300","EUR","RABONL2U","000000000000000002","2026-03-02","2026-03-02","-30,00","+570,00","NL20INGB0001234567","Jansen BV","","","INGBNL2A","ei","","","M-1","","","Incasso R-1003","","","MD06","","",""
`

export const sparkasse = `"Auftragskonto";"Buchungstag";"Valutadatum";"Buchungstext";"Verwendungszweck";"Glaeubiger ID";"Mandatsreferenz";"Kundenreferenz (End-to-End)";"Sammlerreferenz";"Lastschrift Ursprungsbetrag";"Auslagenersatz Ruecklastschrift";"Beguenstigter/Zahlungspflichtiger";"Kontonummer/IBAN";"BIC (SWIFT-Code)";"Betrag";"Waehrung";"Info"
"DE02120300000000202051";"05.03.26";"05.03.26";"GUTSCHR. UEBERWEISUNG";"Rechnung R-1001";"";"";"E2E-1";"";"";"";"Meyer GmbH";"DE89370400440532013000";"COBADEFFXXX";"1.119,00";"EUR";"Umsatz gebucht"
"DE02120300000000202051";"04.03.26";"04.03.26";"RUECKLASTSCHRIFT";"R-0999 Rueckgabe";"";"M-1";"E2E-0";"";"";"3,00";"Jansen";"DE89370400440532013000";"COBADEFFXXX";"-22,00";"EUR";"Umsatz gebucht"
`

export const france = `Compte n° 12345678901;;;
Solde au 31/03/2026;1 234,50;;

Date;Libellé;Débit euros;Crédit euros
30/03/2026;VIR SEPA MEYER FACT R-1001;;500,00
12/03/2026;PRLV EDF;65,50;
`

export const spain = `Cuenta;ES91 2100 0418 4502 0005 1332
Saldo;1.500,00 EUR

Fecha operación;Fecha valor;Concepto;Importe;Saldo
05/03/2026;05/03/2026;TRANSFERENCIA DE MEYER R-1001;500,00;1.500,00
04/03/2026;04/03/2026;RECIBO LUZ;-50,00;1.000,00
`

export const america = `Description,,Summary Amt.
Beginning balance as of 01/01/2026,,"1,234.56"
Total credits,,"500.00"
Total debits,,"-34.56"
Ending balance as of 01/31/2026,,"1,700.00"

Date,Description,Amount,Running Bal.
01/01/2026,Beginning balance as of 01/01/2026,,"1,234.56"
01/05/2026,"ACH CREDIT MEYER INV R-1001","500.00","1,734.56"
01/31/2026,"Monthly service fee","-34.56","1,700.00"
`

export const britain = `Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,Balance
02/03/2026,FPI,'30-00-00,12345678,MEYER LTD R-1001,,100.00,1100.00
01/03/2026,DEB,'30-00-00,12345678,SHOP,50.00,,1000.00
01/03/2026,DEB,'30-00-00,12345678,SHOP,50.00,,1050.00
`

/** All of them with their headers, by name; a British list says neither how its dates are written nor its currency. */
export const tables: Readonly<Record<string, string>> = {
  paypal,
  stripe,
  payouts,
  wise,
  revolut,
  dkb,
  ingNetherlands,
  rabobank,
  sparkasse,
  france,
  spain,
}
