// A file that a person laid on the desk, kept while they look at what was understood of it: what it is by its content, what its columns
// are, what a person corrects, and then the import itself. It is kept for a day, and nobody else's is ever found.

import { mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dayText, type Moment } from '../core/day.ts'
import { Problem, problem } from '../core/problem.ts'
import { isBankFormat } from '../imports/bank/read.ts'
import { providerOf } from '../imports/bank/table-provider.ts'
import { isXmlInvoice, readEInvoices } from '../imports/einvoice/read.ts'
import { type Field, fieldSays, fields } from '../imports/field.ts'
import { openPdfReader } from '../imports/pdf.ts'
import { openWorkbook } from '../imports/workbook.ts'
import type { Tx } from '../store/db.ts'
import type { Reckoning } from '../store/reckoning.ts'
import { gridAt, wasTaken } from './bank-table.ts'
import { type ImportDesk, type ImportOptions, type ImportPlan, planImport } from './import.ts'
import { atWork, cancelReckoning, type ReckoningDesk, reckonHere } from './reckoning.ts'

export const uploadBytesMax = 64 * 1024 * 1024
const keptMs = 24 * 60 * 60_000
const keptMost = 40
const samplesShown = 3
const sampleLength = 80

export interface UploadDesk extends ImportDesk, Omit<ReckoningDesk, 'workspace'> {
  readonly dataDir: string
}

export interface Upload {
  readonly id: string
  readonly fileName: string
  readonly path: string
  readonly size: number
}

export type Content = 'table' | 'bank' | 'einvoice' | 'document' | 'unknown'

/** What a look at an upload found. */
export interface Look {
  readonly what: Content
  /** What it is, in a sentence. */
  readonly says: string
  readonly fix?: string
  readonly sheets: readonly string[]
  readonly list?: ListLook
}

export interface ListLook {
  readonly kind: ImportPlan['kind']
  /** It could be read as a bank's table too. */
  readonly mayBeBank: boolean
  readonly columns: readonly {
    readonly name: string
    readonly field: Field | 'ignore'
    readonly because: string
    readonly samples: readonly string[]
  }[]
  readonly questions: ImportPlan['questions']
  /** Who the customers are, where neither names nor numbers tell. */
  readonly asksCustomers: boolean
  readonly kept?: { readonly fileName: string; readonly on: string }
  readonly program?: string
  readonly lines?: string
  readonly fullListOn?: string
}

/** Every field a column can be, in words. */
export const fieldWords: readonly { readonly field: Field; readonly says: string }[] = fields.map((field) => ({
  field,
  says: fieldSays(field),
}))

function folderOf(desk: UploadDesk): string {
  return join(desk.dataDir, 'uploads', desk.workspace.id)
}

/** Keeps the bytes under a name that is safe on a disk. What is older than a day goes, and the oldest where there are too many. */
export async function keepUpload(
  desk: UploadDesk,
  it: { readonly id: string; readonly name: string; readonly bytes: Uint8Array; readonly now: number },
): Promise<Upload> {
  const { id, name, bytes, now } = it
  if (bytes.length === 0) throw problem('upload.empty', 'The file is empty.', 'Export it again, and drop it once more.')
  await dropOld(folderOf(desk), now)
  const folder = join(folderOf(desk), id)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, name)
  await writeFile(path, bytes, { mode: 0o600 })
  return { id, fileName: name, path, size: bytes.length }
}

async function dropOld(folder: string, now: number): Promise<void> {
  const ids = (await readdir(folder).catch(() => [])).sort()
  for (const [i, id] of ids.entries()) {
    const old = await stat(join(folder, id))
      .then((it) => now - it.mtimeMs > keptMs)
      .catch(() => false)
    if (old || i < ids.length - keptMost) await dropUpload(join(folder, id))
  }
}

function dropUpload(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true })
}

/** Finds it in the caller's own workspace. A Problem where it is there no more. */
export async function findUpload(desk: UploadDesk, id: string): Promise<Upload> {
  const it = await uploadAt(desk, id)
  if (it === undefined || it.size === 0) throw gone()
  return it
}

