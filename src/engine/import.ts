// A file of claims or customers, taken in: what its columns are, then batch by batch into the books, then the result in counts
// and sentences. A file with a question open is not begun; one that is begun and cut short is completed by running it again.

import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { type Day, dayText } from '../core/day.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { Table } from '../imports/csv.ts'
import { damageOf } from '../imports/damage.ts'
import { checkLines } from '../imports/lines.ts'
import { lineShape, linesText, refuseLines, sumsLines } from '../imports/lineshape.ts'
import {
  type ColumnMapping,
  columnsOver,
  type Defaults,
  debtorsOnly,
  type Mapping,
  mappingText,
  parseMapping,
  readMapping,
} from '../imports/mapping.ts'
import { presetColumns, presetOf } from '../imports/preset.ts'
import { type Question, type Recognition, recognise } from '../imports/recognise.ts'
import { withoutVerdict } from '../imports/rejects.ts'
import { openTable } from '../imports/sheet.ts'
import { isConflict, needNotWait, type Tx } from '../store/db.ts'
import { changeDebtor, readDebtors } from '../store/debtor.ts'
import {
  beginImport,
  believedRows,
  currenciesOf,
  endImport,
  hasImported,
  keepMapping,
  type LargeDebtor,
  largestDebtors,
  readKept,
  refreshPlans,
} from '../store/import.ts'
import { lookAgain } from '../store/ledger.ts'
import { countNamed, knownUntil } from '../store/list.ts'
import { addWorkspaceRecord, lockDebtors } from '../store/record.ts'
import type { Ref } from '../store/ref.ts'
import { takeNumbers, type Workspace } from '../store/workspace.ts'
import { deriveLater } from './case-list.ts'
import { refsOf, type Taken, type Taking, takeBatch } from './import-batch.ts'
import { addNote, join, type Outcome, outcome, seenNumbers } from './import-outcome.ts'
import { batchesOf, firstRows, type Read } from './import-read.ts'
import { passOver, rejectsOf } from './import-reject.ts'
import { judgeList, type ListResult } from './list.ts'

