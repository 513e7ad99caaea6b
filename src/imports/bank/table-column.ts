// What the columns of a bank's or provider's table are: known by their names in five languages, told apart by their content where one
// name has two meanings. It guesses nothing about amounts and days; table-style.ts settles how they are written.

import { isCurrency } from '../../core/money.ts'

export const tableFields = [
  'day',
  'valueDay',
  'amount',
  'debit',
  'credit',
  'mark',
  'fee',
  'net',
  'balance',
  'currency',
  'account',
  'name',
  'payer',
  'payee',
  'counterAccount',
  'bic',
  'text',
  'type',
  'status',
  'endToEnd',
  'mandate',
  'customer',
  'structured',
  'bankId',
  'payment',
  'undoes',
  'reason',
] as const
export type TableField = (typeof tableFields)[number]

/** Fields that several columns may make up together; of the others the first known name wins. */
export const joined: ReadonlySet<TableField> = new Set(['text', 'type', 'status'])

/** The likeliest name of a field first. `own` and `list` further down settle names that mean two things. */
const names: Readonly<Record<TableField, string>> = {
  day: `Buchungstag, Buchungsdatum, Booking date, Posting date, Posted date, Date of posting, Date completed, Completed date, Boekdatum,
    Boekingsdatum, Date comptable, Date de comptabilisation, Fecha contable, F. contable, Fecha operación, Fecha de operación, F. operación,
    Data contabile, Datum, Date, Fecha, Data, Transaction date, Transactiedatum, Date opération, Date de l'opération, Date d'opération, dateOp,
    Buchung, Umsatzdatum, Created, Created date, Created on, Finished on, Data operazione, Trans date, Post date, Date of transaction`,
  valueDay: `Valuta, Valutadatum, Wertstellung, Wertstellungsdatum, Wert, Value date, Date valeur, Date de valeur, dateVal, Fecha valor,
    F. valor, Rentedatum, Interest date, Data valuta, ValutaDate, Valuedate, Valuta datum`,
  amount: `Betrag, Umsatz, Amount, Transaction amount, Montant, Importe, Bedrag, Importo, Gross, Brutto, Brut, Avant commission, Bruto,
    Montant de l'opération, Value, Transactiebedrag, Buchungsbetrag, Amount in account currency, Bedrag transactie, Lordo`,
  debit: `Soll, Debit, Debits, Belastung, Lastschrift, Debit amount, Paid out, Money out, Withdrawal, Withdrawals, Withdrawal amount,
    Withdrawal amt, Debet, Af, Uit, Cargo, Cargos, Debe, Adeudo, Ausgang, Ausgabe, Ausgaben, Débit, Débito, Uscite, Dare, Addebito, Addebiti,
    Soll Betrag, Montant débit, Débits, Debit euros, Spent`,
  credit: `Haben, Credit, Credits, Gutschrift, Credit amount, Paid in, Money in, Deposit, Deposits, Deposit amount, Bij, In, Abono, Abonos,
    Haber, Ingreso, Ingresos, Eingang, Einnahme, Einnahmen, Crédit, Crédito, Entrate, Avere, Accredito, Accrediti, Haben Betrag,
    Montant crédit, Crédits, Credit euros, Received`,
  mark: `Af Bij, Soll/Haben, S/H, D/C, C/D, Dr/Cr, Cr/Dr, Credit/Debit, Debit/Credit, Debet/Credit, Sens, Debit Credit Indicator,
    Credit Debit Indicator, Soll-/Haben-Kennzeichen, Soll/Haben-Kennzeichen, Sollhabenkennung, CdtDbtInd, Signo, Direction, Débit/Crédit,
    Cargo/Abono, Bij/Af, Sens de l'opération`,
  fee: 'Fee, Gebühr, Entgelt, Commission, Frais, Comisión, Tarifa, Kosten, Fees, Tariffa, Commissione',
  net: 'Net, Netto, Neto, Net amount, Total amount, Nettobetrag, Montant net',
  balance: `Saldo, Saldo nach Buchung, Saldo na mutatie, Saldo na trn, Balance, Running balance, Running bal., Kontostand, Solde, Guthaben,
    Account balance, accountBalance, Saldo contable, Saldo contabile, Closing balance, Ledger balance, Solde après opération, Saldo disponible,
    Disponible, Balance after, Saldo na transactie`,
  currency: `Währung, Currency, Devise, Divisa, Munt, Muntsoort, Devies, Ccy, Monnaie, Moneda, Whg, Currency code, Payment currency, Waehrung,
    Kontowährung, Account currency, Valuta code`,
  account: `Auftragskonto, IBAN Auftragskonto, Own account, Account no., Rekening, Rekeningnummer, IBAN/BBAN, accountNum, Numéro de compte,
    Número de cuenta, Cuenta, Eigenes Konto, CardId, Compte, Own IBAN, Eigene IBAN, Mijn rekening, Account, Konto`,
  name: `Beguenstigter/Zahlungspflichtiger, Begünstigter/Zahlungspflichtiger, Auftraggeber/Begünstigter, Begünstigter/Auftraggeber,
    Auftraggeber/Empfänger, Empfänger/Auftraggeber, Name Zahlungsbeteiligter, Naam tegenpartij, Naam / Omschrijving, Tegenpartij, Counter party,
    Counterparty, Counterparty name, Partner name, Name, Naam, Nom, Nombre, MerchantName, Merchant, Gegenpartei, Contrepartie, Tiers,
    Contraparte, Remitter, Naam tegenpartij bevat, Nome, Zahlungsempfänger/Zahlungspflichtiger, Empfänger/Zahlungspflichtiger, supplierFound`,
  payer:
    'Zahlungspflichtige*r, Zahlungspflichtiger, Payer name, Payer, Auftraggeber, Ordenante, Sender, Absender, Source name',
  payee: `Zahlungsempfänger*in, Zahlungsempfänger, Payee name, Payee, Beneficiary, Beneficiary name, Begünstigter, Empfänger, Beneficiario,
    Target name, Bénéficiaire, Begunstigde`,
  counterAccount: `IBAN Zahlungsbeteiligter, Tegenrekening, Tegenrekening IBAN/BBAN, Rekening tegenpartij, Rekeningnummer tegenpartij,
    Counterparty account, Counterparty IBAN, Partner IBAN, Gegenkonto, Gegenkonto IBAN, Payee account number, Compte contrepartie,
    Cuenta contrapartida, Beneficiary IBAN, Beneficiary account number, IBAN Gegenpartei, IBAN contrepartie, Kontonummer/IBAN, IBAN,
    Kontonummer, Account number, Konto-Nr., Account Nr`,
  bic: 'BIC (SWIFT-Code) Zahlungsbeteiligter, BIC Zahlungsbeteiligter, BIC tegenpartij, BIC (SWIFT-Code), BIC, Swift, BIC/SWIFT, Beneficiary BIC',
  text: `Verwendungszweck, Purpose, Description, Transaction description, Memo, Details, Omschrijving, Omschrijving-1, Omschrijving-2,
    Omschrijving-3, Mededelingen, Mededeling, Vrije mededeling, Libellé, Libellé opération, Label, Communication, Communications, Concepto, Descripción,
    Observaciones, Reference, Payment reference, Avisierungstext, Beschreibung, Beschreibung1, Beschreibung2, Beschreibung3, Narrative,
    Particulars, Note, Subject, Betreff, Bemerkung, Buchungsinformationen, Mitteilung, Item title, Artikelbezeichnung, Causale, Descrizione, Comment, Hinweis,
    Nom de l'opération, Objet, Libellé de l'opération, Intitulé, Titre de l'objet, Referencia, Référence`,
  type: `Buchungstext, Umsatzart, Umsatztyp, Type, Transaction type, Typ, Art, Code, Mutatiesoort, Tipo, Tipo de operación, Type opération,
    Type d'opération, Nature, Movimiento, Vorgang, Transactie, Reporting category, Category type, Subcategory, Transactietype, Tipo operazione`,
  status: `Status, State, StateType, État, Estado, Stato, Info, Balance impact, Auswirkung auf Guthaben, Impact sur le solde,
    Impacto en el saldo, Effect op saldo`,
  endToEnd: `Kundenreferenz (End-to-End), End-to-End, End to end ID, End-to-End-Referenz, End-to-end reference, EndToEndId, E2E,
    Ende-zu-Ende-Referenz, Transactiereferentie`,
  mandate: 'Mandatsreferenz, Machtigingskenmerk, Mandate, Mandate reference, Référence du mandat, Mandato, Mandate ID',
  customer: `Kundenreferenz, Customer reference, Référence client, Client reference, Invoice number, Rechnungsnummer, Numéro de facture,
    Número de factura, Factuurnummer`,
  structured: `Gestructureerde mededeling, Betalingskenmerk, Structured reference, Zahlungsreferenz, QR-Referenz, ESR-Referenz, Referenznummer,
    Communication structurée, KID, OCR, Structured communication`,
  bankId: `Transaction ID, TransactionId, Balance transaction ID, Transaktionscode, TransferWise ID, Numéro de transaction, Transaktions-Nr., Volgnr,
    Transactienummer, Reference number, Bank reference, Buchungsreferenz, Entry reference, Transactiecode, Id. de transacción,
    Identificador de transacción, Código de transacción, FITID, Transaktionsnummer, ID, Transaction No, Numéro d'opération`,
  payment: 'Charge ID, Source ID, Source',
  undoes: `Reference Txn ID, Zugehöriger Transaktionscode, Numéro de transaction de référence, Numéro de la transaction de référence,
    Id. de transacción de referencia, Related transaction ID, Identificador de la transacción de referencia, Gerelateerde transactiecode`,
  reason: 'Reden retour, Return reason, Rückgabegrund, Motif de rejet, Motivo de devolución',
}

