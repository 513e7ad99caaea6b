// Exports of well-known programs, recognised by the names of their columns. A preset settles what guessing by name gets wrong:
// which of several numbers, dates and sums is the invoice's, and which are those of its lines. What it does not name is still worked out from the file.

import { type Problem, problem, quoted } from '../core/problem.ts'
import type { Field } from './field.ts'
import type { ColumnMapping } from './mapping.ts'

export interface Preset {
  readonly program: string
  /** All of these columns are there; `a|b` where either will do. */
  readonly has: readonly string[]
  readonly columns: Readonly<Partial<Record<Field | 'ignore', string>>>
  /** A file that holds no claims whatever its columns are called; the second sentence cures it. */
  readonly refuses?: readonly [says: string, fix: string]
}

const lines = 'Quantity, UnitAmount, Discount, AccountCode, TaxType, InventoryItemCode, Item Price, Usage unit, SKU'

const presets: readonly Preset[] = [
  {
    program: 'Xero, sales invoices',
    has: ['ContactName', 'InvoiceNumber', 'InvoiceAmountDue', 'Total', 'DueDate'],
    columns: {
      name: 'ContactName',
      email: 'EmailAddress',
      street: 'POAddressLine1',
      street2: 'POAddressLine2',
      city: 'POCity',
      region: 'PORegion',
      postcode: 'POPostalCode',
      country: 'POCountry',
      number: 'InvoiceNumber',
      about: 'Reference',
      issuedOn: 'InvoiceDate',
      dueOn: 'DueDate',
      amount: 'Total',
      tax: 'TaxTotal',
      lineAmount: 'LineAmount',
      lineTax: 'TaxAmount',
      item: 'Description',
      open: 'InvoiceAmountDue',
      currency: 'Currency',
      status: 'Status',
      ignore: `${lines}, Type, InvoiceAmountPaid, PlannedDate, SACity, SARegion, SAPostalCode, SACountry, SAAddressLine1, SAAddressLine2`,
    },
  },
  {
    program: 'Zoho Books or Zoho Invoice, invoices',
    has: ['Invoice Number', 'Customer Name', 'Invoice Status', 'Total', 'Balance', 'Currency Code'],
    columns: {
      name: 'Customer Name',
      externalId: 'Customer ID',
      number: 'Invoice Number',
      issuedOn: 'Invoice Date',
      dueOn: 'Due Date',
      amount: 'Total',
      netAmount: 'SubTotal',
      lineAmount: 'Item Total',
      lineTax: 'Item Tax Amount',
      item: 'Item Name',
      about: 'Item Desc',
      terms: 'Payment Terms Label',
      open: 'Balance',
      currency: 'Currency Code',
      status: 'Invoice Status',
      orderNumber: 'PurchaseOrder',
      ignore: `${lines}, Invoice ID, Expected Payment Date, Last Payment Date, Exchange Rate, Payment Terms, Notes, Terms & Conditions, Shipping Charge, Adjustment`,
    },
  },
  {
    program: 'QuickBooks, open invoices',
    has: ['Transaction Type', 'Num', 'Due Date', 'Open Balance', 'Customer|Customer full name|Name'],
    columns: {
      name: 'Customer|Customer full name|Name',
      number: 'Num',
      issuedOn: 'Date',
      dueOn: 'Due Date',
      amount: 'Amount',
      open: 'Open Balance',
      ignore: 'Transaction Type, Past Due, Aging',
    },
  },
  {
    program: 'Invoice Ninja, invoices',
    has: ['Invoice Number', 'Invoice Amount', 'Invoice Balance', 'Client Name'],
    columns: {
      name: 'Client Name',
      externalId: 'Client Number',
      number: 'Invoice Number',
      issuedOn: 'Invoice Date',
      dueOn: 'Invoice Due Date',
      amount: 'Invoice Amount',
      open: 'Invoice Balance',
      orderNumber: 'Invoice PO Number',
      status: 'Invoice Status',
      ignore: 'Client Balance, Client Paid to Date, Invoice Paid to Date, Invoice Discount, Invoice Partial',
    },
  },
  {
    program: 'SAP, customer line items',
    has: ['Document Number', 'Net due date', 'Amount in doc. curr.|Amount in document currency'],
    columns: {
      externalId: 'Customer|Account',
      name: 'Name 1|Customer Name',
      number: 'Document Number',
      about: 'Reference',
      issuedOn: 'Document Date',
      dueOn: 'Net due date',
      amount: 'Amount in doc. curr.|Amount in document currency',
      currency: 'Document currency|Currency',
      ignore: 'Document Type, Amount in local currency, Posting Date, Clearing Document, Assignment',
    },
  },
  {
    program: 'SAP, Einzelposten Debitoren',
    has: ['Belegnummer', 'Nettofälligkeit', 'Betrag in BW|Betrag in Belegwährung'],
    columns: {
      externalId: 'Debitor|Konto',
      name: 'Name 1',
      number: 'Belegnummer',
      about: 'Referenz',
      issuedOn: 'Belegdatum',
      dueOn: 'Nettofälligkeit',
      amount: 'Betrag in BW|Betrag in Belegwährung',
      currency: 'Belegwährung|Währung',
      ignore: 'Belegart, Betrag in HW, Betrag in Hauswährung, Buchungsdatum, Ausgleichsbeleg, Zuordnung',
    },
  },
  {
    program: 'DATEV, Debitoren/Kreditoren',
    has: ['Konto', 'Name (Adressattyp Unternehmen)|Name (Adressatentyp Unternehmen)', 'Kurzbezeichnung'],
    columns: {
      externalId: 'Konto',
      name: 'Name (Adressattyp Unternehmen)|Name (Adressatentyp Unternehmen)',
      street: 'Straße',
      postcode: 'Postleitzahl',
      city: 'Ort',
      country: 'Land',
      phone: 'Telefon',
      email: 'E-Mail',
      ignore: 'Kurzbezeichnung, Anrede, Adressattyp, Adressatentyp, Saldo, Zahlungsbedingung',
    },
  },
  {
    program: 'DATEV, Buchungsstapel',
    has: ['Umsatz (ohne Soll/Haben-Kz)', 'Soll/Haben-Kennzeichen', 'Belegfeld 1'],
    columns: {},
    refuses: [
      'it holds postings of every account, not what each customer still owes',
      'Export the list of open items of the customers (OPOS Debitoren) and import that.',
    ],
  },
  {
    program: 'DATEV, Kontenbeschriftungen',
    has: ['Konto', 'Kontenbeschriftung', 'Sprach-ID'],
    columns: {},
    refuses: [
      'it holds the names of accounts, not what each customer still owes',
      'Export the list of open items of the customers (OPOS Debitoren) and import that.',
    ],
  },
  {
    program: 'DATEV, OPOS-Liste Debitoren',
    has: [
      'Konto',
      'Rechnungsnummer|Rechnungs-Nr.|Belegfeld 1',
      'Fälligkeit|Fällig',
      'Sollbetrag|Betrag Soll',
      'Habenbetrag|Betrag Haben',
    ],
    columns: {
      externalId: 'Konto',
      name: 'Kontobezeichnung|Beschriftung|Name',
      number: 'Rechnungsnummer|Rechnungs-Nr.|Belegfeld 1',
      issuedOn: 'Datum|Belegdatum',
      dueOn: 'Fälligkeit|Fällig',
      debit: 'Sollbetrag|Betrag Soll',
      credit: 'Habenbetrag|Betrag Haben',
      open: 'Saldo',
      about: 'Buchungstext',
      currency: 'WKZ|Währung',
      ignore: 'Gegenkonto, Mahnstufe alt, Kurzbezeichnung',
    },
  },
  {
    program: 'FreshBooks, invoice details',
    has: ['Client Name', 'Invoice #', 'Line Total', 'Date Issued|Date'],
    columns: {
      name: 'Client Name',
      externalId: 'Company Account',
      number: 'Invoice #',
      issuedOn: 'Date Issued|Date',
      dueOn: 'Date Due|Due Date',
      status: 'Invoice Status',
      paidOn: 'Date Paid',
      item: 'Item Name',
      about: 'Item Description',
      lineAmount: 'Line Total',
      currency: 'Currency',
      ignore:
        'Rate, Quantity, Discount Percentage, Line Subtotal, Tax 1 Type, Tax 1 Amount, Tax 2 Type, Tax 2 Amount, Project',
    },
  },
  {
    program: 'QuickBooks, invoices with their lines',
    has: ['InvoiceNo', 'Customer', 'InvoiceDate', 'DueDate', 'ItemAmount'],
    columns: {
      name: 'Customer',
      number: 'InvoiceNo',
      issuedOn: 'InvoiceDate',
      dueOn: 'DueDate',
      terms: 'Terms',
      about: 'Memo',
      item: 'ItemDescription|Item(Product/Service)|Item',
      lineNet: 'ItemAmount',
      lineTax: 'ItemTaxAmount',
      currency: 'Currency',
      ignore: 'Location, ItemQuantity, ItemRate, ItemTaxCode, Taxable, TaxRate, Service Date, ServiceDate',
    },
  },
  {
    program: 'Wave, invoices',
    has: [
      'Customer Name|Customer',
      'Invoice Number',
      'Due Date',
      'Amount Due',
      'Amount Paid',
      'Tax Total|Discount Total',
    ],
    columns: {
      name: 'Customer Name|Customer',
      number: 'Invoice Number',
      orderNumber: 'PO Number|P.O./S.O. Number',
      issuedOn: 'Invoice Date',
      dueOn: 'Due Date',
      amount: 'Total',
      tax: 'Tax Total',
      open: 'Amount Due',
      currency: 'Currency|Currency Code',
      status: 'Status',
      about: 'Memo',
      ignore: 'Amount Paid, Discount Total, Business Name, PDF URL, View URL, Subtotal, Exchange Rate',
    },
  },
  {
    program: 'Wave, account transactions',
    has: ['Transaction ID', 'Account Name', 'Amount (One column)'],
    columns: {},
    refuses: [
      'it holds postings of every account, not what each customer still owes',
      'Export the unpaid invoices with their numbers, due dates and amounts due, and import that.',
    ],
  },
  {
    program: 'QuickBooks, sales by customer detail',
    has: ['Num', 'Product/Service|Product/Service full name', 'Sales Price', 'Amount', 'Balance'],
    columns: {},
    refuses: [
      'it holds what was sold and a running balance, and no day on which an invoice falls due',
      'Run the report "Open Invoices" (or "Invoice List") with the columns Due Date and Open Balance, and import that.',
    ],
  },
]

