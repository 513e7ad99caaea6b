// Every importer with sound samples of our own, and in them the sums and days whose change must show. Another importer is an entry here.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { day as dayOf, dayText } from '../../src/core/day.ts'
import { problem } from '../../src/core/problem.ts'
import { type ImportDesk, planImport } from '../../src/engine/import.ts'
import { batchesOf } from '../../src/engine/import-read.ts'
import { readBank } from '../../src/imports/bank/read.ts'
import { readTable } from '../../src/imports/bank/table.ts'
import { headerIn } from '../../src/imports/bank/table-grid.ts'
import { type ReadFile, readEInvoices, readXmlInvoices } from '../../src/imports/einvoice/read.ts'
import { readMail } from '../../src/imports/mail.ts'
import { candidatesOf } from '../../src/imports/paper.ts'
import { openPdfReader } from '../../src/imports/pdf.ts'
import { isWorkbook, sheetRows } from '../../src/imports/sheet.ts'
import { samples as banks } from '../bank-samples.ts'
import { tables } from '../bank-tables.ts'
import { ciiOf, fatturaOf, pdfWith, ublOf } from '../einvoice-samples.ts'
import { paperOf } from '../pdf.ts'
import { typed, workbook } from '../workbook.ts'
import type { Fact, Importer } from './importer.ts'
import { mustBeSound } from './spoil.ts'

const text = (all: Readonly<Record<string, string>>) => Object.values(all).map((one) => Buffer.from(one))
const at = (all: Readonly<Record<string, string>>, name: string) => Object.keys(all).indexOf(name)

function bankFacts(files: ReturnType<typeof readBank>): Fact[] {
  return files.flatMap((file) =>
    file.statements.flatMap((it) => {
      mustBeSound(it)
      // The fee of a payment stands on its row, and moves with it.
      const own = it.entries.filter((one) => one.bankId?.endsWith(' fee') !== true)
      return own.map((one) => ({
        of: `${one.kind} ${one.bankId ?? ''} ${one.name ?? ''}`.trim(),
        amountMinor: one.amountMinor,
        day: dayText(one.day),
      }))
    }),
  )
}

const bank: Importer = {
  name: 'bank',
  samples: text(banks),
  read: async (bytes) => bankFacts(readBank(bytes)),
  places: [
    { sample: at(banks, 'ofx1'), what: 'amount', before: '<TRNAMT>', text: '150.25', of: 'credit F1 MEYER & SONS' },
    {
      sample: at(banks, 'ofx1'),
      what: 'day',
      before: 'CREDIT<DTPOSTED>',
      text: '20260302',
      of: 'credit F1 MEYER & SONS',
    },
    { sample: at(banks, 'ofx2'), what: 'amount', before: '<TRNAMT>', text: '15000', of: 'credit 000123 MEYER' },
    {
      sample: at(banks, 'camt'),
      what: 'amount',
      before: '<Amt Ccy="EUR">',
      text: '50.00',
      of: 'credit BANK-1 Meyer & Sons',
    },
    {
      sample: at(banks, 'mt940'),
      what: 'day',
      before: ':61:260302',
      text: '0302',
      of: 'credit BANK-1 Meyer und Soehne GmbH',
    },
    {
      sample: at(banks, 'mt940'),
      what: 'amount',
      before: '0302CR',
      text: '50,00',
      of: 'credit BANK-1 Meyer und Soehne GmbH',
    },
    { sample: at(banks, 'bai2'), what: 'amount', before: '16,195,', text: '10000', of: 'credit B1' },
    {
      sample: at(banks, 'coda'),
      what: 'amount',
      before: '10000BANK1                0',
      text: '000000000050000',
      of: 'credit BANK1 MEYER NV',
    },
  ],
}

