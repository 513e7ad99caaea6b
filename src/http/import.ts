// A file of claims or debtors over the API: CSV or a workbook is the body, what the file does not say stands in the query, and every row that
// is refused comes back with its line and its cure. While a question is open, nothing is taken in.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from '@hono/zod-openapi'
import { keyOf, publicId } from '../core/id.ts'
import { planImport, runImport } from '../engine/import.ts'
import { resultJson } from '../engine/import-json.ts'
import { readImports, undoImport } from '../engine/undo.ts'
import type { ImportRow } from '../store/undo.ts'
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
  wire,
  wireDay,
  wireMoment,
} from './shape.ts'

const importShape = z
  .object({
    id: z.string(),
    kind: z.enum(['claims', 'debtors', 'bank']),
    fileName: z.string(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    undoneAt: z.string().nullable(),
    fullListOn: wireDay.nullable(),
    partial: z.boolean(),
    counts: anyObject,
  })
  .openapi('Import')

/** Imports belong to no book. */
function importId(it: ImportRow): string {
  return publicId('imp', { book: 0, id: it.id })
}

function importJson(it: ImportRow) {
  const { kind, fileName, partial, counts, fullListOn } = it
  const moments = {
    startedAt: wireMoment(it.startedAt),
    endedAt: wireMoment(it.endedAt),
    undoneAt: wireMoment(it.undoneAt),
  }
  return { id: importId(it), kind, fileName, ...moments, fullListOn: wire(fullListOn), partial, counts }
}

// A folder takes 255 bytes, and a sign may be four.
const nameMost = 60

/** Only a name: what would lead out of a folder, or stop at the length of names, is taken out of it. */
export function plainName(text: string): string {
  const name = text.replaceAll(/[^\p{L}\p{N}_. -]/gu, '_').replace(/^[. ]+/, '')
  const signs = [...name]
  if (signs.length <= nameMost) return name === '' ? 'upload.csv' : name
  // Of a long one the beginning says what it is and the end what kind of file.
  return [...signs.slice(0, nameMost - 20), '…', ...signs.slice(-19)].join('')
}

export const imports = [
  operation({
    id: 'importFile',
    noun: 'imports',
    method: 'post',
    path: '/v1/imports/{kind}',
    says: 'Takes in a file of claims or debtors, CSV or an Excel workbook, or shows what would come of it (dryRun).',
    params: z.strictObject({ kind: z.enum(['claims', 'debtors']) }),
    query: z.strictObject({
      currency: currencyShape.optional(),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .optional(),
      language: z
        .string()
        .regex(/^[a-z]{2}$/)
        .optional(),
      terms: z.coerce.number<number>().int().min(0).max(365).optional(),
      kind: z.enum(['invoice', 'loan', 'rent', 'fee', 'judgment', 'other']).optional(),
      customers: z.enum(['business', 'consumer', 'both']).optional(),
      fileName: textShape(200).optional().openapi({ description: 'What the list of imports calls it.' }),
      sheet: textShape(100).optional().openapi({ description: 'Of a workbook with several, the one to read.' }),
      approveLargest: flagShape
        .default(false)
        .openapi({ description: 'Of a first import: each message to the ten largest debtors is seen first.' }),
      fullList: dayShape.optional().openapi({ description: 'The file lists all that was open on this day.' }),
      dryRun: flagShape.default(false).openapi({ description: 'Shows what would come of it and writes nothing.' }),
    }),
    answer: anyObject,
    takes: 'text/csv',
    bytesMax: 64 * 1024 * 1024,
    work: async (desk, { params, query, bytes }) => {
      const folder = await mkdtemp(join(tmpdir(), 'dunwell-import-'))
      try {
        const { currency, country, language, terms: termsDays, kind, fileName = 'upload.csv', ...given } = query
        const path = join(folder, plainName(fileName))
        await writeFile(path, bytes)
        const options = {
          defaults: { currency, country, language, termsDays, kind },
          ...given,
          rejects: join(folder, 'rejects.csv'),
        }
        const result = await runImport(desk, await planImport(desk, path, params.kind, options), options)
        const { rejectsFile: _, ...json } = resultJson(result) as Record<string, unknown>
        return { json }
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
  }),
  operation({
    id: 'listImports',
    noun: 'imports',
    method: 'get',
    path: '/v1/imports',
    says: 'What was taken in, the newest first, and whether it was taken back.',
    query: z.strictObject(pageShape),
    answer: pageOf(importShape),
    work: async (desk, { query }) => {
      const before = keyCursor('imp', query.cursor)
      const rest = (await readImports(desk))
        .filter((it) => !before || it.id < before.id)
        .sort((a, b) => (a.id < b.id ? 1 : -1))
      const items = rest.slice(0, query.limit)
      const next = rest.length > items.length ? cursorOf('imp', importId(items.at(-1)!)) : undefined
      return { json: { items: items.map(importJson), next } }
    },
  }),
  operation({
    id: 'undoImport',
    noun: 'imports',
    method: 'post',
    path: '/v1/imports/{id}/undo',
    says: 'Takes a whole import back while nothing was built on it: claims withdrawn, fields as before, postings corrected.',
    params: oneOf('imp'),
    answer: z.object({ id: z.string(), claimsWithdrawn: z.int(), debtors: z.int() }),
    work: async (desk, { params }) => {
      const { debtors, claims } = await undoImport(desk, keyOf('imp', params.id).id)
      return { json: { id: params.id, claimsWithdrawn: claims, debtors } }
    },
  }),
] as const