function gone(): Problem {
  return problem('upload.unknown', 'This file is not here any more.', 'Drop it once more; files wait for a day.')
}

async function uploadAt(desk: UploadDesk, id: string): Promise<Upload | undefined> {
  const folder = join(folderOf(desk), id)
  const [fileName] = await readdir(folder).catch(() => [])
  if (fileName === undefined) return undefined
  const path = join(folder, fileName)
  return { id, fileName, path, size: (await stat(path)).size }
}

/** It is taken in, and its bytes needed no more; its name stays for the day, so that who asks how far it is gets an answer. */
export async function forgetUpload(it: Upload): Promise<void> {
  await truncate(it.path)
}

/** Says what the file is. With `kind`, it is read as such a list whatever it looks like. */
export async function lookAtUpload(
  desk: UploadDesk,
  it: Upload,
  options: ImportOptions & { readonly kind?: ImportPlan['kind'] } = {},
): Promise<Look> {
  const bytes = await readFile(it.path)
  const known = options.kind ? undefined : await contentOf(bytes)
  if (known) return { ...known, sheets: [] }
  const sheets = await sheetsOf(it.path)
  const grid = await gridAt(it.path, bytes, {}).catch(orNothing)
  if (grid && !options.kind) {
    const provider = providerOf(grid.rows[grid.header]!.cells)
    if (provider !== undefined || (await desk.tx((tx) => wasTaken(tx, grid))))
      return { what: 'bank', says: `A list of payments${provider ? ` of ${provider.name}` : ''}.`, sheets }
  }
  const plan = await planned(desk, it, options)
  if (plan instanceof Problem) {
    if (plan.facts.code === 'import.several_sheets') return { what: 'table', says: plan.facts.says, sheets }
    if (grid) return { what: 'bank', says: 'A list of payments.', sheets }
    return { what: 'unknown', says: plan.facts.says, fix: plan.facts.fix, sheets }
  }
  if (grid && !options.kind && !namesClaims(plan)) return { what: 'bank', says: 'A list of payments.', sheets }
  return { what: 'table', says: `${plan.table.describes}.`, sheets, list: listLook(plan, grid !== undefined) }
}

/** What is known by its first bytes or its form; undefined for what may be a table. */
async function contentOf(bytes: Buffer): Promise<Omit<Look, 'sheets'> | undefined> {
  if (bytes.subarray(0, 1024).includes('%PDF-')) return paperOf(bytes)
  if (isXmlInvoice(bytes)) return { what: 'einvoice', says: 'An e-invoice.' }
  if (isBankFormat(bytes)) return { what: 'bank', says: 'A file of a bank.' }
  const zip = bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04'
  if (zip && !bytes.subarray(0, 65_536).includes('xl/') && !bytes.includes('[Content_Types].xml'))
    return { what: 'bank', says: 'An archive, perhaps of a bank’s files.' }
  return undefined
}

async function paperOf(bytes: Buffer): Promise<Omit<Look, 'sheets'>> {
  const pdf = openPdfReader()
  try {
    await readEInvoices(bytes, pdf)
    return { what: 'einvoice', says: 'A PDF with an e-invoice in it.' }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { what: 'document', says: 'A PDF.' }
  } finally {
    await pdf.close()
  }
}

async function sheetsOf(path: string): Promise<string[]> {
  const book = await openWorkbook(path).catch(orNothing)
  const shown = book?.sheets.filter((it) => !it.hidden).map((it) => it.name) ?? []
  return shown.length > 1 ? shown.slice(0, 60) : []
}

function orNothing(error: unknown): undefined {
  if (error instanceof Problem) return undefined
  throw error
}

