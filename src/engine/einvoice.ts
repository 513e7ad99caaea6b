// E-invoices taken in: a file or a folder of them, each read by what it holds, each to its claim through the same batches as a list,
// with the file filed as its document. A credit note lowers the invoices that it names. The same bytes a second time change nothing.

import { createHash } from 'node:crypto'
import { lstat } from 'node:fs/promises'
import { basename, relative } from 'node:path'
import { type ProblemFacts, problem, quoted } from '../core/problem.ts'
import { folded } from '../core/text.ts'
import { type ReadInvoice, readEInvoices } from '../imports/einvoice/read.ts'
import { openPdfReader, type PdfReader, pdfLimits } from '../imports/pdf.ts'
import { hashOf } from '../store/blob.ts'
import type { Tx } from '../store/db.ts'
import { documentsWith } from '../store/document.ts'
import { beginImport, endImport, refreshPlans } from '../store/import.ts'
import { countNamed } from '../store/list.ts'
import { addWorkspaceRecord } from '../store/record.ts'
import { type Paper, type Progress, type TakenInvoice, takeInvoices } from './einvoice-batch.ts'
import { asProblem, bytesOf, filesIn } from './filing.ts'
import type { ImportDesk } from './import.ts'
import { seenNumbers } from './import-outcome.ts'

export interface EInvoiceOptions {
  /** Days from issue to due, where an invoice says nothing of it. */
  readonly termsDays?: number
  /** Shows what would come of it and writes nothing. */
  readonly dryRun?: boolean
  readonly onProgress?: (files: number) => void
}

export interface EInvoiceResult {
  readonly importId?: string
  readonly dryRun: boolean
  readonly files: number
  /** Files whose very bytes were filed before. */
  readonly known: readonly string[]
  readonly invoices: readonly TakenInvoice[]
  /** Files that could not be read at all. */
  readonly refused: readonly { readonly file: string; readonly problem: ProblemFacts }[]
  readonly notes: readonly { readonly file: string; readonly note: ProblemFacts }[]
  readonly customers: number
  readonly documents: number
  /** What credit notes took off the invoices that they name, as sentences. */
  readonly lowered: readonly string[]
}

const batchRows = 200
const batchBytes = 50_000_000

type Write = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/** Takes in a file or a folder. Throws a Problem where there is none; a file that is refused keeps none of the others out. */
export async function importEInvoices(
  desk: ImportDesk,
  path: string,
  options: EInvoiceOptions = {},
): Promise<EInvoiceResult> {
  const pdf = openPdfReader()
  try {
    if (!options.dryRun) return await take(desk, path, { options, pdf, write: (work) => desk.tx(work) })
    // One transaction for all, since later invoices stand on earlier ones; it is given up at the end.
    let result: EInvoiceResult | undefined
    const undone = new Error('undone')
    await desk
      .tx(async (tx) => {
        result = await take(desk, path, { options, pdf, write: (work) => work(tx) })
        throw undone
      })
      .catch((error) => {
        if (error !== undone) throw error
      })
    return result!
  } finally {
    await pdf.close()
  }
}

