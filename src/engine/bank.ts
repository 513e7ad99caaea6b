// Takes a bank's file in: every booked entry becomes a line, once, however many overlapping files tell of it, and the lines are matched
// (match.ts). What we know of payments then reaches to the last day of the statements.

import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Day } from '../core/day.ts'
import { dayText } from '../core/day.ts'
import { problem, quoted } from '../core/problem.ts'
import { fileBytesMax, readBank } from '../imports/bank/read.ts'
import type { BankEntry, BankFile, EntryKind, Statement } from '../imports/bank/statement.ts'
import type { TablePlan } from '../imports/bank/table-line.ts'
import type { BankMap } from '../imports/bank/table-map.ts'
import {
  addBankLines,
  type BankLineRow,
  findBankLine,
  knownLines,
  linesByFingerprint,
  linesNumbered,
  linesUndone,
  markSettling,
  matchedOf,
  type NewBankLine,
  undoingLines,
  withdrawBankLines,
} from '../store/bank.ts'
import type { Tx } from '../store/db.ts'
import { beginImport, endImport } from '../store/import.ts'
import { countAnyone, liftForLines, withdrawMatches } from '../store/line-match.ts'
import { knownUntil, unknowUntil } from '../store/list.ts'
import { addWorkspaceRecord } from '../store/record.ts'
import { type BankStatementKept, type ImportRow, markUndone } from '../store/undo.ts'
import { setKnownUntil } from '../store/workspace.ts'
import { keepBankMap, tableAt } from './bank-table.ts'
import type { ImportDesk } from './import.ts'
import { askForLines, markedInFull } from './in-full.ts'
import { type MatchOutcome, matchLines } from './match.ts'
import { bookReturns, type Returned, unreturnLines } from './returned.ts'

export interface BankStatementTaken {
  readonly format: string
  readonly file?: string
  readonly account: string
  readonly currency: string
  readonly number?: string
  readonly from?: Day
  readonly until?: Day
  readonly openingMinor?: number
  readonly closingMinor?: number
  readonly entries: number
  readonly fresh: number
  readonly known: number
  /** Announced by the bank and not booked: left out. */
  readonly announced: number
  readonly inMinor: number
  readonly outMinor: number
}

export interface BankImported {
  readonly importId?: string
  readonly fileName: string
  readonly statements: readonly BankStatementTaken[]
  readonly fresh: number
  readonly known: number
  /** Returns, charge-backs and reversals among the new lines. */
  readonly cameBack: number
  /** Payments that these undid by themselves, and how many wait for a person. */
  readonly returned: readonly Returned[]
  readonly returnsWaiting: number
  /** Marked as settling all: questions, and no payments. */
  readonly inFull: number
  /** New lines of money that came in. */
  readonly incoming: number
  /** The last day that the file tells whole. */
  readonly told?: Day
  /** Payments are known up to here now. */
  readonly knownUntil?: Day
  /** Lines that wait and could be almost anybody's: known-until waits for them. */
  readonly anyone?: number
  /** What became of all lines that nobody had looked at; absent in a dry run. */
  readonly matched?: MatchOutcome
  readonly dryRun: boolean
  /** Of a table: what its columns were taken for, and whether a map kept from an earlier file said so. */
  readonly table?: { readonly plan: TablePlan; readonly kept: boolean }
}

export interface BankOptions {
  readonly dryRun?: boolean
  /** For tables: what a person says of the columns. */
  readonly map?: BankMap
  /** Of a workbook with several, the sheet to read. */
  readonly sheet?: string
  /** Told how many lines are matched. */
  readonly progress?: (done: number) => void
}

const linesAtOnce = 2_000