const vowels: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue' }
const known = new Map<string, { readonly field: TableField; readonly rank: number }>()
for (const field of tableFields) {
  for (const [rank, name] of names[field].split(/,\s+/).entries()) {
    for (const spelled of [name, name.replace(/[äöüÄÖÜ]/g, (vowel) => vowels[vowel]!)]) {
      const key = compact(spelled)
      if (!known.has(key)) known.set(key, { field, rank })
    }
  }
}

/** Letters and digits alone, without accents: `'Betrag (EUR)'` is `betrageur`. */
export function compact(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** The field that a header's name means; the whole name before one without its brackets, and that before one without a currency. */
function fieldNamed(header: string): { readonly field: TableField; readonly rank: number } | undefined {
  const bare = header.replace(/[([][^)\]]*[)\]]/g, ' ')
  const plain = bare.replace(/(?:\bin\s+)?(?:\b[A-Z]{3}|\b[Ee]uros?|[€£$])\s*$/, '')
  return known.get(compact(header)) ?? known.get(compact(bare)) ?? known.get(compact(plain))
}

/** The currency that a header such as `'Betrag (EUR)'` or `'Saldo in €'` names. */
export function currencyNamed(header: string): string | undefined {
  const said = /(?:[\s([])(?:in\s+)?([A-Z]{3}|[€£]|[Ee]uros?)\s*[)\]]?\s*$/.exec(header)?.[1]
  if (said === undefined) return undefined
  if (/^(?:€|euros?)$/i.test(said)) return 'EUR'
  return said === '£' ? 'GBP' : isCurrency(said) ? said : undefined
}

