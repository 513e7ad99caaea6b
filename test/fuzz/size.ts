// The largest files that importers take, made up, and the reading of one of them in this process: what sizes.ts starts for each.

import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { day as dayOf } from '../../src/core/day.ts'
import { Problem } from '../../src/core/problem.ts'
import { type ImportDesk, planImport } from '../../src/engine/import.ts'
import { batchesOf } from '../../src/engine/import-read.ts'
import { readBank } from '../../src/imports/bank/read.ts'
import { readTable } from '../../src/imports/bank/table.ts'
import { headerIn, tableRowsMax } from '../../src/imports/bank/table-grid.ts'
import { readXmlInvoices } from '../../src/imports/einvoice/read.ts'
import { readMail } from '../../src/imports/mail.ts'
import { openPdfReader } from '../../src/imports/pdf.ts'
import { sheetRows } from '../../src/imports/sheet.ts'
import { camt, coda, mt940, ofx1 } from '../bank-samples.ts'
import { ublOf } from '../einvoice-samples.ts'
import { pdfOf } from '../pdf.ts'
import { workbook } from '../workbook.ts'

export interface Measured {
  readonly says: string
  readonly seconds: number
  readonly memoryMb: number
}

interface Size {
  readonly name: string
  readonly write: (path: string) => void
  readonly read: (path: string) => Promise<string>
}

const megabyte = 1024 * 1024

/** Head, as many parts as fit, and an end, without holding more than a part of it. */
function grown(
  path: string,
  megabytes: number,
  head: string,
  part: (i: number) => string,
  end: (count: number) => string,
) {
  const file = openSync(path, 'w')
  let size = writeSync(file, head)
  let count = 0
  const tail = 64 * 1024
  while (size < megabytes * megabyte - tail) {
    let some = ''
    while (some.length < 32_000) some += part(count++)
    size += writeSync(file, some)
  }
  writeSync(file, end(count))
  closeSync(file)
}

const bank = async (path: string) => {
  const entries = readBank(readFileSync(path)).flatMap((it) => it.statements.flatMap((one) => one.entries))
  return `${entries.length} entries`
}

const desk = { today: dayOf('2026-04-01'), tx: async () => undefined } as unknown as ImportDesk
const list = async (path: string) => {
  const plan = await planImport(desk, path, 'claims', { defaults: { currency: 'EUR' } })
  let rows = 0
  for await (const batch of batchesOf(plan.table, plan.mapping)) rows += batch.rows.length
  return `${rows} claims`
}

const [camtHead = ''] = camt.split('<Ntry>')
const camtEntry = camt.slice(camt.indexOf('<Ntry>'), camt.indexOf('</Ntry>') + 7)
const listHead = 'Customer;Invoice;Date;Due;Amount\n'
const listRow = (i: number) => `Meyer ${i % 50_000} GmbH;R-${i};2026-01-02;2026-02-01;${100 + (i % 900)}.50\n`
const tableHead =
  'Datum;Wertstellung;Auftraggeber/Empfänger;IBAN;Verwendungszweck;Buchungstext;Betrag;Währung;Kundenreferenz (End-to-End)\n'
const tableRow = (i: number) =>
  `02.03.2026;02.03.2026;Meyer und Söhne ${i} GmbH;DE${10 + (i % 90)}370400440532013000;Rechnung R-${i} vom 15.01.2026, Kunde ${i * 7};Gutschrift;100,00;EUR;E2E-${i}\n`