/** Reads, checks and stores a file in one transaction; with `dryRun` stores nothing. Throws a Problem for what does not balance. */
export async function importBank(desk: ImportDesk, path: string, options: BankOptions = {}): Promise<BankImported> {
  const bytes = await bytesOf(path)
  const read = await tableAt(desk, path, bytes, options)
  const files = read === undefined ? readBank(bytes, options.map) : [read.file]
  const prepared = linesOf(files)
  const until = toldUntil(files, desk.today)
  const dryRun = options.dryRun === true
  const taken = await desk.tx(async (tx): Promise<BankImported> => {
    const creditorId = desk.workspace.creditorId
    const before = await knownUntil(tx, creditorId)
    const importId = dryRun
      ? undefined
      : await beginImport(tx, {
          kind: 'bank',
          creditorId,
          fileName: basename(path),
          fileSha: createHash('sha256').update(bytes).digest('hex'),
          mapping: read === undefined ? {} : { bank: read.plan.map },
        })
    if (read !== undefined && !dryRun) await keepBankMap(tx, read)
    const statements: BankStatementTaken[] = []
    const met = new Set<string>()
    const marked: string[] = []
    let cameBack = 0
    let incoming = 0
    for (const { file, statement, lines } of prepared) {
      const fresh = await freshLines(tx, statement.account, lines, met)
      cameBack += fresh.filter((it) => undoing.has(it.kind)).length
      const theirs = fresh.filter((it) => it.line.amountMinor > 0 && it.kind !== 'transfer' && it.kind !== 'fee')
      incoming += theirs.length
      for (const { line } of theirs) {
        const { text } = line.raw as { text?: string }
        if (markedInFull(text)) marked.push(line.fingerprint)
      }
      if (importId !== undefined) {
        for (let at = 0; at < fresh.length; at += linesAtOnce) {
          await addBankLines(
            tx,
            importId,
            fresh.slice(at, at + linesAtOnce).map((it) => it.line),
          )
        }
      }
      statements.push(takenOf(file, statement, lines.length, fresh))
    }
    const came = importId === undefined ? undefined : await bookReturns(tx, desk, await undoingLines(tx, importId))
    const asked =
      importId === undefined || marked.length === 0
        ? []
        : await askForLines(tx, desk, await linesByFingerprint(tx, importId, marked))
    await markSettling(
      tx,
      asked.map((it) => it.line.id),
    )
    const fresh = statements.reduce((sum, it) => sum + it.fresh, 0)
    const known = statements.reduce((sum, it) => sum + it.known, 0)
    if (importId !== undefined) {
      // What it tells is known once its lines are matched; taking it back takes that back too.
      const moves = until !== undefined && (before === undefined || before < until)
      const counts = {
        lines: fresh,
        knownLines: known,
        statements: statements.map(toldOf),
        ...(moves ? { knownTo: until, knownBefore: before ?? null } : {}),
      }
      await endImport(tx, importId, { claimsNamed: 0, sumNamed: {}, counts, partial: false })
      await addWorkspaceRecord(tx, 'bank.imported', importId, { fileName: basename(path), lines: fresh, known })
    }
    return {
      importId,
      fileName: basename(path),
      statements,
      fresh,
      known,
      cameBack,
      returned: came?.booked ?? [],
      returnsWaiting: came?.waiting ?? 0,
      inFull: asked.length,
      ...(asked.some((it) => it.offer === undefined)
        ? { anyone: asked.filter((it) => it.offer === undefined).length }
        : {}),
      incoming,
      told: until,
      dryRun,
      ...(read === undefined ? {} : { table: { plan: read.plan, kept: read.kept } }),
    }
  })
  if (dryRun) return taken
  const matched = await matchLines(desk, options.progress)
  return { ...taken, matched, ...(await tellKnown(desk, basename(path), until, taken.anyone ?? 0)) }
}

/**
 * Moves known-until to the file's last day: every line that came in is booked, or holds whoever it could belong to. Not where one
 * waits that could be almost anybody's.
 */
async function tellKnown(
  desk: ImportDesk,
  fileName: string,
  until: Day | undefined,
  unknown: number,
): Promise<Pick<BankImported, 'knownUntil' | 'anyone'>> {
  if (until === undefined) return {}
  return desk.tx(async (tx) => {
    const anyone = unknown + (await countAnyone(tx))
    if (anyone > 0) return { anyone }
    await setKnownUntil(tx, desk.workspace.creditorId, until, `${fileName} tells of payments until ${dayText(until)}`)
    return { knownUntil: until }
  })
}

