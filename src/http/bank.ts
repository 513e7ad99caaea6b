// Bank files and e-invoices over the API: the file is the body, a preview shows what would come of it, and the same bytes a second time change
// nothing. Statements and lines as they were told; whose money a line is, is not decided here.

import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from '@hono/zod-openapi'
import { dayText } from '../core/day.ts'
import { keyOf, publicId } from '../core/id.ts'
import { importBank, showBankLine } from '../engine/bank.ts'
import { importEInvoices } from '../engine/einvoice.ts'
import { readImports } from '../engine/undo.ts'
import { fileBytesMax } from '../imports/bank/read.ts'
import { mapOver, readBankMap } from '../imports/bank/table-map.ts'
import { pdfLimits } from '../imports/pdf.ts'
import { type BankLineRow, findBankLine, listBankLines } from '../store/bank.ts'
import { importOf } from '../store/undo.ts'
import { plainName } from './import.ts'
import { operation } from './operation.ts'
import {
  anyObject,
  currencyShape,
  cursorOf,
  dayShape,
  flagShape,
  keyCursor,
  oneOf,
  pageOf,
  pageShape,
  textShape,
  wireDay,
  wireMoment,
} from './shape.ts'

const previewShape = flagShape
  .default(false)
  .openapi({ description: 'Shows what would come of it and writes nothing.' })
const nameShape = textShape(200).optional().openapi({ description: 'What the list of imports calls it.' })
const count = z.int().min(0)

const statementShape = z
  .object({
    format: z.string(),
    file: z.string().optional().openapi({ description: 'Its name inside an archive.' }),
    account: z.string(),
    currency: z.string(),
    number: z.string().optional(),
    from: wireDay.optional(),
    until: wireDay.optional(),
    openingMinor: z.int().optional(),
    closingMinor: z.int().optional(),
    entries: count,
    fresh: count,
    known: count,
    announced: count,
    inMinor: z.int(),
    outMinor: z.int(),
  })
  .openapi('BankStatement')

const lineShape = z
  .object({
    id: z.string(),
    account: z.string(),
    day: wireDay,
    valueDay: wireDay.nullable(),
    amountMinor: z.int().openapi({ description: 'Above zero came in, below went out.' }),
    currency: z.string(),
    kind: z.enum(['credit', 'debit', 'return', 'charge_back', 'refund', 'reversal', 'fee', 'transfer']),
    text: z.string(),
    name: z.string().nullable(),
    counterAccount: z.string().nullable(),
    bankId: z.string().nullable(),
    references: anyObject,
    parts: z.array(anyObject),
    split: anyObject.nullable(),
    recordedAt: z.string().nullable(),
  })
  .openapi('BankLine')

/** Lines belong to no book. */
function lineId(id: string): string {
  return publicId('bnk', { book: 0, id })
}

function lineJson({ raw, ...it }: BankLineRow) {
  return {
    id: lineId(it.id),
    account: it.account,
    day: dayText(it.day),
    valueDay: raw.valueDay ?? null,
    amountMinor: it.amountMinor,
    currency: it.currency,
    kind: raw.kind,
    text: raw.text,
    name: raw.name ?? null,
    counterAccount: raw.account ?? null,
    bankId: raw.bankId ?? null,
    references: raw.references,
    parts: raw.parts,
    split: raw.split ?? null,
    recordedAt: wireMoment(it.recordedAt),
  }
}