/** The preset whose columns are all there, or undefined. Throws a Problem for an export that holds no claims. */
export function presetOf(columns: readonly string[], file: string): Preset | undefined {
  const there = new Set(columns.map(plain))
  const preset = presets.find((it) => it.has.every((names) => names.split('|').some((name) => there.has(plain(name)))))
  if (preset?.refuses !== undefined) throw refused(preset, file)
  return preset
}

function refused({ program, refuses }: Preset, file: string): Problem {
  return problem('import.no_claims', `${quoted(file)} is an export of ${program}: ${refuses![0]}.`, refuses![1])
}

/** What a preset says of the columns that a file has. */
export function presetColumns(preset: Preset, columns: readonly string[]): Record<string, Partial<ColumnMapping>> {
  const own = new Map(columns.map((name) => [plain(name), name]))
  const found: Record<string, Partial<ColumnMapping>> = {}
  for (const [field, names] of Object.entries(preset.columns)) {
    for (const name of names.split(field === 'ignore' ? ', ' : '|')) {
      const column = own.get(plain(name))
      if (column === undefined || column in found) continue
      found[column] = { field: field as Field }
      if (field !== 'ignore') break
    }
  }
  return found
}

function plain(name: string): string {
  return name.replace(/[*\s]+/g, '').toLowerCase()
}
