// Files a folder of PDFs: each under the claim or the customer whose number its name or its text says, or on the list of what a
// person must file. One file at a time, so that ten thousand take no more memory than one.

import { constants } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import { basename, extname, join, relative } from 'node:path'
import type { DocumentKind } from '../core/document.ts'
import type { Key } from '../core/id.ts'
import { Problem, problem, quoted } from '../core/problem.ts'
import { folded } from '../core/text.ts'
import { type Candidate, candidatesOf, kindOf } from '../imports/paper.ts'
import { type Line, openPdfReader, type PdfLimits, pdfLimits } from '../imports/pdf.ts'
import { hashOf } from '../store/blob.ts'
import { type ClaimRow, readClaims } from '../store/claim.ts'
import { type Db, inWorkspace, type Tx } from '../store/db.ts'
import { readDebtors } from '../store/debtor.ts'
import { addDocument, documentsWith, numbersThatExist } from '../store/document.ts'
import { lockDebtors } from '../store/record.ts'
import type { Workspace } from '../store/workspace.ts'

export interface FilingOptions {
  readonly actor: string
  /** What all of them are, where neither names nor titles say it. */
  readonly kind?: DocumentKind
  readonly dryRun?: boolean
  readonly limits?: PdfLimits
  readonly onProgress?: (files: number) => void
}

export interface Filed {
  readonly file: string
  readonly kind: string
  readonly claim?: string
  readonly customer: string
  readonly because: string
}
export interface LeftOver {
  readonly file: string
  /** `none` fits nothing, `several` more than one, `kind` is not said, `problem` cannot be read. */
  readonly what: 'none' | 'several' | 'kind' | 'problem'
  readonly says: string
  readonly fix: string
}
export interface FilingResult {
  readonly files: number
  readonly filed: readonly Filed[]
  /** Filed before: the same bytes. */
  readonly known: number
  readonly leftOver: readonly LeftOver[]
}

const depthMax = 8

/** Files what is in a folder and the folders in it. Doing it again adds nothing. */
export async function fileFolder(
  db: Db,
  workspace: Workspace,
  folder: string,
  options: FilingOptions,
): Promise<FilingResult> {
  const limits = options.limits ?? pdfLimits
  const reader = openPdfReader(limits)
  const filed: Filed[] = []
  const leftOver: LeftOver[] = []
  let files = 0
  let known = 0
  try {
    for await (const path of filesIn(folder, 0)) {
      files += 1
      const file = relative(folder, path) || basename(path)
      try {
        const bytes = await bytesOf(path, limits.bytesMax)
        const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(db, workspace.id, options.actor, work)
        const before = await inside((tx) => documentsWith(tx, hashOf(bytes)))
        if (before.some((it) => it.withdrawnAt === null)) known += 1
        else if (before.length > 0)
          leftOver.push({
            file,
            what: 'none',
            says: 'It was filed before and withdrawn by hand.',
            fix: byHand(path),
          })
        else {
          const { lines } = await reader.read(bytes)
          const done = await inside((tx) => fileOne(tx, { path, file, bytes, lines }, options))
          if ('what' in done) leftOver.push(done)
          else filed.push(done)
        }
      } catch (error) {
        const it = asProblem(error)
        leftOver.push({ file, what: 'problem', says: it.facts.says, fix: it.facts.fix })
      }
      options.onProgress?.(files)
    }
  } finally {
    await reader.close()
  }
  return { files, filed, known, leftOver }
}