/** What an import needs of the desk it runs at. */
export interface ImportDesk {
  readonly workspace: Workspace
  readonly today: Day
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

export interface ImportOptions {
  /** Of a workbook with several, the sheet to read. */
  readonly sheet?: string
  /** A map written by a person. */
  readonly map?: string
  /** What a person said of single columns; it goes over the map and every guess. */
  readonly said?: Readonly<Record<string, Partial<ColumnMapping>>>
  readonly defaults?: Defaults
  readonly customers?: Mapping['customers']
  /** The day of a full list of open items; 'no' where a map says it is one and it is not. */
  readonly fullList?: Day | 'no'
  /** Shows what would come of it and writes nothing, neither rows nor files. */
  readonly dryRun?: boolean
  readonly rejects?: string
  /** The ten largest debtors of a first import: each message seen first. */
  readonly approveLargest?: boolean
  /** Told after each batch how many rows are done. */
  readonly onProgress?: (rows: number) => void
  /** Asked before each batch: true ends it there. */
  readonly cancelled?: () => boolean
}

/** A file whose columns are known, or questioned. */
export interface ImportPlan {
  readonly path: string
  readonly kind: 'claims' | 'debtors'
  readonly table: Table
  readonly recognition: Recognition
  readonly mapping: Mapping
  readonly questions: readonly Question[]
  /** The map of the last file of this shape, and when it was used. */
  readonly kept?: { readonly fileName: string; readonly on: string }
  /** The program whose export it is, where its columns show that. */
  readonly preset?: string
  /** What is done with the lines of invoices, where the file has a row for each. */
  readonly lines?: string
  readonly fullListOn?: Day
  readonly headerSha: string
}

export interface ImportResult extends Outcome {
  readonly importId?: string
  readonly dryRun: boolean
  readonly rejectsFile?: string
  readonly list?: ListResult
  readonly largest: readonly LargeDebtor[]
  readonly largestCurrency?: string
  readonly approved: boolean
  readonly cancelled: boolean
}

/** It is told again when there are so many times more. */
const growth = 5
/** Batches written side by side: some are in the database while one is worked out; results are taken in the order of the file. */
const writers = 5
const largestCount = 10

interface Kept {
  readonly mapping: Mapping
  readonly fileName: string
  readonly on: string
}

/** Reads the file's columns. Throws a Problem for a file or a map that cannot be read; questions are in the answer. */
export async function planImport(
  desk: ImportDesk,
  path: string,
  kind: ImportPlan['kind'],
  options: ImportOptions = {},
): Promise<ImportPlan> {
  const map = options.map === undefined ? undefined : await readMapping(options.map)
  const table = await openTable(path, { encoding: map?.encoding, delimiter: map?.delimiter, sheet: options.sheet })
  // Rows that an earlier import refused have the columns of their list, and are never the whole of it.
  const own = withoutVerdict(table.columns)
  const headerSha = createHash('sha256')
    .update(JSON.stringify([kind, own]))
    .digest('hex')
  const stored = map ? undefined : ((await desk.tx((tx) => readKept(tx, headerSha))) as Kept | undefined)
  const base = map ?? (stored && parseMapping(JSON.stringify(stored.mapping), 'the map kept from the last file'))
  const preset = base ? undefined : presetOf(table.columns, basename(path))
  const full =
    options.fullList === 'no' ? undefined : options.fullList !== undefined || (base?.fullList && !isRejects(table))
  const claims = kind === 'claims'
  const known = base === undefined && preset ? presetColumns(preset, table.columns) : undefined
  const given = {
    columns: columnsOver(base?.columns ?? known, options.said),
    reasons: reasonsFor(known ?? {}, 'the program calls it so'),
    defaults: { ...base?.defaults, ...defined(options.defaults ?? {}) },
    customers: options.customers ?? base?.customers,
    ...(full && claims ? { fullList: true as const } : {}),
  }
  const first = await recognise(table, given)
  // A map, a person's or that of the last file, has said already what a row is.
  const lines = claims && base === undefined && !sumsLines(first.mapping) ? lineShape(table, first.mapping) : undefined
  const recognition = lines
    ? await recognise(table, {
        ...given,
        columns: { ...given.columns, ...lines.columns, ...options.said },
        reasons: { ...given.reasons, ...reasonsFor(lines.columns, 'its rows are the lines of invoices') },
      })
    : first
  const questions = [...recognition.questions, ...(lines?.question ? [lines.question] : [])]
  // What a spreadsheet spoilt in a whole column is said before anything is written.
  damageOf(table, recognition.mapping)
  if (claims) refuseLines(table, recognition.mapping)
  const sums = claims && sumsLines(recognition.mapping)
  if (sums && questions.length === 0) await checkLines(table, recognition.mapping)
  return {
    path,
    kind,
    table,
    recognition,
    mapping: claims ? recognition.mapping : debtorsOnly(recognition.mapping),
    // A list of customers may have columns of days and amounts; nothing of it rests on them.
    questions: claims ? questions : questions.filter((it) => it.settle.includes(': name')),
    kept: stored && { fileName: stored.fileName, on: stored.on },
    preset: preset?.program,
    lines: sums ? linesText(recognition.mapping) : undefined,
    fullListOn: full && claims ? (typeof options.fullList === 'number' ? options.fullList : desk.today) : undefined,
    headerSha,
  }
}

function isRejects(table: Table): boolean {
  return withoutVerdict(table.columns).length < table.columns.length
}

function reasonsFor(columns: object, because: string): Record<string, string> {
  return Object.fromEntries(Object.keys(columns).map((name) => [name, because]))
}

function defined<T extends object>(it: T): T {
  return Object.fromEntries(Object.entries(it).filter(([, value]) => value !== undefined)) as T
}

/** The map as a file to correct, with its reasons and what is to be settled. */
export function planText(plan: ImportPlan): string {
  const { taken, ignored, customers } = plan.recognition
  const questions = [...plan.questions, ...(customers ? [customers] : [])]
  return mappingText(plan.mapping, {
    about: `What each column of ${basename(plan.path)} is.`,
    taken,
    ignored,
    questions,
  })
}

/** Takes the file in. Throws a Problem while a question is open, before anything is written. */
export async function runImport(
  desk: ImportDesk,
  plan: ImportPlan,
  options: ImportOptions = {},
): Promise<ImportResult> {
  if (plan.questions.length > 0) throw openQuestions(plan)
  if (plan.fullListOn !== undefined && plan.fullListOn > desk.today) {
    throw problem(
      'import.list_ahead',
      `${dayText(plan.fullListOn)} is after today, ${dayText(desk.today)}: no list can be of that day.`,
      'Give the day on which the list was drawn up.',
    )
  }
  if (!options.dryRun) return take(desk, plan, options, (work) => desk.tx(work))
  // One transaction for all, since later batches stand on earlier ones; it is given up at the end.
  let result: ImportResult | undefined
  const undone = new Error('undone')
  await desk
    .tx(async (tx) => {
      result = await take(desk, plan, options, (work) => work(tx))
      throw undone
    })
    .catch((error) => {
      if (error !== undone) throw error
    })
  return result!
}

function openQuestions(plan: ImportPlan): Problem {
  const asks = plan.questions.map((it) => {
    const choices = it.choices.length > 0 ? ` (${it.choices.join(' / ')})` : ''
    return `  ${it.asks}${choices}${shortcut(it)}`
  })
  const many = plan.questions.length > 1
  return problem(
    'import.questions',
    `Nothing was imported: the file leaves ${many ? `${plan.questions.length} questions` : 'a question'} open.\n${asks.join('\n')}`,
    `Answer with the option named, or write a map with --suggest-map map.yaml, correct it, and import with --map map.yaml.`,
  )
}

function shortcut(question: Question): string {
  if (question.settle.includes('currency:')) return '  → --currency EUR'
  if (question.settle.includes('termsDays:')) return '  → --terms 30'
  return ''
}

type Write = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/** Nothing is said to be in before the last transaction, which waits for the disk, and with it for all before it. */
function soon(write: Write): Write {
  return (work) =>
    write(async (tx) => {
      await needNotWait(tx)
      return work(tx)
    })
}

/** Two programs that make the same debtor, or lock in each other's way, are told apart by trying again. */
async function again<T>(work: () => Promise<T>, tries = 3): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (tries > 1 && isConflict(error)) return again(work, tries - 1)
    throw error
  }
}

