// One file to the e-invoices in it: XML of the three syntaxes, or a PDF with that XML inside; known by what it holds, never by its
// name.

import { type Problem, problem, quoted } from '../../core/problem.ts'
import type { PdfReader } from '../pdf.ts'
import type { ImportRow } from '../row.ts'
import { ciiNamespaces, readCii } from './cii.ts'
import { readFatturaPa } from './fatturapa.ts'
import type { EInvoice, Reading } from './invoice.ts'
import { type RowGiven, rowOf } from './row.ts'
import { readUbl, ublNamespaces } from './ubl.ts'
import { parseXml } from './xml.ts'

export interface ReadInvoice {
  readonly row: ImportRow
  readonly invoice: EInvoice
}

export interface ReadFile {
  readonly invoices: readonly ReadInvoice[]
  readonly notes: readonly Problem[]
  readonly pdf: boolean
}

/** Throws a Problem that names what is wrong with the file. */
export async function readEInvoices(bytes: Uint8Array, pdf: PdfReader, given: RowGiven = {}): Promise<ReadFile> {
  const reading: Reading = { notes: [] }
  const isPdf = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).includes('%PDF-')
  const xml = isPdf ? await attached(bytes, pdf, reading) : bytes
  return { invoices: rowsOf(invoicesIn(xml, reading), reading, given), notes: reading.notes, pdf: isPdf }
}

/** The same for bytes that are XML already. */
export function readXmlInvoices(bytes: Uint8Array, given: RowGiven = {}): ReadFile {
  const reading: Reading = { notes: [] }
  return { invoices: rowsOf(invoicesIn(bytes, reading), reading, given), notes: reading.notes, pdf: false }
}

/** Whether the bytes are an e-invoice by their first element, or a PDF, which may hold one. Whatever is wrong further down shows in reading. */
export function isXmlInvoice(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8192))
  if (head.subarray(0, 1024).includes('%PDF-')) return true
  const text = head.toString('latin1').replaceAll('\0', '')
  return (
    /<(?:[\w-]{1,30}:)?(?:Invoice|CreditNote|CrossIndustryInvoice|FatturaElettronica)[\s>]/.test(text) &&
    [...Object.keys(ublNamespaces), ...Object.keys(ciiNamespaces), 'fatture/v1', 'fatturapa.gov.it'].some((it) =>
      text.includes(it),
    )
  )
}

function rowsOf(invoices: readonly EInvoice[], reading: Reading, given: RowGiven): ReadInvoice[] {
  return invoices.map((invoice, i) => ({ row: rowOf(invoice, reading, { ...given, line: i + 1 }), invoice }))
}

function invoicesIn(bytes: Uint8Array, reading: Reading): EInvoice[] {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096))
  if (bytes.length === 0)
    throw problem('einvoice.empty', 'The file is empty.', 'Copy it again from where it came from.')
  if (head[0] === 0x30 && (head[1]! & 0x80) !== 0)
    throw problem(
      'einvoice.signed',
      'The file is a signed envelope (such as .p7m), not the invoice itself.',
      'Take the XML out of it: openssl smime -verify -noverify -inform DER -in FILE.p7m -out FILE.xml',
    )
  if (
    !/^\s*</.test(
      head
        .toString('latin1')
        .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '')
        .replaceAll('\0', ''),
    )
  )
    throw notOne('it is neither XML nor a PDF')
  const { root, namespace } = parseXml(bytes)
  if (ublNamespaces[namespace] === root.name) return [readUbl(root, reading)]
  if (ciiNamespaces[namespace] === root.name) return [readCii(root, reading)]
  if (root.name === 'FatturaElettronica' && /agenziaentrate\.gov\.it|fatturapa\.gov\.it/.test(namespace))
    return readFatturaPa(root, reading)
  throw notOne(`its root is ${quoted(root.name)}${namespace === '' ? '' : ` of ${quoted(namespace, 90)}`}`)
}

function notOne(says: string): Problem {
  return problem(
    'einvoice.not_one',
    `This is no e-invoice that is known here: ${says}.`,
    'Known are UBL 2.1 invoices and credit notes, CII, Factur-X and ZUGFeRD, and FatturaPA.',
  )
}

/** The standards' own names for the attachment, the newest first. */
const attachmentNames = ['factur-x.xml', 'xrechnung.xml', 'zugferd-invoice.xml']

async function attached(bytes: Uint8Array, pdf: PdfReader, reading: Reading): Promise<Uint8Array> {
  const files = await pdf.attachments(bytes)
  const rank = (name: string) => {
    const at = attachmentNames.indexOf(name.toLowerCase())
    return at < 0 ? attachmentNames.length : at
  }
  const xmls = files.filter((it) => /\.xml$/i.test(it.name)).sort((a, b) => rank(a.name) - rank(b.name))
  const [first, second] = xmls
  if (first === undefined)
    throw problem(
      'einvoice.no_xml',
      files.length === 0
        ? 'The PDF has no XML inside: it is a picture of an invoice, not an e-invoice.'
        : `The PDF has no XML inside, only ${files
            .map((it) => quoted(it.name))
            .slice(0, 3)
            .join(', ')}.`,
      'File it under its claim instead: ./dunwell import documents FOLDER',
    )
  if (second !== undefined && rank(second.name) < attachmentNames.length)
    reading.notes.push(
      problem(
        'einvoice.several',
        `The PDF holds ${quoted(first.name)} and ${quoted(second.name)}; the first was read.`,
        'Check that both say the same.',
      ),
    )
  return first.bytes
}
