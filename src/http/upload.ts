// Files laid on the desk: kept for a day, looked at as often as a person corrects what was understood, shown as what they would make, and
// taken in. The bytes come once; everything after that is small.

import { readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from '@hono/zod-openapi'
import { keyOf, publicId, uuid7 } from '../core/id.ts'
import { holdBacklog } from '../engine/backlog.ts'
import { planImport } from '../engine/import.ts'
import { runOrCancel } from '../engine/import-cancel.ts'
import { resultJson } from '../engine/import-json.ts'
import {
  cancelUpload,
  counted,
  fieldWords,
  findUpload,
  forgetUpload,
  keepUpload,
  type Look,
  lookAtUpload,
  rowsDone,
  type Upload,
  type UploadDesk,
  uploadBytesMax,
} from '../engine/upload.ts'
import { saidShape } from '../imports/mapping.ts'
import { claimKinds } from '../imports/word.ts'
import { hasImported } from '../store/import.ts'
import { plainName } from './import.ts'
import { type ApiDesk, operation } from './operation.ts'
import { anyObject, currencyShape, dayShape, oneOf, textShape } from './shape.ts'

const kinds = z.enum(['claims', 'debtors'])
const answerShape = z.object({ says: z.string(), columns: anyObject.optional(), defaults: anyObject.optional() })

const lookShape = z
  .object({
    id: z.string(),
    fileName: z.string(),
    size: z.int(),
    what: z.enum(['table', 'bank', 'einvoice', 'document', 'unknown']),
    says: z.string(),
    fix: z.string().nullable(),
    sheets: z.array(z.string()),
    list: z
      .object({
        kind: kinds,
        mayBeBank: z.boolean(),
        columns: z.array(
          z.object({ name: z.string(), field: z.string(), because: z.string(), samples: z.array(z.string()) }),
        ),
        questions: z.array(
          z.object({ column: z.string().nullable(), asks: z.string(), answers: z.array(answerShape) }),
        ),
        asksCustomers: z.boolean(),
        kept: z.object({ fileName: z.string(), on: z.string() }).nullable(),
        program: z.string().nullable(),
        lines: z.string().nullable(),
        fullListOn: z.string().nullable(),
      })
      .nullable(),
    fields: z.array(z.object({ field: z.string(), says: z.string() })),
  })
  .openapi('Upload')

/** What a person says of a file beyond what it holds. */
const saidOf = {
  kind: kinds.optional().openapi({ description: 'What it is a list of; guessed unless said.' }),
  sheet: textShape(100).optional(),
  columns: saidShape.optional().openapi({ description: 'What single columns are, by their header.' }),
  defaults: z
    .strictObject({
      currency: currencyShape.optional(),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .optional(),
      language: z
        .string()
        .regex(/^[a-z]{2}$/)
        .optional(),
      kind: z.enum(claimKinds).optional(),
      termsDays: z.int().min(0).max(365).optional(),
    })
    .optional(),
  customers: z.enum(['business', 'consumer', 'both']).optional(),
  fullList: z
    .union([dayShape, z.literal('no')])
    .optional()
    .openapi({ type: 'string', description: 'The day on which all that was open stands in it, or "no".' }),
}

const importedShape = z.looseObject({
  importId: z.string().nullable(),
  dryRun: z.boolean(),
  rows: z.int(),
  summed: z.int(),
  created: z.object({ debtors: z.int(), claims: z.int(), credits: z.int() }),
  payments: z.int(),
  changedCount: z.int(),
  unchanged: z.int(),
  leftOut: z.int(),
  problems: z.array(
    z.looseObject({
      says: z.string(),
      fix: z.string(),
      line: z.int().optional(),
      column: z.string().optional(),
      value: z.string().optional(),
    }),
  ),
  problemsCount: z.int(),
  notes: z.array(z.looseObject({ says: z.string(), fix: z.string(), line: z.int().optional() })),
  notesCount: z.int(),
  sums: z.record(z.string(), z.object({ claims: z.int(), amountMinor: z.int(), openMinor: z.int() })),
  kinds: z.array(z.object({ kind: z.string(), because: z.string(), count: z.int() })),
  backlog: z.int().openapi({ description: 'Claims that wait for a word on the backlog.' }),
  rejects: z.string().nullable().openapi({ description: 'The refused rows as CSV, each with its cure.' }),
})

const rejectsMax = 8_000_000
const uploadId = (id: string) => publicId('upl', { book: 0, id })

function deskOf(desk: ApiDesk): UploadDesk {
  const { db, workspace, today, dataDir, actor } = desk
  return { db, workspace, today, dataDir, actor, wall: () => desk.wall(), tx: (work) => desk.tx(work) }
}

function lookJson({ id, fileName, size }: Upload, { what, says, fix, sheets, list }: Look) {
  const shown = list && {
    ...list,
    questions: list.questions.map((it) => ({ column: it.column ?? null, asks: it.asks, answers: it.answers ?? [] })),
    kept: list.kept ?? null,
    program: list.program ?? null,
    lines: list.lines ?? null,
    fullListOn: list.fullListOn ?? null,
  }
  const fields = list ? fieldWords : []
  return { id: uploadId(id), fileName, size, what, says, fix: fix ?? null, sheets, list: shown ?? null, fields }
}

/** The refused rows, where they are not too many to hand over in one answer. */
async function rejectsIn(path: string | undefined): Promise<string | null> {
  if (path === undefined) return null
  const text = await readFile(path, 'utf8')
  await rm(path)
  return text.length > rejectsMax ? null : text
}

export const uploads = [
  operation({
    id: 'upload',
    noun: 'uploads',
    method: 'post',
    path: '/v1/uploads',
    says: 'Keeps a file for a day and says what it is: a list of claims or customers and its columns, a bank’s file, an e-invoice, a PDF. Nothing is taken in.',
    query: z.strictObject({ fileName: textShape(200) }),
    answer: lookShape,
    status: 201,
    takes: 'application/octet-stream',
    bytesMax: uploadBytesMax,
    apart: true,
    work: async (desk, { query, bytes }) => {
      const at = deskOf(desk)
      const now = desk.wall()
      const id = uuid7(now, desk.db.source.random(10))
      const it = await keepUpload(at, { id, name: plainName(query.fileName), bytes, now })
      return { json: lookJson(it, await lookAtUpload(at, it)) }
    },
  }),
  operation({
    id: 'readUpload',
    noun: 'uploads',
    method: 'get',
    path: '/v1/uploads/{id}',
    says: 'Whether a file is being taken in at the moment, and how many of its rows are done.',
    params: oneOf('upl'),
    answer: z.object({ id: z.string(), rowsDone: z.int().nullable() }),
    work: async (desk, { params }) => {
      const done = await rowsDone(deskOf(desk), keyOf('upl', params.id).id)
      return { json: { id: params.id, rowsDone: done ?? null } }
    },
  }),
  operation({
    id: 'lookAtUpload',
    noun: 'uploads',
    method: 'post',
    path: '/v1/uploads/{id}/look',
    says: 'Reads a file that is kept once more, with what a person says of its columns, and says what is still open.',
    params: oneOf('upl'),
    body: z.strictObject(saidOf),
    answer: lookShape,
    reads: true,
    apart: true,
    work: async (desk, { params, body }) => {
      const at = deskOf(desk)
      const it = await findUpload(at, keyOf('upl', params.id).id)
      const { columns: said, ...rest } = body
      return { json: lookJson(it, await lookAtUpload(at, it, { ...rest, said })) }
    },
  }),
  operation({
    id: 'importUpload',
    noun: 'uploads',
    method: 'post',
    path: '/v1/uploads/{id}/import',
    says: 'Takes in a list that is kept, or shows what would come of it (dryRun). While a question is open, nothing is taken in.',
    params: oneOf('upl'),
    body: z.strictObject({
      ...saidOf,
      kind: kinds,
      dryRun: z.boolean().default(false),
      approveLargest: z.boolean().default(false),
      backlog: z
        .boolean()
        .default(true)
        .openapi({ description: 'Of a first list: what is overdue already is held until a person says what to do.' }),
    }),
    answer: importedShape,
    apart: true,
    work: async (desk, { params, body }) => {
      const at = deskOf(desk)
      const it = await findUpload(at, keyOf('upl', params.id).id)
      const { columns: said, kind, backlog, ...rest } = body
      const first = kind === 'claims' && backlog && !(await at.tx((tx) => hasImported(tx, at.workspace.creditorId)))
      const options = { ...rest, said, rejects: join(dirname(dirname(it.path)), `${it.id}.rejects.csv`) }
      const result = await counted(at, it, body.dryRun, async (ways) =>
        runOrCancel(at, await planImport(at, it.path, kind, options), { ...options, ...ways }),
      )
      const rejects = await rejectsIn(result.rejectsFile)
      const held = first && result.importId !== undefined ? await holdBacklog(at, result.importId) : 0
      if (!body.dryRun) await forgetUpload(it)
      const { rejectsFile: _, importId, ...json } = resultJson(result) as Record<string, unknown>
      const id = importId === undefined ? null : publicId('imp', { book: 0, id: importId as string })
      return { json: { ...json, importId: id, rejects, backlog: held } }
    },
  }),
  operation({
    id: 'cancelUpload',
    noun: 'uploads',
    method: 'post',
    path: '/v1/uploads/{id}/cancel',
    says: 'Ends the reading or the taking in of a file that is at work. What was taken in is taken back as a whole; the request that began it says so.',
    params: oneOf('upl'),
    answer: z.object({
      id: z.string(),
      atWork: z.boolean().openapi({ description: 'Whether there was anything to end.' }),
    }),
    apart: true,
    work: async (desk, { params }) => ({
      json: { id: params.id, atWork: await cancelUpload(deskOf(desk), keyOf('upl', params.id).id) },
    }),
  }),
] as const