/** A batch that is being written; several are, side by side, and their results are taken in the order of the file. */
interface Flight {
  readonly read: Read
  readonly taken: Promise<Taken>
  /** What it names. Batches that name something in common are written one after the other, as the file has them. */
  readonly refs: ReadonlyMap<string, Ref>
}

async function take(desk: ImportDesk, plan: ImportPlan, options: ImportOptions, write: Write): Promise<ImportResult> {
  const { creditorId } = desk.workspace
  const { mapping, fullListOn } = plan
  const fileSha = await plan.table.sha256
  const fileName = basename(plan.path)
  const begun = await write(async (tx) => ({
    first: plan.kind === 'claims' && !(await hasImported(tx, creditorId)),
    knownBefore: await knownUntil(tx, creditorId),
    believed: await believedRows(tx),
    id: await beginImport(tx, { kind: plan.kind, creditorId, fileName, fileSha, mapping, fullListOn }),
  }))
  const taking = takingOf(desk, plan, begun.id, options.dryRun ? undefined : write)
  // A file names a customer in one batch after another; their rows of lists are derived once, when all is in.
  const later = new Map<number, Set<string>>()
  const own: Write = (work) => write((tx) => work({ ...tx, stamp: { import: begun.id }, later }))
  const total = outcome()
  const rejects = rejectsOf(plan, options, total)
  const planFor = { made: Math.max(firstRows / 2, begun.believed) }
  const numberAt = plan.table.columns.findIndex((name) => mapping.columns[name]?.field === 'number')
  // Numbers in rows that cannot be read, or need not be.
  const lostOf = (read: Read) => read.passed.flatMap((it) => it.cells[numberAt]?.trim() || [])
  const start = (read: Read, refs: Flight['refs']): Flight => {
    const one = () => soon(own)((tx) => takeBatch(taking, tx, read.rows, lostOf(read), refs))
    const taken = options.dryRun ? one() : again(one)
    // Asked for when its turn comes; until then nobody listens for what it may throw.
    taken.catch(() => undefined)
    return { read, taken, refs }
  }
  const land = async ({ read, taken }: Flight) => {
    const { outcome, refused, seenNos } = await taken
    for (const it of read.passed) await passOver(total, rejects, it)
    for (const note of read.notes) addNote(total, note)
    for (const no of seenNos) taking.seen.add(no)
    join(total, outcome)
    total.summed += read.summed
    options.onProgress?.(total.rows + total.summed)
    for (const [row, trouble] of refused) for (const cells of read.cells.get(row)!) await rejects.add(cells, trouble)
    const made = total.debtors + total.claims
    if (made < planFor.made) return
    await write(refreshPlans)
    planFor.made = made * growth
  }
  const writeAll = async () => {
    // While the database writes some batches, the next is read.
    const ahead = batchesOf(plan.table, mapping)
    const flying: Flight[] = []
    try {
      let next = ahead.next()
      for (;;) {
        const { value, done } = await next
        if (done || options.cancelled?.()) break
        next = ahead.next()
        next.catch(() => undefined)
        const refs = refsOf(taking, value.rows, lostOf(value))
        const meets = ({ refs: others }: Flight) => refs.keys().some((key) => others.has(key))
        // A dry run has one transaction; and until the planner knows of rows, the first batch goes alone.
        const side = options.dryRun || total.debtors + total.claims + begun.believed < firstRows ? 1 : writers
        while (flying.length >= side || flying.some(meets)) await land(flying.shift()!)
        flying.push(start(value, refs))
      }
      while (flying.length > 0) await land(flying.shift()!)
    } finally {
      // One that failed is told; those beside it are written or not before it is.
      await Promise.allSettled(flying.map((it) => it.taken))
      await ahead.return(undefined)
    }
  }
  // What was refused before a database or a disk gave up is on the disk all the same.
  await writeAll().catch(async (error) => {
    await rejects.close()
    throw error
  })
  const rejected = await rejects.close()
  if (!options.dryRun) await deriveLater(write, later, desk.today)
  const cancelled = options.cancelled?.() === true
  const list =
    fullListOn === undefined || cancelled
      ? undefined
      : await judgeList({
          desk,
          write: (work) => own((tx) => work({ ...tx, later: undefined })),
          importId: begun.id,
          on: fullListOn,
          sums: total.sums,
          knownBefore: begun.knownBefore,
        })
  const end = await own(async (tx) => {
    const named = await countNamed(tx, begun.id)
    const counts = { ...countsOf(total), knownBefore: begun.knownBefore ?? null }
    const sumNamed = Object.fromEntries([...total.sums].map(([currency, sum]) => [currency, sum.openMinor]))
    await endImport(tx, begun.id, { claimsNamed: named, sumNamed, counts, partial: list?.partial ?? cancelled })
    if (cancelled) return { largest: { some: [] }, approved: false }
    if (!isRejects(plan.table)) await keepMapping(tx, plan.headerSha, { mapping, fileName, on: dayText(desk.today) })
    await addWorkspaceRecord(tx, 'import.done', begun.id, { fileName, fileSha, fullListOn, ...countsOf(total) })
    const largest = begun.first ? await largestOf(tx, desk) : { some: [] }
    const approved = options.approveLargest === true && largest.some.length > 0
    if (approved) await approve(tx, desk, largest.some)
    return { largest, approved }
  })
  return {
    ...total,
    importId: options.dryRun ? undefined : begun.id,
    dryRun: options.dryRun === true,
    rejectsFile: rejected,
    list,
    largest: end.largest.some,
    largestCurrency: end.largest.currency,
    approved: end.approved,
    cancelled,
  }
}