const undoing: ReadonlySet<EntryKind> = new Set(['return', 'charge_back', 'refund', 'reversal'])

async function bytesOf(path: string): Promise<Buffer> {
  const about = await stat(path).catch(() => undefined)
  if (!about?.isFile()) {
    throw problem(
      'import.no_file',
      `There is no file ${quoted(path, 200)}.`,
      'Give the path of a file that the bank made.',
    )
  }
  if (about.size > fileBytesMax) {
    throw problem(
      'bank.too_large',
      `${quoted(path, 200)} is larger than ${fileBytesMax / 1024 / 1024} MB.`,
      'Export shorter periods, one file each.',
    )
  }
  return readFile(path)
}

interface Line {
  readonly kind: EntryKind
  readonly line: NewBankLine
}

interface Prepared {
  readonly file: BankFile
  readonly statement: Statement
  readonly lines: readonly Line[]
}

/**
 * The lines with their fingerprints. Entries of a day that are alike in all are told apart by their number, which goes on where a
 * statement opens with the balance another of the file closed with; another file with the same statements gives the same numbers.
 */
function linesOf(files: readonly BankFile[]): Prepared[] {
  const twice = new Map<string, readonly Line[]>()
  const numbers = new Map<string, Map<string, number>>()
  return files.flatMap((file) =>
    file.statements.map((statement) => {
      const { account, number, opening, closing, from, until, entries } = statement
      const same = JSON.stringify([account, number, opening, closing, from, until, entries.length])
      const before = opening && numbers.get(`${account} ${opening.amountMinor}`)
      const seen = before ?? new Map<string, number>()
      const lines = twice.get(same) ?? entries.filter((it) => it.booked).map((it) => lineOf(file, statement, it, seen))
      twice.set(same, lines)
      if (closing) numbers.set(`${account} ${closing.amountMinor}`, seen)
      return { file, statement, lines }
    }),
  )
}

/**
 * The bank's own id stands for text and references in a fingerprint, because a notification and the statement of the same entry
 * word it differently.
 */
function lineOf(file: BankFile, statement: Statement, entry: BankEntry, seen: Map<string, number>): Line {
  const { day, amountMinor, currency, bankId } = entry
  const own = bankId === undefined ? [entry.references, entry.text, entry.name ?? '', entry.account ?? ''] : [bankId]
  const key = JSON.stringify([dayText(day), amountMinor, currency, ...own])
  const no = (seen.get(key) ?? 0) + 1
  seen.set(key, no)
  const fingerprint = createHash('sha256').update(`${key} ${no}`).digest('hex')
  const raw = rawOf(file, statement, entry)
  return { kind: entry.kind, line: { account: statement.account, day, amountMinor, currency, fingerprint, raw } }
}

function rawOf(file: BankFile, statement: Statement, { booked: _, day: __, ...entry }: BankEntry): object {
  const valueDay = entry.valueDay === undefined ? undefined : dayText(entry.valueDay)
  return { ...entry, valueDay, format: file.format, statement: statement.number, place: statement.at }
}

/** Those that neither the database nor a statement before in the same file holds. */
async function freshLines(tx: Tx, account: string, lines: readonly Line[], met: Set<string>): Promise<Line[]> {
  const fresh: Line[] = []
  for (let at = 0; at < lines.length; at += linesAtOnce) {
    const some = lines.slice(at, at + linesAtOnce)
    const known = await knownLines(
      tx,
      account,
      some.map((it) => it.line.fingerprint),
    )
    for (const it of some) {
      const key = `${account} ${it.line.fingerprint}`
      if (known.has(it.line.fingerprint) || met.has(key)) continue
      met.add(key)
      fresh.push(it)
    }
  }
  return fresh
}