export type Columns = Readonly<Partial<Record<TableField, readonly number[]>>>

/** Names that stand as well for our own account as for the other side's, and for a state as well as for a text. */
const either = new Set([
  'iban',
  'kontonummer',
  'konto',
  'accountnumber',
  'kontonr',
  'account',
  'accountnr',
  'compte',
  'cuenta',
])

interface Content {
  /** Some rows under the header. */
  readonly sample: readonly (readonly string[])[]
  /** The account is told above the header. */
  readonly accountTold: boolean
  readonly isStatus: (text: string) => boolean
}

/** Every field with its columns, as the names say, and where a name says two things, as the values do. */
export function columnsOf(header: readonly string[], { sample, accountTold, isStatus }: Content): Columns {
  const found = new Map<TableField, { at: number; rank: number }[]>()
  const values = (at: number) => sample.map((row) => row[at]?.trim() ?? '').filter((text) => text !== '')
  for (const [at, name] of header.entries()) {
    const match = fieldNamed(name)
    if (match === undefined) continue
    let { field } = match
    const own = values(at)
    // "Valuta" is the value date in German, and the currency in some Dutch lists.
    if (field === 'valueDay' && own.length > 0 && own.every((text) => isCurrency(text.toUpperCase())))
      field = 'currency'
    if (field === 'status' && own.some((text) => !isStatus(text)) && compact(name) === 'info') field = 'text'
    if ((field === 'account' || field === 'counterAccount') && either.has(compact(name))) {
      const one = own.length >= 3 && own.length === sample.length && new Set(own).size === 1
      const certain =
        accountTold || header.some((other) => fieldNamed(other)?.field === 'account' && !either.has(compact(other)))
      field = one && !certain ? 'account' : 'counterAccount'
    }
    found.set(field, [...(found.get(field) ?? []), { at, rank: match.rank }])
  }
  const columns: Partial<Record<TableField, readonly number[]>> = {}
  for (const [field, list] of found) {
    const ranked = joined.has(field) ? list : [...list].sort((a, b) => a.rank - b.rank)
    columns[field] = joined.has(field) ? ranked.map((it) => it.at) : [ranked[0]!.at]
  }
  return withCurrencyBeside(columns, found.get('currency'))
}

/** Of several currencies the amount's is the one beside it. */
function withCurrencyBeside(columns: Columns, currencies: readonly { at: number }[] | undefined): Columns {
  const amount = columns.amount?.[0]
  if (amount === undefined || currencies === undefined || currencies.length < 2) return columns
  const beside = currencies.find((it) => it.at === amount + 1) ?? currencies.find((it) => it.at === amount - 1)
  return beside === undefined ? columns : { ...columns, currency: [beside.at] }
}

/** How many fields a row of names means; 0 where there is neither a day nor a sum among them. */
export function headerWorth(cells: readonly string[]): number {
  const fields = new Set(cells.flatMap((cell) => fieldNamed(cell.trim())?.field ?? []))
  const sum = fields.has('amount') || (fields.has('debit') && fields.has('credit'))
  return fields.has('day') && sum ? fields.size : 0
}