/** The body as a file of its name, for as long as the work takes. */
export async function asFile<T>(bytes: Uint8Array, name: string, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'dunwell-import-'))
  try {
    const path = join(folder, plainName(name))
    await writeFile(path, bytes)
    return await work(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What a person says of a table, over what its columns tell. */
export const tableSaid = {
  account: textShape(60).optional().openapi({ description: 'Of a table that does not say whose it is.' }),
  currency: currencyShape.optional().openapi({ description: 'Of a table that does not say it.' }),
  dates: z.enum(['dmy', 'mdy', 'ymd']).optional(),
  decimal: z.enum([',', '.']).optional(),
  fees: z.enum(['taken', 'within']).optional(),
  signs: z.enum(['received', 'spent']).optional(),
  map: textShape(2000)
    .optional()
    .openapi({ description: 'Of a table: its columns, one to a line.', example: 'amount=Betrag\ntext=Zweck' }),
  sheet: textShape(100).optional(),
}

export const bank = [
  operation({
    id: 'importBank',
    noun: 'bank',
    method: 'post',
    path: '/v1/imports/bank',
    says: 'Takes in a bank’s or payment provider’s file: camt, MT940, OFX, BAI2, CODA, a zip of them, CSV or XLSX. The same bytes again change nothing.',
    query: z.strictObject({
      fileName: nameShape,
      preview: previewShape,
      ...tableSaid,
    }),
    answer: z.object({
      id: z.string().nullable(),
      known: z.boolean().openapi({ description: 'These very bytes were taken in before.' }),
      fresh: count,
      knownLines: count,
      cameBack: count,
      incoming: count,
      knownUntil: wireDay.nullable(),
      statements: z.array(statementShape),
    }),
    takes: 'application/octet-stream',
    bytesMax: fileBytesMax,
    work: async (desk, { query, bytes }) => {
      const { fileName = 'upload', preview, sheet, map: columns, ...said } = query
      const sha = createHash('sha256').update(bytes).digest('hex')
      const before = preview ? undefined : await desk.tx((tx) => importOf(tx, sha))
      if (before) {
        const id = publicId('imp', { book: 0, id: before.id })
        const nothing = { fresh: 0, knownLines: 0, cameBack: 0, incoming: 0, knownUntil: null, statements: [] }
        return { json: { id, known: true, ...nothing } }
      }
      const named = columns?.split('\n').filter((one) => one.includes('='))
      const map = mapOver({ columns: {}, ...said }, await readBankMap(named ?? []))
      const it = await asFile(bytes, fileName, (path) => importBank(desk, path, { dryRun: preview, map, sheet }))
      const dated = (day: Parameters<typeof dayText>[0] | undefined) => (day === undefined ? undefined : dayText(day))
      const statements = it.statements.map((one) => ({ ...one, from: dated(one.from), until: dated(one.until) }))
      const { fresh, known: knownLines, cameBack, incoming } = it
      const id = it.importId === undefined ? null : publicId('imp', { book: 0, id: it.importId })
      const knownUntil = dated(it.knownUntil) ?? null
      return { json: { id, known: false, fresh, knownLines, cameBack, incoming, knownUntil, statements } }
    },
  }),
  operation({
    id: 'importEInvoice',
    noun: 'bank',
    method: 'post',
    path: '/v1/imports/einvoice',
    says: 'Takes in an e-invoice: UBL, CII or FatturaPA (XML), Factur-X or ZUGFeRD (PDF). The same bytes again change nothing.',
    query: z.strictObject({
      fileName: nameShape,
      preview: previewShape,
      terms: z.coerce.number<number>().int().min(0).max(365).optional(),
    }),
    answer: z.object({
      id: z.string().nullable(),
      known: z.boolean().openapi({ description: 'These very bytes were taken in before.' }),
      invoices: z.array(
        z.object({
          number: z.string(),
          customer: z.string(),
          amountMinor: z.int(),
          currency: z.string(),
          syntax: z.string(),
          became: z.enum(['new', 'changed', 'unchanged', 'refused']),
          problem: anyObject.nullable(),
        }),
      ),
      refused: z.array(anyObject),
      notes: z.array(anyObject),
      lowered: z.array(z.string()),
    }),
    takes: 'application/octet-stream',
    bytesMax: pdfLimits.bytesMax,
    apart: true,
    work: async (desk, { query, bytes }) => {
      const { fileName = 'upload.xml', preview: dryRun, terms: termsDays } = query
      const it = await asFile(bytes, fileName, (path) => importEInvoices(desk, path, { dryRun, termsDays }))
      const invoices = it.invoices.map(({ claim, customer, syntax, became, problem }) => ({
        number: claim.number,
        customer,
        amountMinor: claim.amountMinor,
        currency: claim.currency,
        syntax,
        became,
        problem: problem ?? null,
      }))
      const id = it.importId === undefined ? null : publicId('imp', { book: 0, id: it.importId })
      const refused = it.refused.map((one) => one.problem)
      const notes = it.notes.map((one) => one.note)
      return { json: { id, known: it.known.length > 0, invoices, refused, notes, lowered: it.lowered } }
    },
  }),
  operation({
    id: 'listBankStatements',
    noun: 'bank',
    method: 'get',
    path: '/v1/bank/statements',
    says: 'Statements that files told, those of the newest file first, with their balances and how many lines were new; taken back ones are left out.',
    query: z.strictObject(pageShape),
    answer: pageOf(statementShape.extend({ importId: z.string(), fileName: z.string() })),
    work: async (desk, { query }) => {
      const before = keyCursor('imp', query.cursor)
      const rest = (await readImports(desk))
        .filter((it) => it.kind === 'bank' && it.undoneAt === null && (!before || it.id < before.id))
        .sort((a, b) => (a.id < b.id ? 1 : -1))
      const files = rest.slice(0, query.limit)
      const items = files.flatMap((it) =>
        (it.counts.statements ?? []).map((one) => ({
          importId: publicId('imp', { book: 0, id: it.id }),
          fileName: it.fileName,
          ...one,
        })),
      )
      const last = files.at(-1)
      const more = last !== undefined && rest.length > files.length
      return { json: { items, next: more ? cursorOf('imp', publicId('imp', { book: 0, id: last.id })) : undefined } }
    },
  }),
  operation({
    id: 'listStatementLines',
    noun: 'bank',
    method: 'get',
    path: '/v1/bank/lines',
    says: 'Lines of statements, the newest first; those of imports that were taken back are left out.',
    query: z.strictObject({
      account: textShape(60).optional(),
      from: dayShape.optional(),
      to: dayShape.optional().openapi({ description: 'Included.' }),
      ...pageShape,
    }),
    answer: pageOf(lineShape),
    work: async (desk, { query }) => {
      const { account, from, to, limit, cursor } = query
      const key = keyCursor('bnk', cursor)
      const found = await desk.tx(async (tx) => {
        const after = key && (await findBankLine(tx, key.id))
        const own = account?.replace(/\s/g, '').toUpperCase()
        return listBankLines(tx, { account: own, from, to, after, limit: limit + 1 })
      })
      const items = found.slice(0, limit)
      const next = found.length > limit ? cursorOf('bnk', lineId(items.at(-1)!.id)) : undefined
      return { json: { items: items.map(lineJson), next } }
    },
  }),
  operation({
    id: 'readStatementLine',
    noun: 'bank',
    method: 'get',
    path: '/v1/bank/lines/{id}',
    says: 'One line with all that the bank says of it, and where it undoes another, the lines it may point at.',
    params: oneOf('bnk'),
    answer: lineShape.extend({ undoes: z.array(lineShape) }),
    work: async (desk, { params }) => {
      const { line, undoes } = await desk.tx((tx) => showBankLine(tx, keyOf('bnk', params.id).id))
      return { json: { ...lineJson(line), undoes: undoes.map(lineJson) } }
    },
  }),
] as const