const table: Importer = {
  name: 'bank-table',
  samples: text(tables),
  read: async (bytes) => bankFacts(readBank(bytes)),
  places: [
    {
      sample: at(tables, 'sparkasse'),
      what: 'amount',
      before: '"COBADEFFXXX";"',
      text: '1.119,00',
      of: 'credit  Meyer GmbH',
    },
    {
      sample: at(tables, 'sparkasse'),
      what: 'day',
      before: '"DE02120300000000202051";"',
      text: '05.03.26',
      of: 'credit  Meyer GmbH',
    },
    {
      sample: at(tables, 'dkb'),
      what: 'amount',
      before: '"DE89370400440532013000";"',
      text: '1.200,50',
      of: 'credit  Meyer GmbH',
    },
    {
      sample: at(tables, 'dkb'),
      what: 'day',
      before: '"Kundenreferenz"\n"',
      text: '30.03.26',
      of: 'credit  Meyer GmbH',
    },
    { sample: at(tables, 'paypal'), what: 'amount', before: '"EUR","', text: '119.00', of: 'credit 1AB Meyer GmbH' },
    {
      sample: at(tables, 'paypal'),
      what: 'day',
      before: '"Balance Impact"\n"',
      text: '25/03/2026',
      of: 'credit 1AB Meyer GmbH',
    },
    { sample: at(tables, 'stripe'), what: 'amount', before: 'eur,', text: '119.00', of: 'credit txn_1' },
    { sample: at(tables, 'stripe'), what: 'day', before: 'txn_1,', text: '2026-03-02', of: 'credit txn_1' },
    { sample: at(tables, 'payouts'), what: 'amount', before: 'po_1,', text: '95.40', of: 'transfer txn_3' },
    {
      sample: at(tables, 'wise'),
      what: 'amount',
      before: '01-03-2026,',
      text: '1000.00',
      of: 'credit BALANCE-2 Meyer GmbH',
    },
    {
      sample: at(tables, 'rabobank'),
      what: 'amount',
      before: '"2026-03-01","',
      text: '+100,00',
      of: 'credit 000000000000000001 Meyer BV',
    },
    {
      sample: at(tables, 'ingNetherlands'),
      what: 'amount',
      before: '"Bij","',
      text: '1000,00',
      of: 'credit  Meyer BV',
    },
    { sample: at(tables, 'france'), what: 'amount', before: 'R-1001;;', text: '500,00', of: 'credit' },
    { sample: at(tables, 'spain'), what: 'day', before: 'Saldo\n', text: '05/03/2026', of: 'credit' },
  ],
}

const whole = { due: '2026-02-14', vat: 'DE123456788', buyerNumber: '10042' }
const invoices = [ublOf(whole), ublOf({ ...whole, credit: true, refersTo: '2026-0117' }), ciiOf(whole), fatturaOf()]

function invoiceFacts(read: ReadFile): Fact[] {
  return read.invoices.map(({ row }) => {
    const { amountMinor, dues, currency, number } = row.claim!
    const sum = dues.reduce((all, due) => all + due.amountMinor, 0)
    const sound = Number.isSafeInteger(amountMinor) && amountMinor > 0 && (dues.length === 0 || sum === amountMinor)
    if (!sound) throw new Error(`accepted ${amountMinor} ${currency} with dues of ${sum}`)
    const days = dues.map((due) => dayText(due.dueOn))
    return { of: number, amountMinor, day: days.join(' ') }
  })
}

const einvoice: Importer = {
  name: 'einvoice',
  samples: invoices.map((it) => Buffer.from(it)),
  read: async (bytes) => invoiceFacts(readXmlInvoices(bytes)),
  places: [
    { sample: 0, what: 'day', before: '<cbc:DueDate>', text: '2026-02-14', of: '2026-0117' },
    { sample: 0, what: 'amount', before: '<cbc:PayableAmount currencyID="EUR">', text: '1190.00', of: '2026-0117' },
    { sample: 3, what: 'day', before: '<DataScadenzaPagamento>', text: '2026-02-15', of: '12/PA' },
  ],
}

/** Opened with the first file: its thread keeps a process alive. */
let pdf: ReturnType<typeof openPdfReader> | undefined
const closePdf = async () => {
  await pdf?.close()
  pdf = undefined
}

const einvoicePdf: Importer = {
  name: 'einvoice-pdf',
  samples: [Buffer.from(pdfWith('factur-x.xml', ciiOf(whole)))],
  read: async (bytes) => {
    pdf ??= openPdfReader()
    return invoiceFacts(await readEInvoices(bytes, pdf))
  },
  close: closePdf,
}

const documents: Importer = {
  name: 'document',
  samples: [Buffer.from(paperOf('Invoice 2024-0117')), Buffer.from(paperOf('Lieferschein 4711'))],
  read: async (bytes) => {
    pdf ??= openPdfReader()
    const { lines } = await pdf.read(bytes)
    candidatesOf('scan', lines)
    return []
  },
  close: closePdf,
}

let folder: string | undefined
let count = 0
/** The bytes as a file; few are kept at a time. */
function fileOf(bytes: Buffer): string {
  if (folder === undefined) {
    folder = mkdtempSync(join(tmpdir(), 'dunwell-fuzz-'))
    const own = folder
    process.on('exit', () => rmSync(own, { recursive: true, force: true }))
  }
  count = (count + 1) % 4
  const path = join(folder, `list-${count}`)
  writeFileSync(path, bytes)
  return path
}

// Reading asks a workspace for nothing but a map kept from an earlier file, and here there is none.
const desk = { today: dayOf('2026-04-01'), tx: async () => undefined } as unknown as ImportDesk

