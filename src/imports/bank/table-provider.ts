// Payment providers, and cards, whose exports are recognised by the names of their columns: what guessing by name gets wrong, and which of their
// words mean that money came back, was kept, or only moved. What a provider's columns do not name is worked out as for any bank.

import { problem } from '../../core/problem.ts'
import type { EntryKind } from './statement.ts'
import { compact, type TableField } from './table-column.ts'

export interface Provider {
  readonly name: string
  /** What its account is called; a column `account` is added to it. */
  readonly account: string
  /** All of these columns are there; `a|b` where either will do. */
  readonly has: readonly string[]
  /** Its own names of fields; `''` for a field that it has under a name and does not mean. */
  readonly columns?: Readonly<Partial<Record<TableField, string>>>
  readonly decimal?: '.' | ','
  readonly dates?: 'dmy' | 'ymd'
  /** `spent`: a sum above zero went out, as cards and lists of payouts write it. */
  readonly signs?: 'spent'
  /** What becomes of the fee: `taken` off the amount, or within it already. */
  readonly fees?: 'taken' | 'within'
  /** What its words for the type of an entry mean, the first that fits. */
  readonly kinds: readonly (readonly [EntryKind, RegExp])[]
  /** Every entry is of this kind. */
  readonly kind?: EntryKind
  /** A bank in all but name: its balance says what customers paid in. */
  readonly bank?: true
  /** An export of which no money can be read; the second sentence cures it. */
  readonly refuses?: readonly [says: string, fix: string]
}