/** Plain files of a folder and of the folders in it, in order of their names; none that begins with a dot. */
export async function* filesIn(folder: string, depth: number): AsyncGenerator<string> {
  let names: string[]
  try {
    names = (await readdir(folder)).sort()
  } catch (error) {
    if (depth > 0) return yield folder
    throw problem(
      'document.folder',
      `The folder ${quoted(folder)} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
      'Give the name of a folder that holds PDFs.',
    )
  }
  for (const name of names) {
    if (name.startsWith('.')) continue
    const path = join(folder, name)
    const it = await lstat(path).catch(() => undefined)
    if (it?.isDirectory() && depth < depthMax) yield* filesIn(path, depth + 1)
    else yield path
  }
}

/** The bytes of a plain file: never through a link, never from a pipe that may not end, never more than the limit. */
export async function bytesOf(path: string, bytesMax: number): Promise<Uint8Array> {
  const link = (await lstat(path)).isSymbolicLink()
  if (link) throw problem('document.link', 'It is a link to another place.', 'Copy the file itself here.')
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
  try {
    const { size, isFile } = await file.stat().then((it) => ({ size: it.size, isFile: it.isFile() }))
    if (!isFile) throw problem('document.not_a_file', 'It is no plain file.', 'Leave only PDFs in the folder.')
    if (size > bytesMax)
      throw problem(
        'document.too_large',
        `The file has ${Math.ceil(size / 1e6)} MB, more than ${Math.round(bytesMax / 1e6)}.`,
        'Make it smaller: scan it in black and white, or save it with less resolution.',
      )
    const bytes = Buffer.alloc(size)
    let at = 0
    while (at < size) {
      const { bytesRead } = await file.read(bytes, at, size - at, at)
      if (bytesRead === 0) break
      at += bytesRead
    }
    return bytes.subarray(0, at)
  } finally {
    await file.close()
  }
}

/** What a person can cure, as a Problem; anything else is thrown on. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) {
    if (error.facts.code.startsWith('database.')) throw error
    return error
  }
  const { code, syscall } = error as NodeJS.ErrnoException
  if (code === undefined || syscall === undefined) throw error
  return problem('document.unreadable', `The file cannot be read (${code}).`, 'Check its name and its rights.')
}

export interface Paper {
  readonly path: string
  readonly file: string
  readonly bytes: Uint8Array
  readonly lines: readonly Line[]
}

/** Files what was read where its numbers lead, or says why they lead nowhere. */
export async function fileOne(
  tx: Tx,
  paper: Paper,
  options: Pick<FilingOptions, 'kind' | 'dryRun'>,
): Promise<Filed | LeftOver> {
  const { file, bytes, lines } = paper
  const stem = basename(file, extname(file))
  const fit = await fitOf(tx, stem, lines)
  if ('what' in fit) return { file, ...fit, fix: byHand(paper.path) }
  const kind =
    options.kind === undefined
      ? (kindOf(stem, lines)?.kind ?? (fit.said && fit.claim ? 'invoice' : undefined))
      : options.kind
  if (kind === undefined)
    return {
      file,
      what: 'kind',
      says: `It belongs to ${fit.claim ? `claim ${fit.claim.number}` : fit.customer} (${fit.because}), but neither its name nor a title says what it is.`,
      fix: 'Say it: --kind invoice, contract, order or proof_of_delivery; or put the word into its name.',
    }
  if (!options.dryRun) {
    const heads = await lockDebtors(tx, fit.key.book, [fit.key.id])
    const name = plainName(basename(file))
    await addDocument(tx, heads, {
      debtorId: fit.key.id,
      claimId: fit.claim?.id,
      kind,
      name,
      bytes,
      because: fit.because,
    })
  }
  return { file, kind, claim: fit.claim?.number, customer: fit.customer, because: fit.because }
}

interface Fit {
  /** The debtor. */
  readonly key: Key
  readonly claim?: ClaimRow
  readonly customer: string
  readonly because: string
  /** Its number was called a number of a claim. */
  readonly said: boolean
}

interface Hit {
  readonly claim: ClaimRow
  readonly customer: string
  readonly rank: number
  readonly by: Candidate
}

const numbersAtOnce = 2_000
const knownShown = 5

/** The one claim, or else the one customer, that the numbers of a paper speak for; or why there is none. */
async function fitOf(tx: Tx, stem: string, lines: readonly Line[]): Promise<Fit | Omit<LeftOver, 'file' | 'fix'>> {
  const all = candidatesOf(stem, lines)
  const claims = new Map<string, Key[]>()
  const customers = new Map<string, Key[]>()
  for (let i = 0; i < all.length; i += numbersAtOnce) {
    const found = await numbersThatExist(
      tx,
      all.slice(i, i + numbersAtOnce).map((it) => it.value),
    )
    for (const [value, keys] of found.claims) claims.set(value, keys)
    for (const [value, keys] of found.customers) customers.set(value, keys)
  }
  const text = folded(`${stem} ${lines.flatMap((line) => line.map((cell) => cell.text)).join(' ')}`)
  const named = all.filter((it) => it.of === 'claim' && claims.has(it.value))
  const hits = await hitsOf(tx, longest(named), claims, { text })
  const strong = hits.filter((it) => it.rank >= 2)
  if (strong.length > 0) return byClaim(strong)
  const byCustomer = await customerOf(tx, all, customers, { text })
  if (byCustomer) return byCustomer
  const [weak] = hits
  return {
    what: 'none',
    says: weak
      ? `${quoted(weak.by.shown)} stands in it and is a claim's number, but nothing says that it is meant.`
      : 'No number of a claim or a customer was found in its name or its text.',
  }
}

/** What stands within a longer number that exists too is a part of that, not a number. */
function longest(found: readonly Candidate[]): Candidate[] {
  const byCell = Map.groupBy(found, (it) => it.cell)
  return found.filter(
    (it) =>
      !byCell
        .get(it.cell)!
        .some((one) => one.from <= it.from && one.to >= it.to && one.to - one.from > it.to - it.from),
  )
}

async function hitsOf(
  tx: Tx,
  found: readonly Candidate[],
  claims: ReadonlyMap<string, readonly Key[]>,
  { text }: { text: string },
): Promise<Hit[]> {
  const keys = found.flatMap((it) => claims.get(it.value)!)
  const rows = new Map<string, { claim: ClaimRow; customer: string }>()
  for (const [book, here] of Map.groupBy(keys, (it) => it.book)) {
    const claimRows = await readClaims(tx, book, [...new Set(here.map((it) => it.id))])
    const debtors = await readDebtors(tx, book, [...new Set(claimRows.map((it) => it.debtorId))])
    const names = new Map(debtors.map((it) => [it.id, it.name]))
    for (const claim of claimRows) rows.set(claim.id, { claim, customer: names.get(claim.debtorId) ?? '' })
  }
  return found
    .flatMap((by) =>
      claims.get(by.value)!.flatMap(({ id }): Hit[] => {
        const it = rows.get(id)
        return it ? [{ ...it, by, rank: rankOf(by, text.includes(folded(it.customer))) }] : []
      }),
    )
    .sort((a, b) => b.rank - a.rank)
}

function rankOf({ strength, where }: Candidate, customerNamed: boolean): number {
  if (where === 'text') {
    if (strength === 'said') return 5
    if (strength === 'telling') return 3
    return strength === 'digits' && customerNamed ? 2 : 0
  }
  if (strength === 'said' || strength === 'alone' || strength === 'telling') return 4
  return customerNamed ? 2 : 0
}

function byClaim(hits: readonly Hit[]): Fit | Omit<LeftOver, 'file' | 'fix'> {
  const ids = (some: readonly Hit[]) => new Set(some.map((it) => it.claim.id))
  const inName = hits.filter((it) => it.rank === 4)
  const said = hits.filter((it) => it.rank === 5)
  const named = ids(inName)
  const [first] = inName
  if (named.size === 1 && said.length > 0 && !ids(said).has(first!.claim.id))
    return {
      what: 'several',
      says: `Its name says claim ${first!.claim.number}, its text ${listed(said)}.`,
    }
  const top = named.size === 1 ? inName : hits.filter((it) => it.rank === hits[0]!.rank)
  if (ids(top).size > 1) return { what: 'several', says: `It fits several claims: ${listed(top)}.` }
  const [best] = top
  const also = hits.filter((it) => it.claim.id === best!.claim.id)
  const because = [...new Set(also.map(evidence))].slice(0, 2).join(', and ')
  const { claim, customer } = best!
  return {
    key: { book: claim.book, id: claim.debtorId },
    claim,
    customer,
    because,
    said: also.some((it) => it.by.where === 'text' && it.by.strength === 'said'),
  }
}

function listed(hits: readonly Hit[]): string {
  const all = new Map(hits.map((it) => [it.claim.id, `${it.claim.number} of ${it.customer} (${evidence(it)})`]))
  const shown = [...all.values()].slice(0, knownShown).join('; ')
  return all.size > knownShown ? `${shown}; and ${all.size - knownShown} more` : shown
}

function evidence({ by, rank }: Pick<Hit, 'by' | 'rank'>): string {
  const place = by.where === 'name' ? 'in its name' : 'in its text'
  if (by.where === 'text' && by.strength === 'said') return `${quoted(by.shown)} called an invoice number ${place}`
  return `${quoted(by.shown)} ${place}${rank === 2 ? " beside the customer's name" : ''}`
}

async function customerOf(
  tx: Tx,
  all: readonly Candidate[],
  customers: ReadonlyMap<string, readonly Key[]>,
  { text }: { text: string },
): Promise<Fit | Omit<LeftOver, 'file' | 'fix'> | undefined> {
  const here = longest(
    all.filter(
      (it) =>
        customers.has(it.value) &&
        (it.of === 'customer'
          ? it.strength === 'said'
          : it.where === 'name' &&
            (/^(alone|telling)$/.test(it.strength) || /^\p{L}{1,4}[-.]?\d{2,}$/u.test(it.shown))),
    ),
  )
  const keys = new Map(here.flatMap((by) => customers.get(by.value)!.map((key) => [key.id, { key, by }] as const)))
  if (keys.size === 0) return undefined
  const named: { key: Key; customer: string; because: string }[] = []
  for (const { key, by } of keys.values()) {
    const [debtor] = await readDebtors(tx, key.book, [key.id])
    if (!debtor) continue
    // A few digits are a customer's number of many a firm: then the name must stand there too.
    if (/^\d{1,6}$/.test(by.value) && !text.includes(folded(debtor.name))) continue
    const place = by.where === 'name' ? 'in its name' : 'in its text'
    named.push({ key, customer: debtor.name, because: `customer number ${quoted(by.shown)} ${place}` })
  }
  const [only, ...more] = named
  if (!only) return undefined
  if (more.length > 0)
    return {
      what: 'several',
      says: `It fits several customers: ${named
        .slice(0, knownShown)
        .map((it) => `${it.customer} (${it.because})`)
        .join('; ')}.`,
    }
  return { ...only, said: false }
}

function byHand(file: string): string {
  const shown = /^[\w./-]+$/.test(file) ? file : quoted(file)
  return `File it by hand: ./dunwell document add ${shown} --claim NUMBER --kind invoice`
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not reach a mail's header or a terminal
const unseen = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** A name that is safe in a mail and on a disk, and says the same. */
export function plainName(name: string, ending = '.pdf'): string {
  const clean = name
    .toWellFormed()
    .replace(unseen, '')
    .replace(/[\\/:*?"<>|]/g, '_')
    .trim()
  const stem = clean.toLowerCase().endsWith(ending) ? clean.slice(0, -ending.length) : clean
  return `${[...stem].slice(0, 120).join('') || 'document'}${ending}`
}