function takingOf(desk: ImportDesk, plan: ImportPlan, importId: string, write: Write | undefined): Taking {
  const { defaults } = plan.mapping
  const fields = new Set(Object.values(plan.mapping.columns).map((it) => it.field))
  return {
    workspace: desk.workspace,
    creditorId: desk.workspace.creditorId,
    today: desk.today,
    importId,
    moneyDay: plan.fullListOn ?? desk.today,
    said: {
      disputes: fields.has('disputed') || fields.has('disputeCause') || fields.has('status'),
      country: fields.has('country'),
      language: fields.has('language'),
      defaultCountry: defaults.country,
      defaultLanguage: defaults.language,
    },
    seen: seenNumbers(),
    // In a transaction of their own, so that no batch waits for another's end; one that fails leaves a gap.
    takeNumbers: write && ((count) => soon(write)((tx) => takeNumbers(tx, count))),
  }
}

function countsOf(total: Outcome) {
  return {
    rows: total.rows,
    summed: total.summed,
    created: { debtors: total.debtors, claims: total.claims, credits: total.credits },
    changed: total.changed.count,
    payments: total.payments,
    unchanged: total.unchanged,
    problems: total.problems.count,
    leftOut: total.leftOut,
    sums: Object.fromEntries(total.sums),
  }
}

async function largestOf(tx: Tx, desk: ImportDesk): Promise<{ some: LargeDebtor[]; currency?: string }> {
  const { creditorId, currency } = desk.workspace
  const all = await currenciesOf(tx, creditorId)
  const which = all.length === 1 ? all[0]! : currency
  return { some: await largestDebtors(tx, creditorId, which, desk.today, largestCount), currency: which }
}

async function approve(tx: Tx, desk: ImportDesk, some: readonly LargeDebtor[]): Promise<void> {
  const books = Map.groupBy(some, (it) => it.book)
  for (const book of [...books.keys()].sort((a, b) => a - b)) {
    const ids = books.get(book)!.map((it) => it.id)
    const heads = await lockDebtors(tx, book, ids)
    for (const debtor of await readDebtors(tx, book, ids))
      await changeDebtor(tx, heads, debtor, { handling: 'approve' })
    await lookAgain(tx, book, ids, desk.today)
  }
}