const providers: readonly Provider[] = [
  {
    name: 'PayPal',
    account: 'PAYPAL',
    has: [
      'Gross|Brutto|Brut|Avant commission|Bruto|Lordo',
      'Fee|Gebühr|Entgelt|Commission|Frais|Comisión|Tarifa|Kosten|Tariffa',
      'Net|Netto|Neto',
      'Transaction ID|Transaktionscode|Numéro de transaction|Id. de transacción|Identificador de transacción|Transactiereferentie|Transactiecode',
    ],
    columns: {
      bankId:
        'Transaction ID|Transaktionscode|Numéro de transaction|Id. de transacción|Identificador de transacción|Transactiereferentie|Transactiecode',
      type: 'Type|Typ|Description|Beschreibung|Tipo',
      text: 'Item Title|Artikelbezeichnung|Subject|Betreff|Note|Hinweis|Titre de l’objet|Objet',
      endToEnd: '',
    },
    // The order matters: a fee for a charge-back is a fee, and what undoes a charge-back gives money back to us.
    kinds: [
      ['fee', /\bfee\b|gebühr|entgelt|\bfrais\b|comisión|\bkosten\b/i],
      [
        'reversal',
        /(?:chargeback|dispute|refund|withdrawal|transfer).{0,12}revers|cancell?ed|storn(?:o|iert)|annulation/i,
      ],
      [
        'charge_back',
        /charge-?\s?back|rückbuchung|dispute|litige|payment revers|zahlungsrück|impayé|contracargo|terugboeking/i,
      ],
      ['refund', /refund|rückzahlung|rückerstattung|erstattung|remboursement|reembolso|terugbetaling|rimborso/i],
      [
        'transfer',
        /withdraw|payout|transfer to (?:bank|debit|credit)|bank deposit|conversion|hold\b|release|reserve|abbuchung|auszahlung|bankgutschrift|währungsumrechnung|einbehalt|freigabe|virement|retrait|conversión|retirada|opname|omrekening/i,
      ],
    ],
  },
  {
    name: 'Stripe, payments',
    account: 'STRIPE',
    has: ['id', 'Amount', 'Amount Refunded', 'Fee', 'Captured'],
    kinds: [],
    refuses: [
      'The file is Stripe’s list of payments: it shows no day on which money came back, and no payout.',
      'Export Balances → All activity (balance history) with all columns, or the report "Balance change from activity", itemised.',
    ],
  },
  {
    name: 'Stripe, balance',
    account: 'STRIPE',
    has: [
      'gross|Amount',
      'fee',
      'net',
      'currency',
      'reporting_category|Type',
      'balance_transaction_id|id',
      'available_on_utc|Available On (UTC)|available_on',
    ],
    columns: {
      day: 'created_utc|Created (UTC)|created',
      amount: 'gross|Amount',
      bankId: 'balance_transaction_id|id',
      payment: 'charge_id|source_id|Source',
      undoes: 'charge_id',
      name: 'customer_name|customer_name (metadata)|customer_description',
      customer: 'invoice_number|invoice_id',
      text: 'description',
      type: 'reporting_category|Type',
      status: '',
      valueDay: '',
    },
    decimal: '.',
    dates: 'ymd',
    fees: 'taken',
    kinds: [
      ['reversal', /dispute_reversal|chargeback_reversal|payment_reversal|refund_failure|payment_failure_refund/i],
      ['charge_back', /dispute|chargeback/i],
      ['return', /charge_failure|payment_failure/i],
      ['refund', /refund/i],
      ['transfer', /payout|transfer|topup|top_up|reserve|advance|anticipation|conversion/i],
      ['fee', /fee|network_cost|contribution|tax|obligation/i],
    ],
  },
  {
    name: 'Stripe, payouts',
    account: 'STRIPE',
    has: ['id', 'Amount', 'Arrival Date (UTC)|Arrival Date', 'Status', 'Destination|Destination Name'],
    columns: {
      day: 'Created (UTC)|Created',
      valueDay: 'Arrival Date (UTC)|Arrival Date',
      bankId: 'Balance Transaction|id',
      text: 'Description|Statement Descriptor',
      payment: '',
      fee: '',
      net: '',
    },
    decimal: '.',
    dates: 'ymd',
    signs: 'spent',
    kind: 'transfer',
    kinds: [],
  },
  {
    name: 'Wise',
    account: 'WISE',
    has: ['TransferWise ID|Wise ID', 'Date', 'Amount', 'Currency', 'Running Balance', 'Payment Reference|Description'],
    columns: {
      bankId: 'TransferWise ID|Wise ID',
      day: 'Date',
      text: 'Payment Reference|Description|Note',
      type: 'Transaction Details Type',
      name: 'Merchant',
      counterAccount: 'Payee Account Number',
      fee: '',
      status: '',
    },
    decimal: '.',
    dates: 'dmy',
    // Its amounts hold the fee already, and its balance moves by them.
    fees: 'within',
    kinds: [
      ['transfer', /conversion|balance cashback/i],
      ['fee', /fee|charges/i],
    ],
    bank: true,
  },
  {
    name: 'Revolut Business',
    account: 'REVOLUT',
    has: [
      'Date completed (UTC)|Date completed',
      'ID',
      'Type',
      'Description',
      'Payment currency',
      'Amount',
      'Total amount|Fee',
    ],
    columns: {
      day: 'Date completed (UTC)|Date completed',
      currency: 'Payment currency',
      account: 'Account',
      text: 'Reference|Description',
      name: '',
      payer: '',
      payee: '',
      counterAccount: 'Beneficiary IBAN|Beneficiary account number',
      undoes: 'Related transaction id',
    },
    decimal: '.',
    dates: 'ymd',
    fees: 'taken',
    kinds: [
      ['transfer', /exchange|pocket|vault/i],
      ['refund', /refund/i],
      ['charge_back', /chargeback/i],
      ['fee', /fee/i],
    ],
    bank: true,
  },
  {
    name: 'Revolut',
    account: 'REVOLUT',
    has: ['Type', 'Product', 'Started Date', 'Completed Date', 'Description', 'Amount', 'Fee', 'Currency', 'State'],
    columns: { day: 'Completed Date', account: 'Product', text: 'Description' },
    decimal: '.',
    dates: 'ymd',
    fees: 'taken',
    kinds: [
      ['transfer', /exchange|pocket|vault/i],
      ['refund', /refund/i],
      ['fee', /^fee|charge$/i],
    ],
    bank: true,
  },
  {
    name: 'Viseca',
    account: 'CARD',
    has: ['TransactionId', 'CardId', 'Date', 'ValutaDate', 'Amount', 'OriginalAmount', 'StateType'],
    columns: { account: 'CardId', text: 'Details', name: 'MerchantName', bankId: 'TransactionId' },
    decimal: '.',
    dates: 'ymd',
    signs: 'spent',
    kinds: [['fee', /^fee$/i]],
    bank: true,
  },
]

/** The provider whose columns are all there, or undefined. Throws a Problem for an export of which no money can be read. */
export function providerOf(header: readonly string[]): Provider | undefined {
  const there = new Set(header.map(compact))
  const found = providers.find((it) => it.has.every((one) => one.split('|').some((name) => there.has(compact(name)))))
  if (found?.refuses !== undefined) throw problem('bank.no_money', found.refuses[0], found.refuses[1])
  return found
}

/** Where the provider's own names are; an empty list for a field that it does not mean. */
export function providerColumns(
  provider: Provider,
  header: readonly string[],
): Partial<Record<TableField, readonly number[]>> {
  const own = header.map(compact)
  const found: Partial<Record<TableField, readonly number[]>> = {}
  for (const [field, text] of Object.entries(provider.columns ?? {}) as [TableField, string][]) {
    const wanted = text === '' ? [] : text.split('|').map(compact)
    const at = wanted.map((name) => own.indexOf(name)).filter((index) => index !== -1)
    if (wanted.length === 0) found[field] = []
    else if (at.length > 0) found[field] = field === 'text' || field === 'type' ? at : [at[0]!]
  }
  return found
}