export const sizes: readonly Size[] = [
  {
    name: 'camt',
    write: (path) =>
      grown(
        path,
        48,
        camtHead
          .replace('1000.00', '0')
          .replace('1187.50', '0')
          .replace(/<Bal>[\s\S]*<\/Bal>/, ''),
        (i) => camtEntry.replace('BANK-1', `BANK-${i}`).replace('E2E-1', `E2E-${i}`),
        () => '</Stmt></BkToCstmrStmt></Document>',
      ),
    read: bank,
  },
  {
    name: 'MT940',
    write: (path) => {
      const [head, entry] = [
        mt940.slice(0, mt940.indexOf(':61:')),
        mt940.slice(mt940.indexOf(':61:'), mt940.indexOf(':61:', 130)),
      ]
      const closing = (count: number) => `:62F:C260302EUR${1000 + count * 50},00\n-\n`
      grown(path, 12, head, (i) => entry.replace('BANK-1', `BANK-${i}`), closing)
    },
    read: bank,
  },
  {
    name: 'OFX',
    write: (path) => {
      const [from, to] = [ofx1.indexOf('<STMTTRN>'), ofx1.indexOf('</STMTTRN>') + 11]
      grown(
        path,
        8,
        ofx1.slice(0, from),
        (i) => ofx1.slice(from, to).replace('F1', `F${i}`),
        () => ofx1.slice(ofx1.indexOf('</BANKTRANLIST>')),
      )
    },
    read: bank,
  },
  {
    name: 'BAI2',
    write: (path) => {
      const head = '01,BANK,NORD,260302,2112,1,,,2/\n02,NORD,BANK,1,260302,2400,USD,2/\n03,0001234,USD,,,,/\n'
      const entry = (i: number) => `16,195,100,V,260303,,B${i},R${i},WIRE MEYER AND SONS INVOICE R-${i}/\n`
      grown(
        path,
        12,
        head,
        entry,
        (n) => `49,${n * 100},${n + 2}/\n98,${n * 100},1,${n + 4}/\n99,${n * 100},1,${n + 6}/\n`,
      )
    },
    read: bank,
  },
  {
    name: 'CODA',
    write: (path) => {
      const records = coda.split('\n')
      const [head, entry] = [`${records.slice(0, 2).join('\n')}\n`, `${records.slice(2, 4).join('\n')}\n`]
      grown(
        path,
        12,
        head,
        (i) => entry.replaceAll(/^(2[13])0001/gm, `$1${String((i % 9999) + 1).padStart(4, '0')}`),
        () => `${records.slice(4).join('\n')}\n`,
      )
    },
    read: async (path) =>
      bank(path).catch((error: unknown) => {
        // Its records count themselves; what is refused at the end was read whole before.
        if (error instanceof Problem) return `refused at the end: ${error.facts.says.slice(0, 60)}`
        throw error
      }),
  },
  {
    name: 'bank CSV',
    write: (path) => grown(path, 12, `Konto;DE02120300000000202051\n${tableHead}`, tableRow, () => ''),
    read: bank,
  },
  {
    name: 'bank XLSX',
    write: (path) => {
      const rows = Array.from({ length: tableRowsMax - 2 }, (_, i) => tableRow(i).trimEnd().split(';'))
      writeFileSync(
        path,
        workbook([
          { name: 'Bank', rows: [['Konto', 'DE02120300000000202051'], tableHead.trimEnd().split(';'), ...rows] },
        ]),
      )
    },
    read: async (path) => {
      const [sheet] = await sheetRows(path, undefined, tableRowsMax)
      const rows = sheet!.rows
      const { file } = readTable({ describes: 'XLSX', rows, header: headerIn(rows)! })
      return `${file.statements[0]!.entries.length} entries`
    },
  },
  { name: 'claims CSV', write: (path) => grown(path, 200, listHead, listRow, () => ''), read: list },
  {
    name: 'claims XLSX',
    write: (path) => {
      const rows = Array.from({ length: 200_000 }, (_, i) => listRow(i).trimEnd().split(';'))
      writeFileSync(path, workbook([{ name: 'Open', rows: [listHead.trimEnd().split(';'), ...rows] }]))
    },
    read: list,
  },
  {
    name: 'e-invoice',
    write: (path) => {
      const text = ublOf({ due: '2026-02-14' })
      const at =
        text.indexOf('>', text.indexOf('<Invoice') === -1 ? text.indexOf(':Invoice') : text.indexOf('<Invoice')) + 1
      grown(
        path,
        9,
        text.slice(0, at),
        (i) => `<!-- line ${i} -->\n`,
        () => text.slice(at),
      )
    },
    read: async (path) => {
      try {
        return `${readXmlInvoices(readFileSync(path)).invoices.length} invoices`
      } catch (error) {
        if (error instanceof Problem) return `refused: ${error.facts.says.slice(0, 60)}`
        throw error
      }
    },
  },
  {
    name: 'PDF',
    write: (path) => {
      const page = Array.from({ length: 60 }, (_, i) => ({
        x: 50,
        y: 800 - i * 12,
        text: `Invoice 2024-${i} of Meyer und Soehne`.repeat(3),
      }))
      const pages = Array.from({ length: 2_000 }, () => page)
      writeFileSync(path, pdfOf(pages))
    },
    read: async (path) => {
      const reader = openPdfReader()
      const { pages } = await reader.read(readFileSync(path))
      await reader.close()
      return `${pages} pages`
    },
  },
  {
    name: 'mail',
    write: (path) =>
      grown(
        path,
        24,
        'From: Ada <ada@customer.example>\r\nSubject: Re: R-1001\r\nMessage-ID: <1@customer.example>\r\nContent-Type: text/plain\r\n\r\n',
        (i) => `We pay invoice R-${i} on Friday.\r\n`,
        () => '',
      ),
    read: async (path) => (await readMail(readFileSync(path))).kind,
  },
]

const [, , name, path] = process.argv
const own = sizes.find((it) => it.name === name)
if (own !== undefined && path !== undefined && process.send) {
  const begun = process.memoryUsage().rss
  const from = performance.now()
  const says = await own.read(path)
  const memoryMb = Math.round((process.resourceUsage().maxRSS * 1024 - begun) / megabyte)
  process.send({ says, seconds: (performance.now() - from) / 1000, memoryMb } satisfies Measured)
}