async function claimFacts(bytes: Buffer): Promise<Fact[]> {
  const plan = await planImport(desk, fileOf(bytes), 'claims', { defaults: { currency: 'EUR' } })
  const [open] = plan.questions
  if (open) throw problem('import.question', open.asks, `${open.settle.replace(/[.\s]+$/, '')}.`)
  const facts: Fact[] = []
  for await (const batch of batchesOf(plan.table, plan.mapping)) {
    for (const { claim, debtor } of batch.rows) {
      if (claim === undefined) continue
      const { amountMinor, dues } = claim
      if (!Number.isSafeInteger(amountMinor) || Object.is(amountMinor, -0)) throw new Error(`accepted ${amountMinor}`)
      const days = dues.map((due) => dayText(due.dueOn))
      facts.push({ of: `${claim.number} ${debtor.name ?? debtor.externalId}`, amountMinor, day: days.join(' ') })
    }
  }
  return facts
}

const lists = [
  'Customer;Invoice;Date;Due;Amount\nMeyer GmbH;R-1001;2026-01-02;2026-02-01;1240.50\nJansen BV;R-1002;2026-01-20;2026-02-19;88.10\nDupont SA;R-1003;2026-01-21;2026-02-20;7.00\n',
  'Kundennummer;Kunde;Rechnungsnummer;Rechnungsdatum;Fällig am;Betrag;Währung\n10001;Meyer GmbH;R-1;15.01.2026;14.02.2026;1.240,50;EUR\n10002;"Jansen ""Bau""; KG";R-2;16.01.2026;15.02.2026;12,00;EUR\n',
]
const claims: Importer = {
  name: 'claims',
  samples: lists.map((it) => Buffer.from(it)),
  read: claimFacts,
  places: [
    { sample: 0, what: 'amount', before: '2026-02-01;', text: '1240.50', of: 'R-1001 Meyer GmbH' },
    { sample: 0, what: 'amount', before: '2026-02-19;', text: '88.10', of: 'R-1002 Jansen BV' },
    { sample: 0, what: 'day', before: '2026-01-02;', text: '2026-02-01', of: 'R-1001 Meyer GmbH' },
    { sample: 1, what: 'amount', before: '14.02.2026;', text: '1.240,50', of: 'R-1 Meyer GmbH' },
    { sample: 1, what: 'day', before: '15.01.2026;', text: '14.02.2026', of: 'R-1 Meyer GmbH' },
  ],
}

const lined =
  'Customer;Invoice;Date;Due;Item;Line total\nMeyer GmbH;R-1001;2026-01-02;2026-02-01;Chair;100.00\nMeyer GmbH;R-1001;2026-01-02;2026-02-01;Table;240.50\nJansen BV;R-1002;2026-01-20;2026-02-19;Lamp;88.10\n'
const lines: Importer = {
  name: 'lines',
  samples: [Buffer.from(lined)],
  read: claimFacts,
  places: [{ sample: 0, what: 'amount', before: 'Lamp;', text: '88.10', of: 'R-1002 Jansen BV' }],
}

const rowsOf = (list: string) =>
  list
    .trimEnd()
    .split('\n')
    .map((row) => row.split(';').map(typed))
const sheet: Importer = {
  name: 'sheet',
  samples: [
    Buffer.from(workbook([{ name: 'Open', rows: rowsOf(lists[0]!) }])),
    Buffer.from(workbook([{ name: 'Bank', rows: rowsOf(tables.spain!) }])),
  ],
  read: async (bytes) => {
    const path = fileOf(bytes)
    if (await isWorkbook(path)) {
      for (const { rows } of await sheetRows(path, undefined, 1000)) {
        const header = headerIn(rows)
        if (header !== undefined && rows[header]!.cells.includes('Concepto'))
          return bankFacts([readTable({ describes: 'XLSX', rows, header }).file])
      }
    }
    return claimFacts(bytes)
  },
}

const mails = [
  'From: Ada <ada@customer.example>\r\nTo: us@nordwind.example\r\nSubject: Re: R-1001\r\nMessage-ID: <1@customer.example>\r\nDate: Tue, 03 Mar 2026 09:15:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nWe pay on Friday.\r\n\r\nOn Monday Nordwind wrote:\r\n> Please pay.\r\n',
  'From: MAILER-DAEMON@mx.example\r\nTo: us@nordwind.example\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nIt did not arrive.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; ada@customer.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <msg_1.1@nordwind.example>\r\nSubject: Reminder\r\n\r\nPay.\r\n--b--\r\n',
]
const mail: Importer = {
  name: 'mail',
  samples: mails.map((it) => Buffer.from(it)),
  read: async (bytes) => {
    const { kind, text: said } = await readMail(bytes)
    if (kind === undefined || typeof said !== 'string') throw new Error('a mail of no kind')
    return []
  },
}

export const importers: readonly (Importer & { readonly runs: number })[] = [
  { ...bank, runs: 80_000 },
  { ...table, runs: 60_000 },
  { ...einvoice, runs: 40_000 },
  { ...claims, runs: 8_000 },
  { ...lines, runs: 3_000 },
  { ...mail, runs: 20_000 },
  { ...sheet, runs: 2_000 },
  { ...documents, runs: 2_000 },
  { ...einvoicePdf, runs: 2_000 },
]