async function take(
  desk: ImportDesk,
  path: string,
  { options, pdf, write }: { options: EInvoiceOptions; pdf: PdfReader; write: Write },
): Promise<EInvoiceResult> {
  const total: Progress = {
    invoices: [],
    notes: [],
    lowered: [],
    waiting: [],
    customers: 0,
    documents: 0,
    claims: 0,
    credits: 0,
    changed: 0,
  }
  const known: string[] = []
  const refused: { file: string; problem: ProblemFacts }[] = []
  const names = createHash('sha256')
  const fileName = basename(path)
  const seen = seenNumbers()
  let importId: string | undefined
  let files = 0
  let papers: Paper[] = []
  const flush = async () => {
    if (papers.length === 0) return
    const some = papers
    papers = []
    const before = writtenSo(total)
    const nothing = new Error('nothing was written')
    await write(async (plain) => {
      // Begun with the first that writes, so that a second import of the same leaves no trace at all.
      const id =
        importId ??
        (await beginImport(plain, {
          kind: 'claims',
          creditorId: desk.workspace.creditorId,
          fileName,
          fileSha: names.copy().digest('hex'),
          mapping: { eInvoices: true },
        }))
      await takeInvoices({ ...plain, stamp: { import: id } }, { desk, importId: id, seen, total }, some)
      if (!options.dryRun && writtenSo(total) === before) throw nothing
      importId = id
    }).catch((error) => {
      if (error !== nothing) throw error
    })
  }
  let line = 0
  for await (const one of pathsOf(path)) {
    files += 1
    const file = one === path ? fileName : relative(path, one)
    try {
      const bytes = await bytesOf(one, pdfLimits.bytesMax)
      const sha = hashOf(bytes)
      names.update(sha)
      const before = await write((tx) => documentsWith(tx, sha))
      if (before.some((it) => it.withdrawnAt === null)) known.push(file)
      else if (papers.some((it) => it.sha.equals(sha))) known.push(file)
      else {
        const read = await readEInvoices(bytes, pdf, { termsDays: options.termsDays })
        for (const it of read.notes) total.notes.push({ file, note: it.facts })
        for (const it of read.invoices) notToUs(desk, it)
        const rows = read.invoices.map((it) => ({ ...it, row: { ...it.row, line: ++line } }))
        if (meets(papers, rows)) await flush()
        papers.push({ file, bytes, sha, pdf: read.pdf, invoices: rows })
        if (count(papers) >= batchRows || size(papers) >= batchBytes) await flush()
      }
    } catch (error) {
      refused.push({ file, problem: asProblem(error).facts })
    }
    options.onProgress?.(files)
  }
  await flush()
  if (importId !== undefined) await end(desk, write, { importId, fileName, total, problems: refused.length })
  const { invoices, notes, customers, documents, lowered } = total
  return {
    importId: options.dryRun ? undefined : importId,
    dryRun: options.dryRun === true,
    ...{ files, known, invoices, refused, notes, customers, documents, lowered },
  }
}

/** Grows with whatever is written. */
function writtenSo({ customers, claims, credits, changed, documents, lowered }: Progress): number {
  return customers + claims + credits + changed + documents + lowered.length
}

async function end(
  desk: ImportDesk,
  write: Write,
  it: { importId: string; fileName: string; total: Progress; problems: number },
): Promise<void> {
  const { importId, fileName, total } = it
  await write(async (plain) => {
    const tx = { ...plain, stamp: { import: importId } }
    await takeInvoices(tx, { desk, importId, seen: seenNumbers(), total }, [])
    const refused = total.invoices.filter((one) => one.became === 'refused').length
    const counts = {
      rows: total.invoices.length,
      created: { debtors: total.customers, claims: total.claims, credits: total.credits },
      changed: total.changed,
      documents: total.documents,
      problems: refused + it.problems,
    }
    const claimsNamed = await countNamed(tx, importId)
    await endImport(tx, importId, { claimsNamed, sumNamed: {}, counts, partial: false })
    await addWorkspaceRecord(tx, 'import.done', importId, { fileName, ...counts })
  })
  if (total.claims + total.customers >= batchRows) await write(refreshPlans)
}

async function* pathsOf(path: string): AsyncGenerator<string> {
  const it = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    throw problem(
      'einvoice.path',
      `${quoted(path)} cannot be read (${error.code}).`,
      'Give the name of an e-invoice (XML or PDF), or of a folder of them.',
    )
  })
  if (it.isDirectory()) yield* filesIn(path, 0)
  else yield path
}

/** Invoices of one number, or of one VAT number under several names, follow one another: the later finds what the earlier made. */
function meets(papers: readonly Paper[], rows: readonly ReadInvoice[]): boolean {
  return papers.some((paper) =>
    paper.invoices.some(({ row: a }) =>
      rows.some(
        ({ row: b }) =>
          folded(a.claim!.number) === folded(b.claim!.number) ||
          (a.debtor.vatNumber !== undefined &&
            a.debtor.vatNumber === b.debtor.vatNumber &&
            folded(a.debtor.name!) !== folded(b.debtor.name!)),
      ),
    ),
  )
}

function count(papers: readonly Paper[]): number {
  return papers.reduce((sum, it) => sum + it.invoices.length, 0)
}

function size(papers: readonly Paper[]): number {
  return papers.reduce((sum, it) => sum + it.bytes.length, 0)
}

/** A bill that was sent to us is nothing that we are owed. */
function notToUs(desk: ImportDesk, { invoice }: ReadInvoice): void {
  const own = folded(desk.workspace.name)
  const { buyer, seller } = invoice
  if (folded(buyer.name ?? '') !== own || folded(seller.name ?? '') === own) return
  throw problem(
    'einvoice.to_us',
    `Its buyer is ${quoted(buyer.name!)}: this is a bill to you${seller.name === undefined ? '' : ` from ${quoted(seller.name)}`}, not a claim.`,
    'Leave it out.',
  )
}