function takenOf(file: BankFile, statement: Statement, booked: number, fresh: readonly Line[]): BankStatementTaken {
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
  const amounts = fresh.map((it) => it.line.amountMinor)
  return {
    format: file.format,
    file: file.name,
    account: statement.account,
    currency: statement.currency,
    number: statement.number,
    from: statement.from,
    until: statement.until,
    openingMinor: statement.opening?.amountMinor,
    closingMinor: statement.closing?.amountMinor,
    entries: statement.entries.length,
    fresh: fresh.length,
    known: booked - fresh.length,
    announced: statement.entries.length - booked,
    inMinor: sum(amounts.filter((amount) => amount > 0)),
    outMinor: sum(amounts.filter((amount) => amount < 0)),
  }
}

/** What is kept of a statement beside its lines. */
function toldOf({ from, until, ...it }: BankStatementTaken): BankStatementKept {
  const dated = (day: Day | undefined) => (day === undefined ? undefined : dayText(day))
  return { ...it, from: dated(from), until: dated(until) }
}

/**
 * The last day of which all payments are told: of several accounts the earliest of their last days. Reports of a running day
 * (camt.052, camt.054, MT942) tell of no whole day, a list taken from a bank's page tells of all but its last, and a payment provider
 * tells nothing of the bank.
 */
function toldUntil(files: readonly BankFile[], today: Day): Day | undefined {
  const last = new Map<string, Day>()
  for (const { format, statements } of files) {
    if (/^camt\.05[24]|^MT942/.test(format)) continue
    for (const { account, until, closing, lastDayOpen, provider } of statements) {
      if (until === undefined || closing === undefined || provider !== undefined) continue
      const told = lastDayOpen ? until - 1 : until
      last.set(account, Math.max(told, last.get(account) ?? told) as Day)
    }
  }
  return last.size === 0 ? undefined : (Math.min(today, ...last.values()) as Day)
}

/** Takes the lines of an import back, and what came back by them, while none other was matched to a customer. @returns how many. */
export async function undoBank(tx: Tx, at: Pick<ImportDesk, 'workspace' | 'today'>, it: ImportRow): Promise<number> {
  await unreturnLines(tx, at, await undoingLines(tx, it.id), `the import of ${it.fileName} was taken back`)
  const matched = await matchedOf(tx, it.id)
  if (matched > 0) {
    throw problem(
      'import.built_on',
      `${it.fileName} cannot be taken back: ${matched} of its lines are matched to customers.`,
      'Undo those matches first: ./dunwell match list --booked shows them.',
    )
  }
  const waiting = await withdrawMatches(tx, it.id)
  const books = [...new Set(waiting.flatMap((one) => one.heldBooks))].sort((a, b) => a - b)
  for (const book of books)
    await liftForLines(
      tx,
      book,
      waiting.map((one) => one.lineId),
      at.today,
    )
  const lines = await withdrawBankLines(tx, it.id)
  const { knownTo, knownBefore } = it.counts
  if (knownTo !== undefined) {
    await unknowUntil(
      tx,
      it.creditorId,
      knownTo,
      knownBefore ?? undefined,
      `the import of ${it.fileName} was taken back`,
    )
  }
  await markUndone(tx, it.id)
  await addWorkspaceRecord(tx, 'import.undone', it.id, { fileName: it.fileName, lines })
  return lines
}

/** A line, and where it undoes another, the lines that it may point at. */
export async function showBankLine(tx: Tx, id: string): Promise<{ line: BankLineRow; undoes: readonly BankLineRow[] }> {
  const line = /^[0-9a-f-]{36}$/.test(id) ? await findBankLine(tx, id) : undefined
  if (line === undefined)
    throw problem('bank.no_line', `There is no bank line ${quoted(id)}.`, 'See them: ./dunwell bank list')
  if (!undoing.has(line.raw.kind)) return { line, undoes: [] }
  const { endToEnd, customer, transaction, undoes } = line.raw.references
  if (typeof undoes === 'string') return { line, undoes: await linesNumbered(tx, line, undoes) }
  const references = [endToEnd, customer, transaction].filter((one) => typeof one === 'string')
  return { line, undoes: await linesUndone(tx, line, references) }
}