/** As the kind named, else as the one it was before, else as claims where it names any, else as customers. */
async function planned(
  desk: UploadDesk,
  it: Upload,
  options: ImportOptions & { readonly kind?: ImportPlan['kind'] },
): Promise<ImportPlan | Problem> {
  const as = (kind: ImportPlan['kind']) =>
    planImport(desk, it.path, kind, options).catch((error: unknown) => {
      if (error instanceof Problem) return error
      throw error
    })
  if (options.kind) return as(options.kind)
  const claims = await as('claims')
  if (claims instanceof Problem || claims.kept) return claims
  const debtors = await as('debtors')
  if (debtors instanceof Problem) return claims
  return debtors.kept || (!namesClaims(claims) && debtors.questions.length === 0) ? debtors : claims
}

const ofClaims: ReadonlySet<Field | 'ignore'> = new Set<Field>([
  ...(['number', 'amount', 'netAmount', 'open', 'debit', 'dueOn', 'dueAmount', 'lineAmount', 'lineNet'] as const),
])

function namesClaims(plan: ImportPlan): boolean {
  const found = new Set(Object.values(plan.recognition.mapping.columns).map((it) => it.field))
  return [...found].filter((field) => ofClaims.has(field)).length > 1 || found.has('number')
}

function listLook(plan: ImportPlan, mayBeBank: boolean): ListLook {
  const { taken, ignored, customers } = plan.recognition
  const because = new Map([...taken, ...ignored].map((it) => [it.column, it.because]))
  const { sample } = plan.table
  return {
    kind: plan.kind,
    mayBeBank,
    columns: plan.table.columns.map((name, index) => {
      const filled = sample.flatMap((cells) => (cells[index]?.trim() ? [cells[index]!.trim()] : []))
      const samples = [...new Set(filled)]
        .slice(0, samplesShown)
        .map((text) => [...text].slice(0, sampleLength).join(''))
      const field = plan.mapping.columns[name]?.field ?? 'ignore'
      return { name, field, because: because.get(name) ?? '', samples }
    }),
    questions: plan.questions,
    asksCustomers: customers !== undefined,
    kept: plan.kept,
    program: plan.preset,
    lines: plan.lines,
    fullListOn: plan.fullListOn === undefined ? undefined : dayText(plan.fullListOn),
  }
}

const askOf = (id: string, dryRun: boolean) => ({ kind: 'import', ask: { upload: id, dryRun } }) as const

/** What is at work on an upload, in whichever process: taking it in, else reading it. */
async function workOn(tx: Tx, id: string, now: Moment): Promise<Reckoning | undefined> {
  return (await atWork(tx, askOf(id, false), now)) ?? (await atWork(tx, askOf(id, true), now))
}

/** How many rows of an upload are done while it is at work; undefined where it is not. */
export async function rowsDone(desk: UploadDesk, id: string): Promise<number | undefined> {
  if ((await uploadAt(desk, id)) === undefined) throw gone()
  return (await desk.tx((tx) => workOn(tx, id, desk.wall())))?.done
}

/** Asks the work on an upload to end; whoever began it is told what became of it. @returns whether anything is at work on it */
export async function cancelUpload(desk: UploadDesk, id: string): Promise<boolean> {
  if ((await uploadAt(desk, id)) === undefined) throw gone()
  return desk.tx(async (tx) => {
    const found = await workOn(tx, id, desk.wall())
    return found !== undefined && (await cancelReckoning(tx, found.id)).state === 'cancelled'
  })
}

/** Runs the work with its rows counted for whoever asks meanwhile. What is being taken in is not taken in, or looked at, beside it. */
export async function counted<T>(
  desk: UploadDesk,
  it: Upload,
  dryRun: boolean,
  work: (ways: Required<Pick<ImportOptions, 'onProgress' | 'cancelled'>>) => Promise<T>,
): Promise<T> {
  const running = () =>
    problem('upload.running', 'This file is being taken in already.', 'Wait until it is done; nothing is lost.')
  if (dryRun && (await desk.tx((tx) => atWork(tx, askOf(it.id, false), desk.wall())))) throw running()
  const asked = { ...askOf(it.id, dryRun), about: it.fileName }
  return reckonHere(desk, { ...asked, ...(!dryRun && { beside: running }) }, (seen) =>
    work({ onProgress: (rows) => seen.far(rows), cancelled: () => !seen.wanted() }),
  )
}
